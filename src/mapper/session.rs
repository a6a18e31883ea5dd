//! Sessions: objects with identity over one connection.

use std::ops::Index;

use crate::engine::Connection;
use crate::error::{Error, ErrorKind, Result};
use crate::select::select;

use super::failure;
use super::keep::NewObject;
use super::key::{Key, Raw, Ref};
use super::mapped::{Entity, Mapped, Whole};
use super::rows::State;
use super::sql::is;
use super::store::{More, Store};

/// Objects with identity over one connection: a row is one object, read and edited by its key, and
/// [`flush`](Self::flush) writes what was changed.
///
/// The session owns the objects; programs hold keys ([`Ref`]), which are `Copy`. `session[key]` lends
/// an object for reading, [`edit`](Self::edit) for changing. Nothing but the calls that say so talks to
/// the database.
///
/// **What is fresh.** Reading an object never does I/O. A query gives each row's object the values that
/// it read, except objects with changes that are not flushed, which keep theirs. [`get`](Self::get)
/// reads an object only if it is not in the session, or a transaction ended or
/// [`expire_all`](Self::expire_all) was called since it was read. A query over a table with unflushed
/// changes is an error that names `flush`, or flushes by [`autoflush`](Self::autoflush).
///
/// ```
/// # #[cfg(feature = "rusqlite")] {
/// use sqltree::engine::Engine;
/// use sqltree::mapper::Session;
/// use sqltree::prelude::*;
///
/// #[derive(Clone, sqltree::Table, sqltree::Mapped)]
/// #[table(name = "users")]
/// struct User {
///     #[column(primary_key, generated)]
///     id: i64,
///     name: String,
///     age: i32,
/// }
///
/// let mut conn = Engine::open("sqlite://")?.connect()?;
/// conn.execute(&create_table(User::table()))?;
/// let mut session = Session::new(&mut conn);
/// let ann = session.add(User { id: 0, name: "Ann".into(), age: 30 })?;
/// session.flush()?;
/// assert_eq!(session[ann].id, 1);
///
/// session.edit(ann)?.age += 1;
/// session.flush()?; // UPDATE users SET age = ? WHERE id = ?
/// let adults = session.query::<User>().filter(User::age.ge(18)).order_by(User::name).all()?;
/// assert_eq!(adults, [ann]);
/// # }
/// # Ok::<(), sqltree::Error>(())
/// ```
pub struct Session<'c> {
    pub(super) conn: &'c mut Connection,
    pub(super) store: Store,
    pub(super) autoflush: bool,
    /// Transactions of the connection that were open before.
    base: u32,
}

impl<'c> Session<'c> {
    /// A session without objects over a connection, or over a transaction, which it then works in.
    pub fn new(conn: &'c mut Connection) -> Self {
        let base = conn.transaction_depth();
        Session { conn, store: Store::new(), autoflush: false, base }
    }

    /// Whether queries flush first, where they would read tables with unflushed changes; else that is an
    /// error.
    pub fn autoflush(&mut self, flush: bool) {
        self.autoflush = flush;
    }

    /// How many statements were sent over the connection, without those that begin and end transactions.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.conn.statements()
    }

    /// Adds an object, to be inserted by the next flush.
    ///
    /// All of its fields are sent as they are, except columns that the database generates or works
    /// out, which are read back. For columns with defaults see [`insert`](Self::insert).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::DuplicateName`] if the session has an object with its key.
    pub fn add<T: Mapped>(&mut self, object: T) -> Result<Ref<T>> {
        self.store.settle();
        let number = self.store.number::<T>()?;
        let raw = self.store.add(number, NewObject::Whole(object), More::default())?;
        Ok(self.store.key(raw))
    }

    /// The object with a primary key, or `None` if there is none: from the session if it is there and
    /// current, else by a query.
    ///
    /// # Errors
    ///
    /// As [`Connection::fetch_optional`].
    pub fn get<T: Mapped>(&mut self, key: T::Key) -> Result<Option<Ref<T>>> {
        self.find_by_key(&Key::of(T::key_values(key)))
    }

    pub(super) fn find_by_key<T: Mapped>(&mut self, key: &Key) -> Result<Option<Ref<T>>> {
        self.store.settle();
        let number = self.store.number::<T>()?;
        if let Some(slot) = self.store.table(number).find(key) {
            let raw = Raw { table: number, slot };
            let meta = self.store.meta(raw);
            match meta.state {
                State::Deleted | State::Gone => return Ok(None),
                State::Saved if !meta.edited && !self.store.is_current(raw) => {}
                State::New | State::Saved => return Ok(Some(self.store.key(raw))),
            }
        }
        let found = self.read::<T>(number, key)?;
        Ok(found.filter(|raw| self.store.is_alive(*raw)).map(|raw| self.store.key(raw)))
    }

    /// Reads a row by its key. An object whose row is not there any more is gone.
    pub(super) fn read<T: Mapped>(&mut self, number: u16, key: &Key) -> Result<Option<Raw>> {
        let mapping = self.store.mapping(number);
        let columns: Vec<_> = mapping.key.iter().map(|&i| mapping.columns[i].clone()).collect();
        let query = select(Entity::<T>::new()).filter(is(&columns, key));
        match self.conn.fetch_optional(&query)? {
            Some(Whole(row)) => self.store.keep(number, row).map(Some),
            None => {
                if let Some(slot) = self.store.table(number).find(key) {
                    self.store.forget(Raw { table: number, slot });
                }
                Ok(None)
            }
        }
    }

    /// Lends an object for changing. This is the only way to change one: its old values are copied, and
    /// [`flush`](Self::flush) compares.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Gone`] if it was deleted, or the key is of another session.
    pub fn edit<T: Mapped>(&mut self, key: Ref<T>) -> Result<&mut T> {
        self.store.settle();
        self.lend(key)
    }

    pub(super) fn lend<T: Mapped>(&mut self, key: Ref<T>) -> Result<&mut T> {
        let raw = self.store.check(key)?;
        self.store.touch(raw);
        self.store.lent.push(raw);
        let unset = failure::unset(&self.store.mapping(raw.table));
        let rows = self.store.rows_mut::<T>()?;
        rows.objects[raw.slot as usize].as_mut().ok_or(unset)
    }

    /// Lends two objects for changing.
    ///
    /// # Errors
    ///
    /// As [`edit`](Self::edit); [`ErrorKind::Conflict`] if both are one.
    pub fn edit_two<T: Mapped>(&mut self, a: Ref<T>, b: Ref<T>) -> Result<[&mut T; 2]> {
        self.edit(a)?;
        self.lend(b)?;
        let unset = failure::unset(&self.store.mapping(self.store.check(a)?.table));
        let objects = &mut self.store.rows_mut::<T>()?.objects;
        match objects.get_disjoint_mut([a.slot as usize, b.slot as usize]) {
            Ok([Some(a), Some(b)]) => Ok([a, b]),
            Ok(_) => Err(unset),
            Err(_) => {
                let message = "`edit_two` is given one object twice; use `edit`";
                Err(Error::new(ErrorKind::Conflict, message))
            }
        }
    }

    /// Changes an object while others are read: `work` has it, and the session for reading, which shows
    /// it as it was.
    ///
    /// # Errors
    ///
    /// As [`edit`](Self::edit).
    pub fn edit_with<T: Mapped, R>(
        &mut self,
        key: Ref<T>,
        work: impl FnOnce(&mut T, &Session<'_>) -> R,
    ) -> Result<R> {
        let mut copy = self.edit(key)?.clone();
        let done = work(&mut copy, self);
        *self.lend(key)? = copy;
        Ok(done)
    }

    /// The object of a key.
    ///
    /// # Errors
    ///
    /// As [`edit`](Self::edit); [`ErrorKind::Unflushed`] for one that is made by
    /// [`insert`](Self::insert) and has no fields yet.
    pub fn peek<T: Mapped>(&self, key: Ref<T>) -> Result<&T> {
        let raw = self.store.check(key)?;
        let rows = self.store.rows::<T>().ok_or_else(failure::foreign)?;
        let object = rows.objects[raw.slot as usize].as_ref();
        object.ok_or_else(|| failure::unset(&self.store.mapping(raw.table)))
    }

    /// Deletes an object by the next flush; one that is not in the database yet is forgotten at once.
    ///
    /// What becomes of rows that point to it is said by its relationships
    /// ([`OnDelete`](super::OnDelete)).
    ///
    /// # Errors
    ///
    /// As [`edit`](Self::edit).
    pub fn delete<T: Mapped>(&mut self, key: Ref<T>) -> Result<()> {
        self.store.settle();
        let raw = self.store.check(key)?;
        self.store.delete(raw);
        Ok(())
    }

    /// Marks an object as changed, though no column of it is: its version is counted up by the next
    /// flush, for changes of what belongs to it.
    ///
    /// # Errors
    ///
    /// As [`edit`](Self::edit).
    pub fn touch<T: Mapped>(&mut self, key: Ref<T>) -> Result<()> {
        self.store.settle();
        let raw = self.store.check(key)?;
        self.store.touch(raw).touched = true;
        Ok(())
    }

    pub(super) fn base(&self) -> u32 {
        self.base
    }
}

/// Lends the object of a key for reading, without I/O.
///
/// # Panics
///
/// As a slice does: if the object was deleted and flushed or expunged, the key is of another session, or
/// the object was made by [`Session::insert`] and has no fields before it is flushed.
/// [`Session::peek`] gives an error instead.
impl<T: Mapped> Index<Ref<T>> for Session<'_> {
    type Output = T;

    fn index(&self, key: Ref<T>) -> &T {
        match self.peek(key) {
            Ok(object) => object,
            Err(error) => panic!("{error}"),
        }
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        while self.conn.transaction_depth() > self.base {
            // The connection remembers a failure.
            if self.conn.rollback_transaction().is_err() && self.conn.transaction_depth() == 0 {
                break;
            }
        }
    }
}
