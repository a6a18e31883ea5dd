//! What an INSERT inserts: rows of values, the rows of a query, or a row of defaults.

use super::assign::mentions_table;
use super::select::Role;
use super::{Rewrite, Writer};
use crate::dialect::Feature;
use crate::dml::{Cells, ChangeBody, ChangeClause, Overriding};
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::NodeRef;
use crate::name::Name;
use crate::select::{Item, SelectBody, SourceRef};
use crate::tree::items_of;
use crate::types::Sort;
use crate::value::Value;

/// What a query is called that stands apart.
const APART: &str = "q";

impl<'a> Writer<'a> {
    /// What stands between the table of an INSERT and its RETURNING.
    pub(super) fn inserted(&mut self, target: SourceRef<'a>, body: &'a ChangeBody) {
        let defaults = body.rare().is_some_and(|rare| rare.defaults);
        self.check_inserted(target, body, defaults);
        let left_out = self.left_out(body);
        let none_left = !left_out.is_empty() && left_out.iter().all(|left_out| *left_out);
        let mut written = 0;
        let mut seen = Vec::new();
        for (i, column) in body.columns.iter().enumerate() {
            let Some(name) = self.checked_column(target, body.verb, column, &mut seen) else {
                continue;
            };
            if !left_out.get(i).copied().unwrap_or(false) {
                self.text(if written == 0 { " (" } else { ", " });
                self.name(name);
                written += 1;
            }
        }
        if written > 0 {
            self.text(")");
        }
        self.overriding(body);
        if defaults || none_left {
            if body.rare().is_some_and(|rare| rare.conflict.is_some()) {
                self.require(Feature::DefaultRowConflict);
            }
            return self.text(self.spec.default_row);
        }
        match body.query().and_then(Node::as_query) {
            Some(query) => self.inserted_query(body, query),
            None => self.inserted_rows(target, body, &left_out),
        }
    }

    /// What went wrong before may be why something is missing.
    fn check_inserted(&mut self, target: SourceRef<'a>, body: &'a ChangeBody, defaults: bool) {
        let name = target.name();
        if defaults || !body.problems.is_empty() {
            return;
        }
        if body.columns.is_empty() {
            let message = format!(
                "INSERT INTO {name} names no columns; use `.columns(…)` and `.values(…)`, \
                 `.set(…)` or `.records(…)`"
            );
            self.fail(ErrorKind::Incomplete, message);
        } else if body.cells.len() == 0 && body.query().is_none() {
            let message = format!("INSERT INTO {name} has no rows");
            self.fail(ErrorKind::Incomplete, message);
        }
    }

    fn overriding(&mut self, body: &ChangeBody) {
        let Some(rare) = body.rare() else { return };
        let Some(overriding) = rare.overriding else { return };
        if rare.defaults {
            let message = "INSERT has OVERRIDING and a row of defaults, which gives no value; \
                           leave one out";
            self.fail(ErrorKind::Conflict, message.into());
        }
        if self.require(Feature::Overriding) {
            self.line(match overriding {
                Overriding::System => " OVERRIDING SYSTEM VALUE",
                Overriding::User => " OVERRIDING USER VALUE",
            });
        }
    }

    /// The columns that no row has a value for but its default, where DEFAULT is no value: to leave a
    /// column out means the same. Empty if none is.
    fn left_out(&mut self, body: &ChangeBody) -> Vec<bool> {
        let Cells::Nodes(cells) = &body.cells else { return Vec::new() };
        let width = body.columns.len();
        if self.features.has(Feature::DefaultInValues) || width == 0 {
            return Vec::new();
        }
        let is_default = |node: &Node| matches!(node.unlabelled(), Node::Default);
        let all = |i: usize| cells.iter().skip(i).step_by(width).all(is_default);
        let left_out: Vec<bool> = (0..width).map(all).collect();
        let (any, none_left) = (left_out.contains(&true), !left_out.contains(&false));
        // A row of defaults is the only one of its statement.
        let may = any && !(none_left && body.rows() > 1);
        if may && self.rewrite(Rewrite::DefaultLeftOut, Feature::DefaultInValues) {
            left_out
        } else {
            Vec::new()
        }
    }

    /// INSERT … SELECT.
    fn inserted_query(&mut self, body: &'a ChangeBody, query: &'a SelectBody) {
        self.enter("INSERT … SELECT", body.place(ChangeClause::Cells));
        let (width, found) = (body.columns.len(), query.columns.len());
        if query.has_star() {
            let message = "the query inserted selects `*` of what is not known; name the columns";
            self.fail(ErrorKind::Incomplete, message.into());
        } else if width != found && width > 0 {
            let name = SourceRef::from(&body.target).name();
            let message = format!(
                "INSERT INTO {name} names {width} columns, but its query has {found}; select as many"
            );
            self.fail(ErrorKind::Conflict, message);
        } else {
            self.check_stored_rows(&body.columns, query);
        }
        self.line(" ");
        // MariaDB 10.11 takes `NOT b` in a query around which an INSERT stands for `b` when it is prepared, if
        // it sees a query in FROM that was made one with the others.
        if self.spec.faults.limits_constants && has_queries(query) {
            self.rare_mut().parts_apart = true;
        }
        self.write_with_inside();
        self.note_start(query);
        let conflict = body.rare().is_some_and(|rare| rare.conflict.is_some());
        let target = SourceRef::from(&body.target);
        if conflict && self.must_stand_apart(query, target) {
            self.rewrite(Rewrite::QueryApart, Feature::OnConflict);
            self.text("SELECT * FROM (");
            self.query(query, Role::Numbered);
            let hidden = self.spec.table_names.same(target.name(), &Name::new(APART));
            self.text(") AS ");
            self.text(APART);
            self.text(if hidden { "_1" } else { "" });
        } else {
            self.query(query, Role::Isolated);
        }
        // SQLite would take ON for that of a join: https://www.sqlite.org/lang_upsert.html
        if conflict && self.spec.on_ends_from && self.ends_in_from(query, Role::Isolated) {
            self.check_no_suffix(query);
            self.line(" WHERE TRUE");
        }
    }

    /// Looks at what each query of a set operation gives to the columns.
    pub(super) fn check_stored_rows(&mut self, columns: &'a [Node], query: &'a SelectBody) {
        for query in query.arms() {
            let cells = query.values().map_or(&query.columns, |rows| &rows.cells);
            if query.columns.len() == columns.len() {
                for (cell, column) in cells.iter().zip(columns.iter().cycle()) {
                    self.check_stored_column(column, NodeRef::new(cell));
                    self.note_null_column(cell, column.sort().tag);
                }
            }
        }
    }

    fn inserted_rows(&mut self, target: SourceRef<'a>, body: &'a ChangeBody, left_out: &[bool]) {
        self.line(" VALUES ");
        self.reserve_rows(body);
        // A row sees no table.
        self.open_change([]);
        self.enter("VALUES", body.place(ChangeClause::Cells));
        match &body.cells {
            Cells::Values(values) => self.value_rows(values, &body.columns),
            Cells::Nodes(nodes) => {
                let reads =
                    |node: &Node| node.sort().has(Sort::QUERY) && mentions_table(target, node);
                if !self.features.has(Feature::OwnTableInValues) && nodes.iter().any(reads) {
                    self.require(Feature::OwnTableInValues);
                }
                self.node_rows(nodes, &body.columns, left_out);
            }
        }
        self.leave();
    }

    fn reserve_rows(&mut self, body: &ChangeBody) {
        let cells = body.cells.len().min(self.spec.max_parameters.saturating_add(1));
        self.out.reserve(cells * 5 + body.rows() * 4 + 32);
        self.params.reserve(cells);
    }

    fn value_rows(&mut self, values: &'a [Value], columns: &[Node]) {
        let binder = |column: &Node| column.as_column().and_then(ColumnRef::binder).is_some();
        if columns.iter().any(binder) {
            return self.bound_rows(values, columns);
        }
        for (i, row) in values.chunks(columns.len().max(1)).enumerate() {
            self.text(if i > 0 { "), (" } else { "(" });
            let first = self.params.len();
            self.bind_list(row);
            for (i, (value, column)) in row.iter().zip(columns).enumerate() {
                if let Value::Null = value {
                    self.note_null(first + i, column.sort().tag);
                }
                self.check_stored(column, NodeRef::value(value));
            }
        }
        self.text(")");
    }

    /// Rows of values some of which stand in a function.
    #[cold]
    fn bound_rows(&mut self, values: &'a [Value], columns: &[Node]) {
        for (i, row) in values.chunks(columns.len().max(1)).enumerate() {
            self.text(if i > 0 { "), (" } else { "(" });
            for (j, (value, column)) in row.iter().zip(columns).enumerate() {
                self.text(if j > 0 { ", " } else { "" });
                self.check_stored(column, NodeRef::value(value));
                if let Value::Null = value {
                    self.bind_null(column.sort().tag);
                } else if !self.bound_cell(column, value) {
                    self.bind(value);
                }
            }
        }
        self.text(")");
    }

    fn node_rows(&mut self, nodes: &'a [Node], columns: &[Node], left_out: &[bool]) {
        for (i, row) in nodes.chunks(columns.len().max(1)).enumerate() {
            self.text(if i > 0 { "), (" } else { "(" });
            let mut written = 0;
            for (j, (node, column)) in row.iter().zip(columns).enumerate() {
                if left_out.get(j).copied().unwrap_or(false) {
                    continue;
                }
                if written > 0 {
                    self.text(", ");
                }
                self.assigned(node, column, Feature::DefaultInValues);
                written += 1;
            }
        }
        self.text(")");
    }
}

/// True if an expression of the query, or of the queries in its FROM, has a query in it.
fn has_queries(query: &SelectBody) -> bool {
    let mut waiting = vec![query];
    while let Some(body) = waiting.pop() {
        if body.set().is_none() && body.flags & Sort::QUERY != 0 {
            return true;
        }
        let items = items_of(body).into_iter().filter_map(SourceRef::item);
        let items = items.filter_map(Item::query_node);
        let arms = body.set().into_iter().flat_map(|set| [&set.left, &set.right]);
        waiting.extend(items.chain(arms).filter_map(Node::as_query).map(|query| &**query));
    }
    false
}
