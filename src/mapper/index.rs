//! Where the object of a key is: a table of places, without the keys; and before the first that does not fit
//! in, the keys of rows that came in their order.

use std::hash::{BuildHasher, RandomState};

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use super::key::Key;
use crate::value::Value;

/// Places by the hash of a key; the keys are asked of the objects themselves.
pub(super) struct Index {
    /// Numbers that rise, of objects at places in a row: so come most rows that are read, and they need no
    /// table. It grows only while the table is empty.
    run: Vec<i64>,
    /// The place of the first of them.
    first: u32,
    places: HashTable<Place>,
    state: RandomState,
    /// What numbers are mixed with; the second is odd.
    seed: (u64, u64),
}

impl Default for Index {
    fn default() -> Self {
        let state = RandomState::new();
        let seed = (state.hash_one(0), state.hash_one(1) | 1);
        Index { run: Vec::new(), first: 0, places: HashTable::new(), state, seed }
    }
}

/// The hash of a key, and the place of its object: 8 bytes.
#[derive(Clone, Copy, PartialEq)]
struct Place(u32, u32);

/// The table looks at both ends of a hash.
fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}

impl Index {
    /// The hash of a key.
    #[inline]
    fn hash(&self, key: &Key) -> u32 {
        match key {
            Key::One(Value::I64(number)) => self.hash_of_number(*number),
            // The upper half: any half will do.
            key => (self.state.hash_one(key) >> 32) as u32,
        }
    }

    /// Most keys are numbers: mixed with what nobody outside knows. Eight in a row stand beside each other, so
    /// that rows that are read in order find their places in the cache.
    #[inline]
    fn hash_of_number(&self, number: i64) -> u32 {
        let (block, within) = (number as u64 >> 3, number as u32 & 7);
        let mixed = u128::from(block ^ self.seed.0) * u128::from(self.seed.1);
        let mixed = (mixed >> 32) as u32 ^ (mixed >> 64) as u32;
        (mixed & !7 | within) ^ within << 29
    }

    /// The place of a key; `is` tells whether the object at a place has it.
    #[inline]
    pub(super) fn find(&self, key: &Key, is: impl Fn(u32) -> bool) -> Option<u32> {
        if let Some(slot) = self.in_run(key)
            && is(slot)
        {
            return Some(slot);
        }
        if self.places.is_empty() {
            return None;
        }
        let hash = self.hash(key);
        let found = self.places.find(spread(hash), |place| place.0 == hash && is(place.1));
        found.map(|place| place.1)
    }

    /// The place of a key, or `slot`, which it is put in.
    #[inline]
    pub(super) fn find_or_insert(&mut self, key: &Key, slot: u32, is: impl Fn(u32) -> bool) -> u32 {
        if self.continues(key, slot) {
            return slot;
        }
        if let Some(found) = self.in_run(key)
            && is(found)
        {
            return found;
        }
        let hash = self.hash(key);
        let same = |place: &Place| place.0 == hash && is(place.1);
        match self.places.entry(spread(hash), same, |place| spread(place.0)) {
            Entry::Occupied(found) => found.get().1,
            Entry::Vacant(free) => free.insert(Place(hash, slot)).get().1,
        }
    }

    /// Puts a key in that is not there.
    #[inline]
    pub(super) fn insert(&mut self, key: &Key, slot: u32) {
        if !self.continues(key, slot) {
            self.insert_hash(self.hash(key), slot);
        }
    }

    pub(super) fn remove(&mut self, key: &Key, slot: u32) {
        self.end_run();
        let (hash, own) = (self.hash(key), Place(self.hash(key), slot));
        if let Ok(entry) = self.places.find_entry(spread(hash), |place| *place == own) {
            entry.remove();
        }
    }

    /// Puts a key at the end of the run, if it goes there; it is in the index nowhere else then.
    #[inline]
    fn continues(&mut self, key: &Key, slot: u32) -> bool {
        let Key::One(Value::I64(number)) = key else { return false };
        let goes_on = match self.run.last() {
            Some(last) => number > last && slot as usize == self.first as usize + self.run.len(),
            None => {
                self.first = slot;
                true
            }
        };
        let continues = goes_on && self.places.is_empty();
        if continues {
            self.run.push(*number);
        }
        continues
    }

    /// The place that the run has for a key: of numbers without gaps the first guess is right.
    #[inline]
    fn in_run(&self, key: &Key) -> Option<u32> {
        let Key::One(Value::I64(number)) = key else { return None };
        let (first, last) = (*self.run.first()?, *self.run.last()?);
        if !(first..=last).contains(number) {
            return None;
        }
        let guess = number.wrapping_sub(first);
        let guess = usize::try_from(guess).unwrap_or(usize::MAX);
        let at = match self.run.get(guess) {
            Some(there) if there == number => guess,
            _ => self.run.binary_search(number).ok()?,
        };
        Some(self.first + at as u32)
    }

    /// Puts what is in the run into the table.
    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        self.places.reserve(run.len(), |place| spread(place.0));
        for (slot, number) in (self.first..).zip(run) {
            self.insert_hash(self.hash_of_number(number), slot);
        }
    }

    fn insert_hash(&mut self, hash: u32, slot: u32) {
        self.places.insert_unique(spread(hash), Place(hash, slot), |place| spread(place.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(n: i64) -> Key {
        Key::one(Value::I64(n))
    }

    #[test]
    fn keys_are_found_until_they_are_removed() {
        let mut index = Index::default();
        for n in 0..1000 {
            index.insert(&key(n.into()), n);
        }
        for n in (0..1000).step_by(2) {
            index.remove(&key(n.into()), n);
        }
        for n in 0..2000 {
            let found = index.find(&key(n.into()), |slot| slot == n);
            assert_eq!(found, (n < 1000 && n % 2 == 1).then_some(n));
        }
    }

    /// Keys that come in no order, with gaps, again, at places that are not in a row, and are taken away.
    #[test]
    fn it_is_as_a_map() {
        let mut state = 1_u64;
        let mut next = |end: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % end
        };
        for _ in 0..300 {
            let (mut index, mut keys) = (Index::default(), Vec::<Option<i64>>::new());
            let disorder = next(20) + 1;
            for step in 0..200 {
                let number = if next(20) < disorder { next(60) as i64 - 30 } else { step * 2 };
                let there = keys.iter().position(|own| *own == Some(number)).map(|at| at as u32);
                let is = |slot: u32| keys[slot as usize] == Some(number);
                assert_eq!(index.find(&key(number), is), there);
                match (there, next(10)) {
                    (Some(slot), 0) => {
                        index.remove(&key(number), slot);
                        keys[slot as usize] = None;
                    }
                    (_, 1) => keys.push(None),
                    _ => {
                        let slot = keys.len() as u32;
                        let found = index.find_or_insert(&key(number), slot, is);
                        assert_eq!(found, there.unwrap_or(slot));
                        if there.is_none() {
                            keys.push(Some(number));
                        }
                    }
                }
            }
        }
    }
}
