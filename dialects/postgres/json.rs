//! JSON documents: <https://www.postgresql.org/docs/current/functions-json.html>
//!
//! A path in strict mode with a filter gives the document if it is of that kind, else NULL.

use sqltree::dialect::{Case, Over, Own, Powers, over, own, own_by_type};
use sqltree::function::Template;
use sqltree::{Tag, function, template};

const PRIMARY: u8 = Powers::PRIMARY;
/// Of operators that have no level of their own.
const OTHER: u8 = Powers::ANSI.predicate + 5;

pub(super) const JSON_AGG: Own =
    own(&function::JSON_AGG, template!("COALESCE(JSONB_AGG({0}{order}){filter}, '[]')"));
pub(super) const JSON_ARRAY: Own = own(&function::JSON_ARRAY, template!("JSONB_BUILD_ARRAY({*})"));
pub(super) const JSON_BOOLEAN: Own = own(
    &function::JSON_BOOLEAN,
    template!(
        "CAST(JSONB_PATH_QUERY_FIRST({0}, 'strict $ ? (@.type() == \"boolean\")') AS BOOLEAN)"
    ),
);
/// Floats by their bits: as a number one has no -0, no NaN and no infinity, and as a text it goes by a
/// setting, as spans do.
const CELLS: &[Case] = &[
    over(
        Over::First(Tag::Double),
        template!("'x' || ENCODE(FLOAT8SEND({0}), 'hex')", Powers::ANSI.concat, 0),
    ),
    over(
        Over::First(Tag::Real),
        template!("'x' || ENCODE(FLOAT4SEND({0}), 'hex')", Powers::ANSI.concat, 0),
    ),
    over(Over::First(Tag::Bytes), template!("ENCODE({0}, 'hex')")),
    // An offset would move the first day that there is before itself.
    over(
        Over::First(Tag::TimestampTz),
        template!("{0} AT TIME ZONE 'UTC'", Powers::ANSI.concat, PRIMARY),
    ),
    over(Over::First(Tag::Decimal), template!("CAST({0} AS TEXT)")),
    over(Over::First(Tag::Json), template!("CAST({0} AS TEXT)")),
    over(
        Over::First(Tag::Interval),
        template!(
            "CAST(EXTRACT(YEAR FROM {0}) * 12 + EXTRACT(MONTH FROM {0}) AS BIGINT) || ' mons ' \
             || CAST(EXTRACT(DAY FROM {0}) AS BIGINT) || ' days ' \
             || CAST(EXTRACT(HOUR FROM {0}) * 3600000000 + EXTRACT(MINUTE FROM {0}) * 60000000 \
             + EXTRACT(MICROSECONDS FROM {0}) AS BIGINT) || ' microseconds'",
            Powers::ANSI.concat,
            PRIMARY
        ),
    ),
];
pub(super) const JSON_CELL: Own = own_by_type(&function::JSON_CELL, CELLS, template!("{typed}"));
pub(super) const JSON_DOUBLE: Own = own(
    &function::JSON_DOUBLE,
    template!(
        "CAST(JSONB_PATH_QUERY_FIRST({0}, 'strict $ ? (@.type() == \"number\" \
         && @ > -1e308 && @ < 1e308)') AS DOUBLE PRECISION)"
    ),
);
pub(super) const JSON_FIELD: Own =
    own(&function::JSON_FIELD, template!("{0} -> {1}", OTHER, PRIMARY));
pub(super) const JSON_INTEGER: Own = own(
    &function::JSON_INTEGER,
    template!(
        "CAST(JSONB_PATH_QUERY_FIRST({0}, 'strict $ ? (@.type() == \"number\" \
         && @ >= -9223372036854775808 && @ <= 9223372036854775807 && @.floor() == @)') AS BIGINT)"
    ),
);
// A number, text or condition would be its own first item.
pub(super) const JSON_ITEM: Own = own(
    &function::JSON_ITEM,
    template!(
        "JSONB_PATH_QUERY_FIRST({0}, 'strict $ ? (@.type() == \"array\")') -> {1}",
        OTHER,
        PRIMARY
    ),
);
pub(super) const JSON_KIND: Own = own(&function::JSON_KIND, template!("JSONB_TYPEOF({0})"));
pub(super) const JSON_LENGTH: Own = own(
    &function::JSON_LENGTH,
    template!(
        "CAST(JSONB_ARRAY_LENGTH(JSONB_PATH_QUERY_FIRST({0}, \
         'strict $ ? (@.type() == \"array\")')) AS BIGINT)"
    ),
);
pub(super) const JSON_OBJECT: Own =
    own(&function::JSON_OBJECT, template!("JSONB_BUILD_OBJECT({*})"));
/// NaN and the infinities would be texts.
const FINITE: Template =
    template!("JSONB_PATH_QUERY_FIRST(TO_JSONB({0}), 'strict $ ? (@.type() == \"number\")')");
const PARTS: &[Case] = &[
    over(
        Over::First(Tag::Real),
        template!(
            "JSONB_PATH_QUERY_FIRST(TO_JSONB(CAST({0} AS DOUBLE PRECISION)), \
             'strict $ ? (@.type() == \"number\")')"
        ),
    ),
    over(Over::First(Tag::Double), FINITE),
    over(Over::First(Tag::Decimal), FINITE),
    over(Over::First(Tag::Bytes), template!("ENCODE({0}, 'hex')")),
    over(Over::First(Tag::Time), template!("TO_CHAR({0}, 'HH24:MI:SS.US')")),
    over(
        Over::First(Tag::Timestamp),
        template!(
            "CASE WHEN {0} BETWEEN '0001-01-01' AND '9999-12-31 23:59:59.999999' \
             THEN TO_CHAR({0}, 'YYYY-MM-DD\"T\"HH24:MI:SS.US') \
             ELSE TO_JSONB({0}) #>> ARRAY[]::TEXT[] END",
            PRIMARY,
            PRIMARY
        ),
    ),
    over(
        Over::First(Tag::TimestampTz),
        template!(
            "CASE WHEN {0} BETWEEN '0001-01-01 00:00:00+00' AND '9999-12-31 23:59:59.999999+00' \
             THEN TO_CHAR({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') \
             ELSE TO_JSONB({0}) #>> ARRAY[]::TEXT[] END",
            PRIMARY,
            PRIMARY
        ),
    ),
];
pub(super) const JSON_PART: Own = own_by_type(&function::JSON_PART, PARTS, template!("{typed}"));
pub(super) const JSON_TEXT: Own = own(
    &function::JSON_TEXT,
    template!(
        "JSONB_PATH_QUERY_FIRST({0}, 'strict $ ? (@.type() == \"string\")') #>> ARRAY[]::TEXT[]",
        OTHER,
        0
    ),
);
// NULL is `null` as an item.
pub(super) const TO_JSON: Own =
    own(&function::TO_JSON, template!("JSONB_BUILD_ARRAY({0}) -> 0", OTHER, 0));
