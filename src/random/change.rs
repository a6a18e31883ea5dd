//! Statements that change rows.

use super::Maker;
use super::scope::{At, Scope};
use super::value;
use crate::compile::{AnyStatement, Statement};
use crate::dml::{Insert, Update, delete, insert, update};
use crate::expr::{Column, Expr, literal};
use crate::feature::Feature;
use crate::row::Row;
use crate::schema::Table;
use crate::select::{FromItem, IntoSource, Values, incoming, select, values};
use crate::types::Tag;

impl Maker<'_> {
    pub(super) fn change(&mut self) -> AnyStatement {
        let table = self.table();
        let mut scope = Scope::default();
        scope.add_columns(&table.clone().into_source());
        self.scopes.push(scope);
        let budget = self.profile.budget;
        let made = match self.dice.below(7) {
            0 | 1 => self.insert(&table, budget),
            2 | 3 => self.update(&table, budget),
            4 => self.merge(&table, budget),
            _ => self.delete(&table, budget),
        };
        self.scopes.pop();
        made
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

    fn insert(&mut self, table: &Table, budget: u32) -> AnyStatement {
        // No row is there yet whose columns the values could see.
        self.scopes.push(Scope { sealed: true, ..Scope::default() });
        let at = At { queries: false, ..At::rows("VALUES", budget / 5) };
        let others: Vec<(Tag, Column)> = self
            .settable(&table.clone().into_source())
            .into_iter()
            .filter(|(_, column)| column.name().is_some_and(|name| name.as_str() != "small"))
            .collect();
        let mut columns = vec![table.col("id"), table.col("small")];
        columns.extend(others.iter().map(|(_, column)| column.clone()));
        if self.dice.percent(30) {
            self.scopes.pop();
            return self.insert_query(table, columns, &others, budget);
        }
        let count = if self.dice.percent(40) { 2 + self.dice.below(2) } else { 1 };
        if count > 1 {
            self.record.add("several rows", "INSERT");
        }
        let mut made = insert(table.clone()).columns(columns);
        for row in 0..count {
            // Some keys are there already: see `meeting`.
            let start = if self.dice.percent(70) { 100 } else { 1 };
            let id = start + i64::try_from(row).unwrap_or(0);
            let mut cells = vec![self.plain(id.into()), self.plain(1.into())];
            cells.extend(others.iter().map(|(tag, column)| self.set_value(*tag, column, at)));
            made = made.values(cells);
        }
        self.scopes.pop();
        self.meeting(table, made, budget)
    }

    /// What is done about rows that are there: nothing, or some change; mostly nothing is said where
    /// the keys are new.
    fn meeting<C>(&mut self, table: &Table, made: Insert<C>, budget: u32) -> AnyStatement {
        if self.dice.percent(40) {
            return self.with_returning(made, budget);
        }
        let id = table.column_at(0);
        if self.dice.percent(25) {
            self.record.add("DO NOTHING", "INSERT");
            return made.on_conflict(id).do_nothing().to_any();
        }
        self.record.add("DO UPDATE", "INSERT");
        let mut scope = Scope::default();
        scope.add_columns(&table.clone().into_source());
        let new = table.columns().into_iter().map(incoming);
        scope.columns.extend(new.map(|column| (Tag::of(&column.sql_type()), column.expr())));
        self.scopes.push(scope);
        let at = At { queries: false, ..At::rows("DO UPDATE", budget / 5) };
        let mut made = made.on_conflict(id).do_update().set(table.col("boss_id"), 5);
        for (tag, column) in self.settable(&table.clone().into_source()).into_iter().skip(1) {
            let value = self.set_value(tag, &column, at);
            made = made.set(column, value);
        }
        let filtered = self.dice.percent(50);
        if filtered {
            made = made.filter(self.condition(at));
        }
        self.scopes.pop();
        let may = !filtered || self.profile.has(Feature::ReturningOfUpserts);
        if may && self.profile.has(Feature::InsertReturning) && self.dice.percent(40) {
            return made.returning(self.returned(budget)).to_any();
        }
        made.to_any()
    }

    /// The rows of a query: those of a table with new keys, and sometimes rows of values behind them.
    fn insert_query(
        &mut self,
        table: &Table,
        columns: Vec<Column>,
        others: &[(Tag, Column)],
        budget: u32,
    ) -> AnyStatement {
        self.record.add("query", "INSERT");
        let source = self.table();
        let name = self.name("t");
        let item = source.alias(name).into_source();
        let mut scope = Scope { sealed: true, ..Scope::default() };
        scope.add_columns(&item);
        self.scopes.push(scope);
        let at = At::rows("SELECT", budget / 4);
        let id = item.column_at(0).expr();
        let far = *self.dice.pick(&[0, 3, 100, 100]);
        let mut cells = vec![(id.clone() + literal(far)).dynamic(), self.plain(1.into())];
        cells.extend(others.iter().map(|(tag, column)| self.set_value(*tag, column, at)));
        let mut query =
            select(cells).from(item).filter(self.condition(At::rows("WHERE", budget / 4)));
        if self.dice.percent(30) {
            query = query.order_by(id.desc()).limit(self.dice.below(4) as u64);
        }
        self.scopes.pop();
        let made = insert(table.clone()).columns(columns);
        let made = if self.dice.percent(30) {
            let below = self.values_behind(others, budget);
            made.from_select(query.union_all(below))
        } else {
            made.from_select(query)
        };
        self.meeting(table, made, budget)
    }

    fn values_behind(&mut self, others: &[(Tag, Column)], budget: u32) -> Values<Row> {
        self.record.add("VALUES", "set operation");
        self.scopes.push(Scope { sealed: true, ..Scope::default() });
        let at = At::rows("row of VALUES", budget / 8);
        let mut rows = Vec::new();
        for id in 200..=200 + self.dice.below(2) as i64 {
            let mut cells = vec![self.plain(id.into()), self.plain(1.into())];
            cells.extend(others.iter().map(|(tag, column)| self.set_value(*tag, column, at)));
            rows.push(cells);
        }
        self.scopes.pop();
        let names: Vec<String> = (0..others.len() + 2).map(|i| format!("c{i}")).collect();
        values(names, rows)
    }

    fn with_returning<C>(&mut self, made: Insert<C>, budget: u32) -> AnyStatement {
        if self.profile.has(Feature::InsertReturning) && self.dice.percent(40) {
            return made.returning(self.returned(budget)).to_any();
        }
        made.to_any()
    }

    fn update(&mut self, table: &Table, budget: u32) -> AnyStatement {
        if self.dice.percent(25) {
            self.record.add("another name", "UPDATE");
            let alias = table.alias(self.name("t"));
            let item = alias.clone().into_source();
            self.scopes.pop();
            let mut scope = Scope::default();
            scope.add_columns(&item);
            self.scopes.push(scope);
            return self.update_item(update(alias), &item, budget);
        }
        self.update_item(update(table.clone()), &table.clone().into_source(), budget)
    }

    fn update_item(&mut self, made: Update, table: &FromItem, budget: u32) -> AnyStatement {
        let mut made = made.set(table.col("boss_id"), 5);
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
            let value = self.set_value(tag, &column, at);
            made = made.set(column, value);
        }
        let made = self.limited_update(made, table, budget);
        if self.profile.has(Feature::UpdateReturning) && self.dice.percent(40) {
            return made.returning(self.returned(budget)).to_any();
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
        let met = item.column_at(0).eq(table.col(own));
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
        let made = made.filter(self.condition(At::rows("WHERE", budget / 2)));
        if !self.dice.percent(20) {
            return made;
        }
        self.record.add("LIMIT", "UPDATE");
        made.order_by(table.column_at(0).desc()).limit(self.dice.below(4) as u64)
    }

    /// Values of another table, of which one row goes with each.
    fn update_from(&mut self, made: Update, table: &FromItem, budget: u32) -> AnyStatement {
        self.record.add("FROM", "UPDATE");
        let other = self.table();
        let name = self.name("t");
        let item = other.alias(name).into_source();
        let key = item.column_at(0).expr();
        let own = *self.dice.pick(&["id", "boss_id"]);
        let met = key.eq(table.col(own));
        if let Some(scope) = self.scopes.last_mut() {
            scope.add_columns(&item);
        }
        let at = At { queries: false, ..At::rows("SET", budget / 4) };
        let mut made = made.from(item);
        for (tag, column) in self.settable(table).into_iter().skip(1) {
            let value = self.set_value(tag, &column, at);
            made = made.set(column, value);
        }
        let at = At { queries: false, ..At::rows("WHERE", budget / 2) };
        made.filter(met).filter(self.condition(at)).to_any()
    }

    fn delete(&mut self, table: &Table, budget: u32) -> AnyStatement {
        let mut made = delete(table.clone());
        if self.dice.percent(30) {
            self.record.add("USING", "DELETE");
            let other = self.table();
            let name = self.name("t");
            let item = other.alias(name).into_source();
            made = made.using(&item);
            if let Some(scope) = self.scopes.last_mut() {
                scope.add_columns(&item);
            }
            let at = At { queries: false, ..At::rows("WHERE", budget / 2) };
            return made.filter(self.condition(at)).to_any();
        }
        if self.dice.percent(20) {
            self.record.add("another name", "DELETE");
            let alias = table.alias(self.name("t"));
            self.scopes.pop();
            let mut scope = Scope::default();
            scope.add_columns(&alias.clone().into_source());
            self.scopes.push(scope);
            let made = delete(alias).filter(self.condition(At::rows("WHERE", budget / 2)));
            return made.to_any();
        }
        let mut made = made.filter(self.condition(At::rows("WHERE", budget / 2)));
        if self.dice.percent(20) {
            self.record.add("LIMIT", "DELETE");
            made = made.order_by(table.column_at(0)).limit(self.dice.below(4) as u64);
        }
        if self.profile.has(Feature::DeleteReturning) && self.dice.percent(40) {
            return made.returning(self.returned(budget)).to_any();
        }
        made.to_any()
    }

    fn returned(&mut self, budget: u32) -> Vec<Expr> {
        let tags = self.some_tags(3);
        self.exprs(&tags, At { queries: false, ..At::rows("RETURNING", budget / 6) })
    }
}
