//! Functions of numbers.

use super::{Fam, apply, number, one};
use crate::expr::{Expr, IntoExpr};
use crate::function;
use crate::types::{IsNumeric, Lift, Lift1};
use crate::value::Decimal;

/// The number without its sign: `ABS(arg)`.
pub fn abs<A: IntoExpr>(arg: A) -> Expr<A::Sql>
where
    Fam<A>: IsNumeric,
{
    one(&function::ABS, arg)
}

/// The smallest whole number that is not less: `CEIL(arg)`; an integer is itself.
pub fn ceil<A: IntoExpr>(arg: A) -> Expr<A::Sql>
where
    Fam<A>: IsNumeric,
{
    one(&function::CEIL, arg)
}

/// The largest whole number that is not greater: `FLOOR(arg)`; an integer is itself.
pub fn floor<A: IntoExpr>(arg: A) -> Expr<A::Sql>
where
    Fam<A>: IsNumeric,
{
    one(&function::FLOOR, arg)
}

/// The nearest whole number, a half going away from zero: `ROUND(arg)` where that is its meaning.
///
/// Engines go to the even number from a half in binary, or make 1 of the number before a half; what is
/// written for floats does neither.
pub fn round<A: IntoExpr>(arg: A) -> Expr<A::Sql>
where
    Fam<A>: IsNumeric,
{
    one(&function::ROUND, arg)
}

/// An exact number with so many digits after the point, a half going away from zero:
/// `ROUND(arg, digits)`.
///
/// Floats have no exact digits, so that engines differ; they are an error from compile.
///
/// ```
/// use sqltree::prelude::*;
/// let t = Table::new("t").column("price", Type::Decimal(10, 4));
/// let query = select(func::round_to(t.col("price"), 2));
/// assert_eq!(query.compile(&MySql::default()).unwrap().sql(), "SELECT ROUND(t.price, 2) FROM t");
/// ```
pub fn round_to<A: IntoExpr>(arg: A, digits: u16) -> Expr<Lift1<A::Sql, Decimal>>
where
    Fam<A>: IsNumeric,
{
    apply(&function::ROUND_TO, vec![arg.into_expr().node, number(digits.into())])
}

/// 1, 0 or -1, as the number is positive, zero or negative: `SIGN(arg)`.
pub fn sign<A: IntoExpr>(arg: A) -> Expr<Lift1<A::Sql, i32>>
where
    Fam<A>: IsNumeric,
{
    one(&function::SIGN, arg)
}

/// The number without its fraction: `TRUNC(arg)`; an integer is itself.
pub fn trunc<A: IntoExpr>(arg: A) -> Expr<A::Sql>
where
    Fam<A>: IsNumeric,
{
    one(&function::TRUNC, arg)
}

macro_rules! everywhere {
    ($($(#[$doc:meta])* $name:ident, $function:ident;)*) => { $(
        $(#[$doc])*
        pub fn $name<A: IntoExpr>(arg: A) -> Expr<Lift1<A::Sql, f64>>
        where
            Fam<A>: IsNumeric,
        {
            one(&function::$function, arg)
        }
    )* };
}

everywhere! {
    /// The power of e in double precision: `EXP(arg)`. SQLite has it only with `?polyfill`; what is too
    /// large is an error of the database.
    exp, EXP;
    /// The sine of an angle in radians. SQLite has it only with `?polyfill`.
    sin, SIN;
    /// The cosine of an angle in radians. SQLite has it only with `?polyfill`.
    cos, COS;
    /// The tangent of an angle in radians. SQLite has it only with `?polyfill`.
    tan, TAN;
    /// The angle in radians of a tangent. SQLite has it only with `?polyfill`.
    atan, ATAN;
    /// An angle in degrees, of one in radians.
    degrees, DEGREES;
    /// An angle in radians, of one in degrees.
    radians, RADIANS;
}

macro_rules! somewhere {
    ($($(#[$doc:meta])* $name:ident, $function:ident;)*) => { $(
        $(#[$doc])*
        pub fn $name<A: IntoExpr>(arg: A) -> Expr<Option<f64>>
        where
            Fam<A>: IsNumeric,
        {
            one(&function::$function, arg)
        }
    )* };
}

somewhere! {
    /// The square root in double precision, NULL of a negative number: `SQRT(arg)`. SQLite has it only
    /// with `?polyfill`, see [`Engine::open`](crate::engine::Engine::open).
    ///
    /// PostgreSQL has an error for what has no root, which is kept out:
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// let t = Table::new("t").column("n", Type::Double);
    /// let query = select(func::sqrt(t.col("n")));
    /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
    ///     "SELECT CASE WHEN t.n >= 0 THEN SQRT(CAST(t.n AS DOUBLE PRECISION)) END FROM t");
    /// ```
    sqrt, SQRT;
    /// The natural logarithm, NULL of zero and negative numbers: `LN(arg)`. SQLite has it only with `?polyfill`.
    ln, LN;
    /// The logarithm to the base 10, NULL of zero and negative numbers. SQLite has it only with `?polyfill`.
    log10, LOG10;
    /// The angle in radians of a sine, NULL if that is not -1 to 1. SQLite has it only with `?polyfill`.
    asin, ASIN;
    /// The angle in radians of a cosine, NULL if that is not -1 to 1. SQLite has it only with `?polyfill`.
    acos, ACOS;
}

/// The angle in radians of the point at height `y` and distance `x`, where zero has no sign: that of (0, -1) is π.
/// SQLite has it only with `?polyfill`.
pub fn atan2<Y: IntoExpr, X: IntoExpr>(y: Y, x: X) -> Expr<Lift<Y::Sql, X::Sql, f64>>
where
    Fam<Y>: IsNumeric,
    Fam<X>: IsNumeric,
{
    apply(&function::ATAN2, vec![y.into_expr().node, x.into_expr().node])
}

/// The power in double precision: `POWER(base, exponent)`. SQLite has it only with `?polyfill`.
///
/// NULL where it is no real number: for a negative base with a fraction as the exponent, and for zero with
/// a negative one. What is too large is an error of the database.
pub fn power<A: IntoExpr, B: IntoExpr>(base: A, exponent: B) -> Expr<Option<f64>>
where
    Fam<A>: IsNumeric,
    Fam<B>: IsNumeric,
{
    apply(&function::POWER, vec![base.into_expr().node, exponent.into_expr().node])
}
