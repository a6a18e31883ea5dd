//! Which FROM items a query has: given, joined or inferred from its columns, and which columns
//! belong to the enclosing statement.

use super::Writer;
use super::sources::{INLINE, SourceRef, Sources};
use super::task::Task;
use crate::error::ErrorKind;
use crate::expr::children::each_child;
use crate::expr::column::ColumnRef;
use crate::expr::node::{Kind, Node, Place};
use crate::schema::TableDef;
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
    pub(super) hidden: std::ops::Range<usize>,
    /// What to do about a column of something else.
    way_out: &'static str,
    /// While columns are gathered: the declared table seen last.
    last: usize,
    /// Nodes to be walked still.
    waiting: Vec<&'a Node>,
    /// About the number of parameters.
    binds: usize,
}

/// Walks nodes and adds the FROM items of all columns, without going into subqueries; and counts
/// the parameters.
impl<'a> Scope<'a> {
    #[inline(always)]
    fn column(&mut self, column: &'a ColumnRef) {
        if let ColumnRef::Static(_, table) = column {
            let address = std::ptr::from_ref(*table).addr();
            if self.last != address {
                self.last = address;
                self.source(SourceRef::Table(table));
            }
        } else if let Some(source) = SourceRef::of(column) {
            self.source(source);
        }
    }

    fn source(&mut self, source: SourceRef<'a>) {
        if self.sources.len() == 0 || self.sources.position(source).is_none() {
            self.sources.push(source);
        }
    }

    #[inline(always)]
    fn node(&mut self, node: &'a Node) {
        match node {
            Node::Column(column) => self.column(column),
            Node::ColumnValue(_, column, _) => {
                self.binds += 1;
                self.column(column);
            }
            _ => self.other(node),
        }
    }

    #[inline(never)]
    fn other(&mut self, node: &'a Node) {
        self.one(node);
        if !self.waiting.is_empty() {
            self.rest();
        }
    }

    fn rest(&mut self) {
        while let Some(node) = self.waiting.pop() {
            match node {
                Node::Chain(chain) => chain.items.iter().for_each(|item| self.one(item)),
                Node::Tree(tree) => match &tree.kind {
                    Kind::Scalar(_) | Kind::Exists { .. } => {}
                    Kind::InQuery { operand, .. } => self.one(operand),
                    Kind::InValues { operand, values, .. } => {
                        self.binds += values.len();
                        self.one(operand);
                    }
                    kind => each_child(kind, &mut |child| self.one(child)),
                },
                _ => {}
            }
        }
    }

    #[inline(always)]
    fn one(&mut self, node: &'a Node) {
        match node {
            Node::Column(column) => self.column(column),
            Node::ColumnValue(_, column, _) => {
                self.binds += 1;
                self.column(column);
            }
            Node::ColumnColumn(_, left, right) => {
                self.column(left);
                self.column(right);
            }
            Node::Bind(_) => self.binds += 1,
            Node::Chain(_) => self.waiting.push(node),
            Node::Tree(tree) => self.tree(node, &tree.kind),
            _ => {}
        }
    }

    /// The commonest trees of one operand need no place in the list.
    #[inline]
    fn tree(&mut self, node: &'a Node, kind: &'a Kind) {
        match kind {
            Kind::InValues { operand: Node::Column(column), values, .. } => {
                self.binds += values.len();
                self.column(column);
            }
            Kind::Like { operand: Node::Column(column), pattern: Node::Bind(_), .. } => {
                self.binds += 1;
                self.column(column);
            }
            Kind::Order { operand: Node::Column(column), .. }
            | Kind::Label { operand: Node::Column(column), .. } => self.column(column),
            _ => self.waiting.push(node),
        }
    }

    /// All clauses of a query.
    #[inline]
    fn gather(&mut self, body: &'a SelectBody) {
        body.columns.iter().for_each(|column| self.node(column));
        body.joins.iter().for_each(|join| self.node(&join.on_node));
        self.node(&body.filter);
        body.more_filters.iter().for_each(|condition| self.node(condition));
        if let Some(rare) = body.rare() {
            rare.group_by.iter().for_each(|key| self.node(key));
            self.node(&rare.having);
        }
        body.order_by.iter().for_each(|term| self.node(term));
    }

    /// The number of parameters of conditions, as far as it is seen at a glance.
    fn count_binds(&mut self, body: &SelectBody) {
        self.binds += body.more_filters.len() + 1;
        for condition in body.filters() {
            match condition {
                Node::Chain(chain) => self.binds += chain.items.len() + 8,
                Node::Tree(_) => self.binds += 8,
                _ => {}
            }
        }
    }
}

const FROM: &str = "it is not in FROM; add it by `.from()` or a join";
const EARLY: &str = "it is joined later; move its join up";

impl<'a> Writer<'a> {
    /// Opens the scope of a query. With FROM given that is all; else it is gathered from the
    /// columns. Whether a column may be used is checked when it is written.
    #[inline]
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
            for source in &body.from {
                if let Node::Source(source) = source {
                    scope.sources.push(SourceRef::from(source));
                }
            }
            scope.count_binds(body);
        }
        if self.scope.sources.len() > 1 {
            self.check_names();
        }
        self.reserve(body);
    }

    #[inline]
    fn open_scope(&mut self, isolated: bool, way_out: &'static str) {
        if self.scope.open {
            self.around.push(std::mem::take(&mut self.scope));
        }
        self.forget_seen();
        self.scope.open = true;
        self.scope.isolated = isolated;
        self.scope.outside = (self.clause, self.place);
        self.scope.way_out = way_out;
    }

    /// Opens the scope of a data change: its one table, or none.
    pub(super) fn open_change(&mut self, table: Option<SourceRef<'a>>) {
        self.open_scope(true, "this statement sees its own table only; use a subquery");
        self.scope.sources = Sources::default();
        if let Some(table) = table {
            self.scope.sources.push(table);
        }
    }

    /// Hides the items that are joined after number `i`, or none any more.
    pub(super) fn hide(&mut self, later: std::ops::Range<usize>) {
        if self.recording {
            self.record(Task::Hide(later));
        } else {
            if let Some(seen) = self.seen.get_mut(later.start..later.end.min(INLINE)) {
                seen.fill(0);
            }
            self.last_seen = 0;
            self.scope.hidden = later;
        }
    }

    fn forget_seen(&mut self) {
        self.seen = [0; INLINE];
        self.last_seen = 0;
    }

    /// Makes sure that a table's column may be used here, once for columns in a row.
    pub(super) fn meet(&mut self, table: &'a TableDef) {
        let source = SourceRef::Table(table);
        let address = source.address();
        match self.scope.sources.place(address) {
            Some(place) if !self.scope.hidden.contains(&place) => self.seen[place] = address,
            _ => self.see(source),
        }
        self.last_seen = address;
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
    #[inline]
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
        for scope in self.around.iter().rev() {
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
            self.forget_seen();
            match self.around.pop() {
                Some(outer) => self.scope = outer,
                None => self.scope.open = false,
            }
        }
    }
}
