//! ROLLUP, CUBE and GROUPING SETS.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::expect::messages;
use crate::support::live::Live;
use crate::support::tables::{posts, users};

#[test]
fn rollup_gives_each_level_and_the_whole() {
    let query = select((
        users::active.nullable(),
        users::age,
        func::count().label("n"),
        func::sum(users::id).label("s"),
        func::grouping((users::active, users::age)).label("g"),
    ))
    .group_by_rollup((users::active, users::age));
    assert_sql!(query,
        sqlite:
            "SELECT c_1 AS active, c_2 AS age, c_3 AS n, c_4 AS s, c_5 AS g FROM (SELECT \
                users.active AS c_1, users.age AS c_2, COUNT(*) AS c_3, SUM(users.id) AS c_4, 0 \
                AS c_5 FROM users GROUP BY users.active, users.age UNION ALL SELECT \
                users.active AS c_1, NULL AS c_2, COUNT(*) AS c_3, SUM(users.id) AS c_4, 1 AS \
                c_5 FROM users GROUP BY users.active UNION ALL SELECT NULL AS c_1, NULL AS c_2, \
                COUNT(*) AS c_3, SUM(users.id) AS c_4, 3 AS c_5 FROM users) AS q",
        postgres:
            "SELECT users.active, users.age, COUNT(*) AS n, CAST(SUM(users.id) AS BIGINT) AS \
                s, GROUPING(users.active, users.age) AS g FROM users GROUP BY ROLLUP \
                (users.active, users.age)",
        mysql | mariadb:
            "SELECT c_1 AS active, c_2 AS age, c_3 AS n, c_4 AS s, c_5 AS g FROM (SELECT \
                users.active AS c_1, users.age AS c_2, COUNT(*) AS c_3, SUM(users.id) AS c_4, 0 \
                AS c_5 FROM users GROUP BY users.active, users.age UNION ALL SELECT \
                users.active AS c_1, CAST(NULL AS SIGNED) AS c_2, COUNT(*) AS c_3, \
                SUM(users.id) AS c_4, 1 AS c_5 FROM users GROUP BY users.active UNION ALL \
                SELECT CAST(NULL AS SIGNED) AS c_1, CAST(NULL AS SIGNED) AS c_2, COUNT(*) AS \
                c_3, SUM(users.id) AS c_4, 3 AS c_5 FROM users) AS q",
        ansi:
            "SELECT users.active, users.age, COUNT(*) AS n, SUM(users.id) AS s, \
                GROUPING(users.active, users.age) AS g FROM users GROUP BY ROLLUP \
                (users.active, users.age)",
    );
}

#[test]
fn no_rows_give_the_row_of_all() {
    let query = select((users::active.nullable(), func::count().label("n")))
        .filter(users::id.gt(1000))
        .group_by_rollup(users::active);
    assert_sql!(query,
        sqlite:
            "SELECT c_1 AS active, c_2 AS n FROM (SELECT users.active AS c_1, COUNT(*) AS \
                c_2 FROM users WHERE users.id > ? GROUP BY users.active UNION ALL SELECT NULL \
                AS c_1, COUNT(*) AS c_2 FROM users WHERE users.id > ?) AS q" [1000, 1000],
        postgres:
            "SELECT users.active, COUNT(*) AS n FROM users WHERE users.id > $1 GROUP BY \
                ROLLUP (users.active)" [1000],
        mysql | mariadb:
            "SELECT c_1 AS active, c_2 AS n FROM (SELECT users.active AS c_1, COUNT(*) AS \
                c_2 FROM users WHERE users.id > ? GROUP BY users.active UNION ALL SELECT \
                CAST(NULL AS SIGNED) AS c_1, COUNT(*) AS c_2 FROM users WHERE users.id > ?) AS q" [1000, 1000],
        ansi:
            "SELECT users.active, COUNT(*) AS n FROM users WHERE users.id > :p1 GROUP BY \
                ROLLUP (users.active)" [1000],
    );
    let none =
        select(users::active.nullable()).filter(users::id.gt(1000)).group_by_cube(users::active);
    assert_sql!(none,
        sqlite:
            "SELECT c_1 AS active FROM (SELECT users.active AS c_1, COUNT(*) AS n_1 FROM \
                users WHERE users.id > ? GROUP BY users.active UNION ALL SELECT NULL AS c_1, \
                COUNT(*) AS n_1 FROM users WHERE users.id > ?) AS q" [1000, 1000],
        postgres:
            "SELECT users.active FROM users WHERE users.id > $1 GROUP BY CUBE (users.active)" [1000],
        mysql | mariadb:
            "SELECT c_1 AS active FROM (SELECT users.active AS c_1, COUNT(*) AS n_1 FROM \
                users WHERE users.id > ? GROUP BY users.active UNION ALL SELECT CAST(NULL AS \
                SIGNED) AS c_1, COUNT(*) AS n_1 FROM users WHERE users.id > ?) AS q" [1000, 1000],
        ansi:
            "SELECT users.active FROM users WHERE users.id > :p1 GROUP BY CUBE (users.active)" [1000],
    );
}

#[test]
fn cube_with_having_order_and_limit() {
    let key = users::id % 3;
    let query = select((
        key.nullable().label("k"),
        users::active.nullable(),
        func::count().label("n"),
        func::max(users::id + users::id % 3).label("m"),
    ))
    .group_by_cube((&key, users::active))
    .having(func::count().gt(1) & (func::grouping(&key).eq(1) | key.lt(2)))
    .order_by((
        func::grouping((&key, users::active)).desc(),
        key.asc().nulls_last(),
        users::active.asc().nulls_first(),
    ))
    .limit(5);
    assert_sql!(query,
        sqlite:
            "SELECT c_1 AS k, c_2 AS active, c_3 AS n, c_4 AS m FROM (SELECT users.id % ? AS \
                c_1, users.active AS c_2, COUNT(*) AS c_3, MAX(users.id + users.id % ?) AS c_4, \
                COUNT(*) > ? AND (0 = ? OR users.id % ? < ?) AS h_1, 0 AS o_1, users.id % ? AS \
                o_2, users.active AS o_3 FROM users GROUP BY users.id % ?, users.active UNION \
                ALL SELECT users.id % ? AS c_1, NULL AS c_2, COUNT(*) AS c_3, MAX(users.id + \
                users.id % ?) AS c_4, COUNT(*) > ? AND (0 = ? OR users.id % ? < ?) AS h_1, 1 AS \
                o_1, users.id % ? AS o_2, NULL AS o_3 FROM users GROUP BY users.id % ? UNION \
                ALL SELECT NULL AS c_1, users.active AS c_2, COUNT(*) AS c_3, MAX(users.id + \
                users.id % ?) AS c_4, COUNT(*) > ? AND (1 = ? OR NULL < ?) AS h_1, 2 AS o_1, \
                NULL AS o_2, users.active AS o_3 FROM users GROUP BY users.active UNION ALL \
                SELECT NULL AS c_1, NULL AS c_2, COUNT(*) AS c_3, MAX(users.id + users.id % ?) \
                AS c_4, COUNT(*) > ? AND (1 = ? OR NULL < ?) AS h_1, 3 AS o_1, NULL AS o_2, \
                NULL AS o_3 FROM users) AS q WHERE h_1 ORDER BY o_1 DESC, o_2 NULLS LAST, o_3 \
                LIMIT ?" [3, 3, 1, 1, 3, 2, 3, 3, 3, 3, 1, 1, 3, 2, 3, 3, 3, 1, 1, 2, 3, 1, 1, 2, 5_i64],
        postgres:
            "SELECT users.id % NULLIF($1, 0) AS k, users.active, COUNT(*) AS n, MAX(users.id \
                + users.id % NULLIF($1, 0)) AS m FROM users GROUP BY CUBE (users.id % \
                NULLIF($1, 0), users.active) HAVING COUNT(*) > $2 AND (GROUPING(users.id % \
                NULLIF($1, 0)) = $3 OR users.id % NULLIF($1, 0) < $4) ORDER BY \
                GROUPING(users.id % NULLIF($1, 0), users.active) DESC, users.id % NULLIF($1, \
                0), users.active NULLS FIRST LIMIT $5" [3, 1, 1, 2, 5_i64],
        mysql:
            "SELECT c_1 AS k, c_2 AS active, c_3 AS n, c_4 AS m FROM (SELECT MAX(users.id % \
                NULLIF(?, 0)) AS c_1, users.active AS c_2, COUNT(*) AS c_3, MAX(users.id + \
                users.id % NULLIF(?, 0)) AS c_4, COUNT(*) > ? AND (0 = ? OR MAX(users.id % \
                NULLIF(?, 0)) < ?) AS h_1, 0 AS o_1, MAX(users.id % NULLIF(?, 0)) AS o_2, \
                users.active AS o_3 FROM users GROUP BY users.id % NULLIF(?, 0), users.active \
                UNION ALL SELECT MAX(users.id % NULLIF(?, 0)) AS c_1, CAST(NULL AS SIGNED) AS \
                c_2, COUNT(*) AS c_3, MAX(users.id + users.id % NULLIF(?, 0)) AS c_4, COUNT(*) \
                > ? AND (0 = ? OR MAX(users.id % NULLIF(?, 0)) < ?) AS h_1, 1 AS o_1, \
                MAX(users.id % NULLIF(?, 0)) AS o_2, CAST(NULL AS SIGNED) AS o_3 FROM users \
                GROUP BY users.id % NULLIF(?, 0) UNION ALL SELECT CAST(NULL AS SIGNED) AS c_1, \
                users.active AS c_2, COUNT(*) AS c_3, MAX(users.id + users.id % NULLIF(?, 0)) \
                AS c_4, COUNT(*) > ? AND (1 = ? OR CAST(NULL AS SIGNED) < ?) AS h_1, 2 AS o_1, \
                CAST(NULL AS SIGNED) AS o_2, users.active AS o_3 FROM users GROUP BY \
                users.active UNION ALL SELECT CAST(NULL AS SIGNED) AS c_1, CAST(NULL AS SIGNED) \
                AS c_2, COUNT(*) AS c_3, MAX(users.id + users.id % NULLIF(?, 0)) AS c_4, \
                COUNT(*) > ? AND (1 = ? OR CAST(NULL AS SIGNED) < ?) AS h_1, 3 AS o_1, \
                CAST(NULL AS SIGNED) AS o_2, CAST(NULL AS SIGNED) AS o_3 FROM users) AS q WHERE \
                h_1 ORDER BY o_1 DESC, o_2 IS NULL, o_2, o_3 LIMIT ?" [3, 3, 1, 1, 3, 2, 3, 3, 3, 3, 1, 1, 3, 2, 3, 3, 3, 1, 1, 2, 3, 1, 1, 2, 5_i64],
        mariadb:
            "SELECT c_1 AS k, c_2 AS active, c_3 AS n, c_4 AS m FROM (SELECT users.id % \
                NULLIF(?, 0) AS c_1, users.active AS c_2, COUNT(*) AS c_3, MAX(users.id + \
                users.id % NULLIF(?, 0)) AS c_4, COUNT(*) > ? AND (0 = ? OR MAX(users.id % \
                NULLIF(?, 0)) < ?) AS h_1, 0 AS o_1, users.id % NULLIF(?, 0) AS o_2, \
                users.active AS o_3 FROM users GROUP BY users.id % NULLIF(?, 0), users.active \
                UNION ALL SELECT users.id % NULLIF(?, 0) AS c_1, CAST(NULL AS SIGNED) AS c_2, \
                COUNT(*) AS c_3, MAX(users.id + users.id % NULLIF(?, 0)) AS c_4, COUNT(*) > ? \
                AND (0 = ? OR MAX(users.id % NULLIF(?, 0)) < ?) AS h_1, 1 AS o_1, users.id % \
                NULLIF(?, 0) AS o_2, CAST(NULL AS SIGNED) AS o_3 FROM users GROUP BY users.id % \
                NULLIF(?, 0) UNION ALL SELECT CAST(NULL AS SIGNED) AS c_1, users.active AS c_2, \
                COUNT(*) AS c_3, MAX(users.id + users.id % NULLIF(?, 0)) AS c_4, COUNT(*) > ? \
                AND (1 = ? OR CAST(NULL AS SIGNED) < ?) AS h_1, 2 AS o_1, CAST(NULL AS SIGNED) \
                AS o_2, users.active AS o_3 FROM users GROUP BY users.active UNION ALL SELECT \
                CAST(NULL AS SIGNED) AS c_1, CAST(NULL AS SIGNED) AS c_2, COUNT(*) AS c_3, \
                MAX(users.id + users.id % NULLIF(?, 0)) AS c_4, COUNT(*) > ? AND (1 = ? OR \
                CAST(NULL AS SIGNED) < ?) AS h_1, 3 AS o_1, CAST(NULL AS SIGNED) AS o_2, \
                CAST(NULL AS SIGNED) AS o_3 FROM users) AS q WHERE h_1 ORDER BY o_1 DESC, o_2 \
                IS NULL, o_2, o_3 LIMIT ?" [3, 3, 1, 1, 3, 2, 3, 3, 3, 3, 1, 1, 3, 2, 3, 3, 3, 1, 1, 2, 3, 1, 1, 2, 5_i64],
        ansi:
            "SELECT MOD(users.id, NULLIF(:p1, 0)) AS k, users.active, COUNT(*) AS n, \
                MAX(users.id + MOD(users.id, NULLIF(:p1, 0))) AS m FROM users GROUP BY CUBE \
                (MOD(users.id, NULLIF(:p1, 0)), users.active) HAVING COUNT(*) > :p2 AND \
                (GROUPING(MOD(users.id, NULLIF(:p1, 0))) = :p3 OR MOD(users.id, NULLIF(:p1, 0)) \
                < :p4) ORDER BY GROUPING(MOD(users.id, NULLIF(:p1, 0)), users.active) DESC, \
                MOD(users.id, NULLIF(:p1, 0)), users.active NULLS FIRST LIMIT :p5" [3, 1, 1, 2, 5_i64],
    );
}

#[test]
fn sets_as_they_are_said_with_keys_beside() {
    let query = select((users::active, users::age, users::boss_id, func::count().label("n")))
        .group_by(users::active)
        .group_by_sets(((users::age, users::boss_id), users::age, ()));
    assert_sql!(query,
        sqlite:
            "SELECT c_1 AS active, c_2 AS age, c_3 AS boss_id, c_4 AS n FROM (SELECT \
                users.active AS c_1, users.age AS c_2, users.boss_id AS c_3, COUNT(*) AS c_4 \
                FROM users GROUP BY users.active, users.age, users.boss_id UNION ALL SELECT \
                users.active AS c_1, users.age AS c_2, NULL AS c_3, COUNT(*) AS c_4 FROM users \
                GROUP BY users.active, users.age UNION ALL SELECT users.active AS c_1, NULL AS \
                c_2, NULL AS c_3, COUNT(*) AS c_4 FROM users GROUP BY users.active) AS q",
        postgres | ansi:
            "SELECT users.active, users.age, users.boss_id, COUNT(*) AS n FROM users GROUP \
                BY users.active, GROUPING SETS ((users.age, users.boss_id), (users.age), ())",
        mysql | mariadb:
            "SELECT c_1 AS active, c_2 AS age, c_3 AS boss_id, c_4 AS n FROM (SELECT \
                users.active AS c_1, users.age AS c_2, users.boss_id AS c_3, COUNT(*) AS c_4 \
                FROM users GROUP BY users.active, users.age, users.boss_id UNION ALL SELECT \
                users.active AS c_1, users.age AS c_2, CAST(NULL AS SIGNED) AS c_3, COUNT(*) AS \
                c_4 FROM users GROUP BY users.active, users.age UNION ALL SELECT users.active \
                AS c_1, CAST(NULL AS SIGNED) AS c_2, CAST(NULL AS SIGNED) AS c_3, COUNT(*) AS \
                c_4 FROM users GROUP BY users.active) AS q",
    );
}

#[test]
fn the_same_set_twice_gives_its_rows_twice() {
    let query = select((users::active.nullable(), func::count().label("n")))
        .group_by_sets([[users::active], [users::active]]);
    assert_sql!(query,
        sqlite | mysql | mariadb:
            "SELECT c_1 AS active, c_2 AS n FROM (SELECT users.active AS c_1, COUNT(*) AS \
                c_2 FROM users GROUP BY users.active UNION ALL SELECT users.active AS c_1, \
                COUNT(*) AS c_2 FROM users GROUP BY users.active) AS q",
        postgres | ansi:
            "SELECT users.active, COUNT(*) AS n FROM users GROUP BY GROUPING SETS \
                ((users.active), (users.active))",
    );
    let distinct = select(users::active.nullable())
        .group_by_cube((users::active, users::age))
        .distinct()
        .order_by(users::active.asc().nulls_first());
    assert_sql!(distinct,
        sqlite:
            "SELECT DISTINCT c_1 AS active FROM (SELECT users.active AS c_1, users.active AS \
                o_1, COUNT(*) AS n_1 FROM users GROUP BY users.active, users.age UNION ALL \
                SELECT users.active AS c_1, users.active AS o_1, COUNT(*) AS n_1 FROM users \
                GROUP BY users.active UNION ALL SELECT NULL AS c_1, NULL AS o_1, COUNT(*) AS \
                n_1 FROM users GROUP BY users.age UNION ALL SELECT NULL AS c_1, NULL AS o_1, \
                COUNT(*) AS n_1 FROM users) AS q ORDER BY o_1",
        postgres | ansi:
            "SELECT DISTINCT users.active FROM users GROUP BY CUBE (users.active, users.age) \
                ORDER BY users.active NULLS FIRST",
        mysql | mariadb:
            "SELECT DISTINCT c_1 AS active FROM (SELECT users.active AS c_1, users.active AS \
                o_1, COUNT(*) AS n_1 FROM users GROUP BY users.active, users.age UNION ALL \
                SELECT users.active AS c_1, users.active AS o_1, COUNT(*) AS n_1 FROM users \
                GROUP BY users.active UNION ALL SELECT CAST(NULL AS SIGNED) AS c_1, CAST(NULL \
                AS SIGNED) AS o_1, COUNT(*) AS n_1 FROM users GROUP BY users.age UNION ALL \
                SELECT CAST(NULL AS SIGNED) AS c_1, CAST(NULL AS SIGNED) AS o_1, COUNT(*) AS \
                n_1 FROM users) AS q ORDER BY o_1",
    );
}

#[test]
fn keys_that_are_parts_of_each_other() {
    let sum = users::id + users::id % 2;
    let query = select((
        users::id.nullable().label("a"),
        (users::id + 0).nullable().label("a0"),
        sum.nullable().label("b"),
        (&sum + 1).nullable().label("b1"),
        users::id.is_null().label("c"),
        users::id.eq(3).label("d"),
        func::coalesce(&sum, -1).label("e"),
        func::grouping(&sum).label("g"),
    ))
    .group_by_sets((users::id, &sum));
    assert_sql!(query,
        sqlite:
            "SELECT c_1 AS a, c_2 AS a0, c_3 AS b, c_4 AS b1, c_5 AS c, c_6 AS d, c_7 AS e, \
                c_8 AS g FROM (SELECT users.id AS c_1, users.id + ? AS c_2, NULL AS c_3, NULL + \
                ? AS c_4, users.id IS NULL AS c_5, users.id = ? AS c_6, COALESCE(NULL, ?) AS \
                c_7, 1 AS c_8 FROM users GROUP BY users.id UNION ALL SELECT NULL AS c_1, NULL + \
                ? AS c_2, users.id + users.id % ? AS c_3, users.id + users.id % ? + ? AS c_4, \
                NULL IS NULL AS c_5, NULL = ? AS c_6, COALESCE(users.id + users.id % ?, ?) AS \
                c_7, 0 AS c_8 FROM users GROUP BY users.id + users.id % ?) AS q" [0, 1, 3, -1, 0, 2, 2, 1, 3, 2, -1, 2],
        postgres:
            "SELECT users.id AS a, users.id + $1 AS a0, users.id + users.id % NULLIF($2, 0) \
                AS b, users.id + users.id % NULLIF($2, 0) + $3 AS b1, users.id IS NULL AS c, \
                users.id = $4 AS d, COALESCE(users.id + users.id % NULLIF($2, 0), $5) AS e, \
                GROUPING(users.id + users.id % NULLIF($2, 0)) AS g FROM users GROUP BY GROUPING \
                SETS ((users.id), (users.id + users.id % NULLIF($2, 0)))" [0, 2, 1, 3, -1],
        mysql:
            "SELECT c_1 AS a, c_2 AS a0, c_3 AS b, c_4 AS b1, c_5 AS c, c_6 AS d, c_7 AS e, \
                c_8 AS g FROM (SELECT users.id AS c_1, users.id + ? AS c_2, CAST(NULL AS \
                SIGNED) AS c_3, CAST(NULL AS SIGNED) + ? AS c_4, users.id IS NULL AS c_5, \
                users.id = ? AS c_6, COALESCE(CAST(NULL AS SIGNED), ?) AS c_7, 1 AS c_8 FROM \
                users GROUP BY users.id UNION ALL SELECT CAST(NULL AS SIGNED) AS c_1, CAST(NULL \
                AS SIGNED) + ? AS c_2, MAX(users.id + users.id % NULLIF(?, 0)) AS c_3, \
                MAX(users.id + users.id % NULLIF(?, 0)) + ? AS c_4, CAST(NULL AS SIGNED) IS \
                NULL AS c_5, CAST(NULL AS SIGNED) = ? AS c_6, COALESCE(MAX(users.id + users.id \
                % NULLIF(?, 0)), ?) AS c_7, 0 AS c_8 FROM users GROUP BY users.id + users.id % \
                NULLIF(?, 0)) AS q" [0, 1, 3, -1, 0, 2, 2, 1, 3, 2, -1, 2],
        mariadb:
            "SELECT c_1 AS a, c_2 AS a0, c_3 AS b, c_4 AS b1, c_5 AS c, c_6 AS d, c_7 AS e, \
                c_8 AS g FROM (SELECT users.id AS c_1, users.id + ? AS c_2, CAST(NULL AS \
                SIGNED) AS c_3, CAST(NULL AS SIGNED) + ? AS c_4, users.id IS NULL AS c_5, \
                users.id = ? AS c_6, COALESCE(CAST(NULL AS SIGNED), ?) AS c_7, 1 AS c_8 FROM \
                users GROUP BY users.id UNION ALL SELECT CAST(NULL AS SIGNED) AS c_1, CAST(NULL \
                AS SIGNED) + ? AS c_2, users.id + users.id % NULLIF(?, 0) AS c_3, users.id + \
                users.id % NULLIF(?, 0) + ? AS c_4, CAST(NULL AS SIGNED) IS NULL AS c_5, \
                CAST(NULL AS SIGNED) = ? AS c_6, COALESCE(users.id + users.id % NULLIF(?, 0), \
                ?) AS c_7, 0 AS c_8 FROM users GROUP BY users.id + users.id % NULLIF(?, 0)) AS q" [0, 1, 3, -1, 0, 2, 2, 1, 3, 2, -1, 2],
        ansi:
            "SELECT users.id AS a, users.id + :p1 AS a0, users.id + MOD(users.id, \
                NULLIF(:p2, 0)) AS b, users.id + MOD(users.id, NULLIF(:p2, 0)) + :p3 AS b1, \
                users.id IS NULL AS c, users.id = :p4 AS d, COALESCE(users.id + MOD(users.id, \
                NULLIF(:p2, 0)), :p5) AS e, GROUPING(users.id + MOD(users.id, NULLIF(:p2, 0))) \
                AS g FROM users GROUP BY GROUPING SETS ((users.id), (users.id + MOD(users.id, \
                NULLIF(:p2, 0))))" [0, 2, 1, 3, -1],
    );
}

#[test]
fn keys_inside_of_aggregates_are_those_of_each_row() {
    let query = select((
        users::id.nullable(),
        func::sum(users::id).label("s"),
        func::count().filter(users::id.gt(2)).label("n"),
        (func::max(users::id) - users::id).label("d"),
    ))
    .group_by_rollup(users::id);
    assert_sql!(query,
        sqlite:
            "SELECT c_1 AS id, c_2 AS s, c_3 AS n, c_4 AS d FROM (SELECT users.id AS c_1, \
                SUM(users.id) AS c_2, COUNT(*) FILTER (WHERE users.id > ?) AS c_3, \
                MAX(users.id) - users.id AS c_4 FROM users GROUP BY users.id UNION ALL SELECT \
                NULL AS c_1, SUM(users.id) AS c_2, COUNT(*) FILTER (WHERE users.id > ?) AS c_3, \
                MAX(users.id) - NULL AS c_4 FROM users) AS q" [2, 2],
        postgres:
            "SELECT users.id, CAST(SUM(users.id) AS BIGINT) AS s, COUNT(*) FILTER (WHERE \
                users.id > $1) AS n, MAX(users.id) - users.id AS d FROM users GROUP BY ROLLUP \
                (users.id)" [2],
        mysql | mariadb:
            "SELECT c_1 AS id, c_2 AS s, c_3 AS n, c_4 AS d FROM (SELECT users.id AS c_1, \
                SUM(users.id) AS c_2, COUNT(CASE WHEN users.id > ? THEN 1 END) AS c_3, \
                MAX(users.id) - users.id AS c_4 FROM users GROUP BY users.id UNION ALL SELECT \
                CAST(NULL AS SIGNED) AS c_1, SUM(users.id) AS c_2, COUNT(CASE WHEN users.id > ? \
                THEN 1 END) AS c_3, MAX(users.id) - CAST(NULL AS SIGNED) AS c_4 FROM users) AS q" [2, 2],
        ansi:
            "SELECT users.id, SUM(users.id) AS s, COUNT(*) FILTER (WHERE users.id > :p1) AS \
                n, MAX(users.id) - users.id AS d FROM users GROUP BY ROLLUP (users.id)" [2],
    );
}

#[test]
fn keys_inside_of_aggregates_over_a_join() {
    let query = select((posts::user_id.nullable(), func::count()))
        .join(users::table(), users::id.eq(posts::user_id))
        .group_by_rollup(posts::user_id)
        .having(func::max(posts::user_id).ge(2));
    assert_sql!(query.order_by(posts::user_id.asc().nulls_first()),
        sqlite:
            "SELECT c_1 AS user_id, c_2 FROM (SELECT posts.user_id AS c_1, COUNT(*) AS c_2, \
             MAX(posts.user_id) >= ? AS h_1, posts.user_id AS o_1 FROM posts JOIN users ON \
             users.id = posts.user_id GROUP BY posts.user_id UNION ALL SELECT NULL AS c_1, \
             COUNT(*) AS c_2, MAX(posts.user_id) >= ? AS h_1, NULL AS o_1 FROM posts JOIN users \
             ON users.id = posts.user_id) AS q WHERE h_1 ORDER BY o_1" [2, 2],
        postgres:
            "SELECT posts.user_id, COUNT(*) FROM posts JOIN users ON users.id = posts.user_id \
             GROUP BY ROLLUP (posts.user_id) HAVING MAX(posts.user_id) >= $1 ORDER BY \
             posts.user_id NULLS FIRST" [2],
        mysql:
            "SELECT c_1 AS user_id, c_2 FROM (SELECT posts.user_id AS c_1, COUNT(*) AS c_2, \
             MAX(posts.user_id) >= ? AS h_1, posts.user_id AS o_1 FROM posts JOIN users ON \
             users.id = posts.user_id GROUP BY posts.user_id UNION ALL SELECT CAST(NULL AS \
             SIGNED) AS c_1, COUNT(*) AS c_2, MAX(posts.user_id) >= ? AS h_1, CAST(NULL AS \
             SIGNED) AS o_1 FROM posts JOIN users ON users.id = posts.user_id) AS q WHERE h_1 \
             ORDER BY o_1" [2, 2],
        mariadb:
            "SELECT c_1 AS user_id, c_2 FROM (SELECT posts.user_id AS c_1, COUNT(*) AS c_2, \
             MAX(COALESCE(posts.user_id)) >= ? AS h_1, posts.user_id AS o_1 FROM posts JOIN users \
             ON users.id = posts.user_id GROUP BY posts.user_id UNION ALL SELECT CAST(NULL AS \
             SIGNED) AS c_1, COUNT(*) AS c_2, MAX(COALESCE(posts.user_id)) >= ? AS h_1, CAST(NULL \
             AS SIGNED) AS o_1 FROM posts JOIN users ON users.id = posts.user_id) AS q WHERE h_1 \
             ORDER BY o_1" [2, 2],
        ansi:
            "SELECT posts.user_id, COUNT(*) FROM posts JOIN users ON users.id = posts.user_id \
             GROUP BY ROLLUP (posts.user_id) HAVING MAX(posts.user_id) >= :p1 ORDER BY \
             posts.user_id NULLS FIRST" [2],
    );
}

#[test]
fn joined_and_in_a_query_in_from() {
    let total = func::sum(posts::likes).label("total");
    let per = select((users::name.nullable(), &total, func::grouping(users::name).label("g")))
        .from(users::table())
        .join(posts::table(), foreign_key())
        .filter(posts::likes.ne(1))
        .group_by_rollup(users::name)
        .subquery("per");
    let query = select((per.col(users::name), per.col(&total))).filter(per.col("g").eq(literal(1)));
    assert_sql!(query,
        sqlite | mysql | mariadb:
            "SELECT per.name, per.total FROM (SELECT c_1 AS name, c_2 AS total, c_3 AS g \
                FROM (SELECT users.name AS c_1, SUM(posts.likes) AS c_2, 0 AS c_3 FROM users \
                JOIN posts ON posts.user_id = users.id WHERE posts.likes <> ? GROUP BY \
                users.name UNION ALL SELECT NULL AS c_1, SUM(posts.likes) AS c_2, 1 AS c_3 FROM \
                users JOIN posts ON posts.user_id = users.id WHERE posts.likes <> ?) AS q) AS \
                per WHERE per.g = 1" [1, 1],
        postgres:
            "SELECT per.name, per.total FROM (SELECT users.name, SUM(posts.likes) AS total, \
                GROUPING(users.name) AS g FROM users JOIN posts ON posts.user_id = users.id \
                WHERE posts.likes <> $1 GROUP BY ROLLUP (users.name)) AS per WHERE per.g = 1" [1],
        ansi:
            "SELECT per.name, per.total FROM (SELECT users.name, SUM(posts.likes) AS total, \
                GROUPING(users.name) AS g FROM users JOIN posts ON posts.user_id = users.id \
                WHERE posts.likes <> :p1 GROUP BY ROLLUP (users.name)) AS per WHERE per.g = 1" [1],
    );
    let whole = select(func::sum(posts::likes))
        .group_by_rollup(posts::user_id)
        .having(func::grouping(posts::user_id).eq(1));
    let above = select(users::id).filter(users::id.lt_any(whole)).order_by(users::id);
    assert_sql!(above,
        sqlite:
            "SELECT users.id FROM users WHERE (SELECT CASE WHEN MAX(b) = 1 THEN 1 WHEN \
                COUNT(*) > COUNT(b) THEN NULL ELSE 0 END FROM (SELECT users.id < c_1 AS b FROM \
                (SELECT c_1 FROM (SELECT SUM(posts.likes) AS c_1, 0 = ? AS h_1 FROM posts GROUP \
                BY posts.user_id UNION ALL SELECT SUM(posts.likes) AS c_1, 1 = ? AS h_1 FROM \
                posts) AS q WHERE h_1))) ORDER BY users.id" [1, 1],
        postgres:
            "SELECT users.id FROM users WHERE users.id < ANY (SELECT SUM(posts.likes) FROM \
                posts GROUP BY ROLLUP (posts.user_id) HAVING GROUPING(posts.user_id) = $1) \
                ORDER BY users.id" [1],
        mysql:
            "SELECT users.id FROM users WHERE users.id < ANY (SELECT c_1 FROM (SELECT \
                SUM(posts.likes) AS c_1, 0 = ? AS h_1 FROM posts GROUP BY posts.user_id UNION \
                ALL SELECT SUM(posts.likes) AS c_1, 1 = ? AS h_1 FROM posts) AS q WHERE h_1) \
                ORDER BY users.id" [1, 1],
        mariadb:
            "SELECT users.id FROM users WHERE IF(TRUE, users.id < ANY (SELECT c_1 FROM \
                (SELECT SUM(posts.likes) AS c_1, 0 = ? AS h_1 FROM posts GROUP BY posts.user_id \
                UNION ALL SELECT SUM(posts.likes) AS c_1, 1 = ? AS h_1 FROM posts) AS q WHERE \
                h_1), NULL) ORDER BY users.id" [1, 1],
        ansi:
            "SELECT users.id FROM users WHERE users.id < ANY (SELECT SUM(posts.likes) FROM \
                posts GROUP BY ROLLUP (posts.user_id) HAVING GROUPING(posts.user_id) = :p1) \
                ORDER BY users.id" [1],
    );
}

#[test]
fn grouping_of_plain_keys_is_zero() {
    let query = select((users::active, func::grouping(users::active).label("g")))
        .group_by(users::active)
        .order_by(func::grouping(users::active) + func::count());
    assert_sql!(query,
        sqlite | mysql | mariadb:
            "SELECT users.active, 0 AS g FROM users GROUP BY users.active ORDER BY 0 + COUNT(*)",
        postgres | ansi:
            "SELECT users.active, GROUPING(users.active) AS g FROM users GROUP BY \
                users.active ORDER BY GROUPING(users.active) + COUNT(*)",
    );
}

#[test]
fn functions_over_windows_of_sets() {
    let rank = func::rank()
        .over(window().partition_by(func::grouping(users::active)).order_by(func::count().desc()));
    let query = select((users::active.nullable(), rank.label("r"))).group_by_rollup(users::active);
    assert_sql!(query,
        sqlite:
            error "SQLite has no ROLLUP, CUBE or GROUPING SETS, and this query, which would be \
                read for each set, has functions over windows; put them into a query around",
        postgres | ansi:
            "SELECT users.active, RANK() OVER (PARTITION BY GROUPING(users.active) ORDER BY \
                COUNT(*) DESC) AS r FROM users GROUP BY ROLLUP (users.active)",
        mysql:
            error "MySQL has no ROLLUP, CUBE or GROUPING SETS, and this query, which would be read \
                for each set, has functions over windows; put them into a query around",
        mariadb:
            error "MariaDB has no ROLLUP, CUBE or GROUPING SETS, and this query, which would be \
                read for each set, has functions over windows; put them into a query around",
    );
}

#[test]
fn what_could_be_other_rows_each_time_is_refused() {
    let some = select(users::id).limit(3).subquery("some");
    let query = select((some.col(users::id).nullable(), func::count()))
        .group_by_rollup(some.col(users::id));
    assert_sql!(query,
        sqlite:
            error "SQLite has no ROLLUP, CUBE or GROUPING SETS, and this query, which would be \
                read for each set, has raw SQL, a function that is not known or gives another \
                value each time, or a LIMIT in FROM; group a table with what it gives",
        postgres:
            "SELECT \"some\".id, COUNT(*) FROM (SELECT users.id FROM users LIMIT $1) AS \
                \"some\" GROUP BY ROLLUP (\"some\".id)" [3_i64],
        mysql:
            error "MySQL has no ROLLUP, CUBE or GROUPING SETS, and this query, which would be read \
                for each set, has raw SQL, a function that is not known or gives another value \
                each time, or a LIMIT in FROM; group a table with what it gives",
        mariadb:
            error "MariaDB has no ROLLUP, CUBE or GROUPING SETS, and this query, which would be \
                read for each set, has raw SQL, a function that is not known or gives another \
                value each time, or a LIMIT in FROM; group a table with what it gives",
        ansi:
            "SELECT \"some\".id, COUNT(*) FROM (SELECT users.id FROM users LIMIT :p1) AS \
                \"some\" GROUP BY ROLLUP (\"some\".id)" [3_i64],
    );
}

#[test]
fn what_is_no_key_is_refused() {
    let name = select((users::id.nullable(), users::name)).group_by_rollup(users::id);
    assert_sql!(name,
        sqlite | postgres | mysql | mariadb | ansi:
            error "a group has several values of `users.name` (in SELECT); group by it, or take \
                `min`, `max` or `any_value` of it",
    );
    let told = select(func::grouping(users::age)).group_by_rollup(users::id);
    assert_sql!(told,
        sqlite | postgres | mysql | mariadb | ansi:
            error "`grouping` (in SELECT) tells of keys of GROUP BY, one to 31; give keys of this \
                query as they are",
    );
    let filter = select(users::id.nullable())
        .filter(func::grouping(users::id).eq(1))
        .group_by_rollup(users::id);
    assert_sql!(filter,
        sqlite | postgres | mysql | mariadb | ansi:
            error "an aggregate stands in WHERE, which looks at single rows; use `.having(…)`, or \
                compare with a subquery",
    );
    let summed = select(func::sum(func::grouping(users::id))).group_by_rollup(users::id);
    assert_sql!(summed,
        sqlite | postgres | mysql | mariadb | ansi:
            error "an aggregate is inside of an aggregate (in SELECT); compute the inner one in a \
                subquery",
    );
    assert_sql!(select(func::count()).from(users::table()).group_by_sets(((), ())),
        sqlite | postgres | mysql | mariadb | ansi:
            error "GROUP BY has a list of keys or sets without any; give at least one key",
    );
    let many =
        select(func::count()).group_by_cube((0..13).map(|n| users::id + n).collect::<Vec<_>>());
    assert_sql!(many,
        sqlite | postgres | mysql | mariadb | ansi:
            error "GROUP BY has too many keys: 12 in CUBE and 64 in all sets are the most; give \
                fewer",
    );
}

#[test]
fn a_key_that_a_set_lacks_may_be_null() {
    let query = select((users::active, users::name, func::count()))
        .group_by(users::active)
        .group_by_rollup(users::name);
    let mut connection = sqltree::engine::Engine::open("sqlite://").unwrap().connect().unwrap();
    let error = connection.fetch_all(&query).unwrap_err().to_string();
    assert!(
        error.starts_with(
            "column 2 (`name`) can be NULL, since `name` is not in every set of keys of GROUP BY, \
             but its Rust type has no place for NULL; use `.nullable()` on it"
        ),
        "{error}"
    );
}

#[test]
fn no_query_is_as_one_of_one_row() {
    let whole = select(func::sum(posts::likes)).group_by_rollup(posts::user_id);
    assert_sql!(select(whole.scalar()),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a query may give several rows (in SELECT), and is taken for one value; add \
                `.limit(1)`, declare and equate a unique key, or say that you know it by \
                `.scalar_unchecked()`",
    );
}

#[test]
fn keys_that_a_value_decides() {
    let known = || users::active.nullable() | val(true);
    let query = select((known().label("k"), func::count(), func::grouping(known())));
    assert_sql!(query.group_by_rollup(known()).having(func::coalesce(known(), false)),
        sqlite:
            "SELECT c_1 AS k, c_2, c_3 FROM (SELECT users.active OR ? AS c_1, COUNT(*) AS \
                c_2, 0 AS c_3, COALESCE(users.active OR ?, ?) AS h_1 FROM users GROUP BY \
                users.active OR ? UNION ALL SELECT NULL AS c_1, COUNT(*) AS c_2, 1 AS c_3, \
                COALESCE(NULL, ?) AS h_1 FROM users) AS q WHERE h_1" [true, true, false, true, false],
        postgres:
            error "PostgreSQL 18.0 gives a key that a value in it may decide, as in `a OR TRUE`, \
                where it is NULL by ROLLUP, CUBE or GROUPING SETS; compute it in a subquery, \
                and group by its column",
        mysql:
            "SELECT c_1 AS k, c_2, c_3 FROM (SELECT MAX(users.active OR ?) AS c_1, COUNT(*) \
                AS c_2, 0 AS c_3, COALESCE(MAX(users.active OR ?), ?) AS h_1 FROM users GROUP \
                BY users.active OR ? UNION ALL SELECT CAST(NULL AS SIGNED) AS c_1, COUNT(*) AS \
                c_2, 1 AS c_3, COALESCE(CAST(NULL AS SIGNED), ?) AS h_1 FROM users) AS q WHERE \
                h_1" [true, true, false, true, false],
        mariadb:
            "SELECT c_1 AS k, c_2, c_3 FROM (SELECT users.active OR ? AS c_1, COUNT(*) AS \
                c_2, 0 AS c_3, COALESCE(MAX(users.active OR ?), ?) AS h_1 FROM users GROUP BY \
                users.active OR ? UNION ALL SELECT CAST(NULL AS SIGNED) AS c_1, COUNT(*) AS \
                c_2, 1 AS c_3, COALESCE(CAST(NULL AS SIGNED), ?) AS h_1 FROM users) AS q WHERE \
                h_1" [true, true, false, true, false],
        ansi:
            "SELECT users.active OR :p1 AS k, COUNT(*), GROUPING(users.active OR :p1) FROM \
                users GROUP BY ROLLUP (users.active OR :p1) HAVING COALESCE(users.active OR \
                :p1, :p2)" [true, false],
    );
    let boss = || func::coalesce(users::boss_id, 0);
    let query = select((boss().label("k"), func::count().label("n")));
    assert_sql!(query.group_by_sets(((), boss())),
        sqlite:
            "SELECT c_1 AS k, c_2 AS n FROM (SELECT NULL AS c_1, COUNT(*) AS c_2 FROM users \
                UNION ALL SELECT COALESCE(users.boss_id, ?) AS c_1, COUNT(*) AS c_2 FROM users \
                GROUP BY COALESCE(users.boss_id, ?)) AS q" [0, 0],
        postgres:
            "SELECT COALESCE(users.boss_id, $1) AS k, COUNT(*) AS n FROM users GROUP BY \
                GROUPING SETS ((), (COALESCE(users.boss_id, $1)))" [0],
        mysql:
            "SELECT c_1 AS k, c_2 AS n FROM (SELECT CAST(NULL AS SIGNED) AS c_1, COUNT(*) AS \
                c_2 FROM users UNION ALL SELECT MAX(COALESCE(users.boss_id, ?)) AS c_1, \
                COUNT(*) AS c_2 FROM users GROUP BY COALESCE(users.boss_id, ?)) AS q" [0, 0],
        mariadb:
            "SELECT c_1 AS k, c_2 AS n FROM (SELECT CAST(NULL AS SIGNED) AS c_1, COUNT(*) AS \
                c_2 FROM users UNION ALL SELECT COALESCE(users.boss_id, ?) AS c_1, COUNT(*) AS \
                c_2 FROM users GROUP BY COALESCE(users.boss_id, ?)) AS q" [0, 0],
        ansi:
            "SELECT COALESCE(users.boss_id, :p1) AS k, COUNT(*) AS n FROM users GROUP BY \
                GROUPING SETS ((), (COALESCE(users.boss_id, :p1)))" [0],
    );
    // The way out.
    let inner = select(known().label("k")).subquery("q");
    let key = inner.col("k").typed::<Option<bool>>();
    assert_sql!(select((&key, func::count())).group_by_rollup(&key).having(func::coalesce(&key, false)),
        sqlite:
            "SELECT c_1 AS k, c_2 FROM (SELECT q.k AS c_1, COUNT(*) AS c_2, COALESCE(q.k, ?) \
                AS h_1 FROM (SELECT users.active OR ? AS k FROM users) AS q GROUP BY q.k UNION \
                ALL SELECT NULL AS c_1, COUNT(*) AS c_2, COALESCE(NULL, ?) AS h_1 FROM (SELECT \
                users.active OR ? AS k FROM users) AS q) AS q WHERE h_1" [false, true, false, true],
        postgres:
            "SELECT q.k, COUNT(*) FROM (SELECT users.active OR $1 AS k FROM users) AS q \
                GROUP BY ROLLUP (q.k) HAVING COALESCE(q.k, $2)" [true, false],
        mysql | mariadb:
            "SELECT c_1 AS k, c_2 FROM (SELECT q.k AS c_1, COUNT(*) AS c_2, COALESCE(q.k, ?) \
                AS h_1 FROM (SELECT users.active OR ? AS k FROM users) AS q GROUP BY q.k UNION \
                ALL SELECT CAST(NULL AS SIGNED) AS c_1, COUNT(*) AS c_2, COALESCE(CAST(NULL AS \
                SIGNED), ?) AS h_1 FROM (SELECT users.active OR ? AS k FROM users) AS q) AS q \
                WHERE h_1" [false, true, false, true],
        ansi:
            "SELECT q.k, COUNT(*) FROM (SELECT users.active OR :p1 AS k FROM users) AS q \
                GROUP BY ROLLUP (q.k) HAVING COALESCE(q.k, :p2)" [true, false],
    );
}

#[test]
fn texts_are_joined_in_the_order_of_keys_that_a_set_lacks() {
    let names = func::string_agg(users::name, ",").order_by((users::active, users::id));
    let query = select((users::active.typed::<Option<bool>>(), names))
        .group_by_rollup(users::active)
        .order_by(func::count());
    assert_sql!(query,
        sqlite:
            "SELECT c_1 AS active, c_2 FROM (SELECT users.active AS c_1, \
                GROUP_CONCAT(users.name, ',' ORDER BY users.active, users.id) AS c_2, COUNT(*) \
                AS o_1, COUNT(*) AS n_1 FROM users GROUP BY users.active UNION ALL SELECT NULL \
                AS c_1, GROUP_CONCAT(users.name, ',' ORDER BY users.active, users.id) AS c_2, \
                COUNT(*) AS o_1, COUNT(*) AS n_1 FROM users) AS q ORDER BY o_1",
        postgres:
            "SELECT users.active, STRING_AGG(users.name, ',' ORDER BY users.active, \
                users.id) FROM users GROUP BY ROLLUP (users.active) ORDER BY COUNT(*)",
        mysql:
            "SELECT c_1 AS active, c_2 FROM (SELECT users.active AS c_1, \
                GROUP_CONCAT(users.name ORDER BY users.active, users.id SEPARATOR ',') AS c_2, \
                COUNT(*) AS o_1, COUNT(*) AS n_1 FROM users GROUP BY users.active UNION ALL \
                SELECT CAST(NULL AS SIGNED) AS c_1, GROUP_CONCAT(users.name ORDER BY \
                users.active, users.id SEPARATOR ',') AS c_2, COUNT(*) AS o_1, COUNT(*) AS n_1 \
                FROM users) AS q ORDER BY o_1",
        mariadb:
            "SELECT c_1 AS active, c_2 FROM (SELECT users.active AS c_1, \
                GROUP_CONCAT(users.name ORDER BY users.id SEPARATOR ',') AS c_2, COUNT(*) AS \
                o_1, COUNT(*) AS n_1 FROM users GROUP BY users.active UNION ALL SELECT \
                CAST(NULL AS SIGNED) AS c_1, GROUP_CONCAT(users.name ORDER BY users.active, \
                users.id SEPARATOR ',') AS c_2, COUNT(*) AS o_1, COUNT(*) AS n_1 FROM users) AS \
                q ORDER BY o_1",
        ansi: error "ANSI SQL 2023.0 has no function like `string_agg` (in SELECT)",
    );
}

#[test]
fn conditions_that_are_keys_inside_of_conditions() {
    let key = || posts::likes.gt(posts::user_id);
    let query = || select((!key(), func::count())).group_by_rollup(key());
    let inside =
        || select(func::count()).group_by_rollup(key()).having(key() | func::count().gt(1));
    let both = || key() & posts::likes.lt(9);
    let first = select(func::count()).group_by_rollup(both()).having(both());
    let first = first.having(func::count().gt(1));
    let postgres = Postgres::default();
    let refused = |query: &dyn Fn() -> sqltree::Result<sqltree::Compiled>| query().unwrap_err();
    for error in [
        refused(&|| query().compile(&postgres)),
        refused(&|| inside().compile(&postgres)),
        refused(&|| first.compile(&postgres)),
    ] {
        assert_eq!(
            messages(&error),
            "PostgreSQL 18.0 gives a condition that is a key, inside of another condition, where it is \
             NULL by ROLLUP, CUBE or GROUPING SETS; compute it in a subquery, and group by its column"
        );
    }
    // The engine really gives no row of all, in which the key is NULL.
    Live::Postgres.with(|connection| {
        let sql = "SELECT NOT (a = b) AS k, COUNT(*) FROM (VALUES (1, 1), (1, 2)) AS t (a, b) \
                   GROUP BY ROLLUP ((a = b))";
        let rows = connection.query_sql(sql, &[]).unwrap();
        let nulls = rows.iter().filter(|row| row.get::<Option<bool>>("k").unwrap().is_none());
        assert!(nulls.count() == 0, "{sql}");
    });
    let whole = select((key().label("k"), func::count().label("n"), key().is_null().label("null")));
    assert_sql!(whole.group_by_rollup(key()),
        sqlite:
            "SELECT c_1 AS k, c_2 AS n, c_3 AS \"null\" FROM (SELECT posts.likes > posts.user_id AS \
                c_1, COUNT(*) AS c_2, (posts.likes > posts.user_id) IS NULL AS c_3 FROM posts GROUP BY \
                posts.likes > posts.user_id UNION ALL SELECT NULL AS c_1, COUNT(*) AS c_2, NULL IS NULL \
                AS c_3 FROM posts) AS q",
        postgres | ansi:
            "SELECT posts.likes > posts.user_id AS k, COUNT(*) AS n, (posts.likes > posts.user_id) IS \
                NULL AS \"null\" FROM posts GROUP BY ROLLUP (posts.likes > posts.user_id)",
        mysql | mariadb:
            "SELECT c_1 AS k, c_2 AS n, c_3 AS `null` FROM (SELECT posts.likes > posts.user_id AS \
                c_1, COUNT(*) AS c_2, (posts.likes > posts.user_id) IS NULL AS c_3 FROM posts GROUP BY \
                posts.likes > posts.user_id UNION ALL SELECT CAST(NULL AS SIGNED) AS c_1, COUNT(*) AS \
                c_2, CAST(NULL AS SIGNED) IS NULL AS c_3 FROM posts) AS q",
    );
    let inner = select(key().label("k")).subquery("q");
    let way_out = select((!inner.col("k").typed::<bool>(), func::count().label("n")));
    assert_sql!(way_out.group_by_rollup(inner.col("k")),
        sqlite:
            "SELECT c_1, c_2 AS n FROM (SELECT NOT q.k AS c_1, COUNT(*) AS c_2 FROM (SELECT \
                posts.likes > posts.user_id AS k FROM posts) AS q GROUP BY q.k UNION ALL SELECT NOT NULL \
                AS c_1, COUNT(*) AS c_2 FROM (SELECT posts.likes > posts.user_id AS k FROM posts) AS q) \
                AS q",
        postgres | ansi:
            "SELECT NOT q.k, COUNT(*) AS n FROM (SELECT posts.likes > posts.user_id AS k FROM posts) \
                AS q GROUP BY ROLLUP (q.k)",
        mysql | mariadb:
            "SELECT c_1, c_2 AS n FROM (SELECT NOT q.k AS c_1, COUNT(*) AS c_2 FROM (SELECT \
                posts.likes > posts.user_id AS k FROM posts) AS q GROUP BY q.k UNION ALL SELECT NOT \
                CAST(NULL AS SIGNED) AS c_1, COUNT(*) AS c_2 FROM (SELECT posts.likes > posts.user_id AS \
                k FROM posts) AS q) AS q",
    );
}
