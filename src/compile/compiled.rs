//! What compiling gives: text, parameters, and what was done on the way.

use crate::error::{ErrorKind, Problem, Result, suggest};
use crate::name::Name;
use crate::types::{Tag, Type};
use crate::value::Value;

/// SQL text with its parameters, ready to be sent.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, name: String } }
/// let query = select(users::name).filter(users::id.eq(5));
/// let compiled = query.compile(&Postgres::default()).unwrap();
/// assert_eq!(compiled.sql(), "SELECT users.name FROM users WHERE users.id = $1");
/// assert_eq!(compiled.params(), [Value::I32(5)]);
/// assert_eq!(compiled.param_types(), [Type::Integer]);
/// assert_eq!(query.output_columns()[0].name().unwrap().as_str(), "name");
/// ```
#[derive(Clone, Default)]
pub struct Compiled {
    pub(super) sql: String,
    pub(super) params: Vec<Value>,
    pub(super) report: Option<Box<Report>>,
}

/// What few statements have anything to say about.
#[derive(Clone, Default)]
pub(super) struct Report {
    pub(super) rewrites: Vec<Rewrite>,
    /// The places of parameters whose value is NULL, and the types that they have all the same.
    pub(super) nulls: Vec<(usize, Tag)>,
    pub(super) late: Late,
}

/// The parameters that get their values late.
#[derive(Clone, Default)]
pub(super) struct Late {
    pub(super) slots: Vec<Slot>,
    pub(super) limits: Limits,
}

/// A parameter with a name, which may stand at several places.
#[derive(Clone)]
pub(super) struct Slot {
    pub(super) name: Name,
    pub(super) tag: Tag,
    /// Its place among the parameters, and the others if each of its placeholders needs one.
    pub(super) first: usize,
    pub(super) more: Vec<usize>,
    bound: bool,
}

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
}

impl Slot {
    pub(super) fn new(name: Name, tag: Tag, first: usize) -> Self {
        Slot { name, tag, first, more: Vec::new(), bound: false }
    }

    fn places(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }

    /// Why a value is refused, if it is.
    fn refusal(&self, value: &Value, limits: Limits) -> Option<Problem> {
        let name = &self.name;
        if matches!(value, Value::Null) {
            let message = format!(
                "the parameter `{name}` cannot be NULL, which conditions say by IS NULL; build another \
                 statement for it"
            );
            return Some(Problem::new(ErrorKind::InvalidValue, message));
        }
        if self.tag != Tag::Unknown && self.tag.family() != value.tag().family() {
            let (own, other) = (self.tag.family(), value.tag().family());
            let message = format!("the parameter `{name}` takes a {own:?}, not a {other:?}");
            return Some(Problem::new(ErrorKind::Conflict, message));
        }
        let message = limits.refusal(value, &format!("parameter `{name}`"))?;
        Some(Problem::new(ErrorKind::InvalidValue, message))
    }
}

impl Compiled {
    /// Nothing yet: buffers for [`Statement::compile_into`](crate::Statement::compile_into).
    #[must_use]
    pub fn new() -> Self {
        Compiled::default()
    }

    /// The SQL text.
    #[must_use]
    pub fn sql(&self) -> &str {
        &self.sql
    }

    /// The values to bind, in the order of their placeholders.
    #[must_use]
    pub fn params(&self) -> &[Value] {
        &self.params
    }

    /// Gives a value to the parameter called `name`, made by [`param`](crate::expr::param), at all of its
    /// places. A second call replaces the first.
    ///
    /// # Errors
    ///
    /// [`Conflict`](ErrorKind::Conflict) if there is no such parameter, or it is of another type;
    /// [`InvalidValue`](ErrorKind::InvalidValue) for NULL, and for what the engine cannot take.
    pub fn bind(&mut self, name: &str, value: impl Into<Value>) -> Result<()> {
        let value = value.into();
        let late = self.report.as_mut().map(|report| &mut report.late);
        let (slots, limits) = late
            .map_or((&mut [][..], Limits::default()), |late| (&mut late.slots[..], late.limits));
        let Some(found) = slots.iter().position(|slot| slot.name.as_str() == name) else {
            let hint = suggest(name, slots.iter().map(|slot| slot.name.as_str()));
            let message = format!("the statement has no parameter `{name}`{hint}");
            return Err(Problem::new(ErrorKind::Conflict, message).into());
        };
        let slot = &mut slots[found];
        if let Some(problem) = slot.refusal(&value, limits) {
            return Err(problem.into());
        }
        slot.bound = true;
        for place in slot.places() {
            if let Some(param) = self.params.get_mut(place) {
                param.clone_from(&value);
            }
        }
        Ok(())
    }

    /// The names of the parameters that have no value yet.
    pub fn unbound(&self) -> impl Iterator<Item = &Name> {
        let slots = self.report.iter().flat_map(|report| &report.late.slots);
        slots.filter(|slot| !slot.bound).map(|slot| &slot.name)
    }

    /// Refuses to be sent while a parameter has no value.
    pub(crate) fn ready(&self) -> Result<()> {
        match self.unbound().next() {
            None => Ok(()),
            Some(name) => {
                let message = format!(
                    "the parameter `{name}` has no value; compile the statement, `bind` it, and send \
                     the text and the parameters by `query_sql`"
                );
                Err(Problem::new(ErrorKind::Incomplete, message).into())
            }
        }
    }

    /// The types of the values to bind, in the order of their placeholders; a NULL has the type that
    /// it was made with. Two statements of one text and equal types can share a plan.
    #[must_use]
    pub fn param_types(&self) -> Vec<Type> {
        let mut types: Vec<Type> = self.params.iter().map(|value| value.tag().ty()).collect();
        for &(place, tag) in self.report.iter().flat_map(|report| &report.nulls) {
            if let Some(ty) = types.get_mut(place) {
                *ty = tag.ty();
            }
        }
        for slot in self.report.iter().flat_map(|report| &report.late.slots) {
            for place in slot.places() {
                if let Some(ty) = types.get_mut(place) {
                    *ty = slot.tag.ty();
                }
            }
        }
        types
    }

    /// Text and values, taken.
    #[must_use]
    pub fn into_parts(self) -> (String, Vec<Value>) {
        (self.sql, self.params)
    }

    /// The rewrites that were applied: constructs that this dialect lacks, written otherwise with
    /// exactly their meaning.
    #[must_use]
    pub fn rewrites(&self) -> &[Rewrite] {
        self.report.as_deref().map_or(&[], |report| &report.rewrites)
    }
}

impl std::fmt::Debug for Compiled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Values may be secret: their number is enough to debug with.
        write!(f, "{} -- {} parameters", self.sql, self.params.len())
    }
}

/// A named rewrite: something that a dialect lacks, written otherwise with the same meaning on all
/// inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rewrite {
    /// `NULLS FIRST`/`NULLS LAST` as a term `expr IS NULL` before the term itself.
    NullsOrder,
    /// A case-sensitive `LIKE` with a plain pattern as `GLOB`.
    LikeAsGlob,
    /// `SUM(x) FILTER (WHERE c)` as `SUM(CASE WHEN c THEN x END)`.
    FilterAsCase,
    /// `IN ()` as a condition that is never true, `NOT IN ()` as one that always is.
    EmptyIn,
    /// The assignments of SET in the order in which each reads old values, where the engine assigns
    /// from left to right.
    SetOrder,
    /// A key of GROUP BY as `MAX(key)`, where the engine does not know it again.
    KeyAsAggregate,
}
