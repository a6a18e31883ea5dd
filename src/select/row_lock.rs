//! The record behind a lock.

use crate::expr::Node;

/// A lock on the rows of some tables in FROM.
#[derive(Clone)]
pub(crate) struct RowLock {
    pub(crate) strength: LockStrength,
    /// FROM items, or none for all.
    pub(crate) of: Vec<Node>,
    pub(crate) wait: LockWait,
}

impl RowLock {
    /// What it is, without the tables.
    pub(crate) fn head(&self) -> (LockStrength, LockWait, usize) {
        (self.strength, self.wait, self.of.len())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum LockStrength {
    Update,
    NoKeyUpdate,
    Share,
    KeyShare,
}

/// What is done about rows that somebody else has locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum LockWait {
    Waits,
    Fails,
    Skips,
}
