//! What all FROM items do: give their columns, stand under another name, and in FROM.

use std::panic::Location;

use super::{
    Alias, ChangedRows, ColumnKey, Cte, FromItem, IntoSource, RowsOf, Sampled, Source, Subquery,
};
use crate::error::{ErrorKind, Problem};
use crate::expr::Column;
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::Place;
use crate::name::Name;
use crate::schema::Table;
use crate::select::{IntoJoined, IntoOn, Joined, Star};
use crate::types::Any;

impl Source {
    fn columns(&self, place: Place) -> Vec<Column<Any>> {
        if let Some(problem) = self.unknown() {
            return vec![Column::mistake(problem.at(Some(place)))];
        }
        let count = u16::try_from(self.column_names().len()).unwrap_or(u16::MAX);
        (0..count).map(|index| Column::of(ColumnRef::new(self, index))).collect()
    }

    /// Why the columns of a query of `*` cannot be listed.
    fn unknown(&self) -> Option<Problem> {
        match self {
            Source::Item(item) if item.is_open() => {}
            Source::Item(_) | Source::Static(_) | Source::Shared(_) => return None,
        }
        let message = format!(
            "{} `{}` selects `*` of what is not known; name the columns in it, or select its `star()`",
            self.kind(),
            self.name()
        );
        Some(Problem::new(ErrorKind::UnknownColumn, message))
    }

    fn column_at<T>(&self, index: usize, place: Place) -> Column<T> {
        let count = self.column_names().len();
        match u16::try_from(index) {
            Ok(found) if index < count => Column::of(ColumnRef::new(self, found)),
            _ if let Some(problem) = self.unknown() => Column::mistake(problem.at(Some(place))),
            _ => {
                let (kind, name) = (self.kind(), self.name());
                let message =
                    format!("{kind} `{name}` has {count} columns, and none at index {index}");
                Column::mistake(Problem::new(ErrorKind::UnknownColumn, message).at(Some(place)))
            }
        }
    }
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
            #[track_caller]
            #[must_use]
            pub fn columns(&self) -> Vec<Column<Any>> {
                self.source.columns(Location::caller())
            }

            /// All columns, without naming them: `t.*`, as [`star`](crate::select::star) says.
            pub fn star(&self) -> Star {
                Star::of(self.source.clone())
            }

            /// Joined to others, before they are joined as a whole: `self JOIN right ON on`; see [`Joined`].
            pub fn join(&self, right: impl IntoJoined, on: impl IntoOn) -> Joined {
                Joined::of(FromItem { source: self.source.clone() }).join(right, on)
            }

            /// The same by `LEFT JOIN`.
            pub fn left_join(&self, right: impl IntoJoined, on: impl IntoOn) -> Joined {
                Joined::of(FromItem { source: self.source.clone() }).left_join(right, on)
            }

            /// The same by `RIGHT JOIN`.
            pub fn right_join(&self, right: impl IntoJoined, on: impl IntoOn) -> Joined {
                Joined::of(FromItem { source: self.source.clone() }).right_join(right, on)
            }

            /// The same by `FULL JOIN`.
            pub fn full_join(&self, right: impl IntoJoined, on: impl IntoOn) -> Joined {
                Joined::of(FromItem { source: self.source.clone() }).full_join(right, on)
            }

            /// The same by `CROSS JOIN`.
            pub fn cross_join(&self, right: impl IntoJoined) -> Joined {
                Joined::of(FromItem { source: self.source.clone() }).cross_join(right)
            }

            /// The same rows under another name, so that FROM can have them twice: `users AS boss`.
            pub fn alias(&self, name: impl Into<Name>) -> Alias {
                Alias::new(self.source.clone(), name.into())
            }

            /// The same rows under a name that is made when the statement is written: `users AS users_1`.
            ///
            /// Each call makes another alias, whose name no other of the statement has: they are numbered in
            /// the order of the statement, for each table.
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// sqltree::table! { pub users { id: i64 => primary_key, name: String, boss_id: Option<i64> } }
            /// let boss = users::table().anonymous_alias();
            /// let query = select((users::name, boss.col(users::name)))
            ///     .join(&boss, users::boss_id.eq(boss.col(users::id)));
            /// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
            ///     "SELECT users.name, users_1.name FROM users JOIN users AS users_1 \
            ///      ON users.boss_id = users_1.id");
            /// ```
            pub fn anonymous_alias(&self) -> Alias {
                Alias::new(self.source.clone(), Name::anonymous(self.source.name()))
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
    RowsOf<>;
    Sampled<>;
    ChangedRows<R>;
}
