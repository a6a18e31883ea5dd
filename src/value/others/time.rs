//! The crate `time`: years from -9999 to 9999, and nanoseconds.

use ::time::{Duration, OffsetDateTime, PrimitiveDateTime};

use crate::types::Type;
use crate::value::{Date, Interval, Time, Timestamp, TimestampTz};

const FINE: &str = "a value of time has a part of a microsecond, which SQL has not; round it";
const FAR: &str = "a date of time is out of the range of SQL; take another";

fn date(day: time::Date) -> Result<Date, &'static str> {
    Date::new(day.year(), day.month().into(), day.day()).ok_or(FAR)
}

fn time_of_day(clock: time::Time) -> Result<Time, &'static str> {
    let (hour, minute, second, nanos) = clock.as_hms_nano();
    if !nanos.is_multiple_of(1_000) {
        return Err(FINE);
    }
    Time::new(hour, minute, second, nanos / 1_000).ok_or(FAR)
}

fn of_date(day: Date) -> Option<::time::Date> {
    let (year, month, day) = day.year_month_day()?;
    ::time::Date::from_calendar_date(year, month.try_into().ok()?, day).ok()
}

fn of_time(clock: Time) -> Option<::time::Time> {
    let (hour, minute, second, micro) = clock.parts();
    ::time::Time::from_hms_micro(hour, minute, second, micro).ok()
}

other!(::time::Date, "time::Date", Date, Type::Date, |own| date(own).map(Into::into), |lent| {
    of_date(Date::from_value(lent).ok()?)
});

other!(
    ::time::Time,
    "time::Time",
    Time,
    Type::Time,
    |own| time_of_day(own).map(Into::into),
    |lent| of_time(Time::from_value(lent).ok()?)
);

other!(
    PrimitiveDateTime,
    "time::PrimitiveDateTime",
    Timestamp,
    Type::Timestamp,
    |own| {
        let both = || Timestamp::new(date(own.date())?, time_of_day(own.time())?).ok_or(FAR);
        both().map(Into::into)
    },
    |lent| {
        let both = Timestamp::from_value(lent).ok()?;
        Some(PrimitiveDateTime::new(of_date(both.date()?)?, of_time(both.time()?)?))
    }
);

// The point in time is kept, the offset is not: SQL has no place for it.
other!(
    OffsetDateTime,
    "time::OffsetDateTime",
    TimestampTz,
    Type::TimestampTz,
    |own| {
        let nanos = own.unix_timestamp_nanos();
        if nanos % 1_000 != 0 {
            Err(FINE)
        } else {
            let micros = i64::try_from(nanos / 1_000).ok();
            micros.and_then(TimestampTz::from_unix_micros).map(Into::into).ok_or(FAR)
        }
    },
    |lent| {
        let micros = TimestampTz::from_value(lent).ok()?.unix_micros()?;
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(micros) * 1_000).ok()
    }
);

other!(
    Duration,
    "time::Duration",
    Interval,
    Type::Interval,
    |own| {
        if own.subsec_nanoseconds() % 1_000 != 0 {
            Err(FINE)
        } else {
            let micros = i64::try_from(own.whole_microseconds()).map_err(|_| FAR);
            micros.map(|micros| Interval::from_micros(micros).into())
        }
    },
    |lent| Interval::from_value(lent).ok()?.as_micros().map(Duration::microseconds)
);
