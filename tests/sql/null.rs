//! NULL.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::users;

fn ids() -> Select<i64> {
    select(users::id).order_by(users::id)
}

#[test]
fn equal_to_null_is_null() {
    let nobody: Option<i64> = None;
    assert_sql!(ids().filter(users::boss_id.eq(null())).filter(users::boss_id.eq(nobody)),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id FROM users WHERE \
            users.boss_id IS NULL AND users.boss_id IS NULL ORDER BY users.id",
    );
    assert_sql!(ids().filter(users::boss_id.ne(null())).filter(users::age.is_not_null()),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id FROM users WHERE \
            users.boss_id IS NOT NULL AND users.age IS NOT NULL ORDER BY users.id",
    );
}

#[test]
fn distinct_from_takes_null_for_a_value() {
    assert_sql!(ids().filter(users::boss_id.is_distinct_from(1)),
        sqlite: "SELECT users.id FROM users WHERE users.boss_id IS NOT ? ORDER BY users.id" [1],
        postgres: "SELECT users.id FROM users WHERE users.boss_id IS DISTINCT FROM $1 \
            ORDER BY users.id" [1],
        mysql | mariadb:
            "SELECT users.id FROM users WHERE NOT (users.boss_id <=> ?) ORDER BY users.id" [1],
        ansi: "SELECT users.id FROM users WHERE users.boss_id IS DISTINCT FROM :p1 \
            ORDER BY users.id" [1],
    );
    let nobody: Option<i64> = None;
    assert_sql!(ids().filter(users::boss_id.is_not_distinct_from(nobody)),
        sqlite: "SELECT users.id FROM users WHERE users.boss_id IS ? ORDER BY users.id" [nobody],
        postgres: "SELECT users.id FROM users WHERE users.boss_id IS NOT DISTINCT FROM $1 \
            ORDER BY users.id" [nobody],
        mysql | mariadb:
            "SELECT users.id FROM users WHERE users.boss_id <=> ? ORDER BY users.id" [nobody],
        ansi: "SELECT users.id FROM users WHERE users.boss_id IS NOT DISTINCT FROM :p1 \
            ORDER BY users.id" [nobody],
    );
}

#[test]
fn a_parameter_may_be_asked_for_null() {
    let nothing: Option<i64> = None;
    assert_sql!(select((val(nothing).is_null().label("a"), val(5).is_null().label("b"))),
        sqlite | mysql | mariadb: "SELECT ? IS NULL AS a, ? IS NULL AS b" [nothing, Some(5)],
        postgres: "SELECT CAST($1 AS BIGINT) IS NULL AS a, CAST($2 AS INTEGER) IS NULL AS b"
            [nothing, Some(5)],
        ansi: "SELECT :p1 IS NULL AS a, :p2 IS NULL AS b" [nothing, Some(5)],
    );
}

#[test]
fn coalesce_and_nullif() {
    let query =
        select((users::id, users::age.coalesce(0).label("age"), users::age.nullif(17).label("x")))
            .order_by(users::id);
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.id, COALESCE(users.age, ?) AS age, \
            NULLIF(users.age, ?) AS x FROM users ORDER BY users.id" [0, 17],
        postgres: "SELECT users.id, COALESCE(users.age, $1) AS age, \
            NULLIF(users.age, $2) AS x FROM users ORDER BY users.id" [0, 17],
        ansi: "SELECT users.id, COALESCE(users.age, :p1) AS age, \
            NULLIF(users.age, :p2) AS x FROM users ORDER BY users.id" [0, 17],
    );
}
