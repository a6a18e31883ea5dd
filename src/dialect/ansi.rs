//! Standard SQL: for reading, logging, and as the ground that dialects stand on.

use super::{Dialect, FeatureSet, Functions, Own, Powers, Spec, ValueForm, Version, lacks, own};
use crate::function;
use crate::name::Keywords;
use crate::template;
use crate::types::{Tag, Type};

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

pub(super) static ANSI_FUNCTIONS: Functions = Functions::new(OWN);

const ADD: u8 = Powers::ANSI.add;
const MULTIPLY: u8 = Powers::ANSI.multiply;
const PRIMARY: u8 = Powers::PRIMARY;

/// Where standard SQL writes a function otherwise than engines commonly do.
const OWN: &[Own] = &[
    own(&function::AVG, template!("AVG({distinct}CAST({0} AS DOUBLE PRECISION)){filter}")),
    own(&function::COUNT_ROWS, template!("COUNT({distinct}{0}){filter}")),
    own(
        &function::CURRENT_DATE,
        template!("CAST(CURRENT_TIMESTAMP AT TIME ZONE INTERVAL '0:00' HOUR TO MINUTE AS DATE)"),
    ),
    own(&function::DATE_OF, template!("CAST({0} AS DATE)")),
    own(&function::DAY, template!("EXTRACT(DAY FROM {0})")),
    own(&function::DAYS_SINCE, template!("EXTRACT(DAY FROM ({0} - {1}) DAY)", PRIMARY, ADD + 1)),
    own(&function::HOUR, template!("EXTRACT(HOUR FROM {0})")),
    own(&function::LENGTH, template!("CHAR_LENGTH({0})")),
    own(&function::MAX, template!("MAX({distinct}{0}){filter}")),
    own(
        &function::MICROSECOND,
        template!("CAST(MOD(EXTRACT(SECOND FROM {0}) * 1000000, 1000000) AS INTEGER)"),
    ),
    own(&function::MIN, template!("MIN({distinct}{0}){filter}")),
    own(&function::MINUS, template!("{0} - {1}", ADD, ADD + 1)),
    own(&function::MINUTE, template!("EXTRACT(MINUTE FROM {0})")),
    own(&function::MOD, template!("MOD({0}, NULLIF({1}, 0))")),
    lacks(&function::MODE, ""),
    own(&function::MONTH, template!("EXTRACT(MONTH FROM {0})")),
    own(&function::NOW, template!("CURRENT_TIMESTAMP(6)")),
    own(&function::PLUS, template!("{0} + {1}", ADD, ADD + 1)),
    own(&function::PLUS_DAYS, template!("{0} + {1} * INTERVAL '1' DAY", ADD, ADD + 1)),
    lacks(&function::PLUS_MONTHS, "its months end in an error where they have no such day"),
    own(&function::QUARTER, template!("(EXTRACT(MONTH FROM {0}) + 2) / 3", MULTIPLY, 0)),
    own(&function::SECOND, template!("CAST(FLOOR(EXTRACT(SECOND FROM {0})) AS INTEGER)")),
    own(&function::SINCE, template!("({0} - {1}) DAY TO SECOND", PRIMARY - 1, ADD + 1)),
    own(&function::SUBSTRING, template!("SUBSTRING({0} FROM {1} FOR {2})")),
    own(&function::SUM, template!("SUM({distinct}{0}){filter}")),
    own(&function::YEAR, template!("EXTRACT(YEAR FROM {0})")),
];

pub(super) const VALUES: &[ValueForm] = &[
    ValueForm::new(Tag::Date, "DATE {0}"),
    ValueForm::new(Tag::Time, "TIME {0}"),
    ValueForm::new(Tag::Timestamp, "TIMESTAMP {0}"),
    ValueForm::new(Tag::TimestampTz, "TIMESTAMP {0}"),
    ValueForm::new(Tag::Decimal, "CAST({0} AS DECIMAL({p}, {s}))"),
    ValueForm::new(Tag::Json, "JSON({0})"),
    ValueForm::new(Tag::Array, "ARRAY[{items}]"),
    // Not of the standard, but what people read.
    ValueForm::new(Tag::Interval, "CAST({0} AS INTERVAL)"),
    ValueForm::new(Tag::Uuid, "CAST({0} AS UUID)"),
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
        Type::Interval => "INTERVAL",
        Type::Uuid => "UUID",
        Type::Json => "JSON",
        Type::Array(element) => return array(*element),
        _ => return None,
    })
}

fn array(element: Tag) -> Option<&'static str> {
    Some(match element {
        Tag::Boolean => "BOOLEAN ARRAY",
        Tag::SmallInt => "SMALLINT ARRAY",
        Tag::Integer => "INTEGER ARRAY",
        Tag::BigInt => "BIGINT ARRAY",
        Tag::Real => "REAL ARRAY",
        Tag::Double => "DOUBLE PRECISION ARRAY",
        Tag::Text => "CLOB ARRAY",
        Tag::Bytes => "BLOB ARRAY",
        Tag::Date => "DATE ARRAY",
        Tag::Time => "TIME ARRAY",
        Tag::Timestamp => "TIMESTAMP ARRAY",
        Tag::TimestampTz => "TIMESTAMP WITH TIME ZONE ARRAY",
        _ => return None,
    })
}

pub(super) fn no_type(_: &Type) -> Option<&'static str> {
    None
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
