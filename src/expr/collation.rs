//! Texts compared by a collation of the engine, stamped for [`Expr`] and [`Column`].

use super::predicates::apply;
use super::{Column, Expr, Node};
use crate::function;
use crate::name::Name;
use crate::types::{IsText, SqlValue};

macro_rules! stamp {
    ($type:ident) => {
        impl<T: SqlValue> $type<T> {
            /// The text, compared and ordered by a collation of the engine: `self COLLATE name`.
            ///
            /// The name is one that the engine has, as those of tables are: `NOCASE` on SQLite, `de-x-icu` on
            /// PostgreSQL, `utf8mb4_german2_ci` on MySQL and MariaDB. It may stand where texts are compared or
            /// ordered: in comparisons, before IN and BETWEEN, in `min`, `max` and `count`, in ORDER BY, GROUP
            /// BY, DISTINCT and windows, and as a column of the statement itself. Elsewhere, and beside another
            /// collation, it is an error from compile, since engines differ in what it means there.
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// sqltree::table! { pub users { id: i64 => primary_key, name: String } }
            /// let query = select(users::id)
            ///     .filter(users::name.collate("NOCASE").eq("Ann"))
            ///     .order_by(users::name.collate("NOCASE"));
            /// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
            ///     "SELECT users.id FROM users WHERE users.name COLLATE \"NOCASE\" = ? \
            ///      ORDER BY users.name COLLATE \"NOCASE\"");
            /// ```
            pub fn collate(&self, collation: impl Into<Name>) -> Expr<T>
            where
                T::Family: IsText,
            {
                let name = Node::Literal(collation.into().as_str().into());
                apply(&function::COLLATE, vec![self.to_node(), name])
            }
        }
    };
}

stamp!(Expr);
stamp!(Column);
