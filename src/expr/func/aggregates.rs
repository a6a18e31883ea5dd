//! Aggregates: one value of many rows.

use super::{Fam, NonNull, apply, one};
use crate::expr::{Expr, ExprList, Interpolated, IntoExpr, Node, OrderedSet};
use crate::function;
use crate::types::{IsNumeric, IsText, Number, SqlValue};

/// The number of rows: `COUNT(*)`.
pub fn count() -> Expr<i64> {
    apply(&function::COUNT_ROWS, Node::Star)
}

/// The number of rows where `arg` is not NULL: `COUNT(arg)`.
pub fn count_of<A: IntoExpr>(arg: A) -> Expr<i64> {
    one(&function::COUNT_ROWS, arg)
}

/// The number of different values of `arg` that are not NULL: `COUNT(DISTINCT arg)`.
pub fn count_distinct<A: IntoExpr>(arg: A) -> Expr<i64> {
    count_of(arg).distinct()
}

/// Which of some keys of GROUP BY are not in the set that a row is of: `GROUPING(a, b)`, where the last key
/// counts 1, the one before it 2, and so on. 0 says that all of them are.
///
/// It stands where aggregates can, and each of the keys, 31 at most, must be one of the query. Where sets
/// are written as queries for each, it is a number; see
/// [`group_by_rollup`](crate::select::Select::group_by_rollup).
pub fn grouping(keys: impl ExprList) -> Expr<i32> {
    apply(&function::GROUPING, keys.into_nodes().0)
}

/// The sum; NULL over no rows: `SUM(arg)`. That of integers is an `i64`, that of floats an `f64`; past
/// the end of its range it is an error of the database or of reading the row.
pub fn sum<A: IntoExpr>(arg: A) -> Expr<Option<<NonNull<A> as Number>::Sum>>
where
    Fam<A>: IsNumeric,
    NonNull<A>: Number,
    <NonNull<A> as Number>::Sum: SqlValue,
    Option<<NonNull<A> as Number>::Sum>: SqlValue,
{
    one(&function::SUM, arg)
}

/// The mean in double precision; NULL over no rows.
///
/// `AVG` of a double, since PostgreSQL and MySQL would give decimals of different lengths.
pub fn avg<A: IntoExpr>(arg: A) -> Expr<Option<f64>>
where
    Fam<A>: IsNumeric,
{
    one(&function::AVG, arg)
}

/// The texts of all rows with `separator` between them; NULL over no rows, and texts that are NULL
/// left out: `STRING_AGG(text, 'separator')`, `GROUP_CONCAT` on SQLite, MySQL and MariaDB.
///
/// The rows come in any order; say one by [`order_by`](Expr::order_by). MySQL and MariaDB cut the
/// text at the session's `group_concat_max_len`, 1024 bytes on a new MySQL; the driver sets it to
/// its maximum, 1 GiB.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, team: i64, name: String } }
/// let names = func::string_agg(users::name, ", ").order_by(users::name);
/// let query = select((users::team, names)).group_by(users::team);
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT users.team, STRING_AGG(users.name, ', ' ORDER BY users.name) \
///      FROM users GROUP BY users.team");
/// assert_eq!(query.compile(&MySql::default()).unwrap().sql(),
///     "SELECT users.team, GROUP_CONCAT(users.name ORDER BY users.name SEPARATOR ', ') \
///      FROM users GROUP BY users.team");
/// ```
pub fn string_agg<A: IntoExpr>(text: A, separator: &str) -> Expr<Option<String>>
where
    Fam<A>: IsText,
{
    apply(&function::STRING_AGG, vec![text.into_expr().node, Node::Literal(separator.into())])
}

/// The number at a fraction of the ordered numbers, between two of them if it falls there:
/// `PERCENTILE_CONT(fraction) WITHIN GROUP (ORDER BY key)`; of the built-in dialects PostgreSQL
/// has it.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, score: f64 } }
/// let median = func::percentile_cont(0.5).within_group(users::score);
/// assert_eq!(select(median).compile(&Postgres::default()).unwrap().sql(),
///     "SELECT PERCENTILE_CONT($1) WITHIN GROUP (ORDER BY users.score) FROM users");
/// ```
pub fn percentile_cont(fraction: f64) -> Interpolated {
    Interpolated { fraction }
}

/// The first of the ordered values at or past a fraction of them:
/// `PERCENTILE_DISC(fraction) WITHIN GROUP (ORDER BY key)`; of the built-in dialects PostgreSQL
/// has it.
pub fn percentile_disc(fraction: f64) -> OrderedSet {
    OrderedSet::new(&function::PERCENTILE_DISC, fraction)
}

/// The value that comes most often, the first found of several:
/// `MODE() WITHIN GROUP (ORDER BY arg)`; of the built-in dialects PostgreSQL has it.
pub fn mode<A: IntoExpr>(arg: A) -> Expr<Option<NonNull<A>>> {
    one(&function::MODE, arg)
}

/// One of the values that are not NULL, whichever; NULL over no rows: `MIN(arg)`.
///
/// For a column of which a group has one value, where the database cannot know that.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, team: i64, town: String } }
/// let query = select((users::team, func::any_value(users::town))).group_by(users::team);
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT users.team, MIN(users.town) FROM users GROUP BY users.team");
/// ```
pub fn any_value<A: IntoExpr>(arg: A) -> Expr<Option<NonNull<A>>> {
    one(&function::ANY_VALUE, arg)
}

/// The smallest value; NULL over no rows: `MIN(arg)`.
pub fn min<A: IntoExpr>(arg: A) -> Expr<Option<NonNull<A>>> {
    one(&function::MIN, arg)
}

/// The largest value; NULL over no rows: `MAX(arg)`.
pub fn max<A: IntoExpr>(arg: A) -> Expr<Option<NonNull<A>>> {
    one(&function::MAX, arg)
}
