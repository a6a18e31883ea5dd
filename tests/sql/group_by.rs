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

#[test]
fn a_key_with_a_parameter_is_one_expression_wherever_it_stands() {
    let key = users::age % 10;
    let query = select((
        &key,
        (&key + 1).label("more"),
        case(key.gt(5), "high").otherwise("low").label("part"),
        func::count().label("n"),
    ))
    .group_by(&key)
    .having(key.is_not_null() & func::count().ge(1))
    .order_by(key.desc());
    assert_sql!(query,
        sqlite: "SELECT users.age % ?, users.age % ? + ? AS more, CASE WHEN users.age % ? > ? THEN ? \
                ELSE ? END AS part, COUNT(*) AS n FROM users GROUP BY users.age % ? \
                HAVING users.age % ? IS NOT NULL AND COUNT(*) >= ? ORDER BY \
                users.age % ? DESC" [10, 10, 1, 10, 5, "high", "low", 10, 10, 1, 10],
        postgres: "SELECT users.age % NULLIF($1, 0), users.age % NULLIF($1, 0) + $2 AS more, CASE \
                  WHEN users.age % NULLIF($1, 0) > $3 THEN CAST($4 AS TEXT) ELSE \
                  CAST($5 AS TEXT) END AS part, COUNT(*) AS n FROM users GROUP BY \
                  users.age % NULLIF($1, 0) HAVING users.age % NULLIF($1, 0) IS \
                  NOT NULL AND COUNT(*) >= $6 ORDER BY users.age % NULLIF($1, 0) \
                  DESC" [10, 1, 5, "high", "low", 1],
        mysql: "SELECT MAX(users.age % NULLIF(?, 0)), MAX(users.age % NULLIF(?, 0)) + ? AS more, \
               CASE WHEN MAX(users.age % NULLIF(?, 0)) > ? THEN ? ELSE ? END AS part, \
               COUNT(*) AS n FROM users GROUP BY users.age % NULLIF(?, 0) HAVING \
               MAX(users.age % NULLIF(?, 0)) IS NOT NULL AND COUNT(*) >= ? ORDER BY \
               MAX(users.age % NULLIF(?, 0)) DESC"
            [10, 10, 1, 10, 5, "high", "low", 10, 10, 1, 10],
        mariadb: "SELECT users.age % NULLIF(?, 0), users.age % NULLIF(?, 0) + ? AS more, CASE WHEN \
                 users.age % NULLIF(?, 0) > ? THEN ? ELSE ? END AS part, COUNT(*) \
                 AS n FROM users GROUP BY users.age % NULLIF(?, 0) HAVING \
                 MAX(users.age % NULLIF(?, 0)) IS NOT NULL AND COUNT(*) >= ? ORDER \
                 BY users.age % NULLIF(?, 0) DESC"
            [10, 10, 1, 10, 5, "high", "low", 10, 10, 1, 10],
        ansi: "SELECT MOD(users.age, NULLIF(:p1, 0)), MOD(users.age, NULLIF(:p1, 0)) + :p2 AS more, \
              CASE WHEN MOD(users.age, NULLIF(:p1, 0)) > :p3 THEN :p4 ELSE :p5 END AS \
              part, COUNT(*) AS n FROM users GROUP BY MOD(users.age, NULLIF(:p1, 0)) \
              HAVING MOD(users.age, NULLIF(:p1, 0)) IS NOT NULL AND COUNT(*) >= :p6 \
              ORDER BY MOD(users.age, NULLIF(:p1, 0)) DESC" [10, 1, 5, "high", "low", 1],
    );
}

#[test]
fn a_key_at_the_start_of_a_chain() {
    let key = users::age + 1;
    assert_sql!(
        select((&key + 2).label("n"))
            .filter(users::age.is_not_null())
            .group_by(&key)
            .order_by(&key + 2),
        sqlite: "SELECT users.age + ? + ? AS n FROM users WHERE users.age IS NOT NULL GROUP BY users.age + ? ORDER BY users.age + ? \
            + ?" [1, 2, 1, 1, 2],
        postgres: "SELECT users.age + $1 + $2 AS n FROM users WHERE users.age IS NOT NULL GROUP BY users.age + $1 ORDER BY users.age + \
            $1 + $3" [1, 2, 2],
        mysql: "SELECT MAX(users.age + ?) + ? AS n FROM users WHERE users.age IS NOT NULL GROUP BY users.age + ? ORDER BY \
            MAX(users.age + ?) + ?" [1, 2, 1, 1, 2],
        mariadb: "SELECT users.age + ? + ? AS n FROM users WHERE users.age IS NOT NULL GROUP BY users.age + ? ORDER BY users.age + ? \
            + ?" [1, 2, 1, 1, 2],
        ansi: "SELECT users.age + :p1 + :p2 AS n FROM users WHERE users.age IS NOT NULL GROUP BY users.age + :p1 ORDER BY \
            users.age + :p1 + :p3" [1, 2, 2],
    );
    let key = users::active & users::age.gt(20);
    assert_sql!(
        select((&key & users::active).label("n")).group_by((&key, users::active)).order_by(&key),
        sqlite: "SELECT users.active AND users.age > ? AND users.active AS n FROM users GROUP BY \
                users.active AND users.age > ?, users.active ORDER BY users.active \
                AND users.age > ?" [20, 20, 20],
        postgres: "SELECT users.active AND (users.active AND users.age > $1) AS n FROM users GROUP \
                  BY users.active AND users.age > $1, users.active ORDER BY \
                  users.active AND users.age > $1" [20],
        mysql: "SELECT users.active AND MAX(users.active AND users.age > ?) AS n FROM users GROUP BY \
               users.active AND users.age > ?, users.active ORDER BY MAX(users.active \
               AND users.age > ?)" [20, 20, 20],
        mariadb: "SELECT users.active AND users.age > ? AND users.active AS n FROM users GROUP BY \
                 users.active AND users.age > ?, users.active ORDER BY users.active \
                 AND users.age > ?" [20, 20, 20],
        ansi: "SELECT users.active AND (users.active AND users.age > :p1) AS n FROM users GROUP BY \
              users.active AND users.age > :p1, users.active ORDER BY users.active AND \
              users.age > :p1" [20],
    );
}

#[test]
fn what_is_distinct_is_the_same_in_the_order() {
    let key = users::age % 10;
    assert_sql!(
        select(key.label("k")).filter(users::age.is_not_null()).distinct().order_by(key.desc()),
        sqlite:
            "SELECT DISTINCT users.age % ? AS k FROM users WHERE users.age IS NOT NULL ORDER BY \
             1 DESC" [10],
        postgres:
            "SELECT DISTINCT users.age % NULLIF($1, 0) AS k FROM users WHERE users.age IS NOT \
             NULL ORDER BY 1 DESC" [10],
        mysql | mariadb:
            "SELECT DISTINCT users.age % NULLIF(?, 0) AS k FROM users WHERE users.age IS NOT \
             NULL ORDER BY 1 DESC" [10],
        ansi:
            "SELECT DISTINCT MOD(users.age, NULLIF(:p1, 0)) AS k FROM users WHERE users.age IS \
             NOT NULL ORDER BY 1 DESC" [10],
    );
}

#[test]
fn a_column_of_which_a_group_has_several_values() {
    assert_sql!(select((users::name, func::count())).group_by(users::active),
        sqlite | postgres | mysql | mariadb | ansi: error "a group has several values of \
            `users.name` (in SELECT); group by it, or take `min`, `max` or `any_value` of it",
    );
    assert_sql!(select((users::name, func::count())),
        sqlite | postgres | mysql | mariadb | ansi: error "a group has several values of \
            `users.name` (in SELECT); group by it, or take `min`, `max` or `any_value` of it",
    );
    assert_sql!(select((users::name, func::count())).having(func::count().gt(1)),
        sqlite | postgres | mysql | mariadb | ansi: error "a group has several values of \
            `users.name` (in SELECT); group by it, or take `min`, `max` or `any_value` of it",
    );
    let by_active = select((users::active, func::count())).group_by(users::active);
    assert_sql!(by_active.clone().having(users::age.gt(3)).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi: error "a group has several values of \
            `users.age` (in HAVING); group by it, or take `min`, `max` or `any_value` of it\na \
            group has several values of `users.id` (in ORDER BY); group by it, or take `min`, \
            `max` or `any_value` of it",
    );
    let rank = func::rank().over(window().order_by(users::age));
    assert_sql!(by_active.clone().order_by(rank),
        sqlite | postgres | mysql | mariadb | ansi: error "a group has several values of \
            `users.age` (in ORDER BY); group by it, or take `min`, `max` or `any_value` of it",
    );
    let theirs = select(func::count()).from(posts::table()).filter(posts::user_id.eq(users::id));
    assert_sql!(by_active.having(theirs.scalar().gt(1)),
        sqlite | postgres | mysql | mariadb | ansi: error "a group has several values of \
            `users.id` (in HAVING); group by it, or take `min`, `max` or `any_value` of it",
    );
}

#[test]
fn a_key_of_the_table_determines_its_columns() {
    let posts_of = select((users::id, users::name, func::count_of(posts::id).label("n")))
        .left_join(posts::table(), posts::user_id.eq(users::id))
        .group_by(users::id)
        .order_by(users::id);
    assert_sql!(posts_of,
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id, users.name, \
            COUNT(posts.id) AS n FROM users LEFT JOIN posts ON posts.user_id = users.id GROUP \
            BY users.id ORDER BY users.id",
    );
    let town = func::any_value(users::name).label("who");
    assert_sql!(select((posts::user_id, town))
            .join(users::table(), foreign_key())
            .group_by(posts::user_id)
            .order_by(posts::user_id),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT posts.user_id, MIN(users.name) AS \
            who FROM posts JOIN users ON posts.user_id = users.id GROUP BY posts.user_id ORDER \
            BY posts.user_id",
    );
}

#[test]
fn aggregates_stand_where_groups_are() {
    assert_sql!(select(users::id).filter(func::max(users::age).gt(3)),
        sqlite | postgres | mysql | mariadb | ansi: error "an aggregate stands in WHERE, which \
            looks at single rows; use `.having(…)`, or compare with a subquery",
    );
    assert_sql!(select(func::count()).group_by(func::max(users::age)),
        sqlite | postgres | mysql | mariadb | ansi: error "an aggregate stands in GROUP BY, \
            which looks at single rows; compute it in a subquery",
    );
    assert_sql!(select(users::id).join(posts::table(), func::max(posts::likes).gt(3)),
        sqlite | postgres | mysql | mariadb | ansi: error "an aggregate stands in ON, which \
            looks at single rows; compute it in a subquery",
    );
    assert_sql!(select(func::sum(func::max(users::age))),
        sqlite | postgres | mysql | mariadb | ansi: error "an aggregate is inside of an \
            aggregate (in SELECT); compute the inner one in a subquery",
    );
    for alone in [
        select(literal(1)).from(users::table()).having(func::count().gt(1)),
        select(literal(1)).from(users::table()).having(literal(1).eq(1)),
    ] {
        assert_sql!(alone,
            sqlite | postgres | mysql | mariadb | ansi: error "HAVING alone makes one group of all \
                rows; group by something, select an aggregate, or use `.filter(…)`",
        );
    }
    assert_sql!(select(literal(1)).from(users::table()).order_by(func::count()),
        sqlite | postgres | mysql | mariadb | ansi: error "an aggregate in ORDER BY alone makes one \
            group of all rows; group by something, select an aggregate, or use `.filter(…)`",
    );
    let row = || func::row_number().over(window().order_by(users::id));
    assert_sql!(select(func::sum(row())),
        sqlite | postgres | mysql | mariadb | ansi: error "a function over a window is inside \
            of an aggregate (in SELECT); compute the inner one in a subquery",
    );
    assert_sql!(select(func::sum(row()).over(window())),
        sqlite | postgres | mysql | mariadb | ansi: error "a function over a window is inside \
            of another (in SELECT); compute the inner one in a subquery",
    );
    let least = func::min(users::age);
    let sum = func::sum(func::count()).filter(least.gt(17)).over(window());
    assert_sql!(select((users::active, sum)).group_by(users::active),
        sqlite | postgres | mysql | mariadb | ansi: error "an aggregate is inside of FILTER (in \
            SELECT); compute the inner one in a subquery",
    );
    assert_sql!(update(users::table()).set(users::age, func::max(users::age)).all_rows(),
        sqlite | postgres | mysql | mariadb | ansi: error "an aggregate stands in SET, which \
            looks at single rows; compute it in a subquery",
    );
    assert_sql!(delete(users::table()).filter(func::count().gt(1)),
        sqlite | postgres | mysql | mariadb | ansi: error "an aggregate stands in WHERE, which \
            looks at single rows; use `.having(…)`, or compare with a subquery",
    );
}

#[test]
fn what_distinct_leaves_out_orders_nothing() {
    assert_sql!(select(users::active).distinct().order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi: error "ORDER BY has a term that SELECT \
            DISTINCT left out; select it too, or order a subquery",
    );
    assert_sql!(select(users::active).distinct().order_by(users::active.desc()),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT DISTINCT users.active FROM users \
            ORDER BY users.active DESC",
    );
}

#[test]
fn two_keys_of_one_name() {
    let count = func::count().label("n");
    let query = select(&count)
        .join(posts::table(), foreign_key())
        .group_by((users::id, posts::id))
        .having(posts::id.gt(2))
        .order_by(posts::id);
    assert_sql!(query,
        sqlite | mysql: "SELECT COUNT(*) AS n FROM users JOIN posts ON posts.user_id = users.id \
            GROUP BY users.id, posts.id HAVING posts.id > ? ORDER BY posts.id" [2],
        postgres: "SELECT COUNT(*) AS n FROM users JOIN posts ON posts.user_id = users.id GROUP \
            BY users.id, posts.id HAVING posts.id > $1 ORDER BY posts.id" [2],
        mariadb: error "MariaDB does not know `posts.id` (in HAVING) among keys of one name; \
            select it, or take `max` of it",
        ansi: "SELECT COUNT(*) AS n FROM users JOIN posts ON posts.user_id = users.id GROUP BY \
            users.id, posts.id HAVING posts.id > :p1 ORDER BY posts.id" [2],
    );
    let selected = select((posts::id, count))
        .join(users::table(), foreign_key())
        .group_by((users::id, posts::id))
        .having(posts::id.gt(2))
        .order_by(posts::id);
    assert_sql!(selected,
        sqlite | mysql | mariadb: "SELECT posts.id, COUNT(*) AS n FROM posts JOIN users ON \
            posts.user_id = users.id GROUP BY users.id, posts.id HAVING posts.id > ? ORDER BY \
            posts.id" [2],
        postgres: "SELECT posts.id, COUNT(*) AS n FROM posts JOIN users ON posts.user_id = \
            users.id GROUP BY users.id, posts.id HAVING posts.id > $1 ORDER BY posts.id" [2],
        ansi: "SELECT posts.id, COUNT(*) AS n FROM posts JOIN users ON posts.user_id = users.id \
            GROUP BY users.id, posts.id HAVING posts.id > :p1 ORDER BY posts.id" [2],
    );
}

#[test]
fn an_aggregate_of_the_statement_around() {
    let most = select(func::max(users::age)).from(posts::table()).scalar();
    assert_sql!(select(users::id).from(users::table()).filter(users::age.eq(most)),
        sqlite | postgres | mysql | mariadb | ansi: error "an aggregate (in SELECT) has columns \
            of the statement around it only, such as `users.age`, and would be an aggregate of that; \
            aggregate something of this query",
    );
    let mixed = select(func::max(users::id + posts::likes)).from(posts::table()).scalar();
    assert_sql!(select((users::id, mixed.label("m"))).from(users::table()).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id, (SELECT MAX(users.id + \
            posts.likes) FROM posts) AS m FROM users ORDER BY users.id",
    );
}

#[test]
fn what_the_keys_fix_needs_no_key() {
    let count = || func::count().label("n");
    // The primary key of the table: each engine knows it, but for HAVING on MariaDB.
    assert_sql!(select((users::name, count())).group_by(users::id).having(users::age.gt(18)).order_by(users::id),
        sqlite | mysql: "SELECT users.name, COUNT(*) AS n FROM users GROUP BY users.id HAVING \
            users.age > ? ORDER BY users.id" [18],
        postgres: "SELECT users.name, COUNT(*) AS n FROM users GROUP BY users.id HAVING \
            users.age > $1 ORDER BY users.id" [18],
        mariadb: "SELECT users.name, COUNT(*) AS n FROM users GROUP BY users.id, users.age \
            HAVING users.age > ? ORDER BY users.id" [18],
        ansi: "SELECT users.name, COUNT(*) AS n FROM users GROUP BY users.id HAVING users.age > \
            :p1 ORDER BY users.id" [18],
    );
    // By way of a join.
    let joined = || {
        select((users::name, count()))
            .from(posts::table())
            .join(users::table(), users::id.eq(posts::user_id))
            .group_by(posts::user_id)
            .order_by(posts::user_id)
    };
    assert_sql!(joined(),
        sqlite: "SELECT users.name, COUNT(*) AS n FROM posts JOIN users ON users.id = \
            posts.user_id GROUP BY posts.user_id ORDER BY posts.user_id",
        postgres | mysql | mariadb | ansi: "SELECT users.name, COUNT(*) AS n FROM posts JOIN \
            users ON users.id = posts.user_id GROUP BY posts.user_id, users.name ORDER BY \
            posts.user_id",
    );
    assert_sql!(joined().having(users::score.gt(0)).order_by(users::name),
        sqlite: "SELECT users.name, COUNT(*) AS n FROM posts JOIN users ON users.id = \
            posts.user_id GROUP BY posts.user_id HAVING users.score > ? ORDER BY posts.user_id, \
            users.name" [0],
        postgres: "SELECT users.name, COUNT(*) AS n FROM posts JOIN users ON users.id = \
            posts.user_id GROUP BY posts.user_id, users.name, users.score HAVING users.score > \
            $1 ORDER BY posts.user_id, users.name" [0],
        mysql | mariadb: "SELECT users.name, COUNT(*) AS n FROM posts JOIN users ON users.id = \
            posts.user_id GROUP BY posts.user_id, users.name, users.score HAVING users.score > ? \
            ORDER BY posts.user_id, users.name" [0],
        ansi: "SELECT users.name, COUNT(*) AS n FROM posts JOIN users ON users.id = \
            posts.user_id GROUP BY posts.user_id, users.name, users.score HAVING users.score > \
            :p1 ORDER BY posts.user_id, users.name" [0],
    );
    // By a condition.
    assert_sql!(select((users::boss_id, users::active, count())).filter(users::boss_id.eq(1)).group_by(users::active).order_by(users::active),
        sqlite: "SELECT users.boss_id, users.active, COUNT(*) AS n FROM users WHERE \
            users.boss_id = ? GROUP BY users.active ORDER BY users.active" [1],
        postgres: "SELECT users.boss_id, users.active, COUNT(*) AS n FROM users WHERE \
            users.boss_id = $1 GROUP BY users.active, users.boss_id ORDER BY users.active" [1],
        mysql | mariadb: "SELECT users.boss_id, users.active, COUNT(*) AS n FROM users WHERE \
            users.boss_id = ? GROUP BY users.active, users.boss_id ORDER BY users.active" [1],
        ansi: "SELECT users.boss_id, users.active, COUNT(*) AS n FROM users WHERE users.boss_id \
            = :p1 GROUP BY users.active, users.boss_id ORDER BY users.active" [1],
    );
    // A query in FROM has the key of what it is made of.
    let inner = select((users::id, users::name, users::age)).filter(users::active).subquery("s");
    assert_sql!(select((inner.col(users::name), count())).group_by(inner.col(users::id)).order_by(inner.col(users::id)),
        sqlite: "SELECT s.name, COUNT(*) AS n FROM (SELECT users.id, users.name, users.age FROM \
            users WHERE users.active) AS s GROUP BY s.id ORDER BY s.id",
        postgres | mysql | mariadb | ansi: "SELECT s.name, COUNT(*) AS n FROM (SELECT users.id, \
            users.name, users.age FROM users WHERE users.active) AS s GROUP BY s.id, s.name \
            ORDER BY s.id",
    );
}

#[test]
fn what_the_keys_do_not_fix() {
    let several = |query: Select<(String, i64)>| {
        for dialect in sqltree::dialects::all() {
            let told = crate::support::expect::messages(&query.compile(dialect).unwrap_err());
            assert!(told.starts_with("a group has several values of `users.name`"), "{told}");
        }
    };
    let names = || select((users::name, func::count()));
    let posts_of = || names().from(posts::table());
    // Other rows of the outer join, other texts that are equal, NULLs of a unique key.
    several(
        posts_of().left_join(users::table(), users::id.eq(posts::user_id)).group_by(posts::user_id),
    );
    several(
        posts_of()
            .right_join(users::table(), users::id.eq(posts::user_id))
            .group_by(posts::user_id),
    );
    several(posts_of().join(users::table(), users::id.ge(posts::user_id)).group_by(posts::user_id));
    several(names().filter(users::name.eq("ann")).group_by(users::age));
    let codes = Table::new("codes").with(ColumnDef::new("code", Type::Integer).unique());
    let codes = codes.column("name", Type::Text);
    let query = select([codes.col("name")]).group_by(codes.col("code"));
    for dialect in sqltree::dialects::all() {
        let told = crate::support::expect::messages(&query.compile(dialect).unwrap_err());
        assert!(told.starts_with("a group has several values of `codes.name`"), "{told}");
    }
}

#[test]
fn a_condition_of_several_as_key_beside_itself() {
    let old = || users::age.gt(18).and(users::score.gt(0));
    let query = select((old().and(old()).label("both"), func::count())).group_by(old());
    assert_sql!(query.order_by(old()),
        sqlite: "SELECT users.age > ? AND users.score > ? AND users.age > ? AND users.score > ? \
            AS both, COUNT(*) FROM users GROUP BY users.age > ? AND users.score > ? ORDER BY \
            users.age > ? AND users.score > ?" [18, 0, 18, 0, 18, 0, 18, 0],
        postgres: "SELECT CAST(users.age > $1 AND users.score > $2 AS BOOLEAN) AND (users.age > \
            $1 AND users.score > $2) AS \"both\", COUNT(*) FROM users GROUP BY users.age > $1 \
            AND users.score > $2 ORDER BY users.age > $1 AND users.score > $2" [18, 0],
        mysql: "SELECT MAX(users.age > ? AND users.score > ?) AND MAX(users.age > ? AND \
            users.score > ?) AS `both`, COUNT(*) FROM users GROUP BY users.age > ? AND \
            users.score > ? ORDER BY MAX(users.age > ? AND users.score > ?)" [18, 0, 18, 0, 18, 0, 18, 0],
        mariadb: "SELECT users.age > ? AND users.score > ? AND users.age > ? AND users.score > ? \
            AS `both`, COUNT(*) FROM users GROUP BY users.age > ? AND users.score > ? ORDER BY \
            users.age > ? AND users.score > ?" [18, 0, 18, 0, 18, 0, 18, 0],
        ansi: "SELECT CAST(users.age > :p1 AND users.score > :p2 AS BOOLEAN) AND (users.age > \
            :p1 AND users.score > :p2) AS \"both\", COUNT(*) FROM users GROUP BY users.age > :p1 \
            AND users.score > :p2 ORDER BY users.age > :p1 AND users.score > :p2" [18, 0],
    );
}
