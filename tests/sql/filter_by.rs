//! Conditions by the names of columns alone.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::expect::texts;
use crate::support::tables::{posts, users};

/// All dialects refuse it so.
#[track_caller]
fn refused(query: impl Statement, message: &str) {
    assert_eq!(texts(&query), [message; 5]);
}

#[test]
fn the_column_is_that_of_the_item_that_has_it() {
    let query = select((users::name, posts::title))
        .join(posts::table(), posts::user_id.eq(users::id))
        .filter_by("likes", 7)
        .filter_by("active", true)
        .filter_by("body", None::<String>)
        .order_by(posts::id);
    assert_sql!(query,
        sqlite | mysql | mariadb:
            "SELECT users.name, posts.title FROM users JOIN posts ON posts.user_id = users.id WHERE posts.likes = ? \
                AND users.active = ? AND posts.body IS NULL ORDER BY posts.id" [7, true],
        postgres:
            "SELECT users.name, posts.title FROM users JOIN posts ON posts.user_id = users.id WHERE posts.likes = $1 \
                AND users.active = $2 AND posts.body IS NULL ORDER BY posts.id" [7, true],
        ansi:
            "SELECT users.name, posts.title FROM users JOIN posts ON posts.user_id = users.id WHERE posts.likes = :p1 \
                AND users.active = :p2 AND posts.body IS NULL ORDER BY posts.id" [7, true],
    );
}

#[test]
fn items_are_given_inferred_aliases_and_queries() {
    let boss = users::alias("boss");
    let total = func::sum(posts::likes).label("total");
    let per_user = select((posts::user_id, total)).group_by(posts::user_id).subquery("per_user");
    let query = select((boss.col(users::id), per_user.col(posts::user_id)))
        .join(&per_user, per_user.col(posts::user_id).eq(boss.col(users::id)))
        .filter_by("total", 8)
        .filter_by("active", true)
        .from(&boss);
    assert_sql!(query,
        sqlite | mysql | mariadb:
            "SELECT boss.id, per_user.user_id FROM users AS boss JOIN (SELECT posts.user_id, SUM(posts.likes) AS total FROM posts GROUP BY posts.user_id) AS per_user ON per_user.user_id = boss.id WHERE per_user.total = ? AND boss.active = ?" [8, true],
        postgres:
            "SELECT boss.id, per_user.user_id FROM users AS boss JOIN (SELECT posts.user_id, SUM(posts.likes) AS total FROM posts GROUP BY posts.user_id) AS per_user ON per_user.user_id = boss.id WHERE per_user.total = $1 AND boss.active = $2" [8, true],
        ansi:
            "SELECT boss.id, per_user.user_id FROM users AS boss JOIN (SELECT posts.user_id, SUM(posts.likes) AS total FROM posts GROUP BY posts.user_id) AS per_user ON per_user.user_id = boss.id WHERE per_user.total = :p1 AND boss.active = :p2" [8, true],
    );
}

#[test]
fn queries_inside_look_in_their_own_items() {
    let own = select(posts::id)
        .filter(posts::user_id.eq(users::id))
        .correlate(users::table())
        .filter_by("id", 3);
    assert_sql!(select(users::id).filter(exists(own)),
        sqlite | mysql | mariadb:
            "SELECT users.id FROM users WHERE EXISTS (SELECT posts.id FROM posts WHERE posts.user_id = users.id AND \
                posts.id = ?)" [3],
        postgres:
            "SELECT users.id FROM users WHERE EXISTS (SELECT posts.id FROM posts WHERE posts.user_id = users.id AND \
                posts.id = $1)" [3],
        ansi:
            "SELECT users.id FROM users WHERE EXISTS (SELECT posts.id FROM posts WHERE posts.user_id = users.id AND \
                posts.id = :p1)" [3],
    );
    assert_sql!(select(users::table().star()).filter_by("name", "bob"),
        sqlite | mysql | mariadb: "SELECT users.* FROM users WHERE users.name = ?" ["bob"],
        postgres: "SELECT users.* FROM users WHERE users.name = $1" ["bob"],
        ansi: "SELECT users.* FROM users WHERE users.name = :p1" ["bob"],
    );
}

#[test]
fn changes_take_names_too() {
    assert_sql!(update(users::table()).set(users::age, 50).filter_by("name", "Ann").filter_by("age", 42),
        sqlite | mysql | mariadb:
            "UPDATE users SET age = ? WHERE users.name = ? AND users.age = ?" [50, "Ann", 42],
        postgres:
            "UPDATE users SET age = $1 WHERE users.name = $2 AND users.age = $3" [50, "Ann", 42],
        ansi:
            "UPDATE users SET age = :p1 WHERE users.name = :p2 AND users.age = :p3" [50, "Ann", 42],
    );
    assert_sql!(delete(posts::table()).filter_by("likes", 7),
        sqlite | mysql | mariadb: "DELETE FROM posts WHERE posts.likes = ?" [7],
        postgres: "DELETE FROM posts WHERE posts.likes = $1" [7],
        ansi: "DELETE FROM posts WHERE posts.likes = :p1" [7],
    );
    let both = delete(posts::table()).using(users::table()).filter(users::id.eq(posts::user_id));
    refused(
        both.filter_by("id", 3),
        "`posts`, `users` have a column `id` each; say which is meant, by `.filter(column.eq(…))`",
    );
}

#[test]
fn names_that_mean_nothing_or_much_are_refused() {
    let both = || select(users::id).join(posts::table(), posts::user_id.eq(users::id));
    refused(
        both().filter_by("id", 1),
        "`posts`, `users` have a column `id` each; say which is meant, by `.filter(column.eq(…))`",
    );
    refused(
        both().filter_by("titel", 1),
        "no column `titel` in `posts`, `users`; did you mean `title`?",
    );
    refused(
        select(func::count()).filter_by("id", 1),
        "`.filter_by(\"id\", …)` has no FROM item to look in whose columns are known; add one by `.from()` before",
    );
    let open = select(star()).from(Table::new("t")).subquery("q");
    refused(
        select(func::count()).from(&open).filter_by("id", 1),
        "`.filter_by(\"id\", …)` has no FROM item to look in whose columns are known; add one by `.from()` before",
    );
    refused(
        both().filter_by("quantity", 1),
        "no column `quantity` in `posts`, `users`; they have `id`, `user_id`, `title`, `body`, `likes`, `id`, `name`, `age`, `boss_id`, `active`, `score`",
    );
    refused(
        select(users::id).filter_by("nmae", 1),
        "table `users` has no column `nmae`; did you mean `name`?",
    );
    refused(
        select(users::id).filter_by("name", 5),
        "column `name` is TEXT, the value is INTEGER (in WHERE); give values of one type, or cast them",
    );
}
