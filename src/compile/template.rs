//! Functions, as the dialect's templates write them; and names of types.

use std::fmt::Write as _;

use super::Writer;
use super::expr::is_untyped;
use super::predicate::{Part, parts};
use crate::dialect::{Feature, Template};
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::types::Type;

/// True for a hole with nothing but brackets and commas round it, which needs no parentheses.
fn stands_alone(before: &str, after: &str) -> bool {
    let opened = before.ends_with('(') || before.ends_with(", ");
    opened && (after.starts_with([')', ',']) || after.starts_with(" AS "))
}

impl<'a> Writer<'a> {
    pub(super) fn template(&mut self, name: &'static str, args: &'a [Node], min: u8) {
        let spec = self.spec;
        let Some(template) = Template::find(spec.functions, name) else {
            let what = format!("function like `{name}`");
            self.unsupported(Feature::Function, &what);
            return;
        };
        let untyped = args.iter().all(|arg| is_untyped(arg) || matches!(arg, Node::Literal(_)));
        let open = self.open(template.power, min);
        let mut before = "";
        let mut parts = parts(template.text).peekable();
        while let Some(part) = parts.next() {
            let hole = match part {
                Part::Text(text) => {
                    self.text(text);
                    before = text;
                    continue;
                }
                Part::Hole(hole) => hole,
            };
            let after = match parts.peek() {
                Some(Part::Text(text)) => text,
                _ => "",
            };
            let operands = if stands_alone(before, after) { 0 } else { template.operands };
            self.hole(name, hole, args, operands, untyped);
            before = "";
        }
        self.close(open);
    }

    fn hole(&mut self, name: &str, hole: &str, args: &'a [Node], operands: u8, untyped: bool) {
        if hole == "*" {
            for (i, arg) in args.iter().enumerate() {
                if i > 0 {
                    self.text(", ");
                }
                self.argument(arg, 0, untyped);
            }
            return;
        }
        match hole.parse().ok().and_then(|i: usize| args.get(i)) {
            Some(arg) => self.argument(arg, operands, untyped),
            None => {
                let message = format!(
                    "the template of `{name}` for {} wants more arguments than the {} given",
                    self.spec.name,
                    args.len()
                );
                self.fail(ErrorKind::Conflict, message);
            }
        }
    }

    fn argument(&mut self, arg: &'a Node, min: u8, untyped: bool) {
        if untyped { self.typed(arg, min) } else { self.expr(arg, min) }
    }

    /// The name of a type, with its parameters.
    pub(super) fn type_name(&mut self, ty: &Type, names: fn(&Type) -> Option<&'static str>) {
        if let Type::Native(name) = ty {
            self.native_type(name);
            return;
        }
        let Some(name) = names(ty) else {
            let what = match ty {
                Type::Unknown => {
                    let message = format!(
                        "a type is not known (in {}); give it by `.sql_type(…)` or `.cast_as(…)`",
                        self.clause
                    );
                    self.fail(ErrorKind::Incomplete, message);
                    return;
                }
                ty => format!("type like `{ty:?}`"),
            };
            self.unsupported(Feature::ColumnType, &what);
            return;
        };
        let (first, second) = match *ty {
            Type::VarChar(length) | Type::Char(length) => (length, 0),
            Type::Decimal(precision, scale) => (precision.into(), scale.into()),
            _ => (0, 0),
        };
        for part in parts(name) {
            match part {
                Part::Text(text) => self.text(text),
                Part::Hole(which) => {
                    let mut number = String::new();
                    _ = write!(number, "{}", if which == "0" { first } else { second });
                    self.text(&number);
                }
            }
        }
    }

    /// A type given as text: words and numbers, nothing that could end the place it stands in.
    fn native_type(&mut self, name: &str) {
        let word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '.' | ',' | '[' | ']');
        let (mut depth, mut fine) = (0_i32, !name.trim().is_empty());
        for c in name.chars() {
            depth += i32::from(c == '(') - i32::from(c == ')');
            fine &= depth >= 0 && (word(c) || matches!(c, '(' | ')'));
        }
        if fine && depth == 0 {
            self.text(name);
        } else {
            let message = format!("`{name}` is not the name of a type (in {})", self.clause);
            self.fail(ErrorKind::InvalidName, message);
        }
    }
}
