//! Hashing of trees: equal trees have equal hashes, at any depth.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use super::head::{Head, items};
use super::{each_child, item_query};
use crate::expr::{Expr, Node};
use crate::select::{Compound, Item, Select};

pub(crate) fn hash<H: Hasher>(node: &Node, state: &mut H) {
    let mut waiting = vec![node];
    let mut seen: HashMap<*const Item, usize> = HashMap::new();
    while let Some(node) = waiting.pop() {
        Head::of(node).hash(state);
        for item in items(node).into_iter().flatten() {
            if let Some(query) = item_query(item) {
                let next = seen.len();
                let number = *seen.entry(item).or_insert(next);
                number.hash(state);
                if number == next {
                    waiting.push(query);
                }
            }
        }
        each_child(node, &mut |child| waiting.push(child));
    }
}

impl<T> Hash for Expr<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash(&self.node, state);
    }
}

impl<R> Hash for Select<R> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash(&Node::Select(self.body.clone()), state);
    }
}

impl<R> Hash for Compound<R> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash(&Node::Select(self.body.clone()), state);
    }
}
