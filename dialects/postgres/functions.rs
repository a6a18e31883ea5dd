//! PostgreSQL's functions, where they differ from the common form:
//! <https://www.postgresql.org/docs/current/functions.html>

use sqltree::dialect::{
    Case, CastForm, Functions, Over, Own, Powers, Types, not_over, over, own, own_by_type,
};
use sqltree::{Tag, function, template};

const PREDICATE: u8 = Powers::ANSI.predicate;
const BOTH: u8 = PREDICATE + 1;

pub(super) static FUNCTIONS: Functions = Functions::new(OWN);

const OWN: &[Own] = &[
    own_by_type(&function::ANY_VALUE, SMALLEST, template!("MIN({distinct}{0}{order}){filter}")),
    // A nondeterministic collation takes different texts for equal:
    // https://www.postgresql.org/docs/current/collation.html#COLLATION-NONDETERMINISTIC
    own(&function::EQ_BINARY, template!("{0} COLLATE \"C\" = {1}", PREDICATE, Powers::PRIMARY)),
    own_by_type(&function::MAX, LARGEST, template!("MAX({distinct}{0}{order}){filter}")),
    own_by_type(&function::MIN, SMALLEST, template!("MIN({distinct}{0}{order}){filter}")),
    own_by_type(&function::NULLIF, OF_TWO_TYPES, template!("NULLIF({0}, {1})")),
    own(&function::STRING_AGG, template!("STRING_AGG({distinct}{0}, {1}{order}){filter}")),
    own_by_type(&function::SUM, SUMS, template!("SUM({distinct}{0}{order}){filter}")),
];

// MIN and MAX take neither conditions nor documents nor UUIDs nor, before version 18, bytes:
// https://www.postgresql.org/docs/17/functions-aggregate.html
const LARGEST: &[Case] = &[
    over(Over::First(Tag::Boolean), template!("BOOL_OR({distinct}{0}{order}){filter}")),
    not_over(Over::First(Tag::Bytes), NO_BYTES),
    not_over(Over::First(Tag::Uuid), NO_UUIDS),
    not_over(Over::First(Tag::Json), NO_BYTES),
];

const SMALLEST: &[Case] = &[
    over(Over::First(Tag::Boolean), template!("BOOL_AND({distinct}{0}{order}){filter}")),
    not_over(Over::First(Tag::Bytes), NO_BYTES),
    not_over(Over::First(Tag::Uuid), NO_UUIDS),
    not_over(Over::First(Tag::Json), NO_BYTES),
];

const NO_UUIDS: &str = "order a subquery by them, and take its first row";
const NO_BYTES: &str = "order a subquery by the bytes, and take its first row";

// The sum of BIGINT is NUMERIC, whose quotients have fractions, and that of REAL has few digits:
// https://www.postgresql.org/docs/current/functions-aggregate.html
const SUMS: &[Case] = &[
    over(Over::First(Tag::BigInt), template!("CAST(SUM({distinct}{0}{order}){filter} AS BIGINT)")),
    over(
        Over::First(Tag::Real),
        template!("SUM({distinct}CAST({0} AS DOUBLE PRECISION){order}){filter}"),
    ),
];

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
    CastForm::whole(
        Types::Numbers,
        Types::Boolean,
        template!("{0} <> 0", Powers::ANSI.predicate, BOTH),
    ),
];
