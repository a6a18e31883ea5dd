//! Rows as texts that are the same for the same values, whatever engine they come from.

use sqltree::engine::Row;
use sqltree::{
    Date, FromValue, Interval, Json, Multiset, Tag, Time, Timestamp, TimestampTz, Uuid, Value,
};

/// The name of a column that is the rows of a query.
const ROWS_INSIDE: &str = "rows inside";

pub fn rows_of(rows: &[Row], tags: &[Tag]) -> Vec<Vec<String>> {
    let cells = |row: &Row| {
        let tags = tags.iter().copied().chain(std::iter::repeat(Tag::Unknown));
        let values = row.names().iter().zip(row.values()).zip(tags);
        values
            .map(|((name, value), tag)| match name.as_str() {
                ROWS_INSIDE => inside(value),
                _ => cell(value, tag),
            })
            .collect()
    };
    rows.iter().map(cells).collect()
}

/// The rows of a query that are one value.
fn inside(value: &Value) -> String {
    match Multiset::<Row>::from_value(value.as_ref()) {
        Ok(rows) => format!("{:?}", rows_of(&rows, &[])),
        Err(error) => format!("{value:?}, which is no rows: {error:?}"),
    }
}

pub fn cell(value: &Value, tag: Tag) -> String {
    // Engines without a type of their own give texts and bytes.
    let lent = value.as_ref();
    let read = match tag {
        Tag::Date => Date::from_value(lent).map(Value::from),
        Tag::Timestamp => Timestamp::from_value(lent).map(Value::from),
        Tag::Uuid => Uuid::from_value(lent).map(Value::from),
        Tag::Time => Time::from_value(lent).map(Value::from),
        Tag::TimestampTz => TimestampTz::from_value(lent).map(Value::from),
        Tag::Interval => Interval::from_value(lent).map(Value::from),
        Tag::Json => Json::from_value(lent).map(Value::from),
        _ => Ok(value.clone()),
    };
    let value = read.as_ref().unwrap_or(value);
    match (tag.family(), value) {
        (_, Value::Null) => "NULL".into(),
        (_, Value::Bool(v)) => u8::from(*v).to_string(),
        // A program that asks for an integer would not get it.
        (_, Value::F64(v)) if matches!(tag, Tag::Integer | Tag::BigInt) => {
            format!("{v:?}, which is no integer")
        }
        (_, Value::F64(v)) => float(*v),
        (_, Value::F32(v)) => float((*v).into()),
        (_, Value::Decimal(digits)) => number(digits.as_str()),
        // Engines keep the blanks of a text or have their own.
        (_, Value::Json(document)) => meaning(document),
        (_, Value::Text(text)) => format!("{text:?}"),
        (_, Value::Bytes(bytes)) => format!("{bytes:?}"),
        (_, Value::I16(v)) => v.to_string(),
        (_, Value::I32(v)) => v.to_string(),
        (_, Value::I64(v)) => v.to_string(),
        (_, Value::U64(v)) => v.to_string(),
        (_, other) => format!("{other:?}"),
    }
}

/// An exact number, which comes as text.
fn number(text: &str) -> String {
    if let Some(whole) = text.trim_end_matches('0').strip_suffix('.') {
        return whole.into();
    }
    match text.parse::<f64>() {
        Ok(v) if text.contains(['.', 'e', 'E']) => float(v),
        _ => text.into(),
    }
}

/// So many digits are the same in whatever order numbers were added, but for the last one.
fn float(value: f64) -> String {
    if value == 0.0 {
        return "0".into();
    }
    if value.fract() == 0.0 && value.abs() < 1e9 {
        return format!("{}", value as i64);
    }
    format!("{value:.9e}")
}

/// True if both have the same rows, in whatever order.
pub fn same(a: &[Vec<String>], b: &[Vec<String>]) -> bool {
    if a == b {
        return true;
    }
    let mut left: Vec<&Vec<String>> = b.iter().collect();
    a.len() == b.len()
        && a.iter().all(|row| {
            let found = left.iter().position(|other| {
                row.len() == other.len() && row.iter().zip(*other).all(|(a, b)| alike(a, b))
            });
            found.map(|place| left.swap_remove(place)).is_some()
        })
}

/// MariaDB gives ranks from 0 to 1 with ten digits; the sum of floats depends on their order.
pub fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let is_float = |text: &str| text.contains('e') && !text.starts_with('"');
    match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a_value), Ok(b_value)) if is_float(a) || is_float(b) => {
            (a_value - b_value).abs() <= 1e-8 * a_value.abs().max(b_value.abs()).max(1.0)
        }
        _ => false,
    }
}

/// A document, the same for the same meaning: numbers are told by their value.
fn meaning(document: &Json) -> String {
    let mut read: serde_json::Value = serde_json::from_str(document.as_str()).expect("a document");
    usual(&mut read);
    read.to_string()
}

/// Engines write numbers in different digits, and of large floats not all of them. They become texts that no
/// document has.
fn usual(document: &mut serde_json::Value) {
    match document {
        serde_json::Value::Number(number) => {
            let float_of = |v: f64| match v.fract() == 0.0 && v.abs() < 1e30 {
                true => (v as i128).to_string(),
                false => float(v),
            };
            let exact = |whole: &i64| whole.unsigned_abs() <= 1 << 53;
            let whole = number.as_i64().filter(exact).map(|whole| whole.to_string());
            let text = whole.or_else(|| number.as_f64().map(float_of));
            *document = format!("# {}", text.unwrap_or_else(|| number.to_string())).into();
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(usual),
        serde_json::Value::Object(members) => members.values_mut().for_each(usual),
        _ => {}
    }
}
