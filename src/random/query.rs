//! Queries: of one value, of rows, of sets.

use super::Maker;
use super::apply::has_largest;
use super::join::join_all;
use super::order::mentions_column;
use super::placed::sources;
use super::scope::{At, Scope, Typed};
use crate::expr::{Expr, all_of, func, literal};
use crate::feature::Feature;
use crate::function;
use crate::row::Row;
use crate::select::{AnyQuery, Query, Select, exists, multiset, not_exists, select};
use crate::types::Tag;
use crate::value::Value;

/// The name of a column that is the rows of a query.
pub(super) const ROWS_INSIDE: &str = "rows inside";

/// What is asked of a SELECT.
#[derive(Clone, Copy)]
struct Arm {
    /// Its columns need names.
    named: bool,
    /// It stands in a set operation.
    of_set: bool,
}

/// What the rows of a query are.
#[derive(Clone, Copy)]
pub(super) struct Groups {
    pub(super) grouped: bool,
    having: bool,
    /// Functions over windows can stand in SELECT.
    pub(super) windows: bool,
    /// They can stand in ORDER BY.
    pub(super) ordered_windows: bool,
    /// With them neither DISTINCT nor `string_agg` can.
    pub(super) lacking: bool,
}

impl Groups {
    /// Rows are no groups, and nothing can stand over windows.
    const NONE: Groups = Groups {
        grouped: false,
        having: false,
        windows: false,
        ordered_windows: false,
        lacking: false,
    };

    pub(super) fn at(self, at: At) -> At {
        let (groups, windows, lacks_string_agg) = (self.grouped, self.windows, self.lacking);
        At { groups, windows, lacks_string_agg, ..at }
    }
}

impl Maker<'_> {
    /// A query whose columns have the types: one SELECT, or several joined by set operations.
    ///
    /// Where the columns need names, they get some; a query of FROM sees nothing around it.
    pub(super) fn rows(&mut self, wanted: &[Tag], budget: u32, named: bool) -> AnyQuery<Row> {
        self.arm(wanted, budget, Arm { named, of_set: false })
    }

    fn arm(&mut self, wanted: &[Tag], budget: u32, arm: Arm) -> AnyQuery<Row> {
        if budget < 10 || !self.dice.percent(15) {
            return self.select(wanted, budget, arm).into_query();
        }
        self.gives_out = false;
        let left = self.operand(wanted, budget / 2, Arm { of_set: true, ..arm });
        let below = Arm { named: false, of_set: true };
        let right = if self.dice.percent(20) {
            self.operand(wanted, budget / 2, below)
        } else {
            self.arm(wanted, budget / 2, below)
        };
        let all = self.profile.has(Feature::IntersectAll);
        let operation = match self.dice.below(6) {
            _ if wanted.contains(&Tag::Double) || wanted.contains(&Tag::Json) => "UNION ALL",
            0 => "UNION",
            2 => "INTERSECT",
            3 => "EXCEPT",
            4 if all => "INTERSECT ALL",
            5 if all => "EXCEPT ALL",
            _ => "UNION ALL",
        };
        self.record.add(operation, "query");
        match operation {
            "UNION" => left.union(right),
            "INTERSECT" => left.intersect(right),
            "EXCEPT" => left.except(right),
            "INTERSECT ALL" => left.intersect_all(right),
            "EXCEPT ALL" => left.except_all(right),
            _ => left.union_all(right),
        }
        .into_query()
    }

    /// One query of a set operation: sometimes rows of values.
    fn operand(&mut self, wanted: &[Tag], budget: u32, arm: Arm) -> AnyQuery<Row> {
        if self.dice.percent(20) {
            self.record.add("VALUES", "set operation");
            return self.values(wanted, budget).into_query();
        }
        self.select(wanted, budget, arm).into_query()
    }

    fn select(&mut self, wanted: &[Tag], budget: u32, arm: Arm) -> Select<Row> {
        let gives_out = std::mem::take(&mut self.gives_out);
        self.scopes.push(Scope { sealed: true, ..Scope::default() });
        let items = self.from(budget / 3);
        let filter = self.dice.percent(55).then(|| self.condition(At::rows("WHERE", budget / 4)));
        let groups = self.groups(budget / 6, arm.of_set);
        let share = budget / 3 / u32::try_from(wanted.len()).unwrap_or(1);
        let at = groups.at(At::rows("SELECT", share.max(1)));
        let columns = self.exprs(wanted, at);
        let mut columns = self.labelled(columns, arm.named);
        if gives_out && self.dice.percent(12) {
            columns.push(self.rows_inside(at).label(ROWS_INSIDE));
        }
        let listed = self.listed(&columns);
        let query = self.maybe_hinted(listed, &items);
        let withs = sources(&items);
        let mut query = join_all(query, items);
        if let Some(filter) = filter {
            query = query.filter(filter);
        }
        if groups.grouped {
            query = self.grouped(query, budget / 6, groups);
        }
        query = self.ordered(query, &columns, groups);
        if groups.grouped {
            query = self.in_sets(query);
        }
        // In sets of keys, keys are NULL that are not: rows may be alike.
        self.record.ordered |= gives_out && self.in_order && query.body.groupings().is_empty();
        if !groups.grouped && !arm.of_set {
            query = self.locked(query);
        }
        if !arm.of_set {
            query = self.maybe_told(query, arm.named);
            query = self.maybe_with_here(query, &withs);
        }
        if gives_out {
            query = self.maybe_long_labels(query);
        }
        self.scopes.pop();
        self.maybe_inferred(query)
    }

    /// A query that sees what is around it, as a lateral one does.
    pub(super) fn rows_beside(&mut self, wanted: &[Tag], budget: u32) -> Select<Row> {
        self.scopes.push(Scope::default());
        let items = self.from(budget / 4);
        let filter = self.condition(At::rows("WHERE", budget / 4));
        let share = budget / 3 / u32::try_from(wanted.len()).unwrap_or(1);
        let columns = self.exprs(wanted, At::rows("SELECT", share.max(1)));
        let columns = self.labelled(columns, true);
        let query = join_all(select(columns.clone()), items).filter(filter);
        let query = self.ordered(query, &columns, Groups::NONE);
        self.scopes.pop();
        self.maybe_inferred(query)
    }

    fn labelled(&mut self, columns: Vec<Expr>, all: bool) -> Vec<Expr> {
        let some = self.dice.percent(20);
        let columns = columns.into_iter().enumerate();
        let label = |(i, column): (usize, Expr)| {
            if !all && (!some || i % 2 == 1) {
                return column;
            }
            self.record.add("label", "SELECT");
            column.label(self.column_name(i))
        };
        columns.map(label).collect()
    }

    /// Whether rows are groups, and what can stand over them.
    fn groups(&mut self, budget: u32, of_set: bool) -> Groups {
        let grouped = self.dice.percent(25);
        let having = self.dice.percent(40);
        if grouped {
            self.group(budget);
        }
        let all = self.profile.has(Feature::WindowsOverGroups);
        let windows = !grouped || all || !having && self.dice.percent(60);
        let ordered_windows = windows && (!of_set || self.profile.has(Feature::WindowOrderInArm));
        let lacking = grouped && windows && !all;
        Groups { grouped, having, windows, ordered_windows, lacking }
    }

    /// Makes the keys of the groups.
    ///
    /// There may be none: all rows are one group then.
    fn group(&mut self, budget: u32) {
        let none = self.dice.percent(self.profile.whole);
        let tags = if none { Vec::new() } else { self.some_tags(2) };
        let at = At { queries: false, ..At::rows("GROUP BY", budget) };
        let keys = tags.into_iter().map(|tag| self.key(tag, at)).collect();
        if let Some(scope) = self.scopes.last_mut() {
            scope.keys = Some(keys);
        }
    }

    /// A key has a column in it, else it would be a constant.
    fn key(&mut self, tag: Tag, at: At) -> Typed {
        if self.dice.percent(8)
            && let Some(decided) = self.decided(at)
        {
            return (Tag::Boolean, decided);
        }
        if self.dice.percent(35) {
            let before = self.record.clone();
            // Of raw SQL nobody here knows that it is one value for all rows: see `legal`.
            let known = u32::from(!self.profile.has(Feature::WindowsOverGroups));
            self.twice += known;
            let made = self.expr(tag, at);
            self.twice -= known;
            if mentions_column(&made) {
                return (tag, made);
            }
            self.record = before;
        }
        self.record.add("column", "GROUP BY");
        self.compared_column()
    }

    /// A column beside a value that may decide what both are.
    fn decided(&mut self, at: At) -> Option<Expr> {
        let column = self.column(Tag::Boolean, At { own: true, ..at })?;
        let or = function::OR.name();
        self.record.add(or, at.parent);
        self.record.add("column", or);
        let value = self.value(Tag::Boolean, at.within(or, 2));
        Some((column.typed::<Option<bool>>() | value.typed::<Option<bool>>()).dynamic())
    }

    /// A column of the innermost query whose values are compared.
    pub(super) fn compared_column(&mut self) -> Typed {
        let own = self.scopes.last().map_or(&[][..], |scope| &scope.columns);
        let compared: Vec<&Typed> = own.iter().filter(|(tag, _)| *tag != Tag::Json).collect();
        (*self.dice.pick(&compared)).clone()
    }

    fn grouped(&mut self, query: Select<Row>, budget: u32, groups: Groups) -> Select<Row> {
        let keys = self.scopes.last().and_then(|scope| scope.keys.clone()).unwrap_or_default();
        let keys: Vec<Expr> = keys.into_iter().map(|(_, key)| key).collect();
        let query = query.group_by(keys.clone());
        if !groups.having {
            return query;
        }
        let at = At { groups: true, ..At::rows("HAVING", budget.max(2)) };
        let condition = self.condition(at);
        // Keys that are expressions would seldom stand here.
        let again = !keys.is_empty() && self.dice.percent(30);
        let key = again.then(|| self.dice.pick(&keys).is_not_null());
        query.having(all_of([Some(condition), key.map(|key| key.typed())].into_iter().flatten()))
    }

    /// A query of one column, which may see the queries around it.
    pub(super) fn one_column(&mut self, want: Tag, at: At) -> Select<Value> {
        self.scopes.push(Scope { sealed: !self.sees_outside(at), ..Scope::default() });
        let items = self.from(at.budget / 4);
        let column = self.expr(want, At::rows("column of IN", at.budget / 2));
        let filter = self.condition(At::rows("WHERE", at.budget / 2));
        self.inside(select(column), items, filter)
    }

    /// The same, of several columns.
    pub(super) fn some_columns(&mut self, wanted: &[Tag], at: At) -> Select<Row> {
        self.scopes.push(Scope { sealed: !self.sees_outside(at), ..Scope::default() });
        let items = self.from(at.budget / 4);
        let columns = self.exprs(wanted, At::rows("column of IN", at.budget / 3));
        let filter = self.condition(At::rows("WHERE", at.budget / 2));
        self.inside(select(columns), items, filter)
    }

    /// Groups hide what is in them from the queries inside of their clauses.
    fn sees_outside(&self, at: At) -> bool {
        !at.groups && !at.own
    }

    pub(super) fn exists(&mut self, at: At) -> Expr {
        let tag = self.some_tags(1);
        let query = self.one_column(tag[0], at.within("EXISTS", 1));
        if self.dice.percent(40) { not_exists(query).dynamic() } else { exists(query).dynamic() }
    }

    /// A query of one row: an aggregate, or the row of a key.
    pub(super) fn one_value(&mut self, want: Tag, at: At) -> Expr {
        let at = at.within("(query)", 1);
        self.scopes.push(Scope { sealed: !self.sees_outside(at), ..Scope::default() });
        let group = has_largest(self.profile, want) && self.dice.percent(50);
        let query = if group { self.one_group(want, at) } else { self.one_row(want, at) };
        self.scopes.pop();
        self.maybe_inferred(query).scalar().dynamic()
    }

    /// The rows of a query as one value, in an order that tells them apart.
    fn rows_inside(&mut self, at: At) -> Expr {
        self.record.add("multiset", at.parent);
        let at = at.within("multiset", 1);
        self.scopes.push(Scope { sealed: !self.sees_outside(at), ..Scope::default() });
        let items = self.from(at.budget / 4);
        let tags = self.some_outputs(2);
        let columns = self.exprs(&tags, At::rows("SELECT", at.budget / 2));
        let filter =
            self.dice.percent(60).then(|| self.condition(At::rows("WHERE", at.budget / 3)));
        let order = self.total_order().into_iter().map(|term| term.asc().nulls_first());
        let query = join_all(select(columns), items).order_by(order.collect::<Vec<_>>());
        self.scopes.pop();
        let query = match filter {
            Some(filter) => query.filter(filter),
            None => query,
        };
        multiset(self.maybe_inferred(query)).dynamic()
    }

    fn one_group(&mut self, want: Tag, at: At) -> Select<Value> {
        let items = self.from(at.budget / 4);
        let filter =
            self.dice.percent(60).then(|| self.condition(At::rows("WHERE", at.budget / 3)));
        if let Some(scope) = self.scopes.last_mut() {
            scope.keys = Some(Vec::new());
        }
        let inside = At { groups: true, ..At::rows("SELECT", at.budget / 2) };
        let argument = At { groups: false, own: true, parent: "max", ..inside };
        let column = func::max(self.varying(want, argument));
        let column = if self.dice.percent(50) {
            column.dynamic()
        } else {
            func::coalesce(column, self.expr(want, At { parent: "coalesce", ..inside })).dynamic()
        };
        let query = join_all(select(column), items);
        match filter {
            Some(filter) => query.filter(filter),
            None => query,
        }
    }

    fn one_row(&mut self, want: Tag, at: At) -> Select<Value> {
        let items = self.from(0);
        let id = self.total_order();
        let column = self.expr(want, At::rows("SELECT", at.budget / 2));
        let which = literal(i64::try_from(self.dice.below(9)).unwrap_or(1));
        let query = join_all(select(column), items);
        id.into_iter().fold(query, |query, id| query.filter(id.eq(which.clone())))
    }
}
