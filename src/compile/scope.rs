//! Which FROM items a query has: given, joined or inferred from its columns, and which columns
//! belong to the enclosing statement.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Writer;
use super::gather::Gather;
use super::grouping::Set;
use super::keys::Keys;
use super::layout::Mark;
use super::select::Role;
use super::sources::{INLINE, Sources};
use super::task::Task;
use crate::dialect::Feature;
use crate::error::ErrorKind;
use crate::expr::Window;
use crate::expr::node::{Node, Place};
use crate::name::{Keywords, Name};
use crate::select::{Item, Join, JoinKind, SelectBody, SourceRef};
use crate::types::Sort;

/// What a query, or the statement around it, can see; filled by walking its clauses.
#[derive(Default)]
pub(crate) struct Scope<'a> {
    /// All FROM items: the joined ones, in order, then those before the joins.
    pub(crate) sources: Sources<'a>,
    /// How many are joined.
    pub(crate) joined: usize,
    /// True if there is a scope at all: the outermost writes no query.
    open: bool,
    /// True if it was ever open.
    used: bool,
    /// True if nothing outside can be seen: a subquery in FROM.
    pub(super) isolated: bool,
    /// The clause and place to return to.
    outside: (&'static str, Option<Place>),
    /// While an ON or a lateral item is written: the positions of the items that come later. Those from
    /// `start` on and those before `end` if the end is the smaller one.
    pub(super) hidden: Range<u32>,
    /// The addresses of the first items whose names need no quotes, each at its position; those of them that
    /// may be used here; and that of the table of the last column, which was looked for.
    pub(super) bare: [usize; INLINE],
    pub(super) seen: [usize; INLINE],
    pub(super) last_seen: usize,
    /// Whether the name of that table gets quotes.
    pub(super) last_quoted: bool,
    /// For the scope of a data change: what to do about a column of something else.
    change: Option<&'static &'static str>,
    /// True if it sees nothing around it on this engine, since it is put into FROM.
    apart: bool,
    /// True if queries in its FROM cannot use what is around it on this engine.
    pub(super) walled: bool,
    /// True for the scope of VALUES.
    values: bool,
    /// What it groups by, and whether to look for that in what is written.
    pub(super) keys: Option<Box<Keys<'a>>>,
    pub(super) keyed: bool,
    /// The keys, as they are said, whether rows are groups at all, and whether functions are over windows.
    pub(super) grouped: Option<&'a Vec<Node>>,
    pub(super) has_groups: bool,
    pub(super) has_windows: bool,
    /// While a query of one of several sets of keys is written: the set.
    pub(super) only_keys: Option<Set>,
    /// True if joins may fill some item with NULLs, where the engine has to be told.
    pub(super) fills: bool,
    /// What few have.
    pub(super) rare: Option<Box<RareScope<'a>>>,
}

/// What few scopes have.
#[derive(Default)]
pub(crate) struct RareScope<'a> {
    /// The positions of items that are given another name, and that name.
    pub(super) renamed: BTreeMap<usize, Name>,
    /// The windows, if they are kept apart from each other.
    pub(super) windows: Vec<&'a Window>,
}

impl<'a> Scope<'a> {
    /// The one that an outermost query is opened in; queries that are laid out note it too.
    pub(super) fn outermost(laid_out: bool) -> Self {
        Scope { used: laid_out, ..Scope::default() }
    }

    /// Makes an old scope empty.
    fn clear(&mut self) {
        self.sources.clear();
        (self.rare, self.keys, self.keyed, self.grouped) = (None, None, false, None);
        (self.has_groups, self.has_windows, self.only_keys) = (false, false, None);
        (self.walled, self.fills) = (false, false);
        self.bare = [0; INLINE];
        (self.joined, self.last_seen, self.hidden) = (0, 0, 0..0);
    }

    /// Notes which items need no quotes; the names of those that are no tables are written by
    /// themselves, and must be short enough.
    #[inline]
    fn find_bare(&mut self, keywords: &Keywords, longest: usize) {
        for position in 0..self.sources.len().min(INLINE) {
            let Some(source) = self.sources.get(position) else { continue };
            let is_bare = match source {
                SourceRef::Table(table) => !keywords.may_contain(table.name()),
                SourceRef::Item(Item { name, .. }) => {
                    name.is_plain() && !keywords.may_contain(name) && name.len() <= longest
                }
            };
            if is_bare {
                self.bare[position] = source.address();
            }
        }
        self.seen = self.bare;
    }

    /// True for the scope of a data change.
    pub(super) fn is_change(&self) -> bool {
        self.change.is_some()
    }

    /// Hides all that is around.
    pub(super) fn set_apart(&mut self) {
        (self.isolated, self.apart) = (true, true);
    }

    /// What to do about a column of something else.
    fn way_out(&self) -> &'static str {
        if self.apart {
            "on this engine the query becomes one in FROM, which sees nothing around it; join instead"
        } else if let Some(way_out) = self.change {
            way_out
        } else if self.values {
            "VALUES has no FROM; use a query with one"
        } else {
            "it is not in FROM; add it by `.from()` or a join"
        }
    }
}

pub(super) const LATER: &str = "it comes later in FROM; move it up";
const OWN_TABLE: &str = "this statement sees its own table only; use a subquery";
pub(super) const OUTSIDE: &str = "it does not stand before this in the parentheses of the join; move the item in, or \
                       what uses it out";
const EARLY: &str = "it is joined later; move its join up";

impl<'a> Writer<'a> {
    /// Opens the scope of a query. With FROM given that is all; else it is gathered from the
    /// columns. Whether a column may be used is checked when it is written. False if all columns belong
    /// to the statement around it, which is then a mistake.
    #[inline(always)]
    pub(super) fn open_select(&mut self, body: &'a SelectBody, isolated: bool) -> bool {
        let inner = self.scope.open;
        self.open_scope(isolated, None, body.depth);
        let scope = &mut self.scope;
        scope.joined = body.joins.len();
        for join in &body.joins {
            if let Node::Source(source) = &join.source {
                scope.sources.push(SourceRef::from(source));
            }
        }
        if scope.joined > 0 && self.spec.faults.limits_constants {
            let fills = |join: &Join| !matches!(join.kind, JoinKind::Inner | JoinKind::Cross);
            scope.fills = body.joins.iter().any(fills);
        }
        let mut gather = Gather::new(&mut scope.sources);
        let inferred = body.infers_from();
        if inferred {
            gather.clauses(body);
        } else {
            gather.count_binds(body);
        }
        let (binds, operands) = (gather.binds, gather.operands);
        if !body.correlated().is_empty() {
            self.correlate(body);
        }
        let lacks_from = inferred && inner && self.sort_out(body);
        if lacks_from {
            self.has_no_from(body);
        } else if !inferred {
            let sources = &mut self.scope.sources;
            body.sources().for_each(|source| sources.push(SourceRef::from(source)));
        }
        if self.scope.sources.len() > 1 {
            self.check_items();
            if inferred && self.scope.sources.len() - self.scope.joined > 1 {
                self.check_product(body);
            }
        }
        self.scope.find_bare(self.spec.keywords, self.name_max);
        self.scope.has_groups = body.flags & Sort::AGGREGATE != 0;
        self.scope.has_windows = body.flags & Sort::WINDOW != 0;
        if body.flags & Sort::WINDOW != 0 && self.spec.faults.sorts_windows_as_one {
            self.note_windows(body);
        }
        if let Some(rare) = body.rare() {
            self.note_keys(rare);
        }
        self.reserve(body, binds, operands);
        !lacks_from
    }

    /// Sees to it that several FROM items can be told apart, and are not too many.
    #[inline(never)]
    fn check_items(&mut self) {
        if self.scope.sources.may_clash() {
            self.check_names();
        }
        let (count, most) = (self.scope.sources.len(), self.spec.max_tables);
        if count > most {
            let message = format!(
                "{} takes {most} tables in a FROM, and this one has {count}; join some in a \
                 subquery or a temporary table",
                self.spec.name
            );
            self.fail(ErrorKind::TooManyTables, message);
        }
    }

    #[inline(always)]
    fn open_scope(&mut self, isolated: bool, change: Option<&'static &'static str>, depth: u32) {
        if self.scope.used {
            self.set_scope_aside(depth);
        }
        let scope = &mut self.scope;
        (scope.open, scope.used, scope.isolated) = (true, true, isolated);
        (scope.change, scope.values, scope.apart) = (change, false, false);
        scope.outside = (self.clause, self.place);
    }

    /// Keeps the scope for later, and opens an empty one; what is left of one before it is dropped.
    #[cold]
    #[inline(never)]
    fn set_scope_aside(&mut self, depth: u32) {
        if self.scope.open {
            let rare = self.rare.get_or_insert_default();
            rare.around.push(&mut self.scope, depth);
        } else {
            self.scope.clear();
        }
        self.mark(Mark::Open);
    }

    /// Opens the scope of VALUES, or of WITH, which has no FROM.
    pub(super) fn open_values(&mut self, body: &'a SelectBody, role: Role<'a>) {
        self.open_scope(role.is_isolated(), None, body.depth);
        self.scope.values = true;
        self.scope.find_bare(self.spec.keywords, self.name_max);
    }

    /// Opens the scope of a data change: its table, and what else it sees.
    pub(super) fn open_change(&mut self, items: impl IntoIterator<Item = SourceRef<'a>>) {
        self.open_scope(true, Some(&OWN_TABLE), 0);
        items.into_iter().for_each(|item| self.scope.sources.push(item));
        self.scope.find_bare(self.spec.keywords, self.name_max);
    }

    /// Opens the scope of a branch that sees one item only.
    pub(super) fn open_branch(&mut self, item: SourceRef<'a>, way_out: &'static &'static str) {
        self.open_scope(true, Some(way_out), 0);
        self.scope.sources.push(item);
        self.scope.find_bare(self.spec.keywords, self.name_max);
    }

    /// True outside of all statements.
    pub(super) fn is_outside(&self) -> bool {
        !self.scope.open
    }

    /// Refuses a column whose item cannot be seen where it is written; true if it can.
    pub(super) fn see(&mut self, source: SourceRef<'a>) -> bool {
        let way_out = match self.scope.sources.position(source) {
            Some(position) if self.scope.hides(position) => {
                if self.scope.shows(source) {
                    return true;
                }
                if self.scope.is_in_parentheses() { OUTSIDE } else { EARLY }
            }
            Some(_) => return true,
            None if !self.scope.open => return true,
            None if !self.scope.isolated && self.sees(source) => {
                return !self.is_walled(source) || self.require(Feature::CorrelatedFrom);
            }
            None => self.comes_later(source).unwrap_or_else(|| self.scope.way_out()),
        };
        self.not_seen(source, way_out);
        false
    }

    /// True if a query between is in a FROM that the item cannot be seen from on this engine.
    fn is_walled(&self, source: SourceRef<'a>) -> bool {
        let around = self.scopes_around().rev();
        around
            .take_while(|scope| scope.sources.position(source).is_none())
            .any(|scope| scope.walled)
    }

    #[cold]
    fn not_seen(&mut self, source: SourceRef<'a>, way_out: &str) {
        let message =
            format!("a column of `{}` is used (in {}), but {way_out}", source.name(), self.clause);
        self.fail(ErrorKind::NotInFrom, message);
    }

    /// Of the items that columns belong to without being joined, the enclosing query's are left to
    /// it, also those that come later in its FROM, which is a mistake where the column is written; the
    /// others are the roots. True if that leaves nothing at all.
    fn sort_out(&mut self, body: &SelectBody) -> bool {
        let found = std::mem::take(&mut self.scope.sources);
        let mut kept = Sources::default();
        for (i, source) in found.iter().enumerate() {
            let is_own = i < self.scope.joined || self.scope.isolated || body.has_with(source);
            if is_own || !self.sees(source) && !self.is_later(source) {
                kept.push(source);
            }
        }
        let nothing = kept.len() == 0 && found.len() > 0;
        self.scope.sources = if nothing { found } else { kept };
        nothing
    }

    /// Makes room once, by the number of parts.
    #[inline(always)]
    fn reserve(&mut self, body: &SelectBody, binds: usize, operands: usize) {
        let columns = body.columns.len() + binds + 3 * body.joins.len();
        let text = 48 + 20 * (columns + body.order_by.len()) + 12 * operands;
        let params = binds + 2;
        self.out.reserve(text);
        if self.params.capacity() == 0 {
            self.params = Vec::with_capacity(params);
        } else {
            self.params.reserve(params);
        }
    }

    /// Closes the innermost scope.
    #[inline]
    pub(super) fn leave(&mut self) {
        (self.clause, self.place) = self.scope.outside;
        if self.rare.is_some() {
            self.leave_for_others();
        } else {
            self.scope.open = false;
        }
    }

    /// Closes a scope that others may be around, or notes that it is to be closed.
    #[inline(never)]
    fn leave_for_others(&mut self) {
        if self.recording {
            return self.record(Task::Leave);
        }
        self.mark(Mark::Close);
        let back = self.rare.as_mut().is_some_and(|rare| rare.around.pop(&mut self.scope));
        if !back {
            self.scope.open = false;
        }
    }
}

const _: () = assert!(size_of::<Scope<'_>>() <= 256);
