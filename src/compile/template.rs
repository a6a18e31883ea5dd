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

/// What an aggregate has beside its arguments.
#[derive(Clone, Copy, Default)]
pub(super) struct Extras<'a> {
    pub(super) distinct: bool,
    pub(super) order: &'a [Node],
    pub(super) filter: Option<&'a Node>,
    /// The first argument counts where this is true, and is NULL elsewhere.
    pub(super) only_if: Option<&'a Node>,
}

impl<'a> Writer<'a> {
    pub(super) fn template(&mut self, name: &'static str, args: &'a [Node], min: u8) {
        self.template_with(name, args, min, Extras::default());
    }

    pub(super) fn template_with(
        &mut self,
        name: &'static str,
        args: &'a [Node],
        min: u8,
        extras: Extras<'a>,
    ) {
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
                Part::Hole(hole) if self.extra(hole, &extras) => continue,
                Part::Hole(hole) => hole,
            };
            let after = parts.clone().find_map(|part| match part {
                Part::Text(text) => Some(text),
                Part::Hole("order") => None,
                Part::Hole(_) => Some(""),
            });
            let after = after.unwrap_or_default();
            let operands = if stands_alone(before, after) { 0 } else { template.operands };
            let only_if = extras.only_if.filter(|_| hole == "0");
            if let Some(condition) = only_if {
                self.text("CASE WHEN ");
                self.expr(condition, 0);
                self.text(" THEN ");
            }
            match args.first() {
                Some(Node::Star) if only_if.is_some() => self.text("1"),
                _ => {
                    let operands = if only_if.is_some() { 0 } else { operands };
                    self.hole(name, hole, args, operands, untyped);
                }
            }
            if only_if.is_some() {
                self.text(" END");
            }
            before = "";
        }
        self.close(open);
    }

    /// Writes what an aggregate has beside its arguments; false for the hole of an argument.
    fn extra(&mut self, hole: &str, extras: &Extras<'a>) -> bool {
        match hole {
            "distinct" if extras.distinct => self.text("DISTINCT "),
            "order" if !extras.order.is_empty() => {
                self.text(" ORDER BY ");
                self.order_terms(extras.order);
            }
            "filter" => {
                if let Some(condition) = extras.filter {
                    self.filter_clause(condition);
                }
            }
            "distinct" | "order" => {}
            _ => return false,
        }
        true
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
