//! Connections: compile, send, decode.

use std::fmt;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::driver::{Done, RawConnection};
use super::from_row::{FromRow, RowRef, Shape, check_width};
use super::transaction::Progress;
use crate::compile::{Compiled, Options, Statement, compile_into};
use crate::dialect::Dialect;
use crate::error::{Error, ErrorKind, Result};
use crate::expr::{Kind, Node};
use crate::row::Row;
use crate::select::check_row;
use crate::tree::StatementRef;
use crate::value::Value;

/// An open connection to a database.
///
/// Statements are compiled for the dialect and version of the server; whatever is wrong with one
/// is an error before anything is sent. Made by [`Engine::connect`](super::Engine::connect).
///
/// ```
/// # #[cfg(feature = "rusqlite")] {
/// use sqltree::engine::Engine;
/// use sqltree::prelude::*;
/// sqltree::table! { pub users { id: i64 => primary_key, generated, name: String } }
///
/// let mut conn = Engine::open("sqlite://")?.connect()?;
/// conn.execute(&create_table(users::table()))?;
/// let changed = conn.execute(&insert(users::table()).set(users::name, "ann"))?;
/// assert_eq!((changed, conn.last_insert_id()), (1, Some(1)));
///
/// let rows: Vec<(i64, String)> = conn.fetch_all(&select((users::id, users::name)))?;
/// assert_eq!(rows, [(1, "ann".to_string())]);
/// # }
/// # Ok::<(), sqltree::Error>(())
/// ```
pub struct Connection {
    pub(super) raw: Box<dyn RawConnection>,
    pub(super) dialect: Arc<dyn Dialect>,
    /// Text and values of the last statement; its buffers serve the next.
    pub(super) compiled: Compiled,
    last_insert_id: Option<i64>,
    pub(super) statements: u64,
    pub(super) progress: Progress,
}

impl Connection {
    pub(super) fn new(raw: Box<dyn RawConnection>) -> Self {
        Connection {
            dialect: raw.dialect(),
            raw,
            compiled: Compiled::new(),
            last_insert_id: None,
            statements: 0,
            progress: Progress::default(),
        }
    }

    /// The dialect, of the version that the server reported.
    #[must_use]
    pub fn dialect(&self) -> &dyn Dialect {
        &*self.dialect
    }

    /// How many statements were sent over the connection, scripts as one and without those that begin
    /// and end transactions: to see what a piece of code costs.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements
    }

    /// Runs a statement and gives the number of rows inserted, updated or deleted; for a
    /// statement that gives rows, how many it gave.
    ///
    /// An updated row counts also if it was the same before, on every engine.
    ///
    /// An INSERT of more rows than the engine takes parameters for is sent in several statements, in one
    /// transaction (a savepoint within another): all rows are inserted or none. That is not done where it
    /// would mean something else: if the statement has subqueries, which could read the rows that went
    /// before. An upsert changes a row twice then that is there twice, where PostgreSQL refuses that within one
    /// statement. Rows that need not be in memory all at once go to [`insert_many`](Self::insert_many).
    ///
    /// An INSERT with DEFAULT in some rows is sent to SQLite, which has no such value, in statements of rows
    /// alike, under the same conditions.
    ///
    /// # Errors
    ///
    /// Those of [`Statement::compile`], before anything is sent; [`ErrorKind::Database`] if the
    /// server refuses it, with the driver's error as `source()`; [`ErrorKind::Connection`].
    pub fn execute(&mut self, statement: &impl Statement) -> Result<u64> {
        self.last_insert_id = None;
        self.ready()?;
        let form = statement.statement();
        let done = match self.execute_form(form) {
            Ok(done) => done,
            Err(error) => return self.execute_by_rows(form, error),
        };
        // SQLite goes on to tell the key of an earlier INSERT.
        let inserts = form.is_insert();
        Ok(self.finish(Done { last_insert_id: done.last_insert_id.filter(|_| inserts), ..done }))
    }

    pub(super) fn execute_form(&mut self, form: StatementRef<'_>) -> Result<Done> {
        compile_into(form, &*self.dialect, Options::default(), &mut self.compiled)?;
        self.compiled.ready()?;
        self.statements += 1;
        let result = self.raw.execute(self.compiled.sql(), self.compiled.params());
        self.progress.note(result)
    }

    /// All rows of a statement.
    ///
    /// An INSERT of more rows than the engine takes parameters for is sent as by
    /// [`insert_many_returning`](Self::insert_many_returning), under the same conditions as
    /// [`execute`](Self::execute) does: what RETURNING gives is then in the order of the rows. Of one statement the engines give it in that order as far as is known, and
    /// promise nothing; for a promise there is [`insert_many_returning`](Self::insert_many_returning).
    ///
    /// ```
    /// # #[cfg(feature = "rusqlite")] {
    /// # use sqltree::engine::Engine;
    /// use sqltree::prelude::*;
    /// # let mut conn = Engine::open("sqlite://")?.connect()?;
    /// let rows: Vec<(i32, String)> = conn.fetch_all(&select((val(1) + 2, val("a").concat("b"))))?;
    /// assert_eq!(rows, [(3, "ab".to_string())]);
    /// # }
    /// # Ok::<(), sqltree::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute); [`ErrorKind::NullableColumn`] before anything is sent, if
    /// the shape of the query can make a column NULL whose type has no place for it;
    /// [`ErrorKind::Decode`] if the rows do not fit their type.
    pub fn fetch_all<S>(&mut self, statement: &S) -> Result<Vec<S::Row>>
    where
        S: Statement,
        S::Row: FromRow,
    {
        let mut rows = Vec::new();
        self.for_each(statement, |row| {
            rows.push(row);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(rows)
    }

    /// The one row of a statement.
    ///
    /// # Errors
    ///
    /// As [`fetch_all`](Self::fetch_all); [`ErrorKind::NoRows`] if there is none and
    /// [`ErrorKind::TooManyRows`] if there are more, which undoes nothing of a data change.
    pub fn fetch_one<S>(&mut self, statement: &S) -> Result<S::Row>
    where
        S: Statement,
        S::Row: FromRow,
    {
        self.fetch_optional(statement)?.ok_or_else(|| {
            let message = "the query gave no row, where one is wanted; see `fetch_optional`";
            Error::new(ErrorKind::NoRows, message)
        })
    }

    /// The one row of a statement, or `None`.
    ///
    /// # Errors
    ///
    /// As [`fetch_all`](Self::fetch_all); [`ErrorKind::TooManyRows`] if there is more than one.
    pub fn fetch_optional<S>(&mut self, statement: &S) -> Result<Option<S::Row>>
    where
        S: Statement,
        S::Row: FromRow,
    {
        let mut found = None;
        self.for_each(statement, |row| only(&mut found, row))?;
        Ok(found)
    }

    /// Calls `each` with every row as it comes, until it breaks or fails: a result of any length
    /// in bounded memory.
    ///
    /// ```
    /// # #[cfg(feature = "rusqlite")] {
    /// use std::ops::ControlFlow;
    /// # use sqltree::engine::Engine;
    /// use sqltree::prelude::*;
    /// # let mut conn = Engine::open("sqlite://")?.connect()?;
    /// let mut sum = 0;
    /// conn.for_each(&select(val(20) + 1), |n: i32| {
    ///     sum += n;
    ///     Ok(ControlFlow::Continue(()))
    /// })?;
    /// assert_eq!(sum, 21);
    /// # }
    /// # Ok::<(), sqltree::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`fetch_all`](Self::fetch_all), and whatever `each` gives.
    pub fn for_each<S>(
        &mut self,
        statement: &S,
        mut each: impl FnMut(S::Row) -> Result<ControlFlow<()>>,
    ) -> Result<()>
    where
        S: Statement,
        S::Row: FromRow,
    {
        self.ready()?;
        let form = statement.statement();
        check_shape(&form, S::Row::WIDTH)?;
        match self.stream_form(form, &mut each) {
            Err(error) => self.for_each_by_rows(form, error, &mut each),
            Ok(()) => Ok(()),
        }
    }

    pub(super) fn stream_form<R: FromRow>(
        &mut self,
        form: StatementRef<'_>,
        each: &mut impl FnMut(R) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        compile_into(form, &*self.dialect, Options::default(), &mut self.compiled)?;
        self.compiled.ready()?;
        let (sql, params) = (self.compiled.sql(), self.compiled.params());
        let expanded = form.expanded();
        let nodes = expanded.as_deref().unwrap_or(form.required().0);
        let shape = Shape::new(nodes, expanded.is_some());
        let mut decode = |row: &RowRef<'_>| each(R::from_row(row)?);
        self.statements += 1;
        let result = stream(&mut *self.raw, sql, params, &shape, R::WIDTH, &mut decode);
        self.progress.note(result)
    }

    /// The key that the database gave to the row of the last [`execute`](Self::execute), if that
    /// was an INSERT and the database tells; PostgreSQL does not: use RETURNING.
    ///
    /// Of several rows it is the first one's in MySQL and MariaDB, the last one's in SQLite.
    #[must_use]
    pub fn last_insert_id(&self) -> Option<i64> {
        self.last_insert_id
    }

    /// All rows of a statement given as text, with values for its placeholders.
    ///
    /// ```
    /// # #[cfg(feature = "rusqlite")] {
    /// # use sqltree::engine::Engine;
    /// # let mut conn = Engine::open("sqlite://")?.connect()?;
    /// let rows = conn.query_sql("SELECT ? + 1 AS n", &[5.into()])?;
    /// assert_eq!(rows[0].get::<i64>("n")?, 6);
    /// # }
    /// # Ok::<(), sqltree::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Database`] if the server refuses it, [`ErrorKind::Conflict`] if there are
    /// not as many values as placeholders, [`ErrorKind::Connection`].
    pub fn query_sql(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        self.ready()?;
        let mut rows = Vec::new();
        let mut keep = |row: &RowRef<'_>| {
            rows.push(Row::from_row(row)?);
            Ok(ControlFlow::Continue(()))
        };
        self.statements += 1;
        let result = stream(&mut *self.raw, sql, params, &Shape::new(&[], false), None, &mut keep);
        self.progress.note(result)?;
        Ok(rows)
    }

    /// Runs a statement given as text, with values for its placeholders, and gives the number of
    /// rows as [`execute`](Self::execute) does.
    ///
    /// # Errors
    ///
    /// As [`query_sql`](Self::query_sql).
    pub fn execute_sql(&mut self, sql: &str, params: &[Value]) -> Result<u64> {
        self.last_insert_id = None;
        self.ready()?;
        self.statements += 1;
        let result = self.raw.execute(sql, params);
        let done = self.progress.note(result)?;
        Ok(self.finish(done))
    }

    /// Runs statements that are separated by semicolons and have no parameters.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Database`] at the first that the server refuses; those before it may have
    /// been done. The message leaves out the text: a script may set passwords.
    pub fn run_script(&mut self, sql: &str) -> Result<()> {
        self.ready()?;
        self.statements += 1;
        let result = self.raw.run_script(sql);
        self.progress.note(result)
    }

    fn finish(&mut self, done: Done) -> u64 {
        self.last_insert_id = done.last_insert_id;
        done.rows_affected
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").field("dialect", &self.dialect).finish_non_exhaustive()
    }
}

/// Keeps a row, which must be the first.
pub(super) fn only<R>(found: &mut Option<R>, row: R) -> Result<ControlFlow<()>> {
    if found.replace(row).is_some() {
        let message = "the query gave more than one row; filter further, or `limit(1)`";
        return Err(Error::new(ErrorKind::TooManyRows, message));
    }
    Ok(ControlFlow::Continue(()))
}

/// What can be known of the rows before the statement is sent.
pub(super) fn check_shape(form: &StatementRef<'_>, width: Option<usize>) -> Result<()> {
    let (nodes, required) = form.required();
    // Raw SQL and `*` may stand for several columns; their number shows with the first row.
    let is_many = |node: &Node| {
        matches!(node.unlabelled().kind(), Some(Kind::Fragment { .. } | Kind::Star { .. }))
    };
    if !nodes.iter().any(is_many) {
        check_width(width, nodes.len())?;
    }
    form.select().map_or(Ok(()), |query| check_row(query, required))
}

/// Sends a statement and hands each row on, after a look at the first one's width.
fn stream(
    raw: &mut dyn RawConnection,
    sql: &str,
    params: &[Value],
    shape: &Shape<'_>,
    width: Option<usize>,
    each: &mut dyn FnMut(&RowRef<'_>) -> Result<ControlFlow<()>>,
) -> Result<()> {
    let mut first = true;
    raw.query(sql, params, &mut |row| {
        if std::mem::take(&mut first) {
            check_width(width, row.len())?;
        }
        each(&RowRef::new(row, shape))
    })
}
