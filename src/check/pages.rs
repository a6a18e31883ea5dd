//! Whether the order of a query can be cut into pages by key.

use super::fixed::Fixed;
use super::one_row::is_one_group;
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::NodeRef;
use crate::select::{Distinct, SelectBody, SourceRef, may_be_null};

/// What is wrong with the order of a query that keeps what comes after a row, if anything; `items` is
/// its FROM.
pub(crate) fn wrong_pages<'a>(body: &'a SelectBody, items: Vec<SourceRef<'a>>) -> Option<String> {
    let rare = body.rare()?;
    let message = if rare.paged_by > body.order_by.len() {
        "`.after(…)` goes by the order, which was taken away; order and call `.after(…)` again"
    } else if rare.paged_by != body.order_by.len() {
        "the order has more terms than at `.after(…)`; call `.after(…)` last"
    } else if !rare.group_by.is_empty() || body.distinct() != Distinct::No || is_one_group(body) {
        "`.after(…)` keeps rows, and this query has groups or DISTINCT; make it a `.subquery(…)` and \
         page that"
    } else if let Some(number) = unsaid_null(body) {
        return Some(format!(
            "term {number} of an order with `.after(…)` may be NULL, and engines differ about where \
             NULLs come; add `.nulls_first()` or `.nulls_last()`"
        ));
    } else if !tells_apart(body, items) {
        "the order does not tell rows apart, so that `.after(…)` might skip some; add a primary or \
         unique key of each FROM item to it"
    } else {
        return None;
    };
    Some(message.into())
}

/// The number of the first term that may be NULL and does not say where NULLs come.
fn unsaid_null(body: &SelectBody) -> Option<usize> {
    let unsaid = |term| {
        let (operand, _, nulls) = NodeRef::new(term).order();
        nulls.is_none() && may_be_null(body, &operand.to_node())
    };
    body.order_by.iter().position(unsaid).map(|place| place + 1)
}

/// True if no two rows have the same values in all columns of the order.
fn tells_apart<'a>(body: &'a SelectBody, items: Vec<SourceRef<'a>>) -> bool {
    let column = |term| NodeRef::new(term).order().0.unlabelled().as_column();
    let keys: Vec<&ColumnRef> = body.order_by.iter().filter_map(column).collect();
    Fixed::in_group(body, items, &keys).has_all()
}
