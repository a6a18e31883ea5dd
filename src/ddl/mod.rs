//! Schema statements: CREATE TABLE, DROP TABLE.

use crate::schema::Table;
use crate::select::Source;

/// A CREATE TABLE. Made by [`create_table`].
#[derive(Clone)]
#[must_use]
pub struct CreateTable {
    pub(crate) table: Source,
    pub(crate) if_not_exists: bool,
}

/// `CREATE TABLE table (columns, keys)`.
///
/// Types are written as the dialect names them; a type that it lacks is an error from compile.
///
/// ```
/// use sqltree::prelude::*;
/// let t = Table::new("orders").column("total", Type::Decimal(10, 2));
/// assert_eq!(create_table(t).if_not_exists().compile(&Postgres::default()).unwrap().sql(),
///     "CREATE TABLE IF NOT EXISTS orders (total NUMERIC(10, 2))");
/// ```
pub fn create_table(table: Table) -> CreateTable {
    CreateTable { table: table.source, if_not_exists: false }
}

impl CreateTable {
    /// Does nothing if there is a table of that name: `IF NOT EXISTS`.
    pub fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }
}

/// A DROP TABLE. Made by [`drop_table`].
#[derive(Clone)]
#[must_use]
pub struct DropTable {
    pub(crate) table: Source,
    pub(crate) if_exists: bool,
}

/// `DROP TABLE table`.
///
/// ```
/// use sqltree::prelude::*;
/// assert_eq!(drop_table(Table::new("t")).if_exists().compile(&Sqlite::default()).unwrap().sql(),
///     "DROP TABLE IF EXISTS t");
/// ```
pub fn drop_table(table: Table) -> DropTable {
    DropTable { table: table.source, if_exists: false }
}

impl DropTable {
    /// Does nothing if there is no such table: `IF EXISTS`.
    pub fn if_exists(mut self) -> Self {
        self.if_exists = true;
        self
    }
}
