//! Schemas: tables, columns, constraints, and the metadata that holds them.
//!
//! A [`TableDef`] is `&'static` when declared ([`table!`](crate::table), `#[derive(Table)]`) and
//! shared when built at run time; [`Table`] is the handle of both. Nothing here makes SQL.

mod column;
mod macros;
mod metadata;
mod qualified;
mod record;
mod source;
mod source_ref;
mod table;
mod table_name;

pub use column::{ColumnDef, DefaultValue, ForeignKey};
pub use metadata::MetaData;
pub(crate) use qualified::Qualified;
pub use record::{AllOf, Record};
#[doc(hidden)]
pub use record::{field_column, field_default, field_target};
pub(crate) use source::Source;
pub use source::{Alias, FromItem, IntoSource};
pub(crate) use source_ref::SourceRef;
pub use table::{ConstraintDef, Table, TableDef};
pub use table_name::TableName;
