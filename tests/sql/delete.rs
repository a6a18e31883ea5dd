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

#[test]
fn rows_that_others_of_the_same_table_go_with() {
    let (own, other) = (posts::alias("own"), posts::alias("other"));
    let before = other.col(posts::id).eq(own.col(posts::id) - 1);
    let change = delete(&own).using(&other).filter(before & other.col(posts::likes).gt(0));
    assert_sql!(change.clone(),
        sqlite: "DELETE FROM posts AS own WHERE EXISTS (SELECT 1 FROM posts AS other WHERE other.id = own.id - ? AND other.likes > ?)" [1, 0],
        postgres: "DELETE FROM posts AS own USING posts AS other WHERE other.id = own.id - $1 AND other.likes > $2" [1, 0],
        mysql: "DELETE FROM posts AS own WHERE EXISTS (SELECT 1 FROM (SELECT DISTINCT own.id AS k0 FROM posts AS own, posts AS other WHERE other.id = own.id - ? AND other.likes > ?) AS q WHERE q.k0 = own.id)" [1, 0],
        mariadb: "DELETE own FROM posts AS own WHERE EXISTS (SELECT 1 FROM (SELECT DISTINCT own.id AS k0 FROM posts AS own, posts AS other WHERE other.id = own.id - ? AND other.likes > ?) AS q WHERE q.k0 = own.id)" [1, 0],
        ansi: "DELETE FROM posts AS own USING posts AS other WHERE other.id = own.id - :p1 AND other.likes > :p2" [1, 0],
    );
    assert_sql!(delete(&own).using(users::table()).using(posts::table()).all_rows(),
        sqlite: "DELETE FROM posts AS own WHERE EXISTS (SELECT 1 FROM users, posts)",
        postgres | ansi: "DELETE FROM posts AS own USING users, posts",
        mysql: "DELETE FROM posts AS own WHERE EXISTS (SELECT 1 FROM (SELECT DISTINCT own.id AS k0 FROM posts AS own, users, posts) AS q WHERE q.k0 = own.id)",
        mariadb: "DELETE own FROM posts AS own WHERE EXISTS (SELECT 1 FROM (SELECT DISTINCT own.id AS k0 FROM posts AS own, users, posts) AS q WHERE q.k0 = own.id)",
    );
    assert_sql!(delete(&own).using(&other),
        sqlite | postgres | mariadb | ansi: error "DELETE FROM own has no condition; add `.filter(…)`, or `.all_rows()` if every row is meant",
        mysql: error "MySQL 8.4 has no queries in WHERE over the table that changes (in DELETE); select from a subquery in FROM, which is made before\nDELETE FROM own has no condition; add `.filter(…)`, or `.all_rows()` if every row is meant",
    );
    assert_sql!(change.limit(1),
        sqlite | postgres | ansi: error "DELETE has LIMIT and another FROM item; choose the rows by a subquery in `.filter(…)`",
        mariadb: error "MariaDB 11.4 has no another name for the table in DELETE FROM (in DELETE); use the table by its own name\nDELETE has LIMIT and another FROM item; choose the rows by a subquery in `.filter(…)`",
        mysql: error "MySQL 8.4 has no queries in WHERE over the table that changes (in DELETE); select from a subquery in FROM, which is made before\nDELETE has LIMIT and another FROM item; choose the rows by a subquery in `.filter(…)`",
    );
}

#[test]
fn a_query_over_the_table_in_returning_is_refused() {
    let own = "a query over the table that changes sees it before on some engines and while it changes on others (in RETURNING); select it after";
    let count = || select(func::count()).from(posts::table()).scalar();
    let gone = delete(posts::table()).filter(posts::id.eq(1));
    let said = |made: sqltree::Result<sqltree::Compiled>| {
        crate::support::expect::messages(&made.unwrap_err())
    };
    let p = posts::alias("p");
    let through = select(p.col(posts::id)).from(&p).cte("others");
    let counted = select(func::count()).from(&through).scalar();
    for dialect in [
        &Sqlite::default() as &dyn sqltree::dialect::Dialect,
        &Postgres::default(),
        &MariaDb::default(),
    ] {
        assert_eq!(said(gone.clone().returning((posts::id, count())).compile(dialect)), own);
        assert!(said(gone.clone().returning(counted.clone()).compile(dialect)).ends_with(own));
        let new =
            insert(posts::table()).columns((posts::id, posts::user_id, posts::title, posts::likes));
        assert_eq!(said(new.values((9, 1, "x", 1)).returning(count()).compile(dialect)), own);
    }
    let changed = update(&p).set(p.col(posts::likes), 1).all_rows();
    assert_eq!(said(changed.returning(count()).compile(&Sqlite::default())), own);
    // One of another table sees columns of the row.
    let name = select(users::name).filter(users::id.eq(posts::user_id)).scalar();
    assert_sql!(gone.returning((posts::id, name)),
        sqlite | mariadb: "DELETE FROM posts WHERE posts.id = ? RETURNING posts.id, (SELECT users.name FROM users WHERE users.id = posts.user_id)" [1],
        postgres: "DELETE FROM posts WHERE posts.id = $1 RETURNING posts.id, (SELECT users.name FROM users WHERE users.id = posts.user_id)" [1],
        mysql: error "MySQL 8.4 has no DELETE … RETURNING (in DELETE); select the rows before the delete, in one transaction",
        ansi: "DELETE FROM posts WHERE posts.id = :p1 RETURNING posts.id, (SELECT users.name FROM users WHERE users.id = posts.user_id)" [1],
    );
}
