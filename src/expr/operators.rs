//! The operators as methods, stamped once for [`Expr`] and once for [`Column`].

use super::list::IntoList;
use super::node::{ChainOp, Comparison, chain, compare, is_null};
use super::predicates::{apply, between, in_list};
use super::{Column, Condition, Expr, IntoExpr, Kind, Node, Order};
use crate::function;
use crate::name::Name;
use crate::types::{Common, ComparableWith, IsCondition, IsText, Lift, Nullability, SqlValue};

/// The family of an operand.
pub(super) type Fam<R> = <<R as IntoExpr>::Sql as SqlValue>::Family;
/// The type that takes the values of both.
pub(super) type Shared<T, R> = <<T as SqlValue>::Family as Common<
    <T as SqlValue>::NonNull,
    <<R as IntoExpr>::Sql as SqlValue>::NonNull,
    Fam<R>,
>>::Type;
/// The type of a comparison: `bool`, or `Option<bool>` when a side may be NULL.
pub(super) type Truth<T, R> = Lift<T, <R as IntoExpr>::Sql, bool>;

macro_rules! comparisons {
    ($($name:ident, $op:ident, $text:literal;)*) => { $(
        #[doc = concat!("`self ", $text, " other`.")]
        #[inline]
        pub fn $name<R: IntoExpr>(&self, other: R) -> Expr<Truth<T, R>>
        where
            T::Family: ComparableWith<Fam<R>>,
        {
            Expr::new(compare(Comparison::$op, self.to_node(), other.into_expr().node))
        }
    )* };
}

macro_rules! stamp {
    ($type:ident) => {
        impl<T: SqlValue> $type<T> {
            /// Names the expression in the select list: `expr AS name`.
            ///
            /// Only the select list writes the name; anywhere else the expression itself is
            /// written.
            pub fn label(&self, name: impl Into<Name>) -> Expr<T> {
                Expr::tree(Kind::Label { operand: self.to_node(), name: name.into() })
            }

            comparisons! {
                lt, Lt, "<";
                le, Le, "<=";
                gt, Gt, ">";
                ge, Ge, ">=";
            }

            /// `self = other`; `self IS NULL` when `other` is [`null`](super::null) or `None`.
            ///
            /// Text compares as the column's collation says: with case on SQLite and PostgreSQL,
            /// without on MySQL and MariaDB by default. [`eq_binary`](Self::eq_binary) is exact.
            #[inline]
            pub fn eq<R: IntoExpr>(&self, other: R) -> Expr<Truth<T, R>>
            where
                T::Family: ComparableWith<Fam<R>>,
            {
                Expr::new(compare(Comparison::Eq, self.to_node(), other.into_expr().node))
            }

            /// `self <> other`; `self IS NOT NULL` when `other` is [`null`](super::null) or `None`.
            #[inline]
            pub fn ne<R: IntoExpr>(&self, other: R) -> Expr<Truth<T, R>>
            where
                T::Family: ComparableWith<Fam<R>>,
            {
                Expr::new(compare(Comparison::Ne, self.to_node(), other.into_expr().node))
            }

            /// True if both are the same value, byte for byte, whatever the collation.
            pub fn eq_binary<R: IntoExpr>(&self, other: R) -> Expr<Truth<T, R>>
            where
                T::Family: IsText,
                Fam<R>: IsText,
            {
                apply(&function::EQ_BINARY, vec![self.to_node(), other.into_expr().node])
            }

            /// `self IS NULL`.
            pub fn is_null(&self) -> Expr<bool> {
                Expr::new(is_null(self.to_node(), false))
            }

            /// `self IS NOT NULL`.
            pub fn is_not_null(&self) -> Expr<bool> {
                Expr::new(is_null(self.to_node(), true))
            }

            /// `self IS DISTINCT FROM other`: like `<>`, but NULL is a value equal to itself.
            ///
            /// MySQL and MariaDB write `NOT (self <=> other)`, SQLite before 3.39 `IS NOT`.
            pub fn is_distinct_from<R: IntoExpr>(&self, other: R) -> Expr<bool>
            where
                T::Family: ComparableWith<Fam<R>>,
            {
                apply(&function::IS_DISTINCT_FROM, vec![self.to_node(), other.into_expr().node])
            }

            /// `self IS NOT DISTINCT FROM other`: like `=`, but NULL is a value equal to itself.
            pub fn is_not_distinct_from<R: IntoExpr>(&self, other: R) -> Expr<bool>
            where
                T::Family: ComparableWith<Fam<R>>,
            {
                apply(&function::IS_NOT_DISTINCT_FROM, vec![self.to_node(), other.into_expr().node])
            }

            /// `self BETWEEN low AND high`, both bounds included.
            ///
            /// Bounds in whatever order are [`least`](crate::expr::func::least) and
            /// [`greatest`](crate::expr::func::greatest) of both.
            pub fn between<L: IntoExpr, H: IntoExpr>(&self, low: L, high: H) -> Expr<Option<bool>>
            where
                T::Family: ComparableWith<Fam<L>> + ComparableWith<Fam<H>>,
            {
                between(self.to_node(), low.into_expr().node, high.into_expr().node, false)
            }

            /// `self NOT BETWEEN low AND high`.
            pub fn not_between<L: IntoExpr, H: IntoExpr>(
                &self,
                low: L,
                high: H,
            ) -> Expr<Option<bool>>
            where
                T::Family: ComparableWith<Fam<L>> + ComparableWith<Fam<H>>,
            {
                between(self.to_node(), low.into_expr().node, high.into_expr().node, true)
            }

            /// `self IN (…)`: a list of values or expressions, a query of one column, or a
            /// [`param_list`](crate::expr::param_list) whose values come later.
            ///
            /// An empty list is false, without an error.
            pub fn is_in<L: IntoList>(&self, list: L) -> Expr<Lift<T, L::Sql, bool>>
            where
                T::Family: ComparableWith<<L::Sql as SqlValue>::Family>,
            {
                Expr::new(in_list(self.to_node(), list.into_list().0, false))
            }

            /// `self NOT IN (…)`. An empty list is true; a NULL in the list is an error from
            /// compile, since the condition would then never be true.
            pub fn not_in<L: IntoList>(&self, list: L) -> Expr<Lift<T, L::Sql, bool>>
            where
                T::Family: ComparableWith<<L::Sql as SqlValue>::Family>,
            {
                Expr::new(in_list(self.to_node(), list.into_list().0, true))
            }

            /// Both texts joined; NULL if either is: `self || other`, `CONCAT` on MySQL.
            pub fn concat<R: IntoExpr>(&self, other: R) -> Expr<Lift<T, R::Sql, String>>
            where
                T::Family: IsText,
                Fam<R>: IsText,
            {
                Expr::new(chain(ChainOp::Concat, self.to_node(), other.into_expr().node))
            }

            /// Both texts joined, a NULL counting as empty.
            pub fn concat_skip_null<R: IntoExpr>(&self, other: R) -> Expr<String>
            where
                T::Family: IsText,
                Fam<R>: IsText,
            {
                apply(&function::CONCAT_SKIP_NULL, vec![self.to_node(), other.into_expr().node])
            }

            /// The first of the two that is not NULL: `COALESCE(self, other)`.
            pub fn coalesce<R: IntoExpr>(
                &self,
                other: R,
            ) -> Expr<
                <<T::Null as Nullability>::And<<R::Sql as SqlValue>::Null> as Nullability>::Wrap<
                    Shared<T, R>,
                >,
            >
            where
                T::Family: Common<T::NonNull, <R::Sql as SqlValue>::NonNull, Fam<R>>,
            {
                apply(&function::COALESCE, vec![self.to_node(), other.into_expr().node])
            }

            /// NULL if both are equal, else `self`: `NULLIF(self, other)`.
            pub fn nullif<R: IntoExpr>(&self, other: R) -> Expr<Option<T::NonNull>>
            where
                T::Family: ComparableWith<Fam<R>>,
            {
                apply(&function::NULLIF, vec![self.to_node(), other.into_expr().node])
            }

            /// In ORDER BY: smallest first. Where NULLs come is up to the database, unless said by
            /// [`nulls_first`](Order::nulls_first) or [`nulls_last`](Order::nulls_last).
            pub fn asc(&self) -> Order {
                Order::new(self.to_node(), false)
            }

            /// In ORDER BY: largest first.
            pub fn desc(&self) -> Order {
                Order::new(self.to_node(), true)
            }

            /// `self AND other`.
            pub fn and<P: Condition>(self, other: P) -> Expr<Truth<T, P>>
            where
                T::Family: IsCondition,
            {
                Expr::new(chain(ChainOp::And, self.into_node(), other.into_condition().node))
            }

            /// `self OR other`.
            pub fn or<P: Condition>(self, other: P) -> Expr<Truth<T, P>>
            where
                T::Family: IsCondition,
            {
                Expr::new(chain(ChainOp::Or, self.into_node(), other.into_condition().node))
            }
        }
    };
}

stamp!(Expr);
stamp!(Column);

impl<T> Expr<T> {
    #[inline]
    pub(super) fn to_node(&self) -> Node {
        self.node.clone()
    }

    #[inline]
    fn into_node(self) -> Node {
        self.node
    }
}

impl<T> Column<T> {
    #[inline]
    pub(super) fn to_node(&self) -> Node {
        Node::Column(self.column.clone())
    }

    #[inline]
    fn into_node(self) -> Node {
        Node::Column(self.column)
    }
}
