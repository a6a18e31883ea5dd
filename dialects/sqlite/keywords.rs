//! Reserved words of SQLite (3.24 up to 3.54).
//!
//! Measured on SQLite 3.40.1 and 3.54.1 by using every word of `sqlite3_keyword_name()` as a table
//! name, a column name and an alias in about eighty statements; the two versions agree. Added in
//! doubt: the join words (`left`, `natural`, …), which SQLite accepts as names through its grammar
//! fallback, and `true`/`false`. The row id names are ordinary names here. SQLite also accepts a
//! quoted name in front of `(`, so `CALLABLE` is a matter of looks only.
//!
//! <https://www.sqlite.org/lang_keywords.html>

/// Words that must be quoted when used as a table name, a column name or an alias.
///
/// Lower case, sorted, unique; the union over all supported versions.
#[rustfmt::skip]
pub(super) const RESERVED: &[&str] = &[
    "add", "all", "alter", "and", "as", "autoincrement", "between", "case", "cast", "check",
    "collate", "column", "commit", "constraint", "create", "cross", "current_date",
    "current_time", "current_timestamp", "default", "deferrable", "delete", "distinct", "drop",
    "else", "escape", "except", "exists", "false", "filter", "foreign", "from", "full", "group",
    "having", "if", "in", "index", "indexed", "inner", "insert", "intersect", "into", "is",
    "isnull", "join", "left", "limit", "natural", "not", "nothing", "notnull", "null", "on", "or",
    "order", "outer", "primary", "raise", "recursive", "references", "returning", "right",
    "select", "set", "table", "then", "to", "transaction", "true", "union", "unique", "update",
    "using", "values", "when", "where", "with",
];

/// The members of [`RESERVED`] that may stand unquoted directly before `(` as a function name.
///
/// Lower case, sorted, unique.
#[rustfmt::skip]
pub(super) const CALLABLE: &[&str] = &[
    "column", "false", "filter", "if", "indexed", "recursive", "true",
];
