//! Values and columns of types of the program's own, in the functions that stand round them.

use super::Writer;
use super::select::Role;
use super::values::shown_cells;
use crate::dialect::Way;
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::Kind;
use crate::function::{Function, TemplatePart};
use crate::name::Name;
use crate::select::{SelectBody, output_name};
use crate::types::{Tag, Type};
use crate::value::Value;

impl<'a> Writer<'a> {
    /// What `write` writes, in a function of one argument.
    #[cold]
    pub(super) fn around(
        &mut self,
        function: &'static Function,
        min: u8,
        write: impl Fn(&mut Self, u8),
    ) {
        if let Some(feature) = function.feature()
            && !self.require(feature)
        {
            return;
        }
        let template = match self.way(function, &[]) {
            Way::Template(template) | Way::ByType(_, template, _) => template,
            Way::Call => {
                self.function_name(&Name::new(function.name()));
                self.text("(");
                write(self, 0);
                return self.text(")");
            }
            Way::Lacking(way_out) => return self.lacking(function, way_out),
        };
        let open = self.open(template.power(), min);
        for part in template.parts() {
            match *part {
                TemplatePart::Text(text) => self.text(text),
                TemplatePart::Arg(_, power) => write(self, power),
                TemplatePart::All | TemplatePart::Typed => write(self, 0),
                TemplatePart::Distinct | TemplatePart::Order | TemplatePart::Filter => {}
            }
        }
        self.close(open);
    }

    /// What the program says the type of: a value is written in the function of its type.
    pub(super) fn of_type(&mut self, operand: &'a Node, ty: &Type, min: u8) {
        match ty.binder() {
            Some(binder) if operand.is_value() && !operand.is_null() => {
                self.around(binder, min, |w, power| w.typed(operand, power));
            }
            Some(_) | None => self.expr(operand, min),
        }
    }

    /// A parameter that gets its value late, in the function of its type.
    #[cold]
    pub(super) fn late_of_type(&mut self, name: &'a Name, ty: &'a Type, min: u8) {
        match ty.binder() {
            Some(binder) => self.around(binder, min, |w, _| w.bind_late_typed(name, ty.stored())),
            None => self.bind_late_alone(name, ty.stored()),
        }
    }

    /// A column that the statement gives out, in the function that reads it, under its own name.
    #[cold]
    pub(super) fn read_column(&mut self, column: &'a Node, reader: &'static Function) {
        let mut operand = column;
        while let Some(Kind::Label { operand: inner, .. }) = operand.kind() {
            operand = inner;
        }
        self.around(reader, 0, |w, power| w.typed(operand, power));
        if let Some(name) = output_name(column) {
            self.text(" AS ");
            self.label(name);
        }
    }

    /// Refuses `*` for columns that stand in a function where they are given out.
    pub(super) fn check_star_of(&mut self, has_reader: bool) {
        if has_reader {
            let message = format!(
                "`*` (in {}) gives a column as it is stored, whose type says how it is read; name the \
                 columns",
                self.clause
            );
            self.fail(ErrorKind::Conflict, message);
        }
    }

    /// Refuses rows of a set operation and of VALUES that would have to be read in a function.
    #[cold]
    pub(super) fn check_unread(&mut self, body: &'a SelectBody, role: Role<'a>) {
        let several = body.set().is_some() || body.values().is_some();
        if matches!(role, Role::Open)
            && several
            && shown_cells(body).iter().any(|cell| cell.reader().is_some())
        {
            let message = "a set operation or VALUES gives a column as it is stored, whose type says how it \
                           is read; select from it as a subquery";
            self.fail(ErrorKind::Conflict, message.into());
        }
    }

    /// A value for a column, in the function of its type; false if there is none to write.
    pub(super) fn bound_cell(&mut self, column: &Node, value: &'a Value) -> bool {
        let binder = column.as_column().and_then(ColumnRef::binder);
        let Some(binder) = binder.filter(|_| !matches!(value, Value::Null)) else { return false };
        self.around(binder, 0, |w, _| w.bind_typed(value, Tag::Null));
        true
    }
}
