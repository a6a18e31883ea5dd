//! Rust values as values of SQL.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use super::{Date, Decimal, Interval, Json, Str, Time, Timestamp, TimestampTz, Uuid, Value};

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
    i128 => |v| Decimal::from(v).into(),
    Cow<'_, str> => |v| Value::Text((&*v).into()),
    IpAddr => |v| Value::Text(v.to_string().into()),
    Ipv4Addr => |v| Value::Text(v.to_string().into()),
    Ipv6Addr => |v| Value::Text(v.to_string().into()),
    Date => |v| Value::Date(v),
    Time => |v| Value::Time(v),
    Timestamp => |v| Value::Timestamp(v),
    TimestampTz => |v| Value::TimestampTz(v),
    Interval => |v| Value::Interval(Arc::new(v)),
    Decimal => |v| Value::Decimal(v),
    Uuid => |v| Value::Uuid(Arc::new(v)),
    Json => |v| Value::Json(v),
}

impl<V: Into<Value>> From<Option<V>> for Value {
    fn from(value: Option<V>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}
