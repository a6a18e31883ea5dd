//! Columns that the program fills of its own accord: `on_insert` and `on_update`.

use std::sync::atomic::{AtomicI32, Ordering};

use sqltree::dml::Missing;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

sqltree::table! {
    /// The tests' table of stock, with what the program knows of it.
    pub goods = "stock" {
        item: String => sql_type(VarChar(20)), primary_key,
        shop: i32 => primary_key,
        n: i32 => on_insert(next()), on_update(goods::n + 1),
        note: Option<String> => sql_type(VarChar(40)), on_insert("new"), on_update(func::lower(goods::note)),
    }
}

fn next() -> i32 {
    41
}

#[test]
fn rows_inserted_are_filled() {
    let into = insert(goods::table()).columns((goods::item, goods::shop));
    assert_sql!(into.clone().values(("cup", 1)).values(("cup", 2)),
        sqlite | mysql | mariadb:
            "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?)" ["cup", 1, 41, "new", "cup", 2, 41, "new"],
        postgres:
            "INSERT INTO stock (item, shop, n, note) VALUES ($1, $2, $3, $4), ($5, $6, $7, $8)" ["cup", 1, 41, "new", "cup", 2, 41, "new"],
        ansi:
            "INSERT INTO stock (item, shop, n, note) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, \
             :p7, :p8)" ["cup", 1, 41, "new", "cup", 2, 41, "new"],
    );
    let named = insert(goods::table()).columns((goods::item, goods::shop, goods::note));
    assert_sql!(named.values(("cup", 1, None::<&str>)),
        sqlite | mysql | mariadb:
            "INSERT INTO stock (item, shop, note, n) VALUES (?, ?, ?, ?)" ["cup", 1, None::<i32>, 41],
        postgres:
            "INSERT INTO stock (item, shop, note, n) VALUES ($1, $2, $3, $4)" ["cup", 1, None::<i32>, 41],
        ansi:
            "INSERT INTO stock (item, shop, note, n) VALUES (:p1, :p2, :p3, :p4)" ["cup", 1, None::<i32>, 41],
    );
    let set = insert(goods::table()).set(goods::item, "cup").set(goods::n, 3).set(goods::shop, 9);
    assert_sql!(set,
        sqlite | mysql | mariadb:
            "INSERT INTO stock (item, n, shop, note) VALUES (?, ?, ?, ?)" ["cup", 3, 9, "new"],
        postgres:
            "INSERT INTO stock (item, n, shop, note) VALUES ($1, $2, $3, $4)" ["cup", 3, 9, "new"],
        ansi:
            "INSERT INTO stock (item, n, shop, note) VALUES (:p1, :p2, :p3, :p4)" ["cup", 3, 9, "new"],
    );
    assert_sql!(insert(goods::table()).default_values(),
        sqlite | mysql | mariadb: "INSERT INTO stock (n, note) VALUES (?, ?)" [41, "new"],
        postgres: "INSERT INTO stock (n, note) VALUES ($1, $2)" [41, "new"],
        ansi: "INSERT INTO stock (n, note) VALUES (:p1, :p2)" [41, "new"],
    );
    let rows = [
        vec![("item", Value::from("cup")), ("n", Value::from(5))],
        vec![("item", Value::from("pot"))],
    ];
    assert_sql!(insert(goods::table()).maps(rows, Missing::Default),
        sqlite | mysql | mariadb:
            "INSERT INTO stock (item, n, note) VALUES (?, ?, ?), (?, ?, ?)" ["cup", 5, "new", "pot", 41, "new"],
        postgres:
            "INSERT INTO stock (item, n, note) VALUES ($1, $2, $3), ($4, $5, $6)" ["cup", 5, "new", "pot", 41, "new"],
        ansi:
            "INSERT INTO stock (item, n, note) VALUES (:p1, :p2, :p3), (:p4, :p5, :p6)" ["cup", 5, "new", "pot", 41, "new"],
    );
    let names =
        select((users::name.cast::<String>(), users::id.cast::<i32>())).filter(users::id.eq(1));
    assert_sql!(into.clone().from_select(names),
        sqlite:
            "INSERT INTO stock (item, shop, n, note) SELECT CAST(users.name AS TEXT), \
             CAST(users.id AS INTEGER), ?, ? FROM users WHERE users.id = ?" [41, "new", 1],
        postgres:
            "INSERT INTO stock (item, shop, n, note) SELECT CAST(users.name AS TEXT), \
             CAST(users.id AS INTEGER), CAST($1 AS INTEGER), CAST($2 AS TEXT) FROM users WHERE \
             users.id = $3" [41, "new", 1],
        mysql | mariadb:
            "INSERT INTO stock (item, shop, n, note) SELECT CAST(users.name AS CHAR), \
             CAST(users.id AS SIGNED), ?, ? FROM users WHERE users.id = ?" [41, "new", 1],
        ansi:
            "INSERT INTO stock (item, shop, n, note) SELECT CAST(users.name AS CLOB), \
             CAST(users.id AS INTEGER), :p1, :p2 FROM users WHERE users.id = :p3" [41, "new", 1],
    );
    let two = select((posts::title.label("a"), posts::likes.label("b")))
        .filter(posts::id.lt(3))
        .distinct();
    assert_sql!(into.from_select(two),
        sqlite | mysql | mariadb:
            "INSERT INTO stock (item, shop, n, note) SELECT q.a, q.b, ?, ? FROM (SELECT \
             DISTINCT posts.title AS a, posts.likes AS b FROM posts WHERE posts.id < ?) AS q" [41, "new", 3],
        postgres:
            "INSERT INTO stock (item, shop, n, note) SELECT q.a, q.b, CAST($1 AS INTEGER), \
             CAST($2 AS TEXT) FROM (SELECT DISTINCT posts.title AS a, posts.likes AS b FROM \
             posts WHERE posts.id < $3) AS q" [41, "new", 3],
        ansi:
            "INSERT INTO stock (item, shop, n, note) SELECT q.a, q.b, :p1, :p2 FROM (SELECT \
             DISTINCT posts.title AS a, posts.likes AS b FROM posts WHERE posts.id < :p3) AS q" [41, "new", 3],
    );
    let error = insert(goods::table()).columns([goods::item.dynamic()]).values(["a", "b"]);
    assert_sql!(error,
        sqlite | postgres | mysql | mariadb | ansi:
            error "INSERT INTO stock names 1 columns, but row 1 has 2 values",
    );
}

#[test]
fn rows_changed_are_filled() {
    let one = goods::item.eq("pen") & goods::shop.eq(1);
    assert_sql!(update(goods::table()).set(goods::shop, 7).filter(one.clone()),
        sqlite | mysql | mariadb:
            "UPDATE stock SET shop = ?, n = stock.n + ?, note = LOWER(stock.note) WHERE \
             stock.item = ? AND stock.shop = ?" [7, 1, "pen", 1],
        postgres:
            "UPDATE stock SET shop = $1, n = stock.n + $2, note = LOWER(stock.note) WHERE \
             stock.item = $3 AND stock.shop = $4" [7, 1, "pen", 1],
        ansi:
            "UPDATE stock SET shop = :p1, n = stock.n + :p2, note = LOWER(stock.note) WHERE \
             stock.item = :p3 AND stock.shop = :p4" [7, 1, "pen", 1],
    );
    assert_sql!(update(goods::table()).set(goods::note, "x").set(goods::n, 1).filter(one.clone()),
        sqlite | mysql | mariadb:
            "UPDATE stock SET note = ?, n = ? WHERE stock.item = ? AND stock.shop = ?" ["x", 1, "pen", 1],
        postgres:
            "UPDATE stock SET note = $1, n = $2 WHERE stock.item = $3 AND stock.shop = $4" ["x", 1, "pen", 1],
        ansi:
            "UPDATE stock SET note = :p1, n = :p2 WHERE stock.item = :p3 AND stock.shop = :p4" ["x", 1, "pen", 1],
    );
    let upsert = insert(goods::table())
        .columns((goods::item, goods::shop))
        .values(("pen", 1))
        .on_conflict((goods::item, goods::shop))
        .do_update()
        .set(goods::note, "met");
    assert_sql!(upsert,
        sqlite:
            "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?) ON CONFLICT (item, \
             shop) DO UPDATE SET note = ?, n = stock.n + ?" ["pen", 1, 41, "new", "met", 1],
        postgres:
            "INSERT INTO stock (item, shop, n, note) VALUES ($1, $2, $3, $4) ON CONFLICT (item, \
             shop) DO UPDATE SET note = $5, n = stock.n + $6" ["pen", 1, 41, "new", "met", 1],
        mysql:
            "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?) AS new ON DUPLICATE \
             KEY UPDATE note = ?, n = stock.n + ?" ["pen", 1, 41, "new", "met", 1],
        mariadb:
            "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?) ON DUPLICATE KEY \
             UPDATE note = ?, n = stock.n + ?" ["pen", 1, 41, "new", "met", 1],
        ansi:
            "INSERT INTO stock (item, shop, n, note) VALUES (:p1, :p2, :p3, :p4) ON CONFLICT \
             (item, shop) DO UPDATE SET note = :p5, n = stock.n + :p6" ["pen", 1, 41, "new", "met", 1],
    );
    let made = merge(goods::table())
        .using(posts::table(), posts::title.eq(goods::item) & posts::likes.eq(goods::shop))
        .when_matched()
        .update()
        .set(goods::shop, 3)
        .when_not_matched()
        .filter(posts::id.eq(1))
        .insert()
        .set(goods::item, posts::title)
        .set(goods::shop, posts::likes);
    assert_eq!(
        made.compile(&Postgres::default()).unwrap().sql(),
        "MERGE INTO stock USING posts ON posts.title = stock.item AND posts.likes = stock.shop \
         WHEN MATCHED THEN UPDATE SET shop = $1, n = stock.n + $2, note = LOWER(stock.note) \
         WHEN NOT MATCHED AND posts.id = $3 THEN INSERT (item, shop, n, note) \
         VALUES (posts.title, posts.likes, $4, $5)"
    );
}

#[test]
fn functions_are_called_for_each_row() {
    static NEXT: AtomicI32 = AtomicI32::new(1);
    let next = || NEXT.fetch_add(1, Ordering::Relaxed);
    let table = Table::new("t")
        .column("name", Type::Text)
        .with(ColumnDef::new("number", Type::Integer).on_insert_with(next).on_update_with(next));
    let into = insert(table.clone()).columns([table.col("name")]);
    let two = into.clone().values(["a"]).values(["b"]).compile(&Sqlite::default()).unwrap();
    assert_eq!(two.params(), ["a".into(), 1.into(), "b".into(), Value::from(2)]);
    let change = update(table.clone()).set(table.col("name"), "c").all_rows();
    for _ in 0..2 {
        assert_eq!(
            change.compile(&Sqlite::default()).unwrap().params(),
            ["c".into(), Value::from(3)]
        );
    }
    let mut connection = crate::support::live::Live::Sqlite.connect();
    connection.run_script("CREATE TABLE t (name TEXT, number INTEGER)").unwrap();
    connection.insert_many(&into, (0..250).map(|i| [i.to_string()])).unwrap();
    let rows =
        connection.query_sql("SELECT COUNT(DISTINCT number), MAX(number) FROM t", &[]).unwrap();
    assert_eq!(rows[0].values(), [Value::from(250_i64), Value::from(253_i64)]);
}
