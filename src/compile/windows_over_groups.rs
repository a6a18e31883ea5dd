//! Functions over windows in queries with groups, where an engine has not all of them.

use super::Writer;
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::view::{NodeRef, View};
use crate::function;
use crate::select::{Distinct, SelectBody};
use crate::types::Sort;

impl<'a> Writer<'a> {
    #[cold]
    pub(super) fn check_windows_over_groups(&mut self, body: &'a SelectBody) {
        let joins_texts = |node: &Node| mentions(NodeRef::new(node), is_joined);
        let filtered = body.rare().is_some_and(|rare| !rare.having.is_empty());
        let distinct = body.distinct() == Distinct::Rows;
        // MariaDB 10.11 gives NULL or 0 for `ROW_NUMBER() OVER (…) + 0` beside COUNT(DISTINCT …) of a join.
        let twice = |node: &Node| mentions(NodeRef::new(node), is_distinct_aggregate);
        if filtered || distinct || body.columns.iter().chain(&body.order_by).any(joins_texts) {
            self.require(Feature::WindowsOverGroups);
        } else if self.scope.sources.len() > 1
            && body.columns.iter().chain(&body.order_by).any(twice)
        {
            self.lacks_windows(
                "functions over windows of groups of a join beside DISTINCT in an aggregate",
            );
        }
    }

    /// MariaDB 10.11 does not count a column that a query gives as one value to those that tell rows apart,
    /// and so takes different rows for alike.
    #[cold]
    pub(super) fn check_windows_beside_queries(&mut self, body: &'a SelectBody) {
        let is_query = |node: &Node| node.inside() & (Sort::QUERY | Sort::WINDOW) == Sort::QUERY;
        if !self.features.has(Feature::WindowsOverGroups) && body.columns.iter().any(is_query) {
            let message = format!(
                "{} {} has no functions over windows beside queries as values in SELECT DISTINCT; select \
                 both in a query in FROM, and DISTINCT around",
                self.spec.name,
                self.dialect.version()
            );
            self.fail(ErrorKind::Unsupported(Feature::WindowsOverGroups), message);
        }
    }

    /// Refuses what an engine does not take, or takes for something else, where windows stand over one
    /// group of all rows.
    #[cold]
    pub(super) fn lacks_windows(&mut self, what: &str) {
        let message = format!(
            "{} {} has no {what}; aggregate in a subquery, and put the windows around",
            self.spec.name,
            self.dialect.version()
        );
        self.fail(ErrorKind::Unsupported(Feature::WindowsOverGroups), message);
    }
}

/// True if such a node is in the expression, outside of queries in it.
pub(super) fn mentions(expr: NodeRef<'_>, is: fn(&View<'_>) -> bool) -> bool {
    let mut waiting = vec![expr];
    while let Some(node) = waiting.pop() {
        let view = node.view();
        if is(&view) {
            return true;
        }
        if !matches!(view, View::Query(_)) {
            node.each_child(&mut |child| waiting.push(child));
        }
    }
    false
}

/// Both are a `GROUP_CONCAT`.
fn is_joined(view: &View<'_>) -> bool {
    let joining = [&function::STRING_AGG, &function::JSON_AGG];
    matches!(view, View::Function { function, .. } if joining.contains(function))
}

fn is_distinct_aggregate(view: &View<'_>) -> bool {
    matches!(view, View::Aggregate { distinct: true, .. })
}

/// True for an aggregate outside of functions over windows.
pub(super) fn aggregates(expr: NodeRef<'_>) -> bool {
    let mut waiting = vec![expr];
    while let Some(node) = waiting.pop() {
        let view = node.view();
        if matches!(view, View::Over { .. } | View::Query(_)) {
            continue;
        }
        let call = if let View::Function { function, .. } = view { Some(function) } else { None };
        let whole = call.is_some_and(|function| function.class().is_aggregate());
        if whole || matches!(view, View::Aggregate { .. }) {
            return true;
        }
        node.each_child(&mut |child| waiting.push(child));
    }
    false
}

pub(super) fn is_grouped_with_windows(body: &SelectBody) -> bool {
    let windows = |node: &Node| node.inside() & Sort::WINDOW != 0;
    body.rare().is_some_and(|rare| !rare.group_by.is_empty())
        && body.columns.iter().chain(&body.order_by).any(windows)
}

/// True for functions over windows of groups whose keys all are tests for NULL of what is never NULL: an
/// engine may know that these are one value, and make one group of all rows.
pub(super) fn has_windows_over_known_keys(query: &SelectBody) -> bool {
    let both = Sort::AGGREGATE | Sort::WINDOW;
    let is_known = |key: &Node| {
        let view = NodeRef::new(key).unlabelled().view();
        if let View::IsNull { operand, .. } = view { !operand.is_nullable() } else { false }
    };
    let keys = query.rare().map_or(&[][..], |rare| &rare.group_by);
    query.flags & both == both && !keys.is_empty() && keys.iter().all(is_known)
}

/// True for functions over windows of what aggregates give without GROUP BY.
pub(super) fn has_windows_over_one_group(query: &SelectBody) -> bool {
    let both = Sort::AGGREGATE | Sort::WINDOW;
    query.flags & both == both
        && query.rare().is_none_or(|rare| rare.group_by.is_empty())
        && query.set().is_none()
}
