//! Functions of SQL, each with one meaning on every dialect.
//!
//! A dialect writes them from its templates; one that it lacks is an error from compile. For a
//! function of one engine, [`call`] writes its name.

use super::predicates::apply;
use super::{Expr, ExprList, IntoExpr, Kind, Node, OrderedSet, WindowFunction};
use crate::error::{ErrorKind, Problem};
use crate::function::{self, Function};
use crate::name::Name;
use crate::types::{
    Any, ComparableWith, IsNumeric, IsText, Lift, Lift1, Nullability, SqlValue, Summed,
};

type Fam<A> = <<A as IntoExpr>::Sql as SqlValue>::Family;
type NonNull<A> = <<A as IntoExpr>::Sql as SqlValue>::NonNull;
type Null<A> = <<A as IntoExpr>::Sql as SqlValue>::Null;
/// `A`, or `Option<A>` when both may be NULL.
type BothNull<A, B> = <<Null<A> as Nullability>::And<Null<B>> as Nullability>::Wrap<NonNull<A>>;

fn one<A: IntoExpr, T>(function: &'static Function, arg: A) -> Expr<T> {
    apply(function, vec![arg.into_expr().node])
}

/// The number of rows: `COUNT(*)`.
pub fn count() -> Expr<i64> {
    apply(&function::COUNT_ROWS, vec![Node::Star])
}

/// The number of rows where `arg` is not NULL: `COUNT(arg)`.
pub fn count_of<A: IntoExpr>(arg: A) -> Expr<i64> {
    one(&function::COUNT_ROWS, arg)
}

/// The number of different values of `arg` that are not NULL: `COUNT(DISTINCT arg)`.
pub fn count_distinct<A: IntoExpr>(arg: A) -> Expr<i64> {
    count_of(arg).distinct()
}

/// The sum; NULL over no rows: `SUM(arg)`. That of integers is an `i64`, that of floats an `f64`; past
/// the end of its range it is an error of the database or of reading the row.
pub fn sum<A: IntoExpr>(arg: A) -> Expr<Option<<NonNull<A> as Summed>::Sum>>
where
    Fam<A>: IsNumeric,
    NonNull<A>: Summed,
    <NonNull<A> as Summed>::Sum: SqlValue,
    Option<<NonNull<A> as Summed>::Sum>: SqlValue,
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

/// The value at a fraction of the ordered values, between two of them if it falls there:
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
pub fn percentile_cont(fraction: f64) -> OrderedSet {
    OrderedSet::new(&function::PERCENTILE_CONT, fraction)
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

/// The first argument that is not NULL: `COALESCE(a, b)`.
pub fn coalesce<A: IntoExpr, B: IntoExpr>(first: A, second: B) -> Expr<BothNull<A, B>>
where
    Fam<A>: ComparableWith<Fam<B>>,
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

fn windowed<T>(function: &'static Function, args: Vec<Node>) -> WindowFunction<T> {
    WindowFunction::new(apply(function, args))
}

fn number(n: u32) -> Node {
    Node::Literal(i32::try_from(n).unwrap_or(i32::MAX).into())
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
) -> WindowFunction<Lift<A::Sql, B::Sql, NonNull<A>>>
where
    Fam<A>: ComparableWith<Fam<B>>,
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
) -> WindowFunction<Lift<A::Sql, B::Sql, NonNull<A>>>
where
    Fam<A>: ComparableWith<Fam<B>>,
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
