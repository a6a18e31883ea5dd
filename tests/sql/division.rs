//! Quotients rounded down, and their remainders.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn floor_division_has_one_meaning() {
    let by = posts::likes - 7;
    let query = select((
        posts::id,
        posts::likes.div_floor(&by).label("q"),
        posts::likes.mod_floor(&by).label("r"),
        (-posts::likes).div_floor(4).label("down"),
        (-posts::likes).mod_floor(4).label("rest"),
    ))
    .order_by(posts::id);
    assert_sql!(query,
        sqlite:
            "SELECT posts.id, posts.likes / (posts.likes - ?) - ((posts.likes < 0) <> \
                ((posts.likes - ?) < 0) AND posts.likes % (posts.likes - ?) <> 0) AS q, posts.likes \
                % (posts.likes - ?) + (posts.likes - ?) * ((posts.likes < 0) <> ((posts.likes - ?) < \
                0) AND posts.likes % (posts.likes - ?) <> 0) AS r, -posts.likes / ? - ((-posts.likes \
                < 0) <> (? < 0) AND -posts.likes % ? <> 0) AS down, -posts.likes % ? + ? * \
                ((-posts.likes < 0) <> (? < 0) AND -posts.likes % ? <> 0) AS rest FROM posts ORDER \
                BY posts.id" [7, 7, 7, 7, 7, 7, 7, 4, 4, 4, 4, 4, 4, 4],
        postgres:
            "SELECT posts.id, posts.likes / NULLIF(posts.likes - $1, 0) - CASE WHEN (posts.likes \
                < 0) <> ((posts.likes - $2) < 0) AND posts.likes % NULLIF(posts.likes - $3, 0) <> 0 \
                THEN CAST(1 AS SMALLINT) ELSE CAST(0 AS SMALLINT) END AS q, posts.likes % \
                NULLIF(posts.likes - $4, 0) + CASE WHEN (posts.likes < 0) <> ((posts.likes - $5) < \
                0) AND posts.likes % NULLIF(posts.likes - $6, 0) <> 0 THEN (posts.likes - $7) ELSE \
                CAST(0 AS SMALLINT) END AS r, -posts.likes / NULLIF(CAST($8 AS INTEGER), 0) - CASE \
                WHEN (-posts.likes < 0) <> (CAST($9 AS INTEGER) < 0) AND -posts.likes % \
                NULLIF(CAST($10 AS INTEGER), 0) <> 0 THEN CAST(1 AS SMALLINT) ELSE CAST(0 AS \
                SMALLINT) END AS down, -posts.likes % NULLIF(CAST($11 AS INTEGER), 0) + CASE WHEN \
                (-posts.likes < 0) <> (CAST($12 AS INTEGER) < 0) AND -posts.likes % NULLIF(CAST($13 \
                AS INTEGER), 0) <> 0 THEN CAST($14 AS INTEGER) ELSE CAST(0 AS SMALLINT) END AS rest \
                FROM posts ORDER BY posts.id" [7, 7, 7, 7, 7, 7, 7, 4, 4, 4, 4, 4, 4, 4],
        mysql | mariadb:
            "SELECT posts.id, posts.likes DIV NULLIF(posts.likes - ?, 0) - ((posts.likes < 0) <> \
                ((posts.likes - ?) < 0)) * (posts.likes % NULLIF(posts.likes - ?, 0) <> 0) AS q, \
                posts.likes % NULLIF(posts.likes - ?, 0) + (posts.likes - ?) * ((posts.likes < 0) <> \
                ((posts.likes - ?) < 0)) * (posts.likes % NULLIF(posts.likes - ?, 0) <> 0) AS r, \
                -posts.likes DIV NULLIF(?, 0) - ((-posts.likes < 0) <> (? < 0)) * (-posts.likes % \
                NULLIF(?, 0) <> 0) AS down, -posts.likes % NULLIF(?, 0) + ? * ((-posts.likes < 0) <> \
                (? < 0)) * (-posts.likes % NULLIF(?, 0) <> 0) AS rest FROM posts ORDER BY posts.id" [7, 7, 7, 7, 7, 7, 7, 4, 4, 4, 4, 4, 4, 4],
        ansi:
            "SELECT posts.id, posts.likes / NULLIF(posts.likes - :p1, 0) - CASE WHEN \
                (posts.likes < 0) <> ((posts.likes - :p2) < 0) AND MOD(posts.likes, \
                NULLIF(posts.likes - :p3, 0)) <> 0 THEN 1 ELSE 0 END AS q, MOD(posts.likes, \
                NULLIF(posts.likes - :p4, 0)) + CASE WHEN (posts.likes < 0) <> ((posts.likes - :p5) \
                < 0) AND MOD(posts.likes, NULLIF(posts.likes - :p6, 0)) <> 0 THEN (posts.likes - \
                :p7) ELSE 0 END AS r, -posts.likes / NULLIF(:p8, 0) - CASE WHEN (-posts.likes < 0) \
                <> (:p9 < 0) AND MOD(-posts.likes, NULLIF(:p10, 0)) <> 0 THEN 1 ELSE 0 END AS down, \
                MOD(-posts.likes, NULLIF(:p11, 0)) + CASE WHEN (-posts.likes < 0) <> (:p12 < 0) AND \
                MOD(-posts.likes, NULLIF(:p13, 0)) <> 0 THEN :p14 ELSE 0 END AS rest FROM posts \
                ORDER BY posts.id" [7, 7, 7, 7, 7, 7, 7, 4, 4, 4, 4, 4, 4, 4],
    );
}

#[test]
fn floors_of_floors_and_of_nothing() {
    let tens = || users::age.div_floor(-10);
    let query = select((
        tens().label("tens"),
        tens().mod_floor(3).label("third"),
        func::count().label("n"),
        literal(7).mod_floor(None::<i32>).label("none"),
    ))
    .group_by(tens())
    .having(tens().is_not_null())
    .order_by(tens().desc());
    assert_sql!(query,
        sqlite:
            "SELECT users.age / ? - ((users.age < 0) <> (? < 0) AND users.age % ? <> 0) AS tens, \
                (users.age / ? - ((users.age < 0) <> (? < 0) AND users.age % ? <> 0)) % ? + ? * \
                (((users.age / ? - ((users.age < 0) <> (? < 0) AND users.age % ? <> 0)) < 0) <> (? < \
                0) AND (users.age / ? - ((users.age < 0) <> (? < 0) AND users.age % ? <> 0)) % ? <> \
                0) AS third, COUNT(*) AS n, 7 % ? + ? * ((7 < 0) <> (? < 0) AND 7 % ? <> 0) AS none \
                FROM users GROUP BY users.age / ? - ((users.age < 0) <> (? < 0) AND users.age % ? <> \
                0) HAVING users.age / ? - ((users.age < 0) <> (? < 0) AND users.age % ? <> 0) IS NOT \
                NULL ORDER BY users.age / ? - ((users.age < 0) <> (? < 0) AND users.age % ? <> 0) \
                DESC" [-10, -10, -10, -10, -10, -10, 3, 3, -10, -10, -10, 3, -10, -10, -10, 3, Value::Null, Value::Null, Value::Null, Value::Null, -10, -10, -10, -10, -10, -10, -10, -10, -10],
        postgres:
            "SELECT users.age / NULLIF(CAST($1 AS INTEGER), 0) - CASE WHEN (users.age < 0) <> \
                (CAST($2 AS INTEGER) < 0) AND users.age % NULLIF(CAST($3 AS INTEGER), 0) <> 0 THEN \
                CAST(1 AS SMALLINT) ELSE CAST(0 AS SMALLINT) END AS tens, (users.age / \
                NULLIF(CAST($1 AS INTEGER), 0) - CASE WHEN (users.age < 0) <> (CAST($2 AS INTEGER) < \
                0) AND users.age % NULLIF(CAST($3 AS INTEGER), 0) <> 0 THEN CAST(1 AS SMALLINT) ELSE \
                CAST(0 AS SMALLINT) END) % NULLIF(CAST($4 AS INTEGER), 0) + CASE WHEN ((users.age / \
                NULLIF(CAST($1 AS INTEGER), 0) - CASE WHEN (users.age < 0) <> (CAST($2 AS INTEGER) < \
                0) AND users.age % NULLIF(CAST($3 AS INTEGER), 0) <> 0 THEN CAST(1 AS SMALLINT) ELSE \
                CAST(0 AS SMALLINT) END) < 0) <> (CAST($5 AS INTEGER) < 0) AND (users.age / \
                NULLIF(CAST($1 AS INTEGER), 0) - CASE WHEN (users.age < 0) <> (CAST($2 AS INTEGER) < \
                0) AND users.age % NULLIF(CAST($3 AS INTEGER), 0) <> 0 THEN CAST(1 AS SMALLINT) ELSE \
                CAST(0 AS SMALLINT) END) % NULLIF(CAST($6 AS INTEGER), 0) <> 0 THEN CAST($7 AS \
                INTEGER) ELSE CAST(0 AS SMALLINT) END AS third, COUNT(*) AS n, 7 % NULLIF(CAST($8 AS \
                INTEGER), 0) + CASE WHEN (7 < 0) <> (CAST($9 AS INTEGER) < 0) AND 7 % \
                NULLIF(CAST($10 AS INTEGER), 0) <> 0 THEN CAST($11 AS INTEGER) ELSE CAST(0 AS \
                SMALLINT) END AS none FROM users GROUP BY users.age / NULLIF(CAST($1 AS INTEGER), 0) \
                - CASE WHEN (users.age < 0) <> (CAST($2 AS INTEGER) < 0) AND users.age % \
                NULLIF(CAST($3 AS INTEGER), 0) <> 0 THEN CAST(1 AS SMALLINT) ELSE CAST(0 AS \
                SMALLINT) END HAVING users.age / NULLIF(CAST($1 AS INTEGER), 0) - CASE WHEN \
                (users.age < 0) <> (CAST($2 AS INTEGER) < 0) AND users.age % NULLIF(CAST($3 AS \
                INTEGER), 0) <> 0 THEN CAST(1 AS SMALLINT) ELSE CAST(0 AS SMALLINT) END IS NOT NULL \
                ORDER BY users.age / NULLIF(CAST($1 AS INTEGER), 0) - CASE WHEN (users.age < 0) <> \
                (CAST($2 AS INTEGER) < 0) AND users.age % NULLIF(CAST($3 AS INTEGER), 0) <> 0 THEN \
                CAST(1 AS SMALLINT) ELSE CAST(0 AS SMALLINT) END DESC" [-10, -10, -10, 3, 3, 3, 3, Value::Null, Value::Null, Value::Null, Value::Null],
        mysql:
            "SELECT MAX(users.age DIV NULLIF(?, 0) - ((users.age < 0) <> (? < 0)) * (users.age % \
                NULLIF(?, 0) <> 0)) AS tens, MAX(users.age DIV NULLIF(?, 0) - ((users.age < 0) <> (? \
                < 0)) * (users.age % NULLIF(?, 0) <> 0)) % NULLIF(?, 0) + ? * ((MAX(users.age DIV \
                NULLIF(?, 0) - ((users.age < 0) <> (? < 0)) * (users.age % NULLIF(?, 0) <> 0)) < 0) \
                <> (? < 0)) * (MAX(users.age DIV NULLIF(?, 0) - ((users.age < 0) <> (? < 0)) * \
                (users.age % NULLIF(?, 0) <> 0)) % NULLIF(?, 0) <> 0) AS third, COUNT(*) AS n, 7 % \
                NULLIF(CAST(? AS SIGNED), 0) + CAST(? AS SIGNED) * ((7 < 0) <> (CAST(? AS SIGNED) < \
                0)) * (7 % NULLIF(CAST(? AS SIGNED), 0) <> 0) AS none FROM users GROUP BY users.age \
                DIV NULLIF(?, 0) - ((users.age < 0) <> (? < 0)) * (users.age % NULLIF(?, 0) <> 0) \
                HAVING MAX(users.age DIV NULLIF(?, 0) - ((users.age < 0) <> (? < 0)) * (users.age % \
                NULLIF(?, 0) <> 0)) IS NOT NULL ORDER BY MAX(users.age DIV NULLIF(?, 0) - \
                ((users.age < 0) <> (? < 0)) * (users.age % NULLIF(?, 0) <> 0)) DESC" [-10, -10, -10, -10, -10, -10, 3, 3, -10, -10, -10, 3, -10, -10, -10, 3, Value::Null, Value::Null, Value::Null, Value::Null, -10, -10, -10, -10, -10, -10, -10, -10, -10],
        mariadb:
            "SELECT users.age DIV NULLIF(?, 0) - ((users.age < 0) <> (? < 0)) * (users.age % \
                NULLIF(?, 0) <> 0) AS tens, (users.age DIV NULLIF(?, 0) - ((users.age < 0) <> (? < \
                0)) * (users.age % NULLIF(?, 0) <> 0)) % NULLIF(?, 0) + ? * (((users.age DIV \
                NULLIF(?, 0) - ((users.age < 0) <> (? < 0)) * (users.age % NULLIF(?, 0) <> 0)) < 0) \
                <> (? < 0)) * ((users.age DIV NULLIF(?, 0) - ((users.age < 0) <> (? < 0)) * \
                (users.age % NULLIF(?, 0) <> 0)) % NULLIF(?, 0) <> 0) AS third, COUNT(*) AS n, 7 % \
                NULLIF(CAST(? AS SIGNED), 0) + CAST(? AS SIGNED) * ((7 < 0) <> (CAST(? AS SIGNED) < \
                0)) * (7 % NULLIF(CAST(? AS SIGNED), 0) <> 0) AS none FROM users GROUP BY users.age \
                DIV NULLIF(?, 0) - ((users.age < 0) <> (? < 0)) * (users.age % NULLIF(?, 0) <> 0) \
                HAVING MAX(users.age DIV NULLIF(?, 0) - ((users.age < 0) <> (? < 0)) * (users.age % \
                NULLIF(?, 0) <> 0)) IS NOT NULL ORDER BY users.age DIV NULLIF(?, 0) - ((users.age < \
                0) <> (? < 0)) * (users.age % NULLIF(?, 0) <> 0) DESC" [-10, -10, -10, -10, -10, -10, 3, 3, -10, -10, -10, 3, -10, -10, -10, 3, Value::Null, Value::Null, Value::Null, Value::Null, -10, -10, -10, -10, -10, -10, -10, -10, -10],
        ansi:
            "SELECT users.age / NULLIF(:p1, 0) - CASE WHEN (users.age < 0) <> (:p2 < 0) AND \
                MOD(users.age, NULLIF(:p3, 0)) <> 0 THEN 1 ELSE 0 END AS tens, MOD(users.age / \
                NULLIF(:p1, 0) - CASE WHEN (users.age < 0) <> (:p2 < 0) AND MOD(users.age, \
                NULLIF(:p3, 0)) <> 0 THEN 1 ELSE 0 END, NULLIF(:p4, 0)) + CASE WHEN ((users.age / \
                NULLIF(:p1, 0) - CASE WHEN (users.age < 0) <> (:p2 < 0) AND MOD(users.age, \
                NULLIF(:p3, 0)) <> 0 THEN 1 ELSE 0 END) < 0) <> (:p5 < 0) AND MOD(users.age / \
                NULLIF(:p1, 0) - CASE WHEN (users.age < 0) <> (:p2 < 0) AND MOD(users.age, \
                NULLIF(:p3, 0)) <> 0 THEN 1 ELSE 0 END, NULLIF(:p6, 0)) <> 0 THEN :p7 ELSE 0 END AS \
                third, COUNT(*) AS n, MOD(7, NULLIF(:p8, 0)) + CASE WHEN (7 < 0) <> (:p9 < 0) AND \
                MOD(7, NULLIF(:p10, 0)) <> 0 THEN :p11 ELSE 0 END AS none FROM users GROUP BY \
                users.age / NULLIF(:p1, 0) - CASE WHEN (users.age < 0) <> (:p2 < 0) AND \
                MOD(users.age, NULLIF(:p3, 0)) <> 0 THEN 1 ELSE 0 END HAVING users.age / NULLIF(:p1, \
                0) - CASE WHEN (users.age < 0) <> (:p2 < 0) AND MOD(users.age, NULLIF(:p3, 0)) <> 0 \
                THEN 1 ELSE 0 END IS NOT NULL ORDER BY users.age / NULLIF(:p1, 0) - CASE WHEN \
                (users.age < 0) <> (:p2 < 0) AND MOD(users.age, NULLIF(:p3, 0)) <> 0 THEN 1 ELSE 0 \
                END DESC" [-10, -10, -10, 3, 3, 3, 3, Value::Null, Value::Null, Value::Null, Value::Null],
    );
}

#[test]
fn floors_of_integers_without_a_sign() {
    let query = select((
        literal(u64::MAX).div_floor(10_u64).cast::<String>().label("q"),
        literal(u64::MAX).mod_floor(10_u64).label("r"),
    ));
    assert_sql!(query,
        sqlite: error "an integer past 9223372036854775807 (in SELECT) does not fit in SQLite",
        postgres:
            "SELECT CAST(DIV(CAST('18446744073709551615' AS NUMERIC), NULLIF(CAST($1 AS BIGINT), \
                0)) - CASE WHEN (CAST('18446744073709551615' AS NUMERIC) < 0) <> (CAST($2 AS BIGINT) \
                < 0) AND CAST('18446744073709551615' AS NUMERIC) % NULLIF(CAST($3 AS BIGINT), 0) <> \
                0 THEN 1 ELSE 0 END AS TEXT) AS q, CAST('18446744073709551615' AS NUMERIC) % \
                NULLIF(CAST($4 AS BIGINT), 0) + CASE WHEN (CAST('18446744073709551615' AS NUMERIC) < \
                0) <> (CAST($5 AS BIGINT) < 0) AND CAST('18446744073709551615' AS NUMERIC) % \
                NULLIF(CAST($6 AS BIGINT), 0) <> 0 THEN CAST($7 AS BIGINT) ELSE CAST(0 AS SMALLINT) \
                END AS r" [10_u64, 10_u64, 10_u64, 10_u64, 10_u64, 10_u64, 10_u64],
        mysql | mariadb:
            "SELECT CAST(CAST('18446744073709551615' AS UNSIGNED) DIV NULLIF(?, 0) - \
                ((CAST('18446744073709551615' AS UNSIGNED) < 0) <> (? < 0)) * \
                (CAST('18446744073709551615' AS UNSIGNED) % NULLIF(?, 0) <> 0) AS CHAR) AS q, \
                CAST('18446744073709551615' AS UNSIGNED) % NULLIF(?, 0) + ? * \
                ((CAST('18446744073709551615' AS UNSIGNED) < 0) <> (? < 0)) * \
                (CAST('18446744073709551615' AS UNSIGNED) % NULLIF(?, 0) <> 0) AS r" [10_u64, 10_u64, 10_u64, 10_u64, 10_u64, 10_u64, 10_u64],
        ansi:
            "SELECT CAST(18446744073709551615 / NULLIF(:p1, 0) - CASE WHEN (18446744073709551615 \
                < 0) <> (:p2 < 0) AND MOD(18446744073709551615, NULLIF(:p3, 0)) <> 0 THEN 1 ELSE 0 \
                END AS CLOB) AS q, MOD(18446744073709551615, NULLIF(:p4, 0)) + CASE WHEN \
                (18446744073709551615 < 0) <> (:p5 < 0) AND MOD(18446744073709551615, NULLIF(:p6, \
                0)) <> 0 THEN :p7 ELSE 0 END AS r" [10_u64, 10_u64, 10_u64, 10_u64, 10_u64, 10_u64, 10_u64],
    );
}
