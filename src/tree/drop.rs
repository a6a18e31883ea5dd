//! Dropping: deep trees are taken apart on a worklist.

use std::mem::take;
use std::sync::Arc;

use crate::dml::ChangeBody;
use crate::expr::Node;
use crate::expr::children::each_child_mut;
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::{Chain, Tree};
use crate::select::{Item, ItemBody, Join, Output, SelectBody, Source};

/// Trees up to this depth drop by plain recursion, which is faster.
const SHALLOW: u32 = 48;

impl Drop for Chain {
    #[inline]
    fn drop(&mut self) {
        if self.depth > SHALLOW {
            let mut nodes = Vec::new();
            empty_chain(self, &mut nodes);
            dismantle(nodes);
        }
    }
}

impl Drop for Tree {
    #[inline]
    fn drop(&mut self) {
        if self.depth > SHALLOW {
            let mut nodes = Vec::new();
            empty_tree(self, &mut nodes);
            dismantle(nodes);
        }
    }
}

impl Drop for SelectBody {
    #[inline]
    fn drop(&mut self) {
        if self.depth > SHALLOW {
            let mut nodes = Vec::new();
            empty_query(self, &mut nodes);
            dismantle(nodes);
        }
        take_declared_columns(&mut self.columns);
        take_declared_columns(&mut self.order_by);
        while let Some(Join { source, on_node, .. }) = self.joins.last()
            && let Node::Source(Source::Static(_)) = source
            && let Node::ColumnColumn(_, ColumnRef::Static(..), ColumnRef::Static(..)) = on_node
        {
            std::mem::forget(self.joins.pop());
        }
    }
}

/// Takes off the columns of declared tables that a list ends with, which hold nothing to be dropped.
#[inline]
fn take_declared_columns(nodes: &mut Vec<Node>) {
    while let Some(Node::Column(ColumnRef::Static(..)) | Node::ColumnDesc(ColumnRef::Static(..))) =
        nodes.last()
    {
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

fn take_body(item: &mut Item, nodes: &mut Vec<Node>) -> Node {
    match std::mem::replace(&mut item.body, ItemBody::Query(Node::Empty)) {
        ItemBody::Query(inner) | ItemBody::Lateral(inner) | ItemBody::Rows { rows: inner, .. } => {
            inner
        }
        ItemBody::Cte(mut cte) => take(&mut cte.query),
        ItemBody::Changed(change) => {
            empty(change, nodes, empty_change);
            Node::Empty
        }
        ItemBody::This => Node::Empty,
        ItemBody::Alias(source) | ItemBody::Row(source, _) | ItemBody::Sampled(source, _) => {
            Node::Source(source)
        }
    }
}

/// What an item holds: its query or table, and the columns that its own ones show.
fn take_apart(item: &mut Item, nodes: &mut Vec<Node>) {
    item.depth = 0;
    let body = take_body(item, nodes);
    nodes.push(body);
    let columns = item.outputs_mut().iter_mut().flat_map(Output::take_columns);
    nodes.extend(columns.flatten().map(Node::Column));
}

/// Takes the deep operands out of a tree, so that dropping it does not go deep any more.
fn empty_tree(tree: &mut Tree, nodes: &mut Vec<Node>) {
    tree.depth = 0;
    each_child_mut(&mut tree.kind, &mut |child| take_deep(child, nodes));
}

/// Takes the deep clauses out of a query.
fn empty_query(body: &mut SelectBody, nodes: &mut Vec<Node>) {
    body.depth = 0;
    body.each_child_mut(&mut |child| take_deep(child, nodes));
}

/// Takes the deep clauses out of a change.
fn empty_change(body: &mut ChangeBody, nodes: &mut Vec<Node>) {
    body.each_child_mut(&mut |child| take_deep(child, nodes));
}

/// Takes the deep operands out of a chain.
fn empty_chain(chain: &mut Chain, nodes: &mut Vec<Node>) {
    chain.depth = 0;
    chain.first.iter_mut().chain(&mut chain.more).for_each(|child| take_deep(child, nodes));
}

fn take_deep(child: &mut Node, nodes: &mut Vec<Node>) {
    if child.depth() > SHALLOW {
        nodes.push(take(child));
    }
}

/// Empties what nobody else holds; it is dropped where it lies.
fn empty<T>(mut shared: Arc<T>, nodes: &mut Vec<Node>, empty: fn(&mut T, &mut Vec<Node>)) {
    if let Some(own) = Arc::get_mut(&mut shared) {
        empty(own, nodes);
    } else if let Some(mut own) = Arc::into_inner(shared) {
        empty(&mut own, nodes);
    }
}

#[cold]
fn dismantle(mut nodes: Vec<Node>) {
    while let Some(node) = nodes.pop() {
        match node {
            Node::Chain(chain) => empty(chain, &mut nodes, empty_chain),
            Node::Tree(tree) => empty(tree, &mut nodes, empty_tree),
            Node::Select(body) => empty(body, &mut nodes, empty_query),
            Node::Source(Source::Item(item)) => empty(item, &mut nodes, take_apart),
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
            | Node::OfDeclared(..)
            | Node::Source(Source::Static(_) | Source::Shared(_)) => {}
        }
    }
}

fn release_column(column: ColumnRef, nodes: &mut Vec<Node>) {
    if let ColumnRef::Item(_, item) = column {
        empty(item, nodes, take_apart);
    }
}
