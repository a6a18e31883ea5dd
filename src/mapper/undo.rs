//! What a transaction has to put back when it is undone.

use std::any::Any;
use std::collections::{BTreeMap, HashMap};

use super::inserted::Batch;
use super::key::{Key, Raw};
use super::links::{Link, Wanted};
use super::rows::{Meta, State};
use super::store::{ListKey, Pending, Store};

/// A transaction or savepoint of a session.
#[derive(Default)]
pub(super) struct Level {
    /// Objects as they were before the first change in it.
    pub(super) rows: HashMap<Raw, Before>,
    /// Objects that were added in it.
    pub(super) made: Vec<Raw>,
    /// Lists as they were; `None` for one that was not loaded.
    lists: HashMap<ListKey, Option<Vec<u32>>>,
    links: Option<BTreeMap<Link, Wanted>>,
    /// New objects that were inserted in it, and what was to be written of them.
    pub(super) inserted: Vec<Batch>,
    pub(super) was_pending: BTreeMap<Raw, Pending>,
}

pub(super) struct Before {
    object: Box<dyn Any + Send>,
    meta: Meta,
    pending: Option<Pending>,
    key: Option<Key>,
}

impl Store {
    /// Opens a level.
    pub(super) fn open_level(&mut self) {
        self.levels.push(Level::default());
    }

    /// Notes what an object is before it changes.
    pub(super) fn record(&mut self, raw: Raw) {
        let level = self.levels.len() as u8;
        let meta = self.meta(raw);
        if level == 0 || meta.level == level {
            return;
        }
        let table = self.table(raw.table);
        let key = table.indexed(raw.slot);
        let before = Before {
            object: table.copy(raw.slot),
            meta,
            pending: self.pending.get(&raw).cloned(),
            key: (table.find(&key) == Some(raw.slot)).then_some(key),
        };
        self.table_mut(raw.table).meta_mut(raw.slot).level = level;
        if let Some(level) = self.levels.last_mut() {
            level.rows.insert(raw, before);
        }
    }

    /// A list, to be changed; `None` if it is not loaded.
    pub(super) fn list_mut(&mut self, key: ListKey) -> Option<&mut Vec<u32>> {
        self.record_list(key);
        self.lists.get_mut(&key)
    }

    pub(super) fn put_list(&mut self, key: ListKey, list: Option<Vec<u32>>) {
        self.record_list(key);
        match list {
            Some(list) => self.lists.insert(key, list),
            None => self.lists.remove(&key),
        };
    }

    fn record_list(&mut self, key: ListKey) {
        if let Some(level) = self.levels.last_mut() {
            level.lists.entry(key).or_insert_with(|| self.lists.get(&key).cloned());
        }
    }

    /// The links to be written, to be changed.
    pub(super) fn links_mut(&mut self) -> &mut BTreeMap<Link, Wanted> {
        if let Some(level) = self.levels.last_mut() {
            level.links.get_or_insert_with(|| self.links.clone());
        }
        &mut self.links
    }

    /// Closes the innermost level and keeps what was done in it.
    pub(super) fn keep_level(&mut self) {
        let Some(level) = self.levels.pop() else { return };
        let outer = self.levels.len() as u8;
        for raw in level.rows.keys().chain(&level.made) {
            self.table_mut(raw.table).meta_mut(raw.slot).level = outer;
        }
        self.keep_inserted(level.inserted, level.was_pending);
        let Some(around) = self.levels.last_mut() else { return };
        for (raw, before) in level.rows {
            if before.meta.level == outer {
                // The level around has an older copy, or made the object.
                continue;
            }
            around.rows.insert(raw, before);
        }
        around.made.extend(level.made);
        for (key, list) in level.lists {
            around.lists.entry(key).or_insert(list);
        }
        if around.links.is_none() {
            around.links = level.links;
        }
    }

    /// Closes the innermost level and puts back what was before it.
    pub(super) fn undo_level(&mut self) {
        let Some(level) = self.levels.pop() else { return };
        self.lent.clear();
        for raw in level.made {
            self.pending.remove(&raw);
            let table = self.table_mut(raw.table);
            table.leave(raw.slot);
            table.drop_object(raw.slot);
            let meta = table.meta_mut(raw.slot);
            (meta.state, meta.edited) = (State::Gone, false);
        }
        self.undo_inserted(level.inserted, level.was_pending);
        let rows: Vec<(Raw, Before)> = level.rows.into_iter().collect();
        for (raw, _) in &rows {
            let table = self.table_mut(raw.table);
            let key = table.indexed(raw.slot);
            if table.find(&key) == Some(raw.slot) {
                table.leave(raw.slot);
            }
        }
        for (raw, before) in rows {
            let table = self.table_mut(raw.table);
            table.put_back(raw.slot, before.object);
            *table.meta_mut(raw.slot) = before.meta;
            if let Some(key) = before.key {
                table.enter(raw.slot, key);
            }
            match before.pending {
                Some(pending) => self.pending.insert(raw, pending),
                None => self.pending.remove(&raw),
            };
        }
        for (key, list) in level.lists {
            match list {
                Some(list) => self.lists.insert(key, list),
                None => self.lists.remove(&key),
            };
        }
        if let Some(links) = level.links {
            self.links = links;
        }
        self.rekeyed.clear();
        let edited: Vec<Raw> = self.pending.keys().copied().collect();
        edited.into_iter().for_each(|raw| self.note_key(raw));
        // What was read in between may be of rows that are not there any more.
        self.mark_all();
    }
}
