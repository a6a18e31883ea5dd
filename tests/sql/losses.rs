//! -0.0, which is equal to 0.0, where it would come back without its sign.

use sqltree::prelude::*;

use crate::assert_sql;

use crate::support::tables::users;

#[test]
fn a_sign_that_a_column_loses_is_refused() {
    assert_sql!(update(users::table()).set(users::score, -0.0).filter(users::id.eq(1)),
        postgres: "UPDATE users SET score = $1 WHERE users.id = $2" [-0.0_f64, 1],
        ansi: "UPDATE users SET score = :p1 WHERE users.id = :p2" [-0.0_f64, 1],
        sqlite: error "SQLite would store -0.0 as 0.0 in column `score`; give 0.0, or say \
            `lossy::zero(…)` (in SET)",
        mysql: error "MySQL would store -0.0 as 0.0 in column `score`; give 0.0, or say \
            `lossy::zero(…)` (in SET)",
        mariadb: error "MariaDB would store -0.0 as 0.0 in column `score`; give 0.0, or say \
            `lossy::zero(…)` (in SET)",
    );
    let row = insert(users::table())
        .columns((users::id, users::name, users::active, users::score))
        .from_select(select((literal(9_i64), literal("x"), literal(true), literal(-0.0))));
    assert_sql!(row,
        postgres: "INSERT INTO users (id, name, active, score) \
            SELECT CAST('9' AS BIGINT), 'x', TRUE, CAST('-0e0' AS DOUBLE PRECISION)",
        ansi: "INSERT INTO users (id, name, active, score) \
            SELECT 9, 'x', TRUE, CAST(-0e0 AS DOUBLE PRECISION)",
        sqlite: error "SQLite would store -0.0 as 0.0 in column `score`; give 0.0, or say \
            `lossy::zero(…)` (in INSERT … SELECT)",
        mysql: error "MySQL would store -0.0 as 0.0 in column `score`; give 0.0, or say \
            `lossy::zero(…)` (in INSERT … SELECT)",
        mariadb: error "MariaDB would store -0.0 as 0.0 in column `score`; give 0.0, or say \
            `lossy::zero(…)` (in INSERT … SELECT)",
    );
}

#[test]
fn a_sign_that_a_list_loses_is_refused() {
    assert_sql!(select(val(-0.0)),
        sqlite: "SELECT ?" [-0.0_f64],
        postgres: "SELECT CAST($1 AS DOUBLE PRECISION)" [-0.0_f64],
        ansi: "SELECT :p1" [-0.0_f64],
        mysql: error "MySQL would give 0.0 for -0.0 (in SELECT); give 0.0, or say `lossy::zero(…)`",
        mariadb: error "MariaDB would give 0.0 for -0.0 (in SELECT); give 0.0, or say \
            `lossy::zero(…)`",
    );
}

#[test]
fn a_sign_that_nothing_depends_on_is_fine() {
    assert_sql!(select(users::id).filter(users::score.ge(-0.0)),
        sqlite | mysql | mariadb: "SELECT users.id FROM users WHERE users.score >= ?" [-0.0_f64],
        postgres: "SELECT users.id FROM users WHERE users.score >= $1" [-0.0_f64],
        ansi: "SELECT users.id FROM users WHERE users.score >= :p1" [-0.0_f64],
    );
}
