//! UPDATE.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use crate::expr::node::{Place, and};
use crate::expr::{Column, Columns, Condition, IntoExpr, Node};
use crate::schema::{Source, Table};
use crate::types::{ComparableWith, SqlValue};

/// The record behind an UPDATE.
#[derive(Clone)]
pub(crate) struct UpdateBody {
    pub(crate) depth: u32,
    pub(crate) required: u64,
    pub(crate) table: Source,
    /// `Column` node and value, in the order given.
    pub(crate) sets: Vec<(Node, Node)>,
    pub(crate) filter: Node,
    pub(crate) all_rows: bool,
    pub(crate) returning: Vec<Node>,
    pub(crate) place: Place,
}

/// An UPDATE, giving rows of type `R` by RETURNING. Made by [`update`].
#[must_use]
pub struct Update<R = ()> {
    pub(crate) body: Arc<UpdateBody>,
    row: PhantomData<fn() -> R>,
}

impl<R> Clone for Update<R> {
    fn clone(&self) -> Self {
        Update { body: self.body.clone(), row: PhantomData }
    }
}

/// `UPDATE table`; say what by [`set`](Update::set) and where by [`filter`](Update::filter).
///
/// Without a condition it is an error from compile, unless [`all_rows`](Update::all_rows) says
/// that every row is meant.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, age: i32 } }
/// let query = update(users::table()).set(users::age, users::age + 1).filter(users::id.eq(7));
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "UPDATE users SET age = users.age + ? WHERE users.id = ?");
/// ```
#[track_caller]
pub fn update(table: Table) -> Update {
    let body = UpdateBody {
        depth: 1,
        required: 0,
        table: table.source,
        sets: Vec::new(),
        filter: Node::Empty,
        all_rows: false,
        returning: Vec::new(),
        place: Location::caller(),
    };
    Update { body: Arc::new(body), row: PhantomData }
}

impl<R> Update<R> {
    fn with(mut self, change: impl FnOnce(&mut UpdateBody)) -> Self {
        change(Arc::make_mut(&mut self.body));
        self
    }

    /// `SET column = value`. Calls add; a column set twice is an error from compile.
    ///
    /// The expressions see the row as it was. MySQL and MariaDB are the exception: there an
    /// expression sees the values set before it in the list.
    pub fn set<T: SqlValue, V: IntoExpr>(self, column: Column<T>, value: V) -> Self
    where
        T::Family: ComparableWith<<V::Sql as SqlValue>::Family>,
    {
        let value = value.into_expr().node;
        self.with(|body| {
            body.depth = body.depth.max(value.depth().saturating_add(1));
            body.sets.push((Node::Column(column.column), value));
        })
    }

    /// Changes the rows where `condition` is true: `WHERE condition`. A second call adds AND.
    pub fn filter(self, condition: impl Condition) -> Self {
        let condition = condition.into_condition().node;
        self.with(|body| {
            body.filter = and(std::mem::take(&mut body.filter), condition);
            body.depth = body.depth.max(body.filter.depth().saturating_add(1));
        })
    }

    /// Says that every row is meant: no WHERE.
    pub fn all_rows(self) -> Self {
        self.with(|body| body.all_rows = true)
    }

    /// The rows changed, as they are afterwards: `RETURNING columns`.
    ///
    /// MySQL and MariaDB have none.
    pub fn returning<S: Columns>(self, columns: S) -> Update<S::Row> {
        let changed = self.with(|body| {
            body.returning = columns.into_nodes().0;
            body.required = S::REQUIRED;
            let deepest = body.returning.iter().map(Node::depth).max().unwrap_or(0);
            body.depth = body.depth.max(deepest.saturating_add(1));
        });
        Update { body: changed.body, row: PhantomData }
    }
}
