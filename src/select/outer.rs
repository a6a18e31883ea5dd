//! Which columns of a result can be NULL because of a join, or of sets of keys that they are not in.

use std::fmt;

use super::{Join, JoinKind, SelectBody, heads, output_name};
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::{NodeRef, Operands, View};
use crate::function::Nulls;
use crate::name::Name;
use crate::select::SourceRef;
use crate::types::Sort;

/// Refuses a typed row whose column can be NULL by a join, or by sets of keys, while its Rust type
/// cannot.
pub(crate) fn check_row(query: &SelectBody, required: u64) -> Result<()> {
    let mut problems = Vec::new();
    for query in arms(query) {
        check_arm(query, required, &mut problems);
    }
    Error::from_problems(problems).map_or(Ok(()), Err)
}

/// True if an expression of a query may be NULL, by itself, by a join or by sets of keys.
pub(crate) fn may_be_null(query: &SelectBody, node: &Node) -> bool {
    sort_in(OuterSide::if_any(query).as_deref(), node).has(Sort::NULLABLE)
}

/// What an expression is where the columns of an item may be missing, and so NULL.
pub(crate) fn sort_without(node: &Node, source: Option<SourceRef<'_>>) -> Sort {
    let outer = source.map(|source| OuterSide { sources: vec![source], ..OuterSide::default() });
    sort_in(outer.as_ref(), node)
}

/// What an expression is, with the NULLs that joins add.
#[inline]
fn sort_in(outer: Option<&OuterSide<'_>>, node: &Node) -> Sort {
    let sort = node.sort();
    if outer.is_none() && !sort.has(Sort::OUTER) { sort } else { sort_filled(outer, node, sort) }
}

#[inline(never)]
fn sort_filled(outer: Option<&OuterSide<'_>>, node: &Node, Sort { tag, flags }: Sort) -> Sort {
    let null = match outer {
        Some(outer) => outer.makes_null(node).is_some(),
        None => OuterSide::default().makes_null(node).is_some(),
    };
    Sort::new(tag, flags | Sort::flag(null, Sort::OUTER | Sort::NULLABLE))
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
            && let Some(maker) = outer.makes_null(cell)
        {
            let column = &query.columns[i];
            let name = output_name(column).map_or(String::new(), |name| format!(" (`{name}`)"));
            problems.push(Problem::new(
                ErrorKind::NullableColumn,
                format!(
                    "column {}{name} can be NULL, since {maker}, but its Rust type has no place for \
                     NULL; use `.nullable()` on it",
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
    /// True if its groups are of several sets of keys; and the keys that all of them have.
    of_sets: bool,
    kept: Vec<&'a ColumnRef>,
}

/// What makes a column NULL.
pub(super) enum Maker<'n> {
    /// A join may fill the columns of this FROM item.
    Join(&'n Name),
    /// Not all sets of keys have this one.
    Sets(Option<&'n Name>),
}

impl fmt::Display for Maker<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Maker::Join(source) => write!(f, "`{source}` is on the outer side of a join"),
            Maker::Sets(Some(key)) => write!(f, "`{key}` is not in every set of keys of GROUP BY"),
            Maker::Sets(None) => write!(f, "a key of GROUP BY is not in every set"),
        }
    }
}

impl<'a> OuterSide<'a> {
    /// That of a query; none if all its joins are inner ones and its keys one set.
    #[inline]
    fn if_any(query: &'a SelectBody) -> Option<Box<Self>> {
        let inner = |join: &Join| matches!(join.kind, JoinKind::Inner | JoinKind::Cross);
        let none = query.joins.iter().all(inner) && query.groupings().is_empty();
        if none { None } else { Some(Box::new(OuterSide::of(query))) }
    }

    pub(super) fn of(query: &'a SelectBody) -> Self {
        let of_sets = !query.groupings().is_empty();
        let kept = if of_sets { query.keys_of_all_sets() } else { Vec::new() };
        let mut outer = OuterSide { of_sets, kept, ..OuterSide::default() };
        if query.joins.iter().all(|join| matches!(join.kind, JoinKind::Inner | JoinKind::Cross)) {
            return outer;
        }
        let count = query.joins.len();
        // How many joins begin to fill items at a place, less those that end: at the places of the items.
        let mut changes = vec![0_i64; count + 1];
        let mut add = |from: usize, to: usize| {
            changes[from] += 1;
            changes[to] -= 1;
        };
        for (place, (join, head)) in query.joins.iter().zip(heads(&query.joins)).enumerate() {
            if let JoinKind::Left | JoinKind::Full = join.kind {
                add(place, (place + join.inside + 1).min(count));
            }
            if let JoinKind::Right | JoinKind::Full = join.kind {
                add(head.unwrap_or(0), place);
                outer.all_before |= head.is_none();
            }
        }
        let mut filled = 0;
        for (join, change) in query.joins.iter().zip(changes) {
            filled += change;
            let Some(source) = join.source().map(SourceRef::from) else { continue };
            if filled > 0 {
                outer.sources.push(source);
            } else {
                outer.inner.push(source);
            }
        }
        outer
    }

    fn has(&self, column: &ColumnRef) -> bool {
        SourceRef::of(column).is_some_and(|source| self.has_source(source))
    }

    fn has_source(&self, source: SourceRef<'_>) -> bool {
        let is = |list: &[SourceRef<'_>]| list.iter().any(|there| there.same(source));
        is(&self.sources) || (self.all_before && !is(&self.inner))
    }

    fn may_fill(&self) -> bool {
        self.all_before || !self.sources.is_empty() || self.of_sets
    }

    /// What makes an expression NULL, if anything can: a join here, or one inside a subquery, or sets that
    /// lack a key. Inside of aggregates keys are what they are in each row.
    pub(super) fn makes_null<'n>(&self, node: &'n Node) -> Option<Maker<'n>> {
        if !self.may_fill() && !node.sort().has(Sort::OUTER) {
            return None;
        }
        let mut waiting = vec![(NodeRef::new(node), false)];
        while let Some((node, inside)) = waiting.pop() {
            match node.view() {
                View::ColumnReference(column) => {
                    if self.has(column.0) || column.0.sort().has(Sort::OUTER) {
                        return column.source().map(|source| Maker::Join(source.name()));
                    }
                    if self.of_sets && !inside && !self.is_kept(column.0) {
                        return Some(Maker::Sets(column.name()));
                    }
                }
                // These give a value whatever their operands are.
                View::IsNull { .. } | View::Exists { .. } | View::Scalar { .. } => {}
                View::Function { function, .. } if function.null_rule() == Nulls::Never => {}
                View::Function { function, args } if function.null_rule() == Nulls::First => {
                    waiting.extend(args.get(0).map(|arg| (arg, inside)));
                }
                View::Function { function, args } if function.null_rule() == Nulls::All => {
                    waiting.extend(self.last_hope(args).map(|arg| (arg, inside)));
                }
                View::Function { function, args } if function.class().is_aggregate() => {
                    waiting.extend(args.iter().map(|arg| (arg, true)));
                }
                View::Over { function, .. } | View::Aggregate { function, .. } => {
                    waiting.push((function, inside));
                }
                _ => node.each_child(&mut |child| waiting.push((child, inside))),
            }
        }
        None
    }

    fn is_kept(&self, column: &ColumnRef) -> bool {
        self.kept.iter().any(|kept| kept.same(column))
    }

    /// What makes COALESCE NULL: its last argument, unless one of them is plainly there.
    fn last_hope<'n>(&self, args: Operands<'n>) -> Option<NodeRef<'n>> {
        let there = |arg: NodeRef<'_>| match arg.view() {
            View::Parameter(_) | View::Literal(_) => !arg.is_nullable(),
            View::ColumnReference(column) => {
                !arg.is_nullable()
                    && !self.has(column.0)
                    && (!self.of_sets || self.is_kept(column.0))
            }
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
        let outer = if joint.is_none() { OuterSide::if_any(self) } else { None };
        let count = joint.map_or(self.columns.len(), <[Sort]>::len);
        (0..count).map(move |i| match joint {
            Some(joint) => joint[i],
            None => sort_in(outer.as_deref(), &self.columns[i]),
        })
    }

    /// What the first output column is, with the NULLs that joins add.
    pub(crate) fn first_output_sort(&self) -> Option<Sort> {
        if let Some(sorts) = self.joint_sorts() {
            return sorts.first().copied();
        }
        let outer = OuterSide::if_any(self);
        self.columns.first().map(|column| sort_in(outer.as_deref(), column))
    }
}
