//! SQLite through rusqlite, bundled.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::OpenFlags;
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef as Raw};
use sqltree::dialect::{Dialect, Version};
use sqltree::engine::{Done, Driver, RawConnection, RawRow, failure};
use sqltree::{Error, ErrorKind, Result, Value, ValueRef};

use super::Sqlite;
#[cfg(feature = "polyfill")]
use super::polyfill;

const NAME: &str = "SQLite";
/// How many prepared statements a connection keeps.
const KEPT: usize = 256;
/// The errors of constraints, whose words are names and never values: CHECK, FOREIGN KEY,
/// NOT NULL, PRIMARY KEY, UNIQUE, ROWID and the type of a strict table.
/// https://www.sqlite.org/rescode.html
const NAMED: &[i32] = &[275, 787, 1299, 1555, 2067, 2579, 3091];
const FORM: &str = "sqlite:///relative.db`, `sqlite:////absolute/path.db` or `sqlite://";

/// Opens SQLite files: `sqlite:///relative.db`, `sqlite:////absolute/path.db`, and `sqlite://` or
/// `sqlite::memory:` for a database in memory.
///
/// Foreign keys are enforced (`PRAGMA foreign_keys = ON`), a locked file is waited for, five
/// seconds at most, and a name in double quotes is never taken for a text. `ilike` is written as LIKE, which
/// a script must not make otherwise by the deprecated
/// [`PRAGMA case_sensitive_like`](https://www.sqlite.org/pragma.html#pragma_case_sensitive_like).
///
/// With `?polyfill` behind it (`sqlite:///file.db?polyfill`) the dialect of the connection is
/// `Sqlite::polyfilled`: functions that SQLite lacks are worked out by sqltree. Feature `polyfill`.
#[derive(Clone, Copy, Debug, Default)]
pub struct SqliteDriver;

impl Driver for SqliteDriver {
    fn check_url(&self, url: &str) -> Result<()> {
        target(url).map(drop)
    }

    fn connect(&self, url: &str) -> Result<Box<dyn RawConnection>> {
        let target = target(url)?;
        let connection = match target.path {
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
        let number = rusqlite::version_number();
        let part = |unit: i32| (number / unit % 1000) as u16;
        let dialect = Sqlite::of(Version::new(part(1_000_000), part(1_000), part(1)));
        #[cfg(feature = "polyfill")]
        let dialect = if target.polyfill {
            polyfill::register(&connection).map_err(|e| failure::not_connected(NAME, e))?;
            dialect.polyfilled()
        } else {
            dialect
        };
        Ok(Box::new(SqliteConnection { connection, dialect }))
    }
}

fn prepare(connection: &rusqlite::Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Else a misspelt name in quotes is a text: https://www.sqlite.org/quirks.html#dblquote
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_prepared_statement_cache_capacity(KEPT);
    Ok(())
}

/// What a URL says.
struct Target {
    /// The file, or `None` for a database in memory.
    path: Option<String>,
    #[cfg(feature = "polyfill")]
    polyfill: bool,
}

fn target(url: &str) -> Result<Target> {
    let bad = |reason| Err(failure::bad_url(NAME, reason, FORM));
    let rest = url.strip_prefix("sqlite:").unwrap_or(url);
    let (place, option) = rest.split_once('?').map_or((rest, None), |(a, b)| (a, Some(b)));
    match option {
        None => {}
        Some("polyfill") if cfg!(feature = "polyfill") => {}
        Some("polyfill") => return bad("asks for the Cargo feature `polyfill`, which is not on"),
        Some(_) => return bad("has options, and the only one is `?polyfill`"),
    }
    let path = match place {
        "" | "//" | "///" | ":memory:" | "///:memory:" => None,
        _ => match place.strip_prefix("///") {
            None => return bad("names a host, and SQLite has none"),
            Some(path) if path.contains('#') => return bad("has a `#`"),
            Some(path) => match decoded(path) {
                Some(path) if !path.contains('\0') => Some(path),
                _ => return bad("has a %-code that is none"),
            },
        },
    };
    Ok(Target {
        path,
        #[cfg(feature = "polyfill")]
        polyfill: option.is_some(),
    })
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
    dialect: Sqlite,
}

/// A value on its way to SQLite: those that it has no type for in the one form that keeps order and
/// equality.
fn raw(value: &Value) -> Result<ToSqlOutput<'_>> {
    let text = |text: String| ToSqlOutput::Owned(rusqlite::types::Value::Text(text));
    Ok(ToSqlOutput::Borrowed(match value {
        Value::Null => Raw::Null,
        Value::Bool(v) => Raw::Integer((*v).into()),
        Value::I16(v) => Raw::Integer((*v).into()),
        Value::I32(v) => Raw::Integer((*v).into()),
        Value::I64(v) => Raw::Integer(*v),
        Value::U64(v) => Raw::Integer(i64::try_from(*v).map_err(|_| failure::too_large(NAME))?),
        Value::F32(v) => Raw::Real((*v).into()),
        Value::F64(v) => Raw::Real(*v),
        Value::Text(v) => Raw::Text(v.as_bytes()),
        Value::Bytes(v) => Raw::Blob(v),
        Value::Date(v) => return Ok(text(v.to_string())),
        Value::Time(v) => return Ok(text(format!("{v:.6}"))),
        Value::Timestamp(v) => return Ok(text(format!("{v:.6}"))),
        Value::TimestampTz(v) => return Ok(text(format!("{:.6}", v.utc()))),
        Value::Interval(v) if v.months == 0 && v.days == 0 => Raw::Integer(v.micros),
        Value::Uuid(v) => Raw::Blob(v.as_bytes()),
        Value::Json(v) => Raw::Text(v.as_str().as_bytes()),
        Value::Interval(_) | Value::Decimal(_) | Value::Refused(_) => {
            return Err(failure::unknown_kind(NAME, value));
        }
        // Later kinds of values, when this folder is compiled as a foreign crate.
        #[allow(unreachable_patterns)]
        other => return Err(failure::unknown_kind(NAME, other)),
    }))
}

/// A row. Names and their number are those of the last preparation, which SQLite repeats by
/// itself when a table has changed.
struct SqliteRow<'r, 's>(&'r rusqlite::Row<'s>);

impl RawRow for SqliteRow<'_, '_> {
    fn len(&self) -> usize {
        self.0.as_ref().column_count()
    }

    fn name(&self, index: usize) -> &str {
        self.0.as_ref().column_name(index).unwrap_or_default()
    }

    fn value(&self, index: usize) -> Result<ValueRef<'_>> {
        let raw = self.0.get_ref(index).map_err(|e| {
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
                    self.name(index)
                );
                Error::new(ErrorKind::Decode, message).with_source(e)
            })?),
            Raw::Blob(v) => ValueRef::Bytes(v),
        })
    }
}

impl SqliteConnection {
    /// Runs a statement and hands each row to `each`; tells how many there were, and whether the
    /// statement is one that gives rows.
    fn run(
        &self,
        sql: &str,
        params: &[Value],
        each: &mut dyn FnMut(&dyn RawRow) -> Result<ControlFlow<()>>,
    ) -> Result<Option<u64>> {
        let mut statement = self.connection.prepare_cached(sql).map_err(|e| unprepared(e, sql))?;
        let count = statement.parameter_count();
        if count != params.len() {
            return Err(failure::wrong_count(count, params.len()));
        }
        for (i, value) in params.iter().enumerate() {
            statement.raw_bind_parameter(i + 1, raw(value)?).map_err(|e| refused(e, sql))?;
        }
        let gives_rows = statement.column_count() > 0;
        let mut rows = statement.raw_query();
        let mut given = 0;
        while let Some(row) = rows.next().map_err(|e| refused(e, sql))? {
            given += 1;
            if each(&SqliteRow(row))?.is_break() {
                break;
            }
        }
        Ok(gives_rows.then_some(given))
    }
}

impl RawConnection for SqliteConnection {
    fn dialect(&self) -> Arc<dyn Dialect> {
        Arc::new(self.dialect)
    }

    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<Done> {
        let before = self.connection.total_changes();
        let given = self.run(sql, params, &mut |_| Ok(ControlFlow::Continue(())))?;
        // `changes` and the key go on to tell those of an earlier statement.
        let changed = self.connection.total_changes() != before;
        let changes = if changed { self.connection.changes() } else { 0 };
        let key = self.connection.last_insert_rowid();
        let new_key = changes > 0 && key != 0 && may_insert(sql);
        Ok(Done { rows_affected: given.unwrap_or(changes), last_insert_id: new_key.then_some(key) })
    }

    fn query(
        &mut self,
        sql: &str,
        params: &[Value],
        each: &mut dyn FnMut(&dyn RawRow) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        self.run(sql, params, each).map(drop)
    }

    fn run_script(&mut self, sql: &str) -> Result<()> {
        self.connection.execute_batch(sql).map_err(|e| refused(e, ""))
    }

    fn transaction_open(&mut self) -> bool {
        !self.connection.is_autocommit()
    }
}

/// True if the text begins as an INSERT does.
fn may_insert(sql: &str) -> bool {
    let word = sql.trim_start().split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
    ["INSERT", "REPLACE", "WITH"].iter().any(|insert| insert.eq_ignore_ascii_case(word))
}

/// The error of a statement that could not be prepared: SQLite has not seen a value yet, so its
/// words can be shown.
fn unprepared(error: rusqlite::Error, sql: &str) -> Error {
    let reason = match &error {
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        rusqlite::Error::SqliteFailure(_, Some(words)) => words.clone(),
        rusqlite::Error::MultipleStatement => "it is more than one; see `run_script`".into(),
        _ => return refused(error, sql),
    };
    failure::refused(NAME, &reason, sql, error)
}

fn refused(error: rusqlite::Error, sql: &str) -> Error {
    let reason = match &error {
        rusqlite::Error::SqliteFailure(code, words) => match words {
            Some(words) if NAMED.contains(&code.extended_code) => {
                format!("error {}: {words}", code.extended_code)
            }
            // Words of our own, which quote no value.
            #[cfg(feature = "polyfill")]
            Some(words) if code.extended_code == 1 && words.starts_with(polyfill::PREFIX) => {
                format!("error 1: {words}")
            }
            _ => code.to_string().replacen("Error code", "error", 1),
        },
        _ => "see the source".to_owned(),
    };
    failure::refused(NAME, &reason, sql, error)
}
