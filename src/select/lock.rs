//! Locks on the rows that a query reads.

use super::{IntoSource, LockStrength, LockWait, RowLock};
use crate::expr::Node;

/// A lock on the rows that a query gives, until the transaction ends: `FOR UPDATE` and its kin.
///
/// It locks rows of the tables in the query's own FROM: of all of them, or of those that
/// [`of`](Self::of) names. Rows that queries in FROM read are not locked; lock those there.
///
/// ```
/// use sqltree::prelude::*;
/// use sqltree::select::Lock;
/// sqltree::table! { pub jobs { id: i64 => primary_key, done: bool } }
/// let next = select(jobs::id)
///     .filter(!jobs::done)
///     .order_by(jobs::id)
///     .limit(1)
///     .lock(Lock::update().skip_locked());
/// assert_eq!(next.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT jobs.id FROM jobs WHERE NOT jobs.done ORDER BY jobs.id LIMIT $1 \
///      FOR UPDATE SKIP LOCKED");
/// assert!(next.compile(&Sqlite::default()).is_err());
/// ```
#[derive(Clone)]
#[must_use]
pub struct Lock {
    pub(super) lock: RowLock,
}

impl Lock {
    fn new(strength: LockStrength) -> Self {
        Lock { lock: RowLock { strength, of: Vec::new(), wait: LockWait::Waits } }
    }

    /// Others can neither change, delete nor lock the rows: `FOR UPDATE`.
    pub fn update() -> Self {
        Lock::new(LockStrength::Update)
    }

    /// Like [`update`](Self::update), but others can still refer to the rows by foreign keys:
    /// `FOR NO KEY UPDATE`, of PostgreSQL.
    pub fn no_key_update() -> Self {
        Lock::new(LockStrength::NoKeyUpdate)
    }

    /// Others can read and share the rows, but not change them: `FOR SHARE`, on MariaDB
    /// `LOCK IN SHARE MODE`.
    pub fn share() -> Self {
        Lock::new(LockStrength::Share)
    }

    /// Others can change anything in the rows but their keys: `FOR KEY SHARE`, of PostgreSQL.
    pub fn key_share() -> Self {
        Lock::new(LockStrength::KeyShare)
    }

    /// Locks rows of this table only, and of others that are named so: `OF table`. PostgreSQL, and
    /// MySQL from 8.0.1 on.
    pub fn of(mut self, table: impl IntoSource) -> Self {
        self.lock.of.push(Node::Source(table.into_source().source));
        self
    }

    /// Fails where somebody else has locked a row: `NOWAIT`.
    pub fn nowait(mut self) -> Self {
        self.lock.wait = LockWait::Fails;
        self
    }

    /// Leaves out the rows that somebody else has locked: `SKIP LOCKED`.
    pub fn skip_locked(mut self) -> Self {
        self.lock.wait = LockWait::Skips;
        self
    }
}
