//! Functions of texts: characters are those of Unicode, and nothing counts from the other end.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn parts_of_texts() {
    let query = select((
        users::id,
        func::left(users::name, 2).label("l"),
        func::right(users::name, 2).label("r"),
        func::substring_from(users::name, 3).label("s"),
        func::position(users::name, "n").label("p"),
        func::code_point(users::name).label("c"),
    ))
    .order_by(users::id);
    assert_sql!(query,
        sqlite:
            "SELECT users.id, SUBSTR(users.name, 1, 2) AS l, SUBSTR(users.name, \
                MAX(LENGTH(users.name) - ?, 0) + 1) AS r, SUBSTR(users.name, MAX(?, 1)) AS s, \
                INSTR(users.name, ?) AS p, UNICODE(users.name) AS c FROM users ORDER BY users.id" [2, 3, "n"],
        postgres:
            "SELECT users.id, SUBSTR(users.name, 1, 2) AS l, RIGHT(users.name, CAST(CASE \
                WHEN CAST($1 AS INTEGER) < 0 THEN 0 WHEN CAST($2 AS INTEGER) > 2147483647 THEN \
                2147483647 ELSE CAST($3 AS INTEGER) END AS INTEGER)) AS r, SUBSTR(users.name, \
                CAST(CASE WHEN CAST($4 AS INTEGER) < 1 THEN 1 WHEN CAST($5 AS INTEGER) > \
                2147483647 THEN 2147483647 ELSE CAST($6 AS INTEGER) END AS INTEGER)) AS s, \
                STRPOS(users.name, $7) AS p, NULLIF(ASCII(users.name), 0) AS c FROM users ORDER \
                BY users.id" [2, 2, 2, 3, 3, 3, "n"],
        mysql | mariadb:
            "SELECT users.id, SUBSTR(users.name, 1, 2) AS l, RIGHT(users.name, ?) AS r, \
                SUBSTR(users.name, GREATEST(?, 1)) AS s, LOCATE(?, users.name COLLATE \
                utf8mb4_bin) AS p, CASE WHEN CHAR_LENGTH(users.name) > 0 THEN \
                ORD(CONVERT(users.name USING utf32)) END AS c FROM users ORDER BY users.id" [2, 3, "n"],
        ansi:
            error "ANSI SQL 2023.0 has no function like `right` (in SELECT)\nANSI SQL 2023.0 has \
                no function like `substring_from` (in SELECT)\nANSI SQL 2023.0 has no function \
                like `code_point` (in SELECT)",
    );
}

#[test]
fn a_count_below_the_first_character_is_no_count_from_the_end() {
    let count = users::id * 5_000_000_000_i64 - 15_000_000_000_i64;
    let word = || val("a😀b");
    let query = select((
        users::id,
        func::left(word(), &count).label("l"),
        func::right(word(), &count).label("r"),
        func::substring_from(word(), &count).label("s"),
        func::left(word(), users::id - 2_i64).label("l2"),
        func::right(word(), users::id - 2_i64).label("r2"),
        func::substring_from(word(), users::id - 2_i64).label("s2"),
        func::left(users::name, users::age).label("n"),
    ))
    .order_by(users::id);
    assert_sql!(query,
        sqlite:
            "SELECT users.id, SUBSTR(?, 1, MAX(users.id * ? - ?, 0)) AS l, SUBSTR(?, \
                MAX(LENGTH(?) - (users.id * ? - ?), 0) + 1) AS r, SUBSTR(?, MAX(users.id * ? - \
                ?, 1)) AS s, SUBSTR(?, 1, MAX(users.id - ?, 0)) AS l2, SUBSTR(?, MAX(LENGTH(?) \
                - (users.id - ?), 0) + 1) AS r2, SUBSTR(?, MAX(users.id - ?, 1)) AS s2, \
                SUBSTR(users.name, 1, MAX(users.age, 0)) AS n FROM users ORDER BY users.id" ["a😀b", 5000000000_i64, 15000000000_i64, "a😀b", "a😀b", 5000000000_i64, 15000000000_i64, "a😀b", 5000000000_i64, 15000000000_i64, "a😀b", 2_i64, "a😀b", "a😀b", 2_i64, "a😀b", 2_i64],
        postgres:
            "SELECT users.id, LEFT(CAST($1 AS TEXT), CAST(CASE WHEN users.id * $2 - $3 < 0 \
                THEN 0 WHEN users.id * $4 - $5 > 2147483647 THEN 2147483647 ELSE users.id * $6 \
                - $7 END AS INTEGER)) AS l, RIGHT(CAST($8 AS TEXT), CAST(CASE WHEN users.id * \
                $9 - $10 < 0 THEN 0 WHEN users.id * $11 - $12 > 2147483647 THEN 2147483647 ELSE \
                users.id * $13 - $14 END AS INTEGER)) AS r, SUBSTR(CAST($15 AS TEXT), CAST(CASE \
                WHEN users.id * $16 - $17 < 1 THEN 1 WHEN users.id * $18 - $19 > 2147483647 \
                THEN 2147483647 ELSE users.id * $20 - $21 END AS INTEGER)) AS s, LEFT(CAST($22 \
                AS TEXT), CAST(CASE WHEN users.id - $23 < 0 THEN 0 WHEN users.id - $24 > \
                2147483647 THEN 2147483647 ELSE users.id - $25 END AS INTEGER)) AS l2, \
                RIGHT(CAST($26 AS TEXT), CAST(CASE WHEN users.id - $27 < 0 THEN 0 WHEN users.id \
                - $28 > 2147483647 THEN 2147483647 ELSE users.id - $29 END AS INTEGER)) AS r2, \
                SUBSTR(CAST($30 AS TEXT), CAST(CASE WHEN users.id - $31 < 1 THEN 1 WHEN \
                users.id - $32 > 2147483647 THEN 2147483647 ELSE users.id - $33 END AS \
                INTEGER)) AS s2, LEFT(users.name, CAST(CASE WHEN users.age < 0 THEN 0 WHEN \
                users.age > 2147483647 THEN 2147483647 ELSE users.age END AS INTEGER)) AS n \
                FROM users ORDER BY users.id" ["a😀b", 5000000000_i64, 15000000000_i64, 5000000000_i64, 15000000000_i64, 5000000000_i64, 15000000000_i64, "a😀b", 5000000000_i64, 15000000000_i64, 5000000000_i64, 15000000000_i64, 5000000000_i64, 15000000000_i64, "a😀b", 5000000000_i64, 15000000000_i64, 5000000000_i64, 15000000000_i64, 5000000000_i64, 15000000000_i64, "a😀b", 2_i64, 2_i64, 2_i64, "a😀b", 2_i64, 2_i64, 2_i64, "a😀b", 2_i64, 2_i64, 2_i64],
        mysql | mariadb:
            "SELECT users.id, LEFT(?, users.id * ? - ?) AS l, RIGHT(?, users.id * ? - ?) AS \
                r, SUBSTR(?, GREATEST(users.id * ? - ?, 1)) AS s, LEFT(?, users.id - ?) AS l2, \
                RIGHT(?, users.id - ?) AS r2, SUBSTR(?, GREATEST(users.id - ?, 1)) AS s2, \
                LEFT(users.name, users.age) AS n FROM users ORDER BY users.id" ["a😀b", 5000000000_i64, 15000000000_i64, "a😀b", 5000000000_i64, 15000000000_i64, "a😀b", 5000000000_i64, 15000000000_i64, "a😀b", 2_i64, "a😀b", 2_i64, "a😀b", 2_i64],
        ansi:
            error "ANSI SQL 2023.0 has no function like `left` (in SELECT)\nANSI SQL 2023.0 has no \
                function like `right` (in SELECT)\nANSI SQL 2023.0 has no function like \
                `substring_from` (in SELECT)",
    );
}

#[test]
fn texts_with_something_round_them() {
    let query = select((
        posts::id,
        func::lpad(posts::title, 7, '😀').label("l"),
        func::rpad(posts::body, 7, '\'').label("r"),
        func::rpad(posts::title, 3, '\\').label("cut"),
        func::repeat(posts::body, 2).label("twice"),
        func::repeat(posts::body, 0).label("none"),
    ))
    .order_by(posts::id);
    assert_sql!(query,
        sqlite:
            "SELECT posts.id, SUBSTR(REPLACE(HEX(ZEROBLOB(7)), '00', '😀'), 1, MAX(7 - \
                LENGTH(posts.title), 0)) || SUBSTR(posts.title, 1, 7) AS l, SUBSTR(posts.body, \
                1, 7) || SUBSTR(REPLACE(HEX(ZEROBLOB(7)), '00', ''''), 1, MAX(7 - \
                LENGTH(posts.body), 0)) AS r, SUBSTR(posts.title, 1, 3) || \
                SUBSTR(REPLACE(HEX(ZEROBLOB(3)), '00', '\\'), 1, MAX(3 - LENGTH(posts.title), \
                0)) AS cut, REPLACE(HEX(ZEROBLOB(2)), '00', posts.body) AS twice, \
                SUBSTR(posts.body, 1, 0) AS none FROM posts ORDER BY posts.id",
        postgres:
            "SELECT posts.id, LPAD(posts.title, 7, '😀') AS l, RPAD(posts.body, 7, '''') AS \
                r, RPAD(posts.title, 3,  E'\\\\') AS cut, REPEAT(posts.body, 2) AS twice, \
                SUBSTR(posts.body, 1, 0) AS none FROM posts ORDER BY posts.id",
        mysql | mariadb:
            "SELECT posts.id, LPAD(posts.title, 7, '😀') AS l, RPAD(posts.body, 7, '''') AS \
                r, RPAD(posts.title, 3, _utf8mb4 X'5c') AS cut, REPEAT(posts.body, 2) AS twice, \
                SUBSTR(posts.body, 1, 0) AS none FROM posts ORDER BY posts.id",
        ansi:
            error "ANSI SQL 2023.0 has no function like `lpad` (in SELECT)\nANSI SQL 2023.0 has no \
                function like `rpad` (in SELECT)",
    );
}

/// MariaDB has one text for both sides of `n = REPLACE(n, …)`, if that is worked out by a query in FROM.
#[test]
fn texts_of_queries_are_not_changed_in_their_place() {
    let inner = select((users::id, func::trim(users::name).label("n"), users::name.label("plain")));
    let of = inner.subquery("q");
    let name = || of.col("n").typed::<String>();
    let query = select((
        of.col("id"),
        name().eq(func::replace(name(), "a", "")).label("same"),
        name().eq(func::lpad(name(), 2, '.')).label("cut"),
        name().eq(func::concat_ws("", [name(), name()])).label("twice"),
        func::replace(of.col("plain").typed::<String>(), "a", "").label("plain"),
    ));
    let query = query.order_by(of.col("id"));
    assert_sql!(query,
        sqlite:
            "SELECT q.id, q.n = REPLACE(q.n, ?, ?) AS same, q.n = SUBSTR(REPLACE(HEX(ZEROBLOB(2)), '00', \
             '.'), 1, MAX(2 - LENGTH(q.n), 0)) || SUBSTR(q.n, 1, 2) AS cut, q.n = CONCAT_WS(?, q.n, q.n) \
             AS twice, REPLACE(q.plain, ?, ?) AS plain FROM (SELECT users.id, TRIM(users.name) AS n, \
             users.name AS plain FROM users) AS q ORDER BY q.id" ["a", "", "", "a", ""],
        postgres:
            "SELECT q.id, q.n = REPLACE(q.n, $1, $2) AS same, q.n = LPAD(q.n, 2, '.') AS cut, q.n = \
             CONCAT_WS(CAST($3 AS TEXT), q.n, q.n) AS twice, REPLACE(q.plain, $4, $5) AS plain FROM \
             (SELECT users.id, TRIM(users.name) AS n, users.name AS plain FROM users) AS q ORDER BY \
             q.id" ["a", "", "", "a", ""],
        mysql:
            "SELECT q.id, q.n = REPLACE(q.n, ?, ?) AS same, q.n = LPAD(q.n, 2, '.') AS cut, q.n = \
             CONCAT_WS(?, q.n, q.n) AS twice, REPLACE(q.plain, ?, ?) AS plain FROM (SELECT users.id, \
             TRIM(users.name) AS n, users.name AS plain FROM users) AS q ORDER BY q.id" ["a", "", "", "a", ""],
        mariadb:
            "SELECT q.id, q.n = REPLACE(CONCAT('', q.n), ?, ?) AS same, q.n = LPAD(CONCAT('', q.n), 2, \
             '.') AS cut, q.n = CONCAT_WS(?, CONCAT('', q.n), CONCAT('', q.n)) AS twice, \
             REPLACE(q.plain, ?, ?) AS plain FROM (SELECT users.id, TRIM(users.name) AS n, users.name AS \
             plain FROM users) AS q ORDER BY q.id" ["a", "", "", "a", ""],
        ansi: error "ANSI SQL 2023.0 has no function like `lpad` (in SELECT)",
    );
}

#[test]
fn characters_are_taken_from_the_ends() {
    let word = || val("xxaXx ");
    let query = select((
        func::trim_start(posts::title).label("s"),
        func::trim_end(word()).label("e"),
        func::trim_char(posts::title, 'x').label("c"),
        func::trim_start_char(word(), 'x').label("sc"),
        func::trim_end_char(word(), ' ').label("ec"),
        func::trim_char("日a日日", '日').label("w"),
        func::trim_char("\\'a\\'", '\\').label("b"),
    ))
    .order_by(posts::id);
    assert_sql!(query,
        sqlite:
            "SELECT LTRIM(posts.title) AS s, RTRIM(?) AS e, TRIM(posts.title, 'x') AS c, \
                LTRIM(?, 'x') AS sc, RTRIM(?, ' ') AS ec, TRIM(?, '日') AS w, TRIM(?, '\\') AS b \
                FROM posts ORDER BY posts.id" ["xxaXx ", "xxaXx ", "xxaXx ", "日a日日", "\\'a\\'"],
        postgres:
            "SELECT LTRIM(posts.title) AS s, RTRIM(CAST($1 AS TEXT)) AS e, \
                BTRIM(posts.title, 'x') AS c, LTRIM(CAST($2 AS TEXT), 'x') AS sc, RTRIM(CAST($3 \
                AS TEXT), ' ') AS ec, BTRIM(CAST($4 AS TEXT), '日') AS w, BTRIM(CAST($5 AS \
                TEXT),  E'\\\\') AS b FROM posts ORDER BY posts.id" ["xxaXx ", "xxaXx ", "xxaXx ", "日a日日", "\\'a\\'"],
        mysql | mariadb:
            "SELECT LTRIM(posts.title) AS s, RTRIM(?) AS e, TRIM(BOTH 'x' FROM posts.title) \
                AS c, TRIM(LEADING 'x' FROM ?) AS sc, TRIM(TRAILING ' ' FROM ?) AS ec, \
                TRIM(BOTH '日' FROM ?) AS w, TRIM(BOTH _utf8mb4 X'5c' FROM ?) AS b FROM posts \
                ORDER BY posts.id" ["xxaXx ", "xxaXx ", "xxaXx ", "日a日日", "\\'a\\'"],
        ansi:
            "SELECT LTRIM(posts.title) AS s, RTRIM(:p1) AS e, TRIM(BOTH 'x' FROM \
                posts.title) AS c, TRIM(LEADING 'x' FROM :p2) AS sc, TRIM(TRAILING ' ' FROM \
                :p3) AS ec, TRIM(BOTH '日' FROM :p4) AS w, TRIM(BOTH '\\' FROM :p5) AS b FROM \
                posts ORDER BY posts.id" ["xxaXx ", "xxaXx ", "xxaXx ", "日a日日", "\\'a\\'"],
    );
}

#[test]
fn bytes_and_characters_and_their_numbers() {
    let query = select((
        func::octet_length("é😀").label("bytes"),
        func::length("é😀").label("characters"),
        func::octet_length(posts::body).label("n"),
        func::code_point("😀").label("code"),
        func::code_point("").label("none"),
        func::code_point(" ").label("space"),
        func::character(128_512).label("smile"),
        func::character(val(300)).label("i"),
        func::character(55_296).label("half"),
        func::character(0).label("nul"),
        func::character(posts::likes - 5_000_000_000_i64).label("past"),
    ))
    .order_by(posts::id);
    assert_sql!(query,
        sqlite:
            "SELECT LENGTH(CAST(? AS BLOB)) AS bytes, LENGTH(?) AS characters, \
                LENGTH(CAST(posts.body AS BLOB)) AS n, UNICODE(?) AS code, UNICODE(?) AS none, \
                UNICODE(?) AS space, CASE WHEN ? BETWEEN 1 AND 55295 OR ? BETWEEN 57344 AND \
                1114111 THEN CHAR(?) END AS smile, CASE WHEN ? BETWEEN 1 AND 55295 OR ? BETWEEN \
                57344 AND 1114111 THEN CHAR(?) END AS i, CASE WHEN ? BETWEEN 1 AND 55295 OR ? \
                BETWEEN 57344 AND 1114111 THEN CHAR(?) END AS half, CASE WHEN ? BETWEEN 1 AND \
                55295 OR ? BETWEEN 57344 AND 1114111 THEN CHAR(?) END AS nul, CASE WHEN \
                posts.likes - ? BETWEEN 1 AND 55295 OR posts.likes - ? BETWEEN 57344 AND \
                1114111 THEN CHAR(posts.likes - ?) END AS past FROM posts ORDER BY posts.id" ["é😀", "é😀", "😀", "", " ", 128512, 128512, 128512, 300, 300, 300, 55296, 55296, 55296, 0, 0, 0, 5000000000_i64, 5000000000_i64, 5000000000_i64],
        postgres:
            "SELECT OCTET_LENGTH(CAST($1 AS TEXT)) AS bytes, LENGTH(CAST($2 AS TEXT)) AS \
                characters, OCTET_LENGTH(posts.body) AS n, NULLIF(ASCII(CAST($3 AS TEXT)), 0) \
                AS code, NULLIF(ASCII(CAST($4 AS TEXT)), 0) AS none, NULLIF(ASCII(CAST($5 AS \
                TEXT)), 0) AS space, CASE WHEN CAST($6 AS INTEGER) BETWEEN 1 AND 55295 OR \
                CAST($7 AS INTEGER) BETWEEN 57344 AND 1114111 THEN CHR(CAST(CAST($8 AS INTEGER) \
                AS INTEGER)) END AS smile, CASE WHEN CAST($9 AS INTEGER) BETWEEN 1 AND 55295 OR \
                CAST($10 AS INTEGER) BETWEEN 57344 AND 1114111 THEN CHR(CAST(CAST($11 AS \
                INTEGER) AS INTEGER)) END AS i, CASE WHEN CAST($12 AS INTEGER) BETWEEN 1 AND \
                55295 OR CAST($13 AS INTEGER) BETWEEN 57344 AND 1114111 THEN CHR(CAST(CAST($14 \
                AS INTEGER) AS INTEGER)) END AS half, CASE WHEN CAST($15 AS INTEGER) BETWEEN 1 \
                AND 55295 OR CAST($16 AS INTEGER) BETWEEN 57344 AND 1114111 THEN \
                CHR(CAST(CAST($17 AS INTEGER) AS INTEGER)) END AS nul, CASE WHEN posts.likes - \
                $18 BETWEEN 1 AND 55295 OR posts.likes - $19 BETWEEN 57344 AND 1114111 THEN \
                CHR(CAST(posts.likes - $20 AS INTEGER)) END AS past FROM posts ORDER BY posts.id" ["é😀", "é😀", "😀", "", " ", 128512, 128512, 128512, 300, 300, 300, 55296, 55296, 55296, 0, 0, 0, 5000000000_i64, 5000000000_i64, 5000000000_i64],
        mysql | mariadb:
            "SELECT OCTET_LENGTH(CONVERT(? USING utf8mb4)) AS bytes, CHAR_LENGTH(?) AS \
                characters, OCTET_LENGTH(CONVERT(posts.body USING utf8mb4)) AS n, CASE WHEN \
                CHAR_LENGTH(?) > 0 THEN ORD(CONVERT(? USING utf32)) END AS code, CASE WHEN \
                CHAR_LENGTH(?) > 0 THEN ORD(CONVERT(? USING utf32)) END AS none, CASE WHEN \
                CHAR_LENGTH(?) > 0 THEN ORD(CONVERT(? USING utf32)) END AS space, CASE WHEN ? \
                BETWEEN 1 AND 1114111 THEN CASE WHEN ? NOT BETWEEN 55296 AND 57343 THEN CAST(CHAR(? \
                USING utf32) AS CHAR) END END AS smile, CASE WHEN ? BETWEEN 1 AND 1114111 THEN CASE \
                WHEN ? NOT BETWEEN 55296 AND 57343 THEN CAST(CHAR(? USING utf32) AS CHAR) END END AS \
                i, CASE WHEN ? BETWEEN 1 AND 1114111 THEN CASE WHEN ? NOT BETWEEN 55296 AND 57343 \
                THEN CAST(CHAR(? USING utf32) AS CHAR) END END AS half, CASE WHEN ? BETWEEN 1 AND \
                1114111 THEN CASE WHEN ? NOT BETWEEN 55296 AND 57343 THEN CAST(CHAR(? USING utf32) \
                AS CHAR) END END AS nul, CASE WHEN posts.likes - ? BETWEEN 1 AND 1114111 THEN CASE \
                WHEN posts.likes - ? NOT BETWEEN 55296 AND 57343 THEN CAST(CHAR(posts.likes - ? \
                USING utf32) AS CHAR) END END AS past FROM posts ORDER BY posts.id" ["é😀", "é😀", "😀", "😀", "", "", " ", " ", 128512, 128512, 128512, 300, 300, 300, 55296, 55296, 55296, 0, 0, 0, 5000000000_i64, 5000000000_i64, 5000000000_i64],
        ansi:
            error "ANSI SQL 2023.0 has no function like `code_point` (in SELECT)\nANSI SQL 2023.0 \
                has no function like `character` (in SELECT)",
    );
}

#[test]
fn a_part_is_found_by_its_letters() {
    let query = select((
        posts::id,
        func::position(posts::title, "L").label("upper"),
        func::position(posts::title, "").label("empty"),
        func::position("", "").label("nothing"),
        func::position("a😀b", posts::body).label("null"),
    ))
    .order_by(posts::id);
    assert_sql!(query,
        sqlite:
            "SELECT posts.id, INSTR(posts.title, ?) AS upper, INSTR(posts.title, ?) AS \
                empty, INSTR(?, ?) AS \"nothing\", INSTR(?, posts.body) AS \"null\" FROM posts \
                ORDER BY posts.id" ["L", "", "", "", "a😀b"],
        postgres:
            "SELECT posts.id, STRPOS(posts.title, $1) AS upper, STRPOS(posts.title, $2) AS \
                empty, STRPOS(CAST($3 AS TEXT), CAST($4 AS TEXT)) AS nothing, STRPOS($5, \
                posts.body) AS \"null\" FROM posts ORDER BY posts.id" ["L", "", "", "", "a😀b"],
        mysql:
            "SELECT posts.id, LOCATE(?, posts.title COLLATE utf8mb4_bin) AS upper, LOCATE(?, \
                posts.title COLLATE utf8mb4_bin) AS `empty`, LOCATE(?, ? COLLATE utf8mb4_bin) \
                AS nothing, LOCATE(posts.body, ? COLLATE utf8mb4_bin) AS `null` FROM posts \
                ORDER BY posts.id" ["L", "", "", "", "a😀b"],
        mariadb:
            "SELECT posts.id, LOCATE(?, posts.title COLLATE utf8mb4_bin) AS upper, LOCATE(?, \
                posts.title COLLATE utf8mb4_bin) AS empty, LOCATE(?, ? COLLATE utf8mb4_bin) AS \
                nothing, LOCATE(posts.body, ? COLLATE utf8mb4_bin) AS `null` FROM posts ORDER \
                BY posts.id" ["L", "", "", "", "a😀b"],
        ansi:
            "SELECT posts.id, POSITION(:p1 IN posts.title) AS upper, POSITION(:p2 IN \
                posts.title) AS empty, POSITION(:p3 IN :p4) AS nothing, POSITION(posts.body IN \
                :p5) AS \"null\" FROM posts ORDER BY posts.id" ["L", "", "", "", "a😀b"],
    );
}

#[test]
fn texts_that_are_there_are_joined() {
    let query = select((
        posts::id,
        func::concat_ws(", ", (posts::title, posts::body, "x")).label("a"),
        func::concat_ws(posts::body, (posts::title, posts::title)).label("b"),
        func::concat_ws("\\", ["", ""]).label("c"),
        func::concat_ws("-", [None::<&str>]).label("d"),
    ))
    .order_by(posts::id);
    assert_sql!(query,
        sqlite | mysql | mariadb:
            "SELECT posts.id, CONCAT_WS(?, posts.title, posts.body, ?) AS a, \
                CONCAT_WS(posts.body, posts.title, posts.title) AS b, CONCAT_WS(?, ?, ?) AS c, \
                CONCAT_WS(?, ?) AS d FROM posts ORDER BY posts.id" [", ", "x", "\\", "", "", "-", Value::Null],
        postgres:
            "SELECT posts.id, CONCAT_WS(CAST($1 AS TEXT), posts.title, posts.body, CAST($2 \
                AS TEXT)) AS a, CONCAT_WS(posts.body, posts.title, posts.title) AS b, \
                CONCAT_WS(CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS TEXT)) AS c, \
                CONCAT_WS(CAST($6 AS TEXT), CAST($7 AS TEXT)) AS d FROM posts ORDER BY posts.id" [", ", "x", "\\", "", "", "-", Value::Null],
        ansi:
            "SELECT posts.id, CONCAT_WS(:p1, posts.title, posts.body, :p2) AS a, \
                CONCAT_WS(posts.body, posts.title, posts.title) AS b, CONCAT_WS(:p3, :p4, :p5) \
                AS c, CONCAT_WS(:p6, :p7) AS d FROM posts ORDER BY posts.id" [", ", "x", "\\", "", "", "-", Value::Null],
    );
    let old = Sqlite::version(3, 43);
    let error = select(func::concat_ws("-", (posts::title,))).compile(&old).unwrap_err();
    assert!(error.to_string().contains("3.44 has it"), "{error}");
    assert_sql!(select(func::concat_ws("-", ())),
        sqlite | postgres | mysql | mariadb | ansi:
            error "concat_ws has no texts to join; give one at least",
    );
}

#[test]
fn parts_between_characters_and_texts_backwards() {
    let query = select((
        posts::id,
        func::split_part(posts::title, 'l', 2).label("two"),
        func::split_part("a,b,,d", ',', 4).label("four"),
        func::split_part("a,b", ',', 3).label("none"),
        func::split_part(posts::body, ' ', 1).label("one"),
        func::reverse("a😀é").label("back"),
    ))
    .order_by(posts::id);
    assert_sql!(query,
        sqlite:
            error "SQLite 3.54 has no function like `split_part` (in SELECT); open the \
                database with `?polyfill`, or split the text in the program\nSQLite 3.54 \
                has no function like `reverse` (in SELECT); open the database with \
                `?polyfill`, or reverse it in the program",
        postgres:
            "SELECT posts.id, SPLIT_PART(posts.title, 'l', 2) AS two, SPLIT_PART(CAST($1 AS \
                TEXT), ',', 4) AS four, SPLIT_PART(CAST($2 AS TEXT), ',', 3) AS none, \
                SPLIT_PART(posts.body, ' ', 1) AS one, REVERSE(CAST($3 AS TEXT)) AS back FROM \
                posts ORDER BY posts.id" ["a,b,,d", "a,b", "a😀é"],
        mysql | mariadb:
            "SELECT posts.id, CASE WHEN CHAR_LENGTH(posts.title) - \
                CHAR_LENGTH(REPLACE(posts.title, 'l', '')) < 2 - 1 THEN '' ELSE \
                SUBSTRING_INDEX(SUBSTRING_INDEX(posts.title, 'l', 2), 'l', -1) END AS two, CASE \
                WHEN CHAR_LENGTH(?) - CHAR_LENGTH(REPLACE(?, ',', '')) < 4 - 1 THEN '' ELSE \
                SUBSTRING_INDEX(SUBSTRING_INDEX(?, ',', 4), ',', -1) END AS four, CASE WHEN \
                CHAR_LENGTH(?) - CHAR_LENGTH(REPLACE(?, ',', '')) < 3 - 1 THEN '' ELSE \
                SUBSTRING_INDEX(SUBSTRING_INDEX(?, ',', 3), ',', -1) END AS none, CASE WHEN \
                CHAR_LENGTH(posts.body) - CHAR_LENGTH(REPLACE(posts.body, ' ', '')) < 1 - 1 \
                THEN '' ELSE SUBSTRING_INDEX(SUBSTRING_INDEX(posts.body, ' ', 1), ' ', -1) END \
                AS one, REVERSE(?) AS back FROM posts ORDER BY posts.id" ["a,b,,d", "a,b,,d", "a,b,,d", "a,b", "a,b", "a,b", "a😀é"],
        ansi: error "ANSI SQL 2023.0 has no function like `split_part` (in SELECT)",
    );
}

#[test]
fn what_no_text_is_is_refused() {
    assert_sql!(select((func::lpad("a", 1_000_001, ' '), func::repeat("a", 1_000_001))),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a padded text has at most 1000000 characters; make it in the program\na text \
                that is repeated has at most 1000000 characters; make it in the program",
    );
    assert_sql!(select(func::split_part("a", ',', 0)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "split_part gives part 0, but the first one is 1",
    );
    // What is written into the text is a value of the program's.
    let trim = &sqltree::function::TRIM_CHAR;
    let row = (trim.call((posts::title, "ab")), trim.call((posts::title, posts::body)));
    assert_sql!(select(row),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`trim_char` wants one character of the program's, and gets something \
                else\n`trim_char` wants one character of the program's, and gets something else",
    );
    let pad = &sqltree::function::LPAD;
    assert_sql!(select((pad.call((posts::title, -1, "x")), pad.call((posts::title, posts::id, "x")))),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`lpad` wants a whole number of the program's, and gets something else\n`lpad` \
                wants a whole number of the program's, and gets something else",
    );
}

#[test]
fn functions_of_texts_stand_in_all_clauses() {
    let first = || func::left(func::upper(posts::title), 1);
    let query = select((first().label("first"), func::count().label("n")))
        .filter(func::position(posts::title, "e").gt(0).or(func::trim_end(posts::title).eq("x")))
        .group_by(first())
        .having(func::concat_ws("", (first(), func::min(posts::title))).ne(""))
        .order_by(func::code_point(first()));
    assert_sql!(query,
        sqlite:
            "SELECT SUBSTR(UPPER(posts.title), 1, 1) AS first, COUNT(*) AS n FROM posts \
                WHERE INSTR(posts.title, ?) > ? OR RTRIM(posts.title) = ? GROUP BY \
                SUBSTR(UPPER(posts.title), 1, 1) HAVING CONCAT_WS(?, SUBSTR(UPPER(posts.title), \
                1, 1), MIN(posts.title)) <> ? ORDER BY UNICODE(SUBSTR(UPPER(posts.title), 1, 1))" ["e", 0, "x", "", ""],
        postgres:
            "SELECT SUBSTR(UPPER(posts.title), 1, 1) AS first, COUNT(*) AS n FROM posts \
                WHERE STRPOS(posts.title, $1) > $2 OR RTRIM(posts.title) = $3 GROUP BY \
                SUBSTR(UPPER(posts.title), 1, 1) HAVING CONCAT_WS(CAST($4 AS TEXT), \
                SUBSTR(UPPER(posts.title), 1, 1), MIN(posts.title)) <> $5 ORDER BY \
                NULLIF(ASCII(SUBSTR(UPPER(posts.title), 1, 1)), 0)" ["e", 0, "x", "", ""],
        mysql | mariadb:
            "SELECT SUBSTR(UPPER(posts.title), 1, 1) AS first, COUNT(*) AS n FROM posts \
                WHERE LOCATE(?, posts.title COLLATE utf8mb4_bin) > ? OR RTRIM(posts.title) = ? \
                GROUP BY SUBSTR(UPPER(posts.title), 1, 1) HAVING CONCAT_WS(?, \
                MAX(SUBSTR(UPPER(posts.title), 1, 1)), MIN(posts.title)) <> ? ORDER BY CASE \
                WHEN CHAR_LENGTH(SUBSTR(UPPER(posts.title), 1, 1)) > 0 THEN \
                ORD(CONVERT(SUBSTR(UPPER(posts.title), 1, 1) USING utf32)) END" ["e", 0, "x", "", ""],
        ansi: error "ANSI SQL 2023.0 has no function like `code_point` (in ORDER BY)",
    );
}
