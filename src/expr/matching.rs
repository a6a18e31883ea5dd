//! `LIKE` and its kin, stamped for [`Expr`] and [`Column`].

use super::node::Like;
use super::operators::{Fam, Truth};
use super::predicates::{ILIKE, LIKE, like, literal_like};
use super::{Column, Expr, IntoExpr};
use crate::types::{IsText, Lift1, SqlValue};

macro_rules! stamp {
    ($type:ident) => {
        impl<T: SqlValue> $type<T> {
            /// True if the text matches `pattern`, upper and lower case being different: `%` is
            /// any text, `_` one character, a backslash makes the next character plain.
            ///
            /// `LIKE` on PostgreSQL, `LIKE … COLLATE utf8mb4_bin` on MySQL and MariaDB, and `GLOB`
            /// on SQLite, where the pattern must be a value.
            ///
            /// A pattern that ends in its escape is an error: of compiling if it is a value, else when it
            /// comes. Worked out from columns it matches nothing, but on PostgreSQL is an error of the data.
            pub fn like<R: IntoExpr>(&self, pattern: R) -> Expr<Truth<T, R>>
            where
                T::Family: IsText,
                Fam<R>: IsText,
            {
                like(self.to_node(), pattern.into_expr().node, LIKE)
            }

            /// The opposite of [`like`](Self::like).
            pub fn not_like<R: IntoExpr>(&self, pattern: R) -> Expr<Truth<T, R>>
            where
                T::Family: IsText,
                Fam<R>: IsText,
            {
                like(self.to_node(), pattern.into_expr().node, Like { negated: true, ..LIKE })
            }

            /// [`like`](Self::like) with another escape character than backslash.
            pub fn like_escape<R: IntoExpr>(&self, pattern: R, escape: char) -> Expr<Truth<T, R>>
            where
                T::Family: IsText,
                Fam<R>: IsText,
            {
                like(self.to_node(), pattern.into_expr().node, Like { escape, ..LIKE })
            }

            /// [`like`](Self::like) without regard to case.
            ///
            /// Letters beyond ASCII fold as the database folds them; SQLite leaves them alone.
            pub fn ilike<R: IntoExpr>(&self, pattern: R) -> Expr<Truth<T, R>>
            where
                T::Family: IsText,
                Fam<R>: IsText,
            {
                like(self.to_node(), pattern.into_expr().node, ILIKE)
            }

            /// The opposite of [`ilike`](Self::ilike).
            pub fn not_ilike<R: IntoExpr>(&self, pattern: R) -> Expr<Truth<T, R>>
            where
                T::Family: IsText,
                Fam<R>: IsText,
            {
                like(self.to_node(), pattern.into_expr().node, Like { negated: true, ..ILIKE })
            }

            /// True if the text begins with `text`, taken literally, case included.
            pub fn starts_with(&self, text: &str) -> Expr<Lift1<T, bool>>
            where
                T::Family: IsText,
            {
                literal_like(self.to_node(), ("", text, "%"), LIKE)
            }

            /// True if the text ends with `text`, taken literally, case included.
            pub fn ends_with(&self, text: &str) -> Expr<Lift1<T, bool>>
            where
                T::Family: IsText,
            {
                literal_like(self.to_node(), ("%", text, ""), LIKE)
            }

            /// True if `text` is in the text, taken literally, case included.
            pub fn contains(&self, text: &str) -> Expr<Lift1<T, bool>>
            where
                T::Family: IsText,
            {
                literal_like(self.to_node(), ("%", text, "%"), LIKE)
            }

            /// [`starts_with`](Self::starts_with) without regard to case, as [`ilike`](Self::ilike) folds it.
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// sqltree::table! { pub users { id: i64 => primary_key, name: String } }
            /// let query = select(users::id).filter(users::name.istarts_with("10%"));
            /// let made = query.compile(&Postgres::default()).unwrap();
            /// assert_eq!(made.sql(), "SELECT users.id FROM users WHERE users.name ILIKE $1");
            /// assert_eq!(made.params(), [Value::from(r"10\%%")]);
            /// ```
            pub fn istarts_with(&self, text: &str) -> Expr<Lift1<T, bool>>
            where
                T::Family: IsText,
            {
                literal_like(self.to_node(), ("", text, "%"), ILIKE)
            }

            /// [`ends_with`](Self::ends_with) without regard to case, as [`ilike`](Self::ilike) folds it.
            pub fn iends_with(&self, text: &str) -> Expr<Lift1<T, bool>>
            where
                T::Family: IsText,
            {
                literal_like(self.to_node(), ("%", text, ""), ILIKE)
            }

            /// [`contains`](Self::contains) without regard to case, as [`ilike`](Self::ilike) folds it.
            pub fn icontains(&self, text: &str) -> Expr<Lift1<T, bool>>
            where
                T::Family: IsText,
            {
                literal_like(self.to_node(), ("%", text, "%"), ILIKE)
            }
        }
    };
}

stamp!(Expr);
stamp!(Column);
