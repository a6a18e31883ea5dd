//! How an INSERT begins: forms of single engines.

use crate::select::hint_mistake;

/// A word or a hint in a data change that one family of engines has. The extension traits of dialects offer
/// each as a method.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ChangeModifier {
    /// `/*+ text */`
    Hint(String),
    /// `LOW_PRIORITY`
    LowPriority,
    /// `HIGH_PRIORITY`
    HighPriority,
    /// `QUICK`
    Quick,
    /// `IGNORE`
    Ignore,
}

impl ChangeModifier {
    /// The text of a hint for the optimizer.
    pub(crate) fn hint(&self) -> Option<&str> {
        if let ChangeModifier::Hint(text) = self { Some(text) } else { None }
    }

    /// Why it cannot be said, if it cannot: nothing may end the comment that a hint is, or be a placeholder.
    pub(super) fn mistake(&self) -> Option<String> {
        self.hint().and_then(hint_mistake).map(str::to_owned)
    }
}

/// A form of INSERT that one family of engines has, under its own name.
///
/// The extension traits of dialects offer each as a method; what it means is said there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InsertForm {
    /// `INSERT OR ABORT`
    OrAbort,
    /// `INSERT OR FAIL`
    OrFail,
    /// `INSERT OR IGNORE`
    OrIgnore,
    /// `INSERT OR REPLACE`
    OrReplace,
    /// `INSERT OR ROLLBACK`
    OrRollback,
    /// `INSERT IGNORE`
    Ignore,
    /// `REPLACE`
    Replace,
}
