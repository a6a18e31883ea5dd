//! Changes in WITH.

use super::{Delete, Insert, Merge, Update, Upsert};
use crate::name::Name;
use crate::select::ChangedRows;

macro_rules! in_with {
    ($($type:ident < $($generic:ident),* >)*) => { $(
        impl<$($generic),*> $type<$($generic),*> {
            /// The rows that it gives back, as a FROM item of another statement:
            /// `WITH name AS (… RETURNING …)`. PostgreSQL; MERGE from 17 on.
            ///
            /// The statement that uses it makes the change, once, and before all else; it sees the database
            /// as it was before, and the change only by the rows given back. A row that both change is
            /// changed by one of them.
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// sqltree::table! {
            ///     pub jobs { id: i64 => primary_key, done: bool }
            ///     pub past { id: i64 => primary_key }
            /// }
            /// let moved = delete(jobs::table()).filter(jobs::done).returning(jobs::id).cte("moved");
            /// let keep = insert(past::table())
            ///     .columns(past::id)
            ///     .from_select(select(moved.col(jobs::id)).from(&moved));
            /// assert_eq!(keep.compile(&Postgres::default()).unwrap().sql(),
            ///     "WITH moved (id) AS (DELETE FROM jobs WHERE jobs.done RETURNING jobs.id) \
            ///      INSERT INTO past (id) SELECT moved.id FROM moved");
            /// ```
            pub fn cte(self, name: impl Into<Name>) -> ChangedRows<R> {
                ChangedRows::new(name.into(), self.body)
            }
        }
    )* };
}

in_with! { Insert<C, R> Upsert<C, R> Update<R> Delete<R> Merge<R> }
