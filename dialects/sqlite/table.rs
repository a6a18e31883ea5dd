//! What CREATE TABLE has on SQLite only.

use sqltree::ddl::CreateTable;

/// What a table can be on SQLite only; on other engines it is an error from compile.
///
/// ```
/// use sqltree::dialects::sqlite::SqliteTable;
/// use sqltree::prelude::*;
/// let t = Table::new("t").column("id", Type::BigInt).column("day", Type::Date);
/// let query = create_table(t).strict();
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "CREATE TABLE t (id INTEGER, day TEXT) STRICT");
/// assert!(query.compile(&Sqlite::version(3, 36)).is_err());
/// assert!(query.compile(&MariaDb::default()).is_err());
/// ```
pub trait SqliteTable: Sized {
    /// `CREATE TABLE … (…) STRICT`, from 3.37 on: columns take values of their type only, and the type of
    /// each is one of `INTEGER`, `REAL`, `TEXT`, `BLOB` and `ANY` (as [`Type::Native`](sqltree::Type)).
    /// Dates, documents and the like are stored and read as in other tables.
    ///
    /// <https://www.sqlite.org/stricttables.html>
    #[must_use]
    fn strict(self) -> Self;

    /// `INTEGER PRIMARY KEY AUTOINCREMENT`: a key that SQLite numbers is not given again after its row was
    /// deleted. Without it the largest one is, so that what still holds the old key means another row.
    ///
    /// An error from compile for a table without such a key, and on other engines, which give none again.
    ///
    /// ```
    /// use sqltree::dialects::sqlite::SqliteTable;
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub notes { id: i64 => primary_key, generated, text: String } }
    /// assert_eq!(create_table(notes::table()).autoincrement().compile(&Sqlite::default()).unwrap().sql(),
    ///     "CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL)");
    /// ```
    ///
    /// <https://www.sqlite.org/autoinc.html>
    #[must_use]
    fn autoincrement(self) -> Self;
}

impl SqliteTable for CreateTable {
    fn strict(self) -> Self {
        self.strictly()
    }

    fn autoincrement(self) -> Self {
        self.never_again()
    }
}
