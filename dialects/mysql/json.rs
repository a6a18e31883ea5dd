//! JSON documents: <https://dev.mysql.com/doc/refman/8.4/en/json-functions.html>

use sqltree::dialect::{Case, Over, Own, Powers, over, own, own_by_type};
use sqltree::{Tag, function, template};

const PRIMARY: u8 = Powers::PRIMARY;
const ADD: u8 = Powers::ANSI.add;

// JSON_ARRAYAGG knows no ORDER BY on MySQL, and neither engine has FILTER: NULLs are left out of texts.
pub(super) const JSON_AGG: Own = own(
    &function::JSON_AGG,
    template!(
        "JSON_EXTRACT(CONCAT('[', COALESCE(GROUP_CONCAT({0}{order} SEPARATOR ', '), ''), ']'), '$')"
    )
    .skips_null(),
);
pub(super) const JSON_ARRAY: Own = own(&function::JSON_ARRAY, template!("JSON_ARRAY({*})"));

// `true`, not `false`: told by its length, whatever collations the connection and the document have.
pub(super) const JSON_BOOLEAN: Own = own(
    &function::JSON_BOOLEAN,
    template!("CASE WHEN JSON_TYPE({0}) = 'BOOLEAN' THEN LENGTH(JSON_UNQUOTE({0})) = 4 END"),
);
// A FLOAT is written with six digits, bytes would be taken for text, and MariaDB cuts JSON_ARRAY of a DOUBLE
// at 24 characters inside of a GROUP_CONCAT.
// MariaDB 10.11 takes `EXISTS (…)` beside a text for a text in a query beside a window.
const CELLS: &[Case] = &[
    over(Over::First(Tag::Boolean), template!("{0} + 0", ADD, ADD)),
    over(Over::First(Tag::Real), template!("CAST(CAST({0} AS DOUBLE) AS CHAR)")),
    over(Over::First(Tag::Double), template!("CAST({0} AS CHAR)")),
    over(Over::First(Tag::Decimal), template!("CAST({0} AS CHAR)")),
    over(Over::First(Tag::Bytes), template!("HEX({0})")),
    over(Over::First(Tag::Uuid), template!("HEX({0})")),
    over(Over::First(Tag::Json), template!("CAST({0} AS CHAR)")),
];
pub(super) const JSON_CELL: Own =
    own_by_type(&function::JSON_CELL, CELLS, template!("{0}", PRIMARY, PRIMARY));
pub(super) const JSON_DOUBLE: Own = own(
    &function::JSON_DOUBLE,
    template!(
        "CASE WHEN JSON_TYPE({0}) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') \
         THEN CASE WHEN ABS(CAST(JSON_UNQUOTE({0}) AS DOUBLE)) < 1e308 \
         THEN CAST(JSON_UNQUOTE({0}) AS DOUBLE) END END"
    ),
);
// A name between quotes has the escapes of JSON in it.
// JSON_QUOTE gives a text of this collation, which does not mix with every other that a connection may have.
pub(super) const JSON_FIELD: Own = own(
    &function::JSON_FIELD,
    template!("JSON_EXTRACT({0}, CONCAT('$.' COLLATE utf8mb4_bin, JSON_QUOTE({1})))"),
);
// By way of a decimal: the double shows that there is no fraction, and keeps the decimal from overflowing.
pub(super) const JSON_INTEGER: Own = own(
    &function::JSON_INTEGER,
    template!(
        "CASE WHEN JSON_TYPE({0}) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') \
         THEN CASE WHEN ABS(CAST(JSON_UNQUOTE({0}) AS DOUBLE)) < 1e19 \
         THEN CASE WHEN CAST(JSON_UNQUOTE({0}) AS DOUBLE) = FLOOR(CAST(JSON_UNQUOTE({0}) AS DOUBLE)) \
         THEN CASE WHEN CAST(JSON_UNQUOTE({0}) AS DECIMAL(65, 30)) BETWEEN -9223372036854775808 AND 9223372036854775807 \
         THEN CAST(CAST(JSON_UNQUOTE({0}) AS DECIMAL(65, 30)) AS SIGNED) END END END END"
    ),
);
// `$[0]` of what is no array would be the whole of it; `$[*]` is NULL then:
// https://dev.mysql.com/doc/refman/8.4/en/json.html#json-path-syntax
pub(super) const JSON_ITEM: Own = own(
    &function::JSON_ITEM,
    template!("JSON_EXTRACT(JSON_EXTRACT({0}, '$[*]'), CONCAT('$[', {1}, ']'))"),
);
pub(super) const JSON_KIND: Own = own(
    &function::JSON_KIND,
    template!(
        "CASE JSON_TYPE({0}) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' \
         WHEN 'STRING' THEN 'string' WHEN 'INTEGER' THEN 'number' WHEN 'UNSIGNED INTEGER' THEN 'number' \
         WHEN 'DOUBLE' THEN 'number' WHEN 'DECIMAL' THEN 'number' WHEN 'BOOLEAN' THEN 'boolean' \
         WHEN 'NULL' THEN 'null' END"
    ),
);
pub(super) const JSON_LENGTH: Own = own(
    &function::JSON_LENGTH,
    template!("CASE WHEN JSON_TYPE({0}) = 'ARRAY' THEN JSON_LENGTH({0}) END"),
);
pub(super) const JSON_OBJECT: Own = own(&function::JSON_OBJECT, template!("JSON_OBJECT({*})"));
const PARTS: &[Case] = &[
    over(
        Over::First(Tag::Boolean),
        template!(
            "JSON_EXTRACT(CASE NOT {0} WHEN 0 THEN 'true' WHEN 1 THEN 'false' END, '$')",
            PRIMARY,
            PRIMARY
        ),
    ),
    over(Over::First(Tag::Real), template!("JSON_EXTRACT(CAST(CAST({0} AS DOUBLE) AS CHAR), '$')")),
    over(Over::First(Tag::Double), template!("JSON_EXTRACT(CAST({0} AS CHAR), '$')")),
    over(Over::First(Tag::Bytes), template!("LOWER(HEX({0}))")),
    over(
        Over::First(Tag::Uuid),
        template!(
            "INSERT(INSERT(INSERT(INSERT(LOWER(HEX({0})), 9, 0, '-'), 14, 0, '-'), 19, 0, '-'), 24, 0, '-')"
        ),
    ),
    over(Over::First(Tag::Time), template!("TIME_FORMAT({0}, '%H:%i:%s.%f')")),
    over(Over::First(Tag::Timestamp), template!("DATE_FORMAT({0}, '%Y-%m-%dT%H:%i:%s.%f')")),
    over(Over::First(Tag::TimestampTz), template!("DATE_FORMAT({0}, '%Y-%m-%dT%H:%i:%s.%fZ')")),
    over(Over::First(Tag::Json), template!("JSON_EXTRACT({0}, '$')")),
];
pub(super) const JSON_PART: Own =
    own_by_type(&function::JSON_PART, PARTS, template!("{0}", PRIMARY, PRIMARY));
pub(super) const JSON_TEXT: Own = own(
    &function::JSON_TEXT,
    template!("CASE WHEN JSON_TYPE({0}) = 'STRING' THEN JSON_UNQUOTE({0}) END"),
);
pub(super) const TO_JSON: Own =
    own(&function::TO_JSON, template!("JSON_EXTRACT(JSON_ARRAY({0}), '$[0]')"));
