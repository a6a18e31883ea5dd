//! Numbers: <https://www.sqlite.org/lang_expr.html#operators_and_parse_affecting_attributes>

use sqltree::dialect::{Case, Over, Own, Powers, not_over, own_by_type};
use sqltree::{Tag, function, template};

const PRIMARY: u8 = Powers::PRIMARY;
const PREDICATE: u8 = Powers::ANSI.predicate;
/// Of `&` and `|`, which all engines have between predicates and sums.
const BITS: u8 = PREDICATE + 5;

pub(super) const BITWISE_AND: Own =
    own_by_type(&function::BITWISE_AND, SIGNED, template!("{0} & {1}", BITS, PRIMARY));
pub(super) const BITWISE_NOT: Own =
    own_by_type(&function::BITWISE_NOT, SIGNED, template!("~{0}", BITS, PRIMARY));
pub(super) const BITWISE_OR: Own =
    own_by_type(&function::BITWISE_OR, SIGNED, template!("{0} | {1}", BITS, PRIMARY));
// The bits of both are among those of one, so that nothing is carried over.
pub(super) const BITWISE_XOR: Own = own_by_type(
    &function::BITWISE_XOR,
    SIGNED,
    template!("({0} | {1}) - ({0} & {1})", Powers::ANSI.add, PRIMARY),
);
// Fewer than 0 places would be the other way, and there is no end to what more than 63 are.
pub(super) const SHIFT_LEFT: Own = own_by_type(
    &function::SHIFT_LEFT,
    SIGNED,
    template!("CASE WHEN {1} BETWEEN 0 AND 63 THEN {0} << {1} END", PRIMARY, PRIMARY),
);
pub(super) const SHIFT_RIGHT: Own = own_by_type(
    &function::SHIFT_RIGHT,
    SIGNED,
    template!("CASE WHEN {1} BETWEEN 0 AND 63 THEN {0} >> {1} END", PRIMARY, PRIMARY),
);

const SIGNED: &[Case] = &[not_over(
    Over::Either(Tag::UnsignedBigInt),
    "its integers have a sign; cast it to `Type::BigInt`",
)];
