//! Changes in WITH, whose rows other statements read.

use sqltree::ddl::create_table_as;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::live::Live;
use crate::support::tables::{posts, stock, users};

#[test]
fn rows_deleted_are_inserted_elsewhere() {
    let gone = delete(posts::table())
        .filter(posts::likes.gt(2))
        .returning((posts::id, posts::title, (posts::likes + 1).label("more")))
        .cte("gone");
    let keep = insert(stock::table())
        .columns((stock::item, stock::shop))
        .from_select(select((gone.col(posts::title), gone.col("more").typed::<i32>())).from(&gone));
    assert_sql!(keep,
        sqlite:
            error "SQLite 3.54 has no changes in WITH (in WITH); make the change, and use the rows \
                that RETURNING gives",
        postgres:
            "WITH gone (id, title, more) AS (DELETE FROM posts WHERE posts.likes > $1 \
                RETURNING posts.id, posts.title, posts.likes + $2 AS more) INSERT INTO stock \
                (item, shop) SELECT gone.title, gone.more FROM gone" [2, 1],
        mysql:
            error "MySQL 8.4 has no changes in WITH (in WITH); read the rows, and change them, in \
                one transaction",
        mariadb:
            error "MariaDB 11.4 has no changes in WITH (in WITH); read the rows, and change them, \
                in one transaction",
        ansi:
            "WITH gone (id, title, more) AS (DELETE FROM posts WHERE posts.likes > :p1 \
                RETURNING posts.id, posts.title, posts.likes + :p2 AS more) INSERT INTO stock \
                (item, shop) SELECT gone.title, gone.more FROM gone" [2, 1],
    );
}

#[test]
fn a_query_counts_what_is_changed() {
    let older = update(users::table())
        .set(users::age, users::age + 1)
        .filter(users::active)
        .returning((users::id, users::age))
        .cte("older");
    let per = select((older.col(users::age), func::count().label("n")))
        .group_by(older.col(users::age))
        .order_by(older.col(users::age));
    assert_sql!(per.clone(),
        sqlite:
            error "SQLite 3.54 has no changes in WITH (in WITH); make the change, and use the rows \
                that RETURNING gives",
        postgres:
            "WITH older (id, age) AS (UPDATE users SET age = users.age + $1 WHERE \
                users.active RETURNING users.id, users.age) SELECT older.age, COUNT(*) AS n \
                FROM older GROUP BY older.age ORDER BY older.age" [1],
        mysql:
            error "MySQL 8.4 has no changes in WITH (in WITH); read the rows, and change them, in \
                one transaction",
        mariadb:
            error "MariaDB 11.4 has no changes in WITH (in WITH); read the rows, and change them, \
                in one transaction",
        ansi:
            "WITH older (id, age) AS (UPDATE users SET age = users.age + :p1 WHERE \
                users.active RETURNING users.id, users.age) SELECT older.age, COUNT(*) AS n \
                FROM older GROUP BY older.age ORDER BY older.age" [1],
    );
    assert!(!per.statement().is_query());
    let names: Vec<String> = per.statement().tables().iter().map(ToString::to_string).collect();
    assert_eq!(names, ["users"]);
    assert_eq!(per, per.clone());
    // The database is seen as it was before.
    let both = select((users::age, older.alias("o").col(users::age)))
        .from(users::table())
        .join(older.alias("o"), users::id.eq(older.alias("o").col(users::id)))
        .filter(users::id.eq(1));
    Live::Postgres.with(|connection| {
        connection.run_script("BEGIN").unwrap();
        let rows = connection.fetch_all(&both).unwrap();
        connection.run_script("ROLLBACK").unwrap();
        assert_eq!(rows, [(Some(42), Some(43))]);
    });
}

#[test]
fn several_with_queries_between_them_and_parameters_in_order() {
    let few = select(users::id).filter(users::id.le(2)).cte("few");
    let made = insert(posts::table())
        .columns((posts::id, posts::user_id, posts::title, posts::likes))
        .from_select(
            select((few.col(users::id) + 100, few.col(users::id), val("new"), val(5))).from(&few),
        )
        .returning(star())
        .cte("made");
    let gone = delete(posts::table())
        .filter(posts::user_id.is_in(select(made.col(posts::user_id)).from(&made)))
        .returning((posts::id, posts::user_id, posts::id))
        .cte("gone");
    let all = select((
        gone.column_at(2).typed::<i64>(),
        gone.col(posts::user_id),
        made.col(posts::title),
    ))
    .from(&gone)
    .join(&made, made.col(posts::user_id).eq(gone.col(posts::user_id)))
    .filter(made.col(posts::likes).gt(4))
    .order_by(gone.column_at(0));
    assert_sql!(all,
        sqlite:
            error "SQLite 3.54 has no changes in WITH (in WITH); make the change, and use the rows \
                that RETURNING gives\nSQLite 3.54 has no changes in WITH (in WITH); make the \
                change, and use the rows that RETURNING gives",
        postgres:
            "WITH few AS (SELECT users.id FROM users WHERE users.id <= $1), made (id, \
                user_id, title, body, likes) AS (INSERT INTO posts (id, user_id, title, likes) \
                SELECT few.id + $2, few.id, CAST($3 AS TEXT), CAST($4 AS INTEGER) FROM few \
                RETURNING posts.id, posts.user_id, posts.title, posts.body, posts.likes), gone \
                (id, user_id, id_1) AS (DELETE FROM posts WHERE posts.user_id IN (SELECT \
                made.user_id FROM made) RETURNING posts.id, posts.user_id, posts.id) SELECT \
                gone.id_1, gone.user_id, made.title FROM gone JOIN made ON made.user_id = \
                gone.user_id WHERE made.likes > $5 ORDER BY gone.id" [2, 100, "new", 5, 4],
        mysql:
            error "MySQL 8.4 has no changes in WITH (in WITH); read the rows, and change them, in \
                one transaction\nMySQL 8.4 has no changes in WITH (in WITH); read the rows, and \
                change them, in one transaction",
        mariadb:
            error "MariaDB 11.4 has no changes in WITH (in WITH); read the rows, and change them, \
                in one transaction\nMariaDB 11.4 has no changes in WITH (in WITH); read the \
                rows, and change them, in one transaction",
        ansi:
            "WITH few AS (SELECT users.id FROM users WHERE users.id <= :p1), made (id, \
                user_id, title, body, likes) AS (INSERT INTO posts (id, user_id, title, likes) \
                SELECT few.id + :p2, few.id, :p3, :p4 FROM few RETURNING posts.id, \
                posts.user_id, posts.title, posts.body, posts.likes), gone (id, user_id, id_1) \
                AS (DELETE FROM posts WHERE posts.user_id IN (SELECT made.user_id FROM made) \
                RETURNING posts.id, posts.user_id, posts.id) SELECT gone.id_1, gone.user_id, \
                made.title FROM gone JOIN made ON made.user_id = gone.user_id WHERE made.likes \
                > :p5 ORDER BY gone.id" [2, 100, "new", 5, 4],
    );
}

#[test]
fn what_gives_nothing_back_is_no_item() {
    let gone = delete(posts::table()).all_rows().cte("gone");
    let query = select(func::count()).from(&gone);
    assert_sql!(query,
        sqlite:
            error "SQLite 3.54 has no changes in WITH (in WITH); make the change, and use the rows \
                that RETURNING gives",
        postgres | ansi: error "the change `gone` in WITH gives nothing back; add `.returning(…)`",
        mysql:
            error "MySQL 8.4 has no changes in WITH (in WITH); read the rows, and change them, in \
                one transaction",
        mariadb:
            error "MariaDB 11.4 has no changes in WITH (in WITH); read the rows, and change them, \
                in one transaction",
    );
    let none = delete(posts::table()).all_rows().returning(posts::id + 1).cte("none");
    assert_sql!(select(func::count()).from(&none),
        sqlite:
            error "SQLite 3.54 has no changes in WITH (in WITH); make the change, and use the rows \
                that RETURNING gives",
        postgres | ansi:
            error "column 1 of the query `none` has no name; give it one by `.label(\"…\")`",
        mysql:
            error "MySQL 8.4 has no changes in WITH (in WITH); read the rows, and change them, in \
                one transaction",
        mariadb:
            error "MariaDB 11.4 has no changes in WITH (in WITH); read the rows, and change them, \
                in one transaction",
    );
}

#[test]
fn it_stands_before_the_whole_statement() {
    let gone = delete(posts::table()).all_rows().returning(posts::id).cte("gone");
    let create = create_table_as(Table::new("copy"), select(gone.col(posts::id)));
    assert_sql!(create,
        sqlite:
            error "SQLite 3.54 has no changes in WITH (in WITH); make the change, and use the rows \
                that RETURNING gives",
        postgres | ansi:
            error "the change `gone` in WITH must stand before the whole statement, which CREATE \
                TABLE AS does not take; make the change by itself",
        mysql:
            error "MySQL 8.4 has no changes in WITH (in WITH); read the rows, and change them, in \
                one transaction",
        mariadb:
            error "MariaDB 11.4 has no changes in WITH (in WITH); read the rows, and change them, \
                in one transaction",
    );
    let inside = select(users::id).filter(users::id.is_in(select(gone.col(posts::id)).from(&gone)));
    let inner = inside.clone().subquery("inner");
    let query = select(inner.col(users::id)).order_by(inner.col(users::id));
    assert_sql!(query,
        sqlite:
            error "SQLite 3.54 has no changes in WITH (in WITH); make the change, and use the rows \
                that RETURNING gives",
        postgres | ansi:
            "WITH gone (id) AS (DELETE FROM posts RETURNING posts.id) SELECT \"inner\".id \
                FROM (SELECT users.id FROM users WHERE users.id IN (SELECT gone.id FROM gone)) \
                AS \"inner\" ORDER BY \"inner\".id",
        mysql:
            error "MySQL 8.4 has no changes in WITH (in WITH); read the rows, and change them, in \
                one transaction",
        mariadb:
            error "MariaDB 11.4 has no changes in WITH (in WITH); read the rows, and change them, \
                in one transaction",
    );
}
