//! Locks on the rows that are read.

use sqltree::dialects::{MariaDb, MySql};
use sqltree::prelude::*;
use sqltree::select::{Lock, Select};

use crate::support::expect::messages;
use crate::support::live::Live;
use crate::support::tables::{posts, users};

#[test]
fn rows_are_locked() {
    let query = select(users::id).filter(users::age.gt(18)).order_by(users::id).limit(1);
    crate::assert_sql!(query.for_update(),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres:
            "SELECT users.id FROM users WHERE users.age > $1 ORDER BY users.id LIMIT $2 FOR \
             UPDATE" [18, 1_i64],
        mysql | mariadb:
            "SELECT users.id FROM users WHERE users.age > ? ORDER BY users.id LIMIT ? FOR \
             UPDATE" [18, 1_i64],
        ansi:
            "SELECT users.id FROM users WHERE users.age > :p1 ORDER BY users.id LIMIT :p2 FOR \
             UPDATE" [18, 1_i64],
    );
    crate::assert_sql!(select(users::id).for_share(),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres | mysql | ansi: "SELECT users.id FROM users FOR SHARE",
        mariadb: "SELECT users.id FROM users LOCK IN SHARE MODE",
    );
    crate::assert_sql!(select(users::id).lock(Lock::no_key_update()),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres | ansi: "SELECT users.id FROM users FOR NO KEY UPDATE",
        mysql:
            error "MySQL 8.4 has no FOR NO KEY UPDATE or FOR KEY SHARE (in FOR UPDATE); lock \
             more, by `Lock::update()` or `Lock::share()`",
        mariadb:
            error "MariaDB 11.4 has no FOR NO KEY UPDATE or FOR KEY SHARE (in FOR UPDATE); lock \
             more, by `Lock::update()` or `Lock::share()`",
    );
    crate::assert_sql!(select(users::id).lock(Lock::key_share()),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres | ansi: "SELECT users.id FROM users FOR KEY SHARE",
        mysql:
            error "MySQL 8.4 has no FOR NO KEY UPDATE or FOR KEY SHARE (in FOR UPDATE); lock \
             more, by `Lock::update()` or `Lock::share()`",
        mariadb:
            error "MariaDB 11.4 has no FOR NO KEY UPDATE or FOR KEY SHARE (in FOR UPDATE); lock \
             more, by `Lock::update()` or `Lock::share()`",
    );
}

#[test]
fn rows_that_are_locked_fail_or_are_left_out() {
    crate::assert_sql!(select(users::id).lock(Lock::update().nowait()),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres | mysql | mariadb | ansi: "SELECT users.id FROM users FOR UPDATE NOWAIT",
    );
    crate::assert_sql!(select(users::id).lock(Lock::share().skip_locked()),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres | mysql | ansi: "SELECT users.id FROM users FOR SHARE SKIP LOCKED",
        mariadb: "SELECT users.id FROM users LOCK IN SHARE MODE SKIP LOCKED",
    );
    let old = MySql::version(5, 7);
    let said = |lock: Lock| select(users::id).lock(lock).compile(&old).map(|c| c.sql().to_owned());
    assert_eq!(said(Lock::share()).unwrap(), "SELECT users.id FROM users LOCK IN SHARE MODE");
    let error = said(Lock::update().skip_locked()).unwrap_err().to_string();
    assert!(error.starts_with("MySQL 5.7 has no SKIP LOCKED (in FOR UPDATE); leave"), "{error}");
    let query = select(users::id).lock(Lock::update().skip_locked());
    let error = query.compile(&MariaDb::version(10, 5)).unwrap_err().to_string();
    assert!(error.starts_with("MariaDB 10.5 has no SKIP LOCKED"), "{error}");
}

#[test]
fn some_tables_can_be_locked_alone() {
    let boss = users::alias("boss");
    let query = || {
        select((users::id, boss.col(users::id), posts::id))
            .from(users::table())
            .join(&boss, users::boss_id.eq(boss.col(users::id)))
            .join(posts::table(), posts::user_id.eq(users::id))
    };
    crate::assert_sql!(query().lock(Lock::update().of(&boss).of(posts::table()).skip_locked()),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres | mysql | ansi:
            "SELECT users.id, boss.id, posts.id FROM users JOIN users AS boss ON users.boss_id \
             = boss.id JOIN posts ON posts.user_id = users.id FOR UPDATE OF boss, posts SKIP \
             LOCKED",
        mariadb:
            error "MariaDB 11.4 has no locks of rows of some tables only (in FOR UPDATE); lock \
             the rows of all tables, or read the others by another query",
    );
    crate::assert_sql!(query().lock(Lock::update().of(users::table())).lock(Lock::share().of(&boss)),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres | mysql | ansi:
            "SELECT users.id, boss.id, posts.id FROM users JOIN users AS boss ON users.boss_id \
             = boss.id JOIN posts ON posts.user_id = users.id FOR UPDATE OF users FOR SHARE OF \
             boss",
        mariadb:
            error "MariaDB 11.4 has no locks of rows of some tables only (in FOR UPDATE); lock \
             the rows of all tables, or read the others by another query",
    );
    // All of them need no names.
    crate::assert_sql!(select(users::id).lock(Lock::update().of(users::table())),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres | mysql | ansi: "SELECT users.id FROM users FOR UPDATE OF users",
        mariadb: "SELECT users.id FROM users FOR UPDATE",
    );
}

#[test]
fn the_outer_side_of_a_join_is_locked_by_some() {
    let query = || {
        select((users::id, posts::id.nullable()))
            .from(users::table())
            .left_join(posts::table(), posts::user_id.eq(users::id))
    };
    crate::assert_sql!(query().for_update(),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres:
            error "PostgreSQL 18.0 has no locks of rows on the outer side of a join (in FOR \
             UPDATE); name the other tables by `.of(…)`",
        mysql | mariadb | ansi:
            "SELECT users.id, posts.id FROM users LEFT JOIN posts ON posts.user_id = users.id \
             FOR UPDATE",
    );
    crate::assert_sql!(query().lock(Lock::update().of(users::table())),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres | mysql | ansi:
            "SELECT users.id, posts.id FROM users LEFT JOIN posts ON posts.user_id = users.id \
             FOR UPDATE OF users",
        mariadb:
            error "MariaDB 11.4 has no locks of rows of some tables only (in FOR UPDATE); lock \
             the rows of all tables, or read the others by another query",
    );
}

#[test]
fn rows_of_queries_in_from_are_not_locked() {
    let counts =
        select((posts::user_id, func::count().label("n"))).group_by(posts::user_id).subquery("c");
    let query = select((users::id, counts.col("n").typed::<i64>()))
        .from(users::table())
        .join(&counts, counts.col(posts::user_id).eq(users::id));
    crate::assert_sql!(query.for_update(),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres | mysql | ansi:
            "SELECT users.id, c.n FROM users JOIN (SELECT posts.user_id, COUNT(*) AS n FROM \
             posts GROUP BY posts.user_id) AS c ON c.user_id = users.id FOR UPDATE OF users",
        mariadb:
            "SELECT users.id, c.n FROM users JOIN (SELECT posts.user_id, COUNT(*) AS n FROM \
             posts GROUP BY posts.user_id) AS c ON c.user_id = users.id FOR UPDATE",
    );
    crate::assert_sql!(select(counts.col(posts::user_id)).for_update(),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres | mysql | mariadb | ansi:
            error "there is no table in FROM whose rows could be locked; lock them in the \
             queries that read them",
    );
    let locked = select(posts::user_id).filter(posts::likes.gt(2)).for_update();
    crate::assert_sql!(select(users::id).filter(users::id.is_in(locked)),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres:
            "SELECT users.id FROM users WHERE users.id IN (SELECT posts.user_id FROM posts \
             WHERE posts.likes > $1 FOR UPDATE)" [2],
        mysql | mariadb:
            "SELECT users.id FROM users WHERE users.id IN (SELECT posts.user_id FROM posts \
             WHERE posts.likes > ? FOR UPDATE)" [2],
        ansi:
            "SELECT users.id FROM users WHERE users.id IN (SELECT posts.user_id FROM posts \
             WHERE posts.likes > :p1 FOR UPDATE)" [2],
    );
    let locked = select(users::id).for_update().cte("locked");
    crate::assert_sql!(select(locked.col(users::id)),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres | mysql | mariadb | ansi:
            "WITH locked AS (SELECT users.id FROM users FOR UPDATE) SELECT locked.id FROM \
             locked",
    );
}

#[test]
fn what_has_no_rows_of_tables_cannot_be_locked() {
    crate::assert_sql!(select(users::age).distinct().for_update(),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres | mysql | mariadb | ansi:
            error "a query with groups, aggregates, DISTINCT or functions over windows has no \
             rows to lock; lock them by a query in FROM",
    );
    crate::assert_sql!(select(func::max(users::age)).for_update(),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres | mysql | mariadb | ansi:
            error "a query with groups, aggregates, DISTINCT or functions over windows has no \
             rows to lock; lock them by a query in FROM",
    );
    crate::assert_sql!(select(users::id).union_all(select(posts::id).for_update()),
        sqlite:
            error "a query of UNION ALL locks rows; lock them by a query in FROM: \
             `.subquery(…)`\n\
             SQLite 3.54 has no locks of the rows that are read \
             (in FOR UPDATE); begin the transaction as one that writes: it locks the database",
        postgres | mysql | mariadb | ansi:
            error "a query of UNION ALL locks rows; lock them by a query in FROM: \
             `.subquery(…)`",
    );
    crate::assert_sql!(select(val(1)).for_update(),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres | mysql | mariadb | ansi:
            error "there is no table in FROM whose rows could be locked; lock them in the \
             queries that read them",
    );
    crate::assert_sql!(select(users::id).lock(Lock::update().of(posts::table())),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres | mysql | mariadb | ansi: error "`posts` is locked, but it is not in this FROM",
    );
    crate::assert_sql!(select(users::id).for_update().for_share(),
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin \
             the transaction as one that writes: it locks the database",
        postgres | mysql | mariadb | ansi:
            error "two locks of one table; say by `.of(…)` which tables each is of",
    );
}

#[test]
fn locks_are_part_of_the_tree() {
    let plain = select(users::id);
    assert_ne!(plain.clone().for_update(), plain);
    assert_ne!(plain.clone().for_update(), plain.clone().for_share());
    assert_ne!(plain.clone().for_update(), plain.clone().lock(Lock::update().nowait()));
    assert_eq!(plain.clone().for_update(), plain.for_update());
}

/// Two of the users that are active, locked.
fn some_users() -> Select<i64> {
    let other = users::alias("other");
    select(other.col(users::id)).from(&other).order_by(other.col(users::id)).limit(2).for_update()
}

#[test]
fn some_locked_rows_of_a_change_are_taken_once() {
    let postgres = Postgres::default();
    let why = "PostgreSQL 18.0 has no LIMIT beside a lock in a query of a change (in UPDATE); it may be \
               made for each row; make it once by `.cte(…)`";
    let set = || update(users::table()).set(users::age, 1);
    let refused = |statement: &dyn Fn() -> sqltree::Result<sqltree::Compiled>| {
        messages(&statement().expect_err("it is refused"))
    };
    let within = set().filter(users::id.is_in(some_users()));
    assert_eq!(refused(&|| within.compile(&postgres)), why);
    let there = set().filter(exists(some_users()));
    assert_eq!(refused(&|| there.compile(&postgres)), why);
    let some = some_users().subquery("first");
    let from = set().from(&some).filter(some.col("id").eq(users::id)).any_match();
    assert_eq!(refused(&|| from.compile(&postgres)), why);
    let inside = set().filter(users::id.is_in(select(some.col("id")).from(&some)));
    assert_eq!(refused(&|| inside.compile(&postgres)), why);
    let gone = delete(users::table()).filter(users::id.is_in(some_users()));
    assert_eq!(refused(&|| gone.compile(&postgres)), why.replace("UPDATE", "DELETE"));
    let other = users::alias("other");
    let of_each = select(other.col(users::id))
        .from(&other)
        .filter(other.col(users::boss_id).eq(users::boss_id))
        .limit(1)
        .for_update();
    let of_each = set().filter(users::id.eq(of_each.scalar()));
    assert_eq!(refused(&|| of_each.compile(&postgres)), why);

    // Made once: a value for all rows, and a query of WITH.
    let one = select(users::id).from(users::table()).limit(1).for_update().scalar();
    assert!(set().filter(users::id.eq(one)).compile(&postgres).is_ok());
    let some = some_users().cte("taken");
    let taken = set().from(&some).filter(some.col("id").eq(users::id)).returning(users::id);
    assert_eq!(
        taken.compile(&postgres).unwrap().sql(),
        "WITH taken AS (SELECT other.id FROM users AS other ORDER BY other.id LIMIT $1 FOR UPDATE) \
         UPDATE users SET age = $2 FROM taken WHERE taken.id = users.id RETURNING users.id"
    );
    Live::Postgres.with(|connection| {
        connection.run_script("BEGIN").unwrap();
        assert_eq!(connection.fetch_all(&taken).unwrap().len(), 2);
        // Of twenty rows all change, where two were meant.
        let script = "CREATE TEMPORARY TABLE jobs (id INTEGER PRIMARY KEY, done INTEGER NOT NULL DEFAULT 0); \
            INSERT INTO jobs SELECT n, 0 FROM generate_series(1, 20) n; ANALYZE jobs; \
            SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; \
            SET LOCAL enable_hashagg = off; SET LOCAL enable_sort = off; \
            SET LOCAL enable_material = off; SET LOCAL enable_memoize = off; \
            SET LOCAL enable_bitmapscan = off";
        connection.run_script(script).unwrap();
        let sql = "UPDATE jobs SET done = 1 WHERE id IN \
                   (SELECT id FROM jobs WHERE done = 0 ORDER BY id LIMIT 2 FOR UPDATE SKIP LOCKED)";
        assert_eq!(connection.execute_sql(sql, &[]).unwrap(), 20);
        connection.run_script("ROLLBACK").unwrap();
    });
}

#[test]
fn a_query_of_constants_in_from_is_locked_behind_its_limit() {
    let inner = select((users::id, val(1).label("one"))).for_update();
    let q = inner.cte("q");
    let query = select((posts::id, q.col("one").typed::<Option<i32>>()))
        .left_join(&q, q.col(users::id).eq(posts::user_id))
        .order_by(posts::id);
    crate::assert_sql!(query,
        sqlite:
            error "SQLite 3.54 has no locks of the rows that are read (in FOR UPDATE); begin the \
                transaction as one that writes: it locks the database",
        postgres:
            "WITH q AS (SELECT users.id, CAST($1 AS INTEGER) AS one FROM users FOR UPDATE) SELECT \
                posts.id, q.one FROM posts LEFT JOIN q ON q.id = posts.user_id ORDER BY posts.id" [1],
        mysql:
            "WITH q AS (SELECT users.id, ? AS one FROM users FOR UPDATE) SELECT posts.id, q.one FROM \
                posts LEFT JOIN q ON q.id = posts.user_id ORDER BY posts.id" [1],
        mariadb:
            "WITH q AS (SELECT users.id, ? AS one FROM users LIMIT 18446744073709551615 FOR UPDATE) \
                SELECT posts.id, q.one FROM posts LEFT JOIN q ON q.id = posts.user_id ORDER BY posts.id" [1],
        ansi:
            "WITH q AS (SELECT users.id, :p1 AS one FROM users FOR UPDATE) SELECT posts.id, q.one \
                FROM posts LEFT JOIN q ON q.id = posts.user_id ORDER BY posts.id" [1],
    );
}
