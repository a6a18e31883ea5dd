//! SQL types, and which Rust type stands for which.
//!
//! A Rust type maps to a [`Type`] (what `CREATE TABLE` and `CAST` write) and to a *family*; what
//! may be compared with what is a finite list over families, checked by the Rust compiler.

mod array;
mod calendar;
mod json;
mod number;
mod sort;
mod tag;
mod user;

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

pub use array::IsArrayOf;
pub use calendar::{HasDay, InTimeZone, IsCalendar, IsDay, IsMoment, IsSpan, PlusSpan};
pub use json::IsJson;
pub use number::{Arithmetic, Common, IsInteger, Number, Wider};
pub(crate) use sort::Sort;
pub use tag::{Family, Tag};
pub use user::UserType;

use crate::value::{Date, Decimal, Interval, Json, Str, Time, Timestamp, TimestampTz, Uuid, Value};

/// A SQL type. Each dialect has its own name for it: `BigInt` is `BIGINT`, `INTEGER` or `SIGNED`.
///
/// ```
/// use sqltree::{SqlValue, Type};
/// assert_eq!(<Option<i64> as SqlValue>::TYPE, Type::BigInt);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Type {
    /// Nothing is known of the type; not allowed where a type must be written.
    Unknown,
    /// True, false.
    Boolean,
    /// 16-bit integers.
    SmallInt,
    /// 32-bit integers.
    Integer,
    /// 64-bit integers.
    BigInt,
    /// Unsigned 64-bit integers: MySQL and MariaDB only.
    UnsignedBigInt,
    /// Single-precision numbers.
    Real,
    /// Double-precision numbers.
    Double,
    /// Exact numbers of `precision` digits, `scale` of them after the point.
    Decimal(u16, u16),
    /// Exact numbers of any size, where the engine has such; others want [`Type::Decimal`].
    BigDecimal,
    /// Text of any length.
    Text,
    /// Text of at most so many characters.
    VarChar(u32),
    /// Text of exactly so many characters, padded with spaces.
    Char(u32),
    /// Bytes of any length.
    Bytes,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A day and a time, of no time zone.
    Timestamp,
    /// A point in time.
    TimestampTz,
    /// A span of time; microseconds as an integer, where the engine has no such type.
    Interval,
    /// A UUID.
    Uuid,
    /// A JSON document.
    Json,
    /// An array of values of a type without parameters, where the engine has arrays.
    Array(Tag),
    /// A type of the program's own.
    User(&'static UserType),
    /// A type of one engine, written as it is: one type and nothing else, so that no comma, no comment and
    /// none of what else a column has (`DEFAULT`, `NOT NULL`, `CHECK`, `REFERENCES`, `COLLATE` …) is in
    /// it. `INT UNSIGNED`, `numeric(9)[]`, `ENUM('a', 'b')` and `app."Mood"` are such.
    Native(Cow<'static, str>),
}

impl Type {
    /// Length, or precision and scale; zeros for types without.
    pub(crate) fn parameters(&self) -> (u32, u32) {
        match *self {
            Type::VarChar(length) | Type::Char(length) => (length, 0),
            Type::Decimal(precision, scale) => (precision.into(), scale.into()),
            Type::User(user) => user.storage().parameters(),
            _ => (0, 0),
        }
    }

    /// True for the integer types.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        matches!(self, Type::SmallInt | Type::Integer | Type::BigInt | Type::UnsignedBigInt)
    }
}

/// The families that comparability is defined over.
pub mod family {
    /// Integers, floating-point and exact numbers.
    #[derive(Debug)]
    pub enum Numeric {}
    /// Text.
    #[derive(Debug)]
    pub enum Text {}
    /// Conditions.
    #[derive(Debug)]
    pub enum Boolean {}
    /// Bytes.
    #[derive(Debug)]
    pub enum Bytes {}
    /// Days.
    #[derive(Debug)]
    pub enum Date {}
    /// Times of day.
    #[derive(Debug)]
    pub enum Time {}
    /// Days with times.
    #[derive(Debug)]
    pub enum Timestamp {}
    /// Points in time.
    #[derive(Debug)]
    pub enum TimestampTz {}
    /// Spans of time.
    #[derive(Debug)]
    pub enum Interval {}
    /// UUIDs.
    #[derive(Debug)]
    pub enum Uuid {}
    /// JSON documents, which engines compare in different ways: compared with nothing.
    #[derive(Debug)]
    pub enum Json {}
    /// Arrays of values of a family.
    #[derive(Debug)]
    pub struct Array<F>(std::marker::PhantomData<fn() -> F>);
    /// Rows inside of a row, which are compared with nothing.
    #[derive(Debug)]
    pub enum Rows {}
    /// Not known until run time: goes with everything, checked by the database.
    #[derive(Debug)]
    pub enum Unknown {}
}

/// The type of an expression that is known only at run time.
///
/// Columns of run-time tables are `Expr<Any>`; they compare with everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Any {}

/// A Rust type that stands for a SQL type: `i64`, `Option<String>`, [`Any`], your own newtype.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the Rust side of a SQL type",
    label = "not a SQL type",
    note = "sqltree knows bool, i16, i32, i64, u64, f32, f64, String, Vec<u8> and Option of them"
)]
pub trait SqlValue {
    /// What it can be compared with.
    type Family;
    /// What `CREATE TABLE` and `CAST` write for it.
    const TYPE: Type;
    /// True for `Option<T>`: the value may be `NULL`.
    const NULLABLE: bool = false;
    /// The type without `Option`.
    type NonNull: SqlValue;
    /// Whether it may be `NULL`, as a type: [`NotNull`] or [`Nullable`].
    type Null: Nullability;
    /// What a typed row holds for it: itself, or [`Value`] for [`Any`].
    type Output;
}

/// Whether an expression may be `NULL`, carried through operators: see [`Lift`].
pub trait Nullability {
    /// `T` or `Option<T>`.
    type Wrap<T: SqlValue>: SqlValue;
    /// Nullable if either is.
    type Or<B: Nullability>: Nullability;
    /// Nullable if both are.
    type And<B: Nullability>: Nullability;
}

/// Never `NULL`.
#[derive(Debug)]
pub enum NotNull {}

/// May be `NULL`.
#[derive(Debug)]
pub enum Nullable {}

impl Nullability for NotNull {
    type Wrap<T: SqlValue> = T;
    type Or<B: Nullability> = B;
    type And<B: Nullability> = NotNull;
}

impl Nullability for Nullable {
    type Wrap<T: SqlValue> = Option<T>;
    type Or<B: Nullability> = Nullable;
    type And<B: Nullability> = B;
}

/// `T`, or `Option<T>` when `A` or `B` may be `NULL`: the type of an operator over both.
pub type Lift<A, B, T> =
    <<<A as SqlValue>::Null as Nullability>::Or<<B as SqlValue>::Null> as Nullability>::Wrap<T>;

/// `T`, or `Option<T>` when `A` may be `NULL`.
pub type Lift1<A, T> = <<A as SqlValue>::Null as Nullability>::Wrap<T>;

macro_rules! sql_value {
    ($($rust:ty => $family:ident, $ty:expr;)*) => { $(
        impl SqlValue for $rust {
            type Family = family::$family;
            const TYPE: Type = $ty;
            type NonNull = $rust;
            type Null = NotNull;
            type Output = $rust;
        }
    )* };
}

sql_value! {
    bool => Boolean, Type::Boolean;
    i16 => Numeric, Type::SmallInt;
    i32 => Numeric, Type::Integer;
    i64 => Numeric, Type::BigInt;
    u64 => Numeric, Type::UnsignedBigInt;
    f32 => Numeric, Type::Real;
    f64 => Numeric, Type::Double;
    String => Text, Type::Text;
    Str => Text, Type::Text;
    Vec<u8> => Bytes, Type::Bytes;
    i8 => Numeric, Type::SmallInt;
    u8 => Numeric, Type::SmallInt;
    u16 => Numeric, Type::Integer;
    u32 => Numeric, Type::BigInt;
    i128 => Numeric, Type::Decimal(39, 0);
    char => Text, Type::VarChar(1);
    Cow<'static, str> => Text, Type::Text;
    IpAddr => Text, Type::VarChar(45);
    Ipv4Addr => Text, Type::VarChar(45);
    Ipv6Addr => Text, Type::VarChar(45);
    Date => Date, Type::Date;
    Time => Time, Type::Time;
    Timestamp => Timestamp, Type::Timestamp;
    TimestampTz => TimestampTz, Type::TimestampTz;
    Interval => Interval, Type::Interval;
    Decimal => Numeric, Type::BigDecimal;
    Uuid => Uuid, Type::Uuid;
    Json => Json, Type::Json;
}

impl SqlValue for Any {
    type Family = family::Unknown;
    const TYPE: Type = Type::Unknown;
    const NULLABLE: bool = true;
    type NonNull = Any;
    type Null = Nullable;
    type Output = Value;
}

impl SqlValue for Value {
    type Family = family::Unknown;
    const TYPE: Type = Type::Unknown;
    const NULLABLE: bool = true;
    type NonNull = Value;
    type Null = Nullable;
    type Output = Value;
}

impl<T: SqlValue> SqlValue for Option<T> {
    type Family = T::Family;
    const TYPE: Type = T::TYPE;
    const NULLABLE: bool = true;
    type NonNull = T::NonNull;
    type Null = Nullable;
    type Output = Option<T::Output>;
}

/// Families that SQL can compare: each with itself, and `Unknown` with all.
#[diagnostic::on_unimplemented(
    message = "SQL types do not match: `{Self}` is wanted, and this is `{Other}`",
    label = "`{Other}`, where SQL wants `{Self}`",
    note = "`Text` is String and &str, `Numeric` is i64, f64 and the like",
    note = "convert one side with `.cast::<T>()`, or give up the check with `.dynamic()`"
)]
pub trait ComparableWith<Other> {}

/// The families whose expressions are conditions: `Boolean`, and `Unknown` by trust.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a condition",
    label = "AND, OR and NOT want a value that is true or false",
    note = "compare it with something, such as `.eq(value)` or `.is_not_null()`"
)]
pub trait IsCondition {}

/// The families that arithmetic works on: `Numeric`, and `Unknown` by trust.
#[diagnostic::on_unimplemented(
    message = "SQL has no arithmetic on `{Self}`",
    label = "+, -, *, / and % want numbers",
    note = "join texts with `.concat(…)`; convert with `.cast::<T>()`"
)]
pub trait IsNumeric {}

/// The families that LIKE and concatenation work on: `Text`, and `Unknown` by trust.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not text",
    label = "LIKE and concatenation want text",
    note = "convert with `.cast::<String>()`"
)]
pub trait IsText {}

macro_rules! comparable {
    ($($a:ident),*) => { $(
        #[diagnostic::do_not_recommend]
        impl ComparableWith<family::$a> for family::$a {}
        #[diagnostic::do_not_recommend]
        impl ComparableWith<family::Unknown> for family::$a {}
        #[diagnostic::do_not_recommend]
        impl ComparableWith<family::$a> for family::Unknown {}
    )* };
}

comparable!(Numeric, Text, Boolean, Bytes, Date, Time, Timestamp, TimestampTz, Interval, Uuid);
#[diagnostic::do_not_recommend]
impl ComparableWith<family::Unknown> for family::Json {}
#[diagnostic::do_not_recommend]
impl ComparableWith<family::Json> for family::Unknown {}
#[diagnostic::do_not_recommend]
impl ComparableWith<family::Unknown> for family::Unknown {}
#[diagnostic::do_not_recommend]
impl IsCondition for family::Boolean {}
#[diagnostic::do_not_recommend]
impl IsCondition for family::Unknown {}
#[diagnostic::do_not_recommend]
impl IsNumeric for family::Numeric {}
#[diagnostic::do_not_recommend]
impl IsNumeric for family::Unknown {}
#[diagnostic::do_not_recommend]
impl IsText for family::Text {}
#[diagnostic::do_not_recommend]
impl IsText for family::Unknown {}
