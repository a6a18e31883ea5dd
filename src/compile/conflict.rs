//! What an INSERT does about rows that are there: ON CONFLICT.

use super::Writer;
use super::select::Role;
use super::values::has_tail;
use crate::dialect::Feature;
use crate::dml::{ChangeBody, Conflict, ConflictTarget, RareParts, Verb};
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::view::NodeRef;
use crate::name::Name;
use crate::select::{Item, Moment, SelectBody, SourceRef};

impl<'a> Writer<'a> {
    /// How the statement begins, up to its table.
    pub(super) fn verb(&mut self, body: &'a ChangeBody) {
        let modified = |rare: &RareParts| {
            rare.form.is_some() || !rare.modifiers.is_empty() || !rare.words.is_empty()
        };
        if body.rare().is_some_and(modified) {
            self.modified_verb(body);
            return self.table_word(body);
        }
        let lone = body.verb == Verb::Delete && self.names_deleted(body);
        self.text(if lone { "DELETE " } else { body.verb.start() });
    }

    pub(super) fn conflict(&mut self, target: SourceRef<'a>, body: &'a ChangeBody) {
        let Some(conflict) = body.rare().and_then(|rare| rare.conflict.as_ref()) else { return };
        self.open_change([target, SourceRef::from(&conflict.incoming)]);
        self.enter("ON CONFLICT", Some(conflict.place));
        self.check_conflict(target, conflict);
        let duplicate = conflict.target == ConflictTarget::Duplicate;
        if !duplicate && self.features.has(Feature::OnConflict) {
            self.on_conflict(target, conflict);
        } else if self.features.has(Feature::OnDuplicateKey) {
            self.on_duplicate_key(target, body, conflict);
        } else {
            let needed = if duplicate { Feature::OnDuplicateKey } else { Feature::OnConflict };
            self.require(needed);
        }
        self.leave();
    }

    fn check_conflict(&mut self, target: SourceRef<'a>, conflict: &'a Conflict) {
        if conflict.target == ConflictTarget::Keys && conflict.keys.is_empty() {
            let message = "ON CONFLICT names no column; use `.on_any_conflict()` for any key";
            self.fail(ErrorKind::Incomplete, message.into());
        }
        if conflict.update && conflict.columns.is_empty() {
            let message = "DO UPDATE sets no column; use `.set(…)`, or `.do_nothing()`";
            self.fail(ErrorKind::Incomplete, message.into());
        }
        if !conflict.predicate.is_empty() && conflict.target != ConflictTarget::Keys {
            let message = "a condition of a partial index, and no columns of it; use \
                           `.on_conflict(…)`";
            self.fail(ErrorKind::Conflict, message.into());
        }
        for node in conflict.keys.iter().chain([&conflict.predicate, &conflict.filter]) {
            self.check_types_of(node, "ON CONFLICT", self.place);
            self.check_no_aggregate(NodeRef::new(node), "ON CONFLICT", self.place);
        }
        self.check_own_table(Feature::OwnTableInConflict, target, &conflict.values);
        let filter = std::slice::from_ref(&conflict.filter);
        self.check_own_table(Feature::OwnTableInConflict, target, filter);
        self.check_incoming_name(target, conflict);
    }

    /// The row to be inserted has a name where engines know it by one, which the table cannot have too.
    fn check_incoming_name(&mut self, target: SourceRef<'a>, conflict: &'a Conflict) {
        let incoming = SourceRef::from(&conflict.incoming);
        if self.features.has(Feature::OnConflict)
            && self.spec.table_names.same(target.name(), incoming.name())
        {
            let message = format!(
                "a table called `{}` hides the row to be inserted, which {} calls so",
                target.name(),
                self.spec.name
            );
            self.fail(ErrorKind::DuplicateName, message);
        }
    }

    fn on_conflict(&mut self, target: SourceRef<'a>, conflict: &'a Conflict) {
        self.line(" ON CONFLICT");
        match &conflict.target {
            ConflictTarget::Any | ConflictTarget::Duplicate => {}
            ConflictTarget::Keys => self.conflict_keys(target, conflict),
            ConflictTarget::Constraint(name) => {
                self.require(Feature::OnConstraint);
                self.text(" ON CONSTRAINT ");
                self.name(name);
            }
        }
        if !conflict.update {
            return self.text(" DO NOTHING");
        }
        self.text(" DO UPDATE");
        self.enter("DO UPDATE", Some(conflict.place));
        let mut seen = Vec::new();
        for (i, (column, value)) in conflict.columns.iter().zip(&conflict.values).enumerate() {
            self.text(if i > 0 { ", " } else { " SET " });
            self.target_column(target, Verb::Update, column, &mut seen);
            self.text(" = ");
            self.assigned(value, column, Feature::DefaultInSet);
        }
        if !conflict.filter.is_empty() {
            self.text(" WHERE ");
            self.expr(&conflict.filter, 0);
        }
    }

    /// The columns of a unique index, by their names alone, and its expressions.
    fn conflict_keys(&mut self, target: SourceRef<'a>, conflict: &'a Conflict) {
        let mut seen = Vec::new();
        for (i, key) in conflict.keys.iter().enumerate() {
            self.text(if i > 0 { ", " } else { " (" });
            if key.as_column().is_some() {
                self.target_column(target, Verb::Insert, key, &mut seen);
            } else {
                self.text("(");
                self.expr(key, 0);
                self.text(")");
            }
        }
        self.text(")");
        if !conflict.predicate.is_empty() {
            self.text(" WHERE ");
            self.expr(&conflict.predicate, 0);
        }
    }

    /// A column of a row that changes.
    pub(super) fn column_of_row(&mut self, item: &'a Item, moment: Moment, name: &Name) {
        match moment {
            Moment::Incoming => self.incoming_column(item, name),
            Moment::Old | Moment::New => self.returned_column(item, name),
        }
    }

    /// A column of the row before or after the change, which RETURNING sees.
    fn returned_column(&mut self, item: &'a Item, name: &Name) {
        let target = self.rare().and_then(|rare| rare.returning).and_then(SourceRef::table);
        if !target.zip(item.table()).is_some_and(|(own, table)| own.name == table.name) {
            let message = format!(
                "`{}.{name}` (in {}) is of a row that changes, which RETURNING of that table sees alone",
                item.name, self.clause
            );
            return self.fail(ErrorKind::NotInFrom, message);
        }
        let hides = |source: SourceRef<'_>| self.spec.table_names.same(source.name(), &item.name);
        if self.scope.sources.iter().any(hides) {
            let message = format!("a table called `{}` hides the row of that name", item.name);
            return self.fail(ErrorKind::DuplicateName, message);
        }
        self.require(Feature::OldAndNew);
        self.name(&item.name);
        self.text(".");
        self.name(name);
    }

    fn incoming_column(&mut self, item: &'a Item, name: &Name) {
        self.see(SourceRef::Item(item));
        if !self.scope.is_change() {
            self.require(Feature::IncomingInQueries);
        }
        if self.features.has(Feature::OnConflict) {
            self.name(&item.name);
            self.text(".");
            self.name(name);
        } else if self.rare().is_some_and(|rare| rare.row_alias) {
            self.text(super::duplicate::ROW);
            self.text(".");
            self.name(name);
        } else {
            self.text("VALUES(");
            self.name(name);
            self.text(")");
        }
    }

    /// The row to be inserted is no FROM item.
    #[cold]
    pub(super) fn incoming_in_from(&mut self) {
        let message = format!(
            "a column of a row that changes is used (in {}) outside of DO UPDATE and RETURNING",
            self.clause
        );
        self.fail(ErrorKind::NotInFrom, message);
    }

    /// True if WHERE could stand at the end of the text of a query: it ends in FROM, if it has one.
    pub(super) fn ends_in_from(&self, body: &SelectBody, role: Role<'_>) -> bool {
        let (mut body, mut role) = (body, role);
        loop {
            if has_tail(body) || body.values().is_some() {
                return false;
            }
            let Some(set) = body.set() else { break };
            let Some(right) = set.right.as_query() else { return false };
            role = role.of_others();
            // What closes it off is a FROM.
            if has_tail(right) || self.written_set_op(right, role).is_some() {
                return true;
            }
            body = right;
        }
        let grouped =
            body.rare().is_some_and(|rare| !rare.group_by.is_empty() || !rare.having.is_empty());
        body.filter.is_empty() && !grouped
    }

    /// True if the names in the FROM of a query would hide those of the table.
    pub(super) fn must_stand_apart(&self, query: &SelectBody, target: SourceRef<'a>) -> bool {
        if self.features.has(Feature::OnConflict) {
            return false;
        }
        let mut waiting = vec![query];
        while let Some(body) = waiting.pop() {
            if let Some(set) = body.set() {
                let both = [&set.left, &set.right];
                waiting.extend(both.into_iter().filter_map(Node::as_query).map(|query| &**query));
            }
            let mut inside = Vec::new();
            body.each_child(&mut |child| inside.push(NodeRef::new(child)));
            let is_called = |node: &NodeRef<'_>| {
                let source = node.source();
                let column = node.as_column().and_then(SourceRef::of);
                let same =
                    |own: SourceRef<'_>| self.spec.table_names.same(own.name(), target.name());
                source.is_some_and(same) || column.is_some_and(same)
            };
            while let Some(node) = inside.pop() {
                if is_called(&node) {
                    return true;
                }
                node.each_child(&mut |child| inside.push(child));
            }
        }
        false
    }
}
