//! Days with times, and points in time.

use std::fmt;
use std::str::FromStr;

use super::date::number;
use super::time::DAY;
use super::{Date, Malformed, Time};

/// A day and a time of day, to the microsecond, of no time zone; or one of the two infinities that
/// PostgreSQL has.
///
/// Holds all that PostgreSQL has, from 4714 BC to the year 294276; engines with fewer refuse the others.
///
/// ```
/// use sqltree::{Date, Time, Timestamp};
/// let noon = Timestamp::new(Date::new(2024, 2, 29).unwrap(), Time::new(12, 0, 0, 0).unwrap()).unwrap();
/// assert_eq!(noon.to_string(), "2024-02-29 12:00:00");
/// assert_eq!("2024-02-29T12:00".parse(), Ok(noon));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// A point in time, to the microsecond, the same wherever one is; or one of the two infinities that
/// PostgreSQL has.
///
/// It has no time zone: engines show it in one, and here it is shown in UTC.
///
/// ```
/// use sqltree::TimestampTz;
/// let start = TimestampTz::from_unix_micros(0).unwrap();
/// assert_eq!(start.to_string(), "1970-01-01 00:00:00+00:00");
/// assert_eq!("1970-01-01T02:00:00+02:00".parse(), Ok(start));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimestampTz(i64);

/// From 1970-01-01 to 2000-01-01, in microseconds.
const EPOCH: i64 = 10_957 * DAY;

macro_rules! moments {
    ($($name:ident)*) => { $(
        impl $name {
            /// After all others; PostgreSQL only.
            pub const INFINITY: $name = $name(i64::MAX);
            /// Before all others; PostgreSQL only.
            pub const NEG_INFINITY: $name = $name(i64::MIN);
            /// The first one: 24 November 4714 BC, midnight.
            pub const MIN: $name = $name(-2_451_545 * DAY);
            /// The last one: 31 December 294276, a microsecond before midnight.
            pub const MAX: $name = $name(9_223_371_331_200_000_000 - 1);

            /// So many microseconds after 2000-01-01, the infinities being the ends of `i64`, which is
            /// PostgreSQL's own form; `None` if it is out of range.
            #[must_use]
            pub const fn from_micros_from_2000(micros: i64) -> Option<$name> {
                let infinite = micros == i64::MIN || micros == i64::MAX;
                if infinite || (micros >= $name::MIN.0 && micros <= $name::MAX.0) {
                    return Some($name(micros));
                }
                None
            }

            /// How many microseconds it is after 2000-01-01, the infinities being the ends of `i64`.
            #[must_use]
            pub const fn micros_from_2000(self) -> i64 {
                self.0
            }

            /// True for all but the infinities.
            #[must_use]
            pub const fn is_finite(self) -> bool {
                self.0 != i64::MAX && self.0 != i64::MIN
            }

            /// Writes it without a zone, and tells if its year wants a mark.
            fn write(self, f: &mut fmt::Formatter<'_>) -> Result<bool, fmt::Error> {
                let (date, time) = split(self.0);
                let marked = date.write(f)?;
                if let Some(time) = time {
                    f.write_str(" ")?;
                    fmt::Display::fmt(&time, f)?;
                }
                Ok(marked)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    )* };
}

moments!(Timestamp TimestampTz);

/// The day and its time; no time for the infinities.
fn split(micros: i64) -> (Date, Option<Time>) {
    match micros {
        i64::MAX => (Date::INFINITY, None),
        i64::MIN => (Date::NEG_INFINITY, None),
        _ => {
            // Within the range of timestamps, which is less than that of days.
            let date = Date::from_days_from_2000(micros.div_euclid(DAY) as i32);
            (date.unwrap_or(Date::MIN), Time::from_micros(micros.rem_euclid(DAY)))
        }
    }
}

impl Timestamp {
    /// A day and a time; `None` for infinite days, past the year 294276, and at 24:00, which is the
    /// beginning of another day.
    #[must_use]
    pub const fn new(date: Date, time: Time) -> Option<Timestamp> {
        if !date.is_finite() || time.micros() == DAY {
            return None;
        }
        match (date.days_from_2000() as i64).checked_mul(DAY) {
            Some(start) if start <= i64::MAX - DAY => {
                Timestamp::from_micros_from_2000(start + time.micros())
            }
            _ => None,
        }
    }

    /// The day; `None` for the infinities.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        let (date, time) = split(self.0);
        time.map(|_| date)
    }

    /// The time of day; `None` for the infinities.
    #[must_use]
    pub fn time(self) -> Option<Time> {
        split(self.0).1
    }

    /// The point in time at which clocks show this in UTC.
    #[must_use]
    pub const fn as_utc(self) -> TimestampTz {
        TimestampTz(self.0)
    }
}

impl TimestampTz {
    /// So many microseconds after 1970-01-01, midnight in UTC; `None` if it is out of range.
    #[must_use]
    pub const fn from_unix_micros(micros: i64) -> Option<TimestampTz> {
        match micros.checked_sub(EPOCH) {
            Some(micros) if micros != i64::MIN => TimestampTz::from_micros_from_2000(micros),
            _ => None,
        }
    }

    /// How many microseconds it is after 1970-01-01, midnight in UTC; `None` for the infinities, and
    /// past the year 294246.
    #[must_use]
    pub const fn unix_micros(self) -> Option<i64> {
        if self.is_finite() { self.0.checked_add(EPOCH) } else { None }
    }

    /// What clocks in UTC show then.
    #[must_use]
    pub const fn utc(self) -> Timestamp {
        Timestamp(self.0)
    }
}

/// `2024-02-29 12:00:00`, with six digits of the second if there are any (`{:.6}`: always), and ` BC`
/// behind it before year 1; `infinity`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.write(f)? { f.write_str(" BC") } else { Ok(()) }
    }
}

/// As a [`Timestamp`] in UTC, with `+00:00` behind the time.
impl fmt::Display for TimestampTz {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let marked = self.write(f)?;
        f.write_str(if self.is_finite() { "+00:00" } else { "" })?;
        f.write_str(if marked { " BC" } else { "" })
    }
}

/// Reads what is displayed, also with `T` between day and time, and without seconds.
impl FromStr for Timestamp {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let read = || {
            match text {
                "infinity" => return Some(Timestamp::INFINITY),
                "-infinity" => return Some(Timestamp::NEG_INFINITY),
                _ => {}
            }
            let (text, mark) = match text.strip_suffix(" BC") {
                Some(text) => (text, " BC"),
                None => (text, ""),
            };
            let (date, time) = text.split_once([' ', 'T'])?;
            let date: Date = format!("{date}{mark}").parse().ok()?;
            Timestamp::new(date, time.parse().ok()?)
        };
        read().ok_or(Malformed("a date and time, such as 2024-02-29 12:00:00"))
    }
}

/// Reads what is displayed, and any offset in place of `+00:00`: `Z`, `+02`, `+02:00`, `+0200`,
/// `+02:00:00`.
impl FromStr for TimestampTz {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let read = || {
            match text {
                "infinity" => return Some(TimestampTz::INFINITY),
                "-infinity" => return Some(TimestampTz::NEG_INFINITY),
                _ => {}
            }
            let (text, mark) = match text.strip_suffix(" BC") {
                Some(text) => (text, " BC"),
                None => (text, ""),
            };
            let clock = text.find([' ', 'T'])?;
            let sign = clock + text[clock..].find(['+', '-', 'Z'])?;
            let (local, zone) = text.split_at(sign);
            let local: Timestamp = format!("{local}{mark}").parse().ok()?;
            let micros = local.0.checked_sub(offset(zone)? * 1_000_000)?;
            TimestampTz::from_micros_from_2000(micros)
        };
        read().ok_or(Malformed("a point in time, such as 2024-02-29 12:00:00+00"))
    }
}

/// The seconds of an offset.
fn offset(zone: &str) -> Option<i64> {
    if zone == "Z" {
        return Some(0);
    }
    let (sign, digits) = match zone.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, zone.strip_prefix('+')?),
    };
    let parts: Vec<&str> = match digits.len() {
        4 => vec![digits.get(..2)?, digits.get(2..)?],
        _ => digits.split(':').collect(),
    };
    let mut seconds = 0;
    for (part, unit) in parts.iter().zip([3600, 60, 1]) {
        let value = number(part).filter(|value| part.len() == 2 && *value < 60)?;
        seconds += i64::from(value) * unit;
    }
    (parts.len() <= 3).then_some(sign * seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_are_themselves() {
        let ends = [Timestamp::MIN.0, Timestamp::MAX.0, i64::MIN, i64::MAX];
        for micros in [0, 1, -1, -DAY, DAY - 1, 86_399_999_999, -63_113_904_000_000_001]
            .into_iter()
            .chain(ends)
        {
            let local = Timestamp::from_micros_from_2000(micros).unwrap();
            assert_eq!(local.to_string().parse(), Ok(local));
            assert_eq!(format!("{local:.6}").parse(), Ok(local));
            let point = local.as_utc();
            assert_eq!(point.to_string().parse(), Ok(point));
            if let (Some(date), Some(time)) = (local.date(), local.time()) {
                assert_eq!(Timestamp::new(date, time), Some(local));
            }
        }
        assert_eq!(Timestamp::MAX.to_string(), "294276-12-31 23:59:59.999999");
        assert_eq!(TimestampTz::MIN.to_string(), "4714-11-24 00:00:00+00:00 BC");
    }

    #[test]
    fn offsets_are_taken_off() {
        let noon: TimestampTz = "2024-06-01 12:00:00Z".parse().unwrap();
        for text in ["14:00:00+02", "14:00+02:00", "17:30:00+0530", "09:00:00-03:00:00"] {
            assert_eq!(format!("2024-06-01 {text}").parse(), Ok(noon), "{text}");
        }
        for text in ["14:00:00", "14:00:00+2", "14:00:00+02:0", "14:00:00+02:00:00:00", "14:00:00+"]
        {
            assert!(format!("2024-06-01 {text}").parse::<TimestampTz>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_epochs_are_thirty_years_apart() {
        let start = TimestampTz::from_unix_micros(0).unwrap();
        assert_eq!(start.unix_micros(), Some(0));
        assert_eq!(start.utc().to_string(), "1970-01-01 00:00:00");
        assert_eq!(TimestampTz::MAX.unix_micros(), None);
        assert_eq!(TimestampTz::from_unix_micros(i64::MIN), None);
    }

    #[test]
    fn no_day_ends_at_24_00() {
        assert_eq!(Timestamp::new(Date::new(2024, 1, 1).unwrap(), Time::END), None);
        assert_eq!(Timestamp::new(Date::MAX, Time::MIDNIGHT), None);
        assert!("2024-01-01 24:00:00".parse::<Timestamp>().is_err());
    }
}
