//! What a node is, without its children: the part that equality and hashing compare.

use crate::expr::Node;
use crate::expr::column::ColumnRef;
use crate::expr::node::{BinaryOp, ChainOp, Comparison, Kind, Like, Nulls};
use crate::expr::window::{BoundKind, Exclude, FrameUnit};
use crate::function::Function;
use crate::name::Name;
use crate::schema::{Source, TableDef};
use crate::select::{Cycle, Distinct, Item, ItemBody, JoinKind, On, Search, SelectBody, SetOp};
use crate::types::Type;
use crate::value::Value;

/// A table, by its name.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct TableHead<'a>(&'a Name, Option<&'a Name>);

#[derive(PartialEq, Eq, Hash)]
pub(super) enum SourceHead<'a> {
    Table(TableHead<'a>),
    Alias(&'a Name, &'a Name, Option<TableHead<'a>>),
    /// A subquery; its query is compared apart.
    Query(&'a Name),
    Cte(&'a Name, bool, Option<bool>, Option<&'a Search>, Option<&'a Cycle>),
    This(&'a Name),
}

#[derive(PartialEq, Eq, Hash)]
pub(super) enum ColumnHead<'a> {
    Of(SourceHead<'a>, u16),
    Free(&'a Name),
    Mistake(&'a str),
}

#[derive(PartialEq, Eq, Hash)]
pub(super) enum Head<'a> {
    Empty,
    Null,
    Star,
    Default,
    Bind(&'a Value),
    Literal(&'a Value),
    Column(ColumnHead<'a>),
    Source(SourceHead<'a>),
    ColumnValue(Comparison, ColumnHead<'a>, &'a Value),
    ColumnColumn(Comparison, ColumnHead<'a>, ColumnHead<'a>),
    ColumnLike(Like, ColumnHead<'a>, &'a Value),
    ColumnIn(bool, ColumnHead<'a>, &'a [Value]),
    ColumnDesc(ColumnHead<'a>),
    Chain(ChainOp, usize),
    Binary(BinaryOp),
    Not,
    Negate,
    IsNull(bool),
    Between(bool),
    Like(Like),
    InValues(&'a [Value], bool),
    InList(usize, bool),
    InQuery(bool),
    Case(usize),
    Cast(&'a Type),
    Function(&'static Function, usize),
    Call(&'a Name, usize),
    Fragment(&'a str, usize),
    Label(&'a Name),
    Scalar,
    Exists(bool),
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

fn table(table: &TableDef) -> TableHead<'_> {
    TableHead(&table.name, table.schema.as_ref())
}

fn item(item: &Item) -> SourceHead<'_> {
    match &item.body {
        ItemBody::Alias(of) => SourceHead::Alias(&item.name, of.name(), of.table().map(table)),
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

fn column(column: &ColumnRef) -> ColumnHead<'_> {
    match column {
        ColumnRef::Static(index, of) => ColumnHead::Of(SourceHead::Table(table(of)), *index),
        ColumnRef::Shared(index, of) => ColumnHead::Of(SourceHead::Table(table(of)), *index),
        ColumnRef::Item(index, of) => ColumnHead::Of(item(of), *index),
        ColumnRef::Free(name) => ColumnHead::Free(name),
        ColumnRef::Mistake(problem) => ColumnHead::Mistake(problem.message()),
    }
}

impl<'a> Head<'a> {
    pub(super) fn of(node: &'a Node) -> Self {
        match node {
            Node::Empty => Head::Empty,
            Node::Null => Head::Null,
            Node::Star => Head::Star,
            Node::Default => Head::Default,
            Node::Bind(value) => Head::Bind(value),
            Node::Literal(value) => Head::Literal(value),
            Node::Column(of) => Head::Column(column(of)),
            Node::Source(Source::Static(of)) => Head::Source(SourceHead::Table(table(of))),
            Node::Source(Source::Shared(of)) => Head::Source(SourceHead::Table(table(of))),
            Node::Source(Source::Item(of)) => Head::Source(item(of)),
            Node::ColumnValue(op, left, value) => Head::ColumnValue(*op, column(left), value),
            Node::ColumnColumn(op, left, right) => {
                Head::ColumnColumn(*op, column(left), column(right))
            }
            Node::ColumnLike { escape, ignore_case, negated, column: left, pattern } => {
                let (escape, ignore_case, negated) = (*escape, *ignore_case, *negated);
                Head::ColumnLike(Like { escape, ignore_case, negated }, column(left), pattern)
            }
            Node::ColumnIn(negated, left, values) => Head::ColumnIn(*negated, column(left), values),
            Node::ColumnDesc(of) => Head::ColumnDesc(column(of)),
            Node::Chain(chain) => Head::Chain(chain.op, chain.len()),
            Node::Tree(tree) => Head::kind(&tree.kind),
            Node::Select(body) => Head::select(body),
        }
    }

    fn kind(kind: &'a Kind) -> Self {
        match kind {
            Kind::Binary { op, .. } => Head::Binary(*op),
            Kind::Not(_) => Head::Not,
            Kind::Negate(_) => Head::Negate,
            Kind::IsNull { negated, .. } => Head::IsNull(*negated),
            Kind::Between { negated, .. } => Head::Between(*negated),
            Kind::Like { style, .. } => Head::Like(*style),
            Kind::InValues { values, negated, .. } => Head::InValues(values, *negated),
            Kind::InList { items, negated, .. } => Head::InList(items.len(), *negated),
            Kind::InQuery { negated, .. } => Head::InQuery(*negated),
            Kind::Case { branches, .. } => Head::Case(branches.len()),
            Kind::Cast { ty, .. } => Head::Cast(ty),
            Kind::Function { function, args } => Head::Function(function, args.len()),
            Kind::Call { name, args } => Head::Call(name, args.len()),
            Kind::Fragment { text, holes, .. } => Head::Fragment(text, holes.len()),
            Kind::Label { name, .. } => Head::Label(name),
            Kind::Scalar(_) => Head::Scalar,
            Kind::Exists { negated, .. } => Head::Exists(*negated),
            Kind::Order { descending, nulls, .. } => Head::Order(*descending, *nulls),
            Kind::Aggregate(aggregate) => {
                Head::Aggregate(aggregate.distinct, aggregate.order.len())
            }
            Kind::Over { window, .. } => Head::Over {
                counts: [window.partition.len(), window.order.len()],
                frame: (window.frame.as_ref())
                    .map(|frame| (frame.unit, frame.start.kind, frame.end.kind)),
                exclude: window.exclude,
            },
            Kind::Mistake(problem) => Head::Mistake(problem.message()),
        }
    }

    fn select(body: &'a SelectBody) -> Self {
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

/// The subqueries in FROM that a node itself refers to: by its columns, or as a source.
pub(super) fn items(node: &Node) -> [Option<&Item>; 2] {
    match node {
        Node::Source(Source::Item(item)) => [Some(item), None],
        _ => node.columns().map(|column| column.and_then(column_item)),
    }
}

fn column_item(column: &ColumnRef) -> Option<&Item> {
    match column {
        ColumnRef::Item(_, item) => Some(item),
        _ => None,
    }
}
