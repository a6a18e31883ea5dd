//! What a node of a tree knows of itself, in two bytes.

use super::{Tag, Type};

/// The type of an expression, and what is in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sort {
    pub(crate) tag: Tag,
    pub(crate) flags: u8,
}

impl Sort {
    /// A parameter is in it.
    pub(crate) const BIND: u8 = 1;
    /// An aggregate of the query that it stands in is in it.
    pub(crate) const AGGREGATE: u8 = 2;
    /// A function over a window is in it.
    pub(crate) const WINDOW: u8 = 4;
    /// The value may be NULL.
    pub(crate) const NULLABLE: u8 = 8;
    /// A query is in it.
    pub(crate) const QUERY: u8 = 16;
    /// Families clash in it, or a document is in it, so that it wants a closer look.
    pub(crate) const SUSPECT: u8 = 32;
    /// A column that a join inside a subquery fills with NULLs is in it.
    pub(crate) const OUTER: u8 = 64;

    /// A value is in it that a statement gives out in a function of the program's type.
    pub(crate) const READ: u8 = 128;

    /// What the type of a column tells.
    pub(crate) const OF_TYPE: u8 = Sort::READ | Sort::SUSPECT;

    /// What holds of a node if it holds of a child.
    pub(crate) const INHERITED: u8 = !Sort::NULLABLE;
    /// What holds of a node if it holds of a query inside it.
    pub(crate) const OF_QUERY: u8 = Sort::BIND | Sort::SUSPECT | Sort::READ;

    pub(crate) const fn new(tag: Tag, flags: u8) -> Self {
        Sort { tag, flags }
    }

    /// A value of a type that may be NULL.
    pub(crate) const fn nullable(tag: Tag) -> Self {
        Sort { tag, flags: Sort::NULLABLE }
    }

    /// The same, which may be NULL.
    pub(crate) const fn or_null(self) -> Self {
        Sort { flags: self.flags | Sort::NULLABLE, ..self }
    }

    /// The flags of a type: that the program reads it in a function of its own, and that engines do
    /// not agree on which of its values are equal.
    pub(crate) const fn of_type(ty: &Type) -> u8 {
        let document = matches!(ty.stored(), Type::Json);
        Sort::flag(ty.reader().is_some(), Sort::READ) | Sort::flag(document, Sort::SUSPECT)
    }

    #[inline]
    pub(crate) const fn has(self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// The flag, if `condition` is true.
    #[inline]
    pub(crate) const fn flag(condition: bool, flag: u8) -> u8 {
        if condition { flag } else { 0 }
    }
}
