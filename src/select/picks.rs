//! The rarer clauses of a query: which rows it picks, how many, and locks.

use super::{Distinct, Hint, RowLock, SelectBody, Source, Words};
use crate::expr::Node;
use crate::expr::node::and;

impl SelectBody {
    pub(super) fn add_distinct_on(&mut self, mut keys: Vec<Node>) {
        keys.iter().for_each(|key| self.deepen_more(key));
        let rare = self.rare_mut();
        rare.distinct = Distinct::On;
        rare.distinct_on.append(&mut keys);
    }

    pub(super) fn add_qualify(&mut self, condition: Node) {
        self.deepen_more(&condition);
        let rare = self.rare_mut();
        rare.qualify = and(std::mem::take(&mut rare.qualify), condition);
        let depth = rare.qualify.depth().saturating_add(1);
        self.depth = self.depth.max(depth);
    }

    pub(super) fn set_limit(&mut self, rows: Node, with_ties: bool, percent: bool) {
        if !matches!(rows, Node::Bind(_)) {
            self.deepen_more(&rows);
        }
        self.limit.put(rows);
        if with_ties || percent || self.is_fetched() {
            let rare = self.rare_mut();
            (rare.with_ties, rare.percent) = (with_ties, percent);
        }
    }

    pub(super) fn set_offset(&mut self, rows: Node) {
        self.deepen_more(&rows);
        self.offset.put(rows);
    }

    /// True if its LIMIT is no number of rows: it is a percentage, or keeps what is equal to the last row in
    /// the order too.
    pub(crate) fn is_fetched(&self) -> bool {
        self.rare().is_some_and(|rare| rare.with_ties || rare.percent)
    }

    pub(super) fn add_lock(&mut self, lock: RowLock) {
        lock.of.iter().for_each(|source| self.deepen_more(source));
        self.rare_mut().locks.push(lock);
    }

    pub(super) fn add_hint(&mut self, hint: Hint) {
        self.deepen_more(&hint.of);
        self.rare_mut().hints.push(hint);
    }

    pub(super) fn add_correlated(&mut self, source: Source) {
        let node = Node::Source(source);
        self.deepen_more(&node);
        self.rare_mut().correlated.push(node);
    }

    /// The items that it says to be of the statement around it.
    pub(crate) fn correlated(&self) -> &[Node] {
        self.rare().map_or(&[], |rare| &rare.correlated)
    }

    pub(crate) fn add_words(&mut self, words: Words) {
        self.deepen_more(&words.text);
        self.rare_mut().words.push(words);
    }

    /// Free words of the statement.
    pub(crate) fn words(&self) -> &[Words] {
        self.rare().map_or(&[], |rare| &rare.words)
    }

    /// True if it has a LIMIT or an OFFSET.
    pub(crate) fn is_limited(&self) -> bool {
        !self.limit.is_empty() || !self.offset.is_empty()
    }

    /// True if rows of its tables are locked.
    pub(crate) fn has_locks(&self) -> bool {
        self.rare().is_some_and(|rare| !rare.locks.is_empty())
    }
}
