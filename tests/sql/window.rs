//! Functions over windows.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

#[test]
fn numbers_and_ranks() {
    let by_age = || window().partition_by(users::active).order_by(users::age.desc());
    assert_sql!(
        select((users::id, func::row_number().over(window().order_by(users::id.desc()))))
            .order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT users.id, \
            ROW_NUMBER() OVER (ORDER BY users.id DESC) FROM users ORDER BY users.id",
    );
    let known = users::age.is_not_null();
    assert_sql!(
        select((users::id, func::rank().over(by_age()), func::dense_rank().over(by_age())))
            .filter(known)
            .order_by(users::id),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT users.id, RANK() OVER (PARTITION BY users.active ORDER BY users.age \
                DESC), DENSE_RANK() OVER (PARTITION BY users.active ORDER BY users.age DESC) \
                FROM users WHERE users.age IS NOT NULL ORDER BY users.id",
    );
    assert_sql!(
        select((
            posts::id,
            func::percent_rank().over(window().order_by(posts::user_id.eq(1))),
            func::cume_dist().over(window().order_by(posts::id.gt(3))),
            func::ntile(4).over(window().order_by(posts::id)),
        ))
        .order_by(posts::id),
        sqlite:
            "SELECT posts.id, PERCENT_RANK() OVER (ORDER BY posts.user_id = ?), CUME_DIST() \
                OVER (ORDER BY posts.id > ?), NTILE(4) OVER (ORDER BY posts.id) FROM posts \
                ORDER BY posts.id" [1, 3],
        postgres:
            "SELECT posts.id, PERCENT_RANK() OVER (ORDER BY posts.user_id = $1), CUME_DIST() \
                OVER (ORDER BY posts.id > $2), NTILE(4) OVER (ORDER BY posts.id) FROM posts \
                ORDER BY posts.id" [1, 3],
        mysql:
            "SELECT posts.id, (PERCENT_RANK() OVER (ORDER BY posts.user_id = ?) + 0e0), \
                (CUME_DIST() OVER (ORDER BY posts.id > ?) + 0e0), NTILE(4) OVER (ORDER BY posts.id) \
                FROM posts ORDER BY posts.id" [1, 3],
        mariadb:
            "SELECT posts.id, (PERCENT_RANK() OVER (PARTITION BY RAND() < -1 ORDER BY posts.user_id \
                = ?) + 0e0), (CUME_DIST() OVER (PARTITION BY RAND() < -2 ORDER BY posts.id > ?) + \
                0e0), NTILE(4) OVER (PARTITION BY RAND() < -3 ORDER BY posts.id) FROM posts ORDER BY \
                posts.id" [1, 3],
        ansi:
            "SELECT posts.id, PERCENT_RANK() OVER (ORDER BY posts.user_id = :p1), \
                CUME_DIST() OVER (ORDER BY posts.id > :p2), NTILE(4) OVER (ORDER BY posts.id) \
                FROM posts ORDER BY posts.id" [1, 3],
    );
}

#[test]
fn aggregates_and_empty_windows() {
    assert_sql!(
        select((
            posts::id,
            func::count().over(window()),
            func::sum(posts::likes).over(window().partition_by(posts::user_id)),
            func::avg(posts::likes).over(window().partition_by(posts::user_id)),
        ))
        .order_by(posts::id),
        sqlite: "SELECT posts.id, COUNT(*) OVER (), \
            SUM(posts.likes) OVER (PARTITION BY posts.user_id), \
            AVG(posts.likes) OVER (PARTITION BY posts.user_id) FROM posts ORDER BY posts.id",
        postgres | ansi: "SELECT posts.id, COUNT(*) OVER (), \
            SUM(posts.likes) OVER (PARTITION BY posts.user_id), \
            AVG(CAST(posts.likes AS DOUBLE PRECISION)) OVER (PARTITION BY posts.user_id) \
            FROM posts ORDER BY posts.id",
        mysql | mariadb: "SELECT posts.id, COUNT(*) OVER (), \
            SUM(posts.likes) OVER (PARTITION BY posts.user_id), \
            AVG(posts.likes + 0e0) OVER (PARTITION BY posts.user_id) FROM posts ORDER BY posts.id",
    );
}

#[test]
fn values_of_other_rows() {
    let all = || {
        window()
            .order_by(posts::id)
            .rows(frame::unbounded_preceding(), frame::unbounded_following())
    };
    assert_sql!(
        select((
            posts::id,
            func::lag(posts::title, 1).over(window().order_by(posts::id)),
            func::lead(posts::likes, 2).over(window().order_by(posts::id)),
            func::first_value(posts::title).over(all()),
            func::last_value(posts::title).over(all()),
            func::nth_value(posts::title, 2).over(all()),
        ))
        .order_by(posts::id),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT posts.id, \
            LAG(posts.title, 1) OVER (ORDER BY posts.id), \
            LEAD(posts.likes, 2) OVER (ORDER BY posts.id), \
            FIRST_VALUE(posts.title) OVER (ORDER BY posts.id \
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), \
            LAST_VALUE(posts.title) OVER (ORDER BY posts.id \
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), \
            NTH_VALUE(posts.title, 2) OVER (ORDER BY posts.id \
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) \
            FROM posts ORDER BY posts.id",
    );
    let before = func::lag_or(posts::likes, 1, 100).over(window().order_by(posts::id));
    assert_sql!(select((posts::id, before)).order_by(posts::id),
        sqlite | mysql: "SELECT posts.id, LAG(posts.likes, 1, ?) OVER (ORDER BY posts.id) \
            FROM posts ORDER BY posts.id" [100],
        postgres: "SELECT posts.id, LAG(posts.likes, 1, $1) OVER (ORDER BY posts.id) \
            FROM posts ORDER BY posts.id" [100],
        mariadb: error
            "MariaDB 11.4 has no LAG or LEAD with a value for missing rows (in SELECT)",
        ansi: "SELECT posts.id, LAG(posts.likes, 1, :p1) OVER (ORDER BY posts.id) \
            FROM posts ORDER BY posts.id" [100],
    );
}

#[test]
fn frames() {
    let likes = |window| select((posts::id, func::sum(posts::likes).over(window)));
    let rows = window().order_by(posts::id).rows(frame::preceding(1), frame::following(2));
    assert_sql!(likes(rows).order_by(posts::id),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT posts.id, \
            SUM(posts.likes) OVER (ORDER BY posts.id ROWS BETWEEN 1 PRECEDING AND 2 FOLLOWING) \
            FROM posts ORDER BY posts.id",
    );
    let range = window().order_by(posts::likes).range(frame::preceding(3), frame::current_row());
    assert_sql!(likes(range).order_by(posts::id),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT posts.id, SUM(posts.likes) OVER \
            (ORDER BY posts.likes RANGE BETWEEN 3 PRECEDING AND CURRENT ROW) \
            FROM posts ORDER BY posts.id",
    );
    let groups =
        window().order_by(posts::user_id).groups(frame::preceding(1), frame::current_row());
    assert_sql!(likes(groups).order_by(posts::id),
        sqlite | postgres | ansi: "SELECT posts.id, SUM(posts.likes) OVER \
            (ORDER BY posts.user_id GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) \
            FROM posts ORDER BY posts.id",
        mysql: error "MySQL 8.4 has no frames in GROUPS (in SELECT)",
        mariadb: error "MariaDB 11.4 has no frames in GROUPS (in SELECT)",
    );
    let others = window()
        .order_by(posts::user_id)
        .rows(frame::unbounded_preceding(), frame::unbounded_following())
        .exclude_group();
    assert_sql!(likes(others).order_by(posts::id),
        sqlite | postgres | ansi: "SELECT posts.id, SUM(posts.likes) OVER (ORDER BY posts.user_id \
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE GROUP) \
            FROM posts ORDER BY posts.id",
        mysql: error "MySQL 8.4 has no EXCLUDE in frames (in SELECT)",
        mariadb: error "MariaDB 11.4 has no EXCLUDE in frames (in SELECT)",
    );
    let sum = literal(1) + literal(1);
    let computed = window().order_by(posts::id).rows(frame::preceding(sum), frame::current_row());
    assert_sql!(likes(computed).order_by(posts::id),
        sqlite | postgres | ansi: "SELECT posts.id, SUM(posts.likes) OVER (ORDER BY posts.id \
            ROWS BETWEEN (1 + 1) PRECEDING AND CURRENT ROW) FROM posts ORDER BY posts.id",
        mysql: error "MySQL 8.4 has no expressions as bounds of frames (in SELECT)",
        mariadb: error "MariaDB 11.4 has no expressions as bounds of frames (in SELECT)",
    );
}

#[test]
fn in_the_order_of_the_query_and_in_subqueries() {
    let place = || func::row_number().over(window().order_by(users::name.desc()));
    let ranked = select((users::id, place().label("place"))).subquery("ranked");
    let query = select(ranked.col(users::id))
        .filter(ranked.col("place").le(2))
        .order_by(ranked.col(users::id));
    assert!(query.compile(&Sqlite::default()).is_ok());
    assert_sql!(select(posts::id).order_by(func::sum(posts::likes).over(
            window().partition_by(posts::user_id)).desc()).order_by(posts::id),
        sqlite | postgres | mysql | mariadb | ansi: "SELECT posts.id FROM posts ORDER BY \
            SUM(posts.likes) OVER (PARTITION BY posts.user_id) DESC, posts.id",
    );
    assert_sql!(select(users::id).filter(place().gt(1)),
        sqlite | postgres | mysql | mariadb | ansi: error "a function over a window stands in \
            SELECT and ORDER BY, not in WHERE; put it into a subquery and use its column",
    );
}

#[test]
fn that_make_no_sense() {
    let sum = |window| select(func::sum(posts::likes).over(window));
    let order = || window().order_by(posts::id);
    assert_sql!(sum(order().rows(frame::following(1), frame::preceding(1))),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a frame starts after its end (in SELECT)",
    );
    assert_sql!(sum(window().range(frame::preceding(1), frame::current_row())),
        sqlite | postgres | mysql | mariadb | ansi: error "a frame by distances in RANGE needs \
            exactly one term in the window's order (in SELECT)",
    );
    assert_sql!(sum(order().rows(frame::preceding(-1), frame::current_row())),
        sqlite | postgres | mysql | mariadb | ansi: error "the distance of a frame's bound is no \
            number from 0 on; the other direction is said by `preceding` or `following`",
    );
    assert_sql!(select(func::lower(posts::title).over(window())),
        sqlite | postgres | mysql | mariadb | ansi: error "OVER (in SELECT) comes after something \
            that is no aggregate and no window function",
    );
    assert_sql!(select(func::ntile(0).over(window())),
        sqlite | postgres | mysql | mariadb | ansi: error
            "ntile(0) has no bucket to put a row in; give at least 1",
    );
}

#[test]
fn on_versions_that_lack_them() {
    let query = select(func::count().over(window()).label("n")).from(posts::table());
    let refused = |dialect: &dyn sqltree::dialect::Dialect| {
        query.compile(dialect).map_err(|error| error.kind()).unwrap_err()
    };
    let lacks = ErrorKind::Unsupported(sqltree::dialect::Feature::WindowFunctions);
    assert_eq!(refused(&Sqlite::version(3, 24)), lacks);
    assert_eq!(refused(&MySql::version(5, 7)), lacks);
    assert!(query.compile(&Sqlite::version(3, 25)).is_ok());
    assert!(query.compile(&MariaDb::version(10, 2)).is_ok());
}

#[test]
fn a_distance_is_a_number_however_it_is_given() {
    let wrong = [literal("x").dynamic(), literal(-1).dynamic(), val("x").dynamic(), null()];
    for distance in wrong {
        let over =
            window().order_by(users::id).rows(frame::preceding(distance), frame::current_row());
        assert_sql!(select(func::count().over(over)),
            sqlite | postgres | mysql | mariadb | ansi: error
                "the distance of a frame's bound is no number from 0 on; the other direction is said \
                by `preceding` or `following`",
        );
    }
}

#[test]
fn a_text_in_quotes_has_its_type_over_a_window() {
    let query = select((
        users::id,
        func::lag(literal("x"), 1).over(window().order_by(users::id)).label("l"),
    ))
    .order_by(users::id);
    assert_sql!(query,
        sqlite | mysql | mariadb: "SELECT users.id, LAG('x', 1) OVER (ORDER BY users.id) AS l FROM users ORDER BY users.id",
        postgres: "SELECT users.id, LAG(CAST('x' AS TEXT), 1) OVER (ORDER BY users.id) AS l FROM users \
            ORDER BY users.id",
        ansi: "SELECT users.id, LAG('x', 1) OVER (ORDER BY users.id) AS l FROM users ORDER BY users.id",
    );
}

#[test]
fn texts_are_joined_over_a_window_where_the_engine_can() {
    let names = func::string_agg(users::name, ",").over(window().order_by(users::id));
    assert_sql!(select(names.label("n")).order_by(users::id),
        sqlite: "SELECT GROUP_CONCAT(users.name, ',') OVER (ORDER BY users.id) AS n FROM users ORDER BY \
            users.id",
        postgres: "SELECT STRING_AGG(users.name, ',') OVER (ORDER BY users.id) AS n FROM users ORDER BY \
            users.id",
        mysql: error "MySQL 8.4 has no function like `string_agg` over a window (in SELECT)",
        mariadb: error "MariaDB 11.4 has no function like `string_agg` over a window (in SELECT)",
        ansi: error "ANSI SQL 2023.0 has no function like `string_agg` (in SELECT)",
    );
}

#[test]
pub fn groups_with_windows_keep_their_order() {
    let sum = func::sum(func::max(users::id)).over(window().order_by(users::id));
    assert_sql!(select((users::id, sum.label("s"))).group_by(users::id).order_by(users::id.desc()),
        sqlite | mysql | ansi: "SELECT users.id, SUM(MAX(users.id)) OVER (ORDER BY users.id) AS s \
            FROM users GROUP BY users.id ORDER BY users.id DESC",
        postgres: "SELECT users.id, CAST(SUM(MAX(users.id)) OVER (ORDER BY users.id) AS BIGINT) \
            AS s FROM users GROUP BY users.id ORDER BY users.id DESC",
        mariadb: "SELECT users.id, SUM(MAX(users.id)) OVER (ORDER BY users.id) AS s FROM users GROUP \
                 BY users.id ORDER BY users.id IS NULL, users.id DESC",
    );
}

#[test]
fn ranks_over_windows_without_an_order() {
    let rank = func::rank().over(window().partition_by(users::active)).label("r");
    assert_sql!(select((users::id, rank)).order_by(users::id),
        sqlite | postgres | mysql | ansi: "SELECT users.id, RANK() OVER (PARTITION BY \
            users.active) AS r FROM users ORDER BY users.id",
        mariadb: error "MariaDB 11.4 has no ranks and neighbours over a window without an order \
            (in SELECT); give the window an order",
    );
}

#[test]
fn shares_of_rows_keep_their_digits() {
    let order = || window().order_by(posts::id);
    let share = || func::cume_dist().over(order());
    let rank = || func::percent_rank().over(order());
    assert_sql!(select((share() - 9_007_199_254_740_991_i64, -rank())),
        sqlite:
            "SELECT CUME_DIST() OVER (ORDER BY posts.id) - ?, -PERCENT_RANK() OVER (ORDER BY \
                posts.id) FROM posts" [9007199254740991_i64],
        postgres:
            "SELECT CUME_DIST() OVER (ORDER BY posts.id) - $1, -PERCENT_RANK() OVER (ORDER \
                BY posts.id) FROM posts" [9007199254740991_i64],
        mysql | mariadb:
            "SELECT (CUME_DIST() OVER (ORDER BY posts.id) + 0e0) - ?, -(PERCENT_RANK() OVER \
                (ORDER BY posts.id) + 0e0) FROM posts" [9007199254740991_i64],
        ansi:
            "SELECT CUME_DIST() OVER (ORDER BY posts.id) - :p1, -PERCENT_RANK() OVER (ORDER \
                BY posts.id) FROM posts" [9007199254740991_i64],
    );
    assert_sql!(select(literal(0.5)).union_all(select(share()).from(posts::table())),
        sqlite: "SELECT 5e-1 UNION ALL SELECT CUME_DIST() OVER (ORDER BY posts.id) FROM posts",
        postgres:
            "SELECT CAST('5e-1' AS DOUBLE PRECISION) UNION ALL SELECT CUME_DIST() OVER \
                (ORDER BY posts.id) FROM posts",
        mysql | mariadb:
            "SELECT 5e-1 UNION ALL SELECT (CUME_DIST() OVER (ORDER BY posts.id) + 0e0) FROM posts",
        ansi:
            "SELECT CAST(5e-1 AS DOUBLE PRECISION) UNION ALL SELECT CUME_DIST() OVER (ORDER \
                BY posts.id) FROM posts",
    );
}
