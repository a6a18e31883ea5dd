//! The errors of sessions, worded alike.

use std::any::TypeId;
use std::error::Error as StdError;
use std::fmt;

use crate::error::{Error, ErrorKind};

use super::key::Ref;
use super::mapped::Mapped;
use super::mapping::Mapping;

pub(super) fn foreign() -> Error {
    let message = "the key is not of this session, or was given out before `clear`; \
                   `get` or query the object in this one";
    Error::new(ErrorKind::Gone, message)
}

pub(super) fn gone(mapping: &Mapping) -> Error {
    let message = format!(
        "the object of `{}` was deleted, or removed from the session; `get` or query it anew",
        mapping.name()
    );
    Error::new(ErrorKind::Gone, message)
}

pub(super) fn unset(mapping: &Mapping) -> Error {
    let message = format!(
        "the object of `{}` was made by `insert` and has no fields before it is in the database; \
         `flush` first",
        mapping.name()
    );
    Error::new(ErrorKind::Unflushed, message)
}

pub(super) fn met(mapping: &Mapping) -> Error {
    let message = format!(
        "the database has a row of `{}` with the key of an object that was added; give the new \
         object another key, or `delete` it and `get` the row",
        mapping.name()
    );
    Error::new(ErrorKind::DuplicateName, message)
}

pub(super) fn not_loaded(name: &str) -> Error {
    let message = format!(
        "`{name}` of this object is not loaded; call `session.load(&objects, {name})` for all of \
         them at once"
    );
    Error::new(ErrorKind::NotLoaded, message)
}

pub(super) fn unflushed(mapping: &Mapping) -> Error {
    let message = format!(
        "the session has changes of `{}` that the database does not know, which this statement \
         reads; `flush` first, or let queries do it by `autoflush`",
        mapping.name()
    );
    Error::new(ErrorKind::Unflushed, message)
}

/// Why an object could not be written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lost {
    Changed,
    Gone,
}

/// The object that could not be written; the `source()` of the error.
#[derive(Debug)]
struct StaleObject {
    session: u32,
    slot: u32,
    of: TypeId,
}

impl fmt::Display for StaleObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "object #{} of the session", self.slot)
    }
}

impl StdError for StaleObject {}

pub(super) fn stale(mapping: &Mapping, why: Lost, session: u32, slot: u32, of: TypeId) -> Error {
    let (what, way) = match why {
        Lost::Changed => ("was changed", "`refresh` it, edit it again and flush"),
        Lost::Gone => ("is gone", "`expunge` it, or add it anew"),
    };
    let message = format!(
        "the row of an object of `{}` {what} since it was read, so nothing was written; \
         `error.stale` tells which: {way}",
        mapping.name()
    );
    Error::new(ErrorKind::Stale, message).with_source(StaleObject { session, slot, of })
}

impl Error {
    /// The object of a [`Session`](crate::mapper::Session) that was changed or deleted by another
    /// transaction, if that is what went wrong and it is a `T`.
    ///
    /// ```
    /// # #[derive(Clone, sqltree::Table, sqltree::Mapped)]
    /// # struct User { #[column(primary_key)] id: i64 }
    /// # use sqltree::{Error, ErrorKind};
    /// let error = Error::new(ErrorKind::Conflict, "something else");
    /// assert_eq!(error.stale::<User>(), None);
    /// ```
    #[must_use]
    pub fn stale<T: Mapped>(&self) -> Option<Ref<T>> {
        let stale: &StaleObject = StdError::source(self)?.downcast_ref()?;
        (stale.of == TypeId::of::<T>()).then(|| Ref::new(stale.session, stale.slot))
    }
}
