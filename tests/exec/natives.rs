//! Types of one engine: their values come back as the texts and numbers that they went as.

use std::borrow::Cow;

use sqltree::dialects::mysql::types as my;
use sqltree::dialects::postgres::types as pg;
use sqltree::prelude::*;
use sqltree::{Json, UserType, Value};

use crate::support::live::Live;

fn trip(live: Live, ty: Type, values: &[Value]) {
    let mut conn = live.connect();
    let t = Table::new("natives").column("id", Type::Integer).column("v", ty.clone());
    conn.run_script("DROP TABLE IF EXISTS natives").expect("no table");
    conn.execute(&create_table(t.clone())).unwrap_or_else(|e| panic!("{live} {ty:?}: {e}"));
    for (id, value) in values.iter().chain([&Value::Null]).enumerate() {
        let id = i32::try_from(id).unwrap();
        let change = insert(t.clone()).set(t.col("id"), id).set(t.col("v"), value.clone());
        conn.execute(&change).unwrap_or_else(|e| panic!("{live} {ty:?}: {e}"));
        let query = select([t.col("v")]).filter(t.col("id").eq(id));
        let row = conn.fetch_one(&query).unwrap_or_else(|e| panic!("{live} {ty:?}: {e}"));
        let (got, sent) = (row.values()[0].clone(), value.clone());
        assert!(
            got == sent || got.as_i64().is_some() && got.as_i64() == sent.as_i64(),
            "{live} {ty:?}: {sent:?} came back as {got:?}"
        );
    }
    conn.run_script("DROP TABLE natives").expect("the table goes");
}

fn native(name: &'static str) -> Type {
    Type::Native(Cow::Borrowed(name))
}

#[test]
fn of_postgres() {
    let own: [(&'static UserType, &[&str]); 12] = [
        (&pg::INET, &["10.0.0.1", "10.0.0.1/8", "::1", "fe80::1/64"]),
        (&pg::CIDR, &["10.0.0.0/8", "::/0"]),
        (&pg::MACADDR, &["08:00:2b:01:02:03"]),
        (&pg::INT4RANGE, &["[1,5)", "(,5)", "empty"]),
        (&pg::INT8RANGE, &["[1,9223372036854775807)"]),
        (&pg::NUMRANGE, &["(1.50,2]", "[1.1,)"]),
        (&pg::DATERANGE, &["[2024-02-28,2024-03-01)", "(,0044-03-15 BC)", "[-infinity,)", "empty"]),
        (&pg::TSRANGE, &["[2024-02-28T01:02:03.000004,infinity]", "(,)", "empty"]),
        (&pg::TSVECTOR, &["'a':1 'it''s':2", "'\\\\':1"]),
        (&pg::VARBIT, &["101", ""]),
        (&pg::XML, &["<a b=\"'\">&lt;</a>", "x"]),
        (&pg::HSTORE, &["\"a\"=>\"it's\", \"b\"=>NULL", ""]),
    ];
    let mut conn = Live::Postgres.connect();
    conn.run_script("CREATE EXTENSION IF NOT EXISTS hstore")
        .expect("an extension that servers bring");
    for (ty, texts) in own {
        let values: Vec<Value> = texts.iter().map(|text| Value::from(*text)).collect();
        trip(Live::Postgres, Type::User(ty), &values);
    }
    let script =
        "DROP TYPE IF EXISTS natives_mood; CREATE TYPE natives_mood AS ENUM ('it''s', 'b')";
    conn.run_script(script).expect("a type");
    trip(Live::Postgres, native("natives_mood"), &["it's".into(), "b".into()]);
    conn.run_script("DROP TYPE natives_mood").expect("the type goes");
    let script = "DROP DOMAIN IF EXISTS natives_even; DROP DOMAIN IF EXISTS natives_code; \
                  CREATE DOMAIN natives_even AS BIGINT CHECK (VALUE % 2 = 0); \
                  CREATE DOMAIN natives_code AS VARCHAR(5) CHECK (VALUE <> '')";
    conn.run_script(script).expect("domains");
    trip(Live::Postgres, native("natives_even"), &[2.into(), i64::MIN.into()]);
    trip(Live::Postgres, native("natives_code"), &["it's".into(), "\\".into()]);
    conn.run_script("DROP DOMAIN natives_even; DROP DOMAIN natives_code").expect("they go");
    let document: Json = r#"{"a": [1, "x"]}"#.parse().unwrap();
    trip(Live::Postgres, native("JSON"), &[document.into()]);
}

#[test]
fn addresses_are_inet_where_the_column_is() {
    let t = Table::new("natives_hosts").column("host", Type::User(&pg::INET));
    let mut conn = Live::Postgres.connect();
    conn.run_script("CREATE TEMPORARY TABLE natives_hosts (host INET)").expect("a table");
    for host in ["10.0.0.1", "2001:db8::1"] {
        let host: std::net::IpAddr = host.parse().expect("an address");
        let change = insert(t.clone()).set(t.col("host"), host);
        conn.execute(&change).expect("a row");
        let query = select(t.col("host").typed::<String>()).filter(t.col("host").eq(host));
        let query = query.rows_as::<(std::net::IpAddr,)>();
        assert_eq!(conn.fetch_one(&query).expect("the row"), (host,));
    }
}

/// Under settings that show dates in another way.
#[test]
fn ranges_are_shown_alike() {
    let t = Table::new("natives_ranges").column("v", Type::User(&pg::DATERANGE));
    let mut conn = Live::Postgres.connect();
    conn.run_script("CREATE TEMPORARY TABLE natives_ranges (v DATERANGE)").expect("a table");
    conn.execute(&insert(t.clone()).set(t.col("v"), "[2024-02-28,2024-03-01)")).expect("a row");
    conn.run_script("SET DateStyle = 'SQL, DMY'").expect("a setting");
    let row = conn.fetch_one(&select([t.col("v")])).expect("the row");
    assert_eq!(row.values()[0], Value::from("[2024-02-28,2024-03-01)"));
}

#[test]
fn of_mariadb() {
    let live = Live::MariaDb;
    trip(live, native("TINYINT UNSIGNED"), &[0.into(), 255.into()]);
    trip(live, native("MEDIUMINT"), &[(-8_388_608).into()]);
    trip(live, native("INT UNSIGNED"), &[4_294_967_295_i64.into()]);
    trip(live, native("YEAR"), &[1901.into(), 2155.into()]);
    trip(live, native("MEDIUMTEXT"), &["a \\ b'".into()]);
    trip(live, native("ENUM('a', 'it''s')"), &["it's".into(), "a".into()]);
    trip(live, native("SET('a', 'b')"), &["a,b".into(), "".into()]);
    trip(live, native("INET6"), &["::1".into()]);
    trip(live, native("TINYTEXT"), &["a \\ b'".into()]);
    trip(live, native("VARBINARY(4)"), &[vec![0_u8, 255].into()]);
    trip(live, Type::User(&my::BIT), &[0.into(), 5.into(), i64::MAX.into()]);
}

#[test]
fn of_sqlite() {
    trip(Live::Sqlite, native("BLOB"), &["1".into(), 5.into(), 1.5.into(), vec![0_u8].into()]);
}
