//! ROLLUP, CUBE and GROUPING SETS where the engine has them not: a query for each set of keys, one after
//! the other by `UNION ALL`, in FROM.
//!
//! `SELECT c_1 AS a, c_2 FROM (SELECT t.a AS c_1, SUM(t.b) AS c_2 FROM t GROUP BY t.a UNION ALL SELECT NULL
//! AS c_1, SUM(t.b) AS c_2 FROM t) AS q`. In each query the keys that are not in its set are NULL wherever
//! they stand outside of aggregates. HAVING and what is ordered by are columns too.

use super::grouping::Set;
use super::order::order_of;
use super::picked::resolved;
use super::scope::Scope;
use super::select::Role;
use super::sources::INLINE;
use super::task::Task;
use super::{Rewrite, Writer};
use crate::check::have_collations;
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::column_ref::ColumnRef;
use crate::expr::view::NodeRef;
use crate::function::Class;
use crate::select::{Clause, Distinct, Grouping, RareClauses, SelectBody};
use crate::tree::{is_pure, is_steady, same};
use crate::types::Sort;

/// SQLite joins no more queries by UNION: https://www.sqlite.org/limits.html
const MOST_QUERIES: usize = 256;

impl Scope<'_> {
    /// Notes which keys are themselves; no column may be written at a glance if not all are.
    fn set_only_keys(&mut self, set: Option<Set>) {
        self.only_keys = set;
        self.last_seen = 0;
        self.seen = if set.is_some() { [0; INLINE] } else { self.bare };
    }
}

impl<'a> Writer<'a> {
    /// Writes a query as those of its sets of keys; its scope is open.
    #[cold]
    #[inline(never)]
    pub(super) fn sets_as_queries(
        &mut self,
        body: &'a SelectBody,
        rare: &'a RareClauses,
        role: Role<'a>,
    ) {
        self.enter("GROUP BY", body.place(Clause::GroupBy));
        self.rewrite(Rewrite::SetsAsQueries, Feature::GroupingSets);
        let sets = self.sets_of(rare);
        self.check_set_queries(body, rare, sets.len());
        if !self.features.has(Feature::CorrelatedFrom) {
            self.scope.set_apart();
        }
        self.enter("SELECT", body.place(Clause::Columns));
        self.text("SELECT ");
        if rare.distinct == Distinct::Rows {
            self.text("DISTINCT ");
        }
        self.outer_columns(body, role);
        self.line(" FROM ");
        self.text("(");
        for (i, set) in sets.into_iter().enumerate() {
            if i > 0 {
                self.text(" UNION ALL ");
            }
            self.query_of_set(body, rare, set);
        }
        self.text(") AS q");
        if !rare.having.is_empty() {
            self.line(" WHERE ");
            self.text("h_1");
        }
        let terms = self.kept_terms(body);
        self.outer_order(&terms);
        self.limit(body);
        self.leave();
    }

    fn check_set_queries(&mut self, body: &SelectBody, rare: &RareClauses, sets: usize) {
        self.check_no_statement_hints(rare);
        let mut of_groups = body.columns.iter().chain(&body.order_by).chain([&rare.having]);
        let inside = body.columns.iter().chain(&body.order_by).chain([&rare.having]);
        let inside = inside.fold(0, |flags, node| flags | node.inside());
        let fault = if inside & Sort::WINDOW != 0 {
            "has functions over windows; put them into a query around"
        } else if inside & Sort::QUERY != 0 {
            "has queries among its columns; put them into a query around"
        } else if have_collations(body.columns.iter().chain(&body.order_by)) {
            "has texts with collations; compute its columns, and collate in a query around"
        } else if body.has_star() {
            "selects `*`; name the columns"
        } else if rare.distinct == Distinct::On || !rare.qualify.is_empty() || body.is_fetched() {
            "picks rows by DISTINCT ON, QUALIFY, WITH TIES or PERCENT; make it a query in FROM"
        } else if body.has_locks() {
            "has no rows to lock; lock them by a query in FROM"
        } else if !of_groups.all(|node| is_pure(NodeRef::new(node))) || !is_steady(body) {
            "has raw SQL, a function that is not known or gives another value each time, or a LIMIT in \
             FROM; group a table with what it gives"
        } else if sets > MOST_QUERIES {
            "makes more than 256 sets of keys; give fewer"
        } else {
            return;
        };
        let message = format!(
            "{} has no {}, and this query, which would be read for each set, {fault}",
            self.spec.name,
            Feature::GroupingSets
        );
        self.enter("GROUP BY", body.place(Clause::GroupBy));
        self.fail(ErrorKind::Unsupported(Feature::GroupingSets), message);
    }

    fn query_of_set(&mut self, body: &'a SelectBody, rare: &'a RareClauses, set: Set) {
        self.enter("SELECT", body.place(Clause::Columns));
        self.text("SELECT ");
        self.only_keys_of(Some(set));
        for (i, column) in body.columns.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            self.numbered(column.unlabelled(), "c_", i);
        }
        if !rare.having.is_empty() {
            self.enter("HAVING", body.place(Clause::Having));
            self.text(", ");
            self.numbered(&rare.having, "h_", 0);
        }
        self.enter("ORDER BY", body.place(Clause::OrderBy));
        for (j, term) in self.kept_terms(body).into_iter().enumerate() {
            self.text(", ");
            self.numbered(resolved(body, order_of(term).0).unlabelled(), "o_", j);
        }
        self.only_keys_of(None);
        // Without a key and without an aggregate its rows would be no group.
        if has_empty_set(rare) && !has_aggregate(body) {
            self.text(", COUNT(*) AS n_1");
        }
        self.from(body);
        self.filter(body);
        self.keys_of_set(body, rare, set);
    }

    fn numbered(&mut self, node: &'a Node, name: &str, place: usize) {
        self.typed(node, 0);
        self.text(" AS ");
        self.text(name);
        self.text(&(place + 1).to_string());
    }

    fn keys_of_set(&mut self, body: &'a SelectBody, rare: &'a RareClauses, set: Set) {
        self.enter("GROUP BY", body.place(Clause::GroupBy));
        let mut written: Vec<&Node> = Vec::new();
        for (i, key) in rare.group_by.iter().enumerate() {
            let is_it = |own: &&Node| same(NodeRef::new(own), NodeRef::new(key.unlabelled()));
            if set >> i & 1 == 0 || written.iter().any(is_it) {
                continue;
            }
            if written.is_empty() {
                self.line(" GROUP BY ");
            } else {
                self.text(", ");
            }
            self.group_key(key);
            written.push(key.unlabelled());
        }
    }

    /// From here on keys that are not in a set are NULL outside of aggregates; all are themselves again
    /// with `None`.
    pub(super) fn only_keys_of(&mut self, set: Option<Set>) {
        if self.recording {
            self.record(Task::OnlyKeysOf(set));
        }
        self.scope.set_only_keys(set);
        self.look_for_keys(set.is_some());
    }

    /// True for a key that is not in the set whose query is written.
    pub(super) fn is_lacking(&self, node: &Node) -> bool {
        let Some(set) = self.scope.only_keys.filter(|_| self.scope.keyed) else { return false };
        let wanted = NodeRef::new(node.unlabelled());
        let is_it = |key: &Node| same(NodeRef::new(key.unlabelled()), wanted);
        self.is_none_of(set, is_it)
    }

    /// The same of a column.
    pub(super) fn is_lacking_column(&self, column: &ColumnRef) -> bool {
        let Some(set) = self.scope.only_keys.filter(|_| self.scope.keyed) else { return false };
        let is_it = |key: &Node| key.unlabelled().as_column().is_some_and(|key| key.same(column));
        self.is_none_of(set, is_it)
    }

    /// True if some keys are it, and none of them is in the set.
    fn is_none_of(&self, set: Set, is_it: impl Fn(&Node) -> bool) -> bool {
        let mut found = self.scope.grouped().iter().enumerate().filter(|(_, key)| is_it(key));
        let first = found.next();
        first.is_some_and(|(first, _)| {
            set >> first & 1 == 0 && found.all(|(other, _)| set >> other & 1 == 0)
        })
    }

    /// `GROUPING(keys)` as a number, in the query of a set.
    #[cold]
    pub(super) fn keys_told(&mut self, keys: &'a [Node]) {
        let bit = |key: &Node| u32::from(self.is_lacking(key));
        let number = keys.iter().fold(0_u32, |number, key| number << 1 | bit(key));
        self.text(&number.to_string());
    }
}

/// True if all rows together are among the sets.
fn has_empty_set(rare: &RareClauses) -> bool {
    rare.groupings.iter().all(|grouping| match grouping {
        Grouping::Plain(_) => false,
        Grouping::Rollup(_) | Grouping::Cube(_) => true,
        Grouping::Sets(sets) => sets.contains(&0),
    })
}

/// True if a column is an aggregate of rows; what is inside of others may not be written.
fn has_aggregate(body: &SelectBody) -> bool {
    let is_aggregate = |column: &Node| {
        let Some((function, _)) = column.unlabelled().as_function() else { return false };
        function.class().is_aggregate() && function.class() != Class::Grouping
    };
    body.columns.iter().any(is_aggregate)
}
