//! New objects whose rows are there now: many at once, since they are put back all or none.

use std::any::Any;
use std::collections::{BTreeMap, HashSet};

use super::key::{Key, Raw};
use super::mapped::Mapped;
use super::rows::{Meta, Rows, State};
use super::store::{Pending, Store};

/// New objects as they were before they got what the database made of them.
pub(super) struct Inserted<T> {
    objects: Vec<Before<T>>,
    /// Keys under which some of them were in the index.
    keys: Vec<(u32, Key)>,
}

struct Before<T> {
    slot: u32,
    object: Option<T>,
    meta: Meta,
}

/// The same of one table, and of whatever struct.
pub(super) struct Batch {
    table: u16,
    objects: Box<dyn Any + Send>,
}

impl<T: Mapped> Rows<T> {
    /// Gives fresh rows to new objects, in their order.
    pub(super) fn take_rows(&mut self, taken: &[(usize, u32)], at: (u32, u8)) -> Inserted<T> {
        let mut objects = Vec::with_capacity(taken.len());
        let mut keys = Vec::new();
        for &(index, slot) in taken {
            let place = slot as usize;
            let Some(row) = self.fresh.get_mut(index).and_then(Option::take) else { continue };
            let meta = self.meta[place];
            keys.extend(self.leave_own(slot).map(|key| (slot, key)));
            let object = match &mut self.objects[place] {
                Some(object) => Some(object.exchange(row)),
                none => none.replace(row),
            };
            let (epoch, level) = at;
            self.meta[place] = Meta { epoch, level, state: State::Saved, edited: false, ..meta };
            self.enter_own(slot);
            objects.push(Before { slot, object, meta });
        }
        Inserted { objects, keys }
    }

    /// Makes objects again what they were.
    pub(super) fn put_rows_back(&mut self, Inserted { objects, keys }: Inserted<T>) {
        for before in &objects {
            self.leave_own(before.slot);
        }
        for before in objects {
            self.objects[before.slot as usize] = before.object;
            self.meta[before.slot as usize] = before.meta;
        }
        for (slot, key) in keys {
            super::rows::AnyRows::enter(self, slot, key);
        }
    }

    /// Hands objects on to the transaction around: those are left of which it has no copy.
    pub(super) fn hand_on_rows(&mut self, inserted: &mut Inserted<T>, outer: u8) -> Vec<u32> {
        let Inserted { objects, keys } = inserted;
        for before in &*objects {
            self.meta[before.slot as usize].level = outer;
        }
        if outer == 0 {
            return Vec::new();
        }
        objects.retain(|before| before.meta.level != outer);
        let left: HashSet<u32> = objects.iter().map(|before| before.slot).collect();
        keys.retain(|(slot, _)| left.contains(slot));
        left.into_iter().collect()
    }
}

impl Store {
    /// Gives rows that came back to new objects, as (row, object): these are what the database has now.
    pub(super) fn take_inserted(&mut self, table: u16, pairs: &[(usize, u32)]) {
        let at = (self.epoch, self.levels.len() as u8);
        let objects = self.table_mut(table).take_inserted(pairs, at);
        if !self.rekeyed.is_empty() {
            for &(_, slot) in pairs {
                self.rekeyed.remove(&Raw { table, slot });
            }
        }
        if let Some(level) = self.levels.last_mut() {
            level.inserted.push(Batch { table, objects });
        }
    }

    /// True if the object was new in this flush, and its record is still there.
    pub(super) fn was_inserted(&self, raw: Raw) -> bool {
        let meta = self.meta(raw);
        meta.state == State::Saved && !meta.edited
    }

    /// Takes the records of objects that were inserted to those that would be put back.
    pub(super) fn finish_inserted(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            level.was_pending.append(&mut self.pending);
        }
    }

    pub(super) fn undo_inserted(
        &mut self,
        batches: Vec<Batch>,
        was_pending: BTreeMap<Raw, Pending>,
    ) {
        for batch in batches.into_iter().rev() {
            self.table_mut(batch.table).undo_inserted(batch.objects);
        }
        self.pending.extend(was_pending);
    }

    pub(super) fn keep_inserted(
        &mut self,
        batches: Vec<Batch>,
        was_pending: BTreeMap<Raw, Pending>,
    ) {
        let outer = self.levels.len() as u8;
        let mut kept: HashSet<Raw> = HashSet::new();
        for mut batch in batches {
            let Batch { table, objects } = &mut batch;
            let slots = self.table_mut(*table).hand_on(objects.as_mut(), outer);
            kept.extend(slots.into_iter().map(|slot| Raw { table: *table, slot }));
            if let Some(around) = self.levels.last_mut() {
                around.inserted.push(batch);
            }
        }
        if let Some(around) = self.levels.last_mut() {
            let left = was_pending.into_iter().filter(|(raw, _)| kept.contains(raw));
            around.was_pending.extend(left);
        }
    }
}
