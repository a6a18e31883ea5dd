//! What an INSERT does about rows that are there, in the words of all dialects and of few.

use super::Maker;
use super::scope::{At, Scope};
use crate::compile::{AnyStatement, Statement};
use crate::dml::{Insert, InsertForm, Upsert};
use crate::expr::{Column, Expr, Node, null, val};
use crate::feature::Feature;
use crate::schema::{DefaultValue, Table};
use crate::select::{IntoSource, incoming};
use crate::types::Tag;

/// How an INSERT names the rows that it meets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Key,
    Constraint,
    Duplicate,
}

/// What DO UPDATE does.
struct Change {
    incoming: Vec<Column>,
    sets: Vec<(Column, Expr)>,
    filter: Option<Expr<Option<bool>>>,
    returned: Option<Vec<Expr>>,
}

impl Maker<'_> {
    /// What is done about rows that are there: nothing, or some change; mostly nothing is said where
    /// the keys are new.
    pub(super) fn meeting<C, R>(
        &mut self,
        table: &Table,
        made: Insert<C, R>,
        fresh: bool,
        budget: u32,
    ) -> AnyStatement {
        if let Some(form) = self.form(fresh) {
            return self.in_form(table, made, form, budget);
        }
        if self.dice.percent(40) {
            return self.given_back(made, budget);
        }
        let id = table.column_at(0);
        if self.dice.percent(25) {
            self.record.add("DO NOTHING", "INSERT");
            return if self.dice.percent(30) {
                made.on_any_conflict().do_nothing().to_any()
            } else {
                made.on_conflict(id).do_nothing().to_any()
            };
        }
        self.record.add("DO UPDATE", "INSERT");
        let target = self.target();
        let change = self.change_met(table, budget);
        if target != Target::Key {
            let same = change.of(made.clone().on_conflict(id.clone()).do_update());
            self.record.twin = Some(same);
        }
        change.of(match target {
            Target::Key => made.on_conflict(id).do_update(),
            Target::Constraint => made.on_constraint(format!("{}_pkey", table.name())).do_update(),
            Target::Duplicate => made.on_duplicate_key(),
        })
    }

    fn target(&mut self) -> Target {
        if self.profile.has(Feature::OnConstraint) && self.dice.percent(15) {
            self.record.add("constraint", "INSERT");
            return Target::Constraint;
        }
        if self.profile.has(Feature::OnDuplicateKey) && self.dice.percent(25) {
            self.record.add("duplicate key", "INSERT");
            return Target::Duplicate;
        }
        Target::Key
    }

    /// A form that few dialects have. One that ends the transaction meets no row.
    fn form(&mut self, fresh: bool) -> Option<InsertForm> {
        let mut forms = Vec::new();
        if self.profile.has(Feature::InsertOr) {
            forms.extend([InsertForm::OrAbort, InsertForm::OrFail, InsertForm::OrIgnore]);
            forms.push(if fresh { InsertForm::OrRollback } else { InsertForm::OrReplace });
            forms.push(InsertForm::OrReplace);
        }
        if self.profile.has(Feature::InsertIgnore) {
            forms.push(InsertForm::Ignore);
        }
        if self.profile.has(Feature::Replace) {
            forms.push(InsertForm::Replace);
        }
        if forms.is_empty() || !self.dice.percent(20) {
            return None;
        }
        Some(*self.dice.pick(&forms))
    }

    /// The form, and beside it what means the same.
    fn in_form<C, R>(
        &mut self,
        table: &Table,
        made: Insert<C, R>,
        form: InsertForm,
        budget: u32,
    ) -> AnyStatement {
        let (name, replaces) = match form {
            InsertForm::OrAbort => ("OR ABORT", false),
            InsertForm::OrFail => ("OR FAIL", false),
            InsertForm::OrRollback => ("OR ROLLBACK", false),
            InsertForm::OrIgnore => ("OR IGNORE", false),
            InsertForm::Ignore => ("IGNORE", false),
            InsertForm::OrReplace => ("OR REPLACE", true),
            InsertForm::Replace => ("REPLACE", true),
        };
        self.record.add(name, "INSERT");
        let plain = made.clone();
        if replaces {
            let returned = self.maybe_returned(Feature::InsertReturning, budget);
            let change = Change::anew(table, &plain.body.columns, returned.clone());
            let same = change.of(plain.on_conflict(table.column_at(0)).do_update());
            self.record.twin = Some(same);
            return returning(made.form(form), returned);
        }
        let ignores = matches!(form, InsertForm::OrIgnore | InsertForm::Ignore);
        let plain = if ignores { plain.on_any_conflict().do_nothing() } else { plain };
        self.record.twin = Some(plain.to_any());
        made.form(form).to_any()
    }

    /// The change of a row that is there, by what it has and what it would have got.
    fn change_met(&mut self, table: &Table, budget: u32) -> Change {
        let item = table.clone().into_source();
        let mut scope = Scope::default();
        scope.add_columns(&item);
        let new = item.columns().into_iter().map(incoming);
        scope.columns.extend(new.map(|column| (Tag::of(&column.sql_type()), column.expr())));
        self.scopes.push(scope);
        let queries = self.profile.has(Feature::OwnTableInConflict)
            && self.profile.has(Feature::IncomingInQueries);
        let at = At { queries, ..At::rows("DO UPDATE", budget / 5) };
        let filter = self.dice.percent(50).then(|| self.condition(at));
        let mut change = Change { incoming: Vec::new(), sets: Vec::new(), filter, returned: None };
        change.sets.push((table.col(self.called("boss_id")), val(5).dynamic()));
        for (tag, column) in self.settable(&item).into_iter().skip(1) {
            if self.dice.percent(10) {
                self.record.add("incoming", "INSERT");
                change.incoming.push(column);
                continue;
            }
            let may = change.filter.is_none() || self.profile.has(Feature::DefaultInDoUpdateWhere);
            let value = if may {
                self.set_or_default(tag, &column, at)
            } else {
                self.set_value(tag, &column, at)
            };
            change.sets.push((column, value));
        }
        self.scopes.pop();
        if change.filter.is_none() || self.profile.has(Feature::ReturningOfUpserts) {
            change.returned = self.maybe_returned(Feature::InsertReturning, budget);
        }
        change
    }

    /// With RETURNING or without, and sometimes with OVERRIDING, which means nothing where the database
    /// numbers no column.
    pub(super) fn given_back<C, R>(&mut self, made: Insert<C, R>, budget: u32) -> AnyStatement {
        let defaults = made.body.rare().is_some_and(|rare| rare.defaults);
        let returned = self.maybe_returned(Feature::InsertReturning, budget);
        let plain = returning(made.clone(), returned.clone());
        if defaults || !self.profile.has(Feature::Overriding) || !self.dice.percent(8) {
            return plain;
        }
        self.record.add("OVERRIDING", "INSERT");
        self.record.twin = Some(plain);
        let made = if self.dice.percent(50) {
            made.overriding_system_value()
        } else {
            made.overriding_user_value()
        };
        returning(made, returned)
    }
}

impl Change {
    fn of<C, R>(&self, mut made: Upsert<C, R>) -> AnyStatement {
        if !self.incoming.is_empty() {
            made = made.set_incoming(self.incoming.clone());
        }
        for (column, value) in &self.sets {
            made = made.set(column.clone(), value.clone());
        }
        if let Some(filter) = &self.filter {
            made = made.filter(filter.clone());
        }
        match &self.returned {
            Some(returned) => made.returning(returned.clone()).to_any(),
            None => made.to_any(),
        }
    }

    /// Of a row that is there: all but its key is that of the row to be inserted, or as good as new.
    fn anew(table: &Table, inserted: &[Node], returned: Option<Vec<Expr>>) -> Self {
        let mut change = Change { incoming: Vec::new(), sets: Vec::new(), filter: None, returned };
        let columns = table.columns().into_iter().zip(table.def().columns.iter()).skip(1);
        for (column, def) in columns {
            let is_it = |own: &Node| own.as_column().is_some_and(|own| own.same(&column.column));
            if inserted.iter().any(is_it) {
                change.incoming.push(column);
            } else {
                let default = def.default.as_ref().map(DefaultValue::node);
                change.sets.push((column, default.map_or_else(null, Expr::new)));
            }
        }
        change
    }
}

fn returning<C, R>(made: Insert<C, R>, returned: Option<Vec<Expr>>) -> AnyStatement {
    match returned {
        Some(returned) => made.returning(returned).to_any(),
        None => made.to_any(),
    }
}
