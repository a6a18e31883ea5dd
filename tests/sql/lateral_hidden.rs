//! Items that come later in FROM: what cannot see them does not make them its own.

use sqltree::prelude::*;

use crate::support::expect::texts;
use crate::support::tables::{posts, users};

const LATER: &str =
    "a column of `users` is used (in WHERE), but it comes later in FROM; move it up";

#[test]
fn an_item_of_lateral_that_comes_later_is_not_its_own() {
    let own = select(posts::id).filter(posts::user_id.eq(users::id)).lateral("own");
    let query = select((own.col(posts::id), users::name)).from(&own).cross_join(users::table());
    assert!(texts(&query)[1..3].iter().all(|text| text == LATER), "{:?}", texts(&query));
    let query = select((own.col(posts::id), users::name)).from(users::table()).cross_join(&own);
    let wanted = "SELECT own.id, users.name FROM users CROSS JOIN LATERAL \
                  (SELECT posts.id FROM posts WHERE posts.user_id = users.id) AS own";
    assert_eq!(texts(&query)[1], wanted);
    // What is said is its own.
    let own = select(posts::id)
        .from(posts::table())
        .join(users::table(), users::id.eq(posts::user_id))
        .lateral("own");
    let query = select((own.col(posts::id), users::name)).from(&own).cross_join(users::table());
    let wanted = "SELECT own.id, users.name FROM LATERAL (SELECT posts.id FROM posts JOIN users \
                  ON users.id = posts.user_id) AS own CROSS JOIN users";
    assert_eq!(texts(&query)[1], wanted);
}

#[test]
fn a_query_that_comes_later_is_not_made_twice() {
    let inner = select(users::id).filter(users::active).subquery("some");
    let own = select(posts::id).filter(posts::user_id.eq(inner.col(users::id))).lateral("own");
    let query = select((own.col(posts::id), inner.col(users::id))).from(&own).cross_join(&inner);
    let message = "a column of `some` is used (in WHERE), but it comes later in FROM; move it up";
    assert_eq!(texts(&query)[1], message);
}

#[test]
fn an_item_that_is_joined_later_is_not_that_of_a_query_in_on() {
    let (likes, boss) = (posts::alias("likes"), users::alias("boss"));
    let on = |inner: Select<i64>| {
        select((posts::id, users::name))
            .from(posts::table())
            .join(&likes, exists(inner))
            .join(users::table(), users::id.eq(posts::user_id))
    };
    let of_boss = boss.col(users::boss_id).eq(users::id);
    let inferred = select(boss.col(users::id)).filter(of_boss.clone());
    assert_eq!(texts(&on(inferred)), [LATER; 5]);
    let given = select(boss.col(users::id)).from(&boss).filter(of_boss);
    assert_eq!(texts(&on(given)), [LATER; 5]);
    let all = select(users::id).filter(users::id.eq(likes.col(posts::user_id)));
    let message = "all columns of this query belong to the statement around it; say by `.from(…)` \
                   where its rows come from, or that it has none by `.correlate(…)` or `.no_from()`";
    assert_eq!(texts(&on(all))[1], message);
}
