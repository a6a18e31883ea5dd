//! Aggregates with DISTINCT, ORDER BY or FILTER.

use super::template::Extras;
use super::{Rewrite, Writer};
use crate::dialect::{Feature, Template};
use crate::error::ErrorKind;
use crate::expr::aggregate::Aggregate;
use crate::expr::node::{Kind, Node};
use crate::tree::equal;

/// The aggregates that take no notice of NULL, so that rows can be left out by making them NULL.
const SKIPS_NULL: &[&str] = &["avg", "count", "max", "min", "string_agg", "sum"];

impl<'a> Writer<'a> {
    #[inline(never)]
    pub(super) fn aggregate(&mut self, aggregate: &'a Aggregate, min: u8) {
        let Node::Tree(tree) = &aggregate.function else { return self.no_aggregate() };
        match &tree.kind {
            Kind::Template { name, args } => self.template_aggregate(aggregate, name, args, min),
            Kind::Call { name, args } => {
                self.function_name(name);
                self.text("(");
                if aggregate.distinct {
                    self.text("DISTINCT ");
                }
                self.separated(args);
                if !aggregate.order.is_empty() && self.require(Feature::OrderedAggregates) {
                    self.text(" ORDER BY ");
                    self.order_terms(&aggregate.order);
                }
                self.text(")");
                if !aggregate.filter.is_empty() && self.require(Feature::AggregateFilter) {
                    self.filter_clause(&aggregate.filter);
                }
            }
            Kind::Mistake(problem) => self.problem(problem.clone()),
            _ => self.no_aggregate(),
        }
    }

    fn no_aggregate(&mut self) {
        let message = format!(
            "DISTINCT, ORDER BY or FILTER (in {}) is put to something that is no function",
            self.clause
        );
        self.fail(ErrorKind::Conflict, message);
    }

    fn template_aggregate(
        &mut self,
        aggregate: &'a Aggregate,
        name: &'static str,
        args: &'a [Node],
        min: u8,
    ) {
        let text = Template::find(self.spec.functions, name).map_or("", |template| template.text);
        let takes = |hole: &str| text.is_empty() || text.contains(hole);
        let mut extras = Extras { distinct: aggregate.distinct, ..Extras::default() };
        if aggregate.distinct && !takes("{distinct}") {
            let what = format!("DISTINCT in a function like `{name}`");
            self.unsupported(Feature::DistinctAggregates, &what);
        }
        if !aggregate.order.is_empty() {
            extras.order = &aggregate.order;
            if !takes("{order}") || !self.features.has(Feature::OrderedAggregates) {
                let what = format!("ORDER BY in a function like `{name}`");
                self.unsupported(Feature::OrderedAggregates, &what);
            }
            if aggregate.distinct {
                self.check_distinct_order(&aggregate.order, args);
            }
        }
        if !aggregate.filter.is_empty() && !text.is_empty() {
            if takes("{filter}") && self.features.has(Feature::AggregateFilter) {
                extras.filter = Some(&aggregate.filter);
            } else if !SKIPS_NULL.contains(&name) {
                let what = format!("FILTER behind a function like `{name}`");
                self.unsupported(Feature::AggregateFilter, &what);
            } else if self.rewrite(Rewrite::FilterAsCase, Feature::AggregateFilter) {
                extras.only_if = Some(&aggregate.filter);
            }
        }
        self.template_with(name, args, min, extras);
    }

    /// Each value once has no order but its own.
    fn check_distinct_order(&mut self, order: &[Node], args: &[Node]) {
        let is_value = |term: &Node| {
            let key = match term {
                Node::ColumnDesc(column) => &Node::Column(column.clone()),
                Node::Tree(tree) => match &tree.kind {
                    Kind::Order { operand, .. } => operand,
                    _ => term,
                },
                _ => term,
            };
            args.first().is_some_and(|value| equal(value, key))
        };
        if !order.iter().all(is_value) {
            let message = format!(
                "DISTINCT in an aggregate (in {}) leaves no order but that of the value itself; \
                 order by the value",
                self.clause
            );
            self.fail(ErrorKind::Conflict, message);
        }
    }

    pub(super) fn filter_clause(&mut self, condition: &'a Node) {
        self.text(" FILTER (WHERE ");
        self.expr(condition, 0);
        self.text(")");
    }
}
