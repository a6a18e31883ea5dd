//! Which families have a day, a time of day, or are spans of time, for Rust's compiler.

use super::{Any, SqlValue, family};
use crate::value::{Timestamp, TimestampTz};

macro_rules! families {
    ($($(#[$meta:meta])* $name:ident: $words:literal, $note:literal, $($family:ident)*;)*) => { $(
        $(#[$meta])*
        #[diagnostic::on_unimplemented(
            message = $words,
            label = "SQL wants another type here",
            note = $note
        )]
        pub trait $name {}
        $(
            #[diagnostic::do_not_recommend]
            impl $name for family::$family {}
        )*
        #[diagnostic::do_not_recommend]
        impl $name for family::Unknown {}
    )* };
}

families! {
    /// The families that have a day: dates and moments, and `Unknown` by trust.
    HasDay: "`{Self}` has no day", "`Date`, `Timestamp` and `TimestampTz` have", Date Timestamp TimestampTz;
    /// The families of days, and `Unknown` by trust.
    IsDay: "`{Self}` is not a date", "`func::date` gives the date of a timestamp", Date;
    /// The families of moments, and `Unknown` by trust.
    IsMoment: "`{Self}` is not a timestamp", "`Timestamp` and `TimestampTz` are",
        Timestamp TimestampTz;
    /// The families of the calendar: days, times of day, moments, and `Unknown` by trust.
    IsCalendar: "`{Self}` is neither a date nor a time",
        "`Date`, `Time`, `Timestamp` and `TimestampTz` are", Date Time Timestamp TimestampTz;
    /// The family of spans of time, and `Unknown` by trust.
    IsSpan: "`{Self}` is not a span of time", "`Interval` is; `.plus_days(n)` takes a number", Interval;
}

/// What a span of time can be added to, of this family: what that gives for the type `T`.
#[diagnostic::on_unimplemented(
    message = "SQL adds no span of time to `{Self}`",
    label = "this wants a date or a timestamp"
)]
pub trait PlusSpan<T> {
    /// The type of the sum.
    type Sum: SqlValue;
}

#[diagnostic::do_not_recommend]
impl<T> PlusSpan<T> for family::Date {
    type Sum = Timestamp;
}

macro_rules! itself {
    ($($family:ident)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<T: SqlValue> PlusSpan<T> for family::$family {
            type Sum = T;
        }
    )* };
}

itself!(Timestamp TimestampTz Unknown);

/// What `AT TIME ZONE` makes of a family: of points in time what clocks show, and the other way round.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no time zone, and is in none",
    label = "this wants a `Timestamp` or a `TimestampTz`"
)]
pub trait InTimeZone {
    /// The type of the result.
    type Other: SqlValue;
}

#[diagnostic::do_not_recommend]
impl InTimeZone for family::Timestamp {
    type Other = TimestampTz;
}
#[diagnostic::do_not_recommend]
impl InTimeZone for family::TimestampTz {
    type Other = Timestamp;
}
#[diagnostic::do_not_recommend]
impl InTimeZone for family::Unknown {
    type Other = Any;
}
