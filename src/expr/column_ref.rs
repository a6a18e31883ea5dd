//! Which column is meant.

use std::sync::Arc;

use crate::error::Problem;
use crate::function::Function;
use crate::name::Name;
use crate::schema::{ColumnDef, ColumnName, TableDef};
use crate::select::{Item, Source, SourceRef};
use crate::types::Type;

/// Which column: its source and its place in it. Two words.
#[derive(Clone)]
pub(crate) enum ColumnRef {
    Static(u16, &'static TableDef),
    Shared(u16, Arc<TableDef>),
    Item(u16, Arc<Item>),
    /// A column that is not declared: its name is written, with its table's if that is said.
    Free(Arc<ColumnName>),
    /// A column that is not there; reported by compile.
    Mistake(Arc<Problem>),
}

impl ColumnRef {
    pub(crate) fn new(source: &Source, index: u16) -> Self {
        match source {
            Source::Static(table) => ColumnRef::Static(index, table),
            Source::Shared(table) => ColumnRef::Shared(index, table.clone()),
            Source::Item(item) => ColumnRef::Item(index, item.clone()),
        }
    }

    #[inline]
    pub(crate) fn depth(&self) -> u32 {
        match self {
            ColumnRef::Item(_, item) => item.depth,
            _ => 0,
        }
    }

    /// True if both are the same column of the same FROM item.
    #[inline]
    pub(crate) fn same(&self, other: &ColumnRef) -> bool {
        match (self, other) {
            (ColumnRef::Free(a), ColumnRef::Free(b)) => a == b,
            (ColumnRef::Free(_) | ColumnRef::Mistake(_), _)
            | (_, ColumnRef::Free(_) | ColumnRef::Mistake(_)) => false,
            (ColumnRef::Static(i, a), ColumnRef::Static(j, b)) if std::ptr::eq(*a, *b) => i == j,
            (ColumnRef::Item(i, a), ColumnRef::Item(j, b)) if Arc::ptr_eq(a, b) => i == j,
            _ => self.is_alike(other),
        }
    }

    /// True for the same column of what may be the same FROM item, defined twice.
    #[inline(never)]
    fn is_alike(&self, other: &ColumnRef) -> bool {
        match (SourceRef::of(self), SourceRef::of(other)) {
            (Some(a), Some(b)) if a.same(b) => match (a.table(), b.table()) {
                // Two definitions of one table may have the columns in another order.
                (Some(a), Some(b)) if !std::ptr::eq(a, b) => self.name() == other.name(),
                _ => self.index() == other.index(),
            },
            _ => false,
        }
    }

    /// Its place in its FROM item.
    pub(crate) fn index(&self) -> Option<u16> {
        match self {
            ColumnRef::Static(index, _)
            | ColumnRef::Shared(index, _)
            | ColumnRef::Item(index, _) => Some(*index),
            ColumnRef::Free(_) | ColumnRef::Mistake(_) => None,
        }
    }

    /// True if it belongs to that FROM item.
    pub(crate) fn is_of(&self, source: &Source) -> bool {
        SourceRef::of(self).is_some_and(|own| own.same(SourceRef::from(source)))
    }

    /// Its place in a definition of its table, which may be another one than its own.
    pub(crate) fn place_in(&self, table: &TableDef) -> Option<u16> {
        let own = SourceRef::of(self).and_then(SourceRef::table)?;
        if std::ptr::eq(own, table) {
            return self.index();
        }
        if own.name == table.name { table.position(self.name()?.as_str()) } else { None }
    }

    /// What it is called in messages: `table.column`.
    pub(crate) fn shown(&self) -> String {
        let name = self.name().map_or("", Name::as_str);
        match SourceRef::of(self) {
            Some(source) => format!("{}.{name}", source.name()),
            None => name.to_owned(),
        }
    }

    /// The FROM item that the column belongs to.
    pub(crate) fn source(&self) -> Option<Source> {
        Some(match self {
            ColumnRef::Static(_, table) => Source::Static(table),
            ColumnRef::Shared(_, table) => Source::Shared(table.clone()),
            ColumnRef::Item(_, item) => Source::Item(item.clone()),
            ColumnRef::Free(_) | ColumnRef::Mistake(_) => return None,
        })
    }

    /// True for a column of a query in FROM.
    #[inline]
    pub(crate) fn is_of_query(&self) -> bool {
        matches!(self, ColumnRef::Item(_, item) if item.query_node().is_some())
    }

    /// The table's definition of the column, seen through aliases.
    pub(crate) fn def(&self) -> Option<&ColumnDef> {
        match self {
            ColumnRef::Static(index, table) => table.columns.get(usize::from(*index)),
            ColumnRef::Shared(index, table) => table.columns.get(usize::from(*index)),
            ColumnRef::Item(index, item) => item.def(*index),
            ColumnRef::Free(_) | ColumnRef::Mistake(_) => None,
        }
    }

    pub(crate) fn name(&self) -> Option<&Name> {
        match self {
            ColumnRef::Free(name) => Some(name.name()),
            ColumnRef::Item(index, item) => item.column_name(*index),
            _ => self.def().map(|def| &def.name),
        }
    }

    /// What is wrong with it.
    pub(crate) fn mistake(&self) -> Option<&Problem> {
        if let ColumnRef::Mistake(problem) = self { Some(problem) } else { None }
    }

    /// What stands round the column where a statement gives it out.
    #[inline]
    pub(crate) fn reader(&self) -> Option<&'static Function> {
        match self {
            ColumnRef::Item(index, item) => item.column_reader(*index),
            _ => self.def()?.sql_type.reader(),
        }
    }

    /// What stands round values of the column.
    pub(crate) fn binder(&self) -> Option<&'static Function> {
        self.def()?.sql_type.binder()
    }

    pub(crate) fn sql_type(&self) -> Type {
        match self {
            ColumnRef::Item(index, item) => item.column_type(*index),
            _ => self.def().map_or(Type::Unknown, |def| def.sql_type.clone()),
        }
    }
}
