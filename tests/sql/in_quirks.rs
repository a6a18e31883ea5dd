//! Before IN of a query, and in functions of texts: what an engine takes for something else in its plain
//! form is written so that it is not.

use sqltree::TimestampTz;
use sqltree::expr::row;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::live::Live;
use crate::support::tables::{posts, users};

#[test]
pub fn a_lone_aggregate_before_a_query() {
    let p = posts::alias("p");
    let liked = select(p.col(posts::id).cast::<String>()).filter(p.col(posts::likes).gt(2));
    let first = func::min(posts::id.cast::<String>());
    let query = select((posts::user_id, func::count())).group_by(posts::user_id);
    assert_sql!(query.clone().having(first.is_in(liked)).order_by(posts::user_id),
        sqlite:
            "SELECT posts.user_id, COUNT(*) FROM posts GROUP BY posts.user_id HAVING \
             MIN(CAST(posts.id AS TEXT)) IN (SELECT CAST(p.id AS TEXT) FROM posts AS p WHERE \
             p.likes > ?) ORDER BY posts.user_id" [2],
        postgres:
            "SELECT posts.user_id, COUNT(*) FROM posts GROUP BY posts.user_id HAVING \
             MIN(CAST(posts.id AS TEXT)) IN (SELECT CAST(p.id AS TEXT) FROM posts AS p WHERE \
             p.likes > $1) ORDER BY posts.user_id" [2],
        mysql:
            "SELECT posts.user_id, COUNT(*) FROM posts GROUP BY posts.user_id HAVING \
             MIN(CAST(posts.id AS CHAR)) IN (SELECT CAST(p.id AS CHAR) FROM posts AS p WHERE \
             p.likes > ?) ORDER BY posts.user_id" [2],
        mariadb:
            "SELECT posts.user_id, COUNT(*) FROM posts GROUP BY posts.user_id HAVING \
             COALESCE(MIN(CAST(posts.id AS CHAR))) IN (SELECT CAST(p.id AS CHAR) FROM posts AS \
             p WHERE p.likes > ?) ORDER BY posts.user_id" [2],
        ansi:
            "SELECT posts.user_id, COUNT(*) FROM posts GROUP BY posts.user_id HAVING \
             MIN(CAST(posts.id AS CLOB)) IN (SELECT CAST(p.id AS CLOB) FROM posts AS p WHERE \
             p.likes > :p1) ORDER BY posts.user_id" [2],
    );
    let most = func::max(posts::likes).filter(posts::id.gt(1));
    assert_sql!(query.having(most.not_in(select(users::id))).order_by(posts::user_id),
        sqlite:
            "SELECT posts.user_id, COUNT(*) FROM posts GROUP BY posts.user_id HAVING \
             MAX(posts.likes) FILTER (WHERE posts.id > ?) NOT IN (SELECT users.id FROM users) \
             ORDER BY posts.user_id" [1],
        postgres:
            "SELECT posts.user_id, COUNT(*) FROM posts GROUP BY posts.user_id HAVING \
             MAX(posts.likes) FILTER (WHERE posts.id > $1) NOT IN (SELECT users.id FROM users) \
             ORDER BY posts.user_id" [1],
        mysql:
            "SELECT posts.user_id, COUNT(*) FROM posts GROUP BY posts.user_id HAVING MAX(CASE \
             WHEN posts.id > ? THEN posts.likes END) NOT IN (SELECT users.id FROM users) ORDER \
             BY posts.user_id" [1],
        mariadb:
            "SELECT posts.user_id, COUNT(*) FROM posts GROUP BY posts.user_id HAVING \
             COALESCE(MAX(CASE WHEN posts.id > ? THEN posts.likes END)) NOT IN (SELECT users.id \
             FROM users) ORDER BY posts.user_id" [1],
        ansi:
            "SELECT posts.user_id, COUNT(*) FROM posts GROUP BY posts.user_id HAVING \
             MAX(posts.likes) FILTER (WHERE posts.id > :p1) NOT IN (SELECT users.id FROM users) \
             ORDER BY posts.user_id" [1],
    );
}

#[test]
fn a_query_before_a_query_that_sees_the_row_around() {
    let oldest = || select(func::max(users::age)).from(users::table()).scalar();
    let boss = users::alias("boss");
    let own = || select(posts::likes).from(users::table()).filter(users::id.gt(0));
    assert_sql!(select(posts::id).from(posts::table()).filter(oldest().not_in(own())).order_by(posts::id),
        sqlite | mysql:
            "SELECT posts.id FROM posts WHERE (SELECT MAX(users.age) FROM users) NOT IN (SELECT \
             posts.likes FROM users WHERE users.id > ?) ORDER BY posts.id" [0],
        postgres:
            "SELECT posts.id FROM posts WHERE (SELECT MAX(users.age) FROM users) NOT IN (SELECT \
             posts.likes FROM users WHERE users.id > $1) ORDER BY posts.id" [0],
        mariadb:
            "SELECT posts.id FROM posts WHERE COALESCE((SELECT MAX(users.age) FROM users)) NOT \
             IN (SELECT posts.likes FROM users WHERE users.id > ?) ORDER BY posts.id" [0],
        ansi:
            "SELECT posts.id FROM posts WHERE (SELECT MAX(users.age) FROM users) NOT IN (SELECT \
             posts.likes FROM users WHERE users.id > :p1) ORDER BY posts.id" [0],
    );
    let theirs = select(posts::id).from(&boss).filter(boss.col(users::id).eq(posts::user_id));
    let first = select(func::min(users::id)).from(users::table()).scalar();
    assert_sql!(update(posts::table()).set(posts::likes, 9).filter(first.is_in(theirs)),
        sqlite | mysql:
            "UPDATE posts SET likes = ? WHERE (SELECT MIN(users.id) FROM users) IN (SELECT \
             posts.id FROM users AS boss WHERE boss.id = posts.user_id)" [9],
        postgres:
            "UPDATE posts SET likes = $1 WHERE (SELECT MIN(users.id) FROM users) IN (SELECT \
             posts.id FROM users AS boss WHERE boss.id = posts.user_id)" [9],
        mariadb:
            "UPDATE posts SET likes = ? WHERE COALESCE((SELECT MIN(users.id) FROM users)) IN \
             (SELECT posts.id FROM users AS boss WHERE boss.id = posts.user_id)" [9],
        ansi:
            "UPDATE posts SET likes = :p1 WHERE (SELECT MIN(users.id) FROM users) IN (SELECT \
             posts.id FROM users AS boss WHERE boss.id = posts.user_id)" [9],
    );
}

#[test]
fn a_window_before_a_query() {
    let last = func::lag(users::id, 1).over(window().order_by(users::id));
    let boss = users::alias("boss");
    let bosses = select(boss.col(users::id)).from(&boss).filter(boss.col(users::id).lt(users::id));
    assert_sql!(select((users::id, last.is_in(bosses))).from(users::table()).order_by(users::id),
        sqlite | postgres | mysql | ansi:
            "SELECT users.id, LAG(users.id, 1) OVER (ORDER BY users.id) IN (SELECT boss.id FROM \
             users AS boss WHERE boss.id < users.id) FROM users ORDER BY users.id",
        mariadb:
            error "MariaDB 11.4 has no functions over windows before IN of a query (in SELECT); \
             select it in a subquery, and ask for its column around",
    );
}

#[test]
pub fn a_window_over_groups_in_a_text() {
    let age = users::age.cast::<String>();
    let next = func::lead(&age, 1).over(window().order_by(age.asc().nulls_first()));
    let query = select((&age, next.concat("!"))).group_by(&age);
    assert_sql!(query.order_by(age.asc().nulls_first()),
        sqlite:
            "SELECT CAST(users.age AS TEXT), LEAD(CAST(users.age AS TEXT), 1) OVER (ORDER BY \
             CAST(users.age AS TEXT)) || ? FROM users GROUP BY CAST(users.age AS TEXT) ORDER BY \
             CAST(users.age AS TEXT)" ["!"],
        postgres:
            "SELECT CAST(users.age AS TEXT), LEAD(CAST(users.age AS TEXT), 1) OVER (ORDER BY \
             CAST(users.age AS TEXT) NULLS FIRST) || $1 FROM users GROUP BY CAST(users.age AS \
             TEXT) ORDER BY CAST(users.age AS TEXT) NULLS FIRST" ["!"],
        mysql:
            "SELECT CAST(users.age AS CHAR), CONCAT(LEAD(CAST(users.age AS CHAR), 1) OVER \
             (ORDER BY CAST(users.age AS CHAR)), ?) FROM users GROUP BY CAST(users.age AS CHAR) \
             ORDER BY CAST(users.age AS CHAR)" ["!"],
        mariadb:
            "SELECT CAST(users.age AS CHAR), CONCAT(COALESCE(LEAD(CAST(users.age AS CHAR), 1) \
             OVER (ORDER BY CAST(users.age AS CHAR))), ?) FROM users GROUP BY CAST(users.age AS \
             CHAR) ORDER BY CAST(users.age AS CHAR) IS NOT NULL, CAST(users.age AS CHAR)" ["!"],
        ansi:
            "SELECT CAST(users.age AS CLOB), LEAD(CAST(users.age AS CLOB), 1) OVER (ORDER BY \
             CAST(users.age AS CLOB) NULLS FIRST) || :p1 FROM users GROUP BY CAST(users.age AS \
             CLOB) ORDER BY CAST(users.age AS CLOB) NULLS FIRST" ["!"],
    );
    let largest = func::max(func::max(users::age.cast::<String>())).over(window());
    assert_sql!(select(largest.concat("?")),
        sqlite: "SELECT MAX(MAX(CAST(users.age AS TEXT))) OVER () || ? FROM users" ["?"],
        postgres: "SELECT MAX(MAX(CAST(users.age AS TEXT))) OVER () || $1 FROM users" ["?"],
        mysql: "SELECT CONCAT(MAX(MAX(CAST(users.age AS CHAR))) OVER (), ?) FROM users" ["?"],
        mariadb:
            error "MariaDB 11.4 has no functions over windows of all rows as one group; aggregate \
                in a subquery, and put the windows around",
        ansi: "SELECT MAX(MAX(CAST(users.age AS CLOB))) OVER () || :p1 FROM users" ["?"],
    );
}

#[test]
fn the_smallest_key_of_no_rows() {
    let joined = || {
        let both = select(func::count()).from(posts::table()).join(users::table(), foreign_key());
        both.filter(users::score.eq(1000.0))
    };
    assert_sql!(joined().having(func::min(posts::id).ne(-9)),
        sqlite | mysql:
            "SELECT COUNT(*) FROM posts JOIN users ON posts.user_id = users.id WHERE \
             users.score = ? HAVING MIN(posts.id) <> ?" [1000.0, -9],
        postgres:
            "SELECT COUNT(*) FROM posts JOIN users ON posts.user_id = users.id WHERE \
             users.score = $1 HAVING MIN(posts.id) <> $2" [1000.0, -9],
        mariadb:
            "SELECT COUNT(*) FROM posts JOIN users ON posts.user_id = users.id WHERE \
             users.score = ? HAVING MIN(COALESCE(posts.id)) <> ?" [1000.0, -9],
        ansi:
            "SELECT COUNT(*) FROM posts JOIN users ON posts.user_id = users.id WHERE \
             users.score = :p1 HAVING MIN(posts.id) <> :p2" [1000.0, -9],
    );
    assert_sql!(joined().having(func::max(posts::id).is_null() & func::sum(posts::id).is_null()),
        sqlite | mysql:
            "SELECT COUNT(*) FROM posts JOIN users ON posts.user_id = users.id WHERE \
             users.score = ? HAVING MAX(posts.id) IS NULL AND SUM(posts.id) IS NULL" [1000.0],
        postgres:
            "SELECT COUNT(*) FROM posts JOIN users ON posts.user_id = users.id WHERE \
             users.score = $1 HAVING MAX(posts.id) IS NULL AND CAST(SUM(posts.id) AS BIGINT) IS \
             NULL" [1000.0],
        mariadb:
            "SELECT COUNT(*) FROM posts JOIN users ON posts.user_id = users.id WHERE \
             users.score = ? HAVING MAX(COALESCE(posts.id)) IS NULL AND SUM(posts.id) IS NULL" [1000.0],
        ansi:
            "SELECT COUNT(*) FROM posts JOIN users ON posts.user_id = users.id WHERE \
             users.score = :p1 HAVING MAX(posts.id) IS NULL AND SUM(posts.id) IS NULL" [1000.0],
    );
    let one = select(func::count()).from(posts::table()).filter(posts::likes.eq(1000));
    assert_sql!(one.having(func::min(posts::id).ne(-9)),
        sqlite | mysql | mariadb:
            "SELECT COUNT(*) FROM posts WHERE posts.likes = ? HAVING MIN(posts.id) <> ?" [1000, -9],
        postgres:
            "SELECT COUNT(*) FROM posts WHERE posts.likes = $1 HAVING MIN(posts.id) <> $2" [1000, -9],
        ansi:
            "SELECT COUNT(*) FROM posts WHERE posts.likes = :p1 HAVING MIN(posts.id) <> :p2" [1000, -9],
    );
}

#[test]
pub fn a_column_of_a_query_around_among_aggregates() {
    let q = select((users::id, users::age)).subquery("q");
    let more = select(func::count() + q.col(users::id)).from(posts::table());
    let more = more.filter(posts::likes.gt(5)).scalar();
    assert_sql!(select((q.col(users::id), more)).from(&q).order_by(q.col(users::id)),
        sqlite | mysql:
            "SELECT q.id, (SELECT COUNT(*) + q.id FROM posts WHERE posts.likes > ?) FROM \
             (SELECT users.id, users.age FROM users) AS q ORDER BY q.id" [5],
        postgres:
            "SELECT q.id, (SELECT COUNT(*) + q.id FROM posts WHERE posts.likes > $1) FROM \
             (SELECT users.id, users.age FROM users) AS q ORDER BY q.id" [5],
        mariadb:
            "SELECT q.id, (SELECT COUNT(*) + COALESCE(q.id) FROM posts WHERE posts.likes > ?) \
             FROM (SELECT users.id, users.age FROM users) AS q ORDER BY q.id" [5],
        ansi:
            "SELECT q.id, (SELECT COUNT(*) + q.id FROM posts WHERE posts.likes > :p1) FROM \
             (SELECT users.id, users.age FROM users) AS q ORDER BY q.id" [5],
    );
    let least = func::max(posts::likes).coalesce(q.col(users::age));
    let none = select(least).from(posts::table()).filter(posts::id.gt(100)).scalar();
    assert_sql!(select(q.col(users::id)).from(&q).filter(none.gt(17)).order_by(q.col(users::id)),
        sqlite | mysql:
            "SELECT q.id FROM (SELECT users.id, users.age FROM users) AS q WHERE (SELECT \
             COALESCE(MAX(posts.likes), q.age) FROM posts WHERE posts.id > ?) > ? ORDER BY \
             q.id" [100, 17],
        postgres:
            "SELECT q.id FROM (SELECT users.id, users.age FROM users) AS q WHERE (SELECT \
             COALESCE(MAX(posts.likes), q.age) FROM posts WHERE posts.id > $1) > $2 ORDER BY \
             q.id" [100, 17],
        mariadb:
            "SELECT q.id FROM (SELECT users.id, users.age FROM users) AS q WHERE (SELECT \
             COALESCE(MAX(posts.likes), COALESCE(q.age)) FROM posts WHERE posts.id > ?) > ? \
             ORDER BY q.id" [100, 17],
        ansi:
            "SELECT q.id FROM (SELECT users.id, users.age FROM users) AS q WHERE (SELECT \
             COALESCE(MAX(posts.likes), q.age) FROM posts WHERE posts.id > :p1) > :p2 ORDER BY \
             q.id" [100, 17],
    );
}

#[test]
fn a_constant_of_a_joined_query_over_a_window() {
    let q = select((posts::user_id, literal(1).label("one"))).from(posts::table()).subquery("q");
    let one = q.col("one").typed::<Option<i32>>();
    let most = func::max(&one).over(window().order_by(users::id));
    let query =
        select((users::id, most, func::last_value(&one).over(window().order_by(users::id))));
    let query = query.left_join(&q, q.col(posts::user_id).eq(99)).order_by(users::id);
    assert_sql!(query.from(users::table()),
        sqlite | mysql:
            "SELECT users.id, MAX(q.one) OVER (ORDER BY users.id), LAST_VALUE(q.one) OVER \
             (ORDER BY users.id) FROM users LEFT JOIN (SELECT posts.user_id, 1 AS one FROM \
             posts) AS q ON q.user_id = ? ORDER BY users.id" [99],
        postgres:
            "SELECT users.id, MAX(q.one) OVER (ORDER BY users.id), LAST_VALUE(q.one) OVER \
             (ORDER BY users.id) FROM users LEFT JOIN (SELECT posts.user_id, 1 AS one FROM \
             posts) AS q ON q.user_id = $1 ORDER BY users.id" [99],
        mariadb:
            "SELECT users.id, MAX(COALESCE(q.one)) OVER (ORDER BY users.id), \
             LAST_VALUE(COALESCE(q.one)) OVER (ORDER BY users.id) FROM users LEFT JOIN (SELECT \
             posts.user_id, 1 AS one FROM posts LIMIT 18446744073709551615) AS q ON q.user_id = ? \
             ORDER BY users.id" [99],
        ansi:
            "SELECT users.id, MAX(q.one) OVER (ORDER BY users.id), LAST_VALUE(q.one) OVER \
             (ORDER BY users.id) FROM users LEFT JOIN (SELECT posts.user_id, 1 AS one FROM \
             posts) AS q ON q.user_id = :p1 ORDER BY users.id" [99],
    );
}

#[test]
fn an_outer_join_by_a_column_around() {
    let (boss, other) = (users::alias("boss"), users::alias("other"));
    let on =
        boss.col(users::id).eq(other.col(users::boss_id)) & boss.col(users::age).gt(posts::likes);
    let inner = select(other.col(users::id)).from(&other).left_join(&boss, on);
    assert_sql!(update(posts::table()).set(posts::likes, 9).filter(exists(inner)),
        sqlite | mysql:
            "UPDATE posts SET likes = ? WHERE EXISTS (SELECT other.id FROM users AS other LEFT \
             JOIN users AS boss ON boss.id = other.boss_id AND boss.age > posts.likes)" [9],
        postgres:
            "UPDATE posts SET likes = $1 WHERE EXISTS (SELECT other.id FROM users AS other LEFT \
             JOIN users AS boss ON boss.id = other.boss_id AND boss.age > posts.likes)" [9],
        mariadb:
            error "MariaDB 11.4 has no columns of a query around in the condition of an outer \
             join (in FROM); it gives wrong rows; join by columns of the query, or compare in WHERE",
        ansi:
            "UPDATE posts SET likes = :p1 WHERE EXISTS (SELECT other.id FROM users AS other \
             LEFT JOIN users AS boss ON boss.id = other.boss_id AND boss.age > posts.likes)" [9],
    );
}

#[test]
fn a_prepared_statement_gives_the_same_again() {
    let again = select((posts::user_id, func::sum(posts::likes).is_in(select(users::id + 2))))
        .group_by(posts::user_id)
        .order_by(posts::user_id);
    let rows = values(["a", "b"], [(1_i64, true), (2, false)]).subquery("v");
    let own = select(rows.col("b").typed::<bool>()).from(users::table());
    let columns = select((posts::id, rows.col("a").typed::<i64>()))
        .from(posts::table())
        .join(&rows, rows.col("a").typed::<i64>().eq(posts::user_id))
        .filter(posts::likes.gt(2).is_in(own))
        .order_by(posts::id);
    for live in Live::ALL {
        live.with(|connection| {
            let first = connection.fetch_all(&again).unwrap();
            let joined = connection.fetch_all(&columns).unwrap();
            for _ in 0..3 {
                assert_eq!(connection.fetch_all(&again).unwrap(), first, "{live}");
                assert_eq!(connection.fetch_all(&columns).unwrap(), joined, "{live}");
            }
        });
    }
}

#[test]
pub fn the_largest_of_a_constant_that_is_joined_to_nothing() {
    let one = select((literal(true).label("yes"), posts::id.label("post"))).subquery("q");
    let yes = one.col("yes").typed::<bool>();
    let query = select((func::max(&yes), func::count()))
        .from(users::table())
        .left_join(&one, one.col("post").eq(users::id + 1000));
    assert_sql!(query,
        sqlite:
            "SELECT MAX(q.yes), COUNT(*) FROM users LEFT JOIN (SELECT 1 AS yes, posts.id AS \
                post FROM posts) AS q ON q.post = users.id + ?" [1000],
        postgres:
            "SELECT BOOL_OR(q.yes), COUNT(*) FROM users LEFT JOIN (SELECT TRUE AS yes, \
                posts.id AS post FROM posts) AS q ON q.post = users.id + $1" [1000],
        mysql:
            "SELECT MAX(q.yes), COUNT(*) FROM users LEFT JOIN (SELECT TRUE AS yes, posts.id \
                AS post FROM posts) AS q ON q.post = users.id + ?" [1000],
        mariadb:
            "SELECT MAX(COALESCE(q.yes)), COUNT(*) FROM users LEFT JOIN (SELECT TRUE AS yes, \
                posts.id AS post FROM posts LIMIT 18446744073709551615) AS q ON q.post = users.id \
                + ?" [1000],
        ansi:
            "SELECT MAX(q.yes), COUNT(*) FROM users LEFT JOIN (SELECT TRUE AS yes, posts.id \
                AS post FROM posts) AS q ON q.post = users.id + :p1" [1000],
    );
}

#[test]
fn an_instant_of_a_query() {
    let instant: TimestampTz = "2001-02-03 04:05:06.000007Z".parse().unwrap();
    let other = select(literal(instant)).no_from().scalar();
    let known = case(users::id.gt(0), literal(instant)).otherwise(literal(instant));
    assert_sql!(select(users::id).filter(known.eq(other)).order_by(users::id),
        sqlite:
            "SELECT users.id FROM users WHERE CASE WHEN users.id > ? THEN '2001-02-03 \
             04:05:06.000007' ELSE '2001-02-03 04:05:06.000007' END = (SELECT '2001-02-03 \
             04:05:06.000007') ORDER BY users.id" [0],
        postgres:
            "SELECT users.id FROM users WHERE CASE WHEN users.id > $1 THEN CAST('2001-02-03 \
             04:05:06.000007+00:00' AS TIMESTAMP WITH TIME ZONE) ELSE CAST('2001-02-03 \
             04:05:06.000007+00:00' AS TIMESTAMP WITH TIME ZONE) END = (SELECT CAST('2001-02-03 \
             04:05:06.000007+00:00' AS TIMESTAMP WITH TIME ZONE)) ORDER BY users.id" [0],
        mysql:
            "SELECT users.id FROM users WHERE CASE WHEN users.id > ? THEN TIMESTAMP'2001-02-03 \
             04:05:06.000007' ELSE TIMESTAMP'2001-02-03 04:05:06.000007' END = (SELECT \
             TIMESTAMP'2001-02-03 04:05:06.000007') ORDER BY users.id" [0],
        mariadb:
            "SELECT users.id FROM users WHERE CASE WHEN users.id > ? THEN TIMESTAMP'2001-02-03 \
             04:05:06.000007' ELSE TIMESTAMP'2001-02-03 04:05:06.000007' END = CAST((SELECT \
             TIMESTAMP'2001-02-03 04:05:06.000007') AS DATETIME(6)) ORDER BY users.id" [0],
        ansi:
            "SELECT users.id FROM users WHERE CASE WHEN users.id > :p1 THEN TIMESTAMP '2001-02-03 \
             04:05:06.000007+00:00' ELSE TIMESTAMP '2001-02-03 04:05:06.000007+00:00' END = \
             (SELECT TIMESTAMP '2001-02-03 04:05:06.000007+00:00') ORDER BY users.id" [0],
    );
}

#[test]
fn a_whole_number_made_whole() {
    let ages = select(posts::likes).filter(posts::id.lt(4));
    let least = func::floor(func::min(users::age));
    let query = select(users::active).group_by(users::active).having(least.is_in(ages));
    assert_sql!(query.order_by(users::active),
        sqlite:
            "SELECT users.active FROM users GROUP BY users.active HAVING (MIN(users.age)) IN \
             (SELECT posts.likes FROM posts WHERE posts.id < ?) ORDER BY users.active" [4],
        postgres:
            "SELECT users.active FROM users GROUP BY users.active HAVING COALESCE(MIN(users.age)) \
             IN (SELECT posts.likes FROM posts WHERE posts.id < $1) ORDER BY users.active" [4],
        mysql | mariadb:
            "SELECT users.active FROM users GROUP BY users.active HAVING COALESCE(MIN(users.age)) \
             IN (SELECT posts.likes FROM posts WHERE posts.id < ?) ORDER BY users.active" [4],
        ansi:
            "SELECT users.active FROM users GROUP BY users.active HAVING FLOOR(MIN(users.age)) IN \
             (SELECT posts.likes FROM posts WHERE posts.id < :p1) ORDER BY users.active" [4],
    );
    let keys = || (users::age, func::floor(users::age));
    let told = func::grouping(keys());
    let query = select(func::count()).group_by_cube(keys()).having(told.ge(2));
    assert_sql!(query.order_by(func::count()),
        sqlite:
            "SELECT c_1 FROM (SELECT COUNT(*) AS c_1, 0 >= ? AS h_1, COUNT(*) AS o_1 FROM users \
             GROUP BY users.age, (users.age) UNION ALL SELECT COUNT(*) AS c_1, 1 >= ? AS h_1, \
             COUNT(*) AS o_1 FROM users GROUP BY users.age UNION ALL SELECT COUNT(*) AS c_1, 2 >= \
             ? AS h_1, COUNT(*) AS o_1 FROM users GROUP BY (users.age) UNION ALL SELECT COUNT(*) \
             AS c_1, 3 >= ? AS h_1, COUNT(*) AS o_1 FROM users) AS q WHERE h_1 ORDER BY \
             o_1" [2, 2, 2, 2],
        postgres:
            "SELECT COUNT(*) FROM users GROUP BY CUBE (users.age, COALESCE(users.age)) HAVING \
             GROUPING(users.age, COALESCE(users.age)) >= $1 ORDER BY COUNT(*)" [2],
        mysql | mariadb:
            "SELECT c_1 FROM (SELECT COUNT(*) AS c_1, 0 >= ? AS h_1, COUNT(*) AS o_1 FROM users \
             GROUP BY users.age, COALESCE(users.age) UNION ALL SELECT COUNT(*) AS c_1, 1 >= ? AS \
             h_1, COUNT(*) AS o_1 FROM users GROUP BY users.age UNION ALL SELECT COUNT(*) AS c_1, \
             2 >= ? AS h_1, COUNT(*) AS o_1 FROM users GROUP BY COALESCE(users.age) UNION ALL \
             SELECT COUNT(*) AS c_1, 3 >= ? AS h_1, COUNT(*) AS o_1 FROM users) AS q WHERE h_1 \
             ORDER BY o_1" [2, 2, 2, 2],
        ansi:
            "SELECT COUNT(*) FROM users GROUP BY CUBE (users.age, FLOOR(users.age)) HAVING \
             GROUPING(users.age, FLOOR(users.age)) >= :p1 ORDER BY COUNT(*)" [2],
    );
}

#[test]
fn an_integer_among_smaller_ones_and_nulls() {
    let ages = || select(users::age);
    let wide = users::id * 1_000_000_000_000_i64;
    let query = select((users::id, wide.is_in(ages()), wide.not_in(ages())));
    assert_sql!(query.order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi:
            error "all columns of this query belong to the statement around it; say by `.from(…)` where its \
                rows come from, or that it has none by `.correlate(…)` or `.no_from()`",
    );
    let column = select((posts::id, posts::user_id.is_in(ages()))).order_by(posts::id);
    assert_sql!(column,
        sqlite | postgres | mysql | ansi:
            "SELECT posts.id, posts.user_id IN (SELECT users.age FROM users) FROM posts ORDER BY \
                posts.id",
        mariadb:
            "SELECT posts.id, CAST(posts.user_id AS DECIMAL(20, 0)) IN (SELECT users.age FROM users) \
                FROM posts ORDER BY posts.id",
    );
    let rows = || select((users::age, users::id)).filter(users::id.le(4));
    let pair = || row((posts::user_id, posts::id));
    let large = row((5_000_000_000_i64, posts::id));
    let small = row((3, posts::id));
    let found = select((
        posts::id,
        pair().in_query(rows()),
        pair().not_in_query(rows()),
        large.not_in_query(rows()),
    ))
    .filter(small.in_query(rows()).is_null())
    .order_by(posts::id);
    assert_sql!(found,
        sqlite | mysql:
            "SELECT posts.id, (posts.user_id, posts.id) IN (SELECT users.age, users.id FROM users WHERE \
                users.id <= ?), (posts.user_id, posts.id) NOT IN (SELECT users.age, users.id FROM users \
                WHERE users.id <= ?), (?, posts.id) NOT IN (SELECT users.age, users.id FROM users WHERE \
                users.id <= ?) FROM posts WHERE ((?, posts.id) IN (SELECT users.age, users.id FROM users \
                WHERE users.id <= ?)) IS NULL ORDER BY posts.id" [4, 4, 5000000000_i64, 4, 3, 4],
        postgres:
            "SELECT posts.id, (posts.user_id, posts.id) IN (SELECT users.age, users.id FROM users WHERE \
                users.id <= $1), (posts.user_id, posts.id) NOT IN (SELECT users.age, users.id FROM users \
                WHERE users.id <= $2), (CAST($3 AS BIGINT), posts.id) NOT IN (SELECT users.age, users.id \
                FROM users WHERE users.id <= $4) FROM posts WHERE ((CAST($5 AS INTEGER), posts.id) IN \
                (SELECT users.age, users.id FROM users WHERE users.id <= $6)) IS NULL ORDER BY posts.id" [4, 4, 5000000000_i64, 4, 3, 4],
        mariadb:
            "SELECT posts.id, IF(TRUE, (CAST(posts.user_id AS DECIMAL(20, 0)), posts.id) IN (SELECT \
                users.age, users.id FROM users WHERE users.id <= ?), NULL), IF(TRUE, (CAST(posts.user_id \
                AS DECIMAL(20, 0)), posts.id) NOT IN (SELECT users.age, users.id FROM users WHERE \
                users.id <= ?), NULL), IF(TRUE, (CAST(? AS DECIMAL(20, 0)), posts.id) NOT IN (SELECT \
                users.age, users.id FROM users WHERE users.id <= ?), NULL) FROM posts WHERE IF(TRUE, (?, \
                posts.id) IN (SELECT users.age, users.id FROM users WHERE users.id <= ?), NULL) IS NULL \
                ORDER BY posts.id" [4, 4, 5000000000_i64, 4, 3, 4],
        ansi:
            "SELECT posts.id, (posts.user_id, posts.id) IN (SELECT users.age, users.id FROM users WHERE \
                users.id <= :p1), (posts.user_id, posts.id) NOT IN (SELECT users.age, users.id FROM \
                users WHERE users.id <= :p2), (:p3, posts.id) NOT IN (SELECT users.age, users.id FROM \
                users WHERE users.id <= :p4) FROM posts WHERE ((:p5, posts.id) IN (SELECT users.age, \
                users.id FROM users WHERE users.id <= :p6)) IS NULL ORDER BY posts.id" [4, 4, 5000000000_i64, 4, 3, 4],
    );
}

#[test]
fn a_key_that_is_written_as_an_aggregate() {
    let key = || users::age + 1;
    let known = select(posts::id + 25).filter(posts::id.ne(3));
    let query = select((key(), func::count())).group_by(key());
    assert_sql!(query.having(key().not_in(known)).order_by(key()),
        sqlite:
            "SELECT users.age + ?, COUNT(*) FROM users GROUP BY users.age + ? HAVING users.age + \
                ? NOT IN (SELECT posts.id + ? FROM posts WHERE posts.id <> ?) ORDER BY users.age + ?" [1, 1, 1, 25, 3, 1],
        postgres:
            "SELECT users.age + $1, COUNT(*) FROM users GROUP BY users.age + $1 HAVING users.age \
                + $1 NOT IN (SELECT posts.id + $2 FROM posts WHERE posts.id <> $3) ORDER BY \
                users.age + $1" [1, 25, 3],
        mysql:
            "SELECT MAX(users.age + ?), COUNT(*) FROM users GROUP BY users.age + ? HAVING \
                MAX(users.age + ?) NOT IN (SELECT posts.id + ? FROM posts WHERE posts.id <> ?) ORDER \
                BY MAX(users.age + ?)" [1, 1, 1, 25, 3, 1],
        mariadb:
            "SELECT users.age + ?, COUNT(*) FROM users GROUP BY users.age + ? HAVING \
                COALESCE(MAX(users.age + ?)) NOT IN (SELECT posts.id + ? FROM posts WHERE posts.id \
                <> ?) ORDER BY users.age + ?" [1, 1, 1, 25, 3, 1],
        ansi:
            "SELECT users.age + :p1, COUNT(*) FROM users GROUP BY users.age + :p1 HAVING \
                users.age + :p1 NOT IN (SELECT posts.id + :p2 FROM posts WHERE posts.id <> :p3) \
                ORDER BY users.age + :p1" [1, 25, 3],
    );
}
