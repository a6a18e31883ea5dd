//! The unit of work: what was changed becomes statements, in an order that every engine takes.
//!
//! `plan` finds what is to be done with each row and what must come before what, `order` makes
//! levels of it and breaks cycles, `send` writes a level, `rules` is about deleting what points to a
//! deleted object.

mod edges;
mod group;
mod order;
mod plan;
mod rules;
mod send;
mod update;

use crate::error::{Error, Result};

use super::key::Raw;
use super::session::Session;

/// Why a flush did not come to its end.
pub(super) enum Stop {
    /// It failed.
    Failed(Error),
    /// An UPDATE of many rows did not find each of them: it is to be done again, one row a statement, which
    /// shows which.
    Unpaired,
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Stop::Failed(error)
    }
}

impl Session<'_> {
    /// Writes all changes: new objects, edited columns, deletions and links.
    ///
    /// Rows are ordered by the foreign keys that they have, and unique values are given up before they
    /// are taken. Rows of one kind go into one statement, as many as the parameter limit takes. Only
    /// edited objects are looked at, and of them only columns that differ are sent. What the database
    /// made of a row (keys, defaults, rounded values, computed columns) is read back.
    ///
    /// A flush is a savepoint, or a transaction if none is open: if it fails, neither rows nor objects nor
    /// keys are changed, the edits are still there, and `flush` can be called again.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Stale`](crate::ErrorKind::Stale) if another transaction changed or deleted an object
    /// (see [`Error::stale`]); [`ErrorKind::Incomplete`](crate::ErrorKind::Incomplete) for a column that
    /// has no value; [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) for rows that need each other
    /// first; [`ErrorKind::Database`](crate::ErrorKind::Database) for what the database refuses.
    pub fn flush(&mut self) -> Result<()> {
        self.store.settle();
        if self.store.pending.is_empty() && self.store.links.is_empty() {
            return Ok(());
        }
        match self.flush_once(true) {
            Err(Stop::Unpaired) => match self.flush_once(false) {
                Err(Stop::Failed(error)) => Err(error),
                Err(Stop::Unpaired) | Ok(()) => Ok(()),
            },
            Err(Stop::Failed(error)) => Err(error),
            Ok(()) => Ok(()),
        }
    }

    fn flush_once(&mut self, batches: bool) -> Result<(), Stop> {
        self.conn.start_transaction()?;
        self.store.open_level();
        let written = self.write(batches);
        let written = written.and_then(|()| Ok(self.conn.commit_transaction()?));
        match written {
            Ok(()) => {
                self.store.keep_level();
                Ok(())
            }
            Err(stop) => {
                if self.conn.transaction_depth() as usize
                    > self.base() as usize + self.store.levels.len() - 1
                {
                    // The connection remembers a failure.
                    let _ = self.conn.rollback_transaction();
                }
                self.store.undo_level();
                Err(stop)
            }
        }
    }

    fn write(&mut self, batches: bool) -> Result<(), Stop> {
        self.spread_deletes()?;
        self.follow_keys()?;
        self.flush_unlinked()?;
        let plan = plan::Plan::of(&self.store)?;
        let (ops, levels) = order::levels(plan, &self.store)?;
        for level in levels {
            self.send(&ops, &level, batches)?;
        }
        self.flush_linked()?;
        self.finish();
        Ok(())
    }

    /// What was to be written is written.
    fn finish(&mut self) {
        let inserted = |raw: &Raw| self.store.was_inserted(*raw);
        let left: Vec<Raw> =
            self.store.pending.keys().copied().filter(|raw| !inserted(raw)).collect();
        for raw in left {
            self.store.written(raw);
        }
        self.store.finish_inserted();
        self.store.links_mut().clear();
    }
}
