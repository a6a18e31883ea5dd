//! Rows of values in conditions, and comparison with any or all rows of a query.

use sqltree::dialect::Dialect;
use sqltree::expr::{param_list, row};
use sqltree::prelude::*;

use crate::support::tables::{posts, users};

#[test]
fn rows_are_compared_from_the_left() {
    let pair = || row((users::age, users::id));
    crate::assert_sql!(select(users::id).filter(pair().eq((17, 2_i64))).order_by(users::id),
        sqlite | mysql:
            "SELECT users.id FROM users WHERE (users.age, users.id) = (?, ?) ORDER BY \
                users.id" [17, 2_i64],
        postgres:
            "SELECT users.id FROM users WHERE (users.age, users.id) = ($1, $2) ORDER BY \
                users.id" [17, 2_i64],
        mariadb:
            "SELECT users.id FROM users WHERE IF(TRUE, (users.age, users.id) = (?, ?), NULL) \
                ORDER BY users.id" [17, 2_i64],
        ansi:
            "SELECT users.id FROM users WHERE (users.age, users.id) = (:p1, :p2) ORDER BY \
                users.id" [17, 2_i64],
    );
    crate::assert_sql!(select(users::id).filter(pair().gt((17, 2_i64))).order_by(users::id),
        sqlite | mysql:
            "SELECT users.id FROM users WHERE (users.age, users.id) > (?, ?) ORDER BY \
                users.id" [17, 2_i64],
        postgres:
            "SELECT users.id FROM users WHERE (users.age, users.id) > ($1, $2) ORDER BY \
                users.id" [17, 2_i64],
        mariadb:
            "SELECT users.id FROM users WHERE IF(TRUE, (users.age, users.id) > (?, ?), NULL) \
                ORDER BY users.id" [17, 2_i64],
        ansi:
            "SELECT users.id FROM users WHERE (users.age, users.id) > (:p1, :p2) ORDER BY \
                users.id" [17, 2_i64],
    );
    crate::assert_sql!(select((users::id, pair().le((users::boss_id, users::boss_id)),
            pair().ne((17, 2_i64)))),
        sqlite | mysql:
            "SELECT users.id, (users.age, users.id) <= (users.boss_id, users.boss_id), \
                (users.age, users.id) <> (?, ?) FROM users" [17, 2_i64],
        postgres:
            "SELECT users.id, (users.age, users.id) <= (users.boss_id, users.boss_id), \
                (users.age, users.id) <> ($1, $2) FROM users" [17, 2_i64],
        mariadb:
            "SELECT users.id, IF(TRUE, (users.age, users.id) <= (users.boss_id, \
                users.boss_id), NULL), IF(TRUE, (users.age, users.id) <> (?, ?), NULL) FROM \
                users" [17, 2_i64],
        ansi:
            "SELECT users.id, (users.age, users.id) <= (users.boss_id, users.boss_id), \
                (users.age, users.id) <> (:p1, :p2) FROM users" [17, 2_i64],
    );
    // A condition like others.
    crate::assert_sql!(select(users::id).filter(!pair().lt((30, 0_i64)) | users::active)
            .filter(pair().ge((1, users::id + 1)).is_null()),
        sqlite | mysql:
            "SELECT users.id FROM users WHERE (NOT ((users.age, users.id) < (?, ?)) OR \
                users.active) AND ((users.age, users.id) >= (?, users.id + ?)) IS NULL" [30, 0_i64, 1, 1],
        postgres:
            "SELECT users.id FROM users WHERE (NOT ((users.age, users.id) < ($1, $2)) OR \
                users.active) AND ((users.age, users.id) >= ($3, users.id + $4)) IS NULL" [30, 0_i64, 1, 1],
        mariadb:
            "SELECT users.id FROM users WHERE (NOT (IF(TRUE, (users.age, users.id) < (?, ?), \
                NULL)) OR users.active) AND IF(TRUE, (users.age, users.id) >= (?, users.id + \
                ?), NULL) IS NULL" [30, 0_i64, 1, 1],
        ansi:
            "SELECT users.id FROM users WHERE (NOT ((users.age, users.id) < (:p1, :p2)) OR \
                users.active) AND ((users.age, users.id) >= (:p3, users.id + :p4)) IS NULL" [30, 0_i64, 1, 1],
    );
}

#[test]
fn rows_are_looked_for_in_lists_and_queries() {
    let pair = || row((users::age, users::boss_id));
    crate::assert_sql!(select(users::id).filter(pair().is_in([(17, 1_i64), (30, 2)])),
        sqlite:
            "SELECT users.id FROM users WHERE (users.age, users.boss_id) IN (VALUES (?, ?), \
                (?, ?))" [17, 1_i64, 30, 2_i64],
        postgres:
            "SELECT users.id FROM users WHERE (users.age, users.boss_id) IN (($1, $2), ($3, \
                $4))" [17, 1_i64, 30, 2_i64],
        mysql:
            "SELECT users.id FROM users WHERE (users.age, users.boss_id) IN ((?, ?), (?, ?))" [17, 1_i64, 30, 2_i64],
        mariadb:
            "SELECT users.id FROM users WHERE IF(TRUE, (users.age, users.boss_id) IN ((?, \
                ?), (?, ?)), NULL)" [17, 1_i64, 30, 2_i64],
        ansi:
            "SELECT users.id FROM users WHERE (users.age, users.boss_id) IN ((:p1, :p2), \
                (:p3, :p4))" [17, 1_i64, 30, 2_i64],
    );
    let columns = [
        [users::id.expr().dynamic(), val(1_i64).dynamic()],
        [users::age.expr().dynamic(), null().dynamic()],
    ];
    crate::assert_sql!(select((users::id, pair().not_in(columns))),
        sqlite:
            "SELECT users.id, (users.age, users.boss_id) NOT IN (VALUES (users.id, ?), \
                (users.age, NULL)) FROM users" [1_i64],
        postgres:
            "SELECT users.id, (users.age, users.boss_id) NOT IN ((users.id, $1), (users.age, \
                NULL)) FROM users" [1_i64],
        mysql:
            "SELECT users.id, (users.age, users.boss_id) NOT IN ((users.id, ?), (users.age, \
                NULL)) FROM users" [1_i64],
        mariadb:
            "SELECT users.id, IF(TRUE, (users.age, users.boss_id) NOT IN ((users.id, ?), \
                (users.age, NULL)), NULL) FROM users" [1_i64],
        ansi:
            "SELECT users.id, (users.age, users.boss_id) NOT IN ((users.id, :p1), \
                (users.age, NULL)) FROM users" [1_i64],
    );
    crate::assert_sql!(select(users::id).filter(pair().is_in(Vec::<(i32, i64)>::new())),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id FROM users WHERE 1 = 0",
    );
    let query = select((posts::likes, posts::user_id));
    crate::assert_sql!(select((users::id, row((users::age, users::id)).in_query(&query),
            row((users::id, users::boss_id)).not_in_query(select((users::boss_id, users::age))
                .from(users::table())))),
        sqlite | postgres | mysql | ansi:
            "SELECT users.id, (users.age, users.id) IN (SELECT posts.likes, posts.user_id \
                FROM posts), (users.id, users.boss_id) NOT IN (SELECT users.boss_id, users.age \
                FROM users) FROM users",
        mariadb:
            "SELECT users.id, IF(TRUE, (users.age, users.id) IN (SELECT posts.likes, \
                posts.user_id FROM posts), NULL), IF(TRUE, (users.id, CAST(users.boss_id AS DECIMAL(20, 0))) NOT IN \
                (SELECT users.boss_id, users.age FROM users), NULL) FROM users",
    );
}

#[test]
fn rows_that_do_not_go_together_are_refused() {
    let pair = || row((users::age, users::id));
    crate::assert_sql!(select(users::id).filter(pair().eq((1, 2, 3))),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a row of 2 values beside one of 3; give as many in both",
    );
    crate::assert_sql!(select(users::id).filter(pair().is_in([(1, "x")])),
        sqlite | postgres | mysql | mariadb | ansi:
            error "column `id` is BIGINT, the value is TEXT (in WHERE); give values of one \
             type, or cast them",
    );
    crate::assert_sql!(select(users::id).filter(pair().in_query(select(posts::id))),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a row of 2 is compared with a query of 1 columns (in WHERE); select as many, \
             by name",
    );
    crate::assert_sql!(select(users::id).filter(row(users::id).eq(users::id)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a row has one value or none; compare the value itself",
    );
}

#[test]
fn a_value_is_compared_with_all_rows_of_a_query() {
    let ages = || select(users::alias("other").col(users::age)).filter(true);
    let scores = select(posts::likes);
    crate::assert_sql!(select((users::id, users::age.gt_any(&scores), users::age.lt_all(&scores))),
        sqlite:
            "SELECT users.id, (SELECT CASE WHEN MAX(b) = 1 THEN 1 WHEN COUNT(*) > COUNT(b) \
                THEN NULL ELSE 0 END FROM (SELECT users.age > c_1 AS b FROM (SELECT posts.likes \
                AS c_1 FROM posts))), (SELECT CASE WHEN MIN(b) = 0 THEN 0 WHEN COUNT(*) > \
                COUNT(b) THEN NULL ELSE 1 END FROM (SELECT users.age < c_1 AS b FROM (SELECT \
                posts.likes AS c_1 FROM posts))) FROM users",
        postgres | mysql | ansi:
            "SELECT users.id, users.age > ANY (SELECT posts.likes FROM posts), users.age < \
                ALL (SELECT posts.likes FROM posts) FROM users",
        mariadb:
            "SELECT users.id, IF(TRUE, users.age > ANY (SELECT posts.likes FROM posts), \
                NULL), IF(TRUE, users.age < ALL (SELECT posts.likes FROM posts), NULL) FROM \
                users",
    );
    crate::assert_sql!(select((users::id, users::age.ne_any(ages()), users::age.ge_all(ages()))),
        sqlite:
            "SELECT users.id, (SELECT CASE WHEN MAX(b) = 1 THEN 1 WHEN COUNT(*) > COUNT(b) \
                THEN NULL ELSE 0 END FROM (SELECT users.age <> c_1 AS b FROM (SELECT other.age \
                AS c_1 FROM users AS other WHERE ?))), (SELECT CASE WHEN MIN(b) = 0 THEN 0 WHEN \
                COUNT(*) > COUNT(b) THEN NULL ELSE 1 END FROM (SELECT users.age >= c_1 AS b \
                FROM (SELECT other.age AS c_1 FROM users AS other WHERE ?))) FROM users" [true, true],
        postgres:
            "SELECT users.id, users.age <> ANY (SELECT other.age FROM users AS other WHERE \
                $1), users.age >= ALL (SELECT other.age FROM users AS other WHERE $2) FROM users" [true, true],
        mysql:
            "SELECT users.id, users.age <> ANY (SELECT other.age FROM users AS other WHERE \
                ?), users.age >= ALL (SELECT other.age FROM users AS other WHERE ?) FROM users" [true, true],
        mariadb:
            "SELECT users.id, IF(TRUE, users.age <> ANY (SELECT other.age FROM users AS \
                other WHERE ?), NULL), IF(TRUE, users.age >= ALL (SELECT other.age FROM users \
                AS other WHERE ?), NULL) FROM users" [true, true],
        ansi:
            "SELECT users.id, users.age <> ANY (SELECT other.age FROM users AS other WHERE \
                :p1), users.age >= ALL (SELECT other.age FROM users AS other WHERE :p2) FROM \
                users" [true, true],
    );
    // Of no rows, and by the row around.
    let own = || select(posts::likes).filter(posts::user_id.eq(users::id));
    crate::assert_sql!(select((users::id, users::age.le_any(own()), users::age.gt_all(own()),
            users::age.eq_all(own()))),
        sqlite:
            "SELECT users.id, (SELECT CASE WHEN MAX(b) = 1 THEN 1 WHEN COUNT(*) > COUNT(b) \
                THEN NULL ELSE 0 END FROM (SELECT users.age <= c_1 AS b FROM (SELECT \
                posts.likes AS c_1 FROM posts WHERE posts.user_id = users.id))), (SELECT CASE \
                WHEN MIN(b) = 0 THEN 0 WHEN COUNT(*) > COUNT(b) THEN NULL ELSE 1 END FROM \
                (SELECT users.age > c_1 AS b FROM (SELECT posts.likes AS c_1 FROM posts WHERE \
                posts.user_id = users.id))), (SELECT CASE WHEN MIN(b) = 0 THEN 0 WHEN COUNT(*) \
                > COUNT(b) THEN NULL ELSE 1 END FROM (SELECT users.age = c_1 AS b FROM (SELECT \
                posts.likes AS c_1 FROM posts WHERE posts.user_id = users.id))) FROM users",
        postgres | mysql | ansi:
            "SELECT users.id, users.age <= ANY (SELECT posts.likes FROM posts WHERE \
                posts.user_id = users.id), users.age > ALL (SELECT posts.likes FROM posts WHERE \
                posts.user_id = users.id), users.age = ALL (SELECT posts.likes FROM posts WHERE \
                posts.user_id = users.id) FROM users",
        mariadb:
            "SELECT users.id, IF(TRUE, users.age <= ANY (SELECT posts.likes FROM posts WHERE \
                posts.user_id = users.id), NULL), IF(TRUE, users.age > ALL (SELECT posts.likes \
                FROM posts WHERE posts.user_id = users.id), NULL), IF(TRUE, users.age = ALL \
                (SELECT posts.likes FROM posts WHERE posts.user_id = users.id), NULL) FROM users",
    );
    let rows = values(["n"], [(3,), (40,)]).rows_as::<i32>();
    crate::assert_sql!(select(users::id).filter(users::age.gt_all(rows)),
        sqlite:
            "SELECT users.id FROM users WHERE (SELECT CASE WHEN MIN(b) = 0 THEN 0 WHEN \
                COUNT(*) > COUNT(b) THEN NULL ELSE 1 END FROM (SELECT users.age > c_1 AS b FROM \
                (SELECT ? AS c_1 UNION ALL VALUES (?))))" [3, 40],
        postgres:
            "SELECT users.id FROM users WHERE users.age > ALL (VALUES (CAST($1 AS INTEGER)), \
                ($2))" [3, 40],
        mysql: "SELECT users.id FROM users WHERE users.age > ALL (VALUES ROW(?), ROW(?))" [3, 40],
        mariadb:
            "SELECT users.id FROM users WHERE IF(TRUE, users.age > ALL (SELECT ? AS n UNION \
                ALL SELECT ?), NULL)" [3, 40],
        ansi: "SELECT users.id FROM users WHERE users.age > ALL (VALUES (:p1), (:p2))" [3, 40],
    );
    let both = select(posts::likes.nullable()).union_all(select(users::alias("u").col(users::age)));
    crate::assert_sql!(select(users::id).filter(!users::age.lt_any(both)),
        sqlite:
            "SELECT users.id FROM users WHERE NOT ((SELECT CASE WHEN MAX(b) = 1 THEN 1 WHEN \
                COUNT(*) > COUNT(b) THEN NULL ELSE 0 END FROM (SELECT users.age < c_1 AS b FROM \
                (SELECT posts.likes AS c_1 FROM posts UNION ALL SELECT u.age FROM users AS u))))",
        postgres | mysql | ansi:
            "SELECT users.id FROM users WHERE NOT (users.age < ANY (SELECT posts.likes FROM \
                posts UNION ALL SELECT u.age FROM users AS u))",
        mariadb:
            "SELECT users.id FROM users WHERE NOT (IF(TRUE, users.age < ANY (SELECT \
                posts.likes FROM posts UNION ALL SELECT u.age FROM users AS u), NULL))",
    );
    crate::assert_sql!(select(users::active).group_by(users::active)
            .having(func::max(users::age).ge_all(&scores)),
        sqlite:
            error "SQLite 3.54 has no comparison with ANY or ALL of a query (in HAVING); over \
                aggregates and windows it cannot be written otherwise; compare with the largest \
                or smallest of the query",
        postgres | mysql | ansi:
            "SELECT users.active FROM users GROUP BY users.active HAVING MAX(users.age) >= \
                ALL (SELECT posts.likes FROM posts)",
        mariadb:
            "SELECT users.active FROM users GROUP BY users.active HAVING IF(TRUE, \
                COALESCE(MAX(users.age)) >= ALL (SELECT posts.likes FROM posts), NULL)",
    );
}

#[test]
pub fn an_outer_join_keeps_its_rows_beside_tests_of_rows() {
    let pair = || row((users::age, posts::body));
    let query = |test: Expr<Option<bool>>| {
        select((users::id, posts::id.nullable()))
            .from(users::table())
            .left_join(posts::table(), posts::user_id.eq(users::id))
            .filter(test)
    };
    crate::assert_sql!(query(pair().not_in([(1, "first"), (2, "x")])),
        sqlite:
            "SELECT users.id, posts.id FROM users LEFT JOIN posts ON posts.user_id = \
                users.id WHERE (users.age, posts.body) NOT IN (VALUES (?, ?), (?, ?))" [1, "first", 2, "x"],
        postgres:
            "SELECT users.id, posts.id FROM users LEFT JOIN posts ON posts.user_id = \
                users.id WHERE (users.age, posts.body) NOT IN (($1, $2), ($3, $4))" [1, "first", 2, "x"],
        mysql:
            "SELECT users.id, posts.id FROM users LEFT JOIN posts ON posts.user_id = \
                users.id WHERE (users.age, posts.body) NOT IN ((?, ?), (?, ?))" [1, "first", 2, "x"],
        mariadb:
            "SELECT users.id, posts.id FROM users LEFT JOIN posts ON posts.user_id = \
                users.id WHERE IF(TRUE, (users.age, posts.body) NOT IN ((?, ?), (?, ?)), NULL)" [1, "first", 2, "x"],
        ansi:
            "SELECT users.id, posts.id FROM users LEFT JOIN posts ON posts.user_id = \
                users.id WHERE (users.age, posts.body) NOT IN ((:p1, :p2), (:p3, :p4))" [1, "first", 2, "x"],
    );
    crate::assert_sql!(query(pair().ne((1, "first"))),
        sqlite | mysql:
            "SELECT users.id, posts.id FROM users LEFT JOIN posts ON posts.user_id = \
                users.id WHERE (users.age, posts.body) <> (?, ?)" [1, "first"],
        postgres:
            "SELECT users.id, posts.id FROM users LEFT JOIN posts ON posts.user_id = \
                users.id WHERE (users.age, posts.body) <> ($1, $2)" [1, "first"],
        mariadb:
            "SELECT users.id, posts.id FROM users LEFT JOIN posts ON posts.user_id = \
                users.id WHERE IF(TRUE, (users.age, posts.body) <> (?, ?), NULL)" [1, "first"],
        ansi:
            "SELECT users.id, posts.id FROM users LEFT JOIN posts ON posts.user_id = \
                users.id WHERE (users.age, posts.body) <> (:p1, :p2)" [1, "first"],
    );
}

#[test]
fn windows_in_rows_of_values() {
    let largest = || func::max(users::age).over(window().order_by(users::id));
    crate::assert_sql!(select((users::id, row((largest(), users::name)).le((users::age, "b")))),
        sqlite | mysql:
            "SELECT users.id, (MAX(users.age) OVER (ORDER BY users.id), users.name) <= \
                (users.age, ?) FROM users" ["b"],
        postgres:
            "SELECT users.id, (MAX(users.age) OVER (ORDER BY users.id), users.name) <= \
                (users.age, $1) FROM users" ["b"],
        mariadb:
            error "MariaDB 11.4 has no functions over windows in a row of values (in SELECT); \
                select them in a subquery, and compare its columns around",
        ansi:
            "SELECT users.id, (MAX(users.age) OVER (ORDER BY users.id), users.name) <= \
                (users.age, :p1) FROM users" ["b"],
    );
    crate::assert_sql!(select((users::id,
            !row((users::age, 1)).is_in([(largest(), 2), (largest() - 1, 1)]),
            row((users::age, users::id)).not_in([(largest(), users::id)]).is_null())),
        sqlite:
            "SELECT users.id, NOT ((users.age, ?) = (MAX(users.age) OVER (ORDER BY \
                users.id), ?) OR (users.age, ?) = (MAX(users.age) OVER (ORDER BY users.id) - ?, \
                ?)), (NOT ((users.age, users.id) = (MAX(users.age) OVER (ORDER BY users.id), \
                users.id))) IS NULL FROM users" [1, 2, 1, 1, 1],
        postgres:
            "SELECT users.id, NOT ((users.age, CAST($1 AS INTEGER)) IN ((MAX(users.age) OVER \
                (ORDER BY users.id), $2), (MAX(users.age) OVER (ORDER BY users.id) - $3, $4))), \
                ((users.age, users.id) NOT IN ((MAX(users.age) OVER (ORDER BY users.id), \
                users.id))) IS NULL FROM users" [1, 2, 1, 1],
        mysql:
            "SELECT users.id, NOT ((users.age, ?) IN ((MAX(users.age) OVER (ORDER BY \
                users.id), ?), (MAX(users.age) OVER (ORDER BY users.id) - ?, ?))), ((users.age, \
                users.id) NOT IN ((MAX(users.age) OVER (ORDER BY users.id), users.id))) IS NULL \
                FROM users" [1, 2, 1, 1],
        mariadb:
            error "MariaDB 11.4 has no functions over windows in a row of values (in SELECT); \
                select them in a subquery, and compare its columns around",
        ansi:
            "SELECT users.id, NOT ((users.age, :p1) IN ((MAX(users.age) OVER (ORDER BY \
                users.id), :p2), (MAX(users.age) OVER (ORDER BY users.id) - :p3, :p4))), \
                ((users.age, users.id) NOT IN ((MAX(users.age) OVER (ORDER BY users.id), \
                users.id))) IS NULL FROM users" [1, 2, 1, 1],
    );
    let groups = row((func::max(users::age), 1)).is_in([(func::max(users::age), 1)]);
    crate::assert_sql!(select((users::active, groups)).group_by(users::active),
        sqlite:
            "SELECT users.active, (MAX(users.age), ?) = (MAX(users.age), ?) FROM users GROUP \
                BY users.active" [1, 1],
        postgres:
            "SELECT users.active, (MAX(users.age), CAST($1 AS INTEGER)) IN ((MAX(users.age), \
                $2)) FROM users GROUP BY users.active" [1, 1],
        mysql:
            "SELECT users.active, (MAX(users.age), ?) IN ((MAX(users.age), ?)) FROM users \
                GROUP BY users.active" [1, 1],
        mariadb:
            "SELECT users.active, MAX(users.age) = MAX(users.age) AND ? = ? FROM users GROUP BY \
                users.active" [1, 1],
        ansi:
            "SELECT users.active, (MAX(users.age), :p1) IN ((MAX(users.age), :p2)) FROM \
                users GROUP BY users.active" [1, 1],
    );
    // The way out.
    let ages = select((users::id, users::name, users::age, largest().label("m"))).subquery("q");
    let most = ages.col("m").typed::<Option<i32>>();
    let own = row((most, ages.col(users::name)));
    crate::assert_sql!(select((ages.col(users::id), own.le((ages.col(users::age), "b")))),
        sqlite | mysql:
            "SELECT q.id, (q.m, q.name) <= (q.age, ?) FROM (SELECT users.id, users.name, \
                users.age, MAX(users.age) OVER (ORDER BY users.id) AS m FROM users) AS q" ["b"],
        postgres:
            "SELECT q.id, (q.m, q.name) <= (q.age, $1) FROM (SELECT users.id, users.name, \
                users.age, MAX(users.age) OVER (ORDER BY users.id) AS m FROM users) AS q" ["b"],
        mariadb:
            "SELECT q.id, IF(TRUE, (q.m, q.name) <= (q.age, ?), NULL) FROM (SELECT users.id, \
                users.name, users.age, MAX(users.age) OVER (ORDER BY users.id) AS m FROM users) \
                AS q" ["b"],
        ansi:
            "SELECT q.id, (q.m, q.name) <= (q.age, :p1) FROM (SELECT users.id, users.name, \
                users.age, MAX(users.age) OVER (ORDER BY users.id) AS m FROM users) AS q" ["b"],
    );
}

#[test]
fn late_lists_in_rows_before_a_query() {
    let pairs = select((posts::likes, posts::user_id));
    let number = case(users::id.is_in(param_list::<i64>("ids")), 1_i64).otherwise(2_i64);
    let query = select((users::id, row((number, users::id)).in_query(&pairs)));
    for dialect in [&Sqlite::default() as &dyn Dialect, &Postgres::default()] {
        assert_eq!(query.compile(dialect).unwrap().unbound().count(), 1);
    }
    for dialect in [&MySql::default() as &dyn Dialect, &MariaDb::default()] {
        let error = query.compile(dialect).unwrap_err().to_string();
        assert!(
            error.contains("has no lists that come late, which may be empty, in a row"),
            "{error}"
        );
    }
}

#[test]
fn queries_in_rows_before_a_query() {
    let most = || select(func::max(posts::likes)).filter(posts::user_id.eq(users::id)).scalar();
    let pairs = select((posts::likes, posts::user_id));
    crate::assert_sql!(select((users::id, row((most(), users::id)).in_query(&pairs))),
        sqlite | postgres | ansi:
            "SELECT users.id, ((SELECT MAX(posts.likes) FROM posts WHERE posts.user_id = \
                users.id), users.id) IN (SELECT posts.likes, posts.user_id FROM posts) FROM \
                users",
        mysql:
            error "MySQL 8.4 has no queries in a row before IN of a query (in SELECT); compare in the \
             WHERE of an `exists(…)`",
        mariadb:
            error "MariaDB 11.4 has no queries in a row before IN of a query (in SELECT); compare in \
             the WHERE of an `exists(…)`",
    );
    crate::assert_sql!(select((users::id, row((most(), users::id)).eq((1, 2)))),
        sqlite | mysql:
            "SELECT users.id, ((SELECT MAX(posts.likes) FROM posts WHERE posts.user_id = \
                users.id), users.id) = (?, ?) FROM users" [1, 2],
        postgres:
            "SELECT users.id, ((SELECT MAX(posts.likes) FROM posts WHERE posts.user_id = \
                users.id), users.id) = ($1, $2) FROM users" [1, 2],
        mariadb:
            "SELECT users.id, IF(TRUE, ((SELECT MAX(posts.likes) FROM posts WHERE \
                posts.user_id = users.id), users.id) = (?, ?), NULL) FROM users" [1, 2],
        ansi:
            "SELECT users.id, ((SELECT MAX(posts.likes) FROM posts WHERE posts.user_id = \
                users.id), users.id) = (:p1, :p2) FROM users" [1, 2],
    );
    // The way out.
    let p = posts::alias("p");
    let same = p.col(posts::likes).eq(most()) & p.col(posts::user_id).eq(users::id);
    crate::assert_sql!(select((users::id, exists(select(p.col(posts::id)).from(&p).filter(same)))),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, EXISTS (SELECT p.id FROM posts AS p WHERE p.likes = (SELECT \
                MAX(posts.likes) FROM posts WHERE posts.user_id = users.id) AND p.user_id = \
                users.id) FROM users",
    );
}

#[test]
fn a_query_without_rows_is_compared_with_all_rows_of_another() {
    let none = || select(literal("a")).from(posts::table()).filter(posts::id.eq(99)).scalar();
    let own = || select(func::lower(users::name)).from(posts::table());
    crate::assert_sql!(select((users::id, none().ne_any(own()), none().gt_all(own()))),
        sqlite:
            "SELECT users.id, (SELECT CASE WHEN MAX(b) = 1 THEN 1 WHEN COUNT(*) > COUNT(b) \
                THEN NULL ELSE 0 END FROM (SELECT (SELECT 'a' FROM posts WHERE posts.id = ?) <> \
                c_1 AS b FROM (SELECT LOWER(users.name) AS c_1 FROM posts))), (SELECT CASE WHEN \
                MIN(b) = 0 THEN 0 WHEN COUNT(*) > COUNT(b) THEN NULL ELSE 1 END FROM (SELECT \
                (SELECT 'a' FROM posts WHERE posts.id = ?) > c_1 AS b FROM (SELECT \
                LOWER(users.name) AS c_1 FROM posts))) FROM users" [99, 99],
        postgres:
            "SELECT users.id, (SELECT 'a' FROM posts WHERE posts.id = $1) <> ANY (SELECT \
                LOWER(users.name) FROM posts), (SELECT 'a' FROM posts WHERE posts.id = $2) > \
                ALL (SELECT LOWER(users.name) FROM posts) FROM users" [99, 99],
        mysql:
            "SELECT users.id, (SELECT 'a' FROM posts WHERE posts.id = ?) <> ANY (SELECT \
                LOWER(users.name) FROM posts), (SELECT 'a' FROM posts WHERE posts.id = ?) > ALL \
                (SELECT LOWER(users.name) FROM posts) FROM users" [99, 99],
        mariadb:
            "SELECT users.id, IF(TRUE, COALESCE((SELECT 'a' FROM posts WHERE posts.id = ?)) \
                <> ANY (SELECT LOWER(users.name) FROM posts), NULL), IF(TRUE, COALESCE((SELECT \
                'a' FROM posts WHERE posts.id = ?)) > ALL (SELECT LOWER(users.name) FROM \
                posts), NULL) FROM users" [99, 99],
        ansi:
            "SELECT users.id, (SELECT 'a' FROM posts WHERE posts.id = :p1) <> ANY (SELECT \
                LOWER(users.name) FROM posts), (SELECT 'a' FROM posts WHERE posts.id = :p2) > \
                ALL (SELECT LOWER(users.name) FROM posts) FROM users" [99, 99],
    );
}

#[test]
fn what_is_null_stays_null_beside_windows_and_with_distinct() {
    let none = || select(users::age).filter(users::age.is_null()).from(users::table());
    let unknown = || literal(1).lt_any(none());
    crate::assert_sql!(select((posts::id, unknown(), func::rank().over(window().order_by(posts::id)))),
        sqlite:
            "SELECT posts.id, (SELECT CASE WHEN MAX(b) = 1 THEN 1 WHEN COUNT(*) > COUNT(b) \
                THEN NULL ELSE 0 END FROM (SELECT 1 < c_1 AS b FROM (SELECT users.age AS c_1 \
                FROM users WHERE users.age IS NULL))), RANK() OVER (ORDER BY posts.id) FROM \
                posts",
        postgres | mysql | ansi:
            "SELECT posts.id, 1 < ANY (SELECT users.age FROM users WHERE users.age IS NULL), \
                RANK() OVER (ORDER BY posts.id) FROM posts",
        mariadb:
            "SELECT posts.id, IF(TRUE, 1 < ANY (SELECT users.age FROM users WHERE users.age \
                IS NULL), NULL), RANK() OVER (ORDER BY posts.id) FROM posts",
    );
    crate::assert_sql!(select(row((posts::likes, 1)).eq((literal(None::<i32>), 1))).distinct(),
        sqlite | mysql: "SELECT DISTINCT (posts.likes, ?) = (NULL, ?) FROM posts" [1, 1],
        postgres:
            "SELECT DISTINCT (posts.likes, CAST($1 AS INTEGER)) = (NULL, $2) FROM posts" [1, 1],
        mariadb: "SELECT DISTINCT IF(TRUE, (posts.likes, ?) = (NULL, ?), NULL) FROM posts" [1, 1],
        ansi: "SELECT DISTINCT (posts.likes, :p1) = (NULL, :p2) FROM posts" [1, 1],
    );
}
