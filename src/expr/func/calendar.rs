//! Dates, times of day and points in time: what time it is, and parts.

use super::{Fam, apply, one};
use crate::expr::{Expr, IntoExpr, Node};
use crate::function::{self, Function};
use crate::types::{HasDay, IsCalendar, IsMoment, Lift1};
use crate::value::{Date, TimestampTz};

/// The moment at which the statement began: `STATEMENT_TIMESTAMP()`, `UTC_TIMESTAMP(6)` on MySQL.
///
/// SQLite has thousandths of a second, and may give a later moment for a later row.
///
/// ```
/// use sqltree::prelude::*;
/// let query = select(func::now());
/// assert_eq!(query.compile(&MariaDb::default()).unwrap().sql(), "SELECT UTC_TIMESTAMP(6)");
/// ```
pub fn now() -> Expr<TimestampTz> {
    apply(&function::NOW, Vec::<Node>::new())
}

/// The day that it is in UTC when the statement begins: `UTC_DATE()` on MySQL, `DATE('now')` on SQLite.
pub fn current_date() -> Expr<Date> {
    apply(&function::CURRENT_DATE, Vec::<Node>::new())
}

/// The day of a timestamp, and in UTC of a point in time: `CAST(arg AS DATE)`.
pub fn date<A: IntoExpr>(arg: A) -> Expr<Lift1<A::Sql, Date>>
where
    Fam<A>: IsMoment,
{
    one(&function::DATE_OF, arg)
}

/// A part of a date, a time of day or a timestamp, as an integer; of a point in time that in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Part {
    /// The year, as astronomers count: the one before year 1 is 0.
    Year,
    /// The quarter of the year, 1 to 4.
    Quarter,
    /// The month, 1 to 12.
    Month,
    /// The day of the month, from 1.
    Day,
    /// The day of the year, from 1.
    DayOfYear,
    /// The day of the week, 1 (Monday) to 7.
    DayOfWeek,
    /// The year that the week of the day is of, by ISO 8601: the days round New Year may be of another.
    IsoYear,
    /// The week of [`IsoYear`](Part::IsoYear), 1 to 53; the first is that of 4 January.
    IsoWeek,
    /// The hour, 0 to 23; 24 at the end of a day.
    Hour,
    /// The minute.
    Minute,
    /// The second, without its fraction.
    Second,
    /// The fraction of the second, in microseconds.
    Microsecond,
}

impl Part {
    const fn function(self) -> &'static Function {
        match self {
            Part::Year => &function::YEAR,
            Part::Quarter => &function::QUARTER,
            Part::Month => &function::MONTH,
            Part::Day => &function::DAY,
            Part::DayOfYear => &function::DAY_OF_YEAR,
            Part::DayOfWeek => &function::DAY_OF_WEEK,
            Part::IsoYear => &function::ISO_YEAR,
            Part::IsoWeek => &function::ISO_WEEK,
            Part::Hour => &function::HOUR,
            Part::Minute => &function::MINUTE,
            Part::Second => &function::SECOND,
            Part::Microsecond => &function::MICROSECOND,
        }
    }
}

/// A part of a date, a time of day or a timestamp: `EXTRACT(YEAR FROM arg)`, `YEAR(arg)` on MySQL, some
/// of the digits on SQLite.
///
/// A part that there is not (the hour of a date) is an error from compile.
///
/// ```
/// use sqltree::prelude::*;
/// let t = Table::new("t").column("day", Type::Date);
/// let query = select(func::extract(func::Part::Month, t.col("day")));
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT CAST(EXTRACT(MONTH FROM t.day) AS INTEGER) FROM t");
/// assert_eq!(query.compile(&MySql::default()).unwrap().sql(), "SELECT MONTH(t.day) FROM t");
/// ```
pub fn extract<A: IntoExpr>(part: Part, arg: A) -> Expr<Lift1<A::Sql, i32>>
where
    Fam<A>: IsCalendar,
{
    one(part.function(), arg)
}

/// A span of time by the calendar, of which [`start_of`] gives the first moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unit {
    /// A year.
    Year,
    /// A quarter of a year.
    Quarter,
    /// A month.
    Month,
    /// A week, which begins on Monday.
    Week,
    /// A day; not of a date.
    Day,
    /// An hour; not of a date.
    Hour,
    /// A minute; not of a date.
    Minute,
    /// A second; not of a date.
    Second,
}

impl Unit {
    const fn function(self) -> &'static Function {
        match self {
            Unit::Year => &function::START_OF_YEAR,
            Unit::Quarter => &function::START_OF_QUARTER,
            Unit::Month => &function::START_OF_MONTH,
            Unit::Week => &function::START_OF_WEEK,
            Unit::Day => &function::START_OF_DAY,
            Unit::Hour => &function::START_OF_HOUR,
            Unit::Minute => &function::START_OF_MINUTE,
            Unit::Second => &function::START_OF_SECOND,
        }
    }
}

/// The first moment of the year, month, week … that a timestamp is in, or its first day of a date:
/// `DATE_TRUNC('month', arg)` on PostgreSQL. That of a point in time is in UTC.
///
/// The start of an hour of a date is an error from compile.
///
/// ```
/// use sqltree::prelude::*;
/// let t = Table::new("t").column("at", Type::Timestamp);
/// let month = func::start_of(func::Unit::Month, t.col("at"));
/// let query = select((month.label("month"), func::count().label("n"))).group_by(month);
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT DATE_TRUNC('month', t.at) AS month, COUNT(*) AS n FROM t \
///      GROUP BY DATE_TRUNC('month', t.at)");
/// ```
pub fn start_of<A: IntoExpr>(unit: Unit, arg: A) -> Expr<A::Sql>
where
    Fam<A>: HasDay,
{
    one(unit.function(), arg)
}
