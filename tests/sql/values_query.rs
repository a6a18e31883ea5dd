//! VALUES as a query: what gives its columns their names, wherever it stands.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

fn people() -> Values<(i64, String)> {
    values(["id", "name"], [(1_i64, "ann"), (2, "bob")])
}

fn numbers() -> Values<i64> {
    values(["n"], [1_i64, 2])
}

#[test]
fn names_are_given_by_the_shape_of_the_engine() {
    assert_sql!(people(),
        sqlite: "SELECT ? AS id, ? AS name UNION ALL VALUES (?, ?)" [1_i64, "ann", 2_i64, "bob"],
        postgres: "SELECT * FROM (VALUES (CAST($1 AS BIGINT), CAST($2 AS TEXT)), ($3, $4)) AS v (id, name)" [1_i64, "ann", 2_i64, "bob"],
        mysql: "SELECT * FROM (VALUES ROW(?, ?), ROW(?, ?)) AS v (id, name)" [1_i64, "ann", 2_i64, "bob"],
        mariadb: "SELECT ? AS id, ? AS name UNION ALL SELECT ?, ?" [1_i64, "ann", 2_i64, "bob"],
        ansi: "SELECT * FROM (VALUES (:p1, :p2), (:p3, :p4)) AS v (id, name)" [1_i64, "ann", 2_i64, "bob"],
    );
    assert_sql!(values(["n"], [7_i64]),
        sqlite | mariadb: "SELECT ? AS n" [7_i64],
        postgres: "SELECT * FROM (VALUES (CAST($1 AS BIGINT))) AS v (n)" [7_i64],
        mysql: "SELECT * FROM (VALUES ROW(?)) AS v (n)" [7_i64],
        ansi: "SELECT * FROM (VALUES (:p1)) AS v (n)" [7_i64],
    );
    assert_sql!(people().order_by(column("name").desc()).limit(1),
        sqlite: "SELECT * FROM (SELECT ? AS id, ? AS name UNION ALL VALUES (?, ?)) AS v ORDER BY 2 DESC LIMIT ?" [1_i64, "ann", 2_i64, "bob", 1_i64],
        postgres: "SELECT * FROM (VALUES (CAST($1 AS BIGINT), CAST($2 AS TEXT)), ($3, $4)) AS v (id, name) ORDER BY 2 DESC LIMIT $5" [1_i64, "ann", 2_i64, "bob", 1_i64],
        mysql: "SELECT * FROM (VALUES ROW(?, ?), ROW(?, ?)) AS v (id, name) ORDER BY 2 DESC LIMIT ?" [1_i64, "ann", 2_i64, "bob", 1_i64],
        mariadb: "SELECT ? AS id, ? AS name UNION ALL SELECT ?, ? ORDER BY 2 DESC LIMIT ?" [1_i64, "ann", 2_i64, "bob", 1_i64],
        ansi: "SELECT * FROM (VALUES (:p1, :p2), (:p3, :p4)) AS v (id, name) ORDER BY 2 DESC LIMIT :p5" [1_i64, "ann", 2_i64, "bob", 1_i64],
    );
    assert_sql!(people().offset(1),
        sqlite: "SELECT * FROM (SELECT ? AS id, ? AS name UNION ALL VALUES (?, ?)) AS v LIMIT -1 OFFSET ?" [1_i64, "ann", 2_i64, "bob", 1_i64],
        postgres: "SELECT * FROM (VALUES (CAST($1 AS BIGINT), CAST($2 AS TEXT)), ($3, $4)) AS v (id, name) OFFSET $5" [1_i64, "ann", 2_i64, "bob", 1_i64],
        mysql: "SELECT * FROM (VALUES ROW(?, ?), ROW(?, ?)) AS v (id, name) LIMIT 18446744073709551615 OFFSET ?" [1_i64, "ann", 2_i64, "bob", 1_i64],
        mariadb: "SELECT ? AS id, ? AS name UNION ALL SELECT ?, ? LIMIT 18446744073709551615 OFFSET ?" [1_i64, "ann", 2_i64, "bob", 1_i64],
        ansi: "SELECT * FROM (VALUES (:p1, :p2), (:p3, :p4)) AS v (id, name) OFFSET :p5" [1_i64, "ann", 2_i64, "bob", 1_i64],
    );
}

#[test]
fn in_from() {
    let v = people().subquery("v");
    assert_sql!(select((v.col("id"), v.col("name"))),
        sqlite: "SELECT v.id, v.name FROM (SELECT ? AS id, ? AS name UNION ALL VALUES (?, ?)) AS v" [1_i64, "ann", 2_i64, "bob"],
        postgres: "SELECT v.id, v.name FROM (VALUES (CAST($1 AS BIGINT), CAST($2 AS TEXT)), ($3, $4)) AS v (id, name)" [1_i64, "ann", 2_i64, "bob"],
        mysql: "SELECT v.id, v.name FROM (VALUES ROW(?, ?), ROW(?, ?)) AS v (id, name)" [1_i64, "ann", 2_i64, "bob"],
        mariadb: "SELECT v.id, v.name FROM (SELECT ? AS id, ? AS name UNION ALL SELECT ?, ?) AS v" [1_i64, "ann", 2_i64, "bob"],
        ansi: "SELECT v.id, v.name FROM (VALUES (:p1, :p2), (:p3, :p4)) AS v (id, name)" [1_i64, "ann", 2_i64, "bob"],
    );
    let v = people().order_by(column("id")).limit(1).subquery("some");
    assert_sql!(select(v.col("name")),
        sqlite: "SELECT some.name FROM (SELECT * FROM (SELECT ? AS id, ? AS name UNION ALL VALUES (?, ?)) AS v ORDER BY 1 LIMIT ?) AS some" [1_i64, "ann", 2_i64, "bob", 1_i64],
        postgres: "SELECT \"some\".name FROM (VALUES (CAST($1 AS BIGINT), CAST($2 AS TEXT)), ($3, $4) ORDER BY 1 LIMIT $5) AS \"some\" (id, name)" [1_i64, "ann", 2_i64, "bob", 1_i64],
        mysql: "SELECT some.name FROM (SELECT * FROM (VALUES ROW(?, ?), ROW(?, ?)) AS v ORDER BY 1 LIMIT ?) AS some (id, name)" [1_i64, "ann", 2_i64, "bob", 1_i64],
        mariadb: "SELECT some.name FROM (SELECT ? AS id, ? AS name UNION ALL SELECT ?, ? ORDER BY 1 LIMIT ?) AS some" [1_i64, "ann", 2_i64, "bob", 1_i64],
        ansi: "SELECT \"some\".name FROM (VALUES (:p1, :p2), (:p3, :p4) ORDER BY 1 LIMIT :p5) AS \"some\" (id, name)" [1_i64, "ann", 2_i64, "bob", 1_i64],
    );
    let v = numbers().subquery("v");
    assert_sql!(select((users::id, v.col("n"))).from(users::table()).left_join(&v, v.col("n").eq(users::id)),
        sqlite: "SELECT users.id, v.n FROM users LEFT JOIN (SELECT ? AS n UNION ALL VALUES (?)) AS v ON v.n = users.id" [1_i64, 2_i64],
        postgres: "SELECT users.id, v.n FROM users LEFT JOIN (VALUES (CAST($1 AS BIGINT)), ($2)) AS v (n) ON v.n = users.id" [1_i64, 2_i64],
        mysql: "SELECT users.id, v.n FROM users LEFT JOIN (VALUES ROW(?), ROW(?)) AS v (n) ON v.n = users.id" [1_i64, 2_i64],
        mariadb: "SELECT users.id, v.n FROM users LEFT JOIN (SELECT ? AS n UNION ALL SELECT ?) AS v ON v.n = users.id" [1_i64, 2_i64],
        ansi: "SELECT users.id, v.n FROM users LEFT JOIN (VALUES (:p1), (:p2)) AS v (n) ON v.n = users.id" [1_i64, 2_i64],
    );
    let v = numbers().subquery("v").alias("w");
    assert_sql!(select(v.col("n")),
        sqlite: "SELECT w.n FROM (SELECT ? AS n UNION ALL VALUES (?)) AS w" [1_i64, 2_i64],
        postgres: "SELECT w.n FROM (VALUES (CAST($1 AS BIGINT)), ($2)) AS w (n)" [1_i64, 2_i64],
        mysql: "SELECT w.n FROM (VALUES ROW(?), ROW(?)) AS w (n)" [1_i64, 2_i64],
        mariadb: "SELECT w.n FROM (SELECT ? AS n UNION ALL SELECT ?) AS w" [1_i64, 2_i64],
        ansi: "SELECT w.n FROM (VALUES (:p1), (:p2)) AS w (n)" [1_i64, 2_i64],
    );
}

#[test]
fn in_with() {
    let v = people().cte("v");
    assert_sql!(select((v.col("id"), v.col("name"))),
        sqlite: "WITH v (id, name) AS (VALUES (?, ?), (?, ?)) SELECT v.id, v.name FROM v" [1_i64, "ann", 2_i64, "bob"],
        postgres: "WITH v (id, name) AS (VALUES (CAST($1 AS BIGINT), CAST($2 AS TEXT)), ($3, $4)) SELECT v.id, v.name FROM v" [1_i64, "ann", 2_i64, "bob"],
        mysql: "WITH v (id, name) AS (VALUES ROW(?, ?), ROW(?, ?)) SELECT v.id, v.name FROM v" [1_i64, "ann", 2_i64, "bob"],
        mariadb: "WITH v (id, name) AS (SELECT ? AS id, ? AS name UNION ALL SELECT ?, ?) SELECT v.id, v.name FROM v" [1_i64, "ann", 2_i64, "bob"],
        ansi: "WITH v (id, name) AS (VALUES (:p1, :p2), (:p3, :p4)) SELECT v.id, v.name FROM v" [1_i64, "ann", 2_i64, "bob"],
    );
    let v = numbers().cte("v").alias("w");
    assert_sql!(select(v.col("n")),
        sqlite: "WITH v (n) AS (VALUES (?), (?)) SELECT w.n FROM v AS w" [1_i64, 2_i64],
        postgres: "WITH v (n) AS (VALUES (CAST($1 AS BIGINT)), ($2)) SELECT w.n FROM v AS w" [1_i64, 2_i64],
        mysql: "WITH v (n) AS (VALUES ROW(?), ROW(?)) SELECT w.n FROM v AS w" [1_i64, 2_i64],
        mariadb: "WITH v (n) AS (SELECT ? AS n UNION ALL SELECT ?) SELECT w.n FROM v AS w" [1_i64, 2_i64],
        ansi: "WITH v (n) AS (VALUES (:p1), (:p2)) SELECT w.n FROM v AS w" [1_i64, 2_i64],
    );
    let v = numbers().order_by(column("n").desc()).limit(1).cte("v");
    assert_sql!(select(v.col("n")),
        sqlite: "WITH v (n) AS (SELECT * FROM (VALUES (?), (?)) AS v ORDER BY 1 DESC LIMIT ?) SELECT v.n FROM v" [1_i64, 2_i64, 1_i64],
        postgres: "WITH v (n) AS (VALUES (CAST($1 AS BIGINT)), ($2) ORDER BY 1 DESC LIMIT $3) SELECT v.n FROM v" [1_i64, 2_i64, 1_i64],
        mysql: "WITH v (n) AS (SELECT * FROM (VALUES ROW(?), ROW(?)) AS v ORDER BY 1 DESC LIMIT ?) SELECT v.n FROM v" [1_i64, 2_i64, 1_i64],
        mariadb: "WITH v (n) AS (SELECT ? AS n UNION ALL SELECT ? ORDER BY 1 DESC LIMIT ?) SELECT v.n FROM v" [1_i64, 2_i64, 1_i64],
        ansi: "WITH v (n) AS (VALUES (:p1), (:p2) ORDER BY 1 DESC LIMIT :p3) SELECT v.n FROM v" [1_i64, 2_i64, 1_i64],
    );
}

#[test]
fn start_of_recursive_queries() {
    let tree = values(["n"], [1_i64])
        .recursive("t", |t| select(t.col("n").typed::<i64>() + 1).from(t).filter(t.col("n").lt(3)));
    assert_sql!(select(tree.col("n")),
        sqlite: "WITH RECURSIVE t (n) AS (VALUES (?) UNION ALL SELECT t.n + ? FROM t WHERE t.n < ?) SELECT t.n FROM t" [1_i64, 1_i32, 3_i32],
        postgres: "WITH RECURSIVE t (n) AS (VALUES (CAST($1 AS BIGINT)) UNION ALL SELECT t.n + $2 FROM t WHERE t.n < $3) SELECT t.n FROM t" [1_i64, 1_i32, 3_i32],
        mysql: "WITH RECURSIVE t (n) AS (VALUES ROW(IF(FALSE, 9223372036854775807, ?)) UNION ALL SELECT t.n + ? FROM t WHERE t.n < ?) SELECT t.n FROM t" [1_i64, 1_i32, 3_i32],
        mariadb: "WITH RECURSIVE t (n) AS (SELECT IF(FALSE, 9223372036854775807, ?) AS n UNION ALL SELECT t.n + ? FROM t WHERE t.n < ?) SELECT t.n FROM t" [1_i64, 1_i32, 3_i32],
        ansi: "WITH RECURSIVE t (n) AS (VALUES (:p1) UNION ALL SELECT t.n + :p2 FROM t WHERE t.n < :p3) SELECT t.n FROM t" [1_i64, 1_i32, 3_i32],
    );
}

#[test]
fn arms_of_set_operations() {
    assert_sql!(numbers().union(select(users::id)).order_by(column("n")),
        sqlite: "SELECT ? AS n UNION ALL VALUES (?) UNION SELECT users.id FROM users ORDER BY 1" [1_i64, 2_i64],
        postgres: "SELECT * FROM (VALUES (CAST($1 AS BIGINT)), ($2)) AS v (n) UNION SELECT users.id FROM users ORDER BY 1" [1_i64, 2_i64],
        mysql: "SELECT * FROM (VALUES ROW(?), ROW(?)) AS v (n) UNION SELECT users.id FROM users ORDER BY 1" [1_i64, 2_i64],
        mariadb: "SELECT ? AS n UNION ALL SELECT ? UNION SELECT users.id FROM users ORDER BY 1" [1_i64, 2_i64],
        ansi: "SELECT * FROM (VALUES (:p1), (:p2)) AS v (n) UNION SELECT users.id FROM users ORDER BY 1" [1_i64, 2_i64],
    );
    assert_sql!(select(users::id).union_all(numbers()),
        sqlite: "SELECT users.id FROM users UNION ALL VALUES (?), (?)" [1_i64, 2_i64],
        postgres: "SELECT users.id FROM users UNION ALL VALUES (CAST($1 AS BIGINT)), ($2)" [1_i64, 2_i64],
        mysql: "SELECT users.id FROM users UNION ALL VALUES ROW(?), ROW(?)" [1_i64, 2_i64],
        mariadb: "SELECT users.id FROM users UNION ALL (SELECT ? AS n UNION ALL SELECT ?)" [1_i64, 2_i64],
        ansi: "SELECT users.id FROM users UNION ALL VALUES (:p1), (:p2)" [1_i64, 2_i64],
    );
    assert_sql!(select(users::id).union(numbers()).order_by(users::id),
        sqlite: "SELECT users.id FROM users UNION SELECT * FROM (VALUES (?), (?)) ORDER BY 1" [1_i64, 2_i64],
        postgres: "SELECT users.id FROM users UNION VALUES (CAST($1 AS BIGINT)), ($2) ORDER BY 1" [1_i64, 2_i64],
        mysql: "SELECT users.id FROM users UNION (VALUES ROW(?), ROW(?)) ORDER BY 1" [1_i64, 2_i64],
        mariadb: "SELECT users.id FROM users UNION (SELECT ? AS n UNION ALL SELECT ?) ORDER BY 1" [1_i64, 2_i64],
        ansi: "SELECT users.id FROM users UNION VALUES (:p1), (:p2) ORDER BY 1" [1_i64, 2_i64],
    );
    assert_sql!(select(users::id).union(numbers().order_by(column("n")).limit(1)).order_by(users::id),
        sqlite: "SELECT users.id FROM users UNION SELECT * FROM (SELECT * FROM (VALUES (?), (?)) AS v ORDER BY 1 LIMIT ?) ORDER BY 1" [1_i64, 2_i64, 1_i64],
        postgres: "SELECT users.id FROM users UNION (VALUES (CAST($1 AS BIGINT)), ($2) ORDER BY 1 LIMIT $3) ORDER BY 1" [1_i64, 2_i64, 1_i64],
        mysql: "SELECT users.id FROM users UNION (SELECT * FROM (VALUES ROW(?), ROW(?)) AS v ORDER BY 1 LIMIT ?) ORDER BY 1" [1_i64, 2_i64, 1_i64],
        mariadb: "SELECT users.id FROM users UNION (SELECT ? AS n UNION ALL SELECT ? ORDER BY 1 LIMIT ?) ORDER BY 1" [1_i64, 2_i64, 1_i64],
        ansi: "SELECT users.id FROM users UNION (VALUES (:p1), (:p2) ORDER BY 1 LIMIT :p3) ORDER BY 1" [1_i64, 2_i64, 1_i64],
    );
    assert_sql!(numbers().intersect(numbers()).order_by(column("n")),
        sqlite: "SELECT ? AS n UNION ALL VALUES (?) INTERSECT SELECT * FROM (VALUES (?), (?)) ORDER BY 1" [1_i64, 2_i64, 1_i64, 2_i64],
        postgres: "SELECT * FROM (VALUES (CAST($1 AS BIGINT)), ($2)) AS v (n) INTERSECT VALUES (CAST($3 AS BIGINT)), ($4) ORDER BY 1" [1_i64, 2_i64, 1_i64, 2_i64],
        mysql: "SELECT * FROM (VALUES ROW(?), ROW(?)) AS v (n) INTERSECT (VALUES ROW(?), ROW(?)) ORDER BY 1" [1_i64, 2_i64, 1_i64, 2_i64],
        mariadb: "(SELECT ? AS n UNION ALL SELECT ?) INTERSECT (SELECT ? AS n UNION ALL SELECT ?) ORDER BY 1" [1_i64, 2_i64, 1_i64, 2_i64],
        ansi: "SELECT * FROM (VALUES (:p1), (:p2)) AS v (n) INTERSECT VALUES (:p3), (:p4) ORDER BY 1" [1_i64, 2_i64, 1_i64, 2_i64],
    );
    assert_sql!(select(users::id).except(numbers().union(select(users::id))).order_by(users::id),
        sqlite: "SELECT users.id FROM users EXCEPT SELECT * FROM (VALUES (?), (?) UNION SELECT users.id FROM users) ORDER BY 1" [1_i64, 2_i64],
        postgres: "SELECT users.id FROM users EXCEPT (VALUES (CAST($1 AS BIGINT)), ($2) UNION SELECT users.id FROM users) ORDER BY 1" [1_i64, 2_i64],
        mysql: "SELECT users.id FROM users EXCEPT (VALUES ROW(?), ROW(?) UNION SELECT users.id FROM users) ORDER BY 1" [1_i64, 2_i64],
        mariadb: "SELECT users.id FROM users EXCEPT (SELECT ? AS n UNION ALL SELECT ? UNION SELECT users.id FROM users) ORDER BY 1" [1_i64, 2_i64],
        ansi: "SELECT users.id FROM users EXCEPT (VALUES (:p1), (:p2) UNION SELECT users.id FROM users) ORDER BY 1" [1_i64, 2_i64],
    );
    let v = numbers().union_all(select(users::id)).subquery("v");
    assert_sql!(select(v.col("n")),
        sqlite: "SELECT v.n FROM (SELECT ? AS n UNION ALL VALUES (?) UNION ALL SELECT users.id FROM users) AS v" [1_i64, 2_i64],
        postgres: "SELECT v.n FROM (SELECT * FROM (VALUES (CAST($1 AS BIGINT)), ($2)) AS v (n) UNION ALL SELECT users.id FROM users) AS v" [1_i64, 2_i64],
        mysql: "SELECT v.n FROM (SELECT * FROM (VALUES ROW(?), ROW(?)) AS v (n) UNION ALL SELECT users.id FROM users) AS v" [1_i64, 2_i64],
        mariadb: "SELECT v.n FROM (SELECT ? AS n UNION ALL SELECT ? UNION ALL SELECT users.id FROM users) AS v" [1_i64, 2_i64],
        ansi: "SELECT v.n FROM (SELECT * FROM (VALUES (:p1), (:p2)) AS v (n) UNION ALL SELECT users.id FROM users) AS v" [1_i64, 2_i64],
    );
}

#[test]
fn operands() {
    assert_sql!(select(users::name).filter(users::id.is_in(numbers())),
        sqlite: "SELECT users.name FROM users WHERE users.id IN (VALUES (?), (?))" [1_i64, 2_i64],
        postgres: "SELECT users.name FROM users WHERE users.id IN (VALUES (CAST($1 AS BIGINT)), ($2))" [1_i64, 2_i64],
        mysql: "SELECT users.name FROM users WHERE users.id IN (VALUES ROW(?), ROW(?))" [1_i64, 2_i64],
        mariadb: "SELECT users.name FROM users WHERE users.id IN (SELECT ? AS n UNION ALL SELECT ?)" [1_i64, 2_i64],
        ansi: "SELECT users.name FROM users WHERE users.id IN (VALUES (:p1), (:p2))" [1_i64, 2_i64],
    );
    assert_sql!(select(users::name).filter(exists(people())),
        sqlite: "SELECT users.name FROM users WHERE EXISTS (VALUES (?, ?), (?, ?))" [1_i64, "ann", 2_i64, "bob"],
        postgres: "SELECT users.name FROM users WHERE EXISTS (VALUES (CAST($1 AS BIGINT), CAST($2 AS TEXT)), ($3, $4))" [1_i64, "ann", 2_i64, "bob"],
        mysql: "SELECT users.name FROM users WHERE EXISTS (VALUES ROW(?, ?), ROW(?, ?))" [1_i64, "ann", 2_i64, "bob"],
        mariadb: "SELECT users.name FROM users WHERE EXISTS (SELECT ? AS id, ? AS name UNION ALL SELECT ?, ?)" [1_i64, "ann", 2_i64, "bob"],
        ansi: "SELECT users.name FROM users WHERE EXISTS (VALUES (:p1, :p2), (:p3, :p4))" [1_i64, "ann", 2_i64, "bob"],
    );
    assert_sql!(select(values(["n"], [7_i64]).scalar()),
        sqlite: "SELECT (VALUES (?))" [7_i64],
        postgres: "SELECT (VALUES (CAST($1 AS BIGINT)))" [7_i64],
        mysql: "SELECT (VALUES ROW(?))" [7_i64],
        mariadb: "SELECT (SELECT ? AS n)" [7_i64],
        ansi: "SELECT (VALUES (:p1))" [7_i64],
    );
    assert_sql!(select(users::id).filter(users::id.not_in(numbers().union(numbers()))),
        sqlite: "SELECT users.id FROM users WHERE users.id NOT IN (VALUES (?), (?) UNION VALUES (?), (?))" [1_i64, 2_i64, 1_i64, 2_i64],
        postgres: "SELECT users.id FROM users WHERE users.id NOT IN (VALUES (CAST($1 AS BIGINT)), ($2) UNION VALUES (CAST($3 AS BIGINT)), ($4))" [1_i64, 2_i64, 1_i64, 2_i64],
        mysql: "SELECT users.id FROM users WHERE users.id NOT IN (VALUES ROW(?), ROW(?) UNION VALUES ROW(?), ROW(?))" [1_i64, 2_i64, 1_i64, 2_i64],
        mariadb: "SELECT users.id FROM users WHERE users.id NOT IN (SELECT ? AS n UNION ALL SELECT ? UNION (SELECT ? AS n UNION ALL SELECT ?))" [1_i64, 2_i64, 1_i64, 2_i64],
        ansi: "SELECT users.id FROM users WHERE users.id NOT IN (VALUES (:p1), (:p2) UNION VALUES (:p3), (:p4))" [1_i64, 2_i64, 1_i64, 2_i64],
    );
}

#[test]
fn cells_see_the_queries_around() {
    assert_sql!(select(values(["n"], [users::id + 1, users::id + 2]).order_by(column("n")).limit(1).scalar()).from(users::table()),
        sqlite: "SELECT (SELECT * FROM (VALUES (users.id + ?), (users.id + ?)) AS v ORDER BY 1 LIMIT ?) FROM users" [1_i32, 2_i32, 1_i64],
        postgres: "SELECT (VALUES (users.id + $1), (users.id + $2) ORDER BY 1 LIMIT $3) FROM users" [1_i32, 2_i32, 1_i64],
        mysql | mariadb: "SELECT (SELECT users.id + ? AS n UNION ALL SELECT users.id + ? ORDER BY 1 LIMIT ?) FROM users" [1_i32, 2_i32, 1_i64],
        ansi: "SELECT (VALUES (users.id + :p1), (users.id + :p2) ORDER BY 1 LIMIT :p3) FROM users" [1_i32, 2_i32, 1_i64],
    );
    assert_sql!(select(users::id).filter(users::id.is_in(values(["n"], [users::id]))).from(users::table()),
        sqlite | postgres | ansi: "SELECT users.id FROM users WHERE users.id IN (VALUES (users.id))",
        mysql | mariadb: "SELECT users.id FROM users WHERE users.id IN (SELECT users.id AS n)",
    );
}

#[test]
fn nulls_have_the_type_of_their_column() {
    assert_sql!(values(["a", "b"], [(None::<i64>, Some("x")), (Some(5), None)]),
        sqlite: "SELECT ? AS a, ? AS b UNION ALL VALUES (?, ?)" [Value::Null, "x", 5_i64, Value::Null],
        postgres: "SELECT * FROM (VALUES (CAST($1 AS BIGINT), CAST($2 AS TEXT)), ($3, $4)) AS v (a, b)" [Value::Null, "x", 5_i64, Value::Null],
        mysql: "SELECT * FROM (VALUES ROW(CAST(? AS SIGNED), ?), ROW(?, ?)) AS v (a, b)" [Value::Null, "x", 5_i64, Value::Null],
        mariadb: "SELECT CAST(? AS SIGNED) AS a, ? AS b UNION ALL SELECT ?, ?" [Value::Null, "x", 5_i64, Value::Null],
        ansi: "SELECT * FROM (VALUES (:p1, :p2), (:p3, :p4)) AS v (a, b)" [Value::Null, "x", 5_i64, Value::Null],
    );
    assert_sql!(values(["a"], [null().typed::<Option<i64>>(), literal(1_i64).nullable()]),
        sqlite: "SELECT NULL AS a UNION ALL VALUES (1)",
        postgres: "SELECT * FROM (VALUES (CAST(NULL AS BIGINT)), (CAST('1' AS BIGINT))) AS v (a)",
        mysql: "SELECT * FROM (VALUES ROW(CAST(NULL AS SIGNED)), ROW(1)) AS v (a)",
        mariadb: "SELECT CAST(NULL AS SIGNED) AS a UNION ALL SELECT 1",
        ansi: "SELECT * FROM (VALUES (NULL), (1)) AS v (a)",
    );
}

#[test]
fn columns_have_the_type_of_all_cells() {
    assert_sql!(values(["a"], vec![vec![Value::from(1_i32)], vec![Value::from(2_i64)], vec![Value::from(1.5)]]),
        sqlite: "SELECT ? AS a UNION ALL VALUES (?), (?)" [1_i32, 2_i64, 1.5],
        postgres: "SELECT * FROM (VALUES (CAST($1 AS INTEGER)), (CAST($2 AS BIGINT)), (CAST($3 AS DOUBLE PRECISION))) AS v (a)" [1_i32, 2_i64, 1.5],
        mysql: "SELECT * FROM (VALUES ROW(?), ROW(?), ROW(?)) AS v (a)" [1_i32, 2_i64, 1.5],
        mariadb: "SELECT ? AS a UNION ALL SELECT ? UNION ALL SELECT ?" [1_i32, 2_i64, 1.5],
        ansi: "SELECT * FROM (VALUES (:p1), (:p2), (:p3)) AS v (a)" [1_i32, 2_i64, 1.5],
    );
    assert_sql!(values(["a"], [Value::Null, Value::from(3_i64)]),
        sqlite: "SELECT ? AS a UNION ALL VALUES (?)" [Value::Null, 3_i64],
        postgres: "SELECT * FROM (VALUES (CAST($1 AS BIGINT)), ($2)) AS v (a)" [Value::Null, 3_i64],
        mysql: "SELECT * FROM (VALUES ROW(CAST(? AS SIGNED)), ROW(?)) AS v (a)" [Value::Null, 3_i64],
        mariadb: "SELECT CAST(? AS SIGNED) AS a UNION ALL SELECT ?" [Value::Null, 3_i64],
        ansi: "SELECT * FROM (VALUES (:p1), (:p2)) AS v (a)" [Value::Null, 3_i64],
    );
    assert_sql!(values(["a", "b"], [(literal(1), literal("x")), (literal(2), literal("y"))]),
        sqlite: "SELECT 1 AS a, 'x' AS b UNION ALL VALUES (2, 'y')",
        postgres | ansi: "SELECT * FROM (VALUES (1, 'x'), (2, 'y')) AS v (a, b)",
        mysql: "SELECT * FROM (VALUES ROW(1, 'x'), ROW(2, 'y')) AS v (a, b)",
        mariadb: "SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, 'y'",
    );
}

#[test]
fn mistakes() {
    assert_sql!(values(["a", "b"], vec![vec![1], vec![1, 2], vec![1, 2, 3]]),
        sqlite | postgres | mysql | mariadb | ansi: error "VALUES names 2 columns, but row 1 has 1 values\nVALUES names 2 columns, but row 3 has 3 values",
    );
    assert_sql!(values(["a"], Vec::<i64>::new()),
        sqlite | postgres | mysql | mariadb | ansi: error "VALUES has no rows; give at least one",
    );
    assert_sql!(values(Vec::<&str>::new(), [1]),
        sqlite | postgres | mysql | mariadb | ansi: error "VALUES has no columns; name at least one",
    );
    assert_sql!(values(["a", "a"], [(1, 2)]),
        sqlite | postgres | mysql | mariadb | ansi: error "VALUES names the column `a` twice",
    );
    assert_sql!(values(["a", "A"], [(1, 2)]),
        sqlite | mysql | mariadb: error "VALUES names the column `A` twice",
        postgres: "SELECT * FROM (VALUES (CAST($1 AS INTEGER), CAST($2 AS INTEGER))) AS v (a, \"A\")" [1_i32, 2_i32],
        ansi: "SELECT * FROM (VALUES (:p1, :p2)) AS v (a, \"A\")" [1_i32, 2_i32],
    );
    assert_sql!(select(values(["a", "a"], [(1, 2)]).subquery("v").column_at(0)),
        sqlite | postgres | mysql | mariadb | ansi: error "the query `v` has the label `a` twice, in whatever case; its columns could not be told apart",
    );
    assert_sql!(values(["a"], [func::count()]),
        sqlite | postgres | mysql | mariadb | ansi: error "an aggregate stands in VALUES, which looks at single rows; compute it in a subquery",
    );
    assert_sql!(values(["a"], [users::id]),
        sqlite | postgres | mysql | mariadb | ansi: error "a column of `users` is used (in VALUES), but VALUES has no FROM; use a query with one",
    );
    assert_sql!(values(["a"], [star()]),
        sqlite | postgres | mysql | mariadb | ansi: error "`*` (in VALUES) stands for all columns where one expression is wanted; name the column",
    );
    assert_sql!(values(["a"], [default()]),
        sqlite | postgres | mysql | mariadb | ansi: error "DEFAULT (in VALUES) can only be a value of INSERT or of SET in UPDATE",
    );
    assert_sql!(people().order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi: error "ORDER BY of VALUES takes the names of its columns, by `column(\"…\")`; order a subquery by anything else",
    );
    assert_sql!(people().order_by(literal(1) + 1),
        sqlite | postgres | mysql | mariadb | ansi: error "ORDER BY of VALUES takes the names of its columns, by `column(\"…\")`; order a subquery by anything else",
    );
    assert_sql!(select(users::id).filter(users::id.is_in(values(["a"], [posts::id]))),
        sqlite | postgres | mysql | mariadb | ansi: error "a column of `posts` is used (in VALUES), but VALUES has no FROM; use a query with one",
    );
}

#[test]
fn cells_of_a_column_go_together() {
    assert_sql!(values(["a"], [Value::Null, Value::from(1), Value::from("x")]),
        sqlite | postgres | mysql | mariadb | ansi: error "the value is INTEGER, the other one TEXT (in VALUES); give values of one type, or cast them",
    );
    assert_sql!(numbers().rows_as::<String>().union_all(select(users::name)),
        sqlite | postgres | mysql | mariadb | ansi: error "the value is BIGINT, column `name` is TEXT (in UNION ALL); give values of one type, or cast them",
    );
    assert_sql!(values(["a"], [func::row_number().over(window())]),
        sqlite | postgres | mysql | mariadb | ansi: error "a function over a window stands in SELECT and ORDER BY, not in VALUES; put it into a subquery and use its column",
    );
}

#[test]
fn columns_are_typed_and_named() {
    let columns = people().output_columns();
    assert_eq!(columns[1].name().unwrap().as_str(), "name");
    assert_eq!(columns[1].column_type(), &Type::Text);
    assert!(!columns[0].is_nullable());
    let mixed = values(["a"], [Value::from(1_i32), Value::Null, Value::from(1.5)]);
    assert_eq!(mixed.output_columns()[0].column_type(), &Type::Double);
    assert!(mixed.output_columns()[0].is_nullable());
    let v = numbers().union_all(numbers()).subquery("v");
    assert_eq!(v.col("n").sql_type(), Type::BigInt);
}

#[test]
fn older_engines_select_the_rows() {
    let query = select(people().order_by(column("id")).limit(1).subquery("v").col("name"));
    let compiled = query.compile(&MySql::version(5, 7)).unwrap();
    assert_eq!(
        compiled.sql(),
        "SELECT v.name FROM (SELECT ? AS id, ? AS name UNION ALL SELECT ?, ? ORDER BY 1 LIMIT ?) AS v"
    );
    assert_eq!(compiled.rewrites(), [sqltree::compile::Rewrite::ValuesAsSelects]);
    let error =
        query.compile_with(&MySql::version(5, 7), Options::new().without_rewrites()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Unsupported(sqltree::dialect::Feature::ValuesQuery)));
}

#[test]
fn trees_know_the_rows() {
    assert_eq!(people(), people());
    assert_ne!(people(), values(["id", "name"], [(1_i64, "ann"), (2, "eve")]));
    assert_ne!(people(), values(["id", "nick"], [(1_i64, "ann"), (2, "bob")]));
    // As many cells, in rows of another length.
    let rows = |columns: Vec<&str>, rows: Vec<Vec<i64>>| values(columns, rows);
    assert_ne!(rows(vec!["a"], vec![vec![1], vec![2]]), rows(vec!["a", "b"], vec![vec![1, 2]]));
    let plain = numbers().rewrite(|part| match part.view().view() {
        sqltree::view::View::Parameter(value) => Some(literal(value.clone())),
        _ => None,
    });
    assert_eq!(plain.compile(&Sqlite::new()).unwrap().sql(), "SELECT 1 AS n UNION ALL VALUES (2)");
    assert_eq!(plain.to_string(), "SELECT * FROM (VALUES (1), (2)) AS v (n)");
    assert_eq!(format!("{plain:?}"), plain.to_string());
    let any = numbers().into_query();
    assert_eq!(any.children().len(), 3);
}

#[test]
fn are_laid_out_a_clause_a_line() {
    let pretty = |query: &dyn Statement<Row = i64>, dialect: &dyn sqltree::dialect::Dialect| {
        query.compile_with(dialect, Options::new().pretty()).unwrap().sql().to_owned()
    };
    assert_eq!(pretty(&numbers(), &Sqlite::new()), "SELECT ? AS n\nUNION ALL\nVALUES (?)");
    let some = select(numbers().limit(1).subquery("w").col("n").typed::<i64>());
    assert_eq!(
        pretty(&some, &Sqlite::new()),
        "SELECT w.n\nFROM (SELECT *\n    FROM (SELECT ? AS n\n        UNION ALL\n        VALUES (?)) AS v\n    \
         LIMIT ?) AS w"
    );
}

#[test]
fn may_be_many_and_deep() {
    let many = values(["n"], 0..5_000_i64);
    let total = select(func::count()).from(many.subquery("v"));
    for dialect in sqltree::dialects::all() {
        assert_eq!(total.compile(dialect).unwrap().params().len(), 5_000);
    }
    let mut deep = numbers().limit(1);
    for _ in 0..3_000 {
        deep = values(["n"], [deep.scalar()]).rows_as();
    }
    for dialect in sqltree::dialects::all() {
        assert!(deep.compile(dialect).unwrap().sql().len() > 20_000);
    }
    assert_eq!(deep, deep.clone());
}
