//! IN and NOT IN.

use sqltree::expr::row;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

fn ids() -> Select<i64> {
    select(users::id).order_by(users::id)
}

#[test]
fn a_list_of_values() {
    assert_sql!(ids().filter(users::id.is_in([1, 2, 3])).filter(users::age.not_in(vec![17])),
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE users.id IN (?, ?, ?) AND \
            users.age NOT IN (?) ORDER BY users.id" [1, 2, 3, 17],
        postgres: "SELECT users.id FROM users WHERE users.id IN ($1, $2, $3) AND \
            users.age NOT IN ($4) ORDER BY users.id" [1, 2, 3, 17],
        ansi: "SELECT users.id FROM users WHERE users.id IN (:p1, :p2, :p3) AND \
            users.age NOT IN (:p4) ORDER BY users.id" [1, 2, 3, 17],
    );
}

#[test]
fn nothing_is_in_an_empty_list() {
    let none: [i64; 0] = [];
    assert_sql!(ids().filter(users::id.is_in(none)),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id FROM users WHERE 1 = 0 ORDER BY users.id",
    );
    assert_sql!(ids().filter(users::id.not_in(none)),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id FROM users WHERE 1 = 1 ORDER BY users.id",
    );
}

#[test]
fn a_list_of_expressions() {
    assert_sql!(ids().filter(val(1).is_in(vec![users::id.expr(), users::boss_id.typed()])),
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE ? IN (users.id, \
            users.boss_id) ORDER BY users.id" [1],
        postgres: "SELECT users.id FROM users WHERE CAST($1 AS INTEGER) IN (users.id, \
            users.boss_id) ORDER BY users.id" [1],
        ansi: "SELECT users.id FROM users WHERE :p1 IN (users.id, \
            users.boss_id) ORDER BY users.id" [1],
    );
}

#[test]
fn a_query_of_one_column() {
    let liked = select(posts::user_id).filter(posts::likes.gt(2));
    assert_sql!(ids().filter(users::id.is_in(&liked)).filter(users::id.not_in(liked.filter(posts::likes.gt(6)))),
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE users.id IN (SELECT \
            posts.user_id FROM posts WHERE posts.likes > ?) AND users.id NOT IN (SELECT \
            posts.user_id FROM posts WHERE posts.likes > ? AND posts.likes > ?) ORDER BY users.id"
            [2, 2, 6],
        postgres: "SELECT users.id FROM users WHERE users.id IN (SELECT \
            posts.user_id FROM posts WHERE posts.likes > $1) AND users.id NOT IN (SELECT \
            posts.user_id FROM posts WHERE posts.likes > $2 AND posts.likes > $3) ORDER BY users.id"
            [2, 2, 6],
        ansi: "SELECT users.id FROM users WHERE users.id IN (SELECT \
            posts.user_id FROM posts WHERE posts.likes > :p1) AND users.id NOT IN (SELECT \
            posts.user_id FROM posts WHERE posts.likes > :p2 AND posts.likes > :p3) ORDER BY users.id"
            [2, 2, 6],
    );
}

#[test]
fn a_null_in_not_in_is_refused() {
    assert_sql!(ids().filter(users::age.not_in([Some(1), None])),
        sqlite | postgres | mysql | mariadb | ansi: error "NOT IN has a NULL in its list and so \
            is never true; leave the NULL out, or add `.is_not_null()`",
    );
}

#[test]
fn a_list_of_one_query_is_its_value_not_its_rows() {
    let none = || select(posts::user_id).filter(posts::id.eq(99)).scalar();
    let query = select((users::id, users::id.not_in([none()]).label("x"))).order_by(users::id);
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.id, users.id <> (SELECT posts.user_id FROM posts \
            WHERE posts.id = ?) AS x FROM users ORDER BY users.id" [99],
        postgres: "SELECT users.id, users.id <> (SELECT posts.user_id FROM posts \
            WHERE posts.id = $1) AS x FROM users ORDER BY users.id" [99],
        ansi: "SELECT users.id, users.id <> (SELECT posts.user_id FROM posts \
            WHERE posts.id = :p1) AS x FROM users ORDER BY users.id" [99],
    );
}

#[test]
fn an_aggregate_in_an_empty_list_still_makes_one_group() {
    let none = || func::sum(posts::likes).is_in(Vec::<i64>::new()).label("x");
    assert_sql!(select(none()),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT (SUM(posts.likes) IS NULL AND 1 = 0) AS x FROM posts",
    );
    let all = row((func::max(posts::id), func::min(posts::id))).not_in(Vec::<(i64, i64)>::new());
    assert_sql!(select(all.label("x")),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT (MAX(posts.id) IS NULL OR 1 = 1) AS x FROM posts",
    );
}
