//! FROM items that see what stands before them.

use sqltree::dialects::MySql;
use sqltree::prelude::*;

use crate::support::tables::{posts, users};

#[test]
fn a_lateral_query_sees_the_items_before_it() {
    let best = select((posts::id, posts::likes))
        .filter(posts::user_id.eq(users::id) & posts::likes.gt(-1))
        .order_by((posts::likes.desc(), posts::id))
        .limit(1)
        .lateral("best");
    let query = select((users::id, best.col(posts::id), best.col(posts::likes)));
    crate::assert_sql!(query.clone().from(users::table()).cross_join(&best),
        sqlite:
            error "SQLite 3.54 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`",
        postgres:
            "SELECT users.id, best.id, best.likes FROM users CROSS JOIN LATERAL (SELECT \
             posts.id, posts.likes FROM posts WHERE posts.user_id = users.id AND posts.likes > \
             $1 ORDER BY posts.likes DESC, posts.id LIMIT $2) AS best" [-1, 1_i64],
        mysql:
            "SELECT users.id, best.id, best.likes FROM users CROSS JOIN LATERAL (SELECT \
             posts.id, posts.likes FROM posts WHERE posts.user_id = users.id AND posts.likes > \
             ? ORDER BY posts.likes DESC, posts.id LIMIT ?) AS best" [-1, 1_i64],
        mariadb:
            error "MariaDB 11.4 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`",
        ansi:
            "SELECT users.id, best.id, best.likes FROM users CROSS JOIN LATERAL (SELECT \
             posts.id, posts.likes FROM posts WHERE posts.user_id = users.id AND posts.likes > \
             :p1 ORDER BY posts.likes DESC, posts.id LIMIT :p2) AS best" [-1, 1_i64],
    );
    let all = select((users::id, best.col(posts::id).nullable())).left_join(&best, literal(true));
    crate::assert_sql!(all,
        sqlite:
            error "SQLite 3.54 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`",
        postgres:
            "SELECT users.id, best.id FROM users LEFT JOIN LATERAL (SELECT posts.id, \
             posts.likes FROM posts WHERE posts.user_id = users.id AND posts.likes > $1 ORDER \
             BY posts.likes DESC, posts.id LIMIT $2) AS best ON TRUE" [-1, 1_i64],
        mysql:
            "SELECT users.id, best.id FROM users LEFT JOIN LATERAL (SELECT posts.id, \
             posts.likes FROM posts WHERE posts.user_id = users.id AND posts.likes > ? ORDER BY \
             posts.likes DESC, posts.id LIMIT ?) AS best ON TRUE" [-1, 1_i64],
        mariadb:
            error "MariaDB 11.4 has no outer joins by a condition without a column of the \
             joined item (in FROM); it gives wrong rows; compare a column of the joined item \
             too\n\
             MariaDB 11.4 has no LATERAL (in FROM); take one value by a \
             scalar query, or number rows by `row_number`",
        ansi:
            "SELECT users.id, best.id FROM users LEFT JOIN LATERAL (SELECT posts.id, \
             posts.likes FROM posts WHERE posts.user_id = users.id AND posts.likes > :p1 ORDER \
             BY posts.likes DESC, posts.id LIMIT :p2) AS best ON TRUE" [-1, 1_i64],
    );
    let few = query.from(users::table()).join(&best, best.col(posts::likes).lt(users::age));
    crate::assert_sql!(few.clone(),
        sqlite:
            error "SQLite 3.54 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`",
        postgres:
            "SELECT users.id, best.id, best.likes FROM users JOIN LATERAL (SELECT posts.id, \
             posts.likes FROM posts WHERE posts.user_id = users.id AND posts.likes > $1 ORDER \
             BY posts.likes DESC, posts.id LIMIT $2) AS best ON best.likes < users.age" [-1, 1_i64],
        mysql:
            "SELECT users.id, best.id, best.likes FROM users JOIN LATERAL (SELECT posts.id, \
             posts.likes FROM posts WHERE posts.user_id = users.id AND posts.likes > ? ORDER BY \
             posts.likes DESC, posts.id LIMIT ?) AS best ON best.likes < users.age" [-1, 1_i64],
        mariadb:
            error "MariaDB 11.4 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`",
        ansi:
            "SELECT users.id, best.id, best.likes FROM users JOIN LATERAL (SELECT posts.id, \
             posts.likes FROM posts WHERE posts.user_id = users.id AND posts.likes > :p1 ORDER \
             BY posts.likes DESC, posts.id LIMIT :p2) AS best ON best.likes < users.age" [-1, 1_i64],
    );
    let old = few.compile(&MySql::version(8, 0)).unwrap_err().to_string();
    assert!(old.starts_with("MySQL 8.0 has no LATERAL"), "{old}");
}

#[test]
fn one_lateral_query_sees_another() {
    let own = select(posts::id).filter(posts::user_id.eq(users::id)).lateral("own");
    let next = select((own.col(posts::id) + users::id).label("sum")).no_from().lateral("next");
    let query = select((own.col(posts::id), next.col("sum").typed::<i64>()))
        .from(users::table())
        .from(&own)
        .from(&next);
    crate::assert_sql!(query,
        sqlite:
            error "SQLite 3.54 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`",
        postgres | mysql:
            "SELECT own.id, next.sum FROM users, LATERAL (SELECT posts.id FROM posts WHERE \
             posts.user_id = users.id) AS own, LATERAL (SELECT own.id + users.id AS sum) AS \
             next",
        mariadb:
            error "MariaDB 11.4 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`",
        ansi:
            r#"SELECT own.id, next."sum" FROM users, LATERAL (SELECT posts.id FROM posts WHERE posts.user_id = users.id) AS own, LATERAL (SELECT own.id + users.id AS "sum") AS next"#,
    );
    let joined = select((own.col(posts::id), next.col("sum").typed::<i64>()))
        .from(users::table())
        .join(&own, own.col(posts::id).gt(1))
        .cross_join(&next);
    crate::assert_sql!(joined,
        sqlite:
            error "SQLite 3.54 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`",
        postgres:
            "SELECT own.id, next.sum FROM users JOIN LATERAL (SELECT posts.id FROM posts WHERE \
             posts.user_id = users.id) AS own ON own.id > $1 CROSS JOIN LATERAL (SELECT own.id \
             + users.id AS sum) AS next" [1],
        mysql:
            "SELECT own.id, next.sum FROM users JOIN LATERAL (SELECT posts.id FROM posts WHERE \
             posts.user_id = users.id) AS own ON own.id > ? CROSS JOIN LATERAL (SELECT own.id + \
             users.id AS sum) AS next" [1],
        mariadb:
            error "MariaDB 11.4 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`",
        ansi:
            r#"SELECT own.id, next."sum" FROM users JOIN LATERAL (SELECT posts.id FROM posts WHERE posts.user_id = users.id) AS own ON own.id > :p1 CROSS JOIN LATERAL (SELECT own.id + users.id AS "sum") AS next"# [1],
    );
}

#[test]
fn what_stands_behind_a_lateral_query_is_not_seen() {
    let own =
        select(posts::id).from(posts::table()).filter(posts::user_id.eq(users::id)).lateral("own");
    crate::assert_sql!(select(own.col(posts::id)).from(&own).from(users::table()),
        sqlite:
            error "SQLite 3.54 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`\n\
             a column of `users` is used (in \
             WHERE), but it comes later in FROM; move it up",
        postgres | mysql | ansi:
            error "a column of `users` is used (in WHERE), but it comes later in FROM; move it \
             up",
        mariadb:
            error "MariaDB 11.4 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`\n\
             a column of `users` is used (in \
             WHERE), but it comes later in FROM; move it up",
    );
    let boss = users::alias("boss");
    let query = select(own.col(posts::id))
        .from(&boss)
        .cross_join(&own)
        .join(users::table(), users::boss_id.eq(boss.col(users::id)));
    crate::assert_sql!(query,
        sqlite:
            error "SQLite 3.54 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`\n\
             a column of `users` is used (in \
             WHERE), but it comes later in FROM; move it up",
        postgres | mysql | ansi:
            error "a column of `users` is used (in WHERE), but it comes later in FROM; move it \
             up",
        mariadb:
            error "MariaDB 11.4 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`\n\
             a column of `users` is used (in \
             WHERE), but it comes later in FROM; move it up",
    );
    crate::assert_sql!(select(own.col(posts::id)).from(&own),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a column of `users` is used (in WHERE), but it is not in FROM; add it by \
             `.from()` or a join",
    );
    let outside = select(own.col(posts::id)).from(users::table()).full_join(&own, literal(true));
    crate::assert_sql!(outside.rows_as::<Option<i64>>(),
        sqlite:
            error "`own` is lateral, with rows for each row before it, so that RIGHT and FULL \
             JOIN cannot keep its rows; join it by INNER, LEFT or CROSS JOIN\n\
    \
             SQLite 3.54 has no LATERAL (in FROM); take one value by a scalar query, or number \
             rows by `row_number`",
        postgres:
            error "PostgreSQL 18.0 has no FULL JOIN by a condition that does not equate both \
             sides (in FROM); add an equation of the joined item and those before, or UNION a \
             LEFT and a RIGHT JOIN\n\
             `own` is lateral, with rows for each row \
             before it, so that RIGHT and FULL JOIN cannot keep its rows; join it by INNER, \
             LEFT or CROSS JOIN",
        mysql:
            error "MySQL 8.4 has no FULL JOIN (in FROM); join LEFT and RIGHT, and UNION the \
             two\n\
             `own` is lateral, with rows for each row before it, so that \
             RIGHT and FULL JOIN cannot keep its rows; join it by INNER, LEFT or CROSS JOIN",
        mariadb:
            error "MariaDB 11.4 has no outer joins by a condition without a column of the \
             joined item (in FROM); it gives wrong rows; compare a column of the joined item \
             too\n\
             MariaDB 11.4 has no FULL JOIN (in FROM); join LEFT and RIGHT, \
             and UNION the two\n\
             `own` is lateral, with rows for each row before \
             it, so that RIGHT and FULL JOIN cannot keep its rows; join it by INNER, LEFT or \
             CROSS JOIN\n\
             MariaDB 11.4 has no LATERAL (in FROM); take one value \
             by a scalar query, or number rows by `row_number`",
        ansi:
            error "`own` is lateral, with rows for each row before it, so that RIGHT and FULL \
             JOIN cannot keep its rows; join it by INNER, LEFT or CROSS JOIN",
    );
}

#[test]
fn lateral_queries_can_be_of_any_kind() {
    let both = select(users::id.label("n"))
        .no_from()
        .union_all(select(posts::id).filter(posts::user_id.eq(users::id)))
        .lateral("both");
    crate::assert_sql!(select((users::name, both.col("n"))).from(users::table()).cross_join(&both),
        sqlite:
            error "SQLite 3.54 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`",
        postgres | ansi:
            r#"SELECT users.name, "both".n FROM users CROSS JOIN LATERAL (SELECT users.id AS n UNION ALL SELECT posts.id FROM posts WHERE posts.user_id = users.id) AS "both""#,
        mysql:
            "SELECT users.name, `both`.n FROM users CROSS JOIN LATERAL (SELECT users.id AS n \
             UNION ALL SELECT posts.id FROM posts WHERE posts.user_id = users.id) AS `both`",
        mariadb:
            error "MariaDB 11.4 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`",
    );
    let rows = values(["n"], [(users::id.expr(),), ((users::id + 10),)]).lateral("rows");
    crate::assert_sql!(select((users::name, rows.col("n"))).from(users::table()).cross_join(&rows),
        sqlite:
            error "SQLite 3.54 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`",
        postgres:
            "SELECT users.name, rows.n FROM users CROSS JOIN LATERAL (SELECT * FROM (VALUES \
             (users.id), (users.id + $1)) AS v (n)) AS rows" [10],
        mysql:
            "SELECT users.name, `rows`.n FROM users CROSS JOIN LATERAL (SELECT users.id AS n \
             UNION ALL SELECT users.id + ?) AS `rows`" [10],
        mariadb:
            error "MariaDB 11.4 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`",
        ansi:
            r#"SELECT users.name, "rows".n FROM users CROSS JOIN LATERAL (SELECT * FROM (VALUES (users.id), (users.id + :p1)) AS v (n)) AS "rows""# [10],
    );
    let count = select(func::count().label("n"))
        .from(posts::table())
        .filter(posts::user_id.eq(users::id))
        .lateral("count");
    let query = select((users::id, count.alias("c").col("n")))
        .from(users::table())
        .cross_join(count.alias("c"));
    crate::assert_sql!(query,
        sqlite:
            error "SQLite 3.54 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`",
        postgres | mysql | ansi:
            "SELECT users.id, c.n FROM users CROSS JOIN LATERAL (SELECT COUNT(*) AS n FROM \
             posts WHERE posts.user_id = users.id) AS c",
        mariadb:
            error "MariaDB 11.4 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`",
    );
    // In a query that is itself correlated.
    let boss = users::alias("boss");
    let inner = select(posts::id)
        .filter(posts::user_id.eq(users::id) & posts::id.lt(boss.col(users::id)))
        .lateral("inner_posts");
    let query = select(boss.col(users::id)).from(&boss).filter(exists(
        select(inner.col(posts::id))
            .from(users::table())
            .cross_join(&inner)
            .filter(users::boss_id.eq(boss.col(users::id))),
    ));
    crate::assert_sql!(query,
        sqlite:
            error "SQLite 3.54 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`",
        postgres | mysql | ansi:
            "SELECT boss.id FROM users AS boss WHERE EXISTS (SELECT inner_posts.id FROM users \
             CROSS JOIN LATERAL (SELECT posts.id FROM posts WHERE posts.user_id = users.id AND \
             posts.id < boss.id) AS inner_posts WHERE users.boss_id = boss.id)",
        mariadb:
            error "MariaDB 11.4 has no LATERAL (in FROM); take one value by a scalar query, or \
             number rows by `row_number`",
    );
}

#[test]
fn a_lateral_query_has_rows_for_each_row_before_it() {
    // One row each is several rows together.
    let first = select(posts::id).filter(posts::user_id.eq(users::id)).limit(1).lateral("first");
    let several = select(first.col(posts::id)).from(users::table()).cross_join(&first).scalar();
    crate::assert_sql!(select(several),
        sqlite:
            error "a query may give several rows (in SELECT), and is taken for one value; add \
             `.limit(1)`, declare and equate a unique key, or say that you know it by \
             `.scalar_unchecked()`\n\
             SQLite 3.54 has no LATERAL (in FROM); take \
             one value by a scalar query, or number rows by `row_number`",
        postgres | mysql | ansi:
            error "a query may give several rows (in SELECT), and is taken for one value; add \
             `.limit(1)`, declare and equate a unique key, or say that you know it by \
             `.scalar_unchecked()`",
        mariadb:
            error "a query may give several rows (in SELECT), and is taken for one value; add \
             `.limit(1)`, declare and equate a unique key, or say that you know it by \
             `.scalar_unchecked()`\n\
             MariaDB 11.4 has no LATERAL (in FROM); take \
             one value by a scalar query, or number rows by `row_number`",
    );
    crate::assert_sql!(
        update(users::table()).set(users::age, 1).from(&first).all_rows().any_match(),
        sqlite:
            error "SQLite 3.54 has no LATERAL (in UPDATE); take one value by a scalar query, or \
             number rows by `row_number`\n\
             `first` is lateral, and stands in a \
             statement that changes rows; use a query that has it in its FROM",
        postgres | mysql | ansi:
            error "`first` is lateral, and stands in a statement that changes rows; use a query \
             that has it in its FROM",
        mariadb:
            error "MariaDB 11.4 has no LATERAL (in UPDATE); take one value by a scalar query, \
             or number rows by `row_number`\n\
             `first` is lateral, and stands in a \
             statement that changes rows; use a query that has it in its FROM",
    );
}
