//! Names: identifiers checked once, when they are made, so that writing them is a copy.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

#[derive(Clone)]
enum NameText {
    Static(&'static str),
    Shared(Arc<str>),
}

/// An identifier: of a table, a column, an alias, a label.
///
/// Any Unicode text is allowed; what no engine takes (an empty name, a NUL) is an error when a
/// statement that uses it is compiled. A name is quoted only where it must be.
///
/// ```
/// use sqltree::Name;
/// assert_eq!(Name::from("order").as_str(), "order");
/// ```
#[derive(Clone)]
pub struct Name {
    text: NameText,
    /// Of the lower-cased text, for keyword look-ups.
    hash: u32,
    /// `[a-z][a-z0-9_]*`: needs no quotes unless it is a keyword.
    plain: bool,
    /// Only ASCII, so that the hash is that of all names that differ in case.
    ascii: bool,
}

impl Name {
    /// A name known at compile time; usable in constants.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Name::of(NameText::Static(text), text)
    }

    const fn of(text: NameText, shown: &str) -> Self {
        let Looks { hash, plain, ascii } = Looks::of(shown);
        Name { text, hash, plain, ascii }
    }

    /// The name as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.text {
            NameText::Static(text) => text,
            NameText::Shared(text) => text,
        }
    }

    /// True if both are the same text known at compile time.
    pub(crate) const fn same_constant(a: &Name, b: &Name) -> bool {
        let (NameText::Static(a), NameText::Static(b)) = (&a.text, &b.text) else { return false };
        let (a, b) = (a.as_bytes(), b.as_bytes());
        let (mut same, mut i) = (a.len() == b.len(), 0);
        while same && i < a.len() {
            same = a[i] == b[i];
            i += 1;
        }
        same
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.as_str().len()
    }

    /// Equal for names that some dialect takes for the same.
    #[inline]
    pub(crate) fn key(&self) -> u32 {
        if self.ascii { self.hash } else { 0 }
    }

    /// The name with a number behind it, for names of ours: its end is cut off if the whole would be
    /// longer than what every engine takes, 63 bytes.
    pub(crate) fn numbered(&self, number: usize) -> Name {
        const MOST: usize = 63;
        let (text, end) = (self.as_str(), format!("_{number}"));
        let mut cut = text.len().min(MOST - end.len());
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        let longer = text.len() + end.len() > MOST && text.len() <= MOST;
        let kept = if longer { text[..cut].trim_end() } else { text };
        Name::from(format!("{kept}{end}"))
    }

    /// True if the name is `[a-z][a-z0-9_]*`, which every dialect takes unquoted unless it is a
    /// keyword.
    #[must_use]
    pub const fn is_plain(&self) -> bool {
        self.plain
    }
}

/// What a name is made of.
struct Looks {
    hash: u32,
    plain: bool,
    ascii: bool,
}

impl Looks {
    const fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut looks = Looks { hash: SEED, plain: !bytes.is_empty(), ascii: true };
        let mut i = 0;
        while i < bytes.len() {
            let byte = bytes[i];
            looks.hash = mixed(looks.hash, byte);
            looks.plain &= is_plain_at(byte, i > 0);
            looks.ascii &= byte.is_ascii();
            i += 1;
        }
        looks
    }
}

/// True for a byte of a plain name; a leading underscore is an introducer in MySQL (`_utf8'…'`), so such
/// names are quoted.
const fn is_plain_at(byte: u8, inside: bool) -> bool {
    byte.is_ascii_lowercase() || inside && (byte.is_ascii_digit() || byte == b'_')
}

/// True for letters, digits, blanks between them and the like, and one dot: nothing that any dialect
/// would have to double, to escape or to refuse between quotes.
pub(crate) const fn is_clean(pair: &str) -> bool {
    let bytes = pair.as_bytes();
    let (mut i, mut dots) = (0, 0);
    while i < bytes.len() {
        match bytes[i] {
            b'.' => dots += 1,
            b' ' if i == 0 || i + 1 == bytes.len() => return false,
            b' ' if bytes[i - 1] == b'.' || bytes[i + 1] == b'.' => return false,
            b'_' | b' ' | b'-' | b'$' => {}
            byte if byte.is_ascii_alphanumeric() => {}
            _ => return false,
        }
        i += 1;
    }
    dots <= 1
}

/// True for `a.b` where both are plain names.
pub(crate) const fn is_plain_pair(text: &str) -> bool {
    let bytes = text.as_bytes();
    let dot = plain_end(bytes, 0);
    if dot == 0 || dot == bytes.len() || bytes[dot] != b'.' {
        return false;
    }
    let end = plain_end(bytes, dot + 1);
    end > dot + 1 && end == bytes.len()
}

/// Where the plain name that starts at `start` ends; `start` if there is none.
const fn plain_end(bytes: &[u8], start: usize) -> usize {
    let mut i = start;
    while i < bytes.len() && is_plain_at(bytes[i], i > start) {
        i += 1;
    }
    i
}

/// FNV-1a over the ASCII-lower-cased bytes.
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

const SEED: u32 = 0x811c_9dc5;

const fn mixed(hash: u32, byte: u8) -> u32 {
    (hash ^ byte.to_ascii_lowercase() as u32).wrapping_mul(0x0100_0193)
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Name::of(NameText::Shared(text.into()), text)
    }
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<Cow<'_, str>> for Name {
    fn from(text: Cow<'_, str>) -> Self {
        (&*text).into()
    }
}

impl From<&Name> for Name {
    fn from(name: &Name) -> Self {
        name.clone()
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash && self.as_str() == other.as_str()
    }
}

impl Eq for Name {}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

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
