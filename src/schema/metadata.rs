//! The tables of a database, by name.

use super::Table;
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
            let message = format!("there is a table `{}` already", table.name());
            return Err(Error::new(ErrorKind::DuplicateName, message));
        }
        self.tables.push(table);
        Ok(self)
    }

    /// The table called `name`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnknownTable`] if there is none.
    pub fn table(&self, name: &str) -> Result<Table> {
        let found = self.tables.iter().find(|table| table.name().as_str() == name);
        found.cloned().ok_or_else(|| {
            let hint = suggest(name, self.tables.iter().map(|table| table.name().as_str()));
            let hint = hint.replace("it has", "there are");
            Error::new(ErrorKind::UnknownTable, format!("there is no table `{name}`{hint}"))
        })
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
