//! Shared strings.

use std::fmt;
use std::ops::Deref;

use arcstr::ArcStr;

/// A shared, immutable string of one machine word; clones count, they do not copy.
///
/// ```
/// let name = sqltree::Str::from("ann");
/// assert_eq!(&*name, "ann");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Str(ArcStr);

impl Deref for Str {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl From<&str> for Str {
    fn from(text: &str) -> Self {
        Str(ArcStr::from(text))
    }
}

impl From<String> for Str {
    fn from(text: String) -> Self {
        Str(ArcStr::from(text))
    }
}
