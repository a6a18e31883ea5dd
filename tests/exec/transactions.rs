//! Transactions: kept, undone, nested, and undone by a panic.

use std::panic::{AssertUnwindSafe, catch_unwind};

use sqltree::engine::Connection;
use sqltree::prelude::*;
use sqltree::{Error, Result};

use crate::support::live::Live;

fn table() -> Table {
    Table::new("tx").column("n", Type::Integer)
}

fn connected(live: Live) -> Connection {
    let mut conn = live.connect();
    conn.run_script("CREATE TEMPORARY TABLE tx (n INTEGER)").expect("a table");
    conn
}

fn add(conn: &mut Connection, n: i32) -> Result<u64> {
    conn.execute(&insert(table()).set(table().col("n"), n))
}

fn numbers(conn: &mut Connection) -> Vec<i32> {
    let n = table().col("n").typed::<i32>();
    conn.fetch_all(&select(n.clone()).order_by(n)).expect("rows")
}

fn nothing() -> Error {
    Error::new(ErrorKind::Conflict, "on purpose")
}

#[test]
fn work_is_kept_or_undone_as_a_whole() {
    for live in Live::ALL {
        let mut conn = connected(live);
        conn.transaction(|tx| add(tx, 1).and_then(|_| add(tx, 2))).expect("kept");
        let undone: Result<()> = conn.transaction(|tx| {
            add(tx, 3)?;
            Err(nothing())
        });
        assert_eq!(undone.unwrap_err().kind(), ErrorKind::Conflict);
        assert_eq!(numbers(&mut conn), [1, 2], "{live:?}");
    }
}

#[test]
fn a_transaction_within_another_is_a_savepoint() {
    for live in Live::ALL {
        let mut conn = connected(live);
        conn.transaction(|tx| {
            add(tx, 1)?;
            let inner: Result<()> = tx.transaction(|tx| {
                add(tx, 2)?;
                Err(nothing())
            });
            assert!(inner.is_err());
            tx.transaction(|tx| add(tx, 3))
        })
        .expect("kept");
        assert_eq!(numbers(&mut conn), [1, 3], "{live:?}");
    }
}

#[test]
fn a_panic_undoes_the_work() {
    for live in Live::ALL {
        let mut conn = connected(live);
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            conn.transaction(|tx| -> Result<()> {
                add(tx, 1)?;
                panic!("on purpose")
            })
        }));
        assert!(panicked.is_err());
        add(&mut conn, 2).expect("the connection goes on");
        assert_eq!(numbers(&mut conn), [2], "{live:?}");
    }
}

#[test]
fn a_refused_statement_leaves_a_transaction_that_can_be_undone() {
    for live in Live::ALL {
        let mut conn = connected(live);
        let result: Result<()> = conn.transaction(|tx| {
            add(tx, 1)?;
            tx.execute_sql("INSERT INTO no_such_table VALUES (1)", &[]).map(drop)
        });
        assert_eq!(result.unwrap_err().kind(), ErrorKind::Database, "{live:?}");
        assert_eq!(numbers(&mut conn), [0_i32; 0], "{live:?}");
    }
}
