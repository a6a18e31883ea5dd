//! PostgreSQL through the `postgres` crate.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::sync::Arc;

use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{Kind, ToSql, Type};
use postgres::{Client, Config, NoTls, Statement};
use sqltree::dialect::{Dialect, Version};
use sqltree::engine::{Done, Driver, RawConnection, RawRow, RowsToInsert, failure};
use sqltree::{Error, ErrorKind, Result, Value, ValueRef};

use super::Postgres;
use super::array::Items;
use super::bind::{Param, check, declared};
use super::copy::Copy;
use super::decode::{Cell, Digits};
use super::refusal::{is_aborted, is_stale, refused, unprepared};

pub(super) const NAME: &str = "PostgreSQL";
const FORM: &str = "postgres://user:password@host:5432/database";
/// How many prepared statements a connection keeps, and how long their text may be, in bytes.
const KEPT: usize = 256;
const LONGEST_KEPT: usize = 65_536;

/// Connects to PostgreSQL servers: `postgres://user:password@host:5432/database`.
///
/// Connections are not encrypted. Values are sent as their own types; text is sent as text whose type
/// the server infers, so that it goes into columns of enumerations, domains and other types of the
/// server's. In the session `standard_conforming_strings` is on, and `extra_float_digits` 3, so that floats that
/// become texts or documents have all of their digits.
#[derive(Clone, Copy, Debug, Default)]
pub struct PostgresDriver;

impl Driver for PostgresDriver {
    fn check_url(&self, url: &str) -> Result<()> {
        config(url).map(drop)
    }

    fn connect(&self, url: &str) -> Result<Box<dyn RawConnection>> {
        let not_connected = |e: postgres::Error| failure::not_connected(NAME, e);
        let mut client = config(url)?.connect(NoTls).map_err(not_connected)?;
        // Literals are written for the first setting, which is the server's own since 9.1. Without the second one a
        // float that becomes a text or a document has 15 digits, as it has on servers before 12:
        // https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-EXTRA-FLOAT-DIGITS
        let setting = "SELECT current_setting('server_version'), \
                       set_config('standard_conforming_strings', 'on', false), \
                       set_config('extra_float_digits', '3', false)";
        let row = client.query_one(setting, &[]).map_err(not_connected)?;
        let version = row.try_get(0).map_err(not_connected)?;
        let dialect = Version::parse(version).map_or_else(Postgres::new, Postgres::of);
        let (kept, key) = (HashMap::new(), String::new());
        Ok(Box::new(PostgresConnection { client, dialect, kept, key }))
    }
}

fn config(url: &str) -> Result<Config> {
    let config: Config =
        url.parse().map_err(|_: postgres::Error| failure::bad_url(NAME, "cannot be read", FORM))?;
    if config.get_hosts().is_empty() {
        return Err(failure::bad_url(NAME, "names no host", FORM));
    }
    Ok(config)
}

struct PostgresConnection {
    client: Client,
    dialect: Postgres,
    /// Prepared statements by the types of their parameters and their text.
    kept: HashMap<String, Statement>,
    /// The buffer in which such a key is made.
    key: String,
}

/// A row with its values as lent ones; exact numbers, which the wire has in a form of its own, as text.
struct PostgresRow {
    row: postgres::Row,
    made: Vec<Option<Made>>,
}

/// What is lent only after a translation.
enum Made {
    Digits(Digits),
    Items(Items),
}

impl PostgresRow {
    fn new(row: postgres::Row) -> Result<Self> {
        let mut all = Vec::new();
        for (i, column) in row.columns().iter().enumerate() {
            let ty = column.type_();
            let made = if *ty == Type::NUMERIC {
                row.try_get::<_, Option<Digits>>(i).map(|digits| digits.map(Made::Digits))
            } else if let Kind::Array(_) = ty.kind() {
                row.try_get::<_, Option<Items>>(i).map(|items| items.map(Made::Items))
            } else {
                continue;
            };
            let made = made.map_err(|e| undecodable(i, &row, e))?;
            all.resize_with(i + 1, || None);
            all[i] = made;
        }
        Ok(PostgresRow { row, made: all })
    }
}

fn undecodable(index: usize, row: &postgres::Row, error: postgres::Error) -> Error {
    let column = &row.columns()[index];
    let message = format!(
        "column {} (`{}`) is of the type {}, which is not known here; cast it to text",
        index + 1,
        column.name(),
        column.type_().name()
    );
    Error::new(ErrorKind::Decode, message).with_source(error)
}

impl RawRow for PostgresRow {
    fn len(&self) -> usize {
        self.row.len()
    }

    fn name(&self, index: usize) -> &str {
        self.row.columns()[index].name()
    }

    fn value(&self, index: usize) -> Result<ValueRef<'_>> {
        let ty = self.row.columns()[index].type_();
        if *ty == Type::NUMERIC || matches!(ty.kind(), Kind::Array(_)) {
            return Ok(match self.made.get(index) {
                Some(Some(Made::Digits(digits))) => ValueRef::Decimal(&digits.0),
                Some(Some(Made::Items(items))) => ValueRef::Array(&items.0),
                Some(None) | None => ValueRef::Null,
            });
        }
        let cell: Option<Cell<'_>> =
            self.row.try_get(index).map_err(|e| undecodable(index, &self.row, e))?;
        Ok(cell.map_or(ValueRef::Null, |cell| cell.0))
    }
}

impl PostgresConnection {
    fn prepare(&mut self, sql: &str, params: &[Value]) -> Result<Statement> {
        let types: Vec<Type> = params.iter().map(declared).collect();
        self.key.clear();
        for ty in &types {
            _ = write!(self.key, "{} ", ty.oid());
        }
        self.key.push_str(sql);
        if let Some(statement) = self.kept.get(&self.key) {
            return Ok(statement.clone());
        }
        check_count(sql, params.len())?;
        let statement = self.client.prepare_typed(sql, &types).map_err(|e| unprepared(e, sql))?;
        if statement.params().len() != params.len() {
            return Err(failure::wrong_count(statement.params().len(), params.len()));
        }
        if sql.len() <= LONGEST_KEPT {
            if self.kept.len() >= KEPT {
                self.kept.clear();
            }
            self.kept.insert(self.key.clone(), statement.clone());
        }
        Ok(statement)
    }

    /// Runs `work` with the prepared statement; once more with a new one, if a table has changed
    /// since it was prepared, which the server finds out before it does anything.
    fn with_statement<T>(
        &mut self,
        sql: &str,
        params: &[Value],
        mut work: impl FnMut(&mut Client, &Statement) -> Attempt<T>,
    ) -> Result<T> {
        check(params)?;
        let statement = self.prepare(sql, params)?;
        let stale = match work(&mut self.client, &statement) {
            Attempt::Done(result) => return result,
            Attempt::Refused(error) if is_stale(&error) => error,
            Attempt::Refused(error) => return Err(refused(error, sql)),
        };
        self.kept.clear();
        let again = self.prepare(sql, params).and_then(|statement| {
            match work(&mut self.client, &statement) {
                Attempt::Done(result) => result,
                Attempt::Refused(error) => Err(refused(error, sql)),
            }
        });
        // A transaction ended with the first error, and has no second try.
        again.map_err(|error| if is_aborted(&error) { refused(stale, sql) } else { error })
    }
}

/// The server takes values that no placeholder asks for without a word.
fn check_count(sql: &str, values: usize) -> Result<()> {
    let asked = |n: &usize| sql.contains(&format!("${n}"));
    if values == 0 || asked(&values) {
        return Ok(());
    }
    Err(failure::wrong_count((1..values).rev().find(asked).unwrap_or(0), values))
}

/// A try with a prepared statement: done with, or refused by the server before any row.
enum Attempt<T> {
    Done(Result<T>),
    Refused(postgres::Error),
}

impl RawConnection for PostgresConnection {
    fn dialect(&self) -> Arc<dyn Dialect> {
        Arc::new(self.dialect)
    }

    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<Done> {
        let values: Vec<Param<'_>> = params.iter().map(Param).collect();
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|v| v as _).collect();
        let rows_affected = self.with_statement(sql, params, |client, statement| {
            match client.execute(statement, &values) {
                Ok(rows) => Attempt::Done(Ok(rows)),
                Err(error) => Attempt::Refused(error),
            }
        })?;
        Ok(Done { rows_affected, last_insert_id: None })
    }

    fn query(
        &mut self,
        sql: &str,
        params: &[Value],
        each: &mut dyn FnMut(&dyn RawRow) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        self.with_statement(sql, params, |client, statement| {
            let mut rows = match client.query_raw(statement, params.iter().map(Param)) {
                Ok(rows) => rows,
                Err(error) => return Attempt::Refused(error),
            };
            let mut first = true;
            loop {
                match rows.next() {
                    Ok(Some(row)) => {
                        first = false;
                        match PostgresRow::new(row).and_then(|row| each(&row)) {
                            Ok(ControlFlow::Continue(())) => {}
                            Ok(ControlFlow::Break(())) => return Attempt::Done(Ok(())),
                            Err(error) => return Attempt::Done(Err(error)),
                        }
                    }
                    Ok(None) => return Attempt::Done(Ok(())),
                    Err(error) if first => return Attempt::Refused(error),
                    Err(error) => return Attempt::Done(Err(refused(error, sql))),
                }
            }
        })
    }

    fn insert_rows(
        &mut self,
        into: &RowsToInsert<'_>,
        values: &mut Vec<Value>,
        refill: &mut dyn FnMut(&mut Vec<Value>),
    ) -> Option<Result<Done>> {
        let copy = match Copy::of(&mut self.client, into) {
            Ok(copy) => copy.filter(|copy| copy.takes(values))?,
            Err(error) => return Some(Err(unprepared(error, into.sql))),
        };
        let done = copy.send(&mut self.client, values, refill);
        let done = done.map(|rows_affected| Done { rows_affected, last_insert_id: None });
        Some(done.map_err(|error| refused(error, into.sql)))
    }

    fn run_script(&mut self, sql: &str) -> Result<()> {
        self.client.batch_execute(sql).map_err(|e| refused(e, ""))
    }
}
