//! FROM and the joins.

use super::Writer;
use super::scope::SourceRef;
use super::task::Task;
use crate::dialect::Feature;
use crate::error::{ErrorKind, Problem};
use crate::expr::Node;
use crate::name::Name;
use crate::schema::TableDef;
use crate::select::{Clause, ItemBody, Join, JoinKind, On, SelectBody};

impl<'a> Writer<'a> {
    pub(super) fn from(&mut self, body: &'a SelectBody, before_joins: usize) {
        self.enter("FROM", body.place(Clause::From).or(body.place(Clause::Columns)));
        if before_joins == 0 && !body.joins.is_empty() {
            self.fail(
                ErrorKind::Incomplete,
                "a join has nothing on its left; add `.from()` with the table to join to".into(),
            );
            return;
        }
        // Joins apply to the product of all items before them; a comma would bind looser.
        let between = if body.joins.is_empty() { ", " } else { " CROSS JOIN " };
        for i in 0..before_joins {
            self.text(if i > 0 { between } else { " FROM " });
            if let Some(source) = self.source_at(i) {
                self.source(source);
            }
        }
        for (i, join) in body.joins.iter().enumerate() {
            self.join(join, before_joins + i);
        }
    }

    /// Item number `i` of the innermost scope.
    fn source_at(&self, i: usize) -> Option<SourceRef<'a>> {
        self.scopes.last()?.sources.iter().nth(i)
    }

    fn join(&mut self, join: &'a Join, position: usize) {
        match join.kind {
            JoinKind::Right => _ = self.require(Feature::RightJoin),
            JoinKind::Full => _ = self.require(Feature::FullJoin),
            _ => {}
        }
        self.text(match join.kind {
            JoinKind::Inner => " JOIN ",
            JoinKind::Left => " LEFT JOIN ",
            JoinKind::Right => " RIGHT JOIN ",
            JoinKind::Full => " FULL JOIN ",
            JoinKind::Cross => " CROSS JOIN ",
        });
        let Some(source) = self.source_at(position) else {
            return;
        };
        self.source(source);
        match join.on {
            On::Nothing => {}
            On::Condition => {
                self.check_on(&join.on_node, position);
                self.text(" ON ");
                self.expr(&join.on_node, 0);
            }
            On::ForeignKey => {
                self.text(" ON ");
                self.foreign_key(source, position);
            }
        }
    }

    /// An ON sees the joined item, what stands before it, and what encloses the query; an item
    /// joined later is a mistake that engines report obscurely, or not at all.
    fn check_on(&mut self, on: &'a Node, position: usize) {
        let Some(scope) = self.scopes.last() else {
            return;
        };
        let later: Vec<_> = scope.sources.iter().skip(position + 1).collect();
        if later.is_empty() {
            return;
        }
        let before: Vec<_> = self
            .scopes
            .iter()
            .rev()
            .enumerate()
            .flat_map(|(i, scope)| {
                scope.sources.iter().take(if i == 0 { position + 1 } else { usize::MAX })
            })
            .collect();
        self.check_columns(on, &before, "this join or before it; move its join up");
    }

    /// ON by the one foreign key between an item and those before it.
    fn foreign_key(&mut self, source: SourceRef<'a>, position: usize) {
        let Some(scope) = self.scopes.last() else {
            return;
        };
        let mut found = Vec::new();
        for other in scope.sources.iter().take(position) {
            if let (Some(ours), Some(theirs)) = (source.table(), other.table()) {
                let down = keys_between(ours, theirs).into_iter();
                found.extend(down.map(|(from, to)| (source, from, other, to)));
                let up = keys_between(theirs, ours).into_iter();
                found.extend(up.map(|(from, to)| (other, from, source, to)));
            }
        }
        if found.len() != 1 {
            let (name, many) = (source.name(), found.len());
            let message = match many {
                0 => format!("no foreign key between `{name}` and what stands before it"),
                _ => format!("{many} foreign keys between `{name}` and what stands before it"),
            };
            let message = format!("{message}; give the condition of the join");
            self.problem(Problem::new(ErrorKind::NoForeignKey, message));
            return;
        }
        for (from_source, from, to_source, to) in found {
            for (i, (from, to)) in from.into_iter().zip(to).enumerate() {
                if i > 0 {
                    self.text(" AND ");
                }
                self.qualified(from_source, from);
                self.text(" = ");
                self.qualified(to_source, to);
            }
        }
    }

    /// A FROM item: `table`, `table AS name`, `(SELECT …) AS name`.
    pub(super) fn source(&mut self, source: SourceRef<'a>) {
        self.nest(Task::Source(source));
    }

    pub(super) fn source_body(&mut self, source: SourceRef<'a>) {
        match source {
            SourceRef::Table(table) => self.table(table),
            SourceRef::Item(item) => {
                match &item.body {
                    ItemBody::Alias(of) => self.source(SourceRef::from(of)),
                    ItemBody::Query(Node::Select(query)) => {
                        self.text("(");
                        self.query(query, true);
                        self.text(")");
                    }
                    ItemBody::Query(_) => {}
                }
                self.text(" AS ");
                self.name(&item.name);
            }
        }
    }

    /// A table's name with its schema.
    pub(super) fn table(&mut self, table: &'a TableDef) {
        if let Some(schema) = &table.schema {
            self.require(Feature::Schemas);
            self.name(schema);
            self.text(".");
        }
        self.name(&table.name);
    }
}

/// The foreign keys of `from` that point to `to`, as pairs of column lists.
fn keys_between(from: &TableDef, to: &TableDef) -> Vec<(Vec<Name>, Vec<Name>)> {
    let keys = from.foreign_keys().into_iter();
    keys.filter(|(_, table, _)| *table == to.name).map(|(own, _, target)| (own, target)).collect()
}
