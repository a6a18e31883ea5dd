//! What all queries do: set operations, order, limits, and standing inside of others.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use super::source::{self, Alias, Cte, Subquery};
use super::{
    AnyQuery, Clause, Compound, Query, ScalarRow, Select, SelectBody, SetOp, Values, compound,
    select,
};
use crate::expr::list::{InList, InListKind};
use crate::expr::node::{Node, Place};
use crate::expr::{Expr, IntoExpr, IntoList, Kind, OrderList, func};
use crate::name::Name;
use crate::types::SqlValue;
use crate::value::Value;

/// A number of rows as a value: signed while it fits, as engines want it.
pub(crate) fn count(rows: u64) -> Value {
    i64::try_from(rows).map_or(Value::U64(rows), Value::I64)
}

macro_rules! queries {
    ($($type:ident),*) => { $(
        impl<R> Clone for $type<R> {
            fn clone(&self) -> Self {
                $type { body: self.body.clone(), row: PhantomData }
            }
        }

        impl<R> Query for $type<R> {
            type Row = R;
            fn into_query(self) -> AnyQuery<R> {
                AnyQuery { body: self.body, row: PhantomData }
            }
        }

        impl<R> Query for &$type<R> {
            type Row = R;
            fn into_query(self) -> AnyQuery<R> {
                AnyQuery { body: self.body.clone(), row: PhantomData }
            }
        }

        impl<R: SqlValue> IntoList for $type<R> {
            type Sql = R;
            fn into_list(self) -> InList {
                InList(InListKind::Query(Node::Select(self.body.expanded())))
            }
        }

        impl<R: SqlValue> IntoList for &$type<R> {
            type Sql = R;
            fn into_list(self) -> InList {
                self.clone().into_list()
            }
        }

        impl<R> $type<R> {
            /// The same query with its body changed, and the place of the clause noted.
            #[inline]
            pub(super) fn with(
                mut self,
                clause: Clause,
                place: Place,
                change: impl FnOnce(&mut SelectBody),
            ) -> Self {
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
            fn with_copy(
                self,
                clause: Clause,
                place: Place,
                change: impl FnOnce(&mut SelectBody),
            ) -> Self {
                let mut body = SelectBody::clone(&self.body);
                body.mark(clause, place);
                change(&mut body);
                $type { body: Arc::new(body), row: PhantomData }
            }

            /// The order of the rows: `ORDER BY terms`. A second call adds terms.
            ///
            /// Of a [`Compound`] a term is a column of the first query, or
            /// [`column`](crate::expr::column) with the name of one: they are written by their
            /// numbers, which mean the same on every engine. Anything else is an error from compile:
            /// order a [`subquery`](Self::subquery) by it. Of [`Values`] it is the name of a column.
            #[track_caller]
            pub fn order_by(self, terms: impl OrderList) -> Self {
                let terms = terms.into_terms().0;
                self.with(Clause::OrderBy, Location::caller(), |body| body.add_order(terms))
            }

            /// Keeps at most `rows` rows: `LIMIT ?`, with `rows` as a bound value.
            ///
            /// A second call replaces the first. Zero is allowed and gives no rows. Without
            /// [`order_by`](Self::order_by) the database may choose any rows.
            #[track_caller]
            #[inline]
            pub fn limit(self, rows: u64) -> Self {
                self.with(Clause::Limit, Location::caller(), |body| {
                    body.set_limit(Node::Bind(count(rows)), false, false);
                })
            }

            /// Keeps `rows` rows, and those that are equal to the last of them in the order:
            /// `FETCH FIRST rows ROWS WITH TIES`.
            ///
            /// There must be an [`order_by`](Self::order_by). PostgreSQL has it from 13 on, MariaDB from
            /// 10.6 on; elsewhere rows are ranked in a query in FROM. It replaces
            /// [`limit`](Self::limit), and is replaced by it.
            #[track_caller]
            pub fn limit_with_ties(self, rows: u64) -> Self {
                self.with(Clause::Limit, Location::caller(), |body| {
                    body.set_limit(Node::Bind(count(rows)), true, false);
                })
            }

            /// [`limit`](Self::limit) by an expression: a [`param`](crate::expr::param) that gets its
            /// value late, or what is worked out of values. `LIMIT expression`.
            ///
            /// It has neither columns nor queries in it, and is never NULL. MySQL and MariaDB take
            /// values and parameters only. A negative number is an error of the engine; SQLite gives no
            /// rows for it.
            #[track_caller]
            pub fn limit_to(self, rows: impl IntoExpr) -> Self {
                let rows = rows.into_expr().node;
                self.with(Clause::Limit, Location::caller(), |body| body.set_limit(rows, false, false))
            }

            /// [`offset`](Self::offset) by an expression, as [`limit_to`](Self::limit_to) says.
            #[track_caller]
            pub fn offset_to(self, rows: impl IntoExpr) -> Self {
                let rows = rows.into_expr().node;
                self.with(Clause::Limit, Location::caller(), |body| body.set_offset(rows))
            }

            /// Leaves out the first `rows` rows: `OFFSET ?`, with `rows` as a bound value.
            ///
            /// A second call replaces the first. Where the dialect wants a LIMIT before OFFSET, the
            /// one that means "no limit" is written.
            #[track_caller]
            pub fn offset(self, rows: u64) -> Self {
                self.with(Clause::Limit, Location::caller(), |body| {
                    body.offset.put(Node::Bind(count(rows)));
                })
            }

            /// The query as an expression of one value, NULL if it gives no row: `(SELECT …)`.
            ///
            /// Columns of FROM items of the enclosing statement refer to its row (correlation). If all
            /// columns are such, say where the rows come from by [`from`](Select::from).
            ///
            /// The query must surely give one row at most, else compile refuses it, since engines
            /// differ about the others (SQLite takes the first, the rest fail): an aggregate over all
            /// rows, a LIMIT of one, or each FROM item by a primary or unique key that is equated to
            /// values, outer columns or other such items. See also
            /// [`scalar_unchecked`](Self::scalar_unchecked).
            pub fn scalar(self) -> Expr<R::Sql>
            where
                R: ScalarRow,
            {
                Expr::tree(Kind::Scalar(Node::Select(self.body.expanded())))
            }

            /// [`scalar`](Self::scalar) where you know that there is one row at most, and sqltree cannot.
            /// Should there be more, SQLite takes one of them, the other engines fail.
            pub fn scalar_unchecked(mut self) -> Expr<R::Sql>
            where
                R: ScalarRow,
            {
                Arc::make_mut(&mut self.body).set_one_row();
                self.scalar()
            }

            /// How many rows the query gives: `SELECT COUNT(*) FROM (SELECT …) AS counted`.
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// sqltree::table! { pub users { id: i64 => primary_key, age: i32 } }
            /// let adults = select(users::id).filter(users::age.ge(18));
            /// assert_eq!(adults.count().compile(&Sqlite::default()).unwrap().sql(),
            ///     "SELECT COUNT(*) FROM (SELECT users.id FROM users WHERE users.age >= ?) AS counted");
            /// ```
            pub fn count(self) -> Select<i64> {
                select(func::count()).from(self.subquery("counted"))
            }

            /// The query as a FROM item: `(SELECT …) AS name`.
            ///
            /// It sees nothing of what is beside it in FROM, nor of queries around: a column of `users` in it
            /// is one of its own `users`, which its FROM has, or gets, also where the query that it is in has
            /// `users` too. [`lateral`](Self::lateral) makes an item that sees what stands before it.
            pub fn subquery(self, name: impl Into<Name>) -> Subquery<R> {
                Subquery::new(self.body, name.into())
            }

            /// The query as a FROM item that sees the rows of what stands before it in FROM:
            /// `LATERAL (SELECT …) AS name`. PostgreSQL, and MySQL from 8.0.14 on.
            ///
            /// It gives its rows for each row of those items, so that it is joined by `join`,
            /// `left_join` and `cross_join` only, or given by [`from`](Select::from).
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// sqltree::table! {
            ///     pub users { id: i64 => primary_key, name: String }
            ///     pub posts { id: i64 => primary_key, user_id: i64, likes: i32 }
            /// }
            /// let best = select((posts::id, posts::likes))
            ///     .filter(posts::user_id.eq(users::id))
            ///     .order_by(posts::likes.desc())
            ///     .limit(2)
            ///     .lateral("best");
            /// let query = select((users::name, best.col(posts::likes)))
            ///     .from(users::table())
            ///     .cross_join(&best);
            /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
            ///     "SELECT users.name, best.likes FROM users CROSS JOIN LATERAL \
            ///      (SELECT posts.id, posts.likes FROM posts WHERE posts.user_id = users.id \
            ///      ORDER BY posts.likes DESC LIMIT $1) AS best");
            /// ```
            pub fn lateral(self, name: impl Into<Name>) -> Subquery<R> {
                Subquery::lateral(self.body, name.into())
            }

            /// The same query with rows decoded to another type; the SQL does not change.
            ///
            /// The type is checked against the columns when the query is run.
            pub fn rows_as<S>(mut self) -> $type<S> {
                // The new type's own decoding says what it takes; the old one's NULLs say nothing.
                Arc::make_mut(&mut self.body).required = 0;
                $type { body: self.body, row: PhantomData }
            }

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

            /// The query under a name before the statement that uses it: `WITH name AS (SELECT …)`.
            pub fn cte(self, name: impl Into<Name>) -> Cte<R> {
                source::plain(name.into(), self)
            }

            /// This query's rows, and all that `step` makes of them, and of what it made:
            /// `WITH RECURSIVE name (columns) AS (SELECT … UNION ALL step)`.
            ///
            /// `step` gets the query itself as a FROM item. Each column needs a name. If the step
            /// comes back to rows it has made, it runs for ever; see
            /// [`recursive_distinct`](Self::recursive_distinct). MySQL and MariaDB take the types
            /// of the columns from the start alone: a string that grows must start as wide as it
            /// gets, by a cast to [`Type::VarChar`](crate::Type::VarChar).
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// sqltree::table! { pub staff { id: i64 => primary_key, boss_id: Option<i64> } }
            /// let level = literal(0).label("level");
            /// let tree = select((staff::id, &level))
            ///     .filter(staff::boss_id.is_null())
            ///     .recursive("tree", |above| {
            ///         select((staff::id, above.col(&level) + literal(1)))
            ///             .from(staff::table())
            ///             .join(above, staff::boss_id.eq(above.col(staff::id)))
            ///     });
            /// let query = select((tree.col(staff::id), tree.col(&level)));
            /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
            ///     "WITH RECURSIVE tree (id, level) AS (\
            ///      SELECT staff.id, 0 AS level FROM staff WHERE staff.boss_id IS NULL UNION ALL \
            ///      SELECT staff.id, tree.level + 1 FROM staff JOIN tree ON staff.boss_id = tree.id) \
            ///      SELECT tree.id, tree.level FROM tree");
            /// ```
            #[track_caller]
            pub fn recursive<Q: Query<Row = R>>(
                self,
                name: impl Into<Name>,
                step: impl FnOnce(&Alias) -> Q,
            ) -> Cte<R> {
                source::recursive(name.into(), self, true, step)
            }

            /// [`recursive`](Self::recursive) with each different row once, so that it ends when
            /// the step finds no new row: `… UNION step`.
            #[track_caller]
            pub fn recursive_distinct<Q: Query<Row = R>>(
                self,
                name: impl Into<Name>,
                step: impl FnOnce(&Alias) -> Q,
            ) -> Cte<R> {
                source::recursive(name.into(), self, false, step)
            }
        }
    )* };
}

queries!(Select, Compound, Values, AnyQuery);
