//! Names: quoted when they must be, whatever is in them, and refused when no engine takes them.

use sqltree::dialect::Dialect;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::expect::messages;
use crate::support::tables::{odd, users};

#[test]
fn keywords_upper_case_and_odd_characters_are_quoted() {
    let alias = odd::alias("from");
    let query =
        select((odd::id, odd::group, alias.col(odd::select))).from(odd::table()).cross_join(&alias);
    let sql = |dialect: &dyn Dialect| query.compile(dialect).unwrap().into_parts().0;
    let quoted = r#"SELECT "order".id, "order"."Group", "from"."se`l""ect" FROM "order" CROSS JOIN "order" AS "from""#;
    assert_eq!(sql(&Sqlite::default()), quoted);
    assert_eq!(sql(&Postgres::default()), quoted);
    let backticks = r#"SELECT `order`.id, `order`.`Group`, `from`.`se``l"ect` FROM `order` CROSS JOIN `order` AS `from`"#;
    assert_eq!(sql(&MySql::default()), backticks);
    assert_eq!(sql(&MariaDb::default()), backticks);
}

#[test]
fn keywords_differ_by_dialect() {
    let table = Table::new("t").column("rank", Type::Integer).column("user", Type::Integer);
    let query = select([table.col("rank"), table.col("user")]);
    let sql = |dialect: &dyn Dialect| query.compile(dialect).unwrap().into_parts().0;
    assert_eq!(sql(&Sqlite::default()), "SELECT t.rank, t.user FROM t");
    assert_eq!(sql(&Postgres::default()), r#"SELECT t.rank, t."user" FROM t"#);
    assert_eq!(sql(&MySql::default()), "SELECT t.`rank`, t.user FROM t");
}

#[test]
fn all_names_are_quoted_on_request() {
    let query = select(users::id.label("n")).filter(users::id.eq(1));
    let options = Options::new().quoting(Quoting::Always);
    let sql = |dialect: &dyn Dialect| query.compile_with(dialect, options).unwrap().into_parts().0;
    assert_eq!(
        sql(&Postgres::default()),
        r#"SELECT "users"."id" AS "n" FROM "users" WHERE "users"."id" = $1"#
    );
    assert_eq!(
        sql(&MySql::default()),
        "SELECT `users`.`id` AS `n` FROM `users` WHERE `users`.`id` = ?"
    );
}

#[test]
fn names_that_no_engine_takes_are_refused() {
    let name = |name: &str| select(val(1).label(name));
    for dialect in sqltree::dialects::all() {
        let error = name("").compile(dialect).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidName);
        assert_eq!(messages(&error), "a name is empty (in SELECT)");
        let error = name("a\0b").compile(dialect).unwrap_err();
        assert_eq!(messages(&error), "the name `a\\0b` has a NUL in it (in SELECT)");
    }
}

#[test]
fn long_names_are_refused_by_the_engine_s_own_measure() {
    let sql = |name: &str, dialect: &dyn Dialect| {
        select(val(1).label(name)).compile(dialect).map_err(|e| messages(&e))
    };
    let (a63, a64, a65) = ("a".repeat(63), "a".repeat(64), "a".repeat(65));
    assert!(sql(&a63, &Postgres::default()).is_ok());
    assert_eq!(
        sql(&a64, &Postgres::default()).unwrap_err(),
        format!("the name `{a64}` has 64 bytes, and PostgreSQL takes 63 (in SELECT)")
    );
    assert!(sql(&a64, &MySql::default()).is_ok());
    assert!(sql(&a65, &MySql::default()).is_err());
    assert!(sql(&a65, &Sqlite::default()).is_ok());
    let umlauts = "ü".repeat(40);
    assert!(sql(&umlauts, &Postgres::default()).is_err(), "80 bytes");
    assert!(sql(&umlauts, &MariaDb::default()).is_ok(), "40 characters");
}

#[test]
fn hostile_names_stay_names() {
    for hostile in [
        "x\"; DROP TABLE users; --",
        "`",
        "''",
        "a b",
        "日本",
        "\u{202e}",
        "1",
        "-",
        "%s",
        "?",
        "$1",
    ] {
        let query = select(val(1).label(hostile));
        for dialect in sqltree::dialects::all() {
            let (open, close) = dialect.spec().quotes;
            let inside = hostile.replace(close, &format!("{close}{close}"));
            let sql = query.compile(dialect).unwrap();
            assert!(sql.sql().ends_with(&format!("AS {open}{inside}{close}")), "{}", sql.sql());
        }
    }
    assert_sql!(select(val(7).label("x\"y`z")),
        sqlite: r#"SELECT ? AS "x""y`z""# [7],
        postgres: r#"SELECT CAST($1 AS INTEGER) AS "x""y`z""# [7],
        mysql | mariadb: r#"SELECT ? AS `x"y``z`"# [7],
        ansi: r#"SELECT :p1 AS "x""y`z""# [7],
    );
}
