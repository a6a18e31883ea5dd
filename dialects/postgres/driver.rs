//! PostgreSQL through the `postgres` crate.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{Format, IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, NoTls, Statement};
use sqltree::dialect::{Dialect, Version};
use sqltree::engine::{Done, Driver, RawConnection, RawRow, failure};
use sqltree::{Error, ErrorKind, Result, Value};

use super::Postgres;
use super::decode::{Cell, Text};

const NAME: &str = "PostgreSQL";
const FORM: &str = "postgres://user:password@host:5432/database";
/// How many prepared statements a connection keeps.
const KEPT: usize = 256;

/// Connects to PostgreSQL servers: `postgres://user:password@host:5432/database`.
///
/// Connections are not encrypted. Numbers and truths are sent as their own types; text is sent as
/// text whose type the server infers, so that it goes into columns of dates, UUIDs, JSON,
/// enumerations and decimals.
#[derive(Clone, Copy, Debug, Default)]
pub struct PostgresDriver;

impl Driver for PostgresDriver {
    fn check_url(&self, url: &str) -> Result<()> {
        config(url).map(drop)
    }

    fn connect(&self, url: &str) -> Result<Box<dyn RawConnection>> {
        let mut client =
            config(url)?.connect(NoTls).map_err(|e| failure::not_connected(NAME, e))?;
        let row = client
            .query_one("SHOW server_version", &[])
            .map_err(|e| failure::not_connected(NAME, e))?;
        let version = row.try_get(0).map_err(|e| failure::not_connected(NAME, e))?;
        let dialect = Version::parse(version).map_or_else(Postgres::new, Postgres::of);
        Ok(Box::new(PostgresConnection { client, dialect, kept: HashMap::new() }))
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
    /// Prepared statements by their text and the types of their parameters.
    kept: HashMap<(String, Vec<u32>), Statement>,
}

/// The type that a value is declared to be; `UNKNOWN` leaves it to the server.
fn declared(value: &Value) -> Type {
    match value {
        Value::Bool(_) => Type::BOOL,
        Value::I16(_) => Type::INT2,
        Value::I32(_) => Type::INT4,
        Value::I64(_) | Value::U64(_) => Type::INT8,
        Value::F32(_) => Type::FLOAT4,
        Value::F64(_) => Type::FLOAT8,
        Value::Bytes(_) => Type::BYTEA,
        _ => Type::UNKNOWN,
    }
}

/// A value on its way to the server.
#[derive(Debug)]
struct Param<'a>(&'a Value);

type Sent = std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>>;

impl ToSql for Param<'_> {
    fn to_sql(&self, ty: &Type, out: &mut postgres::types::private::BytesMut) -> Sent {
        match self.0 {
            Value::Null => Ok(IsNull::Yes),
            Value::Bool(v) => v.to_sql(ty, out),
            Value::I16(v) => v.to_sql(ty, out),
            Value::I32(v) => v.to_sql(ty, out),
            Value::I64(v) => v.to_sql(ty, out),
            Value::U64(v) => match i64::try_from(*v) {
                Ok(v) => v.to_sql(ty, out),
                Err(_) => Err(failure::too_large(NAME).into()),
            },
            Value::F32(v) => v.to_sql(ty, out),
            Value::F64(v) => v.to_sql(ty, out),
            Value::Bytes(v) => (&***v).to_sql(ty, out),
            Value::Text(v) => {
                out.extend_from_slice(v.as_bytes());
                Ok(IsNull::No)
            }
            // Later kinds of values, when this folder is compiled as a foreign crate.
            #[allow(unreachable_patterns)]
            _ => Err("a value of a kind that this driver does not know".into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn encode_format(&self, _: &Type) -> Format {
        match self.0 {
            Value::Text(_) => Format::Text,
            _ => Format::Binary,
        }
    }

    to_sql_checked!();
}

/// A row with its values as lent ones; those that the wire has in a form of its own are text.
struct PostgresRow {
    row: postgres::Row,
    texts: Vec<Option<String>>,
}

impl PostgresRow {
    fn new(row: postgres::Row) -> Result<Self> {
        let mut texts = Vec::new();
        for (i, column) in row.columns().iter().enumerate() {
            if Text::accepts_only(column.type_()) {
                let text: Option<Text> = row.try_get(i).map_err(|e| undecodable(i, &row, e))?;
                texts.resize(i + 1, None);
                texts[i] = text.map(|text| text.0);
            }
        }
        Ok(PostgresRow { row, texts })
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

    fn value(&self, index: usize) -> Result<sqltree::ValueRef<'_>> {
        use sqltree::ValueRef;
        let ty = self.row.columns()[index].type_();
        if Text::accepts_only(ty) {
            let text = self.texts.get(index).and_then(Option::as_deref);
            return Ok(match text {
                None => ValueRef::Null,
                Some(text) if *ty == Type::NUMERIC && !text.ends_with(['N', 'y']) => {
                    ValueRef::Decimal(text)
                }
                Some(text) => ValueRef::Text(text),
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
        let key = (sql.to_owned(), types.iter().map(Type::oid).collect());
        if let Some(statement) = self.kept.get(&key) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare_typed(sql, &types).map_err(|e| refused(e, sql))?;
        if statement.params().len() != params.len() {
            return Err(failure::wrong_count(statement.params().len(), params.len()));
        }
        if self.kept.len() >= KEPT {
            self.kept.clear();
        }
        self.kept.insert(key, statement.clone());
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
        let statement = self.prepare(sql, params)?;
        match work(&mut self.client, &statement) {
            Attempt::Done(result) => result,
            Attempt::Refused(error) if is_stale(&error) => {
                self.kept.clear();
                let statement = self.prepare(sql, params)?;
                match work(&mut self.client, &statement) {
                    Attempt::Done(result) => result,
                    Attempt::Refused(error) => Err(refused(error, sql)),
                }
            }
            Attempt::Refused(error) => Err(refused(error, sql)),
        }
    }
}

/// A try with a prepared statement: done with, or refused by the server before any row.
enum Attempt<T> {
    Done(Result<T>),
    Refused(postgres::Error),
}

/// True for "cached plan must not change result type", which has no code of its own.
fn is_stale(error: &postgres::Error) -> bool {
    error.as_db_error().is_some_and(|error| {
        error.code().code() == "0A000" && error.message().contains("cached plan")
    })
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

    fn run_script(&mut self, sql: &str) -> Result<()> {
        self.client.batch_execute(sql).map_err(|e| refused(e, ""))
    }
}

fn refused(error: postgres::Error, sql: &str) -> Error {
    if error.is_closed() {
        return failure::lost(NAME, error);
    }
    let reason = match error.as_db_error() {
        // The text may quote values; the code and the names of things do not.
        Some(db) => {
            let mut reason = format!("SQLSTATE {}", db.code().code());
            for (what, name) in
                [("table", db.table()), ("column", db.column()), ("constraint", db.constraint())]
            {
                if let Some(name) = name {
                    reason.push_str(&format!(", {what} `{name}`"));
                }
            }
            reason
        }
        None => "see the source".to_owned(),
    };
    failure::refused(NAME, &reason, sql, error)
}
