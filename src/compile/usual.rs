//! Which values need a closer look: what not every engine takes, and what has a form of its own.

use super::Writer;
use super::limits::Limits;
use crate::dialect::{Dialect, Feature, FeatureSet, Spec};
use crate::error::ErrorKind;
use crate::value::Value;

/// True if a dialect takes a value as a parameter.
pub(crate) fn takes(dialect: &dyn Dialect, value: &Value) -> bool {
    is_usual(value)
        || Limits::new(dialect.spec(), dialect.features()).refusal(value, "VALUES").is_none()
}

impl Limits {
    fn new(spec: &Spec, features: FeatureSet) -> Self {
        Limits {
            engine: spec.name,
            unsigned: features.has(Feature::UnsignedIntegers) || spec.integers.huge.is_some(),
            non_finite: features.has(Feature::NonFiniteNumbers),
            nul_in_text: spec.nul_in_text,
            values: spec.value_limits,
            forms: spec.values,
        }
    }
}

impl Writer<'_> {
    /// What values this dialect takes.
    pub(super) fn limits(&self) -> Limits {
        Limits::new(self.spec, self.features)
    }

    #[inline]
    pub(super) fn check_value(&mut self, value: &Value) {
        if !is_usual(value) {
            self.check_unusual(value);
        }
    }

    #[cold]
    #[inline(never)]
    fn check_unusual(&mut self, value: &Value) {
        if let Some(message) = self.limits().refusal(value, self.clause) {
            self.fail(ErrorKind::InvalidValue, message);
        }
    }
}

/// True for what every engine takes.
#[inline]
fn is_usual(value: &Value) -> bool {
    match value {
        Value::Null
        | Value::Bool(_)
        | Value::I16(_)
        | Value::I32(_)
        | Value::I64(_)
        | Value::Bytes(_) => true,
        Value::U64(v) => i64::try_from(*v).is_ok(),
        Value::F32(v) => v.is_finite(),
        Value::F64(v) => v.is_finite(),
        Value::Text(text) => !text.as_bytes().contains(&0),
        Value::Date(_)
        | Value::Time(_)
        | Value::Timestamp(_)
        | Value::TimestampTz(_)
        | Value::Interval(_)
        | Value::Decimal(_)
        | Value::Uuid(_)
        | Value::Json(_)
        | Value::Array(_)
        | Value::Refused(_) => false,
    }
}

/// True for values that have a form of their own in each dialect.
#[inline]
pub(super) fn is_kind(value: &Value) -> bool {
    match value {
        Value::Null
        | Value::Bool(_)
        | Value::I16(_)
        | Value::I32(_)
        | Value::I64(_)
        | Value::U64(_)
        | Value::F32(_)
        | Value::F64(_)
        | Value::Text(_)
        | Value::Bytes(_) => false,
        Value::Date(_)
        | Value::Time(_)
        | Value::Timestamp(_)
        | Value::TimestampTz(_)
        | Value::Interval(_)
        | Value::Decimal(_)
        | Value::Uuid(_)
        | Value::Json(_)
        | Value::Array(_)
        | Value::Refused(_) => true,
    }
}
