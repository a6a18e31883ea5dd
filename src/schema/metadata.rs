//! The tables of a database, by name.

use super::{Table, TableName};
use crate::error::{Error, ErrorKind, Result, suggest};
use crate::name::Name;

/// Tables known by their names, in the order in which they were added.
///
/// ```
/// use sqltree::prelude::*;
/// let schema = MetaData::new().with(Table::new("orders").column("id", Type::BigInt)).unwrap();
/// assert!(schema.table("orders").is_ok());
/// assert_eq!(schema.table("oders").unwrap_err().to_string(),
///     "there is no table `oders`; did you mean `orders`?");
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct MetaData {
    tables: Vec<Table>,
}

impl MetaData {
    /// No tables.
    pub fn new() -> Self {
        MetaData::default()
    }

    /// The metadata with one more table.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::DuplicateName`] if there is a table of that name and schema.
    pub fn with(mut self, table: Table) -> Result<Self> {
        if self.tables.iter().any(|there| there.source.same(&table.source)) {
            let message = format!("there is a table `{}` already", table.table_name());
            return Err(Error::new(ErrorKind::DuplicateName, message));
        }
        self.tables.push(table);
        Ok(self)
    }

    /// The table called `name`: `"users"`, or `("app", "users")` with its schema, which can be left
    /// out while only one table has the name.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnknownTable`] if there is none, [`ErrorKind::DuplicateName`] if tables of several
    /// schemas have the name.
    pub fn table(&self, name: impl Into<TableName>) -> Result<Table> {
        let name = name.into();
        if let Some(table) = self.tables.iter().find(|table| *table.table_name() == name) {
            return Ok(table.clone());
        }
        let named = |table: &&Table| name.schema().is_none() && table.name() == name.name();
        let mut found = self.tables.iter().filter(named);
        match (found.next(), found.next()) {
            (Some(table), None) => Ok(table.clone()),
            (Some(a), Some(b)) => Err(Error::new(
                ErrorKind::DuplicateName,
                format!(
                    "there are `{}` and `{}`; give the schema, as in `(\"schema\", \"{name}\")`",
                    a.table_name(),
                    b.table_name()
                ),
            )),
            (None, _) => {
                let names = self.tables.iter().map(|table| table.table_name().to_string());
                let names: Vec<String> = names.collect();
                let hint = suggest(&name.to_string(), names.iter().map(String::as_str));
                let hint = hint.replace("it has", "there are");
                let message = format!("there is no table `{name}`{hint}");
                Err(Error::new(ErrorKind::UnknownTable, message))
            }
        }
    }

    /// The tables, in the order in which they were added.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.iter()
    }

    /// The names of the tables.
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        self.tables.iter().map(Table::name)
    }
}
