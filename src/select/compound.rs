//! Set operations: UNION, INTERSECT and EXCEPT, as queries of their own.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use super::{Clause, ScalarRow, Select, SelectBody, Subquery, count};
use crate::expr::node::{Kind, Node, Place};
use crate::expr::{Expr, OrderList};
use crate::name::Name;
use crate::types::Sort;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum SetOp {
    Union,
    Intersect,
    Except,
}

/// Two queries with a set operation between; both are `Select` nodes.
#[derive(Clone)]
pub(crate) struct Set {
    pub(crate) op: SetOp,
    /// True for `ALL`: a row counts as often as it is there.
    pub(crate) all: bool,
    pub(crate) left: Node,
    pub(crate) right: Node,
    /// What the columns are: of all queries together.
    pub(crate) sorts: Vec<Sort>,
}

/// A query, erased.
#[doc(hidden)]
pub struct QueryBody(pub(crate) Arc<SelectBody>);

/// A query of whatever kind: a [`Select`], or a [`Compound`] of several.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a query",
    note = "give a `select(…)`, or two of them joined by `.union(…)` and the like"
)]
pub trait Query {
    /// What its rows decode to.
    type Row;
    #[doc(hidden)]
    fn into_body(self) -> QueryBody;
}

/// Queries joined by set operations: `query UNION query`; its rows decode to `R`.
///
/// Made by [`Select::union`] and its like, which it has itself, so that any tree can be built; each
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
    row: PhantomData<fn() -> R>,
}

impl<R> Clone for Compound<R> {
    fn clone(&self) -> Self {
        Compound { body: self.body.clone(), row: PhantomData }
    }
}

pub(super) fn compound<R>(
    (op, all): (SetOp, bool),
    left: Arc<SelectBody>,
    right: impl Query<Row = R>,
    place: Place,
) -> Compound<R> {
    let QueryBody(right) = right.into_body();
    let mut body = SelectBody::new(left.columns.clone(), left.required, place);
    // The columns stand for their names; what is in them is in the first query.
    body.flags = 0;
    let (left, right) = (Node::Select(left), Node::Select(right));
    let mut set = Set { op, all, left, right, sorts: Vec::new() };
    set.measure();
    body.set_operation(set);
    Compound { body: Arc::new(body), row: PhantomData }
}

impl Set {
    /// Works out what the columns are.
    pub(super) fn measure(&mut self) {
        if let (Some(left), Some(right)) = (self.left.as_query(), self.right.as_query()) {
            let pairs = left.output_sorts().into_iter().zip(right.output_sorts());
            self.sorts = pairs.map(both).collect();
        }
    }
}

/// A column of two queries together.
fn both((left, right): (Sort, Sort)) -> Sort {
    let suspect = Sort::flag(left.tag.clashes_with(right.tag), Sort::SUSPECT);
    Sort::new(left.tag.unify(right.tag), left.flags | right.flags | suspect)
}

macro_rules! set_operations {
    ($type:ident) => {
        impl<R> Query for $type<R> {
            type Row = R;
            fn into_body(self) -> QueryBody {
                QueryBody(self.body)
            }
        }

        impl<R> Query for &$type<R> {
            type Row = R;
            fn into_body(self) -> QueryBody {
                QueryBody(self.body.clone())
            }
        }

        impl<R> $type<R> {
            /// The different rows of both: `self UNION other`.
            #[track_caller]
            pub fn union(self, other: impl Query<Row = R>) -> Compound<R> {
                compound((SetOp::Union, false), self.body, other, Location::caller())
            }

            /// All rows of both: `self UNION ALL other`.
            #[track_caller]
            pub fn union_all(self, other: impl Query<Row = R>) -> Compound<R> {
                compound((SetOp::Union, true), self.body, other, Location::caller())
            }

            /// The different rows that are in both: `self INTERSECT other`.
            #[track_caller]
            pub fn intersect(self, other: impl Query<Row = R>) -> Compound<R> {
                compound((SetOp::Intersect, false), self.body, other, Location::caller())
            }

            /// The rows that are in both, as often as they are in each: `self INTERSECT ALL other`.
            /// SQLite has it not.
            #[track_caller]
            pub fn intersect_all(self, other: impl Query<Row = R>) -> Compound<R> {
                compound((SetOp::Intersect, true), self.body, other, Location::caller())
            }

            /// The different rows of `self` that are not in `other`: `self EXCEPT other`.
            #[track_caller]
            pub fn except(self, other: impl Query<Row = R>) -> Compound<R> {
                compound((SetOp::Except, false), self.body, other, Location::caller())
            }

            /// The rows of `self`, each less often by its rows in `other`: `self EXCEPT ALL other`.
            /// SQLite has it not.
            #[track_caller]
            pub fn except_all(self, other: impl Query<Row = R>) -> Compound<R> {
                compound((SetOp::Except, true), self.body, other, Location::caller())
            }
        }
    };
}

set_operations!(Select);
set_operations!(Compound);

impl<R> Compound<R> {
    fn with(mut self, clause: Clause, place: Place, change: impl FnOnce(&mut SelectBody)) -> Self {
        let body = Arc::make_mut(&mut self.body);
        body.mark(clause, place);
        change(body);
        self
    }

    /// The order of all rows: `ORDER BY terms`, where a term is a column of the first query, or
    /// [`column`](crate::expr::column) with the name of one. A second call adds terms.
    ///
    /// Columns are written by their numbers, which mean the same on every engine. Anything else is
    /// an error from compile: order a [`subquery`](Self::subquery) by it.
    #[track_caller]
    pub fn order_by(self, terms: impl OrderList) -> Self {
        let terms = terms.into_terms().0;
        self.with(Clause::OrderBy, Location::caller(), |body| body.add_order(terms))
    }

    /// Keeps at most `rows` of all rows: `LIMIT ?`. A second call replaces the first.
    #[track_caller]
    pub fn limit(self, rows: u64) -> Self {
        self.with(Clause::Limit, Location::caller(), |body| body.limit = Node::Bind(count(rows)))
    }

    /// Leaves out the first `rows` of all rows: `OFFSET ?`. A second call replaces the first.
    #[track_caller]
    pub fn offset(self, rows: u64) -> Self {
        self.with(Clause::Limit, Location::caller(), |body| body.offset = Node::Bind(count(rows)))
    }

    /// The query as an expression of one value, NULL if it gives no row: `(SELECT … UNION …)`.
    pub fn scalar(self) -> Expr<R::Sql>
    where
        R: ScalarRow,
    {
        Expr::tree(Kind::Scalar(Node::Select(self.body)))
    }

    /// The query as a FROM item: `(SELECT … UNION …) AS name`.
    pub fn subquery(self, name: impl Into<Name>) -> Subquery<R> {
        Subquery::new(self.body, name.into())
    }

    /// The same query with rows decoded to another type; the SQL does not change.
    pub fn rows_as<S>(mut self) -> Compound<S> {
        Arc::make_mut(&mut self.body).required = 0;
        Compound { body: self.body, row: PhantomData }
    }
}
