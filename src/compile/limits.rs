//! What values an engine takes as parameters.

use super::Writer;
use super::kinds::digits_of;
use crate::dialect::{MinusZero, ValueForm, ValueLimits};
use crate::error::{ErrorKind, Problem, Result};
use crate::expr::Node;
use crate::name::Name;
use crate::types::Tag;
use crate::value::{Date, Decimal, Interval, Timestamp, Value};

/// What values a dialect takes.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    pub(super) engine: &'static str,
    pub(super) unsigned: bool,
    pub(super) non_finite: bool,
    pub(super) nul_in_text: bool,
    pub(super) values: ValueLimits,
    pub(super) forms: &'static [ValueForm],
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            engine: "",
            unsigned: false,
            non_finite: false,
            nul_in_text: false,
            values: ValueLimits::ALL,
            forms: &[],
        }
    }
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
            Value::Refused(words) => Some(format!("{words} (in {place})")),
            Value::Date(_)
            | Value::Time(_)
            | Value::Timestamp(_)
            | Value::TimestampTz(_)
            | Value::Interval(_)
            | Value::Decimal(_)
            | Value::Uuid(_)
            | Value::Json(_) => self.refusal_of_kind(value, place),
            Value::Array(array) => self
                .refusal_of_kind(value, place)
                .or_else(|| array.items().iter().find_map(|item| self.refusal(item, place))),
        }
    }

    /// Why a value is refused that has a form of its own in each dialect.
    fn refusal_of_kind(&self, value: &Value, place: &str) -> Option<String> {
        let engine = self.engine;
        if self.forms.iter().all(|form| form.tag != value.tag()) {
            let (kind, way_out) = if let Value::Decimal(_) = value {
                ("exact numbers", "count in the smallest unit, or send it as text")
            } else if let Value::Array(_) = value {
                ("arrays", "use `.is_in(…)`; keep lists as rows of a table of their own")
            } else {
                ("values of this type", "send it as text")
            };
            return Some(format!("{engine} has no {kind} (in {place}); {way_out}"));
        }
        let reason = match value {
            Value::Date(v) => self.of_day(Some(*v)),
            Value::Timestamp(v) => self.of_day(v.date()),
            Value::TimestampTz(v) => self.of_day(Timestamp::date(v.utc())),
            Value::Interval(v) => self.of_span(**v),
            Value::Decimal(v) => self.of_number(v),
            Value::Json(v) if !self.values.nul_in_json && has_nul(v.as_str()) => {
                Some("a document with the escape \\u0000".to_owned())
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
            | Value::Bytes(_)
            | Value::Time(_)
            | Value::Uuid(_)
            | Value::Json(_)
            | Value::Array(_)
            | Value::Refused(_) => None,
        };
        reason.map(|reason| format!("{reason} (in {place}) cannot be stored by {engine}"))
    }

    /// What is wrong with a day; none is an infinity.
    fn of_day(&self, day: Option<Date>) -> Option<String> {
        let (first, last) = self.values.years?;
        match day.and_then(Date::year) {
            None => Some("an infinite date".into()),
            Some(year) if (first..=last).contains(&year) => None,
            Some(_) => Some(format!("a date outside of the years {first} to {last}")),
        }
    }

    fn of_span(&self, span: Interval) -> Option<String> {
        (self.values.spans_are_micros && span.as_micros().is_none())
            .then(|| "a span of time with months or days".into())
    }

    fn of_number(&self, number: &Decimal) -> Option<String> {
        let (most, scale) = self.values.digits?;
        if !number.is_finite() {
            return Some("NaN or infinity".into());
        }
        let fits = digits_of(number) <= usize::from(most) && number.scale() <= usize::from(scale);
        (!fits).then(|| {
            format!("a number of more than {most} digits, or {scale} of them after the point,")
        })
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
        if let Some(message) = self.refusal(value, &format!("parameter `{name}`")) {
            return refused(ErrorKind::InvalidValue, message);
        }
        if let (Value::Decimal(number), Some((most, scale))) = (value, self.values.digits)
            && number.whole_digits() > usize::from(most - scale)
        {
            let (engine, whole) = (self.engine, most - scale);
            let message = format!(
                "the parameter `{name}` has more than {whole} digits before the point, which {engine} \
                 cannot take late; build another statement for it"
            );
            return refused(ErrorKind::InvalidValue, message);
        }
        Ok(())
    }
}

impl Writer<'_> {
    /// Refuses values that the statement gives out as others.
    #[inline]
    pub(super) fn check_shown(&mut self, columns: &[Node]) {
        if self.spec.value_limits.minus_zero == MinusZero::Lost && columns.iter().any(is_minus_zero)
        {
            let message = format!(
                "{} would give 0.0 for -0.0 (in {}); give 0.0, or say `lossy::zero(…)`",
                self.spec.name, self.clause
            );
            self.fail(ErrorKind::InvalidValue, message);
        }
    }

    /// MariaDB 10.11 finds nothing by `$."-a"`.
    #[cold]
    pub(super) fn check_json_name(&mut self, args: &[Node]) {
        if let [_, Node::Literal(Value::Text(name))] = args
            && name.starts_with('-')
        {
            let message = format!(
                "{} finds no name that begins with `-` in a JSON document (in {}); fetch the document \
                 and take it apart in the program",
                self.spec.name, self.clause
            );
            self.fail(ErrorKind::InvalidValue, message);
        }
    }
}

fn is_minus_zero(column: &Node) -> bool {
    if let Node::Bind(value) | Node::Literal(value) = column.unlabelled() {
        return value.is_minus_zero();
    }
    false
}

/// True if a string of the document has U+0000, which only an escape can say.
fn has_nul(json: &str) -> bool {
    json.match_indices("\\u0000").any(|(at, _)| {
        let before = json[..at].bytes().rev().take_while(|b| *b == b'\\').count();
        before % 2 == 0
    })
}
