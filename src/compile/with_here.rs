//! WITH at a query inside of a statement.

use super::Writer;
use super::select::Role;
use super::task::Task;
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::view::NodeRef;
use crate::select::{Clause, Item, ItemBody, SelectBody};
use crate::tree::{Uses, uses};

impl<'a> Writer<'a> {
    /// A query that has WITH of its own.
    #[cold]
    #[inline(never)]
    pub(super) fn query_with(&mut self, body: &'a SelectBody, role: Role<'a>) {
        let start = self.rare().and_then(|rare| rare.start);
        if role.is_open() || start.is_some_and(|start| std::ptr::eq(start, body)) {
            // WITH of the statement has it.
            self.rare_mut().ctes = true;
            return self.write_behind_with(body, role);
        }
        self.open_values(body, role);
        self.scope.walled = !self.features.has(Feature::CorrelatedFrom);
        self.enter("WITH", body.place(Clause::Columns));
        self.require(Feature::CommonTableExpressions);
        // Names are looked at once all of WITH is known.
        self.rare_mut().ctes = true;
        let (items, outer) = in_order(body);
        if let (true, [outer, ..]) = (self.spec.faults.hides_outer_with, &outer[..]) {
            self.lacks_outer_with(outer);
        }
        for (i, item) in items.into_iter().enumerate() {
            self.text(if i > 0 { ", " } else { "WITH " });
            if matches!(&item.body, ItemBody::Cte(cte) if cte.this.is_some()) {
                let message = format!(
                    "`{}` is recursive, and WITH RECURSIVE stands in front of the statement only; leave \
                     `.with_here(…)` out",
                    item.name
                );
                self.fail(ErrorKind::Conflict, message);
            } else {
                self.cte(item, true);
            }
        }
        self.leave();
        self.line(" ");
        self.nest_scope(|| Task::BehindWith(body, role), |w| w.write_behind_with(body, role));
    }

    fn lacks_outer_with(&mut self, outer: &Item) {
        let message = format!(
            "{} {} has no `{}` of WITH around in the queries of WITH inside; give both to one query by \
             `.with_here(…)`, or leave that out",
            self.spec.name,
            self.dialect.version(),
            outer.name
        );
        self.fail(ErrorKind::Unsupported(Feature::CommonTableExpressions), message);
    }

    /// Notes that WITH of this query is that of the statement.
    pub(super) fn note_start(&mut self, query: &'a SelectBody) {
        if !query.with_here().is_empty() {
            self.rare_mut().start = Some(query);
        }
    }

    /// Refuses a query of WITH inside that is used outside too, where it would be another one.
    pub(super) fn check_uses_outside(&mut self, uses: &Uses<'a>) {
        let outside = |item: &&Item| uses.ctes.iter().any(|own| std::ptr::eq(*own, *item));
        if let Some(item) = uses.here.iter().copied().find(outside) {
            let message = format!(
                "`{}` stands in WITH of a query inside, and is used outside of that; leave `.with_here(…)` out, or \
                 make two queries of it",
                item.name
            );
            self.fail(ErrorKind::Conflict, message);
        }
    }

    /// Refuses WITH at an operand of a set operation, where it would be of the whole.
    pub(super) fn check_no_with_in(&mut self, operands: [&SelectBody; 2], operation: &str) {
        if operands.iter().any(|operand| !operand.with_here().is_empty()) {
            let message = format!(
                "a query of {operation} has WITH of its own; give it to the whole by `.with_here(…)`, or put the \
                 query into FROM: `.subquery(…)`"
            );
            self.fail(ErrorKind::Conflict, message);
        }
    }
}

/// The queries of WITH, each after those that it uses; and what else of WITH they use.
fn in_order(body: &SelectBody) -> (Vec<&Item>, Vec<&Item>) {
    let given: Vec<NodeRef<'_>> = body.with_here().iter().map(NodeRef::new).collect();
    let own: Vec<&Item> = given.iter().filter_map(|node| node.source()?.item()).collect();
    let is_own = |item: &&Item| own.iter().any(|own| std::ptr::eq(*own, *item));
    uses(given).ctes.into_iter().partition(is_own)
}
