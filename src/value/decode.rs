//! Database values as Rust types, without loss.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::{
    Date, Decimal, Interval, Json, Str, Time, Timestamp, TimestampTz, Uuid, Value, ValueRef,
};

/// Why a database value is not a value of the Rust type asked for; never holds the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// What came, such as `"text"`.
    pub found: &'static str,
    /// What was wanted, such as `"i64"`.
    pub wanted: &'static str,
}

/// A Rust type that a column can be decoded into.
///
/// Conversions lose nothing: an integer that does not fit, or a text where a number is wanted, is
/// a [`Mismatch`]. `Option<T>` takes `NULL`.
pub trait FromValue: Sized {
    /// True for types that take `NULL`.
    const NULLABLE: bool = false;
    /// The type's name in messages.
    const NAME: &'static str;
    /// Decodes a lent value.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] when the value is not exactly one of this type.
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch>;
}

fn mismatch<T: FromValue>(value: ValueRef<'_>) -> Mismatch {
    Mismatch { found: value.kind_name(), wanted: T::NAME }
}

/// An integer from every exact form an engine may send it in (`SUM` gives decimals).
fn integer(value: ValueRef<'_>) -> Option<i128> {
    match value {
        ValueRef::I64(v) => Some(v.into()),
        ValueRef::U64(v) => Some(v.into()),
        ValueRef::Decimal(text) => match text.split_once('.') {
            Some((whole, fraction)) if fraction.bytes().all(|b| b == b'0') => whole.parse().ok(),
            Some(_) => None,
            None => text.parse().ok(),
        },
        _ => None,
    }
}

macro_rules! from_integer {
    ($($rust:ident),*) => { $(
        impl FromValue for $rust {
            const NAME: &'static str = stringify!($rust);
            fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
                integer(value).and_then(|v| v.try_into().ok()).ok_or_else(|| mismatch::<Self>(value))
            }
        }
    )* };
}

from_integer!(i8, u8, i16, u16, i32, u32, i64, u64, i128);

impl FromValue for bool {
    const NAME: &'static str = "bool";
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        match value {
            ValueRef::Bool(v) => Ok(v),
            // SQLite and MySQL have no booleans: 0 and 1 are what they store.
            ValueRef::I64(0) => Ok(false),
            ValueRef::I64(1) => Ok(true),
            _ => Err(mismatch::<Self>(value)),
        }
    }
}

impl FromValue for f64 {
    const NAME: &'static str = "f64";
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        match value {
            ValueRef::F64(v) => Ok(v),
            // SQLite sends a whole REAL of an expression as an integer; exact up to 2^53.
            ValueRef::I64(v) if v.unsigned_abs() <= 1 << 53 => Ok(v as f64),
            ValueRef::Decimal(text) => text.parse().map_err(|_| mismatch::<Self>(value)),
            _ => Err(mismatch::<Self>(value)),
        }
    }
}

impl FromValue for f32 {
    const NAME: &'static str = "f32";
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        let wide = f64::from_value(value).map_err(|_| mismatch::<Self>(value))?;
        let narrow = wide as f32;
        let exact = f64::from(narrow) == wide || wide.is_nan();
        exact.then_some(narrow).ok_or_else(|| mismatch::<Self>(value))
    }
}

/// Text, and what an engine shows as text: all but numbers, truths and bytes. Exact numbers are read too.
impl FromValue for String {
    const NAME: &'static str = "String";
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        Ok(match value {
            ValueRef::Text(v) | ValueRef::Decimal(v) | ValueRef::Json(v) => v.into(),
            ValueRef::Date(v) => v.to_string(),
            ValueRef::Time(v) => v.to_string(),
            ValueRef::Timestamp(v) => v.to_string(),
            ValueRef::TimestampTz(v) => v.to_string(),
            ValueRef::Interval(v) => v.to_string(),
            ValueRef::Uuid(v) => v.to_string(),
            ValueRef::Null
            | ValueRef::Bool(_)
            | ValueRef::I64(_)
            | ValueRef::U64(_)
            | ValueRef::F64(_)
            | ValueRef::Bytes(_)
            | ValueRef::Array(_) => return Err(mismatch::<Self>(value)),
        })
    }
}

impl FromValue for Str {
    const NAME: &'static str = "Str";
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        match value {
            ValueRef::Text(v) => Ok(v.into()),
            _ => match String::from_value(value) {
                Ok(text) => Ok(text.into()),
                Err(_) => Err(mismatch::<Self>(value)),
            },
        }
    }
}

impl FromValue for Cow<'static, str> {
    const NAME: &'static str = "Cow<str>";
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        let text = String::from_value(value).map_err(|_| mismatch::<Self>(value))?;
        Ok(Cow::Owned(text))
    }
}

/// A text of one character.
impl FromValue for char {
    const NAME: &'static str = "char";
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        let ValueRef::Text(text) = value else { return Err(mismatch::<Self>(value)) };
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(only), None) => Ok(only),
            _ => Err(mismatch::<Self>(value)),
        }
    }
}

macro_rules! from_address {
    ($($address:ident),*) => { $(
        impl FromValue for $address {
            const NAME: &'static str = stringify!($address);
            fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
                let ValueRef::Text(text) = value else { return Err(mismatch::<Self>(value)) };
                text.parse().map_err(|_| mismatch::<Self>(value))
            }
        }
    )* };
}

from_address!(IpAddr, Ipv4Addr, Ipv6Addr);

/// Kinds that come as themselves, or as text from engines that have no such type.
macro_rules! from_text {
    ($($kind:ident),*) => { $(
        impl FromValue for $kind {
            const NAME: &'static str = stringify!($kind);
            fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
                match value {
                    ValueRef::$kind(v) => Ok(v),
                    ValueRef::Text(text) => text.parse().map_err(|_| mismatch::<Self>(value)),
                    _ => Err(mismatch::<Self>(value)),
                }
            }
        }
    )* };
}

from_text!(Date, Time, Timestamp);

/// Engines without points in time keep what clocks in UTC show.
impl FromValue for TimestampTz {
    const NAME: &'static str = "TimestampTz";
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        match value {
            ValueRef::TimestampTz(v) => Ok(v),
            ValueRef::Timestamp(v) => Ok(v.as_utc()),
            ValueRef::Text(text) => {
                let local = || text.parse().map(Timestamp::as_utc);
                text.parse().or_else(|_| local()).map_err(|_| mismatch::<Self>(value))
            }
            _ => Err(mismatch::<Self>(value)),
        }
    }
}

/// Engines without spans of time keep microseconds.
impl FromValue for Interval {
    const NAME: &'static str = "Interval";
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        match value {
            ValueRef::Interval(v) => Ok(v),
            ValueRef::I64(micros) => Ok(Interval::from_micros(micros)),
            _ => Err(mismatch::<Self>(value)),
        }
    }
}

/// Engines without UUIDs keep their bytes.
impl FromValue for Uuid {
    const NAME: &'static str = "Uuid";
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        let wrong = || mismatch::<Self>(value);
        match value {
            ValueRef::Uuid(v) => Ok(v),
            ValueRef::Bytes(bytes) => bytes.try_into().map(Uuid::from_bytes).map_err(|_| wrong()),
            ValueRef::Text(text) => text.parse().map_err(|_| wrong()),
            _ => Err(wrong()),
        }
    }
}

impl FromValue for Decimal {
    const NAME: &'static str = "Decimal";
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        match value {
            ValueRef::Decimal(digits) => Ok(Decimal::trusted(digits)),
            ValueRef::I64(v) => Ok(v.into()),
            ValueRef::U64(v) => Ok(v.into()),
            _ => Err(mismatch::<Self>(value)),
        }
    }
}

impl FromValue for Json {
    const NAME: &'static str = "Json";
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        match value {
            ValueRef::Json(text) => Ok(Json::trusted(text)),
            ValueRef::Text(text) => text.parse().map_err(|_| mismatch::<Self>(value)),
            // As which MariaDB gives some documents that it worked out.
            ValueRef::Bytes(bytes) => {
                let text = std::str::from_utf8(bytes).ok().and_then(|text| text.parse().ok());
                text.ok_or(mismatch::<Self>(value))
            }
            _ => Err(mismatch::<Self>(value)),
        }
    }
}

impl FromValue for Vec<u8> {
    const NAME: &'static str = "Vec<u8>";
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        match value {
            ValueRef::Bytes(v) => Ok(v.into()),
            _ => Err(mismatch::<Self>(value)),
        }
    }
}

impl FromValue for Value {
    const NULLABLE: bool = true;
    const NAME: &'static str = "Value";
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        Ok(value.to_value())
    }
}

impl<T: FromValue> FromValue for Option<T> {
    const NULLABLE: bool = true;
    const NAME: &'static str = T::NAME;
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        match value {
            ValueRef::Null => Ok(None),
            _ => T::from_value(value).map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoding_loses_nothing() {
        assert_eq!(i64::from_value(ValueRef::Decimal("12.00")), Ok(12));
        assert!(i64::from_value(ValueRef::Decimal("12.5")).is_err());
        assert!(i16::from_value(ValueRef::I64(40_000)).is_err());
        assert!(f64::from_value(ValueRef::I64((1 << 53) + 1)).is_err());
        assert!(bool::from_value(ValueRef::I64(2)).is_err());
        assert_eq!(Option::<i64>::from_value(ValueRef::Null), Ok(None));
    }
}
