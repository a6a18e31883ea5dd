//! ORDER BY, and where NULLs come.

use sqltree::compile::Rewrite;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn terms_and_directions() {
    assert_sql!(select(users::id).order_by((users::active.desc(), users::score, users::id.asc())),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id FROM users \
            ORDER BY users.active DESC, users.score, users.id",
    );
}

#[test]
fn nulls_come_where_they_are_wanted() {
    assert_sql!(select(users::id).order_by((users::age.asc().nulls_last(), users::id)),
        sqlite: "SELECT users.id FROM users ORDER BY users.age NULLS LAST, users.id",
        postgres | ansi: "SELECT users.id FROM users ORDER BY users.age, users.id",
        mysql | mariadb:
            "SELECT users.id FROM users ORDER BY users.age IS NULL, users.age, users.id",
    );
    assert_sql!(select(users::id).order_by((users::age.desc().nulls_first(), users::id)),
        sqlite: "SELECT users.id FROM users ORDER BY users.age DESC NULLS FIRST, users.id",
        postgres | ansi: "SELECT users.id FROM users ORDER BY users.age DESC, users.id",
        mysql | mariadb:
            "SELECT users.id FROM users ORDER BY users.age IS NOT NULL, users.age DESC, users.id",
    );
    assert_sql!(select(users::id).order_by((users::age.asc().nulls_first(), users::id)),
        sqlite | mysql | mariadb: "SELECT users.id FROM users ORDER BY users.age, users.id",
        postgres | ansi: "SELECT users.id FROM users ORDER BY users.age NULLS FIRST, users.id",
    );
    assert_sql!(select(users::id).order_by((users::age.desc().nulls_last(), users::id)),
        sqlite | mysql | mariadb: "SELECT users.id FROM users ORDER BY users.age DESC, users.id",
        postgres | ansi: "SELECT users.id FROM users ORDER BY users.age DESC NULLS LAST, users.id",
    );
}

#[test]
fn the_rewrite_is_reported_and_can_be_refused() {
    let query = select(users::id).order_by(users::age.asc().nulls_last());
    let compiled = query.compile(&MySql::version(8, 0)).unwrap();
    assert_eq!(compiled.rewrites(), [Rewrite::NullsOrder]);
    let native = query.compile(&Postgres::version(15)).unwrap();
    assert_eq!(native.rewrites(), []);
    let options = Options::new().without_rewrites();
    let error = query.compile_with(&MySql::version(8, 0), options).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported(sqltree::Feature::NullsOrder));
}

#[test]
fn a_term_that_cannot_be_written_twice_is_refused() {
    let term = func::call("random", ()).asc().nulls_last();
    let error = select(users::id).order_by(term).compile(&MariaDb::default()).unwrap_err();
    assert_eq!(
        crate::support::expect::messages(&error),
        "MariaDB 11.4 has no NULLS FIRST or NULLS LAST (in ORDER BY); order by a column, or by \
         `expr.is_null()` first"
    );
}

#[test]
fn a_value_alone_is_refused_since_it_would_be_a_position() {
    for value in [val(2), literal(2), literal(1).label("x").label("y")] {
        assert_sql!(select(users::id).order_by(value),
            sqlite | postgres | mysql | mariadb | ansi: error "a constant in ORDER BY would mean the \
                column of that number, or nothing; give the column itself",
        );
    }
}

#[test]
fn what_is_the_same_for_all_rows_is_never_a_position() {
    let constants: Vec<Expr> = vec![
        (-literal(1)).dynamic(),
        (literal(1) + 1).dynamic(),
        (!literal(false)).dynamic(),
        null().dynamic(),
        func::lower("A").dynamic(),
        val(1).cast::<i64>().dynamic(),
        case(val(true), 1).otherwise(2).dynamic(),
    ];
    for constant in constants {
        assert_sql!(select(users::id).order_by(&constant),
            sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id FROM users",
        );
        assert_sql!(select(users::id).order_by((&constant, users::id.desc(), constant.desc())),
            sqlite | postgres | mysql | mariadb | ansi:
                "SELECT users.id FROM users ORDER BY users.id DESC",
        );
        assert_sql!(select((func::count(),)).from(users::table()).group_by(&constant),
            sqlite | postgres | mysql | mariadb | ansi: error "a constant in GROUP BY would mean the \
                column of that number; give the column itself",
        );
    }
}

#[test]
fn nulls_of_an_expression_come_where_they_are_wanted() {
    let half = (users::boss_id * 2).asc().nulls_last();
    assert_sql!(select(users::id).order_by((half, users::id)),
        sqlite: "SELECT users.id FROM users ORDER BY users.boss_id * ? NULLS LAST, users.id" [2],
        postgres: "SELECT users.id FROM users ORDER BY users.boss_id * $1, users.id" [2],
        mysql | mariadb: "SELECT users.id FROM users ORDER BY users.boss_id * ? IS NULL, users.boss_id * ?, \
            users.id" [2, 2],
        ansi: "SELECT users.id FROM users ORDER BY users.boss_id * :p1, users.id" [2],
    );
    let unknown = func::call("random", ()).asc().nulls_last();
    assert_sql!(select(users::id).order_by(unknown).limit(0),
        sqlite: "SELECT users.id FROM users ORDER BY random() NULLS LAST LIMIT ?" [0_i64],
        postgres: "SELECT users.id FROM users ORDER BY random() LIMIT $1" [0_i64],
        mysql: error "MySQL 8.4 has no NULLS FIRST or NULLS LAST (in ORDER BY); order by a column, or by \
            `expr.is_null()` first",
        mariadb: error "MariaDB 11.4 has no NULLS FIRST or NULLS LAST (in ORDER BY); order by a column, or by \
            `expr.is_null()` first",
        ansi: "SELECT users.id FROM users ORDER BY random() LIMIT :p1" [0_i64],
    );
}

#[test]
fn a_name_alone_is_one_of_the_result_or_of_from() {
    let most = func::max(posts::likes).label("m");
    let query = select((posts::user_id, &most)).group_by(posts::user_id);
    assert_sql!(query.clone().order_by(column("m").desc()).order_by(column("user_id")),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT posts.user_id, MAX(posts.likes) AS m \
            FROM posts GROUP BY posts.user_id ORDER BY m DESC, user_id",
    );
    assert_sql!(query.clone().order_by(most.desc()).order_by(posts::user_id),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT posts.user_id, MAX(posts.likes) AS m \
            FROM posts GROUP BY posts.user_id ORDER BY MAX(posts.likes) DESC, posts.user_id",
    );
    assert_sql!(query.order_by(column("n")),
        sqlite | postgres | mysql | mariadb | ansi: error "ORDER BY has `n`, which is no column \
            here; it has `user_id`, `m`, `id`, `title`, `body`, `likes`",
    );
    assert_sql!(select(users::name).order_by(column("id")),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.name FROM users ORDER BY id",
    );
    assert_sql!(select((users::name, posts::title)).join(posts::table(), foreign_key()).order_by(column("id")),
        sqlite | postgres | mysql | mariadb | ansi: error "ORDER BY has `id`, which `posts` and \
            `users` have; say which, by a column of it",
    );
    // What is not known is not refused.
    let open = select(column("a")).from(Table::new("t")).order_by(column("b"));
    assert!(open.compile(&Postgres::default()).is_ok());
}

#[test]
fn a_name_that_two_columns_of_the_result_have() {
    let other = (users::id * -1).label("m");
    assert_sql!(select((users::id.label("m"), &other)).order_by(column("m")),
        sqlite | postgres | mysql | mariadb | ansi: error "ORDER BY has `m`, which two columns of the result are called; give the column \
             or the expression itself",
    );
    assert_sql!(select([star().expr(), (users::age * -1).label("age").dynamic()]).from(users::table()).order_by(column("age").desc()),
        sqlite | postgres | mysql | mariadb | ansi: error "ORDER BY has `age`, which two columns of the result are called; give the \
             column or the expression itself",
    );
    let p = posts::table();
    assert_sql!(select((users::id, posts::id)).join(&p, foreign_key()).order_by(column("id")),
        sqlite | postgres | mysql | mariadb | ansi: error "ORDER BY has `id`, which two columns of the result are called; give the column \
             or the expression itself",
    );
    assert_sql!(select((users::id, users::id, users::id.label("id"))).order_by(column("id")),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id, users.id, users.id AS id FROM users ORDER BY id",
    );
    assert_sql!(select((users::id, users::age)).filter(users::age.is_not_null()).distinct_on(users::age).order_by((users::age, column("nope"))),
        sqlite | postgres | mysql | mariadb | ansi: error "ORDER BY has `nope`, which is no column here; it has `id`, `age`, `name`, \
             `boss_id`, `active`, `score`",
    );
}
