//! VALUES as a query: rows as such where nobody asks for the names of the columns, and else in the
//! shape by which the engine gives them names.

use super::layout::Mark;
use super::select::Role;
use super::{Rewrite, Writer};
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::view::NodeRef;
use crate::name::Name;
use crate::select::{Clause, Rows, SelectBody, SetOp, output_name};
use crate::types::Sort;

/// How the rows are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// `VALUES (…), (…)`
    Bare,
    /// `SELECT * FROM (VALUES (…), (…)) AS v (a, b)`
    Listed,
    /// `SELECT … AS a, … AS b UNION ALL VALUES (…)`
    FirstSelected,
    /// `SELECT … AS a, … AS b UNION ALL SELECT …`
    Selects,
}

/// What the rows are called where they must be a FROM item.
const ITEM: &str = "v";

impl<'a> Writer<'a> {
    pub(super) fn values(&mut self, body: &'a SelectBody, rows: &'a Rows, role: Role<'a>) {
        let (clause, place) = (self.clause, self.place);
        self.enter("VALUES", body.place(Clause::Columns));
        self.check_values(body, rows, role);
        let shape = self.shape(rows, role);
        let wrapped = shape == Shape::Listed || self.must_wrap(body, rows, shape);
        if wrapped {
            self.mark(Mark::Open);
            self.text("SELECT *");
            self.line(" FROM ");
            self.text("(");
        }
        self.open_values(body, role);
        self.enter("VALUES", body.place(Clause::Columns));
        self.shaped(body, rows, shape, role);
        self.leave();
        if wrapped {
            self.text(") AS ");
            self.text(ITEM);
        }
        if shape == Shape::Listed {
            self.names_of_values(body);
        }
        if !wrapped {
            self.mark(Mark::Open);
        }
        self.order_by_number(body);
        self.limit(body);
        self.mark(Mark::Close);
        self.enter(clause, place);
    }

    /// The set operation that a query is in the text: one of its own, or one between rows.
    pub(super) fn written_set_op(&self, body: &SelectBody, role: Role<'_>) -> Option<SetOp> {
        if let Some(set) = body.set() {
            return Some(set.op);
        }
        let rows = body.values()?;
        let joined = match self.shape(rows, role) {
            Shape::Bare | Shape::Listed => false,
            Shape::FirstSelected | Shape::Selects => count(body, rows) > 1,
        };
        joined.then_some(SetOp::Union)
    }

    /// True if a query ends in rows behind which ORDER BY and LIMIT cannot stand.
    pub(super) fn ends_in_rows(&self, body: &SelectBody) -> bool {
        body.values().is_some() && !self.features.has(Feature::OrderedValues)
    }

    fn shape(&self, rows: &Rows, role: Role<'_>) -> Shape {
        let bare = match role {
            Role::Open | Role::Named(_) | Role::Lateral(_) | Role::Numbered => false,
            Role::Operand | Role::Value | Role::Isolated | Role::Listed(_) | Role::First(_) => true,
        };
        if !self.takes_rows(rows, role) {
            Shape::Selects
        } else if bare {
            Shape::Bare
        } else if self.features.has(Feature::ColumnLists) {
            Shape::Listed
        } else {
            Shape::FirstSelected
        }
    }

    /// True if the rows can stand in VALUES at all.
    fn takes_rows(&self, rows: &Rows, role: Role<'_>) -> bool {
        self.features.has(Feature::ValuesQuery)
            && (role.is_isolated()
                || matches!(role, Role::Open)
                || self.features.has(Feature::ColumnsInValues)
                || !rows.cells.iter().any(mentions_column))
    }

    /// True if what stands behind the rows cannot stand there.
    fn must_wrap(&self, body: &SelectBody, rows: &Rows, shape: Shape) -> bool {
        let ends_in_rows = match shape {
            Shape::Bare => true,
            Shape::FirstSelected => count(body, rows) > 1,
            Shape::Listed | Shape::Selects => false,
        };
        ends_in_rows && has_tail(body) && !self.features.has(Feature::OrderedValues)
    }

    fn shaped(&mut self, body: &'a SelectBody, rows: &'a Rows, shape: Shape, role: Role<'a>) {
        let width = body.columns.len().max(1);
        self.out.reserve(rows.cells.len().min(self.spec.max_parameters) * 5 + 32);
        if shape == Shape::Selects {
            let instead_of = if self.features.has(Feature::ValuesQuery) {
                Feature::ColumnsInValues
            } else {
                Feature::ValuesQuery
            };
            self.rewrite(Rewrite::ValuesAsSelects, instead_of);
        }
        match shape {
            Shape::Bare | Shape::Listed => self.bare_rows(&rows.cells, rows, width, role),
            Shape::FirstSelected => {
                let (first, others) = rows.cells.split_at(width.min(rows.cells.len()));
                self.selected_row(first, rows, &body.columns, role);
                if !others.is_empty() {
                    self.union_all();
                    self.bare_rows(others, rows, width, role.of_others());
                }
            }
            Shape::Selects => {
                for (i, row) in rows.cells.chunks(width).enumerate() {
                    if i > 0 {
                        self.union_all();
                    }
                    let columns = if i == 0 { &body.columns[..] } else { &[] };
                    self.selected_row(row, rows, columns, role);
                }
            }
        }
    }

    fn union_all(&mut self) {
        self.line(" UNION ALL");
        self.line(" ");
    }

    /// `VALUES (…), (…)`.
    fn bare_rows(&mut self, cells: &'a [Node], rows: &'a Rows, width: usize, role: Role<'a>) {
        self.text("VALUES ");
        let first = cells.get(..width).unwrap_or_default();
        for (i, row) in cells.chunks(width).enumerate() {
            self.text(if i > 0 { "), " } else { "" });
            self.text(self.spec.values_row);
            for (j, cell) in row.iter().enumerate() {
                if j > 0 {
                    self.text(", ");
                }
                let sort = rows.sorts.get(j).copied().unwrap_or_default();
                let above = if i > 0 { first.get(j) } else { None };
                if let (0, Role::First(_)) = (i, role) {
                    self.first_cell(cell, sort);
                } else {
                    self.cell(cell, sort, above);
                }
            }
        }
        self.text(")");
    }

    /// A row as a SELECT, with names for its columns if there are any.
    fn selected_row(
        &mut self,
        row: &'a [Node],
        rows: &'a Rows,
        columns: &'a [Node],
        role: Role<'a>,
    ) {
        self.text("SELECT ");
        for (j, cell) in row.iter().enumerate() {
            if j > 0 {
                self.text(", ");
            }
            let sort = rows.sorts.get(j).copied().unwrap_or_default();
            if let (false, Role::First(_)) = (columns.is_empty(), role) {
                self.first_cell(cell, sort);
            } else {
                self.cell(cell, sort, None);
            }
            match columns.get(j).and_then(output_name) {
                Some(_) if matches!(role, Role::Numbered) => {
                    self.text(" AS c_");
                    self.text(&(j + 1).to_string());
                }
                Some(name) => {
                    self.text(" AS ");
                    self.label(name);
                }
                None => {}
            }
        }
    }

    /// A cell of the first row of a recursive query.
    fn first_cell(&mut self, cell: &'a Node, column: Sort) {
        let (before, after) = self.start_of(cell, column.tag).unwrap_or_default();
        self.text(before);
        self.cell(cell, column, None);
        self.text(after);
    }

    /// A cell of a column of that type, below the first one if that is given, whose type it takes.
    fn cell(&mut self, cell: &'a Node, column: Sort, above: Option<&Node>) {
        let says = |cell: &Node| cell.is_null() || cell.sort().tag == column.tag;
        let told = above.is_some_and(says) && says(cell);
        let inner = cell.unlabelled();
        let word = matches!(inner, Node::Null(_));
        match (inner.is_null(), told) {
            (true, false) if word => self.null_typed(column.tag),
            (true, false) => self.bind_null_typed(column.tag),
            (true, true) if word => self.text("NULL"),
            (true, true) => self.bind_null(column.tag),
            (false, true) => self.expr(cell, 0),
            (false, false) => self.typed(cell, 0),
        }
    }

    /// The names behind a FROM item.
    fn names_of_values(&mut self, body: &'a SelectBody) {
        for (i, name) in body.columns.iter().filter_map(output_name).enumerate() {
            self.text(if i == 0 { " (" } else { ", " });
            self.name(name);
        }
        self.text(")");
    }

    fn check_values(&mut self, body: &'a SelectBody, rows: &'a Rows, role: Role<'a>) {
        if body.columns.is_empty() {
            self.fail(ErrorKind::Incomplete, "VALUES has no columns; name at least one".into());
        } else if rows.cells.is_empty() {
            self.fail(ErrorKind::Incomplete, "VALUES has no rows; give at least one".into());
        }
        self.check_cells(body, rows);
        // A FROM item looks at its names itself.
        if let Role::Open | Role::Operand | Role::Isolated | Role::Numbered = role {
            self.check_names_of_values(body);
        }
    }

    fn check_cells(&mut self, body: &'a SelectBody, rows: &'a Rows) {
        let place = body.place(Clause::Columns);
        let shown = shown_cells(body);
        for (i, cell) in rows.cells.iter().enumerate() {
            self.check_types_of(cell, "VALUES", place);
            self.check_no_aggregate(NodeRef::new(cell), "VALUES", place);
            let column = i % body.columns.len().max(1);
            let clashes = rows.sorts.get(column).is_some_and(|sort| sort.has(Sort::SUSPECT));
            if let (true, Some(first)) = (clashes, shown.get(column)) {
                self.check_pair(first, cell, "VALUES", place);
            }
        }
    }

    fn check_names_of_values(&mut self, body: &'a SelectBody) {
        let names: Vec<Option<&Name>> = body.columns.iter().map(output_name).collect();
        let twice = (1..names.len()).find(|&i| {
            names[..i].iter().any(|before| match (before, names[i]) {
                (Some(a), Some(b)) => self.spec.column_names.same(a, b),
                (None, _) | (_, None) => false,
            })
        });
        if let Some(name) = twice.and_then(|i| names[i]) {
            let message = format!("VALUES names the column `{name}` twice");
            self.fail(ErrorKind::DuplicateName, message);
        }
    }
}

/// How many rows there are.
fn count(body: &SelectBody, rows: &Rows) -> usize {
    rows.cells.len() / body.columns.len().max(1)
}

/// What shows the types of a query's columns: the select list, or of VALUES one cell for each column,
/// which is no NULL if there is another; of a set operation that of its first query.
pub(super) fn shown_cells(body: &SelectBody) -> Vec<&Node> {
    let mut first = body;
    while let Some(left) = first.set().and_then(|set| set.left.as_query()) {
        first = left;
    }
    let Some(rows) = first.values() else { return first.columns.iter().collect() };
    let width = first.columns.len();
    let cells = |column: usize| rows.cells.iter().skip(column).step_by(width.max(1));
    let shown = |column| cells(column).find(|cell| !cell.is_null()).or(cells(column).next());
    (0..width).filter_map(shown).collect()
}

/// True if something stands behind the rows.
pub(super) fn has_tail(body: &SelectBody) -> bool {
    !(body.order_by.is_empty() && body.limit.is_empty() && body.offset.is_empty())
}

/// True if a column is in the expression, or in a query inside of it.
fn mentions_column(cell: &Node) -> bool {
    NodeRef::new(cell).any(|node| node.as_column().is_some())
}
