//! JSON documents: <https://dev.mysql.com/doc/refman/8.4/en/json-functions.html>

use sqltree::dialect::{Own, own};
use sqltree::{function, template};

// `true`, not `false`: told by its length, whatever collations the connection and the document have.
pub(super) const JSON_BOOLEAN: Own = own(
    &function::JSON_BOOLEAN,
    template!("CASE WHEN JSON_TYPE({0}) = 'BOOLEAN' THEN LENGTH(JSON_UNQUOTE({0})) = 4 END"),
);
pub(super) const JSON_DOUBLE: Own = own(
    &function::JSON_DOUBLE,
    template!(
        "CASE WHEN JSON_TYPE({0}) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') \
         AND ABS(CAST(JSON_UNQUOTE({0}) AS DOUBLE)) < 1e308 \
         THEN CAST(JSON_UNQUOTE({0}) AS DOUBLE) END"
    ),
);
// A name between quotes has the escapes of JSON in it.
pub(super) const JSON_FIELD: Own =
    own(&function::JSON_FIELD, template!("JSON_EXTRACT({0}, CONCAT('$.', JSON_QUOTE({1})))"));
// By way of a decimal: the double shows that there is no fraction, and keeps the decimal from overflowing.
pub(super) const JSON_INTEGER: Own = own(
    &function::JSON_INTEGER,
    template!(
        "CASE WHEN JSON_TYPE({0}) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') \
         AND CAST(JSON_UNQUOTE({0}) AS DOUBLE) = FLOOR(CAST(JSON_UNQUOTE({0}) AS DOUBLE)) \
         AND ABS(CAST(JSON_UNQUOTE({0}) AS DOUBLE)) < 1e19 \
         AND CAST(JSON_UNQUOTE({0}) AS DECIMAL(65, 30)) BETWEEN -9223372036854775808 AND 9223372036854775807 \
         THEN CAST(CAST(JSON_UNQUOTE({0}) AS DECIMAL(65, 30)) AS SIGNED) END"
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
pub(super) const JSON_TEXT: Own = own(
    &function::JSON_TEXT,
    template!("CASE WHEN JSON_TYPE({0}) = 'STRING' THEN JSON_UNQUOTE({0}) END"),
);
