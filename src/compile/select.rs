//! SELECT, clause by clause.

use super::Writer;
use super::order::{Particular, is_constant};
use super::order_names::may_be_name;
pub(super) use super::role::Role;
use super::task::Task;
use super::windows_over_groups::{
    aggregates, has_windows_over_known_keys, has_windows_over_one_group, is_grouped_with_windows,
};
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::view::NodeRef;
use crate::name::Name;
use crate::select::{Clause, Distinct, Output, RareClauses, SelectBody, WordsPlace};
use crate::tree::volatile;
use crate::types::Sort;

impl<'a> Writer<'a> {
    /// Writes a query.
    #[inline]
    pub(super) fn query(&mut self, body: &'a SelectBody, role: Role<'a>) {
        self.nest_scope(|| Task::Query(body, role), |w| w.write_query(body, role));
    }

    pub(super) fn write_query(&mut self, body: &'a SelectBody, role: Role<'a>) {
        if let Some(rare) = body.rare()
            && !rare.with.is_empty()
        {
            return self.query_with(body, role);
        }
        self.write_behind_with(body, role);
    }

    /// A query, without its own WITH.
    #[inline(always)]
    pub(super) fn write_behind_with(&mut self, body: &'a SelectBody, role: Role<'a>) {
        if let Role::Value = role {
            return self.write_value(body);
        }
        self.write_others(body, role);
    }

    #[inline(always)]
    fn write_others(&mut self, body: &'a SelectBody, role: Role<'a>) {
        if let Some(rare) = body.rare() {
            if body.flags & Sort::READ != 0 {
                self.check_unread(body, role);
            }
            if let Some(set) = &rare.set {
                return self.compound(body, set, role);
            }
            if let Some(rows) = &rare.values {
                return self.values(body, rows, role);
            }
        }
        self.open_select(body, role.is_isolated());
        self.write_select(body, role);
    }

    /// A query that is one value, and so has one row at most.
    #[inline(never)]
    fn write_value(&mut self, body: &'a SelectBody) {
        if body.set().is_some() || body.values().is_some() {
            self.check_one_row(body);
            return self.write_others(body, Role::Operand);
        }
        if self.open_select(body, false) {
            self.check_one_row(body);
        }
        self.write_select(body, Role::Operand);
    }

    /// Writes a SELECT whose scope is open.
    #[inline(always)]
    fn write_select(&mut self, body: &'a SelectBody, role: Role<'a>) {
        if body.flags & Sort::SUSPECT != 0 {
            self.check_types(body, role);
        }
        if body.flags & (Sort::AGGREGATE | Sort::WINDOW) != 0 || body.rare().is_some() {
            self.check_groups(body);
            let lacking = !self.features.has(Feature::WindowsOverGroups);
            if self.spec.faults.asks_in_empty_groups {
                self.check_empty_group(body);
            }
            let one_group =
                || has_windows_over_one_group(body) || has_windows_over_known_keys(body);
            if lacking && one_group() && !self.has_problems() {
                self.lacks_windows("functions over windows of all rows as one group");
            }
        }
        if let Some(rare) = body.rare() {
            if !rare.hints.is_empty() {
                self.check_hints(body, rare);
            }
            if self.must_pick(rare) {
                return self.picked(body, rare, role);
            }
        }
        self.enter("SELECT", body.place(Clause::Columns));
        match body.rare().filter(|rare| !rare.hints.is_empty() || !rare.words.is_empty()) {
            Some(rare) => self.hinted_select(rare),
            None => self.text("SELECT "),
        }
        if let Some(rare) = body.rare() {
            self.distinct(body, rare);
        }
        self.select_list(body, role);
        self.from(body);
        self.filter(body);
        if let Some(rare) = body.rare() {
            self.group_by(body, rare);
            if !self.features.has(Feature::WindowsOverGroups) && is_grouped_with_windows(body) {
                self.check_windows_over_groups(body);
            }
            self.qualify(body, rare);
        }
        self.order_by(body);
        self.limit(body);
        if let Some(rare) = body.rare() {
            if !rare.locks.is_empty() {
                self.locks(body, rare, role);
            }
            if !rare.words.is_empty() {
                self.words(&rare.words, WordsPlace::Suffix);
            }
        }
        self.leave();
    }

    fn distinct(&mut self, body: &'a SelectBody, rare: &'a RareClauses) {
        match rare.distinct {
            Distinct::No => {}
            Distinct::Rows => {
                if body.flags & Sort::WINDOW != 0 {
                    self.check_windows_beside_queries(body);
                }
                self.text("DISTINCT ");
            }
            Distinct::On => self.distinct_on(body, rare),
        }
    }

    #[inline(always)]
    fn select_list(&mut self, body: &'a SelectBody, role: Role<'a>) {
        if body.columns.is_empty() {
            self.fail(ErrorKind::Incomplete, "SELECT has no columns; name at least one".into());
        }
        if self.spec.labels_joined && body.joins.iter().any(|join| join.inside > 0) {
            return self.labelled_list(body, role);
        }
        match role {
            Role::Named(item) | Role::Lateral(item) | Role::Listed(item) => {
                self.named_columns(&body.columns, item.outputs());
            }
            Role::Open => {
                self.check_shown(&body.columns);
                self.output_columns(&body.columns, body.flags & Sort::READ != 0);
            }
            Role::Operand | Role::Value | Role::Isolated => {
                self.output_columns(&body.columns, false);
            }
            Role::First(item) => self.first_columns(&body.columns, item),
            Role::Numbered => self.numbered_columns(&body.columns),
        }
    }

    /// The list of a query with joins in parentheses, where the engine would call the columns otherwise.
    #[cold]
    fn labelled_list(&mut self, body: &'a SelectBody, role: Role<'a>) {
        match role {
            Role::Named(item) | Role::Lateral(item) | Role::Listed(item) => {
                self.labelled_columns(&body.columns, item.outputs(), false);
            }
            Role::Open => {
                self.check_shown(&body.columns);
                self.labelled_columns(&body.columns, &[], body.flags & Sort::READ != 0);
            }
            Role::Operand | Role::Isolated => self.labelled_columns(&body.columns, &[], false),
            Role::Value => self.output_columns(&body.columns, false),
            Role::First(item) => self.first_columns(&body.columns, item),
            Role::Numbered => self.numbered_columns(&body.columns),
        }
    }

    #[cold]
    fn numbered_columns(&mut self, columns: &'a [Node]) {
        for (i, column) in columns.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            self.typed_column(column, column.unlabelled());
            self.text(" AS c_");
            self.text(&(i + 1).to_string());
        }
    }

    /// The columns of a query in FROM, where each needs a name of its own.
    #[inline(never)]
    fn named_columns(&mut self, columns: &'a [Node], outputs: &'a [Output]) {
        let is_unnamed = |output: &&Output| output.name.is_none();
        let numbers = self.spec.unique_columns && outputs.iter().filter(is_unnamed).count() > 1;
        for (i, column) in columns.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            self.output_column(column, i == 0, false);
            if let Some(Output { renamed: true, name: Some(name), .. }) = outputs.get(i) {
                self.text(" AS ");
                self.name(name);
            } else if numbers && outputs.get(i).is_some_and(|output| output.name.is_none()) {
                self.number_column(i, outputs);
            }
        }
    }

    /// A name for a column that has none, and that nobody can refer to.
    #[cold]
    fn number_column(&mut self, i: usize, outputs: &[Output]) {
        let mut name = format!("c_{}", i + 1);
        let same = |name: &str, other: &Name| other.as_str().eq_ignore_ascii_case(name);
        while outputs.iter().filter_map(|output| output.name.as_ref()).any(|own| same(&name, own)) {
            name.push('_');
        }
        self.text(" AS ");
        self.name(&Name::from(name));
    }

    #[inline(always)]
    pub(super) fn filter(&mut self, body: &'a SelectBody) {
        if !body.filter.is_empty() {
            self.enter("WHERE", body.place(Clause::Where));
            self.line(" WHERE ");
            self.conditions(&body.filter, &body.more_filters);
        }
    }

    #[inline(always)]
    fn order_by(&mut self, body: &'a SelectBody) {
        if !body.order_by.is_empty() {
            self.enter("ORDER BY", body.place(Clause::OrderBy));
            if body.order_by.iter().any(may_be_name) {
                self.check_order_names(body);
            }
            let begin = |w: &mut Self| w.line(" ORDER BY ");
            match body.rare() {
                None => self.order_terms(&body.order_by, begin),
                Some(_) => {
                    let particular = self.particular(body);
                    self.order_terms_with(&body.order_by, particular, begin);
                }
            }
        }
    }

    /// What is particular to the order of a query with rare clauses.
    fn particular(&mut self, body: &'a SelectBody) -> Particular<'a> {
        let tested = self.spec.faults.tests_order && is_grouped_with_windows(body);
        let distinct = body.distinct() == Distinct::Rows;
        let numbered = if distinct { self.numbered_columns_of(body) } else { &[] };
        Particular { tested, numbered, ..Particular::default() }
    }

    fn qualify(&mut self, body: &'a SelectBody, rare: &'a RareClauses) {
        if !rare.qualify.is_empty() {
            self.enter("QUALIFY", body.place(Clause::Qualify));
            self.line(" QUALIFY ");
            self.expr(&rare.qualify, 0);
        }
    }

    pub(super) fn group_by(&mut self, body: &'a SelectBody, rare: &'a RareClauses) {
        if !rare.group_by.is_empty() || !rare.groupings.is_empty() {
            self.enter("GROUP BY", body.place(Clause::GroupBy));
            if rare.groupings.is_empty() {
                self.line(" GROUP BY ");
                self.keys_in_a_row(&rare.group_by);
                self.added_keys();
            } else {
                self.groupings(body, rare);
            }
        }
        if !rare.having.is_empty() {
            self.enter("HAVING", body.place(Clause::Having));
            let aggregates = || body.columns.iter().any(|node| aggregates(NodeRef::new(node)));
            if self.spec.faults.limits_windows && has_windows_over_one_group(body) && !aggregates()
            {
                self.lacks_windows("HAVING without GROUP BY beside functions over windows alone");
            }
            self.line(" HAVING ");
            self.expr(&rare.having, 0);
        }
    }

    /// A key that is a lone constant would be taken for a column's number.
    pub(super) fn group_key(&mut self, key: &'a Node) {
        let key = key.unlabelled();
        if let Node::Column(column) = key {
            self.column(column);
        } else if is_constant(key) {
            let message = format!(
                "a constant in {} would mean the column of that number; give the column itself",
                self.clause
            );
            self.fail(ErrorKind::Conflict, message);
        } else if let Some(name) = volatile(NodeRef::new(key)) {
            let message = format!(
                "`{name}` in a key of {} gives another value each time; \
                 compute it in a subquery, and group by its column",
                self.clause
            );
            self.fail(ErrorKind::Conflict, message);
        } else {
            self.expr(key, 0);
        }
    }
}
