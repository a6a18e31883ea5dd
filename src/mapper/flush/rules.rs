//! What points to an object that is deleted or gets another key.

use std::collections::HashSet;

use crate::error::{Error, ErrorKind, Result};
use crate::value::Value;

use super::super::key::{Key, Raw};
use super::super::relation::{Kind, OnDelete};
use super::super::resolve::Resolved;
use super::super::rows::State;
use super::super::session::Session;
use super::super::store::Store;
use super::plan::{by, target};

impl Session<'_> {
    /// Deletes and clears what points to deleted objects, as their relationships say.
    pub(super) fn spread_deletes(&mut self) -> Result<()> {
        let mut seen: HashSet<Raw> = HashSet::new();
        loop {
            let deleted: Vec<Raw> = (self.store.pending.keys().copied())
                .filter(|raw| self.store.meta(*raw).state == State::Deleted)
                .filter(|raw| seen.insert(*raw))
                .collect();
            if deleted.is_empty() {
                return Ok(());
            }
            let mut tables: Vec<u16> = deleted.iter().map(|raw| raw.table).collect();
            tables.dedup();
            for table in tables {
                let of_table: Vec<Raw> =
                    deleted.iter().filter(|raw| raw.table == table).copied().collect();
                self.spread(table, &of_table)?;
            }
        }
    }

    fn spread(&mut self, table: u16, deleted: &[Raw]) -> Result<()> {
        for rule in self.store.table(table).relations() {
            let definition = rule.definition;
            match (definition.kind, definition.on_delete) {
                // Pairs go with the objects: the relationship must be known for that.
                (Kind::ManyToMany, _) => {
                    (rule.number)(&mut self.store, &definition)?;
                }
                (Kind::BelongsTo, _) | (_, OnDelete::Refuse) => {}
                (_, OnDelete::Delete | OnDelete::Clear) => {
                    let number = (rule.number)(&mut self.store, &definition)?;
                    (rule.load)(self, &definition, deleted)?;
                    let relation = self.store.resolved(number);
                    for child in self.store.pointing(number, deleted) {
                        if definition.on_delete == OnDelete::Delete {
                            self.store.delete(child);
                        } else {
                            self.store.clear(child, &relation)?;
                        }
                    }
                }
                (_, OnDelete::Cascade) => {
                    let number = (rule.number)(&mut self.store, &definition)?;
                    self.store.cascade(number, deleted);
                }
            }
        }
        Ok(())
    }

    /// Objects of the session that point to one whose key changes go with it.
    pub(super) fn follow_keys(&mut self) -> Result<()> {
        let pending = self.store.pending.iter();
        let edited: Vec<Raw> =
            pending.filter(|(_, pending)| pending.before.is_some()).map(|(&raw, _)| raw).collect();
        let mut changed = Vec::new();
        for raw in edited {
            let Some(before) = self.store.pending[&raw].before.clone() else { continue };
            if self.store.meta(raw).state != State::Saved {
                continue;
            }
            let now = self.store.values(raw);
            let mapping = self.store.mapping(raw.table);
            let moved = |columns: &Vec<usize>| by(&before, columns) != by(&now, columns);
            if mapping.uniques.iter().any(moved) {
                changed.push((raw, before, now));
            }
        }
        for (raw, before, now) in changed {
            for (child, own, columns) in self.store.children_by_key(raw.table, &before, &now) {
                self.store.touch(child);
                for (&own, &column) in own.iter().zip(&columns) {
                    self.store.set_value(child, own, &now[column])?;
                }
            }
        }
        Ok(())
    }
}

impl Store {
    /// The loaded objects that point to one of these.
    fn pointing(&self, number: u16, parents: &[Raw]) -> Vec<Raw> {
        let relation = self.resolved(number);
        let listed = parents.iter().filter_map(|raw| self.lists.get(&(number, raw.slot)));
        let children = listed.flatten().map(|&slot| Raw { table: relation.to, slot });
        children.filter(|&raw| self.is_alive(raw)).collect()
    }

    /// Lets an object point to nothing, since what it points to is deleted.
    fn clear(&mut self, child: Raw, relation: &Resolved) -> Result<()> {
        let mapping = self.mapping(child.table);
        if mapping.clearable(&relation.own).is_empty() {
            let message = format!(
                "`{}` is to be cleared with what is deleted, but the foreign key of `{}` takes no NULL; \
                 declare `on_delete = delete`, or link the objects to another one first",
                relation.name,
                mapping.name()
            );
            return Err(Error::new(ErrorKind::Conflict, message));
        }
        self.point(child, relation, None)
    }

    /// What the database deletes along is gone.
    fn cascade(&mut self, number: u16, parents: &[Raw]) {
        let relation: &Resolved = &self.resolved(number);
        let keys: HashSet<Key> =
            parents.iter().map(|&raw| self.stored_by(raw, &relation.target)).collect();
        for slot in 0..self.table(relation.to).len() {
            let raw = Raw { table: relation.to, slot };
            if self.meta(raw).state == State::Saved
                && keys.contains(&self.stored_by(raw, &relation.own))
                && keys.contains(&self.key_by(raw, &relation.own))
            {
                self.forget(raw);
            }
        }
    }

    /// The objects that point to the values a row had, with their columns and those they point to.
    fn children_by_key(
        &self,
        table: u16,
        before: &[Value],
        now: &[Value],
    ) -> Vec<(Raw, Vec<usize>, Vec<usize>)> {
        let mut children = Vec::new();
        for number in 0..self.tables.len() as u16 {
            let mapping = self.mapping(number);
            for foreign in &mapping.foreign {
                let Some((_, columns)) =
                    target(self, foreign).filter(|(number, _)| *number == table)
                else {
                    continue;
                };
                let key = by(before, &columns);
                if key == by(now, &columns) {
                    continue;
                }
                let slots = (0..self.table(number).len()).map(|slot| Raw { table: number, slot });
                let own = slots.filter(|&raw| {
                    self.meta(raw).state == State::Saved && self.key_by(raw, &foreign.own) == key
                });
                children.extend(own.map(|raw| (raw, foreign.own.clone(), columns.clone())));
            }
        }
        children
    }
}
