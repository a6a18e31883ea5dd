//! Rows inside of a row, read from the document that they come in: `[["iid", "tname"], [[7, "ann"], …]]`.

use super::driver::RawRow;
use super::from_row::{FromRow, RowRef, Shape};
use crate::error::Result;
use crate::types::Tag;
use crate::value::{
    Decimal, FromValue, JsonReader, Mismatch, Multiset, Scalar, Value, ValueRef, tag_of,
};

impl<R: FromRow> FromValue for Multiset<R> {
    const NAME: &'static str = "Multiset";
    fn from_value(value: ValueRef<'_>) -> std::result::Result<Self, Mismatch> {
        let text = match value {
            ValueRef::Json(text) | ValueRef::Text(text) => Some(text),
            // As which MariaDB gives some documents that it worked out.
            ValueRef::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
            _ => None,
        };
        let none = Mismatch { found: value.kind_name(), wanted: Self::NAME };
        let text = text.ok_or(none)?;
        let wanted = std::any::type_name::<R>();
        read(text).ok_or(Mismatch { found: "rows of a query that are others", wanted })
    }
}

fn read<R: FromRow>(text: &str) -> Option<Multiset<R>> {
    let mut reader = JsonReader::new(text);
    reader.mark('[')?;
    let heads =
        reader.array(|head| if let Scalar::Text(head) = head { Some(head) } else { None })?;
    let tags: Option<Vec<Tag>> = heads.iter().map(|head| tag_of(head.chars().next()?)).collect();
    let (tags, width) = (tags?, heads.len());
    if R::WIDTH.is_some_and(|wanted| wanted != width) {
        return None;
    }
    let names: Vec<&str> = heads.iter().map(|head| head.get(1..).unwrap_or("")).collect();
    let (shape, mut rows) = (Shape::new(&[], false), Vec::new());
    reader.mark(',')?;
    reader.mark('[')?;
    while reader.mark(']').is_none() {
        if !rows.is_empty() {
            reader.mark(',')?;
        }
        let mut types = tags.iter();
        let cells = reader.array(|cell| Some(value(*types.next()?, cell)))?;
        if cells.len() != width {
            return None;
        }
        let row = Nested { names: &names, cells: &cells };
        rows.push(R::from_row(&RowRef::new(&row, &shape)).ok()?);
    }
    reader.mark(']')?;
    Some(rows.into())
}

/// What a cell of a type is; what cannot be one is left for the Rust type to refuse.
fn value(tag: Tag, cell: Scalar<'_>) -> Value {
    match cell {
        Scalar::Null => Value::Null,
        Scalar::Boolean(condition) => condition.into(),
        Scalar::Number(digits) => match (tag, digits.parse::<f64>()) {
            (Tag::Double | Tag::Real, Ok(number)) => number.into(),
            _ => ValueRef::read_as(number(digits).as_ref(), tag).to_value(),
        },
        Scalar::Text(text) => read_text(tag, &text).unwrap_or_else(|| text.into()),
    }
}

fn number(digits: &str) -> Value {
    if let Ok(integer) = digits.parse::<i64>() {
        return integer.into();
    }
    if let Ok(integer) = digits.parse::<u64>() {
        return integer.into();
    }
    match (digits.parse::<Decimal>(), digits.parse::<f64>()) {
        (Ok(decimal), _) => decimal.into(),
        (Err(_), Ok(float)) => float.into(),
        (Err(_), Err(_)) => digits.into(),
    }
}

fn read_text(tag: Tag, text: &str) -> Option<Value> {
    let digits = || text.strip_prefix("X'").and_then(|t| t.strip_suffix('\'')).unwrap_or(text);
    Some(match tag {
        Tag::Double | Tag::Real => float(text)?,
        Tag::Decimal => text.parse::<Decimal>().ok()?.into(),
        Tag::Bytes => bytes(digits())?.into(),
        Tag::Interval => text.parse::<crate::value::Interval>().ok()?.into(),
        Tag::Uuid => ValueRef::Text(digits()).read_as(tag).to_value(),
        _ => ValueRef::Text(text).read_as(tag).to_value(),
    })
}

/// A float in decimal digits, or its bits behind an `x`.
fn float(text: &str) -> Option<Value> {
    let Some(bits) = text.strip_prefix('x') else {
        return text.parse::<f64>().ok().map(Value::from);
    };
    match bits.len() {
        8 => Some(f32::from_bits(u32::from_str_radix(bits, 16).ok()?).into()),
        _ => Some(f64::from_bits(u64::from_str_radix(bits, 16).ok()?).into()),
    }
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let pair = |i: usize| u8::from_str_radix(digits.get(i..i + 2)?, 16).ok();
    (0..digits.len()).step_by(2).map(pair).collect()
}

/// A row of a document.
struct Nested<'n> {
    names: &'n [&'n str],
    cells: &'n [Value],
}

impl RawRow for Nested<'_> {
    fn len(&self) -> usize {
        self.cells.len()
    }

    fn name(&self, index: usize) -> &str {
        self.names.get(index).copied().unwrap_or("")
    }

    fn value(&self, index: usize) -> Result<ValueRef<'_>> {
        Ok(self.cells.get(index).map_or(ValueRef::Null, Value::as_ref))
    }
}
