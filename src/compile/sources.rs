//! FROM items, lent, and lists of them.

use crate::schema::SourceRef;

/// FROM items, the first few inline.
#[derive(Default)]
pub(crate) struct Sources<'a> {
    length: usize,
    /// Where the first items lie in memory: what most look-ups are decided by.
    addresses: [usize; INLINE],
    first: [Option<SourceRef<'a>>; INLINE],
    /// The hashes of the first names.
    hashes: [u32; INLINE],
    /// True unless the hashes show that all names are different.
    pub(super) may_clash: bool,
    more: Vec<SourceRef<'a>>,
}

pub(super) const INLINE: usize = 4;

impl<'a> Sources<'a> {
    pub(crate) fn iter(&self) -> impl Iterator<Item = SourceRef<'a>> + '_ {
        (0..self.length).filter_map(|i| self.get(i))
    }

    #[inline]
    pub(crate) fn get(&self, i: usize) -> Option<SourceRef<'a>> {
        if i < INLINE { self.first[i] } else { self.more.get(i - INLINE).copied() }
    }

    /// The place of an item.
    #[inline(always)]
    pub(crate) fn position(&self, source: SourceRef<'_>) -> Option<usize> {
        self.place(source.address()).or_else(|| self.position_of_equal(source))
    }

    /// The place of what lies at an address, if it is one of the first few.
    #[inline(always)]
    pub(super) fn place(&self, address: usize) -> Option<usize> {
        let mut i = 0;
        while i < INLINE {
            if self.addresses[i] == address {
                return Some(i);
            }
            i += 1;
        }
        None
    }

    #[inline(never)]
    fn position_of_equal(&self, source: SourceRef<'_>) -> Option<usize> {
        self.iter().position(|there| there.same(source))
    }

    #[inline]
    pub(crate) fn push(&mut self, source: SourceRef<'a>) {
        let place = self.length;
        self.length += 1;
        if place < INLINE {
            self.first[place] = Some(source);
            self.addresses[place] = source.address();
            let hash = source.name().hash();
            self.may_clash |= self.hashes[..place].contains(&hash);
            self.hashes[place] = hash;
        } else {
            self.may_clash = true;
            self.more.push(source);
        }
    }

    pub(super) fn clear(&mut self) {
        (self.length, self.may_clash) = (0, false);
        self.addresses = [0; INLINE];
        self.first = [None; INLINE];
        self.more.clear();
    }

    pub(crate) fn len(&self) -> usize {
        self.length
    }
}
