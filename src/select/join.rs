//! The records behind joins: a list in the order of the text, also of those in parentheses.

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
    /// How many of the next joins stand in parentheses with the item: they are joined to it before it is
    /// joined itself.
    pub(crate) inside: usize,
}

/// For each join the number of the one that begins the innermost parentheses that it stands in.
pub(crate) fn heads(joins: &[Join]) -> Vec<Option<usize>> {
    let (mut heads, mut open) = (Vec::with_capacity(joins.len()), Vec::<(usize, usize)>::new());
    for (place, join) in joins.iter().enumerate() {
        while open.last().is_some_and(|(_, end)| *end < place) {
            open.pop();
        }
        heads.push(open.last().map(|(head, _)| *head));
        if join.inside > 0 {
            open.push((place, place + join.inside));
        }
    }
    heads
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
