//! What compiling gives: text, parameters, and what was done on the way.

use super::late::Late;
use crate::error::{ErrorKind, Problem, Result};
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

    /// Refuses to be sent while a parameter has no value.
    pub(crate) fn ready(&self) -> Result<()> {
        match self.unbound().next() {
            None => Ok(()),
            Some(name) => {
                let message = format!(
                    "the parameter `{name}` has no value; compile the statement, bind it, and send \
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
        let report = self.report.as_deref();
        let late = report.map(|report| &report.late).filter(|late| late.has_lists());
        let params = late.map_or(&self.params, |late| &late.fixed);
        let mut types: Vec<Type> = params.iter().map(|value| value.tag().ty()).collect();
        for &(place, tag) in report.iter().flat_map(|report| &report.nulls) {
            if let Some(ty) = types.get_mut(place) {
                *ty = tag.ty();
            }
        }
        for slot in report.iter().flat_map(|report| &report.late.slots) {
            for place in slot.places() {
                if let Some(ty) = types.get_mut(place) {
                    *ty = slot.tag.ty();
                }
            }
        }
        match late {
            Some(late) => late.spread(&types, |list| vec![list.tag.ty(); list.width()]),
            None => types,
        }
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
    /// The statement in a mode that assigns all values at once, where the engine assigns from left to
    /// right.
    SetAtOnce,
    /// `LIMIT` of UPDATE or DELETE as `key IN (SELECT key … LIMIT …)`.
    LimitByKeys,
    /// `DELETE … USING` as `WHERE EXISTS (…)`.
    UsingAsExists,
    /// `ON CONFLICT` as `ON DUPLICATE KEY UPDATE`.
    OnDuplicateKey,
    /// The query of an INSERT as a query in FROM, apart from what stands behind it.
    QueryApart,
    /// `SET (a, b) = (SELECT …)` as a query for each column.
    SetByColumns,
    /// A query in SET over the table itself as a query in FROM, which is made before anything changes.
    SetFromBefore,
    /// A query in WHERE over the table that changes as a query in FROM, which is made before.
    RowsFromBefore,
    /// Assignments that read what each other set as those of a join with the table itself.
    SetByJoin,
    /// `UPDATE … FROM` as queries in SET and WHERE.
    FromAsQueries,
    /// `DELETE FROM table AS name` as `DELETE name FROM table AS name`.
    DeleteOfAlias,
    /// The other name of a table in RETURNING as its own.
    OwnNameReturned,
    /// `MERGE` as an INSERT with ON CONFLICT.
    MergeAsUpsert,
    /// A key of GROUP BY as `MAX(key)`, where the engine does not know it again.
    KeyAsAggregate,
    /// Columns that the keys of GROUP BY fix as more of them, where the engine does not know that they
    /// are fixed.
    FixedColumnsAsKeys,
    /// ROLLUP, CUBE and GROUPING SETS as `UNION ALL` of a query for each set.
    SetsAsQueries,
    /// `VALUES (…), (…)` as `SELECT … UNION ALL SELECT …`.
    ValuesAsSelects,
    /// Rows that DISTINCT ON, QUALIFY, WITH TIES or PERCENT picks as those of a query in FROM that numbers,
    /// tests or ranks them.
    RowsPicked,
    /// `x > ANY (query)` and `ALL` as an aggregate of the comparison with each row.
    QuantifiedAsAggregate,
    /// `(a, b) IN ((1, 2), …)` as `(a, b) IN (VALUES (1, 2), …)`.
    RowsAsValues,
    /// `(a, b) < (c, d)` as `a < c OR a = c AND b < d`, where aggregates are among them.
    RowsByCells,
    /// `x LIKE pattern` as `(x LIKE pattern) > …`, so that a pattern which ends in its escape character
    /// matches nothing.
    PatternLookedAt,
    /// A column left out of an INSERT that gives it nothing but DEFAULT.
    DefaultLeftOut,
    /// `NOT NULL` of a computed column as `CHECK (column IS NOT NULL)`.
    NotNullAsCheck,
    /// `SUM(DISTINCT x)` as `CASE WHEN COUNT(*) > 0 THEN SUM(DISTINCT x) END`.
    DistinctIfRows,
}
