//! Hostile names: of tables, columns, labels and aliases, made, used and found again in the catalog.
//!
//! `SQLTREE_NAMES` says how many: five hundred, unless told otherwise.

use std::collections::BTreeSet;

use sqltree::prelude::*;
use sqltree::{ErrorKind, Row};

use super::round_trip::make::Dice;
use crate::support::live::Live;

const COLUMNS: usize = 50;

fn count() -> usize {
    std::env::var("SQLTREE_NAMES").ok().and_then(|n| n.parse().ok()).unwrap_or(500)
}

const PIECES: &[&str] = &[
    "\"",
    "\"\"",
    "`",
    "``",
    "'",
    "[",
    "]",
    "\\",
    "/",
    ".",
    ";",
    "--",
    "/*",
    "*/",
    "#",
    "$1",
    "?",
    "?1",
    ":p1",
    "@p1",
    "%s",
    "{}",
    " ",
    "\t",
    "\n",
    "\r",
    "\u{1}",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}",
    "\u{202e}",
    "\u{301}",
    "é",
    "É",
    "ß",
    "İ",
    "日本",
    "😀",
    "select",
    "FROM",
    "order",
    "Group",
    "user",
    "null",
    "default",
    "rowid",
    "oid",
    "a",
    "A",
    "0",
    "_",
    "$",
    "x\"; DROP TABLE users; --",
    "*/ x /*",
    "a_name_that_is_so_long_that_two_of_it_are_too_much",
];

fn name(dice: &mut Dice, number: usize) -> String {
    let count = 1 + dice.below(5);
    let pieces: String =
        (0..count).map(|_| PIECES[dice.below(PIECES.len() as u64) as usize]).collect();
    // The number makes it one of its own, in the middle, so that both ends are hostile.
    let middle = pieces.char_indices().nth(pieces.chars().count() / 2).map_or(0, |(at, _)| at);
    let (start, end) = pieces.split_at(middle);
    format!("{start}{number}{end}")
}

/// True if the engine takes the name; if not, `compile` says so.
fn is_taken(name: &str, conn: &sqltree::engine::Connection) -> bool {
    match select(val(1).label(name)).compile(conn.dialect()) {
        Ok(_) => true,
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::InvalidName, "{name:?}");
            false
        }
    }
}

fn found_again(live: Live) {
    let mut conn = live.connect();
    let (mut dice, mut made, mut refused) = (Dice(7), 0, 0);
    while made < count() {
        let mut names = Vec::new();
        while names.len() < COLUMNS + 2 {
            let name = name(&mut dice, made + names.len());
            if is_taken(&name, &conn) {
                names.push(name);
            } else {
                refused += 1;
            }
        }
        let (table, alias, columns) = (names[0].as_str(), names[1].as_str(), &names[2..]);
        in_a_table(live, &mut conn, table, alias, columns);
        made += names.len();
    }
    // SQLite has no limit.
    let some_are = live != Live::Sqlite;
    assert_eq!(refused > 0, some_are, "{live}: {refused} names are refused");
}

fn in_a_table(
    live: Live,
    conn: &mut sqltree::engine::Connection,
    table: &str,
    alias: &str,
    columns: &[String],
) {
    let mut t = Table::new(table);
    for column in columns {
        t = t.column(column.as_str(), Type::Integer);
    }
    conn.execute(&create_table(t.clone())).unwrap_or_else(|e| panic!("{live}, {table:?}: {e}"));
    let numbers: Vec<Value> = (0..columns.len() as i32).map(Value::from).collect();
    let add = insert(t.clone()).columns(t.columns()).rows([numbers.clone()]);
    assert_eq!(conn.execute(&add).expect("a row"), 1);

    // As columns of an alias, of a query in FROM and as labels.
    let other = t.alias(alias);
    let labels = columns.iter().rev();
    let shown: Vec<Expr> = columns
        .iter()
        .zip(labels)
        .map(|(column, label)| other.col(column.as_str()).label(label.as_str()).dynamic())
        .collect();
    let last = columns[columns.len() - 1].as_str();
    let query = select(shown)
        .filter(other.col(last).eq(columns.len() as i32 - 1))
        .order_by(other.col(columns[0].as_str()).desc());
    let rows: Vec<Row> =
        conn.fetch_all(&query).unwrap_or_else(|e| panic!("{live}, {alias:?}: {e}"));
    for (i, label) in columns.iter().rev().enumerate() {
        let same = rows[0].get::<i32>(label).unwrap_or_else(|e| panic!("{live}, {label:?}: {e}"));
        assert_eq!(same, i as i32, "{live}, {label:?}");
    }
    let inner = query.subquery(table);
    let around = select([inner.col(last)]).filter(inner.col(last).eq(0));
    assert_eq!(conn.fetch_all(&around).expect("the query around").len(), 1, "{live}, {last:?}");

    in_the_catalog(live, conn, table, columns);
    conn.execute(&drop_table(t)).expect("the table goes");
}

fn in_the_catalog(
    live: Live,
    conn: &mut sqltree::engine::Connection,
    table: &str,
    columns: &[String],
) {
    let sql = match live {
        Live::Sqlite => "SELECT name FROM pragma_table_info(?)",
        Live::Postgres => {
            "SELECT CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_name = $1"
        }
        Live::MariaDb => {
            "SELECT column_name FROM information_schema.columns \
             WHERE table_schema = DATABASE() AND table_name = ? COLLATE utf8mb4_bin"
        }
    };
    let rows = conn.query_sql(sql, &[table.into()]).expect("the catalog");
    let found: BTreeSet<String> = rows.iter().map(|row| row.at(0).expect("a name")).collect();
    assert_eq!(found, columns.iter().cloned().collect(), "{live}, {table:?}");
}

#[test]
fn sqlite_finds_them_again() {
    found_again(Live::Sqlite);
}

#[test]
fn postgres_finds_them_again() {
    found_again(Live::Postgres);
}

#[test]
fn mariadb_finds_them_again() {
    found_again(Live::MariaDb);
}
