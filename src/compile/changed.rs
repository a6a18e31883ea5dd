//! UPDATE and DELETE: what else they read, which rows they change, and how many.

use super::instead::key_places;
use super::other_rows::alias_of;
use super::{Rewrite, Writer};
use crate::check::may_give_several;
use crate::dialect::Feature;
use crate::dml::{ChangeBody, ChangeClause, RareParts, Verb};
use crate::error::ErrorKind;
use crate::expr::Node;
use crate::expr::node::Place;
use crate::expr::view::NodeRef;
use crate::name::Name;
use crate::schema::ColumnDef;
use crate::select::{SelectBody, SourceRef};

impl<'a> Writer<'a> {
    /// The table of an UPDATE or DELETE and all that stands between it and RETURNING.
    pub(super) fn changed(&mut self, target: SourceRef<'a>, body: &'a ChangeBody) {
        let items: Vec<SourceRef<'a>> = body.items().map(SourceRef::from).collect();
        self.open_change(std::iter::once(target).chain(items.iter().copied()));
        if !items.is_empty() {
            self.check_names();
            self.check_matches(body, &items);
        }
        let listed = body.verb == Verb::Update
            && !items.is_empty()
            && !self.features.has(Feature::UpdateFrom)
            && self.features.has(Feature::UpdateOfSeveral);
        if body.verb == Verb::Delete && alias_of(&body.target).is_some() {
            self.deleted_alias(target, body);
        }
        self.source(target);
        if listed {
            self.text(", ");
            self.items(&items);
        }
        if body.verb == Verb::Update {
            self.sets(target, body, listed);
        }
        self.enter(body.verb.words(), body.place(ChangeClause::From));
        match (body.verb, items.is_empty() || listed) {
            (_, true) => self.condition(target, body),
            (Verb::Update, false) if self.require(Feature::UpdateFrom) => {
                self.line(" FROM ");
                self.items(&items);
                self.condition(target, body);
            }
            (Verb::Delete, false) if self.features.has(Feature::DeleteUsing) => {
                self.line(" USING ");
                self.items(&items);
                self.condition(target, body);
            }
            (Verb::Delete, false) => self.exists(target, body, &items),
            (Verb::Insert | Verb::Update | Verb::Merge, false) => {}
        }
        // Elsewhere only the table is seen by RETURNING.
        if !items.is_empty() && !self.features.has(Feature::ReturningOfFrom) {
            self.leave();
            self.open_change([target]);
        }
    }

    /// True if DELETE is followed by the other name of its table.
    pub(super) fn names_deleted(&self, body: &ChangeBody) -> bool {
        alias_of(&body.target).is_some() && !self.features.has(Feature::DeleteAlias)
    }

    /// `DELETE u FROM users AS u` where the table has no other name in `DELETE FROM`.
    fn deleted_alias(&mut self, target: SourceRef<'a>, body: &'a ChangeBody) {
        if self.features.has(Feature::DeleteAlias) {
            return;
        }
        let limited = body.rare().is_some_and(RareParts::is_limited);
        if limited || !body.returning.is_empty() || !self.features.has(Feature::UpdateOfSeveral) {
            self.require(Feature::DeleteAlias);
        } else if self.rewrite(Rewrite::DeleteOfAlias, Feature::DeleteAlias) {
            self.name(target.name());
            self.text(" FROM ");
        }
    }

    fn items(&mut self, items: &[SourceRef<'a>]) {
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            self.source(*item);
        }
    }

    /// Refuses items of which several rows may go with one row, which an engine would take any of.
    fn check_matches(&mut self, body: &'a ChangeBody, items: &[SourceRef<'a>]) {
        let any = body.rare().is_some_and(|rare| rare.any_match);
        if body.verb != Verb::Update || any || !body.problems.is_empty() {
            return;
        }
        let Some(place) = body.place(ChangeClause::From) else { return };
        let mut read = SelectBody::new(Vec::new(), 0, place);
        body.items().for_each(|item| read.add_from(item.clone()));
        read.add_filter(body.filter.clone());
        let items: Vec<SourceRef<'_>> = items.to_vec();
        if may_give_several(&read, items) {
            let message = "several rows of FROM may go with one row of the table, and the engine would take \
                           any; equate a declared unique key of each item, aggregate in a subquery, or \
                           say `.any_match()`";
            self.enter("FROM", Some(place));
            self.fail(ErrorKind::Conflict, message.into());
        }
    }

    /// WHERE, and which of the rows that it leaves are meant.
    fn condition(&mut self, target: SourceRef<'a>, body: &'a ChangeBody) {
        self.enter("WHERE", body.place(ChangeClause::Where));
        let there = self.check_condition(target, body);
        let limited = body.rare().filter(|rare| rare.is_limited());
        let Some(rare) = limited else { return self.filter_of(body, there) };
        let place = body.place(ChangeClause::Limit);
        self.check_limit(body, rare, place);
        if self.features.has(Feature::LimitInChange) {
            self.check_own_table(Feature::OwnTableInFilter, target, &rare.order_by);
            self.check_sorted(target, body);
            self.filter_of(body, there);
            return self.order_and_limit(rare, place);
        }
        if self.rewrite(Rewrite::LimitByKeys, Feature::LimitInChange) {
            self.rows_by_keys(target, (body, rare), there);
        }
    }

    fn filter_of(&mut self, body: &'a ChangeBody, there: bool) {
        if there {
            self.line(" WHERE ");
            self.expr(&body.filter, 0);
        }
    }

    fn check_limit(&mut self, body: &'a ChangeBody, rare: &'a RareParts, place: Option<Place>) {
        let (verb, clause) = (body.verb.words(), self.clause);
        self.enter("LIMIT", place);
        if rare.limit.is_empty() {
            let message = format!(
                "{verb} has ORDER BY and no LIMIT, which would mean nothing; add `.limit(…)`"
            );
            self.fail(ErrorKind::Conflict, message);
        }
        if !rare.from.is_empty() {
            let message = format!(
                "{verb} has LIMIT and another FROM item; choose the rows by a subquery in `.filter(…)`"
            );
            self.fail(ErrorKind::Conflict, message);
        }
        for term in &rare.order_by {
            self.check_types_of(term, "ORDER BY", place);
            self.check_no_aggregate(NodeRef::new(term), "ORDER BY", place);
        }
        self.enter(clause, body.place(ChangeClause::Where));
    }

    /// Refuses what would be written with the rows picked beside, if the table had a key to pick them by.
    fn check_sorted(&mut self, target: SourceRef<'a>, body: &'a ChangeBody) {
        if key_places(target).is_some() || !self.updates_by_one_row(body) {
            return;
        }
        let message = format!(
            "{} {} takes one row for all in UPDATE with ORDER BY and a query over the table itself, and `{}` \
             declares no primary key to pick the rows by; read the values before",
            self.spec.name,
            self.dialect.version(),
            target.name()
        );
        self.fail(ErrorKind::Unsupported(Feature::OwnTableInSet), message);
    }

    fn order_and_limit(&mut self, rare: &'a RareParts, place: Option<Place>) {
        self.enter("ORDER BY", place);
        self.order_terms(&rare.order_by, |w| w.line(" ORDER BY "));
        self.enter("LIMIT", place);
        self.line(" LIMIT ");
        self.expr(&rare.limit, 0);
    }

    /// `WHERE key IN (SELECT key FROM table WHERE … ORDER BY … LIMIT …)`.
    fn rows_by_keys(
        &mut self,
        target: SourceRef<'a>,
        (body, rare): (&'a ChangeBody, &'a RareParts),
        there: bool,
    ) {
        let columns = target.table().map_or(&[][..], |table| &table.columns);
        let keys: Vec<&Name> =
            columns.iter().filter(|def| def.primary_key).map(ColumnDef::name).collect();
        if keys.is_empty() {
            let message = format!(
                "LIMIT goes by the primary key here, and `{}` declares none; choose the rows by a \
                 subquery in `.filter(…)`",
                target.name()
            );
            return self.fail(ErrorKind::Conflict, message);
        }
        self.line(" WHERE ");
        self.text(if keys.len() > 1 { "(" } else { "" });
        self.keys_of_target(target, &keys);
        self.text(if keys.len() > 1 { ") IN (SELECT " } else { " IN (SELECT " });
        self.keys_of_target(target, &keys);
        self.text(" FROM ");
        self.source(target);
        self.filter_of(body, there);
        self.order_and_limit(rare, body.place(ChangeClause::Limit));
        self.text(")");
    }

    fn keys_of_target(&mut self, target: SourceRef<'a>, keys: &[&Name]) {
        for (i, key) in keys.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            self.qualified(target, key);
        }
    }

    /// `WHERE EXISTS (SELECT 1 FROM items WHERE condition)`: a row with several matches is deleted once.
    fn exists(&mut self, target: SourceRef<'a>, body: &'a ChangeBody, items: &[SourceRef<'a>]) {
        let own = |item: &SourceRef<'_>| {
            item.table().zip(target.table()).is_some_and(|(item, own)| item.name == own.name)
        };
        if items.iter().any(own) && !self.features.has(Feature::OwnTableInFilter) {
            self.require(Feature::OwnTableInFilter);
        }
        self.rewrite(Rewrite::UsingAsExists, Feature::DeleteUsing);
        self.enter("WHERE", body.place(ChangeClause::Where));
        let there = self.check_condition(target, body);
        let limited = body.rare().filter(|rare| rare.is_limited());
        if let Some(rare) = limited {
            self.check_limit(body, rare, body.place(ChangeClause::Limit));
        }
        self.line(" WHERE ");
        self.text("EXISTS (SELECT 1 FROM ");
        self.items(items);
        if there {
            self.text(" WHERE ");
            self.expr(&body.filter, 0);
        }
        self.text(")");
    }
}

/// Columns that others read where no order of assignments is promised.
pub(super) fn reads_others(columns: &[Node], has: impl Fn(usize, &Name) -> bool) -> bool {
    let name = |place: usize| columns.get(place).and_then(|node| node.as_column()?.name());
    (0..columns.len()).any(|place| {
        name(place)
            .is_some_and(|own| (0..columns.len()).any(|other| other != place && has(other, own)))
    })
}
