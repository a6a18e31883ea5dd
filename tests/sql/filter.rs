//! WHERE: comparisons and their connectives.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::users;

fn ids() -> Select<i64> {
    select(users::id).order_by(users::id)
}

#[test]
fn every_comparison() {
    let query = ids()
        .filter(users::id.gt(1))
        .filter(users::id.ge(2))
        .filter(users::id.lt(9))
        .filter(users::id.le(8))
        .filter(users::id.ne(7))
        .filter(users::name.eq("bob"));
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE users.id > ? AND \
            users.id >= ? AND users.id < ? AND users.id <= ? AND users.id <> ? AND \
            users.name = ? ORDER BY users.id" [1, 2, 9, 8, 7, "bob"],
        postgres: "SELECT users.id FROM users WHERE users.id > $1 AND \
            users.id >= $2 AND users.id < $3 AND users.id <= $4 AND users.id <> $5 AND \
            users.name = $6 ORDER BY users.id" [1, 2, 9, 8, 7, "bob"],
        ansi: "SELECT users.id FROM users WHERE users.id > :p1 AND \
            users.id >= :p2 AND users.id < :p3 AND users.id <= :p4 AND users.id <> :p5 AND \
            users.name = :p6 ORDER BY users.id" [1, 2, 9, 8, 7, "bob"],
    );
}

#[test]
fn or_inside_and_keeps_its_parentheses() {
    let query = ids().filter(users::active.eq(true) & (users::age.eq(17) | users::id.eq(6)));
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE users.active = ? AND \
            (users.age = ? OR users.id = ?) ORDER BY users.id" [true, 17, 6],
        postgres: "SELECT users.id FROM users WHERE users.active = $1 AND \
            (users.age = $2 OR users.id = $3) ORDER BY users.id" [true, 17, 6],
        ansi: "SELECT users.id FROM users WHERE users.active = :p1 AND \
            (users.age = :p2 OR users.id = :p3) ORDER BY users.id" [true, 17, 6],
    );
}

#[test]
fn two_filters_are_one_and_whatever_is_in_them() {
    let query = ids()
        .filter(users::id.eq(1) | users::id.eq(2))
        .filter(users::age.gt(1).or(users::id.eq(2)));
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE (users.id = ? OR \
            users.id = ?) AND (users.age > ? OR users.id = ?) ORDER BY users.id" [1, 2, 1, 2],
        postgres: "SELECT users.id FROM users WHERE (users.id = $1 OR \
            users.id = $2) AND (users.age > $3 OR users.id = $4) ORDER BY users.id" [1, 2, 1, 2],
        ansi: "SELECT users.id FROM users WHERE (users.id = :p1 OR \
            users.id = :p2) AND (users.age > :p3 OR users.id = :p4) ORDER BY users.id" [1, 2, 1, 2],
    );
}

#[test]
fn not_always_has_its_operand_in_parentheses() {
    let query = ids().filter(!users::id.eq(1)).filter(!users::active);
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE NOT (users.id = ?) AND \
            NOT users.active ORDER BY users.id" [1],
        postgres: "SELECT users.id FROM users WHERE NOT (users.id = $1) AND \
            NOT users.active ORDER BY users.id" [1],
        ansi: "SELECT users.id FROM users WHERE NOT (users.id = :p1) AND \
            NOT users.active ORDER BY users.id" [1],
    );
}

#[test]
fn optional_conditions_are_added_or_not() {
    let none: Option<Expr<bool>> = None;
    let query = ids().filter_if(none).filter_if(Some(users::id.eq(3)));
    assert_sql!(query,
        sqlite | mysql | mariadb:
            "SELECT users.id FROM users WHERE users.id = ? ORDER BY users.id" [3],
        postgres: "SELECT users.id FROM users WHERE users.id = $1 ORDER BY users.id" [3],
        ansi: "SELECT users.id FROM users WHERE users.id = :p1 ORDER BY users.id" [3],
    );
}

#[test]
fn no_conditions_at_all_are_true_of_all_and_false_of_any() {
    let none = || Vec::<Expr<bool>>::new();
    assert_sql!(ids().filter(all_of(none())).filter(!any_of(none())),
        sqlite: "SELECT users.id FROM users WHERE 1 AND NOT (0) ORDER BY users.id",
        postgres | mysql | mariadb | ansi:
            "SELECT users.id FROM users WHERE TRUE AND NOT (FALSE) ORDER BY users.id",
    );
}

#[test]
fn between_includes_its_bounds_and_keeps_conditions_in_them_apart() {
    let query = ids().filter(users::age.between(17, 30)).filter(users::id.not_between(4, 5));
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE users.age BETWEEN ? AND ? \
            AND users.id NOT BETWEEN ? AND ? ORDER BY users.id" [17, 30, 4, 5],
        postgres: "SELECT users.id FROM users WHERE users.age BETWEEN $1 AND $2 \
            AND users.id NOT BETWEEN $3 AND $4 ORDER BY users.id" [17, 30, 4, 5],
        ansi: "SELECT users.id FROM users WHERE users.age BETWEEN :p1 AND :p2 \
            AND users.id NOT BETWEEN :p3 AND :p4 ORDER BY users.id" [17, 30, 4, 5],
    );
}

#[test]
fn exact_comparison_has_regard_to_case_and_spaces() {
    assert_sql!(ids().filter(users::name.eq_binary("ann")),
        sqlite: "SELECT users.id FROM users WHERE users.name = ? COLLATE BINARY ORDER BY \
            users.id" ["ann"],
        postgres: "SELECT users.id FROM users WHERE users.name COLLATE \"C\" = $1 ORDER BY \
            users.id" ["ann"],
        mysql | mariadb: "SELECT users.id FROM users WHERE CAST(CONVERT(users.name USING \
            utf8mb4) AS BINARY) = CAST(CONVERT(? USING utf8mb4) AS BINARY) ORDER BY users.id" ["ann"],
        ansi: "SELECT users.id FROM users WHERE users.name = :p1 ORDER BY users.id" ["ann"],
    );
}

#[test]
fn a_value_between_null_and_a_column_has_its_type() {
    let nothing = val(None::<i32>);
    assert_sql!(select((users::id, nothing.between(null(), users::age).label("n"))).order_by(users::id),
        sqlite: "SELECT users.id, ? BETWEEN NULL AND users.age AS n FROM users ORDER BY users.id" [None::<i32>],
        postgres: "SELECT users.id, CAST($1 AS INTEGER) BETWEEN NULL AND users.age AS n FROM \
            users ORDER BY users.id" [None::<i32>],
        mysql | mariadb: "SELECT users.id, CAST(? AS SIGNED) BETWEEN NULL AND users.age AS n \
            FROM users ORDER BY users.id" [None::<i32>],
        ansi: "SELECT users.id, :p1 BETWEEN NULL AND users.age AS n FROM users ORDER BY users.id" [None::<i32>],
    );
    assert_sql!(ids().filter(val(20).between(users::age, null())),
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE ? BETWEEN users.age AND NULL \
            ORDER BY users.id" [20],
        postgres: "SELECT users.id FROM users WHERE CAST($1 AS INTEGER) BETWEEN users.age AND \
            NULL ORDER BY users.id" [20],
        ansi: "SELECT users.id FROM users WHERE :p1 BETWEEN users.age AND NULL ORDER BY users.id" [20],
    );
}
