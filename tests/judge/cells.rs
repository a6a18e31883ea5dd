//! Rows as texts that are the same for the same values, whatever engine they come from.

use sqltree::engine::Row;
use sqltree::{Family, Tag, Value};

pub fn rows_of(rows: &[Row], tags: &[Tag]) -> Vec<Vec<String>> {
    let cells = |row: &Row| {
        let tags = tags.iter().copied().chain(std::iter::repeat(Tag::Unknown));
        row.values().iter().zip(tags).map(|(value, tag)| cell(value, tag)).collect()
    };
    rows.iter().map(cells).collect()
}

fn cell(value: &Value, tag: Tag) -> String {
    match (tag.family(), value) {
        (_, Value::Null) => "NULL".into(),
        (_, Value::Bool(v)) => u8::from(*v).to_string(),
        (_, Value::F64(v)) => float(*v),
        (_, Value::F32(v)) => float((*v).into()),
        (Family::Number | Family::Boolean, Value::Text(text)) => number(text),
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

/// Nine digits are the same in whatever order numbers were added.
fn float(value: f64) -> String {
    if value == 0.0 {
        return "0".into();
    }
    if value.fract() == 0.0 && value.abs() < 1e9 {
        return format!("{}", value as i64);
    }
    format!("{value:.8e}")
}
