//! A FROM item, lent.

use super::{Item, Source};
use crate::expr::column::ColumnRef;
use crate::name::Name;
use crate::schema::TableDef;

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
