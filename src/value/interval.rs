//! Spans of time.

use std::fmt;
use std::str::FromStr;

use super::Malformed;

/// A span of time: months, days and microseconds, which are counted apart, since months and days have
/// no fixed length.
///
/// Engines without such a type hold microseconds as an integer, and refuse what has months or days.
///
/// ```
/// use sqltree::Interval;
/// let span = Interval { months: -14, days: 3, micros: 1_500_000 };
/// assert_eq!(span.to_string(), "-14 mons +3 days +1500000 microseconds");
/// assert_eq!(span.to_string().parse(), Ok(span));
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Interval {
    /// Months; twelve are a year.
    pub months: i32,
    /// Days, of 23 to 25 hours.
    pub days: i32,
    /// Microseconds.
    pub micros: i64,
}

impl Interval {
    /// So many microseconds.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Interval {
        Interval { months: 0, days: 0, micros }
    }

    /// The microseconds, if there is nothing else.
    #[must_use]
    pub const fn as_micros(self) -> Option<i64> {
        if self.months == 0 && self.days == 0 { Some(self.micros) } else { None }
    }
}

/// Each part with its sign, as PostgreSQL reads it under every setting.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Interval { months, days, micros } = self;
        write!(f, "{months:+} mons {days:+} days {micros:+} microseconds")
    }
}

impl fmt::Debug for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Reads what is displayed, with or without the signs.
impl FromStr for Interval {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let read = || {
            let words: Vec<&str> = text.split(' ').collect();
            let &[months, "mons", days, "days", micros, "microseconds"] = &words[..] else {
                return None;
            };
            Some(Interval {
                months: months.parse().ok()?,
                days: days.parse().ok()?,
                micros: micros.parse().ok()?,
            })
        };
        read().ok_or(Malformed("a span of time, such as +1 mons +2 days +5 microseconds"))
    }
}
