//! The functions of MySQL and MariaDB, where they differ from the common form:
//! <https://dev.mysql.com/doc/refman/8.4/en/built-in-function-reference.html>

use sqltree::dialect::{
    Case, CastForm, Functions, Over, Own, Powers, Types, lacks, over, own, own_by_type,
};
use sqltree::{function, template};

const PREDICATE: u8 = Powers::ANSI.predicate;
const BOTH: u8 = PREDICATE + 1;
const MULTIPLY: u8 = Powers::ANSI.multiply;

pub(super) static FUNCTIONS: Functions = Functions::new(OWN);

const OWN: &[Own] = &[
    own(&function::ANY_VALUE, template!("MIN({distinct}{0})")),
    // The mean of integers would have four digits after the point.
    own(&function::AVG, template!("AVG({distinct}{0} + 0e0)", Powers::PRIMARY, Powers::ANSI.add)),
    own(&function::CONCAT_SKIP_NULL, template!("CONCAT(COALESCE({0}, ''), COALESCE({1}, ''))")),
    own(&function::COUNT_ROWS, template!("COUNT({distinct}{0})")),
    // A quotient of integers would have four digits after the point. Division by zero is NULL in a
    // query, but an error where rows change, as the SQL mode is strict:
    // https://dev.mysql.com/doc/refman/8.4/en/sql-mode.html#sqlmode_error_for_division_by_zero
    own(&function::DIV, template!("({0} + 0e0) / NULLIF({1}, 0)", MULTIPLY, MULTIPLY + 1)),
    // Each DIV takes a digit off the width of the result, and what does not fit is cut, also when rows are
    // sent; a sum adds one. Measured on MariaDB 10.11: 4294967296 DIV 1 DIV 1 is an INT.
    own(
        &function::DIV_TRUNC,
        template!("{0} DIV NULLIF({1}, 0) + 0", Powers::ANSI.add, MULTIPLY + 1),
    ),
    // The bytes of one character set, whatever that of a column is.
    own(
        &function::EQ_BINARY,
        template!(
            "CAST(CONVERT({0} USING utf8mb4) AS BINARY) = CAST(CONVERT({1} USING utf8mb4) AS BINARY)",
            PREDICATE,
            0
        ),
    ),
    own(&function::IS_DISTINCT_FROM, template!("NOT ({0} <=> {1})", Powers::ANSI.not, BOTH)),
    own(&function::IS_NOT_DISTINCT_FROM, template!("{0} <=> {1}", PREDICATE, BOTH)),
    // LENGTH counts bytes.
    own(&function::LENGTH, template!("CHAR_LENGTH({0})")),
    own(&function::MAX, template!("MAX({distinct}{0})")),
    own(&function::MIN, template!("MIN({distinct}{0})")),
    own(&function::MOD, template!("{0} % NULLIF({1}, 0)", MULTIPLY, MULTIPLY + 1)),
    lacks(&function::MODE, ""),
    lacks(&function::PERCENTILE_CONT, ""),
    lacks(&function::PERCENTILE_DISC, ""),
    own_by_type(&function::REPLACE, REPLACED, template!("REPLACE({0}, {1}, {2})")),
    // https://dev.mysql.com/doc/refman/8.4/en/aggregate-functions.html#function_group-concat
    own(&function::STRING_AGG, template!("GROUP_CONCAT({distinct}{0}{order} SEPARATOR {1})")),
    own(&function::SUM, template!("SUM({distinct}{0})")),
];

// MariaDB gives the text as it is if there is nothing to replace, also by NULL; measured on 10.11.
const REPLACED: &[Case] = &[over(
    Over::NullableThird,
    template!(
        "CASE WHEN {2} IS NULL THEN NULL ELSE REPLACE({0}, {1}, {2}) END",
        Powers::PRIMARY,
        BOTH
    ),
)];

// Numbers would be rounded, and conditions are numbers:
// https://dev.mysql.com/doc/refman/8.4/en/cast-functions.html
pub(super) const CASTS: &[CastForm] = &[
    CastForm::operand(Types::Fractions, Types::Integers, template!("TRUNCATE({0}, 0)")),
    CastForm::whole(Types::Numbers, Types::Boolean, template!("{0} <> 0", PREDICATE, BOTH)),
    CastForm::whole(Types::Boolean, Types::Boolean, template!("{0} <> 0", PREDICATE, BOTH)),
    CastForm::whole(
        Types::Boolean,
        Types::Text,
        template!("CASE WHEN {0} THEN 'true' WHEN NOT {0} THEN 'false' END", Powers::PRIMARY, BOTH),
    ),
];
