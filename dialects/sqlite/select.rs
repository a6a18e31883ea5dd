//! Words in queries that only SQLite has.

use sqltree::select::{Hint, IntoSource, Select};

/// What a query can tell the planner of SQLite; on other engines it is an error from compile.
///
/// <https://www.sqlite.org/lang_indexedby.html>
///
/// ```
/// use sqltree::dialects::sqlite::SqliteSelect;
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, email: String => unique } }
/// let query = select(users::id).filter(users::email.eq("a")).indexed_by(users::table(), "users_email");
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT users.id FROM users INDEXED BY users_email WHERE users.email = ?");
/// assert!(query.compile(&Postgres::default()).is_err());
/// ```
pub trait SqliteSelect: Sized {
    /// Looks for rows of the table by this index: `INDEXED BY name`. Where it cannot, SQLite gives an error
    /// and no rows. A table takes one of these two, once.
    #[must_use]
    fn indexed_by(self, table: impl IntoSource, name: &str) -> Self;

    /// Looks for rows of the table by no index: `NOT INDEXED`.
    #[must_use]
    fn not_indexed(self, table: impl IntoSource) -> Self;
}

impl<R> SqliteSelect for Select<R> {
    #[track_caller]
    fn indexed_by(self, table: impl IntoSource, name: &str) -> Self {
        self.hint(Hint::indexed_by(table, name))
    }

    #[track_caller]
    fn not_indexed(self, table: impl IntoSource) -> Self {
        self.hint(Hint::not_indexed(table))
    }
}
