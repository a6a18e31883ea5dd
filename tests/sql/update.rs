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

#[test]
fn all_values_of_set_are_read_before_any_is_set() {
    let query = update(users::table())
        .set(users::age, users::boss_id.typed::<Option<i32>>() + 1)
        .set(users::boss_id, users::score.cast::<i64>())
        .filter(users::id.eq(4));
    assert_sql!(query,
        sqlite: "UPDATE users SET age = users.boss_id + ?, boss_id = CAST(users.score AS INTEGER) WHERE \
            users.id = ?" [1, 4],
        postgres: "UPDATE users SET age = users.boss_id + $1, boss_id = CAST(TRUNC(users.score) AS BIGINT) WHERE \
            users.id = $2" [1, 4],
        mysql | mariadb: "UPDATE users SET age = users.boss_id + ?, boss_id = CAST(TRUNCATE(users.score, 0) AS SIGNED) WHERE \
            users.id = ?" [1, 4],
        ansi: "UPDATE users SET age = users.boss_id + :p1, boss_id = CAST(users.score AS BIGINT) WHERE \
            users.id = :p2" [1, 4],
    );
    let query = update(users::table())
        .set(users::boss_id, 1)
        .set(users::score, users::boss_id.cast::<f64>().coalesce(0.0))
        .filter(users::id.eq(4));
    assert_sql!(query,
        sqlite: "UPDATE users SET boss_id = ?, score = COALESCE(CAST(users.boss_id AS REAL), ?) WHERE \
            users.id = ?" [1, 0.0, 4],
        postgres: "UPDATE users SET boss_id = $1, score = COALESCE(CAST(users.boss_id AS DOUBLE \
            PRECISION), $2) WHERE users.id = $3" [1, 0.0, 4],
        mysql | mariadb: "UPDATE users SET score = COALESCE(CAST(users.boss_id AS DOUBLE), ?), boss_id = ? WHERE \
            users.id = ?" [0.0, 1, 4],
        ansi: "UPDATE users SET boss_id = :p1, score = COALESCE(CAST(users.boss_id AS DOUBLE \
            PRECISION), :p2) WHERE users.id = :p3" [1, 0.0, 4],
    );
    let swapped = update(users::table())
        .set(users::boss_id, users::id)
        .set(users::id, users::boss_id.coalesce(9))
        .filter(users::id.eq(6));
    assert_sql!(swapped,
        sqlite:
            "UPDATE users SET boss_id = users.id, id = COALESCE(users.boss_id, ?) WHERE \
             users.id = ?" [9, 6],
        postgres:
            "UPDATE users SET boss_id = users.id, id = COALESCE(users.boss_id, $1) WHERE \
             users.id = $2" [9, 6],
        mysql:
            "UPDATE users, users AS q SET users.boss_id = q.id, users.id = COALESCE(q.boss_id, \
             ?) WHERE q.id = users.id AND users.id = ?" [9, 6],
        mariadb:
            "SET STATEMENT sql_mode = CONCAT(@@sql_mode, ',SIMULTANEOUS_ASSIGNMENT') FOR UPDATE \
             users SET boss_id = users.id, id = COALESCE(users.boss_id, ?) WHERE users.id = ?" [9, 6],
        ansi:
            "UPDATE users SET boss_id = users.id, id = COALESCE(users.boss_id, :p1) WHERE \
             users.id = :p2" [9, 6],
    );
}

#[test]
fn a_query_over_the_table_itself() {
    let other = users::alias("o");
    let oldest = || select(func::max(other.col(users::age)));
    assert_sql!(update(users::table()).set(users::age, oldest().scalar()).filter(users::id.eq(2)),
        sqlite:
            "UPDATE users SET age = q.v0 FROM (SELECT users.id AS k0, (SELECT MAX(o.age) FROM \
             users AS o) AS v0 FROM users WHERE users.id = ?) AS q WHERE q.k0 = users.id" [2],
        postgres:
            "UPDATE users SET age = (SELECT MAX(o.age) FROM users AS o) WHERE users.id = $1" [2],
        mysql:
            "UPDATE users, (SELECT users.id AS k0, (SELECT MAX(o.age) FROM users AS o) AS v0 \
             FROM users WHERE users.id = ?) AS q SET users.age = q.v0 WHERE q.k0 = users.id" [2],
        mariadb:
            "UPDATE users SET age = (SELECT MAX(o.age) FROM users AS o) WHERE users.id = ?" [2],
        ansi: "UPDATE users SET age = (SELECT MAX(o.age) FROM users AS o) WHERE users.id = :p1" [2],
    );
    assert_sql!(delete(users::table()).filter(users::age.eq(oldest().scalar())),
        sqlite | postgres | mariadb | ansi:
            "DELETE FROM users WHERE users.age = (SELECT MAX(o.age) FROM users AS o)",
        mysql:
            "DELETE FROM users WHERE EXISTS (SELECT 1 FROM (SELECT DISTINCT users.id AS k0 FROM \
             users WHERE users.age = (SELECT MAX(o.age) FROM users AS o)) AS q WHERE q.k0 = \
             users.id)",
    );
}

#[test]
fn a_fraction_is_not_stored_as_an_integer() {
    let one = || update(users::table()).filter(users::id.eq(1));
    assert_sql!(one().set(users::age, 2.5),
        sqlite | postgres | mysql | mariadb | ansi: error "the value has a fraction, and column \
            `age` is INTEGER (in SET)",
    );
    assert_sql!(one().set(users::age, users::age / 2),
        sqlite | postgres | mysql | mariadb | ansi: error "column `age` is INTEGER and the value \
            DOUBLE PRECISION, which engines round in different ways; cast it, or use `div_trunc` \
            (in SET)",
    );
    assert_sql!(one().set(users::age, (users::age / 2).cast::<i32>()),
        sqlite: "UPDATE users SET age = CAST(CAST(users.age AS REAL) / ? AS INTEGER) WHERE \
            users.id = ?" [2, 1],
        postgres: "UPDATE users SET age = CAST(TRUNC(CAST(users.age AS DOUBLE PRECISION) / \
            NULLIF($1, 0)) AS INTEGER) WHERE users.id = $2" [2, 1],
        mysql | mariadb: "UPDATE users SET age = CAST(TRUNCATE((users.age + 0e0) / NULLIF(?, 0), \
            0) AS SIGNED) WHERE users.id = ?" [2, 1],
        ansi: "UPDATE users SET age = CAST(CAST(users.age AS DOUBLE PRECISION) / NULLIF(:p1, 0) \
            AS INTEGER) WHERE users.id = :p2" [2, 1],
    );
    assert_sql!(one().set(users::age, 2.0),
        sqlite | mysql | mariadb: "UPDATE users SET age = ? WHERE users.id = ?" [2.0, 1],
        postgres: "UPDATE users SET age = $1 WHERE users.id = $2" [2.0, 1],
        ansi: "UPDATE users SET age = :p1 WHERE users.id = :p2" [2.0, 1],
    );
}
