//! What stands inside and behind an aggregate: DISTINCT, ORDER BY, WITHIN GROUP and FILTER.

use super::behind::Aggregate;
use super::node::{Kind, Node, and};
use super::{Condition, Expr, IntoExpr, OrderList};
use crate::function::{self, Function};
use crate::types::{IsNumeric, SqlValue};

impl Aggregate {
    fn of(node: Node) -> Self {
        match node {
            Node::Tree(tree) if matches!(tree.kind, Kind::Aggregate(_)) => match &tree.kind {
                Kind::Aggregate(aggregate) => (**aggregate).clone(),
                _ => Aggregate::plain(Node::Empty),
            },
            function => Aggregate::plain(function),
        }
    }

    fn plain(function: Node) -> Self {
        Aggregate { function, distinct: false, order: Vec::new(), filter: Node::Empty }
    }

    fn into_expr<T>(self) -> Expr<T> {
        Expr::tree(Kind::Aggregate(Box::new(self)))
    }
}

/// The modifiers of aggregates; on anything else they are an error from compile.
impl<T> Expr<T> {
    /// The aggregate over each different value once: `SUM(DISTINCT x)`.
    pub fn distinct(self) -> Expr<T> {
        Aggregate { distinct: true, ..Aggregate::of(self.node) }.into_expr()
    }

    /// The aggregate over the rows where `condition` is true: `SUM(x) FILTER (WHERE condition)`.
    /// A second call adds AND.
    ///
    /// MySQL, MariaDB and SQLite before 3.30 have no FILTER: there it is
    /// `SUM(CASE WHEN condition THEN x END)`, for the aggregates of [`func`](super::func) that
    /// take no notice of NULL, and an error for [`call`](super::func::call).
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub sales { id: i64 => primary_key, region: String, amount: i64 } }
    /// let big = func::count().filter(sales::amount.gt(literal(1000)));
    /// let query = select((sales::region, big)).group_by(sales::region);
    /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
    ///     "SELECT sales.region, COUNT(*) FILTER (WHERE sales.amount > 1000) \
    ///      FROM sales GROUP BY sales.region");
    /// assert_eq!(query.compile(&MySql::default()).unwrap().sql(),
    ///     "SELECT sales.region, COUNT(CASE WHEN sales.amount > 1000 THEN 1 END) \
    ///      FROM sales GROUP BY sales.region");
    /// ```
    pub fn filter(self, condition: impl Condition) -> Expr<T> {
        let mut aggregate = Aggregate::of(self.node);
        let condition = condition.into_condition().node;
        aggregate.filter =
            if aggregate.filter.is_empty() { condition } else { and(aggregate.filter, condition) };
        aggregate.into_expr()
    }

    /// The order in which the aggregate takes the rows: `STRING_AGG(x, ', ' ORDER BY terms)`. A
    /// second call adds terms.
    ///
    /// SQLite has it from 3.44 on; MySQL and MariaDB for `string_agg` only.
    pub fn order_by(self, terms: impl OrderList) -> Expr<T> {
        let mut aggregate = Aggregate::of(self.node);
        terms.into_terms().add_to(&mut aggregate.order);
        aggregate.into_expr()
    }
}

/// What [`percentile_cont`](super::func::percentile_cont) is, whose order is still to be given.
#[derive(Clone, Debug)]
#[must_use = "it becomes an expression by `.within_group(key)`"]
pub struct Interpolated {
    pub(crate) fraction: f64,
}

impl Interpolated {
    /// The aggregate over the values of `key`: `… WITHIN GROUP (ORDER BY key)`; NULL over none.
    pub fn within_group<A: IntoExpr>(self, key: A) -> Expr<Option<f64>>
    where
        <A::Sql as SqlValue>::Family: IsNumeric,
    {
        let fraction = Node::Bind(self.fraction.into());
        let operands = vec![fraction, key.into_expr().node];
        super::predicates::apply(&function::PERCENTILE_CONT, operands)
    }
}

/// An aggregate over an ordered set, such as [`percentile_disc`](super::func::percentile_disc),
/// whose order is still to be given.
#[derive(Clone, Debug)]
#[must_use = "it becomes an expression by `.within_group(key)`"]
pub struct OrderedSet {
    function: &'static Function,
    fraction: f64,
}

impl OrderedSet {
    pub(crate) fn new(function: &'static Function, fraction: f64) -> Self {
        OrderedSet { function, fraction }
    }

    /// The aggregate over the values of `key`: `… WITHIN GROUP (ORDER BY key)`; NULL over none.
    pub fn within_group<A: IntoExpr>(self, key: A) -> Expr<Option<<A::Sql as SqlValue>::NonNull>> {
        let fraction = Node::Bind(self.fraction.into());
        super::predicates::apply(self.function, vec![fraction, key.into_expr().node])
    }
}
