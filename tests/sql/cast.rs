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
