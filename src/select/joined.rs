//! FROM items joined among themselves, which are joined to others as a whole.

use std::collections::VecDeque;

use super::from::{JoinOn, join};
use super::{Clause, FromItem, IntoOn, IntoSource, Join, JoinKind, On, Select, Source};
use crate::error::{ErrorKind, Problem};
use crate::expr::node::Place;
use crate::expr::{Kind, Node};

/// FROM items joined among themselves: `users JOIN posts ON …`, made by the `join` of any FROM item.
///
/// As the right side of a join it stands in parentheses, and is joined to what stands before as a whole:
/// so a LEFT JOIN can keep rows that have no match among the *joined* rows, which a chain of joins
/// cannot say. A condition inside of the parentheses sees the items in them only.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! {
///     pub users { id: i64 => primary_key, name: String }
///     pub posts { id: i64 => primary_key, user_id: i64 => references(users::id) }
///     pub likes { id: i64 => primary_key, post_id: i64 => references(posts::id) }
/// }
/// let liked = posts::table().join(likes::table(), foreign_key());
/// let query = select((users::name, posts::id.nullable(), likes::id.nullable().label("liked")))
///     .from(users::table())
///     .left_join(liked, posts::user_id.eq(users::id));
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT users.name, posts.id, likes.id AS liked FROM users \
///      LEFT JOIN (posts JOIN likes ON likes.post_id = posts.id) ON posts.user_id = users.id");
/// ```
#[derive(Clone)]
#[must_use]
pub struct Joined {
    pub(super) first: Source,
    /// In the order of the text; open at both ends, so that parentheses round parentheses cost no copies.
    /// An item alone, which most are, has none, and costs no list.
    pub(super) joins: Option<VecDeque<Join>>,
}

/// What FROM and joins take: FROM items, alone or [`Joined`] among themselves.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in FROM",
    note = "give a table (`users::table()`), an alias, a subquery (`query.subquery(\"name\")`), or some of \
            them joined"
)]
pub trait IntoJoined {
    #[doc(hidden)]
    fn into_joined(self) -> Joined;
}

impl<S: IntoSource> IntoJoined for S {
    fn into_joined(self) -> Joined {
        Joined { first: self.into_source().source, joins: None }
    }
}

impl IntoJoined for Joined {
    fn into_joined(self) -> Joined {
        self
    }
}

impl IntoJoined for &Joined {
    fn into_joined(self) -> Joined {
        self.clone()
    }
}

impl Joined {
    pub(super) fn of(item: FromItem) -> Self {
        Joined { first: item.source, joins: None }
    }

    /// The joins that put it behind what stands before.
    pub(super) fn after(self, kind: JoinKind, on: JoinOn) -> VecDeque<Join> {
        let mut joins = self.joins.unwrap_or_default();
        joins.push_front(join(kind, self.first, joins.len(), on));
        joins
    }

    fn add(mut self, kind: JoinKind, right: impl IntoJoined, on: JoinOn) -> Self {
        let mut joins = self.joins.take().unwrap_or_default();
        let mut more = right.into_joined().after(kind, on);
        if more.len() < joins.len() {
            joins.append(&mut more);
        } else {
            while let Some(join) = joins.pop_back() {
                more.push_front(join);
            }
            joins = more;
        }
        self.joins = Some(joins);
        self
    }

    /// Rows of both sides where `on` is true: `… JOIN right ON on`.
    pub fn join(self, right: impl IntoJoined, on: impl IntoOn) -> Self {
        self.add(JoinKind::Inner, right, on.into_on())
    }

    /// Like [`join`](Self::join), with each row before that has no match once, beside NULLs.
    pub fn left_join(self, right: impl IntoJoined, on: impl IntoOn) -> Self {
        self.add(JoinKind::Left, right, on.into_on())
    }

    /// Like [`join`](Self::join), with each row of `right` that has no match once, beside NULLs. SQLite
    /// has it from 3.39.
    pub fn right_join(self, right: impl IntoJoined, on: impl IntoOn) -> Self {
        self.add(JoinKind::Right, right, on.into_on())
    }

    /// Like [`join`](Self::join), with the rows of both sides that have no match. SQLite has it from 3.39;
    /// MySQL and MariaDB have not.
    pub fn full_join(self, right: impl IntoJoined, on: impl IntoOn) -> Self {
        self.add(JoinKind::Full, right, on.into_on())
    }

    /// Every row before with every row of `right`: `… CROSS JOIN right`.
    pub fn cross_join(self, right: impl IntoJoined) -> Self {
        self.add(JoinKind::Cross, right, JoinOn::nothing())
    }
}

impl<R> Select<R> {
    /// FROM items with joins of their own, as all that stands in FROM before other joins.
    pub(super) fn put_joined(self, joined: Joined, place: Place) -> Self {
        self.with(Clause::From, place, |body| {
            if body.from.is_empty() && body.joins.is_empty() {
                body.add_from(joined.first);
                joined.joins.into_iter().flatten().for_each(|join| body.add_join(join));
                return;
            }
            let message = "what is joined already comes first in FROM; join it to the others by \
                           `.cross_join(…)`, or give it before them";
            let problem = Problem::new(ErrorKind::Conflict, message).at(Some(place));
            let on_node = Node::tree(Kind::Mistake(problem));
            let mistake = join(JoinKind::Inner, joined.first, 0, JoinOn::nothing());
            body.add_join(Join { on: On::Condition, on_node, ..mistake });
        })
    }
}
