//! `COALESCE(…)` round what some engine takes for something else by itself: the same value, in a function
//! that it does not look into.

use super::Writer;
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::function::{self, Function};
use crate::name::Name;
use crate::select::{Item, SourceRef};

impl<'a> Writer<'a> {
    /// True for the smallest or largest of a column in HAVING over joined items that are one group, and
    /// wherever the column is of a query, which may have one value for all rows.
    #[inline]
    pub(super) fn is_extreme_of_joined(&self, function: &Function, args: &[Node]) -> bool {
        self.spec.wraps_extremes
            && (*function == function::MIN || *function == function::MAX)
            && (self.scope.grouped.is_empty() || self.scope.only_keys.is_some())
            && self.scope.sources.len() > 1
            && args.first().and_then(|arg| arg.unlabelled().as_column()).is_some_and(|column| {
                let of_query =
                    matches!(column, ColumnRef::Item(_, item) if item.query_node().is_some());
                of_query || self.clause == "HAVING"
            })
    }

    #[cold]
    pub(super) fn wrapped_extreme(&mut self, function: &'static Function, args: &'a [Node]) {
        self.text(if *function == function::MIN { "MIN(COALESCE(" } else { "MAX(COALESCE(" });
        self.separated(args);
        self.text("))");
    }

    /// True for a column of a query that is joined, which a function over a window needs wrapped here.
    #[inline]
    pub(super) fn is_of_joined_query(&self, arg: &Node) -> bool {
        let is_of_query = |node: &Node| match node.as_column() {
            Some(ColumnRef::Item(_, item)) => item.query_node().is_some(),
            Some(_) | None => false,
        };
        self.spec.wraps_windows && self.scope.joined > 0 && is_of_query(arg.unlabelled())
    }

    /// The same value, in a function that the engine does not look into.
    #[cold]
    pub(super) fn wrapped(&mut self, arg: &'a Node) {
        self.text("COALESCE(");
        self.expr(arg, 0);
        self.text(")");
    }

    /// True for an item of a query around, in SELECT of one that has groups, or if it is a query itself.
    #[cold]
    pub(super) fn is_outer_in_select(&self, item: &'a Item) -> bool {
        (self.scope.has_groups || item.query_node().is_some())
            && self.clause == "SELECT"
            && self.scope.sources.position(SourceRef::Item(item)).is_none()
    }

    #[cold]
    pub(super) fn wrapped_column(&mut self, item: &'a Item, name: &Name) {
        self.text("COALESCE(");
        self.see(SourceRef::Item(item));
        self.qualified(SourceRef::Item(item), name);
        self.text(")");
    }
}
