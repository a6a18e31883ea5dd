//! Joins.

use std::panic::Location;

use super::{Clause, IntoSource, Join, JoinKind, On, Select};
use crate::expr::{Condition, Expr, Node};

/// The ON of a join: a condition, or [`foreign_key`].
pub trait IntoOn {
    #[doc(hidden)]
    fn into_on(self) -> Option<Expr>;
}

impl<P: Condition> IntoOn for P {
    fn into_on(self) -> Option<Expr> {
        Some(self.into_condition().erase())
    }
}

/// ON by the one foreign key between the joined table and those before it; see [`foreign_key`].
#[derive(Clone, Copy, Debug)]
pub struct ForeignKeyOn;

impl IntoOn for ForeignKeyOn {
    fn into_on(self) -> Option<Expr> {
        None
    }
}

/// As the ON of a join: the columns of the foreign key between the two tables are equal.
///
/// None, or more than one, is an error from compile.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! {
///     pub users { id: i64 => primary_key, name: String }
///     pub posts { id: i64 => primary_key, user_id: i64 => references(users::id), title: String }
/// }
/// let query = select((users::name, posts::title)).join(posts::table(), foreign_key());
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT users.name, posts.title FROM users JOIN posts ON posts.user_id = users.id");
/// ```
#[must_use]
pub fn foreign_key() -> ForeignKeyOn {
    ForeignKeyOn
}

impl<R> Select<R> {
    fn add_join(
        self,
        kind: JoinKind,
        source: impl IntoSource,
        on: Option<Expr>,
        place: &'static Location<'static>,
    ) -> Self {
        let source = Node::Source(source.into_source().source);
        self.with(Clause::From, place, |body| {
            let (on, on_node) = match on {
                Some(condition) => (On::Condition, condition.node),
                None if kind == JoinKind::Cross => (On::Nothing, Node::Empty),
                None => (On::ForeignKey, Node::Empty),
            };
            body.add_join(Join { kind, source, on, on_node });
        })
    }

    /// Rows of both sides where `on` is true: `JOIN source ON on`.
    ///
    /// The left side is everything before: the FROM items given or inferred, and earlier joins.
    #[track_caller]
    pub fn join(self, source: impl IntoSource, on: impl IntoOn) -> Self {
        self.add_join(JoinKind::Inner, source, on.into_on(), Location::caller())
    }

    /// Like [`join`](Self::join), with each row of the left side that has no match once, beside
    /// NULLs: `LEFT JOIN source ON on`.
    #[track_caller]
    pub fn left_join(self, source: impl IntoSource, on: impl IntoOn) -> Self {
        self.add_join(JoinKind::Left, source, on.into_on(), Location::caller())
    }

    /// Like [`join`](Self::join), with each row of `source` that has no match once, beside NULLs:
    /// `RIGHT JOIN source ON on`. SQLite has it from 3.39.
    #[track_caller]
    pub fn right_join(self, source: impl IntoSource, on: impl IntoOn) -> Self {
        self.add_join(JoinKind::Right, source, on.into_on(), Location::caller())
    }

    /// Like [`join`](Self::join), with the rows of both sides that have no match:
    /// `FULL JOIN source ON on`. SQLite has it from 3.39; MySQL and MariaDB have not.
    #[track_caller]
    pub fn full_join(self, source: impl IntoSource, on: impl IntoOn) -> Self {
        self.add_join(JoinKind::Full, source, on.into_on(), Location::caller())
    }

    /// Every row of the left side with every row of `source`: `CROSS JOIN source`.
    #[track_caller]
    pub fn cross_join(self, source: impl IntoSource) -> Self {
        self.add_join(JoinKind::Cross, source, None, Location::caller())
    }
}
