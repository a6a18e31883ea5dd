//! What the database sees to for a column: what becomes of it when a row that it points to is deleted, and
//! how it works out its value.

use super::ColumnDef;

/// What becomes of rows that point to one that is deleted: `ON DELETE …`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OnDelete {
    /// They are deleted too: `CASCADE`.
    Cascade,
    /// They point to nothing: `SET NULL`. Their columns take NULL.
    SetNull,
    /// They point to the default of their columns: `SET DEFAULT`. MySQL and MariaDB have none.
    SetDefault,
    /// The row is not deleted, whatever comes later in the transaction: `RESTRICT`.
    Restrict,
}

/// How the database works out a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Formula {
    pub(crate) sql: &'static str,
    /// True if the value is kept in the row, false if it is worked out when it is read.
    pub(crate) stored: bool,
}

impl ColumnDef {
    /// What becomes of the row when the one that its foreign key points to is deleted. Without it that row
    /// cannot be deleted.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! {
    ///     pub users { id: i64 => primary_key }
    ///     pub posts { id: i64 => primary_key, user_id: i64 => references(users::id), on_delete(Cascade) }
    /// }
    /// assert_eq!(create_table(posts::table()).compile(&Postgres::default()).unwrap().sql(),
    ///     "CREATE TABLE posts (id BIGINT NOT NULL PRIMARY KEY, user_id BIGINT NOT NULL, \
    ///      FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE)");
    /// ```
    pub const fn on_delete(mut self, action: OnDelete) -> Self {
        self.on_delete = Some(action);
        self
    }

    /// The database works out the value from other columns of the row and keeps it:
    /// `GENERATED ALWAYS AS (sql) STORED`. INSERT and UPDATE never give it.
    ///
    /// `sql` is text of the engine at hand, which is written as it is: names in it are quoted where the
    /// engine needs that.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! {
    ///     pub items { id: i64 => primary_key, price: i64, count: i64, total: i64 => computed_as("price * count") }
    /// }
    /// assert_eq!(create_table(items::table()).compile(&Sqlite::default()).unwrap().sql(),
    ///     "CREATE TABLE items (id BIGINT NOT NULL PRIMARY KEY, price BIGINT NOT NULL, count BIGINT NOT NULL, \
    ///      total BIGINT GENERATED ALWAYS AS (price * count) STORED NOT NULL)");
    /// ```
    pub const fn computed_as(mut self, sql: &'static str) -> Self {
        self.formula = Some(Formula { sql, stored: true });
        self.computed()
    }

    /// The same, worked out whenever it is read: `GENERATED ALWAYS AS (sql) VIRTUAL`. PostgreSQL has it from
    /// 18 on.
    pub const fn computed_when_read(mut self, sql: &'static str) -> Self {
        self.formula = Some(Formula { sql, stored: false });
        self.computed()
    }
}
