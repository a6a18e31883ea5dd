//! Changes in WITH.

use super::Writer;
use super::layout::Mark;
use crate::dialect::Feature;
use crate::dml::{ChangeBody, ChangeClause, Verb};
use crate::error::ErrorKind;
use crate::select::{Item, ItemBody};

impl<'a> Writer<'a> {
    /// `name (columns) AS (DELETE … RETURNING …)`
    #[cold]
    pub(super) fn change_in_with(&mut self, item: &'a Item, change: &'a ChangeBody) {
        self.enter("WITH", change.place(ChangeClause::Target));
        if !self.require(Feature::ChangeInWith) {
            return;
        }
        if change.verb == Verb::Merge {
            self.require(Feature::MergeReturning);
        }
        let fault = if change.returning.is_empty() {
            "gives nothing back; add `.returning(…)`"
        } else if item.open {
            "gives back `*` of what is not known; name the columns"
        } else {
            ""
        };
        if !fault.is_empty() {
            let message = format!("the change `{}` in WITH {fault}", item.name);
            self.fail(ErrorKind::Incomplete, message);
        }
        self.name(&item.name);
        self.column_list(item, usize::MAX);
        self.text(" AS (");
        self.mark(Mark::Open);
        let around = self.rare_mut().returning.take();
        self.rare_mut().in_with = true;
        self.change(change);
        self.rare_mut().in_with = false;
        self.rare_mut().returning = around;
        self.mark(Mark::Close);
        self.text(")");
    }

    /// Refuses changes in a WITH that does not stand before the statement.
    pub(super) fn check_with_inside(&mut self, items: &[&'a Item]) {
        let change = items.iter().find(|item| matches!(item.body, ItemBody::Changed(_)));
        if let Some(item) = change.filter(|_| self.features.has(Feature::ChangeInWith)) {
            let message = format!(
                "the change `{}` in WITH must stand before the whole statement, which CREATE TABLE AS \
                 does not take; make the change by itself",
                item.name
            );
            self.fail(ErrorKind::Conflict, message);
        }
    }
}
