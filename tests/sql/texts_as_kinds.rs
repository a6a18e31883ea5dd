//! A text of the program's beside a date, a moment, a UUID is a value of that kind.

use sqltree::expr::row;
use sqltree::prelude::*;
use sqltree::{Date, Timestamp, Uuid};

use crate::assert_sql;
use crate::support::expect::texts;

#[test]
fn a_text_beside_a_value_of_a_kind_is_one_of_it() {
    let day = Date::new(2024, 2, 29).unwrap();
    let moment: Timestamp = "2024-02-29 12:30:00".parse().unwrap();
    let uuid: Uuid = "0f8fad5b-d9cb-469f-a165-70867728950e".parse().unwrap();
    let text = |text: &str| val(text.to_owned()).dynamic();
    assert_sql!(select([(val(day).dynamic().eq(text("2024-02-29"))).dynamic(), val(day).dynamic().lt(text("2024-03-01")).typed::<Date>().dynamic()]),
        sqlite:
            "SELECT ? = ?, ? < ?" ["2024-02-29".parse::<Date>().unwrap(), "2024-02-29", "2024-02-29".parse::<Date>().unwrap(), "2024-03-01"],
        postgres:
            "SELECT CAST($1 AS DATE) = CAST($2 AS DATE), CAST($3 AS DATE) < CAST($4 AS DATE)" ["2024-02-29".parse::<Date>().unwrap(), "2024-02-29", "2024-02-29".parse::<Date>().unwrap(), "2024-03-01"],
        mysql | mariadb:
            "SELECT CAST(? AS DATE) = ?, CAST(? AS DATE) < ?" ["2024-02-29".parse::<Date>().unwrap(), "2024-02-29", "2024-02-29".parse::<Date>().unwrap(), "2024-03-01"],
        ansi:
            "SELECT :p1 = :p2, :p3 < :p4" ["2024-02-29".parse::<Date>().unwrap(), "2024-02-29", "2024-02-29".parse::<Date>().unwrap(), "2024-03-01"],
    );
    assert_sql!(select([val(moment).dynamic().between(text("2024-02-29 00:00:00"), text("2024-02-29 23:59:59")).dynamic()]),
        sqlite: error
            "the value is TIMESTAMP, the other one TEXT (in SELECT); give values of one type, \
             or cast them",
        postgres:
            "SELECT CAST($1 AS TIMESTAMP) BETWEEN CAST($2 AS TIMESTAMP) AND CAST($3 AS \
             TIMESTAMP)" ["2024-02-29 12:30:00".parse::<Timestamp>().unwrap(), "2024-02-29 00:00:00", "2024-02-29 23:59:59"],
        mysql | mariadb:
            "SELECT CAST(? AS DATETIME(6)) BETWEEN ? AND ?" ["2024-02-29 12:30:00".parse::<Timestamp>().unwrap(), "2024-02-29 00:00:00", "2024-02-29 23:59:59"],
        ansi:
            "SELECT :p1 BETWEEN :p2 AND :p3" ["2024-02-29 12:30:00".parse::<Timestamp>().unwrap(), "2024-02-29 00:00:00", "2024-02-29 23:59:59"],
    );
    assert_sql!(select([val(uuid).dynamic().eq(text("0f8fad5b-d9cb-469f-a165-70867728950e")).dynamic()]),
        sqlite | mysql | mariadb: error
            "the value is UUID, the other one TEXT (in SELECT); give values of one type, or \
             cast them",
        postgres:
            "SELECT CAST($1 AS UUID) = CAST($2 AS UUID)" ["0f8fad5b-d9cb-469f-a165-70867728950e".parse::<Uuid>().unwrap(), "0f8fad5b-d9cb-469f-a165-70867728950e"],
        ansi:
            "SELECT :p1 = :p2" ["0f8fad5b-d9cb-469f-a165-70867728950e".parse::<Uuid>().unwrap(), "0f8fad5b-d9cb-469f-a165-70867728950e"],
    );
    assert_sql!(select([val(day).dynamic().is_in([text("2024-02-28"), text("2024-02-29")]).dynamic()]),
        sqlite:
            "SELECT ? IN (?, ?)" ["2024-02-29".parse::<Date>().unwrap(), "2024-02-28", "2024-02-29"],
        postgres:
            "SELECT CAST($1 AS DATE) IN ($2, $3)" ["2024-02-29".parse::<Date>().unwrap(), "2024-02-28", "2024-02-29"],
        mysql | mariadb:
            "SELECT CAST(? AS DATE) IN (?, ?)" ["2024-02-29".parse::<Date>().unwrap(), "2024-02-28", "2024-02-29"],
        ansi:
            "SELECT :p1 IN (:p2, :p3)" ["2024-02-29".parse::<Date>().unwrap(), "2024-02-28", "2024-02-29"],
    );
    assert_sql!(select(func::coalesce(val(None::<Date>).dynamic(), text("2024-02-29")).typed::<Option<Date>>()),
        sqlite | mysql | mariadb: "SELECT COALESCE(?, ?)" [Value::Null, "2024-02-29"],
        postgres:
            "SELECT COALESCE(CAST($1 AS DATE), CAST($2 AS DATE))" [Value::Null, "2024-02-29"],
        ansi: "SELECT COALESCE(:p1, :p2)" [Value::Null, "2024-02-29"],
    );
    assert_sql!(select([case(val(true), val(day).dynamic()).otherwise(text("2024-03-01")).typed::<Date>().dynamic()]),
        sqlite:
            "SELECT CASE WHEN ? THEN ? ELSE ? END" [true, "2024-02-29".parse::<Date>().unwrap(), "2024-03-01"],
        postgres:
            "SELECT CASE WHEN $1 THEN CAST($2 AS DATE) ELSE CAST($3 AS DATE) END" [true, "2024-02-29".parse::<Date>().unwrap(), "2024-03-01"],
        mysql | mariadb:
            "SELECT CASE WHEN ? THEN CAST(? AS DATE) ELSE ? END" [true, "2024-02-29".parse::<Date>().unwrap(), "2024-03-01"],
        ansi:
            "SELECT CASE WHEN :p1 THEN :p2 ELSE :p3 END" [true, "2024-02-29".parse::<Date>().unwrap(), "2024-03-01"],
    );
    assert_sql!(select([text("2024-02-29").is_in([day, Date::new(2024, 3, 1).unwrap()]).dynamic()]),
        sqlite:
            "SELECT ? IN (?, ?)" ["2024-02-29", "2024-02-29".parse::<Date>().unwrap(), "2024-03-01".parse::<Date>().unwrap()],
        postgres:
            "SELECT CAST($1 AS DATE) IN ($2, $3)" ["2024-02-29", "2024-02-29".parse::<Date>().unwrap(), "2024-03-01".parse::<Date>().unwrap()],
        mysql | mariadb:
            "SELECT ? IN (CAST(? AS DATE), CAST(? AS DATE))" ["2024-02-29", "2024-02-29".parse::<Date>().unwrap(), "2024-03-01".parse::<Date>().unwrap()],
        ansi:
            "SELECT :p1 IN (:p2, :p3)" ["2024-02-29", "2024-02-29".parse::<Date>().unwrap(), "2024-03-01".parse::<Date>().unwrap()],
    );
    assert_sql!(select([row((val(day).dynamic(), val(1).dynamic())).eq((text("2024-02-29"), 1)).dynamic()]),
        sqlite:
            "SELECT (?, ?) = (?, ?)" ["2024-02-29".parse::<Date>().unwrap(), 1, "2024-02-29", 1],
        postgres:
            "SELECT (CAST($1 AS DATE), CAST($2 AS INTEGER)) = ($3, $4)" ["2024-02-29".parse::<Date>().unwrap(), 1, "2024-02-29", 1],
        mysql:
            "SELECT (CAST(? AS DATE), ?) = (?, ?)" ["2024-02-29".parse::<Date>().unwrap(), 1, "2024-02-29", 1],
        mariadb:
            "SELECT IF(TRUE, (CAST(? AS DATE), ?) = (?, ?), NULL)" ["2024-02-29".parse::<Date>().unwrap(), 1, "2024-02-29", 1],
        ansi:
            "SELECT (:p1, :p2) = (:p3, :p4)" ["2024-02-29".parse::<Date>().unwrap(), 1, "2024-02-29", 1],
    );
    assert_sql!(select(func::nullif(val(day).dynamic(), text("2024-02-29")).typed::<Option<Date>>()),
        sqlite: "SELECT NULLIF(?, ?)" ["2024-02-29".parse::<Date>().unwrap(), "2024-02-29"],
        postgres:
            "SELECT NULLIF(CAST($1 AS DATE), CAST($2 AS DATE))" ["2024-02-29".parse::<Date>().unwrap(), "2024-02-29"],
        mysql | mariadb:
            "SELECT NULLIF(CAST(? AS DATE), ?)" ["2024-02-29".parse::<Date>().unwrap(), "2024-02-29"],
        ansi: "SELECT NULLIF(:p1, :p2)" ["2024-02-29".parse::<Date>().unwrap(), "2024-02-29"],
    );
    assert_sql!(select([case_of(text("2024-02-29")).when(val(day).dynamic(), 1).otherwise(2).dynamic()]),
        sqlite:
            "SELECT CASE ? WHEN ? THEN ? ELSE ? END" ["2024-02-29", "2024-02-29".parse::<Date>().unwrap(), 1, 2],
        postgres:
            "SELECT CASE CAST($1 AS DATE) WHEN $2 THEN CAST($3 AS INTEGER) ELSE CAST($4 AS \
             INTEGER) END" ["2024-02-29", "2024-02-29".parse::<Date>().unwrap(), 1, 2],
        mysql | mariadb:
            "SELECT CASE ? WHEN CAST(? AS DATE) THEN ? ELSE ? END" ["2024-02-29", "2024-02-29".parse::<Date>().unwrap(), 1, 2],
        ansi:
            "SELECT CASE :p1 WHEN :p2 THEN :p3 ELSE :p4 END" ["2024-02-29", "2024-02-29".parse::<Date>().unwrap(), 1, 2],
    );
    // In a query of its own it is a text.
    assert_sql!(select([val(day).dynamic()]).union(select([text("2024-02-29")])),
        sqlite | postgres | mysql | mariadb | ansi: error
            "the value is DATE, the other one TEXT (in UNION); give values of one type, or \
             cast them",
    );
    assert_sql!(select([val(day).dynamic().is_in(select(text("2024-02-29"))).dynamic()]),
        sqlite | postgres | mysql | mariadb | ansi: error
            "the value is DATE, the other one TEXT (in SELECT); give values of one type, or \
             cast them",
    );
    assert_sql!(select([val(day).dynamic().eq(select(text("2024-02-29")).scalar()).dynamic()]),
        sqlite | postgres | mysql | mariadb | ansi: error
            "the value is DATE, an expression is TEXT (in SELECT); give values of one type, or \
             cast them",
    );
}

#[test]
fn a_text_beside_a_column_of_a_kind_is_one_of_it() {
    let kinds = Table::new("kinds")
        .column("day", Type::Date)
        .column("moment", Type::Timestamp)
        .column("uuid", Type::Uuid)
        .column("document", Type::Json)
        .column("address", Type::Native("inet".into()));
    let of = |name: &str| kinds.col(name);
    let told =
        |condition: Expr| texts(&select([literal(1).dynamic()]).from(&kinds).filter(condition));
    assert_eq!(
        told(of("day").ge("2024-02-29").dynamic()),
        [
            "SELECT 1 FROM kinds WHERE kinds.day >= ?",
            "SELECT 1 FROM kinds WHERE kinds.day >= $1",
            "SELECT 1 FROM kinds WHERE kinds.day >= ?",
            "SELECT 1 FROM kinds WHERE kinds.day >= ?",
            "SELECT 1 FROM kinds WHERE kinds.\"day\" >= :p1",
        ]
    );
    assert_eq!(
        told(of("moment").ne("2024-02-29 12:00:00").dynamic()),
        [
            "column `moment` is TIMESTAMP, the value is TEXT (in WHERE); give values of one type, or cast them",
            "SELECT 1 FROM kinds WHERE kinds.moment <> $1",
            "SELECT 1 FROM kinds WHERE kinds.moment <> ?",
            "SELECT 1 FROM kinds WHERE kinds.moment <> ?",
            "SELECT 1 FROM kinds WHERE kinds.moment <> :p1",
        ]
    );
    assert_eq!(
        told(of("uuid").eq("0f8fad5b-d9cb-469f-a165-70867728950e").dynamic()),
        [
            "column `uuid` is UUID, the value is TEXT (in WHERE); give values of one type, or cast them",
            "SELECT 1 FROM kinds WHERE kinds.uuid = $1",
            "column `uuid` is UUID, the value is TEXT (in WHERE); give values of one type, or cast them",
            "column `uuid` is UUID, the value is TEXT (in WHERE); give values of one type, or cast them",
            "SELECT 1 FROM kinds WHERE kinds.uuid = :p1",
        ]
    );
    assert_eq!(
        told(of("address").eq("127.0.0.1").dynamic()),
        [
            "SELECT 1 FROM kinds WHERE kinds.address = ?",
            "SELECT 1 FROM kinds WHERE kinds.address = $1",
            "SELECT 1 FROM kinds WHERE kinds.address = ?",
            "SELECT 1 FROM kinds WHERE kinds.address = ?",
            "SELECT 1 FROM kinds WHERE kinds.address = :p1",
        ]
    );
    assert_eq!(
        texts(
            &insert(kinds.clone())
                .set(of("document"), "{}")
                .set(of("day"), "2024-02-29")
                .set(of("address"), "127.0.0.1")
        ),
        [
            "INSERT INTO kinds (document, day, address) VALUES (?, ?, ?)",
            "INSERT INTO kinds (document, day, address) VALUES ($1, $2, $3)",
            "INSERT INTO kinds (document, day, address) VALUES (?, ?, ?)",
            "INSERT INTO kinds (document, day, address) VALUES (?, ?, ?)",
            "INSERT INTO kinds (document, \"day\", address) VALUES (:p1, :p2, :p3)",
        ]
    );
    assert_eq!(
        texts(&select([of("day").expr()]).union(select([val("2024-02-29").dynamic()]))),
        ["column `day` is DATE, the value is TEXT (in UNION); give values of one type, or cast them";
            5]
    );
    assert_eq!(
        told(of("day").eq(5).dynamic()),
        ["column `day` is DATE, the value is INTEGER (in WHERE); give values of one type, or cast them";
            5]
    );
    assert_eq!(
        texts(&select([func::lag_or(of("day"), 1, "2024-02-29")
            .over(window().order_by(of("day")))
            .dynamic()])),
        [
            "SELECT LAG(kinds.day, 1, ?) OVER (ORDER BY kinds.day) FROM kinds",
            "SELECT LAG(kinds.day, 1, $1) OVER (ORDER BY kinds.day) FROM kinds",
            "SELECT LAG(kinds.day, 1, ?) OVER (ORDER BY kinds.day) FROM kinds",
            "MariaDB 11.4 has no LAG or LEAD with a value for missing rows (in SELECT)",
            "SELECT LAG(kinds.\"day\", 1, :p1) OVER (ORDER BY kinds.\"day\") FROM kinds",
        ]
    );
}
