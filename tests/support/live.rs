//! The live engines: the same tables on each, and rows compared.

use std::sync::Mutex;

use sqltree::engine::{Connection, Row};
use sqltree::{Result, Statement, Value};

use super::expect::{ByDialect, Expected};
use super::{servers, tables};

/// The engines that the tests run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Live {
    Sqlite,
    Postgres,
    MariaDb,
}

impl Live {
    pub const ALL: [Live; 3] = [Live::Sqlite, Live::Postgres, Live::MariaDb];

    /// A new connection, without tables.
    pub fn connect(self) -> Connection {
        let url = match self {
            Live::Sqlite => "sqlite://",
            Live::Postgres => servers::postgres(),
            Live::MariaDb => servers::mysql(),
        };
        let engine = sqltree::engine::Engine::open(url).expect("a URL of a test server");
        let mut connection = engine.connect().expect("a test server answers");
        if self == Live::MariaDb {
            let script = "CREATE DATABASE IF NOT EXISTS sqltree_test CHARACTER SET utf8mb4; \
                          USE sqltree_test";
            connection.run_script(script).expect("a database for the tests");
        }
        connection
    }

    fn of(self, expected: &ByDialect) -> &Expected {
        match self {
            Live::Sqlite => &expected.sqlite,
            Live::Postgres => &expected.postgres,
            Live::MariaDb => &expected.mariadb,
        }
    }

    /// Runs `work` with a connection to the engine that has the tests' tables. Connections are
    /// kept for the next test, unless `work` panics.
    pub fn with<T>(self, work: impl FnOnce(&mut Connection) -> T) -> T {
        static KEPT: [Mutex<Vec<Connection>>; 3] = [const { Mutex::new(Vec::new()) }; 3];
        let kept = &KEPT[self as usize];
        let free = kept.lock().expect("no test panics with the lock").pop();
        let mut connection = free.unwrap_or_else(|| {
            let mut connection = self.connect();
            connection.run_script(tables::SCRIPT).expect("the tests' tables");
            connection
        });
        let done = work(&mut connection);
        kept.lock().expect("no test panics with the lock").push(connection);
        done
    }
}

impl std::fmt::Display for Live {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Live::Sqlite => "SQLite",
            Live::Postgres => "PostgreSQL",
            Live::MariaDb => "MariaDB",
        })
    }
}

/// What a statement did: the rows that it gave, and the tables afterwards.
#[derive(Debug, PartialEq)]
pub struct Outcome {
    pub rows: Vec<Vec<String>>,
    pub tables: Vec<Vec<Vec<String>>>,
}

/// Runs a statement and takes back what it changed.
pub fn run<S: Statement>(connection: &mut Connection, statement: &S) -> Result<Outcome> {
    let compiled = statement.compile(connection.dialect())?;
    let query = !statement.output_columns().is_empty();
    let changes = changes(compiled.sql());
    let ordered = compiled.sql().contains(" ORDER BY ");
    connection.run_script("BEGIN")?;
    let done = (|| {
        let rows = if query {
            connection.query_sql(compiled.sql(), compiled.params())?
        } else {
            let changed = connection.execute(statement)?;
            vec![Row::new(["changed"], [Value::from(i64::try_from(changed).unwrap_or(-1))])]
        };
        let mut rows = plain(&rows);
        if !ordered {
            rows.sort();
        }
        let mut tables = Vec::new();
        if changes {
            for (table, key) in [("users", "id"), ("posts", "id"), ("stock", "item, shop")] {
                let sql = format!("SELECT * FROM {table} ORDER BY {key}");
                tables.push(plain(&connection.query_sql(&sql, &[])?));
            }
        }
        Ok(Outcome { rows, tables })
    })();
    connection.run_script("ROLLBACK")?;
    done
}

/// True for the text of a statement that may change a table.
pub fn changes(sql: &str) -> bool {
    const VERBS: [&str; 5] = ["INSERT ", "UPDATE ", "DELETE ", "REPLACE ", "MERGE "];
    let with = sql.starts_with("WITH ");
    VERBS.iter().any(|verb| sql.starts_with(verb) || with && sql.contains(&format!(") {verb}")))
}

/// Runs the statement on every live engine that has a text for it; all outcomes are the same.
#[track_caller]
pub fn compare<S: Statement>(statement: &S, expected: &ByDialect) {
    let mut first: Option<(Live, Outcome)> = None;
    for live in Live::ALL {
        if let Expected::Error(_) = live.of(expected) {
            continue;
        }
        let outcome = live.with(|connection| run(connection, statement));
        let outcome = outcome.unwrap_or_else(|error| panic!("{live:?} refuses it: {error:?}"));
        match &first {
            None => first = Some((live, outcome)),
            Some((other, before)) => {
                assert_eq!(before, &outcome, "{other:?} (left) and {live:?} (right) differ");
            }
        }
    }
}

/// Rows as text, so that those of different engines compare: 1 for true, numbers by value.
pub fn plain(rows: &[Row]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.values().iter().map(cell).collect()).collect()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Bool(v) => u8::from(*v).to_string(),
        Value::F64(v) => number(*v),
        Value::Text(text) => match text.parse::<f64>() {
            // A decimal comes as text; so does a text of digits, which is then the same too.
            Ok(v) if text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-')) => {
                number(v)
            }
            _ => format!("{text:?}"),
        },
        other => format!("{other:?}"),
    }
}

fn number(value: f64) -> String {
    let rounded = (value * 1e9).round() / 1e9;
    if rounded.fract() == 0.0 && rounded.abs() < 1e15 {
        format!("{}", rounded as i64)
    } else {
        format!("{rounded}")
    }
}

/// Asserts that an engine itself refuses a text: what we call unsupported there is.
#[track_caller]
pub fn assert_refused(live: Live, sql: &str) {
    let refused = live.with(|connection| {
        connection.run_script("BEGIN").expect("a transaction starts");
        let done = connection.query_sql(sql, &[]).map(|_| ());
        connection.run_script("ROLLBACK").expect("a transaction ends");
        done.is_err()
    });
    assert!(refused, "{live:?} takes it: {sql}");
}
