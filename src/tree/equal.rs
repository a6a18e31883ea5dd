//! Equality of trees: the same shape, names and values, at any depth.

use std::collections::HashMap;

use super::head::{Head, item_of};
use crate::expr::view::NodeRef;
use crate::expr::{Expr, Node};

/// Which query in FROM of one tree stands for which of the other, under whatever names; one to one.
#[derive(Default)]
struct Pairs {
    there: HashMap<*const Node, *const Node>,
    back: HashMap<*const Node, *const Node>,
}

impl Pairs {
    /// `None` if the two cannot stand for each other, else whether the pair is new.
    fn add(&mut self, a: &Node, b: &Node) -> Option<bool> {
        let (a, b): (*const Node, *const Node) = (a, b);
        match (self.there.insert(a, b), self.back.insert(b, a)) {
            (None, None) => Some(true),
            (Some(old_b), Some(old_a)) if old_b == b && old_a == a => Some(false),
            (None | Some(_), _) => None,
        }
    }
}

pub(crate) fn same(a: NodeRef<'_>, b: NodeRef<'_>) -> bool {
    same_all(vec![(a, b)])
}

/// True if the two of each pair are the same, and what stands for what is so in all pairs.
pub(super) fn same_all(mut waiting: Vec<(NodeRef<'_>, NodeRef<'_>)>) -> bool {
    let mut pairs = Pairs::default();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    while let Some((a, b)) = waiting.pop() {
        if Head::of(a) != Head::of(b) {
            return false;
        }
        if let (Some(a), Some(b)) = (item_of(a), item_of(b))
            && let (Some(query_a), Some(query_b)) = (a.query_node(), b.query_node())
        {
            match pairs.add(query_a, query_b) {
                None => return false,
                Some(true) => waiting.push((NodeRef::new(query_a), NodeRef::new(query_b))),
                Some(false) => {}
            }
        }
        a.each_child(&mut |child| left.push(child));
        b.each_child(&mut |child| right.push(child));
        if left.len() != right.len() {
            return false;
        }
        waiting.extend(left.drain(..).zip(right.drain(..)));
    }
    true
}

/// Two expressions are equal if they are the same tree: the same operators, names and values.
impl<T> PartialEq for Expr<T> {
    fn eq(&self, other: &Self) -> bool {
        same(NodeRef::new(&self.node), NodeRef::new(&other.node))
    }
}

impl<T> Eq for Expr<T> {}
