//! Constants are never the numbers of columns.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::users;

fn both() -> Select<(i64, Option<i32>)> {
    select((users::id, users::age))
}

#[test]
fn in_the_order_of_rows() {
    assert_sql!(both().order_by((literal(2), users::id.desc())),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a constant in ORDER BY would mean the column of that number, or nothing; \
             give the column itself",
    );
    assert_sql!(both().order_by((-literal(1), literal(1).label("x").label("y"), users::id)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a constant in ORDER BY would mean the column of that number, or nothing; \
             give the column itself",
    );
    assert_sql!(both().order_by((!literal(false), null(), literal(None::<i32>), users::id.desc())),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, users.age FROM users ORDER BY users.id DESC",
    );
    assert_sql!(both().order_by((val(1) + 1, func::abs(-2), users::id)),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, users.age FROM users ORDER BY users.id",
    );
    assert_sql!(both().order_by((select(literal(2)).scalar(), users::id.desc())),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, users.age FROM users ORDER BY (SELECT 2), users.id DESC",
    );
}

#[test]
fn in_the_order_of_a_window_of_an_aggregate_and_of_changes() {
    let row = func::row_number()
        .over(window().partition_by(literal(1)).order_by((literal(2), users::id.desc())));
    assert_sql!(select((users::id, row)).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a constant in ORDER BY would mean the column of that number, or nothing; \
             give the column itself",
    );
    let names = func::string_agg(users::name, ",").order_by((literal(1), users::id.desc()));
    assert_sql!(select(names).filter(users::id.gt(3)),
        sqlite | postgres | mysql | mariadb:
            error "a constant in ORDER BY would mean the column of that number, or nothing; \
             give the column itself",
        ansi: error "ANSI SQL 2023.0 has no function like `string_agg` (in SELECT)",
    );
    assert_sql!(select(users::id).union(select(users::boss_id.coalesce(9_i64))).order_by(literal(1)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "ORDER BY of a set operation takes columns of its first query; order a \
             subquery by anything else",
    );
}

#[test]
fn among_the_keys_of_groups() {
    assert_sql!(select(func::count()).from(users::table()).group_by(literal(1)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a constant in GROUP BY would mean the column of that number; give the column \
             itself",
    );
    assert_sql!(select((users::active, func::count())).group_by((users::active, -literal(1))).order_by(users::active),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a constant in GROUP BY would mean the column of that number; give the column \
             itself",
    );
    assert_sql!(select(func::count()).from(users::table()).group_by(null()),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a constant in GROUP BY would mean the column of that number; give the column \
             itself",
    );
    assert_sql!(select(func::count()).from(users::table()).group_by((literal("a").label("k"), users::active)).order_by(users::active),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a constant in GROUP BY would mean the column of that number; give the column \
             itself",
    );
}
