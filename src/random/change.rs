//! Statements that change rows: which, and what they share.

use super::Maker;
use super::scope::{At, Scope};
use super::value;
use crate::compile::{AnyStatement, Statement};
use crate::dml::{delete, update};
use crate::expr::{Column, Expr, default};
use crate::feature::Feature;
use crate::schema::Table;
use crate::select::{FromItem, IntoSource, new, old, select};
use crate::types::Tag;

impl Maker<'_> {
    pub(super) fn change(&mut self) -> AnyStatement {
        let table = self.table();
        let mut scope = Scope::default();
        scope.add_columns(&table.clone().into_source());
        self.scopes.push(scope);
        let budget = self.profile.budget;
        let made = match self.dice.below(7) {
            _ if self.profile.has(Feature::ChangeInWith) && self.dice.percent(6) => {
                self.change_in_with(&table, budget)
            }
            0 | 1 => self.insert(&table, budget),
            2 | 3 => self.update(&table, budget),
            4 => self.merge(&table, budget),
            _ => self.delete(&table, budget),
        };
        self.scopes.pop();
        self.maybe_worded(made)
    }

    /// Puts items into the place of what the innermost scope sees.
    pub(super) fn see_instead(&mut self, items: &[&FromItem]) {
        let mut scope = Scope::default();
        items.iter().for_each(|item| scope.add_columns(item));
        self.scopes.pop();
        self.scopes.push(scope);
    }

    /// What is set: neither the key, nor NULL where there is none.
    pub(super) fn settable(&mut self, table: &FromItem) -> Vec<(Tag, Column)> {
        let columns = table.columns().into_iter().skip(1);
        let some = columns.filter(|_| self.dice.percent(35));
        some.map(|column| (Tag::of(&column.sql_type()), column)).collect()
    }

    pub(super) fn set_value(&mut self, tag: Tag, column: &Column, at: At) -> Expr {
        let value = self.expr(tag, at);
        if column.is_nullable() || !value.is_nullable() {
            return value;
        }
        value.coalesce(value::value(&mut self.dice, tag)).dynamic()
    }

    /// A value for SET, or the keyword DEFAULT.
    pub(super) fn set_or_default(&mut self, tag: Tag, column: &Column, at: At) -> Expr {
        if self.profile.has(Feature::DefaultInSet) && self.dice.percent(6) {
            self.record.add("DEFAULT", at.parent);
            return default();
        }
        self.set_value(tag, column, at)
    }

    /// What RETURNING gives, if it is given: all of it sees what the innermost scope does.
    pub(super) fn maybe_returned(&mut self, feature: Feature, budget: u32) -> Option<Vec<Expr>> {
        let given = self.profile.has(feature) && self.dice.percent(40);
        given.then(|| self.returned(budget))
    }

    pub(super) fn returned(&mut self, budget: u32) -> Vec<Expr> {
        let tags = self.some_outputs(3);
        self.exprs(&tags, At { queries: false, ..At::rows("RETURNING", budget / 6) })
    }

    /// The same, and of the table the rows before and after, where they are known.
    pub(super) fn returned_of(&mut self, table: &FromItem, budget: u32) -> Vec<Expr> {
        let mut returned = self.returned(budget);
        if self.profile.has(Feature::OldAndNew) && self.dice.percent(40) {
            self.record.add("old and new", "RETURNING");
            let column = self.dice.pick(&table.columns()).clone();
            returned.push(old(column.clone()).expr().dynamic());
            returned.push(new(column).expr().dynamic());
        }
        returned
    }

    /// A change, and a query of what it gives back; the change alone gives the same rows.
    fn change_in_with(&mut self, table: &Table, budget: u32) -> AnyStatement {
        self.record.add("change", "WITH");
        let filter = self.condition(At::rows("WHERE", budget / 4));
        let returned = self.returned(budget).into_iter().enumerate();
        let returned: Vec<Expr> =
            returned.map(|(i, expr)| expr.label(self.column_name(i)).dynamic()).collect();
        let name = self.name("t");
        let (alone, item) = if self.dice.percent(50) {
            let made = delete(table.clone()).filter(filter).returning(returned);
            (made.to_any(), made.cte(name).into_source())
        } else {
            let at = At::rows("SET", budget / 4);
            let mut made =
                update(table.clone()).set(table.col(self.called("boss_id")), 5).filter(filter);
            for (tag, column) in self.settable(&table.clone().into_source()).into_iter().skip(1) {
                let value = self.set_or_default(tag, &column, at);
                made = made.set(column, value);
            }
            let made = made.returning(returned);
            (made.to_any(), made.cte(name).into_source())
        };
        self.record.twin = Some(alone);
        select(item.columns()).from(item).to_any()
    }
}
