//! Texts: <https://www.postgresql.org/docs/current/functions-string.html>

use sqltree::dialect::{Own, Powers, own};
use sqltree::{function, template};

const PRIMARY: u8 = Powers::PRIMARY;
const BOTH: u8 = Powers::ANSI.predicate + 1;

// No character is 0, and those of no meaning in UTF-8 are errors.
pub(super) const CHARACTER: Own = own(
    &function::CHARACTER,
    template!(
        "CASE WHEN {0} BETWEEN 1 AND 55295 OR {0} BETWEEN 57344 AND 1114111 \
         THEN CHR(CAST({0} AS INTEGER)) END",
        PRIMARY,
        BOTH
    ),
);
// Of an empty text it is 0.
pub(super) const CODE_POINT: Own = own(&function::CODE_POINT, template!("NULLIF(ASCII({0}), 0)"));
pub(super) const CONCAT_WS: Own = own(&function::CONCAT_WS, template!("CONCAT_WS({typed})"));
// A negative number counts from the other end, and only INTEGER is taken.
pub(super) const LEFT: Own = own(
    &function::LEFT,
    template!(
        "LEFT({0}, CAST(CASE WHEN {1} < 0 THEN 0 WHEN {1} > 2147483647 THEN 2147483647 ELSE {1} END AS INTEGER))",
        PRIMARY,
        BOTH
    ),
);
pub(super) const LPAD: Own = own(&function::LPAD, template!("LPAD({0}, {1}, {2})"));
pub(super) const POSITION: Own = own(&function::POSITION, template!("STRPOS({0}, {1})"));
pub(super) const RIGHT: Own = own(
    &function::RIGHT,
    template!(
        "RIGHT({0}, CAST(CASE WHEN {1} < 0 THEN 0 WHEN {1} > 2147483647 THEN 2147483647 ELSE {1} END AS INTEGER))",
        PRIMARY,
        BOTH
    ),
);
pub(super) const RPAD: Own = own(&function::RPAD, template!("RPAD({0}, {1}, {2})"));
pub(super) const SPLIT_PART: Own =
    own(&function::SPLIT_PART, template!("SPLIT_PART({0}, {1}, {2})"));
pub(super) const SUBSTRING_FROM: Own = own(
    &function::SUBSTRING_FROM,
    template!(
        "SUBSTR({0}, CAST(CASE WHEN {1} < 1 THEN 1 WHEN {1} > 2147483647 THEN 2147483647 ELSE {1} END AS INTEGER))",
        PRIMARY,
        BOTH
    ),
);
pub(super) const TRIM_CHAR: Own = own(&function::TRIM_CHAR, template!("BTRIM({0}, {1})"));
pub(super) const TRIM_END_CHAR: Own = own(&function::TRIM_END_CHAR, template!("RTRIM({0}, {1})"));
pub(super) const TRIM_START_CHAR: Own =
    own(&function::TRIM_START_CHAR, template!("LTRIM({0}, {1})"));
