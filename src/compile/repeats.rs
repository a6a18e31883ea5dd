//! What is written with an argument twice.

use super::Writer;
use super::like::COPIES_OF_PATTERN;
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::view::{NodeRef, View};
use crate::function::Function;
use crate::tree::is_pure;
use crate::types::Sort;

impl Writer<'_> {
    /// A template that writes an argument twice is exact only for what is the same each time.
    #[cold]
    pub(super) fn check_pure(&mut self, function: &Function, arg: NodeRef<'_>) {
        if !is_pure(arg) {
            let message = format!(
                "`{}` (in {}) is written with an argument twice, and one of its arguments may give \
                 another value each time; compute it in a subquery",
                function.name(),
                self.clause
            );
            self.fail(ErrorKind::Conflict, message);
        }
    }

    /// False, and an error, if what is written with an argument twice stands in such a thing again and
    /// again: the text would double each time, and engines take so much of it.
    #[cold]
    pub(super) fn is_flat(&mut self, function: &Function, copies: usize, args: &[Node]) -> bool {
        const MOST: usize = 256;
        // With parameters in it each copy is another window. SQLite has a query in a query for each, and
        // no more than 1,000 expressions in one another: https://www.sqlite.org/limits.html
        const MOST_WINDOWS: usize = 32;
        let mut waiting: Vec<(NodeRef<'_>, usize)> = Vec::new();
        waiting.extend(args.iter().map(|arg| (NodeRef::new(arg), copies)));
        while let Some((node, copies)) = waiting.pop() {
            let view = node.view();
            let times = if let View::Function { function, .. } = view {
                self.spec.functions.copies(function)
            } else if let View::Like { .. } = view
                && !self.features.has(Feature::UnfinishedPatterns)
            {
                COPIES_OF_PATTERN
            } else {
                1
            };
            let is_window = matches!(view, View::Over { .. }) && node.sort().has(Sort::BIND);
            let most = if is_window { MOST_WINDOWS } else { MOST };
            let copies = copies.saturating_mul(times);
            if copies > most {
                let message = format!(
                    "`{}` (in {}) is written with an argument twice, and so deep in such functions that \
                     it would be written more than {most} times; compute what is inside in a subquery",
                    function.name(),
                    self.clause
                );
                self.fail(ErrorKind::Conflict, message);
                return false;
            }
            node.each_child(&mut |child| waiting.push((child, copies)));
        }
        true
    }
}
