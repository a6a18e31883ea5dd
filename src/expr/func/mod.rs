//! Functions of SQL, each with one meaning on every dialect.
//!
//! A dialect writes them from its templates; one that it lacks is an error from compile. For a
//! function of one engine, [`call`] writes its name.

mod aggregates;
mod calendar;
mod changes;
mod extremes;
mod json;
mod numbers;
mod texts;
mod windows;

pub use aggregates::*;
pub use calendar::*;
pub use changes::*;
pub use extremes::*;
pub(crate) use json::cell;
pub use json::*;
pub use numbers::*;
pub use texts::*;
pub use windows::*;

use super::operators::Shared;
use super::predicates::apply;
use super::{Expr, ExprList, IntoExpr, Kind, Node};
use crate::function::{self, Function, FunctionName};
use crate::types::{Any, Common, ComparableWith, Nullability, SqlValue};

type Fam<A> = <<A as IntoExpr>::Sql as SqlValue>::Family;
type NonNull<A> = <<A as IntoExpr>::Sql as SqlValue>::NonNull;
type Null<A> = <<A as IntoExpr>::Sql as SqlValue>::Null;
/// What takes the values of both, with NULL when both may be NULL.
type BothNull<A, B> =
    <<Null<A> as Nullability>::And<Null<B>> as Nullability>::Wrap<Shared<<A as IntoExpr>::Sql, B>>;

fn one<A: IntoExpr, T>(function: &'static Function, arg: A) -> Expr<T> {
    apply(function, arg.into_expr().node)
}

/// The first argument that is not NULL: `COALESCE(a, b)`.
pub fn coalesce<A: IntoExpr, B: IntoExpr>(first: A, second: B) -> Expr<BothNull<A, B>>
where
    Fam<A>: Common<NonNull<A>, NonNull<B>, Fam<B>>,
{
    apply(&function::COALESCE, vec![first.into_expr().node, second.into_expr().node])
}

/// NULL if both are equal, else the first: `NULLIF(a, b)`.
pub fn nullif<A: IntoExpr, B: IntoExpr>(first: A, second: B) -> Expr<Option<NonNull<A>>>
where
    Fam<A>: ComparableWith<Fam<B>>,
{
    apply(&function::NULLIF, vec![first.into_expr().node, second.into_expr().node])
}

/// A whole number of the program's, written into the text; no engine has so many of anything as do not
/// fit.
pub(super) fn number(n: u32) -> Node {
    Node::Literal(i32::try_from(n).unwrap_or(i32::MAX).into())
}

/// Calls a function of the database by its name, which is quoted only if it must be.
///
/// Whether the function exists, and what it means there, is up to the database. With a schema or package,
/// given as a pair, it is `package.name(arguments)`, and both are written as names are: in quotes if they
/// must be, so that then upper and lower case are two; SQLite has no such functions. Given as three it is
/// `catalog.schema.name(arguments)`, or `schema.package.name(arguments)`; MySQL has no such functions, and
/// MariaDB calls those of packages so.
///
/// ```
/// use sqltree::prelude::*;
/// let query = select(func::call("date_trunc", ("day", column("created"))));
/// assert_eq!(query.compile(&Ansi).unwrap().sql(), "SELECT date_trunc(:p1, created)");
/// let query = select(func::call(("app", "Discount"), (column("price"),)));
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(), r#"SELECT app."Discount"(price)"#);
/// let query = select(func::call(("shop", "app", "discount"), (column("price"),)));
/// assert_eq!(query.compile(&Ansi).unwrap().sql(), "SELECT shop.app.discount(price)");
/// ```
pub fn call(name: impl Into<FunctionName>, args: impl ExprList) -> Expr<Any> {
    Expr::tree(Kind::Call { name: name.into(), args: args.into_nodes().0 })
}
