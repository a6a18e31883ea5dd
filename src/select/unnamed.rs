//! Queries in FROM and in WITH whose names are made when the statement is written.

use super::{AnyQuery, Compound, Cte, Select, Subquery, Values};
use crate::name::Name;

/// What queries without a name are called, before a number.
const BASE: Name = Name::new("anon");

macro_rules! queries {
    ($($type:ident),*) => { $(
        impl<R> $type<R> {
            /// The query as a FROM item of a name that is made when the statement is written:
            /// `(SELECT …) AS anon_1`.
            ///
            /// As [`subquery`](Self::subquery) else. Each call makes another item, whose name no other of the
            /// statement has: they are numbered in the order of the statement. Two statements that are made
            /// of different items are not equal, though their texts are.
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// sqltree::table! { pub posts { id: i64 => primary_key, user_id: i64 } }
            /// let counts = || select(func::count().label("n")).group_by(posts::user_id);
            /// let (first, second) = (counts().anonymous_subquery(), counts().anonymous_subquery());
            /// let query = select((first.col("n"), second.col("n"))).join(&second, first.col("n").lt(second.col("n")));
            /// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
            ///     "SELECT anon_1.n, anon_2.n FROM (SELECT COUNT(*) AS n FROM posts GROUP BY posts.user_id) \
            ///      AS anon_1 JOIN (SELECT COUNT(*) AS n FROM posts GROUP BY posts.user_id) AS anon_2 \
            ///      ON anon_1.n < anon_2.n");
            /// ```
            pub fn anonymous_subquery(self) -> Subquery<R> {
                self.subquery(Name::anonymous(&BASE))
            }

            /// [`lateral`](Self::lateral) under a name that is made, as
            /// [`anonymous_subquery`](Self::anonymous_subquery) says: `LATERAL (SELECT …) AS anon_1`.
            #[track_caller]
            pub fn anonymous_lateral(self) -> Subquery<R> {
                self.lateral(Name::anonymous(&BASE))
            }

            /// [`cte`](Self::cte) under a name that is made, as
            /// [`anonymous_subquery`](Self::anonymous_subquery) says: `WITH anon_1 AS (SELECT …)`.
            pub fn anonymous_cte(self) -> Cte<R> {
                self.cte(Name::anonymous(&BASE))
            }
        }
    )* };
}

queries!(Select, Compound, Values, AnyQuery);
