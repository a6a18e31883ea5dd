//! Set operations between NULL and values: the values keep their types.

use sqltree::prelude::*;
use sqltree::{Date, Decimal, Uuid};

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn conditions_below_a_null_that_is_bound() {
    assert_sql!(select(val(None::<bool>)).union_all(select(users::active.nullable())),
        sqlite: "SELECT ? UNION ALL SELECT users.active FROM users" [None::<i32>],
        postgres:
            "SELECT CAST($1 AS BOOLEAN) UNION ALL SELECT users.active FROM users" [None::<i32>],
        mysql | mariadb:
            "SELECT CAST(? AS SIGNED) UNION ALL SELECT users.active FROM users" [None::<i32>],
        ansi: "SELECT :p1 UNION ALL SELECT users.active FROM users" [None::<i32>],
    );
}

#[test]
fn numbers_below_nulls_that_are_bound() {
    let money: Decimal = "1.50".parse().unwrap();
    let nulls = (val(None::<f32>), val(None::<Decimal>), val(None::<i16>), val(None::<f64>));
    let numbers = (
        val(1.5f32).nullable(),
        val(money.clone()).nullable(),
        val(7i16).nullable(),
        users::score.nullable(),
    );
    assert_sql!(select(nulls).union_all(select(numbers).filter(users::id.le(2))),
        sqlite:
            error "SQLite has no exact numbers (in SELECT); count in the smallest unit, or send \
             it as text",
        postgres:
            "SELECT CAST($1 AS REAL), CAST($2 AS NUMERIC), CAST($3 AS SMALLINT), CAST($4 AS \
             DOUBLE PRECISION) UNION ALL SELECT CAST($5 AS REAL), CAST($6 AS NUMERIC), CAST($7 \
             AS SMALLINT), users.score FROM users WHERE users.id <= $8" [None::<i32>, None::<i32>, None::<i32>, None::<i32>, 1.5_f32, money.clone(), 7_i16, 2],
        mysql | mariadb:
            "SELECT CAST(? AS FLOAT), CAST(? AS DECIMAL(1, 0)), CAST(? AS SIGNED), CAST(? AS \
             DOUBLE) UNION ALL SELECT ?, CAST(? AS DECIMAL(3, 2)), ?, users.score FROM users \
             WHERE users.id <= ?" [None::<i32>, None::<i32>, None::<i32>, None::<i32>, 1.5_f32, money.clone(), 7_i16, 2],
        ansi:
            "SELECT :p1, :p2, :p3, :p4 UNION ALL SELECT :p5, :p6, :p7, users.score FROM users \
             WHERE users.id <= :p8" [None::<i32>, None::<i32>, None::<i32>, None::<i32>, 1.5_f32, money.clone(), 7_i16, 2],
    );
}

#[test]
fn other_values_below_nulls_that_are_bound() {
    let nulls = (val(None::<Date>), val(None::<Vec<u8>>), val(None::<Uuid>), val(None::<String>));
    let (day, code) = (Date::new(2024, 2, 29).unwrap(), Uuid::from_bytes([7; 16]));
    let values = (
        val(day).nullable(),
        val(vec![0u8, 255]).nullable(),
        val(code).nullable(),
        users::name.nullable(),
    );
    assert_sql!(select(nulls).union_all(select(values).filter(users::id.eq(1))),
        sqlite:
            "SELECT ?, ?, ?, ? UNION ALL SELECT ?, ?, ?, users.name FROM users WHERE users.id = \
             ?" [None::<i32>, None::<i32>, None::<i32>, None::<i32>, day, vec![0u8, 255], code, 1],
        postgres:
            "SELECT CAST($1 AS DATE), CAST($2 AS BYTEA), CAST($3 AS UUID), CAST($4 AS TEXT) \
             UNION ALL SELECT CAST($5 AS DATE), CAST($6 AS BYTEA), CAST($7 AS UUID), users.name \
             FROM users WHERE users.id = $8" [None::<i32>, None::<i32>, None::<i32>, None::<i32>, day, vec![0u8, 255], code, 1],
        mysql | mariadb:
            "SELECT ?, ?, ?, ? UNION ALL SELECT CAST(? AS DATE), CAST(? AS BINARY), CAST(? AS \
             BINARY(16)), users.name FROM users WHERE users.id = ?" [None::<i32>, None::<i32>, None::<i32>, None::<i32>, day, vec![0u8, 255], code, 1],
        ansi:
            "SELECT :p1, :p2, :p3, :p4 UNION ALL SELECT :p5, :p6, :p7, users.name FROM users \
             WHERE users.id = :p8" [None::<i32>, None::<i32>, None::<i32>, None::<i32>, day, vec![0u8, 255], code, 1],
    );
}

#[test]
fn conditions_below_what_is_worked_out_of_null() {
    let never = val(None::<bool>).nullif(false);
    let last = func::last_value(never).over(window().order_by(posts::id));
    assert_sql!(select(last).union_all(select(users::active.nullable())),
        sqlite:
            "SELECT LAST_VALUE(NULLIF(?, ?)) OVER (ORDER BY posts.id) FROM posts UNION ALL \
             SELECT users.active FROM users" [None::<i32>, false],
        postgres:
            "SELECT LAST_VALUE(NULLIF(CAST($1 AS BOOLEAN), CAST($2 AS BOOLEAN))) OVER (ORDER BY \
             posts.id) FROM posts UNION ALL SELECT users.active FROM users" [None::<i32>, false],
        mysql | mariadb:
            "SELECT LAST_VALUE(NULLIF(CAST(? AS SIGNED), ?)) OVER (ORDER BY posts.id) FROM \
             posts UNION ALL SELECT users.active FROM users" [None::<i32>, false],
        ansi:
            "SELECT LAST_VALUE(NULLIF(:p1, :p2)) OVER (ORDER BY posts.id) FROM posts UNION ALL \
             SELECT users.active FROM users" [None::<i32>, false],
    );
}

#[test]
fn the_largest_of_a_set_operation_that_begins_with_null() {
    let both = select(val(None::<f32>).label("n")).union_all(select(val(10f32).nullable()));
    let both = both.union_all(select(val(9f32).nullable())).subquery("both");
    assert_sql!(select(func::max(both.column_at(0))).from(&both),
        sqlite:
            "SELECT MAX(both.n) FROM (SELECT ? AS n UNION ALL SELECT ? UNION ALL SELECT ?) AS \
             both" [None::<i32>, 10.0_f32, 9.0_f32],
        postgres:
            r#"SELECT MAX("both".n) FROM (SELECT CAST($1 AS REAL) AS n UNION ALL SELECT CAST($2 AS REAL) UNION ALL SELECT CAST($3 AS REAL)) AS "both""# [None::<i32>, 10.0_f32, 9.0_f32],
        mysql | mariadb:
            "SELECT MAX(`both`.n) FROM (SELECT CAST(? AS FLOAT) AS n UNION ALL SELECT ? UNION \
             ALL SELECT ?) AS `both`" [None::<i32>, 10.0_f32, 9.0_f32],
        ansi:
            r#"SELECT MAX("both".n) FROM (SELECT :p1 AS n UNION ALL SELECT :p2 UNION ALL SELECT :p3) AS "both""# [None::<i32>, 10.0_f32, 9.0_f32],
    );
}
