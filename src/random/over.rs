//! Aggregates with DISTINCT, ORDER BY and FILTER, and windows with their frames.

use super::Maker;
use super::expr::is_joined;
use super::scope::At;
use crate::expr::{Expr, Order, Window, all_of, any_of, frame, func, window};
use crate::feature::Feature;
use crate::function::{self, Class, Function};
use crate::types::{Tag, Type};

/// Functions over windows that look at the frame.
const FRAMED: [&Function; 3] =
    [&function::FIRST_VALUE, &function::LAST_VALUE, &function::NTH_VALUE];

/// Functions over windows that give alike rows the same.
const OF_PEERS: [&Function; 4] =
    [&function::RANK, &function::DENSE_RANK, &function::PERCENT_RANK, &function::CUME_DIST];

/// True if the function over a window looks at the places of rows, whatever the frame.
pub(super) fn looks_at_places(function: &Function) -> bool {
    function.class() == Class::Window && !OF_PEERS.contains(&function)
}

/// True if the function over a window looks at the frame.
pub(super) fn has_frames(function: &Function) -> bool {
    matches!(function.class(), Class::Aggregate { .. }) || FRAMED.contains(&function)
}

impl Maker<'_> {
    pub(super) fn aggregate(&mut self, function: &'static Function, want: Tag, at: At) -> Expr {
        let inside = At { groups: false, windows: false, own: true, ..at };
        if *function == function::COUNT_ROWS && self.dice.percent(40) {
            return func::count().dynamic();
        }
        let args = self.operands(function, want, inside);
        let documents = args.iter().any(|arg| arg.sql_type() == Type::Json);
        let mut made = called(function, args);
        if is_joined(function) {
            made = made.order_by(first_nulls(self.total_order()));
        } else if function.class() != Class::OrderedSet
            && self.profile.has(Feature::DistinctAggregates)
            && !documents
            && self.dice.percent(15)
        {
            self.record.add("DISTINCT", function.name());
            made = made.distinct();
        }
        if self.dice.percent(15) {
            self.record.add("FILTER", function.name());
            made = made.filter(self.condition(inside.within("FILTER", 2)));
        }
        made
    }

    /// What tells all rows of the innermost query apart.
    pub(super) fn total_order(&self) -> Vec<Expr> {
        self.scopes.last().map(|scope| scope.unique.clone()).unwrap_or_default()
    }

    pub(super) fn over(&mut self, function: &'static Function, want: Tag, at: At) -> Expr {
        let inside = At { windows: false, ..at };
        if looks_at_places(function) {
            self.place();
        }
        let args = self.operands(function, want, inside);
        let of_floats = args.first().is_some_and(|arg| arg.sql_type() == Type::Double);
        let inexact = of_floats || *function == function::AVG;
        let mut made = called(function, args);
        // Of groups the condition could have aggregates, which FILTER takes not.
        let filters = matches!(function.class(), Class::Aggregate { .. }) && !at.groups;
        if filters && self.dice.percent(25) {
            self.record.add("FILTER over a window", function.name());
            made = made.filter(self.condition(inside.within("FILTER", 3)));
        }
        made.over(self.window(function, inexact, inside.within("OVER", 3)))
    }

    /// A function over a window in an AND that is in an OR that is in another function.
    pub(super) fn window_in_conditions(&mut self, at: At) -> Expr {
        self.record.add("coalesce", at.parent);
        let otherwise = self.condition(at.within("coalesce", 2));
        let at = at.within("coalesce", 2);
        self.record.add("OR", at.parent);
        let either = self.condition(at.within("OR", 2));
        let at = at.within("OR", 2);
        self.record.add("AND", at.parent);
        let both = self.condition(at.within("AND", 2));
        let at = at.within("AND", 2);
        self.record.add(">=", at.parent);
        let at = at.within(">=", 2);
        self.record.add("max", at.parent);
        let largest = self.over(&function::MAX, Tag::BigInt, at);
        let least = self.expr(Tag::BigInt, at);
        let any = any_of([either, all_of([largest.ge(least).typed(), both]).typed()]);
        func::coalesce(any.typed::<Option<bool>>(), otherwise).dynamic()
    }

    /// Notes that the places of rows are looked at; true if they may be.
    fn place(&mut self) -> bool {
        let Some(scope) = self.scopes.last_mut() else { return false };
        let may = scope.tells_places();
        scope.placed = true;
        may
    }

    fn window(&mut self, function: &'static Function, inexact: bool, at: At) -> Window {
        let mut over = window();
        if self.dice.percent(50) {
            let tag = self.any_tag();
            over = over.partition_by(self.expr(tag, at));
        }
        // All rows of a part give the same, in whatever order they come.
        let exact = matches!(function.class(), Class::Aggregate { .. })
            && !inexact
            && !is_joined(function)
            && *function != function::ANY_VALUE;
        if exact && self.dice.percent(30) {
            return over;
        }
        let scope = self.scopes.last();
        let order: Vec<Expr> = match scope.and_then(|scope| scope.keys.as_ref()) {
            Some(keys) if at.groups => keys.iter().map(|(_, key)| key.clone()).collect(),
            _ => self.total_order(),
        };
        let terms = first_nulls(order);
        if terms.is_empty() {
            return over;
        }
        over = over.order_by(terms);
        if has_frames(function) && self.dice.percent(40) {
            return self.frame(over, function, inexact);
        }
        over
    }

    /// A frame. Sums of floats start at the first row: engines take off what leaves the frame, and
    /// what is left then differs.
    fn frame(&mut self, over: Window, function: &'static Function, inexact: bool) -> Window {
        let distance = i32::try_from(self.dice.below(3)).unwrap_or(1);
        let start = match self.dice.below(3) {
            0 => frame::preceding(distance),
            1 => frame::current_row(),
            _ => frame::unbounded_preceding(),
        };
        let end = match self.dice.below(3) {
            0 => frame::following(distance),
            1 => frame::current_row(),
            _ => frame::unbounded_following(),
        };
        let start = if inexact { frame::unbounded_preceding() } else { start };
        let kinds = if self.profile.has(Feature::FrameGroups) { 3 } else { 2 };
        let (unit, over) = match self.dice.below(kinds) {
            0 if looks_at_places(function) || self.place() => ("ROWS", over.rows(start, end)),
            // A distance would have to be one of values.
            0 | 1 => ("RANGE", over.range(frame::unbounded_preceding(), frame::current_row())),
            _ => ("GROUPS", over.groups(start, end)),
        };
        self.record.add(unit, function.name());
        let excludes = self.profile.has(Feature::FrameExclude) && self.dice.percent(20);
        if excludes && (looks_at_places(function) || self.place()) {
            self.record.add("EXCLUDE", function.name());
            return over.exclude_current_row();
        }
        over
    }
}

/// The aggregate of its arguments; one of documents makes such of values.
fn called(function: &'static Function, mut args: Vec<Expr>) -> Expr {
    match args.pop() {
        Some(item) if *function == function::JSON_AGG => func::json_agg(item).dynamic(),
        last => {
            args.extend(last);
            function.call(args)
        }
    }
}

/// Terms in an order that is the same everywhere.
fn first_nulls(terms: Vec<Expr>) -> Vec<Order> {
    terms.into_iter().map(|term| term.asc().nulls_first()).collect()
}
