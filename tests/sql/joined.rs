//! Items joined among themselves, in parentheses.

use sqltree::dialect::Ansi;
use sqltree::dialects::mysql::MySqlSelect;
use sqltree::engine::Engine;
use sqltree::expr::Order;
use sqltree::prelude::*;

use sqltree::select::{Alias, IntoJoined, natural, using};

use crate::assert_sql;
use crate::support::tables::{posts, stock, users};

/// The order by keys that may be NULL.
fn by<const N: usize>(items: [&Alias; N]) -> [Order; N] {
    items.map(|item| item.col("id").asc().nulls_first())
}

/// `a.boss_id = b.id`
fn is_boss(a: &Alias, b: &Alias) -> Expr<Option<bool>> {
    a.col(users::boss_id).eq(b.col(users::id))
}

#[test]
fn what_has_no_match_among_the_joined_rows_is_kept() {
    let author = users::alias("author");
    let written = posts::table().join(&author, posts::user_id.eq(author.col(users::id)));
    let columns = (users::id, posts::id.nullable(), author.col(users::name).nullable());
    let query = select(columns)
        .from(users::table())
        .left_join(written, posts::user_id.eq(users::id) & author.col(users::age).lt(40))
        .order_by((users::id, posts::id.asc().nulls_first()));
    assert_sql!(query,
        sqlite:
            "SELECT users.id AS id, posts.id AS id, author.name AS name FROM users LEFT JOIN (posts JOIN \
                users AS author ON posts.user_id = author.id) ON posts.user_id = users.id AND author.age \
                < ? ORDER BY users.id, posts.id" [40],
        postgres:
            "SELECT users.id, posts.id, author.name FROM users LEFT JOIN (posts JOIN users AS author ON \
                posts.user_id = author.id) ON posts.user_id = users.id AND author.age < $1 ORDER BY \
                users.id, posts.id NULLS FIRST" [40],
        mysql | mariadb:
            "SELECT users.id, posts.id, author.name FROM users LEFT JOIN (posts JOIN users AS author ON \
                posts.user_id = author.id) ON posts.user_id = users.id AND author.age < ? ORDER BY \
                users.id, posts.id" [40],
        ansi:
            "SELECT users.id, posts.id, author.name FROM users LEFT JOIN (posts JOIN users AS author ON \
                posts.user_id = author.id) ON posts.user_id = users.id AND author.age < :p1 ORDER BY \
                users.id, posts.id NULLS FIRST" [40],
    );
}

#[test]
fn parentheses_stand_in_parentheses() {
    let [a, b, c, d] = ["a", "b", "c", "d"].map(users::alias);
    let inner = c.left_join(&d, is_boss(&c, &d));
    let ids = [&a, &b, &c, &d].map(|item| item.col("id"));
    let query = select(ids)
        .from(&a)
        .left_join(b.join(inner, is_boss(&c, &b)), is_boss(&b, &a))
        .cross_join(posts::table())
        .filter(posts::id.eq(1))
        .order_by(by([&a, &b, &c, &d]));
    assert_sql!(query,
        sqlite:
            "SELECT a.id AS id, b.id AS id, c.id AS id, d.id AS id FROM users AS a LEFT JOIN (users AS b \
                JOIN (users AS c LEFT JOIN users AS d ON c.boss_id = d.id) ON c.boss_id = b.id) ON \
                b.boss_id = a.id CROSS JOIN posts WHERE posts.id = ? ORDER BY a.id, b.id, c.id, d.id" [1],
        postgres:
            "SELECT a.id, b.id, c.id, d.id FROM users AS a LEFT JOIN (users AS b JOIN (users AS c LEFT \
                JOIN users AS d ON c.boss_id = d.id) ON c.boss_id = b.id) ON b.boss_id = a.id CROSS JOIN \
                posts WHERE posts.id = $1 ORDER BY a.id NULLS FIRST, b.id NULLS FIRST, c.id NULLS FIRST, \
                d.id NULLS FIRST" [1],
        mysql | mariadb:
            "SELECT a.id, b.id, c.id, d.id FROM users AS a LEFT JOIN (users AS b JOIN (users AS c LEFT \
                JOIN users AS d ON c.boss_id = d.id) ON c.boss_id = b.id) ON b.boss_id = a.id CROSS JOIN \
                posts WHERE posts.id = ? ORDER BY a.id, b.id, c.id, d.id" [1],
        ansi:
            "SELECT a.id, b.id, c.id, d.id FROM users AS a LEFT JOIN (users AS b JOIN (users AS c LEFT \
                JOIN users AS d ON c.boss_id = d.id) ON c.boss_id = b.id) ON b.boss_id = a.id CROSS JOIN \
                posts WHERE posts.id = :p1 ORDER BY a.id NULLS FIRST, b.id NULLS FIRST, c.id NULLS \
                FIRST, d.id NULLS FIRST" [1],
    );
}

#[test]
fn right_joins_keep_the_joined_rows() {
    let [a, b, c] = ["a", "b", "c"].map(users::alias);
    let kept = select([a.col("id"), b.col("id"), c.col("id")])
        .from(&a)
        .right_join(b.right_join(&c, is_boss(&b, &c)), is_boss(&a, &b))
        .order_by(by([&c, &b, &a]));
    assert_sql!(kept,
        sqlite:
            "SELECT a.id AS id, b.id AS id, c.id AS id FROM users AS a RIGHT JOIN (users AS b RIGHT JOIN \
                users AS c ON b.boss_id = c.id) ON a.boss_id = b.id ORDER BY c.id, b.id, a.id",
        postgres | ansi:
            "SELECT a.id, b.id, c.id FROM users AS a RIGHT JOIN (users AS b RIGHT JOIN users AS c ON \
                b.boss_id = c.id) ON a.boss_id = b.id ORDER BY c.id NULLS FIRST, b.id NULLS FIRST, a.id \
                NULLS FIRST",
        mysql | mariadb:
            "SELECT a.id, b.id, c.id FROM users AS a RIGHT JOIN (users AS b RIGHT JOIN users AS c ON \
                b.boss_id = c.id) ON a.boss_id = b.id ORDER BY c.id, b.id, a.id",
    );
    let both = select([a.col("id"), c.col("id")])
        .from(&a)
        .full_join(b.full_join(&c, is_boss(&b, &c)), is_boss(&a, &b))
        .filter(c.col("age").gt(20))
        .order_by(by([&c, &a]));
    assert_sql!(both,
        sqlite:
            "SELECT a.id AS id, c.id AS id FROM users AS a FULL JOIN (users AS b FULL JOIN users AS c ON \
                b.boss_id = c.id) ON a.boss_id = b.id WHERE c.age > ? ORDER BY c.id, a.id" [20],
        postgres:
            "SELECT a.id, c.id FROM users AS a FULL JOIN (users AS b FULL JOIN users AS c ON b.boss_id = \
                c.id) ON a.boss_id = b.id WHERE c.age > $1 ORDER BY c.id NULLS FIRST, a.id NULLS FIRST" [20],
        mysql: error "MySQL 8.4 has no FULL JOIN (in FROM); join LEFT and RIGHT, and UNION the two",
        mariadb: error "MariaDB 11.4 has no FULL JOIN (in FROM); join LEFT and RIGHT, and UNION the two",
        ansi:
            "SELECT a.id, c.id FROM users AS a FULL JOIN (users AS b FULL JOIN users AS c ON b.boss_id = \
                c.id) ON a.boss_id = b.id WHERE c.age > :p1 ORDER BY c.id NULLS FIRST, a.id NULLS FIRST" [20],
    );
}

#[test]
fn from_takes_what_is_joined() {
    let joined = users::table().join(posts::table(), foreign_key());
    let query = select((users::id, posts::id.label("post"))).from(&joined).order_by(posts::id);
    assert_sql!(query,
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, posts.id AS post FROM users JOIN posts ON posts.user_id = users.id ORDER \
                BY posts.id",
    );
    let late = select(users::id).from(stock::table()).from(joined);
    assert_sql!(late,
        sqlite | postgres | mysql | mariadb | ansi:
            error "what is joined already comes first in FROM; join it to the others by \
                `.cross_join(…)`, or give it before them",
    );
}

#[test]
fn conditions_in_parentheses_see_what_is_in_them() {
    let [a, b, c] = ["a", "b", "c"].map(users::alias);
    let outside =
        select(a.col(users::id)).from(&a).left_join(b.join(&c, is_boss(&c, &a)), is_boss(&a, &b));
    assert_sql!(outside,
        sqlite | postgres | mysql | mariadb | ansi:
            error "a column of `a` is used (in FROM), but it does not stand before this in the \
                parentheses of the join; move the item in, or what uses it out",
    );
    let later = select(a.col(users::id))
        .from(&a)
        .join(b.join(posts::table(), is_boss(&c, &b)).join(&c, is_boss(&c, &b)), is_boss(&a, &b));
    assert_sql!(later,
        sqlite | postgres | mysql | ansi:
            error "a column of `c` is used (in FROM), but it does not stand before this in the \
                parentheses of the join; move the item in, or what uses it out",
        mariadb:
            error "MariaDB 11.4 has no outer joins by a condition without a column of the joined item \
                (in FROM); it gives wrong rows; compare a column of the joined item too\na column of `c` \
                is used (in FROM), but it does not stand before this in the parentheses of the join; \
                move the item in, or what uses it out",
    );
}

#[test]
fn columns_of_what_is_joined_may_be_null() {
    let [a, b, c] = ["a", "b", "c"].map(users::alias);
    let start = || select((a.col(users::id), b.col(users::id), c.col(users::id))).from(&a);
    let mut conn = Engine::open("sqlite://").unwrap().connect().unwrap();
    // Nothing else is wrong with them but that there is no table.
    let mut said = |query: Select<(i64, i64, i64)>| -> Vec<String> {
        let error = conn.fetch_all(&query).unwrap_err();
        let of_null = error.kind() == ErrorKind::NullableColumn;
        let messages = error.problems().filter(|_| of_null).map(|problem| problem.message());
        messages.map(|message| message[..8].to_owned()).collect()
    };
    let inner = b.join(&c, is_boss(&b, &c));
    let right = b.right_join(&c, is_boss(&b, &c));
    let on = || is_boss(&a, &b);
    assert_eq!(said(start().join(&inner, on())), [""; 0]);
    assert_eq!(said(start().left_join(&inner, on())), ["column 2", "column 3"]);
    assert_eq!(said(start().right_join(&inner, on())), ["column 1"]);
    assert_eq!(said(start().full_join(&inner, on())), ["column 1", "column 2", "column 3"]);
    // A RIGHT JOIN in parentheses fills what stands before it in them.
    assert_eq!(said(start().join(&right, on())), ["column 2"]);
    assert_eq!(said(start().right_join(&right, on())), ["column 1", "column 2"]);
    assert_eq!(said(start().left_join(right, on())), ["column 2", "column 3"]);
}

#[test]
fn names_mean_one_column_on_both_sides() {
    let [b, c, d] = ["b", "c", "d"].map(users::alias);
    let query = select((users::name, d.col(users::age)))
        .from(users::table())
        .join(b.right_join(&c, using(["id"])).join(&d, using(["id"])), using(["id"]))
        .order_by(users::id);
    assert_sql!(query,
        sqlite:
            "SELECT users.name AS name, d.age AS age FROM users JOIN (users AS b RIGHT JOIN users AS c \
                ON b.id = c.id JOIN users AS d ON c.id = d.id) ON users.id = c.id ORDER BY users.id",
        postgres | mysql | mariadb | ansi:
            "SELECT users.name, d.age FROM users JOIN (users AS b RIGHT JOIN users AS c ON b.id = c.id \
                JOIN users AS d ON c.id = d.id) ON users.id = c.id ORDER BY users.id",
    );
    let several =
        select(users::name).from(users::table()).join(b.join(&c, is_boss(&b, &c)), using(["id"]));
    assert_sql!(several,
        sqlite | postgres | mysql | mariadb | ansi:
            error "`b` is joined by `id`, which several items joined with it have; give the condition",
    );
    let liked = select((stock::item, posts::title))
        .from(stock::table())
        .cross_join(posts::table().join(&b, natural()));
    assert_sql!(liked.order_by((stock::item, stock::shop, posts::id)),
        sqlite:
            "SELECT stock.item AS item, posts.title AS title FROM stock CROSS JOIN (posts JOIN users AS \
                b ON posts.id = b.id) ORDER BY stock.item, stock.shop, posts.id",
        postgres | mysql | mariadb | ansi:
            "SELECT stock.item, posts.title FROM stock CROSS JOIN (posts JOIN users AS b ON posts.id = \
                b.id) ORDER BY stock.item, stock.shop, posts.id",
    );
    let by_key = select((users::name, posts::title))
        .from(users::table())
        .join(stock::table().join(posts::table(), posts::likes.eq(stock::n)), foreign_key())
        .order_by((posts::id, stock::shop));
    assert_sql!(by_key,
        sqlite:
            "SELECT users.name AS name, posts.title AS title FROM users JOIN (stock JOIN posts ON \
                posts.likes = stock.n) ON posts.user_id = users.id ORDER BY posts.id, stock.shop",
        postgres | mysql | mariadb | ansi:
            "SELECT users.name, posts.title FROM users JOIN (stock JOIN posts ON posts.likes = stock.n) \
                ON posts.user_id = users.id ORDER BY posts.id, stock.shop",
    );
}

#[test]
fn queries_around_find_the_columns_by_their_names() {
    let [b, c] = ["b", "c"].map(users::alias);
    let of_both = || {
        select((
            b.col(users::id).nullable(),
            c.col(users::name).nullable(),
            c.col(users::id).nullable(),
        ))
        .from(users::table())
        .left_join(b.join(&c, is_boss(&b, &c)), users::boss_id.eq(c.col(users::id)))
    };
    let rows = of_both().subquery("q");
    let query = select((
        rows.col(b.col(users::id)),
        rows.col(c.col(users::name)),
        rows.col(c.col(users::id)),
    ))
    .filter(rows.col(c.col(users::name)).is_not_null())
    .order_by([b.col("id"), c.col("id")].map(|id| rows.col(id).asc().nulls_first()));
    assert_sql!(query,
        sqlite:
            "SELECT q.id, q.name, q.id_1 FROM (SELECT b.id AS id, c.name AS name, c.id AS id_1 FROM \
                users LEFT JOIN (users AS b JOIN users AS c ON b.boss_id = c.id) ON users.boss_id = \
                c.id) AS q WHERE q.name IS NOT NULL ORDER BY q.id, q.id_1",
        postgres | ansi:
            "SELECT q.id, q.name, q.id_1 FROM (SELECT b.id, c.name, c.id AS id_1 FROM users LEFT JOIN \
                (users AS b JOIN users AS c ON b.boss_id = c.id) ON users.boss_id = c.id) AS q WHERE \
                q.name IS NOT NULL ORDER BY q.id NULLS FIRST, q.id_1 NULLS FIRST",
        mysql | mariadb:
            "SELECT q.id, q.name, q.id_1 FROM (SELECT b.id, c.name, c.id AS id_1 FROM users LEFT JOIN \
                (users AS b JOIN users AS c ON b.boss_id = c.id) ON users.boss_id = c.id) AS q WHERE \
                q.name IS NOT NULL ORDER BY q.id, q.id_1",
    );
    let all = of_both().union_all(of_both()).order_by(by([&b, &c]));
    assert_sql!(all,
        sqlite:
            "SELECT b.id AS id, c.name AS name, c.id AS id FROM users LEFT JOIN (users AS b JOIN users \
                AS c ON b.boss_id = c.id) ON users.boss_id = c.id UNION ALL SELECT b.id AS id, c.name AS \
                name, c.id AS id FROM users LEFT JOIN (users AS b JOIN users AS c ON b.boss_id = c.id) \
                ON users.boss_id = c.id ORDER BY 1, 3",
        postgres | ansi:
            "SELECT b.id, c.name, c.id FROM users LEFT JOIN (users AS b JOIN users AS c ON b.boss_id = \
                c.id) ON users.boss_id = c.id UNION ALL SELECT b.id, c.name, c.id FROM users LEFT JOIN \
                (users AS b JOIN users AS c ON b.boss_id = c.id) ON users.boss_id = c.id ORDER BY 1 \
                NULLS FIRST, 3 NULLS FIRST",
        mysql | mariadb:
            "SELECT b.id, c.name, c.id FROM users LEFT JOIN (users AS b JOIN users AS c ON b.boss_id = \
                c.id) ON users.boss_id = c.id UNION ALL SELECT b.id, c.name, c.id FROM users LEFT JOIN \
                (users AS b JOIN users AS c ON b.boss_id = c.id) ON users.boss_id = c.id ORDER BY 1, 3",
    );
}

#[test]
fn lateral_queries_and_hints_stand_in_parentheses() {
    let best = select(posts::title)
        .from(posts::table())
        .filter(posts::user_id.eq(users::id))
        .order_by(posts::likes.desc())
        .limit(1)
        .lateral("best");
    let b = users::alias("b");
    let query = select((b.col(users::id), best.col(posts::title).nullable()))
        .from(&b)
        .left_join(users::table().cross_join(&best), users::boss_id.eq(b.col(users::id)))
        .order_by((b.col(users::id), users::id.asc().nulls_first()));
    assert_sql!(query,
        sqlite:
            error "SQLite 3.54 has no LATERAL (in FROM); take one value by a scalar query, or number \
                rows by `row_number`",
        postgres:
            "SELECT b.id, best.title FROM users AS b LEFT JOIN (users CROSS JOIN LATERAL (SELECT \
                posts.title FROM posts WHERE posts.user_id = users.id ORDER BY posts.likes DESC LIMIT \
                $1) AS best) ON users.boss_id = b.id ORDER BY b.id, users.id NULLS FIRST" [1_i64],
        mysql:
            "SELECT b.id, best.title FROM users AS b LEFT JOIN (users CROSS JOIN LATERAL (SELECT \
                posts.title FROM posts WHERE posts.user_id = users.id ORDER BY posts.likes DESC LIMIT ?) \
                AS best) ON users.boss_id = b.id ORDER BY b.id, users.id" [1_i64],
        mariadb:
            error "MariaDB 11.4 has no LATERAL (in FROM); take one value by a scalar query, or number \
                rows by `row_number`",
        ansi:
            "SELECT b.id, best.title FROM users AS b LEFT JOIN (users CROSS JOIN LATERAL (SELECT \
                posts.title FROM posts WHERE posts.user_id = users.id ORDER BY posts.likes DESC LIMIT \
                :p1) AS best) ON users.boss_id = b.id ORDER BY b.id, users.id NULLS FIRST" [1_i64],
    );
    let first = select(b.col(users::id))
        .from(users::table())
        .join(best.join(&b, b.col(users::active)), b.col(users::id).eq(users::id));
    assert_sql!(first,
        sqlite:
            error "SQLite 3.54 has no LATERAL (in FROM); take one value by a scalar query, or number \
                rows by `row_number`\na column of `users` is used (in WHERE), but it does not stand \
                before this in the parentheses of the join; move the item in, or what uses it out",
        postgres | mysql | ansi:
            error "a column of `users` is used (in WHERE), but it does not stand before this in the \
                parentheses of the join; move the item in, or what uses it out",
        mariadb:
            error "MariaDB 11.4 has no LATERAL (in FROM); take one value by a scalar query, or number \
                rows by `row_number`\na column of `users` is used (in WHERE), but it does not stand \
                before this in the parentheses of the join; move the item in, or what uses it out",
    );
    let hinted = select(b.col(users::id))
        .from(users::table())
        .join(
            b.join(posts::table(), posts::user_id.eq(b.col(users::id))),
            b.col(users::id).eq(users::id),
        )
        .force_index(posts::table(), &["PRIMARY"])
        .order_by((b.col(users::id), posts::id));
    assert_sql!(hinted,
        sqlite: error "SQLite 3.54 has no USE INDEX, FORCE INDEX or IGNORE INDEX (in FROM)",
        postgres: error "PostgreSQL 18.0 has no USE INDEX, FORCE INDEX or IGNORE INDEX (in FROM)",
        mysql | mariadb:
            "SELECT b.id FROM users JOIN (users AS b JOIN posts FORCE INDEX (`PRIMARY`) ON posts.user_id \
                = b.id) ON b.id = users.id ORDER BY b.id, posts.id",
        ansi:
            "SELECT b.id FROM users JOIN (users AS b JOIN posts FORCE INDEX (\"PRIMARY\") ON \
                posts.user_id = b.id) ON b.id = users.id ORDER BY b.id, posts.id",
    );
}

#[test]
fn outer_joins_by_what_is_not_joined_are_refused_where_they_go_wrong() {
    let [a, b, c] = ["a", "b", "c"].map(users::alias);
    let by_other = select([a.col("id"), b.col("id")])
        .from(&a)
        .left_join(b.join(&c, b.col(users::active)), is_boss(&a, &b))
        .order_by(by([&a, &b, &c]));
    assert_sql!(by_other,
        sqlite:
            "SELECT a.id AS id, b.id AS id FROM users AS a LEFT JOIN (users AS b JOIN users AS c ON \
                b.active) ON a.boss_id = b.id ORDER BY a.id, b.id, c.id",
        postgres | ansi:
            "SELECT a.id, b.id FROM users AS a LEFT JOIN (users AS b JOIN users AS c ON b.active) ON \
                a.boss_id = b.id ORDER BY a.id NULLS FIRST, b.id NULLS FIRST, c.id NULLS FIRST",
        mysql:
            "SELECT a.id, b.id FROM users AS a LEFT JOIN (users AS b JOIN users AS c ON b.active) ON \
                a.boss_id = b.id ORDER BY a.id, b.id, c.id",
        mariadb:
            error "MariaDB 11.4 has no outer joins by a condition without a column of the joined item \
                (in FROM); it gives wrong rows; compare a column of the joined item too",
    );
}

#[test]
fn any_number_of_parentheses() {
    let names: Vec<Alias> = (0..20_000).map(|i| users::alias(format!("t{i}"))).collect();
    let last = names.last().unwrap();
    let deep = names.iter().rev().skip(1).fold(last.clone().into_joined(), |inner, item| {
        item.join(inner, item.col(users::id).eq(last.col(users::id)))
    });
    let query = select(last.col(users::id)).from(users::table()).cross_join(deep);
    let sql = query.compile(&Ansi).unwrap().sql().to_owned();
    let end = ") ON t1.id = t19999.id) ON t0.id = t19999.id)";
    assert!(sql.starts_with(
        "SELECT t19999.id FROM users CROSS JOIN (users AS t0 JOIN (users AS t1 JOIN ("
    ));
    assert!(sql.ends_with(end), "{}", &sql[sql.len() - 100..]);
}
