//! Values compared bit by bit, with no regard to what a database holds for equal.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::value::{Value, ValueRef};

/// A value in the form that all drivers agree on, compared bit by bit.
#[derive(Clone, Copy)]
pub(super) struct Exact<'v>(pub(super) ValueRef<'v>);

impl<'v> Exact<'v> {
    pub(super) fn of(value: &'v Value) -> Self {
        Exact(value.as_ref()).folded()
    }

    pub(super) fn folded(self) -> Self {
        Exact(match self.0 {
            ValueRef::Bool(v) => ValueRef::I64(v.into()),
            ValueRef::U64(v) => i64::try_from(v).map_or(self.0, ValueRef::I64),
            other => other,
        })
    }
}

impl PartialEq for Exact<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self.0, other.0) {
            (ValueRef::F64(a), ValueRef::F64(b)) => a.to_bits() == b.to_bits(),
            (a, b) => a == b,
        }
    }
}

impl Eq for Exact<'_> {}

impl Hash for Exact<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.0 {
            ValueRef::I64(v) => v.hash(state),
            ValueRef::Text(v) => v.hash(state),
            ValueRef::Bytes(v) => v.hash(state),
            ValueRef::Date(v) => v.days_from_2000().hash(state),
            ValueRef::Uuid(v) => v.as_bytes().hash(state),
            // Few rows are told apart by others.
            other => std::mem::discriminant(&other).hash(state),
        }
    }
}

pub(super) fn hash<'v>(values: impl Iterator<Item = &'v Exact<'v>>) -> u64 {
    let mut state = DefaultHasher::new();
    values.for_each(|value| value.hash(&mut state));
    state.finish()
}
