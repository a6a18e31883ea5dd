//! Aggregates and functions over windows where they may stand, and where they may not.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn windows_where_single_rows_are_looked_at() {
    let row = || func::row_number().over(window().order_by(users::id));
    assert_sql!(select(users::id).filter(row().gt(1)),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a function over a window stands in SELECT and ORDER BY, not in WHERE; put it into \
             a subquery and use its column",
    );
    assert_sql!(select(func::count()).from(users::table()).group_by(row()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a function over a window stands in SELECT and ORDER BY, not in GROUP BY; put it \
             into a subquery and use its column",
    );
    assert_sql!(select(users::id).join(posts::table(), posts::id.eq(row())),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a function over a window stands in SELECT and ORDER BY, not in FROM; put it into \
             a subquery and use its column",
    );
    assert_sql!(select((users::active, func::count())).group_by(users::active).having(func::rank().over(window().order_by(users::active)).gt(1)),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a function over a window stands in SELECT and ORDER BY, not in HAVING; put it \
             into a subquery and use its column",
    );
    assert_sql!(update(users::table()).set(users::score, row() * 1.5).all_rows(),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a function over a window stands in SELECT and ORDER BY, not in SET; put it into a \
             subquery and use its column",
    );
    assert_sql!(delete(users::table()).filter(row().gt(2)),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a function over a window stands in SELECT and ORDER BY, not in WHERE; put it into \
             a subquery and use its column",
    );
}

#[test]
fn windows_in_windows() {
    let row = || func::row_number().over(window().order_by(users::id));
    assert_sql!(select(func::rank().over(window().order_by(row()))),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a function over a window is inside of another (in SELECT); compute the inner one \
             in a subquery",
    );
    assert_sql!(select(func::count().over(window().partition_by(row()))).from(users::table()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a function over a window is inside of another (in SELECT); compute the inner one \
             in a subquery",
    );
    assert_sql!(select(func::lag(row(), 1).over(window().order_by(users::id))),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a function over a window is inside of another (in SELECT); compute the inner one \
             in a subquery",
    );
    assert_sql!(select(func::max(func::max(users::age)).over(window())).from(users::table()),
        sqlite | postgres | mysql | ansi: "SELECT MAX(MAX(users.age)) OVER () FROM users",
        mariadb: error
            "MariaDB 11.4 has no functions over windows of all rows as one group; aggregate in \
             a subquery, and put the windows around",
    );
    assert_sql!(select((users::active, func::sum(func::count()).over(window().order_by(users::active)))).group_by(users::active).order_by(users::active),
        sqlite | mysql | ansi:
            "SELECT users.active, SUM(COUNT(*)) OVER (ORDER BY users.active) FROM users GROUP \
             BY users.active ORDER BY users.active",
        postgres:
            "SELECT users.active, CAST(SUM(COUNT(*)) OVER (ORDER BY users.active) AS BIGINT) \
             FROM users GROUP BY users.active ORDER BY users.active",
        mariadb:
            "SELECT users.active, SUM(COUNT(*)) OVER (ORDER BY users.active) FROM users GROUP \
             BY users.active ORDER BY users.active IS NOT NULL, users.active",
    );
}

#[test]
fn aggregates_where_single_rows_are_looked_at() {
    let n = || func::count();
    assert_sql!(select(users::id).filter(n().gt(1) & users::active),
        sqlite | postgres | mysql | mariadb | ansi: error
            "an aggregate stands in WHERE, which looks at single rows; use `.having(…)`, or \
             compare with a subquery",
    );
    assert_sql!(select(n()).from(users::table()).left_join(posts::table(), posts::id.eq(n())),
        sqlite | postgres | mysql | mariadb | ansi: error
            "an aggregate stands in ON, which looks at single rows; compute it in a subquery",
    );
    assert_sql!(select(func::sum(users::age).filter(func::max(users::id).gt(3))),
        sqlite | postgres | mysql | mariadb | ansi: error
            "an aggregate is inside of an aggregate (in SELECT); compute the inner one in a \
             subquery",
    );
    assert_sql!(select(func::max(users::age + func::min(users::age))),
        sqlite | postgres | mysql | mariadb | ansi: error
            "an aggregate is inside of an aggregate (in SELECT); compute the inner one in a \
             subquery",
    );
    assert_sql!(select(n()).group_by(users::age + func::max(users::age)),
        sqlite | postgres | mysql | mariadb | ansi: error
            "an aggregate stands in GROUP BY, which looks at single rows; compute it in a \
             subquery",
    );
    assert_sql!(select((users::id, func::avg(func::sum(users::score)))).group_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi: error
            "an aggregate is inside of an aggregate (in SELECT); compute the inner one in a \
             subquery",
    );
}

#[test]
fn having_without_groups() {
    assert_sql!(select(literal(1).label("one")).from(users::table()).having(literal(true)),
        sqlite | postgres | mysql | mariadb | ansi: error
            "HAVING alone makes one group of all rows; group by something, select an \
             aggregate, or use `.filter(…)`",
    );
    assert_sql!(select(users::id).having(users::id.gt(1)),
        sqlite | postgres | mysql | mariadb | ansi: error
            "HAVING alone makes one group of all rows; group by something, select an \
             aggregate, or use `.filter(…)`\na group has several values of `users.id` (in \
             SELECT); group by it, or take `min`, `max` or `any_value` of it\na group has \
             several values of `users.id` (in HAVING); group by it, or take `min`, `max` or \
             `any_value` of it",
    );
    assert_sql!(select(val("x")).from(users::table()).having(func::max(users::age).gt(1)),
        sqlite | postgres | mysql | mariadb | ansi: error
            "HAVING alone makes one group of all rows; group by something, select an \
             aggregate, or use `.filter(…)`",
    );
    assert_sql!(select(func::max(users::age)).having(func::count().gt(1)),
        sqlite | mysql | mariadb: "SELECT MAX(users.age) FROM users HAVING COUNT(*) > ?" [1],
        postgres: "SELECT MAX(users.age) FROM users HAVING COUNT(*) > $1" [1],
        ansi: "SELECT MAX(users.age) FROM users HAVING COUNT(*) > :p1" [1],
    );
}

#[test]
fn the_type_of_a_default_of_a_window() {
    let by = || window().order_by(users::id);
    assert_sql!(select((users::id, func::lead_or(users::name, 1, "none").over(by()), func::lag_or(users::score, 2, 0.5).over(by()), func::lag_or(users::id, 1, 0).over(by()))).order_by(users::id),
        sqlite:
            "SELECT users.id, LEAD(users.name, 1, ?) OVER (ORDER BY users.id), \
             LAG(users.score, 2e0, ?) OVER (ORDER BY users.id), LAG(users.id, 1, ?) OVER (ORDER \
             BY users.id) FROM users ORDER BY users.id" ["none", 0.5, 0],
        postgres:
            "SELECT users.id, LEAD(users.name, 1, $1) OVER (ORDER BY users.id), \
             LAG(users.score, 2, $2) OVER (ORDER BY users.id), LAG(users.id, 1, $3) OVER (ORDER \
             BY users.id) FROM users ORDER BY users.id" ["none", 0.5, 0],
        mysql:
            "SELECT users.id, LEAD(users.name, 1, ?) OVER (ORDER BY users.id), \
             LAG(users.score, 2, ?) OVER (ORDER BY users.id), LAG(users.id, 1, ?) OVER (ORDER \
             BY users.id) FROM users ORDER BY users.id" ["none", 0.5, 0],
        mariadb: error
            "MariaDB 11.4 has no LAG or LEAD with a value for missing rows (in SELECT)",
        ansi:
            "SELECT users.id, LEAD(users.name, 1, :p1) OVER (ORDER BY users.id), \
             LAG(users.score, 2, :p2) OVER (ORDER BY users.id), LAG(users.id, 1, :p3) OVER \
             (ORDER BY users.id) FROM users ORDER BY users.id" ["none", 0.5, 0],
    );
    assert_sql!(select((users::id, func::lead_or(val(1), 1, None::<i32>).over(by()))).order_by(users::id),
        sqlite:
            "SELECT users.id, LEAD(?, 1, ?) OVER (ORDER BY users.id) FROM users ORDER BY \
             users.id" [1, Value::Null],
        postgres:
            "SELECT users.id, LEAD(CAST($1 AS INTEGER), 1, CAST($2 AS INTEGER)) OVER (ORDER BY \
             users.id) FROM users ORDER BY users.id" [1, Value::Null],
        mysql:
            "SELECT users.id, LEAD(?, 1, CAST(? AS SIGNED)) OVER (ORDER BY users.id) FROM \
             users ORDER BY users.id" [1, Value::Null],
        mariadb: error
            "MariaDB 11.4 has no LAG or LEAD with a value for missing rows (in SELECT)",
        ansi:
            "SELECT users.id, LEAD(:p1, 1, :p2) OVER (ORDER BY users.id) FROM users ORDER BY \
             users.id" [1, Value::Null],
    );
    assert_sql!(select((users::id, func::lag_or(users::boss_id, 1, None::<i64>).over(by()), func::lag_or(users::active, 1, None::<bool>).over(by()))).order_by(users::id),
        sqlite:
            "SELECT users.id, LAG(users.boss_id, 1, ?) OVER (ORDER BY users.id), \
             LAG(users.active, 1, ?) OVER (ORDER BY users.id) FROM users ORDER BY users.id" [Value::Null, Value::Null],
        postgres:
            "SELECT users.id, LAG(users.boss_id, 1, $1) OVER (ORDER BY users.id), \
             LAG(users.active, 1, $2) OVER (ORDER BY users.id) FROM users ORDER BY users.id" [Value::Null, Value::Null],
        mysql:
            "SELECT users.id, LAG(users.boss_id, 1, CAST(? AS SIGNED)) OVER (ORDER BY \
             users.id), LAG(users.active, 1, CAST(? AS SIGNED)) OVER (ORDER BY users.id) FROM \
             users ORDER BY users.id" [Value::Null, Value::Null],
        mariadb: error
            "MariaDB 11.4 has no LAG or LEAD with a value for missing rows (in SELECT)",
        ansi:
            "SELECT users.id, LAG(users.boss_id, 1, :p1) OVER (ORDER BY users.id), \
             LAG(users.active, 1, :p2) OVER (ORDER BY users.id) FROM users ORDER BY users.id" [Value::Null, Value::Null],
    );
}
