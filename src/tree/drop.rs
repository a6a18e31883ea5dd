//! Dropping: deep trees are taken apart on a worklist.

use std::mem::take;
use std::sync::Arc;

use crate::expr::Node;
use crate::expr::children::each_child_mut;
use crate::expr::column::ColumnRef;
use crate::expr::node::{Chain, Tree};
use crate::select::{Item, ItemBody, Output, SelectBody, Source};

/// Trees up to this depth drop by plain recursion, which is faster.
const SHALLOW: u32 = 48;

impl Drop for Chain {
    #[inline]
    fn drop(&mut self) {
        if self.depth > SHALLOW {
            let mut nodes = take(&mut self.more);
            nodes.extend(take(&mut self.first));
            dismantle(nodes);
        }
    }
}

impl Drop for Tree {
    #[inline]
    fn drop(&mut self) {
        if self.depth > SHALLOW {
            let mut nodes = Vec::new();
            each_child_mut(&mut self.kind, &mut |child| nodes.push(take(child)));
            dismantle(nodes);
        }
    }
}

impl Drop for SelectBody {
    #[inline]
    fn drop(&mut self) {
        if self.depth > SHALLOW {
            let mut nodes = Vec::new();
            self.each_child_mut(&mut |child| nodes.push(take(child)));
            dismantle(nodes);
        }
        take_declared_columns(&mut self.columns);
    }
}

/// Takes off the columns of declared tables that a list ends with, which hold nothing to be dropped.
#[inline]
fn take_declared_columns(nodes: &mut Vec<Node>) {
    while let Some(Node::Column(ColumnRef::Static(..))) = nodes.last() {
        std::mem::forget(nodes.pop());
    }
}

impl Drop for Item {
    fn drop(&mut self) {
        if self.depth > SHALLOW {
            let mut nodes = Vec::new();
            take_apart(self, &mut nodes);
            dismantle(nodes);
        }
    }
}

fn take_body(item: &mut Item) -> Node {
    match std::mem::replace(&mut item.body, ItemBody::Query(Node::Empty)) {
        ItemBody::Query(query) => query,
        ItemBody::Cte(mut cte) => take(&mut cte.query),
        ItemBody::This => Node::Empty,
        ItemBody::Alias(source) => Node::Source(source),
    }
}

/// What an item holds: its query or table, and the columns that its own ones show.
fn take_apart(item: &mut Item, nodes: &mut Vec<Node>) {
    nodes.push(take_body(item));
    let columns = item.outputs_mut().iter_mut().flat_map(Output::take_columns);
    nodes.extend(columns.flatten().map(Node::Column));
}

#[cold]
fn dismantle(mut nodes: Vec<Node>) {
    while let Some(node) = nodes.pop() {
        match node {
            Node::Chain(chain) => {
                if let Some(mut chain) = Arc::into_inner(chain) {
                    chain.depth = 0;
                    nodes.append(&mut chain.more);
                    nodes.extend(take(&mut chain.first));
                }
            }
            Node::Tree(tree) => {
                if let Some(mut tree) = Arc::into_inner(tree) {
                    tree.depth = 0;
                    each_child_mut(&mut tree.kind, &mut |child| nodes.push(take(child)));
                }
            }
            Node::Select(body) => {
                if let Some(mut body) = Arc::into_inner(body) {
                    body.depth = 0;
                    body.each_child_mut(&mut |child| nodes.push(take(child)));
                }
            }
            Node::Source(Source::Item(item)) => release(item, &mut nodes),
            Node::Column(column)
            | Node::ColumnValue(_, column, _)
            | Node::ColumnLike { column, .. }
            | Node::ColumnIn(_, column, _)
            | Node::ColumnDesc(column) => release_column(column, &mut nodes),
            Node::ColumnColumn(_, left, right) => {
                release_column(left, &mut nodes);
                release_column(right, &mut nodes);
            }
            Node::Empty
            | Node::Null(_)
            | Node::Star
            | Node::Default
            | Node::Bind(_)
            | Node::NullBind(_)
            | Node::Literal(_)
            | Node::Source(Source::Static(_) | Source::Shared(_)) => {}
        }
    }
}

fn release_column(column: ColumnRef, nodes: &mut Vec<Node>) {
    if let ColumnRef::Item(_, item) = column {
        release(item, nodes);
    }
}

fn release(item: Arc<Item>, nodes: &mut Vec<Node>) {
    if let Some(mut item) = Arc::into_inner(item) {
        item.depth = 0;
        take_apart(&mut item, nodes);
    }
}
