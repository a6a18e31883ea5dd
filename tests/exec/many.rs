//! One statement with many sets of values.

use sqltree::engine::Connection;
use sqltree::prelude::*;
use sqltree::{ErrorKind, Result};

use crate::support::expect::messages;
use crate::support::live::Live;

sqltree::table! {
    /// Numbers with a name each, or none.
    pub goods { id: i64 => primary_key, n: i32, m: i32, word: Option<String> => sql_type(VarChar(5)) }
}

type Row = (i64, i32, i32, Option<String>);

/// A value for each parameter, by its name.
type Given = Vec<(&'static str, Value)>;

fn connect(live: Live) -> Connection {
    let mut conn = live.connect();
    let script = "CREATE TEMPORARY TABLE goods (id BIGINT PRIMARY KEY, n INTEGER NOT NULL, \
                  m INTEGER NOT NULL, word VARCHAR(5))";
    conn.run_script(script).unwrap();
    let rows = (1..=3_i64).map(|id| (id, 10, 20, Some("old")));
    let columns = (goods::id, goods::n, goods::m, goods::word);
    conn.insert_many(&insert(goods::table()).columns(columns), rows).unwrap();
    conn
}

fn all(conn: &mut Connection) -> Vec<Row> {
    let columns = (goods::id, goods::n, goods::m, goods::word);
    conn.fetch_all(&select(columns).order_by(goods::id)).unwrap()
}

fn named(id: i64, by: i32, word: Option<&str>) -> Given {
    vec![("id", id.into()), ("by", by.into()), ("word", word.map(str::to_owned).into())]
}

/// Changes two columns by each other and sets the third.
fn change() -> sqltree::dml::Update {
    update(goods::table())
        .set(goods::n, goods::m + param::<i32>("by"))
        .set(goods::m, goods::n)
        .set(goods::word, param::<String>("word"))
        .filter(goods::id.eq(param::<i64>("id")))
}

fn row(id: i64, n: i32, m: i32, word: Option<&str>) -> Row {
    (id, n, m, word.map(str::to_owned))
}

#[test]
fn each_row_of_values_changes_what_it_names() {
    for live in Live::ALL {
        let mut conn = connect(live);
        let before = conn.statements();
        let values = [named(1, 5, Some("a")), named(3, 7, None), named(9, 1, Some("b"))];
        assert_eq!(conn.execute_many(&change(), values).unwrap(), 2, "{live}");
        assert_eq!(conn.statements() - before, 3, "{live}");
        let expected =
            [row(1, 25, 10, Some("a")), row(2, 10, 20, Some("old")), row(3, 27, 10, None)];
        assert_eq!(all(&mut conn), expected, "{live}");
        let gone = delete(goods::table()).filter(goods::id.eq(param::<i64>("id")));
        let ids = [1_i64, 2, 7].map(|id| [("id", id)]);
        assert_eq!(conn.execute_many(&gone, ids).unwrap(), 2, "{live}");
        assert_eq!(conn.execute_many(&gone, Vec::<[(&str, i64); 1]>::new()).unwrap(), 0);
        assert_eq!(all(&mut conn).len(), 1, "{live}");
    }
}

#[test]
fn nulls_are_stored_by_upserts_too() {
    for live in Live::ALL {
        let mut conn = connect(live);
        let upsert = insert(goods::table())
            .set(goods::id, param::<i64>("id"))
            .set(goods::n, 1)
            .set(goods::m, 2)
            .set(goods::word, param::<String>("word"))
            .on_conflict(goods::id)
            .do_update()
            .set(goods::word, param::<String>("word"))
            .filter(goods::n.gt(param::<i32>("by")));
        let values =
            [named(1, 5, None), named(2, 50, None), named(4, 0, None), named(5, 0, Some("x"))];
        conn.execute_many(&upsert, values).unwrap();
        let words: Vec<_> = all(&mut conn).into_iter().map(|row| row.3).collect();
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(words, [None, text("old"), text("old"), None, text("x")], "{live}");
    }
}

#[test]
fn a_row_that_is_refused_takes_all_with_it() {
    let refused = |live: Live, values: Vec<Given>| {
        let mut conn = connect(live);
        let error = conn.execute_many(&change(), values).unwrap_err();
        assert_eq!(all(&mut conn)[0], row(1, 10, 20, Some("old")), "{live}");
        error
    };
    for live in Live::ALL {
        let good = || named(1, 1, None);
        let error = refused(live, vec![good(), vec![("id", 2_i64.into()), ("by", 3.into())]]);
        assert_eq!(error.kind(), ErrorKind::Incomplete);
        assert_eq!(messages(&error), "row 2 has no value for the parameter `word`");
        let error = refused(live, vec![good(), named(2, 1, Some("too long"))]);
        assert_eq!(error.kind(), ErrorKind::InvalidValue);
        let mut null = named(2, 1, None);
        null[1].1 = Value::Null;
        let error = refused(live, vec![good(), null]);
        assert!(messages(&error).starts_with("the parameter `by` cannot be NULL"), "{error}");
        let mut other = named(2, 1, None);
        other.push(("nope", 1.into()));
        assert_eq!(refused(live, vec![good(), other]).kind(), ErrorKind::Conflict);
        // The engine finds the key twice.
        let mut conn = connect(live);
        let moved = update(goods::table())
            .set(goods::id, param::<i64>("to"))
            .filter(goods::id.eq(param::<i64>("id")));
        let steps = [(3_i64, 4_i64), (2, 1)].map(|(id, to)| [("id", id), ("to", to)]);
        let failed: Result<u64> = conn.execute_many(&moved, steps);
        assert_eq!(failed.unwrap_err().kind(), ErrorKind::Database, "{live}");
        let ids: Vec<i64> = all(&mut conn).into_iter().map(|row| row.0).collect();
        assert_eq!(ids, [1, 2, 3], "{live}");
    }
}

#[test]
fn null_is_no_value_where_a_column_takes_none_or_a_condition_reads_it() {
    let bind = |made: &sqltree::dml::Update, name: &str| {
        sqltree::dialects::all().map(|dialect| {
            let mut compiled = made.compile(dialect).unwrap();
            compiled.bind(name, Value::Null).is_ok()
        })
    };
    let stored = update(goods::table()).set(goods::word, param::<String>("w")).all_rows();
    assert_eq!(bind(&stored, "w"), [true; 5]);
    assert_eq!(
        bind(&update(goods::table()).set(goods::n, param::<i32>("n")).all_rows(), "n"),
        [false; 5]
    );
    let read = update(goods::table())
        .set(goods::word, param::<String>("w"))
        .filter(goods::word.ne(param::<String>("w")) & goods::id.gt(1));
    assert_eq!(bind(&read, "w"), [false; 5]);
    let part = update(goods::table()).set(goods::word, param::<String>("w").concat("x")).all_rows();
    assert_eq!(bind(&part, "w"), [false; 5]);
    let mut compiled = stored.compile(&Postgres::default()).unwrap();
    compiled.bind("w", Value::Null).unwrap();
    assert_eq!(compiled.param_types(), [Type::Text]);
}
