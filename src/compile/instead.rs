//! Another statement in the place of one that the engine has not, with the same meaning.

use super::assign::reads_table;
use super::merge::reads;
use super::other_rows::{alias_of, is_read_by};
use super::{Rewrite, Writer};
use crate::check::may_give_several;
use crate::dialect::Feature;
use crate::dml::{ChangeBody, Verb};
use crate::expr::Node;
use crate::expr::view::{NodeRef, View};
use crate::name::Name;
use crate::select::{SelectBody, SourceRef};
use crate::tree::{StatementKind, StatementRef, items_of};
use std::mem::take;
use std::sync::Arc;

/// The other statement, if there is one of the same meaning.
pub(super) type Instead = Option<ChangeBody>;

/// What engines lack that have an UPDATE or DELETE written as another one.
const NEEDED: [Feature; 7] = [
    Feature::DeleteAlias,
    Feature::OwnTableInSet,
    Feature::OwnTableInFilter,
    Feature::OldValuesInSet,
    Feature::TupleSet,
    Feature::UpdateFrom,
    Feature::AliasInReturning,
];

impl Writer<'_> {
    /// Writes another statement in the place of an UPDATE or DELETE, if it needs what the engine has not
    /// and another one has the same meaning; true if it is written.
    pub(super) fn other_change(&mut self, body: &ChangeBody) -> bool {
        let needs_none = || NEEDED.iter().all(|feature| self.features.has(*feature));
        if !body.problems.is_empty() || !self.spec.faults.updates_by_one_row && needs_none() {
            return false;
        }
        let Some((other, rewrite, feature)) = self.find_other(body) else { return false };
        self.check_no_words(body.words(), "a change");
        self.write_instead(other, rewrite, feature);
        true
    }

    fn find_other(&self, body: &ChangeBody) -> Option<(ChangeBody, Rewrite, Feature)> {
        let lacks = |feature: Feature| !self.features.has(feature);
        let target = SourceRef::from(&body.target);
        let itself = |source: SourceRef<'_>| source.same(target);
        let own = |node: &Node| reads_table(target, node, &itself);
        let is_update = body.verb == Verb::Update;
        if is_update && body.filter.is_empty() != body.all_rows {
            // It is refused as it is; the other one would have a condition.
            return None;
        }
        if lacks(Feature::AliasInReturning)
            && let Some((alias, _)) = alias_of(&body.target)
            && body.returning.iter().any(|node| names(node, alias))
        {
            return Some((
                self.own_name_returned(body)?,
                Rewrite::OwnNameReturned,
                Feature::AliasInReturning,
            ));
        }
        let sets = body.row_sets();
        let own_set = lacks(Feature::OwnTableInSet) && sets.iter().any(|set| own(&set.query));
        if !sets.is_empty() && (lacks(Feature::TupleSet) || own_set) {
            return Some((self.set_by_columns(body)?, Rewrite::SetByColumns, Feature::TupleSet));
        }
        let several = !lacks(Feature::UpdateFrom) || !lacks(Feature::UpdateOfSeveral);
        if is_update && !several && body.items().next().is_some() {
            return Some((
                self.queries_for_from(body)?,
                Rewrite::FromAsQueries,
                Feature::UpdateFrom,
            ));
        }
        let set = || body.cells.nodes().iter().any(own);
        if is_update && several && lacks(Feature::OwnTableInSet) && set() {
            return Some((
                self.set_from_before(body)?,
                Rewrite::SetFromBefore,
                Feature::OwnTableInSet,
            ));
        }
        if self.updates_by_one_row(body) || self.sorts_by_itself(body) {
            return Some((
                self.set_from_before(body)?,
                Rewrite::SetFromBefore,
                Feature::OwnTableInSet,
            ));
        }
        let before = body.rare().is_some_and(|rare| rare.made_before);
        let refused = lacks(Feature::OwnTableInFilter)
            || body.verb == Verb::Delete && self.names_deleted(body);
        let used = || {
            let exists = body.verb == Verb::Delete && lacks(Feature::DeleteUsing);
            let said = body.all_rows || !body.filter.is_empty();
            exists && said && body.items().any(|item| is_read_by(target, item))
        };
        if refused && !before && (own(&body.filter) || used()) {
            let other = self.rows_from_before(body)?;
            return Some((other, Rewrite::RowsFromBefore, Feature::OwnTableInFilter));
        }
        if is_update
            && lacks(Feature::OldValuesInSet)
            && self.spec.at_once.is_none()
            && self.has_cycle(body)
        {
            return Some((self.set_by_join(body)?, Rewrite::SetByJoin, Feature::OldValuesInSet));
        }
        None
    }

    /// Writes `body` in the place of the whole statement, for lack of a feature.
    #[cold]
    pub(super) fn write_instead(&mut self, body: ChangeBody, rewrite: Rewrite, feature: Feature) {
        if !self.rewrite(rewrite, feature) {
            return;
        }
        let body = Arc::new(body);
        let mut inner =
            Writer::new(self.dialect, self.options, self.out.take(), take(&mut self.params));
        inner.statement(StatementRef(StatementKind::Change(&body)));
        let text = take(&mut inner.out);
        let params = take(&mut inner.params);
        let rare = inner.rare.take();
        (self.out, self.params) = (text, params);
        let Some(mut inner) = rare else { return };
        for problem in inner.take_problems() {
            self.note(problem);
        }
        let own = self.rare_mut();
        own.marks = take(&mut inner.marks);
        if let Some(report) = inner.report.take() {
            let own = own.report.get_or_insert_default();
            own.rewrites.extend(report.rewrites);
            (own.nulls, own.late) = (report.nulls, report.late);
        }
    }
}

/// The places of the columns of the primary key that a table declares.
pub(super) fn key_places(target: SourceRef<'_>) -> Option<Vec<u16>> {
    let columns = &target.table()?.columns;
    let keys = (0_u16..).zip(columns.iter()).filter(|(_, def)| def.primary_key);
    let places: Vec<u16> = keys.map(|(place, _)| place).collect();
    (!places.is_empty()).then_some(places)
}

/// A name for an item beside the table.
pub(super) fn fresh_name(target: SourceRef<'_>) -> Name {
    let name = if target.name().as_str().eq_ignore_ascii_case("q") { "q_1" } else { "q" };
    Name::new(name)
}

/// True if a query gives one row at most, without choosing it.
pub(super) fn at_most_one(query: &SelectBody, target: SourceRef<'_>) -> bool {
    let chooses = !query.limit.is_empty()
        || !query.offset.is_empty()
        || query.rare().is_some_and(|rare| rare.one_row);
    // Without a FROM that is given, columns of the table are those of the row that changes.
    let mut items = items_of(query);
    items.retain(|item| !(query.infers_from() && item.same(target)));
    !chooses && !may_give_several(query, items)
}

/// True if a column, or all columns, of an item are in the expression.
fn names(node: &Node, source: SourceRef<'_>) -> bool {
    let star = matches!(
        NodeRef::new(node).view(),
        View::AllColumns { source: of } if of.source().is_some_and(|of| of.same(source))
    );
    star || reads(node, source)
}
