//! Rows whose shape is known only at run time.

use std::fmt;
use std::sync::Arc;

use itertools::Itertools as _;

use crate::error::{Error, ErrorKind, Result, suggest};
use crate::expr::column_ref::ColumnRef;
use crate::expr::{Column, Node};
use crate::name::Name;
use crate::select::output_name;
use crate::types::{SqlValue, Tag};
use crate::value::{FromValue, Mismatch, Value, ValueRef};

/// A row of named values: what a query over run-time columns gives.
///
/// ```
/// use sqltree::{Row, Value};
/// let row = Row::new(["id", "name"], [Value::from(7), Value::from("ann")]);
/// assert_eq!(row.get::<i64>("id").unwrap(), 7);
/// assert_eq!(row.at::<String>(1).unwrap(), "ann");
/// ```
#[derive(Clone)]
pub struct Row {
    header: Arc<Header>,
    values: Vec<Value>,
}

/// What all rows of a result have in common: the names, and the columns they come from.
pub(crate) struct Header {
    names: Vec<Name>,
    /// The column itself, where the select list has it as it is.
    columns: Vec<Option<ColumnRef>>,
    /// The type of each column, as far as the select list tells.
    tags: Vec<Tag>,
    /// True if there may be columns that the select list does not name.
    starred: bool,
}

/// How a column of a row is found.
#[doc(hidden)]
pub enum Key<'k> {
    /// By its name.
    Name(&'k str),
    /// By its handle.
    Column(ErasedColumn),
}

/// A column's handle, erased.
#[doc(hidden)]
pub struct ErasedColumn(ColumnRef);

/// What names a column of a row: its name, for any type `T`, or its handle, which fixes the type.
pub trait RowKey<T> {
    #[doc(hidden)]
    fn key(&self) -> Key<'_>;
}

impl<T: FromValue> RowKey<T> for &str {
    fn key(&self) -> Key<'_> {
        Key::Name(self)
    }
}

impl<T: FromValue> RowKey<T> for &String {
    fn key(&self) -> Key<'_> {
        Key::Name(self)
    }
}

impl<C: SqlValue> RowKey<C::Output> for Column<C> {
    fn key(&self) -> Key<'_> {
        Key::Column(ErasedColumn(self.column.clone()))
    }
}

impl Header {
    /// The header of a result with these names, of a statement with this select list; that is
    /// empty for a statement given as text.
    pub(crate) fn new(names: Vec<Name>, nodes: &[Node]) -> Self {
        // Raw SQL may stand for several columns: then no place is certain.
        let nodes = if nodes.len() == names.len() { nodes } else { &[] };
        let columns = nodes.iter().map(|node| node.unlabelled().as_column().cloned());
        let tags = nodes.iter().map(|node| node.sort().tag).collect();
        Header { names, columns: columns.collect(), tags, starred: false }
    }

    /// The header of a result whose select list has a `*`, with what is declared in its place. The
    /// database may have more columns, or another order: then a name that is there once tells.
    pub(crate) fn of_star(names: Vec<Name>, nodes: &[Node]) -> Self {
        let called = |node: &Node, name: &Name| {
            output_name(node).is_some_and(|own| own.as_str().eq_ignore_ascii_case(name.as_str()))
        };
        let is_as_declared = |(node, name)| output_name(node).is_none() || called(node, name);
        if nodes.len() == names.len()
            && !nodes.iter().any(Node::is_star)
            && nodes.iter().zip(&names).all(is_as_declared)
        {
            return Header::new(names, nodes);
        }
        let node = |name: &Name| {
            let once = names.iter().filter(|other| *other == name).exactly_one().is_ok();
            nodes.iter().filter(|node| once && called(node, name)).exactly_one().ok()
        };
        let found: Vec<Option<&Node>> = names.iter().map(node).collect();
        let column = |node: &Option<&Node>| (*node)?.unlabelled().as_column().cloned();
        let tag = |node: &Option<&Node>| node.map_or(Tag::Unknown, |node| node.sort().tag);
        let (columns, tags) = found.iter().map(|node| (column(node), tag(node))).unzip();
        Header { names, columns, tags, starred: true }
    }

    /// The type of a column, as far as it is known.
    pub(crate) fn tag(&self, index: usize) -> Tag {
        self.tags.get(index).copied().unwrap_or_default()
    }

    /// The place of a column.
    pub(crate) fn find(&self, key: Key<'_>) -> Result<usize> {
        match key {
            Key::Name(name) => self.by_name(name),
            Key::Column(ErasedColumn(column)) => self.by_column(&column),
        }
    }

    fn by_name(&self, name: &str) -> Result<usize> {
        let found = (0..self.names.len()).filter(|&i| self.names[i].is(name));
        self.only(name, found)
    }

    fn by_column(&self, column: &ColumnRef) -> Result<usize> {
        let name = column.name().map_or("", Name::as_str);
        if self.columns.is_empty() {
            return self.by_name(name);
        }
        let same = |own: &Option<ColumnRef>| own.as_ref().is_some_and(|own| own.same(column));
        let found = (0..self.columns.len()).filter(|&i| same(&self.columns[i]));
        match column.source() {
            None if self.starred => self.by_name(name),
            Some(source) => self.only(&format!("{}.{name}", source.name()), found),
            None => self.only(name, found),
        }
    }

    fn only(&self, what: &str, mut found: impl Iterator<Item = usize>) -> Result<usize> {
        match (found.next(), found.next()) {
            (Some(index), None) => Ok(index),
            (Some(_), Some(_)) => Err(Error::new(
                ErrorKind::DuplicateName,
                format!("the row has `{what}` more than once; use `at(position)` or labels"),
            )),
            (None, _) => {
                let hint = suggest(what, self.names.iter().map(Name::as_str));
                let message = format!("the row has no column `{what}`{hint}");
                Err(Error::new(ErrorKind::UnknownColumn, message))
            }
        }
    }
}

impl PartialEq for Header {
    fn eq(&self, other: &Self) -> bool {
        self.names == other.names
    }
}

impl Row {
    /// A row of `values` under `names`.
    #[must_use]
    pub fn new<N: Into<Name>>(
        names: impl IntoIterator<Item = N>,
        values: impl IntoIterator<Item = Value>,
    ) -> Self {
        let names = names.into_iter().map(Into::into).collect();
        let header = Arc::new(Header::new(names, &[]));
        Row { header, values: values.into_iter().collect() }
    }

    /// A row of values that a driver lends.
    pub(crate) fn lent<'v>(
        header: Arc<Header>,
        lent: impl Iterator<Item = Result<ValueRef<'v>>>,
    ) -> Result<Self> {
        let mut values = Vec::with_capacity(header.names.len());
        for value in lent {
            values.push(value?.to_value());
        }
        Ok(Row { header, values })
    }

    /// The values, in the order of the select list.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// The names of the columns.
    #[must_use]
    pub fn names(&self) -> &[Name] {
        &self.header.names
    }

    /// The value of a column by its name, or by its handle, which fixes the type:
    /// `row.get::<i64>("id")`, `row.get(users::id)`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnknownColumn`] if there is none, [`ErrorKind::DuplicateName`] if there are
    /// two, [`ErrorKind::Decode`] if its value is not a `T`.
    pub fn get<T: FromValue>(&self, key: impl RowKey<T>) -> Result<T> {
        self.at(self.header.find(key.key())?)
    }

    /// The value of column number `index`, from 0. An exact number (DECIMAL) is read as a text of
    /// its digits, or as any number that it is.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnknownColumn`] past the last column, [`ErrorKind::Decode`] if the value is
    /// not a `T`.
    pub fn at<T: FromValue>(&self, index: usize) -> Result<T> {
        let Some(value) = self.values.get(index) else {
            return Err(no_position(index, self.values.len()));
        };
        T::from_value(value.as_ref()).map_err(|why| {
            let name = self.header.names.get(index).map_or("", Name::as_str);
            decode_error(index, name, why)
        })
    }
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        self.header == other.header && self.values == other.values
    }
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.header.names.iter().zip(&self.values)).finish()
    }
}

/// The error of a position past the last column.
pub(crate) fn no_position(index: usize, columns: usize) -> Error {
    let message = format!("the row has {columns} columns, and none at position {index}");
    Error::new(ErrorKind::UnknownColumn, message)
}

/// The error of a column whose value is not of the type asked for.
pub(crate) fn decode_error(index: usize, name: &str, why: Mismatch) -> Error {
    let way_out = if why.found == "NULL" {
        format!("; read it as Option<{}>", why.wanted)
    } else {
        String::new()
    };
    Error::new(
        ErrorKind::Decode,
        format!(
            "column {} (`{name}`) holds {}, which is no {}{way_out}",
            index + 1,
            why.found,
            why.wanted
        ),
    )
}
