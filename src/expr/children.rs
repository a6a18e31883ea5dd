//! The children of every kind of node: the one list that feeds every walker.

#![deny(clippy::wildcard_enum_match_arm)]

use super::behind::Window;
use super::kind::{Kind, Predicate};
use super::node::Node;

macro_rules! children {
    ($name:ident, $($mut:tt)?) => {
        /// Calls `visit` with each direct child, in the order of the SQL text.
        pub(crate) fn $name<'a>(kind: &'a $($mut)? Kind, visit: &mut dyn FnMut(&'a $($mut)? Node)) {
            match kind {
                Kind::Compare { left, right, .. } => {
                    visit(left);
                    visit(right);
                }
                Kind::Not(operand)
                | Kind::Negate(operand)
                | Kind::Cast { operand, .. }
                | Kind::Label { operand, .. }
                | Kind::Typed { operand, .. }
                | Kind::Order { operand, .. }
                | Kind::Star { source: operand }
                | Kind::Scalar(operand) => visit(operand),
                Kind::Parameter { .. } => {}
                Kind::Predicate(predicate) => predicate.$name(visit),
                Kind::Case { operand, branches, otherwise } => {
                    if let Some(operand) = operand {
                        visit(operand);
                    }
                    for (when, then) in branches {
                        visit(when);
                        visit(then);
                    }
                    visit(otherwise);
                }
                Kind::Function { args, .. } => {
                    for arg in args {
                        visit(arg);
                    }
                }
                Kind::Call { args, .. }
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
                    window.$name(visit);
                }
                Kind::RowTest(test) => {
                    for node in &$($mut)? test.row {
                        visit(node);
                    }
                    for node in &$($mut)? test.cells {
                        visit(node);
                    }
                    visit(&$($mut)? test.query);
                }
                Kind::Mistake(_) => {}
            }
        }

        impl Predicate {
            fn $name<'a>(&'a $($mut)? self, visit: &mut dyn FnMut(&'a $($mut)? Node)) {
                match self {
                    Predicate::IsNull { operand, .. }
                    | Predicate::InValues { operand, .. }
                    | Predicate::InParameter { operand, .. }
                    | Predicate::Exists { query: operand, .. } => visit(operand),
                    Predicate::Between { operand, bounds, .. } => {
                        visit(operand);
                        for bound in &$($mut)? **bounds {
                            visit(bound);
                        }
                    }
                    Predicate::Like { operand, pattern, .. } => {
                        visit(operand);
                        visit(pattern);
                    }
                    Predicate::InQuery { operand, query, .. } => {
                        visit(operand);
                        visit(query);
                    }
                    Predicate::InList { operand, items, .. } => {
                        visit(operand);
                        for item in items {
                            visit(item);
                        }
                    }
                }
            }
        }

        impl Window {
            pub(crate) fn $name<'a>(&'a $($mut)? self, visit: &mut dyn FnMut(&'a $($mut)? Node)) {
                for node in &$($mut)? self.partition {
                    visit(node);
                }
                for node in &$($mut)? self.order {
                    visit(node);
                }
                if let Some(frame) = &$($mut)? self.frame {
                    visit(&$($mut)? frame.start.distance);
                    visit(&$($mut)? frame.end.distance);
                }
            }
        }
    };
}

children!(each_child,);
children!(each_child_mut, mut);
