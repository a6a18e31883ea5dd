//! JSON documents: <https://www.postgresql.org/docs/current/functions-json.html>
//!
//! A path in strict mode with a filter gives the document if it is of that kind, else NULL.

use sqltree::dialect::{Own, Powers, own};
use sqltree::{function, template};

const PRIMARY: u8 = Powers::PRIMARY;
/// Of operators that have no level of their own.
const OTHER: u8 = Powers::ANSI.predicate + 5;

pub(super) const JSON_BOOLEAN: Own = own(
    &function::JSON_BOOLEAN,
    template!(
        "CAST(JSONB_PATH_QUERY_FIRST({0}, 'strict $ ? (@.type() == \"boolean\")') AS BOOLEAN)"
    ),
);
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
pub(super) const JSON_TEXT: Own = own(
    &function::JSON_TEXT,
    template!(
        "JSONB_PATH_QUERY_FIRST({0}, 'strict $ ? (@.type() == \"string\")') #>> ARRAY[]::TEXT[]",
        OTHER,
        0
    ),
);
