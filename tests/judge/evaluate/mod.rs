//! What an expression is worth for a row, worked out here: a third opinion beside the engines'.
//!
//! Three-valued logic, exact integers, floats in double precision. Whatever has not one meaning
//! everywhere (an integer that overflows, upper case of other letters than ASCII, floats that are no
//! numbers, windows, queries, raw SQL) has no answer: `None`, which is something else than NULL.

mod calendar;
mod cell;
mod functions;
mod logic;
mod text;

pub use cell::Cell;
use logic::{all, any, compare, equal, is_in, not};
use sqltree::function::Function;
use sqltree::view::{Branches, NodeRef, Operands, View};
use sqltree::{Tag, Type, Value};
use std::cmp::Ordering;

/// A row, by the names of its columns, and the values of late parameters and lists.
pub struct Scope<'s> {
    pub columns: &'s [(String, Value)],
    pub late: &'s [(String, Value)],
    pub lists: &'s [(String, Vec<Value>)],
}

impl Scope<'_> {
    /// The value of an expression for the row; `None` if there is no answer.
    pub fn value(&self, node: NodeRef<'_>) -> Option<Cell> {
        let cell = match node.view() {
            View::Null => Cell::Null,
            View::Parameter(value) | View::Literal(value) => Cell::of(value)?,
            View::ColumnReference(column) => find(self.columns, column.name()?.as_str())?,
            View::LateParameter { name, .. } => find(self.late, name.as_str())?,
            View::Label { operand, .. } | View::Typed { operand, .. } => self.value(operand)?,
            View::Operator { function, operands } => self.operator(function, operands, node)?,
            View::Function { function, args } => self.function(function, args)?,
            View::IsNull { operand, negated } => {
                Cell::Bool((self.value(operand)? == Cell::Null) != negated)
            }
            View::Between { operand, low, high, negated } => {
                let operand = self.value(operand)?;
                let low = compare(&operand, &self.value(low)?)?.map(Ordering::is_ge);
                let high = compare(&operand, &self.value(high)?)?.map(Ordering::is_le);
                truth(negate(all([low, high]), negated))
            }
            View::Like { operand, pattern, escape, ignore_case, negated } => {
                let (operand, pattern) = (self.value(operand)?, self.value(pattern)?);
                let like = text::like(&operand, &pattern, escape, ignore_case)?;
                truth(negate(like, negated))
            }
            View::In { operand, items, negated } => {
                let items: Option<Vec<Cell>> = items.iter().map(|item| self.value(item)).collect();
                truth(negate(is_in(&self.value(operand)?, &items?)?, negated))
            }
            View::InParameter { operand, name, negated, .. } => {
                let (_, list) = self.lists.iter().find(|(own, _)| own == name.as_str())?;
                let items: Option<Vec<Cell>> = list.iter().map(Cell::of).collect();
                truth(negate(is_in(&self.value(operand)?, &items?)?, negated))
            }
            View::Case { operand, branches, otherwise } => {
                self.case(operand, branches, otherwise)?
            }
            View::Cast { operand, ty } => self.value(operand)?.cast(Tag::of(ty))?,
            _ => return None,
        };
        cell.of_type(&node.sql_type())
    }

    fn case(
        &self,
        operand: NodeRef<'_>,
        branches: Branches<'_>,
        otherwise: NodeRef<'_>,
    ) -> Option<Cell> {
        let by = match operand.view() {
            View::Empty => None,
            _ => Some(self.value(operand)?),
        };
        for (when, then) in branches.iter() {
            let when = self.value(when)?;
            let holds = match &by {
                Some(by) => equal(by, &when)?,
                None => when.truth()?,
            };
            if holds == Some(true) {
                return self.value(then);
            }
        }
        match otherwise.view() {
            View::Empty => Some(Cell::Null),
            _ => self.value(otherwise),
        }
    }

    fn operator(
        &self,
        function: &'static Function,
        operands: Operands<'_>,
        node: NodeRef<'_>,
    ) -> Option<Cell> {
        let cells: Option<Vec<Cell>> = operands.iter().map(|item| self.value(item)).collect();
        let cells = cells?;
        let ordered = |holds: fn(Ordering) -> bool| {
            Some(truth(compare(cells.first()?, cells.get(1)?)?.map(holds)))
        };
        match function.name() {
            "AND" => Some(truth(all(truths(&cells)?))),
            "OR" => Some(truth(any(truths(&cells)?))),
            "NOT" => Some(truth(not(cells.first()?.truth()?))),
            "=" => ordered(Ordering::is_eq),
            "<>" => ordered(Ordering::is_ne),
            "<" => ordered(Ordering::is_lt),
            "<=" => ordered(Ordering::is_le),
            ">" => ordered(Ordering::is_gt),
            ">=" => ordered(Ordering::is_ge),
            "||" => text::concat(&cells),
            _ => cell::arithmetic(function.name(), &cells, Tag::of(&node.sql_type())),
        }
    }

    fn function(&self, function: &'static Function, args: Operands<'_>) -> Option<Cell> {
        let cells: Option<Vec<Cell>> = args.iter().map(|arg| self.value(arg)).collect();
        functions::call(function.name(), &cells?)
    }
}

fn find(row: &[(String, Value)], name: &str) -> Option<Cell> {
    row.iter().find(|(own, _)| own == name).and_then(|(_, value)| Cell::of(value))
}

fn truth(value: Option<bool>) -> Cell {
    value.map_or(Cell::Null, Cell::Bool)
}

fn truths(cells: &[Cell]) -> Option<Vec<Option<bool>>> {
    cells.iter().map(Cell::truth).collect()
}

fn negate(value: Option<bool>, negated: bool) -> Option<bool> {
    value.map(|value| value != negated)
}

/// A number of a type that it does not fit has no answer.
pub fn fits(value: i64, ty: &Type) -> bool {
    match ty {
        Type::SmallInt => i16::try_from(value).is_ok(),
        Type::Integer => i32::try_from(value).is_ok(),
        _ => true,
    }
}
