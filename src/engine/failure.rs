//! The errors of drivers, worded alike: for those who write one.
//!
//! A message has names and the text of the statement, never a value and no part of a URL. What
//! the database itself said may quote values; it is the `source()`.

use std::error::Error as StdError;

use crate::error::{Error, ErrorKind};
use crate::value::Value;

/// The longest piece of a statement in a message, in characters.
const MOST_SQL: usize = 1_000;

/// The database refused a statement: [`ErrorKind::Database`].
///
/// `reason` is what may be shown: a code, the name of a constraint. An empty `sql` is a script.
///
/// ```
/// use sqltree::engine::failure;
/// let error = failure::refused("SQLite", "no such table: t", "SELECT a FROM t", "source");
/// assert_eq!(error.to_string(),
///     "SQLite refused the statement (no such table: t): SELECT a FROM t");
/// ```
#[must_use]
pub fn refused(
    engine: &str,
    reason: &str,
    sql: &str,
    source: impl Into<Box<dyn StdError + Send + Sync>>,
) -> Error {
    let message = if sql.is_empty() {
        format!("{engine} refused the script ({reason})")
    } else {
        let (text, dots) = match sql.char_indices().nth(MOST_SQL) {
            Some((end, _)) => (&sql[..end], "…"),
            None => (sql, ""),
        };
        format!("{engine} refused the statement ({reason}): {text}{dots}")
    };
    Error::new(ErrorKind::Database, message).with_source(source)
}

/// A connection could not be made: [`ErrorKind::Connection`].
#[must_use]
pub fn not_connected(engine: &str, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Error {
    let message = format!("the connection to {engine} could not be opened");
    Error::new(ErrorKind::Connection, message).with_source(source)
}

/// A connection broke: [`ErrorKind::Connection`].
#[must_use]
pub fn lost(engine: &str, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Error {
    let message = format!("the connection to {engine} was lost; open another");
    Error::new(ErrorKind::Connection, message).with_source(source)
}

/// A URL that cannot be used: [`ErrorKind::Url`]. Neither text may quote the URL.
///
/// ```
/// use sqltree::engine::failure;
/// let error = failure::bad_url("MySQL", "names no host", "mysql://user:password@host/database");
/// assert_eq!(error.to_string(),
///     "the URL for MySQL names no host; write `mysql://user:password@host/database`, \
///      with %-codes for special characters");
/// ```
#[must_use]
pub fn bad_url(engine: &str, reason: &str, form: &str) -> Error {
    let message = format!(
        "the URL for {engine} {reason}; write `{form}`, with %-codes for special characters"
    );
    Error::new(ErrorKind::Url, message)
}

/// As many values as placeholders are wanted: [`ErrorKind::Conflict`].
#[must_use]
pub fn wrong_count(placeholders: usize, values: usize) -> Error {
    let message =
        format!("the statement has {placeholders} placeholders, and {values} values were given");
    Error::new(ErrorKind::Conflict, message)
}

/// An integer past `i64::MAX` for an engine without unsigned ones: [`ErrorKind::InvalidValue`].
#[must_use]
pub fn too_large(engine: &str) -> Error {
    let message = format!("an integer past 9223372036854775807 does not fit in {engine}");
    Error::new(ErrorKind::InvalidValue, message)
}

/// A kind of value that a driver has no form for: [`ErrorKind::InvalidValue`].
#[must_use]
pub fn unknown_kind(engine: &str, value: &Value) -> Error {
    let message =
        format!("the driver for {engine} cannot send values of kind {}", value.kind_name());
    Error::new(ErrorKind::InvalidValue, message)
}
