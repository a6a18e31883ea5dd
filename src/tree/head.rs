//! What a node is, without its children: the part that equality and hashing compare.

use std::hash::{Hash, Hasher};
use std::mem::discriminant;
use std::sync::Arc;

use crate::expr::behind::{BoundKind, Exclude, FrameUnit, Window};
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::Nulls;
use crate::expr::view::{ColumnView, NodeRef, View};
use crate::function::{Function, FunctionName};
use crate::name::Name;
use crate::schema::ColumnName;
use crate::select::{
    CteBody, Cycle, Distinct, Grouping, HintKind, Item, ItemBody, JoinKind, LockStrength, LockWait,
    On, RowLock, Search, SelectBody, SetOp, SourceRef, Words, WordsHead,
};
use crate::types::{Tag, Type};
use crate::value::Value;

/// Two FROM items are equal if they are of one name and made alike; the queries in them are compared
/// apart. That they are one item, in one tree, is what [`SourceRef::same`] tells.
impl PartialEq for SourceRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (SourceRef::Table(a), SourceRef::Table(b)) => a.name == b.name,
            (SourceRef::Item(a), SourceRef::Item(b)) => a.name == b.name && a.body == b.body,
            (SourceRef::Table(_) | SourceRef::Item(_), _) => false,
        }
    }
}

impl Eq for SourceRef<'_> {}

impl Hash for SourceRef<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            SourceRef::Table(table) => table.name.hash(state),
            SourceRef::Item(item) => {
                item.name.hash(state);
                discriminant(&item.body).hash(state);
                match &item.body {
                    ItemBody::Alias(of) | ItemBody::Row(of, _) | ItemBody::Sampled(of, _) => {
                        SourceRef::from(of).hash(state);
                    }
                    ItemBody::Cte(cte) => cte_words(cte).hash(state),
                    ItemBody::Rows { numbered, .. } => numbered.hash(state),
                    ItemBody::Query(_)
                    | ItemBody::Lateral(_)
                    | ItemBody::This
                    | ItemBody::Changed(_) => {}
                }
            }
        }
    }
}

impl PartialEq for ItemBody {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (ItemBody::Alias(a), ItemBody::Alias(b)) => SourceRef::from(a) == SourceRef::from(b),
            (ItemBody::Sampled(a, own), ItemBody::Sampled(b, other)) => {
                own == other && SourceRef::from(a) == SourceRef::from(b)
            }
            (ItemBody::Row(a, own), ItemBody::Row(b, other)) => {
                own == other && SourceRef::from(a) == SourceRef::from(b)
            }
            (ItemBody::Cte(a), ItemBody::Cte(b)) => cte_words(a) == cte_words(b),
            (ItemBody::Rows { numbered: a, .. }, ItemBody::Rows { numbered: b, .. }) => a == b,
            // A change in WITH is like itself only.
            (ItemBody::Changed(a), ItemBody::Changed(b)) => Arc::ptr_eq(a, b),
            (ItemBody::Query(_), ItemBody::Query(_))
            | (ItemBody::Lateral(_), ItemBody::Lateral(_))
            | (ItemBody::This, ItemBody::This) => true,
            (
                ItemBody::Alias(_)
                | ItemBody::Cte(_)
                | ItemBody::Query(_)
                | ItemBody::Lateral(_)
                | ItemBody::Rows { .. }
                | ItemBody::Changed(_)
                | ItemBody::This
                | ItemBody::Sampled(..)
                | ItemBody::Row(..),
                _,
            ) => false,
        }
    }
}

/// What WITH says of a query.
fn cte_words(cte: &CteBody) -> (bool, Option<bool>, Option<&Search>, Option<&Cycle>) {
    (cte.this.is_some(), cte.materialized, cte.search.as_ref(), cte.cycle.as_ref())
}

#[derive(PartialEq, Eq, Hash)]
pub(super) enum ColumnHead<'a> {
    /// Of a table, by its name: another definition of the table may have another order.
    OfTable(Option<SourceRef<'a>>, Option<&'a Name>),
    Of(SourceRef<'a>, u16),
    Free(&'a ColumnName),
    Mistake(&'a str),
}

/// The lengths of the lists of children are in it, so that children of different lists are never
/// compared.
#[derive(PartialEq, Eq, Hash)]
pub(super) enum Head<'a> {
    Empty,
    Null(Tag),
    Star,
    AllColumns,
    Default,
    Parameter(&'a Value, Tag),
    Literal(&'a Value),
    Column(ColumnHead<'a>),
    Source(SourceRef<'a>),
    Operator(&'static Function, usize),
    IsNull(bool),
    Between(bool),
    Like(char, bool, bool),
    In(usize, bool),
    InParameter(&'a Name, &'a Type, bool),
    InQuery(bool),
    Exists(bool),
    Case(usize),
    Cast(&'a Type),
    Function(&'static Function, usize),
    Call(&'a FunctionName, usize),
    Raw(&'a str, usize),
    Label(&'a Name),
    Typed(&'a Type, bool),
    LateParameter(&'a Name, &'a Type),
    Scalar,
    Order(bool, Option<Nulls>),
    Aggregate(bool, usize),
    Over {
        counts: [usize; 2],
        frame: Option<(FrameUnit, BoundKind, BoundKind)>,
        exclude: Option<Exclude>,
    },
    /// How many cells there are, and whether there is a query.
    RowTest(&'static str, usize, usize),
    Mistake(&'a str),
    Select {
        distinct: Distinct,
        infers_from: bool,
        one_row: bool,
        paged_by: usize,
        set: Option<(SetOp, bool)>,
        /// How many cells of VALUES there are.
        cells: Option<usize>,
        /// True for LIMIT WITH TIES and by PERCENT, and how many keys DISTINCT ON has.
        picked: (bool, bool, usize),
        groupings: &'a [Grouping],
        counts: [usize; 7],
        joins: Vec<(JoinKind, On, &'a [Name], usize)>,
        locks: Vec<(LockStrength, LockWait, usize)>,
        hints: Vec<&'a HintKind>,
        words: Vec<WordsHead>,
    },
}

fn column(ColumnView(column): ColumnView<'_>) -> ColumnHead<'_> {
    match column {
        ColumnRef::Item(index, of) if of.table().is_none() => {
            ColumnHead::Of(SourceRef::Item(of), *index)
        }
        ColumnRef::Free(name) => ColumnHead::Free(name),
        ColumnRef::Mistake(problem) => ColumnHead::Mistake(problem.message()),
        ColumnRef::Static(..) | ColumnRef::Shared(..) | ColumnRef::Item(..) => {
            ColumnHead::OfTable(SourceRef::of(column), column.name())
        }
    }
}

impl<'a> Head<'a> {
    pub(super) fn of(node: NodeRef<'a>) -> Self {
        match node.view() {
            View::Empty => Head::Empty,
            View::Null => Head::Null(node.sort().tag),
            View::Star => Head::Star,
            View::AllColumns { .. } => Head::AllColumns,
            View::DefaultKeyword => Head::Default,
            View::Parameter(value) => Head::Parameter(value, node.sort().tag),
            View::Literal(value) => Head::Literal(value),
            View::ColumnReference(of) => Head::Column(column(of)),
            View::Source(of) => Head::Source(of.0),
            View::Operator { function, operands } => Head::Operator(function, operands.len()),
            View::IsNull { negated, .. } => Head::IsNull(negated),
            View::Between { negated, .. } => Head::Between(negated),
            View::Like { escape, ignore_case, negated, .. } => {
                Head::Like(escape, ignore_case, negated)
            }
            View::In { items, negated, .. } => Head::In(items.len(), negated),
            View::InParameter { name, ty, negated, .. } => Head::InParameter(name, ty, negated),
            View::InQuery { negated, .. } => Head::InQuery(negated),
            View::Exists { negated, .. } => Head::Exists(negated),
            View::Case { branches, .. } => Head::Case(branches.len()),
            View::Cast { ty, .. } => Head::Cast(ty),
            View::Function { function, args } => Head::Function(function, args.len()),
            View::Call { name, args } => Head::Call(name, args.len()),
            View::Raw { text, holes } => Head::Raw(text, holes.len()),
            View::Label { name, .. } => Head::Label(name),
            View::LateParameter { name, ty } => Head::LateParameter(name, ty),
            View::Typed { ty, nullable, .. } => Head::Typed(ty, nullable),
            View::Scalar { .. } => Head::Scalar,
            View::Order { descending, nulls, .. } => Head::Order(descending, nulls),
            View::Aggregate { distinct, order, .. } => Head::Aggregate(distinct, order.len()),
            View::Over { window, .. } => Head::over(window),
            View::RowTest { row, words, cells, .. } => Head::RowTest(words, row.len(), cells.len()),
            View::Mistake(problem) => Head::Mistake(problem.message()),
            View::Query(query) => Head::select(query.0),
        }
    }

    fn over(window: &Window) -> Self {
        Head::Over {
            counts: [window.partition.len(), window.order.len()],
            frame: (window.frame.as_ref())
                .map(|frame| (frame.unit, frame.start.kind, frame.end.kind)),
            exclude: window.exclude,
        }
    }

    pub(super) fn select(body: &'a SelectBody) -> Self {
        Head::Select {
            distinct: body.distinct(),
            infers_from: body.infers_from(),
            one_row: body.rare().is_some_and(|rare| rare.one_row),
            paged_by: body.rare().map_or(0, |rare| rare.paged_by),
            set: body.set().map(|set| (set.op, set.all)),
            cells: body.values().map(|rows| rows.cells.len()),
            picked: body.rare().map_or((false, false, 0), |rare| {
                (rare.with_ties, rare.percent, rare.distinct_on.len())
            }),
            groupings: body.groupings(),
            counts: [
                body.columns.len(),
                body.sources().count(),
                body.more_filters.len(),
                body.rare().map_or(0, |rare| rare.group_by.len()),
                body.order_by.len(),
                body.correlated().len(),
                body.with_here().len(),
            ],
            joins: (body.joins.iter())
                .map(|join| (join.kind, join.on, &join.names[..], join.inside))
                .collect(),
            locks: body
                .rare()
                .map_or(Vec::new(), |rare| rare.locks.iter().map(RowLock::head).collect()),
            hints: body
                .rare()
                .map_or(Vec::new(), |rare| rare.hints.iter().map(|hint| &hint.kind).collect()),
            words: body.words().iter().map(Words::head).collect(),
        }
    }
}

/// The FROM item, other than a table, that a node itself is or belongs to.
pub(super) fn item_of(node: NodeRef<'_>) -> Option<&Item> {
    node.source().and_then(SourceRef::item)
}
