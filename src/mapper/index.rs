//! Where the object of a key is: a table of places, without the keys.

use std::hash::{BuildHasher, RandomState};

use super::key::Key;

/// Places by the hash of a key; the keys are asked of the objects themselves.
#[derive(Default)]
pub(super) struct Index {
    /// Hash and place; the number of buckets is a power of two, or zero.
    buckets: Vec<Bucket>,
    /// Buckets that are not free.
    used: usize,
    live: usize,
    state: RandomState,
}

/// A hash, and a place or one of the two below: 8 bytes.
#[derive(Clone, Copy, PartialEq)]
struct Bucket(u32, u32);

const FREE: Bucket = Bucket(0, u32::MAX);
/// Was full: a search goes on behind it.
const LEFT: Bucket = Bucket(0, u32::MAX - 1);

impl Bucket {
    fn is_full(self) -> bool {
        self.1 < LEFT.1
    }
}

impl Index {
    fn hash(&self, key: &Key) -> u32 {
        // The upper half: any half will do.
        (self.state.hash_one(key) >> 32) as u32
    }

    /// The buckets to look at, one after the other.
    fn probe(&self, hash: u32) -> impl Iterator<Item = usize> + use<> {
        let mask = self.buckets.len().wrapping_sub(1);
        let count = self.buckets.len();
        (0..count).map(move |i| (hash as usize).wrapping_add(i) & mask)
    }

    /// The place of a key; `is` tells whether the object at a place has it.
    pub(super) fn find(&self, key: &Key, is: impl Fn(u32) -> bool) -> Option<u32> {
        let hash = self.hash(key);
        for bucket in self.probe(hash) {
            let there = self.buckets[bucket];
            if there == FREE {
                return None;
            }
            if there.0 == hash && there.is_full() && is(there.1) {
                return Some(there.1);
            }
        }
        None
    }

    pub(super) fn insert(&mut self, key: &Key, slot: u32) {
        if (self.used + 1) * 4 > self.buckets.len() * 3 {
            self.grow();
        }
        let hash = self.hash(key);
        self.put(hash, slot);
    }

    fn put(&mut self, hash: u32, slot: u32) {
        let free = |&i: &usize| !self.buckets[i].is_full();
        if let Some(bucket) = self.probe(hash).find(free) {
            self.used += usize::from(self.buckets[bucket] == FREE);
            self.buckets[bucket] = Bucket(hash, slot);
            self.live += 1;
        }
    }

    fn grow(&mut self) {
        let size = ((self.live + 1) * 2).next_power_of_two().max(8);
        let old = std::mem::replace(&mut self.buckets, vec![FREE; size]);
        (self.used, self.live) = (0, 0);
        for bucket in old {
            if bucket.is_full() {
                self.put(bucket.0, bucket.1);
            }
        }
    }

    pub(super) fn remove(&mut self, key: &Key, slot: u32) {
        let hash = self.hash(key);
        let own = |&i: &usize| self.buckets[i] == Bucket(hash, slot);
        if let Some(bucket) = self.probe(hash).find(own) {
            self.buckets[bucket] = LEFT;
            self.live -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Value;

    #[test]
    fn keys_are_found_until_they_are_removed() {
        let mut index = Index::default();
        let key = |n: u32| Key::one(Value::I64(n.into()));
        for n in 0..1000 {
            index.insert(&key(n), n);
        }
        for n in (0..1000).step_by(2) {
            index.remove(&key(n), n);
        }
        for n in 0..2000 {
            let found = index.find(&key(n), |slot| slot == n);
            assert_eq!(found, (n < 1000 && n % 2 == 1).then_some(n));
        }
    }
}
