//! The driver contract: what a database's client library is wrapped in.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::dialect::Dialect;
use crate::error::Result;
use crate::name::Name;
use crate::schema::TableName;
use crate::value::{Value, ValueRef};

/// A kind of database: opens connections.
pub trait Driver: Send + Sync {
    /// Says whether the URL can be used, without connecting.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Url`](crate::ErrorKind::Url), in words that hold no part of the URL: it may
    /// have a password anywhere (see [`failure::bad_url`](super::failure::bad_url)).
    fn check_url(&self, url: &str) -> Result<()> {
        let _ = url;
        Ok(())
    }

    /// Opens a connection.
    ///
    /// # Errors
    ///
    /// As `check_url`, or [`ErrorKind::Connection`](crate::ErrorKind::Connection).
    fn connect(&self, url: &str) -> Result<Box<dyn RawConnection>>;
}

/// A connection as its driver sees it: text and values go in, lent values come out.
///
/// Rows are handed to a callback, not pulled from a cursor, because some clients' rows borrow the
/// statement that borrows the connection, and safe Rust has no value that borrows from itself.
/// The callback borrows from the client's own buffers, so nothing is copied before the Rust type
/// that is asked for, and a result of any length takes bounded memory.
///
/// ```
/// use std::ops::ControlFlow;
/// use std::sync::Arc;
/// use sqltree::dialect::{Ansi, Dialect};
/// use sqltree::engine::{Done, Driver, Engine, RawConnection, RawRow};
/// use sqltree::{Result, Value, ValueRef};
///
/// /// Answers every query with the number of its parameters.
/// struct Echo;
/// struct Answer(i64);
///
/// impl RawRow for Answer {
///     fn len(&self) -> usize { 1 }
///     fn name(&self, _: usize) -> &str { "parameters" }
///     fn value(&self, _: usize) -> Result<ValueRef<'_>> { Ok(ValueRef::I64(self.0)) }
/// }
///
/// impl Driver for Echo {
///     fn connect(&self, _: &str) -> Result<Box<dyn RawConnection>> { Ok(Box::new(Echo)) }
/// }
///
/// impl RawConnection for Echo {
///     fn dialect(&self) -> Arc<dyn Dialect> { Arc::new(Ansi) }
///     fn execute(&mut self, _: &str, _: &[Value]) -> Result<Done> { Ok(Done::default()) }
///     fn query(
///         &mut self,
///         _: &str,
///         params: &[Value],
///         each: &mut dyn FnMut(&dyn RawRow) -> Result<ControlFlow<()>>,
///     ) -> Result<()> {
///         each(&Answer(params.len() as i64)).map(drop)
///     }
///     fn run_script(&mut self, _: &str) -> Result<()> { Ok(()) }
/// }
///
/// use sqltree::prelude::*;
/// let mut conn = Engine::with_driver(Arc::new(Echo), "echo:")?.connect()?;
/// assert_eq!(conn.fetch_one(&select(val(5) + 6).rows_as::<i64>())?, 2);
/// # Ok::<(), sqltree::Error>(())
/// ```
pub trait RawConnection: Send {
    /// The dialect, of the version that the server reported.
    fn dialect(&self) -> Arc<dyn Dialect>;

    /// Runs one statement to its end.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Database`](crate::ErrorKind::Database) or
    /// [`ErrorKind::Connection`](crate::ErrorKind::Connection): see [`failure`](super::failure).
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<Done>;

    /// Runs one statement and lends each row to `each`, until that breaks or fails. The
    /// connection must then be ready for the next statement.
    ///
    /// # Errors
    ///
    /// As `execute`, and whatever `each` gives.
    fn query(
        &mut self,
        sql: &str,
        params: &[Value],
        each: &mut dyn FnMut(&dyn RawRow) -> Result<ControlFlow<()>>,
    ) -> Result<()>;

    /// Inserts rows by the engine's bulk form, if it has one that does just what the INSERT would do:
    /// the same rows, defaults, triggers and refusals. `None` if it has none, or not for this table and
    /// these values, and nothing was done: the INSERT is run then.
    ///
    /// `values` are the first rows, row by row; `refill` puts the next ones in their place, and nothing
    /// when all were given. Rows that cannot go this way are left in `values`, for an INSERT.
    ///
    /// Asked by [`insert_many`](super::Connection::insert_many), in a transaction, when there are more rows
    /// than one statement has.
    fn insert_rows(
        &mut self,
        into: &RowsToInsert<'_>,
        values: &mut Vec<Value>,
        refill: &mut dyn FnMut(&mut Vec<Value>),
    ) -> Option<Result<Done>> {
        let _ = (into, values, refill);
        None
    }

    /// Runs statements that are separated by semicolons and have no parameters.
    ///
    /// # Errors
    ///
    /// As `execute`; the statements before the one that failed may have been done.
    fn run_script(&mut self, sql: &str) -> Result<()>;

    /// Takes a step of a transaction; by default the standard's text for it is run.
    ///
    /// # Errors
    ///
    /// As `execute`.
    fn step(&mut self, step: Step) -> Result<()> {
        self.run_script(&step.sql())
    }

    /// Asked right after work was undone: false if the database said that some of it may stay, as of tables
    /// that have no transactions. By default all is undone.
    ///
    /// # Errors
    ///
    /// As `execute`.
    fn undid_all(&mut self) -> Result<bool> {
        Ok(true)
    }

    /// True if a transaction is open in which statements can still succeed.
    ///
    /// Asked after an error within a transaction: some databases give up the whole transaction
    /// then, and would run what follows outside of it, or answer COMMIT with a rollback. By
    /// default a savepoint is made and released, which works nowhere else.
    fn transaction_open(&mut self) -> bool {
        self.run_script("SAVEPOINT sqltree_probe").is_ok()
            && self.run_script("RELEASE SAVEPOINT sqltree_probe").is_ok()
    }
}

/// A row, lent to the callback of [`RawConnection::query`].
pub trait RawRow {
    /// The number of columns.
    fn len(&self) -> usize;

    /// True if there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The name of column `index`, which is less than `len()`.
    fn name(&self, index: usize) -> &str;

    /// The value of column `index`, which is less than `len()`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) if the value is of a kind that
    /// [`ValueRef`] has no place for.
    fn value(&self, index: usize) -> Result<ValueRef<'_>>;
}

/// Where rows are inserted, with nothing else said: no conflicts, no RETURNING, no expressions.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct RowsToInsert<'a> {
    /// The INSERT of the first rows, for messages.
    pub sql: &'a str,
    /// The table.
    pub table: &'a TableName,
    /// The columns that have values; all others have their defaults.
    pub columns: &'a [&'a Name],
}

/// What a statement did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// The rows inserted, updated (counted also if they were the same before) or deleted; for a
    /// statement that gives rows, how many it gave.
    pub rows_affected: u64,
    /// The key that the database gave to the row inserted (to the first of them in MySQL, to the
    /// last in SQLite); `None` if it gave none or does not tell.
    pub last_insert_id: Option<i64>,
}

/// A step of a transaction. Savepoints are numbered by depth, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Opens a transaction.
    Begin,
    /// Keeps what was done, and ends the transaction.
    Commit,
    /// Undoes what was done, and ends the transaction.
    Rollback,
    /// Opens a savepoint in the transaction.
    Savepoint(u32),
    /// Ends a savepoint and keeps what was done since.
    Release(u32),
    /// Undoes what was done since a savepoint, which stays.
    RollbackTo(u32),
}

impl Step {
    /// The standard's text for the step.
    ///
    /// ```
    /// use sqltree::engine::Step;
    /// assert_eq!(Step::RollbackTo(2).sql(), "ROLLBACK TO SAVEPOINT sqltree_2");
    /// ```
    #[must_use]
    pub fn sql(self) -> String {
        match self {
            Step::Begin => "BEGIN".into(),
            Step::Commit => "COMMIT".into(),
            Step::Rollback => "ROLLBACK".into(),
            Step::Savepoint(n) => format!("SAVEPOINT sqltree_{n}"),
            Step::Release(n) => format!("RELEASE SAVEPOINT sqltree_{n}"),
            Step::RollbackTo(n) => format!("ROLLBACK TO SAVEPOINT sqltree_{n}"),
        }
    }
}
