//! Names: every identifier of a statement goes through [`Writer::name`].

use super::{Quoting, Writer};
use crate::dialect::NameLimit;
use crate::error::ErrorKind;
use crate::expr::column::ColumnRef;
use crate::name::Name;
use crate::schema::{ColumnDef, Qualified, SourceRef, TableDef};

impl<'a> Writer<'a> {
    /// Writes a name, in quotes if it must be.
    #[inline]
    pub(super) fn name(&mut self, name: &Name) {
        if self.bare(name) && name.as_str().len() <= self.name_max {
            self.out.push_str(name.as_str());
        } else {
            self.write_odd_name(name);
        }
    }

    /// True if the name needs no quotes, unless all names get them.
    #[inline(always)]
    fn bare(&self, name: &Name) -> bool {
        name.is_plain() && !self.spec.keywords.contains(name)
    }

    #[cold]
    fn write_odd_name(&mut self, name: &Name) {
        self.check_name(name);
        let text = name.as_str();
        if self.bare(name) && self.options.quoting == Quoting::WhenNeeded {
            self.out.push_str(text);
            return;
        }
        let (open, close) = self.spec.quotes;
        self.out.push(open);
        for c in text.chars() {
            self.out.push(c);
            if c == close {
                self.out.push(c);
            }
        }
        self.out.push(close);
    }

    /// Refuses what no engine takes as a name, and what this one does not.
    fn check_name(&mut self, name: &Name) {
        let text = name.as_str();
        let clause = self.clause;
        if text.is_empty() {
            self.fail(ErrorKind::InvalidName, format!("a name is empty (in {clause})"));
        } else if text.contains('\0') {
            let shown = text.replace('\0', "\\0");
            let message = format!("the name `{shown}` has a NUL in it (in {clause})");
            self.fail(ErrorKind::InvalidName, message);
        }
        let (length, most, unit) = match self.spec.name_limit {
            NameLimit::None => return,
            NameLimit::Bytes(most) => (text.len(), most, "bytes"),
            NameLimit::Characters(most) => (text.chars().count(), most, "characters"),
        };
        if length > usize::from(most) {
            let message = format!(
                "the name `{text}` has {length} {unit}, and {} takes {most} (in {clause})",
                self.spec.name
            );
            self.fail(ErrorKind::InvalidName, message);
        }
    }

    /// Writes `source.column`.
    ///
    /// What is true of most columns is tested here, and all else left to one call in the last place,
    /// so that no register needs saving.
    #[inline(never)]
    pub(super) fn column(&mut self, column: &'a ColumnRef) {
        let ColumnRef::Static(index, table) = column else { return self.shared_column(column) };
        self.quick_column(column, *index, table);
    }

    #[inline(never)]
    fn shared_column(&mut self, column: &'a ColumnRef) {
        let ColumnRef::Shared(index, table) = column else { return self.other_column(column) };
        self.quick_column(column, *index, table);
    }

    #[inline(always)]
    fn quick_column(&mut self, column: &'a ColumnRef, index: u16, table: &'a TableDef) {
        match table.columns.get(usize::from(index)) {
            Some(def) if self.is_quick(def, table) && self.out.has_room_for(&def.qualified) => {
                self.out.push_column(&def.qualified);
            }
            def => self.table_column(column, table, def),
        }
    }

    /// True if `table.column` can be written as it stands, as far as is seen at a glance.
    #[inline(always)]
    fn is_quick(&mut self, def: &ColumnDef, table: &TableDef) -> bool {
        let address = std::ptr::from_ref(table).addr();
        self.is_short(&def.qualified)
            && !self.spec.keywords.may_contain(&def.name)
            && (self.scope.last_seen == address || self.scope.seen.contains(&address))
    }

    /// True if a column has a text, and this dialect takes names of its length.
    #[inline(always)]
    pub(super) fn is_short(&self, text: &Qualified) -> bool {
        text.len().wrapping_sub(1) < self.name_max
    }

    /// A column of a table, looked at closely.
    #[inline(never)]
    fn table_column(
        &mut self,
        column: &'a ColumnRef,
        table: &'a TableDef,
        def: Option<&ColumnDef>,
    ) {
        let address = std::ptr::from_ref(table).addr();
        let seen = self.scope.last_seen == address || self.scope.seen.contains(&address);
        if let Some(def) = def
            && seen
            && self.is_short(&def.qualified)
            && !self.spec.keywords.contains(&def.name)
        {
            self.out.reserve(def.qualified.padded().len());
            self.out.push_column(&def.qualified);
        } else if self.column_of_item(column) && !self.spec.keywords.contains(&table.name) {
            self.scope.last_seen = address;
        }
    }

    #[inline(never)]
    fn other_column(&mut self, column: &'a ColumnRef) {
        match column {
            ColumnRef::Mistake(problem) => self.problem((**problem).clone()),
            ColumnRef::Free(name) => self.name(name),
            ColumnRef::Static(..) | ColumnRef::Shared(..) | ColumnRef::Item(..) => {
                _ = self.column_of_item(column);
            }
        }
    }

    /// Writes a column piece by piece; true if it can be seen here.
    fn column_of_item(&mut self, column: &'a ColumnRef) -> bool {
        match (SourceRef::of(column), column.name()) {
            (Some(source), Some(name)) => {
                let seen = self.see(source);
                self.qualified(source, name);
                seen
            }
            _ => {
                let message = format!(
                    "a column of a subquery has no name (in {}); give it one with `.label()`",
                    self.clause
                );
                self.fail(ErrorKind::InvalidName, message);
                false
            }
        }
    }

    /// A column by its source and name.
    pub(super) fn qualified(&mut self, source: SourceRef<'a>, name: &Name) {
        if let Some(schema) = source.schema() {
            self.name(schema);
            self.out.push_ascii(b'.');
        }
        self.name(source.name());
        self.out.push_ascii(b'.');
        self.name(name);
    }
}
