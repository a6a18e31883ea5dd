//! SQLite, from version 3.24 on.

mod calendar;
#[cfg(feature = "rusqlite")]
mod driver;
mod features;
mod functions;
mod insert;
mod json;
mod keywords;
mod numbers;
#[cfg(feature = "polyfill")]
mod polyfill;
mod regexps;
mod search;
mod select;
mod table;
mod texts;
mod types;

#[cfg(feature = "rusqlite")]
pub use driver::SqliteDriver;
pub use insert::SqliteInsert;
pub use search::SqliteSearch;
pub use select::SqliteSelect;
use sqltree::dialect::{
    Dialect, ExplainWords, Faults, FeatureSet, Folding, Functions, Generated, GroupKeys, Integers,
    LikeForm, MinusZero, NameLimit, NameRules, NullsDefault, Placeholder, SetArms, Spec, TextForms,
    ValueForm, ValueLimits, Version,
};
use sqltree::{Keywords, Tag};
pub use table::SqliteTable;

/// SQLite of some version.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, name: String } }
/// let query = select(users::id).order_by(users::name.asc().nulls_last());
/// assert_eq!(query.compile(&Sqlite::version(3, 30)).unwrap().sql(),
///     "SELECT users.id FROM users ORDER BY users.name NULLS LAST");
/// assert_eq!(query.compile(&Sqlite::version(3, 24)).unwrap().sql(),
///     "SELECT users.id FROM users ORDER BY users.name IS NULL, users.name");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Sqlite {
    version: Version,
    features: FeatureSet,
    #[cfg(feature = "polyfill")]
    polyfilled: bool,
}

static RESERVED: Keywords = Keywords::new(keywords::RESERVED);
static CALLABLE: Keywords = Keywords::new(keywords::CALLABLE);

const CURRENT: Spec = Spec {
    name: "SQLite",
    keywords: &RESERVED,
    callable: &CALLABLE,
    name_limit: NameLimit::None,
    // https://www.sqlite.org/fileformat2.html#internal_schema_objects
    name_rules: NameRules { function_path: 1, system_tables: Some("sqlite_"), ..NameRules::ALL },
    placeholder: Placeholder::Question,
    // https://www.sqlite.org/limits.html#max_variable_number
    max_parameters: 32_766,
    // More than this is no faster, and less is slower; measured.
    batch_rows: 100,
    functions: &functions::FUNCTIONS,
    casts: functions::CASTS,
    // Names are ASCII-folded everywhere; a join has at most 64 tables:
    // https://www.sqlite.org/limits.html
    table_names: Folding::Ascii,
    column_names: Folding::Ascii,
    max_tables: 64,
    // LIKE has no regard to case here, whatever the collation; GLOB has:
    // https://www.sqlite.org/lang_expr.html#the_like_glob_regexp_match_and_extract_operators
    like: None,
    ilike: LikeForm::PLAIN,
    // A bare OFFSET is a syntax error, and -1 is "no limit":
    // https://www.sqlite.org/lang_select.html#the_limit_clause
    limit_all: Some("-1"),
    // `SELECT c.id … (b JOIN c …)` is called `id:1`; measured with 3.40 and 3.54.
    labels_joined: true,
    // "HAVING clause on a non-aggregate query"; a LIMIT keeps conditions out:
    // https://www.sqlite.org/optoverview.html#the_where_clause_push_down_optimization
    faults: Faults { limits_windows: true, ..Faults::NONE },
    // A negative number is "no limit", whoever worked it out.
    limit_expression: ("MAX(", ", 0)"),
    nulls: NullsDefault::Smallest,
    set_arms: SetArms::Subqueries,
    // https://www.sqlite.org/lang_select.html#bareagg
    group_keys: GroupKeys::Any,
    calculates_in_single: false,
    // https://www.sqlite.org/datatype3.html#comparison_expressions
    integers_beside_floats: Integers::Stay,
    // https://www.sqlite.org/datatype3.html#boolean_datatype
    booleans_are_numbers: true,
    // `x IS TRUE` asks for truth, `x IS 1` for equality.
    booleans: ("1", "0"),
    // Functions of texts stop at a NUL, and so does the reader of statements.
    texts: TextForms { nul: Some("CAST(X'{hex}' AS TEXT)"), ..Spec::ANSI.texts },
    float: "{0}",
    single: None,
    values: VALUES,
    value_limits: ValueLimits {
        // Texts of other years are not in the order of the calendar.
        years: Some((0, 9999)),
        spans_are_micros: true,
        // A column REAL may keep a whole number as an integer: https://www.sqlite.org/datatype3.html
        minus_zero: MinusZero::NotInColumns,
        ..ValueLimits::ALL
    },
    types: types::types,
    strict_types: types::strict_types,
    strict_natives: types::STRICT,
    cast_types: types::cast_types,
    on_ends_from: true,
    generated: Generated::RowId,
    // https://www.sqlite.org/eqp.html
    explain: ExplainWords { plan: "EXPLAIN QUERY PLAN ", ..Spec::ANSI.explain },
    hints: features::HINTS,
    ..Spec::ANSI
};

static SPECS: Specs = Specs::new(
    &functions::FUNCTIONS,
    &functions::FUNCTIONS_BEFORE_3_44,
    &functions::FUNCTIONS_BEFORE_3_38,
    &functions::FUNCTIONS_BEFORE_3_30,
);

/// The versions that differ by more than features.
struct Specs {
    current: Spec,
    before_3_44: Spec,
    before_3_38: Spec,
    before_3_32: Spec,
    before_3_30: Spec,
}

impl Specs {
    const fn new(
        current: &'static Functions,
        before_3_44: &'static Functions,
        before_3_38: &'static Functions,
        before_3_30: &'static Functions,
    ) -> Self {
        Specs {
            current: Spec { functions: current, ..CURRENT },
            before_3_44: Spec { functions: before_3_44, ..CURRENT },
            before_3_38: Spec { functions: before_3_38, ..CURRENT },
            // https://www.sqlite.org/releaselog/3_32_0.html
            before_3_32: Spec { max_parameters: 999, functions: before_3_38, ..CURRENT },
            before_3_30: Spec { max_parameters: 999, functions: before_3_30, ..CURRENT },
        }
    }
}

// One form for each kind, so that equal values are equal and their order is theirs. Exact numbers have
// none: https://www.sqlite.org/datatype3.html
const VALUES: &[ValueForm] = &[
    ValueForm::new(Tag::Date, "{0}"),
    ValueForm::new(Tag::Time, "{0}").not_from_text(),
    ValueForm::new(Tag::Timestamp, "{0}").not_from_text(),
    ValueForm::new(Tag::TimestampTz, "{utc}").not_from_text(),
    ValueForm::new(Tag::Interval, "{micros}").not_from_text(),
    ValueForm::new(Tag::Uuid, "X'{hex}'").not_from_text(),
    ValueForm::new(Tag::Json, "{0}"),
];

impl Sqlite {
    /// The version that the feature `rusqlite` bundles.
    #[must_use]
    pub const fn new() -> Self {
        Sqlite::version(3, 54)
    }

    /// Version `major.minor`.
    #[must_use]
    pub const fn version(major: u16, minor: u16) -> Self {
        Sqlite::of(Version::new(major, minor, 0))
    }

    /// The version that a server reports.
    #[must_use]
    pub const fn of(version: Version) -> Self {
        Sqlite {
            version,
            features: FeatureSet::of(features::FEATURES, version),
            #[cfg(feature = "polyfill")]
            polyfilled: false,
        }
    }

    /// The same on a connection of `Engine::open("sqlite:///file.db?polyfill")`, on which sqltree works
    /// out what SQLite has no functions for: `sqrt`, `power`, `exp`, logarithms, those of angles, `reverse`,
    /// `split_part` and regular expressions. Feature `polyfill`.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// let query = select(func::sqrt(val(2)));
    /// assert!(query.compile(&Sqlite::new()).is_err());
    /// assert_eq!(query.compile(&Sqlite::new().polyfilled()).unwrap().sql(), "SELECT sqltree_sqrt(?)");
    /// ```
    ///
    /// Regular expressions, and `$1` in what replaces them, are those of the
    /// [crate `regex`](https://docs.rs/regex/latest/regex/#syntax).
    #[cfg(feature = "polyfill")]
    #[must_use]
    pub const fn polyfilled(mut self) -> Self {
        self.polyfilled = true;
        self
    }

    #[cfg(feature = "polyfill")]
    const fn specs(self) -> &'static Specs {
        if self.polyfilled { &polyfill::SPECS } else { &SPECS }
    }

    #[cfg(not(feature = "polyfill"))]
    const fn specs(self) -> &'static Specs {
        &SPECS
    }
}

impl Default for Sqlite {
    fn default() -> Self {
        Sqlite::new()
    }
}

impl Dialect for Sqlite {
    fn spec(&self) -> &Spec {
        let specs = self.specs();
        if self.version.at_least(Version::new(3, 44, 0)) {
            &specs.current
        } else if self.version.at_least(Version::new(3, 38, 0)) {
            &specs.before_3_44
        } else if self.version.at_least(Version::new(3, 32, 0)) {
            &specs.before_3_38
        } else if self.version.at_least(Version::new(3, 30, 0)) {
            &specs.before_3_32
        } else {
            &specs.before_3_30
        }
    }

    fn version(&self) -> Version {
        self.version
    }

    fn features(&self) -> FeatureSet {
        self.features
    }
}
