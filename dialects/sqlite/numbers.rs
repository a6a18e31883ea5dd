//! Numbers: <https://www.sqlite.org/lang_expr.html#operators_and_parse_affecting_attributes>

use sqltree::dialect::{Case, Over, Own, Powers, Types, lacks, not_over, over, own, own_by_type};
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

// Division by zero is NULL here anyway.
pub(super) const DIV_FLOOR: Own = own(
    &function::DIV_FLOOR,
    template!(
        "{0} / {1} - (({0} < 0) <> ({1} < 0) AND {0} % {1} <> 0)",
        Powers::ANSI.add,
        Powers::ANSI.multiply + 1
    ),
);
pub(super) const MOD_FLOOR: Own = own(
    &function::MOD_FLOOR,
    template!(
        "{0} % {1} + {1} * (({0} < 0) <> ({1} < 0) AND {0} % {1} <> 0)",
        Powers::ANSI.add,
        Powers::ANSI.multiply + 1
    ),
);

pub(super) const ACOS: Own = lacks(&function::ACOS, NOT_BUILT);
pub(super) const ASIN: Own = lacks(&function::ASIN, NOT_BUILT);
pub(super) const ATAN: Own = lacks(&function::ATAN, NOT_BUILT);
pub(super) const ATAN2: Own = lacks(&function::ATAN2, NOT_BUILT);
pub(super) const COS: Own = lacks(&function::COS, NOT_BUILT);
pub(super) const DEGREES: Own = own(
    &function::DEGREES,
    template!("{0} * 57.29577951308232", Powers::ANSI.multiply, Powers::ANSI.multiply + 1),
);
pub(super) const EXP: Own = lacks(&function::EXP, NOT_BUILT);
pub(super) const LN: Own = lacks(&function::LN, NOT_BUILT);
pub(super) const LOG10: Own = lacks(&function::LOG10, NOT_BUILT);
pub(super) const POWER: Own = lacks(&function::POWER, NOT_BUILT);
pub(super) const RADIANS: Own = own(
    &function::RADIANS,
    template!("{0} * 0.017453292519943295", Powers::ANSI.multiply, Powers::ANSI.multiply + 1),
);
pub(super) const SIGN: Own =
    own(&function::SIGN, template!("({0} > 0) - ({0} < 0)", Powers::ANSI.add, PREDICATE + 1));
pub(super) const SIN: Own = lacks(&function::SIN, NOT_BUILT);
pub(super) const SQRT: Own = lacks(&function::SQRT, NOT_BUILT);
pub(super) const TAN: Own = lacks(&function::TAN, NOT_BUILT);
// Past 2^53 all numbers are whole.
pub(super) const TRUNC: Own = own_by_type(
    &function::TRUNC,
    const { &[over(Over::FirstOf(Types::Integers), template!("({0})"))] },
    template!(
        "CASE WHEN ABS({0}) < 9007199254740992 THEN CAST({0} AS INTEGER) + 0.0 ELSE {0} END",
        PRIMARY,
        PREDICATE + 1
    ),
);

// The library that Rust programs bundle has none of them: https://www.sqlite.org/lang_mathfunc.html
const NOT_BUILT: &str =
    "open the database with `?polyfill`, work it out in the program, or call it by `func::call`";
