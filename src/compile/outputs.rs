//! The columns of SELECT and RETURNING, with their labels.

use super::Writer;
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::Kind;
use crate::name::Name;
use crate::select::Output;

impl<'a> Writer<'a> {
    /// Columns with their labels: of SELECT and RETURNING; `read` where some may stand in a function of
    /// their type, since the statement gives them out.
    #[inline(always)]
    pub(super) fn output_columns(&mut self, columns: &'a [Node], read: bool) {
        for (i, column) in columns.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            if let (Node::Column(own), false) = (column, read) {
                self.column(own);
            } else {
                self.output_column(column, i == 0, read);
            }
        }
    }

    /// The same with the name of each column as its label, or the other name that it is given.
    #[cold]
    pub(super) fn labelled_columns(
        &mut self,
        columns: &'a [Node],
        outputs: &'a [Output],
        read: bool,
    ) {
        for (i, column) in columns.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            self.output_column(column, i == 0, read);
            let name = match outputs.get(i) {
                Some(Output { renamed: true, name, .. }) => name.as_ref(),
                Some(_) | None => unlabelled_name(column),
            };
            if let Some(name) = name
                && !(read && column.reader().is_some())
            {
                self.text(" AS ");
                self.name(name);
            }
        }
    }

    #[inline(never)]
    pub(super) fn output_column(&mut self, column: &'a Node, first: bool, read: bool) {
        if let Some(Kind::Star { source }) = column.kind() {
            return self.star(source, first, read);
        }
        if read && let Some(reader) = column.reader() {
            return self.read_column(column, reader);
        }
        self.output_column_in(column, None);
    }

    /// A column with something round what it is, and its label behind that.
    #[inline(always)]
    pub(super) fn output_column_in(&mut self, column: &'a Node, round: Option<(&str, &str)>) {
        let mut operand = column;
        while let Some(Kind::Typed { operand: inner, ty, .. }) = operand.kind() {
            if ty.binder().is_some() {
                break;
            }
            operand = inner;
        }
        let label = match operand.kind() {
            Some(Kind::Label { operand: inner, name }) => {
                operand = inner;
                Some(name)
            }
            Some(_) | None => None,
        };
        if let Some((before, after)) = round {
            self.text(before);
            self.whole(column, operand);
            self.text(after);
        } else {
            self.whole(column, operand);
        }
        if let Some(name) = label {
            self.text(" AS ");
            self.label(name);
        }
    }

    /// What is a column by itself.
    #[inline]
    fn whole(&mut self, column: &'a Node, node: &'a Node) {
        match node.kind() {
            Some(Kind::Over { function, window }) => self.whole_over(function, window),
            None if self.rare.is_some() => self.typed_column(column, node),
            Some(_) | None => self.typed(node, 0),
        }
    }
}

/// The name that a column has where no label gives it one.
fn unlabelled_name(column: &Node) -> Option<&Name> {
    let mut node = column;
    while let Some(Kind::Typed { operand, .. }) = node.kind() {
        node = operand;
    }
    node.as_column().and_then(ColumnRef::name)
}
