//! ORDER BY of an aggregate, with NULLs beside zero.

use sqltree::prelude::*;

use crate::assert_sql;
use crate::support::tables::users;

#[test]
fn nulls_are_not_zero() {
    let order = ((users::age - 17).asc().nulls_first(), users::id.desc());
    let names = func::string_agg(users::name, ",").order_by(order);
    assert_sql!(select((names, func::count())),
        sqlite: "SELECT GROUP_CONCAT(users.name, ',' ORDER BY users.age - ?, users.id DESC), COUNT(*) \
            FROM users" [17],
        postgres: "SELECT STRING_AGG(users.name, ',' ORDER BY users.age - $1 NULLS FIRST, users.id DESC), \
            COUNT(*) FROM users" [17],
        mysql: "SELECT GROUP_CONCAT(users.name ORDER BY users.age - ?, users.id DESC SEPARATOR ','), \
            COUNT(*) FROM users" [17],
        mariadb: "SELECT GROUP_CONCAT(users.name ORDER BY users.age - ? IS NOT NULL, users.age - ?, \
            users.id DESC SEPARATOR ','), COUNT(*) FROM users" [17, 17],
        ansi: error "ANSI SQL 2023.0 has no function like `string_agg` (in SELECT)",
    );
}
