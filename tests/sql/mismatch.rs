//! Values of types that do not go together, and values that a column cannot hold.

use sqltree::prelude::*;

use crate::assert_sql;

/// The tests' table, as a program knows it at run time.
fn users() -> Table {
    Table::new("users")
        .with(ColumnDef::new("id", Type::BigInt).primary_key())
        .with(ColumnDef::new("name", Type::Text).not_null())
        .column("age", Type::Integer)
        .column("boss_id", Type::BigInt)
        .with(ColumnDef::new("active", Type::Boolean).not_null())
        .with(ColumnDef::new("score", Type::Double).not_null())
}

fn ids(condition: impl sqltree::expr::Condition) -> Select<sqltree::Row> {
    let users = users();
    select([users.col("id")]).filter(condition).order_by(users.col("id"))
}

#[test]
fn what_is_compared() {
    let users = users();
    let (age, name) = (users.col("age"), users.col("name"));
    assert_sql!(ids(age.eq("17").dynamic()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `age` is INTEGER, the value is TEXT (in WHERE); give values of one type, or \
            cast them",
    );
    assert_sql!(ids(age.is_in(["17", "30"]).dynamic()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `age` is INTEGER, the value is TEXT (in WHERE); give values of one type, or \
            cast them",
    );
    assert_sql!(ids(age.between(1, "9").dynamic()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `age` is INTEGER, the value is TEXT (in WHERE); give values of one type, or \
            cast them",
    );
    assert_sql!(ids(age.eq(&name).dynamic()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `age` is INTEGER, column `name` is TEXT (in WHERE); give values of one \
            type, or cast them",
    );
    assert_sql!(ids(name.eq(5) & age.gt("x")),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `name` is TEXT, the value is INTEGER (in WHERE); give values of one type, \
            or cast them\ncolumn `age` is INTEGER, the value is TEXT (in WHERE); give values of \
            one type, or cast them",
    );
    assert_sql!(ids(age.is_in(select(name.expr()).from(&users)).dynamic()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `age` is INTEGER, column `name` is TEXT (in WHERE); give values of one \
            type, or cast them",
    );
    // Below other operators, and in a query inside.
    let inner =
        select([users.col("id")]).from(users.alias("u")).filter(val(1).eq(val("1").dynamic()));
    assert_sql!(ids((exists(inner) & age.gt(3)).dynamic()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "the value is INTEGER, the other one TEXT (in WHERE); give values of one type, or \
            cast them",
    );
}

#[test]
fn what_goes_together() {
    let users = users();
    assert_sql!(ids(users.col("age").gt(16.5).dynamic() & users.col("score").gt(0).dynamic()),
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE users.age > ? AND \
            users.score > ? ORDER BY users.id" [16.5, 0],
        postgres: "SELECT users.id FROM users WHERE users.age > $1 AND users.score > $2 ORDER \
            BY users.id" [16.5, 0],
        ansi: "SELECT users.id FROM users WHERE users.age > :p1 AND users.score > :p2 ORDER BY \
            users.id" [16.5, 0],
    );
    let nothing: Option<i64> = None;
    assert_sql!(ids(users.col("age").is_not_distinct_from(nothing).dynamic()),
        sqlite: "SELECT users.id FROM users WHERE users.age IS ? ORDER BY users.id" [Value::Null],
        postgres: "SELECT users.id FROM users WHERE users.age IS NOT DISTINCT FROM $1 ORDER BY \
            users.id" [Value::Null],
        mysql | mariadb: "SELECT users.id FROM users WHERE users.age <=> ? ORDER BY users.id"
            [Value::Null],
        ansi: "SELECT users.id FROM users WHERE users.age IS NOT DISTINCT FROM :p1 ORDER BY \
            users.id"
            [Value::Null],
    );
    assert_sql!(ids(users.col("active").eq(1).dynamic()),
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE users.active = ? ORDER BY \
            users.id" [1],
        postgres: error "column `active` is BOOLEAN, the value is INTEGER (in WHERE); give \
            values of one type, or cast them",
        ansi: error "column `active` is BOOLEAN, the value is INTEGER (in WHERE); give values \
            of one type, or cast them",
    );
    let days = Table::new("days").column("day", Type::Date);
    let query = select([days.col("day")]).filter(days.col("day").eq("2024-02-29"));
    for dialect in sqltree::dialects::all() {
        assert!(query.compile(dialect).is_ok(), "a text beside a date is a date");
    }
}

#[test]
fn what_is_worked_out() {
    let users = users();
    let (age, name) = (users.col("age"), users.col("name"));
    assert_sql!(select([(&age + &name).dynamic()]),
        sqlite | postgres | mysql | mariadb | ansi: error
            "`+` wants a number, and column `name` is TEXT (in SELECT); give values of one \
            type, or cast them",
    );
    assert_sql!(select([age.concat("!").dynamic()]),
        sqlite | postgres | mysql | mariadb | ansi: error
            "`||` wants text, and column `age` is INTEGER (in SELECT); give values of one type, \
            or cast them",
    );
    assert_sql!(select([func::coalesce(&age, &name).dynamic(), func::lower(&age).dynamic()]),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `age` is INTEGER, column `name` is TEXT (in SELECT); give values of one \
            type, or cast them\n`lower` wants text, and column `age` is INTEGER (in SELECT); \
            give values of one type, or cast them",
    );
    assert_sql!(select([case(age.gt(3), &age).when(age.gt(2).dynamic(), &name).end().dynamic()]),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `age` is INTEGER, column `name` is TEXT (in SELECT); give values of one \
            type, or cast them",
    );
    assert_sql!(select([age.expr()]).union(select([name.expr()])),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `age` is INTEGER, column `name` is TEXT (in UNION); give values of one \
            type, or cast them",
    );
    let grouped = select([users.col("id")]).group_by([users.col("id")]);
    assert_sql!(grouped.having(func::sum(&name).gt(1) & age.eq("x")),
        sqlite | postgres | mysql | mariadb | ansi: error
            "`sum` is TEXT, the value is INTEGER (in HAVING); give values of one type, or cast \
            them\n`sum` wants a number, and column `name` is TEXT (in HAVING); give values of one \
            type, or cast them\ncolumn `age` is INTEGER, the value is TEXT (in HAVING); give \
            values of one type, or cast them",
    );
}

#[test]
fn what_is_stored() {
    let users = users();
    let add = |column: &str, value: Value| {
        insert(users.clone()).set(users.col("id"), 70).set(users.col(column), value)
    };
    assert_sql!(add("age", "old".into()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `age` is INTEGER, the value is TEXT (in VALUES)",
    );
    assert_sql!(add("age", 3_000_000_000_i64.into()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "the value is out of the range of column `age` (in VALUES)",
    );
    assert_sql!(add("name", Value::Null),
        sqlite | postgres | mysql | mariadb | ansi: error "column `name` takes no NULL (in VALUES)",
    );
    assert_sql!(update(users.clone()).set(users.col("age"), users.col("name")).all_rows(),
        sqlite | postgres | mysql | mariadb | ansi: error
            "column `age` is INTEGER, column `name` is TEXT (in SET)",
    );
    assert_sql!(update(users.clone()).set(users.col("score"), 7).filter(users.col("id").eq(1)),
        sqlite | mysql | mariadb: "UPDATE users SET score = ? WHERE users.id = ?" [7, 1],
        postgres: "UPDATE users SET score = $1 WHERE users.id = $2" [7, 1],
        ansi: "UPDATE users SET score = :p1 WHERE users.id = :p2" [7, 1],
    );
}
