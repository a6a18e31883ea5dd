//! MERGE, natively and as an upsert.

use sqltree::dml::Merge;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::live::{Live, assert_refused};
use crate::support::tables::{posts, stock, users};

/// Posts over users: a post's number is that of a user, or of none.
fn posts_over_users() -> Merge {
    merge(users::table()).using(posts::table(), posts::id.eq(users::id))
}

/// The same, where half of the posts go with no user.
fn posts_over_others() -> Merge {
    merge(users::table()).using(posts::table(), posts::id.eq(users::id + 3))
}

/// Inserts all that a user needs.
fn inserting(made: Merge) -> Merge {
    made.when_not_matched()
        .insert()
        .set(users::id, posts::id)
        .set(users::name, posts::title)
        .set(users::active, true)
        .set(users::score, 0.5)
        .set(users::age, posts::likes)
}

/// Changes the name and adds to the age.
fn updating(made: Merge) -> Merge {
    made.when_matched()
        .update()
        .set(users::name, posts::title.concat("!"))
        .set(users::age, users::age + posts::likes)
}

#[test]
fn all_branches() {
    let query = posts_over_others()
        .when_matched()
        .filter(posts::likes.gt(5))
        .delete()
        .when_matched()
        .filter(posts::likes.eq(0) | users::age.is_null())
        .do_nothing();
    let query = updating(query);
    let more = query.clone().when_not_matched().filter(posts::likes.lt(0)).do_nothing();
    assert_sql!(more.when_not_matched().insert().set(users::id, posts::id + 20).set(users::name, posts::title).set(users::active, true).set(users::score, 0.5),
        sqlite:
            error "SQLite 3.54 has no MERGE, and an upsert has one UPDATE and one INSERT only \
             (in MERGE); update, delete and insert in one transaction",
        postgres:
            "MERGE INTO users USING posts ON posts.id = users.id + $1 WHEN MATCHED AND \
             posts.likes > $2 THEN DELETE WHEN MATCHED AND posts.likes = $3 OR users.age IS \
             NULL THEN DO NOTHING WHEN MATCHED THEN UPDATE SET name = posts.title || $4, age = \
             users.age + posts.likes WHEN NOT MATCHED AND posts.likes < $5 THEN DO NOTHING WHEN \
             NOT MATCHED THEN INSERT (id, name, active, score) VALUES (posts.id + $6, \
             posts.title, $7, $8)" [3, 5, 0, "!", 0, 20, true, 0.5],
        mysql:
            error "MySQL 8.4 has no MERGE, and an upsert has one UPDATE and one INSERT only (in \
             MERGE); update, delete and insert in one transaction",
        mariadb:
            error "MariaDB 11.4 has no MERGE, and an upsert has one UPDATE and one INSERT only \
             (in MERGE); update, delete and insert in one transaction",
        ansi:
            "MERGE INTO users USING posts ON posts.id = users.id + :p1 WHEN MATCHED AND \
             posts.likes > :p2 THEN DELETE WHEN MATCHED AND posts.likes = :p3 OR users.age IS \
             NULL THEN DO NOTHING WHEN MATCHED THEN UPDATE SET name = posts.title || :p4, age = \
             users.age + posts.likes WHEN NOT MATCHED AND posts.likes < :p5 THEN DO NOTHING \
             WHEN NOT MATCHED THEN INSERT (id, name, active, score) VALUES (posts.id + :p6, \
             posts.title, :p7, :p8)" [3, 5, 0, "!", 0, 20, true, 0.5],
    );
}

#[test]
fn branches_of_postgres_17() {
    let query = updating(posts_over_others()).when_not_matched_by_source().delete();
    let query = query.returning((users::id, posts::title));
    let why = |dialect: Postgres| query.compile(&dialect).unwrap_err().to_string();
    assert!(why(Postgres::version(17)).contains("a column of `posts` can be NULL (in RETURNING)"));
    assert!(
        why(Postgres::version(16)).contains("PostgreSQL 16.0 has no WHEN NOT MATCHED BY SOURCE")
    );
    let by_source = updating(posts_over_others())
        .when_not_matched_by_source()
        .filter(users::active)
        .delete()
        .returning((users::id, posts::body));
    assert_eq!(
        by_source.compile(&Postgres::version(17)).unwrap().sql(),
        "MERGE INTO users USING posts ON posts.id = users.id + $1 \
         WHEN MATCHED THEN UPDATE SET name = posts.title || $2, age = users.age + posts.likes \
         WHEN NOT MATCHED BY SOURCE AND users.active THEN DELETE RETURNING users.id, posts.body"
    );
    let all = updating(posts_over_users()).returning(star());
    let why = all.compile(&Postgres::default()).unwrap_err().to_string();
    assert!(why.contains("`star()` has the columns of other items too"), "{why}");
    let own = updating(posts_over_users()).returning(users::table().star());
    assert!(own.compile(&Postgres::default()).unwrap().sql().ends_with(" RETURNING users.*"));
}

#[test]
fn branches_see_what_is_there() {
    let oldest = select(func::max(users::age)).from(users::table()).scalar();
    let other = users::alias("other");
    let oldest_name = select(func::min(users::name)).from(users::table()).scalar().coalesce("");
    let query = posts_over_others()
        .when_matched()
        .filter(
            posts::user_id.is_in(select(other.col(users::id)).filter(other.col(users::age).gt(20))),
        )
        .update()
        .set(users::age, oldest.clone())
        .set(users::boss_id, default())
        .when_not_matched()
        .filter(exists(
            select(other.col(users::id)).filter(other.col(users::id).eq(posts::user_id)),
        ))
        .insert()
        .set(users::id, posts::id + 20)
        .set(users::name, oldest_name)
        .set(users::age, default())
        .set(users::active, false)
        .set(users::score, 1.0);
    assert_sql!(query,
        sqlite:
            error "SQLite 3.54 has no MERGE, and the INSERT of an upsert that updates has no \
             condition (in MERGE); update, delete and insert in one transaction",
        postgres:
            "MERGE INTO users USING posts ON posts.id = users.id + $1 WHEN MATCHED AND \
             posts.user_id IN (SELECT other.id FROM users AS other WHERE other.age > $2) THEN \
             UPDATE SET age = (SELECT MAX(users.age) FROM users), boss_id = DEFAULT WHEN NOT \
             MATCHED AND EXISTS (SELECT other.id FROM users AS other WHERE other.id = \
             posts.user_id) THEN INSERT (id, name, age, active, score) VALUES (posts.id + $3, \
             COALESCE((SELECT MIN(users.name) FROM users), $4), DEFAULT, $5, $6)" [3, 20, 20, "", false, 1.0],
        mysql:
            error "MySQL 8.4 has no MERGE, and the INSERT of an upsert that updates has no \
             condition (in MERGE); update, delete and insert in one transaction",
        mariadb:
            error "MariaDB 11.4 has no MERGE, and the INSERT of an upsert that updates has no \
             condition (in MERGE); update, delete and insert in one transaction",
        ansi:
            "MERGE INTO users USING posts ON posts.id = users.id + :p1 WHEN MATCHED AND \
             posts.user_id IN (SELECT other.id FROM users AS other WHERE other.age > :p2) THEN \
             UPDATE SET age = (SELECT MAX(users.age) FROM users), boss_id = DEFAULT WHEN NOT \
             MATCHED AND EXISTS (SELECT other.id FROM users AS other WHERE other.id = \
             posts.user_id) THEN INSERT (id, name, age, active, score) VALUES (posts.id + :p3, \
             COALESCE((SELECT MIN(users.name) FROM users), :p4), DEFAULT, :p5, :p6)" [3, 20, 20, "", false, 1.0],
    );
    let query = posts_over_users()
        .when_not_matched()
        .filter(users::active)
        .do_nothing()
        .when_not_matched_by_source()
        .filter(posts::likes.gt(1))
        .delete();
    assert_sql!(query,
        sqlite:
            error "SQLite 3.54 has no MERGE, and an upsert has one UPDATE and one INSERT only \
             (in MERGE); update, delete and insert in one transaction",
        postgres | ansi:
            error "a column of `users` is used (in WHEN), but a row without a match has those \
             of the source only\n\
             a column of `posts` is used (in WHEN), but a \
             row that no source goes with has those of the table only",
        mysql:
            error "MySQL 8.4 has no MERGE, and an upsert has one UPDATE and one INSERT only (in \
             MERGE); update, delete and insert in one transaction",
        mariadb:
            error "MariaDB 11.4 has no MERGE, and an upsert has one UPDATE and one INSERT only \
             (in MERGE); update, delete and insert in one transaction",
    );
}

#[test]
fn sources_of_all_kinds() {
    let likes = func::sum(posts::likes).label("likes");
    let counted = select((posts::user_id, &likes)).group_by(posts::user_id);
    let item = counted.clone().subquery("counted");
    let from_query = merge(users::table())
        .using(&item, item.col(posts::user_id).eq(users::id))
        .when_matched()
        .update()
        .set(users::score, item.col(&likes).cast::<f64>());
    assert_sql!(from_query,
        sqlite:
            error "SQLite 3.54 has no MERGE, and an upsert inserts (in MERGE); update, delete \
             and insert in one transaction",
        postgres | ansi:
            "MERGE INTO users USING (SELECT posts.user_id, SUM(posts.likes) AS likes FROM posts \
             GROUP BY posts.user_id) AS counted ON counted.user_id = users.id WHEN MATCHED THEN \
             UPDATE SET score = CAST(counted.likes AS DOUBLE PRECISION)",
        mysql:
            error "MySQL 8.4 has no MERGE, and an upsert inserts (in MERGE); update, delete and \
             insert in one transaction",
        mariadb:
            error "MariaDB 11.4 has no MERGE, and an upsert inserts (in MERGE); update, delete \
             and insert in one transaction",
    );
    let cte = counted.cte("counted");
    let from_cte = merge(users::table())
        .using(&cte, cte.col(posts::user_id).eq(users::id))
        .when_matched()
        .filter(cte.col(&likes).gt(3))
        .delete();
    assert_sql!(from_cte,
        sqlite:
            error "SQLite 3.54 has no MERGE, and an upsert has one UPDATE and one INSERT only \
             (in MERGE); update, delete and insert in one transaction",
        postgres:
            "WITH counted AS (SELECT posts.user_id, SUM(posts.likes) AS likes FROM posts GROUP \
             BY posts.user_id) MERGE INTO users USING counted ON counted.user_id = users.id \
             WHEN MATCHED AND counted.likes > $1 THEN DELETE" [3],
        mysql:
            error "MySQL 8.4 has no MERGE, and an upsert has one UPDATE and one INSERT only (in \
             MERGE); update, delete and insert in one transaction",
        mariadb:
            error "MariaDB 11.4 has no MERGE, and an upsert has one UPDATE and one INSERT only \
             (in MERGE); update, delete and insert in one transaction",
        ansi:
            "WITH counted AS (SELECT posts.user_id, SUM(posts.likes) AS likes FROM posts GROUP \
             BY posts.user_id) MERGE INTO users USING counted ON counted.user_id = users.id \
             WHEN MATCHED AND counted.likes > :p1 THEN DELETE" [3],
    );
    let rows = values(["id", "n"], [(1_i64, 5), (9, 6)]).subquery("given");
    let from_rows = merge(users::table())
        .using(&rows, rows.col("id").eq(users::id))
        .when_matched()
        .update()
        .set(users::age, rows.col("n").typed::<i32>());
    assert_sql!(from_rows,
        sqlite:
            error "SQLite 3.54 has no MERGE, and an upsert inserts (in MERGE); update, delete \
             and insert in one transaction",
        postgres:
            "MERGE INTO users USING (VALUES (CAST($1 AS BIGINT), CAST($2 AS INTEGER)), ($3, \
             $4)) AS given (id, n) ON given.id = users.id WHEN MATCHED THEN UPDATE SET age = \
             given.n" [1_i64, 5, 9_i64, 6],
        mysql:
            error "MySQL 8.4 has no MERGE, and an upsert inserts (in MERGE); update, delete and \
             insert in one transaction",
        mariadb:
            error "MariaDB 11.4 has no MERGE, and an upsert inserts (in MERGE); update, delete \
             and insert in one transaction",
        ansi:
            "MERGE INTO users USING (VALUES (:p1, :p2), (:p3, :p4)) AS given (id, n) ON \
             given.id = users.id WHEN MATCHED THEN UPDATE SET age = given.n" [1_i64, 5, 9_i64, 6],
    );
    let numbers = select(users::id).filter(users::id.eq(1)).recursive("numbers", |below| {
        select(below.col(users::id) + 1).filter(below.col(users::id).lt(4))
    });
    let from_numbers = merge(users::table())
        .using(&numbers, numbers.col(users::id).eq(users::id))
        .when_matched()
        .delete();
    let why = from_numbers.compile(&Postgres::default()).unwrap_err().to_string();
    assert!(why.contains("has no WITH RECURSIVE of MERGE (in WITH)"), "{why}");
    assert_refused(
        Live::Postgres,
        "WITH RECURSIVE n AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM n WHERE n < 3) \
         MERGE INTO users USING n ON n.n = users.id WHEN MATCHED THEN DELETE",
    );
    let boss = users::alias("boss");
    let itself = merge(users::table())
        .using(&boss, boss.col(users::id).eq(users::boss_id))
        .when_matched()
        .filter(boss.col(users::active))
        .update()
        .set(users::name, boss.col(users::name));
    assert_sql!(itself,
        sqlite:
            error "SQLite 3.54 has no MERGE, and an upsert inserts (in MERGE); update, delete \
             and insert in one transaction",
        postgres | ansi:
            "MERGE INTO users USING users AS boss ON boss.id = users.boss_id WHEN MATCHED AND \
             boss.active THEN UPDATE SET name = boss.name",
        mysql:
            error "MySQL 8.4 has no MERGE, and an upsert inserts (in MERGE); update, delete and \
             insert in one transaction",
        mariadb:
            error "MariaDB 11.4 has no MERGE, and an upsert inserts (in MERGE); update, delete \
             and insert in one transaction",
    );
}

#[test]
fn upserts() {
    assert_sql!(inserting(updating(posts_over_users())),
        sqlite:
            "INSERT INTO users (id, name, active, score, age) SELECT posts.id, posts.title, ?, \
             ?, posts.likes FROM posts WHERE TRUE ON CONFLICT (id) DO UPDATE SET name = \
             excluded.name || ?, age = users.age + excluded.age" [true, 0.5, "!"],
        postgres:
            "MERGE INTO users USING posts ON posts.id = users.id WHEN MATCHED THEN UPDATE SET \
             name = posts.title || $1, age = users.age + posts.likes WHEN NOT MATCHED THEN \
             INSERT (id, name, active, score, age) VALUES (posts.id, posts.title, $2, $3, \
             posts.likes)" ["!", true, 0.5],
        mysql | mariadb:
            "INSERT INTO users (id, name, active, score, age) SELECT posts.id, posts.title, ?, \
             ?, posts.likes FROM posts ON DUPLICATE KEY UPDATE name = CONCAT(VALUES(name), ?), \
             age = users.age + VALUES(age)" [true, 0.5, "!"],
        ansi:
            "MERGE INTO users USING posts ON posts.id = users.id WHEN MATCHED THEN UPDATE SET \
             name = posts.title || :p1, age = users.age + posts.likes WHEN NOT MATCHED THEN \
             INSERT (id, name, active, score, age) VALUES (posts.id, posts.title, :p2, :p3, \
             posts.likes)" ["!", true, 0.5],
    );
    let changed = posts_over_users()
        .when_matched()
        .filter(posts::likes.gt(2) & users::age.is_not_null())
        .update()
        .set(users::age, posts::likes)
        .when_matched()
        .do_nothing();
    assert_sql!(inserting(changed),
        sqlite:
            "INSERT INTO users (id, name, active, score, age) SELECT posts.id, posts.title, ?, \
             ?, posts.likes FROM posts WHERE TRUE ON CONFLICT (id) DO UPDATE SET age = \
             excluded.age WHERE excluded.age > ? AND users.age IS NOT NULL" [true, 0.5, 2],
        postgres:
            "MERGE INTO users USING posts ON posts.id = users.id WHEN MATCHED AND posts.likes > \
             $1 AND users.age IS NOT NULL THEN UPDATE SET age = posts.likes WHEN MATCHED THEN \
             DO NOTHING WHEN NOT MATCHED THEN INSERT (id, name, active, score, age) VALUES \
             (posts.id, posts.title, $2, $3, posts.likes)" [2, true, 0.5],
        mysql | mariadb:
            "INSERT INTO users (id, name, active, score, age) SELECT posts.id, posts.title, ?, \
             ?, posts.likes FROM posts ON DUPLICATE KEY UPDATE age = CASE WHEN VALUES(age) > ? \
             AND users.age IS NOT NULL THEN VALUES(age) ELSE users.age END" [true, 0.5, 2],
        ansi:
            "MERGE INTO users USING posts ON posts.id = users.id WHEN MATCHED AND posts.likes > \
             :p1 AND users.age IS NOT NULL THEN UPDATE SET age = posts.likes WHEN MATCHED THEN \
             DO NOTHING WHEN NOT MATCHED THEN INSERT (id, name, active, score, age) VALUES \
             (posts.id, posts.title, :p2, :p3, posts.likes)" [2, true, 0.5],
    );
    assert_sql!(inserting(posts_over_users()),
        sqlite:
            "INSERT INTO users (id, name, active, score, age) SELECT posts.id, posts.title, ?, \
             ?, posts.likes FROM posts WHERE TRUE ON CONFLICT (id) DO NOTHING" [true, 0.5],
        postgres:
            "MERGE INTO users USING posts ON posts.id = users.id WHEN NOT MATCHED THEN INSERT \
             (id, name, active, score, age) VALUES (posts.id, posts.title, $1, $2, \
             posts.likes)" [true, 0.5],
        mysql | mariadb:
            "INSERT INTO users (id, name, active, score, age) SELECT posts.id, posts.title, ?, \
             ?, posts.likes FROM posts ON DUPLICATE KEY UPDATE id = users.id" [true, 0.5],
        ansi:
            "MERGE INTO users USING posts ON posts.id = users.id WHEN NOT MATCHED THEN INSERT \
             (id, name, active, score, age) VALUES (posts.id, posts.title, :p1, :p2, \
             posts.likes)" [true, 0.5],
    );
    let some = posts_over_users()
        .when_not_matched()
        .filter(posts::likes.ge(1))
        .insert()
        .set(users::id, posts::id + 3)
        .set(users::name, posts::title)
        .set(users::active, true)
        .set(users::score, 0.5);
    assert_sql!(some,
        sqlite:
            error "SQLite 3.54 has no MERGE, and the row inserted does not have in `users.id` \
             what ON compares with it (in MERGE); update, delete and insert in one transaction",
        postgres:
            "MERGE INTO users USING posts ON posts.id = users.id WHEN NOT MATCHED AND \
             posts.likes >= $1 THEN INSERT (id, name, active, score) VALUES (posts.id + $2, \
             posts.title, $3, $4)" [1, 3, true, 0.5],
        mysql:
            error "MySQL 8.4 has no MERGE, and the row inserted does not have in `users.id` \
             what ON compares with it (in MERGE); update, delete and insert in one transaction",
        mariadb:
            error "MariaDB 11.4 has no MERGE, and the row inserted does not have in `users.id` \
             what ON compares with it (in MERGE); update, delete and insert in one transaction",
        ansi:
            "MERGE INTO users USING posts ON posts.id = users.id WHEN NOT MATCHED AND \
             posts.likes >= :p1 THEN INSERT (id, name, active, score) VALUES (posts.id + :p2, \
             posts.title, :p3, :p4)" [1, 3, true, 0.5],
    );
    let plus = merge(users::table())
        .using(posts::table(), users::id.eq(posts::id + 3))
        .when_not_matched()
        .filter(posts::likes.ge(1))
        .insert()
        .set(users::id, posts::id + 3)
        .set(users::name, posts::title)
        .set(users::active, true)
        .set(users::score, 0.5);
    assert_sql!(plus,
        sqlite:
            error "SQLite 3.54 has no MERGE, and two rows of its source may go with one row, \
             since no unique key of it is equated with columns of the table (in MERGE); update, \
             delete and insert in one transaction",
        postgres:
            "MERGE INTO users USING posts ON users.id = posts.id + $1 WHEN NOT MATCHED AND \
             posts.likes >= $2 THEN INSERT (id, name, active, score) VALUES (posts.id + $3, \
             posts.title, $4, $5)" [3, 1, 3, true, 0.5],
        mysql:
            error "MySQL 8.4 has no MERGE, and two rows of its source may go with one row, \
             since no unique key of it is equated with columns of the table (in MERGE); update, \
             delete and insert in one transaction",
        mariadb:
            error "MariaDB 11.4 has no MERGE, and two rows of its source may go with one row, \
             since no unique key of it is equated with columns of the table (in MERGE); update, \
             delete and insert in one transaction",
        ansi:
            "MERGE INTO users USING posts ON users.id = posts.id + :p1 WHEN NOT MATCHED AND \
             posts.likes >= :p2 THEN INSERT (id, name, active, score) VALUES (posts.id + :p3, \
             posts.title, :p4, :p5)" [3, 1, 3, true, 0.5],
    );
}

#[test]
fn what_is_no_upsert_is_refused_with_the_reason() {
    let named = inserting(
        posts_over_users().when_matched().update().set(users::name, posts::body.coalesce("")),
    );
    assert_sql!(named,
        sqlite:
            error "SQLite 3.54 has no MERGE, and its UPDATE reads columns of the source that \
             the INSERT does not store (in MERGE); update, delete and insert in one \
             transaction",
        postgres:
            "MERGE INTO users USING posts ON posts.id = users.id WHEN MATCHED THEN UPDATE SET \
             name = COALESCE(posts.body, $1) WHEN NOT MATCHED THEN INSERT (id, name, active, \
             score, age) VALUES (posts.id, posts.title, $2, $3, posts.likes)" ["", true, 0.5],
        mysql:
            error "MySQL 8.4 has no MERGE, and its UPDATE reads columns of the source that the \
             INSERT does not store (in MERGE); update, delete and insert in one transaction",
        mariadb:
            error "MariaDB 11.4 has no MERGE, and its UPDATE reads columns of the source that \
             the INSERT does not store (in MERGE); update, delete and insert in one \
             transaction",
        ansi:
            "MERGE INTO users USING posts ON posts.id = users.id WHEN MATCHED THEN UPDATE SET \
             name = COALESCE(posts.body, :p1) WHEN NOT MATCHED THEN INSERT (id, name, active, \
             score, age) VALUES (posts.id, posts.title, :p2, :p3, posts.likes)" ["", true, 0.5],
    );
    let lacking = updating(posts_over_users())
        .when_not_matched()
        .insert()
        .set(users::id, posts::id)
        .set(users::active, true)
        .set(users::name, posts::title);
    let messages = |query: &Merge, dialect: &dyn sqltree::dialect::Dialect| {
        query.compile(dialect).unwrap_err().to_string()
    };
    assert!(messages(&lacking, &Sqlite::default()).contains("a value for `score`, also where"));
    let by_user = merge(users::table()).using(posts::table(), posts::user_id.eq(users::id));
    let several = messages(&inserting(updating(by_user)), &Sqlite::default());
    assert!(several.contains("two rows of its source may go with one row"), "{several}");
    let by_name = merge(users::table()).using(posts::table(), posts::title.eq(users::name));
    let by_text = messages(&inserting(updating(by_name)), &Postgres::version(14));
    assert!(by_text.contains("equal by another rule than in the key"), "{by_text}");
}

#[test]
fn mistakes() {
    assert_sql!(merge(users::table()),
        sqlite | mysql | mariadb:
            error "MERGE has no branch; use `.when_matched()` or `.when_not_matched()`",
        postgres | ansi:
            error "MERGE has no branch; use `.when_matched()` or `.when_not_matched()`\n\
    \
                    MERGE has no source; use `.using(…)`",
    );
    assert_sql!(posts_over_users(),
        sqlite | postgres | mysql | mariadb | ansi:
            error "MERGE has no branch; use `.when_matched()` or `.when_not_matched()`",
    );
    assert_sql!(posts_over_users().when_matched().update(),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a branch WHEN MATCHED sets no column; use `.set(…)`",
    );
    assert_sql!(posts_over_users().when_matched().delete().set(users::age, 1),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`set` of MERGE stands behind no branch that has values; begin one by \
             `.when_matched().update()` or `.when_not_matched().insert()`",
    );
    assert_sql!(posts_over_users().when_matched().delete().when_matched().do_nothing(),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a branch WHEN MATCHED stands behind one without a condition, which is taken \
             before it; put that one last",
    );
    let twice = posts_over_users().using(stock::table(), stock::n.eq(users::age));
    assert_sql!(twice.when_matched().update().set(users::age, 1).set(users::age, 2).set(posts::likes, 3),
        sqlite | mysql | mariadb: error "MERGE has two sources; join them in a subquery",
        postgres | ansi:
            error "MERGE has two sources; join them in a subquery\n\
             MERGE users \
             names the column `age` twice\n\
             `posts.likes` is not a column of \
             `users` (in SET)",
    );
    let clash = merge(users::table()).using(users::table(), users::id.eq(users::boss_id));
    assert_sql!(clash.when_matched().delete(),
        sqlite:
            error "SQLite 3.54 has no MERGE, and an upsert has one UPDATE and one INSERT only \
             (in MERGE); update, delete and insert in one transaction",
        postgres | ansi:
            error r#"FROM has `users` twice; give one an alias by `.alias("…")` and use its columns by `.col(…)`"#,
        mysql:
            error "MySQL 8.4 has no MERGE, and an upsert has one UPDATE and one INSERT only (in \
             MERGE); update, delete and insert in one transaction",
        mariadb:
            error "MariaDB 11.4 has no MERGE, and an upsert has one UPDATE and one INSERT only \
             (in MERGE); update, delete and insert in one transaction",
    );
    let aggregate =
        merge(users::table()).using(posts::table(), posts::id.eq(func::max(users::age)));
    assert_sql!(aggregate.when_matched().delete(),
        sqlite:
            error "SQLite 3.54 has no MERGE, and an upsert has one UPDATE and one INSERT only \
             (in MERGE); update, delete and insert in one transaction",
        postgres | ansi:
            error "an aggregate stands in ON, which looks at single rows; compute it in a \
             subquery",
        mysql:
            error "MySQL 8.4 has no MERGE, and an upsert has one UPDATE and one INSERT only (in \
             MERGE); update, delete and insert in one transaction",
        mariadb:
            error "MariaDB 11.4 has no MERGE, and an upsert has one UPDATE and one INSERT only \
             (in MERGE); update, delete and insert in one transaction",
    );
}
