//! What connects the items of FROM, and what needs no connection.

use sqltree::expr::row;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, stock, users};

fn ids() -> Select<(i64, i64)> {
    select((users::id, posts::id)).order_by((users::id, posts::id))
}

#[test]
fn any_condition_that_names_both() {
    assert_sql!(ids().filter((users::age + posts::likes).gt(40)),
        sqlite | mysql | mariadb:
            "SELECT users.id, posts.id FROM users, posts WHERE users.age + posts.likes > ? \
             ORDER BY users.id, posts.id" [40],
        postgres:
            "SELECT users.id, posts.id FROM users, posts WHERE users.age + posts.likes > $1 \
             ORDER BY users.id, posts.id" [40],
        ansi:
            "SELECT users.id, posts.id FROM users, posts WHERE users.age + posts.likes > :p1 \
             ORDER BY users.id, posts.id" [40],
    );
    assert_sql!(ids().filter(func::coalesce(users::boss_id, posts::user_id).eq(1)),
        sqlite | mysql | mariadb:
            "SELECT users.id, posts.id FROM users, posts WHERE COALESCE(users.boss_id, \
             posts.user_id) = ? ORDER BY users.id, posts.id" [1],
        postgres:
            "SELECT users.id, posts.id FROM users, posts WHERE COALESCE(users.boss_id, \
             posts.user_id) = $1 ORDER BY users.id, posts.id" [1],
        ansi:
            "SELECT users.id, posts.id FROM users, posts WHERE COALESCE(users.boss_id, \
             posts.user_id) = :p1 ORDER BY users.id, posts.id" [1],
    );
    assert_sql!(ids().filter(sql!("{} < {}", users::id, posts::likes)),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, posts.id FROM users, posts WHERE users.id < posts.likes ORDER BY \
             users.id, posts.id",
    );
    assert_sql!(ids().filter(row((users::id, posts::likes)).is_in([(1, 3), (2, 7)])),
        sqlite:
            "SELECT users.id, posts.id FROM users, posts WHERE (users.id, posts.likes) IN \
             (VALUES (?, ?), (?, ?)) ORDER BY users.id, posts.id" [1, 3, 2, 7],
        postgres:
            "SELECT users.id, posts.id FROM users, posts WHERE (users.id, posts.likes) IN \
             (($1, $2), ($3, $4)) ORDER BY users.id, posts.id" [1, 3, 2, 7],
        mysql:
            "SELECT users.id, posts.id FROM users, posts WHERE (users.id, posts.likes) IN ((?, \
             ?), (?, ?)) ORDER BY users.id, posts.id" [1, 3, 2, 7],
        mariadb:
            "SELECT users.id, posts.id FROM users, posts WHERE IF(TRUE, (users.id, \
             posts.likes) IN ((?, ?), (?, ?)), NULL) ORDER BY users.id, posts.id" [1, 3, 2, 7],
        ansi:
            "SELECT users.id, posts.id FROM users, posts WHERE (users.id, posts.likes) IN \
             ((:p1, :p2), (:p3, :p4)) ORDER BY users.id, posts.id" [1, 3, 2, 7],
    );
    assert_sql!(ids().filter(case(users::active, posts::likes).otherwise(0).gt(2)),
        sqlite | mysql | mariadb:
            "SELECT users.id, posts.id FROM users, posts WHERE CASE WHEN users.active THEN \
             posts.likes ELSE ? END > ? ORDER BY users.id, posts.id" [0, 2],
        postgres:
            "SELECT users.id, posts.id FROM users, posts WHERE CASE WHEN users.active THEN \
             posts.likes ELSE CAST($1 AS INTEGER) END > $2 ORDER BY users.id, posts.id" [0, 2],
        ansi:
            "SELECT users.id, posts.id FROM users, posts WHERE CASE WHEN users.active THEN \
             posts.likes ELSE :p1 END > :p2 ORDER BY users.id, posts.id" [0, 2],
    );
    let count = func::count();
    assert_sql!(select((users::id, posts::user_id, &count)).group_by((users::id, posts::user_id)).having(users::id.eq(posts::user_id)).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, posts.user_id, COUNT(*) FROM users, posts GROUP BY users.id, \
             posts.user_id HAVING users.id = posts.user_id ORDER BY users.id",
    );
    assert_sql!(select((users::name, &count)).group_by((users::id, users::name)).having(func::max(posts::likes).gt(users::id)).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.name, COUNT(*) FROM users, posts GROUP BY users.id, users.name \
             HAVING MAX(posts.likes) > users.id ORDER BY users.id",
    );
}

#[test]
fn by_way_of_an_item_around_the_query() {
    let boss = users::alias("boss");
    let both = select(func::count())
        .filter(boss.col(users::id).eq(users::boss_id))
        .filter(posts::user_id.eq(users::id) & boss.col(users::active));
    let inner = select((boss.col(users::id), posts::id))
        .filter(boss.col(users::id).eq(users::boss_id))
        .filter(posts::user_id.eq(users::id));
    assert_sql!(select(users::id).from(users::table()).filter(exists(inner)).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id FROM users WHERE EXISTS (SELECT boss.id, posts.id FROM users AS \
             boss, posts WHERE boss.id = users.boss_id AND posts.user_id = users.id) ORDER BY \
             users.id",
    );
    let apart =
        select((boss.col(users::id), posts::id)).filter(boss.col(users::id).eq(users::boss_id));
    assert_sql!(select(users::id).from(users::table()).filter(exists(apart)).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id FROM users WHERE EXISTS (SELECT boss.id, posts.id FROM users AS \
             boss, posts WHERE boss.id = users.boss_id) ORDER BY users.id",
    );
    assert_sql!(select((users::id, both.scalar())).from(users::table()).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, (SELECT COUNT(*) FROM users AS boss, posts WHERE boss.id = \
             users.boss_id AND posts.user_id = users.id AND boss.active) FROM users ORDER BY \
             users.id",
    );
}

#[test]
fn in_a_correlated_exists() {
    let link = users::alias("link");
    let of = |condition: Expr<Option<bool>>| exists(select(link.col(users::id)).filter(condition));
    let same = || link.col(users::id).eq(posts::user_id);
    assert_sql!(ids().filter(of((same() & link.col(users::boss_id).eq(users::id)).typed())),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, posts.id FROM users, posts WHERE EXISTS (SELECT link.id FROM \
             users AS link WHERE link.id = posts.user_id AND link.boss_id = users.id) ORDER BY \
             users.id, posts.id",
    );
    assert_sql!(ids().filter(!of((same() & link.col(users::id).eq(users::id)).typed()) & users::id.lt(3)),
        sqlite | mysql | mariadb:
            "SELECT users.id, posts.id FROM users, posts WHERE NOT EXISTS (SELECT link.id FROM \
             users AS link WHERE link.id = posts.user_id AND link.id = users.id) AND users.id < \
             ? ORDER BY users.id, posts.id" [3],
        postgres:
            "SELECT users.id, posts.id FROM users, posts WHERE NOT EXISTS (SELECT link.id FROM \
             users AS link WHERE link.id = posts.user_id AND link.id = users.id) AND users.id < \
             $1 ORDER BY users.id, posts.id" [3],
        ansi:
            "SELECT users.id, posts.id FROM users, posts WHERE NOT EXISTS (SELECT link.id FROM \
             users AS link WHERE link.id = posts.user_id AND link.id = users.id) AND users.id < \
             :p1 ORDER BY users.id, posts.id" [3],
    );
    assert_sql!(ids().filter(of(same().typed())),
        sqlite | postgres | mysql | mariadb | ansi: error
            "`posts` is not joined to `users`, so that each row of one would come with each of \
             the other; add a condition or a join, or say it by `.from(…)` or `.cross_join(…)`",
    );
    let query = select(link.col(users::id)).filter(link.col(users::id).eq(posts::user_id));
    assert_sql!(ids().filter(users::boss_id.is_in(query)),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, posts.id FROM users, posts WHERE users.boss_id IN (SELECT \
             link.id FROM users AS link WHERE link.id = posts.user_id) ORDER BY users.id, \
             posts.id",
    );
}

#[test]
fn an_item_of_one_row_needs_no_connection() {
    let one = select((users::id, users::name)).filter(users::id.eq(2)).subquery("one");
    assert_sql!(select((posts::id, one.col(users::name))).order_by(posts::id),
        sqlite | mysql | mariadb:
            "SELECT posts.id, one.name FROM posts, (SELECT users.id, users.name FROM users \
             WHERE users.id = ?) AS one ORDER BY posts.id" [2],
        postgres:
            "SELECT posts.id, one.name FROM posts, (SELECT users.id, users.name FROM users \
             WHERE users.id = $1) AS one ORDER BY posts.id" [2],
        ansi:
            "SELECT posts.id, one.name FROM posts, (SELECT users.id, users.name FROM users \
             WHERE users.id = :p1) AS one ORDER BY posts.id" [2],
    );
    let first = select(users::age).from(users::table()).order_by(users::id).limit(1).subquery("f");
    assert_sql!(select((posts::id, first.col(users::age))).order_by(posts::id),
        sqlite | mysql | mariadb:
            "SELECT posts.id, f.age FROM posts, (SELECT users.age FROM users ORDER BY users.id \
             LIMIT ?) AS f ORDER BY posts.id" [1_i64],
        postgres:
            "SELECT posts.id, f.age FROM posts, (SELECT users.age FROM users ORDER BY users.id \
             LIMIT $1) AS f ORDER BY posts.id" [1_i64],
        ansi:
            "SELECT posts.id, f.age FROM posts, (SELECT users.age FROM users ORDER BY users.id \
             LIMIT :p1) AS f ORDER BY posts.id" [1_i64],
    );
    let keyed = Table::new("users")
        .with(ColumnDef::new("id", Type::BigInt).primary_key())
        .with(ColumnDef::new("name", Type::Text).unique().not_null());
    assert_sql!(select([posts::id.dynamic(), keyed.col("id").dynamic()]).filter(keyed.col("name").eq("bob")).order_by(posts::id),
        sqlite | mysql | mariadb:
            "SELECT posts.id, users.id FROM posts, users WHERE users.name = ? ORDER BY \
             posts.id" ["bob"],
        postgres:
            "SELECT posts.id, users.id FROM posts, users WHERE users.name = $1 ORDER BY \
             posts.id" ["bob"],
        ansi:
            "SELECT posts.id, users.id FROM posts, users WHERE users.name = :p1 ORDER BY \
             posts.id" ["bob"],
    );
    assert_sql!(select([posts::id.dynamic(), keyed.col("id").dynamic()]).filter(keyed.col("name").ne("bob")).order_by(posts::id),
        sqlite | postgres | mysql | mariadb | ansi: error
            "`users` is not joined to `posts`, so that each row of one would come with each of \
             the other; add a condition or a join, or say it by `.from(…)` or `.cross_join(…)`",
    );
    assert_sql!(select((posts::id, users::name)).filter(users::id.eq(val(1) + 1)).order_by(posts::id),
        sqlite | mysql | mariadb:
            "SELECT posts.id, users.name FROM posts, users WHERE users.id = ? + ? ORDER BY \
             posts.id" [1, 1],
        postgres:
            "SELECT posts.id, users.name FROM posts, users WHERE users.id = CAST($1 AS \
             INTEGER) + CAST($2 AS INTEGER) ORDER BY posts.id" [1, 1],
        ansi:
            "SELECT posts.id, users.name FROM posts, users WHERE users.id = :p1 + :p2 ORDER BY \
             posts.id" [1, 1],
    );
    assert_sql!(select((posts::id, stock::n)).filter(stock::item.eq("pen") & stock::shop.eq(1)).order_by(posts::id),
        sqlite | mysql | mariadb:
            "SELECT posts.id, stock.n FROM posts, stock WHERE stock.item = ? AND stock.shop = \
             ? ORDER BY posts.id" ["pen", 1],
        postgres:
            "SELECT posts.id, stock.n FROM posts, stock WHERE stock.item = $1 AND stock.shop = \
             $2 ORDER BY posts.id" ["pen", 1],
        ansi:
            "SELECT posts.id, stock.n FROM posts, stock WHERE stock.item = :p1 AND stock.shop \
             = :p2 ORDER BY posts.id" ["pen", 1],
    );
    assert_sql!(select((posts::id, stock::n)).filter(stock::item.eq("pen")).order_by(posts::id),
        sqlite | postgres | mysql | mariadb | ansi: error
            "`stock` is not joined to `posts`, so that each row of one would come with each of \
             the other; add a condition or a join, or say it by `.from(…)` or `.cross_join(…)`",
    );
    let newest = select(func::max(posts::id).label("last")).from(posts::table()).subquery("newest");
    assert_sql!(select((users::id, newest.col("last"))).order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, newest.last FROM users, (SELECT MAX(posts.id) AS last FROM \
             posts) AS newest ORDER BY users.id",
    );
}

#[test]
fn a_product_that_is_said() {
    assert_sql!(ids().from(users::table()).from(posts::table()).limit(2),
        sqlite | mysql | mariadb:
            "SELECT users.id, posts.id FROM users, posts ORDER BY users.id, posts.id LIMIT ?" [2_i64],
        postgres:
            "SELECT users.id, posts.id FROM users, posts ORDER BY users.id, posts.id LIMIT $1" [2_i64],
        ansi:
            "SELECT users.id, posts.id FROM users, posts ORDER BY users.id, posts.id LIMIT :p1" [2_i64],
    );
    assert_sql!(ids().from(users::table()).cross_join(posts::table()).limit(2),
        sqlite | mysql | mariadb:
            "SELECT users.id, posts.id FROM users CROSS JOIN posts ORDER BY users.id, posts.id \
             LIMIT ?" [2_i64],
        postgres:
            "SELECT users.id, posts.id FROM users CROSS JOIN posts ORDER BY users.id, posts.id \
             LIMIT $1" [2_i64],
        ansi:
            "SELECT users.id, posts.id FROM users CROSS JOIN posts ORDER BY users.id, posts.id \
             LIMIT :p1" [2_i64],
    );
    assert_sql!(ids().cross_join(posts::table()).limit(2),
        sqlite | mysql | mariadb:
            "SELECT users.id, posts.id FROM users CROSS JOIN posts ORDER BY users.id, posts.id \
             LIMIT ?" [2_i64],
        postgres:
            "SELECT users.id, posts.id FROM users CROSS JOIN posts ORDER BY users.id, posts.id \
             LIMIT $1" [2_i64],
        ansi:
            "SELECT users.id, posts.id FROM users CROSS JOIN posts ORDER BY users.id, posts.id \
             LIMIT :p1" [2_i64],
    );
    assert_sql!(ids().from(users::table()).join(posts::table(), literal(true)).limit(2),
        sqlite:
            "SELECT users.id, posts.id FROM users JOIN posts ON 1 ORDER BY users.id, posts.id \
             LIMIT ?" [2_i64],
        postgres:
            "SELECT users.id, posts.id FROM users JOIN posts ON TRUE ORDER BY users.id, \
             posts.id LIMIT $1" [2_i64],
        mysql | mariadb:
            "SELECT users.id, posts.id FROM users JOIN posts ON TRUE ORDER BY users.id, \
             posts.id LIMIT ?" [2_i64],
        ansi:
            "SELECT users.id, posts.id FROM users JOIN posts ON TRUE ORDER BY users.id, \
             posts.id LIMIT :p1" [2_i64],
    );
    assert_sql!(ids().from(users::table()),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a column of `posts` is used (in SELECT), but it is not in FROM; add it by \
             `.from()` or a join\na column of `posts` is used (in ORDER BY), but it is not in \
             FROM; add it by `.from()` or a join",
    );
}
