//! From one tree to another: the same tree with some of its expressions replaced.

use std::sync::Arc;

use crate::expr::children::each_child_mut;
use crate::expr::node::{Kind, Like, Node, Predicate, chain, compare};
use crate::expr::order::ordered;
use crate::expr::predicates::{in_items, like_node};
use crate::expr::view::NodeRef;
use crate::expr::{Expr, IntoExpr};
use crate::select::{AnyQuery, Compound, Select, SelectBody, Values};
use crate::types::Any;

impl<T> Expr<T> {
    /// The same expression with each part replaced for which `change` gives another one: inner parts
    /// first, those of queries inside too, but not those of FROM items.
    ///
    /// What is not changed is shared with the old tree. Comparisons and the like are made anew from
    /// their new operands, so that `= NULL` becomes `IS NULL` here as anywhere. No tree is too deep.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// use sqltree::view::View;
    /// let t = Table::new("t").column("a", Type::Integer).column("b", Type::Integer);
    /// let condition = t.col("a").gt(1) & t.col("b").eq(2);
    ///
    /// // Every bound value written into the text instead.
    /// let plain = condition.rewrite(|part| match part.view().view() {
    ///     View::Parameter(value) => Some(literal(value.clone())),
    ///     _ => None,
    /// });
    /// assert_eq!(select([t.col("a")]).filter(plain).compile(&Sqlite::default()).unwrap().sql(),
    ///     "SELECT t.a FROM t WHERE t.a > 1 AND t.b = 2");
    /// ```
    pub fn rewrite(&self, change: impl FnMut(&Expr) -> Option<Expr>) -> Expr<T> {
        Expr::new(rewrite(&self.node, change))
    }
}

macro_rules! queries {
    ($($type:ident),*) => { $(
        impl<R> $type<R> {
            /// The same query with each expression replaced for which `change` gives another one: see
            /// [`Expr::rewrite`](crate::Expr::rewrite).
            pub fn rewrite(mut self, change: impl FnMut(&Expr) -> Option<Expr>) -> Self {
                if let Node::Select(body) = rewrite(&Node::Select(self.body.clone()), change) {
                    self.body = body;
                }
                self
            }
        }
    )* };
}

queries!(Select, Compound, Values, AnyQuery);

enum Step<'a> {
    Visit(NodeRef<'a>),
    /// So many children are done.
    Leave(NodeRef<'a>, usize),
}

/// A node that is done, and whether it is another one than before.
type Rebuilt = (Node, bool);

fn rewrite(root: &Node, mut change: impl FnMut(&Expr) -> Option<Expr>) -> Node {
    let mut waiting = vec![Step::Visit(NodeRef::new(root))];
    let mut done: Vec<Rebuilt> = Vec::new();
    let mut children = Vec::new();
    while let Some(step) = waiting.pop() {
        let node = match step {
            Step::Visit(node) => {
                node.each_child(&mut |child| children.push(Step::Visit(child)));
                if !children.is_empty() {
                    waiting.push(Step::Leave(node, children.len()));
                    waiting.extend(children.drain(..).rev());
                    continue;
                }
                (node.to_node(), false)
            }
            Step::Leave(node, count) => rebuilt(node, done.split_off(done.len() - count)),
        };
        done.push(replaced(node, &mut change));
    }
    done.pop().map_or(Node::Empty, |(node, _)| node)
}

fn replaced((node, changed): Rebuilt, change: &mut impl FnMut(&Expr) -> Option<Expr>) -> Rebuilt {
    if !is_expression(&node) {
        return (node, changed);
    }
    let expr = Expr::<Any>::new(node);
    match change(&expr) {
        Some(other) => (other.into_expr().node, true),
        None => (expr.node, changed),
    }
}

/// True for what an expression can stand in the place of.
fn is_expression(node: &Node) -> bool {
    match node {
        Node::Empty
        | Node::Star
        | Node::Default
        | Node::Source(_)
        | Node::ColumnDesc(_)
        | Node::Select(_) => false,
        Node::Null(_)
        | Node::Bind(_)
        | Node::NullBind(_)
        | Node::Literal(_)
        | Node::Column(_)
        | Node::ColumnValue(..)
        | Node::ColumnColumn(..)
        | Node::ColumnLike { .. }
        | Node::ColumnIn(..)
        | Node::OfDeclared(..)
        | Node::Chain(_) => true,
        Node::Tree(tree) => !matches!(tree.kind, Kind::Order { .. }),
    }
}

/// The node with new children; the same node if none is new.
fn rebuilt(old: NodeRef<'_>, children: Vec<Rebuilt>) -> Rebuilt {
    if !children.iter().any(|(_, changed)| *changed) {
        return (old.to_node(), false);
    }
    let children = children.into_iter().map(|(node, _)| node);
    (with_children(&old.to_node(), children), true)
}

fn with_children(old: &Node, mut children: impl Iterator<Item = Node>) -> Node {
    let mut next = || children.next().unwrap_or_default();
    match old {
        Node::ColumnValue(op, ..) | Node::ColumnColumn(op, ..) => compare(*op, next(), next()),
        Node::ColumnLike { escape, ignore_case, negated, .. } => {
            let (escape, ignore_case, negated) = (*escape, *ignore_case, *negated);
            like_node(next(), next(), Like { escape, ignore_case, negated })
        }
        Node::ColumnIn(negated, ..) => {
            let operand = next();
            in_items(operand, children.collect(), *negated)
        }
        Node::ColumnDesc(_) => ordered(next(), true, None),
        Node::OfDeclared(_, own, _) => Node::function(own, children.collect::<Vec<_>>().into()),
        Node::Chain(old) => {
            let first = next();
            children.fold(first, |left, right| chain(old.op, left, right))
        }
        Node::Tree(tree) => kind_with_children(&tree.kind, children),
        Node::Select(body) => Node::Select(Arc::new(query_with_children(body, children))),
        Node::Empty
        | Node::Null(_)
        | Node::Star
        | Node::Default
        | Node::Bind(_)
        | Node::NullBind(_)
        | Node::Literal(_)
        | Node::Column(_)
        | Node::Source(_) => old.clone(),
    }
}

fn kind_with_children(old: &Kind, mut children: impl Iterator<Item = Node>) -> Node {
    let mut next = || children.next().unwrap_or_default();
    match old {
        Kind::Compare { op, .. } => compare(*op, next(), next()),
        Kind::Predicate(Predicate::Like { style, .. }) => like_node(next(), next(), *style),
        Kind::Predicate(
            Predicate::InValues { negated, .. } | Predicate::InList { negated, .. },
        ) => {
            let operand = next();
            in_items(operand, children.collect(), *negated)
        }
        Kind::Order { descending, nulls, .. } => ordered(next(), *descending, *nulls),
        Kind::Function { function: own, .. } => {
            Node::function(own, children.collect::<Vec<_>>().into())
        }
        Kind::Predicate(
            Predicate::IsNull { .. }
            | Predicate::Between { .. }
            | Predicate::InParameter { .. }
            | Predicate::InQuery { .. }
            | Predicate::Exists { .. },
        )
        | Kind::Not(_)
        | Kind::Negate(_)
        | Kind::Case { .. }
        | Kind::Cast { .. }
        | Kind::Call { .. }
        | Kind::Fragment { .. }
        | Kind::Label { .. }
        | Kind::Typed { .. }
        | Kind::Parameter { .. }
        | Kind::Scalar(_)
        | Kind::Star { .. }
        | Kind::Aggregate(_)
        | Kind::Over { .. }
        | Kind::RowTest(_)
        | Kind::Mistake(_) => {
            let mut kind = old.clone();
            each_child_mut(&mut kind, &mut |child| *child = next());
            Node::tree(kind)
        }
    }
}

fn query_with_children(old: &SelectBody, mut children: impl Iterator<Item = Node>) -> SelectBody {
    let mut body = old.clone();
    body.each_child_mut(&mut |child| *child = children.next().unwrap_or_default());
    body.measure();
    body
}
