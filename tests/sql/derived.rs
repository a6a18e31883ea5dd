//! Queries in FROM, which see nothing of what is beside them, and queries without rows of their own.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn a_derived_table_sees_nothing_of_what_is_beside_it() {
    let of = select((posts::id, posts::likes)).filter(posts::user_id.eq(users::id)).subquery("q");
    assert_sql!(select((users::id, of.col(posts::id))).from(users::table()).cross_join(&of),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, q.id FROM users CROSS JOIN (SELECT posts.id, posts.likes FROM \
             posts, users WHERE posts.user_id = users.id) AS q",
    );
    let of = select((posts::id, posts::likes))
        .from(posts::table())
        .filter(posts::user_id.eq(users::id))
        .subquery("q");
    assert_sql!(select((users::id, of.col(posts::id))).from(users::table()).cross_join(&of),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a column of `users` is used (in WHERE), but it is not in FROM; add it by \
             `.from()` or a join",
    );
    let of = select((posts::id, posts::likes))
        .from(posts::table())
        .filter(posts::user_id.eq(users::id))
        .lateral("q");
    assert_sql!(select((users::id, of.col(posts::id))).from(users::table()).cross_join(&of).order_by((users::id, of.col(posts::id))),
        sqlite: error
            "SQLite 3.54 has no LATERAL (in FROM); take one value by a scalar query, or number \
             rows by `row_number`",
        postgres | mysql | ansi:
            "SELECT users.id, q.id FROM users CROSS JOIN LATERAL (SELECT posts.id, posts.likes \
             FROM posts WHERE posts.user_id = users.id) AS q ORDER BY users.id, q.id",
        mariadb: error
            "MariaDB 11.4 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`",
    );
    let of = select((posts::id, posts::likes))
        .from(posts::table())
        .filter(posts::user_id.eq(users::id))
        .subquery("q");
    let inner = select(func::count()).from(&of);
    assert_sql!(select((users::id, inner.scalar())).from(users::table()).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a column of `users` is used (in WHERE), but it is not in FROM; add it by \
             `.from()` or a join",
    );
    let of = select((posts::id, posts::likes)).filter(posts::user_id.eq(users::id)).subquery("q");
    let inner = select(func::count()).from(&of);
    assert_sql!(select((users::id, inner.scalar())).from(users::table()).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, (SELECT COUNT(*) FROM (SELECT posts.id, posts.likes FROM posts, \
             users WHERE posts.user_id = users.id) AS q) FROM users ORDER BY users.id",
    );
    let cte = select((posts::id, posts::likes))
        .from(posts::table())
        .filter(posts::user_id.eq(users::id))
        .cte("q");
    assert_sql!(select((users::id, cte.col(posts::id))).from(users::table()).cross_join(&cte),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a column of `users` is used (in WHERE), but it is not in FROM; add it by \
             `.from()` or a join",
    );
}

#[test]
fn no_from_says_that_there_are_no_rows() {
    let liked = || posts::likes.gt(2);
    assert_sql!(select(posts::id).from(posts::table()).filter(exists(select(posts::likes).no_from().filter(liked()))).order_by(posts::id),
        sqlite | mysql | mariadb:
            "SELECT posts.id FROM posts WHERE EXISTS (SELECT posts.likes WHERE posts.likes > \
             ?) ORDER BY posts.id" [2],
        postgres:
            "SELECT posts.id FROM posts WHERE EXISTS (SELECT posts.likes WHERE posts.likes > \
             $1) ORDER BY posts.id" [2],
        ansi:
            "SELECT posts.id FROM posts WHERE EXISTS (SELECT posts.likes WHERE posts.likes > \
             :p1) ORDER BY posts.id" [2],
    );
    assert_sql!(select((posts::id, select(posts::likes * 2).no_from().scalar())).from(posts::table()).order_by(posts::id),
        sqlite | mysql | mariadb:
            "SELECT posts.id, (SELECT posts.likes * ?) FROM posts ORDER BY posts.id" [2],
        postgres: "SELECT posts.id, (SELECT posts.likes * $1) FROM posts ORDER BY posts.id" [2],
        ansi: "SELECT posts.id, (SELECT posts.likes * :p1) FROM posts ORDER BY posts.id" [2],
    );
    assert_sql!(delete(posts::table()).filter(exists(select(posts::likes).no_from().filter(liked()))),
        sqlite | mysql | mariadb:
            "DELETE FROM posts WHERE EXISTS (SELECT posts.likes WHERE posts.likes > ?)" [2],
        postgres:
            "DELETE FROM posts WHERE EXISTS (SELECT posts.likes WHERE posts.likes > $1)" [2],
        ansi: "DELETE FROM posts WHERE EXISTS (SELECT posts.likes WHERE posts.likes > :p1)" [2],
    );
    assert_sql!(select(posts::id).from(posts::table()).filter(posts::id.is_in(select(posts::likes).no_from())).order_by(posts::id),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT posts.id FROM posts WHERE posts.id IN (SELECT posts.likes) ORDER BY \
             posts.id",
    );
    assert_sql!(select(users::id).no_from(),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a column of `users` is used (in SELECT), but it is not in FROM; add it by \
             `.from()` or a join",
    );
}

/// MariaDB 10.11 ends where it moves a condition into groups with a constant, by way of two queries.
#[test]
fn groups_with_a_constant_inside_of_two_queries() {
    let inner = select((literal(0_i64).label("zero"), posts::user_id.label("id")))
        .group_by(posts::user_id)
        .subquery("q");
    let outer =
        select((inner.col("zero").typed::<i64>(), inner.col("id").typed::<i64>())).subquery("r");
    let shifted =
        outer.col("zero").typed::<i64>().shift_right(1).shift_left(outer.col("id").typed::<i64>());
    let query = select(outer.col("id").typed::<i64>()).filter(shifted.ne(5));
    assert_sql!(query,
        sqlite:
            "SELECT r.id FROM (SELECT q.zero, q.id FROM (SELECT 0 AS zero, posts.user_id AS id \
                FROM posts GROUP BY posts.user_id) AS q) AS r WHERE CASE WHEN r.id BETWEEN 0 AND 63 \
                THEN CASE WHEN ? BETWEEN 0 AND 63 THEN r.zero >> ? END << r.id END <> ?" [1, 1, 5],
        postgres:
            "SELECT r.id FROM (SELECT q.zero, q.id FROM (SELECT CAST('0' AS BIGINT) AS zero, \
                posts.user_id AS id FROM posts GROUP BY posts.user_id) AS q) AS r WHERE CASE WHEN \
                r.id BETWEEN 0 AND 63 THEN CAST(CASE WHEN CAST($1 AS INTEGER) BETWEEN 0 AND 63 THEN \
                CAST(r.zero AS BIGINT) >> CAST(CAST($2 AS INTEGER) AS INTEGER) END AS BIGINT) << \
                CAST(r.id AS INTEGER) END <> $3" [1, 1, 5],
        mysql:
            "SELECT r.id FROM (SELECT q.zero, q.id FROM (SELECT 0 AS zero, posts.user_id AS id \
                FROM posts GROUP BY posts.user_id) AS q) AS r WHERE CASE WHEN r.id BETWEEN 0 AND 63 \
                THEN CAST(CASE WHEN ? NOT BETWEEN 0 AND 63 THEN NULL WHEN r.zero < 0 THEN \
                CAST(~(~r.zero >> ?) AS SIGNED) ELSE CAST(r.zero >> ? AS SIGNED) END << r.id AS \
                SIGNED) END <> ?" [1, 1, 1, 5],
        mariadb:
            "SELECT r.id FROM (SELECT q.zero, q.id FROM (SELECT 0 AS zero, posts.user_id AS id \
                FROM posts GROUP BY posts.user_id LIMIT 18446744073709551615) AS q) AS r WHERE CASE \
                WHEN r.id BETWEEN 0 AND 63 THEN CAST(CASE WHEN ? NOT BETWEEN 0 AND 63 THEN NULL WHEN \
                r.zero < 0 THEN CAST(~(~r.zero >> ?) AS SIGNED) ELSE CAST(r.zero >> ? AS SIGNED) END \
                << r.id AS SIGNED) END <> ?" [1, 1, 1, 5],
        ansi:
            error "ANSI SQL 2023.0 has no function like `shift_left` (in WHERE)",
    );
}
