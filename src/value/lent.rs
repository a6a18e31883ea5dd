//! Values that a driver lends.

use super::{
    Array, Date, Decimal, FromValue, Interval, Json, Time, Timestamp, TimestampTz, Uuid, Value,
};
use crate::types::Tag;

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
    /// An exact number in decimal digits, such as `-12.50`; also `NaN`, `Infinity`, `-Infinity`.
    Decimal(&'a str),
    /// Text; also what an engine has no type of its own for, such as the dates of SQLite.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A day and a time, of no time zone.
    Timestamp(Timestamp),
    /// A point in time.
    TimestampTz(TimestampTz),
    /// A span of time.
    Interval(Interval),
    /// A UUID.
    Uuid(Uuid),
    /// A JSON document, as text.
    Json(&'a str),
    /// An array.
    Array(&'a Array),
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
            ValueRef::Date(_) => "date",
            ValueRef::Time(_) => "time",
            ValueRef::Timestamp(_) => "timestamp",
            ValueRef::TimestampTz(_) => "timestamp with time zone",
            ValueRef::Interval(_) => "interval",
            ValueRef::Uuid(_) => "UUID",
            ValueRef::Json(_) => "JSON",
            ValueRef::Array(_) => "array",
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
            ValueRef::Decimal(v) => Decimal::trusted(v).into(),
            ValueRef::Text(v) => v.into(),
            ValueRef::Bytes(v) => v.into(),
            ValueRef::Date(v) => v.into(),
            ValueRef::Time(v) => v.into(),
            ValueRef::Timestamp(v) => v.into(),
            ValueRef::TimestampTz(v) => v.into(),
            ValueRef::Interval(v) => v.into(),
            ValueRef::Uuid(v) => v.into(),
            ValueRef::Json(v) => Json::trusted(v).into(),
            ValueRef::Array(v) => v.clone().into(),
        }
    }

    /// The value as what an expression of that type gives: engines without a type of their own send
    /// texts, bytes or integers for it.
    pub(crate) fn read_as(self, tag: Tag) -> Self {
        let read = match tag {
            Tag::Date => Date::from_value(self).map(ValueRef::Date),
            Tag::Time => Time::from_value(self).map(ValueRef::Time),
            Tag::Timestamp => Timestamp::from_value(self).map(ValueRef::Timestamp),
            Tag::TimestampTz => TimestampTz::from_value(self).map(ValueRef::TimestampTz),
            Tag::Interval => Interval::from_value(self).map(ValueRef::Interval),
            Tag::Uuid => Uuid::from_value(self).map(ValueRef::Uuid),
            Tag::Json => match self {
                ValueRef::Text(text) => Ok(ValueRef::Json(text)),
                _ => Ok(self),
            },
            Tag::Unknown
            | Tag::Boolean
            | Tag::SmallInt
            | Tag::Integer
            | Tag::BigInt
            | Tag::UnsignedBigInt
            | Tag::Decimal
            | Tag::Real
            | Tag::Double
            | Tag::Text
            | Tag::Bytes
            | Tag::Array
            | Tag::Native
            | Tag::Null => return self,
        };
        read.unwrap_or(self)
    }
}
