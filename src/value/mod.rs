//! Values: what a bound parameter holds, 16 bytes each.
//!
//! A [`Value`] is owned and cheap to clone; [`ValueRef`] is what a driver lends while a row is
//! decoded. Neither knows anything of SQL text: that is the dialects' work. Kinds of values that Rust
//! has no type for have one here, without any other crate: [`Date`], [`Time`], [`Timestamp`],
//! [`TimestampTz`], [`Interval`], [`Decimal`], [`Uuid`], [`Json`].

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::types::{Tag, Type};

mod array;
mod convert;
mod date;
mod decimal;
mod decode;
mod interval;
mod json;
mod lent;
mod malformed;
mod multiset;
mod others;
mod text;
mod time;
mod timestamp;
mod uuid;

pub use array::{Array, Element};
pub use date::Date;
pub use decimal::Decimal;
pub use decode::{FromValue, Mismatch};
pub use interval::Interval;
pub use json::Json;
pub(crate) use json::{Reader as JsonReader, Scalar};
pub use lent::ValueRef;
pub use malformed::Malformed;
pub use multiset::Multiset;
pub(crate) use multiset::{letter_of, tag_of};
pub use text::Str;
pub use time::Time;
pub use timestamp::{Timestamp, TimestampTz};
pub use uuid::Uuid;

/// A value that a statement binds: `?`, `$1` or `:p1` in the text, this beside it.
///
/// Two values are equal when they are the same variant with the same bits, so `NaN` equals itself
/// and `0.0` differs from `-0.0`: this is identity of trees, not SQL's `=`.
///
/// ```
/// use sqltree::Value;
/// assert_eq!(Value::from(5), Value::I32(5));
/// assert_eq!(Value::from("x"), Value::Text("x".into()));
/// assert_eq!(Value::from(None::<i64>), Value::Null);
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum Value {
    /// SQL's `NULL`, of no type of its own.
    Null,
    /// `TRUE` or `FALSE`; 1 or 0 where the engine has no booleans.
    Bool(bool),
    /// A 16-bit integer.
    I16(i16),
    /// A 32-bit integer.
    I32(i32),
    /// A 64-bit integer.
    I64(i64),
    /// An unsigned integer; past `i64::MAX` only engines with unsigned integers take it.
    U64(u64),
    /// A single-precision number.
    F32(f32),
    /// A double-precision number.
    F64(f64),
    /// Text.
    Text(Str),
    /// Bytes.
    Bytes(Arc<Box<[u8]>>),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A day and a time, of no time zone.
    Timestamp(Timestamp),
    /// A point in time.
    TimestampTz(TimestampTz),
    /// A span of time.
    Interval(Arc<Interval>),
    /// An exact number.
    Decimal(Decimal),
    /// A UUID.
    Uuid(Arc<Uuid>),
    /// A JSON document.
    Json(Json),
    /// An array, of engines that have such.
    Array(Array),
    /// What could not be made a value, in words: compiling a statement that has it is an error of these
    /// words. Conversions from other crates give it where a value would be another one in SQL.
    Refused(Str),
}

impl Value {
    /// The name of the kind of value, for messages that must not show the value itself.
    ///
    /// ```
    /// assert_eq!(sqltree::Value::from("secret").kind_name(), "text");
    /// ```
    #[must_use]
    pub fn kind_name(&self) -> &'static str {
        match self {
            Value::Null => "NULL",
            Value::Bool(_) => "boolean",
            Value::I16(_) | Value::I32(_) | Value::I64(_) => "integer",
            Value::U64(_) => "unsigned integer",
            Value::F32(_) | Value::F64(_) => "floating-point number",
            Value::Text(_) => "text",
            Value::Bytes(_) => "bytes",
            Value::Date(_) => "date",
            Value::Time(_) => "time",
            Value::Timestamp(_) => "timestamp",
            Value::TimestampTz(_) => "timestamp with time zone",
            Value::Interval(_) => "interval",
            Value::Decimal(_) => "decimal number",
            Value::Uuid(_) => "UUID",
            Value::Json(_) => "JSON",
            Value::Array(_) => "array",
            Value::Refused(_) => "no value",
        }
    }

    /// True for the zero with a sign that not every engine keeps.
    pub(crate) fn is_minus_zero(&self) -> bool {
        let has_sign = |v: f64| v == 0.0 && v.is_sign_negative();
        match *self {
            Value::F32(v) => has_sign(v.into()),
            Value::F64(v) => has_sign(v),
            _ => false,
        }
    }

    /// The value as an integer, if it is one that fits in `i64`.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match *self {
            Value::I16(v) => Some(v.into()),
            Value::I32(v) => Some(v.into()),
            Value::I64(v) => Some(v),
            Value::U64(v) => i64::try_from(v).ok(),
            _ => None,
        }
    }

    /// The same value, lent.
    #[must_use]
    pub fn as_ref(&self) -> ValueRef<'_> {
        match self {
            Value::Null => ValueRef::Null,
            Value::Bool(v) => ValueRef::Bool(*v),
            Value::I16(v) => ValueRef::I64((*v).into()),
            Value::I32(v) => ValueRef::I64((*v).into()),
            Value::I64(v) => ValueRef::I64(*v),
            Value::U64(v) => ValueRef::U64(*v),
            Value::F32(v) => ValueRef::F64((*v).into()),
            Value::F64(v) => ValueRef::F64(*v),
            Value::Text(v) => ValueRef::Text(v),
            Value::Bytes(v) => ValueRef::Bytes(v),
            Value::Date(v) => ValueRef::Date(*v),
            Value::Time(v) => ValueRef::Time(*v),
            Value::Timestamp(v) => ValueRef::Timestamp(*v),
            Value::TimestampTz(v) => ValueRef::TimestampTz(*v),
            Value::Interval(v) => ValueRef::Interval(**v),
            Value::Decimal(v) => ValueRef::Decimal(v.as_str()),
            Value::Uuid(v) => ValueRef::Uuid(**v),
            Value::Json(v) => ValueRef::Json(v.as_str()),
            Value::Array(v) => ValueRef::Array(v),
            Value::Refused(_) => ValueRef::Null,
        }
    }

    /// Variant and bits of everything that fits in a word; `None` for what is behind a pointer.
    fn word(&self) -> Option<(u8, u64)> {
        Some(match *self {
            Value::Null => (0, 0),
            Value::Bool(v) => (1, v.into()),
            Value::I16(v) => (2, v as u64),
            Value::I32(v) => (3, v as u64),
            Value::I64(v) => (4, v as u64),
            Value::U64(v) => (5, v),
            Value::F32(v) => (6, v.to_bits().into()),
            Value::F64(v) => (7, v.to_bits()),
            Value::Date(v) => (8, v.days_from_2000() as u64),
            Value::Time(v) => (9, v.micros() as u64),
            Value::Timestamp(v) => (10, v.micros_from_2000() as u64),
            Value::TimestampTz(v) => (11, v.micros_from_2000() as u64),
            Value::Text(_)
            | Value::Bytes(_)
            | Value::Interval(_)
            | Value::Decimal(_)
            | Value::Uuid(_)
            | Value::Json(_)
            | Value::Array(_)
            | Value::Refused(_) => return None,
        })
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Value::Text(a), Value::Text(b)) => a == b,
            (Value::Bytes(a), Value::Bytes(b)) => a == b,
            (Value::Interval(a), Value::Interval(b)) => a == b,
            (Value::Decimal(a), Value::Decimal(b)) => a == b,
            (Value::Uuid(a), Value::Uuid(b)) => a == b,
            (Value::Json(a), Value::Json(b)) => a == b,
            (Value::Array(a), Value::Array(b)) => a == b,
            (Value::Refused(a), Value::Refused(b)) => a == b,
            _ => self.word().is_some() && self.word() == other.word(),
        }
    }
}

impl Eq for Value {}

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.word().hash(state);
        match self {
            Value::Text(v) => v.hash(state),
            Value::Bytes(v) => v.hash(state),
            Value::Interval(v) => v.hash(state),
            Value::Decimal(v) => v.hash(state),
            Value::Uuid(v) => v.hash(state),
            Value::Json(v) => v.hash(state),
            Value::Array(v) => v.hash(state),
            Value::Refused(v) => v.hash(state),
            _ => {}
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("NULL"),
            Value::Bool(v) => v.fmt(f),
            Value::I16(v) => v.fmt(f),
            Value::I32(v) => v.fmt(f),
            Value::I64(v) => v.fmt(f),
            Value::U64(v) => v.fmt(f),
            Value::F32(v) => v.fmt(f),
            Value::F64(v) => v.fmt(f),
            Value::Text(v) => v.fmt(f),
            Value::Bytes(v) => v.fmt(f),
            Value::Date(v) => v.fmt(f),
            Value::Time(v) => v.fmt(f),
            Value::Timestamp(v) => v.fmt(f),
            Value::TimestampTz(v) => v.fmt(f),
            Value::Interval(v) => v.fmt(f),
            Value::Decimal(v) => v.fmt(f),
            Value::Uuid(v) => v.fmt(f),
            Value::Json(v) => v.fmt(f),
            Value::Array(v) => v.fmt(f),
            Value::Refused(v) => v.fmt(f),
        }
    }
}

impl Value {
    /// The type that the value has by itself, with that of its items.
    pub(crate) fn ty(&self) -> Type {
        if let Value::Array(array) = self { Type::Array(array.element()) } else { self.tag().ty() }
    }

    /// The type that the value has by itself.
    #[inline]
    pub(crate) fn tag(&self) -> Tag {
        match self {
            Value::Null => Tag::Null,
            Value::Bool(_) => Tag::Boolean,
            Value::I16(_) => Tag::SmallInt,
            Value::I32(_) => Tag::Integer,
            Value::I64(_) => Tag::BigInt,
            Value::U64(_) => Tag::UnsignedBigInt,
            Value::F32(_) => Tag::Real,
            Value::F64(_) => Tag::Double,
            Value::Text(_) => Tag::Text,
            Value::Bytes(_) => Tag::Bytes,
            Value::Date(_) => Tag::Date,
            Value::Time(_) => Tag::Time,
            Value::Timestamp(_) => Tag::Timestamp,
            Value::TimestampTz(_) => Tag::TimestampTz,
            Value::Interval(_) => Tag::Interval,
            Value::Decimal(_) => Tag::Decimal,
            Value::Uuid(_) => Tag::Uuid,
            Value::Json(_) => Tag::Json,
            Value::Array(_) => Tag::Array,
            Value::Refused(_) => Tag::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_two_words() {
        assert_eq!(size_of::<Value>(), 16);
    }
}
