//! What columns come from: tables, aliases, subqueries.

use std::panic::Location;
use std::sync::Arc;

use super::{Table, TableDef};
use crate::error::{ErrorKind, Problem, suggest};
use crate::expr::column::ColumnRef;
use crate::expr::{Column, ColumnKey};
use crate::name::Name;
use crate::select::{Item, ItemBody};
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

    pub(crate) fn position(&self, name: &str) -> Option<u16> {
        match self {
            Source::Static(table) => table.position(name),
            Source::Shared(table) => table.position(name),
            Source::Item(item) => item.position(name),
        }
    }

    /// The place of the column that `column` means here: its own place if it is of the same
    /// table, else that of the column of its name.
    pub(crate) fn locate(&self, column: &ColumnRef) -> Option<u16> {
        let own = column.source()?;
        match (self.table(), own.table()) {
            (Some(here), Some(there)) if here.name == there.name => {}
            (Some(_), _) => return None,
            (None, _) => {}
        }
        self.position(column.name()?.as_str())
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

    pub(crate) fn no_column(&self, name: &str) -> Problem {
        let kind = match self {
            Source::Item(item) => match item.body {
                ItemBody::Alias(_) => "alias",
                ItemBody::Query(_) => "subquery",
                ItemBody::Cte(_) | ItemBody::This => "query",
            },
            _ => "table",
        };
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
