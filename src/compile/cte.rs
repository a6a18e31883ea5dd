//! WITH: common table expressions, before the statement that uses them.

use std::collections::HashSet;

use super::Writer;
use super::anonymous::given_names;
use super::layout::Mark;
use super::select::Role;
use super::text::SqlText;
use crate::dialect::Feature;
use crate::dml::Verb;
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::view::NodeRef;
use crate::name::Name;
use crate::select::{Clause, CteBody, Cycle, Item, ItemBody, Search, SelectBody, Source};
use crate::tree::{StatementKind, StatementRef, Uses, uses};

impl<'a> Writer<'a> {
    /// Writes the statement once more, behind WITH, if it turned out to use a common table
    /// expression, behind what the engine needs for it to assign all values at once, and with names for
    /// items that have none.
    #[cold]
    #[inline(never)]
    pub(super) fn add_beginning(&mut self, statement: StatementRef<'a>) {
        let Some(rare) = self.rare() else { return };
        let (ctes, at_once, unnamed) = (rare.ctes, rare.at_once, rare.unnamed);
        if ctes || at_once || unnamed {
            self.statement_again(statement, (ctes, at_once), unnamed);
        }
        // What has no name may be in the queries of WITH alone.
        if !unnamed && self.rare().is_some_and(|rare| rare.unnamed) {
            self.statement_again(statement, (ctes, at_once), true);
        }
    }

    fn statement_again(
        &mut self,
        statement: StatementRef<'a>,
        (ctes, at_once): (bool, bool),
        unnamed: bool,
    ) {
        self.out = SqlText::reusing(self.out.take());
        self.params.clear();
        self.rare = None;
        self.rare_mut().with = ctes || at_once;
        if unnamed {
            self.rare_mut().given = given_names(statement);
        }
        if at_once {
            self.text(self.spec.at_once.unwrap_or_default());
        }
        self.text(self.options.before);
        if ctes {
            self.add_ctes(statement);
        }
        self.enter("", None);
        self.statement_body(statement);
    }

    fn add_ctes(&mut self, statement: StatementRef<'a>) {
        self.enter("WITH", None);
        self.require(Feature::CommonTableExpressions);
        let mut roots = Vec::new();
        let inserted = inserted_query(statement);
        statement.each_child(&mut |child| match inserted {
            // Its own WITH is that of the statement.
            Some(query)
                if child
                    .node()
                    .and_then(Node::as_query)
                    .is_some_and(|own| std::ptr::eq(&raw const **own, query)) =>
            {
                query.each_child(&mut |child| roots.push(NodeRef::new(child)));
            }
            Some(_) | None => roots.push(child),
        });
        let uses = uses(roots);
        self.check_cte_names(&uses);
        self.check_uses_outside(&uses);
        if uses.ctes.is_empty() {
            return;
        }
        let is_recursive = |item: &&Item| cte_of(item).is_some_and(|cte| cte.this.is_some());
        if is_merge(statement) && uses.ctes.iter().any(is_recursive) {
            self.require(Feature::RecursiveMerge);
        }
        if self.must_stand_inside(statement) {
            self.check_with_inside(&uses.ctes);
            self.rare_mut().with_inside = uses.ctes;
        } else {
            self.with_clause(uses.ctes);
        }
    }

    /// True if WITH cannot stand before an INSERT, but before the query that is inserted, where all
    /// its uses are.
    fn must_stand_inside(&mut self, statement: StatementRef<'a>) -> bool {
        if let StatementKind::CreateTableAs(_) = statement.0 {
            return true;
        }
        let StatementKind::Change(body) = statement.0 else { return false };
        let before = if body.verb == Verb::Insert {
            Feature::WithBeforeInsert
        } else {
            Feature::WithBeforeChange
        };
        if self.features.has(before) {
            return false;
        }
        let mut others = Vec::new();
        let query = body.query();
        body.each_child(&mut |child| {
            if !query.zip(child.node()).is_some_and(|(a, b)| std::ptr::eq(a, b)) {
                others.push(child);
            }
        });
        let inside = query.is_some() && uses(others).ctes.is_empty();
        if !inside {
            self.require(before);
        }
        inside
    }

    /// WITH before the query of an INSERT.
    pub(super) fn write_with_inside(&mut self) {
        let inside = self.rare.as_mut().map(|rare| std::mem::take(&mut rare.with_inside));
        if let Some(ctes) = inside.filter(|ctes| !ctes.is_empty()) {
            let (clause, place) = (self.clause, self.place);
            self.with_clause(ctes);
            self.enter(clause, place);
        }
    }

    fn with_clause(&mut self, ctes: Vec<&'a Item>) {
        let is_recursive = |item: &&Item| cte_of(item).is_some_and(|cte| cte.this.is_some());
        let recursive = ctes.iter().any(is_recursive);
        self.text(if recursive { "WITH RECURSIVE " } else { "WITH " });
        for (i, item) in ctes.into_iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            self.cte(item, false);
        }
        self.line(" ");
    }

    /// `name AS (query)`; true if the query sees what is around.
    pub(super) fn cte(&mut self, item: &'a Item, sees: bool) {
        if let ItemBody::Changed(change) = &item.body {
            return self.change_in_with(item, change);
        }
        let ItemBody::Cte(cte) = &item.body else { return };
        let Some(query) = cte.query.as_query() else { return };
        self.enter("WITH", query.place(Clause::Columns));
        self.check_labels(item);
        self.name(&item.name);
        let listed = cte.this.is_some() || query.values().is_some();
        if cte.this.is_some() && item.open {
            self.check_open(item, true);
        } else if listed {
            self.column_list(item, query.columns.len());
        }
        self.text(" AS ");
        if let Some(materialized) = cte.materialized
            && self.require(Feature::MaterializedHint)
        {
            self.text(if materialized { "MATERIALIZED " } else { "NOT MATERIALIZED " });
        }
        self.text("(");
        if cte.this.is_some() {
            self.rare_mut().this = cte.this.as_ref();
            self.rare_mut().this_uses = 0;
        }
        self.mark(Mark::Open);
        let role = if cte.this.is_some() {
            self.check_recursive_types(query);
            Role::First(item)
        } else if listed {
            Role::Listed(item)
        } else if sees {
            Role::Lateral(item)
        } else {
            Role::Named(item)
        };
        self.query_of_item(query, item, role);
        self.mark(Mark::Close);
        if cte.this.is_some() {
            self.rare_mut().this = None;
        }
        self.text(")");
        self.enter("WITH", query.place(Clause::Columns));
        if (cte.search.is_some() || cte.cycle.is_some()) && self.require(Feature::SearchAndCycle) {
            if cte.this.is_none() {
                let name = &item.name;
                let message = format!("SEARCH or CYCLE of `{name}`, which is not recursive");
                self.fail(ErrorKind::Conflict, message);
            }
            cte.search.iter().for_each(|search| self.search(item, search));
            cte.cycle.iter().for_each(|cycle| self.cycle(item, cycle));
        }
    }

    pub(super) fn column_list(&mut self, item: &'a Item, count: usize) {
        for (i, output) in item.outputs().iter().take(count).enumerate() {
            self.text(if i == 0 { " (" } else { ", " });
            match &output.name {
                Some(name) => self.name(name),
                None => {
                    let message = format!(
                        "column {} of the query `{}` has no name; give it one by \
                         `.label(\"…\")`",
                        i + 1,
                        item.name
                    );
                    self.fail(ErrorKind::Incomplete, message);
                }
            }
        }
        self.text(")");
    }

    fn search(&mut self, item: &'a Item, search: &'a Search) {
        self.text(if search.depth_first { " SEARCH DEPTH" } else { " SEARCH BREADTH" });
        self.text(" FIRST BY ");
        self.keys(item, &search.keys);
        self.text(" SET ");
        self.name(&search.column);
    }

    fn cycle(&mut self, item: &'a Item, cycle: &'a Cycle) {
        self.text(" CYCLE ");
        self.keys(item, &cycle.keys);
        self.text(" SET ");
        self.name(&cycle.mark);
        self.text(" USING ");
        self.name(&cycle.path);
    }

    fn keys(&mut self, item: &'a Item, keys: &'a [Name]) {
        if keys.is_empty() {
            let message = format!("SEARCH or CYCLE of `{}` by no column; name one", item.name);
            self.fail(ErrorKind::Incomplete, message);
        }
        for (i, key) in keys.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            if let Err(problem) = item.place_called(key.as_str()) {
                self.problem(problem);
            }
            self.name(key);
        }
    }

    /// A common table expression in FROM.
    pub(super) fn cte_name(&mut self, item: &'a Item) {
        self.rare_mut().ctes = true;
        self.name(&item.name);
    }

    /// A recursive query in FROM of its own step.
    pub(super) fn this_name(&mut self, item: &'a Item) {
        let this = self.rare().and_then(|rare| rare.this);
        let inside =
            matches!(this, Some(Source::Item(this)) if std::ptr::eq(&raw const **this, item));
        // What is written before WITH is known is thrown away.
        let for_good = self.rare().is_some_and(|rare| rare.with);
        self.rare_mut().ctes = true;
        self.rare_mut().this_uses += 1;
        if inside && for_good && self.rare_mut().this_uses > 1 {
            let name = &item.name;
            let message = format!(
                "the recursive query `{name}` stands in its own step more than once, which no engine \
                 takes; build the pairs outside of it"
            );
            self.fail(ErrorKind::Conflict, message);
        }
        if !inside && for_good {
            let name = &item.name;
            let message = format!(
                "the recursive query `{name}` is used (in {}) by the handle that its step was \
                 given; outside of the step use what `recursive` returned",
                self.clause
            );
            self.fail(ErrorKind::Conflict, message);
        }
        self.name(&item.name);
    }

    /// A name in WITH hides tables of that name, in all of the statement.
    fn check_cte_names(&mut self, uses: &Uses<'a>) {
        let folded = |name: &Name| name.as_str().to_ascii_lowercase();
        let tables: HashSet<String> = (uses.tables.iter())
            .filter(|table| table.schema().is_none())
            .map(|table| folded(table.name()))
            .collect();
        let mut queries = HashSet::new();
        let mut met = HashSet::new();
        let items = uses.ctes.iter().chain(&uses.here);
        let items = items.filter(|item| met.insert(std::ptr::from_ref(**item)));
        for name in items.map(|item| &item.name) {
            let folded = folded(name);
            let what = if tables.contains(&folded) {
                "a query and a table"
            } else if !queries.insert(folded) {
                "two different queries"
            } else {
                continue;
            };
            let message = format!("{what} in one statement are called `{name}`; rename a query");
            self.fail(ErrorKind::DuplicateName, message);
        }
    }
}

/// The query of an INSERT.
fn inserted_query(statement: StatementRef<'_>) -> Option<&SelectBody> {
    let StatementKind::Change(body) = statement.0 else { return None };
    body.query().and_then(Node::as_query).map(|query| &**query)
}

fn is_merge(statement: StatementRef<'_>) -> bool {
    matches!(statement.0, StatementKind::Change(body) if body.verb == Verb::Merge)
}

fn cte_of(item: &Item) -> Option<&CteBody> {
    if let ItemBody::Cte(cte) = &item.body { Some(cte) } else { None }
}
