//! Queries of functions over windows in FROM, with conditions around them.

use sqltree::dialect::Dialect;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::live::Live;
use crate::support::tables::{posts, users};

#[test]
pub fn over_one_group_with_a_condition_around() {
    let most = func::max(func::max(users::age)).over(window().partition_by(literal(1)));
    let inner = select((most.label("m"), literal(5).label("five"))).subquery("q");
    let five = inner.col("five").typed::<i32>();
    assert_sql!(select((inner.col("m").typed::<Option<i32>>(), &five)).filter(five.eq(5)),
        sqlite:
            "SELECT q.m, q.five FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m, \
                5 AS five FROM users LIMIT -1) AS q WHERE q.five = ?" [5],
        postgres:
            "SELECT q.m, q.five FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m, \
                5 AS five FROM users) AS q WHERE q.five = $1" [5],
        mysql:
            "SELECT q.m, q.five FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m, \
                5 AS five FROM users) AS q WHERE q.five = ?" [5],
        mariadb:
            error "MariaDB 11.4 has no functions over windows of all rows as one group; aggregate \
                in a subquery, and put the windows around",
        ansi:
            "SELECT q.m, q.five FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m, \
                5 AS five FROM users) AS q WHERE q.five = :p1" [5],
    );
    assert_sql!(select(inner.col("m").typed::<Option<i32>>()).filter(val(1).eq(2)),
        sqlite:
            "SELECT q.m FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m, 5 AS \
                five FROM users LIMIT -1) AS q WHERE ? = ?" [1, 2],
        postgres:
            "SELECT q.m FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m, 5 AS \
                five FROM users) AS q WHERE CAST($1 AS INTEGER) = CAST($2 AS INTEGER)" [1, 2],
        mysql:
            "SELECT q.m FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m, 5 AS \
                five FROM users) AS q WHERE ? = ?" [1, 2],
        mariadb:
            error "MariaDB 11.4 has no functions over windows of all rows as one group; aggregate \
                in a subquery, and put the windows around",
        ansi:
            "SELECT q.m FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m, 5 AS \
                five FROM users) AS q WHERE :p1 = :p2" [1, 2],
    );
    let count = func::sum(func::count()).over(window().partition_by(literal("a")));
    let cte = select(count.label("n")).from(users::table()).cte("w");
    assert_sql!(select(cte.col("n").typed::<Option<i64>>()).from(&cte).filter(literal(1).eq(1)),
        sqlite:
            "WITH w AS (SELECT SUM(COUNT(*)) OVER (PARTITION BY 'a') AS n FROM users LIMIT \
                -1) SELECT w.n FROM w WHERE 1 = ?" [1],
        postgres:
            "WITH w AS (SELECT CAST(SUM(COUNT(*)) OVER (PARTITION BY 'a') AS BIGINT) AS n \
                FROM users) SELECT w.n FROM w WHERE 1 = $1" [1],
        mysql:
            "WITH w AS (SELECT SUM(COUNT(*)) OVER (PARTITION BY 'a') AS n FROM users) SELECT \
                w.n FROM w WHERE 1 = ?" [1],
        mariadb:
            error "MariaDB 11.4 has no functions over windows of all rows as one group; aggregate \
                in a subquery, and put the windows around",
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
        sqlite | mysql:
            "SELECT q.m FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m FROM \
                users LIMIT ?) AS q WHERE ? = ?" [1_i64, 1, 2],
        postgres:
            "SELECT q.m FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m FROM \
                users LIMIT $1) AS q WHERE CAST($2 AS INTEGER) = CAST($3 AS INTEGER)" [1_i64, 1, 2],
        mariadb:
            error "MariaDB 11.4 has no functions over windows of all rows as one group; aggregate \
                in a subquery, and put the windows around",
        ansi:
            "SELECT q.m FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS m FROM \
                users LIMIT :p1) AS q WHERE :p2 = :p3" [1_i64, 1, 2],
    );
}

#[test]
fn having_over_all_rows_as_one_group() {
    let before = || func::max(func::max(users::age)).over(window().partition_by(literal(1)));
    assert_sql!(select(before()).having(func::max(users::age).gt(18)),
        sqlite:
            error "SQLite 3.54 has no HAVING without GROUP BY beside functions over windows alone; \
                aggregate in a subquery, and put the windows around",
        postgres:
            "SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) FROM users HAVING \
                MAX(users.age) > $1" [18],
        mysql:
            "SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) FROM users HAVING \
                MAX(users.age) > ?" [18],
        mariadb:
            error "MariaDB 11.4 has no functions over windows of all rows as one group; aggregate \
                in a subquery, and put the windows around",
        ansi:
            "SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) FROM users HAVING \
                MAX(users.age) > :p1" [18],
    );
    let some = select(before().label("a")).having(func::max(users::age).gt(18)).subquery("q");
    assert_sql!(select(some.col("a").typed::<Option<i32>>()),
        sqlite:
            error "SQLite 3.54 has no HAVING without GROUP BY beside functions over windows alone; \
                aggregate in a subquery, and put the windows around",
        postgres:
            "SELECT q.a FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS a FROM \
                users HAVING MAX(users.age) > $1) AS q" [18],
        mysql:
            "SELECT q.a FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS a FROM \
                users HAVING MAX(users.age) > ?) AS q" [18],
        mariadb:
            error "MariaDB 11.4 has no functions over windows of all rows as one group; aggregate \
                in a subquery, and put the windows around",
        ansi:
            "SELECT q.a FROM (SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) AS a FROM \
                users HAVING MAX(users.age) > :p1) AS q" [18],
    );
    // An aggregate beside the windows.
    assert_sql!(select((func::count(), before())).having(func::max(users::age).gt(18)),
        sqlite | mysql:
            "SELECT COUNT(*), MAX(MAX(users.age)) OVER (PARTITION BY 1) FROM users HAVING \
                MAX(users.age) > ?" [18],
        postgres:
            "SELECT COUNT(*), MAX(MAX(users.age)) OVER (PARTITION BY 1) FROM users HAVING \
                MAX(users.age) > $1" [18],
        mariadb:
            error "MariaDB 11.4 has no functions over windows of all rows as one group; aggregate \
                in a subquery, and put the windows around",
        ansi:
            "SELECT COUNT(*), MAX(MAX(users.age)) OVER (PARTITION BY 1) FROM users HAVING \
                MAX(users.age) > :p1" [18],
    );
    let sum = before() + func::max(users::age);
    assert_sql!(select(sum).having(func::max(users::age).gt(18)).order_by(func::count()),
        sqlite | mysql:
            "SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) + MAX(users.age) FROM users \
                HAVING MAX(users.age) > ? ORDER BY COUNT(*)" [18],
        postgres:
            "SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) + MAX(users.age) FROM users \
                HAVING MAX(users.age) > $1 ORDER BY COUNT(*)" [18],
        mariadb:
            error "MariaDB 11.4 has no functions over windows of all rows as one group; aggregate \
                in a subquery, and put the windows around",
        ansi:
            "SELECT MAX(MAX(users.age)) OVER (PARTITION BY 1) + MAX(users.age) FROM users \
                HAVING MAX(users.age) > :p1 ORDER BY COUNT(*)" [18],
    );
    // The way out.
    let one = select(func::max(users::age).label("m")).having(func::max(users::age).gt(18));
    let one = one.subquery("q");
    let most = one.col("m").typed::<Option<i32>>();
    assert_sql!(select(func::lag(&most, 1).over(window().order_by(&most))),
        sqlite | mysql | mariadb:
            "SELECT LAG(q.m, 1) OVER (ORDER BY q.m) FROM (SELECT MAX(users.age) AS m FROM \
                users HAVING MAX(users.age) > ?) AS q" [18],
        postgres:
            "SELECT LAG(q.m, 1) OVER (ORDER BY q.m) FROM (SELECT MAX(users.age) AS m FROM \
                users HAVING MAX(users.age) > $1) AS q" [18],
        ansi:
            "SELECT LAG(q.m, 1) OVER (ORDER BY q.m) FROM (SELECT MAX(users.age) AS m FROM \
                users HAVING MAX(users.age) > :p1) AS q" [18],
    );
}

#[test]
fn picked_from_one_group_with_a_condition_around() {
    let first = || func::row_number().over(window().order_by(func::max(users::age)));
    let one = || select(func::max(users::age).label("m")).qualify(first().eq(1));
    assert_sql!(one(),
        sqlite:
            "SELECT c_1 AS m FROM (SELECT MAX(users.age) AS c_1, ROW_NUMBER() OVER (ORDER BY \
                MAX(users.age)) = ? AS n_1 FROM users LIMIT -1) AS q WHERE n_1" [1],
        postgres:
            "SELECT c_1 AS m FROM (SELECT MAX(users.age) AS c_1, ROW_NUMBER() OVER (ORDER BY \
                MAX(users.age)) = $1 AS n_1 FROM users) AS q WHERE n_1" [1],
        mysql:
            "SELECT c_1 AS m FROM (SELECT MAX(users.age) AS c_1, ROW_NUMBER() OVER (ORDER BY \
                MAX(users.age)) = ? AS n_1 FROM users) AS q WHERE n_1" [1],
        mariadb:
            error "MariaDB 11.4 has no functions over windows of all rows as one group; aggregate \
                in a subquery, and put the windows around",
        ansi:
            "SELECT MAX(users.age) AS m FROM users QUALIFY ROW_NUMBER() OVER (ORDER BY \
                MAX(users.age)) = :p1" [1],
    );
    let inner = one().subquery("p");
    let most = inner.col("m").typed::<Option<i32>>();
    assert_sql!(select(&most).filter(most.gt(18)),
        sqlite:
            "SELECT p.m FROM (SELECT c_1 AS m FROM (SELECT MAX(users.age) AS c_1, \
                ROW_NUMBER() OVER (ORDER BY MAX(users.age)) = ? AS n_1 FROM users LIMIT -1) AS \
                q WHERE n_1 LIMIT -1) AS p WHERE p.m > ?" [1, 18],
        postgres:
            "SELECT p.m FROM (SELECT c_1 AS m FROM (SELECT MAX(users.age) AS c_1, \
                ROW_NUMBER() OVER (ORDER BY MAX(users.age)) = $1 AS n_1 FROM users) AS q WHERE \
                n_1) AS p WHERE p.m > $2" [1, 18],
        mysql:
            "SELECT p.m FROM (SELECT c_1 AS m FROM (SELECT MAX(users.age) AS c_1, \
                ROW_NUMBER() OVER (ORDER BY MAX(users.age)) = ? AS n_1 FROM users) AS q WHERE \
                n_1) AS p WHERE p.m > ?" [1, 18],
        mariadb:
            error "MariaDB 11.4 has no functions over windows of all rows as one group; aggregate \
                in a subquery, and put the windows around",
        ansi:
            "SELECT p.m FROM (SELECT MAX(users.age) AS m FROM users QUALIFY ROW_NUMBER() \
                OVER (ORDER BY MAX(users.age)) = :p1) AS p WHERE p.m > :p2" [1, 18],
    );
}

#[test]
fn windows_over_groups_of_a_join_beside_distinct_aggregates() {
    let place = func::row_number().over(window().order_by(users::id));
    let query = select((users::id, place + 1_i64, func::count_of(posts::likes).distinct()))
        .from(users::table())
        .cross_join(posts::table())
        .group_by(users::id)
        .order_by(users::id);
    assert_sql!(query,
        sqlite | mysql:
            "SELECT users.id, ROW_NUMBER() OVER (ORDER BY users.id) + ?, COUNT(DISTINCT \
                posts.likes) FROM users CROSS JOIN posts GROUP BY users.id ORDER BY users.id" [1_i64],
        postgres:
            "SELECT users.id, ROW_NUMBER() OVER (ORDER BY users.id) + $1, COUNT(DISTINCT \
                posts.likes) FROM users CROSS JOIN posts GROUP BY users.id ORDER BY users.id" [1_i64],
        mariadb:
            error "MariaDB 11.4 has no functions over windows of groups of a join beside DISTINCT \
                in an aggregate; aggregate in a subquery, and put the windows around",
        ansi:
            "SELECT users.id, ROW_NUMBER() OVER (ORDER BY users.id) + :p1, COUNT(DISTINCT \
                posts.likes) FROM users CROSS JOIN posts GROUP BY users.id ORDER BY users.id" [1_i64],
    );
    // MariaDB gives 0 for each place.
    let sql = "SELECT ROW_NUMBER() OVER (ORDER BY users.id) + 0, COUNT(DISTINCT posts.likes) \
               FROM users CROSS JOIN posts GROUP BY users.id";
    let places = |live: Live| {
        let rows = live.with(|connection| connection.query_sql(sql, &[]).unwrap());
        rows.iter().map(|row| row.at::<i64>(0).unwrap()).sum::<i64>()
    };
    assert_eq!(places(Live::MariaDb), 0);
    assert_eq!(places(Live::Sqlite), places(Live::Postgres));
    assert!(places(Live::Sqlite) > 0);
}

#[test]
fn over_keys_that_an_engine_knows() {
    let key = || users::age.is_null().is_null();
    let last = func::last_value(func::min(users::id)).over(window().order_by(key()));
    assert_sql!(select((last, func::count())).group_by(key()),
        sqlite: "SELECT LAST_VALUE(MIN(users.id)) OVER (ORDER BY (users.age IS NULL) IS NULL), \
            COUNT(*) FROM users GROUP BY (users.age IS NULL) IS NULL",
        postgres: "SELECT LAST_VALUE(MIN(users.id)) OVER (ORDER BY (users.age IS NULL) IS NULL), \
            COUNT(*) FROM users GROUP BY (users.age IS NULL) IS NULL",
        mysql: "SELECT LAST_VALUE(MIN(users.id)) OVER (ORDER BY (users.age IS NULL) IS NULL), \
            COUNT(*) FROM users GROUP BY (users.age IS NULL) IS NULL",
        mariadb: error "MariaDB 11.4 has no functions over windows of all rows as one group; \
            aggregate in a subquery, and put the windows around",
        ansi: "SELECT LAST_VALUE(MIN(users.id)) OVER (ORDER BY (users.age IS NULL) IS NULL), \
            COUNT(*) FROM users GROUP BY (users.age IS NULL) IS NULL",
    );
}

#[test]
fn beside_a_query_as_a_value_in_distinct() {
    let other = users::alias("other");
    let one = select(other.col(users::id)).from(posts::table()).filter(posts::id.eq(1)).scalar();
    let number = func::row_number().over(window().partition_by(users::id));
    let columns = (users::id, number.label("n"), one.label("one"));
    let query = select(columns).join(&other, other.col(users::id).eq(2));
    let rows = query.clone().order_by(users::id);
    for live in Live::ALL {
        live.with(|connection| {
            let rows: Vec<(i64, i64, Option<i64>)> = connection.fetch_all(&rows).unwrap();
            assert_eq!(rows, [1, 2, 3, 4, 5, 6].map(|id| (id, 1, Some(2))), "{live}");
        });
    }
    assert_sql!(query.distinct().order_by(users::id),
        sqlite | mysql:
            "SELECT DISTINCT users.id, ROW_NUMBER() OVER (PARTITION BY users.id) AS n, (SELECT \
                other.id FROM posts WHERE posts.id = ?) AS one FROM users JOIN users AS other ON \
                other.id = ? ORDER BY users.id" [1, 2],
        postgres:
            "SELECT DISTINCT users.id, ROW_NUMBER() OVER (PARTITION BY users.id) AS n, (SELECT \
                other.id FROM posts WHERE posts.id = $1) AS one FROM users JOIN users AS other ON \
                other.id = $2 ORDER BY users.id" [1, 2],
        mariadb:
            error "MariaDB 11.4 has no functions over windows beside queries as values in SELECT DISTINCT; \
                select both in a query in FROM, and DISTINCT around",
        ansi:
            "SELECT DISTINCT users.id, ROW_NUMBER() OVER (PARTITION BY users.id) AS n, (SELECT \
                other.id FROM posts WHERE posts.id = :p1) AS one FROM users JOIN users AS other ON \
                other.id = :p2 ORDER BY users.id" [1, 2],
    );
    // The engine really takes all rows for one.
    Live::MariaDb.with(|connection| {
        let sql = "SELECT DISTINCT users.id, ROW_NUMBER() OVER (PARTITION BY users.id) AS n, \
                   (SELECT other.id FROM posts WHERE posts.id = 1) AS one \
                   FROM users JOIN users AS other ON other.id = 2";
        assert_eq!(connection.query_sql(sql, &[]).unwrap().len(), 1);
    });
}

/// MariaDB 10.11 does not see functions over windows in an AND or OR that is inside of another one.
#[test]
fn conditions_in_conditions() {
    let before = || func::lag(users::age, 1).over(window().order_by(users::id));
    let older = || before().gt(30) | (before().eq(25) & users::id.gt(0));
    assert_sql!(select((users::id, case(older(), 1).otherwise(0))).order_by(users::id),
        sqlite | mysql:
            "SELECT users.id, CASE WHEN LAG(users.age, 1) OVER (ORDER BY users.id) > ? OR \
                LAG(users.age, 1) OVER (ORDER BY users.id) = ? AND users.id > ? THEN ? ELSE ? END \
                FROM users ORDER BY users.id" [30, 25, 0, 1, 0],
        postgres:
            "SELECT users.id, CASE WHEN LAG(users.age, 1) OVER (ORDER BY users.id) > $1 OR \
                LAG(users.age, 1) OVER (ORDER BY users.id) = $2 AND users.id > $3 THEN \
                CAST($4 AS INTEGER) ELSE CAST($5 AS INTEGER) END FROM users ORDER BY users.id"
                [30, 25, 0, 1, 0],
        mariadb:
            "SELECT users.id, CASE WHEN 0 IN (NOT (LAG(users.age, 1) OVER (ORDER BY users.id) > ?), \
                NOT (0 NOT IN (LAG(users.age, 1) OVER (ORDER BY users.id) = ?, users.id > ?))) \
                THEN ? ELSE ? END FROM users ORDER BY users.id" [30, 25, 0, 1, 0],
        ansi:
            "SELECT users.id, CASE WHEN LAG(users.age, 1) OVER (ORDER BY users.id) > :p1 OR \
                LAG(users.age, 1) OVER (ORDER BY users.id) = :p2 AND users.id > :p3 THEN :p4 \
                ELSE :p5 END FROM users ORDER BY users.id" [30, 25, 0, 1, 0],
    );
    let term = (func::coalesce(!older(), false), users::id);
    assert_sql!(select((users::id, users::id.lt(0) | (users::id.gt(1) & older()))).order_by(term),
        sqlite | mysql:
            "SELECT users.id, users.id < ? OR users.id > ? AND (LAG(users.age, 1) OVER (ORDER BY \
                users.id) > ? OR LAG(users.age, 1) OVER (ORDER BY users.id) = ? AND users.id > ?) \
                FROM users ORDER BY COALESCE(NOT (LAG(users.age, 1) OVER (ORDER BY users.id) > ? OR \
                LAG(users.age, 1) OVER (ORDER BY users.id) = ? AND users.id > ?), ?), users.id"
                [0, 1, 30, 25, 0, 30, 25, 0, false],
        postgres:
            "SELECT users.id, users.id < $1 OR users.id > $2 AND (LAG(users.age, 1) OVER (ORDER BY \
                users.id) > $3 OR LAG(users.age, 1) OVER (ORDER BY users.id) = $4 AND users.id > $5) \
                FROM users ORDER BY COALESCE(NOT (LAG(users.age, 1) OVER (ORDER BY users.id) > $6 OR \
                LAG(users.age, 1) OVER (ORDER BY users.id) = $7 AND users.id > $8), $9), users.id"
                [0, 1, 30, 25, 0, 30, 25, 0, false],
        mariadb:
            "SELECT users.id, 0 IN (NOT (users.id < ?), NOT (0 NOT IN (users.id > ?, 0 IN (NOT \
                (LAG(users.age, 1) OVER (ORDER BY users.id) > ?), NOT (0 NOT IN (LAG(users.age, 1) \
                OVER (ORDER BY users.id) = ?, users.id > ?)))))) FROM users ORDER BY COALESCE(NOT (0 \
                IN (NOT (LAG(users.age, 1) OVER (ORDER BY users.id) > ?), NOT (0 NOT IN \
                (LAG(users.age, 1) OVER (ORDER BY users.id) = ?, users.id > ?)))), ?), users.id"
                [0, 1, 30, 25, 0, 30, 25, 0, false],
        ansi:
            "SELECT users.id, users.id < :p1 OR users.id > :p2 AND (LAG(users.age, 1) OVER (ORDER BY \
                users.id) > :p3 OR LAG(users.age, 1) OVER (ORDER BY users.id) = :p4 AND users.id > \
                :p5) FROM users ORDER BY COALESCE(NOT (LAG(users.age, 1) OVER (ORDER BY users.id) > \
                :p6 OR LAG(users.age, 1) OVER (ORDER BY users.id) = :p7 AND users.id > :p8), :p9), \
                users.id" [0, 1, 30, 25, 0, 30, 25, 0, false],
    );
}

/// For the same reason no function is written by AND or OR there.
#[test]
fn no_template_of_mariadb_has_a_condition_in_it() {
    let dialect = MariaDb::default();
    for function in sqltree::function::ALL {
        let text = dialect.spec().functions.text(function).unwrap_or_default();
        let conditions = text.replace("BETWEEN 0 AND", "").matches(" AND ").count();
        let ranges = text.matches("BETWEEN ").count() - text.matches("BETWEEN 0 AND").count();
        assert!(!text.contains(" OR ") && conditions == ranges, "{}: {text}", function.name());
    }
}

/// MariaDB 10.11 sorts once for windows of which one begins like the others, and so numbers rows in the order of
/// another window.
#[test]
fn several_windows_where_one_begins_like_the_others() {
    let of_user = || window().partition_by(posts::user_id);
    let query = select((
        posts::id,
        func::sum(posts::likes).over(of_user()),
        func::row_number().over(of_user().order_by((posts::likes, posts::id))),
        func::lag(posts::id, 1).over(of_user().order_by(posts::id.desc())),
        func::count().over(window()),
        func::count().over(of_user().order_by(posts::id.desc())),
    ))
    .order_by(posts::id);
    assert_sql!(query,
        sqlite | postgres | mysql | ansi:
            "SELECT posts.id, SUM(posts.likes) OVER (PARTITION BY posts.user_id), ROW_NUMBER() \
                OVER (PARTITION BY posts.user_id ORDER BY posts.likes, posts.id), LAG(posts.id, 1) \
                OVER (PARTITION BY posts.user_id ORDER BY posts.id DESC), COUNT(*) OVER (), COUNT(*) \
                OVER (PARTITION BY posts.user_id ORDER BY posts.id DESC) FROM posts ORDER BY \
                posts.id",
        mariadb:
            "SELECT posts.id, SUM(posts.likes) OVER (PARTITION BY RAND() < -1, posts.user_id), \
                ROW_NUMBER() OVER (PARTITION BY RAND() < -2, posts.user_id ORDER BY posts.likes, \
                posts.id), LAG(posts.id, 1) OVER (PARTITION BY RAND() < -3, posts.user_id ORDER BY \
                posts.id DESC), COUNT(*) OVER (PARTITION BY RAND() < -4), COUNT(*) OVER (PARTITION \
                BY RAND() < -3, posts.user_id ORDER BY posts.id DESC) FROM posts ORDER BY posts.id",
    );
    let picked =
        select((posts::id, func::count().over(window()), func::sum(posts::likes).over(of_user())))
            .distinct_on(posts::user_id)
            .order_by((posts::user_id, posts::likes, posts::id));
    assert_sql!(picked,
        sqlite | mysql:
            "SELECT c_1 AS id, c_2, c_3 FROM (SELECT posts.id AS c_1, COUNT(*) OVER () AS c_2, \
                SUM(posts.likes) OVER (PARTITION BY posts.user_id) AS c_3, ROW_NUMBER() OVER \
                (PARTITION BY posts.user_id ORDER BY posts.user_id, posts.likes, posts.id) AS n_1, \
                posts.user_id AS o_1, posts.likes AS o_2, posts.id AS o_3 FROM posts) AS q WHERE n_1 \
                = 1 ORDER BY o_1, o_2, o_3",
        postgres | ansi:
            "SELECT DISTINCT ON (posts.user_id) posts.id, COUNT(*) OVER (), SUM(posts.likes) OVER \
                (PARTITION BY posts.user_id) FROM posts ORDER BY posts.user_id, posts.likes, \
                posts.id",
        mariadb:
            "SELECT c_1 AS id, c_2, c_3 FROM (SELECT posts.id AS c_1, COUNT(*) OVER (PARTITION BY \
                RAND() < -1) AS c_2, SUM(posts.likes) OVER (PARTITION BY RAND() < -2, posts.user_id) \
                AS c_3, ROW_NUMBER() OVER (PARTITION BY RAND() < -3, posts.user_id ORDER BY \
                posts.user_id, posts.likes, posts.id) AS n_1, posts.user_id AS o_1, posts.likes AS \
                o_2, posts.id AS o_3 FROM posts) AS q WHERE n_1 = 1 ORDER BY o_1, o_2, o_3",
    );
}
