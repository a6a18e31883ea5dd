//! SET: which value goes first, and what it may read.

use super::changed::reads_others;
use super::select::Role;
use super::{Rewrite, Writer};
use crate::dialect::{Feature, Folding};
use crate::dml::{Cells, ChangeBody, ChangeClause, Verb};
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::{NodeRef, SourceView, View};
use crate::name::Name;
use crate::select::{ItemBody, SourceRef};
use crate::tree::items_of;
use crate::value::Value;

impl<'a> Writer<'a> {
    /// SET; where several tables are changed at once, with the names of columns in full.
    pub(super) fn sets(&mut self, target: SourceRef<'a>, body: &'a ChangeBody, listed: bool) {
        self.enter("SET", body.place(ChangeClause::Cells));
        if body.columns.is_empty() && body.row_sets().is_empty() {
            let message = format!("UPDATE {} sets no column; use `.set(…)`", target.name());
            self.fail(ErrorKind::Incomplete, message);
        }
        self.check_own_table(Feature::OwnTableInSet, target, body.cells.nodes());
        let mut seen = Vec::new();
        if listed {
            self.check_listed_sets(target, body);
        }
        let mut start = " SET ";
        for place in self.set_order(target, body, listed) {
            self.next_set(&mut start);
            let Some(column) = body.columns.get(place) else { continue };
            if let Some(name) = self.checked_column(target, body.verb, column, &mut seen) {
                if listed {
                    self.qualified(target, name);
                } else {
                    self.name(name);
                }
            }
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
        self.row_sets(target, body, (&mut start, &mut seen));
    }

    fn next_set(&mut self, start: &mut &'static str) {
        if *start == ", " {
            self.text(start);
        } else {
            self.line(start);
        }
        *start = ", ";
    }

    /// `(a, b) = (SELECT …)`.
    fn row_sets(
        &mut self,
        target: SourceRef<'a>,
        body: &'a ChangeBody,
        (start, seen): (&mut &'static str, &mut Vec<&'a Name>),
    ) {
        for set in body.row_sets() {
            let Some(query) = set.query.as_query() else { continue };
            self.next_set(start);
            self.require(Feature::TupleSet);
            self.check_own_table(Feature::OwnTableInSet, target, std::slice::from_ref(&set.query));
            for (i, column) in set.columns.iter().enumerate() {
                self.text(if i > 0 { ", " } else { "(" });
                self.target_column(target, Verb::Update, column, seen);
            }
            if query.has_star() || set.columns.len() != query.columns.len() {
                let (wanted, found) = (set.columns.len(), query.columns.len());
                let message =
                    format!("`set_row` names {wanted} columns, but its query has {found} (in SET)");
                self.fail(ErrorKind::Conflict, message);
            } else {
                self.check_stored_rows(&set.columns, query);
            }
            self.text(") = (");
            self.query(query, Role::Value);
            self.text(")");
        }
    }

    fn assigned_value(&mut self, column: &'a Node, value: &'a Value) {
        self.check_stored(column, NodeRef::value(value));
        if let Value::Null = value {
            self.bind_null(column.sort().tag);
        } else if !self.bound_cell(column, value) {
            self.bind(value);
        }
    }

    /// The places of the assignments of UPDATE in the order in which they are written.
    fn set_order(
        &mut self,
        target: SourceRef<'a>,
        body: &'a ChangeBody,
        listed: bool,
    ) -> Vec<usize> {
        if listed {
            return (0..body.columns.len()).collect();
        }
        let reads = body.cells.nodes().iter().map(|value| Reads::of(target, [value]));
        self.in_order(&body.columns, reads.collect(), &[])
    }

    /// The places of assignments to columns in the order in which they are written; what each reads is
    /// given, and of `held` columns what each reads in the row to be inserted, which is lost when they are
    /// set.
    ///
    /// MySQL and MariaDB assign from left to right, and what stands further right reads the new
    /// values: <https://dev.mysql.com/doc/refman/8.4/en/update.html>. So what reads a column comes
    /// before what sets it. Where each reads what the other sets, MariaDB has a mode that assigns all
    /// at once: <https://mariadb.com/kb/en/sql-mode/>.
    pub(super) fn in_order(
        &mut self,
        columns: &'a [Node],
        reads: Vec<Reads<'a>>,
        held: &[Vec<&'a Name>],
    ) -> Vec<usize> {
        let as_given: Vec<usize> = (0..columns.len()).collect();
        if self.features.has(Feature::OldValuesInSet) || reads.is_empty() {
            return as_given;
        }
        let name = |place: usize| {
            let column = columns.get(place).and_then(Node::as_column);
            column.and_then(ColumnRef::name)
        };
        let folding = self.spec.column_names;
        let old =
            |other: usize, own: &Name| reads.get(other).is_some_and(|it| it.has(own, folding));
        let new = |other: usize, own: &Name| {
            let names = held.get(other).into_iter().flatten();
            names.into_iter().any(|name| folding.same(name, own))
        };
        let order = in_turn(columns.len(), &|other, place| {
            name(place).is_some_and(|own| old(other, own) || new(other, own))
        });
        let names = |places: Vec<usize>| {
            let names: Vec<String> =
                places.into_iter().filter_map(name).map(|name| format!("`{name}`")).collect();
            names.join(" and ")
        };
        let order = match order {
            Ok(order) => order,
            Err(left) => {
                let needed = |other, place| name(place).is_some_and(|own| new(other, own));
                match in_turn(columns.len(), &needed) {
                    Ok(order) => {
                        self.needs_old_values(&names(left));
                        order
                    }
                    Err(left) => {
                        self.loses_incoming(&names(left));
                        return as_given;
                    }
                }
            }
        };
        if order != as_given && !self.rewrite(Rewrite::SetOrder, Feature::OldValuesInSet) {
            return as_given;
        }
        order
    }

    fn loses_incoming(&mut self, names: &str) {
        let message = format!(
            "{} {} has no DO UPDATE that sets {names}, long texts or bytes, and reads them in the row to be \
             inserted for each other (in {}); declare them as `VarChar` if they are",
            self.spec.name,
            self.dialect.version(),
            self.clause
        );
        self.fail(ErrorKind::Unsupported(Feature::OldValuesInSet), message);
    }

    /// With several tables the order of assignments is not promised:
    /// <https://dev.mysql.com/doc/refman/8.4/en/update.html>.
    fn check_listed_sets(&mut self, target: SourceRef<'a>, body: &'a ChangeBody) {
        let reads: Vec<Reads<'_>> =
            body.cells.nodes().iter().map(|value| Reads::of(target, [value])).collect();
        let folding = self.spec.column_names;
        let has = |place: usize, name: &Name| {
            reads.get(place).is_some_and(|reads| reads.has(name, folding))
        };
        if reads_others(&body.columns, has) {
            self.needs_old_values("columns set beside FROM");
        }
    }

    fn needs_old_values(&mut self, names: &str) {
        if self.spec.at_once.is_some() {
            if self.rewrite(Rewrite::SetAtOnce, Feature::OldValuesInSet) {
                self.rare_mut().at_once = true;
            }
            return;
        }
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
        // What stands beside the table in FROM is read before anything changes.
        let beside = |source: SourceRef<'_>| self.scope.sources.position(source).is_some();
        if !self.features.has(feature)
            && nodes.iter().any(|node| reads_table(target, node, &beside))
        {
            self.require(feature);
        }
    }
}

/// Places in an order in which `goes_first(other, place)` holds for none that comes later; those that are left
/// where there is none.
fn in_turn(
    count: usize,
    goes_first: &dyn Fn(usize, usize) -> bool,
) -> Result<Vec<usize>, Vec<usize>> {
    let (mut left, mut order): (Vec<usize>, Vec<usize>) = ((0..count).collect(), Vec::new());
    while !left.is_empty() {
        let is_free =
            |place: &usize| !left.iter().any(|other| other != place && goes_first(*other, *place));
        match left.iter().position(is_free) {
            Some(next) => order.push(left.remove(next)),
            None => return Err(left),
        }
    }
    Ok(order)
}

impl Cells {
    /// The values, where they are expressions.
    pub(crate) fn nodes(&self) -> &[Node] {
        match self {
            Cells::Values(_) => &[],
            Cells::Nodes(nodes) => nodes,
        }
    }
}

/// The names of the target's columns that expressions read, in subqueries too.
pub(super) struct Reads<'n> {
    names: Vec<&'n Name>,
    /// True if there is text that may read any.
    all: bool,
}

impl<'n> Reads<'n> {
    pub(super) fn of(target: SourceRef<'_>, values: impl IntoIterator<Item = &'n Node>) -> Self {
        let mut reads = Reads { names: Vec::new(), all: false };
        let mut waiting: Vec<NodeRef<'n>> = values.into_iter().map(NodeRef::new).collect();
        while let Some(node) = waiting.pop() {
            if let Some(column) = node.as_column()
                && SourceRef::of(column).is_none_or(|source| source.same(target))
            {
                reads.names.extend(column.name());
            }
            reads.all |= matches!(node.view(), View::Raw { .. });
            push_inside(node, &mut waiting);
        }
        reads
    }

    /// True if none is read.
    pub(super) fn is_none(&self) -> bool {
        !self.all && self.names.is_empty()
    }

    pub(super) fn has(&self, name: &Name, folding: Folding) -> bool {
        self.all || self.names.iter().any(|own| folding.same(own, name))
    }
}

/// True if a query in the expression has the table in its FROM; what has a column of the target
/// itself, or of what stands beside it, may correlate.
pub(super) fn reads_table(
    target: SourceRef<'_>,
    value: &Node,
    beside: &dyn Fn(SourceRef<'_>) -> bool,
) -> bool {
    reads(target, value, &|source, _| !beside(source))
}

/// True if a query in the expression has the table in its FROM, where nothing can correlate.
pub(super) fn mentions_table(target: SourceRef<'_>, value: &Node) -> bool {
    reads(target, value, &|_, inside| inside)
}

/// `counts` says of which items columns show that they are read, inside of queries or not.
fn reads(
    target: SourceRef<'_>,
    value: &Node,
    counts: &dyn Fn(SourceRef<'_>, bool) -> bool,
) -> bool {
    let Some(table) = target.table() else { return false };
    let is_table = |source: SourceRef<'_>| {
        let incoming = source.item().is_some_and(|item| matches!(item.body, ItemBody::Row(..)));
        !incoming && source.table().is_some_and(|own| own.name == table.name)
    };
    let mut waiting = vec![(NodeRef::new(value), false)];
    let mut children = Vec::new();
    while let Some((node, inside)) = waiting.pop() {
        let of_other_name = |source: SourceRef<'_>| counts(source, inside) && is_table(source);
        if node.as_column().and_then(SourceRef::of).is_some_and(of_other_name) {
            return true;
        }
        if let View::Query(query) = node.view()
            && query.sources().any(|source| is_table(source.0))
        {
            return true;
        }
        push_inside(node, &mut children);
        let inside = inside || matches!(node.view(), View::Query(_));
        waiting.extend(children.drain(..).map(|child| (child, inside)));
    }
    false
}

pub(super) fn push_inside<'n>(node: NodeRef<'n>, waiting: &mut Vec<NodeRef<'n>>) {
    node.each_child(&mut |child| waiting.push(child));
    if let View::Query(query) = node.view() {
        let items = items_of(query.0).into_iter();
        waiting.extend(items.filter_map(|source| SourceView(source).query()));
    }
}
