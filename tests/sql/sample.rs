//! Samples of tables.

use sqltree::prelude::*;
use sqltree::select::Sample;

use crate::assert_sql;
use crate::support::live::Live;
use crate::support::tables::{posts, users};

#[test]
fn all_rows_or_none() {
    let all = users::table().sample(Sample::bernoulli(100.0).repeatable(3));
    let none = posts::table().sample(Sample::system(0.0)).alias("p");
    let query = select((all.col(users::name), none.col(posts::title).nullable()))
        .from(&all)
        .left_join(&none, foreign_key())
        .filter(all.col(users::id).lt(3))
        .order_by(all.col(users::id));
    assert_sql!(query.clone(),
        sqlite: error "SQLite 3.54 has no TABLESAMPLE (in FROM)",
        postgres:
            "SELECT users.name, p.title FROM users TABLESAMPLE BERNOULLI (100) REPEATABLE \
                (3) LEFT JOIN posts AS p TABLESAMPLE SYSTEM (0) ON p.user_id = users.id WHERE \
                users.id < $1 ORDER BY users.id" [3],
        mysql: error "MySQL 8.4 has no TABLESAMPLE (in FROM)",
        mariadb: error "MariaDB 11.4 has no TABLESAMPLE (in FROM)",
        ansi:
            "SELECT users.name, p.title FROM users TABLESAMPLE BERNOULLI (100) REPEATABLE \
                (3) LEFT JOIN posts AS p TABLESAMPLE SYSTEM (0) ON p.user_id = users.id WHERE \
                users.id < :p1 ORDER BY users.id" [3],
    );
    Live::Postgres.with(|connection| {
        let rows = connection.fetch_all(&query).unwrap();
        assert_eq!(rows, [("Ann".to_owned(), None), ("bob".to_owned(), None)]);
    });
}

#[test]
fn a_sample_is_an_item_like_others() {
    let some = users::table().sample(Sample::bernoulli(12.5));
    let one = select(some.col(users::name)).filter(some.col(users::id).eq(1));
    assert_sql!(select(one.scalar()),
        sqlite: error "SQLite 3.54 has no TABLESAMPLE (in FROM)",
        postgres:
            "SELECT (SELECT users.name FROM users TABLESAMPLE BERNOULLI (12.5) WHERE \
                users.id = $1)" [1],
        mysql: error "MySQL 8.4 has no TABLESAMPLE (in FROM)",
        mariadb: error "MariaDB 11.4 has no TABLESAMPLE (in FROM)",
        ansi:
            "SELECT (SELECT users.name FROM users TABLESAMPLE BERNOULLI (12.5) WHERE \
                users.id = :p1)" [1],
    );
}

#[test]
fn a_percentage_that_is_none_is_refused() {
    for percent in [-1.0, 100.5, f64::NAN, f64::INFINITY] {
        let some = users::table().sample(Sample::system(percent));
        assert_sql!(select(some.col(users::id)),
            sqlite: error "SQLite 3.54 has no TABLESAMPLE (in FROM)",
            postgres | ansi: error "a sample of `users` is of 0 to 100 percent of its rows",
            mysql: error "MySQL 8.4 has no TABLESAMPLE (in FROM)",
            mariadb: error "MariaDB 11.4 has no TABLESAMPLE (in FROM)",
        );
    }
    let some = users::table().sample(Sample::system(1.0));
    assert_sql!(select(some.col("nme")),
        sqlite | postgres | mysql | mariadb | ansi:
            error "sample `users` has no column `nme`; did you mean `name`?",
    );
}
