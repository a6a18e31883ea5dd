//! FROM items that what is written cannot see yet: those that come later.

use std::ops::Range;

use super::Writer;
use super::scope::Scope;
use super::sources::INLINE;
use super::task::Task;
use crate::select::SourceRef;

impl<'a> Scope<'a> {
    /// The positions of the items that are hidden.
    pub(super) fn hidden(&self) -> Range<usize> {
        self.hidden.start as usize..self.hidden.end as usize
    }

    /// Hides the items at some positions, and shows all others.
    #[inline]
    fn hide(&mut self, positions: Range<usize>) {
        self.seen = self.bare;
        self.last_seen = 0;
        let Range { start, end } = positions;
        // No statement of so many items fits in memory.
        let place = |position| u32::try_from(position).unwrap_or(u32::MAX);
        self.hidden = place(start)..place(end);
        if start > end {
            return self.hide_round(start, end);
        }
        for position in start..end.min(INLINE) {
            self.seen[position] = 0;
        }
    }

    /// Hides the items from `start` on and those before `end`.
    #[cold]
    fn hide_round(&mut self, start: usize, end: usize) {
        for (position, seen) in self.seen.iter_mut().enumerate() {
            if position >= start || position < end {
                *seen = 0;
            }
        }
    }

    /// True if item number `position` is hidden.
    pub(super) fn hides(&self, position: usize) -> bool {
        let Range { start, end } = self.hidden();
        if start <= end {
            (start..end).contains(&position)
        } else {
            position >= start || position < end
        }
    }

    /// True where only what stands in the parentheses of a join is not hidden.
    pub(super) fn is_in_parentheses(&self) -> bool {
        let Range { start, end } = self.hidden();
        start > end && start <= self.joined
    }

    /// True if an item stands, a second time by mistake, where it is not hidden.
    pub(super) fn shows(&self, source: SourceRef<'a>) -> bool {
        let mut items = self.sources.iter().enumerate();
        items.any(|(i, item)| !self.hides(i) && item.same(source))
    }
}

impl Writer<'_> {
    /// Hides the items that are joined after number `i`, or none any more.
    pub(super) fn hide(&mut self, later: Range<usize>) {
        if self.recording {
            self.record(Task::Hide(later.clone()));
        }
        self.scope.hide(later);
    }
}
