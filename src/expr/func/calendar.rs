//! Dates, times of day and points in time: what time it is, and parts.

use super::{Fam, apply, one};
use crate::expr::{Expr, IntoExpr, Node};
use crate::function::{self, Function};
use crate::types::{IsCalendar, IsMoment, Lift1};
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
