//! Aggregates and functions over windows out of bytes, frames that make no sense among them.

use sqltree::expr::{Bound, Window};
use sqltree::prelude::*;

use super::bytes::Bytes;
use super::generate::{condition, expr, term};

pub fn over(b: &mut Bytes<'_>) -> Expr {
    let window = a_window(b);
    match b.pick(7) {
        0 => func::row_number().over(window).dynamic(),
        1 => func::ntile(b.pick(3) as u32).over(window).dynamic(),
        2 => func::lag(expr(b), b.pick(3) as u32).over(window).dynamic(),
        3 => func::lead_or(expr(b), 1, expr(b)).over(window).dynamic(),
        4 => func::nth_value(expr(b), b.pick(3) as u32).over(window).dynamic(),
        5 => func::sum(expr(b)).over(window).dynamic(),
        _ => expr(b).over(window),
    }
}

fn a_window(b: &mut Bytes<'_>) -> Window {
    let mut made = window();
    if b.once_in(2) {
        made = made.partition_by(expr(b));
    }
    if b.once_in(2) {
        made = made.order_by(term(b));
    }
    let (start, end) = (bound(b), bound(b));
    made = match b.pick(5) {
        0 => made.rows(start, end),
        1 => made.range(start, end),
        2 => made.groups(start, end),
        _ => made,
    };
    match b.pick(8) {
        0 => made.exclude_current_row(),
        1 => made.exclude_group(),
        2 => made.exclude_ties(),
        _ => made,
    }
}

fn bound(b: &mut Bytes<'_>) -> Bound {
    match b.pick(6) {
        0 => frame::unbounded_preceding(),
        1 => frame::preceding(b.pick(4) as i32 - 1),
        2 => frame::preceding(expr(b)),
        3 => frame::following(1.5),
        4 => frame::unbounded_following(),
        _ => frame::current_row(),
    }
}

pub fn aggregate(b: &mut Bytes<'_>) -> Expr {
    let mut made = match b.pick(4) {
        0 => func::string_agg(expr(b), "', \\").dynamic(),
        1 => func::percentile_cont(0.5).within_group(expr(b)).dynamic(),
        _ => expr(b),
    };
    if b.once_in(2) {
        made = made.distinct();
    }
    if b.once_in(2) {
        made = made.order_by(term(b));
    }
    if b.once_in(2) {
        made = made.filter(condition(b));
    }
    made
}
