//! Versions of databases.

use std::fmt;

/// A version of a database: `15`, `8.0.19`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// The first number.
    pub major: u16,
    /// The second number.
    pub minor: u16,
    /// The third number.
    pub patch: u16,
}

impl Version {
    /// The version `major.minor.patch`.
    #[must_use]
    pub const fn new(major: u16, minor: u16, patch: u16) -> Self {
        Version { major, minor, patch }
    }

    /// True if `self` is `other` or newer; usable in constants.
    #[must_use]
    pub const fn at_least(self, other: Version) -> bool {
        let (a, b) = (self, other);
        a.major > b.major
            || a.major == b.major && (a.minor > b.minor || a.minor == b.minor && a.patch >= b.patch)
    }

    /// The first version in a text such as `10.11.19-MariaDB` or `15.20 (Debian)`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Version> {
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let number = text[start..].split(|c: char| !c.is_ascii_digit() && c != '.').next()?;
        let mut parts = number.split('.').map(|part| part.parse().unwrap_or(0));
        let mut next = || parts.next().unwrap_or(0);
        Some(Version::new(next(), next(), next()))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)?;
        if self.patch > 0 { write!(f, ".{}", self.patch) } else { Ok(()) }
    }
}
