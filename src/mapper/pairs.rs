//! Queries whose rows are pairs of objects.

use std::ops::ControlFlow;

use crate::engine::{FromRow, RowRef};
use crate::error::{Error, ErrorKind, Result};
use crate::expr::{Column, Condition, ExprList, OrderList};
use crate::select::{Alias, IntoOn, IntoSource, Select, check_row};
use crate::types::Any;
use crate::value::ValueRef;

use super::find::{Find, clauses};
use super::key::Ref;
use super::mapped::Mapped;
use super::session::Session;

/// A query for pairs of objects. Made by [`Find::with`] and [`Find::with_optional`].
#[must_use]
pub struct FindPairs<'s, 'c, T, E: End> {
    session: &'s mut Session<'c>,
    query: Select<Pair<T, E::Of>>,
}

clauses!(FindPairs<T, E: End>);

/// What stands at the right of a pair: a key, or maybe one.
pub trait End: Sized {
    /// The struct.
    type Of: Mapped;
    #[doc(hidden)]
    const REQUIRED: u64;
    #[doc(hidden)]
    fn of(found: Option<Ref<Self::Of>>) -> Result<Self>;
}

impl<T: Mapped> End for Ref<T> {
    type Of = T;
    const REQUIRED: u64 = T::REQUIRED;
    fn of(found: Option<Ref<T>>) -> Result<Self> {
        found.ok_or_else(|| {
            let message = format!(
                "a row has no object of `{}`, where each is to have one; see `with_optional`",
                T::table().table_name()
            );
            Error::new(ErrorKind::NoRows, message)
        })
    }
}

impl<T: Mapped> End for Option<Ref<T>> {
    type Of = T;
    const REQUIRED: u64 = 0;
    fn of(found: Option<Ref<T>>) -> Result<Self> {
        Ok(found)
    }
}

/// A row of all columns of two structs, of which the second may not be there.
pub struct Pair<T, P>(T, Option<P>);

impl<T: Mapped, P: Mapped> FromRow for Pair<T, P> {
    const WIDTH: Option<usize> = None;
    fn from_row(row: &RowRef<'_>) -> Result<Self> {
        let width = T::table().def().columns().len();
        let second = row.rest(width, |rest| {
            let table = P::table();
            let key = (table.def().columns().iter().enumerate())
                .filter(|(_, column)| column.is_primary_key());
            for (i, _) in key {
                if matches!(rest.value(i)?, ValueRef::Null) {
                    return Ok(None);
                }
            }
            P::read(rest).map(Some)
        });
        Ok(Pair(T::read(row)?, second?))
    }
}

impl<'s, 'c, T: Mapped> Find<'s, 'c, T> {
    /// Gives an object of another struct beside each: of a table that is joined, which so is read in the
    /// same statement.
    ///
    /// ```
    /// # #[cfg(feature = "rusqlite")] {
    /// # use sqltree::engine::Engine;
    /// # use sqltree::mapper::{Ref, Session};
    /// # use sqltree::prelude::*;
    /// # #[derive(Clone, sqltree::Table, sqltree::Mapped)]
    /// # struct User { #[column(primary_key)] id: i64, name: String }
    /// # #[derive(Clone, sqltree::Table, sqltree::Mapped)]
    /// # #[belongs_to(author: User)]
    /// # struct Post { #[column(primary_key)] id: i64, #[column(references = User::id)] author_id: i64 }
    /// # let mut conn = Engine::open("sqlite://")?.connect()?;
    /// # conn.execute(&create_table(User::table()))?;
    /// # conn.execute(&create_table(Post::table()))?;
    /// # let mut session = Session::new(&mut conn);
    /// # let ann = session.add(User { id: 1, name: "Ann".into() })?;
    /// # session.add(Post { id: 7, author_id: 1 })?;
    /// # session.flush()?;
    /// let pairs: Vec<(Ref<Post>, Ref<User>)> = session
    ///     .query::<Post>()
    ///     .with::<User>()
    ///     .join(User::table(), foreign_key())
    ///     .order_by(User::name)
    ///     .all()?;
    /// assert_eq!(session[pairs[0].1].name, "Ann");
    /// # assert_eq!(session.one(pairs[0].0, Post::author)?, Some(ann));
    /// # }
    /// # Ok::<(), sqltree::Error>(())
    /// ```
    #[track_caller]
    pub fn with<P: Mapped>(self) -> FindPairs<'s, 'c, T, Ref<P>> {
        self.paired(P::table().columns())
    }

    /// Like [`with`](Self::with), where the other object may not be there: for what is joined by
    /// [`left_join`](FindPairs::left_join).
    #[track_caller]
    pub fn with_optional<P: Mapped>(self) -> FindPairs<'s, 'c, T, Option<Ref<P>>> {
        self.paired(P::table().columns())
    }

    #[track_caller]
    fn paired<E: End>(self, columns: Vec<Column<Any>>) -> FindPairs<'s, 'c, T, E> {
        let Find { session, query } = self;
        FindPairs { session, query: widened::<_, T, E>(query, columns) }
    }
}

/// The query with all columns of both structs.
#[track_caller]
fn widened<R, T: Mapped, E: End>(
    query: Select<R>,
    second: Vec<Column<Any>>,
) -> Select<Pair<T, E::Of>> {
    let mut columns = T::table().columns();
    let required = E::REQUIRED.checked_shl(columns.len() as u32).unwrap_or(0);
    columns.extend(second);
    query.listing(columns.into_nodes().0, T::REQUIRED | required)
}

impl<T: Mapped, E: End> FindPairs<'_, '_, T, E> {
    /// Takes the second object from another name of its table, such as that of a table joined to itself.
    ///
    /// ```
    /// # use sqltree::mapper::{Ref, Session};
    /// # use sqltree::prelude::*;
    /// # #[derive(Clone, sqltree::Table, sqltree::Mapped)]
    /// # struct User { #[column(primary_key)] id: i64, #[column(references = User::id)] boss_id: Option<i64> }
    /// # fn bosses(session: &mut Session<'_>) -> sqltree::Result<()> {
    /// let boss = User::alias("boss");
    /// let pairs: Vec<(Ref<User>, Option<Ref<User>>)> = session
    ///     .query::<User>()
    ///     .with_optional::<User>()
    ///     .of(&boss)
    ///     .left_join(&boss, User::boss_id.eq(boss.col(User::id)))
    ///     .all()?;
    /// # Ok(())
    /// # }
    /// ```
    #[track_caller]
    pub fn of(self, alias: &Alias) -> Self {
        let query = widened::<_, T, E>(self.query, alias.columns());
        FindPairs { session: self.session, query }
    }

    /// All pairs, in the order of the query.
    ///
    /// # Errors
    ///
    /// As [`Find::all`]; [`ErrorKind::NullableColumn`] if [`with`](Find::with) wants a second object and
    /// a join may find none, [`ErrorKind::NoRows`] if a row has none all the same.
    pub fn all(self) -> Result<Vec<(Ref<T>, E)>> {
        self.whole()?;
        self.session.ready_for(&self.query)?;
        let store = &mut self.session.store;
        let (first, second) = (store.number::<T>()?, store.number::<E::Of>()?);
        let mut pairs = Vec::new();
        self.session.conn.for_each(&self.query, |Pair(row, other)| {
            let raw = store.keep(first, row)?;
            let other = other.map(|row| store.keep(second, row)).transpose()?;
            pairs.push((store.key(raw), E::of(other.map(|raw| store.key(raw)))?));
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(pairs)
    }

    /// Refuses rows whose second object may not be there, because of a join, where one is wanted.
    fn whole(&self) -> Result<()> {
        let width = T::table().def().columns().len() as u32;
        let required = E::REQUIRED.checked_shl(width).unwrap_or(0);
        check_row(&self.query.body, required).map_err(|_| {
            let message = format!(
                "a row may have no object of `{}`, which is on the outer side of a join; use \
                 `with_optional`",
                E::Of::table().table_name()
            );
            Error::new(ErrorKind::NullableColumn, message)
        })
    }

    /// The first pair, or `None`.
    ///
    /// # Errors
    ///
    /// As [`all`](Self::all).
    pub fn first(self) -> Result<Option<(Ref<T>, E)>> {
        Ok(self.limit(1).all()?.pop())
    }
}
