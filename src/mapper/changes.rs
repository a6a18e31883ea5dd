//! What becomes of the records of changes: deleting, giving up, expiring.

use crate::error::Result;
use crate::schema::TableName;

use super::key::Raw;
use super::rows::State;
use super::store::{ListKey, Store};

impl Store {
    pub(super) fn delete(&mut self, raw: Raw) {
        if self.meta(raw).state == State::New {
            self.forget(raw);
            return;
        }
        self.touch(raw);
        self.table_mut(raw.table).meta_mut(raw.slot).state = State::Deleted;
    }

    /// Gives up what was changed of an object.
    pub(super) fn drop_changes(&mut self, raw: Raw) -> Result<()> {
        if !self.meta(raw).edited {
            return Ok(());
        }
        self.record(raw);
        if let Some(before) = self.pending.get(&raw).and_then(|pending| pending.before.clone()) {
            for (column, value) in before.iter().enumerate() {
                self.table_mut(raw.table).set(raw.slot, column, value)?;
            }
            // Its place in lists is what it was.
            self.settle_one(raw);
            self.place_edited(raw, false);
        }
        let key = self.table_mut(raw.table).leave(raw.slot);
        self.pending.remove(&raw);
        self.rekeyed.remove(&raw);
        let meta = self.table_mut(raw.table).meta_mut(raw.slot);
        (meta.edited, meta.state) = (false, State::Saved);
        if let Some(key) = key {
            self.table_mut(raw.table).enter(raw.slot, key);
        }
        self.table_mut(raw.table).meta_mut(raw.slot).epoch = 0;
        Ok(())
    }

    pub(super) fn expire(&mut self, raw: Raw) {
        self.record(raw);
        self.table_mut(raw.table).meta_mut(raw.slot).epoch = 0;
        let of_object = |store: &Store, key: &ListKey| {
            key.1 == raw.slot && store.relations[usize::from(key.0)].from == raw.table
        };
        let keys: Vec<ListKey> =
            self.lists.keys().filter(|key| of_object(self, key)).copied().collect();
        keys.into_iter().for_each(|key| self.put_list(key, None));
        self.table_mut(raw.table).meta_mut(raw.slot).born = false;
    }

    pub(super) fn forget_lists(&mut self) {
        let keys: Vec<ListKey> = self.lists.keys().copied().collect();
        for key in keys {
            let from = Raw { table: self.relations[usize::from(key.0)].from, slot: key.1 };
            if self.meta(from).state == State::New {
                continue;
            }
            self.put_list(key, None);
        }
        for table in 0..self.tables.len() as u16 {
            for slot in 0..self.table(table).len() {
                let meta = self.meta(Raw { table, slot });
                if meta.born && meta.state != State::New {
                    self.record(Raw { table, slot });
                    self.table_mut(table).meta_mut(slot).born = false;
                }
            }
        }
    }

    /// A table of these with changes that the database does not know.
    pub(super) fn unflushed_of(&self, tables: &[TableName]) -> Option<u16> {
        let named = |name: &TableName| self.by_name.get(name).copied();
        let numbers: Vec<u16> = tables.iter().filter_map(named).collect();
        let changed =
            self.pending.keys().map(|raw| raw.table).find(|table| numbers.contains(table));
        let linked = || {
            let mut relations = self.links.keys().map(|link| link.relation);
            relations.find_map(|number| {
                let relation = &self.relations[usize::from(number)];
                let name = relation.through.as_ref()?.table.table_name();
                tables.contains(name).then_some(relation.from)
            })
        };
        changed.or_else(linked)
    }
}
