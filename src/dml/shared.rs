//! What UPDATE and DELETE have in common: WHERE and RETURNING.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use super::{ChangeBody, Delete, Update};
use crate::expr::{Columns, Condition};

macro_rules! shared {
    ($($type:ident, $done:literal, $rows:literal, $lack:literal;)*) => { $(
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
    "The rows changed, as they are afterwards: `RETURNING columns`.\n\n",
    "MySQL and MariaDB have none. To give it twice is an error from compile.";
    Delete,
    "Deletes the rows where `condition` is true: `WHERE condition`.",
    "The rows deleted: `RETURNING columns`.\n\n",
    "MySQL has none. To give it twice is an error from compile.";
}
