//! The engines that judge: each with a database of its own, in which texts compare by their bytes.

use std::error::Error as _;

use sqltree::compile::Options;
use sqltree::dialect::Dialect;
use sqltree::engine::{Connection, Engine, Row};
use sqltree::random::{Made, World};
use sqltree::schema::Table;
use sqltree::{Column, Compiled, Error, Name, Result, Statement, Tag, Type, Value};

use super::Verdicts;
use super::cells::rows_of;
use crate::support::live::{Live, changes, meets};
use crate::support::servers;

/// A connection to each engine, with the world's tables in it.
pub struct Court {
    pub engines: Vec<(Live, Connection)>,
    database: String,
}

/// What an engine made of a statement.
#[derive(Debug)]
pub enum Verdict {
    /// `compile` said no.
    Refused(Error),
    /// It ran into something that is in the data: a number too large, a key that is there.
    DataError,
    /// The engine does not take the text.
    NotTaken(String),
    /// Its connection is of no use any more: the server died, or closed it.
    Gone(String),
    /// The rows, and the tables afterwards if they may have changed.
    Rows(Vec<Vec<String>>),
}

impl Court {
    pub fn new(name: &str, world: &World) -> Self {
        Court::of(&Live::ALL, name, world)
    }

    /// With some of the engines.
    pub fn of(some: &[Live], name: &str, world: &World) -> Self {
        let database = format!("sqltree_{name}_{}", std::process::id());
        let engines = some.iter().copied().map(|live| {
            let mut connection = connect(live, &database);
            for table in world.create() {
                connection.execute(&table).expect("a table");
            }
            if live == Live::MariaDb {
                for table in world.tables() {
                    let script = of_one_collation(table);
                    connection.run_script(&script).expect("a column of documents");
                }
            }
            for row in world.fill() {
                connection.execute(&row).expect("a row");
            }
            (live, connection)
        });
        Court { engines: engines.collect(), database }
    }

    /// Makes settings of an engine's session.
    pub fn set(&mut self, live: Live, script: &str) {
        let connection = self.engines.iter_mut().find(|(own, _)| *own == live);
        let (_, connection) = connection.expect("it is there");
        connection.run_script(script).expect("settings");
    }

    /// Takes away what is left of rows that changes were taken back of: queries would go over all of it.
    pub fn tidy(&mut self, world: &World) {
        let engines = self.engines.iter_mut().filter(|(live, _)| *live == Live::Postgres);
        for (_, connection) in engines {
            for table in world.tables() {
                let name = quoted(Live::Postgres, table.name());
                connection.run_script(&format!("VACUUM {name}")).expect("it is tidied");
            }
        }
    }

    /// What each engine makes of a statement; nothing of it stays.
    pub fn judge(&mut self, made: &Made, world: &World) -> Verdicts {
        self.judge_but(made, world, None)
    }

    /// The same, with another dialect for one of the engines.
    pub fn judge_but(
        &mut self,
        made: &Made,
        world: &World,
        other: Option<(Live, &dyn Dialect)>,
    ) -> Verdicts {
        self.each(made, world, |live, own| match other {
            Some((of, dialect)) if of == live => compile(made, dialect),
            _ => compile(made, own),
        })
    }

    /// The same, written in another way.
    pub fn judge_with(&mut self, made: &Made, world: &World, options: Options) -> Verdicts {
        self.each(made, world, |_, own| bound(made, made.statement.compile_with(own, options)?))
    }

    fn each(
        &mut self,
        made: &Made,
        world: &World,
        compile: impl Fn(Live, &dyn Dialect) -> Result<Compiled>,
    ) -> Verdicts {
        let verdict = |(live, connection): &mut (Live, Connection)| {
            let compiled = compile(*live, connection.dialect());
            (*live, judge((*live, connection), made, compiled, world))
        };
        self.engines.iter_mut().map(verdict).collect()
    }
}

impl Drop for Court {
    fn drop(&mut self) {
        self.engines.clear();
        for live in [Live::Postgres, Live::MariaDb] {
            let script = format!("DROP DATABASE IF EXISTS {}", self.database);
            // What cannot be dropped now is no reason to fail.
            let _ = live.connect().run_script(&script);
        }
    }
}

/// Documents in the collation of the texts: MariaDB does not mix two binary ones, and a document that is
/// made of texts has theirs.
fn of_one_collation(table: &Table) -> String {
    let columns = table.columns();
    let document = columns.iter().find(|column| column.sql_type() == Type::Json);
    let document = document.and_then(Column::name).expect("a column of documents");
    let [table, document] = [table.name(), document].map(|name| quoted(Live::MariaDb, name));
    format!(
        "ALTER TABLE {table} MODIFY {document} LONGTEXT CHARACTER SET utf8mb4 \
         COLLATE utf8mb4_nopad_bin CHECK (JSON_VALID({document}))"
    )
}

/// A name in the quotes of an engine.
fn quoted(live: Live, name: &Name) -> String {
    let quote = if live == Live::MariaDb { "`" } else { "\"" };
    format!("{quote}{}{quote}", name.as_str().replace(quote, &quote.repeat(2)))
}

fn connect(live: Live, database: &str) -> Connection {
    let script = match live {
        Live::Sqlite => return live.connect(),
        Live::Postgres => format!(
            "CREATE DATABASE {database} TEMPLATE template0 ENCODING 'UTF8' \
             LC_COLLATE 'C' LC_CTYPE 'C'"
        ),
        Live::MariaDb => {
            format!("CREATE DATABASE {database} CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin")
        }
    };
    let mut first = live.connect();
    first.run_script(&script).expect("a database for the judge");
    if live == Live::MariaDb {
        let script = format!("USE {database}; SET NAMES utf8mb4 COLLATE utf8mb4_nopad_bin");
        first.run_script(&script).expect("the judge's database");
        return first;
    }
    let url = servers::postgres();
    let start = url.rfind('/').map_or(url, |end| &url[..end]);
    let engine = Engine::open(&format!("{start}/{database}")).expect("a URL");
    engine.connect().expect("the judge's database")
}

/// The text of a statement, with the values of its late parameters.
pub fn compile(made: &Made, dialect: &dyn Dialect) -> Result<Compiled> {
    bound(made, made.statement.compile(dialect)?)
}

fn bound(made: &Made, mut compiled: Compiled) -> Result<Compiled> {
    made.bind(&mut compiled)?;
    Ok(compiled)
}

fn judge(
    (live, connection): (Live, &mut Connection),
    made: &Made,
    compiled: Result<Compiled>,
    world: &World,
) -> Verdict {
    let compiled = match compiled {
        Ok(compiled) => compiled,
        Err(error) => return Verdict::Refused(error),
    };
    if let Err(error) = connection.run_script("BEGIN") {
        return Verdict::Gone(said_by(&error));
    }
    let columns = made.statement.output_columns();
    let tags: Vec<Tag> = columns.iter().map(|column| Tag::of(column.column_type())).collect();
    let line = in_one_line(compiled.sql());
    let changes = changes(&line);
    let done = (|| -> Result<Vec<Vec<String>>> {
        let rows = if tags.is_empty() {
            let changed = connection.execute_sql(compiled.sql(), compiled.params())?;
            // A row that an INSERT meets counts differently.
            let count = i64::try_from(changed).ok().filter(|_| !meets(&line));
            vec![Row::new(["changed"], [Value::from(count.unwrap_or(-1))])]
        } else {
            connection.query_sql(compiled.sql(), compiled.params())?
        };
        let mut all = rows_of(&rows, &tags);
        if !made.ordered {
            all.sort();
        }
        if changes {
            for table in world.tables() {
                let sql = format!("SELECT * FROM {} ORDER BY 1", quoted(live, table.name()));
                let types: Vec<Tag> =
                    table.columns().iter().map(|column| Tag::of(&column.sql_type())).collect();
                all.extend(rows_of(&connection.query_sql(&sql, &[])?, &types));
            }
        }
        Ok(all)
    })();
    if let Err(error) = connection.run_script("ROLLBACK") {
        let before = done.err().map(|error| said_by(&error)).unwrap_or_default();
        return Verdict::Gone(format!("{before}; then {}", said_by(&error)));
    }
    match done {
        Ok(rows) => Verdict::Rows(rows),
        Err(error) => {
            let said = error.source().map_or_else(|| error.to_string(), said_by);
            if is_of_data(&said) { Verdict::DataError } else { Verdict::NotTaken(said) }
        }
    }
}

/// A text as it is when it is not laid out in lines.
fn in_one_line(sql: &str) -> String {
    let words: Vec<&str> = sql.split_whitespace().collect();
    words.join(" ").replace("( ", "(").replace(" )", ")")
}

fn said_by(error: &(dyn std::error::Error + 'static)) -> String {
    let mut said = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        said = format!("{said}: {error}");
        next = error.source();
    }
    said
}

/// Errors that come from the rows, not from the text.
fn is_of_data(said: &str) -> bool {
    const OF_DATA: &[&str] = &[
        "out of range",
        "Out of range",
        "integer overflow",
        "overflow: ",
        "Got overflow when converting",
        "LIKE pattern must not end",
        "null value in column",
        "NOT NULL constraint",
        "cannot be null",
        "value too long",
        // A key that is there.
        "duplicate key value",
        "UNIQUE constraint",
        "Duplicate entry",
        "Data too long",
        // A moment past the years that there are.
        "field overflow",
    ];
    OF_DATA.iter().any(|part| said.contains(part))
}
