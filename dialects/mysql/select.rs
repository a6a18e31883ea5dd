//! Hints in queries that only MySQL and MariaDB have, under their native names.

use sqltree::select::{Hint, IntoSource, Select};

/// What a query can tell the optimizer of MySQL and MariaDB; on other engines it is an error from compile. No
/// hint changes the rows.
///
/// ```
/// use sqltree::dialects::mysql::MySqlSelect;
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, email: String => unique } }
/// let query = select(users::id)
///     .filter(users::email.like("a%"))
///     .force_index(users::table(), &["users_email"])
///     .optimizer_hint("MAX_EXECUTION_TIME(1000)");
/// assert_eq!(query.compile(&MySql::default()).unwrap().sql(),
///     "SELECT /*+ MAX_EXECUTION_TIME(1000) */ users.id FROM users FORCE INDEX (users_email) \
///      WHERE users.email LIKE ? COLLATE utf8mb4_bin");
/// assert!(query.compile(&Postgres::default()).is_err());
/// ```
pub trait MySqlSelect: Sized {
    /// A hint for the optimizer: `/*+ text */` behind SELECT. Calls add hints.
    ///
    /// The text is letters, digits and ``_@(),.='"`-+$``; anything else is an error from compile. MariaDB has
    /// hints from 12.0 on.
    #[must_use]
    fn optimizer_hint(self, text: &str) -> Self;

    /// Joins the tables in the order in which they stand: `SELECT STRAIGHT_JOIN`.
    #[must_use]
    fn straight_join(self) -> Self;

    /// Looks for rows of the table by no index but these: `USE INDEX (names)`; of no names by none. The
    /// server must have the indexes.
    #[must_use]
    fn use_index(self, table: impl IntoSource, names: &[&str]) -> Self;

    /// The same, where reading the whole table is the last resort: `FORCE INDEX (names)`. It cannot stand
    /// beside `use_index` of one table.
    #[must_use]
    fn force_index(self, table: impl IntoSource, names: &[&str]) -> Self;

    /// Looks for rows of the table by none of these indexes: `IGNORE INDEX (names)`.
    #[must_use]
    fn ignore_index(self, table: impl IntoSource, names: &[&str]) -> Self;
}

impl<R> MySqlSelect for Select<R> {
    #[track_caller]
    fn optimizer_hint(self, text: &str) -> Self {
        self.hint(Hint::optimizer(text))
    }

    #[track_caller]
    fn straight_join(self) -> Self {
        self.hint(Hint::straight_join())
    }

    #[track_caller]
    fn use_index(self, table: impl IntoSource, names: &[&str]) -> Self {
        self.hint(Hint::use_index(table, names))
    }

    #[track_caller]
    fn force_index(self, table: impl IntoSource, names: &[&str]) -> Self {
        self.hint(Hint::force_index(table, names))
    }

    #[track_caller]
    fn ignore_index(self, table: impl IntoSource, names: &[&str]) -> Self {
        self.hint(Hint::ignore_index(table, names))
    }
}
