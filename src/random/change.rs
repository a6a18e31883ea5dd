//! Statements that change rows.

use super::Maker;
use super::scope::{At, Scope};
use super::value;
use crate::compile::{AnyStatement, Statement};
use crate::dml::{delete, insert, update};
use crate::expr::{Column, Expr};
use crate::feature::Feature;
use crate::schema::Table;
use crate::select::IntoSource;
use crate::types::Tag;

impl Maker<'_> {
    pub(super) fn change(&mut self) -> AnyStatement {
        let table = self.table();
        let mut scope = Scope::default();
        scope.add_columns(&table.clone().into_source());
        self.scopes.push(scope);
        let budget = self.profile.budget;
        let made = match self.dice.below(3) {
            0 => self.insert(&table, budget),
            1 => self.update(&table, budget),
            _ => self.delete(&table, budget),
        };
        self.scopes.pop();
        made
    }

    /// What is set: neither the key, nor NULL where there is none.
    fn settable(&mut self, table: &Table) -> Vec<(Tag, Column)> {
        let columns = table.columns().into_iter().skip(1);
        let some = columns.filter(|_| self.dice.percent(35));
        some.map(|column| (Tag::of(&column.sql_type()), column)).collect()
    }

    fn set_value(&mut self, tag: Tag, column: &Column, at: At) -> Expr {
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
            .settable(table)
            .into_iter()
            .filter(|(_, column)| column.name().is_some_and(|name| name.as_str() != "small"))
            .collect();
        let mut columns = vec![table.col("id"), table.col("small")];
        columns.extend(others.iter().map(|(_, column)| column.clone()));
        let count = if self.dice.percent(40) { 2 + self.dice.below(2) } else { 1 };
        if count > 1 {
            self.record.add("several rows", "INSERT");
        }
        let mut made = insert(table.clone()).columns(columns);
        for row in 0..count {
            let id = 100 + i64::try_from(row).unwrap_or(0);
            let mut cells = vec![self.plain(id.into()), self.plain(1.into())];
            cells.extend(others.iter().map(|(tag, column)| self.set_value(*tag, column, at)));
            made = made.values(cells);
        }
        self.scopes.pop();
        if self.profile.has(Feature::InsertReturning) && self.dice.percent(40) {
            return made.returning(self.returned(budget)).to_any();
        }
        made.to_any()
    }

    fn update(&mut self, table: &Table, budget: u32) -> AnyStatement {
        let mut made = update(table.clone()).set(table.col("boss_id"), 5);
        let at =
            At { queries: self.profile.has(Feature::OwnTableInSet), ..At::rows("SET", budget / 4) };
        for (tag, column) in self.settable(table).into_iter().skip(1) {
            let value = self.set_value(tag, &column, at);
            made = made.set(column, value);
        }
        let made = made.filter(self.condition(At::rows("WHERE", budget / 2)));
        if self.profile.has(Feature::UpdateReturning) && self.dice.percent(40) {
            return made.returning(self.returned(budget)).to_any();
        }
        made.to_any()
    }

    fn delete(&mut self, table: &Table, budget: u32) -> AnyStatement {
        let made = delete(table.clone()).filter(self.condition(At::rows("WHERE", budget / 2)));
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
