//! What was made, and where it stood.

use std::collections::BTreeMap;

use crate::compile::AnyStatement;
use crate::types::Tag;
use crate::value::Value;

/// How often each kind of expression, by the name of its function, stood in each clause or
/// operator.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    pairs: BTreeMap<(&'static str, &'static str), u64>,
}

impl Counts {
    fn add(&mut self, what: &'static str, parent: &'static str) {
        *self.pairs.entry((what, parent)).or_default() += 1;
    }

    /// How often `what` stood in `parent`.
    #[must_use]
    pub fn of(&self, what: &'static str, parent: &'static str) -> u64 {
        self.pairs.get(&(what, parent)).copied().unwrap_or(0)
    }

    /// Each pair of what and where, with how often it was made.
    pub fn pairs(&self) -> impl Iterator<Item = (&'static str, &'static str, u64)> + '_ {
        self.pairs.iter().map(|((what, parent), count)| (*what, *parent, *count))
    }

    /// Adds what another one has counted.
    pub fn merge(&mut self, other: &Counts) {
        for (pair, count) in &other.pairs {
            *self.pairs.entry(*pair).or_default() += count;
        }
    }
}

/// What is noted of a statement while it is made.
#[derive(Clone, Default)]
pub(super) struct Record {
    pub(super) counts: Counts,
    /// The late parameters, with their types and values.
    pub(super) late: Vec<(String, Tag, Value)>,
    /// The lists that come late.
    pub(super) lists: Vec<(String, Vec<Value>)>,
    /// Another statement of the same meaning, if there is one in other words.
    pub(super) twin: Option<AnyStatement>,
    /// See [`Made`](super::Made).
    pub(super) inferred: usize,
    pub(super) constants: bool,
    pub(super) untold: bool,
    /// True if its rows come in one order.
    pub(super) ordered: bool,
}

impl Record {
    pub(super) fn add(&mut self, what: &'static str, parent: &'static str) {
        self.counts.add(what, parent);
    }
}
