//! Arrays: one parameter for many values.

use sqltree::dialects::postgres::PostgresArray;
use sqltree::prelude::*;
use sqltree::{Array, Tag};

use crate::assert_sql;
use crate::support::live::Live;
use crate::support::tables::users;

#[test]
fn any_of_an_array_is_one_parameter() {
    let query = select(users::id)
        .filter(users::id.eq_any(vec![1_i64, 3, 9]) & users::age.ne_all(vec![Some(17)]))
        .order_by(users::id);
    assert_sql!(query,
        sqlite:
            error "SQLite 3.54 has no arrays (in WHERE); use `.is_in(…)`; keep lists as rows of \
             a table of their own",
        postgres:
            "SELECT users.id FROM users WHERE users.id = ANY ($1) AND users.age <> ALL ($2) \
             ORDER BY users.id" [vec![1_i64, 3, 9], vec![Some(17)]],
        mysql:
            error "MySQL 8.4 has no arrays (in WHERE); use `.is_in(…)`; keep lists as rows of a \
             table of their own",
        mariadb:
            error "MariaDB 11.4 has no arrays (in WHERE); use `.is_in(…)`; keep lists as rows \
             of a table of their own",
        ansi:
            "SELECT users.id FROM users WHERE users.id = ANY (:p1) AND users.age <> ALL (:p2) \
             ORDER BY users.id" [vec![1_i64, 3, 9], vec![Some(17)]],
    );
}

#[test]
fn arrays_alone_say_their_type() {
    let words = vec![Some("a'\\".to_owned()), None];
    let query = select((val(words.clone()).label("a"), literal(words.clone()).label("b")));
    assert_sql!(query,
        sqlite:
            error "SQLite has no arrays (in SELECT); use `.is_in(…)`; keep lists as rows of a \
             table of their own",
        postgres:
            r#"SELECT CAST($1 AS TEXT[]) AS a, CAST(ARRAY[ E'a''\\', NULL] AS TEXT[]) AS b"# [words.clone()],
        mysql:
            error "MySQL has no arrays (in SELECT); use `.is_in(…)`; keep lists as rows of a \
             table of their own",
        mariadb:
            error "MariaDB has no arrays (in SELECT); use `.is_in(…)`; keep lists as rows of a \
             table of their own",
        ansi: r#"SELECT :p1 AS a, ARRAY['a''\', NULL] AS b"# [words],
    );
    assert_sql!(select((literal(Vec::<i64>::new()).label("a"), literal(vec![i64::MIN]).label("b"))),
        sqlite:
            error "SQLite has no arrays (in SELECT); use `.is_in(…)`; keep lists as rows of a \
             table of their own",
        postgres:
            "SELECT CAST(ARRAY[] AS BIGINT[]) AS a, CAST(ARRAY[CAST('-9223372036854775808' AS \
             BIGINT)] AS BIGINT[]) AS b",
        mysql:
            error "MySQL has no arrays (in SELECT); use `.is_in(…)`; keep lists as rows of a \
             table of their own",
        mariadb:
            error "MariaDB has no arrays (in SELECT); use `.is_in(…)`; keep lists as rows of a \
             table of their own",
        ansi: "SELECT ARRAY[] AS a, ARRAY[(-9223372036854775807 - 1)] AS b",
    );
}

#[test]
fn columns_of_arrays() {
    let t = Table::new("t")
        .column("words", Type::Array(Tag::Text))
        .column("n", Type::Array(Tag::Integer));
    assert_sql!(create_table(t),
        sqlite:
            error "SQLite 3.54 has no arrays (in CREATE TABLE); use `.is_in(…)`; keep lists as \
             rows of a table of their own",
        postgres: "CREATE TABLE t (words TEXT[], n INTEGER[])",
        mysql:
            error "MySQL 8.4 has no arrays (in CREATE TABLE); use `.is_in(…)`; keep lists as \
             rows of a table of their own",
        mariadb:
            error "MariaDB 11.4 has no arrays (in CREATE TABLE); use `.is_in(…)`; keep lists as \
             rows of a table of their own",
        ansi: "CREATE TABLE t (words CLOB ARRAY, n INTEGER ARRAY)",
    );
}

#[test]
fn arrays_of_two_types_do_not_go_together() {
    let t = Table::new("t").column("n", Type::Array(Tag::Integer));
    assert_sql!(select([t.col("n")]).filter(t.col("n").eq(vec![5_i64])),
        sqlite:
            error "column `n` is an array of INTEGER, the other one of BIGINT (in WHERE); give \
             values of one type, or cast them\n\
             SQLite has no arrays (in WHERE); \
             use `.is_in(…)`; keep lists as rows of a table of their own",
        postgres | ansi:
            error "column `n` is an array of INTEGER, the other one of BIGINT (in WHERE); give \
             values of one type, or cast them",
        mysql:
            error "column `n` is an array of INTEGER, the other one of BIGINT (in WHERE); give \
             values of one type, or cast them\n\
             MySQL has no arrays (in WHERE); \
             use `.is_in(…)`; keep lists as rows of a table of their own",
        mariadb:
            error "column `n` is an array of INTEGER, the other one of BIGINT (in WHERE); give \
             values of one type, or cast them\n\
             MariaDB has no arrays (in WHERE); \
             use `.is_in(…)`; keep lists as rows of a table of their own",
    );
    assert_eq!(Array::new(Tag::Integer, vec![Value::from(vec![5_i64])]), None);
}

#[test]
fn an_array_comes_late_as_one_value() {
    let query = select(users::id).filter(users::id.eq_any(param::<Vec<i64>>("ids")));
    let mut compiled = query.compile(&Postgres::default()).unwrap();
    compiled.bind("ids", vec![5_i64, 7]).unwrap();
    assert_eq!(compiled.sql(), "SELECT users.id FROM users WHERE users.id = ANY ($1)");
    assert_eq!(compiled.params(), [Value::from(vec![5_i64, 7])]);
}

#[test]
fn what_is_in_arrays() {
    let three = || val(vec![3_i64, 1, 2]);
    let words = || literal(vec![Some("a".to_owned()), None]);
    let query = select((
        three().item(1),
        three().item(9),
        words().item(2),
        three().slice(2, 9),
        words().length(),
        three().joined(vec![5_i64]),
        three().contains_all(vec![1_i64, 2]),
        words().contains_all(vec![None::<String>]),
        three().contained_in(vec![1_i64]),
        three().overlaps(literal(vec![2_i64, 7])),
        val(None::<Vec<i64>>).overlaps(vec![1_i64]),
    ));
    let row = Live::Postgres.with(|conn| conn.fetch_one(&query).expect("a row"));
    let (yes, no) = (Some(true), Some(false));
    assert_eq!(
        row,
        (
            Some(3),
            None,
            None,
            Some(vec![1, 2]),
            Some(2),
            Some(vec![3, 1, 2, 5]),
            yes,
            no,
            no,
            yes,
            None,
        )
    );
}

#[test]
fn arrays_with_something_in_common() {
    let ids = func::call("array_remove", (literal(vec![1_i64, 2]), users::id)).typed::<Vec<i64>>();
    let query =
        select((users::id, ids.item(1))).filter(ids.overlaps(vec![1_i64])).order_by(users::id);
    let way_out = "use `.is_in(…)`; keep lists as rows of a table of their own";
    for (dialect, name) in [
        (&Sqlite::default() as &dyn sqltree::dialect::Dialect, "SQLite 3.54"),
        (&MySql::default(), "MySQL 8.4"),
        (&MariaDb::default(), "MariaDB 11.4"),
    ] {
        let error = query.compile(dialect).unwrap_err().to_string();
        assert!(error.contains(&format!("{name} has no arrays (in SELECT); {way_out}")), "{error}");
    }
    assert_eq!(
        query.compile(&Postgres::default()).unwrap().sql(),
        "SELECT users.id, (array_remove(CAST(ARRAY[CAST('1' AS BIGINT), CAST('2' AS BIGINT)] AS BIGINT[]), \
         users.id))[$1] FROM users \
         WHERE array_remove(CAST(ARRAY[CAST('1' AS BIGINT), CAST('2' AS BIGINT)] AS BIGINT[]), users.id) \
         && $2 ORDER BY users.id"
    );
    let rows = Live::Postgres.with(|conn| conn.fetch_all(&query).expect("rows"));
    assert_eq!(rows[..2], [(2, Some(1)), (3, Some(1))]);
}
