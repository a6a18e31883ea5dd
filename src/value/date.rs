//! Days of the calendar.

use std::fmt;
use std::str::FromStr;

use super::Malformed;

/// A day of the Gregorian calendar, which is taken to have been in use always; or one of the two
/// infinities that PostgreSQL has, before and after all days.
///
/// Years are counted as astronomers do: year 0 is 1 BC. All days that PostgreSQL has can be held, from
/// 4714 BC to the year 5874897; engines with fewer refuse the others.
///
/// ```
/// use sqltree::Date;
/// let day = Date::new(2024, 2, 29).unwrap();
/// assert_eq!(day.to_string(), "2024-02-29");
/// assert_eq!("2024-02-29".parse(), Ok(day));
/// assert_eq!(Date::new(2023, 2, 29), None);
/// assert_eq!(Date::new(-43, 3, 15).unwrap().to_string(), "0044-03-15 BC");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// From 1970-01-01 to 2000-01-01.
const EPOCH: i32 = 10_957;
/// From 0000-03-01 to 2000-01-01, where eras of 400 years begin.
const ERA: i64 = 730_425;

impl Date {
    /// After all days; PostgreSQL only.
    pub const INFINITY: Date = Date(i32::MAX);
    /// Before all days; PostgreSQL only.
    pub const NEG_INFINITY: Date = Date(i32::MIN);
    /// The first day: 24 November 4714 BC.
    pub const MIN: Date = Date(-2_451_545);
    /// The last day: 31 December 5874897.
    pub const MAX: Date = Date(2_145_031_948);

    /// A day; `None` if there is no such day, or it is out of range.
    #[must_use]
    pub const fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        if month < 1 || month > 12 || day < 1 || day > days_of(year, month) {
            return None;
        }
        // Howard Hinnant's algorithm, in eras of 400 years that begin in March.
        let march_year = year as i64 - (month <= 2) as i64;
        let (era, year_of_era) = (march_year.div_euclid(400), march_year.rem_euclid(400));
        let march_month = (month as i64 + 9) % 12;
        let day_of_year = (153 * march_month + 2) / 5 + day as i64 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Date::of(era * 146_097 + day_of_era - ERA)
    }

    /// So many days after 2000-01-01.
    const fn of(days: i64) -> Option<Date> {
        if days < Date::MIN.0 as i64 || days > Date::MAX.0 as i64 {
            return None;
        }
        Some(Date(days as i32))
    }

    /// The day so many days after 1970-01-01; `None` if it is out of range.
    ///
    /// ```
    /// assert_eq!(sqltree::Date::from_unix_days(365).unwrap().to_string(), "1971-01-01");
    /// ```
    #[must_use]
    pub const fn from_unix_days(days: i32) -> Option<Date> {
        Date::of(days as i64 - EPOCH as i64)
    }

    /// How many days it is after 1970-01-01; `None` for the infinities.
    #[must_use]
    pub const fn unix_days(self) -> Option<i32> {
        if self.is_finite() { Some(self.0 + EPOCH) } else { None }
    }

    /// How many days it is after 2000-01-01, the infinities being the ends of `i32`: PostgreSQL's own
    /// form.
    #[must_use]
    pub const fn days_from_2000(self) -> i32 {
        self.0
    }

    /// The day so many days after 2000-01-01, the infinities being the ends of `i32`; `None` if it is
    /// out of range.
    #[must_use]
    pub const fn from_days_from_2000(days: i32) -> Option<Date> {
        match days {
            i32::MIN | i32::MAX => Some(Date(days)),
            days => Date::of(days as i64),
        }
    }

    /// True for a day, false for the infinities.
    #[must_use]
    pub const fn is_finite(self) -> bool {
        self.0 != i32::MAX && self.0 != i32::MIN
    }

    /// Year, month and day; `None` for the infinities.
    ///
    /// ```
    /// let day: sqltree::Date = "1999-12-31".parse().unwrap();
    /// assert_eq!(day.year_month_day(), Some((1999, 12, 31)));
    /// ```
    #[must_use]
    pub const fn year_month_day(self) -> Option<(i32, u8, u8)> {
        if !self.is_finite() {
            return None;
        }
        let shifted = self.0 as i64 + ERA;
        let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * march_month + 2) / 5 + 1;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let year = year_of_era + era * 400 + (month <= 2) as i64;
        Some((year as i32, month as u8, day as u8))
    }

    /// The year; `None` for the infinities.
    #[must_use]
    pub const fn year(self) -> Option<i32> {
        match self.year_month_day() {
            Some((year, ..)) => Some(year),
            None => None,
        }
    }

    /// Writes the day without the mark of a year before year 1, and tells if there must be one.
    pub(super) fn write(self, f: &mut fmt::Formatter<'_>) -> Result<bool, fmt::Error> {
        match self.year_month_day() {
            None => f.write_str(if self.0 > 0 { "infinity" } else { "-infinity" }).map(|()| false),
            Some((year, month, day)) => {
                let shown = if year > 0 { year } else { 1 - year };
                write!(f, "{shown:04}-{month:02}-{day:02}").map(|()| year <= 0)
            }
        }
    }
}

const fn days_of(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// `2024-02-29`, with as many digits of the year as there are; `0044-03-15 BC` before year 1;
/// `infinity`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.write(f)? { f.write_str(" BC") } else { Ok(()) }
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Reads what is displayed; year 0 may also be written as `0000`.
impl FromStr for Date {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        match text {
            "infinity" => return Ok(Date::INFINITY),
            "-infinity" => return Ok(Date::NEG_INFINITY),
            _ => {}
        }
        let (text, before) = match text.strip_suffix(" BC") {
            Some(text) => (text, true),
            None => (text, false),
        };
        let read = || {
            let mut parts = text.split('-');
            let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
            if parts.next().is_some() || year.len() < 4 || month.len() != 2 || day.len() != 2 {
                return None;
            }
            let year: i32 = number(year)?.try_into().ok()?;
            if before && year == 0 {
                return None;
            }
            let year = if before { 1 - year } else { year };
            Date::new(year, number(month)? as u8, number(day)? as u8)
        };
        read().ok_or(Malformed("a date, such as 2024-02-29"))
    }
}

/// Digits and nothing else as a number.
pub(super) fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_many_years_is_itself() {
        let mut days = Date::new(-801, 1, 1).unwrap().days_from_2000();
        for year in -801..=801 {
            for month in 1..=12 {
                for day in 1..=days_of(year, month) {
                    let made = Date::new(year, month, day).unwrap();
                    assert_eq!(made.days_from_2000(), days);
                    assert_eq!(made.year_month_day(), Some((year, month, day)));
                    assert_eq!(made.to_string().parse(), Ok(made));
                    days += 1;
                }
            }
        }
    }

    #[test]
    fn the_ends_are_those_of_postgresql() {
        assert_eq!(Date::new(-4713, 11, 24), Some(Date::MIN));
        assert_eq!(Date::new(-4713, 11, 23), None);
        assert_eq!(Date::new(5_874_897, 12, 31), Some(Date::MAX));
        assert_eq!(Date::new(5_874_898, 1, 1), None);
        assert_eq!(Date::new(i32::MAX, 1, 1), None);
        assert_eq!(Date::new(1970, 1, 1).unwrap().unix_days(), Some(0));
        assert_eq!(Date::from_unix_days(i32::MAX), None);
        assert_eq!("infinity".parse(), Ok(Date::INFINITY));
        assert_eq!(Date::INFINITY.unix_days(), None);
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "2024-2-29", "24-02-29", "2023-02-29", "2024-13-01", "0000-00-00"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        for text in ["+2024-01-01", "-2024-01-01", "2024-01-01 ", "2024-01-01-01", "0000-01-01 BC"]
        {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
