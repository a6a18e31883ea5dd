//! The objects of one struct, behind a trait that does not know the struct.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::Arc;

use crate::dml::{Insert, RuntimeColumns, Update};
use crate::engine::Connection;
use crate::error::Result;
use crate::expr::Expr;
use crate::select::select;
use crate::value::Value;

pub(super) use super::any_rows::AnyRows;
use super::any_rows::NewRow;
use super::index::Index;
use super::key::{Key, alike};
use super::mapped::{Entity, Mapped, SentRow, Whole};
use super::mapping::Mapping;
use super::relation::Rule;

/// Where an object stands between the program and the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Added, and not in the database yet.
    New,
    /// A row of the database, maybe with edits.
    Saved,
    /// To be deleted by the next flush.
    Deleted,
    /// Deleted, or removed from the session: its key is of no more use.
    Gone,
}

/// What is known of an object besides its fields: 8 bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meta {
    /// When it was read.
    pub(super) epoch: u32,
    pub(super) state: State,
    /// True if there is a record of its changes.
    pub(super) edited: bool,
    /// True if it was added by this session, which so knows all that points to it.
    pub(super) born: bool,
    /// The innermost transaction that has a copy of it, or made it.
    pub(super) level: u8,
}

/// The objects of one struct.
pub(super) struct Rows<T> {
    pub(super) objects: Vec<Option<T>>,
    pub(super) meta: Vec<Meta>,
    index: Index,
    /// The keys under which edited objects are in the index, whatever their fields say.
    indexed: HashMap<u32, Key>,
    /// What the last statement gave back, until objects take it.
    pub(super) fresh: Vec<Option<T>>,
    mapping: Arc<Mapping>,
}

impl<T: Mapped> Rows<T> {
    pub(super) fn new(mapping: Arc<Mapping>) -> Self {
        Rows {
            objects: Vec::new(),
            meta: Vec::new(),
            index: Index::default(),
            indexed: HashMap::new(),
            fresh: Vec::new(),
            mapping,
        }
    }

    pub(super) fn key_of(&self, object: &T) -> Key {
        key_of(&self.mapping, object)
    }

    pub(super) fn push(&mut self, object: Option<T>, meta: Meta) -> u32 {
        self.objects.push(object);
        self.meta.push(meta);
        self.objects.len() as u32 - 1
    }

    /// The place of the object that has the key of a row; or the next place, which the key is put in the
    /// index for.
    #[inline]
    pub(super) fn find_or_next(&mut self, row: &T) -> u32 {
        let Rows { index, objects, indexed, mapping, .. } = self;
        let key = key_of(mapping, row);
        index.find_or_insert(&key, objects.len() as u32, |slot| match indexed.get(&slot) {
            Some(own) => *own == key,
            None => objects[slot as usize].as_ref().is_some_and(|o| has_key(mapping, o, &key)),
        })
    }
}

impl<T: Mapped> AnyRows for Rows<T> {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn of(&self) -> TypeId {
        TypeId::of::<T>()
    }

    fn relations(&self) -> Vec<Rule> {
        T::relations()
    }

    fn mapping(&self) -> &Arc<Mapping> {
        &self.mapping
    }

    fn len(&self) -> u32 {
        self.objects.len() as u32
    }

    fn meta(&self, slot: u32) -> Meta {
        self.meta[slot as usize]
    }

    fn meta_mut(&mut self, slot: u32) -> &mut Meta {
        &mut self.meta[slot as usize]
    }

    fn has_object(&self, slot: u32) -> bool {
        self.objects[slot as usize].is_some()
    }

    fn value(&self, slot: u32, column: usize) -> Value {
        self.objects[slot as usize].as_ref().map_or(Value::Null, |object| object.value(column))
    }

    fn set(&mut self, slot: u32, column: usize, value: &Value) -> Result<()> {
        match &mut self.objects[slot as usize] {
            Some(object) => object.set(column, value.as_ref()),
            None => Ok(()),
        }
    }

    fn find(&self, key: &Key) -> Option<u32> {
        self.index.find(key, |slot| match self.indexed.get(&slot) {
            Some(own) => own == key,
            None => {
                let object = self.objects[slot as usize].as_ref();
                object.is_some_and(|object| has_key(&self.mapping, object, key))
            }
        })
    }

    fn enter(&mut self, slot: u32, key: Key) {
        self.index.insert(&key, slot);
        let own = self.objects[slot as usize].as_ref().map(|object| self.key_of(object));
        if own.as_ref() != Some(&key) || self.meta[slot as usize].edited {
            self.indexed.insert(slot, key);
        }
    }

    fn leave(&mut self, slot: u32) -> Option<Key> {
        let key = match self.indexed.remove(&slot) {
            Some(key) => key,
            None => self.key_of(self.objects[slot as usize].as_ref()?),
        };
        self.index.remove(&key, slot);
        Some(key)
    }

    fn pin(&mut self, slot: u32) {
        if let Some(object) = &self.objects[slot as usize]
            && !self.indexed.contains_key(&slot)
        {
            let key = self.key_of(object);
            self.indexed.insert(slot, key);
        }
    }

    fn indexed(&self, slot: u32) -> Key {
        let own = || self.objects[slot as usize].as_ref().map(|object| self.key_of(object));
        self.indexed.get(&slot).cloned().or_else(own).unwrap_or(Key::One(Value::Null))
    }

    fn copy(&self, slot: u32) -> Box<dyn Any + Send> {
        Box::new(self.objects[slot as usize].clone())
    }

    fn put_back(&mut self, slot: u32, copy: Box<dyn Any + Send>) {
        if let Ok(object) = copy.downcast::<Option<T>>() {
            self.objects[slot as usize] = *object;
        }
    }

    fn drop_object(&mut self, slot: u32) {
        self.objects[slot as usize] = None;
    }

    fn insert(&mut self, conn: &mut Connection, insert: Insert<RuntimeColumns>) -> Result<usize> {
        self.keep(conn.fetch_all(&insert.returning(Entity::<T>::new()))?)
    }

    fn insert_many(
        &mut self,
        conn: &mut Connection,
        into: Insert<RuntimeColumns>,
        columns: &[usize],
        rows: &mut dyn ExactSizeIterator<Item = NewRow>,
    ) -> Result<bool> {
        let objects = &self.objects;
        let rows = rows.map(|row| match row {
            NewRow::Values(values) => SentRow::Values(values),
            NewRow::Fields(slot) => SentRow::Fields(objects[slot as usize].as_ref(), columns),
        });
        let given = conn.insert_many_returning(&into.returning(Entity::<T>::new()), rows)?;
        self.fresh = given.into_iter().map(|row| row.map(|Whole(row)| row)).collect();
        Ok(self.fresh.iter().all(Option::is_some))
    }

    fn update(&mut self, conn: &mut Connection, update: Update) -> Result<usize> {
        self.keep(conn.fetch_all(&update.returning(Entity::<T>::new()))?)
    }

    fn select(&mut self, conn: &mut Connection, condition: Expr<Option<bool>>) -> Result<usize> {
        self.keep(conn.fetch_all(&select(Entity::<T>::new()).filter(condition))?)
    }

    fn fresh_value(&self, index: usize, column: usize) -> Value {
        let row = self.fresh.get(index).and_then(Option::as_ref);
        row.map_or(Value::Null, |object| object.value(column))
    }

    fn take_inserted(&mut self, pairs: &[(usize, u32)], at: (u32, u8)) -> Box<dyn Any + Send> {
        Box::new(self.take_rows(pairs, at))
    }

    fn undo_inserted(&mut self, objects: Box<dyn Any + Send>) {
        if let Ok(objects) = objects.downcast() {
            self.put_rows_back(*objects);
        }
    }

    fn hand_on(&mut self, objects: &mut (dyn Any + Send), outer: u8) -> Vec<u32> {
        objects.downcast_mut().map_or(Vec::new(), |objects| self.hand_on_rows(objects, outer))
    }

    fn take_fresh(&mut self, pairs: &[(usize, u32)], epoch: u32) {
        for &(index, slot) in pairs {
            let Some(row) = self.fresh.get_mut(index).and_then(Option::take) else { continue };
            self.meta[slot as usize].epoch = epoch;
            match &mut self.objects[slot as usize] {
                Some(object) => object.refresh(row),
                none => *none = Some(row),
            }
        }
    }
}

impl<T: Mapped> Rows<T> {
    /// Takes an object out of the index, if it is there; gives the key.
    pub(super) fn leave_own(&mut self, slot: u32) -> Option<Key> {
        let key = self.indexed(slot);
        (self.find(&key) == Some(slot)).then(|| self.leave(slot)).flatten()
    }

    /// Puts an object without edits in the index.
    pub(super) fn enter_own(&mut self, slot: u32) {
        if let Some(object) = &self.objects[slot as usize] {
            self.index.insert(&key_of(&self.mapping, object), slot);
        }
    }

    fn keep(&mut self, rows: Vec<Whole<T>>) -> Result<usize> {
        self.fresh.clear();
        self.fresh.extend(rows.into_iter().map(|Whole(row)| Some(row)));
        Ok(self.fresh.len())
    }
}

#[inline]
fn key_of<T: Mapped>(mapping: &Mapping, object: &T) -> Key {
    match mapping.key[..] {
        [only] => Key::one(object.value(only)),
        ref several => Key::of(several.iter().map(|&i| object.value(i))),
    }
}

/// True if the fields have this key.
fn has_key<T: Mapped>(mapping: &Mapping, object: &T, key: &Key) -> bool {
    match (&mapping.key[..], key) {
        // Most keys are one number.
        ([only], Key::One(value)) => alike(object.value(*only)) == *value,
        _ => key_of(mapping, object) == *key,
    }
}
