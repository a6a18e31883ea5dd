//! The record behind a data change: its clauses as nodes.

use super::rare::RareParts;
use super::target::ChangeTarget;
use crate::error::{ErrorKind, Problem};
use crate::expr::convert::bind;
use crate::expr::node::{Place, and};
use crate::expr::view::NodeRef;
use crate::expr::{Columns, Condition, Node};
use crate::select::Source;
use crate::value::Value;

/// What a statement does to its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Verb {
    Insert,
    Update,
    Delete,
    Merge,
}

/// The clauses that keep the place where they were added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChangeClause {
    /// The statement as a whole, and the columns of an INSERT.
    Target,
    /// VALUES or SET.
    Cells,
    Where,
    Returning,
    From,
    Limit,
}

/// By which calls an INSERT says what it inserts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Columns,
    Set,
    Records,
    Query,
    Defaults,
    Maps,
}

impl By {
    const fn words(self) -> &'static str {
        match self {
            By::Columns => "rows (`columns` and `values`)",
            By::Set => "`set`",
            By::Records => "`records`",
            By::Query => "a query (`from_select`)",
            By::Defaults => "`default_values`",
            By::Maps => "`maps`",
        }
    }
}

/// INSERT, UPDATE, DELETE and MERGE: what they share is said once.
#[derive(Clone)]
pub(crate) struct ChangeBody {
    pub(crate) depth: u32,
    pub(crate) verb: Verb,
    /// Bit i: the Rust type of column i of RETURNING takes no NULL.
    pub(crate) required: u64,
    pub(crate) target: Source,
    /// `Column` nodes: those inserted into, or set.
    pub(crate) columns: Vec<Node>,
    /// The values of the columns, row by row; an UPDATE has one row.
    pub(crate) cells: Cells,
    /// WHERE, and ON of MERGE.
    pub(crate) filter: Node,
    /// True if every row is meant.
    pub(crate) all_rows: bool,
    pub(crate) returning: Vec<Node>,
    pub(crate) problems: Vec<Problem>,
    pub(super) by: Option<By>,
    pub(super) places: [Option<Place>; 6],
    pub(super) rare: Option<Box<RareParts>>,
}

impl ChangeBody {
    pub(super) fn new(verb: Verb, table: impl ChangeTarget, place: Place) -> Self {
        let target = table.into_target();
        ChangeBody {
            depth: 1,
            verb,
            required: 0,
            target: target.source,
            columns: Vec::new(),
            cells: Cells::Values(Vec::new()),
            filter: Node::Empty,
            all_rows: false,
            returning: Vec::new(),
            problems: target.problem.into_iter().collect(),
            by: None,
            places: [Some(place), None, None, None, None, None],
            rare: None,
        }
    }

    #[inline]
    pub(crate) fn rare(&self) -> Option<&RareParts> {
        self.rare.as_deref()
    }

    pub(crate) fn rare_mut(&mut self) -> &mut RareParts {
        self.rare.get_or_insert_default()
    }

    pub(crate) fn place(&self, part: ChangeClause) -> Option<Place> {
        self.places[part as usize].or(self.places[ChangeClause::Target as usize])
    }

    pub(super) fn mark(&mut self, part: ChangeClause, place: Place) {
        self.places[part as usize] = Some(place);
    }

    pub(super) fn deepen(&mut self, child: &Node) {
        self.depth = self.depth.max(child.depth().saturating_add(1));
    }

    /// Notes by what an INSERT is said; false, and a mistake, if it was said by something else.
    pub(super) fn say(&mut self, by: By, place: Place) -> bool {
        let said = *self.by.get_or_insert(by);
        if said != by {
            let (first, second) = (said.words(), by.words());
            let message = format!("INSERT has both {first} and {second}; use one of them");
            self.mistake(message, place);
        }
        said == by
    }

    pub(super) fn mistake(&mut self, message: String, place: Place) {
        self.problems.push(Problem::new(ErrorKind::Conflict, message).at(Some(place)));
    }

    pub(super) fn add_cell(&mut self, cell: Node) {
        self.deepen(&cell);
        self.cells.push(cell);
    }

    pub(super) fn add_set(&mut self, column: Node, value: Node, place: Place) {
        self.mark(ChangeClause::Cells, place);
        self.columns.push(column);
        self.add_cell(value);
    }

    pub(super) fn add_filter(&mut self, condition: impl Condition, place: Place) {
        self.mark(ChangeClause::Where, place);
        let filter = and(std::mem::take(&mut self.filter), condition.into_condition().node);
        self.deepen(&filter);
        self.filter = filter;
    }

    pub(super) fn give_back<S: Columns>(&mut self, columns: S, place: Place) {
        self.mark(ChangeClause::Returning, place);
        if !self.returning.is_empty() {
            let message = "RETURNING is given twice; give all columns in one call".into();
            self.mistake(message, place);
        }
        self.returning = columns.into_nodes().0;
        self.required = S::REQUIRED;
        let deepest = self.returning.iter().map(Node::depth).max().unwrap_or(0);
        self.depth = self.depth.max(deepest.saturating_add(1));
    }

    /// Reports a row of the wrong length, and leaves it out so that later rows stay in step.
    pub(super) fn check_row(&mut self, before: usize, place: Place) {
        let (width, found) = (self.columns.len(), self.cells.len() - before);
        if found == width {
            return;
        }
        let row = before.checked_div(width).unwrap_or(0) + 1;
        let table = self.target.name();
        let message =
            format!("INSERT INTO {table} names {width} columns, but row {row} has {found} values");
        self.mistake(message, place);
        match &mut self.cells {
            Cells::Values(values) => values.truncate(before),
            Cells::Nodes(nodes) => nodes.truncate(before),
        }
    }

    pub(crate) fn rows(&self) -> usize {
        self.cells.len().checked_div(self.columns.len()).unwrap_or(0)
    }

    /// Calls `visit` with each node of the statement, clause by clause.
    pub(crate) fn each_child<'a>(&'a self, visit: &mut dyn FnMut(NodeRef<'a>)) {
        visit(NodeRef::from_source(&self.target));
        self.columns.iter().map(NodeRef::new).for_each(&mut *visit);
        match &self.cells {
            Cells::Values(values) => values.iter().map(NodeRef::value).for_each(&mut *visit),
            Cells::Nodes(nodes) => nodes.iter().map(NodeRef::new).for_each(&mut *visit),
        }
        if let Some(rare) = &self.rare {
            rare.each_child(visit);
        }
        visit(NodeRef::new(&self.filter));
        self.returning.iter().map(NodeRef::new).for_each(visit);
    }
}

/// The cells of all rows, row by row: plain values as long as no cell is an expression.
#[derive(Clone)]
pub(crate) enum Cells {
    Values(Vec<Value>),
    Nodes(Vec<Node>),
}

impl Cells {
    pub(crate) fn len(&self) -> usize {
        match self {
            Cells::Values(values) => values.len(),
            Cells::Nodes(nodes) => nodes.len(),
        }
    }

    /// Number `place`.
    pub(crate) fn node(&self, place: usize) -> Option<Node> {
        match self {
            Cells::Values(values) => values.get(place).cloned().map(bind),
            Cells::Nodes(nodes) => nodes.get(place).cloned(),
        }
    }

    fn push(&mut self, node: Node) {
        match (&mut *self, node) {
            (Cells::Values(values), Node::Bind(value)) => values.push(value),
            (Cells::Values(values), Node::NullBind(_)) => values.push(Value::Null),
            (Cells::Values(values), node) => {
                let mut nodes: Vec<Node> = values.drain(..).map(bind).collect();
                nodes.push(node);
                *self = Cells::Nodes(nodes);
            }
            (Cells::Nodes(nodes), node) => nodes.push(node),
        }
    }
}
