//! What values an engine takes as parameters.

use crate::error::{ErrorKind, Problem, Result};
use crate::name::Name;
use crate::types::Tag;
use crate::value::Value;

/// What values a dialect takes.
#[derive(Clone, Copy, Default)]
pub(super) struct Limits {
    pub(super) engine: &'static str,
    pub(super) unsigned: bool,
    pub(super) non_finite: bool,
    pub(super) nul_in_text: bool,
}

impl Limits {
    /// Why a value is refused, if it is; `place` says where it stands.
    pub(super) fn refusal(&self, value: &Value, place: &str) -> Option<String> {
        let engine = self.engine;
        let finite = |is_finite: bool| {
            (!is_finite && !self.non_finite).then(|| {
                format!("NaN or infinity (in {place}) cannot be stored by {engine}; use NULL")
            })
        };
        match value {
            Value::F64(v) => finite(v.is_finite()),
            Value::F32(v) => finite(v.is_finite()),
            Value::U64(v) => (i64::try_from(*v).is_err() && !self.unsigned).then(|| {
                format!("an integer past 9223372036854775807 (in {place}) does not fit in {engine}")
            }),
            Value::Text(text) => (!self.nul_in_text && text.as_bytes().contains(&0)).then(|| {
                format!(
                    "a text with a NUL (in {place}) cannot be stored by {engine}; send it as bytes"
                )
            }),
            Value::Null
            | Value::Bool(_)
            | Value::I16(_)
            | Value::I32(_)
            | Value::I64(_)
            | Value::Bytes(_) => None,
        }
    }

    /// Why a value of a parameter is refused, if it is.
    pub(super) fn refusal_of_late(
        self,
        name: &Name,
        tag: Tag,
        value: &Value,
        way_out: &str,
    ) -> Result<()> {
        let refused = |kind, message: String| Err(Problem::new(kind, message).into());
        if matches!(value, Value::Null) {
            let message = format!("the parameter `{name}` {way_out}");
            return refused(ErrorKind::InvalidValue, message);
        }
        if tag != Tag::Unknown && tag.family() != value.tag().family() {
            let (own, other) = (tag.family(), value.tag().family());
            let message = format!("the parameter `{name}` takes a {own:?}, not a {other:?}");
            return refused(ErrorKind::Conflict, message);
        }
        match self.refusal(value, &format!("parameter `{name}`")) {
            Some(message) => refused(ErrorKind::InvalidValue, message),
            None => Ok(()),
        }
    }
}
