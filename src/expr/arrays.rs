//! Values beside arrays, stamped for [`Expr`] and [`Column`].

use super::operators::Fam;
use super::predicates::apply;
use super::{Column, Expr, IntoExpr};
use crate::function;
use crate::types::{IsArrayOf, SqlValue};

macro_rules! stamp {
    ($type:ident) => {
        impl<T: SqlValue> $type<T> {
            /// `self = ANY (array)`: [`is_in`](Self::is_in) of an array, which is one parameter however
            /// many values there are.
            ///
            /// Of the built-in dialects PostgreSQL has it.
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// sqltree::table! { pub users { id: i64 => primary_key } }
            /// let query = select(users::id).filter(users::id.eq_any(vec![1_i64, 2, 3]));
            /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
            ///     "SELECT users.id FROM users WHERE users.id = ANY ($1)");
            /// ```
            pub fn eq_any<R: IntoExpr>(&self, array: R) -> Expr<Option<bool>>
            where
                Fam<R>: IsArrayOf<T::Family>,
            {
                apply(&function::EQ_ANY, vec![self.to_node(), array.into_expr().node])
            }

            /// `self <> ALL (array)`: the opposite of [`eq_any`](Self::eq_any).
            pub fn ne_all<R: IntoExpr>(&self, array: R) -> Expr<Option<bool>>
            where
                Fam<R>: IsArrayOf<T::Family>,
            {
                apply(&function::NE_ALL, vec![self.to_node(), array.into_expr().node])
            }
        }
    };
}

stamp!(Expr);
stamp!(Column);
