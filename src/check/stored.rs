//! Values that a column cannot hold.

use super::fixed::is_integer;
use super::types::clashing_pair;
use crate::dialect::{MinusZero, Spec, ValueLimits};
use crate::error::ErrorKind;
use crate::expr::view::{ColumnView, NodeRef, View};
use crate::name::Name;
use crate::types::{Tag, Type};
use crate::value::{Decimal, Value};

/// What is wrong with a value for a column, in words; what a database alone can know is not said.
pub(crate) fn stored(
    column: NodeRef<'_>,
    value: NodeRef<'_>,
    spec: &Spec,
) -> Option<(ErrorKind, String)> {
    let View::ColumnReference(target) = column.view() else { return None };
    let name = target.name()?;
    let view = value.unlabelled().view();
    if let View::Parameter(own) | View::Literal(own) = view {
        let holds = (column.sort().tag, digits_of(target));
        if let Some(message) = unheld(name, holds, own, (spec.name, spec.value_limits)) {
            return Some((ErrorKind::InvalidValue, message));
        }
    }
    if let View::Null | View::Parameter(Value::Null) | View::Literal(Value::Null) = view {
        let required = target.definition().is_some_and(|def| !def.takes_null());
        let message = format!("column `{name}` takes no NULL");
        return required.then_some((ErrorKind::InvalidValue, message));
    }
    if let Some(wrong) = fraction(name, column.sort().tag, value) {
        return Some(wrong);
    }
    let clash = clashing_pair(column, value, spec)?;
    Some((ErrorKind::TypeMismatch, clash))
}

/// What a column can hold, so that a value which comes late can be looked at too.
#[derive(Clone)]
pub(crate) struct Holds {
    column: Name,
    tag: Tag,
    digits: Option<(u16, u16)>,
}

impl Holds {
    /// What the column of an assignment can hold; nothing is known of what is no column with a name.
    pub(crate) fn of(column: NodeRef<'_>) -> Option<Self> {
        let View::ColumnReference(target) = column.view() else { return None };
        let name = target.name()?.clone();
        Some(Holds { column: name, tag: column.sort().tag, digits: digits_of(target) })
    }

    /// Why the column cannot hold a value, if it cannot.
    pub(crate) fn refusal(
        &self,
        value: &Value,
        engine: &str,
        limits: ValueLimits,
    ) -> Option<String> {
        unheld(&self.column, (self.tag, self.digits), value, (engine, limits))
    }
}

/// How many digits the exact numbers of a column can have, and how many of them after the point.
fn digits_of(column: ColumnView<'_>) -> Option<(u16, u16)> {
    let ty = column.definition().map(|def| def.column_type().stored());
    if let Some(&Type::Decimal(precision, scale)) = ty { Some((precision, scale)) } else { None }
}

/// Why a column of a type and so many digits cannot hold a value, if it cannot: engines would round it,
/// or clamp it, or store another one.
fn unheld(
    name: &Name,
    (tag, digits): (Tag, Option<(u16, u16)>),
    value: &Value,
    (engine, limits): (&str, ValueLimits),
) -> Option<String> {
    if value.is_minus_zero() && limits.minus_zero != MinusZero::Kept {
        return Some(format!(
            "{engine} would store -0.0 as 0.0 in column `{name}`; give 0.0, or say `lossy::zero(…)`"
        ));
    }
    if let (Value::Decimal(number), Some((precision, scale))) = (value, digits)
        && !fits_digits(number, precision.into(), scale.into())
    {
        return Some(format!(
            "the value has more digits than column `{name}`, DECIMAL({precision}, {scale}); \
             `lossy::digits(…)` rounds"
        ));
    }
    (!fits(value, tag)).then(|| format!("the value is out of the range of column `{name}`"))
}

/// True if a value of the column's own type may still be one that it cannot hold.
#[inline]
pub(crate) fn needs_a_look(value: &Value) -> bool {
    match value {
        Value::Null | Value::Decimal(_) => true,
        Value::F32(_) | Value::F64(_) => value.is_minus_zero(),
        Value::Bool(_)
        | Value::I16(_)
        | Value::I32(_)
        | Value::I64(_)
        | Value::U64(_)
        | Value::Text(_)
        | Value::Bytes(_)
        | Value::Date(_)
        | Value::Time(_)
        | Value::Timestamp(_)
        | Value::TimestampTz(_)
        | Value::Interval(_)
        | Value::Uuid(_)
        | Value::Json(_)
        | Value::Array(_)
        | Value::Refused(_) => false,
    }
}

/// A number with a fraction for a column of integers: SQLite keeps it, the others round it, each in its
/// own way.
fn fraction(name: &Name, column: Tag, value: NodeRef<'_>) -> Option<(ErrorKind, String)> {
    let is = value.sort().tag;
    if !is_integer(column) || !matches!(is, Tag::Real | Tag::Double | Tag::Decimal) {
        return None;
    }
    if let View::Parameter(own) | View::Literal(own) = value.unlabelled().view() {
        let message =
            format!("the value has a fraction, and column `{name}` is {}", column.words());
        return has_fraction(own).then_some((ErrorKind::InvalidValue, message));
    }
    let message = format!(
        "column `{name}` is {} and the value {}, which engines round in different ways; cast it, or use \
         `div_trunc`",
        column.words(),
        is.words()
    );
    Some((ErrorKind::TypeMismatch, message))
}

fn has_fraction(value: &Value) -> bool {
    if let Value::Decimal(number) = value {
        return number.trimmed().scale() > 0;
    }
    if let Value::F32(number) = value {
        return number.fract() != 0.0;
    }
    if let Value::F64(number) = value { number.fract() != 0.0 } else { false }
}

/// False for a number that engines would round, or that is past the ends of the column.
fn fits_digits(number: &Decimal, precision: usize, scale: usize) -> bool {
    let number = number.trimmed();
    // NaN is left to the engine.
    !number.is_finite()
        || number.scale() <= scale && number.whole_digits() <= precision.saturating_sub(scale)
}

/// False for an integer that is past the ends of an integer type.
fn fits(value: &Value, tag: Tag) -> bool {
    let number = match *value {
        Value::I16(v) => i128::from(v),
        Value::I32(v) => v.into(),
        Value::I64(v) => v.into(),
        Value::U64(v) => v.into(),
        Value::Null
        | Value::Bool(_)
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
        | Value::Array(_)
        | Value::Refused(_) => return true,
    };
    match tag {
        Tag::SmallInt => i16::try_from(number).is_ok(),
        Tag::Integer => i32::try_from(number).is_ok(),
        Tag::BigInt => i64::try_from(number).is_ok(),
        Tag::UnsignedBigInt => u64::try_from(number).is_ok(),
        Tag::Unknown
        | Tag::Boolean
        | Tag::Decimal
        | Tag::Real
        | Tag::Double
        | Tag::Text
        | Tag::Bytes
        | Tag::Date
        | Tag::Time
        | Tag::Timestamp
        | Tag::TimestampTz
        | Tag::Interval
        | Tag::Uuid
        | Tag::Json
        | Tag::Array
        | Tag::Native
        | Tag::Null => true,
    }
}
