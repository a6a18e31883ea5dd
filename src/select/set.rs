//! The record behind a set operation.

use crate::expr::Node;
use crate::types::{Sort, Tag};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum SetOp {
    Union,
    Intersect,
    Except,
}

/// Two queries with a set operation between; both are `Select` nodes.
#[derive(Clone)]
pub(crate) struct Set {
    pub(crate) op: SetOp,
    /// True for `ALL`: a row counts as often as it is there.
    pub(crate) all: bool,
    pub(crate) left: Node,
    pub(crate) right: Node,
    /// What the columns are: of all queries together.
    pub(crate) sorts: Vec<Sort>,
}

impl Set {
    /// Works out what the columns are.
    pub(super) fn measure(&mut self) {
        if let (Some(left), Some(right)) = (self.left.as_query(), self.right.as_query()) {
            let (first, second) = (left.output_sorts().into_iter(), right.output_sorts());
            self.sorts = if left.has_star() || right.has_star() {
                first.map(|sort| Sort::new(Tag::Unknown, sort.flags | Sort::NULLABLE)).collect()
            } else {
                first.zip(second).map(both).collect()
            };
        }
    }
}

/// A column of two queries together.
fn both((left, right): (Sort, Sort)) -> Sort {
    let suspect = Sort::flag(left.tag.clashes_with(right.tag), Sort::SUSPECT);
    Sort::new(left.tag.unify(right.tag), left.flags | right.flags | suspect)
}
