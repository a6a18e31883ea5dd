//! Numbers: <https://dev.mysql.com/doc/refman/8.4/en/numeric-functions.html>

use sqltree::dialect::{Case, Over, Own, Powers, Types, not_over, over, own, own_by_type};
use sqltree::{Tag, function, template};

const ADD: u8 = Powers::ANSI.add;
const MULTIPLY: u8 = Powers::ANSI.multiply;
const PRIMARY: u8 = Powers::PRIMARY;
const BOTH: u8 = Powers::ANSI.predicate + 1;
/// Between predicates and sums; `^` binds more tightly, so that operands always have parentheses.
const BITS: u8 = Powers::ANSI.predicate + 5;

// Bits are those of an unsigned number, and all 64 of them are those of a signed one:
// https://dev.mysql.com/doc/refman/8.4/en/bit-functions.html
pub(super) const BITWISE_AND: Own = own_by_type(
    &function::BITWISE_AND,
    const { &[over(UNSIGNED, template!("{0} & {1}", BITS, PRIMARY))] },
    template!("CAST({0} & {1} AS SIGNED)", PRIMARY, PRIMARY),
);
pub(super) const BITWISE_NOT: Own = own_by_type(
    &function::BITWISE_NOT,
    SIGNED,
    template!("CAST(~{0} AS SIGNED)", PRIMARY, PRIMARY),
);
pub(super) const BITWISE_OR: Own = own_by_type(
    &function::BITWISE_OR,
    const { &[over(UNSIGNED, template!("{0} | {1}", BITS, PRIMARY))] },
    template!("CAST({0} | {1} AS SIGNED)", PRIMARY, PRIMARY),
);
pub(super) const BITWISE_XOR: Own = own_by_type(
    &function::BITWISE_XOR,
    const { &[over(UNSIGNED, template!("({0} ^ {1})", PRIMARY, PRIMARY))] },
    template!("CAST({0} ^ {1} AS SIGNED)", PRIMARY, PRIMARY),
);
// Places are unsigned too, and past 63 there is nothing left.
pub(super) const SHIFT_LEFT: Own = own_by_type(
    &function::SHIFT_LEFT,
    SIGNED,
    template!(
        "CASE WHEN {1} BETWEEN 0 AND 63 THEN CAST({0} << {1} AS SIGNED) END",
        PRIMARY,
        PRIMARY
    ),
);
// No sign moves, so that what is negative is moved with its bits turned over.
pub(super) const SHIFT_RIGHT: Own = own_by_type(
    &function::SHIFT_RIGHT,
    SIGNED,
    template!(
        "CASE WHEN {1} NOT BETWEEN 0 AND 63 THEN NULL WHEN {0} < 0 THEN CAST(~(~{0} >> {1}) AS SIGNED) \
         ELSE CAST({0} >> {1} AS SIGNED) END",
        PRIMARY,
        PRIMARY
    ),
);

const UNSIGNED: Over = Over::Either(Tag::UnsignedBigInt);
const SIGNED: &[Case] = &[not_over(UNSIGNED, "it has no sign; cast it to `Type::BigInt`")];

// As `DIV_TRUNC`, and one less where there is a rest and one of both is negative.
pub(super) const DIV_FLOOR: Own = own(
    &function::DIV_FLOOR,
    template!(
        "{0} DIV NULLIF({1}, 0) - (({0} < 0) <> ({1} < 0)) * ({0} % NULLIF({1}, 0) <> 0)",
        ADD,
        MULTIPLY + 1
    ),
);
pub(super) const MOD_FLOOR: Own = own(
    &function::MOD_FLOOR,
    template!(
        "{0} % NULLIF({1}, 0) + {1} * (({0} < 0) <> ({1} < 0)) * ({0} % NULLIF({1}, 0) <> 0)",
        ADD,
        MULTIPLY + 1
    ),
);

// NULL past their domain, but for POWER, where it is an error, and logarithms.
pub(super) const ACOS: Own = own(&function::ACOS, template!("ACOS({0})"));
pub(super) const ASIN: Own = own(&function::ASIN, template!("ASIN({0})"));
pub(super) const ATAN: Own = own(&function::ATAN, template!("ATAN({0})"));
// `-x` and `CEIL(x)` may be -0.0, which has another angle.
pub(super) const ATAN2: Own =
    own(&function::ATAN2, template!("ATAN2({0} + 0e0, {1} + 0e0)", PRIMARY, Powers::ANSI.add));
pub(super) const COS: Own = own(&function::COS, template!("COS({0})"));
pub(super) const DEGREES: Own = own(&function::DEGREES, template!("DEGREES({0})"));
pub(super) const EXP: Own = own(&function::EXP, template!("EXP({0})"));
// NULL in a query, but an error where rows change, as the SQL mode is strict.
pub(super) const LN: Own =
    own(&function::LN, template!("CASE WHEN {0} > 0 THEN LN({0}) END", PRIMARY, BOTH));
pub(super) const LOG10: Own =
    own(&function::LOG10, template!("CASE WHEN {0} > 0 THEN LOG10({0}) END", PRIMARY, BOTH));
pub(super) const POWER: Own = own(
    &function::POWER,
    template!(
        "CASE WHEN CASE WHEN {0} > 0 THEN TRUE WHEN {0} = 0 THEN {1} >= 0 ELSE {1} = TRUNCATE({1}, 0) END \
         THEN POWER({0}, {1}) END",
        PRIMARY,
        BOTH
    ),
);
pub(super) const RADIANS: Own = own(&function::RADIANS, template!("RADIANS({0})"));
pub(super) const SIN: Own = own(&function::SIN, template!("SIN({0})"));
pub(super) const SQRT: Own = own(&function::SQRT, template!("SQRT({0})"));
pub(super) const TAN: Own = own(&function::TAN, template!("TAN({0})"));
// As for `CEIL`.
pub(super) const TRUNC: Own = own_by_type(
    &function::TRUNC,
    const {
        &[
            over(Over::FirstOf(Types::Integers), template!("COALESCE({0})")),
            over(Over::First(Tag::Decimal), template!("TRUNCATE({0}, 0)")),
        ]
    },
    template!("TRUNCATE({0}, 0) + 0e0", Powers::ANSI.add, 0),
);
