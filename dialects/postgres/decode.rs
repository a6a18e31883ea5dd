//! PostgreSQL's binary values as those that are lent to a row's type.

use std::error::Error;
use std::fmt::Write as _;

use postgres::types::{FromSql, Type};
use sqltree::{Date, Interval, Time, Timestamp, TimestampTz, Uuid, ValueRef};

type Decoded<T> = Result<T, Box<dyn Error + Sync + Send>>;

/// A value that can be lent as it lies in the message.
pub(super) struct Cell<'a>(pub(super) ValueRef<'a>);

impl<'a> FromSql<'a> for Cell<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Decoded<Self> {
        let range = || "out of range";
        Ok(Cell(match *ty {
            Type::BOOL => ValueRef::Bool(bool::from_sql(ty, raw)?),
            Type::INT2 => ValueRef::I64(i16::from_sql(ty, raw)?.into()),
            Type::INT4 => ValueRef::I64(i32::from_sql(ty, raw)?.into()),
            Type::INT8 => ValueRef::I64(i64::from_sql(ty, raw)?),
            Type::OID => ValueRef::I64(u32::from_sql(ty, raw)?.into()),
            Type::FLOAT4 => ValueRef::F64(f32::from_sql(ty, raw)?.into()),
            Type::FLOAT8 => ValueRef::F64(f64::from_sql(ty, raw)?),
            Type::BYTEA => ValueRef::Bytes(raw),
            // Days and microseconds since 2000-01-01, the ends of their ranges being infinities.
            Type::DATE => {
                let days = i32::from_be_bytes(raw.try_into()?);
                ValueRef::Date(Date::from_days_from_2000(days).ok_or_else(range)?)
            }
            Type::TIME => ValueRef::Time(Time::from_micros(micros(raw)?).ok_or_else(range)?),
            Type::TIMESTAMP => {
                let value = Timestamp::from_micros_from_2000(micros(raw)?);
                ValueRef::Timestamp(value.ok_or_else(range)?)
            }
            Type::TIMESTAMPTZ => {
                let value = TimestampTz::from_micros_from_2000(micros(raw)?);
                ValueRef::TimestampTz(value.ok_or_else(range)?)
            }
            Type::INTERVAL => ValueRef::Interval(interval(raw)?),
            Type::UUID => ValueRef::Uuid(Uuid::from_bytes(raw.try_into()?)),
            Type::JSON => ValueRef::Json(str::from_utf8(raw)?),
            // A version byte, then the text.
            Type::JSONB => ValueRef::Json(str::from_utf8(raw.get(1..).unwrap_or_default())?),
            // Some types of extensions have a version before the text.
            _ => ValueRef::Text(<&str>::from_sql(ty, raw)?),
        }))
    }

    fn accepts(ty: &Type) -> bool {
        matches!(
            *ty,
            Type::BOOL
                | Type::INT2
                | Type::INT4
                | Type::INT8
                | Type::OID
                | Type::FLOAT4
                | Type::FLOAT8
                | Type::BYTEA
                | Type::DATE
                | Type::TIME
                | Type::TIMESTAMP
                | Type::TIMESTAMPTZ
                | Type::INTERVAL
                | Type::UUID
                | Type::JSON
                | Type::JSONB
                | Type::CHAR
                | Type::XML
                | Type::VOID
        ) || <&str as FromSql>::accepts(ty)
            || matches!(ty.kind(), postgres::types::Kind::Enum(_))
    }
}

fn micros(raw: &[u8]) -> Decoded<i64> {
    Ok(i64::from_be_bytes(raw.try_into()?))
}

/// Microseconds, days, months: `interval_send` in src/backend/utils/adt/timestamp.c.
fn interval(raw: &[u8]) -> Decoded<Interval> {
    let (time, rest) = raw.split_at_checked(8).ok_or("an interval ends too soon")?;
    let (days, months) = rest.split_at_checked(4).ok_or("an interval ends too soon")?;
    Ok(Interval {
        months: i32::from_be_bytes(months.try_into()?),
        days: i32::from_be_bytes(days.try_into()?),
        micros: micros(time)?,
    })
}

/// An exact number, which is text only after a translation.
pub(super) struct Digits(pub(super) String);

impl FromSql<'_> for Digits {
    fn from_sql(_: &Type, raw: &[u8]) -> Decoded<Self> {
        numeric(raw).map(Digits)
    }

    fn accepts(ty: &Type) -> bool {
        *ty == Type::NUMERIC
    }
}

fn word(raw: &[u8], at: usize) -> Decoded<i16> {
    let bytes = raw.get(at..at + 2).ok_or("a decimal ends too soon")?;
    Ok(i16::from_be_bytes(bytes.try_into()?))
}

/// Digits in groups of four, the weight of the first group, the sign, the digits to show:
/// `numeric_send` in src/backend/utils/adt/numeric.c.
fn numeric(raw: &[u8]) -> Decoded<String> {
    // Up to 32,768 groups: unsigned, unlike the weight.
    let (groups, weight) = (i32::from(word(raw, 0)? as u16), i32::from(word(raw, 2)?));
    let (sign, scale) = (word(raw, 4)? as u16, i32::from(word(raw, 6)?));
    match sign {
        0xC000 => return Ok("NaN".into()),
        0xD000 => return Ok("Infinity".into()),
        0xF000 => return Ok("-Infinity".into()),
        _ => {}
    }
    let group = |place: i32| -> Decoded<i16> {
        let index = weight - place;
        if (0..groups).contains(&index) { word(raw, 8 + 2 * index as usize) } else { Ok(0) }
    };
    let mut text = String::from(if sign == 0x4000 { "-" } else { "" });
    if weight < 0 {
        text.push('0');
    }
    for place in (0..=weight).rev() {
        let digits = group(place)?;
        if place == weight {
            _ = write!(text, "{digits}");
        } else {
            _ = write!(text, "{digits:04}");
        }
    }
    if scale > 0 {
        text.push('.');
        let start = text.len();
        for place in 1..=(scale + 3) / 4 {
            _ = write!(text, "{:04}", group(-place)?);
        }
        text.truncate(start + scale as usize);
    }
    Ok(text)
}
