//! What is particular to one engine: its settings, and its types as the wire has them.

use sqltree::engine::Connection;
use sqltree::prelude::*;
use sqltree::{FromValue, Interval, Result};

use crate::support::live::Live;

fn first<T: FromValue>(conn: &mut Connection, sql: &str) -> Result<T> {
    conn.query_sql(sql, &[])?[0].at(0)
}

#[test]
fn sqlite_takes_a_misspelt_name_for_no_text_and_keeps_foreign_keys() {
    let mut conn = Live::Sqlite.connect();
    conn.run_script("CREATE TABLE e (n INTEGER)").expect("a table");
    let error = conn.query_sql("SELECT \"nope\" FROM e", &[]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Database);
    conn.run_script("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p(id))")
        .expect("tables");
    let error = conn.execute_sql("INSERT INTO c VALUES (5)", &[]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Database);
}

#[test]
fn mysql_has_the_modes_that_the_dialect_counts_on() {
    let mut conn = Live::MariaDb.connect();
    let modes: String = first(&mut conn, "SELECT @@sql_mode").expect("modes");
    for needed in ["STRICT_TRANS_TABLES", "STRICT_ALL_TABLES", "NO_AUTO_VALUE_ON_ZERO"] {
        assert!(modes.contains(needed), "{modes}");
    }
    for harmful in ["NO_BACKSLASH_ESCAPES", "HIGH_NOT_PRECEDENCE", "EMPTY_STRING_IS_NULL", "ORACLE"]
    {
        assert!(!modes.contains(harmful), "{modes}");
    }
    let charset: String = first(&mut conn, "SELECT @@character_set_client").expect("a name");
    assert_eq!(charset, "utf8mb4");
}

#[test]
fn postgres_has_the_settings_that_the_dialect_counts_on() {
    let mut conn = Live::Postgres.connect();
    for (name, value) in [("standard_conforming_strings", "on"), ("extra_float_digits", "3")] {
        let query = format!("SELECT current_setting('{name}')");
        assert_eq!(first::<String>(&mut conn, &query).expect("a setting"), value);
    }
}

#[test]
fn mysql_values_of_every_type() {
    let mut conn = Live::MariaDb.connect();
    conn.run_script(
        "CREATE TEMPORARY TABLE e (d DATE, t TIME(6), dt DATETIME(6), y YEAR, n DECIMAL(20, 4), b BIT(12), j JSON, \
         e ENUM('a', 'b'), s SET('x', 'y'), u BIGINT UNSIGNED, bin VARBINARY(9), f FLOAT)",
    )
    .expect("a table");
    conn.run_script(
        "INSERT INTO e VALUES ('2024-02-29', '-25:01:02.5', '1999-12-31 23:59:59.000001', 2024, \
         -12.5, b'100000000001', '{\"a\": 1}', 'b', 'x,y', 18446744073709551615, x'00ff', 1.5)",
    )
    .expect("a row");
    let row = conn.query_sql("SELECT * FROM e", &[]).expect("a row").remove(0);
    let text = |name: &str| row.get::<String>(name).expect("a text");
    assert_eq!(text("d"), "2024-02-29");
    // What is no time of day is a span of time.
    assert_eq!(row.get::<Interval>("t").expect("a span"), Interval::from_micros(-90_062_500_000));
    assert_eq!(text("dt"), "1999-12-31 23:59:59.000001");
    assert_eq!(row.get::<i32>("y").expect("a value"), 2024);
    assert_eq!(text("n"), "-12.5000");
    assert_eq!(row.get::<i32>("b").expect("a value"), 0b1000_0000_0001);
    assert_eq!(text("j"), "{\"a\": 1}");
    assert_eq!((&*text("e"), &*text("s")), ("b", "x,y"));
    assert_eq!(row.get::<u64>("u").expect("a value"), u64::MAX);
    assert_eq!(row.get::<Vec<u8>>("bin").expect("a value"), vec![0, 255]);
    assert_eq!(row.get::<f32>("f").expect("a value"), 1.5);
}

#[test]
fn an_error_in_the_second_result_of_a_procedure_is_not_lost() {
    let mut conn = Live::MariaDb.connect();
    conn.run_script("DROP PROCEDURE IF EXISTS late_error").expect("none");
    conn.execute_sql(
        "CREATE PROCEDURE late_error() BEGIN SELECT 1; SELECT 2; \
         SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'late'; END",
        &[],
    )
    .expect("a procedure");
    let run = conn.execute_sql("CALL late_error()", &[]);
    assert_eq!(run.unwrap_err().kind(), ErrorKind::Database);
    let read = conn.query_sql("CALL late_error()", &[]);
    assert_eq!(read.unwrap_err().kind(), ErrorKind::Database);
    conn.run_script("DROP PROCEDURE late_error").expect("gone");
}

/// Decimals and dates are translated from the wire's form: as the server writes them itself.
#[test]
fn postgres_values_read_as_the_server_writes_them() {
    let mut conn = Live::Postgres.connect();
    conn.run_script("SET TIME ZONE 'UTC'; SET datestyle = 'ISO'").expect("settings");
    for value in [
        "0::numeric",
        "0.00::numeric",
        "-12.50::numeric",
        "0.00001::numeric",
        "1e40::numeric",
        "10000::numeric",
        "10001.0001::numeric",
        "123456789.987654321::numeric",
        "(repeat('9', 131072))::numeric",
        "(repeat('9', 131072) || '.' || repeat('9', 16383))::numeric",
        "'NaN'::numeric",
        "'-Infinity'::numeric",
        "'2000-01-01'::date",
        "'1999-12-31'::date",
        "'2024-02-29'::date",
        "'0001-01-01'::date",
        "'0044-03-15 BC'::date",
        "'5874897-12-31'::date",
        "'infinity'::date",
        "'-infinity'::date",
        "'24:00:00'::time",
        "'00:00:00.000001'::time",
        "'2024-02-29 12:00:00.123456'::timestamp",
        "'1969-07-20 20:17:40'::timestamp",
        "'4713-01-01 00:00:00 BC'::timestamp",
        "'infinity'::timestamp",
        "'2024-02-29 12:00:00+05:30'::timestamptz",
        "'00112233-4455-6677-8899-aabbccddeeff'::uuid",
        "'{\"b\": [1, null]}'::jsonb",
        "'{\"b\":  1}'::json",
        "'x'::\"char\"",
        "'name'::name",
        "'ab'::char(4)",
    ] {
        let sql = format!("SELECT {value}, CAST({value} AS TEXT)");
        let row = conn.query_sql(&sql, &[]).expect("a row").remove(0);
        let expected: String = row.at(1).expect("text");
        let is: String = row.at(0).unwrap_or_else(|error| panic!("{value}: {error}"));
        let is = if value.ends_with("char(4)") { is.trim_end().to_owned() } else { is };
        let is = if value.ends_with("timestamptz") { is.replace("+00:00", "+00") } else { is };
        assert!(is == expected, "{value}: {} is not {}", cut(&is), cut(&expected));
    }
}

fn cut(text: &str) -> &str {
    text.get(..60).unwrap_or(text)
}

#[test]
fn postgres_types_of_its_own() {
    let mut conn = Live::Postgres.connect();
    conn.run_script("CREATE TYPE pg_temp.mood AS ENUM ('sad', 'glad')").expect("a type");
    conn.run_script("CREATE TEMPORARY TABLE e (m pg_temp.mood)").expect("a table");
    let sql = "INSERT INTO e VALUES ($1) RETURNING m";
    let row = conn.query_sql(sql, &["glad".into()]).expect("a row").remove(0);
    assert_eq!(row.at::<String>(0).expect("a value"), "glad");
    conn.query_sql("SELECT pg_sleep(0)", &[]).expect("nothing to decode");
    assert_eq!(first::<i64>(&mut conn, "SELECT 26::oid").expect("a value"), 26);
    let error = conn.query_sql("SELECT 1, point '(1, 2)' AS place", &[]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let words = "column 2 (`place`) is of the type point";
    assert!(error.to_string().contains(words), "{error}");
    let sql = "SELECT CAST($1 AS TEXT), CAST($2 AS INTEGER) + 1";
    let row = conn.query_sql(sql, &[Value::Null, "41".into()]).expect("a row").remove(0);
    let back: (Value, i32) = (row.at(0).expect("NULL"), row.at(1).expect("a number"));
    assert_eq!(back, (Value::Null, 42));
}

#[test]
fn a_decimal_is_read_as_text_or_as_any_number_that_it_is() {
    for live in [Live::Postgres, Live::MariaDb] {
        let mut conn = live.connect();
        let sql = "SELECT CAST(2.50 AS DECIMAL(9, 2)) AS d, CAST(7 AS DECIMAL(9, 2)), NULL";
        let row = conn.query_sql(sql, &[]).expect("a row").remove(0);
        assert_eq!(row.get::<String>("d").expect("a text"), "2.50", "{live:?}");
        assert_eq!(row.get::<f64>("d").expect("a number"), 2.5, "{live:?}");
        assert_eq!(row.at::<i32>(1).expect("a number"), 7, "{live:?}");
        assert_eq!(row.at::<Option<i32>>(1).expect("a number"), Some(7), "{live:?}");
        assert!(row.at::<i32>(0).is_err(), "{live:?}");
        let typed = select(sql!("CAST(2.50 AS DECIMAL(9, 2))")).rows_as::<f64>();
        assert_eq!(conn.fetch_one(&typed).expect("a number"), 2.5, "{live:?}");
    }
}
