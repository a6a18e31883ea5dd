//! Texts: <https://dev.mysql.com/doc/refman/8.4/en/string-functions.html>

use sqltree::dialect::{Own, Powers, own};
use sqltree::{function, template};

const PRIMARY: u8 = Powers::PRIMARY;
const PREDICATE: u8 = Powers::ANSI.predicate;
const BOTH: u8 = PREDICATE + 1;
const ADD: u8 = Powers::ANSI.add;

// The bytes of UTF-32 are the number itself.
pub(super) const CHARACTER: Own = own(
    &function::CHARACTER,
    template!(
        "CASE WHEN {0} BETWEEN 1 AND 1114111 THEN CASE WHEN {0} NOT BETWEEN 55296 AND 57343 \
         THEN CAST(CHAR({0} USING utf32) AS CHAR) END END",
        PRIMARY,
        BOTH
    ),
);
// Of an empty text it is 0, and a text of spaces equals an empty one.
pub(super) const CODE_POINT: Own = own(
    &function::CODE_POINT,
    template!(
        "CASE WHEN CHAR_LENGTH({0}) > 0 THEN ORD(CONVERT({0} USING utf32)) END",
        PRIMARY,
        PRIMARY
    ),
);
pub(super) const LEFT: Own = own(&function::LEFT, template!("LEFT({0}, {1})"));
pub(super) const LPAD: Own = own(&function::LPAD, template!("LPAD({0}, {1}, {2})"));
pub(super) const OCTET_LENGTH: Own = own(
    &function::OCTET_LENGTH,
    template!("OCTET_LENGTH(CONVERT({0} USING utf8mb4))", PRIMARY, PRIMARY),
);
// The collation of a column would find other letters too.
pub(super) const POSITION: Own =
    own(&function::POSITION, template!("LOCATE({1}, {0} COLLATE utf8mb4_bin)", PRIMARY, PRIMARY));
pub(super) const RIGHT: Own = own(&function::RIGHT, template!("RIGHT({0}, {1})"));
pub(super) const RPAD: Own = own(&function::RPAD, template!("RPAD({0}, {1}, {2})"));
// Past the last part SUBSTRING_INDEX gives the last one again.
pub(super) const SPLIT_PART: Own = own(
    &function::SPLIT_PART,
    template!(
        "CASE WHEN CHAR_LENGTH({0}) - CHAR_LENGTH(REPLACE({0}, {1}, '')) < {2} - 1 THEN '' \
         ELSE SUBSTRING_INDEX(SUBSTRING_INDEX({0}, {1}, {2}), {1}, -1) END",
        PRIMARY,
        ADD
    ),
);
pub(super) const SUBSTRING_FROM: Own =
    own(&function::SUBSTRING_FROM, template!("SUBSTR({0}, GREATEST({1}, 1))"));
