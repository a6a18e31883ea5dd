//! Other select lists for a query that is there.

use sqltree::Row;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::live::Live;
use crate::support::tables::{posts, users};

#[test]
fn columns_are_added_behind_those_there_are() {
    let query = select((users::id, users::name.label("called")))
        .filter(users::active.eq(true))
        .order_by(users::id.desc());
    let wider: Select<(i64, String, Option<i32>)> = query.clone().add_columns(users::age);
    assert_sql!(wider,
        sqlite | mysql | mariadb:
            "SELECT users.id, users.name AS called, users.age FROM users WHERE users.active = ? \
                ORDER BY users.id DESC" [true],
        postgres:
            "SELECT users.id, users.name AS called, users.age FROM users WHERE users.active = $1 \
                ORDER BY users.id DESC" [true],
        ansi:
            "SELECT users.id, users.name AS called, users.age FROM users WHERE users.active = \
                :p1 ORDER BY users.id DESC" [true],
    );
    let wider: Select<(i64, String, i32, String)> =
        query.add_columns((posts::likes, posts::title)).filter(posts::user_id.eq(users::id));
    assert_sql!(wider,
        sqlite | mysql | mariadb:
            "SELECT users.id, users.name AS called, posts.likes, posts.title FROM users, posts \
                WHERE users.active = ? AND posts.user_id = users.id ORDER BY users.id DESC" [true],
        postgres:
            "SELECT users.id, users.name AS called, posts.likes, posts.title FROM users, posts \
                WHERE users.active = $1 AND posts.user_id = users.id ORDER BY users.id DESC" [true],
        ansi:
            "SELECT users.id, users.name AS called, posts.likes, posts.title FROM users, posts \
                WHERE users.active = :p1 AND posts.user_id = users.id ORDER BY users.id DESC" [true],
    );
}

#[test]
fn aggregates_are_added_and_taken_away() {
    let plain = select(posts::user_id).group_by(posts::user_id).order_by(posts::user_id);
    let counted: Select<(i64, i64)> = plain.add_columns(func::count().label("n"));
    assert_sql!(counted,
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT posts.user_id, COUNT(*) AS n FROM posts GROUP BY posts.user_id ORDER BY \
                posts.user_id",
    );
    let total: Select<Option<i64>> = select((posts::id, posts::likes))
        .filter(posts::likes.gt(0))
        .with_only_columns(func::sum(posts::likes));
    assert_sql!(total.clone(),
        sqlite | mysql | mariadb: "SELECT SUM(posts.likes) FROM posts WHERE posts.likes > ?" [0],
        postgres: "SELECT SUM(posts.likes) FROM posts WHERE posts.likes > $1" [0],
        ansi: "SELECT SUM(posts.likes) FROM posts WHERE posts.likes > :p1" [0],
    );
    let again: Select<i32> = total.clone().with_only_columns(posts::likes).order_by(posts::id);
    assert_sql!(again,
        sqlite | mysql | mariadb:
            "SELECT posts.likes FROM posts WHERE posts.likes > ? ORDER BY posts.id" [0],
        postgres: "SELECT posts.likes FROM posts WHERE posts.likes > $1 ORDER BY posts.id" [0],
        ansi: "SELECT posts.likes FROM posts WHERE posts.likes > :p1 ORDER BY posts.id" [0],
    );
}

#[test]
fn from_is_inferred_anew() {
    let both =
        select((users::id, posts::id)).filter(users::id.eq(1_i64)).with_only_columns(users::name);
    assert_sql!(both,
        sqlite | mysql | mariadb: "SELECT users.name FROM users WHERE users.id = ?" [1_i64],
        postgres: "SELECT users.name FROM users WHERE users.id = $1" [1_i64],
        ansi: "SELECT users.name FROM users WHERE users.id = :p1" [1_i64],
    );
    let kept = select(posts::id).from(posts::table()).with_only_columns(val(1));
    assert_sql!(kept,
        sqlite | mysql | mariadb: "SELECT ? FROM posts" [1],
        postgres: "SELECT CAST($1 AS INTEGER) FROM posts" [1],
        ansi: "SELECT :p1 FROM posts" [1],
    );
}

#[test]
fn a_term_of_the_order_that_is_not_selected_any_more_is_written_out() {
    let doubled = (users::id * 2_i64).label("doubled");
    let query = select((users::id, &doubled)).order_by(&doubled).with_only_columns(users::name);
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.name FROM users ORDER BY users.id * ?" [2_i64],
        postgres: "SELECT users.name FROM users ORDER BY users.id * $1" [2_i64],
        ansi: "SELECT users.name FROM users ORDER BY users.id * :p1" [2_i64],
    );
    let distinct = select((users::id, users::name))
        .distinct()
        .order_by(users::id)
        .with_only_columns(users::name);
    assert_sql!(distinct,
        sqlite | postgres | mysql | mariadb | ansi:
            error "ORDER BY has a term that SELECT DISTINCT left out; select it too, or order a \
                subquery",
    );
}

#[test]
fn rows_of_run_time_stay_rows() {
    let _: Select<Row> = select(vec![users::id.dynamic()]).add_columns(users::name);
    let _: Select<Row> = select((users::id, users::name)).add_columns(vec![users::age.dynamic()]);
    let all: Select<Row> =
        select(users::table().star()).add_columns((users::id + 1_i64).label("next"));
    assert_sql!(all.filter(users::id.lt(3_i64)).order_by(users::id),
        sqlite | mysql | mariadb:
            "SELECT users.*, users.id + ? AS next FROM users WHERE users.id < ? ORDER BY \
                users.id" [1_i64, 3_i64],
        postgres:
            "SELECT users.*, users.id + $1 AS next FROM users WHERE users.id < $2 ORDER BY \
                users.id" [1_i64, 3_i64],
        ansi:
            "SELECT users.*, users.id + :p1 AS next FROM users WHERE users.id < :p2 ORDER BY \
                users.id" [1_i64, 3_i64],
    );
}

#[test]
fn columns_that_a_join_makes_null_are_still_found() {
    let query = select(posts::id)
        .from(posts::table())
        .left_join(users::table(), users::id.eq(posts::user_id))
        .add_columns(users::name);
    let error = Live::Sqlite.with(|connection| connection.fetch_all(&query)).unwrap_err();
    assert!(error.to_string().starts_with("column 2 (`name`) can be NULL"), "{error}");
    let right = select(users::name)
        .from(posts::table())
        .left_join(users::table(), users::id.eq(posts::user_id))
        .with_only_columns(posts::id)
        .order_by(posts::id);
    assert_sql!(right,
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT posts.id FROM posts LEFT JOIN users ON users.id = posts.user_id ORDER BY \
                posts.id",
    );
}
