//! `*` and `t.*`: all columns, without naming them.

use std::sync::Arc;

use super::{SelectBody, Source, SourceRef};
use crate::expr::column_ref::ColumnRef;
use crate::expr::list::Nodes;
use crate::expr::{Columns, Expr, ExprList, Kind, Node};
use crate::row::Row;
use crate::types::Any;

/// All columns: `*`, or `t.*`. Made by [`star`] and by the `star` of every FROM item.
///
/// It can be selected and returned, alone or, by [`expr`](Star::expr), as one of several. Anywhere else
/// it is an error from compile. The rows are [`Row`]s, whose values are found by name.
#[derive(Clone)]
#[must_use]
pub struct Star {
    pub(crate) node: Node,
}

/// `*`: all columns of all FROM items, in their order; needs a FROM.
///
/// [`t.star()`](crate::schema::Table::star) is `t.*`. Both mean what the database has. Where a query
/// must know its columns (in set operations, in FROM, as a value and in IN) they become those that are
/// declared, as far as there are any.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! {
///     pub users { id: i64 => primary_key, name: String }
///     pub posts { id: i64 => primary_key, user_id: i64 => references(users::id) }
/// }
/// let query = select(users::table().star()).join(posts::table(), foreign_key());
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT users.* FROM users JOIN posts ON posts.user_id = users.id");
/// let some = select(star()).from(users::table()).subquery("some");
/// let query = select(some.col(users::name));
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT some.name FROM (SELECT users.id, users.name FROM users) AS some");
/// ```
pub fn star() -> Star {
    Star { node: Node::tree(Kind::Star { source: Node::Empty }) }
}

impl Star {
    pub(crate) fn of(source: Source) -> Self {
        Star { node: Node::tree(Kind::Star { source: Node::Source(source) }) }
    }

    /// As one of several expressions in an array or a `Vec`: `[t.star().expr(), u::id.dynamic().expr()]`.
    ///
    /// After other columns a `*` is written item by item, `t.*, u.*`, since not every engine takes it
    /// there.
    pub fn expr(&self) -> Expr<Any> {
        Expr::new(self.node.clone())
    }
}

impl ExprList for Star {
    fn into_nodes(self) -> Nodes {
        Nodes(vec![self.node])
    }
}

impl ExprList for &Star {
    fn into_nodes(self) -> Nodes {
        Nodes(vec![self.node.clone()])
    }
}

impl Columns for Star {
    type Row = Row;
    const REQUIRED: u64 = 0;
}

impl Columns for &Star {
    type Row = Row;
    const REQUIRED: u64 = 0;
}

impl SelectBody {
    /// True if a `*` is among the columns.
    pub(crate) fn has_star(&self) -> bool {
        self.columns.iter().any(Node::is_star)
    }

    /// The query with each `*` replaced by the columns that it stands for, where these are known.
    pub(crate) fn expanded(self: Arc<Self>) -> Arc<Self> {
        if !self.has_star() || self.set().is_some() {
            return self;
        }
        let columns = expanded(&self.columns, &self.given_items());
        let mut body = Arc::unwrap_or_clone(self);
        body.required = moved(body.required, &columns);
        body.columns = columns.concat();
        body.measure();
        Arc::new(body)
    }

    /// The FROM items in the order of the text; none where they are inferred.
    pub(crate) fn given_items(&self) -> Vec<&Source> {
        if self.from.is_empty() {
            return Vec::new();
        }
        self.sources().chain(self.joins.iter().filter_map(|join| join.source())).collect()
    }
}

/// For each column of a select list those that it stands for: itself, unless it is a `*` that is known.
pub(crate) fn expanded(columns: &[Node], items: &[&Source]) -> Vec<Vec<Node>> {
    let one = |column: &Node| {
        let known = match column.kind() {
            Some(Kind::Star { source: Node::Source(source) }) => source.known_columns(),
            Some(Kind::Star { .. }) if !items.is_empty() => {
                let all: Option<Vec<_>> = items.iter().map(|item| item.known_columns()).collect();
                all.map(|all| all.concat())
            }
            _ => None,
        };
        match known {
            Some(known) => known.into_iter().map(Node::Column).collect(),
            None => vec![column.clone()],
        }
    };
    columns.iter().map(one).collect()
}

/// The bits of columns, each of which now stands for several; those of a `*` take NULL.
fn moved(required: u64, columns: &[Vec<Node>]) -> u64 {
    let (mut moved, mut place) = (0, 0);
    for (i, nodes) in columns.iter().enumerate().take(64) {
        if required >> i & 1 == 1 && nodes.len() == 1 && place < 64 {
            moved |= 1 << place;
        }
        place += nodes.len();
    }
    moved
}

impl Source {
    /// All columns, if they are known and have names.
    fn known_columns(&self) -> Option<Vec<ColumnRef>> {
        let count = SourceRef::from(self).known_width()?;
        let columns: Vec<ColumnRef> = (0..count).map(|i| ColumnRef::new(self, i)).collect();
        columns.iter().all(|column| column.name().is_some()).then_some(columns)
    }
}
