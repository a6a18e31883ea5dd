//! What the operators make of their operands: nodes, and the mistakes that are seen at once.

use super::args::Args;
use super::list::{InListKind, IntoList};
use super::node::{Like, Predicate};
use super::{Expr, Kind, Node};
use crate::error::{ErrorKind, Problem};
use crate::function::Function;
use crate::types::Type;
use crate::value::Value;

pub(super) const LIKE: Like = Like { escape: '\\', ignore_case: false, negated: false };
pub(super) const ILIKE: Like = Like { ignore_case: true, ..LIKE };

pub(super) fn apply<T>(function: &'static Function, args: impl Into<Args<Node>>) -> Expr<T> {
    Expr::new(Node::function(function, args.into()))
}

pub(super) fn between(operand: Node, low: Node, high: Node, negated: bool) -> Expr<Option<bool>> {
    let bounds = Box::new([low, high]);
    Expr::tree(Kind::Predicate(Predicate::Between { operand, bounds, negated }))
}

pub(super) fn like<T>(operand: Node, pattern: Node, style: Like) -> Expr<T> {
    Expr::new(like_node(operand, pattern, style))
}

/// `operand LIKE pattern` in its one canonical form.
pub(crate) fn like_node(operand: Node, pattern: Node, style: Like) -> Node {
    let Like { escape, ignore_case, negated } = style;
    if let Node::Bind(Value::Text(text)) | Node::Literal(Value::Text(text)) = pattern.unlabelled()
        && let Some(message) = unfinished_pattern(text, escape)
    {
        let mistake = Node::tree(Kind::Mistake(Problem::new(ErrorKind::InvalidValue, message)));
        // What is around it has no problem with its type.
        return Node::tree(Kind::Typed { operand: mistake, ty: Type::Boolean, nullable: true });
    }
    match (operand, pattern) {
        (Node::Column(column), Node::Bind(pattern)) => {
            Node::ColumnLike { escape, ignore_case, negated, column, pattern }
        }
        (operand, pattern) => {
            Node::tree(Kind::Predicate(Predicate::Like { operand, pattern, style }))
        }
    }
}

/// Why the text is no pattern: its last character is an escape, to which engines give three meanings.
pub(crate) fn unfinished_pattern(pattern: &str, escape: char) -> Option<String> {
    let mut escaped = false;
    for c in pattern.chars() {
        escaped = !escaped && c == escape;
    }
    escaped.then(|| {
        format!(
            "a LIKE pattern ends with its escape character `{escape}`; double it to match itself"
        )
    })
}

/// LIKE a text taken literally, with a pattern before and after it.
pub(super) fn literal_like<T>(
    operand: Node,
    (before, text, after): (&str, &str, &str),
    style: Like,
) -> Expr<T> {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push_str(before);
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push_str(after);
    like(operand, Node::Bind(pattern.into()), style)
}

/// `operand IN (items)` in its one canonical form.
pub(crate) fn in_items(operand: Node, items: Vec<Node>, negated: bool) -> Node {
    let items: Vec<Expr> = items.into_iter().map(Expr::new).collect();
    in_list(operand, items.into_list().0, negated)
}

pub(super) fn in_list(operand: Node, list: InListKind, negated: bool) -> Node {
    let has_null = || match &list {
        InListKind::Values(values) => values.iter().any(|value| matches!(value, Value::Null)),
        InListKind::Nodes(nodes) => nodes.iter().any(Node::is_null),
        InListKind::Query(_) | InListKind::Parameter(..) => false,
    };
    if negated && has_null() {
        return Node::tree(Kind::Mistake(Problem::new(
            ErrorKind::InvalidValue,
            "NOT IN has a NULL in its list and so is never true; leave the NULL out, \
             or add `.is_not_null()`",
        )));
    }
    Node::tree(Kind::Predicate(match (operand, list) {
        (Node::Column(column), InListKind::Values(values)) => {
            return Node::ColumnIn(negated, column, values);
        }
        (operand, InListKind::Values(values)) => Predicate::InValues { operand, values, negated },
        (operand, InListKind::Nodes(items)) => Predicate::InList { operand, items, negated },
        (operand, InListKind::Parameter(name, ty)) => {
            Predicate::InParameter { operand, list: Box::new((name, ty)), negated }
        }
        (operand, InListKind::Query(query)) => Predicate::InQuery { operand, query, negated },
    }))
}
