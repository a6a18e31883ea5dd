//! What `#[derive(Table)]` needs to know of a field's type.

use super::RowRef;
use crate::error::{Error, ErrorKind, Result};
use crate::types::{SqlValue, Type};
use crate::value::{FromValue, Value, ValueRef};

/// A Rust type that a column of a derived table can have. Used by the derive.
///
/// One trait for all that a field takes part in, so that a type that is no column is one error.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a column",
    label = "not the Rust side of a SQL type",
    note = "columns are bool, i16, i32, i64, u64, f32, f64, String, Vec<u8>, Option of them, and \
            types of yours that implement `SqlValue`, `FromValue`, `Clone` and `Into<Value>`",
    note = "`#[column(skip)]` keeps a field out of the table"
)]
pub trait Field: Sized {
    /// What `CREATE TABLE` writes.
    const TYPE: Type;
    /// True if it has a place for NULL.
    const NULLABLE: bool;
    /// The value as the database takes it.
    fn to_value(&self) -> Value;
    /// The value of column number `index`.
    ///
    /// # Errors
    ///
    /// As [`RowRef::at`].
    fn from_row(row: &RowRef<'_>, index: usize) -> Result<Self>;
    /// A value of the column called `name`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) if it is not of the type.
    fn from_value(value: ValueRef<'_>, name: &str) -> Result<Self>;
}

#[diagnostic::do_not_recommend]
impl<T: SqlValue + FromValue + Clone + Into<Value> + 'static> Field for T {
    const TYPE: Type = <T as SqlValue>::TYPE;
    const NULLABLE: bool = <T as SqlValue>::NULLABLE;

    fn to_value(&self) -> Value {
        let lent: &dyn std::any::Any = self;
        // A clone of a text would be copied once more, into the value. The types are known when
        // this is compiled, so only one of the branches is left.
        if let Some(text) = lent.downcast_ref::<String>() {
            text.into()
        } else if let Some(text) = lent.downcast_ref::<Option<String>>() {
            text.as_ref().into()
        } else {
            self.clone().into()
        }
    }

    fn from_row(row: &RowRef<'_>, index: usize) -> Result<Self> {
        row.at(index)
    }

    fn from_value(value: ValueRef<'_>, name: &str) -> Result<Self> {
        <T as FromValue>::from_value(value).map_err(|why| {
            let message = format!("`{name}` is given {}, which is no {}", why.found, why.wanted);
            Error::new(ErrorKind::Decode, message)
        })
    }
}
