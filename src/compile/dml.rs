//! INSERT, UPDATE, DELETE, MERGE and RETURNING.

use super::Writer;
use super::assign::reads_table;
use super::names_in_from::is_called;
use super::other_rows::alias_of;
use crate::dialect::Feature;
use crate::dml::{ChangeBody, ChangeClause, Verb};
use crate::error::ErrorKind;
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::{NodeRef, View};
use crate::expr::{Kind, Node};
use crate::name::Name;
use crate::schema::ColumnDef;
use crate::select::{ItemBody, SourceRef, WordsPlace};
use crate::types::Sort;
use crate::value::Value;

impl Verb {
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Verb::Insert => "INSERT",
            Verb::Update => "UPDATE",
            Verb::Delete => "DELETE",
            Verb::Merge => "MERGE",
        }
    }

    /// How the statement begins, up to its table.
    pub(super) const fn start(self) -> &'static str {
        match self {
            Verb::Insert => "INSERT INTO ",
            Verb::Update => "UPDATE ",
            Verb::Delete => "DELETE FROM ",
            Verb::Merge => "MERGE INTO ",
        }
    }

    const fn returning(self) -> Feature {
        match self {
            Verb::Insert => Feature::InsertReturning,
            Verb::Update => Feature::UpdateReturning,
            Verb::Delete => Feature::DeleteReturning,
            Verb::Merge => Feature::MergeReturning,
        }
    }
}

impl<'a> Writer<'a> {
    pub(super) fn change(&mut self, body: &'a ChangeBody) {
        if body.verb == Verb::Merge && !self.features.has(Feature::Merge) {
            return self.merge_as_upsert(body);
        }
        if matches!(body.verb, Verb::Update | Verb::Delete) && self.other_change(body) {
            return;
        }
        self.enter(body.verb.words(), body.place(ChangeClause::Target));
        for problem in &body.problems {
            self.problem(problem.clone());
        }
        self.check_locked_queries(body);
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
            Verb::Merge => self.merged(target, body),
        }
        self.returning(body);
        if !body.words().is_empty() {
            self.words(body.words(), WordsPlace::Suffix);
        }
        self.leave();
    }

    /// A value for a column, which may be its default.
    pub(super) fn assigned(&mut self, value: &'a Node, column: &Node, default: Feature) {
        if let Node::Default = value.unlabelled() {
            self.require(default);
            return self.text("DEFAULT");
        }
        self.check_stored(column, NodeRef::new(value));
        if let Some(Kind::Parameter { .. }) = value.unlabelled().kind() {
            self.note_assigned_late(column, NodeRef::new(value));
        }
        self.check_types_of(value, self.clause, self.place);
        self.check_no_aggregate(NodeRef::new(value), self.clause, self.place);
        if let Node::Bind(Value::Null) | Node::NullBind(_) = value {
            self.bind_null(column.sort().tag);
            return;
        }
        if let (Some(Kind::Parameter { name, ty }), true) =
            (value.unlabelled().kind(), self.spec.typed_binds)
        {
            // Elsewhere the same parameter may stand where the engine finds another type for it.
            return self.bind_late_typed(name, ty);
        }
        if let Node::Bind(own) = value
            && self.bound_cell(column, own)
        {
            return;
        }
        self.expr(value, 0);
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
                if column.def().is_some_and(ColumnDef::is_computed) {
                    let message = format!(
                        "column `{name}` is worked out by the database (in {clause}); leave it out"
                    );
                    self.fail(ErrorKind::Conflict, message);
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
                if !body.rare().is_some_and(|rare| rare.made_before) {
                    self.check_own_table(Feature::OwnTableInFilter, target, filter);
                }
                self.check_types_of(&body.filter, "WHERE", self.place);
                self.check_no_aggregate(NodeRef::new(&body.filter), "WHERE", self.place);
            }
        }
        !body.filter.is_empty() && !body.all_rows
    }

    /// Refuses a query over the table that changes, which some engines make before and others row by row.
    fn check_returned_query(&mut self, body: &'a ChangeBody, column: &'a Node) {
        let target = SourceRef::from(&body.target);
        let own = alias_of(&body.target).map(|(_, own)| SourceRef::from(own));
        let itself =
            |source: SourceRef<'_>| source.same(target) || own.is_some_and(|own| source.same(own));
        if column.sort().has(Sort::QUERY) && reads_table(target, column, &itself) {
            let message = "a query over the table that changes sees it before on some engines and \
                           while it changes on others (in RETURNING); select it after";
            self.fail(ErrorKind::Conflict, message.into());
        }
    }

    fn returning(&mut self, body: &'a ChangeBody) {
        if body.returning.is_empty() {
            return;
        }
        if !self.features.has(Feature::AliasInReturning)
            && let Some((_, own)) = alias_of(&body.target)
        {
            // The table has its own name there.
            self.leave();
            self.open_change([SourceRef::from(own)]);
        }
        self.enter(body.verb.words(), body.place(ChangeClause::Returning));
        if self.require(body.verb.returning()) {
            self.enter("RETURNING", body.place(ChangeClause::Returning));
            if body.returning.iter().any(has_row) {
                self.rare_mut().returning = Some(SourceRef::from(&body.target));
            }
            self.check_returned_functions(body);
            self.check_shown(&body.returning);
            let several = body.items().next().is_some();
            for column in &body.returning {
                if several && is_all(column) {
                    let message = "`star()` has the columns of other items too on some engines (in \
                                   RETURNING); use that of the table, or name the columns";
                    self.fail(ErrorKind::Conflict, message.into());
                }
                self.check_returned_query(body, column);
                self.check_types_of(column, "RETURNING", self.place);
                self.check_no_aggregate(NodeRef::new(column), "RETURNING", self.place);
            }
            self.line(" RETURNING ");
            let open = !self.rare().is_some_and(|rare| rare.in_with);
            self.output_columns(&body.returning, open);
        }
    }
}

/// True for `*` of no item.
fn is_all(column: &Node) -> bool {
    matches!(NodeRef::new(column).view(), View::AllColumns { source } if source.is_empty())
}

/// True if a column of the row before or after the change is in it.
fn has_row(node: &Node) -> bool {
    NodeRef::new(node).any(|node| {
        let item = node.as_column().and_then(SourceRef::of).and_then(SourceRef::item);
        item.is_some_and(|item| matches!(item.body, ItemBody::Row(..)))
    })
}
