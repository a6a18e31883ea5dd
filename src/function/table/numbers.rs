//! Functions of one row over numbers.

use super::{DOUBLE, NUMBER_OF, SUMS, TIMES, own, table};
use crate::function::Arg::{Count, Integer, Number};
use crate::function::{Function, Nulls, Rule};
use crate::template;
use crate::types::Tag;

table! {
    from super::general::END;

    /// The number without its sign.
    ABS = Function::scalar("abs", &[Number], Rule::SameAs(0)).written(template!("ABS({0})"));
    /// The angle of a cosine; NULL past 1.
    ACOS = own("acos", &[Number], DOUBLE).nulls(Nulls::Always);
    /// The angle of a sine; NULL past 1.
    ASIN = own("asin", &[Number], DOUBLE).nulls(Nulls::Always);
    /// The angle of a tangent.
    ATAN = own("atan", &[Number], DOUBLE);
    /// The angle of a point, of which the first is the height.
    ATAN2 = own("atan2", &[Number, Number], DOUBLE);
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
    /// The cosine.
    COS = own("cos", &[Number], DOUBLE);
    /// An angle in degrees.
    DEGREES = own("degrees", &[Number], DOUBLE);
    /// The quotient in double precision; NULL by zero.
    DIV = Function::scalar("div", &[Number, Number], DOUBLE).nulls(Nulls::Always)
        .written(template!("CAST({0} AS DOUBLE PRECISION) / NULLIF({1}, 0)",
            TIMES, TIMES + 1));
    /// The quotient rounded down to a whole number; NULL by zero.
    DIV_FLOOR = Function::scalar("div_floor", &[Integer, Integer], Rule::Widen)
        .nulls(Nulls::Always).written(template!("{0} / NULLIF({1}, 0) - CASE WHEN ({0} < 0) <> \
            ({1} < 0) AND MOD({0}, NULLIF({1}, 0)) <> 0 THEN 1 ELSE 0 END", SUMS, TIMES + 1));
    /// The quotient without its fraction; NULL by zero.
    DIV_TRUNC = Function::scalar("div_trunc", &[Integer, Integer], Rule::Widen)
        .nulls(Nulls::Always).written(template!("{0} / NULLIF({1}, 0)", TIMES, TIMES + 1));
    /// The power of e.
    EXP = own("exp", &[Number], DOUBLE);
    /// The largest whole number that is not greater.
    FLOOR = Function::scalar("floor", &[Number], Rule::SameAs(0)).written(template!("FLOOR({0})"));
    /// The natural logarithm; NULL of numbers that have none.
    LN = own("ln", &[Number], DOUBLE).nulls(Nulls::Always);
    /// The logarithm to the base 10; NULL of numbers that have none.
    LOG10 = own("log10", &[Number], DOUBLE).nulls(Nulls::Always);
    /// The remainder, with the sign of the first; NULL by zero.
    MOD = Function::scalar("mod", &[Integer, Integer], Rule::Widen).nulls(Nulls::Always)
        .written(template!("{0} % NULLIF({1}, 0)", TIMES, TIMES + 1));
    /// The remainder of the quotient rounded down, with the sign of the second; NULL by zero.
    MOD_FLOOR = Function::scalar("mod_floor", &[Integer, Integer], Rule::Widen)
        .nulls(Nulls::Always).written(template!("MOD({0}, NULLIF({1}, 0)) + CASE WHEN ({0} < 0) \
            <> ({1} < 0) AND MOD({0}, NULLIF({1}, 0)) <> 0 THEN {1} ELSE 0 END", SUMS, TIMES + 1));
    /// The power; NULL where it is no real number.
    POWER = own("power", &[Number, Number], DOUBLE).nulls(Nulls::Always);
    /// An angle in radians.
    RADIANS = own("radians", &[Number], DOUBLE);
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
    /// 1, 0 or -1, as the number is positive, zero or negative.
    SIGN = Function::scalar("sign", &[Number], Rule::Fixed(Tag::Integer))
        .written(template!("SIGN({0})"));
    /// The sine.
    SIN = own("sin", &[Number], DOUBLE);
    /// The square root; NULL of numbers that have none.
    SQRT = own("sqrt", &[Number], DOUBLE).nulls(Nulls::Always);
    /// The tangent.
    TAN = own("tan", &[Number], DOUBLE);
    /// The number without its fraction.
    TRUNC = Function::scalar("trunc", &[Number], Rule::SameAs(0)).written(template!("TRUNC({0})"));
}
