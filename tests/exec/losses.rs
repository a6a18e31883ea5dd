//! What an engine would change silently is refused before anything is sent, in the last of many rows as in
//! the first.

use sqltree::prelude::*;
use sqltree::{Date, Decimal, ErrorKind, FromValue, SqlValue, lossy};

use crate::support::live::Live;

/// Rows enough for several statements, the last of which has another value; none must be there
/// afterwards.
fn last_of_many<T>(live: Live, ty: Type, usual: T, odd: T)
where
    T: SqlValue + Clone + Into<Value> + FromValue,
{
    let mut conn = live.connect();
    let t = Table::new("losses").column("v", ty.clone());
    conn.run_script("DROP TABLE IF EXISTS losses").expect("no table");
    conn.execute(&create_table(t.clone())).expect("a table");
    for many in [1, 3, 6_001, 20_000] {
        let rows =
            (0..many).map(|i| (if i + 1 == many { odd.clone() } else { usual.clone() }).into());
        let into = insert(t.clone()).columns([t.col("v")]);
        let error = conn.insert_many(&into, rows.map(|value: Value| [value])).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidValue, "{live} {ty:?}, {many} rows: {error}");
        let count = conn.fetch_one(&select(func::count()).from(t.clone())).expect("a count");
        assert_eq!(count, 0, "{live} {ty:?}");
    }
    conn.run_script("DROP TABLE losses").expect("the table goes");
}

fn number(text: &str) -> Decimal {
    text.parse().expect("a number")
}

#[test]
fn in_rows_of_any_number() {
    for live in [Live::Sqlite, Live::MariaDb] {
        last_of_many(live, Type::Double, 1.5, f64::NAN);
        last_of_many(live, Type::Double, 1.5, f64::NEG_INFINITY);
        last_of_many(live, Type::Double, 1.5, -0.0);
        last_of_many(live, Type::Real, 1.5_f32, -0.0);
    }
    for live in [Live::Postgres, Live::MariaDb] {
        last_of_many(live, Type::Decimal(5, 2), number("1.25"), number("1.255"));
    }
    for live in [Live::Sqlite, Live::MariaDb] {
        let (usual, odd) = (Date::new(2020, 2, 29), Date::new(10_000, 1, 1));
        last_of_many(live, Type::Date, usual.expect("a day"), odd.expect("a day"));
    }
    last_of_many(Live::Postgres, Type::Text, "a".to_owned(), "a\0b".to_owned());
    for live in Live::ALL {
        last_of_many(live, Type::Integer, 1_i64, i64::MAX);
    }
}

#[test]
fn what_is_given_up_by_name_is_stored() {
    for live in Live::ALL {
        let mut conn = live.connect();
        let t = Table::new("losses_by_name").column("a", Type::Double).column("b", Type::Double);
        conn.run_script("DROP TABLE IF EXISTS losses_by_name").expect("no table");
        conn.execute(&create_table(t.clone())).expect("a table");
        let row = insert(t.clone())
            .set(t.col("a"), lossy::zero(-0.0))
            .set(t.col("b"), lossy::finite(f64::NAN));
        conn.execute(&row).expect("a row");
        let query = select((t.col("a").typed::<f64>(), t.col("b").typed::<Option<f64>>()));
        let (a, b) = conn.fetch_one(&query).expect("the row");
        assert!(a == 0.0 && a.is_sign_positive() && b.is_none(), "{live}");
        conn.run_script("DROP TABLE losses_by_name").expect("the table goes");
    }
}

#[test]
fn values_that_come_late_are_looked_at() {
    let t = Table::new("t").column("a", Type::Double).column("b", Type::Decimal(4, 1));
    let change = insert(t.clone()).set(t.col("a"), param::<f64>("a"));
    let late = |dialect: &dyn sqltree::dialect::Dialect, value: f64| {
        change.compile(dialect).expect("a statement").bind("a", value).map_err(|e| e.to_string())
    };
    assert!(late(&Sqlite::default(), 1.5).is_ok());
    assert!(late(&Postgres::default(), -0.0).is_ok());
    for dialect in [&Sqlite::default() as &dyn sqltree::dialect::Dialect, &MariaDb::default()] {
        let error = late(dialect, -0.0).unwrap_err();
        assert!(error.contains("would store -0.0 as 0.0 in column `a`"), "{error}");
    }
    let change = update(t.clone()).set(t.col("b"), param::<Decimal>("b")).all_rows();
    for dialect in [&Postgres::default() as &dyn sqltree::dialect::Dialect, &MariaDb::default()] {
        let mut made = change.compile(dialect).expect("a statement");
        assert!(made.bind("b", number("99.5")).is_ok());
        let error = made.bind("b", number("99.55")).unwrap_err().to_string();
        assert!(error.contains("more digits than column `b`"), "{error}");
        assert!(made.bind("b", lossy::digits(&number("99.55"), 1)).is_ok());
    }
}

#[test]
fn values_that_come_late_through_a_query_are_looked_at() {
    let t = Table::new("t").column("a", Type::Double).column("b", Type::VarChar(3));
    let s = Table::new("s").column("c", Type::Text);
    let into = insert(t.clone()).columns((t.col("a"), t.col("b")));
    let late = || (param::<f64>("a"), param::<String>("b"));
    let selected = into.clone().from_select(select(late()).from(s.clone()));
    let listed = into.clone().from_select(values(["a", "b"], [late()]));
    let known = select((val(1.5), val("x"))).from(s.clone());
    let joined = into.from_select(known.union_all(select(late()).from(s)));
    let row = select(late()).from(Table::new("s").column("c", Type::Text)).limit(1);
    let set = update(t.clone()).set_row((t.col("a"), t.col("b")), row).all_rows();
    let all = [selected.to_any(), listed.to_any(), joined.to_any()];
    let bind = |made: &sqltree::compile::AnyStatement, a: f64, b: &str| {
        let mut made = made.compile(&Sqlite::default()).expect("a statement");
        made.bind("a", a).and_then(|()| made.bind("b", b)).map_err(|e| e.to_string())
    };
    for made in all.iter().chain([&set.to_any()]) {
        assert!(bind(made, 1.5, "abc").is_ok());
        let long = bind(made, 1.5, "abcd").unwrap_err();
        assert!(long.contains("more characters than column `b`, 3"), "{long}");
        let lost = bind(made, -0.0, "abc").unwrap_err();
        assert!(lost.contains("would store -0.0 as 0.0 in column `a`"), "{lost}");
    }
}

sqltree::table! {
    /// Rows that the database numbers.
    numbered = "losses_keys" { id: i64 => primary_key, generated, n: i32 }
}

#[test]
fn a_key_of_zero_stays_zero() {
    for live in Live::ALL {
        let mut conn = live.connect();
        let key = match live {
            Live::Sqlite => "INTEGER PRIMARY KEY",
            Live::Postgres => "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
            Live::MariaDb => "BIGINT AUTO_INCREMENT PRIMARY KEY",
        };
        let script = format!("CREATE TEMPORARY TABLE losses_keys (id {key}, n INTEGER NOT NULL)");
        conn.run_script(&script).unwrap();
        let into = insert(numbered::table());
        let given = || into.clone().columns((numbered::id, numbered::n));
        conn.execute(&given().values((0, 1))).unwrap();
        conn.execute(&into.clone().columns(numbered::n).values((2,))).unwrap();
        let more = (2..2_500).map(|id| (if id == 2 { -1 } else { id }, 3));
        conn.insert_many(&given(), more).unwrap();
        let first = select((numbered::id, numbered::n)).order_by(numbered::id).limit(3);
        assert_eq!(conn.fetch_all(&first).unwrap(), [(-1, 3), (0, 1), (1, 2)], "{live}");
    }
}

#[test]
fn tables_without_transactions_take_no_value_that_does_not_fit() {
    let mut conn = Live::MariaDb.connect();
    let columns = "(id BIGINT PRIMARY KEY, n TINYINT, word VARCHAR(3))";
    for engine in ["MyISAM", "Aria", "MEMORY"] {
        conn.run_script(&format!(
            "CREATE TEMPORARY TABLE losses_{engine} {columns} ENGINE = {engine}"
        ))
        .unwrap();
        let n = conn.execute_sql(
            &format!("INSERT INTO losses_{engine} VALUES (1, 1, ''), (2, 999, '')"),
            &[],
        );
        assert!(n.is_err(), "{engine}");
        let rows = conn.query_sql(&format!("SELECT n, word FROM losses_{engine}"), &[]).unwrap();
        assert!(rows.iter().all(|row| row.get::<i32>("n").unwrap() == 1), "{engine}: {rows:?}");
    }
}
