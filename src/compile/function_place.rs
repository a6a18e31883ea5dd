//! Where functions can stand.

use super::Writer;
use crate::dml::{ChangeBody, Verb};
use crate::error::ErrorKind;
use crate::expr::view::{NodeRef, View};
use crate::function::{Class, Function};

impl<'a> Writer<'a> {
    /// Refuses a function over windows that stands over none, and what RETURNING of MERGE alone knows
    /// outside of it.
    pub(super) fn check_place(&mut self, function: &'static Function) {
        if function.class() == Class::Window {
            let message = format!(
                "`{}` (in {}) stands only over a window; use `.over(window())`",
                function.name(),
                self.clause
            );
            self.fail(ErrorKind::Conflict, message);
        }
        let known = function.feature().is_none_or(|feature| self.features.has(feature));
        let returned = self.clause == "RETURNING" && self.scope.is_change();
        if function.class() == Class::Returning && known && !returned {
            self.not_of_merge(function);
        }
    }

    /// Refuses in RETURNING of other changes what MERGE alone knows.
    pub(super) fn check_returned_functions(&mut self, body: &'a ChangeBody) {
        if body.verb == Verb::Merge {
            return;
        }
        let mut waiting: Vec<NodeRef<'a>> = body.returning.iter().map(NodeRef::new).collect();
        while let Some(node) = waiting.pop() {
            if let View::Function { function, .. } = node.view()
                && function.class() == Class::Returning
                && function.feature().is_none_or(|feature| self.features.has(feature))
            {
                self.not_of_merge(function);
            }
            node.each_child(&mut |child| waiting.push(child));
        }
    }

    fn not_of_merge(&mut self, function: &Function) {
        let message = format!(
            "`{}` (in {}) stands only in RETURNING of MERGE, outside of subqueries",
            function.name(),
            self.clause
        );
        self.fail(ErrorKind::Conflict, message);
    }
}
