//! Conditions by which some engines cannot join, or join wrongly.

use std::ops::RangeInclusive;

use super::Writer;
use crate::check::conjuncts;
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::view::{NodeRef, View};
use crate::function;
use crate::select::{Join, JoinKind, On, SourceRef};

impl<'a> Writer<'a> {
    /// Refuses an outer join whose condition has no column of the joined item, or one of a query around,
    /// and another join by such a condition that an outer one keeps no rows of, or that is in parentheses.
    pub(super) fn check_outer_join(&mut self, joins: &'a [Join], place: usize) {
        let join = &joins[place];
        let fills = |join: &Join| match join.kind {
            JoinKind::Right | JoinKind::Full => true,
            JoinKind::Left | JoinKind::Inner | JoinKind::Cross => false,
        };
        let outer = match join.kind {
            JoinKind::Left | JoinKind::Right | JoinKind::Full => true,
            JoinKind::Inner | JoinKind::Cross => joins[place + 1..].iter().any(fills),
        };
        if outer && join.on == On::Condition {
            self.check_outer_condition(join, place);
        }
        for (place, join) in joins.iter().enumerate().skip(place + 1).take(join.inside) {
            if join.on == On::Condition {
                self.check_outer_condition(join, place);
            }
        }
    }

    #[cold]
    fn check_outer_condition(&mut self, join: &'a Join, place: usize) {
        let sources = &self.scope.sources;
        let joined = place..=place + join.inside;
        let (mut own, mut around) = (false, false);
        // What is to be looked at, and whether it is in a query inside, which has items of its own.
        let mut waiting = vec![(NodeRef::new(&join.on_node), false)];
        while let Some((node, inside)) = waiting.pop() {
            if let Some(column) = node.as_column() {
                // A column by its name alone may be of the item.
                let of = SourceRef::of(column);
                let position = of.and_then(|of| sources.position(of));
                own |= of.is_none() || position.is_some_and(|position| joined.contains(&position));
                around |= !inside && of.is_some() && position.is_none();
            }
            let inside = inside || matches!(node.view(), View::Query(_));
            node.each_child(&mut |child| waiting.push((child, inside)));
        }
        if !own {
            self.require(Feature::OuterJoinByOthers);
        } else if around {
            self.require(Feature::OuterJoinByOuter);
        }
    }

    /// Refuses a FULL JOIN where the engine has none, or by a condition no part of which equates the
    /// joined item with what stands before it.
    #[cold]
    pub(super) fn check_full_join(&mut self, join: &'a Join, place: usize) {
        let known = self.require(Feature::FullJoin);
        if !known || join.on != On::Condition || self.features.has(Feature::FullJoinByAny) {
            return;
        }
        if !self.equates_both(&join.on_node, &(place..=place + join.inside)) {
            self.require(Feature::FullJoinByAny);
        }
    }

    /// Refuses a MERGE that keeps what goes with nothing on both sides, which is a FULL JOIN to the engine,
    /// by a condition by which it cannot join so.
    #[cold]
    pub(super) fn check_kept_sides(&mut self, condition: &'a Node) {
        let feature = Feature::FullJoinByAny;
        if !self.features.has(feature) && !self.equates_both(condition, &(1..=1)) {
            let message = format!(
                "{} has no MERGE with INSERT and WHEN NOT MATCHED BY SOURCE (in ON) by a condition that \
                 does not equate the table with the source; add an equation, or merge twice",
                self.spec.name
            );
            self.fail(ErrorKind::Unsupported(feature), message);
        }
    }

    /// True if a part of the condition equates the items at the places with what stands before them.
    fn equates_both(&self, condition: &'a Node, places: &RangeInclusive<usize>) -> bool {
        let parts = conjuncts(std::iter::once(condition)).into_iter().map(NodeRef::new);
        let equates = |part: NodeRef<'a>| {
            let View::Operator { function, operands } = part.unlabelled().view() else {
                return false;
            };
            let sides: Vec<NodeRef<'a>> = operands.iter().collect();
            let [a, b] = sides[..] else { return false };
            let (a, b) = (self.sides_of(a, places), self.sides_of(b, places));
            *function == function::EQ && matches!((a, b), (OWN, BEFORE) | (BEFORE, OWN))
        };
        parts.into_iter().any(equates)
    }

    /// Whether an expression has columns of the joined items, and of what stands before them.
    fn sides_of(&self, expr: NodeRef<'a>, places: &RangeInclusive<usize>) -> (bool, bool) {
        let (mut own, mut before) = (false, false);
        let mut waiting = vec![expr];
        while let Some(node) = waiting.pop() {
            if let Some(column) = node.as_column() {
                match SourceRef::of(column).and_then(|of| self.scope.sources.position(of)) {
                    Some(of) if places.contains(&of) => own = true,
                    Some(_) => before = true,
                    // Of an enclosing query, or of whatever has a column of the name.
                    None => {}
                }
            }
            node.each_child(&mut |child| waiting.push(child));
        }
        (own, before)
    }
}

const OWN: (bool, bool) = (true, false);
const BEFORE: (bool, bool) = (false, true);
