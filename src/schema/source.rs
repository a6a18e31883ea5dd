//! What columns come from: tables, aliases, subqueries.

use std::panic::Location;
use std::sync::Arc;

use super::{Table, TableDef};
use crate::error::{ErrorKind, Problem, list, suggest};
use crate::expr::column::ColumnRef;
use crate::expr::{Column, ColumnKey};
use crate::name::Name;
use crate::select::Item;
use crate::types::Any;

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
        match self {
            Source::Static(table) => Some(table),
            Source::Shared(table) => Some(table),
            Source::Item(item) => item.table(),
        }
    }

    /// The name that its columns are qualified with.
    pub(crate) fn name(&self) -> &Name {
        match self {
            Source::Static(table) => table.name(),
            Source::Shared(table) => table.name(),
            Source::Item(item) => &item.name,
        }
    }

    /// True if both are the same FROM item: the same table, or the same alias of the same thing.
    pub(crate) fn same(&self, other: &Source) -> bool {
        match (self, other) {
            (Source::Item(a), Source::Item(b)) => Arc::ptr_eq(a, b) || a.same(b),
            (Source::Item(_), _) | (_, Source::Item(_)) => false,
            (Source::Static(a), Source::Static(b)) if std::ptr::eq(*a, *b) => true,
            _ => match (self.table(), other.table()) {
                (Some(a), Some(b)) => a.name == b.name,
                _ => false,
            },
        }
    }

    /// The place of the column called so.
    pub(crate) fn place_called(&self, name: &str) -> Result<u16, Problem> {
        if let Source::Item(item) = self
            && self.table().is_none()
        {
            return item.place_called(name);
        }
        let place = self.table().and_then(|table| table.position(name));
        place.ok_or_else(|| self.no_column(name))
    }

    /// The place of the column that `column` means here: of the same table its own, of a query that
    /// of the one that shows it.
    pub(crate) fn place_of(&self, column: &ColumnRef) -> Result<u16, Problem> {
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

    pub(crate) fn columns(&self) -> Vec<Column<Any>> {
        let count = u16::try_from(self.column_names().len()).unwrap_or(u16::MAX);
        (0..count).map(|index| Column::of(ColumnRef::new(self, index))).collect()
    }

    fn kind(&self) -> &'static str {
        if let Source::Item(item) = self { item.kind() } else { "table" }
    }

    /// Another column of the name may be there: then the wanted one is said with its table.
    fn does_not_show(&self, column: &ColumnRef) -> Problem {
        let (there, own) = (self.column_names(), column.name().map_or("", Name::as_str));
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

/// A table under another name, with the table's columns and their types.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, name: String, boss_id: Option<i64> } }
/// let boss = users::alias("boss");
/// let query = select((users::name, boss.col(users::name)))
///     .join(&boss, users::boss_id.eq(boss.col(users::id)));
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT users.name, boss.name FROM users JOIN users AS boss ON users.boss_id = boss.id");
/// ```
#[derive(Clone)]
#[must_use]
pub struct Alias {
    pub(crate) source: Source,
}

impl Alias {
    pub(crate) fn new(of: Source, name: Name) -> Self {
        Alias { source: Source::Item(Arc::new(Item::alias(name, of))) }
    }

    /// The column called `key`, or, given a column of the table, that column of the alias.
    #[track_caller]
    #[must_use]
    pub fn col<K: ColumnKey>(&self, key: K) -> Column<K::Sql> {
        key.find(FromItem(self.source.clone()), Location::caller())
    }

    /// All columns, in order.
    #[must_use]
    pub fn columns(&self) -> Vec<Column<Any>> {
        self.source.columns()
    }
}

/// What FROM and JOIN take: tables, aliases, subqueries.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in FROM",
    note = "give a table (`users::table()`), an alias or a subquery (`query.subquery(\"name\")`)"
)]
pub trait IntoSource {
    #[doc(hidden)]
    fn into_source(self) -> FromItem;
}

/// A FROM item, erased.
#[doc(hidden)]
pub struct FromItem(pub(crate) Source);

impl IntoSource for Table {
    fn into_source(self) -> FromItem {
        FromItem(self.source)
    }
}

impl IntoSource for Alias {
    fn into_source(self) -> FromItem {
        FromItem(self.source)
    }
}

impl<S: IntoSource + Clone> IntoSource for &S {
    fn into_source(self) -> FromItem {
        self.clone().into_source()
    }
}
