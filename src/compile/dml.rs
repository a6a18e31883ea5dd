//! INSERT, UPDATE, DELETE and RETURNING.

use super::Writer;
use super::names_in_from::is_called;
use crate::dialect::Feature;
use crate::dml::{ChangeBody, ChangeClause, Verb};
use crate::error::ErrorKind;
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::NodeRef;
use crate::expr::{Kind, Node};
use crate::name::Name;
use crate::select::SourceRef;
use crate::value::Value;

impl Verb {
    pub(super) const fn words(self) -> &'static str {
        match self {
            Verb::Insert => "INSERT",
            Verb::Update => "UPDATE",
            Verb::Delete => "DELETE",
        }
    }

    /// How the statement begins, up to its table.
    pub(super) const fn start(self) -> &'static str {
        match self {
            Verb::Insert => "INSERT INTO ",
            Verb::Update => "UPDATE ",
            Verb::Delete => "DELETE FROM ",
        }
    }

    const fn returning(self) -> Feature {
        match self {
            Verb::Insert => Feature::InsertReturning,
            Verb::Update => Feature::UpdateReturning,
            Verb::Delete => Feature::DeleteReturning,
        }
    }
}

impl<'a> Writer<'a> {
    pub(super) fn change(&mut self, body: &'a ChangeBody) {
        self.enter(body.verb.words(), body.place(ChangeClause::Target));
        for problem in &body.problems {
            self.problem(problem.clone());
        }
        let target = SourceRef::from(&body.target);
        self.verb(body);
        match body.verb {
            Verb::Insert => {
                self.source(target);
                self.inserted(target, body);
                self.conflict(target, body);
                self.open_change([target]);
            }
            Verb::Update | Verb::Delete => self.changed(target, body),
        }
        self.returning(body);
        self.leave();
    }

    /// A value for a column, which may be its default.
    pub(super) fn assigned(&mut self, value: &'a Node, column: &Node, default: Feature) {
        if let Node::Default = value.unlabelled() {
            self.require(default);
            return self.text("DEFAULT");
        }
        self.check_stored(column, NodeRef::new(value));
        self.check_types_of(value, self.clause, self.place);
        self.check_no_aggregate(NodeRef::new(value), self.clause, self.place);
        if let Node::Bind(Value::Null) | Node::NullBind(_) = value {
            self.bind_null(column.sort().tag);
        } else if let (Some(Kind::Parameter { name, ty }), true) =
            (value.unlabelled().kind(), self.spec.typed_binds)
        {
            // Elsewhere the same parameter may stand where the engine finds another type for it.
            self.bind_late_typed(name, ty);
        } else {
            self.expr(value, 0);
        }
    }

    /// The bare name of a column of the target, which must be of it, and stand once.
    pub(super) fn target_column(
        &mut self,
        target: SourceRef<'a>,
        verb: Verb,
        column: &'a Node,
        seen: &mut Vec<&'a Name>,
    ) {
        if let Some(name) = self.checked_column(target, verb, column, seen) {
            self.name(name);
        }
    }

    /// The name of a column of the target, which must be of it, and stand once.
    pub(super) fn checked_column(
        &mut self,
        target: SourceRef<'a>,
        verb: Verb,
        column: &'a Node,
        seen: &mut Vec<&'a Name>,
    ) -> Option<&'a Name> {
        let Node::Column(column) = column else { return None };
        let (table, clause) = (target.name(), self.clause);
        match (column, SourceRef::of(column), column.name()) {
            (ColumnRef::Mistake(problem), ..) => self.problem((**problem).clone()),
            (ColumnRef::Free(free), ..)
                if free.table().is_some_and(|table| !is_called(target, table)) =>
            {
                let message = format!("`{free}` is not a column of `{table}` (in {clause})");
                self.fail(ErrorKind::UnknownColumn, message);
            }
            (_, Some(source), Some(name)) if !source.same(target) => {
                let message = format!(
                    "`{}.{name}` is not a column of `{table}` (in {clause})",
                    source.name()
                );
                self.fail(ErrorKind::UnknownColumn, message);
            }
            (_, _, Some(name)) => {
                if seen.iter().any(|other| self.spec.column_names.same(other, name)) {
                    let verb = verb.words();
                    let message = format!("{verb} {table} names the column `{name}` twice");
                    self.fail(ErrorKind::DuplicateName, message);
                }
                seen.push(name);
                return Some(name);
            }
            _ => {}
        }
        None
    }

    /// Looks at the condition of a data change: there, or left out on purpose. True if it is there.
    pub(super) fn check_condition(&mut self, target: SourceRef<'a>, body: &'a ChangeBody) -> bool {
        let (start, name) = (body.verb.start(), target.name());
        match (body.filter.is_empty(), body.all_rows) {
            (true, false) => {
                let message = format!(
                    "{start}{name} has no condition; add `.filter(…)`, or `.all_rows()` if every \
                     row is meant"
                );
                self.fail(ErrorKind::Incomplete, message);
            }
            (false, true) => {
                let message = format!("{start}{name} has both `.filter(…)` and `.all_rows()`");
                self.fail(ErrorKind::Conflict, message);
            }
            (true, true) => {}
            (false, false) => {
                let filter = std::slice::from_ref(&body.filter);
                self.check_own_table(Feature::OwnTableInFilter, target, filter);
                self.check_types_of(&body.filter, "WHERE", self.place);
                self.check_no_aggregate(NodeRef::new(&body.filter), "WHERE", self.place);
            }
        }
        !body.filter.is_empty() && !body.all_rows
    }

    fn returning(&mut self, body: &'a ChangeBody) {
        if body.returning.is_empty() {
            return;
        }
        self.enter(body.verb.words(), body.place(ChangeClause::Returning));
        if self.require(body.verb.returning()) {
            self.enter("RETURNING", body.place(ChangeClause::Returning));
            for column in &body.returning {
                self.check_types_of(column, "RETURNING", self.place);
                self.check_no_aggregate(NodeRef::new(column), "RETURNING", self.place);
            }
            self.line(" RETURNING ");
            self.output_columns(&body.returning);
        }
    }
}
