//! Transactions and savepoints.

use std::ops::{Deref, DerefMut};

use super::connection::Connection;
use super::driver::Step;
use crate::error::{Error, ErrorKind, Result};

/// How far the transactions of a connection have come.
#[derive(Default)]
pub(super) struct Progress {
    /// Transactions open: the outermost, and a savepoint each.
    depth: u32,
    /// A statement failed since the last look, so the database may have given up.
    doubt: bool,
    /// The database kept a transaction that we could not end.
    stuck: bool,
}

impl Progress {
    /// Remembers a failure within a transaction.
    pub(super) fn note<T>(&mut self, result: Result<T>) -> Result<T> {
        self.doubt |= result.is_err() && self.depth > 0;
        result
    }
}

/// A transaction, or a savepoint within one: a connection whose work is kept by
/// [`commit`](Self::commit) and undone if this is dropped without it, as by `?` or a panic.
///
/// ```
/// # #[cfg(feature = "rusqlite")] {
/// # use sqltree::engine::Engine;
/// # let mut conn = Engine::open("sqlite://")?.connect()?;
/// conn.run_script("CREATE TABLE t (n INTEGER)")?;
/// let mut tx = conn.begin()?;
/// tx.execute_sql("INSERT INTO t VALUES (?)", &[1.into()])?;
/// tx.begin()?.execute_sql("INSERT INTO t VALUES (?)", &[2.into()])?; // dropped: undone
/// tx.commit()?;
/// assert_eq!(conn.query_sql("SELECT n FROM t", &[])?.len(), 1);
/// # }
/// # Ok::<(), sqltree::Error>(())
/// ```
#[derive(Debug)]
#[must_use = "a transaction that is not committed is rolled back"]
pub struct Transaction<'c> {
    connection: &'c mut Connection,
    /// How many transactions are open with this one.
    depth: u32,
    open: bool,
}

impl Connection {
    /// Opens a transaction, or a savepoint if one is open already.
    ///
    /// MySQL and MariaDB commit by themselves at CREATE, ALTER and DROP.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Database`] or [`ErrorKind::Connection`].
    pub fn begin(&mut self) -> Result<Transaction<'_>> {
        self.start_transaction()?;
        let depth = self.progress.depth;
        Ok(Transaction { connection: self, depth, open: true })
    }

    /// Opens a transaction, or a savepoint if one is open already, without a guard: it lasts until
    /// [`commit_transaction`](Self::commit_transaction) or
    /// [`rollback_transaction`](Self::rollback_transaction), or until the connection is dropped, which
    /// undoes it. Prefer [`begin`](Self::begin); this is for those that keep a connection in a struct.
    ///
    /// ```
    /// # #[cfg(feature = "rusqlite")] {
    /// # use sqltree::engine::Engine;
    /// # let mut conn = Engine::open("sqlite://")?.connect()?;
    /// conn.run_script("CREATE TABLE t (n INTEGER)")?;
    /// conn.start_transaction()?;
    /// conn.start_transaction()?;
    /// assert_eq!(conn.transaction_depth(), 2);
    /// conn.execute_sql("INSERT INTO t VALUES (?)", &[1.into()])?;
    /// conn.rollback_transaction()?;
    /// conn.commit_transaction()?;
    /// assert!(conn.query_sql("SELECT n FROM t", &[])?.is_empty());
    /// # }
    /// # Ok::<(), sqltree::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`begin`](Self::begin).
    pub fn start_transaction(&mut self) -> Result<()> {
        self.ready()?;
        let step = match self.progress.depth {
            0 => Step::Begin,
            depth => Step::Savepoint(depth),
        };
        let result = self.raw.step(step);
        self.progress.note(result)?;
        self.progress.depth += 1;
        Ok(())
    }

    /// Keeps the work of the innermost transaction; of a savepoint, as part of the transaction around it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`] if no transaction is open; as [`Transaction::commit`], and then it is
    /// undone.
    pub fn commit_transaction(&mut self) -> Result<()> {
        self.inside()?;
        let kept = self.keep();
        if kept.is_err() {
            // The connection remembers a failure.
            let _ = self.undo();
        }
        kept
    }

    /// Undoes the work of the innermost transaction.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`] if no transaction is open; as [`Transaction::rollback`].
    pub fn rollback_transaction(&mut self) -> Result<()> {
        self.inside()?;
        self.undo()
    }

    /// How many transactions are open: the outermost, and a savepoint each.
    #[must_use]
    pub fn transaction_depth(&self) -> u32 {
        self.progress.depth
    }

    fn inside(&self) -> Result<()> {
        if self.progress.depth == 0 {
            let message = "no transaction is open; open one by `start_transaction`";
            return Err(Error::new(ErrorKind::Conflict, message));
        }
        Ok(())
    }

    /// Keeps the work of the innermost transaction, which stays open if that fails.
    fn keep(&mut self) -> Result<()> {
        self.ready()?;
        self.raw.step(match self.progress.depth {
            0 | 1 => Step::Commit,
            depth => Step::Release(depth - 1),
        })?;
        self.progress.depth -= 1;
        Ok(())
    }

    /// Runs `work` in a transaction (a savepoint within another): its work is kept if it gives
    /// `Ok`, and undone if it gives `Err` or panics.
    ///
    /// ```
    /// # #[cfg(feature = "rusqlite")] {
    /// # use sqltree::engine::Engine;
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub users { id: i64 => primary_key, generated, name: String } }
    /// # let mut conn = Engine::open("sqlite://")?.connect()?;
    /// # conn.execute(&create_table(users::table()))?;
    /// let id = conn.transaction(|tx| {
    ///     tx.execute(&insert(users::table()).set(users::name, "ann"))?;
    ///     tx.fetch_one(&select(users::id).filter(users::name.eq("ann")))
    /// })?;
    /// assert_eq!(id, 1);
    /// # }
    /// # Ok::<(), sqltree::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What `work` gives, else [`ErrorKind::Database`] if the work cannot be kept: then it is
    /// undone. `work` with an error type of its own takes [`begin`](Self::begin).
    pub fn transaction<T>(
        &mut self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        let mut tx = self.begin()?;
        let value = work(&mut tx)?;
        tx.commit()?;
        Ok(value)
    }

    /// Refuses to send anything that would run outside of the transaction it was meant for.
    pub(super) fn ready(&mut self) -> Result<()> {
        if self.progress.stuck {
            let message = "the connection has a transaction that could not be ended; open another";
            return Err(Error::new(ErrorKind::Connection, message));
        }
        if self.progress.doubt && !self.raw.transaction_open() {
            let message = "the database gave up the transaction after an error in it; \
                           nothing more is sent until it is rolled back";
            return Err(Error::new(ErrorKind::Database, message));
        }
        self.progress.doubt = false;
        Ok(())
    }

    /// Undoes the innermost transaction.
    fn undo(&mut self) -> Result<()> {
        self.progress.depth -= 1;
        let level = self.progress.depth;
        if level > 0 {
            let undone = self.raw.step(Step::RollbackTo(level));
            let undone = undone.and_then(|()| self.raw.step(Step::Release(level)));
            // If that fails, the transaction around it is gone, which it will find out.
            self.progress.doubt = undone.is_err();
            return undone;
        }
        self.progress.doubt = false;
        match self.raw.step(Step::Rollback) {
            Err(error) if self.raw.transaction_open() => {
                self.progress.stuck = true;
                Err(error)
            }
            // A transaction that is not there any more has been rolled back.
            _ => Ok(()),
        }
    }
}

impl Transaction<'_> {
    /// Keeps the work; of a savepoint, as part of the transaction around it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Database`] if the database cannot keep it or gave up the transaction earlier;
    /// it is undone then.
    pub fn commit(mut self) -> Result<()> {
        self.same_depth()?;
        self.connection.keep()?;
        self.open = false;
        Ok(())
    }

    /// Undoes the work.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Database`] if the database refuses; the connection is then of no more use.
    pub fn rollback(mut self) -> Result<()> {
        self.same_depth()?;
        self.open = false;
        self.connection.undo()
    }

    /// Refuses to end another transaction than this one.
    fn same_depth(&self) -> Result<()> {
        if self.connection.progress.depth == self.depth {
            return Ok(());
        }
        let message = "a transaction that was started by `start_transaction` inside of this one is \
                       open still, or this one was ended by `commit_transaction`; end each once";
        Err(Error::new(ErrorKind::Conflict, message))
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        while self.open && self.connection.progress.depth >= self.depth {
            // The connection remembers a failure.
            let _ = self.connection.undo();
        }
    }
}

impl Deref for Transaction<'_> {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        self.connection
    }
}

impl DerefMut for Transaction<'_> {
    fn deref_mut(&mut self) -> &mut Connection {
        self.connection
    }
}
