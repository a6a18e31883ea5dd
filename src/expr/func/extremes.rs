//! The largest and the smallest of several values.

use super::{BothNull, Fam, NonNull, apply};
use crate::expr::operators::Shared;
use crate::expr::{Expr, IntoExpr, Node};
use crate::function::{self, Function};
use crate::types::{Common, Lift};

/// The type of the largest of both.
type Both<A, B> = Lift<<A as IntoExpr>::Sql, <B as IntoExpr>::Sql, Shared<<A as IntoExpr>::Sql, B>>;

/// The larger of both; NULL if one is: `GREATEST(a, b)`, `MAX(a, b)` on SQLite.
///
/// Several are one call: `greatest(greatest(a, b), c)` is `GREATEST(a, b, c)`. On PostgreSQL, where
/// `GREATEST` knows no NULLs, it is `CASE WHEN NUM_NULLS(a, b) = 0 THEN GREATEST(a, b) END`. Texts
/// compare as for `<`.
///
/// ```
/// use sqltree::prelude::*;
/// let t = Table::new("t").column("a", Type::Integer).column("b", Type::Integer);
/// let query = select(func::greatest(func::greatest(t.col("a"), t.col("b")), 0));
/// assert_eq!(query.compile(&MySql::default()).unwrap().sql(), "SELECT GREATEST(t.a, t.b, ?) FROM t");
/// ```
pub fn greatest<A: IntoExpr, B: IntoExpr>(first: A, second: B) -> Expr<Both<A, B>>
where
    Fam<A>: Common<NonNull<A>, NonNull<B>, Fam<B>>,
{
    of_more(&function::GREATEST, first.into_expr().node, second.into_expr().node)
}

/// The smaller of both; NULL if one is: `LEAST(a, b)`, `MIN(a, b)` on SQLite; see [`greatest`].
pub fn least<A: IntoExpr, B: IntoExpr>(first: A, second: B) -> Expr<Both<A, B>>
where
    Fam<A>: Common<NonNull<A>, NonNull<B>, Fam<B>>,
{
    of_more(&function::LEAST, first.into_expr().node, second.into_expr().node)
}

/// The larger of both, or the one that is not NULL: `GREATEST(a, b)` on PostgreSQL, elsewhere
/// `GREATEST(COALESCE(a, b), COALESCE(b, a))`.
pub fn greatest_skip_null<A: IntoExpr, B: IntoExpr>(first: A, second: B) -> Expr<BothNull<A, B>>
where
    Fam<A>: Common<NonNull<A>, NonNull<B>, Fam<B>>,
{
    apply(&function::GREATEST_SKIP_NULL, vec![first.into_expr().node, second.into_expr().node])
}

/// The smaller of both, or the one that is not NULL; see [`greatest_skip_null`].
pub fn least_skip_null<A: IntoExpr, B: IntoExpr>(first: A, second: B) -> Expr<BothNull<A, B>>
where
    Fam<A>: Common<NonNull<A>, NonNull<B>, Fam<B>>,
{
    apply(&function::LEAST_SKIP_NULL, vec![first.into_expr().node, second.into_expr().node])
}

/// One call for what is the same function over more.
fn of_more<T>(function: &'static Function, first: Node, second: Node) -> Expr<T> {
    if let Some((inner, args)) = first.as_function()
        && *inner == *function
    {
        let args: Vec<Node> = args.iter().cloned().chain([second]).collect();
        return apply(function, args);
    }
    apply(function, vec![first, second])
}
