//! Regular expressions in the engine's own words.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn case_is_looked_at_whatever_the_collation_is() {
    let query = select((
        posts::id,
        posts::title.regexp_match("^h").label("lower"),
        posts::title.regexp_match_ignore_case("^h").label("any"),
        (!posts::title.regexp_match("x|^h")).label("not"),
        posts::body.regexp_match(posts::title).label("column"),
        posts::title.regexp_match(None::<&str>).label("none"),
    ))
    .filter(posts::id.lt(6_i64).and(posts::title.regexp_match(".")))
    .order_by(posts::id);
    assert_sql!(query,
        sqlite:
            error "SQLite 3.54 has no function like `regexp_match` (in SELECT); open the \
                database with `?polyfill`, use `like`, or match it in the program\nSQLite \
                3.54 has no function like `regexp_match_ignore_case` (in SELECT); open the \
                database with `?polyfill`, use `like`, or match it in the program\nSQLite \
                3.54 has no function like `regexp_match` (in WHERE); open the database with \
                `?polyfill`, use `like`, or match it in the program",
        postgres:
            "SELECT posts.id, posts.title ~ $1 AS lower, posts.title ~* $2 AS \"any\", NOT \
                (posts.title ~ $3) AS \"not\", posts.body ~ posts.title AS \"column\", \
                posts.title ~ $4 AS none FROM posts WHERE posts.id < $5 AND posts.title ~ $6 \
                ORDER BY posts.id" ["^h", "^h", "x|^h", Value::Null, 6_i64, "."],
        mysql | mariadb:
            "SELECT posts.id, posts.title REGEXP CONCAT('(?-i)', ?) AS lower, posts.title \
                REGEXP CONCAT('(?i)', ?) AS any, NOT (posts.title REGEXP CONCAT('(?-i)', ?)) AS \
                `not`, posts.body REGEXP CONCAT('(?-i)', posts.title) AS `column`, posts.title \
                REGEXP CONCAT('(?-i)', ?) AS none FROM posts WHERE posts.id < ? AND posts.title \
                REGEXP CONCAT('(?-i)', ?) ORDER BY posts.id" ["^h", "^h", "x|^h", Value::Null, 6_i64, "."],
        ansi:
            error "ANSI SQL 2023.0 has no function like `regexp_match` (in SELECT)\nANSI SQL \
                2023.0 has no function like `regexp_match_ignore_case` (in SELECT)\nANSI SQL \
                2023.0 has no function like `regexp_match` (in WHERE)",
    );
}

#[test]
fn all_parts_that_match_are_replaced() {
    let query = select((
        users::id,
        users::name.regexp_replace("[aA]n*", "").label("gone"),
        users::name.regexp_replace("n", "N").regexp_match("N").label("there"),
        users::name.regexp_replace("a", None::<&str>).label("none"),
    ))
    .order_by(users::id);
    assert_sql!(query,
        sqlite:
            error "SQLite 3.54 has no function like `regexp_replace` (in SELECT); open the \
                database with `?polyfill`, or replace it in the program\nSQLite 3.54 has no \
                function like `regexp_match` (in SELECT); open the database with \
                `?polyfill`, use `like`, or match it in the program",
        postgres:
            "SELECT users.id, REGEXP_REPLACE(users.name, $1, $2, 'g') AS gone, \
                REGEXP_REPLACE(users.name, $3, $4, 'g') ~ $5 AS there, \
                REGEXP_REPLACE(users.name, $6, $7, 'g') AS none FROM users ORDER BY users.id" ["[aA]n*", "", "n", "N", "N", "a", Value::Null],
        mysql | mariadb:
            "SELECT users.id, REGEXP_REPLACE(users.name, CONCAT('(?-i)', ?), ?) AS gone, \
                REGEXP_REPLACE(users.name, CONCAT('(?-i)', ?), ?) REGEXP CONCAT('(?-i)', ?) AS \
                there, REGEXP_REPLACE(users.name, CONCAT('(?-i)', ?), ?) AS none FROM users \
                ORDER BY users.id" ["[aA]n*", "", "n", "N", "N", "a", Value::Null],
        ansi:
            error "ANSI SQL 2023.0 has no function like `regexp_replace` (in SELECT)\nANSI SQL \
                2023.0 has no function like `regexp_match` (in SELECT)",
    );
}

#[test]
fn old_servers_have_none() {
    let query = select(users::id).filter(users::name.regexp_match("a"));
    let error = query.compile(&MySql::version(5, 7)).unwrap_err().to_string();
    assert!(error.contains("8.0 has it; use `like`"), "{error}");
    assert!(query.compile(&MySql::version(8, 0)).is_ok());
}
