//! FILTER as CASE, where an aggregate leaves out NULL and the engine has no FILTER.

use sqltree::compile::Rewrite;
use sqltree::function::{Arg, Function, Rule};
use sqltree::prelude::*;
use sqltree::{Tag, template};

use crate::assert_sql;
use crate::support::live::Live;
use crate::support::tables::users;

/// All arguments at once: no place for a CASE.
static LISTED: Function = Function::aggregate("bit_or", &[Arg::Integer], Rule::Fixed(Tag::BigInt))
    .written(template!("BIT_OR({*})"));

/// NULL is a value to it.
static KEEPS: Function = Function::aggregate("keeps", &[Arg::Text], Rule::Fixed(Tag::Text))
    .counts_null()
    .written(template!("KEEPS({0})"));

static SKIPS: Function = Function::aggregate("skips", &[Arg::Integer], Rule::SameAs(0))
    .counts_null()
    .written(template!("COALESCE(MAX({0}), 0)").skips_null());

/// Of no argument.
static ROWS: Function =
    Function::aggregate("rows", &[], Rule::Fixed(Tag::BigInt)).written(template!("COUNT(*)"));

fn old_and_new(query: &(impl sqltree::Statement + Clone)) -> String {
    let old = query.compile(&Sqlite::version(3, 29)).unwrap();
    assert_eq!(old.rewrites(), [Rewrite::FilterAsCase]);
    Live::Sqlite.with(|conn| {
        let new = query.compile(conn.dialect()).unwrap();
        let [old_rows, new_rows] = [&old, &new]
            .map(|own| format!("{:?}", conn.query_sql(own.sql(), own.params()).unwrap()));
        assert_eq!(old_rows, new_rows);
    });
    old.sql().to_owned()
}

#[test]
fn documents_that_are_left_out_are_no_nulls() {
    let some = func::json_agg(users::age).filter(users::active);
    let query = select(some.json_length());
    assert_sql!(query,
        sqlite: "SELECT CASE JSON_TYPE(JSON_GROUP_ARRAY(JSON_QUOTE(users.age)) FILTER (WHERE users.active)) WHEN 'array' THEN JSON_ARRAY_LENGTH(JSON_GROUP_ARRAY(JSON_QUOTE(users.age)) FILTER (WHERE users.active)) END FROM users",
        postgres: "SELECT CAST(JSONB_ARRAY_LENGTH(JSONB_PATH_QUERY_FIRST(COALESCE(JSONB_AGG(JSONB_BUILD_ARRAY(users.age) -> 0) FILTER (WHERE users.active), '[]'), 'strict $ ? (@.type() == \"array\")')) AS BIGINT) FROM users",
        mysql | mariadb: "SELECT CASE WHEN JSON_TYPE(JSON_EXTRACT(CONCAT('[', COALESCE(GROUP_CONCAT(CASE WHEN users.active THEN JSON_EXTRACT(JSON_ARRAY(users.age), '$[0]') END SEPARATOR ', '), ''), ']'), '$')) = 'ARRAY' THEN JSON_LENGTH(JSON_EXTRACT(CONCAT('[', COALESCE(GROUP_CONCAT(CASE WHEN users.active THEN JSON_EXTRACT(JSON_ARRAY(users.age), '$[0]') END SEPARATOR ', '), ''), ']'), '$')) END FROM users",
        ansi: error "ANSI SQL 2023.0 has no function like `json_length` (in SELECT)",
    );
}

#[test]
fn versions_without_filter_give_the_same_documents() {
    let made = func::json_agg(func::json_array((users::id, users::age)));
    let by_group = select((users::active, made.clone().filter(users::id.gt(1)).label("made")))
        .group_by(users::active)
        .order_by(users::active);
    assert_eq!(
        old_and_new(&by_group),
        "SELECT users.active, JSON('[' || COALESCE(GROUP_CONCAT(CASE WHEN users.id > ? THEN \
         JSON_ARRAY(users.id, users.age) END), '') || ']') AS made FROM users GROUP BY users.active \
         ORDER BY users.active"
    );
    let none = func::json_agg(users::age).filter(users::id.lt(0));
    assert_eq!(
        old_and_new(&select(none.label("made"))),
        "SELECT JSON('[' || COALESCE(GROUP_CONCAT(CASE WHEN users.id < ? THEN JSON_QUOTE(users.age) END), \
         '') || ']') AS made FROM users"
    );
    let before = made.filter(users::age.gt(20)).over(window().order_by(users::id));
    assert_eq!(
        old_and_new(&select((users::id, before.label("made"))).order_by(users::id)),
        "SELECT users.id, JSON('[' || COALESCE(GROUP_CONCAT(CASE WHEN users.age > ? THEN \
         JSON_ARRAY(users.id, users.age) END) OVER (ORDER BY users.id), '') || ']') AS made FROM users \
         ORDER BY users.id"
    );
    let some = func::json_agg(users::name).filter(users::id.gt(1));
    assert_eq!(
        old_and_new(&select(func::json_array((some, 1)).label("made"))),
        "SELECT JSON_ARRAY(JSON('[' || COALESCE(GROUP_CONCAT(CASE WHEN users.id > ? THEN \
         JSON_QUOTE(users.name) END), '') || ']'), ?) AS made FROM users"
    );
}

#[test]
fn what_cannot_be_written_as_case_is_refused() {
    let some = || users::id.gt(literal(1));
    assert_sql!(select(LISTED.call((users::id,)).filter(some())),
        sqlite: error "SQLite 3.54 has no FILTER behind a function like `bit_or` (in SELECT)",
        postgres: error "PostgreSQL 18.0 has no FILTER behind a function like `bit_or` (in SELECT)",
        mysql: error "MySQL 8.4 has no FILTER behind a function like `bit_or` (in SELECT)",
        mariadb: error "MariaDB 11.4 has no FILTER behind a function like `bit_or` (in SELECT)",
        ansi: error "ANSI SQL 2023.0 has no FILTER behind a function like `bit_or` (in SELECT)",
    );
    assert_sql!(select(ROWS.call(()).filter(some())),
        sqlite: error "SQLite 3.54 has no FILTER behind a function like `rows` (in SELECT)",
        postgres: error "PostgreSQL 18.0 has no FILTER behind a function like `rows` (in SELECT)",
        mysql: error "MySQL 8.4 has no FILTER behind a function like `rows` (in SELECT)",
        mariadb: error "MariaDB 11.4 has no FILTER behind a function like `rows` (in SELECT)",
        ansi: error "ANSI SQL 2023.0 has no FILTER behind a function like `rows` (in SELECT)",
    );
    assert_sql!(select(KEEPS.call((users::name,)).filter(some())),
        sqlite: error "SQLite 3.54 has no FILTER behind a function like `keeps` (in SELECT)",
        postgres: error "PostgreSQL 18.0 has no FILTER behind a function like `keeps` (in SELECT)",
        mysql: error "MySQL 8.4 has no FILTER behind a function like `keeps` (in SELECT)",
        mariadb: error "MariaDB 11.4 has no FILTER behind a function like `keeps` (in SELECT)",
        ansi: error "ANSI SQL 2023.0 has no FILTER behind a function like `keeps` (in SELECT)",
    );
}

/// What a template says of itself goes before what its function says.
#[test]
fn a_template_may_leave_out_what_its_function_counts() {
    let skips = SKIPS.call((users::age,)).filter(users::id.gt(literal(1)));
    assert_sql!(select(skips),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT COALESCE(MAX(CASE WHEN users.id > 1 THEN users.age END), 0) FROM users",
    );
}
