//! Which common table expressions a statement uses.

use std::collections::HashSet;

use super::head::items;
use super::{each_child, item_query};
use crate::expr::Node;
use crate::name::Name;
use crate::schema::Source;
use crate::select::{Item, ItemBody};

/// What a statement has in FROM, at any depth.
#[derive(Default)]
pub(crate) struct Uses<'a> {
    /// Its common table expressions, each after those that it uses.
    pub(crate) ctes: Vec<&'a Item>,
    /// The names of its tables that have no schema.
    pub(crate) tables: Vec<&'a Name>,
}

enum Step<'a> {
    Visit(&'a Node),
    Done(&'a Item),
}

pub(crate) fn uses<'a>(roots: &[&'a Node]) -> Uses<'a> {
    let mut uses = Uses::default();
    let mut seen: HashSet<*const Item> = HashSet::new();
    let mut waiting: Vec<Step<'a>> = roots.iter().rev().map(|root| Step::Visit(root)).collect();
    let mut children = Vec::new();
    while let Some(step) = waiting.pop() {
        let node = match step {
            Step::Visit(node) => node,
            Step::Done(item) => {
                uses.ctes.push(item);
                continue;
            }
        };
        each_child(node, &mut |child| children.push(Step::Visit(child)));
        waiting.extend(children.drain(..).rev());
        uses.tables.extend(tables(node));
        for item in items(node).into_iter().flatten() {
            let (Some(query), item) = (item_query(item), behind(item)) else { continue };
            if seen.insert(item) {
                if let ItemBody::Cte(_) = item.body {
                    waiting.push(Step::Done(item));
                }
                waiting.push(Step::Visit(query));
            }
        }
    }
    uses
}

/// The item that an alias stands for.
fn behind(mut item: &Item) -> &Item {
    while let ItemBody::Alias(Source::Item(of)) = &item.body {
        item = of;
    }
    item
}

/// The tables that a node names itself.
fn tables(node: &Node) -> impl Iterator<Item = &Name> {
    let source = match node {
        Node::Source(source) => source.table(),
        _ => None,
    };
    let columns = node.columns().into_iter().flatten().filter_map(|column| column.table());
    let found = source.into_iter().chain(columns);
    found.filter(|table| table.schema.is_none()).map(|table| &table.name)
}
