//! Integers in the text, which an engine has no room for where a function gives them on.

use super::Writer;
use crate::expr::Node;
use crate::function::{self, Function, Rule};

impl<'a> Writer<'a> {
    /// True for an integer in the text that a function gives on, where the engine takes one of its digits for a
    /// sign. One with a sign has all of them.
    #[inline]
    pub(super) fn is_shortened(&self, function: &Function, place: usize, arg: &Node) -> bool {
        self.spec.faults.shortens_integers && is_given_on(function, place, arg)
    }

    /// `100 + 0`
    #[cold]
    pub(super) fn at_full_length(&mut self, arg: &'a Node, min: u8) {
        let power = self.spec.powers.add;
        let open = self.open(power, min);
        self.expr(arg, power);
        self.text(" + 0");
        self.close(open);
    }
}

#[cold]
fn is_given_on(function: &Function, place: usize, arg: &Node) -> bool {
    let gives = *function == function::ROUND_TO && place == 0
        || matches!(function.result(), Rule::SameAs(own) if usize::from(own) == place);
    let value = in_query(arg.unlabelled());
    gives && matches!(value, Node::Literal(_)) && value.integer().is_some_and(|number| number >= 0)
}

/// What a query as a value selects, which the engine takes in place of it if it has no FROM.
fn in_query(node: &Node) -> &Node {
    node.as_scalar().and_then(|query| query.columns.first()).map_or(node, Node::unlabelled)
}
