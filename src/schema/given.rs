//! What a column's definition takes from columns and expressions.

use super::{ColumnDef, DefaultValue, ForeignKey};
use crate::error::{ErrorKind, Problem};
use crate::expr::{Column, IntoExpr, literal};

impl ColumnDef {
    /// `REFERENCES table (column)`. A column that belongs to no table is an error when the table is
    /// created.
    pub fn references<T>(mut self, target: &Column<T>) -> Self {
        self.references = Some(ForeignKey::to(target));
        self
    }

    /// `DEFAULT value`, with the value written into the text.
    pub fn default(mut self, value: impl IntoExpr) -> Self {
        self.default = Some(DefaultValue::new(value));
        self
    }
}

impl DefaultValue {
    /// A value, or an expression of values. Used by the macros.
    #[doc(hidden)]
    pub fn new(value: impl IntoExpr) -> Self {
        DefaultValue::of(literal(value).node)
    }
}

impl ForeignKey {
    /// A column of a table. Used by the macros.
    #[doc(hidden)]
    #[must_use]
    pub fn to<T>(target: &Column<T>) -> Self {
        let column = &target.column;
        let table = column.source().and_then(|source| Some(source.table()?.name.clone()));
        match (table, column.name()) {
            (Some(table), Some(name)) => ForeignKey::named(table, name.clone()),
            (None, _) | (_, None) => ForeignKey::mistake(column.mistake().cloned().unwrap_or_else(|| {
                let message = format!(
                    "a foreign key points to `{}`, which is no column of a table; give one of its \
                     table, or `.references_named(table, column)`",
                    column.shown()
                );
                Problem::new(ErrorKind::UnknownColumn, message)
            })),
        }
    }
}
