//! CASE, in both forms.

use std::marker::PhantomData;

use super::operators::{Fam, Shared};
use super::{Condition, Expr, IntoExpr, Kind, Node};
use crate::types::{Common, ComparableWith, Lift, Lift1, Nullability, Nullable, SqlValue};

/// A CASE being built; [`end`](Case::end) or [`otherwise`](Case::otherwise) makes it an expression.
#[must_use]
pub struct Case<V, T> {
    operand: Option<Box<Node>>,
    branches: Vec<(Node, Node)>,
    ty: PhantomData<fn() -> (V, T)>,
}

/// The type of a CASE of one result.
type First<R> = Lift1<<R as IntoExpr>::Sql, <<R as IntoExpr>::Sql as SqlValue>::NonNull>;

/// `CASE WHEN condition THEN result … END`: the result of the first condition that is true.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, age: i32 } }
/// let group = case(users::age.lt(18), "child").when(users::age.lt(65), "adult").otherwise("senior");
/// assert_eq!(select(group).compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT CASE WHEN users.age < ? THEN ? WHEN users.age < ? THEN ? ELSE ? END FROM users");
/// ```
pub fn case<P: Condition, R: IntoExpr>(condition: P, result: R) -> Case<bool, First<R>> {
    Case {
        operand: None,
        branches: first_of_few((condition.into_condition().node, result.into_expr().node)),
        ty: PhantomData,
    }
}

/// A list of the first branch, with room for another.
fn first_of_few(branch: (Node, Node)) -> Vec<(Node, Node)> {
    let mut branches = Vec::with_capacity(2);
    branches.push(branch);
    branches
}

/// `CASE operand WHEN value THEN result … END`: the result of the first value equal to `operand`.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, level: i32 } }
/// let level = case_of(users::level).when(1, "new").when(2, "known").end();
/// assert_eq!(select(level).compile(&Sqlite::default()).unwrap().sql(),
///     "SELECT CASE users.level WHEN ? THEN ? WHEN ? THEN ? END FROM users");
/// ```
pub fn case_of<O: IntoExpr>(operand: O) -> CaseOf<O::Sql> {
    CaseOf { operand: operand.into_expr().node, ty: PhantomData }
}

/// A CASE of an operand, before its first WHEN.
#[must_use]
pub struct CaseOf<V> {
    operand: Node,
    ty: PhantomData<fn() -> V>,
}

impl<V: SqlValue> CaseOf<V> {
    /// `WHEN value THEN result`.
    pub fn when<W: IntoExpr, R: IntoExpr>(self, value: W, result: R) -> Case<V, First<R>>
    where
        V::Family: ComparableWith<<W::Sql as SqlValue>::Family>,
    {
        let branches = first_of_few((value.into_expr().node, result.into_expr().node));
        Case { operand: Some(Box::new(self.operand)), branches, ty: PhantomData }
    }
}

/// The type of a CASE of `T` with one more result.
type With<T, R> = Lift<T, <R as IntoExpr>::Sql, Shared<T, R>>;

impl<V: SqlValue, T: SqlValue> Case<V, T> {
    /// `WHEN condition-or-value THEN result`. Results of several types of numbers give the wider of them.
    pub fn when<W: IntoExpr, R: IntoExpr>(mut self, when: W, result: R) -> Case<V, With<T, R>>
    where
        V::Family: ComparableWith<Fam<W>>,
        T::Family: Common<T::NonNull, <R::Sql as SqlValue>::NonNull, Fam<R>>,
    {
        self.branches.push((when.into_expr().node, result.into_expr().node));
        let Case { operand, branches, .. } = self;
        Case { operand, branches, ty: PhantomData }
    }

    /// `ELSE result END`.
    pub fn otherwise<R: IntoExpr>(self, result: R) -> Expr<With<T, R>>
    where
        T::Family: Common<T::NonNull, <R::Sql as SqlValue>::NonNull, Fam<R>>,
    {
        let otherwise = result.into_expr().node;
        let Case { operand, branches, .. } = self;
        Expr::tree(Kind::Case { operand, branches, otherwise })
    }

    /// `END` without ELSE: NULL when no branch holds.
    pub fn end(self) -> Expr<<Nullable as Nullability>::Wrap<T::NonNull>> {
        let Case { operand, branches, .. } = self;
        Expr::tree(Kind::Case { operand, branches, otherwise: Node::Empty })
    }
}
