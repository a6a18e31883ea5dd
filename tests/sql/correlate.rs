//! Items that a query says to be of the statement around it.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::expect::texts;
use crate::support::tables::{posts, users};

/// All dialects refuse the query so.
#[track_caller]
fn refused(query: impl Statement, message: &str) {
    assert_eq!(texts(&query), [message; 5]);
}

const NOWHERE: &str = "`users` is correlated (`.correlate(…)`), but no statement around has it where this query sees it; \
                       add it there by `.from()`";

#[test]
fn a_correlated_item_is_not_in_from() {
    let own = select(func::count())
        .filter(posts::user_id.eq(users::id) & users::age.gt(20))
        .correlate(users::table());
    assert_sql!(select((users::id, own.scalar())).order_by(users::id),
        sqlite | mysql | mariadb:
            "SELECT users.id, (SELECT COUNT(*) FROM posts WHERE posts.user_id = users.id AND users.age > ?) FROM users \
                ORDER BY users.id" [20],
        postgres:
            "SELECT users.id, (SELECT COUNT(*) FROM posts WHERE posts.user_id = users.id AND users.age > $1) FROM \
                users ORDER BY users.id" [20],
        ansi:
            "SELECT users.id, (SELECT COUNT(*) FROM posts WHERE posts.user_id = users.id AND users.age > :p1) FROM \
                users ORDER BY users.id" [20],
    );
}

#[test]
fn a_query_of_correlated_items_alone_has_no_from() {
    let twice = select(users::id * 2).correlate(users::table()).scalar();
    assert_sql!(select((users::id, twice)).order_by(users::id),
        sqlite | mysql | mariadb: "SELECT users.id, (SELECT users.id * ?) FROM users ORDER BY users.id" [2],
        postgres: "SELECT users.id, (SELECT users.id * $1) FROM users ORDER BY users.id" [2],
        ansi: "SELECT users.id, (SELECT users.id * :p1) FROM users ORDER BY users.id" [2],
    );
    let old = exists(select(users::id).filter(users::age.gt(20)).correlate(users::table()));
    assert_sql!(select(users::id).filter(old).order_by(users::id),
        sqlite | mysql | mariadb:
            "SELECT users.id FROM users WHERE EXISTS (SELECT users.id WHERE users.age > ?) ORDER BY users.id" [20],
        postgres:
            "SELECT users.id FROM users WHERE EXISTS (SELECT users.id WHERE users.age > $1) ORDER BY users.id" [20],
        ansi:
            "SELECT users.id FROM users WHERE EXISTS (SELECT users.id WHERE users.age > :p1) ORDER BY users.id" [20],
    );
    let boss = users::alias("boss");
    let both = |query: Select<i64>| {
        let inner = query.correlate(users::table()).scalar();
        select((users::id, inner))
            .join(&boss, boss.col(users::id).eq(users::boss_id))
            .order_by(users::id)
    };
    assert_sql!(both(select(users::id + boss.col(users::id))),
        sqlite | postgres | mysql | mariadb | ansi:
            error "all columns of this query belong to the statement around it; say by `.from(…)` where its rows come \
                from, or that it has none by `.correlate(…)` or `.no_from()`",
    );
    assert_sql!(both(select(users::id + boss.col(users::id)).correlate(&boss)),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, (SELECT users.id + boss.id) FROM users JOIN users AS boss ON boss.id = users.boss_id \
                ORDER BY users.id",
    );
}

#[test]
fn it_is_found_any_number_of_levels_around() {
    let liked = select(posts::id).filter(posts::user_id.eq(users::id)).correlate(users::table());
    let p = posts::alias("p");
    let inner = select(p.col(posts::id)).filter(p.col(posts::id).is_in(liked));
    assert_sql!(select(users::id).filter(exists(inner)).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id FROM users WHERE EXISTS (SELECT p.id FROM posts AS p WHERE p.id IN (SELECT posts.id \
                FROM posts WHERE posts.user_id = users.id)) ORDER BY users.id",
    );
    let mine = select(posts::id).filter(posts::user_id.eq(users::id)).correlate(users::table());
    assert_sql!(update(users::table()).set(users::active, false).filter(not_exists(mine)),
        sqlite | mysql | mariadb:
            "UPDATE users SET active = ? WHERE NOT EXISTS (SELECT posts.id FROM posts WHERE posts.user_id = users.id)" [false],
        postgres:
            "UPDATE users SET active = $1 WHERE NOT EXISTS (SELECT posts.id FROM posts WHERE posts.user_id = users.id)" [false],
        ansi:
            "UPDATE users SET active = :p1 WHERE NOT EXISTS (SELECT posts.id FROM posts WHERE posts.user_id = users.id)" [false],
    );
}

#[test]
fn what_no_statement_around_has_is_refused() {
    let own = || select(posts::id).filter(posts::user_id.eq(users::id)).correlate(users::table());
    refused(own(), NOWHERE);
    let other = posts::alias("p");
    refused(select(other.col(posts::id)).filter(exists(own())), NOWHERE);
    // A query in FROM sees nothing around it.
    let inner = own().subquery("q");
    refused(
        select((users::id, inner.col(posts::id))).join(&inner, inner.col(posts::id).eq(users::id)),
        NOWHERE,
    );
    refused(
        select((users::id, inner.col(posts::id))).from(&inner).cross_join(users::table()),
        NOWHERE,
    );
}

#[test]
fn what_is_in_from_too_is_refused() {
    let message = "`users` is in FROM, and of the statement around by `.correlate(…)`; leave one out, or give one an \
                   alias";
    let from = select(users::id).from(users::table()).correlate(users::table());
    refused(select(posts::id).filter(posts::user_id.is_in(from)), message);
    let p = posts::alias("p");
    let joined = select(p.col(posts::id))
        .from(&p)
        .join(users::table(), users::id.eq(p.col(posts::user_id)))
        .correlate(users::table());
    refused(select(users::id).filter(users::id.is_in(joined)), message);
}

#[test]
fn what_comes_later_is_refused() {
    let latest = select(posts::title)
        .filter(posts::user_id.eq(users::id))
        .correlate(users::table())
        .order_by(posts::id)
        .limit(1)
        .lateral("latest");
    let query = |items: bool| {
        let query = select((users::id, latest.col(posts::title)));
        let query = if items {
            query.from(users::table()).from(&latest)
        } else {
            query.from(&latest).from(users::table())
        };
        query.order_by(users::id)
    };
    const LACKS: &str = "has no LATERAL (in FROM); take one value by a scalar query, or number rows by `row_number`";
    let [sqlite, postgres, _, mariadb, ansi] = texts(&query(true));
    assert_eq!(sqlite, format!("SQLite 3.54 {LACKS}"));
    assert_eq!(mariadb, format!("MariaDB 11.4 {LACKS}"));
    let text = "SELECT users.id, latest.title FROM users, LATERAL (SELECT posts.title FROM posts WHERE posts.user_id = \
                users.id ORDER BY posts.id LIMIT $1) AS latest ORDER BY users.id";
    assert_eq!([postgres, ansi], [text.to_owned(), text.replace("$1", ":p1")]);
    let later = "a column of `users` is used (in WHERE), but it comes later in FROM; move it up";
    let [sqlite, postgres, mysql, ..] = texts(&query(false));
    assert_eq!(
        sqlite,
        format!(
            "SQLite 3.54 {LACKS}
{later}"
        )
    );
    assert_eq!([postgres, mysql], [later; 2]);
}
