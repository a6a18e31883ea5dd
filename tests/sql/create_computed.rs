//! CREATE TABLE: columns that the database works out, and what becomes of rows that point to a deleted one.

use sqltree::ErrorKind;
use sqltree::prelude::*;
use sqltree::schema::{ConstraintDef, OnDelete, Record};

use crate::support::live::Live;

#[derive(Clone, Debug, PartialEq, sqltree::Table)]
#[table(name = "computed_items")]
struct Item {
    #[column(primary_key)]
    id: i64,
    price: i64,
    count: Option<i64>,
    #[column(computed_as = "price * 2", unique)]
    doubled: i64,
    #[column(computed_as = "price * count")]
    total: Option<i64>,
}

sqltree::table! {
    /// What a column holds only while it is read.
    seen_items = "computed_seen" {
        id: i64 => primary_key,
        next: Option<i64> => computed_when_read("id + 1"),
    }
    /// Rows that go with others.
    parents = "deleting_parents" { id: i64 => primary_key }
    children = "deleting_children" {
        id: i64 => primary_key,
        gone: Option<i64> => references(parents::id), on_delete(Cascade),
        free: Option<i64> => references(parents::id), on_delete(SetNull),
        kept: Option<i64> => references(parents::id), on_delete(Restrict),
        plain: Option<i64> => references(parents::id),
    }
}

/// The text, or the error, in each dialect: SQLite, PostgreSQL, MySQL, MariaDB, and standard SQL.
fn texts(statement: &impl Statement) -> [String; 5] {
    sqltree::dialects::all().map(|dialect| match statement.compile(dialect) {
        Ok(compiled) => compiled.into_parts().0,
        Err(error) => crate::support::expect::messages(&error),
    })
}

#[test]
fn columns_are_worked_out() {
    let before = "CREATE TABLE computed_items (id BIGINT NOT NULL PRIMARY KEY, price BIGINT NOT NULL, \
                  count BIGINT, doubled BIGINT GENERATED ALWAYS AS (price * 2) STORED";
    let behind = ", total BIGINT GENERATED ALWAYS AS (price * count) STORED)";
    let plain = format!("{before} NOT NULL UNIQUE{behind}");
    let check = format!("{before} UNIQUE CHECK (doubled IS NOT NULL){behind}");
    let [sqlite, postgres, mysql, mariadb, ansi] = texts(&create_table(Item::table()));
    assert_eq!([sqlite, postgres, mysql, ansi], [(); 4].map(|()| plain.clone()));
    assert_eq!(mariadb, check);
    let read = "CREATE TABLE computed_seen (id BIGINT NOT NULL PRIMARY KEY, \
                next BIGINT GENERATED ALWAYS AS (id + 1) VIRTUAL)";
    assert_eq!(texts(&create_table(seen_items::table())), [read; 5]);
    let made = create_table(Item::table()).compile(&MariaDb::default()).unwrap();
    assert_eq!(made.rewrites(), [sqltree::compile::Rewrite::NotNullAsCheck]);
    let kind = |error: sqltree::Error| error.kind();
    let unsupported = |feature| Err(ErrorKind::Unsupported(feature));
    let read = create_table(seen_items::table());
    let virtual_columns = sqltree::Feature::VirtualColumns;
    assert_eq!(read.check(&Postgres::version(17)).map_err(kind), unsupported(virtual_columns));
    let stored = create_table(Item::table());
    let stored_columns = sqltree::Feature::StoredColumns;
    assert_eq!(stored.check(&Postgres::version(11)).map_err(kind), unsupported(stored_columns));
    assert_eq!(stored.check(&Sqlite::version(3, 30)).map_err(kind), unsupported(stored_columns));
    let other =
        Table::new("computed_items").with(ColumnDef::new("a", Type::BigInt).computed_as("1"));
    let same =
        Table::new("computed_items").with(ColumnDef::new("a", Type::BigInt).computed_as("2"));
    assert!(create_table(other) != create_table(same));
}

#[test]
fn what_is_computed_is_nothing_else() {
    let wrong = [
        ColumnDef::new("c", Type::BigInt).computed_as("a + 1").primary_key(),
        ColumnDef::new("c", Type::BigInt).computed_as("a + 1").generated(),
        ColumnDef::new("c", Type::BigInt).computed_as("a + 1").default(1_i64),
    ];
    for column in wrong {
        let table = Table::new("t").column("a", Type::BigInt).with(column);
        let error = create_table(table).compile(&Postgres::default()).unwrap_err();
        assert_eq!(
            crate::support::expect::messages(&error),
            "column `c` is computed, so it has no default, is not numbered, and is no primary key"
        );
    }
}

#[test]
fn each_engine_works_them_out() {
    for live in Live::ALL {
        let mut conn = live.connect();
        let virtual_too = live != Live::Postgres;
        let tables = [Some(Item::table()), virtual_too.then(seen_items::table)];
        for table in tables.into_iter().flatten() {
            conn.execute(&drop_table(table.clone()).if_exists()).unwrap();
            conn.execute(&create_table(table)).unwrap();
        }
        let item = |id, price, count| Item { id, price, count, doubled: 0, total: None };
        let rows = [item(1, 10, Some(3)), item(2, 20, None)];
        conn.execute(&insert(Item::table()).records(&rows)).unwrap();
        conn.execute(&update(Item::table()).set(Item::count, 5).filter(Item::id.eq(1))).unwrap();
        let found = conn.fetch_all(&select(Item::all()).order_by(Item::id)).unwrap();
        assert_eq!((found[0].doubled, found[0].total), (20, Some(50)), "{live}");
        assert_eq!((found[1].doubled, found[1].total), (40, None), "{live}");
        let again = insert(Item::table()).records(&[item(3, 10, None)]).to_any();
        assert_eq!(conn.execute(&again).unwrap_err().kind(), ErrorKind::Database, "{live}");
        if virtual_too {
            conn.execute(&insert(seen_items::table()).set(seen_items::id, 6)).unwrap();
            assert_eq!(conn.fetch_all(&select(seen_items::next)).unwrap(), [Some(7)], "{live}");
            conn.execute(&drop_table(seen_items::table())).unwrap();
        }
        conn.execute(&drop_table(Item::table())).unwrap();
        // NULL is refused, whichever way NOT NULL is said.
        let table = Table::new("computed_items")
            .column("a", Type::BigInt)
            .with(ColumnDef::new("b", Type::BigInt).not_null().computed_as("a + 1"));
        conn.execute(&create_table(table.clone())).unwrap();
        let none = insert(table.clone()).columns([table.col("a")]).values([Value::Null]);
        assert_eq!(conn.execute(&none).unwrap_err().kind(), ErrorKind::Database, "{live}");
        conn.execute(&drop_table(table)).unwrap();
    }
}

#[test]
fn rows_go_with_those_that_they_point_to() {
    let key = |name: &str, action: &str| {
        format!(", FOREIGN KEY ({name}) REFERENCES deleting_parents (id){action}")
    };
    let expected = format!(
        "CREATE TABLE deleting_children (id BIGINT NOT NULL PRIMARY KEY, gone BIGINT, free BIGINT, \
         kept BIGINT, plain BIGINT{}{}{}{})",
        key("gone", " ON DELETE CASCADE"),
        key("free", " ON DELETE SET NULL"),
        key("kept", " ON DELETE RESTRICT"),
        key("plain", ""),
    );
    assert_eq!(texts(&create_table(children::table())), [(); 5].map(|()| expected.clone()));
    let pair = Table::new("t")
        .with(ColumnDef::new("a", Type::BigInt).default(1_i64))
        .with(ColumnDef::new("b", Type::BigInt))
        .constraint(ConstraintDef::ForeignKey {
            columns: vec!["a".into(), "b".into()],
            table: "o".into(),
            target: vec!["a".into(), "b".into()],
            on_delete: Some(OnDelete::SetDefault),
        });
    let behind = "b BIGINT, FOREIGN KEY (a, b) REFERENCES o (a, b) ON DELETE SET DEFAULT)";
    let lacks = |engine: &str| {
        format!("{engine} has no ON DELETE SET DEFAULT (in CREATE TABLE); update the rows before")
    };
    let [sqlite, postgres, mysql, mariadb, ansi] = texts(&create_table(pair));
    assert_eq!(sqlite, format!("CREATE TABLE t (a BIGINT DEFAULT 1, {behind}"));
    assert!(postgres.ends_with(behind) && ansi.ends_with(behind), "{postgres} {ansi}");
    assert_eq!([mysql, mariadb], [lacks("MySQL 8.4"), lacks("MariaDB 11.4")]);
    let full = Table::new("t").with(
        ColumnDef::new("a", Type::BigInt)
            .not_null()
            .references_named("o", "id")
            .on_delete(OnDelete::SetNull),
    );
    let error = create_table(full).compile(&Sqlite::default()).unwrap_err();
    assert_eq!(
        crate::support::expect::messages(&error),
        "ON DELETE SET NULL would set column `a` to NULL, which it does not take"
    );
}

#[test]
fn each_engine_lets_them_go() {
    for live in Live::ALL {
        let mut conn = live.connect();
        for table in [children::table(), parents::table()] {
            conn.execute(&drop_table(table).if_exists()).unwrap();
        }
        for table in [parents::table(), children::table()] {
            conn.execute(&create_table(table)).unwrap();
        }
        for id in 1..=4 {
            conn.execute(&insert(parents::table()).set(parents::id, id)).unwrap();
        }
        let columns = (children::id, children::gone, children::free, children::kept);
        let into = insert(children::table()).columns(columns);
        let rows = [(1, Some(1), None, None), (2, None, Some(2), None), (3, None, None, Some(3))];
        conn.execute(&into.rows(rows)).unwrap();
        let mut remove =
            |id: i64| conn.execute(&delete(parents::table()).filter(parents::id.eq(id)));
        assert_eq!(remove(1).unwrap(), 1, "{live}");
        assert_eq!(remove(2).unwrap(), 1, "{live}");
        assert_eq!(remove(3).unwrap_err().kind(), ErrorKind::Database, "{live}");
        let left = select((children::id, children::free)).order_by(children::id);
        assert_eq!(conn.fetch_all(&left).unwrap(), [(2, None), (3, None)], "{live}");
        for table in [children::table(), parents::table()] {
            conn.execute(&drop_table(table)).unwrap();
        }
    }
}

#[test]
fn a_text_that_is_more_than_an_expression_is_refused() {
    for text in ["a) STORED, b BIGINT DEFAULT (1", "a; DROP TABLE users", "a -- b", "'a"] {
        let column = ColumnDef::new("c", Type::BigInt).computed_as(text);
        let t = Table::new("computed_items").column("a", Type::BigInt).with(column);
        for dialect in sqltree::dialects::all() {
            let error = create_table(t.clone()).compile(dialect).unwrap_err().to_string();
            assert!(error.contains("the text that works out column `c`"), "{error}");
        }
    }
}
