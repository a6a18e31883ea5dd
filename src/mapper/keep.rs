//! How objects come into a session, and out of it.

use std::sync::Arc;

use crate::error::{Error, ErrorKind, Result};
use crate::value::Value;

use super::failure;
use super::key::{Key, Raw};
use super::mapped::Mapped;
use super::mapping::Mapping;
use super::rows::{AnyRows, Meta, State};
use super::store::{More, Pending, Store};

/// A new object: its fields, or the values of all its columns while it has none.
pub(super) enum NewObject<T> {
    Whole(T),
    Bare(Arc<[Value]>),
}

impl<T: Mapped> NewObject<T> {
    /// Its key, if all of that is sent.
    fn key(&self, mapping: &Mapping, more: &More) -> Option<Key> {
        let key = || mapping.key.iter();
        let given = |i: &usize| more.given.iter().any(|(column, _)| column == i);
        match self {
            NewObject::Whole(object) => {
                let sent = key().all(|i| mapping.inserted.contains(i));
                sent.then(|| Key::of(key().map(|&i| object.value(i))))
            }
            NewObject::Bare(values) => {
                let sent = key().all(|i| !more.unset.contains(i) && !given(i));
                sent.then(|| Key::of(key().map(|&i| values[i].clone())))
            }
        }
    }
}

impl Store {
    pub(super) fn add<T: Mapped>(
        &mut self,
        number: u16,
        object: NewObject<T>,
        mut more: More,
    ) -> Result<Raw> {
        let key = object.key(self.table(number).mapping(), &more);
        let there = key.as_ref().and_then(|key| self.table(number).find(key));
        let there = there.map(|slot| Raw { table: number, slot });
        let instead = there.filter(|old| self.meta(*old).state == State::Deleted);
        if let Some(old) = instead {
            // Its row goes before the new one comes.
            self.record(old);
            self.table_mut(number).leave(old.slot);
        } else if there.is_some() {
            let message = format!(
                "the session has an object of `{0}` with this key; change it by `edit`, or give the \
                 new values to `merge`",
                self.mapping(number).name()
            );
            return Err(Error::new(ErrorKind::DuplicateName, message));
        }
        let (epoch, level) = (self.epoch, self.levels.len() as u8);
        let (object, placed) = match object {
            NewObject::Whole(object) => (Some(object), None),
            NewObject::Bare(values) => (None, Some(values)),
        };
        let rows = self.rows_at::<T>(number)?;
        let meta = Meta { epoch, state: State::New, edited: true, born: true, level };
        let slot = rows.push(object, meta);
        if let Some(key) = key {
            rows.enter(slot, key);
        }
        let raw = Raw { table: number, slot };
        self.count += 1;
        more.instead = instead;
        self.pending.insert(raw, Pending::new(self.count, placed, more));
        if let Some(level) = self.levels.last_mut() {
            level.made.push(raw);
        }
        self.place_new(raw);
        Ok(raw)
    }

    /// The object of a row that was read: the one that is there already, with its edits, or a new one.
    pub(super) fn keep<T: Mapped>(&mut self, number: u16, row: T) -> Result<Raw> {
        let (epoch, level) = (self.epoch, self.levels.len() as u8);
        let rows = self.rows_at::<T>(number)?;
        let slot = rows.find_or_next(&row);
        let raw = Raw { table: number, slot };
        if slot as usize == rows.objects.len() {
            // A change of it in this transaction is to be taken back: it has no copy yet.
            let meta = Meta { epoch, state: State::Saved, edited: false, born: false, level: 0 };
            rows.push(Some(row), meta);
            return Ok(raw);
        }
        let meta = rows.meta[slot as usize];
        if meta.state == State::New {
            // The row may be that of an object whose key the new one is to get.
            let instead = self.pending.get(&raw).and_then(|pending| pending.more().instead);
            return instead.ok_or_else(|| failure::met(&self.mapping(number)));
        }
        if meta.edited || meta.state != State::Saved {
            return Ok(raw);
        }
        if level > 0 && meta.level != level {
            let width = self.mapping(number).columns.len();
            let differs = self.rows::<T>().and_then(|rows| rows.objects[slot as usize].as_ref());
            if differs.is_some_and(|old| (0..width).any(|i| old.value(i) != row.value(i))) {
                self.record(raw);
            }
        }
        let rows = self.rows_at::<T>(number)?;
        rows.meta[slot as usize].epoch = epoch;
        if let Some(object) = &mut rows.objects[slot as usize] {
            object.refresh(row);
        }
        Ok(raw)
    }

    /// Takes an object out of the session.
    pub(super) fn forget(&mut self, raw: Raw) {
        self.record(raw);
        let instead = self.pending.remove(&raw).and_then(|pending| pending.more().instead);
        self.rekeyed.remove(&raw);
        let table = self.table_mut(raw.table);
        let key = table.leave(raw.slot);
        let meta = table.meta_mut(raw.slot);
        (meta.state, meta.edited) = (State::Gone, false);
        table.drop_object(raw.slot);
        if let (Some(old), Some(key)) = (instead, key) {
            // The row of that key is its own again, until it is deleted.
            self.record(old);
            self.table_mut(old.table).enter(old.slot, key);
        }
    }
}
