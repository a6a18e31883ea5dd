//! SELECT: queries as immutable values, built clause by clause.
//!
//! A [`Select`] is a handle on a shared record; each method takes it by value, so a query can be
//! kept, cloned (one count) and refined in several directions. FROM is inferred from the columns
//! used, unless [`from`](Select::from) says it.

mod body;
mod compound;
mod cte;
mod from;
mod outer;
mod output;
mod subquery;

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

pub(crate) use body::{Clause, Distinct, RareClauses, SelectBody};
#[doc(hidden)]
pub use compound::QueryBody;
pub use compound::{Compound, Query};
pub(crate) use compound::{Set, SetOp};
pub use cte::Cte;
pub(crate) use cte::{CteBody, Cycle, Search};
pub use from::{ForeignKeyOn, IntoOn, foreign_key};
pub(crate) use from::{Join, JoinKind, On};
pub(crate) use outer::check_row;
pub(crate) use output::{Output, output_name};
pub(crate) use subquery::{Item, ItemBody};
pub use subquery::{Subquery, exists, not_exists};

use crate::expr::node::{Node, Place};
use crate::expr::{Columns, Condition, Expr, ExprList, Kind, OrderList};
use crate::name::Name;
use crate::schema::IntoSource;
use crate::types::SqlValue;
use crate::value::Value;

/// A query whose rows decode to `R`.
///
/// Made by [`select`]. Nothing is sent until it is given to a connection; see
/// [`Statement::compile`](crate::compile::Statement::compile) for its text.
#[must_use]
pub struct Select<R = crate::row::Row> {
    pub(crate) body: Arc<SelectBody>,
    row: PhantomData<fn() -> R>,
}

impl<R> Clone for Select<R> {
    fn clone(&self) -> Self {
        Select { body: self.body.clone(), row: PhantomData }
    }
}

/// `SELECT columns`; the columns' types make the type of the rows.
///
/// One expression gives its values, a tuple of up to 16 gives tuples, an array or a `Vec` of
/// run-time columns gives [`Row`](crate::row::Row)s.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, name: String } }
/// let query = select((users::id, users::name))
///     .filter(users::name.ne("root"))
///     .order_by(users::id.desc())
///     .limit(10);
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT users.id, users.name FROM users WHERE users.name <> $1 \
///      ORDER BY users.id DESC LIMIT $2");
/// ```
#[track_caller]
#[inline]
pub fn select<C: Columns>(columns: C) -> Select<C::Row> {
    let body = SelectBody::new(columns.into_nodes().0, C::REQUIRED, Location::caller());
    Select { body: Arc::new(body), row: PhantomData }
}

impl<R> Select<R> {
    /// The same query with its body changed, and the place of the clause noted.
    #[inline]
    fn with(mut self, clause: Clause, place: Place, change: impl FnOnce(&mut SelectBody)) -> Self {
        match Arc::get_mut(&mut self.body) {
            Some(body) => {
                body.mark(clause, place);
                change(body);
                self
            }
            None => self.with_copy(clause, place, change),
        }
    }

    /// [`with`](Self::with) on a copy of a record that others hold too.
    #[cold]
    #[inline(never)]
    fn with_copy(self, clause: Clause, place: Place, change: impl FnOnce(&mut SelectBody)) -> Self {
        let mut body = SelectBody::clone(&self.body);
        body.mark(clause, place);
        change(&mut body);
        Select { body: Arc::new(body), row: PhantomData }
    }

    /// Adds a FROM item, and turns inference off: only what is given here and joined is in FROM.
    ///
    /// Several items are a cross product, to which the joins apply.
    #[track_caller]
    pub fn from(self, source: impl IntoSource) -> Self {
        let source = source.into_source().0;
        self.with(Clause::From, Location::caller(), |body| body.add_from(source))
    }

    /// Keeps the rows where `condition` is true: `WHERE condition`. A second call adds AND.
    #[track_caller]
    #[inline]
    pub fn filter(self, condition: impl Condition) -> Self {
        let condition = condition.into_condition().node;
        self.with(Clause::Where, Location::caller(), |body| body.add_filter(condition))
    }

    /// [`filter`](Self::filter) if there is a condition, else nothing: for optional search terms.
    #[track_caller]
    pub fn filter_if(self, condition: Option<impl Condition>) -> Self {
        match condition {
            Some(condition) => self.filter(condition),
            None => self,
        }
    }

    /// One row for each different combination of `keys`: `GROUP BY keys`. A second call adds.
    #[track_caller]
    pub fn group_by(self, keys: impl ExprList) -> Self {
        let keys = keys.into_nodes().0;
        self.with(Clause::GroupBy, Location::caller(), |body| {
            keys.into_iter().for_each(|key| body.add_group(key));
        })
    }

    /// Keeps the groups where `condition` is true: `HAVING condition`. A second call adds AND.
    #[track_caller]
    pub fn having(self, condition: impl Condition) -> Self {
        let condition = condition.into_condition().node;
        self.with(Clause::Having, Location::caller(), |body| body.add_having(condition))
    }

    /// The order of the rows: `ORDER BY terms`. A second call adds terms.
    #[track_caller]
    pub fn order_by(self, terms: impl OrderList) -> Self {
        let terms = terms.into_terms().0;
        self.with(Clause::OrderBy, Location::caller(), |body| body.add_order(terms))
    }

    /// Each different row once: `SELECT DISTINCT`.
    #[track_caller]
    pub fn distinct(self) -> Self {
        self.with(Clause::Columns, Location::caller(), |body| body.set_distinct(Distinct::Rows))
    }

    /// Keeps at most `rows` rows: `LIMIT ?`, with `rows` as a bound value.
    ///
    /// A second call replaces the first. Zero is allowed and gives no rows. Without
    /// [`order_by`](Self::order_by) the database may choose any rows.
    #[track_caller]
    #[inline]
    pub fn limit(self, rows: u64) -> Self {
        self.with(Clause::Limit, Location::caller(), |body| body.limit.put(Node::Bind(count(rows))))
    }

    /// Leaves out the first `rows` rows: `OFFSET ?`, with `rows` as a bound value.
    ///
    /// A second call replaces the first. Where the dialect wants a LIMIT before OFFSET, the one
    /// that means "no limit" is written.
    #[track_caller]
    pub fn offset(self, rows: u64) -> Self {
        self.with(Clause::Limit, Location::caller(), |body| {
            body.offset.put(Node::Bind(count(rows)))
        })
    }

    /// The query as an expression of one value, NULL if it gives no row: `(SELECT …)`.
    ///
    /// Columns of FROM items of the enclosing statement refer to its row (correlation).
    pub fn scalar(self) -> Expr<R::Sql>
    where
        R: ScalarRow,
    {
        Expr::tree(Kind::Scalar(Node::Select(self.body)))
    }

    /// The query as a FROM item: `(SELECT …) AS name`.
    pub fn subquery(self, name: impl Into<Name>) -> Subquery<R> {
        Subquery::new(self.body, name.into())
    }

    /// The same query with rows decoded to another type; the SQL does not change.
    ///
    /// The type is checked against the columns when the query is run.
    pub fn rows_as<S>(mut self) -> Select<S> {
        // The new type's own decoding says what it takes; the old one's NULLs say nothing of it.
        Arc::make_mut(&mut self.body).required = 0;
        Select { body: self.body, row: PhantomData }
    }
}

/// A number of rows as a value: signed while it fits, as engines want it.
fn count(rows: u64) -> Value {
    i64::try_from(rows).map_or(Value::U64(rows), Value::I64)
}

/// Rows of one column, which can stand as one value.
pub trait ScalarRow {
    /// The type of the value: with NULL, for a query without rows.
    type Sql: SqlValue;
}

impl<T: SqlValue> ScalarRow for T {
    type Sql = Option<T::NonNull>;
}
