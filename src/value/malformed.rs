//! Texts that are no value.

use std::fmt;

/// Why a text is not a value of a kind; never holds the text.
///
/// ```
/// let error = "30.2.2024".parse::<sqltree::Date>().unwrap_err();
/// assert_eq!(error.to_string(), "the text is not a date, such as 2024-02-29");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed(pub(super) &'static str);

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the text is not {}", self.0)
    }
}

impl std::error::Error for Malformed {}
