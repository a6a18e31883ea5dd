//! Regular expressions, whose regard to case is said in front of the pattern, whatever the collation is:
//! <https://dev.mysql.com/doc/refman/8.4/en/regexp.html>

use sqltree::dialect::{Own, Powers, own};
use sqltree::{function, template};

const PREDICATE: u8 = Powers::ANSI.predicate;
const PRIMARY: u8 = Powers::PRIMARY;

pub(super) const REGEXP_MATCH: Own =
    own(&function::REGEXP_MATCH, template!("{0} REGEXP CONCAT('(?-i)', {1})", PREDICATE, PRIMARY));
pub(super) const REGEXP_MATCH_IGNORE_CASE: Own = own(
    &function::REGEXP_MATCH_IGNORE_CASE,
    template!("{0} REGEXP CONCAT('(?i)', {1})", PREDICATE, PRIMARY),
);
pub(super) const REGEXP_REPLACE: Own =
    own(&function::REGEXP_REPLACE, template!("REGEXP_REPLACE({0}, CONCAT('(?-i)', {1}), {2})"));
