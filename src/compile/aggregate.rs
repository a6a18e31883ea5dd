//! Aggregates with DISTINCT, ORDER BY or FILTER.

use super::function::Extras;
use super::{Rewrite, Writer};
use crate::dialect::{Feature, GroupKeys, Way};
use crate::error::ErrorKind;
use crate::expr::behind::{Aggregate, Window};
use crate::expr::node::{Kind, Node};
use crate::expr::view::NodeRef;
use crate::function::{self, Function, TemplatePart};
use crate::tree::same;

impl<'a> Writer<'a> {
    #[inline(never)]
    pub(super) fn aggregate(&mut self, aggregate: &'a Aggregate, min: u8) {
        self.aggregate_over(aggregate, min, None);
    }

    /// An aggregate over a window, if there is one.
    pub(super) fn aggregate_over(
        &mut self,
        aggregate: &'a Aggregate,
        min: u8,
        over: Option<&'a Window>,
    ) {
        match (aggregate.function.as_function(), aggregate.function.kind()) {
            (Some((function, args)), _) => {
                let empty = self.distinct_of_none(aggregate, function).filter(|_| over.is_none());
                let extras = Extras { over, ..self.extras(aggregate, function, args) };
                let Some(empty) = empty else {
                    return self.function_with(function, args, min, extras);
                };
                self.rewrite(Rewrite::DistinctIfRows, Feature::DistinctReadNowAndThen);
                self.text("CASE WHEN COUNT(*) > 0 THEN ");
                self.function_with(function, args, 0, extras);
                self.text(empty);
            }
            (None, Some(Kind::Call { name, args })) => {
                let extras = Extras { over, ..self.extras_of_call(aggregate) };
                self.call(name, args, extras);
            }
            (None, Some(Kind::Mistake(problem))) => self.problem(problem.clone()),
            _ => self.no_aggregate(),
        }
    }

    /// What ends the text that asks first whether there are rows, where that is needed. MariaDB 10.11 gives the
    /// sum of an earlier row otherwise, if the query has no rows and was not asked for the sum the last time:
    /// `COALESCE(MAX(x), SUM(DISTINCT x))`.
    fn distinct_of_none(&self, aggregate: &Aggregate, function: &Function) -> Option<&'static str> {
        if !aggregate.distinct || self.features.has(Feature::DistinctReadNowAndThen) {
            return None;
        }
        let is = |own: &Function| std::ptr::eq(own, function);
        let around = self.scopes_around().next().is_some();
        match around && !self.scope.isolated && self.scope.grouped().is_empty() {
            true if is(&function::COUNT_ROWS) => Some(" ELSE 0 END"),
            true if is(&function::SUM) || is(&function::AVG) => Some(" END"),
            _ => None,
        }
    }

    fn no_aggregate(&mut self) {
        let message = format!(
            "DISTINCT, ORDER BY or FILTER (in {}) is put to something that is no function",
            self.clause
        );
        self.fail(ErrorKind::Conflict, message);
    }

    /// What is written behind the arguments of a function of whose meaning nothing is known.
    fn extras_of_call(&mut self, aggregate: &'a Aggregate) -> Extras<'a> {
        let mut extras = Extras { distinct: aggregate.distinct, ..Extras::default() };
        if !aggregate.order.is_empty() && self.require(Feature::OrderedAggregates) {
            extras.order = &aggregate.order;
        }
        if !aggregate.filter.is_empty() && self.require(Feature::AggregateFilter) {
            extras.filter = Some(&aggregate.filter);
        }
        extras
    }

    fn extras(
        &mut self,
        aggregate: &'a Aggregate,
        function: &'static Function,
        args: &'a [Node],
    ) -> Extras<'a> {
        let template = match self.way(function, args) {
            Way::Template(template) | Way::ByType(_, template, _) => template,
            Way::Call if function.class().is_aggregate() => return self.extras_of_call(aggregate),
            Way::Call => {
                self.no_aggregate();
                return Extras::default();
            }
            // What is lacking has no places either.
            Way::Lacking(_) => {
                self.check_distinct_order(aggregate, args);
                return Extras::default();
            }
        };
        let name = function.name();
        let mut extras = Extras { distinct: aggregate.distinct, ..Extras::default() };
        if aggregate.distinct && !template.takes(TemplatePart::Distinct) {
            let what = format!("DISTINCT in a function like `{name}`");
            self.unsupported(Feature::DistinctAggregates, &what);
        }
        if !aggregate.order.is_empty() {
            extras.order = &aggregate.order;
            if !template.takes(TemplatePart::Order)
                || !self.features.has(Feature::OrderedAggregates)
            {
                let what = format!("ORDER BY in a function like `{name}`");
                self.unsupported(Feature::OrderedAggregates, &what);
            }
            self.check_distinct_order(aggregate, args);
            if aggregate.distinct && self.spec.group_keys == GroupKeys::SameParameters {
                args.first().into_iter().for_each(|value| self.note_key(value));
            }
        }
        if !aggregate.filter.is_empty() {
            if template.takes(TemplatePart::Filter) && self.features.has(Feature::AggregateFilter) {
                extras.filter = Some(&aggregate.filter);
            } else if !template.filters_by_null(function.class()) {
                let what = format!("FILTER behind a function like `{name}`");
                self.unsupported(Feature::AggregateFilter, &what);
            } else if self.rewrite(Rewrite::FilterAsCase, Feature::AggregateFilter) {
                extras.only_if = Some(&aggregate.filter);
            }
        }
        extras
    }

    /// Each value once has no order but its own.
    fn check_distinct_order(&mut self, aggregate: &Aggregate, args: &[Node]) {
        let is_value = |term: &Node| {
            let (key, ..) = NodeRef::new(term).order();
            args.first().is_some_and(|value| same(NodeRef::new(value), key))
        };
        if aggregate.distinct && !aggregate.order.iter().all(is_value) {
            let message = format!(
                "DISTINCT in an aggregate (in {}) leaves no order but that of the value itself; \
                 order by the value",
                self.clause
            );
            self.fail(ErrorKind::Conflict, message);
        }
    }
}
