//! PostgreSQL, from version 12 on.

#[cfg(feature = "postgres")]
mod array;
mod array_operators;
#[cfg(feature = "postgres")]
mod bind;
mod calendar;
#[cfg(feature = "postgres")]
mod copy;
#[cfg(feature = "postgres")]
mod decode;
#[cfg(feature = "postgres")]
mod driver;
mod functions;
mod json;
mod json_operators;
mod keywords;
mod numbers;
#[cfg(feature = "postgres")]
mod refusal;
mod regexps;
mod search;
mod texts;
pub mod types;

pub use array_operators::PostgresArray;
#[cfg(feature = "postgres")]
pub use driver::PostgresDriver;
pub use json_operators::PostgresJson;
pub use search::PostgresSearch;
use sqltree::dialect::{
    BytesStyle, Dialect, Faults, Feature, FeatureSet, IntegerForms, LikeForm, NameLimit, NameRules,
    Placeholder, Since, Spec, TextForms, ValueForm, ValueLimits, Version, always, since,
};
use sqltree::{Keywords, Tag, Type};

/// PostgreSQL of some version.
///
/// ```
/// use sqltree::prelude::*;
/// let query = select(val(1) + 2);
/// assert_eq!(query.compile(&Postgres::version(15)).unwrap().sql(),
///     "SELECT CAST($1 AS INTEGER) + CAST($2 AS INTEGER)");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Postgres {
    version: Version,
    features: FeatureSet,
}

const FEATURES: &[Since] = &[
    always(Feature::CommonTableExpressions),
    always(Feature::WithBeforeChange),
    always(Feature::WithBeforeInsert),
    // https://www.postgresql.org/docs/release/12.0/
    since(Feature::MaterializedHint, 12, 0),
    since(Feature::SearchAndCycle, 14, 0),
    always(Feature::AggregateFilter),
    always(Feature::DistinctAggregates),
    always(Feature::DistinctReadNowAndThen),
    always(Feature::OrderedAggregates),
    always(Feature::RightJoin),
    always(Feature::FullJoin),
    always(Feature::NullsOrder),
    always(Feature::InsertReturning),
    always(Feature::UpdateReturning),
    always(Feature::DeleteReturning),
    always(Feature::DefaultInValues),
    always(Feature::DefaultInSet),
    always(Feature::DefaultInDoUpdateWhere),
    always(Feature::LikeWithExpression),
    always(Feature::NonFiniteNumbers),
    always(Feature::Schemas),
    // Only the current database: https://www.postgresql.org/docs/current/ddl-schemas.html
    always(Feature::Catalogs),
    always(Feature::Intersect),
    always(Feature::WindowFunctions),
    always(Feature::LagDefault),
    always(Feature::LikeNamesInNestedArms),
    always(Feature::WindowOrderInArm),
    always(Feature::WindowBeforeQuery),
    always(Feature::WindowsOverGroups),
    always(Feature::OuterJoinByOthers),
    always(Feature::OuterJoinByOuter),
    always(Feature::UnorderedWindows),
    always(Feature::OldValuesInSet),
    always(Feature::OwnTableInSet),
    always(Feature::OwnTableInValues),
    always(Feature::Overriding),
    always(Feature::UpdateFrom),
    always(Feature::DeleteUsing),
    always(Feature::ReturningOfFrom),
    always(Feature::TupleSet),
    always(Feature::DeleteAlias),
    always(Feature::AliasInReturning),
    // https://www.postgresql.org/docs/18/dml-returning.html
    since(Feature::OldAndNew, 18, 0),
    // https://www.postgresql.org/docs/current/sql-merge.html
    since(Feature::Merge, 15, 0),
    since(Feature::MergeBySource, 17, 0),
    since(Feature::MergeReturning, 17, 0),
    since(Feature::MergeAction, 17, 0),
    always(Feature::OnConflict),
    always(Feature::OnConstraint),
    always(Feature::JsonOperators),
    always(Feature::TextSearch),
    always(Feature::OwnTableInConflict),
    always(Feature::DefaultRowConflict),
    always(Feature::IncomingInQueries),
    always(Feature::ReturningOfUpserts),
    always(Feature::OwnTableInFilter),
    always(Feature::FrameGroups),
    always(Feature::FrameExclude),
    always(Feature::FrameExpressions),
    always(Feature::IntersectAll),
    always(Feature::NestedSetOperations),
    always(Feature::ValuesQuery),
    always(Feature::ColumnsInValues),
    always(Feature::OrderedValues),
    always(Feature::ColumnLists),
    always(Feature::LimitInQuery),
    always(Feature::Arrays),
    // EXTRACT gave a double before: https://www.postgresql.org/docs/release/14.0/
    since(Feature::SpansBetween, 14, 0),
    always(Feature::GeneratedKey),
    // https://www.postgresql.org/docs/18/ddl-generated-columns.html
    since(Feature::StoredColumns, 12, 0),
    since(Feature::VirtualColumns, 18, 0),
    always(Feature::NotNullOfComputed),
    always(Feature::DeleteSetsDefault),
    // https://www.postgresql.org/docs/current/sql-select.html#SQL-FOR-UPDATE-SHARE
    always(Feature::LockingReads),
    always(Feature::ForShare),
    always(Feature::KeyLocks),
    always(Feature::LockOf),
    always(Feature::LockNowait),
    always(Feature::LockSkip),
    always(Feature::Lateral),
    always(Feature::DistinctOn),
    // https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-GROUPING-SETS
    always(Feature::GroupingSets),
    always(Feature::FunctionColumns),
    // https://www.postgresql.org/docs/current/sql-select.html#SQL-FROM
    always(Feature::TableSample),
    // https://www.postgresql.org/docs/current/queries-with.html#QUERIES-WITH-MODIFYING
    always(Feature::ChangeInWith),
    always(Feature::Explain),
    always(Feature::Analyze),
    always(Feature::AnalyzedChange),
    // https://www.postgresql.org/docs/release/13.0/
    since(Feature::WithTies, 13, 0),
    always(Feature::LimitExpressions),
    always(Feature::CorrelatedFrom),
    always(Feature::RowsInList),
    always(Feature::RowsOfGroups),
    always(Feature::UnfinishedPatterns),
    always(Feature::Quantified),
];

static RESERVED: Keywords = Keywords::new(keywords::RESERVED);
static CALLABLE: Keywords = Keywords::new(keywords::CALLABLE);

static SPEC: Spec = Spec {
    name: "PostgreSQL",
    keywords: &RESERVED,
    callable: &CALLABLE,
    // https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
    name_limit: NameLimit::Bytes(63),
    // https://www.postgresql.org/docs/current/ddl-system-columns.html
    name_rules: NameRules {
        system_columns: &["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"],
        ..NameRules::ALL
    },
    placeholder: Placeholder::Dollar,
    // The protocol counts parameters in 16 bits:
    // https://www.postgresql.org/docs/current/protocol-message-formats.html
    max_parameters: 65_535,
    typed_binds: true,
    // 15 gives TRUE for the row of all of `SELECT a OR TRUE … GROUP BY ROLLUP (a OR TRUE)`; measured.
    faults: Faults { folds_keys: true, ..Faults::NONE },
    nul_in_text: false,
    functions: &functions::FUNCTIONS,
    functions_beside_question: Some(&json_operators::BESIDE_QUESTION),
    casts: functions::CASTS,
    ilike: LikeForm { like: " ILIKE ", not_like: " NOT ILIKE ", ..LikeForm::PLAIN },
    like_escape: Some('\\'),
    // Quotes keep a backslash only while standard_conforming_strings is on. The blank parts the E
    // from a word before it.
    texts: TextForms { backslash: Some(" E'{escaped}'"), ..Spec::ANSI.texts },
    // The text '\x…' is of the setting too: https://www.postgresql.org/docs/current/functions-binarystring.html
    bytes: BytesStyle::Decode,
    // Digits alone are an `integer` if they fit. `-5::bigint` would be the minus of a cast:
    // https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-CONSTANTS-NUMERIC
    integers: IntegerForms {
        small: Some("CAST('{0}' AS SMALLINT)"),
        lowest: Some("CAST('{0}' AS INTEGER)"),
        large: Some("CAST('{0}' AS BIGINT)"),
        unsigned: Some("CAST('{0}' AS BIGINT)"),
        huge: Some("CAST('{0}' AS NUMERIC)"),
    },
    float: "CAST('{0}' AS DOUBLE PRECISION)",
    single: Some("CAST('{0}' AS REAL)"),
    not_finite: Some(("CAST('{0}' AS DOUBLE PRECISION)", "CAST('{0}' AS REAL)")),
    values: VALUES,
    value_limits: ValueLimits {
        // U+0000 is refused by jsonb: https://www.postgresql.org/docs/current/datatype-json.html
        nul_in_json: false,
        ..ValueLimits::ALL
    },
    types,
    cast_types: types,
    recursive_start: types::recursive_start,
    hints: &[
        (Feature::MatchAgainst, "use `matches_web` of `PostgresSearch`"),
        (Feature::Fts5, "use `matches_web` of `PostgresSearch`"),
        (Feature::FetchPercent, "limit a query that has this one in FROM"),
        (Feature::OldAndNew, "18 has it; select the rows before, in one transaction"),
        (
            Feature::MergeBySource,
            "17 has it; change those rows by `not_exists(…)` in another statement",
        ),
        (Feature::MergeReturning, "17 has it; select the rows after"),
        (
            Feature::MergeAction,
            "17 has it; select the keys that are there before, in one transaction",
        ),
        (Feature::RecursiveMerge, "keep its rows in a table before"),
        (Feature::Merge, "15 has it; update, delete and insert in one transaction"),
        (Feature::ModifiedOverWindow, "aggregate in a subquery, and join it"),
        (Feature::OnDuplicateKey, "name the columns of the key by `.on_conflict(…)`"),
        (Feature::InsertOr, "use `.on_conflict(…)`"),
        (
            Feature::StrictTables,
            "its columns take values of their type anyway; leave `.strict()` out",
        ),
        (Feature::InsertIgnore, "use `.on_any_conflict().do_nothing()`"),
        (Feature::SpansBetween, "14 has it; subtract the moments in the program"),
        (Feature::Replace, "use `.on_conflict(…)`"),
        (Feature::ChangeIgnore, "leave the rows out by the condition"),
        (
            Feature::ChangePriority,
            "leave it out: it changes when the statement runs, not what it does",
        ),
        (Feature::OptimizerHints, "leave them out: they change speed, not rows"),
        (
            Feature::FullJoinByAny,
            "add an equation of the joined item and those before, or UNION a LEFT and a RIGHT JOIN",
        ),
        (Feature::LockOuterSide, "name the other tables by `.of(…)`"),
        (Feature::LimitedLockInChange, "it may be made for each row; make it once by `.cte(…)`"),
    ],
    ..Spec::ANSI
};

// Years first and offsets in numbers are read alike under every DateStyle, signs at every part of an
// interval under every IntervalStyle.
const VALUES: &[ValueForm] = &[
    ValueForm::new(Tag::Date, "CAST({0} AS DATE)"),
    ValueForm::new(Tag::Time, "CAST({0} AS TIME)"),
    ValueForm::new(Tag::Timestamp, "CAST({0} AS TIMESTAMP)"),
    ValueForm::new(Tag::TimestampTz, "CAST({0} AS TIMESTAMP WITH TIME ZONE)"),
    ValueForm::new(Tag::Interval, "CAST({0} AS INTERVAL)"),
    ValueForm::new(Tag::Decimal, "CAST({0} AS NUMERIC)"),
    ValueForm::new(Tag::Uuid, "CAST({0} AS UUID)"),
    ValueForm::new(Tag::Json, "CAST({0} AS JSONB)"),
    ValueForm::new(Tag::Array, "CAST(ARRAY[{items}] AS {type})"),
];

impl Postgres {
    /// The current release, 18.
    #[must_use]
    pub const fn new() -> Self {
        Postgres::version(18)
    }

    /// Version `major`.
    #[must_use]
    pub const fn version(major: u16) -> Self {
        Postgres::of(Version::new(major, 0, 0))
    }

    /// The version that a server reports.
    #[must_use]
    pub const fn of(version: Version) -> Self {
        Postgres { version, features: FeatureSet::of(FEATURES, version) }
    }
}

impl Default for Postgres {
    fn default() -> Self {
        Postgres::new()
    }
}

impl Dialect for Postgres {
    fn spec(&self) -> &Spec {
        &SPEC
    }

    fn version(&self) -> Version {
        self.version
    }

    fn features(&self) -> FeatureSet {
        self.features
    }
}

/// <https://www.postgresql.org/docs/current/datatype.html>
fn types(ty: &Type) -> Option<&'static str> {
    Some(match ty {
        Type::Boolean => "BOOLEAN",
        Type::SmallInt => "SMALLINT",
        Type::Integer => "INTEGER",
        Type::BigInt => "BIGINT",
        Type::UnsignedBigInt => "NUMERIC(20, 0)",
        Type::Real => "REAL",
        Type::Double => "DOUBLE PRECISION",
        Type::Decimal(..) => "NUMERIC({0}, {1})",
        Type::BigDecimal => "NUMERIC",
        Type::Text => "TEXT",
        Type::VarChar(_) => "VARCHAR({0})",
        Type::Char(_) => "CHAR({0})",
        Type::Bytes => "BYTEA",
        Type::Date => "DATE",
        Type::Time => "TIME",
        Type::Timestamp => "TIMESTAMP",
        Type::TimestampTz => "TIMESTAMP WITH TIME ZONE",
        Type::Interval => "INTERVAL",
        Type::Uuid => "UUID",
        Type::Json => "JSONB",
        Type::Array(element) => return array(*element),
        _ => return None,
    })
}

/// <https://www.postgresql.org/docs/current/arrays.html>
fn array(element: Tag) -> Option<&'static str> {
    Some(match element {
        Tag::Boolean => "BOOLEAN[]",
        Tag::SmallInt => "SMALLINT[]",
        Tag::Integer => "INTEGER[]",
        Tag::BigInt => "BIGINT[]",
        Tag::Real => "REAL[]",
        Tag::Double => "DOUBLE PRECISION[]",
        Tag::Decimal => "NUMERIC[]",
        Tag::Text => "TEXT[]",
        Tag::Bytes => "BYTEA[]",
        Tag::Date => "DATE[]",
        Tag::Time => "TIME[]",
        Tag::Timestamp => "TIMESTAMP[]",
        Tag::TimestampTz => "TIMESTAMP WITH TIME ZONE[]",
        Tag::Interval => "INTERVAL[]",
        Tag::Uuid => "UUID[]",
        Tag::Json => "JSONB[]",
        _ => return None,
    })
}
