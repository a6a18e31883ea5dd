//! Functions that make JSON documents.

use std::collections::HashSet;

use super::apply;
use crate::error::{ErrorKind, Problem};
use crate::expr::{Expr, ExprList, IntoExpr, Kind, Node};
use crate::function::{self, Function};
use crate::select::output_name;
use crate::types::Tag;
use crate::value::Json;

/// The parts that PostgreSQL takes in one document.
const MOST: usize = 100;

/// A document that is an array of values: `JSON_ARRAY(a, b)`, `JSONB_BUILD_ARRAY(a, b)` on PostgreSQL.
///
/// Values are what they are in JSON: numbers, texts, `true` and `false` (on engines without booleans
/// too), documents, and `null` for NULL. Bytes are texts of hexadecimal digits, UUIDs and dates texts, times
/// and timestamps texts with six digits of a second: `2024-02-29T12:00:00.000000`, with `Z` behind points in
/// time. NaN and the infinities, which JSON has not, are `null`. Spans of time, arrays and values of no known
/// type are an error from compile, and so are more than 100 values.
///
/// Engines write documents with different spaces, and numbers in different digits.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, name: String, admin: bool } }
/// let query = select(func::json_array((users::id, users::name, users::admin)));
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT JSONB_BUILD_ARRAY(users.id, users.name, users.admin) FROM users");
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT JSON_ARRAY(users.id, users.name, \
///      JSON(CASE NOT users.admin WHEN 0 THEN 'true' WHEN 1 THEN 'false' END)) FROM users");
/// ```
pub fn json_array(items: impl ExprList) -> Expr<Json> {
    document(&function::JSON_ARRAY, items.into_nodes().0.into_iter().map(part))
}

/// A document that is an object with the names that the values would have as columns of a query, by label
/// or as columns: `JSON_OBJECT('id', id)`, `JSONB_BUILD_OBJECT('id', id)` on PostgreSQL.
///
/// A value without a name, and two of one name, are an error from compile. PostgreSQL puts the names in an
/// order of its own. What values are in JSON, [`json_array`] says; there are at most 50.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, name: String } }
/// let query = select(func::json_object((users::id, func::upper(users::name).label("who"))));
/// assert_eq!(query.compile(&MySql::default()).unwrap().sql(),
///     "SELECT JSON_OBJECT('id', users.id, 'who', UPPER(users.name)) FROM users");
/// ```
pub fn json_object(members: impl ExprList) -> Expr<Json> {
    let members = members.into_nodes().0;
    if let Some(problem) = wrong_name(&members) {
        return Expr::mistake(problem);
    }
    let pair = |member: Node| {
        let name = output_name(&member).map_or("", |name| name.as_str());
        [Ok(Node::Literal(name.into())), part(member)]
    };
    document(&function::JSON_OBJECT, members.into_iter().flat_map(pair))
}

/// The values of all rows in an array, in any order but that of [`order_by`](Expr::order_by); an empty array
/// over no rows: `JSON_GROUP_ARRAY(item)`, `COALESCE(JSONB_AGG(item), '[]')` on PostgreSQL.
///
/// NULLs are in it as `null`. On MySQL and MariaDB it is a `GROUP_CONCAT` of documents, whose length is that of
/// [`string_agg`](super::string_agg), and cannot stand over a window. Engines differ on which documents are equal,
/// so that DISTINCT is an error from compile.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, team: i64, name: String } }
/// let members = func::json_agg(func::json_object((users::id, users::name))).order_by(users::id);
/// let query = select((users::team, members)).group_by(users::team);
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT users.team, COALESCE(JSONB_AGG(JSONB_BUILD_OBJECT('id', users.id, 'name', users.name) \
///      ORDER BY users.id), '[]') FROM users GROUP BY users.team");
/// ```
pub fn json_agg<A: IntoExpr>(item: A) -> Expr<Json> {
    apply(&function::JSON_AGG, to_json(item).node)
}

/// A value as a document, which is `null` for NULL: `JSON_QUOTE(value)` on SQLite.
///
/// What values are in JSON, [`json_array`] says.
pub fn to_json<A: IntoExpr>(value: A) -> Expr<Json> {
    let node = value.into_expr().node;
    match part(node) {
        Ok(part) if is_document(&part) => Expr::new(part),
        Ok(part) => apply(&function::TO_JSON, part),
        Err(problem) => Expr::mistake(problem),
    }
}

fn document<T>(
    function: &'static Function,
    parts: impl Iterator<Item = Result<Node, Problem>>,
) -> Expr<T> {
    match parts.collect::<Result<Vec<Node>, Problem>>() {
        Ok(parts) if parts.len() > MOST => Expr::mistake(Problem::new(
            ErrorKind::Conflict,
            format!(
                "`{}` has {} arguments, and PostgreSQL takes {MOST}; put some in a document inside",
                function.name(),
                parts.len()
            ),
        )),
        Ok(parts) => apply(function, parts),
        Err(problem) => Expr::mistake(problem),
    }
}

/// The value as a part of a document.
fn part(node: Node) -> Result<Node, Problem> {
    in_function(&function::JSON_PART, node, |tag| tag == Tag::Interval)
}

/// The value as a part of a document that is read back as what it is.
pub(crate) fn cell(node: Node) -> Result<Node, Problem> {
    in_function(&function::JSON_CELL, node, |_| false)
}

fn in_function(
    function: &'static Function,
    node: Node,
    refuses: impl Fn(Tag) -> bool,
) -> Result<Node, Problem> {
    if *function == function::JSON_PART && is_document(&node) {
        return Ok(node);
    }
    let node = match node.reader() {
        Some(reader) => Node::function(reader, node.into()),
        None => node,
    };
    let tag = node.sort().tag;
    let has_none = matches!(tag, Tag::Unknown | Tag::Array | Tag::Native) || refuses(tag);
    if !has_none || matches!(node.kind(), Some(Kind::Mistake(_))) {
        return Ok(Node::function(function, node.into()));
    }
    let name = output_name(&node).map_or(String::new(), |name| format!(" `{name}`"));
    let message = match tag {
        Tag::Interval => format!(
            "a span of time{name} has no form in JSON on all engines; put in a number of seconds or a text"
        ),
        Tag::Array => format!("an array{name} cannot be part of a JSON document; gather its items"),
        _ => format!(
            "the type of a value{name} in a JSON document is not known; say it by `.typed::<T>()`, or \
             convert with `.cast::<T>()`"
        ),
    };
    Err(Problem::new(ErrorKind::TypeMismatch, message))
}

/// True for what engines know to be a document by how it is made.
fn is_document(node: &Node) -> bool {
    const MADE: [&Function; 4] =
        [&function::JSON_AGG, &function::JSON_ARRAY, &function::JSON_OBJECT, &function::TO_JSON];
    let node = match node.unlabelled() {
        Node::Tree(tree) => match &tree.kind {
            Kind::Aggregate(aggregate) => &aggregate.function,
            _ => node.unlabelled(),
        },
        other => other,
    };
    node.as_function().is_some_and(|(function, _)| MADE.contains(&function))
}

fn wrong_name(members: &[Node]) -> Option<Problem> {
    let mut names = HashSet::new();
    for (i, member) in members.iter().enumerate() {
        let Some(name) = output_name(member) else {
            let message = format!(
                "value {} of a JSON object has no name; give it one by `.label(name)`",
                i + 1
            );
            return Some(Problem::new(ErrorKind::InvalidName, message));
        };
        if !names.insert(name.as_str()) {
            let message = format!(
                "a JSON object has `{name}` more than once; tell them apart by `.label(name)`"
            );
            return Some(Problem::new(ErrorKind::DuplicateName, message));
        }
    }
    None
}
