//! Operators over JSON that PostgreSQL alone has.

use sqltree::Json;
use sqltree::dialect::{Placeholder, Restyled};
use sqltree::dialects::postgres::PostgresJson;
use sqltree::function::{Arg, Function, Powers, Rule};
use sqltree::prelude::*;
use sqltree::{Tag, template};

use crate::assert_sql;
use crate::support::live::Live;
use crate::support::tables::users;

fn json(text: &str) -> Json {
    text.parse().expect("a document")
}

#[test]
fn what_a_document_has() {
    let object = || literal(json(r#"{"a": 1, "b": [true, null]}"#));
    let keys = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    let query = select((
        object().has_key("a"),
        object().has_key(literal("?")),
        object().has_any_key(keys(&["x", "b"])),
        object().has_all_keys(keys(&["a", "b"])),
        object().contains_json(json(r#"{"b": [true]}"#)),
        val(json("[1]")).contained_in_json(literal(json("[1, 2]"))),
        object().path_exists("$.b[*] ? (@ == false)"),
        literal(json("1")).has_key(val(None::<String>)),
    ));
    let row = Live::Postgres.with(|conn| conn.fetch_one(&query).expect("a row"));
    let (yes, no) = (Some(true), Some(false));
    assert_eq!(row, (yes, no, yes, yes, yes, yes, no, None));
}

#[test]
fn other_engines_have_none() {
    let document = || literal(json(r#"{"a": 1}"#));
    let query = select(users::id).filter(document().has_key("a")).order_by(users::id);
    assert_sql!(query,
        postgres: "SELECT users.id FROM users WHERE CAST('{\"a\": 1}' AS JSONB) \
            ? CAST($1 AS TEXT) ORDER BY users.id" ["a"],
        sqlite: error "SQLite 3.54 has no operators over JSON such as ? and @> (in WHERE); look at \
            fields by `json_field`",
        mysql: error "MySQL 8.4 has no operators over JSON such as ? and @> (in WHERE); look at \
            fields by `json_field`",
        mariadb: error "MariaDB 11.4 has no operators over JSON such as ? and @> (in WHERE); look at \
            fields by `json_field`",
        ansi: "SELECT users.id FROM users WHERE JSON('{\"a\": 1}') ? :p1 ORDER BY users.id" ["a"],
    );
}

#[test]
fn beside_placeholders_of_drivers() {
    let notes = Table::new("notes").column("body", Type::Json);
    let body = || notes.col("body").typed::<Json>();
    let query = select(body().has_key("a").and(body().path_exists("$.b")).label("x"));
    let text = |style| {
        let dialect = Restyled::new(&Postgres::default(), style);
        query.compile(&dialect).expect("a statement").sql().to_owned()
    };
    let call = "SELECT JSONB_EXISTS(notes.body, ?) \
                AND JSONB_PATH_EXISTS_OPR(notes.body, CAST(? AS JSONPATH)) AS x FROM notes";
    assert_eq!(text(Placeholder::Question), call);
    assert_eq!(
        text(Placeholder::Percent),
        "SELECT notes.body ? %s AND notes.body @? CAST(%s AS JSONPATH) AS x FROM notes"
    );
}

static OWN: Function = Function::operator(
    "?",
    &[Arg::Json, Arg::Text],
    Rule::Fixed(Tag::Boolean),
    template!("{0} ? {1}", Powers::ANSI.predicate, Powers::ANSI.predicate + 1),
);

#[test]
fn an_operator_of_ones_own_that_is_a_placeholder_is_refused() {
    let query = select(OWN.call((column("a"), column("b"))));
    assert_eq!(query.compile(&Postgres::default()).expect("text").sql(), "SELECT a ? b");
    let restyled = Restyled::new(&Postgres::default(), Placeholder::Question);
    let error = query.compile(&restyled).unwrap_err().to_string();
    assert!(error.contains("the function `?` (in SELECT) has the placeholder `?`"), "{error}");
    let error = query.compile(&Sqlite::default()).unwrap_err().to_string();
    assert!(error.contains("has the placeholder `?`"), "{error}");
}
