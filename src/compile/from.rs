//! FROM and its items.

use super::Writer;
use super::join::is_lateral;
use super::select::Role;
use super::task::Task;
use super::windows_over_groups::has_windows_over_one_group;
use crate::check::{has_constants, has_constants_of_groups};
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::name::Name;
use crate::schema::{ColumnDef, TableDef, TableName};
use crate::select::{Clause, Item, ItemBody, SelectBody, Source, SourceRef};

impl<'a> Writer<'a> {
    #[inline(always)]
    pub(super) fn from(&mut self, body: &'a SelectBody) {
        let (joined, all) = (self.scope.joined, self.scope.sources.len());
        self.enter("FROM", body.place(Clause::From).or(body.place(Clause::Columns)));
        if joined == all && joined > 0 {
            self.fail(
                ErrorKind::Incomplete,
                "a join has nothing on its left; add `.from()` with the table to join to".into(),
            );
            return;
        }
        // Joins apply to the product of all items before them; a comma would bind looser.
        for i in joined..all {
            if i > joined {
                self.text(if joined == 0 { ", " } else { " CROSS JOIN " });
            } else {
                self.line(" FROM ");
            }
            if let Some(source) = self.source_at(i) {
                if is_lateral(source) {
                    self.hide(match (joined, i) {
                        (0, _) => i..all,
                        _ if i == joined => 0..all,
                        _ => i..joined,
                    });
                }
                self.source(source);
                self.hints_behind(body, source);
            }
        }
        self.joins(body);
        if self.scope.hidden() != (0..0) {
            self.hide(0..0);
        }
    }

    /// Item number `i` of the innermost scope.
    #[inline]
    pub(super) fn source_at(&self, i: usize) -> Option<SourceRef<'a>> {
        self.scope.sources.get(i)
    }

    /// A FROM item: `table`, `table AS name`, `(SELECT …) AS name`.
    pub(super) fn source(&mut self, source: SourceRef<'a>) {
        match source {
            SourceRef::Table(table) => {
                if !self.bare_table(table) {
                    self.table_in_from(table, table.columns.first());
                }
            }
            SourceRef::Item(item) => self.item(item),
        }
    }

    /// Writes the name of a table that needs neither quotes nor a schema, as far as is seen at a
    /// glance; true if it is written.
    #[inline(always)]
    fn bare_table(&mut self, table: &TableDef) -> bool {
        // The name stands before each column's too, ready to be copied.
        match table.columns.first() {
            Some(ColumnDef { qualified, .. })
                if self.is_short(qualified) && !self.spec.keywords.may_contain(table.name()) =>
            {
                self.out.push_column_start(qualified, table.name().len());
                true
            }
            _ => false,
        }
    }

    /// A table in FROM, with the quotes that its name needs, or the other name that it was given.
    #[inline(never)]
    fn table_in_from(&mut self, table: &'a TableDef, first: Option<&ColumnDef>) {
        if let Some(ColumnDef { qualified, .. }) = first
            && qualified.table_len().wrapping_sub(1) < self.longest
        {
            return self.table_in_quotes(qualified, table.name());
        }
        self.table(table);
        if table.name.schema().is_some()
            && let Some(other) = self.other_name(SourceRef::Table(table))
        {
            self.text(" AS ");
            self.name(&other);
        }
    }

    /// An alias of a table is written at once, anything else may be deep.
    #[inline(never)]
    fn item(&mut self, item: &'a Item) {
        if let ItemBody::Alias(Source::Static(_) | Source::Shared(_)) = &item.body {
            self.write_item(item);
        } else {
            self.nest(|| Task::Source(SourceRef::Item(item)), |w| w.write_item(item));
        }
    }

    pub(super) fn write_source(&mut self, source: SourceRef<'a>) {
        match source {
            SourceRef::Table(table) => self.table(table),
            SourceRef::Item(item) => self.write_item(item),
        }
    }

    fn write_item(&mut self, item: &'a Item) {
        let is_named_so = self.write_unnamed(item);
        if let Some(sample) = item.sample() {
            return self.sample(item, sample, is_named_so);
        }
        if !is_named_so {
            self.text(" AS ");
            self.name(&item.name);
            let listed = match item.behind().map(|item| &item.body) {
                Some(ItemBody::Query(query)) => {
                    query.as_query().is_some_and(|query| self.takes_list(query))
                }
                Some(ItemBody::Rows { .. }) => self.features.has(Feature::FunctionColumns),
                _ => false,
            };
            if listed {
                self.column_list(item, usize::MAX);
            }
        }
    }

    /// True if the names of a query's columns are a list behind it.
    fn takes_list(&self, query: &SelectBody) -> bool {
        query.values().is_some()
            && self.features.has(Feature::ColumnLists)
            && self.features.has(Feature::ValuesQuery)
    }

    /// What an item is, without its name; true if that is a name already, and its own.
    fn write_unnamed(&mut self, item: &'a Item) -> bool {
        match &item.body {
            ItemBody::Alias(Source::Static(of)) => self.table(of),
            ItemBody::Alias(Source::Shared(of)) => self.table(of),
            ItemBody::Alias(Source::Item(of)) => _ = self.write_unnamed(of),
            ItemBody::Query(query) => {
                self.check_labels(item);
                self.text("(");
                if let Some(query) = query.as_query() {
                    let listed = self.takes_list(query);
                    let role = if listed { Role::Listed(item) } else { Role::Named(item) };
                    self.query_of_item(query, item, role);
                }
                self.text(")");
            }
            ItemBody::Lateral(query) => self.lateral(item, query),
            ItemBody::Rows { rows, numbered, .. } => self.rows_in_from(item, rows, *numbered),
            ItemBody::Cte(_) | ItemBody::Changed(_) => {
                self.cte_name(item);
                return true;
            }
            ItemBody::Sampled(of, _) => {
                if let Some(table) = of.table() {
                    self.table(table);
                }
                return true;
            }
            ItemBody::Row(..) => {
                self.incoming_in_from();
                return true;
            }
            ItemBody::This => {
                self.this_name(item);
                return true;
            }
        }
        false
    }

    #[cold]
    fn lateral(&mut self, item: &'a Item, query: &'a Node) {
        // What sees nothing beside it, since it is alone, sees only what is around the query.
        let alone = self.scope.sources.len() == 1;
        if alone {
            self.scope.walled = !self.features.has(Feature::CorrelatedFrom);
        } else {
            self.require(Feature::Lateral);
        }
        if self.scope.is_change() {
            let message = format!(
                "`{}` is lateral, and stands in a statement that changes rows; use a query that has \
                 it in its FROM",
                item.name
            );
            self.fail(ErrorKind::Conflict, message);
        }
        self.check_labels(item);
        self.text(if alone { "(" } else { "LATERAL (" });
        if let Some(query) = query.as_query() {
            self.query(query, Role::Lateral(item));
        }
        self.text(")");
    }

    /// The query of an item, behind which a list of names stands or not.
    pub(super) fn query_of_item(&mut self, query: &'a SelectBody, item: &'a Item, role: Role<'a>) {
        self.query(query, role);
        if query.is_limited() || query.has_locks() {
            return;
        }
        // Conditions around a query of windows over one group would be moved into it as HAVING.
        let is_of_windows = self.spec.faults.limits_windows && has_windows_over_one_group(query);
        let apart = self.rare().is_some_and(|rare| rare.parts_apart);
        let fills = self.scope.fills || matches!(item.body, ItemBody::Cte(_));
        // Conditions around the query around it would be moved into its groups.
        let is_of_constants = self.spec.faults.limits_constants
            && (fills && has_constants(query) || has_constants_of_groups(query));
        if apart || is_of_windows || is_of_constants {
            self.check_no_suffix(query);
            self.keep_apart();
        }
    }

    /// Keeps the engine from making one query of this one and the one around it.
    pub(super) fn keep_apart(&mut self) {
        if let Some(all) = self.spec.limit_all {
            self.text(" LIMIT ");
            self.text(all);
        }
    }

    fn table(&mut self, table: &TableDef) {
        if !self.bare_table(table) {
            self.table_name(&table.name);
        }
    }

    /// Two labels that are the same for some engine cannot be told apart outside.
    pub(super) fn check_labels(&mut self, item: &'a Item) {
        self.check_open(item, false);
        if let Some(name) = item.label_twice() {
            let message = format!(
                "the query `{}` has the label `{name}` twice, in whatever case; its columns could not \
                 be told apart",
                item.name
            );
            self.fail(ErrorKind::DuplicateName, message);
        }
    }

    /// A table's name with its schema.
    pub(super) fn table_name(&mut self, table: &TableName) {
        if table.schema().or(table.catalog()).is_some() {
            self.schema(table);
        }
        self.name(table.name());
    }

    #[inline(never)]
    pub(super) fn schema(&mut self, table: &TableName) {
        self.require(Feature::Schemas);
        if let Some(catalog) = table.catalog() {
            self.catalog(catalog, table);
        }
        if let Some(schema) = table.schema() {
            self.name(schema);
            self.text(".");
        }
    }

    #[cold]
    fn catalog(&mut self, catalog: &Name, table: &TableName) {
        if table.schema().is_none() {
            let message =
                format!("`{table}` is in a catalog and in no schema; name it by `.in_schema(…)`");
            return self.fail(ErrorKind::Incomplete, message);
        }
        self.require(Feature::Catalogs);
        self.name(catalog);
        self.text(".");
    }
}
