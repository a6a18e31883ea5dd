//! JSON documents that are made of values: arrays, objects, and the values of many rows.

use sqltree::prelude::*;
use sqltree::{Date, Decimal, Interval, Json, Time, Timestamp, TimestampTz, Uuid};

use crate::assert_sql;
use crate::support::live::{Live, without_blanks};
use crate::support::tables::{posts, users};

#[test]
fn values_of_a_row_in_an_array() {
    assert_sql!(select(func::json_array((users::id, users::name, users::age, users::active)))
            .order_by(users::id),
        sqlite: "SELECT JSON_ARRAY(users.id, users.name, users.age, JSON(CASE NOT users.active WHEN 0 THEN 'true' WHEN 1 THEN 'false' END)) FROM users ORDER BY users.id",
        postgres: "SELECT JSONB_BUILD_ARRAY(users.id, users.name, users.age, users.active) FROM users ORDER BY users.id",
        mysql | mariadb: "SELECT JSON_ARRAY(users.id, users.name, users.age, JSON_EXTRACT(CASE NOT users.active WHEN 0 THEN 'true' WHEN 1 THEN 'false' END, '$')) FROM users ORDER BY users.id",
        ansi: error "ANSI SQL 2023.0 has no function like `json_array` (in SELECT)",
    );
}

#[test]
fn an_object_has_the_names_that_columns_would_have() {
    let made = func::json_object((
        users::id,
        func::upper(users::name).label("it's \"x\\y\""),
        func::json_array((users::age, 5)).label("list"),
        (users::age.gt(20)).label("old"),
    ));
    assert_sql!(select(made.json_field("old").json_boolean()).order_by(users::id),
        sqlite: "SELECT CASE JSON_TYPE(JSON_OBJECT('id', users.id, 'it''s \"x\\y\"', UPPER(users.name), 'list', JSON_ARRAY(users.age, ?), 'old', JSON(CASE NOT (users.age > ?) WHEN 0 THEN 'true' WHEN 1 THEN 'false' END)) -> ('$.' || JSON_QUOTE('old'))) WHEN 'true' THEN 1 WHEN 'false' THEN 0 END FROM users ORDER BY users.id" [5, 20],
        postgres: "SELECT CAST(JSONB_PATH_QUERY_FIRST(JSONB_BUILD_OBJECT('id', users.id,  E'it''s \"x\\\\y\"', UPPER(users.name), 'list', JSONB_BUILD_ARRAY(users.age, CAST($1 AS INTEGER)), 'old', users.age > $2) -> 'old', 'strict $ ? (@.type() == \"boolean\")') AS BOOLEAN) FROM users ORDER BY users.id" [5, 20],
        mysql | mariadb: "SELECT CASE WHEN JSON_TYPE(JSON_EXTRACT(JSON_OBJECT('id', users.id, _utf8mb4 X'697427732022785c7922', UPPER(users.name), 'list', JSON_ARRAY(users.age, ?), 'old', JSON_EXTRACT(CASE NOT (users.age > ?) WHEN 0 THEN 'true' WHEN 1 THEN 'false' END, '$')), CONCAT('$.' COLLATE utf8mb4_bin, JSON_QUOTE('old')))) = 'BOOLEAN' THEN LENGTH(JSON_UNQUOTE(JSON_EXTRACT(JSON_OBJECT('id', users.id, _utf8mb4 X'697427732022785c7922', UPPER(users.name), 'list', JSON_ARRAY(users.age, ?), 'old', JSON_EXTRACT(CASE NOT (users.age > ?) WHEN 0 THEN 'true' WHEN 1 THEN 'false' END, '$')), CONCAT('$.' COLLATE utf8mb4_bin, JSON_QUOTE('old'))))) = 4 END FROM users ORDER BY users.id" [5, 20, 5, 20],
        ansi: error "ANSI SQL 2023.0 has no function like `json_boolean` (in SELECT)",
    );
}

#[test]
fn documents_of_many_rows_in_their_order() {
    // PostgreSQL puts shorter names first.
    let own = func::json_object((posts::body, posts::title));
    assert_sql!(select((posts::user_id, func::json_agg(own).order_by(posts::likes.desc())))
            .group_by(posts::user_id)
            .order_by(posts::user_id),
        sqlite: "SELECT posts.user_id, JSON_GROUP_ARRAY(JSON_OBJECT('body', posts.body, 'title', posts.title) ORDER BY posts.likes DESC) FROM posts GROUP BY posts.user_id ORDER BY posts.user_id",
        postgres: "SELECT posts.user_id, COALESCE(JSONB_AGG(JSONB_BUILD_OBJECT('body', posts.body, 'title', posts.title) ORDER BY posts.likes DESC), '[]') FROM posts GROUP BY posts.user_id ORDER BY posts.user_id",
        mysql | mariadb: "SELECT posts.user_id, JSON_EXTRACT(CONCAT('[', COALESCE(GROUP_CONCAT(JSON_OBJECT('body', posts.body, 'title', posts.title) ORDER BY posts.likes DESC SEPARATOR ', '), ''), ']'), '$') FROM posts GROUP BY posts.user_id ORDER BY posts.user_id",
        ansi: error "ANSI SQL 2023.0 has no function like `json_agg` (in SELECT)",
    );
}

#[test]
fn of_no_rows_there_is_an_empty_array() {
    let all = func::json_agg(posts::body).order_by(posts::id);
    assert_sql!(select((
            all.clone().filter(posts::id.gt(literal(3))).json_length(),
            all.filter(posts::id.gt(literal(99))).json_length(),
        )),
        sqlite: "SELECT CASE JSON_TYPE(JSON_GROUP_ARRAY(JSON_QUOTE(posts.body) ORDER BY posts.id) FILTER (WHERE posts.id > 3)) WHEN 'array' THEN JSON_ARRAY_LENGTH(JSON_GROUP_ARRAY(JSON_QUOTE(posts.body) ORDER BY posts.id) FILTER (WHERE posts.id > 3)) END, CASE JSON_TYPE(JSON_GROUP_ARRAY(JSON_QUOTE(posts.body) ORDER BY posts.id) FILTER (WHERE posts.id > 99)) WHEN 'array' THEN JSON_ARRAY_LENGTH(JSON_GROUP_ARRAY(JSON_QUOTE(posts.body) ORDER BY posts.id) FILTER (WHERE posts.id > 99)) END FROM posts",
        postgres: "SELECT CAST(JSONB_ARRAY_LENGTH(JSONB_PATH_QUERY_FIRST(COALESCE(JSONB_AGG(JSONB_BUILD_ARRAY(posts.body) -> 0 ORDER BY posts.id) FILTER (WHERE posts.id > 3), '[]'), 'strict $ ? (@.type() == \"array\")')) AS BIGINT), CAST(JSONB_ARRAY_LENGTH(JSONB_PATH_QUERY_FIRST(COALESCE(JSONB_AGG(JSONB_BUILD_ARRAY(posts.body) -> 0 ORDER BY posts.id) FILTER (WHERE posts.id > 99), '[]'), 'strict $ ? (@.type() == \"array\")')) AS BIGINT) FROM posts",
        mysql | mariadb: "SELECT CASE WHEN JSON_TYPE(JSON_EXTRACT(CONCAT('[', COALESCE(GROUP_CONCAT(CASE WHEN posts.id > 3 THEN JSON_EXTRACT(JSON_ARRAY(posts.body), '$[0]') END ORDER BY posts.id SEPARATOR ', '), ''), ']'), '$')) = 'ARRAY' THEN JSON_LENGTH(JSON_EXTRACT(CONCAT('[', COALESCE(GROUP_CONCAT(CASE WHEN posts.id > 3 THEN JSON_EXTRACT(JSON_ARRAY(posts.body), '$[0]') END ORDER BY posts.id SEPARATOR ', '), ''), ']'), '$')) END, CASE WHEN JSON_TYPE(JSON_EXTRACT(CONCAT('[', COALESCE(GROUP_CONCAT(CASE WHEN posts.id > 99 THEN JSON_EXTRACT(JSON_ARRAY(posts.body), '$[0]') END ORDER BY posts.id SEPARATOR ', '), ''), ']'), '$')) = 'ARRAY' THEN JSON_LENGTH(JSON_EXTRACT(CONCAT('[', COALESCE(GROUP_CONCAT(CASE WHEN posts.id > 99 THEN JSON_EXTRACT(JSON_ARRAY(posts.body), '$[0]') END ORDER BY posts.id SEPARATOR ', '), ''), ']'), '$')) END FROM posts",
        ansi: error "ANSI SQL 2023.0 has no function like `json_length` (in SELECT)",
    );
}

#[test]
fn a_value_alone_is_a_document() {
    assert_sql!(select((
            func::to_json(users::name).json_text(),
            func::to_json(users::age).json_kind(),
            func::to_json(users::active).json_boolean(),
        ))
        .order_by(users::id),
        sqlite: "SELECT CASE JSON_TYPE(JSON_QUOTE(users.name)) WHEN 'text' THEN JSON_QUOTE(users.name) ->> '$' END, CASE JSON_TYPE(JSON_QUOTE(users.age)) WHEN 'object' THEN 'object' WHEN 'array' THEN 'array' WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' WHEN 'null' THEN 'null' END, CASE JSON_TYPE(JSON_QUOTE(JSON(CASE NOT users.active WHEN 0 THEN 'true' WHEN 1 THEN 'false' END))) WHEN 'true' THEN 1 WHEN 'false' THEN 0 END FROM users ORDER BY users.id",
        postgres: "SELECT JSONB_PATH_QUERY_FIRST(JSONB_BUILD_ARRAY(users.name) -> 0, 'strict $ ? (@.type() == \"string\")') #>> ARRAY[]::TEXT[], JSONB_TYPEOF(JSONB_BUILD_ARRAY(users.age) -> 0), CAST(JSONB_PATH_QUERY_FIRST(JSONB_BUILD_ARRAY(users.active) -> 0, 'strict $ ? (@.type() == \"boolean\")') AS BOOLEAN) FROM users ORDER BY users.id",
        mysql | mariadb: "SELECT CASE WHEN JSON_TYPE(JSON_EXTRACT(JSON_ARRAY(users.name), '$[0]')) = 'STRING' THEN JSON_UNQUOTE(JSON_EXTRACT(JSON_ARRAY(users.name), '$[0]')) END, CASE JSON_TYPE(JSON_EXTRACT(JSON_ARRAY(users.age), '$[0]')) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'INTEGER' THEN 'number' WHEN 'UNSIGNED INTEGER' THEN 'number' WHEN 'DOUBLE' THEN 'number' WHEN 'DECIMAL' THEN 'number' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' END, CASE WHEN JSON_TYPE(JSON_EXTRACT(JSON_ARRAY(JSON_EXTRACT(CASE NOT users.active WHEN 0 THEN 'true' WHEN 1 THEN 'false' END, '$')), '$[0]')) = 'BOOLEAN' THEN LENGTH(JSON_UNQUOTE(JSON_EXTRACT(JSON_ARRAY(JSON_EXTRACT(CASE NOT users.active WHEN 0 THEN 'true' WHEN 1 THEN 'false' END, '$')), '$[0]'))) = 4 END FROM users ORDER BY users.id",
        ansi: error "ANSI SQL 2023.0 has no function like `json_text` (in SELECT)\nANSI SQL 2023.0 has no function like `json_kind` (in SELECT)\nANSI SQL 2023.0 has no function like `json_boolean` (in SELECT)",
    );
}

#[test]
fn distinct_documents_are_refused() {
    assert_sql!(select(func::json_agg(users::age).distinct()),
        sqlite: error "SQLite 3.54 has no DISTINCT in a function like `json_agg` (in SELECT); aggregate a subquery with distinct rows",
        postgres: error "PostgreSQL 18.0 has no DISTINCT in a function like `json_agg` (in SELECT)",
        mysql: error "MySQL 8.4 has no DISTINCT in a function like `json_agg` (in SELECT)",
        mariadb: error "MariaDB 11.4 has no DISTINCT in a function like `json_agg` (in SELECT)",
        ansi: error "ANSI SQL 2023.0 has no function like `json_agg` (in SELECT)",
    );
}

#[test]
fn over_a_window() {
    let own = func::json_agg(users::age).over(window().order_by(users::id));
    assert_sql!(select(own.json_length()).order_by(users::id),
        sqlite: "SELECT CASE JSON_TYPE(JSON_GROUP_ARRAY(JSON_QUOTE(users.age)) OVER (ORDER BY users.id)) WHEN 'array' THEN JSON_ARRAY_LENGTH(JSON_GROUP_ARRAY(JSON_QUOTE(users.age)) OVER (ORDER BY users.id)) END FROM users ORDER BY users.id",
        postgres: "SELECT CAST(JSONB_ARRAY_LENGTH(JSONB_PATH_QUERY_FIRST(COALESCE(JSONB_AGG(JSONB_BUILD_ARRAY(users.age) -> 0) OVER (ORDER BY users.id), '[]'), 'strict $ ? (@.type() == \"array\")')) AS BIGINT) FROM users ORDER BY users.id",
        mysql: error "MySQL 8.4 has no function like `json_agg` over a window (in SELECT)",
        mariadb: error "MariaDB 11.4 has no function like `json_agg` over a window (in SELECT)",
        ansi: error "ANSI SQL 2023.0 has no function like `json_length` (in SELECT)",
    );
}

#[test]
fn what_no_document_can_have_is_refused() {
    let span = Interval::from_micros(5);
    assert_sql!(select((
            func::json_array((users::id, span)),
            func::json_array(column("x")),
            func::json_object((users::id, users::name.concat("x"))),
            func::json_object((users::id, posts::id)),
            func::json_array(vec![val(1); 101]),
        )),
        sqlite | postgres | mysql | mariadb | ansi: error "a span of time has no form in JSON on all engines; put in a number of seconds or a text\nthe type of a value `x` in a JSON document is not known; say it by `.typed::<T>()`, or convert with `.cast::<T>()`\nvalue 2 of a JSON object has no name; give it one by `.label(name)`\na JSON object has `id` more than once; tell them apart by `.label(name)`\n`json_array` has 101 arguments, and PostgreSQL takes 100; put some in a document inside",
    );
}

/// A document of one value of each kind, as text.
fn shown(live: Live, made: &Expr<Json>) -> String {
    let row: Json = live.with(|conn| conn.fetch_one(&select(made)).expect("a document"));
    without_blanks(&row).replace(".0,", ",").replace(".0]", "]")
}

#[test]
fn every_kind_of_value_is_the_same_in_json_on_every_engine() {
    let stamp: Timestamp = "2024-02-29 12:34:56.5".parse().unwrap();
    let uuid: Uuid = "00112233-4455-6677-8899-aabbccddeeff".parse().unwrap();
    let kinds = func::json_array(vec![
        val(true).dynamic(),
        val(false).dynamic(),
        val(None::<bool>).dynamic(),
        val(i64::MAX).dynamic(),
        val(9_007_199_254_740_993_i64).dynamic(),
        val(0.1_f64).dynamic(),
        val(0.1_f32).dynamic(),
        val(-2.5_f64).dynamic(),
        val("a\"b\\c\n\t\u{1}é😀/'</").dynamic(),
        val("").dynamic(),
        val(None::<String>).dynamic(),
        val(vec![0_u8, 255, 65]).dynamic(),
        val(Vec::<u8>::new()).dynamic(),
        val(None::<Vec<u8>>).dynamic(),
        val("2024-02-29".parse::<Date>().unwrap()).dynamic(),
        val("12:34:56".parse::<Time>().unwrap()).dynamic(),
        val(stamp).dynamic(),
        val(stamp.as_utc()).dynamic(),
        val(None::<TimestampTz>).dynamic(),
        val(uuid).dynamic(),
        val(None::<Uuid>).dynamic(),
        val(r#"{"a":[1,"x"]}"#.parse::<Json>().unwrap()).dynamic(),
        val(None::<Json>).dynamic(),
        func::json_array(()).dynamic(),
    ]);
    let expected = "[true,false,null,9223372036854775807,9007199254740993,0.1,0.10000000149011612,\
                    -2.5,\"a\\\"b\\\\c\\n\\t\\u0001é😀/'</\",\"\",null,\"00ff41\",\"\",null,\
                    \"2024-02-29\",\"12:34:56.000000\",\"2024-02-29T12:34:56.500000\",\
                    \"2024-02-29T12:34:56.500000Z\",null,\
                    \"00112233-4455-6677-8899-aabbccddeeff\",null,{\"a\":[1,\"x\"]},null,[]]";
    for live in Live::ALL {
        assert_eq!(shown(live, &kinds), expected, "{live}");
    }
}

#[test]
fn what_is_no_number_in_json_is_null() {
    let ends = func::json_array((f64::INFINITY, f64::NEG_INFINITY, f64::MAX));
    assert!(shown(Live::Postgres, &ends).starts_with("[null,null,1"));
    let huge = func::json_array((val(1e308) * 10.0, val(-1e308) * 10.0, 1e10));
    assert!(shown(Live::Sqlite, &huge).starts_with("[null,null,1"));
    let exact = func::json_array((val("NaN".parse::<Decimal>().unwrap()), f64::NAN));
    assert_eq!(shown(Live::Postgres, &exact), "[null,null]");
    let exact = func::json_array(val("12345678901234567890.50".parse::<Decimal>().unwrap()));
    for live in [Live::Postgres, Live::MariaDb] {
        assert_eq!(shown(live, &exact), "[12345678901234567890.50]", "{live}");
    }
}

#[test]
fn a_document_of_a_query_is_one_in_another_document() {
    for live in Live::ALL {
        let inner =
            select(func::json_array((users::id, users::active)).label("d")).filter(users::id.eq(1));
        let inner = inner.subquery("q");
        let query = select(func::json_array((inner.col("d").typed::<Json>(), 1))).from(&inner);
        let row: Json = live.with(|conn| conn.fetch_one(&query).expect("a document"));
        assert_eq!(without_blanks(&row), "[[1,true],1]", "{live}");
        let text = func::to_json(users::name).cast::<String>();
        let query = select(func::json_array(text)).filter(users::id.eq(1));
        let row: Json = live.with(|conn| conn.fetch_one(&query).expect("a document"));
        assert_eq!(row.as_str(), r#"["\"Ann\""]"#, "{live}");
    }
}

/// MariaDB takes a document for NULL if a part of it is, and so an outer join for an inner one.
#[test]
fn documents_of_what_an_outer_join_fills_are_there() {
    let made = func::json_array((posts::title, posts::likes + 1));
    let query = select((users::id, func::json_object((posts::title.label("t"),)).label("o")))
        .from(users::table())
        .left_join(posts::table(), posts::user_id.eq(users::id) & posts::likes.gt(1_000_000))
        .filter(made.is_not_null())
        .order_by(users::id);
    assert_sql!(query.clone(),
        sqlite: "SELECT users.id, JSON_OBJECT('t', posts.title) AS o FROM users LEFT JOIN posts ON posts.user_id = users.id AND posts.likes > ? WHERE JSON_ARRAY(posts.title, (posts.likes + ?)) IS NOT NULL ORDER BY users.id" [1_000_000, 1],
        postgres: "SELECT users.id, JSONB_BUILD_OBJECT('t', posts.title) AS o FROM users LEFT JOIN posts ON posts.user_id = users.id AND posts.likes > $1 WHERE JSONB_BUILD_ARRAY(posts.title, posts.likes + $2) IS NOT NULL ORDER BY users.id" [1_000_000, 1],
        mysql: "SELECT users.id, JSON_OBJECT('t', posts.title) AS o FROM users LEFT JOIN posts ON posts.user_id = users.id AND posts.likes > ? WHERE JSON_ARRAY(posts.title, (posts.likes + ?)) IS NOT NULL ORDER BY users.id" [1_000_000, 1],
        mariadb: "SELECT users.id, JSON_OBJECT('t', COALESCE(posts.title)) AS o FROM users LEFT JOIN posts ON posts.user_id = users.id AND posts.likes > ? WHERE JSON_ARRAY(COALESCE(posts.title), COALESCE(posts.likes + ?)) IS NOT NULL ORDER BY users.id" [1_000_000, 1],
        ansi: error "ANSI SQL 2023.0 has no function like `json_object` (in SELECT)\nANSI SQL 2023.0 has no function like `json_array` (in WHERE)",
    );
    let held = query.subquery("held");
    let around = select(held.col("id")).filter(held.col("o").is_not_null());
    assert_sql!(around.order_by(held.col("id")),
        sqlite: "SELECT held.id FROM (SELECT users.id, JSON_OBJECT('t', posts.title) AS o FROM users LEFT JOIN posts ON posts.user_id = users.id AND posts.likes > ? WHERE JSON_ARRAY(posts.title, (posts.likes + ?)) IS NOT NULL ORDER BY users.id) AS held WHERE held.o IS NOT NULL ORDER BY held.id" [1_000_000, 1],
        postgres: "SELECT held.id FROM (SELECT users.id, JSONB_BUILD_OBJECT('t', posts.title) AS o FROM users LEFT JOIN posts ON posts.user_id = users.id AND posts.likes > $1 WHERE JSONB_BUILD_ARRAY(posts.title, posts.likes + $2) IS NOT NULL ORDER BY users.id) AS held WHERE held.o IS NOT NULL ORDER BY held.id" [1_000_000, 1],
        mysql: "SELECT held.id FROM (SELECT users.id, JSON_OBJECT('t', posts.title) AS o FROM users LEFT JOIN posts ON posts.user_id = users.id AND posts.likes > ? WHERE JSON_ARRAY(posts.title, (posts.likes + ?)) IS NOT NULL ORDER BY users.id) AS held WHERE held.o IS NOT NULL ORDER BY held.id" [1_000_000, 1],
        mariadb: "SELECT held.id FROM (SELECT users.id, JSON_OBJECT('t', COALESCE(posts.title)) AS o FROM users LEFT JOIN posts ON posts.user_id = users.id AND posts.likes > ? WHERE JSON_ARRAY(COALESCE(posts.title), COALESCE(posts.likes + ?)) IS NOT NULL ORDER BY users.id) AS held WHERE held.o IS NOT NULL ORDER BY held.id" [1_000_000, 1],
        ansi: error "ANSI SQL 2023.0 has no function like `json_object` (in SELECT)\nANSI SQL 2023.0 has no function like `json_array` (in WHERE)",
    );
}

/// SQLite works functions over windows out around a query of the groups, and a document that comes from there is
/// a text to it.
#[test]
fn documents_of_groups_beside_windows() {
    let own = func::json_agg(posts::title).order_by(posts::id);
    let query = select((
        posts::user_id,
        func::json_array((own.clone(), posts::user_id)),
        func::max(func::max(posts::likes)).over(window().order_by(posts::user_id)),
    ));
    let query = query.group_by(posts::user_id).order_by(posts::user_id);
    assert_sql!(query,
        sqlite: "SELECT posts.user_id, JSON_ARRAY(JSON(JSON_GROUP_ARRAY(JSON_QUOTE(posts.title) ORDER BY posts.id)), posts.user_id), MAX(MAX(posts.likes)) OVER (ORDER BY posts.user_id) FROM posts GROUP BY posts.user_id ORDER BY posts.user_id",
        postgres: "SELECT posts.user_id, JSONB_BUILD_ARRAY(COALESCE(JSONB_AGG(JSONB_BUILD_ARRAY(posts.title) -> 0 ORDER BY posts.id), '[]'), posts.user_id), MAX(MAX(posts.likes)) OVER (ORDER BY posts.user_id) FROM posts GROUP BY posts.user_id ORDER BY posts.user_id",
        mysql: "SELECT posts.user_id, JSON_ARRAY(JSON_EXTRACT(JSON_EXTRACT(CONCAT('[', COALESCE(GROUP_CONCAT(JSON_EXTRACT(JSON_ARRAY(posts.title), '$[0]') ORDER BY posts.id SEPARATOR ', '), ''), ']'), '$'), '$'), posts.user_id), MAX(MAX(posts.likes)) OVER (ORDER BY posts.user_id) FROM posts GROUP BY posts.user_id ORDER BY posts.user_id",
        mariadb: error "MariaDB 11.4 has no functions over windows of groups beside HAVING, DISTINCT, string_agg or json_agg (in GROUP BY); it gives wrong rows; group in a subquery, and put the windows around",
        ansi: error "ANSI SQL 2023.0 has no function like `json_array` (in SELECT)",
    );
}

/// MariaDB gives some documents that it worked out as bytes, such as those of nothing but NULLs.
#[test]
fn documents_that_come_as_bytes() {
    use sqltree::{FromValue, Multiset, ValueRef};
    let read = |bytes: &[u8]| Json::from_value(ValueRef::Bytes(bytes)).map(|json| json.to_string());
    assert_eq!(read(b"[null]").ok().as_deref(), Some("[null]"));
    assert!(read(b"[null").is_err() && read(&[0xff]).is_err());
    let rows = Multiset::<(i64,)>::from_value(ValueRef::Bytes(br#"[["iid"], [[7]]]"#)).unwrap();
    assert_eq!(rows.into_vec(), [(7,)]);
    assert!(Multiset::<(i64,)>::from_value(ValueRef::Bytes(&[0xff])).is_err());
}
