//! Hints for the planner of single engines, which change no rows.

use crate::expr::Node;
use crate::name::Name;
use crate::select::IntoSource;

/// A hint in a query, of the statement or of a table in FROM. The extension traits of dialects offer each as
/// a method.
#[derive(Clone)]
pub struct Hint {
    pub(crate) kind: HintKind,
    /// The table, or nothing.
    pub(crate) of: Node,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum HintKind {
    /// `/*+ text */`
    Optimizer(String),
    /// `STRAIGHT_JOIN`
    StraightJoin,
    /// `USE INDEX (names)`
    UseIndex(Vec<Name>),
    /// `FORCE INDEX (names)`
    ForceIndex(Vec<Name>),
    /// `IGNORE INDEX (names)`
    IgnoreIndex(Vec<Name>),
    /// `INDEXED BY name`
    IndexedBy(Name),
    /// `NOT INDEXED`
    NotIndexed,
}

impl Hint {
    fn of_table(table: impl IntoSource, kind: HintKind) -> Self {
        Hint { kind, of: Node::Source(table.into_source().source) }
    }

    /// `/*+ text */` behind SELECT.
    #[must_use]
    pub fn optimizer(text: &str) -> Self {
        Hint { kind: HintKind::Optimizer(text.to_owned()), of: Node::Empty }
    }

    /// `STRAIGHT_JOIN` behind SELECT.
    #[must_use]
    pub fn straight_join() -> Self {
        Hint { kind: HintKind::StraightJoin, of: Node::Empty }
    }

    /// `USE INDEX (names)` behind the table.
    #[must_use]
    pub fn use_index(table: impl IntoSource, names: &[&str]) -> Self {
        Hint::of_table(table, HintKind::UseIndex(all(names)))
    }

    /// `FORCE INDEX (names)` behind the table.
    #[must_use]
    pub fn force_index(table: impl IntoSource, names: &[&str]) -> Self {
        Hint::of_table(table, HintKind::ForceIndex(all(names)))
    }

    /// `IGNORE INDEX (names)` behind the table.
    #[must_use]
    pub fn ignore_index(table: impl IntoSource, names: &[&str]) -> Self {
        Hint::of_table(table, HintKind::IgnoreIndex(all(names)))
    }

    /// `INDEXED BY name` behind the table.
    #[must_use]
    pub fn indexed_by(table: impl IntoSource, name: &str) -> Self {
        Hint::of_table(table, HintKind::IndexedBy(Name::from(name)))
    }

    /// `NOT INDEXED` behind the table.
    #[must_use]
    pub fn not_indexed(table: impl IntoSource) -> Self {
        Hint::of_table(table, HintKind::NotIndexed)
    }
}

fn all(names: &[&str]) -> Vec<Name> {
    names.iter().map(|name| Name::from(*name)).collect()
}

/// Why a text is no hint for an optimizer: nothing may end the comment that it is, or be a placeholder.
pub(crate) fn hint_mistake(text: &str) -> Option<&'static str> {
    let may = |c: char| c.is_alphanumeric() || " _@(),.='\"`-+$".contains(c);
    if text.trim().is_empty() {
        return Some("an optimizer hint is empty; leave it out");
    }
    let wrong = text.chars().any(|c| !may(c));
    wrong.then_some("an optimizer hint takes letters, digits and `_@(),.='\"`-+$`, nothing else")
}
