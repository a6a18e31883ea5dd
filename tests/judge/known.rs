//! What the judge finds and is known: this list may only shrink.

/// Parts of the findings' texts.
pub const KNOWN: &[&str] = &[
    "PostgreSQL does not take it: db error: ERROR: function max(bytea) does not exist",
    "PostgreSQL does not take it: db error: ERROR: function max(boolean) does not exist",
    "PostgreSQL does not take it: db error: ERROR: function min(bytea) does not exist",
    "PostgreSQL does not take it: db error: ERROR: function min(boolean) does not exist",
    "PostgreSQL does not take it: db error: ERROR: could not determine polymorphic type",
    "PostgreSQL does not take it: db error: ERROR: column \"t#.",
    "PostgreSQL does not take it: db error: ERROR: operator",
    "types text and",
    "and text cannot be matched",
    "support 'GROUP_CONCAT() aggregat",
    "Division by #",
    "Window function is allowed only in SELECT list",
    "in 'HAVING'",
    "Duplicate column name",
    "invalid utf-# sequence",
    "different rows: SQLite and MariaDB",
    "different rows: SQLite and PostgreSQL",
];
