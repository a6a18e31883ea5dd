//! ORDER BY, term by term.

use super::{Rewrite, Writer};
use crate::dialect::{Feature, NullsDefault};
use crate::error::ErrorKind;
use crate::expr::node::{Kind, Node, Nulls};
use crate::expr::view::{NodeRef, View};
use crate::function::Class;
use crate::types::Sort;

impl<'a> Writer<'a> {
    pub(super) fn order_terms(&mut self, terms: &'a [Node]) {
        for (i, term) in terms.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            match (term, term.kind()) {
                (Node::ColumnDesc(column), _) => {
                    self.column(column);
                    self.text(" DESC");
                }
                (_, Some(Kind::Order { operand, descending, nulls })) => {
                    self.order_term(operand, *descending, *nulls);
                }
                _ => self.order_key(term),
            }
        }
    }

    fn order_term(&mut self, operand: &'a Node, descending: bool, nulls: Option<Nulls>) {
        let smallest = self.spec.nulls == NullsDefault::Smallest;
        let usual = if smallest == descending { Nulls::Last } else { Nulls::First };
        let said = nulls.filter(|nulls| *nulls != usual);
        let native = self.features.has(Feature::NullsOrder);
        if let Some(nulls) = said
            && !native
            && self.order_is_pure(operand)
            && self.rewrite(Rewrite::NullsOrder, Feature::NullsOrder)
        {
            self.expr(operand.unlabelled(), self.spec.powers.predicate + 1);
            self.text(if nulls == Nulls::Last { " IS NULL, " } else { " IS NOT NULL, " });
        }
        self.order_key(operand);
        if descending {
            self.text(" DESC");
        }
        if native && let Some(nulls) = said {
            self.text(if nulls == Nulls::First { " NULLS FIRST" } else { " NULLS LAST" });
        }
    }

    /// The rewrite writes the term twice, which is exact only for terms that are the same each
    /// time: a plain column, here.
    fn order_is_pure(&mut self, operand: &Node) -> bool {
        let pure = operand.unlabelled().as_column().is_some();
        if !pure {
            self.require(Feature::NullsOrder);
        }
        pure
    }

    /// A term that is a lone constant would be taken for a column's number.
    fn order_key(&mut self, term: &'a Node) {
        let term = term.unlabelled();
        if is_constant(term) {
            self.fail(
                ErrorKind::Conflict,
                "a constant in ORDER BY would mean the column of that number, or nothing; \
                 give the column itself"
                    .into(),
            );
        } else {
            self.expr(term, 0);
        }
    }
}

/// True for what is the same for all rows, and for some engine, which works it out first, the number
/// of a column: nothing but values, and operators and functions of them.
pub(super) fn is_constant(term: &Node) -> bool {
    if surely_varies(term) {
        return false;
    }
    let mut waiting = vec![NodeRef::new(term)];
    while let Some(node) = waiting.pop() {
        match node.view() {
            View::Empty
            | View::Null
            | View::Parameter(_)
            | View::LateParameter { .. }
            | View::Literal(_) => {}
            View::Function { function, args }
                if function.class() != Class::Scalar || args.is_empty() =>
            {
                return false;
            }
            View::Operator { .. }
            | View::Function { .. }
            | View::IsNull { .. }
            | View::Between { .. }
            | View::Like { .. }
            | View::In { .. }
            | View::Case { .. }
            | View::Cast { .. }
            | View::Label { .. }
            | View::Typed { .. } => node.each_child(&mut |child| waiting.push(child)),
            View::Star
            | View::DefaultKeyword
            | View::ColumnReference(_)
            | View::Source(_)
            | View::InQuery { .. }
            | View::Exists { .. }
            | View::Call { .. }
            | View::Raw { .. }
            | View::Scalar { .. }
            | View::Order { .. }
            | View::Aggregate { .. }
            | View::Over { .. }
            | View::Mistake(_)
            | View::Query(_) => return false,
        }
    }
    true
}

/// True for most keys, at a glance: a column, a function whose first argument is one, and what holds an
/// aggregate or a query.
#[inline]
fn surely_varies(mut term: &Node) -> bool {
    if term.as_column().is_some()
        || term.inside() & (Sort::AGGREGATE | Sort::WINDOW | Sort::QUERY) != 0
    {
        return true;
    }
    while let Some(Kind::Function { args, .. }) = term.kind()
        && let Some(first) = args.first()
    {
        term = first;
    }
    term.as_column().is_some()
}
