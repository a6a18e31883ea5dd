//! The columns of queries in FROM: found by what they show, each under a name of its own.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn two_columns_of_one_name_are_told_apart() {
    let both = select((users::id, posts::id, posts::title))
        .from(users::table())
        .join(posts::table(), posts::user_id.eq(users::id))
        .subquery("s");
    assert_sql!(
        select((both.col(users::id), both.col(posts::id))).order_by(both.col(posts::id)),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT s.id, s.id_1 FROM \
            (SELECT users.id, posts.id AS id_1, posts.title FROM users \
            JOIN posts ON posts.user_id = users.id) AS s ORDER BY s.id_1",
    );
    let names: Vec<String> =
        both.columns().iter().map(|column| column.name().unwrap().to_string()).collect();
    assert_eq!(names, ["id", "id_1", "title"]);
    // At the top a result may have a name twice.
    assert_sql!(
        select((users::id, posts::id)).filter(posts::user_id.eq(users::id)).order_by(posts::id),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id, posts.id FROM users, posts \
            WHERE posts.user_id = users.id ORDER BY posts.id",
    );
}

#[test]
fn a_name_that_two_columns_have_says_neither() {
    let both = select((users::id, posts::id)).filter(posts::user_id.eq(users::id)).subquery("s");
    assert_sql!(select([both.col("id")]),
        sqlite | postgres | mysql | mariadb | ansi: error "the query `s` has several columns `id`; \
            use the column's handle, or a label",
    );
    assert_sql!(select([both.col("id_1")]).order_by(both.col("id_1")),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT s.id_1 FROM \
            (SELECT users.id, posts.id AS id_1 FROM users, posts WHERE posts.user_id = users.id) \
            AS s ORDER BY s.id_1",
    );
}

#[test]
fn a_column_that_the_query_does_not_show_is_not_there() {
    let only = select(users::id).subquery("s");
    assert_sql!(select(only.col(posts::id)),
        sqlite | postgres | mysql | mariadb | ansi: error
            "subquery `s` has no column `posts.id`; it has `id`",
    );
    let boss = users::alias("boss");
    assert_sql!(select(only.col(boss.col(users::id))),
        sqlite | postgres | mysql | mariadb | ansi: error
            "subquery `s` has no column `boss.id`; it has `id`",
    );
}

#[test]
fn swapped_labels_swap_no_columns() {
    let swapped = select((users::id.label("age"), users::age.label("id"))).subquery("s");
    assert_sql!(
        select((swapped.col(users::id), swapped.col(users::age), swapped.col("id")))
            .order_by(swapped.col(users::id)),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT s.age, s.id, s.id FROM \
            (SELECT users.id AS age, users.age AS id FROM users) AS s ORDER BY s.age",
    );
}

#[test]
fn a_column_is_found_through_several_queries() {
    let inner = select((users::id, users::name)).subquery("a");
    let middle = select((inner.col(users::name).label("n"), inner.col(users::id))).subquery("b");
    let outer = select(middle.columns()).cte("c");
    let again = outer.alias("d");
    assert_sql!(
        select((again.col(users::name), again.col(middle.col(users::id))))
            .order_by(again.col(users::id)),
        sqlite | postgres | mysql | mariadb | ansi: "WITH c AS (SELECT b.n, b.id FROM \
            (SELECT a.name AS n, a.id FROM (SELECT users.id, users.name FROM users) AS a) AS b) \
            SELECT d.n, d.id FROM c AS d ORDER BY d.id",
    );
}

#[test]
fn the_same_column_twice_is_its_first() {
    let twice = select((users::id, users::id, users::id.label("again"))).subquery("s");
    assert_sql!(select((twice.col(users::id), twice.col("again"))).order_by(twice.col(users::id)),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT s.id, s.again FROM \
            (SELECT users.id, users.id AS id_1, users.id AS again FROM users) AS s ORDER BY s.id",
    );
}

#[test]
fn labels_stay_and_other_names_give_way() {
    let query = select((users::id, users::age.label("ID"), posts::id.label("id_1")))
        .filter(posts::user_id.eq(users::id))
        .subquery("s");
    assert_sql!(select((query.col(users::id), query.col(users::age))).order_by(query.col(posts::id)),
        sqlite | postgres | ansi: "SELECT s.id_2, s.\"ID\" FROM (SELECT users.id AS id_2, \
            users.age AS \"ID\", posts.id AS id_1 FROM users, posts \
            WHERE posts.user_id = users.id) AS s ORDER BY s.id_1",
        mysql | mariadb: "SELECT s.id_2, s.`ID` FROM (SELECT users.id AS id_2, \
            users.age AS `ID`, posts.id AS id_1 FROM users, posts \
            WHERE posts.user_id = users.id) AS s ORDER BY s.id_1",
    );
    let clash = select((users::id.label("n"), users::age.label("N"))).subquery("s");
    assert_sql!(select(clash.col(users::id)),
        sqlite | postgres | mysql | mariadb | ansi: error "the query `s` has the label `N` twice, \
            in whatever case; its columns could not be told apart",
    );
}

#[test]
fn set_operations_show_the_columns_of_their_first_query() {
    let all = select((users::id, posts::id))
        .filter(posts::user_id.eq(users::id))
        .union(select((posts::user_id, users::id)).filter(posts::user_id.eq(users::id)))
        .subquery("s");
    let columns = (all.col(users::id), all.col(posts::id));
    assert_sql!(select(columns.clone()).order_by(columns),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT s.id, s.id_1 FROM (SELECT users.id, posts.id AS id_1 \
            FROM users, posts WHERE posts.user_id = users.id UNION \
            SELECT posts.user_id, users.id FROM posts, users \
            WHERE posts.user_id = users.id) AS s ORDER BY s.id, s.id_1",
    );
}

#[test]
fn aliases_of_tables_take_columns_of_their_table_only() {
    let boss = users::alias("boss");
    assert_sql!(select(boss.col(users::id)).order_by(boss.col("id")),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT boss.id FROM users AS boss ORDER BY boss.id",
    );
    assert_sql!(select(boss.col(posts::id)),
        sqlite | postgres | mysql | mariadb | ansi: error "alias `boss` has no column `posts.id`; \
            it has `id`, `name`, `age`, `boss_id`, `active`, `score`",
    );
}
