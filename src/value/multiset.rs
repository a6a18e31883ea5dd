//! Rows inside of a row.

use std::ops::Deref;

use crate::types::{NotNull, SqlValue, Tag, Type, family};

/// The rows of a query that is a value in another one, in their order; empty if there are none.
///
/// Made by [`multiset`](crate::select::multiset). It is a slice, and a `Vec` by
/// [`into_vec`](Self::into_vec).
///
/// ```
/// use sqltree::Multiset;
/// let lines: Multiset<(i64, String)> = vec![(1, "pen".to_owned())].into();
/// assert_eq!((lines.len(), lines[0].0), (1, 1));
/// assert_eq!(lines.into_vec(), [(1, "pen".to_owned())]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Multiset<R>(Vec<R>);

impl<R> Multiset<R> {
    /// The rows.
    #[must_use]
    pub fn into_vec(self) -> Vec<R> {
        self.0
    }
}

impl<R> From<Vec<R>> for Multiset<R> {
    fn from(rows: Vec<R>) -> Self {
        Multiset(rows)
    }
}

impl<R> FromIterator<R> for Multiset<R> {
    fn from_iter<I: IntoIterator<Item = R>>(rows: I) -> Self {
        Multiset(rows.into_iter().collect())
    }
}

impl<R> Deref for Multiset<R> {
    type Target = [R];
    fn deref(&self) -> &[R] {
        &self.0
    }
}

impl<R> IntoIterator for Multiset<R> {
    type Item = R;
    type IntoIter = std::vec::IntoIter<R>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, R> IntoIterator for &'a Multiset<R> {
    type Item = &'a R;
    type IntoIter = std::slice::Iter<'a, R>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<R> SqlValue for Multiset<R> {
    type Family = family::Rows;
    const TYPE: Type = Type::Json;
    type NonNull = Multiset<R>;
    type Null = NotNull;
    type Output = Multiset<R>;
}

/// How the types of the columns stand before the rows: a letter each, before the name of the column.
const LETTERS: &[(Tag, char)] = &[
    (Tag::BigInt, 'i'),
    (Tag::SmallInt, 'i'),
    (Tag::Integer, 'i'),
    (Tag::UnsignedBigInt, 'i'),
    (Tag::Text, 't'),
    (Tag::Boolean, 'b'),
    (Tag::Double, 'f'),
    (Tag::Real, 'r'),
    (Tag::Decimal, 'n'),
    (Tag::Bytes, 'x'),
    (Tag::Date, 'd'),
    (Tag::Time, 'h'),
    (Tag::Timestamp, 's'),
    (Tag::TimestampTz, 'z'),
    (Tag::Interval, 'v'),
    (Tag::Uuid, 'u'),
    (Tag::Json, 'j'),
    (Tag::Null, '-'),
];

/// The letter of a type; none for types whose values are not read back.
pub(crate) fn letter_of(tag: Tag) -> Option<char> {
    LETTERS.iter().find(|(own, _)| *own == tag).map(|(_, letter)| *letter)
}

/// The type of a letter.
pub(crate) fn tag_of(letter: char) -> Option<Tag> {
    LETTERS.iter().find(|(_, own)| *own == letter).map(|(tag, _)| *tag)
}
