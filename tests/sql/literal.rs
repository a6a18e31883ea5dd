//! Values written into the text.

use sqltree::prelude::*;

use crate::assert_sql;

#[test]
fn texts_are_quoted_and_stay_texts() {
    assert_sql!(select(literal("it's \"plain\"").label("t")),
        sqlite | postgres | mysql | mariadb | ansi: r#"SELECT 'it''s "plain"' AS t"#,
    );
    // The same text under every setting of backslashes.
    assert_sql!(select(literal("it's \\").label("t")),
        sqlite | ansi: r"SELECT 'it''s \' AS t",
        postgres: r"SELECT  E'it''s \\' AS t",
        mysql | mariadb: "SELECT _utf8mb4 X'69742773205c' AS t",
    );
    assert_sql!(select(literal("a\0").label("t")),
        sqlite: "SELECT CAST(X'6100' AS TEXT) AS t",
        mysql | mariadb: "SELECT _utf8mb4 X'6100' AS t",
        postgres | ansi: error
            "a text with a NUL (in SELECT) cannot be written into the text; send it as bytes",
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
        sqlite | mysql | mariadb | ansi: "SELECT (-9223372036854775807 - 1) AS m",
        postgres: "SELECT CAST('-9223372036854775808' AS BIGINT) AS m",
    );
    assert_sql!(select(literal(vec![0_u8, 255]).label("b")),
        sqlite | mysql | mariadb | ansi: "SELECT X'00ff' AS b",
        postgres: "SELECT decode('00ff', 'hex') AS b",
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

#[test]
fn integers_have_the_types_of_the_bound_ones() {
    let sum = (literal(2_000_000_000_i64) + 2_000_000_000_i64).label("a");
    assert_sql!(select((sum, literal(5_i16).label("b"), literal(i32::MIN).label("c"))),
        sqlite | mysql | mariadb:
            "SELECT 2000000000 + ? AS a, 5 AS b, -2147483648 AS c" [2_000_000_000_i64],
        postgres: "SELECT CAST('2000000000' AS BIGINT) + $1 AS a, CAST('5' AS SMALLINT) AS b, \
            CAST('-2147483648' AS INTEGER) AS c" [2_000_000_000_i64],
        ansi: "SELECT 2000000000 + :p1 AS a, 5 AS b, -2147483648 AS c" [2_000_000_000_i64],
    );
    assert_sql!(select(literal(5_849_675_321_u64).label("a")),
        sqlite | ansi: "SELECT 5849675321 AS a",
        postgres: "SELECT CAST('5849675321' AS BIGINT) AS a",
        mysql | mariadb: "SELECT CAST('5849675321' AS UNSIGNED) AS a",
    );
}

#[test]
fn numbers_that_are_not_finite() {
    assert_sql!(select((literal(f64::NAN).label("a"), literal(f32::NEG_INFINITY).label("b"))),
        postgres: "SELECT CAST('NaN' AS DOUBLE PRECISION) AS a, CAST('-Infinity' AS REAL) AS b",
        sqlite | mysql | mariadb | ansi: error
            "NaN or infinity (in SELECT) cannot be written into the text; use NULL",
    );
}
