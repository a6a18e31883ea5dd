//! Transactions of a session: rows and objects are kept or put back together.

use crate::error::{Error, ErrorKind, Result};

use super::session::Session;

/// Savepoints may be nested so deep.
const MOST_LEVELS: usize = 200;

impl Session<'_> {
    /// Opens a transaction, or a savepoint if one is open already. Nothing is flushed.
    ///
    /// Prefer [`transaction`](Self::transaction), which ends it by itself.
    ///
    /// # Errors
    ///
    /// As [`Connection::begin`](crate::engine::Connection::begin).
    pub fn begin(&mut self) -> Result<()> {
        self.store.settle();
        if self.store.levels.len() >= MOST_LEVELS {
            let message = "more than 200 savepoints inside of each other; end some";
            return Err(Error::new(ErrorKind::Conflict, message));
        }
        self.conn.start_transaction()?;
        self.store.open_level();
        Ok(())
    }

    /// Flushes, and keeps the work since the last [`begin`](Self::begin). After the outermost one
    /// objects are read anew by the next `get` or query.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`] if no transaction is open. As [`flush`](Self::flush): then the transaction
    /// is still open, and objects are as before. If the database cannot keep the work, it is undone as by
    /// [`rollback`](Self::rollback).
    pub fn commit(&mut self) -> Result<()> {
        self.inside()?;
        self.flush()?;
        if let Err(error) = self.conn.commit_transaction() {
            self.store.undo_level();
            return Err(error);
        }
        self.store.keep_level();
        if self.store.levels.is_empty() {
            self.store.mark_all();
        }
        Ok(())
    }

    /// Undoes the work since the last [`begin`](Self::begin): rows, objects, keys and what was to be
    /// flushed are as they were then.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`] if no transaction is open;
    /// [`ErrorKind::Database`] if the database refuses.
    pub fn rollback(&mut self) -> Result<()> {
        self.inside()?;
        let undone = self.conn.rollback_transaction();
        self.store.undo_level();
        undone
    }

    /// Runs `work` in a transaction (a savepoint within another): what it does is flushed and kept if it
    /// gives `Ok`; if it gives `Err` or panics, rows and objects are as before.
    ///
    /// To try again, call it again: `work` then meets the objects as they were.
    ///
    /// ```
    /// # #[cfg(feature = "rusqlite")] {
    /// # use sqltree::engine::Engine;
    /// # use sqltree::mapper::Session;
    /// # use sqltree::prelude::*;
    /// # #[derive(Clone, sqltree::Table, sqltree::Mapped)]
    /// # struct User { #[column(primary_key, generated)] id: i64, name: String }
    /// # let mut conn = Engine::open("sqlite://")?.connect()?;
    /// # conn.execute(&create_table(User::table()))?;
    /// let mut session = Session::new(&mut conn);
    /// let ann = session.transaction(|s| s.add(User { id: 0, name: "Ann".into() }))?;
    /// let failed: sqltree::Result<()> = session.transaction(|s| {
    ///     s.edit(ann)?.name = "gone".into();
    ///     s.flush()?;
    ///     Err(sqltree::Error::new(ErrorKind::Conflict, "changed my mind"))
    /// });
    /// assert!(failed.is_err() && session[ann].name == "Ann");
    /// # }
    /// # Ok::<(), sqltree::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What `work` gives, or [`commit`](Self::commit); then all is undone.
    pub fn transaction<R>(&mut self, work: impl FnOnce(&mut Self) -> Result<R>) -> Result<R> {
        self.begin()?;
        let depth = self.store.levels.len();
        let guard = Guard { session: self, depth };
        let value = work(guard.session)?;
        guard.same()?;
        guard.session.commit()?;
        Ok(value)
    }

    fn inside(&self) -> Result<()> {
        let open = self.conn.transaction_depth() - self.base().min(self.conn.transaction_depth());
        if self.store.levels.is_empty() || open == 0 {
            let message = "no transaction of the session is open; `begin` one, or `flush` alone";
            return Err(Error::new(ErrorKind::Conflict, message));
        }
        Ok(())
    }
}

/// Undoes what is open from a level on when it goes, as by `?` or a panic.
struct Guard<'s, 'c> {
    session: &'s mut Session<'c>,
    depth: usize,
}

impl Guard<'_, '_> {
    fn same(&self) -> Result<()> {
        if self.session.store.levels.len() == self.depth {
            return Ok(());
        }
        let message = "the work of `transaction` began or ended a transaction by itself; \
                       end each that it begins, and leave the one around it";
        Err(Error::new(ErrorKind::Conflict, message))
    }
}

impl Drop for Guard<'_, '_> {
    fn drop(&mut self) {
        while self.session.store.levels.len() >= self.depth {
            // The connection remembers a failure.
            let before = self.session.store.levels.len();
            if self.session.rollback().is_err() && self.session.store.levels.len() == before {
                self.session.store.undo_level();
            }
        }
    }
}
