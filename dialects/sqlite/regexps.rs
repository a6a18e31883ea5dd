//! Regular expressions, which the library knows only where a program adds them:
//! <https://www.sqlite.org/lang_expr.html#the_like_glob_regexp_match_and_extract_operators>

use sqltree::dialect::{Own, lacks};
use sqltree::function;

pub(super) const REGEXP_MATCH: Own = lacks(&function::REGEXP_MATCH, USE_LIKE);
pub(super) const REGEXP_MATCH_IGNORE_CASE: Own =
    lacks(&function::REGEXP_MATCH_IGNORE_CASE, USE_LIKE);
pub(super) const REGEXP_REPLACE: Own = lacks(
    &function::REGEXP_REPLACE,
    "open the database with `?polyfill`, or replace it in the program",
);

const USE_LIKE: &str = "open the database with `?polyfill`, use `like`, or match it in the program";
