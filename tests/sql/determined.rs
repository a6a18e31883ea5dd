//! Columns that the keys of groups determine, and what groups and DISTINCT leave of an order.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::expect::texts;
use crate::support::tables::{posts, stock, users};

#[test]
fn a_unique_key_without_nulls() {
    let users = Table::new("users")
        .with(ColumnDef::new("id", Type::BigInt).primary_key())
        .with(ColumnDef::new("name", Type::VarChar(100)).not_null())
        .with(ColumnDef::new("boss_id", Type::BigInt))
        .with(ColumnDef::new("score", Type::Integer).unique().not_null())
        .column("age", Type::Integer);
    let by = |key: &str| {
        let query = select([users.col("name").expr(), func::count().label("n").dynamic()]);
        query.group_by([users.col(key)])
    };
    assert_eq!(
        texts(&by("score")),
        [
            "SELECT users.name, COUNT(*) AS n FROM users GROUP BY users.score",
            "SELECT users.name, COUNT(*) AS n FROM users GROUP BY users.score, users.name",
            "SELECT users.name, COUNT(*) AS n FROM users GROUP BY users.score, users.name",
            "SELECT users.name, COUNT(*) AS n FROM users GROUP BY users.score, users.name",
            "SELECT users.name, COUNT(*) AS n FROM users GROUP BY users.score, users.name",
        ]
    );
    assert_eq!(
        texts(&by("id").having(users.col("age").gt(3).dynamic())),
        [
            "SELECT users.name, COUNT(*) AS n FROM users GROUP BY users.id HAVING users.age > ?",
            "SELECT users.name, COUNT(*) AS n FROM users GROUP BY users.id HAVING users.age > $1",
            "SELECT users.name, COUNT(*) AS n FROM users GROUP BY users.id HAVING users.age > ?",
            "SELECT users.name, COUNT(*) AS n FROM users GROUP BY users.id, users.age HAVING users.age > ?",
            "SELECT users.name, COUNT(*) AS n FROM users GROUP BY users.id HAVING users.age > :p1",
        ]
    );
    assert_eq!(
        texts(&by("boss_id")),
        ["a group has several values of `users.name` (in SELECT); group by it, or take `min`, `max` or `any_value` of it";
            5]
    );
    assert_sql!(by("id").order_by(users.col("id")),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.name, COUNT(*) AS n FROM users GROUP BY users.id ORDER BY users.id",
    );
}

#[test]
fn a_key_of_two_columns() {
    let by = |keys: (Column<String>, Column<i32>)| {
        select((stock::note, func::count().label("n"))).group_by(keys.clone()).order_by(keys)
    };
    assert_sql!(by((stock::item, stock::shop)),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT stock.note, COUNT(*) AS n FROM stock GROUP BY stock.item, stock.shop ORDER \
             BY stock.item, stock.shop",
    );
    assert_sql!(select((stock::note, func::count())).group_by(stock::item),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a group has several values of `stock.note` (in SELECT); group by it, or take \
             `min`, `max` or `any_value` of it",
    );
    assert_sql!(select((stock::n, func::sum(stock::shop))).group_by((stock::item, stock::shop, stock::note)).having(stock::n.gt(1)).order_by((stock::item, stock::shop)),
        sqlite | mysql:
            "SELECT stock.n, SUM(stock.shop) FROM stock GROUP BY stock.item, stock.shop, \
             stock.note HAVING stock.n > ? ORDER BY stock.item, stock.shop" [1],
        postgres:
            "SELECT stock.n, SUM(stock.shop) FROM stock GROUP BY stock.item, stock.shop, \
             stock.note HAVING stock.n > $1 ORDER BY stock.item, stock.shop" [1],
        mariadb:
            "SELECT stock.n, SUM(stock.shop) FROM stock GROUP BY stock.item, stock.shop, \
             stock.note, stock.n HAVING stock.n > ? ORDER BY stock.item, stock.shop" [1],
        ansi:
            "SELECT stock.n, SUM(stock.shop) FROM stock GROUP BY stock.item, stock.shop, \
             stock.note HAVING stock.n > :p1 ORDER BY stock.item, stock.shop" [1],
    );
}

#[test]
fn through_joins_and_derived_tables() {
    let boss = users::alias("boss");
    let query = select((users::id, boss.col(users::name), func::count().label("n")))
        .join(&boss, boss.col(users::id).eq(users::boss_id))
        .group_by(users::id)
        .order_by(users::id);
    assert_sql!(query,
        sqlite:
            "SELECT users.id, boss.name, COUNT(*) AS n FROM users JOIN users AS boss ON \
             boss.id = users.boss_id GROUP BY users.id ORDER BY users.id",
        postgres | mysql | mariadb | ansi:
            "SELECT users.id, boss.name, COUNT(*) AS n FROM users JOIN users AS boss ON \
             boss.id = users.boss_id GROUP BY users.id, boss.name ORDER BY users.id",
    );
    let of = select((users::id, users::name, users::boss_id)).from(users::table()).subquery("u");
    let query = select((of.col(users::name), func::count_of(posts::id).label("n")))
        .join(posts::table(), posts::user_id.eq(of.col(users::id)))
        .group_by(posts::user_id)
        .order_by(posts::user_id);
    assert_sql!(query,
        sqlite:
            "SELECT u.name, COUNT(posts.id) AS n FROM (SELECT users.id, users.name, \
             users.boss_id FROM users) AS u JOIN posts ON posts.user_id = u.id GROUP BY \
             posts.user_id ORDER BY posts.user_id",
        postgres | mysql | mariadb | ansi:
            "SELECT u.name, COUNT(posts.id) AS n FROM (SELECT users.id, users.name, \
             users.boss_id FROM users) AS u JOIN posts ON posts.user_id = u.id GROUP BY \
             posts.user_id, u.name ORDER BY posts.user_id",
    );
    let many = select((boss.col(users::name), func::count()))
        .from(users::table())
        .left_join(&boss, boss.col(users::id).eq(users::boss_id))
        .group_by(users::age);
    assert_sql!(many,
        sqlite | postgres | mysql | mariadb | ansi: error
            "a group has several values of `boss.name` (in SELECT); group by it, or take \
             `min`, `max` or `any_value` of it",
    );
}

#[test]
fn what_distinct_leaves_of_an_order() {
    assert_sql!(select((users::active, users::age)).distinct().order_by(users::age + 1),
        sqlite | postgres | mysql | mariadb | ansi: error
            "ORDER BY has a term that SELECT DISTINCT left out; select it too, or order a \
             subquery",
    );
    assert_sql!(select(users::age + 1).distinct().order_by(users::age),
        sqlite | postgres | mysql | mariadb | ansi: error
            "ORDER BY has a term that SELECT DISTINCT left out; select it too, or order a \
             subquery",
    );
    assert_sql!(select(users::name).distinct().order_by(func::lower(users::name)),
        sqlite | postgres | mysql | mariadb | ansi: error
            "ORDER BY has a term that SELECT DISTINCT left out; select it too, or order a \
             subquery",
    );
    assert_sql!(select((users::active, func::count())).group_by((users::active, users::age)).distinct().order_by(users::age),
        sqlite | postgres | mysql | mariadb | ansi: error
            "ORDER BY has a term that SELECT DISTINCT left out; select it too, or order a \
             subquery",
    );
    assert_sql!(select((users::active, (users::id % 2).label("m"))).distinct().order_by((users::id % 2, users::active.desc())),
        sqlite:
            "SELECT DISTINCT users.active, users.id % ? AS m FROM users ORDER BY 2, \
             users.active DESC" [2],
        postgres:
            "SELECT DISTINCT users.active, users.id % NULLIF($1, 0) AS m FROM users ORDER BY \
             2, users.active DESC" [2],
        mysql | mariadb:
            "SELECT DISTINCT users.active, users.id % NULLIF(?, 0) AS m FROM users ORDER BY 2, \
             users.active DESC" [2],
        ansi:
            "SELECT DISTINCT users.active, MOD(users.id, NULLIF(:p1, 0)) AS m FROM users ORDER \
             BY 2, users.active DESC" [2],
    );
}

#[test]
fn labels_are_handles() {
    let n = func::count().label("n");
    let by = || select((users::active, &n)).group_by(users::active);
    assert_sql!(by().order_by((n.desc(), users::active)),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.active, COUNT(*) AS n FROM users GROUP BY users.active ORDER BY \
             COUNT(*) DESC, users.active",
    );
    assert_sql!(by().having(n.gt(1)).order_by(n.asc()),
        sqlite | mysql | mariadb:
            "SELECT users.active, COUNT(*) AS n FROM users GROUP BY users.active HAVING \
             COUNT(*) > ? ORDER BY COUNT(*)" [1],
        postgres:
            "SELECT users.active, COUNT(*) AS n FROM users GROUP BY users.active HAVING \
             COUNT(*) > $1 ORDER BY COUNT(*)" [1],
        ansi:
            "SELECT users.active, COUNT(*) AS n FROM users GROUP BY users.active HAVING \
             COUNT(*) > :p1 ORDER BY COUNT(*)" [1],
    );
    let s = (users::score * 2).label("s");
    assert_sql!(select((users::id, &s)).order_by((s.desc().nulls_last(), users::id)),
        sqlite | mysql | mariadb:
            "SELECT users.id, users.score * ? AS s FROM users ORDER BY users.score * ? DESC, \
             users.id" [2, 2],
        postgres:
            "SELECT users.id, users.score * $1 AS s FROM users ORDER BY users.score * $2 DESC \
             NULLS LAST, users.id" [2, 2],
        ansi:
            "SELECT users.id, users.score * :p1 AS s FROM users ORDER BY users.score * :p2 \
             DESC NULLS LAST, users.id" [2, 2],
    );
    assert_sql!(select((users::id, &s)).filter(s.gt(0)).order_by(users::id),
        sqlite | mysql | mariadb:
            "SELECT users.id, users.score * ? AS s FROM users WHERE users.score * ? > ? ORDER \
             BY users.id" [2, 2, 0],
        postgres:
            "SELECT users.id, users.score * $1 AS s FROM users WHERE users.score * $2 > $3 \
             ORDER BY users.id" [2, 2, 0],
        ansi:
            "SELECT users.id, users.score * :p1 AS s FROM users WHERE users.score * :p2 > :p3 \
             ORDER BY users.id" [2, 2, 0],
    );
    assert_sql!(by().order_by((column("n").desc(), column("active"))),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.active, COUNT(*) AS n FROM users GROUP BY users.active ORDER BY n \
             DESC, active",
    );
    assert_sql!(by().order_by(column("m")),
        sqlite | postgres | mysql | mariadb | ansi: error
            "ORDER BY has `m`, which is no column here; it has `active`, `n`, `id`, `name`, \
             `age`, `boss_id`, `score`",
    );
    assert_sql!(by().order_by(column("score")),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a group has several values of `score` (in ORDER BY); group by it, or take `min`, \
             `max` or `any_value` of it",
    );
    assert_sql!(select((users::id, &n)).group_by(users::id).order_by((column("score"), users::id)),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, COUNT(*) AS n FROM users GROUP BY users.id ORDER BY score, \
             users.id",
    );
    assert_sql!(select(users::name).distinct().order_by(column("age")),
        sqlite | postgres | mysql | mariadb | ansi: error
            "ORDER BY has a term that SELECT DISTINCT left out; select it too, or order a \
             subquery",
    );
    assert_sql!(select(&n).from(users::table()).order_by(column("id")),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a group has several values of `id` (in ORDER BY); group by it, or take `min`, \
             `max` or `any_value` of it",
    );
    assert_sql!(select(users::id).union(select(posts::id)).order_by(column("x")),
        sqlite | postgres | mysql | mariadb | ansi: error
            "ORDER BY of a set operation takes columns of its first query; order a subquery by \
             anything else",
    );
}
