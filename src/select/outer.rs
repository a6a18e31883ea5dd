//! Which columns of a result can be NULL because of a join.

use super::{JoinKind, SelectBody, output_name};
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::{NodeRef, Operands, View};
use crate::function::Nulls;
use crate::name::Name;
use crate::select::SourceRef;
use crate::types::Sort;

/// Refuses a typed row whose column can be NULL by a join while its Rust type cannot.
pub(crate) fn check_row(query: &SelectBody, required: u64) -> Result<()> {
    let mut problems = Vec::new();
    for query in arms(query) {
        check_arm(query, required, &mut problems);
    }
    Error::from_problems(problems).map_or(Ok(()), Err)
}

/// True if an expression of a query may be NULL, by itself or by a join.
pub(crate) fn may_be_null(query: &SelectBody, node: &Node) -> bool {
    OuterSide::of(query).sort(node).has(Sort::NULLABLE)
}

/// The queries that give the rows: of a set operation, those between its operators.
fn arms(query: &SelectBody) -> Vec<&SelectBody> {
    let (mut waiting, mut arms) = (vec![query], Vec::new());
    while let Some(query) = waiting.pop() {
        match query.set().map(|set| (set.left.as_query(), set.right.as_query())) {
            Some((Some(left), Some(right))) => waiting.extend([&**right, left]),
            _ => arms.push(query),
        }
    }
    arms
}

fn check_arm(query: &SelectBody, required: u64, problems: &mut Vec<Problem>) {
    let outer = OuterSide::of(query);
    let width = query.columns.len().max(1);
    let cells = query.values().map_or(&query.columns, |rows| &rows.cells);
    let cells = cells.iter().enumerate().map(|(place, cell)| (place % width, cell));
    for (i, cell) in cells.filter(|(i, _)| *i < 64) {
        if required >> i & 1 == 1
            && let Some(source) = outer.makes_null(cell)
        {
            let column = &query.columns[i];
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
#[derive(Default)]
pub(super) struct OuterSide<'a> {
    sources: Vec<SourceRef<'a>>,
    inner: Vec<SourceRef<'a>>,
    all_before: bool,
}

impl<'a> OuterSide<'a> {
    pub(super) fn of(query: &'a SelectBody) -> Self {
        let mut outer = OuterSide::default();
        if query.joins.iter().all(|join| matches!(join.kind, JoinKind::Inner | JoinKind::Cross)) {
            return outer;
        }
        for join in &query.joins {
            let Some(source) = join.source().map(SourceRef::from) else { continue };
            if matches!(join.kind, JoinKind::Right | JoinKind::Full) {
                outer.all_before = true;
                outer.sources.append(&mut outer.inner);
            }
            match join.kind {
                JoinKind::Left | JoinKind::Full => outer.sources.push(source),
                JoinKind::Inner | JoinKind::Right | JoinKind::Cross => outer.inner.push(source),
            }
        }
        outer
    }

    /// What an expression is, with the NULLs that joins add.
    #[inline]
    fn sort(&self, node: &Node) -> Sort {
        let Sort { tag, flags } = node.sort();
        let may = self.all_before || flags & Sort::OUTER != 0 || !self.sources.is_empty();
        let null = may && self.makes_null(node).is_some();
        Sort::new(tag, flags | Sort::flag(null, Sort::OUTER | Sort::NULLABLE))
    }

    fn has(&self, column: &ColumnRef) -> bool {
        SourceRef::of(column).is_some_and(|source| self.has_source(source))
    }

    fn has_source(&self, source: SourceRef<'_>) -> bool {
        let is = |list: &[SourceRef<'_>]| list.iter().any(|there| there.same(source));
        is(&self.sources) || (self.all_before && !is(&self.inner))
    }

    /// The name of the FROM item that makes an expression NULL, if one can: by a join here, or by
    /// one inside a subquery.
    pub(super) fn makes_null<'n>(&self, node: &'n Node) -> Option<&'n Name> {
        if self.sources.is_empty() && !self.all_before && !node.sort().has(Sort::OUTER) {
            return None;
        }
        let mut waiting = vec![NodeRef::new(node)];
        while let Some(node) = waiting.pop() {
            match node.view() {
                View::ColumnReference(column) => {
                    if self.has(column.0) || column.0.sort().has(Sort::OUTER) {
                        return column.source().map(|source| source.name());
                    }
                }
                // These give a value whatever their operands are.
                View::IsNull { .. } | View::Exists { .. } | View::Scalar { .. } => {}
                View::Function { function, .. } if function.null_rule() == Nulls::Never => {}
                View::Function { function, args } if function.null_rule() == Nulls::First => {
                    waiting.extend(args.get(0));
                }
                View::Function { function, args } if function.null_rule() == Nulls::All => {
                    waiting.extend(self.last_hope(args));
                }
                View::Over { function, .. } | View::Aggregate { function, .. } => {
                    waiting.push(function);
                }
                _ => node.each_child(&mut |child| waiting.push(child)),
            }
        }
        None
    }

    /// What makes COALESCE NULL: its last argument, unless one of them is plainly there.
    fn last_hope<'n>(&self, args: Operands<'n>) -> Option<NodeRef<'n>> {
        let there = |arg: NodeRef<'_>| match arg.view() {
            View::Parameter(_) | View::Literal(_) => !arg.is_nullable(),
            View::ColumnReference(column) => !arg.is_nullable() && !self.has(column.0),
            _ => false,
        };
        if args.iter().any(there) { None } else { args.get(args.len().checked_sub(1)?) }
    }
}

/// True if a join of a query may fill the columns of a FROM item with NULLs.
pub(crate) fn may_fill(query: &SelectBody, source: SourceRef<'_>) -> bool {
    OuterSide::of(query).has_source(source)
}

impl SelectBody {
    /// What the output columns are, with the NULLs that joins add.
    pub(crate) fn output_sorts(&self) -> impl Iterator<Item = Sort> + '_ {
        let joint = self.joint_sorts();
        let outer = if joint.is_none() { OuterSide::of(self) } else { OuterSide::default() };
        let count = joint.map_or(self.columns.len(), <[Sort]>::len);
        (0..count)
            .map(move |i| joint.map_or_else(|| outer.sort(&self.columns[i]), |joint| joint[i]))
    }

    /// What the first output column is, with the NULLs that joins add.
    pub(crate) fn first_output_sort(&self) -> Option<Sort> {
        match self.joint_sorts() {
            Some(sorts) => sorts.first().copied(),
            None => self.columns.first().map(|column| OuterSide::of(self).sort(column)),
        }
    }
}
