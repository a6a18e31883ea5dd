//! What versions of SQLite have, and what to do without.

use sqltree::dialect::{Feature, Since, always, since};

pub(super) const FEATURES: &[Since] = &[
    // https://www.sqlite.org/releaselog/3_39_0.html
    since(Feature::RightJoin, 3, 39),
    since(Feature::FullJoin, 3, 39),
    since(Feature::FullJoinByAny, 3, 39),
    since(Feature::NullsOrder, 3, 30),
    since(Feature::InsertReturning, 3, 35),
    since(Feature::UpdateReturning, 3, 35),
    since(Feature::DeleteReturning, 3, 35),
    // https://www.sqlite.org/gencol.html
    since(Feature::StoredColumns, 3, 31),
    since(Feature::VirtualColumns, 3, 31),
    always(Feature::NotNullOfComputed),
    always(Feature::DeleteSetsDefault),
    // https://www.sqlite.org/lang_with.html
    since(Feature::CommonTableExpressions, 3, 8),
    since(Feature::WithBeforeChange, 3, 8),
    since(Feature::WithBeforeInsert, 3, 8),
    since(Feature::MaterializedHint, 3, 35),
    // https://www.sqlite.org/lang_aggfunc.html
    since(Feature::AggregateFilter, 3, 30),
    always(Feature::DistinctAggregates),
    always(Feature::DistinctReadNowAndThen),
    since(Feature::OrderedAggregates, 3, 44),
    always(Feature::Schemas),
    always(Feature::Intersect),
    since(Feature::WindowFunctions, 3, 25),
    since(Feature::LagDefault, 3, 25),
    always(Feature::LikeNamesInNestedArms),
    always(Feature::WindowOrderInArm),
    always(Feature::WindowBeforeQuery),
    always(Feature::FixedColumns),
    always(Feature::RowsOfGroups),
    always(Feature::UnfinishedPatterns),
    always(Feature::WindowsOverGroups),
    always(Feature::OuterJoinByOthers),
    always(Feature::OuterJoinByOuter),
    always(Feature::UnorderedWindows),
    always(Feature::OldValuesInSet),
    always(Feature::OwnTableInFilter),
    always(Feature::LimitedLockInChange),
    always(Feature::OwnTableInValues),
    // https://www.sqlite.org/releaselog/3_15_0.html
    since(Feature::TupleSet, 3, 15),
    always(Feature::DeleteAlias),
    // https://www.sqlite.org/lang_update.html#update_from
    since(Feature::UpdateFrom, 3, 33),
    // https://www.sqlite.org/lang_upsert.html
    since(Feature::OnConflict, 3, 24),
    always(Feature::IncomingInQueries),
    always(Feature::ReturningOfUpserts),
    always(Feature::InsertOr),
    // https://www.sqlite.org/lang_indexedby.html
    always(Feature::IndexedBy),
    // https://www.sqlite.org/releaselog/3_9_0.html
    since(Feature::Fts5, 3, 9),
    // https://www.sqlite.org/stricttables.html
    since(Feature::StrictTables, 3, 37),
    since(Feature::FrameGroups, 3, 28),
    since(Feature::FrameExclude, 3, 28),
    since(Feature::FrameExpressions, 3, 25),
    always(Feature::NestedSetOperations),
    // https://www.sqlite.org/lang_select.html#the_values_clause
    always(Feature::ValuesQuery),
    always(Feature::ColumnsInValues),
    always(Feature::LimitInQuery),
    always(Feature::SpansBetween),
    always(Feature::LimitExpressions),
    always(Feature::CorrelatedFrom),
    always(Feature::Explain),
];

pub(super) const HINTS: &[(Feature, &str)] = &[
    (Feature::TextSearch, "use `matches_fts5`, of a table of FTS5"),
    (Feature::MatchAgainst, "use `matches_fts5`, of a table of FTS5"),
    (Feature::FetchPercent, "limit a query that has this one in FROM"),
    (Feature::DefaultInValues, "insert the rows with the default apart, without the column"),
    (Feature::Overriding, "a value that is given is taken; leave the column out to ignore it"),
    // A column of another type would keep 17 digits as 16: https://www.sqlite.org/datatype3.html
    (Feature::ColumnType, "keep exact numbers as integers of the smallest unit, or as text"),
    (Feature::Arrays, "use `.is_in(…)`; keep lists as rows of a table of their own"),
    (Feature::DefaultInSet, "set the value itself"),
    (Feature::OwnTableInSet, "it would see rows that are changed already; read the values before"),
    (Feature::OwnTableInConflict, "it would see rows that are changed already; read them before"),
    (Feature::UpdateFrom, "3.33 has it; set a column to a subquery"),
    (Feature::OldAndNew, "select the rows before, in one transaction"),
    (Feature::Merge, "update, delete and insert in one transaction"),
    (Feature::MergeAction, "select the keys that are there before, in one transaction"),
    (Feature::OnConstraint, "name the columns by `.on_conflict(…)`"),
    (Feature::OnDuplicateKey, "name the columns of the key by `.on_conflict(…)`"),
    (
        Feature::Catalogs,
        "attach the database, and take the name that it is attached by as the schema",
    ),
    (Feature::JsonOperators, "look at fields by `json_field`"),
    (Feature::DefaultRowConflict, "give the value of a column"),
    (Feature::InsertIgnore, "use `.on_any_conflict().do_nothing()`"),
    (Feature::Replace, "use `.or_replace()`"),
    (Feature::ChangeIgnore, "leave the rows out by the condition"),
    (Feature::ChangePriority, "leave it out: it changes when the statement runs, not what it does"),
    (Feature::OptimizerHints, "leave them out: they change speed, not rows"),
    (Feature::GeneratedKey, "only a single integer primary key numbers itself"),
    (Feature::DistinctAggregates, "aggregate a subquery with distinct rows"),
    (Feature::OrderedAggregates, "3.44 has it"),
    (Feature::ModifiedOverWindow, "aggregate in a subquery, and join it"),
    (Feature::MaterializedHint, "3.35 has it"),
    (Feature::ChangeInWith, "make the change, and use the rows that RETURNING gives"),
    (Feature::SearchAndCycle, "keep the path in a column of your own"),
    (Feature::LikeWithExpression, "use `ilike`, or give the pattern as a value"),
    // https://www.sqlite.org/lockingv3.html
    (Feature::LockingReads, "begin the transaction as one that writes: it locks the database"),
    (
        Feature::Quantified,
        "over aggregates and windows it cannot be written otherwise; compare \
        with the largest or smallest of the query",
    ),
    (Feature::Lateral, "take one value by a scalar query, or number rows by `row_number`"),
    (Feature::RightJoin, "swap the sides and use LEFT JOIN"),
    (Feature::InsertReturning, "read last_insert_id() after execute, or use 3.35"),
];
