//! The text of a column with its table, ready to be copied.

use crate::name::{is_clean, is_plain_pair};

/// The text `table.column`, and `column` alone, each in room of a fixed size, so that writing it is
/// one short copy, or one a name where quotes stand between.
#[derive(Clone, Copy)]
pub(crate) struct Qualified {
    /// How long it is, if neither name needs quotes unless it is a keyword; else 0.
    length: u8,
    /// How long the table's name is, which the dot follows; 0 if the names are not here.
    table: u8,
    /// How long the column's name is.
    own: u8,
    padded: [u8; Qualified::ROOM],
    column: [u8; Qualified::COLUMN_ROOM],
}

impl Qualified {
    const ROOM: usize = 32;
    const COLUMN_ROOM: usize = 24;
    /// Both names with a dot and four quotes.
    pub(crate) const QUOTED_ROOM: usize = 64;

    /// No text: too long, of names with odd characters, or of a table with a schema, which is written
    /// piece by piece.
    pub(crate) const NONE: Qualified = Qualified {
        length: 0,
        table: 0,
        own: 0,
        padded: [0; Qualified::ROOM],
        column: [0; Qualified::COLUMN_ROOM],
    };

    /// The text of `table.column`, whose column has a name of so many bytes.
    pub(crate) const fn new(text: &str, column: usize) -> Self {
        let bytes = text.as_bytes();
        let mut qualified = Qualified::NONE;
        let fits = bytes.len() <= Qualified::ROOM && column <= Qualified::COLUMN_ROOM;
        if !fits || column == 0 || column + 1 >= bytes.len() || !is_clean(text) {
            return qualified;
        }
        let dot = bytes.len() - column - 1;
        let mut i = 0;
        while i < bytes.len() {
            qualified.padded[i] = bytes[i];
            if i > dot {
                qualified.column[i - dot - 1] = bytes[i];
            }
            i += 1;
        }
        qualified.table = dot as u8;
        qualified.own = column as u8;
        if is_plain_pair(text) {
            qualified.length = bytes.len() as u8;
        }
        qualified
    }

    /// How long the text is; 0 if it cannot be written as it is.
    #[inline(always)]
    pub(crate) fn len(&self) -> usize {
        self.length.into()
    }

    /// How long the table's name is; 0 if the names are not here.
    #[inline(always)]
    pub(crate) fn table_len(&self) -> usize {
        self.table.into()
    }

    #[inline(always)]
    pub(crate) fn padded(&self) -> &[u8; Qualified::ROOM] {
        &self.padded
    }

    /// Writes the text with quotes round the table's name, the column's, both or neither, and gives its
    /// length.
    #[inline(always)]
    pub(crate) fn write_quoted(
        &self,
        text: &mut [u8; Qualified::QUOTED_ROOM],
        [open, close]: [u8; 2],
        [table, own]: [bool; 2],
    ) -> usize {
        let (table, own) = (usize::from(table), usize::from(own));
        // Where there is no quote, the next piece is written over it.
        text[0] = open;
        text[table..table + Qualified::ROOM].copy_from_slice(&self.padded);
        let mut at = table + self.table_len();
        text[at] = close;
        at += table;
        text[at] = b'.';
        text[at + 1] = open;
        at += 1 + own;
        text[at..at + Qualified::COLUMN_ROOM].copy_from_slice(&self.column);
        at += usize::from(self.own);
        text[at] = close;
        at + own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_copied_is_kept() {
        let plain = Qualified::new("users.id", 2);
        assert_eq!((plain.len(), plain.table_len(), &plain.column[..3]), (8, 5, &b"id\0"[..]));
        let quoted = |table, own| {
            let mut text = [0; Qualified::QUOTED_ROOM];
            let length = plain.write_quoted(&mut text, *b"[]", [table, own]);
            String::from_utf8(text[..length].to_vec()).unwrap()
        };
        assert_eq!(quoted(true, true), "[users].[id]");
        assert_eq!(quoted(true, false), "[users].id");
        assert_eq!(quoted(false, true), "users.[id]");
        assert_eq!(quoted(false, false), "users.id");
        let odd = Qualified::new("My table.a", 1);
        assert_eq!((odd.len(), odd.table_len()), (0, 8));
        for (text, column) in [("a\"b.c", 1), ("t.a`b", 3), ("é.b", 1), (".a", 1), ("t.", 0)] {
            assert_eq!(Qualified::new(text, column).table_len(), 0, "{text}");
        }
        let dots = Qualified::new("a.b.c", 3);
        assert_eq!((dots.len(), dots.table_len()), (0, 0), "a dot inside a name is odd");
    }
}
