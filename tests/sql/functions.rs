//! Functions of one meaning everywhere, and functions by name.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn text_functions() {
    let query = select((
        posts::id,
        func::upper(posts::title).label("u"),
        func::lower(posts::title).label("l"),
        func::substring(posts::title, 2, 3).label("s"),
        func::trim(posts::title).label("t"),
        func::replace(posts::title, "l", "LL").label("r"),
    ))
    .filter(posts::id.is_in([1, 4, 5]))
    .order_by(posts::id);
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT posts.id, UPPER(posts.title) AS u, LOWER(posts.title) AS l, \
            SUBSTR(posts.title, 2, 3) AS s, TRIM(posts.title) AS t, REPLACE(posts.title, ?, ?) AS r \
            FROM posts WHERE posts.id IN (?, ?, ?) ORDER BY posts.id"
            ["l", "LL", 1, 4, 5],
        postgres: "SELECT posts.id, UPPER(posts.title) AS u, LOWER(posts.title) AS l, \
            SUBSTR(posts.title, 2, 3) AS s, TRIM(posts.title) AS t, REPLACE(posts.title, $1, $2) AS r \
            FROM posts WHERE posts.id IN ($3, $4, $5) ORDER BY posts.id"
            ["l", "LL", 1, 4, 5],
        ansi: "SELECT posts.id, UPPER(posts.title) AS u, LOWER(posts.title) AS l, \
            SUBSTRING(posts.title FROM 2 FOR 3) AS s, TRIM(posts.title) AS t, \
            REPLACE(posts.title, :p1, :p2) AS r \
            FROM posts WHERE posts.id IN (:p3, :p4, :p5) ORDER BY posts.id"
            ["l", "LL", 1, 4, 5],
    );
}

#[test]
fn length_counts_characters() {
    assert_sql!(select((users::id, func::length(users::name).label("n"))).order_by(users::id),
        sqlite | postgres:
            "SELECT users.id, LENGTH(users.name) AS n FROM users ORDER BY users.id",
        mysql | mariadb | ansi:
            "SELECT users.id, CHAR_LENGTH(users.name) AS n FROM users ORDER BY users.id",
    );
}

#[test]
fn texts_are_joined_with_null_or_without() {
    let query = select((
        posts::id,
        posts::title.concat("-").concat(posts::body).label("a"),
        posts::title.concat_skip_null(posts::body).label("b"),
    ))
    .order_by(posts::id);
    assert_sql!(query,
        sqlite: "SELECT posts.id, posts.title || ? || posts.body AS a, COALESCE(posts.title, '') || \
            COALESCE(posts.body, '') AS b FROM posts ORDER BY posts.id" ["-"],
        postgres: "SELECT posts.id, posts.title || $1 || posts.body AS a, COALESCE(posts.title, '') \
            || COALESCE(posts.body, '') AS b FROM posts ORDER BY posts.id" ["-"],
        mysql | mariadb: "SELECT posts.id, CONCAT(posts.title, ?, posts.body) AS a, \
            CONCAT(COALESCE(posts.title, ''), COALESCE(posts.body, '')) AS b FROM posts \
            ORDER BY posts.id" ["-"],
        ansi: "SELECT posts.id, posts.title || :p1 || posts.body AS a, COALESCE(posts.title, '') || \
            COALESCE(posts.body, '') AS b FROM posts ORDER BY posts.id" ["-"],
    );
}

#[test]
fn division_is_exact_or_whole_and_by_zero_null() {
    let query = select((
        posts::id,
        (posts::likes / 2).label("half"),
        posts::likes.div_trunc(2).label("whole"),
        (posts::likes % 2).label("rest"),
        posts::likes.div(posts::likes - 7).label("zero"),
        posts::likes.div_trunc(posts::likes - 7).label("zero2"),
        (posts::likes % (posts::likes - 7)).label("zero3"),
    ))
    .order_by(posts::id);
    assert_sql!(query,
        sqlite: "SELECT posts.id, CAST(posts.likes AS REAL) / ? AS half, posts.likes / ? AS whole, \
            posts.likes % ? AS rest, CAST(posts.likes AS REAL) / (posts.likes - ?) AS zero, \
            posts.likes / (posts.likes - ?) AS zero2, posts.likes % (posts.likes - ?) AS zero3 \
            FROM posts ORDER BY posts.id" [2, 2, 2, 7, 7, 7],
        postgres: "SELECT posts.id, CAST(posts.likes AS DOUBLE PRECISION) / NULLIF($1, 0) AS half, \
            posts.likes / NULLIF($2, 0) AS whole, posts.likes % NULLIF($3, 0) AS rest, \
            CAST(posts.likes AS DOUBLE PRECISION) / NULLIF(posts.likes - $4, 0) AS zero, \
            posts.likes / NULLIF(posts.likes - $5, 0) AS zero2, \
            posts.likes % NULLIF(posts.likes - $6, 0) AS zero3 \
            FROM posts ORDER BY posts.id" [2, 2, 2, 7, 7, 7],
        mysql | mariadb: "SELECT posts.id, (posts.likes + 0e0) / NULLIF(?, 0) AS half, \
            posts.likes DIV NULLIF(?, 0) + 0 AS whole, posts.likes % NULLIF(?, 0) AS rest, \
            (posts.likes + 0e0) / NULLIF(posts.likes - ?, 0) AS zero, \
            posts.likes DIV NULLIF(posts.likes - ?, 0) + 0 AS zero2, \
            posts.likes % NULLIF(posts.likes - ?, 0) AS zero3 \
            FROM posts ORDER BY posts.id" [2, 2, 2, 7, 7, 7],
        ansi: "SELECT posts.id, CAST(posts.likes AS DOUBLE PRECISION) / NULLIF(:p1, 0) AS half, \
            posts.likes / NULLIF(:p2, 0) AS whole, MOD(posts.likes, NULLIF(:p3, 0)) AS rest, \
            CAST(posts.likes AS DOUBLE PRECISION) / NULLIF(posts.likes - :p4, 0) AS zero, \
            posts.likes / NULLIF(posts.likes - :p5, 0) AS zero2, \
            MOD(posts.likes, NULLIF(posts.likes - :p6, 0)) AS zero3 \
            FROM posts ORDER BY posts.id" [2, 2, 2, 7, 7, 7],
    );
}

#[test]
fn a_function_of_the_database_by_its_name() {
    assert_sql!(select(func::call("abs", (val(-5),)).label("n")),
        sqlite | mysql | mariadb: "SELECT abs(?) AS n" [-5],
        postgres: "SELECT abs(CAST($1 AS INTEGER)) AS n" [-5],
        ansi: "SELECT abs(:p1) AS n" [-5],
    );
}

#[test]
fn a_reserved_word_is_no_function() {
    let query = select(func::call("select", ()));
    assert_sql!(query,
        sqlite: error "`select` is a reserved word of SQLite, not a function that can be called \
            (in SELECT)",
        postgres: error "`select` is a reserved word of PostgreSQL, not a function that can be \
            called (in SELECT)",
        mysql: error "`select` is a reserved word of MySQL, not a function that can be called \
            (in SELECT)",
        mariadb: error "`select` is a reserved word of MariaDB, not a function that can be called \
            (in SELECT)",
        ansi: error "`select` is a reserved word of ANSI SQL, not a function that can be called \
            (in SELECT)",
    );
    let hostile = select(func::call("f(); --", ())).compile(&Postgres::default()).unwrap();
    assert_eq!(hostile.sql(), r#"SELECT "f(); --"()"#);
}

#[test]
fn a_position_before_the_first_character_is_refused() {
    assert_sql!(select(func::substring(users::name, 0, 3)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "substring starts at position 0, but the first character is at 1",
    );
}

#[test]
fn what_is_replaced_by_null_is_null() {
    let word = func::replace(posts::title, "x", posts::body).label("word");
    assert_sql!(select((posts::id, word)).order_by(posts::id),
        sqlite | mysql | mariadb: "SELECT posts.id, CASE WHEN posts.body IS NULL THEN NULL \
            ELSE REPLACE(posts.title, ?, posts.body) END AS word FROM posts ORDER BY posts.id"
            ["x"],
        postgres: "SELECT posts.id, REPLACE(posts.title, $1, posts.body) AS word FROM posts \
            ORDER BY posts.id" ["x"],
        ansi: "SELECT posts.id, REPLACE(posts.title, :p1, posts.body) AS word FROM posts \
            ORDER BY posts.id" ["x"],
    );
    let nothing: Option<&str> = None;
    assert_sql!(select(func::replace(posts::title, "", nothing).is_null().label("n")),
        sqlite | mysql | mariadb: "SELECT CASE WHEN ? IS NULL THEN NULL \
            ELSE REPLACE(posts.title, ?, ?) END IS NULL AS n FROM posts" [Value::Null, "", Value::Null],
        postgres: "SELECT REPLACE(posts.title, $1, $2) IS NULL AS n FROM posts" ["", Value::Null],
        ansi: "SELECT REPLACE(posts.title, :p1, :p2) IS NULL AS n FROM posts" ["", Value::Null],
    );
}

#[test]
fn what_is_replaced_by_the_null_of_a_join_is_null() {
    let boss = users::table().alias("boss");
    let word = func::replace(users::name, users::name, boss.col(users::name).nullable());
    let query = select((users::id, word.is_null().label("n")))
        .from(users::table())
        .left_join(&boss, boss.col(users::id).eq(users::boss_id))
        .order_by(users::id);
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.id, CASE WHEN boss.name IS NULL THEN NULL ELSE \
            REPLACE(users.name, users.name, boss.name) END IS NULL AS n FROM users LEFT JOIN \
            users AS boss ON boss.id = users.boss_id ORDER BY users.id",
        postgres | ansi: "SELECT users.id, REPLACE(users.name, users.name, boss.name) IS NULL AS \
            n FROM users LEFT JOIN users AS boss ON boss.id = users.boss_id ORDER BY users.id",
    );
}

#[test]
fn nullif_keeps_the_type_of_its_first() {
    let query = select((posts::id.nullif(posts::likes.div(2)) % 2).label("n")).order_by(posts::id);
    assert_sql!(query,
        sqlite:
            "SELECT CASE WHEN CAST(posts.id AS REAL) = CAST(posts.likes AS REAL) / ? THEN \
                NULL ELSE posts.id END % ? AS n FROM posts ORDER BY posts.id" [2, 2],
        postgres:
            "SELECT CASE WHEN posts.id = CAST(posts.likes AS DOUBLE PRECISION) / NULLIF($1, \
                0) THEN NULL ELSE posts.id END % NULLIF($2, 0) AS n FROM posts ORDER BY posts.id" [2, 2],
        mysql | mariadb:
            "SELECT NULLIF(posts.id, (posts.likes + 0e0) / NULLIF(?, 0)) % NULLIF(?, 0) AS n \
                FROM posts ORDER BY posts.id" [2, 2],
        ansi:
            "SELECT MOD(NULLIF(posts.id, CAST(posts.likes AS DOUBLE PRECISION) / NULLIF(:p1, \
                0)), NULLIF(:p2, 0)) AS n FROM posts ORDER BY posts.id" [2, 2],
    );
}

#[test]
fn a_function_written_with_an_argument_twice_takes_nothing_that_may_change() {
    let word = func::replace(posts::title, "x", func::call("f", (posts::body,)).typed::<String>());
    let error = select(word.dynamic()).compile(&Sqlite::default());
    assert!(error.is_ok(), "what is never NULL is written once");
    let word =
        func::replace(posts::title, "x", func::call("f", (posts::body,)).typed::<Option<String>>());
    let error = select(word).compile(&Sqlite::default()).unwrap_err();
    assert_eq!(
        error.problems().next().map(sqltree::Problem::message),
        Some(
            "`replace` (in SELECT) is written with an argument twice, and one of its arguments may give \
         another value each time; compute it in a subquery"
        )
    );
}

#[test]
fn a_quotient_of_a_quotient_keeps_its_digits() {
    let large = || literal(4_294_967_296_i64);
    let once = large().div_trunc(users::id);
    let twice = large().div_trunc(1).div_trunc(1).div_trunc(users::id);
    assert_sql!(select((users::id, once.label("once"), (-twice).label("twice"))).order_by(users::id),
        sqlite: "SELECT users.id, 4294967296 / users.id AS once, -(((4294967296 / ?) / ?) / \
            users.id) AS twice FROM users ORDER BY users.id" [1, 1],
        postgres: "SELECT users.id, CAST('4294967296' AS BIGINT) / NULLIF(users.id, 0) AS once, \
            -(((CAST('4294967296' AS BIGINT) / NULLIF(CAST($1 AS INTEGER), 0)) / NULLIF($2, 0)) \
            / NULLIF(users.id, 0)) AS twice FROM users ORDER BY users.id" [1, 1],
        mysql | mariadb: "SELECT users.id, 4294967296 DIV NULLIF(users.id, 0) + 0 AS once, \
            -(((4294967296 DIV NULLIF(?, 0) + 0) DIV NULLIF(?, 0) + 0) DIV NULLIF(users.id, 0) + \
            0) AS twice FROM users ORDER BY users.id" [1, 1],
        ansi: "SELECT users.id, 4294967296 / NULLIF(users.id, 0) AS once, -(((4294967296 / \
            NULLIF(:p1, 0)) / NULLIF(:p2, 0)) / NULLIF(users.id, 0)) AS twice FROM users ORDER \
            BY users.id" [1, 1],
    );
}

#[test]
fn arithmetic_of_single_precision_is_double() {
    let third = |n: f32| val(n) / 3.0;
    let single = |n: f32| val(n);
    let row = (
        users::id,
        (single(0.1) * single(3.0)).label("product"),
        (single(1.1) + users::id).label("sum"),
        (single(16_777_216.0) + single(1.0) - single(0.5)).label("chain"),
        third(1.0).label("third"),
    );
    assert_sql!(select(row).order_by(users::id),
        sqlite: "SELECT users.id, ? * ? AS product, ? + users.id AS sum, ? + ? - ? AS chain, \
            CAST(? AS REAL) / ? AS third FROM users ORDER BY users.id" [0.1_f32, 3.0_f32, 1.1_f32, 16_777_216.0_f32, 1.0_f32, 0.5_f32, 1.0_f32, 3.0],
        postgres: "SELECT users.id, CAST(CAST($1 AS REAL) AS DOUBLE PRECISION) * CAST(CAST($2 AS \
            REAL) AS DOUBLE PRECISION) AS product, CAST(CAST($3 AS REAL) AS DOUBLE PRECISION) + \
            users.id AS sum, CAST(CAST($4 AS REAL) AS DOUBLE PRECISION) + CAST(CAST($5 AS REAL) \
            AS DOUBLE PRECISION) - CAST(CAST($6 AS REAL) AS DOUBLE PRECISION) AS chain, \
            CAST(CAST($7 AS REAL) AS DOUBLE PRECISION) / NULLIF(CAST($8 AS DOUBLE PRECISION), 0) \
            AS third FROM users ORDER BY users.id" [0.1_f32, 3.0_f32, 1.1_f32, 16_777_216.0_f32, 1.0_f32, 0.5_f32, 1.0_f32, 3.0],
        mysql | mariadb: "SELECT users.id, ? * ? AS product, ? + users.id AS sum, ? + ? - ? AS \
            chain, (? + 0e0) / NULLIF(?, 0) AS third FROM users ORDER BY users.id" [0.1_f32, 3.0_f32, 1.1_f32, 16_777_216.0_f32, 1.0_f32, 0.5_f32, 1.0_f32, 3.0],
        ansi: "SELECT users.id, CAST(:p1 AS DOUBLE PRECISION) * CAST(:p2 AS DOUBLE PRECISION) AS \
            product, CAST(:p3 AS DOUBLE PRECISION) + users.id AS \"sum\", CAST(:p4 AS DOUBLE \
            PRECISION) + CAST(:p5 AS DOUBLE PRECISION) - CAST(:p6 AS DOUBLE PRECISION) AS chain, \
            CAST(:p7 AS DOUBLE PRECISION) / NULLIF(:p8, 0) AS third FROM users ORDER BY users.id" [0.1_f32, 3.0_f32, 1.1_f32, 16_777_216.0_f32, 1.0_f32, 0.5_f32, 1.0_f32, 3.0],
    );
}
