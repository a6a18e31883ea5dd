//! PostgreSQL's functions, where they differ from the common form:
//! <https://www.postgresql.org/docs/current/functions.html>

use sqltree::dialect::{
    Case, CastForm, Functions, Over, Own, Powers, Template, Types, not_over, over, own, own_by_type,
};
use sqltree::{Tag, function, template};

use super::{calendar, json, numbers, regexps, texts};

const ADD: u8 = Powers::ANSI.add;
const MULTIPLY: u8 = Powers::ANSI.multiply;
const PREDICATE: u8 = Powers::ANSI.predicate;
const BOTH: u8 = PREDICATE + 1;

pub(super) static FUNCTIONS: Functions = Functions::new(OWN);

const OWN: &[Own] = &[
    numbers::ACOS,
    own_by_type(&function::ANY_VALUE, SOME, template!("MIN({distinct}{0}{order}){filter}")),
    numbers::ASIN,
    calendar::AT_TIME_ZONE,
    numbers::ATAN,
    numbers::ATAN2,
    numbers::BITWISE_AND,
    numbers::BITWISE_NOT,
    numbers::BITWISE_OR,
    numbers::BITWISE_XOR,
    own_by_type(&function::CEIL, CEIL, template!("CEIL({0})")),
    texts::CHARACTER,
    calendar::CLOCK_IN_ZONE,
    texts::CODE_POINT,
    texts::CONCAT_WS,
    numbers::COS,
    calendar::CURRENT_DATE,
    calendar::DATE_OF,
    calendar::DAY,
    calendar::DAY_OF_WEEK,
    calendar::DAY_OF_YEAR,
    calendar::DAYS_SINCE,
    numbers::DEGREES,
    numbers::DIV_FLOOR,
    own_by_type(
        &function::DIV_TRUNC,
        const {
            &[over(
                // Such numbers are exact ones here, whose quotients have fractions.
                Over::Either(Tag::UnsignedBigInt),
                template!("DIV({0}, NULLIF({1}, 0))"),
            )]
        },
        template!("{0} / NULLIF({1}, 0)", MULTIPLY, MULTIPLY + 1),
    ),
    // A nondeterministic collation takes different texts for equal:
    // https://www.postgresql.org/docs/current/collation.html#COLLATION-NONDETERMINISTIC
    own(&function::EQ_BINARY, template!("{0} COLLATE \"C\" = {1}", PREDICATE, Powers::PRIMARY)),
    numbers::EXP,
    own_by_type(&function::FLOOR, FLOOR, template!("FLOOR({0})")),
    own(&function::GREATEST, template!("CASE WHEN NUM_NULLS({*}) = 0 THEN GREATEST({*}) END")),
    own(&function::GREATEST_SKIP_NULL, template!("GREATEST({0}, {1})")),
    calendar::HOUR,
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
    own(&function::LEAST, template!("CASE WHEN NUM_NULLS({*}) = 0 THEN LEAST({*}) END")),
    own(&function::LEAST_SKIP_NULL, template!("LEAST({0}, {1})")),
    texts::LEFT,
    numbers::LN,
    numbers::LOG10,
    texts::LPAD,
    own_by_type(&function::MAX, LARGEST, template!("MAX({distinct}{0}{order}){filter}")),
    calendar::MICROSECOND,
    own_by_type(&function::MIN, SMALLEST, template!("MIN({distinct}{0}{order}){filter}")),
    calendar::MINUS,
    calendar::MINUTE,
    numbers::MOD_FLOOR,
    calendar::MONTH,
    calendar::NOW,
    own_by_type(&function::NULLIF, OF_TWO_TYPES, template!("NULLIF({0}, {1})")),
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
    texts::RIGHT,
    own_by_type(
        &function::ROUND,
        ROUND,
        template!(
            "TRUNC({0}) + CASE WHEN ABS({0} - TRUNC({0})) >= 0.5 THEN SIGN({0}) ELSE 0 END",
            ADD,
            ADD + 1
        ),
    ),
    own_by_type(&function::ROUND_TO, NOT_EXACT, template!("ROUND({0}, {1})")),
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
    own(&function::STRING_AGG, template!("STRING_AGG({distinct}{0}, {1}{order}){filter}")),
    texts::SUBSTRING_FROM,
    own_by_type(&function::SUM, SUMS, template!("SUM({distinct}{0}{order}){filter}")),
    numbers::TAN,
    json::TO_JSON,
    texts::TRIM_CHAR,
    texts::TRIM_END_CHAR,
    texts::TRIM_START_CHAR,
    numbers::TRUNC,
    calendar::YEAR,
];

// MIN and MAX take neither conditions nor documents nor UUIDs nor, before version 18, bytes, whose digits
// have their order: https://www.postgresql.org/docs/17/functions-aggregate.html
const LARGEST: &[Case] = &[
    over(Over::First(Tag::Boolean), template!("BOOL_OR({distinct}{0}{order}){filter}")),
    over(
        Over::First(Tag::Bytes),
        template!("DECODE(MAX({distinct}ENCODE({0}, 'hex') COLLATE \"C\"){filter}, 'hex')"),
    ),
    over(
        Over::First(Tag::Uuid),
        template!("CAST(MAX({distinct}CAST({0} AS TEXT) COLLATE \"C\"){filter} AS UUID)"),
    ),
];

const SMALLEST: &[Case] = &[OF_CONDITIONS, OF_BYTES, OF_UUIDS];

// What has no order has some value all the same; of no known type, it may be of any.
const SOME: &[Case] = &[
    OF_CONDITIONS,
    OF_BYTES,
    OF_UUIDS,
    over(
        Over::First(Tag::Json),
        template!("CAST(MIN({distinct}CAST({0} AS TEXT) COLLATE \"C\"){filter} AS JSONB)"),
    ),
    over(Over::First(Tag::Unknown), FIRST_OF_ALL),
    over(Over::First(Tag::Native), FIRST_OF_ALL),
];

const FIRST_OF_ALL: Template =
    template!("(ARRAY_REMOVE(ARRAY_AGG({distinct}{0}){filter}, NULL))[1]");

const OF_CONDITIONS: Case =
    over(Over::First(Tag::Boolean), template!("BOOL_AND({distinct}{0}{order}){filter}"));
const OF_BYTES: Case = over(
    Over::First(Tag::Bytes),
    template!("DECODE(MIN({distinct}ENCODE({0}, 'hex') COLLATE \"C\"){filter}, 'hex')"),
);
const OF_UUIDS: Case = over(
    Over::First(Tag::Uuid),
    template!("CAST(MIN({distinct}CAST({0} AS TEXT) COLLATE \"C\"){filter} AS UUID)"),
);

// The sum of BIGINT is NUMERIC, whose quotients have fractions, and that of REAL has few digits:
// https://www.postgresql.org/docs/current/functions-aggregate.html
const SUMS: &[Case] = &[
    over(Over::First(Tag::BigInt), template!("CAST(SUM({distinct}{0}{order}){filter} AS BIGINT)")),
    over(
        Over::First(Tag::Real),
        template!("SUM({distinct}CAST({0} AS DOUBLE PRECISION){order}){filter}"),
    ),
];

// Of integers it is themselves, where a double would be given, and single precision stays what it is:
// https://www.postgresql.org/docs/current/functions-math.html
const CEIL: &[Case] = &[WHOLE, over(Over::First(Tag::Real), template!("CAST(CEIL({0}) AS REAL)"))];
const FLOOR: &[Case] =
    &[WHOLE, over(Over::First(Tag::Real), template!("CAST(FLOOR({0}) AS REAL)"))];
// In a function, since `CUBE (a, (a))` has one key twice, where floor of it is another one.
const WHOLE: Case = over(Over::FirstOf(Types::Integers), template!("COALESCE({0})"));
// ROUND goes to the even number from a half in binary.
const ROUND: &[Case] = &[
    WHOLE,
    over(Over::First(Tag::Decimal), template!("ROUND({0})")),
    over(
        Over::First(Tag::Real),
        template!(
            "CAST(TRUNC({0}) + CASE WHEN ABS({0} - TRUNC({0})) >= 0.5 THEN SIGN({0}) ELSE 0 END AS REAL)",
            Powers::PRIMARY,
            ADD + 1
        ),
    ),
];

const NOT_EXACT: &[Case] =
    &[not_over(Over::First(Tag::Double), BINARY), not_over(Over::First(Tag::Real), BINARY)];

const BINARY: &str = "a fraction in binary has no exact digits; cast it to `Type::Decimal`, or round it in the program";

// NULLIF gives the type that both are compared in, not that of the first:
// https://www.postgresql.org/docs/current/functions-conditional.html#FUNCTIONS-NULLIF
const OF_TWO_TYPES: &[Case] = &[over(
    Over::WiderSecond,
    template!("CASE WHEN {0} = {1} THEN NULL ELSE {0} END", Powers::PRIMARY, BOTH),
)];

// Numbers would be rounded, and there is no way from conditions to most numbers and back:
// https://www.postgresql.org/docs/current/functions-math.html
pub(super) const CASTS: &[CastForm] = &[
    CastForm::operand(Types::Fractions, Types::Integers, template!("TRUNC({0})")),
    CastForm::operand(Types::Boolean, Types::Numbers, template!("CAST({0} AS INTEGER)")),
    // CAST would read and write digits in hexadecimal: the others keep the bytes.
    CastForm::whole(Types::Text, Types::Bytes, template!("CONVERT_TO({0}, 'UTF8')")),
    CastForm::whole(Types::Bytes, Types::Text, template!("CONVERT_FROM({0}, 'UTF8')")),
    CastForm::whole(
        Types::Numbers,
        Types::Boolean,
        template!("{0} <> 0", Powers::ANSI.predicate, BOTH),
    ),
];
