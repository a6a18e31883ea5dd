//! Types of one engine: their values come back as the texts and numbers that they went as.

use std::borrow::Cow;

use sqltree::dialects::postgres::types as pg;
use sqltree::prelude::*;
use sqltree::{UserType, Value};

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
    let own: [(&'static UserType, &[&str]); 8] = [
        (&pg::INET, &["10.0.0.1", "10.0.0.1/8", "::1", "fe80::1/64"]),
        (&pg::CIDR, &["10.0.0.0/8", "::/0"]),
        (&pg::MACADDR, &["08:00:2b:01:02:03"]),
        (&pg::INT4RANGE, &["[1,5)", "(,5)", "empty"]),
        (&pg::INT8RANGE, &["[1,9223372036854775807)"]),
        (&pg::NUMRANGE, &["(1.50,2]", "[1.1,)"]),
        (&pg::TSVECTOR, &["'a':1 'it''s':2", "'\\\\':1"]),
        (&pg::VARBIT, &["101", ""]),
    ];
    for (ty, texts) in own {
        let values: Vec<Value> = texts.iter().map(|text| Value::from(*text)).collect();
        trip(Live::Postgres, Type::User(ty), &values);
    }
    let mut conn = Live::Postgres.connect();
    let script =
        "DROP TYPE IF EXISTS natives_mood; CREATE TYPE natives_mood AS ENUM ('it''s', 'b')";
    conn.run_script(script).expect("a type");
    trip(Live::Postgres, native("natives_mood"), &["it's".into(), "b".into()]);
    conn.run_script("DROP TYPE natives_mood").expect("the type goes");
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
}

#[test]
fn of_sqlite() {
    trip(Live::Sqlite, native("BLOB"), &["1".into(), 5.into(), 1.5.into(), vec![0_u8].into()]);
}
