//! LIMIT, OFFSET and FETCH.

use super::Writer;
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::node::Kind;
use crate::expr::view::NodeRef;
use crate::select::{Clause, RareClauses, SelectBody};
use crate::types::{Sort, Tag};
use crate::value::Value;

impl<'a> Writer<'a> {
    #[inline(always)]
    pub(super) fn limit(&mut self, body: &'a SelectBody) {
        if !body.is_limited() {
            return;
        }
        self.enter("LIMIT", body.place(Clause::Limit));
        if let Some(rare) = body.rare()
            && body.is_fetched()
        {
            return self.fetch(body, rare);
        }
        match (&body.limit, self.spec.limit_all) {
            (Node::Empty, Some(all)) => {
                self.line(" LIMIT ");
                self.text(all);
            }
            (Node::Empty, None) => {}
            (limit, _) => {
                self.line(" LIMIT ");
                self.rows_wanted(limit);
            }
        }
        if !body.offset.is_empty() {
            self.line(" OFFSET ");
            self.rows_wanted(&body.offset);
        }
    }

    #[inline]
    fn rows_wanted(&mut self, rows: &'a Node) {
        if matches!(rows, Node::Bind(value) if is_count(value)) {
            self.expr(rows, 0);
        } else {
            self.rows_worked_out(rows);
        }
    }

    /// A number of rows that is no plain value.
    #[cold]
    fn rows_worked_out(&mut self, rows: &'a Node) {
        let rows = rows.unlabelled();
        if let Some(fault) = fault_of(rows) {
            let message = format!("{} {fault}", self.clause);
            return self.fail(ErrorKind::Conflict, message);
        }
        let plain = matches!(rows, Node::Bind(_) | Node::Literal(_));
        if !plain && !matches!(rows.kind(), Some(Kind::Parameter { .. })) {
            self.require(Feature::LimitExpressions);
        }
        let (before, after) = if plain { ("", "") } else { self.spec.limit_expression };
        self.text(before);
        self.expr(rows, 0);
        self.text(after);
    }

    /// `FETCH FIRST rows ROWS WITH TIES`, `FETCH FIRST rows PERCENT ROWS ONLY`.
    #[cold]
    fn fetch(&mut self, body: &'a SelectBody, rare: &RareClauses) {
        if rare.with_ties {
            self.require(Feature::WithTies);
        }
        if rare.percent {
            self.require(Feature::FetchPercent);
        }
        self.check_fetch(body, rare);
        if !body.offset.is_empty() {
            self.line(" OFFSET ");
            self.rows_wanted(&body.offset);
            self.text(" ROWS");
        }
        self.line(" FETCH FIRST ");
        if rare.percent {
            self.expr(&body.limit, 0);
        } else {
            self.rows_wanted(&body.limit);
        }
        self.text(if rare.percent { " PERCENT ROWS " } else { " ROWS " });
        self.text(if rare.with_ties { "WITH TIES" } else { "ONLY" });
    }

    pub(super) fn check_fetch(&mut self, body: &SelectBody, rare: &RareClauses) {
        if body.order_by.is_empty() {
            let message = if rare.with_ties {
                "ties are rows that are equal in the order; add `.order_by(…)`"
            } else {
                "a percentage is of the first rows in the order; add `.order_by(…)`"
            };
            self.fail(ErrorKind::Conflict, message.into());
        }
        if rare.percent {
            self.check_percentage(&body.limit);
        }
        let plain = |node: &Node| matches!(node, Node::Bind(_) | Node::Empty);
        if !plain(&body.offset) {
            let message = "LIMIT with ties or by percent takes a plain value as OFFSET";
            self.fail(ErrorKind::Conflict, message.into());
        }
    }
}

/// True for a number of rows that is not negative.
fn is_count(value: &Value) -> bool {
    matches!(value, Value::U64(_)) || matches!(value, Value::I64(count) if *count >= 0)
}

/// What is wrong with a number of rows.
fn fault_of(rows: &Node) -> Option<&'static str> {
    let sort = rows.sort();
    if !matches!(
        sort.tag,
        Tag::SmallInt | Tag::Integer | Tag::BigInt | Tag::UnsignedBigInt | Tag::Unknown
    ) {
        return Some("takes a number of rows; give an integer");
    }
    if sort.has(Sort::NULLABLE) {
        return Some("may be NULL here, which engines take in different ways; use `coalesce`");
    }
    if let Node::Bind(value) | Node::Literal(value) = rows
        && matches!(value, Value::I16(..0) | Value::I32(..0) | Value::I64(..0))
    {
        return Some("takes a number of rows, which is not negative");
    }
    let mut waiting = vec![NodeRef::new(rows)];
    while let Some(node) = waiting.pop() {
        if node.as_column().is_some() || node.has_aggregate() || node.has_window() {
            return Some("is the same for all rows; give it no columns");
        }
        if node.sort().has(Sort::QUERY) {
            return Some("takes values; fetch the number first, and give that");
        }
        node.each_child(&mut |child| waiting.push(child));
    }
    None
}
