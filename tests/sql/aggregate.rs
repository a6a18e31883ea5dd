//! DISTINCT, ORDER BY and FILTER of aggregates, and aggregates over ordered sets.

use sqltree::compile::Rewrite;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::live::{Live, assert_refused};
use crate::support::tables::{posts, users};

#[test]
fn distinct() {
    assert_sql!(
        select((
            func::count_of(users::age).distinct(),
            func::sum(users::age).distinct(),
            func::avg(users::age).distinct(),
            func::min(users::age).distinct(),
            func::count_distinct(users::active),
        )),
        sqlite: "SELECT COUNT(DISTINCT users.age), SUM(DISTINCT users.age), \
            AVG(DISTINCT users.age), MIN(DISTINCT users.age), COUNT(DISTINCT users.active) \
            FROM users",
        postgres | ansi: "SELECT COUNT(DISTINCT users.age), SUM(DISTINCT users.age), \
            AVG(DISTINCT CAST(users.age AS DOUBLE PRECISION)), MIN(DISTINCT users.age), \
            COUNT(DISTINCT users.active) FROM users",
        mysql | mariadb: "SELECT COUNT(DISTINCT users.age), SUM(DISTINCT users.age), \
            AVG(DISTINCT users.age + 0e0), MIN(DISTINCT users.age), COUNT(DISTINCT users.active) \
            FROM users",
    );
}

#[test]
fn filter() {
    assert_sql!(
        select((
            posts::user_id,
            func::count().filter(posts::likes.gt(2)),
            func::count_of(posts::body).filter(posts::likes.gt(2) | posts::id.eq(5)),
            func::sum(posts::likes).distinct().filter(posts::id.gt(1)),
            func::avg(posts::likes).filter(posts::body.is_not_null()).filter(posts::id.lt(6)),
        ))
        .group_by(posts::user_id)
        .order_by(posts::user_id),
        sqlite: "SELECT posts.user_id, COUNT(*) FILTER (WHERE posts.likes > ?), \
            COUNT(posts.body) FILTER (WHERE posts.likes > ? OR posts.id = ?), \
            SUM(DISTINCT posts.likes) FILTER (WHERE posts.id > ?), \
            AVG(posts.likes) FILTER (WHERE posts.body IS NOT NULL AND posts.id < ?) \
            FROM posts GROUP BY posts.user_id ORDER BY posts.user_id" [2, 2, 5, 1, 6],
        postgres: "SELECT posts.user_id, COUNT(*) FILTER (WHERE posts.likes > $1), \
            COUNT(posts.body) FILTER (WHERE posts.likes > $2 OR posts.id = $3), \
            SUM(DISTINCT posts.likes) FILTER (WHERE posts.id > $4), \
            AVG(CAST(posts.likes AS DOUBLE PRECISION)) \
            FILTER (WHERE posts.body IS NOT NULL AND posts.id < $5) \
            FROM posts GROUP BY posts.user_id ORDER BY posts.user_id" [2, 2, 5, 1, 6],
        mysql | mariadb: "SELECT posts.user_id, COUNT(CASE WHEN posts.likes > ? THEN 1 END), \
            COUNT(CASE WHEN posts.likes > ? OR posts.id = ? THEN posts.body END), \
            SUM(DISTINCT CASE WHEN posts.id > ? THEN posts.likes END), \
            AVG(CASE WHEN posts.body IS NOT NULL AND posts.id < ? THEN posts.likes END + 0e0) \
            FROM posts GROUP BY posts.user_id ORDER BY posts.user_id" [2, 2, 5, 1, 6],
        ansi: "SELECT posts.user_id, COUNT(*) FILTER (WHERE posts.likes > :p1), \
            COUNT(posts.body) FILTER (WHERE posts.likes > :p2 OR posts.id = :p3), \
            SUM(DISTINCT posts.likes) FILTER (WHERE posts.id > :p4), \
            AVG(CAST(posts.likes AS DOUBLE PRECISION)) \
            FILTER (WHERE posts.body IS NOT NULL AND posts.id < :p5) \
            FROM posts GROUP BY posts.user_id ORDER BY posts.user_id" [2, 2, 5, 1, 6],
    );
    assert_refused(Live::MariaDb, "SELECT COUNT(*) FILTER (WHERE TRUE) FROM users");
}

#[test]
fn filter_as_case_is_reported_and_refusable() {
    let query = select(func::count().filter(users::active)).from(users::table());
    let old = query.compile(&Sqlite::version(3, 29)).unwrap();
    assert_eq!(old.sql(), "SELECT COUNT(CASE WHEN users.active THEN 1 END) FROM users");
    assert_eq!(old.rewrites(), [Rewrite::FilterAsCase]);
    assert_eq!(query.compile(&Sqlite::version(3, 30)).unwrap().rewrites(), []);
    let strict = Options::new().without_rewrites();
    let refused = query.compile_with(&MySql::default(), strict).unwrap_err();
    assert!(refused.to_string().contains("MySQL 8.4 has no FILTER behind aggregates"), "{refused}");
}

#[test]
fn filter_over_a_window() {
    assert_sql!(
        select((posts::id, func::count().filter(posts::likes.gt(0)).over(window())))
            .order_by(posts::id),
        sqlite: "SELECT posts.id, COUNT(*) FILTER (WHERE posts.likes > ?) OVER () FROM posts \
            ORDER BY posts.id" [0],
        postgres: "SELECT posts.id, COUNT(*) FILTER (WHERE posts.likes > $1) OVER () FROM posts \
            ORDER BY posts.id" [0],
        mysql | mariadb: "SELECT posts.id, COUNT(CASE WHEN posts.likes > ? THEN 1 END) OVER () \
            FROM posts ORDER BY posts.id" [0],
        ansi: "SELECT posts.id, COUNT(*) FILTER (WHERE posts.likes > :p1) OVER () FROM posts \
            ORDER BY posts.id" [0],
    );
}

#[test]
fn distinct_and_order_not_over_windows() {
    assert_sql!(select(func::count_distinct(posts::title).over(window())),
        sqlite: error "SQLite 3.54 has no DISTINCT or ORDER BY in an aggregate over a window \
            (in SELECT); aggregate in a subquery, and join it",
        postgres: error "PostgreSQL 18.0 has no DISTINCT or ORDER BY in an aggregate over a window \
            (in SELECT); aggregate in a subquery, and join it",
        mysql: error "MySQL 8.4 has no DISTINCT or ORDER BY in an aggregate over a window \
            (in SELECT); aggregate in a subquery, and join it",
        mariadb: error "MariaDB 11.4 has no DISTINCT or ORDER BY in an aggregate over a window \
            (in SELECT); aggregate in a subquery, and join it",
        ansi: "SELECT COUNT(DISTINCT posts.title) OVER () FROM posts",
    );
    for live in Live::ALL {
        assert_refused(live, "SELECT COUNT(DISTINCT posts.title) OVER () FROM posts");
    }
}

#[test]
fn texts_of_rows() {
    let names = || func::string_agg(users::name, "', \\").order_by(users::id.desc());
    assert_sql!(
        select(names()),
        sqlite: "SELECT GROUP_CONCAT(users.name, ''', \\' ORDER BY users.id DESC) FROM users",
        postgres: r"SELECT STRING_AGG(users.name,  E''', \\' ORDER BY users.id DESC) FROM users",
        mysql | mariadb: "SELECT GROUP_CONCAT(users.name ORDER BY users.id DESC \
            SEPARATOR X'272c205c') FROM users",
        ansi: error "ANSI SQL 2023.0 has no function like `string_agg` (in SELECT)",
    );
    assert_sql!(
        select(names().filter(users::age.gt(17))),
        sqlite: "SELECT GROUP_CONCAT(users.name, ''', \\' ORDER BY users.id DESC) \
            FILTER (WHERE users.age > ?) FROM users" [17],
        postgres: "SELECT STRING_AGG(users.name,  E''', \\\\' ORDER BY users.id DESC) \
            FILTER (WHERE users.age > $1) FROM users" [17],
        mysql | mariadb: "SELECT GROUP_CONCAT(CASE WHEN users.age > ? THEN users.name END \
            ORDER BY users.id DESC SEPARATOR X'272c205c') FROM users" [17],
        ansi: error "ANSI SQL 2023.0 has no function like `string_agg` (in SELECT)",
    );
    // Over no rows: NULL. NULL among the values: left out.
    assert_sql!(
        select((
            func::string_agg(posts::body, "").filter(posts::id.lt(0)),
            func::string_agg(posts::body, "+").order_by(posts::id),
        )),
        sqlite: "SELECT GROUP_CONCAT(posts.body, '') FILTER (WHERE posts.id < ?), \
            GROUP_CONCAT(posts.body, '+' ORDER BY posts.id) FROM posts" [0],
        postgres: "SELECT STRING_AGG(posts.body, '') FILTER (WHERE posts.id < $1), \
            STRING_AGG(posts.body, '+' ORDER BY posts.id) FROM posts" [0],
        mysql | mariadb: "SELECT GROUP_CONCAT(CASE WHEN posts.id < ? THEN posts.body END \
            SEPARATOR ''), GROUP_CONCAT(posts.body ORDER BY posts.id SEPARATOR '+') FROM posts" [0],
        ansi: error "ANSI SQL 2023.0 has no function like `string_agg` (in SELECT)",
    );
}

#[test]
fn distinct_texts() {
    let titles = || func::string_agg(posts::title, ",").filter(posts::likes.gt(5)).distinct();
    assert_sql!(
        select(titles().order_by(posts::title.desc())),
        sqlite: error "SQLite 3.54 has no DISTINCT in a function like `string_agg` (in SELECT); \
            aggregate a subquery with distinct rows",
        postgres: "SELECT STRING_AGG(DISTINCT posts.title, ',' ORDER BY posts.title DESC) \
            FILTER (WHERE posts.likes > $1) FROM posts" [5],
        mysql | mariadb: "SELECT GROUP_CONCAT(DISTINCT CASE WHEN posts.likes > ? THEN posts.title END \
            ORDER BY posts.title DESC SEPARATOR ',') FROM posts" [5],
        ansi: error "ANSI SQL 2023.0 has no function like `string_agg` (in SELECT)",
    );
    assert_refused(Live::Sqlite, "SELECT GROUP_CONCAT(DISTINCT title, ',') FROM posts");
    assert_sql!(
        select(titles().order_by(posts::id)),
        sqlite: error "SQLite 3.54 has no DISTINCT in a function like `string_agg` (in SELECT); \
            aggregate a subquery with distinct rows\nDISTINCT in an aggregate (in SELECT) leaves no \
            order but that of the value itself; order by the value",
        postgres | mysql | mariadb: error "DISTINCT in an aggregate (in SELECT) leaves no order \
            but that of the value itself; order by the value",
        ansi: error "DISTINCT in an aggregate (in SELECT) leaves no order but that of the value \
            itself; order by the value\nANSI SQL 2023.0 has no function like `string_agg` (in SELECT)",
    );
}

#[test]
fn order_in_other_aggregates() {
    assert_sql!(
        select(func::sum(posts::likes).order_by(posts::id)),
        sqlite: "SELECT SUM(posts.likes ORDER BY posts.id) FROM posts",
        postgres: "SELECT SUM(posts.likes ORDER BY posts.id) FROM posts",
        mysql: error "MySQL 8.4 has no ORDER BY in a function like `sum` (in SELECT); \
            of the aggregates, string_agg takes an order",
        mariadb: error "MariaDB 11.4 has no ORDER BY in a function like `sum` (in SELECT); \
            of the aggregates, string_agg takes an order",
        ansi: error "ANSI SQL 2023.0 has no ORDER BY in a function like `sum` (in SELECT)",
    );
    assert_refused(Live::MariaDb, "SELECT SUM(likes ORDER BY id) FROM posts");
    let old = select(func::string_agg(posts::title, ",").order_by(posts::id));
    let refused = old.compile(&Sqlite::version(3, 43)).unwrap_err();
    assert!(refused.to_string().contains("3.44 has it"), "{refused}");
}

#[test]
fn ordered_sets() {
    assert_sql!(
        select((
            func::percentile_cont(0.5).within_group(users::score),
            func::percentile_disc(0.25).within_group(users::age).filter(users::id.lt(5)),
            func::mode(users::age),
        )),
        sqlite: error "SQLite 3.54 has no function like `percentile_cont` (in SELECT)\n\
            SQLite 3.54 has no function like `percentile_disc` (in SELECT)\n\
            SQLite 3.54 has no function like `mode` (in SELECT)",
        postgres: "SELECT PERCENTILE_CONT($1) WITHIN GROUP (ORDER BY users.score), \
            PERCENTILE_DISC($2) WITHIN GROUP (ORDER BY users.age) FILTER (WHERE users.id < $3), \
            MODE() WITHIN GROUP (ORDER BY users.age) FROM users" [0.5, 0.25, 5],
        mysql: error "MySQL 8.4 has no function like `percentile_cont` (in SELECT)\n\
            MySQL 8.4 has no function like `percentile_disc` (in SELECT)\n\
            MySQL 8.4 has no function like `mode` (in SELECT)",
        mariadb: error "MariaDB 11.4 has no function like `percentile_cont` (in SELECT)\n\
            MariaDB 11.4 has no function like `percentile_disc` (in SELECT)\n\
            MariaDB 11.4 has no function like `mode` (in SELECT)",
        ansi: error "ANSI SQL 2023.0 has no function like `mode` (in SELECT)",
    );
}

#[test]
fn calls_by_name() {
    assert_sql!(
        select((
            func::call("max", (posts::likes,)).distinct(),
            func::call("max", (posts::likes,)).filter(posts::id.lt(4)),
        )),
        sqlite: "SELECT max(DISTINCT posts.likes), max(posts.likes) FILTER (WHERE posts.id < ?) \
            FROM posts" [4],
        postgres: "SELECT max(DISTINCT posts.likes), \
            max(posts.likes) FILTER (WHERE posts.id < $1) FROM posts" [4],
        mysql: error "MySQL 8.4 has no FILTER behind aggregates (in SELECT)",
        mariadb: error "MariaDB 11.4 has no FILTER behind aggregates (in SELECT)",
        ansi: "SELECT max(DISTINCT posts.likes), \
            max(posts.likes) FILTER (WHERE posts.id < :p1) FROM posts" [4],
    );
}

#[test]
fn nothing_but_aggregates() {
    assert_sql!(
        select(((users::id + 1).distinct(), func::lower(users::name).distinct())),
        sqlite: error "DISTINCT, ORDER BY or FILTER (in SELECT) is put to something that is no \
            function\nSQLite 3.54 has no DISTINCT in a function like `lower` (in SELECT); \
            aggregate a subquery with distinct rows",
        postgres: error "DISTINCT, ORDER BY or FILTER (in SELECT) is put to something that is no \
            function\nPostgreSQL 18.0 has no DISTINCT in a function like `lower` (in SELECT)",
        mysql: error "DISTINCT, ORDER BY or FILTER (in SELECT) is put to something that is no \
            function\nMySQL 8.4 has no DISTINCT in a function like `lower` (in SELECT)",
        mariadb: error "DISTINCT, ORDER BY or FILTER (in SELECT) is put to something that is no \
            function\nMariaDB 11.4 has no DISTINCT in a function like `lower` (in SELECT)",
        ansi: error "DISTINCT, ORDER BY or FILTER (in SELECT) is put to something that is no \
            function\nANSI SQL 2023.0 has no DISTINCT in a function like `lower` (in SELECT)",
    );
}

#[test]
fn the_smallest_and_the_largest_condition() {
    let query = select((
        users::boss_id,
        func::min(users::active).label("all"),
        func::max(users::age.gt(20)).label("some_old"),
    ))
    .group_by(users::boss_id)
    .order_by(users::boss_id.asc().nulls_first());
    assert_sql!(query,
        sqlite: "SELECT users.boss_id, MIN(users.active) AS \"all\", MAX(users.age > ?) AS some_old \
            FROM users GROUP BY users.boss_id ORDER BY users.boss_id" [20],
        postgres: "SELECT users.boss_id, BOOL_AND(users.active) AS \"all\", \
            BOOL_OR(users.age > $1) AS some_old FROM users GROUP BY users.boss_id \
            ORDER BY users.boss_id NULLS FIRST" [20],
        mysql | mariadb: "SELECT users.boss_id, MIN(users.active) AS `all`, \
            MAX(users.age > ?) AS some_old FROM users GROUP BY users.boss_id ORDER BY users.boss_id"
            [20],
        ansi: "SELECT users.boss_id, MIN(users.active) AS \"all\", MAX(users.age > :p1) AS some_old \
            FROM users GROUP BY users.boss_id ORDER BY users.boss_id NULLS FIRST" [20],
    );
}

#[test]
fn a_sum_of_integers_is_an_integer() {
    let sum = func::sum(posts::id);
    let query = select((
        posts::user_id,
        sum.div_trunc(2).label("half"),
        func::sum(posts::likes).label("likes"),
        sum.clone().filter(posts::likes.gt(1)).label("liked"),
    ))
    .group_by(posts::user_id)
    .order_by(posts::user_id);
    assert_sql!(query,
        sqlite: "SELECT posts.user_id, SUM(posts.id) / ? AS half, SUM(posts.likes) AS likes, \
            SUM(posts.id) FILTER (WHERE posts.likes > ?) AS liked FROM posts GROUP BY \
            posts.user_id ORDER BY posts.user_id" [2, 1],
        postgres: "SELECT posts.user_id, CAST(SUM(posts.id) AS BIGINT) / NULLIF($1, 0) AS half, \
            SUM(posts.likes) AS likes, CAST(SUM(posts.id) FILTER (WHERE posts.likes > $2) AS \
            BIGINT) AS liked FROM posts GROUP BY posts.user_id ORDER BY posts.user_id" [2, 1],
        mysql | mariadb: "SELECT posts.user_id, SUM(posts.id) DIV NULLIF(?, 0) + 0 AS half, \
            SUM(posts.likes) AS likes, SUM(CASE WHEN posts.likes > ? THEN posts.id END) AS \
            liked FROM posts GROUP BY posts.user_id ORDER BY posts.user_id" [2, 1],
        ansi: "SELECT posts.user_id, SUM(posts.id) / NULLIF(:p1, 0) AS half, SUM(posts.likes) \
            AS likes, SUM(posts.id) FILTER (WHERE posts.likes > :p2) AS liked FROM posts GROUP \
            BY posts.user_id ORDER BY posts.user_id" [2, 1],
    );
    let running = sum.over(window().order_by(posts::id)).div_trunc(2);
    assert_sql!(select((posts::id, running.label("r"))).order_by(posts::id),
        sqlite: "SELECT posts.id, SUM(posts.id) OVER (ORDER BY posts.id) / ? AS r FROM posts \
            ORDER BY posts.id" [2],
        postgres: "SELECT posts.id, CAST(SUM(posts.id) OVER (ORDER BY posts.id) AS BIGINT) / \
            NULLIF($1, 0) AS r FROM posts ORDER BY posts.id" [2],
        mysql | mariadb: "SELECT posts.id, SUM(posts.id) OVER (ORDER BY posts.id) DIV NULLIF(?, \
            0) + 0 AS r FROM posts ORDER BY posts.id" [2],
        ansi: "SELECT posts.id, SUM(posts.id) OVER (ORDER BY posts.id) / NULLIF(:p1, 0) AS r \
            FROM posts ORDER BY posts.id" [2],
    );
}
