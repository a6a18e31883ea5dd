//! FROM items whose names are made when the statement is written.

use sqltree::compile::{Options, Quoting};
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::expect::texts;
use crate::support::tables::{posts, users};

#[test]
fn names_are_numbered_for_each_table_in_the_order_of_the_statement() {
    let (later, boss) = (users::table().anonymous_alias(), users::table().anonymous_alias());
    let post = posts::table().anonymous_alias();
    let query =
        select((users::id, boss.col(users::id), later.col(users::name), post.col(posts::id)))
            .from(users::table())
            .join(&boss, users::boss_id.eq(boss.col(users::id)))
            .join(&later, later.col(users::id).eq(boss.col(users::id)))
            .join(&post, post.col(posts::user_id).eq(users::id))
            .order_by((users::id, post.col(posts::id)));
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, users_1.id, users_2.name, posts_1.id FROM users JOIN users AS \
                users_1 ON users.boss_id = users_1.id JOIN users AS users_2 ON users_2.id = \
                users_1.id JOIN posts AS posts_1 ON posts_1.user_id = users.id ORDER BY users.id, \
                posts_1.id",
    );
}

#[test]
fn names_that_something_has_are_passed_over() {
    let named = users::alias("USERS_1");
    let (third, fifth) = (users::table().anonymous_alias(), users::table().anonymous_alias());
    let query = select((named.col(users::id), third.col(users::id), fifth.col(users::id)))
        .from(&third)
        .cross_join(&fifth)
        .cross_join(&named)
        .filter(third.col(users::id).eq(fifth.col(users::id)))
        .filter(exists(select(val(1)).from(posts::alias("users_2"))))
        .filter(sqltree::sql!("'users_4' IS NOT NULL"));
    assert_sql!(query,
        sqlite:
            r#"SELECT "USERS_1".id, users_3.id, users_5.id FROM users AS users_3 CROSS JOIN users AS users_5 CROSS JOIN users AS "USERS_1" WHERE users_3.id = users_5.id AND EXISTS (SELECT ? FROM posts AS users_2) AND ('users_4' IS NOT NULL)"# [1],
        postgres:
            r#"SELECT "USERS_1".id, users_3.id, users_5.id FROM users AS users_3 CROSS JOIN users AS users_5 CROSS JOIN users AS "USERS_1" WHERE users_3.id = users_5.id AND EXISTS (SELECT CAST($1 AS INTEGER) FROM posts AS users_2) AND ('users_4' IS NOT NULL)"# [1],
        mysql | mariadb:
            "SELECT `USERS_1`.id, users_3.id, users_5.id FROM users AS users_3 CROSS JOIN users \
                AS users_5 CROSS JOIN users AS `USERS_1` WHERE users_3.id = users_5.id AND EXISTS \
                (SELECT ? FROM posts AS users_2) AND ('users_4' IS NOT NULL)" [1],
        ansi:
            r#"SELECT "USERS_1".id, users_3.id, users_5.id FROM users AS users_3 CROSS JOIN users AS users_5 CROSS JOIN users AS "USERS_1" WHERE users_3.id = users_5.id AND EXISTS (SELECT :p1 FROM posts AS users_2) AND ('users_4' IS NOT NULL)"# [1],
    );
}

#[test]
fn queries_in_from_have_names_too() {
    let likes =
        || select((posts::user_id, func::sum(posts::likes).label("n"))).group_by(posts::user_id);
    let (mine, all) = (likes().anonymous_subquery(), likes().anonymous_cte());
    let outer = select((mine.col(posts::user_id), mine.col("n"), all.col("n").label("m")))
        .from(&mine)
        .join(&all, all.col(posts::user_id).eq(mine.col(posts::user_id)))
        .anonymous_subquery();
    let query = select((outer.col(posts::user_id), outer.col("n"), outer.col("m")))
        .order_by(outer.col(posts::user_id));
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi:
            "WITH anon_3 AS (SELECT posts.user_id, SUM(posts.likes) AS n FROM posts GROUP BY \
                posts.user_id) SELECT anon_1.user_id, anon_1.n, anon_1.m FROM (SELECT \
                anon_2.user_id, anon_2.n, anon_3.n AS m FROM (SELECT posts.user_id, SUM(posts.likes) \
                AS n FROM posts GROUP BY posts.user_id) AS anon_2 JOIN anon_3 ON anon_3.user_id = \
                anon_2.user_id) AS anon_1 ORDER BY anon_1.user_id",
    );
}

#[test]
fn queries_around_are_seen() {
    let other = users::table().anonymous_alias();
    let older = users::table().anonymous_alias();
    let query = select(other.col(users::name)).from(&other).filter(not_exists(
        select(val(1)).from(&older).filter(older.col(users::age).gt(other.col(users::age))),
    ));
    assert_sql!(query.order_by(other.col(users::id)),
        sqlite | mysql | mariadb:
            "SELECT users_1.name FROM users AS users_1 WHERE NOT EXISTS (SELECT ? FROM users AS \
                users_2 WHERE users_2.age > users_1.age) ORDER BY users_1.id" [1],
        postgres:
            "SELECT users_1.name FROM users AS users_1 WHERE NOT EXISTS (SELECT CAST($1 AS \
                INTEGER) FROM users AS users_2 WHERE users_2.age > users_1.age) ORDER BY users_1.id" [1],
        ansi:
            "SELECT users_1.name FROM users AS users_1 WHERE NOT EXISTS (SELECT :p1 FROM users \
                AS users_2 WHERE users_2.age > users_1.age) ORDER BY users_1.id" [1],
    );
}

#[test]
fn changes_have_such_items() {
    let (target, source) = (posts::table().anonymous_alias(), users::table().anonymous_alias());
    let change = update(&target)
        .set(target.col(posts::title), source.col(users::name))
        .from(&source)
        .filter(source.col(users::id).eq(target.col(posts::user_id)));
    assert_sql!(change,
        sqlite | postgres | ansi:
            "UPDATE posts AS posts_1 SET title = users_1.name FROM users AS users_1 WHERE \
                users_1.id = posts_1.user_id",
        mysql | mariadb:
            "UPDATE posts AS posts_1, users AS users_1 SET posts_1.title = users_1.name WHERE \
                users_1.id = posts_1.user_id",
    );
    let own = users::table().anonymous_alias();
    let change = delete(users::table()).filter(
        users::boss_id
            .is_in(select(own.col(users::id)).from(&own).filter(own.col(users::active).eq(false))),
    );
    assert_sql!(change,
        sqlite | mariadb:
            "DELETE FROM users WHERE users.boss_id IN (SELECT users_1.id FROM users AS users_1 \
                WHERE users_1.active = ?)" [false],
        postgres:
            "DELETE FROM users WHERE users.boss_id IN (SELECT users_1.id FROM users AS users_1 \
                WHERE users_1.active = $1)" [false],
        mysql:
            "DELETE FROM users WHERE EXISTS (SELECT 1 FROM (SELECT DISTINCT users.id AS k0 FROM \
                users WHERE users.boss_id IN (SELECT users_1.id FROM users AS users_1 WHERE \
                users_1.active = ?)) AS q WHERE q.k0 = users.id)" [false],
        ansi:
            "DELETE FROM users WHERE users.boss_id IN (SELECT users_1.id FROM users AS users_1 \
                WHERE users_1.active = :p1)" [false],
    );
}

#[test]
fn the_text_is_the_same_each_time() {
    let query = || {
        let boss = users::table().anonymous_alias();
        select(boss.col(users::id)).from(&boss).filter(boss.col(users::id).gt(3_i64))
    };
    let first = query();
    assert_eq!(texts(&first), texts(&query()));
    assert_eq!(texts(&first), texts(&first));
    assert_eq!(first, first.clone());
    assert_ne!(first, query());
    assert_eq!(
        format!("{first}"),
        "SELECT users_1.id FROM users AS users_1 WHERE users_1.id > :p1"
    );
    let quoted = first.compile_with(&Postgres::default(), Options::new().quoting(Quoting::Always));
    assert_eq!(
        quoted.unwrap().sql(),
        r#"SELECT "users_1"."id" FROM "users" AS "users_1" WHERE "users_1"."id" > $1"#
    );
}

#[test]
fn messages_say_what_it_is_of() {
    let boss = users::table().anonymous_alias();
    let wrong = select((boss.col("nmae"), boss.col(users::id))).from(&boss).cross_join(&boss);
    let messages = "FROM has `users` twice; give one an alias by `.alias(\"…\")` and use its columns by \
                    `.col(…)`\nalias `users` has no column `nmae`; did you mean `name`?";
    assert_eq!(texts(&wrong)[0], messages);
    let labelled = select((boss.col(users::id), users::id))
        .from(users::table())
        .cross_join(&boss)
        .labels_with_table();
    let wanted = "SELECT users_1.id AS users_id, users.id AS users_id_1 FROM users CROSS JOIN users AS users_1";
    assert_eq!(texts(&labelled)[0], wanted);
}

#[test]
fn a_table_that_is_called_otherwise_has_another_name() {
    let schema = Table::new(("app", "users")).column("id", Type::BigInt);
    let boss = users::table().anonymous_alias();
    let query = select((users::id, schema.col("id"), boss.col(users::id)))
        .from(users::table())
        .cross_join(&schema)
        .cross_join(&boss);
    let wanted = "SELECT users.id, users_2.id, users_1.id FROM users CROSS JOIN app.users AS users_2 CROSS JOIN users AS users_1";
    assert_eq!(texts(&query)[1], wanted);
    let inner = select(schema.col("id").typed::<i64>())
        .from(users::table())
        .cross_join(&schema)
        .filter(schema.col("id").typed::<i64>().eq(boss.col(users::id)));
    let query = select(boss.col(users::id)).from(&boss).filter(exists(inner));
    let wanted = "SELECT users_1.id FROM users AS users_1 WHERE EXISTS (SELECT users_2.id FROM users CROSS JOIN app.users AS users_2 WHERE users_2.id = users_1.id)";
    assert_eq!(texts(&query)[1], wanted);
}

#[test]
fn names_are_as_long_as_every_engine_takes() {
    let name = "a_table_of_which_the_name_has_as_many_letters_as_can_be_had_now";
    let table = Table::new(name).column("id", Type::BigInt);
    let alias = table.anonymous_alias();
    let made = texts(&select(alias.col("id")).from(&alias));
    let short = &name[..61];
    assert_eq!(made[1], format!("SELECT {short}_1.id FROM {name} AS {short}_1"));
    let odd = Table::new("Or\"der").column("id", Type::BigInt).anonymous_alias();
    let made = texts(&select(odd.col("id")).from(&odd));
    assert_eq!(made[1], r#"SELECT "Or""der_1".id FROM "Or""der" AS "Or""der_1""#);
    let refused = Table::new("a\0b").column("id", Type::BigInt).anonymous_alias();
    let made = texts(&select(refused.col("id")).from(&refused));
    assert!(made[1].starts_with(r"the name `a\0b_1` has a NUL in it (in SELECT)"), "{}", made[1]);
}

#[test]
fn deep_queries_have_names() {
    let mut query = select(users::id.dynamic()).anonymous_subquery();
    for _ in 0..300 {
        query = select(query.column_at(0)).anonymous_subquery();
    }
    let made = select(query.column_at(0)).compile(&Postgres::default()).unwrap();
    assert!(
        made.sql().starts_with("SELECT anon_1.id FROM (SELECT anon_2.id FROM (SELECT anon_3.id"),
        "{}",
        &made.sql()[..200]
    );
    assert!(made.sql().ends_with("AS anon_3) AS anon_2) AS anon_1"));
}

#[test]
fn queries_of_with_alone_may_have_them() {
    let boss = users::table().anonymous_alias();
    let bosses =
        select(boss.col(users::id)).from(&boss).filter(boss.col(users::active)).cte("bosses");
    let query = select(bosses.col(boss.col(users::id)))
        .from(&bosses)
        .order_by(bosses.col(boss.col(users::id)));
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi:
            "WITH bosses AS (SELECT users_1.id FROM users AS users_1 WHERE users_1.active) \
                SELECT bosses.id FROM bosses ORDER BY bosses.id",
    );
    let target = insert(posts::table())
        .columns((posts::id, posts::user_id, posts::title, posts::likes))
        .from_select(
            select((
                bosses.col(boss.col(users::id)) + 100_i64,
                bosses.col(boss.col(users::id)),
                val("x"),
                val(1),
            ))
            .from(&bosses),
        );
    assert_sql!(target,
        sqlite:
            "WITH bosses AS (SELECT users_1.id FROM users AS users_1 WHERE users_1.active) \
                INSERT INTO posts (id, user_id, title, likes) SELECT bosses.id + ?, bosses.id, ?, ? \
                FROM bosses" [100_i64, "x", 1],
        postgres:
            "WITH bosses AS (SELECT users_1.id FROM users AS users_1 WHERE users_1.active) \
                INSERT INTO posts (id, user_id, title, likes) SELECT bosses.id + $1, bosses.id, \
                CAST($2 AS TEXT), CAST($3 AS INTEGER) FROM bosses" [100_i64, "x", 1],
        mysql | mariadb:
            "INSERT INTO posts (id, user_id, title, likes) WITH bosses AS (SELECT users_1.id \
                FROM users AS users_1 WHERE users_1.active) SELECT bosses.id + ?, bosses.id, ?, ? \
                FROM bosses" [100_i64, "x", 1],
        ansi:
            "WITH bosses AS (SELECT users_1.id FROM users AS users_1 WHERE users_1.active) \
                INSERT INTO posts (id, user_id, title, likes) SELECT bosses.id + :p1, bosses.id, \
                :p2, :p3 FROM bosses" [100_i64, "x", 1],
    );
}
