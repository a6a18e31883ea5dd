//! Forms of INSERT that only MySQL and MariaDB have, under their native names.

use sqltree::dml::{ChangeModifier, Insert, InsertForm, Upsert};

/// What an INSERT can be on MySQL and MariaDB only; on other engines it is an error from compile.
///
/// ```
/// use sqltree::dialects::mysql::MySqlInsert;
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, email: String => unique, visits: i32 } }
/// let query = insert(users::table())
///     .columns((users::id, users::email, users::visits))
///     .values((7, "ann@example.com", 1))
///     .on_duplicate_key_update()
///     .set(users::visits, users::visits + incoming(users::visits));
/// assert_eq!(query.compile(&MariaDb::default()).unwrap().sql(),
///     "INSERT INTO users (id, email, visits) VALUES (?, ?, ?) \
///      ON DUPLICATE KEY UPDATE visits = users.visits + VALUES(visits)");
/// assert_eq!(query.compile(&MySql::version(8, 4)).unwrap().sql(),
///     "INSERT INTO users (id, email, visits) VALUES (?, ?, ?) AS new \
///      ON DUPLICATE KEY UPDATE visits = users.visits + new.visits");
/// assert!(query.compile(&Postgres::default()).is_err());
/// ```
pub trait MySqlInsert: Sized {
    /// What [`on_duplicate_key_update`](Self::on_duplicate_key_update) gives.
    type Upsert;

    /// Changes the row that a row to be inserted meets in whatever unique key, the primary one first:
    /// `ON DUPLICATE KEY UPDATE`. Of several rows that it meets, one is changed.
    ///
    /// All values read the row as it was, as in `on_conflict`: where the engine would read new ones,
    /// the assignments are put in another order or the statement is an error. A row changed counts
    /// twice.
    #[must_use]
    fn on_duplicate_key_update(self) -> Self::Upsert;

    /// `INSERT IGNORE`: leaves out rows whose keys are there, and rows that foreign keys forbid, and
    /// stores 0, an empty or a shortened text for values that a column cannot hold.
    ///
    /// For keys alone use `on_any_conflict().do_nothing()`, which hides no other mistake.
    #[must_use]
    fn ignore(self) -> Self;

    /// `REPLACE INTO`: deletes every row that has the same value in a unique key, with all that foreign
    /// keys delete with it, and inserts the new one. A row deleted counts too.
    #[must_use]
    fn replace(self) -> Self;

    /// `INSERT HIGH_PRIORITY`: as if the server did not run with low-priority updates.
    #[must_use]
    fn high_priority(self) -> Self;
}

impl<C, R> MySqlInsert for Insert<C, R> {
    type Upsert = Upsert<C, R>;

    #[track_caller]
    fn on_duplicate_key_update(self) -> Upsert<C, R> {
        self.on_duplicate_key()
    }

    #[track_caller]
    fn ignore(self) -> Self {
        self.form(InsertForm::Ignore)
    }

    #[track_caller]
    fn replace(self) -> Self {
        self.form(InsertForm::Replace)
    }

    #[track_caller]
    fn high_priority(self) -> Self {
        self.modifier(ChangeModifier::HighPriority)
    }
}
