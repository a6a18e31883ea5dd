//! MERGE: as an upsert, and with all branches where all dialects have it.

use super::Maker;
use super::scope::{At, Scope, Typed};
use crate::compile::{AnyStatement, Statement};
use crate::dml::{Merge, merge};
use crate::expr::{Column, func};
use crate::feature::Feature;
use crate::schema::Table;
use crate::select::{FromItem, IntoSource, select};
use crate::types::Tag;

/// A column of the table, and one of the source of its type.
type Pair = (Column, Column);

impl Maker<'_> {
    /// Rows of the other table with the same keys.
    pub(super) fn merge(&mut self, table: &Table, budget: u32) -> AnyStatement {
        let others = self.world.tables().iter().filter(|other| other.name() != table.name());
        let others: Vec<Table> = others.cloned().collect();
        let name = self.name("t");
        let source = self.dice.pick(&others).alias(name).into_source();
        let source = self.maybe_query(source, budget);
        if self.profile.has(Feature::Merge) && self.dice.percent(60) {
            return self.merge_branches(table, &source, budget);
        }
        let met = source.column_at(0).eq(table.column_at(0));
        let made = merge(table.clone()).using(&source, met);
        let pairs: Vec<Pair> = table.columns().into_iter().zip(source.columns()).collect();
        self.record.add("upsert", "MERGE");
        let stored: Vec<Pair> = pairs
            .into_iter()
            .filter(|(column, _)| column_is_needed(column) || self.dice.percent(50))
            .collect();
        let mut made = made;
        if self.dice.percent(75) {
            let mut scope = Scope { sealed: true, ..Scope::default() };
            scope.add_columns(&table.clone().into_source());
            scope.columns.extend(stored.iter().map(|(_, own)| typed(own)));
            self.scopes.push(scope);
            let at = At { queries: false, ..At::rows("DO UPDATE", budget / 4) };
            let when = made.when_matched();
            let when = if self.dice.percent(40) { when.filter(self.condition(at)) } else { when };
            made = self.merged(when.update(), &table.clone().into_source(), at);
            self.scopes.pop();
        }
        let made = made.when_not_matched().insert();
        stored.into_iter().fold(made, |made, (column, own)| made.set(column, own)).to_any()
    }

    /// The source, or a query of some of its rows.
    fn maybe_query(&mut self, source: FromItem, budget: u32) -> FromItem {
        if !self.dice.percent(25) {
            return source;
        }
        self.record.add("subquery", "MERGE");
        self.see(&[&source]);
        let filter = self.condition(At { queries: false, ..At::rows("WHERE", budget / 5) });
        self.scopes.pop();
        let query = select(source.columns()).from(source).filter(filter);
        query.subquery(self.name("t")).into_source()
    }

    /// Sets some columns of a row that is there.
    fn merged(&mut self, made: Merge, table: &FromItem, at: At) -> Merge {
        let mut made = made.set(table.col(self.called("boss_id")), 5);
        for (tag, column) in self.settable(table).into_iter().skip(1) {
            let value = self.set_or_default(tag, &column, at);
            made = made.set(column, value);
        }
        made
    }

    fn merge_branches(&mut self, table: &Table, source: &FromItem, budget: u32) -> AnyStatement {
        self.record.add("branches", "MERGE");
        let own = if self.dice.percent(25) {
            self.record.add("another name", "MERGE");
            let alias = table.alias(self.name("t"));
            (merge(alias.clone()), alias.into_source())
        } else {
            (merge(table.clone()), table.clone().into_source())
        };
        let (made, own) = own;
        let at = At::rows("DO UPDATE", budget / 5);
        let mut made = made.using(source, source.column_at(0).eq(own.column_at(0)));
        self.see(&[&own, source]);
        made = made.when_matched().filter(self.condition(at)).delete();
        let when = made.when_matched().filter(self.condition(at));
        made = self.merged(when.update(), &own, at);
        made = made.when_matched().do_nothing();
        self.scopes.pop();
        self.see(&[source]);
        let when = made.when_not_matched().filter(self.condition(at));
        let (id, small) = (own.column_at(0), own.col(self.called("small")));
        made = when.insert().set(id, source.column_at(0)).set(small, 1);
        for (tag, column) in self.settable(&own).into_iter().skip(2) {
            let value = self.set_or_default(tag, &column, at);
            made = made.set(column, value);
        }
        self.scopes.pop();
        if self.profile.has(Feature::MergeBySource) {
            self.record.add("by source", "MERGE");
            self.see(&[&own]);
            made = made.when_not_matched_by_source().filter(self.condition(at)).delete();
            let when = made.when_not_matched_by_source().filter(self.condition(at));
            made = self.merged(when.update(), &own, at);
            self.scopes.pop();
        }
        if !self.profile.has(Feature::MergeReturning) || !self.dice.percent(50) {
            return made.to_any();
        }
        self.record.add("RETURNING", "MERGE");
        self.see(&[&own, source]);
        let mut returned = self.returned_of(&own, budget);
        self.scopes.pop();
        if self.profile.has(Feature::MergeAction) {
            returned.push(func::merge_action().dynamic());
        }
        made.returning(returned).to_any()
    }

    fn see(&mut self, items: &[&FromItem]) {
        let mut scope = Scope { sealed: true, ..Scope::default() };
        items.iter().for_each(|item| scope.add_columns(item));
        self.scopes.push(scope);
    }
}

/// The key, and what is never NULL.
fn column_is_needed(column: &Column) -> bool {
    !column.is_nullable()
}

fn typed(column: &Column) -> Typed {
    (Tag::of(&column.sql_type()), column.expr())
}
