//! Reckoning with dates and timestamps, stamped for [`Expr`] and [`Column`].

use super::operators::Fam;
use super::predicates::apply;
use super::{Column, Expr, IntoExpr, Node};
use crate::error::{ErrorKind, Problem};
use crate::function;
use crate::types::{
    HasDay, InTimeZone, IsDay, IsInteger, IsMoment, IsSpan, Lift, Lift1, PlusSpan, SqlValue, Tag,
};
use crate::value::Interval;

/// The type of a day or a moment with a span of time added.
type Later<T> = <<T as SqlValue>::Family as PlusSpan<<T as SqlValue>::NonNull>>::Sum;

macro_rules! stamp {
    ($type:ident) => {
        impl<T: SqlValue> $type<T> {
            /// A span of time later: `self + span`; a date becomes a timestamp.
            ///
            /// Months and days of a span are those of UTC. Where the engine has no such year the result is
            /// NULL, or an error of the database.
            ///
            /// ```
            /// use sqltree::Interval;
            /// use sqltree::prelude::*;
            /// let t = Table::new("t").column("start", Type::Timestamp);
            /// let query = select(t.col("start").plus(Interval::from_micros(1_500_000)));
            /// assert_eq!(query.compile(&MySql::default()).unwrap().sql(),
            ///     "SELECT t.start + INTERVAL ? MICROSECOND FROM t");
            /// ```
            pub fn plus<R: IntoExpr>(&self, span: R) -> Expr<Option<Later<T>>>
            where
                T::Family: PlusSpan<T::NonNull>,
                Fam<R>: IsSpan,
            {
                apply(&function::PLUS, vec![self.to_node(), span.into_expr().node])
            }

            /// A span of time before: `self - span`; see [`plus`](Self::plus).
            pub fn minus<R: IntoExpr>(&self, span: R) -> Expr<Option<Later<T>>>
            where
                T::Family: PlusSpan<T::NonNull>,
                Fam<R>: IsSpan,
            {
                apply(&function::MINUS, vec![self.to_node(), span.into_expr().node])
            }

            /// So many days later, at the same time of the day in UTC: `self + INTERVAL n DAY`; fewer than
            /// 0 are days before.
            ///
            /// Where the engine has no such year the result is NULL, or an error of the database.
            pub fn plus_days<N: IntoExpr>(&self, days: N) -> Expr<Option<T::NonNull>>
            where
                T::Family: HasDay,
                N::Sql: IsInteger,
            {
                apply(&function::PLUS_DAYS, vec![self.to_node(), days.into_expr().node])
            }

            /// So many months later; on the last day of the month where it has no such day, so that a
            /// month after 31 January is 28 or 29 February.
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// let t = Table::new("t").column("day", Type::Date);
            /// let query = select(t.col("day").plus_months(1));
            /// assert_eq!(query.compile(&MySql::default()).unwrap().sql(),
            ///     "SELECT t.day + INTERVAL ? MONTH FROM t");
            /// ```
            pub fn plus_months<N: IntoExpr>(&self, months: N) -> Expr<Option<T::NonNull>>
            where
                T::Family: HasDay,
                N::Sql: IsInteger,
            {
                apply(&function::PLUS_MONTHS, vec![self.to_node(), months.into_expr().node])
            }

            /// How many days it is after another date: `self - other`, `DATEDIFF(self, other)` on MySQL.
            pub fn days_since<R: IntoExpr>(&self, other: R) -> Expr<Lift<T, R::Sql, i32>>
            where
                T::Family: IsDay,
                Fam<R>: IsDay,
            {
                apply(&function::DAYS_SINCE, vec![self.to_node(), other.into_expr().node])
            }

            /// What clocks in a time zone show at a point in time, or the point in time at which they show a
            /// timestamp: `self AT TIME ZONE 'zone'`.
            ///
            /// The zone is one of PostgreSQL's, as `Europe/Berlin`, whose rules it knows; one that it does not
            /// know is an error of the database. Other engines know no zones, or only those that somebody
            /// loaded, and are refused.
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// let t = Table::new("t").column("at", Type::TimestampTz);
            /// let query = select(t.col("at").at_time_zone("Europe/Berlin"));
            /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
            ///     "SELECT (t.at AT TIME ZONE 'Europe/Berlin') FROM t");
            /// assert!(query.compile(&Sqlite::default()).is_err());
            /// ```
            pub fn at_time_zone(
                &self,
                zone: &str,
            ) -> Expr<Lift1<T, <T::Family as InTimeZone>::Other>>
            where
                T::Family: InTimeZone,
            {
                in_zone(self.to_node(), zone)
            }

            /// The span of time since another moment, all of it in microseconds:
            /// `TIMESTAMPDIFF(MICROSECOND, other, self)` on MySQL.
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// let t = Table::new("t").column("start", Type::Timestamp).column("stop", Type::Timestamp);
            /// let query = select(t.col("stop").since(t.col("start")));
            /// assert_eq!(query.compile(&MySql::default()).unwrap().sql(),
            ///     "SELECT TIMESTAMPDIFF(MICROSECOND, t.start, t.stop) FROM t");
            /// ```
            pub fn since<R: IntoExpr>(&self, other: R) -> Expr<Lift<T, R::Sql, Interval>>
            where
                T::Family: IsMoment + crate::types::ComparableWith<Fam<R>>,
            {
                apply(&function::SINCE, vec![self.to_node(), other.into_expr().node])
            }
        }
    };
}

stamp!(Expr);
stamp!(Column);

/// The operator means one thing for points in time, and the opposite for timestamps.
fn in_zone<T>(moment: Node, zone: &str) -> Expr<T> {
    let function = match moment.sort().tag {
        Tag::TimestampTz => &function::CLOCK_IN_ZONE,
        Tag::Unknown | Tag::Null => {
            return Expr::mistake(Problem::new(
                ErrorKind::TypeMismatch,
                "AT TIME ZONE means opposite things for timestamps and for points in time, and this is of \
                 no known type; say it by `.typed::<T>()`",
            ));
        }
        _ => &function::AT_TIME_ZONE,
    };
    apply(function, vec![moment, Node::Literal(zone.into())])
}
