//! Queries of FROM that give the same value in all of their rows.

use super::unique::query_of;
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::{NodeRef, View};
use crate::select::{Distinct, SelectBody, SourceRef};
use crate::tree::items_of;
use crate::types::Sort;

/// How many nodes are looked at before a value counts as a constant.
const MOST_NODES: usize = 1_000;

/// True if a column of the query, which an engine may make one with the query around it, is the same
/// in all rows.
pub(crate) fn has_constants(body: &SelectBody) -> bool {
    if !is_plain(body) {
        return false;
    }
    let constants = body.columns.iter().filter(|node| is_constant(node)).count();
    let of_rows = body.filters().next().is_some() || !items_of(body).is_empty();
    constants > 0 && (of_rows || constants < body.columns.len())
}

/// True if a query of groups gives a column that is the same for all of them, also as one of several queries
/// that give rows together.
pub(crate) fn has_constants_of_groups(body: &SelectBody) -> bool {
    body.arms().any(|arm| {
        arm.rare().is_some_and(|rare| !rare.group_by.is_empty())
            && arm.columns.iter().any(is_constant)
    })
}

/// True for a query that only picks rows.
fn is_plain(body: &SelectBody) -> bool {
    let of_all = Sort::AGGREGATE | Sort::WINDOW;
    let groups =
        body.rare().is_some_and(|rare| !rare.group_by.is_empty() || !rare.having.is_empty());
    let rows = body.set().is_none() && body.values().is_none();
    rows && !groups
        && !body.is_limited()
        && body.flags & of_all == 0
        && body.distinct() == Distinct::No
}

/// True if no column of a table is in it, by way of whatever queries.
fn is_constant(node: &Node) -> bool {
    let (mut waiting, mut looked_at) = (vec![NodeRef::new(node)], 0);
    while let Some(node) = waiting.pop() {
        looked_at += 1;
        if looked_at > MOST_NODES {
            return true;
        }
        let view = node.view();
        if let View::ColumnReference(column) = view {
            let Some(inside) = behind(column.0) else { return false };
            waiting.push(NodeRef::new(inside));
        } else if matches!(view, View::Star | View::AllColumns { .. }) {
            return false;
        } else if !matches!(view, View::Query(_)) {
            // The columns of a query are its own.
            node.each_child(&mut |child| waiting.push(child));
        }
    }
    true
}

/// What a column of a query that only picks rows shows.
fn behind(column: &ColumnRef) -> Option<&Node> {
    let ColumnRef::Item(place, item) = column else { return None };
    let body = query_of(SourceRef::Item(item)).filter(|body| is_plain(body))?;
    body.columns.get(usize::from(*place))
}
