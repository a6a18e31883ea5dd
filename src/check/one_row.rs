//! Whether a query surely gives one row at most, as a value must.

use super::fixed::Fixed;
use crate::expr::view::{NodeRef, View};
use crate::select::{SelectBody, SetOp, SourceRef};
use crate::tree::items_of;
use crate::value::Value;

/// True if a query may give several rows; `items` is its FROM.
pub(crate) fn may_give_several<'a>(body: &'a SelectBody, items: Vec<SourceRef<'a>>) -> bool {
    let mut waiting = vec![(body, items)];
    while let Some((body, items)) = waiting.pop() {
        if says_one(body) {
            continue;
        }
        if let Some(set) = body.set() {
            match (set.op, set.left.as_query()) {
                (SetOp::Intersect | SetOp::Except, Some(left)) => {
                    waiting.push((left, items_of(left)));
                }
                (SetOp::Union, _) | (SetOp::Intersect | SetOp::Except, None) => return true,
            }
            continue;
        }
        if let Some(rows) = body.values() {
            if rows.cells.len() > body.columns.len() {
                return true;
            }
            continue;
        }
        if !body.groupings().is_empty() {
            return true;
        }
        let groups = body.rare().map_or(&[][..], |rare| &rare.group_by);
        let mut fixed = Fixed::in_rows(body, items);
        if !groups.is_empty() {
            if groups.iter().any(|key| !fixed.has_value(NodeRef::new(key))) {
                return true;
            }
        } else if !is_one_group(body) && !fixed.has_all() {
            let assumed = fixed.assume_queries(body);
            if !fixed.has_all() {
                return true;
            }
            waiting.extend(assumed.into_iter().map(|query| (query, items_of(query))));
        }
    }
    false
}

/// True if a query says it by LIMIT, or the program does.
fn says_one(body: &SelectBody) -> bool {
    let view = NodeRef::new(&body.limit).view();
    let limited = if let View::Parameter(Value::I64(rows)) | View::Literal(Value::I64(rows)) = view
    {
        *rows <= 1
    } else {
        false
    };
    limited && !body.is_fetched() || body.rare().is_some_and(|rare| rare.one_row)
}

/// True for an aggregate over all rows.
pub(super) fn is_one_group(body: &SelectBody) -> bool {
    let having = body.rare().is_some_and(|rare| !rare.having.is_empty());
    having || body.columns.iter().any(|node| NodeRef::new(node).has_aggregate())
}
