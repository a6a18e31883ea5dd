//! Words and hints of MySQL and MariaDB in data changes.

use sqltree::dialects::mysql::{MySqlChange, MySqlDelete, MySqlInsert, MySqlUpdate};
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::live::Live;
use crate::support::tables::{stock, users};

const PRIORITY: &str = "has no LOW_PRIORITY, HIGH_PRIORITY or QUICK";

#[test]
fn words_stand_behind_the_first() {
    let row = || insert(stock::table()).set(stock::n, 3);
    assert_sql!(row().low_priority(),
        mysql | mariadb: "INSERT LOW_PRIORITY INTO stock (n) VALUES (?)" [3],
        sqlite: error "SQLite 3.54 has no LOW_PRIORITY, HIGH_PRIORITY or QUICK (in INSERT); leave it out: it changes when the statement runs, not what it does",
        postgres: error "PostgreSQL 18.0 has no LOW_PRIORITY, HIGH_PRIORITY or QUICK (in INSERT); leave it out: it changes when the statement runs, not what it does",
        ansi: "INSERT LOW_PRIORITY INTO stock (n) VALUES (:p1)" [3],
    );
    assert_sql!(row().ignore().high_priority(),
        mysql | mariadb: "INSERT HIGH_PRIORITY IGNORE INTO stock (n) VALUES (?)" [3],
        sqlite: error "SQLite 3.54 has no INSERT IGNORE (in INSERT); use `.on_any_conflict().do_nothing()`\nSQLite 3.54 has no LOW_PRIORITY, HIGH_PRIORITY or QUICK (in INSERT); leave it out: it changes when the statement runs, not what it does",
        postgres: error "PostgreSQL 18.0 has no INSERT IGNORE (in INSERT); use `.on_any_conflict().do_nothing()`\nPostgreSQL 18.0 has no LOW_PRIORITY, HIGH_PRIORITY or QUICK (in INSERT); leave it out: it changes when the statement runs, not what it does",
        ansi: "INSERT HIGH_PRIORITY IGNORE INTO stock (n) VALUES (:p1)" [3],
    );
    assert_sql!(row().low_priority().replace(),
        mysql | mariadb: "REPLACE LOW_PRIORITY INTO stock (n) VALUES (?)" [3],
        sqlite: error "SQLite 3.54 has no REPLACE (in INSERT); use `.or_replace()`\nSQLite 3.54 has no LOW_PRIORITY, HIGH_PRIORITY or QUICK (in INSERT); leave it out: it changes when the statement runs, not what it does",
        postgres: error "PostgreSQL 18.0 has no REPLACE (in INSERT); use `.on_conflict(…)`\nPostgreSQL 18.0 has no LOW_PRIORITY, HIGH_PRIORITY or QUICK (in INSERT); leave it out: it changes when the statement runs, not what it does",
        ansi: "REPLACE LOW_PRIORITY INTO stock (n) VALUES (:p1)" [3],
    );
    assert_sql!(update(stock::table()).set(stock::n, 3).all_rows().ignore().low_priority(),
        mysql | mariadb: "UPDATE LOW_PRIORITY IGNORE stock SET n = ?" [3],
        sqlite: error "SQLite 3.54 has no LOW_PRIORITY, HIGH_PRIORITY or QUICK (in UPDATE); leave it out: it changes when the statement runs, not what it does\nSQLite 3.54 has no UPDATE IGNORE or DELETE IGNORE (in UPDATE); leave the rows out by the condition",
        postgres: error "PostgreSQL 18.0 has no LOW_PRIORITY, HIGH_PRIORITY or QUICK (in UPDATE); leave it out: it changes when the statement runs, not what it does\nPostgreSQL 18.0 has no UPDATE IGNORE or DELETE IGNORE (in UPDATE); leave the rows out by the condition",
        ansi: "UPDATE LOW_PRIORITY IGNORE stock SET n = :p1" [3],
    );
    assert_sql!(delete(stock::table()).filter(stock::n.eq(3)).quick().ignore().low_priority(),
        mysql | mariadb: "DELETE LOW_PRIORITY QUICK IGNORE FROM stock WHERE stock.n = ?" [3],
        sqlite: error "SQLite 3.54 has no LOW_PRIORITY, HIGH_PRIORITY or QUICK (in DELETE); leave it out: it changes when the statement runs, not what it does\nSQLite 3.54 has no UPDATE IGNORE or DELETE IGNORE (in DELETE); leave the rows out by the condition",
        postgres: error "PostgreSQL 18.0 has no LOW_PRIORITY, HIGH_PRIORITY or QUICK (in DELETE); leave it out: it changes when the statement runs, not what it does\nPostgreSQL 18.0 has no UPDATE IGNORE or DELETE IGNORE (in DELETE); leave the rows out by the condition",
        ansi: "DELETE LOW_PRIORITY QUICK IGNORE FROM stock WHERE stock.n = :p1" [3],
    );
    // Said twice is said once.
    assert_sql!(row().low_priority().low_priority(),
        mysql | mariadb: "INSERT LOW_PRIORITY INTO stock (n) VALUES (?)" [3],
        sqlite: error "SQLite 3.54 has no LOW_PRIORITY, HIGH_PRIORITY or QUICK (in INSERT); leave it out: it changes when the statement runs, not what it does",
        postgres: error "PostgreSQL 18.0 has no LOW_PRIORITY, HIGH_PRIORITY or QUICK (in INSERT); leave it out: it changes when the statement runs, not what it does",
        ansi: "INSERT LOW_PRIORITY INTO stock (n) VALUES (:p1)" [3],
    );
}

#[test]
fn hints_stand_before_words() {
    let change = update(users::table()).set(users::age, 3).filter(users::id.eq(1));
    assert_sql!(change.low_priority().optimizer_hint("NO_ICP(users)").optimizer_hint("BKA(@`q 1` users)"),
        mysql: "UPDATE /*+ BKA(@`q 1` users) NO_ICP(users) */ LOW_PRIORITY users SET age = ? WHERE users.id = ?" [3, 1],
        mariadb: error "MariaDB 11.4 has no optimizer hints (in UPDATE); leave them out: they change speed, not rows",
        sqlite: error "SQLite 3.54 has no optimizer hints (in UPDATE); leave them out: they change speed, not rows\nSQLite 3.54 has no LOW_PRIORITY, HIGH_PRIORITY or QUICK (in UPDATE); leave it out: it changes when the statement runs, not what it does",
        postgres: error "PostgreSQL 18.0 has no optimizer hints (in UPDATE); leave them out: they change speed, not rows\nPostgreSQL 18.0 has no LOW_PRIORITY, HIGH_PRIORITY or QUICK (in UPDATE); leave it out: it changes when the statement runs, not what it does",
        ansi: "UPDATE /*+ BKA(@`q 1` users) NO_ICP(users) */ LOW_PRIORITY users SET age = :p1 WHERE users.id = :p2" [3, 1],
    );
    let hinted =
        insert(stock::table()).set(stock::n, 3).optimizer_hint("SET_VAR(sort_buffer_size = 16M)");
    assert_eq!(
        hinted.compile(&MariaDb::version(12, 0)).unwrap().sql(),
        "INSERT /*+ SET_VAR(sort_buffer_size = 16M) */ INTO stock (n) VALUES (?)"
    );
}

#[test]
fn what_does_not_go_together_is_refused() {
    let row = || insert(stock::table()).set(stock::n, 3);
    let said = |query: &dyn Fn() -> sqltree::Result<sqltree::compile::Compiled>| {
        crate::support::expect::messages(&query().unwrap_err())
    };
    let mysql = MySql::default();
    assert_eq!(
        said(&|| row().low_priority().high_priority().compile(&mysql)),
        "INSERT has LOW_PRIORITY and HIGH_PRIORITY; use one"
    );
    assert_eq!(
        said(&|| row().replace().high_priority().compile(&mysql)),
        "REPLACE takes no HIGH_PRIORITY; leave it out"
    );
    assert_eq!(
        said(&|| row().low_priority().ignore().on_any_conflict().do_nothing().compile(&mysql)),
        "a form of INSERT and ON CONFLICT both say what to do about rows that are there; use one"
    );
    let taken = "an optimizer hint takes letters, digits and `_@(),.='\"`-+$`, nothing else";
    for hint in ["x */ DROP TABLE users --", "a?", "a:b", "a\0", "/*"] {
        assert_eq!(said(&|| row().optimizer_hint(hint).compile(&mysql)), taken, "{hint}");
    }
    let empty = "an optimizer hint is empty; leave it out";
    assert_eq!(said(&|| row().optimizer_hint(" ").compile(&mysql)), empty);
    for dialect in [&Sqlite::default() as &dyn sqltree::dialect::Dialect, &Postgres::default()] {
        assert!(said(&|| row().low_priority().compile(dialect)).contains(PRIORITY));
    }
}

#[test]
fn statements_that_stand_for_others_keep_their_words() {
    // A swap is a join of the table with itself on MySQL.
    let swap = update(users::table())
        .set(users::age, users::boss_id.cast::<i32>().nullable())
        .set(users::boss_id, users::age.cast::<i64>().nullable())
        .filter(users::id.gt(0))
        .low_priority();
    let mysql = swap.compile(&MySql::default()).unwrap();
    assert!(mysql.sql().starts_with("UPDATE LOW_PRIORITY "), "{}", mysql.sql());
    let mariadb = swap.compile(&MariaDb::default()).unwrap();
    assert!(mariadb.sql().contains("UPDATE LOW_PRIORITY users"), "{}", mariadb.sql());
    let u = users::alias("u");
    let named = delete(&u).filter(u.col(users::id).eq(1)).low_priority();
    let mariadb = named.compile(&MariaDb::version(10, 11)).unwrap();
    assert_eq!(mariadb.sql(), "DELETE LOW_PRIORITY u FROM users AS u WHERE u.id = ?");
    let same = delete(users::table()).filter(users::id.eq(1));
    assert!(same.clone().low_priority() != same && same.clone().quick() == same.clone().quick());
}

#[test]
fn mariadb_takes_them() {
    let mut conn = Live::MariaDb.connect();
    conn.run_script("CREATE TEMPORARY TABLE stock (item VARCHAR(20) PRIMARY KEY, shop INT, n INT, note VARCHAR(40))")
        .unwrap();
    let row = |item: &str, n: i32| insert(stock::table()).set(stock::item, item).set(stock::n, n);
    assert_eq!(conn.execute(&row("a", 1).high_priority()).unwrap(), 1);
    assert_eq!(conn.execute(&row("a", 5).low_priority().ignore()).unwrap(), 0);
    assert_eq!(conn.execute(&row("b", 2).low_priority().replace()).unwrap(), 1);
    // A key that is there leaves the row as it is.
    let clash = update(stock::table()).set(stock::item, "a").filter(stock::n.eq(2));
    assert!(conn.execute(&clash).is_err());
    conn.execute(&clash.ignore().low_priority()).unwrap();
    let both = select((stock::item, stock::n)).order_by(stock::item);
    assert_eq!(conn.fetch_all(&both).unwrap(), [("a".to_owned(), 1), ("b".to_owned(), 2)]);
    let last = delete(stock::table()).filter(stock::n.eq(1)).quick().ignore().low_priority();
    assert_eq!(conn.execute(&last).unwrap(), 1);
    assert_eq!(conn.fetch_all(&both).unwrap(), [("b".to_owned(), 2)]);
}

#[test]
fn a_default_under_a_condition_is_that_of_the_column() {
    // Where DEFAULT is known in DO UPDATE at all; MySQL's function knows constants only.
    for live in [Live::Postgres, Live::MariaDb] {
        let mut conn = live.connect();
        conn.run_script(
            "CREATE TEMPORARY TABLE stock (item VARCHAR(20), shop INT, n INT NOT NULL DEFAULT 7, \
             note VARCHAR(40) DEFAULT 'none', PRIMARY KEY (item, shop))",
        )
        .unwrap();
        let row = |item: &'static str, n: i32| (item, 1, n, Some("own"));
        let rows = |a: i32, b: i32| {
            insert(stock::table())
                .columns((stock::item, stock::shop, stock::n, stock::note))
                .values(row("a", a))
                .values(row("b", b))
        };
        conn.execute(&rows(1, 100)).unwrap();
        let upsert = rows(50, 50)
            .on_conflict((stock::item, stock::shop))
            .do_update()
            .set(stock::n, default())
            .set(stock::note, default())
            .filter(stock::n.lt(incoming(stock::n)));
        conn.execute(&upsert).unwrap();
        let all = select((stock::item, stock::n, stock::note)).order_by(stock::item);
        let text = |text: &str| Some(text.to_owned());
        let expected = [("a".to_owned(), 7, text("none")), ("b".to_owned(), 100, text("own"))];
        assert_eq!(conn.fetch_all(&all).unwrap(), expected, "{live}");
    }
}
