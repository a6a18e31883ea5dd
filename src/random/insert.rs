//! INSERT: rows of values, of defaults, and of queries.

use super::Maker;
use super::scope::{At, Scope};
use crate::compile::AnyStatement;
use crate::dml::{Insert, Missing, RuntimeColumns, insert};
use crate::expr::{Column, Expr, Node, default, literal};
use crate::feature::Feature;
use crate::name::Name;
use crate::row::Row;
use crate::schema::Table;
use crate::select::{AnyQuery, FromItem, IntoSource, Query, Values, select, values};
use crate::types::Tag;

/// The columns that are inserted into, with their types.
type Typed = [(Tag, Column)];

impl Maker<'_> {
    pub(super) fn insert(&mut self, table: &Table, budget: u32) -> AnyStatement {
        if self.dice.percent(6) {
            self.record.add("row of defaults", "INSERT");
            let made = insert(table.clone()).default_values();
            if !self.profile.has(Feature::DefaultRowConflict) {
                return self.given_back(made, budget);
            }
            return self.meeting(table, made, true, budget);
        }
        let item = table.clone().into_source();
        let small = self.called("small");
        let mut columns =
            vec![(Tag::BigInt, table.column_at(0)), (Tag::Integer, table.col(small.clone()))];
        let others = self.settable(&item).into_iter();
        columns.extend(others.filter(|(_, column)| column.name() != Some(&small)));
        if self.dice.percent(30) {
            return self.insert_query(table, &columns, budget);
        }
        let count = if self.dice.percent(40) { 2 + self.dice.below(2) } else { 1 };
        if count > 1 {
            self.record.add("several rows", "INSERT");
        }
        // Some keys are there already: see `meeting`.
        let fresh = self.dice.percent(70);
        let start = if fresh { 100 } else { 1 };
        let rows = self.cells(&columns, start, count, budget);
        match self.dice.below(8) {
            0 if count == 1 => {
                self.record.add("set", "INSERT");
                let cells = columns.into_iter().zip(rows.into_iter().flatten());
                let made = cells.fold(insert(table.clone()), |made, ((_, column), cell)| {
                    made.set(column, cell)
                });
                self.meeting(table, made, fresh, budget)
            }
            1 => self.insert_maps(table, &columns, rows, (fresh, budget)),
            _ => {
                let made = into(table, &columns).rows(rows);
                self.meeting(table, made, fresh, budget)
            }
        }
    }

    /// The values of rows, the first of which has the key `start`. No row is there yet whose columns they
    /// could see.
    fn cells(&mut self, columns: &Typed, start: i64, count: usize, budget: u32) -> Vec<Vec<Expr>> {
        self.scopes.push(Scope { sealed: true, ..Scope::default() });
        let at = At { queries: false, ..At::rows("VALUES", budget / 5) };
        // Where it is no value, a column is left out in all rows.
        let each = self.profile.has(Feature::DefaultInValues);
        let defaults: Vec<bool> = columns.iter().map(|_| !each && self.dice.percent(8)).collect();
        let mut rows = Vec::new();
        for id in (start..).take(count) {
            let mut row = vec![self.plain(id.into())];
            for (i, (tag, column)) in columns.iter().enumerate().skip(1) {
                row.push(if defaults[i] || each && self.dice.percent(8) {
                    self.record.add("DEFAULT", "VALUES");
                    default()
                } else if i == 1 {
                    self.plain(1.into())
                } else {
                    self.set_value(*tag, column, at)
                });
            }
            rows.push(row);
        }
        self.scopes.pop();
        rows
    }

    /// Rows by the names of their columns, which some lack where there is a word for it.
    fn insert_maps(
        &mut self,
        table: &Table,
        columns: &Typed,
        rows: Vec<Vec<Expr>>,
        (fresh, budget): (bool, u32),
    ) -> AnyStatement {
        self.record.add("maps", "INSERT");
        let missing = if self.profile.has(Feature::DefaultInValues) {
            Missing::Default
        } else {
            Missing::Refuse
        };
        let mut maps = Vec::new();
        for row in rows {
            let mut map = Vec::new();
            for ((_, column), cell) in columns.iter().zip(row) {
                let left_out = missing == Missing::Default && matches!(cell.node, Node::Default);
                let name = column.name().filter(|_| !left_out);
                map.extend(name.map(|name| (name.to_string(), cell)));
            }
            maps.push(map);
        }
        let made = insert(table.clone()).maps(maps, missing);
        self.meeting(table, made, fresh, budget)
    }

    /// The rows of a query: those of a table with new keys, and sometimes rows of values behind them.
    fn insert_query(&mut self, table: &Table, columns: &Typed, budget: u32) -> AnyStatement {
        self.record.add("query", "INSERT");
        let others = &columns[2..];
        let item = self.read_item();
        let mut scope = Scope { sealed: true, ..Scope::default() };
        scope.add_columns(&item);
        self.scopes.push(scope);
        let at = At::rows("SELECT", budget / 4);
        let id = item.column_at(0).expr();
        let far = *self.dice.pick(&[0, 3, 100, 100]);
        let mut cells = vec![(id.clone() + literal(far)).dynamic(), self.plain(1.into())];
        cells.extend(others.iter().map(|(tag, column)| self.set_value(*tag, column, at)));
        // A query that stands in another one, for what the program fills, has names.
        let named = |(i, cell): (usize, Expr)| cell.label(self.world.column_name(i)).dynamic();
        if self.dice.percent(30) || table.def().filled[0] {
            cells = cells.into_iter().enumerate().map(named).collect();
        }
        let mut query =
            select(cells).from(item).filter(self.condition(At::rows("WHERE", budget / 4)));
        if self.dice.percent(30) {
            query = query.order_by(id.desc()).limit(self.dice.below(4) as u64);
        }
        self.scopes.pop();
        let query: AnyQuery<Row> = if self.dice.percent(30) {
            query.union_all(self.values_behind(others, budget)).into_query()
        } else {
            query.into_query()
        };
        self.meeting(table, into(table, columns).from_select(query), far == 100, budget)
    }

    /// A table, or a query of WITH over one.
    fn read_item(&mut self) -> FromItem {
        let item = self.table().alias(self.name("t")).into_source();
        if !self.profile.has(Feature::CommonTableExpressions) || !self.dice.percent(25) {
            return item;
        }
        self.record.add("query of WITH", "INSERT");
        select(item.columns()).from(item).cte(self.name("t")).into_source()
    }

    fn values_behind(&mut self, others: &Typed, budget: u32) -> Values<Row> {
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
        let names: Vec<Name> = (0..others.len() + 2).map(|i| self.column_name(i)).collect();
        values(names, rows)
    }
}

/// INSERT into columns.
fn into(table: &Table, columns: &Typed) -> Insert<RuntimeColumns> {
    let columns: Vec<Column> = columns.iter().map(|(_, column)| column.clone()).collect();
    insert(table.clone()).columns(columns)
}
