//! LIKE, with and without regard to case; what is special in patterns.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::live::Live;
use crate::support::tables::{posts, users};

fn ids() -> Select<i64> {
    select(users::id).order_by(users::id)
}

#[test]
fn like_has_regard_to_case_everywhere() {
    assert_sql!(ids().filter(users::name.like("a%")),
        sqlite: "SELECT users.id FROM users WHERE users.name GLOB ? ORDER BY users.id" ["a*"],
        postgres: "SELECT users.id FROM users WHERE users.name LIKE $1 ORDER BY users.id" ["a%"],
        mysql | mariadb: "SELECT users.id FROM users WHERE users.name LIKE ? COLLATE utf8mb4_bin \
            ORDER BY users.id" ["a%"],
        ansi: "SELECT users.id FROM users WHERE users.name LIKE :p1 ESCAPE '\\' \
            ORDER BY users.id" ["a%"],
    );
    assert_sql!(ids().filter(users::name.not_like("_nn")),
        sqlite: "SELECT users.id FROM users WHERE users.name NOT GLOB ? ORDER BY users.id" ["?nn"],
        postgres:
            "SELECT users.id FROM users WHERE users.name NOT LIKE $1 ORDER BY users.id" ["_nn"],
        mysql | mariadb: "SELECT users.id FROM users WHERE users.name NOT LIKE ? \
            COLLATE utf8mb4_bin ORDER BY users.id" ["_nn"],
        ansi: "SELECT users.id FROM users WHERE users.name NOT LIKE :p1 ESCAPE '\\' \
            ORDER BY users.id" ["_nn"],
    );
}

#[test]
fn ilike_has_none() {
    assert_sql!(ids().filter(users::name.ilike("A%")).filter(users::name.not_ilike("%z")),
        sqlite: "SELECT users.id FROM users WHERE users.name LIKE ? ESCAPE '\\' AND \
            users.name NOT LIKE ? ESCAPE '\\' ORDER BY users.id" ["A%", "%z"],
        postgres: "SELECT users.id FROM users WHERE users.name ILIKE $1 AND \
            users.name NOT ILIKE $2 ORDER BY users.id" ["A%", "%z"],
        mysql | mariadb: "SELECT users.id FROM users WHERE LOWER(users.name) LIKE LOWER(?) \
            COLLATE utf8mb4_bin AND LOWER(users.name) NOT LIKE LOWER(?) COLLATE utf8mb4_bin \
            ORDER BY users.id" ["A%", "%z"],
        ansi: "SELECT users.id FROM users WHERE LOWER(users.name) LIKE LOWER(:p1) ESCAPE '\\' AND \
            LOWER(users.name) NOT LIKE LOWER(:p2) ESCAPE '\\' ORDER BY users.id" ["A%", "%z"],
    );
}

#[test]
fn searched_text_is_taken_literally() {
    let query = select(posts::id)
        .filter(
            posts::title.contains("*b?c[")
                | posts::title.starts_with("100%")
                | posts::body.ends_with("_b"),
        )
        .order_by(posts::id);
    assert_sql!(query,
        sqlite: "SELECT posts.id FROM posts WHERE posts.title GLOB ? OR posts.title GLOB ? OR \
            posts.body GLOB ? ORDER BY posts.id" ["*[*]b[?]c[[]*", "100%*", "*_b"],
        postgres: "SELECT posts.id FROM posts WHERE posts.title LIKE $1 OR posts.title LIKE $2 OR \
            posts.body LIKE $3 ORDER BY posts.id" ["%*b?c[%", r"100\%%", r"%\_b"],
        mysql | mariadb: "SELECT posts.id FROM posts WHERE posts.title LIKE ? COLLATE utf8mb4_bin \
            OR posts.title LIKE ? COLLATE utf8mb4_bin OR posts.body LIKE ? COLLATE utf8mb4_bin \
            ORDER BY posts.id" ["%*b?c[%", r"100\%%", r"%\_b"],
        ansi: "SELECT posts.id FROM posts WHERE posts.title LIKE :p1 ESCAPE '\\' OR posts.title LIKE \
            :p2 ESCAPE '\\' OR posts.body LIKE :p3 ESCAPE '\\' ORDER BY posts.id"
            ["%*b?c[%", r"100\%%", r"%\_b"],
    );
}

#[test]
fn another_escape_character() {
    assert_sql!(ids().filter(users::name.like_escape("%!%", '!')),
        sqlite: "SELECT users.id FROM users WHERE users.name GLOB ? ORDER BY users.id" ["*%"],
        postgres: "SELECT users.id FROM users WHERE users.name LIKE $1 ESCAPE '!' \
            ORDER BY users.id" ["%!%"],
        mysql | mariadb: "SELECT users.id FROM users WHERE users.name LIKE ? COLLATE utf8mb4_bin \
            ESCAPE '!' ORDER BY users.id" ["%!%"],
        ansi: "SELECT users.id FROM users WHERE users.name LIKE :p1 ESCAPE '!' \
            ORDER BY users.id" ["%!%"],
    );
}

#[test]
fn a_pattern_that_ends_in_its_escape_is_refused() {
    let patterns = [val("a\\"), literal("a\\"), val("\\")];
    let refused = patterns.map(|pattern| users::name.ilike(pattern));
    for condition in refused.into_iter().chain([users::name.like("a\\")]) {
        assert_sql!(ids().filter(condition),
            sqlite | postgres | mysql | mariadb | ansi: error
                "a LIKE pattern ends with its escape character `\\`; double it to match itself",
        );
    }
}

#[test]
fn a_pattern_out_of_a_column() {
    let query = select(posts::id).filter(posts::title.like(posts::body)).order_by(posts::id);
    assert_sql!(query,
        sqlite: error "SQLite 3.54 has no case-sensitive LIKE whose pattern is not a plain value \
            (in WHERE); use `ilike`, or give the pattern as a value",
        postgres: "SELECT posts.id FROM posts WHERE posts.title LIKE posts.body ORDER BY posts.id",
        mysql | mariadb: "SELECT posts.id FROM posts WHERE (posts.title LIKE posts.body \
            COLLATE utf8mb4_bin) > (CHAR_LENGTH(posts.body) - CHAR_LENGTH(TRIM(TRAILING \
            _utf8mb4 X'5c' FROM posts.body))) % 2 ORDER BY posts.id",
        ansi: "SELECT posts.id FROM posts WHERE posts.title LIKE posts.body ESCAPE '\\' \
            ORDER BY posts.id",
    );
}

#[test]
fn a_late_pattern_that_ends_in_its_escape_is_refused_when_it_comes() {
    let query = ids().filter(users::name.ilike(param::<String>("like")));
    let refusal = "a LIKE pattern ends with its escape character `\\`; double it to match itself \
        (parameter `like`)";
    for live in Live::ALL {
        live.with(|connection| {
            let mut compiled = query.compile(connection.dialect()).unwrap();
            let error = compiled.bind("like", "%\\").unwrap_err();
            assert_eq!(error.problems().next().unwrap().message(), refusal);
            compiled.bind("like", "%\\\\").unwrap();
            connection.query_sql(compiled.sql(), compiled.params()).unwrap();
        });
    }
}

#[test]
fn a_pattern_worked_out_that_ends_in_its_escape_matches_nothing() {
    let texts = values(["id", "text", "pattern"], TEXTS).subquery("texts");
    let like = || texts.col("text").ilike(texts.col("pattern"));
    for (condition, matching) in [(like(), vec![1, 4]), (!like(), vec![2, 3, 5, 6])] {
        let query = select(texts.col("id").typed::<i32>()).filter(condition);
        for live in [Live::Sqlite, Live::MariaDb] {
            live.with(|connection| {
                let mut ids: Vec<i32> = connection.fetch_all(&query).unwrap();
                ids.sort_unstable();
                assert_eq!(ids, matching);
            });
        }
        Live::Postgres.with(|connection| {
            let error = connection.fetch_all(&query).unwrap_err();
            assert!(error.to_string().contains("22025"), "{error}");
        });
    }
}

const TEXTS: [(i32, &str, &str); 6] = [
    (1, "a", "A"),
    (2, "\\", "\\"),
    (3, "a\\", "%\\"),
    (4, "\\", "\\\\"),
    (5, "a\\\\", "a\\\\\\"),
    (6, "", "\\"),
];

#[test]
fn what_stands_behind_a_pattern_ends_it() {
    let inside = val("%").concat(posts::body).concat("%");
    assert_sql!(select(posts::id).filter(posts::title.ilike(inside)).order_by(posts::id),
        sqlite: "SELECT posts.id FROM posts WHERE posts.title LIKE ? || posts.body || ? ESCAPE '\\' \
            ORDER BY posts.id" ["%", "%"],
        postgres: "SELECT posts.id FROM posts WHERE posts.title ILIKE $1 || posts.body || $2 \
            ORDER BY posts.id" ["%", "%"],
        mysql | mariadb: "SELECT posts.id FROM posts WHERE LOWER(posts.title) LIKE \
            LOWER(CONCAT(?, posts.body, ?)) COLLATE utf8mb4_bin ORDER BY posts.id" ["%", "%"],
        ansi: "SELECT posts.id FROM posts WHERE LOWER(posts.title) LIKE \
            LOWER(:p1 || posts.body || :p2) ESCAPE '\\' ORDER BY posts.id" ["%", "%"],
    );
}

#[test]
fn literal_texts_without_regard_to_case_escape_wildcards() {
    let query = select((
        posts::id,
        posts::title.istarts_with("HELLO").label("a"),
        posts::title.istarts_with("100% P").label("b"),
        posts::body.iends_with("_B").label("c"),
        posts::title.icontains("*B?C[").label("d"),
        posts::body.icontains("_").label("e"),
        posts::title.icontains("\\").label("f"),
        (!posts::title.concat("é").icontains("LL")).label("g"),
        literal("").icontains("").label("h"),
    ))
    .order_by(posts::id);
    assert_sql!(query,
        sqlite:
            "SELECT posts.id, posts.title LIKE ? ESCAPE '\\' AS a, posts.title LIKE ? ESCAPE \
                '\\' AS b, posts.body LIKE ? ESCAPE '\\' AS c, posts.title LIKE ? ESCAPE '\\' AS d, \
                posts.body LIKE ? ESCAPE '\\' AS e, posts.title LIKE ? ESCAPE '\\' AS f, NOT \
                (posts.title || ? LIKE ? ESCAPE '\\') AS g, '' LIKE ? ESCAPE '\\' AS h FROM posts \
                ORDER BY posts.id" ["HELLO%", "100\\% P%", "%\\_B", "%*B?C[%", "%\\_%", "%\\\\%", "é", "%LL%", "%%"],
        postgres:
            "SELECT posts.id, posts.title ILIKE $1 AS a, posts.title ILIKE $2 AS b, posts.body \
                ILIKE $3 AS c, posts.title ILIKE $4 AS d, posts.body ILIKE $5 AS e, posts.title \
                ILIKE $6 AS f, NOT (posts.title || $7 ILIKE $8) AS g, '' ILIKE CAST($9 AS TEXT) AS h \
                FROM posts ORDER BY posts.id" ["HELLO%", "100\\% P%", "%\\_B", "%*B?C[%", "%\\_%", "%\\\\%", "é", "%LL%", "%%"],
        mysql | mariadb:
            "SELECT posts.id, LOWER(posts.title) LIKE LOWER(?) COLLATE utf8mb4_bin AS a, \
                LOWER(posts.title) LIKE LOWER(?) COLLATE utf8mb4_bin AS b, LOWER(posts.body) LIKE \
                LOWER(?) COLLATE utf8mb4_bin AS c, LOWER(posts.title) LIKE LOWER(?) COLLATE \
                utf8mb4_bin AS d, LOWER(posts.body) LIKE LOWER(?) COLLATE utf8mb4_bin AS e, \
                LOWER(posts.title) LIKE LOWER(?) COLLATE utf8mb4_bin AS f, NOT \
                (LOWER(CONCAT(posts.title, ?)) LIKE LOWER(?) COLLATE utf8mb4_bin) AS g, LOWER('') \
                LIKE LOWER(?) COLLATE utf8mb4_bin AS h FROM posts ORDER BY posts.id" ["HELLO%", "100\\% P%", "%\\_B", "%*B?C[%", "%\\_%", "%\\\\%", "é", "%LL%", "%%"],
        ansi:
            "SELECT posts.id, LOWER(posts.title) LIKE LOWER(:p1) ESCAPE '\\' AS a, \
                LOWER(posts.title) LIKE LOWER(:p2) ESCAPE '\\' AS b, LOWER(posts.body) LIKE \
                LOWER(:p3) ESCAPE '\\' AS c, LOWER(posts.title) LIKE LOWER(:p4) ESCAPE '\\' AS d, \
                LOWER(posts.body) LIKE LOWER(:p5) ESCAPE '\\' AS e, LOWER(posts.title) LIKE \
                LOWER(:p6) ESCAPE '\\' AS f, NOT (LOWER(posts.title || :p7) LIKE LOWER(:p8) ESCAPE \
                '\\') AS g, LOWER('') LIKE LOWER(:p9) ESCAPE '\\' AS h FROM posts ORDER BY posts.id" ["HELLO%", "100\\% P%", "%\\_B", "%*B?C[%", "%\\_%", "%\\\\%", "é", "%LL%", "%%"],
    );
}
