//! Terms of ORDER BY.

use itertools::Itertools as _;

use super::list::Nodes;
use super::node::Nulls;
use super::{Column, Expr, Kind, Node};
use crate::error::{ErrorKind, Problem, Result};
use crate::types::SqlValue;

/// A term of ORDER BY, made by [`asc`](Expr::asc) or [`desc`](Expr::desc).
#[derive(Clone)]
#[must_use]
pub struct Order {
    operand: Node,
    descending: bool,
    nulls: Option<Nulls>,
}

impl Order {
    pub(crate) fn new(operand: Node, descending: bool) -> Self {
        Order { operand, descending, nulls: None }
    }

    /// NULLs before all else: `NULLS FIRST`.
    pub fn nulls_first(mut self) -> Self {
        self.nulls = Some(Nulls::First);
        self
    }

    /// NULLs after all else: `NULLS LAST`.
    ///
    /// MySQL and MariaDB, and SQLite before 3.30, have neither; there the rewrite `nulls_order`
    /// puts `expr IS NULL` before the term, unless it is their order anyway.
    pub fn nulls_last(mut self) -> Self {
        self.nulls = Some(Nulls::Last);
        self
    }
}

/// What ORDER BY takes: a term, or an expression, which then is ascending.
pub trait IntoOrder {
    #[doc(hidden)]
    fn into_order(self) -> Order;
}

impl IntoOrder for Order {
    fn into_order(self) -> Order {
        self
    }
}

impl<T: SqlValue> IntoOrder for Expr<T> {
    fn into_order(self) -> Order {
        Order::new(self.node, false)
    }
}

impl<T: SqlValue> IntoOrder for Column<T> {
    fn into_order(self) -> Order {
        Order::new(Node::Column(self.column), false)
    }
}

impl<O: IntoOrder + Clone> IntoOrder for &O {
    fn into_order(self) -> Order {
        self.clone().into_order()
    }
}

/// Terms of ORDER BY in a row: one, a tuple of up to 16, an array or a `Vec`.
pub trait OrderList {
    #[doc(hidden)]
    fn into_terms(self) -> Nodes;
}

/// The terms that a user of the program asks for, such as `"name,-age"`, out of those that the program
/// allows: names with a comma between them, each with a `-` before it for the other direction.
///
/// Where a term says that NULLs come first or last, they do in both directions.
///
/// ```
/// use sqltree::prelude::*;
/// use sqltree::expr::{Order, asked_order};
/// sqltree::table! { pub users { id: i64 => primary_key, name: String, age: i32 } }
/// # fn main() -> sqltree::Result<()> {
/// let allowed: [(&str, Order); 2] = [("name", users::name.asc()), ("age", users::age.asc())];
/// let query = select(users::id).order_by(asked_order("-age,name", &allowed)?);
/// assert_eq!(query.compile(&Sqlite::default())?.sql(),
///     "SELECT users.id FROM users ORDER BY users.age DESC, users.name");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// [`ErrorKind::InvalidName`], if a name is none of those allowed.
pub fn asked_order(asked: &str, allowed: &[(&str, Order)]) -> Result<Vec<Order>> {
    let asked = asked.split(',').map(str::trim).filter(|term| !term.is_empty());
    asked.enumerate().map(|(i, term)| asked_term(i + 1, term, allowed)).collect()
}

fn asked_term(number: usize, asked: &str, allowed: &[(&str, Order)]) -> Result<Order> {
    let (name, turned) = match asked.strip_prefix('-') {
        Some(name) => (name.trim_start(), true),
        None => (asked, false),
    };
    match allowed.iter().find(|(allowed, _)| *allowed == name) {
        Some((_, term)) => Ok(Order { descending: term.descending != turned, ..term.clone() }),
        None => {
            let names =
                allowed.iter().format_with(", ", |(name, _), f| f(&format_args!("`{name}`")));
            let message =
                format!("term {number} of the asked order is none of those allowed: {names}");
            Err(Problem::new(ErrorKind::InvalidName, message).into())
        }
    }
}

fn term(term: impl IntoOrder) -> Node {
    let Order { operand, descending, nulls } = term.into_order();
    ordered(operand, descending, nulls)
}

/// A term of ORDER BY in its one canonical form.
pub(crate) fn ordered(operand: Node, descending: bool, nulls: Option<Nulls>) -> Node {
    match (operand, descending, nulls) {
        (operand, false, None) => operand,
        (Node::Column(column), true, None) => Node::ColumnDesc(column),
        (operand, ..) => Node::tree(Kind::Order { operand, descending, nulls }),
    }
}

impl<O: IntoOrder> OrderList for O {
    fn into_terms(self) -> Nodes {
        Nodes(vec![term(self)])
    }
}

impl<O: IntoOrder> OrderList for Vec<O> {
    fn into_terms(self) -> Nodes {
        Nodes(self.into_iter().map(term).collect())
    }
}

impl<O: IntoOrder, const N: usize> OrderList for [O; N] {
    fn into_terms(self) -> Nodes {
        Nodes(self.into_iter().map(term).collect())
    }
}

macro_rules! tuples {
    ($($name:ident $index:tt),+) => {
        impl<$($name: IntoOrder),+> OrderList for ($($name,)+) {
            fn into_terms(self) -> Nodes {
                Nodes(vec![$(term(self.$index)),+])
            }
        }
    };
}

super::list::every_tuple!(tuples; ; A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11,
    M 12, N 13, O 14, P 15);
