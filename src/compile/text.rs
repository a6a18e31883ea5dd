//! The text being written: bytes, so that a short name is one copy of a fixed size.

use std::ops::Range;

use crate::expr::node::Comparison;
use crate::name::Name;
use crate::schema::Qualified;

/// SQL text. Only whole strings go in, so it is UTF-8 at every moment that matters.
#[derive(Default)]
pub(super) struct SqlText {
    bytes: Vec<u8>,
}

impl SqlText {
    /// An empty text that keeps the room of an old one.
    pub(super) fn reusing(text: String) -> Self {
        let mut bytes = text.into_bytes();
        bytes.clear();
        SqlText { bytes }
    }

    #[inline]
    pub(super) fn reserve(&mut self, more: usize) {
        if self.bytes.capacity() == 0 {
            self.bytes = Vec::with_capacity(more);
        } else {
            self.bytes.reserve(more);
        }
    }

    #[inline(always)]
    pub(super) fn push_str(&mut self, text: &str) {
        self.push_bytes(text.as_bytes());
    }

    #[inline(always)]
    fn push_bytes(&mut self, text: &[u8]) {
        if text.len() > self.bytes.capacity() - self.bytes.len() {
            return self.grow_and_push(text);
        }
        self.bytes.extend_from_slice(text);
    }

    /// A name as it stands.
    #[inline(always)]
    pub(super) fn push_name(&mut self, name: &Name) {
        match name.short() {
            Some((text, length)) => self.push_padded(text, length),
            None => self.push_bytes(name.as_bytes()),
        }
    }

    /// The rare case as a call in the last place, so that the common one saves no registers.
    #[cold]
    #[inline(never)]
    fn grow_and_push(&mut self, text: &[u8]) {
        self.bytes.extend_from_slice(text);
    }

    #[inline(always)]
    pub(super) fn push_ascii(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    pub(super) fn push(&mut self, c: char) {
        self.push_str(c.encode_utf8(&mut [0; 4]));
    }

    /// True if a column's text can be written without more room.
    #[inline(always)]
    pub(super) fn has_room_for(&self, text: &Qualified) -> bool {
        text.padded().len() <= self.bytes.capacity() - self.bytes.len()
    }

    /// A column's text.
    #[inline(always)]
    pub(super) fn push_column(&mut self, text: &Qualified) {
        self.push_padded(text.padded(), text.len());
    }

    /// True if a column's text with quotes can be written without more room.
    #[inline(always)]
    pub(super) fn has_room_for_quotes(&self) -> bool {
        Qualified::QUOTED_ROOM <= self.bytes.capacity() - self.bytes.len()
    }

    pub(super) fn reserve_quotes(&mut self) {
        self.bytes.reserve(Qualified::QUOTED_ROOM);
    }

    /// A column's text with quotes.
    #[inline(always)]
    pub(super) fn push_quoted(&mut self, text: &Qualified, quotes: [u8; 2], quoted: [bool; 2]) {
        if !self.has_room_for_quotes() {
            self.reserve_quotes();
        }
        let start = self.bytes.len();
        self.bytes.extend_from_slice(&[0; Qualified::QUOTED_ROOM]);
        let length = match self.bytes[start..].first_chunk_mut() {
            Some(room) => text.write_quoted(room, quotes, quoted),
            None => 0,
        };
        self.bytes.truncate(start + length);
    }

    /// The first bytes of a column's text.
    #[inline(always)]
    pub(super) fn push_column_start(&mut self, text: &Qualified, length: usize) {
        self.push_padded(text.padded(), length);
    }

    /// The first bytes of a text with room behind it: all of it is copied, which needs no loop,
    /// and the rest cut off.
    #[inline(always)]
    pub(super) fn push_padded<const N: usize>(&mut self, padded: &[u8; N], length: usize) {
        if N > self.bytes.capacity() - self.bytes.len() {
            return self.grow_and_push(&padded[..length]);
        }
        let end = self.bytes.len() + length;
        self.bytes.extend_from_slice(padded);
        self.bytes.truncate(end);
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn clear(&mut self) {
        self.bytes.clear();
    }

    /// A part of another text.
    pub(super) fn push_range(&mut self, other: &SqlText, range: Range<usize>) {
        if let Some(part) = other.bytes.get(range) {
            self.bytes.extend_from_slice(part);
        }
    }

    /// The text as a string.
    #[inline]
    pub(super) fn take(&mut self) -> String {
        let bytes = std::mem::take(&mut self.bytes);
        // Never taken, since only strings go in; but no input may make a panic.
        String::from_utf8(bytes)
            .unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
    }
}

impl Comparison {
    pub(super) const fn text(self) -> &'static str {
        match self {
            Comparison::Eq => " = ",
            Comparison::Ne => " <> ",
            Comparison::Lt => " < ",
            Comparison::Le => " <= ",
            Comparison::Gt => " > ",
            Comparison::Ge => " >= ",
        }
    }

    /// The text with room behind it, and its length.
    pub(super) const fn padded(self) -> (&'static [u8; 4], usize) {
        match self {
            Comparison::Eq => (b" =  ", 3),
            Comparison::Ne => (b" <> ", 4),
            Comparison::Lt => (b" <  ", 3),
            Comparison::Le => (b" <= ", 4),
            Comparison::Gt => (b" >  ", 3),
            Comparison::Ge => (b" >= ", 4),
        }
    }
}
