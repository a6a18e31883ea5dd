//! Reckoning with days and moments, by counting days.

use sqltree::{Date, Time, Timestamp};

use super::Cell;

/// The first and the last year that all engines have.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;

pub fn call(name: &str, args: &[Cell]) -> Option<Cell> {
    let (day, clock) = match args.first()? {
        Cell::Date(day) => (*day, None),
        Cell::Moment(moment) => (moment.date()?, Some(moment.time()?)),
        _ => return None,
    };
    match &args[1..] {
        [] if name.starts_with("start_of_") => start(name, day, clock),
        [] => part(name, day, clock),
        [Cell::Int(n)] => {
            let day = match name {
                "plus_days" => days_later(day, *n)?,
                "plus_months" => months_later(day, *n)?,
                _ => return None,
            };
            kept(match clock {
                None => Cell::Date(day),
                Some(clock) => Cell::Moment(Timestamp::new(day, clock)?),
            })
        }
        [Cell::Span(span)] => {
            let start = Timestamp::new(day, clock.unwrap_or(Time::MIDNIGHT))?.micros_from_2000();
            let micros = match name {
                "plus" => start.checked_add(*span)?,
                "minus" => start.checked_sub(*span)?,
                _ => return None,
            };
            kept(Cell::Moment(Timestamp::from_micros_from_2000(micros)?))
        }
        [Cell::Date(other)] if name == "days_since" => {
            Some(Cell::Int((day.days_from_2000() - other.days_from_2000()).into()))
        }
        [Cell::Moment(other)] if name == "since" => {
            let own = Timestamp::new(day, clock?)?.micros_from_2000();
            Some(Cell::Span(own - other.micros_from_2000()))
        }
        _ => None,
    }
}

/// Without an answer past the years that all engines have.
fn kept(cell: Cell) -> Option<Cell> {
    let day = match &cell {
        Cell::Date(day) => *day,
        Cell::Moment(moment) => moment.date()?,
        _ => return None,
    };
    YEARS.contains(&day.year()?).then_some(cell)
}

fn days_later(day: Date, n: i64) -> Option<Date> {
    let days = i64::from(day.days_from_2000()).checked_add(n)?;
    Date::from_days_from_2000(i32::try_from(days).ok()?)
}

fn months_later(day: Date, n: i64) -> Option<Date> {
    let (year, month, day) = day.year_month_day()?;
    let months = i64::from(year) * 12 + i64::from(month) - 1 + n;
    let year = i32::try_from(months.div_euclid(12)).ok()?;
    let month = u8::try_from(months.rem_euclid(12)).ok()? + 1;
    (28..=day).rev().chain([day]).find_map(|day| Date::new(year, month, day))
}

fn part(name: &str, day: Date, clock: Option<Time>) -> Option<Cell> {
    if name == "date" {
        return clock.map(|_| Cell::Date(day));
    }
    let (year, month, of_month) = day.year_month_day()?;
    let first = Date::new(year, 1, 1)?;
    let micros = |unit: i64, least: i64| Some(clock?.micros() / least % unit);
    Some(Cell::Int(match name {
        "year" => year.into(),
        "quarter" => (i64::from(month) + 2) / 3,
        "month" => month.into(),
        "day" => of_month.into(),
        "day_of_year" => (day.days_from_2000() - first.days_from_2000() + 1).into(),
        // 1 January 2000 was a Saturday.
        "day_of_week" => (i64::from(day.days_from_2000()) + 5).rem_euclid(7) + 1,
        "iso_year" => thursday(day)?.year()?.into(),
        "iso_week" => {
            let thursday = thursday(day)?;
            let first = Date::new(thursday.year()?, 1, 1)?;
            (i64::from(thursday.days_from_2000()) - i64::from(first.days_from_2000())) / 7 + 1
        }
        "hour" => micros(24, 3_600_000_000)?,
        "minute" => micros(60, 60_000_000)?,
        "second" => micros(60, 1_000_000)?,
        "microsecond" => micros(1_000_000, 1)?,
        _ => return None,
    }))
}

/// How many days after Monday it is.
fn after_monday(day: Date) -> i64 {
    (i64::from(day.days_from_2000()) + 5).rem_euclid(7)
}

/// The Thursday of the week.
fn thursday(day: Date) -> Option<Date> {
    days_later(day, 3 - after_monday(day))
}

/// The first day or moment of what the day, or the time on it, is in.
fn start(name: &str, day: Date, clock: Option<Time>) -> Option<Cell> {
    let (year, month, _) = day.year_month_day()?;
    let (day, unit) = match name {
        "start_of_year" => (Date::new(year, 1, 1)?, None),
        "start_of_quarter" => (Date::new(year, (month - 1) / 3 * 3 + 1, 1)?, None),
        "start_of_month" => (Date::new(year, month, 1)?, None),
        "start_of_week" => (days_later(day, -after_monday(day))?, None),
        "start_of_day" => (day, None),
        "start_of_hour" => (day, Some(3_600_000_000)),
        "start_of_minute" => (day, Some(60_000_000)),
        "start_of_second" => (day, Some(1_000_000)),
        _ => return None,
    };
    let Some(clock) = clock else { return kept(Cell::Date(day)) };
    let micros = unit.map_or(0, |unit: i64| clock.micros() / unit * unit);
    kept(Cell::Moment(Timestamp::new(day, Time::from_micros(micros)?)?))
}
