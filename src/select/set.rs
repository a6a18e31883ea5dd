//! The record behind a set operation.

use super::SelectBody;
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
            let (first, second) = (left.output_sorts(), right.output_sorts());
            self.sorts = if left.has_star() || right.has_star() {
                first.map(|sort| Sort::new(Tag::Unknown, sort.flags | Sort::NULLABLE)).collect()
            } else {
                first.zip(second).map(both).collect()
            };
        }
    }
}

/// A column of two queries together.
pub(super) fn both((left, right): (Sort, Sort)) -> Sort {
    let suspect = Sort::flag(left.tag.clashes_with(right.tag), Sort::SUSPECT);
    Sort::new(left.tag.unify(right.tag), left.flags | right.flags | suspect)
}

impl SelectBody {
    /// The queries that a set operation is made of, at whatever depth, in the order of the text; any other
    /// query itself.
    pub(crate) fn arms(&self) -> impl Iterator<Item = &SelectBody> {
        let mut waiting = vec![self];
        std::iter::from_fn(move || {
            loop {
                let body = waiting.pop()?;
                let Some(set) = body.set() else { return Some(body) };
                let both = [&set.right, &set.left].into_iter().filter_map(Node::as_query);
                waiting.extend(both.map(|query| &**query));
            }
        })
    }

    /// What the columns of a set operation or of VALUES are.
    pub(super) fn joint_sorts(&self) -> Option<&[Sort]> {
        let rare = self.rare()?;
        match (&rare.set, &rare.values) {
            (Some(set), _) => Some(&set.sorts),
            (None, Some(values)) => Some(&values.sorts),
            (None, None) => None,
        }
    }

    /// The type of output column number `i`.
    pub(crate) fn output_tag(&self, i: usize) -> Tag {
        match self.joint_sorts() {
            Some(sorts) => sorts.get(i).copied().unwrap_or_default().tag,
            None => self.columns.get(i).map_or(Tag::Unknown, |column| column.sort().tag),
        }
    }

    /// The set operation that the query is, if it is one.
    #[inline]
    pub(crate) fn set(&self) -> Option<&Set> {
        self.rare().and_then(|rare| rare.set.as_ref())
    }

    pub(super) fn set_operation(&mut self, set: Set) {
        self.deepen(&set.left);
        self.deepen(&set.right);
        self.rare_mut().set = Some(set);
    }

    /// True if the columns stand for nothing but their names: of a set operation, and of VALUES.
    pub(in crate::select) fn has_names_only(&self) -> bool {
        self.rare().is_some_and(|rare| rare.set.is_some() || rare.values.is_some())
    }
}
