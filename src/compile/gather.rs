//! The walk over a query's clauses that finds its FROM items and counts its parameters.

use super::sources::Sources;
use crate::expr::children::each_child;
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::{Kind, Node, Predicate};
use crate::select::{SelectBody, SourceRef};

/// Walks nodes and adds the FROM items of all columns, without going into subqueries; and counts
/// the parameters.
pub(super) struct Gather<'g, 'a> {
    sources: &'g mut Sources<'a>,
    /// The declared table seen last.
    last: usize,
    /// About the number of parameters.
    pub(super) binds: usize,
    /// About the number of operands of operators.
    pub(super) operands: usize,
}

/// Nodes to be walked still, the last first; the first few without an allocation.
#[derive(Default)]
struct Waiting<'a> {
    length: usize,
    first: [Option<&'a Node>; 6],
    more: Vec<&'a Node>,
}

impl<'a> Waiting<'a> {
    #[inline]
    fn push(&mut self, node: &'a Node) {
        match self.first.get_mut(self.length) {
            Some(place) => {
                *place = Some(node);
                self.length += 1;
            }
            None => self.more.push(node),
        }
    }

    #[inline]
    fn pop(&mut self) -> Option<&'a Node> {
        if let Some(node) = self.more.pop() {
            return Some(node);
        }
        self.length = self.length.checked_sub(1)?;
        self.first[self.length]
    }
}

/// The operand of a composite that has one.
#[inline]
fn only_operand(node: &Node) -> Option<&Node> {
    let kind = node.kind()?;
    if let Kind::Label { operand, .. } | Kind::Order { operand, .. } = kind {
        return Some(operand);
    }
    if let Kind::Function { args, .. } = kind
        && let [only] = &args[..]
    {
        return Some(only);
    }
    None
}

impl<'g, 'a> Gather<'g, 'a> {
    #[inline(always)]
    pub(super) fn new(sources: &'g mut Sources<'a>) -> Self {
        Gather { sources, last: 0, binds: 0, operands: 0 }
    }

    #[inline(always)]
    fn column(&mut self, column: &'a ColumnRef) {
        let ColumnRef::Static(_, table) = column else { return self.other_column(column) };
        let address = std::ptr::from_ref(*table).addr();
        if self.last != address {
            self.last = address;
            self.source(SourceRef::Table(table));
        }
    }

    #[inline(never)]
    fn other_column(&mut self, column: &'a ColumnRef) {
        if let Some(source) = SourceRef::of(column) {
            self.source(source);
        }
    }

    fn source(&mut self, source: SourceRef<'a>) {
        if self.sources.len() == 0 || self.sources.position(source).is_none() {
            self.sources.push(source);
        }
    }

    #[inline(always)]
    fn node(&mut self, node: &'a Node) {
        if let Node::Column(column) = node {
            self.column(column);
        } else if let Node::ColumnValue(_, column, _) = node {
            self.binds += 1;
            self.column(column);
        } else {
            self.other(node);
        }
    }

    #[inline(never)]
    fn other(&mut self, mut node: &'a Node) {
        while let Some(only) = only_operand(node) {
            node = only;
        }
        let waiting = &mut Waiting::default();
        self.one(node, waiting);
        while let Some(node) = waiting.pop() {
            if let Node::Chain(chain) = node {
                self.operands += chain.len();
                chain.items().for_each(|item| self.one(item, waiting));
            } else if let Some(kind) = node.kind() {
                self.composite(kind, waiting);
            }
        }
    }

    /// The operands of a composite, but not the queries in it.
    fn composite(&mut self, kind: &'a Kind, waiting: &mut Waiting<'a>) {
        match kind {
            Kind::Scalar(_) | Kind::Predicate(Predicate::Exists { .. }) => {}
            Kind::Parameter { .. } => self.binds += 1,
            Kind::Star { source } => {
                if let Node::Source(source) = source {
                    self.source(SourceRef::from(source));
                }
            }
            Kind::Predicate(Predicate::InQuery { operand, .. }) => self.one(operand, waiting),
            Kind::RowTest(test) => {
                test.row.iter().chain(&test.cells).for_each(|node| self.one(node, waiting));
            }
            Kind::Predicate(Predicate::InParameter { operand, .. }) => {
                self.binds += 1;
                self.one(operand, waiting);
            }
            Kind::Predicate(Predicate::InValues { operand, values, .. }) => {
                self.binds += values.len();
                self.one(operand, waiting);
            }
            Kind::Predicate(
                Predicate::IsNull { .. }
                | Predicate::Between { .. }
                | Predicate::Like { .. }
                | Predicate::InList { .. },
            )
            | Kind::Compare { .. }
            | Kind::Not(_)
            | Kind::Negate(_)
            | Kind::Case { .. }
            | Kind::Cast { .. }
            | Kind::Function { .. }
            | Kind::Call { .. }
            | Kind::Fragment { .. }
            | Kind::Label { .. }
            | Kind::Typed { .. }
            | Kind::Order { .. }
            | Kind::Aggregate(_)
            | Kind::Over { .. }
            | Kind::Mistake(_) => each_child(kind, &mut |child| self.one(child, waiting)),
        }
    }

    #[inline(always)]
    fn one(&mut self, node: &'a Node, waiting: &mut Waiting<'a>) {
        match node {
            Node::Column(column) => self.column(column),
            Node::ColumnValue(_, column, _) => {
                self.binds += 1;
                self.column(column);
            }
            Node::ColumnColumn(_, left, right) => {
                self.column(left);
                self.column(right);
            }
            Node::ColumnLike { column, .. } => {
                self.binds += 1;
                self.column(column);
            }
            Node::ColumnIn(_, column, values) => {
                self.binds += values.len();
                self.column(column);
            }
            Node::ColumnDesc(column) => self.column(column),
            Node::OfDeclared(_, _, args) => {
                args.iter().filter_map(Node::as_column).for_each(|column| self.column(column));
            }
            Node::Bind(_) | Node::NullBind(_) => self.binds += 1,
            Node::Chain(_) | Node::Tree(_) => waiting.push(node),
            Node::Empty
            | Node::Null(_)
            | Node::Star
            | Node::Default
            | Node::Literal(_)
            | Node::Source(_)
            | Node::Select(_) => {}
        }
    }

    /// All clauses of a query.
    #[inline]
    pub(super) fn clauses(&mut self, body: &'a SelectBody) {
        body.columns.iter().for_each(|column| self.node(column));
        body.joins.iter().for_each(|join| self.node(&join.on_node));
        self.node(&body.filter);
        body.more_filters.iter().for_each(|condition| self.node(condition));
        if let Some(rare) = body.rare() {
            rare.distinct_on.iter().for_each(|key| self.node(key));
            self.node(&rare.qualify);
            rare.group_by.iter().for_each(|key| self.node(key));
            self.node(&rare.having);
        }
        body.order_by.iter().for_each(|term| self.node(term));
    }

    /// The number of parameters of conditions, as far as it is seen at a glance.
    #[inline]
    pub(super) fn count_binds(&mut self, body: &SelectBody) {
        self.binds += body.more_filters.len() + 1 + binds_beyond_one(&body.filter);
        for condition in &body.more_filters {
            self.binds += binds_beyond_one(condition);
        }
    }
}

/// How many parameters a condition may have, as far as it is seen at a glance, beside one.
#[inline(always)]
fn binds_beyond_one(condition: &Node) -> usize {
    if let Node::Chain(chain) = condition {
        chain.len() + 8
    } else if condition.kind().is_some() {
        8
    } else {
        0
    }
}
