//! Groups: where aggregates may stand, and which columns a group has one value of.

use std::cell::OnceCell;

use super::fixed::Fixed;
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::{NodeRef, Operands, View};
use crate::expr::{Kind, Node};
use crate::function::{Class, Function};
use crate::name::Name;
use crate::select::{Clause, SelectBody, SourceRef};
use crate::tree::same;

/// The most keys of which one number tells the sets.
const MOST_KEYS_TOLD: usize = 31;

/// An aggregate in an aggregate, or a function over a window in either, in words.
pub(crate) fn nested(expr: NodeRef<'_>) -> Option<&'static str> {
    let mut waiting = vec![expr];
    while let Some(node) = waiting.pop() {
        if !node.has_aggregate() && !node.has_window() {
            continue;
        }
        let view = node.view();
        if let View::Query(_) = view {
            continue;
        }
        if let View::Over { function, window } = view {
            let mut parts = arguments(function);
            window.each_child(&mut |part| parts.push(NodeRef::new(part)));
            if parts.iter().any(|part| part.has_window()) {
                return Some("a function over a window is inside of another");
            }
            if let View::Aggregate { filter, .. } = function.view()
                && filter.has_aggregate()
            {
                return Some("an aggregate is inside of FILTER");
            }
            waiting.extend(parts);
            continue;
        }
        if is_aggregate(node) {
            let parts = arguments(node);
            if parts.iter().any(|part| part.has_aggregate()) {
                return Some("an aggregate is inside of an aggregate");
            }
            if parts.iter().any(|part| part.has_window()) {
                return Some("a function over a window is inside of an aggregate");
            }
        }
        node.each_child(&mut |child| waiting.push(child));
    }
    None
}

/// True for a call of an aggregate, with or without what stands behind it.
pub(crate) fn is_aggregate(node: NodeRef<'_>) -> bool {
    let Some(node) = node.node() else { return false };
    match node.as_function() {
        Some((function, _)) => function.class().is_aggregate(),
        None => matches!(node.kind(), Some(Kind::Aggregate(_))),
    }
}

/// What stands in the parentheses of a function, and behind it.
fn arguments(function: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    let view = function.view();
    if let View::Aggregate { function, order, filter, .. } = view {
        let mut parts = arguments(function);
        parts.extend(order.iter());
        parts.push(filter);
        return parts;
    }
    if let View::Function { args, .. } | View::Call { args, .. } = view {
        return args.iter().collect();
    }
    Vec::new()
}

/// A column of an aggregate all of whose columns belong to enclosing queries, and which engines so
/// take for an aggregate of those; `owns` tells the query's own FROM items.
pub(crate) fn foreign<'a>(
    expr: NodeRef<'a>,
    owns: &dyn Fn(SourceRef<'_>) -> bool,
) -> Option<&'a ColumnRef> {
    let mut waiting = vec![expr];
    while let Some(node) = waiting.pop() {
        if !node.has_aggregate() || matches!(node.view(), View::Query(_)) {
            continue;
        }
        if is_aggregate(node) {
            let columns = columns_in(arguments(node));
            let outer = |column: &&ColumnRef| !SourceRef::of(column).is_none_or(owns);
            if !columns.is_empty() && columns.iter().all(outer) {
                return columns.first().copied();
            }
            continue;
        }
        node.each_child(&mut |child| waiting.push(child));
    }
    None
}

/// The columns in expressions, but not in the queries inside.
fn columns_in(mut waiting: Vec<NodeRef<'_>>) -> Vec<&ColumnRef> {
    let mut columns = Vec::new();
    while let Some(node) = waiting.pop() {
        columns.extend(node.as_column());
        if !matches!(node.view(), View::Query(_)) {
            node.each_child(&mut |child| waiting.push(child));
        }
    }
    columns
}

/// The keys of a query, and what its groups have one value of.
pub(crate) struct Groups<'a> {
    body: &'a SelectBody,
    keys: Vec<NodeRef<'a>>,
    /// True if they make several sets, of which some fix less than others.
    of_sets: bool,
    /// What the keys fix, once somebody asks.
    fixed: OnceCell<Fixed<'a>>,
}

/// What tells of the FROM items of a query.
pub(crate) trait Items<'a> {
    /// True for an item of the query's own.
    fn owns(&self, source: SourceRef<'_>) -> bool;
    /// All of them.
    fn all(&self) -> Vec<SourceRef<'a>>;
}

/// A column outside of aggregates that is no key.
pub(crate) enum Loose<'a> {
    /// The group has several values of it.
    Several(&'a ColumnRef),
    /// The keys fix it; true if they have the primary key of its table.
    Fixed(&'a ColumnRef, bool),
}

impl<'a> Groups<'a> {
    /// The groups of a query; none if its rows stay rows.
    pub(crate) fn of(body: &'a SelectBody) -> Option<Self> {
        let rare = body.rare();
        let keys: Vec<NodeRef<'a>> = rare
            .into_iter()
            .flat_map(|rare| &rare.group_by)
            .map(|key| NodeRef::new(key.unlabelled()))
            .collect();
        let having = rare.is_some_and(|rare| !rare.having.is_empty());
        let aggregates = || {
            let mut nodes = body.columns.iter().chain(&body.order_by);
            nodes.any(|node| NodeRef::new(node).has_aggregate())
        };
        let grouped = !keys.is_empty() || having || aggregates();
        let of_sets = !body.groupings().is_empty();
        grouped.then(|| Groups { body, keys, of_sets, fixed: OnceCell::new() })
    }

    /// The clause that alone makes one group of all rows, which engines take differently.
    pub(crate) fn without_reason(body: &SelectBody) -> Option<(Clause, &'static str)> {
        let has = |node: &Node| NodeRef::new(node).has_aggregate();
        let rare = body.rare();
        if rare.is_some_and(|rare| !rare.group_by.is_empty()) || body.columns.iter().any(has) {
            return None;
        }
        if rare.is_some_and(|rare| !rare.having.is_empty()) {
            return Some((Clause::Having, "HAVING"));
        }
        body.order_by.iter().any(has).then_some((Clause::OrderBy, "an aggregate in ORDER BY"))
    }

    /// Calls `visit` with the columns of an expression that are no keys, and have to be fixed by them.
    pub(crate) fn each_loose(
        &self,
        expr: NodeRef<'a>,
        items: &dyn Items<'a>,
        visit: &mut dyn FnMut(Loose<'a>),
    ) {
        if expr.is_empty() || is_aggregate(expr) {
            return;
        }
        // What is to be looked at, and whether it is in a query inside.
        let mut waiting = vec![(expr, false)];
        while let Some((node, inside)) = waiting.pop() {
            if let Some(column) = node.as_column() {
                if SourceRef::of(column).is_some_and(|source| items.owns(source)) {
                    self.loose(column, items).into_iter().for_each(&mut *visit);
                }
                continue;
            }
            if !inside && (is_aggregate(node) || self.is_key(node)) {
                continue;
            }
            // What is a value alone has nothing inside.
            if node.node().is_some_and(Node::is_value) {
                continue;
            }
            let view = node.view();
            if let View::Over { function, window } = view {
                waiting.extend(arguments(function).into_iter().map(|arg| (arg, inside)));
                window.each_child(&mut |part| waiting.push((NodeRef::new(part), inside)));
                continue;
            }
            if let View::Operator { function, operands } = view
                && let Some(done) = self.key_at_start(function, operands)
            {
                waiting.extend(operands.iter().skip(done).map(|operand| (operand, inside)));
                continue;
            }
            let mut inside = inside;
            if let View::Query(query) = view {
                // An item of the query's own hides that of the one around it.
                if query.sources().any(|source| items.owns(source.0)) {
                    continue;
                }
                inside = true;
                let seeing = query.0.queries_that_see();
                waiting.extend(seeing.into_iter().map(|query| (NodeRef::new(query), inside)));
            }
            node.each_child(&mut |child| waiting.push((child, inside)));
        }
    }

    /// How many operands of a chain are a key, which is the start of it.
    fn key_at_start(&self, function: &Function, operands: Operands<'a>) -> Option<usize> {
        self.keys.iter().find_map(|key| {
            let View::Operator { function: own, operands: start } = key.view() else { return None };
            let is_start = own == function
                && function.is_variadic()
                && start.len() < operands.len()
                && start.iter().zip(operands.iter()).all(|(a, b)| same(a, b));
            is_start.then(|| start.len())
        })
    }

    /// A key that is a column, of a name that another key has too, and that is not selected, in an
    /// expression outside of aggregates.
    pub(crate) fn like_named(&self, expr: NodeRef<'a>, body: &SelectBody) -> Option<&'a ColumnRef> {
        let columns = || self.keys.iter().filter_map(|key| key.as_column());
        let is_selected = |column: &ColumnRef| {
            let own =
                |node: &Node| node.unlabelled().as_column().is_some_and(|own| own.same(column));
            body.columns.iter().any(own)
        };
        let mut waiting = vec![expr];
        while let Some(node) = waiting.pop() {
            if let Some(column) = node.as_column() {
                let like = columns().filter(|key| key.name() == column.name()).count();
                if like > 1 && !is_selected(column) {
                    return Some(column);
                }
            }
            if !is_aggregate(node) && !matches!(node.view(), View::Query(_)) {
                node.each_child(&mut |child| waiting.push(child));
            }
        }
        None
    }

    /// True if something of keys, `GROUPING(a, b)`, is of what is no key of the query.
    pub(crate) fn lacks_key_of(&self, expr: NodeRef<'a>) -> bool {
        let mut waiting = vec![expr];
        while let Some(node) = waiting.pop() {
            if !node.has_aggregate() || matches!(node.view(), View::Query(_)) {
                continue;
            }
            if let View::Function { function, args } = node.view()
                && function.class() == Class::Grouping
            {
                let is_key = |arg: NodeRef<'a>| match arg.unlabelled().as_column() {
                    Some(column) => self.has_column(column),
                    None => self.is_key(arg),
                };
                if args.is_empty() || args.len() > MOST_KEYS_TOLD || !args.iter().all(is_key) {
                    return true;
                }
                continue;
            }
            node.each_child(&mut |child| waiting.push(child));
        }
        false
    }

    fn has_column(&self, column: &ColumnRef) -> bool {
        self.keys.iter().filter_map(|key| key.as_column()).any(|key| key.same(column))
    }

    fn is_key(&self, node: NodeRef<'a>) -> bool {
        let node = node.unlabelled();
        let sort = node.sort();
        self.keys
            .iter()
            .any(|key| key.as_column().is_none() && key.sort() == sort && same(*key, node))
    }

    /// What a column is that is no key.
    fn loose(&self, column: &'a ColumnRef, items: &dyn Items<'a>) -> Option<Loose<'a>> {
        let keys = || self.keys.iter().filter_map(|key| key.as_column());
        let source = SourceRef::of(column)?;
        if keys().any(|key| key.same(column)) {
            return None;
        }
        if self.of_sets {
            return Some(Loose::Several(column));
        }
        if self.has_primary_key(source) {
            return Some(Loose::Fixed(column, true));
        }
        let keys: Vec<&ColumnRef> = keys().collect();
        if keys.is_empty() {
            return Some(Loose::Several(column));
        }
        let fixed = self.fixed.get_or_init(|| Fixed::in_group(self.body, items.all(), &keys));
        let is_fixed = fixed.has(column);
        Some(if is_fixed { Loose::Fixed(column, false) } else { Loose::Several(column) })
    }

    /// True if a group has one value of a column, of that name, which engines see too: it is a key, or the
    /// primary key of its table is.
    pub(crate) fn shows(&self, source: SourceRef<'_>, name: &Name) -> bool {
        let is_it = |key: &ColumnRef| {
            SourceRef::of(key).is_some_and(|own| own.same(source)) && key.name() == Some(name)
        };
        let mut columns = self.keys.iter().filter_map(|key| key.as_column());
        columns.any(is_it) || !self.of_sets && self.has_primary_key(source)
    }

    /// True if the primary key of an item's table is among the keys.
    fn has_primary_key(&self, source: SourceRef<'_>) -> bool {
        let Some(table) = source.table() else { return false };
        let mut primary = table.columns.iter().filter(|def| def.primary_key).peekable();
        let is_grouped = |name| {
            self.keys.iter().filter_map(|key| key.as_column()).any(|key| {
                SourceRef::of(key).is_some_and(|own| own.same(source)) && key.name() == Some(name)
            })
        };
        primary.peek().is_some() && primary.all(|def| is_grouped(&def.name))
    }
}
