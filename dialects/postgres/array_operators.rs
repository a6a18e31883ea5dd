//! What PostgreSQL does with arrays: <https://www.postgresql.org/docs/current/functions-array.html>

use sqltree::dialect::{Feature, Powers};
use sqltree::expr::{Expr, IntoExpr};
use sqltree::function::{Arg, Function, Rule};
use sqltree::{Element, SqlValue, Tag, template};

/// Of operators that have no level of their own.
const OTHER: u8 = Powers::ANSI.predicate + 5;

macro_rules! functions {
    ($($name:ident = $word:literal, $args:expr, $rule:expr, $template:expr;)*) => { $(
        static $name: Function =
            Function::operator($word, $args, $rule, $template).needs(Feature::Arrays);
    )* };
}

functions! {
    ITEM = "[]", &[Arg::Any, Arg::Any], Rule::Unknown, template!("({0})[{1}]");
    SLICE = "[:]", &[Arg::Any, Arg::Any, Arg::Any], Rule::Unknown, template!("({0})[{1}:{2}]");
    LENGTH = "cardinality", &[Arg::Any], Rule::Fixed(Tag::BigInt),
        template!("CAST(CARDINALITY({0}) AS BIGINT)");
    JOINED = "||", &[Arg::Any, Arg::Any], Rule::Unknown, template!("{0} || {1}", OTHER, OTHER + 1);
    CONTAINS = "@>", &[Arg::Any, Arg::Any], Rule::Fixed(Tag::Boolean),
        template!("{0} @> {1}", OTHER, OTHER + 1);
    CONTAINED_IN = "<@", &[Arg::Any, Arg::Any], Rule::Fixed(Tag::Boolean),
        template!("{0} <@ {1}", OTHER, OTHER + 1);
    OVERLAPS = "&&", &[Arg::Any, Arg::Any], Rule::Fixed(Tag::Boolean),
        template!("{0} && {1}", OTHER, OTHER + 1);
}

/// What arrays can be asked on PostgreSQL only; on other engines it is an error from compile.
///
/// The rows of an array are those of `rows_of(func::call("unnest", array), …)`, see
/// [`rows_of`](sqltree::select::rows_of).
///
/// ```
/// use sqltree::dialects::postgres::PostgresArray;
/// use sqltree::prelude::*;
/// sqltree::table! { pub posts { id: i64 => primary_key, tags: Vec<String> } }
/// let first = posts::tags.item(1);
/// let query = select((posts::id, first)).filter(posts::tags.overlaps(vec!["a".to_owned()]));
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT posts.id, (posts.tags)[$1] FROM posts WHERE posts.tags && $2");
/// assert!(query.compile(&Sqlite::default()).is_err());
/// ```
pub trait PostgresArray<T: Element>: Sized {
    /// `(self)[index]`: an item, the first of which is 1; NULL if there is none.
    fn item(&self, index: i32) -> Expr<Option<T::NonNull>>;

    /// `(self)[first:last]`: the items from one to another, both among them; those that are there.
    fn slice(&self, first: i32, last: i32) -> Expr<Option<Vec<T>>>;

    /// `CARDINALITY(self)`: how many items there are, NULLs among them.
    fn length(&self) -> Expr<Option<i64>>;

    /// `self || other`: the items of both. An array that is NULL adds nothing.
    fn joined<A: IntoExpr>(&self, other: A) -> Expr<Option<Vec<T>>>
    where
        A::Sql: SqlValue<NonNull = Vec<T>>;

    /// `self @> other`: each item of the other is one of these. A NULL item is found nowhere.
    fn contains_all<A: IntoExpr>(&self, other: A) -> Expr<Option<bool>>
    where
        A::Sql: SqlValue<NonNull = Vec<T>>;

    /// `self <@ other`: each item is one of the other's.
    fn contained_in<A: IntoExpr>(&self, other: A) -> Expr<Option<bool>>
    where
        A::Sql: SqlValue<NonNull = Vec<T>>;

    /// `self && other`: they have an item in common.
    fn overlaps<A: IntoExpr>(&self, other: A) -> Expr<Option<bool>>
    where
        A::Sql: SqlValue<NonNull = Vec<T>>;
}

impl<E: IntoExpr + Clone, T: Element> PostgresArray<T> for E
where
    E::Sql: SqlValue<NonNull = Vec<T>>,
{
    fn item(&self, index: i32) -> Expr<Option<T::NonNull>> {
        ITEM.call((self.clone(), index)).typed()
    }

    fn slice(&self, first: i32, last: i32) -> Expr<Option<Vec<T>>> {
        SLICE.call((self.clone(), first, last)).typed()
    }

    fn length(&self) -> Expr<Option<i64>> {
        LENGTH.call((self.clone(),)).typed()
    }

    fn joined<A: IntoExpr>(&self, other: A) -> Expr<Option<Vec<T>>> {
        JOINED.call((self.clone(), other)).typed()
    }

    fn contains_all<A: IntoExpr>(&self, other: A) -> Expr<Option<bool>> {
        CONTAINS.call((self.clone(), other)).typed()
    }

    fn contained_in<A: IntoExpr>(&self, other: A) -> Expr<Option<bool>> {
        CONTAINED_IN.call((self.clone(), other)).typed()
    }

    fn overlaps<A: IntoExpr>(&self, other: A) -> Expr<Option<bool>> {
        OVERLAPS.call((self.clone(), other)).typed()
    }
}
