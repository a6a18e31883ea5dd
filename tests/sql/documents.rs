//! JSON documents where values are compared: an error on every dialect, since PostgreSQL compares
//! what they mean, and the others their texts.

use sqltree::expr::{case_of, row, val, window};
use sqltree::prelude::*;
use sqltree::{Json, Type, Value};

use crate::assert_sql;

fn t() -> Table {
    Table::new("t").column("id", Type::Integer).column("a", Type::Json).column("b", Type::Json)
}

fn document() -> Json {
    "[1]".parse().unwrap()
}

#[test]
fn in_conditions() {
    let t = t();
    let (id, a, b) = (t.col("id"), t.col("a"), t.col("b"));
    let u = Table::new("u").column("a", Type::Json);
    let of = |condition| select([&id]).filter(condition);
    assert_sql!(of(a.eq(&b)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`=` compares JSON documents, which engines do in different ways, and column \
             `a` is one (in WHERE); take a value out of the document, as `json_text` does",
    );
    assert_sql!(of(a.ne(document())),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`<>` compares JSON documents, which engines do in different ways, and column \
             `a` is one (in WHERE); take a value out of the document, as `json_text` does",
    );
    assert_sql!(of(a.eq("[1]")),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`=` compares JSON documents, which engines do in different ways, and column \
             `a` is one (in WHERE); take a value out of the document, as `json_text` does",
    );
    assert_sql!(of(a.is_in([document()])),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`IN` compares JSON documents, which engines do in different ways, and column \
             `a` is one (in WHERE); take a value out of the document, as `json_text` does",
    );
    assert_sql!(of(a.is_in(select(u.col("a")))),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`IN` compares JSON documents, which engines do in different ways, and column \
             `a` is one (in WHERE); take a value out of the document, as `json_text` does",
    );
    assert_sql!(of(a.is_distinct_from(document()).nullable()),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`is_distinct_from` compares JSON documents, which engines do in different \
             ways, and column `a` is one (in WHERE); take a value out of the document, as \
             `json_text` does",
    );
    assert_sql!(of(row([a.expr(), id.expr()]).eq([b.expr(), id.expr()])),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`=` compares JSON documents, which engines do in different ways, and column \
             `a` is one (in WHERE); take a value out of the document, as `json_text` does",
    );
    assert_sql!(of(a.expr().ge_any(select(u.col("a")))),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`>= ANY` compares JSON documents, which engines do in different ways, and \
             column `a` is one (in WHERE); take a value out of the document, as `json_text` does",
    );
}

#[test]
fn in_values() {
    let t = t();
    let (a, b) = (t.col("a"), t.col("b"));
    assert_sql!(select(case_of(a.clone()).when(b.clone(), 1).end()),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`CASE` compares JSON documents, which engines do in different ways, and column \
             `a` is one (in SELECT); take a value out of the document, as `json_text` does",
    );
    assert_sql!(select(func::nullif(&a, &b)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`nullif` compares JSON documents, which engines do in different ways, and \
             column `a` is one (in SELECT); take a value out of the document, as `json_text` does",
    );
    assert_sql!(select(func::max(&a)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`max` compares JSON documents, which engines do in different ways, and column \
             `a` is one (in SELECT); take a value out of the document, as `json_text` does",
    );
    assert_sql!(select(func::count_of(&a).distinct()),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`DISTINCT` compares JSON documents, which engines do in different ways, and \
             column `a` is one (in SELECT); take a value out of the document, as `json_text` does",
    );
    assert_sql!(select(func::count().over(window().partition_by(&a))),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`PARTITION BY` compares JSON documents, which engines do in different ways, \
             and column `a` is one (in SELECT); take a value out of the document, as `json_text` \
             does",
    );
    assert_sql!(select(func::row_number().over(window().order_by(a.desc()))),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`ORDER BY` compares JSON documents, which engines do in different ways, and \
             column `a` is one (in SELECT); take a value out of the document, as `json_text` does",
    );
}

#[test]
fn in_clauses() {
    let t = t();
    let (id, a, b) = (t.col("id"), t.col("a"), t.col("b"));
    assert_sql!(select([&id, &a]).distinct(),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`DISTINCT` compares JSON documents, which engines do in different ways, and \
             column `a` is one (in SELECT); take a value out of the document, as `json_text` does",
    );
    assert_sql!(select(star()).from(&t).distinct(),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`DISTINCT` compares JSON documents, which engines do in different ways, and \
             column `a` is one (in SELECT); take a value out of the document, as `json_text` does",
    );
    assert_sql!(select(val(document())).distinct(),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`DISTINCT` compares JSON documents, which engines do in different ways, and \
             the value is one (in SELECT); take a value out of the document, as `json_text` does",
    );
    assert_sql!(select([&id]).distinct_on(&a),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`DISTINCT ON` compares JSON documents, which engines do in different ways, and \
             column `a` is one (in SELECT); take a value out of the document, as `json_text` does",
    );
    assert_sql!(select((&a, func::count())).group_by(&a),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`GROUP BY` compares JSON documents, which engines do in different ways, and \
             column `a` is one (in GROUP BY); take a value out of the document, as `json_text` \
             does",
    );
    assert_sql!(select([&id]).order_by(a.json_field("x").desc()),
        sqlite | postgres | mysql | mariadb:
            error "`ORDER BY` compares JSON documents, which engines do in different ways, and \
             `json_field` is one (in ORDER BY); take a value out of the document, as `json_text` \
             does",
        ansi:
            error "`ORDER BY` compares JSON documents, which engines do in different ways, and \
             `json_field` is one (in ORDER BY); take a value out of the document, as `json_text` \
             does\nANSI SQL 2023.0 has no function like `json_field` (in ORDER BY)",
    );
    assert_sql!(select([&a]).union(select([&b])),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`UNION` compares JSON documents, which engines do in different ways, and \
             column `a` is one (in UNION); take a value out of the document, as `json_text` \
             does\n`UNION` compares JSON documents, which engines do in different ways, and \
             column `b` is one (in UNION); take a value out of the document, as `json_text` does",
    );
    assert_sql!(select(star()).from(&t).except(select([&id, &a, &b])),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`EXCEPT` compares JSON documents, which engines do in different ways, and \
             column `a` is one (in EXCEPT); take a value out of the document, as `json_text` does",
    );
    let inside = select([&a]).subquery("q");
    assert_sql!(select([inside.col("a")]).distinct(),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`DISTINCT` compares JSON documents, which engines do in different ways, and \
             column `a` is one (in SELECT); take a value out of the document, as `json_text` does",
    );
}

#[test]
fn what_compares_nothing() {
    let (a, b) = (val(document()).label("a"), val(None::<Json>).label("b"));
    let rows = select((a, b)).subquery("q");
    let first = func::coalesce(rows.col("b"), rows.col("a")).label("c");
    assert_sql!(select(first.clone()).filter(rows.col("b").is_null()),
        sqlite | mysql | mariadb:
            "SELECT COALESCE(q.b, q.a) AS c FROM (SELECT ? AS a, ? AS b) AS q WHERE q.b IS NULL"
             [document(), Value::Null],
        postgres:
            "SELECT COALESCE(q.b, q.a) AS c FROM (SELECT CAST($1 AS JSONB) AS a, CAST($2 AS \
             JSONB) AS b) AS q WHERE q.b IS NULL" [document(), Value::Null],
        ansi:
            "SELECT COALESCE(q.b, q.a) AS c FROM (SELECT :p1 AS a, :p2 AS b) AS q WHERE q.b IS \
             NULL" [document(), Value::Null],
    );
    assert_sql!(select(val(document()).label("c")).union_all(select(val(document()))),
        sqlite | mysql | mariadb: "SELECT ? AS c UNION ALL SELECT ?" [document(), document()],
        postgres:
            "SELECT CAST($1 AS JSONB) AS c UNION ALL SELECT CAST($2 AS JSONB)" [document(),
             document()],
        ansi: "SELECT :p1 AS c UNION ALL SELECT :p2" [document(), document()],
    );
}

#[test]
fn in_joins_by_columns() {
    let t = t();
    let u = Table::new("u").column("a", Type::Json);
    assert_sql!(select([t.col("id")]).join(&u, sqltree::select::using(["a"])),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`u` is joined by `a`, which is a document, of which engines do not agree which \
             are equal; give the condition",
    );
}
