//! WITH: common table expressions.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::live::{Live, assert_refused};
use crate::support::tables::{posts, users};

#[test]
fn once_in_front() {
    let n = func::count().label("n");
    let counts = select((posts::user_id, &n)).group_by(posts::user_id).cte("counts");
    let most = select(func::max(counts.col(&n))).from(&counts);
    assert_sql!(
        select((users::id, counts.col(&n)))
            .join(&counts, counts.col(posts::user_id).eq(users::id))
            .filter(counts.col(&n).eq(most.scalar()) & users::id.gt(0))
            .order_by(users::id),
        sqlite | mysql | mariadb: "WITH counts AS (SELECT posts.user_id, COUNT(*) AS n FROM posts \
            GROUP BY posts.user_id) SELECT users.id, counts.n FROM users \
            JOIN counts ON counts.user_id = users.id \
            WHERE counts.n = (SELECT MAX(counts.n) FROM counts) AND users.id > ? \
            ORDER BY users.id" [0],
        postgres: "WITH counts AS (SELECT posts.user_id, COUNT(*) AS n FROM posts \
            GROUP BY posts.user_id) SELECT users.id, counts.n FROM users \
            JOIN counts ON counts.user_id = users.id \
            WHERE counts.n = (SELECT MAX(counts.n) FROM counts) AND users.id > $1 \
            ORDER BY users.id" [0],
        ansi: "WITH counts AS (SELECT posts.user_id, COUNT(*) AS n FROM posts \
            GROUP BY posts.user_id) SELECT users.id, counts.n FROM users \
            JOIN counts ON counts.user_id = users.id \
            WHERE counts.n = (SELECT MAX(counts.n) FROM counts) AND users.id > :p1 \
            ORDER BY users.id" [0],
    );
}

#[test]
fn those_used_by_others_come_first_and_parameters_in_order() {
    let grown = select((users::id, users::age)).filter(users::age.gt(20)).cte("grown");
    let elder = select(grown.col(users::id)).filter(grown.col(users::age).gt(40)).cte("elder");
    let inner = select(elder.col(users::id)).subquery("q");
    assert_sql!(
        select((users::id, users::id + 7))
            .filter(users::id.is_in(select(inner.col(users::id))))
            .filter(exists(select(grown.col(users::id)).filter(grown.col(users::id).lt(9))))
            .order_by(users::id),
        sqlite | mysql | mariadb: "WITH grown AS (SELECT users.id, users.age FROM users \
            WHERE users.age > ?), elder AS (SELECT grown.id FROM grown WHERE grown.age > ?) \
            SELECT users.id, users.id + ? FROM users \
            WHERE users.id IN (SELECT q.id FROM (SELECT elder.id FROM elder) AS q) \
            AND EXISTS (SELECT grown.id FROM grown WHERE grown.id < ?) ORDER BY users.id"
            [20, 40, 7, 9],
        postgres: "WITH grown AS (SELECT users.id, users.age FROM users \
            WHERE users.age > $1), elder AS (SELECT grown.id FROM grown WHERE grown.age > $2) \
            SELECT users.id, users.id + $3 FROM users \
            WHERE users.id IN (SELECT q.id FROM (SELECT elder.id FROM elder) AS q) \
            AND EXISTS (SELECT grown.id FROM grown WHERE grown.id < $4) ORDER BY users.id"
            [20, 40, 7, 9],
        ansi: "WITH grown AS (SELECT users.id, users.age FROM users \
            WHERE users.age > :p1), elder AS (SELECT grown.id FROM grown WHERE grown.age > :p2) \
            SELECT users.id, users.id + :p3 FROM users \
            WHERE users.id IN (SELECT q.id FROM (SELECT elder.id FROM elder) AS q) \
            AND EXISTS (SELECT grown.id FROM grown WHERE grown.id < :p4) ORDER BY users.id"
            [20, 40, 7, 9],
    );
}

#[test]
fn twice_under_two_names() {
    let some = select((users::id, users::boss_id)).filter(users::id.lt(5)).cte("some");
    let boss = some.alias("boss");
    assert_sql!(
        select((some.col(users::id), boss.col(users::id)))
            .join(&boss, boss.col(users::id).eq(some.col(users::boss_id)))
            .order_by(some.col(users::id)),
        sqlite | mysql | mariadb: "WITH some AS (SELECT users.id, users.boss_id FROM users \
            WHERE users.id < ?) SELECT some.id, boss.id FROM some \
            JOIN some AS boss ON boss.id = some.boss_id ORDER BY some.id" [5],
        postgres: "WITH \"some\" AS (SELECT users.id, users.boss_id FROM users \
            WHERE users.id < $1) SELECT \"some\".id, boss.id FROM \"some\" \
            JOIN \"some\" AS boss ON boss.id = \"some\".boss_id ORDER BY \"some\".id" [5],
        ansi: "WITH \"some\" AS (SELECT users.id, users.boss_id FROM users \
            WHERE users.id < :p1) SELECT \"some\".id, boss.id FROM \"some\" \
            JOIN \"some\" AS boss ON boss.id = \"some\".boss_id ORDER BY \"some\".id" [5],
    );
}

#[test]
fn in_set_operations() {
    let low = select(users::id).filter(users::id.lt(3)).cte("low");
    let ids = || select(low.col(users::id));
    assert_sql!(
        ids().union_all(ids()).order_by(low.col(users::id)).limit(3),
        sqlite | mysql | mariadb: "WITH low AS (SELECT users.id FROM users WHERE users.id < ?) \
            SELECT low.id FROM low UNION ALL SELECT low.id FROM low ORDER BY 1 LIMIT ?" [3, 3_i64],
        postgres: "WITH low AS (SELECT users.id FROM users WHERE users.id < $1) \
            SELECT low.id FROM low UNION ALL SELECT low.id FROM low ORDER BY 1 LIMIT $2" [3, 3_i64],
        ansi: "WITH low AS (SELECT users.id FROM users WHERE users.id < :p1) \
            SELECT low.id FROM low UNION ALL SELECT low.id FROM low ORDER BY 1 LIMIT :p2" [3, 3_i64],
    );
    let pair = ids().union(ids()).cte("pair");
    assert_sql!(
        select(func::count_of(pair.col("id"))),
        sqlite | mysql | mariadb: "WITH low AS (SELECT users.id FROM users WHERE users.id < ?), \
            pair AS (SELECT low.id FROM low UNION SELECT low.id FROM low) \
            SELECT COUNT(pair.id) FROM pair" [3],
        postgres: "WITH low AS (SELECT users.id FROM users WHERE users.id < $1), \
            pair AS (SELECT low.id FROM low UNION SELECT low.id FROM low) \
            SELECT COUNT(pair.id) FROM pair" [3],
        ansi: "WITH low AS (SELECT users.id FROM users WHERE users.id < :p1), \
            pair AS (SELECT low.id FROM low UNION SELECT low.id FROM low) \
            SELECT COUNT(pair.id) FROM pair" [3],
    );
}

#[test]
fn recursive() {
    let level = literal(0).label("level");
    let tree = select((users::id, &level)).filter(users::id.eq(1)).recursive("tree", |above| {
        select((users::id, above.col(&level) + literal(1)))
            .from(users::table())
            .join(above, users::boss_id.eq(above.col(users::id)))
            .filter(above.col(&level).lt(5))
    });
    assert_sql!(
        select((tree.col(users::id), tree.col(&level))).order_by(tree.col(users::id)),
        sqlite | mysql | mariadb: "WITH RECURSIVE tree (id, level) AS (\
            SELECT users.id, 0 AS level FROM users WHERE users.id = ? UNION ALL \
            SELECT users.id, tree.level + 1 FROM users JOIN tree ON users.boss_id = tree.id \
            WHERE tree.level < ?) SELECT tree.id, tree.level FROM tree ORDER BY tree.id" [1, 5],
        postgres: "WITH RECURSIVE tree (id, level) AS (\
            SELECT users.id, 0 AS level FROM users WHERE users.id = $1 UNION ALL \
            SELECT users.id, tree.level + 1 FROM users JOIN tree ON users.boss_id = tree.id \
            WHERE tree.level < $2) SELECT tree.id, tree.level FROM tree ORDER BY tree.id" [1, 5],
        ansi: "WITH RECURSIVE tree (id, level) AS (\
            SELECT users.id, 0 AS level FROM users WHERE users.id = :p1 UNION ALL \
            SELECT users.id, tree.level + 1 FROM users JOIN tree ON users.boss_id = tree.id \
            WHERE tree.level < :p2) SELECT tree.id, tree.level FROM tree ORDER BY tree.id" [1, 5],
    );
}

#[test]
fn recursive_without_rows_twice() {
    let n = literal(1).label("n");
    let numbers = select(&n).recursive_distinct("numbers", |before| {
        select((before.col(&n) % literal(5) + literal(1)).typed::<i32>()).from(before)
    });
    assert_sql!(
        select(func::count_of(numbers.col(&n))),
        sqlite: "WITH RECURSIVE numbers (n) AS (SELECT 1 AS n UNION \
            SELECT numbers.n % 5 + 1 FROM numbers) SELECT COUNT(numbers.n) FROM numbers",
        postgres | mysql | mariadb: "WITH RECURSIVE numbers (n) AS (SELECT 1 AS n UNION \
            SELECT numbers.n % NULLIF(5, 0) + 1 FROM numbers) SELECT COUNT(numbers.n) FROM numbers",
        ansi: "WITH RECURSIVE numbers (n) AS (SELECT 1 AS n UNION \
            SELECT MOD(numbers.n, NULLIF(5, 0)) + 1 FROM numbers) \
            SELECT COUNT(numbers.n) FROM numbers",
    );
}

#[test]
fn materialized_or_not() {
    let all = || select(users::id).cte("q");
    let count = |q: &Cte<i64>| select(func::count_of(q.col(users::id)));
    assert_sql!(
        count(&all().materialized()),
        sqlite | postgres | ansi: "WITH q AS MATERIALIZED (SELECT users.id FROM users) \
            SELECT COUNT(q.id) FROM q",
        mysql: error "MySQL 8.4 has no MATERIALIZED in WITH (in WITH); leave it out: it changes \
            speed, not rows",
        mariadb: error "MariaDB 11.4 has no MATERIALIZED in WITH (in WITH); leave it out: it \
            changes speed, not rows",
    );
    assert_sql!(
        count(&all().not_materialized()),
        sqlite | postgres | ansi: "WITH q AS NOT MATERIALIZED (SELECT users.id FROM users) \
            SELECT COUNT(q.id) FROM q",
        mysql: error "MySQL 8.4 has no MATERIALIZED in WITH (in WITH); leave it out: it changes \
            speed, not rows",
        mariadb: error "MariaDB 11.4 has no MATERIALIZED in WITH (in WITH); leave it out: it \
            changes speed, not rows",
    );
    assert_refused(Live::MariaDb, "WITH q AS MATERIALIZED (SELECT 1 AS a) SELECT a FROM q");
    assert!(count(&all().materialized()).compile(&Postgres::version(11)).is_err());
    assert!(count(&all().materialized()).compile(&Sqlite::version(3, 34)).is_err());
}

#[test]
fn search_and_cycle() {
    let tree = || {
        select((users::id, users::boss_id)).filter(users::id.eq(1)).recursive("tree", |above| {
            select((users::id, users::boss_id))
                .from(users::table())
                .join(above, users::boss_id.eq(above.col(users::id)))
        })
    };
    let deep = tree().search_depth_first(["id"], "place");
    assert_sql!(
        select(deep.col(users::id)).order_by(deep.col("place")),
        sqlite: error "SQLite 3.54 has no SEARCH or CYCLE of recursive queries (in WITH); keep the \
            path in a column of your own",
        postgres: "WITH RECURSIVE tree (id, boss_id) AS (\
            SELECT users.id, users.boss_id FROM users WHERE users.id = $1 UNION ALL \
            SELECT users.id, users.boss_id FROM users JOIN tree ON users.boss_id = tree.id) \
            SEARCH DEPTH FIRST BY id SET place SELECT tree.id FROM tree ORDER BY tree.place" [1],
        mysql: error "MySQL 8.4 has no SEARCH or CYCLE of recursive queries (in WITH); keep the \
            path in a column of your own",
        mariadb: error "MariaDB 11.4 has no SEARCH or CYCLE of recursive queries (in WITH); keep \
            the path in a column of your own",
        ansi: "WITH RECURSIVE tree (id, boss_id) AS (\
            SELECT users.id, users.boss_id FROM users WHERE users.id = :p1 UNION ALL \
            SELECT users.id, users.boss_id FROM users JOIN tree ON users.boss_id = tree.id) \
            SEARCH DEPTH FIRST BY id SET place SELECT tree.id FROM tree ORDER BY tree.place" [1],
    );
    let safe = tree().search_breadth_first(["id"], "place").cycle(["id"], "again", "path");
    let compiled = select(safe.col(users::id))
        .filter(safe.col("again").typed::<bool>())
        .compile(&Postgres::default())
        .unwrap();
    assert!(
        compiled.sql().contains(
            "SEARCH BREADTH FIRST BY id SET place CYCLE id SET again USING path SELECT tree.id \
             FROM tree WHERE tree.again"
        ),
        "{}",
        compiled.sql()
    );
    Live::Postgres.with(|connection| {
        connection.query_sql(compiled.sql(), compiled.params()).expect("PostgreSQL takes it");
    });
    let (search, cycle) = (
        "WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) \
         SEARCH DEPTH FIRST BY n SET place SELECT n FROM t",
        "WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) \
         CYCLE n SET again USING path SELECT n FROM t",
    );
    for live in [Live::Sqlite, Live::MariaDb] {
        assert_refused(live, search);
        assert_refused(live, cycle);
    }
    assert!(select(deep.col(users::id)).compile(&Postgres::version(13)).is_err());
}

#[test]
fn mistakes() {
    let named = |n: i64| select(users::id).filter(users::id.gt(n)).cte("q");
    let (one, other) = (named(1), named(2));
    assert_sql!(
        select((one.col(users::id), other.alias("r").col(users::id)))
            .from(&one)
            .cross_join(other.alias("r"))
            .order_by(one.col(users::id)),
        sqlite | postgres | mysql | mariadb | ansi: error
            "two different queries in one statement are called `q`; rename a query",
    );
    let users_too = select(users::id).filter(users::id.gt(1)).cte("Users");
    assert_sql!(
        select(users_too.col(users::id)),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a query and a table in one statement are called `Users`; rename a query",
    );
    assert_sql!(
        select(named(1).col("nam")),
        sqlite | postgres | mysql | mariadb | ansi: error
            "query `q` has no column `nam`; it has `id`",
    );
    assert_sql!(
        select(named(1).col(users::id + 1)),
        sqlite | postgres | mysql | mariadb | ansi: error
            "an expression without a label names no column; use `.label(\"…\")`",
    );
    let mut leaked = None;
    let _ = select(users::id).recursive("tree", |this| {
        leaked = Some(this.clone());
        select(users::id).from(users::table()).join(this, users::boss_id.eq(this.col(users::id)))
    });
    let leaked = leaked.unwrap();
    assert_sql!(
        select(leaked.col(users::id)),
        sqlite | postgres | mysql | mariadb | ansi: error
            "the recursive query `tree` is used (in FROM) by the handle that its step was given; \
             outside of the step use what `recursive` returned",
    );
}

#[test]
fn columns_of_recursive_queries_have_names() {
    let numbers = select(literal(1)).recursive("numbers", |_| select(literal(2)));
    assert_sql!(
        select(func::count()).from(&numbers),
        sqlite | postgres | mysql | mariadb | ansi: error "column 1 of the query \
            `numbers` has no name; give it one by `.label(\"…\")`",
    );
}

#[test]
fn what_lies_outside_cannot_be_seen() {
    let mine =
        select(posts::id).from(posts::table()).filter(posts::user_id.eq(users::id)).cte("mine");
    assert_sql!(
        select(users::id).filter(exists(select(mine.col(posts::id)))),
        sqlite | postgres | mysql | mariadb | ansi: error "a column of `users` is used (in WHERE), \
            but it is not in FROM; add it by `.from()` or a join",
    );
}

#[test]
fn before_changes() {
    let idle = select(users::id).filter(users::active.eq(false)).cte("idle");
    assert_sql!(
        delete(posts::table()).filter(posts::user_id.is_in(select(idle.col(users::id)))),
        sqlite: "WITH idle AS (SELECT users.id FROM users WHERE users.active = ?) \
            DELETE FROM posts WHERE posts.user_id IN (SELECT idle.id FROM idle)" [false],
        postgres: "WITH idle AS (SELECT users.id FROM users WHERE users.active = $1) \
            DELETE FROM posts WHERE posts.user_id IN (SELECT idle.id FROM idle)" [false],
        mysql: "WITH idle AS (SELECT users.id FROM users WHERE users.active = ?) \
            DELETE FROM posts WHERE posts.user_id IN (SELECT idle.id FROM idle)" [false],
        mariadb: error "MariaDB 11.4 has no WITH before UPDATE or DELETE (in WITH); use a subquery",
        ansi: "WITH idle AS (SELECT users.id FROM users WHERE users.active = :p1) \
            DELETE FROM posts WHERE posts.user_id IN (SELECT idle.id FROM idle)" [false],
    );
    assert_refused(
        Live::MariaDb,
        "WITH q AS (SELECT 1 AS a) DELETE FROM posts WHERE id IN (SELECT a FROM q)",
    );
}

#[test]
fn versions_without() {
    let query = select(func::count()).from(select(users::id).cte("q"));
    for old in [&MySql::version(5, 7) as &dyn sqltree::dialect::Dialect, &MariaDb::version(10, 1)] {
        let refused = query.compile(old).unwrap_err();
        assert!(refused.to_string().contains("has no WITH (in WITH)"), "{refused}");
    }
}

#[test]
fn a_step_uses_its_query_once() {
    let n = users::id.label("n");
    let twice = select(&n).recursive("r", |above| {
        let (x, y) = (above.alias("x"), above.alias("y"));
        select(x.col(&n) + y.col(&n)).filter(x.col(&n).eq(y.col(&n)))
    });
    assert_sql!(select(twice.col(&n)),
        sqlite | postgres | mysql | mariadb | ansi: error "the recursive query `r` stands in its own \
            step more than once, which no engine takes; build the pairs outside of it",
    );
}
