//! The children of every kind of node: the one list that feeds every walker.

use super::node::{Kind, Node};

macro_rules! children {
    ($name:ident, $($mut:tt)?) => {
        /// Calls `visit` with each direct child, in the order of the SQL text.
        pub(crate) fn $name<'a>(kind: &'a $($mut)? Kind, visit: &mut dyn FnMut(&'a $($mut)? Node)) {
            match kind {
                Kind::Binary { left, right, .. } => {
                    visit(left);
                    visit(right);
                }
                Kind::Not(operand)
                | Kind::Negate(operand)
                | Kind::IsNull { operand, .. }
                | Kind::InValues { operand, .. }
                | Kind::Cast { operand, .. }
                | Kind::Label { operand, .. }
                | Kind::Order { operand, .. }
                | Kind::Scalar(operand)
                | Kind::Exists { query: operand, .. } => visit(operand),
                Kind::Between { operand, low, high, .. } => {
                    visit(operand);
                    visit(low);
                    visit(high);
                }
                Kind::Like { operand, pattern, .. } => {
                    visit(operand);
                    visit(pattern);
                }
                Kind::InQuery { operand, query, .. } => {
                    visit(operand);
                    visit(query);
                }
                Kind::InList { operand, items, .. } => {
                    visit(operand);
                    for item in items {
                        visit(item);
                    }
                }
                Kind::Case { operand, branches, otherwise } => {
                    visit(operand);
                    for (when, then) in branches {
                        visit(when);
                        visit(then);
                    }
                    visit(otherwise);
                }
                Kind::Function { args, .. }
                | Kind::Call { args, .. }
                | Kind::Fragment { holes: args, .. } => {
                    for arg in args {
                        visit(arg);
                    }
                }
                Kind::Aggregate(aggregate) => {
                    visit(&$($mut)? aggregate.function);
                    for node in &$($mut)? aggregate.order {
                        visit(node);
                    }
                    visit(&$($mut)? aggregate.filter);
                }
                Kind::Over { function, window } => {
                    visit(function);
                    for node in &$($mut)? window.partition {
                        visit(node);
                    }
                    for node in &$($mut)? window.order {
                        visit(node);
                    }
                    if let Some(frame) = &$($mut)? window.frame {
                        visit(&$($mut)? frame.start.distance);
                        visit(&$($mut)? frame.end.distance);
                    }
                }
                Kind::Mistake(_) => {}
            }
        }
    };
}

children!(each_child,);
children!(each_child_mut, mut);
