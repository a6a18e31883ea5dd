//! The FROM items of a query, whether they are given or not.

use crate::expr::Node;
use crate::expr::view::NodeRef;
use crate::select::{SelectBody, SourceRef};

/// The FROM items of a query: the joined ones, and those before them, given or inferred.
pub(crate) fn items_of(body: &SelectBody) -> Vec<SourceRef<'_>> {
    let joined = body.joins.iter().filter_map(|join| NodeRef::new(&join.source).source());
    let mut items: Vec<SourceRef<'_>> = joined.collect();
    items.extend(body.sources().map(SourceRef::from));
    if !body.infers_from() {
        return items;
    }
    let mut waiting = Vec::new();
    body.each_child(&mut |child| waiting.push(NodeRef::new(child)));
    while let Some(node) = waiting.pop() {
        if let Some(source) = node.as_column().and_then(SourceRef::of)
            && !items.iter().any(|item| item.same(source))
        {
            items.push(source);
        }
        if node.node().and_then(Node::as_query).is_none() {
            node.each_child(&mut |child| waiting.push(child));
        }
    }
    for outer in body.correlated() {
        items.retain(|item| !NodeRef::new(outer).source().is_some_and(|outer| outer.same(*item)));
    }
    items
}
