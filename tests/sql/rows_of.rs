//! Functions and raw SQL in FROM.

use sqltree::prelude::*;
use sqltree::select::rows_of;

use crate::assert_sql;
use crate::support::tables::{posts, users};

sqltree::table! {
    pub numbers { n: i64 }
    pub part { value: i64 }
    pub few { id: i64, name: String }
}

#[test]
fn a_call_gives_rows_with_declared_columns() {
    let numbers = rows_of(func::call("generate_series", (2_i64, 4_i64)), numbers::table());
    let query = select((users::name, numbers.col(numbers::n)))
        .from(users::table())
        .join(&numbers, users::id.eq(numbers.col(numbers::n)))
        .filter(numbers.col(numbers::n).ne(3))
        .order_by(users::id);
    let made = query.compile(&Postgres::default()).unwrap();
    assert_eq!(
        made.sql(),
        "SELECT users.name, numbers.n FROM users JOIN generate_series(CAST($1 AS BIGINT), CAST($2 AS \
         BIGINT)) AS numbers (n) ON users.id = numbers.n WHERE numbers.n <> $3 ORDER BY users.id"
    );
    crate::support::live::Live::Postgres.with(|connection| {
        let rows = connection.fetch_all(&query).unwrap();
        assert_eq!(rows, [("bob".to_owned(), 2), ("ann".to_owned(), 4)]);
    });
}

#[test]
fn raw_sql_and_what_it_sees_before_it() {
    let part = rows_of(sql!("json_each('[1, ' || {} || ']')", users::id), part::table());
    let query = select((users::id, part.col(part::value)))
        .from(users::table())
        .cross_join(&part)
        .filter(users::id.le(2))
        .order_by((users::id, part.col(part::value)));
    let made = query.compile(&Sqlite::default()).unwrap();
    assert_eq!(
        made.sql(),
        "SELECT users.id, part.value FROM users CROSS JOIN json_each('[1, ' || users.id || ']') AS part \
         WHERE users.id <= ? ORDER BY users.id, part.value"
    );
    crate::support::live::Live::Sqlite.with(|connection| {
        let rows = connection.fetch_all(&query).unwrap();
        assert_eq!(rows, [(1, 1), (1, 1), (2, 1), (2, 2)]);
    });
    let table = sql!(
        "JSON_TABLE(CONCAT('[1, ', {}, ']'), '$[*]' COLUMNS (value BIGINT PATH '$'))",
        users::id
    );
    let part = rows_of(table, part::table());
    let query = select((users::id, part.col(part::value)))
        .from(users::table())
        .cross_join(&part)
        .filter(users::id.le(2))
        .order_by((users::id, part.col(part::value)));
    crate::support::live::Live::MariaDb.with(|connection| {
        let rows = connection.fetch_all(&query).unwrap();
        assert_eq!(rows, [(1, 1), (1, 1), (2, 1), (2, 2)]);
    });
}

#[test]
fn a_raw_query_stands_everywhere() {
    let few = rows_of(sql!("(SELECT id, name FROM users WHERE id < {})", 3_i64), few::table());
    let again = few.alias("again");
    let query = select((few.col(few::name), again.col(few::id)))
        .join(&again, few.col(few::id).eq(again.col(few::id)))
        .filter(few.col(few::id).is_in(select(again.col(few::id)).from(&again)))
        .order_by(again.col(few::id));
    assert_sql!(query,
        sqlite | mysql | mariadb:
            "SELECT few.name, again.id FROM (SELECT id, name FROM users WHERE id < ?) AS few \
                JOIN (SELECT id, name FROM users WHERE id < ?) AS again ON few.id = again.id \
                WHERE few.id IN (SELECT again.id FROM (SELECT id, name FROM users WHERE id < ?) \
                AS again) ORDER BY again.id" [3_i64, 3_i64, 3_i64],
        postgres:
            "SELECT few.name, again.id FROM (SELECT id, name FROM users WHERE id < CAST($1 \
                AS BIGINT)) AS few (id, name) JOIN (SELECT id, name FROM users WHERE id < \
                CAST($2 AS BIGINT)) AS again (id, name) ON few.id = again.id WHERE few.id IN \
                (SELECT again.id FROM (SELECT id, name FROM users WHERE id < CAST($3 AS \
                BIGINT)) AS again (id, name)) ORDER BY again.id" [3_i64, 3_i64, 3_i64],
        ansi:
            "SELECT few.name, again.id FROM (SELECT id, name FROM users WHERE id < :p1) AS \
                few (id, name) JOIN (SELECT id, name FROM users WHERE id < :p2) AS again (id, \
                name) ON few.id = again.id WHERE few.id IN (SELECT again.id FROM (SELECT id, \
                name FROM users WHERE id < :p3) AS again (id, name)) ORDER BY again.id" [3_i64, 3_i64, 3_i64],
    );
}

#[test]
fn rows_are_numbered_on_postgres() {
    let numbers = rows_of(func::call("generate_series", (5_i64, 7_i64)), numbers::table())
        .with_ordinality("i");
    let query =
        select((numbers.col(numbers::n), numbers.col("i"))).order_by(numbers.col("i").desc());
    let made = query.compile(&Postgres::default()).unwrap();
    assert_eq!(
        made.sql(),
        "SELECT numbers.n, numbers.i FROM generate_series(CAST($1 AS BIGINT), CAST($2 AS BIGINT)) WITH \
         ORDINALITY AS numbers (n, i) ORDER BY numbers.i DESC"
    );
    crate::support::live::Live::Postgres.with(|connection| {
        let rows = connection.fetch_all(&query.rows_as::<(i64, i64)>()).unwrap();
        assert_eq!(rows, [(7, 3), (6, 2), (5, 1)]);
    });
    let few = rows_of(sql!("(SELECT 1 AS n)"), numbers::table()).with_ordinality("i");
    let error = select(few.col("i")).compile(&Sqlite::default()).unwrap_err().to_string();
    assert!(
        error.starts_with(
            "SQLite 3.54 has no names of columns, or numbers of rows, behind a function in FROM"
        ),
        "{error}"
    );
}

#[test]
fn what_gives_no_rows_is_refused() {
    let one = rows_of(users::id + 1, numbers::table());
    assert_sql!(select(one.col(numbers::n)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`numbers` in FROM is neither a call nor raw SQL; use `func::call(…)` or \
                `sql!`\na column of `users` is used (in FROM), but it is not in FROM; add it by \
                `.from()` or a join",
    );
    let sum = rows_of(func::call("generate_series", (1_i64, func::count())), numbers::table());
    assert_sql!(select(sum.col(numbers::n)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`numbers` in FROM has an aggregate or a function over a window among its \
                arguments; compute it in a subquery",
    );
    let later = rows_of(func::call("f", posts::id), numbers::table());
    assert_sql!(select(later.col(numbers::n)).from(&later).from(posts::table()),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a column of `posts` is used (in FROM), but it is joined later; move its join up",
    );
    let none = rows_of(func::call("f", (1,)), numbers::table());
    assert_sql!(select(none.col("m")),
        sqlite | postgres | mysql | mariadb | ansi:
            error "function `numbers` has no column `m`; did you mean `n`?",
    );
}
