//! Arguments of functions: mostly one, which needs no list on the heap.

use std::ops::{Deref, DerefMut};

use super::node::Node;

#[derive(Clone)]
pub(crate) enum Args {
    One([Node; 1]),
    Many(Vec<Node>),
}

impl From<Node> for Args {
    #[inline]
    fn from(only: Node) -> Self {
        Args::One([only])
    }
}

impl From<Vec<Node>> for Args {
    fn from(nodes: Vec<Node>) -> Self {
        Args::Many(nodes)
    }
}

impl Deref for Args {
    type Target = [Node];

    #[inline]
    fn deref(&self) -> &[Node] {
        match self {
            Args::One(node) => node,
            Args::Many(nodes) => nodes,
        }
    }
}

impl DerefMut for Args {
    fn deref_mut(&mut self) -> &mut [Node] {
        match self {
            Args::One(node) => node,
            Args::Many(nodes) => nodes,
        }
    }
}

impl<'a> IntoIterator for &'a Args {
    type Item = &'a Node;
    type IntoIter = std::slice::Iter<'a, Node>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a> IntoIterator for &'a mut Args {
    type Item = &'a mut Node;
    type IntoIter = std::slice::IterMut<'a, Node>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_no_larger_than_one() {
        assert_eq!(size_of::<Args>(), size_of::<Node>());
    }
}
