//! The functions of MySQL and MariaDB, where they differ from the common form:
//! <https://dev.mysql.com/doc/refman/8.4/en/built-in-function-reference.html>

use sqltree::dialect::{
    Case, CastForm, Functions, Over, Own, Powers, Types, lacks, not_over, over, own, own_by_type,
};
use sqltree::{Tag, function, template};

use super::{calendar, json, numbers, regexps, texts};

const ADD: u8 = Powers::ANSI.add;
const PREDICATE: u8 = Powers::ANSI.predicate;
const BOTH: u8 = PREDICATE + 1;
const MULTIPLY: u8 = Powers::ANSI.multiply;

pub(super) static FUNCTIONS: Functions = Functions::new(OWN);
// Its patterns know nothing of case: https://dev.mysql.com/doc/refman/5.7/en/regexp.html
pub(super) static FUNCTIONS_BEFORE_8: Functions = Functions::new(OWN)
    .without(&function::REGEXP_MATCH, "8.0 has it; use `like`")
    .without(&function::REGEXP_MATCH_IGNORE_CASE, "8.0 has it; use `ilike`")
    .without(&function::REGEXP_REPLACE, "8.0 has it; use `replace`");

const OWN: &[Own] = &[
    numbers::ACOS,
    own(&function::ANY_VALUE, template!("MIN({distinct}{0})")),
    numbers::ASIN,
    lacks(&function::AT_TIME_ZONE, calendar::ZONES),
    numbers::ATAN,
    numbers::ATAN2,
    // The mean of integers would have four digits after the point.
    own(&function::AVG, template!("AVG({distinct}{0} + 0e0)", Powers::PRIMARY, Powers::ANSI.add)),
    numbers::BITWISE_AND,
    numbers::BITWISE_NOT,
    numbers::BITWISE_OR,
    numbers::BITWISE_XOR,
    own_by_type(&function::CEIL, CEIL, template!("CEIL({0}) + 0e0", ADD, 0)),
    texts::CHARACTER,
    lacks(&function::CLOCK_IN_ZONE, calendar::ZONES),
    texts::CODE_POINT,
    own(&function::CONCAT_SKIP_NULL, template!("CONCAT(COALESCE({0}, ''), COALESCE({1}, ''))")),
    numbers::COS,
    own(&function::COUNT_ROWS, template!("COUNT({distinct}{0})")),
    // A number of these has ten digits behind the point in a UNION, and is rounded to 17 digits where more is
    // worked out of it; measured with MariaDB 10.11.
    own(&function::CUME_DIST, template!("(CUME_DIST(){filter} + 0e0)")),
    calendar::CURRENT_DATE,
    calendar::DATE_OF,
    calendar::DAY,
    calendar::DAY_OF_WEEK,
    calendar::DAY_OF_YEAR,
    calendar::DAYS_SINCE,
    numbers::DEGREES,
    // A quotient of integers would have four digits after the point. Division by zero is NULL in a
    // query, but an error where rows change, as the SQL mode is strict:
    // https://dev.mysql.com/doc/refman/8.4/en/sql-mode.html#sqlmode_error_for_division_by_zero
    own(&function::DIV, template!("({0} + 0e0) / NULLIF({1}, 0)", MULTIPLY, MULTIPLY + 1)),
    numbers::DIV_FLOOR,
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
    numbers::EXP,
    own_by_type(&function::FLOOR, FLOOR, template!("FLOOR({0}) + 0e0", ADD, 0)),
    calendar::HOUR,
    own(&function::IS_DISTINCT_FROM, template!("NOT ({0} <=> {1})", Powers::ANSI.not, BOTH)),
    own(&function::IS_NOT_DISTINCT_FROM, template!("{0} <=> {1}", PREDICATE, BOTH)),
    calendar::ISO_WEEK,
    calendar::ISO_YEAR,
    json::JSON_AGG,
    json::JSON_ARRAY,
    json::JSON_BOOLEAN,
    json::JSON_CELL,
    json::JSON_DOUBLE,
    json::JSON_FIELD,
    json::JSON_INTEGER,
    json::JSON_ITEM,
    json::JSON_KIND,
    json::JSON_LENGTH,
    json::JSON_OBJECT,
    json::JSON_PART,
    json::JSON_TEXT,
    texts::LEFT,
    // LENGTH counts bytes.
    own(&function::LENGTH, template!("CHAR_LENGTH({0})")),
    numbers::LN,
    numbers::LOG10,
    texts::LPAD,
    own(&function::MAX, template!("MAX({distinct}{0})")),
    calendar::MICROSECOND,
    own(&function::MIN, template!("MIN({distinct}{0})")),
    calendar::MINUS,
    calendar::MINUTE,
    own(&function::MOD, template!("{0} % NULLIF({1}, 0)", MULTIPLY, MULTIPLY + 1)),
    numbers::MOD_FLOOR,
    lacks(&function::MODE, ""),
    calendar::MONTH,
    calendar::NOW,
    texts::OCTET_LENGTH,
    own(&function::PERCENT_RANK, template!("(PERCENT_RANK(){filter} + 0e0)")),
    lacks(&function::PERCENTILE_CONT, ""),
    lacks(&function::PERCENTILE_DISC, ""),
    calendar::PLUS,
    calendar::PLUS_DAYS,
    calendar::PLUS_MONTHS,
    texts::POSITION,
    numbers::POWER,
    calendar::QUARTER,
    numbers::RADIANS,
    regexps::REGEXP_MATCH,
    regexps::REGEXP_MATCH_IGNORE_CASE,
    regexps::REGEXP_REPLACE,
    own_by_type(&function::REPLACE, REPLACED, template!("REPLACE({0}, {1}, {2})")),
    texts::RIGHT,
    own_by_type(
        &function::ROUND,
        ROUND,
        template!(
            "TRUNCATE({0}, 0) + (ABS({0} - TRUNCATE({0}, 0)) >= 0.5) * SIGN({0}) + 0e0",
            ADD,
            ADD + 1
        ),
    ),
    own_by_type(&function::ROUND_TO, NOT_EXACT, template!("ROUND({0}, {1})")),
    texts::RPAD,
    calendar::SECOND,
    numbers::SHIFT_LEFT,
    numbers::SHIFT_RIGHT,
    numbers::SIN,
    calendar::SINCE,
    texts::SPLIT_PART,
    numbers::SQRT,
    calendar::START_OF_DAY,
    calendar::START_OF_HOUR,
    calendar::START_OF_MINUTE,
    calendar::START_OF_MONTH,
    calendar::START_OF_QUARTER,
    calendar::START_OF_SECOND,
    calendar::START_OF_WEEK,
    calendar::START_OF_YEAR,
    // https://dev.mysql.com/doc/refman/8.4/en/aggregate-functions.html#function_group-concat
    own(&function::STRING_AGG, template!("GROUP_CONCAT({distinct}{0}{order} SEPARATOR {1})")),
    texts::SUBSTRING_FROM,
    own(&function::SUM, template!("SUM({distinct}{0})")),
    numbers::TAN,
    json::TO_JSON,
    numbers::TRUNC,
    calendar::YEAR,
];

// A whole number in double precision has 17 digits where it is kept, and is cut to them, unless something
// is added to it; measured with MariaDB 10.11.
const CEIL: &[Case] = &[OF_INTEGERS, over(Over::First(Tag::Decimal), template!("CEIL({0})"))];
const FLOOR: &[Case] = &[OF_INTEGERS, over(Over::First(Tag::Decimal), template!("FLOOR({0})"))];
// In a function, in which MariaDB looks for no aggregate as it does in `(MIN(a)) IN (SELECT …)`.
const OF_INTEGERS: Case = over(Over::FirstOf(Types::Integers), template!("COALESCE({0})"));
// ROUND goes to the even number from a half in binary:
// https://dev.mysql.com/doc/refman/8.4/en/precision-math-rounding.html
const ROUND: &[Case] = &[OF_INTEGERS, over(Over::First(Tag::Decimal), template!("ROUND({0})"))];

const NOT_EXACT: &[Case] =
    &[not_over(Over::First(Tag::Double), BINARY), not_over(Over::First(Tag::Real), BINARY)];

const BINARY: &str = "a fraction in binary has no exact digits; cast it to `Type::Decimal`, or round it in the program";

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
    CastForm::whole(
        Types::Uuid,
        Types::Text,
        template!(
            "INSERT(INSERT(INSERT(INSERT(LOWER(HEX({0})), 21, 0, '-'), 17, 0, '-'), 13, 0, '-'), 9, 0, '-')"
        ),
    ),
    CastForm::whole(Types::Boolean, Types::Boolean, template!("{0} <> 0", PREDICATE, BOTH)),
    CastForm::whole(
        Types::Boolean,
        Types::Text,
        template!("CASE WHEN {0} THEN 'true' WHEN NOT {0} THEN 'false' END", Powers::PRIMARY, BOTH),
    ),
];
