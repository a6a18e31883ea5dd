//! INSERT, UPDATE, DELETE and RETURNING.

use super::Writer;
use crate::dialect::Feature;
use crate::dml::{Cells, DeleteBody, InsertBody, UpdateBody};
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::column::ColumnRef;
use crate::schema::SourceRef;

impl<'a> Writer<'a> {
    pub(super) fn insert(&mut self, body: &'a InsertBody) {
        self.enter("INSERT", Some(body.place));
        for problem in &body.problems {
            self.problem(problem.clone());
        }
        let target = SourceRef::from(&body.table);
        let name = target.name();
        if body.columns.is_empty() {
            let message = format!(
                "INSERT INTO {name} names no columns; use `.columns(…)` and `.values(…)`, \
                 `.set(…)` or `.records(…)`"
            );
            self.fail(ErrorKind::Incomplete, message);
        } else if body.cells.len() == 0 {
            let message = format!("INSERT INTO {name} has no rows");
            self.fail(ErrorKind::Incomplete, message);
        }
        self.text("INSERT INTO ");
        self.source(target);
        self.text(" (");
        self.target_columns(target, body.columns.iter());
        self.text(") VALUES ");
        self.reserve_rows(body);
        // A row sees no table.
        self.open_change(None);
        match &body.cells {
            Cells::Values(values) => self.value_rows(values, body.columns.len()),
            Cells::Nodes(nodes) => self.node_rows(nodes, body.columns.len()),
        }
        self.leave();
        self.open_change(Some(target));
        self.returning(&body.returning, Feature::InsertReturning);
        self.leave();
    }

    fn reserve_rows(&mut self, body: &InsertBody) {
        let cells = body.cells.len().min(self.spec.max_parameters.saturating_add(1));
        self.out.reserve(cells * 5 + body.rows() * 4 + 32);
        self.params.reserve(cells);
    }

    fn value_rows(&mut self, values: &'a [crate::Value], width: usize) {
        for (i, row) in values.chunks(width.max(1)).enumerate() {
            self.text(if i > 0 { "), (" } else { "(" });
            self.bind_list(row);
        }
        self.text(")");
    }

    fn node_rows(&mut self, nodes: &'a [Node], width: usize) {
        for (i, row) in nodes.chunks(width.max(1)).enumerate() {
            self.text(if i > 0 { "), (" } else { "(" });
            for (j, node) in row.iter().enumerate() {
                if j > 0 {
                    self.text(", ");
                }
                self.assigned(node, Feature::DefaultInValues);
            }
        }
        self.text(")");
    }

    /// A value for a column, which may be its default.
    fn assigned(&mut self, value: &'a Node, default: Feature) {
        if let Node::Default = value {
            self.require(default);
            self.text("DEFAULT");
        } else {
            self.expr(value, 0);
        }
    }

    /// Bare column names of the target; each must be of it, and stand once.
    fn target_columns(&mut self, target: SourceRef<'a>, columns: impl Iterator<Item = &'a Node>) {
        let mut seen: Vec<&str> = Vec::new();
        for (i, node) in columns.enumerate() {
            if i > 0 {
                self.text(", ");
            }
            if let Node::Column(column) = node {
                self.target_column(target, column, &mut seen);
            }
        }
    }

    fn target_column(
        &mut self,
        target: SourceRef<'a>,
        column: &'a ColumnRef,
        seen: &mut Vec<&'a str>,
    ) {
        let (table, clause) = (target.name(), self.clause);
        match (column, SourceRef::of(column), column.name()) {
            (ColumnRef::Mistake(problem), ..) => self.problem((**problem).clone()),
            (_, Some(source), Some(name)) if !source.same(target) => {
                let message = format!(
                    "`{}.{name}` is not a column of `{table}` (in {clause})",
                    source.name()
                );
                self.fail(ErrorKind::UnknownColumn, message);
            }
            (_, _, Some(name)) => {
                if seen.contains(&name.as_str()) {
                    let message = format!("{clause} {table} names the column `{name}` twice");
                    self.fail(ErrorKind::DuplicateName, message);
                }
                seen.push(name.as_str());
                self.name(name);
            }
            _ => {}
        }
    }

    pub(super) fn update(&mut self, body: &'a UpdateBody) {
        self.enter("UPDATE", Some(body.place));
        let target = SourceRef::from(&body.table);
        if body.sets.is_empty() {
            let message = format!("UPDATE {} sets no column; use `.set(…)`", target.name());
            self.fail(ErrorKind::Incomplete, message);
        }
        self.text("UPDATE ");
        self.source(target);
        self.open_change(Some(target));
        self.enter("UPDATE", Some(body.place));
        let mut seen = Vec::new();
        for (i, (column, value)) in body.sets.iter().enumerate() {
            self.text(if i > 0 { ", " } else { " SET " });
            if let Node::Column(column) = column {
                self.target_column(target, column, &mut seen);
            }
            self.text(" = ");
            self.assigned(value, Feature::DefaultInSet);
        }
        self.condition(target, "UPDATE", &body.filter, body.all_rows);
        self.returning(&body.returning, Feature::UpdateReturning);
        self.leave();
    }

    pub(super) fn delete(&mut self, body: &'a DeleteBody) {
        self.enter("DELETE", Some(body.place));
        let target = SourceRef::from(&body.table);
        self.text("DELETE FROM ");
        self.source(target);
        self.open_change(Some(target));
        self.enter("DELETE", Some(body.place));
        self.condition(target, "DELETE FROM", &body.filter, body.all_rows);
        self.returning(&body.returning, Feature::DeleteReturning);
        self.leave();
    }

    /// WHERE of a data change: there, or left out on purpose.
    fn condition(
        &mut self,
        target: SourceRef<'a>,
        verb: &'static str,
        filter: &'a Node,
        all_rows: bool,
    ) {
        let name = target.name();
        match (filter.is_empty(), all_rows) {
            (true, false) => {
                let message = format!(
                    "{verb} {name} has no condition; add `.filter(…)`, or `.all_rows()` if every \
                     row is meant"
                );
                self.fail(ErrorKind::Incomplete, message);
            }
            (false, true) => {
                let message = format!("{verb} {name} has both `.filter(…)` and `.all_rows()`");
                self.fail(ErrorKind::Conflict, message);
            }
            (true, true) => {}
            (false, false) => {
                self.text(" WHERE ");
                self.expr(filter, 0);
            }
        }
    }

    fn returning(&mut self, columns: &'a [Node], feature: Feature) {
        if columns.is_empty() || !self.require(feature) {
            return;
        }
        self.text(" RETURNING ");
        self.output_columns(columns);
    }
}
