//! How an INSERT begins: forms of single engines.

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
    /// Why it cannot be said, if it cannot: nothing may end the comment that a hint is, or be a placeholder.
    pub(super) fn mistake(&self) -> Option<String> {
        let ChangeModifier::Hint(text) = self else { return None };
        let may = |c: char| c.is_alphanumeric() || " _@(),.='\"`-+$".contains(c);
        let wrong = text.chars().find(|c| !may(*c));
        if text.trim().is_empty() {
            return Some("an optimizer hint is empty; leave it out".into());
        }
        wrong.map(|_| {
            "an optimizer hint takes letters, digits and `_@(),.='\"`-+$`, nothing else".into()
        })
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
