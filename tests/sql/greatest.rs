//! The largest and smallest of several values, with NULLs and without.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn the_largest_of_what_may_be_null_is_null() {
    let query = select((
        users::id,
        func::greatest(users::age, users::boss_id).label("g"),
        func::least(func::least(users::age, 30), users::id).label("l"),
        func::greatest(users::age, None::<i32>).label("n"),
    ))
    .order_by(users::id);
    assert_sql!(query,
        sqlite:
            "SELECT users.id, MAX(users.age, users.boss_id) AS g, MIN(users.age, ?, \
                users.id) AS l, MAX(users.age, ?) AS n FROM users ORDER BY users.id" [30, Value::Null],
        postgres:
            "SELECT users.id, CASE WHEN NUM_NULLS(users.age, users.boss_id) = 0 THEN \
                GREATEST(users.age, users.boss_id) END AS g, CASE WHEN NUM_NULLS(users.age, \
                CAST($1 AS INTEGER), users.id) = 0 THEN LEAST(users.age, CAST($2 AS INTEGER), \
                users.id) END AS l, CASE WHEN NUM_NULLS(users.age, CAST($3 AS INTEGER)) = 0 \
                THEN GREATEST(users.age, CAST($4 AS INTEGER)) END AS n FROM users ORDER BY \
                users.id" [30, 30, Value::Null, Value::Null],
        mysql | mariadb:
            "SELECT users.id, GREATEST(users.age, users.boss_id) AS g, LEAST(users.age, ?, \
                users.id) AS l, GREATEST(users.age, CAST(? AS SIGNED)) AS n FROM users ORDER BY \
                users.id" [30, Value::Null],
        ansi:
            "SELECT users.id, GREATEST(users.age, users.boss_id) AS g, LEAST(users.age, :p1, \
                users.id) AS l, GREATEST(users.age, :p2) AS n FROM users ORDER BY users.id" [30, Value::Null],
    );
}

#[test]
fn the_largest_of_what_is_there() {
    let query = select((
        users::id,
        func::greatest_skip_null(users::age, users::boss_id).label("g"),
        func::least_skip_null(func::least_skip_null(users::age, 30), users::boss_id).label("l"),
        func::least_skip_null(None::<i32>, None::<i32>).label("n"),
    ))
    .order_by(users::id);
    assert_sql!(query,
        sqlite:
            "SELECT users.id, MAX(COALESCE(users.age, users.boss_id), \
                COALESCE(users.boss_id, users.age)) AS g, MIN(COALESCE(MIN(COALESCE(users.age, \
                ?), COALESCE(?, users.age)), users.boss_id), COALESCE(users.boss_id, \
                MIN(COALESCE(users.age, ?), COALESCE(?, users.age)))) AS l, MIN(COALESCE(?, ?), \
                COALESCE(?, ?)) AS n FROM users ORDER BY users.id" [30, 30, 30, 30, Value::Null, Value::Null, Value::Null, Value::Null],
        postgres:
            "SELECT users.id, GREATEST(users.age, users.boss_id) AS g, \
                LEAST(LEAST(users.age, $1), users.boss_id) AS l, LEAST(CAST($2 AS INTEGER), \
                CAST($3 AS INTEGER)) AS n FROM users ORDER BY users.id" [30, Value::Null, Value::Null],
        mysql | mariadb:
            "SELECT users.id, GREATEST(COALESCE(users.age, users.boss_id), \
                COALESCE(users.boss_id, users.age)) AS g, \
                LEAST(COALESCE(LEAST(COALESCE(users.age, ?), COALESCE(?, users.age)), \
                users.boss_id), COALESCE(users.boss_id, LEAST(COALESCE(users.age, ?), \
                COALESCE(?, users.age)))) AS l, LEAST(COALESCE(CAST(? AS SIGNED), CAST(? AS \
                SIGNED)), COALESCE(CAST(? AS SIGNED), CAST(? AS SIGNED))) AS n FROM users ORDER \
                BY users.id" [30, 30, 30, 30, Value::Null, Value::Null, Value::Null, Value::Null],
        ansi:
            "SELECT users.id, GREATEST(COALESCE(users.age, users.boss_id), \
                COALESCE(users.boss_id, users.age)) AS g, \
                LEAST(COALESCE(LEAST(COALESCE(users.age, :p1), COALESCE(:p2, users.age)), \
                users.boss_id), COALESCE(users.boss_id, LEAST(COALESCE(users.age, :p3), \
                COALESCE(:p4, users.age)))) AS l, LEAST(COALESCE(:p5, :p6), COALESCE(:p7, :p8)) \
                AS n FROM users ORDER BY users.id" [30, 30, 30, 30, Value::Null, Value::Null, Value::Null, Value::Null],
    );
}

#[test]
fn extremes_of_texts_and_values() {
    let query = select((
        posts::id,
        func::least(func::upper(posts::title), "M").label("t"),
        func::greatest(val(1), 2.5).label("v"),
        func::greatest(func::greatest("a", "b"), func::least("c", "")).label("w"),
    ))
    .order_by(posts::id);
    assert_sql!(query,
        sqlite:
            "SELECT posts.id, MIN(UPPER(posts.title), ?) AS t, MAX(?, ?) AS v, MAX(?, ?, \
                MIN(?, ?)) AS w FROM posts ORDER BY posts.id" ["M", 1.0, 2.5, "a", "b", "c", ""],
        postgres:
            "SELECT posts.id, CASE WHEN NUM_NULLS(UPPER(posts.title), CAST($1 AS TEXT)) = 0 \
                THEN LEAST(UPPER(posts.title), CAST($2 AS TEXT)) END AS t, CASE WHEN \
                NUM_NULLS(CAST($3 AS INTEGER), CAST($4 AS DOUBLE PRECISION)) = 0 THEN \
                GREATEST(CAST($5 AS INTEGER), CAST($6 AS DOUBLE PRECISION)) END AS v, CASE WHEN \
                NUM_NULLS(CAST($7 AS TEXT), CAST($8 AS TEXT), CASE WHEN NUM_NULLS(CAST($9 AS \
                TEXT), CAST($10 AS TEXT)) = 0 THEN LEAST(CAST($11 AS TEXT), CAST($12 AS TEXT)) \
                END) = 0 THEN GREATEST(CAST($13 AS TEXT), CAST($14 AS TEXT), CASE WHEN \
                NUM_NULLS(CAST($15 AS TEXT), CAST($16 AS TEXT)) = 0 THEN LEAST(CAST($17 AS \
                TEXT), CAST($18 AS TEXT)) END) END AS w FROM posts ORDER BY posts.id" ["M", "M", 1, 2.5, 1, 2.5, "a", "b", "c", "", "c", "", "a", "b", "c", "", "c", ""],
        mysql | mariadb:
            "SELECT posts.id, LEAST(UPPER(posts.title), ?) AS t, GREATEST(?, ?) AS v, \
                GREATEST(?, ?, LEAST(?, ?)) AS w FROM posts ORDER BY posts.id" ["M", 1, 2.5, "a", "b", "c", ""],
        ansi:
            "SELECT posts.id, LEAST(UPPER(posts.title), :p1) AS t, GREATEST(:p2, :p3) AS v, \
                GREATEST(:p4, :p5, LEAST(:p6, :p7)) AS w FROM posts ORDER BY posts.id" ["M", 1, 2.5, "a", "b", "c", ""],
    );
}

#[test]
fn extremes_in_groups_and_conditions() {
    let best = func::greatest(func::max(posts::likes), func::count());
    let query = select((posts::user_id, best.label("best")))
        .filter(func::greatest(posts::likes, 0).ge(posts::id))
        .group_by(posts::user_id)
        .having(func::least_skip_null(func::min(posts::likes), 100).lt(50))
        .order_by(posts::user_id);
    assert_sql!(query,
        sqlite:
            "SELECT posts.user_id, MAX(MAX(posts.likes), COUNT(*)) AS best FROM posts WHERE \
                MAX(posts.likes, ?) >= posts.id GROUP BY posts.user_id HAVING \
                MIN(COALESCE(MIN(posts.likes), ?), COALESCE(?, MIN(posts.likes))) < ? ORDER BY \
                posts.user_id" [0, 100, 100, 50],
        postgres:
            "SELECT posts.user_id, CASE WHEN NUM_NULLS(MAX(posts.likes), COUNT(*)) = 0 THEN \
                GREATEST(MAX(posts.likes), COUNT(*)) END AS best FROM posts WHERE CASE WHEN \
                NUM_NULLS(posts.likes, CAST($1 AS INTEGER)) = 0 THEN GREATEST(posts.likes, \
                CAST($2 AS INTEGER)) END >= posts.id GROUP BY posts.user_id HAVING \
                LEAST(MIN(posts.likes), $3) < $4 ORDER BY posts.user_id" [0, 0, 100, 50],
        mysql | mariadb:
            "SELECT posts.user_id, GREATEST(MAX(posts.likes), COUNT(*)) AS best FROM posts \
                WHERE GREATEST(posts.likes, ?) >= posts.id GROUP BY posts.user_id HAVING \
                LEAST(COALESCE(MIN(posts.likes), ?), COALESCE(?, MIN(posts.likes))) < ? ORDER \
                BY posts.user_id" [0, 100, 100, 50],
        ansi:
            "SELECT posts.user_id, GREATEST(MAX(posts.likes), COUNT(*)) AS best FROM posts \
                WHERE GREATEST(posts.likes, :p1) >= posts.id GROUP BY posts.user_id HAVING \
                LEAST(COALESCE(MIN(posts.likes), :p2), COALESCE(:p3, MIN(posts.likes))) < :p4 \
                ORDER BY posts.user_id" [0, 100, 100, 50],
    );
}

#[test]
fn documents_have_no_largest() {
    let t = Table::new("t").column("a", Type::Json).column("b", Type::Json);
    let query = select(func::greatest(t.col("a"), t.col("b")));
    for dialect in sqltree::dialects::all() {
        let error = query.compile(dialect).unwrap_err();
        assert!(error.to_string().contains("JSON"), "{error}");
    }
}
