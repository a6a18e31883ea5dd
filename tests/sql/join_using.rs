//! Joins by columns of one name: USING and NATURAL, written as ON.

use sqltree::prelude::*;
use sqltree::select::{natural, using};

use crate::assert_sql;
use crate::support::tables::{posts, stock, users};

#[test]
fn columns_of_one_name_are_equal() {
    let query = select((users::name, posts::title))
        .from(users::table())
        .join(posts::table(), using(["id"]))
        .order_by(users::id);
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.name, posts.title FROM users JOIN posts ON users.id = posts.id \
                ORDER BY users.id",
    );
    let other = stock::alias("other");
    let pairs = select((stock::item, stock::shop, other.col(stock::note).nullable()))
        .from(stock::table())
        .left_join(&other, using(["item", "note"]))
        .order_by((stock::item, stock::shop));
    assert_sql!(pairs,
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT stock.item, stock.shop, other.note FROM stock LEFT JOIN stock AS other \
                ON stock.item = other.item AND stock.note = other.note ORDER BY stock.item, \
                stock.shop",
    );
}

#[test]
fn later_joins_mean_the_column_that_is_merged() {
    let (b, c, d) = (users::alias("b"), users::alias("c"), users::alias("d"));
    let merged = func::coalesce(users::id.nullable(), b.col(users::id).nullable());
    // By USING after a join by a condition there are two columns of the name.
    let twice = select(c.col(users::age))
        .from(users::table())
        .left_join(&b, users::id.eq(b.col(users::id)).and(b.col(users::active)))
        .join(&c, using(["id"]));
    assert_sql!(twice,
        sqlite | postgres | mysql | mariadb | ansi:
            error "`c` is joined by `id`, which several items before it have; give the condition",
    );
    let query = select((merged.label("id"), c.col(users::age), d.col(users::id)))
        .from(users::table())
        .full_join(&b, using(["id"]))
        .left_join(&c, using(["id"]))
        .right_join(&d, using(["id"]))
        .order_by(d.col(users::id));
    assert_sql!(query.rows_as::<sqltree::Row>(),
        sqlite | postgres | ansi:
            "SELECT COALESCE(users.id, b.id) AS id, c.age, d.id FROM users FULL JOIN users \
                AS b ON users.id = b.id LEFT JOIN users AS c ON COALESCE(users.id, b.id) = c.id \
                RIGHT JOIN users AS d ON COALESCE(users.id, b.id) = d.id ORDER BY d.id",
        mysql: error "MySQL 8.4 has no FULL JOIN (in FROM); join LEFT and RIGHT, and UNION the two",
        mariadb:
            error "MariaDB 11.4 has no FULL JOIN (in FROM); join LEFT and RIGHT, and UNION the two",
    );
}

#[test]
fn natural_is_by_all_names_in_common() {
    let more = select((users::id, users::age, func::count().label("n")))
        .group_by((users::id, users::age))
        .subquery("more");
    let query = select((users::name, more.col("n").typed::<i64>()))
        .from(users::table())
        .join(&more, natural())
        .order_by(users::id);
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.name, more.n FROM users JOIN (SELECT users.id, users.age, COUNT(*) \
                AS n FROM users GROUP BY users.id, users.age) AS more ON users.id = more.id AND \
                users.age = more.age ORDER BY users.id",
    );
}

#[test]
fn what_is_not_there_or_there_twice_is_refused() {
    let lonely = Table::new("lonely").column("x", Type::BigInt).column("name", Type::BigInt);
    let from = |table: &Table| select(users::id).from(users::table()).cross_join(table);
    let by = |name| select(users::id).from(users::table()).join(&lonely, using([name]));
    assert_sql!(by("id"),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`lonely` has no column `id`, by which it is joined",
    );
    assert_sql!(by("x"),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`lonely` is joined by `x`, which nothing before it has",
    );
    assert_sql!(by("name"),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`lonely` is joined by `name`, which is of another type before it; give the \
                condition",
    );
    assert_sql!(from(&posts::table()).join(users::alias("u"), using(["id"])),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`u` is joined by `id`, which several items before it have; give the condition",
    );
    assert_sql!(select(users::id).join(Table::new("t").column("y", Type::BigInt), natural()),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`t` is joined by `natural`, and has no column in common with what stands before \
                it; give the condition of the join",
    );
    let open = select(star()).from(Table::new("t")).subquery("open");
    assert_sql!(select(users::id).from(users::table()).join(&open, natural()),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`open` is joined by `natural`, and not all columns are known; name them by \
                `using`",
    );
    assert_sql!(select((users::id, posts::id)).join(Table::new("t").column("name", Type::Text), natural()),
        sqlite | postgres | mysql | mariadb | ansi:
            error "`posts` is not joined to `users`, so that each row of one would come with each \
                of the other; add a condition or a join, or say it by `.from(…)` or \
                `.cross_join(…)`",
    );
}
