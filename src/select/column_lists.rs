//! Other select lists for a query that is there.

use std::marker::PhantomData;
use std::panic::Location;

use super::{Clause, Select};
use crate::expr::{Columns, Node};
use crate::row::Row;
use crate::value::FromValue;

impl<R> Select<R> {
    /// The same query with more columns behind those it has; the rows have their values too.
    ///
    /// A row of values with as many more is one tuple of up to 16. A [`Row`] stays one, and with columns of
    /// run time any row becomes one. FROM, where it is inferred, has their tables too.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub users { id: i64 => primary_key, name: String, age: Option<i32> } }
    /// let names = select(users::name).order_by(users::name);
    /// let wider: Select<(String, Option<i32>, i64)> = names.add_columns((users::age, users::id));
    /// assert_eq!(wider.compile(&Postgres::default()).unwrap().sql(),
    ///     "SELECT users.name, users.age, users.id FROM users ORDER BY users.name");
    /// ```
    #[track_caller]
    pub fn add_columns<C: Columns>(self, columns: C) -> Select<<R as RowWith<C::Row>>::Row>
    where
        R: RowWith<C::Row>,
    {
        let mut more = columns.into_nodes().0;
        let width = u32::try_from(self.body.columns.len()).unwrap_or(u32::MAX);
        let required = match R::TYPED {
            true => self.body.required | C::REQUIRED.checked_shl(width).unwrap_or(0),
            false => 0,
        };
        let mut all: Vec<Node> = self.body.columns.clone();
        all.append(&mut more);
        self.listing(all, required)
    }

    /// The same query with another select list; the rows are of its type.
    ///
    /// All other clauses stay. FROM, where it is inferred, is inferred anew: say by
    /// [`from`](Self::from) what shall stay in it though no clause names it.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub users { id: i64 => primary_key, name: String, age: i32 } }
    /// let adults = select((users::id, users::name)).filter(users::age.ge(18));
    /// let oldest: Select<Option<i32>> = adults.clone().with_only_columns(func::max(users::age));
    /// assert_eq!(oldest.compile(&Sqlite::default()).unwrap().sql(),
    ///     "SELECT MAX(users.age) FROM users WHERE users.age >= ?");
    /// ```
    #[track_caller]
    pub fn with_only_columns<C: Columns>(self, columns: C) -> Select<C::Row> {
        self.listing(columns.into_nodes().0, C::REQUIRED)
    }

    /// The same query with another select list.
    #[track_caller]
    pub(crate) fn listing<S>(self, columns: Vec<Node>, required: u64) -> Select<S> {
        let other = self.with(Clause::Columns, Location::caller(), |body| {
            (body.columns, body.required) = (columns, required);
            body.measure();
        });
        Select { body: other.body, row: PhantomData }
    }
}

/// Rows that can have more columns behind them: values and tuples of them up to 16 in all, and
/// [`Row`]s.
#[diagnostic::on_unimplemented(
    message = "columns cannot be added to rows of type `{Self}`",
    note = "rows are values, tuples of up to 16 values in all, or `sqltree::Row`; \
            give more columns as a `Vec`, or all of them by `with_only_columns`"
)]
pub trait RowWith<More> {
    /// A row with the values of both.
    type Row;
    /// True if Rust knows the types of all its values.
    #[doc(hidden)]
    const TYPED: bool;
}

impl<A: Parts, B: Parts> RowWith<B> for A
where
    A::Parts: Before<B::Parts>,
{
    type Row = <A::Parts as Before<B::Parts>>::Row;
    const TYPED: bool = <A::Parts as Before<B::Parts>>::TYPED;
}

/// A row as a tuple, if it is not a [`Row`].
#[doc(hidden)]
pub trait Parts {
    type Parts;
}

impl<T: FromValue> Parts for T {
    type Parts = (T,);
}

impl Parts for Row {
    type Parts = Row;
}

/// A tuple and another one behind it.
#[doc(hidden)]
pub trait Before<More> {
    type Row;
    const TYPED: bool;
}

impl<More> Before<More> for Row {
    type Row = Row;
    const TYPED: bool = false;
}

/// Tuples of the first names, with all that can stand behind each.
macro_rules! tuples {
    ($($name:ident)+;) => {
        tuples!(alone $($name)+);
    };
    ($($name:ident)+; $next:ident $($rest:ident)*) => {
        tuples!(alone $($name)+);
        tuples!(both ($($name)+) $next; $($rest)*);
        tuples!($($name)+ $next; $($rest)*);
    };
    (alone $($name:ident)+) => {
        impl<$($name),+> Parts for ($($name,)+) {
            type Parts = Self;
        }

        impl<$($name),+> Before<Row> for ($($name,)+) {
            type Row = Row;
            const TYPED: bool = false;
        }
    };
    (both $first:tt $($more:ident)+;) => {
        tuples!(joined $first ($($more)+));
    };
    (both $first:tt $($more:ident)+; $next:ident $($rest:ident)*) => {
        tuples!(joined $first ($($more)+));
        tuples!(both $first $($more)+ $next; $($rest)*);
    };
    (joined ($($name:ident)+) ($($more:ident)+)) => {
        impl<$($name,)+ $($more),+> Before<($($more,)+)> for ($($name,)+) {
            type Row = ($($name,)+ $($more,)+);
            const TYPED: bool = true;
        }
    };
}

tuples!(A; B C D E F G H I J K L M N O P);
