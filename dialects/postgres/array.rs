//! Arrays in binary: <https://github.com/postgres/postgres/blob/master/src/backend/utils/adt/arrayfuncs.c>.

use std::error::Error;

use postgres::types::private::BytesMut;
use postgres::types::{FromSql, IsNull, Kind, ToSql, Type};
use sqltree::{Array, Decimal, Tag, Value, ValueRef};

use super::bind::Param;
use super::decode::{Cell, Digits};

type Fallible<T> = Result<T, Box<dyn Error + Sync + Send>>;

/// A type, and that of arrays of it.
const TYPES: &[(Tag, Type, Type)] = &[
    (Tag::Boolean, Type::BOOL, Type::BOOL_ARRAY),
    (Tag::SmallInt, Type::INT2, Type::INT2_ARRAY),
    (Tag::Integer, Type::INT4, Type::INT4_ARRAY),
    (Tag::BigInt, Type::INT8, Type::INT8_ARRAY),
    (Tag::Real, Type::FLOAT4, Type::FLOAT4_ARRAY),
    (Tag::Double, Type::FLOAT8, Type::FLOAT8_ARRAY),
    (Tag::Text, Type::TEXT, Type::TEXT_ARRAY),
    (Tag::Bytes, Type::BYTEA, Type::BYTEA_ARRAY),
    (Tag::Date, Type::DATE, Type::DATE_ARRAY),
    (Tag::Time, Type::TIME, Type::TIME_ARRAY),
    (Tag::Timestamp, Type::TIMESTAMP, Type::TIMESTAMP_ARRAY),
    (Tag::TimestampTz, Type::TIMESTAMPTZ, Type::TIMESTAMPTZ_ARRAY),
    (Tag::Interval, Type::INTERVAL, Type::INTERVAL_ARRAY),
    (Tag::Decimal, Type::NUMERIC, Type::NUMERIC_ARRAY),
    (Tag::Uuid, Type::UUID, Type::UUID_ARRAY),
    (Tag::Json, Type::JSONB, Type::JSONB_ARRAY),
];

/// The type of an array of that type.
pub(super) fn array_type(element: Tag) -> Type {
    let own = TYPES.iter().find(|(tag, ..)| *tag == element);
    own.map_or(Type::UNKNOWN, |(.., array)| array.clone())
}

/// The array as it is sent: dimensions, whether there are NULLs, the type of the items, how many there
/// are, the number of the first, and the items with their lengths.
pub(super) fn write(array: &Array, out: &mut BytesMut) -> Fallible<()> {
    let own = TYPES.iter().find(|(tag, ..)| *tag == array.element());
    let (_, element, _) = own.ok_or("an array of a type that there is not")?;
    let items = array.items();
    let nulls = items.iter().any(|item| matches!(item, Value::Null));
    let head = [i32::from(!items.is_empty()), nulls.into(), element.oid() as i32];
    head.iter().for_each(|word| out.extend_from_slice(&word.to_be_bytes()));
    if !items.is_empty() {
        out.extend_from_slice(&i32::try_from(items.len())?.to_be_bytes());
        out.extend_from_slice(&1_i32.to_be_bytes());
    }
    for item in items {
        if let Value::Null = item {
            out.extend_from_slice(&(-1_i32).to_be_bytes());
            continue;
        }
        let mut own = BytesMut::new();
        match item {
            Value::Decimal(number) => numeric(number.as_str(), &mut own)?,
            // A version before the text.
            Value::Json(document) => {
                own.extend_from_slice(&[1]);
                own.extend_from_slice(document.as_str().as_bytes());
            }
            item => {
                if let IsNull::Yes = Param(item).to_sql(element, &mut own)? {
                    return Err("an item without a value".into());
                }
            }
        }
        out.extend_from_slice(&i32::try_from(own.len())?.to_be_bytes());
        out.extend_from_slice(&own);
    }
    Ok(())
}

/// An exact number in groups of four digits: `numeric_recv` in src/backend/utils/adt/numeric.c.
fn numeric(text: &str, out: &mut BytesMut) -> Fallible<()> {
    let mut words: Vec<u16> = Vec::new();
    let special = match text {
        "NaN" => Some(0xC000),
        "Infinity" => Some(0xD000),
        "-Infinity" => Some(0xF000),
        _ => None,
    };
    if let Some(sign) = special {
        words.extend([0, 0, sign, 0]);
    } else {
        let (digits, sign) = match text.strip_prefix('-') {
            Some(digits) => (digits, 0x4000),
            None => (text, 0),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = "0".repeat((4 - whole.len() % 4) % 4) + whole;
        let padded = fraction.to_owned() + &"0".repeat((4 - fraction.len() % 4) % 4);
        let group = |text: &[u8]| text.iter().fold(0, |sum, b| sum * 10 + u16::from(b - b'0'));
        let all = whole + &padded;
        let mut groups: Vec<u16> = all.as_bytes().chunks(4).map(group).collect();
        let mut weight = (all.len() - padded.len()) as i32 / 4 - 1;
        while groups.first() == Some(&0) {
            groups.remove(0);
            weight -= 1;
        }
        while groups.last() == Some(&0) {
            groups.pop();
        }
        let weight = if groups.is_empty() { 0 } else { weight };
        words.extend([u16::try_from(groups.len())?, i16::try_from(weight)? as u16]);
        words.extend([sign, u16::try_from(fraction.len())?]);
        words.extend(groups);
    }
    words.iter().for_each(|word| out.extend_from_slice(&word.to_be_bytes()));
    Ok(())
}

/// An array that came.
pub(super) struct Items(pub(super) Array);

impl FromSql<'_> for Items {
    fn from_sql(ty: &Type, raw: &[u8]) -> Fallible<Self> {
        let Kind::Array(element) = ty.kind() else { return Err("not an array".into()) };
        let own = TYPES.iter().find(|(_, own, _)| own == element);
        // Whatever else can be read is read as text.
        let tag = own.map_or(Tag::Text, |(tag, ..)| *tag);
        let mut rest = raw;
        let dimensions = word(&mut rest)?;
        let (_nulls, _oid) = (word(&mut rest)?, word(&mut rest)?);
        let count = match dimensions {
            0 => 0,
            1 => word(&mut rest)?,
            _ => return Err("an array of more than one dimension; unnest it".into()),
        };
        if count > 0 && word(&mut rest)? != 1 {
            return Err("an array that does not begin at 1; unnest it".into());
        }
        let mut items = Vec::new();
        for _ in 0..count {
            let length = word(&mut rest)?;
            let Ok(length) = usize::try_from(length) else {
                items.push(Value::Null);
                continue;
            };
            let (own, after) = rest.split_at_checked(length).ok_or("an array ends too soon")?;
            rest = after;
            items.push(item(element, own)?);
        }
        Array::new(tag, items).map(Items).ok_or_else(|| "an array of several types".into())
    }

    fn accepts(ty: &Type) -> bool {
        match ty.kind() {
            Kind::Array(element) => {
                *element == Type::NUMERIC || <Cell<'_> as FromSql>::accepts(element)
            }
            _ => false,
        }
    }
}

fn item(ty: &Type, raw: &[u8]) -> Fallible<Value> {
    if *ty == Type::NUMERIC {
        let number: Decimal = Digits::from_sql(ty, raw)?.0.parse()?;
        return Ok(number.into());
    }
    let value = Cell::from_sql(ty, raw)?.0;
    // Numbers come in one width.
    Ok(match (ty, value) {
        (&Type::INT2, ValueRef::I64(v)) => i16::try_from(v)?.into(),
        (&Type::INT4, ValueRef::I64(v)) => i32::try_from(v)?.into(),
        (&Type::FLOAT4, ValueRef::F64(v)) => (v as f32).into(),
        (_, value) => value.to_value(),
    })
}

fn word(rest: &mut &[u8]) -> Fallible<i32> {
    let (first, after) = rest.split_first_chunk::<4>().ok_or("an array ends too soon")?;
    *rest = after;
    Ok(i32::from_be_bytes(*first))
}
