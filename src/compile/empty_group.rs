//! Queries beside aggregates of all rows, where an engine has values of its own for them if there are no rows.

use super::Writer;
use crate::check::is_aggregate;
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::view::{NodeRef, View};
use crate::select::{SelectBody, SourceRef};
use crate::types::Sort;

impl<'a> Writer<'a> {
    /// Refuses, in a query inside of another one that makes one group of all rows, queries about columns of what
    /// is around: MariaDB 10.11 takes `x NOT IN (…)` for true then, EXISTS for false, and other values for NULL, if
    /// there are no rows.
    #[inline]
    pub(super) fn check_empty_group(&mut self, body: &'a SelectBody) {
        let has_query = |node: &Node| node.inside() & Sort::QUERY != 0;
        let inside = self.scopes_around().next().is_some();
        let groups_all = body.flags & Sort::AGGREGATE != 0
            && body.rare().is_none_or(|rare| rare.group_by.is_empty());
        if inside && groups_all && body.columns.iter().any(has_query) && self.asks_outside(body) {
            let message = format!(
                "{} {} has no queries about columns of a query around, beside aggregates of all rows, \
                 whose values are others if there are no rows; aggregate in a query of its own in the \
                 one around, and ask there",
                self.spec.name,
                self.dialect.version(),
            );
            self.fail(ErrorKind::Unsupported(Feature::WindowsOverGroups), message);
        }
    }

    /// True if a query outside of aggregates, with what it is compared with, has a column of what is around.
    #[cold]
    fn asks_outside(&self, body: &'a SelectBody) -> bool {
        let is_outer = |node: NodeRef<'_>| {
            let source = node.as_column().and_then(SourceRef::of);
            let Some(source) = source else { return false };
            let mut around = self.scopes_around();
            around.any(|scope| scope.sources.position(source).is_some())
        };
        let mut waiting: Vec<NodeRef<'_>> = body.columns.iter().map(NodeRef::new).collect();
        while let Some(node) = waiting.pop() {
            if is_aggregate(node) {
                continue;
            }
            let mut children = Vec::new();
            node.each_child(&mut |child| children.push(child));
            if children.iter().any(|child| matches!(child.view(), View::Query(_))) {
                if node.any(is_outer) {
                    return true;
                }
            } else {
                waiting.append(&mut children);
            }
        }
        false
    }
}
