//! What a query says of itself and leaves its rows as they are: how its list is given, words, what it belongs to,
//! where its WITH stands.

use std::sync::Arc;

use super::Maker;
use super::join::{Joined, join_all};
use super::said::Said;
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::NodeRef;
use crate::expr::{Condition, Expr, literal};
use crate::feature::Feature;
use crate::row::Row;
use crate::select::{Distinct, FromItem, ItemBody, Select, Source, select};
use crate::sql;
use crate::tree::uses;
use crate::types::Sort;

impl Maker<'_> {
    /// A query of the columns, sometimes given by more than one call.
    pub(super) fn listed(&mut self, columns: &[Expr]) -> Select<Row> {
        let columns = columns.to_vec();
        if columns.len() > 1 && self.dice.percent(6) {
            self.record.add("add_columns", "query");
            let first = 1 + self.dice.below(columns.len() - 1);
            let (start, rest) = columns.split_at(first);
            return select(start.to_vec()).add_columns(rest.to_vec());
        }
        if self.dice.percent(4) {
            self.record.add("with_only_columns", "query");
            return select([literal(1_i64).dynamic()]).with_only_columns(columns);
        }
        select(columns)
    }

    /// Sometimes with a lock on its rows, where they are rows of tables.
    pub(super) fn locked(&mut self, query: Select<Row>) -> Select<Row> {
        let scope = self.scopes.last();
        let plain = scope.is_some_and(|scope| scope.exact && !scope.filled);
        let body = &query.body;
        let alike = body.distinct() != Distinct::No || body.flags & Sort::WINDOW != 0;
        if !plain || alike || !self.profile.has(Feature::LockingReads) || !self.dice.percent(10) {
            return query;
        }
        self.record.add("FOR UPDATE", "query");
        if self.dice.percent(50) { query.for_update() } else { query.for_share() }
    }

    /// Sometimes with labels made of the names of tables.
    pub(super) fn maybe_long_labels(&mut self, query: Select<Row>) -> Select<Row> {
        if !self.dice.percent(8) {
            return query;
        }
        self.record.add("labels_with_table", "query");
        query.labels_with_table()
    }

    /// Sometimes with words that every engine takes, and that say nothing; in FROM something may be written behind
    /// it.
    pub(super) fn maybe_told(&mut self, query: Select<Row>, in_from: bool) -> Select<Row> {
        let as_it_is = query.body.rare().is_none_or(|rare| {
            rare.distinct == Distinct::No
                && rare.qualify.is_empty()
                && rare.groupings.is_empty()
                && !query.body.is_fetched()
        });
        if !as_it_is {
            return query;
        }
        let mut query = query;
        if self.dice.percent(5) {
            self.record.add("prefix", "query");
            query = query.prefix_with(sql!("ALL"));
        }
        if !in_from && self.dice.percent(5) {
            self.record.add("suffix", "query");
            query = query.suffix_with(sql!("/* the end */"));
        }
        query
    }

    /// The query that the innermost scope is of, over its items, and closes that.
    pub(super) fn inside<R>(
        &mut self,
        query: Select<R>,
        items: Vec<Joined>,
        filter: impl Condition,
    ) -> Select<R> {
        let withs = sources(&items);
        let query = self.maybe_inferred(join_all(query, items).filter(filter));
        let query = self.maybe_correlated(query);
        self.scopes.pop();
        self.maybe_with_here(query, &withs)
    }

    /// Sometimes with a word about an item of the query around, which the innermost one sees.
    pub(super) fn maybe_correlated<R>(&mut self, query: Select<R>) -> Select<R> {
        let [.., around, own] = &self.scopes[..] else { return query };
        if own.sealed || self.changes || around.columns.is_empty() {
            return query;
        }
        if !self.dice.percent(15) {
            return query;
        }
        let (_, column) = self.dice.pick(&around.columns).clone();
        let Some(source) = column.node.as_column().and_then(ColumnRef::source) else {
            return query;
        };
        // What is looked for as a mistake is not said.
        if matches!(self.said, Said::Outer | Said::Untold) {
            return query;
        }
        self.record.add("correlate", "query");
        query.correlate(FromItem { source })
    }

    /// Sometimes with its queries of WITH at the query itself.
    pub(super) fn maybe_with_here<R>(&mut self, query: Select<R>, items: &[Source]) -> Select<R> {
        let mut query = query;
        for source in items.iter().filter_map(plain_with) {
            if self.dice.percent(40) {
                self.record.add("WITH", "query");
                Arc::make_mut(&mut query.body).add_with(source);
            }
        }
        query
    }
}

/// The FROM items themselves, but for what is joined in parentheses.
pub(super) fn sources(items: &[Joined]) -> Vec<Source> {
    items.iter().map(|joined| joined.item.source.clone()).collect()
}

/// The query of WITH that an item is, if it is not recursive and uses no other.
fn plain_with(source: &Source) -> Option<Source> {
    let mut source = source;
    loop {
        let Source::Item(item) = source else { return None };
        match &item.body {
            ItemBody::Alias(of) => source = of,
            ItemBody::Cte(cte) if cte.this.is_none() => {
                let alone = uses(vec![NodeRef::new(&cte.query)]).ctes.is_empty();
                return alone.then(|| source.clone());
            }
            _ => return None,
        }
    }
}
