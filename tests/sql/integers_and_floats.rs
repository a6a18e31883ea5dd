//! Integers beside floats: compared in double precision on every engine, in which 2^53 + 1 is 2^53.

use sqltree::expr::row;
use sqltree::prelude::*;

use crate::assert_sql;

const ODD: i64 = 9_007_199_254_740_993;
const EVEN: f64 = 9_007_199_254_740_992.0;

/// One row: `n` is 2^53 + 1, `x` is 2^53, and `none` is NULL.
macro_rules! one_row {
    () => {
        values(["n", "x", "none", "i"], [(ODD, EVEN, None::<f64>, 7)]).subquery("t")
    };
}

#[test]
fn columns_are_compared() {
    let t = one_row!();
    let n = t.column_at(0).expr().typed::<i64>();
    let (x, i) = (t.column_at(1).expr().typed::<f64>(), t.column_at(3).expr().typed::<i32>());
    assert_sql!(select((n.eq(&x), x.lt(&n), (&n + 1).gt(&x), i.eq(&x), n.eq(&i), n.eq(x.clone() + 1.0))),
        sqlite:
            "SELECT CAST(t.n AS REAL) = t.x, t.x < CAST(t.n AS REAL), CAST(t.n + ? AS REAL) \
                > t.x, t.i = t.x, t.n = t.i, CAST(t.n AS REAL) = t.x + ? FROM (SELECT ? AS n, ? \
                AS x, ? AS none, ? AS i) AS t" [1, 1.0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        postgres:
            "SELECT t.n = t.x, t.x < t.n, t.n + $1 > t.x, t.i = t.x, t.n = t.i, t.n = t.x + \
                $2 FROM (VALUES (CAST($3 AS BIGINT), CAST($4 AS DOUBLE PRECISION), CAST($5 AS \
                DOUBLE PRECISION), CAST($6 AS INTEGER))) AS t (n, x, none, i)" [1, 1.0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mysql:
            "SELECT t.n = t.x, t.x < t.n, t.n + ? > t.x, t.i = t.x, t.n = t.i, t.n = t.x + ? \
                FROM (VALUES ROW(?, ?, CAST(? AS DOUBLE), ?)) AS t (n, x, none, i)" [1, 1.0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mariadb:
            "SELECT t.n = t.x, t.x < t.n, t.n + ? > t.x, t.i = t.x, t.n = t.i, t.n = t.x + ? \
                FROM (SELECT ? AS n, ? AS x, CAST(? AS DOUBLE) AS none, ? AS i) AS t" [1, 1.0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        ansi:
            "SELECT t.n = t.x, t.x < t.n, t.n + :p1 > t.x, t.i = t.x, t.n = t.i, t.n = t.x + \
                :p2 FROM (VALUES (:p3, :p4, :p5, :p6)) AS t (n, x, none, i)" [1, 1.0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
    );
    assert_sql!(select((n.between(&x, &x), n.between(&n, &x), x.not_between(&n, &n), i.between(0, &x))),
        sqlite:
            "SELECT CAST(t.n AS REAL) BETWEEN t.x AND t.x, t.n >= t.n AND CAST(t.n AS REAL) \
                <= t.x, t.x NOT BETWEEN CAST(t.n AS REAL) AND CAST(t.n AS REAL), t.i BETWEEN ? \
                AND t.x FROM (SELECT ? AS n, ? AS x, ? AS none, ? AS i) AS t" [0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        postgres:
            "SELECT t.n BETWEEN t.x AND t.x, t.n BETWEEN t.n AND t.x, t.x NOT BETWEEN t.n \
                AND t.n, t.i BETWEEN $1 AND t.x FROM (VALUES (CAST($2 AS BIGINT), CAST($3 AS \
                DOUBLE PRECISION), CAST($4 AS DOUBLE PRECISION), CAST($5 AS INTEGER))) AS t (n, \
                x, none, i)" [0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mysql:
            "SELECT t.n BETWEEN t.x AND t.x, t.n BETWEEN t.n AND t.x, t.x NOT BETWEEN t.n \
                AND t.n, t.i BETWEEN ? AND t.x FROM (VALUES ROW(?, ?, CAST(? AS DOUBLE), ?)) AS \
                t (n, x, none, i)" [0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mariadb:
            "SELECT t.n BETWEEN t.x AND t.x, t.n BETWEEN t.n AND t.x, t.x NOT BETWEEN t.n \
                AND t.n, t.i BETWEEN ? AND t.x FROM (SELECT ? AS n, ? AS x, CAST(? AS DOUBLE) \
                AS none, ? AS i) AS t" [0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        ansi:
            "SELECT t.n BETWEEN t.x AND t.x, t.n BETWEEN t.n AND t.x, t.x NOT BETWEEN t.n \
                AND t.n, t.i BETWEEN :p1 AND t.x FROM (VALUES (:p2, :p3, :p4, :p5)) AS t (n, x, \
                none, i)" [0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
    );
    assert_sql!(select((n.is_in([&x]), x.not_in([&n]), n.is_distinct_from(&x), func::nullif(&x, &n), func::nullif(&n, &x))),
        sqlite:
            "SELECT CAST(t.n AS REAL) IN (t.x), t.x NOT IN (CAST(t.n AS REAL)), CAST(t.n AS \
                REAL) IS NOT t.x, NULLIF(t.x, CAST(t.n AS REAL)), CASE WHEN CAST(t.n AS REAL) = \
                t.x THEN NULL ELSE t.n END FROM (SELECT ? AS n, ? AS x, ? AS none, ? AS i) AS t" [9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        postgres:
            "SELECT t.n IN (t.x), t.x NOT IN (t.n), t.n IS DISTINCT FROM t.x, NULLIF(t.x, \
                t.n), CASE WHEN t.n = t.x THEN NULL ELSE t.n END FROM (VALUES (CAST($1 AS \
                BIGINT), CAST($2 AS DOUBLE PRECISION), CAST($3 AS DOUBLE PRECISION), CAST($4 AS \
                INTEGER))) AS t (n, x, none, i)" [9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mysql:
            "SELECT t.n IN (t.x), t.x NOT IN (t.n), NOT (t.n <=> t.x), NULLIF(t.x, t.n), \
                NULLIF(t.n, t.x) FROM (VALUES ROW(?, ?, CAST(? AS DOUBLE), ?)) AS t (n, x, \
                none, i)" [9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mariadb:
            "SELECT t.n IN (t.x), t.x NOT IN (t.n), NOT (t.n <=> t.x), NULLIF(t.x, t.n), \
                NULLIF(t.n, t.x) FROM (SELECT ? AS n, ? AS x, CAST(? AS DOUBLE) AS none, ? AS \
                i) AS t" [9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        ansi:
            "SELECT t.n IN (t.x), t.x NOT IN (t.n), t.n IS DISTINCT FROM t.x, NULLIF(t.x, \
                t.n), NULLIF(t.n, t.x) FROM (VALUES (:p1, :p2, :p3, :p4)) AS t (n, x, none, i)" [9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
    );
    assert_sql!(select((case_of(&n).when(&x, 1).end(), case_of(&x).when(&n, 1).end())),
        sqlite:
            "SELECT CASE CAST(t.n AS REAL) WHEN t.x THEN ? END, CASE t.x WHEN CAST(t.n AS \
                REAL) THEN ? END FROM (SELECT ? AS n, ? AS x, ? AS none, ? AS i) AS t" [1, 1, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        postgres:
            "SELECT CASE t.n WHEN t.x THEN CAST($1 AS INTEGER) END, CASE t.x WHEN t.n THEN \
                CAST($2 AS INTEGER) END FROM (VALUES (CAST($3 AS BIGINT), CAST($4 AS DOUBLE \
                PRECISION), CAST($5 AS DOUBLE PRECISION), CAST($6 AS INTEGER))) AS t (n, x, \
                none, i)" [1, 1, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mysql:
            "SELECT CASE t.n WHEN t.x THEN ? END, CASE t.x WHEN t.n THEN ? END FROM (VALUES \
                ROW(?, ?, CAST(? AS DOUBLE), ?)) AS t (n, x, none, i)" [1, 1, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mariadb:
            "SELECT CASE t.n WHEN t.x THEN ? END, CASE t.x WHEN t.n THEN ? END FROM (SELECT \
                ? AS n, ? AS x, CAST(? AS DOUBLE) AS none, ? AS i) AS t" [1, 1, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        ansi:
            "SELECT CASE t.n WHEN t.x THEN :p1 END, CASE t.x WHEN t.n THEN :p2 END FROM \
                (VALUES (:p3, :p4, :p5, :p6)) AS t (n, x, none, i)" [1, 1, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
    );
}

#[test]
fn values_are_compared() {
    let t = one_row!();
    let n = t.column_at(0).expr().typed::<i64>();
    let x = t.column_at(1).expr().typed::<f64>();
    assert_sql!(select((n.eq(EVEN), n.gt(literal(EVEN)), x.eq(ODD), x.lt(literal(ODD)))),
        sqlite:
            "SELECT CAST(t.n AS REAL) = ?, CAST(t.n AS REAL) > 9.007199254740992e15, t.x = \
                ?, t.x < 9.007199254740992e15 FROM (SELECT ? AS n, ? AS x, ? AS none, ? AS i) \
                AS t" [9007199254740992.0, 9007199254740992.0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        postgres:
            "SELECT t.n = $1, t.n > CAST('9.007199254740992e15' AS DOUBLE PRECISION), t.x = \
                $2, t.x < CAST('9007199254740993' AS BIGINT) FROM (VALUES (CAST($3 AS BIGINT), \
                CAST($4 AS DOUBLE PRECISION), CAST($5 AS DOUBLE PRECISION), CAST($6 AS \
                INTEGER))) AS t (n, x, none, i)" [9007199254740992.0, 9007199254740993_i64, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mysql:
            "SELECT CAST(t.n AS DOUBLE) = ?, CAST(t.n AS DOUBLE) > 9.007199254740992e15, t.x \
                = ?, t.x < 9007199254740993 FROM (VALUES ROW(?, ?, CAST(? AS DOUBLE), ?)) AS t \
                (n, x, none, i)" [9007199254740992.0, 9007199254740993_i64, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mariadb:
            "SELECT CAST(t.n AS DOUBLE) = ?, CAST(t.n AS DOUBLE) > 9.007199254740992e15, t.x \
                = ?, t.x < 9007199254740993 FROM (SELECT ? AS n, ? AS x, CAST(? AS DOUBLE) AS \
                none, ? AS i) AS t" [9007199254740992.0, 9007199254740993_i64, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        ansi:
            "SELECT t.n = :p1, t.n > CAST(9.007199254740992e15 AS DOUBLE PRECISION), t.x = \
                :p2, t.x < 9007199254740993 FROM (VALUES (:p3, :p4, :p5, :p6)) AS t (n, x, \
                none, i)" [9007199254740992.0, 9007199254740993_i64, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
    );
    // A value that no other one is equal to needs nothing.
    assert_sql!(select((n.gt(1.5), x.gt(7_i64), n.is_in([1.5]), x.ne(literal(3)))),
        sqlite:
            "SELECT t.n > ?, t.x > ?, t.n IN (?), t.x <> 3 FROM (SELECT ? AS n, ? AS x, ? AS \
                none, ? AS i) AS t" [1.5, 7_i64, 1.5, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        postgres:
            "SELECT t.n > $1, t.x > $2, t.n IN ($3), t.x <> 3 FROM (VALUES (CAST($4 AS \
                BIGINT), CAST($5 AS DOUBLE PRECISION), CAST($6 AS DOUBLE PRECISION), CAST($7 AS \
                INTEGER))) AS t (n, x, none, i)" [1.5, 7_i64, 1.5, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mysql:
            "SELECT t.n > ?, t.x > ?, t.n IN (?), t.x <> 3 FROM (VALUES ROW(?, ?, CAST(? AS \
                DOUBLE), ?)) AS t (n, x, none, i)" [1.5, 7_i64, 1.5, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mariadb:
            "SELECT t.n > ?, t.x > ?, t.n IN (?), t.x <> 3 FROM (SELECT ? AS n, ? AS x, \
                CAST(? AS DOUBLE) AS none, ? AS i) AS t" [1.5, 7_i64, 1.5, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        ansi:
            "SELECT t.n > :p1, t.x > :p2, t.n IN (:p3), t.x <> 3 FROM (VALUES (:p4, :p5, \
                :p6, :p7)) AS t (n, x, none, i)" [1.5, 7_i64, 1.5, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
    );
    assert_sql!(select((n.is_in([1.5, EVEN]), x.is_in([7, ODD]), n.between(EVEN, EVEN))),
        sqlite:
            "SELECT CAST(t.n AS REAL) IN (?, ?), t.x IN (?, ?), CAST(t.n AS REAL) BETWEEN ? \
                AND ? FROM (SELECT ? AS n, ? AS x, ? AS none, ? AS i) AS t" [1.5, 9007199254740992.0, 7.0, 9007199254740992.0, 9007199254740992.0, 9007199254740992.0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        postgres:
            "SELECT t.n IN ($1, $2), t.x IN ($3, $4), t.n BETWEEN $5 AND $6 FROM (VALUES \
                (CAST($7 AS BIGINT), CAST($8 AS DOUBLE PRECISION), CAST($9 AS DOUBLE \
                PRECISION), CAST($10 AS INTEGER))) AS t (n, x, none, i)" [1.5, 9007199254740992.0, 7_i64, 9007199254740993_i64, 9007199254740992.0, 9007199254740992.0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mysql:
            "SELECT CAST(t.n AS DOUBLE) IN (?, ?), t.x IN (?, ?), CAST(t.n AS DOUBLE) \
                BETWEEN ? AND ? FROM (VALUES ROW(?, ?, CAST(? AS DOUBLE), ?)) AS t (n, x, none, \
                i)" [1.5, 9007199254740992.0, 7_i64, 9007199254740993_i64, 9007199254740992.0, 9007199254740992.0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mariadb:
            "SELECT CAST(t.n AS DOUBLE) IN (?, ?), t.x IN (?, ?), CAST(t.n AS DOUBLE) \
                BETWEEN ? AND ? FROM (SELECT ? AS n, ? AS x, CAST(? AS DOUBLE) AS none, ? AS i) \
                AS t" [1.5, 9007199254740992.0, 7_i64, 9007199254740993_i64, 9007199254740992.0, 9007199254740992.0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        ansi:
            "SELECT t.n IN (:p1, :p2), t.x IN (:p3, :p4), t.n BETWEEN :p5 AND :p6 FROM \
                (VALUES (:p7, :p8, :p9, :p10)) AS t (n, x, none, i)" [1.5, 9007199254740992.0, 7_i64, 9007199254740993_i64, 9007199254740992.0, 9007199254740992.0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
    );
}

#[test]
fn rows_and_queries_are_compared() {
    let t = one_row!();
    let n = t.column_at(0).expr().typed::<i64>();
    let x = t.column_at(1).expr().typed::<f64>();
    let floats = || select(literal(EVEN));
    assert_sql!(select((row((&n, 1)).eq((&x, 1)), row((&x, 1)).is_in([(&n, 1)]))),
        sqlite:
            "SELECT (CAST(t.n AS REAL), ?) = (t.x, ?), (t.x, ?) IN (VALUES (CAST(t.n AS \
                REAL), ?)) FROM (SELECT ? AS n, ? AS x, ? AS none, ? AS i) AS t" [1, 1, 1, 1, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        postgres:
            "SELECT (t.n, CAST($1 AS INTEGER)) = (t.x, $2), (t.x, CAST($3 AS INTEGER)) IN \
                ((t.n, $4)) FROM (VALUES (CAST($5 AS BIGINT), CAST($6 AS DOUBLE PRECISION), \
                CAST($7 AS DOUBLE PRECISION), CAST($8 AS INTEGER))) AS t (n, x, none, i)" [1, 1, 1, 1, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mysql:
            "SELECT (t.n, ?) = (t.x, ?), (t.x, ?) IN ((t.n, ?)) FROM (VALUES ROW(?, ?, \
                CAST(? AS DOUBLE), ?)) AS t (n, x, none, i)" [1, 1, 1, 1, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mariadb:
            "SELECT IF(TRUE, (t.n, ?) = (t.x, ?), NULL), IF(TRUE, (t.x, ?) IN ((t.n, ?)), \
                NULL) FROM (SELECT ? AS n, ? AS x, CAST(? AS DOUBLE) AS none, ? AS i) AS t" [1, 1, 1, 1, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        ansi:
            "SELECT (t.n, :p1) = (t.x, :p2), (t.x, :p3) IN ((t.n, :p4)) FROM (VALUES (:p5, \
                :p6, :p7, :p8)) AS t (n, x, none, i)" [1, 1, 1, 1, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
    );
    assert_sql!(select((n.is_in(floats()), n.eq(floats().scalar()), n.gt_any(floats()))),
        sqlite:
            "SELECT CAST(t.n AS REAL) IN (SELECT 9.007199254740992e15), CAST(t.n AS REAL) = \
                (SELECT 9.007199254740992e15), (SELECT CASE WHEN MAX(b) = 1 THEN 1 WHEN \
                COUNT(*) > COUNT(b) THEN NULL ELSE 0 END FROM (SELECT CAST(t.n AS REAL) > c_1 \
                AS b FROM (SELECT 9.007199254740992e15 AS c_1))) FROM (SELECT ? AS n, ? AS x, ? \
                AS none, ? AS i) AS t" [9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        postgres:
            "SELECT t.n IN (SELECT CAST('9.007199254740992e15' AS DOUBLE PRECISION)), t.n = \
                (SELECT CAST('9.007199254740992e15' AS DOUBLE PRECISION)), t.n > ANY (SELECT \
                CAST('9.007199254740992e15' AS DOUBLE PRECISION)) FROM (VALUES (CAST($1 AS \
                BIGINT), CAST($2 AS DOUBLE PRECISION), CAST($3 AS DOUBLE PRECISION), CAST($4 AS \
                INTEGER))) AS t (n, x, none, i)" [9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mysql:
            "SELECT CAST(t.n AS DOUBLE) IN (SELECT 9.007199254740992e15), CAST(t.n AS \
                DOUBLE) = (SELECT 9.007199254740992e15), CAST(t.n AS DOUBLE) > ANY (SELECT \
                9.007199254740992e15) FROM (VALUES ROW(?, ?, CAST(? AS DOUBLE), ?)) AS t (n, x, \
                none, i)" [9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mariadb:
            "SELECT CAST(t.n AS DOUBLE) IN (SELECT 9.007199254740992e15), CAST(t.n AS \
                DOUBLE) = (SELECT 9.007199254740992e15), IF(TRUE, CAST(t.n AS DOUBLE) > ANY \
                (SELECT 9.007199254740992e15), NULL) FROM (SELECT ? AS n, ? AS x, CAST(? AS \
                DOUBLE) AS none, ? AS i) AS t" [9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        ansi:
            "SELECT t.n IN (SELECT CAST(9.007199254740992e15 AS DOUBLE PRECISION)), t.n = \
                (SELECT CAST(9.007199254740992e15 AS DOUBLE PRECISION)), t.n > ANY (SELECT \
                CAST(9.007199254740992e15 AS DOUBLE PRECISION)) FROM (VALUES (:p1, :p2, :p3, \
                :p4)) AS t (n, x, none, i)" [9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
    );
    assert_sql!(select(x.is_in(select(literal(ODD)))),
        sqlite:
            error "SQLite compares integers and floats exactly (in SELECT), others in double \
                precision; cast the column of the query to a float",
        postgres:
            "SELECT t.x IN (SELECT CAST('9007199254740993' AS BIGINT)) FROM (VALUES (CAST($1 \
                AS BIGINT), CAST($2 AS DOUBLE PRECISION), CAST($3 AS DOUBLE PRECISION), CAST($4 \
                AS INTEGER))) AS t (n, x, none, i)" [9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mysql:
            "SELECT t.x IN (SELECT 9007199254740993) FROM (VALUES ROW(?, ?, CAST(? AS \
                DOUBLE), ?)) AS t (n, x, none, i)" [9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mariadb:
            "SELECT t.x IN (SELECT 9007199254740993) FROM (SELECT ? AS n, ? AS x, CAST(? AS \
                DOUBLE) AS none, ? AS i) AS t" [9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        ansi:
            "SELECT t.x IN (SELECT 9007199254740993) FROM (VALUES (:p1, :p2, :p3, :p4)) AS t \
                (n, x, none, i)" [9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
    );
}

#[test]
fn what_stands_for_a_float_is_one() {
    let t = one_row!();
    let n = t.column_at(0).expr().typed::<i64>();
    let none = t.column_at(2).expr().typed::<Option<f64>>();
    let either = || func::coalesce(&none, &n);
    assert_sql!(select((either(), either().eq(EVEN), either().eq(&n), func::coalesce(&none, ODD))),
        sqlite:
            "SELECT COALESCE(t.none, CAST(t.n AS REAL)), COALESCE(t.none, CAST(t.n AS REAL)) \
                = ?, COALESCE(t.none, CAST(t.n AS REAL)) = CAST(t.n AS REAL), COALESCE(t.none, \
                ?) FROM (SELECT ? AS n, ? AS x, ? AS none, ? AS i) AS t" [9007199254740992.0, 9007199254740992.0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        postgres:
            "SELECT COALESCE(t.none, t.n), COALESCE(t.none, t.n) = $1, COALESCE(t.none, t.n) \
                = t.n, COALESCE(t.none, $2) FROM (VALUES (CAST($3 AS BIGINT), CAST($4 AS DOUBLE \
                PRECISION), CAST($5 AS DOUBLE PRECISION), CAST($6 AS INTEGER))) AS t (n, x, \
                none, i)" [9007199254740992.0, 9007199254740993_i64, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mysql:
            "SELECT COALESCE(t.none, t.n), COALESCE(t.none, t.n) = ?, COALESCE(t.none, t.n) \
                = t.n, COALESCE(t.none, ?) FROM (VALUES ROW(?, ?, CAST(? AS DOUBLE), ?)) AS t \
                (n, x, none, i)" [9007199254740992.0, 9007199254740993_i64, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mariadb:
            "SELECT COALESCE(t.none, t.n), COALESCE(t.none, t.n) = ?, COALESCE(t.none, t.n) \
                = t.n, COALESCE(t.none, ?) FROM (SELECT ? AS n, ? AS x, CAST(? AS DOUBLE) AS \
                none, ? AS i) AS t" [9007199254740992.0, 9007199254740993_i64, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        ansi:
            "SELECT COALESCE(t.none, t.n), COALESCE(t.none, t.n) = :p1, COALESCE(t.none, \
                t.n) = t.n, COALESCE(t.none, :p2) FROM (VALUES (:p3, :p4, :p5, :p6)) AS t (n, \
                x, none, i)" [9007199254740992.0, 9007199254740993_i64, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
    );
    let chosen = || case(none.is_null(), &n).otherwise(&none);
    assert_sql!(select((chosen() + 0.5, chosen().eq(EVEN), func::coalesce(&none, literal(3)))),
        sqlite:
            "SELECT CASE WHEN t.none IS NULL THEN CAST(t.n AS REAL) ELSE t.none END + ?, \
                CASE WHEN t.none IS NULL THEN CAST(t.n AS REAL) ELSE t.none END = ?, \
                COALESCE(t.none, 3e0) FROM (SELECT ? AS n, ? AS x, ? AS none, ? AS i) AS t" [0.5, 9007199254740992.0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        postgres:
            "SELECT CASE WHEN t.none IS NULL THEN t.n ELSE t.none END + $1, CASE WHEN t.none \
                IS NULL THEN t.n ELSE t.none END = $2, COALESCE(t.none, 3) FROM (VALUES \
                (CAST($3 AS BIGINT), CAST($4 AS DOUBLE PRECISION), CAST($5 AS DOUBLE \
                PRECISION), CAST($6 AS INTEGER))) AS t (n, x, none, i)" [0.5, 9007199254740992.0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mysql:
            "SELECT CASE WHEN t.none IS NULL THEN t.n ELSE t.none END + ?, CASE WHEN t.none \
                IS NULL THEN t.n ELSE t.none END = ?, COALESCE(t.none, 3) FROM (VALUES ROW(?, \
                ?, CAST(? AS DOUBLE), ?)) AS t (n, x, none, i)" [0.5, 9007199254740992.0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mariadb:
            "SELECT CASE WHEN t.none IS NULL THEN t.n ELSE t.none END + ?, CASE WHEN t.none \
                IS NULL THEN t.n ELSE t.none END = ?, COALESCE(t.none, 3) FROM (SELECT ? AS n, \
                ? AS x, CAST(? AS DOUBLE) AS none, ? AS i) AS t" [0.5, 9007199254740992.0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        ansi:
            "SELECT CASE WHEN t.none IS NULL THEN t.n ELSE t.none END + :p1, CASE WHEN \
                t.none IS NULL THEN t.n ELSE t.none END = :p2, COALESCE(t.none, 3) FROM (VALUES \
                (:p3, :p4, :p5, :p6)) AS t (n, x, none, i)" [0.5, 9007199254740992.0, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
    );
}

#[test]
fn values_that_come_late_are_compared() {
    let t = one_row!();
    let n = t.column_at(0).expr().typed::<i64>();
    let x = t.column_at(1).expr().typed::<f64>();
    assert_sql!(select((n.eq(param::<f64>("x")), x.eq(param::<i64>("n")))),
        sqlite:
            "SELECT CAST(t.n AS REAL) = ?, t.x = CAST(? AS REAL) FROM (SELECT ? AS n, ? AS \
                x, ? AS none, ? AS i) AS t" [Value::Null, Value::Null, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        postgres:
            "SELECT t.n = $1, t.x = $2 FROM (VALUES (CAST($3 AS BIGINT), CAST($4 AS DOUBLE \
                PRECISION), CAST($5 AS DOUBLE PRECISION), CAST($6 AS INTEGER))) AS t (n, x, \
                none, i)" [Value::Null, Value::Null, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mysql:
            "SELECT CAST(t.n AS DOUBLE) = ?, t.x = ? FROM (VALUES ROW(?, ?, CAST(? AS \
                DOUBLE), ?)) AS t (n, x, none, i)" [Value::Null, Value::Null, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mariadb:
            "SELECT CAST(t.n AS DOUBLE) = ?, t.x = ? FROM (SELECT ? AS n, ? AS x, CAST(? AS \
                DOUBLE) AS none, ? AS i) AS t" [Value::Null, Value::Null, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        ansi:
            "SELECT t.n = :p1, t.x = :p2 FROM (VALUES (:p3, :p4, :p5, :p6)) AS t (n, x, \
                none, i)" [Value::Null, Value::Null, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
    );
    assert_sql!(select((n.is_in(param_list::<f64>("xs")), x.is_in(param_list::<i64>("ns")))),
        sqlite:
            "SELECT CAST(t.n AS REAL) IN (?), t.x IN (CAST(? AS REAL)) FROM (SELECT ? AS n, \
                ? AS x, ? AS none, ? AS i) AS t" [Value::Null, Value::Null, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        postgres:
            "SELECT t.n IN ($5), t.x IN ($6) FROM (VALUES (CAST($1 AS BIGINT), CAST($2 AS \
                DOUBLE PRECISION), CAST($3 AS DOUBLE PRECISION), CAST($4 AS INTEGER))) AS t (n, \
                x, none, i)" [9007199254740993_i64, 9007199254740992.0, Value::Null, 7, Value::Null, Value::Null],
        mysql:
            "SELECT CAST(t.n AS DOUBLE) IN (?), t.x IN (?) FROM (VALUES ROW(?, ?, CAST(? AS \
                DOUBLE), ?)) AS t (n, x, none, i)" [Value::Null, Value::Null, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        mariadb:
            "SELECT CAST(t.n AS DOUBLE) IN (?), t.x IN (?) FROM (SELECT ? AS n, ? AS x, \
                CAST(? AS DOUBLE) AS none, ? AS i) AS t" [Value::Null, Value::Null, 9007199254740993_i64, 9007199254740992.0, Value::Null, 7],
        ansi:
            "SELECT t.n IN (:p5), t.x IN (:p6) FROM (VALUES (:p1, :p2, :p3, :p4)) AS t (n, \
                x, none, i)" [9007199254740993_i64, 9007199254740992.0, Value::Null, 7, Value::Null, Value::Null],
    );
}
