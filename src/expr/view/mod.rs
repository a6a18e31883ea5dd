//! Reading a tree: each node as what it means, whatever form it has in memory.
//!
//! For tools that walk trees: [`Expr::view`] is where to start, [`NodeRef::children`] leads on. No
//! walk needs recursion; keep a list of nodes to visit. To change a tree, see
//! [`Expr::rewrite`](crate::Expr::rewrite).

#![deny(clippy::wildcard_enum_match_arm)]

mod kinds;
mod make;
mod parts;

pub use kinds::View;
pub use parts::{Branches, ColumnView, Operands, QueryView, SourceView};

use super::Expr;
use super::children;
use super::column_ref::ColumnRef;
use super::kind::{Kind, Predicate};
use super::node::{Node, Nulls};
use crate::select::{Source, SourceRef};
use crate::types::{Sort, Tag, Type};
use crate::value::Value;

/// A node of a tree, lent.
///
/// ```
/// use sqltree::prelude::*;
/// use sqltree::view::View;
/// sqltree::table! { pub users { id: i64 => primary_key, age: i32, name: String } }
///
/// // The columns that a condition uses, whatever its form.
/// let condition = users::age.gt(18) & users::name.ne("root");
/// let (mut waiting, mut columns) = (vec![condition.view()], Vec::new());
/// while let Some(node) = waiting.pop() {
///     if let View::ColumnReference(column) = node.view() {
///         columns.push(column.name().unwrap().to_string());
///     }
///     waiting.extend(node.children());
/// }
/// assert_eq!(columns, ["name", "age"]);
/// ```
#[derive(Clone, Copy)]
pub struct NodeRef<'a>(Lent<'a>);

/// Fused nodes have no node for their operands: these stand for them.
#[derive(Clone, Copy)]
enum Lent<'a> {
    Node(&'a Node),
    Column(&'a ColumnRef),
    Value(&'a Value),
    Source(&'a Source),
}

impl<'a> NodeRef<'a> {
    #[inline]
    pub(crate) fn new(node: &'a Node) -> Self {
        NodeRef(Lent::Node(node))
    }

    pub(super) fn column(column: &'a ColumnRef) -> Self {
        NodeRef(Lent::Column(column))
    }

    pub(crate) fn value(value: &'a Value) -> Self {
        NodeRef(Lent::Value(value))
    }

    pub(crate) fn from_source(source: &'a Source) -> Self {
        NodeRef(Lent::Source(source))
    }

    /// The node itself, where it has one.
    pub(crate) fn node(self) -> Option<&'a Node> {
        match self.0 {
            Lent::Node(node) => Some(node),
            Lent::Column(_) | Lent::Value(_) | Lent::Source(_) => None,
        }
    }

    /// The node, copied.
    pub(crate) fn to_node(self) -> Node {
        match self.0 {
            Lent::Node(node) => node.clone(),
            Lent::Column(column) => Node::Column(column.clone()),
            Lent::Value(Value::Null) => Node::NullBind(Tag::Null),
            Lent::Value(value) => Node::Bind(value.clone()),
            Lent::Source(source) => Node::Source(source.clone()),
        }
    }

    /// The node as an expression of its own. A clone costs one count.
    pub fn to_expr(self) -> Expr {
        Expr::new(self.to_node())
    }

    /// Its type, as far as it is known.
    #[must_use]
    pub fn sql_type(self) -> Type {
        match self.0 {
            Lent::Node(node) => node.sql_type(),
            Lent::Column(column) => column.sql_type(),
            Lent::Value(value) => value.ty(),
            Lent::Source(_) => Sort::default().tag.ty(),
        }
    }

    /// True if its value may be NULL by itself; joins may add NULLs.
    #[must_use]
    pub fn is_nullable(self) -> bool {
        self.sort().has(Sort::NULLABLE)
    }

    pub(crate) fn sort(self) -> Sort {
        match self.0 {
            Lent::Node(node) => node.sort(),
            Lent::Column(column) => column.sort(),
            Lent::Value(value) => {
                let null = matches!(value, Value::Null);
                Sort::new(value.tag(), Sort::BIND | Sort::flag(null, Sort::NULLABLE))
            }
            Lent::Source(_) => Sort::default(),
        }
    }

    /// The column, if it is one.
    /// True if types clash somewhere in it.
    pub(crate) fn is_suspect(self) -> bool {
        self.sort().has(Sort::SUSPECT)
    }

    /// True if an aggregate of the query that it stands in is in it.
    pub(crate) fn has_aggregate(self) -> bool {
        self.node().is_some_and(|node| node.inside() & Sort::AGGREGATE != 0)
    }

    /// True if a function over a window is in it.
    pub(crate) fn has_window(self) -> bool {
        self.node().is_some_and(|node| node.inside() & Sort::WINDOW != 0)
    }

    #[inline]
    pub(crate) fn as_column(self) -> Option<&'a ColumnRef> {
        match self.0 {
            Lent::Column(column) => Some(column),
            Lent::Node(node) => node.as_column(),
            Lent::Value(_) | Lent::Source(_) => None,
        }
    }

    /// The FROM item that the node itself is or belongs to.
    pub(crate) fn source(self) -> Option<SourceRef<'a>> {
        if let View::Source(SourceView(source)) = self.view() {
            return Some(source);
        }
        self.as_column().and_then(SourceRef::of)
    }

    /// As a term of ORDER BY: the key, whether it is descending, and where NULLs come.
    pub(crate) fn order(self) -> (NodeRef<'a>, bool, Option<Nulls>) {
        if let View::Order { operand, descending, nulls } = self.view() {
            (operand, descending, nulls)
        } else {
            (self, false, None)
        }
    }

    /// The node without its label, and without the type that the program gave to it.
    pub(crate) fn unlabelled(self) -> NodeRef<'a> {
        match self.node() {
            Some(node) => NodeRef::new(node.unlabelled()),
            None => self,
        }
    }

    /// True for a clause that is not there.
    pub(crate) fn is_empty(self) -> bool {
        self.node().is_some_and(Node::is_empty)
    }

    /// True if it, or a node inside it, is such a one; queries are gone into.
    pub(crate) fn any(self, mut is: impl FnMut(NodeRef<'a>) -> bool) -> bool {
        let mut waiting = vec![self];
        while let Some(node) = waiting.pop() {
            if is(node) {
                return true;
            }
            node.each_child(&mut |child| waiting.push(child));
        }
        false
    }

    /// Its direct children, in the order of the text, without those of FROM items.
    #[must_use]
    pub fn children(self) -> Vec<NodeRef<'a>> {
        let mut children = Vec::new();
        self.each_child(&mut |child| {
            if !child.is_empty() {
                children.push(child);
            }
        });
        children
    }

    /// Calls `visit` with each direct child, empty ones included.
    pub(crate) fn each_child(self, visit: &mut dyn FnMut(NodeRef<'a>)) {
        let Some(node) = self.node() else { return };
        match node {
            Node::Chain(chain) => chain.items().for_each(|item| visit(NodeRef::new(item))),
            Node::Tree(tree) => {
                children::each_child(&tree.kind, &mut |child| visit(NodeRef::new(child)));
                if let Kind::Predicate(Predicate::InValues { values, .. }) = &tree.kind {
                    values.iter().for_each(|value| visit(NodeRef::value(value)));
                }
            }
            Node::Select(body) => body.each_child(&mut |child| visit(NodeRef::new(child))),
            Node::ColumnValue(_, column, value)
            | Node::ColumnLike { column, pattern: value, .. } => {
                visit(NodeRef::column(column));
                visit(NodeRef::value(value));
            }
            Node::ColumnColumn(_, left, right) => {
                visit(NodeRef::column(left));
                visit(NodeRef::column(right));
            }
            Node::ColumnIn(_, column, values) => {
                visit(NodeRef::column(column));
                values.iter().for_each(|value| visit(NodeRef::value(value)));
            }
            Node::ColumnDesc(column) => visit(NodeRef::column(column)),
            Node::OfDeclared(_, _, args) => args.iter().for_each(|arg| visit(NodeRef::new(arg))),
            Node::Empty
            | Node::Null(_)
            | Node::Star
            | Node::Default
            | Node::Bind(_)
            | Node::NullBind(_)
            | Node::Literal(_)
            | Node::Column(_)
            | Node::Source(_) => {}
        }
    }
}

impl<T> Expr<T> {
    /// The expression for reading: see [`View`].
    #[must_use]
    pub fn view(&self) -> NodeRef<'_> {
        NodeRef::new(&self.node)
    }
}
