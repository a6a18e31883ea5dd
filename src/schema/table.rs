//! Tables: the definition and its handle.

use std::borrow::Cow;
use std::sync::Arc;

use super::{ColumnDef, ForeignKey, Qualified, TableName};
use crate::name::Name;
use crate::select::Source;
use crate::types::Type;

/// What a table is: its name, its columns in order, and what holds over several of them.
#[derive(Clone)]
pub struct TableDef {
    pub(crate) name: TableName,
    pub(crate) columns: Cow<'static, [ColumnDef]>,
    pub(crate) constraints: Cow<'static, [ConstraintDef]>,
}

/// A constraint over several columns of a table, by their names.
#[derive(Clone)]
#[non_exhaustive]
pub enum ConstraintDef {
    /// No two rows have the same values in all of these.
    Unique(Cow<'static, [Name]>),
    /// These columns point to those of another table.
    ForeignKey {
        /// The columns of this table.
        columns: Vec<Name>,
        /// The table pointed to.
        table: TableName,
        /// Its columns.
        target: Vec<Name>,
    },
}

impl TableDef {
    /// A declared table. Used by the macros.
    #[doc(hidden)]
    #[must_use]
    pub const fn declared(name: &'static str, columns: &'static [ColumnDef]) -> Self {
        TableDef {
            name: TableName::declared(name),
            columns: Cow::Borrowed(columns),
            constraints: Cow::Borrowed(&[]),
        }
    }

    /// The table's own name.
    #[must_use]
    pub const fn name(&self) -> &Name {
        self.name.name()
    }

    /// The table's name with its schema.
    #[must_use]
    pub const fn table_name(&self) -> &TableName {
        &self.name
    }

    /// The columns, in order.
    pub fn columns(&self) -> &[ColumnDef] {
        &self.columns
    }

    pub(crate) fn position(&self, name: &str) -> Option<u16> {
        let index = self.columns.iter().position(|column| column.name.as_str() == name)?;
        u16::try_from(index).ok()
    }

    /// Every foreign key of the table, as (own columns, table, its columns).
    pub(crate) fn foreign_keys(&self) -> Vec<(Vec<Name>, TableName, Vec<Name>)> {
        let single = self.columns.iter().filter_map(|column| {
            let (table, target) = column.references.as_ref().and_then(ForeignKey::target)?;
            Some((vec![column.name.clone()], table, vec![target]))
        });
        let several = self.constraints.iter().filter_map(|constraint| match constraint {
            ConstraintDef::ForeignKey { columns, table, target } => {
                Some((columns.clone(), table.clone(), target.clone()))
            }
            ConstraintDef::Unique(_) => None,
        });
        single.chain(several).collect()
    }
}

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
