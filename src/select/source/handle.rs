//! What all FROM items do: give their columns, stand under another name, and in FROM.

use std::panic::Location;

use super::{Alias, Cte, Source, Subquery};
use crate::expr::{Column, ColumnKey};
use crate::name::Name;
use crate::schema::Table;
use crate::types::Any;

/// What FROM and JOIN take: tables, aliases, subqueries, common table expressions.
///
/// A type of a program's own can be one too, by giving what it stands for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in FROM",
    note = "give a table (`users::table()`), an alias or a subquery (`query.subquery(\"name\")`)"
)]
pub trait IntoSource {
    /// The item, of whatever kind.
    fn into_source(self) -> FromItem;
}

impl<S: IntoSource + Clone> IntoSource for &S {
    fn into_source(self) -> FromItem {
        self.clone().into_source()
    }
}

/// A FROM item of whatever kind, for programs that build queries at run time.
///
/// Made by [`into_source`](IntoSource::into_source).
///
/// ```
/// use sqltree::prelude::*;
/// use sqltree::select::{FromItem, IntoSource};
/// sqltree::table! { pub users { id: i64 => primary_key, name: String } }
/// let items: Vec<FromItem> = vec![
///     users::table().into_source(),
///     users::alias("others").into_source(),
///     select(users::id).subquery("ids").into_source(),
/// ];
/// let firsts = items.iter().map(|item| item.column_at(0)).collect::<Vec<_>>();
/// let query = items.iter().fold(select(firsts), |query, item| query.from(item));
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT users.id, others.id, ids.id \
///      FROM users, users AS others, (SELECT users.id FROM users) AS ids");
/// ```
#[derive(Clone)]
#[must_use]
pub struct FromItem {
    pub(crate) source: Source,
}

macro_rules! handles {
    ($($type:ident < $($generic:ident),* >;)*) => { $(
        impl<$($generic),*> IntoSource for $type<$($generic),*> {
            fn into_source(self) -> FromItem {
                FromItem { source: self.source }
            }
        }

        impl<$($generic),*> $type<$($generic),*> {
            /// The column called `key`: a name or label; or, given a column of the same table, or a
            /// column or labelled expression that the query selects, that one, with its type.
            ///
            /// A column that is not there is an error from compile, which says what is.
            #[track_caller]
            #[must_use]
            pub fn col<K: ColumnKey>(&self, key: K) -> Column<K::Sql> {
                let item = FromItem { source: self.source.clone() };
                key.find(&item, Location::caller())
            }

            /// Column number `index`, from 0; one that is not there is an error from compile.
            #[track_caller]
            #[must_use]
            pub fn column_at(&self, index: usize) -> Column<Any> {
                self.source.column_at(index, Location::caller())
            }

            /// All columns, in order: `select(t.columns())`.
            #[must_use]
            pub fn columns(&self) -> Vec<Column<Any>> {
                self.source.columns()
            }

            /// The same rows under another name, so that FROM can have them twice: `users AS boss`.
            pub fn alias(&self, name: impl Into<Name>) -> Alias {
                Alias::new(self.source.clone(), name.into())
            }
        }
    )* };
}

handles! {
    Table<>;
    Alias<>;
    Subquery<R>;
    Cte<R>;
    FromItem<>;
}
