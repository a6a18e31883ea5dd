//! Subqueries whose columns belong to the statement around them.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn a_query_over_nothing_of_its_own_sees_the_row_around_it() {
    let liked = || exists(select(posts::likes).filter(posts::likes.gt(2)));
    assert_sql!(delete(posts::table()).filter(liked()),
        sqlite | postgres | mysql | mariadb | ansi:
            error "all columns of this query belong to the statement around it; say by \
             `.from(…)` where its rows come from, or that it has none by `.correlate(…)` or `.no_from()`",
    );
    assert_sql!(update(posts::table()).set(posts::likes, 0).filter(liked()),
        sqlite | postgres | mysql | mariadb | ansi:
            error "all columns of this query belong to the statement around it; say by \
             `.from(…)` where its rows come from, or that it has none by `.correlate(…)` or `.no_from()`",
    );
    assert_sql!(select(posts::id).from(posts::table()).filter(liked()).order_by(posts::id),
        sqlite | postgres | mysql | mariadb | ansi:
            error "all columns of this query belong to the statement around it; say by \
             `.from(…)` where its rows come from, or that it has none by `.correlate(…)` or `.no_from()`",
    );
    let twice = select(posts::likes * 2).scalar();
    assert_sql!(select((posts::id, twice)).from(posts::table()).order_by(posts::id),
        sqlite | postgres | mysql | mariadb | ansi:
            error "all columns of this query belong to the statement around it; say by \
             `.from(…)` where its rows come from, or that it has none by `.correlate(…)` or `.no_from()`",
    );
    assert_sql!(delete(posts::table()).filter(posts::id.is_in(select(posts::likes))),
        sqlite | postgres | mysql | mariadb | ansi:
            error "all columns of this query belong to the statement around it; say by \
             `.from(…)` where its rows come from, or that it has none by `.correlate(…)` or `.no_from()`",
    );
}

#[test]
fn from_says_that_it_has_rows_of_its_own() {
    let any = exists(select(posts::likes).from(posts::table()).filter(posts::likes.gt(6)));
    assert_sql!(select(users::id).filter(any).order_by(users::id),
        sqlite | mysql | mariadb:
            "SELECT users.id FROM users WHERE EXISTS (SELECT posts.likes FROM posts WHERE \
             posts.likes > ?) ORDER BY users.id" [6],
        postgres:
            "SELECT users.id FROM users WHERE EXISTS (SELECT posts.likes FROM posts WHERE \
             posts.likes > $1) ORDER BY users.id" [6],
        ansi:
            "SELECT users.id FROM users WHERE EXISTS (SELECT posts.likes FROM posts WHERE \
             posts.likes > :p1) ORDER BY users.id" [6],
    );
    let others = posts::alias("p");
    let more =
        exists(select(others.col(posts::id)).filter(others.col(posts::likes).gt(posts::likes)));
    assert_sql!(delete(posts::table()).filter(!more),
        sqlite | postgres | mariadb | ansi:
            "DELETE FROM posts WHERE NOT EXISTS (SELECT p.id FROM posts AS p WHERE p.likes > \
             posts.likes)",
        mysql:
            "DELETE FROM posts WHERE EXISTS (SELECT 1 FROM (SELECT DISTINCT posts.id AS k0 FROM \
             posts WHERE NOT EXISTS (SELECT p.id FROM posts AS p WHERE p.likes > posts.likes)) \
             AS q WHERE q.k0 = posts.id)",
    );
}

#[test]
fn an_aggregate_of_columns_around_is_refused() {
    let most = select(func::max(users::age)).from(posts::table()).scalar();
    assert_sql!(select(users::id).from(users::table()).filter(users::age.eq(most)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "an aggregate (in SELECT) has columns of the statement around it only, such \
             as `users.age`, and would be an aggregate of that; aggregate something of this \
             query",
    );
    let sum = select(func::sum(users::id)).no_from().scalar();
    assert_sql!(select((users::id, sum)).from(users::table()),
        sqlite | postgres | mysql | mariadb | ansi:
            error "an aggregate (in SELECT) has columns of the statement around it only, such \
             as `users.id`, and would be an aggregate of that; aggregate something of this \
             query",
    );
    let count = select(func::count_of(users::age))
        .from(posts::table())
        .filter(posts::user_id.eq(users::id));
    assert_sql!(select((users::id, count.scalar())).from(users::table()),
        sqlite | postgres | mysql | mariadb | ansi:
            error "an aggregate (in SELECT) has columns of the statement around it only, such \
             as `users.age`, and would be an aggregate of that; aggregate something of this \
             query",
    );
    let having = select(posts::user_id).group_by(posts::user_id).having(func::max(users::id).gt(1));
    assert_sql!(select(users::id).from(users::table()).filter(users::id.is_in(having)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "an aggregate (in HAVING) has columns of the statement around it only, such \
             as `users.id`, and would be an aggregate of that; aggregate something of this \
             query",
    );
}

#[test]
fn a_product_that_nobody_said() {
    let query = || select((users::name, posts::title));
    assert_sql!(query().having(func::max(posts::likes).gt(1)).group_by((users::name, posts::title)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`posts` is not joined to `users`, so that each row of one would come with \
             each of the other; add a condition or a join, or say it by `.from(…)` or \
             `.cross_join(…)`",
    );
    assert_sql!(select(users::name).order_by(sql!("{} + {}", posts::likes, 1)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`posts` is not joined to `users`, so that each row of one would come with \
             each of the other; add a condition or a join, or say it by `.from(…)` or \
             `.cross_join(…)`",
    );
    assert_sql!(select(users::id).filter(users::id.is_in(select(users::boss_id).from(posts::table()).filter(posts::id.eq(1)).filter(users::id.eq(1)))),
        sqlite | mysql | mariadb:
            "SELECT users.id FROM users WHERE users.id IN (SELECT users.boss_id FROM posts \
             WHERE posts.id = ? AND users.id = ?)" [1, 1],
        postgres:
            "SELECT users.id FROM users WHERE users.id IN (SELECT users.boss_id FROM posts \
             WHERE posts.id = $1 AND users.id = $2)" [1, 1],
        ansi:
            "SELECT users.id FROM users WHERE users.id IN (SELECT users.boss_id FROM posts \
             WHERE posts.id = :p1 AND users.id = :p2)" [1, 1],
    );
    assert_sql!(select((users::id, posts::id)).cross_join(posts::table()).from(users::table()).order_by((users::id, posts::id)),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, posts.id FROM users CROSS JOIN posts ORDER BY users.id, posts.id",
    );
}

#[test]
fn a_column_of_a_query_around_is_all_that_is_selected() {
    let q = select((users::id, users::age)).subquery("q");
    let (id, age) = (q.col(users::id), q.col(users::age));
    let same = || select(&age).from(posts::table()).filter(posts::id.eq(1)).scalar();
    let before = func::lag(&id, 1).over(window().order_by(&id));
    assert_sql!(select((&id, before)).filter(age.ne(same())).order_by(&id),
        sqlite | mysql:
            "SELECT q.id, LAG(q.id, 1) OVER (ORDER BY q.id) FROM (SELECT users.id, users.age \
                FROM users) AS q WHERE q.age <> (SELECT q.age FROM posts WHERE posts.id = ?) \
                ORDER BY q.id" [1],
        postgres:
            "SELECT q.id, LAG(q.id, 1) OVER (ORDER BY q.id) FROM (SELECT users.id, users.age \
                FROM users) AS q WHERE q.age <> (SELECT q.age FROM posts WHERE posts.id = $1) \
                ORDER BY q.id" [1],
        mariadb:
            "SELECT q.id, LAG(q.id, 1) OVER (ORDER BY q.id) FROM (SELECT users.id, users.age \
                FROM users) AS q WHERE q.age <> (SELECT COALESCE(q.age) FROM posts WHERE \
                posts.id = ?) ORDER BY q.id" [1],
        ansi:
            "SELECT q.id, LAG(q.id, 1) OVER (ORDER BY q.id) FROM (SELECT users.id, users.age \
                FROM users) AS q WHERE q.age <> (SELECT q.age FROM posts WHERE posts.id = :p1) \
                ORDER BY q.id" [1],
    );
    assert_sql!(select((&id, same())).filter(age.is_distinct_from(same())).order_by(&id),
        sqlite:
            "SELECT q.id, (SELECT q.age FROM posts WHERE posts.id = ?) FROM (SELECT \
                users.id, users.age FROM users) AS q WHERE q.age IS NOT (SELECT q.age FROM \
                posts WHERE posts.id = ?) ORDER BY q.id" [1, 1],
        postgres:
            "SELECT q.id, (SELECT q.age FROM posts WHERE posts.id = $1) FROM (SELECT \
                users.id, users.age FROM users) AS q WHERE q.age IS DISTINCT FROM (SELECT q.age \
                FROM posts WHERE posts.id = $2) ORDER BY q.id" [1, 1],
        mysql:
            "SELECT q.id, (SELECT q.age FROM posts WHERE posts.id = ?) FROM (SELECT \
                users.id, users.age FROM users) AS q WHERE NOT (q.age <=> (SELECT q.age FROM \
                posts WHERE posts.id = ?)) ORDER BY q.id" [1, 1],
        mariadb:
            "SELECT q.id, (SELECT COALESCE(q.age) FROM posts WHERE posts.id = ?) FROM \
                (SELECT users.id, users.age FROM users) AS q WHERE NOT (q.age <=> (SELECT \
                COALESCE(q.age) FROM posts WHERE posts.id = ?)) ORDER BY q.id" [1, 1],
        ansi:
            "SELECT q.id, (SELECT q.age FROM posts WHERE posts.id = :p1) FROM (SELECT \
                users.id, users.age FROM users) AS q WHERE q.age IS DISTINCT FROM (SELECT q.age \
                FROM posts WHERE posts.id = :p2) ORDER BY q.id" [1, 1],
    );
}

#[test]
pub fn a_constant_of_an_item_that_a_join_fills() {
    let q = select((posts::user_id, literal(1).label("one"))).subquery("q");
    let nobody = || q.col("user_id").eq(users::id + 1000);
    let first = select(posts::id).filter(posts::id.eq(1).and(q.col("one").gt(0)));
    let query = select(users::id).left_join(&q, nobody()).filter(exists(first));
    assert_sql!(query,
        sqlite | mysql:
            "SELECT users.id FROM users LEFT JOIN (SELECT posts.user_id, 1 AS one FROM posts) AS \
             q ON q.user_id = users.id + ? WHERE EXISTS (SELECT posts.id FROM posts WHERE \
             posts.id = ? AND q.one > ?)" [1000, 1, 0],
        postgres:
            "SELECT users.id FROM users LEFT JOIN (SELECT posts.user_id, 1 AS one FROM posts) AS \
             q ON q.user_id = users.id + $1 WHERE EXISTS (SELECT posts.id FROM posts WHERE \
             posts.id = $2 AND q.one > $3)" [1000, 1, 0],
        mariadb:
            "SELECT users.id FROM users LEFT JOIN (SELECT posts.user_id, 1 AS one FROM posts \
             LIMIT 18446744073709551615) AS q ON q.user_id = users.id + ? WHERE EXISTS (SELECT \
             posts.id FROM posts WHERE posts.id = ? AND q.one > ?)" [1000, 1, 0],
        ansi:
            "SELECT users.id FROM users LEFT JOIN (SELECT posts.user_id, 1 AS one FROM posts) AS \
             q ON q.user_id = users.id + :p1 WHERE EXISTS (SELECT posts.id FROM posts WHERE \
             posts.id = :p2 AND q.one > :p3)" [1000, 1, 0],
    );
    let both = select((posts::user_id, literal(1).label("one"))).cte("q");
    let first =
        select(posts::id.expr() + both.col("one").typed::<i64>()).filter(posts::id.eq(1)).scalar();
    let joined = select(users::id).left_join(&both, both.col("user_id").eq(users::id + 1000));
    assert_sql!(joined.filter(first.gt(0)),
        sqlite | mysql:
            "WITH q AS (SELECT posts.user_id, 1 AS one FROM posts) SELECT users.id FROM users \
             LEFT JOIN q ON q.user_id = users.id + ? WHERE (SELECT posts.id + q.one FROM posts \
             WHERE posts.id = ?) > ?" [1000, 1, 0],
        postgres:
            "WITH q AS (SELECT posts.user_id, 1 AS one FROM posts) SELECT users.id FROM users \
             LEFT JOIN q ON q.user_id = users.id + $1 WHERE (SELECT posts.id + q.one FROM posts \
             WHERE posts.id = $2) > $3" [1000, 1, 0],
        mariadb:
            "WITH q AS (SELECT posts.user_id, 1 AS one FROM posts LIMIT 18446744073709551615) \
             SELECT users.id FROM users LEFT JOIN q ON q.user_id = users.id + ? WHERE (SELECT \
             posts.id + COALESCE(q.one) FROM posts WHERE posts.id = ?) > ?" [1000, 1, 0],
        ansi:
            "WITH q AS (SELECT posts.user_id, 1 AS one FROM posts) SELECT users.id FROM users \
             LEFT JOIN q ON q.user_id = users.id + :p1 WHERE (SELECT posts.id + q.one FROM posts \
             WHERE posts.id = :p2) > :p3" [1000, 1, 0],
    );
    let inside = select((q.col("user_id"), q.col("one"))).subquery("r");
    let first = select(posts::id).filter(posts::id.eq(1).and(inside.col("one").gt(0)));
    let right = select(users::id)
        .from(&inside)
        .right_join(users::table(), inside.col("user_id").eq(users::id + 1000));
    assert_sql!(right.filter(exists(first)),
        sqlite | mysql:
            "SELECT users.id FROM (SELECT q.user_id, q.one FROM (SELECT posts.user_id, 1 AS one \
             FROM posts) AS q) AS r RIGHT JOIN users ON r.user_id = users.id + ? WHERE EXISTS \
             (SELECT posts.id FROM posts WHERE posts.id = ? AND r.one > ?)" [1000, 1, 0],
        postgres:
            "SELECT users.id FROM (SELECT q.user_id, q.one FROM (SELECT posts.user_id, 1 AS one \
             FROM posts) AS q) AS r RIGHT JOIN users ON r.user_id = users.id + $1 WHERE EXISTS \
             (SELECT posts.id FROM posts WHERE posts.id = $2 AND r.one > $3)" [1000, 1, 0],
        mariadb:
            "SELECT users.id FROM (SELECT q.user_id, q.one FROM (SELECT posts.user_id, 1 AS one \
             FROM posts) AS q LIMIT 18446744073709551615) AS r RIGHT JOIN users ON r.user_id = \
             users.id + ? WHERE EXISTS (SELECT posts.id FROM posts WHERE posts.id = ? AND r.one > \
             ?)" [1000, 1, 0],
        ansi:
            "SELECT users.id FROM (SELECT q.user_id, q.one FROM (SELECT posts.user_id, 1 AS one \
             FROM posts) AS q) AS r RIGHT JOIN users ON r.user_id = users.id + :p1 WHERE EXISTS \
             (SELECT posts.id FROM posts WHERE posts.id = :p2 AND r.one > :p3)" [1000, 1, 0],
    );
}

/// MariaDB has another value for a query about what is around beside aggregates of no rows.
#[test]
pub fn queries_beside_aggregates_of_no_rows() {
    let other = users::table().alias("other");
    let there = exists(select(other.col("id")).from(&other).filter(other.col("id").eq(users::id)));
    let none = select(case(func::count().eq(0) & there, 1).otherwise(0))
        .from(posts::table())
        .filter(posts::id.eq(literal(-9)));
    let query = select((users::id, none.scalar().label("n"))).order_by(users::id);
    assert_sql!(query,
        sqlite | mysql:
            "SELECT users.id, (SELECT CASE WHEN COUNT(*) = ? AND EXISTS (SELECT other.id FROM users AS \
             other WHERE other.id = users.id) THEN ? ELSE ? END FROM posts WHERE posts.id = -9) AS \
             n FROM users ORDER BY users.id" [0, 1, 0],
        postgres:
            "SELECT users.id, (SELECT CASE WHEN COUNT(*) = $1 AND EXISTS (SELECT other.id FROM users AS \
             other WHERE other.id = users.id) THEN CAST($2 AS INTEGER) ELSE CAST($3 AS INTEGER) END FROM posts WHERE posts.id = -9) AS \
             n FROM users ORDER BY users.id" [0, 1, 0],
        mariadb:
            error "MariaDB 11.4 has no queries about columns of a query around, beside aggregates of all \
             rows, whose values are others if there are no rows; aggregate in a query of its own in the one \
             around, and ask there",
        ansi:
            "SELECT users.id, (SELECT CASE WHEN COUNT(*) = :p1 AND EXISTS (SELECT other.id FROM users AS \
             other WHERE other.id = users.id) THEN :p2 ELSE :p3 END FROM posts WHERE posts.id = -9) AS \
             n FROM users ORDER BY users.id" [0, 1, 0],
    );
}
