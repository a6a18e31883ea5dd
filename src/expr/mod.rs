//! Expressions: a typed skin over one untyped, immutable tree.
//!
//! [`Expr<T>`] is a value of SQL; `T` is its Rust type, [`Any`] where that is not known before run
//! time. Building never fails and never panics: mistakes stay in the tree until it is compiled.
//! Text is made in [`crate::compile`] only.

mod aggregate;
pub(crate) mod args;
mod arrays;
pub(crate) mod behind;
mod bits;
mod calendar;
mod call;
mod case;
pub(crate) mod children;
mod collation;
pub(crate) mod column;
pub(crate) mod column_ref;
pub(crate) mod convert;
mod division;
mod fragment;
pub mod func;
mod json;
pub(crate) mod kind;
pub(crate) mod list;
mod matching;
pub(crate) mod node;
mod operators;
pub(crate) mod order;
mod overloads;
mod param;
pub(crate) mod predicates;
mod regexps;
pub(crate) mod row_test;
mod rows;
mod sort;
mod sort_of_kind;
mod typing;
pub mod view;
pub(crate) mod window;

use std::marker::PhantomData;

pub use aggregate::{Interpolated, OrderedSet};
pub use behind::{Bound, Window};
pub use case::{Case, case, case_of};
pub use column::{Column, column};
pub use convert::{bound, default, literal, null, val};
#[doc(hidden)]
pub use fragment::{count_holes, fragment};
pub use kind::Nulls;
pub use list::{Columns, ExprList, IntoList};
#[doc(hidden)]
pub use list::{InList, Nodes};
pub(crate) use node::{Kind, Node};
pub use order::{IntoOrder, Order, OrderList, asked_order};
pub use param::{ParamList, param, param_list};
pub use rows::{RowValue, row};
pub use window::{WindowFunction, frame, window};

use crate::error::Problem;
use crate::types::{Any, IsCondition, SqlValue};

/// A SQL expression whose values are of the Rust type `T`.
///
/// Comparisons take `&self`; connectives and arithmetic (`&`, `|`, `!`, `+`, `-`, `*`, `/`, `%`)
/// take values, so that long chains grow in place. A clone costs one count.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, age: i32, name: String } }
/// let adults = users::age.ge(18) & !users::name.starts_with("test");
/// let query = select(users::id).filter(adults);
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "SELECT users.id FROM users WHERE users.age >= $1 AND NOT (users.name LIKE $2)");
/// ```
#[must_use]
pub struct Expr<T = Any> {
    pub(crate) node: Node,
    ty: PhantomData<fn() -> T>,
}

impl<T> Clone for Expr<T> {
    fn clone(&self) -> Self {
        Expr::new(self.node.clone())
    }
}

impl<T> Expr<T> {
    #[inline]
    pub(crate) fn new(node: Node) -> Self {
        Expr { node, ty: PhantomData }
    }

    pub(crate) fn tree(kind: Kind) -> Self {
        Expr::new(Node::tree(kind))
    }

    /// An expression that is a mistake; compile reports it.
    pub(crate) fn mistake(problem: Problem) -> Self {
        Expr::tree(Kind::Mistake(problem))
    }

    /// The same expression without its Rust type, so that it goes with everything.
    pub fn dynamic(&self) -> Expr<Any> {
        Expr::new(self.node.clone())
    }

    /// The same, by value.
    #[inline]
    pub(crate) fn erase(self) -> Expr<Any> {
        Expr::new(self.node)
    }
}

impl<T: SqlValue> Expr<T> {
    /// The same expression with values of type `Option<T>`: where NULL can come in by the shape of
    /// the query.
    pub fn nullable(&self) -> Expr<Option<T::NonNull>> {
        Expr::new(self.node.clone())
    }
}

/// What can stand where SQL wants an expression: expressions, columns, and Rust values, which
/// are bound as parameters (a `&str` is always a value, never SQL).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a SQL expression nor a value that can be bound",
    note = "values are bool, integers, floats, char, &str, String, &[u8], Vec<u8>, `Value` and \
            Option of them",
    note = "a subquery becomes an expression by `.scalar()`; raw SQL by `sql!(\"…\")`"
)]
pub trait IntoExpr {
    /// The Rust type of the expression.
    type Sql: SqlValue;
    /// The expression.
    fn into_expr(self) -> Expr<Self::Sql>;
}

impl<T: SqlValue> IntoExpr for Expr<T> {
    type Sql = T;
    #[inline]
    fn into_expr(self) -> Expr<T> {
        self
    }
}

impl<T: SqlValue> IntoExpr for &Expr<T> {
    type Sql = T;
    #[inline]
    fn into_expr(self) -> Expr<T> {
        self.clone()
    }
}

/// What WHERE, HAVING, ON, AND and OR take: expressions that are true or false.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a condition",
    label = "WHERE, HAVING, ON, AND and OR want a value that is true or false",
    note = "compare it with something, such as `.eq(value)` or `.is_not_null()`"
)]
pub trait Condition: IntoExpr {
    #[doc(hidden)]
    fn into_condition(self) -> Expr<Self::Sql>;
}

#[diagnostic::do_not_recommend]
impl<P: IntoExpr> Condition for P
where
    <P::Sql as SqlValue>::Family: IsCondition,
{
    #[inline]
    fn into_condition(self) -> Expr<P::Sql> {
        self.into_expr()
    }
}

/// All of the conditions: `a AND b AND c`; TRUE if there are none.
///
/// ```
/// use sqltree::prelude::*;
/// let t = Table::new("t").column("a", Type::Integer).column("b", Type::Integer);
/// let query = select([t.col("a")]).filter(all_of([t.col("a").gt(1), t.col("b").lt(2)]));
/// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT t.a FROM t WHERE t.a > ? AND t.b < ?");
/// ```
pub fn all_of<P: Condition>(conditions: impl IntoIterator<Item = P>) -> Expr<Option<bool>> {
    join(node::ChainOp::And, true, conditions)
}

/// Any of the conditions: `a OR b OR c`; FALSE if there are none.
pub fn any_of<P: Condition>(conditions: impl IntoIterator<Item = P>) -> Expr<Option<bool>> {
    join(node::ChainOp::Or, false, conditions)
}

fn join<P: Condition>(
    op: node::ChainOp,
    none: bool,
    conditions: impl IntoIterator<Item = P>,
) -> Expr<Option<bool>> {
    let mut nodes = conditions.into_iter().map(|condition| condition.into_condition().node);
    let Some(first) = nodes.next() else {
        return Expr::new(Node::Literal(none.into()));
    };
    Expr::new(nodes.fold(first, |left, right| node::chain(op, left, right)))
}
