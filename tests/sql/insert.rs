//! INSERT.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn rows_of_typed_tuples() {
    let query = insert(posts::table())
        .columns((posts::id, posts::user_id, posts::title, posts::body, posts::likes))
        .values((10, 1, "a", Some("b"), 0))
        .rows([(11, 2, "c", None, 1), (12, 2, "d'", Some("\\"), 2)]);
    assert_sql!(query,
        sqlite | mysql | mariadb: "INSERT INTO posts (id, user_id, title, body, likes) VALUES \
            (?, ?, ?, ?, ?), (?, ?, ?, ?, ?), (?, ?, ?, ?, ?)"
            [10, 1, "a", "b", 0, 11, 2, "c", Value::Null, 1, 12, 2, "d'", "\\", 2],
        postgres: "INSERT INTO posts (id, user_id, title, body, likes) VALUES \
            ($1, $2, $3, $4, $5), ($6, $7, $8, $9, $10), ($11, $12, $13, $14, $15)"
            [10, 1, "a", "b", 0, 11, 2, "c", Value::Null, 1, 12, 2, "d'", "\\", 2],
        ansi: "INSERT INTO posts (id, user_id, title, body, likes) VALUES (:p1, :p2, :p3, :p4, :p5), \
            (:p6, :p7, :p8, :p9, :p10), (:p11, :p12, :p13, :p14, :p15)"
            [10, 1, "a", "b", 0, 11, 2, "c", Value::Null, 1, 12, 2, "d'", "\\", 2],
    );
}

#[test]
fn one_row_column_by_column_and_expressions() {
    let next = select((func::max(users::id) + 1).typed::<i64>()).scalar();
    let query = insert(users::table())
        .set(users::id, next)
        .set(users::name, func::lower("EVE"))
        .set(users::active, true)
        .set(users::score, 1.5);
    assert_sql!(query,
        sqlite: "INSERT INTO users (id, name, active, score) VALUES ((SELECT MAX(users.id) + ? \
            FROM users), LOWER(?), ?, ?)" [1, "EVE", true, 1.5],
        mysql: error "MySQL 8.4 has no queries in VALUES over the table itself (in VALUES); insert \
            the row of a query by `.from_select(…)`",
        mariadb: "INSERT INTO users (id, name, active, score) VALUES ((SELECT \
            MAX(users.id) + ? FROM users), LOWER(?), ?, ?)"
            [1, "EVE", true, 1.5],
        postgres: "INSERT INTO users (id, name, active, score) VALUES ((SELECT MAX(users.id) + $1 \
            FROM users), LOWER(CAST($2 AS TEXT)), $3, $4)"
            [1, "EVE", true, 1.5],
        ansi: "INSERT INTO users (id, name, active, score) VALUES ((SELECT MAX(users.id) + :p1 \
            FROM users), LOWER(:p2), :p3, :p4)"
            [1, "EVE", true, 1.5],
    );
}

#[test]
fn returning_what_was_stored() {
    let query = insert(posts::table())
        .columns((posts::id, posts::user_id, posts::title, posts::likes))
        .values((20, 1, "t", 5))
        .returning((posts::id, (posts::likes + 1).label("more")));
    assert_sql!(query,
        sqlite | mariadb: "INSERT INTO posts (id, user_id, title, likes) VALUES (?, ?, ?, ?) \
            RETURNING posts.id, posts.likes + ? AS more" [20, 1, "t", 5, 1],
        postgres: "INSERT INTO posts (id, user_id, title, likes) VALUES ($1, $2, $3, $4) \
            RETURNING posts.id, posts.likes + $5 AS more" [20, 1, "t", 5, 1],
        mysql: error "MySQL 8.4 has no INSERT … RETURNING (in INSERT); read last_insert_id() \
            after execute",
        ansi: "INSERT INTO posts (id, user_id, title, likes) VALUES (:p1, :p2, :p3, :p4) \
            RETURNING posts.id, posts.likes + :p5 AS more" [20, 1, "t", 5, 1],
    );
}

#[test]
fn run_time_columns_and_rows_of_the_wrong_length() {
    let table = posts::table();
    let query = insert(posts::table())
        .columns([table.col("id"), table.col("title")])
        .values([Value::from(1), Value::from("a")])
        .values([Value::from(2)])
        .values(vec![Value::from(3), Value::from("c"), Value::from("d")]);
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi: error
            "INSERT INTO posts names 2 columns, but row 2 has 1 values\n\
             INSERT INTO posts names 2 columns, but row 2 has 3 values",
    );
}

#[test]
fn what_is_missing_or_twice_is_refused() {
    assert_sql!(insert(users::table()),
        sqlite | postgres | mysql | mariadb | ansi: error "INSERT INTO users names no columns; use \
            `.columns(…)` and `.values(…)`, `.set(…)` or `.records(…)`",
    );
    assert_sql!(insert(users::table()).columns((users::id, users::name)),
        sqlite | postgres | mysql | mariadb | ansi: error "INSERT INTO users has no rows",
    );
    assert_sql!(insert(users::table()).set(users::id, 1).set(users::id, 2),
        sqlite | postgres | mysql | mariadb | ansi:
            error "INSERT users names the column `id` twice",
    );
    assert_sql!(insert(users::table()).set(posts::id, 1),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`posts.id` is not a column of `users` (in INSERT)",
    );
    assert_sql!(insert(users::table()).set(users::table().col("nam"), 1),
        sqlite | postgres | mysql | mariadb | ansi:
            error "table `users` has no column `nam`; did you mean `name`?",
    );
    assert_sql!(insert(users::table()).columns((users::id, users::name)).values((1, "a")).set(users::age, 3),
        sqlite | postgres | mysql | mariadb | ansi: error "INSERT has both rows (`columns` and \
            `values`) and `set`; use one of them",
    );
}

#[test]
fn too_many_parameters_are_refused_before_they_are_sent() {
    let query = |rows: i64| {
        insert(posts::table())
            .columns((posts::id, posts::user_id, posts::likes))
            .rows((0..rows).map(|i| (i, i, 0)))
    };
    assert!(query(10_922).compile(&Sqlite::default()).is_ok());
    let error = query(10_923).compile(&Sqlite::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooManyParameters);
    assert_eq!(
        crate::support::expect::messages(&error),
        "SQLite takes 32766 parameters in a statement, and this one has 32769; split it (rows of an INSERT are, by \
         `execute`, `fetch_all` and `insert_many` of a connection)"
    );
    assert_eq!(query(334).compile(&Sqlite::version(3, 31)).unwrap_err().kind(), error.kind());
    assert!(query(21_845).compile(&Postgres::default()).is_ok());
    assert!(query(21_846).compile(&Postgres::default()).is_err());
    assert!(query(21_846).compile(&MySql::default()).is_err());
    assert!(query(21_846).compile(&MariaDb::default()).is_err());
}
