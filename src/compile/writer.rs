//! The writer: where text, parameters and mistakes are gathered.

use std::mem::take;

use super::compiled::Report;
use super::layout::{Mark, laid_out};
use super::placeholder;
use super::scope::{Around, Scope};
use super::task::{Recorder, Task};
use super::text::Text;
use super::{Compiled, Options, Quoting, Rewrite};
use crate::dialect::{Dialect, Feature, FeatureSet, NameLimit, Spec};
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::expr::node::Place;
use crate::schema::Source;
use crate::types::{Tag, Type};
use crate::value::Value;

/// Gathers the text, the parameters and the mistakes of one statement, in one pass over its tree.
///
/// Past a bounded depth the writer *records*: it notes what is to be written as tasks on the heap
/// instead of calling itself, so that no tree is too deep for the stack. A function of a clause does
/// not know the difference, as long as all that depends on the order of writing goes through the
/// doors: `expr`, `query`, `source`, `bind`, `enter`, `hide`, `leave` and `problem` write or record;
/// `write_…` of the same name writes at once. All else, such as `text`, `name` and `column`, goes
/// into the text at once, recorded or not.
pub struct Writer<'a> {
    pub(super) spec: &'a Spec,
    pub(super) features: FeatureSet,
    pub(super) dialect: &'a dyn Dialect,
    pub(super) options: Options,
    pub(super) out: Text,
    pub(super) params: Vec<Value>,
    /// Names of so many bytes are certainly not too long; and those that may be written bare.
    pub(super) longest: usize,
    pub(super) name_max: usize,
    pub(super) level: u32,
    pub(super) recording: bool,
    /// The innermost scope.
    pub(super) scope: Scope<'a>,
    pub(super) clause: &'static str,
    pub(super) place: Option<Place>,
    pub(super) rare: Option<Box<Rare<'a>>>,
}

/// What most statements have no use for.
#[derive(Default)]
pub(super) struct Rare<'a> {
    pub(super) recorder: Recorder<'a>,
    /// The scopes around the innermost one, innermost last.
    pub(super) around: Around<'a>,
    /// True if the statement uses a common table expression.
    pub(super) ctes: bool,
    /// True once WITH is written, or will be.
    pub(super) with: bool,
    /// While a recursive query is written: the item by which its step means itself.
    pub(super) this: Option<&'a Source>,
    /// Where lines may break.
    pub(super) marks: Vec<(usize, Mark)>,
    problems: Vec<Problem>,
    report: Option<Box<Report>>,
}

impl Rare<'_> {
    #[cold]
    #[inline(never)]
    fn finish(&mut self) -> Result<Option<Box<Report>>> {
        match Error::from_problems(take(&mut self.problems)) {
            Some(error) => Err(error),
            None => Ok(self.report.take()),
        }
    }
}

impl<'a> Writer<'a> {
    #[inline]
    pub(super) fn new(
        dialect: &'a dyn Dialect,
        options: Options,
        out: String,
        mut params: Vec<Value>,
    ) -> Self {
        params.clear();
        let spec = dialect.spec();
        let longest = match spec.name_limit {
            // Quotes of more than a byte are written piece by piece.
            _ if !spec.quotes.0.is_ascii() || !spec.quotes.1.is_ascii() => 0,
            NameLimit::None => usize::MAX,
            NameLimit::Bytes(most) | NameLimit::Characters(most) => usize::from(most),
        };
        // Quotes for all names: no name takes the short way.
        let name_max = if options.quoting == Quoting::Always { 0 } else { longest };
        Writer {
            spec,
            longest,
            name_max,
            features: dialect.features(),
            dialect,
            options,
            out: Text::reusing(out),
            params,
            level: 0,
            recording: false,
            scope: Scope::outermost(options.pretty),
            clause: "",
            place: None,
            rare: None,
        }
    }

    #[inline]
    pub(super) fn rare(&self) -> Option<&Rare<'a>> {
        self.rare.as_deref()
    }

    #[inline]
    pub(super) fn rare_mut(&mut self) -> &mut Rare<'a> {
        self.rare.get_or_insert_default()
    }

    #[inline]
    pub(super) fn finish(&mut self) -> Result<Compiled> {
        if self.params.len() > self.spec.max_parameters {
            self.too_many_parameters();
        }
        let report = match &mut self.rare {
            None => None,
            Some(rare) => rare.finish()?,
        };
        let mut sql = self.out.take();
        if self.options.pretty
            && let Some(rare) = &self.rare
        {
            sql = laid_out(&sql, &rare.marks);
        }
        Ok(Compiled { sql, params: take(&mut self.params), report })
    }

    #[cold]
    fn too_many_parameters(&mut self) {
        let message = format!(
            "{} takes {} parameters in a statement, and this one has {}; split it",
            self.spec.name,
            self.spec.max_parameters,
            self.params.len()
        );
        self.fail(ErrorKind::TooManyParameters, message);
    }

    /// Writes text of the grammar.
    #[inline(always)]
    pub(super) fn text(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Says which clause is being written, for messages.
    #[inline]
    pub(super) fn enter(&mut self, clause: &'static str, place: Option<Place>) {
        self.clause = clause;
        self.place = place;
        if self.recording {
            self.record_entered();
        }
    }

    /// Notes a mistake; the statement is then refused.
    #[cold]
    pub(super) fn fail(&mut self, kind: ErrorKind, message: String) {
        self.problem(Problem::new(kind, message));
    }

    #[cold]
    pub(super) fn problem(&mut self, problem: Problem) {
        let problem = problem.at(self.place);
        if self.recording {
            self.record(Task::Problem(Box::new(problem)));
        } else {
            self.note(problem);
        }
    }

    #[cold]
    pub(super) fn note(&mut self, problem: Problem) {
        self.rare_mut().problems.push(problem);
    }

    /// True if the dialect has the feature; else notes the mistake.
    pub(super) fn require(&mut self, feature: Feature) -> bool {
        let there = self.features.has(feature);
        if !there {
            self.unsupported(feature, feature.words());
        }
        there
    }

    #[cold]
    pub(super) fn unsupported(&mut self, feature: Feature, what: &str) {
        let spec = self.spec;
        let hint = spec.hints.iter().find(|(of, _)| *of == feature);
        let way_out = hint.map(|(_, text)| format!("; {text}")).unwrap_or_default();
        let clause = self.clause;
        let version = self.dialect.version();
        let message = format!("{} {version} has no {what} (in {clause}){way_out}", spec.name);
        self.fail(ErrorKind::Unsupported(feature), message);
    }

    /// True if a rewrite may be used, which is then reported; else notes the mistake.
    pub(super) fn rewrite(&mut self, rewrite: Rewrite, instead_of: Feature) -> bool {
        if self.options.no_rewrites {
            self.unsupported(instead_of, instead_of.words());
            return false;
        }
        let rewrites = &mut self.rare_mut().report.get_or_insert_default().rewrites;
        if !rewrites.contains(&rewrite) {
            rewrites.push(rewrite);
        }
        true
    }

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

    /// Notes the type of the parameter at a place, which is NULL.
    #[cold]
    pub(super) fn note_null(&mut self, place: usize, tag: Tag) {
        self.rare_mut().report.get_or_insert_default().nulls.push((place, tag));
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
