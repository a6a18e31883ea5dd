//! Rows inside of a row: a query as one value that holds all of its rows.

use std::panic::Location;
use std::sync::Arc;

use super::{Distinct, Query, SelectBody, Subquery, output_name};
use crate::error::{ErrorKind, Problem};
use crate::expr::behind::Aggregate;
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::Nulls;
use crate::expr::order::ordered;
use crate::expr::view::NodeRef;
use crate::expr::{Expr, Kind, Node, func};
use crate::function;
use crate::name::Name;
use crate::types::Sort;
use crate::value::{Multiset, letter_of};

/// All rows of a query as one value, in their order; empty if there are none.
///
/// It stands where a value can, mostly in the list of a query, to whose row the columns of its FROM items
/// refer; each row then comes with the rows that belong to it. Underneath it is an aggregate of JSON, in
/// which values are written so that they come back as they are: integers of 64 bits, floats with all their
/// bits, exact numbers, texts of any characters, bytes, dates, NULL. The rows decode as those of the query
/// alone do, in tuples or structs; [`Multiset`] is the vector of them.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! {
///     pub users { id: i64 => primary_key, name: String }
///     pub posts { id: i64 => primary_key, user_id: i64, title: String }
/// }
/// let own = select((posts::id, posts::title)).filter(posts::user_id.eq(users::id));
/// let query = select((users::name, multiset(own.order_by(posts::id)))).from(users::table());
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT users.name, (SELECT JSONB_BUILD_ARRAY(JSONB_BUILD_ARRAY('iid', 'ttitle'), \
///      COALESCE(JSONB_AGG(JSONB_BUILD_ARRAY(posts.id, posts.title) ORDER BY posts.id), '[]')) \
///      FROM posts WHERE posts.user_id = users.id) FROM users");
/// # #[cfg(feature = "rusqlite")] {
/// # use sqltree::engine::Engine;
/// # let mut conn = Engine::open("sqlite://")?.connect()?;
/// # conn.run_script("CREATE TABLE users (id INTEGER, name TEXT);
/// #     CREATE TABLE posts (id INTEGER, user_id INTEGER, title TEXT);
/// #     INSERT INTO users VALUES (1, 'ann'), (2, 'bob'); INSERT INTO posts VALUES (7, 1, 'hi')")?;
/// for (name, posts) in conn.fetch_all(&query)? {
///     let titles: Vec<&str> = posts.iter().map(|(_, title)| title.as_str()).collect();
///     assert_eq!(titles.is_empty(), name == "bob");
/// }
/// # }
/// # Ok::<(), sqltree::Error>(())
/// ```
///
/// A query with groups, DISTINCT, LIMIT, set operations and the like is put into FROM. If it has columns of
/// the query around it MariaDB cannot see them there, and is refused; with DISTINCT and set operations the order
/// must be by columns of the result. Columns without a known type, arrays, and a `*` of which the columns are
/// not known are an error from compile, as are more than 99 columns.
#[track_caller]
pub fn multiset<Q: Query>(query: Q) -> Expr<Multiset<Q::Row>> {
    let body = query.into_query().body.expanded();
    match made(body, Location::caller()) {
        Ok(body) => Expr::tree(Kind::Scalar(Node::Select(Arc::new(body)))),
        Err(problem) => Expr::mistake(problem),
    }
}

/// The query of one row that gathers the rows of another one.
fn made(body: Arc<SelectBody>, place: &'static Location<'static>) -> Result<SelectBody, Problem> {
    if body.has_star() {
        let message = "a multiset has the columns of a `*` that are not known; name them";
        return Err(Problem::new(ErrorKind::UnknownColumn, message).at(Some(place)));
    }
    let mut body = Arc::unwrap_or_clone(body);
    let order = std::mem::take(&mut body.order_by);
    let order: Vec<Term> = order.into_iter().map(|term| Term::new(term, &body)).collect();
    if body.gathers_alone() {
        let heads = heads(&body, &body.columns)?;
        let columns = std::mem::take(&mut body.columns);
        body.columns = vec![document(heads, columns, order)?];
        body.required = 0;
        body.measure();
        return Ok(body);
    }
    let (body, order) = with_keys(body, order)?;
    let (width, kept) = (body.1, body.0);
    let heads = heads(&kept, &kept.columns[..width])?;
    let listed = Subquery::<()>::lateral(Arc::new(kept), "listed".into()).source;
    let column = |place: usize| {
        Node::Column(ColumnRef::new(&listed, u16::try_from(place).unwrap_or(u16::MAX)))
    };
    let columns = (0..width).map(column).collect();
    let order = order.into_iter().map(|(key, term)| Term { key: column(key), ..term }).collect();
    let mut outer = SelectBody::new(vec![document(heads, columns, order)?], 0, place);
    outer.add_from(listed);
    Ok(outer)
}

/// A term of an order.
struct Term {
    key: Node,
    descending: bool,
    nulls: Option<Nulls>,
}

impl Term {
    /// The term of a query, in which a name alone may mean a column of the result.
    fn new(term: Node, body: &SelectBody) -> Self {
        let (key, descending, nulls) = NodeRef::new(&term).order();
        let key = key.node().cloned().or_else(|| key.as_column().cloned().map(Node::Column));
        let key = key.unwrap_or_default();
        let named = |name: &Name| {
            body.columns.iter().find(|column| output_name(column) == Some(name)).cloned()
        };
        let shown = match &key {
            Node::Column(ColumnRef::Free(free)) if free.table().is_none() => named(free.name()),
            _ => None,
        };
        Term { key: shown.unwrap_or(key), descending, nulls }
    }

    fn into_node(self) -> Node {
        ordered(self.key, self.descending, self.nulls)
    }
}

impl SelectBody {
    /// True if an aggregate can take the place of the columns: each row of FROM is one of the result.
    fn gathers_alone(&self) -> bool {
        let several = self.flags & (Sort::AGGREGATE | Sort::WINDOW) == 0;
        let whole = !self.is_limited();
        several
            && whole
            && self.rare().is_none_or(|rare| {
                rare.distinct == Distinct::No
                    && !rare.no_from
                    && rare.group_by.is_empty()
                    && rare.having.is_empty()
                    && rare.set.is_none()
                    && rare.values.is_none()
                    && rare.locks.is_empty()
                    && rare.hints.is_empty()
                    && rare.words.is_empty()
                    && rare.with.is_empty()
                    && rare.qualify.is_empty()
                    && rare.paged_by == 0
            })
    }
}

/// The query with the keys of its order among its columns, how many columns it had, and where the key
/// of each term is.
#[expect(clippy::type_complexity, reason = "said once")]
fn with_keys(
    mut body: SelectBody,
    order: Vec<Term>,
) -> Result<((SelectBody, usize), Vec<(usize, Term)>), Problem> {
    let width = body.columns.len();
    let fixed = body.has_names_only() || body.distinct() != Distinct::No;
    for (i, column) in body.columns.iter_mut().enumerate() {
        if output_name(column).is_none() {
            let operand = std::mem::take(column);
            *column = Node::tree(Kind::Label { operand, name: format!("c{}", i + 1).into() });
        }
    }
    let mut keys = Vec::new();
    for term in order {
        let key = term.key.unlabelled().as_column();
        let shown = |column: &Node| {
            let own = column.unlabelled().as_column();
            own.zip(key).is_some_and(|(own, key)| own.same(key))
        };
        let place = match body.columns.iter().position(shown) {
            Some(place) => place,
            None if fixed => return Err(not_shown()),
            None => {
                let name = format!("k{}", keys.len() + 1).into();
                let operand = term.key.clone();
                body.columns.push(Node::tree(Kind::Label { operand, name }));
                body.columns.len() - 1
            }
        };
        body.order_by.push(ordered(term.key.clone(), term.descending, term.nulls));
        keys.push((place, term));
    }
    body.measure();
    Ok(((body, width), keys))
}

fn not_shown() -> Problem {
    let message = "a multiset of different rows, or of a set operation, is ordered by what is no column of \
                   it; order by its columns";
    Problem::new(ErrorKind::Conflict, message)
}

/// What stands before the rows: for each column the letter of its type, and its name.
fn heads(body: &SelectBody, columns: &[Node]) -> Result<Vec<Node>, Problem> {
    let head = |(i, column): (usize, &Node)| {
        let tag = match column.reader() {
            Some(_) => crate::types::Tag::Text,
            None => body.output_tag(i),
        };
        let name = output_name(column).map_or("", Name::as_str);
        // What has no letter is refused as a cell.
        let letter = letter_of(tag).unwrap_or('-');
        Ok(Node::Literal(format!("{letter}{name}").into()))
    };
    columns.iter().enumerate().map(head).collect()
}

fn document(heads: Vec<Node>, columns: Vec<Node>, order: Vec<Term>) -> Result<Node, Problem> {
    if columns.len() > 99 {
        let message = format!("a multiset has at most 99 columns, and this one {}", columns.len());
        return Err(Problem::new(ErrorKind::Conflict, message));
    }
    let cells = columns.into_iter().map(func::cell).collect::<Result<Vec<Node>, Problem>>()?;
    let array = |parts| Node::function(&function::JSON_ARRAY, Vec::into(parts));
    let rows = Node::function(&function::JSON_AGG, array(cells).into());
    let rows = if order.is_empty() {
        rows
    } else {
        let order = order.into_iter().map(Term::into_node).collect();
        let (distinct, filter) = (false, Node::Empty);
        let aggregate = Aggregate { function: rows, distinct, order, filter };
        Node::tree(Kind::Aggregate(Box::new(aggregate)))
    };
    Ok(array(vec![array(heads), rows]))
}
