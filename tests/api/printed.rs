//! What the documentation of the code prints is taken by the engine that it is printed for, in the tables
//! that the example declares.

use std::path::{Path, PathBuf};

use super::prepared::{asserted, try_prepare};
use crate::support::live::Live;

/// What only servers take that are newer than those of the tests, or have an extension or a function.
const MORE: [&str; 5] =
    [" RETURNING old.", "MERGE_ACTION()", "soundex(", "similarity(", "app.\"Discount\"("];

/// What an engine calls the type of a column, by the Rust type; PostgreSQL's names, and MariaDB's.
const TYPES: &[(&str, &str, &str)] = &[
    ("i16", "SMALLINT", "SMALLINT"),
    ("i32", "INTEGER", "INTEGER"),
    ("Integer", "INTEGER", "INTEGER"),
    ("BigInt", "BIGINT", "BIGINT"),
    ("Double", "DOUBLE PRECISION", "DOUBLE"),
    ("i64", "BIGINT", "BIGINT"),
    ("f32", "REAL", "FLOAT"),
    ("f64", "DOUBLE PRECISION", "DOUBLE"),
    ("bool", "BOOLEAN", "BOOLEAN"),
    ("String", "VARCHAR(100)", "VARCHAR(100)"),
    ("Vec<u8>", "BYTEA", "BLOB"),
    ("Vec<String>", "TEXT[]", "TEXT"),
    ("Date", "DATE", "DATE"),
    ("Time", "TIME", "TIME"),
    ("Timestamp", "TIMESTAMP", "DATETIME"),
    ("TimestampTz", "TIMESTAMPTZ", "TIMESTAMP"),
    ("Decimal", "NUMERIC", "DECIMAL(20, 5)"),
    ("Uuid", "UUID", "BINARY(16)"),
    ("Json", "JSONB", "JSON"),
];

#[test]
fn what_the_documentation_of_the_code_prints() {
    let (mut prepared, mut unknown, mut refused) = (0, Vec::new(), Vec::new());
    for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let code = std::fs::read_to_string(&file).expect("text");
        for example in examples(&code) {
            let tables = declared(&example);
            for (live, text) in asserted(&example) {
                // What is declared at run time, or elsewhere, is not known here.
                let is_known = |name: &str| tables.iter().any(|table| table.name == name);
                if table_of(&text).is_some_and(|name| !is_known(name)) {
                    unknown.push(text);
                    continue;
                }
                let mut connection = live.connect();
                for table in &tables {
                    let script = create(live, table);
                    connection.run_script(&script).expect(&script);
                }
                match try_prepare(live, &mut connection, &text) {
                    Ok(()) => prepared += 1,
                    Err(_) if MORE.iter().any(|part| text.contains(part)) => {}
                    Err(error) => refused.push(format!("{live}: {text}: {error}")),
                }
            }
        }
    }
    println!("{prepared} texts are taken; of unknown tables: {unknown:#?}");
    assert!(refused.is_empty(), "{refused:#?}");
    assert!(prepared >= 60, "only {prepared} texts were found");
    assert!(unknown.len() * 4 < prepared, "{} texts of unknown tables", unknown.len());
}

/// The first table that a text names.
fn table_of(text: &str) -> Option<&str> {
    let words = [" FROM ", "INSERT INTO ", "UPDATE ", "MERGE INTO "];
    let behind = words.iter().filter_map(|word| text.split_once(word)).map(|(_, rest)| rest);
    let first = behind.max_by_key(|rest| rest.len())?;
    let name = first.split([' ', ',', ')']).next()?;
    Some(name.trim_matches(['"', '`'])).filter(|name| !name.starts_with('('))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| match path.is_dir() {
            true => files(&path),
            false => vec![path],
        })
        .collect()
}

/// The examples in the documentation of some code.
fn examples(code: &str) -> Vec<String> {
    let lines = code.lines().map(|line| {
        let line = line.trim_start();
        let text = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"));
        text.map(|text| text.trim_start().trim_start_matches("# "))
    });
    let (mut found, mut own) = (Vec::new(), None::<String>);
    for line in lines {
        match (line, &mut own) {
            (Some(fence), None) if fence.starts_with("```") => own = Some(String::new()),
            (Some(fence), Some(_)) if fence.starts_with("```") => found.extend(own.take()),
            (Some(line), Some(example)) => *example += &format!("{line}\n"),
            (Some(_), None) => {}
            (None, _) => own = None,
        }
    }
    found
}

/// A table, and its columns with their Rust types; what the key is, and what else is unique.
struct Declared {
    name: String,
    columns: Vec<(String, String)>,
    key: Vec<String>,
    unique: Vec<String>,
}

/// The tables of `table!` in an example.
fn declared(example: &str) -> Vec<Declared> {
    let mut found = Vec::new();
    for block in example.split("table! {").skip(1) {
        let mut rest = block;
        // `pub name { columns }`, with nothing in braces inside.
        while let Some((head, behind)) = rest.split_once('{') {
            let Some((body, after)) = behind.split_once('}') else { break };
            let head = head.trim();
            if head.starts_with('}') || !head.contains("pub ") {
                break;
            }
            found.push(table(head, body));
            rest = after;
        }
    }
    found.extend(example.split("Table::new(\"").skip(1).filter_map(table_at_run_time));
    found
}

/// `Table::new("name").column("name", Type::Kind)`, without its beginning.
fn table_at_run_time(code: &str) -> Option<Declared> {
    let code = code.split(';').next()?;
    let name = code.split('"').next()?.to_owned();
    let columns =
        ["column(\"", "ColumnDef::new(\""].iter().flat_map(|start| code.split(start).skip(1));
    let column = |code: &str| {
        let (name, rest) = code.split_once("\", Type::")?;
        let ty: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        Some((name.to_owned(), ty))
    };
    let columns: Vec<_> = columns.filter_map(column).collect();
    (!columns.is_empty()).then(|| Declared { name, columns, key: Vec::new(), unique: Vec::new() })
}

fn table(head: &str, body: &str) -> Declared {
    let rust = head.rsplit("pub ").next().unwrap_or_default();
    let name = named(rust, rust.split('=').next().unwrap_or_default());
    let mut table = Declared { name, columns: Vec::new(), key: Vec::new(), unique: Vec::new() };
    let lines = body.lines().filter(|line| !line.trim_start().starts_with("///"));
    for part in lines.collect::<Vec<_>>().join(" ").split(", ") {
        let (column, more) = part.split_once("=>").unwrap_or((part, part));
        if let Some((rust, ty)) = column.split_once(": ") {
            let ty = ty.split('=').next().unwrap_or_default().trim().trim_end_matches(',');
            table.columns.push((named(column, rust), ty.to_owned()));
        }
        let last = || table.columns.last().map(|(name, _)| name.clone());
        if more.contains("primary_key") {
            table.key.extend(last());
        }
        if more.contains("unique") {
            table.unique.extend(last());
        }
    }
    table
}

/// The name in the database: the one in quotes, or that in Rust.
fn named(declaration: &str, rust: &str) -> String {
    let quoted = declaration.split('"').nth(1);
    quoted.unwrap_or(rust.trim()).to_owned()
}

fn create(live: Live, table: &Declared) -> String {
    let quote = if live == Live::MariaDb { '`' } else { '"' };
    let quoted = |name: &String| format!("{quote}{name}{quote}");
    let mut parts: Vec<String> = Vec::new();
    for (name, ty) in &table.columns {
        let plain = ty.strip_prefix("Option<").and_then(|ty| ty.strip_suffix('>')).unwrap_or(ty);
        let known = TYPES.iter().find(|(rust, ..)| *rust == plain);
        // A type of the program's own is a text.
        let (_, postgres, mariadb) = known.unwrap_or(&("", "VARCHAR(100)", "VARCHAR(100)"));
        let ty = if live == Live::MariaDb { mariadb } else { postgres };
        parts.push(format!("{} {ty}", quoted(name)));
    }
    if !table.key.is_empty() {
        parts.push(format!(
            "PRIMARY KEY ({})",
            table.key.iter().map(quoted).collect::<Vec<_>>().join(", ")
        ));
    }
    parts.extend(table.unique.iter().map(|name| format!("UNIQUE ({})", quoted(name))));
    format!("CREATE TEMPORARY TABLE {} ({})", quoted(&table.name), parts.join(", "))
}
