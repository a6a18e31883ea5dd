//! DISTINCT ON, QUALIFY, WITH TIES and PERCENT where the engine has them not: the rows of a query in FROM, which
//! numbers, tests or ranks them, and those of them that are wanted.
//!
//! `SELECT c_1 AS a FROM (SELECT t.a AS c_1, ROW_NUMBER() OVER (…) AS n_1, t.b AS o_1 FROM t) AS q
//! WHERE n_1 = 1 ORDER BY o_1`. All that the program wrote stands inside, so that its columns mean what
//! they mean; outside are names only, which no program can write without their item.

use super::order::{order_of, orders_nothing};
use super::order_names::may_be_name;
use super::select::Role;
use super::{Rewrite, Writer};
use crate::check::have_collations;
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::expr::node::Nulls;
use crate::expr::view::NodeRef;
use crate::name::Name;
use crate::select::{Clause, Distinct, Output, RareClauses, SelectBody, count, output_name};
use crate::tree::same;
use crate::types::Sort;
use crate::value::Value;

impl<'a> Writer<'a> {
    /// True if the engine lacks how a query picks its rows.
    #[inline]
    pub(super) fn must_pick(&self, rare: &RareClauses) -> bool {
        self.lacks_sets(rare)
            || !rare.qualify.is_empty() && !self.features.has(Feature::Qualify)
            || rare.distinct == Distinct::On && !self.features.has(Feature::DistinctOn)
            || rare.with_ties && !self.features.has(Feature::WithTies)
            || rare.percent && !self.features.has(Feature::FetchPercent)
    }

    /// `DISTINCT ON (keys) `
    #[cold]
    pub(super) fn distinct_on(&mut self, body: &'a SelectBody, rare: &'a RareClauses) {
        self.check_distinct_on(body, rare);
        self.text("DISTINCT ON (");
        self.keys_of_distinct(body, rare);
        self.text(") ");
    }

    fn keys_of_distinct(&mut self, body: &'a SelectBody, rare: &'a RareClauses) {
        let place = body.place(Clause::Columns);
        self.enter("DISTINCT ON", place);
        for (i, key) in rare.distinct_on.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            self.group_key(key);
        }
        self.enter("SELECT", place);
    }

    /// The first terms of ORDER BY must be the keys.
    fn check_distinct_on(&mut self, body: &SelectBody, rare: &RareClauses) {
        let is = |own: &Node, key: NodeRef<'_>| same(NodeRef::new(own.unlabelled()), key);
        let mut left: Vec<&Node> = rare.distinct_on.iter().collect();
        for term in &body.order_by {
            if left.is_empty() {
                return;
            }
            let named = NodeRef::new(resolved(body, order_of(term).0).unlabelled());
            let (key, ..) = named.order();
            if !rare.distinct_on.iter().any(|own| is(own, key)) {
                let message = "ORDER BY must begin with the keys of DISTINCT ON, so that its first \
                               rows are those of each key";
                return self.fail(ErrorKind::Conflict, message.into());
            }
            left.retain(|own| !is(own, key));
        }
    }

    /// Writes a query as the picked rows of one in FROM; its scope is open.
    #[cold]
    #[inline(never)]
    pub(super) fn picked(&mut self, body: &'a SelectBody, rare: &'a RareClauses, role: Role<'a>) {
        if self.lacks_sets(rare) {
            return self.sets_as_queries(body, rare, role);
        }
        self.enter("SELECT", body.place(Clause::Columns));
        self.check_picked(body, rare);
        if !self.features.has(Feature::CorrelatedFrom) {
            self.scope.set_apart();
        }
        self.text("SELECT ");
        self.outer_columns(body, role);
        self.line(" FROM ");
        self.text("(SELECT ");
        for (i, column) in body.columns.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            self.typed(column.unlabelled(), 0);
            self.text(" AS c_");
            self.text(&(i + 1).to_string());
        }
        self.tests(body, rare);
        let terms = self.kept_terms(body);
        self.enter("ORDER BY", body.place(Clause::OrderBy));
        if body.order_by.iter().any(may_be_name) {
            self.check_order_names(body);
        }
        for (j, term) in terms.iter().enumerate() {
            self.text(", ");
            self.typed(resolved(body, order_of(term).0).unlabelled(), 0);
            self.text(" AS o_");
            self.text(&(j + 1).to_string());
        }
        self.from(body);
        self.filter(body);
        self.group_by(body, rare);
        let of_windows = self.spec.faults.limits_windows && body.flags & Sort::AGGREGATE != 0;
        if of_windows && rare.group_by.is_empty() {
            self.keep_apart();
        }
        self.text(") AS q");
        self.line(" WHERE ");
        self.picks(body, rare);
        self.outer_order(&terms);
        if !body.is_fetched() {
            self.limit(body);
        }
        self.leave();
    }

    fn check_picked(&mut self, body: &SelectBody, rare: &RareClauses) {
        let (on, qualify) = (rare.distinct == Distinct::On, !rare.qualify.is_empty());
        let feature = match (on, qualify) {
            (true, _) => Feature::DistinctOn,
            (false, true) => Feature::Qualify,
            (false, false) if rare.percent => Feature::FetchPercent,
            (false, false) => Feature::WithTies,
        };
        self.rewrite(Rewrite::RowsPicked, feature);
        self.check_no_statement_hints(rare);
        if on {
            self.check_distinct_on(body, rare);
        }
        if body.is_fetched() {
            self.check_fetch(body, rare);
        }
        let several = usize::from(rare.distinct != Distinct::No)
            + usize::from(qualify)
            + usize::from(body.is_fetched());
        let fault = if several > 1 && rare.percent {
            Some("DISTINCT, QUALIFY and PERCENT stand together; put one of them into a subquery")
        } else if several > 1 {
            Some("DISTINCT, QUALIFY and WITH TIES stand together; put one of them into a subquery")
        } else if body.has_star() {
            Some("`*` picks rows by a query around; name the columns")
        } else if have_collations(body.columns.iter().chain(&body.order_by)) {
            Some("a query around that picks rows keeps no collations; collate in one around that")
        } else if body.has_locks() {
            Some("a query that picks rows has none to lock; lock them by a query in FROM")
        } else {
            None
        };
        if let Some(fault) = fault {
            self.fail(ErrorKind::Conflict, format!("{fault} ({})", self.spec.name));
        }
        let grouped = !rare.group_by.is_empty() || !rare.having.is_empty();
        if grouped {
            self.require(Feature::WindowsOverGroups);
        }
    }

    /// The columns of the query in FROM under the names that the query without it would have.
    pub(super) fn outer_columns(&mut self, body: &'a SelectBody, role: Role<'a>) {
        for (i, column) in body.columns.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            let name = format!("c_{}", i + 1);
            match (role, column.reader()) {
                (Role::Open, Some(reader)) => self.around(reader, 0, |w, _| w.text(&name)),
                _ => self.text(&name),
            }
            self.outer_name(column, i, role);
        }
    }

    /// The name of column number `i`, as the query without the one in FROM would have it.
    fn outer_name(&mut self, column: &'a Node, i: usize, role: Role<'a>) {
        let of_item = |outputs: &'a [Output]| outputs.get(i).and_then(|out| out.name.as_ref());
        let name: Option<&'a Name> = match role {
            Role::Named(item) | Role::Lateral(item) | Role::Listed(item) | Role::First(item) => {
                of_item(item.outputs())
            }
            Role::Numbered => return,
            Role::Open | Role::Operand | Role::Value | Role::Isolated => output_name(column),
        };
        if let Some(name) = name {
            self.text(" AS ");
            self.label(name);
        }
    }

    /// What the rows are picked by, as columns of the query in FROM.
    fn tests(&mut self, body: &'a SelectBody, rare: &'a RareClauses) {
        if rare.distinct == Distinct::On {
            self.text(", ROW_NUMBER() OVER (");
            let apart = self.key_apart(None);
            self.text(if apart { ", " } else { "PARTITION BY " });
            self.keys_of_distinct(body, rare);
            self.text(" ORDER BY ");
            if body.order_by.is_empty() {
                self.keys_of_distinct(body, rare);
            } else {
                self.window_order(body);
            }
            self.text(") AS n_1");
        } else if !rare.qualify.is_empty() {
            self.text(", ");
            self.enter("QUALIFY", body.place(Clause::Qualify));
            self.typed(&rare.qualify, 0);
            self.text(" AS n_1");
        } else {
            self.text(if rare.with_ties { ", RANK()" } else { ", ROW_NUMBER()" });
            self.text(" OVER (");
            self.rows_in_order(body);
            self.text(") AS n_1");
            if rare.with_ties && !body.offset.is_empty() {
                self.text(", ROW_NUMBER() OVER (");
                self.rows_in_order(body);
                self.text(") AS n_2");
            }
            if rare.percent {
                // MariaDB 10.11 sorts wrongly for other windows beside `OVER ()`; measured.
                self.text(", COUNT(*) OVER (");
                self.rows_in_order(body);
                self.text(" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS n_3");
            }
        }
    }

    /// The keys of a window over the rows as the query orders them.
    fn rows_in_order(&mut self, body: &'a SelectBody) {
        let apart = self.key_apart(None);
        self.text(if apart { " ORDER BY " } else { "ORDER BY " });
        self.window_order(body);
    }

    fn window_order(&mut self, body: &'a SelectBody) {
        for (i, term) in self.kept_terms(body).into_iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            let (key, descending, nulls) = order_of(term);
            let usual = self.usual_nulls(descending);
            let said = nulls.filter(|nulls| *nulls != usual);
            self.order_term(resolved(body, key), &[], descending, said);
        }
    }

    fn picks(&mut self, body: &'a SelectBody, rare: &RareClauses) {
        if rare.distinct == Distinct::On {
            self.text("n_1 = 1");
        } else if !rare.qualify.is_empty() {
            self.text("n_1");
        } else {
            self.enter("LIMIT", body.place(Clause::Limit));
            let number = |node: &Node| {
                if let Node::Bind(Value::I64(rows)) = node {
                    u64::try_from(*rows).unwrap_or(0)
                } else if let Node::Bind(Value::U64(rows)) = node {
                    *rows
                } else {
                    0
                }
            };
            let (rows, before) = (number(&body.limit), number(&body.offset));
            if rare.percent {
                self.within_percentage(&body.limit, before);
            } else {
                // The rank of no row is 0.
                let last = if rows == 0 { 0 } else { rows.saturating_add(before) };
                self.text("n_1 <= ");
                self.bind_owned(count(last));
            }
            if !body.offset.is_empty() {
                self.text(if rare.with_ties { " AND n_2 > " } else { " AND n_1 > " });
                self.expr(&body.offset, 0);
            }
        }
    }

    pub(super) fn outer_order(&mut self, terms: &[&'a Node]) {
        for (j, term) in terms.iter().enumerate() {
            if j == 0 {
                self.line(" ORDER BY ");
            } else {
                self.text(", ");
            }
            let name = format!("o_{}", j + 1);
            let (_, descending, nulls) = order_of(term);
            let usual = self.usual_nulls(descending);
            let said = nulls.filter(|nulls| *nulls != usual);
            let native = self.features.has(Feature::NullsOrder);
            if let (Some(nulls), false) = (said, native) {
                self.text(&name);
                self.text(if nulls == Nulls::Last { " IS NULL, " } else { " IS NOT NULL, " });
            }
            self.text(&name);
            if descending {
                self.text(" DESC");
            }
            if let (Some(nulls), true) = (said, native) {
                self.text(if nulls == Nulls::First { " NULLS FIRST" } else { " NULLS LAST" });
            }
        }
    }
    /// The terms that order something.
    pub(super) fn kept_terms(&mut self, body: &'a SelectBody) -> Vec<&'a Node> {
        let (idle, kept): (Vec<&Node>, Vec<&Node>) =
            body.order_by.iter().partition(|term| orders_nothing(order_of(term).0));
        idle.into_iter().for_each(|term| self.leave_out(term));
        kept
    }
}

/// What a key of ORDER BY is: a name alone may be that of a column of the result.
pub(super) fn resolved<'a>(body: &'a SelectBody, key: &'a Node) -> &'a Node {
    let bare = key.unlabelled();
    if let Some(ColumnRef::Free(free)) = bare.as_column()
        && free.table().is_none()
    {
        let named = |column: &&Node| output_name(column).is_some_and(|own| own == free.name());
        return body.columns.iter().find(named).map_or(key, Node::unlabelled);
    }
    key
}
