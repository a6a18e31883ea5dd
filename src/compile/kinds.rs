//! Values of the calendar, exact numbers, UUIDs and documents: as literals, and as parameters that say
//! what they are.

use super::Writer;
use super::literal::hex;
use super::type_name::{TypePart, parts};
use crate::dialect::{Spec, ValueForm};
use crate::error::ErrorKind;
use crate::types::{Tag, Type};
use crate::value::{Array, Decimal, Value};

impl Writer<'_> {
    /// A literal of a value that has a form of its own in each dialect.
    pub(super) fn kind_literal(&mut self, value: &Value) {
        if let Some(message) = self.limits().refusal(value, self.clause) {
            return self.fail(ErrorKind::InvalidValue, message);
        }
        let Some(form) = form_of(self.spec, value.tag()) else { return };
        if let Value::Array(array) = value {
            return self.array_literal(form, array);
        }
        for part in parts(form.literal) {
            match part {
                TypePart::Text(text) => self.text(text),
                TypePart::Hole("0" | "utc") if matches!(value, Value::TimestampTz(_)) => {
                    let text = shown(value, matches!(part, TypePart::Hole("utc")));
                    self.string_literal(&text);
                }
                TypePart::Hole("0") => self.string_literal(&shown(value, false)),
                TypePart::Hole(hole) => self.text(&filling(hole, value)),
            }
        }
    }

    fn array_literal(&mut self, form: &ValueForm, array: &Array) {
        for part in parts(form.literal) {
            match part {
                TypePart::Text(text) => self.text(text),
                TypePart::Hole("items") => {
                    for (i, item) in array.items().iter().enumerate() {
                        self.text(if i == 0 { "" } else { ", " });
                        self.literal(item, 0);
                    }
                }
                TypePart::Hole(_) => {
                    self.type_name(&Type::Array(array.element()), self.spec.cast_types);
                }
            }
        }
    }

    /// True if the literal is an expression where the engine takes one in parentheses only.
    pub(super) fn is_call(&self, value: &Value) -> bool {
        if self.spec.typed_binds {
            return false;
        }
        let form = if let Value::U64(_) = value {
            self.spec.integers.unsigned
        } else if let Value::Text(text) = value {
            self.spec.texts.nul.filter(|_| text.contains('\0'))
        } else {
            form_of(self.spec, value.tag()).map(|form| form.literal)
        };
        form.is_some_and(|form| form.starts_with("CAST("))
    }

    /// The type that a parameter of this value is cast to, wherever it stands.
    #[cold]
    #[inline(never)]
    pub(super) fn cast_of_kind(&self, value: &Value) -> Option<String> {
        let form = form_of(self.spec, value.tag())?;
        let fill = |part| match part {
            TypePart::Text(text) => text.to_owned(),
            TypePart::Hole(hole) => filling(hole, value),
        };
        Some(parts(form.cast?).map(fill).collect())
    }

    /// The same for a parameter of that type which gets its value late.
    pub(super) fn late_cast(&self, tag: Tag) -> Option<&'static str> {
        form_of(self.spec, tag)?.late_cast
    }
}

/// How a dialect writes values of a type.
pub(super) fn form_of(spec: &Spec, tag: Tag) -> Option<&'static ValueForm> {
    spec.values.iter().find(|form| form.tag == tag)
}

/// The value as text; six digits of a second, as engines keep them.
fn shown(value: &Value, utc: bool) -> String {
    match value {
        Value::Date(v) => v.to_string(),
        Value::Time(v) => format!("{v:.6}"),
        Value::Timestamp(v) => format!("{v:.6}"),
        Value::TimestampTz(v) if utc => format!("{:.6}", v.utc()),
        Value::TimestampTz(v) => format!("{v:.6}"),
        Value::Interval(v) => v.to_string(),
        Value::Decimal(v) => v.to_string(),
        Value::Uuid(v) => v.to_string(),
        Value::Json(v) => v.to_string(),
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
        | Value::Array(_)
        | Value::Refused(_) => String::new(),
    }
}

/// What stands in a hole that is no text.
fn filling(hole: &str, value: &Value) -> String {
    match (hole, value) {
        ("hex", Value::Uuid(id)) => hex(id.as_bytes()),
        ("micros", Value::Interval(span)) => match span.micros {
            // As one number it would be the minus of a number that does not fit.
            i64::MIN => "(-9223372036854775807 - 1)".into(),
            // A minus never meets another.
            micros if micros < 0 => format!("({micros})"),
            micros => micros.to_string(),
        },
        ("p", Value::Decimal(number)) => digits_of(number).to_string(),
        ("s", Value::Decimal(number)) => number.scale().to_string(),
        _ => String::new(),
    }
}

/// How many digits a number has; one at least.
pub(super) fn digits_of(number: &Decimal) -> usize {
    (number.whole_digits() + number.scale()).max(1)
}
