//! UNION, INTERSECT and EXCEPT: arms that keep the tree's shape on every engine.
//!
//! All engines group UNION and EXCEPT from the left. INTERSECT binds more tightly, but not on
//! SQLite, which has no parentheses round arms either: <https://sqlite.org/lang_select.html>.

use super::layout::Mark;
use super::names_in_from::is_called;
use super::order::order_of;
use super::select::Role;
use super::values::{has_tail, shown_cells};
use super::{Writer, placeholder};
use crate::dialect::{Feature, SetArms};
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::Nulls;
use crate::expr::view::NodeRef;
use crate::name::Name;
use crate::schema::ColumnName;
use crate::select::{Clause, SelectBody, Set, SetOp, SourceRef, output_name};
use crate::tree::same;
use crate::types::{Sort, Tag};

impl SetOp {
    const fn words(self, all: bool) -> &'static str {
        match (self, all) {
            (SetOp::Union, false) => " UNION ",
            (SetOp::Union, true) => " UNION ALL ",
            (SetOp::Intersect, false) => " INTERSECT ",
            (SetOp::Intersect, true) => " INTERSECT ALL ",
            (SetOp::Except, false) => " EXCEPT ",
            (SetOp::Except, true) => " EXCEPT ALL ",
        }
    }
}

impl<'a> Writer<'a> {
    pub(super) fn compound(&mut self, body: &'a SelectBody, set: &'a Set, role: Role<'a>) {
        let (Some(left), Some(right)) = (set.left.as_query(), set.right.as_query()) else {
            return;
        };
        let words = set.op.words(set.all);
        let (clause, place) = (self.clause, self.place);
        self.enter(words.trim_ascii(), body.place(Clause::Columns));
        if set.op != SetOp::Union {
            self.require(if set.all { Feature::IntersectAll } else { Feature::Intersect });
        }
        let known = !left.has_star() && !right.has_star();
        if known && left.columns.len() != right.columns.len() {
            let (left, right) = (left.columns.len(), right.columns.len());
            let message = format!(
                "{} between a query of {left} columns and one of {right}; select as many in both",
                words.trim_ascii()
            );
            self.fail(ErrorKind::Conflict, message);
        }
        let clash = |i: usize| left.output_tag(i).clashes_with(right.output_tag(i));
        let width = left.columns.len();
        if known && width == right.columns.len() && (0..width).any(clash) {
            for (a, b) in shown_cells(left).into_iter().zip(shown_cells(right)) {
                self.check_pair(a, b, words.trim_ascii(), body.place(Clause::Columns));
            }
        }
        if self.spec.typed_binds {
            for i in (0..width).filter(|i| has_null_column(left, right, *i)) {
                let tag = body.output_tag(i);
                self.note_null_columns(left, i, tag);
                self.note_null_columns(right, i, tag);
            }
        }
        if (set.op, set.all) != (SetOp::Union, true) {
            let place = body.place(Clause::Columns);
            self.check_compared_rows(left, words.trim_ascii(), place);
            self.check_compared_rows(right, words.trim_ascii(), place);
        }
        if role.is_open() {
            self.check_given_on(left, words.trim_ascii());
        }
        if left.has_locks() || right.has_locks() {
            let message = format!(
                "a query of {} locks rows; lock them by a query in FROM: `.subquery(…)`",
                words.trim_ascii()
            );
            self.fail(ErrorKind::Conflict, message);
        }
        self.check_no_words_in([left, right], words.trim_ascii());
        self.check_no_with_in([left, right], words.trim_ascii());
        self.arm(left, self.may_start(left, set.op, role), role, true);
        self.mark(Mark::Open);
        self.line(words.trim_ascii_end());
        self.line(" ");
        self.mark(Mark::Close);
        let others = role.of_others();
        let cut_off = has_tail(body) && self.ends_in_rows(right);
        let may_be_bare = !cut_off && self.written_set_op(right, others).is_none();
        self.arm(right, may_be_bare, others, false);
        self.mark(Mark::Open);
        self.order_by_number(body);
        self.limit(body);
        self.mark(Mark::Close);
        self.enter(clause, place);
    }

    /// True if a query of set operations means the same at the left of one more.
    fn may_start(&self, left: &SelectBody, op: SetOp, role: Role<'_>) -> bool {
        self.written_set_op(left, role).is_none_or(|inner| {
            self.spec.set_arms == SetArms::Subqueries
                || op != SetOp::Intersect
                || inner == SetOp::Intersect
        })
    }

    /// One of the two queries, closed off from what follows if it must be.
    fn arm(&mut self, arm: &'a SelectBody, may_be_bare: bool, role: Role<'a>, first: bool) {
        if may_be_bare && !has_tail(arm) {
            return self.query(arm, role);
        }
        if arm.order_by.iter().any(|term| term.inside() & Sort::WINDOW != 0) {
            self.require(Feature::WindowOrderInArm);
        }
        let mut role = role;
        match self.spec.set_arms {
            SetArms::Parentheses => {
                if self.written_set_op(arm, role).is_some() {
                    self.require(Feature::NestedSetOperations);
                    role = self.role_of_nested(arm, role, first);
                }
                self.text("(");
            }
            SetArms::Subqueries => self.text("SELECT * FROM ("),
        }
        self.query(arm, role);
        self.text(")");
    }

    /// Some engines make a table of a nested set operation, in which no two columns can have one name.
    fn role_of_nested(&mut self, arm: &SelectBody, role: Role<'a>, first: bool) -> Role<'a> {
        if self.features.has(Feature::LikeNamesInNestedArms) || !self.names_clash(&arm.columns) {
            return role;
        }
        if first {
            self.require(Feature::LikeNamesInNestedArms);
        }
        match role {
            Role::Open | Role::Operand | Role::Value | Role::Isolated => Role::Numbered,
            Role::Named(_)
            | Role::Lateral(_)
            | Role::Listed(_)
            | Role::First(_)
            | Role::Numbered => role,
        }
    }

    /// True if two columns have one name, or none that is known.
    fn names_clash(&self, columns: &[Node]) -> bool {
        let names: Vec<Option<&Name>> = columns.iter().map(output_name).collect();
        (1..names.len()).any(|i| {
            names[..i].iter().any(|before| match (before, names[i]) {
                (Some(a), Some(b)) => self.spec.column_names.same(a, b),
                (None, None) => true,
                (Some(_), None) | (None, Some(_)) => false,
            })
        })
    }

    pub(super) fn order_by_number(&mut self, body: &'a SelectBody) {
        if body.order_by.is_empty() {
            return;
        }
        self.enter("ORDER BY", body.place(Clause::OrderBy));
        if body.has_star() {
            let message = "ORDER BY of a set operation goes by the numbers of columns, which its `*` of \
                           what is not known hides; name the columns";
            return self.fail(ErrorKind::Conflict, message.into());
        }
        for (i, term) in body.order_by.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            } else {
                self.line(" ORDER BY ");
            }
            let (_, descending, nulls) = order_of(term);
            match number(&body.columns, term) {
                Some(number) => placeholder::write_number(number, &mut self.out),
                None => self.no_number(body),
            }
            if descending {
                self.text(" DESC");
            }
            self.nulls_of_number(descending, nulls);
        }
    }

    #[cold]
    fn no_number(&mut self, body: &SelectBody) {
        let message = if body.values().is_some() {
            "ORDER BY of VALUES takes the names of its columns, by `column(\"…\")`; \
             order a subquery by anything else"
        } else {
            "ORDER BY of a set operation takes columns of its first query; \
             order a subquery by anything else"
        };
        self.fail(ErrorKind::Conflict, message.into());
    }

    /// A number cannot be tested for NULL, so there is no way round a missing NULLS FIRST.
    fn nulls_of_number(&mut self, descending: bool, nulls: Option<Nulls>) {
        let usual = self.usual_nulls(descending);
        let Some(nulls) = nulls.filter(|nulls| *nulls != usual) else { return };
        if self.features.has(Feature::NullsOrder) {
            self.text(if nulls == Nulls::First { " NULLS FIRST" } else { " NULLS LAST" });
        } else {
            let (name, version) = (self.spec.name, self.dialect.version());
            let message = format!(
                "{name} {version} has no {} (in ORDER BY of a set operation); order a subquery of it",
                Feature::NullsOrder
            );
            self.fail(ErrorKind::Unsupported(Feature::NullsOrder), message);
        }
    }
}

/// The number of the column that a term of ORDER BY means, from 1.
pub(super) fn number(columns: &[Node], term: &Node) -> Option<usize> {
    let key = order_of(term).0.unlabelled();
    let place = if let Node::Column(column) | Node::ColumnDesc(column) = key {
        if let ColumnRef::Free(free) = column {
            place_called(columns, free)
        } else {
            let own =
                |node: &Node| node.unlabelled().as_column().is_some_and(|own| own.same(column));
            columns.iter().position(own)
        }
    } else {
        let key = NodeRef::new(key);
        columns.iter().position(|node| same(NodeRef::new(node.unlabelled()), key))
    };
    place.map(|place| place + 1)
}

/// The place of the column that is written just so, or else of the only one that has the name.
fn place_called(columns: &[Node], free: &ColumnName) -> Option<usize> {
    let is_it = |node: &Node| matches!(node.unlabelled(), Node::Column(ColumnRef::Free(own)) if **own == *free);
    let (mut called, mut several) = (None, false);
    for (place, node) in columns.iter().enumerate() {
        // Of what is not declared, the very column counts more than its name.
        if !matches!(node, Node::Column(ColumnRef::Static(..) | ColumnRef::Item(..))) && is_it(node)
        {
            return Some(place);
        }
        if is_called_so(node, free) {
            several |= called.is_some();
            called = called.or(Some(place));
        }
    }
    called.filter(|_| !several)
}

/// True if a column of the first query has that name, and is of that table if one is said.
fn is_called_so(node: &Node, free: &ColumnName) -> bool {
    output_name(node) == Some(free.name())
        && free.table().is_none_or(|table| {
            let column = NodeRef::new(node.unlabelled()).as_column();
            column.and_then(SourceRef::of).is_some_and(|own| is_called(own, table))
        })
}

/// True if a column of one of both is NULL, of no type.
fn has_null_column(left: &SelectBody, right: &SelectBody, place: usize) -> bool {
    left.output_tag(place) == Tag::Null || right.output_tag(place) == Tag::Null
}
