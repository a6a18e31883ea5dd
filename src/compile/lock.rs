//! FOR UPDATE and its kin.
//!
//! A lock is one of rows of the tables in FROM, on every engine. PostgreSQL would go on into queries in
//! FROM, so that the tables are named where others stand beside them.

use super::Writer;
use super::select::Role;
use crate::check::has_constants;
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::view::NodeRef;
use crate::select::{
    Clause, Distinct, ItemBody, LockStrength, LockWait, RareClauses, RowLock, SelectBody,
    SourceRef, may_fill,
};
use crate::types::Sort;

impl<'a> Writer<'a> {
    #[cold]
    #[inline(never)]
    pub(super) fn locks(&mut self, body: &'a SelectBody, rare: &'a RareClauses, role: Role<'a>) {
        let before = self.clause;
        let in_from =
            matches!(role, Role::Named(_) | Role::Lateral(_) | Role::Listed(_) | Role::First(_));
        if in_from && self.spec.faults.limits_constants && !body.is_limited() && has_constants(body)
        {
            // Behind the words it could not stand.
            self.keep_apart();
        }
        self.enter("FOR UPDATE", body.place(Clause::Lock));
        if self.require(Feature::LockingReads) && self.has_rows_to_lock(body, rare) {
            self.check_locks(&rare.locks);
            for lock in &rare.locks {
                self.row_lock(body, lock);
            }
        }
        self.clause = before;
    }

    /// Rows of groups and the like are no rows of tables.
    fn has_rows_to_lock(&mut self, body: &SelectBody, rare: &RareClauses) -> bool {
        let grouped = body.flags & (Sort::AGGREGATE | Sort::WINDOW) != 0
            || !rare.group_by.is_empty()
            || !rare.having.is_empty();
        let plain = !grouped && rare.distinct == Distinct::No;
        if !plain {
            let message = "a query with groups, aggregates, DISTINCT or functions over windows has \
                           no rows to lock; lock them by a query in FROM";
            self.fail(ErrorKind::Conflict, message.into());
        }
        plain
    }

    /// Several locks must be of different tables.
    fn check_locks(&mut self, locks: &'a [RowLock]) {
        let sources = || locks.iter().flat_map(|lock| &lock.of).map(NodeRef::new);
        let named: Vec<SourceRef<'a>> = sources().filter_map(NodeRef::source).collect();
        let twice = (1..named.len()).any(|i| named[..i].iter().any(|own| own.same(named[i])));
        if twice || locks.len() > 1 && locks.iter().any(|lock| lock.of.is_empty()) {
            let message = "two locks of one table; say by `.of(…)` which tables each is of";
            self.fail(ErrorKind::Conflict, message.into());
        }
    }

    fn row_lock(&mut self, body: &'a SelectBody, lock: &'a RowLock) {
        let items: Vec<SourceRef<'a>> = self.scope.sources.iter().collect();
        let tables: Vec<SourceRef<'a>> = items.iter().copied().filter(is_table).collect();
        let named: Vec<SourceRef<'a>> =
            lock.of.iter().filter_map(|node| NodeRef::new(node).source()).collect();
        let all = named.is_empty();
        let locked = if all { &tables } else { &named };
        if locked.is_empty() {
            let message = "there is no table in FROM whose rows could be locked; lock them in the \
                           queries that read them";
            return self.fail(ErrorKind::Conflict, message.into());
        }
        for &source in locked {
            self.can_be_locked(body, source);
        }
        self.lock_words(lock);
        let of_all = locked.len() == tables.len();
        let needs_of = if of_all { tables.len() < items.len() || !all } else { true };
        if needs_of && (self.features.has(Feature::LockOf) || !of_all) {
            self.lock_of(locked);
        }
        match lock.wait {
            LockWait::Waits => {}
            LockWait::Fails => {
                self.require(Feature::LockNowait);
                self.text(" NOWAIT");
            }
            LockWait::Skips => {
                self.require(Feature::LockSkip);
                self.text(" SKIP LOCKED");
            }
        }
    }

    fn can_be_locked(&mut self, body: &'a SelectBody, source: SourceRef<'a>) {
        if self.scope.sources.position(source).is_none() {
            let message = format!("`{}` is locked, but it is not in this FROM", source.name());
            self.fail(ErrorKind::NotInFrom, message);
        } else if !is_table(&source) {
            let message =
                format!("`{}` is no table; lock rows in the query that reads them", source.name());
            self.fail(ErrorKind::Conflict, message);
        } else if !self.features.has(Feature::LockOuterSide) && may_fill(body, source) {
            self.require(Feature::LockOuterSide);
        }
    }

    fn lock_words(&mut self, lock: &RowLock) {
        if let LockStrength::NoKeyUpdate | LockStrength::KeyShare = lock.strength {
            self.require(Feature::KeyLocks);
        }
        self.line(match lock.strength {
            LockStrength::Update => " FOR UPDATE",
            LockStrength::NoKeyUpdate => " FOR NO KEY UPDATE",
            LockStrength::Share if self.features.has(Feature::ForShare) => " FOR SHARE",
            LockStrength::Share => " LOCK IN SHARE MODE",
            LockStrength::KeyShare => " FOR KEY SHARE",
        });
    }

    fn lock_of(&mut self, tables: &[SourceRef<'a>]) {
        self.require(Feature::LockOf);
        for (i, source) in tables.iter().enumerate() {
            self.text(if i == 0 { " OF " } else { ", " });
            match self.other_name(*source) {
                Some(name) => self.name(&name),
                None => self.name(source.name()),
            }
        }
    }
}

/// True for tables, under whatever name.
pub(super) fn is_table(source: &SourceRef<'_>) -> bool {
    let changing = source.item().is_some_and(|item| matches!(item.body, ItemBody::Row(..)));
    source.table().is_some() && !changing
}
