//! Functions and raw SQL in FROM.

use super::Writer;
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::{Kind, Node};
use crate::function::Class;
use crate::select::Item;
use crate::types::Sort;

impl<'a> Writer<'a> {
    /// `function(arguments)`, or raw SQL, with the numbers of its rows if they are wanted.
    #[cold]
    pub(super) fn rows_in_from(&mut self, item: &'a Item, rows: &'a Node, numbered: bool) {
        let gives_rows = match rows.kind() {
            Some(Kind::Call { .. } | Kind::Fragment { .. } | Kind::Mistake(_)) => true,
            Some(_) | None => rows.as_function().is_some_and(|(own, _)| own.class() == Class::Rows),
        };
        let fault = if !gives_rows {
            "is neither a call nor raw SQL; use `func::call(…)` or `sql!`"
        } else if rows.inside() & (Sort::AGGREGATE | Sort::WINDOW) != 0 {
            "has an aggregate or a function over a window among its arguments; compute it in a subquery"
        } else if item.is_lateral() && self.scope.is_change() {
            "sees the rows before it, and stands in a statement that changes rows; use a query that has it \
             in its FROM"
        } else {
            ""
        };
        if !fault.is_empty() {
            let message = format!("`{}` in FROM {fault}", item.name);
            self.fail(ErrorKind::Conflict, message);
        }
        self.check_types_of(rows, "FROM", self.place);
        self.expr(rows, 0);
        if numbered && self.require(Feature::FunctionColumns) {
            self.text(" WITH ORDINALITY");
        }
    }
}
