//! UPDATE and DELETE.

use super::Maker;
use super::scope::{At, Scope};
use crate::compile::{AnyStatement, Statement};
use crate::dml::{Delete, Update, delete, update};
use crate::expr::{Column, Expr, func};
use crate::feature::Feature;
use crate::schema::Table;
use crate::select::{FromItem, IntoSource, select};
use crate::types::Tag;

impl Maker<'_> {
    pub(super) fn update(&mut self, table: &Table, budget: u32) -> AnyStatement {
        if self.dice.percent(25) {
            self.record.add("another name", "UPDATE");
            let alias = table.alias(self.name("t"));
            let item = alias.clone().into_source();
            self.see_instead(&[&item]);
            return self.update_item(update(alias), &item, budget);
        }
        self.update_item(update(table.clone()), &table.clone().into_source(), budget)
    }

    fn update_item(&mut self, made: Update, table: &FromItem, budget: u32) -> AnyStatement {
        let mut made = made.set(table.col(self.called("boss_id")), 5);
        if self.dice.percent(35) {
            return self.update_from(made, table, budget);
        }
        let at = At::rows("SET", budget / 4);
        let mut settable = self.settable(table);
        if settable.len() > 2 && self.dice.percent(30) {
            let (first, second) = (settable.remove(1), settable.remove(1));
            made = self.set_row(made, table, [first, second], budget);
        }
        for (tag, column) in settable.into_iter().skip(1) {
            let value = self.set_or_default(tag, &column, at);
            made = made.set(column, value);
        }
        let made = self.limited_update(made, table, budget);
        self.finish_update(made, table, budget)
    }

    fn finish_update(&mut self, made: Update, table: &FromItem, budget: u32) -> AnyStatement {
        if self.profile.has(Feature::UpdateReturning) && self.dice.percent(40) {
            return made.returning(self.returned_of(table, budget)).to_any();
        }
        made.to_any()
    }

    /// Two columns, set to those of a row that goes with each.
    fn set_row(
        &mut self,
        made: Update,
        table: &FromItem,
        columns: [(Tag, Column); 2],
        budget: u32,
    ) -> Update {
        self.record.add("row", "UPDATE");
        let other = self.table();
        let name = self.name("t");
        let item = other.alias(name).into_source();
        let own = *self.dice.pick(&["id", "boss_id"]);
        let met = item.column_at(0).eq(table.col(self.called(own)));
        let mut scope = Scope::default();
        scope.add_columns(&item);
        self.scopes.push(scope);
        let at = At::rows("SET", budget / 6);
        let mut cells = Vec::new();
        for (tag, column) in &columns {
            // Without a row all are NULL.
            cells.push(if column.is_nullable() { self.expr(*tag, at) } else { column.expr() });
        }
        self.scopes.pop();
        let columns = columns.map(|(_, column)| column);
        made.set_row(columns, select(cells).from(item).filter(met))
    }

    /// Which rows, and sometimes how many of them.
    fn limited_update(&mut self, made: Update, table: &FromItem, budget: u32) -> Update {
        let (limited, all) = (self.dice.percent(20), self.dice.percent(12));
        let made = if all {
            self.record.add("all rows", "UPDATE");
            made.all_rows()
        } else {
            made.filter(self.condition(At::rows("WHERE", budget / 2)))
        };
        if !limited {
            return made;
        }
        self.record.add("LIMIT", "UPDATE");
        let made = if self.dice.percent(40) {
            made.order_by(table.col(self.called("small")))
        } else {
            made
        };
        made.order_by(table.column_at(0).desc()).limit(self.dice.below(4) as u64)
    }

    /// Values of other items, of which one row goes with each.
    fn update_from(&mut self, made: Update, table: &FromItem, budget: u32) -> AnyStatement {
        self.record.add("FROM", "UPDATE");
        let (item, mut met) = self.one_row_for(table, budget);
        let mut items = vec![item];
        if self.dice.percent(20) {
            self.record.add("several items", "UPDATE");
            let other = self.table().alias(self.name("t")).into_source();
            let keys = items[0].columns().into_iter();
            let keys: Vec<Column> =
                keys.filter(|key| Tag::of(&key.sql_type()) == Tag::BigInt).collect();
            let key = self.dice.pick(&keys).clone();
            met = met & other.column_at(0).eq(key).typed::<Option<bool>>();
            items.push(other);
        }
        let mut made = made;
        for item in &items {
            made = made.from(item);
            if let Some(scope) = self.scopes.last_mut() {
                scope.add_columns(item);
            }
        }
        let at = At { queries: false, ..At::rows("SET", budget / 4) };
        for (tag, column) in self.settable(table).into_iter().skip(1) {
            let value = self.set_or_default(tag, &column, at);
            made = made.set(column, value);
        }
        if self.dice.percent(10) {
            self.record.add("any match", "UPDATE");
            made = made.any_match();
        }
        let at = At { queries: false, ..At::rows("WHERE", budget / 2) };
        made = made.filter(met).filter(self.condition(at));
        if !self.profile.has(Feature::ReturningOfFrom) {
            self.see_instead(&[table]);
        }
        self.finish_update(made, table, budget)
    }

    /// An item of which at most one row goes with each of the table, and the condition that says so: a
    /// table by its key, or groups by theirs.
    fn one_row_for(&mut self, table: &FromItem, budget: u32) -> (FromItem, Expr<Option<bool>>) {
        let item = self.table().alias(self.name("t")).into_source();
        let own = *self.dice.pick(&["id", "boss_id"]);
        let item = if self.dice.percent(25) {
            self.record.add("subquery", "UPDATE");
            let mut scope = Scope { sealed: true, ..Scope::default() };
            scope.add_columns(&item);
            self.scopes.push(scope);
            let (key, at) = (item.col(self.called("boss_id")), At::rows("WHERE", budget / 6));
            let filter = self.condition(At { queries: false, ..at });
            self.scopes.pop();
            let columns = (
                key.clone().label("k"),
                func::max(item.col(self.called("small"))).label("most"),
                func::count().label("n"),
            );
            let query = select(columns).from(item).filter(filter).group_by(key);
            query.subquery(self.name("t")).into_source()
        } else {
            item
        };
        let met = item.column_at(0).eq(table.col(self.called(own))).typed();
        (item, met)
    }

    pub(super) fn delete(&mut self, table: &Table, budget: u32) -> AnyStatement {
        let (using, named) = (self.dice.percent(30), self.dice.percent(20));
        let (made, item) = if named {
            self.record.add("another name", "DELETE");
            let alias = table.alias(self.name("t"));
            let item = alias.clone().into_source();
            self.see_instead(&[&item]);
            (delete(alias), item)
        } else {
            (delete(table.clone()), table.clone().into_source())
        };
        let alone = named && !self.profile.has(Feature::DeleteAlias);
        let made = if using {
            self.delete_using(made, &item, budget)
        } else {
            let made = if !named && self.dice.percent(8) {
                self.record.add("all rows", "DELETE");
                made.all_rows()
            } else {
                made.filter(self.condition(At::rows("WHERE", budget / 2)))
            };
            if alone { made } else { self.limited_delete(made, &item) }
        };
        if alone { made.to_any() } else { self.finish_delete(made, &item, budget) }
    }

    fn limited_delete(&mut self, made: Delete, table: &FromItem) -> Delete {
        if !self.dice.percent(20) {
            return made;
        }
        self.record.add("LIMIT", "DELETE");
        let made = if self.dice.percent(40) {
            made.order_by(table.col(self.called("small")).desc())
        } else {
            made
        };
        made.order_by(table.column_at(0)).limit(self.dice.below(4) as u64)
    }

    fn finish_delete(&mut self, made: Delete, table: &FromItem, budget: u32) -> AnyStatement {
        if self.profile.has(Feature::DeleteReturning) && self.dice.percent(40) {
            return made.returning(self.returned_of(table, budget)).to_any();
        }
        made.to_any()
    }

    /// Rows that other items have any row for.
    fn delete_using(&mut self, made: Delete, item: &FromItem, budget: u32) -> Delete {
        self.record.add("USING", "DELETE");
        let mut made = made;
        for _ in 0..=self.dice.below(3) / 2 {
            let other = self.table().alias(self.name("t")).into_source();
            made = made.using(&other);
            if let Some(scope) = self.scopes.last_mut() {
                scope.add_columns(&other);
            }
        }
        let at = At { queries: false, ..At::rows("WHERE", budget / 2) };
        let made = made.filter(self.condition(at));
        // Of several rows that go with one, any might be given back.
        self.see_instead(&[item]);
        made
    }
}
