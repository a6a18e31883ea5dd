//! Queries in FROM.

use std::marker::PhantomData;
use std::sync::Arc;

use super::{Item, Source};
use crate::name::Name;
use crate::select::SelectBody;

/// A query as a FROM item, made by [`Select::subquery`](crate::select::Select::subquery).
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub posts { id: i64 => primary_key, user_id: i64 } }
/// let counts = select((posts::user_id, func::count().label("n")))
///     .group_by(posts::user_id)
///     .subquery("counts");
/// let query = select(counts.col(posts::user_id)).filter(counts.col("n").gt(5));
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT counts.user_id FROM (SELECT posts.user_id, COUNT(*) AS n FROM posts \
///      GROUP BY posts.user_id) AS counts WHERE counts.n > ?");
/// ```
#[must_use]
pub struct Subquery<R> {
    pub(crate) source: Source,
    row: PhantomData<fn() -> R>,
}

impl<R> Clone for Subquery<R> {
    fn clone(&self) -> Self {
        Subquery { source: self.source.clone(), row: PhantomData }
    }
}

impl<R> Subquery<R> {
    pub(crate) fn new(body: Arc<SelectBody>, name: Name) -> Self {
        Subquery {
            source: Source::Item(Arc::new(Item::query(name, body.expanded()))),
            row: PhantomData,
        }
    }

    pub(crate) fn lateral(body: Arc<SelectBody>, name: Name) -> Self {
        Subquery {
            source: Source::Item(Arc::new(Item::lateral(name, body.expanded()))),
            row: PhantomData,
        }
    }
}
