//! Joins of all kinds, with ON given and inferred.

use sqltree::dialect::Dialect;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn an_inner_join() {
    let query = select((users::name, posts::title))
        .join(posts::table(), posts::user_id.eq(users::id))
        .order_by(posts::id);
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.name, posts.title FROM users \
            JOIN posts ON posts.user_id = users.id ORDER BY posts.id",
    );
}

#[test]
fn the_foreign_key_says_on() {
    let query = select((users::name, posts::title.nullable()))
        .left_join(posts::table(), foreign_key())
        .order_by((users::id, posts::id.asc().nulls_first()));
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.name, posts.title FROM users \
            LEFT JOIN posts ON posts.user_id = users.id ORDER BY users.id, posts.id",
        postgres | ansi: "SELECT users.name, posts.title FROM users \
            LEFT JOIN posts ON posts.user_id = users.id ORDER BY users.id, posts.id NULLS FIRST",
    );
    let upwards =
        select((posts::title, users::name)).join(users::table(), foreign_key()).order_by(posts::id);
    assert_sql!(upwards,
        sqlite | postgres | mysql | mariadb | ansi: "SELECT posts.title, users.name FROM posts \
            JOIN users ON posts.user_id = users.id ORDER BY posts.id",
    );
}

#[test]
fn no_foreign_key_or_two_are_refused() {
    let boss = users::alias("boss");
    assert_sql!(select(users::name).join(&boss, foreign_key()),
        sqlite | postgres | mysql | mariadb | ansi: error "2 foreign keys between `boss` and what \
            stands before it; give the condition of the join",
    );
    let lonely = Table::new("lonely").column("id", Type::BigInt);
    assert_sql!(select(users::name).join(&lonely, foreign_key()),
        sqlite | postgres | mysql | mariadb | ansi: error "no foreign key between `lonely` and \
            what stands before it; give the condition of the join",
    );
}

#[test]
fn a_table_joined_to_itself_by_an_alias() {
    let boss = users::alias("boss");
    let query = select((users::name, boss.col(users::name).nullable().label("boss")))
        .left_join(&boss, users::boss_id.eq(boss.col(users::id)))
        .order_by(users::id);
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.name, boss.name AS boss \
            FROM users LEFT JOIN users AS boss ON users.boss_id = boss.id ORDER BY users.id",
    );
}

#[test]
fn right_full_and_cross_joins() {
    let on = || posts::user_id.eq(users::id) & posts::likes.gt(5);
    let right = select((users::id, posts::title.nullable()))
        .from(posts::table())
        .right_join(users::table(), on())
        .order_by(users::id);
    assert_sql!(right,
        sqlite | mysql | mariadb: "SELECT users.id, posts.title FROM posts RIGHT JOIN users ON \
            posts.user_id = users.id AND posts.likes > ? ORDER BY users.id" [5],
        postgres: "SELECT users.id, posts.title FROM posts RIGHT JOIN users ON \
            posts.user_id = users.id AND posts.likes > $1 ORDER BY users.id" [5],
        ansi: "SELECT users.id, posts.title FROM posts RIGHT JOIN users ON \
            posts.user_id = users.id AND posts.likes > :p1 ORDER BY users.id" [5],
    );
    let full = select((users::id.nullable(), posts::id.nullable().label("p")))
        .from(users::table())
        .full_join(posts::table(), on().and(users::active));
    assert_sql!(full,
        sqlite: "SELECT users.id, posts.id AS p FROM users FULL JOIN posts ON \
            posts.user_id = users.id AND posts.likes > ? AND users.active" [5],
        postgres: "SELECT users.id, posts.id AS p FROM users FULL JOIN posts ON \
            posts.user_id = users.id AND posts.likes > $1 AND users.active" [5],
        mysql: error "MySQL 8.4 has no FULL JOIN (in FROM); join LEFT and RIGHT, and UNION the two",
        mariadb:
            error "MariaDB 11.4 has no FULL JOIN (in FROM); join LEFT and RIGHT, and UNION the two",
        ansi: "SELECT users.id, posts.id AS p FROM users FULL JOIN posts ON \
            posts.user_id = users.id AND posts.likes > :p1 AND users.active" [5],
    );
    let cross = select((users::id, posts::id.label("p")))
        .from(users::table())
        .cross_join(posts::table())
        .filter(users::id.lt(posts::id))
        .order_by((users::id, posts::id));
    assert_sql!(cross,
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id, posts.id AS p FROM users \
            CROSS JOIN posts WHERE users.id < posts.id ORDER BY users.id, posts.id",
    );
}

#[test]
fn older_sqlite_has_neither_right_nor_full() {
    let query = select(users::id).from(posts::table()).right_join(users::table(), foreign_key());
    let error = query.compile(&Sqlite::version(3, 38)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported(sqltree::Feature::RightJoin));
    assert_eq!(
        crate::support::expect::messages(&error),
        "SQLite 3.38 has no RIGHT JOIN (in FROM); swap the sides and use LEFT JOIN"
    );
}

#[test]
fn joins_apply_to_the_product_of_what_is_before() {
    let other = users::alias("other");
    let query = select((users::id, other.col(users::id).label("o"), posts::id.label("p")))
        .join(posts::table(), posts::user_id.eq(users::id) & posts::likes.gt(other.col(users::id)))
        .order_by((users::id, other.col(users::id), posts::id));
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id, other.id AS o, posts.id AS p \
            FROM users CROSS JOIN users AS other JOIN posts ON posts.user_id = users.id AND \
            posts.likes > other.id ORDER BY users.id, other.id, posts.id",
    );
}

#[test]
fn on_cannot_use_what_is_joined_later() {
    let boss = users::alias("boss");
    let query = select(users::id)
        .join(posts::table(), posts::user_id.eq(boss.col(users::id)))
        .join(&boss, users::boss_id.eq(boss.col(users::id)));
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi: error "a column of `boss` is used (in FROM), \
            but it is joined later; move its join up",
    );
}

#[test]
fn a_join_needs_a_left_side() {
    let query = select(posts::id).join(posts::table(), posts::id.gt(0));
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi: error "a join has nothing on its left; add \
            `.from()` with the table to join to",
    );
}

#[test]
fn every_kind_is_refused_or_right_on_each_version() {
    let kinds: [(&str, Select<i64>); 2] = [
        (
            "RIGHT JOIN",
            select(users::id).from(posts::table()).right_join(users::table(), foreign_key()),
        ),
        (
            "FULL JOIN",
            select(users::id).from(posts::table()).full_join(users::table(), foreign_key()),
        ),
    ];
    let old = Sqlite::version(3, 38);
    let new = Sqlite::version(3, 39);
    for (name, query) in kinds {
        assert!(query.compile(&old).unwrap_err().to_string().contains(name));
        assert!(query.compile(&new).unwrap().sql().contains(name));
        assert!(old.features() != new.features());
    }
}

#[test]
fn a_join_by_columns_around_before_one_that_keeps_no_rows_of_it() {
    let (a, b) = (posts::table().alias("a"), posts::table().alias("b"));
    let writer = users::table().alias("writer");
    let inner = select(func::count())
        .from(&a)
        .join(&b, users::age.gt(40))
        .right_join(&writer, writer.col(users::id).eq(a.col(posts::user_id)));
    assert_sql!(select((users::id, inner.scalar().label("n"))).from(users::table()).order_by(users::id),
        sqlite | mysql: "SELECT users.id, (SELECT COUNT(*) FROM posts AS a JOIN posts AS b ON \
            users.age > ? RIGHT JOIN users AS writer ON writer.id = a.user_id) AS n FROM users \
            ORDER BY users.id" [40],
        postgres: "SELECT users.id, (SELECT COUNT(*) FROM posts AS a JOIN posts AS b ON \
            users.age > $1 RIGHT JOIN users AS writer ON writer.id = a.user_id) AS n FROM users \
            ORDER BY users.id" [40],
        mariadb: error "MariaDB 11.4 has no outer joins by a condition without a column of the \
            joined item (in FROM); it gives wrong rows; compare a column of the joined item too",
        ansi: "SELECT users.id, (SELECT COUNT(*) FROM posts AS a JOIN posts AS b ON users.age > \
            :p1 RIGHT JOIN users AS writer ON writer.id = a.user_id) AS n FROM users ORDER BY \
            users.id" [40],
    );
}

#[test]
fn full_join_equates_both_sides_on_postgres() {
    let boss = users::alias("boss");
    let ids = (users::id.nullable(), boss.col(users::id).nullable());
    let query =
        |on: Expr<Option<bool>>| select(ids.clone()).from(users::table()).full_join(&boss, on);
    let equal = users::boss_id.eq(boss.col(users::id)) & users::id.gt(boss.col(users::id));
    crate::assert_sql!(query(equal.typed()),
        sqlite | postgres | ansi:
            "SELECT users.id, boss.id FROM users FULL JOIN users AS boss ON users.boss_id = \
             boss.id AND users.id > boss.id",
        mysql: error "MySQL 8.4 has no FULL JOIN (in FROM); join LEFT and RIGHT, and UNION the two",
        mariadb:
            error "MariaDB 11.4 has no FULL JOIN (in FROM); join LEFT and RIGHT, and UNION the \
             two",
    );
    crate::assert_sql!(query(users::boss_id.gt(boss.col(users::id)).typed()),
        sqlite | ansi:
            "SELECT users.id, boss.id FROM users FULL JOIN users AS boss ON users.boss_id > \
             boss.id",
        postgres:
            error "PostgreSQL 18.0 has no FULL JOIN by a condition that does not equate both \
             sides (in FROM); add an equation of the joined item and those before, or UNION a \
             LEFT and a RIGHT JOIN",
        mysql: error "MySQL 8.4 has no FULL JOIN (in FROM); join LEFT and RIGHT, and UNION the two",
        mariadb:
            error "MariaDB 11.4 has no FULL JOIN (in FROM); join LEFT and RIGHT, and UNION the \
             two",
    );
    let of_one = boss.col(users::id).eq(boss.col(users::boss_id));
    crate::assert_sql!(query(of_one.typed()),
        sqlite | ansi:
            "SELECT users.id, boss.id FROM users FULL JOIN users AS boss ON boss.id = \
             boss.boss_id",
        postgres:
            error "PostgreSQL 18.0 has no FULL JOIN by a condition that does not equate both \
             sides (in FROM); add an equation of the joined item and those before, or UNION a \
             LEFT and a RIGHT JOIN",
        mysql: error "MySQL 8.4 has no FULL JOIN (in FROM); join LEFT and RIGHT, and UNION the two",
        mariadb:
            error "MariaDB 11.4 has no FULL JOIN (in FROM); join LEFT and RIGHT, and UNION the \
             two",
    );
}
