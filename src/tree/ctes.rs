//! What a statement uses at any depth: common table expressions, tables, parameters that get their values
//! late.

use std::collections::HashSet;

use super::head::item_of;
use crate::expr::Node;
use crate::expr::view::{NodeRef, View};
use crate::name::Name;
use crate::schema::TableName;
use crate::select::{Item, ItemBody, Source, SourceRef};
use crate::types::Type;

/// What a statement has at any depth.
#[derive(Default)]
pub(crate) struct Uses<'a> {
    /// Its common table expressions, each after those that it uses, but for those that stand at a query inside,
    /// where they are used there only.
    pub(crate) ctes: Vec<&'a Item>,
    /// Those that stand at a query inside, each as often as it does.
    pub(crate) here: Vec<&'a Item>,
    /// The names of its tables, each as often as it is mentioned.
    pub(crate) tables: Vec<&'a TableName>,
    /// Its parameters that get their values late, and which of them are lists, each as often as it stands
    /// there.
    pub(crate) late: Vec<(&'a Name, &'a Type, bool)>,
}

enum Step<'a> {
    Visit(NodeRef<'a>),
    Done(&'a Item),
    /// So many queries of WITH inside of the statement are not seen any more.
    Leave(usize),
}

pub(crate) fn uses(roots: Vec<NodeRef<'_>>) -> Uses<'_> {
    let mut uses = Uses::default();
    let mut seen: HashSet<*const Item> = HashSet::new();
    let mut waiting: Vec<Step<'_>> = roots.into_iter().rev().map(Step::Visit).collect();
    let mut children = Vec::new();
    let mut seen_here: Vec<&Item> = Vec::new();
    while let Some(step) = waiting.pop() {
        let node = match step {
            Step::Visit(node) => node,
            Step::Done(item) => {
                uses.ctes.push(item);
                continue;
            }
            Step::Leave(count) => {
                seen_here.truncate(seen_here.len().saturating_sub(count));
                continue;
            }
        };
        let here = here_at(node);
        if !here.is_empty() {
            waiting.push(Step::Leave(here.len()));
        }
        node.each_child(&mut |child| children.push(Step::Visit(child)));
        waiting.extend(children.drain(..).rev());
        let queries = here.iter().filter_map(|item| item.query_node());
        waiting.extend(queries.map(|query| Step::Visit(NodeRef::new(query))));
        uses.here.extend(&here);
        seen_here.extend(here);
        uses.tables.extend(table(node));
        uses.late.extend(late(node));
        let Some(item) = item_of(node) else { continue };
        let item = behind(item);
        if seen_here.iter().any(|own| std::ptr::eq(*own, item)) {
            continue;
        }
        if let ItemBody::Changed(change) = &item.body {
            if seen.insert(item) {
                waiting.push(Step::Done(item));
                change.each_child(&mut |child| children.push(Step::Visit(child)));
                waiting.extend(children.drain(..).rev());
            }
            continue;
        }
        let Some(query) = item.query_node() else { continue };
        if seen.insert(item) {
            if let ItemBody::Cte(_) = item.body {
                waiting.push(Step::Done(item));
            }
            waiting.push(Step::Visit(NodeRef::new(query)));
        }
    }
    uses
}

/// The queries of WITH that stand at a query.
fn here_at(node: NodeRef<'_>) -> Vec<&Item> {
    let Some(query) = node.node().and_then(Node::as_query) else { return Vec::new() };
    let items = query.with_here().iter().map(NodeRef::new);
    items.filter_map(|node| node.source()?.item()).collect()
}

/// The item that an alias stands for.
fn behind(mut item: &Item) -> &Item {
    while let ItemBody::Alias(Source::Item(of)) = &item.body {
        item = of;
    }
    item
}

/// The table that a node itself is or belongs to.
fn table(node: NodeRef<'_>) -> Option<&TableName> {
    node.source().and_then(SourceRef::table).map(|table| &table.name)
}

/// The parameter that a node is or has, if its value comes late.
fn late(node: NodeRef<'_>) -> Option<(&Name, &Type, bool)> {
    let view = node.view();
    if let View::LateParameter { name, ty } = view {
        Some((name, ty, false))
    } else if let View::InParameter { name, ty, .. } = view {
        Some((name, ty, true))
    } else {
        None
    }
}
