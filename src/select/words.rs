//! Free words of a statement, before what it selects or changes, or at its end.

use crate::expr::node::Place;
use crate::expr::{Kind, Node};

/// Where words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum WordsPlace {
    /// Behind the first word.
    Prefix,
    /// At the end.
    Suffix,
}

/// Words that no clause says.
#[derive(Clone)]
pub(crate) struct Words {
    pub(crate) place: WordsPlace,
    /// The engine that they are for, by the name that its dialect has; all if none is said.
    pub(crate) engine: Option<&'static str>,
    /// Raw SQL.
    pub(crate) text: Node,
}

/// What [`Words`] say beside their text.
pub(crate) type WordsHead = (WordsPlace, Option<&'static str>);

impl Words {
    pub(crate) fn head(&self) -> WordsHead {
        (self.place, self.engine)
    }

    /// True if an engine is given them.
    pub(crate) fn are_for(&self, engine: &str) -> bool {
        self.engine.is_none_or(|own| own == engine)
    }

    /// Where the program says them.
    pub(crate) fn said(&self) -> Option<Place> {
        if let Some(Kind::Fragment { place, .. }) = self.text.kind() { Some(place) } else { None }
    }

    /// What is wrong with them, if something is: they are text, and values in it.
    pub(crate) fn mistake(&self) -> Option<&'static str> {
        let Some(Kind::Fragment { text, holes, .. }) = self.text.kind() else {
            return Some("the words of a prefix or suffix are raw SQL; write them by `sql!`");
        };
        if text.trim().is_empty() {
            return Some("a prefix or suffix is empty; leave it out");
        }
        let is_value = |hole: &Node| {
            matches!(hole, Node::Bind(_) | Node::Literal(_) | Node::Null(_) | Node::NullBind(_))
        };
        let others = !holes.iter().all(is_value);
        others.then_some("a prefix or suffix takes values, not columns and queries, into its text")
    }
}
