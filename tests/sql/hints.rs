//! Hints of single engines in queries.

use sqltree::dialects::mysql::MySqlSelect;
use sqltree::dialects::sqlite::SqliteSelect;
use sqltree::prelude::*;
use sqltree::{Compiled, ErrorKind};

use crate::assert_sql;
use crate::support::expect::messages;
use crate::support::live::Live;
use crate::support::tables::{posts, users};

#[test]
fn indexes_of_mysql() {
    let boss = users::alias("boss");
    let query = select((users::id, boss.col(users::name)))
        .from(users::table())
        .join(&boss, boss.col(users::id).eq(users::boss_id))
        .use_index(users::table(), &[])
        .force_index(&boss, &["PRIMARY"])
        .ignore_index(&boss, &["PRIMARY"])
        .straight_join()
        .distinct()
        .order_by(users::id);
    assert_sql!(query,
        sqlite:
            error "SQLite 3.54 has no STRAIGHT_JOIN (in SELECT)\nSQLite 3.54 has no USE INDEX, FORCE INDEX \
                or IGNORE INDEX (in FROM)",
        postgres:
            error "PostgreSQL 18.0 has no STRAIGHT_JOIN (in SELECT)\nPostgreSQL 18.0 has no USE INDEX, FORCE \
                INDEX or IGNORE INDEX (in FROM)",
        mysql | mariadb:
            "SELECT STRAIGHT_JOIN DISTINCT users.id, boss.name FROM users USE INDEX () JOIN users AS \
                boss FORCE INDEX (`PRIMARY`) IGNORE INDEX (`PRIMARY`) ON boss.id = users.boss_id ORDER \
                BY users.id",
        ansi:
            "SELECT STRAIGHT_JOIN DISTINCT users.id, boss.name FROM users USE INDEX () JOIN users AS \
                boss FORCE INDEX (\"PRIMARY\") IGNORE INDEX (\"PRIMARY\") ON boss.id = users.boss_id \
                ORDER BY users.id",
    );
}

#[test]
fn hints_behind_select() {
    let query =
        select(users::id).optimizer_hint("NO_ICP(users)").optimizer_hint("MAX_EXECUTION_TIME(9)");
    assert_sql!(query.order_by(users::id),
        sqlite:
            error "SQLite 3.54 has no optimizer hints (in SELECT); leave them out: they change speed, not \
                rows",
        postgres:
            error "PostgreSQL 18.0 has no optimizer hints (in SELECT); leave them out: they change speed, \
                not rows",
        mysql | ansi:
            "SELECT /*+ NO_ICP(users) MAX_EXECUTION_TIME(9) */ users.id FROM users ORDER BY users.id",
        mariadb:
            error "MariaDB 11.4 has no optimizer hints (in SELECT); leave them out: they change speed, not \
                rows",
    );
    for hostile in ["x */ DROP TABLE users --", "?", " ", "a\nb", "/*"] {
        let error =
            select(users::id).optimizer_hint(hostile).compile(&MySql::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conflict, "{hostile}: {error}");
    }
}

#[test]
fn indexes_of_sqlite() {
    let inner = select(posts::user_id).not_indexed(posts::table()).subquery("q");
    let query = select(users::id)
        .join(&inner, inner.col(posts::user_id).eq(users::id))
        .not_indexed(users::table())
        .filter(users::id.is_in(select(posts::user_id).not_indexed(posts::table())))
        .order_by(users::id);
    assert_sql!(query,
        sqlite | ansi:
            "SELECT users.id FROM users NOT INDEXED JOIN (SELECT posts.user_id FROM posts NOT \
                INDEXED) AS q ON q.user_id = users.id WHERE users.id IN (SELECT posts.user_id FROM posts \
                NOT INDEXED) ORDER BY users.id",
        postgres:
            error "PostgreSQL 18.0 has no INDEXED BY or NOT INDEXED (in FROM)\nPostgreSQL 18.0 has no \
                INDEXED BY or NOT INDEXED (in FROM)\nPostgreSQL 18.0 has no INDEXED BY or NOT INDEXED (in \
                FROM)",
        mysql:
            error "MySQL 8.4 has no INDEXED BY or NOT INDEXED (in FROM)\nMySQL 8.4 has no INDEXED BY or NOT \
                INDEXED (in FROM)\nMySQL 8.4 has no INDEXED BY or NOT INDEXED (in FROM)",
        mariadb:
            error "MariaDB 11.4 has no INDEXED BY or NOT INDEXED (in FROM)\nMariaDB 11.4 has no INDEXED BY \
                or NOT INDEXED (in FROM)\nMariaDB 11.4 has no INDEXED BY or NOT INDEXED (in FROM)",
    );
    let by_name = select(users::id).indexed_by(users::table(), "Users\"by name");
    let text = by_name.compile(&Sqlite::default()).unwrap();
    assert_eq!(text.sql(), "SELECT users.id FROM users INDEXED BY \"Users\"\"by name\"");
}

#[test]
fn what_cannot_be_hinted_is_refused() {
    let (sqlite, mysql) = (Sqlite::default(), MySql::default());
    let said = |result: sqltree::Result<Compiled>| messages(&result.unwrap_err());
    let elsewhere = select(users::id).not_indexed(posts::table());
    assert_eq!(
        said(elsewhere.compile(&sqlite)),
        "a hint is for `posts`, which is not in this FROM"
    );
    let inner = select(users::id).subquery("q");
    let of_query = select(inner.col(users::id)).not_indexed(&inner);
    assert_eq!(said(of_query.compile(&sqlite)), "a hint is for `q`, which is no table");
    let none = select(users::id).force_index(users::table(), &[]);
    assert_eq!(
        said(none.compile(&mysql)),
        "FORCE INDEX and IGNORE INDEX want the name of an index"
    );
    let boss = users::alias("boss");
    let both =
        || select((users::id, boss.col(users::id))).join(&boss, boss.col(users::id).eq(users::id));
    let used = both().use_index(users::table(), &[]).ignore_index(users::table(), &["PRIMARY"]);
    assert!(used.clone().force_index(&boss, &["PRIMARY"]).compile(&mysql).is_ok());
    let forced = used.force_index(users::table(), &["PRIMARY"]);
    assert_eq!(
        said(forced.compile(&mysql)),
        "`users` is hinted by USE INDEX and by FORCE INDEX, which no engine takes together; keep one of them"
    );
    let first = both().force_index(&boss, &["PRIMARY"]).use_index(&boss, &["PRIMARY"]);
    assert_eq!(first.compile(&MariaDb::default()).unwrap_err().kind(), ErrorKind::Conflict);
    let twice = both().indexed_by(&boss, "a").not_indexed(users::table()).not_indexed(&boss);
    assert_eq!(
        said(twice.compile(&sqlite)),
        "`boss` is hinted by INDEXED BY or NOT INDEXED twice; keep one of them"
    );
    let picked = select(users::id).distinct_on(users::id).straight_join();
    assert_eq!(
        said(picked.compile(&mysql)),
        "a hint behind SELECT stands in a query that is written as another one here; put it into a \
         query in FROM"
    );
}

#[test]
fn engines_do_not_take_what_is_refused() {
    let takes = |live: Live, hints: &str| {
        let text = format!("SELECT id FROM users AS u {hints}");
        live.with(|conn| conn.run_script(&text).is_ok())
    };
    assert!(takes(Live::MariaDb, "USE INDEX () IGNORE INDEX (PRIMARY)"));
    assert!(!takes(Live::MariaDb, "USE INDEX () FORCE INDEX (PRIMARY)"));
    assert!(!takes(Live::MariaDb, "FORCE INDEX (PRIMARY) USE INDEX (PRIMARY)"));
    assert!(takes(Live::Sqlite, "NOT INDEXED"));
    assert!(!takes(Live::Sqlite, "NOT INDEXED NOT INDEXED"));
}
