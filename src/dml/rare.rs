//! Clauses that most data changes do without, behind one pointer of their record.

use std::sync::Arc;

use super::body::{By, Cells, ChangeBody, ChangeClause, Verb};
use super::conflict::{Conflict, ConflictTarget};
use super::filled::Filled;
use super::form::{ChangeModifier, InsertForm};
use super::merge::{Action, Branch, When};
use crate::expr::Node;
use crate::expr::node::Place;
use crate::expr::view::NodeRef;
use crate::select::{AnyQuery, SelectBody, Source, Words, WordsHead};

/// What most data changes do without.
#[derive(Clone, Default)]
pub(crate) struct RareParts {
    /// The query whose rows are inserted: a `Select`.
    pub(crate) query: Node,
    /// True if one row of defaults is inserted.
    pub(crate) defaults: bool,
    pub(crate) overriding: Option<Overriding>,
    pub(crate) form: Option<InsertForm>,
    /// Words and hints of single engines, in order, each once.
    pub(crate) modifiers: Vec<ChangeModifier>,
    pub(crate) words: Vec<Words>,
    pub(crate) conflict: Option<Conflict>,
    /// What else an UPDATE or DELETE reads, and the source of a MERGE: `Source`s.
    pub(crate) from: Vec<Node>,
    /// True if any of several rows of FROM that go with a row may be taken.
    pub(crate) any_match: bool,
    pub(crate) order_by: Vec<Node>,
    pub(crate) limit: Node,
    /// How many of the columns, at the end, the program fills of its own accord.
    pub(super) filled: usize,
    /// True if what WHERE reads of the table itself is made before anything changes.
    pub(crate) made_before: bool,
    /// Columns that an UPDATE sets by one query together.
    pub(crate) row_sets: Vec<RowSet>,
    /// Of MERGE.
    pub(crate) branches: Vec<Branch>,
}

/// `(columns) = (query)`.
#[derive(Clone)]
pub(crate) struct RowSet {
    /// `Column` nodes.
    pub(crate) columns: Vec<Node>,
    /// A `Select`.
    pub(crate) query: Node,
}

/// What becomes of values for columns that the database numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Overriding {
    System,
    User,
}

/// What [`RareParts`] say beside their children, and how many of those there are.
#[derive(PartialEq, Eq, Hash, Default)]
pub(crate) struct RareHead<'a> {
    defaults: bool,
    overriding: Option<Overriding>,
    form: Option<InsertForm>,
    modifiers: &'a [ChangeModifier],
    words: Vec<WordsHead>,
    conflict: Option<(&'a ConflictTarget, bool, [usize; 2])>,
    any_match: bool,
    counts: [usize; 2],
    row_sets: Vec<usize>,
    branches: Vec<(When, Action, usize)>,
}

impl RareParts {
    /// True if only so many rows, or rows in some order, are meant.
    pub(crate) fn is_limited(&self) -> bool {
        !self.limit.is_empty() || !self.order_by.is_empty()
    }

    pub(crate) fn each_child<'a>(&'a self, visit: &mut dyn FnMut(NodeRef<'a>)) {
        visit(NodeRef::new(&self.query));
        if let Some(conflict) = &self.conflict {
            conflict.each_child(visit);
        }
        self.from.iter().chain(&self.order_by).for_each(|node| visit(NodeRef::new(node)));
        visit(NodeRef::new(&self.limit));
        self.words.iter().for_each(|words| visit(NodeRef::new(&words.text)));
        for set in &self.row_sets {
            set.columns.iter().chain([&set.query]).for_each(|node| visit(NodeRef::new(node)));
        }
        self.branches.iter().for_each(|branch| branch.each_child(visit));
    }

    pub(crate) fn head(&self) -> RareHead<'_> {
        let conflict = self.conflict.as_ref();
        RareHead {
            defaults: self.defaults,
            overriding: self.overriding,
            form: self.form,
            modifiers: &self.modifiers,
            words: self.words.iter().map(Words::head).collect(),
            any_match: self.any_match,
            counts: [self.from.len(), self.order_by.len()],
            row_sets: self.row_sets.iter().map(|set| set.columns.len()).collect(),
            branches: self.branches.iter().map(Branch::head).collect(),
            conflict: conflict.map(|conflict| {
                let counts = [conflict.keys.len(), conflict.columns.len()];
                (&conflict.target, conflict.update, counts)
            }),
        }
    }
}

impl ChangeBody {
    /// The query whose rows are inserted.
    pub(crate) fn query(&self) -> Option<&Node> {
        self.rare().map(|rare| &rare.query).filter(|query| !query.is_empty())
    }

    /// Words and hints of single engines.
    pub(crate) fn modifiers(&self) -> &[ChangeModifier] {
        self.rare().map_or(&[], |rare| &rare.modifiers)
    }

    /// Free words of the statement.
    pub(crate) fn words(&self) -> &[Words] {
        self.rare().map_or(&[], |rare| &rare.words)
    }

    pub(crate) fn add_words(&mut self, words: Words) {
        self.deepen(&words.text);
        self.rare_mut().words.push(words);
    }

    pub(crate) fn add_modifier(&mut self, modifier: ChangeModifier, place: Place) {
        if let Some(message) = modifier.mistake() {
            return self.mistake(message, place);
        }
        let modifiers = &mut self.rare_mut().modifiers;
        if let Err(at) = modifiers.binary_search(&modifier) {
            modifiers.insert(at, modifier);
        }
        let both = [ChangeModifier::LowPriority, ChangeModifier::HighPriority];
        if both.iter().all(|one| modifiers.contains(one)) {
            self.mistake("INSERT has LOW_PRIORITY and HIGH_PRIORITY; use one".into(), place);
        }
    }

    /// Another statement on the table, with the RETURNING of this one, its words and hints, and nothing else.
    pub(crate) fn instead(&self, verb: Verb) -> ChangeBody {
        let rest = self.clone();
        let modifiers = self.modifiers().to_vec();
        let rare = (!modifiers.is_empty())
            .then(|| Box::new(RareParts { modifiers, ..RareParts::default() }));
        ChangeBody {
            verb,
            columns: Vec::new(),
            cells: Cells::Values(Vec::new()),
            filter: Node::Empty,
            all_rows: false,
            problems: Vec::new(),
            by: None,
            rare,
            ..rest
        }
    }

    /// Makes it an INSERT of the rows of a query, and says what is done about those that are there.
    pub(crate) fn set_parts(&mut self, query: SelectBody, conflict: Conflict) {
        let rare = self.rare_mut();
        rare.query = Node::Select(Arc::new(query));
        rare.conflict = Some(conflict);
    }

    /// Sets a column, in a statement that stands for another.
    pub(crate) fn push_set(&mut self, column: Node, value: Node) {
        self.columns.push(column);
        self.add_cell(value);
    }

    pub(crate) fn clear_cells(&mut self) {
        self.cells = Cells::Values(Vec::new());
    }

    pub(super) fn add_row_set(&mut self, columns: Vec<Node>, query: Node, place: Place) {
        self.mark(ChangeClause::Cells, place);
        self.fill_sets(Filled::Update);
        columns.iter().for_each(|column| self.give_way(column));
        self.deepen(&query);
        self.rare_mut().row_sets.push(RowSet { columns, query });
    }

    /// True for an INSERT of which nothing but its rows is said.
    pub(crate) fn is_rows_alone(&self) -> bool {
        self.is_rows() && self.returning.is_empty() && self.problems.is_empty()
    }

    /// True for an INSERT of rows that says nothing of them but their values.
    pub(crate) fn is_rows(&self) -> bool {
        let of_rows = |rare: &RareParts| {
            rare.query.is_empty()
                && !rare.defaults
                && rare.overriding.is_none()
                && rare.form.is_none()
                && rare.conflict.is_none()
                && rare.words.is_empty()
        };
        self.verb == Verb::Insert && self.rare().is_none_or(of_rows)
    }

    /// The columns set by one query together.
    pub(crate) fn row_sets(&self) -> &[RowSet] {
        self.rare().map_or(&[], |rare| &rare.row_sets)
    }

    pub(super) fn add_from(&mut self, source: Source, place: Place) {
        self.mark(ChangeClause::From, place);
        let node = Node::Source(source);
        self.deepen(&node);
        self.rare_mut().from.push(node);
    }

    pub(super) fn set_any_match(&mut self) {
        self.rare_mut().any_match = true;
    }

    /// The items that an UPDATE or DELETE reads beside its table.
    pub(crate) fn items(&self) -> impl Iterator<Item = &Source> {
        let from = self.rare().map_or(&[][..], |rare| &rare.from);
        from.iter().filter_map(|node| match node {
            Node::Source(source) => Some(source),
            _ => None,
        })
    }

    pub(super) fn add_order(&mut self, terms: Vec<Node>, place: Place) {
        self.mark(ChangeClause::Limit, place);
        terms.iter().for_each(|term| self.deepen(term));
        self.rare_mut().order_by.extend(terms);
    }

    pub(super) fn set_limit(&mut self, rows: Node, place: Place) {
        self.mark(ChangeClause::Limit, place);
        self.rare_mut().limit = rows;
    }

    /// Notes that columns are named: for rows, or for a query that may be given already.
    pub(super) fn say_columns(&mut self, place: Place) -> bool {
        self.by == Some(By::Query) || self.say(By::Columns, place)
    }

    pub(super) fn set_query<R>(&mut self, query: AnyQuery<R>, place: Place) {
        if self.by == Some(By::Columns) && self.cells.len() == 0 {
            self.by = Some(By::Query);
        }
        if self.query().is_some() {
            self.mistake("INSERT has two queries; join them by `.union_all(…)`".into(), place);
        } else if self.say(By::Query, place) {
            self.mark(ChangeClause::Cells, place);
            let query = self.filled_query(query.body.expanded(), place);
            let query = Node::Select(query);
            self.deepen(&query);
            self.rare_mut().query = query;
        }
    }
}
