//! Queries whose rows are objects.

use std::ops::ControlFlow;

use crate::engine::FromRow;
use crate::error::{Error, ErrorKind, Result};
use crate::expr::{Columns, Condition, ExprList, OrderList, func};
use crate::select::{IntoOn, IntoSource, Select, select};

use super::key::Ref;
use super::mapped::{Beside, Entity, Mapped, Tail, Whole, With};
use super::session::Session;

/// A query for objects. Made by [`Session::query`].
#[must_use]
pub struct Find<'s, 'c, T> {
    pub(super) session: &'s mut Session<'c>,
    pub(super) query: Select<Whole<T>>,
}

/// A query for objects and values beside them. Made by [`Find::beside`].
#[must_use]
pub struct FindBeside<'s, 'c, T, R> {
    session: &'s mut Session<'c>,
    query: Select<With<T, R>>,
}

macro_rules! clauses {
    ($name:ident < $($generic:ident $(: $bound:ident)?),* >) => {
        impl<'s, 'c, $($generic $(: $bound)?),*> $name<'s, 'c, $($generic),*> {
            /// Keeps the rows where `condition` is true: `WHERE condition`. A second call adds AND.
            #[track_caller]
            pub fn filter(self, condition: impl Condition) -> Self {
                $name { query: self.query.filter(condition), session: self.session }
            }

            /// [`filter`](Self::filter) if there is a condition, else nothing.
            #[track_caller]
            pub fn filter_if(self, condition: Option<impl Condition>) -> Self {
                $name { query: self.query.filter_if(condition), session: self.session }
            }

            /// The order of the objects: `ORDER BY terms`. A second call adds terms.
            #[track_caller]
            pub fn order_by(self, terms: impl OrderList) -> Self {
                $name { query: self.query.order_by(terms), session: self.session }
            }

            /// At most so many rows: `LIMIT rows`.
            #[track_caller]
            pub fn limit(self, rows: u64) -> Self {
                $name { query: self.query.limit(rows), session: self.session }
            }

            /// Leaves out the first rows: `OFFSET rows`.
            #[track_caller]
            pub fn offset(self, rows: u64) -> Self {
                $name { query: self.query.offset(rows), session: self.session }
            }

            /// Adds a FROM item, and turns inference off: give the table of the objects too.
            #[track_caller]
            pub fn from(self, source: impl IntoSource) -> Self {
                $name { query: self.query.from(source), session: self.session }
            }

            /// Rows of both sides where `on` is true: `JOIN source ON on`. An object that has several
            /// matches is given as often.
            #[track_caller]
            pub fn join(self, source: impl IntoSource, on: impl IntoOn) -> Self {
                $name { query: self.query.join(source, on), session: self.session }
            }

            /// Like [`join`](Self::join), with objects that have no match: `LEFT JOIN source ON on`.
            #[track_caller]
            pub fn left_join(self, source: impl IntoSource, on: impl IntoOn) -> Self {
                $name { query: self.query.left_join(source, on), session: self.session }
            }

            /// One row for each combination of `keys`: `GROUP BY keys`; of the primary key, for one row
            /// an object.
            #[track_caller]
            pub fn group_by(self, keys: impl ExprList) -> Self {
                $name { query: self.query.group_by(keys), session: self.session }
            }

            /// Keeps the groups where `condition` is true: `HAVING condition`.
            #[track_caller]
            pub fn having(self, condition: impl Condition) -> Self {
                $name { query: self.query.having(condition), session: self.session }
            }

            /// Each different row once: `SELECT DISTINCT`.
            #[track_caller]
            pub fn distinct(self) -> Self {
                $name { query: self.query.distinct(), session: self.session }
            }
        }
    };
}

pub(super) use clauses;

clauses!(Find<T>);
clauses!(FindBeside<T, R>);

impl<'c> Session<'c> {
    /// A query for objects of a struct, in the language of [`select`].
    ///
    /// ```
    /// # #[cfg(feature = "rusqlite")] {
    /// # use sqltree::engine::Engine;
    /// # use sqltree::mapper::Session;
    /// # use sqltree::prelude::*;
    /// # #[derive(Clone, sqltree::Table, sqltree::Mapped)]
    /// # #[table(name = "users")]
    /// # struct User { #[column(primary_key, generated)] id: i64, name: String, age: i32 }
    /// # let mut conn = Engine::open("sqlite://")?.connect()?;
    /// # conn.execute(&create_table(User::table()))?;
    /// # let mut session = Session::new(&mut conn);
    /// # session.add(User { id: 0, name: "Ann".into(), age: 30 })?;
    /// # session.flush()?;
    /// for user in session.query::<User>().filter(User::age.ge(18)).order_by(User::name).all()? {
    ///     println!("{} is {}", session[user].name, session[user].age);
    /// }
    /// # }
    /// # Ok::<(), sqltree::Error>(())
    /// ```
    #[track_caller]
    pub fn query<T: Mapped>(&mut self) -> Find<'_, 'c, T> {
        Find { session: self, query: select(Entity::new()) }
    }
}

fn several() -> Error {
    let message = "the query gave more than one object; filter further, or `limit(1)`";
    Error::new(ErrorKind::TooManyRows, message)
}

fn none() -> Error {
    let message = "the query gave no object, where one is wanted; see `optional`";
    Error::new(ErrorKind::NoRows, message)
}

impl<'s, 'c, T: Mapped> Find<'s, 'c, T> {
    /// Gives values beside each object, such as an aggregate over what is joined to it.
    ///
    /// ```
    /// # #[cfg(feature = "rusqlite")] {
    /// # use sqltree::engine::Engine;
    /// # use sqltree::mapper::{Ref, Session};
    /// # use sqltree::prelude::*;
    /// # #[derive(Clone, sqltree::Table, sqltree::Mapped)]
    /// # struct User { #[column(primary_key)] id: i64, name: String }
    /// # #[derive(Clone, sqltree::Table, sqltree::Mapped)]
    /// # struct Post { #[column(primary_key)] id: i64, #[column(references = User::id)] author_id: i64 }
    /// # let mut conn = Engine::open("sqlite://")?.connect()?;
    /// # conn.execute(&create_table(User::table()))?;
    /// # conn.execute(&create_table(Post::table()))?;
    /// # let mut session = Session::new(&mut conn);
    /// let rows: Vec<(Ref<User>, i64)> = session
    ///     .query::<User>()
    ///     .beside(func::count_of(Post::id))
    ///     .left_join(Post::table(), foreign_key())
    ///     .group_by(User::id)
    ///     .all()?;
    /// # }
    /// # Ok::<(), sqltree::Error>(())
    /// ```
    #[track_caller]
    pub fn beside<C: Columns>(self, columns: C) -> FindBeside<'s, 'c, T, C::Row>
    where
        C::Row: Tail,
    {
        let columns = Beside::<T, C>::new(columns).into_nodes();
        let query = self.query.listing(columns.0, T::REQUIRED);
        FindBeside { session: self.session, query }
    }

    /// All objects, in the order of the query.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unflushed`] if it reads a table with unflushed changes; as
    /// [`Connection::fetch_all`](crate::engine::Connection::fetch_all).
    pub fn all(self) -> Result<Vec<Ref<T>>> {
        self.session.ready_for(&self.query)?;
        let store = &mut self.session.store;
        let number = store.number::<T>()?;
        let mut keys = Vec::new();
        self.session.conn.for_each(&self.query, |Whole(row)| {
            let raw = store.keep(number, row)?;
            keys.push(store.key(raw));
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(keys)
    }

    /// The first object, or `None`.
    ///
    /// # Errors
    ///
    /// As [`all`](Self::all).
    pub fn first(self) -> Result<Option<Ref<T>>> {
        Ok(self.limit(1).all()?.pop())
    }

    /// The one object, or `None`.
    ///
    /// # Errors
    ///
    /// As [`all`](Self::all); [`ErrorKind::TooManyRows`] if there are more.
    pub fn optional(self) -> Result<Option<Ref<T>>> {
        let keys = self.all()?;
        if keys.len() > 1 { Err(several()) } else { Ok(keys.first().copied()) }
    }

    /// The one object.
    ///
    /// # Errors
    ///
    /// As [`optional`](Self::optional); [`ErrorKind::NoRows`] if there is none.
    pub fn one(self) -> Result<Ref<T>> {
        self.optional()?.ok_or_else(none)
    }

    /// How many rows the query gives.
    ///
    /// # Errors
    ///
    /// As [`all`](Self::all).
    pub fn count(self) -> Result<i64> {
        self.session.ready_for(&self.query)?;
        let counted = select(func::count()).from(self.query.subquery("counted"));
        self.session.conn.fetch_one(&counted)
    }

    /// Calls `each` with every object as it comes and keeps none of them in the session: a result of any
    /// length in bounded memory.
    ///
    /// # Errors
    ///
    /// As [`all`](Self::all), and whatever `each` gives.
    pub fn for_each(self, mut each: impl FnMut(T) -> Result<ControlFlow<()>>) -> Result<()> {
        self.session.ready_for(&self.query)?;
        self.session.conn.for_each(&self.query, |Whole(row)| each(row))
    }
}

impl<T: Mapped, R: Tail> FindBeside<'_, '_, T, R> {
    /// All objects and what stands beside them, in the order of the query.
    ///
    /// # Errors
    ///
    /// As [`Find::all`].
    pub fn all(self) -> Result<Vec<(Ref<T>, R)>>
    where
        With<T, R>: FromRow,
    {
        self.session.ready_for(&self.query)?;
        let store = &mut self.session.store;
        let number = store.number::<T>()?;
        let mut rows = Vec::new();
        self.session.conn.for_each(&self.query, |With(row, beside)| {
            let raw = store.keep(number, row)?;
            rows.push((store.key(raw), beside));
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(rows)
    }

    /// The first object and what stands beside it, or `None`.
    ///
    /// # Errors
    ///
    /// As [`all`](Self::all).
    pub fn first(self) -> Result<Option<(Ref<T>, R)>> {
        Ok(self.limit(1).all()?.pop())
    }
}
