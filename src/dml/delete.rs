//! DELETE.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use super::body::{ChangeBody, Verb};
use super::target::ChangeTarget;
use crate::select::IntoSource;

/// A DELETE, giving rows of type `R` by RETURNING. Made by [`delete`].
#[must_use]
pub struct Delete<R = ()> {
    pub(crate) body: Arc<ChangeBody>,
    pub(super) row: PhantomData<fn() -> R>,
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
pub fn delete(table: impl ChangeTarget) -> Delete {
    let body = ChangeBody::new(Verb::Delete, table, Location::caller());
    Delete { body: Arc::new(body), row: PhantomData }
}

impl<R> Delete<R> {
    /// Reads another table, alias or query: a row is deleted if any row of the items goes with it by the
    /// [`filter`](Delete::filter). `DELETE FROM table USING item WHERE …` on PostgreSQL, and elsewhere
    /// `WHERE EXISTS (SELECT … FROM item WHERE …)`. Calls add.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! {
    ///     pub users { id: i64 => primary_key, gone: bool }
    ///     pub posts { id: i64 => primary_key, user_id: i64 }
    /// }
    /// let query = delete(posts::table())
    ///     .using(users::table())
    ///     .filter(users::id.eq(posts::user_id) & users::gone);
    /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
    ///     "DELETE FROM posts USING users WHERE users.id = posts.user_id AND users.gone");
    /// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
    ///     "DELETE FROM posts WHERE EXISTS \
    ///      (SELECT 1 FROM users WHERE users.id = posts.user_id AND users.gone)");
    /// ```
    #[track_caller]
    pub fn using(self, item: impl IntoSource) -> Self {
        let place = Location::caller();
        self.with(|body| body.add_from(item.into_source().source, place))
    }
}
