//! Texts: <https://www.sqlite.org/lang_corefunc.html>

use sqltree::dialect::{Own, Powers, lacks, own};
use sqltree::{function, template};

const PREDICATE: u8 = Powers::ANSI.predicate;
const BOTH: u8 = PREDICATE + 1;
const CONCAT: u8 = Powers::ANSI.concat;

// Half of a pair of UTF-16, and what is past Unicode, would be another character.
pub(super) const CHARACTER: Own = own(
    &function::CHARACTER,
    template!(
        "CASE WHEN {0} BETWEEN 1 AND 55295 OR {0} BETWEEN 57344 AND 1114111 THEN CHAR({0}) END",
        Powers::PRIMARY,
        BOTH
    ),
);
pub(super) const CODE_POINT: Own = own(&function::CODE_POINT, template!("UNICODE({0})"));
pub(super) const LEFT: Own = own(&function::LEFT, template!("SUBSTR({0}, 1, MAX({1}, 0))"));
// As many zero bytes as characters, each in hexadecimal, are as many times the character.
pub(super) const LPAD: Own = own(
    &function::LPAD,
    template!(
        "SUBSTR(REPLACE(HEX(ZEROBLOB({1})), '00', {2}), 1, MAX({1} - LENGTH({0}), 0)) || SUBSTR({0}, 1, {1})",
        CONCAT,
        CONCAT + 1
    ),
);
pub(super) const OCTET_LENGTH: Own =
    own(&function::OCTET_LENGTH, template!("LENGTH(CAST({0} AS BLOB))"));
pub(super) const POSITION: Own = own(&function::POSITION, template!("INSTR({0}, {1})"));
pub(super) const REPEAT: Own =
    own(&function::REPEAT, template!("REPLACE(HEX(ZEROBLOB({1})), '00', {0})"));
pub(super) const REVERSE: Own =
    lacks(&function::REVERSE, "open the database with `?polyfill`, or reverse it in the program");
pub(super) const RIGHT: Own = own(
    &function::RIGHT,
    template!("SUBSTR({0}, MAX(LENGTH({0}) - {1}, 0) + 1)", Powers::PRIMARY, Powers::ANSI.add + 1),
);
pub(super) const RPAD: Own = own(
    &function::RPAD,
    template!(
        "SUBSTR({0}, 1, {1}) || SUBSTR(REPLACE(HEX(ZEROBLOB({1})), '00', {2}), 1, MAX({1} - LENGTH({0}), 0))",
        CONCAT,
        CONCAT + 1
    ),
);
pub(super) const SPLIT_PART: Own = lacks(
    &function::SPLIT_PART,
    "open the database with `?polyfill`, or split the text in the program",
);
pub(super) const SUBSTRING_FROM: Own =
    own(&function::SUBSTRING_FROM, template!("SUBSTR({0}, MAX({1}, 1))"));
pub(super) const TRIM_CHAR: Own = own(&function::TRIM_CHAR, template!("TRIM({0}, {1})"));
pub(super) const TRIM_END_CHAR: Own = own(&function::TRIM_END_CHAR, template!("RTRIM({0}, {1})"));
pub(super) const TRIM_START_CHAR: Own =
    own(&function::TRIM_START_CHAR, template!("LTRIM({0}, {1})"));
