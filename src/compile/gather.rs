//! The walk over a query's clauses that finds its FROM items and counts its parameters.

use super::scope::Scope;
use super::sources::SourceRef;
use crate::expr::children::each_child;
use crate::expr::column::ColumnRef;
use crate::expr::node::{Kind, Node};
use crate::select::SelectBody;

/// Walks nodes and adds the FROM items of all columns, without going into subqueries; and counts
/// the parameters.
impl<'a> Scope<'a> {
    #[inline(always)]
    fn column(&mut self, column: &'a ColumnRef) {
        let ColumnRef::Static(_, table) = column else { return self.other_column(column) };
        let address = std::ptr::from_ref(*table).addr();
        if self.last != address {
            self.last = address;
            self.source(SourceRef::Table(table));
        }
    }

    #[inline(never)]
    fn other_column(&mut self, column: &'a ColumnRef) {
        if let Some(source) = SourceRef::of(column) {
            self.source(source);
        }
    }

    fn source(&mut self, source: SourceRef<'a>) {
        if self.sources.len() == 0 || self.sources.position(source).is_none() {
            self.sources.push(source);
        }
    }

    #[inline(always)]
    fn node(&mut self, node: &'a Node) {
        match node {
            Node::Column(column) => self.column(column),
            Node::ColumnValue(_, column, _) => {
                self.binds += 1;
                self.column(column);
            }
            _ => self.other(node),
        }
    }

    #[inline(never)]
    fn other(&mut self, node: &'a Node) {
        self.one(node);
        if !self.waiting.is_empty() {
            self.rest();
        }
    }

    fn rest(&mut self) {
        while let Some(node) = self.waiting.pop() {
            match node {
                Node::Chain(chain) => chain.items().for_each(|item| self.one(item)),
                Node::Tree(tree) => match &tree.kind {
                    Kind::Scalar(_) | Kind::Exists { .. } => {}
                    Kind::InQuery { operand, .. } => self.one(operand),
                    Kind::InValues { operand, values, .. } => {
                        self.binds += values.len();
                        self.one(operand);
                    }
                    kind => each_child(kind, &mut |child| self.one(child)),
                },
                _ => {}
            }
        }
    }

    #[inline(always)]
    fn one(&mut self, node: &'a Node) {
        match node {
            Node::Column(column) => self.column(column),
            Node::ColumnValue(_, column, _) => {
                self.binds += 1;
                self.column(column);
            }
            Node::ColumnColumn(_, left, right) => {
                self.column(left);
                self.column(right);
            }
            Node::ColumnLike { column, .. } => {
                self.binds += 1;
                self.column(column);
            }
            Node::ColumnIn(_, column, values) => {
                self.binds += values.len();
                self.column(column);
            }
            Node::ColumnDesc(column) => self.column(column),
            Node::Bind(_) => self.binds += 1,
            Node::Chain(_) => self.waiting.push(node),
            Node::Tree(tree) => self.tree(node, &tree.kind),
            _ => {}
        }
    }

    /// The commonest trees of one operand need no place in the list.
    #[inline]
    fn tree(&mut self, node: &'a Node, kind: &'a Kind) {
        match kind {
            Kind::Order { operand: Node::Column(column), .. }
            | Kind::Label { operand: Node::Column(column), .. } => self.column(column),
            _ => self.waiting.push(node),
        }
    }

    /// All clauses of a query.
    #[inline]
    pub(super) fn gather(&mut self, body: &'a SelectBody) {
        body.columns.iter().for_each(|column| self.node(column));
        body.joins.iter().for_each(|join| self.node(&join.on_node));
        self.node(&body.filter);
        body.more_filters.iter().for_each(|condition| self.node(condition));
        if let Some(rare) = body.rare() {
            rare.group_by.iter().for_each(|key| self.node(key));
            self.node(&rare.having);
        }
        body.order_by.iter().for_each(|term| self.node(term));
    }

    /// The number of parameters of conditions, as far as it is seen at a glance.
    pub(super) fn count_binds(&mut self, body: &SelectBody) {
        self.binds += body.more_filters.len() + 1;
        for condition in body.filters() {
            match condition {
                Node::Chain(chain) => self.binds += chain.len() + 8,
                Node::Tree(_) => self.binds += 8,
                _ => {}
            }
        }
    }
}
