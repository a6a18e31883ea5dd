//! Sets of words that no name may be without quotes.

use super::{Name, SEED, mixed};

const SLOTS: usize = 1024;
const BITS: u32 = 32_768;

/// A set of words of a dialect, built at compile time from a lower-case list of at most 900.
///
/// ```
/// use sqltree::{Name, Keywords};
/// static RESERVED: Keywords = Keywords::new(&["from", "select"]);
/// assert!(RESERVED.contains(&Name::from("Select")));
/// assert!(!RESERVED.contains(&Name::from("name")));
/// ```
#[derive(Debug)]
pub struct Keywords {
    words: &'static [&'static str],
    /// One bit a hash: most names are no keyword, and this says so with one look.
    filter: [u64; BITS as usize / 64],
    /// The hashes, each at its place or the next free one after it; 0 is free.
    slots: [u32; SLOTS],
}

impl Keywords {
    /// No words.
    pub const NONE: &'static Keywords = &Keywords::new(&[]);

    /// A set of `words`, in lower case.
    ///
    /// # Panics
    ///
    /// While the program is compiled, if there are more than 900 words.
    #[must_use]
    pub const fn new(words: &'static [&'static str]) -> Self {
        assert!(words.len() <= 900, "a set of keywords has at most 900 words");
        let mut filter = [0; BITS as usize / 64];
        let mut slots = [0; SLOTS];
        let mut i = 0;
        while i < words.len() {
            let hash = hash(words[i]);
            filter[(hash % BITS) as usize / 64] |= 1 << (hash % 64);
            let mut slot = hash as usize % SLOTS;
            while slots[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = hash;
            i += 1;
        }
        Keywords { words, filter, slots }
    }

    /// True if `name` is one of the words, in any case. A name that only shares the hash of one
    /// counts too: it gets quotes that it does not need.
    #[must_use]
    #[inline]
    pub fn contains(&self, name: &Name) -> bool {
        self.may_contain(name) && self.search(name.hash)
    }

    /// False if `name` is certainly none of the words, as most names are.
    #[inline(always)]
    pub(crate) fn may_contain(&self, name: &Name) -> bool {
        let bit = name.hash % BITS;
        self.filter[bit as usize / 64] >> (bit % 64) & 1 == 1
    }

    #[cold]
    #[inline(never)]
    fn search(&self, hash: u32) -> bool {
        let mut slot = hash as usize % SLOTS;
        while self.slots[slot] != 0 {
            if self.slots[slot] == hash {
                return true;
            }
            slot = (slot + 1) % SLOTS;
        }
        false
    }

    /// The words, as they were given.
    #[must_use]
    pub fn words(&self) -> &'static [&'static str] {
        self.words
    }
}

/// The hash of a name of this text.
const fn hash(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let mut hash = SEED;
    let mut i = 0;
    while i < bytes.len() {
        hash = mixed(hash, bytes[i]);
        i += 1;
    }
    hash
}
