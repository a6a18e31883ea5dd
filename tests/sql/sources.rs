//! FROM items of all kinds: their columns, their other names, and as run-time values.

use sqltree::compile::AnyStatement;
use sqltree::prelude::*;
use sqltree::select::{AnyQuery, FromItem, IntoSource};

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn every_item_stands_under_another_name() {
    let aged = select((users::id, users::age)).filter(users::age.gt(40)).subquery("aged");
    let elder = aged.alias("elder");
    let query = select((aged.col(users::id), elder.col(users::id)))
        .from(&aged)
        .join(&elder, elder.col(users::age).gt(aged.col(users::age)))
        .order_by((aged.col(users::id), elder.col(users::id)));
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT aged.id, elder.id FROM (SELECT users.id, users.age FROM users \
            WHERE users.age > ?) AS aged JOIN (SELECT users.id, users.age FROM users WHERE \
            users.age > ?) AS elder ON elder.age > aged.age ORDER BY aged.id, elder.id" [40, 40],
        postgres: "SELECT aged.id, elder.id FROM (SELECT users.id, users.age FROM users \
            WHERE users.age > $1) AS aged JOIN (SELECT users.id, users.age FROM users WHERE \
            users.age > $2) AS elder ON elder.age > aged.age ORDER BY aged.id, elder.id" [40, 40],
        ansi: "SELECT aged.id, elder.id FROM (SELECT users.id, users.age FROM users \
            WHERE users.age > :p1) AS aged JOIN (SELECT users.id, users.age FROM users WHERE \
            users.age > :p2) AS elder ON elder.age > aged.age ORDER BY aged.id, elder.id" [40, 40],
    );
    let again = users::alias("a").alias("b");
    assert_sql!(select(again.col(users::id)).order_by(again.col(users::id)),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT b.id FROM users AS b ORDER BY b.id",
    );
}

#[test]
fn columns_by_their_number() {
    let ids = select((users::id, func::lower(users::name).label("low"))).subquery("ids");
    let query = select([ids.column_at(1), users::alias("u").column_at(0)])
        .from(&ids)
        .join(users::alias("u"), ids.column_at(0).eq(users::alias("u").column_at(0)))
        .order_by(ids.column_at(0));
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi: "SELECT ids.low, u.id FROM (SELECT users.id, \
            LOWER(users.name) AS low FROM users) AS ids JOIN users AS u ON ids.id = u.id \
            ORDER BY ids.id",
    );
    assert_sql!(select([ids.column_at(2), posts::table().column_at(70_000)]),
        sqlite | postgres | mysql | mariadb | ansi: error
            "subquery `ids` has 2 columns, and none at index 2\n\
             table `posts` has 5 columns, and none at index 70000",
    );
}

#[test]
fn columns_by_table_and_name() {
    let query = select([column(("users", "name")), column(("p", "title")), column("likes")])
        .from(users::table())
        .join(posts::alias("p"), column(("p", "user_id")).eq(column(("users", "id"))))
        .order_by(column(("p", "id")));
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.name, p.title, likes FROM users \
            JOIN posts AS p ON p.user_id = users.id ORDER BY p.id",
    );
    let inner = select([column(("posts", "id"))])
        .from(posts::table())
        .filter(column(("posts", "user_id")).eq(column(("users", "id"))));
    assert_sql!(select(users::id).from(users::table()).filter(exists(inner)).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id FROM users WHERE EXISTS \
            (SELECT posts.id FROM posts WHERE posts.user_id = users.id) ORDER BY users.id",
    );
}

#[test]
fn a_column_of_a_table_that_is_not_there_is_refused() {
    assert_sql!(select([column(("usrs", "id"))]).from(users::table()),
        sqlite | postgres | mysql | mariadb | ansi: error "`usrs.id` is used (in SELECT), but nothing \
            in FROM is called `usrs`; add it by `.from()` or a join",
    );
    // A query in FROM sees nothing around it.
    let inside = select([column(("users", "id"))]).from(posts::table()).subquery("s");
    assert_sql!(select([inside.column_at(0)]).from(users::table()).from(&inside),
        sqlite | postgres | mysql | mariadb | ansi: error "`users.id` is used (in SELECT), but \
            nothing in FROM is called `users`; add it by `.from()` or a join",
    );
    assert_sql!(delete(users::table()).filter(column(("posts", "id")).eq(1)),
        sqlite | postgres | mysql | mariadb | ansi: error "`posts.id` is used (in WHERE), but \
            nothing in FROM is called `posts`; add it by `.from()` or a join",
    );
    assert_eq!(format!("{:?}", column(("t", "a")).eq(1)), "t.a = :p1");
}

#[test]
fn a_table_by_schema_and_name_is_that_one() {
    let (new, old) = (Table::new(("new", "t")).column("a", Type::Integer), Table::new("t"));
    let query = select([column((("new", "t"), "a")), column(("t", "b"))]).from(&old).from(&new);
    assert_eq!(
        query.compile(&Postgres::default()).unwrap().sql(),
        "SELECT t_1.a, t.b FROM t, new.t AS t_1"
    );
}

/// What a program does that learns at run time what to ask for.
#[test]
fn items_queries_and_statements_of_no_kind() {
    let items: Vec<FromItem> = vec![users::table().into_source(), posts::alias("p").into_source()];
    let firsts: Vec<Column> = items.iter().map(|item| item.column_at(0)).collect();
    let order = firsts.clone();
    let query = items.iter().fold(select(firsts), |query, item| query.from(item));
    let queries: Vec<AnyQuery> = vec![
        query.order_by(order).into_query(),
        select([users::id]).union(select([posts::id])).into_query(),
    ];
    let sql = |query: &AnyQuery| query.compile(&Sqlite::default()).unwrap().sql().to_owned();
    assert_eq!(
        queries.iter().map(sql).collect::<Vec<_>>(),
        [
            "SELECT users.id, p.id FROM users, posts AS p ORDER BY users.id, p.id",
            "SELECT users.id FROM users UNION SELECT posts.id FROM posts",
        ]
    );
    let nested = queries[1].clone().order_by(users::id).limit(2).subquery("s");
    assert_sql!(select([nested.column_at(0)]).order_by(nested.column_at(0)),
        sqlite | mysql | mariadb: "SELECT s.id FROM (SELECT users.id FROM users UNION SELECT posts.id \
            FROM posts ORDER BY 1 LIMIT ?) AS s ORDER BY s.id" [2_i64],
        postgres: "SELECT s.id FROM (SELECT users.id FROM users UNION SELECT posts.id \
            FROM posts ORDER BY 1 LIMIT $1) AS s ORDER BY s.id" [2_i64],
        ansi: "SELECT s.id FROM (SELECT users.id FROM users UNION SELECT posts.id \
            FROM posts ORDER BY 1 LIMIT :p1) AS s ORDER BY s.id" [2_i64],
    );
    let statements: Vec<AnyStatement> = vec![
        queries[0].to_any(),
        delete(users::table()).all_rows().returning(users::id).to_any(),
        drop_table(users::table()).to_any(),
    ];
    assert_eq!(statements[0], queries[0].to_any());
    assert_ne!(statements[1], statements[2]);
    assert_eq!(statements[1].output_columns().len(), 1);
    assert_eq!(statements[2].to_string(), "DROP TABLE users");
}

/// Two programs may define one table with its columns in another order.
#[test]
fn another_definition_of_a_table_means_its_columns_by_name() {
    let one = Table::new("t").column("a", Type::Integer).column("b", Type::Integer);
    let two = Table::new("t").column("b", Type::Integer).column("a", Type::Integer);
    let s = select(one.columns()).subquery("s");
    assert_eq!(s.col(two.col("a")).name().unwrap().as_str(), "a");
    let x = select(one.alias("x").columns()).subquery("s");
    assert_eq!(x.col(two.alias("x").col("a")).name().unwrap().as_str(), "a");
    let both = select([one.col("a"), one.col("b")]).union(select(one.columns()));
    assert!(both.order_by(two.col("a")).to_string().ends_with(" ORDER BY 1"));
    assert_ne!(select([one.col("a")]), select([two.col("b")]));
    assert_eq!(select([one.col("a")]), select([two.col("a")]));
    let change = |table: &Table, name: &str| {
        update(table.clone()).set(table.col(name), 1).filter(table.col(name).eq(2))
    };
    assert_ne!(change(&one, "a"), change(&two, "b"));
    assert_eq!(change(&one, "a"), change(&two, "a"));
}

#[test]
fn what_is_behind_an_alias_counts() {
    let q = || select((users::id, users::name));
    let sub = select([q().subquery("s").alias("x").column_at(0)]);
    let cte = select([q().cte("s").alias("x").column_at(0)]);
    let kept = select([q().cte("s").materialized().alias("x").column_at(0)]);
    assert!(sub != cte && cte != kept && sub != kept);
    let s = q().subquery("s");
    let x = s.alias("x");
    let once = select([x.column_at(0)]).from(&x);
    assert_eq!(once, select([s.alias("x").column_at(0)]).from(s.alias("x")));
    assert_ne!(once, select([s.alias("y").column_at(0)]).from(s.alias("y")));
}

#[test]
fn a_name_prefers_the_table_without_a_schema() {
    let app = Table::new(("app", "users")).column("id", Type::BigInt);
    let old = Table::new(("old", "users")).column("id", Type::BigInt);
    let query = select([column(("users", "name"))])
        .from(users::table())
        .join(&app, users::id.eq(app.col("id")));
    let sql = |query: &Select<sqltree::Row>| {
        query.compile(&Postgres::default()).map(|compiled| compiled.sql().to_owned())
    };
    assert_eq!(
        sql(&query).unwrap(),
        "SELECT users.name FROM users JOIN app.users AS users_1 ON users.id = users_1.id"
    );
    let unclear = select([column(("users", "id"))]).from(&app).from(&old);
    assert_eq!(
        crate::support::expect::messages(&sql(&unclear).unwrap_err()),
        "`users.id` (in SELECT) may be of several tables called `users`; say the schema"
    );
    let clear = select([column((("old", "users"), "id"))]).from(&app).from(&old);
    assert_eq!(sql(&clear).unwrap(), "SELECT users_1.id FROM app.users, old.users AS users_1");
}

#[test]
fn a_column_by_table_and_name_keeps_its_table_in_every_clause() {
    assert_sql!(insert(users::table()).set(column(("posts", "id")), 1),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`posts.id` is not a column of `users` (in INSERT)",
    );
    assert_sql!(update(users::table()).set(column(("posts", "name")), "x").all_rows(),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`posts.name` is not a column of `users` (in SET)",
    );
    let ids = || select(users::id).union(select(posts::id));
    assert_eq!(
        ids().order_by(column(("users", "id"))).to_string(),
        "SELECT users.id FROM users UNION SELECT posts.id FROM posts ORDER BY 1"
    );
    for wrong in [column(("nope", "id")), column(("posts", "id"))] {
        assert!(ids().order_by(wrong).compile(&Sqlite::default()).is_err());
    }
    let twice = select((users::id, users::boss_id.label("id")))
        .union(select((posts::id, posts::user_id.nullable())))
        .order_by(column("id"));
    assert!(twice.compile(&Sqlite::default()).is_err());
}
