//! What is fresh: reading anew, and statements beside the objects.

use crate::compile::Statement;
use crate::engine::FromRow;
use crate::error::{Error, ErrorKind, Result};

use super::failure;
use super::key::Ref;
use super::mapped::Mapped;
use super::rows::State;
use super::session::Session;
use super::store::Store;

impl Session<'_> {
    /// Reads an object anew and gives up its unflushed changes.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Gone`] if its row is not there any more; then the object is gone too.
    pub fn refresh<T: Mapped>(&mut self, key: Ref<T>) -> Result<()> {
        self.store.settle();
        let raw = self.store.check(key)?;
        if self.store.meta(raw).state == State::New {
            let message = "an object that was added has no row to be read; `flush` first";
            return Err(Error::new(ErrorKind::Unflushed, message));
        }
        let own = self.store.table(raw.table).indexed(raw.slot);
        self.store.drop_changes(raw)?;
        match self.read::<T>(raw.table, &own)? {
            Some(_) => Ok(()),
            None => Err(failure::gone(&self.store.mapping(raw.table))),
        }
    }

    /// Says that an object may have changed in the database: the next `get` or query reads it anew.
    /// Unflushed changes stay. Lists of its relationships are forgotten.
    ///
    /// # Errors
    ///
    /// As [`edit`](Self::edit).
    pub fn expire<T: Mapped>(&mut self, key: Ref<T>) -> Result<()> {
        self.store.settle();
        let raw = self.store.check(key)?;
        self.store.expire(raw);
        Ok(())
    }

    /// Says that all objects may have changed in the database, as after statements that the session does
    /// not know of. Lists of relationships are forgotten, except those of new objects.
    pub fn expire_all(&mut self) {
        self.store.settle();
        self.store.mark_all();
        self.store.forget_lists();
    }

    /// Removes an object from the session, with its unflushed changes; its row stays as it is. The key is
    /// of no more use.
    ///
    /// # Errors
    ///
    /// As [`edit`](Self::edit).
    pub fn expunge<T: Mapped>(&mut self, key: Ref<T>) -> Result<()> {
        self.store.settle();
        let raw = self.store.check(key)?;
        self.store.forget(raw);
        Ok(())
    }

    /// Removes all objects and their unflushed changes. All keys are of no more use.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`] within a transaction of the session, which may have to put them back.
    pub fn clear(&mut self) -> Result<()> {
        if !self.store.levels.is_empty() {
            let message = "`clear` within a transaction of the session, which may have to put \
                           objects back; call it before or after";
            return Err(Error::new(ErrorKind::Conflict, message));
        }
        self.store = Store::new();
        Ok(())
    }

    /// Runs a statement of the core and gives the number of rows. Objects of the table that it changes
    /// are read anew by the next `get` or query.
    ///
    /// # Errors
    ///
    /// As [`Connection::execute`](crate::engine::Connection::execute); [`ErrorKind::Unflushed`] if it reads or changes a table with
    /// unflushed changes.
    pub fn execute(&mut self, statement: &impl Statement) -> Result<u64> {
        self.ready_for(statement)?;
        let done = self.conn.execute(statement);
        self.mark_changed(statement);
        done
    }

    /// All rows of a statement of the core, as plain values without identity.
    ///
    /// # Errors
    ///
    /// As [`Connection::fetch_all`](crate::engine::Connection::fetch_all) and [`execute`](Self::execute).
    pub fn fetch_all<S>(&mut self, statement: &S) -> Result<Vec<S::Row>>
    where
        S: Statement,
        S::Row: FromRow,
    {
        self.ready_for(statement)?;
        let rows = self.conn.fetch_all(statement);
        self.mark_changed(statement);
        rows
    }

    /// Flushes, or refuses, before a statement over tables with unflushed changes.
    pub(super) fn ready_for(&mut self, statement: &impl Statement) -> Result<()> {
        self.store.settle();
        if self.store.pending.is_empty() && self.store.links.is_empty() {
            return Ok(());
        }
        let changed = self.store.unflushed_of(&statement.statement().tables());
        match changed {
            Some(_) if self.autoflush => self.flush(),
            Some(number) => Err(failure::unflushed(&self.store.mapping(number))),
            None => Ok(()),
        }
    }

    fn mark_changed(&mut self, statement: &impl Statement) {
        let form = statement.statement();
        if form.is_query() {
            return;
        }
        for name in form.tables() {
            if let Some(&number) = self.store.by_name.get(&name) {
                self.store.mark(number);
            }
        }
    }
}
