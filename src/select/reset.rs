//! Clauses that are taken away from a query that is there.

use std::sync::Arc;

use super::{Compound, Select, SelectBody, Values};
use crate::expr::Node;

macro_rules! reset {
    ($($type:ident),*) => { $(
        impl<R> $type<R> {
            /// The same query without its order: what [`order_by`](Self::order_by) said until now is forgotten.
            ///
            /// A query that keeps what comes after a row, or so many rows and those that are equal to the last of them,
            /// goes by its order: without it that is an error from compile.
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// sqltree::table! { pub users { id: i64 => primary_key, name: String } }
            /// let page = select(users::id).order_by(users::name).limit(10).offset(20);
            /// let all = page.without_order().without_limit();
            /// assert_eq!(all.count().compile(&Sqlite::default()).unwrap().sql(),
            ///     "SELECT COUNT(*) FROM (SELECT users.id FROM users) AS counted");
            /// ```
            pub fn without_order(mut self) -> Self {
                Arc::make_mut(&mut self.body).forget_order();
                self
            }

            /// The same query with all of its rows: what [`limit`](Self::limit), [`offset`](Self::offset) and their
            /// kin said until now is forgotten.
            pub fn without_limit(mut self) -> Self {
                Arc::make_mut(&mut self.body).forget_limit();
                self
            }
        }
    )* };
}

reset!(Select, Compound, Values);

impl SelectBody {
    fn forget_order(&mut self) {
        self.order_by.clear();
        self.measure();
    }

    fn forget_limit(&mut self) {
        (self.limit, self.offset) = (Node::Empty, Node::Empty);
        if self.is_fetched() {
            let rare = self.rare_mut();
            (rare.with_ties, rare.percent) = (false, false);
        }
        self.measure();
    }
}
