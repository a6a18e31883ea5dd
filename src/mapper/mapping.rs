//! What a session knows of a table.

use std::sync::Arc;

use crate::error::{Error, ErrorKind, Result};
use crate::expr::Column;
use crate::name::Name;
use crate::schema::{ColumnDef, Table, TableName};
use crate::types::{Any, Family, Tag};

use super::mapped::Mapped;

/// A table as a session sees it; columns are numbers.
pub(super) struct Mapping {
    pub(super) table: Table,
    pub(super) columns: Vec<Column<Any>>,
    pub(super) key: Vec<usize>,
    pub(super) version: Option<usize>,
    /// The columns that an INSERT of an object names.
    pub(super) inserted: Arc<[usize]>,
    pub(super) computed: u64,
    /// The primary key, then what else may not be there twice.
    pub(super) uniques: Vec<Vec<usize>>,
    pub(super) foreign: Vec<Foreign>,
}

/// A foreign key.
pub(super) struct Foreign {
    pub(super) own: Vec<usize>,
    pub(super) table: TableName,
    pub(super) target: Vec<Name>,
}

impl Mapping {
    pub(super) fn of<T: Mapped>() -> Result<Self> {
        let table = T::table();
        let columns = table.columns();
        let def = table.def();
        let place = |name: &Name| def.columns().iter().position(|column| column.name() == name);
        let places = |names: &[Name]| names.iter().map(place).collect::<Option<Vec<usize>>>();
        let key: Vec<usize> =
            (0..columns.len()).filter(|&i| def.columns()[i].is_primary_key()).collect();
        if key.is_empty() {
            let message = format!(
                "table `{}` has no primary key, so its rows cannot be told apart; declare one, or \
                 read the rows by `select` without a session",
                def.table_name()
            );
            return Err(Error::new(ErrorKind::Incomplete, message));
        }
        let computed = |i: usize| i < 64 && T::COMPUTED >> i & 1 == 1;
        let inserted = (0..columns.len())
            .filter(|&i| !def.columns()[i].is_generated() && !computed(i))
            .collect();
        let foreign = (def.foreign_keys())
            .filter_map(|(own, table, target)| Some(Foreign { own: places(&own)?, table, target }))
            .collect();
        let uniques = def.unique_keys().filter_map(|names| places(&names)).collect();
        Ok(Mapping {
            key,
            version: T::VERSION,
            inserted,
            computed: T::COMPUTED,
            uniques,
            foreign,
            columns,
            table,
        })
    }

    pub(super) fn name(&self) -> &TableName {
        self.table.table_name()
    }

    pub(super) fn def(&self, column: usize) -> &ColumnDef {
        &self.table.def().columns()[column]
    }

    pub(super) fn place(&self, name: &Name) -> Option<usize> {
        self.table.def().columns().iter().position(|column| column.name() == name)
    }

    /// The place of a column of this table.
    pub(super) fn find<T>(&self, column: &Column<T>) -> Result<usize> {
        let own = |&i: &usize| self.columns[i].is_same(column);
        (0..self.columns.len()).find(own).ok_or_else(|| {
            let name = column.name().map_or("", Name::as_str);
            let message =
                format!("column `{name}` is not one of table `{}`, which is meant", self.name());
            Error::new(ErrorKind::UnknownColumn, message)
        })
    }

    pub(super) fn is_computed(&self, column: usize) -> bool {
        column < 64 && self.computed >> column & 1 == 1
    }

    /// True if one of the columns is a text, which databases may compare without regard to case.
    pub(super) fn has_text(&self, columns: &[usize]) -> bool {
        columns.iter().any(|&i| {
            let family = Tag::of(self.def(i).column_type()).family();
            matches!(family, Family::Text | Family::Unknown)
        })
    }

    /// The columns of a foreign key that can be set to NULL without touching the key or another foreign
    /// key.
    pub(super) fn clearable(&self, own: &[usize]) -> Vec<usize> {
        let shared =
            |i: usize| self.foreign.iter().filter(|foreign| foreign.own.contains(&i)).count() > 1;
        let free = |&i: &usize| self.def(i).is_nullable() && !self.key.contains(&i) && !shared(i);
        own.iter().copied().filter(free).collect()
    }
}
