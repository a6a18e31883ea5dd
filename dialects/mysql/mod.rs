//! MySQL, from version 5.7 on, and MariaDB, from 10.5 on: one syntax, two sets of features.

mod calendar;
mod change;
#[cfg(feature = "mysql")]
mod decode;
#[cfg(feature = "mysql")]
mod driver;
mod faults;
mod features;
mod functions;
mod insert;
mod json;
mod keywords;
mod keywords_mariadb;
#[cfg(feature = "mysql")]
mod modes;
mod numbers;
mod regexps;
mod search;
mod select;
mod texts;
pub mod types;

pub use change::{MySqlChange, MySqlDelete, MySqlUpdate};
#[cfg(feature = "mysql")]
pub use driver::MySqlDriver;
pub use insert::MySqlInsert;
pub use search::{
    match_boolean, match_boolean_relevance, match_expanded, match_natural, match_relevance,
};
pub use select::MySqlSelect;
use sqltree::dialect::{
    Concat, Dialect, ExplainWords, FeatureSet, Folding, Generated, GroupKeys, IntegerForms,
    Integers, LikeForm, MinusZero, NameLimit, NameRules, NullsDefault, Placeholder, Spec,
    TextForms, ValueLimits, Version,
};
use sqltree::{Keywords, function};

use features::{MARIADB_FEATURES, MYSQL_FEATURES, MYSQL_HINTS};

static RESERVED: Keywords = Keywords::new(keywords::RESERVED);
static CALLABLE: Keywords = Keywords::new(keywords::CALLABLE);
static RESERVED_MARIADB: Keywords = Keywords::new(keywords_mariadb::RESERVED);
static CALLABLE_MARIADB: Keywords = Keywords::new(keywords_mariadb::CALLABLE);

/// What both write alike.
const SHARED: Spec = Spec {
    name: "MySQL",
    quotes: ('`', '`'),
    keywords: &RESERVED,
    callable: &CALLABLE,
    // https://dev.mysql.com/doc/refman/8.4/en/identifier-length.html
    name_limit: NameLimit::Characters(64),
    // https://dev.mysql.com/doc/refman/8.4/en/identifiers.html; a blank before an alias vanishes, and
    // then nothing finds it: measured with MariaDB 10.11.
    name_rules: NameRules {
        blank_at_end: false,
        blank_before_label: false,
        past_bmp: false,
        // A schema is a database, which nothing is around.
        function_path: 2,
        ..NameRules::ALL
    },
    placeholder: Placeholder::Question,
    // A prepared statement counts its parameters in 16 bits.
    max_parameters: 65_535,
    // A parameter of bytes has the character set of the connection, and compares by its collation:
    // https://dev.mysql.com/doc/refman/8.4/en/charset-connection.html
    cast_bytes: true,
    cast_nulls: types::null_types,
    recursive_start: types::recursive_start,
    // `||` is OR here, unless the SQL mode says otherwise.
    concat: Concat::Function,
    functions: &functions::FUNCTIONS,
    casts: functions::CASTS,
    // https://dev.mysql.com/doc/refman/8.4/en/window-functions-usage.html
    not_over_windows: &[&function::JSON_AGG, &function::STRING_AGG],
    // Whether aliases of tables fold depends on lower_case_table_names, so they must differ anyway;
    // https://dev.mysql.com/doc/refman/8.4/en/identifier-case-sensitivity.html
    table_names: Folding::Unicode,
    column_names: Folding::Unicode,
    // https://dev.mysql.com/doc/refman/8.4/en/joins-limits.html
    max_tables: 61,
    like: Some(LikeForm { after: " COLLATE utf8mb4_bin", ..LikeForm::PLAIN }),
    ilike: LikeForm {
        before: "LOWER(",
        like: ") LIKE LOWER(",
        not_like: ") NOT LIKE LOWER(",
        after: ") COLLATE utf8mb4_bin",
    },
    like_escape: Some('\\'),
    // "SUBQUERY in ROW in left expression of IN/ALL/ANY":
    // https://dev.mysql.com/doc/refman/8.4/en/subquery-restrictions.html
    plain_rows: true,
    // The manual's own way to say "to the end":
    // https://dev.mysql.com/doc/refman/8.4/en/select.html
    limit_all: Some("18446744073709551615"),
    nulls: NullsDefault::Smallest,
    // https://dev.mysql.com/doc/refman/8.4/en/group-by-handling.html
    group_keys: GroupKeys::WithoutParameters,
    // A column without a name is called by its text.
    unique_columns: true,
    calculates_in_single: false,
    // Both make an integer of a value beside a column of integers; measured with MariaDB 10.11.
    integers_beside_floats: Integers::StayBesideValues,
    // https://dev.mysql.com/doc/refman/8.4/en/boolean-literals.html
    booleans_are_numbers: true,
    backslash_escapes: true,
    // Under NO_BACKSLASH_ESCAPES it is a character like any other, so that no text in quotes is right
    // under both; this is of the same type and collation:
    // https://dev.mysql.com/doc/refman/8.4/en/hexadecimal-literals.html
    texts: TextForms {
        backslash: Some("_utf8mb4 X'{hex}'"),
        nul: Some("_utf8mb4 X'{hex}'"),
        // GROUP_CONCAT gives text of the same character set all the same.
        constant: Some("X'{hex}'"),
    },
    // Digits alone are signed if they fit. From 2^32 to 9999999999 a prepared CAST of digits without
    // quotes gives 32 bits; measured with MariaDB 10.11.
    integers: IntegerForms { unsigned: Some("CAST('{0}' AS UNSIGNED)"), ..Spec::ANSI.integers },
    float: "{0}",
    single: None,
    values: types::VALUES,
    value_limits: ValueLimits {
        // https://dev.mysql.com/doc/refman/8.4/en/precision-math-decimal-characteristics.html
        digits: Some((65, 30)),
        // https://dev.mysql.com/doc/refman/8.4/en/datetime.html; year 0 is for days that are none.
        years: Some((1, 9999)),
        spans_are_micros: true,
        // Measured with MariaDB 10.11: neither columns nor parameters nor `-(0e0)` have the sign.
        minus_zero: MinusZero::Lost,
        ..ValueLimits::ALL
    },
    types: types::types,
    cast_types: types::cast_types,
    default_row: " () VALUES ()",
    generated: Generated::Words(" AUTO_INCREMENT"),
    text_keys: false,
    hints: MYSQL_HINTS,
    ..Spec::ANSI
};

static MYSQL: Spec = Spec { values_row: "ROW(", ..SHARED };
static MYSQL_BEFORE_8: Spec =
    Spec { values_row: "ROW(", functions: &functions::FUNCTIONS_BEFORE_8, ..SHARED };

fn mysql(version: Version) -> &'static Spec {
    if version.at_least(Version::new(8, 0, 0)) { &MYSQL } else { &MYSQL_BEFORE_8 }
}

/// The first version that was seen to call a function by its database and package.
const PACKAGES: Version = Version::new(10, 11, 0);

fn mariadb(version: Version) -> &'static Spec {
    if version.at_least(PACKAGES) { &MARIADB } else { &MARIADB_BEFORE_10_11 }
}

static MARIADB: Spec =
    Spec { name_rules: NameRules { function_path: 3, ..SHARED.name_rules }, ..OLD_MARIADB };
static MARIADB_BEFORE_10_11: Spec = OLD_MARIADB;

const OLD_MARIADB: Spec = Spec {
    name: "MariaDB",
    recursive_start: types::recursive_start_mariadb,
    value_limits: ValueLimits { dash_in_json_path: false, ..SHARED.value_limits },
    keywords: &RESERVED_MARIADB,
    callable: &CALLABLE_MARIADB,
    group_keys: GroupKeys::NotInHaving,
    explain: ExplainWords { plan: "EXPLAIN ", run: "ANALYZE " },
    // https://mariadb.com/kb/en/sql-mode/#simultaneous_assignment
    at_once: Some("SET STATEMENT sql_mode = CONCAT(@@sql_mode, ',SIMULTANEOUS_ASSIGNMENT') FOR "),
    calculates_in_single: false,
    faults: faults::MARIADB,
    ..SHARED
};

macro_rules! dialect {
    ($(#[$meta:meta])* $name:ident, $spec:ident, $features:ident, $current:expr) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name {
            version: Version,
            features: FeatureSet,
        }

        impl $name {
            /// The current long-term release.
            #[must_use]
            pub const fn new() -> Self {
                $name::of($current)
            }

            /// Version `major.minor`.
            #[must_use]
            pub const fn version(major: u16, minor: u16) -> Self {
                $name::of(Version::new(major, minor, 0))
            }

            /// The version that a server reports.
            #[must_use]
            pub const fn of(version: Version) -> Self {
                $name { version, features: FeatureSet::of($features, version) }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                $name::new()
            }
        }

        impl Dialect for $name {
            fn spec(&self) -> &Spec {
                $spec(self.version)
            }

            fn version(&self) -> Version {
                self.version
            }

            fn features(&self) -> FeatureSet {
                self.features
            }
        }
    };
}

dialect! {
    /// MySQL of some version.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// let query = select(val("a").concat("b"));
    /// assert_eq!(query.compile(&MySql::version(8, 0)).unwrap().sql(), "SELECT CONCAT(?, ?)");
    /// ```
    MySql, mysql, MYSQL_FEATURES, Version::new(8, 4, 0)
}

dialect! {
    /// MariaDB of some version.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub users { id: i64 => primary_key, name: String } }
    /// let query = insert(users::table()).set(users::name, "ann").returning(users::id);
    /// assert_eq!(query.compile(&MariaDb::version(10, 11)).unwrap().sql(),
    ///     "INSERT INTO users (name) VALUES (?) RETURNING users.id");
    /// ```
    MariaDb, mariadb, MARIADB_FEATURES, Version::new(11, 4, 0)
}
