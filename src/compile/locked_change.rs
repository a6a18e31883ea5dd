//! Queries that take so many rows and lock them, in a statement that changes rows of the same table.

use super::Writer;
use crate::dialect::Feature;
use crate::dml::{ChangeBody, Verb};
use crate::expr::Node;
use crate::expr::view::{NodeRef, View};
use crate::select::{ItemBody, SelectBody, SourceRef};
use crate::types::Sort;

impl<'a> Writer<'a> {
    /// Refuses them where the engine may make such a query for each row: rows that have changed already
    /// are passed over by a lock, and others taken in their place, so that more change than were meant.
    /// One of WITH is made once: <https://www.postgresql.org/docs/current/queries-with.html>.
    pub(super) fn check_locked_queries(&mut self, body: &'a ChangeBody) {
        if body.verb == Verb::Insert || self.features.has(Feature::LimitedLockInChange) {
            return;
        }
        let mut waiting = Vec::new();
        body.each_child(&mut |child| {
            let has_query = child.node().is_some_and(|node| node.sort().has(Sort::QUERY));
            if has_query || child.source().is_some_and(|source| query_of(source).is_some()) {
                waiting.push((child, false));
            }
        });
        if !waiting.is_empty() && takes_some_for_each(body, waiting) {
            self.require(Feature::LimitedLockInChange);
        }
    }
}

/// True if a query with LIMIT and a lock is among the nodes, and may be made more than once; of each node
/// it is known whether it is made once.
fn takes_some_for_each<'a>(body: &'a ChangeBody, mut waiting: Vec<(NodeRef<'a>, bool)>) -> bool {
    let changing: Vec<SourceRef<'a>> =
        std::iter::once(&body.target).chain(body.items()).map(SourceRef::from).collect();
    let mut seen: Vec<SourceRef<'a>> = Vec::new();
    while let Some((node, once)) = waiting.pop() {
        if !once && node.node().and_then(Node::as_query).is_some_and(|query| takes_some(query)) {
            return true;
        }
        let once = once || is_one_value(node, &changing);
        node.each_child(&mut |child| waiting.push((child, once)));
        let mut sources: Vec<SourceRef<'a>> = node.source().into_iter().collect();
        if let View::Query(query) = node.view() {
            sources.extend(query.sources().map(|source| source.0));
        }
        for source in sources {
            if let (false, Some(query)) =
                (seen.iter().any(|own| own.same(source)), query_of(source))
            {
                seen.push(source);
                waiting.push((query, once));
            }
        }
    }
    false
}

/// True for a query with LIMIT and a lock.
fn takes_some(query: &SelectBody) -> bool {
    !query.limit.is_empty() && query.rare().is_some_and(|rare| !rare.locks.is_empty())
}

/// True for a query as a value that sees nothing of the rows that change.
fn is_one_value(node: NodeRef<'_>, changing: &[SourceRef<'_>]) -> bool {
    if !matches!(node.view(), View::Scalar { .. }) {
        return false;
    }
    let (mut seen, mut read) = (Vec::new(), Vec::new());
    let mut waiting = vec![node];
    while let Some(node) = waiting.pop() {
        seen.extend(node.as_column().and_then(SourceRef::of));
        node.each_child(&mut |child| waiting.push(child));
        if let View::Query(query) = node.view() {
            read.extend(query.sources().map(|source| source.0));
            waiting.extend(query.sources().filter_map(|source| query_of(source.0)));
        }
    }
    let around = |source: &SourceRef<'_>| {
        let is_it = |own: &SourceRef<'_>| own.same(*source);
        changing.iter().any(is_it) && !read.iter().any(is_it)
    };
    !seen.iter().any(around)
}

/// The query behind an item of FROM, but for one of WITH.
fn query_of(source: SourceRef<'_>) -> Option<NodeRef<'_>> {
    let item = source.item()?;
    let of_with = matches!(item.behind()?.body, ItemBody::Cte(_));
    item.query_node().filter(|node| !of_with && node.as_query().is_some()).map(NodeRef::new)
}
