//! MySQL and MariaDB through the `mysql` crate.

use std::ops::ControlFlow;
use std::sync::Arc;

use mysql::consts::CapabilityFlags;
use mysql::prelude::{Protocol, Queryable};
use mysql::{Conn, Opts, OptsBuilder, Params, QueryResult, Value as Wire};
use sqltree::dialect::{Dialect, Version};
use sqltree::engine::{Done, Driver, RawConnection, RawRow, Step, failure};
use sqltree::{Error, Result, Value};

use super::decode::MySqlRow;
use super::{MariaDb, MySql, modes};

const NAME: &str = "MySQL";
const FORM: &str = "mysql://user:password@host:3306/database";
/// How many prepared statements a connection keeps.
const KEPT: usize = 256;

/// Connects to MySQL and MariaDB servers: `mysql://user:password@host:3306/database`, also
/// `mariadb://`.
///
/// Connections are not encrypted. Text is UTF-8 (`utf8mb4`), values that do not fit a column are
/// refused, in tables without transactions too (`STRICT_TRANS_TABLES` and `STRICT_ALL_TABLES` are added
/// to the SQL mode), a key of 0 is 0 and no number that the server generates (`NO_AUTO_VALUE_ON_ZERO`),
/// and an UPDATE counts the rows that its condition found, changed or not, as the other engines do. Modes
/// under which a statement would mean something else are taken out: `NO_BACKSLASH_ESCAPES`,
/// `HIGH_NOT_PRECEDENCE`, `EMPTY_STRING_IS_NULL` and `ORACLE`, in which BEGIN begins no transaction; on MariaDB
/// `ONLY_FULL_GROUP_BY` too, which refuses right queries there. `group_concat_max_len` is 1 GiB, so that no
/// aggregated text is cut. `time_zone` is UTC, in which points in time are sent and read.
#[derive(Clone, Copy, Debug, Default)]
pub struct MySqlDriver;

impl Driver for MySqlDriver {
    fn check_url(&self, url: &str) -> Result<()> {
        options(url).map(drop)
    }

    fn connect(&self, url: &str) -> Result<Box<dyn RawConnection>> {
        let not_connected = |e: mysql::Error| failure::not_connected(NAME, e);
        let mut conn = Conn::new(options(url)?).map_err(not_connected)?;
        conn.query_drop("SET NAMES utf8mb4, time_zone = '+00:00'").map_err(not_connected)?;
        let found: Option<(String, String)> =
            conn.query_first("SELECT VERSION(), @@sql_mode").map_err(not_connected)?;
        let (found, modes) = found.unwrap_or_default();
        let is_mariadb = found.contains("MariaDB");
        let set = format!("SET SESSION sql_mode = '{}'", modes::needed(&modes, is_mariadb));
        conn.query_drop(set).map_err(not_connected)?;
        // A text that is aggregated shall not be cut without a word.
        conn.query_drop("SET SESSION group_concat_max_len = 1073741824").map_err(not_connected)?;
        let version = Version::parse(&found);
        let dialect: Arc<dyn Dialect> = if is_mariadb {
            Arc::new(version.map_or_else(MariaDb::new, MariaDb::of))
        } else {
            Arc::new(version.map_or_else(MySql::new, MySql::of))
        };
        Ok(Box::new(MySqlConnection {
            conn,
            dialect,
            forgets_queries: is_mariadb,
            undid_all: true,
        }))
    }
}

fn options(url: &str) -> Result<OptsBuilder> {
    let url = match url.strip_prefix("mariadb:") {
        Some(rest) => format!("mysql:{rest}"),
        None => url.to_owned(),
    };
    let options =
        Opts::from_url(&url).map_err(|_| failure::bad_url(NAME, "cannot be read", FORM))?;
    if options.get_ip_or_hostname().is_empty() {
        return Err(failure::bad_url(NAME, "names no host", FORM));
    }
    Ok(OptsBuilder::from_opts(options)
        .prefer_socket(false)
        .stmt_cache_size(KEPT)
        .additional_capabilities(CapabilityFlags::CLIENT_FOUND_ROWS))
}

/// A value on its way to the server.
fn wire(value: &Value) -> Result<Wire> {
    Ok(match value {
        Value::Null => Wire::NULL,
        Value::Bool(v) => Wire::Int((*v).into()),
        Value::I16(v) => Wire::Int((*v).into()),
        Value::I32(v) => Wire::Int((*v).into()),
        Value::I64(v) => Wire::Int(*v),
        Value::U64(v) => Wire::UInt(*v),
        Value::F32(v) => Wire::Float(*v),
        Value::F64(v) => Wire::Double(*v),
        Value::Text(v) => Wire::Bytes(v.as_bytes().to_vec()),
        Value::Bytes(v) => Wire::Bytes(v.to_vec()),
        // The server reads texts of the calendar, and takes anything in its binary form: an hour of 24
        // is 0000-00-00 00:00:00 there.
        Value::Date(v) => Wire::Bytes(v.to_string().into_bytes()),
        Value::Time(v) => Wire::Bytes(format!("{v:.6}").into_bytes()),
        Value::Timestamp(v) => Wire::Bytes(format!("{v:.6}").into_bytes()),
        Value::TimestampTz(v) => Wire::Bytes(format!("{:.6}", v.utc()).into_bytes()),
        Value::Interval(v) if v.months == 0 && v.days == 0 => Wire::Int(v.micros),
        Value::Decimal(v) => Wire::Bytes(v.as_str().as_bytes().to_vec()),
        Value::Uuid(v) => Wire::Bytes(v.as_bytes().to_vec()),
        Value::Json(v) => Wire::Bytes(v.as_str().as_bytes().to_vec()),
        Value::Interval(_) | Value::Refused(_) => return Err(failure::unknown_kind(NAME, value)),
        // Later kinds of values, when this folder is compiled as a foreign crate.
        #[allow(unreachable_patterns)]
        other => return Err(failure::unknown_kind(NAME, other)),
    })
}

type Each<'e> = &'e mut dyn FnMut(&dyn RawRow) -> Result<ControlFlow<()>>;

struct MySqlConnection {
    conn: Conn,
    dialect: Arc<dyn Dialect>,
    /// True if a prepared statement with queries inside runs once only: MariaDB 10.11 gives other rows
    /// from the second time on, such as for `SUM(a) IN (SELECT …)`, or knows columns no more.
    forgets_queries: bool,
    /// False if the last rollback left rows of tables without transactions.
    undid_all: bool,
}

impl MySqlConnection {
    fn run(&mut self, sql: &str, params: &[Value], each: Each<'_>) -> Result<Done> {
        let engine = self.dialect.spec().name;
        let statement = match self.conn.prep(sql) {
            Ok(statement) => statement,
            Err(error) if params.is_empty() && is_not_preparable(&error) => {
                return self.run_text(sql, each);
            }
            Err(error) => return Err(unprepared(engine, error, sql)),
        };
        let count = usize::from(statement.num_params());
        if count != params.len() {
            return match params {
                // The crate takes `:name` for a parameter, and we do not.
                [] if sql.contains(':') => self.run_text(sql, each),
                _ => Err(failure::wrong_count(count, params.len())),
            };
        }
        let values = match params {
            [] => Params::Empty,
            _ => Params::Positional(params.iter().map(wire).collect::<Result<_>>()?),
        };
        let result = self.conn.exec_iter(&statement, values);
        let done = result
            .map_err(|e| refused(engine, e, sql))
            .and_then(|result| read(result, engine, sql, each))
            .map(|done| self.with_key(done));
        if self.forgets_queries && has_query_inside(sql) {
            self.conn.close(statement).map_err(|e| refused(engine, e, sql))?;
        }
        done
    }

    /// Runs a statement as text, which must have no parameters.
    fn run_text(&mut self, sql: &str, each: Each<'_>) -> Result<Done> {
        let engine = self.dialect.spec().name;
        let result = self.conn.query_iter(sql).map_err(|e| refused(engine, e, sql))?;
        let done = read(result, engine, sql, each)?;
        Ok(self.with_key(done))
    }

    /// False if the server warns that a rollback did not reach some tables.
    fn reached_all(&mut self) -> Result<bool> {
        if self.conn.warnings() == 0 {
            return Ok(true);
        }
        let warnings: Vec<(String, u16, String)> = self
            .conn
            .query("SHOW WARNINGS")
            .map_err(|e| refused(self.dialect.spec().name, e, "SHOW WARNINGS"))?;
        Ok(warnings.iter().all(|(_, code, _)| *code != NOT_UNDONE))
    }

    /// Only the connection tells the key once the rows have been read.
    fn with_key(&self, done: Done) -> Done {
        let key = i64::try_from(self.conn.last_insert_id()).ok();
        Done { last_insert_id: key.filter(|key| *key > 0), ..done }
    }
}

/// True if a query stands in the text beside the statement itself.
fn has_query_inside(sql: &str) -> bool {
    let (_, rest) = sql.split_at_checked(1).unwrap_or_default();
    rest.contains("SELECT")
}

/// Reads a result to its end and hands on the rows of the first set; a procedure may give more,
/// and fail late.
fn read<P: Protocol>(
    mut result: QueryResult<'_, '_, '_, P>,
    engine: &str,
    sql: &str,
    each: Each<'_>,
) -> Result<Done> {
    let (mut given, mut affected, mut sets) = (0, 0, 0);
    while let Some(mut set) = result.iter() {
        let names: Vec<String> =
            set.columns().as_ref().iter().map(|column| column.name_str().into()).collect();
        affected += set.affected_rows();
        sets += u32::from(!names.is_empty());
        for row in set.by_ref() {
            let row = row.map_err(|e| refused(engine, e, sql))?;
            given += 1;
            // Dropping the result reads what is left of it off the connection.
            if sets == 1 && each(&MySqlRow::new(row, &names))?.is_break() {
                return Ok(Done::default());
            }
        }
    }
    let rows_affected = if sets > 0 { given } else { affected };
    Ok(Done { rows_affected, last_insert_id: None })
}

impl RawConnection for MySqlConnection {
    fn dialect(&self) -> Arc<dyn Dialect> {
        self.dialect.clone()
    }

    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<Done> {
        self.run(sql, params, &mut |_| Ok(ControlFlow::Continue(())))
    }

    fn query(&mut self, sql: &str, params: &[Value], each: Each<'_>) -> Result<()> {
        self.run(sql, params, each).map(drop)
    }

    fn run_script(&mut self, sql: &str) -> Result<()> {
        let engine = self.dialect.spec().name;
        let mut result = match self.conn.query_iter(sql) {
            // A script of nothing has nothing wrong.
            Err(mysql::Error::MySqlError(error)) if error.code == EMPTY => return Ok(()),
            result => result.map_err(|e| refused(engine, e, ""))?,
        };
        while let Some(set) = result.iter() {
            for row in set {
                row.map_err(|e| refused(engine, e, ""))?;
            }
        }
        Ok(())
    }

    fn step(&mut self, step: Step) -> Result<()> {
        self.run_script(&step.sql())?;
        if let Step::Rollback | Step::RollbackTo(_) = step {
            self.undid_all = self.reached_all()?;
        }
        Ok(())
    }

    fn undid_all(&mut self) -> Result<bool> {
        Ok(self.undid_all)
    }
}

// https://mariadb.com/docs/server/reference/error-codes/mariadb-error-code-reference
const EMPTY: u16 = 1065;
const NOT_PREPARABLE: u16 = 1295;
/// "Some non-transactional changed tables couldn't be rolled back".
const NOT_UNDONE: u16 = 1196;
/// Shut down, killed, idle too long.
const FAREWELLS: &[u16] = &[1053, 1927, 4031];

fn is_not_preparable(error: &mysql::Error) -> bool {
    matches!(error, mysql::Error::MySqlError(server) if server.code == NOT_PREPARABLE)
}

/// The error of a statement that could not be prepared: the server has not seen a value yet, so
/// its words can be shown.
fn unprepared(engine: &str, error: mysql::Error, sql: &str) -> Error {
    match &error {
        mysql::Error::MySqlError(server) if !FAREWELLS.contains(&server.code) => {
            let reason = format!("error {}: {}", server.code, server.message);
            failure::refused(engine, &reason, sql, error)
        }
        _ => refused(engine, error, sql),
    }
}

fn refused(engine: &str, error: mysql::Error, sql: &str) -> Error {
    let reason = match &error {
        mysql::Error::MySqlError(server) if FAREWELLS.contains(&server.code) => {
            return failure::lost(engine, error);
        }
        // The text may quote values; the codes do not.
        mysql::Error::MySqlError(server) => {
            format!("error {}, SQLSTATE {}", server.code, server.state)
        }
        mysql::Error::DriverError(mysql::DriverError::MixedParams) => {
            "the driver takes `:name` for a parameter; write it otherwise".to_owned()
        }
        mysql::Error::IoError(_) | mysql::Error::CodecError(_) | mysql::Error::DriverError(_) => {
            return failure::lost(engine, error);
        }
        _ => "see the source".to_owned(),
    };
    failure::refused(engine, &reason, sql, error)
}
