//! Regular expressions: <https://www.postgresql.org/docs/current/functions-matching.html>

use sqltree::dialect::{Own, Powers, own};
use sqltree::{function, template};

const PREDICATE: u8 = Powers::ANSI.predicate;
const PRIMARY: u8 = Powers::PRIMARY;

pub(super) const REGEXP_MATCH: Own =
    own(&function::REGEXP_MATCH, template!("{0} ~ {1}", PREDICATE, PRIMARY));
pub(super) const REGEXP_MATCH_IGNORE_CASE: Own =
    own(&function::REGEXP_MATCH_IGNORE_CASE, template!("{0} ~* {1}", PREDICATE, PRIMARY));
// Without the flag only the first part is replaced.
pub(super) const REGEXP_REPLACE: Own =
    own(&function::REGEXP_REPLACE, template!("REGEXP_REPLACE({0}, {1}, {2}, 'g')"));
