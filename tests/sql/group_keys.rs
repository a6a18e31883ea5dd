//! Keys of groups that have parameters: one expression to the engine wherever they stand.

use sqltree::Tag;
use sqltree::function::{Function, Rule};
use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::{posts, users};

fn odd() -> Expr<Option<i32>> {
    users::age % 2
}

#[test]
fn in_the_columns_and_in_the_order() {
    assert_sql!(select((odd(), func::count())).group_by(odd()).order_by(odd().asc().nulls_first()),
        sqlite:
            "SELECT users.age % ?, COUNT(*) FROM users GROUP BY users.age % ? ORDER BY \
             users.age % ?" [2, 2, 2],
        postgres:
            "SELECT users.age % NULLIF($1, 0), COUNT(*) FROM users GROUP BY users.age % \
             NULLIF($1, 0) ORDER BY users.age % NULLIF($1, 0) NULLS FIRST" [2],
        mysql:
            "SELECT MAX(users.age % NULLIF(?, 0)), COUNT(*) FROM users GROUP BY users.age % \
             NULLIF(?, 0) ORDER BY MAX(users.age % NULLIF(?, 0))" [2, 2, 2],
        mariadb:
            "SELECT users.age % NULLIF(?, 0), COUNT(*) FROM users GROUP BY users.age % \
             NULLIF(?, 0) ORDER BY users.age % NULLIF(?, 0)" [2, 2, 2],
        ansi:
            "SELECT MOD(users.age, NULLIF(:p1, 0)), COUNT(*) FROM users GROUP BY MOD(users.age, \
             NULLIF(:p1, 0)) ORDER BY MOD(users.age, NULLIF(:p1, 0)) NULLS FIRST" [2],
    );
    let part = || case(users::age.gt(18), "old").when(users::age.gt(10), "young").otherwise("none");
    assert_sql!(select((part(), func::count())).group_by(part()).order_by(part()),
        sqlite | mariadb:
            "SELECT CASE WHEN users.age > ? THEN ? WHEN users.age > ? THEN ? ELSE ? END, \
             COUNT(*) FROM users GROUP BY CASE WHEN users.age > ? THEN ? WHEN users.age > ? \
             THEN ? ELSE ? END ORDER BY CASE WHEN users.age > ? THEN ? WHEN users.age > ? THEN \
             ? ELSE ? END" [18, "old", 10, "young", "none", 18, "old", 10, "young", "none", 18, "old", 10, "young", "none"],
        postgres:
            "SELECT CASE WHEN users.age > $1 THEN CAST($2 AS TEXT) WHEN users.age > $3 THEN \
             CAST($4 AS TEXT) ELSE CAST($5 AS TEXT) END, COUNT(*) FROM users GROUP BY CASE WHEN \
             users.age > $1 THEN CAST($2 AS TEXT) WHEN users.age > $3 THEN CAST($4 AS TEXT) \
             ELSE CAST($5 AS TEXT) END ORDER BY CASE WHEN users.age > $1 THEN CAST($2 AS TEXT) \
             WHEN users.age > $3 THEN CAST($4 AS TEXT) ELSE CAST($5 AS TEXT) END" [18, "old", 10, "young", "none"],
        mysql:
            "SELECT MAX(CASE WHEN users.age > ? THEN ? WHEN users.age > ? THEN ? ELSE ? END), \
             COUNT(*) FROM users GROUP BY CASE WHEN users.age > ? THEN ? WHEN users.age > ? \
             THEN ? ELSE ? END ORDER BY MAX(CASE WHEN users.age > ? THEN ? WHEN users.age > ? \
             THEN ? ELSE ? END)" [18, "old", 10, "young", "none", 18, "old", 10, "young", "none", 18, "old", 10, "young", "none"],
        ansi:
            "SELECT CASE WHEN users.age > :p1 THEN :p2 WHEN users.age > :p3 THEN :p4 ELSE :p5 \
             END, COUNT(*) FROM users GROUP BY CASE WHEN users.age > :p1 THEN :p2 WHEN \
             users.age > :p3 THEN :p4 ELSE :p5 END ORDER BY CASE WHEN users.age > :p1 THEN :p2 \
             WHEN users.age > :p3 THEN :p4 ELSE :p5 END" [18, "old", 10, "young", "none"],
    );
    let first = || users::age.cast::<String>().coalesce("?").concat("!");
    assert_sql!(select((func::length(first()), func::max(users::age))).group_by(first()).order_by((func::lower(first()), func::max(users::age))),
        sqlite:
            "SELECT LENGTH(COALESCE(CAST(users.age AS TEXT), ?) || ?), MAX(users.age) FROM \
             users GROUP BY COALESCE(CAST(users.age AS TEXT), ?) || ? ORDER BY \
             LOWER(COALESCE(CAST(users.age AS TEXT), ?) || ?), MAX(users.age)" ["?", "!", "?", "!", "?", "!"],
        postgres:
            "SELECT LENGTH(COALESCE(CAST(users.age AS TEXT), $1) || $2), MAX(users.age) FROM \
             users GROUP BY COALESCE(CAST(users.age AS TEXT), $1) || $2 ORDER BY \
             LOWER(COALESCE(CAST(users.age AS TEXT), $1) || $2), MAX(users.age)" ["?", "!"],
        mysql:
            "SELECT CHAR_LENGTH(MAX(CONCAT(COALESCE(CAST(users.age AS CHAR), ?), ?))), \
             MAX(users.age) FROM users GROUP BY CONCAT(COALESCE(CAST(users.age AS CHAR), ?), ?) \
             ORDER BY LOWER(MAX(CONCAT(COALESCE(CAST(users.age AS CHAR), ?), ?))), \
             MAX(users.age)" ["?", "!", "?", "!", "?", "!"],
        mariadb:
            "SELECT CHAR_LENGTH(CONCAT(COALESCE(CAST(users.age AS CHAR), ?), ?)), \
             MAX(users.age) FROM users GROUP BY CONCAT(COALESCE(CAST(users.age AS CHAR), ?), ?) \
             ORDER BY LOWER(CONCAT(COALESCE(CAST(users.age AS CHAR), ?), ?)), MAX(users.age)" ["?", "!", "?", "!", "?", "!"],
        ansi:
            "SELECT CHAR_LENGTH(COALESCE(CAST(users.age AS CLOB), :p1) || :p2), MAX(users.age) \
             FROM users GROUP BY COALESCE(CAST(users.age AS CLOB), :p1) || :p2 ORDER BY \
             LOWER(COALESCE(CAST(users.age AS CLOB), :p1) || :p2), MAX(users.age)" ["?", "!"],
    );
}

#[test]
fn in_having() {
    assert_sql!(select(func::count()).group_by(odd()).having(odd().eq(1)),
        sqlite:
            "SELECT COUNT(*) FROM users GROUP BY users.age % ? HAVING users.age % ? = ?" [2, 2, 1],
        postgres:
            "SELECT COUNT(*) FROM users GROUP BY users.age % NULLIF($1, 0) HAVING users.age % \
             NULLIF($1, 0) = $2" [2, 1],
        mysql | mariadb:
            "SELECT COUNT(*) FROM users GROUP BY users.age % NULLIF(?, 0) HAVING MAX(users.age \
             % NULLIF(?, 0)) = ?" [2, 2, 1],
        ansi:
            "SELECT COUNT(*) FROM users GROUP BY MOD(users.age, NULLIF(:p1, 0)) HAVING \
             MOD(users.age, NULLIF(:p1, 0)) = :p2" [2, 1],
    );
    assert_sql!(select(odd()).group_by(odd()).having((odd() + 1).gt(func::count()) | odd().is_null()),
        sqlite:
            "SELECT users.age % ? FROM users GROUP BY users.age % ? HAVING users.age % ? + ? > \
             COUNT(*) OR users.age % ? IS NULL" [2, 2, 2, 1, 2],
        postgres:
            "SELECT users.age % NULLIF($1, 0) FROM users GROUP BY users.age % NULLIF($1, 0) \
             HAVING users.age % NULLIF($1, 0) + $2 > COUNT(*) OR users.age % NULLIF($1, 0) IS \
             NULL" [2, 1],
        mysql:
            "SELECT MAX(users.age % NULLIF(?, 0)) FROM users GROUP BY users.age % NULLIF(?, 0) \
             HAVING MAX(users.age % NULLIF(?, 0)) + ? > COUNT(*) OR MAX(users.age % NULLIF(?, \
             0)) IS NULL" [2, 2, 2, 1, 2],
        mariadb:
            "SELECT users.age % NULLIF(?, 0) FROM users GROUP BY users.age % NULLIF(?, 0) \
             HAVING MAX(users.age % NULLIF(?, 0)) + ? > COUNT(*) OR MAX(users.age % NULLIF(?, \
             0)) IS NULL" [2, 2, 2, 1, 2],
        ansi:
            "SELECT MOD(users.age, NULLIF(:p1, 0)) FROM users GROUP BY MOD(users.age, \
             NULLIF(:p1, 0)) HAVING MOD(users.age, NULLIF(:p1, 0)) + :p2 > COUNT(*) OR \
             MOD(users.age, NULLIF(:p1, 0)) IS NULL" [2, 1],
    );
    let old = || users::age.gt(18);
    assert_sql!(select((old(), func::count())).filter(users::age.is_not_null()).group_by(old()).having(old()),
        sqlite:
            "SELECT users.age > ?, COUNT(*) FROM users WHERE users.age IS NOT NULL GROUP BY \
             users.age > ? HAVING users.age > ?" [18, 18, 18],
        postgres:
            "SELECT users.age > $1, COUNT(*) FROM users WHERE users.age IS NOT NULL GROUP BY \
             users.age > $1 HAVING users.age > $1" [18],
        mysql:
            "SELECT MAX(users.age > ?), COUNT(*) FROM users WHERE users.age IS NOT NULL GROUP \
             BY users.age > ? HAVING MAX(users.age > ?)" [18, 18, 18],
        mariadb:
            "SELECT users.age > ?, COUNT(*) FROM users WHERE users.age IS NOT NULL GROUP BY \
             users.age > ? HAVING MAX(users.age > ?)" [18, 18, 18],
        ansi:
            "SELECT users.age > :p1, COUNT(*) FROM users WHERE users.age IS NOT NULL GROUP BY \
             users.age > :p1 HAVING users.age > :p1" [18],
    );
}

#[test]
fn in_windows_over_the_groups() {
    let rank = func::rank().over(window().order_by(odd().asc().nulls_first()));
    assert_sql!(select((odd(), rank)).group_by(odd()).order_by(odd().asc().nulls_first()),
        sqlite:
            "SELECT users.age % ?, RANK() OVER (ORDER BY users.age % ?) FROM users GROUP BY \
             users.age % ? ORDER BY users.age % ?" [2, 2, 2, 2],
        postgres:
            "SELECT users.age % NULLIF($1, 0), RANK() OVER (ORDER BY users.age % NULLIF($1, 0) \
             NULLS FIRST) FROM users GROUP BY users.age % NULLIF($1, 0) ORDER BY users.age % \
             NULLIF($1, 0) NULLS FIRST" [2],
        mysql:
            "SELECT MAX(users.age % NULLIF(?, 0)), RANK() OVER (ORDER BY MAX(users.age % \
             NULLIF(?, 0))) FROM users GROUP BY users.age % NULLIF(?, 0) ORDER BY MAX(users.age \
             % NULLIF(?, 0))" [2, 2, 2, 2],
        mariadb:
            "SELECT users.age % NULLIF(?, 0), RANK() OVER (ORDER BY users.age % NULLIF(?, 0)) \
             FROM users GROUP BY users.age % NULLIF(?, 0) ORDER BY users.age % NULLIF(?, 0) IS \
             NOT NULL, users.age % NULLIF(?, 0)" [2, 2, 2, 2, 2],
        ansi:
            "SELECT MOD(users.age, NULLIF(:p1, 0)), RANK() OVER (ORDER BY MOD(users.age, \
             NULLIF(:p1, 0)) NULLS FIRST) FROM users GROUP BY MOD(users.age, NULLIF(:p1, 0)) \
             ORDER BY MOD(users.age, NULLIF(:p1, 0)) NULLS FIRST" [2],
    );
    let sums = func::sum(func::count()).over(window().partition_by(odd().is_null()));
    assert_sql!(select((odd(), sums)).group_by(odd()).order_by(odd().asc().nulls_first()),
        sqlite:
            "SELECT users.age % ?, SUM(COUNT(*)) OVER (PARTITION BY users.age % ? IS NULL) FROM \
             users GROUP BY users.age % ? ORDER BY users.age % ?" [2, 2, 2, 2],
        postgres:
            "SELECT users.age % NULLIF($1, 0), CAST(SUM(COUNT(*)) OVER (PARTITION BY users.age \
             % NULLIF($1, 0) IS NULL) AS BIGINT) FROM users GROUP BY users.age % NULLIF($1, 0) \
             ORDER BY users.age % NULLIF($1, 0) NULLS FIRST" [2],
        mysql:
            "SELECT MAX(users.age % NULLIF(?, 0)), SUM(COUNT(*)) OVER (PARTITION BY \
             MAX(users.age % NULLIF(?, 0)) IS NULL) FROM users GROUP BY users.age % NULLIF(?, \
             0) ORDER BY MAX(users.age % NULLIF(?, 0))" [2, 2, 2, 2],
        mariadb:
            "SELECT users.age % NULLIF(?, 0), SUM(COUNT(*)) OVER (PARTITION BY users.age % \
             NULLIF(?, 0) IS NULL) FROM users GROUP BY users.age % NULLIF(?, 0) ORDER BY \
             users.age % NULLIF(?, 0) IS NOT NULL, users.age % NULLIF(?, 0)" [2, 2, 2, 2, 2],
        ansi:
            "SELECT MOD(users.age, NULLIF(:p1, 0)), SUM(COUNT(*)) OVER (PARTITION BY \
             MOD(users.age, NULLIF(:p1, 0)) IS NULL) FROM users GROUP BY MOD(users.age, \
             NULLIF(:p1, 0)) ORDER BY MOD(users.age, NULLIF(:p1, 0)) NULLS FIRST" [2],
    );
    let last = func::lag(odd() + 1, 1).over(window().order_by(odd().asc().nulls_first()));
    assert_sql!(select((odd(), last)).group_by(odd()).order_by(odd().asc().nulls_first()),
        sqlite:
            "SELECT users.age % ?, LAG(users.age % ? + ?, 1) OVER (ORDER BY users.age % ?) FROM \
             users GROUP BY users.age % ? ORDER BY users.age % ?" [2, 2, 1, 2, 2, 2],
        postgres:
            "SELECT users.age % NULLIF($1, 0), LAG(users.age % NULLIF($1, 0) + $2, 1) OVER \
             (ORDER BY users.age % NULLIF($1, 0) NULLS FIRST) FROM users GROUP BY users.age % \
             NULLIF($1, 0) ORDER BY users.age % NULLIF($1, 0) NULLS FIRST" [2, 1],
        mysql:
            "SELECT MAX(users.age % NULLIF(?, 0)), LAG(MAX(users.age % NULLIF(?, 0)) + ?, 1) \
             OVER (ORDER BY MAX(users.age % NULLIF(?, 0))) FROM users GROUP BY users.age % \
             NULLIF(?, 0) ORDER BY MAX(users.age % NULLIF(?, 0))" [2, 2, 1, 2, 2, 2],
        mariadb:
            "SELECT users.age % NULLIF(?, 0), LAG(users.age % NULLIF(?, 0) + ?, 1) OVER (ORDER \
             BY users.age % NULLIF(?, 0)) FROM users GROUP BY users.age % NULLIF(?, 0) ORDER BY \
             users.age % NULLIF(?, 0) IS NOT NULL, users.age % NULLIF(?, 0)" [2, 2, 1, 2, 2, 2, 2],
        ansi:
            "SELECT MOD(users.age, NULLIF(:p1, 0)), LAG(MOD(users.age, NULLIF(:p1, 0)) + :p2, \
             1) OVER (ORDER BY MOD(users.age, NULLIF(:p1, 0)) NULLS FIRST) FROM users GROUP BY \
             MOD(users.age, NULLIF(:p1, 0)) ORDER BY MOD(users.age, NULLIF(:p1, 0)) NULLS \
             FIRST" [2, 1],
    );
}

#[test]
fn with_distinct_and_in_texts_of_rows() {
    assert_sql!(select(odd()).distinct().order_by(odd().asc().nulls_first()),
        sqlite: "SELECT DISTINCT users.age % ? FROM users ORDER BY 1" [2],
        postgres: "SELECT DISTINCT users.age % NULLIF($1, 0) FROM users ORDER BY 1 NULLS FIRST" [2],
        mysql | mariadb: "SELECT DISTINCT users.age % NULLIF(?, 0) FROM users ORDER BY 1" [2],
        ansi:
            "SELECT DISTINCT MOD(users.age, NULLIF(:p1, 0)) FROM users ORDER BY 1 NULLS FIRST" [2],
    );
    assert_sql!(select((odd() + 1, users::active)).distinct().order_by((users::active, (odd() + 1).desc().nulls_last())),
        sqlite:
            "SELECT DISTINCT users.age % ? + ?, users.active FROM users ORDER BY users.active, \
             1 DESC" [2, 1],
        postgres:
            "SELECT DISTINCT users.age % NULLIF($1, 0) + $2, users.active FROM users ORDER BY \
             users.active, 1 DESC NULLS LAST" [2, 1],
        mysql | mariadb:
            "SELECT DISTINCT users.age % NULLIF(?, 0) + ?, users.active FROM users ORDER BY \
             users.active, 1 DESC" [2, 1],
        ansi:
            "SELECT DISTINCT MOD(users.age, NULLIF(:p1, 0)) + :p2, users.active FROM users \
             ORDER BY users.active, 1 DESC NULLS LAST" [2, 1],
    );
    let shout = || users::age.cast::<String>().concat("!");
    assert_sql!(select(func::string_agg(shout(), ",").distinct().order_by(shout())),
        sqlite:
            error "SQLite 3.54 has no DISTINCT in a function like `string_agg` (in SELECT); \
             aggregate a subquery with distinct rows",
        postgres:
            "SELECT STRING_AGG(DISTINCT CAST(users.age AS TEXT) || $1, ',' ORDER BY \
             CAST(users.age AS TEXT) || $1) FROM users" ["!"],
        mysql | mariadb:
            "SELECT GROUP_CONCAT(DISTINCT CONCAT(CAST(users.age AS CHAR), ?) ORDER BY \
             CONCAT(CAST(users.age AS CHAR), ?) SEPARATOR ',') FROM users" ["!", "!"],
        ansi: error "ANSI SQL 2023.0 has no function like `string_agg` (in SELECT)",
    );
    assert_sql!(select((users::active, func::string_agg(shout(), ",").order_by(shout().desc()))).group_by(users::active).order_by(users::active),
        sqlite:
            "SELECT users.active, GROUP_CONCAT(CAST(users.age AS TEXT) || ?, ',' ORDER BY \
             CAST(users.age AS TEXT) || ? DESC) FROM users GROUP BY users.active ORDER BY \
             users.active" ["!", "!"],
        postgres:
            "SELECT users.active, STRING_AGG(CAST(users.age AS TEXT) || $1, ',' ORDER BY \
             CAST(users.age AS TEXT) || $2 DESC) FROM users GROUP BY users.active ORDER BY \
             users.active" ["!", "!"],
        mysql:
            "SELECT users.active, GROUP_CONCAT(CONCAT(CAST(users.age AS CHAR), ?) ORDER BY \
             CONCAT(CAST(users.age AS CHAR), ?) DESC SEPARATOR ',') FROM users GROUP BY \
             users.active ORDER BY users.active" ["!", "!"],
        mariadb:
            "SELECT users.active, GROUP_CONCAT(CONCAT(CAST(users.age AS CHAR), ?) ORDER BY \
             CONCAT(CAST(users.age AS CHAR), ?) IS NULL, CONCAT(CAST(users.age AS CHAR), ?) \
             DESC SEPARATOR ',') FROM users GROUP BY users.active ORDER BY users.active"
            ["!", "!", "!"],
        ansi: error "ANSI SQL 2023.0 has no function like `string_agg` (in SELECT)",
    );
}

#[test]
fn of_two_parameters_and_beside_equal_values_that_are_no_keys() {
    let key = || users::age % 7 + 7;
    assert_sql!(select((key(), key() * 7, func::count(), func::sum(users::age + 7))).group_by(key()).order_by(key().asc().nulls_first()),
        sqlite:
            "SELECT users.age % ? + ?, (users.age % ? + ?) * ?, COUNT(*), SUM(users.age + ?) \
             FROM users GROUP BY users.age % ? + ? ORDER BY users.age % ? + ?" [7, 7, 7, 7, 7, 7, 7, 7, 7, 7],
        postgres:
            "SELECT users.age % NULLIF($1, 0) + $2, (users.age % NULLIF($1, 0) + $2) * $3, \
             COUNT(*), SUM(users.age + $4) FROM users GROUP BY users.age % NULLIF($1, 0) + $2 \
             ORDER BY users.age % NULLIF($1, 0) + $2 NULLS FIRST" [7, 7, 7, 7],
        mysql:
            "SELECT MAX(users.age % NULLIF(?, 0) + ?), MAX(users.age % NULLIF(?, 0) + ?) * ?, \
             COUNT(*), SUM(users.age + ?) FROM users GROUP BY users.age % NULLIF(?, 0) + ? \
             ORDER BY MAX(users.age % NULLIF(?, 0) + ?)" [7, 7, 7, 7, 7, 7, 7, 7, 7, 7],
        mariadb:
            "SELECT users.age % NULLIF(?, 0) + ?, (users.age % NULLIF(?, 0) + ?) * ?, COUNT(*), \
             SUM(users.age + ?) FROM users GROUP BY users.age % NULLIF(?, 0) + ? ORDER BY \
             users.age % NULLIF(?, 0) + ?" [7, 7, 7, 7, 7, 7, 7, 7, 7, 7],
        ansi:
            "SELECT MOD(users.age, NULLIF(:p1, 0)) + :p2, (MOD(users.age, NULLIF(:p1, 0)) + \
             :p2) * :p3, COUNT(*), SUM(users.age + :p4) FROM users GROUP BY MOD(users.age, \
             NULLIF(:p1, 0)) + :p2 ORDER BY MOD(users.age, NULLIF(:p1, 0)) + :p2 NULLS FIRST" [7, 7, 7, 7],
    );
    let keys = || (users::age % 2, users::age % 3);
    assert_sql!(select((keys().0, keys().1, keys().0 + keys().1)).group_by(keys()).order_by((keys().0.asc().nulls_first(), keys().1)),
        sqlite:
            "SELECT users.age % ?, users.age % ?, users.age % ? + users.age % ? FROM users \
             GROUP BY users.age % ?, users.age % ? ORDER BY users.age % ?, users.age % ?" [2, 3, 2, 3, 2, 3, 2, 3],
        postgres:
            "SELECT users.age % NULLIF($1, 0), users.age % NULLIF($2, 0), users.age % \
             NULLIF($1, 0) + users.age % NULLIF($2, 0) FROM users GROUP BY users.age % \
             NULLIF($1, 0), users.age % NULLIF($2, 0) ORDER BY users.age % NULLIF($1, 0) NULLS \
             FIRST, users.age % NULLIF($2, 0)" [2, 3],
        mysql:
            "SELECT MAX(users.age % NULLIF(?, 0)), MAX(users.age % NULLIF(?, 0)), MAX(users.age \
             % NULLIF(?, 0)) + MAX(users.age % NULLIF(?, 0)) FROM users GROUP BY users.age % \
             NULLIF(?, 0), users.age % NULLIF(?, 0) ORDER BY MAX(users.age % NULLIF(?, 0)), \
             MAX(users.age % NULLIF(?, 0))" [2, 3, 2, 3, 2, 3, 2, 3],
        mariadb:
            "SELECT users.age % NULLIF(?, 0), users.age % NULLIF(?, 0), users.age % NULLIF(?, \
             0) + users.age % NULLIF(?, 0) FROM users GROUP BY users.age % NULLIF(?, 0), \
             users.age % NULLIF(?, 0) ORDER BY users.age % NULLIF(?, 0), users.age % NULLIF(?, \
             0)" [2, 3, 2, 3, 2, 3, 2, 3],
        ansi:
            "SELECT MOD(users.age, NULLIF(:p1, 0)), MOD(users.age, NULLIF(:p2, 0)), \
             MOD(users.age, NULLIF(:p1, 0)) + MOD(users.age, NULLIF(:p2, 0)) FROM users GROUP \
             BY MOD(users.age, NULLIF(:p1, 0)), MOD(users.age, NULLIF(:p2, 0)) ORDER BY \
             MOD(users.age, NULLIF(:p1, 0)) NULLS FIRST, MOD(users.age, NULLIF(:p2, 0))" [2, 3],
    );
    let inner = select((odd().label("k"), func::count().label("n"))).group_by(odd()).subquery("g");
    assert_sql!(select(func::sum(inner.col("n").typed::<i64>())).from(&inner).filter(inner.col("k").typed::<Option<i32>>().eq(1)),
        sqlite:
            "SELECT SUM(g.n) FROM (SELECT users.age % ? AS k, COUNT(*) AS n FROM users GROUP BY \
             users.age % ?) AS g WHERE g.k = ?" [2, 2, 1],
        postgres:
            "SELECT CAST(SUM(g.n) AS BIGINT) FROM (SELECT users.age % NULLIF($1, 0) AS k, \
             COUNT(*) AS n FROM users GROUP BY users.age % NULLIF($1, 0)) AS g WHERE g.k = $2" [2, 1],
        mysql:
            "SELECT SUM(g.n) FROM (SELECT MAX(users.age % NULLIF(?, 0)) AS k, COUNT(*) AS n \
             FROM users GROUP BY users.age % NULLIF(?, 0)) AS g WHERE g.k = ?" [2, 2, 1],
        mariadb:
            "SELECT SUM(g.n) FROM (SELECT users.age % NULLIF(?, 0) AS k, COUNT(*) AS n FROM \
             users GROUP BY users.age % NULLIF(?, 0)) AS g WHERE g.k = ?" [2, 2, 1],
        ansi:
            "SELECT SUM(g.n) FROM (SELECT MOD(users.age, NULLIF(:p1, 0)) AS k, COUNT(*) AS n \
             FROM users GROUP BY MOD(users.age, NULLIF(:p1, 0))) AS g WHERE g.k = :p2" [2, 1],
    );
}

#[test]
fn that_have_another_value_each_time_are_refused() {
    let any = || func::call("random", ()).typed::<i64>();
    assert_sql!(select((any(), func::count())).from(users::table()).group_by(any()),
        sqlite | postgres | mysql | mariadb | ansi: error "`random` in a key of GROUP BY gives \
            another value each time; compute it in a subquery, and group by its column",
    );
    assert_sql!(select((any() % 2, func::count())).from(users::table()).group_by(any() % 2),
        sqlite | postgres | mysql | mariadb | ansi: error "`random` in a key of GROUP BY gives \
            another value each time; compute it in a subquery, and group by its column",
    );
    let some = case(users::active, users::id).otherwise(func::call("RAND", ()).typed::<i64>());
    assert_sql!(select(func::count()).group_by((users::active, some)),
        sqlite | postgres | mysql | mariadb | ansi: error "`RAND` in a key of GROUP BY gives \
            another value each time; compute it in a subquery, and group by its column",
    );
    static DICE: Function = Function::scalar("dice", &[], Rule::Fixed(Tag::BigInt)).volatile();
    assert_sql!(select(func::count()).from(users::table()).group_by(DICE.call(())),
        sqlite | postgres | mysql | mariadb | ansi: error "`dice` in a key of GROUP BY gives \
            another value each time; compute it in a subquery, and group by its column",
    );
}

#[test]
fn any_value_is_the_way_out() {
    assert_sql!(select((posts::user_id, func::any_value(posts::user_id * 2))).group_by(posts::user_id).order_by(posts::user_id),
        sqlite | mysql | mariadb:
            "SELECT posts.user_id, MIN(posts.user_id * ?) FROM posts GROUP BY posts.user_id \
             ORDER BY posts.user_id" [2],
        postgres:
            "SELECT posts.user_id, MIN(posts.user_id * $1) FROM posts GROUP BY posts.user_id \
             ORDER BY posts.user_id" [2],
        ansi:
            "SELECT posts.user_id, MIN(posts.user_id * :p1) FROM posts GROUP BY posts.user_id \
             ORDER BY posts.user_id" [2],
    );
    let same = func::any_value(users::boss_id);
    assert_sql!(select((users::boss_id, func::count())).group_by(users::boss_id).having(same.gt(1)).order_by(users::boss_id),
        sqlite | mysql | mariadb:
            "SELECT users.boss_id, COUNT(*) FROM users GROUP BY users.boss_id HAVING \
             MIN(users.boss_id) > ? ORDER BY users.boss_id" [1],
        postgres:
            "SELECT users.boss_id, COUNT(*) FROM users GROUP BY users.boss_id HAVING \
             MIN(users.boss_id) > $1 ORDER BY users.boss_id" [1],
        ansi:
            "SELECT users.boss_id, COUNT(*) FROM users GROUP BY users.boss_id HAVING \
             MIN(users.boss_id) > :p1 ORDER BY users.boss_id" [1],
    );
    assert_sql!(select(func::any_value(val(3))).from(users::table()),
        sqlite | mysql | mariadb: "SELECT MIN(?) FROM users" [3],
        postgres: "SELECT MIN(CAST($1 AS INTEGER)) FROM users" [3],
        ansi: "SELECT MIN(:p1) FROM users" [3],
    );
}

#[test]
fn what_orders_an_aggregate_behind_a_key() {
    let age = users::age.cast::<String>().label("age");
    let inner = select((users::active, &age)).distinct().subquery("q");
    let order = (posts::user_id, inner.col(users::active), inner.col("age"));
    let ages = func::string_agg(inner.col("age"), ",").order_by(order);
    let query = select((posts::user_id, &ages)).from(posts::table()).cross_join(&inner);
    assert_sql!(query.clone().group_by(posts::user_id).order_by(posts::user_id),
        sqlite:
            "SELECT posts.user_id, GROUP_CONCAT(q.age, ',' ORDER BY posts.user_id, q.active, \
             q.age) FROM posts CROSS JOIN (SELECT DISTINCT users.active, CAST(users.age AS \
             TEXT) AS age FROM users) AS q GROUP BY posts.user_id ORDER BY posts.user_id",
        postgres:
            "SELECT posts.user_id, STRING_AGG(q.age, ',' ORDER BY posts.user_id, q.active, \
             q.age) FROM posts CROSS JOIN (SELECT DISTINCT users.active, CAST(users.age AS \
             TEXT) AS age FROM users) AS q GROUP BY posts.user_id ORDER BY posts.user_id",
        mysql:
            "SELECT posts.user_id, GROUP_CONCAT(q.age ORDER BY posts.user_id, q.active, q.age \
             SEPARATOR ',') FROM posts CROSS JOIN (SELECT DISTINCT users.active, CAST(users.age \
             AS CHAR) AS age FROM users) AS q GROUP BY posts.user_id ORDER BY posts.user_id",
        mariadb:
            "SELECT posts.user_id, GROUP_CONCAT(q.age ORDER BY q.active IS NOT NULL, q.active, \
             q.age IS NOT NULL, q.age SEPARATOR ',') FROM posts CROSS JOIN (SELECT DISTINCT users.active, CAST(users.age AS CHAR) AS \
             age FROM users) AS q GROUP BY posts.user_id ORDER BY posts.user_id",
        ansi: error "ANSI SQL 2023.0 has no function like `string_agg` (in SELECT)",
    );
    let by_key = func::string_agg(posts::title, ",").order_by(posts::user_id.desc());
    let long = func::length(by_key);
    assert_sql!(select((posts::user_id, long)).group_by(posts::user_id).order_by(posts::user_id),
        sqlite:
            "SELECT posts.user_id, LENGTH(GROUP_CONCAT(posts.title, ',' ORDER BY posts.user_id \
             DESC)) FROM posts GROUP BY posts.user_id ORDER BY posts.user_id",
        postgres:
            "SELECT posts.user_id, LENGTH(STRING_AGG(posts.title, ',' ORDER BY posts.user_id \
             DESC)) FROM posts GROUP BY posts.user_id ORDER BY posts.user_id",
        mysql | mariadb:
            "SELECT posts.user_id, CHAR_LENGTH(GROUP_CONCAT(posts.title ORDER BY posts.user_id \
             DESC SEPARATOR ',')) FROM posts GROUP BY posts.user_id ORDER BY posts.user_id",
        ansi: error "ANSI SQL 2023.0 has no function like `string_agg` (in SELECT)",
    );
}
