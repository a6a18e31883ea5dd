//! SELECT DISTINCT.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::users;

#[test]
fn each_different_row_once() {
    assert_sql!(select(users::active).distinct().order_by(users::active),
        sqlite | postgres | mysql | mariadb | ansi:
            "SELECT DISTINCT users.active FROM users ORDER BY users.active",
    );
}
