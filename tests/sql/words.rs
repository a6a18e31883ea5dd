//! Free words before and behind a statement, for all engines or one.

use sqltree::Expr;
use sqltree::dialect::Dialect;
use sqltree::dialects::mysql::{MySqlInsert, MySqlSelect};
use sqltree::dialects::sqlite::SqliteInsert;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::expect::messages;
use crate::support::tables::{posts, stock, users};

fn no_cache() -> Expr {
    sql!("SQL_NO_CACHE")
}

/// Words for the engines that both are called by.
fn mysql() -> [&'static dyn Dialect; 2] {
    let [_, _, mysql, mariadb, _] = sqltree::dialects::all();
    [mysql, mariadb]
}

#[test]
fn words_of_one_engine_are_left_out_on_others() {
    let [my, maria] = mysql();
    let query = select(users::name)
        .prefix_for(my, no_cache())
        .prefix_for(maria, no_cache())
        .prefix_for(&Postgres::version(13), sql!("ALL"))
        .suffix_for(&Sqlite::default(), sql!("LIMIT {}", 2))
        .order_by(users::id)
        .filter(users::age.gt(40));
    assert_sql!(query,
        sqlite: "SELECT users.name FROM users WHERE users.age > ? ORDER BY users.id LIMIT ?" [40, 2],
        postgres: "SELECT ALL users.name FROM users WHERE users.age > $1 ORDER BY users.id" [40],
        mysql | mariadb: "SELECT SQL_NO_CACHE users.name FROM users WHERE users.age > ? ORDER BY users.id" [40],
        ansi: "SELECT users.name FROM users WHERE users.age > :p1 ORDER BY users.id" [40],
    );
}

#[test]
fn words_stand_behind_hints_and_before_distinct_and_values_in_them_are_bound() {
    let query = select(users::age)
        .straight_join()
        .distinct()
        .prefix_with(sql!("/* {} */ SQL_NO_CACHE", literal(1)))
        .prefix_with(sql!("HIGH_PRIORITY"))
        .filter(users::id.lt(5))
        .order_by(users::age)
        .suffix_with(sql!("LIMIT {}", 2))
        .suffix_with(sql!("OFFSET {}", 1));
    assert_sql!(query,
        sqlite: error "SQLite 3.54 has no STRAIGHT_JOIN (in SELECT)",
        postgres: error "PostgreSQL 18.0 has no STRAIGHT_JOIN (in SELECT)",
        mysql | mariadb: "SELECT STRAIGHT_JOIN /* 1 */ SQL_NO_CACHE HIGH_PRIORITY DISTINCT users.age FROM users WHERE users.id < ? ORDER BY users.age LIMIT ? OFFSET ?" [5, 2, 1],
        ansi: "SELECT STRAIGHT_JOIN /* 1 */ SQL_NO_CACHE HIGH_PRIORITY DISTINCT users.age FROM users WHERE users.id < :p1 ORDER BY users.age LIMIT :p2 OFFSET :p3" [5, 2, 1],
    );
}

#[test]
fn words_stand_in_queries_at_any_place() {
    let inner = || select(posts::user_id).prefix_with(sql!("ALL")).suffix_with(sql!("LIMIT {}", 3));
    let in_from = inner().subquery("q");
    let cte = inner().cte("c");
    let query =
        select((users::id, select(func::max(posts::likes)).prefix_with(sql!("ALL")).scalar()))
            .prefix_with(sql!("ALL"))
            .join(&in_from, in_from.col(posts::user_id).eq(users::id))
            .join(&cte, cte.col(posts::user_id).eq(users::id))
            .filter(exists(inner().filter(posts::user_id.eq(users::id)).order_by(posts::id)))
            .suffix_with(sql!("ORDER BY 1"))
            .subquery("t");
    let query = select(func::count()).from(&query);
    assert_sql!(query,
        sqlite | mysql | mariadb: "WITH c AS (SELECT ALL posts.user_id FROM posts LIMIT ?) SELECT COUNT(*) FROM (SELECT ALL users.id, \
                (SELECT ALL MAX(posts.likes) FROM posts) FROM users JOIN (SELECT ALL posts.user_id FROM posts LIMIT \
                ?) AS q ON q.user_id = users.id JOIN c ON c.user_id = users.id WHERE EXISTS (SELECT ALL \
                posts.user_id FROM posts WHERE posts.user_id = users.id ORDER BY posts.id LIMIT ?) ORDER BY 1) \
                AS t" [3, 3, 3],
        postgres: "WITH c AS (SELECT ALL posts.user_id FROM posts LIMIT CAST($1 AS INTEGER)) SELECT COUNT(*) FROM (SELECT ALL users.id, \
                (SELECT ALL MAX(posts.likes) FROM posts) FROM users JOIN (SELECT ALL posts.user_id FROM posts LIMIT \
                CAST($2 AS INTEGER)) AS q ON q.user_id = users.id JOIN c ON c.user_id = users.id WHERE EXISTS (SELECT ALL \
                posts.user_id FROM posts WHERE posts.user_id = users.id ORDER BY posts.id LIMIT CAST($3 AS INTEGER)) ORDER BY 1) \
                AS t" [3, 3, 3],
        ansi: "WITH c AS (SELECT ALL posts.user_id FROM posts LIMIT :p1) SELECT COUNT(*) FROM (SELECT ALL users.id, \
                (SELECT ALL MAX(posts.likes) FROM posts) FROM users JOIN (SELECT ALL posts.user_id FROM posts LIMIT \
                :p2) AS q ON q.user_id = users.id JOIN c ON c.user_id = users.id WHERE EXISTS (SELECT ALL \
                posts.user_id FROM posts WHERE posts.user_id = users.id ORDER BY posts.id LIMIT :p3) ORDER BY 1) \
                AS t" [3, 3, 3],
    );
}

#[test]
fn words_stand_in_changes() {
    let row = || insert(stock::table()).set(stock::item, "cap").prefix_with(sql!("/* one */"));
    assert_sql!(row().suffix_with(sql!("/* row */")),
        sqlite | mysql | mariadb: "INSERT /* one */ INTO stock (item) VALUES (?) /* row */" ["cap"],
        postgres: "INSERT /* one */ INTO stock (item) VALUES ($1) /* row */" ["cap"],
        ansi: "INSERT /* one */ INTO stock (item) VALUES (:p1) /* row */" ["cap"],
    );
    let change = update(stock::table())
        .set(stock::n, 3)
        .filter(stock::shop.eq(2))
        .prefix_for(mysql()[1], sql!("LOW_PRIORITY"))
        .suffix_for(&Postgres::default(), sql!("RETURNING n, {}", literal(true)));
    assert_sql!(change,
        sqlite | mysql: "UPDATE stock SET n = ? WHERE stock.shop = ?" [3, 2],
        mariadb: "UPDATE LOW_PRIORITY stock SET n = ? WHERE stock.shop = ?" [3, 2],
        postgres: "UPDATE stock SET n = $1 WHERE stock.shop = $2 RETURNING n, TRUE" [3, 2],
        ansi: "UPDATE stock SET n = :p1 WHERE stock.shop = :p2" [3, 2],
    );
    let gone = delete(stock::table())
        .filter(stock::n.lt(3))
        .prefix_for(mysql()[1], sql!("QUICK"))
        .suffix_for(mysql()[1], sql!("ORDER BY n LIMIT {}", 1));
    assert_sql!(gone,
        sqlite | mysql: "DELETE FROM stock WHERE stock.n < ?" [3],
        mariadb: "DELETE QUICK FROM stock WHERE stock.n < ? ORDER BY n LIMIT ?" [3, 1],
        postgres: "DELETE FROM stock WHERE stock.n < $1" [3],
        ansi: "DELETE FROM stock WHERE stock.n < :p1" [3],
    );
}

#[test]
fn words_stand_behind_forms_of_insert() {
    let row = || insert(stock::table()).set(stock::item, "cap").prefix_with(sql!("/* one */"));
    let ansi = sqltree::dialect::Ansi;
    let texts = [
        row().or_ignore().compile(&Sqlite::default()),
        row().or_replace().compile(&Sqlite::default()),
        row().ignore().compile(&MariaDb::default()),
        row().replace().compile(&MariaDb::default()),
        row().or_fail().compile(&ansi),
    ];
    let texts = texts.map(|compiled| compiled.unwrap().into_parts().0);
    assert_eq!(
        texts,
        [
            "INSERT OR IGNORE /* one */ INTO stock (item) VALUES (?)",
            "INSERT OR REPLACE /* one */ INTO stock (item) VALUES (?)",
            "INSERT IGNORE /* one */ INTO stock (item) VALUES (?)",
            "REPLACE /* one */ INTO stock (item) VALUES (?)",
            "INSERT OR FAIL /* one */ INTO stock (item) VALUES (:p1)",
        ]
    );
}

#[test]
fn words_are_refused_where_they_would_be_of_something_else() {
    let told = || select(users::id).prefix_with(sql!("ALL"));
    assert_sql!(told().union(select(posts::id)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a query of UNION has a prefix or suffix; put it into a query in FROM: `.subquery(…)`",
    );
    let behind = select(posts::id).suffix_for(&Sqlite::default(), sql!("LIMIT 1"));
    assert_sql!(select(users::id).except(behind),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a query of EXCEPT has a prefix or suffix; put it into a query in FROM: `.subquery(…)`",
    );
    let first =
        select((users::age, users::id)).distinct_on(users::age).order_by((users::age, users::id));
    let error = "a prefix or suffix stands in a query that is written as another one here; put it into a \
                 query in FROM, or leave it out";
    let first = first.prefix_with(sql!("/* all */"));
    for dialect in [&Sqlite::default() as &dyn Dialect, &MySql::default(), &MariaDb::default()] {
        assert_eq!(messages(&first.compile(dialect).unwrap_err()), error);
    }
    assert_eq!(
        first.compile(&Postgres::default()).unwrap().sql(),
        "SELECT /* all */ DISTINCT ON (users.age) users.age, users.id FROM users ORDER BY users.age, users.id"
    );
}

#[test]
fn nothing_is_written_behind_a_suffix() {
    let read = select((posts::title, posts::id)).suffix_with(sql!("LIMIT {}", 1));
    let upsert = insert(stock::table())
        .columns((stock::item, stock::shop))
        .from_select(select((users::name, literal(1))).suffix_with(sql!("LIMIT {}", 1)))
        .on_conflict((stock::item, stock::shop))
        .do_nothing();
    let error = "a suffix stands in a query behind which something is written here; put it into a query in FROM, or \
                 leave it out";
    assert_eq!(messages(&upsert.compile(&Sqlite::default()).unwrap_err()), error);
    assert!(upsert.compile(&Postgres::default()).is_ok());
    assert!(upsert.compile(&MariaDb::default()).is_ok());
    let filled = read.subquery("q");
    let query = select((users::id, filled.col(posts::title).nullable()))
        .left_join(&filled, filled.col(posts::id).eq(users::id));
    assert!(query.compile(&MariaDb::default()).is_ok());
    let constant = select((posts::id, literal(5).label("five")))
        .suffix_with(sql!("LIMIT {}", 1))
        .subquery("q");
    let query = select((users::id, constant.column_at(1)))
        .left_join(&constant, constant.col(posts::id).eq(users::id));
    assert_eq!(messages(&query.compile(&MariaDb::default()).unwrap_err()), error);
}

#[test]
fn words_are_text_and_values() {
    let wrong = |words: Expr| {
        let error = select(users::id).suffix_with(words.clone()).compile(&Sqlite::default());
        let changed =
            delete(users::table()).all_rows().prefix_with(words).compile(&Sqlite::default());
        let message = messages(&error.unwrap_err());
        let changed = messages(&changed.unwrap_err());
        assert_eq!(changed.replace("(in a prefix)", "(in a suffix)"), message);
        message
    };
    let raw = "the words of a prefix or suffix are raw SQL; write them by `sql!`";
    assert_eq!(wrong(users::id.expr().dynamic()), raw);
    assert_eq!(wrong(val(5).dynamic()), raw);
    assert_eq!(wrong(sql!(" ")), "a prefix or suffix is empty; leave it out");
    let values = "a prefix or suffix takes values, not columns and queries, into its text";
    assert_eq!(wrong(sql!("BY {}", users::id)), values);
    assert_eq!(wrong(sql!("BY {}", param::<i64>("late"))), values);
    assert!(wrong(sql!("a; b")).contains("ends the statement by `;`"));
    assert!(wrong(sql!("?")).contains("has the placeholder `?`"));
}

#[test]
fn queries_with_other_words_are_others() {
    let query = || select(users::id);
    let all = |query: sqltree::select::Select<i64>| query.prefix_with(sql!("ALL"));
    let any = |query: &sqltree::select::Select<i64>| query.to_any();
    assert_eq!(any(&all(query())), any(&all(query())));
    assert_ne!(any(&all(query())), any(&query()));
    assert_ne!(any(&all(query())), any(&query().suffix_with(sql!("ALL"))));
    assert_ne!(any(&all(query())), any(&query().prefix_for(&Sqlite::default(), sql!("ALL"))));
    let pretty = query()
        .suffix_with(sql!("LIMIT 1"))
        .compile_with(&Sqlite::default(), Options::new().pretty());
    assert_eq!(pretty.unwrap().sql(), "SELECT users.id\nFROM users\nLIMIT 1");
}
