//! WITH at a query inside of a statement.

use std::sync::Arc;

use super::{Compound, Cte, ItemBody, Select, SelectBody, Source, SourceRef};
use crate::expr::Node;

macro_rules! with_here {
    ($($type:ident),*) => { $(
        impl<R> $type<R> {
            /// Writes a common table expression at this query, `WITH name AS (…) SELECT …`, and not in front of
            /// the statement. Calls add.
            ///
            /// Its query sees what is around this one, so that it can be another for each row there; a statement
            /// inside of which nothing of that is used means the same without `with_here`. At the statement's own
            /// query, and at that of an INSERT, it stands in front of the statement.
            ///
            /// MariaDB has no columns of the statement around in WITH. A recursive query, a use outside of this
            /// query, and WITH of an operand of a set operation are errors from compile.
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// sqltree::table! {
            ///     pub users { id: i64 => primary_key }
            ///     pub posts { id: i64 => primary_key, user_id: i64, likes: i32 }
            /// }
            /// let own = select(posts::likes).filter(posts::user_id.eq(users::id)).cte("own");
            /// let most = select(func::max(own.col(posts::likes))).with_here(&own).scalar();
            /// assert_eq!(select((users::id, most)).compile(&Sqlite::default()).unwrap().sql(),
            ///     "SELECT users.id, (WITH own AS (SELECT posts.likes FROM posts WHERE posts.user_id = users.id) \
            ///      SELECT MAX(own.likes) FROM own) FROM users");
            /// ```
            pub fn with_here<S>(mut self, cte: &Cte<S>) -> Self {
                Arc::make_mut(&mut self.body).add_with(cte.source.clone());
                self
            }
        }
    )* };
}

with_here!(Select, Compound);

impl SelectBody {
    pub(crate) fn add_with(&mut self, source: Source) {
        let is_it = |node: &Node| matches!(node, Node::Source(own) if own.same(&source));
        if !self.with_here().iter().any(is_it) {
            let node = Node::Source(source);
            self.deepen_more(&node);
            self.rare_mut().with.push(node);
        }
    }

    /// The queries of its WITH and its FROM that see what is around it.
    pub(crate) fn queries_that_see(&self) -> Vec<&Node> {
        let with = self.with_here().iter().filter_map(|node| match node {
            Node::Source(Source::Item(item)) => item.query_node(),
            _ => None,
        });
        let joined = self.joins.iter().filter_map(|join| join.source());
        let lateral = self.sources().chain(joined).filter_map(|source| match source {
            Source::Item(item) => match &item.body {
                ItemBody::Lateral(query) => Some(query),
                _ => None,
            },
            Source::Static(_) | Source::Shared(_) => None,
        });
        with.chain(lateral).collect()
    }

    /// True if an item is a query of its WITH.
    pub(crate) fn has_with(&self, source: SourceRef<'_>) -> bool {
        let is_it =
            |node: &Node| matches!(node, Node::Source(own) if SourceRef::from(own).same(source));
        self.with_here().iter().any(is_it)
    }

    /// The queries of WITH that stand here.
    pub(crate) fn with_here(&self) -> &[Node] {
        self.rare().map_or(&[], |rare| &rare.with)
    }
}
