//! INSERT of the rows of a query, of defaults, and OVERRIDING.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, stock, users};

/// Into posts, all that must be given.
fn into_posts() -> sqltree::dml::Insert<(i64, i64, String, i32)> {
    insert(posts::table()).columns((posts::id, posts::user_id, posts::title, posts::likes))
}

#[test]
fn the_rows_of_a_select() {
    let old = select((users::id + 100, users::id, users::name, users::age.coalesce(0)))
        .filter(users::active)
        .order_by(users::id)
        .limit(3);
    assert_sql!(into_posts().from_select(old),
        sqlite | mysql | mariadb: "INSERT INTO posts (id, user_id, title, likes) SELECT users.id + ?, users.id, users.name, COALESCE(users.age, ?) FROM users WHERE users.active ORDER BY users.id LIMIT ?" [100, 0, 3_i64],
        postgres: "INSERT INTO posts (id, user_id, title, likes) SELECT users.id + $1, users.id, users.name, COALESCE(users.age, $2) FROM users WHERE users.active ORDER BY users.id LIMIT $3" [100, 0, 3_i64],
        ansi: "INSERT INTO posts (id, user_id, title, likes) SELECT users.id + :p1, users.id, users.name, COALESCE(users.age, :p2) FROM users WHERE users.active ORDER BY users.id LIMIT :p3" [100, 0, 3_i64],
    );
    let own =
        select((posts::id + 100, posts::user_id, posts::title, val(7))).filter(posts::likes.gt(0));
    assert_sql!(into_posts().from_select(&own).returning((posts::id, posts::likes)),
        sqlite | mariadb: "INSERT INTO posts (id, user_id, title, likes) SELECT posts.id + ?, posts.user_id, posts.title, ? FROM posts WHERE posts.likes > ? RETURNING posts.id, posts.likes" [100, 7, 0],
        postgres: "INSERT INTO posts (id, user_id, title, likes) SELECT posts.id + $1, posts.user_id, posts.title, CAST($2 AS INTEGER) FROM posts WHERE posts.likes > $3 RETURNING posts.id, posts.likes" [100, 7, 0],
        mysql: error "MySQL 8.4 has no INSERT … RETURNING (in INSERT); read last_insert_id() after execute",
        ansi: "INSERT INTO posts (id, user_id, title, likes) SELECT posts.id + :p1, posts.user_id, posts.title, :p2 FROM posts WHERE posts.likes > :p3 RETURNING posts.id, posts.likes" [100, 7, 0],
    );
    let free = select((val("cap"), val(3)))
        .no_from()
        .filter(exists(select(posts::id).filter(posts::id.eq(7))));
    assert_sql!(insert(stock::table()).columns((stock::item, stock::n)).from_select(free),
        sqlite | mysql | mariadb: "INSERT INTO stock (item, n) SELECT ?, ? WHERE EXISTS (SELECT posts.id FROM posts WHERE posts.id = ?)" ["cap", 3, 7],
        postgres: "INSERT INTO stock (item, n) SELECT CAST($1 AS TEXT), CAST($2 AS INTEGER) WHERE EXISTS (SELECT posts.id FROM posts WHERE posts.id = $3)" ["cap", 3, 7],
        ansi: "INSERT INTO stock (item, n) SELECT :p1, :p2 WHERE EXISTS (SELECT posts.id FROM posts WHERE posts.id = :p3)" ["cap", 3, 7],
    );
}

#[test]
fn the_rows_of_a_set_operation() {
    let some = select((users::id + 100, users::id, users::name, val(1))).filter(users::id.lt(3));
    let others =
        select((users::id + 200, users::id, users::name, literal(2))).order_by(users::id).limit(1);
    assert_sql!(into_posts().from_select(some.clone().union_all(others.clone())),
        sqlite: "INSERT INTO posts (id, user_id, title, likes) SELECT users.id + ?, users.id, users.name, ? FROM users WHERE users.id < ? UNION ALL SELECT * FROM (SELECT users.id + ?, users.id, users.name, 2 FROM users ORDER BY users.id LIMIT ?)" [100, 1, 3, 200, 1_i64],
        postgres: "INSERT INTO posts (id, user_id, title, likes) SELECT users.id + $1, users.id, users.name, CAST($2 AS INTEGER) FROM users WHERE users.id < $3 UNION ALL (SELECT users.id + $4, users.id, users.name, 2 FROM users ORDER BY users.id LIMIT $5)" [100, 1, 3, 200, 1_i64],
        mysql | mariadb: "INSERT INTO posts (id, user_id, title, likes) SELECT users.id + ?, users.id, users.name, ? FROM users WHERE users.id < ? UNION ALL (SELECT users.id + ?, users.id, users.name, 2 FROM users ORDER BY users.id LIMIT ?)" [100, 1, 3, 200, 1_i64],
        ansi: "INSERT INTO posts (id, user_id, title, likes) SELECT users.id + :p1, users.id, users.name, :p2 FROM users WHERE users.id < :p3 UNION ALL (SELECT users.id + :p4, users.id, users.name, 2 FROM users ORDER BY users.id LIMIT :p5)" [100, 1, 3, 200, 1_i64],
    );
    assert_sql!(into_posts().from_select(some.clone().union_all(others).except(some)),
        sqlite: "INSERT INTO posts (id, user_id, title, likes) SELECT users.id + ?, users.id, users.name, ? FROM users WHERE users.id < ? UNION ALL SELECT * FROM (SELECT users.id + ?, users.id, users.name, 2 FROM users ORDER BY users.id LIMIT ?) EXCEPT SELECT users.id + ?, users.id, users.name, ? FROM users WHERE users.id < ?" [100, 1, 3, 200, 1_i64, 100, 1, 3],
        postgres: "INSERT INTO posts (id, user_id, title, likes) SELECT users.id + $1, users.id, users.name, CAST($2 AS INTEGER) FROM users WHERE users.id < $3 UNION ALL (SELECT users.id + $4, users.id, users.name, 2 FROM users ORDER BY users.id LIMIT $5) EXCEPT SELECT users.id + $6, users.id, users.name, CAST($7 AS INTEGER) FROM users WHERE users.id < $8" [100, 1, 3, 200, 1_i64, 100, 1, 3],
        mysql | mariadb: "INSERT INTO posts (id, user_id, title, likes) SELECT users.id + ?, users.id, users.name, ? FROM users WHERE users.id < ? UNION ALL (SELECT users.id + ?, users.id, users.name, 2 FROM users ORDER BY users.id LIMIT ?) EXCEPT SELECT users.id + ?, users.id, users.name, ? FROM users WHERE users.id < ?" [100, 1, 3, 200, 1_i64, 100, 1, 3],
        ansi: "INSERT INTO posts (id, user_id, title, likes) SELECT users.id + :p1, users.id, users.name, :p2 FROM users WHERE users.id < :p3 UNION ALL (SELECT users.id + :p4, users.id, users.name, 2 FROM users ORDER BY users.id LIMIT :p5) EXCEPT SELECT users.id + :p6, users.id, users.name, :p7 FROM users WHERE users.id < :p8" [100, 1, 3, 200, 1_i64, 100, 1, 3],
    );
}

#[test]
fn the_rows_of_values() {
    let rows = values(["a", "b", "c", "d"], [(100_i64, 1_i64, "x", 5), (101, 2, "y", 6)]);
    assert_sql!(into_posts().from_select(rows.clone()),
        sqlite: "INSERT INTO posts (id, user_id, title, likes) VALUES (?, ?, ?, ?), (?, ?, ?, ?)" [100_i64, 1_i64, "x", 5, 101_i64, 2_i64, "y", 6],
        postgres: "INSERT INTO posts (id, user_id, title, likes) VALUES (CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS TEXT), CAST($4 AS INTEGER)), ($5, $6, $7, $8)" [100_i64, 1_i64, "x", 5, 101_i64, 2_i64, "y", 6],
        mysql: "INSERT INTO posts (id, user_id, title, likes) VALUES ROW(?, ?, ?, ?), ROW(?, ?, ?, ?)" [100_i64, 1_i64, "x", 5, 101_i64, 2_i64, "y", 6],
        mariadb: "INSERT INTO posts (id, user_id, title, likes) SELECT ? AS a, ? AS b, ? AS c, ? AS d UNION ALL SELECT ?, ?, ?, ?" [100_i64, 1_i64, "x", 5, 101_i64, 2_i64, "y", 6],
        ansi: "INSERT INTO posts (id, user_id, title, likes) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, :p7, :p8)" [100_i64, 1_i64, "x", 5, 101_i64, 2_i64, "y", 6],
    );
    assert_sql!(into_posts().from_select(rows.order_by(column("a").desc()).limit(1)),
        sqlite: "INSERT INTO posts (id, user_id, title, likes) SELECT * FROM (VALUES (?, ?, ?, ?), (?, ?, ?, ?)) AS v ORDER BY 1 DESC LIMIT ?" [100_i64, 1_i64, "x", 5, 101_i64, 2_i64, "y", 6, 1_i64],
        postgres: "INSERT INTO posts (id, user_id, title, likes) VALUES (CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS TEXT), CAST($4 AS INTEGER)), ($5, $6, $7, $8) ORDER BY 1 DESC LIMIT $9" [100_i64, 1_i64, "x", 5, 101_i64, 2_i64, "y", 6, 1_i64],
        mysql: "INSERT INTO posts (id, user_id, title, likes) SELECT * FROM (VALUES ROW(?, ?, ?, ?), ROW(?, ?, ?, ?)) AS v ORDER BY 1 DESC LIMIT ?" [100_i64, 1_i64, "x", 5, 101_i64, 2_i64, "y", 6, 1_i64],
        mariadb: "INSERT INTO posts (id, user_id, title, likes) SELECT ? AS a, ? AS b, ? AS c, ? AS d UNION ALL SELECT ?, ?, ?, ? ORDER BY 1 DESC LIMIT ?" [100_i64, 1_i64, "x", 5, 101_i64, 2_i64, "y", 6, 1_i64],
        ansi: "INSERT INTO posts (id, user_id, title, likes) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, :p7, :p8) ORDER BY 1 DESC LIMIT :p9" [100_i64, 1_i64, "x", 5, 101_i64, 2_i64, "y", 6, 1_i64],
    );
}

#[test]
fn with_before_the_insert_or_the_query() {
    let names = select((users::id, users::name)).filter(users::active).cte("names");
    let query =
        select((names.col(users::id) + 100, names.col(users::id), names.col(users::name), val(0)));
    assert_sql!(into_posts().from_select(query.clone()),
        sqlite: "WITH names AS (SELECT users.id, users.name FROM users WHERE users.active) INSERT INTO posts (id, user_id, title, likes) SELECT names.id + ?, names.id, names.name, ? FROM names" [100, 0],
        postgres: "WITH names AS (SELECT users.id, users.name FROM users WHERE users.active) INSERT INTO posts (id, user_id, title, likes) SELECT names.id + $1, names.id, names.name, CAST($2 AS INTEGER) FROM names" [100, 0],
        mysql | mariadb: "INSERT INTO posts (id, user_id, title, likes) WITH names AS (SELECT users.id, users.name FROM users WHERE users.active) SELECT names.id + ?, names.id, names.name, ? FROM names" [100, 0],
        ansi: "WITH names AS (SELECT users.id, users.name FROM users WHERE users.active) INSERT INTO posts (id, user_id, title, likes) SELECT names.id + :p1, names.id, names.name, :p2 FROM names" [100, 0],
    );
    let again =
        query.clone().union_all(select((val(300_i64), val(1_i64), val("z"), val(1))).no_from());
    assert_sql!(into_posts().from_select(again),
        sqlite: "WITH names AS (SELECT users.id, users.name FROM users WHERE users.active) INSERT INTO posts (id, user_id, title, likes) SELECT names.id + ?, names.id, names.name, ? FROM names UNION ALL SELECT ?, ?, ?, ?" [100, 0, 300_i64, 1_i64, "z", 1],
        postgres: "WITH names AS (SELECT users.id, users.name FROM users WHERE users.active) INSERT INTO posts (id, user_id, title, likes) SELECT names.id + $1, names.id, names.name, CAST($2 AS INTEGER) FROM names UNION ALL SELECT CAST($3 AS BIGINT), CAST($4 AS BIGINT), CAST($5 AS TEXT), CAST($6 AS INTEGER)" [100, 0, 300_i64, 1_i64, "z", 1],
        mysql | mariadb: "INSERT INTO posts (id, user_id, title, likes) WITH names AS (SELECT users.id, users.name FROM users WHERE users.active) SELECT names.id + ?, names.id, names.name, ? FROM names UNION ALL SELECT ?, ?, ?, ?" [100, 0, 300_i64, 1_i64, "z", 1],
        ansi: "WITH names AS (SELECT users.id, users.name FROM users WHERE users.active) INSERT INTO posts (id, user_id, title, likes) SELECT names.id + :p1, names.id, names.name, :p2 FROM names UNION ALL SELECT :p3, :p4, :p5, :p6" [100, 0, 300_i64, 1_i64, "z", 1],
    );
    let n = val(100_i64).label("n");
    let up = select(&n).no_from().recursive("up", |up| {
        select(up.col(&n) + literal(1_i64)).from(up).filter(up.col(&n).lt(103))
    });
    let query = select((up.col(&n), val(1_i64), val("z"), val(2))).from(&up);
    assert_sql!(into_posts().from_select(query),
        sqlite: "WITH RECURSIVE up (n) AS (SELECT ? AS n UNION ALL SELECT up.n + 1 FROM up WHERE up.n < ?) INSERT INTO posts (id, user_id, title, likes) SELECT up.n, ?, ?, ? FROM up" [100_i64, 103, 1_i64, "z", 2],
        postgres: "WITH RECURSIVE up (n) AS (SELECT CAST($1 AS BIGINT) AS n UNION ALL SELECT up.n + CAST('1' AS BIGINT) FROM up WHERE up.n < $2) INSERT INTO posts (id, user_id, title, likes) SELECT up.n, CAST($3 AS BIGINT), CAST($4 AS TEXT), CAST($5 AS INTEGER) FROM up" [100_i64, 103, 1_i64, "z", 2],
        mysql | mariadb: "INSERT INTO posts (id, user_id, title, likes) WITH RECURSIVE up (n) AS (SELECT IF(FALSE, 9223372036854775807, ?) AS n UNION ALL SELECT up.n + 1 FROM up WHERE up.n < ?) SELECT up.n, ?, ?, ? FROM up" [100_i64, 103, 1_i64, "z", 2],
        ansi: "WITH RECURSIVE up (n) AS (SELECT :p1 AS n UNION ALL SELECT up.n + 1 FROM up WHERE up.n < :p2) INSERT INTO posts (id, user_id, title, likes) SELECT up.n, :p3, :p4, :p5 FROM up" [100_i64, 103, 1_i64, "z", 2],
    );
    let most = select(func::max(names.col(users::id))).from(&names).scalar();
    assert_sql!(into_posts().values((100, 1, "x", 1)).returning(most.clone()),
        sqlite: "WITH names AS (SELECT users.id, users.name FROM users WHERE users.active) INSERT INTO posts (id, user_id, title, likes) VALUES (?, ?, ?, ?) RETURNING (SELECT MAX(names.id) FROM names)" [100, 1, "x", 1],
        postgres: "WITH names AS (SELECT users.id, users.name FROM users WHERE users.active) INSERT INTO posts (id, user_id, title, likes) VALUES ($1, $2, $3, $4) RETURNING (SELECT MAX(names.id) FROM names)" [100, 1, "x", 1],
        mysql: error "MySQL 8.4 has no INSERT … RETURNING (in INSERT); read last_insert_id() after execute",
        mariadb: error "MariaDB 11.4 has no WITH before INSERT (in WITH); use it in the query of `.from_select(…)`, or use a subquery",
        ansi: "WITH names AS (SELECT users.id, users.name FROM users WHERE users.active) INSERT INTO posts (id, user_id, title, likes) VALUES (:p1, :p2, :p3, :p4) RETURNING (SELECT MAX(names.id) FROM names)" [100, 1, "x", 1],
    );
    let query = select((val(100_i64), val(1_i64), val("x"), val(1))).no_from();
    assert_sql!(into_posts().from_select(query).returning(most),
        sqlite: "WITH names AS (SELECT users.id, users.name FROM users WHERE users.active) INSERT INTO posts (id, user_id, title, likes) SELECT ?, ?, ?, ? RETURNING (SELECT MAX(names.id) FROM names)" [100_i64, 1_i64, "x", 1],
        postgres: "WITH names AS (SELECT users.id, users.name FROM users WHERE users.active) INSERT INTO posts (id, user_id, title, likes) SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS TEXT), CAST($4 AS INTEGER) RETURNING (SELECT MAX(names.id) FROM names)" [100_i64, 1_i64, "x", 1],
        mysql: error "MySQL 8.4 has no INSERT … RETURNING (in INSERT); read last_insert_id() after execute",
        mariadb: error "MariaDB 11.4 has no WITH before INSERT (in WITH); use it in the query of `.from_select(…)`, or use a subquery",
        ansi: "WITH names AS (SELECT users.id, users.name FROM users WHERE users.active) INSERT INTO posts (id, user_id, title, likes) SELECT :p1, :p2, :p3, :p4 RETURNING (SELECT MAX(names.id) FROM names)" [100_i64, 1_i64, "x", 1],
    );
}

#[test]
fn nulls_and_parameters_take_the_type_of_the_column() {
    let nobody: Option<i64> = None;
    let target = || {
        insert(users::table()).columns((
            users::id,
            users::name,
            users::boss_id,
            users::active,
            users::score,
        ))
    };
    let query = select((val(9_i64), val("x"), val(nobody), val(true), val(1.5))).no_from();
    assert_sql!(target().from_select(query.clone()),
        sqlite: "INSERT INTO users (id, name, boss_id, active, score) SELECT ?, ?, ?, ?, ?" [9_i64, "x", Value::Null, true, 1.5],
        postgres: "INSERT INTO users (id, name, boss_id, active, score) SELECT CAST($1 AS BIGINT), CAST($2 AS TEXT), CAST($3 AS BIGINT), CAST($4 AS BOOLEAN), CAST($5 AS DOUBLE PRECISION)" [9_i64, "x", Value::Null, true, 1.5],
        mysql | mariadb: "INSERT INTO users (id, name, boss_id, active, score) SELECT ?, ?, CAST(? AS SIGNED), ?, ?" [9_i64, "x", Value::Null, true, 1.5],
        ansi: "INSERT INTO users (id, name, boss_id, active, score) SELECT :p1, :p2, :p3, :p4, :p5" [9_i64, "x", Value::Null, true, 1.5],
    );
    let query = query
        .union_all(select((val(10_i64), val("y"), val(nobody), val(false), val(2.5))).no_from());
    assert_sql!(target().from_select(query),
        sqlite: "INSERT INTO users (id, name, boss_id, active, score) SELECT ?, ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, ?, ?" [9_i64, "x", Value::Null, true, 1.5, 10_i64, "y", Value::Null, false, 2.5],
        postgres: "INSERT INTO users (id, name, boss_id, active, score) SELECT CAST($1 AS BIGINT), CAST($2 AS TEXT), CAST($3 AS BIGINT), CAST($4 AS BOOLEAN), CAST($5 AS DOUBLE PRECISION) UNION ALL SELECT CAST($6 AS BIGINT), CAST($7 AS TEXT), CAST($8 AS BIGINT), CAST($9 AS BOOLEAN), CAST($10 AS DOUBLE PRECISION)" [9_i64, "x", Value::Null, true, 1.5, 10_i64, "y", Value::Null, false, 2.5],
        mysql | mariadb: "INSERT INTO users (id, name, boss_id, active, score) SELECT ?, ?, CAST(? AS SIGNED), ?, ? UNION ALL SELECT ?, ?, CAST(? AS SIGNED), ?, ?" [9_i64, "x", Value::Null, true, 1.5, 10_i64, "y", Value::Null, false, 2.5],
        ansi: "INSERT INTO users (id, name, boss_id, active, score) SELECT :p1, :p2, :p3, :p4, :p5 UNION ALL SELECT :p6, :p7, :p8, :p9, :p10" [9_i64, "x", Value::Null, true, 1.5, 10_i64, "y", Value::Null, false, 2.5],
    );
    let query = select((users::id + 10, users::name, null(), users::active, users::score))
        .filter(users::id.eq(1));
    assert_sql!(target().from_select(query),
        sqlite | mysql | mariadb: "INSERT INTO users (id, name, boss_id, active, score) SELECT users.id + ?, users.name, NULL, users.active, users.score FROM users WHERE users.id = ?" [10, 1],
        postgres: "INSERT INTO users (id, name, boss_id, active, score) SELECT users.id + $1, users.name, NULL, users.active, users.score FROM users WHERE users.id = $2" [10, 1],
        ansi: "INSERT INTO users (id, name, boss_id, active, score) SELECT users.id + :p1, users.name, NULL, users.active, users.score FROM users WHERE users.id = :p2" [10, 1],
    );
}

#[test]
fn what_does_not_fit_the_columns_is_refused() {
    let one = select((users::id, users::name));
    assert_sql!(into_posts().from_select(one),
        sqlite | postgres | mysql | mariadb | ansi: error "INSERT INTO posts names 4 columns, but its query has 2; select as many",
    );
    let types = select((users::id, users::name, users::name, val(5_000_000_000_i64)));
    assert_sql!(into_posts().from_select(types.clone()),
        sqlite | postgres | mysql | mariadb | ansi: error "column `user_id` is BIGINT, column `name` is TEXT (in INSERT … SELECT)\nthe value is out of the range of column `likes` (in INSERT … SELECT)",
    );
    let right = select((users::id, users::id, users::name, val(5_i64)));
    let large = select((users::id, users::id, users::name, val(5_000_000_000_i64)));
    assert_sql!(into_posts().from_select(right.union_all(large)),
        sqlite | postgres | mysql | mariadb | ansi: error "the value is out of the range of column `likes` (in INSERT … SELECT)",
    );
    let rows = values(["a", "b", "c", "d"], [(1_i64, Some(1_i64), "x", 5), (2, None, "y", 6)]);
    assert_sql!(into_posts().from_select(rows),
        sqlite | postgres | mysql | mariadb | ansi: error "column `user_id` takes no NULL (in INSERT … SELECT)",
    );
    assert_sql!(into_posts().from_select(select(star()).from(Table::new("old"))),
        sqlite | postgres | mysql | mariadb | ansi: error "the query inserted selects `*` of what is not known; name the columns",
    );
    let (a, b) = (select((users::id, users::id, users::name, val(1))), values(["a"], ["tip"]));
    assert_sql!(into_posts().from_select(a.clone()).from_select(a.clone()),
        sqlite | postgres | mysql | mariadb | ansi: error "INSERT has two queries; join them by `.union_all(…)`",
    );
    assert_sql!(into_posts().values((1, 1, "x", 1)).from_select(a.clone()),
        sqlite | postgres | mysql | mariadb | ansi: error "INSERT has both rows (`columns` and `values`) and a query (`from_select`); use one of them",
    );
    assert_sql!(into_posts().from_select(a).values((1, 1, "x", 1)),
        sqlite | postgres | mysql | mariadb | ansi: error "INSERT has both a query (`from_select`) and rows (`columns` and `values`); use one of them",
    );
    assert_sql!(insert(stock::table()).from_select(b.clone()),
        sqlite | postgres | mysql | mariadb | ansi: error "INSERT INTO stock names no columns; use `.columns(…)` and `.values(…)`, `.set(…)` or `.records(…)`",
    );
    assert_sql!(insert(stock::table()).from_select(b).columns(stock::item),
        sqlite: "INSERT INTO stock (item) VALUES (?)" ["tip"],
        postgres: "INSERT INTO stock (item) VALUES (CAST($1 AS TEXT))" ["tip"],
        mysql: "INSERT INTO stock (item) VALUES ROW(?)" ["tip"],
        mariadb: "INSERT INTO stock (item) SELECT ? AS a" ["tip"],
        ansi: "INSERT INTO stock (item) VALUES (:p1)" ["tip"],
    );
    assert_sql!(insert(users::table()).set(users::id, 1).from_select(select(users::id)),
        sqlite | postgres | mysql | mariadb | ansi: error "INSERT has both `set` and a query (`from_select`); use one of them",
    );
}

#[test]
fn a_star_is_the_columns_that_are_declared() {
    let query = select(posts::table().star()).filter(posts::id.lt(0));
    let target = || insert(posts::table());
    assert_sql!(target().columns((posts::id, posts::user_id, posts::title, posts::body, posts::likes)).from_select(query),
        sqlite | mysql | mariadb: "INSERT INTO posts (id, user_id, title, body, likes) SELECT posts.id, posts.user_id, posts.title, posts.body, posts.likes FROM posts WHERE posts.id < ?" [0],
        postgres: "INSERT INTO posts (id, user_id, title, body, likes) SELECT posts.id, posts.user_id, posts.title, posts.body, posts.likes FROM posts WHERE posts.id < $1" [0],
        ansi: "INSERT INTO posts (id, user_id, title, body, likes) SELECT posts.id, posts.user_id, posts.title, posts.body, posts.likes FROM posts WHERE posts.id < :p1" [0],
    );
}

#[test]
fn a_row_of_defaults() {
    assert_sql!(insert(stock::table()).default_values(),
        sqlite | postgres | ansi: "INSERT INTO stock DEFAULT VALUES",
        mysql | mariadb: "INSERT INTO stock () VALUES ()",
    );
    assert_sql!(insert(stock::table()).default_values().returning((stock::item, stock::n)),
        sqlite | postgres | ansi: "INSERT INTO stock DEFAULT VALUES RETURNING stock.item, stock.n",
        mysql: error "MySQL 8.4 has no INSERT … RETURNING (in INSERT); read last_insert_id() after execute",
        mariadb: "INSERT INTO stock () VALUES () RETURNING stock.item, stock.n",
    );
    assert_sql!(insert(stock::table()).set(stock::n, 1).default_values(),
        sqlite | postgres | mysql | mariadb | ansi: error "INSERT has both `set` and `default_values`; use one of them",
    );
    assert_sql!(insert(stock::table()).default_values().overriding_user_value(),
        sqlite: error "INSERT has OVERRIDING and a row of defaults, which gives no value; leave one out\nSQLite 3.54 has no OVERRIDING SYSTEM VALUE or USER VALUE (in INSERT); a value that is given is taken; leave the column out to ignore it",
        postgres | ansi: error "INSERT has OVERRIDING and a row of defaults, which gives no value; leave one out",
        mysql: error "INSERT has OVERRIDING and a row of defaults, which gives no value; leave one out\nMySQL 8.4 has no OVERRIDING SYSTEM VALUE or USER VALUE (in INSERT); a value that is given is taken; leave the column out to ignore it",
        mariadb: error "INSERT has OVERRIDING and a row of defaults, which gives no value; leave one out\nMariaDB 11.4 has no OVERRIDING SYSTEM VALUE or USER VALUE (in INSERT); a value that is given is taken; leave the column out to ignore it",
    );
}

#[test]
fn default_among_the_values() {
    let names = || insert(stock::table()).columns((stock::item, stock::n, stock::note));
    assert_sql!(names().values(("cap", default().typed::<i32>(), "x")).values(("tip", default().typed::<i32>(), "y")),
        sqlite: "INSERT INTO stock (item, note) VALUES (?, ?), (?, ?)" ["cap", "x", "tip", "y"],
        postgres: "INSERT INTO stock (item, n, note) VALUES ($1, DEFAULT, $2), ($3, DEFAULT, $4)" ["cap", "x", "tip", "y"],
        mysql | mariadb: "INSERT INTO stock (item, n, note) VALUES (?, DEFAULT, ?), (?, DEFAULT, ?)" ["cap", "x", "tip", "y"],
        ansi: "INSERT INTO stock (item, n, note) VALUES (:p1, DEFAULT, :p2), (:p3, DEFAULT, :p4)" ["cap", "x", "tip", "y"],
    );
    assert_sql!(names().values(("cap", default(), Some("x"))).values(("tip", val(1).dynamic(), None::<&str>)),
        sqlite: error "SQLite 3.54 has no DEFAULT among the values of a row (in VALUES); insert the rows with the default apart, without the column",
        postgres: "INSERT INTO stock (item, n, note) VALUES ($1, DEFAULT, $2), ($3, $4, $5)" ["cap", "x", "tip", 1, Value::Null],
        mysql | mariadb: "INSERT INTO stock (item, n, note) VALUES (?, DEFAULT, ?), (?, ?, ?)" ["cap", "x", "tip", 1, Value::Null],
        ansi: "INSERT INTO stock (item, n, note) VALUES (:p1, DEFAULT, :p2), (:p3, :p4, :p5)" ["cap", "x", "tip", 1, Value::Null],
    );
    assert_sql!(insert(stock::table()).set(stock::n, default()).set(stock::note, default()),
        sqlite: "INSERT INTO stock DEFAULT VALUES",
        postgres | mysql | mariadb | ansi: "INSERT INTO stock (n, note) VALUES (DEFAULT, DEFAULT)",
    );
    let two = insert(stock::table()).columns(stock::note).values((default(),)).values((default(),));
    assert_eq!(
        crate::support::expect::messages(&two.compile(&Sqlite::default()).unwrap_err()),
        "SQLite 3.54 has no DEFAULT among the values of a row (in VALUES); insert the rows with the \
         default apart, without the column"
    );
    assert_eq!(
        two.compile(&MariaDb::default()).unwrap().sql(),
        "INSERT INTO stock (note) VALUES (DEFAULT), (DEFAULT)"
    );
    let rewrites = names().values(("cap", default().typed::<i32>(), "x"));
    let options = sqltree::compile::Options::new().without_rewrites();
    assert!(rewrites.compile_with(&Sqlite::default(), options).is_err());
    let made = rewrites.compile(&Sqlite::default()).unwrap();
    assert_eq!(made.rewrites(), [sqltree::compile::Rewrite::DefaultLeftOut]);
}

#[test]
fn overriding_is_said() {
    let row = || insert(stock::table()).set(stock::item, "cap").set(stock::n, 1);
    assert_sql!(row().overriding_system_value(),
        sqlite: error "SQLite 3.54 has no OVERRIDING SYSTEM VALUE or USER VALUE (in INSERT); a value that is given is taken; leave the column out to ignore it",
        postgres: "INSERT INTO stock (item, n) OVERRIDING SYSTEM VALUE VALUES ($1, $2)" ["cap", 1],
        mysql: error "MySQL 8.4 has no OVERRIDING SYSTEM VALUE or USER VALUE (in INSERT); a value that is given is taken; leave the column out to ignore it",
        mariadb: error "MariaDB 11.4 has no OVERRIDING SYSTEM VALUE or USER VALUE (in INSERT); a value that is given is taken; leave the column out to ignore it",
        ansi: "INSERT INTO stock (item, n) OVERRIDING SYSTEM VALUE VALUES (:p1, :p2)" ["cap", 1],
    );
    assert_sql!(row().overriding_user_value(),
        sqlite: error "SQLite 3.54 has no OVERRIDING SYSTEM VALUE or USER VALUE (in INSERT); a value that is given is taken; leave the column out to ignore it",
        postgres: "INSERT INTO stock (item, n) OVERRIDING USER VALUE VALUES ($1, $2)" ["cap", 1],
        mysql: error "MySQL 8.4 has no OVERRIDING SYSTEM VALUE or USER VALUE (in INSERT); a value that is given is taken; leave the column out to ignore it",
        mariadb: error "MariaDB 11.4 has no OVERRIDING SYSTEM VALUE or USER VALUE (in INSERT); a value that is given is taken; leave the column out to ignore it",
        ansi: "INSERT INTO stock (item, n) OVERRIDING USER VALUE VALUES (:p1, :p2)" ["cap", 1],
    );
    assert_sql!(row().overriding_user_value().overriding_system_value(),
        sqlite: error "INSERT has OVERRIDING SYSTEM VALUE and OVERRIDING USER VALUE; use one\nSQLite 3.54 has no OVERRIDING SYSTEM VALUE or USER VALUE (in INSERT); a value that is given is taken; leave the column out to ignore it",
        postgres | ansi: error "INSERT has OVERRIDING SYSTEM VALUE and OVERRIDING USER VALUE; use one",
        mysql: error "INSERT has OVERRIDING SYSTEM VALUE and OVERRIDING USER VALUE; use one\nMySQL 8.4 has no OVERRIDING SYSTEM VALUE or USER VALUE (in INSERT); a value that is given is taken; leave the column out to ignore it",
        mariadb: error "INSERT has OVERRIDING SYSTEM VALUE and OVERRIDING USER VALUE; use one\nMariaDB 11.4 has no OVERRIDING SYSTEM VALUE or USER VALUE (in INSERT); a value that is given is taken; leave the column out to ignore it",
    );
    let query = select((val("cap"), val(5))).no_from();
    assert_sql!(insert(stock::table()).columns((stock::item, stock::n)).from_select(query).overriding_system_value(),
        sqlite: error "SQLite 3.54 has no OVERRIDING SYSTEM VALUE or USER VALUE (in INSERT); a value that is given is taken; leave the column out to ignore it",
        postgres: "INSERT INTO stock (item, n) OVERRIDING SYSTEM VALUE SELECT CAST($1 AS TEXT), CAST($2 AS INTEGER)" ["cap", 5],
        mysql: error "MySQL 8.4 has no OVERRIDING SYSTEM VALUE or USER VALUE (in INSERT); a value that is given is taken; leave the column out to ignore it",
        mariadb: error "MariaDB 11.4 has no OVERRIDING SYSTEM VALUE or USER VALUE (in INSERT); a value that is given is taken; leave the column out to ignore it",
        ansi: "INSERT INTO stock (item, n) OVERRIDING SYSTEM VALUE SELECT :p1, :p2" ["cap", 5],
    );
}

#[test]
fn a_value_read_from_the_table_itself() {
    let next = select(func::max(stock::n)).filter(stock::item.eq("pen")).scalar();
    let query =
        insert(stock::table()).set(stock::item, "cap").set(stock::n, func::coalesce(next, 1));
    assert_sql!(query,
        sqlite | mariadb: "INSERT INTO stock (item, n) VALUES (?, COALESCE((SELECT MAX(stock.n) FROM stock WHERE stock.item = ?), ?))" ["cap", "pen", 1],
        postgres: "INSERT INTO stock (item, n) VALUES ($1, COALESCE((SELECT MAX(stock.n) FROM stock WHERE stock.item = $2), $3))" ["cap", "pen", 1],
        mysql: error "MySQL 8.4 has no queries in VALUES over the table itself (in VALUES); insert the row of a query by `.from_select(…)`",
        ansi: "INSERT INTO stock (item, n) VALUES (:p1, COALESCE((SELECT MAX(stock.n) FROM stock WHERE stock.item = :p2), :p3))" ["cap", "pen", 1],
    );
}

#[test]
fn queries_in_from_stand_apart_beside_queries_as_values() {
    let inner = select((users::id, users::name, users::active)).subquery("q");
    let other = users::alias("other");
    let oldest = select(func::max(other.col(users::age)))
        .from(&other)
        .filter(!(inner.col(users::active) | other.col(users::active)))
        .scalar();
    let (id, name) = (inner.col(users::id), inner.col(users::name));
    let query = select((&id + 100, &id, name, func::coalesce(oldest, -1)));
    assert_sql!(into_posts().from_select(query),
        sqlite | mysql:
            "INSERT INTO posts (id, user_id, title, likes) SELECT q.id + ?, q.id, q.name, \
                COALESCE((SELECT MAX(other.age) FROM users AS other WHERE NOT (q.active OR \
                other.active)), ?) FROM (SELECT users.id, users.name, users.active FROM users) AS q" [100, -1],
        postgres:
            "INSERT INTO posts (id, user_id, title, likes) SELECT q.id + $1, q.id, q.name, \
                COALESCE((SELECT MAX(other.age) FROM users AS other WHERE NOT (q.active OR \
                other.active)), $2) FROM (SELECT users.id, users.name, users.active FROM users) AS q" [100, -1],
        mariadb:
            "INSERT INTO posts (id, user_id, title, likes) SELECT q.id + ?, q.id, q.name, \
                COALESCE((SELECT MAX(other.age) FROM users AS other WHERE NOT (q.active OR \
                other.active)), ?) FROM (SELECT users.id, users.name, users.active FROM users LIMIT \
                18446744073709551615) AS q" [100, -1],
        ansi:
            "INSERT INTO posts (id, user_id, title, likes) SELECT q.id + :p1, q.id, q.name, \
                COALESCE((SELECT MAX(other.age) FROM users AS other WHERE NOT (q.active OR \
                other.active)), :p2) FROM (SELECT users.id, users.name, users.active FROM users) AS q" [100, -1],
    );
}
