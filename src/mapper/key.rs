//! Keys: of objects in a session, and of rows in a table.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use crate::value::Value;

/// The key of an object in a session: 8 bytes, `Copy`, without a lifetime.
///
/// It stays the same for as long as the session lives, whatever happens to the key of the row. The
/// object itself is `session[key]`.
///
/// ```
/// assert_eq!(size_of::<sqltree::mapper::Ref<String>>(), 8);
/// ```
pub struct Ref<T> {
    pub(super) session: u32,
    pub(super) slot: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Ref<T> {
    pub(super) fn new(session: u32, slot: u32) -> Self {
        Ref { session, slot, of: PhantomData }
    }
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Ref<T> {}

impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        (self.session, self.slot) == (other.session, other.slot)
    }
}

impl<T> Eq for Ref<T> {}

impl<T> Hash for Ref<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.session, self.slot).hash(state);
    }
}

impl<T> PartialOrd for Ref<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Ref<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.session, self.slot).cmp(&(other.session, other.slot))
    }
}

impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.slot)
    }
}

/// An object of a session, of whatever type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[doc(hidden)]
pub struct Raw {
    /// The number of the table in the session.
    pub(super) table: u16,
    /// The place of the object among those of the table.
    pub(super) slot: u32,
}

/// The values that tell a row of a table from all others: of its primary key, or of another key.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Key {
    One(Value),
    Several(Box<[Value]>),
}

impl Key {
    #[inline]
    pub(super) fn one(value: Value) -> Self {
        Key::One(if let Value::I64(_) = value { value } else { alike(value) })
    }

    pub(super) fn of(values: impl IntoIterator<Item = Value>) -> Self {
        let mut values = values.into_iter();
        match (values.next(), values.next()) {
            (Some(only), None) => Key::one(only),
            (first, second) => {
                Key::Several(first.into_iter().chain(second).chain(values).map(alike).collect())
            }
        }
    }

    pub(super) fn values(&self) -> &[Value] {
        match self {
            Key::One(value) => std::slice::from_ref(value),
            Key::Several(values) => values,
        }
    }

    /// True if a part of it is NULL: then it is the key of no row.
    pub(super) fn has_null(&self) -> bool {
        self.values().contains(&Value::Null)
    }

    /// The same for all that a collation may hold to be the same: only for what must not be missed.
    pub(super) fn folded(&self) -> Key {
        if !self.values().iter().any(|value| matches!(value, Value::Text(_))) {
            return self.clone();
        }
        Key::of(self.values().iter().map(|value| match value {
            Value::Text(text) => text.trim_end_matches(' ').to_lowercase().into(),
            value => value.clone(),
        }))
    }
}

/// The same value in the form that all drivers and structs agree on.
pub(super) fn alike(value: Value) -> Value {
    match value {
        Value::Bool(v) => Value::I64(v.into()),
        Value::I16(_) | Value::I32(_) | Value::U64(_) => value.as_i64().map_or(value, Value::I64),
        Value::F32(v) => Value::F64(v.into()),
        value => value,
    }
}
