//! Joins, one after the other, and those in parentheses, which are joined as a whole.

use std::ops::Range;

use super::Writer;
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::select::{Item, Join, JoinKind, On, SelectBody, SourceRef};

impl<'a> Writer<'a> {
    #[inline]
    pub(super) fn joins(&mut self, body: &'a SelectBody) {
        if !body.joins.is_empty() {
            self.some_joins(body);
        }
    }

    #[inline(never)]
    fn some_joins(&mut self, body: &'a SelectBody) {
        let by_own = !self.features.has(Feature::OuterJoinByOthers);
        let mut place = 0;
        while let Some(join) = body.joins.get(place) {
            if by_own {
                self.check_outer_join(&body.joins, place);
            }
            if join.inside > 0 {
                self.joined_as_a_whole(body, place);
            } else {
                self.join(body, join, place, None);
                self.on(body, join, place, None);
            }
            place += 1 + join.inside;
        }
    }

    /// The words of a join and its item; `head` is the place of the item that the parentheses which it
    /// stands in begin with.
    #[inline(always)]
    fn join(&mut self, body: &'a SelectBody, join: &'a Join, place: usize, head: Option<usize>) {
        match join.kind {
            JoinKind::Right => _ = self.require(Feature::RightJoin),
            JoinKind::Full => self.check_full_join(join, place),
            JoinKind::Inner | JoinKind::Left | JoinKind::Cross => {}
        }
        match join.kind {
            JoinKind::Inner => self.line(" JOIN "),
            JoinKind::Left => self.line(" LEFT JOIN "),
            JoinKind::Right => self.line(" RIGHT JOIN "),
            JoinKind::Full => self.line(" FULL JOIN "),
            JoinKind::Cross => self.line(" CROSS JOIN "),
        }
        let Some(source) = self.source_at(place) else { return };
        if join.inside > 0 {
            self.text("(");
        }
        if is_lateral(source) {
            if let JoinKind::Right | JoinKind::Full = join.kind {
                self.lateral_outside(source);
            }
            self.hide(match head {
                // What begins parentheses sees nothing, and what comes later in them what is before.
                _ if join.inside > 0 => place + 1..place,
                Some(head) => place..head,
                None => place..self.scope.joined,
            });
        }
        self.source(source);
        self.hints_behind(body, source);
    }

    #[inline(always)]
    fn on(&mut self, body: &'a SelectBody, join: &'a Join, place: usize, head: Option<usize>) {
        let Some(source) = self.source_at(place) else { return };
        match join.on {
            On::Nothing => {}
            On::Condition => {
                self.text(" ON ");
                let next = place + join.inside + 1;
                if let Some(head) = head {
                    self.hide(next..head);
                } else if self.scope.joined > 1 || is_lateral(source) {
                    self.hide(next..self.scope.joined);
                }
                self.expr(&join.on_node, 0);
            }
            On::ForeignKey => {
                self.text(" ON ");
                self.foreign_key(join, place, head);
            }
            On::Using | On::Natural => {
                self.text(" ON ");
                self.using(body, join, place, head);
            }
        }
    }

    /// `JOIN (item JOIN … ON …) ON …`, with any number of parentheses in these.
    #[cold]
    fn joined_as_a_whole(&mut self, body: &'a SelectBody, first: usize) {
        let mut open: Vec<usize> = Vec::new();
        let last = (first + body.joins[first].inside).min(body.joins.len() - 1);
        for place in first..=last {
            let (join, head) = (&body.joins[place], open.last().copied());
            self.join(body, join, place, head);
            if join.inside > 0 {
                open.push(place);
                continue;
            }
            self.on(body, join, place, head);
            while let Some(&closed) = open.last()
                && closed + body.joins[closed].inside == place
            {
                open.pop();
                self.text(")");
                self.on(body, &body.joins[closed], closed, open.last().copied());
            }
        }
    }

    /// The places of what a join sees on its left.
    pub(super) fn places_before(
        &self,
        place: usize,
        head: Option<usize>,
    ) -> impl Iterator<Item = usize> + use<> {
        let roots: Range<usize> = match head {
            Some(_) => 0..0,
            None => self.scope.joined..self.scope.sources.len(),
        };
        roots.chain(head.unwrap_or(0)..place)
    }

    #[cold]
    fn lateral_outside(&mut self, source: SourceRef<'_>) {
        let message = format!(
            "`{}` is lateral, with rows for each row before it, so that RIGHT and FULL JOIN cannot \
             keep its rows; join it by INNER, LEFT or CROSS JOIN",
            source.name()
        );
        self.fail(ErrorKind::Conflict, message);
    }
}

/// True if an item sees what stands before it.
pub(super) fn is_lateral(source: SourceRef<'_>) -> bool {
    source.item().is_some_and(Item::is_lateral)
}
