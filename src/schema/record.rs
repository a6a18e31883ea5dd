//! Structs that are rows.

use std::marker::PhantomData;

use super::{ColumnDef, DefaultValue, Filling, ForeignKey, Table};
use crate::expr::{Column, Columns, ExprList, IntoExpr, Nodes};
use crate::types::{Any, ComparableWith, SqlValue, Type};
use crate::value::Value;

/// A struct that is a row of a table; `#[derive(Table)]` implements it (feature `derive`).
///
/// ```
/// # #[cfg(feature = "derive")] {
/// use sqltree::prelude::*;
/// use sqltree::schema::Record;
///
/// #[derive(sqltree::Table)]
/// #[table(name = "users")]
/// struct User {
///     #[column(primary_key, generated)]
///     id: i64,
///     name: String,
/// }
///
/// let query = select(User::all()).filter(User::name.ne("root"));
/// assert_eq!(query.compile(&Sqlite::default())?.sql(),
///     "SELECT users.id, users.name FROM users WHERE users.name <> ?");
///
/// let ann = User { id: 0, name: "Ann".into() };
/// let query = insert(User::table()).records([&ann]);
/// assert_eq!(query.compile(&Sqlite::default())?.sql(), "INSERT INTO users (name) VALUES (?)");
/// # }
/// # Ok::<(), sqltree::Error>(())
/// ```
pub trait Record: Sized {
    /// Bit `i` is set if column `i` has no place for NULL.
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

/// The column of a field. Used by the derive.
#[doc(hidden)]
pub const fn field_column(
    name: &'static str,
    qualified: &'static str,
    ty: Type,
    nullable: bool,
) -> ColumnDef {
    let column = ColumnDef::declared::<Any>(name, qualified).sql_type(ty);
    if nullable { column } else { column.not_null() }
}

/// The default of a column of type `T`. Used by the derive.
#[doc(hidden)]
pub fn field_default<T: SqlValue, V: IntoExpr>(value: V) -> DefaultValue
where
    T::Family: ComparableWith<<V::Sql as SqlValue>::Family>,
{
    DefaultValue::new(value)
}

/// What fills a column of type `T`. Used by the derive.
#[doc(hidden)]
pub fn field_filling<T: SqlValue, V: IntoExpr>(value: V) -> Filling
where
    T::Family: ComparableWith<<V::Sql as SqlValue>::Family>,
{
    Filling::new(value)
}

/// The column that one of type `T` points to. Used by the derive.
#[doc(hidden)]
#[must_use]
pub fn field_target<T: SqlValue, U: SqlValue>(target: Column<U>) -> ForeignKey
where
    T::Family: ComparableWith<U::Family>,
{
    ForeignKey::to(&target)
}
