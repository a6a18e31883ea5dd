//! `*` and `t.*`.

use sqltree::Row;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::expect::messages;
use crate::support::live::Live;
use crate::support::tables::{posts, users};

/// The tables as a program knows them that has declared no column.
fn undeclared(name: &str) -> Table {
    Table::new(name)
}

#[test]
fn all_columns_of_a_table() {
    assert_sql!(select(users::table().star()).filter(users::id.eq(2)),
        sqlite | mysql | mariadb: "SELECT users.* FROM users WHERE users.id = ?" [2],
        postgres: "SELECT users.* FROM users WHERE users.id = $1" [2],
        ansi: "SELECT users.* FROM users WHERE users.id = :p1" [2],
    );
    assert_sql!(select(undeclared("users").star()),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.* FROM users",
    );
    let odd = Table::new("users").alias("My u");
    assert_sql!(select(odd.star()).distinct(),
        sqlite | postgres | ansi: r#"SELECT DISTINCT "My u".* FROM users AS "My u""#,
        mysql | mariadb: "SELECT DISTINCT `My u`.* FROM users AS `My u`",
    );
}

#[test]
fn it_takes_part_in_from_like_a_column() {
    let boss = users::alias("boss");
    let query = select(boss.star()).join(&boss, users::boss_id.eq(boss.col(users::id)));
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT boss.* FROM users JOIN users AS boss ON users.boss_id = boss.id",
    );
    assert_sql!(select(posts::table().star()).from(users::table()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a column of `posts` is used (in SELECT), but it is not in FROM; add it by `.from()` or a join",
    );
    assert_sql!(select([users::table().star().expr(), posts::title.dynamic().expr()])
        .join(posts::table(), foreign_key()),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.*, posts.title FROM users \
            JOIN posts ON posts.user_id = users.id",
    );
}

#[test]
fn all_columns_of_from() {
    assert_sql!(select(star()).from(users::table()).join(posts::table(), foreign_key()),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT * FROM users JOIN posts ON posts.user_id = users.id",
    );
    assert_sql!(select(star()).filter(users::age.gt(20)),
        sqlite | mysql | mariadb: "SELECT * FROM users WHERE users.age > ?" [20],
        postgres: "SELECT * FROM users WHERE users.age > $1" [20],
        ansi: "SELECT * FROM users WHERE users.age > :p1" [20],
    );
    assert_sql!(select(star()),
        sqlite | postgres | mysql | mariadb | ansi: error "`*` (in SELECT) stands for the columns of \
            FROM, and there is none; add `.from()`, or use the `star()` of a table",
    );
}

#[test]
fn after_other_columns_it_is_written_item_by_item() {
    let query = select([users::id.dynamic().expr(), star().expr(), users::id.dynamic().expr()])
        .from(users::table())
        .join(posts::table(), foreign_key())
        .cross_join(users::alias("other"));
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id, users.*, posts.*, other.*, \
            users.id FROM users JOIN posts ON posts.user_id = users.id CROSS JOIN users AS other",
    );
    assert_sql!(select([star().expr(), star().expr()]).from(users::table()),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT *, users.* FROM users",
    );
}

#[test]
fn a_table_of_a_schema_is_called_by_its_name() {
    let table = Table::new(("app", "users"));
    let query = select(table.star()).from(&table);
    for dialect in sqltree::dialects::all() {
        assert_eq!(query.compile(dialect).unwrap().sql(), "SELECT users.* FROM app.users");
    }
    let both = select([table.star().expr(), users::table().star().expr()])
        .from(&table)
        .from(users::table());
    for dialect in sqltree::dialects::all() {
        let sql = both.compile(dialect).unwrap();
        assert_eq!(sql.sql(), "SELECT users_1.*, users.* FROM app.users AS users_1, users");
    }
    let temporary = Table::new(("temp", "users"));
    Live::Sqlite.with(|connection| {
        assert_eq!(connection.fetch_all(&select(temporary.star())).unwrap().len(), 6);
    });
}

#[test]
fn it_can_be_returned() {
    let row = || {
        insert(posts::table())
            .columns((posts::id, posts::user_id, posts::title, posts::likes))
            .values((7_i64, 1_i64, "t", 0))
    };
    assert_sql!(row().returning(posts::table().star()),
        sqlite: "INSERT INTO posts (id, user_id, title, likes) VALUES (?, ?, ?, ?) RETURNING *"
            [7_i64, 1_i64, "t", 0],
        postgres: "INSERT INTO posts (id, user_id, title, likes) VALUES ($1, $2, $3, $4) RETURNING *"
            [7_i64, 1_i64, "t", 0],
        mysql: error "MySQL 8.4 has no INSERT … RETURNING (in INSERT); read last_insert_id() after execute",
        mariadb: "INSERT INTO posts (id, user_id, title, likes) VALUES (?, ?, ?, ?) RETURNING *"
            [7_i64, 1_i64, "t", 0],
        ansi: "INSERT INTO posts (id, user_id, title, likes) VALUES (:p1, :p2, :p3, :p4) RETURNING *"
            [7_i64, 1_i64, "t", 0],
    );
    let delete = delete(posts::table()).filter(posts::id.eq(6));
    let columns = [posts::id.dynamic().expr(), star().expr()];
    assert_sql!(delete.clone().returning(columns),
        sqlite | mariadb: "DELETE FROM posts WHERE posts.id = ? RETURNING posts.id, posts.id, \
            posts.user_id, posts.title, posts.body, posts.likes" [6],
        postgres: "DELETE FROM posts WHERE posts.id = $1 RETURNING posts.id, posts.id, \
            posts.user_id, posts.title, posts.body, posts.likes" [6],
        mysql: error "MySQL 8.4 has no DELETE … RETURNING (in DELETE); select the rows before the delete, in one transaction",
        ansi: "DELETE FROM posts WHERE posts.id = :p1 RETURNING posts.id, posts.id, \
            posts.user_id, posts.title, posts.body, posts.likes" [6],
    );
    let other = delete.returning(users::table().star()).compile(&Sqlite::default()).unwrap_err();
    assert_eq!(
        messages(&other),
        "a column of `users` is used (in RETURNING), but this statement sees its own table only; \
         use a subquery"
    );
    let late = [column("id").expr(), star().expr()];
    let late = sqltree::prelude::delete(undeclared("posts")).all_rows().returning(late);
    assert_eq!(
        messages(&late.compile(&Sqlite::default()).unwrap_err()),
        "`posts.*` (in RETURNING) cannot be written here, and its columns are not known; put it first \
         in RETURNING, in a query of its own FROM, or name the columns"
    );
}

#[test]
fn it_is_no_expression() {
    let t = users::table();
    let all = || t.star().expr();
    let wrong = "stands for all columns where one expression is wanted; name the column";
    let queries = [
        (select(users::id).filter(all().eq(1)), "`users.*` (in WHERE)"),
        (select(users::id).filter(users::id.is_in([all()])), "`users.*` (in WHERE)"),
        (select(users::id).order_by(all()), "`users.*` (in ORDER BY)"),
        (select(users::id).order_by(all().desc()), "`users.*` (in ORDER BY)"),
        (select(func::count()).group_by(star()).from(&t), "`*` (in GROUP BY)"),
        (select(func::count_of(all())).from(&t), "`users.*` (in SELECT)"),
        (select(all().label("x").typed::<i64>()), "`users.*` (in SELECT)"),
        (select(all().typed::<i64>()), "`users.*` (in SELECT)"),
        (select(sql!("count({})", all()).typed::<i64>()), "`users.*` (in SELECT)"),
    ];
    for (query, what) in queries {
        for dialect in sqltree::dialects::all() {
            let error = query.compile(dialect).unwrap_err();
            assert_eq!(messages(&error), format!("{what} {wrong}"));
            assert_eq!(error.kind(), ErrorKind::Conflict);
        }
    }
    assert_eq!(format!("{:?} {:?}", star(), t.star()), "* users.*");
}

#[test]
fn a_star_of_a_query_around_is_its_columns() {
    let inner =
        select(posts::table().star()).filter(posts::user_id.eq(users::id)).from(posts::table());
    assert_sql!(select(users::id).filter(exists(inner)),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id FROM users WHERE EXISTS \
            (SELECT posts.* FROM posts WHERE posts.user_id = users.id)",
    );
    let outer =
        select(users::table().star()).filter(posts::user_id.eq(users::id)).from(posts::table());
    assert_sql!(select(users::id).filter(exists(outer)),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id FROM users WHERE EXISTS (SELECT \
            users.id, users.name, users.age, users.boss_id, users.active, users.score FROM posts \
            WHERE posts.user_id = users.id)",
    );
}

#[test]
fn in_from_and_set_operations_it_is_the_columns_that_are_known() {
    let both =
        select(star()).from(users::table()).left_join(posts::table(), foreign_key()).subquery("s");
    assert_sql!(select([both.col(users::id), both.col(posts::id)]),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT s.id, s.id_1 FROM (SELECT users.id, \
            users.name, users.age, users.boss_id, users.active, users.score, posts.id AS id_1, \
            posts.user_id, posts.title, posts.body, posts.likes FROM users \
            LEFT JOIN posts ON posts.user_id = users.id) AS s",
    );
    assert!(select([both.col(posts::title)]).output_columns()[0].is_nullable());
    assert_eq!(both.col(posts::likes).sql_type(), Type::Integer);
    let few = users::alias("few");
    let named = select((few.col(users::id), few.col(users::name))).cte("named");
    let union = select(named.star()).union(select([posts::id.dynamic(), posts::title.dynamic()]));
    assert_sql!(union,
        sqlite | postgres | mysql | mariadb | ansi: "WITH named AS (SELECT few.id, few.name FROM users \
            AS few) SELECT named.id, named.name FROM named UNION SELECT posts.id, posts.title \
            FROM posts",
    );
    assert_sql!(select(users::table().star()).union(select(posts::table().star())),
        sqlite | postgres | mysql | mariadb | ansi: error "UNION between a query of 6 columns and one \
            of 5; select as many in both",
    );
    let one = select(users::id).subquery("one");
    let ids = select(one.star()).rows_as::<i64>();
    assert_sql!(select(users::name).filter(users::id.is_in(ids)).order_by(users::id.desc()).limit(1),
        sqlite | mysql | mariadb: "SELECT users.name FROM users WHERE users.id IN (SELECT one.id \
            FROM (SELECT users.id FROM users) AS one) ORDER BY users.id DESC LIMIT ?" [1_i64],
        postgres: "SELECT users.name FROM users WHERE users.id IN (SELECT one.id \
            FROM (SELECT users.id FROM users) AS one) ORDER BY users.id DESC LIMIT $1" [1_i64],
        ansi: "SELECT users.name FROM users WHERE users.id IN (SELECT one.id \
            FROM (SELECT users.id FROM users) AS one) ORDER BY users.id DESC LIMIT :p1" [1_i64],
    );
}

#[test]
fn what_is_not_known_stays_a_star() {
    let t = undeclared("users");
    let s = select(t.star()).subquery("s");
    assert_sql!(select([column(("s", "name"))]).from(&s).order_by(column(("s", "id"))),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT s.name FROM (SELECT users.* FROM users) AS s ORDER BY s.id",
    );
    assert_sql!(select(s.star()),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT s.* FROM (SELECT users.* FROM users) AS s",
    );
    assert_sql!(select(t.star()).union(select(users::table().star())),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.* FROM users UNION SELECT users.id, \
            users.name, users.age, users.boss_id, users.active, users.score FROM users",
    );
    let known = select(users::all()).union(select(t.star())).order_by(users::name);
    assert_sql!(known.limit(0),
        sqlite | mysql | mariadb: "SELECT users.id, users.name, users.age, users.boss_id, \
            users.active, users.score FROM users UNION SELECT users.* FROM users ORDER BY 2 LIMIT ?" [0_i64],
        postgres: "SELECT users.id, users.name, users.age, users.boss_id, \
            users.active, users.score FROM users UNION SELECT users.* FROM users ORDER BY 2 LIMIT $1" [0_i64],
        ansi: "SELECT users.id, users.name, users.age, users.boss_id, \
            users.active, users.score FROM users UNION SELECT users.* FROM users ORDER BY 2 LIMIT :p1" [0_i64],
    );
}

#[test]
fn what_a_star_hides_is_refused() {
    let t = undeclared("users");
    let s = select(t.star()).subquery("s");
    let told = |query: &dyn Fn() -> Select<Row>| {
        messages(&query().compile(&Postgres::default()).unwrap_err())
    };
    let not_known = "subquery `s` selects `*` of what is not known, and so has no column `id` to \
                     check; name the columns in it, or use `column((\"s\", \"id\"))`";
    assert_eq!(told(&|| select([s.col("id")])), not_known);
    assert_eq!(told(&|| select([s.col(users::id).dynamic()])), not_known);
    let listed = "subquery `s` selects `*` of what is not known; name the columns in it, or select \
                  its `star()`";
    assert_eq!(told(&|| select([s.column_at(0)])), listed);
    assert_eq!(told(&|| select(s.columns())), listed);
    let two = select([t.star().expr(), column("id").expr()]).subquery("two");
    assert_eq!(
        told(&|| select(two.star())),
        "the query `two` selects `*` of what is not known beside other columns, which could not be \
         told apart; name the columns"
    );
    assert_eq!(
        messages(
            &select(t.star())
                .union(select(t.star()))
                .order_by(column("id"))
                .compile(&Sqlite::default())
                .unwrap_err()
        ),
        "ORDER BY of a set operation goes by the numbers of columns, which its `*` of what is not \
         known hides; name the columns"
    );
    let tree = select(t.star()).recursive("tree", |above| select(above.star()));
    assert_eq!(
        told(&|| select(tree.star())),
        "the recursive query `tree` selects `*` of what is not known; name the columns"
    );
    let ids = || select(t.star()).from(&t).rows_as::<i64>();
    assert_eq!(
        told(&|| select([users::id.dynamic()]).filter(users::id.is_in(ids()))),
        "IN takes a query of one column, and this one has a `*` of what is not known"
    );
    assert_eq!(
        told(&|| select([ids().scalar().dynamic()])),
        "a query of a `*` of what is not known (in SELECT) cannot stand as one value"
    );
}

#[test]
fn the_columns_of_the_result_are_those_that_are_declared() {
    let names = |statement: &dyn Fn() -> Vec<sqltree::compile::OutputColumn>| {
        let name = |column: &sqltree::compile::OutputColumn| column.name().map(|n| n.to_string());
        statement().iter().map(name).collect::<Vec<_>>()
    };
    let posts_columns =
        ["id", "user_id", "title", "body", "likes"].map(|name| Some(name.to_owned()));
    assert_eq!(names(&|| select(posts::table().star()).output_columns()), posts_columns);
    let changed = || delete(posts::table()).all_rows().returning(star()).output_columns();
    assert_eq!(names(&changed), posts_columns);
    assert_eq!(names(&|| select(undeclared("t").star()).output_columns()), [None]);
    let outer = select([users::id.dynamic().expr(), posts::table().star().expr()])
        .left_join(posts::table(), foreign_key());
    let nullable: Vec<bool> = outer.output_columns().iter().map(|c| c.is_nullable()).collect();
    assert_eq!(nullable, [false, true, true, true, true, true]);
}

#[test]
fn values_are_found_by_name_and_by_handle() {
    for live in Live::ALL {
        live.with(|connection| {
            let one = select(users::table().star()).filter(users::id.eq(2));
            let row: Row = connection.fetch_one(&one).unwrap();
            assert_eq!(row.get::<String>("name").unwrap(), "bob");
            assert_eq!(row.get(users::name).unwrap(), "bob");
            assert!(row.get(posts::title).is_err());
            let both = select(star())
                .from(users::table())
                .join(posts::table(), foreign_key())
                .filter(posts::id.eq(3));
            let row: Row = connection.fetch_one(&both).unwrap();
            assert_eq!((row.get(users::id).unwrap(), row.get(posts::id).unwrap()), (2, 3));
            assert_eq!(row.get::<i64>("id").unwrap_err().kind(), ErrorKind::DuplicateName);
            let pair = select(users::table().star()).rows_as::<(i64, String)>();
            assert_eq!(connection.fetch_all(&pair).unwrap_err().kind(), ErrorKind::Decode);
            let post = select(posts::table().star()).filter(posts::id.eq(5)).rows_as();
            let post: (i64, i64, String, Option<String>, i32) =
                connection.fetch_one(&post).unwrap();
            assert_eq!(post, (5, 4, "Trees".into(), Some("left right".into()), 1));
            let row = connection.fetch_one(&select(undeclared("users").star()).limit(1)).unwrap();
            assert!(row.get(column("age")).is_ok());
            assert_eq!(row.get(users::id).unwrap_err().kind(), ErrorKind::UnknownColumn);
        });
    }
}

#[test]
fn a_table_declared_in_another_order_is_told_by_its_names() {
    let table = Table::new("users").column("name", Type::Text).column("id", Type::BigInt);
    for live in Live::ALL {
        live.with(|connection| {
            let query = select(table.star()).filter(table.col("id").eq(2));
            let row: Row = connection.fetch_one(&query).unwrap();
            assert_eq!(row.get(table.col("name")).unwrap(), Value::from("bob"));
            assert_eq!(row.values().len(), 6);
        });
    }
}

#[test]
fn stars_are_equal_and_rewritten() {
    let query = || select(users::table().star()).from(users::table());
    assert_eq!(query(), query());
    assert_ne!(query(), select(star()).from(users::table()));
    assert_ne!(query(), select(posts::table().star()).from(users::table()));
    let named = query().rewrite(|part| match part.view().view() {
        sqltree::view::View::AllColumns { .. } => Some(users::id.dynamic().expr()),
        _ => None,
    });
    assert_eq!(named.compile(&Sqlite::default()).unwrap().sql(), "SELECT users.id FROM users");
}
