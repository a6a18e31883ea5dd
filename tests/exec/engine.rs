//! What every driver must get right beyond plain rows: counts, keys, stale statements, lost
//! transactions, lost connections, and messages without values.

use std::error::Error as _;
use std::ops::ControlFlow;

use sqltree::Error;
use sqltree::engine::Connection;
use sqltree::prelude::*;

use crate::support::live::Live;
use crate::support::tables::users;

fn with_table(live: Live, columns: &str) -> Connection {
    let mut conn = live.connect();
    conn.run_script(&format!("CREATE TEMPORARY TABLE e ({columns})")).expect("a table");
    conn
}

fn count(conn: &mut Connection) -> i64 {
    let rows = conn.query_sql("SELECT COUNT(*) FROM e", &[]).expect("a count");
    rows[0].at(0).expect("a number")
}

fn shown(error: &Error) -> String {
    format!("{error}")
}

#[test]
fn a_connection_goes_to_another_thread() {
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    let conn = is_send(Live::Sqlite.connect());
    std::thread::spawn(move || drop(conn)).join().expect("a thread");
}

#[test]
fn a_commit_that_the_database_would_turn_into_a_rollback_is_an_error() {
    for live in Live::ALL {
        let mut conn = with_table(live, "n INTEGER");
        let result = conn.transaction(|tx| {
            tx.execute_sql("INSERT INTO e VALUES (1)", &[])?;
            // The program ignores the error; PostgreSQL does not.
            let _ = tx.execute_sql("INSERT INTO no_such_table VALUES (1)", &[]);
            Ok(())
        });
        let kept = count(&mut conn);
        assert_eq!(kept, i64::from(live != Live::Postgres), "{live:?}");
        assert_eq!(result.is_ok(), kept == 1, "{live:?}");
    }
}

#[test]
fn an_error_within_a_savepoint_leaves_the_transaction_around_it() {
    for live in Live::ALL {
        let mut conn = with_table(live, "n INTEGER");
        conn.transaction(|tx| {
            tx.execute_sql("INSERT INTO e VALUES (1)", &[])?;
            let inner = tx.transaction(|tx| tx.execute_sql("INSERT INTO no_such VALUES (1)", &[]));
            assert_eq!(inner.unwrap_err().kind(), ErrorKind::Database);
            tx.execute_sql("INSERT INTO e VALUES (2)", &[])
        })
        .expect("the rest is kept");
        assert_eq!(count(&mut conn), 2, "{live:?}");
    }
}

#[test]
fn nothing_is_sent_outside_of_a_transaction_that_is_gone() {
    for live in Live::ALL {
        let mut conn = with_table(live, "n INTEGER");
        let result = conn.transaction(|tx| {
            // As a deadlock does in MySQL.
            tx.run_script("ROLLBACK")?;
            tx.execute_sql("INSERT INTO no_such_table VALUES (1)", &[]).unwrap_err();
            tx.execute_sql("INSERT INTO e VALUES (1)", &[])
        });
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Database, "{live:?}");
        assert!(shown(&error).contains("gave up the transaction"), "{live:?}: {error}");
        assert_eq!(count(&mut conn), 0, "{live:?}");
    }
}

#[test]
fn a_statement_kept_from_before_a_table_changed_is_prepared_again() {
    for live in Live::ALL {
        let mut conn = with_table(live, "a INTEGER");
        conn.run_script("INSERT INTO e VALUES (1)").expect("a row");
        let sql = "SELECT * FROM e";
        assert_eq!(conn.query_sql(sql, &[]).expect("rows")[0].values().len(), 1);
        conn.run_script("ALTER TABLE e ADD COLUMN b INTEGER DEFAULT 7").expect("a column");
        let rows = conn.query_sql(sql, &[]).expect("rows");
        assert_eq!(rows[0].get::<i32>("b").expect("the new column"), 7, "{live:?}");
    }
}

#[test]
fn a_stale_statement_within_a_transaction_is_the_error_that_it_is() {
    let mut conn = with_table(Live::Postgres, "a INTEGER");
    let sql = "SELECT * FROM e";
    conn.query_sql(sql, &[]).expect("rows");
    let result = conn.transaction(|tx| {
        tx.run_script("ALTER TABLE e ADD COLUMN b INTEGER")?;
        tx.query_sql(sql, &[])
    });
    assert!(shown(&result.unwrap_err()).contains("0A000"));
    conn.run_script("ALTER TABLE e ADD COLUMN b INTEGER").expect("a column");
    conn.query_sql(sql, &[]).expect("prepared again");
    conn.run_script("DEALLOCATE ALL").expect("done");
    conn.query_sql(sql, &[]).expect("prepared again");
}

#[test]
fn counts_are_those_of_the_statement_itself() {
    for live in Live::ALL {
        let mut conn = with_table(live, "n INTEGER");
        let add = "INSERT INTO e VALUES (1), (2), (3)";
        assert_eq!(conn.execute_sql(add, &[]).expect("rows"), 3, "{live:?}");
        let create = "CREATE TEMPORARY TABLE other (n INTEGER)";
        assert_eq!(conn.execute_sql(create, &[]).expect("a table"), 0, "{live:?}");
        let change = "UPDATE e SET n = 2 WHERE n > 1";
        assert_eq!(conn.execute_sql(change, &[]).expect("rows"), 2, "{live:?}");
        assert_eq!(conn.execute_sql("SELECT n FROM e", &[]).expect("rows"), 3, "{live:?}");
        assert_eq!(conn.execute_sql("DELETE FROM e WHERE n = 9", &[]).expect("none"), 0);
        if live != Live::MariaDb {
            let sql = "UPDATE e SET n = 2 WHERE n = 2 RETURNING n";
            assert_eq!(conn.execute_sql(sql, &[]).expect("rows"), 2, "{live:?}");
        }
    }
}

#[test]
fn a_key_is_told_only_by_the_insert_that_made_it() {
    for live in [Live::Sqlite, Live::MariaDb] {
        let key = if live == Live::Sqlite { "" } else { "AUTO_INCREMENT" };
        let mut conn = with_table(live, &format!("id INTEGER PRIMARY KEY {key}, n INTEGER"));
        conn.execute_sql("INSERT INTO e (n) VALUES (5)", &[]).expect("a row");
        assert_eq!(conn.last_insert_id(), Some(1), "{live:?}");
        for sql in [
            "UPDATE e SET n = 6",
            "INSERT INTO e (n) SELECT n FROM e WHERE n = 99",
            "CREATE TEMPORARY TABLE other (n INTEGER)",
            "DELETE FROM e",
        ] {
            conn.execute_sql(sql, &[]).expect("done");
            assert_eq!(conn.last_insert_id(), None, "{live:?}: {sql}");
        }
        conn.execute_sql("INSERT INTO e (n) VALUES (7)", &[]).expect("a row");
        conn.execute_sql("INSERT INTO e (nowhere) VALUES (8)", &[]).expect_err("no such column");
        assert_eq!(conn.last_insert_id(), None, "{live:?}: after a refused one");
    }
}

#[test]
fn values_without_a_placeholder_are_refused() {
    for live in Live::ALL {
        let mut conn = live.connect();
        let two = if live == Live::Postgres { "SELECT $1, $2" } else { "SELECT ?, ?" };
        for (sql, values) in [("SELECT 1", 1), (two, 3), (two, 1)] {
            let error = conn.query_sql(sql, &vec![5.into(); values]).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Conflict, "{live:?} {sql} {values}: {error}");
            let error = conn.execute_sql(sql, &vec![5.into(); values]).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Conflict, "{live:?} {sql} {values}: {error}");
        }
    }
}

#[test]
fn a_statement_is_one_statement() {
    for live in Live::ALL {
        let mut conn = with_table(live, "n INTEGER");
        let two = "INSERT INTO e VALUES (1); INSERT INTO e VALUES (2)";
        assert_eq!(conn.execute_sql(two, &[]).unwrap_err().kind(), ErrorKind::Database);
        assert_eq!(count(&mut conn), 0, "{live:?}");
        let error = conn.run_script(&format!("{two}; INSERT INTO no_such VALUES ('hunter2')"));
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Database, "{live:?}");
        assert!(!shown(&error).contains("hunter2"), "{live:?}: {error}");
        conn.run_script("").expect("an empty script");
    }
}

#[test]
fn integers_past_the_signed_range_do_not_wrap() {
    for live in Live::ALL {
        let mut conn = live.connect();
        let sql = if live == Live::Postgres { "SELECT $1" } else { "SELECT ?" };
        let result = conn.query_sql(sql, &[Value::U64(u64::MAX)]);
        match live {
            Live::MariaDb | Live::Postgres => {
                assert_eq!(result.expect("a row")[0].at::<u64>(0).expect("a number"), u64::MAX);
            }
            Live::Sqlite => assert_eq!(result.unwrap_err().kind(), ErrorKind::InvalidValue),
        }
        let result = conn.execute_sql(sql, &[Value::U64(u64::MAX)]);
        if live == Live::Sqlite {
            assert_eq!(result.unwrap_err().kind(), ErrorKind::InvalidValue, "{live:?}");
        }
    }
}

#[test]
fn messages_tell_what_is_missing_and_no_value() {
    for live in Live::ALL {
        let mut conn = with_table(live, "n VARCHAR(20) PRIMARY KEY");
        let missing = conn.query_sql("SELECT nope FROM e", &[]).unwrap_err();
        let words = match live {
            Live::Sqlite => "SQLite refused the statement (no such column: nope)",
            Live::Postgres => "(SQLSTATE 42703: column \"nope\" does not exist)",
            Live::MariaDb => "MariaDB refused the statement (error 1054: Unknown column 'nope'",
        };
        assert!(shown(&missing).contains(words), "{missing}");
        let add = if live == Live::Postgres {
            "INSERT INTO e VALUES ($1)"
        } else {
            "INSERT INTO e VALUES (?)"
        };
        conn.execute_sql(add, &["hunter2".into()]).expect("a row");
        let twice = conn.execute_sql(add, &["hunter2".into()]).unwrap_err();
        assert_eq!(twice.kind(), ErrorKind::Database);
        assert!(!shown(&twice).contains("hunter2"), "{twice}");
        let words = match live {
            Live::Sqlite => "(error 1555: UNIQUE constraint failed: e.n)",
            Live::Postgres => "constraint `e_pkey`",
            Live::MariaDb => "error 1062",
        };
        assert!(shown(&twice).contains(words), "{twice}");
        assert!(twice.source().is_some());
    }
}

#[test]
fn a_long_stream_can_be_left_in_the_middle() {
    for live in Live::ALL {
        let mut conn = live.connect();
        let rows = match live {
            Live::Postgres => "SELECT n FROM generate_series(1, 300000) AS n",
            Live::MariaDb => "SELECT seq FROM seq_1_to_300000",
            Live::Sqlite => {
                "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s \
                 WHERE n < 300000) SELECT n FROM s"
            }
        };
        let query = select(sql!("n")).from(Table::new("numbers")).rows_as::<i64>();
        conn.run_script(&format!("CREATE TEMPORARY TABLE numbers AS {rows}")).expect("rows");
        if live == Live::MariaDb {
            conn.run_script("ALTER TABLE numbers CHANGE seq n BIGINT").expect("a name");
        }
        for _ in 0..3 {
            let mut seen = 0;
            conn.for_each(&query, |_| {
                seen += 1;
                Ok(if seen == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            })
            .expect("a stream");
            assert_eq!(seen, 10);
            let stopped =
                conn.for_each(&query, |_| Err(Error::new(ErrorKind::Conflict, "on purpose")));
            assert_eq!(stopped.unwrap_err().kind(), ErrorKind::Conflict);
        }
        let mut sum = 0;
        conn.for_each(&query, |n| {
            sum += n;
            Ok(ControlFlow::Continue(()))
        })
        .expect("a stream");
        assert_eq!(sum, 45_000_150_000, "{live:?}");
    }
}

#[test]
fn a_lost_connection_is_an_error_of_the_connection() {
    let lose = |live: Live, sql: &str| {
        let mut conn = live.connect();
        let _ = conn.execute_sql(sql, &[]);
        let error = conn.query_sql("SELECT 1", &[]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connection, "{live:?}: {error:?}");
        assert!(error.source().is_some());
        let error = conn.transaction(|_| Ok(())).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connection, "{live:?}: {error:?}");
    };
    lose(Live::Postgres, "SELECT pg_terminate_backend(pg_backend_pid())");
    lose(Live::MariaDb, "KILL CONNECTION_ID()");
}

#[test]
fn a_handle_finds_its_column_past_raw_sql_or_not_at_all() {
    for live in Live::ALL {
        live.with(|conn| {
            let raw = sql!("1, 2 AS id").dynamic();
            let query = select([raw, users::id.dynamic().expr(), users::name.dynamic().expr()]);
            let query = query.filter(users::id.eq(5)).from(users::table());
            let row = conn.fetch_one(&query).expect("a row");
            assert_eq!(row.get(users::name).expect("a text"), "Dan%", "{live:?}");
            assert_eq!(row.get(users::id).unwrap_err().kind(), ErrorKind::DuplicateName);
        });
    }
}
