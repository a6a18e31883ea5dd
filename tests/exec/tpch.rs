//! The queries of TPC-H, as the example has them: the same rows on every engine.

use sqltree::Value;
use sqltree::engine::Connection;

use crate::support::live::Live;

#[path = "../../examples/tpch/tpch.rs"]
mod benchmark;

/// A place of its own for the tables.
fn place(live: Live) -> (Connection, String) {
    let name = format!("sqltree_tpch_{}", std::process::id());
    let (make, drop) = match live {
        Live::Sqlite => (String::new(), String::new()),
        Live::Postgres => (
            format!("CREATE SCHEMA {name}; SET search_path TO {name}"),
            format!("DROP SCHEMA {name} CASCADE"),
        ),
        Live::MariaDb => (
            format!("CREATE DATABASE {name} CHARACTER SET utf8mb4; USE {name}"),
            format!("DROP DATABASE {name}"),
        ),
    };
    let mut connection = live.connect();
    if !make.is_empty() {
        connection.run_script(&make).expect("a place for the tables");
    }
    (connection, drop)
}

/// The rows of each query, floats to nine digits.
fn answers(live: Live) -> Vec<(&'static str, Vec<Vec<String>>)> {
    let (mut connection, drop) = place(live);
    benchmark::data::fill(&mut connection).expect("the tables");
    let answer = |(name, query)| {
        let rows =
            connection.fetch_all(&query).unwrap_or_else(|error| panic!("{live}: {name}: {error}"));
        let cells = |row: sqltree::Row| {
            let text = |value: &Value| match value {
                Value::F64(float) => format!("{float:.8e}"),
                Value::I16(n) => n.to_string(),
                Value::I32(n) => n.to_string(),
                Value::I64(n) => n.to_string(),
                other => format!("{other:?}"),
            };
            row.values().iter().map(text).collect()
        };
        (name, rows.into_iter().map(cells).collect())
    };
    let answers = benchmark::queries::all().into_iter().map(answer).collect();
    if !drop.is_empty() {
        connection.run_script(&drop).expect("the tables are dropped");
    }
    answers
}

#[test]
fn all_engines_answer_the_queries_alike() {
    let first = answers(Live::Sqlite);
    assert_eq!(first.len(), 22);
    for (name, rows) in &first {
        let found = rows.first().is_some_and(|row| row.iter().all(|cell| cell != "Null"));
        assert!(found, "{name} finds nothing: {rows:?}");
    }
    for live in [Live::Postgres, Live::MariaDb] {
        for (ours, theirs) in first.iter().zip(answers(live)) {
            assert_eq!(*ours, theirs, "SQLite (left) and {live} (right)");
        }
    }
}
