//! Names: every identifier of a statement goes through [`Writer::name`].

use super::sources::SourceRef;
use super::task::Task;
use super::{Quoting, Writer};
use crate::dialect::NameLimit;
use crate::error::ErrorKind;
use crate::expr::column::ColumnRef;
use crate::name::Name;
use crate::schema::{Qualified, TableDef};

impl<'a> Writer<'a> {
    /// Writes a name, in quotes if it must be.
    #[inline]
    pub(super) fn name(&mut self, name: &'a Name) {
        if self.recording {
            self.record(Task::Name(name));
        } else {
            self.write_name(name);
        }
    }

    #[inline]
    pub(super) fn write_name(&mut self, name: &Name) {
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

    /// Writes the name of a function: a reserved word must be one that can be called.
    pub(super) fn function_name(&mut self, name: &'a Name) {
        let spec = self.spec;
        let word = spec.keywords.contains(name);
        if word && !spec.callable.contains(name) {
            let message = format!(
                "`{name}` is a reserved word of {}, not a function that can be called (in {})",
                spec.name, self.clause
            );
            self.fail(ErrorKind::InvalidName, message);
            return;
        }
        // Upper and lower case are one in function names, and quotes would tell them apart.
        let mut bytes = name.as_str().bytes();
        let plain = bytes.next().is_some_and(|b| b.is_ascii_alphabetic())
            && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if plain {
            self.text(name.as_str());
        } else {
            self.name(name);
        }
    }

    /// Writes `source.column`.
    #[inline(always)]
    pub(super) fn column(&mut self, column: &'a ColumnRef) {
        if self.recording {
            self.record(Task::Column(column));
        } else {
            self.write_column(column);
        }
    }

    #[inline(never)]
    pub(super) fn write_column(&mut self, column: &'a ColumnRef) {
        let (index, table): (_, &'a TableDef) = match column {
            ColumnRef::Static(index, table) => (index, table),
            ColumnRef::Shared(index, table) => (index, table),
            other => return self.other_column(other),
        };
        if let Some(def) = table.columns.get(usize::from(*index))
            && self.bare(&def.name)
            // No text at all where there is more to write than table and column.
            && def.qualified.len().wrapping_sub(1) < self.name_max
        {
            let address = std::ptr::from_ref(table).addr();
            if self.last_seen != address {
                if !self.seen.contains(&address) {
                    return self.meet_column(column, table, &def.qualified);
                }
                self.last_seen = address;
            }
            self.out.push_column(&def.qualified);
        } else {
            self.other_column(column);
        }
    }

    /// Writes the first column of a table here.
    #[inline(never)]
    fn meet_column(
        &mut self,
        column: &'a ColumnRef,
        table: &'a TableDef,
        qualified: &'a Qualified,
    ) {
        if self.bare(&table.name) {
            self.meet(table);
            self.out.push_column(qualified);
        } else {
            self.other_column(column);
        }
    }

    #[inline(never)]
    fn other_column(&mut self, column: &'a ColumnRef) {
        if self.recording {
            self.tasks.push(Task::Column(column));
            return;
        }
        match column {
            ColumnRef::Mistake(problem) => self.problem((**problem).clone()),
            ColumnRef::Free(name) => self.write_name(name),
            _ => match (SourceRef::of(column), column.name()) {
                (Some(source), Some(name)) => {
                    self.see(source);
                    self.write_qualified(source, name);
                }
                _ => {
                    let message = format!(
                        "a column of a subquery has no name (in {}); give it one with `.label()`",
                        self.clause
                    );
                    self.fail(ErrorKind::InvalidName, message);
                }
            },
        }
    }

    /// A column by its source and name.
    pub(super) fn qualified(&mut self, source: SourceRef<'a>, name: Name) {
        if self.recording {
            self.record(Task::Qualified(source, name));
        } else {
            self.write_qualified(source, &name);
        }
    }

    pub(super) fn write_qualified(&mut self, source: SourceRef<'a>, name: &Name) {
        if let Some(schema) = source.schema() {
            self.write_name(schema);
            self.out.push_ascii(b'.');
        }
        self.write_name(source.name());
        self.out.push_ascii(b'.');
        self.write_name(name);
    }
}
