//! FETCH … PERCENT: natively, and by numbers of rows in a query in FROM.

use sqltree::Decimal;
use sqltree::compile::Rewrite;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::live::Live;
use crate::support::tables::{posts, users};

#[test]
fn so_many_of_a_hundred_rows() {
    let query = select((posts::id, posts::likes)).order_by((posts::likes.desc(), posts::id));
    assert_sql!(query.clone().limit_percent(40),
        sqlite | mysql | mariadb:
            "SELECT c_1 AS id, c_2 AS likes FROM (SELECT posts.id AS c_1, posts.likes AS c_2, \
                ROW_NUMBER() OVER (ORDER BY posts.likes DESC, posts.id) AS n_1, COUNT(*) OVER (ORDER BY \
                posts.likes DESC, posts.id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS \
                n_3, posts.likes AS o_1, posts.id AS o_2 FROM posts) AS q WHERE n_1 * 100 < n_3 * ? + ? \
                ORDER BY o_1 DESC, o_2" [40_i64, 100_i64],
        postgres:
            "SELECT c_1 AS id, c_2 AS likes FROM (SELECT posts.id AS c_1, posts.likes AS c_2, \
                ROW_NUMBER() OVER (ORDER BY posts.likes DESC, posts.id) AS n_1, COUNT(*) OVER (ORDER BY \
                posts.likes DESC, posts.id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS \
                n_3, posts.likes AS o_1, posts.id AS o_2 FROM posts) AS q WHERE n_1 * 100 < n_3 * $1 + \
                $2 ORDER BY o_1 DESC, o_2" [40_i64, 100_i64],
        ansi:
            "SELECT posts.id, posts.likes FROM posts ORDER BY posts.likes DESC, posts.id FETCH FIRST :p1 \
                PERCENT ROWS ONLY" [40_i64],
    );
    assert_sql!(query.clone().limit_percent(20).offset(2),
        sqlite | mysql | mariadb:
            "SELECT c_1 AS id, c_2 AS likes FROM (SELECT posts.id AS c_1, posts.likes AS c_2, \
                ROW_NUMBER() OVER (ORDER BY posts.likes DESC, posts.id) AS n_1, COUNT(*) OVER (ORDER BY \
                posts.likes DESC, posts.id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS \
                n_3, posts.likes AS o_1, posts.id AS o_2 FROM posts) AS q WHERE n_1 * 100 < n_3 * ? + ? \
                AND n_1 > ? ORDER BY o_1 DESC, o_2" [20_i64, 300_i64, 2_i64],
        postgres:
            "SELECT c_1 AS id, c_2 AS likes FROM (SELECT posts.id AS c_1, posts.likes AS c_2, \
                ROW_NUMBER() OVER (ORDER BY posts.likes DESC, posts.id) AS n_1, COUNT(*) OVER (ORDER BY \
                posts.likes DESC, posts.id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS \
                n_3, posts.likes AS o_1, posts.id AS o_2 FROM posts) AS q WHERE n_1 * 100 < n_3 * $1 + \
                $2 AND n_1 > $3 ORDER BY o_1 DESC, o_2" [20_i64, 300_i64, 2_i64],
        ansi:
            "SELECT posts.id, posts.likes FROM posts ORDER BY posts.likes DESC, posts.id OFFSET :p1 ROWS \
                FETCH FIRST :p2 PERCENT ROWS ONLY" [2_i64, 20_i64],
    );
    let ties = select(posts::likes).order_by(posts::likes.desc()).limit_percent_with_ties(1);
    assert_sql!(ties,
        sqlite | mysql | mariadb:
            "SELECT c_1 AS likes FROM (SELECT posts.likes AS c_1, RANK() OVER (ORDER BY posts.likes \
                DESC) AS n_1, COUNT(*) OVER (ORDER BY posts.likes DESC ROWS BETWEEN UNBOUNDED PRECEDING \
                AND UNBOUNDED FOLLOWING) AS n_3, posts.likes AS o_1 FROM posts) AS q WHERE n_1 * 100 < \
                n_3 * ? + ? ORDER BY o_1 DESC" [1_i64, 100_i64],
        postgres:
            "SELECT c_1 AS likes FROM (SELECT posts.likes AS c_1, RANK() OVER (ORDER BY posts.likes \
                DESC) AS n_1, COUNT(*) OVER (ORDER BY posts.likes DESC ROWS BETWEEN UNBOUNDED PRECEDING \
                AND UNBOUNDED FOLLOWING) AS n_3, posts.likes AS o_1 FROM posts) AS q WHERE n_1 * 100 < \
                n_3 * $1 + $2 ORDER BY o_1 DESC" [1_i64, 100_i64],
        ansi:
            "SELECT posts.likes FROM posts ORDER BY posts.likes DESC FETCH FIRST :p1 PERCENT ROWS WITH \
                TIES" [1_i64],
    );
    let of_many = select(posts::likes).order_by(posts::likes.desc());
    assert_sql!(of_many.limit_percent_with_ties(34).offset(1),
        sqlite | mysql | mariadb:
            "SELECT c_1 AS likes FROM (SELECT posts.likes AS c_1, RANK() OVER (ORDER BY posts.likes \
                DESC) AS n_1, ROW_NUMBER() OVER (ORDER BY posts.likes DESC) AS n_2, COUNT(*) OVER (ORDER \
                BY posts.likes DESC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS n_3, \
                posts.likes AS o_1 FROM posts) AS q WHERE n_1 * 100 < n_3 * ? + ? AND n_2 > ? ORDER BY \
                o_1 DESC" [34_i64, 200_i64, 1_i64],
        postgres:
            "SELECT c_1 AS likes FROM (SELECT posts.likes AS c_1, RANK() OVER (ORDER BY posts.likes \
                DESC) AS n_1, ROW_NUMBER() OVER (ORDER BY posts.likes DESC) AS n_2, COUNT(*) OVER (ORDER \
                BY posts.likes DESC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS n_3, \
                posts.likes AS o_1 FROM posts) AS q WHERE n_1 * 100 < n_3 * $1 + $2 AND n_2 > $3 ORDER \
                BY o_1 DESC" [34_i64, 200_i64, 1_i64],
        ansi:
            "SELECT posts.likes FROM posts ORDER BY posts.likes DESC OFFSET :p1 ROWS FETCH FIRST :p2 \
                PERCENT ROWS WITH TIES" [1_i64, 34_i64],
    );
}

#[test]
fn of_groups_and_inside_of_other_queries() {
    let counted = select((posts::user_id, func::count().label("n")))
        .group_by(posts::user_id)
        .order_by((func::count().desc(), posts::user_id))
        .limit_percent(50);
    assert_sql!(counted,
        sqlite | mysql:
            "SELECT c_1 AS user_id, c_2 AS n FROM (SELECT posts.user_id AS c_1, COUNT(*) AS c_2, \
                ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC, posts.user_id) AS n_1, COUNT(*) OVER (ORDER \
                BY COUNT(*) DESC, posts.user_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED \
                FOLLOWING) AS n_3, COUNT(*) AS o_1, posts.user_id AS o_2 FROM posts GROUP BY \
                posts.user_id) AS q WHERE n_1 * 100 < n_3 * ? + ? ORDER BY o_1 DESC, o_2" [50_i64, 100_i64],
        postgres:
            "SELECT c_1 AS user_id, c_2 AS n FROM (SELECT posts.user_id AS c_1, COUNT(*) AS c_2, \
                ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC, posts.user_id) AS n_1, COUNT(*) OVER (ORDER \
                BY COUNT(*) DESC, posts.user_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED \
                FOLLOWING) AS n_3, COUNT(*) AS o_1, posts.user_id AS o_2 FROM posts GROUP BY \
                posts.user_id) AS q WHERE n_1 * 100 < n_3 * $1 + $2 ORDER BY o_1 DESC, o_2" [50_i64, 100_i64],
        mariadb:
            error "MariaDB 11.4 has no functions over windows of groups beside HAVING, DISTINCT, \
                string_agg or json_agg (in SELECT); it gives wrong rows; group in a subquery, and put the windows \
                around",
        ansi:
            "SELECT posts.user_id, COUNT(*) AS n FROM posts GROUP BY posts.user_id ORDER BY COUNT(*) \
                DESC, posts.user_id FETCH FIRST :p1 PERCENT ROWS ONLY" [50_i64],
    );
    let best = select(posts::user_id).order_by((posts::likes.desc(), posts::id)).limit_percent(34);
    assert_sql!(select(users::name).filter(users::id.is_in(best)).order_by(users::id),
        sqlite:
            "SELECT users.name FROM users WHERE users.id IN (SELECT c_1 AS user_id FROM (SELECT \
                posts.user_id AS c_1, ROW_NUMBER() OVER (ORDER BY posts.likes DESC, posts.id) AS n_1, \
                COUNT(*) OVER (ORDER BY posts.likes DESC, posts.id ROWS BETWEEN UNBOUNDED PRECEDING AND \
                UNBOUNDED FOLLOWING) AS n_3, posts.likes AS o_1, posts.id AS o_2 FROM posts) AS q WHERE \
                n_1 * 100 < n_3 * ? + ? ORDER BY o_1 DESC, o_2) ORDER BY users.id" [34_i64, 100_i64],
        postgres:
            "SELECT users.name FROM users WHERE users.id IN (SELECT c_1 AS user_id FROM (SELECT \
                posts.user_id AS c_1, ROW_NUMBER() OVER (ORDER BY posts.likes DESC, posts.id) AS n_1, \
                COUNT(*) OVER (ORDER BY posts.likes DESC, posts.id ROWS BETWEEN UNBOUNDED PRECEDING AND \
                UNBOUNDED FOLLOWING) AS n_3, posts.likes AS o_1, posts.id AS o_2 FROM posts) AS q WHERE \
                n_1 * 100 < n_3 * $1 + $2 ORDER BY o_1 DESC, o_2) ORDER BY users.id" [34_i64, 100_i64],
        mysql:
            error "MySQL 8.4 has no LIMIT in the query of IN (in WHERE); select from a subquery in FROM \
                that has the LIMIT",
        mariadb:
            error "MariaDB 11.4 has no LIMIT in the query of IN (in WHERE); select from a subquery in \
                FROM that has the LIMIT",
        ansi:
            "SELECT users.name FROM users WHERE users.id IN (SELECT posts.user_id FROM posts ORDER BY \
                posts.likes DESC, posts.id FETCH FIRST :p1 PERCENT ROWS ONLY) ORDER BY users.id" [34_i64],
    );
    let all = select(func::count()).from(posts::table()).order_by(func::count()).limit_percent(1);
    assert_sql!(all,
        sqlite:
            "SELECT c_1 FROM (SELECT COUNT(*) AS c_1, ROW_NUMBER() OVER (ORDER BY COUNT(*)) AS n_1, \
                COUNT(*) OVER (ORDER BY COUNT(*) ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED \
                FOLLOWING) AS n_3, COUNT(*) AS o_1 FROM posts LIMIT -1) AS q WHERE n_1 * 100 < n_3 * ? + \
                ? ORDER BY o_1" [1_i64, 100_i64],
        postgres:
            "SELECT c_1 FROM (SELECT COUNT(*) AS c_1, ROW_NUMBER() OVER (ORDER BY COUNT(*)) AS n_1, \
                COUNT(*) OVER (ORDER BY COUNT(*) ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED \
                FOLLOWING) AS n_3, COUNT(*) AS o_1 FROM posts) AS q WHERE n_1 * 100 < n_3 * $1 + $2 \
                ORDER BY o_1" [1_i64, 100_i64],
        mysql | mariadb:
            "SELECT c_1 FROM (SELECT COUNT(*) AS c_1, ROW_NUMBER() OVER (ORDER BY COUNT(*)) AS n_1, \
                COUNT(*) OVER (ORDER BY COUNT(*) ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED \
                FOLLOWING) AS n_3, COUNT(*) AS o_1 FROM posts) AS q WHERE n_1 * 100 < n_3 * ? + ? ORDER \
                BY o_1" [1_i64, 100_i64],
        ansi: "SELECT COUNT(*) FROM posts ORDER BY COUNT(*) FETCH FIRST :p1 PERCENT ROWS ONLY" [1_i64],
    );
}

#[test]
fn what_is_no_percentage_is_refused() {
    assert_sql!(select(posts::id).limit_percent(5),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a percentage is of the first rows in the order; add `.order_by(…)`",
    );
    assert_sql!(select(posts::id).order_by(posts::id).limit_percent(101),
        sqlite | postgres | mysql | mariadb | ansi: error "a percentage of the rows is at most 100",
    );
    assert_sql!(select(posts::id).union(select(users::id)).order_by(posts::id).limit_percent(10),
        sqlite:
            error "SQLite 3.54 has no FETCH … PERCENT (in LIMIT); limit a query that has this one in \
                FROM",
        postgres:
            error "PostgreSQL 18.0 has no FETCH … PERCENT (in LIMIT); limit a query that has this one in \
                FROM",
        mysql: error "MySQL 8.4 has no FETCH … PERCENT (in LIMIT); limit a query that has this one in FROM",
        mariadb:
            error "MariaDB 11.4 has no FETCH … PERCENT (in LIMIT); limit a query that has this one in \
                FROM",
        ansi:
            "SELECT posts.id FROM posts UNION SELECT users.id FROM users ORDER BY 1 FETCH FIRST :p1 \
                PERCENT ROWS ONLY" [10_i64],
    );
    let one = select(posts::id).from(posts::table()).order_by(posts::id).limit_percent(1);
    assert_sql!(select(one.scalar()),
        sqlite | postgres | mysql | mariadb | ansi:
            error "a query may give several rows (in SELECT), and is taken for one value; add \
                `.limit(1)`, declare and equate a unique key, or say that you know it by \
                `.scalar_unchecked()`",
    );
    assert_sql!(select(posts::likes).distinct().order_by(posts::likes).limit_percent(50),
        sqlite:
            error "DISTINCT, QUALIFY and PERCENT stand together; put one of them into a subquery \
                (SQLite)",
        postgres:
            error "DISTINCT, QUALIFY and PERCENT stand together; put one of them into a subquery \
                (PostgreSQL)",
        mysql:
            error "DISTINCT, QUALIFY and PERCENT stand together; put one of them into a subquery (MySQL)",
        mariadb:
            error "DISTINCT, QUALIFY and PERCENT stand together; put one of them into a subquery \
                (MariaDB)",
        ansi:
            "SELECT DISTINCT posts.likes FROM posts ORDER BY posts.likes FETCH FIRST :p1 PERCENT ROWS \
                ONLY" [50_i64],
    );
    // The last call counts.
    let replaced = select(posts::id).order_by(posts::id).limit_percent(1).limit(2);
    assert_sql!(replaced,
        sqlite | mysql | mariadb: "SELECT posts.id FROM posts ORDER BY posts.id LIMIT ?" [2_i64],
        postgres: "SELECT posts.id FROM posts ORDER BY posts.id LIMIT $1" [2_i64],
        ansi: "SELECT posts.id FROM posts ORDER BY posts.id LIMIT :p1" [2_i64],
    );
}

#[test]
fn fractions_are_exact() {
    let query = select(posts::id).order_by(posts::id);
    let eighth: Decimal = "12.50".parse().unwrap();
    assert_sql!(query.clone().limit_percent(eighth),
        sqlite | mysql | mariadb:
            "SELECT c_1 AS id FROM (SELECT posts.id AS c_1, ROW_NUMBER() OVER (ORDER BY \
                posts.id) AS n_1, COUNT(*) OVER (ORDER BY posts.id ROWS BETWEEN UNBOUNDED PRECEDING \
                AND UNBOUNDED FOLLOWING) AS n_3, posts.id AS o_1 FROM posts) AS q WHERE n_1 * 1000 < \
                n_3 * ? + ? ORDER BY o_1" [125_i64, 1000_i64],
        postgres:
            "SELECT c_1 AS id FROM (SELECT posts.id AS c_1, ROW_NUMBER() OVER (ORDER BY \
                posts.id) AS n_1, COUNT(*) OVER (ORDER BY posts.id ROWS BETWEEN UNBOUNDED PRECEDING \
                AND UNBOUNDED FOLLOWING) AS n_3, posts.id AS o_1 FROM posts) AS q WHERE n_1 * 1000 < \
                n_3 * $1 + $2 ORDER BY o_1" [125_i64, 1000_i64],
        ansi:
            "SELECT posts.id FROM posts ORDER BY posts.id FETCH FIRST :p1 PERCENT ROWS ONLY"
            ["12.5".parse::<Decimal>().unwrap()],
    );
    assert_sql!(query.clone().limit_percent_with_ties("33.3334").offset(1),
        sqlite | mysql | mariadb:
            "SELECT c_1 AS id FROM (SELECT posts.id AS c_1, RANK() OVER (ORDER BY posts.id) AS \
                n_1, ROW_NUMBER() OVER (ORDER BY posts.id) AS n_2, COUNT(*) OVER (ORDER BY posts.id \
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS n_3, posts.id AS o_1 \
                FROM posts) AS q WHERE n_1 * 1000000 < n_3 * ? + ? AND n_2 > ? ORDER BY o_1" [333334_i64, 2000000_i64, 1_i64],
        postgres:
            "SELECT c_1 AS id FROM (SELECT posts.id AS c_1, RANK() OVER (ORDER BY posts.id) AS \
                n_1, ROW_NUMBER() OVER (ORDER BY posts.id) AS n_2, COUNT(*) OVER (ORDER BY posts.id \
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS n_3, posts.id AS o_1 \
                FROM posts) AS q WHERE n_1 * 1000000 < n_3 * $1 + $2 AND n_2 > $3 ORDER BY o_1" [333334_i64, 2000000_i64, 1_i64],
        ansi:
            "SELECT posts.id FROM posts ORDER BY posts.id OFFSET :p1 ROWS FETCH FIRST :p2 \
                PERCENT ROWS WITH TIES" [Value::I64(1), Value::from("33.3334".parse::<Decimal>().unwrap())],
    );
    assert_eq!(query.clone().limit_percent("20.0"), query.clone().limit_percent(20_u8));
    assert_eq!(query.clone().limit_percent("2e1"), query.limit_percent(20_u32));
}

#[test]
fn fractions_that_are_none_are_refused() {
    let refused = |percent: &str| {
        let query = select(posts::id).order_by(posts::id).limit_percent(percent);
        crate::support::expect::texts(&query)
    };
    for percent in ["100.1", "101", "1e3", "99999999999999999999"] {
        let message = "a percentage of the rows is at most 100";
        assert_eq!(refused(percent), [message; 5], "{percent}");
    }
    for percent in ["-1", "-0.5"] {
        assert_eq!(refused(percent), ["a percentage of the rows is not negative"; 5], "{percent}");
    }
    for percent in ["", "x", "NaN", "Infinity", "1; DROP TABLE posts"] {
        let message = "a percentage is a number; give a whole one, a `Decimal`, or such a text";
        assert_eq!(refused(percent), [message; 5], "{percent}");
    }
    let message = "a percentage has four digits after the point at most";
    assert_eq!(refused("0.00001"), [message; 5]);
}

#[test]
fn percentages_are_rounded_up() {
    let found = |conn: &mut sqltree::engine::Connection, percent: &str, offset: u64| {
        let query = select(posts::id).order_by(posts::id).limit_percent(percent).offset(offset);
        let compiled = query.compile(conn.dialect()).expect("it compiles");
        assert_eq!(compiled.rewrites(), [Rewrite::RowsPicked]);
        conn.fetch_all(&query).expect("rows")
    };
    for live in Live::ALL {
        live.with(|conn| {
            // Six rows: one is more than 16 of a hundred, and less than 17.
            let expected: [(&str, &[i64]); 13] = [
                ("0", &[]),
                ("0.0001", &[1]),
                ("1", &[1]),
                ("16", &[1]),
                ("16.6666", &[1]),
                ("16.6667", &[1, 2]),
                ("17", &[1, 2]),
                ("33.3333", &[1, 2]),
                ("33.3334", &[1, 2, 3]),
                ("50", &[1, 2, 3]),
                ("50.0001", &[1, 2, 3, 4]),
                ("99.9999", &[1, 2, 3, 4, 5, 6]),
                ("100", &[1, 2, 3, 4, 5, 6]),
            ];
            for (percent, ids) in expected {
                assert_eq!(found(conn, percent, 0), ids, "{live}: {percent}");
                let later: Vec<i64> = ids.iter().map(|id| id + 4).filter(|id| *id <= 6).collect();
                assert_eq!(found(conn, percent, 4), later, "{live}: {percent} behind 4");
            }
            assert_eq!(
                found(conn, "0.0001", i64::MAX.unsigned_abs()),
                [0; 0],
                "{live}: far behind"
            );
            assert_eq!(found(conn, "100", i64::MAX.unsigned_abs()), [0; 0], "{live}: far behind");
        });
    }
}
