//! Many rows into PostgreSQL: by COPY where it does what INSERT does, and by INSERT elsewhere.

use sqltree::engine::Connection;
use sqltree::prelude::*;
use sqltree::{ErrorKind, Interval, Timestamp, Type, Uuid, Value};

use crate::support::live::Live;

sqltree::table! { target { a: i64, b: Option<String> } }

/// Rows that fill a statement and a half.
const ROWS: i64 = 1500;

/// A connection with a table of two columns, which are declared `a` and `b`, and a note of the statements
/// that its rows came by.
fn connect(columns: &str) -> Connection {
    let mut connection = Live::Postgres.connect();
    let script = format!(
        "CREATE TEMPORARY TABLE way (said text); \
         CREATE FUNCTION pg_temp.note() RETURNS trigger LANGUAGE plpgsql AS \
         $$ BEGIN INSERT INTO pg_temp.way VALUES (split_part(current_query(), ' ', 1)); RETURN NEW; END $$; \
         CREATE TEMPORARY TABLE target ({columns}); \
         CREATE TRIGGER note BEFORE INSERT ON target FOR EACH ROW EXECUTE FUNCTION pg_temp.note()"
    );
    connection.run_script(&script).unwrap();
    connection
}

fn rows() -> impl Iterator<Item = (i64, Option<String>)> {
    (0..ROWS).map(|n| (n, (n % 3 > 0).then(|| format!("\\{n}\t\"☃\"\n"))))
}

/// How many rows came by which statement.
fn ways(connection: &mut Connection) -> Vec<(String, i64)> {
    let sql = "SELECT said, count(*) FROM way GROUP BY said ORDER BY said";
    let rows = connection.query_sql(sql, &[]).unwrap();
    rows.iter().map(|row| (row.at(0).unwrap(), row.at(1).unwrap())).collect()
}

fn by(way: &str, count: i64) -> (String, i64) {
    (way.to_owned(), count)
}

fn insert_rows(connection: &mut Connection) -> sqltree::Result<u64> {
    connection.insert_many(&insert(target::table()).columns((target::a, target::b)), rows())
}

fn kept(connection: &mut Connection) -> Vec<(i64, Option<String>)> {
    let sql = "SELECT a::bigint, b::text FROM target ORDER BY a";
    let rows = connection.query_sql(sql, &[]).unwrap();
    rows.iter().map(|row| (row.at(0).unwrap(), row.at(1).unwrap())).collect()
}

#[test]
fn rows_that_fill_a_statement_are_copied() {
    let mut connection = connect("a bigint PRIMARY KEY, b text, c integer NOT NULL DEFAULT 7");
    assert_eq!(insert_rows(&mut connection).unwrap(), 1500);
    assert_eq!(ways(&mut connection), [by("COPY", 1500)]);
    assert!(kept(&mut connection).into_iter().eq(rows()));
    let others = connection.query_sql("SELECT count(*) FROM target WHERE c = 7", &[]).unwrap();
    assert_eq!(others[0].at::<i64>(0).unwrap(), 1500);
    // A second time each key is there: nothing is copied, and the connection goes on.
    let error = insert_rows(&mut connection).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Database);
    let text = error.to_string();
    assert!(text.contains("SQLSTATE 23505") && text.contains("target_pkey"), "{text}");
    assert_eq!(kept(&mut connection).len(), 1500);
}

#[test]
fn insert_is_kept_where_copy_means_something_else() {
    let inserted = [
        // A cast on the way in.
        "a integer, b text",
        "a numeric, b text",
        "a bigint, b char(30)",
        "a bigint, b name",
    ];
    for columns in inserted {
        let mut connection = connect(columns);
        assert_eq!(insert_rows(&mut connection).unwrap(), 1500, "{columns}");
        assert_eq!(ways(&mut connection), [by("INSERT", 1500)], "{columns}");
        assert_eq!(kept(&mut connection).len(), 1500, "{columns}");
    }
    // Rules, row security, views.
    let mut connection = connect("a bigint, b text");
    connection
        .run_script(
            "CREATE RULE left_out AS ON INSERT TO target WHERE NEW.a < 100 DO INSTEAD NOTHING",
        )
        .unwrap();
    insert_rows(&mut connection).unwrap();
    assert_eq!(ways(&mut connection), [by("INSERT", 1400)]);
    let mut connection = connect("a bigint, b text");
    connection.run_script("ALTER TABLE target ENABLE ROW LEVEL SECURITY").unwrap();
    insert_rows(&mut connection).unwrap();
    assert_eq!(ways(&mut connection), [by("INSERT", 1500)]);
    let mut connection = connect("a bigint, b text");
    connection
        .run_script("ALTER TABLE target RENAME TO other; CREATE TEMPORARY VIEW target AS SELECT * FROM other")
        .unwrap();
    insert_rows(&mut connection).unwrap();
    assert_eq!(ways(&mut connection), [by("INSERT", 1500)]);
}

#[test]
fn what_insert_refuses_is_refused() {
    // COPY would take values for a column that the database numbers.
    let refused = [
        ("a bigint GENERATED ALWAYS AS IDENTITY, b text", "428C9"),
        ("a bigint CHECK (a < 900), b text", "23514"),
        ("a bigint, b varchar(5)", "22001"),
        ("a bigint, b text NOT NULL", "23502"),
        ("a bigint, c text", "42703"),
    ];
    for (columns, code) in refused {
        let mut connection = connect(columns);
        let error = insert_rows(&mut connection).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Database, "{columns}");
        assert!(error.to_string().contains(code), "{columns}: {error}");
        let count = connection.query_sql("SELECT count(*) FROM target", &[]).unwrap();
        assert_eq!(count[0].at::<i64>(0).unwrap(), 0, "{columns}");
    }
}

#[test]
fn a_table_that_changes_between_two_batches_is_looked_at_again() {
    let mut connection = connect("a bigint, b text");
    insert_rows(&mut connection).unwrap();
    // Eight bytes of another meaning.
    connection.run_script("ALTER TABLE target ALTER a TYPE double precision").unwrap();
    insert_rows(&mut connection).unwrap();
    let sql = "SELECT count(*) FROM target WHERE a = trunc(a) AND a BETWEEN 0 AND 1499";
    let count = connection.query_sql(sql, &[]).unwrap();
    assert_eq!(count[0].at::<i64>(0).unwrap(), 3000);
    assert_eq!(ways(&mut connection), [by("COPY", 1500), by("INSERT", 1500)]);
}

#[test]
fn hostile_names_and_schemas() {
    let mut connection = Live::Postgres.connect();
    let script = "DROP SCHEMA IF EXISTS \"co\"\"py\" CASCADE; CREATE SCHEMA \"co\"\"py\"; \
                  CREATE TABLE \"co\"\"py\".\"Tar, get\" (\"a (\"\"b\" bigint, \"select\" text)";
    connection.run_script(script).unwrap();
    let table = Table::new(("co\"py", "Tar, get"))
        .column("a (\"b", Type::BigInt)
        .column("select", Type::Text);
    let into = insert(table.clone()).columns([table.col("a (\"b"), table.col("select")]);
    let values = rows().map(|(a, b)| [Value::from(a), Value::from(b)]);
    assert_eq!(connection.insert_many(&into, values).unwrap(), 1500);
    let sql = "SELECT \"a (\"\"b\", \"select\" FROM \"co\"\"py\".\"Tar, get\" ORDER BY 1";
    let found = connection.query_sql(sql, &[]).unwrap();
    assert!(found.iter().map(|row| (row.at(0).unwrap(), row.at(1).unwrap())).eq(rows()));
    connection.run_script("DROP SCHEMA \"co\"\"py\" CASCADE").unwrap();
}

#[test]
fn values_of_each_kind_arrive_as_by_insert() {
    let mut connection = Live::Postgres.connect();
    let columns = "b boolean, s smallint, i integer, l bigint, f real, d double precision, t text, \
                   v varchar(40), y bytea, day date, at time, moment timestamp, zoned timestamptz, \
                   span interval, u uuid";
    for name in ["copied", "inserted"] {
        connection.run_script(&format!("CREATE TEMPORARY TABLE {name} ({columns})")).unwrap();
    }
    let sqls = columns.split(", ").map(|column| column.split(' ').next().unwrap());
    let table = |name: &str| {
        sqls.clone().fold(Table::new(name), |table, column| table.column(column, Type::Unknown))
    };
    let into = |name: &str| {
        let table = table(name);
        let columns: Vec<_> = sqls.clone().map(|column| table.col(column)).collect();
        insert(table).columns(columns)
    };
    let copied = connection.insert_many(&into("copied"), (0..1000).map(row)).unwrap();
    for start in (0..1000).step_by(500) {
        connection.insert_many(&into("inserted"), (start..start + 500).map(row)).unwrap();
    }
    assert_eq!(copied, 1000);
    let sql = "SELECT (SELECT count(*) FROM (TABLE copied EXCEPT ALL TABLE inserted) a), \
               (SELECT count(*) FROM copied WHERE (copied.*) IS NULL), (SELECT count(*) FROM copied)";
    let found = connection.query_sql(sql, &[]).unwrap();
    let counts: [i64; 3] = [0, 1, 2].map(|i| found[0].at(i).unwrap());
    assert_eq!(counts, [0, 100, 1000]);
}

/// A row of values of all kinds that are copied, at their ends and between; each tenth of NULLs.
fn row(n: i64) -> Vec<Value> {
    if n % 10 == 9 {
        return vec![Value::Null; 15];
    }
    let edge = |n: i64, least: i64, most: i64| match n % 4 {
        0 => least,
        1 => most,
        _ => n - 500,
    };
    let moment = Timestamp::from_micros_from_2000(
        edge(n, -1_000_000_000_000_000, 4_000_000_000_000_000) + n,
    )
    .unwrap();
    vec![
        Value::from(n % 2 == 0),
        Value::from(edge(n, i64::from(i16::MIN), i64::from(i16::MAX)) as i16),
        Value::from(edge(n, i64::from(i32::MIN), i64::from(i32::MAX)) as i32),
        Value::from(edge(n, i64::MIN, i64::MAX)),
        Value::from(if n % 4 == 0 { f32::MAX } else { n as f32 / 3.0 }),
        Value::from(if n % 4 == 0 { f64::MIN_POSITIVE } else { n as f64 / -7.0 }),
        Value::from("\\N\t\"'\r\n☃𝒳".repeat((n % 3) as usize)),
        Value::from(format!("{n:>5} ")),
        Value::from(vec![(n % 256) as u8, 0, 255]),
        Value::from(moment.date().unwrap()),
        Value::from(moment.time().unwrap()),
        Value::from(moment),
        Value::from(moment.as_utc()),
        Value::from(Interval { months: n as i32, days: -(n as i32), micros: n * 1_000_003 }),
        Value::from(Uuid::from_bytes([n as u8; 16])),
    ]
}

#[test]
fn rows_that_copy_does_not_take_are_inserted() {
    let mut connection = connect("a bigint, b text");
    let table = Table::new("target").column("a", Type::BigInt).column("b", Type::Text);
    let into = insert(table.clone()).columns([table.col("a"), table.col("b")]);
    // A smaller integer is converted by INSERT, and not by COPY.
    let number = |n: i64| {
        if n == 3200 { Value::from(i32::try_from(n).unwrap()) } else { Value::from(n) }
    };
    let values = (0..5000).map(|n| [number(n), Value::from("x")]);
    assert_eq!(connection.insert_many(&into, values).unwrap(), 5000);
    assert_eq!(ways(&mut connection), [by("COPY", 3000), by("INSERT", 2000)]);
    // What no column holds is found on the way, and takes all with it.
    let late = (0..5000).map(|n| {
        let word = if n == 3200 { Value::from(7) } else { Value::from("x") };
        [Value::from(n), word]
    });
    let error = connection.insert_many(&into, late).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TypeMismatch);
    // An expression among values.
    let cells = (0..3000_i64).map(|n| {
        let word = if n == 1700 { func::lower("X") } else { val("x") };
        (n, word)
    });
    let typed = insert(target::table()).columns((target::a, target::b));
    assert_eq!(connection.insert_many(&typed, cells).unwrap(), 3000);
    assert_eq!(kept(&mut connection).len(), 8000);
    assert!(kept(&mut connection).iter().all(|row| row.1.as_deref() == Some("x")));
}
