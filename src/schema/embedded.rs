//! What the derive makes the columns of embedded structs of: texts put together by the compiler.

use super::ColumnDef;
use crate::name::Name;
use crate::types::Type;

/// The columns of a table, to be filled in. Used by the derive.
#[doc(hidden)]
pub const fn no_columns<const COUNT: usize>() -> [ColumnDef; COUNT] {
    assert!(
        COUNT <= 64,
        "a struct has at most 64 columns, those of its embedded structs counted; split the table, or \
         build it with `sqltree::schema::Table::new`, which has no limit"
    );
    [const { super::field_column("", "", Type::Unknown, true) }; COUNT]
}

/// Puts a column in its place. Used by the derive.
#[doc(hidden)]
pub const fn put_column(columns: &mut [ColumnDef], index: usize, column: ColumnDef) {
    let mut i = 0;
    while i < index {
        assert!(
            !Name::same_constant(&columns[i].name, &column.name),
            "two columns of the table have one name; give the embedded struct a prefix of its own: \
             `#[column(embedded, prefix = \"…\")]`"
        );
        i += 1;
    }
    // `=` would drop the old column, which a constant function must not.
    core::mem::forget(core::mem::replace(&mut columns[index], column));
}

/// How long all texts `table.prefix_name` are together. Used by the derive.
#[doc(hidden)]
#[must_use]
pub const fn texts_len(table: &str, prefix: &str, names: &[&str]) -> usize {
    let (mut length, mut i) = (0, 0);
    while i < names.len() {
        length += table.len() + 1 + prefix.len() + names[i].len();
        i += 1;
    }
    length
}

/// All texts `table.prefix_name`, one behind the other. Used by the derive.
#[doc(hidden)]
#[must_use]
pub const fn texts<const LENGTH: usize>(table: &str, prefix: &str, names: &[&str]) -> [u8; LENGTH] {
    let (mut bytes, mut at, mut i) = ([0; LENGTH], 0, 0);
    while i < names.len() {
        let pieces = [table, ".", prefix, names[i]];
        let mut piece = 0;
        while piece < pieces.len() {
            let text = pieces[piece].as_bytes();
            let mut byte = 0;
            while byte < text.len() {
                bytes[at] = text[byte];
                (at, byte) = (at + 1, byte + 1);
            }
            piece += 1;
        }
        i += 1;
    }
    bytes
}

/// The text `table.prefix_name` of a column among all, and its name alone. Used by the derive.
#[doc(hidden)]
#[must_use]
pub const fn text_at(
    texts: &'static [u8],
    [table, prefix]: [&str; 2],
    names: &[&str],
    index: usize,
) -> (&'static str, &'static str) {
    let (before, _) = names.split_at(index);
    let (_, text) = texts.split_at(texts_len(table, prefix, before));
    let (text, _) = text.split_at(table.len() + 1 + prefix.len() + names[index].len());
    let (_, name) = text.split_at(table.len() + 1);
    match (core::str::from_utf8(text), core::str::from_utf8(name)) {
        (Ok(text), Ok(name)) => (text, name),
        _ => panic!("texts are put together from texts"),
    }
}
