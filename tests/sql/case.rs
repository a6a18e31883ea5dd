//! CASE.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::users;

#[test]
fn conditions_in_turn() {
    let group =
        case(users::age.lt(18), "child").when(users::age.ge(65), "senior").otherwise("adult");
    assert_sql!(select((users::id, group.label("g"))).order_by(users::id),
        sqlite | mysql | mariadb: "SELECT users.id, CASE WHEN users.age < ? THEN ? WHEN \
            users.age >= ? THEN ? ELSE ? END AS g FROM users ORDER BY users.id"
            [18, "child", 65, "senior", "adult"],
        postgres: "SELECT users.id, CASE WHEN users.age < $1 THEN CAST($2 AS TEXT) WHEN \
            users.age >= $3 THEN CAST($4 AS TEXT) ELSE CAST($5 AS TEXT) END AS g FROM users \
            ORDER BY users.id" [18, "child", 65, "senior", "adult"],
        ansi: "SELECT users.id, CASE WHEN users.age < :p1 THEN :p2 WHEN \
            users.age >= :p3 THEN :p4 ELSE :p5 END AS g FROM users ORDER BY users.id"
            [18, "child", 65, "senior", "adult"],
    );
}

#[test]
fn values_of_an_operand_and_no_else() {
    let word = case_of(users::age).when(17, users::name).when(42, "the answer").end();
    assert_sql!(select((users::id, word.label("w"))).order_by(users::id),
        sqlite | mysql | mariadb: "SELECT users.id, CASE users.age WHEN ? THEN users.name WHEN ? \
            THEN ? END AS w FROM users ORDER BY users.id" [17, 42, "the answer"],
        postgres: "SELECT users.id, CASE users.age WHEN $1 THEN users.name WHEN $2 \
            THEN CAST($3 AS TEXT) END AS w FROM users ORDER BY users.id" [17, 42, "the answer"],
        ansi: "SELECT users.id, CASE users.age WHEN :p1 THEN users.name WHEN :p2 \
            THEN :p3 END AS w FROM users ORDER BY users.id" [17, 42, "the answer"],
    );
}
