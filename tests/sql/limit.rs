//! LIMIT and OFFSET.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::users;

fn ids() -> Select<i64> {
    select(users::id).order_by(users::id)
}

#[test]
fn limit_and_offset_are_bound() {
    assert_sql!(ids().limit(2).offset(1),
        sqlite | mysql | mariadb:
            "SELECT users.id FROM users ORDER BY users.id LIMIT ? OFFSET ?" [2_i64, 1_i64],
        postgres: "SELECT users.id FROM users ORDER BY users.id LIMIT $1 OFFSET $2" [2_i64, 1_i64],
        ansi: "SELECT users.id FROM users ORDER BY users.id LIMIT :p1 OFFSET :p2" [2_i64, 1_i64],
    );
    assert_sql!(ids().limit(5).limit(0),
        sqlite | mysql | mariadb: "SELECT users.id FROM users ORDER BY users.id LIMIT ?" [0_i64],
        postgres: "SELECT users.id FROM users ORDER BY users.id LIMIT $1" [0_i64],
        ansi: "SELECT users.id FROM users ORDER BY users.id LIMIT :p1" [0_i64],
    );
}

#[test]
fn offset_alone_gets_the_limit_that_the_dialect_demands() {
    assert_sql!(ids().offset(4),
        sqlite: "SELECT users.id FROM users ORDER BY users.id LIMIT -1 OFFSET ?" [4_i64],
        postgres: "SELECT users.id FROM users ORDER BY users.id OFFSET $1" [4_i64],
        mysql | mariadb: "SELECT users.id FROM users ORDER BY users.id \
            LIMIT 18446744073709551615 OFFSET ?" [4_i64],
        ansi: "SELECT users.id FROM users ORDER BY users.id OFFSET :p1" [4_i64],
    );
}

#[test]
fn a_limit_past_what_the_engine_counts_is_refused() {
    let query = ids().limit(u64::MAX);
    assert!(query.compile(&MySql::default()).is_ok());
    let error = query.compile(&Sqlite::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidValue);
    assert_eq!(
        crate::support::expect::messages(&error),
        "an integer past 9223372036854775807 (in LIMIT) does not fit in SQLite"
    );
}

#[test]
fn a_number_of_rows_can_be_worked_out() {
    let query = || select(users::id).order_by(users::id);
    crate::assert_sql!(query().limit_to(val(1) + 1).offset_to(literal(1)),
        sqlite: "SELECT users.id FROM users ORDER BY users.id LIMIT MAX(? + ?, 0) OFFSET 1" [1, 1],
        postgres:
            "SELECT users.id FROM users ORDER BY users.id LIMIT CAST($1 AS INTEGER) + CAST($2 \
             AS INTEGER) OFFSET 1" [1, 1],
        mysql:
            error "MySQL 8.4 has no LIMIT or OFFSET by an expression (in LIMIT); give a value \
             or a parameter",
        mariadb:
            error "MariaDB 11.4 has no LIMIT or OFFSET by an expression (in LIMIT); give a \
             value or a parameter",
        ansi: "SELECT users.id FROM users ORDER BY users.id LIMIT :p1 + :p2 OFFSET 1" [1, 1],
    );
    crate::assert_sql!(query().limit_to(literal(2_i64)),
        sqlite | mysql | mariadb | ansi: "SELECT users.id FROM users ORDER BY users.id LIMIT 2",
        postgres: "SELECT users.id FROM users ORDER BY users.id LIMIT CAST('2' AS BIGINT)",
    );
    crate::assert_sql!(query().limit_to(users::age),
        sqlite | postgres | mysql | mariadb | ansi:
            error "LIMIT may be NULL here, which engines take in different ways; use \
             `coalesce`",
    );
    crate::assert_sql!(query().limit_to(-1),
        sqlite | postgres | mysql | mariadb | ansi:
            error "LIMIT takes a number of rows, which is not negative",
    );
    crate::assert_sql!(query().limit_to("two"),
        sqlite | postgres | mysql | mariadb | ansi:
            error "LIMIT takes a number of rows; give an integer",
    );
    crate::assert_sql!(query().limit_to(users::id),
        sqlite | postgres | mysql | mariadb | ansi:
            error "LIMIT is the same for all rows; give it no columns",
    );
    crate::assert_sql!(query().limit_to(select(func::count()).from(users::table()).scalar()),
        sqlite | postgres | mysql | mariadb | ansi:
            error "LIMIT may be NULL here, which engines take in different ways; use \
             `coalesce`",
    );
}

#[test]
fn a_number_of_rows_can_come_late() {
    for dialect in sqltree::dialects::all() {
        let query = select(users::id).limit_to(param::<i64>("n")).offset_to(param::<i64>("m"));
        let mut compiled = query.compile(dialect).unwrap();
        compiled.bind("n", 3_i64).unwrap();
        compiled.bind("m", 1_i64).unwrap();
        assert_eq!(compiled.params(), [Value::I64(3), Value::I64(1)]);
    }
}
