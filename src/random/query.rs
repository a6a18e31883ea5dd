//! Queries: of one value, of rows, of sets.

use super::Maker;
use super::from::join_all;
use super::scope::{At, Scope, Typed};
use super::world::TAGS;
use crate::expr::view::View;
use crate::expr::{Expr, Order, column, func, literal};
use crate::feature::Feature;
use crate::function;
use crate::row::Row;
use crate::select::{AnyQuery, Query, Select, Values, exists, not_exists, select, values};
use crate::types::{Tag, Type};
use crate::value::Value;

impl Maker<'_> {
    /// A query whose columns have the types: one SELECT, or several joined by set operations.
    ///
    /// Where the columns need names, they get some; a query of FROM sees nothing around it.
    pub(super) fn rows(&mut self, wanted: &[Tag], budget: u32, named: bool) -> AnyQuery<Row> {
        if budget < 10 || !self.dice.percent(15) {
            return self.select(wanted, budget, named).into_query();
        }
        let left = self.arm(wanted, budget / 2, named);
        let right = match self.dice.percent(20) {
            true => self.arm(wanted, budget / 2, false),
            false => self.rows(wanted, budget / 2, false),
        };
        let all = self.profile.has(Feature::IntersectAll);
        self.counts.add("set operation", "query");
        match self.dice.below(6) {
            _ if wanted.contains(&Tag::Double) => left.union_all(right),
            0 => left.union(right),
            2 => left.intersect(right),
            3 => left.except(right),
            4 if all => left.intersect_all(right),
            5 if all => left.except_all(right),
            _ => left.union_all(right),
        }
        .into_query()
    }

    /// One query of a set operation: sometimes rows of values.
    fn arm(&mut self, wanted: &[Tag], budget: u32, named: bool) -> AnyQuery<Row> {
        if self.dice.percent(25) {
            self.counts.add("VALUES", "set operation");
            return self.values(wanted, budget).into_query();
        }
        self.select(wanted, budget, named).into_query()
    }

    /// A few rows of values, which see nothing around them.
    pub(super) fn values(&mut self, wanted: &[Tag], budget: u32) -> Values<Row> {
        self.scopes.push(Scope { sealed: true, ..Scope::default() });
        let count = 1 + self.dice.below(3);
        let cells = u32::try_from(count * wanted.len()).unwrap_or(1);
        let at = At::rows("VALUES", budget / 2 / cells);
        let rows: Vec<Vec<Expr>> = (0..count).map(|_| self.exprs(wanted, at)).collect();
        self.scopes.pop();
        let names: Vec<String> = (0..wanted.len()).map(|i| format!("c{i}")).collect();
        let made = values(names.clone(), rows);
        if !self.dice.percent(20) {
            return made;
        }
        let terms: Vec<Order> = names.iter().map(|name| column(name.as_str()).asc()).collect();
        let ordered = made.order_by(terms);
        // Of several rows, engines that sort NULLs elsewhere would keep others.
        if count == 1 { ordered.limit(self.dice.below(3) as u64) } else { ordered }
    }

    fn select(&mut self, wanted: &[Tag], budget: u32, named: bool) -> Select<Row> {
        self.scopes.push(Scope { sealed: true, ..Scope::default() });
        let items = self.from(budget / 3);
        let filter = self.dice.percent(55).then(|| self.condition(At::rows("WHERE", budget / 4)));
        let grouped = self.dice.percent(25);
        if grouped {
            self.group(budget / 6);
        }
        let share = budget / 3 / u32::try_from(wanted.len()).unwrap_or(1);
        let windows = !grouped || self.profile.has(Feature::WindowsOverGroups);
        let at = At { groups: grouped, windows, ..At::rows("SELECT", share.max(1)) };
        let mut columns = self.exprs(wanted, at);
        if named {
            columns =
                columns.into_iter().enumerate().map(|(i, c)| c.label(format!("c{i}"))).collect();
        }
        let mut query = join_all(select(columns.clone()), items);
        if let Some(filter) = filter {
            query = query.filter(filter);
        }
        if grouped {
            query = self.grouped(query, budget / 6);
        }
        query = self.ordered(query, &columns, grouped);
        self.scopes.pop();
        query
    }

    /// Makes the keys of the groups.
    fn group(&mut self, budget: u32) {
        let tags = self.some_tags(2);
        let at = At { queries: false, ..At::rows("GROUP BY", budget) };
        let keys = tags.into_iter().map(|tag| self.key(tag, at)).collect();
        if let Some(scope) = self.scopes.last_mut() {
            scope.keys = Some(keys);
        }
    }

    /// A key has a column in it, else it would be a constant.
    fn key(&mut self, tag: Tag, at: At) -> Typed {
        if self.dice.percent(35) {
            let made = self.expr(tag, at);
            if mentions_column(&made) {
                return (tag, made);
            }
        }
        let own = self.scopes.last().map_or(&[][..], |scope| &scope.columns);
        self.dice.pick(own).clone()
    }

    fn grouped(&mut self, query: Select<Row>, budget: u32) -> Select<Row> {
        let keys = self.scopes.last().and_then(|scope| scope.keys.clone()).unwrap_or_default();
        let keys: Vec<Expr> = keys.into_iter().map(|(_, key)| key).collect();
        let query = query.group_by(keys);
        if !self.dice.percent(40) {
            return query;
        }
        let at = At { groups: true, ..At::rows("HAVING", budget.max(2)) };
        query.having(self.condition(at))
    }

    /// DISTINCT, ORDER BY and LIMIT, such that the same rows come everywhere.
    fn ordered(&mut self, query: Select<Row>, columns: &[Expr], grouped: bool) -> Select<Row> {
        if self.dice.percent(15) && !columns.iter().any(is_inexact) {
            return query.distinct();
        }
        let limited = self.dice.percent(20);
        if !limited && !self.dice.percent(25) {
            return query;
        }
        let mut terms: Vec<Expr> = Vec::new();
        if self.dice.percent(50) {
            let column = unlabelled(self.dice.pick(columns));
            if column.sql_type() != Type::Double {
                terms.push(column);
            }
        }
        if self.dice.percent(30) {
            // Sums of floats differ in their last digits, by which no engine should order.
            let tag = *self.dice.pick(&TAGS);
            let windows = !grouped || self.profile.has(Feature::WindowsOverGroups);
            let windows = windows && self.profile.has(Feature::WindowOrderInArm);
            let at = At { groups: grouped, windows, ..At::rows("ORDER BY", 4) };
            if tag != Tag::Double {
                terms.push(self.expr(tag, at));
            }
        }
        let scope = self.scopes.last();
        match scope.and_then(|scope| scope.keys.as_ref()) {
            Some(keys) => terms.extend(keys.iter().map(|(_, key)| key.clone())),
            None => terms.extend(self.total_order()),
        }
        // A value alone could be meant as a number of a column, and is refused.
        terms.retain(|term| !is_value(term));
        let query = query.order_by(terms.into_iter().map(|t| self.term(&t)).collect::<Vec<_>>());
        if !limited {
            return query;
        }
        let query = query.limit(self.dice.below(4) as u64);
        if self.dice.percent(30) { query.offset(1) } else { query }
    }

    fn term(&mut self, term: &Expr) -> Order {
        let term = if self.dice.percent(50) { term.asc() } else { term.desc() };
        if self.dice.percent(50) { term.nulls_first() } else { term.nulls_last() }
    }

    /// A query of one column, which may see the queries around it.
    pub(super) fn one_column(&mut self, want: Tag, at: At) -> Select<Value> {
        self.scopes.push(Scope { sealed: !self.sees_outside(at), ..Scope::default() });
        let items = self.from(at.budget / 4);
        let column = self.expr(want, At::rows("column of IN", at.budget / 2));
        let filter = self.condition(At::rows("WHERE", at.budget / 2));
        self.scopes.pop();
        join_all(select(column), items).filter(filter)
    }

    /// Groups hide what is in them from the queries inside of their clauses.
    fn sees_outside(&self, at: At) -> bool {
        !at.groups && !at.own
    }

    pub(super) fn exists(&mut self, at: At) -> Expr {
        let tag = self.some_tags(1);
        let query = self.one_column(tag[0], at.within("EXISTS", 1));
        if self.dice.percent(40) { not_exists(query).dynamic() } else { exists(query).dynamic() }
    }

    /// A query of one row: an aggregate, or the row of a key.
    pub(super) fn one_value(&mut self, want: Tag, at: At) -> Expr {
        let at = at.within("(query)", 1);
        self.scopes.push(Scope { sealed: !self.sees_outside(at), ..Scope::default() });
        // Not all engines have a largest of bytes.
        let group = self.profile.has_over(&function::MAX, want) && self.dice.percent(50);
        let query = if group { self.one_group(want, at) } else { self.one_row(want, at) };
        self.scopes.pop();
        query.scalar().dynamic()
    }

    fn one_group(&mut self, want: Tag, at: At) -> Select<Value> {
        let items = self.from(at.budget / 4);
        let filter =
            self.dice.percent(60).then(|| self.condition(At::rows("WHERE", at.budget / 3)));
        if let Some(scope) = self.scopes.last_mut() {
            scope.keys = Some(Vec::new());
        }
        let inside = At { groups: true, ..At::rows("SELECT", at.budget / 2) };
        let column = func::max(self.expr(want, At { groups: false, own: true, ..inside }));
        let column = if self.dice.percent(50) {
            column.dynamic()
        } else {
            func::coalesce(column, self.expr(want, inside)).dynamic()
        };
        let query = join_all(select(column), items);
        match filter {
            Some(filter) => query.filter(filter),
            None => query,
        }
    }

    fn one_row(&mut self, want: Tag, at: At) -> Select<Value> {
        let items = self.from(0);
        let id = self.total_order();
        let column = self.expr(want, At::rows("SELECT", at.budget / 2));
        let which = literal(i64::try_from(self.dice.below(9)).unwrap_or(1));
        let query = join_all(select(column), items);
        id.into_iter().fold(query, |query, id| query.filter(id.eq(which.clone())))
    }
}

fn unlabelled(expr: &Expr) -> Expr {
    match expr.view().view() {
        View::Label { operand, .. } => operand.to_expr(),
        _ => expr.clone(),
    }
}

/// True for floats that are worked out, whose last digits depend on the order of the rows.
fn is_inexact(expr: &Expr) -> bool {
    expr.sql_type() == Type::Double && !matches!(expr.view().view(), View::ColumnReference(_))
}

fn is_value(expr: &Expr) -> bool {
    matches!(expr.view().view(), View::Literal(_) | View::Parameter(_))
}

/// True if the expression has a column of its own query in it.
pub(super) fn mentions_column(expr: &Expr) -> bool {
    let mut todo = vec![expr.view()];
    while let Some(node) = todo.pop() {
        match node.view() {
            View::ColumnReference(_) => return true,
            View::Query(_) => {}
            _ => todo.extend(node.children()),
        }
    }
    false
}
