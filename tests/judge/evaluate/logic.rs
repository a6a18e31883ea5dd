//! Three-valued logic and comparisons. The outer `Option` is the answer, the inner one NULL.

use std::cmp::Ordering;

use super::Cell;

/// Past this, integers and floats are compared in different ways.
const EXACT: i64 = 1 << 53;

pub fn not(value: Option<bool>) -> Option<bool> {
    value.map(|value| !value)
}

/// AND of all.
pub fn all(values: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = true;
    for value in values {
        match value {
            Some(false) => return Some(false),
            Some(true) => {}
            None => known = false,
        }
    }
    known.then_some(true)
}

/// OR of all.
pub fn any(values: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    not(all(values.into_iter().map(not)))
}

/// Which is larger; NULL beside NULL.
pub fn compare(a: &Cell, b: &Cell) -> Option<Option<Ordering>> {
    Some(Some(match (a, b) {
        (Cell::Null, _) | (_, Cell::Null) => return Some(None),
        (Cell::Bool(a), Cell::Bool(b)) => a.cmp(b),
        (Cell::Int(a), Cell::Int(b)) => a.cmp(b),
        (Cell::Text(a), Cell::Text(b)) => a.as_bytes().cmp(b.as_bytes()),
        (Cell::Bytes(a), Cell::Bytes(b)) => a.cmp(b),
        (Cell::Date(a), Cell::Date(b)) => a.cmp(b),
        (Cell::Moment(a), Cell::Moment(b)) => a.cmp(b),
        (Cell::Uuid(a), Cell::Uuid(b)) => a.cmp(b),
        (Cell::Time(a), Cell::Time(b)) => a.cmp(b),
        (Cell::Instant(a), Cell::Instant(b)) => a.cmp(b),
        (Cell::Span(a), Cell::Span(b)) => a.cmp(b),
        (Cell::Int(v), Cell::Float(_)) | (Cell::Float(_), Cell::Int(v))
            if v.unsigned_abs() > EXACT.unsigned_abs() =>
        {
            return None;
        }
        _ => a.float()?.partial_cmp(&b.float()?)?,
    }))
}

pub fn equal(a: &Cell, b: &Cell) -> Option<Option<bool>> {
    Some(compare(a, b)?.map(Ordering::is_eq))
}

/// Equality for which NULL is a value.
pub fn same(a: &Cell, b: &Cell) -> Option<bool> {
    match (a, b) {
        (Cell::Null, Cell::Null) => Some(true),
        (Cell::Null, _) | (_, Cell::Null) => Some(false),
        _ => equal(a, b)?,
    }
}

/// True if the value is one of the items, and NULL if it could be.
pub fn is_in(value: &Cell, items: &[Cell]) -> Option<Option<bool>> {
    let equal: Option<Vec<Option<bool>>> = items.iter().map(|item| equal(value, item)).collect();
    equal.map(any)
}
