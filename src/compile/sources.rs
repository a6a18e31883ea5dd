//! FROM items, lent, and lists of them.

use crate::expr::column::ColumnRef;
use crate::name::Name;
use crate::schema::{Source, TableDef};
use crate::select::Item;

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

    /// The name its columns are qualified with.
    pub(crate) fn name(self) -> &'a Name {
        match self {
            SourceRef::Table(table) => &table.name,
            SourceRef::Item(item) => &item.name,
        }
    }

    pub(crate) fn schema(self) -> Option<&'a Name> {
        match self {
            SourceRef::Table(table) => table.schema.as_ref(),
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

    /// Where the item lies in memory.
    #[inline]
    pub(super) fn address(self) -> usize {
        match self {
            SourceRef::Table(table) => std::ptr::from_ref(table).addr(),
            SourceRef::Item(item) => std::ptr::from_ref(item).addr(),
        }
    }

    /// True if both are the same FROM item.
    #[inline]
    pub(crate) fn same(self, other: SourceRef<'_>) -> bool {
        match (self, other) {
            (SourceRef::Table(a), SourceRef::Table(b)) => {
                std::ptr::eq(a, b) || (a.name == b.name && a.schema == b.schema)
            }
            (SourceRef::Item(a), SourceRef::Item(b)) => std::ptr::eq(a, b) || a.same(b),
            _ => false,
        }
    }
}

/// FROM items, the first few inline.
#[derive(Default)]
pub(crate) struct Sources<'a> {
    length: usize,
    /// Where the first items lie in memory: what most look-ups are decided by.
    addresses: [usize; INLINE],
    first: [Option<SourceRef<'a>>; INLINE],
    /// The hashes of the first names.
    hashes: [u32; INLINE],
    /// True unless the hashes show that all names are different.
    pub(super) may_clash: bool,
    more: Vec<SourceRef<'a>>,
}

pub(super) const INLINE: usize = 4;

impl<'a> Sources<'a> {
    pub(crate) fn iter(&self) -> impl Iterator<Item = SourceRef<'a>> + '_ {
        (0..self.length).filter_map(|i| self.get(i))
    }

    #[inline]
    pub(crate) fn get(&self, i: usize) -> Option<SourceRef<'a>> {
        if i < INLINE { self.first[i] } else { self.more.get(i - INLINE).copied() }
    }

    /// The place of an item.
    #[inline(always)]
    pub(crate) fn position(&self, source: SourceRef<'_>) -> Option<usize> {
        self.place(source.address()).or_else(|| self.position_of_equal(source))
    }

    /// The place of what lies at an address, if it is one of the first few.
    #[inline(always)]
    pub(super) fn place(&self, address: usize) -> Option<usize> {
        let mut i = 0;
        while i < INLINE {
            if self.addresses[i] == address {
                return Some(i);
            }
            i += 1;
        }
        None
    }

    #[inline(never)]
    fn position_of_equal(&self, source: SourceRef<'_>) -> Option<usize> {
        self.iter().position(|there| there.same(source))
    }

    #[inline]
    pub(crate) fn push(&mut self, source: SourceRef<'a>) {
        let place = self.length;
        self.length += 1;
        if place < INLINE {
            self.first[place] = Some(source);
            self.addresses[place] = source.address();
            let hash = source.name().hash();
            self.may_clash |= self.hashes[..place].contains(&hash);
            self.hashes[place] = hash;
        } else {
            self.may_clash = true;
            self.more.push(source);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.length
    }
}
