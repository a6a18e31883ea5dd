//! The bits of integers, stamped for [`Expr`] and [`Column`].

use super::operators::{Fam, Shared};
use super::predicates::apply;
use super::{Column, Expr, IntoExpr};
use crate::function;
use crate::types::{Common, IsInteger, Lift, Lift1, Number, SqlValue};

macro_rules! of_two {
    ($($(#[$doc:meta])* $name:ident, $function:ident;)*) => { $(
        $(#[$doc])*
        pub fn $name<R: IntoExpr>(&self, other: R) -> Expr<Lift<T, R::Sql, Shared<T, R>>>
        where
            R::Sql: IsInteger,
            T::Family: Common<T::NonNull, <R::Sql as SqlValue>::NonNull, Fam<R>>,
        {
            apply(&function::$function, vec![self.to_node(), other.into_expr().node])
        }
    )* };
}

macro_rules! stamp {
    ($type:ident) => {
        impl<T: IsInteger + SqlValue> $type<T> {
            of_two! {
                /// The bits that both integers have: `self & other`, with a sign also on MySQL.
                ///
                /// Bits are those of two's complement, so that `-1` has them all. `u64` is refused but on
                /// MySQL and MariaDB.
                ///
                /// ```
                /// use sqltree::prelude::*;
                /// sqltree::table! { pub users { id: i64 => primary_key, flags: i32 } }
                /// let query = select(users::id).filter(users::flags.bitwise_and(4).ne(0));
                /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
                ///     "SELECT users.id FROM users WHERE users.flags & $1 <> $2");
                /// assert_eq!(query.compile(&MySql::default()).unwrap().sql(),
                ///     "SELECT users.id FROM users WHERE CAST(users.flags & ? AS SIGNED) <> ?");
                /// ```
                bitwise_and, BITWISE_AND;
                /// The bits that one of both integers has: `self | other`; see
                /// [`bitwise_and`](Self::bitwise_and).
                bitwise_or, BITWISE_OR;
                /// The bits that just one of both integers has: `self # other` on PostgreSQL, `^` on MySQL,
                /// `(self | other) - (self & other)` on SQLite; see [`bitwise_and`](Self::bitwise_and).
                bitwise_xor, BITWISE_XOR;
            }

            /// The integer with all bits turned over, which is `-1 - self`: `~self`.
            ///
            /// `u64` is refused: it has no place for the sign.
            pub fn bitwise_not(&self) -> Expr<Lift1<T, <T::NonNull as Number>::Negative>>
            where
                T::NonNull: Number,
            {
                apply(&function::BITWISE_NOT, self.to_node())
            }

            /// The 64 bits of the integer so many places to the left; NULL if not 0 to 63 places.
            ///
            /// What is moved past the sign is lost, without an error. Engines differ on fewer places than 0
            /// and more than 63, so that these are kept out: `CASE WHEN places BETWEEN 0 AND 63 THEN
            /// self << places END`.
            pub fn shift_left<R: IntoExpr>(&self, places: R) -> Expr<Option<i64>>
            where
                R::Sql: IsInteger,
            {
                apply(&function::SHIFT_LEFT, vec![self.to_node(), places.into_expr().node])
            }

            /// The 64 bits of the integer so many places to the right, a negative number staying negative;
            /// NULL if not 0 to 63 places. It is half as large, rounded down, for each place.
            pub fn shift_right<R: IntoExpr>(&self, places: R) -> Expr<Option<i64>>
            where
                R::Sql: IsInteger,
            {
                apply(&function::SHIFT_RIGHT, vec![self.to_node(), places.into_expr().node])
            }
        }
    };
}

stamp!(Expr);
stamp!(Column);
