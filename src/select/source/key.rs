//! What names a column of a FROM item.

use std::panic::Location;

use super::{FromItem, Source, output_name};
use crate::error::{ErrorKind, Problem};
use crate::expr::column_ref::ColumnRef;
use crate::expr::{Column, Expr};
use crate::name::Name;
use crate::types::{Any, SqlValue};

/// What names a column of a FROM item: its name; or, keeping the type, the handle of a column, or a
/// labelled expression that the query selects.
pub trait ColumnKey {
    /// The type of the column found.
    type Sql: SqlValue;
    #[doc(hidden)]
    fn find(&self, source: &FromItem, place: &'static Location<'static>) -> Column<Self::Sql>;
}

impl ColumnKey for str {
    type Sql = Any;
    fn find(&self, source: &FromItem, place: &'static Location<'static>) -> Column<Any> {
        found(&source.source, source.source.place_called(self), place)
    }
}

impl ColumnKey for String {
    type Sql = Any;
    fn find(&self, source: &FromItem, place: &'static Location<'static>) -> Column<Any> {
        ColumnKey::find(self.as_str(), source, place)
    }
}

impl ColumnKey for Name {
    type Sql = Any;
    fn find(&self, source: &FromItem, place: &'static Location<'static>) -> Column<Any> {
        ColumnKey::find(self.as_str(), source, place)
    }
}

impl<T: SqlValue> ColumnKey for Column<T> {
    type Sql = T;
    fn find(&self, source: &FromItem, place: &'static Location<'static>) -> Column<T> {
        if let ColumnRef::Mistake(_) = self.column {
            return self.clone();
        }
        found(&source.source, source.source.place_of(&self.column), place)
    }
}

/// The column at a place that was looked for.
fn found<T>(
    source: &Source,
    index: Result<u16, Problem>,
    place: &'static Location<'static>,
) -> Column<T> {
    match index {
        Ok(index) => Column::of(ColumnRef::new(source, index)),
        Err(problem) => Column::mistake(problem.at(Some(place))),
    }
}

/// An expression with a label, of a query that selects it.
impl<T: SqlValue> ColumnKey for Expr<T> {
    type Sql = T;
    fn find(&self, source: &FromItem, place: &'static Location<'static>) -> Column<T> {
        if let Some(column) = self.node.as_column() {
            return found(&source.source, source.source.place_of(column), place);
        }
        let Some(name) = output_name(&self.node) else {
            let message = "an expression without a label names no column; use `.label(\"…\")`";
            let problem = Problem::new(ErrorKind::UnknownColumn, message);
            return Column::mistake(problem.at(Some(place)));
        };
        found(&source.source, source.source.place_called(name.as_str()), place)
    }
}

impl<K: ColumnKey + ?Sized> ColumnKey for &K {
    type Sql = K::Sql;
    fn find(&self, source: &FromItem, place: &'static Location<'static>) -> Column<K::Sql> {
        (**self).find(source, place)
    }
}
