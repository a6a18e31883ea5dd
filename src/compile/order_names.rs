//! Names alone in ORDER BY: of a column of the result, or of FROM.

use super::Writer;
use crate::check::Groups;
use crate::error::{ErrorKind, Problem, list};
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::NodeRef;
use crate::expr::{Kind, Node};
use crate::name::Name;
use crate::select::{Clause, Distinct, SelectBody, SourceRef, expanded, output_name};
use crate::tree::same;

impl<'a> Writer<'a> {
    /// Refuses a name in ORDER BY that is not there, or is there twice, as far as all columns are known.
    #[cold]
    pub(super) fn check_order_names(&mut self, body: &'a SelectBody) {
        for name in body.order_by.iter().filter_map(name_alone) {
            if self.is_shown_twice(body, name) {
                let message = format!(
                    "ORDER BY has `{name}`, which two columns of the result are called; give the column \
                     or the expression itself"
                );
                let problem = Problem::new(ErrorKind::DuplicateName, message);
                self.problem(problem.at(body.place(Clause::OrderBy)));
            }
        }
        // A query inside of another may mean a column of that.
        let is_alone = self.scope.isolated || self.rare().is_none_or(|rare| rare.around.is_empty());
        let known = self.scope.sources.iter().all(|source| source.known_width().is_some());
        if !is_alone || !known {
            return;
        }
        for term in &body.order_by {
            if let Some(name) = name_alone(term)
                && let Some(problem) = self.wrong_order_name(body, name)
            {
                self.problem(problem.at(body.place(Clause::OrderBy)));
            }
        }
    }

    /// True if columns of the result that are not the same have one name: engines take the first, the last
    /// or none.
    fn is_shown_twice(&self, body: &SelectBody, name: &Name) -> bool {
        let all;
        let columns = if body.has_star() {
            all = expanded(&body.columns, &body.given_items()).concat();
            &all[..]
        } else {
            &body.columns[..]
        };
        let is_called = |column: &&Node| {
            output_name(column).is_some_and(|own| self.spec.column_names.same(name, own))
        };
        let mut called = columns.iter().filter(is_called).map(Node::unlabelled);
        let Some(first) = called.next() else { return false };
        called.any(|other| !same(NodeRef::new(first), NodeRef::new(other)))
    }

    /// What is wrong with the name of a column that is not selected: groups and DISTINCT may hide it.
    fn hidden_order_name(
        &self,
        body: &'a SelectBody,
        source: SourceRef<'_>,
        name: &Name,
    ) -> Option<Problem> {
        let grouped = Groups::of(body).filter(|groups| !groups.shows(source, name));
        let message = if grouped.is_some() {
            format!(
                "a group has several values of `{name}` (in ORDER BY); group by it, or take `min`, `max` \
                 or `any_value` of it"
            )
        } else if body.distinct() == Distinct::Rows {
            "ORDER BY has a term that SELECT DISTINCT left out; select it too, or order a subquery"
                .into()
        } else {
            return None;
        };
        Some(Problem::new(ErrorKind::Conflict, message))
    }

    fn wrong_order_name(&self, body: &'a SelectBody, name: &Name) -> Option<Problem> {
        let same = |other: &Name| self.spec.column_names.same(name, other);
        let outputs = || body.columns.iter().filter_map(output_name);
        if outputs().any(same) {
            return None;
        }
        let columns = |source: SourceRef<'a>| {
            let width = source.known_width().unwrap_or_default();
            (0..width).filter_map(move |place| source.column_name(place))
        };
        let has = |source: &SourceRef<'a>| columns(*source).any(same);
        let found: Vec<SourceRef<'_>> = self.scope.sources.iter().filter(has).collect();
        match &found[..] {
            [only] => self.hidden_order_name(body, *only, name),
            [] => {
                let others = self.scope.sources.iter().flat_map(columns);
                let others = others.filter(|name| !outputs().any(|output| output == *name));
                let there = outputs().chain(others);
                let there = list(there.map(Name::as_str));
                let message = format!("ORDER BY has `{name}`, which is no column here{there}");
                Some(Problem::new(ErrorKind::UnknownColumn, message))
            }
            [first, second, ..] => {
                let message = format!(
                    "ORDER BY has `{name}`, which `{}` and `{}` have; say which, by a column of it",
                    first.name(),
                    second.name()
                );
                Some(Problem::new(ErrorKind::DuplicateName, message))
            }
        }
    }
}

/// False for a term of ORDER BY that is no name alone, at a glance.
#[inline]
pub(super) fn may_be_name(term: &Node) -> bool {
    match term {
        Node::Column(column) | Node::ColumnDesc(column) => matches!(column, ColumnRef::Free(_)),
        Node::Tree(tree) => matches!(tree.kind, Kind::Order { .. } | Kind::Typed { .. }),
        Node::Empty
        | Node::Null(_)
        | Node::Star
        | Node::Default
        | Node::Bind(_)
        | Node::NullBind(_)
        | Node::Literal(_)
        | Node::Source(_)
        | Node::ColumnValue(..)
        | Node::ColumnColumn(..)
        | Node::ColumnLike { .. }
        | Node::ColumnIn(..)
        | Node::OfDeclared(..)
        | Node::Chain(_)
        | Node::Select(_) => false,
    }
}

/// The name that a term of ORDER BY is, if it is nothing else.
fn name_alone(term: &Node) -> Option<&Name> {
    let (key, ..) = NodeRef::new(term).order();
    match key.as_column() {
        Some(ColumnRef::Free(name)) if name.table().is_none() => Some(name.name()),
        _ => None,
    }
}
