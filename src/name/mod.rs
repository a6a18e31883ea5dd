//! Names: identifiers checked once, when they are made, so that writing them is a copy.

mod keywords;

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use keywords::Keywords;

#[derive(Clone)]
enum NameText {
    Static(&'static str),
    /// A short one: its length and, with room behind it, its text.
    Short(u8, [u8; SHORT]),
    Shared(Arc<str>),
}

/// So many bytes are kept in place, in what a text of its own takes anyway.
const SHORT: usize = 22;

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
    /// Of the text in any case, for keyword look-ups.
    hash: u32,
    /// `[a-z][a-z0-9_]*`: needs no quotes unless it is a keyword.
    plain: bool,
    /// Only ASCII, so that the hash is that of all names that differ in case.
    ascii: bool,
    /// No name yet, but a base, a NUL and a number that no other has.
    anonymous: bool,
}

/// How many names were left to us.
static ANONYMOUS: AtomicUsize = AtomicUsize::new(0);

impl Name {
    /// A name known at compile time; usable in constants.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Name::of(NameText::Static(text), text)
    }

    const fn of(text: NameText, shown: &str) -> Self {
        let Looks { hash, plain, ascii } = Looks::of(shown);
        Name { text, hash, plain, ascii, anonymous: false }
    }

    /// A name that is no other's: the writer makes it of the base and a number.
    pub(crate) fn anonymous(base: &Name) -> Name {
        let text = format!("{}\0{}", base.shown(), ANONYMOUS.fetch_add(1, Ordering::Relaxed));
        let mut name = Name::of(NameText::Shared(text.as_str().into()), &text);
        name.anonymous = true;
        name
    }

    /// True if the writer makes the name.
    #[inline]
    pub(crate) fn is_anonymous(&self) -> bool {
        self.anonymous
    }

    /// The name as it is said to people: of one that the writer makes, its base.
    pub(crate) fn shown(&self) -> &str {
        let text = self.as_str();
        match text.rsplit_once('\0') {
            Some((base, _)) if self.anonymous => base,
            Some(_) | None => text,
        }
    }

    /// The name as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.text {
            NameText::Static(text) => text,
            // It was one when it was put there.
            NameText::Short(..) => str::from_utf8(self.as_bytes()).unwrap_or_default(),
            NameText::Shared(text) => text,
        }
    }

    /// The name, where nobody asks whether it is text.
    #[inline]
    pub(crate) fn as_bytes(&self) -> &[u8] {
        match &self.text {
            NameText::Static(text) => text.as_bytes(),
            NameText::Short(length, room) => room.get(..usize::from(*length)).unwrap_or_default(),
            NameText::Shared(text) => text.as_bytes(),
        }
    }

    /// True if the name is just this text.
    #[inline]
    pub(crate) fn is(&self, text: &str) -> bool {
        self.as_bytes() == text.as_bytes()
    }

    /// A short name with room behind it, and its length.
    #[inline(always)]
    pub(crate) fn short(&self) -> Option<(&[u8; SHORT], usize)> {
        if let NameText::Short(length, room) = &self.text {
            Some((room, usize::from(*length)))
        } else {
            None
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
        self.as_bytes().len()
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
        let plain = !bytes.is_empty() && is_plain_at(bytes[0], false);
        let (mut hash, mut all, mut i) = (SEED, PLAIN | ASCII, 0);
        while i < bytes.len() {
            hash = mixed(hash, bytes[i]);
            all &= LOOKS[bytes[i] as usize];
            i += 1;
        }
        Looks { hash, plain: plain && all & PLAIN != 0, ascii: all & ASCII != 0 }
    }
}

/// Of each byte: whether it may stand inside of a plain name, and whether it is ASCII.
const LOOKS: [u8; 256] = {
    let (mut looks, mut byte) = ([0; 256], 0);
    while byte < 128 {
        looks[byte] = if is_plain_at(byte as u8, true) { PLAIN | ASCII } else { ASCII };
        byte += 1;
    }
    looks
};

const PLAIN: u8 = 1;
const ASCII: u8 = 2;

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

/// What the hash of nothing is.
const SEED: u32 = 0x811c_9dc5;

/// FNV-1a, one byte further; letters of both cases count alike.
const fn mixed(hash: u32, byte: u8) -> u32 {
    (hash ^ (byte | 0x20) as u32).wrapping_mul(0x0100_0193)
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut room = [0; SHORT];
        let kept = match room.get_mut(..bytes.len()) {
            Some(place) => {
                place.copy_from_slice(bytes);
                NameText::Short(bytes.len() as u8, room)
            }
            None => NameText::Shared(text.into()),
        };
        Name::of(kept, text)
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
        self.hash == other.hash && self.as_bytes() == other.as_bytes()
    }
}

impl Eq for Name {}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_bytes().hash(state);
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shown().fmt(f)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.shown())
    }
}
