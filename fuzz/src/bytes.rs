//! Choices out of bytes: any input makes some tree, and a short one a small tree.

/// A reader of bytes that gives zeros when it is at the end.
pub struct Bytes<'a> {
    rest: &'a [u8],
    /// How many more nodes may be made.
    pub budget: usize,
}

impl<'a> Bytes<'a> {
    pub fn new(data: &'a [u8]) -> Self {
        Bytes { rest: data, budget: 60 }
    }

    pub fn byte(&mut self) -> u8 {
        match self.rest.split_first() {
            Some((first, rest)) => {
                self.rest = rest;
                *first
            }
            None => 0,
        }
    }

    /// A number below `below`.
    pub fn pick(&mut self, below: usize) -> usize {
        usize::from(self.byte()) % below.max(1)
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.pick(times) == times - 1
    }

    pub fn word(&mut self) -> u64 {
        (0..8).fold(0, |word, _| word << 8 | u64::from(self.byte()))
    }

    /// A text of up to `most` characters, with what is special in SQL more often.
    pub fn text(&mut self, most: usize) -> String {
        let length = self.pick(most + 1);
        (0..length).map(|_| self.letter()).collect()
    }

    fn letter(&mut self) -> char {
        const SPECIAL: &[char] = &[
            '\'', '"', '`', '\\', '%', '_', '?', '$', ':', ';', '-', '/', '*', '[', ']', '(', ')',
            '{', '}', '\0', '\n', 'é', '日', '\u{202e}', '😀', ' ', 'A', '1',
        ];
        match self.pick(3) {
            0 => SPECIAL[self.pick(SPECIAL.len())],
            1 => char::from(b'a' + self.byte() % 26),
            _ => char::from_u32((self.word() % 0x11_0000) as u32).unwrap_or('x'),
        }
    }
}
