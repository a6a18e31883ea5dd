//! Names of FROM items: which ones clash, which one is given another name, which one hides another.

use std::collections::HashMap;

use super::Writer;
use super::around::Around;
use super::scope::{LATER, OUTSIDE, Scope};
use super::sources::Spread;
use crate::error::ErrorKind;
use crate::name::Name;
use crate::schema::TableName;
use crate::select::SourceRef;

/// Scopes of so many levels are looked through one by one.
const FEW: usize = 16;

/// How many items of each name there are in the scopes around, once these are many and were looked
/// through.
#[derive(Default)]
pub(super) struct Known(Option<HashMap<u32, usize, Spread>>);

impl Known {
    /// Takes up a scope that is put aside.
    pub(super) fn add(&mut self, scope: &Scope<'_>) {
        if let Some(counts) = &mut self.0 {
            count(counts, scope);
        }
    }

    /// Forgets a scope that is put back.
    pub(super) fn remove(&mut self, scope: &Scope<'_>) {
        let Some(counts) = &mut self.0 else { return };
        for source in scope.sources.iter() {
            if let Some(count) = counts.get_mut(&source.name().key()) {
                *count = count.saturating_sub(1);
            }
        }
    }

    /// True if none of the scopes has an item of such a name; only said of many.
    pub(super) fn lacks(&mut self, scopes: &[Scope<'_>], name: &Name) -> bool {
        if self.0.is_none() && scopes.len() < FEW {
            return false;
        }
        let counts = self.0.get_or_insert_with(|| {
            let mut counts = HashMap::default();
            scopes.iter().for_each(|scope| count(&mut counts, scope));
            counts
        });
        counts.get(&name.key()).is_none_or(|count| *count == 0)
    }
}

fn count(counts: &mut HashMap<u32, usize, Spread>, scope: &Scope<'_>) {
    for source in scope.sources.iter() {
        *counts.entry(source.name().key()).or_default() += 1;
    }
}

impl<'a> Scope<'a> {
    /// The name that item number `position` has in the text.
    fn written_name(&self, position: usize) -> Option<&Name> {
        self.given_name(position).or_else(|| self.sources.get(position).map(SourceRef::name))
    }

    fn given_name(&self, position: usize) -> Option<&Name> {
        self.rare.as_ref()?.renamed.get(&position)
    }

    /// The other name that an item was given here.
    fn other_name(&self, source: SourceRef<'_>) -> Option<&Name> {
        self.given_name(self.sources.position(source)?)
    }
}

impl<'a> Writer<'a> {
    /// Sees to it that no two items of FROM have one name: a table of a schema is given another.
    pub(super) fn check_names(&mut self) {
        for (first, second) in self.scope.sources.clashes(self.spec.table_names) {
            let (Some(a), Some(b)) =
                (self.scope.sources.get(first), self.scope.sources.get(second))
            else {
                continue;
            };
            let twice = self.spec.table_names;
            let one_schema = match (a.schema(), b.schema()) {
                (Some(a), Some(b)) => twice.same(a, b),
                (None, None) => true,
                (None, Some(_)) | (Some(_), None) => false,
            };
            match (b.schema(), a.schema()) {
                _ if one_schema => self.twice(b.name()),
                (Some(_), _) => self.rename(second, b.name()),
                (None, Some(_)) => self.rename(first, a.name()),
                (None, None) => {}
            }
        }
    }

    #[cold]
    fn twice(&mut self, name: &Name) {
        let message = format!(
            "FROM has `{name}` twice; give one an alias by `.alias(\"…\")` and use its columns by \
             `.col(…)`"
        );
        self.fail(ErrorKind::DuplicateName, message);
    }

    /// Gives an item a name that no other has, here or around.
    fn rename(&mut self, position: usize, name: &Name) {
        if self.scope.given_name(position).is_some() {
            return;
        }
        let fresh = (1..).map(|number| name.numbered(number));
        let taken = |new: &Name| {
            let is = |scope: &Scope<'_>| {
                let names = (0..scope.sources.len()).filter_map(|i| scope.written_name(i));
                names.into_iter().any(|name| self.spec.table_names.same(self.given(name), new))
            };
            is(&self.scope) || self.scopes_around().any(is)
        };
        let new = fresh.into_iter().find(|new| !taken(new));
        self.scope.rare.get_or_insert_default().renamed.extend(new.map(|new| (position, new)));
    }

    /// The other name that an item was given, here or in the scope around that has it.
    pub(super) fn other_name(&self, source: SourceRef<'_>) -> Option<Name> {
        let around = self.scopes_around().rev();
        let mut scopes = std::iter::once(&self.scope).chain(around);
        let scope = scopes.find(|scope| scope.sources.position(source).is_some())?;
        scope.other_name(source).cloned()
    }

    /// True if an enclosing query has the item; a mistake if another of its name is in between.
    pub(super) fn sees(&mut self, source: SourceRef<'a>) -> bool {
        let Some(rare) = &mut self.rare else { return false };
        if rare.around.lacks(source.name()) {
            return false;
        }
        let hidden = self.rare().and_then(|rare| self.hidden_outside(&rare.around, source));
        if hidden == Some(true) {
            let name = source.name();
            let message = format!(
                "`{name}` of an enclosing query is hidden by another `{name}` in between; give one \
                 of them an alias"
            );
            self.fail(ErrorKind::DuplicateName, message);
        }
        hidden.is_some()
    }

    /// True if an enclosing query has the item where it cannot be seen.
    pub(super) fn is_later(&mut self, source: SourceRef<'a>) -> bool {
        let Some(rare) = &mut self.rare else { return false };
        !rare.around.lacks(source.name()) && self.comes_later(source).is_some()
    }

    /// What to do, if an enclosing query has the item where it cannot be seen.
    pub(super) fn comes_later(&self, source: SourceRef<'a>) -> Option<&'static str> {
        let around = self.scopes_around().rev();
        let mut seen = !self.scope.isolated;
        let mut hiding = around
            .take_while(|scope| std::mem::replace(&mut seen, !scope.isolated))
            .filter(|scope| scope.sources.position(source).is_some_and(|at| scope.hides(at)));
        hiding.next().map(|scope| if scope.is_in_parentheses() { OUTSIDE } else { LATER })
    }

    /// Whether another of its name hides an item of an enclosing query; `None` if none has it.
    fn hidden_outside(&self, around: &Around<'a>, source: SourceRef<'a>) -> Option<bool> {
        let mut between = vec![&self.scope];
        for scope in around.iter().rev() {
            if let Some(position) = scope.sources.position(source) {
                if scope.hides(position) {
                    return None;
                }
                let name = scope.written_name(position)?;
                let name = self.given(name);
                let same = |other: &Name| self.spec.table_names.same(name, self.given(other));
                let hides = |scope: &&Scope<'a>| {
                    (0..scope.sources.len()).filter_map(|i| scope.written_name(i)).any(same)
                };
                return Some(between.iter().any(hides));
            }
            if scope.isolated {
                return None;
            }
            between.push(scope);
        }
        None
    }
}

impl<'a> Writer<'a> {
    /// The item in FROM that has a name, of the innermost query that has one. Of several tables of one
    /// name it is the one without a schema.
    pub(super) fn item_called(&self, table: &TableName) -> Called<'a> {
        let around = self.scopes_around().rev();
        let mut outside = true;
        let mut seen = std::iter::once(&self.scope).chain(around).take_while(|scope| {
            let seen = outside;
            outside = !scope.isolated;
            seen
        });
        let found = seen.find_map(|scope| {
            let called = || scope.sources.iter().filter(|source| is_called(*source, table));
            let own = called().find(|source| source.schema().is_none());
            match (own.or_else(|| called().next()), called().nth(1)) {
                (None, _) => None,
                (Some(_), Some(_)) if own.is_none() => Some(Called::Several),
                (Some(source), _) => Some(Called::One(source)),
            }
        });
        found.unwrap_or(Called::Nothing)
    }
}

/// What a name in FROM means.
pub(super) enum Called<'a> {
    Nothing,
    One(SourceRef<'a>),
    /// Tables of several schemas.
    Several,
}

/// True if a FROM item is what a statement calls `table`.
pub(super) fn is_called(source: SourceRef<'_>, table: &TableName) -> bool {
    match (table.schema(), source) {
        (None, source) => source.name() == table.name(),
        (Some(_), SourceRef::Table(own)) => own.table_name() == table,
        (Some(_), SourceRef::Item(_)) => false,
    }
}
