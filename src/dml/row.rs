//! The columns of an INSERT, and rows for them.

use std::sync::Arc;

use super::body::{By, ChangeBody};
use super::{Insert, Upsert};
use crate::expr::list::{Nodes, every_tuple};
use crate::expr::node::Place;
use crate::expr::{Column, Expr, IntoExpr, Node};
use crate::types::{Any, ComparableWith, SqlValue};

/// Columns of an INSERT, which fix the types of its rows.
pub trait InsertColumns {
    /// What [`InsertRow`] is checked against.
    type Types;
    #[doc(hidden)]
    fn into_columns(self) -> Nodes;
}

/// A row for the columns of types `C`: a tuple of values or expressions whose types go with the
/// columns', or for run-time columns an array or a `Vec`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row for columns of the types `{C}`",
    label = "give one value for each column, of its type",
    note = "for run-time columns give an array or a Vec of one type of value, such as `Value`"
)]
pub trait InsertRow<C> {
    #[doc(hidden)]
    fn into_cells(self, push: &mut dyn FnMut(Expr));
}

/// An INSERT or upsert that names columns and has no rows of its own: what
/// [`insert_many`](crate::engine::Connection::insert_many) and
/// [`insert_many_returning`](crate::engine::Connection::insert_many_returning) take.
pub trait Batch: Sized {
    /// What each row is checked against.
    type Columns;
    /// What RETURNING gives.
    type Returned;
    #[doc(hidden)]
    fn body(&self) -> BatchBody<'_>;
}

macro_rules! batches {
    ($($type:ident),*) => { $(
        impl<C, R> Batch for $type<C, R> {
            type Columns = C;
            type Returned = R;

            fn body(&self) -> BatchBody<'_> {
                BatchBody(&self.body)
            }
        }
    )* };
}

batches!(Insert, Upsert);

/// What a [`Batch`] is made of.
#[doc(hidden)]
pub struct BatchBody<'a>(pub(crate) &'a Arc<ChangeBody>);

impl ChangeBody {
    /// Adds a row of an INSERT that names its columns.
    pub(crate) fn add_row<C>(&mut self, row: impl InsertRow<C>, place: Place) {
        let before = self.cells.len();
        row.into_cells(&mut |cell| self.add_cell(cell.node));
        self.fill_row(before);
        self.check_row(before, place);
    }

    /// Notes that the rows of an INSERT come in many statements: it has none of its own.
    pub(crate) fn start_batch(&mut self, place: Place) {
        if self.say(By::Columns, place) && self.cells.len() > 0 {
            let message =
                "`insert_many` takes an INSERT without rows of its own; give all rows to it";
            self.mistake(message.into(), place);
        }
    }
}

/// Stands for columns that are known only at run time.
#[derive(Debug)]
pub enum RuntimeColumns {}

impl InsertColumns for Vec<Column<Any>> {
    type Types = RuntimeColumns;
    fn into_columns(self) -> Nodes {
        Nodes(self.into_iter().map(|column| Node::Column(column.column)).collect())
    }
}

impl<const N: usize> InsertColumns for [Column<Any>; N] {
    type Types = RuntimeColumns;
    fn into_columns(self) -> Nodes {
        Vec::from(self).into_columns()
    }
}

impl<V: IntoExpr> InsertRow<RuntimeColumns> for Vec<V> {
    fn into_cells(self, push: &mut dyn FnMut(Expr)) {
        self.into_iter().for_each(|value| push(value.into_expr().erase()));
    }
}

impl<V: IntoExpr, const N: usize> InsertRow<RuntimeColumns> for [V; N] {
    fn into_cells(self, push: &mut dyn FnMut(Expr)) {
        self.into_iter().for_each(|value| push(value.into_expr().erase()));
    }
}

impl<T: SqlValue> InsertColumns for Column<T> {
    type Types = (T,);
    fn into_columns(self) -> Nodes {
        Nodes(vec![Node::Column(self.column)])
    }
}

macro_rules! columns {
    ($($name:ident $index:tt),+) => {
        impl<$($name: SqlValue),+> InsertColumns for ($(Column<$name>,)+) {
            type Types = ($($name,)+);
            fn into_columns(self) -> Nodes {
                Nodes(vec![$(Node::Column(self.$index.column)),+])
            }
        }
    };
}

every_tuple!(columns; ; A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12, N 13,
    O 14, P 15);

/// Rows of up to 16 cells; each step adds a column's type, a cell's type and an index.
macro_rules! rows {
    ([$($done:tt)*]) => {};
    ([$($column:ident $cell:ident $index:tt)*] $c:ident $v:ident $i:tt $($rest:tt)*) => {
        #[diagnostic::do_not_recommend]
        impl<$($column: SqlValue, $cell: IntoExpr,)* $c: SqlValue, $v: IntoExpr>
            InsertRow<($($column,)* $c,)> for ($($cell,)* $v,)
        where
            $($column::Family: ComparableWith<<$cell::Sql as SqlValue>::Family>,)*
            $c::Family: ComparableWith<<$v::Sql as SqlValue>::Family>,
        {
            fn into_cells(self, push: &mut dyn FnMut(Expr)) {
                $(push(self.$index.into_expr().erase());)*
                push(self.$i.into_expr().erase());
            }
        }
        rows! { [$($column $cell $index)* $c $v $i] $($rest)* }
    };
}

rows! { [] A A1 0 B B1 1 C C1 2 D D1 3 E E1 4 F F1 5 G G1 6 H H1 7 I I1 8 J J1 9 K K1 10 L L1 11
M M1 12 N N1 13 O O1 14 P P1 15 }
