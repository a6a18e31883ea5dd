//! MERGE.

use super::Writer;
use crate::dialect::Feature;
use crate::dml::{Action, Branch, ChangeBody, ChangeClause, Verb, When};
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::view::NodeRef;
use crate::select::{SourceRef, sort_without};
use crate::types::Sort;

/// What to do about a column that a branch does not see.
const SOURCE_ONLY: &str = "a row without a match has those of the source only";
const TABLE_ONLY: &str = "a row that no source goes with has those of the table only";

impl When {
    const fn words(self) -> &'static str {
        match self {
            When::Matched => " WHEN MATCHED",
            When::NotMatched => " WHEN NOT MATCHED",
            When::NotMatchedBySource => " WHEN NOT MATCHED BY SOURCE",
        }
    }
}

impl<'a> Writer<'a> {
    /// What stands between the table of a MERGE and its RETURNING.
    pub(super) fn merged(&mut self, target: SourceRef<'a>, body: &'a ChangeBody) {
        self.check_branches(body);
        let Some(source) = body.items().next().map(SourceRef::from) else {
            let message = "MERGE has no source; use `.using(…)`";
            return self.fail(ErrorKind::Incomplete, message.into());
        };
        self.open_change([target, source]);
        self.check_names();
        self.source(target);
        self.enter("USING", body.place(ChangeClause::From));
        self.line(" USING ");
        self.source(source);
        self.enter("ON", body.place(ChangeClause::Where));
        self.check_clause(&body.filter, "ON");
        if body.keeps_both_sides() {
            self.check_kept_sides(&body.filter);
        }
        self.text(" ON ");
        self.expr(&body.filter, 0);
        self.leave();
        for branch in body.branches() {
            match branch.when {
                When::Matched => self.open_change([target, source]),
                When::NotMatched => self.open_branch(source, &SOURCE_ONLY),
                When::NotMatchedBySource => self.open_branch(target, &TABLE_ONLY),
            }
            self.branch(target, branch);
            self.leave();
        }
        self.open_change([target, source]);
        self.check_returned(source, body);
    }

    fn check_clause(&mut self, node: &'a Node, name: &'static str) {
        self.check_types_of(node, name, self.place);
        self.check_no_aggregate(NodeRef::new(node), name, self.place);
    }

    /// Refuses no branches, and those that stand behind one that is always taken.
    pub(super) fn check_branches(&mut self, body: &'a ChangeBody) {
        let (branches, place) = (body.branches(), self.place);
        if branches.is_empty() && body.problems.is_empty() {
            let message = "MERGE has no branch; use `.when_matched()` or `.when_not_matched()`";
            self.fail(ErrorKind::Incomplete, message.into());
        }
        for (i, branch) in branches.iter().enumerate() {
            let same = |other: &&Branch| other.when == branch.when && other.is_plain();
            if branches[..i].iter().any(|other| same(&other)) {
                self.enter("MERGE", Some(branch.place));
                let message = format!(
                    "a branch{} stands behind one without a condition, which is taken before it; put \
                     that one last",
                    branch.when.words()
                );
                self.fail(ErrorKind::Conflict, message);
            }
            let needs = matches!(branch.action, Action::Update | Action::Insert);
            if needs && branch.columns.is_empty() {
                self.enter("MERGE", Some(branch.place));
                let message =
                    format!("a branch{} sets no column; use `.set(…)`", branch.when.words());
                self.fail(ErrorKind::Incomplete, message);
            }
        }
        self.enter("MERGE", place);
    }

    fn branch(&mut self, target: SourceRef<'a>, branch: &'a Branch) {
        self.enter("MERGE", Some(branch.place));
        if branch.when == When::NotMatchedBySource {
            self.require(Feature::MergeBySource);
        }
        self.line(branch.when.words());
        if !branch.is_plain() {
            self.enter("WHEN", Some(branch.place));
            self.check_clause(&branch.filter, "WHEN");
            self.text(" AND ");
            self.expr(&branch.filter, 0);
        }
        self.text(" THEN ");
        match branch.action {
            Action::Nothing => self.text("DO NOTHING"),
            Action::Delete => self.text("DELETE"),
            Action::Update => self.merged_set(target, branch),
            Action::Insert => self.merged_row(target, branch),
        }
    }

    fn merged_set(&mut self, target: SourceRef<'a>, branch: &'a Branch) {
        self.enter("SET", Some(branch.place));
        self.text("UPDATE");
        let mut seen = Vec::new();
        for (i, (column, value)) in branch.columns.iter().zip(&branch.values).enumerate() {
            self.text(if i > 0 { ", " } else { " SET " });
            self.target_column(target, Verb::Merge, column, &mut seen);
            self.text(" = ");
            self.assigned(value, column, Feature::DefaultInSet);
        }
    }

    fn merged_row(&mut self, target: SourceRef<'a>, branch: &'a Branch) {
        self.enter("VALUES", Some(branch.place));
        self.text("INSERT");
        let mut seen = Vec::new();
        for (i, column) in branch.columns.iter().enumerate() {
            self.text(if i > 0 { ", " } else { " (" });
            self.target_column(target, Verb::Merge, column, &mut seen);
        }
        for (i, (column, value)) in branch.columns.iter().zip(&branch.values).enumerate() {
            self.text(if i > 0 { ", " } else { ") VALUES (" });
            self.assigned(value, column, Feature::DefaultInValues);
        }
        self.text(")");
    }

    /// Refuses what RETURNING would give of a source that is not there.
    fn check_returned(&mut self, source: SourceRef<'a>, body: &'a ChangeBody) {
        self.enter("RETURNING", body.place(ChangeClause::Returning));
        let missing = body.missing_source();
        for (i, column) in body.returning.iter().enumerate().take(64) {
            let required = body.required >> i & 1 == 1;
            let filled = !column.sort().has(Sort::NULLABLE);
            if required && filled && sort_without(column, missing).has(Sort::NULLABLE) {
                let message = format!(
                    "a column of `{}` can be NULL (in RETURNING), where no row of it goes with one; use \
                     `.nullable()` on it",
                    source.name()
                );
                self.fail(ErrorKind::NullableColumn, message);
            }
        }
    }
}

/// True if a column of an item is in the expression.
pub(super) fn reads(node: &Node, source: SourceRef<'_>) -> bool {
    let is_of_it = |own: SourceRef<'_>| own.same(source);
    NodeRef::new(node).any(|node| node.as_column().and_then(SourceRef::of).is_some_and(is_of_it))
}
