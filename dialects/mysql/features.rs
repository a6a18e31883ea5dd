//! What MySQL and MariaDB have since which version, and the ways round what they lack.

use sqltree::dialect::{Feature, Since, Version, always, since};

pub(super) const MYSQL_FEATURES: &[Since] = &[
    always(Feature::RightJoin),
    always(Feature::LimitedLockInChange),
    always(Feature::SpansBetween),
    always(Feature::DistinctAggregates),
    always(Feature::OrderedAggregates),
    always(Feature::DefaultInValues),
    always(Feature::DefaultInSet),
    always(Feature::LikeWithExpression),
    always(Feature::UnsignedIntegers),
    always(Feature::Schemas),
    always(Feature::GeneratedKey),
    // https://dev.mysql.com/doc/refman/8.4/en/create-table-generated-columns.html
    always(Feature::StoredColumns),
    always(Feature::VirtualColumns),
    always(Feature::NotNullOfComputed),
    // https://dev.mysql.com/doc/refman/8.4/en/set-operations.html
    since(Feature::CommonTableExpressions, 8, 0),
    // https://dev.mysql.com/doc/refman/8.4/en/with.html
    since(Feature::WithBeforeChange, 8, 0),
    since(Feature::WindowFunctions, 8, 0),
    since(Feature::LagDefault, 8, 0),
    since(Feature::WindowsOverGroups, 8, 0),
    since(Feature::UnorderedWindows, 8, 0),
    since(Feature::WindowBeforeQuery, 8, 0),
    always(Feature::OuterJoinByOthers),
    always(Feature::OuterJoinByOuter),
    always(Feature::OnDuplicateKey),
    // https://dev.mysql.com/doc/refman/8.4/en/delete.html
    Since { feature: Feature::DeleteAlias, version: Version::new(8, 0, 16) },
    always(Feature::UpdateOfSeveral),
    always(Feature::LimitInChange),
    always(Feature::DefaultRowConflict),
    // https://dev.mysql.com/doc/refman/8.4/en/insert-on-duplicate.html
    Since { feature: Feature::RowAlias, version: Version::new(8, 0, 19) },
    always(Feature::InsertIgnore),
    always(Feature::Replace),
    always(Feature::ChangeIgnore),
    always(Feature::ChangePriority),
    // https://dev.mysql.com/doc/refman/8.4/en/index-hints.html, https://mariadb.com/kb/en/index-hints-how-to-force-query-plans/
    always(Feature::IndexHints),
    always(Feature::StraightJoin),
    always(Feature::MatchAgainst),
    // https://dev.mysql.com/doc/refman/8.4/en/optimizer-hints.html
    Since { feature: Feature::OptimizerHints, version: Version::new(5, 7, 7) },
    // https://dev.mysql.com/doc/refman/8.4/en/values.html
    Since { feature: Feature::ValuesQuery, version: Version::new(8, 0, 19) },
    // https://dev.mysql.com/doc/refman/8.4/en/derived-tables.html
    Since { feature: Feature::ColumnLists, version: Version::new(8, 0, 19) },
    Since { feature: Feature::NestedSetOperations, version: Version::new(8, 0, 22) },
    Since { feature: Feature::Intersect, version: Version::new(8, 0, 31) },
    Since { feature: Feature::IntersectAll, version: Version::new(8, 0, 31) },
    // https://dev.mysql.com/doc/refman/8.4/en/innodb-locking-reads.html
    always(Feature::LockingReads),
    always(Feature::LockOuterSide),
    Since { feature: Feature::ForShare, version: Version::new(8, 0, 1) },
    Since { feature: Feature::LockOf, version: Version::new(8, 0, 1) },
    Since { feature: Feature::LockNowait, version: Version::new(8, 0, 1) },
    Since { feature: Feature::LockSkip, version: Version::new(8, 0, 1) },
    // https://dev.mysql.com/doc/refman/8.4/en/lateral-derived-tables.html
    Since { feature: Feature::Lateral, version: Version::new(8, 0, 14) },
    Since { feature: Feature::CorrelatedFrom, version: Version::new(8, 0, 14) },
    always(Feature::RowsInList),
    always(Feature::RowsOfGroups),
    always(Feature::Quantified),
    always(Feature::Explain),
    // https://dev.mysql.com/doc/refman/8.4/en/explain.html#explain-analyze
    Since { feature: Feature::Analyze, version: Version::new(8, 0, 18) },
];

// VALUES as a query is not among them: a prepared `VALUES (?)` has the type and the length that its
// columns had before there were values, which cuts texts and rounds numbers; measured with 10.11.
pub(super) const MARIADB_FEATURES: &[Since] = &[
    always(Feature::Explain),
    // https://mariadb.com/kb/en/analyze-statement/
    always(Feature::Analyze),
    always(Feature::AnalyzedChange),
    always(Feature::RightJoin),
    always(Feature::SpansBetween),
    always(Feature::DistinctAggregates),
    always(Feature::OrderedAggregates),
    always(Feature::DefaultInValues),
    always(Feature::DefaultInSet),
    always(Feature::LikeWithExpression),
    always(Feature::UnsignedIntegers),
    always(Feature::Schemas),
    always(Feature::GeneratedKey),
    // https://mariadb.com/kb/en/generated-columns/
    always(Feature::StoredColumns),
    always(Feature::VirtualColumns),
    // https://mariadb.com/kb/en/except/
    since(Feature::CommonTableExpressions, 10, 2),
    // https://jira.mariadb.org/browse/MDEV-37220
    since(Feature::WithBeforeChange, 12, 3),
    since(Feature::WindowFunctions, 10, 2),
    since(Feature::Intersect, 10, 3),
    since(Feature::IntersectAll, 10, 5),
    since(Feature::NestedSetOperations, 10, 4),
    // https://mariadb.com/kb/en/update/#updates-with-the-same-source-and-target
    since(Feature::OwnTableInSet, 10, 3),
    always(Feature::OwnTableInValues),
    always(Feature::OnDuplicateKey),
    always(Feature::UpdateOfSeveral),
    always(Feature::LimitInChange),
    always(Feature::DefaultRowConflict),
    always(Feature::InsertIgnore),
    always(Feature::Replace),
    always(Feature::ChangeIgnore),
    always(Feature::ChangePriority),
    // https://dev.mysql.com/doc/refman/8.4/en/index-hints.html, https://mariadb.com/kb/en/index-hints-how-to-force-query-plans/
    always(Feature::IndexHints),
    always(Feature::StraightJoin),
    always(Feature::MatchAgainst),
    // Before it takes them for comments: https://mariadb.com/kb/en/optimizer-hints/
    since(Feature::OptimizerHints, 12, 0),
    // By its function of that name, which knows expressions too; MySQL's knows constants only.
    always(Feature::DefaultInDoUpdateWhere),
    // https://mariadb.com/kb/en/delete/#same-source-and-target-table
    since(Feature::OwnTableInFilter, 10, 3),
    // https://mariadb.com/kb/en/insertreturning/
    since(Feature::InsertReturning, 10, 5),
    always(Feature::DeleteReturning),
    // https://mariadb.com/kb/en/for-update/, https://mariadb.com/kb/en/wait-and-nowait/
    always(Feature::LockingReads),
    always(Feature::LockOuterSide),
    since(Feature::LockNowait, 10, 3),
    since(Feature::LockSkip, 10, 6),
    // https://mariadb.com/kb/en/select-offset-fetch/
    since(Feature::WithTies, 10, 6),
    always(Feature::RowsInList),
    always(Feature::Quantified),
];

pub(super) const MYSQL_HINTS: &[(Feature, &str)] = &[
    (Feature::TextSearch, "use `match_natural`"),
    (Feature::Fts5, "use `match_natural`"),
    (Feature::FetchPercent, "limit a query that has this one in FROM"),
    // MariaDB 10.11 gives other rows, also for windows of all rows as one group; measured.
    (
        Feature::WindowsOverGroups,
        "it gives wrong rows; group in a subquery, and put the windows around",
    ),
    (Feature::Arrays, "use `.is_in(…)`; keep lists as rows of a table of their own"),
    (Feature::UnorderedWindows, "give the window an order"),
    (Feature::OuterJoinByOthers, "it gives wrong rows; compare a column of the joined item too"),
    (
        Feature::OuterJoinByOuter,
        "it gives wrong rows; join by columns of the query, or compare in WHERE",
    ),
    (Feature::LikeNamesInNestedArms, "give its columns labels"),
    // MariaDB 10.11 gives other rows where the query sees the row around it, and 0 for any row of values
    // with a window in it; measured.
    (Feature::WindowBeforeQuery, "select it in a subquery, and ask for its column around"),
    (Feature::WindowOrderInArm, "order a subquery that has it as a column"),
    // https://dev.mysql.com/doc/refman/8.4/en/update.html
    (Feature::OldValuesInSet, "update twice, or read the values before"),
    (Feature::OwnTableInSet, "select from a subquery in FROM, which is made before"),
    (Feature::OwnTableInFilter, "select from a subquery in FROM, which is made before"),
    // https://dev.mysql.com/doc/refman/8.4/en/subquery-restrictions.html
    (Feature::LimitInQuery, "select from a subquery in FROM that has the LIMIT"),
    (Feature::FullJoin, "join LEFT and RIGHT, and UNION the two"),
    (Feature::InsertReturning, "read last_insert_id() after execute"),
    (Feature::UpdateReturning, "select the rows after the update"),
    (Feature::DeleteReturning, "select the rows before the delete, in one transaction"),
    (Feature::ModifiedOverWindow, "aggregate in a subquery, and join it"),
    (Feature::OrderedAggregates, "of the aggregates, string_agg takes an order"),
    (Feature::MaterializedHint, "leave it out: it changes speed, not rows"),
    (Feature::ChangeInWith, "read the rows, and change them, in one transaction"),
    (Feature::SearchAndCycle, "keep the path in a column of your own"),
    (Feature::WithBeforeChange, "use a subquery"),
    (Feature::WithBeforeInsert, "use it in the query of `.from_select(…)`, or use a subquery"),
    (Feature::Overriding, "a value that is given is taken; leave the column out to ignore it"),
    (
        Feature::OnConflict,
        "see `on_duplicate_key_update` for what it has, or update and insert in one transaction",
    ),
    (Feature::OwnTableInConflict, "it would see rows that are changed already; read them before"),
    (Feature::TupleSet, "set each column to a query of its own, where that gives the same row"),
    (Feature::DeleteAlias, "use the table by its own name"),
    (Feature::OldAndNew, "select the rows before, in one transaction"),
    (Feature::Merge, "update, delete and insert in one transaction"),
    (Feature::MergeAction, "select the keys that are there before, in one transaction"),
    (Feature::OnConstraint, "name the columns by `.on_conflict(…)`"),
    (Feature::IncomingInQueries, "read the values before"),
    (
        Feature::ReturningOfUpserts,
        "it gives rows that were left as they are too; select the rows after",
    ),
    (Feature::InsertOr, "use `.on_conflict(…)`, or `.ignore()` and `.replace()`"),
    (Feature::JsonOperators, "look at fields by `json_field`"),
    (Feature::Catalogs, "a schema is a database there; leave the catalog out"),
    (Feature::StrictTables, "its columns take values of their type anyway; leave `.strict()` out"),
    (Feature::OwnTableInValues, "insert the row of a query by `.from_select(…)`"),
    (Feature::LimitExpressions, "give a value or a parameter"),
    (Feature::CorrelatedFrom, "compare with values, or join"),
    (Feature::KeyLocks, "lock more, by `Lock::update()` or `Lock::share()`"),
    (Feature::LockOf, "lock the rows of all tables, or read the others by another query"),
    (Feature::LockNowait, "leave it out, and set innodb_lock_wait_timeout"),
    (Feature::LockSkip, "leave it out, or mark rows as taken by an UPDATE"),
    (Feature::Lateral, "take one value by a scalar query, or number rows by `row_number`"),
    (Feature::NullsOrder, "order by a column, or by `expr.is_null()` first"),
    (Feature::NonFiniteNumbers, "use NULL"),
    // InnoDB takes the words, and refuses to delete the row: measured on MariaDB 10.11.
    (Feature::DeleteSetsDefault, "update the rows before"),
    (Feature::OptimizerHints, "leave them out: they change speed, not rows"),
    (Feature::DefaultInDoUpdateWhere, "set the value itself"),
];
