//! PostgreSQL's binary values as those that are lent to a row's type.

use std::error::Error;
use std::fmt::Write as _;

use postgres::types::{FromSql, Type};
use sqltree::ValueRef;

type Decoded<T> = Result<T, Box<dyn Error + Sync + Send>>;

/// A value that can be lent as it lies in the message.
pub(super) struct Cell<'a>(pub(super) ValueRef<'a>);

impl<'a> FromSql<'a> for Cell<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Decoded<Self> {
        Ok(Cell(match *ty {
            Type::BOOL => ValueRef::Bool(bool::from_sql(ty, raw)?),
            Type::INT2 => ValueRef::I64(i16::from_sql(ty, raw)?.into()),
            Type::INT4 => ValueRef::I64(i32::from_sql(ty, raw)?.into()),
            Type::INT8 => ValueRef::I64(i64::from_sql(ty, raw)?),
            Type::OID => ValueRef::I64(u32::from_sql(ty, raw)?.into()),
            Type::FLOAT4 => ValueRef::F64(f32::from_sql(ty, raw)?.into()),
            Type::FLOAT8 => ValueRef::F64(f64::from_sql(ty, raw)?),
            Type::BYTEA => ValueRef::Bytes(raw),
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
                | Type::JSON
                | Type::CHAR
                | Type::XML
                | Type::VOID
        ) || <&str as FromSql>::accepts(ty)
            || matches!(ty.kind(), postgres::types::Kind::Enum(_))
    }
}

/// A value that is text only after a translation: decimals, dates and times, UUIDs, `jsonb`.
pub(super) struct RawText(pub(super) String);

impl RawText {
    /// True for the types that come as text made here.
    pub(super) fn accepts_only(ty: &Type) -> bool {
        matches!(
            *ty,
            Type::NUMERIC
                | Type::DATE
                | Type::TIME
                | Type::TIMESTAMP
                | Type::TIMESTAMPTZ
                | Type::UUID
                | Type::JSONB
        )
    }
}

impl FromSql<'_> for RawText {
    fn from_sql(ty: &Type, raw: &[u8]) -> Decoded<Self> {
        Ok(RawText(match *ty {
            Type::NUMERIC => numeric(raw)?,
            Type::DATE => date(i32::from_be_bytes(raw.try_into()?).into()),
            Type::TIME => time(i64::from_be_bytes(raw.try_into()?)),
            Type::TIMESTAMP => timestamp(i64::from_be_bytes(raw.try_into()?), ""),
            Type::TIMESTAMPTZ => timestamp(i64::from_be_bytes(raw.try_into()?), "+00"),
            Type::UUID => uuid(raw),
            // A version byte, then the text.
            _ => str::from_utf8(raw.get(1..).unwrap_or_default())?.to_owned(),
        }))
    }

    fn accepts(ty: &Type) -> bool {
        RawText::accepts_only(ty)
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

/// Days since 2000-01-01 as a date of the proleptic Gregorian calendar.
fn date(days: i64) -> String {
    if days == i64::from(i32::MAX) {
        return "infinity".into();
    }
    if days == i64::from(i32::MIN) {
        return "-infinity".into();
    }
    // Howard Hinnant's algorithm, in eras of 400 years that begin in March.
    let shifted = days + 10_957 + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    if year > 0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{:04}-{month:02}-{day:02} BC", 1 - year)
    }
}

/// Microseconds of a day as a time.
fn time(micros: i64) -> String {
    let (seconds, rest) = (micros / 1_000_000, micros % 1_000_000);
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    let mut text = format!("{hours:02}:{minutes:02}:{:02}", seconds % 60);
    if rest > 0 {
        _ = write!(text, ".{rest:06}");
    }
    text
}

/// Microseconds since 2000-01-01 as a date and a time.
fn timestamp(micros: i64, zone: &str) -> String {
    const DAY: i64 = 86_400_000_000;
    match micros {
        i64::MAX => return "infinity".into(),
        i64::MIN => return "-infinity".into(),
        _ => {}
    }
    let (day, clock) = (date(micros.div_euclid(DAY)), time(micros.rem_euclid(DAY)));
    match day.strip_suffix(" BC") {
        Some(day) => format!("{day} {clock}{zone} BC"),
        None => format!("{day} {clock}{zone}"),
    }
}

fn uuid(raw: &[u8]) -> String {
    let mut text = String::with_capacity(36);
    for (i, byte) in raw.iter().enumerate() {
        if matches!(i, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        _ = write!(text, "{byte:02x}");
    }
    text
}
