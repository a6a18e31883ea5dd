//! Clauses that are taken away again.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::expect::texts;
use crate::support::tables::{posts, users};

#[test]
fn order_and_limit_are_forgotten() {
    let page = select((users::id, users::name)).order_by(users::name.desc()).limit(2).offset(1);
    assert_sql!(page.clone().without_order().without_limit().order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id, users.name FROM users ORDER BY users.id",
    );
    assert_sql!(page.without_order().order_by(users::id),
        sqlite | mysql | mariadb: "SELECT users.id, users.name FROM users ORDER BY users.id LIMIT ? OFFSET ?" [2_i64, 1_i64],
        postgres: "SELECT users.id, users.name FROM users ORDER BY users.id LIMIT $1 OFFSET $2" [2_i64, 1_i64],
        ansi: "SELECT users.id, users.name FROM users ORDER BY users.id LIMIT :p1 OFFSET :p2" [2_i64, 1_i64],
    );
    let tied = select(users::age).order_by(users::age).limit_with_ties(1).without_limit();
    assert_eq!(texts(&tied), ["SELECT users.age FROM users ORDER BY users.age"; 5]);
    let most = select(users::age).order_by(func::max(posts::likes)).limit_percent("10");
    assert_eq!(texts(&most.without_order().without_limit()), ["SELECT users.age FROM users"; 5]);
}

#[test]
fn set_operations_and_values_forget_too() {
    let both = select(users::id).union(select(posts::id)).order_by(users::id).limit(1);
    assert_sql!(both.without_limit().without_order().count(),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT COUNT(*) FROM (SELECT users.id FROM users UNION SELECT posts.id FROM posts) AS counted",
    );
    let rows = values(["n"], [(2,), (1,)]);
    let sorted = rows.clone().order_by(column("n")).limit(1);
    assert_eq!(texts(&sorted.without_limit().without_order()), texts(&rows));
}

#[test]
fn what_goes_by_the_order_is_refused_without_it() {
    let after = select(users::id).order_by(users::id).after((3_i64,)).limit(2);
    let message =
        "`.after(…)` goes by the order, which was taken away; order and call `.after(…)` again";
    assert_eq!(texts(&after.without_order()), [message; 5]);
    let tied = select(users::id).order_by(users::id).limit_with_ties(2).without_order();
    assert_eq!(texts(&tied), ["ties are rows that are equal in the order; add `.order_by(…)`"; 5]);
}
