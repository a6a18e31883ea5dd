//! Rows of values in conditions, and comparison with any or all rows of a query.

use super::predicate::has_limit;
use super::select::Role;
use super::wrapped::is_wider_at;
use super::{Rewrite, Writer};
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::kind::Comparison;
use crate::expr::row_test::{RowTest, RowTestKind};
use crate::expr::view::{NodeRef, View};
use crate::function;
use crate::types::Sort;

impl<'a> Writer<'a> {
    #[cold]
    pub(super) fn row_test(&mut self, test: &'a RowTest, min: u8) {
        match test.kind {
            RowTestKind::Any(_) | RowTestKind::All(_)
                if !self.features.has(Feature::Quantified) =>
            {
                return self.aggregated(test);
            }
            RowTestKind::In { negated } if test.cells.is_empty() => {
                let open = self.open(self.spec.powers.predicate, min);
                self.in_nothing(&test.row, negated);
                return self.close(open);
            }
            RowTestKind::Any(_)
            | RowTestKind::All(_)
            | RowTestKind::In { .. }
            | RowTestKind::InQuery { .. }
            | RowTestKind::Compare(_) => {}
        }
        self.check_row(test);
        if matches!(test.kind, RowTestKind::In { .. }) && self.is_of_this_query(test) {
            return self.rows_in_turn(test, min);
        }
        if let Some((op, negated)) = self.by_cells(test) {
            return self.cells_in_turn(test, op, negated, min);
        }
        let around = self.spec.faults.row_tests;
        let power = self.spec.powers.predicate;
        let open = around.0.is_empty() && self.open(power, min);
        self.text(around.0);
        if let [only] = &test.row[..] {
            match test.kind {
                RowTestKind::Any(Comparison::Eq) | RowTestKind::All(Comparison::Ne) => {
                    self.equal_to_rows(only, &test.query, power + 1);
                }
                RowTestKind::Any(_)
                | RowTestKind::All(_)
                | RowTestKind::Compare(_)
                | RowTestKind::In { .. }
                | RowTestKind::InQuery { .. } => self.beside_query(only, &test.query, power + 1),
            }
        } else {
            self.row_of(test, &test.row, true);
        }
        self.text(" ");
        self.text(test.kind.words());
        self.text(" ");
        match test.kind {
            RowTestKind::Compare(_) => self.row_of(test, &test.cells, false),
            RowTestKind::In { .. } => self.rows_of(test),
            RowTestKind::InQuery { .. } | RowTestKind::Any(_) | RowTestKind::All(_) => {
                self.tested_query(test, Role::Operand);
            }
        }
        self.text(around.1);
        self.close(open);
    }

    /// True for rows that would stand in VALUES, but have functions over windows of the query in them, or
    /// aggregates: VALUES is a query, and they would be of that.
    fn is_of_this_query(&self, test: &RowTest) -> bool {
        let own = |cell: &Node| cell.inside() & (Sort::AGGREGATE | Sort::WINDOW) != 0;
        !self.features.has(Feature::RowsInList) && test.cells.iter().any(own)
    }

    /// `(a, b) = (c, d) OR (a, b) = (e, f)`
    #[cold]
    fn rows_in_turn(&mut self, test: &'a RowTest, min: u8) {
        self.rewrite(Rewrite::RowsAsValues, Feature::RowsInList);
        test.row.iter().for_each(|cell| self.check_pure(&function::IN, NodeRef::new(cell)));
        let negated = matches!(test.kind, RowTestKind::In { negated: true });
        let powers = &self.spec.powers;
        let open = self.open(if negated { powers.not } else { powers.or }, min);
        self.text(if negated { "NOT (" } else { "" });
        for (i, row) in test.cells.chunks(test.row.len().max(1)).enumerate() {
            self.text(if i > 0 { " OR " } else { "" });
            self.row_of(test, &test.row, true);
            self.text(" = ");
            self.row_of(test, row, false);
        }
        self.text(if negated { ")" } else { "" });
        self.close(open);
    }

    /// Refuses what an engine does not take in a row of values, or takes for something else.
    fn check_row(&mut self, test: &RowTest) {
        if test.row.len() < 2 {
            return;
        }
        let inside = |cells: &[Node]| cells.iter().fold(0, |inside, cell| inside | cell.inside());
        let windows = (inside(&test.row) | inside(&test.cells)) & Sort::WINDOW != 0;
        let before_query = matches!(test.kind, RowTestKind::InQuery { .. });
        let (what, way_out, feature) = if windows && !self.features.has(Feature::WindowBeforeQuery)
        {
            let way_out = "select them in a subquery, and compare its columns around";
            ("functions over windows in a row of values", way_out, Feature::WindowBeforeQuery)
        } else if before_query && self.spec.plain_rows && inside(&test.row) & Sort::QUERY != 0 {
            let way_out = "compare in the WHERE of an `exists(…)`";
            ("queries in a row before IN of a query", way_out, Feature::RowsInList)
        } else if before_query && self.spec.plain_rows && has_late_list(&test.row) {
            let way_out = "compare in the WHERE of an `exists(…)`";
            let what = "lists that come late, which may be empty, in a row before IN of a query";
            (what, way_out, Feature::RowsInList)
        } else {
            return;
        };
        let message = format!(
            "{} {} has no {what} (in {}); {way_out}",
            self.spec.name,
            self.dialect.version(),
            self.clause
        );
        self.fail(ErrorKind::Unsupported(feature), message);
    }

    /// `(a, b)`
    fn row_of(&mut self, test: &'a RowTest, cells: &'a [Node], typed: bool) {
        self.text("(");
        for (i, cell) in cells.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            if self.is_compared_apart(test, i) {
                self.compared_in_double(cell, 0);
            } else if typed && self.is_wider_than_rows(test, i) {
                self.text("CAST(");
                self.expr(cell, 0);
                self.text(" AS DECIMAL(20, 0))");
            } else if typed {
                let width = test.row.len().max(1);
                let beside = test.cells.iter().skip(i % width).step_by(width);
                let show = self.show_types(test.row.get(i % width).into_iter().chain(beside));
                self.shown(cell, 0, show);
            } else {
                self.compared(cell, 0);
            }
        }
        self.text(")");
    }

    /// True if the engine is told that the value at a place may be too large for the rows of a query.
    fn is_wider_than_rows(&self, test: &RowTest, place: usize) -> bool {
        self.spec.faults.wraps_before_in
            && matches!(test.kind, RowTestKind::InQuery { .. })
            && test.row.get(place).is_some_and(|cell| is_wider_at(cell, &test.query, place))
    }

    /// True if integers and floats are compared at a place of the rows.
    pub(super) fn is_compared_apart(&self, test: &RowTest, place: usize) -> bool {
        let width = test.row.len().max(1);
        let query = test.query.as_query().and_then(|query| query.columns.get(place));
        let cells = test.cells.iter().skip(place).step_by(width);
        self.compares_apart(test.row.get(place).into_iter().chain(query).chain(cells))
    }

    /// `((a, b), (c, d))`, or as VALUES.
    fn rows_of(&mut self, test: &'a RowTest) {
        let native = self.features.has(Feature::RowsInList);
        if !native {
            self.rewrite(Rewrite::RowsAsValues, Feature::RowsInList);
        }
        self.text(if native { "(" } else { "(VALUES " });
        for (i, row) in test.cells.chunks(test.row.len().max(1)).enumerate() {
            if i > 0 {
                self.text(", ");
            }
            self.row_of(test, row, false);
        }
        self.text(")");
    }

    /// `(SELECT …)`, which has as many columns as the row.
    fn tested_query(&mut self, test: &'a RowTest, role: Role<'a>) {
        let Some(query) = test.query.as_query() else { return };
        let (width, columns) = (test.row.len(), query.columns.len());
        if query.has_star() || columns != width {
            let message = format!(
                "a row of {width} is compared with a query of {columns} columns (in {}); select as \
                 many, by name",
                self.clause
            );
            self.fail(ErrorKind::Conflict, message);
        }
        if has_limit(query) {
            self.require(Feature::LimitInQuery);
        }
        self.text("(");
        self.query(query, role);
        self.text(")");
    }

    /// Each comparison as a row, and what they are together: true or false if one decides it, else NULL
    /// if one is NULL.
    fn aggregated(&mut self, test: &'a RowTest) {
        let [operand] = &test.row[..] else { return };
        if operand.inside() & (Sort::AGGREGATE | Sort::WINDOW) != 0 {
            _ = self.require(Feature::Quantified);
            return;
        }
        self.rewrite(Rewrite::QuantifiedAsAggregate, Feature::Quantified);
        let (case, op) = match test.kind {
            RowTestKind::All(op) => (
                "(SELECT CASE WHEN MIN(b) = 0 THEN 0 WHEN COUNT(*) > COUNT(b) THEN NULL ELSE 1 END",
                op,
            ),
            RowTestKind::Any(op) => (
                "(SELECT CASE WHEN MAX(b) = 1 THEN 1 WHEN COUNT(*) > COUNT(b) THEN NULL ELSE 0 END",
                op,
            ),
            RowTestKind::Compare(_) | RowTestKind::In { .. } | RowTestKind::InQuery { .. } => {
                return;
            }
        };
        self.text(case);
        self.text(" FROM (SELECT ");
        self.beside_query(operand, &test.query, self.spec.powers.predicate + 1);
        self.text(op.text());
        self.text("c_1 AS b FROM ");
        self.tested_query(test, Role::Numbered);
        self.text("))");
    }
}

/// True if IN of a list that gets its values late is in a cell: an empty one is a query.
fn has_late_list(cells: &[Node]) -> bool {
    let is_late = |node: NodeRef<'_>| matches!(node.view(), View::InParameter { .. });
    cells.iter().any(|cell| NodeRef::new(cell).any(is_late))
}
