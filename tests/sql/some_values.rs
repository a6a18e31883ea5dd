//! The smallest, the largest and any of values that PostgreSQL has no order for, or that are of no known type.

use sqltree::prelude::*;
use sqltree::{Json, Uuid};

use crate::assert_sql;
use crate::support::tables::users;

#[test]
fn of_bytes_uuids_documents_and_what_is_not_known() {
    let id = || "00112233-4455-6677-8899-aabbccddeeff".parse::<Uuid>().unwrap();
    let raw = || val(b"a".to_vec());
    let one = select((func::min(raw()), func::max(raw()).distinct(), func::any_value(raw())));
    assert_sql!(one.from(users::table()),
        sqlite: "SELECT MIN(?), MAX(DISTINCT ?), MIN(?) FROM users" [b"a".to_vec(), b"a".to_vec(), b"a".to_vec()],
        postgres: r#"SELECT DECODE(MIN(ENCODE(CAST($1 AS BYTEA), 'hex') COLLATE "C"), 'hex'), DECODE(MAX(DISTINCT ENCODE(CAST($2 AS BYTEA), 'hex') COLLATE "C"), 'hex'), DECODE(MIN(ENCODE(CAST($3 AS BYTEA), 'hex') COLLATE "C"), 'hex') FROM users"# [b"a".to_vec(), b"a".to_vec(), b"a".to_vec()],
        mysql | mariadb: "SELECT MIN(CAST(? AS BINARY)), MAX(DISTINCT CAST(? AS BINARY)), MIN(CAST(? AS \
             BINARY)) FROM users" [b"a".to_vec(), b"a".to_vec(), b"a".to_vec()],
        ansi: "SELECT MIN(:p1), MAX(DISTINCT :p2), MIN(:p3) FROM users" [b"a".to_vec(), b"a".to_vec(), b"a".to_vec()],
    );
    assert_sql!(select((func::min(val(id())).eq(id()), func::any_value(val(id())).filter(users::id.gt(1)).is_null())),
        sqlite: "SELECT MIN(?) = ?, MIN(?) FILTER (WHERE users.id > ?) IS NULL FROM users" [id(), id(), id(), 1],
        postgres: r#"SELECT CAST(MIN(CAST(CAST($1 AS UUID) AS TEXT) COLLATE "C") AS UUID) = $2, CAST(MIN(CAST(CAST($3 AS UUID) AS TEXT) COLLATE "C") FILTER (WHERE users.id > $4) AS UUID) IS NULL FROM users"# [id(), id(), id(), 1],
        mysql | mariadb: "SELECT MIN(CAST(? AS BINARY(16))) = CAST(? AS BINARY(16)), MIN(CASE WHEN users.id > \
             ? THEN CAST(? AS BINARY(16)) END) IS NULL FROM users" [id(), id(), 1, id()],
        ansi: "SELECT MIN(:p1) = :p2, MIN(:p3) FILTER (WHERE users.id > :p4) IS NULL FROM users" [id(), id(), id(), 1],
    );
    let unknown = Table::new("users").column("active", Type::Unknown).column("id", Type::Unknown);
    let some = func::any_value(unknown.col("active"));
    assert_sql!(select([some.filter(unknown.col("id").eq(1)).dynamic()]),
        sqlite: "SELECT MIN(users.active) FILTER (WHERE users.id = ?) FROM users" [1],
        postgres: "SELECT (ARRAY_REMOVE(ARRAY_AGG(users.active) FILTER (WHERE users.id = $1), NULL))[1] \
             FROM users" [1],
        mysql | mariadb: "SELECT MIN(CASE WHEN users.id = ? THEN users.active END) FROM users" [1],
        ansi: "SELECT MIN(users.active) FILTER (WHERE users.id = :p1) FROM users" [1],
    );
    let document = || "[1]".parse::<Json>().unwrap();
    assert_sql!(select(func::any_value(val(document())).is_not_null()).from(users::table()),
        sqlite | mysql | mariadb: "SELECT MIN(?) IS NOT NULL FROM users" [document()],
        postgres: r#"SELECT CAST(MIN(CAST(CAST($1 AS JSONB) AS TEXT) COLLATE "C") AS JSONB) IS NOT NULL FROM users"# [document()],
        ansi: "SELECT MIN(:p1) IS NOT NULL FROM users" [document()],
    );
}
