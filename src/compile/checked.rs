//! What is refused before it is written: the findings of [`check`](crate::check), at their places.

use super::Writer;
use crate::check::{clashes, clashing_pair, stored};
use crate::error::{ErrorKind, Problem};
use crate::expr::Node;
use crate::expr::node::Place;
use crate::expr::view::NodeRef;
use crate::select::{Clause, SelectBody};
use crate::types::Sort;

impl<'a> Writer<'a> {
    /// Looks at the types in each clause of a query, some of which may clash.
    #[cold]
    pub(super) fn check_types(&mut self, body: &'a SelectBody) {
        for (name, clause, nodes) in clauses(body) {
            for node in nodes {
                self.check_types_of(node, name, body.place(clause));
            }
        }
    }

    pub(super) fn check_types_of(&mut self, node: &Node, name: &str, place: Option<Place>) {
        if node.inside() & Sort::SUSPECT == 0 {
            return;
        }
        for clash in clashes(NodeRef::new(node), self.spec) {
            self.mismatch(&clash, name, place);
        }
    }

    /// Refuses two expressions that cannot be in one column.
    pub(super) fn check_pair(&mut self, a: &Node, b: &Node, name: &str, place: Option<Place>) {
        if !a.sort().tag.clashes_with(b.sort().tag) {
            return;
        }
        if let Some(clash) = clashing_pair(NodeRef::new(a), NodeRef::new(b), self.spec) {
            self.mismatch(&clash, name, place);
        }
    }

    /// Refuses a value that a column cannot hold.
    pub(super) fn check_stored(&mut self, column: &Node, value: NodeRef<'_>) {
        let (own, kind) = (column.sort().tag, value.sort().tag);
        if own == kind && !value.is_nullable() {
            return;
        }
        if let Some((kind, message)) = stored(NodeRef::new(column), value, self.spec) {
            let message = format!("{message} (in {})", self.clause);
            self.fail(kind, message);
        }
    }

    fn mismatch(&mut self, clash: &str, name: &str, place: Option<Place>) {
        let message = format!("{clash} (in {name}); give values of one type, or cast them");
        self.problem(Problem::new(ErrorKind::TypeMismatch, message).at(place));
    }
}

/// The clauses of a query that have expressions, in the order of their text.
fn clauses(body: &SelectBody) -> [(&'static str, Clause, Vec<&Node>); 6] {
    let rare = body.rare();
    let keys = rare.map_or(Vec::new(), |rare| rare.group_by.iter().collect());
    let having = rare.map_or(Vec::new(), |rare| vec![&rare.having]);
    [
        ("SELECT", Clause::Columns, body.columns.iter().collect()),
        ("FROM", Clause::From, body.joins.iter().map(|join| &join.on_node).collect()),
        ("WHERE", Clause::Where, body.filters().collect()),
        ("GROUP BY", Clause::GroupBy, keys),
        ("HAVING", Clause::Having, having),
        ("ORDER BY", Clause::OrderBy, body.order_by.iter().collect()),
    ]
}
