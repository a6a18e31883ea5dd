//! What changes give back, as FROM items: changes in WITH.

use std::marker::PhantomData;
use std::sync::Arc;

use super::{Item, Source};
use crate::dml::ChangeBody;
use crate::name::Name;

/// The rows that a change in WITH gives back, as a FROM item: `WITH name AS (DELETE … RETURNING …)`.
///
/// Made by [`cte`](crate::dml::Delete::cte) of a change. The statement that uses it makes the change, once,
/// in front; both see the database as it was before. PostgreSQL.
#[must_use]
pub struct ChangedRows<R = crate::row::Row> {
    pub(crate) source: Source,
    row: PhantomData<fn() -> R>,
}

impl<R> Clone for ChangedRows<R> {
    fn clone(&self) -> Self {
        ChangedRows { source: self.source.clone(), row: PhantomData }
    }
}

impl<R> ChangedRows<R> {
    pub(crate) fn new(name: Name, change: Arc<ChangeBody>) -> Self {
        let source = Source::Item(Arc::new(Item::changed(name, change)));
        ChangedRows { source, row: PhantomData }
    }
}
