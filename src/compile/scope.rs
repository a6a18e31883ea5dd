//! Which FROM items a query has: given, joined or inferred from its columns, and which columns
//! belong to the enclosing statement.

use super::Writer;
use super::task::Task;
use crate::error::{ErrorKind, Problem};
use crate::expr::children::each_child;
use crate::expr::column::ColumnRef;
use crate::expr::node::{Kind, Node, Place};
use crate::name::Name;
use crate::schema::{Source, TableDef};
use crate::select::{Item, ItemBody, SelectBody};

/// A FROM item, lent.
#[derive(Clone, Copy)]
pub(crate) enum SourceRef<'a> {
    Table(&'a TableDef),
    Item(&'a Item),
}

impl<'a> SourceRef<'a> {
    #[inline]
    pub(crate) fn of(column: &'a ColumnRef) -> Option<Self> {
        Some(match column {
            ColumnRef::Static(_, table) => SourceRef::Table(table),
            ColumnRef::Shared(_, table) => SourceRef::Table(table),
            ColumnRef::Item(_, item) => SourceRef::Item(item),
            ColumnRef::Free(_) | ColumnRef::Mistake(_) => return None,
        })
    }

    pub(crate) fn from(source: &'a Source) -> Self {
        match source {
            Source::Static(table) => SourceRef::Table(table),
            Source::Shared(table) => SourceRef::Table(table),
            Source::Item(item) => SourceRef::Item(item),
        }
    }

    /// The name its columns are qualified with.
    pub(crate) fn name(self) -> &'a Name {
        match self {
            SourceRef::Table(table) => &table.name,
            SourceRef::Item(item) => &item.name,
        }
    }

    pub(crate) fn schema(self) -> Option<&'a Name> {
        match self {
            SourceRef::Table(table) => table.schema.as_ref(),
            SourceRef::Item(_) => None,
        }
    }

    /// The table, seen through aliases.
    pub(crate) fn table(self) -> Option<&'a TableDef> {
        match self {
            SourceRef::Table(table) => Some(table),
            SourceRef::Item(item) => match &item.body {
                ItemBody::Alias(of) => of.table(),
                ItemBody::Query(_) => None,
            },
        }
    }

    /// Where the item lies in memory.
    #[inline]
    fn address(self) -> usize {
        match self {
            SourceRef::Table(table) => std::ptr::from_ref(table).addr(),
            SourceRef::Item(item) => std::ptr::from_ref(item).addr(),
        }
    }

    /// True if both are the same FROM item.
    #[inline]
    pub(crate) fn same(self, other: SourceRef<'_>) -> bool {
        match (self, other) {
            (SourceRef::Table(a), SourceRef::Table(b)) => {
                std::ptr::eq(a, b) || (a.name == b.name && a.schema == b.schema)
            }
            (SourceRef::Item(a), SourceRef::Item(b)) => std::ptr::eq(a, b) || a.same(b),
            _ => false,
        }
    }
}

/// FROM items, the first few inline.
#[derive(Default)]
pub(crate) struct Sources<'a> {
    length: usize,
    /// Where the first items lie in memory: what most look-ups are decided by.
    addresses: [usize; INLINE],
    first: [Option<SourceRef<'a>>; INLINE],
    more: Vec<SourceRef<'a>>,
}

const INLINE: usize = 4;

impl<'a> Sources<'a> {
    pub(crate) fn iter(&self) -> impl Iterator<Item = SourceRef<'a>> + '_ {
        (0..self.length).filter_map(|i| self.get(i))
    }

    #[inline]
    pub(crate) fn get(&self, i: usize) -> Option<SourceRef<'a>> {
        if i < INLINE { self.first[i] } else { self.more.get(i - INLINE).copied() }
    }

    /// The place of an item.
    #[inline(always)]
    pub(crate) fn position(&self, source: SourceRef<'_>) -> Option<usize> {
        let address = source.address();
        let mut i = 0;
        while i < INLINE {
            if self.addresses[i] == address {
                return Some(i);
            }
            i += 1;
        }
        self.position_of_equal(source)
    }

    #[inline(never)]
    fn position_of_equal(&self, source: SourceRef<'_>) -> Option<usize> {
        self.iter().position(|there| there.same(source))
    }

    #[inline]
    pub(crate) fn push(&mut self, source: SourceRef<'a>) {
        match self.first.get_mut(self.length) {
            Some(slot) => {
                *slot = Some(source);
                self.addresses[self.length] = source.address();
            }
            None => self.more.push(source),
        }
        self.length += 1;
    }

    pub(crate) fn len(&self) -> usize {
        self.length
    }
}

/// What a query, or the statement around it, can see.
pub(crate) struct Scope<'a> {
    /// All FROM items: the joined ones, in order, then those before the joins.
    pub(crate) sources: Sources<'a>,
    /// How many are joined.
    pub(crate) joined: usize,
    /// True if nothing outside can be seen: a subquery in FROM.
    isolated: bool,
    /// The clause and place to return to.
    outside: (&'static str, Option<Place>),
}

/// Adds the FROM items of all columns in nodes, without going into subqueries; and counts the
/// parameters.
struct Finder<'a> {
    /// Joined items first; what is not among them is added.
    sources: Sources<'a>,
    /// The declared table seen last: most columns stand beside one of the same table.
    last: Option<&'a TableDef>,
    /// While an ON is walked: the places of the items that it must not use yet.
    later: std::ops::Range<usize>,
    too_early: Vec<SourceRef<'a>>,
    waiting: Vec<&'a Node>,
    binds: usize,
}

impl<'a> Finder<'a> {
    fn new() -> Self {
        Finder {
            sources: Sources::default(),
            last: None,
            later: 0..0,
            too_early: Vec::new(),
            waiting: Vec::new(),
            binds: 0,
        }
    }

    #[inline(always)]
    fn column(&mut self, column: &'a ColumnRef) {
        if let ColumnRef::Static(_, table) = column {
            if let Some(last) = self.last
                && std::ptr::eq(*table, last)
            {
                return;
            }
            self.last = Some(table);
            self.source(SourceRef::Table(table));
        } else if let Some(source) = SourceRef::of(column) {
            self.source(source);
        }
    }

    fn source(&mut self, source: SourceRef<'a>) {
        match self.sources.position(source) {
            Some(place) if self.later.contains(&place) => self.too_early.push(source),
            Some(_) => {}
            None => self.sources.push(source),
        }
    }

    #[inline(always)]
    fn node(&mut self, node: &'a Node) {
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
    fn select(&mut self, body: &'a SelectBody) {
        body.columns.iter().for_each(|column| self.node(column));
        for (i, join) in body.joins.iter().enumerate() {
            // An ON sees its own item and what stands before it: a later one is a mistake that
            // engines report obscurely, or not at all.
            self.later = i + 1..body.joins.len();
            self.last = None;
            self.node(&join.on_node);
        }
        self.later = 0..0;
        self.node(&body.filter);
        if let Some(rare) = body.rare() {
            rare.group_by.iter().for_each(|key| self.node(key));
            self.node(&rare.having);
        }
        body.order_by.iter().for_each(|term| self.node(term));
    }
}

impl<'a> Writer<'a> {
    /// Opens the scope of a query.
    #[inline]
    pub(super) fn open_select(&mut self, body: &'a SelectBody, isolated: bool) {
        let mut finder = Finder::new();
        for join in &body.joins {
            if let Node::Source(source) = &join.source {
                finder.sources.push(SourceRef::from(source));
            }
        }
        for source in &body.from {
            if let Node::Source(source) = source {
                finder.sources.push(SourceRef::from(source));
            }
        }
        let given = finder.sources.len();
        finder.select(body);
        self.reserve(&finder, body);
        let Finder { mut sources, too_early, .. } = finder;
        for source in too_early {
            self.problem(not_in_from(source, "this join or before it; move its join up"));
        }
        if sources.len() > given && (self.scope.is_some() || !body.from.is_empty()) {
            sources = self.sort_out(body, sources, given, isolated);
        }
        if sources.len() > 1 {
            self.check_names(&sources);
        }
        self.push_scope(sources, body.joins.len(), isolated);
    }

    /// Of the items that columns belong to without being joined or in FROM: the enclosing
    /// statement's are left to it. With FROM inferred the others are its roots, and if that leaves
    /// nothing at all, the query has its own; with FROM given they are mistakes.
    fn sort_out(
        &mut self,
        body: &SelectBody,
        sources: Sources<'a>,
        given: usize,
        isolated: bool,
    ) -> Sources<'a> {
        let mut kept = Sources::default();
        for (i, source) in sources.iter().enumerate() {
            if i < given {
                kept.push(source);
            } else if isolated || !self.sees(source) {
                if body.from.is_empty() {
                    kept.push(source);
                } else {
                    let problem = not_in_from(source, "FROM; add it by `.from()` or a join");
                    self.problem(problem.at(body.place(crate::select::Clause::From)));
                }
            }
        }
        if kept.len() == 0 { sources } else { kept }
    }

    #[inline]
    fn push_scope(&mut self, sources: Sources<'a>, joined: usize, isolated: bool) {
        let outside = (self.clause, self.place);
        let scope = Scope { sources, joined, isolated, outside };
        match &mut self.scope {
            None => self.scope = Some(scope),
            Some(inner) => {
                let outer = std::mem::replace(inner, scope);
                self.around.push(outer);
            }
        }
    }

    /// Makes room once, by the number of parts.
    #[inline]
    fn reserve(&mut self, finder: &Finder<'a>, body: &SelectBody) {
        let columns = body.columns.len() + finder.binds + 3 * body.joins.len();
        let text = 48 + 20 * columns + 20 * body.order_by.len();
        let params = finder.binds + 2;
        if self.out.capacity() == 0 {
            self.out = String::with_capacity(text);
            self.params = Vec::with_capacity(params);
        } else {
            self.out.reserve(text);
            self.params.reserve(params);
        }
    }

    /// True if an enclosing query has the item; a mistake if another of its name is in between.
    fn sees(&mut self, source: SourceRef<'a>) -> bool {
        let mut hidden = false;
        for scope in self.scope.iter().chain(self.around.iter().rev()) {
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
            hidden |= scope.sources.iter().any(|there| there.name() == source.name());
            if scope.isolated {
                return false;
            }
        }
        false
    }

    /// Two FROM items of one name could not be told apart.
    fn check_names(&mut self, sources: &Sources<'a>) {
        for (i, one) in sources.iter().enumerate().skip(1) {
            let name = one.name();
            let clash =
                |other: SourceRef<'_>| other.name() == name && other.schema() == one.schema();
            if sources.iter().take(i).any(clash) {
                let message = format!(
                    "FROM has `{name}` twice; give one an alias by `.alias(\"…\")` and use its \
                     columns by `.col(…)`"
                );
                self.fail(ErrorKind::DuplicateName, message);
            }
        }
    }

    /// Opens the scope of a data change: its one table.
    pub(super) fn open_target(&mut self, table: SourceRef<'a>) {
        let mut sources = Sources::default();
        sources.push(table);
        self.push_scope(sources, 0, true);
    }

    /// Refuses columns in `node` that belong to none of `sources`.
    pub(super) fn check_columns(
        &mut self,
        node: &'a Node,
        sources: &[SourceRef<'a>],
        where_: &str,
    ) {
        let mut finder = Finder::new();
        finder.node(node);
        for source in finder.sources.iter() {
            if !sources.iter().any(|there| there.same(source)) {
                self.problem(not_in_from(source, where_));
            }
        }
    }

    /// Closes the innermost scope.
    pub(super) fn leave(&mut self) {
        if self.recording {
            self.tasks.push(Task::Leave);
        } else if self.around.is_empty() {
            self.scope = None;
        } else if let Some(scope) = std::mem::replace(&mut self.scope, self.around.pop()) {
            (self.clause, self.place) = scope.outside;
        }
    }
}

fn not_in_from(source: SourceRef<'_>, where_: &str) -> Problem {
    let message = format!("columns of `{}` are used, but it is not in {where_}", source.name());
    Problem::new(ErrorKind::NotInFrom, message)
}
