//! JSON documents: <https://www.sqlite.org/json1.html>

use sqltree::dialect::{Own, Powers, own};
use sqltree::{function, template};

const PRIMARY: u8 = Powers::PRIMARY;

pub(super) const JSON_BOOLEAN: Own = own(
    &function::JSON_BOOLEAN,
    template!("CASE JSON_TYPE({0}) WHEN 'true' THEN 1 WHEN 'false' THEN 0 END"),
);
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
pub(super) const JSON_TEXT: Own = own(
    &function::JSON_TEXT,
    template!("CASE JSON_TYPE({0}) WHEN 'text' THEN {0} ->> '$' END", PRIMARY, PRIMARY),
);

/// What versions before 3.38 lack: <https://www.sqlite.org/releaselog/3_38_0.html>
pub(super) const ARROWS: &str = "3.38 has it; fetch the document and take it apart in the program";
