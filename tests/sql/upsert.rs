//! INSERT … ON CONFLICT, and what MySQL and MariaDB have in its place.

use sqltree::dml::Insert;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, stock, users};

sqltree::table! {
    /// Numbered by the database, with a unique name.
    pub people {
        id: i64 => primary_key, generated,
        email: String => sql_type(VarChar(90)), unique,
        nick: Option<String> => sql_type(VarChar(90)), unique,
        n: i32,
    }
    /// Without keys, as far as anybody said.
    pub log { at: i64, n: i32 }
}

fn rows() -> Insert<(String, i32, i32, Option<String>)> {
    insert(stock::table())
        .columns((stock::item, stock::shop, stock::n, stock::note))
        .values(("pen", 1, 3, Some("new")))
        .values(("cap", 1, 4, None::<&str>))
}

#[test]
fn rows_that_are_there_are_left_alone() {
    assert_sql!(rows().on_conflict((stock::item, stock::shop)).do_nothing(),
        sqlite: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON CONFLICT (item, shop) DO NOTHING" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        postgres: "INSERT INTO stock (item, shop, n, note) VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT (item, shop) DO NOTHING" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        mysql | mariadb: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE item = stock.item" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        ansi: "INSERT INTO stock (item, shop, n, note) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, :p7, :p8) ON CONFLICT (item, shop) DO NOTHING" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
    );
    assert_sql!(rows().on_any_conflict().do_nothing(),
        sqlite: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON CONFLICT DO NOTHING" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        postgres: "INSERT INTO stock (item, shop, n, note) VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT DO NOTHING" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        mysql | mariadb: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE item = stock.item" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        ansi: "INSERT INTO stock (item, shop, n, note) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, :p7, :p8) ON CONFLICT DO NOTHING" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
    );
    assert_sql!(rows().on_conflict((stock::shop, stock::item)).do_nothing().returning(stock::n),
        sqlite: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON CONFLICT (shop, item) DO NOTHING RETURNING stock.n" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        postgres: "INSERT INTO stock (item, shop, n, note) VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT (shop, item) DO NOTHING RETURNING stock.n" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        mysql: error "MySQL 8.4 has no RETURNING of the rows changed alone (in ON CONFLICT); it gives rows that were left as they are too; select the rows after\nMySQL 8.4 has no INSERT … RETURNING (in INSERT); read last_insert_id() after execute",
        mariadb: error "MariaDB 11.4 has no RETURNING of the rows changed alone (in ON CONFLICT); it gives rows that were left as they are too; select the rows after",
        ansi: "INSERT INTO stock (item, shop, n, note) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, :p7, :p8) ON CONFLICT (shop, item) DO NOTHING RETURNING stock.n" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
    );
}

#[test]
fn rows_that_are_there_are_changed() {
    let met = || rows().on_conflict((stock::item, stock::shop)).do_update();
    assert_sql!(met().set(stock::n, stock::n + incoming(stock::n)),
        sqlite: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON CONFLICT (item, shop) DO UPDATE SET n = stock.n + excluded.n" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        postgres: "INSERT INTO stock (item, shop, n, note) VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT (item, shop) DO UPDATE SET n = stock.n + excluded.n" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        mysql: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) AS new ON DUPLICATE KEY UPDATE n = stock.n + new.n" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        mariadb: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE n = stock.n + VALUES(n)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        ansi: "INSERT INTO stock (item, shop, n, note) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, :p7, :p8) ON CONFLICT (item, shop) DO UPDATE SET n = stock.n + excluded.n" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
    );
    assert_sql!(met().set_incoming((stock::n, stock::note)),
        sqlite: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n, note = excluded.note" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        postgres: "INSERT INTO stock (item, shop, n, note) VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n, note = excluded.note" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        mysql: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) AS new ON DUPLICATE KEY UPDATE n = new.n, note = new.note" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        mariadb: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE n = VALUES(n), note = VALUES(note)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        ansi: "INSERT INTO stock (item, shop, n, note) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, :p7, :p8) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n, note = excluded.note" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
    );
    assert_sql!(met().set(stock::n, 0).set(stock::note, None::<&str>).returning((stock::item, stock::n, stock::note)),
        sqlite: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON CONFLICT (item, shop) DO UPDATE SET n = ?, note = ? RETURNING stock.item, stock.n, stock.note" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null, 0, Value::Null],
        postgres: "INSERT INTO stock (item, shop, n, note) VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT (item, shop) DO UPDATE SET n = $9, note = $10 RETURNING stock.item, stock.n, stock.note" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null, 0, Value::Null],
        mysql: error "MySQL 8.4 has no INSERT … RETURNING (in INSERT); read last_insert_id() after execute",
        mariadb: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE n = ?, note = ? RETURNING stock.item, stock.n, stock.note" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null, 0, Value::Null],
        ansi: "INSERT INTO stock (item, shop, n, note) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, :p7, :p8) ON CONFLICT (item, shop) DO UPDATE SET n = :p9, note = :p10 RETURNING stock.item, stock.n, stock.note" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null, 0, Value::Null],
    );
    assert_sql!(met().set(stock::note, default()),
        sqlite: error "SQLite 3.54 has no DEFAULT in UPDATE … SET (in DO UPDATE); set the value itself",
        postgres: "INSERT INTO stock (item, shop, n, note) VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT (item, shop) DO UPDATE SET note = DEFAULT" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        mysql: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) AS new ON DUPLICATE KEY UPDATE note = DEFAULT" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        mariadb: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE note = DEFAULT" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        ansi: "INSERT INTO stock (item, shop, n, note) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, :p7, :p8) ON CONFLICT (item, shop) DO UPDATE SET note = DEFAULT" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
    );
}

#[test]
fn a_column_that_is_not_inserted_comes_with_its_default() {
    let one = || {
        insert(stock::table()).columns((stock::item, stock::shop, stock::n)).values(("pen", 1, 3))
    };
    let met = || one().on_conflict((stock::item, stock::shop)).do_update();
    // What MySQL calls the row has the inserted columns only.
    assert_sql!(met().set_incoming((stock::n, stock::note)),
        sqlite: "INSERT INTO stock (item, shop, n) VALUES (?, ?, ?) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n, note = excluded.note" ["pen", 1, 3],
        postgres: "INSERT INTO stock (item, shop, n) VALUES ($1, $2, $3) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n, note = excluded.note" ["pen", 1, 3],
        mysql | mariadb: "INSERT INTO stock (item, shop, n) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE n = VALUES(n), note = VALUES(note)" ["pen", 1, 3],
        ansi: "INSERT INTO stock (item, shop, n) VALUES (:p1, :p2, :p3) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n, note = excluded.note" ["pen", 1, 3],
    );
    assert_sql!(met().set_incoming(stock::n).filter(incoming(stock::note).is_null()),
        sqlite: "INSERT INTO stock (item, shop, n) VALUES (?, ?, ?) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n WHERE excluded.note IS NULL" ["pen", 1, 3],
        postgres: "INSERT INTO stock (item, shop, n) VALUES ($1, $2, $3) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n WHERE excluded.note IS NULL" ["pen", 1, 3],
        mysql | mariadb: "INSERT INTO stock (item, shop, n) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE n = CASE WHEN VALUES(note) IS NULL THEN VALUES(n) ELSE stock.n END" ["pen", 1, 3],
        ansi: "INSERT INTO stock (item, shop, n) VALUES (:p1, :p2, :p3) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n WHERE excluded.note IS NULL" ["pen", 1, 3],
    );
}

#[test]
fn a_condition_leaves_the_others() {
    let met = || rows().on_conflict((stock::item, stock::shop)).do_update();
    assert_sql!(met().set_incoming(stock::n).filter(stock::n.lt(incoming(stock::n))),
        sqlite: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n WHERE stock.n < excluded.n" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        postgres: "INSERT INTO stock (item, shop, n, note) VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n WHERE stock.n < excluded.n" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        mysql: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) AS new ON DUPLICATE KEY UPDATE n = CASE WHEN stock.n < new.n THEN new.n ELSE stock.n END" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        mariadb: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE n = CASE WHEN stock.n < VALUES(n) THEN VALUES(n) ELSE stock.n END" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        ansi: "INSERT INTO stock (item, shop, n, note) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, :p7, :p8) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n WHERE stock.n < excluded.n" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
    );
    assert_sql!(met().set_incoming((stock::n, stock::note)).filter(stock::n.gt(incoming(stock::n))).filter(stock::note.is_not_null()),
        sqlite: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n, note = excluded.note WHERE stock.n > excluded.n AND stock.note IS NOT NULL" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        postgres: "INSERT INTO stock (item, shop, n, note) VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n, note = excluded.note WHERE stock.n > excluded.n AND stock.note IS NOT NULL" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        mysql: error "MySQL 8.4 has no SET that reads the old values only, and `n` and `note` need the old values of each other (in DO UPDATE); update twice, or read the values before",
        mariadb: "SET STATEMENT sql_mode = CONCAT(@@sql_mode, ',SIMULTANEOUS_ASSIGNMENT') FOR INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE n = CASE WHEN stock.n > VALUES(n) AND stock.note IS NOT NULL THEN VALUES(n) ELSE stock.n END, note = CASE WHEN stock.n > VALUES(n) AND stock.note IS NOT NULL THEN VALUES(note) ELSE stock.note END" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        ansi: "INSERT INTO stock (item, shop, n, note) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, :p7, :p8) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n, note = excluded.note WHERE stock.n > excluded.n AND stock.note IS NOT NULL" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
    );
    assert_sql!(met().set_incoming(stock::n).filter(stock::n.gt(0)).returning(stock::n),
        sqlite: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n WHERE stock.n > ? RETURNING stock.n" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null, 0],
        postgres: "INSERT INTO stock (item, shop, n, note) VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n WHERE stock.n > $9 RETURNING stock.n" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null, 0],
        mysql: error "MySQL 8.4 has no RETURNING of the rows changed alone (in ON CONFLICT); it gives rows that were left as they are too; select the rows after\nMySQL 8.4 has no INSERT … RETURNING (in INSERT); read last_insert_id() after execute",
        mariadb: error "MariaDB 11.4 has no RETURNING of the rows changed alone (in ON CONFLICT); it gives rows that were left as they are too; select the rows after",
        ansi: "INSERT INTO stock (item, shop, n, note) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, :p7, :p8) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n WHERE stock.n > :p9 RETURNING stock.n" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null, 0],
    );
    assert_sql!(met().set(stock::n, default()).filter(stock::n.gt(0)),
        sqlite: error "SQLite 3.54 has no DEFAULT in UPDATE … SET (in DO UPDATE); set the value itself",
        postgres: "INSERT INTO stock (item, shop, n, note) VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT (item, shop) DO UPDATE SET n = DEFAULT WHERE stock.n > $9" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null, 0],
        mysql: error "MySQL 8.4 has no DEFAULT in DO UPDATE that has a condition (in DO UPDATE); set the value itself",
        mariadb: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE n = CASE WHEN stock.n > ? THEN DEFAULT(stock.n) ELSE stock.n END" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null, 0],
        ansi: "INSERT INTO stock (item, shop, n, note) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, :p7, :p8) ON CONFLICT (item, shop) DO UPDATE SET n = DEFAULT WHERE stock.n > :p9" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null, 0],
    );
}

#[test]
pub fn all_values_are_read_before_any_is_set() {
    let met = || rows().on_conflict((stock::item, stock::shop)).do_update();
    // The note reads the number, so it is set first where order matters.
    let number = stock::n.cast::<String>();
    assert_sql!(met().set(stock::n, incoming(stock::n)).set(stock::note, number.clone()),
        sqlite: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n, note = CAST(stock.n AS TEXT)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        postgres: "INSERT INTO stock (item, shop, n, note) VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n, note = CAST(stock.n AS TEXT)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        mysql: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) AS new ON DUPLICATE KEY UPDATE note = CAST(stock.n AS CHAR), n = new.n" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        mariadb: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE note = CAST(stock.n AS CHAR), n = VALUES(n)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        ansi: "INSERT INTO stock (item, shop, n, note) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, :p7, :p8) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n, note = CAST(stock.n AS CLOB)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
    );
    assert_sql!(met().set(stock::n, func::length(stock::note).coalesce(0)).set(stock::note, number),
        sqlite: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON CONFLICT (item, shop) DO UPDATE SET n = COALESCE(LENGTH(stock.note), ?), note = CAST(stock.n AS TEXT)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null, 0],
        postgres: "INSERT INTO stock (item, shop, n, note) VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT (item, shop) DO UPDATE SET n = COALESCE(LENGTH(stock.note), $9), note = CAST(stock.n AS TEXT)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null, 0],
        mysql: error "MySQL 8.4 has no SET that reads the old values only, and `n` and `note` need the old values of each other (in DO UPDATE); update twice, or read the values before",
        mariadb: "SET STATEMENT sql_mode = CONCAT(@@sql_mode, ',SIMULTANEOUS_ASSIGNMENT') FOR INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE n = COALESCE(CHAR_LENGTH(stock.note), ?), note = CAST(stock.n AS CHAR)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null, 0],
        ansi: "INSERT INTO stock (item, shop, n, note) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, :p7, :p8) ON CONFLICT (item, shop) DO UPDATE SET n = COALESCE(CHAR_LENGTH(stock.note), :p9), note = CAST(stock.n AS CLOB)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null, 0],
    );
}

#[test]
pub fn the_rows_of_a_query() {
    let target = || insert(stock::table()).columns((stock::item, stock::shop, stock::n));
    let met = |insert: Insert<(String, i32, i32)>| {
        insert.on_conflict((stock::item, stock::shop)).do_update().set_incoming(stock::n)
    };
    assert_sql!(met(target().from_select(select((stock::item, stock::shop, stock::n + 10)))),
        sqlite: "INSERT INTO stock (item, shop, n) SELECT stock.item, stock.shop, stock.n + ? FROM stock WHERE TRUE ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n" [10],
        postgres: "INSERT INTO stock (item, shop, n) SELECT stock.item, stock.shop, stock.n + $1 FROM stock ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n" [10],
        mysql | mariadb: "INSERT INTO stock (item, shop, n) SELECT * FROM (SELECT stock.item AS c_1, stock.shop AS c_2, stock.n + ? AS c_3 FROM stock) AS q ON DUPLICATE KEY UPDATE n = VALUES(n)" [10],
        ansi: "INSERT INTO stock (item, shop, n) SELECT stock.item, stock.shop, stock.n + :p1 FROM stock ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n" [10],
    );
    assert_sql!(met(target().from_select(select((stock::item, stock::shop, stock::n + 10)).filter(stock::n.gt(0)))),
        sqlite: "INSERT INTO stock (item, shop, n) SELECT stock.item, stock.shop, stock.n + ? FROM stock WHERE stock.n > ? ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n" [10, 0],
        postgres: "INSERT INTO stock (item, shop, n) SELECT stock.item, stock.shop, stock.n + $1 FROM stock WHERE stock.n > $2 ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n" [10, 0],
        mysql | mariadb: "INSERT INTO stock (item, shop, n) SELECT * FROM (SELECT stock.item AS c_1, stock.shop AS c_2, stock.n + ? AS c_3 FROM stock WHERE stock.n > ?) AS q ON DUPLICATE KEY UPDATE n = VALUES(n)" [10, 0],
        ansi: "INSERT INTO stock (item, shop, n) SELECT stock.item, stock.shop, stock.n + :p1 FROM stock WHERE stock.n > :p2 ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n" [10, 0],
    );
    let names = select((users::name, val(1), users::id.cast::<i32>()))
        .from(users::table())
        .filter(users::id.eq(1));
    let all = select((users::name, val(3), val(5))).filter(users::id.gt(1));
    assert_sql!(met(target().from_select(names.clone().union_all(all.clone()))),
        sqlite: "INSERT INTO stock (item, shop, n) SELECT users.name, ?, CAST(users.id AS INTEGER) FROM users WHERE users.id = ? UNION ALL SELECT users.name, ?, ? FROM users WHERE users.id > ? ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n" [1, 1, 3, 5, 1],
        postgres: "INSERT INTO stock (item, shop, n) SELECT users.name, CAST($1 AS INTEGER), CAST(users.id AS INTEGER) FROM users WHERE users.id = $2 UNION ALL SELECT users.name, CAST($3 AS INTEGER), CAST($4 AS INTEGER) FROM users WHERE users.id > $5 ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n" [1, 1, 3, 5, 1],
        mysql | mariadb: "INSERT INTO stock (item, shop, n) SELECT users.name, ?, CAST(users.id AS SIGNED) FROM users WHERE users.id = ? UNION ALL SELECT users.name, ?, ? FROM users WHERE users.id > ? ON DUPLICATE KEY UPDATE n = VALUES(n)" [1, 1, 3, 5, 1],
        ansi: "INSERT INTO stock (item, shop, n) SELECT users.name, :p1, CAST(users.id AS INTEGER) FROM users WHERE users.id = :p2 UNION ALL SELECT users.name, :p3, :p4 FROM users WHERE users.id > :p5 ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n" [1, 1, 3, 5, 1],
    );
    assert_sql!(met(target().from_select(all.clone().union_all(names.clone().order_by(users::id).limit(1)))),
        sqlite: "INSERT INTO stock (item, shop, n) SELECT users.name, ?, ? FROM users WHERE users.id > ? UNION ALL SELECT * FROM (SELECT users.name, ?, CAST(users.id AS INTEGER) FROM users WHERE users.id = ? ORDER BY users.id LIMIT ?) WHERE TRUE ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n" [3, 5, 1, 1, 1, 1_i64],
        postgres: "INSERT INTO stock (item, shop, n) SELECT users.name, CAST($1 AS INTEGER), CAST($2 AS INTEGER) FROM users WHERE users.id > $3 UNION ALL (SELECT users.name, CAST($4 AS INTEGER), CAST(users.id AS INTEGER) FROM users WHERE users.id = $5 ORDER BY users.id LIMIT $6) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n" [3, 5, 1, 1, 1, 1_i64],
        mysql | mariadb: "INSERT INTO stock (item, shop, n) SELECT users.name, ?, ? FROM users WHERE users.id > ? UNION ALL (SELECT users.name, ?, CAST(users.id AS SIGNED) FROM users WHERE users.id = ? ORDER BY users.id LIMIT ?) ON DUPLICATE KEY UPDATE n = VALUES(n)" [3, 5, 1, 1, 1, 1_i64],
        ansi: "INSERT INTO stock (item, shop, n) SELECT users.name, :p1, :p2 FROM users WHERE users.id > :p3 UNION ALL (SELECT users.name, :p4, CAST(users.id AS INTEGER) FROM users WHERE users.id = :p5 ORDER BY users.id LIMIT :p6) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n" [3, 5, 1, 1, 1, 1_i64],
    );
    assert_sql!(target().from_select(all.clone().order_by(users::id).limit(2)).on_any_conflict().do_nothing(),
        sqlite: "INSERT INTO stock (item, shop, n) SELECT users.name, ?, ? FROM users WHERE users.id > ? ORDER BY users.id LIMIT ? ON CONFLICT DO NOTHING" [3, 5, 1, 2_i64],
        postgres: "INSERT INTO stock (item, shop, n) SELECT users.name, CAST($1 AS INTEGER), CAST($2 AS INTEGER) FROM users WHERE users.id > $3 ORDER BY users.id LIMIT $4 ON CONFLICT DO NOTHING" [3, 5, 1, 2_i64],
        mysql | mariadb: "INSERT INTO stock (item, shop, n) SELECT users.name, ?, ? FROM users WHERE users.id > ? ORDER BY users.id LIMIT ? ON DUPLICATE KEY UPDATE item = stock.item" [3, 5, 1, 2_i64],
        ansi: "INSERT INTO stock (item, shop, n) SELECT users.name, :p1, :p2 FROM users WHERE users.id > :p3 ORDER BY users.id LIMIT :p4 ON CONFLICT DO NOTHING" [3, 5, 1, 2_i64],
    );
    let cte = select(users::name).filter(users::id.gt(1)).cte("everybody");
    assert_sql!(met(target().from_select(select((cte.col(users::name), val(2), val(6))).from(&cte))),
        sqlite: "WITH everybody AS (SELECT users.name FROM users WHERE users.id > ?) INSERT INTO stock (item, shop, n) SELECT everybody.name, ?, ? FROM everybody WHERE TRUE ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n" [1, 2, 6],
        postgres: "WITH everybody AS (SELECT users.name FROM users WHERE users.id > $1) INSERT INTO stock (item, shop, n) SELECT everybody.name, CAST($2 AS INTEGER), CAST($3 AS INTEGER) FROM everybody ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n" [1, 2, 6],
        mysql | mariadb: "INSERT INTO stock (item, shop, n) WITH everybody AS (SELECT users.name FROM users WHERE users.id > ?) SELECT everybody.name, ?, ? FROM everybody ON DUPLICATE KEY UPDATE n = VALUES(n)" [1, 2, 6],
        ansi: "WITH everybody AS (SELECT users.name FROM users WHERE users.id > :p1) INSERT INTO stock (item, shop, n) SELECT everybody.name, :p2, :p3 FROM everybody ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n" [1, 2, 6],
    );
    assert_sql!(met(target().from_select(values(["a", "b", "c"], [("pen", 1, 8)]))),
        sqlite: "INSERT INTO stock (item, shop, n) VALUES (?, ?, ?) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n" ["pen", 1, 8],
        postgres: "INSERT INTO stock (item, shop, n) VALUES (CAST($1 AS TEXT), CAST($2 AS INTEGER), CAST($3 AS INTEGER)) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n" ["pen", 1, 8],
        mysql: "INSERT INTO stock (item, shop, n) VALUES ROW(?, ?, ?) ON DUPLICATE KEY UPDATE n = VALUES(n)" ["pen", 1, 8],
        mariadb: "INSERT INTO stock (item, shop, n) SELECT ? AS a, ? AS b, ? AS c ON DUPLICATE KEY UPDATE n = VALUES(n)" ["pen", 1, 8],
        ansi: "INSERT INTO stock (item, shop, n) VALUES (:p1, :p2, :p3) ON CONFLICT (item, shop) DO UPDATE SET n = excluded.n" ["pen", 1, 8],
    );
}

#[test]
fn several_keys_where_mysql_looks_at_all() {
    let one = || insert(people::table()).columns((people::email, people::n)).values(("a", 1));
    let text = |query: &dyn Fn() -> sqltree::Result<sqltree::Compiled>| match query() {
        Ok(made) => made.sql().to_owned(),
        Err(error) => crate::support::expect::messages(&error),
    };
    let maria = MariaDb::default();
    // The key that the database numbers is met by no row that leaves it out; the nick may have a default.
    let query = one().on_conflict(people::email).do_update().set_incoming(people::n);
    assert_eq!(
        text(&|| query.compile(&maria)),
        "INSERT INTO people (email, n) VALUES (?, ?) ON DUPLICATE KEY UPDATE n = VALUES(n)"
    );
    let two = |nick: Option<&'static str>| {
        let columns = (people::email, people::nick, people::n);
        insert(people::table()).columns(columns).values(("a", nick, 1))
    };
    let query = two(None).on_conflict(people::email).do_nothing();
    assert_eq!(
        text(&|| query.compile(&maria)),
        "INSERT INTO people (email, nick, n) VALUES (?, ?, ?) \
         ON DUPLICATE KEY UPDATE email = people.email"
    );
    let query = two(Some("b")).on_conflict(people::email).do_nothing();
    assert_eq!(
        text(&|| query.compile(&maria)),
        "MariaDB 11.4 has no ON CONFLICT, and a row could be met in the key `nick` too (in ON \
         CONFLICT); see `on_duplicate_key_update` for what it has, or update and insert in one \
         transaction"
    );
    let query = two(Some("b")).on_any_conflict().do_nothing();
    assert_eq!(
        text(&|| query.compile(&maria)),
        "INSERT INTO people (email, nick, n) VALUES (?, ?, ?) \
         ON DUPLICATE KEY UPDATE email = people.email"
    );
    let numbered =
        insert(people::table()).columns((people::id, people::email, people::n)).values((1, "a", 1));
    let query = numbered.clone().on_conflict(people::email).do_nothing();
    assert!(text(&|| query.compile(&maria)).contains("could be met in the key `id` too"));
    assert!(
        query.compile(&Sqlite::default()).is_ok() && query.compile(&Postgres::default()).is_ok()
    );
    let query = numbered.on_conflict((people::email, people::n)).do_nothing();
    assert!(
        text(&|| query.compile(&maria)).contains("`people` declares no unique key of `email`, `n`")
    );
}

#[test]
fn indexes_of_expressions_and_parts() {
    let one = || insert(log::table()).columns((log::at, log::n)).values((1, 2));
    let partial = one().on_conflict(log::at).filter(log::n.gt(5)).do_nothing();
    let texts = |query: &Insert<(i64, i32)>| {
        let text = |dialect: &dyn sqltree::dialect::Dialect| match query.compile(dialect) {
            Ok(made) => made.sql().to_owned(),
            Err(error) => crate::support::expect::messages(&error),
        };
        [text(&Sqlite::default()), text(&Postgres::default()), text(&MariaDb::default())]
    };
    let way_out =
        "see `on_duplicate_key_update` for what it has, or update and insert in one transaction";
    assert_eq!(
        texts(&partial),
        [
            "INSERT INTO log (at, n) VALUES (?, ?) ON CONFLICT (at) WHERE log.n > 5 DO NOTHING"
                .to_owned(),
            "INSERT INTO log (at, n) VALUES ($1, $2) ON CONFLICT (at) WHERE log.n > 5 DO NOTHING"
                .into(),
            format!(
                "MariaDB 11.4 has no ON CONFLICT, and no partial indexes (in ON CONFLICT); {way_out}"
            ),
        ]
    );
    let expression = one().on_conflict((log::at, log::n % 10)).do_nothing();
    assert_eq!(
        texts(&expression),
        [
            "INSERT INTO log (at, n) VALUES (?, ?) ON CONFLICT (at, (log.n % 10)) DO NOTHING"
                .to_owned(),
            "INSERT INTO log (at, n) VALUES ($1, $2) ON CONFLICT (at, (log.n % NULLIF(10, 0))) DO NOTHING"
                .into(),
            format!(
                "MariaDB 11.4 has no ON CONFLICT, and keys are columns here (in ON CONFLICT); {way_out}"
            ),
        ]
    );
}

#[test]
fn native_forms_of_single_engines() {
    use sqltree::dialects::mysql::MySqlInsert;
    use sqltree::dialects::sqlite::SqliteInsert;
    let one = || insert(people::table()).set(people::email, "a").set(people::n, 1);
    let texts =
        |query: &dyn Fn(&dyn sqltree::dialect::Dialect) -> sqltree::Result<sqltree::Compiled>| {
            sqltree::dialects::all().map(|dialect| match query(dialect) {
                Ok(made) => made.sql().to_owned(),
                Err(error) => crate::support::expect::messages(&error),
            })
        };
    let no = |name: &str, what: &str, way_out: &str| {
        format!("{name} has no {what} (in INSERT); {way_out}")
    };
    let or = "INSERT OR IGNORE, REPLACE and the like";
    let way_out = "use `.on_conflict(…)`, or `.ignore()` and `.replace()`";
    let replace = one().or_replace();
    let made = texts(&|dialect| replace.compile(dialect));
    assert_eq!(made[0], "INSERT OR REPLACE INTO people (email, n) VALUES (?, ?)");
    assert_eq!(made[1], no("PostgreSQL 18.0", or, "use `.on_conflict(…)`"));
    assert_eq!(made[2], no("MySQL 8.4", or, way_out));
    assert_eq!(made[3], no("MariaDB 11.4", or, way_out));
    for (query, words) in [
        (one().or_ignore(), "INSERT OR IGNORE INTO"),
        (one().or_abort(), "INSERT OR ABORT INTO"),
        (one().or_fail(), "INSERT OR FAIL INTO"),
        (one().or_rollback(), "INSERT OR ROLLBACK INTO"),
    ] {
        assert!(texts(&|dialect| query.compile(dialect))[0].starts_with(words), "{words}");
    }
    let ignore = one().ignore();
    let made = texts(&|dialect| ignore.compile(dialect));
    let any = "use `.on_any_conflict().do_nothing()`";
    assert_eq!(made[0], no("SQLite 3.54", "INSERT IGNORE", any));
    assert_eq!(made[1], no("PostgreSQL 18.0", "INSERT IGNORE", any));
    assert_eq!(made[2], "INSERT IGNORE INTO people (email, n) VALUES (?, ?)");
    assert_eq!(made[3], made[2]);
    let replace = one().replace();
    assert_eq!(
        texts(&|dialect| replace.compile(dialect))[3],
        "REPLACE INTO people (email, n) VALUES (?, ?)"
    );
    let update = one().on_duplicate_key_update().set_incoming(people::n);
    let made = texts(&|dialect| update.compile(dialect));
    assert_eq!(
        made[2],
        "INSERT INTO people (email, n) VALUES (?, ?) AS new ON DUPLICATE KEY UPDATE n = new.n"
    );
    assert_eq!(
        made[3],
        "INSERT INTO people (email, n) VALUES (?, ?) ON DUPLICATE KEY UPDATE n = VALUES(n)"
    );
    assert!(made[0].starts_with("SQLite 3.54 has no ON DUPLICATE KEY UPDATE (in ON CONFLICT)"));
    assert_eq!(
        update.compile(&MySql::of(sqltree::Version::new(8, 0, 18))).unwrap().sql(),
        "INSERT INTO people (email, n) VALUES (?, ?) ON DUPLICATE KEY UPDATE n = VALUES(n)"
    );
    let both = one().or_ignore().on_any_conflict().do_nothing();
    let made = texts(&|dialect| both.compile(dialect));
    assert_eq!(
        made[0],
        "INSERT OR IGNORE and ON CONFLICT both say what to do about rows that are there; use one"
    );
}

#[test]
fn constraints_by_name() {
    assert_sql!(rows().on_constraint("stock_pkey").do_update().set_incoming(stock::n),
        sqlite: error "SQLite 3.54 has no ON CONFLICT ON CONSTRAINT (in ON CONFLICT); name the columns by `.on_conflict(…)`",
        postgres: "INSERT INTO stock (item, shop, n, note) VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT ON CONSTRAINT stock_pkey DO UPDATE SET n = excluded.n" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        mysql: error "MySQL 8.4 has no ON CONFLICT, and it knows keys, not constraints (in ON CONFLICT); see `on_duplicate_key_update` for what it has, or update and insert in one transaction",
        mariadb: error "MariaDB 11.4 has no ON CONFLICT, and it knows keys, not constraints (in ON CONFLICT); see `on_duplicate_key_update` for what it has, or update and insert in one transaction",
        ansi: "INSERT INTO stock (item, shop, n, note) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, :p7, :p8) ON CONFLICT ON CONSTRAINT stock_pkey DO UPDATE SET n = excluded.n" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
    );
}

#[test]
fn queries_in_do_update() {
    let met = || rows().on_conflict((stock::item, stock::shop)).do_update();
    let oldest = select(func::max(users::age))
        .filter(users::id.le(incoming(stock::n).cast::<i64>()))
        .scalar();
    assert_sql!(met().set(stock::n, oldest.coalesce(0)),
        sqlite: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON CONFLICT (item, shop) DO UPDATE SET n = COALESCE((SELECT MAX(users.age) FROM users WHERE users.id <= CAST(excluded.n AS INTEGER)), ?)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null, 0],
        postgres: "INSERT INTO stock (item, shop, n, note) VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT (item, shop) DO UPDATE SET n = COALESCE((SELECT MAX(users.age) FROM users WHERE users.id <= CAST(excluded.n AS BIGINT)), $9)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null, 0],
        mysql: error "MySQL 8.4 has no queries over the row to be inserted (in WHERE); read the values before",
        mariadb: error "MariaDB 11.4 has no queries over the row to be inserted (in WHERE); read the values before",
        ansi: "INSERT INTO stock (item, shop, n, note) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, :p7, :p8) ON CONFLICT (item, shop) DO UPDATE SET n = COALESCE((SELECT MAX(users.age) FROM users WHERE users.id <= CAST(excluded.n AS BIGINT)), :p9)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null, 0],
    );
    let all = select(func::count()).from(users::table()).scalar();
    assert_sql!(met().set(stock::n, all.cast::<i32>()),
        sqlite: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON CONFLICT (item, shop) DO UPDATE SET n = CAST((SELECT COUNT(*) FROM users) AS INTEGER)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        postgres: "INSERT INTO stock (item, shop, n, note) VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT (item, shop) DO UPDATE SET n = CAST((SELECT COUNT(*) FROM users) AS INTEGER)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        mysql: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) AS new ON DUPLICATE KEY UPDATE n = CAST((SELECT COUNT(*) FROM users) AS SIGNED)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        mariadb: "INSERT INTO stock (item, shop, n, note) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE n = CAST((SELECT COUNT(*) FROM users) AS SIGNED)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
        ansi: "INSERT INTO stock (item, shop, n, note) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, :p7, :p8) ON CONFLICT (item, shop) DO UPDATE SET n = CAST((SELECT COUNT(*) FROM users) AS INTEGER)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null],
    );
    let other = stock::alias("other");
    let most = select(func::max(other.col(stock::n))).from(&other).scalar();
    assert_sql!(met().set(stock::n, most.coalesce(0)),
        sqlite: error "SQLite 3.54 has no queries in DO UPDATE over the table itself (in ON CONFLICT); it would see rows that are changed already; read them before",
        postgres: "INSERT INTO stock (item, shop, n, note) VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT (item, shop) DO UPDATE SET n = COALESCE((SELECT MAX(other.n) FROM stock AS other), $9)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null, 0],
        mysql: error "MySQL 8.4 has no queries in DO UPDATE over the table itself (in ON CONFLICT); it would see rows that are changed already; read them before",
        mariadb: error "MariaDB 11.4 has no queries in DO UPDATE over the table itself (in ON CONFLICT); it would see rows that are changed already; read them before",
        ansi: "INSERT INTO stock (item, shop, n, note) VALUES (:p1, :p2, :p3, :p4), (:p5, :p6, :p7, :p8) ON CONFLICT (item, shop) DO UPDATE SET n = COALESCE((SELECT MAX(other.n) FROM stock AS other), :p9)" ["pen", 1, 3, "new", "cap", 1, 4, Value::Null, 0],
    );
}

#[test]
fn what_is_missing_or_twice_is_refused() {
    let met = || rows().on_conflict((stock::item, stock::shop)).do_update();
    assert_sql!(met(),
        sqlite | postgres | mysql | mariadb | ansi: error "DO UPDATE sets no column; use `.set(…)`, or `.do_nothing()`",
    );
    assert_sql!(met().set(stock::n, 1).set(stock::n, 2),
        sqlite | postgres | mysql | mariadb | ansi: error "UPDATE stock names the column `n` twice",
    );
    assert_sql!(met().set(users::age, 1),
        sqlite | postgres | mysql | mariadb | ansi: error "`users.age` is not a column of `stock` (in DO UPDATE)",
    );
    assert_sql!(met().set(stock::n, 3_000_000_000_i64),
        sqlite | postgres | mysql | mariadb | ansi: error "the value is out of the range of column `n` (in DO UPDATE)",
    );
    assert_sql!(met().set(stock::n, 1).filter(func::max(stock::n).gt(1)),
        sqlite | postgres | mysql | mariadb | ansi: error "an aggregate stands in ON CONFLICT, which looks at single rows; compute it in a subquery",
    );
    assert_sql!(rows().on_conflict(users::id).do_nothing(),
        sqlite | postgres | ansi: error "`users.id` is not a column of `stock` (in ON CONFLICT)",
        mysql: error "MySQL 8.4 has no ON CONFLICT, and `stock` declares no unique key of `id`, which is needed to tell that no other is met (in ON CONFLICT); see `on_duplicate_key_update` for what it has, or update and insert in one transaction",
        mariadb: error "MariaDB 11.4 has no ON CONFLICT, and `stock` declares no unique key of `id`, which is needed to tell that no other is met (in ON CONFLICT); see `on_duplicate_key_update` for what it has, or update and insert in one transaction",
    );
    assert_sql!(rows().on_any_conflict().do_nothing().on_any_conflict().do_nothing(),
        sqlite | postgres | mysql | mariadb | ansi: error "INSERT says twice what to do about rows that are there; say it once",
    );
    assert_sql!(insert(stock::table()).default_values().on_any_conflict().do_nothing(),
        sqlite: error "SQLite 3.54 has no ON CONFLICT behind a row of defaults (in INSERT); give the value of a column",
        postgres | ansi: "INSERT INTO stock DEFAULT VALUES ON CONFLICT DO NOTHING",
        mysql | mariadb: "INSERT INTO stock () VALUES () ON DUPLICATE KEY UPDATE item = stock.item",
    );
    assert_sql!(rows().returning(incoming(stock::n)),
        sqlite | postgres | mariadb | ansi: error "a column of `excluded` is used (in RETURNING), but this statement sees its own table only; use a subquery",
        mysql: error "MySQL 8.4 has no INSERT … RETURNING (in INSERT); read last_insert_id() after execute",
    );
    assert_sql!(met().set(stock::n, incoming(column("n")).typed::<i32>()),
        sqlite | postgres | mysql | mariadb | ansi: error "`incoming` takes a column of a table, and `n` is a name alone",
    );
}

/// MariaDB keeps long values of the row to be inserted where they are set.
#[test]
fn long_values_of_the_row_to_be_inserted_are_read_before_they_are_set() {
    let met = || {
        insert(posts::table())
            .columns((posts::id, posts::user_id, posts::title, posts::body, posts::likes))
            .values((1_i64, 1_i64, "new", Some("long"), 5))
            .on_conflict(posts::id)
            .do_update()
    };
    let read =
        met().set(posts::body, "set").set(posts::title, incoming(posts::body).coalesce("none"));
    assert_sql!(read,
        sqlite: "INSERT INTO posts (id, user_id, title, body, likes) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = ?, title = COALESCE(excluded.body, ?)" [1_i64, 1_i64, "new", "long", 5, "set", "none"],
        postgres: "INSERT INTO posts (id, user_id, title, body, likes) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET body = $6, title = COALESCE(excluded.body, $7)" [1_i64, 1_i64, "new", "long", 5, "set", "none"],
        mysql: "INSERT INTO posts (id, user_id, title, body, likes) VALUES (?, ?, ?, ?, ?) AS new ON DUPLICATE KEY UPDATE title = COALESCE(new.body, ?), body = ?" [1_i64, 1_i64, "new", "long", 5, "none", "set"],
        mariadb: "INSERT INTO posts (id, user_id, title, body, likes) VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE title = COALESCE(VALUES(body), ?), body = ?" [1_i64, 1_i64, "new", "long", 5, "none", "set"],
        ansi: "INSERT INTO posts (id, user_id, title, body, likes) VALUES (:p1, :p2, :p3, :p4, :p5) ON CONFLICT (id) DO UPDATE SET body = :p6, title = COALESCE(excluded.body, :p7)" [1_i64, 1_i64, "new", "long", 5, "set", "none"],
    );
    // A condition is written into each value.
    let sometimes =
        met().set_incoming((posts::body, posts::likes)).filter(incoming(posts::body).eq("long"));
    assert_sql!(sometimes,
        sqlite: "INSERT INTO posts (id, user_id, title, body, likes) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body, likes = excluded.likes WHERE excluded.body = ?" [1_i64, 1_i64, "new", "long", 5, "long"],
        postgres: "INSERT INTO posts (id, user_id, title, body, likes) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET body = excluded.body, likes = excluded.likes WHERE excluded.body = $6" [1_i64, 1_i64, "new", "long", 5, "long"],
        mysql: "INSERT INTO posts (id, user_id, title, body, likes) VALUES (?, ?, ?, ?, ?) AS new ON DUPLICATE KEY UPDATE likes = CASE WHEN new.body = ? THEN new.likes ELSE posts.likes END, body = CASE WHEN new.body = ? THEN new.body ELSE posts.body END" [1_i64, 1_i64, "new", "long", 5, "long", "long"],
        mariadb: "INSERT INTO posts (id, user_id, title, body, likes) VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE likes = CASE WHEN VALUES(body) = ? THEN VALUES(likes) ELSE posts.likes END, body = CASE WHEN VALUES(body) = ? THEN VALUES(body) ELSE posts.body END" [1_i64, 1_i64, "new", "long", 5, "long", "long"],
        ansi: "INSERT INTO posts (id, user_id, title, body, likes) VALUES (:p1, :p2, :p3, :p4, :p5) ON CONFLICT (id) DO UPDATE SET body = excluded.body, likes = excluded.likes WHERE excluded.body = :p6" [1_i64, 1_i64, "new", "long", 5, "long"],
    );
    let swapped = met()
        .set(posts::body, incoming(posts::title))
        .set(posts::title, incoming(posts::body).coalesce("none"));
    assert_sql!(swapped,
        sqlite: "INSERT INTO posts (id, user_id, title, body, likes) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.title, title = COALESCE(excluded.body, ?)" [1_i64, 1_i64, "new", "long", 5, "none"],
        postgres: "INSERT INTO posts (id, user_id, title, body, likes) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET body = excluded.title, title = COALESCE(excluded.body, $6)" [1_i64, 1_i64, "new", "long", 5, "none"],
        mysql: error "MySQL 8.4 has no DO UPDATE that sets `body` and `title`, long texts or bytes, and reads them in the row to be inserted for each other (in DO UPDATE); declare them as `VarChar` if they are",
        mariadb: error "MariaDB 11.4 has no DO UPDATE that sets `body` and `title`, long texts or bytes, and reads them in the row to be inserted for each other (in DO UPDATE); declare them as `VarChar` if they are",
        ansi: "INSERT INTO posts (id, user_id, title, body, likes) VALUES (:p1, :p2, :p3, :p4, :p5) ON CONFLICT (id) DO UPDATE SET body = excluded.title, title = COALESCE(excluded.body, :p6)" [1_i64, 1_i64, "new", "long", 5, "none"],
    );
}
