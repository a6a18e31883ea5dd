//! Numbers: <https://dev.mysql.com/doc/refman/8.4/en/numeric-functions.html>

use sqltree::dialect::{Case, Over, Own, Powers, not_over, over, own_by_type};
use sqltree::{Tag, function, template};

const PRIMARY: u8 = Powers::PRIMARY;
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
