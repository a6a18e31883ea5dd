//! ORDER BY of an aggregate, with NULLs beside zero.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
pub fn nulls_are_not_zero() {
    let order = ((users::age - 17).asc().nulls_first(), users::id.desc());
    let names = func::string_agg(users::name, ",").order_by(order);
    assert_sql!(select((names, func::count())),
        sqlite: "SELECT GROUP_CONCAT(users.name, ',' ORDER BY users.age - ?, users.id DESC), COUNT(*) \
            FROM users" [17],
        postgres: "SELECT STRING_AGG(users.name, ',' ORDER BY users.age - $1 NULLS FIRST, users.id DESC), \
            COUNT(*) FROM users" [17],
        mysql: "SELECT GROUP_CONCAT(users.name ORDER BY users.age - ?, users.id DESC SEPARATOR ','), \
            COUNT(*) FROM users" [17],
        mariadb: "SELECT GROUP_CONCAT(users.name ORDER BY users.age - ? IS NOT NULL, users.age - ?, \
            users.id DESC SEPARATOR ','), COUNT(*) FROM users" [17, 17],
        ansi: error "ANSI SQL 2023.0 has no function like `string_agg` (in SELECT)",
    );
}

/// MariaDB forgets it beside a query that is joined.
#[test]
fn what_stands_behind_a_key() {
    let all = select((posts::user_id, posts::likes)).distinct().subquery("q");
    let likes = all.col(posts::likes);
    let order = (users::id.asc(), all.col(posts::user_id).desc(), likes.asc());
    let texts = func::string_agg(likes.cast::<String>(), ",").order_by(order);
    let query = select((users::id, texts.nullable()))
        .from(users::table())
        .join(&all, all.col(posts::user_id).ge(users::id))
        .group_by(users::id)
        .order_by(users::id);
    assert_sql!(query,
        sqlite: "SELECT users.id, GROUP_CONCAT(CAST(q.likes AS TEXT), ',' ORDER BY users.id, q.user_id \
            DESC, q.likes) FROM users JOIN (SELECT DISTINCT posts.user_id, posts.likes FROM posts) AS q ON \
            q.user_id >= users.id GROUP BY users.id ORDER BY users.id",
        postgres: "SELECT users.id, STRING_AGG(CAST(q.likes AS TEXT), ',' ORDER BY users.id, q.user_id \
            DESC, q.likes) FROM users JOIN (SELECT DISTINCT posts.user_id, posts.likes FROM posts) AS q ON \
            q.user_id >= users.id GROUP BY users.id ORDER BY users.id",
        mysql: "SELECT users.id, GROUP_CONCAT(CAST(q.likes AS CHAR) ORDER BY users.id, q.user_id DESC, \
            q.likes SEPARATOR ',') FROM users JOIN (SELECT DISTINCT posts.user_id, posts.likes FROM \
            posts) AS q ON q.user_id >= users.id GROUP BY users.id ORDER BY users.id",
        mariadb: "SELECT users.id, GROUP_CONCAT(CAST(q.likes AS CHAR) ORDER BY q.user_id IS NULL, \
            q.user_id DESC, q.likes IS NOT NULL, q.likes SEPARATOR ',') FROM users JOIN (SELECT DISTINCT \
            posts.user_id, posts.likes FROM posts) AS q ON q.user_id >= users.id GROUP BY users.id ORDER \
            BY users.id",
        ansi: error "ANSI SQL 2023.0 has no function like `string_agg` (in SELECT)",
    );
}
