//! Columns: handles of one table's column, typed or not.

use std::marker::PhantomData;
use std::sync::Arc;

use super::column_ref::ColumnRef;
use super::node::Node;
use super::{Expr, IntoExpr};
use crate::error::Problem;
use crate::name::Name;
use crate::schema::{ColumnName, TableDef};
use crate::types::{Any, SqlValue};

/// A column: of a declared table (then a constant, free to copy), a run-time table, an alias, a
/// subquery.
///
/// `T` is the Rust type of its values. All comparison methods of [`Expr`] are here too.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, name: String } }
/// let query = select(users::name).filter(users::id.eq(5));
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT users.name FROM users WHERE users.id = ?");
/// ```
pub struct Column<T = Any> {
    pub(crate) column: ColumnRef,
    pub(crate) ty: PhantomData<fn() -> T>,
}

impl<T> Clone for Column<T> {
    fn clone(&self) -> Self {
        Column::of(self.column.clone())
    }
}

impl<T> Column<T> {
    /// Column number `index` of a declared table; what [`table!`](crate::table) writes.
    #[doc(hidden)]
    #[must_use]
    pub const fn declared(table: &'static TableDef, index: u16) -> Self {
        Column { column: ColumnRef::Static(index, table), ty: PhantomData }
    }

    pub(crate) fn of(column: ColumnRef) -> Self {
        Column { column, ty: PhantomData }
    }

    pub(crate) fn mistake(problem: Problem) -> Self {
        Column::of(ColumnRef::Mistake(Arc::new(problem)))
    }

    /// The column's name; `None` for a column that is not there.
    #[must_use]
    pub fn name(&self) -> Option<&Name> {
        self.column.name()
    }

    /// True if both are the same column of the same FROM item.
    ///
    /// ```
    /// sqltree::table! { pub users { id: i64 => primary_key, boss_id: Option<i64> } }
    /// assert!(users::id.is_same(&users::table().col("id")));
    /// assert!(!users::id.is_same(&users::alias("boss").col(users::id)));
    /// ```
    #[must_use]
    pub fn is_same<U>(&self, other: &Column<U>) -> bool {
        self.column.same(&other.column)
    }

    /// The same column without its Rust type, so that it goes with everything.
    #[must_use]
    pub fn dynamic(&self) -> Column<Any> {
        Column::of(self.column.clone())
    }
}

impl<T: SqlValue> Column<T> {
    /// The same column with values of type `Option<T>`: for the outer side of a join, where the
    /// database fills in NULL.
    #[must_use]
    pub fn nullable(&self) -> Column<Option<T::NonNull>> {
        Column::of(self.column.clone())
    }

    /// The column as an expression.
    pub fn expr(&self) -> Expr<T> {
        Expr::new(Node::Column(self.column.clone()))
    }
}

/// A column by its name: `name` in the text, or `table.name` for `("table", "name")`.
///
/// For SQL about things that are not declared. A lone name is not checked and not qualified; a table
/// must be in FROM under that name, here or in an enclosing query, and FROM must be given. Prefer
/// [`Table::col`](crate::schema::Table::col).
///
/// ```
/// use sqltree::prelude::*;
/// let query = select([column("a"), column(("t", "b"))]).from(Table::new("t"));
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(), "SELECT a, t.b FROM t");
/// ```
#[must_use]
pub fn column(name: impl Into<ColumnName>) -> Column<Any> {
    Column::of(ColumnRef::Free(Arc::new(name.into())))
}

impl<T: SqlValue> IntoExpr for Column<T> {
    type Sql = T;
    #[inline]
    fn into_expr(self) -> Expr<T> {
        Expr::new(Node::Column(self.column))
    }
}

impl<T: SqlValue> IntoExpr for &Column<T> {
    type Sql = T;
    #[inline]
    fn into_expr(self) -> Expr<T> {
        self.expr()
    }
}
