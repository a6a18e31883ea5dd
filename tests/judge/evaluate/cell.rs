//! A value while it is worked out, and what is done with numbers.

use sqltree::{Date, Interval, Tag, Time, Timestamp, TimestampTz, Type, Uuid, Value};

use super::fits;

/// A value of one of the kinds that all engines have.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    Bytes(Vec<u8>),
    Date(Date),
    Moment(Timestamp),
    Uuid(Uuid),
    Time(Time),
    Instant(TimestampTz),
    /// Without months and days.
    Span(i64),
}

impl Cell {
    pub fn of(value: &Value) -> Option<Cell> {
        Some(match value {
            Value::Null => Cell::Null,
            Value::Bool(v) => Cell::Bool(*v),
            Value::I16(v) => Cell::Int((*v).into()),
            Value::I32(v) => Cell::Int((*v).into()),
            Value::I64(v) => Cell::Int(*v),
            Value::F32(v) => Cell::Float((*v).into()),
            Value::F64(v) => Cell::Float(*v),
            Value::Text(v) => Cell::Text(v.to_string()),
            Value::Bytes(v) => Cell::Bytes(v.to_vec()),
            Value::Date(v) => Cell::Date(*v),
            Value::Timestamp(v) => Cell::Moment(*v),
            Value::Uuid(v) => Cell::Uuid(**v),
            Value::Time(v) => Cell::Time(*v),
            Value::TimestampTz(v) => Cell::Instant(*v),
            Value::Interval(v) => Cell::Span(v.as_micros()?),
            _ => return None,
        })
    }

    pub fn value(self) -> Value {
        match self {
            Cell::Null => Value::Null,
            Cell::Bool(v) => v.into(),
            Cell::Int(v) => v.into(),
            Cell::Float(v) => v.into(),
            Cell::Text(v) => v.into(),
            Cell::Bytes(v) => v.into(),
            Cell::Date(v) => v.into(),
            Cell::Moment(v) => v.into(),
            Cell::Uuid(v) => v.into(),
            Cell::Time(v) => v.into(),
            Cell::Instant(v) => v.into(),
            Cell::Span(v) => Interval::from_micros(v).into(),
        }
    }

    /// As a condition: NULL is neither; anything but a condition has no answer.
    pub fn truth(&self) -> Option<Option<bool>> {
        match self {
            Cell::Null => Some(None),
            Cell::Bool(v) => Some(Some(*v)),
            _ => None,
        }
    }

    pub fn float(&self) -> Option<f64> {
        match self {
            Cell::Int(v) => Some(*v as f64),
            Cell::Float(v) => Some(*v),
            _ => None,
        }
    }

    /// As an expression of the type has it.
    pub fn of_type(self, ty: &Type) -> Option<Cell> {
        match self {
            Cell::Int(v) if matches!(ty, Type::Double) => Some(Cell::Float(v as f64)),
            Cell::Int(v) => fits(v, ty).then_some(Cell::Int(v)),
            Cell::Float(v) => v.is_finite().then_some(Cell::Float(v)),
            other => Some(other),
        }
    }

    /// Conversions that mean the same everywhere.
    pub fn cast(self, tag: Tag) -> Option<Cell> {
        match (tag, self) {
            (_, Cell::Null) => Some(Cell::Null),
            (Tag::BigInt, cell @ Cell::Int(_))
            | (Tag::Double, cell @ Cell::Float(_))
            | (Tag::Text, cell @ Cell::Text(_)) => Some(cell),
            (Tag::Double, Cell::Int(v)) => Some(Cell::Float(v as f64)),
            (Tag::Text, Cell::Int(v)) => Some(Cell::Text(v.to_string())),
            (Tag::Text, Cell::Bool(v)) => Some(Cell::Text(v.to_string())),
            (Tag::BigInt, Cell::Bool(v)) => Some(Cell::Int(v.into())),
            (Tag::Double, Cell::Bool(v)) => Some(Cell::Float(u8::from(v).into())),
            (Tag::Boolean, cell @ Cell::Bool(_)) => Some(cell),
            (Tag::Boolean, Cell::Int(v)) => Some(Cell::Bool(v != 0)),
            (Tag::Boolean, Cell::Float(v)) => Some(Cell::Bool(v != 0.0)),
            // Exact up to here, and no engine runs out of integers.
            (Tag::BigInt, Cell::Float(v)) if v.abs() < 1e15 => Some(Cell::Int(v.trunc() as i64)),
            _ => None,
        }
    }
}

/// `+`, `-`, `*` from the left, and the minus before a number.
pub fn arithmetic(name: &str, cells: &[Cell], tag: Tag) -> Option<Cell> {
    if cells.contains(&Cell::Null) {
        return Some(Cell::Null);
    }
    let (first, rest) = cells.split_first()?;
    if name == "negate" {
        return match first {
            Cell::Int(v) => v.checked_neg().map(Cell::Int),
            Cell::Float(v) => Some(Cell::Float(-v)),
            _ => None,
        };
    }
    rest.iter().try_fold(first.clone(), |left, right| {
        let made = step(name, &left, right)?;
        // What is in between is of the type of the operands there, which is not wider.
        let narrow = if tag == Tag::Integer { Type::Integer } else { Type::BigInt };
        if let Cell::Int(v) = made { fits(v, &narrow).then_some(made) } else { Some(made) }
    })
}

fn step(name: &str, left: &Cell, right: &Cell) -> Option<Cell> {
    if let (Cell::Int(a), Cell::Int(b)) = (left, right) {
        let made = match name {
            "+" => a.checked_add(*b),
            "-" => a.checked_sub(*b),
            "*" => a.checked_mul(*b),
            _ => None,
        };
        return made.map(Cell::Int);
    }
    let (a, b) = (left.float()?, right.float()?);
    let made = match name {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        _ => return None,
    };
    made.is_finite().then_some(Cell::Float(made))
}
