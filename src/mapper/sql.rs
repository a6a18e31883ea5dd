//! Pieces of statements over columns that are numbers.

use crate::engine::Connection;
use crate::expr::{Column, Expr, all_of, any_of};
use crate::types::Any;
use crate::value::Value;

use super::key::Key;

/// Conditions of several columns are chains of OR, which engines take to some depth only.
const MOST_ALTERNATIVES: usize = 200;

/// How many keys of so many columns go into a statement.
pub(super) fn most_keys(conn: &Connection, width: usize) -> usize {
    let most = conn.dialect().spec().max_parameters;
    if width == 1 {
        most.clamp(1, 32_000)
    } else {
        (most / width.max(1)).clamp(1, MOST_ALTERNATIVES)
    }
}

/// The rows with one of the keys: `a IN (…)`, or `a = ? AND b = ? OR …`.
pub(super) fn one_of(columns: &[Column<Any>], keys: &[Key]) -> Expr<Option<bool>> {
    if let [column] = columns {
        let values: Vec<Value> = keys.iter().flat_map(|key| key.values()).cloned().collect();
        return all_of([column.is_in(values)]);
    }
    any_of(keys.iter().map(|key| is(columns, key)))
}

/// The row with the key.
pub(super) fn is(columns: &[Column<Any>], key: &Key) -> Expr<Option<bool>> {
    all_of(columns.iter().zip(key.values()).map(|(column, value)| column.eq(value.clone())))
}

/// Columns of one side that equal those of the other.
pub(super) fn joined(left: &[Column<Any>], right: &[Column<Any>]) -> Expr<Option<bool>> {
    all_of(left.iter().zip(right).map(|(left, right)| left.eq(right)))
}
