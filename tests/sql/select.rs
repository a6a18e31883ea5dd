//! The select list.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::users;

#[test]
fn columns_are_qualified_and_from_is_inferred() {
    assert_sql!(select((users::id, users::name)).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, users.name FROM users ORDER BY users.id",
    );
}

#[test]
fn one_expression_is_selected_alone() {
    assert_sql!(select(users::id),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id FROM users",
    );
}

#[test]
fn labels_name_columns_and_are_quoted_like_names() {
    assert_sql!(select((users::id.label("n"), (users::age + 1).label("Next Age"))),
        sqlite: r#"SELECT users.id AS n, users.age + ? AS "Next Age" FROM users"# [1],
        postgres: r#"SELECT users.id AS n, users.age + $1 AS "Next Age" FROM users"# [1],
        mysql | mariadb: "SELECT users.id AS n, users.age + ? AS `Next Age` FROM users" [1],
        ansi: r#"SELECT users.id AS n, users.age + :p1 AS "Next Age" FROM users"# [1],
    );
}

#[test]
fn a_parameter_alone_shows_its_type_where_the_engine_asks_for_it() {
    assert_sql!(select((val(1).label("a"), val("x").label("b"), val(true).label("c"))),
        sqlite | mysql | mariadb: "SELECT ? AS a, ? AS b, ? AS c" [1, "x", true],
        postgres: "SELECT CAST($1 AS INTEGER) AS a, CAST($2 AS TEXT) AS b, \
                   CAST($3 AS BOOLEAN) AS c" [1, "x", true],
        ansi: "SELECT :p1 AS a, :p2 AS b, :p3 AS c" [1, "x", true],
    );
}

#[test]
fn comparisons_are_values_too() {
    assert_sql!(select((users::id, users::age.gt(20).label("adult"))).order_by(users::id),
        sqlite | mysql | mariadb:
            "SELECT users.id, users.age > ? AS adult FROM users ORDER BY users.id" [20],
        postgres: "SELECT users.id, users.age > $1 AS adult FROM users ORDER BY users.id" [20],
        ansi: "SELECT users.id, users.age > :p1 AS adult FROM users ORDER BY users.id" [20],
    );
}

#[test]
fn a_select_without_columns_is_refused() {
    assert_sql!(select(Vec::<Column>::new()).from(users::table()),
        sqlite | postgres | mysql | mariadb | ansi:
            error "SELECT has no columns; name at least one",
    );
}

#[test]
fn all_columns_in_the_order_of_the_table() {
    assert_sql!(select(users::all()).filter(users::id.eq(1)),
        sqlite | mysql | mariadb: "SELECT users.id, users.name, users.age, users.boss_id, \
            users.active, users.score FROM users WHERE users.id = ?" [1],
        postgres: "SELECT users.id, users.name, users.age, users.boss_id, \
            users.active, users.score FROM users WHERE users.id = $1" [1],
        ansi: "SELECT users.id, users.name, users.age, users.boss_id, \
            users.active, users.score FROM users WHERE users.id = :p1" [1],
    );
}

#[test]
fn every_unknown_column_is_reported_with_what_is_there() {
    let table = users::table();
    let query = select([table.col("nmae"), table.col("zzzzzz")]).filter(table.col("idd").eq(1));
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi: error
            "table `users` has no column `nmae`; did you mean `name`?\n\
             table `users` has no column `zzzzzz`; it has `id`, `name`, `age`, `boss_id`, \
             `active`, `score`\n\
             table `users` has no column `idd`; did you mean `id`?",
    );
}

#[test]
fn an_error_names_the_line_of_the_program() {
    let table = users::table();
    let query = select([table.col("nope")]);
    let line = line!() - 1;
    let error = query.compile(&Sqlite::default()).unwrap_err();
    let place = error.problems().next().and_then(sqltree::Problem::location).expect("a place");
    assert!(place.file().ends_with("select.rs"));
    assert_eq!(place.line(), line);
}
