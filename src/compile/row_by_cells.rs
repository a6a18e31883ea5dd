//! Rows of values compared cell by cell, where the engine does not compare them as they are in their group.

use super::{Rewrite, Writer};
use crate::dialect::Feature;
use crate::expr::Node;
use crate::expr::kind::Comparison;
use crate::expr::row_test::{RowTest, RowTestKind};
use crate::expr::view::NodeRef;
use crate::function;
use crate::types::Sort;

impl<'a> Writer<'a> {
    /// How the cells of a test are compared, and whether the whole is negated, if rows cannot be.
    ///
    /// MariaDB 10.11 compares a row with aggregates in it when the columns beside them are those of another
    /// group already.
    pub(super) fn by_cells(&self, test: &RowTest) -> Option<(Comparison, bool)> {
        let has_aggregate = |cell: &Node| cell.inside() & Sort::AGGREGATE != 0;
        let aggregates =
            || self.may_be_aggregate() || test.row.iter().chain(&test.cells).any(has_aggregate);
        if test.row.len() < 2 || self.features.has(Feature::RowsOfGroups) || !aggregates() {
            return None;
        }
        match test.kind {
            RowTestKind::Compare(op) => Some((op, false)),
            RowTestKind::In { negated } => Some((Comparison::Eq, negated)),
            RowTestKind::InQuery { .. } | RowTestKind::Any(_) | RowTestKind::All(_) => None,
        }
    }

    /// `a < c OR a = c AND b < d`, of each row to compare with.
    #[cold]
    pub(super) fn cells_in_turn(
        &mut self,
        test: &'a RowTest,
        op: Comparison,
        negated: bool,
        min: u8,
    ) {
        self.rewrite(Rewrite::RowsByCells, Feature::RowsOfGroups);
        let cells = test.row.iter().chain(&test.cells);
        cells.for_each(|cell| self.check_pure(&function::IN, NodeRef::new(cell)));
        let powers = &self.spec.powers;
        let open = self.open(if negated { powers.not } else { powers.or }, min);
        self.text(if negated { "NOT (" } else { "" });
        for (i, row) in test.cells.chunks(test.row.len()).enumerate() {
            self.text(if i > 0 { " OR " } else { "" });
            match op {
                Comparison::Eq => self.each_cell(test, row, " = ", " AND "),
                Comparison::Ne => self.each_cell(test, row, " <> ", " OR "),
                Comparison::Lt | Comparison::Le => self.cell_by_cell(test, row, " < ", op),
                Comparison::Gt | Comparison::Ge => self.cell_by_cell(test, row, " > ", op),
            }
        }
        self.text(if negated { ")" } else { "" });
        self.close(open);
    }

    /// `a = c AND b = d`
    fn each_cell(
        &mut self,
        test: &'a RowTest,
        row: &'a [Node],
        op: &'static str,
        and: &'static str,
    ) {
        for place in 0..row.len() {
            self.text(if place > 0 { and } else { "" });
            self.cells_at(test, row, place, op);
        }
    }

    /// `a < c OR a = c AND (b < d OR b = d AND e <= f)`, the last cells by the operator itself.
    fn cell_by_cell(
        &mut self,
        test: &'a RowTest,
        row: &'a [Node],
        strictly: &'static str,
        op: Comparison,
    ) {
        let last = row.len() - 1;
        for place in 0..last {
            self.text(if place > 0 { "(" } else { "" });
            self.cells_at(test, row, place, strictly);
            self.text(" OR ");
            self.cells_at(test, row, place, " = ");
            self.text(" AND ");
        }
        self.cells_at(test, row, last, op.text());
        (1..last).for_each(|_| self.text(")"));
    }

    fn cells_at(&mut self, test: &'a RowTest, row: &'a [Node], place: usize, op: &'static str) {
        let power = self.spec.powers.predicate + 1;
        let (left, right) = (&test.row[place], &row[place]);
        if self.is_compared_apart(test, place) {
            self.compared_in_double(left, power);
            self.text(op);
            self.compared_in_double(right, power);
        } else {
            self.sides((left, power), (right, power), op);
        }
    }
}
