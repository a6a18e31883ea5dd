//! CAST.

use sqltree::prelude::*;
use sqltree::{Date, Interval, Json, Time, Uuid};

use crate::assert_sql;
use crate::support::tables::users;

#[test]
fn each_dialect_names_the_type() {
    let query = select((
        users::age.cast::<String>().label("t"),
        users::id.cast::<f64>().label("d"),
        val("12").cast::<i64>().label("n"),
    ))
    .filter(users::id.eq(1));
    assert_sql!(query,
        sqlite: "SELECT CAST(users.age AS TEXT) AS t, CAST(users.id AS REAL) AS d, \
            CAST(? AS INTEGER) AS n FROM users WHERE users.id = ?" ["12", 1],
        postgres: "SELECT CAST(users.age AS TEXT) AS t, CAST(users.id AS DOUBLE PRECISION) AS d, \
            CAST($1 AS BIGINT) AS n FROM users WHERE users.id = $2" ["12", 1],
        mysql | mariadb: "SELECT CAST(users.age AS CHAR) AS t, CAST(users.id AS DOUBLE) AS d, \
            CAST(? AS SIGNED) AS n FROM users WHERE users.id = ?" ["12", 1],
        ansi: "SELECT CAST(users.age AS CLOB) AS t, CAST(users.id AS DOUBLE \
            PRECISION) AS d, CAST(:p1 AS BIGINT) AS n FROM users WHERE users.id = :p2"
            ["12", 1],
    );
}

#[test]
fn a_type_that_the_dialect_lacks_is_refused() {
    let compile = |dialect: &dyn sqltree::dialect::Dialect| {
        select(users::name.cast_as(Type::Uuid)).compile(dialect)
    };
    let error = compile(&Sqlite::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported(sqltree::Feature::ColumnType));
    let postgres = compile(&Postgres::default()).unwrap();
    assert_eq!(postgres.sql(), "SELECT CAST(users.name AS UUID) FROM users");
    assert!(compile(&MySql::default()).is_err());
    assert!(compile(&MariaDb::default()).is_err());
}

#[test]
fn a_native_type_is_a_name_and_nothing_else() {
    let cast = |name: &'static str| {
        select(users::name.cast_as(Type::Native(name.into()))).compile(&Postgres::default())
    };
    assert_eq!(
        cast("varchar(3)").unwrap().sql(),
        "SELECT CAST(users.name AS varchar(3)) FROM users"
    );
    for hostile in ["int) FROM users; --", "int; drop table users", "", " ", "a'b", ")(", "x\"y"] {
        assert_eq!(cast(hostile).unwrap_err().kind(), ErrorKind::InvalidName, "{hostile}");
    }
}

#[test]
fn numbers_lose_their_fraction_and_conditions_are_one_or_zero() {
    let query = select((
        users::id,
        users::score.cast::<i64>().label("whole"),
        (users::score * 0.3).cast::<i32>().label("third"),
        users::active.cast::<i64>().label("number"),
        users::active.cast::<f64>().label("double"),
        users::active.cast::<String>().label("text"),
        users::score.cast::<bool>().label("truth"),
        users::boss_id.cast::<bool>().label("boss"),
    ))
    .filter(users::id.ne(4))
    .order_by(users::id);
    assert_sql!(query,
        sqlite: "SELECT users.id, CAST(users.score AS INTEGER) AS whole, CAST(users.score * ? \
            AS INTEGER) AS third, CAST(users.active AS INTEGER) AS number, CAST(users.active AS \
            REAL) AS double, CASE WHEN users.active THEN 'true' WHEN NOT users.active THEN \
            'false' END AS text, users.score <> 0 AS truth, users.boss_id <> 0 AS boss FROM \
            users WHERE users.id <> ? ORDER BY users.id" [0.3, 4],
        postgres: "SELECT users.id, CAST(TRUNC(users.score) AS BIGINT) AS whole, \
            CAST(TRUNC(users.score * $1) AS INTEGER) AS third, CAST(CAST(users.active AS \
            INTEGER) AS BIGINT) AS number, CAST(CAST(users.active AS INTEGER) AS DOUBLE \
            PRECISION) AS double, CAST(users.active AS TEXT) AS text, users.score <> 0 AS \
            truth, users.boss_id <> 0 AS boss FROM users WHERE users.id <> $2 ORDER BY users.id"
            [0.3, 4],
        mysql | mariadb: "SELECT users.id, CAST(TRUNCATE(users.score, 0) AS SIGNED) AS whole, \
            CAST(TRUNCATE(users.score * ?, 0) AS SIGNED) AS third, CAST(users.active AS SIGNED) \
            AS number, CAST(users.active AS DOUBLE) AS `double`, CASE WHEN users.active THEN \
            'true' WHEN NOT users.active THEN 'false' END AS text, users.score <> 0 AS truth, \
            users.boss_id <> 0 AS boss FROM users WHERE users.id <> ? ORDER BY users.id" [0.3, 4],
        ansi: "SELECT users.id, CAST(users.score AS BIGINT) AS whole, CAST(users.score * :p1 AS \
            INTEGER) AS third, CAST(users.active AS BIGINT) AS number, CAST(users.active AS \
            DOUBLE PRECISION) AS double, CAST(users.active AS CLOB) AS text, CAST(users.score \
            AS BOOLEAN) AS truth, CAST(users.boss_id AS BOOLEAN) AS boss FROM users WHERE \
            users.id <> :p2 ORDER BY users.id" [0.3, 4],
    );
    assert_sql!(select((val(2.5).cast::<i64>().label("a"), val(true).cast::<i64>().label("b"), (!val(7).cast::<bool>()).label("c"))),
        sqlite: "SELECT CAST(? AS INTEGER) AS a, CAST(? AS INTEGER) AS b, NOT (? <> 0) AS c"
            [2.5, true, 7],
        postgres: "SELECT CAST(TRUNC(CAST($1 AS DOUBLE PRECISION)) AS BIGINT) AS a, \
            CAST(CAST(CAST($2 AS BOOLEAN) AS INTEGER) AS BIGINT) AS b, NOT (CAST($3 AS INTEGER) \
            <> 0) AS c" [2.5, true, 7],
        mysql | mariadb: "SELECT CAST(TRUNCATE(?, 0) AS SIGNED) AS a, CAST(? AS SIGNED) AS b, \
            NOT (? <> 0) AS c" [2.5, true, 7],
        ansi: "SELECT CAST(:p1 AS BIGINT) AS a, CAST(:p2 AS BIGINT) AS b, NOT (CAST(:p3 AS \
            BOOLEAN)) AS c" [2.5, true, 7],
    );
}

#[test]
fn uuids_and_bytes_as_texts() {
    let id = || "00112233-4455-6677-8899-aabbccddeeff".parse::<Uuid>().unwrap();
    let text = val(id()).cast::<String>();
    assert_sql!(select((text.eq("00112233-4455-6677-8899-aabbccddeeff"), val(None::<Uuid>).cast::<Option<String>>())),
        sqlite: "SELECT CASE WHEN ? IS NOT NULL THEN LOWER(SUBSTR(HEX(?), 1, 8) || '-' || \
             SUBSTR(HEX(?), 9, 4) || '-' || SUBSTR(HEX(?), 13, 4) || '-' || SUBSTR(HEX(?), 17, 4) \
             || '-' || SUBSTR(HEX(?), 21)) END = ?, CASE WHEN ? IS NOT NULL THEN \
             LOWER(SUBSTR(HEX(?), 1, 8) || '-' || SUBSTR(HEX(?), 9, 4) || '-' || SUBSTR(HEX(?), \
             13, 4) || '-' || SUBSTR(HEX(?), 17, 4) || '-' || SUBSTR(HEX(?), 21)) END" [id(), id(), id(), id(), id(), id(), "00112233-4455-6677-8899-aabbccddeeff", Value::Null, Value::Null, Value::Null, Value::Null, Value::Null, Value::Null],
        postgres: "SELECT CAST($1 AS TEXT) = $2, CAST($3 AS TEXT)" [id(), "00112233-4455-6677-8899-aabbccddeeff", Value::Null],
        mysql | mariadb: "SELECT INSERT(INSERT(INSERT(INSERT(LOWER(HEX(CAST(? AS BINARY(16)))), 21, 0, '-'), \
             17, 0, '-'), 13, 0, '-'), 9, 0, '-') = ?, INSERT(INSERT(INSERT(INSERT(LOWER(HEX(?)), \
             21, 0, '-'), 17, 0, '-'), 13, 0, '-'), 9, 0, '-')" [id(), "00112233-4455-6677-8899-aabbccddeeff", Value::Null],
        ansi: "SELECT CAST(:p1 AS CLOB) = :p2, CAST(:p3 AS CLOB)" [id(), "00112233-4455-6677-8899-aabbccddeeff", Value::Null],
    );
    let raw = val("é\\1".as_bytes().to_vec());
    assert_sql!(select((raw.cast::<String>(), val("é\\1").cast::<Vec<u8>>())),
        sqlite: "SELECT CAST(? AS TEXT), CAST(? AS BLOB)" ["é\\1".as_bytes().to_vec(), "é\\1"],
        postgres: "SELECT CONVERT_FROM(CAST($1 AS BYTEA), 'UTF8'), CONVERT_TO(CAST($2 AS TEXT), 'UTF8')" ["é\\1".as_bytes().to_vec(), "é\\1"],
        mysql | mariadb: "SELECT CAST(CAST(? AS BINARY) AS CHAR), CAST(? AS BINARY)" ["é\\1".as_bytes().to_vec(), "é\\1"],
        ansi: "SELECT CAST(:p1 AS CLOB), CAST(:p2 AS BLOB)" ["é\\1".as_bytes().to_vec(), "é\\1"],
    );
}

#[test]
fn what_no_engine_converts_or_each_in_its_own_way() {
    assert_sql!(select(users::id.cast::<Date>()),
        sqlite | postgres | mysql | mariadb | ansi: error "column `id` is BIGINT, which is not cast to DATE (in SELECT); convert it in \
             the program, or by a function of the engine",
    );
    let bytes = val(b"ab".to_vec());
    assert_sql!(select((users::active.cast::<Uuid>(), bytes.cast::<i64>())).from(users::table()),
        sqlite | postgres | mysql | mariadb | ansi: error "column `active` is BOOLEAN, which is not cast to UUID (in SELECT); convert it \
             in the program, or by a function of the engine\nthe value is BYTES, which is not cast \
             to BIGINT (in SELECT); convert it in the program, or by a function of the engine",
    );
    let day = val(Date::new(2024, 2, 29).unwrap());
    assert_sql!(select((users::score.cast::<Json>(), day.cast::<Time>(), day.cast::<i64>())),
        sqlite | postgres | mysql | mariadb | ansi: error "column `score` is DOUBLE PRECISION, which is not cast to JSON (in SELECT); \
             convert it in the program, or by a function of the engine\nthe value is DATE, which \
             is not cast to TIME (in SELECT); convert it in the program, or by a function of the \
             engine\nthe value is DATE, which is not cast to BIGINT (in SELECT); convert it in the \
             program, or by a function of the engine",
    );
    assert_sql!(select(val(Interval::from_micros(5)).cast::<String>()),
        sqlite | postgres | mysql | mariadb | ansi: error "the value is INTERVAL, which is not cast to TEXT (in SELECT); convert it in \
             the program, or by a function of the engine",
    );
    assert_sql!(select(users::score.cast::<f32>()),
        sqlite: error "SQLite 3.54 has no type like `Real` (in SELECT); keep exact numbers as \
             integers of the smallest unit, or as text",
        postgres | ansi: "SELECT CAST(users.score AS REAL) FROM users",
        mysql: error "MySQL 8.4 has no type like `Real` (in SELECT)",
        mariadb: error "MariaDB 11.4 has no type like `Real` (in SELECT)",
    );
}
