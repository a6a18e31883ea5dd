//! What the quickstart and the documents print is taken by the engine that it is printed for.

use std::path::Path;
use std::process::Command;

use sqltree::Result;
use sqltree::engine::Connection;

use crate::support::live::Live;

/// Beside whose name a text is printed, and which of the tests' engines takes it.
const NAMES: [(&str, &str, Live); 3] = [
    ("SQLite", "Sqlite", Live::Sqlite),
    ("PostgreSQL", "Postgres", Live::Postgres),
    ("MariaDB", "MariaDb", Live::MariaDb),
];

const VERBS: [&str; 6] = ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH ", "MERGE "];

#[test]
fn what_the_quickstart_prints() {
    let run = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--all-features", "--example", "quickstart"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let printed = String::from_utf8(run.stdout).expect("text");
    let tables = printed.lines().filter(|line| line.starts_with("CREATE TABLE "));
    let tables: Vec<String> = tables.map(of_this_connection).collect();
    assert_eq!(tables.len(), 3, "{printed}");
    let mut texts = 0;
    for (name, _, live) in NAMES {
        let mut connection = live.connect();
        tables.iter().for_each(|table| connection.run_script(table).expect(table));
        let named = printed.lines().filter_map(|line| line.trim_start().strip_prefix(name));
        for text in named.map(str::trim).filter(|text| is_sql(text)) {
            prepare(live, &mut connection, text);
            texts += 1;
        }
    }
    assert!(texts >= 30, "only {texts} texts were found: {printed}");
}

/// The same table, gone with the connection; foreign keys add nothing to what texts mean.
fn of_this_connection(table: &str) -> String {
    let columns = table.split(", FOREIGN KEY").next().unwrap_or(table);
    let columns = columns.replacen("CREATE TABLE", "CREATE TEMPORARY TABLE", 1);
    if columns.len() < table.len() { format!("{columns})") } else { columns }
}

#[test]
fn what_the_documents_print() {
    const TABLES: &str = "CREATE TEMPORARY TABLE users \
        (id BIGINT PRIMARY KEY, name VARCHAR(100) NOT NULL, boss_id BIGINT)";
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let documents = std::fs::read_dir(root.join("docs")).expect("the folder of documents");
    let mut files: Vec<_> = documents.map(|entry| entry.expect("a file").path()).collect();
    files.push(root.join("README.md"));
    let mut found = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("text");
        found.extend(asserted(&text));
    }
    assert!(!found.is_empty(), "the front page shows SQL");
    for (live, text) in found {
        let mut connection = live.connect();
        connection.run_script(TABLES).expect("the table");
        prepare(live, &mut connection, &text);
    }
}

/// What follows `compile(&Dialect…)` in the code of a document.
pub fn asserted(document: &str) -> Vec<(Live, String)> {
    let mut found = Vec::new();
    for part in document.split("compile(&").skip(1) {
        let Some((_, _, live)) = NAMES.iter().find(|(_, name, _)| part.starts_with(*name)) else {
            continue;
        };
        if let Some(text) = first_text(part).filter(|text| is_sql(text)) {
            found.push((*live, text));
        }
    }
    found
}

/// The first text in quotes, in the same statement of Rust.
fn first_text(code: &str) -> Option<String> {
    let (before, rest) = code.split_once('"')?;
    if before.contains(';') {
        return None;
    }
    if before.ends_with('#') {
        return rest.split("\"#").next().map(str::to_owned);
    }
    let (mut text, mut chars) = (String::new(), rest.chars());
    loop {
        match chars.next()? {
            '"' => return Some(text),
            '\\' => match chars.next()? {
                // A text goes on behind a backslash at the end of a line.
                '\n' => chars = chars.as_str().trim_start().chars(),
                escaped => text.push(escaped),
            },
            c => text.push(c),
        }
    }
}

fn is_sql(text: &str) -> bool {
    VERBS.iter().any(|verb| text.starts_with(verb))
}

#[track_caller]
fn prepare(live: Live, connection: &mut Connection, text: &str) {
    let taken = try_prepare(live, connection, text);
    assert!(taken.is_ok(), "{live} does not take {text}: {:?}", taken.unwrap_err());
}

pub fn try_prepare(live: Live, connection: &mut Connection, text: &str) -> Result<()> {
    let script = match live {
        Live::Sqlite => format!("EXPLAIN {text}"),
        Live::Postgres => format!("PREPARE printed AS {text}; DEALLOCATE printed"),
        Live::MariaDb => {
            let quoted = text.replace('\\', "\\\\").replace('\'', "''");
            format!("PREPARE printed FROM '{quoted}'; DEALLOCATE PREPARE printed")
        }
    };
    connection.run_script(&script)
}
