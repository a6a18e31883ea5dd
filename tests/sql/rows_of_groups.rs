//! Rows of values with aggregates among them.

use sqltree::expr::row;
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::users;

#[test]
fn a_row_is_compared_in_its_own_group() {
    let least = || row((users::age, 1_i64)).le((func::max(users::id), func::count()));
    let same = row((func::min(users::id), users::age)).eq((literal(1_i64), 42));
    let query = select((users::age, least(), same)).group_by(users::age);
    let query = query.order_by(func::min(users::id));
    assert_sql!(query,
        sqlite: "SELECT users.age, (users.age, ?) <= (MAX(users.id), COUNT(*)), \
            (MIN(users.id), users.age) = (1, ?) FROM users GROUP BY users.age ORDER BY MIN(users.id)" [1_i64, 42],
        postgres: "SELECT users.age, (users.age, CAST($1 AS BIGINT)) <= (MAX(users.id), COUNT(*)), \
            (MIN(users.id), users.age) = (CAST('1' AS BIGINT), $2) FROM users GROUP BY users.age ORDER BY MIN(users.id)" [1_i64, 42],
        mysql: "SELECT users.age, (users.age, ?) <= (MAX(users.id), COUNT(*)), \
            (MIN(users.id), users.age) = (1, ?) FROM users GROUP BY users.age ORDER BY MIN(users.id)" [1_i64, 42],
        mariadb: "SELECT users.age, users.age < MAX(users.id) OR users.age = MAX(users.id) AND ? <= COUNT(*), \
            MIN(users.id) = 1 AND users.age = ? FROM users GROUP BY users.age ORDER BY MIN(users.id)" [1_i64, 42],
        ansi: "SELECT users.age, (users.age, :p1) <= (MAX(users.id), COUNT(*)), \
            (MIN(users.id), users.age) = (1, :p2) FROM users GROUP BY users.age ORDER BY MIN(users.id)" [1_i64, 42],
    );
}

#[test]
fn a_row_of_three_and_lists() {
    let three = row((users::age, users::active, func::count()));
    let less = three.lt((func::max(users::age), true, 2_i64));
    let found = row((users::age, func::count())).not_in([(17, 2_i64), (30, 2)]);
    let query = select((users::age, less, found)).group_by((users::age, users::active));
    assert_sql!(query.order_by(func::min(users::id)),
        sqlite: "SELECT users.age, (users.age, users.active, COUNT(*)) < (MAX(users.age), ?, ?), \
            (users.age, COUNT(*)) NOT IN (VALUES (?, ?), (?, ?)) FROM users \
            GROUP BY users.age, users.active ORDER BY MIN(users.id)"
            [true, 2_i64, 17, 2_i64, 30, 2_i64],
        postgres: "SELECT users.age, (users.age, users.active, COUNT(*)) < (MAX(users.age), $1, $2), \
            (users.age, COUNT(*)) NOT IN (($3, $4), ($5, $6)) FROM users \
            GROUP BY users.age, users.active ORDER BY MIN(users.id)"
            [true, 2_i64, 17, 2_i64, 30, 2_i64],
        mysql: "SELECT users.age, (users.age, users.active, COUNT(*)) < (MAX(users.age), ?, ?), \
            (users.age, COUNT(*)) NOT IN ((?, ?), (?, ?)) FROM users \
            GROUP BY users.age, users.active ORDER BY MIN(users.id)"
            [true, 2_i64, 17, 2_i64, 30, 2_i64],
        mariadb: "SELECT users.age, users.age < MAX(users.age) OR users.age = MAX(users.age) \
            AND (users.active < ? OR users.active = ? AND COUNT(*) < ?), \
            NOT (users.age = ? AND COUNT(*) = ? OR users.age = ? AND COUNT(*) = ?) FROM users \
            GROUP BY users.age, users.active ORDER BY MIN(users.id)"
            [true, true, 2_i64, 17, 2_i64, 30, 2_i64],
        ansi: "SELECT users.age, (users.age, users.active, COUNT(*)) < (MAX(users.age), :p1, :p2), \
            (users.age, COUNT(*)) NOT IN ((:p3, :p4), (:p5, :p6)) FROM users \
            GROUP BY users.age, users.active ORDER BY MIN(users.id)"
            [true, 2_i64, 17, 2_i64, 30, 2_i64],
    );
}

#[test]
fn a_key_that_is_written_as_an_aggregate() {
    let key = || users::age + 1;
    let query = select((key(), users::active, func::count())).group_by((key(), users::active));
    let query = query.having(row((key(), users::active)).ge((31, true)));
    assert_sql!(query.order_by((key(), users::active)),
        sqlite: "SELECT users.age + ?, users.active, COUNT(*) FROM users GROUP BY users.age + ?, \
            users.active HAVING (users.age + ?, users.active) >= (?, ?) ORDER BY users.age + ?, \
            users.active" [1, 1, 1, 31, true, 1],
        postgres: "SELECT users.age + $1, users.active, COUNT(*) FROM users GROUP BY users.age + $1, \
            users.active HAVING (users.age + $1, users.active) >= ($2, $3) ORDER BY users.age + \
            $1, users.active" [1, 31, true],
        mysql: "SELECT MAX(users.age + ?), users.active, COUNT(*) FROM users GROUP BY users.age + ?, \
            users.active HAVING (MAX(users.age + ?), users.active) >= (?, ?) ORDER BY \
            MAX(users.age + ?), users.active" [1, 1, 1, 31, true, 1],
        mariadb: "SELECT users.age + ?, users.active, COUNT(*) FROM users GROUP BY users.age + ?, \
            users.active HAVING MAX(users.age + ?) > ? OR MAX(users.age + ?) = ? AND \
            users.active >= ? ORDER BY users.age + ?, users.active" [1, 1, 1, 31, 1, 31, true, 1],
        ansi: "SELECT users.age + :p1, users.active, COUNT(*) FROM users GROUP BY users.age + :p1, \
            users.active HAVING (users.age + :p1, users.active) >= (:p2, :p3) ORDER BY users.age \
            + :p1, users.active" [1, 31, true],
    );
}
