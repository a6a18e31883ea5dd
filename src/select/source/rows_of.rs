//! Rows that a function or raw SQL gives, as a FROM item.

use std::sync::Arc;

use super::output::Output;
use super::{IntoSource, Item, ItemBody, Source};
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::NodeRef;
use crate::expr::{IntoExpr, Node};
use crate::name::Name;

/// Rows that a function or raw SQL gives, as a FROM item; made by [`rows_of`].
#[derive(Clone)]
#[must_use]
pub struct RowsOf {
    pub(crate) source: Source,
}

/// The rows that a function or raw SQL gives, as a FROM item whose columns are declared by a table:
/// `function(arguments) AS name (columns)`.
///
/// `rows` is [`func::call`](crate::expr::func::call) or [`sql!`](crate::sql), one item of FROM as it
/// stands there: a call, `JSON_TABLE(…)`, a query in parentheses. It may name columns of the items before
/// it. `columns` is a declared table of which nothing is read: its name is the item's, its columns are
/// those of the rows, in their order, with their types, and keys that it declares are taken for keys. On
/// PostgreSQL their names are written behind the item; elsewhere the function must call them so by itself,
/// as `json_each` of SQLite and `JSON_TABLE` of MySQL and MariaDB do.
///
/// ```
/// use sqltree::prelude::*;
/// use sqltree::select::rows_of;
/// sqltree::table! {
///     pub users { id: i64 => primary_key, tags: Vec<String> }
///     pub tag { name: String }
///     pub numbers { n: i64 }
/// }
/// let numbers = rows_of(func::call("generate_series", (1_i64, 3_i64)), numbers::table());
/// assert_eq!(select(numbers.col(numbers::n)).compile(&Postgres::default()).unwrap().sql(),
///     "SELECT numbers.n FROM generate_series(CAST($1 AS BIGINT), CAST($2 AS BIGINT)) AS numbers (n)");
/// let tag = rows_of(func::call("unnest", users::tags), tag::table());
/// let query = select((users::id, tag.col(tag::name))).from(users::table()).cross_join(&tag);
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT users.id, tag.name FROM users CROSS JOIN unnest(users.tags) AS tag (name)");
/// ```
pub fn rows_of(rows: impl IntoExpr, columns: impl IntoSource) -> RowsOf {
    let rows = rows.into_expr().node;
    let lateral = has_columns(&rows);
    let item = Item::rows(rows, lateral, &columns.into_source().source);
    RowsOf { source: Source::Item(Arc::new(item)) }
}

impl RowsOf {
    /// With the number of each row, from 1, as a column behind the others: `WITH ORDINALITY`. PostgreSQL.
    /// Columns taken before are of the item as it was.
    pub fn with_ordinality(self, column: impl Into<Name>) -> Self {
        match &self.source {
            Source::Item(item) => {
                RowsOf { source: Source::Item(Arc::new(item.numbered(&column.into()))) }
            }
            Source::Static(_) | Source::Shared(_) => self,
        }
    }
}

impl Item {
    /// What a function or raw SQL gives, with the columns of a table.
    pub(super) fn rows(rows: Node, lateral: bool, columns: &Source) -> Self {
        let depth = rows.depth().saturating_add(1);
        let count = u16::try_from(columns.column_names().len()).unwrap_or(u16::MAX);
        let output = |index| Output::declared(ColumnRef::new(columns, index));
        let outputs = (0..count).map(output).collect();
        let name = columns.name().clone();
        let body = ItemBody::Rows { rows, numbered: false, lateral };
        Item { depth, name, body, outputs, labels_may_clash: false, open: false }
    }

    /// The same rows with their numbers.
    pub(super) fn numbered(&self, column: &Name) -> Self {
        let (rows, lateral) = match &self.body {
            ItemBody::Rows { rows, lateral, .. } => (rows.clone(), *lateral),
            _ => (Node::Empty, false),
        };
        let mut outputs: Vec<Output> = self.outputs.to_vec();
        outputs.push(Output::number(column));
        Item {
            depth: self.depth,
            name: self.name.clone(),
            body: ItemBody::Rows { rows, numbered: true, lateral },
            outputs: outputs.into(),
            labels_may_clash: true,
            open: false,
        }
    }
}

/// True if an expression has a column in it.
fn has_columns(rows: &Node) -> bool {
    NodeRef::new(rows).any(|node| node.as_column().is_some())
}
