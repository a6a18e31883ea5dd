//! Raw SQL with holes: the only way to put text into a statement.

use std::panic::Location;

use super::{Expr, ExprList, Kind};

/// Raw SQL as an expression: `{}` takes expressions and values, in order; `{{` is a brace.
///
/// A `&str` in a hole is bound as a value, as everywhere. The number of holes is checked when the
/// program is compiled. The text goes to the database as it is, so it must be right for the
/// dialects it is used with; a placeholder of the dialect in it (`?`, `$1`) is an error.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, name: String } }
/// let query = select(users::id).filter(sql!("lower({}) = {}", users::name, "ann"));
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT users.id FROM users WHERE lower(users.name) = CAST($1 AS TEXT)");
/// ```
///
/// Holes and arguments must agree:
///
/// ```compile_fail
/// let x = sqltree::sql!("lower({}) = {}", 5);
/// ```
#[macro_export]
macro_rules! sql {
    ($text:literal $(, $hole:expr)* $(,)?) => {{
        const _: () = assert!(
            $crate::expr::count_holes($text) == <[&str]>::len(&[$(stringify!($hole)),*]),
            "sql!: the number of {{}} in the text is not the number of arguments"
        );
        $crate::expr::fragment($text, $crate::sql!(@list $($hole),*))
    }};
    (@list) => { () };
    (@list $($hole:expr),+) => {
        ::std::vec![$($crate::expr::IntoExpr::into_expr($hole).dynamic()),+]
    };
}

/// The number of `{}` in a text in which `{{` and `}}` stand for braces.
#[must_use]
pub const fn count_holes(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut i, mut holes) = (0, 0);
    while i < bytes.len() {
        let next = if i + 1 < bytes.len() { bytes[i + 1] } else { 0 };
        match (bytes[i], next) {
            (b'{', b'{') | (b'}', b'}') => i += 1,
            (b'{', b'}') => {
                holes += 1;
                i += 1;
            }
            (b'{' | b'}', _) => panic!("sql!: a lone brace; double it to write one"),
            _ => {}
        }
        i += 1;
    }
    holes
}

/// What [`sql!`](crate::sql) calls.
#[track_caller]
pub fn fragment(text: &str, holes: impl ExprList) -> Expr {
    let place = Location::caller();
    Expr::tree(Kind::Fragment { text: text.into(), holes: holes.into_nodes().0, place })
}
