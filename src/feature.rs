//! Features: what dialects have or lack, named once.
//!
//! A [`Feature`] is what the compiler asks a dialect for, what the error names, what the tests
//! choose cases by, and a row of the table in the docs.

use std::fmt;

pub use version::Version;

mod version;

macro_rules! features {
    ($($(#[$meta:meta])* $name:ident => $words:literal;)*) => {
        /// Something that a dialect, or a version of it, may lack.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        #[repr(u8)]
        pub enum Feature {
            $($(#[$meta])* $name,)*
        }

        impl Feature {
            /// Every feature, in the order of the documentation.
            pub const ALL: &'static [Feature] = &[$(Feature::$name),*];

            /// The feature in words, as in "MySQL has no …".
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self { $(Feature::$name => $words,)* }
            }
        }
    };
}

features! {
    /// `RIGHT JOIN`.
    RightJoin => "RIGHT JOIN";
    /// `FULL JOIN`.
    FullJoin => "FULL JOIN";
    /// `NULLS FIRST` and `NULLS LAST`.
    NullsOrder => "NULLS FIRST or NULLS LAST";
    /// `INTERSECT` and `EXCEPT`.
    Intersect => "INTERSECT or EXCEPT";
    /// `INTERSECT ALL` and `EXCEPT ALL`.
    IntersectAll => "INTERSECT ALL or EXCEPT ALL";
    /// A set operation in parentheses as an operand of another.
    NestedSetOperations => "set operations in parentheses inside others";
    /// A set operation in parentheses whose columns have one name.
    LikeNamesInNestedArms => "set operations inside others with two columns of one name, or without";
    /// A function over a window in ORDER BY of a query inside a set operation.
    WindowOrderInArm => "functions over windows in ORDER BY of a query inside a set operation";
    /// `window IN (SELECT …)`.
    WindowBeforeQuery => "functions over windows before IN of a query";
    /// `VALUES (…), (…)` as a query.
    ValuesQuery => "VALUES as a query";
    /// Columns of the queries around in `VALUES`.
    ColumnsInValues => "columns in VALUES";
    /// `VALUES … ORDER BY … LIMIT`.
    OrderedValues => "ORDER BY or LIMIT behind VALUES";
    /// `(SELECT …) AS name (columns)`.
    ColumnLists => "names of columns behind a query in FROM";
    /// `function(…) AS name (columns)`, also `WITH ORDINALITY`.
    FunctionColumns => "names of columns, or numbers of rows, behind a function in FROM";
    /// `table TABLESAMPLE …`.
    TableSample => "TABLESAMPLE";
    /// `IN (SELECT … LIMIT n)`.
    LimitInQuery => "LIMIT in the query of IN";
    /// Arrays as values.
    Arrays => "arrays";
    /// The span of time between two moments, to the microsecond.
    SpansBetween => "the span of time between two moments, to the microsecond";
    /// `WITH name AS (…)`.
    CommonTableExpressions => "WITH";
    /// `AS MATERIALIZED` and `AS NOT MATERIALIZED` in WITH.
    MaterializedHint => "MATERIALIZED in WITH";
    /// `SEARCH` and `CYCLE` of recursive queries.
    SearchAndCycle => "SEARCH or CYCLE of recursive queries";
    /// `WITH` before UPDATE and DELETE.
    WithBeforeChange => "WITH before UPDATE or DELETE";
    /// `WITH name AS (DELETE … RETURNING …)`.
    ChangeInWith => "changes in WITH";
    /// `WITH` before INSERT; with a query to insert it can stand before that everywhere.
    WithBeforeInsert => "WITH before INSERT";
    /// `FILTER (WHERE …)` behind aggregates.
    AggregateFilter => "FILTER behind aggregates";
    /// `DISTINCT` in an aggregate.
    DistinctAggregates => "DISTINCT in this aggregate";
    /// `SUM(DISTINCT x)` in a query that is made for each row around, and not read each time.
    DistinctReadNowAndThen => "DISTINCT in aggregates of queries that are made for each row";
    /// `ORDER BY` in an aggregate.
    OrderedAggregates => "ORDER BY in this aggregate";
    /// `DISTINCT` or `ORDER BY` in an aggregate over a window.
    ModifiedOverWindow => "DISTINCT or ORDER BY in an aggregate over a window";
    /// Functions over windows in a query that has groups, and beside them HAVING, DISTINCT or
    /// `string_agg`.
    WindowsOverGroups => "functions over windows of groups beside HAVING, DISTINCT or string_agg";
    /// An outer join whose condition has no column of the joined item.
    OuterJoinByOthers => "outer joins by a condition without a column of the joined item";
    /// `(SELECT … LEFT JOIN t ON t.a = around.b)`.
    OuterJoinByOuter => "columns of a query around in the condition of an outer join";
    /// `GROUP BY ROLLUP (…)`, `CUBE (…)`, `GROUPING SETS (…)`.
    GroupingSets => "ROLLUP, CUBE or GROUPING SETS";
    /// `FOR UPDATE`, and the like.
    LockingReads => "locks of the rows that are read";
    /// `FOR SHARE`; others say `LOCK IN SHARE MODE`.
    ForShare => "FOR SHARE";
    /// `FOR NO KEY UPDATE` and `FOR KEY SHARE`.
    KeyLocks => "FOR NO KEY UPDATE or FOR KEY SHARE";
    /// `FOR UPDATE OF table`.
    LockOf => "locks of rows of some tables only";
    /// `FOR UPDATE NOWAIT`.
    LockNowait => "NOWAIT";
    /// `FOR UPDATE SKIP LOCKED`.
    LockSkip => "SKIP LOCKED";
    /// Locks of rows that an outer join may fill with NULLs.
    LockOuterSide => "locks of rows on the outer side of a join";
    /// `EXPLAIN`.
    Explain => "EXPLAIN";
    /// `EXPLAIN ANALYZE` of a query.
    Analyze => "EXPLAIN of a query that is run for it";
    /// `EXPLAIN ANALYZE` of a statement that changes rows.
    AnalyzedChange => "EXPLAIN of a change that is made for it";
    /// `SELECT DISTINCT ON (…)`.
    DistinctOn => "DISTINCT ON";
    /// `QUALIFY`.
    Qualify => "QUALIFY";
    /// `FETCH FIRST n ROWS WITH TIES`.
    WithTies => "FETCH … WITH TIES";
    /// `FETCH FIRST n PERCENT ROWS ONLY`.
    FetchPercent => "FETCH … PERCENT";
    /// Expressions as LIMIT and OFFSET.
    LimitExpressions => "LIMIT or OFFSET by an expression";
    /// Columns of enclosing queries in queries in FROM that are not lateral.
    CorrelatedFrom => "columns of enclosing queries inside of queries in FROM";
    /// `(a, b) IN ((1, 2), (3, 4))`.
    RowsInList => "lists of rows in IN";
    /// Comparison of rows of values with aggregates among them.
    RowsOfGroups => "rows of values with aggregates";
    /// No match, or an error, for a pattern of LIKE that ends in its escape character.
    UnfinishedPatterns => "patterns of LIKE that are expressions and match nothing if they end in their escape";
    /// `x > ANY (SELECT …)` and `ALL`.
    Quantified => "comparison with ANY or ALL of a query";
    /// `LATERAL (SELECT …)`.
    Lateral => "LATERAL";
    /// `FULL JOIN` by a condition that equates nothing of both sides.
    FullJoinByAny => "FULL JOIN by a condition that does not equate both sides";
    /// Functions `OVER (…)`.
    WindowFunctions => "functions over windows";
    /// `RANK`, `LAG` and the like over windows without an order.
    UnorderedWindows => "ranks and neighbours over a window without an order";
    /// `LAG` and `LEAD` with a third argument.
    LagDefault => "LAG or LEAD with a value for missing rows";
    /// Frames in `GROUPS`.
    FrameGroups => "frames in GROUPS";
    /// `EXCLUDE` in frames.
    FrameExclude => "EXCLUDE in frames";
    /// Bounds of frames that are no plain number.
    FrameExpressions => "expressions as bounds of frames";
    /// `INSERT … RETURNING`.
    InsertReturning => "INSERT … RETURNING";
    /// `UPDATE … RETURNING`.
    UpdateReturning => "UPDATE … RETURNING";
    /// `DELETE … RETURNING`.
    DeleteReturning => "DELETE … RETURNING";
    /// The keyword DEFAULT as a value of a row of INSERT.
    DefaultInValues => "DEFAULT among the values of a row";
    /// The keyword DEFAULT as a value of SET in UPDATE.
    DefaultInSet => "DEFAULT in UPDATE … SET";
    /// `SET column = DEFAULT` in DO UPDATE that has a WHERE.
    DefaultInDoUpdateWhere => "DEFAULT in DO UPDATE that has a condition";
    /// An expression of GROUP BY in HAVING.
    KeysInHaving => "expressions of GROUP BY in HAVING, or with parameters in SELECT";
    /// `UPDATE … FROM`.
    UpdateFrom => "UPDATE … FROM";
    /// `UPDATE table, other SET …`.
    UpdateOfSeveral => "UPDATE of several tables";
    /// `DELETE … USING`.
    DeleteUsing => "DELETE … USING";
    /// `SET (a, b) = (SELECT …)`.
    TupleSet => "SET of several columns by one query";
    /// Another name for the table in DELETE: `DELETE FROM table AS name`.
    DeleteAlias => "another name for the table in DELETE FROM";
    /// The other name of the table in RETURNING.
    AliasInReturning => "the other name of the table in RETURNING";
    /// `RETURNING old.column, new.column`.
    OldAndNew => "OLD or NEW in RETURNING";
    /// Columns of FROM in RETURNING of UPDATE and DELETE.
    ReturningOfFrom => "columns of other tables in RETURNING";
    /// `MERGE`.
    Merge => "MERGE";
    /// `WHEN NOT MATCHED BY SOURCE` of MERGE.
    MergeBySource => "WHEN NOT MATCHED BY SOURCE";
    /// `MERGE … RETURNING`.
    MergeReturning => "MERGE … RETURNING";
    /// `MERGE_ACTION()` in RETURNING of MERGE.
    MergeAction => "MERGE_ACTION()";
    /// Recursive queries in MERGE.
    RecursiveMerge => "WITH RECURSIVE of MERGE";
    /// A query with LIMIT and a lock that UPDATE, DELETE or MERGE reads, made once.
    LimitedLockInChange => "LIMIT beside a lock in a query of a change";
    /// `ORDER BY` and `LIMIT` of UPDATE and DELETE.
    LimitInChange => "ORDER BY and LIMIT of UPDATE and DELETE";
    /// `INSERT … ON CONFLICT`.
    OnConflict => "ON CONFLICT";
    /// `ON CONFLICT ON CONSTRAINT name`.
    OnConstraint => "ON CONFLICT ON CONSTRAINT";
    /// `ON CONFLICT` behind a row of defaults.
    DefaultRowConflict => "ON CONFLICT behind a row of defaults";
    /// `ON DUPLICATE KEY UPDATE`, of whatever key.
    OnDuplicateKey => "ON DUPLICATE KEY UPDATE";
    /// A name for the rows of VALUES in INSERT, as they are to be inserted.
    RowAlias => "a name for the rows of INSERT";
    /// The row to be inserted, in queries of DO UPDATE.
    IncomingInQueries => "queries over the row to be inserted";
    /// RETURNING of an upsert that may leave rows as they are: it gives those inserted and changed.
    ReturningOfUpserts => "RETURNING of the rows changed alone";
    /// `INSERT OR IGNORE` and the like.
    InsertOr => "INSERT OR IGNORE, REPLACE and the like";
    /// Tables named with the catalog of their schema: `catalog.schema.table`.
    Catalogs => "catalogs";
    /// Tables whose columns hold values of their type only: `STRICT`.
    StrictTables => "STRICT tables";
    /// Operators of PostgreSQL over JSON: `?`, `@>` and the like.
    JsonOperators => "operators over JSON such as ? and @>";
    /// `to_tsvector(…) @@ plainto_tsquery(…)`.
    TextSearch => "full-text search by TSVECTOR";
    /// `MATCH (columns) AGAINST (words)`.
    MatchAgainst => "MATCH … AGAINST";
    /// `column MATCH query`, of tables of FTS5.
    Fts5 => "MATCH of FTS5";
    /// `INSERT IGNORE`.
    InsertIgnore => "INSERT IGNORE";
    /// `REPLACE INTO`.
    Replace => "REPLACE";
    /// `UPDATE IGNORE` and `DELETE IGNORE`.
    ChangeIgnore => "UPDATE IGNORE or DELETE IGNORE";
    /// `LOW_PRIORITY`, `HIGH_PRIORITY` and `QUICK` in data changes.
    ChangePriority => "LOW_PRIORITY, HIGH_PRIORITY or QUICK";
    /// `/*+ … */` behind the first word of a data change.
    OptimizerHints => "optimizer hints";
    /// `USE INDEX`, `FORCE INDEX` and `IGNORE INDEX` behind a table.
    IndexHints => "USE INDEX, FORCE INDEX or IGNORE INDEX";
    /// `INDEXED BY` and `NOT INDEXED` behind a table.
    IndexedBy => "INDEXED BY or NOT INDEXED";
    /// `SELECT STRAIGHT_JOIN`.
    StraightJoin => "STRAIGHT_JOIN";
    /// A query in DO UPDATE over the table itself.
    OwnTableInConflict => "queries in DO UPDATE over the table itself";
    /// A query in VALUES over the table that is inserted into.
    OwnTableInValues => "queries in VALUES over the table itself";
    /// `OVERRIDING SYSTEM VALUE` and `OVERRIDING USER VALUE`.
    Overriding => "OVERRIDING SYSTEM VALUE or USER VALUE";
    /// Columns beside groups that are fixed by other than the primary key among the keys.
    FixedColumns => "columns that the keys of the groups fix";
    /// All values of SET read the row as it was.
    OldValuesInSet => "SET that reads the old values only";
    /// A query in SET over the table that is updated.
    OwnTableInSet => "queries in SET over the table itself";
    /// A query in WHERE of UPDATE or DELETE over the table that changes.
    OwnTableInFilter => "queries in WHERE over the table that changes";
    /// A case-sensitive LIKE whose pattern is an expression.
    LikeWithExpression => "case-sensitive LIKE whose pattern is not a plain value";
    /// Integers past `i64::MAX`.
    UnsignedIntegers => "unsigned 64-bit integers";
    /// NaN and infinities.
    NonFiniteNumbers => "NaN and infinite numbers";
    /// A function that the dialect has no template for.
    Function => "the function";
    /// A type that the dialect has no name for.
    ColumnType => "the type";
    /// Schemas: `schema.table`.
    Schemas => "schemas";
    /// Columns numbered by the database.
    GeneratedKey => "numbered columns of this kind";
    /// `GENERATED ALWAYS AS (…) STORED`.
    StoredColumns => "computed columns that are stored";
    /// `GENERATED ALWAYS AS (…) VIRTUAL`.
    VirtualColumns => "computed columns that are worked out when they are read";
    /// `NOT NULL` of a computed column.
    NotNullOfComputed => "NOT NULL of computed columns";
    /// `ON DELETE SET DEFAULT`.
    DeleteSetsDefault => "ON DELETE SET DEFAULT";
}

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

/// A set of features.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeatureSet(u128);

impl FeatureSet {
    /// Those features of a table that `version` has.
    #[must_use]
    pub const fn of(since: &[Since], version: Version) -> Self {
        let (mut bits, mut i) = (0, 0);
        while i < since.len() {
            if version.at_least(since[i].version) {
                bits |= 1 << since[i].feature as u8;
            }
            i += 1;
        }
        FeatureSet(bits)
    }

    /// Every feature.
    #[must_use]
    pub const fn all() -> Self {
        FeatureSet(u128::MAX)
    }

    /// True if the feature is in the set.
    #[must_use]
    #[inline]
    pub const fn has(self, feature: Feature) -> bool {
        self.0 >> feature as u8 & 1 == 1
    }

    /// The set without a feature.
    #[must_use]
    pub const fn without(self, feature: Feature) -> Self {
        FeatureSet(self.0 & !(1 << feature as u8))
    }
}

/// The version from which a dialect has a feature.
#[derive(Clone, Copy, Debug)]
pub struct Since {
    /// The feature.
    pub feature: Feature,
    /// The first version that has it.
    pub version: Version,
}

/// `feature`, from `major.minor` on.
#[must_use]
pub const fn since(feature: Feature, major: u16, minor: u16) -> Since {
    Since { feature, version: Version::new(major, minor, 0) }
}

/// `feature`, in every version.
#[must_use]
pub const fn always(feature: Feature) -> Since {
    since(feature, 0, 0)
}
