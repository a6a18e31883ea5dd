//! What is inferred to be in FROM is looked into as what is given there.

use sqltree::prelude::*;
use sqltree::select::Sample;

use crate::assert_sql;
use crate::support::expect::texts;
use crate::support::tables::{posts, users};

/// A statement is written as the one that gives its FROM.
#[track_caller]
fn assert_same(inferred: &impl Statement, given: &impl Statement) {
    assert_eq!(texts(inferred), texts(given));
}

#[test]
fn a_value_of_its_own_each_time_is_not_written_twice() {
    let one = select(func::call("f", (1,)).label("r")).subquery("q");
    let value = select(one.col("r").typed::<i64>());
    let inferred = select(func::greatest(value.clone().scalar(), 1));
    let given = select(func::greatest(value.from(&one).scalar(), 1));
    assert_same(&inferred, &given);
    let [_, postgres, ..] = texts(&inferred);
    assert_eq!(
        postgres,
        "`greatest` (in SELECT) is written with an argument twice, and one of its arguments may give \
         another value each time; compute it in a subquery"
    );
}

#[test]
fn a_sample_is_not_taken_twice() {
    let some = users::table().sample(Sample::bernoulli(50.0));
    let count = select(func::count()).from(&some).scalar();
    assert_sql!(select(func::greatest(count, 1_i64)),
        sqlite: error "SQLite 3.54 has no TABLESAMPLE (in FROM)",
        postgres: error "`greatest` (in SELECT) is written with an argument twice, and one of its \
            arguments may give another value each time; compute it in a subquery",
        mysql: error "MySQL 8.4 has no TABLESAMPLE (in FROM)",
        mariadb: error "MariaDB 11.4 has no TABLESAMPLE (in FROM)",
        ansi: "SELECT GREATEST((SELECT COUNT(*) FROM users TABLESAMPLE BERNOULLI (50)), :p1)"
            [1_i64],
    );
}

#[test]
fn some_rows_of_many_are_not_read_for_each_set_of_keys() {
    let some = select(users::id.label("n")).limit(1).subquery("q");
    let columns = (posts::user_id.nullable(), func::sum(some.col("n").typed::<i64>()));
    let inferred = select(columns.clone()).group_by_rollup(posts::user_id);
    let given = select(columns).from(posts::table()).from(&some).group_by_rollup(posts::user_id);
    assert_same(&inferred, &given);
    let [sqlite, postgres, ..] = texts(&inferred);
    assert_eq!(
        sqlite,
        "SQLite has no ROLLUP, CUBE or GROUPING SETS, and this query, which would be read for each set, \
         has raw SQL, a function that is not known or gives another value each time, or a LIMIT in FROM; \
         group a table with what it gives"
    );
    assert_eq!(
        postgres,
        "SELECT posts.user_id, CAST(SUM(q.n) AS BIGINT) FROM posts, (SELECT users.id AS n FROM users \
         LIMIT $1) AS q GROUP BY ROLLUP (posts.user_id)"
    );
}

/// SQLite would take the largest of what is changed already, MySQL refuses to look.
#[test]
fn the_table_that_changes_is_found_in_it() {
    let all = select((users::id, users::age)).from(users::table()).subquery("q");
    let largest = select(func::max(all.col(users::age)));
    let change = |largest: sqltree::select::Select<Option<i32>>| {
        update(users::table()).set(users::age, largest.scalar() + 1).filter(users::id.le(4))
    };
    let inferred = change(largest.clone());
    assert_same(&inferred, &change(largest.from(&all)));
    assert_sql!(inferred,
        sqlite: "UPDATE users SET age = q.v0 FROM (SELECT users.id AS k0, (SELECT MAX(q.age) FROM \
            (SELECT users.id, users.age FROM users) AS q) + ? AS v0 FROM users WHERE users.id <= ?) AS \
            q WHERE q.k0 = users.id" [1, 4],
        postgres: "UPDATE users SET age = (SELECT MAX(q.age) FROM (SELECT users.id, users.age FROM \
            users) AS q) + $1 WHERE users.id <= $2" [1, 4],
        mysql: "UPDATE users, (SELECT users.id AS k0, (SELECT MAX(q.age) FROM (SELECT users.id, \
            users.age FROM users) AS q) + ? AS v0 FROM users WHERE users.id <= ?) AS q SET users.age = \
            q.v0 WHERE q.k0 = users.id" [1, 4],
        mariadb: "UPDATE users SET age = (SELECT MAX(q.age) FROM (SELECT users.id, users.age FROM \
            users) AS q) + ? WHERE users.id <= ?" [1, 4],
        ansi: "UPDATE users SET age = (SELECT MAX(q.age) FROM (SELECT users.id, users.age FROM \
            users) AS q) + :p1 WHERE users.id <= :p2" [1, 4],
    );
}

#[test]
fn queries_in_it_stand_apart() {
    let known = users::name.is_in(select(posts::title)).label("known");
    let all = select((users::id, known)).from(users::table()).subquery("q");
    let rows = select((all.col(users::id) + 100, all.col(users::id), literal("t"), literal(1)));
    let into = |rows| {
        insert(posts::table())
            .columns((posts::id, posts::user_id, posts::title, posts::likes))
            .from_select(rows)
    };
    let inferred = into(rows.clone());
    assert_same(&inferred, &into(rows.from(&all)));
    assert_sql!(inferred,
        sqlite | mysql: "INSERT INTO posts (id, user_id, title, likes) SELECT q.id + ?, q.id, 't', 1 \
            FROM (SELECT users.id, users.name IN (SELECT posts.title FROM posts) AS known FROM users) \
            AS q" [100],
        postgres: "INSERT INTO posts (id, user_id, title, likes) SELECT q.id + $1, q.id, 't', 1 \
            FROM (SELECT users.id, users.name IN (SELECT posts.title FROM posts) AS known FROM users) \
            AS q" [100],
        mariadb: "INSERT INTO posts (id, user_id, title, likes) SELECT q.id + ?, q.id, 't', 1 \
            FROM (SELECT users.id, users.name IN (SELECT posts.title FROM posts) AS known FROM users \
            LIMIT 18446744073709551615) AS q" [100],
        ansi: "INSERT INTO posts (id, user_id, title, likes) SELECT q.id + :p1, q.id, 't', 1 \
            FROM (SELECT users.id, users.name IN (SELECT posts.title FROM posts) AS known FROM users) \
            AS q" [100],
    );
}

#[test]
fn constants_of_it_stand_apart() {
    let ones = select(literal(1_i64).label("one")).order_by(users::id);
    let joined = |ones: sqltree::select::Select<i64>| {
        let ones = ones.subquery("q");
        let one = ones.col("one").typed::<i64>();
        let known = exists(select(users::id).filter(users::id.eq(one)));
        select(posts::id)
            .from(posts::table())
            .left_join(&ones, posts::id.eq(ones.col("one")) & posts::likes.gt(100))
            .filter(known)
    };
    let inferred = joined(ones.clone());
    assert_same(&inferred, &joined(ones.from(users::table())));
    assert_sql!(inferred,
        sqlite | mysql: "SELECT posts.id FROM posts LEFT JOIN (SELECT 1 AS one FROM users ORDER BY \
            users.id) AS q ON posts.id = q.one AND posts.likes > ? WHERE EXISTS (SELECT users.id FROM \
            users WHERE users.id = q.one)" [100],
        postgres: "SELECT posts.id FROM posts LEFT JOIN (SELECT CAST('1' AS BIGINT) AS one FROM users \
            ORDER BY users.id) AS q ON posts.id = q.one AND posts.likes > $1 WHERE EXISTS (SELECT \
            users.id FROM users WHERE users.id = q.one)" [100],
        mariadb: "SELECT posts.id FROM posts LEFT JOIN (SELECT 1 AS one FROM users ORDER BY users.id \
            LIMIT 18446744073709551615) AS q ON posts.id = q.one AND posts.likes > ? WHERE EXISTS \
            (SELECT users.id FROM users WHERE users.id = q.one)" [100],
        ansi: "SELECT posts.id FROM posts LEFT JOIN (SELECT 1 AS one FROM users ORDER BY users.id) AS \
            q ON posts.id = q.one AND posts.likes > :p1 WHERE EXISTS (SELECT users.id FROM users WHERE \
            users.id = q.one)" [100],
    );
}
