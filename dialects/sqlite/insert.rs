//! Forms of INSERT that only SQLite has, under their native names.

use sqltree::dml::{Insert, InsertForm};

/// What an INSERT can be on SQLite only; on other engines it is an error from compile.
///
/// <https://www.sqlite.org/lang_conflict.html>
///
/// ```
/// use sqltree::dialects::sqlite::SqliteInsert;
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, name: String } }
/// let query = insert(users::table()).set(users::id, 1).set(users::name, "ann").or_replace();
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "INSERT OR REPLACE INTO users (id, name) VALUES (?, ?)");
/// assert!(query.compile(&Postgres::default()).is_err());
/// ```
pub trait SqliteInsert: Sized {
    /// `INSERT OR IGNORE`: leaves out rows that UNIQUE, NOT NULL or CHECK forbid; foreign keys are
    /// errors as ever.
    #[must_use]
    fn or_ignore(self) -> Self;

    /// `INSERT OR REPLACE`: deletes every row that has the same value in a unique key and inserts the
    /// new one, with its default for a NULL that the column does not take.
    #[must_use]
    fn or_replace(self) -> Self;

    /// `INSERT OR ABORT`: an error takes back what the statement did, as without it.
    #[must_use]
    fn or_abort(self) -> Self;

    /// `INSERT OR FAIL`: an error ends the statement, and the rows before it stay.
    #[must_use]
    fn or_fail(self) -> Self;

    /// `INSERT OR ROLLBACK`: an error takes back the whole transaction.
    #[must_use]
    fn or_rollback(self) -> Self;
}

impl<C, R> SqliteInsert for Insert<C, R> {
    #[track_caller]
    fn or_ignore(self) -> Self {
        self.form(InsertForm::OrIgnore)
    }

    #[track_caller]
    fn or_replace(self) -> Self {
        self.form(InsertForm::OrReplace)
    }

    #[track_caller]
    fn or_abort(self) -> Self {
        self.form(InsertForm::OrAbort)
    }

    #[track_caller]
    fn or_fail(self) -> Self {
        self.form(InsertForm::OrFail)
    }

    #[track_caller]
    fn or_rollback(self) -> Self {
        self.form(InsertForm::OrRollback)
    }
}
