//! The calendar.

use super::{own, part, start, table};
use crate::feature::Feature;
use crate::function::Arg::{
    Clock, Constant, Date, Day, Instant, Integer, Local, Moment, SameAs, Span,
};
use crate::function::{Nulls, Rule};
use crate::types::Tag;

table! {
    from super::texts::END;

    /// The point in time at which clocks of a time zone show a timestamp.
    AT_TIME_ZONE = own("at_time_zone", &[Local, Constant], Rule::Fixed(Tag::TimestampTz));
    /// What clocks of a time zone show at a point in time.
    CLOCK_IN_ZONE = own("clock_in_zone", &[Instant, Constant], Rule::Fixed(Tag::Timestamp));
    /// The day in UTC.
    CURRENT_DATE = own("current_date", &[], Rule::Fixed(Tag::Date)).nulls(Nulls::Never).stable();
    /// The moment at which the statement began.
    NOW = own("now", &[], Rule::Fixed(Tag::TimestampTz)).nulls(Nulls::Never).stable();
    /// The day of a moment.
    DATE_OF = own("date", &[Moment], Rule::Fixed(Tag::Date));
    /// The year, as astronomers count.
    YEAR = part("year", &[Day]);
    /// The quarter of the year, from 1.
    QUARTER = part("quarter", &[Day]);
    /// The month, from 1.
    MONTH = part("month", &[Day]);
    /// The day of the month, from 1.
    DAY = part("day", &[Day]);
    /// The day of the year, from 1.
    DAY_OF_YEAR = part("day_of_year", &[Day]);
    /// The day of the week, from 1, which is Monday.
    DAY_OF_WEEK = part("day_of_week", &[Day]);
    /// The year that the week of the day is of, by ISO 8601.
    ISO_YEAR = part("iso_year", &[Day]);
    /// The week of that year, from 1.
    ISO_WEEK = part("iso_week", &[Day]);
    /// The hour.
    HOUR = part("hour", &[Clock]);
    /// The minute.
    MINUTE = part("minute", &[Clock]);
    /// The second, without its fraction.
    SECOND = part("second", &[Clock]);
    /// The fraction of the second, in microseconds.
    MICROSECOND = part("microsecond", &[Clock]);
    /// The first moment of the year.
    START_OF_YEAR = start("start_of_year", &[Day]);
    /// The first moment of the quarter.
    START_OF_QUARTER = start("start_of_quarter", &[Day]);
    /// The first moment of the month.
    START_OF_MONTH = start("start_of_month", &[Day]);
    /// The first moment of the week, which begins on Monday.
    START_OF_WEEK = start("start_of_week", &[Day]);
    /// The first moment of the day.
    START_OF_DAY = start("start_of_day", &[Moment]);
    /// The first moment of the hour.
    START_OF_HOUR = start("start_of_hour", &[Moment]);
    /// The first moment of the minute.
    START_OF_MINUTE = start("start_of_minute", &[Moment]);
    /// The first moment of the second.
    START_OF_SECOND = start("start_of_second", &[Moment]);
    /// So many days later.
    PLUS_DAYS = own("plus_days", &[Day, Integer], Rule::SameAs(0)).nulls(Nulls::Always);
    /// So many months later, on the last day of the month where it has no such day.
    PLUS_MONTHS = own("plus_months", &[Day, Integer], Rule::SameAs(0)).nulls(Nulls::Always);
    /// A span of time later.
    PLUS = own("plus", &[Day, Span], Rule::Moment).nulls(Nulls::Always);
    /// A span of time before.
    MINUS = own("minus", &[Day, Span], Rule::Moment).nulls(Nulls::Always);
    /// How many days the first is after the second.
    DAYS_SINCE = own("days_since", &[Date, SameAs(0)], Rule::Fixed(Tag::Integer));
    /// The span of time from the second to the first, all of it in microseconds.
    SINCE = own("since", &[Moment, SameAs(0)], Rule::Fixed(Tag::Interval))
        .needs(Feature::SpansBetween);
}
