//! The record behind a query: its clauses as nodes.

use super::grouping::Grouping;
use super::hint::Hint;
use super::join::Join;
use super::row_lock::RowLock;
use super::rows::Rows;
use super::set::Set;
use super::words::Words;
use crate::expr::Node;
use crate::expr::node::{Place, and};
use crate::select::Source;
use crate::types::Sort;

/// The clauses that keep the place where they were added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clause {
    Columns,
    From,
    Where,
    GroupBy,
    Having,
    OrderBy,
    Limit,
    Lock,
    Qualify,
}

/// The clauses before [`Clause::Lock`]; the places of the others lie with them.
const COMMON: usize = 7;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Distinct {
    #[default]
    No,
    Rows,
    /// One row for each combination of some keys.
    On,
}

/// The clauses of a SELECT. What most queries have is inline, the rest behind one pointer.
#[derive(Clone)]
pub(crate) struct SelectBody {
    pub(crate) depth: u32,
    /// What is in its clauses: [`Sort`]'s flags.
    pub(crate) flags: u8,
    /// Bit i: the Rust type of column i takes no NULL.
    pub(crate) required: u64,
    pub(crate) columns: Vec<Node>,
    /// The first FROM item, a `Source`, and the others; empty where FROM is inferred.
    pub(crate) from: Node,
    pub(super) more_from: Vec<Node>,
    pub(crate) joins: Vec<Join>,
    /// The first condition, and those that hold as well.
    pub(crate) filter: Node,
    pub(crate) more_filters: Vec<Node>,
    pub(crate) order_by: Vec<Node>,
    pub(crate) limit: Node,
    pub(crate) offset: Node,
    pub(super) rare: Option<Box<RareClauses>>,
    places: [Option<Place>; COMMON],
}

/// Clauses that most queries do without.
#[derive(Clone, Default)]
pub(crate) struct RareClauses {
    pub(crate) distinct: Distinct,
    /// True if it has no FROM: all columns belong to the statement around it.
    pub(crate) no_from: bool,
    /// True if the program says that it gives one row at most.
    pub(crate) one_row: bool,
    /// How many terms of its order say which rows it keeps, by `after`.
    pub(crate) paged_by: usize,
    pub(crate) group_by: Vec<Node>,
    /// How these keys make sets; empty if they are one set.
    pub(crate) groupings: Vec<Grouping>,
    pub(crate) having: Node,
    /// A query that is a set operation has nothing but this, ORDER BY, LIMIT and OFFSET; its columns
    /// are those of its first query, for their names.
    pub(crate) set: Option<Set>,
    /// VALUES has nothing but this, ORDER BY, LIMIT and OFFSET; its columns are names.
    pub(crate) values: Option<Rows>,
    pub(crate) locks: Vec<RowLock>,
    pub(crate) hints: Vec<Hint>,
    pub(crate) words: Vec<Words>,
    /// The queries of WITH that stand here: `Source`s.
    pub(crate) with: Vec<Node>,
    /// Items of the statement around, which are not in FROM: `Source`s.
    pub(crate) correlated: Vec<Node>,
    /// The keys of DISTINCT ON.
    pub(crate) distinct_on: Vec<Node>,
    pub(crate) qualify: Node,
    /// True if LIMIT keeps what is equal to its last row in the order.
    pub(crate) with_ties: bool,
    /// True if LIMIT is a percentage of the rows.
    pub(crate) percent: bool,
    /// Where the clauses that are here only were added.
    places: [Option<Place>; 2],
}

impl SelectBody {
    #[inline(always)]
    pub(crate) fn new(columns: Vec<Node>, required: u64, place: Place) -> Self {
        let (mut depth, mut flags) = (0, 0);
        for column in &columns {
            if let Some(inside) = column.flat_column() {
                flags |= inside;
            } else {
                depth = depth.max(column.depth());
                flags |= column.inside();
            }
        }
        let mut places = [None; COMMON];
        places[Clause::Columns as usize] = Some(place);
        SelectBody {
            depth: depth.saturating_add(1),
            flags,
            required,
            columns,
            from: Node::Empty,
            more_from: Vec::new(),
            joins: Vec::new(),
            filter: Node::Empty,
            more_filters: Vec::new(),
            order_by: Vec::new(),
            limit: Node::Empty,
            offset: Node::Empty,
            rare: None,
            places,
        }
    }

    /// Notes that a clause is changed, and where.
    #[inline]
    pub(crate) fn mark(&mut self, clause: Clause, place: Place) {
        match self.places.get_mut(clause as usize) {
            Some(own) => *own = Some(place),
            None => self.rare_mut().places[clause as usize - COMMON] = Some(place),
        }
    }

    pub(crate) fn place(&self, clause: Clause) -> Option<Place> {
        match self.places.get(clause as usize) {
            Some(own) => *own,
            None => self.rare()?.places[clause as usize - COMMON],
        }
    }

    /// Takes up what a child adds: for the commonest predicates at a glance.
    #[inline(always)]
    pub(super) fn deepen(&mut self, child: &Node) {
        match child.flat_predicate() {
            Some(inside) => self.flags |= inside,
            None => self.deepen_more(child),
        }
    }

    #[inline(never)]
    pub(super) fn deepen_more(&mut self, child: &Node) {
        self.depth = self.depth.max(child.depth().saturating_add(1));
        self.flags |= child.inside();
    }

    pub(crate) fn add_order(&mut self, mut terms: Vec<Node>) {
        for term in &terms {
            if term.is_plain_column() {
                self.flags |= term.inside() & Sort::SUSPECT;
            } else {
                self.deepen_more(term);
            }
        }
        if self.order_by.is_empty() {
            self.order_by = terms;
        } else {
            self.order_by.append(&mut terms);
        }
    }

    #[inline]
    pub(crate) fn add_filter(&mut self, condition: Node) {
        self.deepen(&condition);
        if self.filter.is_empty() {
            self.filter.put(condition);
        } else {
            if self.more_filters.capacity() == 0 {
                self.more_filters = Vec::with_capacity(4);
            }
            self.more_filters.push(condition);
        }
    }

    pub(crate) fn add_from(&mut self, source: Source) {
        let node = Node::Source(source);
        if !matches!(node, Node::Source(Source::Static(_))) {
            self.deepen_more(&node);
        }
        if self.from.is_empty() {
            self.from.put(node);
        } else {
            self.more_from.push(node);
        }
    }

    #[inline]
    pub(crate) fn add_join(&mut self, join: Join) {
        if !matches!(join.source, Node::Source(Source::Static(_))) {
            self.deepen_more(&join.source);
        }
        match join.on_node.flat_equation() {
            Some(inside) => self.flags |= inside,
            None => self.deepen_more(&join.on_node),
        }
        if self.joins.capacity() == 0 {
            self.joins = Vec::with_capacity(4);
        }
        self.joins.push(join);
    }

    pub(crate) fn add_having(&mut self, condition: Node) {
        let rare = self.rare_mut();
        let having = and(std::mem::take(&mut rare.having), condition);
        let (depth, flags) = (having.depth().saturating_add(1), having.inside());
        rare.having = having;
        self.depth = self.depth.max(depth);
        self.flags |= flags;
    }

    /// The FROM items that are given, without those of joins.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &Source> {
        [&self.from].into_iter().chain(&self.more_from).filter_map(|node| match node {
            Node::Source(source) => Some(source),
            _ => None,
        })
    }

    /// Works out anew what the clauses add up to.
    pub(crate) fn measure(&mut self) {
        let (mut depth, mut flags) = (0, 0);
        // Columns that stand for their names only come first.
        let width = self.columns.len();
        let mut names = if self.has_names_only() { width } else { 0 };
        self.each_child(&mut |child| {
            depth = depth.max(child.depth());
            if names > 0 {
                names -= 1;
            } else {
                flags |= child.inside();
            }
        });
        (self.depth, self.flags) = (depth.saturating_add(1), flags);
        if let Some(rare) = &mut self.rare {
            rare.set.iter_mut().for_each(Set::measure);
            rare.values.iter_mut().for_each(|rows| rows.measure(width));
        }
    }

    /// The conditions of WHERE.
    pub(crate) fn filters(&self) -> impl Iterator<Item = &Node> {
        let first = (!self.filter.is_empty()).then_some(&self.filter);
        first.into_iter().chain(&self.more_filters)
    }

    #[inline]
    pub(crate) fn rare(&self) -> Option<&RareClauses> {
        self.rare.as_deref()
    }

    pub(crate) fn distinct(&self) -> Distinct {
        self.rare().map_or(Distinct::No, |rare| rare.distinct)
    }

    /// True if FROM is to be inferred from the columns.
    #[inline]
    pub(crate) fn infers_from(&self) -> bool {
        self.from.is_empty() && !self.rare().is_some_and(|rare| rare.no_from)
    }

    pub(crate) fn set_no_from(&mut self) {
        self.rare_mut().no_from = true;
    }

    pub(super) fn set_one_row(&mut self) {
        self.rare_mut().one_row = true;
    }

    pub(crate) fn set_distinct(&mut self, distinct: Distinct) {
        self.rare_mut().distinct = distinct;
    }

    pub(super) fn rare_mut(&mut self) -> &mut RareClauses {
        self.rare.get_or_insert_default()
    }
}
