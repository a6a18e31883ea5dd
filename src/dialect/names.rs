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

/// Which names an engine takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameRules {
    /// True if a blank, a tab or the end of a line can be the last character.
    pub blank_at_end: bool,
    /// True if the name that a column of a result is given can begin with a blank or a control character.
    pub blank_before_label: bool,
    /// True if characters past U+FFFF can be in it.
    pub past_bmp: bool,
    /// The columns that every table has by itself.
    pub system_columns: &'static [&'static str],
    /// How the names of tables begin that the engine keeps for itself.
    pub system_tables: Option<&'static str>,
}

impl NameRules {
    /// All names.
    pub const ALL: NameRules = NameRules {
        blank_at_end: true,
        blank_before_label: true,
        past_bmp: true,
        system_columns: &[],
        system_tables: None,
    };
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
