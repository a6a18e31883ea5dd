//! The untyped tree under [`Expr`](super::Expr): one node, 40 bytes, leaves and the commonest
//! predicates inline, everything else behind one `Arc`.
//!
//! Invariants: `column OP value`, `column OP column`, `column LIKE value`, `column IN (values)`,
//! `column DESC` and functions of a declared column, of `*` or of nothing exist only in their fused
//! form, without a tree; a chain's first item is never a
//! chain of the same operator; a bound NULL is `NullBind`; `depth` is one more than the deepest
//! child's. Who reads a tree reads its [`View`](super::view::View), which shows the fused forms as
//! what they mean. Equality, hashing and dropping are in [`crate::tree`].

#![deny(clippy::wildcard_enum_match_arm)]

use std::panic::Location;
use std::sync::Arc;

use super::args::Args;
use super::column_ref::ColumnRef;
pub(crate) use super::kind::{Chain, ChainOp, Comparison, Kind, Like, Nulls, Predicate, Tree};
use super::sort_of_kind::of_function;
use crate::function::Function;
use crate::select::{SelectBody, Source};
use crate::types::{Sort, Tag};
use crate::value::Value;

/// Where in the program a clause was added.
pub(crate) type Place = &'static Location<'static>;

#[derive(Clone, Default)]
pub(crate) enum Node {
    /// Nothing; also what is left of a node whose content was moved out.
    #[default]
    Empty,
    /// The keyword NULL, of a type.
    Null(Tag),
    /// `*` of `COUNT(*)`.
    Star,
    /// The keyword DEFAULT, in INSERT and UPDATE.
    Default,
    Bind(Value),
    /// A NULL as a parameter, of a type.
    NullBind(Tag),
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
    /// A function of a declared column, of `*` or of nothing: arguments that are there as long as the
    /// program.
    OfDeclared(Sort, &'static Function, &'static [Node]),
    Chain(Arc<Chain>),
    Tree(Arc<Tree>),
    Select(Arc<SelectBody>),
}

/// The argument of `COUNT(*)`.
static ROWS: [Node; 1] = [Node::Star];

impl Node {
    /// The number, of an integer that the program gives.
    pub(crate) fn integer(&self) -> Option<i64> {
        let (Node::Bind(value) | Node::Literal(value)) = self else { return None };
        if let Value::I16(n) = value {
            Some((*n).into())
        } else if let Value::I32(n) = value {
            Some((*n).into())
        } else if let Value::I64(n) = value {
            Some(*n)
        } else {
            None
        }
    }

    pub(crate) fn tree(kind: Kind) -> Node {
        let (depth, sort) = kind.measure();
        Node::Tree(Arc::new(Tree { depth: depth.saturating_add(1), sort, kind }))
    }

    /// A function of some arguments, in its one canonical form.
    pub(crate) fn function(function: &'static Function, args: Args<Node>) -> Node {
        let fixed = match &args[..] {
            [] => Some(&[][..]),
            [Node::Star] => Some(&ROWS[..]),
            [Node::Column(ColumnRef::Static(index, table))] => table.node_of(*index),
            _ => None,
        };
        match fixed {
            Some(fixed) => Node::OfDeclared(of_function(function, fixed).1, function, fixed),
            None => Node::tree(Kind::Function { function, args }),
        }
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
            Node::OfDeclared(..) => 0,
            Node::Source(source) => source.depth(),
            Node::Empty
            | Node::Null(_)
            | Node::Star
            | Node::Default
            | Node::Bind(_)
            | Node::NullBind(_)
            | Node::Literal(_) => 0,
        }
    }

    /// Depth and sort together; those of a declared column without a call.
    #[inline(always)]
    pub(crate) fn measure(&self) -> (u32, Sort) {
        if let Node::Column(ColumnRef::Static(index, table)) = self
            && let Some(def) = table.columns.get(usize::from(*index))
        {
            return (0, def.sort());
        }
        (self.depth(), self.sort())
    }

    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Node::Empty)
    }

    /// What kind of composite the node is, if it is one and no chain or query.
    #[inline]
    pub(crate) fn kind(&self) -> Option<&Kind> {
        if let Node::Tree(tree) = self { Some(&tree.kind) } else { None }
    }

    /// The function and its arguments, if the node is one of the table, or of a program's own.
    #[inline]
    pub(crate) fn as_function(&self) -> Option<(&'static Function, &[Node])> {
        if let Node::OfDeclared(_, function, args) = self {
            return Some((function, args));
        }
        if let Some(Kind::Function { function, args }) = self.kind() {
            return Some((function, args));
        }
        None
    }

    /// True for a column of a table, which has no depth and nothing inside.
    #[inline(always)]
    pub(crate) fn is_plain_column(&self) -> bool {
        matches!(
            self,
            Node::Column(ColumnRef::Static(..) | ColumnRef::Shared(..))
                | Node::ColumnDesc(ColumnRef::Static(..) | ColumnRef::Shared(..))
        )
    }

    /// True for all columns: `*` or `t.*`.
    #[inline]
    pub(crate) fn is_star(&self) -> bool {
        matches!(self.kind(), Some(Kind::Star { .. }))
    }

    /// The column, if the node is one.
    #[inline]
    pub(crate) fn as_column(&self) -> Option<&ColumnRef> {
        if let Node::Column(column) = self { Some(column) } else { None }
    }

    /// The query, if the node is one.
    #[inline]
    pub(crate) fn as_query(&self) -> Option<&Arc<SelectBody>> {
        if let Node::Select(body) = self { Some(body) } else { None }
    }

    /// Puts a node where mostly nothing is, which needs no drop.
    #[inline(always)]
    pub(crate) fn put(&mut self, node: Node) {
        let old = std::mem::replace(self, node);
        if old.is_empty() {
            std::mem::forget(old);
        }
    }

    /// NULL as a keyword or as a value: what `eq` turns into IS NULL.
    pub(crate) fn is_null(&self) -> bool {
        matches!(
            self,
            Node::Null(_)
                | Node::NullBind(_)
                | Node::Bind(Value::Null)
                | Node::Literal(Value::Null)
        )
    }

    /// True for a value, a NULL and the like: there is nothing inside.
    pub(crate) fn is_value(&self) -> bool {
        matches!(
            self,
            Node::Empty | Node::Null(_) | Node::Bind(_) | Node::NullBind(_) | Node::Literal(_)
        )
    }

    /// The node without its label, and without the type that the program gave to it.
    pub(crate) fn unlabelled(&self) -> &Node {
        let mut node = self;
        while let Some(Kind::Label { operand, .. } | Kind::Typed { operand, .. }) = node.kind() {
            // What stands round its value is no label.
            if let Some(Kind::Typed { ty, .. }) = node.kind()
                && ty.binder().is_some()
            {
                break;
            }
            node = operand;
        }
        node
    }
}

/// `left OP right`, in its one canonical form; `= NULL` becomes `IS NULL`.
#[inline]
pub(crate) fn compare(op: Comparison, left: Node, right: Node) -> Node {
    let negated = match op {
        Comparison::Eq => Some(false),
        Comparison::Ne => Some(true),
        Comparison::Lt | Comparison::Le | Comparison::Gt | Comparison::Ge => None,
    };
    match (left, right) {
        (Node::Column(left), Node::Column(right)) => Node::ColumnColumn(op, left, right),
        (operand, right) if right.is_null() && negated.is_some() => {
            is_null(operand, negated == Some(true))
        }
        (Node::Column(left), Node::Bind(value)) => Node::ColumnValue(op, left, value),
        (left, operand) if left.is_null() && negated.is_some() => {
            is_null(operand, negated == Some(true))
        }
        (left, right) => Node::tree(Kind::Compare { op, left, right }),
    }
}

#[inline(never)]
pub(crate) fn is_null(operand: Node, negated: bool) -> Node {
    Node::tree(Kind::Predicate(Predicate::IsNull { operand, negated }))
}

/// `left OP right` of an operator that goes from the left: grows the left chain in place while nobody else
/// holds it.
#[inline]
pub(crate) fn chain(op: ChainOp, mut left: Node, right: Node) -> Node {
    if let Node::Chain(chain) = &mut left
        && chain.op == op
    {
        grow(chain, right);
        return left;
    }
    new_chain(op, left, right)
}

#[inline]
fn new_chain(op: ChainOp, left: Node, right: Node) -> Node {
    let depth = left.depth().max(right.depth()).saturating_add(1);
    let sort = op.sort(op.first(left.sort()), right.sort());
    Node::Chain(Arc::new(Chain { depth, op, sort, first: [left, right], more: Vec::new() }))
}

#[inline]
fn grow(chain: &mut Arc<Chain>, operand: Node) {
    let (depth, sort) = operand.measure();
    if let Some(own) = Arc::get_mut(chain) {
        own.depth = own.depth.max(depth.saturating_add(1));
        own.sort = own.op.sort(own.sort, sort);
        own.more.push(operand);
    } else {
        *chain = Arc::new(grown_copy(chain, operand));
    }
}

/// A chain that others hold too, with one more operand.
#[cold]
#[inline(never)]
fn grown_copy(chain: &Chain, operand: Node) -> Chain {
    let depth = chain.depth.max(operand.depth().saturating_add(1));
    let sort = chain.op.sort(chain.sort, operand.sort());
    let mut more = Vec::with_capacity(chain.more.len() + 4);
    more.extend_from_slice(&chain.more);
    more.push(operand);
    Chain { depth, op: chain.op, sort, first: chain.first.clone(), more }
}

/// `left AND right`, where an empty side is no condition at all.
#[inline]
pub(crate) fn and(left: Node, right: Node) -> Node {
    if left.is_empty() { right } else { chain(ChainOp::And, left, right) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::{Column, Expr, func};
    use crate::function;
    use crate::schema::{ColumnDef, DeclaredColumns, Table, TableDef};
    use crate::types::Type;

    // As `table!` declares it.
    const COLUMNS: &[ColumnDef] = &[ColumnDef::declared::<i64>("cents", "sales.cents")];
    static SALES: TableDef = TableDef::declared("sales", COLUMNS, &NODES);
    static NODES: DeclaredColumns<1> = DeclaredColumns::of(&SALES);
    const CENTS: Column<i64> = Column::declared(&SALES, 0);

    fn is_in_place(node: &Node) -> bool {
        matches!(node, Node::OfDeclared(..))
    }

    #[test]
    fn functions_of_declared_columns_and_of_nothing_lie_in_place() {
        let cents = Table::new("sales").column("cents", Type::BigInt).col("cents");
        let declared = func::sum(CENTS).node;
        assert!(is_in_place(&declared) && is_in_place(&func::count().node));
        assert!(is_in_place(&Node::function(&function::NOW, Vec::new().into())));
        let known_later = func::sum(&cents);
        assert!(!is_in_place(&known_later.node) && !is_in_place(&func::sum(CENTS + 1).node));
        // What is made of another one is in the one form too.
        let column = |of: Expr| move |part: &Expr| part.node.as_column().map(|_| of.clone());
        let there = known_later.rewrite(column(CENTS.dynamic().expr()));
        assert!(is_in_place(&there.node));
        assert!(!is_in_place(&there.rewrite(column(cents.expr())).node));
    }

    #[test]
    fn nodes_are_as_small_as_promised() {
        assert!(size_of::<Node>() <= 40, "{}", size_of::<Node>());
        assert!(size_of::<Tree>() <= 104, "{}", size_of::<Tree>());
        assert!(size_of::<Chain>() <= 112, "{}", size_of::<Chain>());
        assert!(size_of::<SelectBody>() <= 360, "{}", size_of::<SelectBody>());
    }
}
