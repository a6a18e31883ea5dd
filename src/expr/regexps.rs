//! Regular expressions in the words of the engine, stamped for [`Expr`] and [`Column`].

use super::operators::{Fam, Truth};
use super::predicates::apply;
use super::{Column, Expr, IntoExpr};
use crate::function;
use crate::types::{IsText, SqlValue};

macro_rules! stamp {
    ($type:ident) => {
        impl<T: SqlValue> $type<T> {
            /// True if a part of the text matches a regular expression, upper and lower case being
            /// different: `self ~ pattern` on PostgreSQL, `self REGEXP CONCAT('(?-i)', pattern)` on MySQL 8
            /// and MariaDB; SQLite has it only with `?polyfill`, see [`Engine::open`](crate::engine::Engine::open).
            ///
            /// The pattern is in the engine's own words, which differ but for the simplest: POSIX with
            /// additions on PostgreSQL, ICU on MySQL, PCRE on MariaDB, and on SQLite those of the
            /// [crate `regex`](https://docs.rs/regex/latest/regex/#syntax). A `.` matches the end of a line on
            /// PostgreSQL only. What is no pattern is an error of the database.
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// sqltree::table! { pub users { id: i64 => primary_key, name: String } }
            /// let query = select(users::id).filter(users::name.regexp_match("^[ab]"));
            /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
            ///     "SELECT users.id FROM users WHERE users.name ~ $1");
            /// ```
            pub fn regexp_match<R: IntoExpr>(&self, pattern: R) -> Expr<Truth<T, R>>
            where
                T::Family: IsText,
                Fam<R>: IsText,
            {
                apply(&function::REGEXP_MATCH, vec![self.to_node(), pattern.into_expr().node])
            }

            /// [`regexp_match`](Self::regexp_match) without regard to case: `self ~* pattern` on PostgreSQL.
            pub fn regexp_match_ignore_case<R: IntoExpr>(&self, pattern: R) -> Expr<Truth<T, R>>
            where
                T::Family: IsText,
                Fam<R>: IsText,
            {
                let args = vec![self.to_node(), pattern.into_expr().node];
                apply(&function::REGEXP_MATCH_IGNORE_CASE, args)
            }

            /// The text with all parts that match a regular expression replaced: `REGEXP_REPLACE(…)`, upper
            /// and lower case being different; SQLite has it only with `?polyfill`.
            ///
            /// What stands for groups in `replacement` is in the engine's own words too: `\1` on PostgreSQL and
            /// MariaDB, `$1` on MySQL and SQLite. See [`regexp_match`](Self::regexp_match).
            pub fn regexp_replace<R: IntoExpr, W: IntoExpr>(
                &self,
                pattern: R,
                replacement: W,
            ) -> Expr<Option<String>>
            where
                T::Family: IsText,
                Fam<R>: IsText,
                Fam<W>: IsText,
            {
                let (pattern, replacement) =
                    (pattern.into_expr().node, replacement.into_expr().node);
                apply(&function::REGEXP_REPLACE, vec![self.to_node(), pattern, replacement])
            }
        }
    };
}

stamp!(Expr);
stamp!(Column);
