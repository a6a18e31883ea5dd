//! Values of every kind, on every engine: bound and written into the text, through a column, through
//! RETURNING and as an expression, under the settings that change how texts are read. Each comes back
//! equal, and both forms are of one type and equal to the engine.
//!
//! `SQLTREE_VALUES` says how many values of each kind: a thousand, unless told otherwise.

mod arrays;
pub(super) mod make;

use make::{Dice, Kind};
use sqltree::dialects::sqlite::SqliteTable;
use sqltree::engine::{Connection, Row};
use sqltree::prelude::*;
use sqltree::{Decimal, FromValue, Multiset, Statement};

use crate::support::live::Live;

const ROWS: usize = 500;

fn count() -> usize {
    std::env::var("SQLTREE_VALUES").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000)
}

/// Settings that change how texts are read and values are shown.
fn settings(live: Live) -> &'static [&'static str] {
    match live {
        // The second time in a strict table.
        Live::Sqlite => &["", ""],
        Live::Postgres => &[
            "",
            "SET standard_conforming_strings = off; SET backslash_quote = off; \
             SET DateStyle = 'SQL, DMY'; SET IntervalStyle = sql_standard; \
             SET TimeZone = 'America/New_York'; SET extra_float_digits = 0; \
             SET bytea_output = escape; SET escape_string_warning = off",
        ],
        Live::MariaDb => &[
            "",
            "SET sql_mode = 'STRICT_TRANS_TABLES,ANSI_QUOTES,NO_BACKSLASH_ESCAPES'; \
             SET time_zone = '-05:00'",
        ],
    }
}

fn round_trips(live: Live, kinds: &[Kind]) {
    for (setting, script) in settings(live).iter().enumerate() {
        let mut conn = live.connect();
        if !script.is_empty() {
            conn.run_script(script).expect("settings of the engine");
        }
        for &kind in kinds.iter().filter(|kind| kind.is_in(live)) {
            let mut dice = Dice(setting as u64 + 1);
            let values: Vec<Value> = (0..count()).map(|_| kind.make(live, &mut dice)).collect();
            through_a_column(live, &mut conn, kind, setting, &values);
            as_expressions(live, &mut conn, kind, &values);
        }
    }
}

fn through_a_column(
    live: Live,
    conn: &mut Connection,
    kind: Kind,
    setting: usize,
    values: &[Value],
) {
    let name = format!("trip_{setting}_{kind:?}").to_lowercase();
    let t = Table::new(name.as_str()).column("id", Type::BigInt).column("v", kind.column_type());
    conn.run_script(&format!("DROP TABLE IF EXISTS {name}")).expect("no table");
    let create = create_table(t.clone());
    let strict = live == Live::Sqlite && setting == 1;
    conn.execute(&if strict { create.strict() } else { create }).expect("a table");
    for (form, first) in [("bound", 0_i64), ("literal", 1_000_000)] {
        for (part, chunk) in values.chunks(ROWS).enumerate() {
            let rows: Vec<Vec<Expr>> = chunk
                .iter()
                .enumerate()
                .map(|(i, value)| {
                    let id = first + (part * ROWS + i) as i64;
                    let cell = if first == 0 { val(value.clone()) } else { literal(value.clone()) };
                    vec![val(id).dynamic(), cell.dynamic()]
                })
                .collect();
            let change = insert(t.clone()).columns(t.columns()).rows(rows).returning(t.col("v"));
            let given =
                conn.fetch_all(&change).unwrap_or_else(|e| panic!("{live} {kind:?}: {e:?}"));
            same(live, kind, &format!("RETURNING, {form}"), chunk, given.into_iter());
        }
        let query = select(t.col("v"))
            .filter(t.col("id").between(first, first + 999_999))
            .order_by(t.col("id"));
        let rows: Vec<Row> = conn.fetch_all(&query.clone().rows_as::<Row>()).expect("rows");
        same(
            live,
            kind,
            &format!("column, {form}"),
            values,
            rows.iter().map(|row| row.values()[0].clone()),
        );
        let gathered: Vec<Multiset<Row>> =
            conn.fetch_all(&select(multiset(query.rows_as::<Row>()))).expect("rows in a row");
        let rows = gathered[0].iter().map(|row| row.values()[0].clone());
        same(live, kind, &format!("multiset, {form}"), values, rows);
    }
    conn.execute(&drop_table(t)).expect("the table goes");
}

fn as_expressions(live: Live, conn: &mut Connection, kind: Kind, values: &[Value]) {
    for chunk in values.chunks(ROWS / 2) {
        let bound = chunk.iter().map(|value| val(value.clone()).dynamic());
        let inlined = chunk.iter().map(|value| literal(value.clone()).dynamic());
        let both: Vec<Expr> = bound.chain(inlined).collect();
        let rows =
            conn.fetch_all(&select(both)).unwrap_or_else(|e| panic!("{live} {kind:?}: {e:?}"));
        let (bound, inlined) = rows[0].values().split_at(chunk.len());
        same(live, kind, "expression, bound", chunk, bound.iter().cloned());
        same(live, kind, "expression, literal", chunk, inlined.iter().cloned());
        if kind != Kind::Json {
            let equal = |value: &Value| val(value.clone()).dynamic().eq(literal(value.clone()));
            let all: Vec<Expr> = chunk.iter().map(|value| equal(value).dynamic()).collect();
            let rows = conn.fetch_all(&select(all)).expect("a row");
            for (equal, value) in rows[0].values().iter().zip(chunk) {
                assert_eq!(
                    bool::from_value(equal.as_ref()),
                    Ok(true),
                    "{live} {kind:?}: {value:?}"
                );
            }
        }
    }
    of_one_type(live, conn, kind, &values[..values.len().min(200)]);
}

/// The engine's own word for the types of both forms.
fn of_one_type(live: Live, conn: &mut Connection, kind: Kind, values: &[Value]) {
    let function = match live {
        Live::Sqlite => "typeof",
        Live::Postgres => "pg_typeof",
        Live::MariaDb => return of_one_charset(conn, kind, values),
    };
    for value in values {
        let both = select((val(value.clone()).label("a"), literal(value.clone()).label("b")));
        let both = both.subquery("both");
        let ty = |name: &str| func::call(function, [both.col(name)]).cast::<String>();
        let query = select((ty("a"), ty("b"))).from(&both);
        let (bound, inlined): (String, String) = conn.fetch_one(&query.rows_as()).expect("types");
        assert_eq!(bound, inlined, "{live} {kind:?}: {value:?}");
    }
}

/// What MariaDB tells of a type: by a table that is made of it.
fn of_one_charset(conn: &mut Connection, kind: Kind, values: &[Value]) {
    for value in values {
        let inlined = select(literal(value.clone()).label("v"));
        let text = inlined.compile(conn.dialect()).expect("a literal").sql().to_owned();
        conn.run_script(&format!("CREATE OR REPLACE TEMPORARY TABLE of_literal AS {text}"))
            .expect("a table");
        let shown = conn.query_sql("SHOW COLUMNS FROM of_literal", &[]).expect("its columns");
        let ty: String = shown[0].at(1).expect("a type");
        let fits = match kind {
            Kind::Bool => ty.starts_with("int("),
            Kind::I16 | Kind::I32 | Kind::I64 | Kind::Interval => {
                ty.starts_with("int(") || ty.starts_with("bigint(")
            }
            Kind::U64 => ty.ends_with("unsigned"),
            Kind::F32 | Kind::F64 => ty == "double",
            Kind::Text | Kind::Json => ty.starts_with("varchar(") || ty == "char(0)",
            Kind::Bytes | Kind::Uuid => ty.contains("binary("),
            Kind::Date => ty == "date",
            Kind::Time => ty == "time(6)",
            Kind::Timestamp | Kind::TimestampTz => ty == "datetime(6)",
            Kind::Decimal => ty.starts_with("decimal("),
        };
        assert!(fits, "{kind:?} is {ty}: {value:?}");
    }
}

fn same(live: Live, kind: Kind, how: &str, sent: &[Value], got: impl Iterator<Item = Value>) {
    let got: Vec<Value> = got.collect();
    assert_eq!(sent.len(), got.len(), "{live} {kind:?} {how}");
    for (sent, got) in sent.iter().zip(&got) {
        let (a, b) = (plain(kind, sent), plain(kind, got));
        assert!(a == b, "{live} {kind:?} {how}: sent {a}, got {b}");
    }
}

/// A value so that those of one kind compare, whatever an engine sends them as.
fn plain(kind: Kind, value: &Value) -> String {
    let lent = value.as_ref();
    match kind {
        Kind::Bool => format!("{:?}", bool::from_value(lent)),
        Kind::I16 | Kind::I32 | Kind::I64 | Kind::U64 => format!("{:?}", i128::from_value(lent)),
        Kind::F32 => format!("{:?}", f32::from_value(lent).map(f32::to_bits)),
        Kind::F64 => format!("{:?}", f64::from_value(lent).map(f64::to_bits)),
        // A column shows as many digits as it has.
        Kind::Decimal => format!("{:?}", Decimal::from_value(lent).map(|number| number.trimmed())),
        _ => format!("{value:?} is {}", value.kind_name()),
    }
}

const NUMBERS: &[Kind] =
    &[Kind::Bool, Kind::I16, Kind::I32, Kind::I64, Kind::U64, Kind::F32, Kind::F64, Kind::Decimal];
const TEXTS: &[Kind] = &[Kind::Text, Kind::Bytes, Kind::Uuid, Kind::Json];
const TIMES: &[Kind] =
    &[Kind::Date, Kind::Time, Kind::Timestamp, Kind::TimestampTz, Kind::Interval];

#[test]
fn every_kind_is_tried() {
    assert!(Kind::ALL.iter().all(|kind| [NUMBERS, TEXTS, TIMES].concat().contains(kind)));
}

macro_rules! trips {
    ($($name:ident: $live:ident, $kinds:ident;)*) => { $(
        #[test]
        fn $name() {
            round_trips(Live::$live, $kinds);
        }
    )* };
}

trips! {
    numbers_of_sqlite: Sqlite, NUMBERS;
    texts_of_sqlite: Sqlite, TEXTS;
    times_of_sqlite: Sqlite, TIMES;
    numbers_of_postgres: Postgres, NUMBERS;
    texts_of_postgres: Postgres, TEXTS;
    times_of_postgres: Postgres, TIMES;
    numbers_of_mariadb: MariaDb, NUMBERS;
    texts_of_mariadb: MariaDb, TEXTS;
    times_of_mariadb: MariaDb, TIMES;
}
