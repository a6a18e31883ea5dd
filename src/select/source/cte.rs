//! Common table expressions: queries with a name, written once before the statement.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use super::{Alias, CteBody, Cycle, Item, ItemBody, Search, Source};
use crate::expr::Node;
use crate::name::Name;
use crate::select::{Query, SetOp, compound};

/// A common table expression, a query that FROM takes by its name: `WITH name AS (SELECT …)`.
///
/// Made by [`Select::cte`](crate::select::Select::cte) and
/// [`Select::recursive`](crate::select::Select::recursive). The statement that uses it writes it once,
/// in front, however deep the use is, and after those that it uses itself.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub sales { id: i64 => primary_key, region: String, amount: i64 } }
/// let total = func::sum(sales::amount).label("total");
/// let regions = select((sales::region, &total)).group_by(sales::region).cte("regions");
/// let best = select(func::max(regions.col(&total))).from(&regions);
/// let query = select(regions.col(sales::region)).filter(regions.col(&total).eq(best.scalar()));
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "WITH regions AS (SELECT sales.region, SUM(sales.amount) AS total FROM sales \
///      GROUP BY sales.region) \
///      SELECT regions.region FROM regions WHERE regions.total = \
///      (SELECT MAX(regions.total) FROM regions)");
/// ```
///
/// Here the scalar query has a FROM of its own; without, its column would be that of the row around
/// it, which is an error.
#[must_use]
pub struct Cte<R = crate::row::Row> {
    pub(crate) source: Source,
    row: PhantomData<fn() -> R>,
}

impl<R> Clone for Cte<R> {
    fn clone(&self) -> Self {
        Cte { source: self.source.clone(), row: PhantomData }
    }
}

impl<R> Cte<R> {
    fn new(name: Name, body: CteBody) -> Self {
        Cte { source: Source::Item(Arc::new(Item::cte(name, body))), row: PhantomData }
    }

    fn changed(self, change: impl FnOnce(&mut CteBody)) -> Self {
        match &self.source {
            Source::Item(item) => match &item.body {
                ItemBody::Cte(body) => {
                    let mut body = (**body).clone();
                    change(&mut body);
                    Cte::new(item.name.clone(), body)
                }
                _ => self,
            },
            _ => self,
        }
    }

    /// Runs the query once and keeps its rows: `AS MATERIALIZED`. PostgreSQL from 12 and SQLite
    /// from 3.35 on. Columns taken before are of the query as it was.
    pub fn materialized(self) -> Self {
        self.changed(|body| body.materialized = Some(true))
    }

    /// Lets the planner merge the query into its uses: `AS NOT MATERIALIZED`. PostgreSQL from 12
    /// and SQLite from 3.35 on. Columns taken before are of the query as it was.
    pub fn not_materialized(self) -> Self {
        self.changed(|body| body.materialized = Some(false))
    }

    /// A column `column` by which rows sort as a walk into the depth finds them:
    /// `SEARCH DEPTH FIRST BY keys SET column`. Recursive queries of PostgreSQL from 14 on.
    pub fn search_depth_first<N: Into<Name>>(
        self,
        keys: impl IntoIterator<Item = N>,
        column: impl Into<Name>,
    ) -> Self {
        self.search(true, keys, column.into())
    }

    /// A column `column` by which rows sort level by level:
    /// `SEARCH BREADTH FIRST BY keys SET column`. Recursive queries of PostgreSQL from 14 on.
    pub fn search_breadth_first<N: Into<Name>>(
        self,
        keys: impl IntoIterator<Item = N>,
        column: impl Into<Name>,
    ) -> Self {
        self.search(false, keys, column.into())
    }

    fn search<N: Into<Name>>(
        self,
        depth_first: bool,
        keys: impl IntoIterator<Item = N>,
        column: Name,
    ) -> Self {
        let keys = keys.into_iter().map(Into::into).collect();
        self.changed(|body| body.search = Some(Search { depth_first, keys, column }))
    }

    /// Stops at rows whose `keys` the way to them has met already, and marks them by a true
    /// `mark`: `CYCLE keys SET mark USING path`. Recursive queries of PostgreSQL from 14 on.
    pub fn cycle<N: Into<Name>>(
        self,
        keys: impl IntoIterator<Item = N>,
        mark: impl Into<Name>,
        path: impl Into<Name>,
    ) -> Self {
        let keys = keys.into_iter().map(Into::into).collect();
        let (mark, path) = (mark.into(), path.into());
        self.changed(|body| body.cycle = Some(Cycle { keys, mark, path }))
    }
}

pub(in crate::select) fn plain<R>(name: Name, query: impl Query<Row = R>) -> Cte<R> {
    let query = Node::Select(query.into_query().body.expanded());
    let body = CteBody { query, this: None, materialized: None, search: None, cycle: None };
    Cte::new(name, body)
}

#[track_caller]
pub(in crate::select) fn recursive<R, Q: Query<Row = R>>(
    name: Name,
    start: impl Query<Row = R>,
    all: bool,
    step: impl FnOnce(&Alias) -> Q,
) -> Cte<R> {
    let start = start.into_query().body.expanded();
    let this = Source::Item(Arc::new(Item::this(name.clone(), &start)));
    let step = step(&Alias { source: this.clone() });
    let whole = compound((SetOp::Union, all), start, step, Location::caller());
    let query = Node::Select(whole.body);
    Cte::new(
        name,
        CteBody { query, this: Some(this), materialized: None, search: None, cycle: None },
    )
}
