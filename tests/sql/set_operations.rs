//! UNION, INTERSECT and EXCEPT.

use sqltree::dialect::{Feature, Version};
use sqltree::engine::Engine;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

fn users_up_to(id: i64) -> Select<i64> {
    select(users::id).filter(users::id.le(id))
}

fn authors() -> Select<i64> {
    select(posts::user_id)
}

#[test]
fn of_two_queries() {
    assert_sql!(users_up_to(3).union(authors()),
        sqlite | mysql | mariadb:
            "SELECT users.id FROM users WHERE users.id <= ? UNION SELECT posts.user_id FROM posts"
            [3_i64],
        postgres: "SELECT users.id FROM users WHERE users.id <= $1 UNION \
            SELECT posts.user_id FROM posts" [3_i64],
        ansi: "SELECT users.id FROM users WHERE users.id <= :p1 UNION \
            SELECT posts.user_id FROM posts" [3_i64],
    );
    assert_sql!(authors().union_all(authors()),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT posts.user_id FROM posts UNION ALL SELECT posts.user_id FROM posts",
    );
    assert_sql!(select(users::id).except(authors()),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id FROM users EXCEPT SELECT posts.user_id FROM posts",
    );
    assert_sql!(authors().intersect(select(users::id)),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT posts.user_id FROM posts INTERSECT SELECT users.id FROM users",
    );
}

#[test]
fn that_count_rows() {
    assert_sql!(authors().except_all(select(users::id)),
        sqlite: error "SQLite 3.54 has no INTERSECT ALL or EXCEPT ALL (in EXCEPT ALL)",
        postgres | mysql | mariadb | ansi:
            "SELECT posts.user_id FROM posts EXCEPT ALL SELECT users.id FROM users",
    );
    assert_sql!(authors().intersect_all(authors()),
        sqlite: error "SQLite 3.54 has no INTERSECT ALL or EXCEPT ALL (in INTERSECT ALL)",
        postgres | mysql | mariadb | ansi:
            "SELECT posts.user_id FROM posts INTERSECT ALL SELECT posts.user_id FROM posts",
    );
}

#[test]
fn keep_the_shape_of_their_tree() {
    let one = || select(val(1_i64));
    let number = |n: i32| select(literal(n));
    // From the left: what all engines do with UNION and EXCEPT.
    assert_sql!(number(1).union(number(2)).union_all(number(2)).except(number(1)),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT 1 UNION SELECT 2 UNION ALL SELECT 2 EXCEPT SELECT 1",
    );
    // INTERSECT would bind more tightly.
    assert_sql!(number(1).union(number(2)).intersect(number(3)),
        sqlite: "SELECT 1 UNION SELECT 2 INTERSECT SELECT 3",
        postgres | mysql | mariadb | ansi: "(SELECT 1 UNION SELECT 2) INTERSECT SELECT 3",
    );
    assert_sql!(number(1).union(number(2).intersect(number(3))),
        sqlite: "SELECT 1 UNION SELECT * FROM (SELECT 2 INTERSECT SELECT 3)",
        postgres | mysql | mariadb | ansi: "SELECT 1 UNION (SELECT 2 INTERSECT SELECT 3)",
    );
    assert_sql!(number(1).union_all(number(1).union(number(1))),
        sqlite: "SELECT 1 UNION ALL SELECT * FROM (SELECT 1 UNION SELECT 1)",
        postgres | mysql | mariadb | ansi: "SELECT 1 UNION ALL (SELECT 1 UNION SELECT 1)",
    );
    assert_sql!(number(1).intersect(number(1)).intersect(number(2)),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT 1 INTERSECT SELECT 1 INTERSECT SELECT 2",
    );
    assert_sql!(one().union(one()),
        sqlite | mysql | mariadb: "SELECT ? UNION SELECT ?" [1_i64, 1_i64],
        postgres: "SELECT CAST($1 AS BIGINT) UNION SELECT CAST($2 AS BIGINT)" [1_i64, 1_i64],
        ansi: "SELECT :p1 UNION SELECT :p2" [1_i64, 1_i64],
    );
}

#[test]
fn with_order_and_limit_of_the_whole() {
    let all =
        select((users::id, users::name.label("who"))).union_all(select((posts::id, posts::title)));
    assert_sql!(all.clone().order_by((users::id.desc(), column("who"))).limit(3).offset(1),
        sqlite | mysql | mariadb: "SELECT users.id, users.name AS who FROM users UNION ALL \
            SELECT posts.id, posts.title FROM posts ORDER BY 1 DESC, 2 LIMIT ? OFFSET ?"
            [3_i64, 1_i64],
        postgres: "SELECT users.id, users.name AS who FROM users UNION ALL \
            SELECT posts.id, posts.title FROM posts ORDER BY 1 DESC, 2 LIMIT $1 OFFSET $2"
            [3_i64, 1_i64],
        ansi: "SELECT users.id, users.name AS who FROM users UNION ALL \
            SELECT posts.id, posts.title FROM posts ORDER BY 1 DESC, 2 LIMIT :p1 OFFSET :p2"
            [3_i64, 1_i64],
    );
    assert_sql!(all.order_by(posts::title),
        sqlite | postgres | mysql | mariadb | ansi: error "ORDER BY of a set operation takes \
            columns of its first query; order a subquery by anything else",
    );
    let ages = select(users::age).union(select(posts::likes.nullable()));
    assert_sql!(ages.order_by(users::age.desc().nulls_last()),
        sqlite: "SELECT users.age FROM users UNION SELECT posts.likes FROM posts ORDER BY 1 DESC",
        postgres | ansi: "SELECT users.age FROM users UNION SELECT posts.likes FROM posts \
            ORDER BY 1 DESC NULLS LAST",
        mysql | mariadb:
            "SELECT users.age FROM users UNION SELECT posts.likes FROM posts ORDER BY 1 DESC",
    );
}

#[test]
fn a_missing_order_of_nulls_has_no_way_round() {
    let ages = select(users::age).union(select(posts::likes.nullable()));
    assert_sql!(ages.order_by(users::age.asc().nulls_last()),
        sqlite: "SELECT users.age FROM users UNION SELECT posts.likes FROM posts \
            ORDER BY 1 NULLS LAST",
        postgres | ansi:
            "SELECT users.age FROM users UNION SELECT posts.likes FROM posts ORDER BY 1",
        mysql: error "MySQL 8.4 has no NULLS FIRST or NULLS LAST (in ORDER BY of a set \
            operation); order a subquery of it",
        mariadb: error "MariaDB 11.4 has no NULLS FIRST or NULLS LAST (in ORDER BY of a set \
            operation); order a subquery of it",
    );
}

#[test]
fn with_order_and_limit_of_one_query() {
    let newest = || select(posts::id).order_by(posts::id.desc()).limit(1);
    let oldest = || select(users::id).order_by(users::id).limit(1);
    assert_sql!(newest().union_all(oldest()),
        sqlite: "SELECT * FROM (SELECT posts.id FROM posts ORDER BY posts.id DESC LIMIT ?) \
            UNION ALL SELECT * FROM (SELECT users.id FROM users ORDER BY users.id LIMIT ?)"
            [1_i64, 1_i64],
        postgres: "(SELECT posts.id FROM posts ORDER BY posts.id DESC LIMIT $1) UNION ALL \
            (SELECT users.id FROM users ORDER BY users.id LIMIT $2)" [1_i64, 1_i64],
        mysql | mariadb: "(SELECT posts.id FROM posts ORDER BY posts.id DESC LIMIT ?) UNION ALL \
            (SELECT users.id FROM users ORDER BY users.id LIMIT ?)" [1_i64, 1_i64],
        ansi: "(SELECT posts.id FROM posts ORDER BY posts.id DESC LIMIT :p1) UNION ALL \
            (SELECT users.id FROM users ORDER BY users.id LIMIT :p2)" [1_i64, 1_i64],
    );
}

#[test]
fn inside_other_queries() {
    let known = || authors().union(select(users::boss_id.coalesce(0_i64)).from(users::table()));
    assert_sql!(select(users::name).filter(users::id.is_in(known())).order_by(users::id),
        sqlite | mysql | mariadb: "SELECT users.name FROM users WHERE users.id IN \
            (SELECT posts.user_id FROM posts UNION SELECT COALESCE(users.boss_id, ?) FROM users) \
            ORDER BY users.id" [0_i64],
        postgres: "SELECT users.name FROM users WHERE users.id IN \
            (SELECT posts.user_id FROM posts UNION SELECT COALESCE(users.boss_id, $1) FROM users) \
            ORDER BY users.id" [0_i64],
        ansi: "SELECT users.name FROM users WHERE users.id IN \
            (SELECT posts.user_id FROM posts UNION SELECT COALESCE(users.boss_id, :p1) FROM users) \
            ORDER BY users.id" [0_i64],
    );
    let ids = authors().union(select(users::id)).subquery("ids");
    assert_sql!(select(func::sum(ids.col(posts::user_id))),
        sqlite | mysql | mariadb | ansi: "SELECT SUM(ids.user_id) FROM \
            (SELECT posts.user_id FROM posts UNION SELECT users.id FROM users) AS ids",
        postgres: "SELECT CAST(SUM(ids.user_id) AS BIGINT) FROM \
            (SELECT posts.user_id FROM posts UNION SELECT users.id FROM users) AS ids",
    );
    // The arms see the row of the query around them.
    let own = select(posts::id).filter(posts::user_id.eq(users::id));
    let none = select(posts::id).filter(posts::user_id.eq(users::boss_id));
    assert_sql!(select(users::id).filter(exists(own.union(none))).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id FROM users WHERE EXISTS \
            (SELECT posts.id FROM posts WHERE posts.user_id = users.id UNION \
            SELECT posts.id FROM posts WHERE posts.user_id = users.boss_id) ORDER BY users.id",
    );
}

#[test]
fn of_queries_that_do_not_fit() {
    let wide = select((users::id, users::name)).rows_as::<sqltree::engine::Row>();
    assert_sql!(select(users::id).rows_as::<sqltree::engine::Row>().union(wide),
        sqlite | postgres | mysql | mariadb | ansi: error
            "UNION between a query of 1 columns and one of 2; select as many in both",
    );
}

#[test]
fn on_versions_that_lack_them() {
    let query = select(users::id).intersect(authors());
    let error = query.compile(&MySql::of(Version::new(8, 0, 30))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported(Feature::Intersect));
    assert!(query.compile(&MySql::of(Version::new(8, 0, 31))).is_ok());
    let nested = authors().union_all(authors().union(authors()));
    let error = nested.compile(&MySql::of(Version::new(8, 0, 21))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported(Feature::NestedSetOperations));
    assert!(nested.compile(&MySql::of(Version::new(8, 0, 22))).is_ok());
}

#[test]
fn whose_arm_can_be_null_by_a_join_are_refused_as_rows() {
    let outer = select(posts::id)
        .from(users::table())
        .left_join(posts::table(), posts::user_id.eq(users::id));
    let query = select(users::id).union(outer);
    let mut conn = Engine::open("sqlite://").unwrap().connect().unwrap();
    let error = conn.fetch_all(&query).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NullableColumn);
}

#[test]
fn columns_of_one_name_in_a_nested_set_operation() {
    let both = || select((users::id, users::boss_id.coalesce(users::id), users::id));
    let inner = both().filter(users::id.lt(3)).union(both().filter(users::id.gt(5)));
    assert_sql!(both().filter(users::id.eq(4)).union_all(inner),
        sqlite:
            "SELECT users.id, COALESCE(users.boss_id, users.id), users.id FROM users WHERE \
                users.id = ? UNION ALL SELECT * FROM (SELECT users.id, COALESCE(users.boss_id, \
                users.id), users.id FROM users WHERE users.id < ? UNION SELECT users.id, \
                COALESCE(users.boss_id, users.id), users.id FROM users WHERE users.id > ?)" [4, 3, 5],
        postgres:
            "SELECT users.id, COALESCE(users.boss_id, users.id), users.id FROM users WHERE \
                users.id = $1 UNION ALL (SELECT users.id, COALESCE(users.boss_id, users.id), \
                users.id FROM users WHERE users.id < $2 UNION SELECT users.id, \
                COALESCE(users.boss_id, users.id), users.id FROM users WHERE users.id > $3)" [4, 3, 5],
        mysql | mariadb:
            "SELECT users.id, COALESCE(users.boss_id, users.id), users.id FROM users WHERE \
                users.id = ? UNION ALL (SELECT users.id AS c_1, COALESCE(users.boss_id, \
                users.id) AS c_2, users.id AS c_3 FROM users WHERE users.id < ? UNION SELECT \
                users.id, COALESCE(users.boss_id, users.id), users.id FROM users WHERE users.id \
                > ?)" [4, 3, 5],
        ansi:
            "SELECT users.id, COALESCE(users.boss_id, users.id), users.id FROM users WHERE \
                users.id = :p1 UNION ALL (SELECT users.id, COALESCE(users.boss_id, users.id), \
                users.id FROM users WHERE users.id < :p2 UNION SELECT users.id, \
                COALESCE(users.boss_id, users.id), users.id FROM users WHERE users.id > :p3)" [4, 3, 5],
    );
}

#[test]
fn the_order_of_one_query_by_a_window() {
    let row = func::row_number().over(window().order_by(users::id));
    let first = select(users::id).order_by(row).limit(2);
    assert_sql!(first.union_all(select(posts::id).filter(posts::id.eq(6))),
        sqlite: "SELECT * FROM (SELECT users.id FROM users ORDER BY ROW_NUMBER() OVER (ORDER BY \
            users.id) LIMIT ?) UNION ALL SELECT posts.id FROM posts WHERE posts.id = ?" [Value::I64(2), Value::I32(6)],
        postgres: "(SELECT users.id FROM users ORDER BY ROW_NUMBER() OVER (ORDER BY users.id) LIMIT $1) \
            UNION ALL SELECT posts.id FROM posts WHERE posts.id = $2" [Value::I64(2), Value::I32(6)],
        mysql: error "MySQL 8.4 has no functions over windows in ORDER BY of a query inside a set operation \
            (in UNION ALL); order a subquery that has it as a column",
        mariadb: error "MariaDB 11.4 has no functions over windows in ORDER BY of a query inside a set \
            operation (in UNION ALL); order a subquery that has it as a column",
        ansi: "(SELECT users.id FROM users ORDER BY ROW_NUMBER() OVER (ORDER BY users.id) LIMIT :p1) \
            UNION ALL SELECT posts.id FROM posts WHERE posts.id = :p2" [Value::I64(2), Value::I32(6)],
    );
}
