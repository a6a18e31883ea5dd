//! Integers in the text beside exact numbers, given on by a function: MariaDB has no room for all of their
//! digits there.

use sqltree::Decimal;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::users;

/// One and a half.
fn exact() -> Expr {
    literal("1.5".parse::<Decimal>().expect("digits")).dynamic()
}

#[test]
pub fn a_function_gives_all_digits_on() {
    let numbers = (
        func::abs(literal(100)).dynamic(),
        func::nullif(literal(100), 1).dynamic(),
        func::floor(select(literal(100)).scalar()).dynamic(),
        func::abs(literal(-100)).dynamic(),
        func::coalesce(literal(100), 7).dynamic(),
        func::round_to(literal(100), 3).dynamic(),
    );
    let below = (exact(), exact(), exact(), exact(), exact(), exact());
    assert_sql!(select(numbers).union_all(select(below)),
        sqlite: error "SQLite 3.54 has no function like `round_to` (in SELECT); round it in the program\nSQLite has no exact numbers (in SELECT); count in the smallest unit, or send it as text",
        postgres: "SELECT ABS(100), NULLIF(100, CAST($1 AS INTEGER)), COALESCE((SELECT 100)), ABS(-100), COALESCE(100, CAST($2 AS INTEGER)), ROUND(100, 3) UNION ALL SELECT CAST('1.5' AS NUMERIC), CAST('1.5' AS NUMERIC), CAST('1.5' AS NUMERIC), CAST('1.5' AS NUMERIC), CAST('1.5' AS NUMERIC), CAST('1.5' AS NUMERIC)" [1, 7],
        mysql: "SELECT ABS(100), NULLIF(100, ?), COALESCE((SELECT 100)), ABS(-100), COALESCE(100, ?), ROUND(100, 3) UNION ALL SELECT CAST('1.5' AS DECIMAL(2, 1)), CAST('1.5' AS DECIMAL(2, 1)), CAST('1.5' AS DECIMAL(2, 1)), CAST('1.5' AS DECIMAL(2, 1)), CAST('1.5' AS DECIMAL(2, 1)), CAST('1.5' AS DECIMAL(2, 1))" [1, 7],
        mariadb: "SELECT ABS(100 + 0), NULLIF(100 + 0, ?), COALESCE((SELECT 100) + 0), ABS(-100), COALESCE(100, ?), ROUND(100 + 0, 3) UNION ALL SELECT CAST('1.5' AS DECIMAL(2, 1)), CAST('1.5' AS DECIMAL(2, 1)), CAST('1.5' AS DECIMAL(2, 1)), CAST('1.5' AS DECIMAL(2, 1)), CAST('1.5' AS DECIMAL(2, 1)), CAST('1.5' AS DECIMAL(2, 1))" [1, 7],
        ansi: "SELECT ABS(100), NULLIF(100, :p1), FLOOR((SELECT 100)), ABS(-100), COALESCE(100, :p2), ROUND(100, 3) UNION ALL SELECT CAST('1.5' AS DECIMAL(2, 1)), CAST('1.5' AS DECIMAL(2, 1)), CAST('1.5' AS DECIMAL(2, 1)), CAST('1.5' AS DECIMAL(2, 1)), CAST('1.5' AS DECIMAL(2, 1)), CAST('1.5' AS DECIMAL(2, 1))" [1, 7],
    );
}

#[test]
pub fn an_aggregate_or_a_window_gives_all_digits_on() {
    let first = func::first_value(literal(100)).over(window().order_by(users::id)).dynamic();
    let most = func::max(literal(100)).dynamic();
    let of_users = select(first).filter(users::id.eq(1));
    assert_sql!(of_users.union_all(select(most)).union_all(select(exact())),
        sqlite: error "SQLite has no exact numbers (in SELECT); count in the smallest unit, or send it as text",
        postgres: "SELECT FIRST_VALUE(100) OVER (ORDER BY users.id) FROM users WHERE users.id = $1 UNION ALL SELECT MAX(100) UNION ALL SELECT CAST('1.5' AS NUMERIC)" [1],
        mysql: "SELECT FIRST_VALUE(100) OVER (ORDER BY users.id) FROM users WHERE users.id = ? UNION ALL SELECT MAX(100) UNION ALL SELECT CAST('1.5' AS DECIMAL(2, 1))" [1],
        mariadb: "SELECT FIRST_VALUE(100 + 0) OVER (ORDER BY users.id) FROM users WHERE users.id = ? UNION ALL SELECT MAX(100 + 0) UNION ALL SELECT CAST('1.5' AS DECIMAL(2, 1))" [1],
        ansi: "SELECT FIRST_VALUE(100) OVER (ORDER BY users.id) FROM users WHERE users.id = :p1 UNION ALL SELECT MAX(100) UNION ALL SELECT CAST('1.5' AS DECIMAL(2, 1))" [1],
    );
}
