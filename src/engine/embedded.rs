//! Structs whose fields are columns of the tables of others.

use super::RowRef;
use crate::error::Result;
use crate::value::{Value, ValueRef};

/// A struct that stands in rows of tables without a table of its own, such as an address;
/// `#[derive(Embedded)]` implements it (feature `derive`).
///
/// A field of a struct with `#[derive(Table)]` has it by `#[column(embedded)]`: each field of the
/// embedded struct is a column of that table, with `prefix = "…"` before its name if one is given.
/// The columns are `User::home.street`.
///
/// ```
/// # #[cfg(feature = "derive")] {
/// use sqltree::prelude::*;
/// use sqltree::schema::Record;
///
/// #[derive(sqltree::Embedded)]
/// struct Address {
///     street: String,
///     city: Option<String>,
/// }
///
/// #[derive(sqltree::Table)]
/// #[table(name = "users")]
/// struct User {
///     #[column(primary_key)]
///     id: i64,
///     #[column(embedded)]
///     home: Address,
///     #[column(embedded, prefix = "work_")]
///     work: Address,
/// }
///
/// let query = select(User::all()).filter(User::work.city.eq("Rome"));
/// assert_eq!(query.compile(&Sqlite::default())?.sql(),
///     "SELECT users.id, users.street, users.city, users.work_street, users.work_city FROM users \
///      WHERE users.work_city = ?");
/// # }
/// # Ok::<(), sqltree::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be embedded in a table",
    note = "write `#[derive(sqltree::Embedded)]` before the struct; an `Option` of one has no columns, \
            so make its fields `Option`s"
)]
pub trait Embedded: Sized {
    /// The columns in a table: a struct with a field for each.
    type Columns;

    /// The names of the columns, without a prefix.
    const NAMES: &'static [&'static str];

    /// Bit `i` is set if column `i` has no place for NULL.
    const REQUIRED: u64;

    /// Bit `i` is set if the database works out column `i`, so that it is read and never written.
    const COMPUTED: u64;

    /// The struct of a row, whose columns begin at `from`.
    ///
    /// # Errors
    ///
    /// As [`RowRef::at`].
    fn from_row(row: &RowRef<'_>, from: usize) -> Result<Self>;

    /// The value of a column.
    fn value(&self, column: usize) -> Value;

    /// Sets the field of a column.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) if the value is not of its type.
    fn set(&mut self, column: usize, value: ValueRef<'_>) -> Result<()>;

    /// Takes the columns of another; fields that are no columns stay as they are.
    fn refresh(&mut self, fresh: Self);
}

/// The values of an embedded struct that INSERT sends. Used by the derive.
#[doc(hidden)]
pub fn embedded_values<T: Embedded>(own: &T, values: &mut Vec<Value>) {
    let sent = (0..T::NAMES.len()).filter(|i| T::COMPUTED >> i & 1 == 0);
    values.extend(sent.map(|i| own.value(i)));
}
