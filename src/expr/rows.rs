//! Rows of values in conditions, and comparison with any or all rows of a query.

use super::kind::Comparison;
use super::row_test::{RowTest, RowTestKind};
use super::{Column, Expr, ExprList, Kind, Node};
use crate::error::{ErrorKind, Problem};
use crate::select::Query;
use crate::types::{ComparableWith, SqlValue};

/// A row of values, to be compared with others: `(a, b)`. Made by [`row`].
#[derive(Clone)]
#[must_use]
pub struct RowValue {
    nodes: Vec<Node>,
}

/// A row of values, which is compared from the left: `(a, b) < (c, d)` is
/// `a < c OR a = c AND b < d`.
///
/// What keyset pagination wants. The types of both rows are compared by compile.
///
/// ```
/// use sqltree::expr::row;
/// use sqltree::prelude::*;
/// sqltree::table! { pub posts { id: i64 => primary_key, likes: i32 } }
/// let next = select(posts::id)
///     .filter(row((posts::likes, posts::id)).gt((7, 3_i64)))
///     .order_by((posts::likes, posts::id));
/// assert_eq!(next.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT posts.id FROM posts WHERE (posts.likes, posts.id) > ($1, $2) \
///      ORDER BY posts.likes, posts.id");
/// ```
pub fn row(values: impl ExprList) -> RowValue {
    RowValue { nodes: values.into_nodes().0 }
}

macro_rules! comparisons {
    ($($name:ident, $op:ident, $text:literal;)*) => { $(
        #[doc = concat!("`(…) ", $text, " (…)`, with as many values on both sides.")]
        pub fn $name(self, other: impl ExprList) -> Expr<Option<bool>> {
            let cells = other.into_nodes().0;
            self.test(RowTestKind::Compare(Comparison::$op), cells, Node::Empty)
        }
    )* };
}

impl RowValue {
    comparisons! {
        eq, Eq, "=";
        ne, Ne, "<>";
        lt, Lt, "<";
        le, Le, "<=";
        gt, Gt, ">";
        ge, Ge, ">=";
    }

    /// `(…) IN ((…), (…))`. An empty list is false.
    pub fn is_in<R: ExprList>(self, rows: impl IntoIterator<Item = R>) -> Expr<Option<bool>> {
        self.in_rows(rows, false)
    }

    /// `(…) NOT IN ((…), (…))`. An empty list is true.
    pub fn not_in<R: ExprList>(self, rows: impl IntoIterator<Item = R>) -> Expr<Option<bool>> {
        self.in_rows(rows, true)
    }

    fn in_rows<R: ExprList>(
        self,
        rows: impl IntoIterator<Item = R>,
        negated: bool,
    ) -> Expr<Option<bool>> {
        let (width, mut cells) = (self.nodes.len(), Vec::new());
        for row in rows {
            let mut row = row.into_nodes().0;
            if row.len() != width {
                return Expr::mistake(uneven(width, row.len()));
            }
            cells.append(&mut row);
        }
        self.test(RowTestKind::In { negated }, cells, Node::Empty)
    }

    /// `(…) IN (SELECT …)`, of a query with as many columns.
    pub fn in_query(self, query: impl Query) -> Expr<Option<bool>> {
        let query = Node::Select(query.into_query().body.expanded());
        self.test(RowTestKind::InQuery { negated: false }, Vec::new(), query)
    }

    /// `(…) NOT IN (SELECT …)`, which is never true if there is a NULL in the way.
    pub fn not_in_query(self, query: impl Query) -> Expr<Option<bool>> {
        let query = Node::Select(query.into_query().body.expanded());
        self.test(RowTestKind::InQuery { negated: true }, Vec::new(), query)
    }

    fn test(self, kind: RowTestKind, cells: Vec<Node>, query: Node) -> Expr<Option<bool>> {
        let width = self.nodes.len();
        if width < 2 {
            let message = "a row has one value or none; compare the value itself";
            return Expr::mistake(Problem::new(ErrorKind::Conflict, message));
        }
        if let (RowTestKind::Compare(_), true) = (kind, cells.len() != width) {
            return Expr::mistake(uneven(width, cells.len()));
        }
        Expr::tree(Kind::RowTest(Box::new(RowTest { row: self.nodes, kind, cells, query })))
    }
}

fn uneven(width: usize, other: usize) -> Problem {
    let message = format!("a row of {width} values beside one of {other}; give as many in both");
    Problem::new(ErrorKind::Conflict, message)
}

macro_rules! quantified {
    ($($name:ident, $kind:ident, $op:ident, $text:literal, $empty:literal;)*) => { $(
        #[doc = concat!("`self ", $text, " (SELECT …)`, of a query of one column; over no rows ", $empty, ".")]
        ///
        /// NULL if no row decides it and a comparison is NULL. SQLite gets an aggregate of the
        /// comparison with each row.
        pub fn $name<Q: Query>(&self, query: Q) -> Expr<Option<bool>>
        where
            Q::Row: SqlValue,
            T::Family: ComparableWith<<Q::Row as SqlValue>::Family>,
        {
            quantified(self.to_node(), RowTestKind::$kind(Comparison::$op), query)
        }
    )* };
}

macro_rules! stamp {
    ($($type:ident),*) => { $(
        impl<T: SqlValue> $type<T> {
            quantified! {
                eq_all, All, Eq, "= ALL", "true";
                ne_any, Any, Ne, "<> ANY", "false";
                lt_any, Any, Lt, "< ANY", "false";
                lt_all, All, Lt, "< ALL", "true";
                le_any, Any, Le, "<= ANY", "false";
                le_all, All, Le, "<= ALL", "true";
                gt_any, Any, Gt, "> ANY", "false";
                gt_all, All, Gt, "> ALL", "true";
                ge_any, Any, Ge, ">= ANY", "false";
                ge_all, All, Ge, ">= ALL", "true";
            }
        }
    )* };
}

stamp!(Expr, Column);

fn quantified(operand: Node, kind: RowTestKind, query: impl Query) -> Expr<Option<bool>> {
    let query = Node::Select(query.into_query().body.expanded());
    let test = RowTest { row: vec![operand], kind, cells: Vec::new(), query };
    Expr::tree(Kind::RowTest(Box::new(test)))
}
