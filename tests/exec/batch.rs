//! Rows of any number, in statements of many rows.

use std::cell::Cell;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};

use sqltree::dialect::{Ansi, Dialect};
use sqltree::engine::{Connection, Done, Driver, Engine, RawConnection, RawRow, Step};
use sqltree::prelude::*;
use sqltree::{ErrorKind, Result};

use crate::support::live::Live;

sqltree::table! {
    /// Numbers with a name each.
    pub lines { id: i64 => primary_key, n: i32, word: Option<String>, share: f64 }
}

type Line = (i64, i32, Option<String>, f64);

fn into_lines() -> sqltree::dml::Insert<Line> {
    insert(lines::table()).columns((lines::id, lines::n, lines::word, lines::share))
}

fn line(id: i64) -> Line {
    let word = (id % 7 != 0).then(|| format!("word {id}"));
    (id, i32::try_from(id % 100).unwrap(), word, id as f64 / 4.0)
}

fn connect(live: Live) -> Connection {
    let mut connection = live.connect();
    let script = "CREATE TEMPORARY TABLE lines (id BIGINT PRIMARY KEY, n INTEGER NOT NULL, \
                  word VARCHAR(40), share DOUBLE PRECISION NOT NULL)";
    connection
        .run_script(
            &script.replace("lines", if live == Live::MariaDb { "`lines`" } else { "lines" }),
        )
        .unwrap();
    connection
}

fn all(connection: &mut Connection) -> Vec<Line> {
    let columns = (lines::id, lines::n, lines::word, lines::share);
    connection.fetch_all(&select(columns).order_by(lines::id)).unwrap()
}

#[test]
fn batches_of_every_size_arrive_whole() {
    for live in Live::ALL {
        let mut connection = connect(live);
        for size in [0, 1, 2, 99, 100, 101, 999, 1000, 1001, 2500] {
            let count = connection.insert_many(&into_lines(), (0..size).map(line)).unwrap();
            assert_eq!(count, u64::try_from(size).unwrap(), "{live}, {size}");
            let found = all(&mut connection);
            assert!(found.into_iter().eq((0..size).map(line)), "{live}, {size}");
            connection.execute(&delete(lines::table()).all_rows()).unwrap();
        }
    }
}

#[test]
fn a_row_that_fails_takes_all_with_it() {
    for live in Live::ALL {
        let mut connection = connect(live);
        connection.execute(&into_lines().values(line(2400))).unwrap();
        let error = connection.insert_many(&into_lines(), (0..2500).map(line)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Database, "{live}");
        assert_eq!(all(&mut connection), [line(2400)], "{live}");
        // A value that the column cannot hold is found before its statement is sent.
        let late =
            (0..1500).map(|i| (i, if i == 1400 { 1_i64 << 40 } else { i }, None::<&str>, 0.0));
        let error = connection.insert_many(&into_lines(), late).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidValue, "{live}");
        assert_eq!(all(&mut connection).len(), 1, "{live}");
        // Inside of a transaction that goes on.
        let kept = connection.transaction(|tx| {
            tx.insert_many(&into_lines(), (0..300).map(line))?;
            let failed = tx.insert_many(&into_lines(), (299..900).map(line));
            assert!(failed.is_err(), "{live}");
            tx.insert_many(&into_lines(), (300..302).map(line))
        });
        assert_eq!(kept.unwrap(), 2, "{live}");
        assert_eq!(all(&mut connection).len(), 303, "{live}");
    }
}

#[test]
fn batches_of_upserts_and_expressions() {
    for live in Live::ALL {
        let mut connection = connect(live);
        connection.insert_many(&into_lines(), (0..500).map(line)).unwrap();
        let upsert = into_lines()
            .on_conflict(lines::id)
            .do_update()
            .set(lines::n, lines::n + incoming(lines::n));
        connection.insert_many(&upsert, (250..1250).map(line)).unwrap();
        let found = all(&mut connection);
        assert_eq!(found.len(), 1250, "{live}");
        let expected = |id: i64| if (250..500).contains(&id) { id % 100 * 2 } else { id % 100 };
        assert!(found.iter().all(|row| i64::from(row.1) == expected(row.0)), "{live}");
        let words =
            (2000..2300).map(|id: i64| (val(id) + 0_i64, val(1) + 1, func::lower("ABC"), val(0.5)));
        assert_eq!(connection.insert_many(&into_lines(), words).unwrap(), 300, "{live}");
        let last = all(&mut connection).pop().unwrap();
        assert_eq!(last, (2299, 2, Some("abc".to_owned()), 0.5), "{live}");
    }
}

#[test]
fn returned_rows_are_in_the_order_of_those_given() {
    for live in Live::ALL {
        let mut connection = connect(live);
        let given: Vec<i64> = (0..150).map(|i| i * 37 % 151).collect();
        let into = into_lines().returning((lines::id, lines::n));
        let rows = given.iter().map(|id| line(*id));
        let found = connection.insert_many_returning(&into, rows).unwrap();
        let expected = given.iter().map(|id| Some((*id, i32::try_from(id % 100).unwrap())));
        assert!(found.into_iter().eq(expected), "{live}");
        let failed = connection.insert_many_returning(&into, [line(500), line(1)]);
        assert_eq!(failed.unwrap_err().kind(), ErrorKind::Database, "{live}");
        assert_eq!(all(&mut connection).len(), 150, "{live}");
        let upsert =
            into_lines().on_conflict(lines::id).do_update().set(lines::n, 7).returning(lines::n);
        let found =
            connection.insert_many_returning(&upsert, [line(1), line(600), line(1)]).unwrap();
        assert_eq!(found, [Some(7), Some(0), Some(7)], "{live}");
        let leave = into_lines().on_conflict(lines::id).do_nothing().returning(lines::id);
        let found = connection.insert_many_returning(&leave, [line(1), line(700), line(700)]);
        match live {
            Live::MariaDb => {
                let kind = ErrorKind::Unsupported(sqltree::Feature::ReturningOfUpserts);
                assert_eq!(found.unwrap_err().kind(), kind);
            }
            Live::Sqlite | Live::Postgres => assert_eq!(found.unwrap(), [None, Some(700), None]),
        }
    }
}

#[test]
fn what_is_no_batch_is_refused() {
    let mut connection = connect(Live::Sqlite);
    let mut refused = |insert: sqltree::dml::Insert<Line>, count: i64| {
        let error = connection.insert_many(&insert, (0..count).map(line)).unwrap_err();
        crate::support::expect::messages(&error)
    };
    let own = "`insert_many` takes an INSERT without rows of its own; give all rows to it";
    assert_eq!(refused(into_lines().values(line(1)), 0), own);
    let query = select((lines::id, lines::n, lines::word, lines::share));
    let said = refused(into_lines().from_select(query), 3);
    assert_eq!(
        said,
        "INSERT has both a query (`from_select`) and rows (`columns` and `values`); use one of them"
    );
    let table = lines::table();
    let some = insert(table.clone()).columns([table.col("id"), table.col("n")]);
    let rows = (0..5_i64).map(|i| vec![Value::from(i); if i == 3 { 1 } else { 2 }]);
    let error = connection.insert_many(&some, rows).unwrap_err();
    assert_eq!(
        crate::support::expect::messages(&error),
        "INSERT INTO lines names 2 columns, but row 4 has 1 values"
    );
}

/// Notes what is sent: how many values, or which step.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

impl Notes {
    fn note(&self, what: String) {
        self.0.lock().unwrap().push(what);
    }
}

impl Driver for Notes {
    fn connect(&self, _: &str) -> Result<Box<dyn RawConnection>> {
        Ok(Box::new(self.clone()))
    }
}

impl RawConnection for Notes {
    fn dialect(&self) -> Arc<dyn Dialect> {
        Arc::new(Ansi)
    }

    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<Done> {
        assert_eq!(sql.matches(":p").count(), params.len());
        self.note(format!("{}", params.len()));
        Ok(Done { rows_affected: 1, ..Done::default() })
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

    fn step(&mut self, step: Step) -> Result<()> {
        self.note(step.sql());
        Ok(())
    }
}

#[test]
fn no_more_rows_are_kept_than_one_statement_has() {
    let notes = Notes::default();
    let mut connection =
        Engine::with_driver(Arc::new(notes.clone()), "notes:").unwrap().connect().unwrap();
    let (pulled, most) = (Cell::new(0_usize), Cell::new(0_usize));
    let rows = (0..2500).map(|id| {
        pulled.set(pulled.get() + 1);
        let sent = notes.0.lock().unwrap().iter().filter(|note| *note == "4000").count();
        most.set(most.get().max(pulled.get() - sent * 1000));
        line(id)
    });
    connection.insert_many(&into_lines(), rows).unwrap();
    assert_eq!(*notes.0.lock().unwrap(), ["BEGIN", "4000", "4000", "2000", "COMMIT"]);
    assert_eq!(most.get(), 1000);
    // Long values make short statements.
    notes.0.lock().unwrap().clear();
    let long = "x".repeat(300_000);
    connection
        .insert_many(&into_lines(), (0..10).map(|i| (i, 1, Some(long.as_str()), 0.0)))
        .unwrap();
    assert_eq!(*notes.0.lock().unwrap(), ["BEGIN", "16", "16", "8", "COMMIT"]);
}
