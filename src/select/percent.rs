//! LIMIT by percent.

use std::panic::Location;

use super::{AnyQuery, Clause, Compound, Select, Values};
use crate::expr::Node;
use crate::value::{Decimal, Value};

/// So many of a hundred: a whole number, or an exact one with up to four digits after the point, as a
/// [`Decimal`] or as text.
///
/// What is none, is negative or more than a hundred is an error from compile. There is no way from `f64`,
/// whose fractions are not exact.
///
/// ```
/// use sqltree::select::Percent;
/// assert_eq!(Percent::from("12.50"), Percent::from("12.5"));
/// assert_eq!(Percent::from("20.0"), Percent::from(20));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Percent(Value);

macro_rules! whole {
    ($($type:ty),*) => { $(
        impl From<$type> for Percent {
            fn from(percent: $type) -> Self {
                Percent(Value::I64(percent.into()))
            }
        }
    )* };
}

whole!(u8, i32, u32, i64);

impl From<Decimal> for Percent {
    fn from(percent: Decimal) -> Self {
        let short = percent.trimmed();
        let whole = short.as_str().parse::<i64>();
        Percent(whole.map_or(Value::Decimal(short), Value::I64))
    }
}

impl From<&Decimal> for Percent {
    fn from(percent: &Decimal) -> Self {
        percent.clone().into()
    }
}

/// What is no number is an error from compile.
impl From<&str> for Percent {
    fn from(percent: &str) -> Self {
        percent.parse::<Decimal>().map_or_else(|_| Percent(percent.into()), Percent::from)
    }
}

macro_rules! queries {
    ($($type:ident),*) => { $(
        impl<R> $type<R> {
            /// Keeps the first rows in the order, so many of a hundred, rounded up:
            /// `FETCH FIRST percent PERCENT ROWS ONLY`.
            ///
            /// There must be an [`order_by`](Self::order_by), and 100 is the most. A fraction is exact: see
            /// [`Percent`]. The rows that [`offset`](Self::offset) leaves out count among the hundred. No
            /// built-in engine has it: rows are numbered in a query in FROM, but not those of set operations
            /// and VALUES.
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// sqltree::table! { pub posts { id: i64 => primary_key, likes: i32 } }
            /// let best = select(posts::id).order_by(posts::likes.desc());
            /// assert_eq!(best.clone().limit_percent(5).compile(&Ansi).unwrap().sql(),
            ///     "SELECT posts.id FROM posts ORDER BY posts.likes DESC FETCH FIRST :p1 PERCENT ROWS ONLY");
            /// assert_eq!(best.limit_percent("2.5").compile(&Sqlite::default()).unwrap().sql(),
            ///     "SELECT c_1 AS id FROM (SELECT posts.id AS c_1, ROW_NUMBER() OVER (ORDER BY posts.likes \
            ///      DESC) AS n_1, COUNT(*) OVER (ORDER BY posts.likes DESC ROWS BETWEEN UNBOUNDED PRECEDING \
            ///      AND UNBOUNDED FOLLOWING) AS n_3, posts.likes AS o_1 FROM posts) AS q \
            ///      WHERE n_1 * 1000 < n_3 * ? + ? ORDER BY o_1 DESC");
            /// ```
            #[track_caller]
            pub fn limit_percent(self, percent: impl Into<Percent>) -> Self {
                let limit = Node::Bind(percent.into().0);
                self.with(Clause::Limit, Location::caller(), |body| body.set_limit(limit, false, true))
            }

            /// The same, and the rows that are equal to the last in the order: `… PERCENT ROWS WITH TIES`.
            #[track_caller]
            pub fn limit_percent_with_ties(self, percent: impl Into<Percent>) -> Self {
                let limit = Node::Bind(percent.into().0);
                self.with(Clause::Limit, Location::caller(), |body| body.set_limit(limit, true, true))
            }
        }
    )* };
}

queries!(Select, Compound, Values, AnyQuery);
