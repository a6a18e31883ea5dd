//! Standard SQL: for reading, logging, and as the ground that dialects stand on.

use super::{Dialect, FeatureSet, Powers, Spec, Template, Version, template};
use crate::name::Keywords;
use crate::types::Type;

/// Standard SQL with named parameters: `:p1`, `:p2` …
///
/// No engine's own dialect; it has every feature, for text that people read.
///
/// ```
/// use sqltree::prelude::*;
/// let t = Table::new("t").column("a", Type::Integer);
/// let query = select([t.col("a")]).filter(t.col("a").gt(1));
/// assert_eq!(query.compile(&Ansi).unwrap().sql(), "SELECT t.a FROM t WHERE t.a > :p1");
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Ansi;

static SPEC: Spec = Spec::ANSI;

impl Dialect for Ansi {
    fn spec(&self) -> &Spec {
        &SPEC
    }

    fn version(&self) -> Version {
        Version::new(2023, 0, 0)
    }

    fn features(&self) -> FeatureSet {
        FeatureSet::all()
    }
}

const PREDICATE: u8 = Powers::ANSI.predicate;
const BOTH: u8 = PREDICATE + 1;
const MULTIPLY: u8 = Powers::ANSI.multiply;

pub(super) const ANSI_FUNCTIONS: &[Template] = &[
    template("abs", "ABS({0})"),
    template("avg", "AVG({distinct}CAST({0} AS DOUBLE PRECISION)){filter}"),
    template("coalesce", "COALESCE({*})"),
    template("concat_skip_null", "COALESCE({0}, '') || COALESCE({1}, '')")
        .operator(Powers::ANSI.concat, 0),
    template("count", "COUNT({distinct}{0}){filter}"),
    template("cume_dist", "CUME_DIST()"),
    template("dense_rank", "DENSE_RANK()"),
    template("div", "CAST({0} AS DOUBLE PRECISION) / NULLIF({1}, 0)")
        .operator(MULTIPLY, MULTIPLY + 1),
    template("div_trunc", "{0} / NULLIF({1}, 0)").operator(MULTIPLY, MULTIPLY + 1),
    template("eq_binary", "{0} = {1}").operator(PREDICATE, BOTH),
    template("first_value", "FIRST_VALUE({0})"),
    template("is_distinct_from", "{0} IS DISTINCT FROM {1}").operator(PREDICATE, BOTH),
    template("is_not_distinct_from", "{0} IS NOT DISTINCT FROM {1}").operator(PREDICATE, BOTH),
    template("lag", "LAG({0}, {1})"),
    template("lag_or", "LAG({0}, {1}, {2})"),
    template("last_value", "LAST_VALUE({0})"),
    template("lead", "LEAD({0}, {1})"),
    template("lead_or", "LEAD({0}, {1}, {2})"),
    template("length", "CHAR_LENGTH({0})"),
    template("lower", "LOWER({0})"),
    template("max", "MAX({distinct}{0}){filter}"),
    template("min", "MIN({distinct}{0}){filter}"),
    template("mod", "MOD({0}, NULLIF({1}, 0))"),
    template("nth_value", "NTH_VALUE({0}, {1})"),
    template("ntile", "NTILE({0})"),
    template("nullif", "NULLIF({0}, {1})"),
    template("percent_rank", "PERCENT_RANK()"),
    template("percentile_cont", "PERCENTILE_CONT({0}) WITHIN GROUP (ORDER BY {1}){filter}"),
    template("percentile_disc", "PERCENTILE_DISC({0}) WITHIN GROUP (ORDER BY {1}){filter}"),
    template("rank", "RANK()"),
    template("replace", "REPLACE({0}, {1}, {2})"),
    template("row_number", "ROW_NUMBER()"),
    template("substring", "SUBSTRING({0} FROM {1} FOR {2})"),
    template("sum", "SUM({distinct}{0}){filter}"),
    template("trim", "TRIM({0})"),
    template("upper", "UPPER({0})"),
];

pub(super) fn ansi_type(ty: &Type) -> Option<&'static str> {
    Some(match ty {
        Type::Boolean => "BOOLEAN",
        Type::SmallInt => "SMALLINT",
        Type::Integer => "INTEGER",
        Type::BigInt => "BIGINT",
        Type::Real => "REAL",
        Type::Double => "DOUBLE PRECISION",
        Type::Decimal(..) => "NUMERIC({0}, {1})",
        Type::Text => "CLOB",
        Type::VarChar(_) => "VARCHAR({0})",
        Type::Char(_) => "CHAR({0})",
        Type::Bytes => "BLOB",
        Type::Date => "DATE",
        Type::Time => "TIME",
        Type::Timestamp => "TIMESTAMP",
        Type::TimestampTz => "TIMESTAMP WITH TIME ZONE",
        Type::Json => "JSON",
        _ => return None,
    })
}

/// The words that standard SQL reserves and that are likely as names.
pub(super) const KEYWORDS: &Keywords = &Keywords::new(&[
    "all",
    "alter",
    "and",
    "any",
    "array",
    "as",
    "at",
    "between",
    "both",
    "by",
    "case",
    "cast",
    "check",
    "collate",
    "column",
    "constraint",
    "create",
    "cross",
    "current_date",
    "current_time",
    "current_timestamp",
    "current_user",
    "date",
    "day",
    "default",
    "delete",
    "desc",
    "distinct",
    "drop",
    "element",
    "else",
    "end",
    "end-exec",
    "escape",
    "except",
    "exists",
    "false",
    "fetch",
    "for",
    "foreign",
    "from",
    "full",
    "function",
    "grant",
    "group",
    "grouping",
    "having",
    "hour",
    "in",
    "inner",
    "insert",
    "intersect",
    "interval",
    "into",
    "is",
    "join",
    "language",
    "lateral",
    "leading",
    "left",
    "like",
    "limit",
    "localtime",
    "localtimestamp",
    "minute",
    "month",
    "natural",
    "new",
    "no",
    "not",
    "null",
    "offset",
    "old",
    "on",
    "only",
    "or",
    "order",
    "out",
    "outer",
    "over",
    "partition",
    "primary",
    "range",
    "references",
    "result",
    "return",
    "right",
    "row",
    "rows",
    "second",
    "select",
    "session_user",
    "set",
    "some",
    "start",
    "sum",
    "symmetric",
    "system",
    "table",
    "then",
    "time",
    "timestamp",
    "to",
    "trailing",
    "true",
    "union",
    "unique",
    "unknown",
    "update",
    "user",
    "using",
    "value",
    "values",
    "when",
    "where",
    "window",
    "with",
    "year",
]);
