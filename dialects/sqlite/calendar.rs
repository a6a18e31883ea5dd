//! The calendar, as texts of one form: `2024-02-29`, `12:30:00.000000`, and both with a blank between.
//! Functions of the engine know thousandths of a second only, so that they are asked for whole ones:
//! <https://www.sqlite.org/lang_datefunc.html>

use sqltree::dialect::{Over, Own, Powers, over, own, own_by_type};
use sqltree::{Tag, function, template};

const ADD: u8 = Powers::ANSI.add;
const MULTIPLY: u8 = Powers::ANSI.multiply;
const PRIMARY: u8 = Powers::PRIMARY;
const CONCAT: u8 = Powers::ANSI.concat;

/// A part that is some of the digits.
macro_rules! digits {
    ($function:ident, $start:literal, $length:literal) => {
        pub(super) const $function: Own = own(
            &function::$function,
            template!(concat!("CAST(SUBSTR({0}, ", $start, ", ", $length, ") AS INTEGER)")),
        );
    };
    ($function:ident, $start:literal, $length:literal, $of_time:literal) => {
        pub(super) const $function: Own = own_by_type(
            &function::$function,
            const {
                &[over(
                    Over::First(Tag::Time),
                    template!(concat!(
                        "CAST(SUBSTR({0}, ",
                        $of_time,
                        ", ",
                        $length,
                        ") AS INTEGER)"
                    )),
                )]
            },
            template!(concat!("CAST(SUBSTR({0}, ", $start, ", ", $length, ") AS INTEGER)")),
        );
    };
}

digits!(YEAR, "1", "4");
digits!(MONTH, "6", "2");
digits!(DAY, "9", "2");
digits!(HOUR, "12", "2", "1");
digits!(MINUTE, "15", "2", "4");
digits!(SECOND, "18", "2", "7");
digits!(MICROSECOND, "21", "6", "10");

pub(super) const QUARTER: Own =
    own(&function::QUARTER, template!("(CAST(SUBSTR({0}, 6, 2) AS INTEGER) + 2) / 3", MULTIPLY, 0));
pub(super) const DAY_OF_YEAR: Own =
    own(&function::DAY_OF_YEAR, template!("CAST(STRFTIME('%j', SUBSTR({0}, 1, 10)) AS INTEGER)"));
// Sunday is 0.
pub(super) const DAY_OF_WEEK: Own = own(
    &function::DAY_OF_WEEK,
    template!("(CAST(STRFTIME('%w', SUBSTR({0}, 1, 10)) AS INTEGER) + 6) % 7 + 1", ADD, 0),
);
// The week is that of its Thursday; the words for it came with 3.46.
pub(super) const ISO_WEEK: Own = own(
    &function::ISO_WEEK,
    template!("(STRFTIME('%j', SUBSTR({0}, 1, 10), '-3 days', 'weekday 4') - 1) / 7 + 1", ADD, 0),
);
pub(super) const ISO_YEAR: Own = own(
    &function::ISO_YEAR,
    template!("CAST(STRFTIME('%Y', SUBSTR({0}, 1, 10), '-3 days', 'weekday 4') AS INTEGER)"),
);

/// The first day, with the time of the day's beginning behind it if it is not that of a date.
macro_rules! start_of_days {
    ($function:ident, $day:literal) => {
        pub(super) const $function: Own = own_by_type(
            &function::$function,
            const { &[over(Over::First(Tag::Date), template!($day, CONCAT, 0))] },
            template!(concat!($day, " || ' 00:00:00.000000'"), CONCAT, 0),
        );
    };
}

start_of_days!(START_OF_YEAR, "SUBSTR({0}, 1, 4) || '-01-01'");
start_of_days!(
    START_OF_QUARTER,
    "SUBSTR({0}, 1, 5) || PRINTF('%02d', (SUBSTR({0}, 6, 2) - 1) / 3 * 3 + 1) || '-01'"
);
start_of_days!(START_OF_MONTH, "SUBSTR({0}, 1, 7) || '-01'");
start_of_days!(START_OF_WEEK, "DATE(SUBSTR({0}, 1, 10), '-6 days', 'weekday 1')");

/// The first moment, of which the first digits are known.
macro_rules! start {
    ($function:ident, $digits:literal, $rest:literal) => {
        pub(super) const $function: Own = own(
            &function::$function,
            template!(concat!("SUBSTR({0}, 1, ", $digits, ") || '", $rest, "'"), CONCAT, 0),
        );
    };
}

start!(START_OF_DAY, "10", " 00:00:00.000000");
start!(START_OF_HOUR, "13", ":00:00.000000");
start!(START_OF_MINUTE, "16", ":00.000000");
start!(START_OF_SECOND, "19", ".000000");

pub(super) const CURRENT_DATE: Own = own(&function::CURRENT_DATE, template!("DATE('now')"));
pub(super) const NOW: Own =
    own(&function::NOW, template!("STRFTIME('%Y-%m-%d %H:%M:%f000', 'now')"));
pub(super) const DATE_OF: Own = own(&function::DATE_OF, template!("SUBSTR({0}, 1, 10)"));

pub(super) const PLUS_DAYS: Own = own_by_type(
    &function::PLUS_DAYS,
    const { &[over(Over::First(Tag::Date), template!("DATE({0}, {1} || ' days')", PRIMARY, PRIMARY))] },
    template!("DATE(SUBSTR({0}, 1, 10), {1} || ' days') || SUBSTR({0}, 11)", CONCAT, PRIMARY),
);
// A month that is too short runs over into the next one: the last day of the month is before that.
// In the last month of all there is no next one.
pub(super) const PLUS_MONTHS: Own = own(
    &function::PLUS_MONTHS,
    template!(
        "COALESCE(MIN(DATE(SUBSTR({0}, 1, 10), {1} || ' months'), DATE(SUBSTR({0}, 1, 10), \
         'start of month', ({1} + 1) || ' months', '-1 day')), DATE(SUBSTR({0}, 1, 10), \
         {1} || ' months')) || SUBSTR({0}, 11)",
        CONCAT,
        PRIMARY
    ),
);

/// Whole seconds are added by the engine, and what is left of the microseconds put behind.
macro_rules! moved {
    ($function:ident, $micros:literal) => {
        pub(super) const $function: Own = own(
            &function::$function,
            template!(
                concat!(
                    "STRFTIME('%Y-%m-%d %H:%M:%S', SUBSTR({0}, 1, 19), ((",
                    $micros,
                    ") / 1000000 - ((",
                    $micros,
                    ") % 1000000 < 0)) || ' seconds') || PRINTF('.%06d', ((",
                    $micros,
                    ") % 1000000 + 1000000) % 1000000)"
                ),
                CONCAT,
                PRIMARY
            ),
        );
    };
}

moved!(PLUS, "CAST(SUBSTR({0}, 21) AS INTEGER) + {1}");
moved!(MINUS, "CAST(SUBSTR({0}, 21) AS INTEGER) - {1}");

pub(super) const DAYS_SINCE: Own = own(
    &function::DAYS_SINCE,
    template!("CAST(JULIANDAY({0}) - JULIANDAY({1}) AS INTEGER)", PRIMARY, PRIMARY),
);
pub(super) const SINCE: Own = own(
    &function::SINCE,
    template!(
        "(STRFTIME('%s', SUBSTR({0}, 1, 19)) - STRFTIME('%s', SUBSTR({1}, 1, 19))) * 1000000 \
         + SUBSTR({0}, 21) - SUBSTR({1}, 21)",
        ADD,
        PRIMARY
    ),
);

/// What there is instead of time zones.
pub(super) const ZONES: &str = "keep points in time, and show them in a zone in the program";
