//! Labels made of the names of a column and its table.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::expect::texts;
use crate::support::live::Live;
use crate::support::tables::{posts, users};

#[test]
fn columns_are_called_by_their_tables() {
    let boss = users::alias("boss");
    let query = select((
        users::id,
        boss.col(users::name).nullable(),
        users::age.label("years"),
        (users::score * 2.0).label("twice"),
        func::count(),
        posts::likes,
    ))
    .from(users::table())
    .left_join(&boss, users::boss_id.eq(boss.col(users::id)))
    .join(posts::table(), posts::user_id.eq(users::id))
    .group_by((users::id, users::age, users::score, boss.col(users::id), boss.col(users::name)))
    .group_by(posts::likes)
    .order_by((users::id, posts::likes.desc(), column("boss_name").asc()))
    .labels_with_table();
    assert_sql!(query,
        sqlite | mysql | mariadb:
            "SELECT users.id AS users_id, boss.name AS boss_name, users.age AS years, \
                users.score * ? AS twice, COUNT(*), posts.likes AS posts_likes FROM users LEFT JOIN \
                users AS boss ON users.boss_id = boss.id JOIN posts ON posts.user_id = users.id \
                GROUP BY users.id, users.age, users.score, boss.id, boss.name, posts.likes ORDER BY \
                users.id, posts.likes DESC, boss_name" [2.0],
        postgres:
            "SELECT users.id AS users_id, boss.name AS boss_name, users.age AS years, \
                users.score * $1 AS twice, COUNT(*), posts.likes AS posts_likes FROM users LEFT JOIN \
                users AS boss ON users.boss_id = boss.id JOIN posts ON posts.user_id = users.id \
                GROUP BY users.id, users.age, users.score, boss.id, boss.name, posts.likes ORDER BY \
                users.id, posts.likes DESC, boss_name" [2.0],
        ansi:
            "SELECT users.id AS users_id, boss.name AS boss_name, users.age AS years, \
                users.score * :p1 AS twice, COUNT(*), posts.likes AS posts_likes FROM users LEFT \
                JOIN users AS boss ON users.boss_id = boss.id JOIN posts ON posts.user_id = users.id \
                GROUP BY users.id, users.age, users.score, boss.id, boss.name, posts.likes ORDER BY \
                users.id, posts.likes DESC, boss_name" [2.0],
    );
}

#[test]
fn names_that_would_come_twice_are_numbered() {
    let query = select((
        users::id,
        users::name,
        users::id,
        users::age.label("USERS_NAME"),
        posts::id.label("users_id_1"),
    ))
    .join(posts::table(), posts::user_id.eq(users::id))
    .order_by((users::id, posts::id))
    .labels_with_table();
    assert_sql!(query.clone(),
        sqlite | postgres | ansi:
            r#"SELECT users.id AS users_id, users.name AS users_name_1, users.id AS users_id_2, users.age AS "USERS_NAME", posts.id AS users_id_1 FROM users JOIN posts ON posts.user_id = users.id ORDER BY users.id, posts.id"#,
        mysql | mariadb:
            "SELECT users.id AS users_id, users.name AS users_name_1, users.id AS users_id_2, \
                users.age AS `USERS_NAME`, posts.id AS users_id_1 FROM users JOIN posts ON \
                posts.user_id = users.id ORDER BY users.id, posts.id",
    );
    let names: Vec<String> =
        query.output_columns().iter().filter_map(|c| c.name().map(ToString::to_string)).collect();
    assert_eq!(names, ["users_id", "users_name_1", "users_id_2", "USERS_NAME", "users_id_1"]);
}

#[test]
fn the_query_gives_its_columns_by_both_names() {
    let inner = select((users::id, posts::id))
        .join(posts::table(), foreign_key())
        .labels_with_table()
        .subquery("both");
    let query = select((inner.col(users::id), inner.col("posts_id"), inner.col(posts::id)))
        .order_by(inner.col("posts_id"));
    assert_sql!(query,
        sqlite:
            "SELECT both.users_id, both.posts_id, both.posts_id FROM (SELECT users.id AS \
                users_id, posts.id AS posts_id FROM users JOIN posts ON posts.user_id = users.id) AS \
                both ORDER BY both.posts_id",
        postgres | ansi:
            r#"SELECT "both".users_id, "both".posts_id, "both".posts_id FROM (SELECT users.id AS users_id, posts.id AS posts_id FROM users JOIN posts ON posts.user_id = users.id) AS "both" ORDER BY "both".posts_id"#,
        mysql | mariadb:
            "SELECT `both`.users_id, `both`.posts_id, `both`.posts_id FROM (SELECT users.id AS \
                users_id, posts.id AS posts_id FROM users JOIN posts ON posts.user_id = users.id) AS \
                `both` ORDER BY `both`.posts_id",
    );
}

#[test]
fn stars_are_the_columns_that_are_declared() {
    let query = select(posts::table().star())
        .filter(posts::id.lt(3_i64))
        .order_by(column("posts_likes").desc())
        .labels_with_table();
    assert_sql!(query,
        sqlite | mysql | mariadb:
            "SELECT posts.id AS posts_id, posts.user_id AS posts_user_id, posts.title AS \
                posts_title, posts.body AS posts_body, posts.likes AS posts_likes FROM posts WHERE \
                posts.id < ? ORDER BY posts_likes DESC" [3_i64],
        postgres:
            "SELECT posts.id AS posts_id, posts.user_id AS posts_user_id, posts.title AS \
                posts_title, posts.body AS posts_body, posts.likes AS posts_likes FROM posts WHERE \
                posts.id < $1 ORDER BY posts_likes DESC" [3_i64],
        ansi:
            "SELECT posts.id AS posts_id, posts.user_id AS posts_user_id, posts.title AS \
                posts_title, posts.body AS posts_body, posts.likes AS posts_likes FROM posts WHERE \
                posts.id < :p1 ORDER BY posts_likes DESC" [3_i64],
    );
    let open = Table::new("unknown");
    let star = select(open.star()).labels_with_table();
    assert_eq!(texts(&star)[0], "SELECT unknown.* FROM unknown");
}

#[test]
fn schemas_are_part_of_the_name() {
    let users = Table::new(("app", "users")).column("id", Type::BigInt);
    let query = select((users.col("id"), column((("app", "users"), "name")), column("free")))
        .from(&users)
        .labels_with_table();
    let wanted = "SELECT app.users.id AS app_users_id, app.users.name AS app_users_name, free FROM app.users";
    assert_eq!(texts(&query), [wanted; 5]);
}

#[test]
fn rows_are_read_by_the_labels() {
    let query = select(vec![users::id.dynamic(), users::name.dynamic()])
        .order_by(users::id)
        .limit(1)
        .labels_with_table();
    for live in Live::ALL {
        let row = live.with(|connection| connection.fetch_one(&query)).expect("a row");
        assert_eq!(row.get::<String>("users_name").unwrap(), "Ann");
        assert_eq!(row.get(users::id).unwrap(), 1);
    }
}

#[test]
fn long_names_are_what_the_engine_takes() {
    let table = Table::new("a_table_of_which_the_name_is_long")
        .column("and_a_column_of_no_shorter_one", Type::Integer);
    let query = select([
        table.col("and_a_column_of_no_shorter_one"),
        table.col("and_a_column_of_no_shorter_one"),
    ])
    .labels_with_table();
    let [sqlite, postgres, mysql, ..] = texts(&query);
    assert!(
        sqlite
            .contains("AS a_table_of_which_the_name_is_long_and_a_column_of_no_shorter_one_1 FROM")
    );
    let name = "a_table_of_which_the_name_is_long_and_a_column_of_no_shorter_one";
    let refused = format!("the name `{name}` has 64 bytes, and PostgreSQL takes 63 (in SELECT)");
    assert!(postgres.starts_with(&refused), "{postgres}");
    let refused = format!("the name `{name}_1` has 66 characters, and MySQL takes 64 (in SELECT)");
    assert_eq!(mysql, refused);
}
