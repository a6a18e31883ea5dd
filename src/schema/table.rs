//! The handle of a table.

use std::borrow::Cow;
use std::sync::Arc;

use super::{ColumnDef, ConstraintDef, Qualified, TableDef, TableName};
use crate::name::Name;
use crate::select::Source;
use crate::types::{Sort, Type};

/// A table: declared in the program or made at run time.
///
/// ```
/// use sqltree::prelude::*;
/// let orders = Table::new("orders")
///     .column("id", Type::BigInt)
///     .column("total", Type::Double);
/// let query = select([orders.col("id")]).filter(orders.col("total").gt(100));
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT orders.id FROM orders WHERE orders.total > $1");
/// ```
#[derive(Clone)]
#[must_use]
pub struct Table {
    pub(crate) source: Source,
}

impl Table {
    /// A run-time table without columns yet: `"users"`, or `("app", "users")` with its schema.
    pub fn new(name: impl Into<TableName>) -> Self {
        Table::from_def(TableDef {
            name: name.into(),
            columns: Cow::Borrowed(&[]),
            constraints: Cow::Borrowed(&[]),
            filled: [false; 2],
            marks: 0,
            nodes: &[],
        })
    }

    fn from_def(def: TableDef) -> Self {
        Table { source: Source::Shared(Arc::new(def)) }
    }

    /// The handle of a declared table. Used by the macros.
    #[doc(hidden)]
    pub const fn declared(def: &'static TableDef) -> Self {
        Table { source: Source::Static(def) }
    }

    /// The definition.
    #[must_use]
    pub fn def(&self) -> &TableDef {
        match &self.source {
            Source::Static(def) => def,
            Source::Shared(def) => def,
            Source::Item(_) => unreachable!("a table is never an alias"),
        }
    }

    /// The table's own name.
    #[must_use]
    pub fn name(&self) -> &Name {
        self.def().name()
    }

    /// The table's name with its schema.
    #[must_use]
    pub fn table_name(&self) -> &TableName {
        &self.def().name
    }

    /// The same table in a schema: `schema.table`.
    pub fn schema(self, schema: impl Into<Name>) -> Self {
        let mut def = self.def().clone();
        def.name = def.name.in_schema(schema);
        def.columns.to_mut().iter_mut().for_each(|column| column.qualified = Qualified::NONE);
        Table::from_def(def)
    }

    /// The table with one more column, which takes NULL.
    pub fn column(self, name: impl Into<Name>, sql_type: Type) -> Self {
        self.with(ColumnDef::new(name, sql_type))
    }

    /// The table with one more column.
    pub fn with(self, mut column: ColumnDef) -> Self {
        let mut def = self.def().clone();
        column.qualified = match def.name.schema() {
            Some(_) => Qualified::NONE,
            None => Qualified::new(&format!("{}.{}", def.name, column.name), column.name.len()),
        };
        def.filled[0] |= column.fillings.insert.is_some();
        def.filled[1] |= column.fillings.update.is_some();
        def.marks |= column.sort().flags & Sort::OF_TYPE;
        def.columns.to_mut().push(column);
        Table::from_def(def)
    }

    /// The table with a constraint over several columns.
    pub fn constraint(self, constraint: ConstraintDef) -> Self {
        let mut def = self.def().clone();
        def.constraints.to_mut().push(constraint);
        Table::from_def(def)
    }
}
