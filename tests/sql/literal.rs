//! Values written into the text.

use sqltree::prelude::*;

use crate::assert_sql;

#[test]
fn texts_are_quoted_and_stay_texts() {
    assert_sql!(select(literal("it's a \\ back").label("t")),
        sqlite | postgres | ansi: r"SELECT 'it''s a \ back' AS t",
        mysql | mariadb: r"SELECT 'it''s a \\ back' AS t",
    );
    assert_sql!(select(literal("\0")),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a text with a NUL (in SELECT) cannot be written into the text; bind it",
    );
}

#[test]
fn numbers_and_truths() {
    assert_sql!(select((literal(5).label("a"), literal(true).label("b"), literal(1.5).label("c"), literal(1e300).label("d"))),
        sqlite: "SELECT 5 AS a, 1 AS b, 1.5e0 AS c, 1e300 AS d",
        postgres: "SELECT 5 AS a, TRUE AS b, CAST('1.5e0' AS DOUBLE PRECISION) AS c, \
            CAST('1e300' AS DOUBLE PRECISION) AS d",
        mysql | mariadb: "SELECT 5 AS a, TRUE AS b, 1.5e0 AS c, 1e300 AS d",
        ansi: "SELECT 5 AS a, TRUE AS b, CAST(1.5e0 AS DOUBLE PRECISION) AS c, \
            CAST(1e300 AS DOUBLE PRECISION) AS d",
    );
}

#[test]
fn a_minus_never_meets_another() {
    let five = || literal(5);
    assert_sql!(select(((-literal(-5)).label("a"), (-(-five())).label("b"), (five() - literal(-5)).label("c"), (-(five() - 1)).label("d"))),
        sqlite | mysql | mariadb:
            "SELECT -(-5) AS a, -(-5) AS b, 5 - -5 AS c, -(5 - ?) AS d" [1],
        postgres: "SELECT -(-5) AS a, -(-5) AS b, 5 - -5 AS c, -(5 - $1) AS d" [1],
        ansi: "SELECT -(-5) AS a, -(-5) AS b, 5 - -5 AS c, -(5 - :p1) AS d" [1],
    );
}

#[test]
fn bytes_and_the_smallest_integer() {
    assert_sql!(select(literal(i64::MIN).label("m")),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT (-9223372036854775807 - 1) AS m",
    );
    assert_sql!(select(literal(vec![0_u8, 255]).label("b")),
        sqlite | mysql | mariadb | ansi: "SELECT X'00ff' AS b",
        postgres: r"SELECT '\x00ff'::bytea AS b",
    );
}

#[test]
fn a_number_in_single_precision_is_the_bound_one() {
    let same = literal(0.1_f32).eq(0.1_f32).label("same");
    let other = literal(0.1_f32).eq(literal(0.1_f64)).label("other");
    assert_sql!(select((same, other)),
        sqlite: "SELECT 1.0000000149011612e-1 = ? AS same, 1.0000000149011612e-1 = 1e-1 AS other"
            [0.1_f32],
        postgres: "SELECT CAST('1e-1' AS REAL) = $1 AS same, CAST('1e-1' AS REAL) = CAST('1e-1' \
            AS DOUBLE PRECISION) AS other" [0.1_f32],
        mysql | mariadb: "SELECT 1.0000000149011612e-1 = ? AS same, 1.0000000149011612e-1 = \
            1e-1 AS other" [0.1_f32],
        ansi: "SELECT CAST(1e-1 AS REAL) = :p1 AS same, CAST(1e-1 AS REAL) = CAST(1e-1 AS \
            DOUBLE PRECISION) AS other" [0.1_f32],
    );
}
