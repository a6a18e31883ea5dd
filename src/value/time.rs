//! Times of day.

use std::fmt;
use std::str::FromStr;

use super::Malformed;
use super::date::number;

/// A time of day, to the microsecond; also 24:00, the end of a day.
///
/// ```
/// use sqltree::Time;
/// let time = Time::new(9, 5, 0, 250_000).unwrap();
/// assert_eq!(time.to_string(), "09:05:00.250000");
/// assert_eq!("09:05:00.25".parse(), Ok(time));
/// assert_eq!(format!("{:.6}", Time::END), "24:00:00.000000");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

pub(super) const DAY: i64 = 86_400_000_000;

impl Time {
    /// The beginning of a day.
    pub const MIDNIGHT: Time = Time(0);
    /// The end of a day, which PostgreSQL tells from its beginning: 24:00.
    pub const END: Time = Time(DAY);

    /// A time of day; `None` if there is no such time. A second of 60 is none.
    #[must_use]
    pub const fn new(hour: u8, minute: u8, second: u8, micro: u32) -> Option<Time> {
        if hour > 24 || minute > 59 || second > 59 || micro > 999_999 {
            return None;
        }
        let seconds = hour as i64 * 3600 + minute as i64 * 60 + second as i64;
        Time::from_micros(seconds * 1_000_000 + micro as i64)
    }

    /// So many microseconds after midnight, 24 hours at most.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Option<Time> {
        if micros < 0 || micros > DAY { None } else { Some(Time(micros)) }
    }

    /// How many microseconds it is after midnight.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Hour, minute, second and microsecond.
    #[must_use]
    pub const fn parts(self) -> (u8, u8, u8, u32) {
        let seconds = self.0 / 1_000_000;
        let micro = (self.0 % 1_000_000) as u32;
        ((seconds / 3600) as u8, (seconds / 60 % 60) as u8, (seconds % 60) as u8, micro)
    }
}

/// `09:05:00`, with six digits of the second if there are any; `{:.6}` shows them always.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second, micro) = self.parts();
        write!(f, "{hour:02}:{minute:02}:{second:02}")?;
        if micro > 0 || f.precision().is_some() { write!(f, ".{micro:06}") } else { Ok(()) }
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Reads `09:05`, `09:05:00` and up to six digits of the second; more, and a second of 60, are refused.
impl FromStr for Time {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let read = || {
            let (clock, fraction) = match text.split_once('.') {
                Some((clock, fraction)) => (clock, Some(fraction)),
                None => (text, None),
            };
            let mut parts = clock.split(':');
            let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next());
            let two = |text: &str| if text.len() == 2 { number(text) } else { None };
            let micro = match fraction {
                Some(digits) if second.is_some() && digits.len() <= 6 => {
                    number(digits)? * 10_u32.pow(6 - digits.len() as u32)
                }
                Some(_) => return None,
                None => 0,
            };
            let second = two(second.unwrap_or("00"))?;
            if parts.next().is_some() {
                return None;
            }
            Time::new(two(hour)? as u8, two(minute)? as u8, second as u8, micro)
        };
        read().ok_or(Malformed("a time of day, such as 09:05:00.25"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_themselves() {
        for micros in [0, 1, 999_999, 1_000_000, 3_599_999_999, DAY - 1, DAY] {
            let time = Time::from_micros(micros).unwrap();
            assert_eq!(time.to_string().parse(), Ok(time));
            assert_eq!(format!("{time:.6}").parse(), Ok(time));
            let (hour, minute, second, micro) = time.parts();
            assert_eq!(Time::new(hour, minute, second, micro), Some(time));
        }
        assert_eq!("23:59".parse(), Ok(Time::new(23, 59, 0, 0).unwrap()));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "24:00:00.000001", "23:59:60", "9:05", "12:00:00.", "12:00:00.1234567"] {
            assert!(text.parse::<Time>().is_err(), "{text}");
        }
        for text in ["-01:00:00", "12:00.5", "12:00:00:00", "12:60:00", "1a:00:00"] {
            assert!(text.parse::<Time>().is_err(), "{text}");
        }
    }
}
