//! How an INSERT begins: forms of single engines.

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
