//! UPDATE of so many rows in an order, with queries over the table itself.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::expect::messages;
use crate::support::tables::{stock, users};

/// MariaDB makes a join of the query behind IN, and takes the first of the sorted rows for all.
#[test]
pub fn each_row_keeps_its_own_values() {
    let other = users::alias("other");
    let last = select(func::max(other.col(users::id))).scalar();
    let shops = select(stock::shop).filter(stock::item.eq("pen"));
    let query = update(users::table())
        .set(users::score, users::score + 1)
        .filter(users::id.is_in(shops) & users::id.le(last))
        .order_by(users::id.desc())
        .limit(9);
    assert_sql!(query,
        sqlite: "UPDATE users SET score = users.score + ? WHERE users.id IN (SELECT users.id FROM users WHERE users.id IN (SELECT stock.shop FROM stock WHERE stock.item = ?) AND users.id <= (SELECT MAX(other.id) FROM users AS other) ORDER BY users.id DESC LIMIT ?)" [1, "pen", 9_i64],
        postgres: "UPDATE users SET score = users.score + $1 WHERE users.id IN (SELECT users.id FROM users WHERE users.id IN (SELECT stock.shop FROM stock WHERE stock.item = $2) AND users.id <= (SELECT MAX(other.id) FROM users AS other) ORDER BY users.id DESC LIMIT $3)" [1, "pen", 9_i64],
        mysql: "UPDATE users SET score = users.score + ? WHERE EXISTS (SELECT 1 FROM (SELECT DISTINCT users.id AS k0 FROM users WHERE users.id IN (SELECT stock.shop FROM stock WHERE stock.item = ?) AND users.id <= (SELECT MAX(other.id) FROM users AS other)) AS q WHERE q.k0 = users.id) ORDER BY users.id DESC LIMIT ?" [1, "pen", 9_i64],
        mariadb: "UPDATE users, (SELECT users.id AS k0 FROM users WHERE users.id IN (SELECT stock.shop FROM stock WHERE stock.item = ?) AND users.id <= (SELECT MAX(other.id) FROM users AS other) ORDER BY users.id DESC LIMIT ?) AS q SET users.score = users.score + ? WHERE q.k0 = users.id" ["pen", 9_i64, 1],
        ansi: "UPDATE users SET score = users.score + :p1 WHERE users.id IN (SELECT stock.shop FROM stock WHERE stock.item = :p2) AND users.id <= (SELECT MAX(other.id) FROM users AS other) ORDER BY users.id DESC LIMIT :p3" [1, "pen", 9_i64],
    );
}

#[test]
fn what_is_set_or_sorted_by_may_read_the_table() {
    let other = users::alias("other");
    let before =
        select(func::count()).from(&other).filter(other.col(users::score).lt(users::score));
    let query = update(users::table())
        .set(users::age, users::age + 1)
        .set(users::score, 2.5)
        .all_rows()
        .order_by((before.scalar(), users::id))
        .limit(2);
    assert_sql!(query,
        sqlite: "UPDATE users SET age = users.age + ?, score = ? WHERE users.id IN (SELECT users.id FROM users ORDER BY (SELECT COUNT(*) FROM users AS other WHERE other.score < users.score), users.id LIMIT ?)" [1, 2.5, 2_i64],
        postgres: "UPDATE users SET age = users.age + $1, score = $2 WHERE users.id IN (SELECT users.id FROM users ORDER BY (SELECT COUNT(*) FROM users AS other WHERE other.score < users.score), users.id LIMIT $3)" [1, 2.5, 2_i64],
        mysql | mariadb: "UPDATE users, (SELECT users.id AS k0 FROM users ORDER BY (SELECT COUNT(*) FROM users AS other WHERE other.score < users.score), users.id LIMIT ?) AS q SET users.age = users.age + ?, users.score = ? WHERE q.k0 = users.id" [2_i64, 1, 2.5],
        ansi: "UPDATE users SET age = users.age + :p1, score = :p2 ORDER BY (SELECT COUNT(*) FROM users AS other WHERE other.score < users.score), users.id LIMIT :p3" [1, 2.5, 2_i64],
    );
    let count = select(func::count_of(other.col(users::id))).scalar();
    let plain = update(users::table())
        .set(users::score, 2.5)
        .filter(users::id.lt(count))
        .order_by(users::id)
        .limit(1);
    assert_sql!(plain,
        sqlite: "UPDATE users SET score = ? WHERE users.id IN (SELECT users.id FROM users WHERE users.id < (SELECT COUNT(other.id) FROM users AS other) ORDER BY users.id LIMIT ?)" [2.5, 1_i64],
        postgres: "UPDATE users SET score = $1 WHERE users.id IN (SELECT users.id FROM users WHERE users.id < (SELECT COUNT(other.id) FROM users AS other) ORDER BY users.id LIMIT $2)" [2.5, 1_i64],
        mysql: "UPDATE users SET score = ? WHERE EXISTS (SELECT 1 FROM (SELECT DISTINCT users.id AS k0 FROM users WHERE users.id < (SELECT COUNT(other.id) FROM users AS other)) AS q WHERE q.k0 = users.id) ORDER BY users.id LIMIT ?" [2.5, 1_i64],
        mariadb: "UPDATE users, (SELECT users.id AS k0 FROM users WHERE users.id < (SELECT COUNT(other.id) FROM users AS other) ORDER BY users.id LIMIT ?) AS q SET users.score = ? WHERE q.k0 = users.id" [1_i64, 2.5],
        ansi: "UPDATE users SET score = :p1 WHERE users.id < (SELECT COUNT(other.id) FROM users AS other) ORDER BY users.id LIMIT :p2" [2.5, 1_i64],
    );
}

#[test]
fn a_condition_that_is_forgotten_is_missed_beside_such_queries_too() {
    let other = users::alias("other");
    let oldest = select(func::max(other.col(users::age))).scalar();
    let query = update(users::table()).set(users::age, oldest);
    assert_sql!(query.clone(),
        sqlite: error "SQLite 3.54 has no queries in SET over the table itself (in SET); it would see rows that are changed already; read the values before\nUPDATE users has no condition; add `.filter(…)`, or `.all_rows()` if every row is meant",
        postgres | mariadb | ansi: error "UPDATE users has no condition; add `.filter(…)`, or `.all_rows()` if every row is meant",
        mysql: error "MySQL 8.4 has no queries in SET over the table itself (in SET); select from a subquery in FROM, which is made before\nUPDATE users has no condition; add `.filter(…)`, or `.all_rows()` if every row is meant",
    );
    assert_sql!(query.clone().order_by(users::id).limit(1),
        sqlite: error "SQLite 3.54 has no queries in SET over the table itself (in SET); it would see rows that are changed already; read the values before\nUPDATE users has no condition; add `.filter(…)`, or `.all_rows()` if every row is meant",
        postgres | mariadb | ansi: error "UPDATE users has no condition; add `.filter(…)`, or `.all_rows()` if every row is meant",
        mysql: error "MySQL 8.4 has no queries in SET over the table itself (in SET); select from a subquery in FROM, which is made before\nUPDATE users has no condition; add `.filter(…)`, or `.all_rows()` if every row is meant",
    );
    assert_sql!(query.all_rows().order_by(users::id),
        sqlite: error "SQLite 3.54 has no queries in SET over the table itself (in SET); it would see rows that are changed already; read the values before\nUPDATE has ORDER BY and no LIMIT, which would mean nothing; add `.limit(…)`",
        postgres | mariadb | ansi: error "UPDATE has ORDER BY and no LIMIT, which would mean nothing; add `.limit(…)`",
        mysql: error "MySQL 8.4 has no queries in SET over the table itself (in SET); select from a subquery in FROM, which is made before\nUPDATE has ORDER BY and no LIMIT, which would mean nothing; add `.limit(…)`",
    );
    let swapped = update(stock::table()).set(stock::shop, stock::n).set(stock::n, stock::shop);
    assert_sql!(swapped,
        sqlite | postgres | mariadb | ansi: error "UPDATE stock has no condition; add `.filter(…)`, or `.all_rows()` if every row is meant",
        mysql: error "MySQL 8.4 has no SET that reads the old values only, and `shop` and `n` need the old values of each other (in SET); update twice, or read the values before\nUPDATE stock has no condition; add `.filter(…)`, or `.all_rows()` if every row is meant",
    );
}

#[test]
fn a_table_without_a_key_cannot_have_its_rows_picked() {
    let free = Table::new("free").column("a", Type::Integer);
    let other = free.alias("other");
    let largest = select(func::max(other.col("a"))).scalar();
    let query = update(free.clone()).set(free.col("a"), largest).all_rows();
    let error =
        query.clone().order_by(free.col("a")).limit(1).compile(&MariaDb::default()).unwrap_err();
    assert_eq!(
        messages(&error),
        "MariaDB 11.4 takes one row for all in UPDATE with ORDER BY and a query over the table itself, and \
         `free` declares no primary key to pick the rows by; read the values before"
    );
    let unsorted = query.limit(1).compile(&MariaDb::default()).unwrap();
    assert_eq!(
        unsorted.sql(),
        "UPDATE free SET a = (SELECT MAX(other.a) FROM free AS other) LIMIT ?"
    );
}
