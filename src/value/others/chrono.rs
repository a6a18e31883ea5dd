//! The crate `chrono`: years from -262143 on, nanoseconds, and seconds of 60.

use ::chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc,
};

use crate::types::Type;
use crate::value::{Date, Interval, Time, Timestamp, TimestampTz};

const FINE: &str = "a time of chrono has a part of a microsecond, which SQL has not; round it";
const LEAP: &str = "a time of chrono is in a leap second, which SQL has not; take another";
const FAR: &str = "a date of chrono is out of the range of SQL; take another";

fn date(day: NaiveDate) -> Result<Date, &'static str> {
    Date::new(day.year(), day.month() as u8, day.day() as u8).ok_or(FAR)
}

fn time(clock: NaiveTime) -> Result<Time, &'static str> {
    let nanos = clock.nanosecond();
    if nanos >= 1_000_000_000 {
        return Err(LEAP);
    }
    if !nanos.is_multiple_of(1_000) {
        return Err(FINE);
    }
    let micros =
        i64::from(clock.num_seconds_from_midnight()) * 1_000_000 + i64::from(nanos / 1_000);
    Time::from_micros(micros).ok_or(FAR)
}

fn timestamp(both: NaiveDateTime) -> Result<Timestamp, &'static str> {
    Timestamp::new(date(both.date())?, time(both.time())?).ok_or(FAR)
}

fn of_date(day: Date) -> Option<NaiveDate> {
    let (year, month, day) = day.year_month_day()?;
    NaiveDate::from_ymd_opt(year, month.into(), day.into())
}

fn of_time(clock: Time) -> Option<NaiveTime> {
    let (hour, minute, second, micro) = clock.parts();
    NaiveTime::from_hms_micro_opt(hour.into(), minute.into(), second.into(), micro)
}

fn of_timestamp(both: Timestamp) -> Option<NaiveDateTime> {
    Some(of_date(both.date()?)?.and_time(of_time(both.time()?)?))
}

other!(NaiveDate, "chrono::NaiveDate", Date, Type::Date, |own| date(own).map(Into::into), |lent| {
    of_date(Date::from_value(lent).ok()?)
});

other!(NaiveTime, "chrono::NaiveTime", Time, Type::Time, |own| time(own).map(Into::into), |lent| {
    of_time(Time::from_value(lent).ok()?)
});

other!(
    NaiveDateTime,
    "chrono::NaiveDateTime",
    Timestamp,
    Type::Timestamp,
    |own| timestamp(own).map(Into::into),
    |lent| of_timestamp(Timestamp::from_value(lent).ok()?)
);

other!(
    DateTime<Utc>,
    "chrono::DateTime<Utc>",
    TimestampTz,
    Type::TimestampTz,
    |own| timestamp(own.naive_utc()).map(|local| local.as_utc().into()),
    |lent| Some(of_timestamp(TimestampTz::from_value(lent).ok()?.utc())?.and_utc())
);

// The point in time is kept, the offset is not: SQL has no place for it.
other!(
    DateTime<FixedOffset>,
    "chrono::DateTime<FixedOffset>",
    TimestampTz,
    Type::TimestampTz,
    |own| timestamp(own.naive_utc()).map(|local| local.as_utc().into()),
    |lent| Some(of_timestamp(TimestampTz::from_value(lent).ok()?.utc())?.and_utc().fixed_offset())
);

other!(
    TimeDelta,
    "chrono::TimeDelta",
    Interval,
    Type::Interval,
    |own| {
        if own.subsec_nanos() % 1_000 != 0 {
            Err(FINE)
        } else {
            own.num_microseconds().map(|micros| Interval::from_micros(micros).into()).ok_or(FAR)
        }
    },
    |lent| Interval::from_value(lent).ok()?.as_micros().map(TimeDelta::microseconds)
);
