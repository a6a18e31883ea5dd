//! Names of tables: with their schema.

use std::fmt;

use crate::name::Name;

/// What a table is called: its own name, that of its schema if it is in one, and that of the catalog of the
/// schema.
///
/// `t` and `s.t` are two tables. Two are the same if all parts are.
///
/// ```
/// use sqltree::schema::TableName;
/// assert_eq!(TableName::from(("app", "users")).to_string(), "app.users");
/// assert_ne!(TableName::from(("app", "users")), TableName::from("users"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TableName {
    catalog: Option<Name>,
    schema: Option<Name>,
    name: Name,
}

impl TableName {
    /// A table in no schema; usable in constants.
    #[must_use]
    pub const fn declared(name: &'static str) -> Self {
        TableName { catalog: None, schema: None, name: Name::new(name) }
    }

    /// The same name in a schema.
    #[must_use]
    pub fn in_schema(self, schema: impl Into<Name>) -> Self {
        TableName { schema: Some(schema.into()), ..self }
    }

    /// The same name in a schema of a catalog, of engines that have such: `catalog.schema.table`. On
    /// PostgreSQL it is the database that the connection is of; a name without a schema is an error there.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// use sqltree::schema::TableName;
    /// let name = TableName::from(("app", "users")).in_catalog("main");
    /// let users = Table::new(name).column("id", Type::BigInt);
    /// let query = select([users.col("id")]);
    /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
    ///     "SELECT main.app.users.id FROM main.app.users");
    /// assert!(query.compile(&MySql::default()).is_err());
    /// ```
    #[must_use]
    pub fn in_catalog(self, catalog: impl Into<Name>) -> Self {
        TableName { catalog: Some(catalog.into()), ..self }
    }

    /// The table's own name.
    #[must_use]
    pub const fn name(&self) -> &Name {
        &self.name
    }

    /// The schema, if it is in one.
    #[must_use]
    pub const fn schema(&self) -> Option<&Name> {
        self.schema.as_ref()
    }

    /// The catalog of the schema, if one is said.
    #[must_use]
    pub const fn catalog(&self) -> Option<&Name> {
        self.catalog.as_ref()
    }
}

impl fmt::Display for TableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(catalog) = &self.catalog {
            write!(f, "{catalog}.")?;
        }
        if let Some(schema) = &self.schema {
            write!(f, "{schema}.")?;
        }
        self.name.fmt(f)
    }
}

macro_rules! from_name {
    ($($name:ty),*) => { $(
        impl From<$name> for TableName {
            fn from(name: $name) -> Self {
                TableName { catalog: None, schema: None, name: name.into() }
            }
        }
    )* };
}

from_name!(&str, String, Name, &Name);

impl From<&TableName> for TableName {
    fn from(name: &TableName) -> Self {
        name.clone()
    }
}

/// A schema and a table in it.
impl<S: Into<Name>, T: Into<Name>> From<(S, T)> for TableName {
    fn from((schema, name): (S, T)) -> Self {
        TableName { catalog: None, schema: Some(schema.into()), name: name.into() }
    }
}
