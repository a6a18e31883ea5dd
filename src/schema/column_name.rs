//! The name of a column, alone or with its table's.

use std::fmt;

use super::TableName;
use crate::name::Name;

/// The name of a column that is not declared, alone or with its table's: `"id"`, or
/// `("users", "id")`, or `(("app", "users"), "id")` with the schema.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ColumnName {
    table: Option<TableName>,
    name: Name,
}

impl ColumnName {
    /// The name of the table, or of the FROM item, if it is said.
    #[must_use]
    pub const fn table(&self) -> Option<&TableName> {
        self.table.as_ref()
    }

    /// The column's own name.
    #[must_use]
    pub const fn name(&self) -> &Name {
        &self.name
    }
}

impl fmt::Display for ColumnName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(table) = &self.table {
            write!(f, "{table}.")?;
        }
        self.name.fmt(f)
    }
}

macro_rules! from_name {
    ($($name:ty),*) => { $(
        impl From<$name> for ColumnName {
            fn from(name: $name) -> Self {
                ColumnName { table: None, name: name.into() }
            }
        }
    )* };
}

from_name!(&str, String, Name, &Name);

/// A table and a column of it.
impl<T: Into<TableName>, N: Into<Name>> From<(T, N)> for ColumnName {
    fn from((table, name): (T, N)) -> Self {
        ColumnName { table: Some(table.into()), name: name.into() }
    }
}
