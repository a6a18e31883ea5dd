//! CASE.

use super::Writer;
use super::show::Show;
use crate::expr::Node;

impl<'a> Writer<'a> {
    pub(super) fn case(
        &mut self,
        operand: Option<&'a Node>,
        branches: &'a [(Node, Node)],
        otherwise: &'a Node,
    ) {
        self.text("CASE");
        let simple = operand.is_some();
        let whens = branches.iter().map(|(when, _)| when);
        let thens = branches.iter().map(|(_, then)| then).chain([otherwise]);
        let whens = whens.chain(operand);
        let apart = simple && self.compares_apart(whens.clone());
        let then_as = match self.unifies_apart(thens.clone()) {
            true => Show::Unified,
            false => self.show_types(thens),
        };
        if let Some(operand) = operand {
            self.text(" ");
            let show = if apart { Show::InDouble } else { self.show_types(whens) };
            self.shown(operand, self.spec.powers.concat, show);
        }
        for (when, then) in branches {
            self.text(" WHEN ");
            // A predicate in the operand form could be read as the search form's condition.
            let write = if apart { Self::compared_in_double } else { Self::expr };
            write(self, when, if simple { self.spec.powers.concat } else { 0 });
            self.text(" THEN ");
            self.shown(then, 0, then_as);
        }
        if !otherwise.is_empty() {
            self.text(" ELSE ");
            self.shown(otherwise, 0, then_as);
        }
        self.text(" END");
    }
}
