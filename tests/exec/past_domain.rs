//! Division by zero, and functions of numbers that they are not defined for, are NULL wherever a change has
//! them, as in a query: engines in strict modes would refuse the change.

use sqltree::compile::AnyStatement;
use sqltree::dialect::Feature;
use sqltree::engine::Connection;
use sqltree::prelude::*;
use sqltree::{ErrorKind, Expr, Statement};

use crate::support::live::Live;

sqltree::table! {
    pub numbers {
        id: i64 => primary_key,
        a: i32,
        b: i32,
        f: Option<f64>,
    }
}

const TABLE: &str = "TABLE numbers (id BIGINT PRIMARY KEY, a INTEGER NOT NULL, b INTEGER NOT NULL, \
    f DOUBLE PRECISION)";
const ROWS: &str = "INSERT INTO numbers VALUES (1, 7, 2, 0.5), (2, 7, 0, 0.5), (3, -7, 0, 0.5)";

type Number = Expr<Option<f64>>;

/// What is NULL where `b` is zero and `a` is not; the numbers are of a row, or values.
fn undefined(a: &Expr<i32>, b: &Expr<i32>) -> Vec<(&'static str, Number)> {
    let (a, b) = (|| a.clone(), || b.clone());
    vec![
        ("/", a() / b()),
        ("/ of floats", a().cast::<f64>() / b().cast::<f64>()),
        ("/ without its fraction", a().div_trunc(b()).cast::<Option<f64>>()),
        ("%", (a() % b()).cast::<Option<f64>>()),
        ("ln", func::ln(b())),
        ("log10", func::log10(b())),
        ("power", func::power(b(), val(-1))),
        ("sqrt", func::sqrt(b() - 1)),
    ]
}

/// Each change with the expression in one place: it leaves NULL in `f` of the rows named, or leaves or
/// takes away those rows.
fn changes(
    of_row: &Number,
    of_values: &Number,
    of_both: &Number,
) -> Vec<(&'static str, AnyStatement)> {
    let t = numbers::table;
    let (row, values) = (|| of_row.clone(), || of_values.clone());
    let columns = || (numbers::id, numbers::a, numbers::b, numbers::f);
    let met = insert(t())
        .columns(columns())
        .values((2_i64, 7, 0, 1.0))
        .on_conflict(numbers::id)
        .do_update();
    let other = numbers::alias("o");
    let of_query = select((numbers::id + 10, numbers::a, numbers::b, row())).from(t());
    vec![
        ("SET", update(t()).set(numbers::f, row()).all_rows().to_any()),
        ("SET of values", update(t()).set(numbers::f, values()).filter(numbers::id.eq(2)).to_any()),
        (
            "WHERE of UPDATE",
            update(t()).set(numbers::f, None::<f64>).filter(row().is_null()).to_any(),
        ),
        (
            "ORDER BY of UPDATE",
            update(t())
                .set(numbers::f, None::<f64>)
                .filter(numbers::id.gt(1))
                .order_by((row(), numbers::id))
                .limit(1)
                .to_any(),
        ),
        (
            "SET beside FROM",
            update(t())
                .set(numbers::f, row())
                .from(&other)
                .filter(other.col(numbers::id).eq(numbers::id))
                .to_any(),
        ),
        ("WHERE of DELETE", delete(t()).filter(row().is_null()).to_any()),
        ("VALUES", insert(t()).columns(columns()).values((4_i64, 7, 0, values())).to_any()),
        ("INSERT … SELECT", insert(t()).columns(columns()).from_select(of_query).to_any()),
        ("DO UPDATE", met.clone().set(numbers::f, of_both.clone()).to_any()),
        ("WHERE of DO UPDATE", met.set(numbers::f, None::<f64>).filter(of_both.is_null()).to_any()),
    ]
}

/// The rows as they are after the change, which is taken back.
fn after(
    connection: &mut Connection,
    change: &AnyStatement,
) -> sqltree::Result<Vec<(i64, Option<f64>)>> {
    connection.run_script("BEGIN").expect("a transaction starts");
    let query = select((numbers::id, numbers::f)).from(numbers::table()).order_by(numbers::id);
    let rows = connection.execute(change).and_then(|_| connection.fetch_all(&query));
    connection.run_script("ROLLBACK").expect("a transaction ends");
    rows
}

#[test]
fn what_is_not_defined_is_null_in_every_place_of_a_change() {
    for live in Live::ALL {
        let mut connection = live.connect();
        let database = format!("sqltree_domain_{}", std::process::id());
        // MariaDB reads a temporary table once in a statement.
        let script = if live == Live::MariaDb {
            format!("CREATE DATABASE {database}; USE {database}; CREATE {TABLE}; {ROWS}")
        } else {
            format!("CREATE TEMPORARY {TABLE}; {ROWS}")
        };
        connection.run_script(&script).expect("a table");
        let columns = undefined(&numbers::a.expr(), &numbers::b.expr());
        let values = undefined(&val(7), &val(0));
        let both = undefined(&numbers::a.expr(), &incoming(numbers::b).expr());
        for (((name, row), (_, values)), (_, both)) in columns.iter().zip(&values).zip(&both) {
            for (place, change) in changes(row, values, both) {
                let rows = match after(&mut connection, &change) {
                    Ok(rows) => rows,
                    // SQLite has no functions of numbers of its own.
                    Err(error) if live == Live::Sqlite && name.starts_with(char::is_alphabetic) => {
                        assert_eq!(error.kind(), ErrorKind::Unsupported(Feature::Function));
                        continue;
                    }
                    Err(error) => panic!("{live}: `{name}` in {place}: {error:?}"),
                };
                let f = |id: i64| rows.iter().find(|(own, _)| *own == id).map(|(_, f)| *f);
                let (changed, kept) = match place {
                    "VALUES" => (f(4), f(2)),
                    "INSERT … SELECT" => (f(12), f(11)),
                    "WHERE of DELETE" => (Some(f(2).flatten()), f(1)),
                    _ => (f(2), f(1)),
                };
                assert_eq!(changed, Some(None), "{live}: `{name}` in {place}");
                assert!(matches!(kept, Some(Some(_))), "{live}: `{name}` in {place}: {kept:?}");
            }
        }
        if live == Live::MariaDb {
            connection.run_script(&format!("DROP DATABASE {database}")).expect("it is there");
        }
    }
}
