//! GROUP BY in sets of keys, of queries that may be read once for each.

use std::sync::Arc;

use super::Maker;
use crate::expr::view::NodeRef;
use crate::expr::{Expr, func};
use crate::row::Row;
use crate::select::{Distinct, Grouping, Select, SelectBody};
use crate::tree::{is_pure, is_steady};
use crate::types::Sort;

/// More keys make many queries.
const MOST_KEYS: usize = 3;

impl Maker<'_> {
    /// Sometimes the same query with its keys in sets.
    pub(super) fn in_sets(&mut self, mut query: Select<Row>) -> Select<Row> {
        let keys = query.body.rare().map_or(&[][..], |rare| &rare.group_by).to_vec();
        if keys.is_empty()
            || keys.len() > MOST_KEYS
            || !may_be_read_again(&query.body)
            || !self.dice.percent(60)
        {
            return query;
        }
        let count = keys.len();
        let (grouping, word) = match self.dice.below(3) {
            0 => (Grouping::Rollup(count), "ROLLUP"),
            1 => (Grouping::Cube(count), "CUBE"),
            _ => {
                let first = self.dice.below(count + 1);
                (Grouping::Sets(vec![first, count - first]), "GROUPING SETS")
            }
        };
        self.record.add(word, "query");
        Arc::make_mut(&mut query.body).put_in_sets(grouping);
        if !self.dice.percent(40) {
            return query;
        }
        let keys: Vec<Expr> = keys.iter().map(|key| NodeRef::new(key).to_expr()).collect();
        let least = i32::try_from(self.dice.below(4)).unwrap_or(0);
        query.having(func::grouping(keys).ge(least))
    }
}

/// True for a query that gives the same groups each time, all of which are given.
fn may_be_read_again(body: &SelectBody) -> bool {
    let having = body.rare().map(|rare| &rare.having);
    let mut of_groups = body.columns.iter().chain(&body.order_by).chain(having);
    body.distinct() != Distinct::On
        && !body.is_limited()
        && of_groups.all(|node| {
            node.inside() & (Sort::WINDOW | Sort::QUERY) == 0 && is_pure(NodeRef::new(node))
        })
        && is_steady(body)
}
