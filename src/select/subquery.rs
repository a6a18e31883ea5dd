//! Queries inside queries: in FROM, and in EXISTS.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use super::cte::CteBody;
use super::{Query, SelectBody};
use crate::expr::column::ColumnRef;
use crate::expr::node::{Kind, Node, Predicate};
use crate::expr::{Column, ColumnKey, Expr};
use crate::name::Name;
use crate::schema::{ColumnDef, FromItem, IntoSource, Source, TableDef};
use crate::types::{Any, Sort, Tag, Type};

/// A FROM item that is not a plain table.
pub(crate) struct Item {
    pub(crate) depth: u32,
    pub(crate) name: Name,
    pub(crate) body: ItemBody,
    /// A query's columns. Kept, since a look-up through the query could pass through any number of
    /// further queries.
    outputs: Box<[Output]>,
}

/// A column that a FROM item has of its own.
pub(crate) struct Output {
    /// `None` for one that the engine names.
    pub(crate) name: Option<Name>,
    sort: Sort,
    ty: Type,
}

impl Output {
    fn of_engine(name: &Name) -> Self {
        let (name, ty) = (Some(name.clone()), Type::Unknown);
        Output { name, sort: Sort::nullable(Tag::Unknown), ty }
    }
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
        Item { depth: of.depth(), name, body: ItemBody::Alias(of), outputs: Box::default() }
    }

    fn query(name: Name, body: Arc<SelectBody>) -> Self {
        let (outputs, depth) = (outputs(&body), body.depth.saturating_add(1));
        let outputs = outputs.into();
        Item { depth, name, body: ItemBody::Query(Node::Select(body)), outputs }
    }

    pub(super) fn cte(name: Name, body: CteBody) -> Self {
        let depth = body.query.depth().saturating_add(1);
        let mut outputs = body.query.as_query().map(|query| outputs(query)).unwrap_or_default();
        outputs.extend(body.search.iter().map(|search| Output::of_engine(&search.column)));
        let cycle = body.cycle.iter().flat_map(|cycle| [&cycle.mark, &cycle.path]);
        outputs.extend(cycle.map(Output::of_engine));
        let outputs = outputs.into();
        Item { depth, name, body: ItemBody::Cte(Box::new(body)), outputs }
    }

    /// The recursive query that starts with `start`, as its step sees it.
    pub(super) fn this(name: Name, start: &SelectBody) -> Self {
        let mut outputs = outputs(start);
        // A step may add NULLs to what the start has.
        outputs.iter_mut().for_each(|output| output.sort.flags |= Sort::NULLABLE);
        Item { depth: 0, name, body: ItemBody::This, outputs: outputs.into() }
    }

    /// The table, seen through aliases.
    pub(crate) fn table(&self) -> Option<&TableDef> {
        match &self.body {
            ItemBody::Alias(of) => of.table(),
            _ => None,
        }
    }

    /// The columns of its own; those of an alias are its table's.
    pub(crate) fn outputs(&self) -> &[Output] {
        &self.outputs
    }

    /// The query, of a subquery or a common table expression, under whatever name.
    pub(crate) fn query_node(&self) -> Option<&Node> {
        let mut item = self;
        loop {
            match &item.body {
                ItemBody::Query(query) => return Some(query),
                ItemBody::Cte(cte) => return Some(&cte.query),
                ItemBody::Alias(Source::Item(of)) => item = of,
                ItemBody::Alias(_) | ItemBody::This => return None,
            }
        }
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

    /// The column itself, where it is one of a query; else the item that it is an alias of.
    fn output(&self, index: u16) -> Result<Option<&Output>, &Source> {
        match &self.body {
            ItemBody::Alias(of) => Err(of),
            ItemBody::Query(_) | ItemBody::Cte(_) | ItemBody::This => {
                Ok(self.outputs.get(usize::from(index)))
            }
        }
    }

    pub(crate) fn column_name(&self, index: u16) -> Option<&Name> {
        match self.output(index) {
            Ok(output) => output?.name.as_ref(),
            Err(Source::Item(of)) => of.column_name(index),
            Err(_) => self.def(index).map(|def| &def.name),
        }
    }

    pub(crate) fn column_sort(&self, index: u16) -> Sort {
        let unknown = Sort::nullable(Tag::Unknown);
        match self.output(index) {
            Ok(output) => output.map_or(unknown, |output| output.sort),
            Err(Source::Item(of)) => of.column_sort(index),
            Err(_) => self.def(index).map_or(unknown, ColumnDef::sort),
        }
    }

    pub(crate) fn column_type(&self, index: u16) -> Type {
        match self.output(index) {
            Ok(output) => output.map_or(Type::Unknown, |output| output.ty.clone()),
            Err(Source::Item(of)) => of.column_type(index),
            Err(_) => self.def(index).map_or(Type::Unknown, |def| def.sql_type.clone()),
        }
    }

    pub(crate) fn position(&self, name: &str) -> Option<u16> {
        match &self.body {
            ItemBody::Alias(of) => of.position(name),
            ItemBody::Query(_) | ItemBody::Cte(_) | ItemBody::This => {
                let is =
                    |output: &Output| output.name.as_ref().is_some_and(|own| own.as_str() == name);
                u16::try_from(self.outputs.iter().position(is)?).ok()
            }
        }
    }

    pub(crate) fn column_names(&self) -> Vec<&str> {
        match &self.body {
            ItemBody::Alias(of) => of.column_names(),
            ItemBody::Query(_) | ItemBody::Cte(_) | ItemBody::This => {
                let names = self.outputs.iter().map(|output| output.name.as_ref());
                names.map(|name| name.map_or("", Name::as_str)).collect()
            }
        }
    }
}

/// The columns that a query gives to what is outside of it.
fn outputs(body: &SelectBody) -> Vec<Output> {
    let sorts = body.output_sorts().into_iter();
    let output = |(column, sort): (&Node, Sort)| {
        // A label, an operator or an aggregate inside is nothing to the query outside.
        let sort = Sort::new(sort.tag, sort.flags & (Sort::NULLABLE | Sort::OUTER));
        let own = column.sql_type();
        // Of a set operation, the parameters of types are not known.
        let ty =
            if Tag::of(&own) == sort.tag && body.set().is_none() { own } else { sort.tag.ty() };
        Output { name: output_name(column).cloned(), sort, ty }
    };
    body.columns.iter().zip(sorts).map(output).collect()
}

/// The name that a column of a select list gets in the result; `None` if the engine chooses it.
pub(crate) fn output_name(column: &Node) -> Option<&Name> {
    let mut node = column;
    loop {
        match node.kind() {
            Some(Kind::Label { name, .. }) => return Some(name),
            // The engine does not see the type that the program gave.
            Some(Kind::Typed { operand, .. }) => node = operand,
            _ => return node.as_column().and_then(ColumnRef::name),
        }
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
    Expr::tree(Kind::Predicate(exists_node(query, false)))
}

/// True if the query gives no row: `NOT EXISTS (SELECT …)`.
pub fn not_exists(query: impl Query) -> Expr<bool> {
    Expr::tree(Kind::Predicate(exists_node(query, true)))
}

fn exists_node(query: impl Query, negated: bool) -> Predicate {
    Predicate::Exists { query: Node::Select(query.into_body().0), negated }
}
