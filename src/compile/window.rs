//! Functions over windows.

use super::Writer;
use super::function::Extras;
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::behind::{Bound, BoundKind, Exclude, Frame, FrameUnit, Window};
use crate::expr::node::{Kind, Node};
use crate::function::{self, Class, Function};
use crate::types::Tag;

impl<'a> Writer<'a> {
    /// A function over a window inside of something else.
    pub(super) fn over(&mut self, function: &'a Node, window: &'a Window) {
        if self.spec.faults.wraps_texts && function.sort().tag == Tag::Text {
            self.text("COALESCE(");
            self.whole_over(function, window);
            self.text(")");
        } else {
            self.whole_over(function, window);
        }
    }

    /// A function over a window that is all of a column.
    pub(super) fn whole_over(&mut self, function: &'a Node, window: &'a Window) {
        self.require(Feature::WindowFunctions);
        self.check_window_place();
        self.window_function(function, window);
    }

    /// ` OVER (window)`
    pub(super) fn over_clause(&mut self, window: &'a Window) {
        let before = self.scope.keyed;
        self.look_for_keys(self.scope.keys.is_some());
        self.text(" OVER (");
        let apart = self.key_apart(Some(window));
        let mut space = if apart { " " } else { "" };
        if !window.partition.is_empty() {
            self.text(if apart { ", " } else { "PARTITION BY " });
            self.separated(&window.partition);
            space = " ";
        }
        if !window.order.is_empty() {
            self.order_terms(&window.order, |w| {
                w.text(space);
                w.text("ORDER BY ");
            });
            space = " ";
        }
        if let Some(frame) = &window.frame {
            self.text(space);
            self.frame(frame, window.order.len());
        }
        self.exclude(window);
        self.text(")");
        self.look_for_keys(before);
    }

    fn check_window_place(&mut self) {
        // The clause is empty where an expression is written alone, to be looked at.
        if !matches!(self.clause, "SELECT" | "ORDER BY" | "QUALIFY" | "") {
            let message = format!(
                "a function over a window stands in SELECT and ORDER BY, not in {}; put it into a \
                 subquery and use its column",
                self.clause
            );
            self.fail(ErrorKind::Conflict, message);
        }
    }

    /// What stands before OVER.
    fn window_function(&mut self, function: &'a Node, window: &'a Window) {
        let extras = Extras { over: Some(window), ..Extras::default() };
        match function.kind() {
            _ if let Some((function, args)) = function.as_function()
                && function.class().takes_window() =>
            {
                self.check_over(function);
                if wants_order(function) && window.order.is_empty() {
                    self.require(Feature::UnorderedWindows);
                }
                let wrapped = args.iter().any(|arg| self.is_of_joined_query(arg));
                if !wrapped && self.plain_function(function, args) {
                    return self.over_clause(window);
                }
                return self.function_with(function, args, 0, extras);
            }
            Some(Kind::Call { name, args }) => return self.call(name, args, extras),
            Some(Kind::Mistake(problem)) => return self.problem(problem.clone()),
            Some(Kind::Aggregate(aggregate)) if stands_over_window(&aggregate.function) => {
                if aggregate.distinct || !aggregate.order.is_empty() {
                    self.require(Feature::ModifiedOverWindow);
                }
                if let Some((function, _)) = aggregate.function.as_function() {
                    self.check_over(function);
                }
                return self.aggregate_over(aggregate, 0, Some(window));
            }
            _ => {}
        }
        let message = format!(
            "OVER (in {}) comes after something that is no aggregate and no window function",
            self.clause
        );
        self.fail(ErrorKind::Conflict, message);
    }

    /// An aggregate that the dialect does not have over windows.
    fn check_over(&mut self, function: &'static Function) {
        if self.spec.not_over_windows.contains(&function) {
            let what = format!("function like `{}` over a window", function.name());
            self.unsupported(Feature::Function, &what);
        }
    }

    fn frame(&mut self, frame: &'a Frame, terms: usize) {
        let distance = !frame.start.distance.is_empty() || !frame.end.distance.is_empty();
        let wrong = if frame.start.kind > frame.end.kind {
            Some("starts after its end")
        } else if frame.start.kind == BoundKind::UnboundedFollowing {
            Some("starts at its end")
        } else if frame.end.kind == BoundKind::UnboundedPreceding {
            Some("ends at its start")
        } else if frame.unit == FrameUnit::Range && distance && terms != 1 {
            Some("by distances in RANGE needs exactly one term in the window's order")
        } else if frame.unit == FrameUnit::Groups && terms == 0 {
            Some("in GROUPS needs an order of the window")
        } else {
            None
        };
        if let Some(wrong) = wrong {
            self.fail(ErrorKind::Conflict, format!("a frame {wrong} (in {})", self.clause));
        }
        if frame.unit == FrameUnit::Groups {
            self.require(Feature::FrameGroups);
        }
        self.text(match frame.unit {
            FrameUnit::Rows => "ROWS BETWEEN ",
            FrameUnit::Range => "RANGE BETWEEN ",
            FrameUnit::Groups => "GROUPS BETWEEN ",
        });
        self.bound(&frame.start);
        self.text(" AND ");
        self.bound(&frame.end);
    }

    fn bound(&mut self, bound: &'a Bound) {
        if !bound.distance.is_empty() {
            if !matches!(&bound.distance, Node::Literal(_)) && !is_mistake(&bound.distance) {
                self.require(Feature::FrameExpressions);
            }
            self.typed(&bound.distance, self.spec.powers.negate);
        }
        self.text(match bound.kind {
            BoundKind::UnboundedPreceding => "UNBOUNDED PRECEDING",
            BoundKind::Preceding => " PRECEDING",
            BoundKind::CurrentRow => "CURRENT ROW",
            BoundKind::Following => " FOLLOWING",
            BoundKind::UnboundedFollowing => "UNBOUNDED FOLLOWING",
        });
    }

    fn exclude(&mut self, window: &Window) {
        let Some(exclude) = window.exclude else { return };
        self.require(Feature::FrameExclude);
        if window.frame.is_none() {
            let message = format!("EXCLUDE (in {}) without a frame; give `.rows(…)`", self.clause);
            self.fail(ErrorKind::Incomplete, message);
        }
        self.text(match exclude {
            Exclude::CurrentRow => " EXCLUDE CURRENT ROW",
            Exclude::Group => " EXCLUDE GROUP",
            Exclude::Ties => " EXCLUDE TIES",
        });
    }
}

/// True for what looks at the order of the rows, not at a frame.
fn wants_order(function: &'static Function) -> bool {
    let free: [&Function; 4] = [
        &function::ROW_NUMBER,
        &function::FIRST_VALUE,
        &function::LAST_VALUE,
        &function::NTH_VALUE,
    ];
    function.class() == Class::Window && !free.contains(&function)
}

/// True for what an aggregate's extras are put to, if OVER may follow.
fn stands_over_window(function: &Node) -> bool {
    match function.kind() {
        Some(Kind::Call { .. } | Kind::Mistake(_)) => true,
        _ => function.as_function().is_some_and(|(own, _)| own.class().takes_window()),
    }
}

fn is_mistake(node: &Node) -> bool {
    matches!(node.kind(), Some(Kind::Mistake(_)))
}
