//! The crate `jiff`: years from -9999 to 9999, and nanoseconds.

use ::jiff::{SignedDuration, Timestamp as Instant, civil};

use crate::types::Type;
use crate::value::{Date, Interval, Time, Timestamp, TimestampTz};

const FINE: &str = "a time of jiff has a part of a microsecond, which SQL has not; round it";
const FAR: &str = "a date of jiff is out of the range of SQL; take another";

fn date(day: civil::Date) -> Result<Date, &'static str> {
    Date::new(day.year().into(), day.month() as u8, day.day() as u8).ok_or(FAR)
}

fn time(clock: civil::Time) -> Result<Time, &'static str> {
    let nanos = clock.subsec_nanosecond();
    if nanos % 1_000 != 0 {
        return Err(FINE);
    }
    let (hour, minute, second) = (clock.hour() as u8, clock.minute() as u8, clock.second() as u8);
    Time::new(hour, minute, second, (nanos / 1_000) as u32).ok_or(FAR)
}

fn of_date(day: Date) -> Option<civil::Date> {
    let (year, month, day) = day.year_month_day()?;
    civil::Date::new(year.try_into().ok()?, month as i8, day as i8).ok()
}

fn of_time(clock: Time) -> Option<civil::Time> {
    let (hour, minute, second, micro) = clock.parts();
    civil::Time::new(hour as i8, minute as i8, second as i8, micro as i32 * 1_000).ok()
}

other!(
    civil::Date,
    "jiff::civil::Date",
    Date,
    Type::Date,
    |own| date(own).map(Into::into),
    |lent| of_date(Date::from_value(lent).ok()?)
);

other!(
    civil::Time,
    "jiff::civil::Time",
    Time,
    Type::Time,
    |own| time(own).map(Into::into),
    |lent| of_time(Time::from_value(lent).ok()?)
);

other!(
    civil::DateTime,
    "jiff::civil::DateTime",
    Timestamp,
    Type::Timestamp,
    |own| {
        let both = || Timestamp::new(date(own.date())?, time(own.time())?).ok_or(FAR);
        both().map(Into::into)
    },
    |lent| {
        let both = Timestamp::from_value(lent).ok()?;
        Some(civil::DateTime::from_parts(of_date(both.date()?)?, of_time(both.time()?)?))
    }
);

other!(
    Instant,
    "jiff::Timestamp",
    TimestampTz,
    Type::TimestampTz,
    |own| {
        if own.subsec_nanosecond() % 1_000 != 0 {
            Err(FINE)
        } else {
            TimestampTz::from_unix_micros(own.as_microsecond()).map(Into::into).ok_or(FAR)
        }
    },
    |lent| {
        let micros = TimestampTz::from_value(lent).ok()?.unix_micros()?;
        Instant::from_microsecond(micros).ok()
    }
);

other!(
    SignedDuration,
    "jiff::SignedDuration",
    Interval,
    Type::Interval,
    |own| {
        if own.subsec_nanos() % 1_000 != 0 {
            Err(FINE)
        } else {
            let micros = i64::try_from(own.as_micros()).map_err(|_| FAR);
            micros.map(|micros| Interval::from_micros(micros).into())
        }
    },
    |lent| Interval::from_value(lent).ok()?.as_micros().map(SignedDuration::from_micros)
);
