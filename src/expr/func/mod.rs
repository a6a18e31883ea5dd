//! Functions of SQL, each with one meaning on every dialect.
//!
//! A dialect writes them from its templates; one that it lacks is an error from compile. For a
//! function of one engine, [`call`] writes its name.

mod aggregates;
mod calendar;
mod extremes;
mod windows;

pub use aggregates::*;
pub use calendar::*;
pub use extremes::*;
pub use windows::*;

use super::operators::Shared;
use super::predicates::apply;
use super::{Expr, ExprList, IntoExpr, Kind, Node};
use crate::error::{ErrorKind, Problem};
use crate::function::{self, Function};
use crate::name::Name;
use crate::types::{Any, Common, ComparableWith, IsNumeric, IsText, Lift1, Nullability, SqlValue};
use crate::value::Decimal;

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

/// ASCII letters, and those others that the database folds, in lower case: `LOWER(arg)`.
pub fn lower<A: IntoExpr>(arg: A) -> Expr<Lift1<A::Sql, String>>
where
    Fam<A>: IsText,
{
    one(&function::LOWER, arg)
}

/// ASCII letters, and those others that the database folds, in upper case: `UPPER(arg)`.
pub fn upper<A: IntoExpr>(arg: A) -> Expr<Lift1<A::Sql, String>>
where
    Fam<A>: IsText,
{
    one(&function::UPPER, arg)
}

/// The number of characters (not bytes): `LENGTH(arg)`, `CHAR_LENGTH(arg)` on MySQL.
pub fn length<A: IntoExpr>(arg: A) -> Expr<Lift1<A::Sql, i64>>
where
    Fam<A>: IsText,
{
    one(&function::LENGTH, arg)
}

/// The text without spaces at both ends: `TRIM(arg)`.
pub fn trim<A: IntoExpr>(arg: A) -> Expr<Lift1<A::Sql, String>>
where
    Fam<A>: IsText,
{
    one(&function::TRIM, arg)
}

/// `length` characters of the text from position `start`, counted from 1: `SUBSTR(…)`.
///
/// A start of 0 is an error from compile: engines disagree on what lies before the first
/// character.
pub fn substring<A: IntoExpr>(text: A, start: u32, length: u32) -> Expr<Lift1<A::Sql, String>>
where
    Fam<A>: IsText,
{
    if start == 0 {
        return Expr::mistake(Problem::new(
            ErrorKind::InvalidValue,
            "substring starts at position 0, but the first character is at 1",
        ));
    }
    apply(&function::SUBSTRING, vec![text.into_expr().node, number(start), number(length)])
}

/// The text with every `from` replaced by `to`: `REPLACE(text, from, to)`, case included.
pub fn replace<A: IntoExpr, B: IntoExpr, C: IntoExpr>(
    text: A,
    from: B,
    to: C,
) -> Expr<Option<String>>
where
    Fam<A>: IsText,
    Fam<B>: IsText,
    Fam<C>: IsText,
{
    apply(
        &function::REPLACE,
        vec![text.into_expr().node, from.into_expr().node, to.into_expr().node],
    )
}

/// The number without its sign: `ABS(arg)`.
pub fn abs<A: IntoExpr>(arg: A) -> Expr<A::Sql>
where
    Fam<A>: IsNumeric,
{
    one(&function::ABS, arg)
}

/// The smallest whole number that is not less: `CEIL(arg)`; an integer is itself.
pub fn ceil<A: IntoExpr>(arg: A) -> Expr<A::Sql>
where
    Fam<A>: IsNumeric,
{
    one(&function::CEIL, arg)
}

/// The largest whole number that is not greater: `FLOOR(arg)`; an integer is itself.
pub fn floor<A: IntoExpr>(arg: A) -> Expr<A::Sql>
where
    Fam<A>: IsNumeric,
{
    one(&function::FLOOR, arg)
}

/// The nearest whole number, a half going away from zero: `ROUND(arg)` where that is its meaning.
///
/// Engines go to the even number from a half in binary, or make 1 of the number before a half; what is
/// written for floats does neither.
pub fn round<A: IntoExpr>(arg: A) -> Expr<A::Sql>
where
    Fam<A>: IsNumeric,
{
    one(&function::ROUND, arg)
}

/// An exact number with so many digits after the point, a half going away from zero:
/// `ROUND(arg, digits)`.
///
/// Floats have no exact digits, so that engines differ; they are an error from compile.
///
/// ```
/// use sqltree::prelude::*;
/// let t = Table::new("t").column("price", Type::Decimal(10, 4));
/// let query = select(func::round_to(t.col("price"), 2));
/// assert_eq!(query.compile(&MySql::default()).unwrap().sql(), "SELECT ROUND(t.price, 2) FROM t");
/// ```
pub fn round_to<A: IntoExpr>(arg: A, digits: u16) -> Expr<Lift1<A::Sql, Decimal>>
where
    Fam<A>: IsNumeric,
{
    apply(&function::ROUND_TO, vec![arg.into_expr().node, number(digits.into())])
}

fn number(n: u32) -> Node {
    Node::Literal(i32::try_from(n).unwrap_or(i32::MAX).into())
}

/// Calls a function of the database by its name, which is quoted only if it must be.
///
/// Whether the function exists, and what it means there, is up to the database.
///
/// ```
/// use sqltree::prelude::*;
/// let query = select(func::call("date_trunc", ("day", column("created"))));
/// assert_eq!(query.compile(&Ansi).unwrap().sql(), "SELECT date_trunc(:p1, created)");
/// ```
pub fn call(name: impl Into<Name>, args: impl ExprList) -> Expr<Any> {
    Expr::tree(Kind::Call { name: name.into(), args: args.into_nodes().0 })
}
