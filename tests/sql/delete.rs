//! DELETE.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn rows_where_a_condition_holds() {
    let authors = select(posts::user_id);
    assert_sql!(delete(users::table()).filter(users::id.not_in(authors)).filter(users::age.gt(18)),
        sqlite | mysql | mariadb: "DELETE FROM users WHERE users.id NOT IN (SELECT posts.user_id \
            FROM posts) AND users.age > ?" [18],
        postgres: "DELETE FROM users WHERE users.id NOT IN (SELECT posts.user_id FROM posts) AND \
            users.age > $1" [18],
        ansi: "DELETE FROM users WHERE users.id NOT IN (SELECT posts.user_id FROM posts) AND \
            users.age > :p1" [18],
    );
}

#[test]
fn every_row_must_be_said() {
    assert_sql!(delete(posts::table()),
        sqlite | postgres | mysql | mariadb | ansi: error "DELETE FROM posts has no condition; add \
            `.filter(…)`, or `.all_rows()` if every row is meant",
    );
    assert_sql!(delete(posts::table()).all_rows(),
        sqlite | postgres | mysql | mariadb | ansi: "DELETE FROM posts",
    );
}

#[test]
fn returning_the_rows_deleted() {
    let query =
        delete(posts::table()).filter(posts::likes.lt(1)).returning((posts::id, posts::title));
    assert_sql!(query,
        sqlite | mariadb:
            "DELETE FROM posts WHERE posts.likes < ? RETURNING posts.id, posts.title" [1],
        postgres: "DELETE FROM posts WHERE posts.likes < $1 RETURNING posts.id, posts.title" [1],
        mysql: error "MySQL 8.4 has no DELETE … RETURNING (in DELETE); select the rows before the \
            delete, in one transaction",
        ansi: "DELETE FROM posts WHERE posts.likes < :p1 RETURNING posts.id, posts.title" [1],
    );
}
