//! Hashing of trees: equal trees have equal hashes, at any depth.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use super::head::{Head, item_of};
use crate::expr::view::NodeRef;
use crate::expr::{Expr, Node};

pub(super) fn hash_all<H: Hasher>(mut waiting: Vec<NodeRef<'_>>, state: &mut H) {
    let mut seen: HashMap<*const Node, usize> = HashMap::new();
    while let Some(node) = waiting.pop() {
        Head::of(node).hash(state);
        if let Some(item) = item_of(node)
            && let Some(query) = item.query_node()
        {
            let next = seen.len();
            let number = *seen.entry(query).or_insert(next);
            number.hash(state);
            if number == next {
                waiting.push(NodeRef::new(query));
            }
        }
        node.each_child(&mut |child| waiting.push(child));
    }
}

impl<T> Hash for Expr<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash_all(vec![NodeRef::new(&self.node)], state);
    }
}
