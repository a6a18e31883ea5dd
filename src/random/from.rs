//! FROM: tables, aliases, subqueries and queries of WITH.

use super::Maker;
use super::join::Joined;
use super::scope::{At, Scope};
use crate::expr::{Expr, literal};
use crate::feature::Feature;
use crate::name::Name;
use crate::schema::Table;
use crate::select::{FromItem, IntoSource, select};
use crate::types::Tag;

impl Maker<'_> {
    /// Puts FROM items into the innermost scope.
    pub(super) fn from(&mut self, budget: u32) -> Vec<Joined> {
        let count = if budget < 4 { 1 } else { 1 + self.dice.below(8).saturating_sub(4) };
        let share = budget / u32::try_from(count).unwrap_or(1);
        if let Some(scope) = self.scopes.last_mut() {
            scope.exact = true;
        }
        (0..count).map(|place| self.joined(place == 0, share)).collect()
    }

    pub(super) fn item(&mut self, budget: u32) -> FromItem {
        let name = self.name("t");
        let item = match self.dice.below(10) {
            0..=1 if budget >= 6 => {
                let tags = self.some_tags(3);
                self.record.add("subquery", "FROM");
                self.rows(&tags, budget, true).subquery(name).into_source()
            }
            2 if budget >= 6 && self.profile.has(Feature::CommonTableExpressions) => {
                let tags = self.some_tags(3);
                self.record.add("query of WITH", "FROM");
                let cte = self.rows(&tags, budget, true).cte(name);
                if self.dice.percent(30) {
                    self.record.add("alias of WITH", "FROM");
                    cte.alias(self.name("t")).into_source()
                } else {
                    cte.into_source()
                }
            }
            3 if budget >= 4
                && self.profile.has(Feature::CommonTableExpressions)
                && !self.changes
                && self.dice.percent(40) =>
            {
                self.recursive(name, budget)
            }
            3 if budget >= 3 => {
                let tags = self.some_tags(3);
                self.record.add("VALUES", "FROM");
                let values = self.values(&tags, budget);
                if self.dice.percent(30) && self.profile.has(Feature::CommonTableExpressions) {
                    values.cte(name).into_source()
                } else {
                    values.subquery(name).into_source()
                }
            }
            _ => {
                self.record.add("table", "FROM");
                let table = self.table();
                return self.enter_table(&table, &name);
            }
        };
        self.enter(&item);
        item
    }

    /// Rows that come from those before them, and are numbered from 1 to 3.
    fn recursive(&mut self, name: Name, budget: u32) -> FromItem {
        self.record.add("recursive query", "FROM");
        let tags = self.some_tags(2);
        let share = budget / 2 / u32::try_from(tags.len()).unwrap_or(1);
        let at = At { queries: false, ..At::rows("SELECT", share.max(1)) };
        let world = self.world;
        let named = |columns: Vec<Expr>| -> Vec<Expr> {
            let number = |(i, column): (usize, Expr)| column.label(world.column_name(i));
            columns.into_iter().enumerate().map(number).collect()
        };
        self.scopes.push(Scope { sealed: true, ..Scope::default() });
        let first = self.exprs(&tags, at);
        self.scopes.pop();
        let start = named([literal(1_i64).dynamic()].into_iter().chain(first).collect());
        let cte = select(start).recursive(name, |above| {
            let item = above.clone().into_source();
            let mut scope = Scope { sealed: true, ..Scope::default() };
            scope.add_columns(&item);
            self.scopes.push(scope);
            let next = self.exprs(&tags, at);
            self.scopes.pop();
            let number = item.column_at(0);
            let columns = [(number.clone() + literal(1_i64)).dynamic()].into_iter().chain(next);
            select(columns.collect::<Vec<Expr>>()).from(above).filter(number.lt(3))
        });
        cte.into_source()
    }

    pub(super) fn table(&mut self) -> Table {
        self.dice.pick(self.world.tables()).clone()
    }

    fn enter_table(&mut self, table: &Table, name: &Name) -> FromItem {
        let item = table.alias(name).into_source();
        let Some(scope) = self.scopes.last_mut() else { return item };
        scope.add_columns(&item);
        scope.unique.push(item.column_at(0).expr());
        item
    }

    /// Rows of queries are told apart by all of their columns, as far as anybody can tell.
    pub(super) fn enter(&mut self, item: &FromItem) {
        let Some(scope) = self.scopes.last_mut() else { return };
        scope.exact = false;
        scope.add_columns(item);
        scope.unique.extend(item.columns().iter().map(|column| column.expr()));
    }

    /// Some types, at most so many, of what is compared.
    pub(super) fn some_tags(&mut self, most: usize) -> Vec<Tag> {
        (0..=self.dice.below(most)).map(|_| self.any_tag()).collect()
    }

    /// The same, of what only comes out.
    pub(super) fn some_outputs(&mut self, most: usize) -> Vec<Tag> {
        let mut tags = self.some_tags(most);
        if self.dice.percent(12) {
            tags[0] = Tag::Json;
        }
        tags
    }
}

impl Scope {
    /// The columns of an item, with the types that it says.
    pub(super) fn add_columns(&mut self, item: &FromItem) {
        let columns = item.columns().into_iter();
        self.columns.extend(columns.map(|c| (Tag::of(&c.sql_type()), c.expr())));
    }
}
