//! What UPDATE and DELETE have in common: WHERE and RETURNING.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use super::{ChangeBody, ChangeModifier, Delete, Update};
use crate::expr::convert::bind;
use crate::expr::{Columns, Condition, Expr, IntoExpr, OrderList};
use crate::select::{Source, count, equals_by_name};

macro_rules! shared {
    ($($type:ident, $done:literal, $limit:literal, $rows:literal, $lack:literal;)*) => { $(
        impl<R> Clone for $type<R> {
            fn clone(&self) -> Self {
                $type { body: self.body.clone(), row: PhantomData }
            }
        }

        impl<R> $type<R> {
            pub(super) fn with(mut self, change: impl FnOnce(&mut ChangeBody)) -> Self {
                change(Arc::make_mut(&mut self.body));
                self
            }

            #[doc = $done]
            /// A second call adds AND.
            #[track_caller]
            pub fn filter(self, condition: impl Condition) -> Self {
                let place = Location::caller();
                self.with(|body| body.add_filter(condition, place))
            }

            /// [`filter`](Self::filter) by the column called `name` being `value`, or NULL for
            /// [`null`](crate::expr::null) and `None`.
            ///
            /// The column is looked for in the table and in what else the statement reads so far, where the columns
            /// are known; see [`Select::filter_by`](crate::select::Select::filter_by).
            #[track_caller]
            pub fn filter_by(self, name: &str, value: impl IntoExpr) -> Self {
                let place = Location::caller();
                let beside = self.body.items().cloned();
                let items: Vec<Source> = std::iter::once(self.body.target.clone()).chain(beside).collect();
                let condition = equals_by_name(&items, name, value, place);
                self.with(|body| body.add_filter(Expr::<bool>::new(condition), place))
            }

            /// The order in which rows are counted for [`limit`](Self::limit): `ORDER BY terms`. A second
            /// call adds terms. Without a limit it is an error from compile.
            #[track_caller]
            pub fn order_by(self, terms: impl OrderList) -> Self {
                let (terms, place) = (terms.into_terms().0, Location::caller());
                self.with(|body| body.add_order(terms, place))
            }

            #[doc = $limit]
            ///
            /// It is `ORDER BY … LIMIT` on MySQL and MariaDB, and elsewhere
            /// `WHERE key IN (SELECT key … ORDER BY … LIMIT)`, by the primary key that the table declares.
            /// Without an order the database may choose any rows. A second call replaces the first.
            #[track_caller]
            pub fn limit(self, rows: u64) -> Self {
                let (rows, place) = (bind(count(rows)), Location::caller());
                self.with(|body| body.set_limit(rows, place))
            }

            /// A word or a hint that a family of engines has. Offered by the extension traits of the
            /// dialects under its own name; on any other engine it is an error from compile.
            #[doc(hidden)]
            #[track_caller]
            pub fn modifier(self, modifier: ChangeModifier) -> Self {
                let place = Location::caller();
                self.with(|body| body.add_modifier(modifier, place))
            }

            /// Says that every row is meant: no WHERE.
            pub fn all_rows(self) -> Self {
                self.with(|body| body.all_rows = true)
            }

            #[doc = $rows]
            #[doc = $lack]
            #[track_caller]
            pub fn returning<S: Columns>(self, columns: S) -> $type<S::Row> {
                let place = Location::caller();
                let changed = self.with(|body| body.give_back(columns, place));
                $type { body: changed.body, row: PhantomData }
            }
        }
    )* };
}

shared! {
    Update,
    "Changes the rows where `condition` is true: `WHERE condition`.",
    "Changes at most so many rows.",
    "The rows changed, as they are afterwards: `RETURNING columns`.\n\n",
    "MySQL and MariaDB have none. To give it twice is an error from compile.";
    Delete,
    "Deletes the rows where `condition` is true: `WHERE condition`.",
    "Deletes at most so many rows.",
    "The rows deleted: `RETURNING columns`.\n\n",
    "MySQL has none. To give it twice is an error from compile.";
}
