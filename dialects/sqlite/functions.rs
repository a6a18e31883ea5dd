//! SQLite's functions, where they differ from the common form:
//! <https://www.sqlite.org/lang_corefunc.html>

use sqltree::dialect::{
    Case, CastForm, Functions, Over, Own, Powers, Types, lacks, over, own, own_by_type,
};
use sqltree::{function, template};

const PREDICATE: u8 = Powers::ANSI.predicate;
const BOTH: u8 = PREDICATE + 1;
const MULTIPLY: u8 = Powers::ANSI.multiply;

pub(super) static FUNCTIONS: Functions = Functions::new(OWN);

const OWN: &[Own] = &[
    own(&function::AVG, template!("AVG({distinct}{0}{order}){filter}")),
    // Division by zero is NULL here anyway.
    own(&function::DIV, template!("CAST({0} AS REAL) / {1}", MULTIPLY, MULTIPLY + 1)),
    own(&function::DIV_TRUNC, template!("{0} / {1}", MULTIPLY, MULTIPLY + 1)),
    own(&function::EQ_BINARY, template!("{0} = {1} COLLATE BINARY", PREDICATE, BOTH)),
    // IS and IS NOT compare any two values; the standard's words came with 3.39.
    own(&function::IS_DISTINCT_FROM, template!("{0} IS NOT {1}", PREDICATE, BOTH)),
    own(&function::IS_NOT_DISTINCT_FROM, template!("{0} IS {1}", PREDICATE, BOTH)),
    own(&function::MOD, template!("{0} % {1}", MULTIPLY, MULTIPLY + 1)),
    lacks(&function::MODE, ""),
    lacks(&function::PERCENTILE_CONT, ""),
    lacks(&function::PERCENTILE_DISC, ""),
    own_by_type(&function::REPLACE, REPLACED, template!("REPLACE({0}, {1}, {2})")),
    // An aggregate of two arguments takes no DISTINCT here.
    own(&function::STRING_AGG, template!("GROUP_CONCAT({0}, {1}{order}){filter}")),
];

// An empty text is replaced by nothing, also not by NULL:
// https://www.sqlite.org/lang_corefunc.html#replace
const REPLACED: &[Case] = &[over(
    Over::NullableThird,
    template!(
        "CASE WHEN {2} IS NULL THEN NULL ELSE REPLACE({0}, {1}, {2}) END",
        Powers::PRIMARY,
        BOTH
    ),
)];

// Conditions are numbers, and stay what they are:
// https://www.sqlite.org/lang_expr.html#castexpr
pub(super) const CASTS: &[CastForm] = &[
    CastForm::whole(Types::Numbers, Types::Boolean, template!("{0} <> 0", PREDICATE, BOTH)),
    CastForm::whole(Types::Boolean, Types::Boolean, template!("{0} <> 0", PREDICATE, BOTH)),
    CastForm::whole(
        Types::Boolean,
        Types::Text,
        template!("CASE WHEN {0} THEN 'true' WHEN NOT {0} THEN 'false' END", Powers::PRIMARY, BOTH),
    ),
];
