//! VALUES: rows that the program gives, as a query of their own.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use super::rows::Rows;
use super::{Clause, SelectBody};
use crate::error::{ErrorKind, Problem};
use crate::expr::column_ref::ColumnRef;
use crate::expr::list::Nodes;
use crate::expr::node::Place;
use crate::expr::{Columns, IntoExpr, Kind, Node};
use crate::name::Name;
use crate::schema::ColumnName;
use crate::types::{Any, SqlValue, Tag};
use crate::value::{Str, Value};

/// Rows that the program gives, as a query: `VALUES (…), (…)`; they decode to `R`.
///
/// Made by [`values`]. It is a query like any other: a FROM item by
/// [`subquery`](Self::subquery) and [`cte`](Self::cte), an arm of a set operation, an operand of IN,
/// EXISTS and as a value.
#[must_use]
pub struct Values<R = crate::row::Row> {
    pub(crate) body: Arc<SelectBody>,
    pub(super) row: PhantomData<fn() -> R>,
}

/// `VALUES rows`, whose columns have names; the types of the cells make the type of the rows.
///
/// A row is a tuple of up to 16 values or expressions, one value alone, or, for rows known at run time
/// ([`Row`](crate::row::Row)), an array or a `Vec`. A column has the type of all of its cells together.
/// The columns have their names on every engine, by the shape that the engine has for it.
///
/// No rows, no columns, a row of another length and a name given twice are errors from compile.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, name: String } }
/// let names = values(["id", "name"], [(1_i64, "ann"), (2, "bob")]).subquery("v");
/// let query = select((users::id, names.col("name")))
///     .from(users::table())
///     .join(&names, names.col("id").eq(users::id));
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT users.id, v.name FROM users JOIN \
///      (VALUES (CAST($1 AS BIGINT), CAST($2 AS TEXT)), ($3, $4)) AS v (id, name) \
///      ON v.id = users.id");
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT users.id, v.name FROM users JOIN \
///      (SELECT ? AS id, ? AS name UNION ALL VALUES (?, ?)) AS v ON v.id = users.id");
/// ```
#[track_caller]
pub fn values<N: Into<Name>, V: ValuesRow>(
    columns: impl IntoIterator<Item = N>,
    rows: impl IntoIterator<Item = V>,
) -> Values<V::Row> {
    let place = Location::caller();
    let columns: Vec<Node> = columns.into_iter().map(|name| named(name.into())).collect();
    let width = columns.len();
    let mut cells = Vec::new();
    for (i, row) in rows.into_iter().enumerate() {
        let mut row = row.into_cells().0;
        if row.len() != width && width > 0 {
            row = wrong_row(i + 1, row.len(), width, place);
        }
        cells.append(&mut row);
    }
    let mut body = SelectBody::new(columns, V::REQUIRED, place);
    // The columns stand for their names; what is in them is in the cells.
    body.flags = 0;
    body.set_values(Rows::new(cells, width));
    body.mark(Clause::Columns, place);
    Values { body: Arc::new(body), row: PhantomData }
}

/// A column that is nothing but a name.
fn named(name: Name) -> Node {
    let column = Node::Column(ColumnRef::Free(Arc::new(ColumnName::from(&name))));
    Node::tree(Kind::Label { operand: column, name })
}

/// What stands for a row that is too short or too long, so that the later ones stay in step.
fn wrong_row(row: usize, found: usize, width: usize, place: Place) -> Vec<Node> {
    let message = format!("VALUES names {width} columns, but row {row} has {found} values");
    let problem = Problem::new(ErrorKind::Conflict, message).at(Some(place));
    let mut cells = vec![Node::Null(Tag::Null); width];
    if let Some(first) = cells.first_mut() {
        *first = Node::tree(Kind::Mistake(problem));
    }
    cells
}

/// A row of [`values`]: what can be selected, or a value alone.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row of VALUES",
    note = "give a tuple of up to 16 values or expressions, an array or a Vec of them, or one value"
)]
pub trait ValuesRow {
    /// What the row decodes to.
    type Row;
    #[doc(hidden)]
    const REQUIRED: u64;
    #[doc(hidden)]
    fn into_cells(self) -> Nodes;
}

impl<C: Columns> ValuesRow for C {
    type Row = C::Row;
    const REQUIRED: u64 = C::REQUIRED;
    fn into_cells(self) -> Nodes {
        self.into_nodes()
    }
}

macro_rules! alone {
    ($($value:ty => $sql:ty),* $(,)?) => { $(
        #[diagnostic::do_not_recommend]
        impl ValuesRow for $value {
            type Row = <$sql as SqlValue>::Output;
            const REQUIRED: u64 = !<$sql as SqlValue>::NULLABLE as u64;
            fn into_cells(self) -> Nodes {
                Nodes(vec![self.into_expr().node])
            }
        }
    )* };
}

alone! {
    bool => bool, i8 => i16, u8 => i16, i16 => i16, u16 => i32, i32 => i32, u32 => i64, i64 => i64,
    u64 => u64, f32 => f32, f64 => f64, char => String, &str => String, &String => String,
    String => String, Str => String, &[u8] => Vec<u8>, Value => Any,
}

impl<V: IntoExpr> ValuesRow for Option<V>
where
    Option<V>: IntoExpr,
{
    type Row = <<Option<V> as IntoExpr>::Sql as SqlValue>::Output;
    const REQUIRED: u64 = 0;
    fn into_cells(self) -> Nodes {
        Nodes(vec![self.into_expr().node])
    }
}
