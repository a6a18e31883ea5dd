//! Exact numbers.

use std::fmt;
use std::str::FromStr;

use super::{Malformed, Str};

/// An exact number in decimal digits; also NaN and the infinities, which PostgreSQL has.
///
/// It keeps how many digits stand after the point: `1.10` is another `Decimal` than `1.1`, though
/// engines take the two for one number. Nothing is rounded: 131072 digits before the point and 16383
/// after it are held, as in PostgreSQL; a number that an engine or a column cannot hold is refused.
///
/// ```
/// use sqltree::Decimal;
/// let price: Decimal = "1.10".parse().unwrap();
/// assert_eq!((price.as_str(), price.scale()), ("1.10", 2));
/// assert_eq!("1.5e3".parse::<Decimal>().unwrap().as_str(), "1500");
/// assert_eq!("-0.00".parse::<Decimal>().unwrap().as_str(), "0.00");
/// assert_eq!(Decimal::from(-7).as_str(), "-7");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Decimal(Str);

const MOST_WHOLE: usize = 131_072;
const MOST_SCALE: usize = 16_383;

impl Decimal {
    /// The digits, with a minus before a number below zero; `NaN`, `Infinity`, `-Infinity`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many digits stand after the point.
    #[must_use]
    pub fn scale(&self) -> usize {
        self.0.split_once('.').map_or(0, |(_, fraction)| fraction.len())
    }

    /// How many digits stand before the point; none if only a zero does.
    #[must_use]
    pub fn whole_digits(&self) -> usize {
        let whole = self.0.split_once('.').map_or(&*self.0, |(whole, _)| whole);
        match whole.trim_start_matches('-') {
            "0" => 0,
            digits => digits.len(),
        }
    }

    /// False for NaN and the infinities.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        !self.0.ends_with(['N', 'y'])
    }

    /// The same number without zeros at the end of its fraction.
    ///
    /// ```
    /// let price: sqltree::Decimal = "1.10".parse().unwrap();
    /// assert_eq!(price.trimmed().as_str(), "1.1");
    /// ```
    #[must_use]
    pub fn trimmed(&self) -> Decimal {
        if !self.0.contains('.') {
            return self.clone();
        }
        Decimal(self.0.trim_end_matches('0').trim_end_matches('.').into())
    }

    /// The number with so many digits after the point at most, a half away from zero.
    pub(crate) fn rounded(&self, scale: usize) -> Decimal {
        let Some((whole, fraction)) = self.0.split_once('.').filter(|(_, f)| f.len() > scale)
        else {
            return self.clone();
        };
        let (kept, rest) = fraction.split_at(scale);
        let mut digits: Vec<u8> =
            whole.bytes().chain(kept.bytes()).filter(u8::is_ascii_digit).collect();
        let mut carry = rest.as_bytes()[0] >= b'5';
        for digit in digits.iter_mut().rev() {
            if !carry {
                break;
            }
            carry = *digit == b'9';
            *digit = if carry { b'0' } else { *digit + 1 };
        }
        if carry {
            digits.insert(0, b'1');
        }
        let sign = if whole.starts_with('-') { "-" } else { "" };
        let mut text = format!("{sign}{}", String::from_utf8_lossy(&digits));
        if scale > 0 {
            text.insert(text.len() - scale, '.');
        }
        text.parse().unwrap_or_else(|_| self.clone())
    }

    /// A number of an engine's; some show zeros before it.
    pub(super) fn trusted(text: &str) -> Decimal {
        let odd = text.starts_with(['-', '0', '.']) && !text.starts_with("0.");
        let read = if odd { text.parse().ok() } else { None };
        read.unwrap_or_else(|| Decimal(text.into()))
    }
}

macro_rules! from_integers {
    ($($rust:ty)*) => { $(
        impl From<$rust> for Decimal {
            fn from(number: $rust) -> Self {
                Decimal(number.to_string().into())
            }
        }
    )* };
}

from_integers!(i8 u8 i16 u16 i32 u32 i64 u64 i128 u128);

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads digits with a sign, a point and an exponent (`1.5e-3`), and the three names.
impl FromStr for Decimal {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        if let "NaN" | "Infinity" | "-Infinity" = text {
            return Ok(Decimal(text.into()));
        }
        read(text)
            .map(|digits| Decimal(digits.into()))
            .ok_or(Malformed("an exact number, such as -12.50"))
    }
}

/// The digits of a number in their one form: no zeros before it, no sign before zero, no exponent.
fn read(text: &str) -> Option<String> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (number, exponent) = match rest.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.parse::<i32>().ok()?),
        None => (rest, 0),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut digits = format!("{whole}{fraction}");
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // The place of the point among the digits, counted from the left.
    let point = whole.len() as i64 + i64::from(exponent);
    let zeros = digits.len() - digits.trim_start_matches('0').len();
    let reach = MOST_WHOLE as i64;
    if digits.len() - zeros > MOST_WHOLE + MOST_SCALE
        || point - zeros as i64 > reach && zeros < digits.len()
        || point > 2 * reach
        || digits.len() as i64 - point > MOST_SCALE as i64
    {
        return None;
    }
    if point < 0 {
        digits.insert_str(0, &"0".repeat(point.unsigned_abs() as usize));
    }
    let point = point.max(0) as usize;
    if point > digits.len() {
        digits.push_str(&"0".repeat(point - digits.len()));
    }
    let (whole, fraction) = digits.split_at(point);
    let whole = whole.trim_start_matches('0');
    if whole.len() > MOST_WHOLE {
        return None;
    }
    let zero = whole.is_empty() && fraction.bytes().all(|b| b == b'0');
    let sign = if negative && !zero { "-" } else { "" };
    let whole = if whole.is_empty() { "0" } else { whole };
    let dot = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{dot}{fraction}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_a_number() {
        for (text, form) in [
            ("0", "0"),
            ("-0", "0"),
            ("+007.50", "7.50"),
            (".5", "0.5"),
            ("5.", "5"),
            ("1e-3", "0.001"),
            ("-1.25E+1", "-12.5"),
            ("0e5", "0"),
            ("00.00e1", "0.0"),
            ("12345678901234567.89", "12345678901234567.89"),
            ("1e-16383", &format!("0.{}1", "0".repeat(16_382))),
        ] {
            assert_eq!(text.parse::<Decimal>().unwrap().as_str(), form, "{text}");
        }
    }

    #[test]
    fn a_half_is_rounded_away_from_zero() {
        for (text, scale, form) in [
            ("2.675", 2, "2.68"),
            ("-2.675", 2, "-2.68"),
            ("2.674999", 2, "2.67"),
            ("9.995", 2, "10.00"),
            ("-0.5", 0, "-1"),
            ("-0.04", 1, "0.0"),
            ("99.9", 0, "100"),
            ("1.1", 4, "1.1"),
            ("7", 0, "7"),
            ("NaN", 2, "NaN"),
        ] {
            assert_eq!(text.parse::<Decimal>().unwrap().rounded(scale).as_str(), form, "{text}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "-", ".", "1,5", "1e", "e5", "1.2.3", "0x10", "nan", " 1", "1_0"] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
        for text in ["1e-16384", "1e131072", "1e2147483647", "1e-2147483648", "1e9999999999"] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
        assert!("1e131071".parse::<Decimal>().is_ok());
    }
}
