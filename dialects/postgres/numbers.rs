//! Numbers: <https://www.postgresql.org/docs/current/functions-math.html>

use sqltree::dialect::{Case, Over, Own, Powers, not_over, own_by_type};
use sqltree::{Tag, function, template};

const PRIMARY: u8 = Powers::PRIMARY;
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
        Powers::ANSI.predicate + 1
    ),
);
pub(super) const SHIFT_RIGHT: Own = own_by_type(
    &function::SHIFT_RIGHT,
    SIGNED,
    template!(
        "CASE WHEN {1} BETWEEN 0 AND 63 THEN CAST({0} AS BIGINT) >> CAST({1} AS INTEGER) END",
        PRIMARY,
        Powers::ANSI.predicate + 1
    ),
);

const SIGNED: &[Case] = &[not_over(
    Over::Either(Tag::UnsignedBigInt),
    "such an integer is an exact number here; cast it to `Type::BigInt`",
)];
