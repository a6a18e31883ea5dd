//! Tables in schemas: a table is its whole name.

use sqltree::engine::Connection;
use sqltree::prelude::*;
use sqltree::schema::{ConstraintDef, TableName};
use sqltree::{ErrorKind, Result, Row};

use crate::assert_sql;
use crate::support::live::{Live, plain};

fn people(schema: &str) -> Table {
    Table::new((schema, "t"))
        .with(ColumnDef::new("id", Type::BigInt).primary_key())
        .column("name", Type::VarChar(20))
}

/// The same name in no schema.
fn things() -> Table {
    Table::new("t")
        .with(ColumnDef::new("id", Type::BigInt).primary_key())
        .column("owner", Type::BigInt)
}

fn texts(statement: &impl Statement) -> [Result<String>; 4] {
    let dialects: [&dyn sqltree::dialect::Dialect; 4] =
        [&Sqlite::new(), &Postgres::new(), &MySql::new(), &MariaDb::new()];
    dialects.map(|dialect| Ok(statement.compile(dialect)?.into_parts().0))
}

#[test]
fn a_foreign_key_points_into_the_schema() {
    let users = people("app");
    let posts = Table::new(("app", "posts"))
        .with(ColumnDef::new("a", Type::BigInt).references(&users.col("id")))
        .with(ColumnDef::new("b", Type::BigInt).references_named(("app", "t"), "id"))
        .with(ColumnDef::new("c", Type::BigInt).references_named("t", "id"))
        .constraint(ConstraintDef::ForeignKey {
            columns: vec!["a".into()],
            table: ("app", "t").into(),
            target: vec!["id".into()],
            on_delete: None,
        });
    for text in texts(&create_table(posts)) {
        let text = text.unwrap();
        assert_eq!(text.matches("REFERENCES app.t (id)").count(), 3, "{text}");
        assert_eq!(text.matches("REFERENCES t (id)").count(), 1, "{text}");
    }
}

#[test]
fn a_join_by_foreign_key_wants_the_table_of_the_same_schema() {
    let (new, old) = (people("app"), people("old"));
    let posts =
        Table::new("posts").with(ColumnDef::new("owner", Type::BigInt).references(&new.col("id")));
    let join = |table: Table| select([posts.col("owner")]).join(table, foreign_key());
    for text in texts(&join(new)) {
        assert_eq!(
            text.unwrap(),
            "SELECT posts.owner FROM posts JOIN app.t ON posts.owner = app.t.id"
        );
    }
    for text in texts(&join(old)) {
        assert_eq!(text.unwrap_err().kind(), ErrorKind::NoForeignKey);
    }
}

#[test]
fn two_tables_of_one_name_are_told_apart() {
    let (ours, theirs) = (things(), people("app"));
    let query = select([ours.col("id"), theirs.col("name")])
        .from(&ours)
        .join(&theirs, ours.col("owner").eq(theirs.col("id")))
        .order_by(ours.col("id"));
    for text in texts(&query) {
        assert_eq!(
            text.unwrap(),
            "SELECT t.id, t_1.name FROM t JOIN app.t AS t_1 ON t.owner = t_1.id ORDER BY t.id"
        );
    }
    // Also where the table with a schema comes first, and where an inner query looks out.
    let other = people("old");
    let inner =
        select([other.col("id")]).from(&other).filter(other.col("name").eq(theirs.col("name")));
    let query = select([theirs.col("id"), ours.col("owner")])
        .from(&theirs)
        .cross_join(&ours)
        .filter(exists(inner));
    for text in texts(&query) {
        assert_eq!(
            text.unwrap(),
            "SELECT t_1.id, t.owner FROM app.t AS t_1 CROSS JOIN t WHERE EXISTS \
             (SELECT old.t.id FROM old.t WHERE old.t.name = t_1.name)"
        );
    }
}

#[test]
fn engines_tell_them_apart_too() {
    let (ours, theirs) = (things(), people("sqltree_app"));
    let query = select([ours.col("id"), theirs.col("name")])
        .from(&ours)
        .join(&theirs, ours.col("owner").eq(theirs.col("id")))
        .order_by(ours.col("id"));
    for live in Live::ALL {
        let mut connection = live.connect();
        let script = |connection: &mut Connection, text: &str| connection.run_script(text).unwrap();
        match live {
            Live::Sqlite => script(&mut connection, "ATTACH ':memory:' AS sqltree_app"),
            Live::Postgres => script(
                &mut connection,
                "DROP SCHEMA IF EXISTS sqltree_app CASCADE; CREATE SCHEMA sqltree_app",
            ),
            Live::MariaDb => script(
                &mut connection,
                "DROP DATABASE IF EXISTS sqltree_app; CREATE DATABASE sqltree_app",
            ),
        }
        script(
            &mut connection,
            "CREATE TEMPORARY TABLE t (id BIGINT, owner BIGINT); INSERT INTO t VALUES (1, 20), (2, 10); \
             CREATE TABLE sqltree_app.t (id BIGINT, name VARCHAR(20)); \
             INSERT INTO sqltree_app.t VALUES (10, 'ann'), (20, 'bob')",
        );
        let rows: Vec<Row> = connection.fetch_all(&query).unwrap();
        assert_eq!(plain(&rows), [["1", "\"bob\""], ["2", "\"ann\""]], "{live:?}");
        match live {
            Live::Sqlite => {}
            Live::Postgres => script(&mut connection, "DROP SCHEMA sqltree_app CASCADE"),
            Live::MariaDb => script(&mut connection, "DROP DATABASE sqltree_app"),
        }
    }
}

#[test]
fn metadata_knows_tables_by_their_whole_names() {
    let metadata = MetaData::new()
        .with(people("app"))
        .and_then(|all| all.with(people("old")))
        .and_then(|all| all.with(Table::new("alone")))
        .unwrap();
    assert!(metadata.table(("app", "t")).is_ok() && metadata.table("alone").is_ok());
    let refused = metadata.table("t").unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::DuplicateName);
    assert_eq!(
        refused.to_string(),
        "there are `app.t` and `old.t`; give the schema, as in `(\"schema\", \"t\")`"
    );
    assert_eq!(metadata.table(("new", "t")).unwrap_err().kind(), ErrorKind::UnknownTable);
    assert!(metadata.with(people("app")).unwrap_err().to_string().contains("`app.t`"));
    let one = MetaData::new().with(people("app")).unwrap();
    assert_eq!(one.table("t").unwrap().table_name().to_string(), "app.t");
}

#[test]
fn more_tables_than_an_engine_takes() {
    let t = Table::new("t").column("a", Type::Integer);
    let wide = |count: usize| {
        let first = t.alias("t0");
        (1..count).fold(select([first.col("a")]).from(&first), |query, i| {
            query.cross_join(t.alias(format!("t{i}")))
        })
    };
    let refused = |dialect: &dyn sqltree::dialect::Dialect, count: usize| {
        wide(count).compile(dialect).err().map(|error| error.kind())
    };
    assert_eq!(refused(&Sqlite::new(), 64), None);
    assert_eq!(refused(&Sqlite::new(), 65), Some(ErrorKind::TooManyTables));
    assert_eq!(refused(&MariaDb::new(), 61), None);
    assert_eq!(refused(&MariaDb::new(), 62), Some(ErrorKind::TooManyTables));
    assert_eq!(refused(&Postgres::new(), 200), None);
    for (live, most) in [(Live::Sqlite, 64), (Live::MariaDb, 61)] {
        let mut connection = live.connect();
        connection.run_script("CREATE TEMPORARY TABLE t (a INTEGER)").unwrap();
        assert!(connection.fetch_all(&wide(most)).is_ok(), "{live:?}");
        let text = wide(most + 1).compile(&Ansi).unwrap().into_parts().0;
        assert!(connection.query_sql(&text, &[]).is_err(), "{live:?}");
    }
}

#[test]
fn names_are_compared_as_the_engine_compares_them() {
    let t = Table::new("t").column("a", Type::Integer);
    let (lower, upper) = (t.alias("x"), t.alias("X"));
    let query = select([lower.col("a"), upper.col("a")]).from(&lower).from(&upper);
    assert!(query.compile(&Postgres::new()).is_ok());
    for dialect in [&Sqlite::new() as &dyn sqltree::dialect::Dialect, &MySql::new()] {
        let refused = query.compile(dialect).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::DuplicateName, "{refused}");
    }
    // On SQLite the inner `X` would capture the outer `x`.
    let inner = select([upper.col("a")]).from(&upper).filter(upper.col("a").gt(lower.col("a")));
    let query = select([lower.col("a")]).from(&lower).filter(exists(inner));
    assert!(query.compile(&Postgres::new()).is_ok());
    assert_eq!(query.compile(&Sqlite::new()).unwrap_err().kind(), ErrorKind::DuplicateName);
}

#[test]
fn many_joins_and_nested_aliases_are_linear() {
    let t = Table::new("t").column("a", Type::Integer);
    let first = t.alias("t0");
    let wide = (1..20_000).fold(select([first.col("a")]).from(&first), |query, i| {
        let next = t.alias(format!("t{i}"));
        let on = next.col("a").eq(first.col("a"));
        query.join(next, on)
    });
    assert!(wide.compile(&Ansi).unwrap().sql().ends_with(" JOIN t AS t19999 ON t19999.a = t0.a"));
    let innermost = select([t.col("a")]).from(&t);
    let deep = (0..100_000).fold(innermost, |inner, i| {
        let outer = t.alias(format!("t{i}"));
        select([outer.col("a")]).filter(outer.col("a").is_in(inner.rows_as::<i32>()))
    });
    assert!(deep.compile(&Ansi).unwrap().sql().starts_with("SELECT t99999.a FROM t AS t99999"));
}

#[test]
fn one_name_twice_in_one_schema_is_refused() {
    let (a, b) = (people("app"), people("app").alias("t"));
    assert_sql!(select([a.col("id"), b.col("id")]).from(&b),
        sqlite | postgres | mysql | mariadb | ansi: error
            "a column of `t` is used (in SELECT), but it is not in FROM; add it by `.from()` or a join",
    );
}

#[test]
fn a_catalog_is_written_where_there_are_such() {
    let t =
        Table::new(TableName::from(("app", "t")).in_catalog("o'k\"")).column("id", Type::BigInt);
    let query = select([t.col("id")]).filter(t.col("id").gt(1));
    assert_eq!(
        query.compile(&Postgres::new()).unwrap().sql(),
        "SELECT \"o'k\"\"\".app.t.id FROM \"o'k\"\"\".app.t WHERE \"o'k\"\"\".app.t.id > $1"
    );
    for text in [
        query.compile(&Sqlite::new()).unwrap_err().to_string(),
        query.compile(&MySql::new()).unwrap_err().to_string(),
        query.compile(&MariaDb::new()).unwrap_err().to_string(),
    ] {
        assert!(text.contains("has no catalogs (in FROM); "), "{text}");
    }
    let loose = Table::new(TableName::from("t").in_catalog("c")).column("id", Type::BigInt);
    let error = select([loose.col("id")]).compile(&Postgres::new()).unwrap_err();
    assert!(error.to_string().contains("is in a catalog and in no schema"), "{error}");
}

#[test]
fn a_table_of_the_current_database_is_found_by_its_catalog() {
    let mut conn = Live::Postgres.connect();
    let current = conn.query_sql("SELECT CURRENT_DATABASE()", &[]).unwrap().remove(0);
    let database: String = current.at(0).unwrap();
    conn.run_script(
        "CREATE TEMPORARY TABLE t_of_catalog (id BIGINT); \
        INSERT INTO t_of_catalog VALUES (7)",
    )
    .unwrap();
    let name = TableName::from(("pg_temp", "t_of_catalog")).in_catalog(database);
    let t = Table::new(name).column("id", Type::BigInt);
    let query = select(t.col("id").typed::<i64>()).filter(t.col("id").gt(1));
    assert_eq!(conn.fetch_all(&query).unwrap(), [7]);
    let change = insert(t.clone()).columns([t.col("id")]);
    assert_eq!(conn.insert_many(&change, (0..20_000).map(|id| [id])).unwrap(), 20_000);
}
