//! Reserved words of PostgreSQL (12 up to 18).
//!
//! Measured on PostgreSQL 15 by using every word of `pg_get_keywords()` as a table name, a column
//! name and an alias in about eighty statements: exactly the classes "reserved" and "reserved (can
//! be function or type)" fail. `system_user` (reserved since 16) comes from the manual. The
//! column-name class (`coalesce`, `values`, `char`, …) never needs quotes as a table or column
//! name and must not be quoted as a function, so it is left out.
//!
//! <https://www.postgresql.org/docs/current/sql-keywords-appendix.html>

/// Words that must be quoted when used as a table name, a column name or an alias.
///
/// Lower case, sorted, unique; the union over all supported versions.
#[rustfmt::skip]
pub(super) const RESERVED: &[&str] = &[
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric",
    "authorization", "binary", "both", "case", "cast", "check", "collate", "collation", "column",
    "concurrently", "constraint", "create", "cross", "current_catalog", "current_date",
    "current_role", "current_schema", "current_time", "current_timestamp", "current_user",
    "default", "deferrable", "desc", "distinct", "do", "else", "end", "except", "false", "fetch",
    "for", "foreign", "freeze", "from", "full", "grant", "group", "having", "ilike", "in",
    "initially", "inner", "intersect", "into", "is", "isnull", "join", "lateral", "leading",
    "left", "like", "limit", "localtime", "localtimestamp", "natural", "not", "notnull", "null",
    "offset", "on", "only", "or", "order", "outer", "overlaps", "placing", "primary",
    "references", "returning", "right", "select", "session_user", "similar", "some", "symmetric",
    "system_user", "table", "tablesample", "then", "to", "trailing", "true", "union", "unique",
    "user", "using", "variadic", "verbose", "when", "where", "window", "with",
];

/// The members of [`RESERVED`] that may stand unquoted directly before `(` as a function name.
///
/// Lower case, sorted, unique.
#[rustfmt::skip]
pub(super) const CALLABLE: &[&str] = &[
    "authorization", "binary", "collation", "concurrently", "cross", "current_schema",
    "current_time", "current_timestamp", "freeze", "full", "ilike", "inner", "is", "isnull",
    "join", "left", "like", "localtime", "localtimestamp", "natural", "notnull", "outer",
    "overlaps", "right", "similar", "tablesample", "verbose",
];
