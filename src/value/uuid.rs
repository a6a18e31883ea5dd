//! UUIDs.

use std::fmt;
use std::str::FromStr;

use super::Malformed;

/// A UUID: 16 bytes, ordered as such.
///
/// ```
/// use sqltree::Uuid;
/// let id: Uuid = "00112233-4455-6677-8899-aabbccddeeff".parse().unwrap();
/// assert_eq!(id.as_bytes()[1], 0x11);
/// assert_eq!(id.to_string(), "00112233-4455-6677-8899-aabbccddeeff");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uuid([u8; 16]);

impl Uuid {
    /// The UUID of these bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Uuid {
        Uuid(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, byte) in self.0.iter().enumerate() {
            if matches!(i, 4 | 6 | 8 | 10) {
                f.write_str("-")?;
            }
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Reads 32 digits, with four hyphens in their places or without any.
impl FromStr for Uuid {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let hyphens = |i: usize| matches!(i, 8 | 13 | 18 | 23);
        let in_place = text.bytes().enumerate().all(|(i, b)| (b == b'-') == hyphens(i));
        let read = || {
            if !(text.len() == 36 && in_place || text.len() == 32) {
                return None;
            }
            let mut digits = text.chars().filter(|c| text.len() == 32 || *c != '-');
            let mut bytes = [0; 16];
            for byte in &mut bytes {
                let (high, low) = (digits.next()?.to_digit(16)?, digits.next()?.to_digit(16)?);
                *byte = (high * 16 + low) as u8;
            }
            Some(Uuid(bytes))
        };
        read().ok_or(Malformed("a UUID, such as 00112233-4455-6677-8899-aabbccddeeff"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_other_forms_are_refused() {
        let id = "00112233-4455-6677-8899-aabbccddeeff";
        assert_eq!(id.replace('-', "").to_uppercase().parse::<Uuid>().unwrap().to_string(), id);
        for text in
            ["", "{00112233-4455-6677-8899-aabbccddeeff}", "0011223344556677-8899-aabbccddeeff"]
        {
            assert!(text.parse::<Uuid>().is_err(), "{text}");
        }
        assert!("0011223344556677 899aabbccddeeff".parse::<Uuid>().is_err());
        assert!("00112233-4455-6677-8899-aabbccddeefé".parse::<Uuid>().is_err());
    }
}
