//! JSON documents: what is in them, and values out of them.

use sqltree::Json;
use sqltree::dialect::Version;
use sqltree::dialects::Sqlite;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::live::Live;

fn json(text: &str) -> Json {
    text.parse().unwrap()
}

/// Documents of all kinds, at their ends and between.
const DOCUMENTS: &[&str] = &[
    "1",
    "-1",
    "1.0",
    "1.5",
    "1e2",
    "1E+2",
    "1e-40",
    "0",
    "-0",
    "-0.0",
    "0.1",
    "2.50",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "9007199254740993",
    "123456789012345678901234567890",
    "1e19",
    "-1e19",
    "9.9e307",
    "1e308",
    "-1e309",
    "1e400",
    "\"\"",
    "\"1\"",
    "\"true\"",
    "\"null\"",
    "\"x\\\"y\\\\z\\n\\u2603\\ud83d\\ude00 'q'\"",
    "true",
    "false",
    "null",
    "[]",
    "[1]",
    "[[7]]",
    "[null, true, \"a\", {\"a\": [1, 2]}, 2.5]",
    "{}",
    "{\"a\": 1}",
    "{\"a\": null, \"0\": 2, \"\": 3}",
];

/// Everything that can be asked of a document.
fn asked(document: &Expr<Option<Json>>) -> impl sqltree::expr::Columns + use<> {
    (
        document.json_kind().label("k"),
        document.json_text().label("t"),
        document.json_integer().label("i"),
        document.json_double().label("d"),
        document.json_boolean().label("b"),
        document.json_length().label("l"),
    )
}

#[test]
fn steps_into_a_document() {
    let note = || literal(json(r#"{"it's a": [0, 1, {"c": "x"}], "paid": true}"#));
    assert_sql!(select((
            note().json_field("it's a").json_item(2).json_field("c").json_kind().label("x"),
            note().json_field("n").is_null().label("n"),
        ))
        .filter(note().json_field("paid").json_boolean().eq(true)),
        sqlite:
            "SELECT CASE JSON_TYPE((('{\"it''s a\": [0, 1, {\"c\": \"x\"}], \"paid\": true}' \
                -> ('$.' || JSON_QUOTE('it''s a'))) -> ('$[' || 2 || ']')) -> ('$.' || \
                JSON_QUOTE('c'))) WHEN 'object' THEN 'object' WHEN 'array' THEN 'array' WHEN \
                'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' \
                WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' WHEN 'null' THEN 'null' \
                END AS x, '{\"it''s a\": [0, 1, {\"c\": \"x\"}], \"paid\": true}' -> ('$.' || \
                JSON_QUOTE('n')) IS NULL AS n WHERE CASE JSON_TYPE('{\"it''s a\": [0, 1, \
                {\"c\": \"x\"}], \"paid\": true}' -> ('$.' || JSON_QUOTE('paid'))) WHEN 'true' \
                THEN 1 WHEN 'false' THEN 0 END = ?" [true],
        postgres:
            "SELECT JSONB_TYPEOF((JSONB_PATH_QUERY_FIRST(CAST('{\"it''s a\": [0, 1, {\"c\": \
                \"x\"}], \"paid\": true}' AS JSONB) -> 'it''s a', 'strict $ ? (@.type() == \
                \"array\")') -> 2) -> 'c') AS x, CAST('{\"it''s a\": [0, 1, {\"c\": \"x\"}], \
                \"paid\": true}' AS JSONB) -> 'n' IS NULL AS n WHERE \
                CAST(JSONB_PATH_QUERY_FIRST(CAST('{\"it''s a\": [0, 1, {\"c\": \"x\"}], \
                \"paid\": true}' AS JSONB) -> 'paid', 'strict $ ? (@.type() == \"boolean\")') \
                AS BOOLEAN) = $1" [true],
        mysql | mariadb:
            "SELECT CASE \
                JSON_TYPE(JSON_EXTRACT(JSON_EXTRACT(JSON_EXTRACT(JSON_EXTRACT('{\"it''s a\": \
                [0, 1, {\"c\": \"x\"}], \"paid\": true}', CONCAT('$.' COLLATE utf8mb4_bin, JSON_QUOTE('it''s a'))), \
                '$[*]'), CONCAT('$[', 2, ']')), CONCAT('$.' COLLATE utf8mb4_bin, JSON_QUOTE('c')))) WHEN 'OBJECT' \
                THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN \
                'INTEGER' THEN 'number' WHEN 'UNSIGNED INTEGER' THEN 'number' WHEN 'DOUBLE' \
                THEN 'number' WHEN 'DECIMAL' THEN 'number' WHEN 'BOOLEAN' THEN 'boolean' WHEN \
                'NULL' THEN 'null' END AS x, JSON_EXTRACT('{\"it''s a\": [0, 1, {\"c\": \
                \"x\"}], \"paid\": true}', CONCAT('$.' COLLATE utf8mb4_bin, JSON_QUOTE('n'))) IS NULL AS n WHERE \
                CASE WHEN JSON_TYPE(JSON_EXTRACT('{\"it''s a\": [0, 1, {\"c\": \"x\"}], \
                \"paid\": true}', CONCAT('$.' COLLATE utf8mb4_bin, JSON_QUOTE('paid')))) = 'BOOLEAN' THEN \
                LENGTH(JSON_UNQUOTE(JSON_EXTRACT('{\"it''s a\": [0, 1, {\"c\": \"x\"}], \"paid\": \
                true}', CONCAT('$.' COLLATE utf8mb4_bin, JSON_QUOTE('paid'))))) = 4 END = ?" [true],
        ansi:
            error "ANSI SQL 2023.0 has no function like `json_kind` (in SELECT)\nANSI SQL 2023.0 \
                has no function like `json_field` (in SELECT)\nANSI SQL 2023.0 has no function \
                like `json_boolean` (in WHERE)",
    );
}

#[test]
fn values_out_of_a_document() {
    let document = literal(json("[1]")).typed::<Option<Json>>();
    assert_sql!(select(asked(&document)),
        sqlite:
            "SELECT CASE JSON_TYPE('[1]') WHEN 'object' THEN 'object' WHEN 'array' THEN \
                'array' WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN \
                'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' WHEN 'null' \
                THEN 'null' END AS k, CASE JSON_TYPE('[1]') WHEN 'text' THEN '[1]' ->> '$' END \
                AS t, CASE JSON_TYPE('[1]') WHEN 'integer' THEN CASE TYPEOF('[1]' ->> '$') WHEN \
                'integer' THEN '[1]' ->> '$' END WHEN 'real' THEN CASE WHEN '[1]' ->> '$' >= \
                -9223372036854775808.0 AND '[1]' ->> '$' < 9223372036854775808.0 AND '[1]' ->> \
                '$' = CAST('[1]' ->> '$' AS INTEGER) THEN CAST('[1]' ->> '$' AS INTEGER) END \
                END AS i, CASE WHEN JSON_TYPE('[1]') IN ('integer', 'real') AND ABS(CAST('[1]' \
                ->> '$' AS REAL)) < 1e308 THEN CAST('[1]' ->> '$' AS REAL) END AS d, CASE \
                JSON_TYPE('[1]') WHEN 'true' THEN 1 WHEN 'false' THEN 0 END AS b, CASE \
                JSON_TYPE('[1]') WHEN 'array' THEN JSON_ARRAY_LENGTH('[1]') END AS l",
        postgres:
            "SELECT JSONB_TYPEOF(CAST('[1]' AS JSONB)) AS k, \
                JSONB_PATH_QUERY_FIRST(CAST('[1]' AS JSONB), 'strict $ ? (@.type() == \
                \"string\")') #>> ARRAY[]::TEXT[] AS t, CAST(JSONB_PATH_QUERY_FIRST(CAST('[1]' \
                AS JSONB), 'strict $ ? (@.type() == \"number\" && @ >= -9223372036854775808 && \
                @ <= 9223372036854775807 && @.floor() == @)') AS BIGINT) AS i, \
                CAST(JSONB_PATH_QUERY_FIRST(CAST('[1]' AS JSONB), 'strict $ ? (@.type() == \
                \"number\" && @ > -1e308 && @ < 1e308)') AS DOUBLE PRECISION) AS d, \
                CAST(JSONB_PATH_QUERY_FIRST(CAST('[1]' AS JSONB), 'strict $ ? (@.type() == \
                \"boolean\")') AS BOOLEAN) AS b, \
                CAST(JSONB_ARRAY_LENGTH(JSONB_PATH_QUERY_FIRST(CAST('[1]' AS JSONB), 'strict $ \
                ? (@.type() == \"array\")')) AS BIGINT) AS l",
        mysql | mariadb:
            "SELECT CASE JSON_TYPE('[1]') WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' \
                WHEN 'STRING' THEN 'string' WHEN 'INTEGER' THEN 'number' WHEN 'UNSIGNED INTEGER' \
                THEN 'number' WHEN 'DOUBLE' THEN 'number' WHEN 'DECIMAL' THEN 'number' WHEN \
                'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' END AS k, CASE WHEN \
                JSON_TYPE('[1]') = 'STRING' THEN JSON_UNQUOTE('[1]') END AS t, CASE WHEN \
                JSON_TYPE('[1]') IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CASE \
                WHEN ABS(CAST(JSON_UNQUOTE('[1]') AS DOUBLE)) < 1e19 THEN CASE WHEN \
                CAST(JSON_UNQUOTE('[1]') AS DOUBLE) = FLOOR(CAST(JSON_UNQUOTE('[1]') AS DOUBLE)) \
                THEN CASE WHEN CAST(JSON_UNQUOTE('[1]') AS DECIMAL(65, 30)) BETWEEN \
                -9223372036854775808 AND 9223372036854775807 THEN CAST(CAST(JSON_UNQUOTE('[1]') AS \
                DECIMAL(65, 30)) AS SIGNED) END END END END AS i, CASE WHEN JSON_TYPE('[1]') IN \
                ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CASE WHEN \
                ABS(CAST(JSON_UNQUOTE('[1]') AS DOUBLE)) < 1e308 THEN CAST(JSON_UNQUOTE('[1]') AS \
                DOUBLE) END END AS d, CASE WHEN JSON_TYPE('[1]') = 'BOOLEAN' THEN \
                LENGTH(JSON_UNQUOTE('[1]')) = 4 END AS b, CASE WHEN JSON_TYPE('[1]') = 'ARRAY' THEN \
                JSON_LENGTH('[1]') END AS l",
        ansi:
            error "ANSI SQL 2023.0 has no function like `json_kind` (in SELECT)\nANSI SQL 2023.0 \
                has no function like `json_text` (in SELECT)\nANSI SQL 2023.0 has no function \
                like `json_integer` (in SELECT)\nANSI SQL 2023.0 has no function like \
                `json_double` (in SELECT)\nANSI SQL 2023.0 has no function like `json_boolean` \
                (in SELECT)\nANSI SQL 2023.0 has no function like `json_length` (in SELECT)",
    );
}

#[test]
fn documents_of_all_kinds_give_the_same_on_every_engine() {
    let one = |text: &&str| {
        let document = val(json(text)).typed::<Option<Json>>();
        let item = document.json_item(0);
        let field = document.json_field("a");
        select((
            document.json_kind(),
            document.json_text(),
            document.json_integer(),
            document.json_double(),
            document.json_boolean(),
            document.json_length(),
            item.json_kind(),
            item.json_item(0).json_integer(),
            document.json_item(3).json_field("a").json_item(1).json_integer(),
            field.json_kind(),
            field.json_integer(),
            document.json_field("0").json_integer(),
        ))
    };
    for text in DOCUMENTS {
        let mut rows =
            Live::ALL.map(|live| live.with(|connection| connection.fetch_one(&one(text)).unwrap()));
        // 0 and -0 are equal.
        rows.iter_mut().for_each(|row| row.3 = row.3.map(|number| number + 0.0));
        assert_eq!(rows[0], rows[1], "{text}: SQLite (left), PostgreSQL (right)");
        assert_eq!(rows[0], rows[2], "{text}: SQLite (left), MariaDB (right)");
    }
    let expected = [
        ("1.0", Some(1), Some(1.0)),
        ("1e2", Some(100), Some(100.0)),
        ("9223372036854775807", Some(i64::MAX), Some(9_223_372_036_854_775_807.0)),
        ("9223372036854775808", None, Some(9_223_372_036_854_775_808.0)),
        ("\"1\"", None, None),
    ];
    for (text, integer, double) in expected {
        let found = Live::Sqlite.with(|connection| connection.fetch_one(&one(&text)).unwrap());
        assert_eq!((found.2, found.3), (integer, double), "{text}");
    }
}

#[test]
fn names_of_any_characters_are_found() {
    let names = [
        "a", "A", " ", "a ", "", "é", "𝒳", "☃ x", "a\"b", "a\\b", "a\\\"b", "a\nb", "\u{1}", "/",
        "%", "_", "*", "**", "[0]", "a]", "$", "$.x", "last", "#", "\\u00e9", "'", "''", "a.b",
        "?", "$1", ":p", "{0}", "0", "to", "-a",
    ];
    let quoted = |name: &str| {
        let escaped = name.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        format!("\"{}\"", escaped.replace('\u{1}', "\\u0001"))
    };
    let all: Vec<String> =
        names.iter().enumerate().map(|(i, name)| format!("{}: {i}", quoted(name))).collect();
    let document = json(&format!("{{{}}}", all.join(", ")));
    for live in Live::ALL {
        for (i, name) in names.iter().enumerate() {
            let query = select(val(document.clone()).json_field(*name).json_integer());
            let found = live.with(|connection| connection.fetch_one(&query));
            if *name == "-a" && live == Live::MariaDb {
                let text = found.unwrap_err().to_string();
                assert!(text.contains("finds no name that begins with `-`"), "{text}");
                // The engine finds nothing, in whatever way it is asked.
                let sql = "SELECT JSON_EXTRACT('{\"-a\": 1}', '$.\"-a\"')";
                let rows = live.with(|connection| connection.query_sql(sql, &[]).unwrap());
                assert_eq!(rows[0].at::<Option<String>>(0).unwrap(), None);
                continue;
            }
            assert_eq!(found.unwrap(), i64::try_from(i).ok(), "{live}: {name:?}");
        }
    }
}

#[test]
fn null_is_null_and_json_null_is_a_document() {
    let none = || val(None::<Json>);
    let null = || literal(json("null"));
    assert_sql!(select((
            none().json_kind().is_null().label("a"),
            none().json_field("a").is_null().label("b"),
            none().json_item(0).is_null().label("c"),
            null().is_null().label("d"),
            null().json_kind().label("e"),
            literal(json("[null]")).json_item(0).is_null().label("f"),
            literal(json("[null]")).json_item(1).is_null().label("g"),
        )),
        sqlite:
            "SELECT CASE JSON_TYPE(?) WHEN 'object' THEN 'object' WHEN 'array' THEN 'array' \
                WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN \
                'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' WHEN 'null' \
                THEN 'null' END IS NULL AS a, ? -> ('$.' || JSON_QUOTE('a')) IS NULL AS b, ? -> \
                ('$[' || 0 || ']') IS NULL AS c, 'null' IS NULL AS d, CASE JSON_TYPE('null') \
                WHEN 'object' THEN 'object' WHEN 'array' THEN 'array' WHEN 'text' THEN 'string' \
                WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN \
                'boolean' WHEN 'false' THEN 'boolean' WHEN 'null' THEN 'null' END AS e, \
                '[null]' -> ('$[' || 0 || ']') IS NULL AS f, '[null]' -> ('$[' || 1 || ']') IS \
                NULL AS g" [Value::Null, Value::Null, Value::Null],
        postgres:
            "SELECT JSONB_TYPEOF(CAST($1 AS JSONB)) IS NULL AS a, CAST($2 AS JSONB) -> 'a' \
                IS NULL AS b, JSONB_PATH_QUERY_FIRST(CAST($3 AS JSONB), 'strict $ ? (@.type() \
                == \"array\")') -> 0 IS NULL AS c, CAST('null' AS JSONB) IS NULL AS d, \
                JSONB_TYPEOF(CAST('null' AS JSONB)) AS e, JSONB_PATH_QUERY_FIRST(CAST('[null]' \
                AS JSONB), 'strict $ ? (@.type() == \"array\")') -> 0 IS NULL AS f, \
                JSONB_PATH_QUERY_FIRST(CAST('[null]' AS JSONB), 'strict $ ? (@.type() == \
                \"array\")') -> 1 IS NULL AS g" [Value::Null, Value::Null, Value::Null],
        mysql | mariadb:
            "SELECT CASE JSON_TYPE(?) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' \
                WHEN 'STRING' THEN 'string' WHEN 'INTEGER' THEN 'number' WHEN 'UNSIGNED \
                INTEGER' THEN 'number' WHEN 'DOUBLE' THEN 'number' WHEN 'DECIMAL' THEN 'number' \
                WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' END IS NULL AS a, \
                JSON_EXTRACT(?, CONCAT('$.' COLLATE utf8mb4_bin, JSON_QUOTE('a'))) IS NULL AS b, \
                JSON_EXTRACT(JSON_EXTRACT(?, '$[*]'), CONCAT('$[', 0, ']')) IS NULL AS c, \
                'null' IS NULL AS d, CASE JSON_TYPE('null') WHEN 'OBJECT' THEN 'object' WHEN \
                'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'INTEGER' THEN 'number' \
                WHEN 'UNSIGNED INTEGER' THEN 'number' WHEN 'DOUBLE' THEN 'number' WHEN \
                'DECIMAL' THEN 'number' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' \
                END AS e, JSON_EXTRACT(JSON_EXTRACT('[null]', '$[*]'), CONCAT('$[', 0, ']')) IS \
                NULL AS f, JSON_EXTRACT(JSON_EXTRACT('[null]', '$[*]'), CONCAT('$[', 1, ']')) \
                IS NULL AS g" [Value::Null, Value::Null, Value::Null],
        ansi:
            error "ANSI SQL 2023.0 has no function like `json_kind` (in SELECT)\nANSI SQL 2023.0 \
                has no function like `json_field` (in SELECT)\nANSI SQL 2023.0 has no function \
                like `json_item` (in SELECT)",
    );
}

#[test]
fn values_stand_wherever_values_may() {
    let rows = || {
        let documents = DOCUMENTS.iter().take(8).chain(&DOCUMENTS[24..27]).enumerate();
        let rows = documents.map(|(i, text)| (i64::try_from(i).unwrap(), json(text)));
        values(["id", "document"], rows).subquery("t")
    };
    let t = rows();
    let number = t.col("document").typed::<Option<Json>>().json_integer();
    let query = select((number.label("n"), func::count(), func::max(number.clone() * 2)))
        .filter(number.is_not_null() & number.lt(1000))
        .group_by(number.clone())
        .having(func::sum(number.clone()).gt(-5))
        .order_by(number.clone().desc());
    assert_sql!(query,
        sqlite:
            "SELECT CASE JSON_TYPE(t.document) WHEN 'integer' THEN CASE TYPEOF(t.document \
                ->> '$') WHEN 'integer' THEN t.document ->> '$' END WHEN 'real' THEN CASE WHEN \
                t.document ->> '$' >= -9223372036854775808.0 AND t.document ->> '$' < \
                9223372036854775808.0 AND t.document ->> '$' = CAST(t.document ->> '$' AS \
                INTEGER) THEN CAST(t.document ->> '$' AS INTEGER) END END AS n, COUNT(*), \
                MAX(CASE JSON_TYPE(t.document) WHEN 'integer' THEN CASE TYPEOF(t.document ->> \
                '$') WHEN 'integer' THEN t.document ->> '$' END WHEN 'real' THEN CASE WHEN \
                t.document ->> '$' >= -9223372036854775808.0 AND t.document ->> '$' < \
                9223372036854775808.0 AND t.document ->> '$' = CAST(t.document ->> '$' AS \
                INTEGER) THEN CAST(t.document ->> '$' AS INTEGER) END END * ?) FROM (SELECT ? \
                AS id, ? AS document UNION ALL VALUES (?, ?), (?, ?), (?, ?), (?, ?), (?, ?), \
                (?, ?), (?, ?), (?, ?), (?, ?), (?, ?)) AS t WHERE CASE JSON_TYPE(t.document) \
                WHEN 'integer' THEN CASE TYPEOF(t.document ->> '$') WHEN 'integer' THEN \
                t.document ->> '$' END WHEN 'real' THEN CASE WHEN t.document ->> '$' >= \
                -9223372036854775808.0 AND t.document ->> '$' < 9223372036854775808.0 AND \
                t.document ->> '$' = CAST(t.document ->> '$' AS INTEGER) THEN CAST(t.document \
                ->> '$' AS INTEGER) END END IS NOT NULL AND CASE JSON_TYPE(t.document) WHEN \
                'integer' THEN CASE TYPEOF(t.document ->> '$') WHEN 'integer' THEN t.document \
                ->> '$' END WHEN 'real' THEN CASE WHEN t.document ->> '$' >= \
                -9223372036854775808.0 AND t.document ->> '$' < 9223372036854775808.0 AND \
                t.document ->> '$' = CAST(t.document ->> '$' AS INTEGER) THEN CAST(t.document \
                ->> '$' AS INTEGER) END END < ? GROUP BY CASE JSON_TYPE(t.document) WHEN \
                'integer' THEN CASE TYPEOF(t.document ->> '$') WHEN 'integer' THEN t.document \
                ->> '$' END WHEN 'real' THEN CASE WHEN t.document ->> '$' >= \
                -9223372036854775808.0 AND t.document ->> '$' < 9223372036854775808.0 AND \
                t.document ->> '$' = CAST(t.document ->> '$' AS INTEGER) THEN CAST(t.document \
                ->> '$' AS INTEGER) END END HAVING SUM(CASE JSON_TYPE(t.document) WHEN \
                'integer' THEN CASE TYPEOF(t.document ->> '$') WHEN 'integer' THEN t.document \
                ->> '$' END WHEN 'real' THEN CASE WHEN t.document ->> '$' >= \
                -9223372036854775808.0 AND t.document ->> '$' < 9223372036854775808.0 AND \
                t.document ->> '$' = CAST(t.document ->> '$' AS INTEGER) THEN CAST(t.document \
                ->> '$' AS INTEGER) END END) > ? ORDER BY CASE JSON_TYPE(t.document) WHEN \
                'integer' THEN CASE TYPEOF(t.document ->> '$') WHEN 'integer' THEN t.document \
                ->> '$' END WHEN 'real' THEN CASE WHEN t.document ->> '$' >= \
                -9223372036854775808.0 AND t.document ->> '$' < 9223372036854775808.0 AND \
                t.document ->> '$' = CAST(t.document ->> '$' AS INTEGER) THEN CAST(t.document \
                ->> '$' AS INTEGER) END END DESC" [2, 0_i64, json("1"), 1_i64, json("-1"), 2_i64, json("1.0"), 3_i64, json("1.5"), 4_i64, json("1e2"), 5_i64, json("1E+2"), 6_i64, json("1e-40"), 7_i64, json("0"), 8_i64, json("\"\""), 9_i64, json("\"1\""), 10_i64, json("\"true\""), 1000, -5],
        postgres:
            "SELECT CAST(JSONB_PATH_QUERY_FIRST(t.document, 'strict $ ? (@.type() == \
                \"number\" && @ >= -9223372036854775808 && @ <= 9223372036854775807 && \
                @.floor() == @)') AS BIGINT) AS n, COUNT(*), \
                MAX(CAST(JSONB_PATH_QUERY_FIRST(t.document, 'strict $ ? (@.type() == \"number\" \
                && @ >= -9223372036854775808 && @ <= 9223372036854775807 && @.floor() == @)') \
                AS BIGINT) * $1) FROM (VALUES (CAST($2 AS BIGINT), CAST($3 AS JSONB)), ($4, \
                $5), ($6, $7), ($8, $9), ($10, $11), ($12, $13), ($14, $15), ($16, $17), ($18, \
                $19), ($20, $21), ($22, $23)) AS t (id, document) WHERE \
                CAST(JSONB_PATH_QUERY_FIRST(t.document, 'strict $ ? (@.type() == \"number\" && \
                @ >= -9223372036854775808 && @ <= 9223372036854775807 && @.floor() == @)') AS \
                BIGINT) IS NOT NULL AND CAST(JSONB_PATH_QUERY_FIRST(t.document, 'strict $ ? \
                (@.type() == \"number\" && @ >= -9223372036854775808 && @ <= \
                9223372036854775807 && @.floor() == @)') AS BIGINT) < $24 GROUP BY \
                CAST(JSONB_PATH_QUERY_FIRST(t.document, 'strict $ ? (@.type() == \"number\" && \
                @ >= -9223372036854775808 && @ <= 9223372036854775807 && @.floor() == @)') AS \
                BIGINT) HAVING CAST(SUM(CAST(JSONB_PATH_QUERY_FIRST(t.document, 'strict $ ? \
                (@.type() == \"number\" && @ >= -9223372036854775808 && @ <= \
                9223372036854775807 && @.floor() == @)') AS BIGINT)) AS BIGINT) > $25 ORDER BY \
                CAST(JSONB_PATH_QUERY_FIRST(t.document, 'strict $ ? (@.type() == \"number\" && \
                @ >= -9223372036854775808 && @ <= 9223372036854775807 && @.floor() == @)') AS \
                BIGINT) DESC" [2, 0_i64, json("1"), 1_i64, json("-1"), 2_i64, json("1.0"), 3_i64, json("1.5"), 4_i64, json("1e2"), 5_i64, json("1E+2"), 6_i64, json("1e-40"), 7_i64, json("0"), 8_i64, json("\"\""), 9_i64, json("\"1\""), 10_i64, json("\"true\""), 1000, -5],
        mysql:
            "SELECT CASE WHEN JSON_TYPE(t.document) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', \
                'DECIMAL') THEN CASE WHEN ABS(CAST(JSON_UNQUOTE(t.document) AS DOUBLE)) < 1e19 THEN \
                CASE WHEN CAST(JSON_UNQUOTE(t.document) AS DOUBLE) = \
                FLOOR(CAST(JSON_UNQUOTE(t.document) AS DOUBLE)) THEN CASE WHEN \
                CAST(JSON_UNQUOTE(t.document) AS DECIMAL(65, 30)) BETWEEN -9223372036854775808 AND \
                9223372036854775807 THEN CAST(CAST(JSON_UNQUOTE(t.document) AS DECIMAL(65, 30)) AS \
                SIGNED) END END END END AS n, COUNT(*), MAX(CASE WHEN JSON_TYPE(t.document) IN \
                ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CASE WHEN \
                ABS(CAST(JSON_UNQUOTE(t.document) AS DOUBLE)) < 1e19 THEN CASE WHEN \
                CAST(JSON_UNQUOTE(t.document) AS DOUBLE) = FLOOR(CAST(JSON_UNQUOTE(t.document) AS \
                DOUBLE)) THEN CASE WHEN CAST(JSON_UNQUOTE(t.document) AS DECIMAL(65, 30)) BETWEEN \
                -9223372036854775808 AND 9223372036854775807 THEN CAST(CAST(JSON_UNQUOTE(t.document) \
                AS DECIMAL(65, 30)) AS SIGNED) END END END END * ?) FROM (VALUES ROW(?, ?), ROW(?, \
                ?), ROW(?, ?), ROW(?, ?), ROW(?, ?), ROW(?, ?), ROW(?, ?), ROW(?, ?), ROW(?, ?), \
                ROW(?, ?), ROW(?, ?)) AS t (id, document) WHERE CASE WHEN JSON_TYPE(t.document) IN \
                ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CASE WHEN \
                ABS(CAST(JSON_UNQUOTE(t.document) AS DOUBLE)) < 1e19 THEN CASE WHEN \
                CAST(JSON_UNQUOTE(t.document) AS DOUBLE) = FLOOR(CAST(JSON_UNQUOTE(t.document) AS \
                DOUBLE)) THEN CASE WHEN CAST(JSON_UNQUOTE(t.document) AS DECIMAL(65, 30)) BETWEEN \
                -9223372036854775808 AND 9223372036854775807 THEN CAST(CAST(JSON_UNQUOTE(t.document) \
                AS DECIMAL(65, 30)) AS SIGNED) END END END END IS NOT NULL AND CASE WHEN \
                JSON_TYPE(t.document) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN \
                CASE WHEN ABS(CAST(JSON_UNQUOTE(t.document) AS DOUBLE)) < 1e19 THEN CASE WHEN \
                CAST(JSON_UNQUOTE(t.document) AS DOUBLE) = FLOOR(CAST(JSON_UNQUOTE(t.document) AS \
                DOUBLE)) THEN CASE WHEN CAST(JSON_UNQUOTE(t.document) AS DECIMAL(65, 30)) BETWEEN \
                -9223372036854775808 AND 9223372036854775807 THEN CAST(CAST(JSON_UNQUOTE(t.document) \
                AS DECIMAL(65, 30)) AS SIGNED) END END END END < ? GROUP BY CASE WHEN \
                JSON_TYPE(t.document) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN \
                CASE WHEN ABS(CAST(JSON_UNQUOTE(t.document) AS DOUBLE)) < 1e19 THEN CASE WHEN \
                CAST(JSON_UNQUOTE(t.document) AS DOUBLE) = FLOOR(CAST(JSON_UNQUOTE(t.document) AS \
                DOUBLE)) THEN CASE WHEN CAST(JSON_UNQUOTE(t.document) AS DECIMAL(65, 30)) BETWEEN \
                -9223372036854775808 AND 9223372036854775807 THEN CAST(CAST(JSON_UNQUOTE(t.document) \
                AS DECIMAL(65, 30)) AS SIGNED) END END END END HAVING SUM(CASE WHEN \
                JSON_TYPE(t.document) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN \
                CASE WHEN ABS(CAST(JSON_UNQUOTE(t.document) AS DOUBLE)) < 1e19 THEN CASE WHEN \
                CAST(JSON_UNQUOTE(t.document) AS DOUBLE) = FLOOR(CAST(JSON_UNQUOTE(t.document) AS \
                DOUBLE)) THEN CASE WHEN CAST(JSON_UNQUOTE(t.document) AS DECIMAL(65, 30)) BETWEEN \
                -9223372036854775808 AND 9223372036854775807 THEN CAST(CAST(JSON_UNQUOTE(t.document) \
                AS DECIMAL(65, 30)) AS SIGNED) END END END END) > ? ORDER BY CASE WHEN \
                JSON_TYPE(t.document) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN \
                CASE WHEN ABS(CAST(JSON_UNQUOTE(t.document) AS DOUBLE)) < 1e19 THEN CASE WHEN \
                CAST(JSON_UNQUOTE(t.document) AS DOUBLE) = FLOOR(CAST(JSON_UNQUOTE(t.document) AS \
                DOUBLE)) THEN CASE WHEN CAST(JSON_UNQUOTE(t.document) AS DECIMAL(65, 30)) BETWEEN \
                -9223372036854775808 AND 9223372036854775807 THEN CAST(CAST(JSON_UNQUOTE(t.document) \
                AS DECIMAL(65, 30)) AS SIGNED) END END END END DESC" [2, 0_i64, json("1"), 1_i64, json("-1"), 2_i64, json("1.0"), 3_i64, json("1.5"), 4_i64, json("1e2"), 5_i64, json("1E+2"), 6_i64, json("1e-40"), 7_i64, json("0"), 8_i64, json("\"\""), 9_i64, json("\"1\""), 10_i64, json("\"true\""), 1000, -5],
        mariadb:
            "SELECT CASE WHEN JSON_TYPE(t.document) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', \
                'DECIMAL') THEN CASE WHEN ABS(CAST(JSON_UNQUOTE(t.document) AS DOUBLE)) < 1e19 THEN \
                CASE WHEN CAST(JSON_UNQUOTE(t.document) AS DOUBLE) = \
                FLOOR(CAST(JSON_UNQUOTE(t.document) AS DOUBLE)) THEN CASE WHEN \
                CAST(JSON_UNQUOTE(t.document) AS DECIMAL(65, 30)) BETWEEN -9223372036854775808 AND \
                9223372036854775807 THEN CAST(CAST(JSON_UNQUOTE(t.document) AS DECIMAL(65, 30)) AS \
                SIGNED) END END END END AS n, COUNT(*), MAX(CASE WHEN JSON_TYPE(t.document) IN \
                ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CASE WHEN \
                ABS(CAST(JSON_UNQUOTE(t.document) AS DOUBLE)) < 1e19 THEN CASE WHEN \
                CAST(JSON_UNQUOTE(t.document) AS DOUBLE) = FLOOR(CAST(JSON_UNQUOTE(t.document) AS \
                DOUBLE)) THEN CASE WHEN CAST(JSON_UNQUOTE(t.document) AS DECIMAL(65, 30)) BETWEEN \
                -9223372036854775808 AND 9223372036854775807 THEN CAST(CAST(JSON_UNQUOTE(t.document) \
                AS DECIMAL(65, 30)) AS SIGNED) END END END END * ?) FROM (SELECT ? AS id, ? AS \
                document UNION ALL SELECT ?, ? UNION ALL SELECT ?, ? UNION ALL SELECT ?, ? UNION ALL \
                SELECT ?, ? UNION ALL SELECT ?, ? UNION ALL SELECT ?, ? UNION ALL SELECT ?, ? UNION \
                ALL SELECT ?, ? UNION ALL SELECT ?, ? UNION ALL SELECT ?, ?) AS t WHERE CASE WHEN \
                JSON_TYPE(t.document) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN \
                CASE WHEN ABS(CAST(JSON_UNQUOTE(t.document) AS DOUBLE)) < 1e19 THEN CASE WHEN \
                CAST(JSON_UNQUOTE(t.document) AS DOUBLE) = FLOOR(CAST(JSON_UNQUOTE(t.document) AS \
                DOUBLE)) THEN CASE WHEN CAST(JSON_UNQUOTE(t.document) AS DECIMAL(65, 30)) BETWEEN \
                -9223372036854775808 AND 9223372036854775807 THEN CAST(CAST(JSON_UNQUOTE(t.document) \
                AS DECIMAL(65, 30)) AS SIGNED) END END END END IS NOT NULL AND CASE WHEN \
                JSON_TYPE(t.document) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN \
                CASE WHEN ABS(CAST(JSON_UNQUOTE(t.document) AS DOUBLE)) < 1e19 THEN CASE WHEN \
                CAST(JSON_UNQUOTE(t.document) AS DOUBLE) = FLOOR(CAST(JSON_UNQUOTE(t.document) AS \
                DOUBLE)) THEN CASE WHEN CAST(JSON_UNQUOTE(t.document) AS DECIMAL(65, 30)) BETWEEN \
                -9223372036854775808 AND 9223372036854775807 THEN CAST(CAST(JSON_UNQUOTE(t.document) \
                AS DECIMAL(65, 30)) AS SIGNED) END END END END < ? GROUP BY CASE WHEN \
                JSON_TYPE(t.document) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN \
                CASE WHEN ABS(CAST(JSON_UNQUOTE(t.document) AS DOUBLE)) < 1e19 THEN CASE WHEN \
                CAST(JSON_UNQUOTE(t.document) AS DOUBLE) = FLOOR(CAST(JSON_UNQUOTE(t.document) AS \
                DOUBLE)) THEN CASE WHEN CAST(JSON_UNQUOTE(t.document) AS DECIMAL(65, 30)) BETWEEN \
                -9223372036854775808 AND 9223372036854775807 THEN CAST(CAST(JSON_UNQUOTE(t.document) \
                AS DECIMAL(65, 30)) AS SIGNED) END END END END HAVING SUM(CASE WHEN \
                JSON_TYPE(t.document) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN \
                CASE WHEN ABS(CAST(JSON_UNQUOTE(t.document) AS DOUBLE)) < 1e19 THEN CASE WHEN \
                CAST(JSON_UNQUOTE(t.document) AS DOUBLE) = FLOOR(CAST(JSON_UNQUOTE(t.document) AS \
                DOUBLE)) THEN CASE WHEN CAST(JSON_UNQUOTE(t.document) AS DECIMAL(65, 30)) BETWEEN \
                -9223372036854775808 AND 9223372036854775807 THEN CAST(CAST(JSON_UNQUOTE(t.document) \
                AS DECIMAL(65, 30)) AS SIGNED) END END END END) > ? ORDER BY CASE WHEN \
                JSON_TYPE(t.document) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN \
                CASE WHEN ABS(CAST(JSON_UNQUOTE(t.document) AS DOUBLE)) < 1e19 THEN CASE WHEN \
                CAST(JSON_UNQUOTE(t.document) AS DOUBLE) = FLOOR(CAST(JSON_UNQUOTE(t.document) AS \
                DOUBLE)) THEN CASE WHEN CAST(JSON_UNQUOTE(t.document) AS DECIMAL(65, 30)) BETWEEN \
                -9223372036854775808 AND 9223372036854775807 THEN CAST(CAST(JSON_UNQUOTE(t.document) \
                AS DECIMAL(65, 30)) AS SIGNED) END END END END DESC" [2, 0_i64, json("1"), 1_i64, json("-1"), 2_i64, json("1.0"), 3_i64, json("1.5"), 4_i64, json("1e2"), 5_i64, json("1E+2"), 6_i64, json("1e-40"), 7_i64, json("0"), 8_i64, json("\"\""), 9_i64, json("\"1\""), 10_i64, json("\"true\""), 1000, -5],
        ansi:
            error "ANSI SQL 2023.0 has no function like `json_integer` (in SELECT)\nANSI SQL \
                2023.0 has no function like `json_integer` (in WHERE)\nANSI SQL 2023.0 has no \
                function like `json_integer` (in GROUP BY)\nANSI SQL 2023.0 has no function \
                like `json_integer` (in HAVING)\nANSI SQL 2023.0 has no function like \
                `json_integer` (in ORDER BY)",
    );
}

#[test]
fn versions_before_arrows_lack_steps() {
    let query = select(val(json("[1]")).json_item(0));
    let error = query.compile(&Sqlite::version(3, 37)).unwrap_err();
    assert_eq!(
        crate::support::expect::messages(&error),
        "SQLite 3.37 has no function like `json_item` (in SELECT); 3.38 has it; fetch the document and \
         take it apart in the program"
    );
    assert!(query.compile(&Sqlite::of(Version::new(3, 38, 0))).is_ok());
}
