//! INSERT.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use super::body::{By, ChangeBody, ChangeClause, Verb};
use crate::expr::convert::bind;
use crate::expr::list::{Nodes, every_tuple};
use crate::expr::{Column, Columns, Expr, IntoExpr, Node};
use crate::schema::{Record, Table};
use crate::types::{Any, ComparableWith, SqlValue};

/// An INSERT into columns of the types `C`, giving rows of type `R` by RETURNING.
///
/// Made by [`insert`].
#[must_use]
pub struct Insert<C = (), R = ()> {
    pub(crate) body: Arc<ChangeBody>,
    types: PhantomData<fn() -> (C, R)>,
}

impl<C, R> Clone for Insert<C, R> {
    fn clone(&self) -> Self {
        Insert::of(self.body.clone())
    }
}

/// `INSERT INTO table`; say what by [`columns`](Insert::columns) and [`values`](Insert::values),
/// by [`set`](Insert::set), or by [`records`](Insert::records).
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, generated, name: String, age: Option<i32> } }
/// let query = insert(users::table())
///     .columns((users::name, users::age))
///     .values(("ann", 30))
///     .values(("bob", None::<i32>));
/// let compiled = query.compile(&Postgres::default()).unwrap();
/// assert_eq!(compiled.sql(), "INSERT INTO users (name, age) VALUES ($1, $2), ($3, $4)");
/// assert_eq!(compiled.params().len(), 4);
/// ```
#[track_caller]
pub fn insert(table: Table) -> Insert {
    Insert::of(Arc::new(ChangeBody::new(Verb::Insert, table, Location::caller())))
}

impl<C, R> Insert<C, R> {
    fn of(body: Arc<ChangeBody>) -> Self {
        Insert { body, types: PhantomData }
    }

    fn with<D, S>(mut self, change: impl FnOnce(&mut ChangeBody)) -> Insert<D, S> {
        change(Arc::make_mut(&mut self.body));
        Insert::of(self.body)
    }

    /// Sets one column of a single row. Calls add columns; a column set twice is an error.
    #[track_caller]
    pub fn set<T: SqlValue, V: IntoExpr>(self, column: Column<T>, value: V) -> Self
    where
        T::Family: ComparableWith<<V::Sql as SqlValue>::Family>,
    {
        let place = Location::caller();
        let value = value.into_expr().node;
        self.with(|body| {
            if body.say(By::Set, place) {
                body.add_set(Node::Column(column.column), value, place);
            }
        })
    }

    /// The rows inserted, as the database stored them: `RETURNING columns`.
    ///
    /// MySQL has none. To give it twice is an error from compile.
    #[track_caller]
    pub fn returning<S: Columns>(self, columns: S) -> Insert<C, S::Row> {
        let place = Location::caller();
        self.with(|body| body.give_back(columns, place))
    }
}

impl<R> Insert<(), R> {
    /// The columns to insert into: one, a tuple of up to 16, or an array or `Vec` of run-time
    /// columns. Their types are those that each row of [`values`](Insert::values) must have.
    #[track_caller]
    pub fn columns<C: InsertColumns>(self, columns: C) -> Insert<C::Types, R> {
        let place = Location::caller();
        self.with(|body| {
            if body.say(By::Columns, place) {
                body.mark(ChangeClause::Target, place);
                body.columns = columns.into_columns().0;
            }
        })
    }

    /// One row for each record, of a struct with `#[derive(Table)]`; columns that the database
    /// generates are left out.
    #[track_caller]
    pub fn records<'a, T: Record + 'a>(self, records: impl IntoIterator<Item = &'a T>) -> Self {
        let place = Location::caller();
        self.with(|body| {
            let theirs = T::table();
            if !body.target.same(&theirs.source) {
                let (ours, theirs) = (body.target.name(), theirs.name());
                let message = format!("INSERT INTO `{ours}` is given records of `{theirs}`");
                body.mistake(message, place);
            }
            if !body.say(By::Records, place) {
                return;
            }
            body.mark(ChangeClause::Cells, place);
            if body.columns.is_empty() {
                let columns = T::insert_columns().into_iter();
                body.columns = columns.map(|column| Node::Column(column.column)).collect();
            }
            let mut values = Vec::new();
            for record in records {
                let before = body.cells.len();
                record.values(&mut values);
                values.drain(..).for_each(|value| body.add_cell(bind(value)));
                body.check_row(before, place);
            }
        })
    }
}

impl<C, R> Insert<C, R> {
    /// Adds a row: a value or expression for each column.
    #[track_caller]
    pub fn values<V: InsertRow<C>>(self, row: V) -> Self {
        self.rows([row])
    }

    /// Adds a row for each item. No rows at all is an error from compile.
    #[track_caller]
    pub fn rows<V: InsertRow<C>>(self, rows: impl IntoIterator<Item = V>) -> Self {
        let place = Location::caller();
        self.with(|body| {
            if !body.say(By::Columns, place) {
                return;
            }
            body.mark(ChangeClause::Cells, place);
            for row in rows {
                let before = body.cells.len();
                row.into_cells(&mut |cell| body.add_cell(cell.node));
                body.check_row(before, place);
            }
        })
    }
}

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
