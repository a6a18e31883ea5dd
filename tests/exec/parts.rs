//! INSERTs of more rows than an engine takes parameters for: sent in several statements, all or nothing.

use sqltree::ErrorKind;
use sqltree::dialects::sqlite::SqliteInsert;
use sqltree::engine::Connection;
use sqltree::prelude::*;

use crate::support::expect::messages;
use crate::support::live::Live;

sqltree::table! {
    /// Numbers with four columns.
    pub stock { id: i64 => primary_key, n: i32, word: Option<String> => sql_type(VarChar(40)), share: f64 }
}

type Line = (i64, i32, Option<String>, f64);

/// More rows than all engines take in one statement: 65,535 parameters are the most.
const MANY: i64 = 17_000;

fn connect(live: Live) -> Connection {
    let mut connection = live.connect();
    let script = "CREATE TEMPORARY TABLE stock (id BIGINT PRIMARY KEY, n INTEGER NOT NULL, \
                  word VARCHAR(40), share DOUBLE PRECISION NOT NULL)";
    connection.run_script(script).unwrap();
    connection
}

fn line(id: i64) -> Line {
    (id, (id % 100) as i32, (id % 7 != 0).then(|| format!("word {id}")), id as f64 / 4.0)
}

fn into_stock() -> sqltree::dml::Insert<Line> {
    insert(stock::table()).columns((stock::id, stock::n, stock::word, stock::share))
}

fn all(connection: &mut Connection) -> Vec<Line> {
    let columns = (stock::id, stock::n, stock::word, stock::share);
    connection.fetch_all(&select(columns).order_by(stock::id)).unwrap()
}

#[test]
fn rows_past_the_parameter_limit_arrive_whole() {
    for live in Live::ALL {
        let mut connection = connect(live);
        let many = into_stock().rows((0..MANY).map(line));
        let alone = many.compile(connection.dialect()).unwrap_err();
        assert_eq!(alone.kind(), ErrorKind::TooManyParameters, "{live}");
        assert!(messages(&alone).contains("`insert_many`"), "{alone}");
        assert_eq!(connection.execute(&many).unwrap(), MANY as u64, "{live}");
        assert!(all(&mut connection).into_iter().eq((0..MANY).map(line)), "{live}");
        let before = connection.statements();
        let upsert = many.on_conflict(stock::id).do_update().set(stock::n, incoming(stock::n) + 1);
        connection.execute(&upsert.to_any()).unwrap();
        let rows = connection.dialect().spec().batch_rows as u64;
        assert_eq!(connection.statements() - before, (MANY as u64).div_ceil(rows), "{live}");
        let changed = (0..MANY).map(|id| (id, (id % 100) as i32 + 1, line(id).2, line(id).3));
        assert!(all(&mut connection).into_iter().eq(changed), "{live}");
    }
}

#[test]
fn a_row_that_fails_takes_all_parts_with_it() {
    for live in Live::ALL {
        let mut connection = connect(live);
        connection.execute(&into_stock().values(line(MANY - 1))).unwrap();
        let many = into_stock().rows((0..MANY).map(line));
        let failed = connection.execute(&many).unwrap_err();
        assert_eq!(failed.kind(), ErrorKind::Database, "{live}");
        assert_eq!(all(&mut connection), [line(MANY - 1)], "{live}");
        let kept = connection.transaction(|tx| {
            tx.execute(&into_stock().values(line(-1)))?;
            assert!(tx.execute(&many).is_err(), "{live}");
            tx.execute(&into_stock().values(line(-2)))
        });
        assert_eq!(kept.unwrap(), 1, "{live}");
        assert_eq!(all(&mut connection), [line(-2), line(-1), line(MANY - 1)], "{live}");
    }
}

#[test]
fn what_parts_give_back_is_in_the_order_of_the_rows() {
    for live in Live::ALL {
        let mut connection = connect(live);
        let given: Vec<i64> = (0..MANY).map(|i| i * 7_919 % MANY).collect();
        let many = into_stock().rows(given.iter().map(|id| line(*id)));
        let before = connection.statements();
        let found = connection.fetch_all(&many.returning((stock::id, stock::n))).unwrap();
        let rows = connection.dialect().spec().batch_rows as u64;
        assert_eq!(connection.statements() - before, (MANY as u64).div_ceil(rows), "{live}");
        let expected = given.iter().map(|id| (*id, (*id % 100) as i32));
        assert!(found.into_iter().eq(expected), "{live}");
        assert_eq!(all(&mut connection).len() as i64, MANY, "{live}");
    }
}

#[test]
fn what_comes_back_of_parts_need_not_be_read_to_its_end() {
    let mut connection = connect(Live::Sqlite);
    let many = into_stock().rows((0..MANY).map(line)).returning(stock::id);
    let mut seen = 0;
    connection
        .for_each(&many, |_: i64| {
            seen += 1;
            Ok(if seen < 3 {
                std::ops::ControlFlow::Continue(())
            } else {
                std::ops::ControlFlow::Break(())
            })
        })
        .unwrap();
    assert_eq!((seen, all(&mut connection).len() as i64), (3, MANY));
}

#[test]
fn rows_with_expressions_are_parted_too() {
    for live in Live::ALL {
        let mut connection = connect(live);
        // Ten parameters a cell: fewer rows go into a statement than is thought at first.
        let sum = |id: i64| (1..10).fold(val(id) + 0_i64, |sum, _| sum + 0_i64);
        let rows = (0..7_000).map(|id| (sum(id), val(1) + 1, func::lower("ABC"), val(0.5)));
        assert_eq!(connection.execute(&into_stock().rows(rows)).unwrap(), 7_000, "{live}");
        let last = all(&mut connection).pop().unwrap();
        assert_eq!(last, (6_999, 2, Some("abc".to_owned()), 0.5), "{live}");
    }
}

#[test]
fn what_would_mean_something_else_in_parts_is_refused() {
    let refused = |live: Live, statement: sqltree::compile::AnyStatement| {
        let mut connection = connect(live);
        let error = connection.execute(&statement).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooManyParameters, "{error}");
        assert!(all(&mut connection).is_empty(), "{live}");
    };
    let many = into_stock().rows((0..MANY).map(line));
    // A subquery could read the rows of earlier parts.
    for live in Live::ALL {
        let most = select(func::max(stock::id)).from(stock::table()).scalar();
        let row = (most.coalesce(0_i64), val(1), null(), val(0.5));
        refused(live, many.clone().values(row).to_any());
    }
    let other = stock::alias("other");
    let most = select(func::max(other.col(stock::n))).from(&other).scalar();
    let most = most.coalesce(0);
    let upsert = many.clone().on_conflict(stock::id).do_update().set(stock::n, most);
    refused(Live::Postgres, upsert.to_any());
    // The rows before an error are to stay.
    refused(Live::Sqlite, many.or_fail().to_any());
}
