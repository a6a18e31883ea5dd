//! The calendar; points in time are in UTC, which the driver sets as the zone of the session:
//! <https://dev.mysql.com/doc/refman/8.4/en/date-and-time-functions.html>

use sqltree::dialect::{Over, Own, Powers, over, own, own_by_type};
use sqltree::{Tag, function, template};

const ADD: u8 = Powers::ANSI.add;

pub(super) const CURRENT_DATE: Own = own(&function::CURRENT_DATE, template!("UTC_DATE()"));
pub(super) const NOW: Own = own(&function::NOW, template!("UTC_TIMESTAMP(6)"));
pub(super) const DATE_OF: Own = own(&function::DATE_OF, template!("DATE({0})"));
pub(super) const YEAR: Own = own(&function::YEAR, template!("YEAR({0})"));
pub(super) const QUARTER: Own = own(&function::QUARTER, template!("QUARTER({0})"));
pub(super) const MONTH: Own = own(&function::MONTH, template!("MONTH({0})"));
pub(super) const DAY: Own = own(&function::DAY, template!("DAYOFMONTH({0})"));
pub(super) const DAY_OF_YEAR: Own = own(&function::DAY_OF_YEAR, template!("DAYOFYEAR({0})"));
// Monday is 0.
pub(super) const DAY_OF_WEEK: Own =
    own(&function::DAY_OF_WEEK, template!("WEEKDAY({0}) + 1", ADD, 0));
// Mode 3 is that of ISO 8601: https://dev.mysql.com/doc/refman/8.4/en/date-and-time-functions.html#function_week
pub(super) const ISO_WEEK: Own = own(&function::ISO_WEEK, template!("WEEK({0}, 3)"));
pub(super) const ISO_YEAR: Own =
    own(&function::ISO_YEAR, template!("YEARWEEK({0}, 3) DIV 100", Powers::ANSI.multiply, 0));
// EXTRACT makes a day of 24 hours; measured with MariaDB 10.11.
pub(super) const HOUR: Own = own(&function::HOUR, template!("HOUR({0})"));
pub(super) const MINUTE: Own = own(&function::MINUTE, template!("MINUTE({0})"));
pub(super) const SECOND: Own = own(&function::SECOND, template!("SECOND({0})"));
pub(super) const MICROSECOND: Own = own(&function::MICROSECOND, template!("MICROSECOND({0})"));
pub(super) const PLUS_DAYS: Own =
    own(&function::PLUS_DAYS, template!("{0} + INTERVAL {1} DAY", ADD, ADD + 1));
pub(super) const PLUS_MONTHS: Own =
    own(&function::PLUS_MONTHS, template!("{0} + INTERVAL {1} MONTH", ADD, ADD + 1));
// A span of time is its microseconds.
pub(super) const PLUS: Own =
    own(&function::PLUS, template!("{0} + INTERVAL {1} MICROSECOND", ADD, ADD + 1));
pub(super) const MINUS: Own =
    own(&function::MINUS, template!("{0} - INTERVAL {1} MICROSECOND", ADD, ADD + 1));
pub(super) const DAYS_SINCE: Own = own(&function::DAYS_SINCE, template!("DATEDIFF({0}, {1})"));
pub(super) const SINCE: Own =
    own(&function::SINCE, template!("TIMESTAMPDIFF(MICROSECOND, {1}, {0})"));

/// The first day, as a date of a date, and else as a moment.
macro_rules! start_of_days {
    ($function:ident, $day:literal) => {
        pub(super) const $function: Own = own_by_type(
            &function::$function,
            const { &[over(Over::First(Tag::Date), template!($day, ADD, ADD + 1))] },
            template!(concat!("CAST(", $day, " AS DATETIME(6))"), Powers::PRIMARY, ADD + 1),
        );
    };
}

// MAKEDATE takes the year 50 for 2050.
start_of_days!(START_OF_YEAR, "CAST(DATE_FORMAT({0}, '%Y-01-01') AS DATE)");
start_of_days!(
    START_OF_QUARTER,
    "CAST(DATE_FORMAT({0}, '%Y-01-01') AS DATE) + INTERVAL (QUARTER({0}) - 1) * 3 MONTH"
);
start_of_days!(START_OF_MONTH, "CAST(DATE_FORMAT({0}, '%Y-%m-01') AS DATE)");
start_of_days!(START_OF_WEEK, "CAST({0} AS DATE) - INTERVAL WEEKDAY({0}) DAY");

/// The first moment, of which the digits are known.
macro_rules! start {
    ($function:ident, $digits:literal) => {
        pub(super) const $function: Own = own(
            &function::$function,
            template!(concat!("CAST(DATE_FORMAT({0}, '", $digits, "') AS DATETIME(6))")),
        );
    };
}

start!(START_OF_DAY, "%Y-%m-%d");
start!(START_OF_HOUR, "%Y-%m-%d %H:00:00");
start!(START_OF_MINUTE, "%Y-%m-%d %H:%i:00");
start!(START_OF_SECOND, "%Y-%m-%d %H:%i:%s");

/// What there is instead of time zones.
pub(super) const ZONES: &str = "keep points in time, and show them in a zone in the program";
