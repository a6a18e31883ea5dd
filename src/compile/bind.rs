//! Parameters: their placeholders, their values and types, and what the engine cannot take.

use super::task::Task;
use super::{Writer, placeholder};
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::types::{Tag, Type};
use crate::value::Value;

impl<'a> Writer<'a> {
    /// Writes a placeholder for a value, and keeps the value.
    #[inline(always)]
    pub(super) fn bind(&mut self, value: &'a Value) {
        if self.recording {
            self.record(Task::Bind(value));
        } else {
            self.write_bind(value);
        }
    }

    /// Writes a placeholder for NULL, and keeps the type that it has.
    #[cold]
    pub(super) fn bind_null(&mut self, tag: Tag) {
        if self.recording {
            return self.record(Task::Null(tag));
        }
        self.note_null(self.params.len(), tag);
        self.write_bind(&Value::Null);
    }

    /// Notes the type of the parameter at a position, which is NULL.
    #[cold]
    pub(super) fn note_null(&mut self, position: usize, tag: Tag) {
        self.rare_mut().report.get_or_insert_default().nulls.push((position, tag));
    }

    pub(super) fn bind_owned(&mut self, value: Value) {
        if self.recording {
            self.record(Task::OwnedBind(value));
        } else {
            self.write_bind(&value);
        }
    }

    /// The commonest values are copied here, as they need no check. All else is left to a call in the
    /// last place, so that no register needs saving.
    #[inline(never)]
    pub(super) fn write_bind(&mut self, value: &Value) {
        if self.params.len() == self.params.capacity() {
            return self.write_checked(value);
        }
        let copy = match *value {
            Value::Bool(v) => Value::Bool(v),
            Value::I16(v) => Value::I16(v),
            Value::I32(v) => Value::I32(v),
            Value::I64(v) => Value::I64(v),
            Value::Null
            | Value::U64(_)
            | Value::F32(_)
            | Value::F64(_)
            | Value::Text(_)
            | Value::Bytes(_) => return self.write_checked(value),
        };
        self.params.push(copy);
        placeholder::write(self.spec.placeholder, self.params.len(), &mut self.out);
    }

    #[inline(never)]
    fn write_checked(&mut self, value: &Value) {
        self.check_value(value);
        self.params.push(value.clone());
        placeholder::write(self.spec.placeholder, self.params.len(), &mut self.out);
    }

    /// Values after the first of a list.
    pub(super) fn write_more_binds(&mut self, values: &[Value]) {
        let first = self.params.len() + 1;
        let integer = |value: &Value| if let Value::I64(v) = value { Some(*v) } else { None };
        if values.iter().all(|value| integer(value).is_some()) {
            let copy = |value| Value::I64(integer(value).unwrap_or_default());
            self.params.extend(values.iter().map(copy));
        } else {
            values.iter().for_each(|value| self.check_value(value));
            self.params.extend_from_slice(values);
        }
        placeholder::write_more(self.spec.placeholder, first, values.len(), &mut self.out);
    }

    /// Writes a placeholder whose type stands in the text, where the dialect needs that.
    pub(super) fn bind_typed(&mut self, value: &'a Value, null: Tag) {
        let ty = match value {
            _ if !self.spec.typed_binds => None,
            Value::Bool(_) => Some(Type::Boolean),
            Value::I16(_) => Some(Type::SmallInt),
            Value::I32(_) => Some(Type::Integer),
            Value::I64(_) | Value::U64(_) => Some(Type::BigInt),
            Value::F32(_) => Some(Type::Real),
            Value::F64(_) => Some(Type::Double),
            // A NULL of no known type is as good a text as anything.
            Value::Null if (self.spec.cast_types)(&null.ty()).is_some() => Some(null.ty()),
            Value::Null | Value::Text(_) => Some(Type::Text),
            Value::Bytes(_) => Some(Type::Bytes),
        };
        match ty.and_then(|ty| (self.spec.cast_types)(&ty)) {
            Some(name) => {
                self.text("CAST(");
                self.bind_or_null(value, null);
                self.text(" AS ");
                self.text(name);
                self.text(")");
            }
            None => self.bind_or_null(value, null),
        }
    }

    fn bind_or_null(&mut self, value: &'a Value, null: Tag) {
        if matches!(value, Value::Null) { self.bind_null(null) } else { self.bind(value) }
    }

    fn check_value(&mut self, value: &Value) {
        match value {
            Value::F64(v) if !v.is_finite() => self.check_finite(),
            Value::F32(v) if !v.is_finite() => self.check_finite(),
            Value::U64(v)
                if i64::try_from(*v).is_err() && !self.features.has(Feature::UnsignedIntegers) =>
            {
                let message = format!(
                    "an integer past 9223372036854775807 (in {}) does not fit in {}",
                    self.clause, self.spec.name
                );
                self.fail(ErrorKind::InvalidValue, message);
            }
            Value::Text(text) if !self.spec.nul_in_text && text.as_bytes().contains(&0) => {
                let message = format!(
                    "a text with a NUL (in {}) cannot be stored by {}; send it as bytes",
                    self.clause, self.spec.name
                );
                self.fail(ErrorKind::InvalidValue, message);
            }
            Value::Null
            | Value::Bool(_)
            | Value::I16(_)
            | Value::I32(_)
            | Value::I64(_)
            | Value::U64(_)
            | Value::F32(_)
            | Value::F64(_)
            | Value::Text(_)
            | Value::Bytes(_) => {}
        }
    }

    #[cold]
    fn check_finite(&mut self) {
        if !self.features.has(Feature::NonFiniteNumbers) {
            let message = format!(
                "NaN or infinity (in {}) cannot be stored by {}; use NULL",
                self.clause, self.spec.name
            );
            self.fail(ErrorKind::InvalidValue, message);
        }
    }
}
