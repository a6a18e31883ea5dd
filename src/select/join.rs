//! The record behind a join.

use super::Source;
use crate::expr::Node;
use crate::name::Name;

/// A join onto all that stands before it.
#[derive(Clone)]
pub(crate) struct Join {
    pub(crate) kind: JoinKind,
    pub(crate) source: Node,
    pub(crate) on: On,
    /// The condition; empty unless `on` is `Condition`.
    pub(crate) on_node: Node,
    /// The names of the columns that are equal, of USING.
    pub(crate) names: Vec<Name>,
}

impl Join {
    /// The FROM item that is joined.
    pub(crate) fn source(&self) -> Option<&Source> {
        if let Node::Source(source) = &self.source { Some(source) } else { None }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum JoinKind {
    Inner,
    Left,
    Right,
    Full,
    Cross,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum On {
    Condition,
    ForeignKey,
    /// Columns of some names are equal.
    Using,
    /// Those of all names that both sides have.
    Natural,
    Nothing,
}
