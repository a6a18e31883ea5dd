//! The scopes around the one that is being written.

use super::Writer;
use super::names_in_from::Known;
use super::scope::Scope;
use crate::name::Name;

/// The scopes around the innermost one, innermost last.
#[derive(Default)]
pub(super) struct Around<'a> {
    scopes: Vec<Scope<'a>>,
    known: Known,
}

/// How many scopes are put aside at most for a query of so many levels, unless it is very deep: a query
/// inside another lies two levels further down.
fn scopes_inside(depth: u32) -> usize {
    (depth as usize / 2 + 1).min(512)
}

impl<'a> Writer<'a> {
    /// The scopes around the innermost one, innermost last.
    #[inline]
    pub(super) fn scopes_around(&self) -> impl DoubleEndedIterator<Item = &Scope<'a>> {
        self.rare().into_iter().flat_map(|rare| rare.around.iter())
    }
}

impl<'a> Around<'a> {
    pub(super) fn is_empty(&self) -> bool {
        self.scopes.is_empty()
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &Scope<'a>> {
        self.scopes.iter()
    }

    /// Puts a scope aside, and an empty one in its place, in which a query of so many levels is opened.
    pub(super) fn push(&mut self, scope: &mut Scope<'a>, depth: u32) {
        self.known.add(scope);
        if self.scopes.len() == self.scopes.capacity() {
            self.grow(scopes_inside(depth));
        }
        self.scopes.push(std::mem::take(scope));
    }

    fn grow(&mut self, more: usize) {
        if self.scopes.capacity() == 0 {
            self.scopes = Vec::with_capacity(more);
        } else {
            self.scopes.reserve(more);
        }
    }

    /// Puts back the scope that was put aside last.
    pub(super) fn pop(&mut self, scope: &mut Scope<'a>) -> bool {
        let Some(last) = self.scopes.pop() else { return false };
        self.known.remove(&last);
        *scope = last;
        true
    }

    /// True if no scope around has an item of such a name.
    pub(super) fn lacks(&mut self, name: &Name) -> bool {
        self.known.lacks(&self.scopes, name)
    }
}
