//! The columns of SELECT and RETURNING, with their labels.

use super::Writer;
use crate::expr::Node;
use crate::expr::node::Kind;

impl<'a> Writer<'a> {
    /// Columns with their labels: of SELECT and RETURNING; `open` for those that the statement gives out.
    pub(super) fn output_columns(&mut self, columns: &'a [Node], open: bool) {
        for (i, column) in columns.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            match column.as_column() {
                Some(own) => match own.reader() {
                    Some(reader) if open => self.read_column(column, reader),
                    Some(_) | None => self.column(own),
                },
                None => self.output_column(column, i == 0, open),
            }
        }
    }

    #[inline(never)]
    pub(super) fn output_column(&mut self, column: &'a Node, first: bool, open: bool) {
        if let Some(Kind::Star { source }) = column.kind() {
            return self.star(source, first, open);
        }
        if let (true, Some(reader)) = (open, column.reader()) {
            return self.read_column(column, reader);
        }
        let mut operand = column;
        while let Some(Kind::Typed { operand: inner, ty, .. }) = operand.kind() {
            if ty.binder().is_some() {
                break;
            }
            operand = inner;
        }
        if let Some(Kind::Label { operand: inner, name }) = operand.kind() {
            self.whole(inner);
            self.text(" AS ");
            self.label(name);
        } else {
            self.whole(operand);
        }
    }

    /// What is a column by itself.
    #[inline]
    fn whole(&mut self, node: &'a Node) {
        match node.kind() {
            Some(Kind::Over { function, window }) => self.whole_over(function, window),
            Some(_) | None => self.typed(node, 0),
        }
    }
}
