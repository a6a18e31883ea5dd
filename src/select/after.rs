//! Pages by key: the rows that come after a given one in the order of the query.

use std::panic::Location;

use super::values::ValuesRow;
use super::{Clause, Select, SelectBody};
use crate::error::{ErrorKind, Problem};
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::{ChainOp, Comparison, Kind, Nulls, Place, and, chain, compare, is_null};
use crate::expr::view::NodeRef;
use crate::value::Value;

impl<R> Select<R> {
    /// Keeps the rows that come after a given one in the order of the query, for pages by key:
    /// `WHERE a >= ? AND (a > ? OR b > ?)` of `ORDER BY a, b`. Its time does not grow with the number
    /// of the page, as that of [`offset`](Self::offset) does, and no row is skipped or shown twice
    /// when others are inserted meanwhile.
    ///
    /// Call it after [`order_by`](Self::order_by), with the values that the terms of the order have in
    /// the last row of the page before, in their order.
    ///
    /// Compile refuses it unless the terms tell rows apart (they name a primary or unique key of each
    /// FROM item that is not fixed), unless each term that can be NULL says where its NULLs come, by
    /// `nulls_first()` or `nulls_last()`, and over groups and DISTINCT: page a
    /// [`subquery`](Self::subquery) of them.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub users { id: i64 => primary_key, age: i32 } }
    /// let page = select((users::id, users::age))
    ///     .order_by((users::age.desc(), users::id))
    ///     .after((31, 7_i64))
    ///     .limit(20);
    /// assert_eq!(page.compile(&Sqlite::default()).unwrap().sql(),
    ///     "SELECT users.id, users.age FROM users \
    ///      WHERE users.age <= ? AND (users.age < ? OR users.id > ?) \
    ///      ORDER BY users.age DESC, users.id LIMIT ?");
    /// ```
    #[track_caller]
    pub fn after(self, values: impl ValuesRow) -> Self {
        let place = Location::caller();
        let values = values.into_cells().0;
        self.with(Clause::Where, place, |body| match later(&body.order_by, values) {
            Ok(condition) => {
                body.add_filter(condition);
                body.set_paged();
            }
            Err(message) => body.add_filter(mistake(message, place)),
        })
    }
}

impl SelectBody {
    /// Notes that the rows come after a given one in the order as it is now.
    fn set_paged(&mut self) {
        self.rare_mut().paged_by = self.order_by.len();
    }
}

fn mistake(message: String, place: Place) -> Node {
    Node::tree(Kind::Mistake(Problem::new(ErrorKind::Conflict, message).at(Some(place))))
}

/// A term of the order, and the value that it has in the row before.
struct Term {
    operand: Node,
    /// `>`, or `<` of a descending term; and the same with `=`.
    beyond: [Comparison; 2],
    nulls: Option<Nulls>,
    value: Node,
}

/// The condition that a row comes later than the one with these values.
fn later(order: &[Node], values: Vec<Node>) -> Result<Node, String> {
    if order.len() != values.len() || order.is_empty() {
        return Err(format!(
            "values of `.after(…)`: {}, terms of the order: {}; give one value for each term, after \
             `.order_by(…)`",
            values.len(),
            order.len()
        ));
    }
    let mut terms = Vec::with_capacity(order.len());
    for (i, (node, value)) in order.iter().zip(values).enumerate() {
        terms.push(term(i + 1, node, value)?);
    }
    let later = terms.into_iter().rev().fold(None, |rest, term| {
        Some(match rest {
            None => term.later(),
            Some(rest) => term.later_or_equal(rest),
        })
    });
    Ok(later.unwrap_or(Node::Empty))
}

fn term(number: usize, node: &Node, value: Node) -> Result<Term, String> {
    let (operand, descending, nulls) = NodeRef::new(node).order();
    let operand = operand.unlabelled();
    if let Some(ColumnRef::Free(name)) = operand.as_column() {
        return Err(format!(
            "term {number} of the order is `{}`, the name of a result, which WHERE does not know; \
             order by the expression itself",
            name.name()
        ));
    }
    if !value.is_value() {
        return Err(format!("value {number} of `.after(…)` is an expression; give a value"));
    }
    if value.is_null() && nulls.is_none() {
        return Err(format!(
            "value {number} of `.after(…)` is NULL, and its term does not say where NULLs come; add \
             `.nulls_first()` or `.nulls_last()`"
        ));
    }
    let beyond = match descending {
        false => [Comparison::Gt, Comparison::Ge],
        true => [Comparison::Lt, Comparison::Le],
    };
    Ok(Term { operand: operand.to_node(), beyond, nulls, value })
}

impl Term {
    /// The term alone makes a row come later.
    fn later(self) -> Node {
        let Term { operand, beyond: [beyond, _], nulls, value } = self;
        match (nulls, value.is_null()) {
            (None | Some(Nulls::First), false) => compare(beyond, operand, value),
            (Some(Nulls::Last), false) => {
                let is_null = is_null(operand.clone(), false);
                chain(ChainOp::Or, compare(beyond, operand, value), is_null)
            }
            (Some(Nulls::First), true) => is_null(operand, true),
            (None | Some(Nulls::Last), true) => Node::Literal(Value::Bool(false)),
        }
    }

    /// The term makes a row come later, or has the same value, and the `rest` decides.
    fn later_or_equal(self, rest: Node) -> Node {
        let Term { operand, beyond: [beyond, or_equal], nulls, value } = self;
        let at_least = compare(or_equal, operand.clone(), value.clone());
        match (nulls, value.is_null()) {
            (None | Some(Nulls::First), false) => {
                and(at_least, chain(ChainOp::Or, compare(beyond, operand, value), rest))
            }
            (Some(Nulls::Last), false) => {
                let null = is_null(operand.clone(), false);
                let later = chain(ChainOp::Or, compare(beyond, operand, value), null.clone());
                and(chain(ChainOp::Or, at_least, null), chain(ChainOp::Or, later, rest))
            }
            (Some(Nulls::First), true) => chain(ChainOp::Or, is_null(operand, true), rest),
            (None | Some(Nulls::Last), true) => and(is_null(operand, false), rest),
        }
    }
}
