//! Bound values that an engine cannot take.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::users;

#[test]
fn integers_past_the_signed_range() {
    assert_sql!(select(users::id).filter(users::id.eq(u64::MAX)),
        sqlite: error "an integer past 9223372036854775807 (in WHERE) does not fit in SQLite",
        postgres: "SELECT users.id FROM users WHERE users.id = $1" [u64::MAX],
        mysql | mariadb: "SELECT users.id FROM users WHERE users.id = ?" [u64::MAX],
        ansi: "SELECT users.id FROM users WHERE users.id = :p1" [u64::MAX],
    );
    assert_sql!(select(users::id).filter(users::id.eq(7_u64)),
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE users.id = ?" [7_u64],
        postgres: "SELECT users.id FROM users WHERE users.id = $1" [7_u64],
        ansi: "SELECT users.id FROM users WHERE users.id = :p1" [7_u64],
    );
}

#[test]
fn huge_integers_are_exact_numbers_on_postgresql() {
    let query = select((
        val(u64::MAX).cast::<String>().label("a"),
        literal(u64::MAX).cast::<String>().label("b"),
        literal(u64::MAX).div_trunc(10_u64).cast::<String>().label("c"),
        (literal(u64::MAX) % 10_u64).label("d"),
    ));
    assert_sql!(query,
        sqlite: error "an integer past 9223372036854775807 (in SELECT) does not fit in SQLite",
        postgres:
            "SELECT CAST($1 AS TEXT) AS a, CAST(CAST('18446744073709551615' AS NUMERIC) AS \
             TEXT) AS b, CAST(DIV(CAST('18446744073709551615' AS NUMERIC), NULLIF(CAST($2 AS \
             BIGINT), 0)) AS TEXT) AS c, CAST('18446744073709551615' AS NUMERIC) % \
             NULLIF(CAST($3 AS BIGINT), 0) AS d" [18446744073709551615_u64, 10_u64, 10_u64],
        mysql | mariadb:
            "SELECT CAST(? AS CHAR) AS a, CAST(CAST('18446744073709551615' AS UNSIGNED) AS \
             CHAR) AS b, CAST(CAST('18446744073709551615' AS UNSIGNED) DIV NULLIF(?, 0) + 0 AS \
             CHAR) AS c, CAST('18446744073709551615' AS UNSIGNED) % NULLIF(?, 0) AS d" [18446744073709551615_u64, 10_u64, 10_u64],
        ansi:
            "SELECT CAST(:p1 AS CLOB) AS a, CAST(18446744073709551615 AS CLOB) AS b, \
             CAST(18446744073709551615 / NULLIF(:p2, 0) AS CLOB) AS c, \
             MOD(18446744073709551615, NULLIF(:p3, 0)) AS d" [18446744073709551615_u64, 10_u64, 10_u64],
    );
    let t = Table::new("t").column("n", Type::UnsignedBigInt);
    let made = create_table(t).compile(&Postgres::default()).unwrap();
    assert_eq!(made.sql(), "CREATE TABLE t (n NUMERIC(20, 0))");
}

#[test]
fn numbers_that_are_none() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_sql!(select(users::id).filter(users::score.eq(number)),
            sqlite: error "NaN or infinity (in WHERE) cannot be stored by SQLite; use NULL",
            postgres: "SELECT users.id FROM users WHERE users.score = $1" [number],
            mysql: error "NaN or infinity (in WHERE) cannot be stored by MySQL; use NULL",
            mariadb: error "NaN or infinity (in WHERE) cannot be stored by MariaDB; use NULL",
            ansi: "SELECT users.id FROM users WHERE users.score = :p1" [number],
        );
    }
}

#[test]
fn a_nul_in_text() {
    assert_sql!(select(users::id).filter(users::name.eq("a\0b")),
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE users.name = ?" ["a\0b"],
        postgres: error "a text with a NUL (in WHERE) cannot be stored by PostgreSQL; send it as \
            bytes",
        ansi: "SELECT users.id FROM users WHERE users.name = :p1" ["a\0b"],
    );
}

#[test]
fn values_never_show_in_messages_or_debug() {
    let secret = "hunter2\0";
    let query = select(users::id).filter(users::name.eq(secret));
    let error = query.compile(&Postgres::default()).unwrap_err();
    assert!(!error.to_string().contains("hunter2"));
    assert!(!format!("{error:?} {query:?}").contains("hunter2"));
    let compiled = query.compile(&Sqlite::default()).unwrap();
    assert!(!format!("{compiled:?}").contains("hunter2"));
}

#[test]
fn bytes_are_no_text() {
    let query = select((
        val(b"a".as_slice()).eq(b"A".as_slice()).label("same"),
        val(vec![0_u8, 255]).label("raw"),
    ));
    assert_sql!(query,
        sqlite: "SELECT ? = ? AS same, ? AS raw" [vec![97_u8], vec![65_u8], vec![0, 255_u8]],
        postgres: "SELECT CAST($1 AS BYTEA) = CAST($2 AS BYTEA) AS same, CAST($3 AS BYTEA) AS raw"
            [vec![97_u8], vec![65_u8], vec![0, 255_u8]],
        mysql | mariadb: "SELECT CAST(? AS BINARY) = CAST(? AS BINARY) AS same, CAST(? AS BINARY) AS \
                         raw" [vec![97_u8], vec![65_u8], vec![0, 255_u8]],
        ansi: "SELECT :p1 = :p2 AS same, :p3 AS raw" [vec![97_u8], vec![65_u8], vec![0, 255_u8]],
    );
}
