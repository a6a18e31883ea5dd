//! Set operations: UNION, INTERSECT and EXCEPT, as queries of their own.

use std::marker::PhantomData;
use std::sync::Arc;

use super::{Query, SelectBody, Set, SetOp};
use crate::expr::node::{Node, Place};

/// Queries joined by set operations: `query UNION query`; its rows decode to `R`.
///
/// Made by [`Select::union`](super::Select::union) and its like, which it has itself, so that any tree can be built; each
/// engine gets the parentheses (SQLite: the subqueries) that keep its shape. The columns have the
/// names of the first query's.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! {
///     pub staff { id: i64 => primary_key, name: String }
///     pub guests { id: i64 => primary_key, name: String }
/// }
/// let everyone = select(staff::name).union(select(guests::name)).order_by(staff::name).limit(9);
/// assert_eq!(everyone.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT staff.name FROM staff UNION SELECT guests.name FROM guests ORDER BY 1 LIMIT ?");
/// ```
#[must_use]
pub struct Compound<R = crate::row::Row> {
    pub(crate) body: Arc<SelectBody>,
    pub(super) row: PhantomData<fn() -> R>,
}

pub(crate) fn compound<R>(
    (op, all): (SetOp, bool),
    left: Arc<SelectBody>,
    right: impl Query<Row = R>,
    place: Place,
) -> Compound<R> {
    let (left, right) = (left.expanded(), right.into_query().body.expanded());
    let mut body = SelectBody::new(left.columns.clone(), left.required, place);
    // The columns stand for their names; what is in them is in the first query.
    body.flags = 0;
    let (left, right) = (Node::Select(left), Node::Select(right));
    let mut set = Set { op, all, left, right, sorts: Vec::new() };
    set.measure();
    body.set_operation(set);
    Compound { body: Arc::new(body), row: PhantomData }
}
