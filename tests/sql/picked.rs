//! DISTINCT ON, QUALIFY and WITH TIES: natively, and by a query in FROM.

use sqltree::compile::Rewrite;
use sqltree::dialects::{MariaDb, Postgres};
use sqltree::prelude::*;

use crate::support::tables::{posts, users};

#[test]
fn distinct_on_takes_the_first_row_of_each_key() {
    let best = select((posts::user_id, posts::id, posts::likes))
        .distinct_on(posts::user_id)
        .order_by((posts::user_id.desc(), posts::likes.desc().nulls_last(), posts::id));
    crate::assert_sql!(best.clone(),
        sqlite | mysql | mariadb:
            "SELECT c_1 AS user_id, c_2 AS id, c_3 AS likes FROM (SELECT posts.user_id AS c_1, \
             posts.id AS c_2, posts.likes AS c_3, ROW_NUMBER() OVER (PARTITION BY posts.user_id \
             ORDER BY posts.user_id DESC, posts.likes DESC, posts.id) AS n_1, posts.user_id AS \
             o_1, posts.likes AS o_2, posts.id AS o_3 FROM posts) AS q WHERE n_1 = 1 ORDER BY \
             o_1 DESC, o_2 DESC, o_3",
        postgres | ansi:
            "SELECT DISTINCT ON (posts.user_id) posts.user_id, posts.id, posts.likes FROM posts \
             ORDER BY posts.user_id DESC, posts.likes DESC NULLS LAST, posts.id",
    );
    crate::assert_sql!(best.limit(2).offset(1),
        sqlite | mysql | mariadb:
            "SELECT c_1 AS user_id, c_2 AS id, c_3 AS likes FROM (SELECT posts.user_id AS c_1, \
             posts.id AS c_2, posts.likes AS c_3, ROW_NUMBER() OVER (PARTITION BY posts.user_id \
             ORDER BY posts.user_id DESC, posts.likes DESC, posts.id) AS n_1, posts.user_id AS \
             o_1, posts.likes AS o_2, posts.id AS o_3 FROM posts) AS q WHERE n_1 = 1 ORDER BY \
             o_1 DESC, o_2 DESC, o_3 LIMIT ? OFFSET ?" [2_i64, 1_i64],
        postgres:
            "SELECT DISTINCT ON (posts.user_id) posts.user_id, posts.id, posts.likes FROM posts \
             ORDER BY posts.user_id DESC, posts.likes DESC NULLS LAST, posts.id LIMIT $1 OFFSET \
             $2" [2_i64, 1_i64],
        ansi:
            "SELECT DISTINCT ON (posts.user_id) posts.user_id, posts.id, posts.likes FROM posts \
             ORDER BY posts.user_id DESC, posts.likes DESC NULLS LAST, posts.id LIMIT :p1 \
             OFFSET :p2" [2_i64, 1_i64],
    );
    // Keys with values in them, which must be the same ones in both clauses.
    let key = || posts::likes + 1;
    crate::assert_sql!(select(key().label("n")).distinct_on((key(), posts::user_id))
            .order_by((posts::user_id, key(), posts::id)),
        sqlite | mysql | mariadb:
            "SELECT c_1 AS n FROM (SELECT posts.likes + ? AS c_1, ROW_NUMBER() OVER (PARTITION \
             BY posts.likes + ?, posts.user_id ORDER BY posts.user_id, posts.likes + ?, \
             posts.id) AS n_1, posts.user_id AS o_1, posts.likes + ? AS o_2, posts.id AS o_3 \
             FROM posts) AS q WHERE n_1 = 1 ORDER BY o_1, o_2, o_3" [1, 1, 1, 1],
        postgres:
            "SELECT DISTINCT ON (posts.likes + $1, posts.user_id) posts.likes + $1 AS n FROM \
             posts ORDER BY posts.user_id, posts.likes + $1, posts.id" [1],
        ansi:
            "SELECT DISTINCT ON (posts.likes + :p1, posts.user_id) posts.likes + :p1 AS n FROM \
             posts ORDER BY posts.user_id, posts.likes + :p1, posts.id" [1],
    );
    crate::assert_sql!(select(posts::user_id).distinct_on(posts::user_id),
        sqlite | mysql | mariadb:
            "SELECT c_1 AS user_id FROM (SELECT posts.user_id AS c_1, ROW_NUMBER() OVER \
             (PARTITION BY posts.user_id ORDER BY posts.user_id) AS n_1 FROM posts) AS q WHERE \
             n_1 = 1",
        postgres | ansi: "SELECT DISTINCT ON (posts.user_id) posts.user_id FROM posts",
    );
}

#[test]
fn the_order_begins_with_the_keys() {
    crate::assert_sql!(select(posts::id).distinct_on(posts::user_id).order_by(posts::likes),
        sqlite | postgres | mysql | mariadb | ansi:
            error "ORDER BY must begin with the keys of DISTINCT ON, so that its first rows are \
             those of each key",
    );
    crate::assert_sql!(select(posts::id).distinct_on(val(1)),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a constant in DISTINCT ON would mean the column of that number; give the \
             column itself",
    );
    // A name of the result is what it stands for.
    crate::assert_sql!(select((posts::likes.label("n"), posts::id)).distinct_on(posts::likes)
            .order_by((column("n"), posts::id.desc())),
        sqlite | mysql | mariadb:
            "SELECT c_1 AS n, c_2 AS id FROM (SELECT posts.likes AS c_1, posts.id AS c_2, \
             ROW_NUMBER() OVER (PARTITION BY posts.likes ORDER BY posts.likes, posts.id DESC) \
             AS n_1, posts.likes AS o_1, posts.id AS o_2 FROM posts) AS q WHERE n_1 = 1 ORDER \
             BY o_1, o_2 DESC",
        postgres | ansi:
            "SELECT DISTINCT ON (posts.likes) posts.likes AS n, posts.id FROM posts ORDER BY n, \
             posts.id DESC",
    );
}

#[test]
fn queries_that_pick_stand_anywhere() {
    let best = || {
        select((posts::user_id, posts::id)).distinct_on(posts::user_id).order_by((
            posts::user_id,
            posts::likes.desc(),
            posts::id,
        ))
    };
    let inside = best().subquery("best");
    crate::assert_sql!(select((users::name, inside.col(posts::id)))
            .join(&inside, inside.col(posts::user_id).eq(users::id)).order_by(users::id),
        sqlite | mysql | mariadb:
            "SELECT users.name, best.id FROM users JOIN (SELECT c_1 AS user_id, c_2 AS id FROM \
             (SELECT posts.user_id AS c_1, posts.id AS c_2, ROW_NUMBER() OVER (PARTITION BY \
             posts.user_id ORDER BY posts.user_id, posts.likes DESC, posts.id) AS n_1, \
             posts.user_id AS o_1, posts.likes AS o_2, posts.id AS o_3 FROM posts) AS q WHERE \
             n_1 = 1 ORDER BY o_1, o_2 DESC, o_3) AS best ON best.user_id = users.id ORDER BY \
             users.id",
        postgres | ansi:
            "SELECT users.name, best.id FROM users JOIN (SELECT DISTINCT ON (posts.user_id) \
             posts.user_id, posts.id FROM posts ORDER BY posts.user_id, posts.likes DESC, \
             posts.id) AS best ON best.user_id = users.id ORDER BY users.id",
    );
    crate::assert_sql!(best().union_all(select((users::id, users::id)).filter(users::id.gt(5))),
        sqlite:
            "SELECT * FROM (SELECT c_1 AS user_id, c_2 AS id FROM (SELECT posts.user_id AS c_1, \
             posts.id AS c_2, ROW_NUMBER() OVER (PARTITION BY posts.user_id ORDER BY \
             posts.user_id, posts.likes DESC, posts.id) AS n_1, posts.user_id AS o_1, \
             posts.likes AS o_2, posts.id AS o_3 FROM posts) AS q WHERE n_1 = 1 ORDER BY o_1, \
             o_2 DESC, o_3) UNION ALL SELECT users.id, users.id FROM users WHERE users.id > ?" [5],
        postgres:
            "(SELECT DISTINCT ON (posts.user_id) posts.user_id, posts.id FROM posts ORDER BY \
             posts.user_id, posts.likes DESC, posts.id) UNION ALL SELECT users.id, users.id \
             FROM users WHERE users.id > $1" [5],
        mysql | mariadb:
            "(SELECT c_1 AS user_id, c_2 AS id FROM (SELECT posts.user_id AS c_1, posts.id AS \
             c_2, ROW_NUMBER() OVER (PARTITION BY posts.user_id ORDER BY posts.user_id, \
             posts.likes DESC, posts.id) AS n_1, posts.user_id AS o_1, posts.likes AS o_2, \
             posts.id AS o_3 FROM posts) AS q WHERE n_1 = 1 ORDER BY o_1, o_2 DESC, o_3) UNION \
             ALL SELECT users.id, users.id FROM users WHERE users.id > ?" [5],
        ansi:
            "(SELECT DISTINCT ON (posts.user_id) posts.user_id, posts.id FROM posts ORDER BY \
             posts.user_id, posts.likes DESC, posts.id) UNION ALL SELECT users.id, users.id \
             FROM users WHERE users.id > :p1" [5],
    );
    // What belongs to the row around cannot be seen from a query in FROM everywhere.
    let own = select(posts::id)
        .distinct_on(posts::user_id)
        .order_by((posts::user_id, posts::id))
        .filter(posts::user_id.eq(users::id));
    crate::assert_sql!(select(users::id).filter(exists(own)),
        sqlite | mysql:
            "SELECT users.id FROM users WHERE EXISTS (SELECT c_1 AS id FROM (SELECT posts.id AS \
             c_1, ROW_NUMBER() OVER (PARTITION BY posts.user_id ORDER BY posts.user_id, \
             posts.id) AS n_1, posts.user_id AS o_1, posts.id AS o_2 FROM posts WHERE \
             posts.user_id = users.id) AS q WHERE n_1 = 1 ORDER BY o_1, o_2)",
        postgres | ansi:
            "SELECT users.id FROM users WHERE EXISTS (SELECT DISTINCT ON (posts.user_id) \
             posts.id FROM posts WHERE posts.user_id = users.id ORDER BY posts.user_id, \
             posts.id)",
        mariadb:
            error "a column of `users` is used (in WHERE), but on this engine the query becomes \
             one in FROM, which sees nothing around it; join instead",
    );
    let picked = insert(posts::table())
        .columns((posts::id, posts::user_id, posts::title, posts::likes))
        .from_select(
            select((posts::id + 100, posts::user_id, posts::title, posts::likes))
                .distinct_on(posts::user_id)
                .order_by((posts::user_id, posts::id)),
        );
    crate::assert_sql!(picked,
        sqlite | mysql | mariadb:
            "INSERT INTO posts (id, user_id, title, likes) SELECT c_1, c_2 AS user_id, c_3 AS \
             title, c_4 AS likes FROM (SELECT posts.id + ? AS c_1, posts.user_id AS c_2, \
             posts.title AS c_3, posts.likes AS c_4, ROW_NUMBER() OVER (PARTITION BY \
             posts.user_id ORDER BY posts.user_id, posts.id) AS n_1, posts.user_id AS o_1, \
             posts.id AS o_2 FROM posts) AS q WHERE n_1 = 1 ORDER BY o_1, o_2" [100],
        postgres:
            "INSERT INTO posts (id, user_id, title, likes) SELECT DISTINCT ON (posts.user_id) \
             posts.id + $1, posts.user_id, posts.title, posts.likes FROM posts ORDER BY \
             posts.user_id, posts.id" [100],
        ansi:
            "INSERT INTO posts (id, user_id, title, likes) SELECT DISTINCT ON (posts.user_id) \
             posts.id + :p1, posts.user_id, posts.title, posts.likes FROM posts ORDER BY \
             posts.user_id, posts.id" [100],
    );
}

#[test]
fn qualify_tests_functions_over_windows() {
    let place = || {
        func::row_number()
            .over(window().partition_by(posts::user_id).order_by((posts::likes.desc(), posts::id)))
    };
    let query = select((posts::user_id, posts::id)).qualify(place().le(1));
    crate::assert_sql!(query.clone().order_by((posts::user_id.desc(), posts::id)),
        sqlite | mysql | mariadb:
            "SELECT c_1 AS user_id, c_2 AS id FROM (SELECT posts.user_id AS c_1, posts.id AS \
             c_2, ROW_NUMBER() OVER (PARTITION BY posts.user_id ORDER BY posts.likes DESC, \
             posts.id) <= ? AS n_1, posts.user_id AS o_1, posts.id AS o_2 FROM posts) AS q \
             WHERE n_1 ORDER BY o_1 DESC, o_2" [1],
        postgres:
            "SELECT c_1 AS user_id, c_2 AS id FROM (SELECT posts.user_id AS c_1, posts.id AS \
             c_2, ROW_NUMBER() OVER (PARTITION BY posts.user_id ORDER BY posts.likes DESC, \
             posts.id) <= $1 AS n_1, posts.user_id AS o_1, posts.id AS o_2 FROM posts) AS q \
             WHERE n_1 ORDER BY o_1 DESC, o_2" [1],
        ansi:
            "SELECT posts.user_id, posts.id FROM posts QUALIFY ROW_NUMBER() OVER (PARTITION BY \
             posts.user_id ORDER BY posts.likes DESC, posts.id) <= :p1 ORDER BY posts.user_id \
             DESC, posts.id" [1],
    );
    let total = func::sum(posts::likes).over(window().partition_by(posts::user_id));
    crate::assert_sql!(query.filter(posts::likes.ge(0)).qualify(total.gt(3)).limit(5),
        sqlite | mysql:
            "SELECT c_1 AS user_id, c_2 AS id FROM (SELECT posts.user_id AS c_1, posts.id AS c_2, \
                ROW_NUMBER() OVER (PARTITION BY posts.user_id ORDER BY posts.likes DESC, posts.id) \
                <= ? AND SUM(posts.likes) OVER (PARTITION BY posts.user_id) > ? AS n_1 FROM posts \
                WHERE posts.likes >= ?) AS q WHERE n_1 LIMIT ?" [1, 3, 0, 5_i64],
        mariadb:
            "SELECT c_1 AS user_id, c_2 AS id FROM (SELECT posts.user_id AS c_1, posts.id AS c_2, \
                0 NOT IN (ROW_NUMBER() OVER (PARTITION BY posts.user_id ORDER BY posts.likes DESC, \
                posts.id) <= ?, SUM(posts.likes) OVER (PARTITION BY posts.user_id) > ?) AS n_1 FROM \
                posts WHERE posts.likes >= ?) AS q WHERE n_1 LIMIT ?" [1, 3, 0, 5_i64],
        postgres:
            "SELECT c_1 AS user_id, c_2 AS id FROM (SELECT posts.user_id AS c_1, posts.id AS \
             c_2, ROW_NUMBER() OVER (PARTITION BY posts.user_id ORDER BY posts.likes DESC, \
             posts.id) <= $1 AND SUM(posts.likes) OVER (PARTITION BY posts.user_id) > $2 AS n_1 \
             FROM posts WHERE posts.likes >= $3) AS q WHERE n_1 LIMIT $4" [1, 3, 0, 5_i64],
        ansi:
            "SELECT posts.user_id, posts.id FROM posts WHERE posts.likes >= :p1 QUALIFY \
             ROW_NUMBER() OVER (PARTITION BY posts.user_id ORDER BY posts.likes DESC, posts.id) \
             <= :p2 AND SUM(posts.likes) OVER (PARTITION BY posts.user_id) > :p3 LIMIT :p4" [0, 1, 3, 5_i64],
    );
    let groups = select((posts::user_id, func::count().label("n")))
        .group_by(posts::user_id)
        .qualify(func::rank().over(window().order_by(func::count().desc())).eq(1));
    crate::assert_sql!(groups,
        sqlite | mysql:
            "SELECT c_1 AS user_id, c_2 AS n FROM (SELECT posts.user_id AS c_1, COUNT(*) AS \
             c_2, RANK() OVER (ORDER BY COUNT(*) DESC) = ? AS n_1 FROM posts GROUP BY \
             posts.user_id) AS q WHERE n_1" [1],
        postgres:
            "SELECT c_1 AS user_id, c_2 AS n FROM (SELECT posts.user_id AS c_1, COUNT(*) AS \
             c_2, RANK() OVER (ORDER BY COUNT(*) DESC) = $1 AS n_1 FROM posts GROUP BY \
             posts.user_id) AS q WHERE n_1" [1],
        mariadb:
            error "MariaDB 11.4 has no functions over windows of groups beside HAVING, DISTINCT, \
             string_agg or json_agg (in SELECT); it gives wrong rows; group in a subquery, and put the \
             windows around",
        ansi:
            "SELECT posts.user_id, COUNT(*) AS n FROM posts GROUP BY posts.user_id QUALIFY \
             RANK() OVER (ORDER BY COUNT(*) DESC) = :p1" [1],
    );
    crate::assert_sql!(select(posts::likes).distinct().qualify(place().eq(1)),
        sqlite:
            error "DISTINCT, QUALIFY and WITH TIES stand together; put one of them into a \
             subquery (SQLite)",
        postgres:
            error "DISTINCT, QUALIFY and WITH TIES stand together; put one of them into a \
             subquery (PostgreSQL)",
        mysql:
            error "DISTINCT, QUALIFY and WITH TIES stand together; put one of them into a \
             subquery (MySQL)",
        mariadb:
            error "DISTINCT, QUALIFY and WITH TIES stand together; put one of them into a \
             subquery (MariaDB)",
        ansi:
            "SELECT DISTINCT posts.likes FROM posts QUALIFY ROW_NUMBER() OVER (PARTITION BY \
             posts.user_id ORDER BY posts.likes DESC, posts.id) = :p1" [1],
    );
}

#[test]
fn ties_of_the_last_row_are_kept() {
    let query = select((posts::id, posts::likes)).order_by(posts::likes.desc());
    crate::assert_sql!(query.clone().limit_with_ties(1),
        sqlite | mysql:
            "SELECT c_1 AS id, c_2 AS likes FROM (SELECT posts.id AS c_1, posts.likes AS c_2, \
             RANK() OVER (ORDER BY posts.likes DESC) AS n_1, posts.likes AS o_1 FROM posts) AS \
             q WHERE n_1 <= ? ORDER BY o_1 DESC" [1_i64],
        postgres:
            "SELECT posts.id, posts.likes FROM posts ORDER BY posts.likes DESC FETCH FIRST $1 \
             ROWS WITH TIES" [1_i64],
        mariadb:
            "SELECT posts.id, posts.likes FROM posts ORDER BY posts.likes DESC FETCH FIRST ? \
             ROWS WITH TIES" [1_i64],
        ansi:
            "SELECT posts.id, posts.likes FROM posts ORDER BY posts.likes DESC FETCH FIRST :p1 \
             ROWS WITH TIES" [1_i64],
    );
    crate::assert_sql!(select(posts::likes).order_by(posts::likes.desc())
            .limit_with_ties(1).offset(1),
        sqlite | mysql:
            "SELECT c_1 AS likes FROM (SELECT posts.likes AS c_1, RANK() OVER (ORDER BY \
             posts.likes DESC) AS n_1, ROW_NUMBER() OVER (ORDER BY posts.likes DESC) AS n_2, \
             posts.likes AS o_1 FROM posts) AS q WHERE n_1 <= ? AND n_2 > ? ORDER BY o_1 DESC" [2_i64, 1_i64],
        postgres:
            "SELECT posts.likes FROM posts ORDER BY posts.likes DESC OFFSET $1 ROWS FETCH FIRST \
             $2 ROWS WITH TIES" [1_i64, 1_i64],
        mariadb:
            "SELECT posts.likes FROM posts ORDER BY posts.likes DESC OFFSET ? ROWS FETCH FIRST \
             ? ROWS WITH TIES" [1_i64, 1_i64],
        ansi:
            "SELECT posts.likes FROM posts ORDER BY posts.likes DESC OFFSET :p1 ROWS FETCH \
             FIRST :p2 ROWS WITH TIES" [1_i64, 1_i64],
    );
    crate::assert_sql!(query.clone().limit_with_ties(0).offset(3),
        sqlite | mysql:
            "SELECT c_1 AS id, c_2 AS likes FROM (SELECT posts.id AS c_1, posts.likes AS c_2, \
             RANK() OVER (ORDER BY posts.likes DESC) AS n_1, ROW_NUMBER() OVER (ORDER BY \
             posts.likes DESC) AS n_2, posts.likes AS o_1 FROM posts) AS q WHERE n_1 <= ? AND \
             n_2 > ? ORDER BY o_1 DESC" [0_i64, 3_i64],
        postgres:
            "SELECT posts.id, posts.likes FROM posts ORDER BY posts.likes DESC OFFSET $1 ROWS \
             FETCH FIRST $2 ROWS WITH TIES" [3_i64, 0_i64],
        mariadb:
            "SELECT posts.id, posts.likes FROM posts ORDER BY posts.likes DESC OFFSET ? ROWS \
             FETCH FIRST ? ROWS WITH TIES" [3_i64, 0_i64],
        ansi:
            "SELECT posts.id, posts.likes FROM posts ORDER BY posts.likes DESC OFFSET :p1 ROWS \
             FETCH FIRST :p2 ROWS WITH TIES" [3_i64, 0_i64],
    );
    crate::assert_sql!(select(posts::id).limit_with_ties(2),
        sqlite | postgres | mysql | mariadb | ansi:
            error "ties are rows that are equal in the order; add `.order_by(…)`",
    );
    crate::assert_sql!(query.clone().limit_with_ties(2).limit(0),
        sqlite | mysql | mariadb:
            "SELECT posts.id, posts.likes FROM posts ORDER BY posts.likes DESC LIMIT ?" [0_i64],
        postgres:
            "SELECT posts.id, posts.likes FROM posts ORDER BY posts.likes DESC LIMIT $1" [0_i64],
        ansi: "SELECT posts.id, posts.likes FROM posts ORDER BY posts.likes DESC LIMIT :p1" [0_i64],
    );
    let all = select(posts::likes).union_all(select(posts::likes)).order_by(column("likes"));
    crate::assert_sql!(all.limit_with_ties(1),
        sqlite: error "SQLite 3.54 has no FETCH … WITH TIES (in LIMIT)",
        postgres:
            "SELECT posts.likes FROM posts UNION ALL SELECT posts.likes FROM posts ORDER BY 1 \
             FETCH FIRST $1 ROWS WITH TIES" [1_i64],
        mysql: error "MySQL 8.4 has no FETCH … WITH TIES (in LIMIT)",
        mariadb:
            "SELECT posts.likes FROM posts UNION ALL SELECT posts.likes FROM posts ORDER BY 1 \
             FETCH FIRST ? ROWS WITH TIES" [1_i64],
        ansi:
            "SELECT posts.likes FROM posts UNION ALL SELECT posts.likes FROM posts ORDER BY 1 \
             FETCH FIRST :p1 ROWS WITH TIES" [1_i64],
    );
    // One row and its ties may be several.
    let one = select(posts::id).from(posts::table()).order_by(posts::likes).limit_with_ties(1);
    crate::assert_sql!(select(one.scalar()),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a query may give several rows (in SELECT), and is taken for one value; add \
             `.limit(1)`, declare and equate a unique key, or say that you know it by \
             `.scalar_unchecked()`",
    );
    let old = query.clone().limit_with_ties(1).compile(&Postgres::version(12)).unwrap();
    assert_eq!(old.rewrites(), [Rewrite::RowsPicked]);
    let new = query.limit_with_ties(1).compile(&MariaDb::version(10, 6)).unwrap();
    assert!(new.rewrites().is_empty());
}
