//! DELETE.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use super::body::{ChangeBody, Verb};
use crate::schema::Table;

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
pub fn delete(table: Table) -> Delete {
    let body = ChangeBody::new(Verb::Delete, table, Location::caller());
    Delete { body: Arc::new(body), row: PhantomData }
}
