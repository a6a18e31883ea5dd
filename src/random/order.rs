//! The order of rows, and how many of them: such that the same rows come everywhere.

use super::Maker;
use super::query::Groups;
use super::scope::At;
use crate::expr::view::View;
use crate::expr::{Expr, Order};
use crate::feature::Feature;
use crate::row::Row;
use crate::select::Select;
use crate::types::{Tag, Type};

impl Maker<'_> {
    /// DISTINCT, ORDER BY and LIMIT, such that the same rows come everywhere.
    pub(super) fn ordered(
        &mut self,
        query: Select<Row>,
        columns: &[Expr],
        groups: Groups,
    ) -> Select<Row> {
        self.in_order = false;
        let distinct = self.dice.percent(15) && !groups.lacking;
        if distinct && !columns.iter().any(|column| is_inexact(column) || is_document(column)) {
            self.record.add("DISTINCT", "query");
            return self.ordered_distinct(query.distinct(), columns, groups);
        }
        if !groups.grouped && self.dice.percent(10) {
            return self.picked(query, columns);
        }
        // Rows of queries that are alike get different values over windows.
        let exact = self.scopes.last().is_some_and(|scope| scope.exact);
        let alike = !exact && columns.iter().any(mentions_window);
        let limited = self.dice.percent(20) && !alike;
        if !limited && !self.dice.percent(25) {
            return query;
        }
        let terms = self.terms(columns, groups);
        let mut terms: Vec<Order> = terms.iter().map(|term| self.term(term)).collect();
        terms.splice(0..0, self.constant());
        let query = query.order_by(terms);
        self.in_order = exact || groups.grouped;
        if !limited {
            return query;
        }
        self.record.add("LIMIT", "query");
        let query = query.limit(self.dice.below(4) as u64);
        if !self.dice.percent(30) {
            return query;
        }
        self.record.add("OFFSET", "query");
        query.offset(1)
    }

    /// An order of rows that are all different: by their columns.
    fn ordered_distinct(
        &mut self,
        query: Select<Row>,
        columns: &[Expr],
        groups: Groups,
    ) -> Select<Row> {
        if !self.dice.percent(50) {
            return query;
        }
        let can = |term: &Expr| {
            depends_on_rows(term) && (groups.ordered_windows || !mentions_window(term))
        };
        let terms: Vec<Expr> = columns.iter().rev().map(unlabelled).filter(can).collect();
        let all = terms.len() == columns.len();
        // Of what is worked out, not all can say where NULLs come, and so which rows are the first.
        let says_nulls = |term: &Expr| {
            self.profile.has(Feature::NullsOrder)
                || matches!(term.view().view(), View::ColumnReference(_))
        };
        let all = all && terms.iter().all(says_nulls);
        let said: Vec<bool> = terms.iter().map(says_nulls).collect();
        let order = |(term, said): (&Expr, bool)| if said { self.term(term) } else { term.desc() };
        let query = query.order_by(terms.iter().zip(said).map(order).collect::<Vec<_>>());
        self.in_order = all;
        if !all || !self.dice.percent(30) {
            return query;
        }
        self.record.add("LIMIT", "query");
        query.limit(self.dice.below(4) as u64)
    }

    /// DISTINCT ON, QUALIFY, WITH TIES or PERCENT, where rows are no groups.
    fn picked(&mut self, query: Select<Row>, columns: &[Expr]) -> Select<Row> {
        let order = self.total_order();
        let exact = self.scopes.last().is_some_and(|scope| scope.exact);
        match self.dice.below(4) {
            3 => {
                self.record.add("PERCENT", "query");
                let percent =
                    *self.dice.pick(&["0", "1", "20", "33.3333", "50", "66.7", "99.99", "100"]);
                let query = if exact {
                    let terms: Vec<_> = order.iter().map(|term| term.asc().nulls_first()).collect();
                    query.order_by(terms).limit_percent(percent)
                } else {
                    let term = self.dice.pick(&order).clone();
                    query.order_by(self.term(&term)).limit_percent_with_ties(percent)
                };
                if exact && self.dice.percent(30) { query.offset(1) } else { query }
            }
            0 if exact => {
                self.record.add("DISTINCT ON", "query");
                let (_, key) = self.compared_column();
                let mut terms = vec![self.term(&key)];
                terms.extend(order.iter().map(|term| term.asc().nulls_first()));
                self.in_order = true;
                query.distinct_on(key).order_by(terms)
            }
            1 if exact => {
                let at = At { windows: true, ..At::rows("QUALIFY", 8) };
                query.qualify(self.condition(at))
            }
            _ => {
                self.record.add("WITH TIES", "query");
                let term = self.dice.pick(&order).clone();
                let query = query.order_by(self.term(&term));
                let query = query.limit_with_ties(self.dice.below(4) as u64);
                // Of rows that are alike any may be left out, and over windows they are not alike.
                let alike = !exact && columns.iter().any(mentions_window);
                let can = order.len() == 1 && !alike;
                if self.dice.percent(30) && can { query.offset(1) } else { query }
            }
        }
    }

    fn terms(&mut self, columns: &[Expr], groups: Groups) -> Vec<Expr> {
        let mut terms: Vec<Expr> = Vec::new();
        if self.dice.percent(50) {
            // A value alone could be meant as a number of a column, and is refused; sums of floats
            // differ in their last digits, by which no engine should order.
            let column = unlabelled(self.dice.pick(columns));
            let over = groups.windows && !groups.ordered_windows && mentions_window(&column);
            let orders = column.sql_type() != Type::Double && !is_document(&column);
            if orders && !is_value(&column) && !over {
                terms.push(column);
            }
        }
        if self.dice.percent(60) {
            let tag = self.any_tag();
            let mut at = groups.at(At::rows("ORDER BY", 4 + self.dice.below(8) as u32));
            at.windows = groups.ordered_windows;
            let before = self.record.clone();
            let term = self.expr(tag, at);
            // What has no column in it orders nothing, and is left out.
            if tag == Tag::Double || !depends_on_rows(&term) {
                self.record = before;
            } else {
                terms.push(term);
            }
        }
        let scope = self.scopes.last();
        match scope.and_then(|scope| scope.keys.as_ref()) {
            Some(keys) => terms.extend(keys.iter().map(|(_, key)| key.clone())),
            None => terms.extend(self.total_order()),
        }
        terms
    }

    fn term(&mut self, term: &Expr) -> Order {
        let term = &self.collated(term, "ORDER BY");
        let term = if self.dice.percent(50) { term.asc() } else { term.desc() };
        if self.dice.percent(50) { term.nulls_first() } else { term.nulls_last() }
    }
}

fn unlabelled(expr: &Expr) -> Expr {
    match expr.view().view() {
        View::Label { operand, .. } => operand.to_expr(),
        _ => expr.clone(),
    }
}

/// True for documents, which are not compared.
fn is_document(expr: &Expr) -> bool {
    expr.sql_type() == Type::Json
}

/// True for floats that are worked out, whose last digits depend on the order of the rows.
fn is_inexact(expr: &Expr) -> bool {
    expr.sql_type() == Type::Double && !matches!(expr.view().view(), View::ColumnReference(_))
}

fn is_value(expr: &Expr) -> bool {
    matches!(
        expr.view().view(),
        View::Null | View::Literal(_) | View::Parameter(_) | View::LateParameter { .. }
    )
}

/// True if the expression has a column of its own query in it.
pub(super) fn mentions_column(expr: &Expr) -> bool {
    mentions(expr, |view| matches!(view, View::ColumnReference(_)))
}

/// True if it is not one value for all rows.
fn depends_on_rows(expr: &Expr) -> bool {
    mentions(expr, |view| matches!(view, View::ColumnReference(_) | View::Query(_)))
}

fn mentions_window(expr: &Expr) -> bool {
    mentions(expr, |view| matches!(view, View::Over { .. }))
}

/// True if a node of the expression, but not of a query in it, is such a one.
fn mentions(expr: &Expr, is: impl Fn(&View<'_>) -> bool) -> bool {
    let mut todo = vec![expr.view()];
    while let Some(node) = todo.pop() {
        let view = node.view();
        if is(&view) {
            return true;
        }
        if !matches!(view, View::Query(_)) {
            todo.extend(node.children());
        }
    }
    false
}
