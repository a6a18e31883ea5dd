//! Rows of values in conditions, and comparison with any or all rows of a query.

use super::predicate::has_limit;
use super::select::Role;
use super::{Rewrite, Writer};
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::row_test::{RowTest, RowTestKind};
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
        let around = self.spec.row_tests;
        let power = self.spec.powers.predicate;
        let open = around.0.is_empty() && self.open(power, min);
        self.text(around.0);
        if let [only] = &test.row[..] {
            self.typed(only, power + 1);
        } else {
            self.row_of(&test.row, true);
        }
        self.text(" ");
        self.text(test.kind.words());
        self.text(" ");
        match test.kind {
            RowTestKind::Compare(_) => self.row_of(&test.cells, false),
            RowTestKind::In { .. } => self.rows_of(test),
            RowTestKind::InQuery { .. } | RowTestKind::Any(_) | RowTestKind::All(_) => {
                self.tested_query(test, Role::Operand);
            }
        }
        self.text(around.1);
        self.close(open);
    }

    /// `(a, b)`
    fn row_of(&mut self, cells: &'a [Node], typed: bool) {
        self.text("(");
        for (i, cell) in cells.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            if typed {
                self.typed(cell, 0);
            } else {
                self.compared(cell, 0);
            }
        }
        self.text(")");
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
            self.row_of(row, false);
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
        self.typed(operand, self.spec.powers.predicate + 1);
        self.text(op.text());
        self.text("c_1 AS b FROM ");
        self.tested_query(test, Role::Numbered);
        self.text("))");
    }
}
