//! Columns where they are used, with the names of their tables.

use super::names_in_from::Called;
use super::{Quoting, Writer};
use crate::error::ErrorKind;
use crate::expr::column_ref::ColumnRef;
use crate::name::Name;
use crate::schema::{ColumnDef, ColumnName, Qualified, TableDef, TableName};
use crate::select::{Item, ItemBody, SourceRef};

impl<'a> Writer<'a> {
    /// Writes `source.column`.
    ///
    /// What is true of most columns is tested here, and all else left to one call in the last place,
    /// so that no register needs saving.
    #[inline(never)]
    pub(super) fn column(&mut self, column: &'a ColumnRef) {
        let ColumnRef::Static(index, table) = column else { return self.item_column(column) };
        self.quick_column(column, *index, table);
    }

    /// A column of what is no plain table, of usual names: of a query, or another name of a table.
    #[inline(never)]
    fn item_column(&mut self, column: &'a ColumnRef) {
        let ColumnRef::Item(index, item) = column else { return self.shared_column(column) };
        match item.column_name(*index) {
            Some(name) if self.is_quick_item(item, name) => {
                self.out.push_name(&item.name);
                self.out.push_ascii(b'.');
                self.out.push_name(name);
            }
            _ => self.other_column(column),
        }
    }

    /// True if `item.column` can be written as it stands, as far as is seen at a glance.
    #[inline(always)]
    fn is_quick_item(&self, item: &Item, name: &Name) -> bool {
        name.is_plain()
            && name.len() <= self.name_max
            && !self.spec.keywords.contains(name)
            && self.scope.seen.contains(&std::ptr::from_ref(item).addr())
            && !self.scope.keyed
            && !matches!(item.body, ItemBody::Row(..))
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
            && self.sees_at(address)
    }

    /// True if what lies at an address may be used here, as far as is seen at a glance; most columns
    /// are of the same item as the one before.
    #[inline(always)]
    fn sees_at(&mut self, address: usize) -> bool {
        if self.scope.last_seen == address {
            return true;
        }
        let seen = self.scope.seen.contains(&address);
        if seen {
            (self.scope.last_seen, self.scope.last_quoted) = (address, false);
        }
        seen
    }

    /// Whether a name gets quotes, as far as is seen at a glance: without a call, so that no register
    /// needs saving.
    #[inline(always)]
    fn surely_quoted(&self, name: &Name) -> Option<bool> {
        if !name.is_plain() {
            Some(true)
        } else if self.spec.keywords.may_contain(name) {
            None
        } else {
            Some(self.options.quoting == Quoting::Always)
        }
    }

    /// Whether the name of a table that may be used here gets quotes, as far as is seen at a glance.
    #[inline(always)]
    fn table_surely_quoted(&mut self, table: &TableDef) -> Option<bool> {
        let address = std::ptr::from_ref(table).addr();
        if self.scope.last_seen == address {
            return Some(self.scope.last_quoted);
        }
        if !self.scope.seen.contains(&address) {
            return None;
        }
        let quoted = self.surely_quoted(table.name())?;
        (self.scope.last_seen, self.scope.last_quoted) = (address, quoted);
        Some(quoted)
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
        if let Some(def) = def
            && self.can_be_copied(def)
            && self.out.has_room_for_quotes()
            && let Some(of_table) = self.table_surely_quoted(table)
            && let Some(own) = self.surely_quoted(&def.name)
        {
            self.column_in_quotes(def, [of_table, own]);
        } else {
            self.column_looked_for(column, table, def);
        }
    }

    /// A column of a table that was not seen yet, or has odd names.
    #[inline(never)]
    fn column_looked_for(
        &mut self,
        column: &'a ColumnRef,
        table: &'a TableDef,
        def: Option<&ColumnDef>,
    ) {
        if self.scope.keyed && self.is_lacking_column(column) {
            return self.null(column.sort().tag, false);
        }
        match def {
            Some(def) if self.can_be_copied(def) => {
                let address = std::ptr::from_ref(table).addr();
                let seen = self.scope.last_seen == address || self.see(SourceRef::Table(table));
                let quoted = self.quoted(table.name());
                if seen
                    && self.scope.only_keys.is_none()
                    && !self.spec.keywords.contains(table.name())
                {
                    (self.scope.last_seen, self.scope.last_quoted) = (address, quoted);
                }
                self.out.reserve_quotes();
                let own = self.quoted(&def.name);
                self.column_in_quotes(def, [quoted, own]);
            }
            _ => _ = self.column_of_item(column),
        }
    }

    /// True for a column whose names have nothing odd.
    #[inline]
    fn can_be_copied(&self, def: &ColumnDef) -> bool {
        // They are short, too, wherever names of a usual length are allowed.
        def.qualified.table_len() > 0 && self.longest >= def.qualified.padded().len()
    }

    /// A column whose names have nothing odd, each in quotes or not.
    #[inline(always)]
    fn column_in_quotes(&mut self, def: &ColumnDef, quoted: [bool; 2]) {
        let (open, close) = self.spec.quotes;
        let quotes = [open as u8, close as u8];
        self.out.push_quoted(&def.qualified, quotes, quoted);
    }

    /// The name of a table that has nothing odd, in quotes or not.
    #[inline(never)]
    pub(super) fn table_in_quotes(&mut self, text: &Qualified, name: &Name) {
        let quoted = self.quoted(name);
        self.quote(quoted, true);
        self.out.push_column_start(text, text.table_len());
        self.quote(quoted, false);
    }

    /// The opening or the closing quote, if there is one; of one byte, as it is wherever names that
    /// are long enough need no closer look.
    #[inline(always)]
    pub(super) fn quote(&mut self, quoted: bool, opening: bool) {
        if quoted {
            let (open, close) = self.spec.quotes;
            self.out.push_ascii(if opening { open as u8 } else { close as u8 });
        }
    }

    #[inline(never)]
    fn other_column(&mut self, column: &'a ColumnRef) {
        if self.scope.keyed && self.is_lacking_column(column) {
            return self.null(column.sort().tag, false);
        }
        match column {
            ColumnRef::Item(index, item) => match item.column_name(*index) {
                Some(name) if let ItemBody::Row(_, moment) = item.body => {
                    self.column_of_row(item, moment, name);
                }
                Some(name) => self.column_of_query(item, name),
                None => _ = self.column_of_item(column),
            },
            ColumnRef::Mistake(problem) => self.problem((**problem).clone()),
            ColumnRef::Free(free) => self.free_column(free),
            ColumnRef::Static(..) | ColumnRef::Shared(..) => _ = self.column_of_item(column),
        }
    }

    /// A column of what is no plain table: a query, or another name of a table.
    fn column_of_query(&mut self, item: &'a Item, name: &Name) {
        if self.scope.seen.contains(&std::ptr::from_ref(item).addr()) {
            self.out.push_name(&item.name);
        } else if self.spec.faults.wraps_outer && self.is_outer_in_select(item) {
            return self.wrapped_column(item, name);
        } else {
            self.see(SourceRef::Item(item));
            self.name(&item.name);
        }
        self.out.push_ascii(b'.');
        self.name(name);
    }

    /// A column that is not declared: of the item in FROM that has the table's name, if one is said.
    fn free_column(&mut self, free: &'a ColumnName) {
        let Some(table) = free.table() else {
            return self.name(free.name());
        };
        match self.item_called(table) {
            Called::One(source) => {
                self.see(source);
                self.qualified(source, free.name());
            }
            Called::Several => {
                let message = format!(
                    "`{free}` (in {}) may be of several tables called `{table}`; say the schema",
                    self.clause
                );
                self.fail(ErrorKind::DuplicateName, message);
            }
            // An expression by itself, for debugging.
            Called::Nothing if self.is_outside() => {
                self.table_name(table);
                self.text(".");
                self.name(free.name());
            }
            Called::Nothing => {
                let message = format!(
                    "`{free}` is used (in {}), but nothing in FROM is called `{table}`; add it by \
                     `.from()` or a join",
                    self.clause
                );
                self.fail(ErrorKind::NotInFrom, message);
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
            _ => self.no_name(),
        }
    }

    #[cold]
    pub(super) fn no_name(&mut self) -> bool {
        let message = format!(
            "a column of a subquery has no name (in {}); give it one with `.label()`",
            self.clause
        );
        self.fail(ErrorKind::InvalidName, message);
        false
    }

    /// A column by its source and name.
    pub(super) fn qualified(&mut self, source: SourceRef<'a>, name: &Name) {
        match source {
            SourceRef::Table(table) if table.name.schema().is_some() => {
                self.name_of_schema_table(source, &table.name);
            }
            SourceRef::Table(_) | SourceRef::Item(_) => self.name(source.name()),
        }
        self.out.push_ascii(b'.');
        self.name(name);
    }

    /// The name of a table of a schema, as its columns are qualified with it.
    #[inline(never)]
    fn name_of_schema_table(&mut self, source: SourceRef<'a>, table: &TableName) {
        if let Some(other) = self.other_name(source) {
            return self.name(&other);
        }
        self.table_name(table);
    }
}
