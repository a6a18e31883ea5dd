//! JSON documents: <https://www.sqlite.org/json1.html>

use sqltree::dialect::{Case, Over, Own, Powers, over, own, own_by_type};
use sqltree::function::Template;
use sqltree::{Tag, function, template};

const PRIMARY: u8 = Powers::PRIMARY;

pub(super) const JSON_AGG: Own =
    own(&function::JSON_AGG, template!("JSON_GROUP_ARRAY({0}{order}){filter}"));
// JSON_GROUP_ARRAY keeps NULLs, so that CASE cannot stand for the FILTER that versions before 3.30 have not:
// https://www.sqlite.org/releaselog/3_30_0.html
pub(super) const JSON_AGG_BEFORE_3_30: Own = own(
    &function::JSON_AGG,
    template!("JSON('[' || COALESCE(GROUP_CONCAT({0}){filter}, '') || ']')").skips_null(),
);
pub(super) const JSON_ARRAY: Own = own(&function::JSON_ARRAY, template!("JSON_ARRAY({*})"));
pub(super) const JSON_BOOLEAN: Own = own(
    &function::JSON_BOOLEAN,
    template!("CASE JSON_TYPE({0}) WHEN 'true' THEN 1 WHEN 'false' THEN 0 END"),
);
/// No bytes can be in a document; and one is text in another only where the engine has forgotten what it is.
const CELLS: &[Case] = &[
    over(Over::First(Tag::Bytes), template!("NULLIF(QUOTE({0}), 'NULL')")),
    over(Over::First(Tag::Uuid), template!("NULLIF(QUOTE({0}), 'NULL')")),
    over(Over::First(Tag::Json), template!("({0} || '')", PRIMARY, PRIMARY)),
];
pub(super) const JSON_CELL: Own =
    own_by_type(&function::JSON_CELL, CELLS, template!("{0}", PRIMARY, PRIMARY));
pub(super) const JSON_DOUBLE: Own = own(
    &function::JSON_DOUBLE,
    template!(
        "CASE WHEN JSON_TYPE({0}) IN ('integer', 'real') AND ABS(CAST({0} ->> '$' AS REAL)) < 1e308 \
         THEN CAST({0} ->> '$' AS REAL) END",
        PRIMARY,
        PRIMARY
    ),
);
// A name between quotes has the escapes of JSON in it.
pub(super) const JSON_FIELD: Own = own(
    &function::JSON_FIELD,
    template!("{0} -> ('$.' || JSON_QUOTE({1}))", Powers::ANSI.concat, PRIMARY),
);
// Integers of more than 64 bits are doubles.
pub(super) const JSON_INTEGER: Own = own(
    &function::JSON_INTEGER,
    template!(
        "CASE JSON_TYPE({0}) WHEN 'integer' THEN CASE TYPEOF({0} ->> '$') WHEN 'integer' THEN {0} ->> '$' END \
         WHEN 'real' THEN CASE WHEN {0} ->> '$' >= -9223372036854775808.0 \
         AND {0} ->> '$' < 9223372036854775808.0 AND {0} ->> '$' = CAST({0} ->> '$' AS INTEGER) \
         THEN CAST({0} ->> '$' AS INTEGER) END END",
        PRIMARY,
        PRIMARY
    ),
);
pub(super) const JSON_ITEM: Own = own(
    &function::JSON_ITEM,
    template!("{0} -> ('$[' || {1} || ']')", Powers::ANSI.concat, PRIMARY),
);
pub(super) const JSON_KIND: Own = own(
    &function::JSON_KIND,
    template!(
        "CASE JSON_TYPE({0}) WHEN 'object' THEN 'object' WHEN 'array' THEN 'array' \
         WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' \
         WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' WHEN 'null' THEN 'null' END"
    ),
);
pub(super) const JSON_LENGTH: Own = own(
    &function::JSON_LENGTH,
    template!("CASE JSON_TYPE({0}) WHEN 'array' THEN JSON_ARRAY_LENGTH({0}) END"),
);
pub(super) const JSON_OBJECT: Own = own(&function::JSON_OBJECT, template!("JSON_OBJECT({*})"));
/// An infinity would be a number that no other engine reads.
const FINITE: Template = template!("NULLIF(NULLIF({0}, 9e999), -9e999)");
const PARTS: &[Case] = &[
    over(
        Over::First(Tag::Boolean),
        template!(
            "JSON(CASE NOT {0} WHEN 0 THEN 'true' WHEN 1 THEN 'false' END)",
            PRIMARY,
            PRIMARY
        ),
    ),
    over(Over::First(Tag::Real), FINITE),
    over(Over::First(Tag::Double), FINITE),
    over(Over::First(Tag::Bytes), template!("TRIM(LOWER(NULLIF(QUOTE({0}), 'NULL')), 'x''')")),
    over(
        Over::First(Tag::Uuid),
        template!(
            "LOWER(SUBSTR(NULLIF(QUOTE({0}), 'NULL'), 3, 8) || '-' || SUBSTR(QUOTE({0}), 11, 4) || '-' \
             || SUBSTR(QUOTE({0}), 15, 4) || '-' || SUBSTR(QUOTE({0}), 19, 4) || '-' \
             || SUBSTR(QUOTE({0}), 23, 12))"
        ),
    ),
    over(Over::First(Tag::Timestamp), template!("REPLACE({0}, ' ', 'T')")),
    over(Over::First(Tag::TimestampTz), template!("(REPLACE({0}, ' ', 'T') || 'Z')")),
    over(Over::First(Tag::Json), template!("JSON({0})")),
];
pub(super) const JSON_PART: Own =
    own_by_type(&function::JSON_PART, PARTS, template!("{0}", PRIMARY, PRIMARY));
pub(super) const JSON_TEXT: Own = own(
    &function::JSON_TEXT,
    template!("CASE JSON_TYPE({0}) WHEN 'text' THEN {0} ->> '$' END", PRIMARY, PRIMARY),
);
pub(super) const TO_JSON: Own = own(&function::TO_JSON, template!("JSON_QUOTE({0})"));

/// What versions before 3.38 lack: <https://www.sqlite.org/releaselog/3_38_0.html>
pub(super) const ARROWS: &str = "3.38 has it; fetch the document and take it apart in the program";
