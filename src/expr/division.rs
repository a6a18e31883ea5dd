//! Quotients and remainders, NULL by zero, stamped for [`Expr`] and [`Column`].

use super::operators::{Fam, Shared};
use super::predicates::apply;
use super::{Column, Expr, IntoExpr};
use crate::function;
use crate::types::{Common, IsInteger, IsNumeric, SqlValue};

macro_rules! stamp {
    ($type:ident) => {
        impl<T: SqlValue> $type<T> {
            /// The quotient in double precision, NULL when `other` is zero: `5 / 2` is 2.5.
            /// The operator `/` is the same.
            pub fn div<R: IntoExpr>(&self, other: R) -> Expr<Option<f64>>
            where
                T::Family: IsNumeric,
                Fam<R>: IsNumeric,
            {
                apply(&function::DIV, vec![self.to_node(), other.into_expr().node])
            }

            /// The quotient without its fraction, NULL when `other` is zero: `-5 div 2` is -2.
            pub fn div_trunc<R: IntoExpr>(&self, other: R) -> Expr<Option<Shared<T, R>>>
            where
                T: IsInteger,
                R::Sql: IsInteger,
                T::Family: Common<T::NonNull, <R::Sql as SqlValue>::NonNull, Fam<R>>,
            {
                apply(&function::DIV_TRUNC, vec![self.to_node(), other.into_expr().node])
            }

            /// The quotient rounded down, NULL when `other` is zero: `-5` by `2` is -3.
            ///
            /// Engines' own division of integers drops the fraction, so that one is taken off where there is
            /// a rest and one of both is negative. SQLite and MySQL take a comparison for the number:
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// sqltree::table! { pub slots { id: i64 => primary_key, minute: i32 } }
            /// let query = select(slots::minute.div_floor(60));
            /// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
            ///     "SELECT slots.minute / ? - ((slots.minute < 0) <> (? < 0) AND slots.minute % ? <> 0) \
            ///      FROM slots");
            /// ```
            pub fn div_floor<R: IntoExpr>(&self, other: R) -> Expr<Option<Shared<T, R>>>
            where
                T: IsInteger,
                R::Sql: IsInteger,
                T::Family: Common<T::NonNull, <R::Sql as SqlValue>::NonNull, Fam<R>>,
            {
                apply(&function::DIV_FLOOR, vec![self.to_node(), other.into_expr().node])
            }

            /// The remainder of [`div_floor`](Self::div_floor), with the sign of `other`; NULL when `other`
            /// is zero: of `-5` by `2` it is 1, where that of `%` is -1.
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// sqltree::table! { pub slots { id: i64 => primary_key, minute: i32 } }
            /// let query = select(slots::minute.mod_floor(60));
            /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
            ///     "SELECT slots.minute % NULLIF(CAST($1 AS INTEGER), 0) + CASE WHEN (slots.minute < 0) <> \
            ///      (CAST($2 AS INTEGER) < 0) AND slots.minute % NULLIF(CAST($3 AS INTEGER), 0) <> 0 \
            ///      THEN CAST($4 AS INTEGER) ELSE CAST(0 AS SMALLINT) END FROM slots");
            /// ```
            pub fn mod_floor<R: IntoExpr>(&self, other: R) -> Expr<Option<Shared<T, R>>>
            where
                T: IsInteger,
                R::Sql: IsInteger,
                T::Family: Common<T::NonNull, <R::Sql as SqlValue>::NonNull, Fam<R>>,
            {
                apply(&function::MOD_FLOOR, vec![self.to_node(), other.into_expr().node])
            }
        }
    };
}

stamp!(Expr);
stamp!(Column);
