//! How much memory batches take: a process of its own, whose peak nobody else raises.

#![cfg(target_os = "linux")]
#![allow(missing_docs)]

use std::ops::ControlFlow;
use std::sync::Arc;

use sqltree::dialect::{Ansi, Dialect};
use sqltree::engine::{Done, Driver, Engine, RawConnection, RawRow, Step};
use sqltree::prelude::*;
use sqltree::{Result, Value};

sqltree::table! {
    /// Two numbers: 32 bytes of values in a statement.
    pub pairs { id: i64 => primary_key, n: i32 }
}

/// By how much the peak may rise while all rows are sent, whose values are 300 MiB.
const MOST_KIB: u64 = 2_048;

/// Counts rows and forgets them.
struct Sink;

impl Driver for Sink {
    fn connect(&self, _: &str) -> Result<Box<dyn RawConnection>> {
        Ok(Box::new(Sink))
    }
}

impl RawConnection for Sink {
    fn dialect(&self) -> Arc<dyn Dialect> {
        Arc::new(Ansi)
    }

    fn execute(&mut self, _: &str, params: &[Value]) -> Result<Done> {
        Ok(Done { rows_affected: params.len() as u64 / 2, ..Done::default() })
    }

    fn query(
        &mut self,
        _: &str,
        _: &[Value],
        _: &mut dyn FnMut(&dyn RawRow) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        Ok(())
    }

    fn run_script(&mut self, _: &str) -> Result<()> {
        Ok(())
    }

    fn step(&mut self, _: Step) -> Result<()> {
        Ok(())
    }
}

/// The most memory that this process has had, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells it");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("a peak");
    line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).expect("a number")
}

fn into_pairs() -> sqltree::dml::Insert<(i64, i32)> {
    insert(pairs::table()).columns((pairs::id, pairs::n))
}

/// By how much the peak rises, in KiB, when rows are sent a second time, and many more of them.
fn rise(mut send: impl FnMut(i64), rows: i64) -> u64 {
    send(10_000);
    let before = peak();
    send(rows);
    let more = peak() - before;
    println!("{rows} rows: {more} KiB above {before}");
    more
}

/// One test, since what another one takes at the same time would count too.
#[test]
fn ten_million_rows_take_no_more_memory_than_one_statement() {
    let sink = Engine::with_driver(Arc::new(Sink), "sink:").unwrap();
    let mut connection = sink.connect().unwrap();
    let send = |rows: i64| {
        let sent = connection.insert_many(&into_pairs(), (0..rows).map(|id| (id, 7))).unwrap();
        assert_eq!(sent, rows as u64);
    };
    assert!(rise(send, 10_000_000) < MOST_KIB);
    #[cfg(feature = "rusqlite")]
    assert!(rise(through_sqlite(), 500_000) < MOST_KIB);
    // A statement has all of its rows, which shows that they would be seen.
    let keep = |rows: i64| drop(into_pairs().rows((0..rows).map(|id| (id, 7))));
    assert!(rise(keep, 500_000) > 3 * MOST_KIB);
}

/// Rows of which most are there already, so that the database grows no more.
#[cfg(feature = "rusqlite")]
fn through_sqlite() -> impl FnMut(i64) {
    let mut connection = Engine::open("sqlite://").unwrap().connect().unwrap();
    connection.execute(&create_table(pairs::table())).unwrap();
    let into = into_pairs().on_conflict(pairs::id).do_nothing();
    move |rows| {
        connection.insert_many(&into, (0..rows).map(|id| (id % 5_000, 7))).unwrap();
    }
}
