//! The deep trees: subqueries in IN, and one subtraction inside the other.

use sqltree::prelude::*;

use super::INTS;
use crate::library;
use crate::workload::{Minus, Nested};

sqltree::table! {
    t { a: i64, b: i64 }
}

/// The deep IN, from the inside out.
pub fn nested(input: &Nested) -> Option<impl library::Statement> {
    let mut inner: Option<Select<i64>> = None;
    for alias in input.aliases.iter().rev() {
        let alias = t::alias(alias.as_str());
        let a = alias.col(t::a);
        let condition = match inner {
            Some(query) => a.is_in(query),
            None => a.gt(input.above),
        };
        inner = Some(select(alias.col(t::b)).from(&alias).filter(condition));
    }
    inner
}

/// The subtraction.
pub fn minus(input: &Minus) -> Option<impl library::Statement> {
    let ((first, value), rest) = input.pairs.split_first()?;
    let start = INTS[*first].expr() - *value;
    Some(select(rest.iter().fold(start, |left, (column, value)| left - &INTS[*column] - *value)))
}
