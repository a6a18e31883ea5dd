//! `SET (a, b) = (SELECT …)`, and SET that reads the table that it changes.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn columns_set_by_one_query() {
    let counted = select((func::count(), func::max(posts::likes).cast::<f64>().coalesce(0.0)))
        .from(posts::table())
        .filter(posts::user_id.eq(users::id));
    let query = update(users::table())
        .set(users::age, users::age + 1)
        .set_row((users::boss_id, users::score), counted)
        .filter(users::id.lt(5));
    assert_sql!(query,
        sqlite:
            "UPDATE users SET age = users.age + ?, (boss_id, score) = (SELECT COUNT(*), \
             COALESCE(CAST(MAX(posts.likes) AS REAL), ?) FROM posts WHERE posts.user_id = \
             users.id) WHERE users.id < ?" [1, 0.0, 5],
        postgres:
            "UPDATE users SET age = users.age + $1, (boss_id, score) = (SELECT COUNT(*), \
             COALESCE(CAST(MAX(posts.likes) AS DOUBLE PRECISION), $2) FROM posts WHERE \
             posts.user_id = users.id) WHERE users.id < $3" [1, 0.0, 5],
        mysql | mariadb:
            "UPDATE users SET age = users.age + ?, boss_id = (SELECT COUNT(*) FROM posts WHERE \
             posts.user_id = users.id), score = (SELECT COALESCE(CAST(MAX(posts.likes) AS \
             DOUBLE), ?) FROM posts WHERE posts.user_id = users.id) WHERE users.id < ?" [1, 0.0, 5],
        ansi:
            "UPDATE users SET age = users.age + :p1, (boss_id, score) = (SELECT COUNT(*), \
             COALESCE(CAST(MAX(posts.likes) AS DOUBLE PRECISION), :p2) FROM posts WHERE \
             posts.user_id = users.id) WHERE users.id < :p3" [1, 0.0, 5],
    );
    // Without a row all are NULL.
    let first = select((posts::likes, posts::user_id)).filter(posts::id.eq(users::id + 3));
    let query = update(users::table()).set_row((users::age, users::boss_id), first).all_rows();
    assert_sql!(query,
        sqlite:
            "UPDATE users SET (age, boss_id) = (SELECT posts.likes, posts.user_id FROM posts \
             WHERE posts.id = users.id + ?)" [3],
        postgres:
            "UPDATE users SET (age, boss_id) = (SELECT posts.likes, posts.user_id FROM posts \
             WHERE posts.id = users.id + $1)" [3],
        mysql | mariadb:
            "UPDATE users SET age = (SELECT posts.likes FROM posts WHERE posts.id = users.id + \
             ?), boss_id = (SELECT posts.user_id FROM posts WHERE posts.id = users.id + ?)" [3, 3],
        ansi:
            "UPDATE users SET (age, boss_id) = (SELECT posts.likes, posts.user_id FROM posts \
             WHERE posts.id = users.id + :p1)" [3],
    );
    let latest = select((posts::likes, posts::user_id))
        .filter(posts::user_id.eq(users::id))
        .order_by(posts::id.desc())
        .limit(1);
    let query = update(users::table()).set_row((users::age, users::boss_id), latest).all_rows();
    assert_sql!(query,
        sqlite:
            "UPDATE users SET (age, boss_id) = (SELECT posts.likes, posts.user_id FROM posts \
             WHERE posts.user_id = users.id ORDER BY posts.id DESC LIMIT ?)" [1_i64],
        postgres:
            "UPDATE users SET (age, boss_id) = (SELECT posts.likes, posts.user_id FROM posts \
             WHERE posts.user_id = users.id ORDER BY posts.id DESC LIMIT $1)" [1_i64],
        mysql:
            error "MySQL 8.4 has no SET of several columns by one query (in SET); set each \
             column to a query of its own, where that gives the same row",
        mariadb:
            error "MariaDB 11.4 has no SET of several columns by one query (in SET); set each \
             column to a query of its own, where that gives the same row",
        ansi:
            "UPDATE users SET (age, boss_id) = (SELECT posts.likes, posts.user_id FROM posts \
             WHERE posts.user_id = users.id ORDER BY posts.id DESC LIMIT :p1)" [1_i64],
    );
    let boss = users::alias("boss");
    let of_boss = select((boss.col(users::age), boss.col(users::boss_id)))
        .filter(boss.col(users::id).eq(users::boss_id));
    let query = update(users::table()).set_row((users::age, users::boss_id), of_boss).all_rows();
    assert_sql!(query,
        sqlite:
            "UPDATE users SET age = q.v0, boss_id = q.v1 FROM (SELECT users.id AS k0, (SELECT \
             boss.age FROM users AS boss WHERE boss.id = users.boss_id) AS v0, (SELECT \
             boss.boss_id FROM users AS boss WHERE boss.id = users.boss_id) AS v1 FROM users) \
             AS q WHERE q.k0 = users.id",
        postgres | ansi:
            "UPDATE users SET (age, boss_id) = (SELECT boss.age, boss.boss_id FROM users AS \
             boss WHERE boss.id = users.boss_id)",
        mysql:
            "UPDATE users, (SELECT users.id AS k0, (SELECT boss.age FROM users AS boss WHERE \
             boss.id = users.boss_id) AS v0, (SELECT boss.boss_id FROM users AS boss WHERE \
             boss.id = users.boss_id) AS v1 FROM users) AS q SET users.age = q.v0, \
             users.boss_id = q.v1 WHERE q.k0 = users.id",
        mariadb:
            "UPDATE users SET age = (SELECT boss.age FROM users AS boss WHERE boss.id = \
             users.boss_id), boss_id = (SELECT boss.boss_id FROM users AS boss WHERE boss.id = \
             users.boss_id)",
    );
}

#[test]
fn mistakes_of_rows_set() {
    let two = select((posts::likes, posts::user_id)).filter(posts::id.eq(1));
    let row =
        |query: Select<(i32, i64)>| update(users::table()).set_row(users::age, query).all_rows();
    assert_sql!(row(two.clone()),
        sqlite | postgres | ansi: error "`set_row` names 1 columns, but its query has 2 (in SET)",
        mysql:
            error "MySQL 8.4 has no SET of several columns by one query (in SET); set each \
             column to a query of its own, where that gives the same row\n\
    \
             `set_row` names 1 columns, but its query has 2 (in SET)",
        mariadb:
            error "MariaDB 11.4 has no SET of several columns by one query (in SET); set each \
             column to a query of its own, where that gives the same row\n\
    \
             `set_row` names 1 columns, but its query has 2 (in SET)",
    );
    let several = select((posts::likes, posts::user_id));
    let query = update(users::table()).set_row((users::age, users::boss_id), several).all_rows();
    assert_sql!(query,
        sqlite | postgres | ansi:
            error "a query may give several rows (in SET), and is taken for one value; add \
             `.limit(1)`, declare and equate a unique key, or say that you know it by \
             `.scalar_unchecked()`",
        mysql:
            error "MySQL 8.4 has no SET of several columns by one query (in SET); set each \
             column to a query of its own, where that gives the same row\n\
             a \
             query may give several rows (in SET), and is taken for one value; add `.limit(1)`, \
             declare and equate a unique key, or say that you know it by `.scalar_unchecked()`",
        mariadb:
            error "MariaDB 11.4 has no SET of several columns by one query (in SET); set each \
             column to a query of its own, where that gives the same row\n\
             a \
             query may give several rows (in SET), and is taken for one value; add `.limit(1)`, \
             declare and equate a unique key, or say that you know it by `.scalar_unchecked()`",
    );
    let query = update(users::table())
        .set(users::age, 1)
        .set_row((users::age, users::name), two)
        .all_rows();
    assert_sql!(query,
        sqlite | postgres | ansi:
            error "UPDATE users names the column `age` twice\n\
             column `name` is \
             TEXT, column `user_id` is BIGINT (in SET)",
        mysql | mariadb:
            error "UPDATE users names the column `age` twice\n\
             column `name` is \
             TEXT, an expression is BIGINT (in SET)",
    );
}

#[test]
fn queries_over_the_table_itself_see_it_as_it_was() {
    let other = users::alias("other");
    let before =
        select(other.col(users::age)).filter(other.col(users::id).eq(users::id - 1)).scalar();
    let query = update(users::table())
        .set(users::age, before.clone())
        .set(users::score, users::score + 1)
        .filter(users::id.gt(1));
    assert_sql!(query.clone(),
        sqlite:
            "UPDATE users SET age = q.v0, score = users.score + ? FROM (SELECT users.id AS k0, \
             (SELECT other.age FROM users AS other WHERE other.id = users.id - ?) AS v0 FROM \
             users WHERE users.id > ?) AS q WHERE q.k0 = users.id" [1, 1, 1],
        postgres:
            "UPDATE users SET age = (SELECT other.age FROM users AS other WHERE other.id = \
             users.id - $1), score = users.score + $2 WHERE users.id > $3" [1, 1, 1],
        mysql:
            "UPDATE users, (SELECT users.id AS k0, (SELECT other.age FROM users AS other WHERE \
             other.id = users.id - ?) AS v0 FROM users WHERE users.id > ?) AS q SET users.age = \
             q.v0, users.score = users.score + ? WHERE q.k0 = users.id" [1, 1, 1],
        mariadb:
            "UPDATE users SET age = (SELECT other.age FROM users AS other WHERE other.id = \
             users.id - ?), score = users.score + ? WHERE users.id > ?" [1, 1, 1],
        ansi:
            "UPDATE users SET age = (SELECT other.age FROM users AS other WHERE other.id = \
             users.id - :p1), score = users.score + :p2 WHERE users.id > :p3" [1, 1, 1],
    );
    assert_sql!(query.order_by(users::id.desc()).limit(3),
        sqlite:
            "UPDATE users SET age = q.v0, score = users.score + ? FROM (SELECT users.id AS k0, \
             (SELECT other.age FROM users AS other WHERE other.id = users.id - ?) AS v0 FROM \
             users WHERE users.id > ? ORDER BY users.id DESC LIMIT ?) AS q WHERE q.k0 = \
             users.id" [1, 1, 1, 3_i64],
        postgres:
            "UPDATE users SET age = (SELECT other.age FROM users AS other WHERE other.id = \
             users.id - $1), score = users.score + $2 WHERE users.id IN (SELECT users.id FROM \
             users WHERE users.id > $3 ORDER BY users.id DESC LIMIT $4)" [1, 1, 1, 3_i64],
        mysql | mariadb:
            "UPDATE users, (SELECT users.id AS k0, (SELECT other.age FROM users AS other WHERE \
             other.id = users.id - ?) AS v0 FROM users WHERE users.id > ? ORDER BY users.id \
             DESC LIMIT ?) AS q SET users.age = q.v0, users.score = users.score + ? WHERE q.k0 \
             = users.id" [1, 1, 3_i64, 1],
        ansi:
            "UPDATE users SET age = (SELECT other.age FROM users AS other WHERE other.id = \
             users.id - :p1), score = users.score + :p2 WHERE users.id > :p3 ORDER BY users.id \
             DESC LIMIT :p4" [1, 1, 1, 3_i64],
    );
    let oldest = select(func::max(other.col(users::age))).scalar();
    assert_sql!(update(users::table()).set(users::age, oldest.clone()).filter(users::age.lt(oldest.clone())),
        sqlite:
            "UPDATE users SET age = q.v0 FROM (SELECT users.id AS k0, (SELECT MAX(other.age) \
             FROM users AS other) AS v0 FROM users WHERE users.age < (SELECT MAX(other.age) \
             FROM users AS other)) AS q WHERE q.k0 = users.id",
        postgres | mariadb | ansi:
            "UPDATE users SET age = (SELECT MAX(other.age) FROM users AS other) WHERE users.age \
             < (SELECT MAX(other.age) FROM users AS other)",
        mysql:
            "UPDATE users, (SELECT users.id AS k0, (SELECT MAX(other.age) FROM users AS other) \
             AS v0 FROM users WHERE users.age < (SELECT MAX(other.age) FROM users AS other)) AS \
             q SET users.age = q.v0 WHERE q.k0 = users.id",
    );
    assert_sql!(delete(users::table()).filter(users::age.eq(oldest)),
        sqlite | postgres | mariadb | ansi:
            "DELETE FROM users WHERE users.age = (SELECT MAX(other.age) FROM users AS other)",
        mysql:
            "DELETE FROM users WHERE EXISTS (SELECT 1 FROM (SELECT DISTINCT users.id AS k0 FROM \
             users WHERE users.age = (SELECT MAX(other.age) FROM users AS other)) AS q WHERE \
             q.k0 = users.id)",
    );
    let keyless = Table::new("users").column("id", Type::BigInt).column("age", Type::Integer);
    let other = keyless.alias("other");
    let before = select(other.col("age")).filter(other.col("id").lt(keyless.col("id"))).limit(1);
    let error = update(keyless.clone())
        .set(keyless.col("age"), before.scalar())
        .all_rows()
        .compile(&Sqlite::default())
        .unwrap_err();
    assert!(error.to_string().contains("has no queries in SET over the table itself"), "{error}");
}

#[test]
fn columns_that_read_each_other() {
    let swap = update(users::table())
        .set(users::id, users::boss_id.coalesce(9))
        .set(users::boss_id, users::id);
    assert_sql!(swap.clone().filter(users::id.eq(6)),
        sqlite:
            "UPDATE users SET id = COALESCE(users.boss_id, ?), boss_id = users.id WHERE \
             users.id = ?" [9, 6],
        postgres:
            "UPDATE users SET id = COALESCE(users.boss_id, $1), boss_id = users.id WHERE \
             users.id = $2" [9, 6],
        mysql:
            "UPDATE users, users AS q SET users.id = COALESCE(q.boss_id, ?), users.boss_id = \
             q.id WHERE q.id = users.id AND users.id = ?" [9, 6],
        mariadb:
            "SET STATEMENT sql_mode = CONCAT(@@sql_mode, ',SIMULTANEOUS_ASSIGNMENT') FOR UPDATE \
             users SET id = COALESCE(users.boss_id, ?), boss_id = users.id WHERE users.id = ?" [9, 6],
        ansi:
            "UPDATE users SET id = COALESCE(users.boss_id, :p1), boss_id = users.id WHERE \
             users.id = :p2" [9, 6],
    );
    assert_sql!(swap.clone().filter(users::boss_id.eq(posts::user_id + 40)).from(posts::table()).filter(posts::id.eq(1)),
        sqlite:
            "UPDATE users SET id = COALESCE(users.boss_id, ?), boss_id = users.id FROM posts \
             WHERE users.boss_id = posts.user_id + ? AND posts.id = ?" [9, 40, 1],
        postgres:
            "UPDATE users SET id = COALESCE(users.boss_id, $1), boss_id = users.id FROM posts \
             WHERE users.boss_id = posts.user_id + $2 AND posts.id = $3" [9, 40, 1],
        mysql:
            "UPDATE users, posts, users AS q SET users.id = COALESCE(q.boss_id, ?), \
             users.boss_id = q.id WHERE q.id = users.id AND users.boss_id = posts.user_id + ? \
             AND posts.id = ?" [9, 40, 1],
        mariadb:
            "SET STATEMENT sql_mode = CONCAT(@@sql_mode, ',SIMULTANEOUS_ASSIGNMENT') FOR UPDATE \
             users, posts SET users.id = COALESCE(users.boss_id, ?), users.boss_id = users.id \
             WHERE users.boss_id = posts.user_id + ? AND posts.id = ?" [9, 40, 1],
        ansi:
            "UPDATE users SET id = COALESCE(users.boss_id, :p1), boss_id = users.id FROM posts \
             WHERE users.boss_id = posts.user_id + :p2 AND posts.id = :p3" [9, 40, 1],
    );
    assert_sql!(swap.filter(users::id.eq(6)).order_by(users::id).limit(1),
        sqlite:
            "UPDATE users SET id = COALESCE(users.boss_id, ?), boss_id = users.id WHERE \
             users.id IN (SELECT users.id FROM users WHERE users.id = ? ORDER BY users.id LIMIT \
             ?)" [9, 6, 1_i64],
        postgres:
            "UPDATE users SET id = COALESCE(users.boss_id, $1), boss_id = users.id WHERE \
             users.id IN (SELECT users.id FROM users WHERE users.id = $2 ORDER BY users.id \
             LIMIT $3)" [9, 6, 1_i64],
        mysql:
            error "MySQL 8.4 has no SET that reads the old values only, and `id` and `boss_id` \
             need the old values of each other (in SET); update twice, or read the values \
             before",
        mariadb:
            "SET STATEMENT sql_mode = CONCAT(@@sql_mode, ',SIMULTANEOUS_ASSIGNMENT') FOR UPDATE \
             users SET id = COALESCE(users.boss_id, ?), boss_id = users.id WHERE users.id = ? \
             ORDER BY users.id LIMIT ?" [9, 6, 1_i64],
        ansi:
            "UPDATE users SET id = COALESCE(users.boss_id, :p1), boss_id = users.id WHERE \
             users.id = :p2 ORDER BY users.id LIMIT :p3" [9, 6, 1_i64],
    );
}

#[test]
fn update_from_before_there_was_one() {
    let query = update(posts::table())
        .set(posts::title, users::name)
        .set(posts::likes, posts::likes + 1)
        .from(users::table())
        .filter(users::id.eq(posts::user_id) & users::active);
    let text = |query: &sqltree::dml::Update| -> String {
        match query.compile(&Sqlite::version(3, 32)) {
            Ok(compiled) => compiled.sql().to_owned(),
            Err(error) => error.to_string(),
        }
    };
    let sql = "UPDATE posts SET title = (SELECT users.name FROM users \
               WHERE users.id = posts.user_id AND users.active), likes = posts.likes + ? \
               WHERE EXISTS (SELECT 1 FROM users WHERE users.id = posts.user_id AND users.active)";
    assert_eq!(text(&query), sql);
    assert!(text(&query.any_match()).contains("SQLite 3.32 has no UPDATE … FROM"));
    // SQLite has it still.
    crate::support::live::Live::Sqlite.with(|connection| {
        connection.run_script("BEGIN").unwrap();
        let changed = connection.execute_sql(sql, &[Value::from(1)]).unwrap();
        connection.run_script("ROLLBACK").unwrap();
        assert_eq!(changed, 5);
    });
}
