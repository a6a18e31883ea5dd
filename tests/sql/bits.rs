//! The bits of integers, which are those of two's complement on every engine.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn bits_have_a_sign_on_every_engine() {
    let query = select((
        users::id,
        users::age.bitwise_and(-2).label("a"),
        users::age.bitwise_or(users::id).label("o"),
        users::age.bitwise_xor(-1).label("x"),
        users::age.bitwise_not().label("n"),
    ))
    .order_by(users::id);
    assert_sql!(query,
        sqlite:
            "SELECT users.id, users.age & ? AS a, users.age | users.id AS o, (users.age | ?) \
                - (users.age & ?) AS x, ~users.age AS n FROM users ORDER BY users.id" [-2, -1, -1],
        postgres:
            "SELECT users.id, users.age & $1 AS a, users.age | users.id AS o, users.age # $2 \
                AS x, ~users.age AS n FROM users ORDER BY users.id" [-2, -1],
        mysql | mariadb:
            "SELECT users.id, CAST(users.age & ? AS SIGNED) AS a, CAST(users.age | users.id \
                AS SIGNED) AS o, CAST(users.age ^ ? AS SIGNED) AS x, CAST(~users.age AS SIGNED) \
                AS n FROM users ORDER BY users.id" [-2, -1],
        ansi:
            error "ANSI SQL 2023.0 has no function like `bitwise_and` (in SELECT)\nANSI SQL 2023.0 \
                has no function like `bitwise_or` (in SELECT)\nANSI SQL 2023.0 has no function \
                like `bitwise_xor` (in SELECT)\nANSI SQL 2023.0 has no function like \
                `bitwise_not` (in SELECT)",
    );
}

#[test]
fn ends_of_integers_keep_their_bits() {
    let row = |n: i64| {
        let n = || literal(n);
        (
            n().bitwise_and(i64::MIN).label("a"),
            n().bitwise_or(i64::MAX).label("o"),
            n().bitwise_xor(i64::MIN).label("x"),
            n().bitwise_not().label("n"),
            n().shift_left(63).label("l"),
            n().shift_right(63).label("r"),
        )
    };
    assert_sql!(select(row(i64::MIN)),
        sqlite:
            "SELECT ((-9223372036854775807 - 1)) & ? AS a, ((-9223372036854775807 - 1)) | ? \
                AS o, (((-9223372036854775807 - 1)) | ?) - (((-9223372036854775807 - 1)) & ?) \
                AS x, ~((-9223372036854775807 - 1)) AS n, CASE WHEN ? BETWEEN 0 AND 63 THEN \
                ((-9223372036854775807 - 1)) << ? END AS l, CASE WHEN ? BETWEEN 0 AND 63 THEN \
                ((-9223372036854775807 - 1)) >> ? END AS r" [-9223372036854775808_i64, 9223372036854775807_i64, -9223372036854775808_i64, -9223372036854775808_i64, 63, 63, 63, 63],
        postgres:
            "SELECT CAST('-9223372036854775808' AS BIGINT) & CAST($1 AS BIGINT) AS a, \
                CAST('-9223372036854775808' AS BIGINT) | CAST($2 AS BIGINT) AS o, \
                CAST('-9223372036854775808' AS BIGINT) # CAST($3 AS BIGINT) AS x, \
                ~CAST('-9223372036854775808' AS BIGINT) AS n, CASE WHEN CAST($4 AS INTEGER) \
                BETWEEN 0 AND 63 THEN CAST(CAST('-9223372036854775808' AS BIGINT) AS BIGINT) << \
                CAST(CAST($5 AS INTEGER) AS INTEGER) END AS l, CASE WHEN CAST($6 AS INTEGER) \
                BETWEEN 0 AND 63 THEN CAST(CAST('-9223372036854775808' AS BIGINT) AS BIGINT) >> \
                CAST(CAST($7 AS INTEGER) AS INTEGER) END AS r" [-9223372036854775808_i64, 9223372036854775807_i64, -9223372036854775808_i64, 63, 63, 63, 63],
        mysql | mariadb:
            "SELECT CAST(((-9223372036854775807 - 1)) & ? AS SIGNED) AS a, \
                CAST(((-9223372036854775807 - 1)) | ? AS SIGNED) AS o, \
                CAST(((-9223372036854775807 - 1)) ^ ? AS SIGNED) AS x, \
                CAST(~((-9223372036854775807 - 1)) AS SIGNED) AS n, CASE WHEN ? BETWEEN 0 AND \
                63 THEN CAST(((-9223372036854775807 - 1)) << ? AS SIGNED) END AS l, CASE WHEN ? \
                NOT BETWEEN 0 AND 63 THEN NULL WHEN ((-9223372036854775807 - 1)) < 0 THEN \
                CAST(~(~((-9223372036854775807 - 1)) >> ?) AS SIGNED) ELSE \
                CAST(((-9223372036854775807 - 1)) >> ? AS SIGNED) END AS r" [-9223372036854775808_i64, 9223372036854775807_i64, -9223372036854775808_i64, 63, 63, 63, 63, 63],
        ansi:
            error "ANSI SQL 2023.0 has no function like `bitwise_and` (in SELECT)\nANSI SQL 2023.0 \
                has no function like `bitwise_or` (in SELECT)\nANSI SQL 2023.0 has no function \
                like `bitwise_xor` (in SELECT)\nANSI SQL 2023.0 has no function like \
                `bitwise_not` (in SELECT)\nANSI SQL 2023.0 has no function like `shift_left` \
                (in SELECT)\nANSI SQL 2023.0 has no function like `shift_right` (in SELECT)",
    );
    assert_sql!(select(row(-5)),
        sqlite:
            "SELECT (-5) & ? AS a, (-5) | ? AS o, ((-5) | ?) - ((-5) & ?) AS x, ~(-5) AS n, \
                CASE WHEN ? BETWEEN 0 AND 63 THEN (-5) << ? END AS l, CASE WHEN ? BETWEEN 0 AND \
                63 THEN (-5) >> ? END AS r" [-9223372036854775808_i64, 9223372036854775807_i64, -9223372036854775808_i64, -9223372036854775808_i64, 63, 63, 63, 63],
        postgres:
            "SELECT CAST('-5' AS BIGINT) & CAST($1 AS BIGINT) AS a, CAST('-5' AS BIGINT) | \
                CAST($2 AS BIGINT) AS o, CAST('-5' AS BIGINT) # CAST($3 AS BIGINT) AS x, \
                ~CAST('-5' AS BIGINT) AS n, CASE WHEN CAST($4 AS INTEGER) BETWEEN 0 AND 63 THEN \
                CAST(CAST('-5' AS BIGINT) AS BIGINT) << CAST(CAST($5 AS INTEGER) AS INTEGER) \
                END AS l, CASE WHEN CAST($6 AS INTEGER) BETWEEN 0 AND 63 THEN CAST(CAST('-5' AS \
                BIGINT) AS BIGINT) >> CAST(CAST($7 AS INTEGER) AS INTEGER) END AS r" [-9223372036854775808_i64, 9223372036854775807_i64, -9223372036854775808_i64, 63, 63, 63, 63],
        mysql | mariadb:
            "SELECT CAST((-5) & ? AS SIGNED) AS a, CAST((-5) | ? AS SIGNED) AS o, CAST((-5) \
                ^ ? AS SIGNED) AS x, CAST(~(-5) AS SIGNED) AS n, CASE WHEN ? BETWEEN 0 AND 63 \
                THEN CAST((-5) << ? AS SIGNED) END AS l, CASE WHEN ? NOT BETWEEN 0 AND 63 THEN \
                NULL WHEN (-5) < 0 THEN CAST(~(~(-5) >> ?) AS SIGNED) ELSE CAST((-5) >> ? AS \
                SIGNED) END AS r" [-9223372036854775808_i64, 9223372036854775807_i64, -9223372036854775808_i64, 63, 63, 63, 63, 63],
        ansi:
            error "ANSI SQL 2023.0 has no function like `bitwise_and` (in SELECT)\nANSI SQL 2023.0 \
                has no function like `bitwise_or` (in SELECT)\nANSI SQL 2023.0 has no function \
                like `bitwise_xor` (in SELECT)\nANSI SQL 2023.0 has no function like \
                `bitwise_not` (in SELECT)\nANSI SQL 2023.0 has no function like `shift_left` \
                (in SELECT)\nANSI SQL 2023.0 has no function like `shift_right` (in SELECT)",
    );
}

#[test]
fn places_that_are_not_there_give_null() {
    let places = users::id * 32_i64 - 64_i64;
    let query = select((
        users::id,
        val(-8).shift_left(&places).label("l"),
        users::age.shift_right(&places).label("r"),
        users::id.shift_right(None::<i32>).label("n"),
    ))
    .order_by(users::id);
    assert_sql!(query,
        sqlite:
            "SELECT users.id, CASE WHEN (users.id * ? - ?) BETWEEN 0 AND 63 THEN ? << \
                (users.id * ? - ?) END AS l, CASE WHEN (users.id * ? - ?) BETWEEN 0 AND 63 THEN \
                users.age >> (users.id * ? - ?) END AS r, CASE WHEN ? BETWEEN 0 AND 63 THEN \
                users.id >> ? END AS n FROM users ORDER BY users.id" [32_i64, 64_i64, -8, 32_i64, 64_i64, 32_i64, 64_i64, 32_i64, 64_i64, Value::Null, Value::Null],
        postgres:
            "SELECT users.id, CASE WHEN users.id * $1 - $2 BETWEEN 0 AND 63 THEN \
                CAST(CAST($3 AS INTEGER) AS BIGINT) << CAST(users.id * $4 - $5 AS INTEGER) END \
                AS l, CASE WHEN users.id * $6 - $7 BETWEEN 0 AND 63 THEN CAST(users.age AS \
                BIGINT) >> CAST(users.id * $8 - $9 AS INTEGER) END AS r, CASE WHEN CAST($10 AS \
                INTEGER) BETWEEN 0 AND 63 THEN CAST(users.id AS BIGINT) >> CAST(CAST($11 AS \
                INTEGER) AS INTEGER) END AS n FROM users ORDER BY users.id" [32_i64, 64_i64, -8, 32_i64, 64_i64, 32_i64, 64_i64, 32_i64, 64_i64, Value::Null, Value::Null],
        mysql | mariadb:
            "SELECT users.id, CASE WHEN (users.id * ? - ?) BETWEEN 0 AND 63 THEN CAST(? << \
                (users.id * ? - ?) AS SIGNED) END AS l, CASE WHEN (users.id * ? - ?) NOT \
                BETWEEN 0 AND 63 THEN NULL WHEN users.age < 0 THEN CAST(~(~users.age >> \
                (users.id * ? - ?)) AS SIGNED) ELSE CAST(users.age >> (users.id * ? - ?) AS \
                SIGNED) END AS r, CASE WHEN CAST(? AS SIGNED) NOT BETWEEN 0 AND 63 THEN NULL \
                WHEN users.id < 0 THEN CAST(~(~users.id >> CAST(? AS SIGNED)) AS SIGNED) ELSE \
                CAST(users.id >> CAST(? AS SIGNED) AS SIGNED) END AS n FROM users ORDER BY \
                users.id" [32_i64, 64_i64, -8, 32_i64, 64_i64, 32_i64, 64_i64, 32_i64, 64_i64, 32_i64, 64_i64, Value::Null, Value::Null, Value::Null],
        ansi:
            error "ANSI SQL 2023.0 has no function like `shift_left` (in SELECT)\nANSI SQL 2023.0 \
                has no function like `shift_right` (in SELECT)",
    );
}

#[test]
fn bits_stand_inside_of_all_else() {
    let odd = || posts::likes.bitwise_and(1);
    let query = select((odd().label("odd"), func::count().label("n")))
        .filter(odd().ne(2).and((odd() + 1).bitwise_or(odd() * 2).bitwise_not().lt(0)))
        .filter((-odd()).bitwise_xor(odd()).is_not_null())
        .group_by(odd())
        .order_by(odd().desc());
    assert_sql!(query,
        sqlite:
            "SELECT posts.likes & ? AS odd, COUNT(*) AS n FROM posts WHERE posts.likes & ? \
                <> ? AND ~(((posts.likes & ?) + ?) | ((posts.likes & ?) * ?)) < ? AND \
                ((-(posts.likes & ?)) | (posts.likes & ?)) - ((-(posts.likes & ?)) & \
                (posts.likes & ?)) IS NOT NULL GROUP BY posts.likes & ? ORDER BY posts.likes & \
                ? DESC" [1, 1, 2, 1, 1, 1, 2, 0, 1, 1, 1, 1, 1, 1],
        postgres:
            "SELECT posts.likes & $1 AS odd, COUNT(*) AS n FROM posts WHERE posts.likes & $1 \
                <> $2 AND ~(((posts.likes & $1) + $3) | ((posts.likes & $1) * $4)) < $5 AND \
                (-(posts.likes & $1)) # (posts.likes & $1) IS NOT NULL GROUP BY posts.likes & \
                $1 ORDER BY posts.likes & $1 DESC" [1, 2, 1, 2, 0],
        mysql:
            "SELECT MAX(CAST(posts.likes & ? AS SIGNED)) AS odd, COUNT(*) AS n FROM posts \
                WHERE CAST(posts.likes & ? AS SIGNED) <> ? AND CAST(~CAST((CAST(posts.likes & ? \
                AS SIGNED) + ?) | (CAST(posts.likes & ? AS SIGNED) * ?) AS SIGNED) AS SIGNED) < \
                ? AND CAST((-CAST(posts.likes & ? AS SIGNED)) ^ CAST(posts.likes & ? AS SIGNED) \
                AS SIGNED) IS NOT NULL GROUP BY CAST(posts.likes & ? AS SIGNED) ORDER BY \
                MAX(CAST(posts.likes & ? AS SIGNED)) DESC" [1, 1, 2, 1, 1, 1, 2, 0, 1, 1, 1, 1],
        mariadb:
            "SELECT CAST(posts.likes & ? AS SIGNED) AS odd, COUNT(*) AS n FROM posts WHERE \
                CAST(posts.likes & ? AS SIGNED) <> ? AND CAST(~CAST((CAST(posts.likes & ? AS \
                SIGNED) + ?) | (CAST(posts.likes & ? AS SIGNED) * ?) AS SIGNED) AS SIGNED) < ? \
                AND CAST((-CAST(posts.likes & ? AS SIGNED)) ^ CAST(posts.likes & ? AS SIGNED) \
                AS SIGNED) IS NOT NULL GROUP BY CAST(posts.likes & ? AS SIGNED) ORDER BY \
                CAST(posts.likes & ? AS SIGNED) DESC" [1, 1, 2, 1, 1, 1, 2, 0, 1, 1, 1, 1],
        ansi:
            error "ANSI SQL 2023.0 has no function like `bitwise_and` (in SELECT)\nANSI SQL 2023.0 \
                has no function like `bitwise_and` (in WHERE)\nANSI SQL 2023.0 has no function \
                like `bitwise_not` (in WHERE)\nANSI SQL 2023.0 has no function like \
                `bitwise_xor` (in WHERE)\nANSI SQL 2023.0 has no function like `bitwise_and` \
                (in GROUP BY)\nANSI SQL 2023.0 has no function like `bitwise_and` (in ORDER BY)",
    );
}

#[test]
fn bits_without_a_sign_are_those_of_mysql() {
    let flags = Table::new("f").column("flags", Type::UnsignedBigInt);
    let flags = flags.col("flags").typed::<u64>();
    let query = select((
        flags.bitwise_and(1_u64).label("a"),
        flags.bitwise_xor(1_i16).label("x"),
        val(1_i64).bitwise_or(&flags).label("o"),
    ));
    let refused = select(flags.shift_left(1));
    for dialect in sqltree::dialects::all() {
        let made = query.compile(dialect);
        match dialect.spec().name {
            "MySQL" | "MariaDB" => {
                let sql = "SELECT f.flags & ? AS a, (f.flags ^ ?) AS x, ? | f.flags AS o FROM f";
                assert_eq!(made.unwrap().sql(), sql);
            }
            name => assert!(made.is_err(), "{name}"),
        }
        assert!(refused.compile(dialect).is_err());
        assert!(select(flags.bitwise_not()).compile(dialect).is_err());
    }
}
