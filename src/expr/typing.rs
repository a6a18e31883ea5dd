//! Types of expressions: told, given and converted, stamped for [`Expr`] and [`Column`].

#![deny(clippy::wildcard_enum_match_arm)]

use super::{Column, Expr, Kind, Node};
use crate::function::{Function, Rule};
use crate::types::{Any, Lift1, Sort, SqlValue, Tag, Type};
use crate::value::Value;

macro_rules! stamp {
    ($type:ident) => {
        impl<T: SqlValue> $type<T> {
            /// The same expression with another Rust type; the SQL does not change.
            ///
            /// For expressions whose type Rust cannot know: [`sql!`](crate::sql),
            /// [`func::call`](crate::expr::func::call), columns of run-time tables. If the database
            /// gives another type, fetching fails with a decode error.
            ///
            /// [`Any`] takes the type off an integer that is bound: where the type of a parameter decides
            /// which function is meant, it then is of the one that the database finds.
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// let from = val(2_i64).typed::<Any>();
            /// let query = select(func::call("substr", ("hello", from)));
            /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
            ///     "SELECT substr(CAST($1 AS TEXT), $2)");
            /// ```
            pub fn typed<U: SqlValue>(&self) -> Expr<U> {
                Expr::new(typed(self.to_node(), U::TYPE, U::NULLABLE))
            }

            /// Its SQL type with its parameters, as far as it is known: of a column what it was
            /// defined with, of an expression what the rows decode to, on every dialect.
            ///
            /// ```
            /// use sqltree::prelude::*;
            /// let t = Table::new("t").column("a", Type::Integer).column("b", Type::VarChar(9));
            /// assert_eq!(t.col("b").sql_type(), Type::VarChar(9));
            /// assert_eq!(func::coalesce(t.col("a"), 5_i64).sql_type(), Type::BigInt);
            /// assert_eq!(t.col("a").gt(5).sql_type(), Type::Boolean);
            /// ```
            #[must_use]
            pub fn sql_type(&self) -> Type {
                self.to_node().sql_type()
            }

            /// True if its value may be NULL by itself. A join may add NULLs: that is a property of
            /// the query, which its [columns](crate::compile::OutputColumn::is_nullable) tell.
            #[must_use]
            pub fn is_nullable(&self) -> bool {
                self.to_node().sort().has(Sort::NULLABLE)
            }

            /// `CAST(self AS …)`: a number loses its fraction when it becomes an integer, a condition
            /// is 1 or 0 as a number and `true` or `false` as a text, and a number is true unless it
            /// is 0. What becomes of text that is no number, and of numbers that do not fit, differs
            /// between engines.
            pub fn cast<U: SqlValue>(&self) -> Expr<Lift1<T, U::NonNull>> {
                Expr::tree(Kind::Cast { operand: self.to_node(), ty: U::TYPE })
            }

            /// [`cast`](Self::cast) to a type that has no Rust side here.
            pub fn cast_as(&self, ty: Type) -> Expr<Any> {
                Expr::tree(Kind::Cast { operand: self.to_node(), ty })
            }
        }
    };
}

stamp!(Expr);
stamp!(Column);

/// An expression of which the program says the type; nothing is added where that is known.
fn typed(operand: Node, ty: Type, nullable: bool) -> Node {
    let sort = operand.sort();
    let known = sort.tag == Tag::of(&ty) && sort.has(Sort::NULLABLE) == nullable;
    if known && !matches!(ty, Type::User(_)) {
        return operand;
    }
    Node::tree(Kind::Typed { operand, ty, nullable })
}

impl Node {
    /// The type with its parameters, as far as it is known.
    pub(crate) fn sql_type(&self) -> Type {
        let mut node = self;
        loop {
            if let Node::Bind(value @ Value::Array(_)) | Node::Literal(value @ Value::Array(_)) =
                node
            {
                return value.ty();
            }
            let next = match (node, node.kind()) {
                (Node::Column(column) | Node::ColumnDesc(column), _) => return column.sql_type(),
                (
                    _,
                    Some(
                        Kind::Cast { ty, .. } | Kind::Typed { ty, .. } | Kind::Parameter { ty, .. },
                    ),
                ) => return ty.clone(),
                (Node::Select(body), _) => body.columns.first(),
                (Node::OfDeclared(_, function, args), _) => function.same_as(args),
                (_, Some(kind)) => kind.same_as(),
                (_, None) => None,
            };
            match next {
                // A set operation's type is that of all its queries.
                Some(next) if next.sort().tag == node.sort().tag => node = next,
                _ => return node.sort().tag.ty(),
            }
        }
    }
}

impl Node {
    /// What stands round the value where a statement gives it out: that of the column that it comes from.
    pub(crate) fn reader(&self) -> Option<&'static Function> {
        let mut node = self;
        loop {
            if let Some(column) = node.as_column() {
                return column.reader();
            }
            if let Some((function, args)) = node.as_function() {
                let unified = function.result() == Rule::Unify;
                node = if unified { args.first()? } else { function.same_as(args)? };
                continue;
            }
            node = match (node, node.kind()?) {
                (_, Kind::Cast { ty, .. } | Kind::Parameter { ty, .. }) => return ty.reader(),
                (_, Kind::Typed { ty: ty @ Type::User(_), .. }) => return ty.reader(),
                (_, Kind::Case { branches, .. }) => &branches.first()?.1,
                (Node::Select(body), _) => body.columns.first()?,
                (_, kind) => kind.same_as()?,
            };
        }
    }
}

impl Function {
    /// The argument whose type is that of the result.
    fn same_as<'n>(&self, args: &'n [Node]) -> Option<&'n Node> {
        match self.result() {
            Rule::SameAs(place) => args.get(usize::from(place)),
            Rule::Sum => args.first(),
            Rule::Fixed(_)
            | Rule::Unify
            | Rule::Widen
            | Rule::Negative
            | Rule::Moment
            | Rule::Named
            | Rule::Unknown => None,
        }
    }
}

impl Kind {
    /// The child whose type is that of the whole.
    fn same_as(&self) -> Option<&Node> {
        match self {
            // A number with a place for its sign is of another type.
            Kind::Negate(operand) => {
                let tag = operand.sort().tag;
                (tag.negative() == tag).then_some(operand)
            }
            Kind::Scalar(operand)
            | Kind::Label { operand, .. }
            | Kind::Typed { operand, .. }
            | Kind::Order { operand, .. }
            | Kind::Over { function: operand, .. } => Some(operand),
            Kind::Aggregate(aggregate) => Some(&aggregate.function),
            Kind::Function { function, args } => function.same_as(args),
            Kind::Compare { .. }
            | Kind::Not(_)
            | Kind::Predicate(_)
            | Kind::Case { .. }
            | Kind::Cast { .. }
            | Kind::Parameter { .. }
            | Kind::Call { .. }
            | Kind::Fragment { .. }
            | Kind::Star { .. }
            | Kind::RowTest(_)
            | Kind::Mistake(_) => None,
        }
    }
}
