//! Which columns of a result can be NULL by the shape of the query.

use std::collections::HashSet;
use std::sync::Arc;

use super::each_child;
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::expr::Node;
use crate::expr::column::ColumnRef;
use crate::expr::node::Kind;
use crate::function::{Function, Nulls};
use crate::schema::Source;
use crate::select::{JoinKind, SelectBody, output_name};

/// Refuses a typed row whose column can be NULL by a join while its Rust type cannot.
pub(crate) fn check_row(query: &SelectBody, required: u64) -> Result<()> {
    let mut problems = Vec::new();
    for query in arms(query) {
        check_arm(query, required, &mut problems);
    }
    Error::from_problems(problems).map_or(Ok(()), Err)
}

/// The queries that give the rows: of a set operation, those between its operators.
fn arms(query: &SelectBody) -> Vec<&SelectBody> {
    let (mut waiting, mut arms) = (vec![query], Vec::new());
    while let Some(query) = waiting.pop() {
        match query.set().map(|set| (&set.left, &set.right)) {
            Some((Node::Select(left), Node::Select(right))) => waiting.extend([&**right, left]),
            _ => arms.push(query),
        }
    }
    arms
}

fn check_arm(query: &SelectBody, required: u64, problems: &mut Vec<Problem>) {
    let outer = outer_side(query);
    for (i, column) in query.columns.iter().enumerate().take(64) {
        if required >> i & 1 == 1
            && let Some(source) = can_be_null(column, &outer)
        {
            let name = output_name(column).map_or(String::new(), |name| format!(" (`{name}`)"));
            problems.push(Problem::new(
                ErrorKind::NullableColumn,
                format!(
                    "column {}{name} can be NULL, since `{source}` is on the outer side of a join, \
                     but its Rust type has no place for NULL; use `.nullable()` on it",
                    i + 1
                ),
            ));
        }
    }
}

/// The FROM items whose columns a join may fill with NULLs; `all_before` if it does so to
/// everything before a RIGHT or FULL join.
struct OuterSide<'a> {
    sources: Vec<&'a Source>,
    inner: Vec<&'a Source>,
    all_before: bool,
}

fn outer_side(query: &SelectBody) -> OuterSide<'_> {
    let mut outer = OuterSide { sources: Vec::new(), inner: Vec::new(), all_before: false };
    for join in &query.joins {
        let Node::Source(source) = &join.source else {
            continue;
        };
        if matches!(join.kind, JoinKind::Right | JoinKind::Full) {
            outer.all_before = true;
            outer.sources.append(&mut outer.inner);
        }
        match join.kind {
            JoinKind::Left | JoinKind::Full => outer.sources.push(source),
            _ => outer.inner.push(source),
        }
    }
    outer
}

impl OuterSide<'_> {
    fn has(&self, column: &ColumnRef) -> bool {
        let Some(source) = column.source() else {
            return false;
        };
        let is = |list: &[&Source]| list.iter().any(|there| there.same(&source));
        is(&self.sources) || (self.all_before && !is(&self.inner))
    }
}

/// The FROM item that makes an expression NULL, if one can.
fn can_be_null(node: &Node, outer: &OuterSide<'_>) -> Option<String> {
    let mut waiting = vec![node];
    while let Some(node) = waiting.pop() {
        let null = |column: &&ColumnRef| outer.has(column) || is_null_inside(column);
        if let Some(column) = node.columns().into_iter().flatten().find(null) {
            return column.source().map(|source| source.name().to_string());
        }
        match node {
            Node::Tree(tree) => match &tree.kind {
                // These give a value whatever their operands are.
                Kind::IsNull { .. } | Kind::Exists { .. } | Kind::Scalar(_) => {}
                Kind::Function { function, .. } if absorbs_null(function) => {}
                Kind::Over { function, .. } => waiting.push(function),
                Kind::Aggregate(aggregate) => waiting.push(&aggregate.function),
                _ => each_child(node, &mut |child| waiting.push(child)),
            },
            Node::Chain(_) => each_child(node, &mut |child| waiting.push(child)),
            _ => {}
        }
    }
    None
}

/// True for a column of a subquery that is NULL by the shape of that query.
fn is_null_inside(column: &ColumnRef) -> bool {
    let (mut waiting, mut seen) = (vec![column], HashSet::new());
    while let Some(column) = waiting.pop() {
        let ColumnRef::Item(index, item) = column else { continue };
        let Some(Node::Select(query)) = super::item_query(item) else { continue };
        if !seen.insert((Arc::as_ptr(query), *index)) {
            continue;
        }
        for arm in arms(query) {
            let Some(inner) = arm.columns.get(usize::from(*index)) else { continue };
            let outer = outer_side(arm);
            match inner.unlabelled() {
                Node::Column(next) if outer.has(next) => return true,
                Node::Column(next) => waiting.push(next),
                other if can_be_null_flat(other, &outer) => return true,
                _ => {}
            }
        }
    }
    false
}

/// [`can_be_null`] without looking into further subqueries.
fn can_be_null_flat(node: &Node, outer: &OuterSide<'_>) -> bool {
    let mut waiting = vec![node];
    while let Some(node) = waiting.pop() {
        if node.columns().into_iter().flatten().any(|column| outer.has(column)) {
            return true;
        }
        match node {
            Node::Tree(tree) => match &tree.kind {
                Kind::IsNull { .. } | Kind::Exists { .. } | Kind::Scalar(_) => {}
                Kind::Function { function, .. } if absorbs_null(function) => {}
                Kind::Over { function, .. } => waiting.push(function),
                Kind::Aggregate(aggregate) => waiting.push(&aggregate.function),
                _ => each_child(node, &mut |child| waiting.push(child)),
            },
            Node::Chain(_) => each_child(node, &mut |child| waiting.push(child)),
            _ => {}
        }
    }
    false
}

/// True for functions that give a value even where a join filled in NULL.
fn absorbs_null(function: &Function) -> bool {
    matches!(function.null_rule(), Nulls::Never | Nulls::All)
}
