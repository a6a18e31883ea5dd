//! ORDER BY, term by term.

use super::compound::number;
use super::grouping::Set;
use super::{Rewrite, Writer, placeholder};
use crate::dialect::{Feature, NullsDefault};
use crate::error::ErrorKind;
use crate::expr::node::{Kind, Node, Nulls};
use crate::expr::view::{NodeRef, Operands, View};
use crate::function::{self, Class, Function};
use crate::select::SelectBody;
use crate::tree::is_pure;
use crate::types::Sort;
use crate::value::Value;

/// What is particular to some terms.
#[derive(Clone, Copy, Default)]
pub(super) struct Particular<'a> {
    /// The first comes after a test for NULL in any case.
    pub(super) tested: bool,
    /// Each that may be NULL comes after a test for that.
    pub(super) all_tested: bool,
    /// What is among these columns is written as its number.
    pub(super) numbered: &'a [Node],
    /// These are the same for all rows, and left out.
    pub(super) alike: &'a [Node],
    /// Of sets of keys: which of them they are; all if there are none.
    pub(super) only: Option<Set>,
}

impl<'a> Writer<'a> {
    /// ORDER BY and its terms, begun by `begin`. Terms that are the same for all rows order nothing
    /// and are left out; nothing is written if no other is there.
    pub(super) fn order_terms(&mut self, terms: &'a [Node], begin: impl Fn(&mut Self)) {
        self.order_terms_with(terms, Particular::default(), begin);
    }

    /// The same, with what is particular to them.
    pub(super) fn order_terms_with(
        &mut self,
        terms: &'a [Node],
        Particular { tested, all_tested, numbered, alike, only }: Particular<'a>,
        begin: impl Fn(&mut Self),
    ) {
        let mut first = true;
        for term in terms {
            let (key, descending, nulls) = order_of(term);
            if orders_nothing(key) || !alike.is_empty() && is_among(key, alike, only) {
                self.leave_out(key);
                continue;
            }
            let tested = tested && first || all_tested && self.may_be_null_here(key);
            if first {
                begin(self);
                first = false;
            } else {
                self.text(", ");
            }
            if tested {
                let said = nulls.unwrap_or_else(|| self.usual_nulls(descending));
                self.order_term(key, numbered, descending, Some(said));
            } else if let Node::ColumnDesc(column) = term {
                self.column(column);
                self.text(" DESC");
            } else if descending || nulls.is_some() {
                let usual = self.usual_nulls(descending);
                let said = nulls.filter(|nulls| *nulls != usual);
                self.order_term(key, numbered, descending, said);
            } else {
                self.order_key(key, numbered);
            }
        }
    }

    /// True if a key may be NULL, by itself or by a join.
    fn may_be_null_here(&self, key: &Node) -> bool {
        !key.is_value() && (key.sort().has(Sort::NULLABLE) || self.scope.sources.len() > 1)
    }

    /// The columns of SELECT DISTINCT, by whose numbers it is ordered: what is worked out twice may be two
    /// things for the engine. PostgreSQL takes `a % $1` and `a % $2` for two, and MariaDB 10.11 loses rows
    /// of `SELECT DISTINCT NULLIF(a, 1), b … ORDER BY b, NULLIF(a, 1)`.
    #[cold]
    pub(super) fn numbered_columns_of(&mut self, body: &'a SelectBody) -> &'a [Node] {
        let is_worked_out = |term: &Node| {
            let key = order_of(term).0.unlabelled();
            key.as_column().is_none() && !is_constant(key)
        };
        if !body.has_star() {
            return &body.columns;
        }
        if body.order_by.iter().any(is_worked_out) {
            let message = "ORDER BY of SELECT DISTINCT goes by the numbers of columns for what is worked \
                           out, which its `*` hides; name the columns";
            self.fail(ErrorKind::Conflict, message.into());
        }
        &[]
    }

    /// Where NULLs come if nothing is said.
    pub(super) fn usual_nulls(&self, descending: bool) -> Nulls {
        let smallest = self.spec.nulls == NullsDefault::Smallest;
        if smallest == descending { Nulls::Last } else { Nulls::First }
    }

    /// A term, and what is to be said of its NULLs: by a test for NULL before it, where the engine has
    /// no words for it.
    pub(super) fn order_term(
        &mut self,
        operand: &'a Node,
        numbered: &'a [Node],
        descending: bool,
        said: Option<Nulls>,
    ) {
        let native = self.features.has(Feature::NullsOrder);
        // The test is none of the columns: MySQL refuses it, and MariaDB 10.11 may lose rows of groups;
        // https://dev.mysql.com/doc/refman/8.4/en/group-by-handling.html
        let is_left_out = !numbered.is_empty() && !is_column(operand.unlabelled());
        if said.is_some() && !native && is_left_out {
            self.require(Feature::NullsOrder);
        } else if let Some(nulls) = said
            && !native
            && self.order_is_pure(operand)
            && self.rewrite(Rewrite::NullsOrder, Feature::NullsOrder)
        {
            self.expr(operand.unlabelled(), self.spec.powers.predicate + 1);
            self.text(if nulls == Nulls::Last { " IS NULL, " } else { " IS NOT NULL, " });
        }
        self.order_key(operand, numbered);
        if descending {
            self.text(" DESC");
        }
        if native && let Some(nulls) = said {
            self.text(if nulls == Nulls::First { " NULLS FIRST" } else { " NULLS LAST" });
        }
    }

    /// The rewrite writes the term twice, which is exact only for terms that are the same each time.
    fn order_is_pure(&mut self, operand: &Node) -> bool {
        let pure = is_pure(NodeRef::new(operand));
        if !pure {
            self.require(Feature::NullsOrder);
        }
        pure
    }

    /// A term that is a lone constant would be taken for a column's number.
    fn order_key(&mut self, term: &'a Node, numbered: &'a [Node]) {
        let term = term.unlabelled();
        if !numbered.is_empty()
            && !is_column(term)
            && let Some(number) = number(numbered, term)
        {
            return placeholder::write_number(number, &mut self.out);
        }
        if is_value(term) {
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

/// True if a column is among others, of which only some may count.
fn is_among(key: &Node, others: &[Node], only: Option<Set>) -> bool {
    let counts = |place: usize| only.is_none_or(|set| set >> place & 1 != 0);
    key.unlabelled().as_column().is_some_and(|column| {
        let is_it =
            |other: &Node| other.unlabelled().as_column().is_some_and(|own| own.same(column));
        others.iter().enumerate().any(|(place, other)| counts(place) && is_it(other))
    })
}

/// A term's key, and how it is ordered.
pub(super) fn order_of(term: &Node) -> (&Node, bool, Option<Nulls>) {
    match term.kind() {
        Some(Kind::Order { operand, descending, nulls }) => (operand, *descending, *nulls),
        _ => (term, matches!(term, Node::ColumnDesc(_)), None),
    }
}

/// True for a value alone, which could be meant as a column's number.
fn is_value(term: &Node) -> bool {
    matches!(term, Node::Literal(_) | Node::Bind(_)) && !term.is_null()
        || matches!(term.kind(), Some(Kind::Parameter { .. }))
}

/// True for what is worked out of values alone, or is NULL.
#[inline]
pub(super) fn orders_nothing(key: &Node) -> bool {
    if is_column(key) {
        return false;
    }
    let key = key.unlabelled();
    !is_value(key) && is_constant(key)
}

#[inline]
fn is_column(key: &Node) -> bool {
    matches!(key, Node::Column(_) | Node::ColumnDesc(_))
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
            // SQLite works these out while it reads them, whatever else is in them.
            View::Operator { function, operands } if decides(function, operands) => {}
            View::Operator { .. }
            | View::Function { .. }
            | View::IsNull { .. }
            | View::Between { .. }
            | View::Like { .. }
            | View::In { .. }
            | View::InParameter { .. }
            | View::Case { .. }
            | View::Cast { .. }
            | View::Label { .. }
            | View::Typed { .. } => node.each_child(&mut |child| waiting.push(child)),
            View::Star
            | View::AllColumns { .. }
            | View::DefaultKeyword
            | View::ColumnReference(_)
            | View::Source(_)
            | View::InQuery { .. }
            | View::RowTest { .. }
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

/// True for AND with FALSE in it, and OR with TRUE.
fn decides(function: &Function, operands: Operands<'_>) -> bool {
    let (and, or) = (*function == function::AND, *function == function::OR);
    operands.iter().any(|node| match node.unlabelled().node() {
        Some(Node::Literal(Value::Bool(value))) => {
            if *value {
                or
            } else {
                and
            }
        }
        Some(_) | None => false,
    })
}

/// True for most keys, at a glance: a column, a function whose first argument is one, and what holds an
/// aggregate or a query.
#[inline]
fn surely_varies(mut term: &Node) -> bool {
    if is_column(term) || term.inside() & (Sort::AGGREGATE | Sort::WINDOW | Sort::QUERY) != 0 {
        return true;
    }
    while let Some((_, args)) = term.as_function()
        && let Some(first) = args.first()
    {
        term = first;
    }
    term.as_column().is_some()
}
