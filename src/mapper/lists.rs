//! The lists of loaded relationships: put right from the foreign keys, which alone are the truth.

use std::sync::Arc;

use crate::error::Result;
use crate::value::Value;

use super::failure;
use super::key::{Key, Raw};
use super::relation::Kind;
use super::resolve::Resolved;
use super::rows::State;
use super::store::{Store, Wait};

impl Store {
    /// The object that `child` points to by a relationship, if it is in the session.
    pub(super) fn parent_of(&self, child: Raw, relation: &Resolved) -> Option<Raw> {
        if let Some(wait) = self.wait_of(child, &relation.own) {
            return Some(wait.parent);
        }
        let key = self.key_by(child, &relation.own);
        self.find_by(parent_table(relation), &relation.target, &key)
    }

    fn wait_of(&self, child: Raw, own: &[usize]) -> Option<&Wait> {
        self.pending.get(&child)?.more().waits.iter().find(|wait| wait.own == own)
    }

    /// The object whose columns have these values.
    pub(super) fn find_by(&self, table: u16, columns: &[usize], key: &Key) -> Option<Raw> {
        if key.has_null() {
            return None;
        }
        let rows = self.table(table);
        if *columns == rows.mapping().key {
            let found = rows.find(key).map(|slot| Raw { table, slot });
            let mut moved = self.rekeyed.iter().chain(&self.lent).filter(|raw| raw.table == table);
            let moved =
                moved.find(|raw| self.is_alive(**raw) && self.key_by(**raw, columns) == *key);
            let stays = |raw: &Raw| !self.rekeyed.contains(raw);
            return moved.copied().or(found.filter(stays));
        }
        // Rare: a foreign key that points to another key than the primary one.
        (0..rows.len())
            .map(|slot| Raw { table, slot })
            .find(|&raw| self.is_alive(raw) && self.key_by(raw, columns) == *key)
    }

    /// Puts a new object into the lists that it belongs to.
    pub(super) fn place_new(&mut self, child: Raw) {
        for number in self.lists_of[usize::from(child.table)].clone() {
            let relation = self.resolved(number);
            if let Some(parent) = self.parent_of(child, &relation) {
                self.enter_list(number, parent, child, true);
            }
        }
    }

    /// True if the session knows of all that stands in a list that was never loaded.
    pub(super) fn is_whole(&self, number: u16, from: Raw) -> bool {
        self.meta(from).born && from.slot >= self.relations[usize::from(number)].since
    }

    fn enter_list(&mut self, number: u16, parent: Raw, child: Raw, new: bool) {
        let born = self.is_whole(number, parent);
        let key = (number, parent.slot);
        if born && !self.lists.contains_key(&key) {
            self.put_list(key, Some(Vec::new()));
        }
        if let Some(list) = self.list_mut(key)
            && (new || !list.contains(&child.slot))
        {
            list.push(child.slot);
        }
    }

    fn leave_list(&mut self, number: u16, parent: Raw, child: Raw) {
        if self.lists.contains_key(&(number, parent.slot))
            && let Some(list) = self.list_mut((number, parent.slot))
        {
            list.retain(|slot| *slot != child.slot);
        }
    }

    /// An object that points to a row that is to be deleted goes with it as long as it has no changes. With
    /// some it is what its fields say: it points to the new object that has the key.
    pub(super) fn place_edited(&mut self, child: Raw, edited: bool) {
        for number in self.lists_of[usize::from(child.table)].clone() {
            let relation = self.resolved(number);
            let Some(parent) = self.parent_of(child, &relation) else { continue };
            if self.pending.get(&parent).is_none_or(|pending| pending.more().instead.is_none()) {
                continue;
            }
            if edited {
                self.enter_list(number, parent, child, false);
            } else {
                self.leave_list(number, parent, child);
            }
        }
    }

    /// Puts right what the objects lent for editing have changed of who points to whom.
    pub(super) fn settle(&mut self) {
        for raw in std::mem::take(&mut self.lent) {
            self.settle_one(raw);
        }
    }

    pub(super) fn settle_one(&mut self, child: Raw) {
        let pending = self.pending.get(&child);
        let Some(placed) = pending.and_then(|pending| pending.placed.clone()) else { return };
        let now = self.values(child);
        if placed == now {
            return;
        }
        self.forget_ends(child);
        self.note_key(child);
        for number in self.lists_of[usize::from(child.table)].clone() {
            let relation = self.resolved(number);
            let by = |values: &[Value]| Key::of(relation.own.iter().map(|&i| values[i].clone()));
            if by(&placed) == by(&now) {
                continue;
            }
            let waited = self.wait_of(child, &relation.own).map(|wait| wait.parent);
            let table = parent_table(&relation);
            let old = waited.or_else(|| self.find_by(table, &relation.target, &by(&placed)));
            if let Some(old) = old {
                self.leave_list(number, old, child);
            }
            if let Some(new) = self.find_by(table, &relation.target, &by(&now)) {
                self.enter_list(number, new, child, false);
            }
        }
        if let Some(pending) = self.pending.get_mut(&child) {
            // A foreign key that was set by hand waits for nobody.
            let stays = |wait: &Wait| wait.own.iter().all(|&i| placed[i] == now[i]);
            if !pending.more().waits.iter().all(stays) {
                pending.more_mut().waits.retain(stays);
            }
            pending.placed = Some(now);
        }
    }

    /// Forgets what was noted of the ends of foreign keys.
    fn forget_ends(&mut self, child: Raw) {
        for number in 0..self.relations.len() as u16 {
            let relation = &self.relations[usize::from(number)];
            let own = relation.kind == Kind::BelongsTo && relation.from == child.table;
            if own && self.lists.contains_key(&(number, child.slot)) {
                self.put_list((number, child.slot), None);
            }
        }
    }

    /// Lets `child` point to `parent`, or to nothing.
    pub(super) fn point(
        &mut self,
        child: Raw,
        relation: &Resolved,
        parent: Option<Raw>,
    ) -> Result<()> {
        self.settle();
        self.touch(child);
        self.forget_ends(child);
        let old = self.parent_of(child, relation);
        let waits = parent.is_some_and(|parent| self.meta(parent).state == State::New);
        let numbers = self.lists_of[usize::from(child.table)].clone();
        let numbers = numbers.into_iter().filter(|&n| self.resolved(n).own == relation.own);
        let numbers: Vec<u16> = numbers.collect();
        for &number in &numbers {
            if let Some(old) = old {
                self.leave_list(number, old, child);
            }
        }
        let mapping = self.mapping(child.table);
        let known = parent.is_some_and(|parent| {
            let table = self.table(parent.table);
            let given = |i: &usize| table.mapping().inserted.contains(i);
            table.has_object(parent.slot) && relation.target.iter().all(given)
        });
        let values = match parent {
            Some(_) if waits && !known => Vec::new(),
            Some(parent) => self.key_by(parent, &relation.target).values().to_vec(),
            None => vec![Value::Null; relation.own.len()],
        };
        // Of a key that shares columns with others only its own part is cleared.
        let cleared = mapping.clearable(&relation.own);
        for (&column, value) in relation.own.iter().zip(&values) {
            if parent.is_some() || cleared.contains(&column) {
                self.set_value(child, column, value)?;
            }
        }
        if let Some(pending) = self.pending.get_mut(&child) {
            let more = pending.more_mut();
            more.waits.retain(|wait| wait.own != relation.own);
            if let (Some(parent), true) = (parent, waits) {
                let (own, target) = (relation.own.clone(), relation.target.clone());
                more.unset.retain(|column| !own.contains(column));
                more.waits.push(Wait { own, parent, target });
            }
        }
        for number in numbers {
            if let Some(parent) = parent {
                self.enter_list(number, parent, child, false);
            }
        }
        Ok(())
    }

    /// Sets a column of an object that is touched, as if it were edited.
    pub(super) fn set_value(&mut self, raw: Raw, column: usize, value: &Value) -> Result<()> {
        self.table_mut(raw.table).set(raw.slot, column, value)?;
        let bare = !self.table(raw.table).has_object(raw.slot);
        let own = self.table(raw.table).value(raw.slot, column);
        if let Some(pending) = self.pending.get_mut(&raw) {
            if let Some(placed) = &mut pending.placed {
                Arc::make_mut(placed)[column] = if bare { value.clone() } else { own };
            }
            if pending.more().unset.contains(&column) {
                pending.more_mut().unset.retain(|unset| *unset != column);
            }
        }
        Ok(())
    }

    /// The objects at the end of a relationship, in the order in which they were read and added.
    pub(super) fn ends(&self, number: u16, from: Raw) -> Result<Vec<Raw>> {
        let relation = self.resolved(number);
        let to = relation.to;
        if relation.kind == Kind::BelongsTo {
            return self.end_of(from, &relation, Some(number));
        }
        let mut ends: Vec<Raw> = match self.lists.get(&(number, from.slot)) {
            Some(list) => list.iter().map(|&slot| Raw { table: to, slot }).collect(),
            None if self.is_whole(number, from) => Vec::new(),
            None => return Err(failure::not_loaded(relation.name)),
        };
        if relation.has_list() {
            for &child in self.lent.iter().filter(|raw| raw.table == to) {
                self.correct(&mut ends, from, child, &relation);
            }
        }
        ends.retain(|&raw| self.is_alive(raw));
        Ok(ends)
    }

    /// Moves one object that is lent for editing.
    fn correct(&self, ends: &mut Vec<Raw>, from: Raw, child: Raw, relation: &Resolved) {
        let pending = self.pending.get(&child);
        let Some(placed) = pending.and_then(|pending| pending.placed.as_ref()) else { return };
        let placed = Key::of(relation.own.iter().map(|&i| placed[i].clone()));
        let now = self.key_by(child, &relation.own);
        if placed == now {
            return;
        }
        ends.retain(|raw| *raw != child);
        if self.find_by(from.table, &relation.target, &now) == Some(from) {
            ends.push(child);
        }
    }

    /// The object that `from` points to; `number` is that of the relationship, if it is known.
    pub(super) fn end_of(
        &self,
        from: Raw,
        relation: &Resolved,
        number: Option<u16>,
    ) -> Result<Vec<Raw>> {
        // A key that was set by hand since the last look is the truth, not what was waited for.
        let lent = self.lent.contains(&from)
            && self.pending.get(&from).and_then(|pending| pending.placed.as_ref()).is_some_and(
                |placed| {
                    let differs =
                        |&i: &usize| placed[i] != self.table(from.table).value(from.slot, i);
                    relation.own.iter().any(differs)
                },
            );
        let waited = self.wait_of(from, &relation.own).filter(|_| !lent).map(|wait| wait.parent);
        let key = self.key_by(from, &relation.own);
        let found = waited.or_else(|| self.find_by(relation.to, &relation.target, &key));
        match found {
            Some(parent) if self.meta(parent).state != State::Gone => Ok(vec![parent]),
            None if key.has_null() => Ok(Vec::new()),
            _ => {
                // What was found there by the database alone, or nothing at all.
                let noted = number.filter(|_| !lent).and_then(|n| self.lists.get(&(n, from.slot)));
                let noted = noted.ok_or_else(|| failure::not_loaded(relation.name))?;
                Ok(noted.iter().map(|&slot| Raw { table: relation.to, slot }).collect())
            }
        }
    }
}

/// The table that the foreign key of a relationship points to.
pub(super) fn parent_table(relation: &Resolved) -> u16 {
    if relation.kind == Kind::BelongsTo { relation.to } else { relation.from }
}
