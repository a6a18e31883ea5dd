//! Rows as Rust values.

use std::cell::OnceCell;
use std::sync::Arc;

use super::driver::RawRow;
use crate::error::{Error, ErrorKind, Result};
use crate::expr::Node;
use crate::expr::list::every_tuple;
use crate::row::{Header, Row, RowKey, decode_error, no_position};
use crate::types::{Family, Tag};
use crate::value::{FromValue, ValueRef};

/// A Rust type that a row can be decoded into.
///
/// A [`FromValue`] type takes a row of one column, a tuple of up to 16 of them a row of as many,
/// [`Row`] any row. Implement it for a struct of yours and ask for it by
/// [`rows_as`](crate::select::Select::rows_as):
///
/// ```
/// # #[cfg(feature = "rusqlite")] {
/// use sqltree::engine::{Engine, FromRow, RowRef};
/// use sqltree::prelude::*;
///
/// struct User { id: i64, name: String }
///
/// impl FromRow for User {
///     const WIDTH: Option<usize> = Some(2);
///     fn from_row(row: &RowRef<'_>) -> sqltree::Result<Self> {
///         Ok(User { id: row.at(0)?, name: row.at(1)? })
///     }
/// }
///
/// let mut conn = Engine::open("sqlite://")?.connect()?;
/// let user = conn.fetch_one(&select((val(7), val("ann"))).rows_as::<User>())?;
/// assert_eq!((user.id, user.name.as_str()), (7, "ann"));
/// # }
/// # Ok::<(), sqltree::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "a row cannot be decoded into `{Self}`",
    note = "rows are values, tuples of up to 16 values, `sqltree::Row`, \
            or types of yours that implement `FromRow`"
)]
pub trait FromRow: Sized {
    /// The number of columns it takes, or `None` for any number.
    const WIDTH: Option<usize>;

    /// Decodes a row of `WIDTH` columns.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`] if a value is not of the type wanted.
    fn from_row(row: &RowRef<'_>) -> Result<Self>;
}

impl<T: FromValue> FromRow for T {
    const WIDTH: Option<usize> = Some(1);
    fn from_row(row: &RowRef<'_>) -> Result<Self> {
        row.at(0)
    }
}

impl FromRow for () {
    const WIDTH: Option<usize> = Some(0);
    fn from_row(_: &RowRef<'_>) -> Result<Self> {
        Ok(())
    }
}

impl FromRow for Row {
    const WIDTH: Option<usize> = None;
    fn from_row(row: &RowRef<'_>) -> Result<Self> {
        Row::lent(row.header().clone(), (0..row.len()).map(|i| row.value(i)))
    }
}

macro_rules! from_row {
    ($($name:ident $index:tt),+) => {
        impl<$($name: FromValue),+> FromRow for ($($name,)+) {
            const WIDTH: Option<usize> = Some([$($index),+].len());
            fn from_row(row: &RowRef<'_>) -> Result<Self> {
                Ok(($(row.at::<$name>($index)?,)+))
            }
        }
    };
}

every_tuple!(from_row; ; A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12, N 13,
    O 14, P 15);

/// A row while it is decoded: values lent by the driver.
pub struct RowRef<'r> {
    raw: &'r dyn RawRow,
    shape: &'r Shape<'r>,
}

/// What all rows of a result have in common.
pub(super) struct Shape<'s> {
    /// The select list; empty if the statement is text.
    nodes: &'s [Node],
    /// True if a `*` is replaced in it.
    starred: bool,
    /// True if it has types for which some engines have none of their own.
    has_kinds: bool,
    header: OnceCell<Arc<Header>>,
}

impl<'s> Shape<'s> {
    pub(super) fn new(nodes: &'s [Node], starred: bool) -> Self {
        let has_kinds = nodes.iter().any(|node| is_kind(node.sort().tag));
        Shape { nodes, starred, has_kinds, header: OnceCell::new() }
    }
}

impl<'r> RowRef<'r> {
    pub(super) fn new(raw: &'r dyn RawRow, shape: &'r Shape<'r>) -> Self {
        RowRef { raw, shape }
    }

    /// The number of columns.
    #[must_use]
    pub fn len(&self) -> usize {
        self.raw.len()
    }

    /// True if there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The name of column number `index`, from 0; empty past the last.
    #[must_use]
    pub fn name(&self, index: usize) -> &str {
        if index < self.len() { self.raw.name(index) } else { "" }
    }

    /// The value of column number `index`, from 0, lent.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnknownColumn`] past the last column, [`ErrorKind::Decode`] if the database
    /// sent a kind of value that [`ValueRef`] has no place for.
    pub fn value(&self, index: usize) -> Result<ValueRef<'_>> {
        if index >= self.len() {
            return Err(no_position(index, self.len()));
        }
        let value = self.raw.value(index)?;
        Ok(if self.shape.has_kinds { value.read_as(self.header().tag(index)) } else { value })
    }

    /// The value of column number `index`, from 0.
    ///
    /// # Errors
    ///
    /// As [`value`](Self::value), and [`ErrorKind::Decode`] if the value is not a `T`.
    pub fn at<T: FromValue>(&self, index: usize) -> Result<T> {
        let value = self.value(index)?;
        T::from_value(value).map_err(|why| decode_error(index, self.raw.name(index), why))
    }

    /// The value of a column by its name or its handle, as [`Row::get`].
    ///
    /// # Errors
    ///
    /// As [`Row::get`].
    pub fn get<T: FromValue>(&self, key: impl RowKey<T>) -> Result<T> {
        self.at(self.header().find(key.key())?)
    }

    /// Lends the columns from number `from` on as a row of their own: for a struct that stands behind
    /// other columns.
    ///
    /// ```
    /// use sqltree::engine::{FromRow, RowRef};
    /// struct Pair(i64, (i32, String));
    /// impl FromRow for Pair {
    ///     const WIDTH: Option<usize> = Some(3);
    ///     fn from_row(row: &RowRef<'_>) -> sqltree::Result<Self> {
    ///         Ok(Pair(row.at(0)?, row.rest(1, |rest| FromRow::from_row(rest))?))
    ///     }
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// What `read` gives.
    pub fn rest<T>(&self, from: usize, read: impl FnOnce(&RowRef<'_>) -> Result<T>) -> Result<T> {
        // Values are read as their types say by this row.
        let shape = Shape { nodes: &[], starred: false, has_kinds: false, header: OnceCell::new() };
        read(&RowRef::new(&Behind { row: self, from }, &shape))
    }

    fn header(&self) -> &Arc<Header> {
        self.shape.header.get_or_init(|| {
            let names = (0..self.len()).map(|i| self.raw.name(i).into()).collect();
            let Shape { nodes, starred, .. } = self.shape;
            let header = if *starred { Header::of_star } else { Header::new };
            Arc::new(header(names, nodes))
        })
    }
}

/// The last columns of a row.
struct Behind<'r> {
    row: &'r RowRef<'r>,
    from: usize,
}

impl RawRow for Behind<'_> {
    fn len(&self) -> usize {
        self.row.len().saturating_sub(self.from)
    }

    fn name(&self, index: usize) -> &str {
        self.row.name(self.from + index)
    }

    fn value(&self, index: usize) -> Result<ValueRef<'_>> {
        self.row.value(self.from + index)
    }
}

/// The first columns of a row.
pub(super) struct Front<'r> {
    row: &'r dyn RawRow,
    len: usize,
}

impl<'r> Front<'r> {
    pub(super) fn new(row: &'r dyn RawRow, len: usize) -> Self {
        Front { row, len }
    }
}

impl RawRow for Front<'_> {
    fn len(&self) -> usize {
        self.len
    }

    fn name(&self, index: usize) -> &str {
        self.row.name(index)
    }

    fn value(&self, index: usize) -> Result<ValueRef<'_>> {
        self.row.value(index)
    }
}

/// True for types for which some engines have none of their own.
fn is_kind(tag: Tag) -> bool {
    match tag.family() {
        Family::Date
        | Family::Time
        | Family::Timestamp
        | Family::TimestampTz
        | Family::Interval
        | Family::Uuid
        | Family::Json => true,
        Family::Unknown
        | Family::Number
        | Family::Text
        | Family::Boolean
        | Family::Bytes
        | Family::Array => false,
    }
}

/// Refuses a row of another width than its type takes.
pub(super) fn check_width(wanted: Option<usize>, columns: usize) -> Result<()> {
    match wanted {
        Some(wanted) if wanted != columns => Err(Error::new(
            ErrorKind::Decode,
            format!("the rows have {columns} columns, and their Rust type takes {wanted}"),
        )),
        _ => Ok(()),
    }
}
