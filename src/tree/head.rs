//! What a node is, without its children: the part that equality and hashing compare.

use crate::expr::behind::{BoundKind, Exclude, FrameUnit, Window};
use crate::expr::column::ColumnRef;
use crate::expr::node::Nulls;
use crate::expr::view::{ColumnView, NodeRef, View};
use crate::function::Function;
use crate::name::Name;
use crate::schema::{ColumnName, TableName};
use crate::select::{
    Cycle, Distinct, Item, ItemBody, JoinKind, On, Search, SelectBody, SetOp, SourceRef,
};
use crate::types::{Tag, Type};
use crate::value::Value;

#[derive(PartialEq, Eq, Hash)]
pub(super) enum SourceHead<'a> {
    Table(&'a TableName),
    Alias(&'a Name, Box<SourceHead<'a>>),
    /// A subquery; its query is compared apart.
    Query(&'a Name),
    Cte(&'a Name, bool, Option<bool>, Option<&'a Search>, Option<&'a Cycle>),
    This(&'a Name),
}

#[derive(PartialEq, Eq, Hash)]
pub(super) enum ColumnHead<'a> {
    /// Of a table, by its name: another definition of the table may have another order.
    OfTable(Option<SourceHead<'a>>, Option<&'a Name>),
    Of(SourceHead<'a>, u16),
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
    Source(SourceHead<'a>),
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
    Call(&'a Name, usize),
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
    Mistake(&'a str),
    Select {
        distinct: Distinct,
        set: Option<(SetOp, bool)>,
        counts: [usize; 5],
        joins: Vec<(JoinKind, On)>,
    },
}

fn source(source: SourceRef<'_>) -> SourceHead<'_> {
    match source {
        SourceRef::Table(of) => SourceHead::Table(&of.name),
        SourceRef::Item(of) => item(of),
    }
}

fn item(item: &Item) -> SourceHead<'_> {
    match &item.body {
        ItemBody::Alias(of) => SourceHead::Alias(&item.name, Box::new(source(SourceRef::from(of)))),
        ItemBody::Query(_) => SourceHead::Query(&item.name),
        ItemBody::Cte(cte) => SourceHead::Cte(
            &item.name,
            cte.this.is_some(),
            cte.materialized,
            cte.search.as_ref(),
            cte.cycle.as_ref(),
        ),
        ItemBody::This => SourceHead::This(&item.name),
    }
}

fn column(ColumnView(column): ColumnView<'_>) -> ColumnHead<'_> {
    match column {
        ColumnRef::Item(index, of) if of.table().is_none() => ColumnHead::Of(item(of), *index),
        ColumnRef::Free(name) => ColumnHead::Free(name),
        ColumnRef::Mistake(problem) => ColumnHead::Mistake(problem.message()),
        ColumnRef::Static(..) | ColumnRef::Shared(..) | ColumnRef::Item(..) => {
            ColumnHead::OfTable(SourceRef::of(column).map(source), column.name())
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
            View::Source(of) => Head::Source(source(of.0)),
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
            set: body.set().map(|set| (set.op, set.all)),
            counts: [
                body.columns.len(),
                body.sources().count(),
                body.more_filters.len(),
                body.rare().map_or(0, |rare| rare.group_by.len()),
                body.order_by.len(),
            ],
            joins: body.joins.iter().map(|join| (join.kind, join.on)).collect(),
        }
    }
}

/// The FROM item, other than a table, that a node itself is or belongs to.
pub(super) fn item_of(node: NodeRef<'_>) -> Option<&Item> {
    node.source().and_then(SourceRef::item)
}
