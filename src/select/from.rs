//! Joins.

use std::panic::Location;

use super::{Clause, IntoJoined, Join, JoinKind, On, Select, Source};
use crate::expr::{Condition, Expr, Node};
use crate::name::Name;

/// The ON of a join: a condition, [`foreign_key`], [`using`] or [`natural`].
pub trait IntoOn {
    #[doc(hidden)]
    fn into_on(self) -> JoinOn;
}

/// What rows are joined by.
#[doc(hidden)]
pub struct JoinOn(Way);

enum Way {
    Condition(Expr),
    ForeignKey,
    Using(Vec<Name>),
    Natural,
    Nothing,
}

impl IntoOn for JoinOn {
    fn into_on(self) -> JoinOn {
        self
    }
}

impl<P: Condition> IntoOn for P {
    fn into_on(self) -> JoinOn {
        JoinOn(Way::Condition(self.into_condition().erase()))
    }
}

/// ON by the one foreign key between the joined table and those before it; see [`foreign_key`].
#[derive(Clone, Copy, Debug)]
pub struct ForeignKeyOn;

impl IntoOn for ForeignKeyOn {
    fn into_on(self) -> JoinOn {
        JoinOn(Way::ForeignKey)
    }
}

/// ON by columns of one name; see [`using`] and [`natural`].
#[derive(Clone, Debug)]
pub struct UsingOn(Option<Vec<Name>>);

impl IntoOn for UsingOn {
    fn into_on(self) -> JoinOn {
        JoinOn(self.0.map_or(Way::Natural, Way::Using))
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

/// As the ON of a join: the columns of these names are equal on both sides, as `JOIN … USING (names)`
/// means it.
///
/// It is written as ON, so that both columns keep their names, `*` has both, and neither is lost. What
/// USING calls the column is the one on the left in JOIN and LEFT JOIN, that on the right in RIGHT JOIN,
/// and [`coalesce`](crate::expr::func::coalesce) of both in FULL JOIN; later joins by `using` mean that one
/// too. A column that the joined item or what stands before it has not, that two items before have, or
/// that is of clashing types is an error from compile.
///
/// ```
/// use sqltree::prelude::*;
/// use sqltree::select::using;
/// sqltree::table! {
///     pub plans { region: String, year: i32, goal: i64 }
///     pub sales { region: String, year: i32, amount: i64 }
/// }
/// let query = select((plans::region, plans::goal, sales::amount))
///     .from(plans::table())
///     .join(sales::table(), using(["region", "year"]));
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT plans.region, plans.goal, sales.amount FROM plans \
///      JOIN sales ON plans.region = sales.region AND plans.year = sales.year");
/// ```
pub fn using<N: Into<Name>>(names: impl IntoIterator<Item = N>) -> UsingOn {
    UsingOn(Some(names.into_iter().map(Into::into).collect()))
}

/// As the ON of a join: the columns that are called alike on both sides are equal, as `NATURAL JOIN` means
/// it for the columns that are declared.
///
/// It is [`using`] all names that the joined item has in common with what stands before it. No such name,
/// which `NATURAL JOIN` takes for a product, and items whose columns are not known, are errors from compile.
///
/// ```
/// use sqltree::prelude::*;
/// use sqltree::select::natural;
/// sqltree::table! {
///     pub plans { region: String, year: i32, goal: i64 }
///     pub sales { region: String, year: i32, amount: i64 }
/// }
/// let query = select((plans::goal, sales::amount)).from(plans::table()).join(sales::table(), natural());
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT plans.goal, sales.amount FROM plans \
///      JOIN sales ON plans.region = sales.region AND plans.year = sales.year");
/// ```
#[must_use]
pub fn natural() -> UsingOn {
    UsingOn(None)
}

impl JoinOn {
    /// That of a product, which is joined by nothing.
    pub(super) fn nothing() -> Self {
        JoinOn(Way::Nothing)
    }
}

/// A join onto what stands before it, with so many of the next ones in its parentheses.
pub(super) fn join(kind: JoinKind, source: Source, inside: usize, on: JoinOn) -> Join {
    let (on, on_node, names) = match on.0 {
        Way::Condition(condition) => (On::Condition, condition.node, Vec::new()),
        Way::ForeignKey => (On::ForeignKey, Node::Empty, Vec::new()),
        Way::Using(names) => (On::Using, Node::Empty, names),
        Way::Natural => (On::Natural, Node::Empty, Vec::new()),
        Way::Nothing => (On::Nothing, Node::Empty, Vec::new()),
    };
    Join { kind, source: Node::Source(source), on, on_node, names, inside }
}

impl<R> Select<R> {
    fn add_join(
        self,
        kind: JoinKind,
        right: impl IntoJoined,
        on: JoinOn,
        place: &'static Location<'static>,
    ) -> Self {
        let right = right.into_joined();
        self.with(Clause::From, place, |body| {
            if right.joins.is_none() {
                body.add_join(join(kind, right.first, 0, on));
            } else {
                right.after(kind, on).into_iter().for_each(|join| body.add_join(join));
            }
        })
    }

    /// Rows of both sides where `on` is true: `JOIN source ON on`.
    ///
    /// The left side is everything before: the FROM items given or inferred, and earlier joins. The right
    /// one may be [`Joined`](super::Joined) itself, and then stands in parentheses:
    /// `JOIN (a JOIN b ON …) ON on`.
    #[track_caller]
    pub fn join(self, source: impl IntoJoined, on: impl IntoOn) -> Self {
        self.add_join(JoinKind::Inner, source, on.into_on(), Location::caller())
    }

    /// Like [`join`](Self::join), with each row of the left side that has no match once, beside
    /// NULLs: `LEFT JOIN source ON on`.
    #[track_caller]
    pub fn left_join(self, source: impl IntoJoined, on: impl IntoOn) -> Self {
        self.add_join(JoinKind::Left, source, on.into_on(), Location::caller())
    }

    /// Like [`join`](Self::join), with each row of `source` that has no match once, beside NULLs:
    /// `RIGHT JOIN source ON on`. SQLite has it from 3.39.
    #[track_caller]
    pub fn right_join(self, source: impl IntoJoined, on: impl IntoOn) -> Self {
        self.add_join(JoinKind::Right, source, on.into_on(), Location::caller())
    }

    /// Like [`join`](Self::join), with the rows of both sides that have no match:
    /// `FULL JOIN source ON on`. SQLite has it from 3.39; MySQL and MariaDB have not.
    #[track_caller]
    pub fn full_join(self, source: impl IntoJoined, on: impl IntoOn) -> Self {
        self.add_join(JoinKind::Full, source, on.into_on(), Location::caller())
    }

    /// Every row of the left side with every row of `source`: `CROSS JOIN source`.
    #[track_caller]
    pub fn cross_join(self, source: impl IntoJoined) -> Self {
        self.add_join(JoinKind::Cross, source, JoinOn::nothing(), Location::caller())
    }
}
