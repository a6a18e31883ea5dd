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
            Value::I16(v) => self.integer((*v).into(), min),
            Value::I32(v) => self.integer((*v).into(), min),
            Value::I64(v) => self.integer((*v).into(), min),
            Value::U64(v) => self.integer((*v).into(), min),
            // As a double a single-precision number has digits that it is not written with.
            Value::F32(v) => match self.spec.single {
                Some(form) => self.float(f64::from(*v), format!("{v:e}"), form, min),
                None => self.literal(&Value::F64((*v).into()), min),
            },
            Value::F64(v) => self.float(*v, format!("{v:e}"), self.spec.float, min),
            Value::Text(text) => self.string_literal(text),
            Value::Bytes(bytes) => self.bytes_literal(bytes),
        }
    }

    /// A negative number is a minus before a number, and binds like one.
    fn integer(&mut self, value: i128, min: u8) {
        if value > i128::from(i64::MAX) && !self.features.has(crate::Feature::UnsignedIntegers) {
            let message = format!(
                "an integer past 9223372036854775807 (in {}) does not fit in {}",
                self.clause, self.spec.name
            );
            self.fail(ErrorKind::InvalidValue, message);
            return;
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
        if !value.is_finite() {
            let message = format!(
                "NaN or infinity (in {}) cannot be written into the text; bind it",
                self.clause
            );
            self.fail(ErrorKind::InvalidValue, message);
            return;
        }
        let bare = form == "{0}";
        let open = bare && value.is_sign_negative() && self.open(self.spec.powers.negate, min);
        // An exponent marks a double where a point alone would be a decimal.
        let digits = if digits.contains('e') { digits } else { digits + "e0" };
        for part in parts(form) {
            match part {
                TypePart::Text(text) => self.text(text),
                TypePart::Hole(_) => self.text(&digits),
            }
        }
        self.close(open);
        debug_assert!(Powers::PRIMARY > self.spec.powers.negate);
    }

    /// A text in single quotes.
    pub(super) fn string_literal(&mut self, text: &str) {
        if text.contains('\0') {
            let message = format!(
                "a text with a NUL (in {}) cannot be written into the text; bind it",
                self.clause
            );
            self.fail(ErrorKind::InvalidValue, message);
            return;
        }
        let mut quoted = String::with_capacity(text.len() + 2);
        quoted.push('\'');
        for c in text.chars() {
            if c == '\'' || (c == '\\' && self.spec.backslash_escapes) {
                quoted.push(c);
            }
            quoted.push(c);
        }
        quoted.push('\'');
        self.text(&quoted);
    }

    fn bytes_literal(&mut self, bytes: &[u8]) {
        let (before, after) = match self.spec.bytes {
            BytesStyle::Hex => ("X'", "'"),
            BytesStyle::Bytea => ("'\\x", "'::bytea"),
        };
        let mut text = String::with_capacity(bytes.len() * 2 + 12);
        text.push_str(before);
        for byte in bytes {
            _ = write!(text, "{byte:02x}");
        }
        text.push_str(after);
        self.text(&text);
    }
}
