//! The calendar; points in time are in UTC, which the driver sets as the zone of the session:
//! <https://dev.mysql.com/doc/refman/8.4/en/date-and-time-functions.html>

use sqltree::dialect::{Own, Powers, own};
use sqltree::{function, template};

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
