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

#[test]
fn names_that_one_engine_does_not_take_are_refused_there() {
    let label = |name: &str, dialect: &dyn Dialect| {
        select(val(1).label(name)).compile(dialect).map(drop).map_err(|e| messages(&e))
    };
    for name in ["a ", " a", " ", "😀"] {
        for dialect in [&Sqlite::default() as &dyn Dialect, &Postgres::default()] {
            assert_eq!(label(name, dialect), Ok(()), "{name:?}");
        }
    }
    let error = |name: &str| label(name, &MariaDb::default()).unwrap_err();
    assert_eq!(
        error("a "),
        "the name `a ` ends with a blank, which MariaDB does not take (in SELECT)"
    );
    assert_eq!(error(" a"), "the label ` a` begins with a blank, which MariaDB drops (in SELECT)");
    assert_eq!(
        error("😀"),
        "the name `😀` has a character past U+FFFF, which MariaDB does not take (in SELECT)"
    );
    let column = Table::new("t").column(" a", Type::Integer);
    assert!(select([column.col(" a")]).compile(&MariaDb::default()).is_ok());
}

#[test]
fn names_that_an_engine_keeps_for_itself_are_not_made() {
    let create = |table: &'static str, column: &'static str, dialect: &dyn Dialect| {
        let made = create_table(Table::new(table).column(column, Type::Integer)).compile(dialect);
        made.map(drop).map_err(|e| messages(&e))
    };
    assert_eq!(
        create("t", "ctid", &Postgres::default()).unwrap_err(),
        "`ctid` is a column that PostgreSQL has in every table (in CREATE TABLE)"
    );
    assert!(create("t", "CTID", &Postgres::default()).is_ok());
    assert!(create("t", "ctid", &Sqlite::default()).is_ok());
    assert_eq!(
        create("SQLite_x", "a", &Sqlite::default()).unwrap_err(),
        "`SQLite_x` is a name that SQLite keeps for itself (in CREATE TABLE)"
    );
    assert!(create("sqlite_x", "a", &Postgres::default()).is_ok());
}

#[test]
fn names_of_ours_are_no_longer_than_an_engine_takes() {
    let long = "ü".repeat(31);
    let two = select((val(1).label(long.as_str()), val(2).label(long.as_str()))).cte("two");
    let names: Vec<String> =
        two.columns().iter().filter_map(|c| c.name().map(|n| n.as_str().to_owned())).collect();
    assert_eq!(names[0], long);
    let t = Table::new(long.as_str()).column(long.as_str(), Type::Integer);
    let (a, b) = (t.alias("a"), t.alias("b"));
    let inner = select([a.col(long.as_str()), b.col(long.as_str())])
        .filter(a.col(long.as_str()).eq(b.col(long.as_str())))
        .subquery("q");
    let made = select(inner.columns()).compile(&Postgres::default()).unwrap();
    let shorter = format!("{}_1", "ü".repeat(30));
    assert!(made.sql().contains(&shorter), "{}", made.sql());
}
