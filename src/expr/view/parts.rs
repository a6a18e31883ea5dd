//! What views lend: operands, branches, columns, FROM items, queries.

use super::NodeRef;
use crate::expr::Column;
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::{Chain, Node};
use crate::name::Name;
use crate::schema::ColumnDef;
use crate::select::{Item, SelectBody, SourceRef};
use crate::value::Value;

/// Nodes in a row.
#[derive(Clone, Copy)]
pub struct Operands<'a>(pub(super) OperandRow<'a>);

#[derive(Clone, Copy)]
pub(super) enum OperandRow<'a> {
    One(NodeRef<'a>),
    Pair([NodeRef<'a>; 2]),
    Nodes(&'a [Node]),
    Values(&'a [Value]),
    Chain(&'a Chain),
}

impl<'a> Operands<'a> {
    /// How many there are.
    #[must_use]
    pub fn len(self) -> usize {
        match self.0 {
            OperandRow::One(_) => 1,
            OperandRow::Pair(pair) => pair.len(),
            OperandRow::Nodes(nodes) => nodes.len(),
            OperandRow::Values(values) => values.len(),
            OperandRow::Chain(chain) => chain.len(),
        }
    }

    /// True if there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Number `place`, from 0.
    #[must_use]
    pub fn get(self, place: usize) -> Option<NodeRef<'a>> {
        match self.0 {
            OperandRow::One(node) => (place == 0).then_some(node),
            OperandRow::Pair(pair) => pair.get(place).copied(),
            OperandRow::Nodes(nodes) => nodes.get(place).map(NodeRef::new),
            OperandRow::Values(values) => values.get(place).map(NodeRef::value),
            OperandRow::Chain(chain) => {
                let own = chain.first.get(place);
                own.or_else(|| chain.more.get(place - chain.first.len())).map(NodeRef::new)
            }
        }
    }

    /// One after the other.
    pub fn iter(self) -> impl Iterator<Item = NodeRef<'a>> {
        (0..self.len()).filter_map(move |place| self.get(place))
    }
}

/// The branches of a CASE.
#[derive(Clone, Copy)]
pub struct Branches<'a>(pub(super) &'a [(Node, Node)]);

impl<'a> Branches<'a> {
    /// How many there are.
    #[must_use]
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// True if there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// WHEN and THEN, one after the other.
    pub fn iter(self) -> impl Iterator<Item = (NodeRef<'a>, NodeRef<'a>)> {
        self.0.iter().map(|(when, then)| (NodeRef::new(when), NodeRef::new(then)))
    }
}

/// A column, lent.
#[derive(Clone, Copy)]
pub struct ColumnView<'a>(pub(crate) &'a ColumnRef);

impl<'a> ColumnView<'a> {
    /// Its name; `None` for a column without one.
    #[must_use]
    pub fn name(self) -> Option<&'a Name> {
        self.0.name()
    }

    /// Its definition, if it is a table's, seen through aliases.
    #[must_use]
    pub fn definition(self) -> Option<&'a ColumnDef> {
        self.0.def()
    }

    /// The FROM item that it belongs to; `None` for a column given by its name alone.
    #[must_use]
    pub fn source(self) -> Option<SourceView<'a>> {
        SourceRef::of(self.0).map(SourceView)
    }

    /// The column itself.
    #[must_use]
    pub fn column(self) -> Column {
        Column::of(self.0.clone())
    }
}

/// A FROM item, lent.
#[derive(Clone, Copy)]
pub struct SourceView<'a>(pub(crate) SourceRef<'a>);

impl<'a> SourceView<'a> {
    /// The name that its columns are qualified with.
    #[must_use]
    pub fn name(self) -> &'a Name {
        self.0.name()
    }

    /// The schema of a table, if it has one.
    #[must_use]
    pub fn schema(self) -> Option<&'a Name> {
        self.0.schema()
    }

    /// The query, of a subquery or a common table expression, under whatever name.
    #[must_use]
    pub fn query(self) -> Option<NodeRef<'a>> {
        let inner = self.0.item().and_then(Item::query_node);
        inner.filter(|node| node.as_query().is_some()).map(NodeRef::new)
    }
}

/// A query, lent: its clauses.
#[derive(Clone, Copy)]
pub struct QueryView<'a>(pub(crate) &'a SelectBody);

impl<'a> QueryView<'a> {
    /// The select list.
    #[must_use]
    pub fn columns(self) -> Operands<'a> {
        Operands(OperandRow::Nodes(&self.0.columns))
    }

    /// All conditions of WHERE, which are joined by AND.
    pub fn filters(self) -> impl Iterator<Item = NodeRef<'a>> {
        self.0.filters().map(NodeRef::new)
    }

    /// The keys of GROUP BY.
    #[must_use]
    pub fn group_by(self) -> Operands<'a> {
        Operands(OperandRow::Nodes(self.0.rare().map_or(&[], |rare| &rare.group_by)))
    }

    /// The keys of DISTINCT ON.
    #[must_use]
    pub fn distinct_on(self) -> Operands<'a> {
        Operands(OperandRow::Nodes(self.0.rare().map_or(&[], |rare| &rare.distinct_on)))
    }

    /// The condition of QUALIFY.
    #[must_use]
    pub fn qualify(self) -> Option<NodeRef<'a>> {
        let condition = self.0.rare().map(|rare| &rare.qualify)?;
        (!condition.is_empty()).then_some(NodeRef::new(condition))
    }

    /// The condition of HAVING.
    #[must_use]
    pub fn having(self) -> Option<NodeRef<'a>> {
        let having = self.0.rare().map(|rare| &rare.having)?;
        (!having.is_empty()).then_some(NodeRef::new(having))
    }

    /// The terms of ORDER BY.
    #[must_use]
    pub fn order_by(self) -> Operands<'a> {
        Operands(OperandRow::Nodes(&self.0.order_by))
    }

    /// The FROM items, those of joins last; empty where FROM is inferred.
    pub fn sources(self) -> impl Iterator<Item = SourceView<'a>> {
        let joined = self.0.joins.iter().filter_map(|join| join.source());
        self.0.sources().chain(joined).map(|source| SourceView(SourceRef::from(source)))
    }

    /// The cells of VALUES, row by row; its [`columns`](Self::columns) are names.
    #[must_use]
    pub fn values(self) -> Option<Operands<'a>> {
        self.0.values().map(|rows| Operands(OperandRow::Nodes(&rows.cells)))
    }

    /// The two queries of a set operation.
    #[must_use]
    pub fn set_operands(self) -> Option<[NodeRef<'a>; 2]> {
        self.0.set().map(|set| [NodeRef::new(&set.left), NodeRef::new(&set.right)])
    }
}
