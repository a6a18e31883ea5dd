//! The columns of a recursive query: the first query says the types of all rows.

use sqltree::prelude::*;
use sqltree::{Date, Decimal};

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn texts_grow() {
    let n = literal(1).label("n");
    let path = literal("a").label("path");
    let longer = select((&n, &path)).recursive("r", |above| {
        select((above.col(&n) + literal(1), above.col(&path).concat("bc")))
            .from(above)
            .filter(above.col(&n).lt(4))
    });
    assert_sql!(select((longer.col(&n), longer.col(&path))).order_by(longer.col(&n)),
        sqlite: "WITH RECURSIVE r (n, path) AS (SELECT 1 AS n, 'a' AS path UNION ALL SELECT r.n + 1, \
             r.path || ? FROM r WHERE r.n < ?) SELECT r.n, r.path FROM r ORDER BY r.n" ["bc", 4],
        postgres: "WITH RECURSIVE r (n, path) AS (SELECT 1 AS n, 'a' AS path UNION ALL SELECT r.n + 1, \
             r.path || $1 FROM r WHERE r.n < $2) SELECT r.n, r.path FROM r ORDER BY r.n" ["bc", 4],
        mysql | mariadb: "WITH RECURSIVE r (n, path) AS (SELECT 1 AS n, IF(FALSE, SPACE(4000000000), 'a') AS \
             path UNION ALL SELECT r.n + 1, CONCAT(r.path, ?) FROM r WHERE r.n < ?) SELECT r.n, \
             r.path FROM r ORDER BY r.n" ["bc", 4],
        ansi: "WITH RECURSIVE r (n, path) AS (SELECT 1 AS n, 'a' AS path UNION ALL SELECT r.n + 1, \
             r.path || :p1 FROM r WHERE r.n < :p2) SELECT r.n, r.path FROM r ORDER BY r.n" ["bc", 4],
    );
    let name = users::name.label("path");
    let names =
        select((users::id, &name)).filter(users::boss_id.is_null()).recursive("r", |above| {
            select((users::id, above.col(&name).concat("/").concat(users::name)))
                .from(users::table())
                .join(above, users::boss_id.eq(above.col(users::id)))
        });
    assert_sql!(select((names.col(users::id), names.col(&name))).order_by(names.col(users::id)),
        sqlite: "WITH RECURSIVE r (id, path) AS (SELECT users.id, users.name AS path FROM users WHERE \
             users.boss_id IS NULL UNION ALL SELECT users.id, r.path || ? || users.name FROM users \
             JOIN r ON users.boss_id = r.id) SELECT r.id, r.path FROM r ORDER BY r.id" ["/"],
        postgres: "WITH RECURSIVE r (id, path) AS (SELECT users.id, CAST(users.name AS TEXT) AS path \
             FROM users WHERE users.boss_id IS NULL UNION ALL SELECT users.id, r.path || $1 || \
             users.name FROM users JOIN r ON users.boss_id = r.id) SELECT r.id, r.path FROM r \
             ORDER BY r.id" ["/"],
        mysql | mariadb: "WITH RECURSIVE r (id, path) AS (SELECT users.id, IF(FALSE, SPACE(4000000000), \
             users.name) AS path FROM users WHERE users.boss_id IS NULL UNION ALL SELECT users.id, \
             CONCAT(r.path, ?, users.name) FROM users JOIN r ON users.boss_id = r.id) SELECT r.id, \
             r.path FROM r ORDER BY r.id" ["/"],
        ansi: "WITH RECURSIVE r (id, path) AS (SELECT users.id, users.name AS path FROM users WHERE \
             users.boss_id IS NULL UNION ALL SELECT users.id, r.path || :p1 || users.name FROM \
             users JOIN r ON users.boss_id = r.id) SELECT r.id, r.path FROM r ORDER BY r.id" ["/"],
    );
    let start = val(None::<String>).label("s");
    let none = select((&n, &start)).recursive("r", |above| {
        select((above.col(&n) + literal(1), above.col(&start).coalesce("abc").nullable()))
            .from(above)
            .filter(above.col(&n).lt(3))
    });
    assert_sql!(select((none.col(&n), none.col(&start))).order_by(none.col(&n)),
        sqlite: "WITH RECURSIVE r (n, s) AS (SELECT 1 AS n, ? AS s UNION ALL SELECT r.n + 1, \
             COALESCE(r.s, ?) FROM r WHERE r.n < ?) SELECT r.n, r.s FROM r ORDER BY r.n" [Value::Null, "abc", 3],
        postgres: "WITH RECURSIVE r (n, s) AS (SELECT 1 AS n, CAST($1 AS TEXT) AS s UNION ALL SELECT \
             r.n + 1, COALESCE(r.s, $2) FROM r WHERE r.n < $3) SELECT r.n, r.s FROM r ORDER BY \
             r.n" [Value::Null, "abc", 3],
        mysql | mariadb: "WITH RECURSIVE r (n, s) AS (SELECT 1 AS n, IF(FALSE, SPACE(4000000000), ?) AS s \
             UNION ALL SELECT r.n + 1, COALESCE(r.s, ?) FROM r WHERE r.n < ?) SELECT r.n, r.s FROM \
             r ORDER BY r.n" [Value::Null, "abc", 3],
        ansi: "WITH RECURSIVE r (n, s) AS (SELECT 1 AS n, :p1 AS s UNION ALL SELECT r.n + 1, \
             COALESCE(r.s, :p2) FROM r WHERE r.n < :p3) SELECT r.n, r.s FROM r ORDER BY r.n" [Value::Null, "abc", 3],
    );
    let f = literal("a").label("f");
    let distinct = select(&f).recursive_distinct("r", |above| {
        select(func::left(above.col(&f).concat("b"), 3).typed::<String>()).from(above)
    });
    assert_sql!(select(distinct.col(&f)).order_by(distinct.col(&f)),
        sqlite: "WITH RECURSIVE r (f) AS (SELECT 'a' AS f UNION SELECT SUBSTR(r.f || ?, 1, 3) FROM r) \
             SELECT r.f FROM r ORDER BY r.f" ["b"],
        postgres: "WITH RECURSIVE r (f) AS (SELECT 'a' AS f UNION SELECT SUBSTR(r.f || $1, 1, 3) FROM \
             r) SELECT r.f FROM r ORDER BY r.f" ["b"],
        mysql | mariadb: "WITH RECURSIVE r (f) AS (SELECT IF(FALSE, SPACE(4000000000), 'a') AS f UNION SELECT \
             SUBSTR(CONCAT(r.f, ?), 1, 3) FROM r) SELECT r.f FROM r ORDER BY r.f" ["b"],
        ansi: "WITH RECURSIVE r (f) AS (SELECT 'a' AS f UNION SELECT SUBSTRING(r.f || :p1 FROM 1 \
             FOR 3) FROM r) SELECT r.f FROM r ORDER BY r.f" ["b"],
    );
}

#[test]
fn numbers_days_and_bytes_are_as_wide_as_their_types() {
    let n = literal(1).label("n");
    let big = literal(1_i64).label("f");
    let grown = select((&n, &big)).recursive("r", |above| {
        select((above.col(&n) + literal(1), above.col(&big) * literal(100_000_i64)))
            .from(above)
            .filter(above.col(&n).lt(4))
    });
    assert_sql!(select((grown.col(&n), grown.col(&big))).order_by(grown.col(&n)),
        sqlite: "WITH RECURSIVE r (n, f) AS (SELECT 1 AS n, 1 AS f UNION ALL SELECT r.n + 1, r.f * \
             100000 FROM r WHERE r.n < ?) SELECT r.n, r.f FROM r ORDER BY r.n" [4],
        postgres: "WITH RECURSIVE r (n, f) AS (SELECT 1 AS n, CAST('1' AS BIGINT) AS f UNION ALL SELECT \
             r.n + 1, r.f * CAST('100000' AS BIGINT) FROM r WHERE r.n < $1) SELECT r.n, r.f FROM r \
             ORDER BY r.n" [4],
        mysql | mariadb: "WITH RECURSIVE r (n, f) AS (SELECT 1 AS n, IF(FALSE, 9223372036854775807, 1) AS f \
             UNION ALL SELECT r.n + 1, r.f * 100000 FROM r WHERE r.n < ?) SELECT r.n, r.f FROM r \
             ORDER BY r.n" [4],
        ansi: "WITH RECURSIVE r (n, f) AS (SELECT 1 AS n, 1 AS f UNION ALL SELECT r.n + 1, r.f * \
             100000 FROM r WHERE r.n < :p1) SELECT r.n, r.f FROM r ORDER BY r.n" [4],
    );
    let day = val(None::<Date>).label("day");
    let days = select((&n, &day)).recursive("r", |above| {
        let first = Date::new(2024, 2, 29).unwrap();
        select((
            above.col(&n) + literal(1),
            above.col(&day).plus_days(1).coalesce(first).nullable(),
        ))
        .from(above)
        .filter(above.col(&n).lt(4))
    });
    assert_sql!(select((days.col(&n), days.col(&day))).order_by(days.col(&n)),
        sqlite: "WITH RECURSIVE r (n, day) AS (SELECT 1 AS n, ? AS day UNION ALL SELECT r.n + 1, \
             COALESCE(DATE(r.day, ? || ' days'), ?) FROM r WHERE r.n < ?) SELECT r.n, r.day FROM r \
             ORDER BY r.n" [Value::Null, 1, Date::new(2024, 2, 29).unwrap(), 4],
        postgres: "WITH RECURSIVE r (n, day) AS (SELECT 1 AS n, CAST($1 AS DATE) AS day UNION ALL \
             SELECT r.n + 1, COALESCE(CAST(r.day + MAKE_INTERVAL(days => CAST(CAST($2 AS INTEGER) \
             AS INTEGER)) AS DATE), $3) FROM r WHERE r.n < $4) SELECT r.n, r.day FROM r ORDER BY \
             r.n" [Value::Null, 1, Date::new(2024, 2, 29).unwrap(), 4],
        mysql | mariadb: "WITH RECURSIVE r (n, day) AS (SELECT 1 AS n, IF(FALSE, DATE'2000-01-01', ?) AS day \
             UNION ALL SELECT r.n + 1, COALESCE(r.day + INTERVAL ? DAY, CAST(? AS DATE)) FROM r \
             WHERE r.n < ?) SELECT r.n, r.day FROM r ORDER BY r.n" [Value::Null, 1, Date::new(2024, 2, 29).unwrap(), 4],
        ansi: r#"WITH RECURSIVE r (n, "day") AS (SELECT 1 AS n, :p1 AS "day" UNION ALL SELECT r.n + 1, COALESCE(r."day" + :p2 * INTERVAL '1' DAY, :p3) FROM r WHERE r.n < :p4) SELECT r.n, r."day" FROM r ORDER BY r.n"# [Value::Null, 1, Date::new(2024, 2, 29).unwrap(), 4],
    );
    let long = func::length(posts::title).label("long");
    let longs = select((posts::id, &long)).filter(posts::id.eq(1)).recursive("r", |above| {
        select((above.col(posts::id) + 1, above.col(&long) * 3_000_000_000_i64))
            .from(above)
            .filter(above.col(posts::id).lt(2))
    });
    assert_sql!(select((longs.col(posts::id), longs.col(&long))).order_by(longs.col(posts::id)),
        sqlite: "WITH RECURSIVE r (id, long) AS (SELECT posts.id, LENGTH(posts.title) AS long FROM \
             posts WHERE posts.id = ? UNION ALL SELECT r.id + ?, r.long * ? FROM r WHERE r.id < ?) \
             SELECT r.id, r.long FROM r ORDER BY r.id" [1, 1, 3000000000_i64, 2],
        postgres: "WITH RECURSIVE r (id, long) AS (SELECT posts.id, CAST(LENGTH(posts.title) AS BIGINT) \
             AS long FROM posts WHERE posts.id = $1 UNION ALL SELECT r.id + $2, r.long * $3 FROM r \
             WHERE r.id < $4) SELECT r.id, r.long FROM r ORDER BY r.id" [1, 1, 3000000000_i64, 2],
        mysql | mariadb: "WITH RECURSIVE r (id, `long`) AS (SELECT posts.id, IF(FALSE, 9223372036854775807, \
             CHAR_LENGTH(posts.title)) AS `long` FROM posts WHERE posts.id = ? UNION ALL SELECT \
             r.id + ?, r.`long` * ? FROM r WHERE r.id < ?) SELECT r.id, r.`long` FROM r ORDER BY \
             r.id" [1, 1, 3000000000_i64, 2],
        ansi: "WITH RECURSIVE r (id, long) AS (SELECT posts.id, CHAR_LENGTH(posts.title) AS long \
             FROM posts WHERE posts.id = :p1 UNION ALL SELECT r.id + :p2, r.long * :p3 FROM r \
             WHERE r.id < :p4) SELECT r.id, r.long FROM r ORDER BY r.id" [1, 1, 3000000000_i64, 2],
    );
    let bytes = val(b"a".to_vec()).label("f");
    let more = select((&n, &bytes)).recursive("r", |above| {
        let other = case(above.col(&n).gt(0), b"abcd".to_vec()).otherwise(above.col(&bytes));
        select((above.col(&n) + literal(1), other)).from(above).filter(above.col(&n).lt(3))
    });
    assert_sql!(select((more.col(&n), more.col(&bytes))).order_by(more.col(&n)),
        sqlite: "WITH RECURSIVE r (n, f) AS (SELECT 1 AS n, ? AS f UNION ALL SELECT r.n + 1, CASE \
             WHEN r.n > ? THEN ? ELSE r.f END FROM r WHERE r.n < ?) SELECT r.n, r.f FROM r ORDER \
             BY r.n" [b"a".to_vec(), 0, b"abcd".to_vec(), 3],
        postgres: "WITH RECURSIVE r (n, f) AS (SELECT 1 AS n, CAST($1 AS BYTEA) AS f UNION ALL SELECT \
             r.n + 1, CASE WHEN r.n > $2 THEN CAST($3 AS BYTEA) ELSE r.f END FROM r WHERE r.n < \
             $4) SELECT r.n, r.f FROM r ORDER BY r.n" [b"a".to_vec(), 0, b"abcd".to_vec(), 3],
        mysql | mariadb: "WITH RECURSIVE r (n, f) AS (SELECT 1 AS n, IF(FALSE, CAST(SPACE(4000000000) AS \
             BINARY), CAST(? AS BINARY)) AS f UNION ALL SELECT r.n + 1, CASE WHEN r.n > ? THEN \
             CAST(? AS BINARY) ELSE r.f END FROM r WHERE r.n < ?) SELECT r.n, r.f FROM r ORDER BY \
             r.n" [b"a".to_vec(), 0, b"abcd".to_vec(), 3],
        ansi: "WITH RECURSIVE r (n, f) AS (SELECT 1 AS n, :p1 AS f UNION ALL SELECT r.n + 1, CASE \
             WHEN r.n > :p2 THEN :p3 ELSE r.f END FROM r WHERE r.n < :p4) SELECT r.n, r.f FROM r \
             ORDER BY r.n" [b"a".to_vec(), 0, b"abcd".to_vec(), 3],
    );
    let price = val("1.5".parse::<Decimal>().unwrap()).label("f");
    let raised = select((&n, &price)).recursive("r", |above| {
        let more = above.col(&price) * "1.25".parse::<Decimal>().unwrap();
        select((above.col(&n) + literal(1), more.typed::<Decimal>()))
            .from(above)
            .filter(above.col(&n).lt(4))
    });
    assert_sql!(select((raised.col(&n), raised.col(&price))).order_by(raised.col(&n)),
        sqlite: error "SQLite has no exact numbers (in SELECT); count in the smallest unit, or send \
             it as text\nSQLite has no exact numbers (in SELECT); count in the smallest unit, or \
             send it as text",
        postgres: "WITH RECURSIVE r (n, f) AS (SELECT 1 AS n, CAST($1 AS NUMERIC) AS f UNION ALL SELECT \
             r.n + 1, r.f * $2 FROM r WHERE r.n < $3) SELECT r.n, r.f FROM r ORDER BY r.n" ["1.5".parse::<Decimal>().unwrap(), "1.25".parse::<Decimal>().unwrap(), 4],
        mysql | mariadb: "WITH RECURSIVE r (n, f) AS (SELECT 1 AS n, IF(FALSE, CAST(0 AS DECIMAL(65, 30)), \
             CAST(? AS DECIMAL(2, 1))) AS f UNION ALL SELECT r.n + 1, r.f * CAST(? AS DECIMAL(3, \
             2)) FROM r WHERE r.n < ?) SELECT r.n, r.f FROM r ORDER BY r.n" ["1.5".parse::<Decimal>().unwrap(), "1.25".parse::<Decimal>().unwrap(), 4],
        ansi: "WITH RECURSIVE r (n, f) AS (SELECT 1 AS n, :p1 AS f UNION ALL SELECT r.n + 1, r.f * \
             :p2 FROM r WHERE r.n < :p3) SELECT r.n, r.f FROM r ORDER BY r.n" ["1.5".parse::<Decimal>().unwrap(), "1.25".parse::<Decimal>().unwrap(), 4],
    );
}

#[test]
fn integers_widen_and_floats_are_refused() {
    let one = || select([literal(1).label("f").dynamic()]);
    let wider = one().recursive("r", |above| {
        let next = above.col("f").typed::<i64>() + 3_000_000_000_i64;
        select([next.dynamic()]).from(above).filter(above.col("f").typed::<i64>().lt(5_i64))
    });
    assert_sql!(select([wider.col("f").expr()]).order_by(wider.col("f")),
        sqlite: "WITH RECURSIVE r (f) AS (SELECT 1 AS f UNION ALL SELECT r.f + ? FROM r WHERE r.f < \
             ?) SELECT r.f FROM r ORDER BY r.f" [3000000000_i64, 5_i64],
        postgres: "WITH RECURSIVE r (f) AS (SELECT CAST(1 AS BIGINT) AS f UNION ALL SELECT r.f + $1 \
             FROM r WHERE r.f < $2) SELECT r.f FROM r ORDER BY r.f" [3000000000_i64, 5_i64],
        mysql | mariadb: "WITH RECURSIVE r (f) AS (SELECT IF(FALSE, 9223372036854775807, 1) AS f UNION ALL \
             SELECT r.f + ? FROM r WHERE r.f < ?) SELECT r.f FROM r ORDER BY r.f" [3000000000_i64, 5_i64],
        ansi: "WITH RECURSIVE r (f) AS (SELECT 1 AS f UNION ALL SELECT r.f + :p1 FROM r WHERE r.f < \
             :p2) SELECT r.f FROM r ORDER BY r.f" [3000000000_i64, 5_i64],
    );
    let float = one().recursive("r", |above| {
        let next = above.col("f").typed::<i32>() * 1.5;
        select([next.dynamic()]).from(above).filter(above.col("f").typed::<i32>().lt(3))
    });
    assert_sql!(select([float.col("f").expr()]).order_by(float.col("f")),
        sqlite | postgres | mysql | mariadb | ansi: error "the value is INTEGER, `*` is DOUBLE PRECISION (in WITH); cast the column of \
             the first query, which says the type of all rows",
    );
}

#[test]
fn a_day_that_is_worked_out_of_nulls_is_one() {
    let n = literal(1).label("n");
    let day = func::coalesce(val(None::<Date>), None::<Date>).label("day");
    let later = "2024-02-29".parse::<Date>().expect("a day");
    let days = select((&n, &day)).recursive("r", |above| {
        select((above.col(&n) + literal(1), val(Some(later))))
            .from(above)
            .filter(above.col(&n).lt(3))
    });
    assert_sql!(select((days.col(&n), days.col(&day))).order_by(days.col(&n)),
        sqlite: "WITH RECURSIVE r (n, day) AS (SELECT 1 AS n, COALESCE(?, ?) AS day UNION ALL SELECT \
             r.n + 1, ? FROM r WHERE r.n < ?) SELECT r.n, r.day FROM r ORDER BY r.n" [Value::Null, Value::Null, later, 3],
        postgres: "WITH RECURSIVE r (n, day) AS (SELECT 1 AS n, COALESCE(CAST($1 AS DATE), CAST($2 AS DATE)) \
             AS day UNION ALL SELECT r.n + 1, CAST($3 AS DATE) FROM r WHERE r.n < $4) SELECT r.n, \
             r.day FROM r ORDER BY r.n" [Value::Null, Value::Null, later, 3],
        mysql | mariadb: "WITH RECURSIVE r (n, day) AS (SELECT 1 AS n, IF(FALSE, DATE'2000-01-01', \
             COALESCE(?, ?)) AS day UNION ALL SELECT r.n + 1, CAST(? AS DATE) FROM r WHERE r.n < ?) \
             SELECT r.n, r.day FROM r ORDER BY r.n" [Value::Null, Value::Null, later, 3],
        ansi: "WITH RECURSIVE r (n, \"day\") AS (SELECT 1 AS n, COALESCE(:p1, :p2) AS \"day\" UNION ALL \
             SELECT r.n + 1, :p3 FROM r WHERE r.n < :p4) SELECT r.n, r.\"day\" FROM r ORDER BY r.n" [Value::Null, Value::Null, later, 3],
    );
}
