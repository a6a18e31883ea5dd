//! What two values have in common, and what arithmetic gives, as Rust types.

use super::{Any, SqlValue, family};
use crate::value::{Decimal, Value};

/// Rust types whose SQL side is a number: what the sum of many is, and the negative of one.
///
/// Implement it, and [`Wider`] of the type and itself, for your own numbers to add them up and calculate
/// with them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no sum and no negative",
    label = "this wants numbers",
    note = "convert with `.cast::<i64>()` or `.cast::<f64>()`",
    note = "for a number type of your own, implement `sqltree::types::Number`"
)]
pub trait Number {
    /// The type of the sum: integers give `i64`, floats `f64`.
    type Sum: SqlValue;
    /// The type of the negative: that of `u64` is `i64`.
    type Negative: SqlValue;
}

macro_rules! number {
    ($($rust:ty => $sum:ty, $negative:ty;)*) => { $(
        impl Number for $rust {
            type Sum = $sum;
            type Negative = $negative;
        }
    )* };
}

number! {
    i16 => i64, i16;
    i32 => i64, i32;
    i64 => i64, i64;
    u64 => u64, i64;
    f32 => f64, f32;
    f64 => f64, f64;
    Decimal => Decimal, Decimal;
    i8 => i64, i16;
    u8 => i64, i16;
    u16 => i64, i32;
    u32 => i64, i64;
    i128 => Decimal, i128;
    Any => Any, Any;
    Value => Value, Value;
}

/// Two Rust types of numbers: what holds the values of both, and what arithmetic of both gives.
#[diagnostic::on_unimplemented(
    message = "`{Self}` and `{Other}` are numbers of different kinds",
    label = "`{Other}`, beside `{Self}`",
    note = "convert one side with `.cast::<T>()`, or give up the check with `.dynamic()`",
    note = "for a number type of your own, implement `sqltree::types::Wider`"
)]
pub trait Wider<Other> {
    /// The type of `COALESCE`, `CASE` and the like: the wider of both, `f64` if one is a float.
    type Type: SqlValue;
    /// The type of `+`, `-`, `*`: the same, but floats are worked out in double precision.
    type Result: SqlValue;
}

macro_rules! wider {
    ($($a:ty, $b:ty => $wider:ty;)*) => { $(
        impl Wider<$b> for $a {
            type Type = $wider;
            type Result = $wider;
        }
        impl Wider<$a> for $b {
            type Type = $wider;
            type Result = $wider;
        }
    )* };
    ($($a:ty => $result:ty),*) => { $(
        impl Wider<$a> for $a {
            type Type = $a;
            type Result = $result;
        }
    )* };
}

wider!(i16 => i16, i32 => i32, i64 => i64, u64 => u64, f32 => f64, f64 => f64);
wider!(Decimal => Decimal, i128 => Decimal, i8 => i16, u8 => i16, u16 => i32, u32 => i64);
wider! {
    i16, i32 => i32;
    i16, i64 => i64;
    i32, i64 => i64;
    // No integer type has both negative and huge numbers: what does not fit is an error of decoding.
    i16, u64 => u64;
    i32, u64 => u64;
    i64, u64 => u64;
    i16, f32 => f64;
    i32, f32 => f64;
    i64, f32 => f64;
    u64, f32 => f64;
    i16, f64 => f64;
    i32, f64 => f64;
    i64, f64 => f64;
    u64, f64 => f64;
    f32, f64 => f64;
    Decimal, i128 => Decimal;
}

#[cfg(feature = "rust_decimal")]
number!(rust_decimal::Decimal => rust_decimal::Decimal, rust_decimal::Decimal;);
#[cfg(feature = "rust_decimal")]
wider!(rust_decimal::Decimal => rust_decimal::Decimal);
#[cfg(feature = "bigdecimal")]
number!(bigdecimal::BigDecimal => bigdecimal::BigDecimal, bigdecimal::BigDecimal;);
#[cfg(feature = "bigdecimal")]
wider!(bigdecimal::BigDecimal => bigdecimal::BigDecimal);

/// Numbers that SQL has in a wider type: beside another, they are what that is.
macro_rules! held {
    ($($small:ty => $held:ty: $($other:ty)*;)*) => { $( $(
        impl Wider<$other> for $small {
            type Type = <$held as Wider<$other>>::Type;
            type Result = <$held as Wider<$other>>::Result;
        }
        impl Wider<$small> for $other {
            type Type = <$held as Wider<$other>>::Type;
            type Result = <$held as Wider<$other>>::Result;
        }
    )* )* };
}

wider! {
    Decimal, i16 => Decimal;
    Decimal, i32 => Decimal;
    Decimal, i64 => Decimal;
    Decimal, u64 => Decimal;
    Decimal, f32 => f64;
    Decimal, f64 => f64;
}

held! {
    i8 => i16: i16 i32 i64 u64 f32 f64;
    u8 => i16: i16 i32 i64 u64 f32 f64;
    u16 => i32: i16 i32 i64 u64 f32 f64;
    u32 => i64: i16 i32 i64 u64 f32 f64;
    i128 => Decimal: i16 i32 i64 u64 f32 f64;
}

/// What values of `A` and `B` have in common, of this family and of `Other`: the type of `COALESCE`,
/// `CASE` and the like.
#[diagnostic::on_unimplemented(
    message = "SQL types do not match: `{Self}` is wanted, and this is `{Other}`",
    label = "`{Other}`, where SQL wants `{Self}`",
    note = "`Text` is String and &str, `Numeric` is i64, f64 and the like",
    note = "convert one side with `.cast::<T>()`, or give up the check with `.dynamic()`"
)]
pub trait Common<A, B, Other> {
    /// The type of both together.
    type Type: SqlValue;
}

/// What `+`, `-` and `*` of `A` and `B` give, of this family and of `Other`.
#[diagnostic::on_unimplemented(
    message = "SQL has no arithmetic on `{Self}` and `{Other}`",
    label = "+, -, * want numbers",
    note = "join texts with `.concat(…)`; convert with `.cast::<T>()`"
)]
pub trait Arithmetic<A, B, Other> {
    /// The type of the result.
    type Result: SqlValue;
}

#[diagnostic::do_not_recommend]
impl<A: Wider<B>, B> Common<A, B, family::Numeric> for family::Numeric {
    type Type = A::Type;
}

#[diagnostic::do_not_recommend]
impl<A: Wider<B>, B> Arithmetic<A, B, family::Numeric> for family::Numeric {
    type Result = A::Result;
}

macro_rules! first {
    ($($family:ident, $other:ident);*) => { $(
        #[diagnostic::do_not_recommend]
        impl<A: SqlValue, B> Common<A, B, family::$other> for family::$family {
            type Type = A;
        }
    )* };
}

first!(Text, Text; Boolean, Boolean; Bytes, Bytes; Date, Date; Time, Time; Timestamp, Timestamp);
first!(TimestampTz, TimestampTz; Interval, Interval; Uuid, Uuid; Json, Json; Unknown, Unknown);
first!(Numeric, Unknown; Text, Unknown; Boolean, Unknown; Bytes, Unknown; Date, Unknown);
first!(Time, Unknown; Timestamp, Unknown; TimestampTz, Unknown; Interval, Unknown);
first!(Uuid, Unknown; Json, Unknown);
first!(Unknown, Numeric; Unknown, Text; Unknown, Boolean; Unknown, Bytes; Unknown, Date);
first!(Unknown, Time; Unknown, Timestamp; Unknown, TimestampTz; Unknown, Interval);
first!(Unknown, Uuid; Unknown, Json);

#[diagnostic::do_not_recommend]
impl<A: SqlValue, B, F> Common<A, B, family::Array<F>> for family::Array<F> {
    type Type = A;
}
#[diagnostic::do_not_recommend]
impl<A: SqlValue, B, F> Common<A, B, family::Unknown> for family::Array<F> {
    type Type = A;
}
#[diagnostic::do_not_recommend]
impl<A: SqlValue, B, F> Common<A, B, family::Array<F>> for family::Unknown {
    type Type = A;
}

#[diagnostic::do_not_recommend]
impl<A: SqlValue, B> Arithmetic<A, B, family::Unknown> for family::Numeric {
    type Result = A;
}

#[diagnostic::do_not_recommend]
impl<A: SqlValue, B> Arithmetic<A, B, family::Numeric> for family::Unknown {
    type Result = A;
}

#[diagnostic::do_not_recommend]
impl<A: SqlValue, B> Arithmetic<A, B, family::Unknown> for family::Unknown {
    type Result = A;
}

/// Rust types whose SQL side is an integer, so that whole quotients and remainders mean one thing everywhere.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an integer type",
    label = "%, div_trunc, div_floor and mod_floor want integers",
    note = "engines differ on other numbers; `.cast::<i64>()` first"
)]
pub trait IsInteger {}
impl IsInteger for i16 {}
impl IsInteger for i32 {}
impl IsInteger for i64 {}
impl IsInteger for u64 {}
impl IsInteger for i8 {}
impl IsInteger for u8 {}
impl IsInteger for u16 {}
impl IsInteger for u32 {}
impl<T: IsInteger> IsInteger for Option<T> {}
