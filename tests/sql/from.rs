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
        .filter(func::call("abs", (posts::likes,)).gt(6));
    assert_sql!(query,
        sqlite: "SELECT users.id + 1 AS n FROM users, posts WHERE abs(posts.likes) > ?" [6],
        mysql | mariadb: "SELECT users.id + 1 AS n FROM users, posts WHERE abs(posts.likes) > ?" [6],
        postgres: "SELECT users.id + 1 AS n FROM users, posts WHERE abs(posts.likes) > $1" [6],
        ansi: "SELECT users.id + 1 AS n FROM users, posts WHERE abs(posts.likes) > :p1" [6],
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
