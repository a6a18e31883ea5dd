//! What gives the same value each time it is worked out.

use crate::expr::view::{NodeRef, View};

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
            && VOLATILE.iter().any(|own| own.eq_ignore_ascii_case(name.as_str()))
        {
            return Some(name.as_str());
        }
        node.each_child(&mut |child| waiting.push(child));
    }
    None
}

/// True for an expression that may be written twice: nothing in it is volatile, or unknown.
pub(crate) fn is_pure(expr: NodeRef<'_>) -> bool {
    let mut waiting = vec![expr];
    while let Some(node) = waiting.pop() {
        match node.view() {
            View::Function { function, .. } if !function.is_stable() => return false,
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
