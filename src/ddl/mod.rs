//! Schema statements: CREATE TABLE, CREATE TABLE AS, DROP TABLE.

use std::sync::Arc;

use crate::schema::Table;
use crate::select::{Query, SelectBody, Source};

/// A CREATE TABLE. Made by [`create_table`].
#[derive(Clone)]
#[must_use]
pub struct CreateTable {
    pub(crate) table: Source,
    pub(crate) if_not_exists: bool,
    pub(crate) strict: bool,
    /// Keys of rows that were deleted are not given again.
    pub(crate) never_again: bool,
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
    CreateTable { table: table.source, if_not_exists: false, strict: false, never_again: false }
}

impl CreateTable {
    /// Does nothing if there is a table of that name: `IF NOT EXISTS`.
    pub fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }

    /// Columns that hold values of their type only. What extension traits of dialects say by the name that
    /// their engine has for it.
    #[doc(hidden)]
    pub fn strictly(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Keys that the database numbers are not given again after their rows were deleted. What extension traits
    /// of dialects say by the name that their engine has for it.
    #[doc(hidden)]
    pub fn never_again(mut self) -> Self {
        self.never_again = true;
        self
    }
}

/// A CREATE TABLE AS. Made by [`create_table_as`].
#[derive(Clone)]
#[must_use]
pub struct CreateTableAs {
    pub(crate) table: Source,
    pub(crate) query: Arc<SelectBody>,
    pub(crate) temporary: bool,
}

/// `CREATE TABLE table AS query`: a new table that has the rows of a query.
///
/// The columns are those of the query, each of which needs a name of its own; their types are those that
/// the engine finds for them, without keys, defaults and NOT NULL. If `table` declares columns, they must
/// be called as those of the query are.
///
/// ```
/// use sqltree::ddl::create_table_as;
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, age: i32 } }
/// let adults = create_table_as(Table::new("adults"), select(users::id).filter(users::age.ge(18)));
/// assert_eq!(adults.compile(&Sqlite::default()).unwrap().sql(),
///     "CREATE TABLE adults AS SELECT users.id FROM users WHERE users.age >= ?");
/// ```
pub fn create_table_as(table: Table, query: impl Query) -> CreateTableAs {
    let query = query.into_query().body.expanded();
    CreateTableAs { table: table.source, query, temporary: false }
}

impl CreateTableAs {
    /// A table that is there for this connection only: `CREATE TEMPORARY TABLE`.
    pub fn temporary(mut self) -> Self {
        self.temporary = true;
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
