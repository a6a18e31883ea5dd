//! Whether an expression has a type by itself, so that an engine knows it.

use crate::expr::node::{Kind, Node};
use crate::types::Tag;
use crate::value::Value;

/// True for what surely is of a type by itself, at a glance.
#[inline]
pub(super) fn has_own_type(node: &Node) -> bool {
    match node {
        Node::Tree(tree) => {
            if let Kind::Typed { ty, .. } | Kind::Parameter { ty, .. } = &tree.kind {
                return ty.binder().is_some();
            }
            !matches!(tree.kind, Kind::Label { .. })
        }
        Node::Empty
        | Node::Null(_)
        | Node::Default
        | Node::Bind(_)
        | Node::NullBind(_)
        | Node::Literal(_)
        | Node::Source(_) => false,
        Node::Star
        | Node::Column(_)
        | Node::ColumnValue(..)
        | Node::ColumnColumn(..)
        | Node::ColumnLike { .. }
        | Node::ColumnIn(..)
        | Node::ColumnDesc(_)
        | Node::OfDeclared(..)
        | Node::Chain(_)
        | Node::Select(_) => true,
    }
}

/// True for what has no type of its own beside a parameter.
#[inline]
pub(super) fn is_untyped(node: &Node) -> bool {
    !has_own_type(node) && is_surely_untyped(node)
}

#[inline(never)]
fn is_surely_untyped(node: &Node) -> bool {
    let node = node.unlabelled();
    parameter(node).is_some()
        || matches!(node.kind(), Some(Kind::Parameter { .. }))
        || matches!(node, Node::Null(_) | Node::Literal(Value::Null | Value::Text(_)))
}

/// The value, of a parameter, and if it is NULL the type that it has all the same.
#[inline]
pub(super) fn parameter(outer: &Node) -> Option<(&Value, Tag)> {
    let mut node = outer;
    loop {
        match node.kind() {
            Some(Kind::Typed { ty, .. }) if ty.binder().is_some() => return None,
            // A label inside an expression is not written.
            Some(Kind::Typed { operand, .. } | Kind::Label { operand, .. }) => node = operand,
            Some(_) | None => break,
        }
    }
    if let Node::Bind(value) = node {
        return Some((value, Tag::Null));
    }
    if let Node::NullBind(_) = node { Some((&Value::Null, outer.sort().tag)) } else { None }
}
