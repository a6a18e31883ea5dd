//! Pairs of many-to-many relationships that are to be written.

use std::collections::HashMap;

use crate::dml::{delete, insert};
use crate::error::{Error, ErrorKind, Result};
use crate::expr::{Column, all_of, any_of};
use crate::select::select;
use crate::types::Any;
use crate::value::Value;

use super::key::{Key, Raw};
use super::resolve::{Resolved, Side, Through};
use super::rows::State;
use super::session::Session;
use super::sql::{is, most_keys, one_of};
use super::store::Store;

/// A pair of an association table, by the first relationship that goes by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Link {
    pub(super) relation: u16,
    pub(super) from: Raw,
    pub(super) to: Raw,
}

/// Whether a pair is to be there, and whether it was, if that is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub(super) present: bool,
    pub(super) before: Option<bool>,
}

fn names(side: &Side) -> Vec<Option<&crate::name::Name>> {
    side.columns.iter().map(Column::name).collect()
}

/// How two relationships share an association table: the same way, or from the other end.
fn shared(a: &Through, b: &Through) -> Option<bool> {
    if a.table.table_name() != b.table.table_name() {
        return None;
    }
    if names(&a.from) == names(&b.from) && names(&a.to) == names(&b.to) {
        return Some(false);
    }
    (names(&a.from) == names(&b.to) && names(&a.to) == names(&b.from)).then_some(true)
}

impl Store {
    /// All relationships over the association table of one, and whether they go from the other end.
    fn sharing(&self, number: u16) -> Vec<(u16, bool)> {
        let Some(own) = &self.relations[usize::from(number)].through else { return Vec::new() };
        let all = self.relations.iter().enumerate();
        all.filter_map(|(i, other)| Some((i as u16, shared(own, other.through.as_ref()?)?)))
            .collect()
    }

    /// Notes that a pair is to be there, or not to be there.
    pub(super) fn want(&mut self, number: u16, from: Raw, to: Raw, present: bool) -> Result<()> {
        let relation = self.resolved(number);
        if relation.through.as_ref().is_some_and(|through| through.has_more) {
            let message = format!(
                "the association table of `{}` has columns of its own, which a link has no values \
                 for; map it to a struct and add or delete its objects",
                relation.name
            );
            return Err(Error::new(ErrorKind::Conflict, message));
        }
        let sharing = self.sharing(number);
        let link = match sharing.first() {
            Some(&(first, true)) => Link { relation: first, from: to, to: from },
            Some(&(first, false)) => Link { relation: first, from, to },
            None => Link { relation: number, from, to },
        };
        let new = [from, to].iter().any(|&raw| self.meta(raw).state == State::New);
        let listed = (sharing.iter()).find_map(|&(number, flipped)| {
            let (from, to) = if flipped { (to, from) } else { (from, to) };
            Some(self.lists.get(&(number, from.slot))?.contains(&to.slot))
        });
        let before = if new { Some(false) } else { listed };
        let wanted = self.links_mut().entry(link).or_insert(Wanted { present, before });
        wanted.present = present;
        for (number, flipped) in sharing {
            let (from, to) = if flipped { (to, from) } else { (from, to) };
            let key = (number, from.slot);
            if self.is_whole(number, from) && !self.lists.contains_key(&key) {
                self.put_list(key, Some(Vec::new()));
            }
            if let Some(list) = self.list_mut(key) {
                list.retain(|slot| *slot != to.slot);
                if present {
                    list.push(to.slot);
                }
            }
        }
        Ok(())
    }

    /// Puts lists that were read right by the pairs that are not written yet.
    pub(super) fn overlay_links(&self, number: u16, lists: &mut HashMap<u32, Vec<u32>>) {
        let sharing = self.sharing(number);
        let Some(&(first, flipped)) = sharing.first() else { return };
        for (link, wanted) in self.links.iter().filter(|(link, _)| link.relation == first) {
            let (from, to) = if flipped { (link.to, link.from) } else { (link.from, link.to) };
            let Some(list) = lists.get_mut(&from.slot) else { continue };
            let there = list.contains(&to.slot);
            if wanted.present && !there {
                list.push(to.slot);
            } else if !wanted.present && there {
                list.retain(|slot| *slot != to.slot);
            }
        }
    }
}

impl Session<'_> {
    /// Deletes the pairs that are not to be there, and those of objects that are deleted.
    pub(super) fn flush_unlinked(&mut self) -> Result<()> {
        for number in 0..self.store.relations.len() as u16 {
            let relation = self.store.resolved(number);
            let Some(through) = &relation.through else { continue };
            // Of relationships over one table the first has all links.
            if self.store.sharing(number).first() != Some(&(number, false)) {
                continue;
            }
            self.delete_pairs_of_deleted(&relation, through)?;
            let store = &self.store;
            let gone = store.links.iter().filter(|(link, wanted)| {
                link.relation == number && !wanted.present && wanted.before != Some(false)
            });
            let both = |link: &Link| store.is_alive(link.from) && store.is_alive(link.to);
            let keys: Vec<(Key, Key)> = gone
                .filter(|(link, _)| both(link))
                .map(|(link, _)| {
                    let from = store.stored_by(link.from, &through.from.target);
                    (from, store.stored_by(link.to, &through.to.target))
                })
                .collect();
            for keys in keys.chunks(most_keys(self.conn, 2)) {
                let pair = |(from, to): &(Key, Key)| {
                    all_of([is(&through.from.columns, from), is(&through.to.columns, to)])
                };
                let condition = any_of(keys.iter().map(pair));
                self.conn.execute(&delete(through.table.clone()).filter(condition))?;
            }
        }
        Ok(())
    }

    fn delete_pairs_of_deleted(&mut self, relation: &Resolved, through: &Through) -> Result<()> {
        for (table, side) in [(relation.from, &through.from), (relation.to, &through.to)] {
            let deleted = self.store.pending.keys().filter(|raw| raw.table == table);
            let deleted = deleted.filter(|raw| self.store.meta(**raw).state == State::Deleted);
            let keys: Vec<Key> =
                deleted.map(|raw| self.store.stored_by(*raw, &side.target)).collect();
            for keys in keys.chunks(most_keys(self.conn, side.columns.len())) {
                let condition = one_of(&side.columns, keys);
                self.conn.execute(&delete(through.table.clone()).filter(condition))?;
            }
        }
        Ok(())
    }

    /// Inserts the pairs that are to be there and are not.
    pub(super) fn flush_linked(&mut self) -> Result<()> {
        for number in 0..self.store.relations.len() as u16 {
            let relation = self.store.resolved(number);
            let Some(through) = &relation.through else { continue };
            let store = &self.store;
            let wanted = store.links.iter().filter(|(link, wanted)| {
                link.relation == number && wanted.present && wanted.before != Some(true)
            });
            let mut pairs: Vec<(Vec<Value>, bool)> = wanted
                .filter(|(link, _)| store.is_alive(link.from) && store.is_alive(link.to))
                .map(|(link, wanted)| {
                    let mut pair = store.key_by(link.from, &through.from.target).values().to_vec();
                    pair.extend_from_slice(store.key_by(link.to, &through.to.target).values());
                    (pair, wanted.before.is_none())
                })
                .collect();
            let columns: Vec<Column<Any>> =
                through.from.columns.iter().chain(&through.to.columns).cloned().collect();
            self.leave_out_what_is_there(through, &columns, &mut pairs)?;
            if !pairs.is_empty() {
                let rows = pairs.into_iter().map(|(pair, _)| pair);
                self.conn.insert_many(&insert(through.table.clone()).columns(columns), rows)?;
            }
        }
        Ok(())
    }

    /// Takes out the pairs that the database has.
    fn leave_out_what_is_there(
        &mut self,
        through: &Through,
        columns: &[Column<Any>],
        pairs: &mut Vec<(Vec<Value>, bool)>,
    ) -> Result<()> {
        let unsure: Vec<Key> = pairs
            .iter()
            .filter(|(_, unsure)| *unsure)
            .map(|(pair, _)| Key::of(pair.clone()))
            .collect();
        let mut there: Vec<Key> = Vec::new();
        for keys in unsure.chunks(most_keys(self.conn, columns.len())) {
            let query = select(columns.to_vec())
                .from(through.table.clone())
                .filter(any_of(keys.iter().map(|key| is(columns, key))));
            let rows = self.conn.fetch_all(&query)?;
            // As the database compares them: texts may be the same in other letters.
            there.extend(rows.iter().map(|row| Key::of(row.values().to_vec()).folded()));
        }
        let there: std::collections::HashSet<Key> = there.into_iter().collect();
        pairs.retain(|(pair, unsure)| !*unsure || !there.contains(&Key::of(pair.clone()).folded()));
        Ok(())
    }
}
