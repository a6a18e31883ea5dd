//! Which FROM items a query has: given, joined or inferred from its columns, and which columns
//! belong to the enclosing statement.

use std::ops::Range;

use super::Writer;
use super::sources::{INLINE, Sources};
use super::task::Task;
use crate::error::ErrorKind;
use crate::expr::node::{Node, Place};
use crate::name::Keywords;
use crate::schema::SourceRef;
use crate::select::SelectBody;

/// What a query, or the statement around it, can see; filled by walking its clauses.
#[derive(Default)]
pub(crate) struct Scope<'a> {
    /// All FROM items: the joined ones, in order, then those before the joins.
    pub(crate) sources: Sources<'a>,
    /// How many are joined.
    pub(crate) joined: usize,
    /// True if there is a scope at all: the outermost writes no query.
    open: bool,
    /// True if nothing outside can be seen: a subquery in FROM.
    isolated: bool,
    /// The clause and place to return to.
    outside: (&'static str, Option<Place>),
    /// While an ON is written: the places of the items that are joined later.
    hidden: Range<usize>,
    /// The addresses of the first tables that need no quotes, each at its place; those of them that
    /// may be used here; and that of the table of the last column, which was looked for.
    bare: [usize; INLINE],
    pub(super) seen: [usize; INLINE],
    pub(super) last_seen: usize,
    /// What to do about a column of something else.
    way_out: &'static str,
    /// While columns are gathered: the declared table seen last.
    pub(super) last: usize,
    /// Nodes to be walked still.
    pub(super) waiting: Vec<&'a Node>,
    /// About the number of parameters.
    pub(super) binds: usize,
}

impl Scope<'_> {
    /// Notes which tables need no quotes.
    #[inline]
    fn find_bare(&mut self, keywords: &Keywords) {
        for place in 0..self.sources.len().min(INLINE) {
            if let Some(SourceRef::Table(table)) = self.sources.get(place)
                && !keywords.may_contain(&table.name)
            {
                self.bare[place] = std::ptr::from_ref(table).addr();
            }
        }
        self.seen = self.bare;
    }

    /// Hides the items at some places, and shows all others.
    fn hide(&mut self, places: Range<usize>) {
        for place in 0..INLINE {
            self.seen[place] = if places.contains(&place) { 0 } else { self.bare[place] };
        }
        self.last_seen = 0;
        self.hidden = places;
    }
}

const FROM: &str = "it is not in FROM; add it by `.from()` or a join";
const EARLY: &str = "it is joined later; move its join up";

impl<'a> Writer<'a> {
    /// Opens the scope of a query. With FROM given that is all; else it is gathered from the
    /// columns. Whether a column may be used is checked when it is written.
    #[inline(always)]
    pub(super) fn open_select(&mut self, body: &'a SelectBody, isolated: bool) {
        let inner = self.scope.open;
        self.open_scope(isolated, FROM);
        let scope = &mut self.scope;
        scope.joined = body.joins.len();
        for join in &body.joins {
            if let Node::Source(source) = &join.source {
                scope.sources.push(SourceRef::from(source));
            }
        }
        if body.from.is_empty() {
            scope.gather(body);
            if inner {
                self.sort_out();
            }
        } else {
            for source in body.sources() {
                scope.sources.push(SourceRef::from(source));
            }
            scope.count_binds(body);
        }
        if self.scope.sources.len() > 1 {
            self.check_names();
        }
        self.scope.find_bare(self.spec.keywords);
        self.reserve(body);
    }

    #[inline(always)]
    fn open_scope(&mut self, isolated: bool, way_out: &'static str) {
        if !self.scope.way_out.is_empty() {
            self.set_scope_aside();
        }
        self.scope.open = true;
        self.scope.isolated = isolated;
        self.scope.outside = (self.clause, self.place);
        self.scope.way_out = way_out;
    }

    /// Keeps the scope for later, or drops what is left of one before it.
    #[cold]
    #[inline(never)]
    fn set_scope_aside(&mut self) {
        let scope = std::mem::take(&mut self.scope);
        if scope.open {
            self.rare_mut().around.push(scope);
        }
    }

    /// Opens the scope of a data change: its one table, or none.
    pub(super) fn open_change(&mut self, table: Option<SourceRef<'a>>) {
        self.open_scope(true, "this statement sees its own table only; use a subquery");
        if let Some(table) = table {
            self.scope.sources.push(table);
        }
        self.scope.find_bare(self.spec.keywords);
    }

    /// Hides the items that are joined after number `i`, or none any more.
    pub(super) fn hide(&mut self, later: Range<usize>) {
        if self.recording {
            self.record(Task::Hide(later));
        } else {
            self.scope.hide(later);
        }
    }

    /// Refuses a column whose item cannot be seen where it is written.
    pub(super) fn see(&mut self, source: SourceRef<'a>) {
        match self.scope.sources.position(source) {
            Some(place) if self.scope.hidden.contains(&place) => self.not_seen(source, EARLY),
            Some(_) => {}
            None => {
                if self.scope.open && (self.scope.isolated || !self.sees(source)) {
                    self.not_seen(source, self.scope.way_out);
                }
            }
        }
    }

    #[cold]
    fn not_seen(&mut self, source: SourceRef<'a>, way_out: &str) {
        let message =
            format!("a column of `{}` is used (in {}), but {way_out}", source.name(), self.clause);
        self.fail(ErrorKind::NotInFrom, message);
    }

    /// Of the items that columns belong to without being joined, the enclosing query's are left to
    /// it; the others are the roots. If that leaves nothing at all, the query has its own.
    fn sort_out(&mut self) {
        let found = std::mem::take(&mut self.scope.sources);
        let mut kept = Sources::default();
        for (i, source) in found.iter().enumerate() {
            if i < self.scope.joined || self.scope.isolated || !self.sees(source) {
                kept.push(source);
            }
        }
        self.scope.sources = if kept.len() == 0 { found } else { kept };
    }

    /// Makes room once, by the number of parts.
    #[inline(always)]
    fn reserve(&mut self, body: &SelectBody) {
        let columns = body.columns.len() + self.scope.binds + 3 * body.joins.len();
        let text = 48 + 20 * columns + 20 * body.order_by.len();
        let params = self.scope.binds + 2;
        self.out.reserve(text);
        if self.params.capacity() == 0 {
            self.params = Vec::with_capacity(params);
        } else {
            self.params.reserve(params);
        }
    }

    /// True if an enclosing query has the item; a mistake if another of its name is in between.
    fn sees(&mut self, source: SourceRef<'a>) -> bool {
        let named = |scope: &Scope<'a>| scope.sources.iter().any(|s| s.name() == source.name());
        let mut hidden = named(&self.scope);
        let around = self.rare().map(|rare| &rare.around[..]).unwrap_or_default();
        for scope in around.iter().rev() {
            if scope.sources.position(source).is_some() {
                if hidden {
                    let name = source.name();
                    let message = format!(
                        "`{name}` of an enclosing query is hidden by another `{name}` in between; \
                         give one of them an alias"
                    );
                    self.fail(ErrorKind::DuplicateName, message);
                }
                return true;
            }
            hidden |= named(scope);
            if scope.isolated {
                return false;
            }
        }
        false
    }

    /// Two FROM items of one name could not be told apart.
    fn check_names(&mut self) {
        let sources = &self.scope.sources;
        if !sources.may_clash {
            return;
        }
        let twice = (1..sources.len()).find(|&i| {
            sources.get(i).is_some_and(|one| {
                let clash = |other: SourceRef<'_>| {
                    other.name() == one.name() && other.schema() == one.schema()
                };
                (0..i).any(|j| sources.get(j).is_some_and(clash))
            })
        });
        if let Some(name) = twice.and_then(|i| sources.get(i)).map(SourceRef::name) {
            let message = format!(
                "FROM has `{name}` twice; give one an alias by `.alias(\"…\")` and use its columns \
                 by `.col(…)`"
            );
            self.fail(ErrorKind::DuplicateName, message);
        }
    }

    /// Closes the innermost scope.
    pub(super) fn leave(&mut self) {
        if self.recording {
            self.record(Task::Leave);
        } else {
            (self.clause, self.place) = self.scope.outside;
            match self.rare.as_mut().and_then(|rare| rare.around.pop()) {
                Some(outer) => self.scope = outer,
                None => self.scope.open = false,
            }
        }
    }
}
