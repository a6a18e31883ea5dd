//! CAST, with one meaning.

use super::Writer;
use crate::check::impossible_cast;
use crate::dialect::{CastForm, CastShape};
use crate::expr::Node;
use crate::expr::node::Chain;
use crate::expr::view::NodeRef;
use crate::function::{self, Template, TemplatePart};
use crate::types::{Tag, Type};

impl<'a> Writer<'a> {
    pub(super) fn cast(&mut self, operand: &'a Node, ty: &'a Type, min: u8) {
        if let Some(clash) = impossible_cast(NodeRef::new(operand), ty) {
            let clause = self.clause;
            return self.mismatch(&clash, clause, self.place);
        }
        let form = CastForm::of(self.spec.casts, operand.sort().tag, Tag::of(ty));
        if let Some(CastShape::Whole(template)) = form {
            let open = self.open(template.power(), min);
            self.cast_template(&template, operand);
            return self.close(open);
        }
        self.text("CAST(");
        match form {
            Some(CastShape::Operand(template)) => self.cast_template(&template, operand),
            Some(CastShape::Whole(_)) | None => self.expr(operand, 0),
        }
        self.text(" AS ");
        self.type_name(ty, self.spec.cast_types);
        self.text(")");
    }

    /// True for arithmetic that would be done in single precision in part.
    #[cold]
    pub(super) fn has_single(&self, chain: &Chain) -> bool {
        let is_single = |item: &Node| item.sort().tag == Tag::Real;
        self.spec.calculates_in_single && chain.items().any(is_single)
    }

    /// An operand of arithmetic in double precision.
    #[cold]
    pub(super) fn in_double(&mut self, operand: &'a Node, min: u8) {
        if operand.sort().tag != Tag::Real {
            return self.typed(operand, min);
        }
        self.text("CAST(");
        self.typed(operand, 0);
        self.text(" AS ");
        self.type_name(&Type::Double, self.spec.cast_types);
        self.text(")");
    }

    fn cast_template(&mut self, template: &Template, operand: &'a Node) {
        if template.repeats() {
            self.check_pure(&function::CAST, NodeRef::new(operand));
        }
        for part in template.parts() {
            match *part {
                TemplatePart::Text(text) => self.text(text),
                TemplatePart::Arg(_, power) => self.typed(operand, power),
                TemplatePart::All
                | TemplatePart::Typed
                | TemplatePart::Distinct
                | TemplatePart::Order
                | TemplatePart::Filter => {}
            }
        }
    }
}
