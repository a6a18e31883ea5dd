//! Parameters that get their values after compiling.

use std::marker::PhantomData;

use super::list::{InList, InListKind};
use super::{Expr, IntoList, Kind};
use crate::name::Name;
use crate::types::SqlValue;

/// A parameter of type `T` that gets its value late, by [`Compiled::bind`](crate::Compiled::bind): a
/// placeholder in the text. One name may stand at several places, with one type and a placeholder at each.
///
/// The text is compiled once and sent with any number of values: by `execute_many` of a connection, or one by
/// one. NULL is a value where the parameter is stored in columns alone (`set(column, param(…))`); elsewhere it
/// is none: `= NULL` is not what `IS NULL` is, so a condition on NULL is another statement.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, age: i32 } }
/// let least = || param::<i32>("least");
/// let query = select(users::id).filter(users::age.ge(least())).filter(users::id.ne(least()));
/// let mut compiled = query.compile(&Postgres::default()).unwrap();
/// assert_eq!(compiled.sql(),
///     "SELECT users.id FROM users WHERE users.age >= $1 AND users.id <> $2");
/// compiled.bind("least", 18).unwrap();
/// assert_eq!(compiled.params(), [Value::I32(18), Value::I32(18)]);
/// assert!(compiled.bind("most", 18).is_err());
/// ```
pub fn param<T: SqlValue<NonNull = T>>(name: impl Into<Name>) -> Expr<T> {
    Expr::tree(Kind::Parameter { name: name.into(), ty: T::TYPE })
}

/// A list of values of type `T` that come late. Made by [`param_list`].
#[derive(Clone, Debug)]
#[must_use]
pub struct ParamList<T> {
    name: Name,
    ty: PhantomData<fn() -> T>,
}

/// The list of an IN, of values of type `T` that come late and may be any number, by
/// [`Compiled::bind_list`](crate::Compiled::bind_list).
///
/// Each [`bind_list`](crate::Compiled::bind_list) gives the text as many placeholders as there are
/// values, while the statement is compiled once. Where placeholders have numbers, those of lists come
/// after all others, so that nothing else changes. Nothing is in an empty list, not even NULL.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, age: i32 } }
/// let query = select(users::age)
///     .filter(users::id.is_in(param_list::<i64>("ids")) & users::age.gt(18));
/// let mut compiled = query.compile(&Postgres::default()).unwrap();
/// compiled.bind_list("ids", [7, 8, 9]).unwrap();
/// assert_eq!(compiled.sql(),
///     "SELECT users.age FROM users WHERE users.id IN ($2, $3, $4) AND users.age > $1");
/// compiled.bind_list("ids", [7]).unwrap();
/// assert_eq!(compiled.sql(),
///     "SELECT users.age FROM users WHERE users.id IN ($2) AND users.age > $1");
/// assert_eq!(compiled.params(), [Value::I32(18), Value::I32(7)]);
/// ```
pub fn param_list<T: SqlValue<NonNull = T>>(name: impl Into<Name>) -> ParamList<T> {
    ParamList { name: name.into(), ty: PhantomData }
}

impl<T: SqlValue> IntoList for ParamList<T> {
    type Sql = T;
    fn into_list(self) -> InList {
        InList(InListKind::Parameter(self.name, T::TYPE))
    }
}
