//! What a struct tells of itself to be an object of a session.

use crate::dml::{InsertRow, RuntimeColumns};
use crate::engine::{FromRow, RowRef};
use crate::error::Result;
use crate::expr::{Columns, Expr, ExprList, IntoExpr, Nodes};
use crate::schema::Table;
use crate::value::{Value, ValueRef};

use super::relation::Rule;

/// A struct whose values are objects of a [`Session`](super::Session): rows of a table with a primary
/// key. `#[derive(Mapped)]` implements it beside `#[derive(Table)]`; a struct of one's own over a table
/// of [`table!`](crate::table) does it by hand.
///
/// Columns are numbered as in the table, from 0.
///
/// ```
/// use sqltree::engine::RowRef;
/// use sqltree::mapper::Mapped;
/// use sqltree::prelude::*;
/// use sqltree::{Result, ValueRef};
///
/// sqltree::table! { pub users { id: i64 => primary_key, generated, name: String } }
///
/// #[derive(Clone)]
/// struct User { id: i64, name: String }
///
/// impl Mapped for User {
///     type Key = i64;
///     fn table() -> Table { users::table() }
///     fn key_values(key: i64) -> Vec<Value> { vec![key.into()] }
///     fn read(row: &RowRef<'_>) -> Result<Self> {
///         Ok(User { id: row.at(0)?, name: row.at(1)? })
///     }
///     fn value(&self, column: usize) -> Value {
///         match column {
///             0 => self.id.into(),
///             _ => self.name.as_str().into(),
///         }
///     }
///     fn set(&mut self, column: usize, value: ValueRef<'_>) -> Result<()> {
///         match column {
///             0 => self.id = sqltree::mapper::value_of(value, "id")?,
///             _ => self.name = sqltree::mapper::value_of(value, "name")?,
///         }
///         Ok(())
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not mapped to a table",
    note = "write `#[derive(Clone, sqltree::Table, sqltree::Mapped)]` before the struct"
)]
pub trait Mapped: Clone + Send + 'static {
    /// The Rust type of the primary key; a tuple if it has several columns.
    type Key;

    /// Bit `i` is set if column `i` has no place for NULL.
    const REQUIRED: u64 = 0;

    /// Bit `i` is set if the database works out column `i`, so that it is read and never written.
    const COMPUTED: u64 = 0;

    /// The number of the column that counts the changes of a row, for optimistic locking.
    const VERSION: Option<usize> = None;

    /// The table.
    fn table() -> Table;

    /// The values of a primary key, in the order of its columns in the table.
    fn key_values(key: Self::Key) -> Vec<Value>;

    /// The object of a row that has all columns of the table, in order, and maybe others behind.
    ///
    /// # Errors
    ///
    /// As [`RowRef::at`].
    fn read(row: &RowRef<'_>) -> Result<Self>;

    /// The value of a column.
    fn value(&self, column: usize) -> Value;

    /// Sets the field of a column.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) if the value is not of its type.
    fn set(&mut self, column: usize, value: ValueRef<'_>) -> Result<()>;

    /// Takes the columns of a row that was read anew; fields that are no columns stay as they are.
    fn refresh(&mut self, fresh: Self) {
        *self = fresh;
    }

    /// The same, which gives the struct as it was before.
    #[doc(hidden)]
    fn exchange(&mut self, fresh: Self) -> Self {
        let before = self.clone();
        self.refresh(fresh);
        before
    }

    /// The relationships of the struct.
    #[doc(hidden)]
    fn relations() -> Vec<Rule> {
        Vec::new()
    }
}

/// A row on its way into an INSERT: some columns of a struct, or values.
pub(super) enum SentRow<'o, T> {
    Fields(Option<&'o T>, &'o [usize]),
    Values(Vec<Value>),
}

impl<T: Mapped> InsertRow<RuntimeColumns> for SentRow<'_, T> {
    fn into_cells(self, push: &mut dyn FnMut(Expr)) {
        let mut push = |value: Value| push(value.into_expr().dynamic());
        match self {
            SentRow::Fields(Some(object), columns) => {
                columns.iter().for_each(|&i| push(object.value(i)));
            }
            SentRow::Fields(None, _) => {}
            SentRow::Values(values) => values.into_iter().for_each(push),
        }
    }
}

/// The select list of all columns of a mapped struct.
pub(super) struct Entity<T>(std::marker::PhantomData<fn() -> T>);

impl<T: Mapped> Entity<T> {
    pub(super) fn new() -> Self {
        Entity(std::marker::PhantomData)
    }
}

impl<T: Mapped> ExprList for Entity<T> {
    fn into_nodes(self) -> Nodes {
        T::table().columns().into_nodes()
    }
}

impl<T: Mapped> Columns for Entity<T> {
    type Row = Whole<T>;
    const REQUIRED: u64 = T::REQUIRED;
}

/// A row of all columns, decoded.
pub(super) struct Whole<T>(pub(super) T);

impl<T: Mapped> FromRow for Whole<T> {
    const WIDTH: Option<usize> = None;
    fn from_row(row: &RowRef<'_>) -> Result<Self> {
        T::read(row).map(Whole)
    }
}

/// All columns of a mapped struct and others behind them.
pub struct Beside<T, C>(C, std::marker::PhantomData<fn() -> T>);

impl<T: Mapped, C> Beside<T, C> {
    pub(super) fn new(more: C) -> Self {
        Beside(more, std::marker::PhantomData)
    }
}

impl<T: Mapped, C: ExprList> ExprList for Beside<T, C> {
    fn into_nodes(self) -> Nodes {
        let mut nodes = T::table().columns().into_nodes();
        nodes.append(self.0.into_nodes());
        nodes
    }
}

impl<T: Mapped, C: Columns> Columns for Beside<T, C>
where
    C::Row: Tail,
{
    type Row = With<T, C::Row>;
    const REQUIRED: u64 = T::REQUIRED;
}

/// An object, and what stands beside it in a row.
#[derive(Clone, Debug)]
pub struct With<T, R>(pub(super) T, pub(super) R);

impl<T: Mapped, R: Tail> FromRow for With<T, R> {
    const WIDTH: Option<usize> = None;
    fn from_row(row: &RowRef<'_>) -> Result<Self> {
        let width = T::table().def().columns().len();
        Ok(With(T::read(row)?, R::tail(row, width)?))
    }
}

/// What can stand beside an object in a row: a value, or a tuple of up to 8.
pub trait Tail: Sized {
    #[doc(hidden)]
    fn tail(row: &RowRef<'_>, from: usize) -> Result<Self>;
}

impl<T: crate::value::FromValue> Tail for T {
    fn tail(row: &RowRef<'_>, from: usize) -> Result<Self> {
        row.at(from)
    }
}

/// All that is left of a row.
pub(super) struct Rest(pub(super) Vec<Value>);

impl Tail for Rest {
    fn tail(row: &RowRef<'_>, from: usize) -> Result<Self> {
        (from..row.len()).map(|i| Ok(row.value(i)?.to_value())).collect::<Result<_>>().map(Rest)
    }
}

macro_rules! tails {
    ($($name:ident $index:tt),+) => {
        impl<$($name: crate::value::FromValue),+> Tail for ($($name,)+) {
            fn tail(row: &RowRef<'_>, from: usize) -> Result<Self> {
                Ok(($(row.at::<$name>(from + $index)?,)+))
            }
        }
    };
}

tails!(A 0);
tails!(A 0, B 1);
tails!(A 0, B 1, C 2);
tails!(A 0, B 1, C 2, D 3);
tails!(A 0, B 1, C 2, D 3, E 4);
tails!(A 0, B 1, C 2, D 3, E 4, F 5);
tails!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tails!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
