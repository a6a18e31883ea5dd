//! SQLite through rusqlite, bundled.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, ValueRef as Raw};
use rusqlite::{OpenFlags, ToSql, params_from_iter};
use sqltree::dialect::{Dialect, Version};
use sqltree::engine::{Done, Driver, RawConnection, RawRow, Step, failure};
use sqltree::{Error, ErrorKind, Result, Value, ValueRef};

use super::Sqlite;

const NAME: &str = "SQLite";
const FORM: &str = "sqlite:///relative.db`, `sqlite:////absolute/path.db` or `sqlite://";

/// Opens SQLite files: `sqlite:///relative.db`, `sqlite:////absolute/path.db`, and `sqlite://` or
/// `sqlite::memory:` for a database in memory.
///
/// Foreign keys are enforced (`PRAGMA foreign_keys = ON`), and a locked file is waited for, five
/// seconds at most.
#[derive(Clone, Copy, Debug, Default)]
pub struct SqliteDriver;

impl Driver for SqliteDriver {
    fn check_url(&self, url: &str) -> Result<()> {
        path(url).map(drop)
    }

    fn connect(&self, url: &str) -> Result<Box<dyn RawConnection>> {
        let connection = match path(url)? {
            None => rusqlite::Connection::open_in_memory(),
            // Without the flag for URIs: a file may be called `file:x?mode=ro`.
            Some(path) => rusqlite::Connection::open_with_flags(
                path,
                OpenFlags::SQLITE_OPEN_READ_WRITE
                    | OpenFlags::SQLITE_OPEN_CREATE
                    | OpenFlags::SQLITE_OPEN_NO_MUTEX,
            ),
        };
        let connection = connection.map_err(|e| failure::not_connected(NAME, e))?;
        prepare(&connection).map_err(|e| failure::not_connected(NAME, e))?;
        Ok(Box::new(SqliteConnection { connection }))
    }
}

fn prepare(connection: &rusqlite::Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// The file of a URL, or `None` for a database in memory.
fn path(url: &str) -> Result<Option<String>> {
    let rest = url.strip_prefix("sqlite:").unwrap_or(url);
    if matches!(rest, "" | "//" | "///" | ":memory:" | "///:memory:") {
        return Ok(None);
    }
    let Some(path) = rest.strip_prefix("///") else {
        return Err(failure::bad_url(NAME, "names a host, and SQLite has none", FORM));
    };
    if path.contains(['?', '#']) {
        return Err(failure::bad_url(NAME, "has options, and there are none yet", FORM));
    }
    match decoded(path) {
        Some(path) if !path.contains('\0') => Ok(Some(path)),
        _ => Err(failure::bad_url(NAME, "has a %-code that is none", FORM)),
    }
}

/// The text with its %-codes as the bytes that they stand for.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            let (high, low) = (digit(rest.next())?, digit(rest.next())?);
            bytes.push((high * 16 + low) as u8);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

struct SqliteConnection {
    connection: rusqlite::Connection,
}

/// A value on its way to SQLite.
struct Param<'a>(&'a Value);

impl ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let raw = match self.0 {
            Value::Bool(v) => Raw::Integer((*v).into()),
            Value::I16(v) => Raw::Integer((*v).into()),
            Value::I32(v) => Raw::Integer((*v).into()),
            Value::I64(v) => Raw::Integer(*v),
            Value::U64(v) => match i64::try_from(*v) {
                Ok(v) => Raw::Integer(v),
                Err(_) => {
                    return Err(rusqlite::Error::ToSqlConversionFailure(
                        failure::too_large(NAME).into(),
                    ));
                }
            },
            Value::F32(v) => Raw::Real((*v).into()),
            Value::F64(v) => Raw::Real(*v),
            Value::Text(v) => Raw::Text(v.as_bytes()),
            Value::Bytes(v) => Raw::Blob(v),
            _ => Raw::Null,
        };
        Ok(ToSqlOutput::Borrowed(raw))
    }
}

/// A row, with the names of its statement.
struct SqliteRow<'r, 's> {
    row: &'r rusqlite::Row<'s>,
    names: &'r [String],
}

impl RawRow for SqliteRow<'_, '_> {
    fn len(&self) -> usize {
        self.names.len()
    }

    fn name(&self, index: usize) -> &str {
        &self.names[index]
    }

    fn value(&self, index: usize) -> Result<ValueRef<'_>> {
        let raw = self.row.get_ref(index).map_err(|e| {
            Error::new(ErrorKind::Decode, "SQLite has no such column").with_source(e)
        })?;
        Ok(match raw {
            Raw::Null => ValueRef::Null,
            Raw::Integer(v) => ValueRef::I64(v),
            Raw::Real(v) => ValueRef::F64(v),
            Raw::Text(text) => ValueRef::Text(str::from_utf8(text).map_err(|e| {
                let message = format!(
                    "column {} (`{}`) holds text that is not UTF-8; cast it to BLOB",
                    index + 1,
                    self.names[index]
                );
                Error::new(ErrorKind::Decode, message).with_source(e)
            })?),
            Raw::Blob(v) => ValueRef::Bytes(v),
        })
    }
}

impl RawConnection for SqliteConnection {
    fn dialect(&self) -> Arc<dyn Dialect> {
        let number = rusqlite::version_number();
        let part = |unit: i32| (number / unit % 1000) as u16;
        Arc::new(Sqlite::of(Version::new(part(1_000_000), part(1_000), part(1))))
    }

    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<Done> {
        let before = self.connection.total_changes();
        let mut statement = prepared(&self.connection, sql, params)?;
        let gives_rows = statement.column_count() > 0;
        let mut rows = statement
            .query(params_from_iter(params.iter().map(Param)))
            .map_err(|e| refused(e, sql))?;
        let mut given = 0;
        while rows.next().map_err(|e| refused(e, sql))?.is_some() {
            given += 1;
        }
        drop(rows);
        // `changes` goes on to tell the number of an earlier statement.
        let changed = self.connection.total_changes() != before;
        let rows_affected = match (gives_rows, changed) {
            (true, _) => given,
            (false, true) => self.connection.changes(),
            (false, false) => 0,
        };
        Ok(Done { rows_affected, last_insert_id: Some(self.connection.last_insert_rowid()) })
    }

    fn query(
        &mut self,
        sql: &str,
        params: &[Value],
        each: &mut dyn FnMut(&dyn RawRow) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        let mut statement = prepared(&self.connection, sql, params)?;
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement
            .query(params_from_iter(params.iter().map(Param)))
            .map_err(|e| refused(e, sql))?;
        while let Some(row) = rows.next().map_err(|e| refused(e, sql))? {
            if each(&SqliteRow { row, names: &names })?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn run_script(&mut self, sql: &str) -> Result<()> {
        self.connection.execute_batch(sql).map_err(|e| refused(e, ""))
    }

    fn step(&mut self, step: Step) -> Result<()> {
        self.run_script(&step.sql())
    }

    fn transaction_open(&mut self) -> bool {
        !self.connection.is_autocommit()
    }
}

/// The statement, out of the cache if it is there.
fn prepared<'c>(
    connection: &'c rusqlite::Connection,
    sql: &str,
    params: &[Value],
) -> Result<rusqlite::CachedStatement<'c>> {
    let statement = connection.prepare_cached(sql).map_err(|e| refused(e, sql))?;
    match statement.parameter_count() {
        count if count == params.len() => Ok(statement),
        count => Err(failure::wrong_count(count, params.len())),
    }
}

fn refused(error: rusqlite::Error, sql: &str) -> Error {
    let reason = match &error {
        rusqlite::Error::SqliteFailure(code, _) => code.to_string(),
        rusqlite::Error::SqlInputError { .. } => {
            "it cannot be read, or names what is not there".into()
        }
        rusqlite::Error::ToSqlConversionFailure(inner) => inner.to_string(),
        _ => "see the source".to_owned(),
    };
    failure::refused(NAME, &reason, sql, error)
}
