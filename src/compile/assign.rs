//! SET: which value goes first, and what it may read.

use std::collections::HashSet;

use super::{Rewrite, Writer};
use crate::dialect::Feature;
use crate::dml::{Cells, ChangeBody, ChangeClause};
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::{NodeRef, View};
use crate::name::Name;
use crate::select::SourceRef;
use crate::value::Value;

impl<'a> Writer<'a> {
    pub(super) fn sets(&mut self, target: SourceRef<'a>, body: &'a ChangeBody) {
        self.enter("SET", body.place(ChangeClause::Cells));
        if body.columns.is_empty() {
            let message = format!("UPDATE {} sets no column; use `.set(…)`", target.name());
            self.fail(ErrorKind::Incomplete, message);
        }
        self.check_own_table(Feature::OwnTableInSet, target, body.cells.nodes());
        let mut seen = Vec::new();
        for (written, place) in self.set_order(target, body).into_iter().enumerate() {
            if written > 0 {
                self.text(", ");
            } else {
                self.line(" SET ");
            }
            let Some(column) = body.columns.get(place) else { continue };
            self.target_column(target, body.verb, column, &mut seen);
            self.text(" = ");
            match &body.cells {
                Cells::Values(values) => {
                    let value = values.get(place).into_iter();
                    value.for_each(|value| self.assigned_value(column, value));
                }
                Cells::Nodes(nodes) => {
                    let value = nodes.get(place).into_iter();
                    value.for_each(|node| self.assigned(node, column, Feature::DefaultInSet));
                }
            }
        }
    }

    fn assigned_value(&mut self, column: &'a Node, value: &'a Value) {
        self.check_stored(column, NodeRef::value(value));
        if let Value::Null = value {
            self.bind_null(column.sort().tag);
        } else {
            self.bind(value);
        }
    }

    /// The places of the assignments in the order in which they are written.
    ///
    /// MySQL and MariaDB assign from left to right, and what stands further right reads the new
    /// values: <https://dev.mysql.com/doc/refman/8.4/en/update.html>. So what reads a column comes
    /// before what sets it.
    fn set_order(&mut self, target: SourceRef<'a>, body: &'a ChangeBody) -> Vec<usize> {
        let as_given: Vec<usize> = (0..body.columns.len()).collect();
        if self.features.has(Feature::OldValuesInSet) || body.cells.nodes().is_empty() {
            return as_given;
        }
        let reads = body.cells.nodes().iter().map(|value| names_of(target, value));
        let reads: Vec<HashSet<&Name>> = reads.collect();
        let name = |place: &usize| {
            let column = body.columns.get(*place).and_then(Node::as_column);
            column.and_then(ColumnRef::name)
        };
        let (mut left, mut order) = (as_given.clone(), Vec::new());
        while !left.is_empty() {
            let is_read = |place: &usize| {
                name(place).is_some_and(|own| {
                    left.iter().any(|other| other != place && reads[*other].contains(own))
                })
            };
            let Some(next) = left.iter().position(|place| !is_read(place)) else {
                let names: Vec<String> =
                    left.iter().filter_map(name).map(|name| format!("`{name}`")).collect();
                self.needs_old_values(&names.join(" and "));
                return as_given;
            };
            order.push(left.remove(next));
        }
        if order != as_given && !self.rewrite(Rewrite::SetOrder, Feature::OldValuesInSet) {
            return as_given;
        }
        order
    }

    fn needs_old_values(&mut self, names: &str) {
        let what =
            format!("{}, and {names} need the old values of each other", Feature::OldValuesInSet);
        self.unsupported(Feature::OldValuesInSet, &what);
    }

    /// Refuses a query over the table that changes, where the engine would see rows that it has
    /// changed already, or takes none.
    pub(super) fn check_own_table(
        &mut self,
        feature: Feature,
        target: SourceRef<'a>,
        nodes: &'a [Node],
    ) {
        if !self.features.has(feature) && nodes.iter().any(|node| reads_table(target, node)) {
            self.require(feature);
        }
    }
}

impl Cells {
    /// The values, where they are expressions.
    fn nodes(&self) -> &[Node] {
        match self {
            Cells::Values(_) => &[],
            Cells::Nodes(nodes) => nodes,
        }
    }
}

/// The names of the target's columns that an expression reads, in subqueries too.
fn names_of<'n>(target: SourceRef<'_>, value: &'n Node) -> HashSet<&'n Name> {
    let (mut names, mut waiting) = (HashSet::new(), vec![NodeRef::new(value)]);
    while let Some(node) = waiting.pop() {
        if let Some(column) = node.as_column()
            && SourceRef::of(column).is_none_or(|source| source.same(target))
        {
            names.extend(column.name());
        }
        push_inside(node, &mut waiting);
    }
    names
}

/// True if a query in the expression has the table in its FROM; what has a column of the target
/// itself may correlate.
fn reads_table(target: SourceRef<'_>, value: &Node) -> bool {
    reads(target, value, false)
}

/// True if a query in the expression has the table in its FROM, where nothing can correlate.
pub(super) fn mentions_table(target: SourceRef<'_>, value: &Node) -> bool {
    reads(target, value, true)
}

fn reads(target: SourceRef<'_>, value: &Node, any: bool) -> bool {
    let Some(table) = target.table() else { return false };
    let is_table = |source: SourceRef<'_>| source.table().is_some_and(|own| own.name == table.name);
    let mut waiting = vec![NodeRef::new(value)];
    while let Some(node) = waiting.pop() {
        let of_other_name =
            |source: SourceRef<'_>| (any || !source.same(target)) && is_table(source);
        if node.as_column().and_then(SourceRef::of).is_some_and(of_other_name) {
            return true;
        }
        if let View::Query(query) = node.view()
            && query.sources().any(|source| is_table(source.0))
        {
            return true;
        }
        push_inside(node, &mut waiting);
    }
    false
}

fn push_inside<'n>(node: NodeRef<'n>, waiting: &mut Vec<NodeRef<'n>>) {
    node.each_child(&mut |child| waiting.push(child));
    if let View::Query(query) = node.view() {
        waiting.extend(query.sources().filter_map(|source| source.query()));
    }
}
