//! What is written with an argument twice.

use super::Writer;
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::view::{NodeRef, View};
use crate::function::Function;
use crate::tree::is_pure;

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
    /// again: the text would double each time.
    #[cold]
    pub(super) fn is_flat(&mut self, function: &Function, args: &[Node]) -> bool {
        const MOST: u32 = 4;
        let mut waiting: Vec<(NodeRef<'_>, u32)> = Vec::new();
        waiting.extend(args.iter().map(|arg| (NodeRef::new(arg), 1)));
        while let Some((node, level)) = waiting.pop() {
            let repeats = if let View::Function { function, .. } = node.view() {
                self.spec.functions.repeats(function)
            } else {
                false
            };
            let level = level + u32::from(repeats);
            if level > MOST {
                let message = format!(
                    "`{}` (in {}) is written with an argument twice, and such functions stand in one \
                     another more than {MOST} deep; compute what is inside in a subquery",
                    function.name(),
                    self.clause
                );
                self.fail(ErrorKind::Conflict, message);
                return false;
            }
            node.each_child(&mut |child| waiting.push((child, level)));
        }
        true
    }
}
