//! Where the object of a key is: a table of places, without the keys.

use std::hash::{BuildHasher, RandomState};

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use super::key::Key;
use crate::value::Value;

/// Places by the hash of a key; the keys are asked of the objects themselves.
pub(super) struct Index {
    places: HashTable<Place>,
    state: RandomState,
    /// What numbers are mixed with; the second is odd.
    seed: (u64, u64),
}

impl Default for Index {
    fn default() -> Self {
        let state = RandomState::new();
        let seed = (state.hash_one(0), state.hash_one(1) | 1);
        Index { places: HashTable::new(), state, seed }
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
    /// The hash of a key, by which the others go.
    #[inline]
    pub(super) fn hash(&self, key: &Key) -> u32 {
        match key {
            // Most keys are numbers: mixed with what nobody outside knows. Eight in a row stand beside
            // each other, so that rows that are read in order find their places in the cache.
            Key::One(Value::I64(number)) => {
                let (block, within) = (*number as u64 >> 3, *number as u32 & 7);
                let mixed = u128::from(block ^ self.seed.0) * u128::from(self.seed.1);
                let mixed = (mixed >> 32) as u32 ^ (mixed >> 64) as u32;
                (mixed & !7 | within) ^ within << 29
            }
            // The upper half: any half will do.
            key => (self.state.hash_one(key) >> 32) as u32,
        }
    }

    /// The place of a key of that hash; `is` tells whether the object at a place has it.
    #[inline]
    pub(super) fn find(&self, hash: u32, is: impl Fn(u32) -> bool) -> Option<u32> {
        let found = self.places.find(spread(hash), |place| place.0 == hash && is(place.1));
        found.map(|place| place.1)
    }

    /// The place of a key of that hash, or `slot`, which it is put in.
    #[inline]
    pub(super) fn find_or_insert(&mut self, hash: u32, slot: u32, is: impl Fn(u32) -> bool) -> u32 {
        let same = |place: &Place| place.0 == hash && is(place.1);
        match self.places.entry(spread(hash), same, |place| spread(place.0)) {
            Entry::Occupied(found) => found.get().1,
            Entry::Vacant(free) => free.insert(Place(hash, slot)).get().1,
        }
    }

    #[inline]
    pub(super) fn insert(&mut self, hash: u32, slot: u32) {
        self.places.insert_unique(spread(hash), Place(hash, slot), |place| spread(place.0));
    }

    pub(super) fn remove(&mut self, hash: u32, slot: u32) {
        let own = Place(hash, slot);
        if let Ok(entry) = self.places.find_entry(spread(hash), |place| *place == own) {
            entry.remove();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_until_they_are_removed() {
        let mut index = Index::default();
        let hash = |index: &Index, n: u32| index.hash(&Key::one(Value::I64(n.into())));
        for n in 0..1000 {
            index.insert(hash(&index, n), n);
        }
        for n in (0..1000).step_by(2) {
            index.remove(hash(&index, n), n);
        }
        for n in 0..2000 {
            let found = index.find(hash(&index, n), |slot| slot == n);
            assert_eq!(found, (n < 1000 && n % 2 == 1).then_some(n));
        }
    }
}
