//! Functions of one row over numbers.

use super::{DOUBLE, NUMBER_OF, TIMES, own, table};
use crate::function::Arg::{Count, Integer, Number};
use crate::function::{Function, Nulls, Rule};
use crate::template;
use crate::types::Tag;

table! {
    from super::general::END;

    /// The number without its sign.
    ABS = Function::scalar("abs", &[Number], Rule::SameAs(0)).written(template!("ABS({0})"));
    /// The bits that both integers have.
    BITWISE_AND = own("bitwise_and", &[Integer, Integer], Rule::Widen).commutative();
    /// The integer with all bits turned over: one less than its negative.
    BITWISE_NOT = own("bitwise_not", &[Integer], Rule::Negative);
    /// The bits that one of both integers has.
    BITWISE_OR = own("bitwise_or", &[Integer, Integer], Rule::Widen).commutative();
    /// The bits that just one of both integers has.
    BITWISE_XOR = own("bitwise_xor", &[Integer, Integer], Rule::Widen).commutative();
    /// The smallest whole number that is not less.
    CEIL = Function::scalar("ceil", &[Number], Rule::SameAs(0)).written(template!("CEIL({0})"));
    /// The quotient in double precision; NULL by zero.
    DIV = Function::scalar("div", &[Number, Number], DOUBLE).nulls(Nulls::Always)
        .written(template!("CAST({0} AS DOUBLE PRECISION) / NULLIF({1}, 0)",
            TIMES, TIMES + 1));
    /// The quotient without its fraction; NULL by zero.
    DIV_TRUNC = Function::scalar("div_trunc", &[Integer, Integer], Rule::Widen)
        .nulls(Nulls::Always).written(template!("{0} / NULLIF({1}, 0)", TIMES, TIMES + 1));
    /// The largest whole number that is not greater.
    FLOOR = Function::scalar("floor", &[Number], Rule::SameAs(0)).written(template!("FLOOR({0})"));
    /// The remainder, with the sign of the first; NULL by zero.
    MOD = Function::scalar("mod", &[Integer, Integer], Rule::Widen).nulls(Nulls::Always)
        .written(template!("{0} % NULLIF({1}, 0)", TIMES, TIMES + 1));
    /// The nearest whole number, a half going away from zero.
    ROUND = Function::scalar("round", &[Number], Rule::SameAs(0))
        .written(template!("ROUND({0})"));
    /// An exact number with so many digits after the point, a half going away from zero.
    ROUND_TO = Function::scalar("round_to", &[Number, Count], Rule::Fixed(Tag::Decimal))
        .written(template!("ROUND({0}, {1})"));
    /// The 64 bits of an integer so many places to the left; NULL if not 0 to 63 places.
    SHIFT_LEFT = own("shift_left", &[Integer, Integer], NUMBER_OF).nulls(Nulls::Always);
    /// The 64 bits of an integer so many places to the right, the sign staying; NULL if not 0 to 63
    /// places.
    SHIFT_RIGHT = own("shift_right", &[Integer, Integer], NUMBER_OF).nulls(Nulls::Always);
}
