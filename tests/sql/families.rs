//! What is known of a type at run time: what is compared, joined, put in lists and worked out with what.

use sqltree::expr::row;
use sqltree::prelude::*;

use crate::assert_sql;

/// The tests' tables, as a program knows them at run time.
fn users() -> Table {
    Table::new("users")
        .with(ColumnDef::new("id", Type::BigInt).primary_key())
        .with(ColumnDef::new("name", Type::Text).not_null())
        .column("age", Type::Integer)
        .with(ColumnDef::new("active", Type::Boolean).not_null())
        .column("score", Type::Double)
}

fn posts() -> Table {
    Table::new("posts")
        .with(ColumnDef::new("id", Type::BigInt).primary_key())
        .with(ColumnDef::new("user_id", Type::BigInt).not_null())
        .with(ColumnDef::new("title", Type::Text).not_null())
        .column("likes", Type::Integer)
}

#[test]
fn what_is_joined() {
    let (users, posts) = (users(), posts());
    let ids = || select([users.col("id")]).from(&users);
    let title = posts.col("title");
    assert_sql!(ids().join(&posts, title.eq(users.col("age"))),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `title` is TEXT, column `age` is INTEGER (in ON); give values of one type, \
             or cast them",
    );
    assert_sql!(ids().left_join(&posts, posts.col("user_id").eq(users.col("id")) & title.gt(users.col("score"))),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `title` is TEXT, column `score` is DOUBLE PRECISION (in ON); give values \
             of one type, or cast them",
    );
    assert_sql!(ids().join(&posts, users.col("active").eq(title)),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `active` is BOOLEAN, column `title` is TEXT (in ON); give values of one \
             type, or cast them",
    );
    assert_sql!(ids().join(&posts, users.col("age").is_not_distinct_from(posts.col("title")).dynamic()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `age` is INTEGER, column `title` is TEXT (in ON); give values of one type, \
             or cast them",
    );
}

#[test]
fn what_is_in_a_list() {
    let users = users();
    let ids =
        |condition: Expr| select([users.col("id")]).filter(condition).order_by(users.col("id"));
    let (age, name) = (users.col("age"), users.col("name"));
    assert_sql!(ids(name.is_in([1, 2]).dynamic()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `name` is TEXT, the value is INTEGER (in WHERE); give values of one type, \
             or cast them",
    );
    assert_sql!(ids(users.col("active").not_in(["yes"]).dynamic()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `active` is BOOLEAN, the value is TEXT (in WHERE); give values of one \
             type, or cast them",
    );
    assert_sql!(ids(row((&age, &name)).is_in([(1, 2)]).dynamic()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `name` is TEXT, the value is INTEGER (in WHERE); give values of one type, \
             or cast them",
    );
    assert_sql!(ids(users.col("score").is_in([Some("1.5"), None]).dynamic()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `score` is DOUBLE PRECISION, the value is TEXT (in WHERE); give values of \
             one type, or cast them",
    );
}

#[test]
fn what_is_added() {
    let users = users();
    let (age, name, active) = (users.col("age"), users.col("name"), users.col("active"));
    assert_sql!(select([(&age - &name).dynamic()]),
        sqlite | postgres | mysql | mariadb | ansi: error
            "`-` wants a number, and column `name` is TEXT (in SELECT); give values of one \
             type, or cast them",
    );
    assert_sql!(select([(&age * val("2").dynamic()).dynamic()]),
        sqlite | postgres | mysql | mariadb | ansi: error
            "`*` wants a number, and the value is TEXT (in SELECT); give values of one type, \
             or cast them",
    );
    assert_sql!(select([(-name.expr()).dynamic(), func::abs(&name).dynamic()]),
        sqlite | postgres | mysql | mariadb | ansi: error
            "`negate` wants a number, and column `name` is TEXT (in SELECT); give values of \
             one type, or cast them\n`abs` wants a number, and column `name` is TEXT (in \
             SELECT); give values of one type, or cast them",
    );
    assert_sql!(select([func::sum(&name).dynamic(), func::round(&active).dynamic()]),
        sqlite | mysql | mariadb: error
            "`sum` wants a number, and column `name` is TEXT (in SELECT); give values of one \
             type, or cast them\na group has several values of `users.active` (in SELECT); \
             group by it, or take `min`, `max` or `any_value` of it",
        postgres | ansi: error
            "`sum` wants a number, and column `name` is TEXT (in SELECT); give values of one \
             type, or cast them\n`round` wants a number, and column `active` is BOOLEAN (in \
             SELECT); give values of one type, or cast them\na group has several values of \
             `users.active` (in SELECT); group by it, or take `min`, `max` or `any_value` of it",
    );
}

#[test]
fn what_is_of_no_known_type_goes_with_everything() {
    let users = users();
    let (id, age, name) = (users.col("id"), users.col("age"), users.col("name"));
    let ids = |condition: Expr| select([id.clone()]).from(&users).filter(condition).order_by(&id);
    // A column of a table that the program has not declared, raw SQL, a call by name, NULL.
    assert_sql!(ids((age.eq(sql!("17")) & name.ne(sql!("'x'"))).dynamic()),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id FROM users WHERE users.age = (17) AND users.name <> ('x') ORDER \
             BY users.id",
    );
    assert_sql!(ids((func::call("length", (&name,)).gt(3) & age.gt(func::call("abs", (-3,)))).dynamic()),
        sqlite | mysql | mariadb:
            "SELECT users.id FROM users WHERE length(users.name) > ? AND users.age > abs(?) \
             ORDER BY users.id" [3, -3],
        postgres:
            "SELECT users.id FROM users WHERE length(users.name) > $1 AND users.age > \
             abs(CAST($2 AS INTEGER)) ORDER BY users.id" [3, -3],
        ansi:
            "SELECT users.id FROM users WHERE length(users.name) > :p1 AND users.age > \
             abs(:p2) ORDER BY users.id" [3, -3],
    );
    assert_sql!(ids((column("age").eq(17) | column("name").eq("bob")).dynamic()),
        sqlite | mysql | mariadb:
            "SELECT users.id FROM users WHERE age = ? OR name = ? ORDER BY users.id" [17, "bob"],
        postgres:
            "SELECT users.id FROM users WHERE age = $1 OR name = $2 ORDER BY users.id" [17, "bob"],
        ansi:
            "SELECT users.id FROM users WHERE age = :p1 OR name = :p2 ORDER BY users.id" [17, "bob"],
    );
    assert_sql!(ids((age.is_distinct_from(null()) & name.is_distinct_from(null())).dynamic()),
        sqlite:
            "SELECT users.id FROM users WHERE users.age IS NOT NULL AND users.name IS NOT NULL \
             ORDER BY users.id",
        postgres | ansi:
            "SELECT users.id FROM users WHERE users.age IS DISTINCT FROM NULL AND users.name \
             IS DISTINCT FROM NULL ORDER BY users.id",
        mysql | mariadb:
            "SELECT users.id FROM users WHERE NOT (users.age <=> NULL) AND NOT (users.name <=> \
             NULL) ORDER BY users.id",
    );
}

#[test]
fn a_condition_is_a_number_where_the_dialect_says_so() {
    let users = users();
    let (id, active) = (users.col("id"), users.col("active"));
    assert_sql!(select([(&active + 1).dynamic()]).order_by(&id),
        sqlite | mysql | mariadb: "SELECT users.active + ? FROM users ORDER BY users.id" [1],
        postgres | ansi: error
            "`+` wants a number, and column `active` is BOOLEAN (in SELECT); give values of \
             one type, or cast them",
    );
    assert_sql!(select([id.clone()]).filter(active.is_in([1, 2]).dynamic()).order_by(&id),
        sqlite | mysql | mariadb:
            "SELECT users.id FROM users WHERE users.active IN (?, ?) ORDER BY users.id" [1, 2],
        postgres | ansi: error
            "column `active` is BOOLEAN, the value is INTEGER (in WHERE); give values of one \
             type, or cast them",
    );
    assert_sql!(select([func::sum(&active).dynamic()]),
        sqlite | mysql | mariadb: "SELECT SUM(users.active) FROM users",
        postgres | ansi: error
            "`sum` wants a number, and column `active` is BOOLEAN (in SELECT); give values of \
             one type, or cast them",
    );
    assert_sql!(select([active.expr()]).union(select([val(7).dynamic()])),
        sqlite | mysql | mariadb: "SELECT users.active FROM users UNION SELECT ?" [7],
        postgres | ansi: error
            "column `active` is BOOLEAN, the value is INTEGER (in UNION); give values of one \
             type, or cast them",
    );
}
