//! The live engines: the same tables on each, and rows compared.

use std::cell::Cell;
use std::sync::Mutex;

use sqltree::dialect::Dialect;
use sqltree::engine::{Connection, Row};
use sqltree::{
    Compiled, Date, FromValue, Interval, Json, Result, Statement, Time, Timestamp, TimestampTz,
    Type, Uuid, Value,
};

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

thread_local! {
    /// The dialect that an engine is written for in place of its own.
    static INSTEAD: Cell<Option<(Live, &'static dyn Dialect)>> = const { Cell::new(None) };
}

/// Does what compares statements, with another dialect in place of an engine's own: true if all goes as it
/// does with that.
pub fn goes_well_with(live: Live, dialect: &'static dyn Dialect, work: fn()) -> bool {
    INSTEAD.set(Some((live, dialect)));
    let done = std::panic::catch_unwind(work);
    INSTEAD.set(None);
    done.is_ok()
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
    run_compiled(connection, statement, &compiled)
}

/// Runs what a dialect made of a statement.
fn run_compiled<S: Statement>(
    connection: &mut Connection,
    statement: &S,
    compiled: &Compiled,
) -> Result<Outcome> {
    let query = !statement.output_columns().is_empty();
    let changes = changes(compiled.sql());
    let ordered = compiled.sql().contains(" ORDER BY ");
    connection.run_script("BEGIN")?;
    let done = (|| {
        let rows = if query {
            let rows = connection.query_sql(compiled.sql(), compiled.params())?;
            let types =
                statement.output_columns().into_iter().map(|column| column.column_type().clone());
            of_types(rows, &types.collect::<Vec<_>>())
        } else {
            let changed = connection.execute_sql(compiled.sql(), compiled.params())?;
            // A row that an INSERT meets counts differently.
            let counted = !meets(compiled.sql());
            let count = i64::try_from(changed).ok().filter(|_| counted).unwrap_or(-1);
            vec![Row::new(["changed"], [Value::from(count)])]
        };
        let mut rows = plain(&rows);
        if !ordered {
            rows.sort();
        }
        let mut tables = Vec::new();
        if changes {
            for table in ["users", "posts", "stock"] {
                let mut rows =
                    plain(&connection.query_sql(&format!("SELECT * FROM {table}"), &[])?);
                rows.sort();
                tables.push(rows);
            }
        }
        Ok(Outcome { rows, tables })
    })();
    connection.run_script("ROLLBACK")?;
    done
}

const AT_ONCE: &str =
    "SET STATEMENT sql_mode = CONCAT(@@sql_mode, ',SIMULTANEOUS_ASSIGNMENT') FOR ";

/// True for the text of a statement that may change a table.
pub fn changes(sql: &str) -> bool {
    const VERBS: [&str; 5] = ["INSERT ", "UPDATE ", "DELETE ", "REPLACE ", "MERGE "];
    let with = sql.starts_with("WITH ");
    let sql = sql.strip_prefix(AT_ONCE).unwrap_or(sql);
    let inside =
        |verb: &&str| [")", "("].iter().any(|before| sql.contains(&format!("{before}{verb}")));
    let behind = |verb: &&str| sql.contains(&format!(") {verb}"));
    VERBS.iter().any(|verb| sql.starts_with(verb) || with && (behind(verb) || inside(verb)))
}

/// True for the text of an INSERT that says what to do about rows that are there, and of a MERGE, which
/// is one elsewhere.
pub fn meets(sql: &str) -> bool {
    [" ON CONFLICT", " ON DUPLICATE KEY", "MERGE INTO "].iter().any(|words| sql.contains(words))
}

/// Runs the statement on every live engine that has a text for it; all outcomes are the same.
#[track_caller]
pub fn compare<S: Statement>(statement: &S, expected: &ByDialect) {
    let mut first: Option<(Live, Outcome)> = None;
    for live in Live::ALL {
        let instead = INSTEAD.get().filter(|(own, _)| *own == live).map(|(_, dialect)| dialect);
        let refused = matches!(live.of(expected), Expected::Error(_));
        if refused && instead.is_none_or(|dialect| statement.compile(dialect).is_err()) {
            continue;
        }
        let outcome = live.with(|connection| match instead {
            Some(dialect) => run_compiled(connection, statement, &statement.compile(dialect)?),
            None => run(connection, statement),
        });
        let outcome = outcome.unwrap_or_else(|error| panic!("{live:?} refuses it: {error:?}"));
        match &first {
            None => first = Some((live, outcome)),
            Some((other, before)) => {
                assert_eq!(before, &outcome, "{other:?} (left) and {live:?} (right) differ");
            }
        }
    }
}

/// The rows with the kinds of values that the statement says they are of, which a text does not.
fn of_types(rows: Vec<Row>, types: &[Type]) -> Vec<Row> {
    let kind = |value: &Value, ty: &Type| {
        let lent = value.as_ref();
        let read = match ty {
            Type::Date => Date::from_value(lent).map(Value::from),
            Type::Time => Time::from_value(lent).map(Value::from),
            Type::Timestamp => Timestamp::from_value(lent).map(Value::from),
            Type::TimestampTz => TimestampTz::from_value(lent).map(Value::from),
            Type::Interval => Interval::from_value(lent).map(Value::from),
            Type::Uuid => Uuid::from_value(lent).map(Value::from),
            Type::Json => Json::from_value(lent).map(|document| without_blanks(&document).into()),
            _ => return value.clone(),
        };
        read.unwrap_or_else(|_| value.clone())
    };
    let row = |row: Row| {
        if types.len() != row.values().len() {
            return row;
        }
        let values: Vec<Value> = row.values().iter().zip(types).map(|(v, t)| kind(v, t)).collect();
        Row::new(row.names().to_vec(), values)
    };
    rows.into_iter().map(row).collect()
}

/// A document without the blanks that engines put between its parts.
pub fn without_blanks(document: &Json) -> String {
    let (mut inside, mut escaped) = (false, false);
    let part = |c: &char| {
        let is_part = inside || *c != ' ';
        inside ^= *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        is_part
    };
    document.as_str().chars().filter(part).collect()
}

/// Rows as text, so that those of different engines compare: 1 for true, numbers by value.
pub fn plain(rows: &[Row]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.values().iter().map(cell).collect()).collect()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Bool(v) => u8::from(*v).to_string(),
        Value::F64(v) => number(*v),
        Value::Decimal(digits) => match digits.as_str().parse() {
            Ok(v) => number(v),
            Err(_) => digits.to_string(),
        },
        Value::Text(text) => format!("{text:?}"),
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
