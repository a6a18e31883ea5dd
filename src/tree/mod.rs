//! What holds for whole trees: equality, hashing and dropping, at any depth.
//!
//! Nothing here recurses: every walk keeps its own stack on the heap. The children of a node come
//! from one list a kind (`expr/children.rs`, `SelectBody::each_child`).

mod ctes;
mod drop;
mod equal;
mod hash;
mod head;
mod nullable;

pub(crate) use ctes::{Uses, uses};
pub(crate) use equal::equal;
pub(crate) use nullable::check_row;

use crate::expr::Node;
use crate::schema::Source;
use crate::select::{Item, ItemBody};

/// Calls `visit` with each direct child of a node, subqueries included; not with the FROM item
/// that a column belongs to.
pub(crate) fn each_child<'a>(node: &'a Node, visit: &mut dyn FnMut(&'a Node)) {
    match node {
        Node::Chain(chain) => chain.items().for_each(visit),
        Node::Tree(tree) => crate::expr::children::each_child(&tree.kind, visit),
        Node::Select(body) => body.each_child(visit),
        _ => {}
    }
}

/// The query of a FROM item, if it is a subquery or a common table expression, under whatever name.
pub(crate) fn item_query(mut item: &Item) -> Option<&Node> {
    loop {
        match &item.body {
            ItemBody::Query(query) => return Some(query),
            ItemBody::Cte(cte) => return Some(&cte.query),
            ItemBody::Alias(Source::Item(of)) => item = of,
            ItemBody::Alias(_) | ItemBody::This => return None,
        }
    }
}
