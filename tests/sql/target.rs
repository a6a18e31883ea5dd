//! Tables that change under another name, and the old and the new row in RETURNING.

use sqltree::dml::{new, old};
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn tables_under_another_name() {
    let u = users::alias("u");
    let (id, age) = (u.col(users::id), u.col(users::age));
    let query = update(&u).set(users::age, 1).filter(id.eq(1));
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi:
            error "`users.age` is not a column of `u` (in SET)",
    );
    let query = update(&u).set(age.clone(), age.clone() + 1).filter(id.eq(1));
    assert_sql!(query.clone(),
        sqlite | mysql | mariadb: "UPDATE users AS u SET age = u.age + ? WHERE u.id = ?" [1, 1],
        postgres: "UPDATE users AS u SET age = u.age + $1 WHERE u.id = $2" [1, 1],
        ansi: "UPDATE users AS u SET age = u.age + :p1 WHERE u.id = :p2" [1, 1],
    );
    assert_sql!(query.returning((id.clone(), age.clone() + 1)),
        sqlite:
            "UPDATE users AS u SET age = u.age + ? WHERE u.id = ? RETURNING users.id, users.age \
             + ?" [1, 1, 1],
        postgres:
            "UPDATE users AS u SET age = u.age + $1 WHERE u.id = $2 RETURNING u.id, u.age + $3" [1, 1, 1],
        mysql:
            error "MySQL 8.4 has no UPDATE … RETURNING (in UPDATE); select the rows after the \
             update",
        mariadb:
            error "MariaDB 11.4 has no UPDATE … RETURNING (in UPDATE); select the rows after \
             the update",
        ansi:
            "UPDATE users AS u SET age = u.age + :p1 WHERE u.id = :p2 RETURNING u.id, u.age + \
             :p3" [1, 1, 1],
    );
    let boss = update(&u)
        .set(age.clone(), users::age)
        .from(users::table())
        .filter(users::id.eq(u.col(users::boss_id)));
    assert_sql!(boss,
        sqlite | postgres | ansi:
            "UPDATE users AS u SET age = users.age FROM users WHERE users.id = u.boss_id",
        mysql | mariadb:
            "UPDATE users AS u, users SET u.age = users.age WHERE users.id = u.boss_id",
    );
    let without = delete(&u).filter(not_exists(
        select(posts::id).from(posts::table()).filter(posts::user_id.eq(id.clone())),
    ));
    assert_sql!(without.clone(),
        sqlite | postgres | mysql | ansi:
            "DELETE FROM users AS u WHERE NOT EXISTS (SELECT posts.id FROM posts WHERE \
             posts.user_id = u.id)",
        mariadb:
            "DELETE u FROM users AS u WHERE NOT EXISTS (SELECT posts.id FROM posts WHERE \
             posts.user_id = u.id)",
    );
    assert_sql!(without.clone().order_by(id.clone()).limit(1),
        sqlite:
            "DELETE FROM users AS u WHERE u.id IN (SELECT u.id FROM users AS u WHERE NOT EXISTS \
             (SELECT posts.id FROM posts WHERE posts.user_id = u.id) ORDER BY u.id LIMIT ?)" [1_i64],
        postgres:
            "DELETE FROM users AS u WHERE u.id IN (SELECT u.id FROM users AS u WHERE NOT EXISTS \
             (SELECT posts.id FROM posts WHERE posts.user_id = u.id) ORDER BY u.id LIMIT $1)" [1_i64],
        mysql:
            "DELETE FROM users AS u WHERE NOT EXISTS (SELECT posts.id FROM posts WHERE \
             posts.user_id = u.id) ORDER BY u.id LIMIT ?" [1_i64],
        mariadb:
            error "MariaDB 11.4 has no another name for the table in DELETE FROM (in DELETE); \
             use the table by its own name",
        ansi:
            "DELETE FROM users AS u WHERE NOT EXISTS (SELECT posts.id FROM posts WHERE \
             posts.user_id = u.id) ORDER BY u.id LIMIT :p1" [1_i64],
    );
    assert_sql!(without.returning(u.star()),
        sqlite | postgres | ansi:
            "DELETE FROM users AS u WHERE NOT EXISTS (SELECT posts.id FROM posts WHERE \
             posts.user_id = u.id) RETURNING *",
        mysql:
            error "MySQL 8.4 has no DELETE … RETURNING (in DELETE); select the rows before the \
             delete, in one transaction",
        mariadb:
            error "MariaDB 11.4 has no another name for the table in DELETE FROM (in DELETE); \
             use the table by its own name",
    );
    let query = select(users::id).subquery("q").alias("r");
    assert_sql!(delete(query).all_rows(),
        sqlite | postgres | mysql | mariadb | ansi: error "`r` is a query, which cannot be changed",
    );
}

#[test]
fn the_row_before_and_after() {
    let query = update(users::table()).set(users::age, users::age + 1).filter(users::id.eq(1));
    let query = query.returning((old(users::age), new(users::age) - old(users::age)));
    let texts = |version: u16| match query.compile(&Postgres::version(version)) {
        Ok(compiled) => compiled.sql().to_owned(),
        Err(error) => crate::support::expect::messages(&error),
    };
    assert_eq!(
        texts(18),
        "UPDATE users SET age = users.age + $1 WHERE users.id = $2 RETURNING old.age, new.age - old.age"
    );
    assert!(
        texts(17).starts_with("PostgreSQL 17.0 has no OLD or NEW in RETURNING"),
        "{}",
        texts(17)
    );
    assert!(query.compile(&Sqlite::default()).is_err());
    let wrong = update(users::table()).set(users::age, old(users::age)).all_rows();
    let error = wrong.compile(&Postgres::default()).unwrap_err().to_string();
    assert!(error.contains("which RETURNING of that table sees alone"), "{error}");
    let wrong = delete(users::table()).all_rows().returning(old(posts::id));
    assert!(wrong.compile(&Postgres::default()).is_err());
    let named = users::alias("old");
    let hidden = update(&named).set(users::age, 1).all_rows().returning(old(users::age));
    let error = hidden.compile(&Postgres::default()).unwrap_err().to_string();
    assert!(error.contains("a table called `old` hides the row"), "{error}");
}

#[test]
fn rows_deleted_by_a_query_over_the_table_itself() {
    let u = users::alias("u");
    let mean = select(func::avg(users::score)).from(users::table()).scalar();
    assert_sql!(delete(&u).filter(u.col(users::score).gt(mean)),
        sqlite: "DELETE FROM users AS u WHERE u.score > (SELECT AVG(users.score) FROM users)",
        postgres | ansi:
            "DELETE FROM users AS u WHERE u.score > (SELECT AVG(CAST(users.score AS DOUBLE \
             PRECISION)) FROM users)",
        mysql:
            "DELETE FROM users AS u WHERE EXISTS (SELECT 1 FROM (SELECT DISTINCT u.id AS k0 \
             FROM users AS u WHERE u.score > (SELECT AVG(users.score + 0e0) FROM users)) AS q \
             WHERE q.k0 = u.id)",
        mariadb:
            "DELETE u FROM users AS u WHERE EXISTS (SELECT 1 FROM (SELECT DISTINCT u.id AS k0 \
             FROM users AS u WHERE u.score > (SELECT AVG(users.score + 0e0) FROM users)) AS q \
             WHERE q.k0 = u.id)",
    );
}
