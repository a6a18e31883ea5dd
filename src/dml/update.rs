//! UPDATE.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use super::body::{ChangeBody, Verb};
use crate::expr::{Column, IntoExpr, Node};
use crate::schema::Table;
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
pub fn update(table: Table) -> Update {
    let body = ChangeBody::new(Verb::Update, table, Location::caller());
    Update { body: Arc::new(body), row: PhantomData }
}

impl<R> Update<R> {
    /// `SET column = value`. Calls add; a column set twice is an error from compile.
    ///
    /// The expressions see the row as it was. MySQL and MariaDB are the exception: there an
    /// expression sees the values set before it in the list.
    #[track_caller]
    pub fn set<T: SqlValue, V: IntoExpr>(self, column: Column<T>, value: V) -> Self
    where
        T::Family: ComparableWith<<V::Sql as SqlValue>::Family>,
    {
        let place = Location::caller();
        let value = value.into_expr().node;
        self.with(|body| body.add_set(Node::Column(column.column), value, place))
    }
}
