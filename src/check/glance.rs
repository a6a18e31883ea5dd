//! What is surely right with an expression, seen at a glance: most need no closer look.
//!
//! A glance goes a few levels down, allocates nothing, and only ever says "surely nothing": of all
//! else the rules themselves ([`groups`](super::groups)) tell whether it is wrong, and what.

use crate::expr::Node;
use crate::expr::behind::Window;
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::{Kind, Predicate};
use crate::function::{Class, Function};
use crate::select::{SelectBody, SourceRef};
use crate::types::Sort;

/// How many levels a glance goes down.
const LEVELS: u32 = 12;

/// A query whose expressions are looked at.
pub(crate) struct Glance<'a, F> {
    /// The keys of its groups.
    keys: &'a [Node],
    /// True if its rows are groups.
    grouped: bool,
    /// True for what surely is a FROM item of its own.
    owns: F,
}

impl<'a, F: Fn(SourceRef<'_>) -> bool> Glance<'a, F> {
    pub(crate) fn of(body: &'a SelectBody, owns: F) -> Self {
        let rare = body.rare();
        let keys = rare.map_or(&[][..], |rare| &rare.group_by);
        let grouped = !keys.is_empty()
            || rare.is_some_and(|rare| !rare.having.is_empty())
            || body.columns.iter().chain(&body.order_by).any(has_aggregate);
        Glance { keys, grouped, owns }
    }

    /// True if an expression that looks at groups, if there are any, surely has one value a group,
    /// and no aggregate where none may stand.
    #[inline]
    pub(crate) fn is_clean(&self, node: &Node) -> bool {
        !self.grouped && is_of_rows(node) || self.clean(node, LEVELS)
    }

    #[inline]
    fn clean(&self, node: &Node, levels: u32) -> bool {
        if let Node::Column(column) = node {
            return self.is_key(column);
        }
        self.is_other_clean(node, levels)
    }

    fn is_other_clean(&self, node: &Node, levels: u32) -> bool {
        match node {
            Node::Column(column)
            | Node::ColumnDesc(column)
            | Node::ColumnValue(_, column, _)
            | Node::ColumnLike { column, .. }
            | Node::ColumnIn(_, column, _) => self.is_key(column),
            Node::ColumnColumn(_, left, right) => self.is_key(left) && self.is_key(right),
            Node::Chain(chain) => {
                levels > 0 && chain.items().all(|item| self.clean(item, levels - 1))
            }
            Node::OfDeclared(_, function, args) => self.clean_call(function, args, levels),
            Node::Tree(tree) => levels > 0 && self.clean_tree(&tree.kind, levels - 1),
            Node::Empty
            | Node::Null(_)
            | Node::Star
            | Node::Default
            | Node::Bind(_)
            | Node::NullBind(_)
            | Node::Literal(_) => true,
            Node::Source(_) | Node::Select(_) => false,
        }
    }

    fn clean_tree(&self, kind: &Kind, levels: u32) -> bool {
        let clean = |node: &Node| self.clean(node, levels);
        match kind {
            Kind::Function { function, args } => self.clean_call(function, args, levels),
            Kind::Aggregate(aggregate) => match aggregate.function.as_function() {
                Some((function, args)) if function.class().is_aggregate() => {
                    let mut behind = aggregate.order.iter().chain([&aggregate.filter]);
                    behind.all(is_apart) && self.is_aggregate_of_rows(args)
                }
                Some(_) | None => false,
            },
            Kind::Call { args, .. } => args.iter().all(clean),
            Kind::Over { function, window } => self.clean_over(function, window, levels),
            Kind::Compare { left, right, .. } => clean(left) && clean(right),
            Kind::Not(operand)
            | Kind::Negate(operand)
            | Kind::Cast { operand, .. }
            | Kind::Label { operand, .. }
            | Kind::Typed { operand, .. }
            | Kind::Order { operand, .. } => clean(operand),
            Kind::Case { operand, branches, otherwise } => {
                operand.as_deref().is_none_or(clean)
                    && branches.iter().all(|(when, then)| clean(when) && clean(then))
                    && clean(otherwise)
            }
            Kind::Fragment { holes, .. } => holes.iter().all(clean),
            Kind::Parameter { .. } => true,
            Kind::Predicate(predicate) => match predicate {
                Predicate::IsNull { operand, .. }
                | Predicate::InValues { operand, .. }
                | Predicate::InParameter { operand, .. } => clean(operand),
                Predicate::Between { operand, bounds, .. } => {
                    clean(operand) && bounds.iter().all(clean)
                }
                Predicate::Like { operand, pattern, .. } => clean(operand) && clean(pattern),
                Predicate::InList { operand, items, .. } => {
                    clean(operand) && items.iter().all(clean)
                }
                Predicate::InQuery { .. } | Predicate::Exists { .. } => false,
            },
            Kind::Scalar(_) | Kind::Star { .. } | Kind::RowTest(_) | Kind::Mistake(_) => false,
        }
    }

    #[inline]
    fn clean_call(&self, function: &Function, args: &[Node], levels: u32) -> bool {
        let class = function.class();
        if class.is_aggregate() {
            class != Class::Grouping && self.is_aggregate_of_rows(args)
        } else {
            args.iter().all(|arg| self.clean(arg, levels))
        }
    }

    /// A function over a window: what it takes is of groups, and no other window is in it.
    fn clean_over(&self, function: &Node, window: &Window, levels: u32) -> bool {
        let Some((function, args)) = function.as_function() else { return false };
        let mut clean = !function.class().is_aggregate() || self.has_own(args);
        let mut look = |part: &Node| {
            clean = clean && part.inside() & Sort::WINDOW == 0 && self.clean(part, levels);
        };
        args.iter().for_each(&mut look);
        window.each_child(&mut look);
        clean
    }

    /// True if the arguments of an aggregate are surely of single rows, and of this query.
    fn is_aggregate_of_rows(&self, args: &[Node]) -> bool {
        if let [Node::Column(column)] = args {
            return self.is_own(column);
        }
        args.iter().all(is_apart) && self.has_own(args)
    }

    /// True if a column is surely of the query itself, or there is none.
    fn has_own(&self, args: &[Node]) -> bool {
        let is_own = |mut arg: &Node| {
            while let Some((_, args)) = arg.as_function()
                && let Some(first) = args.first()
            {
                arg = first;
            }
            arg.as_column().is_some_and(|column| self.is_own(column))
        };
        args.iter().any(is_own)
            || args.iter().all(|arg| arg.is_value() || matches!(arg, Node::Star))
    }

    #[inline]
    fn is_own(&self, column: &ColumnRef) -> bool {
        SourceRef::of(column).is_some_and(&self.owns)
    }

    /// True if the column itself is surely a key.
    fn is_key(&self, column: &ColumnRef) -> bool {
        !self.grouped
            || self.keys.iter().any(|key| match (key, column) {
                (Node::Column(ColumnRef::Static(i, a)), ColumnRef::Static(j, b)) => {
                    i == j && std::ptr::eq(*a, *b)
                }
                (Node::Column(ColumnRef::Shared(i, a)), ColumnRef::Shared(j, b)) => {
                    i == j && std::ptr::eq(&**a, &**b)
                }
                (Node::Column(ColumnRef::Item(i, a)), ColumnRef::Item(j, b)) => {
                    i == j && std::ptr::eq(&**a, &**b)
                }
                _ => false,
            })
    }
}

/// True if an expression that looks at single rows surely has nothing that must not be there.
#[inline]
pub(crate) fn is_of_rows(node: &Node) -> bool {
    node.inside() & (Sort::AGGREGATE | Sort::WINDOW) == 0
}

/// True for what has no aggregate, window or query in it.
fn is_apart(node: &Node) -> bool {
    node.inside() & (Sort::AGGREGATE | Sort::WINDOW | Sort::QUERY) == 0
}

fn has_aggregate(node: &Node) -> bool {
    node.inside() & Sort::AGGREGATE != 0
}
