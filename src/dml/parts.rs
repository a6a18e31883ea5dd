//! An INSERT of more rows than one statement takes, as several of some rows each.

use super::body::{By, Cells, ChangeBody, Verb};
use super::form::InsertForm;
use crate::expr::Node;
use crate::types::Sort;

impl ChangeBody {
    /// True for an INSERT of several rows that means the same as several statements, one after the other in
    /// a transaction: nothing in it reads what they insert, and an error undoes all.
    pub(crate) fn may_be_parted(&self) -> bool {
        let reads = |node: &Node| node.sort().has(Sort::QUERY);
        let rows_read = match &self.cells {
            Cells::Values(_) => false,
            Cells::Nodes(nodes) => nodes.iter().any(reads),
        };
        let rest_may = self.rare().is_none_or(|rare| {
            let conflict = rare.conflict.as_ref();
            let read = conflict.is_some_and(|conflict| {
                conflict.values.iter().chain([&conflict.filter]).any(reads)
            });
            !read && rare.form != Some(InsertForm::OrFail) && rare.words.is_empty()
        });
        self.verb == Verb::Insert
            && self.by != Some(By::Query)
            && self.problems.is_empty()
            && self.rows() > 1
            && rest_may
            && !rows_read
            && !self.returning.iter().any(reads)
    }

    /// The same without its rows.
    pub(crate) fn without_rows(&self) -> ChangeBody {
        ChangeBody {
            depth: self.depth,
            verb: self.verb,
            required: self.required,
            target: self.target.clone(),
            columns: self.columns.clone(),
            cells: Cells::Values(Vec::new()),
            filter: self.filter.clone(),
            all_rows: self.all_rows,
            returning: self.returning.clone(),
            problems: self.problems.clone(),
            by: self.by,
            places: self.places,
            rare: self.rare.clone(),
        }
    }
}

impl Cells {
    /// Some of the cells.
    pub(crate) fn part(&self, from: usize, to: usize) -> Cells {
        match self {
            Cells::Values(values) => Cells::Values(values[from..to].to_vec()),
            Cells::Nodes(nodes) => Cells::Nodes(nodes[from..to].to_vec()),
        }
    }
}
