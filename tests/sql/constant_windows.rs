//! Windows whose keys are constants, beside others: MariaDB sorts for neither.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
pub fn a_constant_partition_beside_another() {
    let other = users::table().alias("other");
    let least = func::min(posts::likes).over(window().partition_by(users::name));
    let all = func::max(other.col(users::id)).over(window().partition_by(val(7) + 0));
    let query = select((users::name, posts::id, other.col(users::id), least, all))
        .from(users::table())
        .cross_join(posts::table())
        .cross_join(&other)
        .order_by((users::id, posts::id, other.col(users::id)));
    assert_sql!(query,
        sqlite | mysql: "SELECT users.name, posts.id, other.id, MIN(posts.likes) OVER (PARTITION BY users.name), MAX(other.id) OVER (PARTITION BY ? + ?) FROM users CROSS JOIN posts CROSS JOIN users AS other ORDER BY users.id, posts.id, other.id" [7, 0],
        postgres: "SELECT users.name, posts.id, other.id, MIN(posts.likes) OVER (PARTITION BY users.name), MAX(other.id) OVER (PARTITION BY CAST($1 AS INTEGER) + CAST($2 AS INTEGER)) FROM users CROSS JOIN posts CROSS JOIN users AS other ORDER BY users.id, posts.id, other.id" [7, 0],
        mariadb: "SELECT users.name, posts.id, other.id, MIN(posts.likes) OVER (PARTITION BY RAND() < -1, users.name), MAX(other.id) OVER (PARTITION BY RAND() < -2, ? + ?) FROM users CROSS JOIN posts CROSS JOIN users AS other ORDER BY users.id, posts.id, other.id" [7, 0],
        ansi: "SELECT users.name, posts.id, other.id, MIN(posts.likes) OVER (PARTITION BY users.name), MAX(other.id) OVER (PARTITION BY :p1 + :p2) FROM users CROSS JOIN posts CROSS JOIN users AS other ORDER BY users.id, posts.id, other.id" [7, 0],
    );
}

#[test]
pub fn a_query_as_a_partition_beside_another() {
    let other = users::table().alias("other");
    let least = func::min(posts::likes).over(window().partition_by(users::name));
    let most = select(func::max(posts::id)).from(posts::table()).scalar();
    let all = func::max(other.col(users::id)).over(window().partition_by(most));
    let query = select((users::name, posts::id, other.col(users::id), least))
        .from(users::table())
        .cross_join(posts::table())
        .cross_join(&other)
        .order_by((all, users::id, posts::id, other.col(users::id)));
    assert_sql!(query,
        sqlite | postgres | mysql | ansi: "SELECT users.name, posts.id, other.id, MIN(posts.likes) OVER (PARTITION BY users.name) FROM users CROSS JOIN posts CROSS JOIN users AS other ORDER BY MAX(other.id) OVER (PARTITION BY (SELECT MAX(posts.id) FROM posts)), users.id, posts.id, other.id" [],
        mariadb: "SELECT users.name, posts.id, other.id, MIN(posts.likes) OVER (PARTITION BY RAND() < -1, users.name) FROM users CROSS JOIN posts CROSS JOIN users AS other ORDER BY MAX(other.id) OVER (PARTITION BY RAND() < -2, (SELECT MAX(posts.id) FROM posts)), users.id, posts.id, other.id" [],
    );
}
