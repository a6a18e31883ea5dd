//! The calendar. A point in time is taken apart in UTC, whatever the zone of the session is:
//! <https://www.postgresql.org/docs/current/functions-datetime.html>

use sqltree::dialect::{Over, Own, Powers, over, own, own_by_type};
use sqltree::{Tag, function, template};

const ADD: u8 = Powers::ANSI.add;
const TIMES: u8 = Powers::ANSI.multiply;
const PRIMARY: u8 = Powers::PRIMARY;

/// How a function of the calendar is written over points in time, and over all else.
macro_rules! in_utc {
    ($function:ident, $power:expr, $point:expr, $other:expr) => {
        pub(super) const $function: Own = own_by_type(
            &function::$function,
            const { &[over(Over::First(Tag::TimestampTz), template!($point, $power, PRIMARY))] },
            template!($other, $power, PRIMARY),
        );
    };
}

/// A part as it stands in `EXTRACT`, which gives an exact number.
macro_rules! part {
    ($function:ident, $part:literal) => {
        in_utc!(
            $function,
            PRIMARY,
            concat!("CAST(EXTRACT(", $part, " FROM {0} AT TIME ZONE 'UTC') AS INTEGER)"),
            concat!("CAST(EXTRACT(", $part, " FROM {0}) AS INTEGER)")
        );
    };
}

part!(QUARTER, "QUARTER");
part!(MONTH, "MONTH");
part!(DAY, "DAY");
part!(DAY_OF_YEAR, "DOY");
part!(DAY_OF_WEEK, "ISODOW");
part!(ISO_WEEK, "WEEK");
part!(HOUR, "HOUR");
part!(MINUTE, "MINUTE");

// There is no year 0 here: the one before year 1 is -1.
in_utc!(
    YEAR,
    PRIMARY,
    "CAST(EXTRACT(YEAR FROM {0} AT TIME ZONE 'UTC') + CASE WHEN EXTRACT(YEAR FROM {0} \
     AT TIME ZONE 'UTC') < 0 THEN 1 ELSE 0 END AS INTEGER)",
    "CAST(EXTRACT(YEAR FROM {0}) + CASE WHEN EXTRACT(YEAR FROM {0}) < 0 THEN 1 ELSE 0 END \
     AS INTEGER)"
);
in_utc!(
    ISO_YEAR,
    PRIMARY,
    "CAST(EXTRACT(ISOYEAR FROM {0} AT TIME ZONE 'UTC') + CASE WHEN EXTRACT(ISOYEAR FROM {0} \
     AT TIME ZONE 'UTC') < 0 THEN 1 ELSE 0 END AS INTEGER)",
    "CAST(EXTRACT(ISOYEAR FROM {0}) + CASE WHEN EXTRACT(ISOYEAR FROM {0}) < 0 THEN 1 ELSE 0 END \
     AS INTEGER)"
);
// A second has its fraction, and so have the microseconds their seconds.
in_utc!(
    SECOND,
    PRIMARY,
    "CAST(TRUNC(EXTRACT(SECOND FROM {0} AT TIME ZONE 'UTC')) AS INTEGER)",
    "CAST(TRUNC(EXTRACT(SECOND FROM {0})) AS INTEGER)"
);
in_utc!(
    MICROSECOND,
    TIMES,
    "CAST(EXTRACT(MICROSECONDS FROM {0} AT TIME ZONE 'UTC') AS INTEGER) % 1000000",
    "CAST(EXTRACT(MICROSECONDS FROM {0}) AS INTEGER) % 1000000"
);

pub(super) const CURRENT_DATE: Own = own(
    &function::CURRENT_DATE,
    template!("CAST(STATEMENT_TIMESTAMP() AT TIME ZONE 'UTC' AS DATE)"),
);
// CURRENT_TIMESTAMP is when the transaction began.
pub(super) const NOW: Own = own(&function::NOW, template!("STATEMENT_TIMESTAMP()"));
in_utc!(DATE_OF, PRIMARY, "CAST({0} AT TIME ZONE 'UTC' AS DATE)", "CAST({0} AS DATE)");

/// A sum that a day makes a timestamp of. `TIMEZONE('UTC', x)` is `x AT TIME ZONE 'UTC'`, which may not
/// stand alone behind BETWEEN: <https://www.postgresql.org/docs/current/functions-datetime.html#FUNCTIONS-DATETIME-ZONECONVERT>
macro_rules! later {
    ($function:ident, $span:literal) => {
        pub(super) const $function: Own = own_by_type(
            &function::$function,
            const {
                &[
                    over(
                        Over::First(Tag::TimestampTz),
                        template!(
                            concat!("TIMEZONE('UTC', {0} AT TIME ZONE 'UTC' + ", $span, ")"),
                            PRIMARY,
                            PRIMARY
                        ),
                    ),
                    over(
                        Over::First(Tag::Date),
                        template!(concat!("CAST({0} + ", $span, " AS DATE)"), PRIMARY, ADD),
                    ),
                ]
            },
            template!(concat!("{0} + ", $span), ADD, ADD + 1),
        );
    };
}

later!(PLUS_DAYS, "MAKE_INTERVAL(days => CAST({1} AS INTEGER))");
later!(PLUS_MONTHS, "MAKE_INTERVAL(months => CAST({1} AS INTEGER))");

// Days and months of a span are those of UTC too.
pub(super) const PLUS: Own = own_by_type(
    &function::PLUS,
    const {
        &[over(
            Over::First(Tag::TimestampTz),
            template!("TIMEZONE('UTC', {0} AT TIME ZONE 'UTC' + {1})", PRIMARY, PRIMARY),
        )]
    },
    template!("{0} + {1}", ADD, ADD + 1),
);
pub(super) const MINUS: Own = own_by_type(
    &function::MINUS,
    const {
        &[over(
            Over::First(Tag::TimestampTz),
            template!("TIMEZONE('UTC', {0} AT TIME ZONE 'UTC' - {1})", PRIMARY, PRIMARY),
        )]
    },
    template!("{0} - {1}", ADD, ADD + 1),
);

/// The first moment; of a date it would be one in the zone of the session.
macro_rules! start {
    ($function:ident, $unit:literal) => {
        pub(super) const $function: Own = own_by_type(
            &function::$function,
            const {
                &[
                    over(
                        Over::First(Tag::TimestampTz),
                        template!(concat!("DATE_TRUNC('", $unit, "', {0}, 'UTC')")),
                    ),
                    over(
                        Over::First(Tag::Date),
                        template!(concat!(
                            "CAST(DATE_TRUNC('",
                            $unit,
                            "', CAST({0} AS TIMESTAMP)) AS DATE)"
                        )),
                    ),
                ]
            },
            template!(concat!("DATE_TRUNC('", $unit, "', {0})")),
        );
    };
}

start!(START_OF_YEAR, "year");
start!(START_OF_QUARTER, "quarter");
start!(START_OF_MONTH, "month");
start!(START_OF_WEEK, "week");
start!(START_OF_DAY, "day");
start!(START_OF_HOUR, "hour");
start!(START_OF_MINUTE, "minute");
start!(START_OF_SECOND, "second");

pub(super) const DAYS_SINCE: Own = own(&function::DAYS_SINCE, template!("{0} - {1}", ADD, ADD + 1));
// A difference has days, which are another span of time than their hours; a number of microseconds as
// a text is read to the last digit.
pub(super) const SINCE: Own = own(
    &function::SINCE,
    template!(
        "CAST(CAST(EXTRACT(EPOCH FROM {0} - {1}) * 1000000 AS BIGINT) || ' microseconds' \
         AS INTERVAL)",
        PRIMARY,
        ADD + 1
    ),
);

pub(super) const AT_TIME_ZONE: Own =
    own(&function::AT_TIME_ZONE, template!("({0} AT TIME ZONE {1})", PRIMARY, PRIMARY));
pub(super) const CLOCK_IN_ZONE: Own =
    own(&function::CLOCK_IN_ZONE, template!("({0} AT TIME ZONE {1})", PRIMARY, PRIMARY));
