//! Names: how long they are, what is in them, and which are the same.

use crate::name::Name;

/// The longest name that an engine takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameLimit {
    /// No limit.
    None,
    /// So many bytes of UTF-8.
    Bytes(u16),
    /// So many characters.
    Characters(u16),
}

/// Which names an engine takes for the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folding {
    /// Those of the same characters.
    Exact,
    /// Those that differ in the case of ASCII letters.
    Ascii,
    /// Those that differ in the case of any letters.
    Unicode,
}

impl Folding {
    /// True if both names are the same.
    ///
    /// ```
    /// use sqltree::{Name, dialect::Folding};
    /// let (a, b) = (Name::from("é"), Name::from("É"));
    /// assert!(Folding::Unicode.same(&a, &b) && !Folding::Ascii.same(&a, &b));
    /// ```
    #[must_use]
    pub fn same(self, a: &Name, b: &Name) -> bool {
        let (left, right) = (a.as_str(), b.as_str());
        match self {
            Folding::Exact => a == b,
            Folding::Ascii => left.eq_ignore_ascii_case(right),
            Folding::Unicode if left.is_ascii() && right.is_ascii() => {
                left.eq_ignore_ascii_case(right)
            }
            Folding::Unicode => left.to_lowercase() == right.to_lowercase(),
        }
    }
}
