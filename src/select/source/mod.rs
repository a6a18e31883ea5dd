//! FROM items, one file a kind: what columns come from.
//!
//! Each type has one job:
//!
//! - [`Source`] owns an item, of whatever kind, in two words. [`FromItem`] is its public face, as the
//!   handles of the single kinds are ([`Table`](crate::schema::Table), [`Alias`], [`Subquery`],
//!   [`Cte`]), which differ in how they are made; what they do is written once, in `handle.rs`.
//! - [`IntoSource`] is what FROM and JOIN take: every handle, and types of a program's own.
//! - [`SourceRef`] lends an item, also out of a column, which holds its item in parts to stay small.
//!   Two are `same` if they are one item of one tree, and equal if they are made alike.
//! - [`Item`] is what is behind one that is not a plain table: what all have (a name, a depth, columns),
//!   and in its `ItemBody` what only its kind has.
//!
//! The compiler keeps the items of a FROM in a list of its own, `compile/sources.rs`, where one is found
//! by its address.

mod alias;
mod any;
mod changed;
mod cte;
mod handle;
mod incoming;
mod item;
mod key;
mod output;
mod rows_of;
mod sampled;
mod subquery;

use std::sync::Arc;

pub use alias::Alias;
pub use any::{FromItem, IntoSource};
pub use changed::ChangedRows;
pub use cte::Cte;
pub(super) use cte::{plain, recursive};
pub use incoming::{incoming, new, old};
pub(crate) use item::{CteBody, Cycle, Item, ItemBody, Moment, Search};
pub use key::ColumnKey;
pub(crate) use output::{Output, output_name};
pub use rows_of::{RowsOf, rows_of};
pub use sampled::{Sample, Sampled};
pub use subquery::Subquery;

use crate::error::{ErrorKind, Problem, list, suggest};
use crate::expr::column_ref::ColumnRef;
use crate::name::Name;
use crate::schema::{ColumnDef, TableDef};
use crate::types::Sort;

/// A FROM item. Two words.
#[derive(Clone)]
pub(crate) enum Source {
    Static(&'static TableDef),
    Shared(Arc<TableDef>),
    Item(Arc<Item>),
}

impl Source {
    pub(crate) fn depth(&self) -> u32 {
        match self {
            Source::Item(item) => item.depth,
            _ => 0,
        }
    }

    /// The table, seen through aliases.
    pub(crate) fn table(&self) -> Option<&TableDef> {
        SourceRef::from(self).table()
    }

    /// The name that its columns are qualified with.
    pub(crate) fn name(&self) -> &Name {
        SourceRef::from(self).name()
    }

    /// True if both are the same FROM item: the same table, or the same alias of the same thing.
    pub(crate) fn same(&self, other: &Source) -> bool {
        SourceRef::from(self).same(SourceRef::from(other))
    }

    /// The place of the column called so.
    pub(crate) fn place_called(&self, name: &str) -> Result<u16, Problem> {
        if let Source::Item(item) = self
            && item.table().is_none()
        {
            return item.place_called(name);
        }
        let place = self.table().and_then(|table| table.position(name));
        place.ok_or_else(|| self.no_column(name))
    }

    /// The place of the column that `column` means here: of the same table its own, of a query that
    /// of the one that shows it.
    pub(crate) fn place_of(&self, column: &ColumnRef) -> Result<u16, Problem> {
        if let (Source::Item(item), ColumnRef::Static(index, table)) = (self, column)
            && let ItemBody::Alias(Source::Static(of)) = &item.body
            && std::ptr::eq(*of, *table)
        {
            return Ok(*index);
        }
        let place = match (self, self.table()) {
            _ if column.is_of(self) => column.index(),
            (_, Some(table)) => column.place_in(table),
            (Source::Item(item), None) => item.place_of(column),
            (Source::Static(_) | Source::Shared(_), None) => None,
        };
        place.ok_or_else(|| self.does_not_show(column))
    }

    pub(crate) fn column_names(&self) -> Vec<&str> {
        match self {
            Source::Item(item) => item.column_names(),
            _ => match self.table() {
                Some(table) => table.columns.iter().map(|column| column.name.as_str()).collect(),
                None => Vec::new(),
            },
        }
    }

    pub(super) fn kind(&self) -> &'static str {
        if let Source::Item(item) = self { item.kind() } else { "table" }
    }

    /// Another column of the name may be there: then the wanted one is said with its table.
    fn does_not_show(&self, column: &ColumnRef) -> Problem {
        let (there, own) = (self.column_names(), column.name().map_or("", Name::as_str));
        if let Source::Item(item) = self
            && item.is_open()
        {
            return item.not_known(own);
        }
        if !there.contains(&own) {
            return self.no_column(own);
        }
        let (shown, there) = (column.shown(), list(there.into_iter()));
        let message = format!("{} `{}` has no column `{shown}`{there}", self.kind(), self.name());
        Problem::new(ErrorKind::UnknownColumn, message)
    }

    fn no_column(&self, name: &str) -> Problem {
        let kind = self.kind();
        let there = self.column_names();
        let hint = suggest(name, there.iter().copied());
        let message = format!("{kind} `{}` has no column `{name}`{hint}", self.name());
        Problem::new(ErrorKind::UnknownColumn, message)
    }
}

/// A FROM item, lent.
#[derive(Clone, Copy)]
pub(crate) enum SourceRef<'a> {
    Table(&'a TableDef),
    Item(&'a Item),
}

impl<'a> SourceRef<'a> {
    #[inline]
    pub(crate) fn of(column: &'a ColumnRef) -> Option<Self> {
        Some(match column {
            ColumnRef::Static(_, table) => SourceRef::Table(table),
            ColumnRef::Shared(_, table) => SourceRef::Table(table),
            ColumnRef::Item(_, item) => SourceRef::Item(item),
            ColumnRef::Free(_) | ColumnRef::Mistake(_) => return None,
        })
    }

    pub(crate) fn from(source: &'a Source) -> Self {
        match source {
            Source::Static(table) => SourceRef::Table(table),
            Source::Shared(table) => SourceRef::Table(table),
            Source::Item(item) => SourceRef::Item(item),
        }
    }

    /// The item, if it is no plain table.
    pub(crate) fn item(self) -> Option<&'a Item> {
        match self {
            SourceRef::Table(_) => None,
            SourceRef::Item(item) => Some(item),
        }
    }

    /// The name its columns are qualified with.
    pub(crate) fn name(self) -> &'a Name {
        match self {
            SourceRef::Table(table) => table.name(),
            SourceRef::Item(item) => &item.name,
        }
    }

    pub(crate) fn schema(self) -> Option<&'a Name> {
        match self {
            SourceRef::Table(table) => table.name.schema(),
            SourceRef::Item(_) => None,
        }
    }

    /// The table, seen through aliases.
    pub(crate) fn table(self) -> Option<&'a TableDef> {
        match self {
            SourceRef::Table(table) => Some(table),
            SourceRef::Item(item) => item.table(),
        }
    }

    /// How many columns it has, if they are known.
    pub(crate) fn known_width(self) -> Option<u16> {
        let (open, count) = match self {
            SourceRef::Table(table) => (false, table.columns.len()),
            SourceRef::Item(item) => (item.is_open(), item.column_names().len()),
        };
        u16::try_from(count).ok().filter(|count| *count > 0 && !open)
    }

    /// True if a column stands in a function where a statement gives it out.
    pub(crate) fn has_reader(self) -> bool {
        (0..self.known_width().unwrap_or(0)).any(|index| match self {
            SourceRef::Table(table) => {
                let def = table.columns.get(usize::from(index));
                def.is_some_and(|def| def.sql_type.reader().is_some())
            }
            SourceRef::Item(item) => item.column_reader(index).is_some(),
        })
    }

    /// The type of a column by its place, and what is so of it.
    pub(crate) fn column_sort(self, index: u16) -> Sort {
        match self {
            SourceRef::Table(table) => {
                let def = table.columns.get(usize::from(index));
                def.map_or(Sort::default(), ColumnDef::sort)
            }
            SourceRef::Item(item) => item.column_sort(index),
        }
    }

    /// The name of a column by its place.
    pub(crate) fn column_name(self, index: u16) -> Option<&'a Name> {
        match self {
            SourceRef::Table(table) => table.columns.get(usize::from(index)).map(|def| &def.name),
            SourceRef::Item(item) => item.column_name(index),
        }
    }

    /// Where the item lies in memory.
    #[inline]
    pub(crate) fn address(self) -> usize {
        match self {
            SourceRef::Table(table) => std::ptr::from_ref(table).addr(),
            SourceRef::Item(item) => std::ptr::from_ref(item).addr(),
        }
    }

    /// True if both are the same FROM item.
    #[inline]
    pub(crate) fn same(self, other: SourceRef<'_>) -> bool {
        match (self, other) {
            (SourceRef::Table(a), SourceRef::Table(b)) => std::ptr::eq(a, b) || a.name == b.name,
            (SourceRef::Item(a), SourceRef::Item(b)) => std::ptr::eq(a, b) || a.same(b),
            _ => false,
        }
    }
}
