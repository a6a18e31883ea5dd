//! FROM items, lent, and lists of them.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::dialect::Folding;
use crate::select::SourceRef;

/// FROM items, the first few inline.
#[derive(Default)]
pub(crate) struct Sources<'a> {
    length: usize,
    first: [Option<SourceRef<'a>>; INLINE],
    more: Option<Box<More<'a>>>,
}

/// What few lists have: more items than a few, and where each of all is.
#[derive(Default)]
struct More<'a> {
    items: Vec<SourceRef<'a>>,
    by_address: HashMap<usize, usize, Spread>,
    by_name: HashMap<u32, Vec<usize>, Spread>,
}

pub(super) const INLINE: usize = 4;

/// A hasher for keys that are hashes or addresses already.
#[derive(Default)]
pub(super) struct Spreader(u64);

pub(super) type Spread = BuildHasherDefault<Spreader>;

impl Hasher for Spreader {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64((*byte).into()));
    }

    fn write_u32(&mut self, key: u32) {
        self.write_u64(key.into());
    }

    fn write_u64(&mut self, key: u64) {
        // The golden ratio spreads neighbours over all bits.
        self.0 = (self.0 ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_usize(&mut self, key: usize) {
        self.write_u64(key as u64);
    }
}

impl<'a> Sources<'a> {
    pub(crate) fn iter(&self) -> impl Iterator<Item = SourceRef<'a>> + '_ {
        (0..self.length).filter_map(|i| self.get(i))
    }

    #[inline]
    pub(crate) fn get(&self, i: usize) -> Option<SourceRef<'a>> {
        if i < INLINE { self.first[i] } else { self.more.as_ref()?.items.get(i - INLINE).copied() }
    }

    /// The position of an item.
    #[inline(always)]
    pub(crate) fn position(&self, source: SourceRef<'_>) -> Option<usize> {
        self.position_at(source.address()).or_else(|| self.position_of_equal(source))
    }

    /// The position of what lies at an address, if it is one of the first few.
    #[inline(always)]
    pub(super) fn position_at(&self, address: usize) -> Option<usize> {
        let lies_there = |source: SourceRef<'_>| source.address() == address;
        self.first.iter().position(|source| source.is_some_and(lies_there))
    }

    #[inline(never)]
    fn position_of_equal(&self, source: SourceRef<'_>) -> Option<usize> {
        let Some(index) = &self.more else {
            return self.iter().position(|there| there.same(source));
        };
        index.by_address.get(&source.address()).copied().or_else(|| {
            let named = index.by_name.get(&source.name().key())?;
            named.iter().copied().find(|&i| self.get(i).is_some_and(|there| there.same(source)))
        })
    }

    #[inline]
    pub(crate) fn push(&mut self, source: SourceRef<'a>) {
        let position = self.length;
        self.length += 1;
        if position < INLINE {
            self.first[position] = Some(source);
        } else {
            self.push_more(source);
        }
    }

    #[inline(never)]
    fn push_more(&mut self, source: SourceRef<'a>) {
        if self.more.is_none() {
            let mut more = Box::<More<'a>>::default();
            self.iter().enumerate().take(INLINE).for_each(|(i, source)| more.add(i, source));
            self.more = Some(more);
        }
        if let Some(more) = &mut self.more {
            more.add(self.length - 1, source);
            more.items.push(source);
        }
    }

    pub(super) fn clear(&mut self) {
        self.length = 0;
        self.first = [None; INLINE];
        self.more = None;
    }

    pub(crate) fn len(&self) -> usize {
        self.length
    }

    /// False if the hashes of a few names show that all are different.
    #[inline]
    pub(super) fn may_clash(&self) -> bool {
        if self.more.is_some() {
            return true;
        }
        // Larger than all keys, and all different.
        let mut keys: [u64; INLINE] = [1 << 32, 2 << 32, 3 << 32, 4 << 32];
        for (key, source) in keys.iter_mut().zip(self.first.iter().flatten()) {
            *key = source.name().key().into();
        }
        let [a, b, c, d] = keys;
        a == b || a == c || a == d || b == c || b == d || c == d
    }

    /// The positions of items whose names the dialect takes for the same: each with the first before it.
    pub(super) fn clashes(&self, folding: Folding) -> Vec<(usize, usize)> {
        let name = |i: usize| self.get(i).map(SourceRef::name);
        let first_like = |i: usize| {
            let own = name(i)?;
            let same = |&j: &usize| j < i && name(j).is_some_and(|other| folding.same(own, other));
            match &self.more {
                None => (0..i).find(same),
                Some(index) => index.by_name.get(&own.key())?.iter().copied().find(same),
            }
        };
        (1..self.length).filter_map(|i| Some((first_like(i)?, i))).collect()
    }
}

impl More<'_> {
    fn add(&mut self, position: usize, source: SourceRef<'_>) {
        self.by_address.entry(source.address()).or_insert(position);
        self.by_name.entry(source.name().key()).or_default().push(position);
    }
}
