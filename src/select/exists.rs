//! EXISTS.

use super::Query;
use crate::expr::Expr;
use crate::expr::node::{Kind, Node, Predicate};

/// True if the query gives at least one row: `EXISTS (SELECT …)`.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! {
///     pub users { id: i64 => primary_key }
///     pub posts { id: i64 => primary_key, user_id: i64 }
/// }
/// let query = select(users::id)
///     .filter(exists(select(posts::id).filter(posts::user_id.eq(users::id))));
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT users.id FROM users WHERE EXISTS \
///      (SELECT posts.id FROM posts WHERE posts.user_id = users.id)");
/// ```
pub fn exists(query: impl Query) -> Expr<bool> {
    Expr::tree(Kind::Predicate(exists_node(query, false)))
}

/// True if the query gives no row: `NOT EXISTS (SELECT …)`.
pub fn not_exists(query: impl Query) -> Expr<bool> {
    Expr::tree(Kind::Predicate(exists_node(query, true)))
}

fn exists_node(query: impl Query, negated: bool) -> Predicate {
    Predicate::Exists { query: Node::Select(query.into_query().body), negated }
}
