//! `*` and `t.*` in the lists of SELECT and RETURNING, and what a query with one lacks.

use super::Writer;
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::name::Name;
use crate::select::{Item, SourceRef};

impl<'a> Writer<'a> {
    /// All columns, in a list of columns; `first` if nothing stands before it there.
    #[inline(never)]
    pub(super) fn star(&mut self, source: &'a Node, first: bool, open: bool) {
        if let Node::Source(source) = source {
            let source = SourceRef::from(source);
            self.check_star_of(open && source.has_reader());
            return self.star_of(source, first);
        }
        if open {
            let sources = &self.scope.sources;
            let has_reader = (0..sources.len())
                .any(|i| sources.get(i).is_some_and(|source| source.has_reader()));
            self.check_star_of(has_reader);
        }
        let (joined, all) = (self.scope.joined, self.scope.sources.len());
        if all == 0 {
            let message = format!(
                "`*` (in {}) stands for the columns of FROM, and there is none; add `.from()`, or use \
                 the `star()` of a table",
                self.clause
            );
            return self.fail(ErrorKind::Incomplete, message);
        }
        if first {
            return self.text("*");
        }
        // MySQL refuses a bare `*` after other columns.
        for (i, position) in (joined..all).chain(0..joined).enumerate() {
            if i > 0 {
                self.text(", ");
            }
            if let Some(source) = self.scope.sources.get(position) {
                self.star_of(source, false);
            }
        }
    }

    fn star_of(&mut self, source: SourceRef<'a>, first: bool) {
        if self.scope.sources.position(source).is_none() {
            // SQLite and MySQL know no star of a query around.
            if self.see(source) {
                self.each_column(source);
            }
        } else if !self.scope.is_change() || self.scope.sources.len() > 1 {
            // Beside other items a `*` alone would have their columns too.
            self.item_name(source);
            self.text(".*");
        } else if first {
            // SQLite takes no other star in RETURNING, and MariaDB takes it first only.
            self.text("*");
        } else {
            self.each_column(source);
        }
    }

    /// All columns of an item, by their names.
    fn each_column(&mut self, source: SourceRef<'a>) {
        let Some(count) = source.known_width() else {
            let message = format!(
                "`{}.*` (in {}) cannot be written here, and its columns are not known; put it first in \
                 RETURNING, in a query of its own FROM, or name the columns",
                source.name(),
                self.clause
            );
            return self.fail(ErrorKind::Incomplete, message);
        };
        for i in 0..count {
            if i > 0 {
                self.text(", ");
            }
            self.named_column(source, source.column_name(i));
        }
    }

    /// A column of an item that can be seen, by its name.
    fn named_column(&mut self, source: SourceRef<'a>, name: Option<&Name>) {
        match name {
            Some(name) => self.qualified(source, name),
            None => _ = self.no_name(),
        }
    }

    /// The name of an item in the own FROM, which needs no schema there: SQLite takes none before `*`.
    fn item_name(&mut self, source: SourceRef<'a>) {
        match source.schema().and_then(|_| self.other_name(source)) {
            Some(other) => self.name(&other),
            None => self.name(source.name()),
        }
    }

    /// All columns where one expression is wanted.
    #[cold]
    pub(super) fn misplaced_star(&mut self, source: &'a Node) {
        let name = if let Node::Source(source) = source {
            format!("{}.*", source.name())
        } else {
            "*".to_owned()
        };
        // The clause is empty where an expression is written alone, to be looked at.
        if self.clause.is_empty() {
            return self.text(&name);
        }
        let message = format!(
            "`{name}` (in {}) stands for all columns where one expression is wanted; name the column",
            self.clause
        );
        self.fail(ErrorKind::Conflict, message);
    }

    /// A query of unknown columns as a FROM item has nothing but its `*`.
    pub(super) fn check_open(&mut self, item: &'a Item, recursive: bool) {
        let Some(query) = item.query_node().and_then(Node::as_query).filter(|_| item.open) else {
            return;
        };
        let name = &item.name;
        let message = if recursive {
            format!(
                "the recursive query `{name}` selects `*` of what is not known; name the columns"
            )
        } else if query.columns.len() > 1 {
            format!(
                "the query `{name}` selects `*` of what is not known beside other columns, which could \
                 not be told apart; name the columns"
            )
        } else {
            return;
        };
        self.fail(ErrorKind::Incomplete, message);
    }
}

/// What a query has that stands where one column is wanted, if that is not one.
pub(super) fn many_columns(query: &Node) -> Option<String> {
    let body = query.as_query()?;
    match (body.columns.len(), body.has_star()) {
        (_, true) => Some("a `*` of what is not known".into()),
        (1, false) => None,
        (count, false) => Some(format!("{count} columns")),
    }
}
