//! What changes give back, as FROM items: changes in WITH.

use std::marker::PhantomData;
use std::sync::Arc;

use super::output::outputs_of;
use super::{Item, ItemBody, Source};
use crate::dml::ChangeBody;
use crate::expr::Node;
use crate::name::Name;
use crate::select::expanded;

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

impl Item {
    /// What a change in WITH gives back.
    pub(super) fn changed(name: Name, mut change: Arc<ChangeBody>) -> Self {
        let depth = change.depth.saturating_add(1);
        if change.returning.iter().any(Node::is_star) {
            // The names in WITH go by their places, which those of `*` in the database may not have.
            let returned = expanded(&change.returning, &[&change.target]).concat();
            Arc::make_mut(&mut change).returning = returned;
        }
        let (outputs, labels_may_clash) = outputs_of(&change);
        let open = change.returning.iter().any(Node::is_star);
        let body = ItemBody::Changed(change);
        Item { depth, name, body, outputs: outputs.into(), labels_may_clash, open }
    }
}
