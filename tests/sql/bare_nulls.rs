//! NULL that the program gave no type: it is of the type of what stands beside it.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::users;

#[test]
fn beside_values_and_columns() {
    let none = || val(Value::Null);
    assert_sql!(select((case(users::active, 5).otherwise(none()), case(users::active, none()).otherwise(users::age))).order_by(users::id),
        sqlite | mysql | mariadb: "SELECT CASE WHEN users.active THEN ? ELSE ? END, CASE WHEN users.active THEN ? ELSE \
             users.age END FROM users ORDER BY users.id" [5, Value::Null, Value::Null],
        postgres: "SELECT CASE WHEN users.active THEN CAST($1 AS INTEGER) ELSE CAST($2 AS INTEGER) END, \
             CASE WHEN users.active THEN CAST($3 AS INTEGER) ELSE users.age END FROM users ORDER \
             BY users.id" [5, Value::Null, Value::Null],
        ansi: "SELECT CASE WHEN users.active THEN :p1 ELSE :p2 END, CASE WHEN users.active THEN :p3 \
             ELSE users.age END FROM users ORDER BY users.id" [5, Value::Null, Value::Null],
    );
    assert_sql!(select((func::coalesce(none(), 7).dynamic(), (none() + 1).dynamic(), none().is_in([1, 2]).dynamic())),
        sqlite | mysql | mariadb: "SELECT COALESCE(?, ?), ? + ?, ? IN (?, ?)" [Value::Null, 7, Value::Null, 1, Value::Null, 1, 2],
        postgres: "SELECT COALESCE(CAST($1 AS INTEGER), CAST($2 AS INTEGER)), CAST($3 AS INTEGER) + \
             CAST($4 AS INTEGER), CAST($5 AS INTEGER) IN ($6, $7)" [Value::Null, 7, Value::Null, 1, Value::Null, 1, 2],
        ansi: "SELECT COALESCE(:p1, :p2), :p3 + :p4, :p5 IN (:p6, :p7)" [Value::Null, 7, Value::Null, 1, Value::Null, 1, 2],
    );
    assert_sql!(select([users::age.dynamic()]).union_all(select([none().dynamic()])).union_all(select([none().dynamic()])),
        sqlite | mysql | mariadb: "SELECT users.age FROM users UNION ALL SELECT ? UNION ALL SELECT ?" [Value::Null, Value::Null],
        postgres: "SELECT users.age FROM users UNION ALL SELECT CAST($1 AS INTEGER) UNION ALL SELECT \
             CAST($2 AS INTEGER)" [Value::Null, Value::Null],
        ansi: "SELECT users.age FROM users UNION ALL SELECT :p1 UNION ALL SELECT :p2" [Value::Null, Value::Null],
    );
    assert_sql!(select([none().dynamic()]).union(select([none().dynamic()])).union(select([users::age.dynamic()])),
        sqlite | mysql | mariadb: "SELECT ? UNION SELECT ? UNION SELECT users.age FROM users" [Value::Null, Value::Null],
        postgres: "SELECT CAST($1 AS INTEGER) UNION SELECT CAST($2 AS INTEGER) UNION SELECT users.age \
             FROM users" [Value::Null, Value::Null],
        ansi: "SELECT :p1 UNION SELECT :p2 UNION SELECT users.age FROM users" [Value::Null, Value::Null],
    );
    assert_sql!(select((func::sum(none()).dynamic(), func::greatest(users::age, none()).dynamic(), func::abs(none()).dynamic())).filter(users::id.eq(1)).group_by((users::id, users::age)),
        sqlite: "SELECT SUM(?), MAX(users.age, ?), ABS(?) FROM users WHERE users.id = ? GROUP BY \
             users.id, users.age" [Value::Null, Value::Null, Value::Null, 1],
        postgres: "SELECT SUM(CAST($1 AS INTEGER)), CASE WHEN NUM_NULLS(users.age, CAST($2 AS INTEGER)) \
             = 0 THEN GREATEST(users.age, CAST($3 AS INTEGER)) END, ABS(CAST($4 AS INTEGER)) FROM \
             users WHERE users.id = $5 GROUP BY users.id, users.age" [Value::Null, Value::Null, Value::Null, Value::Null, 1],
        mysql | mariadb: "SELECT SUM(?), GREATEST(users.age, ?), ABS(?) FROM users WHERE users.id = ? GROUP BY \
             users.id, users.age" [Value::Null, Value::Null, Value::Null, 1],
        ansi: "SELECT SUM(:p1), GREATEST(users.age, :p2), ABS(:p3) FROM users WHERE users.id = :p4 \
             GROUP BY users.id, users.age" [Value::Null, Value::Null, Value::Null, 1],
    );
    let unknown = Table::new("users")
        .column("id", Type::Unknown)
        .column("age", Type::Unknown)
        .column("active", Type::Unknown);
    let (age, active) = (unknown.col("age"), unknown.col("active"));
    assert_sql!(select([case(&active, &age).otherwise(none()).dynamic()]).order_by(unknown.col("id")),
        sqlite | mysql | mariadb: "SELECT CASE WHEN users.active THEN users.age ELSE ? END FROM users ORDER BY users.id" [Value::Null],
        postgres: "SELECT CASE WHEN users.active THEN users.age ELSE $1 END FROM users ORDER BY \
             users.id" [Value::Null],
        ansi: "SELECT CASE WHEN users.active THEN users.age ELSE :p1 END FROM users ORDER BY \
             users.id" [Value::Null],
    );
    assert_sql!(select([age.expr()]).union_all(select([none().dynamic()])),
        sqlite | mysql | mariadb: "SELECT users.age FROM users UNION ALL SELECT ?" [Value::Null],
        postgres: "SELECT users.age FROM users UNION ALL SELECT $1" [Value::Null],
        ansi: "SELECT users.age FROM users UNION ALL SELECT :p1" [Value::Null],
    );
    assert_sql!(insert(users::table()).columns((users::id, users::name, users::age, users::active, users::score)).from_select(select([(users::id + 100).dynamic(), users::name.expr().dynamic(), none().dynamic(), literal(true).dynamic(), literal(1.5).dynamic()]).rows_as::<(i64, String, Option<i32>, bool, f64)>()),
        sqlite: "INSERT INTO users (id, name, age, active, score) SELECT users.id + ?, users.name, ?, \
             1, 1.5e0 FROM users" [100, Value::Null],
        postgres: "INSERT INTO users (id, name, age, active, score) SELECT users.id + $1, users.name, \
             CAST($2 AS INTEGER), TRUE, CAST('1.5e0' AS DOUBLE PRECISION) FROM users" [100, Value::Null],
        mysql | mariadb: "INSERT INTO users (id, name, age, active, score) SELECT users.id + ?, users.name, ?, \
             TRUE, 1.5e0 FROM users" [100, Value::Null],
        ansi: "INSERT INTO users (id, name, age, active, score) SELECT users.id + :p1, users.name, \
             :p2, TRUE, CAST(1.5e0 AS DOUBLE PRECISION) FROM users" [100, Value::Null],
    );
}

#[test]
fn in_queries_of_one_value() {
    let none = || select(val(Value::Null)).scalar();
    let query = select((
        users::id,
        func::coalesce(none(), users::age),
        case(users::active, none()).otherwise(users::age),
        (none() + 1).dynamic(),
        (users::age - none()).dynamic(),
        none().between(users::age, 7).dynamic(),
        none().is_in([1, 2]).dynamic(),
        func::greatest(users::age, none()).dynamic(),
    ))
    .filter(users::age.eq(none()).is_null())
    .order_by(users::id);
    assert_sql!(query,
        sqlite:
            "SELECT users.id, COALESCE((SELECT ?), users.age), CASE WHEN users.active THEN \
                (SELECT ?) ELSE users.age END, (SELECT ?) + ?, users.age - (SELECT ?), (SELECT ?) \
                BETWEEN users.age AND ?, (SELECT ?) IN (?, ?), MAX(users.age, (SELECT ?)) FROM users \
                WHERE (users.age = (SELECT ?)) IS NULL ORDER BY users.id" [Value::Null, Value::Null, Value::Null, 1, Value::Null, Value::Null, 7, Value::Null, 1, 2, Value::Null, Value::Null],
        postgres:
            "SELECT users.id, COALESCE((SELECT CAST($1 AS INTEGER)), users.age), CASE WHEN \
                users.active THEN (SELECT CAST($2 AS INTEGER)) ELSE users.age END, (SELECT CAST($3 \
                AS INTEGER)) + CAST($4 AS INTEGER), users.age - (SELECT CAST($5 AS INTEGER)), \
                (SELECT CAST($6 AS INTEGER)) BETWEEN users.age AND CAST($7 AS INTEGER), (SELECT \
                CAST($8 AS INTEGER)) IN ($9, $10), CASE WHEN NUM_NULLS(users.age, (SELECT CAST($11 \
                AS INTEGER))) = 0 THEN GREATEST(users.age, (SELECT CAST($12 AS INTEGER))) END FROM \
                users WHERE (users.age = (SELECT CAST($13 AS INTEGER))) IS NULL ORDER BY users.id" [Value::Null, Value::Null, Value::Null, 1, Value::Null, Value::Null, 7, Value::Null, 1, 2, Value::Null, Value::Null, Value::Null],
        mysql | mariadb:
            "SELECT users.id, COALESCE((SELECT ?), users.age), CASE WHEN users.active THEN \
                (SELECT ?) ELSE users.age END, (SELECT ?) + ?, users.age - (SELECT ?), (SELECT ?) \
                BETWEEN users.age AND ?, (SELECT ?) IN (?, ?), GREATEST(users.age, (SELECT ?)) FROM \
                users WHERE (users.age = (SELECT ?)) IS NULL ORDER BY users.id" [Value::Null, Value::Null, Value::Null, 1, Value::Null, Value::Null, 7, Value::Null, 1, 2, Value::Null, Value::Null],
        ansi:
            "SELECT users.id, COALESCE((SELECT :p1), users.age), CASE WHEN users.active THEN \
                (SELECT :p2) ELSE users.age END, (SELECT :p3) + :p4, users.age - (SELECT :p5), \
                (SELECT :p6) BETWEEN users.age AND :p7, (SELECT :p8) IN (:p9, :p10), \
                GREATEST(users.age, (SELECT :p11)) FROM users WHERE (users.age = (SELECT :p12)) IS \
                NULL ORDER BY users.id" [Value::Null, Value::Null, Value::Null, 1, Value::Null, Value::Null, 7, Value::Null, 1, 2, Value::Null, Value::Null],
    );
}
