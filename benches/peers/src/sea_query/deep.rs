//! The deep trees: subqueries in IN, and one subtraction inside the other.

use sea_query::{Expr, ExprTrait, Query, SelectStatement};

use crate::workload::{INT_COLUMNS, Minus, Nested};

/// The deep IN, from the inside out.
pub fn nested(input: &Nested) -> Option<SelectStatement> {
    let mut inner: Option<SelectStatement> = None;
    for alias in input.aliases.iter().rev() {
        let a = Expr::col((alias.clone(), "a"));
        let condition = match inner {
            Some(query) => a.in_subquery(query),
            None => a.gt(input.above),
        };
        let level = Query::select()
            .column((alias.clone(), "b"))
            .from_as("t", alias.clone())
            .and_where(condition)
            .take();
        inner = Some(level);
    }
    inner
}

/// The subtraction.
pub fn minus(input: &Minus) -> Option<SelectStatement> {
    let column = |column: &usize| Expr::col(("items", INT_COLUMNS[*column]));
    let ((first, value), rest) = input.pairs.split_first()?;
    let difference = rest.iter().fold(column(first).sub(*value), |left, (right, value)| {
        left.sub(column(right)).sub(*value)
    });
    Some(Query::select().expr(difference).from("items").take())
}
