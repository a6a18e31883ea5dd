//! What the server's errors mean, and what of them may be shown.

use std::error::Error as _;
use std::fmt::Write as _;
use std::io;

use postgres::error::{DbError, SqlState};
use sqltree::Error;
use sqltree::engine::failure;

use super::driver::NAME;

/// True for "cached plan must not change result type", which has no code of its own, and for a
/// statement that the program has deallocated.
pub(super) fn is_stale(error: &postgres::Error) -> bool {
    error.as_db_error().is_some_and(|db| match db.code() {
        &SqlState::FEATURE_NOT_SUPPORTED => db.message().contains("cached plan"),
        code => *code == SqlState::INVALID_SQL_STATEMENT_NAME,
    })
}

/// True if the transaction had failed before the statement.
pub(super) fn is_aborted(error: &Error) -> bool {
    let source = error.source().and_then(|source| source.downcast_ref::<postgres::Error>());
    source.and_then(postgres::Error::code) == Some(&SqlState::IN_FAILED_SQL_TRANSACTION)
}

/// The error of a statement that could not be prepared: the server has not seen a value yet, so
/// its words can be shown.
pub(super) fn unprepared(error: postgres::Error, sql: &str) -> Error {
    match error.as_db_error() {
        Some(db) if !is_farewell(db) => {
            let reason = format!("SQLSTATE {}: {}", db.code().code(), db.message());
            failure::refused(NAME, &reason, sql, error)
        }
        _ => refused(error, sql),
    }
}

pub(super) fn refused(error: postgres::Error, sql: &str) -> Error {
    let reason = match error.as_db_error() {
        Some(db) if is_farewell(db) => return failure::lost(NAME, error),
        // The text may quote values; the code and the names of things do not.
        Some(db) => {
            let mut reason = format!("SQLSTATE {}", db.code().code());
            for (what, name) in
                [("table", db.table()), ("column", db.column()), ("constraint", db.constraint())]
            {
                if let Some(name) = name {
                    _ = write!(reason, ", {what} `{name}`");
                }
            }
            reason
        }
        None if error.is_closed() || error.source().is_some_and(|e| e.is::<io::Error>()) => {
            return failure::lost(NAME, error);
        }
        None => "see the source".to_owned(),
    };
    failure::refused(NAME, &reason, sql, error)
}

/// True if the server ends the connection with the error: it is shut down, or was told to.
fn is_farewell(error: &DbError) -> bool {
    let code = error.code().code();
    code.starts_with("08") || matches!(code, "57P01" | "57P02" | "57P03" | "57P05")
}
