//! Lists of expressions: arguments, select lists, and the right side of IN.

use std::sync::Arc;

use super::{Column, Expr, IntoExpr, Node};
use crate::name::Name;
use crate::types::{SqlValue, Type};
use crate::value::Value;

/// Expressions, erased.
#[doc(hidden)]
pub struct Nodes(pub(crate) Vec<Node>);

impl Nodes {
    /// Adds others behind these.
    #[cfg(feature = "mapper")]
    pub(crate) fn append(&mut self, mut more: Nodes) {
        self.0.append(&mut more.0);
    }

    /// Adds them to a list; one that is empty takes the place of it.
    pub(crate) fn add_to(mut self, list: &mut Vec<Node>) {
        if list.is_empty() {
            *list = self.0;
        } else {
            list.append(&mut self.0);
        }
    }
}

/// Expressions in a row: one, a tuple of up to 16, an array or a `Vec`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of SQL expressions",
    note = "give an expression, a tuple of up to 16 of them, an array or a Vec"
)]
pub trait ExprList {
    #[doc(hidden)]
    fn into_nodes(self) -> Nodes;
}

/// A select list, which gives the rows their type: `(a, b)` gives rows `(A, B)`, one expression
/// gives its values alone, an array or a `Vec` gives rows of type [`Row`](crate::row::Row).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be selected",
    note = "give an expression, a tuple of up to 16 of them, an array or a Vec; \
            a bare value becomes an expression by `val(…)`"
)]
pub trait Columns: ExprList {
    /// What a row of these columns decodes to.
    type Row;
    #[doc(hidden)]
    const REQUIRED: u64;
}

impl<T: SqlValue> ExprList for Expr<T> {
    fn into_nodes(self) -> Nodes {
        Nodes(vec![self.node])
    }
}

impl<T: SqlValue> ExprList for &Expr<T> {
    fn into_nodes(self) -> Nodes {
        Nodes(vec![self.node.clone()])
    }
}

impl<T: SqlValue> ExprList for Column<T> {
    fn into_nodes(self) -> Nodes {
        Nodes(vec![Node::Column(self.column)])
    }
}

impl<T: SqlValue> ExprList for &Column<T> {
    fn into_nodes(self) -> Nodes {
        Nodes(vec![Node::Column(self.column.clone())])
    }
}

/// Bit 0 set if the type takes no NULL.
const fn required<T: SqlValue>() -> u64 {
    !T::NULLABLE as u64
}

macro_rules! single_column {
    ($($type:ty),*) => { $(
        impl<T: SqlValue> Columns for $type {
            type Row = T::Output;
            const REQUIRED: u64 = required::<T>();
        }
    )* };
}

single_column!(Expr<T>, &Expr<T>, Column<T>, &Column<T>);

/// Nothing: for functions without arguments.
impl ExprList for () {
    fn into_nodes(self) -> Nodes {
        Nodes(Vec::new())
    }
}

impl<E: IntoExpr> ExprList for Vec<E> {
    fn into_nodes(self) -> Nodes {
        Nodes(self.into_iter().map(|e| e.into_expr().node).collect())
    }
}

impl<E: IntoExpr> Columns for Vec<E> {
    type Row = crate::row::Row;
    const REQUIRED: u64 = 0;
}

impl<E: IntoExpr, const N: usize> ExprList for [E; N] {
    fn into_nodes(self) -> Nodes {
        Nodes(self.into_iter().map(|e| e.into_expr().node).collect())
    }
}

impl<E: IntoExpr, const N: usize> Columns for [E; N] {
    type Row = crate::row::Row;
    const REQUIRED: u64 = 0;
}

macro_rules! tuples {
    ($($name:ident $index:tt),+) => {
        impl<$($name: IntoExpr),+> ExprList for ($($name,)+) {
            #[inline]
            fn into_nodes(self) -> Nodes {
                Nodes(vec![$(self.$index.into_expr().node),+])
            }
        }

        impl<$($name: IntoExpr),+> Columns for ($($name,)+) {
            type Row = ($(<$name::Sql as SqlValue>::Output,)+);
            const REQUIRED: u64 = 0 $(| required::<$name::Sql>() << $index)+;
        }
    };
}

/// Calls a macro with the names and indices of every tuple up to 16 wide.
macro_rules! every_tuple {
    ($macro:ident; $($done:ident $done_index:tt),*;) => {};
    ($macro:ident; ; $name:ident $index:tt $(, $rest:ident $rest_index:tt)*) => {
        $macro!($name $index);
        $crate::expr::list::every_tuple!($macro; $name $index; $($rest $rest_index),*);
    };
    ($macro:ident; $($done:ident $done_index:tt),+;
     $name:ident $index:tt $(, $rest:ident $rest_index:tt)*) => {
        $macro!($($done $done_index,)+ $name $index);
        $crate::expr::list::every_tuple!($macro; $($done $done_index,)+ $name $index; $($rest $rest_index),*);
    };
}
pub(crate) use every_tuple;

every_tuple!(tuples; ; A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12, N 13,
    O 14, P 15);

/// The right side of IN.
#[doc(hidden)]
pub struct InList(pub(crate) InListKind);

pub(crate) enum InListKind {
    /// Bound values only, stored flat.
    Values(Arc<[Value]>),
    /// At least one expression.
    Nodes(Vec<Node>),
    /// A query.
    Query(Node),
    /// Values that come after compiling.
    Parameter(Name, Type),
}

/// What [`is_in`](Expr::is_in) takes: anything to iterate over whose items are values or
/// expressions, a query of one column, or a [`param_list`](crate::expr::param_list).
pub trait IntoList {
    /// The type of the items.
    type Sql: SqlValue;
    #[doc(hidden)]
    fn into_list(self) -> InList;
}

impl<I> IntoList for I
where
    I: IntoIterator,
    I::Item: IntoExpr,
{
    type Sql = <I::Item as IntoExpr>::Sql;
    fn into_list(self) -> InList {
        // What is no value, with its place: rare, and put back in a second pass.
        let mut others = Vec::new();
        let values = self.into_iter().enumerate().map(|(i, item)| match item.into_expr().node {
            Node::Bind(value) => value,
            Node::NullBind(_) => Value::Null,
            node => {
                others.push((i, node));
                Value::Null
            }
        });
        let values: Arc<[Value]> = values.collect();
        if others.is_empty() {
            return InList(InListKind::Values(values));
        }
        let mut nodes: Vec<Node> = values.iter().cloned().map(super::convert::bind).collect();
        for (i, node) in others {
            nodes[i] = node;
        }
        InList(InListKind::Nodes(nodes))
    }
}
