//! Values on their way to PostgreSQL: in binary as the types that they are declared to be, text
//! as text whose type the server infers.

use std::error::Error;
use std::fmt;

use postgres::types::private::BytesMut;
use postgres::types::{Format, IsNull, ToSql, Type};
use sqltree::engine::failure;
use sqltree::{Result, Value};

use super::array::{array_type, write};
use super::driver::NAME;

/// The type that a value is declared to be; `UNKNOWN` leaves it to the server.
pub(super) fn declared(value: &Value) -> Type {
    match value {
        Value::Bool(_) => Type::BOOL,
        Value::I16(_) => Type::INT2,
        Value::I32(_) => Type::INT4,
        Value::U64(v) if i64::try_from(*v).is_err() => Type::NUMERIC,
        Value::I64(_) | Value::U64(_) => Type::INT8,
        Value::F32(_) => Type::FLOAT4,
        Value::F64(_) => Type::FLOAT8,
        Value::Bytes(_) => Type::BYTEA,
        Value::Date(_) => Type::DATE,
        Value::Time(_) => Type::TIME,
        Value::Timestamp(_) => Type::TIMESTAMP,
        Value::TimestampTz(_) => Type::TIMESTAMPTZ,
        Value::Interval(_) => Type::INTERVAL,
        Value::Decimal(_) => Type::NUMERIC,
        Value::Uuid(_) => Type::UUID,
        Value::Json(_) => Type::JSONB,
        Value::Array(array) => array_type(array.element()),
        _ => Type::UNKNOWN,
    }
}

/// Refuses the values that have no form here, before anything is sent.
pub(super) fn check(params: &[Value]) -> Result<()> {
    for value in params {
        match value {
            Value::Null
            | Value::Bool(_)
            | Value::I16(_)
            | Value::I32(_)
            | Value::I64(_)
            | Value::U64(_)
            | Value::F32(_)
            | Value::F64(_)
            | Value::Text(_)
            | Value::Bytes(_)
            | Value::Date(_)
            | Value::Time(_)
            | Value::Timestamp(_)
            | Value::TimestampTz(_)
            | Value::Interval(_)
            | Value::Decimal(_)
            | Value::Uuid(_)
            | Value::Json(_)
            | Value::Array(_) => {}
            Value::Refused(_) => return Err(failure::unknown_kind(NAME, value)),
            // Later kinds of values, when this folder is compiled as a foreign crate.
            #[allow(unreachable_patterns)]
            other => return Err(failure::unknown_kind(NAME, other)),
        }
    }
    Ok(())
}

/// A value as the `postgres` crate takes it.
pub(super) struct Param<'a>(pub(super) &'a Value);

impl fmt::Debug for Param<'_> {
    /// The crate logs parameters; values may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.kind_name())
    }
}

type Sent = std::result::Result<IsNull, Box<dyn Error + Sync + Send>>;

fn sent(out: &mut BytesMut, bytes: &[u8]) -> Sent {
    out.extend_from_slice(bytes);
    Ok(IsNull::No)
}

impl ToSql for Param<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Sent {
        match self.0 {
            Value::Null => Ok(IsNull::Yes),
            Value::Bool(v) => v.to_sql(ty, out),
            Value::I16(v) => v.to_sql(ty, out),
            Value::I32(v) => v.to_sql(ty, out),
            Value::I64(v) => v.to_sql(ty, out),
            // What is past the end of integers is an exact number, as text.
            Value::U64(v) => match i64::try_from(*v) {
                Ok(v) => v.to_sql(ty, out),
                Err(_) => sent(out, v.to_string().as_bytes()),
            },
            Value::F32(v) => v.to_sql(ty, out),
            Value::F64(v) => v.to_sql(ty, out),
            Value::Bytes(v) => (&***v).to_sql(ty, out),
            Value::Text(v) => sent(out, v.as_bytes()),
            Value::Date(v) => sent(out, &v.days_from_2000().to_be_bytes()),
            Value::Time(v) => sent(out, &v.micros().to_be_bytes()),
            Value::Timestamp(v) => sent(out, &v.micros_from_2000().to_be_bytes()),
            Value::TimestampTz(v) => sent(out, &v.micros_from_2000().to_be_bytes()),
            Value::Interval(v) => {
                out.extend_from_slice(&v.micros.to_be_bytes());
                out.extend_from_slice(&v.days.to_be_bytes());
                sent(out, &v.months.to_be_bytes())
            }
            Value::Uuid(v) => sent(out, v.as_bytes()),
            // These two go as text, which the server reads as the types that they are declared to be.
            Value::Decimal(v) => sent(out, v.as_str().as_bytes()),
            Value::Json(v) => sent(out, v.as_str().as_bytes()),
            Value::Array(v) => write(v, out).map(|()| IsNull::No),
            #[allow(unreachable_patterns)]
            other => Err(failure::unknown_kind(NAME, other).into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn encode_format(&self, _: &Type) -> Format {
        match self.0 {
            Value::Text(_) | Value::Decimal(_) | Value::Json(_) => Format::Text,
            Value::U64(v) if i64::try_from(*v).is_err() => Format::Text,
            _ => Format::Binary,
        }
    }

    fn to_sql_checked(&self, ty: &Type, out: &mut BytesMut) -> Sent {
        // The server was told the type of every value but text, which it reads itself.
        self.to_sql(ty, out)
    }
}
