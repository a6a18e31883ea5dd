//! The record behind a test of a row of values.

use super::kind::Comparison;
use super::node::Node;

/// A row of values, or one value, beside others or beside the rows of a query.
#[derive(Clone)]
pub(crate) struct RowTest {
    pub(crate) row: Vec<Node>,
    pub(crate) kind: RowTestKind,
    /// The other rows, one after the other.
    pub(crate) cells: Vec<Node>,
    /// A `Select` node, or empty.
    pub(crate) query: Node,
}

/// How a row is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum RowTestKind {
    /// `(a, b) < (c, d)`
    Compare(Comparison),
    /// `(a, b) IN ((c, d), (e, f))`
    In { negated: bool },
    /// `(a, b) IN (SELECT …)`
    InQuery { negated: bool },
    /// `a < ANY (SELECT …)`
    Any(Comparison),
    /// `a < ALL (SELECT …)`
    All(Comparison),
}

impl RowTestKind {
    /// The words between the row and what it is tested against.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            RowTestKind::Compare(op) => match op {
                Comparison::Eq => "=",
                Comparison::Ne => "<>",
                Comparison::Lt => "<",
                Comparison::Le => "<=",
                Comparison::Gt => ">",
                Comparison::Ge => ">=",
            },
            RowTestKind::In { negated: false } | RowTestKind::InQuery { negated: false } => "IN",
            RowTestKind::In { negated: true } | RowTestKind::InQuery { negated: true } => "NOT IN",
            RowTestKind::Any(op) => match op {
                Comparison::Eq => "= ANY",
                Comparison::Ne => "<> ANY",
                Comparison::Lt => "< ANY",
                Comparison::Le => "<= ANY",
                Comparison::Gt => "> ANY",
                Comparison::Ge => ">= ANY",
            },
            RowTestKind::All(op) => match op {
                Comparison::Eq => "= ALL",
                Comparison::Ne => "<> ALL",
                Comparison::Lt => "< ALL",
                Comparison::Le => "<= ALL",
                Comparison::Gt => "> ALL",
                Comparison::Ge => ">= ALL",
            },
        }
    }
}
