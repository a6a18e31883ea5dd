//! DELETE.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use crate::expr::node::{Place, and};
use crate::expr::{Columns, Condition, Node};
use crate::schema::{Source, Table};

/// The record behind a DELETE.
#[derive(Clone)]
pub(crate) struct DeleteBody {
    pub(crate) depth: u32,
    pub(crate) required: u64,
    pub(crate) table: Source,
    pub(crate) filter: Node,
    pub(crate) all_rows: bool,
    pub(crate) returning: Vec<Node>,
    pub(crate) place: Place,
}

/// A DELETE, giving rows of type `R` by RETURNING. Made by [`delete`].
#[must_use]
pub struct Delete<R = ()> {
    pub(crate) body: Arc<DeleteBody>,
    row: PhantomData<fn() -> R>,
}

impl<R> Clone for Delete<R> {
    fn clone(&self) -> Self {
        Delete { body: self.body.clone(), row: PhantomData }
    }
}

/// `DELETE FROM table`; say where by [`filter`](Delete::filter).
///
/// Without a condition it is an error from compile, unless [`all_rows`](Delete::all_rows) says
/// that every row is meant.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, age: i32 } }
/// let query = delete(users::table()).filter(users::age.lt(0));
/// assert_eq!(query.compile(&MySql::default()).unwrap().sql(),
///     "DELETE FROM users WHERE users.age < ?");
/// ```
#[track_caller]
pub fn delete(table: Table) -> Delete {
    let body = DeleteBody {
        depth: 1,
        required: 0,
        table: table.source,
        filter: Node::Empty,
        all_rows: false,
        returning: Vec::new(),
        place: Location::caller(),
    };
    Delete { body: Arc::new(body), row: PhantomData }
}

impl<R> Delete<R> {
    fn with(mut self, change: impl FnOnce(&mut DeleteBody)) -> Self {
        change(Arc::make_mut(&mut self.body));
        self
    }

    /// Deletes the rows where `condition` is true: `WHERE condition`. A second call adds AND.
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

    /// The rows deleted: `RETURNING columns`. MySQL has none.
    pub fn returning<S: Columns>(self, columns: S) -> Delete<S::Row> {
        let changed = self.with(|body| {
            body.returning = columns.into_nodes().0;
            body.required = S::REQUIRED;
            let deepest = body.returning.iter().map(Node::depth).max().unwrap_or(0);
            body.depth = body.depth.max(deepest.saturating_add(1));
        });
        Delete { body: changed.body, row: PhantomData }
    }
}
