//! Which FROM items a query has: given, joined or inferred from its columns, and which columns
//! belong to the enclosing statement.

use super::Writer;
use super::task::Task;
use crate::error::{ErrorKind, Problem};
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
#[derive(Clone, Default)]
pub(crate) struct Sources<'a> {
    first: [Option<SourceRef<'a>>; 4],
    more: Vec<SourceRef<'a>>,
}

impl<'a> Sources<'a> {
    pub(crate) fn iter(&self) -> impl Iterator<Item = SourceRef<'a>> + '_ {
        self.first.iter().map_while(|source| *source).chain(self.more.iter().copied())
    }

    pub(crate) fn contains(&self, source: SourceRef<'_>) -> bool {
        self.iter().any(|there| there.same(source))
    }

    pub(crate) fn push(&mut self, source: SourceRef<'a>) {
        match self.first.iter_mut().find(|slot| slot.is_none()) {
            Some(slot) => *slot = Some(source),
            None => self.more.push(source),
        }
    }

    #[inline]
    fn add(&mut self, source: SourceRef<'a>) {
        if !self.contains(source) {
            self.push(source);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.first[0].is_none()
    }
}

/// What a query, or the statement around it, can see.
pub(crate) struct Scope<'a> {
    /// All FROM items: those before the joins, then the joined ones.
    pub(crate) sources: Sources<'a>,
    /// True if nothing outside can be seen: a subquery in FROM.
    isolated: bool,
    /// The clause and place to return to.
    outside: (&'static str, Option<Place>),
}

/// Adds the FROM items of all columns in a node, without going into subqueries.
struct Finder<'a> {
    found: Sources<'a>,
    last: Option<SourceRef<'a>>,
    waiting: Vec<&'a Node>,
}

impl<'a> Finder<'a> {
    #[inline]
    fn column(&mut self, column: &'a ColumnRef) {
        if let Some(source) = SourceRef::of(column) {
            if let (Some(SourceRef::Table(last)), SourceRef::Table(this)) = (self.last, source)
                && std::ptr::eq(last, this)
            {
                return;
            }
            self.last = Some(source);
            self.found.add(source);
        }
    }

    #[inline]
    fn node(&mut self, node: &'a Node) {
        self.one(node);
        while let Some(node) = self.waiting.pop() {
            match node {
                Node::Chain(chain) => chain.items.iter().for_each(|item| self.one(item)),
                Node::Tree(tree) => match &tree.kind {
                    Kind::Scalar(_) | Kind::Exists { .. } => {}
                    Kind::InQuery { operand, .. } => self.one(operand),
                    kind => crate::expr::children::each_child(kind, &mut |child| self.one(child)),
                },
                _ => {}
            }
        }
    }

    #[inline]
    fn one(&mut self, node: &'a Node) {
        match node {
            Node::Column(column) | Node::ColumnValue(_, column, _) => self.column(column),
            Node::ColumnColumn(_, left, right) => {
                self.column(left);
                self.column(right);
            }
            Node::Chain(_) | Node::Tree(_) => self.waiting.push(node),
            _ => {}
        }
    }
}

impl<'a> Writer<'a> {
    /// Opens the scope of a query, and gives the number of FROM items that stand before the joins.
    pub(super) fn open_select(&mut self, body: &'a SelectBody, isolated: bool) -> usize {
        let mut finder = Finder { found: Sources::default(), last: None, waiting: Vec::new() };
        if body.joins.is_empty() {
            body.columns.iter().for_each(|column| finder.node(column));
            finder.node(&body.filter);
        } else {
            body.each_child(&mut |node| finder.node(node));
        }
        let rare = body.rare();
        rare.group_by.iter().for_each(|key| finder.node(key));
        finder.node(&rare.having);
        body.order_by.iter().for_each(|term| finder.node(term));

        let mut sources = Sources::default();
        let mut joined = Sources::default();
        for join in &body.joins {
            if let Node::Source(source) = &join.source {
                joined.push(SourceRef::from(source));
            }
        }
        if body.from.is_empty() {
            self.infer(&finder.found, &joined, isolated, &mut sources);
        } else {
            for source in &body.from {
                if let Node::Source(source) = source {
                    sources.push(SourceRef::from(source));
                }
            }
            self.check_given(body, &finder.found, &sources, &joined, isolated);
        }
        let roots = sources.iter().count();
        joined.iter().for_each(|source| sources.push(source));
        self.check_names(&sources);
        let outside = (self.clause, self.place);
        self.scopes.push(Scope { sources, isolated, outside });
        roots
    }

    /// The roots of FROM: what the columns belong to, less what is joined and what the enclosing
    /// statement has. If that leaves nothing, the query has its own.
    fn infer(
        &mut self,
        found: &Sources<'a>,
        joined: &Sources<'a>,
        isolated: bool,
        roots: &mut Sources<'a>,
    ) {
        let own = || found.iter().filter(|source| !joined.contains(*source));
        for source in own() {
            if isolated || !self.sees(source) {
                roots.push(source);
            }
        }
        if roots.is_empty() && joined.is_empty() {
            own().for_each(|source| roots.push(source));
        }
    }

    /// With FROM given, every column must belong to it, to a join, or to the outside.
    fn check_given(
        &mut self,
        body: &SelectBody,
        found: &Sources<'a>,
        given: &Sources<'a>,
        joined: &Sources<'a>,
        isolated: bool,
    ) {
        for source in found.iter() {
            let here = given.contains(source) || joined.contains(source);
            if !here && (isolated || !self.sees(source)) {
                let place = body.place(crate::select::Clause::From);
                let problem = not_in_from(source, "FROM; add it by `.from()` or a join");
                self.problem(problem.at(place));
            }
        }
    }

    /// True if an enclosing query has the item; a mistake if another of its name is in between.
    fn sees(&mut self, source: SourceRef<'a>) -> bool {
        let mut hidden = false;
        for scope in self.scopes.iter().rev() {
            if scope.sources.contains(source) {
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
            let clash =
                |other: SourceRef<'_>| other.name() == one.name() && other.schema() == one.schema();
            if sources.iter().take(i).any(clash) {
                let name = one.name();
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
        let outside = (self.clause, self.place);
        self.scopes.push(Scope { sources, isolated: true, outside });
    }

    /// Refuses columns in `node` that belong to none of `sources`.
    pub(super) fn check_columns(
        &mut self,
        node: &'a Node,
        sources: &[SourceRef<'a>],
        where_: &str,
    ) {
        let mut finder = Finder { found: Sources::default(), last: None, waiting: Vec::new() };
        finder.node(node);
        for source in finder.found.iter() {
            if !sources.iter().any(|there| there.same(source)) {
                self.problem(not_in_from(source, where_));
            }
        }
    }

    /// Closes the innermost scope.
    pub(super) fn leave(&mut self) {
        if self.recording {
            self.tasks.push(Task::Leave);
        } else if let Some(scope) = self.scopes.pop() {
            (self.clause, self.place) = scope.outside;
        }
    }
}

fn not_in_from(source: SourceRef<'_>, where_: &str) -> Problem {
    let message = format!("columns of `{}` are used, but it is not in {where_}", source.name());
    Problem::new(ErrorKind::NotInFrom, message)
}
