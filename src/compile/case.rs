//! CASE.

use super::Writer;
use crate::expr::Node;

impl<'a> Writer<'a> {
    pub(super) fn case(
        &mut self,
        operand: &'a Node,
        branches: &'a [(Node, Node)],
        otherwise: &'a Node,
    ) {
        self.text("CASE");
        let simple = !operand.is_empty();
        let whens = branches.iter().map(|(when, _)| when);
        let thens = branches.iter().map(|(_, then)| then).chain([otherwise]);
        let apart = simple && self.compares_apart(whens.chain([operand]));
        let then_as = if self.unifies_apart(thens) { Self::unified } else { Self::typed };
        if simple {
            self.text(" ");
            let write = if apart { Self::compared_in_double } else { Self::typed };
            write(self, operand, self.spec.powers.concat);
        }
        for (when, then) in branches {
            self.text(" WHEN ");
            // A predicate in the operand form could be read as the search form's condition.
            let write = if apart { Self::compared_in_double } else { Self::expr };
            write(self, when, if simple { self.spec.powers.concat } else { 0 });
            self.text(" THEN ");
            then_as(self, then, 0);
        }
        if !otherwise.is_empty() {
            self.text(" ELSE ");
            then_as(self, otherwise, 0);
        }
        self.text(" END");
    }
}
