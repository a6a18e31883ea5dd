//! INSERT.

use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use super::body::{By, ChangeBody, ChangeClause, Verb};
use super::filled::Filled;
use super::form::{ChangeModifier, InsertForm};
use super::rare::Overriding;
use super::row::{InsertColumns, InsertRow};
use crate::expr::convert::bind;
use crate::expr::{Column, Columns, IntoExpr, Node};
use crate::schema::{Record, Table};
use crate::select::Query;
use crate::types::{ComparableWith, SqlValue};

/// An INSERT into columns of the types `C`, giving rows of type `R` by RETURNING.
///
/// Made by [`insert`].
#[must_use]
pub struct Insert<C = (), R = ()> {
    pub(crate) body: Arc<ChangeBody>,
    types: PhantomData<fn() -> (C, R)>,
}

impl<C, R> Clone for Insert<C, R> {
    fn clone(&self) -> Self {
        Insert::of(self.body.clone())
    }
}

/// `INSERT INTO table`; say what by [`columns`](Insert::columns) and [`values`](Insert::values) or
/// [`from_select`](Insert::from_select), by [`set`](Insert::set), by [`records`](Insert::records), or
/// by [`default_values`](Insert::default_values).
///
/// ```
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, generated, name: String, age: Option<i32> } }
/// let query = insert(users::table())
///     .columns((users::name, users::age))
///     .values(("ann", 30))
///     .values(("bob", None::<i32>));
/// let compiled = query.compile(&Postgres::default()).unwrap();
/// assert_eq!(compiled.sql(), "INSERT INTO users (name, age) VALUES ($1, $2), ($3, $4)");
/// assert_eq!(compiled.params().len(), 4);
/// ```
#[track_caller]
pub fn insert(table: Table) -> Insert {
    Insert::of(Arc::new(ChangeBody::new(Verb::Insert, table, Location::caller())))
}

impl<C, R> Insert<C, R> {
    pub(super) fn of(body: Arc<ChangeBody>) -> Self {
        Insert { body, types: PhantomData }
    }

    pub(super) fn with<D, S>(mut self, change: impl FnOnce(&mut ChangeBody)) -> Insert<D, S> {
        change(Arc::make_mut(&mut self.body));
        Insert::of(self.body)
    }

    /// Sets one column of a single row. Calls add columns; a column set twice is an error.
    #[track_caller]
    pub fn set<T: SqlValue, V: IntoExpr>(self, column: Column<T>, value: V) -> Self
    where
        T::Family: ComparableWith<<V::Sql as SqlValue>::Family>,
    {
        let place = Location::caller();
        let value = value.into_expr().node;
        self.with(|body| {
            if body.say(By::Set, place) {
                body.add_set(Node::Column(column.column), value, place);
            }
        })
    }

    /// The rows inserted, as the database stored them: `RETURNING columns`.
    ///
    /// MySQL has none. To give it twice is an error from compile.
    #[track_caller]
    pub fn returning<S: Columns>(self, columns: S) -> Insert<C, S::Row> {
        let place = Location::caller();
        self.with(|body| body.give_back(columns, place))
    }
}

impl<R> Insert<(), R> {
    /// The columns to insert into: one, a tuple of up to 16, or an array or `Vec` of run-time
    /// columns. Their types are those that each row of [`values`](Insert::values) must have.
    #[track_caller]
    pub fn columns<C: InsertColumns>(self, columns: C) -> Insert<C::Types, R> {
        let place = Location::caller();
        self.with(|body| {
            if body.say_columns(place) {
                body.mark(ChangeClause::Target, place);
                body.columns = columns.into_columns().0;
                body.fill_columns();
            }
        })
    }

    /// One row for each record, of a struct with `#[derive(Table)]`; columns that the database
    /// generates are left out.
    #[track_caller]
    pub fn records<'a, T: Record + 'a>(self, records: impl IntoIterator<Item = &'a T>) -> Self {
        let place = Location::caller();
        self.with(|body| {
            let theirs = T::table();
            if !body.target.same(&theirs.source) {
                let (ours, theirs) = (body.target.name(), theirs.name());
                let message = format!("INSERT INTO `{ours}` is given records of `{theirs}`");
                body.mistake(message, place);
            }
            if !body.say(By::Records, place) {
                return;
            }
            body.mark(ChangeClause::Cells, place);
            if body.columns.is_empty() {
                let columns = T::insert_columns().into_iter();
                body.columns = columns.map(|column| Node::Column(column.column)).collect();
            }
            let mut values = Vec::new();
            for record in records {
                let before = body.cells.len();
                record.values(&mut values);
                values.drain(..).for_each(|value| body.add_cell(bind(value)));
                body.check_row(before, place);
            }
        })
    }
}

impl<C, R> Insert<C, R> {
    /// Adds a row: a value or expression for each column.
    #[track_caller]
    pub fn values<V: InsertRow<C>>(self, row: V) -> Self {
        self.rows([row])
    }

    /// Adds a row for each item. No rows at all is an error from compile.
    ///
    /// The statement has all of them in it: it can be sent again, compared and shown. More than the engine
    /// takes parameters for are sent in several statements of one transaction. For an iterator of any length
    /// that is read as it is sent, give it to [`insert_many`](crate::engine::Connection::insert_many), beside
    /// an INSERT without rows: that has the rows of one statement in memory at a time.
    #[track_caller]
    pub fn rows<V: InsertRow<C>>(self, rows: impl IntoIterator<Item = V>) -> Self {
        let place = Location::caller();
        self.with(|body| {
            if !body.say(By::Columns, place) {
                return;
            }
            body.mark(ChangeClause::Cells, place);
            rows.into_iter().for_each(|row| body.add_row(row, place));
        })
    }

    /// The rows of a query, its columns in the order of those of [`columns`](Insert::columns):
    /// `INSERT INTO table (columns) SELECT …`. Any query will do: set operations, `VALUES`, one with
    /// `WITH`, one over the table itself, whose rows are read before any is inserted.
    ///
    /// As many columns as are named, of types that they can hold, are an error from compile where
    /// they are not; so is `*` of a table whose columns are not known.
    ///
    /// ```
    /// use sqltree::prelude::*;
    /// sqltree::table! { pub users { id: i64 => primary_key, name: String, age: i32 } }
    /// sqltree::table! { pub adults { id: i64 => primary_key, name: String } }
    /// let query = insert(adults::table())
    ///     .columns((adults::id, adults::name))
    ///     .from_select(select((users::id, users::name)).filter(users::age.ge(18)));
    /// assert_eq!(query.compile(&Postgres::default()).unwrap().sql(),
    ///     "INSERT INTO adults (id, name) \
    ///      SELECT users.id, users.name FROM users WHERE users.age >= $1");
    /// ```
    #[track_caller]
    pub fn from_select(self, query: impl Query) -> Self {
        let place = Location::caller();
        self.with(|body| body.set_query(query.into_query(), place))
    }

    /// One row, of defaults only, and of what `on_insert` of the columns says: `INSERT INTO table DEFAULT VALUES`.
    #[track_caller]
    pub fn default_values(self) -> Self {
        let place = Location::caller();
        self.with(|body| {
            if body.say(By::Defaults, place) {
                body.mark(ChangeClause::Cells, place);
                body.fill_sets(Filled::Insert);
                body.rare_mut().defaults = body.columns.is_empty();
            }
        })
    }

    /// Takes the values given for columns that are `GENERATED ALWAYS AS IDENTITY`:
    /// `OVERRIDING SYSTEM VALUE`.
    ///
    /// PostgreSQL has it; elsewhere such values are taken anyway, and it is an error from compile.
    #[track_caller]
    pub fn overriding_system_value(self) -> Self {
        self.overriding(Overriding::System, Location::caller())
    }

    /// Ignores the values given for identity columns: `OVERRIDING USER VALUE`.
    ///
    /// PostgreSQL has it; elsewhere it is an error from compile: leave the columns out.
    #[track_caller]
    pub fn overriding_user_value(self) -> Self {
        self.overriding(Overriding::User, Location::caller())
    }

    /// Another form of the statement, which a family of engines has. Offered by the extension traits
    /// of the dialects under its own name; on any other engine it is an error from compile.
    #[doc(hidden)]
    #[track_caller]
    pub fn form(self, form: InsertForm) -> Self {
        let place = Location::caller();
        self.with(|body| {
            if body.rare_mut().form.replace(form).is_some_and(|before| before != form) {
                body.mistake("INSERT is given two forms; use one".into(), place);
            }
        })
    }

    /// A word or a hint that a family of engines has. Offered by the extension traits of the dialects
    /// under its own name; on any other engine it is an error from compile.
    #[doc(hidden)]
    #[track_caller]
    pub fn modifier(self, modifier: ChangeModifier) -> Self {
        let place = Location::caller();
        self.with(|body| body.add_modifier(modifier, place))
    }

    fn overriding(self, what: Overriding, place: crate::expr::node::Place) -> Self {
        self.with(|body| {
            if body.rare_mut().overriding.replace(what).is_some_and(|before| before != what) {
                let message =
                    "INSERT has OVERRIDING SYSTEM VALUE and OVERRIDING USER VALUE; use one";
                body.mistake(message.into(), place);
            }
        })
    }
}
