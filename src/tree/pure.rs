//! What gives the same value each time it is worked out.

use std::collections::HashSet;

use super::items::items_of;
use super::raw::is_plain;
use crate::expr::Node;
use crate::expr::view::{NodeRef, QueryView, SourceView, View};
use crate::select::{Distinct, Item, SelectBody, SourceRef};

/// Functions of engines that are called by name and give another value each time.
const VOLATILE: &[&str] = &[
    "clock_timestamp",
    "gen_random_uuid",
    "nextval",
    "pg_sleep",
    "rand",
    "random",
    "randomblob",
    "sleep",
    "sysdate",
    "timeofday",
    "uuid",
    "uuid_generate_v4",
    "uuid_short",
    "uuidv4",
    "uuidv7",
];

/// The name of a function in an expression that surely gives another value each time.
pub(crate) fn volatile(expr: NodeRef<'_>) -> Option<&str> {
    let mut waiting = vec![expr];
    while let Some(node) = waiting.pop() {
        let view = node.view();
        if let View::Function { function, .. } = view
            && !function.is_deterministic()
        {
            return Some(function.name());
        }
        if let View::Call { name, .. } = view
            && VOLATILE.iter().any(|own| own.eq_ignore_ascii_case(name.name().as_str()))
        {
            return Some(name.name().as_str());
        }
        node.each_child(&mut |child| waiting.push(child));
    }
    None
}

/// True for an expression that may be written twice: nothing in it is volatile, or unknown.
pub(crate) fn is_pure(expr: NodeRef<'_>) -> bool {
    let mut waiting = vec![expr];
    while let Some(node) = waiting.pop() {
        let view = node.view();
        if !is_pure_by_itself(view) {
            return false;
        }
        if let View::Query(QueryView(body)) = view {
            if is_sampled(body) {
                return false;
            }
            waiting.extend(queries_of(body));
        }
        node.each_child(&mut |child| waiting.push(child));
    }
    true
}

/// True if some item of a query gives other rows each time.
fn is_sampled(body: &SelectBody) -> bool {
    let mut items = items_of(body).into_iter().filter_map(SourceRef::item);
    items.any(|item| item.sample().is_some())
}

/// The queries behind the FROM items of a query.
fn queries_of(body: &SelectBody) -> impl Iterator<Item = NodeRef<'_>> {
    items_of(body).into_iter().filter_map(|source| SourceView(source).query())
}

fn is_pure_by_itself(view: View<'_>) -> bool {
    match view {
        View::Function { function, .. } => function.is_stable(),
        View::Raw { text, .. } => is_plain(text),
        View::Call { .. } | View::AllColumns { .. } | View::Mistake(_) => false,
        View::Query(_)
        | View::Empty
        | View::Null
        | View::Star
        | View::DefaultKeyword
        | View::Parameter(_)
        | View::Literal(_)
        | View::ColumnReference(_)
        | View::Source(_)
        | View::Operator { .. }
        | View::IsNull { .. }
        | View::Between { .. }
        | View::Like { .. }
        | View::In { .. }
        | View::InParameter { .. }
        | View::InQuery { .. }
        | View::Exists { .. }
        | View::Case { .. }
        | View::Cast { .. }
        | View::Label { .. }
        | View::Typed { .. }
        | View::LateParameter { .. }
        | View::Scalar { .. }
        | View::Order { .. }
        | View::Aggregate { .. }
        | View::RowTest { .. }
        | View::Over { .. } => true,
    }
}

/// True if a query reads the same rows each time that it stands in a statement: nothing of its FROM, joins
/// and WHERE is volatile or unknown, and no query in them takes some rows of many.
pub(crate) fn is_steady(body: &SelectBody) -> bool {
    if is_sampled(body) {
        return false;
    }
    let conditions = body.joins.iter().map(|join| &join.on_node).chain(body.filters());
    let mut waiting: Vec<NodeRef<'_>> = conditions.map(NodeRef::new).collect();
    waiting.extend(queries_of(body));
    waiting.extend(body.rare().into_iter().flat_map(|rare| &rare.group_by).map(NodeRef::new));
    let mut seen: HashSet<*const Node> = HashSet::new();
    while let Some(node) = waiting.pop() {
        let view = node.view();
        if let View::Query(QueryView(body)) = view
            && (body.distinct() == Distinct::On || body.is_limited())
        {
            return false;
        }
        if !is_pure_by_itself(view) {
            return false;
        }
        let item = node.source().and_then(SourceRef::item);
        if item.and_then(Item::sample).is_some() {
            return false;
        }
        if let Some(query) = item.and_then(Item::query_node)
            && seen.insert(std::ptr::from_ref(query))
        {
            waiting.push(NodeRef::new(query));
        }
        node.each_child(&mut |child| waiting.push(child));
    }
    true
}
