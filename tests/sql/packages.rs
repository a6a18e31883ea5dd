//! Functions called by the schema or package that they are in.

use sqltree::ErrorKind;
use sqltree::dialect::Feature;
use sqltree::prelude::*;

use crate::support::expect::texts;
use crate::support::live::Live;
use crate::support::tables::users;

#[test]
fn each_part_is_a_name() {
    let query = select((
        func::call(("App", "f"), (users::id, "x")).typed::<i64>(),
        func::call(("select", "from"), ()).typed::<i64>(),
        func::call(("a.b", "c`\"d"), [users::id]).typed::<i64>(),
    ));
    let [sqlite, postgres, mysql, mariadb, ansi] = texts(&query);
    assert_eq!(
        sqlite,
        "SQLite has no functions in schemas or packages, as `App.f` (in SELECT); call it by its own name\n\
         SQLite has no functions in schemas or packages, as `select.from` (in SELECT); call it by its own \
         name\nSQLite has no functions in schemas or packages, as `a.b.c`\"d` (in SELECT); call it by its \
         own name"
    );
    assert_eq!(
        postgres,
        r#"SELECT "App".f(users.id, CAST($1 AS TEXT)), "select"."from"(), "a.b"."c`""d"(users.id) FROM users"#
    );
    assert_eq!(
        mysql,
        "SELECT `App`.f(users.id, ?), `select`.`from`(), `a.b`.`c``\"d`(users.id) FROM users"
    );
    assert_eq!(mariadb, mysql);
    assert_eq!(
        ansi,
        r#"SELECT "App".f(users.id, :p1), "select"."from"(), "a.b"."c`""d"(users.id) FROM users"#
    );
    let query =
        select(func::call(("stats", "middle"), [users::age]).distinct().filter(users::active));
    let wanted = "SELECT stats.middle(DISTINCT users.age) FILTER (WHERE users.active) FROM users";
    assert_eq!(texts(&query)[1], wanted);
    let query = select(func::call(("stats", "place"), ()).over(window().order_by(users::id)));
    let wanted = "SELECT stats.place() OVER (ORDER BY users.id) FROM users";
    assert_eq!(texts(&query)[1..], [wanted; 4]);
}

#[test]
fn three_names_are_a_path() {
    let query = select(func::call(("Shop", "app", "f"), (users::id,)).typed::<i64>());
    let [sqlite, postgres, mysql, mariadb, ansi] = texts(&query);
    assert_eq!(
        sqlite,
        "SQLite has no functions in schemas or packages, as `Shop.app.f` (in SELECT); call it by its own name"
    );
    assert_eq!(postgres, r#"SELECT "Shop".app.f(users.id) FROM users"#);
    assert_eq!(
        mysql,
        "MySQL calls a function by two names at most, not as `Shop.app.f` (in SELECT); leave the first one out"
    );
    assert_eq!(mariadb, "SELECT `Shop`.app.f(users.id) FROM users");
    assert_eq!(ansi, postgres);
    let error = query.compile(&MariaDb::version(10, 6)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported(Feature::Function));
    assert!(error.to_string().contains("MariaDB calls a function by two names at most"), "{error}");
    assert_ne!(func::call(("a", "f"), ()).dynamic(), func::call(("b", "a", "f"), ()).dynamic());
}

#[test]
fn engines_take_three_names() {
    let mut conn = Live::Postgres.connect();
    let name = conn.fetch_one(&select(func::call("current_database", ()).typed::<String>()));
    let call = func::call((name.expect("a name"), "pg_catalog", "upper"), ["Ann"]);
    assert_eq!(conn.fetch_one(&select(call.typed::<String>())).expect("a text"), "ANN");
    // The path is read as that of a function in a package, which is not there.
    let call = func::call(("sys", "nothing", "f"), ["Ann"]);
    let error = Live::MariaDb.connect().fetch_all(&select(call)).unwrap_err();
    assert!(error.to_string().contains("sys.nothing.f"), "{error}");
}

#[test]
fn hostile_names_are_refused_or_in_quotes() {
    for (package, name) in [("", "f"), ("p", ""), ("p\0", "f"), ("p", "f\0")] {
        let query = select(func::call((package, name), ()));
        for dialect in sqltree::dialects::all() {
            let error = query.compile(dialect).unwrap_err();
            let kinds: Vec<ErrorKind> = error.problems().map(|problem| problem.kind()).collect();
            assert!(kinds.contains(&ErrorKind::InvalidName), "{error}");
        }
    }
    let attack = select(func::call(("p\"; DROP TABLE users; --", "f"), ()));
    assert_eq!(
        attack.compile(&Postgres::default()).unwrap().sql(),
        r#"SELECT "p""; DROP TABLE users; --".f()"#
    );
}

#[test]
fn engines_call_them() {
    let of = |live: Live| match live {
        Live::Sqlite => None,
        Live::Postgres => Some(("pg_catalog", "upper", "ANN")),
        Live::MariaDb => Some(("sys", "quote_identifier", "`Ann`")),
    };
    for live in Live::ALL {
        let Some((package, name, wanted)) = of(live) else {
            let error = Live::Sqlite
                .connect()
                .fetch_all(&select(func::call(("main", "upper"), ["x"])))
                .unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Unsupported(Feature::Function));
            continue;
        };
        let query = select(func::call((package, name), ["Ann"]).typed::<String>());
        assert_eq!(live.connect().fetch_one(&query).expect("a text"), wanted, "{live}");
    }
}
