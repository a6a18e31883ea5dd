//! Windows of one query, kept apart from each other where an engine sorts for several of them at once and
//! mistakes the order of one for that of another.

use super::Writer;
use super::windows_over_groups::mentions;
use crate::expr::Node;
use crate::expr::behind::Window;
use crate::expr::node::{Chain, ChainOp};
use crate::expr::view::{NodeRef, View};
use crate::select::{Distinct, SelectBody};
use crate::tree::same;
use crate::types::Sort;

impl<'a> Writer<'a> {
    /// Notes the windows of a query, if it has three or more different ones, or two, one of which has constant
    /// keys.
    ///
    /// A window whose keys are the first ones of two others, or that has none, is in order after the sort of
    /// either, and MariaDB 10.11 does not sort again for the other one. Which keys are constants and so do not
    /// count is the engine's to know; where it takes one for a constant it sorts for no other window.
    #[cold]
    #[inline(never)]
    pub(super) fn note_windows(&mut self, body: &'a SelectBody) {
        let mut different: Vec<&'a Window> = Vec::new();
        let qualify = body.rare().map(|rare| &rare.qualify).filter(|qualify| !qualify.is_empty());
        let exprs = body.columns.iter().chain(&body.order_by).chain(qualify);
        let mut waiting: Vec<NodeRef<'a>> = exprs.rev().map(NodeRef::new).collect();
        while let Some(node) = waiting.pop() {
            let view = node.view();
            if let View::Over { window, .. } = view {
                if !different.iter().any(|own| alike(own, window)) {
                    different.push(window);
                }
            } else if !matches!(view, View::Query(_)) {
                node.each_child(&mut |child| waiting.push(child));
            }
        }
        let of_rows =
            body.rare().is_some_and(|rare| rare.distinct == Distinct::On) || body.is_fetched();
        let several = different.len() + usize::from(of_rows);
        if several > 2 || several > 1 && different.iter().any(|own| is_fixed(own)) {
            self.scope.rare.get_or_insert_default().windows = different;
        }
    }

    /// Begins the keys of a window, or of one that picks rows, with one of its own; true if it does.
    pub(super) fn key_apart(&mut self, window: Option<&Window>) -> bool {
        let windows = self.scope.rare.as_ref().map_or(&[][..], |rare| &rare.windows);
        if windows.is_empty() {
            return false;
        }
        let is_it = |own: &&Window| window.is_some_and(|window| alike(own, window));
        let number = windows.iter().position(is_it).unwrap_or(windows.len());
        self.text("PARTITION BY RAND() < -");
        self.text(&(number + 1).to_string());
        true
    }

    /// True for AND and OR of functions over windows, where the engine would not see these inside of another one.
    #[inline]
    pub(super) fn is_listed(&self, chain: &Chain) -> bool {
        self.spec.faults.lists_windows
            && chain.op.is_of_conditions()
            && chain.sort.has(Sort::WINDOW)
    }

    /// `0 NOT IN (a, b)` for `a AND b`, and `0 IN (NOT a, NOT b)` for `a OR b`.
    #[cold]
    pub(super) fn listed(&mut self, chain: &'a Chain, min: u8) {
        let open = self.open(self.spec.powers.predicate, min);
        let negates = chain.op == ChainOp::Or;
        self.text(if negates { "0 IN (" } else { "0 NOT IN (" });
        for (i, item) in chain.items().enumerate() {
            self.text(if i > 0 { ", " } else { "" });
            if negates {
                self.text("NOT ");
                self.in_parentheses(item);
            } else {
                self.expr(item, 0);
            }
        }
        self.text(")");
        self.close(open);
    }
}

/// True if no key of a window has a column in it, other than of a query inside: the engine may take it for a
/// constant, and not sort again for another window.
fn is_fixed(window: &Window) -> bool {
    let keys: Vec<&Node> = window.partition.iter().chain(&window.order).collect();
    let is_column = |view: &View<'_>| matches!(view, View::ColumnReference(_));
    !keys.is_empty() && !keys.into_iter().any(|key| mentions(NodeRef::new(key), is_column))
}

/// True if both have the same partitions and order.
fn alike(a: &Window, b: &Window) -> bool {
    let all = |a: &[Node], b: &[Node]| {
        let mut pairs = a.iter().zip(b).map(|(a, b)| (NodeRef::new(a), NodeRef::new(b)));
        a.len() == b.len() && pairs.all(|(a, b)| same(a, b))
    };
    std::ptr::eq(a, b) || all(&a.partition, &b.partition) && all(&a.order, &b.order)
}
