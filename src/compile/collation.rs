//! Texts with a collation.

use super::Writer;
use crate::check::{AROUND, given_on};
use crate::dialect::Powers;
use crate::expr::Node;
use crate::name::Name;
use crate::select::{Clause, SelectBody};
use crate::types::Sort;
use crate::value::Value;

impl<'a> Writer<'a> {
    /// `text COLLATE name`
    #[cold]
    pub(super) fn collated(&mut self, args: &'a [Node], min: u8) {
        let [text, Node::Literal(Value::Text(name))] = args else { return };
        let open = self.open(self.spec.powers.negate, min);
        self.typed(text, Powers::PRIMARY);
        self.text(" COLLATE ");
        self.name(&Name::from(&**name));
        self.close(open);
    }

    /// Refuses collations of what a query inside of another gives on.
    pub(super) fn check_given_on(&mut self, body: &SelectBody, words: &str) {
        if body.flags & Sort::SUSPECT != 0
            && let Some(said) = given_on(body)
        {
            self.mismatch(&(said, AROUND), words, body.place(Clause::Columns));
        }
    }
}
