//! MERGE: rows of another item, and what each does to the table.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use super::body::{ChangeBody, ChangeClause, Verb};
use super::filled::name_before;
use super::target::ChangeTarget;
use crate::expr::node::{Place, and};
use crate::expr::view::NodeRef;
use crate::expr::{Column, Columns, Condition, IntoExpr, Node};
use crate::select::{IntoSource, SourceRef};
use crate::types::{ComparableWith, SqlValue};

/// When a branch is taken: which rows it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum When {
    Matched,
    NotMatched,
    NotMatchedBySource,
}

/// What a branch does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Action {
    Update,
    Insert,
    Delete,
    Nothing,
}

/// One `WHEN … THEN …` of MERGE.
#[derive(Clone)]
pub(crate) struct Branch {
    pub(crate) when: When,
    pub(crate) filter: Node,
    pub(crate) action: Action,
    /// `Column` nodes: those set or inserted into.
    pub(crate) columns: Vec<Node>,
    pub(crate) values: Vec<Node>,
    /// How many of the columns, at the end, the program fills of its own accord.
    pub(super) filled: usize,
    pub(crate) place: Place,
}

impl Branch {
    fn new(when: When, place: Place) -> Self {
        let (columns, values) = (Vec::new(), Vec::new());
        Branch {
            when,
            filter: Node::Empty,
            action: Action::Nothing,
            columns,
            values,
            filled: 0,
            place,
        }
    }

    pub(crate) fn each_child<'a>(&'a self, visit: &mut dyn FnMut(NodeRef<'a>)) {
        visit(NodeRef::new(&self.filter));
        self.columns.iter().chain(&self.values).for_each(|node| visit(NodeRef::new(node)));
    }

    /// What it says beside its children, and how many columns it has.
    pub(super) fn head(&self) -> (When, Action, usize) {
        (self.when, self.action, self.columns.len())
    }

    /// Whether it is there without a condition, and so always taken.
    pub(crate) fn is_plain(&self) -> bool {
        self.filter.is_empty()
    }
}

/// A MERGE, giving rows of type `R` by RETURNING. Made by [`merge`].
#[must_use]
pub struct Merge<R = ()> {
    pub(crate) body: Arc<ChangeBody>,
    row: PhantomData<fn() -> R>,
}

impl<R> Clone for Merge<R> {
    fn clone(&self) -> Self {
        Merge { body: self.body.clone(), row: PhantomData }
    }
}

/// `MERGE INTO table`; say with which rows by [`using`](Merge::using), and what is done by
/// [`when_matched`](Merge::when_matched), [`when_not_matched`](Merge::when_not_matched) and
/// [`when_not_matched_by_source`](Merge::when_not_matched_by_source).
///
/// PostgreSQL has it from 15 on. Elsewhere it is written as an upsert where it is exactly one: a row of
/// the source goes with a row of the table by a unique key and is unique in it, every branch is one
/// that an upsert has, and no other unique key could be met. All else is an error from compile that
/// says why.
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! {
///     pub stock { id: i64 => primary_key, n: i32 }
///     pub delivery { id: i64 => primary_key, n: i32, gone: bool }
/// }
/// let query = merge(stock::table())
///     .using(delivery::table(), delivery::id.eq(stock::id))
///     .when_matched().filter(delivery::gone).delete()
///     .when_matched().update().set(stock::n, stock::n + delivery::n)
///     .when_not_matched().insert().set(stock::id, delivery::id).set(stock::n, delivery::n);
/// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
///     "MERGE INTO stock USING delivery ON delivery.id = stock.id \
///      WHEN MATCHED AND delivery.gone THEN DELETE \
///      WHEN MATCHED THEN UPDATE SET n = stock.n + delivery.n \
///      WHEN NOT MATCHED THEN INSERT (id, n) VALUES (delivery.id, delivery.n)");
///
/// let upsert = merge(stock::table())
///     .using(delivery::table(), delivery::id.eq(stock::id))
///     .when_matched().update().set(stock::n, stock::n + delivery::n)
///     .when_not_matched().insert().set(stock::id, delivery::id).set(stock::n, delivery::n);
/// assert_eq!(upsert.compile(&Sqlite::default()).unwrap().sql(),
///     "INSERT INTO stock (id, n) SELECT delivery.id, delivery.n FROM delivery WHERE TRUE \
///      ON CONFLICT (id) DO UPDATE SET n = stock.n + excluded.n");
/// ```
#[track_caller]
pub fn merge(table: impl ChangeTarget) -> Merge {
    let body = ChangeBody::new(Verb::Merge, table, Location::caller());
    Merge { body: Arc::new(body), row: PhantomData }
}

impl<R> Merge<R> {
    fn with<S>(mut self, change: impl FnOnce(&mut ChangeBody)) -> Merge<S> {
        change(Arc::make_mut(&mut self.body));
        Merge { body: self.body, row: PhantomData }
    }

    /// The rows merged into the table, and which go with a row of it: `USING item ON condition`. To give
    /// it twice is an error from compile.
    ///
    /// A row of the table that goes with several is an error of the database, unless none of them would
    /// change it.
    #[track_caller]
    pub fn using(self, item: impl IntoSource, condition: impl Condition) -> Self {
        let place = Location::caller();
        let condition = condition.into_condition().node;
        self.with(|body| {
            if body.items().next().is_some() {
                body.mistake("MERGE has two sources; join them in a subquery".into(), place);
            } else {
                body.add_from(item.into_source().source, place);
                body.add_filter_node(condition, place);
            }
        })
    }

    /// What is done about a row of the table that a row of the source goes with. Of several branches the
    /// first whose condition is true is taken; if none is, the row stays as it is.
    #[track_caller]
    pub fn when_matched(self) -> WhenMatched<R> {
        WhenMatched {
            body: self.body,
            branch: Branch::new(When::Matched, Location::caller()),
            row: PhantomData,
        }
    }

    /// What is done about a row of the source that goes with no row of the table; only the source can be
    /// used in it.
    #[track_caller]
    pub fn when_not_matched(self) -> WhenNotMatched<R> {
        let branch = Branch::new(When::NotMatched, Location::caller());
        WhenNotMatched { body: self.body, branch, row: PhantomData }
    }

    /// What is done about a row of the table that no row of the source goes with; only the table can be
    /// used in it: `WHEN NOT MATCHED BY SOURCE`, of PostgreSQL 17.
    #[track_caller]
    pub fn when_not_matched_by_source(self) -> WhenMatched<R> {
        let branch = Branch::new(When::NotMatchedBySource, Location::caller());
        WhenMatched { body: self.body, branch, row: PhantomData }
    }

    /// Sets a column, in the branch that was begun last by [`update`](WhenMatched::update) or
    /// [`insert`](WhenNotMatched::insert). Calls add; a column set twice is an error from compile, and so
    /// is a call without such a branch.
    #[track_caller]
    pub fn set<T: SqlValue, V: IntoExpr>(self, column: Column<T>, value: V) -> Self
    where
        T::Family: ComparableWith<<V::Sql as SqlValue>::Family>,
    {
        let place = Location::caller();
        let value = value.into_expr().node;
        self.with(|body| body.add_branch_set(Node::Column(column.column), value, place))
    }

    /// The rows inserted, changed and deleted, the last as they were: `RETURNING columns`, of
    /// PostgreSQL 17. To give it twice is an error from compile.
    #[track_caller]
    pub fn returning<S: Columns>(self, columns: S) -> Merge<S::Row> {
        let place = Location::caller();
        self.with(|body| body.give_back(columns, place))
    }
}

macro_rules! branches {
    ($($type:ident, $words:literal;)*) => { $(
        #[doc = $words]
        #[must_use]
        pub struct $type<R = ()> {
            body: Arc<ChangeBody>,
            branch: Branch,
            row: PhantomData<fn() -> R>,
        }

        impl<R> $type<R> {
            /// Takes the branch only where `condition` is true: `AND condition`. A second call adds AND.
            pub fn filter(mut self, condition: impl Condition) -> Self {
                let filter = std::mem::take(&mut self.branch.filter);
                self.branch.filter = and(filter, condition.into_condition().node);
                self
            }

            /// Leaves the row as it is: `THEN DO NOTHING`.
            pub fn do_nothing(self) -> Merge<R> {
                self.then(Action::Nothing)
            }

            fn then(mut self, action: Action) -> Merge<R> {
                self.branch.action = action;
                Arc::make_mut(&mut self.body).add_branch(self.branch);
                Merge { body: self.body, row: PhantomData }
            }
        }
    )* };
}

branches! {
    WhenMatched,
    "A branch of MERGE for rows of the table. Made by [`when_matched`](Merge::when_matched).";
    WhenNotMatched,
    "A branch of MERGE for rows of the source alone. Made by [`when_not_matched`](Merge::when_not_matched).";
}

impl<R> WhenMatched<R> {
    /// Changes the row: `THEN UPDATE SET …`; say what by [`set`](Merge::set).
    pub fn update(self) -> Merge<R> {
        self.then(Action::Update)
    }

    /// Deletes the row: `THEN DELETE`.
    pub fn delete(self) -> Merge<R> {
        self.then(Action::Delete)
    }
}

impl<R> WhenNotMatched<R> {
    /// Inserts a row: `THEN INSERT (…) VALUES (…)`; say what by [`set`](Merge::set).
    pub fn insert(self) -> Merge<R> {
        self.then(Action::Insert)
    }
}

impl ChangeBody {
    /// The branches of MERGE.
    pub(crate) fn branches(&self) -> &[Branch] {
        self.rare().map_or(&[], |rare| &rare.branches)
    }

    /// The source of a MERGE that gives back rows which no row of it goes with: its columns are NULL there.
    pub(crate) fn missing_source(&self) -> Option<SourceRef<'_>> {
        let changes = |branch: &Branch| {
            branch.when == When::NotMatchedBySource && branch.action != Action::Nothing
        };
        let source = self.items().next().filter(|_| self.branches().iter().any(changes));
        source.map(SourceRef::from)
    }

    /// True if a MERGE changes rows that go with no row of the source, and inserts those of the source that
    /// go with none.
    pub(crate) fn keeps_both_sides(&self) -> bool {
        self.missing_source().is_some()
            && self.branches().iter().any(|branch| branch.action == Action::Insert)
    }

    fn add_filter_node(&mut self, condition: Node, place: Place) {
        self.mark(ChangeClause::Where, place);
        self.deepen(&condition);
        self.filter = condition;
    }

    fn add_branch(&mut self, mut branch: Branch) {
        self.fill_branch(&mut branch);
        self.deepen(&branch.filter);
        self.rare_mut().branches.push(branch);
    }

    fn add_branch_set(&mut self, column: Node, value: Node, place: Place) {
        self.deepen(&value);
        let last = self.rare_mut().branches.last_mut();
        match last.filter(|last| matches!(last.action, Action::Update | Action::Insert)) {
            Some(Branch { columns, values, filled, .. }) => {
                name_before((columns, values), filled, (column, value));
            }
            None => {
                let message = "`set` of MERGE stands behind no branch that has values; begin one by \
                               `.when_matched().update()` or `.when_not_matched().insert()`";
                self.mistake(message.into(), place);
            }
        }
    }
}
