//! A NULL keeps its type, wherever it stands; and a value that stands alone has one.

use sqltree::prelude::*;
use sqltree::{Date, Timestamp};

use crate::assert_sql;
use crate::support::tables::{posts, users};

fn first() -> Select<i64> {
    select(users::id).filter(users::id.eq(1))
}

#[test]
fn in_the_branches_of_case() {
    assert_sql!(select(case(users::active, 5).otherwise(None::<i32>)).order_by(users::id),
        sqlite:
            "SELECT CASE WHEN users.active THEN ? ELSE ? END FROM users ORDER BY users.id" [5, None::<i32>],
        postgres:
            "SELECT CASE WHEN users.active THEN CAST($1 AS INTEGER) ELSE CAST($2 AS INTEGER) \
             END FROM users ORDER BY users.id" [5, None::<i32>],
        mysql | mariadb:
            "SELECT CASE WHEN users.active THEN ? ELSE CAST(? AS SIGNED) END FROM users ORDER \
             BY users.id" [5, None::<i32>],
        ansi:
            "SELECT CASE WHEN users.active THEN :p1 ELSE :p2 END FROM users ORDER BY users.id" [5, None::<i32>],
    );
    assert_sql!(select(case(val(true), None::<i32>).otherwise(None::<i32>)),
        sqlite: "SELECT CASE WHEN ? THEN ? ELSE ? END" [true, None::<i32>, None::<i32>],
        postgres:
            "SELECT CASE WHEN $1 THEN CAST($2 AS INTEGER) ELSE CAST($3 AS INTEGER) END" [true, None::<i32>, None::<i32>],
        mysql | mariadb:
            "SELECT CASE WHEN ? THEN CAST(? AS SIGNED) ELSE CAST(? AS SIGNED) END" [true, None::<i32>, None::<i32>],
        ansi: "SELECT CASE WHEN :p1 THEN :p2 ELSE :p3 END" [true, None::<i32>, None::<i32>],
    );
    assert_sql!(select(case(users::active, None::<bool>).otherwise(true)).order_by(users::id),
        sqlite:
            "SELECT CASE WHEN users.active THEN ? ELSE ? END FROM users ORDER BY users.id" [None::<i32>, true],
        postgres:
            "SELECT CASE WHEN users.active THEN CAST($1 AS BOOLEAN) ELSE CAST($2 AS BOOLEAN) \
             END FROM users ORDER BY users.id" [None::<i32>, true],
        mysql | mariadb:
            "SELECT CASE WHEN users.active THEN CAST(? AS SIGNED) ELSE ? END FROM users ORDER \
             BY users.id" [None::<i32>, true],
        ansi:
            "SELECT CASE WHEN users.active THEN :p1 ELSE :p2 END FROM users ORDER BY users.id" [None::<i32>, true],
    );
    assert_sql!(select(case_of(users::id).when(1_i64, None::<f64>).end() + 1).order_by(users::id),
        sqlite:
            "SELECT CASE users.id WHEN ? THEN ? END + ? FROM users ORDER BY users.id" [1_i64, None::<i32>, 1],
        postgres:
            "SELECT CASE users.id WHEN $1 THEN CAST($2 AS DOUBLE PRECISION) END + $3 FROM users \
             ORDER BY users.id" [1_i64, None::<i32>, 1],
        mysql | mariadb:
            "SELECT CASE users.id WHEN ? THEN CAST(? AS DOUBLE) END + ? FROM users ORDER BY \
             users.id" [1_i64, None::<i32>, 1],
        ansi:
            "SELECT CASE users.id WHEN :p1 THEN :p2 END + :p3 FROM users ORDER BY users.id" [1_i64, None::<i32>, 1],
    );
}

#[test]
fn in_coalesce_and_nullif() {
    assert_sql!(select((func::coalesce(None::<i64>, 7_i64), func::coalesce(7, None::<i64>))),
        sqlite: "SELECT COALESCE(?, ?), COALESCE(?, ?)" [None::<i32>, 7_i64, 7, None::<i32>],
        postgres:
            "SELECT COALESCE(CAST($1 AS BIGINT), CAST($2 AS BIGINT)), COALESCE(CAST($3 AS \
             INTEGER), CAST($4 AS BIGINT))" [None::<i32>, 7_i64, 7, None::<i32>],
        mysql | mariadb:
            "SELECT COALESCE(CAST(? AS SIGNED), ?), COALESCE(?, CAST(? AS SIGNED))" [None::<i32>, 7_i64, 7, None::<i32>],
        ansi: "SELECT COALESCE(:p1, :p2), COALESCE(:p3, :p4)" [None::<i32>, 7_i64, 7, None::<i32>],
    );
    assert_sql!(select((func::coalesce(None::<String>, None::<String>), val(None::<i16>).nullif(3))),
        sqlite: "SELECT COALESCE(?, ?), NULLIF(?, ?)" [None::<i32>, None::<i32>, None::<i32>, 3],
        postgres:
            "SELECT COALESCE(CAST($1 AS TEXT), CAST($2 AS TEXT)), CASE WHEN CAST($3 AS \
             SMALLINT) = CAST($4 AS INTEGER) THEN NULL ELSE CAST($5 AS SMALLINT) END" [None::<i32>, None::<i32>, None::<i32>, 3, None::<i32>],
        mysql | mariadb:
            "SELECT COALESCE(?, ?), NULLIF(CAST(? AS SIGNED), ?)" [None::<i32>, None::<i32>, None::<i32>, 3],
        ansi:
            "SELECT COALESCE(:p1, :p2), NULLIF(:p3, :p4)" [None::<i32>, None::<i32>, None::<i32>, 3],
    );
    assert_sql!(select((func::nullif(5, None::<i32>), func::nullif(None::<String>, "a"))),
        sqlite: "SELECT NULLIF(?, ?), NULLIF(?, ?)" [5, None::<i32>, None::<i32>, "a"],
        postgres:
            "SELECT NULLIF(CAST($1 AS INTEGER), CAST($2 AS INTEGER)), NULLIF(CAST($3 AS TEXT), \
             CAST($4 AS TEXT))" [5, None::<i32>, None::<i32>, "a"],
        mysql | mariadb:
            "SELECT NULLIF(?, CAST(? AS SIGNED)), NULLIF(?, ?)" [5, None::<i32>, None::<i32>, "a"],
        ansi: "SELECT NULLIF(:p1, :p2), NULLIF(:p3, :p4)" [5, None::<i32>, None::<i32>, "a"],
    );
    let day = Date::new(2024, 2, 29).unwrap();
    assert_sql!(select(func::coalesce(None::<Date>, day)),
        sqlite: "SELECT COALESCE(?, ?)" [None::<i32>, day],
        postgres: "SELECT COALESCE(CAST($1 AS DATE), CAST($2 AS DATE))" [None::<i32>, day],
        mysql | mariadb: "SELECT COALESCE(?, CAST(? AS DATE))" [None::<i32>, day],
        ansi: "SELECT COALESCE(:p1, :p2)" [None::<i32>, day],
    );
}

#[test]
fn in_arithmetic() {
    assert_sql!(select(val(None::<i64>) + 1),
        sqlite: "SELECT ? + ?" [None::<i32>, 1],
        postgres: "SELECT CAST($1 AS BIGINT) + CAST($2 AS INTEGER)" [None::<i32>, 1],
        mysql | mariadb: "SELECT CAST(? AS SIGNED) + ?" [None::<i32>, 1],
        ansi: "SELECT :p1 + :p2" [None::<i32>, 1],
    );
    assert_sql!(select((val(None::<i32>) * None::<i32>, -val(None::<f64>))),
        sqlite: "SELECT ? * ?, -?" [None::<i32>, None::<i32>, None::<i32>],
        postgres:
            "SELECT CAST($1 AS INTEGER) * CAST($2 AS INTEGER), -CAST($3 AS DOUBLE PRECISION)" [None::<i32>, None::<i32>, None::<i32>],
        mysql | mariadb:
            "SELECT CAST(? AS SIGNED) * CAST(? AS SIGNED), -CAST(? AS DOUBLE)" [None::<i32>, None::<i32>, None::<i32>],
        ansi: "SELECT :p1 * :p2, -:p3" [None::<i32>, None::<i32>, None::<i32>],
    );
    assert_sql!(select((users::age + None::<i32>, val(None::<i64>) / 2, val(None::<i32>) % 2)).filter(users::id.eq(1)),
        sqlite:
            "SELECT users.age + ?, CAST(? AS REAL) / ?, ? % ? FROM users WHERE users.id = ?" [None::<i32>, None::<i32>, 2, None::<i32>, 2, 1],
        postgres:
            "SELECT users.age + $1, CAST(CAST($2 AS BIGINT) AS DOUBLE PRECISION) / \
             NULLIF(CAST($3 AS INTEGER), 0), CAST($4 AS INTEGER) % NULLIF(CAST($5 AS INTEGER), \
             0) FROM users WHERE users.id = $6" [None::<i32>, None::<i32>, 2, None::<i32>, 2, 1],
        mysql | mariadb:
            "SELECT users.age + CAST(? AS SIGNED), (CAST(? AS SIGNED) + 0e0) / NULLIF(?, 0), \
             CAST(? AS SIGNED) % NULLIF(?, 0) FROM users WHERE users.id = ?" [None::<i32>, None::<i32>, 2, None::<i32>, 2, 1],
        ansi:
            "SELECT users.age + :p1, CAST(:p2 AS DOUBLE PRECISION) / NULLIF(:p3, 0), MOD(:p4, \
             NULLIF(:p5, 0)) FROM users WHERE users.id = :p6" [None::<i32>, None::<i32>, 2, None::<i32>, 2, 1],
    );
    assert_sql!(select((val(None::<String>).concat("a"), func::length(None::<String>))),
        sqlite: "SELECT ? || ?, LENGTH(?)" [None::<i32>, "a", None::<i32>],
        postgres:
            "SELECT CAST($1 AS TEXT) || CAST($2 AS TEXT), LENGTH(CAST($3 AS TEXT))" [None::<i32>, "a", None::<i32>],
        mysql | mariadb: "SELECT CONCAT(?, ?), CHAR_LENGTH(?)" [None::<i32>, "a", None::<i32>],
        ansi: "SELECT :p1 || :p2, CHAR_LENGTH(:p3)" [None::<i32>, "a", None::<i32>],
    );
}

#[test]
fn in_aggregates_and_windows() {
    assert_sql!(select((func::sum(None::<i32>), func::max(None::<String>), func::avg(None::<f64>))).from(users::table()),
        sqlite: "SELECT SUM(?), MAX(?), AVG(?) FROM users" [None::<i32>, None::<i32>, None::<i32>],
        postgres:
            "SELECT SUM(CAST($1 AS INTEGER)), MAX(CAST($2 AS TEXT)), AVG(CAST(CAST($3 AS DOUBLE \
             PRECISION) AS DOUBLE PRECISION)) FROM users" [None::<i32>, None::<i32>, None::<i32>],
        mysql | mariadb:
            "SELECT SUM(CAST(? AS SIGNED)), MAX(?), AVG(CAST(? AS DOUBLE) + 0e0) FROM users" [None::<i32>, None::<i32>, None::<i32>],
        ansi:
            "SELECT SUM(:p1), MAX(:p2), AVG(CAST(:p3 AS DOUBLE PRECISION)) FROM users" [None::<i32>, None::<i32>, None::<i32>],
    );
    assert_sql!(select((func::sum(None::<i64>), func::count_of(None::<bool>), func::min(None::<Timestamp>))).from(users::table()),
        sqlite:
            "SELECT SUM(?), COUNT(?), MIN(?) FROM users" [None::<i32>, None::<i32>, None::<i32>],
        postgres:
            "SELECT CAST(SUM(CAST($1 AS BIGINT)) AS BIGINT), COUNT(CAST($2 AS BOOLEAN)), \
             MIN(CAST($3 AS TIMESTAMP)) FROM users" [None::<i32>, None::<i32>, None::<i32>],
        mysql | mariadb:
            "SELECT SUM(CAST(? AS SIGNED)), COUNT(CAST(? AS SIGNED)), MIN(?) FROM users" [None::<i32>, None::<i32>, None::<i32>],
        ansi:
            "SELECT SUM(:p1), COUNT(:p2), MIN(:p3) FROM users" [None::<i32>, None::<i32>, None::<i32>],
    );
    let by_id = || window().order_by(users::id);
    assert_sql!(select(func::lag_or(users::age, 1, None::<i32>).over(by_id())).order_by(users::id),
        sqlite:
            "SELECT LAG(users.age, 1, ?) OVER (ORDER BY users.id) FROM users ORDER BY users.id" [None::<i32>],
        postgres:
            "SELECT LAG(users.age, 1, $1) OVER (ORDER BY users.id) FROM users ORDER BY \
             users.id" [None::<i32>],
        mysql:
            "SELECT LAG(users.age, 1, CAST(? AS SIGNED)) OVER (ORDER BY users.id) FROM users \
             ORDER BY users.id" [None::<i32>],
        mariadb: error "MariaDB 11.4 has no LAG or LEAD with a value for missing rows (in SELECT)",
        ansi:
            "SELECT LAG(users.age, 1, :p1) OVER (ORDER BY users.id) FROM users ORDER BY \
             users.id" [None::<i32>],
    );
    assert_sql!(select((func::first_value(literal("a")).over(by_id()), func::first_value(5).over(by_id()), func::last_value(None::<i32>).over(by_id()), func::nth_value("b", 2).over(by_id()))).order_by(users::id),
        sqlite:
            "SELECT FIRST_VALUE('a') OVER (ORDER BY users.id), FIRST_VALUE(?) OVER (ORDER BY \
             users.id), LAST_VALUE(?) OVER (ORDER BY users.id), NTH_VALUE(?, 2) OVER (ORDER BY \
             users.id) FROM users ORDER BY users.id" [5, None::<i32>, "b"],
        postgres:
            "SELECT FIRST_VALUE(CAST('a' AS TEXT)) OVER (ORDER BY users.id), \
             FIRST_VALUE(CAST($1 AS INTEGER)) OVER (ORDER BY users.id), LAST_VALUE(CAST($2 AS \
             INTEGER)) OVER (ORDER BY users.id), NTH_VALUE(CAST($3 AS TEXT), 2) OVER (ORDER BY \
             users.id) FROM users ORDER BY users.id" [5, None::<i32>, "b"],
        mysql | mariadb:
            "SELECT FIRST_VALUE('a') OVER (ORDER BY users.id), FIRST_VALUE(?) OVER (ORDER BY \
             users.id), LAST_VALUE(CAST(? AS SIGNED)) OVER (ORDER BY users.id), NTH_VALUE(?, 2) \
             OVER (ORDER BY users.id) FROM users ORDER BY users.id" [5, None::<i32>, "b"],
        ansi:
            "SELECT FIRST_VALUE('a') OVER (ORDER BY users.id), FIRST_VALUE(:p1) OVER (ORDER BY \
             users.id), LAST_VALUE(:p2) OVER (ORDER BY users.id), NTH_VALUE(:p3, 2) OVER (ORDER \
             BY users.id) FROM users ORDER BY users.id" [5, None::<i32>, "b"],
    );
}

#[test]
fn in_sets_lists_and_comparisons() {
    assert_sql!(select(val(None::<i32>)).union(select(users::age)),
        sqlite: "SELECT ? UNION SELECT users.age FROM users" [None::<i32>],
        postgres: "SELECT CAST($1 AS INTEGER) UNION SELECT users.age FROM users" [None::<i32>],
        mysql | mariadb: "SELECT CAST(? AS SIGNED) UNION SELECT users.age FROM users" [None::<i32>],
        ansi: "SELECT :p1 UNION SELECT users.age FROM users" [None::<i32>],
    );
    assert_sql!(select(users::boss_id).union_all(select(val(None::<i64>))),
        sqlite: "SELECT users.boss_id FROM users UNION ALL SELECT ?" [None::<i32>],
        postgres:
            "SELECT users.boss_id FROM users UNION ALL SELECT CAST($1 AS BIGINT)" [None::<i32>],
        mysql | mariadb:
            "SELECT users.boss_id FROM users UNION ALL SELECT CAST(? AS SIGNED)" [None::<i32>],
        ansi: "SELECT users.boss_id FROM users UNION ALL SELECT :p1" [None::<i32>],
    );
    assert_sql!(select(val(None::<String>)).except(select(val(None::<String>))),
        sqlite | mysql | mariadb: "SELECT ? EXCEPT SELECT ?" [None::<i32>, None::<i32>],
        postgres:
            "SELECT CAST($1 AS TEXT) EXCEPT SELECT CAST($2 AS TEXT)" [None::<i32>, None::<i32>],
        ansi: "SELECT :p1 EXCEPT SELECT :p2" [None::<i32>, None::<i32>],
    );
    assert_sql!(first().filter(val(None::<i64>).is_in([Some(1_i64), None]).is_null()),
        sqlite:
            "SELECT users.id FROM users WHERE users.id = ? AND (? IN (?, ?)) IS NULL" [1, None::<i32>, 1_i64, None::<i32>],
        postgres:
            "SELECT users.id FROM users WHERE users.id = $1 AND (CAST($2 AS BIGINT) IN ($3, \
             $4)) IS NULL" [1, None::<i32>, 1_i64, None::<i32>],
        mysql | mariadb:
            "SELECT users.id FROM users WHERE users.id = ? AND (CAST(? AS SIGNED) IN (?, ?)) IS \
             NULL" [1, None::<i32>, 1_i64, None::<i32>],
        ansi:
            "SELECT users.id FROM users WHERE users.id = :p1 AND (:p2 IN (:p3, :p4)) IS NULL" [1, None::<i32>, 1_i64, None::<i32>],
    );
    assert_sql!(first().filter(users::age.is_in([Some(42), None]) & val(5).is_in([None, Some(5)])),
        sqlite | mysql | mariadb:
            "SELECT users.id FROM users WHERE users.id = ? AND users.age IN (?, ?) AND ? IN (?, \
             ?)" [1, 42, None::<i32>, 5, None::<i32>, 5],
        postgres:
            "SELECT users.id FROM users WHERE users.id = $1 AND users.age IN ($2, $3) AND \
             CAST($4 AS INTEGER) IN ($5, $6)" [1, 42, None::<i32>, 5, None::<i32>, 5],
        ansi:
            "SELECT users.id FROM users WHERE users.id = :p1 AND users.age IN (:p2, :p3) AND \
             :p4 IN (:p5, :p6)" [1, 42, None::<i32>, 5, None::<i32>, 5],
    );
    assert_sql!(first().filter(val(None::<i32>).is_distinct_from(5) & val(None::<String>).is_not_distinct_from(None::<String>) & users::boss_id.is_not_distinct_from(None::<i64>)),
        sqlite:
            "SELECT users.id FROM users WHERE users.id = ? AND ? IS NOT ? AND ? IS ? AND \
             users.boss_id IS ?" [1, None::<i32>, 5, None::<i32>, None::<i32>, None::<i32>],
        postgres:
            "SELECT users.id FROM users WHERE users.id = $1 AND CAST($2 AS INTEGER) IS DISTINCT \
             FROM CAST($3 AS INTEGER) AND CAST($4 AS TEXT) IS NOT DISTINCT FROM CAST($5 AS \
             TEXT) AND users.boss_id IS NOT DISTINCT FROM $6" [1, None::<i32>, 5, None::<i32>, None::<i32>, None::<i32>],
        mysql | mariadb:
            "SELECT users.id FROM users WHERE users.id = ? AND NOT (? <=> ?) AND ? <=> ? AND \
             users.boss_id <=> ?" [1, None::<i32>, 5, None::<i32>, None::<i32>, None::<i32>],
        ansi:
            "SELECT users.id FROM users WHERE users.id = :p1 AND :p2 IS DISTINCT FROM :p3 AND \
             :p4 IS NOT DISTINCT FROM :p5 AND users.boss_id IS NOT DISTINCT FROM :p6" [1, None::<i32>, 5, None::<i32>, None::<i32>, None::<i32>],
    );
    assert_sql!(first().filter(val(None::<i64>).eq(val(None::<i64>)).is_null() & val(None::<f64>).between(1.0, 2.0).is_null()),
        sqlite:
            "SELECT users.id FROM users WHERE users.id = ? AND (? IS NULL) IS NULL AND (? \
             BETWEEN ? AND ?) IS NULL" [1, None::<i32>, None::<i32>, 1.0, 2.0],
        postgres:
            "SELECT users.id FROM users WHERE users.id = $1 AND (CAST($2 AS BIGINT) IS NULL) IS \
             NULL AND (CAST($3 AS DOUBLE PRECISION) BETWEEN CAST($4 AS DOUBLE PRECISION) AND \
             CAST($5 AS DOUBLE PRECISION)) IS NULL" [1, None::<i32>, None::<i32>, 1.0, 2.0],
        mysql | mariadb:
            "SELECT users.id FROM users WHERE users.id = ? AND (? IS NULL) IS NULL AND (CAST(? \
             AS DOUBLE) BETWEEN ? AND ?) IS NULL" [1, None::<i32>, None::<i32>, 1.0, 2.0],
        ansi:
            "SELECT users.id FROM users WHERE users.id = :p1 AND (:p2 IS NULL) IS NULL AND (:p3 \
             BETWEEN :p4 AND :p5) IS NULL" [1, None::<i32>, None::<i32>, 1.0, 2.0],
    );
}

#[test]
fn in_set_and_in_queries() {
    assert_sql!(update(users::table()).set(users::age, None::<i32>).set(users::boss_id, val(None::<i64>) + 1).filter(users::id.eq(1)),
        sqlite:
            "UPDATE users SET age = ?, boss_id = ? + ? WHERE users.id = ?" [None::<i32>, None::<i32>, 1, 1],
        postgres:
            "UPDATE users SET age = $1, boss_id = CAST($2 AS BIGINT) + CAST($3 AS INTEGER) \
             WHERE users.id = $4" [None::<i32>, None::<i32>, 1, 1],
        mysql | mariadb:
            "UPDATE users SET age = ?, boss_id = CAST(? AS SIGNED) + ? WHERE users.id = ?" [None::<i32>, None::<i32>, 1, 1],
        ansi:
            "UPDATE users SET age = :p1, boss_id = :p2 + :p3 WHERE users.id = :p4" [None::<i32>, None::<i32>, 1, 1],
    );
    assert_sql!(update(posts::table()).set(posts::body, func::coalesce(None::<String>, None::<String>)).filter(posts::id.eq(1)),
        sqlite | mysql | mariadb:
            "UPDATE posts SET body = COALESCE(?, ?) WHERE posts.id = ?" [None::<i32>, None::<i32>, 1],
        postgres:
            "UPDATE posts SET body = COALESCE(CAST($1 AS TEXT), CAST($2 AS TEXT)) WHERE \
             posts.id = $3" [None::<i32>, None::<i32>, 1],
        ansi:
            "UPDATE posts SET body = COALESCE(:p1, :p2) WHERE posts.id = :p3" [None::<i32>, None::<i32>, 1],
    );
    assert_sql!(select((users::id, select(val(None::<i32>)).scalar(), select(val(None::<String>)).scalar().concat("x"))).filter(users::id.eq(1)),
        sqlite:
            "SELECT users.id, (SELECT ?), (SELECT ?) || ? FROM users WHERE users.id = ?" [None::<i32>, None::<i32>, "x", 1],
        postgres:
            "SELECT users.id, (SELECT CAST($1 AS INTEGER)), (SELECT CAST($2 AS TEXT)) || $3 \
             FROM users WHERE users.id = $4" [None::<i32>, None::<i32>, "x", 1],
        mysql | mariadb:
            "SELECT users.id, (SELECT CAST(? AS SIGNED)), CONCAT((SELECT ?), ?) FROM users \
             WHERE users.id = ?" [None::<i32>, None::<i32>, "x", 1],
        ansi:
            "SELECT users.id, (SELECT :p1), (SELECT :p2) || :p3 FROM users WHERE users.id = \
             :p4" [None::<i32>, None::<i32>, "x", 1],
    );
    let inner = select((users::id, val(None::<i32>).label("n"), val("a").label("t"))).subquery("q");
    let sum = inner.col("n").typed::<Option<i32>>() + 1;
    let text = inner.col("t").typed::<String>().concat("b");
    assert_sql!(select((inner.col(users::id), sum, text)).order_by(inner.col(users::id)),
        sqlite:
            "SELECT q.id, q.n + ?, q.t || ? FROM (SELECT users.id, ? AS n, ? AS t FROM users) \
             AS q ORDER BY q.id" [1, "b", None::<i32>, "a"],
        postgres:
            "SELECT q.id, q.n + $1, q.t || $2 FROM (SELECT users.id, CAST($3 AS INTEGER) AS n, \
             CAST($4 AS TEXT) AS t FROM users) AS q ORDER BY q.id" [1, "b", None::<i32>, "a"],
        mysql | mariadb:
            "SELECT q.id, q.n + ?, CONCAT(q.t, ?) FROM (SELECT users.id, CAST(? AS SIGNED) AS \
             n, ? AS t FROM users) AS q ORDER BY q.id" [1, "b", None::<i32>, "a"],
        ansi:
            "SELECT q.id, q.n + :p1, q.t || :p2 FROM (SELECT users.id, :p3 AS n, :p4 AS t FROM \
             users) AS q ORDER BY q.id" [1, "b", None::<i32>, "a"],
    );
}

#[test]
fn as_an_argument_of_a_function_called_by_name() {
    let part = |start: i32| func::call("substr", ("hello", start, 2)).typed::<String>();
    assert_sql!(select((part(2), func::call("abs", (val(-5),)).typed::<i32>())),
        sqlite | mysql | mariadb: "SELECT substr(?, ?, ?), abs(?)" ["hello", 2, 2, -5],
        postgres:
            "SELECT substr(CAST($1 AS TEXT), CAST($2 AS INTEGER), CAST($3 AS INTEGER)), \
             abs(CAST($4 AS INTEGER))" ["hello", 2, 2, -5],
        ansi: "SELECT substr(:p1, :p2, :p3), abs(:p4)" ["hello", 2, 2, -5],
    );
    // PostgreSQL has a `substr` of INTEGER, not of BIGINT: the type is left to it.
    let second = val(2_i64).typed::<Any>();
    let rest = func::call("substr", (users::name, &second)).typed::<String>();
    assert_sql!(select(rest).filter(users::id.eq(1)),
        sqlite | mysql | mariadb:
            "SELECT substr(users.name, ?) FROM users WHERE users.id = ?" [2_i64, 1],
        postgres: "SELECT substr(users.name, $1) FROM users WHERE users.id = $2" ["2", 1],
        ansi: "SELECT substr(users.name, :p1) FROM users WHERE users.id = :p2" [2_i64, 1],
    );
    let word = val("abc").typed::<Any>();
    let repeated = func::call("replace", (&word, "b", &word)).typed::<String>();
    assert_sql!(select((repeated, func::call("upper", (&word,)).typed::<String>())),
        sqlite | mysql | mariadb: "SELECT replace(?, ?, ?), upper(?)" ["abc", "b", "abc", "abc"],
        postgres:
            "SELECT replace(CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT)), \
             upper(CAST($4 AS TEXT))" ["abc", "b", "abc", "abc"],
        ansi: "SELECT replace(:p1, :p2, :p3), upper(:p4)" ["abc", "b", "abc", "abc"],
    );
    assert_sql!(select(func::call("coalesce", (None::<i64>, 7_i64)).typed::<i64>()),
        sqlite: "SELECT coalesce(?, ?)" [None::<i32>, 7_i64],
        postgres: "SELECT coalesce(CAST($1 AS BIGINT), CAST($2 AS BIGINT))" [None::<i32>, 7_i64],
        mysql | mariadb: "SELECT coalesce(CAST(? AS SIGNED), ?)" [None::<i32>, 7_i64],
        ansi: "SELECT coalesce(:p1, :p2)" [None::<i32>, 7_i64],
    );
}
