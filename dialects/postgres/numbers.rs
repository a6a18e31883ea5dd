//! Numbers: <https://www.postgresql.org/docs/current/functions-math.html>

use sqltree::dialect::{Case, Over, Own, Powers, Types, not_over, over, own, own_by_type};
use sqltree::{Tag, function, template};

const ADD: u8 = Powers::ANSI.add;
const MULTIPLY: u8 = Powers::ANSI.multiply;
const PRIMARY: u8 = Powers::PRIMARY;
const PREDICATE: u8 = Powers::ANSI.predicate + 1;
/// Of `&`, `|` and `#`, which are between predicates and sums.
const BITS: u8 = Powers::ANSI.predicate + 5;

pub(super) const BITWISE_AND: Own =
    own_by_type(&function::BITWISE_AND, SIGNED, template!("{0} & {1}", BITS, PRIMARY));
pub(super) const BITWISE_NOT: Own =
    own_by_type(&function::BITWISE_NOT, SIGNED, template!("~{0}", BITS, PRIMARY));
pub(super) const BITWISE_OR: Own =
    own_by_type(&function::BITWISE_OR, SIGNED, template!("{0} | {1}", BITS, PRIMARY));
pub(super) const BITWISE_XOR: Own =
    own_by_type(&function::BITWISE_XOR, SIGNED, template!("{0} # {1}", BITS, PRIMARY));
// The processor takes the places modulo 64.
pub(super) const SHIFT_LEFT: Own = own_by_type(
    &function::SHIFT_LEFT,
    SIGNED,
    template!(
        "CASE WHEN {1} BETWEEN 0 AND 63 THEN CAST({0} AS BIGINT) << CAST({1} AS INTEGER) END",
        PRIMARY,
        PREDICATE
    ),
);
pub(super) const SHIFT_RIGHT: Own = own_by_type(
    &function::SHIFT_RIGHT,
    SIGNED,
    template!(
        "CASE WHEN {1} BETWEEN 0 AND 63 THEN CAST({0} AS BIGINT) >> CAST({1} AS INTEGER) END",
        PRIMARY,
        PREDICATE
    ),
);

const SIGNED: &[Case] = &[not_over(
    Over::Either(Tag::UnsignedBigInt),
    "such an integer is an exact number here; cast it to `Type::BigInt`",
)];

// A plain 1 is an INTEGER, which would make one of two SMALLINTs.
pub(super) const DIV_FLOOR: Own = own_by_type(
    &function::DIV_FLOOR,
    const {
        &[over(
            // Such numbers are exact ones here, whose quotients have fractions.
            Over::Either(Tag::UnsignedBigInt),
            template!(
                "DIV({0}, NULLIF({1}, 0)) - CASE WHEN ({0} < 0) <> ({1} < 0) AND {0} % NULLIF({1}, 0) <> 0 THEN 1 ELSE 0 END",
                ADD,
                MULTIPLY + 1
            ),
        )]
    },
    template!(
        "{0} / NULLIF({1}, 0) - CASE WHEN ({0} < 0) <> ({1} < 0) AND {0} % NULLIF({1}, 0) <> 0 \
         THEN CAST(1 AS SMALLINT) ELSE CAST(0 AS SMALLINT) END",
        ADD,
        MULTIPLY + 1
    ),
);
pub(super) const MOD_FLOOR: Own = own(
    &function::MOD_FLOOR,
    template!(
        "{0} % NULLIF({1}, 0) + CASE WHEN ({0} < 0) <> ({1} < 0) AND {0} % NULLIF({1}, 0) <> 0 THEN {1} \
         ELSE CAST(0 AS SMALLINT) END",
        ADD,
        MULTIPLY + 1
    ),
);

// Of exact numbers they would be exact ones, and past their domain an error.
pub(super) const ACOS: Own = own(
    &function::ACOS,
    template!(
        "CASE WHEN {0} BETWEEN -1 AND 1 THEN ACOS(CAST({0} AS DOUBLE PRECISION)) END",
        PRIMARY,
        PREDICATE
    ),
);
pub(super) const ASIN: Own = own(
    &function::ASIN,
    template!(
        "CASE WHEN {0} BETWEEN -1 AND 1 THEN ASIN(CAST({0} AS DOUBLE PRECISION)) END",
        PRIMARY,
        PREDICATE
    ),
);
pub(super) const ATAN: Own = own(&function::ATAN, template!("ATAN(CAST({0} AS DOUBLE PRECISION))"));
// Of -0.0, which not every engine keeps, the angle would be another one.
pub(super) const ATAN2: Own = own(
    &function::ATAN2,
    template!("ATAN2(CAST({0} AS DOUBLE PRECISION) + 0, CAST({1} AS DOUBLE PRECISION) + 0)"),
);
pub(super) const COS: Own = own(&function::COS, template!("COS(CAST({0} AS DOUBLE PRECISION))"));
// DEGREES divides by the degree in radians, and so has other last digits than those that multiply.
pub(super) const DEGREES: Own = own(
    &function::DEGREES,
    template!("CAST({0} AS DOUBLE PRECISION) * 57.29577951308232", Powers::ANSI.multiply, 0),
);
// What is smaller than any other number is an error here, and 0 elsewhere.
pub(super) const EXP: Own = own(
    &function::EXP,
    template!(
        "CASE WHEN {0} < -745.133219101941 THEN 0 ELSE EXP(CAST({0} AS DOUBLE PRECISION)) END",
        PRIMARY,
        PREDICATE
    ),
);
pub(super) const LN: Own = own(
    &function::LN,
    template!("CASE WHEN {0} > 0 THEN LN(CAST({0} AS DOUBLE PRECISION)) END", PRIMARY, PREDICATE),
);
pub(super) const LOG10: Own = own(
    &function::LOG10,
    template!("CASE WHEN {0} > 0 THEN LOG(CAST({0} AS DOUBLE PRECISION)) END", PRIMARY, PREDICATE),
);
pub(super) const POWER: Own = own(
    &function::POWER,
    template!(
        "CASE WHEN {0} > 0 OR {0} = 0 AND {1} >= 0 OR {0} < 0 AND {1} = TRUNC(CAST({1} AS DOUBLE PRECISION)) THEN POWER(CAST({0} AS DOUBLE PRECISION), CAST({1} AS DOUBLE PRECISION)) END",
        PRIMARY,
        PREDICATE
    ),
);
pub(super) const RADIANS: Own =
    own(&function::RADIANS, template!("RADIANS(CAST({0} AS DOUBLE PRECISION))"));
pub(super) const SIGN: Own = own(&function::SIGN, template!("CAST(SIGN({0}) AS INTEGER)"));
pub(super) const SIN: Own = own(&function::SIN, template!("SIN(CAST({0} AS DOUBLE PRECISION))"));
pub(super) const SQRT: Own = own(
    &function::SQRT,
    template!(
        "CASE WHEN {0} >= 0 THEN SQRT(CAST({0} AS DOUBLE PRECISION)) END",
        PRIMARY,
        PREDICATE
    ),
);
pub(super) const TAN: Own = own(&function::TAN, template!("TAN(CAST({0} AS DOUBLE PRECISION))"));
// Of integers it is themselves, where a double would be given, and single precision stays what it is.
pub(super) const TRUNC: Own = own_by_type(
    &function::TRUNC,
    const {
        &[
            over(Over::FirstOf(Types::Integers), template!("COALESCE({0})")),
            over(Over::First(Tag::Real), template!("CAST(TRUNC({0}) AS REAL)")),
        ]
    },
    template!("TRUNC({0})"),
);
