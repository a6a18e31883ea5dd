//! INSERT that meets rows that are there: ON CONFLICT.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use super::body::ChangeBody;
use super::filled::name_before;
use super::insert::Insert;
use super::row::InsertColumns;
use crate::expr::node::{Place, and};
use crate::expr::view::{NodeRef, View};
use crate::expr::{Column, Columns, Condition, Expr, ExprList, IntoExpr, Node, literal};
use crate::name::Name;
use crate::select::{Source, incoming};
use crate::types::{Any, ComparableWith, SqlValue};

/// What an INSERT does about rows that are there.
#[derive(Clone)]
pub(crate) struct Conflict {
    pub(crate) target: ConflictTarget,
    /// The columns and expressions of the unique index.
    pub(crate) keys: Vec<Node>,
    /// The condition of a partial index.
    pub(crate) predicate: Node,
    /// True for DO UPDATE.
    pub(crate) update: bool,
    pub(crate) columns: Vec<Node>,
    pub(crate) values: Vec<Node>,
    /// How many of the columns, at the end, the program fills of its own accord.
    pub(crate) filled: usize,
    pub(crate) filter: Node,
    pub(crate) place: Place,
    /// The row that would have been inserted.
    pub(crate) incoming: Source,
}

/// Which unique keys count.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum ConflictTarget {
    Any,
    Keys,
    Constraint(Name),
    /// Whichever it is whose row is updated.
    Duplicate,
}

impl Conflict {
    pub(crate) fn each_child<'a>(&'a self, visit: &mut dyn FnMut(NodeRef<'a>)) {
        let lists = [&self.keys, &self.columns, &self.values];
        lists.into_iter().flatten().for_each(|node| visit(NodeRef::new(node)));
        visit(NodeRef::new(&self.predicate));
        visit(NodeRef::new(&self.filter));
    }
}

/// The unique index that an INSERT may find a row in; says next what is done about that. Made by
/// [`on_conflict`](Insert::on_conflict).
#[must_use]
pub struct OnConflict<C = (), R = ()> {
    body: Arc<ChangeBody>,
    conflict: Conflict,
    types: PhantomData<fn() -> (C, R)>,
}

/// Any row that an INSERT may meet. Made by [`on_any_conflict`](Insert::on_any_conflict).
#[must_use]
pub struct OnAnyConflict<C = (), R = ()>(OnConflict<C, R>);

/// An INSERT that changes the rows that it meets. Made by [`do_update`](OnConflict::do_update).
#[must_use]
pub struct Upsert<C = (), R = ()> {
    pub(crate) body: Arc<ChangeBody>,
    types: PhantomData<fn() -> (C, R)>,
}

impl<C, R> Clone for Upsert<C, R> {
    fn clone(&self) -> Self {
        Upsert { body: self.body.clone(), types: PhantomData }
    }
}

impl<C, R> Insert<C, R> {
    /// What to do about a row that is there already with the same values in these columns, or
    /// expressions: `ON CONFLICT (keys)`. They are those of one unique key or index of the table.
    ///
    /// MySQL and MariaDB look at all unique keys together. There it is written as
    /// `ON DUPLICATE KEY UPDATE` where that means the same: the table's declaration has a unique key
    /// of these columns, and no other that the rows could meet. All else is an error from compile.
    ///
    /// A row that conflicts in another key is an error of the database. One that the statement has
    /// inserted itself is one that is there, but PostgreSQL refuses to update it.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! {
    ///     pub users { id: i64 => primary_key, generated, email: String => unique, visits: i32 }
    /// }
    /// let query = insert(users::table())
    ///     .columns((users::email, users::visits))
    ///     .values(("ann@example.com", 1))
    ///     .on_conflict(users::email)
    ///     .do_update()
    ///     .set(users::visits, users::visits + incoming(users::visits))
    ///     .filter(users::visits.lt(1000));
    /// assert_eq!(query.compile(&Sqlite::default()).unwrap().sql(),
    ///     "INSERT INTO users (email, visits) VALUES (?, ?) \
    ///      ON CONFLICT (email) DO UPDATE SET visits = users.visits + excluded.visits \
    ///      WHERE users.visits < ?");
    /// assert_eq!(query.compile(&MySql::default()).unwrap().sql(),
    ///     "INSERT INTO users (email, visits) VALUES (?, ?) AS new \
    ///      ON DUPLICATE KEY UPDATE visits = \
    ///      CASE WHEN users.visits < ? THEN users.visits + new.visits ELSE users.visits END");
    /// ```
    #[track_caller]
    pub fn on_conflict(self, keys: impl ExprList) -> OnConflict<C, R> {
        let keys = keys.into_nodes().0.into_iter().map(with_literals).collect();
        OnConflict::new(self, ConflictTarget::Keys, keys, Location::caller())
    }

    /// What to do about a row that a constraint forbids: `ON CONFLICT ON CONSTRAINT name`.
    ///
    /// PostgreSQL only.
    #[track_caller]
    pub fn on_constraint(self, name: impl Into<Name>) -> OnConflict<C, R> {
        let target = ConflictTarget::Constraint(name.into());
        OnConflict::new(self, target, Vec::new(), Location::caller())
    }

    /// What to do about a row that is there already in whatever unique key: `ON CONFLICT`.
    #[track_caller]
    pub fn on_any_conflict(self) -> OnAnyConflict<C, R> {
        OnAnyConflict(OnConflict::new(self, ConflictTarget::Any, Vec::new(), Location::caller()))
    }

    /// `ON DUPLICATE KEY UPDATE` of MySQL and MariaDB: changes the row that a row to be inserted meets
    /// in whatever unique key. Offered by their extension trait, as `on_duplicate_key_update`.
    #[doc(hidden)]
    #[track_caller]
    pub fn on_duplicate_key(self) -> Upsert<C, R> {
        let place = Location::caller();
        OnConflict::new(self, ConflictTarget::Duplicate, Vec::new(), place).do_update()
    }
}

impl<C, R> OnAnyConflict<C, R> {
    /// Leaves such a row as it is, and does not insert the new one: `DO NOTHING`.
    ///
    /// On MySQL and MariaDB it is an `ON DUPLICATE KEY UPDATE` that changes nothing: unlike IGNORE it
    /// hides no other mistake. Triggers before UPDATE fire there, and the row is counted.
    pub fn do_nothing(self) -> Insert<C, R> {
        self.0.do_nothing()
    }
}

impl<C, R> OnConflict<C, R> {
    fn new(insert: Insert<C, R>, target: ConflictTarget, keys: Vec<Node>, place: Place) -> Self {
        let conflict = Conflict {
            target,
            keys,
            predicate: Node::Empty,
            update: false,
            columns: Vec::new(),
            values: Vec::new(),
            filled: 0,
            filter: Node::Empty,
            place,
            incoming: insert.body.target.incoming(),
        };
        OnConflict { body: insert.body, conflict, types: PhantomData }
    }

    /// The condition of a partial unique index: `ON CONFLICT (keys) WHERE condition`. A second call
    /// adds AND. It says which index is meant, not which rows; for that see [`Upsert::filter`].
    ///
    /// Values in it are written into the text, as they are in the index: a parameter would not be
    /// known as the index's value. MySQL and MariaDB have no such indexes.
    pub fn filter(mut self, condition: impl Condition) -> Self {
        let condition = with_literals(condition.into_condition().node);
        self.conflict.predicate = and(std::mem::take(&mut self.conflict.predicate), condition);
        self
    }

    fn done(mut self) -> Arc<ChangeBody> {
        Arc::make_mut(&mut self.body).set_conflict(self.conflict);
        self.body
    }

    /// Leaves the row that is there as it is, and does not insert the new one: `DO NOTHING`.
    pub fn do_nothing(self) -> Insert<C, R> {
        Insert::of(self.done())
    }

    /// Changes the row that is there: `DO UPDATE SET …`. Columns of the table are the old values, and
    /// [`incoming`] gives those of the row to be inserted.
    pub fn do_update(mut self) -> Upsert<C, R> {
        self.conflict.update = true;
        Upsert { body: self.done(), types: PhantomData }
    }
}

impl<C, R> Upsert<C, R> {
    pub(super) fn with<S>(mut self, change: impl FnOnce(&mut ChangeBody)) -> Upsert<C, S> {
        change(Arc::make_mut(&mut self.body));
        Upsert { body: self.body, types: PhantomData }
    }

    /// Sets a column of the row that is there. Calls add; a column set twice is an error from compile.
    pub fn set<T: SqlValue, V: IntoExpr>(self, column: Column<T>, value: V) -> Self
    where
        T::Family: ComparableWith<<V::Sql as SqlValue>::Family>,
    {
        let value = value.into_expr().node;
        self.with(|body| body.add_conflict_set(Node::Column(column.column), value))
    }

    /// Sets columns to what the row to be inserted has in them: `SET a = excluded.a, …`.
    pub fn set_incoming(self, columns: impl InsertColumns) -> Self {
        self.with(|body| {
            for node in columns.into_columns().0 {
                if let Node::Column(column) = node {
                    let new = incoming(Column::<Any>::of(column.clone()));
                    body.add_conflict_set(Node::Column(column), Node::Column(new.column));
                }
            }
        })
    }

    /// Changes the row only where `condition` is true, and leaves it as it is elsewhere: `WHERE …`
    /// behind SET. A second call adds AND.
    ///
    /// On MySQL and MariaDB the values are written as
    /// `CASE WHEN condition THEN value ELSE column END`.
    pub fn filter(self, condition: impl Condition) -> Self {
        let condition = condition.into_condition().node;
        self.with(|body| body.add_conflict_filter(condition))
    }

    /// The rows inserted or changed, as the database stored them: `RETURNING columns`.
    ///
    /// MySQL has none. To give it twice is an error from compile.
    #[track_caller]
    pub fn returning<S: Columns>(self, columns: S) -> Upsert<C, S::Row> {
        let place = Location::caller();
        self.with(|body| body.give_back(columns, place))
    }
}

/// The expression with its parameters written into the text.
fn with_literals(node: Node) -> Node {
    let expr: Expr = Expr::new(node);
    let plain = expr.rewrite(|part| match part.view().view() {
        View::Parameter(value) => Some(literal(value.clone()).dynamic()),
        _ => None,
    });
    plain.node
}

impl ChangeBody {
    fn set_conflict(&mut self, conflict: Conflict) {
        if self.rare().is_some_and(|rare| rare.conflict.is_some()) {
            let message = "INSERT says twice what to do about rows that are there; say it once";
            return self.mistake(message.into(), conflict.place);
        }
        conflict.keys.iter().for_each(|key| self.deepen(key));
        self.deepen(&conflict.predicate);
        self.rare_mut().conflict = Some(conflict);
    }

    fn add_conflict_set(&mut self, column: Node, value: Node) {
        self.deepen(&value);
        self.fill_conflict();
        if let Some(conflict) = &mut self.rare_mut().conflict {
            let Conflict { columns, values, filled, .. } = conflict;
            name_before((columns, values), filled, (column, value));
        }
    }

    fn add_conflict_filter(&mut self, condition: Node) {
        let Some(conflict) = &mut self.rare_mut().conflict else { return };
        let filter = and(std::mem::take(&mut conflict.filter), condition);
        let deep = filter.clone();
        conflict.filter = filter;
        self.deepen(&deep);
    }
}
