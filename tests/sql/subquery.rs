//! Queries in expressions and in FROM.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn exists_sees_the_row_of_the_query_around_it() {
    let liked = select(posts::id).filter(posts::user_id.eq(users::id)).filter(posts::likes.gt(2));
    let query = select(users::id).filter(exists(liked.clone())).order_by(users::id);
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE EXISTS (SELECT posts.id FROM \
            posts WHERE posts.user_id = users.id AND posts.likes > ?) ORDER BY users.id" [2],
        postgres: "SELECT users.id FROM users WHERE EXISTS (SELECT posts.id FROM \
            posts WHERE posts.user_id = users.id AND posts.likes > $1) ORDER BY users.id" [2],
        ansi: "SELECT users.id FROM users WHERE EXISTS (SELECT posts.id FROM \
            posts WHERE posts.user_id = users.id AND posts.likes > :p1) ORDER BY users.id" [2],
    );
    let query =
        select(users::id).filter(not_exists(liked.clone()) & !exists(liked)).order_by(users::id);
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE NOT EXISTS (SELECT posts.id \
            FROM posts WHERE posts.user_id = users.id AND posts.likes > ?) AND NOT EXISTS (SELECT \
            posts.id FROM posts WHERE posts.user_id = users.id AND posts.likes > ?) \
            ORDER BY users.id" [2, 2],
        postgres: "SELECT users.id FROM users WHERE NOT EXISTS (SELECT posts.id \
            FROM posts WHERE posts.user_id = users.id AND posts.likes > $1) AND NOT EXISTS (SELECT \
            posts.id FROM posts WHERE posts.user_id = users.id AND posts.likes > $2) \
            ORDER BY users.id" [2, 2],
        ansi: "SELECT users.id FROM users WHERE NOT EXISTS (SELECT posts.id \
            FROM posts WHERE posts.user_id = users.id AND posts.likes > :p1) AND NOT EXISTS (SELECT \
            posts.id FROM posts WHERE posts.user_id = users.id AND posts.likes > :p2) \
            ORDER BY users.id" [2, 2],
    );
}

#[test]
fn a_scalar_subquery_is_a_value() {
    let last = select(func::max(posts::likes)).filter(posts::user_id.eq(users::id)).scalar();
    let query = select((users::id, last.label("best"))).order_by(users::id);
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id, (SELECT MAX(posts.likes) \
            FROM posts WHERE posts.user_id = users.id) AS best FROM users ORDER BY users.id",
    );
}

#[test]
fn a_query_over_the_same_table_says_so() {
    let oldest = select(func::max(users::age)).from(users::table()).scalar();
    let query = select(users::id).filter(users::age.eq(oldest));
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id FROM users WHERE users.age = \
            (SELECT MAX(users.age) FROM users)",
    );
    // Without FROM it would be the row around it, or all rows.
    let old = select(users::id).filter(users::age.gt(40));
    let wrong: Vec<Expr<Option<bool>>> = vec![
        exists(old.clone()).typed(),
        users::id.is_in(old.clone()).typed(),
        users::id.eq(old.scalar()).typed(),
    ];
    for condition in wrong {
        assert_sql!(delete(users::table()).filter(&condition),
            sqlite | postgres | mysql | mariadb | ansi: error "all columns of this query belong to \
                the statement around it; say by `.from(…)` where its rows come from, or that it has none by `.correlate(…)` or `.no_from()`",
        );
    }
}

#[test]
fn a_subquery_in_from_keeps_its_columns_and_their_types() {
    let counts = select((posts::user_id, func::count().label("n")))
        .group_by(posts::user_id)
        .subquery("counts");
    let query = select((users::name, counts.col("n")))
        .join(&counts, counts.col(posts::user_id).eq(users::id))
        .filter(counts.col("n").gt(1))
        .order_by(users::id);
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.name, counts.n FROM users JOIN (SELECT \
            posts.user_id, COUNT(*) AS n FROM posts GROUP BY posts.user_id) AS counts ON \
            counts.user_id = users.id WHERE counts.n > ? ORDER BY users.id" [1],
        postgres: "SELECT users.name, counts.n FROM users JOIN (SELECT \
            posts.user_id, COUNT(*) AS n FROM posts GROUP BY posts.user_id) AS counts ON \
            counts.user_id = users.id WHERE counts.n > $1 ORDER BY users.id" [1],
        ansi: "SELECT users.name, counts.n FROM users JOIN (SELECT \
            posts.user_id, COUNT(*) AS n FROM posts GROUP BY posts.user_id) AS counts ON \
            counts.user_id = users.id WHERE counts.n > :p1 ORDER BY users.id" [1],
    );
}

#[test]
fn a_subquery_in_from_sees_nothing_outside() {
    let all =
        select((posts::id, posts::user_id)).filter(posts::user_id.eq(users::id)).subquery("p");
    let query = select((users::id, all.col(posts::id).label("p")))
        .from(users::table())
        .from(&all)
        .order_by((users::id, all.col(posts::id)));
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id, p.id AS p FROM users, \
            (SELECT posts.id, posts.user_id FROM posts, users WHERE posts.user_id = users.id) AS p \
            ORDER BY users.id, p.id",
    );
}

#[test]
fn several_columns_are_not_one_value() {
    let two = || select((posts::id, posts::likes)).rows_as::<i64>();
    assert_sql!(select(users::id).filter(users::id.eq(two().scalar())),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a query of 2 columns (in WHERE) cannot stand as one value",
    );
    assert_sql!(select(users::id).filter(users::id.is_in(two())),
        sqlite | postgres | mysql | mariadb | ansi:
            error "IN takes a query of one column, and this one has 2 columns",
    );
}

#[test]
fn a_column_that_a_subquery_does_not_select_is_refused() {
    let query = select(posts::id).subquery("q");
    assert_sql!(select([query.col("title")]),
        sqlite | postgres | mysql | mariadb | ansi:
            error "subquery `q` has no column `title`; it has `id`",
    );
    assert_sql!(select(query.col(users::name)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "subquery `q` has no column `name`; it has `id`",
    );
}

#[test]
fn a_limit_in_the_query_of_in() {
    let first = || select(posts::user_id).order_by(posts::user_id).limit(2);
    assert_sql!(select(users::id).filter(users::id.is_in(first())).order_by(users::id),
        sqlite: "SELECT users.id FROM users WHERE users.id IN (SELECT posts.user_id FROM posts \
            ORDER BY posts.user_id LIMIT ?) ORDER BY users.id" [2_i64],
        postgres: "SELECT users.id FROM users WHERE users.id IN (SELECT posts.user_id FROM posts \
            ORDER BY posts.user_id LIMIT $1) ORDER BY users.id" [2_i64],
        mysql: error "MySQL 8.4 has no LIMIT in the query of IN (in WHERE); select from a subquery in \
            FROM that has the LIMIT",
        mariadb: error "MariaDB 11.4 has no LIMIT in the query of IN (in WHERE); select from a \
            subquery in FROM that has the LIMIT",
        ansi: "SELECT users.id FROM users WHERE users.id IN (SELECT posts.user_id FROM posts \
            ORDER BY posts.user_id LIMIT :p1) ORDER BY users.id" [2_i64],
    );
    let arm = select(posts::id).union(select(users::id)).limit(1).union(first());
    for dialect in [&MySql::default() as &dyn sqltree::dialect::Dialect, &MariaDb::default()] {
        let query = select(users::id).filter(users::id.not_in(arm.clone()));
        assert!(query.compile(dialect).is_err());
    }
    // The way out.
    let inner = first().subquery("f");
    let query = select(users::id)
        .filter(users::id.is_in(select(inner.col(posts::user_id))))
        .order_by(users::id);
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE users.id IN (SELECT f.user_id FROM \
            (SELECT posts.user_id FROM posts ORDER BY posts.user_id LIMIT ?) AS f) \
            ORDER BY users.id" [2_i64],
        postgres: "SELECT users.id FROM users WHERE users.id IN (SELECT f.user_id FROM (SELECT \
            posts.user_id FROM posts ORDER BY posts.user_id LIMIT $1) AS f) ORDER BY users.id" [2_i64],
        ansi: "SELECT users.id FROM users WHERE users.id IN (SELECT f.user_id FROM (SELECT \
            posts.user_id FROM posts ORDER BY posts.user_id LIMIT :p1) AS f) ORDER BY users.id" [2_i64],
    );
}

#[test]
fn a_query_without_from_has_a_row_for_each_around_it() {
    let next = select(users::id + 1).no_from();
    assert_sql!(select((users::id, next.clone().scalar().label("n"))).from(users::table())
            .filter(exists(next.filter(users::id.gt(4)))),
        sqlite | mysql | mariadb: "SELECT users.id, (SELECT users.id + ?) AS n FROM users WHERE \
            EXISTS (SELECT users.id + ? WHERE users.id > ?)" [1, 1, 4],
        postgres: "SELECT users.id, (SELECT users.id + $1) AS n FROM users WHERE EXISTS (SELECT \
            users.id + $2 WHERE users.id > $3)" [1, 1, 4],
        ansi: "SELECT users.id, (SELECT users.id + :p1) AS n FROM users WHERE EXISTS (SELECT \
            users.id + :p2 WHERE users.id > :p3)" [1, 1, 4],
    );
    assert_sql!(select(users::id).no_from(),
        sqlite | postgres | mysql | mariadb | ansi: error "a column of `users` is used (in \
            SELECT), but it is not in FROM; add it by `.from()` or a join",
    );
}

#[test]
fn columns_without_names_are_not_one() {
    let both = select((users::id, val(1), val(1), users::age + 1, users::age + 1));
    let inner = both.filter(users::id.lt(3)).subquery("s");
    assert_sql!(select(inner.col(users::id)).order_by(inner.col(users::id)),
        sqlite: "SELECT s.id FROM (SELECT users.id, ?, ?, users.age + ?, users.age + ? FROM \
            users WHERE users.id < ?) AS s ORDER BY s.id" [1, 1, 1, 1, 3],
        postgres: "SELECT s.id FROM (SELECT users.id, CAST($1 AS INTEGER), CAST($2 AS INTEGER), \
            users.age + $3, users.age + $4 FROM users WHERE users.id < $5) AS s ORDER BY s.id" [1, 1, 1, 1, 3],
        mysql | mariadb: "SELECT s.id FROM (SELECT users.id, ? AS c_2, ? AS c_3, users.age + ? \
            AS c_4, users.age + ? AS c_5 FROM users WHERE users.id < ?) AS s ORDER BY s.id" [1, 1, 1, 1, 3],
        ansi: "SELECT s.id FROM (SELECT users.id, :p1, :p2, users.age + :p3, users.age + :p4 \
            FROM users WHERE users.id < :p5) AS s ORDER BY s.id" [1, 1, 1, 1, 3],
    );
    let pair = select((val(7).label("c_2"), val(1), val(1))).no_from().cte("pair");
    assert_sql!(select([pair.col("c_2")]),
        sqlite: "WITH pair AS (SELECT ? AS c_2, ?, ?) SELECT pair.c_2 FROM pair" [7, 1, 1],
        postgres: "WITH pair AS (SELECT CAST($1 AS INTEGER) AS c_2, CAST($2 AS INTEGER), CAST($3 \
            AS INTEGER)) SELECT pair.c_2 FROM pair" [7, 1, 1],
        mysql | mariadb: "WITH pair AS (SELECT ? AS c_2, ? AS c_2_, ? AS c_3) SELECT pair.c_2 \
            FROM pair" [7, 1, 1],
        ansi: "WITH pair AS (SELECT :p1 AS c_2, :p2, :p3) SELECT pair.c_2 FROM pair" [7, 1, 1],
    );
}
