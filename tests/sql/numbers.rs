//! Functions of numbers, NULL where there is no number.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::live::Live;
use crate::support::tables::{posts, users};

#[test]
fn signs_and_whole_parts() {
    let query = select((
        users::id,
        func::sign(users::score).label("s"),
        func::sign(users::age - 30).label("a"),
        func::trunc(users::score).label("t"),
        func::trunc(users::age).label("i"),
        func::trunc(users::score * -1e10).label("large"),
        func::trunc(val(-0.75)).label("half"),
    ))
    .order_by(users::id);
    assert_sql!(query,
        sqlite:
            "SELECT users.id, (users.score > 0) - (users.score < 0) AS s, (users.age - ? > \
                0) - (users.age - ? < 0) AS a, CASE WHEN ABS(users.score) < 9007199254740992 \
                THEN CAST(users.score AS INTEGER) + 0.0 ELSE users.score END AS t, (users.age) \
                AS i, CASE WHEN ABS(users.score * ?) < 9007199254740992 THEN CAST(users.score * \
                ? AS INTEGER) + 0.0 ELSE users.score * ? END AS large, CASE WHEN ABS(?) < \
                9007199254740992 THEN CAST(? AS INTEGER) + 0.0 ELSE ? END AS half FROM users \
                ORDER BY users.id" [30, 30, -10000000000.0, -10000000000.0, -10000000000.0, -0.75, -0.75, -0.75],
        postgres:
            "SELECT users.id, CAST(SIGN(users.score) AS INTEGER) AS s, CAST(SIGN(users.age - \
                $1) AS INTEGER) AS a, TRUNC(users.score) AS t, COALESCE(users.age) AS i, \
                TRUNC(users.score * $2) AS large, TRUNC(CAST($3 AS DOUBLE PRECISION)) AS half \
                FROM users ORDER BY users.id" [30, -10000000000.0, -0.75],
        mysql | mariadb:
            "SELECT users.id, SIGN(users.score) AS s, SIGN(users.age - ?) AS a, \
                TRUNCATE(users.score, 0) + 0e0 AS t, COALESCE(users.age) AS i, TRUNCATE(users.score * \
                ?, 0) + 0e0 AS large, TRUNCATE(?, 0) + 0e0 AS half FROM users ORDER BY users.id" [30, -10000000000.0, -0.75],
        ansi:
            "SELECT users.id, SIGN(users.score) AS s, SIGN(users.age - :p1) AS a, \
                TRUNC(users.score) AS t, TRUNC(users.age) AS i, TRUNC(users.score * :p2) AS \
                large, TRUNC(:p3) AS half FROM users ORDER BY users.id" [30, -10000000000.0, -0.75],
    );
}

#[test]
fn angles_everywhere() {
    let query = select((
        users::id,
        func::degrees(users::score).label("d"),
        func::radians(users::age).label("r"),
    ))
    .order_by(users::id);
    assert_sql!(query,
        sqlite:
            "SELECT users.id, users.score * 57.29577951308232 AS d, users.age * \
                0.017453292519943295 AS r FROM users ORDER BY users.id",
        postgres:
            "SELECT users.id, CAST(users.score AS DOUBLE PRECISION) * 57.29577951308232 AS d, \
                RADIANS(CAST(users.age AS DOUBLE PRECISION)) AS r FROM users ORDER BY users.id",
        mysql | mariadb:
            "SELECT users.id, DEGREES(users.score) AS d, RADIANS(users.age) AS r FROM users \
                ORDER BY users.id",
        ansi:
            error "ANSI SQL 2023.0 has no function like `degrees` (in SELECT)\nANSI SQL 2023.0 has \
                no function like `radians` (in SELECT)",
    );
}

#[test]
fn what_has_no_root_and_no_logarithm_is_null() {
    let query = select((
        users::id,
        func::sqrt(users::score).label("root"),
        func::ln(users::score).label("ln"),
        func::log10(users::age).label("ten"),
        func::asin(users::score).label("asin"),
        func::acos(users::score / 10.0).label("acos"),
    ))
    .order_by(users::id);
    assert_sql!(query,
        sqlite:
            error "SQLite 3.54 has no function like `sqrt` (in SELECT); open the database with \
                `?polyfill`, work it out in the program, or call it by `func::call`\nSQLite \
                3.54 has no function like `ln` (in SELECT); open the database with \
                `?polyfill`, work it out in the program, or call it by `func::call`\nSQLite \
                3.54 has no function like `log10` (in SELECT); open the database with \
                `?polyfill`, work it out in the program, or call it by `func::call`\nSQLite \
                3.54 has no function like `asin` (in SELECT); open the database with \
                `?polyfill`, work it out in the program, or call it by `func::call`\nSQLite \
                3.54 has no function like `acos` (in SELECT); open the database with \
                `?polyfill`, work it out in the program, or call it by `func::call`",
        postgres:
            "SELECT users.id, CASE WHEN users.score >= 0 THEN SQRT(CAST(users.score AS \
                DOUBLE PRECISION)) END AS root, CASE WHEN users.score > 0 THEN \
                LN(CAST(users.score AS DOUBLE PRECISION)) END AS ln, CASE WHEN users.age > 0 \
                THEN LOG(CAST(users.age AS DOUBLE PRECISION)) END AS ten, CASE WHEN users.score \
                BETWEEN -1 AND 1 THEN ASIN(CAST(users.score AS DOUBLE PRECISION)) END AS asin, \
                CASE WHEN CAST(users.score AS DOUBLE PRECISION) / NULLIF($1, 0) BETWEEN -1 AND \
                1 THEN ACOS(CAST(CAST(users.score AS DOUBLE PRECISION) / NULLIF($2, 0) AS \
                DOUBLE PRECISION)) END AS acos FROM users ORDER BY users.id" [10.0, 10.0],
        mysql | mariadb:
            "SELECT users.id, SQRT(users.score) AS root, CASE WHEN users.score > 0 THEN \
                LN(users.score) END AS ln, CASE WHEN users.age > 0 THEN LOG10(users.age) END AS \
                ten, ASIN(users.score) AS asin, ACOS((users.score + 0e0) / NULLIF(?, 0)) AS \
                acos FROM users ORDER BY users.id" [10.0],
        ansi:
            error "ANSI SQL 2023.0 has no function like `sqrt` (in SELECT)\nANSI SQL 2023.0 has no \
                function like `ln` (in SELECT)\nANSI SQL 2023.0 has no function like `log10` \
                (in SELECT)\nANSI SQL 2023.0 has no function like `asin` (in SELECT)\nANSI SQL \
                2023.0 has no function like `acos` (in SELECT)",
    );
}

#[test]
fn a_power_that_is_no_number_is_null() {
    let query = select((
        posts::id,
        func::power(posts::likes, 2).label("square"),
        func::power(posts::likes, 0.5).label("root"),
        func::power(posts::likes, -1).label("inverse"),
        func::power(posts::likes, posts::likes).label("own"),
        func::power(posts::likes, None::<f64>).label("none"),
        func::exp(posts::likes).label("exp"),
        func::exp(-1000).label("tiny"),
    ))
    .order_by(posts::id);
    assert_sql!(query,
        sqlite:
            error "SQLite 3.54 has no function like `power` (in SELECT); open the database \
                with `?polyfill`, work it out in the program, or call it by \
                `func::call`\nSQLite 3.54 has no function like `exp` (in SELECT); open the \
                database with `?polyfill`, work it out in the program, or call it by \
                `func::call`",
        postgres:
            "SELECT posts.id, CASE WHEN posts.likes > 0 OR posts.likes = 0 AND CAST($1 AS \
                INTEGER) >= 0 OR posts.likes < 0 AND CAST($2 AS INTEGER) = TRUNC(CAST(CAST($3 \
                AS INTEGER) AS DOUBLE PRECISION)) THEN POWER(CAST(posts.likes AS DOUBLE \
                PRECISION), CAST(CAST($4 AS INTEGER) AS DOUBLE PRECISION)) END AS square, CASE \
                WHEN posts.likes > 0 OR posts.likes = 0 AND CAST($5 AS DOUBLE PRECISION) >= 0 \
                OR posts.likes < 0 AND CAST($6 AS DOUBLE PRECISION) = TRUNC(CAST(CAST($7 AS \
                DOUBLE PRECISION) AS DOUBLE PRECISION)) THEN POWER(CAST(posts.likes AS DOUBLE \
                PRECISION), CAST(CAST($8 AS DOUBLE PRECISION) AS DOUBLE PRECISION)) END AS \
                root, CASE WHEN posts.likes > 0 OR posts.likes = 0 AND CAST($9 AS INTEGER) >= 0 \
                OR posts.likes < 0 AND CAST($10 AS INTEGER) = TRUNC(CAST(CAST($11 AS INTEGER) \
                AS DOUBLE PRECISION)) THEN POWER(CAST(posts.likes AS DOUBLE PRECISION), \
                CAST(CAST($12 AS INTEGER) AS DOUBLE PRECISION)) END AS inverse, CASE WHEN \
                posts.likes > 0 OR posts.likes = 0 AND posts.likes >= 0 OR posts.likes < 0 AND \
                posts.likes = TRUNC(CAST(posts.likes AS DOUBLE PRECISION)) THEN \
                POWER(CAST(posts.likes AS DOUBLE PRECISION), CAST(posts.likes AS DOUBLE \
                PRECISION)) END AS own, CASE WHEN posts.likes > 0 OR posts.likes = 0 AND \
                CAST($13 AS DOUBLE PRECISION) >= 0 OR posts.likes < 0 AND CAST($14 AS DOUBLE \
                PRECISION) = TRUNC(CAST(CAST($15 AS DOUBLE PRECISION) AS DOUBLE PRECISION)) \
                THEN POWER(CAST(posts.likes AS DOUBLE PRECISION), CAST(CAST($16 AS DOUBLE \
                PRECISION) AS DOUBLE PRECISION)) END AS none, CASE WHEN posts.likes < \
                -745.133219101941 THEN 0 ELSE EXP(CAST(posts.likes AS DOUBLE PRECISION)) END AS \
                exp, CASE WHEN CAST($17 AS INTEGER) < -745.133219101941 THEN 0 ELSE \
                EXP(CAST(CAST($18 AS INTEGER) AS DOUBLE PRECISION)) END AS tiny FROM posts \
                ORDER BY posts.id" [2, 2, 2, 2, 0.5, 0.5, 0.5, 0.5, -1, -1, -1, -1, Value::Null, Value::Null, Value::Null, Value::Null, -1000, -1000],
        mysql | mariadb:
            "SELECT posts.id, CASE WHEN CASE WHEN posts.likes > 0 THEN TRUE WHEN posts.likes = 0 \
                THEN ? >= 0 ELSE ? = TRUNCATE(?, 0) END THEN POWER(posts.likes, ?) END AS square, \
                CASE WHEN CASE WHEN posts.likes > 0 THEN TRUE WHEN posts.likes = 0 THEN ? >= 0 ELSE \
                ? = TRUNCATE(?, 0) END THEN POWER(posts.likes, ?) END AS root, CASE WHEN CASE WHEN \
                posts.likes > 0 THEN TRUE WHEN posts.likes = 0 THEN ? >= 0 ELSE ? = TRUNCATE(?, 0) \
                END THEN POWER(posts.likes, ?) END AS inverse, CASE WHEN CASE WHEN posts.likes > 0 \
                THEN TRUE WHEN posts.likes = 0 THEN posts.likes >= 0 ELSE posts.likes = \
                TRUNCATE(posts.likes, 0) END THEN POWER(posts.likes, posts.likes) END AS own, CASE \
                WHEN CASE WHEN posts.likes > 0 THEN TRUE WHEN posts.likes = 0 THEN CAST(? AS DOUBLE) \
                >= 0 ELSE CAST(? AS DOUBLE) = TRUNCATE(CAST(? AS DOUBLE), 0) END THEN \
                POWER(posts.likes, CAST(? AS DOUBLE)) END AS none, EXP(posts.likes) AS exp, EXP(?) \
                AS tiny FROM posts ORDER BY posts.id" [2, 2, 2, 2, 0.5, 0.5, 0.5, 0.5, -1, -1, -1, -1, Value::Null, Value::Null, Value::Null, Value::Null, -1000],
        ansi:
            error "ANSI SQL 2023.0 has no function like `power` (in SELECT)\nANSI SQL 2023.0 has \
                no function like `exp` (in SELECT)",
    );
}

#[test]
fn angles_of_triangles() {
    let query = select((
        users::id,
        func::sin(users::age).label("sin"),
        func::cos(users::age).label("cos"),
        func::tan(users::age).label("tan"),
        func::atan(users::score).label("atan"),
        func::atan2(users::score, -1).label("atan2"),
    ))
    .order_by(users::id);
    assert_sql!(query,
        sqlite:
            error "SQLite 3.54 has no function like `sin` (in SELECT); open the database with \
                `?polyfill`, work it out in the program, or call it by `func::call`\nSQLite \
                3.54 has no function like `cos` (in SELECT); open the database with \
                `?polyfill`, work it out in the program, or call it by `func::call`\nSQLite \
                3.54 has no function like `tan` (in SELECT); open the database with \
                `?polyfill`, work it out in the program, or call it by `func::call`\nSQLite \
                3.54 has no function like `atan` (in SELECT); open the database with \
                `?polyfill`, work it out in the program, or call it by `func::call`\nSQLite \
                3.54 has no function like `atan2` (in SELECT); open the database with \
                `?polyfill`, work it out in the program, or call it by `func::call`",
        postgres:
            "SELECT users.id, SIN(CAST(users.age AS DOUBLE PRECISION)) AS sin, COS(CAST(users.age \
                AS DOUBLE PRECISION)) AS cos, TAN(CAST(users.age AS DOUBLE PRECISION)) AS tan, \
                ATAN(CAST(users.score AS DOUBLE PRECISION)) AS atan, ATAN2(CAST(users.score AS \
                DOUBLE PRECISION) + 0, CAST($1 AS DOUBLE PRECISION) + 0) AS atan2 FROM users ORDER \
                BY users.id" [-1],
        mysql | mariadb:
            "SELECT users.id, SIN(users.age) AS sin, COS(users.age) AS cos, TAN(users.age) AS \
                tan, ATAN(users.score) AS atan, ATAN2(users.score + 0e0, ? + 0e0) AS atan2 FROM \
                users ORDER BY users.id" [-1],
        ansi:
            error "ANSI SQL 2023.0 has no function like `sin` (in SELECT)\nANSI SQL 2023.0 has no \
                function like `cos` (in SELECT)\nANSI SQL 2023.0 has no function like `tan` (in \
                SELECT)\nANSI SQL 2023.0 has no function like `atan` (in SELECT)\nANSI SQL \
                2023.0 has no function like `atan2` (in SELECT)",
    );
}

#[test]
fn a_logarithm_that_is_not_there_is_null_where_rows_change() {
    let logarithm = func::coalesce(func::ln(users::score), func::log10(users::score));
    let change = update(users::table())
        .set(
            users::score,
            func::coalesce(logarithm, func::coalesce(func::sqrt(users::score), -1.0)),
        )
        .set(users::boss_id, func::power(users::score, -0.5).cast::<i64>())
        .filter(func::asin(users::score).is_null().or(users::id.lt(5_i64)));
    assert_sql!(change,
        sqlite:
            error "SQLite 3.54 has no function like `ln` (in SET); open the database with \
                `?polyfill`, work it out in the program, or call it by `func::call`\nSQLite \
                3.54 has no function like `log10` (in SET); open the database with \
                `?polyfill`, work it out in the program, or call it by `func::call`\nSQLite \
                3.54 has no function like `sqrt` (in SET); open the database with \
                `?polyfill`, work it out in the program, or call it by `func::call`\nSQLite \
                3.54 has no function like `power` (in SET); open the database with \
                `?polyfill`, work it out in the program, or call it by `func::call`\nSQLite \
                3.54 has no function like `asin` (in WHERE); open the database with \
                `?polyfill`, work it out in the program, or call it by `func::call`",
        postgres:
            "UPDATE users SET score = COALESCE(COALESCE(CASE WHEN users.score > 0 THEN \
                LN(CAST(users.score AS DOUBLE PRECISION)) END, CASE WHEN users.score > 0 THEN \
                LOG(CAST(users.score AS DOUBLE PRECISION)) END), COALESCE(CASE WHEN users.score \
                >= 0 THEN SQRT(CAST(users.score AS DOUBLE PRECISION)) END, $1)), boss_id = \
                CAST(TRUNC(CASE WHEN users.score > 0 OR users.score = 0 AND CAST($2 AS DOUBLE \
                PRECISION) >= 0 OR users.score < 0 AND CAST($3 AS DOUBLE PRECISION) = \
                TRUNC(CAST(CAST($4 AS DOUBLE PRECISION) AS DOUBLE PRECISION)) THEN \
                POWER(CAST(users.score AS DOUBLE PRECISION), CAST(CAST($5 AS DOUBLE PRECISION) \
                AS DOUBLE PRECISION)) END) AS BIGINT) WHERE CASE WHEN users.score BETWEEN -1 \
                AND 1 THEN ASIN(CAST(users.score AS DOUBLE PRECISION)) END IS NULL OR users.id \
                < $6" [-1.0, -0.5, -0.5, -0.5, -0.5, 5_i64],
        mysql | mariadb:
            "UPDATE users SET boss_id = CAST(TRUNCATE(CASE WHEN CASE WHEN users.score > 0 THEN \
                TRUE WHEN users.score = 0 THEN ? >= 0 ELSE ? = TRUNCATE(?, 0) END THEN \
                POWER(users.score, ?) END, 0) AS SIGNED), score = COALESCE(COALESCE(CASE WHEN \
                users.score > 0 THEN LN(users.score) END, CASE WHEN users.score > 0 THEN \
                LOG10(users.score) END), COALESCE(SQRT(users.score), ?)) WHERE ASIN(users.score) IS \
                NULL OR users.id < ?" [-0.5, -0.5, -0.5, -0.5, -1.0, 5_i64],
        ansi:
            error "ANSI SQL 2023.0 has no function like `ln` (in SET)\nANSI SQL 2023.0 has no \
                function like `log10` (in SET)\nANSI SQL 2023.0 has no function like `sqrt` (in \
                SET)\nANSI SQL 2023.0 has no function like `power` (in SET)\nANSI SQL 2023.0 \
                has no function like `asin` (in WHERE)",
    );
}

#[test]
fn degrees_have_the_same_last_digit_everywhere() {
    let query = select(func::degrees(func::radians(val(3.0))));
    for live in Live::ALL {
        live.with(|connection| {
            let degrees: f64 = connection.fetch_one(&query).unwrap();
            assert_eq!(degrees.to_bits(), 3.000_000_000_000_000_4_f64.to_bits(), "{live}");
        });
    }
}

#[test]
fn windows_are_not_written_too_often() {
    let mut largest = func::max(users::score).over(window().order_by(users::id + 1)).dynamic();
    for _ in 0..4 {
        largest = func::trunc(largest.typed::<Option<f64>>()).dynamic();
    }
    let query = select((users::id, largest.label("l"))).order_by(users::id);
    assert_sql!(query,
        sqlite:
            error "`trunc` (in SELECT) is written with an argument twice, and so deep in such \
             functions that it would be written more than 32 times; compute what is inside in a \
             subquery",
        postgres:
            "SELECT users.id, TRUNC(TRUNC(TRUNC(TRUNC(MAX(users.score) OVER (ORDER BY users.id + \
             $1))))) AS l FROM users ORDER BY users.id" [1],
        mysql | mariadb:
            "SELECT users.id, TRUNCATE(TRUNCATE(TRUNCATE(TRUNCATE(MAX(users.score) OVER (ORDER BY \
             users.id + ?), 0) + 0e0, 0) + 0e0, 0) + 0e0, 0) + 0e0 AS l FROM users ORDER BY users.id" [1],
        ansi:
            "SELECT users.id, TRUNC(TRUNC(TRUNC(TRUNC(MAX(users.score) OVER (ORDER BY users.id + \
             :p1))))) AS l FROM users ORDER BY users.id" [1],
    );
}
