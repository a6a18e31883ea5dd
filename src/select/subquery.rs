//! Queries inside queries: in FROM, and in EXISTS.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use super::cte::CteBody;
use super::{Query, SelectBody};
use crate::expr::node::{Kind, Node};
use crate::expr::{Column, ColumnKey, Expr};
use crate::name::Name;
use crate::schema::{ColumnDef, FromItem, IntoSource, Source, TableDef};
use crate::types::{Any, Type};

/// A FROM item that is not a plain table.
pub(crate) struct Item {
    pub(crate) depth: u32,
    pub(crate) name: Name,
    pub(crate) body: ItemBody,
    /// The names of a query's columns. Kept, since a look-up through the query could pass through
    /// any number of further queries.
    names: Vec<Option<Name>>,
}

pub(crate) enum ItemBody {
    /// A table under another name.
    Alias(Source),
    /// A `Select` node.
    Query(Node),
    /// A common table expression.
    Cte(Box<CteBody>),
    /// A recursive query, in its own step.
    This,
}

impl Item {
    pub(crate) fn alias(name: Name, of: Source) -> Self {
        Item { depth: of.depth(), name, body: ItemBody::Alias(of), names: Vec::new() }
    }

    fn query(name: Name, body: Arc<SelectBody>) -> Self {
        let (names, depth) = (output_names(&body), body.depth.saturating_add(1));
        Item { depth, name, body: ItemBody::Query(Node::Select(body)), names }
    }

    pub(super) fn cte(name: Name, body: CteBody) -> Self {
        let depth = body.query.depth().saturating_add(1);
        let mut names = match &body.query {
            Node::Select(query) => output_names(query),
            _ => Vec::new(),
        };
        names.extend(body.search.iter().map(|search| Some(search.column.clone())));
        let cycle = body.cycle.iter();
        names.extend(cycle.flat_map(|cycle| [&cycle.mark, &cycle.path]).cloned().map(Some));
        Item { depth, name, body: ItemBody::Cte(Box::new(body)), names }
    }

    /// The recursive query that starts with `start`, as its step sees it.
    pub(super) fn this(name: Name, start: &SelectBody) -> Self {
        Item { depth: 0, name, body: ItemBody::This, names: output_names(start) }
    }

    /// The table, seen through aliases.
    pub(crate) fn table(&self) -> Option<&TableDef> {
        match &self.body {
            ItemBody::Alias(of) => of.table(),
            _ => None,
        }
    }

    /// The names of the columns, `None` for one that the engine names.
    pub(crate) fn names(&self) -> &[Option<Name>] {
        &self.names
    }

    /// True for two aliases of one name of the same table. Queries are the same only if they are
    /// one object.
    pub(crate) fn same(&self, other: &Item) -> bool {
        match (&self.body, &other.body) {
            (ItemBody::Alias(a), ItemBody::Alias(b)) => self.name == other.name && a.same(b),
            _ => false,
        }
    }

    pub(crate) fn def(&self, index: u16) -> Option<&ColumnDef> {
        self.table()?.columns.get(usize::from(index))
    }

    pub(crate) fn column_name(&self, index: u16) -> Option<&Name> {
        match &self.body {
            ItemBody::Alias(Source::Item(of)) => of.column_name(index),
            ItemBody::Alias(_) => self.def(index).map(|def| &def.name),
            _ => self.names.get(usize::from(index))?.as_ref(),
        }
    }

    pub(crate) fn column_type(&self, index: u16) -> Type {
        self.def(index).map_or(Type::Unknown, |def| def.sql_type.clone())
    }

    pub(crate) fn position(&self, name: &str) -> Option<u16> {
        match &self.body {
            ItemBody::Alias(of) => of.position(name),
            _ => {
                let is = |own: &Option<Name>| own.as_ref().is_some_and(|own| own.as_str() == name);
                u16::try_from(self.names.iter().position(is)?).ok()
            }
        }
    }

    pub(crate) fn column_names(&self) -> Vec<&str> {
        match &self.body {
            ItemBody::Alias(of) => of.column_names(),
            _ => self.names.iter().map(|name| name.as_ref().map_or("", Name::as_str)).collect(),
        }
    }
}

fn output_names(body: &SelectBody) -> Vec<Option<Name>> {
    body.columns.iter().map(|column| output_name(column).cloned()).collect()
}

/// The name that a column of a select list gets in the result; `None` if the engine chooses it.
pub(crate) fn output_name(column: &Node) -> Option<&Name> {
    match column {
        Node::Column(column) => column.name(),
        Node::Tree(tree) => match &tree.kind {
            Kind::Label { name, .. } => Some(name),
            _ => None,
        },
        _ => None,
    }
}

/// A query as a FROM item, made by [`Select::subquery`](super::Select::subquery).
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub posts { id: i64 => primary_key, user_id: i64 } }
/// let counts = select((posts::user_id, func::count().label("n")))
///     .group_by(posts::user_id)
///     .subquery("counts");
/// let query = select(counts.col(posts::user_id)).filter(counts.col("n").gt(5));
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT counts.user_id FROM (SELECT posts.user_id, COUNT(*) AS n FROM posts \
///      GROUP BY posts.user_id) AS counts WHERE counts.n > ?");
/// ```
#[must_use]
pub struct Subquery<R> {
    pub(crate) source: Source,
    row: PhantomData<fn() -> R>,
}

impl<R> Clone for Subquery<R> {
    fn clone(&self) -> Self {
        Subquery { source: self.source.clone(), row: PhantomData }
    }
}

impl<R> Subquery<R> {
    pub(crate) fn new(body: Arc<SelectBody>, name: Name) -> Self {
        Subquery { source: Source::Item(Arc::new(Item::query(name, body))), row: PhantomData }
    }

    /// The column called `key` (a label, or a column's name), or, given a column that the query
    /// selects, that column with its type.
    #[track_caller]
    #[must_use]
    pub fn col<K: ColumnKey>(&self, key: K) -> Column<K::Sql> {
        key.find(FromItem(self.source.clone()), Location::caller())
    }

    /// All columns, in order.
    #[must_use]
    pub fn columns(&self) -> Vec<Column<Any>> {
        self.source.columns()
    }
}

impl<R> IntoSource for Subquery<R> {
    fn into_source(self) -> FromItem {
        FromItem(self.source)
    }
}

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
    Expr::tree(Kind::Exists { query: Node::Select(query.into_body().0), negated: false })
}

/// True if the query gives no row: `NOT EXISTS (SELECT …)`.
pub fn not_exists(query: impl Query) -> Expr<bool> {
    Expr::tree(Kind::Exists { query: Node::Select(query.into_body().0), negated: true })
}
