//! Pages by key: `after`; and how many rows a query gives.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn one_key_is_one_comparison() {
    let page = || select(users::id).order_by(users::id);
    assert_sql!(page().after(2_i64).limit(2),
        sqlite | mysql | mariadb:
            "SELECT users.id FROM users WHERE users.id > ? ORDER BY users.id LIMIT ?" [2_i64, 2_i64],
        postgres:
            "SELECT users.id FROM users WHERE users.id > $1 ORDER BY users.id LIMIT $2" [2_i64, 2_i64],
        ansi:
            "SELECT users.id FROM users WHERE users.id > :p1 ORDER BY users.id LIMIT :p2" [2_i64, 2_i64],
    );
    assert_sql!(select(users::id).order_by(users::id.desc()).after(2_i64),
        sqlite | mysql | mariadb:
            "SELECT users.id FROM users WHERE users.id < ? ORDER BY users.id DESC" [2_i64],
        postgres: "SELECT users.id FROM users WHERE users.id < $1 ORDER BY users.id DESC" [2_i64],
        ansi: "SELECT users.id FROM users WHERE users.id < :p1 ORDER BY users.id DESC" [2_i64],
    );
}

#[test]
fn earlier_keys_decide_first() {
    assert_sql!(select((posts::id, users::id))
            .join(posts::table(), posts::user_id.eq(users::id))
            .filter(users::id.gt(0) | posts::id.gt(0))
            .order_by((users::active.desc(), users::id, posts::id))
            .after((true, 2_i64, 1_i64)),
        sqlite | mysql | mariadb:
            "SELECT posts.id, users.id FROM users JOIN posts ON posts.user_id = users.id WHERE \
             (users.id > ? OR posts.id > ?) AND users.active <= ? AND (users.active < ? OR \
             users.id >= ? AND (users.id > ? OR posts.id > ?)) ORDER BY users.active DESC, \
             users.id, posts.id" [0, 0, true, true, 2_i64, 2_i64, 1_i64],
        postgres:
            "SELECT posts.id, users.id FROM users JOIN posts ON posts.user_id = users.id WHERE \
             (users.id > $1 OR posts.id > $2) AND users.active <= $3 AND (users.active < $4 OR \
             users.id >= $5 AND (users.id > $6 OR posts.id > $7)) ORDER BY users.active DESC, \
             users.id, posts.id" [0, 0, true, true, 2_i64, 2_i64, 1_i64],
        ansi:
            "SELECT posts.id, users.id FROM users JOIN posts ON posts.user_id = users.id WHERE \
             (users.id > :p1 OR posts.id > :p2) AND users.active <= :p3 AND (users.active < :p4 \
             OR users.id >= :p5 AND (users.id > :p6 OR posts.id > :p7)) ORDER BY users.active \
             DESC, users.id, posts.id" [0, 0, true, true, 2_i64, 2_i64, 1_i64],
    );
}

#[test]
fn nulls_come_where_the_order_says() {
    let page = |first: bool, age: Option<i32>| {
        let order =
            if first { users::age.asc().nulls_first() } else { users::age.asc().nulls_last() };
        select((users::id, users::age)).order_by((order, users::id)).after((age, 1_i64))
    };
    assert_sql!(page(true, Some(20)),
        sqlite | mysql | mariadb:
            "SELECT users.id, users.age FROM users WHERE users.age >= ? AND (users.age > ? OR \
             users.id > ?) ORDER BY users.age, users.id" [20, 20, 1_i64],
        postgres:
            "SELECT users.id, users.age FROM users WHERE users.age >= $1 AND (users.age > $2 OR \
             users.id > $3) ORDER BY users.age NULLS FIRST, users.id" [20, 20, 1_i64],
        ansi:
            "SELECT users.id, users.age FROM users WHERE users.age >= :p1 AND (users.age > :p2 \
             OR users.id > :p3) ORDER BY users.age NULLS FIRST, users.id" [20, 20, 1_i64],
    );
    assert_sql!(page(false, Some(20)),
        sqlite:
            "SELECT users.id, users.age FROM users WHERE (users.age >= ? OR users.age IS NULL) \
             AND (users.age > ? OR users.age IS NULL OR users.id > ?) ORDER BY users.age NULLS \
             LAST, users.id" [20, 20, 1_i64],
        postgres:
            "SELECT users.id, users.age FROM users WHERE (users.age >= $1 OR users.age IS NULL) \
             AND (users.age > $2 OR users.age IS NULL OR users.id > $3) ORDER BY users.age, \
             users.id" [20, 20, 1_i64],
        mysql | mariadb:
            "SELECT users.id, users.age FROM users WHERE (users.age >= ? OR users.age IS NULL) \
             AND (users.age > ? OR users.age IS NULL OR users.id > ?) ORDER BY users.age IS \
             NULL, users.age, users.id" [20, 20, 1_i64],
        ansi:
            "SELECT users.id, users.age FROM users WHERE (users.age >= :p1 OR users.age IS \
             NULL) AND (users.age > :p2 OR users.age IS NULL OR users.id > :p3) ORDER BY \
             users.age, users.id" [20, 20, 1_i64],
    );
    assert_sql!(page(true, None),
        sqlite | mysql | mariadb:
            "SELECT users.id, users.age FROM users WHERE users.age IS NOT NULL OR users.id > ? \
             ORDER BY users.age, users.id" [1_i64],
        postgres:
            "SELECT users.id, users.age FROM users WHERE users.age IS NOT NULL OR users.id > $1 \
             ORDER BY users.age NULLS FIRST, users.id" [1_i64],
        ansi:
            "SELECT users.id, users.age FROM users WHERE users.age IS NOT NULL OR users.id > \
             :p1 ORDER BY users.age NULLS FIRST, users.id" [1_i64],
    );
    assert_sql!(page(false, None),
        sqlite:
            "SELECT users.id, users.age FROM users WHERE users.age IS NULL AND users.id > ? \
             ORDER BY users.age NULLS LAST, users.id" [1_i64],
        postgres:
            "SELECT users.id, users.age FROM users WHERE users.age IS NULL AND users.id > $1 \
             ORDER BY users.age, users.id" [1_i64],
        mysql | mariadb:
            "SELECT users.id, users.age FROM users WHERE users.age IS NULL AND users.id > ? \
             ORDER BY users.age IS NULL, users.age, users.id" [1_i64],
        ansi:
            "SELECT users.id, users.age FROM users WHERE users.age IS NULL AND users.id > :p1 \
             ORDER BY users.age, users.id" [1_i64],
    );
}

#[test]
fn an_order_that_cannot_be_cut_is_refused() {
    assert_sql!(select(users::id).order_by(users::name).after("ann"),
        sqlite | postgres | mysql | mariadb | ansi:
            error "the order does not tell rows apart, so that `.after(…)` might skip some; add \
             a primary or unique key of each FROM item to it",
    );
    assert_sql!(select(users::id).order_by((users::age, users::id)).after((1, 1_i64)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "term 1 of an order with `.after(…)` may be NULL, and engines differ about \
             where NULLs come; add `.nulls_first()` or `.nulls_last()`",
    );
    assert_sql!(select(users::id).order_by(users::id).after((1_i64, 2_i64)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "values of `.after(…)`: 2, terms of the order: 1; give one value for each \
             term, after `.order_by(…)`",
    );
    assert_sql!(select(users::id).after(1_i64).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi:
            error "values of `.after(…)`: 1, terms of the order: 0; give one value for each \
             term, after `.order_by(…)`",
    );
    assert_sql!(select(users::id).order_by(users::id).after(1_i64).order_by(users::name),
        sqlite | postgres | mysql | mariadb | ansi:
            error "the order has more terms than at `.after(…)`; call `.after(…)` last",
    );
    assert_sql!(select(users::id.label("n")).order_by(column("n")).after(1_i64),
        sqlite | postgres | mysql | mariadb | ansi:
            error "term 1 of the order is `n`, the name of a result, which WHERE does not know; \
             order by the expression itself",
    );
    assert_sql!(select(func::count()).group_by(users::id).order_by(users::id).after(1_i64),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`.after(…)` keeps rows, and this query has groups or DISTINCT; make it a \
             `.subquery(…)` and page that",
    );
    assert_sql!(select(users::id).order_by(users::id).after("one"),
        sqlite | postgres | mysql | mariadb | ansi:
            error "column `id` is BIGINT, the value is TEXT (in WHERE); give values of one \
             type, or cast them",
    );
    assert_sql!(select(users::id).order_by(users::id).after(None::<i64>),
        sqlite | postgres | mysql | mariadb | ansi:
            error "value 1 of `.after(…)` is NULL, and its term does not say where NULLs come; \
             add `.nulls_first()` or `.nulls_last()`",
    );
}

#[test]
fn groups_are_paged_as_a_subquery() {
    let by_author = select((posts::user_id, func::count().label("n")))
        .group_by(posts::user_id)
        .subquery("by_author");
    let author = by_author.col(posts::user_id);
    assert_sql!(select((&author, by_author.col("n"))).order_by(&author).after(1_i64),
        sqlite | mysql | mariadb:
            "SELECT by_author.user_id, by_author.n FROM (SELECT posts.user_id, COUNT(*) AS n \
             FROM posts GROUP BY posts.user_id) AS by_author WHERE by_author.user_id > ? ORDER \
             BY by_author.user_id" [1_i64],
        postgres:
            "SELECT by_author.user_id, by_author.n FROM (SELECT posts.user_id, COUNT(*) AS n \
             FROM posts GROUP BY posts.user_id) AS by_author WHERE by_author.user_id > $1 ORDER \
             BY by_author.user_id" [1_i64],
        ansi:
            "SELECT by_author.user_id, by_author.n FROM (SELECT posts.user_id, COUNT(*) AS n \
             FROM posts GROUP BY posts.user_id) AS by_author WHERE by_author.user_id > :p1 \
             ORDER BY by_author.user_id" [1_i64],
    );
}

/// Page by page gives each row once, in the order of the whole.
#[test]
fn pages_make_up_the_whole() {
    use crate::support::live::Live;
    for live in Live::ALL {
        live.with(|connection| {
            for nulls_first in [true, false] {
                let by_age = users::age.desc();
                let by_age = if nulls_first { by_age.nulls_first() } else { by_age.nulls_last() };
                let all = select((users::age, users::id)).order_by((by_age, users::id));
                let whole = connection.fetch_all(&all).unwrap();
                let mut pages = connection.fetch_all(&all.clone().limit(2)).unwrap();
                while let Some((age, id)) = pages.last().cloned() {
                    let next =
                        connection.fetch_all(&all.clone().after((age, id)).limit(2)).unwrap();
                    if next.is_empty() {
                        break;
                    }
                    pages.extend(next);
                }
                assert_eq!(pages, whole, "{live}");
            }
        });
    }
}

#[test]
fn the_rows_of_any_query_are_counted() {
    assert_sql!(select((users::id, users::name)).filter(users::id.gt(1)).count(),
        sqlite | mysql | mariadb:
            "SELECT COUNT(*) FROM (SELECT users.id, users.name FROM users WHERE users.id > ?) \
             AS counted" [1],
        postgres:
            "SELECT COUNT(*) FROM (SELECT users.id, users.name FROM users WHERE users.id > $1) \
             AS counted" [1],
        ansi:
            "SELECT COUNT(*) FROM (SELECT users.id, users.name FROM users WHERE users.id > :p1) \
             AS counted" [1],
    );
    assert_sql!(select(users::id).union(select(posts::user_id)).count(),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT COUNT(*) FROM (SELECT users.id FROM users UNION SELECT posts.user_id FROM \
             posts) AS counted",
    );
    assert_sql!(select((users::id, posts::id))
            .join(posts::table(), posts::user_id.eq(users::id))
            .order_by((users::id, posts::id))
            .limit(3)
            .count(),
        sqlite | mysql | mariadb:
            "SELECT COUNT(*) FROM (SELECT users.id, posts.id AS id_1 FROM users JOIN posts ON \
             posts.user_id = users.id ORDER BY users.id, posts.id LIMIT ?) AS counted" [3_i64],
        postgres:
            "SELECT COUNT(*) FROM (SELECT users.id, posts.id AS id_1 FROM users JOIN posts ON \
             posts.user_id = users.id ORDER BY users.id, posts.id LIMIT $1) AS counted" [3_i64],
        ansi:
            "SELECT COUNT(*) FROM (SELECT users.id, posts.id AS id_1 FROM users JOIN posts ON \
             posts.user_id = users.id ORDER BY users.id, posts.id LIMIT :p1) AS counted" [3_i64],
    );
}
