//! WITH at a query inside of a statement.

use sqltree::prelude::*;
use sqltree::select::Cte;

use crate::assert_sql;
use crate::support::expect::texts;
use crate::support::live::{Live, assert_refused};
use crate::support::tables::{posts, stock, users};

/// All dialects refuse it so.
#[track_caller]
fn refused(query: impl Statement, message: &str) {
    assert_eq!(texts(&query), [message; 5]);
}

/// What the user of the row around has written.
fn own() -> Cte<(i64, i32)> {
    select((posts::id, posts::likes)).filter(posts::user_id.eq(users::id)).cte("own")
}

#[test]
fn it_sees_the_row_around_the_query() {
    let own = own();
    let most = select(func::max(own.col(posts::likes))).with_here(&own).scalar();
    let query = select((users::id, most)).order_by(users::id);
    assert_sql!(query,
        sqlite | postgres | mysql | ansi: "SELECT users.id, (WITH own AS (SELECT posts.id, posts.likes FROM posts WHERE posts.user_id = users.id) SELECT MAX(own.likes) FROM own) FROM users ORDER BY users.id",
        mariadb: error "MariaDB 11.4 has no columns of enclosing queries inside of queries in FROM (in WHERE); compare with values, or join",
    );
    let liked = select(own.col(posts::id)).filter(own.col(posts::likes).gt(2)).with_here(&own);
    let query = select(users::id).filter(exists(&liked)).order_by(users::id);
    assert_sql!(query,
        sqlite | mysql: "SELECT users.id FROM users WHERE EXISTS (WITH own AS (SELECT posts.id, posts.likes FROM posts WHERE posts.user_id = users.id) SELECT own.id FROM own WHERE own.likes > ?) ORDER BY users.id" [2],
        postgres: "SELECT users.id FROM users WHERE EXISTS (WITH own AS (SELECT posts.id, posts.likes FROM posts WHERE posts.user_id = users.id) SELECT own.id FROM own WHERE own.likes > $1) ORDER BY users.id" [2],
        mariadb: error "MariaDB 11.4 has no columns of enclosing queries inside of queries in FROM (in WHERE); compare with values, or join",
        ansi: "SELECT users.id FROM users WHERE EXISTS (WITH own AS (SELECT posts.id, posts.likes FROM posts WHERE posts.user_id = users.id) SELECT own.id FROM own WHERE own.likes > :p1) ORDER BY users.id" [2],
    );
    let change = update(users::table()).set(users::active, false).filter(not_exists(liked));
    assert_sql!(change,
        sqlite | mysql: "UPDATE users SET active = ? WHERE NOT EXISTS (WITH own AS (SELECT posts.id, posts.likes FROM posts WHERE posts.user_id = users.id) SELECT own.id FROM own WHERE own.likes > ?)" [false, 2],
        postgres: "UPDATE users SET active = $1 WHERE NOT EXISTS (WITH own AS (SELECT posts.id, posts.likes FROM posts WHERE posts.user_id = users.id) SELECT own.id FROM own WHERE own.likes > $2)" [false, 2],
        mariadb: error "MariaDB 11.4 has no columns of enclosing queries inside of queries in FROM (in WHERE); compare with values, or join",
        ansi: "UPDATE users SET active = :p1 WHERE NOT EXISTS (WITH own AS (SELECT posts.id, posts.likes FROM posts WHERE posts.user_id = users.id) SELECT own.id FROM own WHERE own.likes > :p2)" [false, 2],
    );
    let twice = select((users::id * 2).label("n")).correlate(users::table()).cte("twice");
    let thrice =
        select((twice.col("n").typed::<i64>() + users::id).label("m")).from(&twice).cte("thrice");
    let sum = select(thrice.column_at(0)).with_here(&thrice).with_here(&twice).scalar();
    assert_sql!(select((users::id, sum)).order_by(users::id),
        sqlite | mysql: "SELECT users.id, (WITH twice AS (SELECT users.id * ? AS n), thrice AS (SELECT twice.n + users.id AS m FROM twice) SELECT thrice.m FROM thrice) FROM users ORDER BY users.id" [2],
        postgres: "SELECT users.id, (WITH twice AS (SELECT users.id * $1 AS n), thrice AS (SELECT twice.n + users.id AS m FROM twice) SELECT thrice.m FROM thrice) FROM users ORDER BY users.id" [2],
        mariadb: error "MariaDB 11.4 has no columns of enclosing queries inside of queries in FROM (in SELECT); compare with values, or join\nMariaDB 11.4 has no columns of enclosing queries inside of queries in FROM (in SELECT); compare with values, or join",
        ansi: "SELECT users.id, (WITH twice AS (SELECT users.id * :p1 AS n), thrice AS (SELECT twice.n + users.id AS m FROM twice) SELECT thrice.m FROM thrice) FROM users ORDER BY users.id" [2],
    );
}

#[test]
fn it_stands_in_queries_of_all_places() {
    let liked = || select((posts::user_id, posts::likes)).filter(posts::likes.gt(2)).cte("liked");
    let a = liked();
    let inner = select(a.col(posts::user_id)).with_here(&a);
    let query = select(users::id).filter(users::id.is_in(&inner)).order_by(users::id);
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE users.id IN (WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > ?) SELECT liked.user_id FROM liked) ORDER BY users.id" [2],
        postgres: "SELECT users.id FROM users WHERE users.id IN (WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > $1) SELECT liked.user_id FROM liked) ORDER BY users.id" [2],
        ansi: "SELECT users.id FROM users WHERE users.id IN (WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > :p1) SELECT liked.user_id FROM liked) ORDER BY users.id" [2],
    );
    let item = inner.clone().subquery("q");
    let query = select((users::id, item.col(posts::user_id)))
        .join(&item, item.col(posts::user_id).eq(users::id))
        .order_by((users::id, item.col(posts::user_id)));
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.id, q.user_id FROM users JOIN (WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > ?) SELECT liked.user_id FROM liked) AS q ON q.user_id = users.id ORDER BY users.id, q.user_id" [2],
        postgres: "SELECT users.id, q.user_id FROM users JOIN (WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > $1) SELECT liked.user_id FROM liked) AS q ON q.user_id = users.id ORDER BY users.id, q.user_id" [2],
        ansi: "SELECT users.id, q.user_id FROM users JOIN (WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > :p1) SELECT liked.user_id FROM liked) AS q ON q.user_id = users.id ORDER BY users.id, q.user_id" [2],
    );
    let outer = inner.clone().cte("outer_one");
    let query = select(outer.col(posts::user_id)).order_by(outer.col(posts::user_id));
    assert_sql!(query,
        sqlite | mysql | mariadb: "WITH outer_one AS (WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > ?) SELECT liked.user_id FROM liked) SELECT outer_one.user_id FROM outer_one ORDER BY outer_one.user_id" [2],
        postgres: "WITH outer_one AS (WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > $1) SELECT liked.user_id FROM liked) SELECT outer_one.user_id FROM outer_one ORDER BY outer_one.user_id" [2],
        ansi: "WITH outer_one AS (WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > :p1) SELECT liked.user_id FROM liked) SELECT outer_one.user_id FROM outer_one ORDER BY outer_one.user_id" [2],
    );
    // Of the statement itself it is WITH of the statement.
    assert_sql!(inner.clone().order_by(a.col(posts::user_id)),
        sqlite | mysql | mariadb: "WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > ?) SELECT liked.user_id FROM liked ORDER BY liked.user_id" [2],
        postgres: "WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > $1) SELECT liked.user_id FROM liked ORDER BY liked.user_id" [2],
        ansi: "WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > :p1) SELECT liked.user_id FROM liked ORDER BY liked.user_id" [2],
    );
    let both = select(a.col(posts::user_id)).union_all(select(posts::id)).with_here(&a);
    assert_sql!(select(users::name).filter(users::id.is_in(both)).order_by(users::id),
        sqlite | mysql | mariadb: "SELECT users.name FROM users WHERE users.id IN (WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > ?) SELECT liked.user_id FROM liked UNION ALL SELECT posts.id FROM posts) ORDER BY users.id" [2],
        postgres: "SELECT users.name FROM users WHERE users.id IN (WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > $1) SELECT liked.user_id FROM liked UNION ALL SELECT posts.id FROM posts) ORDER BY users.id" [2],
        ansi: "SELECT users.name FROM users WHERE users.id IN (WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > :p1) SELECT liked.user_id FROM liked UNION ALL SELECT posts.id FROM posts) ORDER BY users.id" [2],
    );
    let row = insert(stock::table()).columns((stock::item, stock::shop)).from_select(
        select((literal("cap"), func::min(a.col(posts::likes)))).from(&a).with_here(&a),
    );
    assert_sql!(row,
        sqlite: "WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > ?) INSERT INTO stock (item, shop) SELECT 'cap', MIN(liked.likes) FROM liked" [2],
        postgres: "WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > $1) INSERT INTO stock (item, shop) SELECT 'cap', MIN(liked.likes) FROM liked" [2],
        mysql | mariadb: "INSERT INTO stock (item, shop) WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > ?) SELECT 'cap', MIN(liked.likes) FROM liked" [2],
        ansi: "WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > :p1) INSERT INTO stock (item, shop) SELECT 'cap', MIN(liked.likes) FROM liked" [2],
    );
    let picked = select((a.col(posts::user_id), a.col(posts::likes)))
        .with_here(&a)
        .distinct_on(a.col(posts::user_id))
        .order_by((a.col(posts::user_id), a.col(posts::likes)));
    let picked = picked.subquery("p");
    assert_sql!(select(picked.col(posts::likes)).order_by(picked.col(posts::likes)),
        sqlite | mysql | mariadb: "SELECT p.likes FROM (WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > ?) SELECT c_1 AS user_id, c_2 AS likes FROM (SELECT liked.user_id AS c_1, liked.likes AS c_2, ROW_NUMBER() OVER (PARTITION BY liked.user_id ORDER BY liked.user_id, liked.likes) AS n_1, liked.user_id AS o_1, liked.likes AS o_2 FROM liked) AS q WHERE n_1 = 1 ORDER BY o_1, o_2) AS p ORDER BY p.likes" [2],
        postgres: "SELECT p.likes FROM (WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > $1) SELECT DISTINCT ON (liked.user_id) liked.user_id, liked.likes FROM liked ORDER BY liked.user_id, liked.likes) AS p ORDER BY p.likes" [2],
        ansi: "SELECT p.likes FROM (WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > :p1) SELECT DISTINCT ON (liked.user_id) liked.user_id, liked.likes FROM liked ORDER BY liked.user_id, liked.likes) AS p ORDER BY p.likes" [2],
    );
}

#[test]
fn what_is_used_elsewhere_too_is_refused() {
    let liked = select((posts::user_id, posts::likes)).filter(posts::likes.gt(2)).cte("liked");
    let here = select(liked.col(posts::user_id)).with_here(&liked);
    let query = select((liked.col(posts::user_id), liked.col(posts::likes)))
        .from(&liked)
        .filter(liked.col(posts::user_id).is_in(&here))
        .order_by((liked.col(posts::user_id), liked.col(posts::likes)));
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi: error "`liked` stands in WITH of a query inside, and is used outside of that; leave `.with_here(…)` out, or make two queries of it",
    );
    // What it uses itself and does not stand there is of the statement.
    let best = select(func::max(liked.col(posts::likes)).label("m")).from(&liked).cte("best");
    let here = select(best.column_at(0)).with_here(&best).scalar();
    assert_sql!(select(users::id).filter(users::id.lt(here)).order_by(users::id),
        mariadb: error "MariaDB 11.4 has no `liked` of WITH around in the queries of WITH inside; give both to one query by `.with_here(…)`, or leave that out",
        sqlite | mysql: "WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > ?) SELECT users.id FROM users WHERE users.id < (WITH best AS (SELECT MAX(liked.likes) AS m FROM liked) SELECT best.m FROM best) ORDER BY users.id" [2],
        postgres: "WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > $1) SELECT users.id FROM users WHERE users.id < (WITH best AS (SELECT MAX(liked.likes) AS m FROM liked) SELECT best.m FROM best) ORDER BY users.id" [2],
        ansi: "WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > :p1) SELECT users.id FROM users WHERE users.id < (WITH best AS (SELECT MAX(liked.likes) AS m FROM liked) SELECT best.m FROM best) ORDER BY users.id" [2],
    );
    // Outside it sees nothing around.
    let own = own();
    let inner = select(func::max(own.col(posts::likes))).with_here(&own).scalar();
    let query = select((users::id, inner)).filter(exists(select(own.col(posts::id)).from(&own)));
    assert_sql!(query,
        sqlite | postgres | mysql | ansi: error "`own` stands in WITH of a query inside, and is used outside of that; leave `.with_here(…)` out, or make two queries of it",
        mariadb: error "`own` stands in WITH of a query inside, and is used outside of that; leave `.with_here(…)` out, or make two queries of it\nMariaDB 11.4 has no columns of enclosing queries inside of queries in FROM (in WHERE); compare with values, or join",
    );
}

#[test]
fn it_is_refused_where_it_would_be_of_something_else() {
    let liked = select(posts::user_id).filter(posts::likes.gt(2)).cte("liked");
    let one = select(liked.col(posts::user_id)).with_here(&liked);
    refused(
        one.clone().union(select(users::id)),
        "`liked` stands in WITH of a query inside, and is used outside of that; leave `.with_here(…)` out, or make two queries of it\na query of UNION has WITH of its own; give it to the whole by `.with_here(…)`, or put the query into FROM: `.subquery(…)`",
    );
    refused(
        select(users::id).filter(users::id.is_in(select(posts::id).except(one))),
        "a query of EXCEPT has WITH of its own; give it to the whole by `.with_here(…)`, or put the query into FROM: `.subquery(…)`",
    );
    let numbers = select(literal(1_i64).label("n")).recursive("numbers", |above| {
        select(above.col("n").typed::<i64>() + 1).from(above).filter(above.col("n").lt(3))
    });
    let counted = select(func::count()).from(&numbers).with_here(&numbers).scalar();
    refused(
        select((users::id, counted)),
        "`numbers` is recursive, and WITH RECURSIVE stands in front of the statement only; leave `.with_here(…)` out",
    );
    let other = select(users::id).cte("liked");
    let two = select(other.col(users::id)).with_here(&other);
    refused(
        select(liked.col(posts::user_id)).filter(liked.col(posts::user_id).is_in(two)),
        "two different queries in one statement are called `liked`; rename a query",
    );
}

#[test]
fn a_grouped_query_around_has_one_value() {
    let own = own();
    let most = || select(func::max(own.col(posts::likes))).with_here(&own).scalar();
    let query = select((users::age, most())).group_by(users::age);
    assert_sql!(query,
        sqlite | postgres | mysql | ansi: error "a group has several values of `users.id` (in SELECT); group by it, or take `min`, `max` or `any_value` of it",
        mariadb: error "a group has several values of `users.id` (in SELECT); group by it, or take `min`, `max` or `any_value` of it\nMariaDB 11.4 has no columns of enclosing queries inside of queries in FROM (in WHERE); compare with values, or join",
    );
    let query = select((users::id, most())).group_by(users::id).order_by(users::id);
    assert_sql!(query,
        sqlite | postgres | mysql | ansi: "SELECT users.id, (WITH own AS (SELECT posts.id, posts.likes FROM posts WHERE posts.user_id = users.id) SELECT MAX(own.likes) FROM own) FROM users GROUP BY users.id ORDER BY users.id",
        mariadb: error "MariaDB 11.4 has no columns of enclosing queries inside of queries in FROM (in WHERE); compare with values, or join",
    );
    let inner = select(posts::likes).filter(posts::user_id.eq(users::id)).lateral("l");
    let query =
        select((users::age, select(func::max(inner.col(posts::likes))).from(&inner).scalar()))
            .group_by(users::age);
    assert_sql!(query,
        sqlite | postgres | mysql | ansi: error "a group has several values of `users.id` (in SELECT); group by it, or take `min`, `max` or `any_value` of it",
        mariadb: error "a group has several values of `users.id` (in SELECT); group by it, or take `min`, `max` or `any_value` of it\nMariaDB 11.4 has no columns of enclosing queries inside of queries in FROM (in WHERE); compare with values, or join",
    );
}

#[test]
fn deep_queries_say_the_same() {
    let own = own();
    let mut inner = select(own.col(posts::id)).with_here(&own).filter(own.col(posts::likes).gt(2));
    let text = inner.clone();
    let _ = text;
    for _ in 0..40 {
        let p = posts::table().anonymous_alias();
        inner = select(p.col(posts::id)).filter(exists(inner)).from(&p);
    }
    let deep = select(users::id).filter(exists(inner)).compile(&Postgres::default()).unwrap();
    assert!(deep.sql().contains(
        "EXISTS (WITH own AS (SELECT posts.id, posts.likes FROM posts WHERE posts.user_id = users.id) SELECT own.id FROM own WHERE own.likes > $1)"
    ), "{}", deep.sql());
}

#[test]
fn mariadb_sees_no_with_around_in_with_inside() {
    let inside = "WITH a AS (SELECT 1 AS x) SELECT (WITH b AS (SELECT x FROM a) SELECT x FROM b)";
    assert_refused(Live::MariaDb, inside);
    let both = "SELECT (WITH a AS (SELECT 1 AS x), b AS (SELECT x FROM a) SELECT x FROM b)";
    Live::MariaDb.with(|conn| conn.run_script(both).expect("one WITH"));
}

#[test]
pub fn with_around_in_with_inside() {
    let around =
        select((users::id, users::age)).filter(users::id.le(literal(3))).cte("around_here");
    let inside = select(func::max(around.col(users::age)).label("most"));
    let inside = inside.from(&around).cte("inside_here");
    let most = select(inside.col("most").typed::<Option<i32>>()).with_here(&inside);
    let query = select((around.col(users::id), most.scalar().label("most")));
    assert_sql!(query.order_by(around.col(users::id)),
        sqlite | postgres | mysql | ansi:
            "WITH around_here AS (SELECT users.id, users.age FROM users WHERE users.id <= 3) SELECT \
             around_here.id, (WITH inside_here AS (SELECT MAX(around_here.age) AS most FROM around_here) \
             SELECT inside_here.most FROM inside_here) AS most FROM around_here ORDER BY around_here.id",
        mariadb:
            error "MariaDB 11.4 has no `around_here` of WITH around in the queries of WITH inside; give \
             both to one query by `.with_here(…)`, or leave that out",
    );
}

#[test]
fn of_what_is_stored_and_explained_it_is_that_of_the_statement() {
    let liked = select((posts::user_id, posts::likes)).filter(posts::likes.gt(2)).cte("liked");
    let inner = select(liked.col(posts::user_id)).with_here(&liked);
    let stored = sqltree::ddl::create_table_as(Table::new("kept"), &inner).temporary();
    let with = "WITH liked AS (SELECT posts.user_id, posts.likes FROM posts WHERE posts.likes > ?) SELECT liked.user_id \
                FROM liked";
    let [sqlite, _, mysql, mariadb, _] = texts(&stored);
    assert_eq!([&sqlite, &mysql, &mariadb], [&format!("CREATE TEMPORARY TABLE kept AS {with}"); 3]);
    let [sqlite, _, mysql, mariadb, _] = texts(&inner.explain());
    assert_eq!(sqlite, format!("EXPLAIN QUERY PLAN {with}"));
    assert_eq!([&mysql, &mariadb], [&format!("EXPLAIN {with}"); 2]);
    let nested = select(users::id).filter(users::id.is_in(inner)).explain();
    let text = format!("EXPLAIN SELECT users.id FROM users WHERE users.id IN ({with})");
    assert_eq!(texts(&nested)[2..4], [text.clone(), text]);
}
