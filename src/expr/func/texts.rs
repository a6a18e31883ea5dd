//! Functions of texts.

use super::{Fam, apply, number, one};
use crate::error::{ErrorKind, Problem};
use crate::expr::{Expr, ExprList, IntoExpr, Node};
use crate::function::{self, Function};
use crate::types::{IsInteger, IsText, Lift, Lift1};

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

/// How many bytes the text has in UTF-8: `OCTET_LENGTH(arg)`.
pub fn octet_length<A: IntoExpr>(arg: A) -> Expr<Lift1<A::Sql, i64>>
where
    Fam<A>: IsText,
{
    one(&function::OCTET_LENGTH, arg)
}

/// Where `part` first is in the text, counted in characters from 1; 0 if it is not there, case included.
///
/// `STRPOS` on PostgreSQL, `INSTR` on SQLite, `LOCATE` on MySQL. An empty part is at 1.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, mail: String } }
/// let at = func::position(users::mail, "@");
/// let query = select(func::substring_from(users::mail, at + 1_i64));
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT SUBSTR(users.mail, MAX(INSTR(users.mail, ?) + ?, 1)) FROM users");
/// ```
pub fn position<A: IntoExpr, B: IntoExpr>(text: A, part: B) -> Expr<Lift<A::Sql, B::Sql, i64>>
where
    Fam<A>: IsText,
    Fam<B>: IsText,
{
    apply(&function::POSITION, vec![text.into_expr().node, part.into_expr().node])
}

/// The first `count` characters, none if that is less than 1: `LEFT(text, count)`, or `SUBSTR(text, 1, 5)`
/// where the count is a value.
///
/// PostgreSQL would leave out so many at the end for a negative count; what is written for it does not.
pub fn left<A: IntoExpr, N: IntoExpr>(text: A, count: N) -> Expr<Lift<A::Sql, N::Sql, String>>
where
    Fam<A>: IsText,
    N::Sql: IsInteger,
{
    let (text, count) = (text.into_expr().node, count.into_expr().node);
    match count.integer().map(u32::try_from) {
        Some(Ok(count)) => apply(&function::SUBSTRING, vec![text, number(1), number(count)]),
        Some(Err(_)) | None => apply(&function::LEFT, vec![text, count]),
    }
}

macro_rules! counted {
    ($($(#[$doc:meta])* $name:ident, $function:ident;)*) => { $(
        $(#[$doc])*
        pub fn $name<A: IntoExpr, N: IntoExpr>(
            text: A,
            count: N,
        ) -> Expr<Lift<A::Sql, N::Sql, String>>
        where
            Fam<A>: IsText,
            N::Sql: IsInteger,
        {
            apply(&function::$function, vec![text.into_expr().node, count.into_expr().node])
        }
    )* };
}

counted! {
    /// The last `count` characters, none if that is less than 1: `RIGHT(text, count)`.
    ///
    /// PostgreSQL would leave out so many at the beginning for a negative count; what is written for it does
    /// not.
    right, RIGHT;
    /// The characters from position `count` on, counted from 1: `SUBSTR(text, count)`.
    ///
    /// A position before the first character gives the whole text. SQLite and MySQL would count a negative
    /// one from the end; what is written for them does not.
    substring_from, SUBSTRING_FROM;
}

macro_rules! trimmed {
    ($($(#[$doc:meta])* $name:ident, $function:ident;)*) => { $(
        $(#[$doc])*
        pub fn $name<A: IntoExpr>(text: A) -> Expr<Lift1<A::Sql, String>>
        where
            Fam<A>: IsText,
        {
            one(&function::$function, text)
        }
    )* };
}

trimmed! {
    /// The text without spaces at its beginning: `LTRIM(text)`.
    trim_start, TRIM_START;
    /// The text without spaces at its end: `RTRIM(text)`.
    trim_end, TRIM_END;
    /// The characters from the last to the first: `REVERSE(text)`. SQLite has it only with `?polyfill`.
    reverse, REVERSE;
}

macro_rules! without_character {
    ($($(#[$doc:meta])* $name:ident, $function:ident;)*) => { $(
        $(#[$doc])*
        pub fn $name<A: IntoExpr>(text: A, character: char) -> Expr<Lift1<A::Sql, String>>
        where
            Fam<A>: IsText,
        {
            apply(&function::$function, vec![text.into_expr().node, letter(character)])
        }
    )* };
}

without_character! {
    /// The text without a character at both ends, however often it is there.
    ///
    /// `TRIM(BOTH character FROM text)` on MySQL, `TRIM(text, character)` on SQLite. Of several characters
    /// engines make a set or a text, so that it is one.
    trim_char, TRIM_CHAR;
    /// The text without a character at its beginning, however often it is there; see [`trim_char`].
    trim_start_char, TRIM_START_CHAR;
    /// The text without a character at its end, however often it is there; see [`trim_char`].
    trim_end_char, TRIM_END_CHAR;
}

/// The text with as many of `fill` before it as it has fewer characters than `length`: `LPAD(…)`.
///
/// A longer text is cut at its end. A length of more than a million is an error from compile, since
/// engines make NULL of what is too long for them.
pub fn lpad<A: IntoExpr>(text: A, length: u32, fill: char) -> Expr<Lift1<A::Sql, String>>
where
    Fam<A>: IsText,
{
    padded(&function::LPAD, text.into_expr().node, length, fill)
}

/// The text with as many of `fill` behind it as it has fewer characters than `length`; see [`lpad`].
pub fn rpad<A: IntoExpr>(text: A, length: u32, fill: char) -> Expr<Lift1<A::Sql, String>>
where
    Fam<A>: IsText,
{
    padded(&function::RPAD, text.into_expr().node, length, fill)
}

fn padded<T>(function: &'static Function, text: Node, length: u32, fill: char) -> Expr<T> {
    if length > LONGEST {
        return too_long("a padded text");
    }
    apply(function, vec![text, number(length), letter(fill)])
}

/// The text so many times: `REPEAT(text, times)`. More than a million is an error from compile.
///
/// What is larger than the largest packet of a MySQL server is NULL there.
pub fn repeat<A: IntoExpr>(text: A, times: u32) -> Expr<Lift1<A::Sql, String>>
where
    Fam<A>: IsText,
{
    let text = text.into_expr().node;
    match times {
        // Nothing of a text is NULL for NULL all the same.
        0 => apply(&function::SUBSTRING, vec![text, number(1), number(0)]),
        1..=LONGEST => apply(&function::REPEAT, vec![text, number(times)]),
        _ => too_long("a text that is repeated"),
    }
}

/// How many characters a text is made to have.
const LONGEST: u32 = 1_000_000;

fn too_long<T>(what: &str) -> Expr<T> {
    Expr::mistake(Problem::new(
        ErrorKind::InvalidValue,
        format!("{what} has at most {LONGEST} characters; make it in the program"),
    ))
}

/// One of the parts that `separator` parts the text into, from 1; empty if there are fewer.
///
/// `SPLIT_PART(…)` on PostgreSQL, `SUBSTRING_INDEX(…)` on MySQL; SQLite has it only with `?polyfill`. Part 0
/// is an error from compile.
pub fn split_part<A: IntoExpr>(text: A, separator: char, part: u32) -> Expr<Lift1<A::Sql, String>>
where
    Fam<A>: IsText,
{
    if part == 0 {
        return Expr::mistake(Problem::new(
            ErrorKind::InvalidValue,
            "split_part gives part 0, but the first one is 1",
        ));
    }
    apply(&function::SPLIT_PART, vec![text.into_expr().node, letter(separator), number(part)])
}

/// The number in Unicode of the first character, NULL for an empty text: `UNICODE(text)` on SQLite,
/// `ASCII(text)` on PostgreSQL.
pub fn code_point<A: IntoExpr>(text: A) -> Expr<Option<i32>>
where
    Fam<A>: IsText,
{
    one(&function::CODE_POINT, text)
}

/// The character of a number in Unicode: `CHR(code)` on PostgreSQL, `CHAR(code)` elsewhere.
///
/// NULL for 0, for halves of pairs in UTF-16 and for what is past the last, all of which engines treat in
/// different ways.
pub fn character<N: IntoExpr>(code: N) -> Expr<Option<String>>
where
    N::Sql: IsInteger,
{
    one(&function::CHARACTER, code)
}

/// The texts that are not NULL with `separator` between them: `CONCAT_WS(separator, …)`.
///
/// Empty ones count. NULL if the separator is; empty if all others are NULL. SQLite has it from 3.44 on.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, first: Option<String>, last: String } }
/// let query = select(func::concat_ws(" ", (users::first, users::last)));
/// assert_eq!(query.compile(&MySql::default()).unwrap().sql(),
///     "SELECT CONCAT_WS(?, users.first, users.last) FROM users");
/// ```
pub fn concat_ws<S: IntoExpr>(separator: S, texts: impl ExprList) -> Expr<Lift1<S::Sql, String>>
where
    Fam<S>: IsText,
{
    let mut nodes = vec![separator.into_expr().node];
    nodes.extend(texts.into_nodes().0);
    if nodes.len() == 1 {
        return Expr::mistake(Problem::new(
            ErrorKind::Conflict,
            "concat_ws has no texts to join; give one at least",
        ));
    }
    apply(&function::CONCAT_WS, nodes)
}

fn letter(character: char) -> Node {
    Node::Literal(character.to_string().into())
}
