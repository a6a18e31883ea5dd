//! UPDATE.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use super::body::{ChangeBody, Verb};
use super::row::InsertColumns;
use super::target::ChangeTarget;
use crate::expr::{Column, IntoExpr, Node};
use crate::select::{IntoSource, Query};
use crate::types::{ComparableWith, SqlValue};

/// An UPDATE, giving rows of type `R` by RETURNING. Made by [`update`].
#[must_use]
pub struct Update<R = ()> {
    pub(crate) body: Arc<ChangeBody>,
    pub(super) row: PhantomData<fn() -> R>,
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
pub fn update(table: impl ChangeTarget) -> Update {
    let body = ChangeBody::new(Verb::Update, table, Location::caller());
    Update { body: Arc::new(body), row: PhantomData }
}

impl<R> Update<R> {
    /// `SET column = value`. Calls add; a column set twice is an error from compile.
    ///
    /// The expressions see the row as it was. Where the engine would see values that were set before,
    /// the assignments are put in another order, or run in a mode of their own, or are an error.
    #[track_caller]
    pub fn set<T: SqlValue, V: IntoExpr>(self, column: Column<T>, value: V) -> Self
    where
        T::Family: ComparableWith<<V::Sql as SqlValue>::Family>,
    {
        let place = Location::caller();
        let value = value.into_expr().node;
        self.with(|body| body.add_set(Node::Column(column.column), value, place))
    }

    /// Sets several columns to the row that a query gives: `SET (a, b) = (SELECT …)`. The query sees the
    /// row as it was; without a row all columns become NULL. Calls add.
    ///
    /// The query gives one row at most, surely, as one that stands as a value: an aggregate over all
    /// rows, a unique key that is equated, `LIMIT 1`. MySQL and MariaDB set each column by a query of its
    /// own, unless the query chooses a row by LIMIT, which would be a choice for each.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! {
    ///     pub users { id: i64 => primary_key, posts: i64, last: Option<i64> }
    ///     pub posts { id: i64 => primary_key, user_id: i64 }
    /// }
    /// let counted = select((func::count(), func::max(posts::id)))
    ///     .from(posts::table())
    ///     .filter(posts::user_id.eq(users::id));
    /// let query = update(users::table()).set_row((users::posts, users::last), counted).all_rows();
    /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
    ///     "UPDATE users SET (posts, last) = \
    ///      (SELECT COUNT(*), MAX(posts.id) FROM posts WHERE posts.user_id = users.id)");
    /// ```
    #[track_caller]
    pub fn set_row(self, columns: impl InsertColumns, query: impl Query) -> Self {
        let place = Location::caller();
        let (columns, query) = (columns.into_columns().0, query.into_query());
        let query = Node::Select(query.body.expanded());
        self.with(|body| body.add_row_set(columns, query, place))
    }

    /// Reads another table, alias or query beside the table: `UPDATE table SET … FROM item WHERE …`.
    /// Calls add; what goes with what is said by [`filter`](Update::filter).
    ///
    /// At most one row of the items may go with a row of the table, which the condition must show: it
    /// equates a declared unique key of each item with columns of the table, or of items before it.
    /// Else it is an error from compile, since engines take whichever row they find first; aggregate
    /// the item in a subquery, or say [`any_match`](Update::any_match).
    ///
    /// SQLite has it from 3.33 on. On MySQL and MariaDB it is `UPDATE table, item SET …`.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! {
    ///     pub users { id: i64 => primary_key, name: String }
    ///     pub posts { id: i64 => primary_key, user_id: i64, author: String }
    /// }
    /// let query = update(posts::table())
    ///     .set(posts::author, users::name)
    ///     .from(users::table())
    ///     .filter(users::id.eq(posts::user_id));
    /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
    ///     "UPDATE posts SET author = users.name FROM users WHERE users.id = posts.user_id");
    /// assert_eq!(query.compile(&MySql::default()).unwrap().sql(),
    ///     "UPDATE posts, users SET posts.author = users.name WHERE users.id = posts.user_id");
    /// ```
    #[track_caller]
    pub fn from(self, item: impl IntoSource) -> Self {
        let place = Location::caller();
        self.with(|body| body.add_from(item.into_source().source, place))
    }

    /// Says that where several rows of [`from`](Update::from) go with a row, the database may take any
    /// of them.
    pub fn any_match(self) -> Self {
        self.with(|body| body.set_any_match())
    }
}
