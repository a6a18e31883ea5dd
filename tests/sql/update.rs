//! UPDATE.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn values_and_expressions_where_a_condition_holds() {
    let best = select(func::max(posts::likes)).filter(posts::user_id.eq(users::id)).scalar();
    let query = update(users::table())
        .set(users::name, "Zoe")
        .set(users::age, best)
        .set(users::score, users::score * 2.0)
        .filter(users::id.le(2));
    assert_sql!(query,
        sqlite | mysql | mariadb: "UPDATE users SET name = ?, age = (SELECT MAX(posts.likes) FROM \
            posts WHERE posts.user_id = users.id), score = users.score * ? WHERE users.id <= ?"
            ["Zoe", 2.0, 2],
        postgres: "UPDATE users SET name = $1, age = (SELECT MAX(posts.likes) FROM \
            posts WHERE posts.user_id = users.id), score = users.score * $2 WHERE users.id <= $3"
            ["Zoe", 2.0, 2],
        ansi: "UPDATE users SET name = :p1, age = (SELECT MAX(posts.likes) FROM \
            posts WHERE posts.user_id = users.id), score = users.score * :p2 WHERE users.id <= :p3"
            ["Zoe", 2.0, 2],
    );
}

#[test]
fn every_row_must_be_said() {
    assert_sql!(update(users::table()).set(users::age, 1),
        sqlite | postgres | mysql | mariadb | ansi: error "UPDATE users has no condition; add \
            `.filter(…)`, or `.all_rows()` if every row is meant",
    );
    assert_sql!(update(users::table()).set(users::age, 1).all_rows(),
        sqlite | mysql | mariadb: "UPDATE users SET age = ?" [1],
        postgres: "UPDATE users SET age = $1" [1],
        ansi: "UPDATE users SET age = :p1" [1],
    );
    assert_sql!(update(users::table()).set(users::age, 1).filter(users::id.eq(1)).all_rows(),
        sqlite | postgres | mysql | mariadb | ansi:
            error "UPDATE users has both `.filter(…)` and `.all_rows()`",
    );
}

#[test]
fn returning_the_rows_changed() {
    let query =
        update(users::table()).set(users::age, 5).filter(users::id.eq(1)).returning(users::age);
    assert_sql!(query,
        sqlite: "UPDATE users SET age = ? WHERE users.id = ? RETURNING users.age" [5, 1],
        postgres: "UPDATE users SET age = $1 WHERE users.id = $2 RETURNING users.age" [5, 1],
        mysql: error "MySQL 8.4 has no UPDATE … RETURNING (in UPDATE); select the rows after the \
            update",
        mariadb: error "MariaDB 11.4 has no UPDATE … RETURNING (in UPDATE); select the rows after \
            the update",
        ansi: "UPDATE users SET age = :p1 WHERE users.id = :p2 RETURNING users.age" [5, 1],
    );
}

#[test]
fn default_and_null() {
    let nobody: Option<i64> = None;
    assert_sql!(update(users::table()).set(users::age, default()).set(users::boss_id, nobody).all_rows(),
        sqlite: error "SQLite 3.54 has no DEFAULT in UPDATE … SET (in SET); set the value itself",
        postgres: "UPDATE users SET age = DEFAULT, boss_id = $1" [nobody],
        mysql | mariadb: "UPDATE users SET age = DEFAULT, boss_id = ?" [nobody],
        ansi: "UPDATE users SET age = DEFAULT, boss_id = :p1" [nobody],
    );
}

#[test]
fn nothing_to_set_or_a_column_twice_is_refused() {
    assert_sql!(update(users::table()).filter(users::id.eq(1)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "UPDATE users sets no column; use `.set(…)`",
    );
    assert_sql!(update(users::table()).set(users::age, 1).set(users::age, 2).all_rows(),
        sqlite | postgres | mysql | mariadb | ansi:
            error "UPDATE users names the column `age` twice",
    );
}

#[test]
fn one_column_in_two_cases_is_set_twice() {
    let query = update(users::table())
        .set(column("name"), "low")
        .set(column("NAME"), "up")
        .filter(users::id.eq(1));
    let folding: [&dyn sqltree::dialect::Dialect; 3] =
        [&Sqlite::default(), &MySql::default(), &MariaDb::default()];
    for dialect in folding {
        let error = query.compile(dialect).unwrap_err();
        assert_eq!(
            crate::support::expect::messages(&error),
            "UPDATE users names the column `NAME` twice"
        );
    }
    // To PostgreSQL they are two columns.
    assert_eq!(
        query.compile(&Postgres::default()).unwrap().sql(),
        "UPDATE users SET name = $1, \"NAME\" = $2 WHERE users.id = $3"
    );
}
