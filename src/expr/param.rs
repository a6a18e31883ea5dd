//! Parameters that get their values after compiling.

use super::{Expr, Kind};
use crate::name::Name;
use crate::types::SqlValue;

/// A parameter of type `T` that gets its value late, by [`Compiled::bind`](crate::Compiled::bind): a
/// placeholder in the text. One name may stand at several places, with one type; where placeholders have
/// numbers it has one number.
///
/// The text is compiled once and sent with any number of values. NULL is no such value: `= NULL` is
/// not what `IS NULL` is, so a condition on NULL is another statement.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, age: i32 } }
/// let least = || param::<i32>("least");
/// let query = select(users::id).filter(users::age.ge(least())).filter(users::id.ne(least()));
/// let mut compiled = query.compile(&Postgres::default()).unwrap();
/// assert_eq!(compiled.sql(),
///     "SELECT users.id FROM users WHERE users.age >= $1 AND users.id <> $1");
/// compiled.bind("least", 18).unwrap();
/// assert_eq!(compiled.params(), [Value::I32(18)]);
/// assert!(compiled.bind("most", 18).is_err());
/// ```
pub fn param<T: SqlValue<NonNull = T>>(name: impl Into<Name>) -> Expr<T> {
    Expr::tree(Kind::Parameter { name: name.into(), ty: T::TYPE })
}
