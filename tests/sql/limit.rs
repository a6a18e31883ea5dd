//! LIMIT and OFFSET.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::users;

fn ids() -> Select<i64> {
    select(users::id).order_by(users::id)
}

#[test]
fn limit_and_offset_are_bound() {
    assert_sql!(ids().limit(2).offset(1),
        sqlite | mysql | mariadb:
            "SELECT users.id FROM users ORDER BY users.id LIMIT ? OFFSET ?" [2_i64, 1_i64],
        postgres: "SELECT users.id FROM users ORDER BY users.id LIMIT $1 OFFSET $2" [2_i64, 1_i64],
        ansi: "SELECT users.id FROM users ORDER BY users.id LIMIT :p1 OFFSET :p2" [2_i64, 1_i64],
    );
    assert_sql!(ids().limit(5).limit(0),
        sqlite | mysql | mariadb: "SELECT users.id FROM users ORDER BY users.id LIMIT ?" [0_i64],
        postgres: "SELECT users.id FROM users ORDER BY users.id LIMIT $1" [0_i64],
        ansi: "SELECT users.id FROM users ORDER BY users.id LIMIT :p1" [0_i64],
    );
}

#[test]
fn offset_alone_gets_the_limit_that_the_dialect_demands() {
    assert_sql!(ids().offset(4),
        sqlite: "SELECT users.id FROM users ORDER BY users.id LIMIT -1 OFFSET ?" [4_i64],
        postgres: "SELECT users.id FROM users ORDER BY users.id OFFSET $1" [4_i64],
        mysql | mariadb: "SELECT users.id FROM users ORDER BY users.id \
            LIMIT 18446744073709551615 OFFSET ?" [4_i64],
        ansi: "SELECT users.id FROM users ORDER BY users.id OFFSET :p1" [4_i64],
    );
}

#[test]
fn a_limit_past_what_the_engine_counts_is_refused() {
    let query = ids().limit(u64::MAX);
    assert!(query.compile(&MySql::default()).is_ok());
    let error = query.compile(&Sqlite::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidValue);
    assert_eq!(
        crate::support::expect::messages(&error),
        "an integer past 9223372036854775807 (in LIMIT) does not fit in SQLite"
    );
}
