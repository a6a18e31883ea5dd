//! The definition of a table.

use std::borrow::Cow;

use super::{ColumnDef, OnDelete, TableName};
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::name::Name;
use crate::types::Sort;

/// What a table is: its name, its columns in order, and what holds over several of them.
#[derive(Clone)]
pub struct TableDef {
    pub(crate) name: TableName,
    pub(crate) columns: Cow<'static, [ColumnDef]>,
    pub(crate) constraints: Cow<'static, [ConstraintDef]>,
    /// Whether some column is filled by the program in INSERT, and in UPDATE.
    pub(crate) filled: [bool; 2],
    /// What the types of its columns tell: [`Sort::of_type`].
    pub(crate) marks: u8,
    /// Of a declared table: its columns as expressions.
    pub(super) nodes: &'static [Node],
}

/// The columns of a declared table as expressions. Used by the macros.
#[doc(hidden)]
pub struct DeclaredColumns<const N: usize>([Node; N]);

impl<const N: usize> DeclaredColumns<N> {
    /// Those of a table.
    #[must_use]
    pub const fn of(table: &'static TableDef) -> Self {
        let (mut nodes, mut i) = ([const { Node::Empty }; N], 0);
        while i < N {
            let node = Node::Column(ColumnRef::Static(i as u16, table));
            std::mem::forget(std::mem::replace(&mut nodes[i], node));
            i += 1;
        }
        DeclaredColumns(nodes)
    }
}

/// A constraint over several columns of a table, by their names.
#[derive(Clone)]
#[non_exhaustive]
pub enum ConstraintDef {
    /// No two rows have the same values in all of these.
    Unique(Cow<'static, [Name]>),
    /// These columns point to those of another table.
    ForeignKey {
        /// The columns of this table.
        columns: Vec<Name>,
        /// The table pointed to.
        table: TableName,
        /// Its columns.
        target: Vec<Name>,
        /// What becomes of the rows of this table when the row that they point to is deleted.
        on_delete: Option<OnDelete>,
    },
}

impl TableDef {
    /// A declared table. Used by the macros.
    #[doc(hidden)]
    #[must_use]
    pub const fn declared<const N: usize>(
        name: &'static str,
        columns: &'static [ColumnDef],
        nodes: &'static DeclaredColumns<N>,
    ) -> Self {
        TableDef {
            name: TableName::declared(name),
            columns: Cow::Borrowed(columns),
            constraints: Cow::Borrowed(&[]),
            filled: filled(columns),
            marks: marks(columns),
            nodes: &nodes.0,
        }
    }

    /// A column as an expression alone in a list, where it is there as long as the program.
    #[inline]
    pub(crate) fn node_of(&'static self, index: u16) -> Option<&'static [Node]> {
        let index = usize::from(index);
        let node = self.nodes.get(index..=index)?;
        // A copy of a definition has the columns of the one that it is of.
        let [Node::Column(ColumnRef::Static(_, own))] = node else { return None };
        std::ptr::eq(*own, self).then_some(node)
    }

    /// The table's own name.
    #[must_use]
    pub const fn name(&self) -> &Name {
        self.name.name()
    }

    /// The table's name with its schema.
    #[must_use]
    pub const fn table_name(&self) -> &TableName {
        &self.name
    }

    /// What may not be there twice: the primary key first, then each unique column and constraint.
    pub fn unique_keys(&self) -> impl Iterator<Item = Vec<Name>> {
        let key = self.columns.iter().filter(|column| column.primary_key);
        let key: Vec<Name> = key.map(|column| column.name.clone()).collect();
        let single = self.columns.iter().filter(|column| column.unique);
        let single = single.map(|column| vec![column.name.clone()]);
        let several = self.constraints.iter().filter_map(|constraint| match constraint {
            ConstraintDef::Unique(columns) => Some(columns.to_vec()),
            ConstraintDef::ForeignKey { .. } => None,
        });
        std::iter::once(key).filter(|key| !key.is_empty()).chain(single).chain(several)
    }

    /// The columns, in order.
    pub fn columns(&self) -> &[ColumnDef] {
        &self.columns
    }

    pub(crate) fn position(&self, name: &str) -> Option<u16> {
        let index = self.columns.iter().position(|column| column.name.is(name))?;
        u16::try_from(index).ok()
    }

    /// Every foreign key of the table, as (own columns, table, its columns).
    pub fn foreign_keys(&self) -> impl Iterator<Item = (Vec<Name>, TableName, Vec<Name>)> {
        let single = self.columns.iter().filter_map(|column| {
            let (table, target) = column.references.as_ref()?.target().ok()?;
            Some((vec![column.name.clone()], table, vec![target]))
        });
        let several = self.constraints.iter().filter_map(|constraint| match constraint {
            ConstraintDef::ForeignKey { columns, table, target, .. } => {
                Some((columns.clone(), table.clone(), target.clone()))
            }
            ConstraintDef::Unique(_) => None,
        });
        single.chain(several)
    }

    /// What becomes of rows by each of the foreign keys, in their order.
    pub(crate) fn deletions(&self) -> impl Iterator<Item = Option<OnDelete>> {
        let pointing = self.columns.iter().filter(|column| {
            column.references.as_ref().is_some_and(|target| target.target().is_ok())
        });
        let several = self.constraints.iter().filter_map(|constraint| match constraint {
            ConstraintDef::ForeignKey { on_delete, .. } => Some(*on_delete),
            ConstraintDef::Unique(_) => None,
        });
        pointing.map(|column| column.on_delete).chain(several)
    }
}

const fn marks(columns: &[ColumnDef]) -> u8 {
    let (mut marks, mut i) = (0, 0);
    while i < columns.len() {
        marks |= columns[i].sort().flags & Sort::OF_TYPE;
        i += 1;
    }
    marks
}

const fn filled(columns: &[ColumnDef]) -> [bool; 2] {
    let (mut filled, mut i) = ([false; 2], 0);
    while i < columns.len() {
        filled[0] |= columns[i].fillings.insert.is_some();
        filled[1] |= columns[i].fillings.update.is_some();
        i += 1;
    }
    filled
}
