//! UPDATE … FROM, DELETE … USING, and LIMIT of both.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, stock, users};

#[test]
fn values_of_another_table() {
    let query = update(posts::table())
        .set(posts::title, users::name)
        .set(posts::likes, posts::likes + users::id.cast::<i32>())
        .from(users::table())
        .filter(users::id.eq(posts::user_id))
        .filter(users::active);
    assert_sql!(query,
        sqlite | postgres | ansi: "UPDATE posts SET title = users.name, likes = posts.likes + CAST(users.id AS INTEGER) FROM users WHERE users.id = posts.user_id AND users.active",
        mysql | mariadb: "UPDATE posts, users SET posts.title = users.name, posts.likes = posts.likes + CAST(users.id AS SIGNED) WHERE users.id = posts.user_id AND users.active",
    );
    let boss = users::alias("boss");
    let up = update(users::table()).set(users::name, boss.col(users::name)).from(&boss);
    assert_sql!(up.clone().filter(boss.col(users::id).eq(users::boss_id)),
        sqlite | postgres | ansi: "UPDATE users SET name = boss.name FROM users AS boss WHERE boss.id = users.boss_id",
        mysql | mariadb: "UPDATE users, users AS boss SET users.name = boss.name WHERE boss.id = users.boss_id",
    );
    // Each row sees the others as they were.
    assert_sql!(up.filter(boss.col(users::id).eq(users::id - 1)),
        sqlite: "UPDATE users SET name = boss.name FROM users AS boss WHERE boss.id = users.id - ?" [1],
        postgres: "UPDATE users SET name = boss.name FROM users AS boss WHERE boss.id = users.id - $1" [1],
        mysql | mariadb: "UPDATE users, users AS boss SET users.name = boss.name WHERE boss.id = users.id - ?" [1],
        ansi: "UPDATE users SET name = boss.name FROM users AS boss WHERE boss.id = users.id - :p1" [1],
    );
    let two = update(posts::table())
        .set(posts::title, boss.col(users::name))
        .from(users::table())
        .from(&boss)
        .filter(users::id.eq(posts::user_id) & boss.col(users::id).eq(users::boss_id));
    assert_sql!(two,
        sqlite | postgres | ansi: "UPDATE posts SET title = boss.name FROM users, users AS boss WHERE users.id = posts.user_id AND boss.id = users.boss_id",
        mysql | mariadb: "UPDATE posts, users, users AS boss SET posts.title = boss.name WHERE users.id = posts.user_id AND boss.id = users.boss_id",
    );
}

#[test]
fn values_of_a_query() {
    let count = func::count().cast::<i32>().label("n");
    let counted = select((posts::user_id, &count)).group_by(posts::user_id).subquery("counted");
    let query = update(users::table())
        .set(users::age, counted.col(&count))
        .from(&counted)
        .filter(counted.col(posts::user_id).eq(users::id));
    assert_sql!(query,
        sqlite | postgres | ansi: "UPDATE users SET age = counted.n FROM (SELECT posts.user_id, CAST(COUNT(*) AS INTEGER) AS n FROM posts GROUP BY posts.user_id) AS counted WHERE counted.user_id = users.id",
        mysql | mariadb: "UPDATE users, (SELECT posts.user_id, CAST(COUNT(*) AS SIGNED) AS n FROM posts GROUP BY posts.user_id) AS counted SET users.age = counted.n WHERE counted.user_id = users.id",
    );
    let names = values(["id", "name"], [(1_i64, "one")]).subquery("named");
    let query = update(users::table())
        .set(users::name, names.col("name").typed::<String>())
        .from(&names)
        .filter(names.col("id").eq(users::id));
    assert_sql!(query,
        sqlite: "UPDATE users SET name = named.name FROM (SELECT ? AS id, ? AS name) AS named WHERE named.id = users.id" [1_i64, "one"],
        postgres: "UPDATE users SET name = named.name FROM (VALUES (CAST($1 AS BIGINT), CAST($2 AS TEXT))) AS named (id, name) WHERE named.id = users.id" [1_i64, "one"],
        mysql: "UPDATE users, (VALUES ROW(?, ?)) AS named (id, name) SET users.name = named.name WHERE named.id = users.id" [1_i64, "one"],
        mariadb: "UPDATE users, (SELECT ? AS id, ? AS name) AS named SET users.name = named.name WHERE named.id = users.id" [1_i64, "one"],
        ansi: "UPDATE users SET name = named.name FROM (VALUES (:p1, :p2)) AS named (id, name) WHERE named.id = users.id" [1_i64, "one"],
    );
    let cte = select((posts::user_id, &count)).group_by(posts::user_id).cte("counted");
    let query = update(users::table())
        .set(users::age, cte.col(&count))
        .from(&cte)
        .filter(cte.col(posts::user_id).eq(users::id));
    assert_sql!(query,
        sqlite | postgres | ansi: "WITH counted AS (SELECT posts.user_id, CAST(COUNT(*) AS INTEGER) AS n FROM posts GROUP BY posts.user_id) UPDATE users SET age = counted.n FROM counted WHERE counted.user_id = users.id",
        mysql: "WITH counted AS (SELECT posts.user_id, CAST(COUNT(*) AS SIGNED) AS n FROM posts GROUP BY posts.user_id) UPDATE users, counted SET users.age = counted.n WHERE counted.user_id = users.id",
        mariadb: error "MariaDB 11.4 has no WITH before UPDATE or DELETE (in WITH); use a subquery",
    );
}

#[test]
fn several_rows_that_go_with_one_are_refused() {
    let query = update(users::table()).set(users::name, posts::title).from(posts::table());
    assert_sql!(query.clone().filter(posts::user_id.eq(users::id)),
        sqlite | postgres | mysql | mariadb | ansi: error "several rows of FROM may go with one row of the table, and the engine would take any; equate a declared unique key of each item, aggregate in a subquery, or say `.any_match()`",
    );
    assert_sql!(query.clone().all_rows(),
        sqlite | postgres | mysql | mariadb | ansi: error "several rows of FROM may go with one row of the table, and the engine would take any; equate a declared unique key of each item, aggregate in a subquery, or say `.any_match()`",
    );
    let one = query.clone().filter(posts::user_id.eq(users::id) & posts::likes.eq(3));
    assert_sql!(one.any_match(),
        sqlite: "UPDATE users SET name = posts.title FROM posts WHERE posts.user_id = users.id AND posts.likes = ?" [3],
        postgres: "UPDATE users SET name = posts.title FROM posts WHERE posts.user_id = users.id AND posts.likes = $1" [3],
        mysql | mariadb: "UPDATE users, posts SET users.name = posts.title WHERE posts.user_id = users.id AND posts.likes = ?" [3],
        ansi: "UPDATE users SET name = posts.title FROM posts WHERE posts.user_id = users.id AND posts.likes = :p1" [3],
    );
    assert_sql!(query.filter(posts::id.eq(3)),
        sqlite: "UPDATE users SET name = posts.title FROM posts WHERE posts.id = ?" [3],
        postgres: "UPDATE users SET name = posts.title FROM posts WHERE posts.id = $1" [3],
        mysql | mariadb: "UPDATE users, posts SET users.name = posts.title WHERE posts.id = ?" [3],
        ansi: "UPDATE users SET name = posts.title FROM posts WHERE posts.id = :p1" [3],
    );
}

#[test]
fn assignments_beside_from_read_old_values() {
    let query = update(stock::table())
        .set(stock::n, users::age.coalesce(0))
        .set(stock::note, stock::n.cast::<String>())
        .from(users::table())
        .filter(users::id.eq(1) & stock::item.eq("pen"));
    assert_sql!(query,
        sqlite:
            "UPDATE stock SET n = COALESCE(users.age, ?), note = CAST(stock.n AS TEXT) FROM \
             users WHERE users.id = ? AND stock.item = ?" [0, 1, "pen"],
        postgres:
            "UPDATE stock SET n = COALESCE(users.age, $1), note = CAST(stock.n AS TEXT) FROM \
             users WHERE users.id = $2 AND stock.item = $3" [0, 1, "pen"],
        mysql:
            "UPDATE stock, users, stock AS q SET stock.n = COALESCE(users.age, ?), stock.note = \
             CAST(q.n AS CHAR) WHERE q.item = stock.item AND q.shop = stock.shop AND users.id = \
             ? AND stock.item = ?" [0, 1, "pen"],
        mariadb:
            "SET STATEMENT sql_mode = CONCAT(@@sql_mode, ',SIMULTANEOUS_ASSIGNMENT') FOR UPDATE \
             stock, users SET stock.n = COALESCE(users.age, ?), stock.note = CAST(stock.n AS \
             CHAR) WHERE users.id = ? AND stock.item = ?" [0, 1, "pen"],
        ansi:
            "UPDATE stock SET n = COALESCE(users.age, :p1), note = CAST(stock.n AS CLOB) FROM \
             users WHERE users.id = :p2 AND stock.item = :p3" [0, 1, "pen"],
    );
}

#[test]
fn returning_beside_from() {
    let query = || {
        update(posts::table())
            .set(posts::title, users::name)
            .from(users::table())
            .filter(users::id.eq(posts::user_id) & posts::id.eq(1))
    };
    assert_sql!(query().returning((posts::id, posts::title)),
        sqlite: "UPDATE posts SET title = users.name FROM users WHERE users.id = posts.user_id AND posts.id = ? RETURNING posts.id, posts.title" [1],
        postgres: "UPDATE posts SET title = users.name FROM users WHERE users.id = posts.user_id AND posts.id = $1 RETURNING posts.id, posts.title" [1],
        mysql: error "MySQL 8.4 has no UPDATE … RETURNING (in UPDATE); select the rows after the update",
        mariadb: error "MariaDB 11.4 has no UPDATE … RETURNING (in UPDATE); select the rows after the update",
        ansi: "UPDATE posts SET title = users.name FROM users WHERE users.id = posts.user_id AND posts.id = :p1 RETURNING posts.id, posts.title" [1],
    );
    assert_sql!(query().returning((posts::id, users::name)),
        sqlite: error "a column of `users` is used (in RETURNING), but this statement sees its own table only; use a subquery",
        postgres: "UPDATE posts SET title = users.name FROM users WHERE users.id = posts.user_id AND posts.id = $1 RETURNING posts.id, users.name" [1],
        mysql: error "MySQL 8.4 has no UPDATE … RETURNING (in UPDATE); select the rows after the update",
        mariadb: error "MariaDB 11.4 has no UPDATE … RETURNING (in UPDATE); select the rows after the update",
        ansi: "UPDATE posts SET title = users.name FROM users WHERE users.id = posts.user_id AND posts.id = :p1 RETURNING posts.id, users.name" [1],
    );
}

#[test]
fn rows_deleted_by_others() {
    let query = delete(posts::table()).using(users::table());
    assert_sql!(query.clone().filter(users::id.eq(posts::user_id) & users::age.lt(20)),
        sqlite | mysql | mariadb: "DELETE FROM posts WHERE EXISTS (SELECT 1 FROM users WHERE users.id = posts.user_id AND users.age < ?)" [20],
        postgres: "DELETE FROM posts USING users WHERE users.id = posts.user_id AND users.age < $1" [20],
        ansi: "DELETE FROM posts USING users WHERE users.id = posts.user_id AND users.age < :p1" [20],
    );
    assert_sql!(query.clone().filter(users::id.ge(posts::user_id)).returning(posts::id),
        sqlite | mariadb: "DELETE FROM posts WHERE EXISTS (SELECT 1 FROM users WHERE users.id >= posts.user_id) RETURNING posts.id",
        postgres | ansi: "DELETE FROM posts USING users WHERE users.id >= posts.user_id RETURNING posts.id",
        mysql: error "MySQL 8.4 has no DELETE … RETURNING (in DELETE); select the rows before the delete, in one transaction",
    );
    assert_sql!(query.clone().all_rows(),
        sqlite | mysql | mariadb: "DELETE FROM posts WHERE EXISTS (SELECT 1 FROM users)",
        postgres | ansi: "DELETE FROM posts USING users",
    );
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi: error "DELETE FROM posts has no condition; add `.filter(…)`, or `.all_rows()` if every row is meant",
    );
    let other = posts::alias("other");
    let twice = delete(posts::table())
        .using(&other)
        .filter(other.col(posts::user_id).eq(posts::user_id) & other.col(posts::id).lt(posts::id));
    assert_sql!(twice,
        sqlite | mariadb: "DELETE FROM posts WHERE EXISTS (SELECT 1 FROM posts AS other WHERE other.user_id = posts.user_id AND other.id < posts.id)",
        postgres | ansi: "DELETE FROM posts USING posts AS other WHERE other.user_id = posts.user_id AND other.id < posts.id",
        mysql: "DELETE FROM posts WHERE EXISTS (SELECT 1 FROM (SELECT DISTINCT posts.id AS k0 FROM posts, posts AS other WHERE other.user_id = posts.user_id AND other.id < posts.id) AS q WHERE q.k0 = posts.id)",
    );
}

#[test]
fn so_many_rows() {
    assert_sql!(update(users::table()).set(users::age, 1).all_rows().order_by(users::score.desc()).limit(2),
        sqlite: "UPDATE users SET age = ? WHERE users.id IN (SELECT users.id FROM users ORDER BY users.score DESC LIMIT ?)" [1, 2_i64],
        postgres: "UPDATE users SET age = $1 WHERE users.id IN (SELECT users.id FROM users ORDER BY users.score DESC LIMIT $2)" [1, 2_i64],
        mysql | mariadb: "UPDATE users SET age = ? ORDER BY users.score DESC LIMIT ?" [1, 2_i64],
        ansi: "UPDATE users SET age = :p1 ORDER BY users.score DESC LIMIT :p2" [1, 2_i64],
    );
    assert_sql!(update(stock::table()).set(stock::n, stock::n + 1).filter(stock::n.gt(0)).order_by((stock::n.desc(), stock::item)).limit(1),
        sqlite: "UPDATE stock SET n = stock.n + ? WHERE (stock.item, stock.shop) IN (SELECT stock.item, stock.shop FROM stock WHERE stock.n > ? ORDER BY stock.n DESC, stock.item LIMIT ?)" [1, 0, 1_i64],
        postgres: "UPDATE stock SET n = stock.n + $1 WHERE (stock.item, stock.shop) IN (SELECT stock.item, stock.shop FROM stock WHERE stock.n > $2 ORDER BY stock.n DESC, stock.item LIMIT $3)" [1, 0, 1_i64],
        mysql | mariadb: "UPDATE stock SET n = stock.n + ? WHERE stock.n > ? ORDER BY stock.n DESC, stock.item LIMIT ?" [1, 0, 1_i64],
        ansi: "UPDATE stock SET n = stock.n + :p1 WHERE stock.n > :p2 ORDER BY stock.n DESC, stock.item LIMIT :p3" [1, 0, 1_i64],
    );
    assert_sql!(delete(posts::table()).filter(posts::likes.gt(0)).order_by(posts::likes.asc()).limit(2),
        sqlite: "DELETE FROM posts WHERE posts.id IN (SELECT posts.id FROM posts WHERE posts.likes > ? ORDER BY posts.likes LIMIT ?)" [0, 2_i64],
        postgres: "DELETE FROM posts WHERE posts.id IN (SELECT posts.id FROM posts WHERE posts.likes > $1 ORDER BY posts.likes LIMIT $2)" [0, 2_i64],
        mysql | mariadb: "DELETE FROM posts WHERE posts.likes > ? ORDER BY posts.likes LIMIT ?" [0, 2_i64],
        ansi: "DELETE FROM posts WHERE posts.likes > :p1 ORDER BY posts.likes LIMIT :p2" [0, 2_i64],
    );
    assert_sql!(delete(posts::table()).all_rows().order_by(posts::id).limit(1).returning(posts::id),
        sqlite: "DELETE FROM posts WHERE posts.id IN (SELECT posts.id FROM posts ORDER BY posts.id LIMIT ?) RETURNING posts.id" [1_i64],
        postgres: "DELETE FROM posts WHERE posts.id IN (SELECT posts.id FROM posts ORDER BY posts.id LIMIT $1) RETURNING posts.id" [1_i64],
        mysql: error "MySQL 8.4 has no DELETE … RETURNING (in DELETE); select the rows before the delete, in one transaction",
        mariadb: "DELETE FROM posts ORDER BY posts.id LIMIT ? RETURNING posts.id" [1_i64],
        ansi: "DELETE FROM posts ORDER BY posts.id LIMIT :p1 RETURNING posts.id" [1_i64],
    );
    assert_sql!(delete(posts::table()).all_rows().limit(0),
        sqlite: "DELETE FROM posts WHERE posts.id IN (SELECT posts.id FROM posts LIMIT ?)" [0_i64],
        postgres: "DELETE FROM posts WHERE posts.id IN (SELECT posts.id FROM posts LIMIT $1)" [0_i64],
        mysql | mariadb: "DELETE FROM posts LIMIT ?" [0_i64],
        ansi: "DELETE FROM posts LIMIT :p1" [0_i64],
    );
}

#[test]
fn limits_that_mean_nothing_are_refused() {
    assert_sql!(update(users::table()).set(users::age, 1).all_rows().order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi: error "UPDATE has ORDER BY and no LIMIT, which would mean nothing; add `.limit(…)`",
    );
    assert_sql!(delete(posts::table()).limit(1),
        sqlite | postgres | mysql | mariadb | ansi: error "DELETE FROM posts has no condition; add `.filter(…)`, or `.all_rows()` if every row is meant",
    );
    assert_sql!(delete(posts::table()).using(users::table()).filter(users::id.eq(posts::user_id)).limit(1),
        sqlite | postgres | mysql | mariadb | ansi: error "DELETE has LIMIT and another FROM item; choose the rows by a subquery in `.filter(…)`",
    );
    let free = Table::new("free").column("a", Type::Integer);
    let query = delete(free).all_rows().limit(1);
    let error = query.compile(&Sqlite::default()).unwrap_err();
    assert_eq!(
        crate::support::expect::messages(&error),
        "LIMIT goes by the primary key here, and `free` declares none; choose the rows by a subquery in \
         `.filter(…)`"
    );
    assert_eq!(query.compile(&MariaDb::default()).unwrap().sql(), "DELETE FROM free LIMIT ?");
}

#[test]
fn star_of_what_is_returned_is_that_of_the_table() {
    let met = users::id.eq(posts::user_id);
    let query = update(posts::table()).set(posts::likes, 1).from(users::table()).filter(met);
    assert_sql!(query.clone().returning(posts::table().star()),
        sqlite:
            "UPDATE posts SET likes = ? FROM users WHERE users.id = posts.user_id RETURNING *" [1],
        postgres:
            "UPDATE posts SET likes = $1 FROM users WHERE users.id = posts.user_id RETURNING \
             posts.*" [1],
        mysql:
            error "MySQL 8.4 has no UPDATE … RETURNING (in UPDATE); select the rows after the \
             update",
        mariadb:
            error "MariaDB 11.4 has no UPDATE … RETURNING (in UPDATE); select the rows after \
             the update",
        ansi:
            "UPDATE posts SET likes = :p1 FROM users WHERE users.id = posts.user_id RETURNING \
             posts.*" [1],
    );
    assert_sql!(query.returning(star()),
        sqlite | postgres | ansi:
            error "`star()` has the columns of other items too on some engines (in RETURNING); \
             use that of the table, or name the columns",
        mysql:
            error "MySQL 8.4 has no UPDATE … RETURNING (in UPDATE); select the rows after the \
             update",
        mariadb:
            error "MariaDB 11.4 has no UPDATE … RETURNING (in UPDATE); select the rows after \
             the update",
    );
}
