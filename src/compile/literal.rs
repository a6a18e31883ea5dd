//! Values written into the text.

use std::fmt::Write as _;

use super::Writer;
use super::type_name::{TypePart, parts};
use crate::dialect::{BytesStyle, Powers};
use crate::error::ErrorKind;
use crate::value::Value;

impl Writer<'_> {
    pub(super) fn literal(&mut self, value: &Value, min: u8) {
        match value {
            Value::Null => self.text("NULL"),
            Value::Bool(true) => self.text(self.spec.booleans.0),
            Value::Bool(false) => self.text(self.spec.booleans.1),
            Value::I16(v) => self.integer((*v).into(), self.spec.integers.small, min),
            Value::I32(i32::MIN) => {
                self.integer(i32::MIN.into(), self.spec.integers.lowest, min);
            }
            Value::I32(v) => self.integer((*v).into(), None, min),
            Value::I64(v) => self.integer((*v).into(), self.spec.integers.large, min),
            Value::U64(v) => self.integer((*v).into(), self.spec.integers.unsigned, min),
            Value::F32(v) if !v.is_finite() => self.not_finite((*v).into(), true),
            Value::F64(v) if !v.is_finite() => self.not_finite(*v, false),
            // As a double a single-precision number has digits that it is not written with.
            Value::F32(v) => match self.spec.single {
                Some(form) => self.float(f64::from(*v), format!("{v:e}"), form, min),
                None => self.literal(&Value::F64((*v).into()), min),
            },
            Value::F64(v) => self.float(*v, format!("{v:e}"), self.spec.float, min),
            Value::Text(text) => self.string_literal(text),
            Value::Bytes(bytes) => self.bytes_literal(bytes),
            Value::Date(_)
            | Value::Time(_)
            | Value::Timestamp(_)
            | Value::TimestampTz(_)
            | Value::Interval(_)
            | Value::Decimal(_)
            | Value::Uuid(_)
            | Value::Json(_)
            | Value::Array(_)
            | Value::Refused(_) => self.kind_literal(value),
        }
    }

    /// A negative number is a minus before a number, and binds like one.
    fn integer(&mut self, value: i128, form: Option<&'static str>, min: u8) {
        let past = value > i128::from(i64::MAX);
        let form = if past { self.spec.integers.huge.or(form) } else { form };
        let huge = self.spec.integers.huge.is_some();
        if past && !huge && !self.features.has(crate::Feature::UnsignedIntegers) {
            let message = format!(
                "an integer past 9223372036854775807 (in {}) does not fit in {}",
                self.clause, self.spec.name
            );
            self.fail(ErrorKind::InvalidValue, message);
            return;
        }
        if let Some(form) = form {
            return self.filled(form, |_| value.to_string());
        }
        let open = value < 0 && self.open(self.spec.powers.negate, min);
        if value == i128::from(i64::MIN) {
            // As one number it would be the minus of a number that does not fit.
            self.text("(-9223372036854775807 - 1)");
        } else {
            self.text(&value.to_string());
        }
        self.close(open);
    }

    fn float(&mut self, value: f64, digits: String, form: &'static str, min: u8) {
        let bare = form == "{0}";
        let open = bare && value.is_sign_negative() && self.open(self.spec.powers.negate, min);
        // An exponent marks a double where a point alone would be a decimal.
        let digits = if digits.contains('e') { digits } else { digits + "e0" };
        self.filled(form, |_| digits.clone());
        self.close(open);
        debug_assert!(Powers::PRIMARY > self.spec.powers.negate);
    }

    /// NaN or an infinity, by its name.
    fn not_finite(&mut self, value: f64, single: bool) {
        let Some((double_form, single_form)) = self.spec.not_finite else {
            let message = format!(
                "NaN or infinity (in {}) cannot be written into the text; use NULL",
                self.clause
            );
            return self.fail(ErrorKind::InvalidValue, message);
        };
        let name = match value {
            value if value.is_nan() => "NaN",
            value if value > 0.0 => "Infinity",
            _ => "-Infinity",
        };
        self.filled(if single { single_form } else { double_form }, |_| name.into());
    }

    /// A text in single quotes, or in the form that keeps it whatever the settings of the server.
    pub(super) fn string_literal(&mut self, text: &str) {
        let forms = self.spec.texts;
        if text.contains('\0') {
            let Some(form) = forms.nul else {
                let message = format!(
                    "a text with a NUL (in {}) cannot be written into the text; send it as bytes",
                    self.clause
                );
                return self.fail(ErrorKind::InvalidValue, message);
            };
            return self.odd_text(form, text);
        }
        match forms.backslash {
            Some(form) if text.contains('\\') => self.odd_text(form, text),
            _ => self.text(&format!("'{}'", text.replace('\'', "''"))),
        }
    }

    /// A text where the engine takes a constant and no expression.
    pub(super) fn constant(&mut self, text: &str) {
        match self.spec.texts.constant {
            Some(form) if text.contains(['\\', '\0']) => self.odd_text(form, text),
            _ => self.string_literal(text),
        }
    }

    fn odd_text(&mut self, form: &'static str, text: &str) {
        self.filled(form, |hole| match hole {
            "hex" => hex(text.as_bytes()),
            _ => text.replace('\\', "\\\\").replace('\'', "''"),
        });
    }

    fn bytes_literal(&mut self, bytes: &[u8]) {
        self.filled(
            match self.spec.bytes {
                BytesStyle::Hex => "X'{hex}'",
                BytesStyle::Decode => "decode('{hex}', 'hex')",
            },
            |_| hex(bytes),
        );
    }

    /// A form with its holes filled.
    fn filled(&mut self, form: &'static str, fill: impl Fn(&'static str) -> String) {
        for part in parts(form) {
            match part {
                TypePart::Text(text) => self.text(text),
                TypePart::Hole(hole) => self.text(&fill(hole)),
            }
        }
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        _ = write!(text, "{byte:02x}");
    }
    text
}
