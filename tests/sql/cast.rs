//! CAST.

use sqltree::prelude::*;

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
