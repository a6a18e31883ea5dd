//! Values: what a bound parameter holds, 16 bytes each.
//!
//! A [`Value`] is owned and cheap to clone; [`ValueRef`] is what a driver lends while a row is
//! decoded. Neither knows anything of SQL text: that is the dialects' work.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use arcstr::ArcStr;

use crate::types::Tag;

mod decode;

pub use decode::{FromValue, Mismatch};

/// A shared, immutable string of one machine word; clones count, they do not copy.
///
/// ```
/// let name = sqltree::Str::from("ann");
/// assert_eq!(&*name, "ann");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Str(ArcStr);

impl Deref for Str {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl From<&str> for Str {
    fn from(text: &str) -> Self {
        Str(ArcStr::from(text))
    }
}

impl From<String> for Str {
    fn from(text: String) -> Self {
        Str(ArcStr::from(text))
    }
}

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
        }
    }

    /// Variant and bits of everything that fits in a word; `None` for text and bytes.
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
            Value::Text(_) | Value::Bytes(_) => return None,
        })
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Value::Text(a), Value::Text(b)) => a == b,
            (Value::Bytes(a), Value::Bytes(b)) => a == b,
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
        }
    }
}

macro_rules! value_from {
    ($($rust:ty => |$v:ident| $value:expr),* $(,)?) => { $(
        impl From<$rust> for Value {
            fn from($v: $rust) -> Self { $value }
        }
    )* };
}

value_from! {
    bool => |v| Value::Bool(v),
    i8 => |v| Value::I16(v.into()),
    u8 => |v| Value::I16(v.into()),
    i16 => |v| Value::I16(v),
    u16 => |v| Value::I32(v.into()),
    i32 => |v| Value::I32(v),
    u32 => |v| Value::I64(v.into()),
    i64 => |v| Value::I64(v),
    u64 => |v| Value::U64(v),
    f32 => |v| Value::F32(v),
    f64 => |v| Value::F64(v),
    &str => |v| Value::Text(v.into()),
    &String => |v| Value::Text(v.as_str().into()),
    String => |v| Value::Text(v.into()),
    Str => |v| Value::Text(v),
    char => |v| Value::Text((&*v.encode_utf8(&mut [0; 4])).into()),
    &[u8] => |v| Value::Bytes(Arc::new(v.into())),
    Vec<u8> => |v| Value::Bytes(Arc::new(v.into())),
}

impl<V: Into<Value>> From<Option<V>> for Value {
    fn from(value: Option<V>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

impl Value {
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
        }
    }
}

/// A value lent by a driver while a row is decoded; nothing is copied until a Rust type asks.
///
/// ```
/// use sqltree::{FromValue, ValueRef};
/// assert_eq!(i64::from_value(ValueRef::I64(5)).unwrap(), 5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum ValueRef<'a> {
    /// SQL's `NULL`.
    Null,
    /// A boolean, from engines that have them.
    Bool(bool),
    /// An integer of any width.
    I64(i64),
    /// An unsigned integer past `i64::MAX`.
    U64(u64),
    /// A floating-point number of either width.
    F64(f64),
    /// An exact number in decimal digits, such as `-12.50`.
    Decimal(&'a str),
    /// Text; also dates, JSON and whatever else an engine sends as text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
}

impl ValueRef<'_> {
    /// The name of the kind of value, for messages that must not show the value itself.
    #[must_use]
    pub fn kind_name(self) -> &'static str {
        match self {
            ValueRef::Null => "NULL",
            ValueRef::Bool(_) => "boolean",
            ValueRef::I64(_) => "integer",
            ValueRef::U64(_) => "unsigned integer",
            ValueRef::F64(_) => "floating-point number",
            ValueRef::Decimal(_) => "decimal number",
            ValueRef::Text(_) => "text",
            ValueRef::Bytes(_) => "bytes",
        }
    }

    /// The value, copied.
    #[must_use]
    pub fn to_value(self) -> Value {
        match self {
            ValueRef::Null => Value::Null,
            ValueRef::Bool(v) => v.into(),
            ValueRef::I64(v) => v.into(),
            ValueRef::U64(v) => v.into(),
            ValueRef::F64(v) => v.into(),
            ValueRef::Decimal(v) | ValueRef::Text(v) => v.into(),
            ValueRef::Bytes(v) => v.into(),
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
