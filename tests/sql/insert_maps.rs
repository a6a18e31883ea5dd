//! INSERT of maps from names to values.

use std::collections::BTreeMap;

use sqltree::dml::Missing;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::stock;

fn row(cells: &[(&'static str, Value)]) -> BTreeMap<&'static str, Value> {
    cells.iter().cloned().collect()
}

#[test]
fn rows_of_the_same_columns() {
    let rows = [
        row(&[("item", "cap".into()), ("n", 3.into())]),
        row(&[("n", 4.into()), ("item", "tip".into())]),
    ];
    assert_sql!(insert(stock::table()).maps(rows.clone(), Missing::Refuse),
        sqlite | mysql | mariadb: "INSERT INTO stock (item, n) VALUES (?, ?), (?, ?)" ["cap", 3, "tip", 4],
        postgres: "INSERT INTO stock (item, n) VALUES ($1, $2), ($3, $4)" ["cap", 3, "tip", 4],
        ansi: "INSERT INTO stock (item, n) VALUES (:p1, :p2), (:p3, :p4)" ["cap", 3, "tip", 4],
    );
    assert_sql!(insert(stock::table()).maps(rows, Missing::Default),
        sqlite | mysql | mariadb: "INSERT INTO stock (item, n) VALUES (?, ?), (?, ?)" ["cap", 3, "tip", 4],
        postgres: "INSERT INTO stock (item, n) VALUES ($1, $2), ($3, $4)" ["cap", 3, "tip", 4],
        ansi: "INSERT INTO stock (item, n) VALUES (:p1, :p2), (:p3, :p4)" ["cap", 3, "tip", 4],
    );
    assert_sql!(insert(stock::table()).maps(Vec::<BTreeMap<String, Value>>::new(), Missing::Refuse),
        sqlite | postgres | mysql | mariadb | ansi: error "INSERT INTO stock names no columns; use `.columns(…)` and `.values(…)`, `.set(…)` or `.records(…)`",
    );
}

#[test]
fn rows_of_different_columns_are_padded_or_refused() {
    let rows = || {
        [
            row(&[("item", "cap".into()), ("note", Value::Null)]),
            row(&[("item", "tip".into()), ("n", 4.into())]),
        ]
    };
    assert_sql!(insert(stock::table()).maps(rows(), Missing::Default),
        sqlite: error "SQLite 3.54 has no DEFAULT among the values of a row (in VALUES); insert the rows with the default apart, without the column",
        postgres: "INSERT INTO stock (item, note, n) VALUES ($1, $2, DEFAULT), ($3, DEFAULT, $4)" ["cap", Value::Null, "tip", 4],
        mysql | mariadb: "INSERT INTO stock (item, note, n) VALUES (?, ?, DEFAULT), (?, DEFAULT, ?)" ["cap", Value::Null, "tip", 4],
        ansi: "INSERT INTO stock (item, note, n) VALUES (:p1, :p2, DEFAULT), (:p3, DEFAULT, :p4)" ["cap", Value::Null, "tip", 4],
    );
    assert_sql!(insert(stock::table()).maps(rows(), Missing::Refuse),
        sqlite | postgres | mysql | mariadb | ansi: error "row 1 of INSERT INTO stock has no value for `n`, which another row has; give one, or `Missing::Default`\nrow 2 of INSERT INTO stock has no value for `note`, which another row has; give one, or `Missing::Default`",
    );
}

#[test]
fn names_that_are_not_there_or_twice_are_refused() {
    let one = || insert(stock::table());
    assert_sql!(one().maps([vec![("itme", 1)]], Missing::Refuse),
        sqlite | postgres | mysql | mariadb | ansi: error "table `stock` has no column `itme`; did you mean `item`?",
    );
    assert_sql!(one().maps([vec![("n", 1), ("n", 2)]], Missing::Refuse),
        sqlite | postgres | mysql | mariadb | ansi: error "a row of INSERT INTO stock names the column `n` twice",
    );
    assert_sql!(one().set(stock::n, 1).maps([vec![("n", 1)]], Missing::Refuse),
        sqlite | postgres | mysql | mariadb | ansi: error "INSERT has both `set` and `maps`; use one of them",
    );
    assert_sql!(one().maps([vec![("n", 1)]], Missing::Refuse).maps([vec![("n", 1)]], Missing::Refuse),
        sqlite | postgres | mysql | mariadb | ansi: error "`maps` is called twice; give all rows in one call",
    );
}
