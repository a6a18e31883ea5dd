//! Full-text search, in the words and with the meaning of single engines.

use sqltree::dialects::mysql::{
    match_boolean, match_boolean_relevance, match_expanded, match_natural, match_relevance,
};
use sqltree::dialects::postgres::PostgresSearch;
use sqltree::dialects::sqlite::SqliteSearch;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::expect::texts;
use crate::support::live::Live;
use crate::support::tables::posts;

sqltree::table! {
    /// Texts with an index of their words.
    pub searched {
        id: i64,
        title: String,
        body: Option<String>,
    }
}

const ROWS: &str = "INSERT INTO searched VALUES (1, 'apples and pears', NULL), \
    (2, 'oranges', 'no apples here'), (3, 'pears', 'of mine'), (4, 'stones', 'and sticks'), \
    (5, 'bread', 'with cheese'), (6, 'water', 'and wine');";

#[test]
fn of_postgres() {
    let found = posts::body.matches_plain("english", "writes RIGHT");
    let query = select((posts::id, posts::title.matches_web("simple", "hello or pure")))
        .filter(found | !posts::title.matches_phrase("simple", "100 pure"))
        .order_by(posts::id);
    assert_sql!(query,
        sqlite:
            error "SQLite 3.54 has no full-text search by TSVECTOR (in SELECT); use `matches_fts5`, of a \
                table of FTS5\nSQLite 3.54 has no full-text search by TSVECTOR (in WHERE); use \
                `matches_fts5`, of a table of FTS5",
        postgres:
            "SELECT posts.id, TO_TSVECTOR(CAST('simple' AS REGCONFIG), posts.title) @@ \
                WEBSEARCH_TO_TSQUERY(CAST('simple' AS REGCONFIG), CAST($1 AS TEXT)) FROM posts WHERE \
                TO_TSVECTOR(CAST('english' AS REGCONFIG), posts.body) @@ PLAINTO_TSQUERY(CAST('english' \
                AS REGCONFIG), CAST($2 AS TEXT)) OR NOT (TO_TSVECTOR(CAST('simple' AS REGCONFIG), \
                posts.title) @@ PHRASETO_TSQUERY(CAST('simple' AS REGCONFIG), CAST($3 AS TEXT))) ORDER \
                BY posts.id" ["hello or pure", "writes RIGHT", "100 pure"],
        mysql:
            error "MySQL 8.4 has no full-text search by TSVECTOR (in SELECT); use `match_natural`\nMySQL \
                8.4 has no full-text search by TSVECTOR (in WHERE); use `match_natural`",
        mariadb:
            error "MariaDB 11.4 has no full-text search by TSVECTOR (in SELECT); use \
                `match_natural`\nMariaDB 11.4 has no full-text search by TSVECTOR (in WHERE); use \
                `match_natural`",
        ansi:
            "SELECT posts.id, TO_TSVECTOR(CAST('simple' AS REGCONFIG), posts.title) @@ \
                WEBSEARCH_TO_TSQUERY(CAST('simple' AS REGCONFIG), :p1) FROM posts WHERE \
                TO_TSVECTOR(CAST('english' AS REGCONFIG), posts.body) @@ PLAINTO_TSQUERY(CAST('english' \
                AS REGCONFIG), :p2) OR NOT (TO_TSVECTOR(CAST('simple' AS REGCONFIG), posts.title) @@ \
                PHRASETO_TSQUERY(CAST('simple' AS REGCONFIG), :p3)) ORDER BY posts.id" ["hello or pure", "writes RIGHT", "100 pure"],
    );
    Live::Postgres.with(|conn| {
        let mut all = |condition: Expr<Option<bool>>| {
            conn.fetch_all(&select(posts::id).filter(condition).order_by(posts::id)).expect("rows")
        };
        assert_eq!(all(posts::title.matches_plain("english", "TREE")), [5]);
        assert_eq!(all(posts::title.matches_plain("simple", "tree")), [0; 0]);
        assert_eq!(all(posts::title.matches_web("english", "hello -world")), [1, 2]);
        assert_eq!(all(posts::title.matches_web("english", "tree or \"pure")), [3, 5]);
        assert_eq!(all(posts::body.matches_phrase("simple", "left right")), [5]);
        assert_eq!(all(posts::body.matches_phrase("simple", "right left")), [0; 0]);
        assert_eq!(all(posts::body.matches_tsquery("simple", "left & !first")), [5]);
        assert_eq!(all(!posts::body.matches_tsquery("simple", "left | first")), [3, 4, 6]);
        let fault = select(posts::id).filter(posts::title.matches_tsquery("simple", "a b"));
        assert_eq!(conn.fetch_all(&fault).unwrap_err().kind(), ErrorKind::Database);
        let column =
            select(posts::body.matches_plain("simple", posts::title)).filter(posts::id.eq(2));
        assert_eq!(conn.fetch_one(&column).expect("a row"), None);
    });
}

#[test]
fn of_mysql() {
    let columns = || (searched::title, searched::body);
    let query = select((searched::id, match_relevance(columns(), "apples")))
        .filter(match_natural(columns(), "apples") & !match_boolean(searched::title, "+pears"))
        .order_by(match_boolean_relevance(columns(), "apples").desc());
    let said = texts(&query);
    let lacks = |name: &str, way_out: &str| {
        let lack = |clause| format!("{name} has no MATCH … AGAINST (in {clause}); {way_out}");
        ["SELECT", "WHERE", "ORDER BY"].map(lack).join("\n")
    };
    assert_eq!(said[0], lacks("SQLite 3.54", "use `matches_fts5`, of a table of FTS5"));
    assert_eq!(said[1], lacks("PostgreSQL 18.0", "use `matches_web` of `PostgresSearch`"));
    assert_eq!(
        said[2],
        "SELECT searched.id, MATCH (searched.title, searched.body) AGAINST (? IN NATURAL LANGUAGE MODE) \
         FROM searched WHERE MATCH (searched.title, searched.body) AGAINST (? IN NATURAL LANGUAGE MODE) > 0 \
         AND NOT (MATCH (searched.title) AGAINST (? IN BOOLEAN MODE) > 0) \
         ORDER BY MATCH (searched.title, searched.body) AGAINST (? IN BOOLEAN MODE) DESC"
    );
    assert_eq!(said[3], said[2]);
    let (mut named, mut number) = (said[2].clone(), 0);
    while let Some(at) = named.find('?') {
        number += 1;
        named.replace_range(at..=at, &format!(":p{number}"));
    }
    assert_eq!(said[4], named);
    let mut conn = Live::MariaDb.connect();
    conn.run_script(
        "CREATE TEMPORARY TABLE searched (id BIGINT, title VARCHAR(100) NOT NULL, body VARCHAR(100), \
         FULLTEXT (title, body), FULLTEXT (title)) ENGINE = MyISAM",
    )
    .expect("a table");
    conn.run_script(ROWS).expect("rows");
    let mut all = |condition: Expr<Option<bool>>| {
        let query = select(searched::id).filter(condition).order_by(searched::id);
        conn.fetch_all(&query).expect("rows")
    };
    assert_eq!(all(match_natural(columns(), "apples")), [1, 2]);
    assert_eq!(all(match_natural(columns(), "apples wine")), [1, 2, 6]);
    assert_eq!(all(match_boolean(columns(), "+apples -pears")), [2]);
    assert_eq!(all(match_boolean(searched::title, "pear*")), [1, 3]);
    assert_eq!(all(!match_boolean(searched::title, "pear*")), [2, 4, 5, 6]);
    assert_eq!(all(match_expanded(columns(), "wine")), [6]);
    let best = select((searched::id, match_relevance(columns(), "apples")))
        .filter(match_natural(columns(), "apples"))
        .order_by(match_relevance(columns(), "apples").desc());
    let found = conn.fetch_all(&best).expect("rows");
    assert!(found.iter().all(|(_, relevance)| relevance.is_some_and(|n| n > 0.0)), "{found:?}");
    let literal = select(searched::id).filter(match_natural(columns(), literal("wine")));
    assert_eq!(conn.fetch_all(&literal).expect("rows"), [6]);
    let none = select(searched::id).filter(match_natural(searched::body, "wine"));
    assert_eq!(conn.fetch_all(&none).unwrap_err().kind(), ErrorKind::Database);
}

#[test]
fn of_sqlite() {
    let all = || column(("s", "searched")).typed::<String>();
    let s = searched::alias("s");
    let query = select(s.col(searched::id))
        .from(&s)
        .filter(
            all().matches_fts5("apples NOT pears") & s.col(searched::title).matches_fts5("bre*"),
        )
        .order_by(s.col(searched::id));
    let said = texts(&query);
    assert_eq!(
        said[0],
        "SELECT s.id FROM searched AS s WHERE s.searched MATCH ? AND s.title MATCH ? ORDER BY s.id"
    );
    let lacks =
        |name: &str, way_out: &str| format!("{name} has no MATCH of FTS5 (in WHERE); {way_out}");
    assert_eq!(said[1], lacks("PostgreSQL 18.0", "use `matches_web` of `PostgresSearch`"));
    assert_eq!(said[2], lacks("MySQL 8.4", "use `match_natural`"));
    assert_eq!(said[3], lacks("MariaDB 11.4", "use `match_natural`"));
    assert_eq!(
        said[4],
        "SELECT s.id FROM searched AS s WHERE s.searched MATCH :p1 AND s.title MATCH :p2 ORDER BY s.id"
    );
    let mut conn = Live::Sqlite.connect();
    conn.run_script("CREATE VIRTUAL TABLE temp.searched USING fts5(id UNINDEXED, title, body)")
        .expect("a table");
    conn.run_script(ROWS).expect("rows");
    let mut found = |condition: Expr<Option<bool>>| {
        let query = select(s.col(searched::id)).from(&s).filter(condition);
        conn.fetch_all(&query.order_by(s.col(searched::id))).expect("rows")
    };
    assert_eq!(found(all().matches_fts5("apples NOT pears")), [2]);
    assert_eq!(found(s.col(searched::title).matches_fts5("pear*")), [1, 3]);
    assert_eq!(found(all().matches_fts5("and") & s.col(searched::id).gt(4)), [6]);
    let fault = select(s.col(searched::id)).from(&s).filter(all().matches_fts5("\""));
    assert_eq!(conn.fetch_all(&fault).unwrap_err().kind(), ErrorKind::Database);
}

#[test]
fn other_engines_do_not_take_the_words_of_one() {
    let takes = |live: Live, condition: &str| {
        live.with(|conn| {
            conn.run_script(&format!("SELECT id FROM posts WHERE {condition}")).is_ok()
        })
    };
    for live in Live::ALL {
        assert!(!takes(live, "title MATCH 'x'"), "{live}: of FTS5, and a table that is none");
        let against = takes(live, "MATCH (title) AGAINST ('x' IN BOOLEAN MODE)");
        assert!(!against, "{live}: without an index");
    }
}
