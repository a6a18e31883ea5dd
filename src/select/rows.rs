//! The record behind VALUES.

use super::SelectBody;
use super::set::both;
use crate::expr::Node;
use crate::types::Sort;

/// The rows of VALUES, one cell after the other. What the columns are called stands in the columns of
/// the query, which are names and nothing else.
#[derive(Clone)]
pub(crate) struct Rows {
    pub(crate) cells: Vec<Node>,
    /// What the columns are: of all rows together.
    pub(crate) sorts: Vec<Sort>,
}

impl Rows {
    pub(super) fn new(cells: Vec<Node>, width: usize) -> Self {
        let mut rows = Rows { cells, sorts: Vec::new() };
        rows.measure(width);
        rows
    }

    /// Works out what the columns are.
    pub(super) fn measure(&mut self, width: usize) {
        let mut rows = self.cells.chunks(width.max(1));
        let first = rows.next().unwrap_or_default();
        self.sorts = first.iter().map(Node::sort).collect();
        for row in rows {
            for (sort, cell) in self.sorts.iter_mut().zip(row) {
                *sort = both((*sort, cell.sort()));
            }
        }
        // A query without rows has columns all the same, of which nothing is known.
        self.sorts.resize(width, Sort::default());
    }
}

impl SelectBody {
    /// The rows of VALUES, if the query is that.
    #[inline]
    pub(crate) fn values(&self) -> Option<&Rows> {
        self.rare().and_then(|rare| rare.values.as_ref())
    }

    /// Makes the query VALUES; its columns are the names.
    pub(super) fn set_values(&mut self, rows: Rows) {
        for cell in &rows.cells {
            self.deepen(cell);
        }
        self.rare_mut().values = Some(rows);
    }
}
