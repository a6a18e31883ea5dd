//! SQLite's functions, where they differ from the common form:
//! <https://www.sqlite.org/lang_corefunc.html>

use sqltree::dialect::{
    Case, CastForm, Functions, Over, Own, Powers, Template, Types, lacks, over, own, own_by_type,
};
use sqltree::{function, template};

use super::{calendar, json, numbers, regexps, texts};

const PREDICATE: u8 = Powers::ANSI.predicate;
const BOTH: u8 = PREDICATE + 1;
const MULTIPLY: u8 = Powers::ANSI.multiply;

pub(super) static FUNCTIONS: Functions = Functions::new(OWN);
// https://www.sqlite.org/releaselog/3_44_0.html
pub(super) static FUNCTIONS_BEFORE_3_44: Functions = Functions::new(OWN)
    .without(&function::CONCAT_WS, "3.44 has it; join the texts by `concat` and `coalesce`");

// https://www.sqlite.org/releaselog/3_38_0.html
pub(super) static FUNCTIONS_BEFORE_3_38: Functions = Functions::new(OWN)
    .without(&function::CONCAT_WS, "3.44 has it; join the texts by `concat` and `coalesce`")
    .without(&function::JSON_DOUBLE, json::ARROWS)
    .without(&function::JSON_FIELD, json::ARROWS)
    .without(&function::JSON_INTEGER, json::ARROWS)
    .without(&function::JSON_ITEM, json::ARROWS)
    .without(&function::JSON_TEXT, json::ARROWS);

pub(super) static FUNCTIONS_BEFORE_3_30: Functions =
    FUNCTIONS_BEFORE_3_38.with(&[json::JSON_AGG_BEFORE_3_30]);

const OWN: &[Own] = &[
    numbers::ACOS,
    numbers::ASIN,
    lacks(&function::AT_TIME_ZONE, calendar::ZONES),
    numbers::ATAN,
    numbers::ATAN2,
    own(&function::AVG, template!("AVG({distinct}{0}{order}){filter}")),
    numbers::BITWISE_AND,
    numbers::BITWISE_NOT,
    numbers::BITWISE_OR,
    numbers::BITWISE_XOR,
    own_by_type(
        &function::CEIL,
        WHOLE,
        template!(
            "CASE WHEN ABS({0}) < 9007199254740992 THEN CAST({0} AS INTEGER) + ({0} > CAST({0} AS INTEGER)) + 0.0 ELSE {0} END",
            Powers::PRIMARY,
            BOTH
        ),
    ),
    texts::CHARACTER,
    lacks(&function::CLOCK_IN_ZONE, calendar::ZONES),
    texts::CODE_POINT,
    numbers::COS,
    calendar::CURRENT_DATE,
    calendar::DATE_OF,
    calendar::DAY,
    calendar::DAY_OF_WEEK,
    calendar::DAY_OF_YEAR,
    calendar::DAYS_SINCE,
    numbers::DEGREES,
    // Division by zero is NULL here anyway.
    own(&function::DIV, template!("CAST({0} AS REAL) / {1}", MULTIPLY, MULTIPLY + 1)),
    numbers::DIV_FLOOR,
    own(&function::DIV_TRUNC, template!("{0} / {1}", MULTIPLY, MULTIPLY + 1)),
    own(&function::EQ_BINARY, template!("{0} = {1} COLLATE BINARY", PREDICATE, BOTH)),
    numbers::EXP,
    own_by_type(
        &function::FLOOR,
        WHOLE,
        template!(
            "CASE WHEN ABS({0}) < 9007199254740992 THEN CAST({0} AS INTEGER) - ({0} < CAST({0} AS INTEGER)) + 0.0 ELSE {0} END",
            Powers::PRIMARY,
            BOTH
        ),
    ),
    own(&function::GREATEST, template!("MAX({*})")),
    own(&function::GREATEST_SKIP_NULL, template!("MAX(COALESCE({0}, {1}), COALESCE({1}, {0}))")),
    calendar::HOUR,
    // IS and IS NOT compare any two values; the standard's words came with 3.39.
    own(&function::IS_DISTINCT_FROM, template!("{0} IS NOT {1}", PREDICATE, BOTH)),
    own(&function::IS_NOT_DISTINCT_FROM, template!("{0} IS {1}", PREDICATE, BOTH)),
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
    own(&function::LEAST, template!("MIN({*})")),
    own(&function::LEAST_SKIP_NULL, template!("MIN(COALESCE({0}, {1}), COALESCE({1}, {0}))")),
    texts::LEFT,
    numbers::LN,
    numbers::LOG10,
    texts::LPAD,
    calendar::MICROSECOND,
    calendar::MINUS,
    calendar::MINUTE,
    own(&function::MOD, template!("{0} % {1}", MULTIPLY, MULTIPLY + 1)),
    numbers::MOD_FLOOR,
    lacks(&function::MODE, ""),
    calendar::MONTH,
    calendar::NOW,
    texts::OCTET_LENGTH,
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
    texts::REPEAT,
    own_by_type(&function::REPLACE, REPLACED, template!("REPLACE({0}, {1}, {2})")),
    texts::REVERSE,
    texts::RIGHT,
    own_by_type(
        &function::ROUND,
        WHOLE,
        template!(
            "CASE WHEN ABS({0}) < 0.5 THEN 0.0 WHEN ABS({0}) < 4503599627370496 THEN ROUND({0}) ELSE {0} END",
            Powers::PRIMARY,
            BOTH
        ),
    ),
    lacks(&function::ROUND_TO, "round it in the program"),
    texts::RPAD,
    calendar::SECOND,
    numbers::SHIFT_LEFT,
    numbers::SHIFT_RIGHT,
    numbers::SIGN,
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
    // An aggregate of two arguments takes no DISTINCT here.
    own(&function::STRING_AGG, template!("GROUP_CONCAT({0}, {1}{order}){filter}")),
    texts::SUBSTRING_FROM,
    numbers::TAN,
    json::TO_JSON,
    texts::TRIM_CHAR,
    texts::TRIM_END_CHAR,
    texts::TRIM_START_CHAR,
    numbers::TRUNC,
    calendar::YEAR,
];

// FLOOR and CEIL are not in every build, and ROUND adds a half, which makes 1 of the number before a
// half, and other numbers of those past 2^52, which are whole: https://www.sqlite.org/lang_mathfunc.html
const WHOLE: &[Case] = &[over(Over::FirstOf(Types::Integers), template!("({0})"))];

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
const UUID_AS_TEXT: Template = template!(
    "CASE WHEN {0} IS NOT NULL THEN LOWER(SUBSTR(HEX({0}), 1, 8) || '-' || SUBSTR(HEX({0}), 9, 4) || '-' || \
     SUBSTR(HEX({0}), 13, 4) || '-' || SUBSTR(HEX({0}), 17, 4) || '-' || SUBSTR(HEX({0}), 21)) END",
    Powers::PRIMARY,
    BOTH
);

pub(super) const CASTS: &[CastForm] = &[
    CastForm::whole(Types::Numbers, Types::Boolean, template!("{0} <> 0", PREDICATE, BOTH)),
    CastForm::whole(Types::Boolean, Types::Boolean, template!("{0} <> 0", PREDICATE, BOTH)),
    CastForm::whole(
        Types::Boolean,
        Types::Text,
        template!("CASE WHEN {0} THEN 'true' WHEN NOT {0} THEN 'false' END", Powers::PRIMARY, BOTH),
    ),
    CastForm::whole(Types::Uuid, Types::Text, UUID_AS_TEXT),
    // What is cast is still a document for the functions that take it.
    CastForm::whole(
        Types::Json,
        Types::Text,
        template!("{0} || ''", Powers::ANSI.concat, Powers::ANSI.concat),
    ),
];
