//! Queries of functions over windows in FROM, with conditions around them.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::users;

#[test]
fn over_one_group_with_a_condition_around() {
    let most = func::max(func::max(users::age)).over(window().partition_by(literal(1)));
    let inner = select((most.label("m"), literal(5).label("five"))).subquery("q");
    let five = inner.col("five").typed::<i32>();
    assert_sql!(select((inner.col("m").typed::<Option<i32>>(), &five)).filter(five.eq(5)),
        sqlite:
            "SELECT q.m, q.five FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m, 5 \
             AS five FROM users LIMIT -1) AS q WHERE q.five = ?" [5],
        postgres:
            "SELECT q.m, q.five FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m, 5 \
             AS five FROM users) AS q WHERE q.five = $1" [5],
        mysql | mariadb:
            "SELECT q.m, q.five FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m, 5 \
             AS five FROM users) AS q WHERE q.five = ?" [5],
        ansi:
            "SELECT q.m, q.five FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m, 5 \
             AS five FROM users) AS q WHERE q.five = :p1" [5],
    );
    assert_sql!(select(inner.col("m").typed::<Option<i32>>()).filter(val(1).eq(2)),
        sqlite:
            "SELECT q.m FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m, 5 AS five \
             FROM users LIMIT -1) AS q WHERE ? = ?" [1, 2],
        postgres:
            "SELECT q.m FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m, 5 AS five \
             FROM users) AS q WHERE CAST($1 AS INTEGER) = CAST($2 AS INTEGER)" [1, 2],
        mysql | mariadb:
            "SELECT q.m FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m, 5 AS five \
             FROM users) AS q WHERE ? = ?" [1, 2],
        ansi:
            "SELECT q.m FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m, 5 AS five \
             FROM users) AS q WHERE :p1 = :p2" [1, 2],
    );
    let count = func::sum(func::count()).over(window().partition_by(literal("a")));
    let cte = select(count.label("n")).from(users::table()).cte("w");
    assert_sql!(select(cte.col("n").typed::<Option<i64>>()).from(&cte).filter(literal(1).eq(1)),
        sqlite:
            "WITH w AS (SELECT SUM(COUNT(*)) OVER (PARTITION BY 'a') AS n FROM users LIMIT -1) \
             SELECT w.n FROM w WHERE 1 = ?" [1],
        postgres:
            "WITH w AS (SELECT CAST(SUM(COUNT(*)) OVER (PARTITION BY 'a') AS BIGINT) AS n FROM \
             users) SELECT w.n FROM w WHERE 1 = $1" [1],
        mysql | mariadb:
            "WITH w AS (SELECT SUM(COUNT(*)) OVER (PARTITION BY 'a') AS n FROM users) SELECT \
             w.n FROM w WHERE 1 = ?" [1],
        ansi:
            "WITH w AS (SELECT SUM(COUNT(*)) OVER (PARTITION BY 'a') AS n FROM users) SELECT \
             w.n FROM w WHERE 1 = :p1" [1],
    );
}

#[test]
fn of_groups_or_with_a_limit() {
    let sums = func::sum(func::count()).over(window().partition_by(users::active));
    let inner = select((users::active, sums.label("n"))).group_by(users::active).subquery("q");
    assert_sql!(select(inner.col("n").typed::<Option<i64>>()).filter(inner.col(users::active)),
        sqlite | mysql | mariadb | ansi:
            "SELECT q.n FROM (SELECT users.active, SUM(COUNT(*)) OVER (PARTITION BY \
             users.active) AS n FROM users GROUP BY users.active) AS q WHERE q.active",
        postgres:
            "SELECT q.n FROM (SELECT users.active, CAST(SUM(COUNT(*)) OVER (PARTITION BY \
             users.active) AS BIGINT) AS n FROM users GROUP BY users.active) AS q WHERE \
             q.active",
    );
    let most = func::max(func::max(users::age)).over(window().partition_by(literal(1)));
    let inner = select(most.label("m")).limit(1).subquery("q");
    assert_sql!(select(inner.col("m").typed::<Option<i32>>()).filter(val(1).eq(2)),
        sqlite | mysql | mariadb:
            "SELECT q.m FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m FROM users \
             LIMIT ?) AS q WHERE ? = ?" [1_i64, 1, 2],
        postgres:
            "SELECT q.m FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m FROM users \
             LIMIT $1) AS q WHERE CAST($2 AS INTEGER) = CAST($3 AS INTEGER)" [1_i64, 1, 2],
        ansi:
            "SELECT q.m FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m FROM users \
             LIMIT :p1) AS q WHERE :p2 = :p3" [1_i64, 1, 2],
    );
}
