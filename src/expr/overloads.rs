//! The overloaded operators: `+`, `-`, `*`, `/`, `%`, `!`, `&`, `|`, by value and by reference.

use std::ops::{Add, BitAnd, BitOr, Div, Mul, Neg, Not, Rem, Sub};

use super::node::{ChainOp, chain};
use super::operators::{Fam, Shared, Truth};
use super::predicates::apply;
use super::{Column, Condition, Expr, IntoExpr, Kind};
use crate::function;
use crate::types::{
    Arithmetic, Common, IsCondition, IsInteger, IsNumeric, Lift, Lift1, Number, SqlValue,
};

/// The type of arithmetic.
type Calculated<T, R> = <<T as SqlValue>::Family as Arithmetic<
    <T as SqlValue>::NonNull,
    <<R as IntoExpr>::Sql as SqlValue>::NonNull,
    Fam<R>,
>>::Result;

macro_rules! overloads {
    ($type:ty) => {
        arithmetic! { $type, Add, add, |l, r| chain(ChainOp::Add, l, r) }
        arithmetic! { $type, Mul, mul, |l, r| chain(ChainOp::Multiply, l, r) }
        arithmetic! { $type, Sub, sub, |l, r| chain(ChainOp::Subtract, l, r) }

        impl<T: SqlValue, R: IntoExpr> Div<R> for $type
        where
            T::Family: IsNumeric,
            Fam<R>: IsNumeric,
        {
            type Output = Expr<Option<f64>>;
            fn div(self, other: R) -> Self::Output {
                apply(&function::DIV, vec![self.into_expr().node, other.into_expr().node])
            }
        }

        impl<T: SqlValue + IsInteger, R: IntoExpr> Rem<R> for $type
        where
            R::Sql: IsInteger,
            T::Family: Common<T::NonNull, <R::Sql as SqlValue>::NonNull, Fam<R>>,
        {
            type Output = Expr<Option<Shared<T, R>>>;
            /// The remainder, with the sign of `self`; NULL when `other` is zero.
            fn rem(self, other: R) -> Self::Output {
                apply(&function::MOD, vec![self.into_expr().node, other.into_expr().node])
            }
        }

        impl<T: SqlValue> Neg for $type
        where
            T::Family: IsNumeric,
            T::NonNull: Number,
        {
            type Output = Expr<Lift1<T, <T::NonNull as Number>::Negative>>;
            fn neg(self) -> Self::Output {
                Expr::tree(Kind::Negate(self.into_expr().node))
            }
        }

        impl<T: SqlValue> Not for $type
        where
            T::Family: IsCondition,
        {
            type Output = Expr<T>;
            fn not(self) -> Expr<T> {
                Expr::tree(Kind::Not(self.into_expr().node))
            }
        }

        impl<T: SqlValue, P: Condition> BitAnd<P> for $type
        where
            T::Family: IsCondition,
        {
            type Output = Expr<Truth<T, P>>;
            #[inline]
            fn bitand(self, other: P) -> Self::Output {
                let right = other.into_condition().node;
                Expr::new(chain(ChainOp::And, self.into_expr().node, right))
            }
        }

        impl<T: SqlValue, P: Condition> BitOr<P> for $type
        where
            T::Family: IsCondition,
        {
            type Output = Expr<Truth<T, P>>;
            #[inline]
            fn bitor(self, other: P) -> Self::Output {
                let right = other.into_condition().node;
                Expr::new(chain(ChainOp::Or, self.into_expr().node, right))
            }
        }
    };
}

macro_rules! arithmetic {
    ($type:ty, $trait:ident, $method:ident, |$left:ident, $right:ident| $node:expr) => {
        impl<T: SqlValue, R: IntoExpr> $trait<R> for $type
        where
            T::Family: IsNumeric + Arithmetic<T::NonNull, <R::Sql as SqlValue>::NonNull, Fam<R>>,
        {
            type Output = Expr<Lift<T, R::Sql, Calculated<T, R>>>;
            #[inline]
            fn $method(self, other: R) -> Self::Output {
                let ($left, $right) = (self.into_expr().node, other.into_expr().node);
                Expr::new($node)
            }
        }
    };
}

overloads!(Expr<T>);
overloads!(&Expr<T>);
overloads!(Column<T>);
overloads!(&Column<T>);
