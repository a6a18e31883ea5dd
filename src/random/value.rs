//! Values: edges of ranges, and what is in the tables.

use super::Dice;
use crate::expr::{Expr, IntoExpr, literal, val};
use crate::types::Tag;
use crate::value::Value;

const SMALL: [i32; 9] = [0, 1, -1, 2, 7, 3, -5, 10, 100];
const LARGE: [i64; 8] = [0, 1, -3, 7, 2, 4_294_967_296, 9_007_199_254_740_993, -9];
const SHARE: [f64; 8] = [0.0, -0.0, 0.5, 1.5, -2.25, 3.0, 1e10, 0.1];
const WORDS: [&str; 16] = [
    "",
    " ",
    "a",
    "A",
    "b",
    "a ",
    "%",
    "_",
    "a_",
    "\\",
    "O'Br\"ien",
    "日本",
    "1",
    "01",
    "NULL",
    "a\nb",
];
const RAW: [&[u8]; 5] = [b"", b"a", b"A", &[0, 255], b"\\'"];

/// A value of a type, that is not NULL.
pub(super) fn value(dice: &mut Dice<'_>, want: Tag) -> Value {
    let extreme = dice.percent(3);
    match want {
        Tag::Boolean => dice.percent(50).into(),
        Tag::Integer if extreme => (*dice.pick(&[i32::MIN, i32::MAX])).into(),
        Tag::Integer => (*dice.pick(&SMALL)).into(),
        Tag::BigInt if extreme => (*dice.pick(&[i64::MIN, i64::MAX])).into(),
        Tag::BigInt => (*dice.pick(&LARGE)).into(),
        Tag::Double => (*dice.pick(&SHARE)).into(),
        Tag::Bytes => dice.pick(&RAW).to_vec().into(),
        _ => (*dice.pick(&WORDS)).into(),
    }
}

/// A value as an expression: bound, or written into the text; sometimes NULL.
pub(super) fn leaf(dice: &mut Dice<'_>, want: Tag) -> Expr {
    let bound = dice.percent(50);
    if dice.percent(6) {
        return null(want, bound);
    }
    let value = value(dice, want);
    if bound { val(value) } else { literal(value) }
}

/// NULL of a type.
fn null(want: Tag, bound: bool) -> Expr {
    fn of<V: IntoExpr>(none: Option<V>, bound: bool) -> Expr
    where
        Option<V>: IntoExpr,
    {
        if bound { val(none).dynamic() } else { literal(none).dynamic() }
    }
    match want {
        Tag::Boolean => of(None::<bool>, bound),
        Tag::Integer => of(None::<i32>, bound),
        Tag::BigInt => of(None::<i64>, bound),
        Tag::Double => of(None::<f64>, bound),
        Tag::Bytes => of(None::<Vec<u8>>, bound),
        _ => of(None::<String>, bound),
    }
}
