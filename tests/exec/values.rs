//! Every kind of value comes back as it went, bound, on every engine.

use sqltree::prelude::*;

use crate::support::live::Live;

sqltree::table! {
    pub things {
        id: i32,
        truth: Option<bool>,
        small: Option<i16>,
        large: Option<i64>,
        single: Option<f32>,
        double: Option<f64>,
        text: Option<String>,
        bytes: Option<Vec<u8>>,
    }
}

fn script(live: Live) -> &'static str {
    match live {
        Live::Sqlite => {
            "CREATE TEMPORARY TABLE things (id INTEGER, truth BOOLEAN, small SMALLINT, \
            large BIGINT, single REAL, double DOUBLE, text TEXT, bytes BLOB)"
        }
        Live::Postgres => {
            "CREATE TEMPORARY TABLE things (id INTEGER, truth BOOLEAN, \
            small SMALLINT, large BIGINT, single REAL, double DOUBLE PRECISION, text TEXT, \
            bytes BYTEA)"
        }
        Live::MariaDb => {
            "CREATE TEMPORARY TABLE things (id INTEGER, truth BOOLEAN, \
            small SMALLINT, large BIGINT, `single` FLOAT, `double` DOUBLE, text LONGTEXT, \
            bytes LONGBLOB)"
        }
    }
}

type Thing = (
    i32,
    Option<bool>,
    Option<i16>,
    Option<i64>,
    Option<f32>,
    Option<f64>,
    Option<String>,
    Option<Vec<u8>>,
);

fn samples() -> Vec<Thing> {
    let text = |text: &str| Some(text.to_owned());
    vec![
        (
            1,
            Some(true),
            Some(i16::MIN),
            Some(i64::MIN),
            Some(1.5),
            Some(0.1),
            text("a"),
            Some(vec![0, 255]),
        ),
        (
            2,
            Some(false),
            Some(i16::MAX),
            Some(i64::MAX),
            Some(-2.25),
            Some(1e300),
            text("it's \\ \"q\" `b` é日😀\n"),
            Some(vec![]),
        ),
        (3, None, None, None, None, None, None, None),
        (
            4,
            Some(true),
            Some(0),
            Some(-1),
            Some(0.0),
            Some(f64::MIN_POSITIVE),
            text(""),
            Some(b"'\\\0".to_vec()),
        ),
    ]
}

#[test]
fn bound_values_come_back_equal() {
    for live in Live::ALL {
        let mut conn = live.connect();
        conn.run_script(script(live)).expect("a table");
        let columns = (
            things::id,
            things::truth,
            things::small,
            things::large,
            things::single,
            things::double,
            things::text,
            things::bytes,
        );
        let changed = conn.execute(&insert(things::table()).columns(columns).rows(samples()));
        assert_eq!(changed.expect("rows"), 4, "{live:?}");
        let query = select((
            things::id,
            things::truth,
            things::small,
            things::large,
            things::single,
            things::double,
            things::text,
            things::bytes,
        ))
        .order_by(things::id);
        let rows: Vec<Thing> = conn.fetch_all(&query).expect("rows");
        assert_eq!(rows, samples(), "{live:?}");
    }
}

#[test]
fn values_alone_keep_their_types() {
    for live in Live::ALL {
        let mut conn = live.connect();
        let query = select((val(7_i64), val("x"), val(2.5), val(None::<i32>), val(true)));
        let row: (i64, String, f64, Option<i32>, bool) = conn.fetch_one(&query).expect("a row");
        assert_eq!(row, (7, "x".into(), 2.5, None, true), "{live:?}");
    }
}

#[test]
fn sums_and_means_fit_their_types() {
    for live in Live::ALL {
        live.with(|conn| {
            use crate::support::tables::users;
            let query = select((func::sum(users::id), func::avg(users::id), func::count()));
            let row: (Option<i64>, Option<f64>, i64) = conn.fetch_one(&query).expect("a row");
            assert_eq!(row, (Some(21), Some(3.5), 6), "{live:?}");
            let none = query.filter(users::id.gt(100));
            assert_eq!(conn.fetch_one(&none).expect("a row"), (None, None, 0), "{live:?}");
        });
    }
}

#[test]
fn text_goes_into_columns_of_the_server_s_own_types() {
    let mut conn = Live::Postgres.connect();
    conn.run_script(
        "CREATE TEMPORARY TABLE t (d DATE, u UUID, j JSONB, n NUMERIC(10, 3), s TIMESTAMP)",
    )
    .expect("a table");
    let t = Table::new("t");
    let t = ["d", "u", "j", "n", "s"].into_iter().fold(t, |t, name| t.column(name, Type::Unknown));
    let texts = [
        "2024-02-29",
        "00112233-4455-6677-8899-aabbccddeeff",
        "{\"a\": 1}",
        "-12.500",
        "1999-12-31 23:59:59.5",
    ];
    let columns: Vec<_> = t.columns();
    conn.execute(&insert(t.clone()).columns(columns).values(texts)).expect("a row");
    let row = conn.fetch_one(&select(t.columns())).expect("a row");
    let back: Vec<String> = row.values().iter().map(|value| format!("{value:?}")).collect();
    assert_eq!(
        back,
        [
            "2024-02-29",
            "00112233-4455-6677-8899-aabbccddeeff",
            "{\"a\": 1}",
            "-12.500",
            "1999-12-31 23:59:59.500000"
        ]
    );
}

#[test]
fn exact_comparison_is_of_bytes_whatever_the_collation() {
    let words = Table::new("words").column("id", Type::Integer).column("word", Type::Text);
    for (live, script) in [
        (Live::Sqlite, "CREATE TEMPORARY TABLE words (id INTEGER, word TEXT COLLATE NOCASE)"),
        (
            Live::Postgres,
            "CREATE COLLATION pg_temp.no_case (provider = icu, locale = 'und-u-ks-level2', \
             deterministic = false); \
             CREATE TEMPORARY TABLE words (id INTEGER, word TEXT COLLATE pg_temp.no_case)",
        ),
        (
            Live::MariaDb,
            "CREATE TEMPORARY TABLE words (id INTEGER, word VARCHAR(20) CHARACTER SET latin1)",
        ),
    ] {
        let mut conn = live.connect();
        conn.run_script(script).expect("a table");
        let given = ["Ann\u{e9}", "ann\u{e9}", "ann\u{e9} ", "ANN\u{c9}"];
        for (id, word) in (1..).zip(given) {
            let row = insert(words.clone()).set(words.col("id"), id).set(words.col("word"), word);
            conn.execute(&row).expect("a row");
        }
        let alike = |condition: Expr<Option<bool>>| {
            select([words.col("id")]).filter(condition).order_by(words.col("id")).rows_as::<i32>()
        };
        let exact = alike(words.col("word").eq_binary("ann\u{e9}").typed());
        assert_eq!(conn.fetch_all(&exact).expect("rows"), [2], "{live:?}");
        let turned = alike(val("ann\u{e9}").eq_binary(words.col("word")).typed());
        assert_eq!(conn.fetch_all(&turned).expect("rows"), [2], "{live:?}");
        let equal = conn.fetch_all(&alike(words.col("word").eq("ann\u{e9}").typed()));
        assert!(equal.expect("rows").len() > 1, "{live:?} has regard to nothing else");
    }
}
