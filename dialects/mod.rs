//! The built-in dialects, one folder a database family.
//!
//! Everything here uses only what is public in `sqltree`, so that a dialect of somebody else's has
//! equal rights; a test compiles this folder as a foreign crate.

pub mod mysql;
pub mod postgres;
pub mod sqlite;

pub use mysql::{MariaDb, MySql};
pub use postgres::Postgres;
pub use sqlite::Sqlite;

use sqltree::dialect::Dialect;

/// The current release of every built-in dialect, the standard one included.
///
/// ```
/// let names: Vec<_> = sqltree::dialects::all().iter().map(|d| d.spec().name).collect();
/// assert_eq!(names, ["SQLite", "PostgreSQL", "MySQL", "MariaDB", "ANSI SQL"]);
/// ```
#[must_use]
pub fn all() -> [&'static dyn Dialect; 5] {
    static SQLITE: Sqlite = Sqlite::new();
    static POSTGRES: Postgres = Postgres::new();
    static MYSQL: MySql = MySql::new();
    static MARIADB: MariaDb = MariaDb::new();
    [&SQLITE, &POSTGRES, &MYSQL, &MARIADB, &sqltree::dialect::Ansi]
}
