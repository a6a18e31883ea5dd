//! The first query of a recursive one: its columns say the types of all rows.
//!
//! MariaDB and MySQL cut what the step gives to the length, the digits and the kind that the first query
//! has, and PostgreSQL refuses a step of another type. So each column is written as one of its type, as
//! wide as that is.

use super::Writer;
use super::values::shown_cells;
use crate::check::widened;
use crate::dialect::First;
use crate::expr::node::{Kind, Node};
use crate::expr::view::NodeRef;
use crate::select::{Clause, Item, Output, SelectBody};
use crate::types::Tag;

const WAY_OUT: &str = "cast the column of the first query, which says the type of all rows";

impl<'a> Writer<'a> {
    /// Refuses a step which makes columns of wider types than those that it reads.
    pub(super) fn check_recursive_types(&mut self, query: &'a SelectBody) {
        let Some(set) = query.set() else { return };
        let (Some(first), Some(step)) = (set.left.as_query(), set.right.as_query()) else { return };
        let pairs = shown_cells(first).into_iter().zip(shown_cells(step));
        for (i, (a, b)) in pairs.enumerate() {
            let tags = [first.output_tag(i), step.output_tag(i)];
            if let Some(said) = widened([NodeRef::new(a), NodeRef::new(b)], tags) {
                self.mismatch(&(said, WAY_OUT), "WITH", query.place(Clause::Columns));
            }
        }
    }

    /// The columns of the first query of a recursive item, which has names for them.
    #[cold]
    pub(super) fn first_columns(&mut self, columns: &'a [Node], item: &'a Item) {
        let query = item.query_node().and_then(Node::as_query);
        for (i, column) in columns.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            let own = column.sort().tag;
            let all = query.map_or(own, |query| query.output_tag(i));
            match self.start_of(column, if all == Tag::Unknown { own } else { all }) {
                Some(round) => self.output_column_in(column, Some(round)),
                None => self.output_column(column, i == 0, false),
            }
            if let Some(Output { renamed: true, name: Some(name), .. }) = item.outputs().get(i) {
                self.text(" AS ");
                self.name(name);
            }
        }
    }

    /// What stands round a column, so that it is of that type for all rows.
    pub(super) fn start_of(&self, column: &Node, tag: Tag) -> Option<(&'static str, &'static str)> {
        let inner = column.unlabelled();
        let first = if let Some(Kind::Star { .. }) = inner.kind() {
            return None;
        } else if inner.sort().tag != tag && !inner.is_null() {
            First::WorkedOut
        } else if inner.as_column().is_some() {
            First::ItemColumn
        } else if inner.is_value() || inner.is_null() {
            First::LoneValue
        } else {
            First::WorkedOut
        };
        (self.spec.recursive_start)(tag, first)
    }
}
