//! GROUP BY, HAVING and the aggregates.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn aggregates_by_group() {
    let query = select((
        posts::user_id,
        func::count().label("n"),
        func::sum(posts::likes).label("likes"),
        func::max(posts::id).label("last"),
    ))
    .group_by(posts::user_id)
    .having(func::count().ge(2))
    .order_by(posts::user_id);
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT posts.user_id, COUNT(*) AS n, SUM(posts.likes) AS likes, \
            MAX(posts.id) AS last FROM posts GROUP BY posts.user_id HAVING COUNT(*) >= ? \
            ORDER BY posts.user_id" [2],
        postgres: "SELECT posts.user_id, COUNT(*) AS n, SUM(posts.likes) AS likes, \
            MAX(posts.id) AS last FROM posts GROUP BY posts.user_id HAVING COUNT(*) >= $1 \
            ORDER BY posts.user_id" [2],
        ansi: "SELECT posts.user_id, COUNT(*) AS n, SUM(posts.likes) AS likes, \
            MAX(posts.id) AS last FROM posts GROUP BY posts.user_id HAVING COUNT(*) >= :p1 \
            ORDER BY posts.user_id" [2],
    );
}

#[test]
fn the_mean_is_a_double_on_all_engines() {
    assert_sql!(select((func::avg(users::age).label("a"), func::min(users::age).label("m"))),
        sqlite: "SELECT AVG(users.age) AS a, MIN(users.age) AS m FROM users",
        postgres | ansi: "SELECT AVG(CAST(users.age AS DOUBLE PRECISION)) AS a, \
            MIN(users.age) AS m FROM users",
        mysql | mariadb: "SELECT AVG(users.age + 0e0) AS a, MIN(users.age) AS m FROM users",
    );
}

#[test]
fn counts_of_what() {
    let query = select((
        func::count().label("a"),
        func::count_of(users::age).label("b"),
        func::count_distinct(users::age).label("c"),
    ));
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi: "SELECT COUNT(*) AS a, COUNT(users.age) AS b, \
            COUNT(DISTINCT users.age) AS c FROM users",
    );
}

#[test]
fn several_keys_and_expressions() {
    let query = select((users::active, (users::age + 1).label("k"), func::count().label("n")))
        .group_by((users::active, users::age))
        .order_by((users::active, users::age.asc().nulls_first()));
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.active, users.age + ? AS k, COUNT(*) AS n \
            FROM users GROUP BY users.active, users.age ORDER BY users.active, users.age" [1],
        postgres: "SELECT users.active, users.age + $1 AS k, COUNT(*) AS n FROM users \
            GROUP BY users.active, users.age ORDER BY users.active, users.age NULLS FIRST" [1],
        ansi: "SELECT users.active, users.age + :p1 AS k, COUNT(*) AS n FROM users \
            GROUP BY users.active, users.age ORDER BY users.active, users.age NULLS FIRST" [1],
    );
}

#[test]
fn a_constant_key_is_refused_since_it_would_be_a_position() {
    assert_sql!(select(func::count()).from(users::table()).group_by(val(1)),
        sqlite | postgres | mysql | mariadb | ansi: error "a constant in GROUP BY would mean the \
            column of that number; give the column itself",
    );
}
