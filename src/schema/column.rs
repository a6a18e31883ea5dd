//! The definition of a column.

use std::sync::Arc;

use super::kept::{Formula, OnDelete};
use super::{Fillings, Qualified, TableName};
use crate::error::Problem;
use crate::expr::Node;
use crate::name::Name;
use crate::types::{Sort, SqlValue, Tag, Type};

/// What a column is: name, type, and what holds for its values.
///
/// Made by [`table!`](crate::table), by `#[derive(Table)]`, or by hand for run-time tables.
///
/// ```
/// use sqltree::{schema::ColumnDef, Type};
/// let email = ColumnDef::new("email", Type::VarChar(255)).not_null().unique();
/// assert_eq!(email.name().as_str(), "email");
/// ```
#[derive(Clone)]
#[must_use]
pub struct ColumnDef {
    pub(crate) name: Name,
    /// `table.column`, ready to be copied.
    pub(crate) qualified: Qualified,
    pub(crate) sql_type: Type,
    /// What expressions ask of it: the tag of the type, and whether it takes NULL.
    sort: Sort,
    pub(crate) primary_key: bool,
    pub(crate) generated: bool,
    pub(crate) unique: bool,
    pub(crate) computed: bool,
    pub(crate) default: Option<DefaultValue>,
    pub(crate) references: Option<ForeignKey>,
    pub(crate) on_delete: Option<OnDelete>,
    pub(crate) formula: Option<Formula>,
    pub(crate) fillings: Fillings,
}

/// The default that the database gives to a column.
#[derive(Clone)]
pub struct DefaultValue(DefaultKind);

#[derive(Clone)]
enum DefaultKind {
    /// What a function gives, called when the table is created.
    Lazy(fn() -> DefaultValue),
    Node(Node),
}

impl DefaultValue {
    pub(super) const fn of(node: Node) -> Self {
        DefaultValue(DefaultKind::Node(node))
    }

    pub(crate) fn node(&self) -> Node {
        match &self.0 {
            DefaultKind::Lazy(make) => make().node(),
            DefaultKind::Node(node) => node.clone(),
        }
    }
}

/// What a foreign key points to.
#[derive(Clone)]
pub struct ForeignKey(ForeignKeyKind);

#[derive(Clone)]
enum ForeignKeyKind {
    /// What a function gives, since declared tables may refer to each other.
    Lazy(fn() -> ForeignKey),
    /// A table and a column by name: the table may be defined later.
    Named(Arc<(TableName, Name)>),
    Mistake(Arc<Problem>),
}

impl ForeignKey {
    pub(super) fn named(table: TableName, column: Name) -> Self {
        ForeignKey(ForeignKeyKind::Named(Arc::new((table, column))))
    }

    pub(super) fn mistake(problem: Problem) -> Self {
        ForeignKey(ForeignKeyKind::Mistake(Arc::new(problem)))
    }

    /// The names of the table and the column pointed to.
    pub(crate) fn target(&self) -> Result<(TableName, Name), Arc<Problem>> {
        match &self.0 {
            ForeignKeyKind::Lazy(make) => make().target(),
            ForeignKeyKind::Named(names) => Ok((**names).clone()),
            ForeignKeyKind::Mistake(problem) => Err(problem.clone()),
        }
    }
}

macro_rules! const_set {
    ($self:ident . $field:ident = $value:expr) => {{
        // `=` would drop the old value, which a constant function must not.
        core::mem::forget(core::mem::replace(&mut $self.$field, $value));
        $self
    }};
}

impl ColumnDef {
    /// A column that takes NULL and has nothing else to it.
    pub fn new(name: impl Into<Name>, sql_type: Type) -> Self {
        let sort = Sort::new(Tag::of(&sql_type), Sort::NULLABLE | Sort::of_type(&sql_type));
        ColumnDef { sql_type, sort, ..ColumnDef::bare(name.into(), Qualified::NONE) }
    }

    const fn bare(name: Name, qualified: Qualified) -> Self {
        ColumnDef {
            name,
            qualified,
            sql_type: Type::Unknown,
            sort: Sort::new(Tag::Unknown, 0),
            primary_key: false,
            generated: false,
            unique: false,
            computed: false,
            default: None,
            references: None,
            on_delete: None,
            formula: None,
            fillings: Fillings::NONE,
        }
    }

    /// A column of a declared table; `qualified` is `table.column`. Used by the macros.
    #[doc(hidden)]
    pub const fn declared<T: SqlValue>(name: &'static str, qualified: &'static str) -> Self {
        let mut column = ColumnDef::bare(Name::new(name), Qualified::new(qualified, name.len()));
        if T::NULLABLE {
            column.sort.flags |= Sort::NULLABLE;
        }
        column.sql_type(T::TYPE)
    }

    /// The column's name.
    #[must_use]
    pub const fn name(&self) -> &Name {
        &self.name
    }

    /// The column's type.
    #[must_use]
    pub const fn column_type(&self) -> &Type {
        &self.sql_type
    }

    #[inline(always)]
    pub(crate) const fn sort(&self) -> Sort {
        self.sort
    }

    /// True if the column takes NULL.
    #[must_use]
    pub const fn is_nullable(&self) -> bool {
        self.sort.has(Sort::NULLABLE)
    }

    /// True if a row that gives no value has one all the same: NULL, or a number of the database.
    pub(crate) const fn needs_no_value(&self) -> bool {
        self.is_nullable() || self.generated
    }

    /// True if the column is in the primary key.
    #[must_use]
    pub const fn is_primary_key(&self) -> bool {
        self.primary_key
    }

    /// True if the database numbers new rows by the column.
    #[must_use]
    pub const fn is_generated(&self) -> bool {
        self.generated
    }

    /// True if the database works out the column's value, which is never given.
    #[must_use]
    pub const fn is_computed(&self) -> bool {
        self.computed
    }

    /// True if there is a value for a row that gives none: the database has a default, a number or NULL, or
    /// the program fills it.
    #[must_use]
    pub const fn may_be_left_out(&self) -> bool {
        let filled = self.fillings.insert.is_some();
        self.needs_no_value() || self.default.is_some() || self.computed || filled
    }

    /// A SQL type other than the Rust type's own, such as `VarChar(255)`.
    pub const fn sql_type(mut self, sql_type: Type) -> Self {
        let flags = self.sort.flags & Sort::NULLABLE | Sort::of_type(&sql_type);
        self.sort = Sort::new(Tag::of(&sql_type), flags);
        const_set!(self.sql_type = sql_type)
    }

    /// `NOT NULL`.
    pub const fn not_null(mut self) -> Self {
        self.sort.flags &= !Sort::NULLABLE;
        self
    }

    /// Part of the primary key, and so not NULL.
    pub const fn primary_key(mut self) -> Self {
        self.primary_key = true;
        self.sort.flags &= !Sort::NULLABLE;
        self
    }

    /// The database numbers new rows: `INTEGER PRIMARY KEY`, `GENERATED BY DEFAULT AS IDENTITY`,
    /// `AUTO_INCREMENT`.
    pub const fn generated(mut self) -> Self {
        self.generated = true;
        self
    }

    /// The database works out the value (`GENERATED ALWAYS AS …`). How is not declared, so that
    /// [`create_table`](crate::ddl::create_table) refuses the table: it is made by a script. See
    /// [`computed_as`](Self::computed_as).
    pub const fn computed(mut self) -> Self {
        self.computed = true;
        self
    }

    /// No two rows have the same value: `UNIQUE`.
    pub const fn unique(mut self) -> Self {
        self.unique = true;
        self
    }

    /// A declared column that this one points to. Used by the macros.
    #[doc(hidden)]
    #[allow(clippy::mem_replace_option_with_some)]
    pub const fn references_declared(mut self, target: fn() -> ForeignKey) -> Self {
        const_set!(self.references = Some(ForeignKey(ForeignKeyKind::Lazy(target))))
    }

    /// A default made by a function. Used by the macros.
    #[doc(hidden)]
    #[allow(clippy::mem_replace_option_with_some)]
    pub const fn default_declared(mut self, make: fn() -> DefaultValue) -> Self {
        const_set!(self.default = Some(DefaultValue(DefaultKind::Lazy(make))))
    }

    /// `REFERENCES table (column)` by names; the table may be defined later. A table in a schema is
    /// `("schema", "table")`.
    pub fn references_named(
        mut self,
        table: impl Into<TableName>,
        column: impl Into<Name>,
    ) -> Self {
        self.references = Some(ForeignKey::named(table.into(), column.into()));
        self
    }
}
