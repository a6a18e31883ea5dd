//! Functions over windows.

use super::{Fam, NonNull, Shared, apply, number};
use crate::error::{ErrorKind, Problem};
use crate::expr::{Expr, IntoExpr, Node, WindowFunction};
use crate::function::{self, Function};
use crate::types::{Common, Lift};

/// What takes the values of both, or NULL if one may be.
type OfBoth<A, B> =
    Lift<<A as IntoExpr>::Sql, <B as IntoExpr>::Sql, Shared<<A as IntoExpr>::Sql, B>>;

fn windowed<T>(function: &'static Function, args: Vec<Node>) -> WindowFunction<T> {
    WindowFunction::new(apply(function, args))
}

/// The number of the row in its window, from 1: `ROW_NUMBER()`.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, team: i64, age: i32 } }
/// let place = func::row_number().over(window().partition_by(users::team).order_by(users::age));
/// assert_eq!(select((users::id, place)).compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT users.id, ROW_NUMBER() OVER (PARTITION BY users.team ORDER BY users.age) FROM users");
/// ```
pub fn row_number() -> WindowFunction<i64> {
    windowed(&function::ROW_NUMBER, Vec::new())
}

/// One more than the number of rows before the row's peers: `RANK()`.
pub fn rank() -> WindowFunction<i64> {
    windowed(&function::RANK, Vec::new())
}

/// One more than the number of groups of peers before the row's: `DENSE_RANK()`.
pub fn dense_rank() -> WindowFunction<i64> {
    windowed(&function::DENSE_RANK, Vec::new())
}

/// The rank from 0 to 1: `PERCENT_RANK()`.
pub fn percent_rank() -> WindowFunction<f64> {
    windowed(&function::PERCENT_RANK, Vec::new())
}

/// The share of rows up to the row and its peers: `CUME_DIST()`.
pub fn cume_dist() -> WindowFunction<f64> {
    windowed(&function::CUME_DIST, Vec::new())
}

/// Which of `buckets` parts of about equal size the row is in, from 1: `NTILE(buckets)`.
///
/// No buckets are an error from compile.
pub fn ntile(buckets: u32) -> WindowFunction<i64> {
    if buckets == 0 {
        return WindowFunction::new(Expr::mistake(Problem::new(
            ErrorKind::InvalidValue,
            "ntile(0) has no bucket to put a row in; give at least 1",
        )));
    }
    windowed(&function::NTILE, vec![number(buckets)])
}

/// The value `rows` rows before, NULL where there is none: `LAG(arg, rows)`.
pub fn lag<A: IntoExpr>(arg: A, rows: u32) -> WindowFunction<Option<NonNull<A>>> {
    windowed(&function::LAG, vec![arg.into_expr().node, number(rows)])
}

/// The value `rows` rows before, `otherwise` where there is none: `LAG(arg, rows, otherwise)`.
/// MariaDB has it not.
pub fn lag_or<A: IntoExpr, B: IntoExpr>(
    arg: A,
    rows: u32,
    otherwise: B,
) -> WindowFunction<OfBoth<A, B>>
where
    Fam<A>: Common<NonNull<A>, NonNull<B>, Fam<B>>,
{
    windowed(
        &function::LAG_OR,
        vec![arg.into_expr().node, number(rows), otherwise.into_expr().node],
    )
}

/// The value `rows` rows after, NULL where there is none: `LEAD(arg, rows)`.
pub fn lead<A: IntoExpr>(arg: A, rows: u32) -> WindowFunction<Option<NonNull<A>>> {
    windowed(&function::LEAD, vec![arg.into_expr().node, number(rows)])
}

/// The value `rows` rows after, `otherwise` where there is none: `LEAD(arg, rows, otherwise)`.
/// MariaDB has it not.
pub fn lead_or<A: IntoExpr, B: IntoExpr>(
    arg: A,
    rows: u32,
    otherwise: B,
) -> WindowFunction<OfBoth<A, B>>
where
    Fam<A>: Common<NonNull<A>, NonNull<B>, Fam<B>>,
{
    windowed(
        &function::LEAD_OR,
        vec![arg.into_expr().node, number(rows), otherwise.into_expr().node],
    )
}

/// The value in the first row of the frame; NULL if the frame is empty: `FIRST_VALUE(arg)`.
pub fn first_value<A: IntoExpr>(arg: A) -> WindowFunction<Option<NonNull<A>>> {
    windowed(&function::FIRST_VALUE, vec![arg.into_expr().node])
}

/// The value in the last row of the frame; NULL if the frame is empty: `LAST_VALUE(arg)`.
///
/// With an order and no frame that is the last peer of the current row, not of the window.
pub fn last_value<A: IntoExpr>(arg: A) -> WindowFunction<Option<NonNull<A>>> {
    windowed(&function::LAST_VALUE, vec![arg.into_expr().node])
}

/// The value in row `n` of the frame, from 1; NULL if it has fewer: `NTH_VALUE(arg, n)`.
///
/// Row 0 is an error from compile.
pub fn nth_value<A: IntoExpr>(arg: A, n: u32) -> WindowFunction<Option<NonNull<A>>> {
    if n == 0 {
        return WindowFunction::new(Expr::mistake(Problem::new(
            ErrorKind::InvalidValue,
            "nth_value of row 0, but the first row of a frame is 1",
        )));
    }
    windowed(&function::NTH_VALUE, vec![arg.into_expr().node, number(n)])
}
