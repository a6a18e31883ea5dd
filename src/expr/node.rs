//! The untyped tree under [`Expr`](super::Expr): one node, 40 bytes, leaves and the commonest
//! predicates inline, everything else behind one `Arc`.
//!
//! Invariants: `column OP value`, `column OP column`, `column LIKE value`, `column IN (values)` and
//! `column DESC` exist only in their fused form, without a tree; a chain's first item is never a chain of the same operator; `depth` is one more
//! than the deepest child's. Equality, hashing and dropping are in [`crate::tree`].

use std::panic::Location;
use std::sync::Arc;

use super::aggregate::Aggregate;
use super::column::ColumnRef;
use super::window::Window;
use crate::error::Problem;
use crate::function::Function;
use crate::name::Name;
use crate::schema::Source;
use crate::select::SelectBody;
use crate::types::Type;
use crate::value::Value;

/// Where in the program a clause was added.
pub(crate) type Place = &'static Location<'static>;

#[derive(Clone, Default)]
pub(crate) enum Node {
    /// Nothing; also what is left of a node whose content was moved out.
    #[default]
    Empty,
    /// The keyword NULL.
    Null,
    /// `*`.
    Star,
    /// The keyword DEFAULT, in INSERT and UPDATE.
    Default,
    Bind(Value),
    /// A value written into the text.
    Literal(Value),
    Column(ColumnRef),
    /// A FROM item, where one stands as a child.
    Source(Source),
    ColumnValue(Comparison, ColumnRef, Value),
    ColumnColumn(Comparison, ColumnRef, ColumnRef),
    /// `column LIKE 'value'`.
    ColumnLike {
        escape: char,
        ignore_case: bool,
        negated: bool,
        column: ColumnRef,
        pattern: Value,
    },
    /// `column IN (values)`; true for NOT IN.
    ColumnIn(bool, ColumnRef, Arc<[Value]>),
    /// `column DESC`, in ORDER BY.
    ColumnDesc(ColumnRef),
    Chain(Arc<Chain>),
    Tree(Arc<Tree>),
    Select(Arc<SelectBody>),
}

/// Two or more operands of one associative operator, evaluated from the left.
pub(crate) struct Chain {
    pub(crate) depth: u32,
    pub(crate) op: ChainOp,
    pub(crate) first: [Node; 2],
    pub(crate) more: Vec<Node>,
}

impl Chain {
    pub(crate) fn items(&self) -> impl Iterator<Item = &Node> {
        self.first.iter().chain(&self.more)
    }

    pub(crate) fn len(&self) -> usize {
        self.first.len() + self.more.len()
    }
}

pub(crate) struct Tree {
    pub(crate) depth: u32,
    pub(crate) kind: Kind,
}

pub(crate) enum Kind {
    Binary {
        op: BinaryOp,
        left: Node,
        right: Node,
    },
    Not(Node),
    Negate(Node),
    IsNull {
        operand: Node,
        negated: bool,
    },
    Between {
        operand: Node,
        low: Node,
        high: Node,
        negated: bool,
    },
    Like {
        operand: Node,
        pattern: Node,
        style: Like,
    },
    InValues {
        operand: Node,
        values: Arc<[Value]>,
        negated: bool,
    },
    InList {
        operand: Node,
        items: Vec<Node>,
        negated: bool,
    },
    InQuery {
        operand: Node,
        query: Node,
        negated: bool,
    },
    Case {
        operand: Node,
        branches: Vec<(Node, Node)>,
        otherwise: Node,
    },
    Cast {
        operand: Node,
        ty: Type,
    },
    /// A function that the dialect writes from its template.
    Function {
        function: &'static Function,
        args: Vec<Node>,
    },
    /// A function called by its own name.
    Call {
        name: Name,
        args: Vec<Node>,
    },
    Fragment {
        text: Arc<str>,
        holes: Vec<Node>,
        place: Place,
    },
    Label {
        operand: Node,
        name: Name,
    },
    Scalar(Node),
    Exists {
        query: Node,
        negated: bool,
    },
    Order {
        operand: Node,
        descending: bool,
        nulls: Option<Nulls>,
    },
    /// An aggregate with DISTINCT, ORDER BY or FILTER.
    Aggregate(Box<Aggregate>),
    /// `function OVER (window)`.
    Over {
        function: Node,
        window: Box<Window>,
    },
    /// A mistake made while building, reported by compile.
    Mistake(Problem),
}

/// Operators that take any number of operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ChainOp {
    And,
    Or,
    Add,
    Multiply,
    Concat,
}

/// The comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Comparison {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

/// Operators of two operands with text of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum BinaryOp {
    Compare(Comparison),
    Subtract,
}

/// How LIKE compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Like {
    pub(crate) escape: char,
    pub(crate) ignore_case: bool,
    pub(crate) negated: bool,
}

/// Where NULLs come in an ordering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Nulls {
    First,
    Last,
}

impl Node {
    pub(crate) fn tree(kind: Kind) -> Node {
        let mut depth = 0;
        super::children::each_child(&kind, &mut |child| depth = depth.max(child.depth()));
        Node::Tree(Arc::new(Tree { depth: depth.saturating_add(1), kind }))
    }

    /// How many composites stand on top of each other, at most.
    #[inline]
    pub(crate) fn depth(&self) -> u32 {
        match self {
            Node::Column(column)
            | Node::ColumnValue(_, column, _)
            | Node::ColumnLike { column, .. }
            | Node::ColumnIn(_, column, _)
            | Node::ColumnDesc(column) => column.depth(),
            Node::Chain(chain) => chain.depth,
            Node::Tree(tree) => tree.depth,
            Node::Select(select) => select.depth,
            Node::ColumnColumn(_, left, right) => left.depth().max(right.depth()),
            Node::Source(source) => source.depth(),
            _ => 0,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Node::Empty)
    }

    /// Puts a node where mostly nothing is, which needs no drop.
    #[inline(always)]
    pub(crate) fn put(&mut self, node: Node) {
        let old = std::mem::replace(self, node);
        if old.is_empty() {
            std::mem::forget(old);
        }
    }

    /// The columns that the node itself names, without those of its children.
    pub(crate) fn columns(&self) -> [Option<&ColumnRef>; 2] {
        match self {
            Node::Column(column)
            | Node::ColumnValue(_, column, _)
            | Node::ColumnLike { column, .. }
            | Node::ColumnIn(_, column, _)
            | Node::ColumnDesc(column) => [Some(column), None],
            Node::ColumnColumn(_, left, right) => [Some(left), Some(right)],
            _ => [None, None],
        }
    }

    /// NULL as a keyword or as a value: what `eq` turns into IS NULL.
    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Node::Null | Node::Bind(Value::Null) | Node::Literal(Value::Null))
    }

    /// The node without its label.
    pub(crate) fn unlabelled(&self) -> &Node {
        match self {
            Node::Tree(tree) => match &tree.kind {
                Kind::Label { operand, .. } => operand,
                _ => self,
            },
            _ => self,
        }
    }
}

/// `left OP right`, in its one canonical form; `= NULL` becomes `IS NULL`.
#[inline]
pub(crate) fn compare(op: Comparison, left: Node, right: Node) -> Node {
    let negated = match op {
        Comparison::Eq => Some(false),
        Comparison::Ne => Some(true),
        _ => None,
    };
    match (left, right) {
        (Node::Column(left), Node::Column(right)) => Node::ColumnColumn(op, left, right),
        (operand, right) if right.is_null() && negated.is_some() => is_null(operand, negated),
        (Node::Column(left), Node::Bind(value)) => Node::ColumnValue(op, left, value),
        (left, operand) if left.is_null() && negated.is_some() => is_null(operand, negated),
        (left, right) => Node::tree(Kind::Binary { op: BinaryOp::Compare(op), left, right }),
    }
}

#[inline(never)]
fn is_null(operand: Node, negated: Option<bool>) -> Node {
    Node::tree(Kind::IsNull { operand, negated: negated == Some(true) })
}

/// `left OP right` of an associative operator: grows the left chain in place while nobody else
/// holds it.
#[inline]
pub(crate) fn chain(op: ChainOp, left: Node, right: Node) -> Node {
    match left {
        Node::Chain(mut chain) if chain.op == op => {
            let depth = chain.depth.max(right.depth().saturating_add(1));
            match Arc::get_mut(&mut chain) {
                Some(own) => {
                    own.more.push(right);
                    own.depth = depth;
                    Node::Chain(chain)
                }
                None => {
                    let mut more = Vec::with_capacity(chain.more.len() + 4);
                    more.extend_from_slice(&chain.more);
                    more.push(right);
                    let first = chain.first.clone();
                    Node::Chain(Arc::new(Chain { depth, op, first, more }))
                }
            }
        }
        left => {
            let depth = left.depth().max(right.depth()).saturating_add(1);
            Node::Chain(Arc::new(Chain { depth, op, first: [left, right], more: Vec::new() }))
        }
    }
}

/// `left AND right`, where an empty side is no condition at all.
#[inline]
pub(crate) fn and(left: Node, right: Node) -> Node {
    if left.is_empty() { right } else { chain(ChainOp::And, left, right) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_at_most_40_bytes() {
        assert!(size_of::<Node>() <= 40, "{}", size_of::<Node>());
    }
}
