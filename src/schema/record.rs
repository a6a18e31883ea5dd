//! Structs that are rows.

use std::marker::PhantomData;

use super::Table;
use crate::expr::{Column, Columns, Expr, ExprList, IntoExpr, Nodes};
use crate::types::{Any, ComparableWith, SqlValue};
use crate::value::Value;

/// A struct that is a row of a table; `#[derive(Table)]` implements it.
pub trait Record: Sized {
    /// Bit `i` is set if field `i` has no place for NULL.
    const REQUIRED: u64;

    /// The table.
    fn table() -> Table;

    /// All columns, one a field that is not skipped, in the order of the fields.
    fn columns() -> Vec<Column<Any>>;

    /// The columns that an INSERT of the struct names: all but those the database generates.
    fn insert_columns() -> Vec<Column<Any>>;

    /// Appends the struct's values, in the order of [`insert_columns`](Self::insert_columns).
    fn values(&self, values: &mut Vec<Value>);

    /// All columns as a select list whose rows are of this struct.
    #[must_use]
    fn all() -> AllOf<Self> {
        AllOf { columns: Self::columns(), record: PhantomData }
    }
}

/// The columns of a struct, as a select list: rows decode to the struct. Made by [`Record::all`].
pub struct AllOf<T> {
    columns: Vec<Column<Any>>,
    record: PhantomData<fn() -> T>,
}

impl<T: Record> ExprList for AllOf<T> {
    fn into_nodes(self) -> Nodes {
        self.columns.into_nodes()
    }
}

impl<T: Record> Columns for AllOf<T> {
    type Row = T;
    const REQUIRED: u64 = T::REQUIRED;
}

/// A field's value as the database takes it. Used by the derive.
#[doc(hidden)]
pub fn field_value<T: Clone + Into<Value> + 'static>(field: &T) -> Value {
    let lent: &dyn std::any::Any = field;
    // A clone of a text would be copied once more, into the value. The types are known when this
    // is compiled, so only one of the branches is left.
    if let Some(text) = lent.downcast_ref::<String>() {
        text.into()
    } else if let Some(text) = lent.downcast_ref::<Option<String>>() {
        text.as_ref().into()
    } else {
        field.clone().into()
    }
}

/// The default of a column of type `T`. Used by the derive.
#[doc(hidden)]
pub fn field_default<T: SqlValue, V: IntoExpr>(value: V) -> Expr
where
    T::Family: ComparableWith<<V::Sql as SqlValue>::Family>,
{
    crate::expr::literal(value).erase()
}

/// The column that one of type `T` points to. Used by the derive.
#[doc(hidden)]
#[must_use]
pub fn field_target<T: SqlValue, U: SqlValue>(target: Column<U>) -> Column<Any>
where
    T::Family: ComparableWith<U::Family>,
{
    target.dynamic()
}
