//! MySQL and MariaDB through the `mysql` crate.

use std::ops::ControlFlow;
use std::sync::Arc;

use mysql::consts::{CapabilityFlags, ColumnFlags, ColumnType};
use mysql::prelude::Queryable;
use mysql::{Column, Conn, Opts, OptsBuilder, Params, Row, Value as Wire};
use sqltree::dialect::{Dialect, Version};
use sqltree::engine::{Done, Driver, RawConnection, RawRow, failure};
use sqltree::{Error, ErrorKind, Result, Value, ValueRef};

use super::{MariaDb, MySql};

const NAME: &str = "MySQL";
const FORM: &str = "mysql://user:password@host:3306/database";
/// The number of the character set of bytes.
const BINARY: u16 = 63;

/// Connects to MySQL and MariaDB servers: `mysql://user:password@host:3306/database`, also
/// `mariadb://`.
///
/// Connections are not encrypted. Text is UTF-8 (`utf8mb4`), values that do not fit a column are
/// refused (`STRICT_TRANS_TABLES` is added to the SQL mode), and an UPDATE counts the rows that its
/// condition found, changed or not, as the other engines do.
#[derive(Clone, Copy, Debug, Default)]
pub struct MySqlDriver;

impl Driver for MySqlDriver {
    fn check_url(&self, url: &str) -> Result<()> {
        options(url).map(drop)
    }

    fn connect(&self, url: &str) -> Result<Box<dyn RawConnection>> {
        let not_connected = |e: mysql::Error| failure::not_connected(NAME, e);
        let mut conn = Conn::new(options(url)?).map_err(not_connected)?;
        conn.query_drop("SET NAMES utf8mb4").map_err(not_connected)?;
        conn.query_drop("SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_TRANS_TABLES')")
            .map_err(not_connected)?;
        let found: Option<String> = conn.query_first("SELECT VERSION()").map_err(not_connected)?;
        let found = found.unwrap_or_default();
        let version = Version::parse(&found);
        let dialect: Arc<dyn Dialect> = if found.contains("MariaDB") {
            Arc::new(version.map_or_else(MariaDb::new, MariaDb::of))
        } else {
            Arc::new(version.map_or_else(MySql::new, MySql::of))
        };
        Ok(Box::new(MySqlConnection { conn, dialect }))
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
        .additional_capabilities(CapabilityFlags::CLIENT_FOUND_ROWS))
}

struct MySqlConnection {
    conn: Conn,
    dialect: Arc<dyn Dialect>,
}

/// A value on its way to the server.
fn wire(value: &Value) -> Wire {
    match value {
        Value::Bool(v) => Wire::Int((*v).into()),
        Value::I16(v) => Wire::Int((*v).into()),
        Value::I32(v) => Wire::Int((*v).into()),
        Value::I64(v) => Wire::Int(*v),
        Value::U64(v) => Wire::UInt(*v),
        Value::F32(v) => Wire::Float(*v),
        Value::F64(v) => Wire::Double(*v),
        Value::Text(v) => Wire::Bytes(v.as_bytes().to_vec()),
        Value::Bytes(v) => Wire::Bytes(v.to_vec()),
        _ => Wire::NULL,
    }
}

fn wires(params: &[Value]) -> Params {
    if params.is_empty() {
        Params::Empty
    } else {
        Params::Positional(params.iter().map(wire).collect())
    }
}

/// A row with its values as lent ones; days and times are text.
struct MySqlRow {
    row: Row,
    names: Arc<[String]>,
    texts: Vec<Option<String>>,
}

impl MySqlRow {
    fn new(row: Row, names: Arc<[String]>) -> Self {
        let mut texts = Vec::new();
        for i in 0..row.len() {
            if let Some(text) = row.as_ref(i).and_then(calendar) {
                texts.resize(i + 1, None);
                texts[i] = Some(text);
            }
        }
        MySqlRow { row, names, texts }
    }
}

/// A day or a time as text; `None` for other values.
fn calendar(value: &Wire) -> Option<String> {
    let fraction = |micros: u32| match micros {
        0 => String::new(),
        micros => format!(".{micros:06}"),
    };
    Some(match *value {
        Wire::Date(year, month, day, hour, minute, second, micros) => {
            let clock = format!("{hour:02}:{minute:02}:{second:02}{}", fraction(micros));
            format!("{year:04}-{month:02}-{day:02} {clock}")
        }
        Wire::Time(negative, days, hours, minutes, seconds, micros) => {
            let sign = if negative { "-" } else { "" };
            let hours = days * 24 + u32::from(hours);
            format!("{sign}{hours:02}:{minutes:02}:{seconds:02}{}", fraction(micros))
        }
        _ => return None,
    })
}

impl RawRow for MySqlRow {
    fn len(&self) -> usize {
        self.names.len()
    }

    fn name(&self, index: usize) -> &str {
        &self.names[index]
    }

    fn value(&self, index: usize) -> Result<ValueRef<'_>> {
        let column = &self.row.columns_ref()[index];
        Ok(match self.row.as_ref(index) {
            None | Some(Wire::NULL) => ValueRef::Null,
            Some(Wire::Int(v)) => ValueRef::I64(*v),
            Some(Wire::UInt(v)) => i64::try_from(*v).map_or(ValueRef::U64(*v), ValueRef::I64),
            Some(Wire::Float(v)) => ValueRef::F64((*v).into()),
            Some(Wire::Double(v)) => ValueRef::F64(*v),
            Some(Wire::Bytes(bytes)) => return self.bytes(index, column, bytes),
            Some(Wire::Date(..) | Wire::Time(..)) => {
                let text = self.texts.get(index).and_then(Option::as_deref).unwrap_or_default();
                // A DATE comes with a time of zero.
                match column.column_type() {
                    ColumnType::MYSQL_TYPE_DATE => ValueRef::Text(text.get(..10).unwrap_or(text)),
                    _ => ValueRef::Text(text),
                }
            }
        })
    }
}

impl MySqlRow {
    /// Text, decimals and bytes all come as bytes; the column's type tells them apart.
    fn bytes<'r>(&self, index: usize, column: &Column, bytes: &'r [u8]) -> Result<ValueRef<'r>> {
        let kind = column.column_type();
        let decimal =
            matches!(kind, ColumnType::MYSQL_TYPE_DECIMAL | ColumnType::MYSQL_TYPE_NEWDECIMAL);
        let json = kind == ColumnType::MYSQL_TYPE_JSON;
        if column.character_set() == BINARY
            && column.flags().contains(ColumnFlags::BINARY_FLAG)
            && !decimal
            && !json
        {
            return Ok(ValueRef::Bytes(bytes));
        }
        match str::from_utf8(bytes) {
            Ok(text) if decimal => Ok(ValueRef::Decimal(text)),
            Ok(text) => Ok(ValueRef::Text(text)),
            Err(error) => {
                let name = &self.names[index];
                let message = format!(
                    "column {} (`{name}`) holds text that is not UTF-8; cast it to BINARY",
                    index + 1
                );
                Err(Error::new(ErrorKind::Decode, message).with_source(error))
            }
        }
    }
}

impl MySqlConnection {
    fn check_count(&mut self, sql: &str, params: &[Value]) -> Result<mysql::Statement> {
        let statement = self.conn.prep(sql).map_err(|e| refused(e, sql))?;
        match usize::from(statement.num_params()) {
            count if count == params.len() => Ok(statement),
            count => Err(failure::wrong_count(count, params.len())),
        }
    }
}

impl RawConnection for MySqlConnection {
    fn dialect(&self) -> Arc<dyn Dialect> {
        self.dialect.clone()
    }

    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<Done> {
        let statement = self.check_count(sql, params)?;
        let mut result =
            self.conn.exec_iter(&statement, wires(params)).map_err(|e| refused(e, sql))?;
        let gives_rows = !result.columns().as_ref().is_empty();
        let mut given = 0;
        for row in result.by_ref() {
            row.map_err(|e| refused(e, sql))?;
            given += 1;
        }
        // Only the connection tells these once the rows have been read.
        drop(result);
        let rows_affected = if gives_rows { given } else { self.conn.affected_rows() };
        let key = Some(self.conn.last_insert_id()).filter(|key| *key > 0);
        Ok(Done { rows_affected, last_insert_id: key.and_then(|key| i64::try_from(key).ok()) })
    }

    fn query(
        &mut self,
        sql: &str,
        params: &[Value],
        each: &mut dyn FnMut(&dyn RawRow) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        let statement = self.check_count(sql, params)?;
        let result = self.conn.exec_iter(&statement, wires(params)).map_err(|e| refused(e, sql))?;
        let names: Arc<[String]> =
            result.columns().as_ref().iter().map(|column| column.name_str().into()).collect();
        for row in result {
            let row = row.map_err(|e| refused(e, sql))?;
            // Dropping the result reads what is left of it off the connection.
            if each(&MySqlRow::new(row, names.clone()))?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn run_script(&mut self, sql: &str) -> Result<()> {
        let mut result = self.conn.query_iter(sql).map_err(|e| refused(e, ""))?;
        while let Some(set) = result.iter() {
            for row in set {
                row.map_err(|e| refused(e, ""))?;
            }
        }
        Ok(())
    }
}

fn refused(error: mysql::Error, sql: &str) -> Error {
    let reason = match &error {
        // The text may quote values; the codes do not.
        mysql::Error::MySqlError(server) => {
            format!("error {}, SQLSTATE {}", server.code, server.state)
        }
        mysql::Error::IoError(_) => return failure::lost(NAME, error),
        _ => "see the source".to_owned(),
    };
    failure::refused(NAME, &reason, sql, error)
}
