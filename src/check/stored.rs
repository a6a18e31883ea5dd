//! Values that a column cannot hold.

use super::fixed::is_integer;
use super::types::{clashing_columns, clashing_pair};
use crate::dialect::{MinusZero, Spec, ValueLimits};
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::{NodeRef, View};
use crate::function::Nulls;
use crate::name::Name;
use crate::schema::ColumnDef;
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
    let ty = target.definition().map_or(&Type::Unknown, |def| def.column_type().stored());
    let view = value.unlabelled().view();
    if let View::Parameter(own) | View::Literal(own) = view
        && let Some(message) =
            unfit(own, ty, (column.sort().tag, name), spec.name, spec.value_limits)
    {
        return Some((ErrorKind::InvalidValue, message));
    }
    let generated = target.definition().is_some_and(ColumnDef::is_generated);
    let required = generated || target.definition().is_some_and(|def| !def.is_nullable());
    if required && is_surely_null(value) {
        let way_out = "; leave it out, or give `default()`, for the next number";
        let way_out = if generated { way_out } else { "" };
        return Some((ErrorKind::InvalidValue, format!("column `{name}` takes no NULL{way_out}")));
    }
    if is_null(value) {
        return None;
    }
    if let Some(wrong) = fraction(name, column.sort().tag, value) {
        return Some(wrong);
    }
    let clash = clashing_pair(column, value, spec)?;
    Some((ErrorKind::TypeMismatch, clash))
}

/// The same of what a query gives, of which a text is a text to the engine.
pub(crate) fn stored_column(
    column: NodeRef<'_>,
    value: NodeRef<'_>,
    spec: &Spec,
) -> Option<(ErrorKind, String)> {
    let text = || {
        let clash = if is_null(value) { None } else { clashing_columns(column, value, spec) };
        clash.map(|said| (ErrorKind::TypeMismatch, said))
    };
    stored(column, value, spec).or_else(text)
}

/// Values of a column's own type with so many bytes surely fit: it has no limit, or one of characters.
pub(crate) fn bound(column: &Node) -> usize {
    let definition = column.as_column().and_then(ColumnRef::def);
    match definition.map(|def| def.column_type().stored()) {
        Some(Type::VarChar(most) | Type::Char(most)) => {
            usize::try_from(*most).unwrap_or(usize::MAX)
        }
        Some(Type::Decimal(..)) => 0,
        _ => usize::MAX,
    }
}

/// What a column can hold, so that a value which comes late can be looked at too.
#[derive(Clone)]
pub(crate) struct Holds {
    column: Name,
    tag: Tag,
    ty: Type,
    null: bool,
}

impl Holds {
    /// What the column of an assignment can hold; nothing is known of what is no column with a name.
    pub(crate) fn of(column: &Node) -> Option<Self> {
        let reference = column.as_column()?;
        let ty = reference.def().map_or(Type::Unknown, |def| def.column_type().stored().clone());
        Some(Holds { column: reference.name()?.clone(), tag: column.sort().tag, ty, null: false })
    }

    /// The same for what is stored as it is, so that it may be NULL.
    pub(crate) fn or_null(self, column: &Node) -> Self {
        let definition = column.as_column().and_then(ColumnRef::def);
        let null = definition.is_none_or(|def| def.is_nullable() && !def.is_generated());
        Holds { null, ..self }
    }

    /// True if NULL may come late.
    pub(crate) fn takes_null(&self) -> bool {
        self.null
    }

    /// Why the column cannot hold a value as it is, in words.
    pub(crate) fn refusal(
        &self,
        value: &Value,
        engine: &str,
        limits: ValueLimits,
    ) -> Option<String> {
        unfit(value, &self.ty, (self.tag, &self.column), engine, limits)
    }
}

/// Why a column of the type cannot hold a value as it is, in words: engines would round it, clamp it or cut
/// it, or refuse it.
fn unfit(
    value: &Value,
    ty: &Type,
    (tag, name): (Tag, &Name),
    engine: &str,
    limits: ValueLimits,
) -> Option<String> {
    if value.is_minus_zero() && limits.minus_zero != MinusZero::Kept {
        return Some(format!(
            "{engine} would store -0.0 as 0.0 in column `{name}`; give 0.0, or say `lossy::zero(…)`"
        ));
    }
    if let Type::Decimal(precision, scale) = ty
        && let Some(number) = digits(value)
        && !fits_digits(&number, (*precision).into(), (*scale).into())
    {
        return Some(format!(
            "the value has more digits than column `{name}`, DECIMAL({precision}, {scale}); \
             `lossy::digits(…)` rounds"
        ));
    }
    if let (Type::VarChar(length) | Type::Char(length), Value::Text(text)) = (ty, value)
        && text.chars().count() > usize::try_from(*length).unwrap_or(usize::MAX)
    {
        return Some(format!("the value has more characters than column `{name}`, {length}"));
    }
    (!fits(value, tag)).then(|| format!("the value is out of the range of column `{name}`"))
}

/// A number in decimal digits, as few as say it; NaN and the infinities are left to the engine.
fn digits(value: &Value) -> Option<Decimal> {
    match *value {
        Value::I16(v) => Some(v.into()),
        Value::I32(v) => Some(v.into()),
        Value::I64(v) => Some(v.into()),
        Value::U64(v) => Some(v.into()),
        Value::F32(v) => format!("{v:e}").parse().ok(),
        Value::F64(v) => format!("{v:e}").parse().ok(),
        Value::Decimal(ref v) => Some(v.clone()),
        Value::Null
        | Value::Bool(_)
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
        | Value::Refused(_) => None,
    }
}

/// True for what is NULL for each row: NULL itself, what it is cast to, and what is worked out of it.
fn is_surely_null(value: NodeRef<'_>) -> bool {
    let mut waiting = vec![value];
    while let Some(node) = waiting.pop() {
        let view = node.unlabelled().view();
        if let View::Cast { operand, .. } | View::Typed { operand, .. } = view {
            waiting.push(operand);
        } else if let View::Operator { function, operands } = view {
            let strict = function.null_rule() == Nulls::Strict;
            let Some(null) = operands.iter().find(|operand| strict && is_null(*operand)) else {
                return false;
            };
            waiting.push(null);
        } else if let View::Case { branches, otherwise, .. } = view {
            waiting.extend(branches.iter().map(|(_, then)| then));
            waiting.extend((!otherwise.is_empty()).then_some(otherwise));
        } else if !is_null(node) {
            return false;
        }
    }
    true
}

fn is_null(node: NodeRef<'_>) -> bool {
    let view = node.unlabelled().view();
    matches!(view, View::Null | View::Parameter(Value::Null) | View::Literal(Value::Null))
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

/// False for a whole number that is past the ends of an integer type, and for one that is past those of
/// single precision.
fn fits(value: &Value, tag: Tag) -> bool {
    let number = match *value {
        Value::I16(v) => i128::from(v),
        Value::I32(v) => v.into(),
        Value::I64(v) => v.into(),
        Value::U64(v) => v.into(),
        // Further than all integers, in either direction.
        Value::F32(v) if is_integer(tag) => f64::from(v) as i128,
        Value::F64(v) if is_integer(tag) => v as i128,
        Value::F64(v) => return tag != Tag::Real || !v.is_finite() || (v as f32).is_finite(),
        Value::Decimal(ref v) if is_integer(tag) && v.is_finite() => {
            let whole = v.as_str().split('.').next().unwrap_or_default();
            whole.parse().unwrap_or(i128::MAX)
        }
        Value::Null
        | Value::Bool(_)
        | Value::F32(_)
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
