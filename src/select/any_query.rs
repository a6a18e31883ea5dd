//! What a query is, and a query of whatever kind.

use std::marker::PhantomData;
use std::sync::Arc;

use super::SelectBody;

/// A query of whatever kind: a [`Select`](super::Select), a [`Compound`](super::Compound) of several,
/// [`Values`](super::Values), or an [`AnyQuery`].
///
/// A type of a program's own can be one too, by giving the query that it stands for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a query",
    note = "give a `select(…)`, or two of them joined by `.union(…)` and the like"
)]
pub trait Query {
    /// What its rows decode to.
    type Row;

    /// The query, of whatever kind.
    fn into_query(self) -> AnyQuery<Self::Row>;
}

/// A query of whatever kind, for programs that build queries at run time; its rows decode to `R`.
///
/// Made by [`into_query`](Query::into_query).
///
/// ```
/// use sqltree::prelude::*;
/// use sqltree::select::AnyQuery;
/// sqltree::table! { pub users { id: i64 => primary_key, boss_id: Option<i64> } }
/// let all = select(users::id).into_query();
/// let some = select(users::id).filter(users::boss_id.is_null()).into_query();
/// let queries: Vec<AnyQuery<i64>> = vec![all, some];
/// let both = queries.into_iter().reduce(|a, b| a.union_all(b).into_query()).unwrap();
/// assert_eq!(both.limit(3).compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT users.id FROM users UNION ALL \
///      SELECT users.id FROM users WHERE users.boss_id IS NULL LIMIT ?");
/// ```
#[must_use]
pub struct AnyQuery<R = crate::row::Row> {
    pub(crate) body: Arc<SelectBody>,
    pub(super) row: PhantomData<fn() -> R>,
}
