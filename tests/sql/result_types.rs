//! What is worked out has one type and one value on every engine.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::live::Live;
use crate::support::tables::{posts, users};

#[test]
fn integers_of_two_sizes() {
    assert_sql!(select((val(1_i32) + 2_i64, val(3_i16) * 4_i32, val(5_i64) - 6_i16)),
        sqlite | mysql | mariadb: "SELECT ? + ?, ? * ?, ? - ?" [1, 2_i64, 3_i16, 4, 5_i64, 6_i16],
        postgres:
            "SELECT CAST($1 AS INTEGER) + CAST($2 AS BIGINT), CAST($3 AS SMALLINT) * CAST($4 AS \
             INTEGER), CAST($5 AS BIGINT) - CAST($6 AS SMALLINT)" [1, 2_i64, 3_i16, 4, 5_i64, 6_i16],
        ansi: "SELECT :p1 + :p2, :p3 * :p4, :p5 - :p6" [1, 2_i64, 3_i16, 4, 5_i64, 6_i16],
    );
    assert_sql!(select((posts::likes + posts::id, posts::likes % 4_i64)).order_by(posts::id),
        sqlite:
            "SELECT posts.likes + posts.id, posts.likes % ? FROM posts ORDER BY posts.id" [4_i64],
        postgres:
            "SELECT posts.likes + posts.id, posts.likes % NULLIF($1, 0) FROM posts ORDER BY \
             posts.id" [4_i64],
        mysql | mariadb:
            "SELECT posts.likes + posts.id, posts.likes % NULLIF(?, 0) FROM posts ORDER BY \
             posts.id" [4_i64],
        ansi:
            "SELECT posts.likes + posts.id, MOD(posts.likes, NULLIF(:p1, 0)) FROM posts ORDER \
             BY posts.id" [4_i64],
    );
    assert_sql!(select(-val(5_u64) + 1.0),
        sqlite | mysql | mariadb: "SELECT -? + ?" [5_u64, 1.0],
        postgres: "SELECT -CAST($1 AS BIGINT) + $2" [5_u64, 1.0],
        ansi: "SELECT -:p1 + :p2" [5_u64, 1.0],
    );
}

#[test]
fn integers_with_floats() {
    assert_sql!(select((users::age * 1.5, users::age + 0.5_f32, users::id - 1.5)).order_by(users::id),
        sqlite | mysql | mariadb:
            "SELECT users.age * ?, users.age + ?, users.id - ? FROM users ORDER BY users.id" [1.5, 0.5_f32, 1.5],
        postgres:
            "SELECT users.age * $1, users.age + CAST(CAST($2 AS REAL) AS DOUBLE PRECISION), \
             users.id - $3 FROM users ORDER BY users.id" [1.5, 0.5_f32, 1.5],
        ansi:
            "SELECT users.age * :p1, users.age + CAST(:p2 AS DOUBLE PRECISION), users.id - :p3 \
             FROM users ORDER BY users.id" [1.5, 0.5_f32, 1.5],
    );
    assert_sql!(select((val(1.5_f32) * 2.5_f32, val(0.1_f32) + 0.2_f32, -val(0.1_f32), val(7) * 0.5)),
        sqlite | mysql | mariadb:
            "SELECT ? * ?, ? + ?, -?, ? * ?" [1.5_f32, 2.5_f32, 0.1_f32, 0.2_f32, 0.1_f32, 7, 0.5],
        postgres:
            "SELECT CAST(CAST($1 AS REAL) AS DOUBLE PRECISION) * CAST(CAST($2 AS REAL) AS \
             DOUBLE PRECISION), CAST(CAST($3 AS REAL) AS DOUBLE PRECISION) + CAST(CAST($4 AS \
             REAL) AS DOUBLE PRECISION), -CAST($5 AS REAL), CAST($6 AS INTEGER) * CAST($7 AS \
             DOUBLE PRECISION)" [1.5_f32, 2.5_f32, 0.1_f32, 0.2_f32, 0.1_f32, 7, 0.5],
        ansi:
            "SELECT CAST(:p1 AS DOUBLE PRECISION) * CAST(:p2 AS DOUBLE PRECISION), CAST(:p3 AS \
             DOUBLE PRECISION) + CAST(:p4 AS DOUBLE PRECISION), -:p5, :p6 * :p7" [1.5_f32, 2.5_f32, 0.1_f32, 0.2_f32, 0.1_f32, 7, 0.5],
    );
    assert_sql!(select((func::sum(val(0.5_f32)), func::avg(users::age * 0.5))).from(users::table()),
        sqlite: "SELECT SUM(?), AVG(users.age * ?) FROM users" [0.5_f32, 0.5],
        postgres:
            "SELECT SUM(CAST(CAST($1 AS REAL) AS DOUBLE PRECISION)), AVG(CAST(users.age * $2 AS \
             DOUBLE PRECISION)) FROM users" [0.5_f32, 0.5],
        mysql | mariadb: "SELECT SUM(?), AVG(users.age * ? + 0e0) FROM users" [0.5_f32, 0.5],
        ansi:
            "SELECT SUM(:p1), AVG(CAST(users.age * :p2 AS DOUBLE PRECISION)) FROM users" [0.5_f32, 0.5],
    );
    assert_sql!(select(func::percentile_cont(0.5).within_group(users::age)),
        sqlite: error "SQLite 3.54 has no function like `percentile_cont` (in SELECT)",
        postgres: "SELECT PERCENTILE_CONT($1) WITHIN GROUP (ORDER BY users.age) FROM users" [0.5],
        mysql: error "MySQL 8.4 has no function like `percentile_cont` (in SELECT)",
        mariadb: error "MariaDB 11.4 has no function like `percentile_cont` (in SELECT)",
        ansi: "SELECT PERCENTILE_CONT(:p1) WITHIN GROUP (ORDER BY users.age) FROM users" [0.5],
    );
}

#[test]
fn sums_and_what_is_made_of_them() {
    assert_sql!(select((func::sum(posts::likes), func::sum(posts::id), func::sum(users::score))).join(users::table(), foreign_key()),
        sqlite | mysql | mariadb | ansi:
            "SELECT SUM(posts.likes), SUM(posts.id), SUM(users.score) FROM posts JOIN users ON \
             posts.user_id = users.id",
        postgres:
            "SELECT SUM(posts.likes), CAST(SUM(posts.id) AS BIGINT), SUM(users.score) FROM \
             posts JOIN users ON posts.user_id = users.id",
    );
    assert_sql!(select((func::sum(posts::likes).div_trunc(4), func::sum(posts::id).div_trunc(4_i64), func::sum(posts::id) / 2, func::sum(posts::id) % 2_i64)),
        sqlite:
            "SELECT SUM(posts.likes) / ?, SUM(posts.id) / ?, CAST(SUM(posts.id) AS REAL) / ?, \
             SUM(posts.id) % ? FROM posts" [4, 4_i64, 2, 2_i64],
        postgres:
            "SELECT SUM(posts.likes) / NULLIF($1, 0), CAST(SUM(posts.id) AS BIGINT) / \
             NULLIF($2, 0), CAST(CAST(SUM(posts.id) AS BIGINT) AS DOUBLE PRECISION) / \
             NULLIF($3, 0), CAST(SUM(posts.id) AS BIGINT) % NULLIF($4, 0) FROM posts" [4, 4_i64, 2, 2_i64],
        mysql | mariadb:
            "SELECT SUM(posts.likes) DIV NULLIF(?, 0) + 0, SUM(posts.id) DIV NULLIF(?, 0) + 0, \
             (SUM(posts.id) + 0e0) / NULLIF(?, 0), SUM(posts.id) % NULLIF(?, 0) FROM posts" [4, 4_i64, 2, 2_i64],
        ansi:
            "SELECT SUM(posts.likes) / NULLIF(:p1, 0), SUM(posts.id) / NULLIF(:p2, 0), \
             CAST(SUM(posts.id) AS DOUBLE PRECISION) / NULLIF(:p3, 0), MOD(SUM(posts.id), \
             NULLIF(:p4, 0)) FROM posts" [4, 4_i64, 2, 2_i64],
    );
    assert_sql!(select(func::coalesce(func::sum(posts::id), 0_i64)).filter(posts::id.lt(0_i64)),
        sqlite | mysql | mariadb:
            "SELECT COALESCE(SUM(posts.id), ?) FROM posts WHERE posts.id < ?" [0_i64, 0_i64],
        postgres:
            "SELECT COALESCE(CAST(SUM(posts.id) AS BIGINT), $1) FROM posts WHERE posts.id < $2" [0_i64, 0_i64],
        ansi: "SELECT COALESCE(SUM(posts.id), :p1) FROM posts WHERE posts.id < :p2" [0_i64, 0_i64],
    );
    // More than 64 bits have is an error, of the data.
    let largest = select(func::sum(users::id + (i64::MAX - 6)));
    for live in Live::ALL {
        let told = live.with(|connection| connection.fetch_one(&largest));
        assert!(told.is_err(), "{live}: {told:?}");
    }
}

#[test]
fn what_unifies() {
    assert_sql!(select((func::coalesce(posts::likes, 7_i64), case(posts::likes.gt(1), posts::likes).otherwise(posts::id), posts::likes.nullif(7_i64))).order_by(posts::id),
        sqlite | mysql | mariadb:
            "SELECT COALESCE(posts.likes, ?), CASE WHEN posts.likes > ? THEN posts.likes ELSE \
             posts.id END, NULLIF(posts.likes, ?) FROM posts ORDER BY posts.id" [7_i64, 1, 7_i64],
        postgres:
            "SELECT COALESCE(posts.likes, $1), CASE WHEN posts.likes > $2 THEN posts.likes ELSE \
             posts.id END, CASE WHEN posts.likes = CAST($3 AS BIGINT) THEN NULL ELSE \
             posts.likes END FROM posts ORDER BY posts.id" [7_i64, 1, 7_i64],
        ansi:
            "SELECT COALESCE(posts.likes, :p1), CASE WHEN posts.likes > :p2 THEN posts.likes \
             ELSE posts.id END, NULLIF(posts.likes, :p3) FROM posts ORDER BY posts.id" [7_i64, 1, 7_i64],
    );
    assert_sql!(select(posts::likes.cast::<i64>()).union_all(select(posts::id)),
        sqlite:
            "SELECT CAST(posts.likes AS INTEGER) FROM posts UNION ALL SELECT posts.id FROM \
             posts",
        postgres | ansi:
            "SELECT CAST(posts.likes AS BIGINT) FROM posts UNION ALL SELECT posts.id FROM \
             posts",
        mysql | mariadb:
            "SELECT CAST(posts.likes AS SIGNED) FROM posts UNION ALL SELECT posts.id FROM \
             posts",
    );
    assert_sql!(select([posts::likes.dynamic()]).union(select([(posts::id * 1.5).dynamic()])),
        sqlite | mysql | mariadb:
            "SELECT posts.likes FROM posts UNION SELECT posts.id * ? FROM posts" [1.5],
        postgres: "SELECT posts.likes FROM posts UNION SELECT posts.id * $1 FROM posts" [1.5],
        ansi: "SELECT posts.likes FROM posts UNION SELECT posts.id * :p1 FROM posts" [1.5],
    );
}

#[test]
fn single_precision_in_the_text_is_that_of_a_parameter() {
    assert_sql!(select((literal(0.1_f32).eq(0.1_f32), literal(0.1_f32).eq(literal(0.1_f32)), val(0.1_f32).eq(0.1_f32))),
        sqlite | mysql | mariadb:
            "SELECT 1.0000000149011612e-1 = ?, 1.0000000149011612e-1 = 1.0000000149011612e-1, ? \
             = ?" [0.1_f32, 0.1_f32, 0.1_f32],
        postgres:
            "SELECT CAST('1e-1' AS REAL) = $1, CAST('1e-1' AS REAL) = CAST('1e-1' AS REAL), \
             CAST($2 AS REAL) = CAST($3 AS REAL)" [0.1_f32, 0.1_f32, 0.1_f32],
        ansi:
            "SELECT CAST(1e-1 AS REAL) = :p1, CAST(1e-1 AS REAL) = CAST(1e-1 AS REAL), :p2 = \
             :p3" [0.1_f32, 0.1_f32, 0.1_f32],
    );
    assert_sql!(select((literal(0.1_f32), literal(3.5_f32) + 1.0_f32, literal(16_777_217_f32))),
        sqlite | mysql | mariadb: "SELECT 1.0000000149011612e-1, 3.5e0 + ?, 1.6777216e7" [1.0_f32],
        postgres:
            "SELECT CAST('1e-1' AS REAL), CAST(CAST('3.5e0' AS REAL) AS DOUBLE PRECISION) + \
             CAST(CAST($1 AS REAL) AS DOUBLE PRECISION), CAST('1.6777216e7' AS REAL)" [1.0_f32],
        ansi:
            "SELECT CAST(1e-1 AS REAL), CAST(CAST(3.5e0 AS REAL) AS DOUBLE PRECISION) + \
             CAST(:p1 AS DOUBLE PRECISION), CAST(1.6777216e7 AS REAL)" [1.0_f32],
    );
    assert_sql!(select(val(0.1_f32).is_in([0.1_f32, 0.2])),
        sqlite | mysql | mariadb: "SELECT ? IN (?, ?)" [0.1_f32, 0.1_f32, 0.2_f32],
        postgres: "SELECT CAST($1 AS REAL) IN ($2, $3)" [0.1_f32, 0.1_f32, 0.2_f32],
        ansi: "SELECT :p1 IN (:p2, :p3)" [0.1_f32, 0.1_f32, 0.2_f32],
    );
}

#[test]
fn bytes_stay_bytes() {
    let (lower, upper) = (b"a".to_vec(), b"A".to_vec());
    assert_sql!(select((val(lower.clone()).eq(upper.clone()), val(lower.clone()).lt(upper.clone()), val(lower.clone()))),
        sqlite: "SELECT ? = ?, ? < ?, ?" [b"a".to_vec(), b"A".to_vec(), b"a".to_vec(), b"A".to_vec(), b"a".to_vec()],
        postgres:
            "SELECT CAST($1 AS BYTEA) = CAST($2 AS BYTEA), CAST($3 AS BYTEA) < CAST($4 AS \
             BYTEA), CAST($5 AS BYTEA)" [b"a".to_vec(), b"A".to_vec(), b"a".to_vec(), b"A".to_vec(), b"a".to_vec()],
        mysql | mariadb:
            "SELECT CAST(? AS BINARY) = CAST(? AS BINARY), CAST(? AS BINARY) < CAST(? AS \
             BINARY), CAST(? AS BINARY)" [b"a".to_vec(), b"A".to_vec(), b"a".to_vec(), b"A".to_vec(), b"a".to_vec()],
        ansi: "SELECT :p1 = :p2, :p3 < :p4, :p5" [b"a".to_vec(), b"A".to_vec(), b"a".to_vec(), b"A".to_vec(), b"a".to_vec()],
    );
    assert_sql!(select((val(lower.clone()).is_in([upper.clone()]), func::coalesce(lower.clone(), upper.clone()), func::max(val(upper.clone())))).from(users::table()),
        sqlite: "SELECT ? IN (?), COALESCE(?, ?), MAX(?) FROM users" [b"a".to_vec(), b"A".to_vec(), b"a".to_vec(), b"A".to_vec(), b"A".to_vec()],
        postgres: r#"SELECT CAST($1 AS BYTEA) IN ($2), COALESCE(CAST($3 AS BYTEA), CAST($4 AS BYTEA)), DECODE(MAX(ENCODE(CAST($5 AS BYTEA), 'hex') COLLATE "C"), 'hex') FROM users"# [b"a".to_vec(), b"A".to_vec(), b"a".to_vec(), b"A".to_vec(), b"A".to_vec()],
        mysql | mariadb:
            "SELECT CAST(? AS BINARY) IN (?), COALESCE(CAST(? AS BINARY), CAST(? AS BINARY)), \
             MAX(CAST(? AS BINARY)) FROM users" [b"a".to_vec(), b"A".to_vec(), b"a".to_vec(), b"A".to_vec(), b"A".to_vec()],
        ansi:
            "SELECT :p1 IN (:p2), COALESCE(:p3, :p4), MAX(:p5) FROM users" [b"a".to_vec(), b"A".to_vec(), b"a".to_vec(), b"A".to_vec(), b"A".to_vec()],
    );
    assert_sql!(select((literal(lower.clone()).eq(upper.clone()), val(lower.clone()).between(upper.clone(), lower.clone()))),
        sqlite: "SELECT X'61' = ?, ? BETWEEN ? AND ?" [b"A".to_vec(), b"a".to_vec(), b"A".to_vec(), b"a".to_vec()],
        postgres:
            "SELECT decode('61', 'hex') = $1, CAST($2 AS BYTEA) BETWEEN CAST($3 AS BYTEA) AND \
             CAST($4 AS BYTEA)" [b"A".to_vec(), b"a".to_vec(), b"A".to_vec(), b"a".to_vec()],
        mysql | mariadb:
            "SELECT X'61' = CAST(? AS BINARY), CAST(? AS BINARY) BETWEEN CAST(? AS BINARY) AND \
             CAST(? AS BINARY)" [b"A".to_vec(), b"a".to_vec(), b"A".to_vec(), b"a".to_vec()],
        ansi: "SELECT X'61' = :p1, :p2 BETWEEN :p3 AND :p4" [b"A".to_vec(), b"a".to_vec(), b"A".to_vec(), b"a".to_vec()],
    );
    assert_sql!(select(val(lower.clone())).union(select(val(upper))).union(select(val(lower))),
        sqlite: "SELECT ? UNION SELECT ? UNION SELECT ?" [b"a".to_vec(), b"A".to_vec(), b"a".to_vec()],
        postgres:
            "SELECT CAST($1 AS BYTEA) UNION SELECT CAST($2 AS BYTEA) UNION SELECT CAST($3 AS \
             BYTEA)" [b"a".to_vec(), b"A".to_vec(), b"a".to_vec()],
        mysql | mariadb:
            "SELECT CAST(? AS BINARY) UNION SELECT CAST(? AS BINARY) UNION SELECT CAST(? AS \
             BINARY)" [b"a".to_vec(), b"A".to_vec(), b"a".to_vec()],
        ansi: "SELECT :p1 UNION SELECT :p2 UNION SELECT :p3" [b"a".to_vec(), b"A".to_vec(), b"a".to_vec()],
    );
}

#[test]
fn exact_comparison_of_texts() {
    let same = |name: &'static str| users::name.eq_binary(name);
    assert_sql!(select(users::id).filter(same("ann") | same("BOB")).order_by(users::id),
        sqlite:
            "SELECT users.id FROM users WHERE users.name = ? COLLATE BINARY OR users.name = ? \
             COLLATE BINARY ORDER BY users.id" ["ann", "BOB"],
        postgres:
            r#"SELECT users.id FROM users WHERE users.name COLLATE "C" = $1 OR users.name COLLATE "C" = $2 ORDER BY users.id"# ["ann", "BOB"],
        mysql | mariadb:
            "SELECT users.id FROM users WHERE CAST(CONVERT(users.name USING utf8mb4) AS BINARY) \
             = CAST(CONVERT(? USING utf8mb4) AS BINARY) OR CAST(CONVERT(users.name USING \
             utf8mb4) AS BINARY) = CAST(CONVERT(? USING utf8mb4) AS BINARY) ORDER BY users.id" ["ann", "BOB"],
        ansi:
            "SELECT users.id FROM users WHERE users.name = :p1 OR users.name = :p2 ORDER BY \
             users.id" ["ann", "BOB"],
    );
    assert_sql!(select((val("a").eq_binary("A"), val("a").eq_binary("a "), val("a").eq_binary("a"))),
        sqlite:
            "SELECT ? = ? COLLATE BINARY, ? = ? COLLATE BINARY, ? = ? COLLATE BINARY" ["a", "A", "a", "a ", "a", "a"],
        postgres:
            r#"SELECT CAST($1 AS TEXT) COLLATE "C" = CAST($2 AS TEXT), CAST($3 AS TEXT) COLLATE "C" = CAST($4 AS TEXT), CAST($5 AS TEXT) COLLATE "C" = CAST($6 AS TEXT)"# ["a", "A", "a", "a ", "a", "a"],
        mysql | mariadb:
            "SELECT CAST(CONVERT(? USING utf8mb4) AS BINARY) = CAST(CONVERT(? USING utf8mb4) AS \
             BINARY), CAST(CONVERT(? USING utf8mb4) AS BINARY) = CAST(CONVERT(? USING utf8mb4) \
             AS BINARY), CAST(CONVERT(? USING utf8mb4) AS BINARY) = CAST(CONVERT(? USING \
             utf8mb4) AS BINARY)" ["a", "A", "a", "a ", "a", "a"],
        ansi: "SELECT :p1 = :p2, :p3 = :p4, :p5 = :p6" ["a", "A", "a", "a ", "a", "a"],
    );
    assert_sql!(select(posts::id).filter(posts::title.eq_binary(posts::body)).order_by(posts::id),
        sqlite:
            "SELECT posts.id FROM posts WHERE posts.title = posts.body COLLATE BINARY ORDER BY \
             posts.id",
        postgres:
            r#"SELECT posts.id FROM posts WHERE posts.title COLLATE "C" = posts.body ORDER BY posts.id"#,
        mysql | mariadb:
            "SELECT posts.id FROM posts WHERE CAST(CONVERT(posts.title USING utf8mb4) AS \
             BINARY) = CAST(CONVERT(posts.body USING utf8mb4) AS BINARY) ORDER BY posts.id",
        ansi: "SELECT posts.id FROM posts WHERE posts.title = posts.body ORDER BY posts.id",
    );
}

#[test]
fn conditions_as_texts_numbers_and_extremes() {
    let condition = users::age.gt(18).cast::<bool>();
    assert_sql!(select((users::active.cast::<bool>(), condition)).order_by(users::id),
        sqlite | mysql | mariadb: "SELECT users.active <> 0, (users.age > ?) <> 0 FROM users ORDER BY \
            users.id" [18],
        postgres: "SELECT CAST(users.active AS BOOLEAN), CAST(users.age > $1 AS BOOLEAN) FROM users \
            ORDER BY users.id" [18],
        ansi: "SELECT CAST(users.active AS BOOLEAN), CAST(users.age > :p1 AS BOOLEAN) FROM users ORDER \
            BY users.id" [18],
    );
    assert_sql!(select((users::active.cast::<String>(), users::active.cast::<i64>(), users::active.cast::<f64>(), users::id.cast::<bool>())).order_by(users::id),
        sqlite:
            "SELECT CASE WHEN users.active THEN 'true' WHEN NOT users.active THEN 'false' END, \
             CAST(users.active AS INTEGER), CAST(users.active AS REAL), users.id <> 0 FROM \
             users ORDER BY users.id",
        postgres:
            "SELECT CAST(users.active AS TEXT), CAST(CAST(users.active AS INTEGER) AS BIGINT), \
             CAST(CAST(users.active AS INTEGER) AS DOUBLE PRECISION), users.id <> 0 FROM users \
             ORDER BY users.id",
        mysql | mariadb:
            "SELECT CASE WHEN users.active THEN 'true' WHEN NOT users.active THEN 'false' END, \
             CAST(users.active AS SIGNED), CAST(users.active AS DOUBLE), users.id <> 0 FROM \
             users ORDER BY users.id",
        ansi:
            "SELECT CAST(users.active AS CLOB), CAST(users.active AS BIGINT), CAST(users.active \
             AS DOUBLE PRECISION), CAST(users.id AS BOOLEAN) FROM users ORDER BY users.id",
    );
    assert_sql!(select((func::min(users::active), func::max(users::active), func::max(users::age.gt(18)))),
        sqlite | mysql | mariadb:
            "SELECT MIN(users.active), MAX(users.active), MAX(users.age > ?) FROM users" [18],
        postgres:
            "SELECT BOOL_AND(users.active), BOOL_OR(users.active), BOOL_OR(users.age > $1) FROM \
             users" [18],
        ansi: "SELECT MIN(users.active), MAX(users.active), MAX(users.age > :p1) FROM users" [18],
    );
    assert_sql!(select((val(2.5).cast::<i32>(), val(-2.5).cast::<i32>(), val(0.999).cast::<i64>(), users::score.cast::<i64>())).filter(users::id.eq(2)),
        sqlite:
            "SELECT CAST(? AS INTEGER), CAST(? AS INTEGER), CAST(? AS INTEGER), \
             CAST(users.score AS INTEGER) FROM users WHERE users.id = ?" [2.5, -2.5, 0.999, 2],
        postgres:
            "SELECT CAST(TRUNC(CAST($1 AS DOUBLE PRECISION)) AS INTEGER), CAST(TRUNC(CAST($2 AS \
             DOUBLE PRECISION)) AS INTEGER), CAST(TRUNC(CAST($3 AS DOUBLE PRECISION)) AS \
             BIGINT), CAST(TRUNC(users.score) AS BIGINT) FROM users WHERE users.id = $4" [2.5, -2.5, 0.999, 2],
        mysql | mariadb:
            "SELECT CAST(TRUNCATE(?, 0) AS SIGNED), CAST(TRUNCATE(?, 0) AS SIGNED), \
             CAST(TRUNCATE(?, 0) AS SIGNED), CAST(TRUNCATE(users.score, 0) AS SIGNED) FROM \
             users WHERE users.id = ?" [2.5, -2.5, 0.999, 2],
        ansi:
            "SELECT CAST(:p1 AS INTEGER), CAST(:p2 AS INTEGER), CAST(:p3 AS BIGINT), \
             CAST(users.score AS BIGINT) FROM users WHERE users.id = :p4" [2.5, -2.5, 0.999, 2],
    );
    assert_sql!(select((val(true).cast::<String>().concat("!"), val(None::<bool>).cast::<String>())),
        sqlite:
            "SELECT CASE WHEN ? THEN 'true' WHEN NOT ? THEN 'false' END || ?, CASE WHEN ? THEN \
             'true' WHEN NOT ? THEN 'false' END" [true, true, "!", None::<i32>, None::<i32>],
        postgres: "SELECT CAST($1 AS TEXT) || $2, CAST($3 AS TEXT)" [true, "!", None::<i32>],
        mysql | mariadb:
            "SELECT CONCAT(CASE WHEN ? THEN 'true' WHEN NOT ? THEN 'false' END, ?), CASE WHEN \
             CAST(? AS SIGNED) THEN 'true' WHEN NOT CAST(? AS SIGNED) THEN 'false' END" [true, true, "!", None::<i32>, None::<i32>],
        ansi: "SELECT CAST(:p1 AS CLOB) || :p2, CAST(:p3 AS CLOB)" [true, "!", None::<i32>],
    );
}

#[test]
fn the_first_two_values_of_a_sum_say_what_they_are() {
    let single = || users::age.cast::<Option<f32>>();
    assert_sql!(select((val(1) - val(2) - users::age, val(3_i64) * val(2) + users::age)),
        sqlite | mysql | mariadb:
            "SELECT ? - ? - users.age, ? * ? + users.age FROM users" [1, 2, 3_i64, 2],
        postgres:
            "SELECT CAST($1 AS INTEGER) - CAST($2 AS INTEGER) - users.age, CAST($3 AS \
                BIGINT) * CAST($4 AS INTEGER) + users.age FROM users" [1, 2, 3_i64, 2],
        ansi: "SELECT :p1 - :p2 - users.age, :p3 * :p4 + users.age FROM users" [1, 2, 3_i64, 2],
    );
    assert_sql!(select((val(1.5) - val(0.5) - single(), single() + val(1.5) + val(2.5))),
        sqlite: error "SQLite 3.54 has no type like `Real` (in SELECT); keep exact numbers as \
             integers of the smallest unit, or as text",
        postgres:
            "SELECT CAST($1 AS DOUBLE PRECISION) - CAST($2 AS DOUBLE PRECISION) - \
                CAST(CAST(users.age AS REAL) AS DOUBLE PRECISION), CAST(CAST(users.age AS REAL) \
                AS DOUBLE PRECISION) + CAST($3 AS DOUBLE PRECISION) + CAST($4 AS DOUBLE \
                PRECISION) FROM users" [1.5, 0.5, 1.5, 2.5],
        mysql: error "MySQL 8.4 has no type like `Real` (in SELECT)",
        mariadb: error "MariaDB 11.4 has no type like `Real` (in SELECT)",
        ansi:
            "SELECT :p1 - :p2 - CAST(CAST(users.age AS REAL) AS DOUBLE PRECISION), \
                CAST(CAST(users.age AS REAL) AS DOUBLE PRECISION) + :p3 + :p4 FROM users" [1.5, 0.5, 1.5, 2.5],
    );
    assert_sql!(select(val("a").concat(val("b")).concat(users::name)),
        sqlite: "SELECT ? || ? || users.name FROM users" ["a", "b"],
        postgres: "SELECT $1 || $2 || users.name FROM users" ["a", "b"],
        mysql | mariadb: "SELECT CONCAT(?, ?, users.name) FROM users" ["a", "b"],
        ansi: "SELECT :p1 || :p2 || users.name FROM users" ["a", "b"],
    );
}
