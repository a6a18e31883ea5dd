//! Columns: handles of one table's column, typed or not.

use std::marker::PhantomData;
use std::sync::Arc;

use super::node::Node;
use super::{Expr, IntoExpr};
use crate::error::Problem;
use crate::name::Name;
use crate::schema::{ColumnDef, ColumnName, TableDef};
use crate::select::{Item, Source, SourceRef};
use crate::types::{Any, SqlValue, Type};

/// Which column: its source and its place in it. Two words.
#[derive(Clone)]
pub(crate) enum ColumnRef {
    Static(u16, &'static TableDef),
    Shared(u16, Arc<TableDef>),
    Item(u16, Arc<Item>),
    /// A column that is not declared: its name is written, with its table's if that is said.
    Free(Arc<ColumnName>),
    /// A column that is not there; reported by compile.
    Mistake(Arc<Problem>),
}

impl ColumnRef {
    pub(crate) fn new(source: &Source, index: u16) -> Self {
        match source {
            Source::Static(table) => ColumnRef::Static(index, table),
            Source::Shared(table) => ColumnRef::Shared(index, table.clone()),
            Source::Item(item) => ColumnRef::Item(index, item.clone()),
        }
    }

    #[inline]
    pub(crate) fn depth(&self) -> u32 {
        match self {
            ColumnRef::Item(_, item) => item.depth,
            _ => 0,
        }
    }

    /// True if both are the same column of the same FROM item.
    #[inline]
    pub(crate) fn same(&self, other: &ColumnRef) -> bool {
        match (self, other) {
            (ColumnRef::Free(a), ColumnRef::Free(b)) => a == b,
            (ColumnRef::Free(_) | ColumnRef::Mistake(_), _)
            | (_, ColumnRef::Free(_) | ColumnRef::Mistake(_)) => false,
            (ColumnRef::Static(i, a), ColumnRef::Static(j, b)) if std::ptr::eq(*a, *b) => i == j,
            (ColumnRef::Item(i, a), ColumnRef::Item(j, b)) if Arc::ptr_eq(a, b) => i == j,
            _ => self.is_alike(other),
        }
    }

    /// True for the same column of what may be the same FROM item, defined twice.
    #[inline(never)]
    fn is_alike(&self, other: &ColumnRef) -> bool {
        match (SourceRef::of(self), SourceRef::of(other)) {
            (Some(a), Some(b)) if a.same(b) => match (a.table(), b.table()) {
                // Two definitions of one table may have the columns in another order.
                (Some(a), Some(b)) if !std::ptr::eq(a, b) => self.name() == other.name(),
                _ => self.index() == other.index(),
            },
            _ => false,
        }
    }

    /// Its place in its FROM item.
    pub(crate) fn index(&self) -> Option<u16> {
        match self {
            ColumnRef::Static(index, _)
            | ColumnRef::Shared(index, _)
            | ColumnRef::Item(index, _) => Some(*index),
            ColumnRef::Free(_) | ColumnRef::Mistake(_) => None,
        }
    }

    /// True if it belongs to that FROM item.
    pub(crate) fn is_of(&self, source: &Source) -> bool {
        SourceRef::of(self).is_some_and(|own| own.same(SourceRef::from(source)))
    }

    /// Its place in a definition of its table, which may be another one than its own.
    pub(crate) fn place_in(&self, table: &TableDef) -> Option<u16> {
        let own = SourceRef::of(self).and_then(SourceRef::table)?;
        if std::ptr::eq(own, table) {
            return self.index();
        }
        if own.name == table.name { table.position(self.name()?.as_str()) } else { None }
    }

    /// What it is called in messages: `table.column`.
    pub(crate) fn shown(&self) -> String {
        let name = self.name().map_or("", Name::as_str);
        match SourceRef::of(self) {
            Some(source) => format!("{}.{name}", source.name()),
            None => name.to_owned(),
        }
    }

    /// The FROM item that the column belongs to.
    pub(crate) fn source(&self) -> Option<Source> {
        Some(match self {
            ColumnRef::Static(_, table) => Source::Static(table),
            ColumnRef::Shared(_, table) => Source::Shared(table.clone()),
            ColumnRef::Item(_, item) => Source::Item(item.clone()),
            ColumnRef::Free(_) | ColumnRef::Mistake(_) => return None,
        })
    }

    /// The table's definition of the column, seen through aliases.
    pub(crate) fn def(&self) -> Option<&ColumnDef> {
        match self {
            ColumnRef::Static(index, table) => table.columns.get(usize::from(*index)),
            ColumnRef::Shared(index, table) => table.columns.get(usize::from(*index)),
            ColumnRef::Item(index, item) => item.def(*index),
            ColumnRef::Free(_) | ColumnRef::Mistake(_) => None,
        }
    }

    pub(crate) fn name(&self) -> Option<&Name> {
        match self {
            ColumnRef::Free(name) => Some(name.name()),
            ColumnRef::Item(index, item) => item.column_name(*index),
            _ => self.def().map(|def| &def.name),
        }
    }

    pub(crate) fn sql_type(&self) -> Type {
        match self {
            ColumnRef::Item(index, item) => item.column_type(*index),
            _ => self.def().map_or(Type::Unknown, |def| def.sql_type.clone()),
        }
    }
}

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
