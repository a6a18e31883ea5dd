//! SELECT DISTINCT in an order: by numbers of columns where the engine would take expressions for others.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn by_what_is_worked_out_and_by_a_column() {
    let some = users::age.nullif(5);
    let known = users::age.is_not_null();
    assert_sql!(select((&some, users::active)).filter(&known).distinct().order_by((users::active, some.desc())),
        sqlite | mysql | mariadb:
            "SELECT DISTINCT NULLIF(users.age, ?), users.active FROM users WHERE users.age IS \
             NOT NULL ORDER BY users.active, 1 DESC" [5],
        postgres:
            "SELECT DISTINCT NULLIF(users.age, $1), users.active FROM users WHERE users.age IS \
             NOT NULL ORDER BY users.active, 1 DESC" [5],
        ansi:
            "SELECT DISTINCT NULLIF(users.age, :p1), users.active FROM users WHERE users.age IS \
             NOT NULL ORDER BY users.active, 1 DESC" [5],
    );
    let part = posts::likes % 3;
    assert_sql!(select((posts::user_id, part.label("part"))).distinct().order_by((posts::user_id.desc(), &part)),
        sqlite:
            "SELECT DISTINCT posts.user_id, posts.likes % ? AS part FROM posts ORDER BY \
             posts.user_id DESC, 2" [3],
        postgres:
            "SELECT DISTINCT posts.user_id, posts.likes % NULLIF($1, 0) AS part FROM posts \
             ORDER BY posts.user_id DESC, 2" [3],
        mysql | mariadb:
            "SELECT DISTINCT posts.user_id, posts.likes % NULLIF(?, 0) AS part FROM posts ORDER \
             BY posts.user_id DESC, 2" [3],
        ansi:
            "SELECT DISTINCT posts.user_id, MOD(posts.likes, NULLIF(:p1, 0)) AS part FROM posts \
             ORDER BY posts.user_id DESC, 2" [3],
    );
    assert_sql!(select((users::id.gt(3_i64), &some)).distinct().order_by((users::id.gt(3_i64), some.asc().nulls_last())),
        sqlite:
            "SELECT DISTINCT users.id > ?, NULLIF(users.age, ?) FROM users ORDER BY 1, 2 NULLS \
             LAST" [3_i64, 5],
        postgres:
            "SELECT DISTINCT users.id > $1, NULLIF(users.age, $2) FROM users ORDER BY 1, 2" [3_i64, 5],
        mysql: error "MySQL 8.4 has no NULLS FIRST or NULLS LAST (in ORDER BY); order by a column, or by \
            `expr.is_null()` first",
        mariadb:
            "SELECT DISTINCT users.id > ?, NULLIF(users.age, ?) FROM users ORDER BY 1, \
             NULLIF(users.age, ?) IS NULL, 2" [3_i64, 5, 5],
        ansi:
            "SELECT DISTINCT users.id > :p1, NULLIF(users.age, :p2) FROM users ORDER BY 1, 2" [3_i64, 5],
    );
}

#[test]
fn with_nulls_where_they_are_wanted() {
    let some = users::age.nullif(42);
    assert_sql!(select((&some, users::active)).distinct().order_by((users::active, some.desc().nulls_first())),
        sqlite:
            "SELECT DISTINCT NULLIF(users.age, ?), users.active FROM users ORDER BY \
             users.active, 1 DESC NULLS FIRST" [42],
        postgres:
            "SELECT DISTINCT NULLIF(users.age, $1), users.active FROM users ORDER BY \
             users.active, 1 DESC" [42],
        mysql: error "MySQL 8.4 has no NULLS FIRST or NULLS LAST (in ORDER BY); order by a column, or by \
            `expr.is_null()` first",
        mariadb:
            "SELECT DISTINCT NULLIF(users.age, ?), users.active FROM users ORDER BY \
             users.active, NULLIF(users.age, ?) IS NOT NULL, 1 DESC" [42, 42],
        ansi:
            "SELECT DISTINCT NULLIF(users.age, :p1), users.active FROM users ORDER BY \
             users.active, 1 DESC" [42],
    );
    assert_sql!(select((users::boss_id, users::active)).distinct().order_by((users::boss_id.asc().nulls_last(), users::active)),
        sqlite:
            "SELECT DISTINCT users.boss_id, users.active FROM users ORDER BY users.boss_id \
             NULLS LAST, users.active",
        postgres | ansi:
            "SELECT DISTINCT users.boss_id, users.active FROM users ORDER BY users.boss_id, \
             users.active",
        mysql | mariadb:
            "SELECT DISTINCT users.boss_id, users.active FROM users ORDER BY users.boss_id IS \
             NULL, users.boss_id, users.active",
    );
}

#[test]
fn of_groups_and_in_a_query_inside() {
    let half = posts::likes / 2;
    let most = func::max(posts::likes).nullif(5);
    assert_sql!(select((&half, &most)).group_by((&half, posts::user_id)).distinct().order_by((&most, &half)),
        sqlite:
            "SELECT DISTINCT CAST(posts.likes AS REAL) / ?, NULLIF(MAX(posts.likes), ?) FROM \
             posts GROUP BY CAST(posts.likes AS REAL) / ?, posts.user_id ORDER BY 2, 1" [2, 5, 2],
        postgres:
            "SELECT DISTINCT CAST(posts.likes AS DOUBLE PRECISION) / NULLIF($1, 0), \
             NULLIF(MAX(posts.likes), $2) FROM posts GROUP BY CAST(posts.likes AS DOUBLE \
             PRECISION) / NULLIF($1, 0), posts.user_id ORDER BY 2, 1" [2, 5],
        mysql:
            "SELECT DISTINCT MAX((posts.likes + 0e0) / NULLIF(?, 0)), NULLIF(MAX(posts.likes), \
             ?) FROM posts GROUP BY (posts.likes + 0e0) / NULLIF(?, 0), posts.user_id ORDER BY \
             2, 1" [2, 5, 2],
        mariadb:
            "SELECT DISTINCT (posts.likes + 0e0) / NULLIF(?, 0), NULLIF(MAX(posts.likes), ?) \
             FROM posts GROUP BY (posts.likes + 0e0) / NULLIF(?, 0), posts.user_id ORDER BY 2, \
             1" [2, 5, 2],
        ansi:
            "SELECT DISTINCT CAST(posts.likes AS DOUBLE PRECISION) / NULLIF(:p1, 0), \
             NULLIF(MAX(posts.likes), :p2) FROM posts GROUP BY CAST(posts.likes AS DOUBLE \
             PRECISION) / NULLIF(:p1, 0), posts.user_id ORDER BY 2, 1" [2, 5],
    );
    let key = (users::age % 10).cast::<String>();
    let text = key.concat("!");
    assert_sql!(select((&text, func::count())).group_by((&key, users::active)).distinct().order_by((text.asc().nulls_first(), func::count())),
        sqlite:
            "SELECT DISTINCT CAST(users.age % ? AS TEXT) || ?, COUNT(*) FROM users GROUP BY \
             CAST(users.age % ? AS TEXT), users.active ORDER BY 1, 2" [10, "!", 10],
        postgres:
            "SELECT DISTINCT CAST(users.age % NULLIF($1, 0) AS TEXT) || $2, COUNT(*) FROM users \
             GROUP BY CAST(users.age % NULLIF($1, 0) AS TEXT), users.active ORDER BY 1 NULLS \
             FIRST, 2" [10, "!"],
        mysql:
            "SELECT DISTINCT CONCAT(MAX(CAST(users.age % NULLIF(?, 0) AS CHAR)), ?), COUNT(*) \
             FROM users GROUP BY CAST(users.age % NULLIF(?, 0) AS CHAR), users.active ORDER BY \
             1, 2" [10, "!", 10],
        mariadb:
            "SELECT DISTINCT CONCAT(CAST(users.age % NULLIF(?, 0) AS CHAR), ?), COUNT(*) FROM \
             users GROUP BY CAST(users.age % NULLIF(?, 0) AS CHAR), users.active ORDER BY 1, 2" [10, "!", 10],
        ansi:
            "SELECT DISTINCT CAST(MOD(users.age, NULLIF(:p1, 0)) AS CLOB) || :p2, COUNT(*) FROM \
             users GROUP BY CAST(MOD(users.age, NULLIF(:p1, 0)) AS CLOB), users.active ORDER BY \
             1 NULLS FIRST, 2" [10, "!"],
    );
    let some = users::age.nullif(5).label("some");
    let inner = select((&some, users::active))
        .filter(users::age.is_not_null())
        .distinct()
        .order_by((users::active, some.desc()))
        .limit(3)
        .subquery("q");
    assert_sql!(select((inner.col("some"), inner.col(users::active))),
        sqlite | mysql | mariadb:
            "SELECT q.some, q.active FROM (SELECT DISTINCT NULLIF(users.age, ?) AS some, \
             users.active FROM users WHERE users.age IS NOT NULL ORDER BY users.active, 1 DESC \
             LIMIT ?) AS q" [5, 3_i64],
        postgres:
            r#"SELECT q."some", q.active FROM (SELECT DISTINCT NULLIF(users.age, $1) AS "some", users.active FROM users WHERE users.age IS NOT NULL ORDER BY users.active, 1 DESC LIMIT $2) AS q"# [5, 3_i64],
        ansi:
            r#"SELECT q."some", q.active FROM (SELECT DISTINCT NULLIF(users.age, :p1) AS "some", users.active FROM users WHERE users.age IS NOT NULL ORDER BY users.active, 1 DESC LIMIT :p2) AS q"# [5, 3_i64],
    );
}

#[test]
fn of_columns_that_a_star_hides() {
    let query =
        select([star().expr(), (users::age + 1).dynamic()]).distinct().order_by(users::age + 1);
    assert_sql!(query.from(users::table()),
        sqlite | postgres | mysql | mariadb | ansi:
            error "ORDER BY of SELECT DISTINCT goes by the numbers of columns for what is \
             worked out, which its `*` hides; name the columns",
    );
}
