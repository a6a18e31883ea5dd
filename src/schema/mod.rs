//! Schemas: tables, columns, constraints, and the metadata that holds them.
//!
//! A [`TableDef`] is `&'static` when declared ([`table!`](crate::table), `#[derive(Table)]`) and
//! shared when built at run time; [`Table`] is the handle of both. Nothing here makes SQL.

mod column;
mod column_name;
mod embedded;
mod filling;
mod given;
mod kept;
mod macros;
mod metadata;
mod qualified;
mod record;
mod table;
mod table_def;
mod table_name;

pub use column::{ColumnDef, DefaultValue, ForeignKey};
pub use column_name::ColumnName;
#[doc(hidden)]
pub use embedded::{no_columns, put_column, text_at, texts, texts_len};
#[doc(hidden)]
pub use filling::Filling;
pub(crate) use filling::Fillings;
pub(crate) use kept::Formula;
pub use kept::OnDelete;
pub use metadata::MetaData;
pub(crate) use qualified::Qualified;
pub use record::{AllOf, Record};
#[doc(hidden)]
pub use record::{field_column, field_default, field_filling, field_target};
pub use table::Table;
#[doc(hidden)]
pub use table_def::DeclaredColumns;
pub use table_def::{ConstraintDef, TableDef};
pub use table_name::TableName;
