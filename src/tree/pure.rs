//! What gives the same value each time it is worked out.

use crate::expr::view::{NodeRef, View};

/// True for an expression that may be written twice: nothing in it is volatile, or unknown.
pub(crate) fn is_pure(expr: NodeRef<'_>) -> bool {
    let mut waiting = vec![expr];
    while let Some(node) = waiting.pop() {
        match node.view() {
            View::Function { function, .. } if !function.is_deterministic() => return false,
            View::Call { .. } | View::Raw { .. } | View::AllColumns { .. } | View::Mistake(_) => {
                return false;
            }
            View::Query(query) => waiting.extend(query.sources().filter_map(|item| item.query())),
            View::Empty
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
            | View::Function { .. }
            | View::Label { .. }
            | View::Typed { .. }
            | View::LateParameter { .. }
            | View::Scalar { .. }
            | View::Order { .. }
            | View::Aggregate { .. }
            | View::RowTest { .. }
            | View::Over { .. } => {}
        }
        node.each_child(&mut |child| waiting.push(child));
    }
    true
}
