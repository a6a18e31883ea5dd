//! FROM: inferred, given, several items, schemas.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn two_tables_without_a_join_are_a_product() {
    let query = select((users::id, posts::id.label("post")))
        .filter(users::id.eq(posts::user_id))
        .order_by((users::id, posts::id));
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id, posts.id AS post \
            FROM users, posts WHERE users.id = posts.user_id ORDER BY users.id, posts.id",
    );
}

#[test]
fn from_given_is_what_is_written() {
    assert_sql!(select(func::count()).from(users::table()),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT COUNT(*) FROM users",
    );
}

#[test]
fn a_column_of_something_else_is_refused() {
    assert_sql!(select(users::id).from(posts::table()),
        sqlite | postgres | mysql | mariadb | ansi: error "a column of `users` is used (in \
            SELECT), but it is not in FROM; add it by `.from()` or a join",
    );
}

#[test]
fn columns_only_in_raw_sql_and_functions_count_for_from() {
    let query = select(sql!("{} + 1", users::id).label("n"))
        .filter(func::call("abs", (posts::likes - users::id,)).gt(6));
    assert_sql!(query,
        sqlite: "SELECT users.id + 1 AS n FROM users, posts WHERE abs(posts.likes - users.id) > ?" [6],
        mysql | mariadb: "SELECT users.id + 1 AS n FROM users, posts WHERE abs(posts.likes - users.id) > ?" [6],
        postgres: "SELECT users.id + 1 AS n FROM users, posts WHERE abs(posts.likes - users.id) > $1" [6],
        ansi: "SELECT users.id + 1 AS n FROM users, posts WHERE abs(posts.likes - users.id) > :p1" [6],
    );
}

#[test]
fn a_schema_is_written_before_the_table_and_its_columns() {
    let table = Table::new("t").column("a", Type::Integer).schema("My");
    let query = select([table.col("a")]);
    let text =
        |dialect: &dyn sqltree::dialect::Dialect| query.compile(dialect).unwrap().into_parts().0;
    assert_eq!(text(&Postgres::default()), r#"SELECT "My".t.a FROM "My".t"#);
    assert_eq!(text(&MySql::default()), "SELECT `My`.t.a FROM `My`.t");
    assert_eq!(text(&Sqlite::default()), r#"SELECT "My".t.a FROM "My".t"#);
}

#[test]
fn one_name_twice_is_refused() {
    let other = posts::alias("users");
    assert_sql!(select((users::id, other.col(posts::id))),
        sqlite | postgres | mysql | mariadb | ansi: error "FROM has `users` twice; give one an \
            alias by `.alias(\"…\")` and use its columns by `.col(…)`",
    );
}

#[test]
fn inferred_items_that_nothing_joins_are_refused() {
    assert_sql!(select((users::name, posts::title)),
        sqlite | postgres | mysql | mariadb | ansi: error "`posts` is not joined to `users`, so \
            that each row of one would come with each of the other; add a condition or a join, \
            or say it by `.from(…)` or `.cross_join(…)`",
    );
    // Also if one comes only from the order, from a condition on one alone, or from raw SQL.
    assert_sql!(select(users::name).order_by(posts::id),
        sqlite | postgres | mysql | mariadb | ansi: error "`posts` is not joined to `users`, so \
            that each row of one would come with each of the other; add a condition or a join, \
            or say it by `.from(…)` or `.cross_join(…)`",
    );
    assert_sql!(select(users::name).filter(posts::likes.gt(1) & users::age.gt(1)),
        sqlite | postgres | mysql | mariadb | ansi: error "`posts` is not joined to `users`, so \
            that each row of one would come with each of the other; add a condition or a join, \
            or say it by `.from(…)` or `.cross_join(…)`",
    );
    assert_sql!(select(users::name).filter(sql!("{} > 3", posts::likes)),
        sqlite | postgres | mysql | mariadb | ansi: error "`posts` is not joined to `users`, so \
            that each row of one would come with each of the other; add a condition or a join, \
            or say it by `.from(…)` or `.cross_join(…)`",
    );
}

#[test]
fn what_joins_inferred_items() {
    let ids = || select((users::id, posts::id)).order_by((users::id, posts::id));
    assert_sql!(ids().filter(posts::user_id.eq(users::id)),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id, posts.id FROM users, \
            posts WHERE posts.user_id = users.id ORDER BY users.id, posts.id",
    );
    assert_sql!(ids().filter(posts::likes.gt(users::age) | posts::id.eq(1)),
        sqlite | mysql | mariadb: "SELECT users.id, posts.id FROM users, posts WHERE \
            posts.likes > users.age OR posts.id = ? ORDER BY users.id, posts.id" [1],
        postgres: "SELECT users.id, posts.id FROM users, posts WHERE posts.likes > users.age OR \
            posts.id = $1 ORDER BY users.id, posts.id" [1],
        ansi: "SELECT users.id, posts.id FROM users, posts WHERE posts.likes > users.age OR \
            posts.id = :p1 ORDER BY users.id, posts.id" [1],
    );
    // A third item in between, said or in a query inside.
    let boss = users::alias("boss");
    assert_sql!(ids()
            .join(&boss, boss.col(users::id).eq(users::boss_id))
            .filter(boss.col(users::id).eq(posts::user_id)),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id, posts.id FROM users CROSS \
            JOIN posts JOIN users AS boss ON boss.id = users.boss_id WHERE boss.id = \
            posts.user_id ORDER BY users.id, posts.id",
    );
    let between = select(boss.col(users::id))
        .filter(boss.col(users::id).eq(users::boss_id) & boss.col(users::id).eq(posts::user_id));
    assert_sql!(ids().filter(exists(between)),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id, posts.id FROM users, \
            posts WHERE EXISTS (SELECT boss.id FROM users AS boss WHERE boss.id = users.boss_id \
            AND boss.id = posts.user_id) ORDER BY users.id, posts.id",
    );
    // One row, by its key or by its query, is joined to anything.
    assert_sql!(ids().filter(posts::id.eq(2)),
        sqlite | mysql | mariadb: "SELECT users.id, posts.id FROM users, posts WHERE posts.id = \
            ? ORDER BY users.id, posts.id" [2],
        postgres: "SELECT users.id, posts.id FROM users, posts WHERE posts.id = $1 ORDER BY \
            users.id, posts.id" [2],
        ansi: "SELECT users.id, posts.id FROM users, posts WHERE posts.id = :p1 ORDER BY \
            users.id, posts.id" [2],
    );
    let all = select(func::count().label("n")).from(posts::table()).subquery("t");
    assert_sql!(select((users::id, all.col("n"))).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id, t.n FROM users, (SELECT \
            COUNT(*) AS n FROM posts) AS t ORDER BY users.id",
    );
    // A product that is said.
    assert_sql!(ids().from(users::table()).from(posts::table()).limit(1),
        sqlite | mysql | mariadb: "SELECT users.id, posts.id FROM users, posts ORDER BY \
            users.id, posts.id LIMIT ?" [1_i64],
        postgres: "SELECT users.id, posts.id FROM users, posts ORDER BY users.id, posts.id \
            LIMIT $1" [1_i64],
        ansi: "SELECT users.id, posts.id FROM users, posts ORDER BY users.id, posts.id LIMIT :p1"
            [1_i64],
    );
}
